Mapped files: mmapput mmapcat
=============================

A value goes in and comes out as it is
--------------------------------------

  $ printf '0123456789' >f
  $ mmapcat f; echo
  0123456789
  $ mmapput -b f abc; mmapcat f; echo
  abc3456789
  $ cat f; echo
  abc3456789
  $ mmapcat -v x f; echo "<$x>"
  <abc3456789>

TEXT: joined by one space, options end before it, empty is empty; the size of the file stays

  $ mmapput -b f a  b; mmapcat f; echo
  a b3456789
  $ mmapput -b f -5; mmapcat f; echo
  -5b3456789
  $ mmapput -b -- f --; mmapcat f; echo
  --b3456789
  $ mmapput -b f ''; mmapcat f; echo
  --b3456789
  $ wc -c <f
  10

standard input is the value, to its end

  $ printf 'x\ny\n' | mmapput -b f; mmapcat f; echo
  x
  y
  456789

-s: a C string; put adds a NUL, cat stops at the first

  $ mmapput -s f short; mmapcat -s f; echo
  short
  $ od -A n -t c f
     s   h   o   r   t  \0   6   7   8   9
  $ mmapput -s f 123456789; mmapcat -s f; echo
  123456789
  $ mmapput -s f 1234567890 2>/dev/null
  [2]

-b: bytes, NULs and all

  $ printf 'a\0b\0\0\0\0\0\0\377' | mmapput -b f; mmapcat -b f | od -A n -t x1
   61 00 62 00 00 00 00 00 00 ff

--off and --len: parts
----------------------

  $ printf '0123456789' >f
  $ mmapcat --off 3 --len 4 f; echo
  3456
  $ mmapcat --off 8 f; echo
  89
  $ mmapput -b --off 8 f XY; cat f; echo
  01234567XY
  $ mmapput -b --off 8 f XYZ 2>/dev/null
  [2]
  $ mmapcat --off 11 f 2>/dev/null
  [2]
  $ mmapcat --off -1 f 2>/dev/null
  [2]
  $ mmapcat --off x f 2>/dev/null
  [2]
  $ cat f; echo
  01234567XY

offsets need not be multiples of a page

  $ head -c 10000 /dev/zero >large
  $ mmapput -b --off 4095 large 'over the edge'
  $ mmapcat --off 4095 --len 13 large; echo
  over the edge
  $ mmapcat --off 4100 --len 3 large; echo
  the
  $ rm large

beyond 4 GiB, in a file with a hole

  $ truncate -s 5G sparse
  $ mmapput -b --off 4294967299 sparse far
  $ mmapcat --off 4294967299 --len 3 sparse; echo
  far
  $ tail -c +4294967300 sparse | head -c 3; echo
  far
  $ rm sparse

Sizes: -c and --grow
--------------------

a value that does not fit is refused, and nothing of it is written; --grow makes room

  $ printf '0123456789' >f
  $ mmapput f 'eleven char' 2>/dev/null
  [2]
  $ cat f; echo
  0123456789
  $ mmapput -b --grow f 'eleven char'; cat f; echo
  eleven char
  $ mmapput -b --grow --off 20 f x; wc -c <f
  21
  $ mmapput -b --grow f x; wc -c <f
  21

an empty file has no bytes, and no room

  $ : >empty
  $ mmapcat empty
  $ x=old; mmapcat -v x empty; echo "$? <$x>"
  0 <>
  $ mmapput empty x 2>/dev/null
  [2]
  $ mmapput -b empty ''
  $ mmapput -b --grow empty 'no more'; cat empty; echo
  no more
  $ rm empty

a missing file is an error; -c makes it, with -m as its mode and room for the value

  $ mmapcat none 2>/dev/null
  [2]
  $ mmapput none x 2>/dev/null
  [2]
  $ ls none 2>/dev/null
  [2]
  $ mmapput -c -b none 'made anew'; mmapcat none; echo; stat -c %a none
  made anew
  600
  $ mmapput -x none x 2>/dev/null
  [2]
  $ mmapcat none; echo; rm none
  made anew
  $ (umask 000; mmapput -c -m 640 none x); stat -c %a none; rm none
  640

-w waits until the file is there

  $ mmapcat -w -n none
  [1]
  $ mmapcat -w -t 0.05 none
  [124]

What cannot be mapped
---------------------

  $ mmapcat . 2>/dev/null
  [2]
  $ mmapput . x 2>/dev/null
  [2]
  $ mmapcat /dev/null/x 2>/dev/null
  [2]
  $ mkfifo p; mmapcat p 2>/dev/null
  [2]
  $ rm p

digits alone are a key, and no path

  $ printf text >7777
  $ mmapcat 7777 2>/dev/null
  [2]
  $ mmapcat ./7777; echo
  text
  $ rm 7777

Shared with others
------------------

  $ printf '0123456789' >f
  $ (mmapput -b f sub); mmapcat f; echo
  sub3456789
  $ "$IPCSH" -c 'mmapput -b f other'; mmapcat f; echo
  other56789

a file that was cut short, made longer, or replaced is what it is now

  $ printf 'cut' >f; mmapcat f; echo
  cut
  $ printf 'longer than before' >f; mmapcat f; echo
  longer than before
  $ printf 'another file' >g; mv g f; mmapcat f; echo
  another file

  $ mmapcat f >/dev/full 2>/dev/null
  [2]

help, wrong options, missing operands

  $ for w in mmapput mmapcat; do
  >   $w --help | grep -q "$w" || echo "no help: $w"
  >   $w --no-such-option 2>/dev/null; [ $? = 2 ] || echo "took it: $w"
  >   $w 2>/dev/null; [ $? = 2 ] || echo "needs no operand: $w"
  > done
  $ rm f

mmapwait: other bytes than this shell saw last
----------------------------------------------

  $ printf 0123456789 >f
  $ mmapwait -n f
  [1]
  $ mmapwait -t 0.02 f
  [124]
  $ "$IPCSH" -c 'mmapput -b f x'
  $ mmapwait -n f; mmapcat f; echo
  x123456789
  $ mmapwait -n f
  [1]
  $ mmapput -b f y; mmapwait -n f
  [1]
  $ { sleep 0.05; "$IPCSH" -c 'mmapput -b --off 9 f z'; } & mmapwait -t 10 f; echo $?; wait; mmapcat f; echo
  0
  y12345678z

--off and --len: a part

  $ mmapwait -n --len 2 f
  [1]
  $ "$IPCSH" -c 'mmapput -b --off 5 f z'; mmapwait -n --len 2 f; echo $?; mmapwait -n f; echo $?
  1
  0

another size, another file, none, one that comes

  $ { sleep 0.05; printf more >>f; } & mmapwait -t 10 f; echo $?; wait
  0
  $ { sleep 0.05; cp f g; printf x | dd of=g conv=notrunc 2>/dev/null; mv g f; } & mmapwait -t 10 f; echo $?; wait
  0
  $ { sleep 0.05; rm f; } & mmapwait -t 10 f; echo $?; wait
  ipcsh: mmapwait: f: the file was removed meanwhile
  2
  $ { sleep 0.05; echo new >f; } & mmapwait -w -t 10 f; echo $?; wait
  0
  $ mmapwait none 2>/dev/null
  [2]

mmapsync
--------

  $ mmapput -c -b --grow f 0123456789; mmapsync f
  $ mmapsync --off 3 --len 4 f; mmapsync --async --invalidate f
  $ mmapsync --off 11 f
  ipcsh: mmapsync: f: the file ends at byte 10
  [2]
  $ : >empty; mmapsync empty; rm empty
  $ mmapsync none 2>/dev/null
  [2]

mmapstat
--------

  $ rm f; mmapput -c -b -m 640 f 0123456789; mmapsync f; mmapstat --cols NAME,MODE,SIZE,RESIDENT f
  NAME  MODE  SIZE  RESIDENT
  f     0640    10        10
  $ mmapstat -v s f; echo "$s $s_resident $((s_disk % 512)) $((s_uid == $(id -u)))"
  10 10 0 1

a file with holes has less on the disk than its size; what was dropped is not in memory, where there is a disk; what is
loaded is

  $ truncate -s 3000000 holes; mmapput --off 1500000 holes text; mmapsync holes; mmapstat -v s holes; echo $s $((s_disk < s))
  3000000 1
  $ mmapsync --drop holes; mmapstat -v s holes; [ $s_resident = 0 ] || [ $(stat -f -c %T .) = tmpfs ] && echo dropped
  dropped
  $ mmapsync --load holes; mmapstat -v s holes; echo $s_resident
  3000000
  $ mmapsync --drop --load holes
  ipcsh: mmapsync: --load: not together with --drop
  [2]

several at once; an empty one; what is none

  $ : >empty; mmapstat --cols NAME,SIZE,RESIDENT empty none f
  ipcsh: mmapstat: none: no such file
  NAME   SIZE  RESIDENT
  empty     0         0
  f        10        10
  [2]
  $ mmapstat none
  ipcsh: mmapstat: none: no such file
  [2]
  $ mmapstat .
  ipcsh: mmapstat: .: is a directory
  [2]
  $ mmapstat -w -t 0.02 none
  [124]
  $ mmapstat -j --cols name,size empty
  {
     "files": [
        {"name": "empty", "size": 0}
     ]
  }
  $ rm empty holes

a file of /proc has no bytes to map, whatever a read would give: that is said

  $ for f in /proc/version /proc/self/maps; do mmapcat $f; done
  ipcsh: mmapcat: /proc/version: no file that can be mapped (a pipe, a device, a file of /proc)
  ipcsh: mmapcat: /proc/self/maps: no file that can be mapped (a pipe, a device, a file of /proc)
  [2]
  $ mmapwait -t 20 /proc/uptime
  ipcsh: mmapwait: /proc/uptime: no file that can be mapped (a pipe, a device, a file of /proc)
  [2]
  $ : >empty; mmapcat empty; mmapwait -n empty
  [1]
  $ rm empty

mmapcat into pipes, files, sockets: whatever takes the pages gets them
----------------------------------------------------------------------

  $ seq 300000 >large
  $ mmapcat large | cmp - large; mmapcat large >copy; cmp copy large; mmapcat large >>copy; cat large large | cmp - copy
  $ mmapcat --off 100001 --len 1000003 large | cmp - <(tail -c +100002 large | head -c 1000003)
  $ mmapcat large | head -n 1
  1
  $ x=$(mmapcat large); [ "$x" = "$(cat large)" ] && echo same
  same
  $ mmapcat large >/dev/full
  ipcsh: mmapcat: large: write error: no space left on device
  [2]
  $ { echo first; mmapcat large; echo last; } | sed -n '1p;$p'
  first
  last
  $ rm large copy f
