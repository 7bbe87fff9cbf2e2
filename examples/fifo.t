FIFOs: records through a pipe with a name
=========================================

The problem
-----------

A pipe joins processes of one family. Processes that do not know each other meet at a FIFO: a pipe with a path. A course's
receiver makes it, opens it and reads records of 80 bytes, and learns on the way (tests/interop/fifo_receiver.c and
fifo_sender.c):

- open() for reading waits for a writer, and the other way round;
- when the last writer closes its end, read() gives 0 again and again, and the loop spins;
- what was written and not read is thrown away when the last one closes it.

The cure is to open it for reading and writing, O_RDWR: then there is always a writer, oneself.

The answer
----------

`fiforecv` does that, and the shell keeps the FIFO open between two words.

  $ fifonew ./line
  $ fiforecv -n ./line || echo "nothing there: $?"
  nothing there: 1
  $ fifosend ./line 'I was here before the reader asked'
  $ echo 'and so was I, with echo' >./line
  $ fiforecv -k 2 ./line
  I was here before the reader asked
  and so was I, with echo
  $ fiform ./line

The receiver in C; `-w` waits until it has made the FIFO, `--size 80` pads the record with NULs:

  $ "$IPCSH_INTEROP"/fifo_receiver 2 ./line >got &
  $ fifosend -w -t 10 --size 80 ./line 'Hello from the shell'
  $ fifosend -t 10 --size 80 ./line 'and once more'
  $ wait; cat got
  80 bytes: Hello from the shell
  80 bytes: and once more

The sender in C; `-s` cuts each record at its first NUL:

  $ "$IPCSH_INTEROP"/fifo_sender ./line 'Hello from C' 'and once more' &
  $ fiforecv -t 10 -k 2 -s --size 80 ./line
  Hello from C
  and once more
  $ wait

Several writers
---------------

What is written in one piece of up to 4,096 bytes stays in one piece, however many write at once.

  $ for who in ada ben eve; do
  >   "$IPCSH" -c 'for i in 1 2 3; do fifosend -t 10 ./line "$1 $i"; done' sender "$who" &
  > done
  $ fiforecv -t 10 -k 9 ./line | sort
  ada 1
  ada 2
  ada 3
  ben 1
  ben 2
  ben 3
  eve 1
  eve 2
  eve 3
  $ wait

Waiting
-------

A sender without a reader waits. `-t` and `-n` say how long.

  $ fiform ./line; fifonew ./line
  $ fifosend -n ./line 'nobody there'
  [1]
  $ fifosend -t 0.1 ./line 'nobody there'
  [124]
  $ fiform ./line
  $ rm got
