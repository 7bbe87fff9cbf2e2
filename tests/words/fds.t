Descriptors, signals and memory shown: fds fdstat sigls vmmap
=============================================================

fds: what shares one open file, and what does not
-------------------------------------------------

  $ echo 12345 >f
  $ exec 3<f 4<&3 5>>f 6<>f
  $ fdread 3 2 >/dev/null
  $ for fd in 3 4 5 6; do fdstat --cols fd,type,mode,flags,offset,same $fd; done | grep -v FD
   3  file  r     -           2  4
   4  file  r     -           2  3
   5  file  w     append       0  -
   6  file  rw    -           0  -
  $ fds --cols fd,name | awk '$1 >= 3 && $1 <= 6 { sub(".*/", "", $2); print $1, $2 }'
  3 f
  4 f
  5 f
  6 f

a child that inherited it is named in ALSO, by its descriptor

  $ mkfifo gate
  $ { read -r x <gate; } &
  $ fdstat --cols also 3 | grep -c "$!([^)]*):3"
  1
  $ fds $! --cols 2>/dev/null
  [2]
  $ fds --cols fd,same $! | awk '$1 == 3 || $1 == 4'
   3  4
   4  3
  $ echo >gate; wait; exec 3<&- 4<&- 5>&- 6>&-

PEER is the other end of a pipe, for each process of a job

  $ sleep 100 | cat >/dev/null &
  $ fds --cols pid,fd,peer %% | awk '$2 == 1 && $3 != "-" { print $3 }' | sed 's/^[0-9]*//'
  (cat):0
  $ fds --cols fd,peer $! | awk '$1 == 0 { print $2 }' | sed 's/^[0-9]*//'
  (sleep):1
  $ kill %%; wait

of a FIFO, a coprocess

  $ exec 7<>gate; fdstat --cols type,mode 7 | tail -n 1
  fifo  rw
  $ exec 7<&-
  $ coproc UP { tr a-z A-Z; }
  $ until grep -qx tr /proc/$UP_pid/comm; do :; done
  $ fdstat --cols type,mode,peer $UP_w | sed -n 's/[0-9]*(\(.*\)):/\1 /p' | tr -s ' '
  pipe w tr 0
  $ exec {UP_w}>&- {UP_r}<&-; wait

what an IPv6 socket has by IPv4 is known by the addresses of IPv4, and so is who is there
-----------------------------------------------------------------------------------------

  $ socklisten -v l 'tcp:[::]:0'; sockdial -v c "tcp:127.0.0.1:${l_address##*:}"; sockaccept -t 10 -v s $l
  $ fdstat --cols name,peer $c | awk -v me="127.0.0.1:${l_address##*:}" -v who="$$(ipcsh):$s" 'NR == 2 { print $2 == me, !!index($3, who) }'
  1 1
  $ fdstat --cols name,peer $s | awk -v me="127.0.0.1:${l_address##*:}" -v who="$$(ipcsh):$c" 'NR == 2 { print $1 == me, !!index($3, who) }'
  1 1
  $ exec {l}>&- {c}>&- {s}>&-

how much waits in a pipe, and how much it can hold

  $ coproc UP { read -r x; read -r x; }; exec 7<>gate; echo hello >&7; fdstat --cols unread,capacity 7
  UNREAD  CAPACITY
       6     65536
  $ fdstat --capacity 8192 7; fdstat --cols capacity 7 | tail -n 1; fdstat --capacity 128k $UP_w; fdstat --cols unread,capacity $UP_w
      8192
  UNREAD  CAPACITY
       0    131072
  $ head -c 4096 /dev/zero >&7; fdstat --capacity 4096 7
  ipcsh: fdstat: 7: no capacity of 4096 bytes: more than that is unread
  [2]
  $ fdstat --capacity 3G 7 2>&1 | grep -o '^.*: the limit is [0-9]* bytes in a pipe (/proc[^)]*)' | sed 's/[0-9][0-9]*/N/g'
  ipcsh: fdstat: N: no capacity of N bytes: the limit is N bytes in a pipe (/proc/sys/fs/pipe-max-size)
  $ exec {UP_w}>&- {UP_r}<&- 7<&-; wait; fdstat --capacity 4096 0; fdstat --capacity 4096 7
  ipcsh: fdstat: 0: no pipe and no FIFO
  ipcsh: fdstat: 7: not open
  [2]
  $ fdstat --cols unread,capacity 0 </dev/null
  UNREAD  CAPACITY
       -         -
  $ sleep 100 & fds --cols fd,unread $! | head -n 1; kill $!; wait
  FD  UNREAD

a POSIX queue that the shell keeps open is no file

  $ mqnew /ipcsh.q; mqsend /ipcsh.q x; fds --cols type,name,offset,mode >all; grep ipcsh.q all | tr -s ' '
  queue /ipcsh.q - rw
  $ mqrm /ipcsh.q

a name with a newline and bytes that are no text is one line, and valid JSON

  $ name=$(printf 'a\nb\377 \\x41'); : >"$name"; exec 3<"$name"
  $ fdstat --cols name 3 | sed 's,.*/,,'
  NAME
  a\x0ab\xff \x5cx41
  $ fdstat -j --cols fd,name 3 | sed 's,"/.*/,",' | tr -d '\200-\277'
  {
     "descriptors": [
        {"fd": 3, "name": "a\\nb\xef \\\\x41"} (esc)
     ]
  }
  $ exec 3<&-; rm "$name"

a socket that is in no table of the kernel's is of a kind, too

  $ socklisten -v l tcp::0; sockdial -v c udp::1; elsewhere() { "$@"; }; unshare -rn true 2>/dev/null && elsewhere() { unshare -rn "$@"; }
  $ elsewhere "$IPCSH" -c "fds --cols fd,type" | awk -v l="$l" -v c="$c" '$1 == l || $1 == c { print $2 }'; exec {l}<&- {c}<&-
  tcp
  udp

columns

  $ fds --cols help | head -n 2
  FD           the descriptor
  TYPE         file, pipe, fifo, terminal, unix, tcp, queue, ...
  $ fdstat --cols +inode 0 </dev/null | head -n 1 | tr -s ' '
  FD TYPE NAME MODE FLAGS OFFSET SAME ALSO PEER INODE
  $ fdstat -j --cols offset,mode 0 </dev/null
  {
     "descriptors": [
        {"offset": 0, "mode": "r"}
     ]
  }

sigls
-----

  $ trap 'echo hi' USR1; trap '' USR2
  $ sigls --cols number,signal,action,blocked,pending,trap >all; grep USR all
      10  USR1     caught   no       no       echo hi
      12  USR2     ignored  no       no
  $ test "$(grep -c . all)" -ge 32
  $ trap - USR1 USR2
  $ sleep 100 & sigls --cols signal,action $! | grep -w KILL
  KILL    default
  $ kill $!; wait

vmmap
-----

  $ shmput -c 0x5eed0042 x; shmcat -v x 0x5eed0042
  $ vmmap --cols rights,kind,name >maps
  $ grep -c 'rw-s  *shared memory  shm:0x5eed0042 (id:[0-9]*)' maps
  1
  $ grep -c -w stack maps; grep -c 'r-xp  *text ' maps
  1
  1

Where AddressSanitizer is linked, memory is its own and there is no heap.

  $ grep -q -e ' heap ' -e libasan maps

with whom

  $ { shmcat -v y 0x5eed0042; echo ready >gate; read -r x <gate; } &
  $ read -r x <gate
  $ vmmap --cols name,shared 2>/dev/null | grep shm: | grep -c "$!(ipcsh)"
  1
  $ echo >gate; wait; shmrm 0x5eed0042
  $ rm f gate all maps
