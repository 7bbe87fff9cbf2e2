Message queues: ipcsh and C programs on queue 7777, messages of type 5
======================================================================

`mq_sender [TEXT]` sends a struct { long mtype; char mtext[128]; } with all of its 128 bytes, `mq_receiver COUNT` takes
each message for a C string.

  $ PATH=$IPCSH_INTEROP:$PATH

C sends, ipcsh receives: with -s the text up to the first NUL

  $ mq_sender
  $ mqrecv -s --type 5 7777
  This is MQ!

without -s the record is what was sent, NULs and all, and a newline

  $ mq_sender 'all of it'
  $ mqrecv --type 5 7777 | wc -c
  129
  $ mq_sender 'all of it'
  $ mqrecv -b --type 5 7777 | od -A n -t c
     a   l   l       o   f       i   t  \0  \0  \0  \0  \0  \0  \0
    \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  *

the type comes with -v

  $ mq_sender typed
  $ mqrecv -s -v text 7777
  $ echo "$text, type $text_type"
  typed, type 5

the other ways to ask for type 5, and one that does not match it

  $ mq_sender one; mq_sender two; mq_sender three
  $ mqrecv -n -s --type 4 7777
  [1]
  $ mqrecv -n -s --type -4 7777
  [1]
  $ mqrecv -n -s --type -5 7777
  one
  $ mqrecv -n -s --type '!5' 7777
  [1]
  $ mqrecv -n -s --type '!4' 7777
  two
  $ mqrecv -n -s 0x1e61
  three
  $ mqrecv -n -s 7777
  [1]

ipcsh sends, C receives; -s puts the NUL behind it that a C program counts on

  $ mqsend -s --type 5 7777 'This is MQ!'
  $ mq_receiver 1
  This is MQ!
  $ mqsend -s --type 5 7777 -1 degrees
  $ mq_receiver 1
  -1 degrees

messages of other types stay where they are

  $ mqsend -s --type 4 7777 four
  $ mqsend -s --type 5 7777 five
  $ mqsend -s 7777 one
  $ mq_receiver 1
  five
  $ mqrecv -s -n 7777
  four
  $ mqrecv -s -n -v text 7777 && echo "$text $text_type"
  one 1

each line of standard input is a message

  $ printf 'first\nsecond\nthird\n' | mqsend -s --type 5 7777
  $ mq_receiver 3
  first
  second
  third

C waits for ipcsh

  $ mq_receiver 2 >got &
  $ mqsend -s --type 5 7777 'you waited'
  $ mqsend -s --type 5 7777 'twice'
  $ wait; cat got
  you waited
  twice

ipcsh waits for C

  $ mqrecv -s -t 10 -k 2 --type 5 7777 >got &
  $ mq_sender 'so did you'
  $ mq_sender 'and again'
  $ wait; cat got
  so did you
  and again

a message that is too long for the C program is its error, not ours, and stays for somebody who can take it

  $ head -c 500 /dev/zero | tr '\0' x | mqsend -b --type 5 7777
  $ mq_receiver 1
  msgrcv: Argument list too long
  [1]
  $ mqrecv -b -n 7777 | wc -c
  500

each side makes the queue where it is missing

  $ mqrm 7777
  $ mqsend -c -s --type 5 7777 'made by ipcsh'
  $ mq_receiver 1
  made by ipcsh
  $ mqrm 7777
  $ mq_sender 'made by C'
  $ mqrecv -n -s --type 5 7777
  made by C

a queue that somebody removed and made anew is found by its key, also by a shell that has used the old one

  $ ipcrm -Q 7777
  $ mqrecv -n 7777 2>/dev/null
  [2]
  $ mq_sender 'a new queue'
  $ mqrecv -n -s 7777
  a new queue

nothing stays

  $ mqrm 7777
  $ rm got

A file server: what an answer means is its type, and its bytes are any
----------------------------------------------------------------------

`mq_files serve COUNT` is the server, `mq_files get PATH` its client.

  $ head -c 2500 "$IPCSH" >data; bytes() { printf "$(printf '\\%03o' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24)))"; }

the server is in C

  $ request() { { bytes ${mine#id:}; printf '%s\0' "$1"; } | mqsend -b 7777; }
  $ get() {
  > 	request "$1"; >got
  > 	while mqrecv -b -t 20 --got type $mine >piece && [ $type = 2 ]; do cat piece >>got; done; echo "type $type"; rm piece
  > }
  $ mqnew --rm 7777; mqnew --rm -v mine 0; mq_files serve 2 & get $PWD/data; cmp got data; get none; wait $!; rm got
  type 3
  type 1

the client is

  $ serve() {
  > 	mqrecv -b -t 20 7777 >request; client=id:$(od -A n -t d4 -N 4 request | tr -d ' '); path=$(tail -c +5 request | tr -d '\0')
  > 	[ -f "$path" ] || { mqsend -s --type 1 $client no such file; return; }
  > 	exec 5<"$path"; while fdread 5 1000 >piece; do mqsend -b --type 2 $client <piece; done; exec 5<&-
  > 	mqsend -b --type 3 $client ''
  > }
  $ mq_files get $PWD/data >got & serve; wait $!; echo $?; cmp got data; mq_files get none & serve; wait $!
  0
  no such file
  [1]
  $ mqrm 7777 $mine; rm got data piece request
