FIFOs: ipcsh and C programs, records of 80 bytes
================================================

`fifo_receiver COUNT PATH` makes the FIFO, opens it O_RDWR and reads 80 bytes at a time; `fifo_sender PATH TEXT...` writes
such records.

  $ PATH=$IPCSH_INTEROP:$PATH

ipcsh sends, C receives: it makes the FIFO, and `-w` waits for that

  $ fifo_receiver 3 ./line >got &
  $ fifosend -w -t 10 --size 80 ./line 'a record'
  $ fifosend -t 10 --size 80 ./line 'and a second'
  $ fifosend -t 10 --size 80 ./line ''
  $ wait; cat -E got
  80 bytes: a record$
  80 bytes: and a second$
  80 bytes: $

a record is what was given, and NULs up to its size

  $ head -c 80 ./line >record &
  $ fifosend -t 10 --size 80 ./line 'padded'
  $ wait; od -A d -t c record
  0000000   p   a   d   d   e   d  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  0000016  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  *
  0000080

C sends, ipcsh receives

  $ fifo_sender ./line 'from C' 'again' &
  $ fiforecv -t 10 -k 2 -s --size 80 ./line
  from C
  again
  $ wait

the bytes of a record are all there

  $ fifo_sender ./line 'from C' &
  $ fiforecv -t 10 -k 1 -b --size 80 ./line | od -A d -t c
  0000000   f   r   o   m       C  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  0000016  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  *
  0000080
  $ wait

two senders that come and go, one reader that does not end in between; what the second sent is not lost while the
shell is between two words

  $ fifo_sender ./line 'the first sender' & first=$!
  $ fiforecv -t 10 -k 1 -s --size 80 -v text ./line; echo "$text"
  the first sender
  $ wait "$first"
  $ fifo_sender ./line 'the second, with two' 'records'; echo $?
  0
  $ fiforecv -t 10 -k 2 -s --size 80 ./line
  the second, with two
  records
  $ fiforecv -n -s --size 80 ./line
  [1]

ipcsh makes the FIFO, C uses it

  $ fiform ./line
  $ fifonew ./line
  $ fifo_receiver 1 ./line >got &
  $ fifosend -t 10 --size 80 ./line 'made by ipcsh'
  $ wait; cat got
  80 bytes: made by ipcsh

ipcsh on both sides, a shell each, with a C sender between them

  $ "$IPCSH" -c 'fiforecv -t 10 -k 3 -s --size 80 ./line' >got &
  $ fifosend -t 10 --size 80 ./line one
  $ fifo_sender ./line two
  $ fifosend -t 10 --size 80 ./line three
  $ wait; cat got
  one
  two
  three

nothing stays

  $ fiform ./line
  $ rm got record
