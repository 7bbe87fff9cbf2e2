What the IPC words say when something is wrong
==============================================

Each message names the word, the object and the reason, and where something would help, that. Typed commands have no
place before it.

What is missing
---------------

  $ mqrecv 7777
  ipcsh: mqrecv: 7777: no such queue (mqnew 7777 makes one, or give -c)
  [2]
  $ mqsend 0x1e61 text
  ipcsh: mqsend: 0x1e61: no such queue (mqnew 0x1e61 makes one, or give -c)
  [2]
  $ mqrm 7777
  ipcsh: mqrm: 7777: no such queue
  [2]
  $ shmcat 3306
  ipcsh: shmcat: 3306: no such segment (shmnew 3306 SIZE makes one)
  [2]
  $ shmput 3306 text
  ipcsh: shmput: 3306: no such segment (shmnew 3306 SIZE makes one, or give -c)
  [2]
  $ shmrm 3306
  ipcsh: shmrm: 3306: no such segment
  [2]
  $ fifosend ./p text
  ipcsh: fifosend: ./p: no such FIFO (fifonew ./p makes one, or give -c)
  [2]
  $ fiforecv ./p
  ipcsh: fiforecv: ./p: no such FIFO (fifonew ./p makes one, or give -c)
  [2]
  $ mmapcat ./m
  ipcsh: mmapcat: ./m: no such file
  [2]
  $ mmapput ./m text
  ipcsh: mmapput: ./m: no such file (-c makes one)
  [2]

one message for each operand that is missing

  $ mqrm 7777 7778
  ipcsh: mqrm: 7777: no such queue
  ipcsh: mqrm: 7778: no such queue
  [2]

in a script the place comes first

  $ printf ':\n\nmqrecv 7777\n' >script
  $ "$IPCSH" script
  script:3: mqrecv: 7777: no such queue (mqnew 7777 makes one, or give -c)
  [2]
  $ rm script

the answers that are no errors say nothing

  $ mqnew 7777
  $ mqrecv -n 7777
  [1]
  $ mqrecv -t 0.01 7777
  [124]
  $ mqrecv -w -n 7778
  [1]

What is there already
---------------------

  $ mqnew -x 7777
  ipcsh: mqnew: 7777: this queue exists (without -x it is used as it is)
  [2]
  $ shmnew 3306 100
  $ shmnew -x 3306 100
  ipcsh: shmnew: 3306: this segment exists (without -x it is used as it is)
  [2]
  $ fifonew ./p
  $ fifonew -x ./p
  ipcsh: fifonew: ./p: this FIFO exists (without -x it is used as it is)
  [2]

What does not fit
-----------------

  $ shmnew 3306 200
  ipcsh: shmnew: 3306: a segment of 100 bytes is there, less than 200
  [2]
  $ shmput 3306 "$(head -c 101 /dev/zero | tr '\0' x)"
  ipcsh: shmput: 3306: 101 bytes at offset 0 do not fit into a segment of 100
  [2]
  $ head -c $(($(cat /proc/sys/kernel/msgmax) + 1)) /dev/zero | mqsend -b 7777
  ipcsh: mqsend: 7777: * (glob)
  [2]
  $ printf 0123 >m; mmapput ./m 01234
  ipcsh: mmapput: ./m: 5 bytes at offset 0 do not fit into a file of 4 (--grow makes it longer)
  [2]
  $ fifosend -n --size 4 ./p 01234
  ipcsh: fifosend: ./p: 5 bytes are more than --size 4
  [2]

Wrong addresses
---------------

  $ mqrecv ''
  ipcsh: mqrecv: : no address: use a key (7777, 0x1e61), id:N, ftok:PATH:N or a POSIX name (/name)
  [2]
  $ mqrecv 12x
  ipcsh: mqrecv: 12x: no address: use a key (7777, 0x1e61), id:N, ftok:PATH:N or a POSIX name (/name)
  [2]
  $ shmcat id:x
  ipcsh: shmcat: id:x: after id: comes a number, as ipcs prints it
  [2]
  $ fifonew 7777
  ipcsh: fifonew: 7777: this is no path; ./7777 is one
  [2]
  $ mmapcat 7777
  ipcsh: mmapcat: 7777: this is no path; ./7777 is one
  [2]
  $ shmcat ftok:./none:1
  ipcsh: shmcat: ftok:./none:1: ftok needs the file ./none: no such file or directory
  [2]

Wrong kinds
-----------

  $ fifosend ./m text
  ipcsh: fifosend: ./m: not a FIFO
  [2]
  $ mmapcat .
  ipcsh: mmapcat: .: * (glob)
  [2]
  $ fdread 9 1
  ipcsh: fdread: 9: not open, or not for reading
  [2]
  $ : | fdseek 0 0
  ipcsh: fdseek: 0: a pipe, a socket or a terminal has no offset
  [2]

Wrong use: the usage comes with it
----------------------------------

  $ mqsend
  ipcsh: mqsend: usage: mqsend * (glob)
  [2]
  $ mqrecv --no-such-option 7777
  ipcsh: mqrecv: *--no-such-option* (glob)
  usage: mqrecv * (glob)
  [2]
  $ mqrecv -t soon 7777
  ipcsh: mqrecv: -t: soon: not a number of seconds
  [2]
  $ mqrecv -k many 7777
  ipcsh: mqrecv: -k: many: not a number above 0
  [2]
  $ mqsend --type none 7777 text
  ipcsh: mqsend: --type: none: a message has a type from 1 to 9223372036854775807
  [2]
  $ shmnew 3307 large
  ipcsh: shmnew: large: not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)
  [2]
  $ shmnew -m 9 3307 100
  ipcsh: shmnew: -m: 9: not an octal mode (0 to 0777)
  [2]

a script goes on after an error of a word

  $ "$IPCSH" -c 'mqrecv 7778 2>/dev/null; echo "status $?"'
  status 2

What cannot be written
----------------------

  $ mqsend 7777 text; mqrecv 7777 >/dev/full
  ipcsh: mqrecv: *o space left on device* (glob)
  [2]
  $ shmput 3306 text; shmcat 3306 >/dev/full
  ipcsh: shmcat: *o space left on device* (glob)
  [2]

  $ mqsend 7777 text; mqpeek 7777 >/dev/full; mqrecv 7777
  ipcsh: mqpeek: 7777: write error: no space left on device
  text
  $ fiforecv -c -n ./f
  [1]
  $ printf 'a\nb\n' | fifosend ./f; fiforecv -k 2 ./f >/dev/full
  ipcsh: fiforecv: ./f: taken, but not written: no space left on device
  ipcsh: fiforecv: ./f: taken, but not written: no space left on device
  [2]

what has the name and is of another kind

  $ d=ipcsh-$$; mkdir /dev/shm/$d; shmput -c /$d x; shmcat /$d; shmnew /$d 10; shmstat /$d; shared v @/$d; rmdir /dev/shm/$d
  ipcsh: shmput: *: not a segment (glob)
  ipcsh: shmcat: *: not a segment (glob)
  ipcsh: shmnew: *: not a segment (glob)
  ipcsh: shmstat: *: not a segment (glob)
  ipcsh: shared: *: not a segment (glob)
  $ ln -s nowhere link; fifonew link; fifosend -c -n link x; mmapput -c link x; rm link
  ipcsh: fifonew: link: a link that leads nowhere
  ipcsh: fifosend: link: a link that leads nowhere
  ipcsh: mmapput: link: a link that leads nowhere

an id that nobody will ever know

  $ $IPCSH -c 'mqnew 0 >/dev/full; semnew 0 >&-; { sleep 0.1; shmnew 0 10; echo "$?" >&2; } | true'
  ipcsh: mqnew: 0: removed again: its id could not be written: no space left on device
  ipcsh: semnew: 0: removed again: its id could not be written: bad file descriptor
  ipcsh: shmnew: 0: removed again: its id could not be written: broken pipe
  2
  $ ipc ls shm mq sem 2>/dev/null | grep id:
  [1]

nothing stays

  $ mqrm 7777; shmrm 3306; fiform ./p ./f; rm m
