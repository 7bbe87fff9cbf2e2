Shared memory with versions: shmwait, shmstat, --if, --since, --journal, --raw; POSIX objects
==============================================================================================

Versions
--------

  $ shmnew --rm 3306 1000
  $ shmstat --cols SIZE,LENGTH,VERSION,STATE 3306
  SIZE  LENGTH  VERSION  STATE
  1000       0        0  empty
  $ shmput -v v 3306 one; echo $v
  1
  $ shmput -v v 3306 one; echo $v
  2
  $ shmcat -v x --ver v 3306; echo "$x $v"
  one 2
  $ shmcat --ver v 3306; echo " $v"
  one 2
  $ shmstat --cols SIZE,LENGTH,VERSION,STATE,KERNEL,JOURNAL 3306
  SIZE  LENGTH  VERSION  STATE  KERNEL  JOURNAL
  1000       3        2  value    1000  no
  $ shmstat -j --cols VERSION,STATE 3306
  {
     "segments": [
        {"version": 2, "state": "value"}
     ]
  }

--if V: compare and set

  $ shmput --if 1 3306 late
  [1]
  $ shmput --if 2 -v v 3306 'in time'; echo "$? $v"; shmcat 3306; echo
  0 3
  in time
  $ shmput --if x 3306 y 2>/dev/null
  [2]

eight shells that count lose nothing

  $ shmput 3306 0
  $ for i in 1 2 3 4 5 6 7 8; do
  >   (for j in 1 2 3 4 5; do until shmcat -v n --ver v 3306; shmput --if $v 3306 $((n + 1)); do :; done; done) &
  > done; wait
  $ shmcat 3306; echo
  40

--off: a part, the rest of the value stays

  $ shmput 3306 'a value'; shmput --off 2 3306 VAL; shmcat 3306; echo
  a VALue
  $ shmput --off 6 3306 UES; shmcat 3306; echo
  a VALuUES
  $ shmcat --off 2 3306; echo
  VALuUES
  $ shmput -v v --len 5 3306 abc; shmcat 3306 | od -A n -t c
     a   b   c  \0  \0
  $ shmput -s 3306 text; shmcat 3306; echo; shmstat --cols LENGTH 3306
  text
  LENGTH
       4

shmwait: newer than what this shell saw last
--------------------------------------------

  $ shmwait -n 3306
  [1]
  $ shmwait -t 0.02 3306
  [124]
  $ "$IPCSH" -c 'shmput 3306 text'
  $ shmwait -n 3306
  $ shmwait -n 3306
  [1]
  $ shmwait -n --since 0 -v v 3306; [ "$v" -gt 1 ] && echo newer
  newer
  $ shmwait -n --since $v 3306
  [1]

a shell that has seen nothing waits for the next one; the same value put again is new

  $ "$IPCSH" -c 'shmwait -n 3306; echo $?; shmwait -t 10 3306; echo $?; shmcat 3306; echo' >seen & reader=$!
  $ until [ -s seen ]; do sleep 0.01; done; shmput 3306 text; wait $reader; cat seen; rm seen
  1
  0
  text

a writer that knows no cells is new, too: at the value, and far from it

  $ shmput 3306 ours; shmcat 3306; echo
  ours
  $ PATH=$IPCSH_INTEROP:$PATH
  $ shmrm 3306; shmnew --rm 3306 4000
  $ shmput 3306 ours
  $ shm_writer 1; shmcat 3306; echo; shmstat --cols STATE,VERSION 3306
  1
  STATE     VERSION
  stranger        1
  $ shmwait -n 3306
  [1]
  $ { sleep 0.05; shm_writer 2; } & shmwait -t 10 3306 && wait; shmcat 3306; echo
  2
  $ shmput 3306 ours; shmcat 3306; echo
  ours

a segment that the other program made has no cell until something is put there

  $ shmrm 3306; shm_writer 1; shmstat --cols STATE 3306
  STATE
  no cell
  $ shmcat --ver v 3306; echo " $v"; shmwait -n 3306
  1 0
  [1]
  $ { sleep 0.05; shm_writer 2; } & shmwait -t 10 3306 && wait; shmcat 3306; echo
  2
  $ shmput 3306 ours; shmstat --cols STATE,VERSION 3306; shm_reader 1
  STATE  VERSION
  value        1
  ours
  $ shmrm 3306

-w: until it exists; what is there then is new

  $ { sleep 0.05; "$IPCSH" -c 'shmput -c 3306 first'; } & shmwait -w -t 10 3306 && shmcat 3306; echo; wait
  first
  $ shmwait -w -n 3307
  [1]
  $ shmwait -w -t 0.02 3307
  [124]

removed while it is waited for

  $ { sleep 0.05; "$IPCSH" -c 'shmrm 3306'; } & shmwait -t 10 3306; echo $?; wait
  ipcsh: shmwait: 3306: the segment was removed meanwhile
  2

a trap runs while it is waited for

  $ shmput -c 3306 x
  $ "$IPCSH" -c 'trap "echo trapped; exit 3" USR1; { sleep 0.05; kill -USR1 $$; } & shmwait -t 10 3306'
  trapped
  [3]

Sizes
-----

  $ shmrm 3306; for n in 1 100 3968 3969 4096 4097 8192; do
  >   shmnew 3306 $n; shmput 3306 "$(printf '%*s' $n x)"; shmstat --cols SIZE,LENGTH,VERSION 3306 | tail -n 1 | tr -s ' '
  >   shmcat 3306 | wc -c; shmput 3306 "$(printf '%*s' $((n + 1)) x)" 2>/dev/null; echo "$?"; shmrm 3306
  > done | paste -s -d ' '
   1 1 1 1 2  100 100 1 100 2 3968 3968 1 3968 2 3969 3969 1 3969 2 4096 4096 1 4096 2 4097 4097 1 4097 2 8192 8192 1 8192 2
  $ shmput -c --size 10000 3306 x; shmstat --cols SIZE 3306; shmrm 3306
   SIZE
  10000

--journal asks for twice the memory

  $ shmput -c --journal --size 100000 3306 old; shmstat --cols SIZE,JOURNAL 3306; shmrm 3306
    SIZE  JOURNAL
  100000  yes

POSIX objects
-------------

  $ shmput -c /ipcsh.words 'a value'; shmcat /ipcsh.words; echo; ls -l /dev/shm/ipcsh.words | cut -c 1-10
  a value
  -rw-------
  $ shmput /ipcsh.words other; shmcat -v x --ver v /ipcsh.words; echo "$x $v"
  other 2
  $ shmstat --cols SIZE,STATE /ipcsh.words
  SIZE  STATE
  4096  value
  $ shmls --cols KEY | grep -c /ipcsh.words
  1
  $ shmnew -x /ipcsh.words 10 2>/dev/null
  [2]
  $ shmnew /ipcsh.words 10; shmnew /ipcsh.words 5000 2>/dev/null
  [2]

another program changes its size: the versions are gone, and nobody dies

  $ truncate -s 3 /dev/shm/ipcsh.words; shmcat /ipcsh.words; echo; shmstat --cols STATE /ipcsh.words
  oth
  STATE
  no cell
  $ shmput /ipcsh.words 1234 2>/dev/null
  [2]
  $ truncate -s 9000 /dev/shm/ipcsh.words; shmput /ipcsh.words again; shmcat /ipcsh.words; echo
  again
  $ { sleep 0.05; truncate -s 100 /dev/shm/ipcsh.words; printf changed | dd of=/dev/shm/ipcsh.words conv=notrunc 2>/dev/null; } &
  $ shmwait -t 10 /ipcsh.words; echo $?; wait; shmcat /ipcsh.words; echo
  0
  changed
  $ truncate -s 0 /dev/shm/ipcsh.words; shmcat /ipcsh.words
  ipcsh: shmcat: /ipcsh.words: it has no bytes: its maker has not given it a size yet
  [2]
  $ shmrm /ipcsh.words; shmcat /ipcsh.words 2>/dev/null
  [2]
  $ "$IPCSH" -c 'shmnew --rm /ipcsh.words 10; shmput /ipcsh.words x; shmcat /ipcsh.words; echo'; ls /dev/shm/ipcsh.words 2>/dev/null
  x
  [2]

parts far from each other: the pages between them get no memory, and the sum is that of NULs

  $ truncate -s 50000000 /dev/shm/ipcsh.words
  $ for off in 40000001 20000000 4095 12345678 45000003 45000900; do shmput --off $off -b /ipcsh.words "at $off"; shmcat --off $off --len 7 /ipcsh.words; echo; done
  at 4000
  at 2000
  at 4095
  at 1234
  at 4500
  at 4500
  $ shmstat --cols STATE,LENGTH,VERSION /ipcsh.words; shmwait -n /ipcsh.words; echo $?; [ "$(stat -c %b /dev/shm/ipcsh.words)" -lt 200 ] && echo few
  STATE    LENGTH  VERSION
  value  45000911        6
  1
  few
  $ cp --sparse=never /dev/shm/ipcsh.words /dev/shm/ipcsh.all; shmput --off 49999990 -b /ipcsh.all 'at the end'; shmstat --cols STATE,LENGTH /ipcsh.all
  STATE    LENGTH
  value  50000000
  $ fallocate -d /dev/shm/ipcsh.all; shmstat --cols STATE,LENGTH /ipcsh.all; [ "$(stat -c %b /dev/shm/ipcsh.all)" -lt 200 ] && echo few again
  STATE    LENGTH
  value  50000000
  few again
  $ shmput --off 30000000 -b /ipcsh.words unseen; printf stranger | dd of=/dev/shm/ipcsh.words conv=notrunc bs=1 seek=33000000 2>/dev/null; shmstat --cols STATE /ipcsh.words; shmrm /ipcsh.words /ipcsh.all
  STATE
  stranger
