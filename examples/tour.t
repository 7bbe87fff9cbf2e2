A tour of ipcsh
===============

Lines that begin with a dollar sign are typed, the lines below them are what comes out. `make run` runs this file when it
is not at a terminal; `ipcsh -t examples/tour.t` checks that all of it is true.

1. A pipeline
-------------

A day of a small shop, one order a line: time, customer, article, number.

  $ cat >orders <<end
  > 09:05 ada tea 3
  > 09:40 ben cake 1
  > 10:15 ada cake 2
  > 11:30 eve tea 1
  > 12:10 ben tea 4
  > 14:55 ada coffee 2
  > end

Who bought most? Three programs at once, each reads what the one before it writes.

  $ cut -d ' ' -f 2 orders | sort | uniq -c | sort -k 1nr | awk '{ print $2, $1 }'
  ada 3
  ben 2
  eve 1

How much of each article? The shell's own loop as a stage of the pipeline.

  $ sort -k 3,3 orders | while read -r time who what n; do echo "$what $n"; done |
  >   awk '{ n[$1] += $2 } END { for (a in n) print a, n[a] }' | sort
  cake 3
  coffee 2
  tea 8

2. Any descriptor: ./program 3> temp.txt
----------------------------------------

A program may write to more than two places, if the command line gives it more. This one counts on 3.

  $ cat >program <<'end'
  > #!/bin/sh
  > echo 'this is standard output'
  > echo 'this goes to descriptor 3' >&3
  > end
  $ chmod +x program
  $ ./program 3> temp.txt
  this is standard output
  $ cat temp.txt
  this goes to descriptor 3

It gets those and no others. So the next file that a program opens is 3, and 4 where 3 is taken (`ls` opens a directory to
read it):

  $ ls /proc/self/fd
  0
  1
  2
  3
  $ ls /proc/self/fd 3> temp.txt
  0
  1
  2
  3
  4

3. A coprocess: a program that answers
--------------------------------------

Two pipes, one to it and one back. UP_w is the way there, UP_r the way back.

  $ coproc UP { tr a-z A-Z; }
  $ cut -d ' ' -f 3 orders | sort -u >&$UP_w
  $ exec {UP_w}>&-
  $ cat <&$UP_r
  CAKE
  COFFEE
  TEA
  $ exec {UP_r}<&-; wait

4. Shared memory: a value that every process sees
-------------------------------------------------

Key 0x70c00001, made if it is missing. This shell puts, another one reads: what it reads is no copy in a file.

  $ shmput -c 0x70c00001 'tea is out of stock'
  $ "$IPCSH" -c 'shmcat 0x70c00001; echo'
  tea is out of stock

A total that is computed elsewhere, and read here:

  $ "$IPCSH" -c 'shmput 0x70c00001 "$(awk "{ n += \$4 } END { print n }" orders)"' &
  $ wait
  $ shmcat -v total 0x70c00001; echo "$total pieces sold"
  13 pieces sold
  $ shmrm 0x70c00001

5. A message queue: work that waits until somebody takes it
-----------------------------------------------------------

Each order is a message; its type is 1 for tea and 2 for all else. Nobody has to be there to receive them.

  $ mqnew 0x70c00002
  $ while read -r time who what n; do
  >   case $what in tea) type=1;; *) type=2;; esac
  >   mqsend --type "$type" 0x70c00002 "$n $what for $who"
  > done <orders

The tea kitchen takes its own, the baker the others, in their order, until there are none.

  $ while mqrecv -n --type 1 -v order 0x70c00002; do echo "brew $order"; done
  brew 3 tea for ada
  brew 1 tea for eve
  brew 4 tea for ben
  $ mqrecv -k 3 --type 2 0x70c00002
  1 cake for ben
  2 cake for ada
  2 coffee for ada

An empty queue is an answer, not an error: status 1 at once with -n, 124 after a time limit.

  $ mqrecv -n 0x70c00002
  [1]
  $ mqrecv -t 0.1 0x70c00002
  [124]
  $ mqrm 0x70c00002

6. A FIFO: a pipe with a name
-----------------------------

Two writers that know nothing of each other, one reader. It does not end when the first writer goes.

  $ fifonew ./counter
  $ grep ada orders >./counter &
  $ fiforecv -t 10 -k 3 ./counter
  09:05 ada tea 3
  10:15 ada cake 2
  14:55 ada coffee 2
  $ "$IPCSH" -c 'fifosend -t 10 ./counter "15:20 eve cake 1"'
  $ fiforecv -t 10 -k 1 -v order ./counter; echo "then: $order"
  then: 15:20 eve cake 1
  $ wait; fiform ./counter

7. A mapped file: memory that stays
-----------------------------------

The first order was wrong: not tea, but rum. Three bytes of the file change, where they are.

  $ mmapput -b --off 10 orders rum
  $ head -n 1 orders
  09:05 ada rum 3
  $ mmapcat --off 6 --len 9 orders; echo
  ada rum 3

8. One place in a file: fdseek and fdread
-----------------------------------------

A descriptor has an offset. Whoever inherits it shares that, too: the line that `head -c` takes is gone for the shell.

  $ exec 5< orders
  $ fdread 5 16
  09:05 ada rum 3
  $ head -c 17 <&5
  09:40 ben cake 1
  $ fdread 5 17
  10:15 ada cake 2
  $ fdseek 5 6
  $ fdread 5 3; echo
  ada
  $ exec 5<&-

That was it: `help` lists all words, `NAME --help` says how one is used.

  $ rm orders program temp.txt
