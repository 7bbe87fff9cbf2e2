System V shared memory: shmnew shmput shmcat shmls shmrm
========================================================

A value goes in and comes out as it is: no newline is added
-----------------------------------------------------------

  $ shmput -c 3306 42
  $ shmcat 3306
  42 (no-eol)
  $ x=$(shmcat 3306); echo "<$x>"
  <42>
  $ shmcat -v x 3306; echo "<$x>"
  <42>

`-c` makes 4,096 bytes with mode 600 (the kernel is asked for one more, so that a cell has room), and leaves a segment
that is there alone

  $ shmcat -b 3306 | wc -c
  4096
  $ awk '$1 == 3306 { print $3, $4 }' /proc/sysvipc/shm
  600 4097
  $ shmput -c 3306 43; shmcat 3306; echo
  43
  $ awk '$1 == 3306' /proc/sysvipc/shm | wc -l
  1

TEXT: operands joined by one space, options end at the first of them or at --

  $ shmput 3306 a   b    c; shmcat 3306; echo
  a b c
  $ shmput 3306 'a   b' '' c; shmcat 3306; echo
  a   b  c
  $ shmput 3306 -5; shmcat 3306; echo
  -5
  $ shmput -- 3306 -c -x; shmcat 3306; echo
  -c -x
  $ shmput 3306 -n text -v x; shmcat 3306; echo
  -n text -v x
  $ shmput 3306 --help; shmcat 3306; echo
  --help

TEXT that is given but empty is an empty value

  $ shmput 3306 ''
  $ shmcat 3306
  $ x=old; shmcat -v x 3306; echo "<$x>"
  <>
  $ shmcat -b 3306 | head -c 1 | od -A n -t x1
   00

without TEXT the value is standard input to its end, newlines and all

  $ printf 'one\ntwo\n' | shmput 3306
  $ shmcat 3306
  one
  two
  $ shmput 3306 </dev/null
  $ shmcat 3306 | wc -c
  0
  $ shmput 3306 <<end
  > here
  > end
  $ shmcat 3306
  here

a shorter value shows nothing of the longer one

  $ shmput 3306 'a long value'; shmput 3306 short; shmcat 3306; echo
  short

bytes outside of UTF-8 survive

  $ printf '\377\200\001x' | shmput 3306
  $ shmcat 3306 | od -A n -t x1
   ff 80 01 78
  $ shmput 3306 'Grüße, 世界'; shmcat 3306; echo
  Gr\xc3\xbc\xc3\x9fe, \xe4\xb8\x96\xe7\x95\x8c (esc)

Bytes: -b is all of them, -s a C string
---------------------------------------

a value with NULs is stored and given whole; `-s` gives the C string

  $ shmrm 3306; shmnew 3306 8
  $ printf 'a\0b\nc' | shmput 3306
  $ shmcat 3306 | od -A n -t c
     a  \0   b  \n   c
  $ shmcat -s 3306; echo
  a
  $ shmcat -b 3306 | od -A n -t c
     a  \0   b  \n   c  \0  \0  \0

-b puts just the bytes, without a NUL behind them; what is read is the value, or with -b all bytes

  $ shmput 3306 1234567
  $ shmput -b 3306 ab
  $ shmcat 3306; echo
  ab
  $ shmcat -b 3306 | tr '\0' .; echo
  ab34567.

a value of the very size has no NUL, and reading ends at the size though the page goes on

  $ shmput 3306 12345678
  $ shmcat 3306; echo
  12345678
  $ shmcat -b 3306 | wc -c
  8

-s does insist on its NUL

  $ shmput -s 3306 12345678 2>/dev/null
  [2]
  $ shmput -s 3306 1234567; shmcat -b 3306 | od -A n -t c
     1   2   3   4   5   6   7  \0

a byte too many is refused, and the old value stays

  $ shmput 3306 old
  $ shmput 3306 123456789 2>/dev/null
  [2]
  $ printf 123456789 | shmput 3306 2>/dev/null
  [2]
  $ printf 123456789 | shmput -b 3306 2>/dev/null
  [2]
  $ shmcat 3306; echo
  old

--off and --len: parts

  $ shmput -b 3306 abcdefgh
  $ shmcat --off 2 --len 3 3306; echo
  cde
  $ shmcat --off=6 --len=2 3306; echo
  gh
  $ shmput -b --off 3 3306 XY; shmcat -b 3306; echo
  abcXYfgh
  $ shmput -b --off 7 3306 Z; shmcat -b 3306; echo
  abcXYfgZ
  $ shmput -b --off 7 3306 ZZ 2>/dev/null
  [2]
  $ shmcat -b --off 9 3306 2>/dev/null
  [2]
  $ shmcat -b --off 4 3306; echo
  YfgZ
  $ shmcat --off -1 3306 2>/dev/null
  [2]
  $ shmput --off 99999999999999999999 3306 x 2>/dev/null
  [2]
  $ shmrm 3306

large values are whole

  $ shmnew 3306 1000000
  $ head -c 1000000 /dev/zero | tr '\0' z | shmput 3306
  $ [ "$(shmcat 3306 | cksum)" = "$(head -c 1000000 /dev/zero | tr '\0' z | cksum)" ] && echo same
  same
  $ shmcat -v big 3306; echo ${#big}
  1000000
  $ shmput 3306 "$big$big" 2>/dev/null
  [2]
  $ shmput 3306 small; shmcat 3306; echo
  small
  $ shmrm 3306

Addresses
---------

decimal and hexadecimal are the same key

  $ shmput -c 0xcea hex; shmcat 3306; echo; shmcat 0xCEA; echo
  hex
  hex

id:N is the number that `ipcs` prints; `-v` of shmnew gives it

  $ id=$(awk '$1 == 3306 { print $2 }' /proc/sysvipc/shm)
  $ shmcat "id:$id"; echo
  hex
  $ shmnew -v new 3306 10; [ "$new" = "id:$id" ] || [ "$new" = "$id" ] && echo same
  same
  $ shmput "id:$id" 'by id'; shmcat 3306; echo
  by id
  $ shmrm "id:$id"; shmcat 3306 2>/dev/null
  [2]

key 0 is private: each one a new segment, known by the id alone

  $ a=$(shmnew 0 100); b=$(shmnew 0 100)
  $ [ "${a%%[0-9]*}" = id: ] && [ "$a" != "$b" ] && echo different
  different
  $ shmput "$a" one; shmput "$b" two; shmcat "$a"; shmcat "$b"; echo
  onetwo
  $ shmrm "$a" "$b"

all bits set is a key like others

  $ shmput -c 0xffffffff ones; shmcat 0xffffffff; echo
  ones
  $ awk '$4 == 4097 { print $1 }' /proc/sysvipc/shm
  -1
  $ shmrm 0xffffffff

ftok:PATH:N is the key that ftok(3) makes

  $ : >here
  $ key=$(( (65 & 255) << 24 | ($(stat -c %d here) & 255) << 16 | ($(stat -c %i here) & 65535) ))
  $ shmput -c ftok:here:65 'by ftok'; shmcat "$key"; echo
  by ftok
  $ shmrm ftok:here:65; shmcat "$key" 2>/dev/null
  [2]
  $ shmcat ftok:nowhere:65 2>/dev/null
  [2]
  $ rm here

what is no address of a segment

  $ for a in '' ./3306 a/b -5x id: id:x id:-1 0x 0xfffffffff 99999999999 12x ftok: ftok:. tcp:127.0.0.1:1; do
  >   shmcat -- "$a" 2>/dev/null
  >   [ $? = 2 ] || echo "<$a>"
  > done
  $ shmcat id:123456789 2>/dev/null
  [2]

shmnew
------

it prints nothing, and opens what is there if it fits

  $ shmnew 3306 100
  $ shmput 3306 kept
  $ shmnew 3306 100
  $ shmnew 3306 50
  $ shmcat 3306; echo
  kept
  $ shmnew 3306 101 2>/dev/null
  [2]

-x fails where it is there

  $ shmnew -x 3306 100 2>/dev/null
  [2]
  $ shmput -x 3306 text 2>/dev/null
  [2]
  $ shmcat 3306; echo
  kept
  $ shmrm 3306
  $ shmnew -x 3306 100
  $ shmrm 3306
  $ shmput -x 3306 new; shmcat 3306; echo
  new
  $ shmrm 3306

-m MODE

  $ shmnew -m 640 3306 100
  $ awk '$1 == 3306 { print $3 }' /proc/sysvipc/shm
  640
  $ shmrm 3306
  $ shmput -c -m 0666 3306 x
  $ awk '$1 == 3306 { print $3 }' /proc/sysvipc/shm
  666
  $ shmrm 3306
  $ shmnew -m 9 3306 100 2>/dev/null
  [2]

a size is a number above 0

  $ for n in 0 -1 x 1x '' 99999999999999999999; do
  >   shmnew -- 3306 "$n" 2>/dev/null
  >   [ $? = 2 ] || echo "<$n>"
  > done
  $ shmcat 3306 2>/dev/null
  [2]

a new segment is empty

  $ shmnew 3306 10
  $ shmcat 3306
  $ shmcat -b 3306 | od -A n -t c
    \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  $ shmrm 3306

--rm: it goes when the shell ends, whichever way

  $ "$IPCSH" -c 'shmnew --rm 3306 10; shmput 3306 x; shmcat 3306; echo; exit 3'
  x
  [3]
  $ shmcat 3306 2>/dev/null
  [2]
  $ "$IPCSH" -c 'shmnew --rm 3306 10; (shmput 3306 sub); shmcat 3306; echo'
  sub
  $ shmcat 3306 2>/dev/null
  [2]
  $ shmnew 3306 10; "$IPCSH" -c 'shmput --rm 3306 x; shmcat 3306; echo'; shmstat 3306 2>/dev/null
  x
  [2]
  $ "$IPCSH" -c 'shmnew --rm 3306 10; kill -TERM $$; :'
  [143]
  $ shmcat 3306 2>/dev/null
  [2]
  $ "$IPCSH" -c 'shmnew --rm 3306 10; trap : TERM; trap - TERM; kill -TERM $$; :'
  [143]
  $ shmcat 3306 2>/dev/null
  [2]

Waiting for a segment: -w
-------------------------

  $ shmcat -w -n 3306
  [1]
  $ shmcat -w -t 0.05 3306
  [124]
  $ { sleep 0.05; "$IPCSH" -c 'shmput -c 3306 arrived'; } &
  $ shmcat -w -t 10 3306 >/dev/null; echo $?
  0
  $ wait; shmcat 3306; echo
  arrived

a POSIX object is there once its maker has given it a size (shm_open, then ftruncate)

  $ : >/dev/shm/unsized; shmcat -w -n /unsized; shmcat -w -t 0.02 /unsized
  [124]
  $ { sleep 0.05; truncate -s 100 /dev/shm/unsized; } & shmput -w -t 20 /unsized sized; wait; shmcat /unsized; shmrm /unsized
  sized (no-eol)

shmls and shmrm
---------------

the list has a row for each segment

  $ shmput -c 0x5eed0001 x
  $ shmls >list; echo $?
  0
  $ for id in $(awk '$1 == 3306 || $1 == 1592590337 { print $2 }' /proc/sysvipc/shm); do grep -c "^ *$id " list; done
  1
  1
  $ rm list

shmrm takes several; one that is missing is an error, the others go

  $ shmrm 3306 3307 0x5eed0001 2>/dev/null
  [2]
  $ awk '$1 == 3306 || $1 == 1592590337' /proc/sysvipc/shm
  $ shmrm 2>/dev/null
  [2]

a shell that has it attached finds no segment after another one removed it, and the new one after it was made anew

  $ shmput -c 3306 old; shmcat 3306; echo
  old
  $ "$IPCSH" -c 'shmrm 3306'
  $ shmcat 3306 2>/dev/null
  [2]
  $ shmput 3306 lost 2>/dev/null
  [2]
  $ "$IPCSH" -c 'shmput -c 3306 new'
  $ shmcat 3306; echo
  new
  $ shmrm 3306

Elsewhere in the language
-------------------------

  $ shmput -c 3306 0
  $ for i in 1 2 3; do shmput 3306 "$(( $(shmcat 3306) + i ))"; done; shmcat 3306; echo
  6
  $ shmcat 3306 | { read -r n; echo "read $n"; }
  read 6
  $ (shmput 3306 'from a subshell'); shmcat 3306; echo
  from a subshell
  $ shmput 3306 'from the background' & wait $!; shmcat 3306; echo
  from the background
  $ if shmcat 3399 2>/dev/null; then echo there; else echo "not there: $?"; fi
  not there: 2
  $ shmcat 3306 >file; cat file; echo; rm file
  from the background
  $ shmcat 3306 >/dev/full 2>/dev/null
  [2]

a read-only name cannot take a result

  $ (readonly r=1; shmcat -v r 3306 2>/dev/null; echo "$? $r")
  2 1
  $ shmcat -v '1x' 3306 2>/dev/null
  [2]

--help is help, wrong options and missing operands are errors

  $ for w in shmnew shmput shmcat shmls shmrm; do
  >   $w --help | grep -q "$w" || echo "no help: $w"
  >   $w --no-such-option 2>/dev/null; [ $? = 2 ] || echo "took it: $w"
  > done
  $ shmnew 2>/dev/null
  [2]
  $ shmnew 3306 1 2 2>/dev/null
  [2]
  $ shmput 2>/dev/null
  [2]
  $ shmcat 2>/dev/null
  [2]
  $ shmcat 3306 3307 2>/dev/null
  [2]
  $ shmrm 3306

times are those of the shell's own time zone

  $ shmput -c 3306 x; export TZ=UTC0; a=$(shmstat --cols WRITTEN 3306); TZ=EAST-7
  $ [ "$a" = "$(shmstat --cols WRITTEN 3306)" ]
  [1]
  $ unset TZ; a=$(ipc show --cols WHEN shm:3306); export TZ=EAST-7; [ "$a" = "$(ipc show --cols WHEN shm:3306)" ]
  [1]
  $ unset TZ; shmrm 3306

a value in a variable: its attributes hold, and a subshell keeps it for itself

  $ shmput -c 3306 value; declare -u up=x; shmcat -v up 3306; v=old; (shmcat -v v 3306; echo "$v"); echo "$up $v"
  value
  VALUE old
  $ f() { local v=inner; shmcat -v v 3306; echo "$v"; }; f; echo "$v"; shmrm 3306
  value
  old

shmstat -v, and -w as for other words

  $ shmnew 3306 100; shmput 3306 hello; shmstat -v s 3306; echo $s $s_length $s_version $s_attached $(($s_writer == $$)) $(($s_maker == $$)) $s_kernel
  100 5 1 1 1 1 100
  $ shmrm 3306; shmstat -w -n 3306; shmstat -w -t 0.02 3306
  [124]
  $ { sleep 0.05; shmnew 3306 100; } & shmstat -w -t 20 --cols KEY,VERSION,LOCKED 3306; wait
  KEY         VERSION  LOCKED
  0x00000cea        0  no
  $ shmstat -v s 3306 3306 2>/dev/null
  [2]
  $ shmls --cols KEY,LOCKED,CHANGED | grep -c '^0x00000cea  no      [0-9-]* [0-9:]*$'; shmrm 3306
  1

memory that is not set aside, and huge pages, where the system has some

  $ for a in 3306 /ipcsh.m; do shmnew --no-reserve $a 64M; shmput $a 'a value'; shmcat $a; echo; done; [ "$(stat -c %b /dev/shm/ipcsh.m)" -lt 1000 ] && shmrm 3306 /ipcsh.m
  a value
  a value
  $ if shmnew --huge 0 3306 100 2>err; then shmput 3306 x; shmcat 3306; shmrm 3306; else grep -c 'huge pages' err | tr 1 x | tr -d '\n'; fi; rm err
  x (no-eol)
  $ shmnew --huge 8k 3306 100
  ipcsh: shmnew: 3306: no huge pages of this size (/sys/kernel/mm/hugepages has the sizes)
  [2]
  $ shmnew --huge 3M 3306 100
  ipcsh: shmnew: --huge: 3M: not the size of a page (2M, 1G; 0: the usual one)
  [2]
  $ shmnew --huge 0 /ipcsh.m 100
  ipcsh: shmnew: /ipcsh.m: only a System V segment can be in huge pages
  [2]

a size has its unit in either case where no other unit has that letter

  $ shmnew 3306 2k; shmnew 3307 2K; for a in 3306 3307; do shmstat -v n $a; echo $n; done; shmrm 3306 3307
  2048
  2048
  $ for n in 2m 2KiB K 0K 9999999999999999G; do shmnew 3306 $n; done
  ipcsh: shmnew: 2m: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  ipcsh: shmnew: 2KiB: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  ipcsh: shmnew: K: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  ipcsh: shmnew: 0K: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  ipcsh: shmnew: 9999999999999999G: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  [2]
