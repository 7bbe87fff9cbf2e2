System V message queues: mqnew mqsend mqrecv mqls mqrm
======================================================

Messages come out in the order they went in; each is a record that ends in a newline
------------------------------------------------------------------------------------

  $ mqnew 7777
  $ mqsend 7777 one
  $ mqsend 7777 two words
  $ mqrecv 7777
  one
  $ mqrecv 7777
  two words

an empty queue: the answer is no, at once or after some time

  $ mqrecv -n 7777
  [1]
  $ mqrecv -t 0.05 7777
  [124]
  $ mqrecv -t 0 7777
  [124]
  $ x=old; mqrecv -n -v x 7777
  [1]

TEXT: joined by one space, options end before it

  $ mqsend 7777 a   b '' c; mqrecv 7777
  a b  c
  $ mqsend 7777 -5; mqrecv 7777
  -5
  $ mqsend 7777 -n --type 3; mqrecv -v x 7777; echo "$x, type $x_type"
  -n --type 3, type 1
  $ mqsend -- 7777 -- x; mqrecv 7777
  -- x

TEXT that is empty is a message of 0 bytes, which is not the same as no message

  $ mqsend 7777 ''
  $ mqrecv -n 7777 | od -A n -t c
    \n
  $ mqsend 7777 ''
  $ x=old; mqrecv -n -v x 7777; echo "$? <$x>"
  0 <>
  $ mqsend 7777 ''; mqrecv -b 7777 | wc -c
  0
  $ mqrecv -n 7777
  [1]

without TEXT each line of standard input is a message; the last one needs no newline, and an empty line is an empty message

  $ printf 'a\n\nb c\nlast' | mqsend 7777
  $ mqrecv -n -k 4 7777
  a
  
  b c
  last
  $ mqsend 7777 </dev/null
  $ mqrecv -n 7777
  [1]

-0: each record of standard input ends in NUL, newlines are bytes; for mqrecv each one printed does

  $ printf 'a\nb\0c\0' | mqsend -0 7777
  $ mqrecv -0 -k 2 7777 | od -A n -t c
     a  \n   b  \0   c  \0

-b: all of standard input is one message, and comes out as it is

  $ printf 'a\n\0b\n' | mqsend -b 7777
  $ mqrecv -b -n 7777 | od -A n -t c
     a  \n  \0   b  \n
  $ printf 'a\0b' | mqsend -b 7777; mqrecv -n 7777 | od -A n -t c
     a  \0   b  \n
  $ mqsend -b 7777 </dev/null; mqrecv -n 7777 | od -A n -t c
    \n
  $ mqrecv -n 7777
  [1]

-s: a C string; sending adds a NUL, receiving stops at the first

  $ mqsend -s 7777 text; mqrecv -b 7777 | od -A n -t c
     t   e   x   t  \0
  $ printf 'text\0rest' | mqsend -b 7777; mqrecv -s 7777
  text
  $ mqsend 7777 'no NUL at all'; mqrecv -s 7777
  no NUL at all

bytes outside of UTF-8 survive

  $ printf '\377\200\001' | mqsend -b 7777; mqrecv -b 7777 | od -A n -t x1
   ff 80 01
  $ mqsend 7777 "$(printf '\377x')"; mqrecv -v x 7777; printf %s "$x" | od -A n -t x1
   ff 78

Types
-----

sending: 1 where nothing else is said. Receiving: any

  $ mqsend 7777 plain; mqsend --type 5 7777 five; mqsend --type=2147483647 7777 large
  $ mqrecv -v m 7777; echo "$m_type"
  1
  $ mqrecv -v m 7777; echo "$m_type"
  5
  $ mqrecv -v m 7777; echo "$m_type"
  2147483647

a message of another type stays in the queue

  $ mqsend --type 1 7777 tea; mqsend --type 2 7777 cake
  $ mqrecv --type 2 7777
  cake
  $ mqrecv -n --type 2 7777
  [1]
  $ mqrecv --type 1 7777
  tea

-N: the lowest up to N; within it the oldest

  $ for t in 3 2 9 2; do mqsend --type $t 7777 "$t-$((i += 1))"; done
  $ mqrecv -n --type -1 7777
  [1]
  $ mqrecv --type -3 7777
  2-2
  $ mqrecv --type -3 7777
  2-4
  $ mqrecv --type -3 7777
  3-1
  $ mqrecv -n --type -3 7777
  [1]
  $ mqrecv --type=-9 7777
  9-3

!N: any but N

  $ mqsend --type 3 7777 three; mqsend --type 4 7777 four
  $ mqrecv --type '!3' 7777
  four
  $ mqrecv -n --type '!3' 7777
  [1]
  $ mqrecv --type '!4' 7777
  three

0 is any for mqrecv, and no type to send

  $ mqsend 7777 x; mqrecv --type 0 7777
  x
  $ for t in 0 -1 '!3' x '' 99999999999999999999; do
  >   mqsend --type "$t" 7777 x 2>/dev/null
  >   [ $? = 2 ] || echo "sent: <$t>"
  > done
  $ for t in x '' '!' '!x' -x 99999999999999999999; do
  >   mqrecv -n --type "$t" 7777 2>/dev/null
  >   [ $? = 2 ] || echo "received: <$t>"
  > done

Several messages: -k N
----------------------

  $ for i in 1 2 3 4 5; do mqsend 7777 "$i"; done
  $ mqrecv -k 3 7777
  1
  2
  3

those that are there are given, also if there are not N

  $ mqrecv -n -k 5 7777 || echo "status $?"
  4
  5
  status 1
  $ mqsend 7777 6
  $ mqrecv -t 0.05 -k 2 7777 || echo "status $?"
  6
  status 124

a loop takes one each

  $ printf '%s\n' a b c | mqsend 7777
  $ while mqrecv -n -v m 7777; do echo "<$m>"; done
  <a>
  <b>
  <c>

Full queues
-----------

  $ max=$(cat /proc/sys/kernel/msgmax); room=$(cat /proc/sys/kernel/msgmnb)
  $ half=$(head -c $((room / 2)) /dev/zero | tr '\0' x)
  $ [ ${#half} -le "$max" ] && echo fits
  fits
  $ mqsend 7777 "$half"; mqsend -n 7777 "$half"
  $ mqsend -n 7777 x 2>&1 | sed "s/ $room / ROOM /"
  ipcsh: mqsend: 7777: full: the limit is ROOM bytes in this queue (its msg_qbytes; /proc/sys/kernel/msgmnb for new ones)
  $ mqsend -n 7777 x 2>/dev/null
  [1]
  $ mqsend -t 0.05 7777 x
  [124]

a sender that waits goes on when there is room

  $ mqsend -t 10 7777 waited &
  $ mqrecv -v m 7777; [ "$m" = "$half" ] && echo whole
  whole
  $ wait $!
  $ mqrecv -v m 7777; [ "$m" = "$half" ] && echo whole
  whole
  $ mqrecv -n 7777
  waited

a message over the limit is refused, and one of just the limit is not

  $ head -c "$((max + 1))" /dev/zero | mqsend -b 7777 2>/dev/null
  [2]
  $ mqrecv -n 7777
  [1]
  $ head -c "$max" /dev/zero | mqsend -b 7777
  $ mqrecv -b -n 7777 | wc -c | grep -c -x "$max"
  1

lines that do not fit are as many as went in, and the status says so

  $ lines=$((room / 8)); seq -f %016.0f "$lines" | mqsend -n 7777 2>/dev/null
  [1]
  $ n=0; while mqrecv -n -v m 7777; do n=$((n + 1)); last=$m; done
  $ [ "$n" -gt 100 ] && [ "$n" -lt "$lines" ] && [ "$last" = "$(printf %016d "$n")" ] && echo "the first ones"
  the first ones

Many at once: nothing is lost, nothing comes twice
--------------------------------------------------

four writers in processes of their own, one reader

  $ for w in 1 2 3 4; do
  >   "$IPCSH" -c 'i=0; while [ $i -lt 100 ]; do mqsend -t 20 7777 "$1-$i"; i=$((i + 1)); done' w "$w" &
  > done
  $ mqrecv -t 20 -k 400 7777 >all; echo $?
  0
  $ wait; sort -u all | wc -l
  400

of each writer in its order

  $ grep ^3- all | sort -c -t - -k 2n && echo sorted
  sorted

two readers, one writer

  $ "$IPCSH" -c 'mqrecv -t 20 -k 100 7777' >a & "$IPCSH" -c 'mqrecv -t 20 -k 100 7777' >b &
  $ seq 200 | mqsend -t 20 7777; wait
  $ wc -l <a; wc -l <b; sort -n -u a b | wc -l
  100
  100
  200
  $ mqrecv -n 7777
  [1]
  $ rm all a b

Signals while a word waits
--------------------------

has FILE TEXT waits until FILE has a line TEXT, for a limited time

  $ has() { local n=0; until grep -q -x "$2" "$1" 2>/dev/null; do [ $((n += 1)) -lt 1000 ] || return 1; sleep 0.01; done; }

a trap runs at once, and mqrecv goes on waiting; the message that comes later is not lost

  $ rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; mqrecv -t 20 7777; echo "status $?"' >out & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped
  $ kill -USR1 $pid; mqsend 7777 'after the traps'; wait $pid
  $ grep -c trapped out; grep -v -e trapped -e ready out
  2
  after the traps
  status 0

a sender at a full queue

  $ mqsend 7777 "$half"; mqsend 7777 "$half"
  $ rm -f out; "$IPCSH" -c 'trap "echo trapped" USR1; echo ready; mqsend -t 20 7777 late; echo "status $?"' >out & pid=$!
  $ has out ready; kill -USR1 $pid; has out trapped
  $ mqrecv 7777 >/dev/null; mqrecv 7777 >/dev/null; wait $pid; cat out
  ready
  trapped
  status 0
  $ mqrecv -n 7777
  late

a trap that ends the shell ends the wait

  $ rm -f out; "$IPCSH" -c 'trap "exit 5" USR1; echo ready; mqrecv -t 20 7777; echo not reached' >out & pid=$!
  $ has out ready; kill -USR1 $pid; wait $pid
  [5]
  $ cat out
  ready

a signal that has no trap ends the shell that waits; 128 + 2 is SIGINT's status

  $ timeout --preserve-status -s INT 0.2 "$IPCSH" -c 'mqrecv 7777; :'
  [130]
  $ timeout --preserve-status -s TERM 0.2 "$IPCSH" -c 'mqrecv 7777; :'
  [143]

an ignored one does not

  $ rm -f out; "$IPCSH" -c 'trap "" USR1; echo ready; mqrecv -t 20 7777' >out & pid=$!
  $ has out ready; kill -USR1 $pid; mqsend 7777 'still here'; wait $pid; cat out
  ready
  still here

a time limit holds however many signals come

  $ rm -f out; "$IPCSH" -c 'trap "n=1" USR1; echo ready; mqrecv -t 0.3 7777; echo "status $?"' >out & pid=$!
  $ has out ready; n=0; while [ $((n += 1)) -le 30 ]; do kill -USR1 $pid 2>/dev/null; sleep 0.02; done; wait $pid; cat out
  ready
  status 124
  $ rm out

-f goes on until a signal ends it

  $ rm -f out; "$IPCSH" -c 'mqrecv -f 7777' >out & pid=$!
  $ mqsend 7777 one; mqsend 7777 two; mqsend 7777 three
  $ has out three; kill -TERM $pid; wait $pid
  [143]
  $ cat out; rm out
  one
  two
  three

Queues: made, opened, listed, removed
-------------------------------------

mqnew prints nothing, and opens what is there

  $ mqsend 7777 kept; mqnew 7777; mqrecv -n 7777
  kept
  $ mqnew -x 7777 2>/dev/null
  [2]
  $ mqsend -x 7777 no 2>/dev/null
  [2]
  $ mqrecv -n 7777
  [1]

-v gives the id, -m sets the mode

  $ mqnew -v q 7777; id=$(awk '$1 == 7777 { print $2 }' /proc/sysvipc/msg)
  $ [ "$q" = "id:$id" ] || [ "$q" = "$id" ] && echo same
  same
  $ awk '$1 == 7777 { print $3 }' /proc/sysvipc/msg
  600
  $ mqnew -m 644 7778; awk '$1 == 7778 { print $3 }' /proc/sysvipc/msg
  644

the list has a row for each

  $ mqls >list 2>notes; echo $?
  0
  $ for id in $(awk '$1 == 7777 || $1 == 7778 { print $2 }' /proc/sysvipc/msg); do grep -c "^ *$id " list; done
  1
  1
  $ rm list notes

a missing queue is an error; -c makes it, -w waits for it

  $ mqrm 7777 7778
  $ mqrecv -n 7777 2>/dev/null
  [2]
  $ mqsend 7777 x 2>/dev/null
  [2]
  $ mqrecv -c -n 7777
  [1]
  $ mqrm 7777
  $ mqsend -c 7777 made; mqrecv -n 7777
  made
  $ mqrm 7777
  $ mqrecv -w -n 7777
  [1]
  $ mqrecv -w -t 0.05 7777
  [124]
  $ { sleep 0.05; "$IPCSH" -c 'mqsend -c 7777 "from nowhere"'; } &
  $ mqrecv -w -t 10 7777; wait
  from nowhere

one that is removed under a waiting reader is an error

  $ rm -f out; "$IPCSH" -c 'echo ready; mqrecv -t 20 7777 2>/dev/null; echo "status $?"' >out & pid=$!
  $ has out ready; mqrm 7777; wait $pid; cat out; rm out
  ready
  status 2

mqrm takes several, an unknown one is an error and does not stop the others

  $ mqnew 7777; mqnew 7779
  $ mqrm 7777 7778 7779 2>/dev/null
  [2]
  $ awk '$1 == 7777 || $1 == 7779' /proc/sysvipc/msg

--rm removes it when the shell ends

  $ "$IPCSH" -c 'mqnew --rm 7777; mqsend 7777 x; mqrecv 7777'
  x
  $ mqrecv -n 7777 2>/dev/null
  [2]

Addresses
---------

  $ mqsend -c 0x1e61 hex; mqrecv 7777
  hex
  $ mqnew -v q 7777; mqsend "id:${q#id:}" 'by id'; mqrecv 7777
  by id
  $ : >here; mqsend -c ftok:here:1 'by ftok'; mqrecv ftok:here:1; mqrm ftok:here:1; rm here
  by ftok
  $ q=$(mqnew 0); mqsend "$q" private; mqrecv "$q"; mqrm "$q"
  private
  $ for a in '' ./7777 a/b id: id:x 0x 99999999999 12x ftok: tcp:127.0.0.1:1; do
  >   mqrecv -n -- "$a" 2>/dev/null
  >   [ $? = 2 ] || echo "<$a>"
  > done

Elsewhere in the language
-------------------------

a pipeline of words, each in a process of its own

  $ seq 100 | mqsend 7777; mqrecv -k 100 7777 | mqsend --type 2 7777
  $ mqrecv -n -k 100 --type 2 7777 | tail -n 1
  100

a function that is called for each message

  $ total=0; add() { total=$((total + $1)); }
  $ seq 10 | mqsend 7777
  $ while mqrecv -n -v n 7777; do add "$n"; done; echo "$total"
  55

here-documents and process substitutions

  $ mqsend 7777 <<end
  > a $((1 + 1))
  > b
  > end
  $ mqrecv -n -k 2 7777
  a 2
  b

  $ mqsend 7777 line; read -r x < <(mqrecv 7777); echo "$x"
  line
  $ mqsend 7777 captured; x=$(mqrecv 7777); echo "$x"
  captured
  $ (mqsend 7777 'from a subshell'); mqrecv 7777
  from a subshell
  $ seq 3 | mqsend --type 2 7777; mqrecv -k 3 --type 2 7777 | tr '\n' ,; echo
  1,2,3,
  $ echo text | tr a-z A-Z | mqsend 7777; mqrecv 7777 | tr A-Z a-z
  text

a message that cannot be written out is an error, not silence

  $ mqsend 7777 'for nobody'
  $ mqrecv 7777 >/dev/full 2>/dev/null
  [2]
  $ mqsend 7777 'for nobody'
  $ mqrecv 7777 >&- 2>/dev/null
  [2]

a pipe that nobody reads is such a case, not a silent death

  $ mqsend 7777 'for nobody'
  $ { (trap '' PIPE; while echo early; do sleep 0.01; done) 2>/dev/null; mqrecv 7777 2>said; echo "status $?" >status; } | exec <&-
  $ cat status; grep -c 7777 said; rm said status
  status 2
  1

help, wrong options, missing operands

  $ for w in mqnew mqsend mqrecv mqls mqrm; do
  >   $w --help | grep -q "$w" || echo "no help: $w"
  >   $w --no-such-option 2>/dev/null; [ $? = 2 ] || echo "took it: $w"
  > done
  $ for w in mqnew mqsend mqrecv mqrm; do $w 2>/dev/null; [ $? = 2 ] || echo "needs no operand: $w"; done
  $ mqrecv -t x 7777 2>/dev/null
  [2]
  $ mqrecv -k x 7777 2>/dev/null
  [2]
  $ mqrecv -n 7777 7778 2>/dev/null
  [2]
  $ mqrm 7777

--got: the type beside a message that is printed, byte for byte

  $ mqnew 7777; printf 'a\0b' | mqsend -b --type 42 7777; mqsend --type 7 7777 x
  $ mqpeek -b --got t 7777 | od -A n -c; mqpeek --got t 7777 >f; echo $t; od -A n -c f
     a  \0   b
  42
     a  \0   b  \n
  $ mqrecv -b --got t 7777 >f; echo "$? $t"; od -A n -c f; mqrecv --got t -v x 7777; echo "$t $x $x_type"
  0 42
     a  \0   b
  7 x 7
  $ t=kept; mqrecv -n --got t 7777; echo "$? $t"; readonly r=1; mqsend 7777 y; mqrecv --got r 7777; s=$?; mqrecv 7777; (exit $s)
  1 kept
  ipcsh: mqrecv: --got: r: read-only variable
  y
  [2]
  $ mqrecv --got t -k 2 7777
  ipcsh: mqrecv: --got: a variable takes one at a time: leave out -k and -f
  [2]
  $ mqrecv --got 1x 7777 2>&1 | head -n 1
  ipcsh: mqrecv: --got: 1x: not the name of a variable
  $ mqnew /ipcsh.q; mqsend --prio 9 /ipcsh.q p; mqrecv --got t /ipcsh.q; echo $t; mqrm 7777 /ipcsh.q; rm f
  p
  9

The same options again, and what is only like them

  $ mqnew 7777; i=0
  $ for o in '-v x' '-v x -n' '-v x -n' '-v x' '-v y -n' '-nv x'; do x= y=; mqsend 7777 $((i++)); mqrecv $o 7777; echo "$? $x $y"; done
  0 0 
  0 1 
  0 2 
  0 3 
  0  4
  0 5 
  $ for o in '-v x --' '-v x --' '-v x'; do mqsend 7777 $((i++)); mqrecv $o 7777; echo "$x"; done
  6
  7
  8
  $ mqsend 7777 kept; (readonly x; mqrecv -v x 7777; echo $?); mqrecv -v x 7777; echo $x
  ipcsh: mqrecv: -v: x: read-only variable
  2
  kept
  $ trap 'mqsend 7777 t; mqrecv -v inner 7777; mqsend 7778 o' USR1
  $ (mqpeek -w 7778 >/dev/null; kill -USR1 $$) & mqrecv -c -t 20 -v outer 7778; echo "$? $inner $outer"
  0 t o
  $ wait; mqrm 7777 7778
