FIFOs: fifonew fifosend fiforecv fiform
=======================================

has FILE TEXT waits until FILE has a line TEXT, for a limited time

  $ has() { local n=0; until grep -q -x "$2" "$1" 2>/dev/null; do [ $((n += 1)) -lt 1000 ] || return 1; sleep 0.01; done; }

Made and removed
----------------

fifonew prints nothing, and takes one that is there

  $ fifonew ./p
  $ [ -p ./p ] && stat -c %a ./p
  600
  $ fifonew ./p
  $ fifonew -x ./p 2>/dev/null
  [2]
  $ fiform ./p
  $ ls
  $ (umask 000; fifonew -m 622 ./p; stat -c %a ./p)
  622
  $ fiform ./p

what is there and is no FIFO is left alone

  $ echo text >file; mkdir dir
  $ fifonew file 2>/dev/null
  [2]
  $ fifosend file text 2>/dev/null
  [2]
  $ fiforecv -n file 2>/dev/null
  [2]
  $ fiform file 2>/dev/null
  [2]
  $ fiform dir 2>/dev/null
  [2]
  $ fifonew dir/no/p 2>/dev/null
  [2]
  $ cat file; rmdir dir; rm file
  text

room for more: --capacity, while somebody has it open

  $ fifonew ./p; fiforecv -n --capacity 200k ./p
  [1]
  $ exec 5<>./p; fdstat --cols unread,capacity 5; head -c 200000 /dev/zero | fifosend -n -b ./p; fdstat --cols unread,capacity 5
  UNREAD  CAPACITY
       0    262144
  UNREAD  CAPACITY
  200000    262144
  $ fifosend --capacity 1000000 ./p more; fdstat --cols unread,capacity 5; fifosend --capacity 4096 ./p x
  UNREAD  CAPACITY
  200005   1048576
  ipcsh: fifosend: ./p: no capacity of 4096 bytes: more than that is unread
  [2]
  $ fiforecv --capacity 8G ./p
  ipcsh: fiforecv: ./p: no capacity of 8589934592 bytes: the limit is * bytes in a pipe (/proc/sys/fs/pipe-max-size), or * (glob)
  [2]
  $ exec 5<&-; fiform ./p

several at once; one that is missing is an error, the others go

  $ fifonew ./p; fifonew ./q
  $ fiform ./p ./none ./q 2>/dev/null
  [2]
  $ ls

digits alone are a key, and no path; ./7777 is one

  $ fifonew 7777 2>/dev/null
  [2]
  $ fifonew ./7777; [ -p 7777 ] && echo made; fiform ./7777
  made

names may have odd bytes

  $ fifonew './a b
  > c'; fiform './a b
  > c'; ls

Without the other side
----------------------

a sender with no reader waits: not at all, for some time, or until one comes

  $ fifonew ./p
  $ fifosend -n ./p text
  [1]
  $ fifosend -t 0.05 ./p text
  [124]
  $ fifosend -t 20 ./p 'until one comes' &
  $ head -n 1 ./p
  until one comes
  $ wait

a missing FIFO is an error; -c makes it, -w waits for it

  $ fiform ./p
  $ fifosend -n ./p text 2>/dev/null
  [2]
  $ fiforecv -n ./p 2>/dev/null
  [2]
  $ fiforecv -w -n ./p
  [1]
  $ fiforecv -w -t 0.05 ./p
  [124]
  $ fifosend -c -n ./p text
  [1]
  $ [ -p ./p ] && echo made
  made
  $ fiform ./p
  $ fiforecv -c -n ./p
  [1]
  $ [ -p ./p ] && echo made
  made

a reader with no writer waits likewise

  $ fiforecv -n ./p
  [1]
  $ fiforecv -t 0.05 ./p
  [124]
  $ "$IPCSH" -c 'fifosend -t 20 ./p "there it is"' &
  $ fiforecv -t 20 -k 1 ./p
  there it is
  $ wait

The shell that reads keeps it open between two words: nothing is thrown away when a writer goes
-----------------------------------------------------------------------------------------------

  $ fifosend -n ./p one
  $ fifosend -n ./p two words
  $ echo 'and a line from echo' >./p
  $ fiforecv -n -k 1 ./p
  one
  $ fiforecv -n -k 2 ./p
  two words
  and a line from echo
  $ fiforecv -n ./p
  [1]

one record, if nothing else is said; those that are there, with -n and -k

  $ printf 'a\nb\nc\n' >./p
  $ fiforecv ./p
  a
  $ fiforecv -n -k 5 ./p || echo "status $?"
  b
  c
  status 1

a line whose end has not come is no record yet

  $ printf 'half ' >./p
  $ fiforecv -n ./p
  [1]
  $ fiforecv -t 0.05 ./p
  [124]
  $ printf 'a line\nand ' >./p
  $ fiforecv -n ./p
  half a line
  $ echo more >./p; fiforecv -n ./p
  and more

a loop

  $ for i in 1 2 3; do fifosend -n ./p "line $i"; done
  $ while fiforecv -n -v x ./p; do echo "<$x>"; done
  <line 1>
  <line 2>
  <line 3>

what is left over is there for others: no byte past the record is taken

  $ printf '1\n2\n3\n' >./p; fiforecv ./p; head -n 2 ./p
  1
  2
  3

TEXT as for other words

  $ fifosend -n ./p -5; fiforecv -n -k 1 ./p
  -5
  $ fifosend -n -- ./p -n -- x; fiforecv -n -k 1 ./p
  -n -- x
  $ fifosend -n ./p ''; fiforecv -n -k 1 ./p | od -A n -t c
    \n

standard input: each line is a record

  $ printf 'a\nb\n' | fifosend -n ./p
  $ fiforecv -n -k 2 ./p
  a
  b
  $ fiforecv -n ./p
  [1]

-v NAME

  $ fifosend -n ./p 'into a variable'; fiforecv -n -k 1 -v x ./p; echo "<$x>"
  <into a variable>

-0 and -b

  $ fifosend -n -0 ./p 'two
  > lines'; fiforecv -n -0 -k 1 ./p | od -A n -t c
     t   w   o  \n   l   i   n   e   s  \0
  $ printf 'a\0b\n' | fifosend -n -b ./p; fiforecv -n -b -k 1 ./p | od -A n -t c
     a  \0   b  \n

--size N: records of N bytes, padded with NULs, no newline

  $ fifosend -n --size 8 ./p abc; fiforecv -n -b -k 1 --size 8 ./p | od -A n -t c
     a   b   c  \0  \0  \0  \0  \0
  $ fifosend -n --size 8 ./p one; fifosend -n --size 8 ./p two; fifosend -n --size 8 ./p eight888
  $ fiforecv -n -s -k 3 --size 8 ./p
  one
  two
  eight888
  $ fifosend -n --size 8 ./p ninechars 2>/dev/null
  [2]
  $ fiforecv -n --size 8 ./p
  [1]
  $ for n in 0 -1 x ''; do fifosend -n --size "$n" ./p x 2>/dev/null; [ $? = 2 ] || echo "<$n>"; done

one that cannot be sent holds up none of those before it

  $ printf 'one\ntwo\ntoo long\nfour\n' | fifosend -n --size 5 ./p
  ipcsh: fifosend: ./p: 8 bytes are more than --size 5
  [2]
  $ fiforecv -n -s -k 9 --size 5 ./p
  one
  two
  [1]

room for some of them: those go

  $ fifosend -n ./p "$(head -c 65525 /dev/zero | tr '\0' f)"
  $ printf 'one\ntwo\nthree\nfour\n' | fifosend -n ./p
  [1]
  $ printf '1\n' | fifosend -t 0.05 ./p; printf '2\n3\n' | fifosend -t 0.05 ./p
  [124]
  $ fiforecv -n -v x ./p; fiforecv -n -k 9 ./p
  one
  two
  1
  [1]

of a record that is longer than what goes whole a part may have gone: that is said

  $ fifosend -n ./p "$(head -c 100000 /dev/zero | tr '\0' f)"
  ipcsh: fifosend: ./p: only the first 65536 bytes of the record were sent (up to 4096 go whole or not at all)
  [2]
  $ fiforecv -n -b ./p | wc -c
  65536
  $ fifosend -t 0.05 ./p "$(head -c 100000 /dev/zero | tr '\0' f)" 2>/dev/null
  [124]
  $ fiforecv -n -b ./p | wc -c
  65536

-x makes one, once, for who receives too

  $ fiforecv -x -n ./p
  ipcsh: fiforecv: ./p: this FIFO exists (without -x it is used as it is)
  [2]
  $ fiforecv -x -n ./q; fiform ./q

Many records, several writers
-----------------------------

records up to PIPE_BUF come whole

  $ for w in 1 2 3; do
  >   "$IPCSH" -c 'i=0; while [ $i -lt 200 ]; do fifosend -t 20 ./p "$1-$i"; i=$((i + 1)); done' w "$w" &
  > done
  $ fiforecv -t 20 -k 600 ./p >all; echo $?
  0
  $ wait; sort -u all | wc -l
  600
  $ grep -v -x '[123]-[0-9]*' all
  [1]
  $ grep ^2- all | sort -c -t - -k 2n && echo sorted
  sorted
  $ rm all

a record that is larger than the pipe

  $ head -c 200000 /dev/zero | tr '\0' y >large
  $ fifosend -t 20 ./p "$(head -c 100000 large)" &
  $ fiforecv -t 20 -k 1 -v x ./p; echo ${#x}
  100000
  $ wait; rm large

a full FIFO

  $ fifosend -t 0.05 ./p "$(head -c 65535 /dev/zero | tr '\0' f)"
  $ fifosend -n ./p x
  [1]
  $ fifosend -t 0.05 ./p x
  [124]
  $ fiforecv -n -k 1 -v x ./p; echo ${#x}
  65535
  $ fifosend -n ./p x; fiforecv -n -k 1 ./p
  x

Signals
-------

  $ rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; fiforecv -t 20 -k 1 ./p; echo "status $?"' >out & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped; fifosend -t 20 ./p 'after the trap'; wait $pid; cat out
  ready
  trapped
  after the trap
  status 0

a sender that waits for a reader

  $ fiform ./p; fifonew ./p
  $ rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; fifosend -t 20 ./p "at last"; echo "status $?"' >out & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped; head -n 1 ./p; wait $pid; cat out
  at last
  ready
  trapped
  status 0
  $ timeout --preserve-status -s INT 0.2 "$IPCSH" -c 'fifosend ./p x; :'
  [130]
  $ timeout --preserve-status -s INT 0.2 "$IPCSH" -c 'fiforecv ./p; :'
  [130]

removed under who waits

  $ rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; fiforecv -t 20 ./p; echo "status $?"' >out 2>&1 & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped; fiform ./p; wait $pid; cat out
  ready
  trapped
  ipcsh: fiforecv: ./p: the FIFO was removed meanwhile
  status 2
  $ fifonew ./p; rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; fifosend -t 20 ./p x; echo "status $?"' >out 2>&1 & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped; fiform ./p; wait $pid; cat out
  ready
  trapped
  ipcsh: fifosend: ./p: the FIFO was removed meanwhile
  status 2
  $ fifonew ./p

no input is said at once, not when a reader comes

  $ fifosend ./p <&-
  ipcsh: fifosend: standard input: bad file descriptor
  [2]

-f goes on until a signal ends it

  $ rm -f out; "$IPCSH" -c 'fiforecv -f ./p' >out & pid=$!
  $ fifosend -t 20 ./p one; fifosend -t 20 ./p two
  $ has out two; kill -TERM $pid; wait $pid
  [143]
  $ cat out
  one
  two

a sender whose reader goes in the middle is told, not killed

  $ head -c 10 ./p >/dev/null &
  $ "$IPCSH" -c 'fifosend -t 20 ./p "$(head -c 200000 /dev/zero | tr "\0" x)" 2>out; echo "status $?"'; grep -c ./p out
  status 2
  1
  $ wait
  $ rm out

help, wrong options, missing operands

  $ for w in fifonew fifosend fiforecv fiform; do
  >   $w --help | grep -q "$w" || echo "no help: $w"
  >   $w --no-such-option 2>/dev/null; [ $? = 2 ] || echo "took it: $w"
  >   $w 2>/dev/null; [ $? = 2 ] || echo "needs no operand: $w"
  > done
  $ fiforecv -k x ./p 2>/dev/null
  [2]

--rm

  $ fiform ./p
  $ "$IPCSH" -c 'fifonew --rm ./p; [ -p ./p ] && echo made'
  made
  $ ls

also by a signal that comes as soon as it is there

  $ n=0; while [ $((n += 1)) -le 60 ]; do "$IPCSH" -c 'fifonew --rm ./p; while :; do :; done' & until [ -p p ]; do :; done; kill $!; wait $!; [ ! -e p ] || break; done; echo $n
  61

what has the name later stays, though it may have the number of the old one

  $ mkfifo in; for word in 'fifosend --rm -b ./p' 'mqsend --rm 7777' 'shmput --rm 7777'; do
  >   fifonew ./p; mqnew 7777; shmnew 7777 10; "$IPCSH" -c "$word <in" & exec 5>in
  >   until grep -q '^[0-9]* ([^)]*) S' /proc/$!/stat; do :; done; kill -HUP $!; wait $!; exec 5>&-
  >   [ -p p ] && echo p; mqstat 7777 >out 2>&1 && echo queue; shmstat 7777 >out 2>&1 && echo segment; fiform ./p; mqrm 7777; shmrm 7777
  > done 2>/dev/null; rm in out
  queue
  segment
  p
  segment
  p
  queue
  $ "$IPCSH" -c 'fifonew --rm ./p; fiform ./p; fifonew ./p'; [ -p ./p ] && fiform ./p
  $ "$IPCSH" -c 'fifonew --rm ./p; rm p; echo file >p'; cat p; rm p
  file
