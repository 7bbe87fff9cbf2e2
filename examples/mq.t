Message queues: a sender and a receiver
=======================================

The problem
-----------

One process hands messages to another one, which may not be there yet. A message has a type, so that several can use one
queue and each takes its own. In C: a struct { long mtype; char mtext[128]; }, msgget, msgsnd, msgrcv
(tests/interop/mq_sender.c and mq_receiver.c, key 7777, type 5; here another key).

The answer
----------

  $ mqsend -c --type 5 0x70c00021 'This is MQ!'
  $ mqrecv --type 5 0x70c00021
  This is MQ!

The receiver in C takes each message for a C string, so it needs the NUL that `-s` puts behind the text:

  $ mqsend -s --type 5 0x70c00021 'This is MQ!'
  $ "$IPCSH_INTEROP"/mq_receiver 1 0x70c00021
  This is MQ!

The sender in C sends all 128 bytes of its array, whatever the text. Here `-s` reads up to the first NUL:

  $ "$IPCSH_INTEROP"/mq_sender 'Hello from C' 0x70c00021
  $ mqrecv -s --type 5 0x70c00021
  Hello from C

What to know
------------

Types are three ways to choose: just this one, the lowest up to one, any but one.

  $ mqsend --type 3 0x70c00021 three; mqsend --type 1 0x70c00021 one; mqsend --type 2 0x70c00021 two
  $ mqrecv --type -2 0x70c00021
  one
  $ mqrecv --type '!3' 0x70c00021
  two
  $ mqrecv --type 3 0x70c00021
  three

`mqrecv` waits for a message. With `-t` not for ever, with `-n` not at all; that there was none is a status, not an error.

  $ mqrecv -t 0.1 0x70c00021
  [124]
  $ mqrecv -n 0x70c00021
  [1]
  $ if mqrecv -n -v text 0x70c00021; then echo "got $text"; else echo "nothing there"; fi
  nothing there

Lines of standard input are messages, so a queue is a pipe that outlives its writer:

  $ printf '%s\n' wash cut fry | mqsend 0x70c00021
  $ mqrecv -k 3 0x70c00021 | tr a-z A-Z
  WASH
  CUT
  FRY

A pool of workers
-----------------

Three workers take numbers from one queue and send the squares to another one. Each number goes to one of them, whoever is
free; -1 sends a worker home.

  $ mqnew 0x70c00022
  $ worker() {
  >   while mqrecv -t 10 -v n 0x70c00021 && [ "$n" != -1 ]; do mqsend -t 10 0x70c00022 "$((n * n))"; done
  > }
  $ worker & worker & worker &
  $ seq 10 | mqsend 0x70c00021
  $ mqrecv -t 10 -k 10 0x70c00022 | sort -n | paste -s -d ' '
  1 4 9 16 25 36 49 64 81 100
  $ printf '%s\n' -1 -1 -1 | mqsend 0x70c00021; wait

A queue that rings
------------------

Who has other things to do is told of a message by a signal; the kernel can do that with POSIX queues. It comes once, and so
the trap first asks again and then takes all that is there: whatever comes in between is either taken or told of.

  $ mqnew --rm /inbox
  $ ring() { mqnotify /inbox; while mqrecv -n -v letter /inbox; do echo "a letter: $letter"; done; }
  $ trap ring USR1; mqnotify /inbox
  $ mqsend /inbox 'from home'; mqsend /inbox 'from the bank'
  a letter: from home
  a letter: from the bank
  $ mqnotify --cancel /inbox; trap - USR1

Queues outlive their users:

  $ mqrm 0x70c00021 0x70c00022
  $ mqsend 0x70c00021 'Is anybody there?'
  ipcsh: mqsend: 0x70c00021: no such queue (mqnew 0x70c00021 makes one, or give -c)
  [2]
