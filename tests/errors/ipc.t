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
  ipcsh: mqrm: 7777: no such queue* (glob)
  [2]
  $ shmcat 3306
  ipcsh: shmcat: 3306: no such segment* (glob)
  [2]
  $ shmput 3306 text
  ipcsh: shmput: 3306: no such segment*-c* (glob)
  [2]
  $ shmrm 3306
  ipcsh: shmrm: 3306: no such segment* (glob)
  [2]
  $ fifosend ./p text
  ipcsh: fifosend: ./p: no such FIFO*fifonew ./p*-c* (glob)
  [2]
  $ fiforecv ./p
  ipcsh: fiforecv: ./p: no such FIFO*fifonew ./p*-c* (glob)
  [2]
  $ mmapcat ./m
  ipcsh: mmapcat: ./m: no such file* (glob)
  [2]
  $ mmapput ./m text
  ipcsh: mmapput: ./m: no such file*-c* (glob)
  [2]

one message for each operand that is missing

  $ mqrm 7777 7778
  ipcsh: mqrm: 7777: no such queue* (glob)
  ipcsh: mqrm: 7778: no such queue* (glob)
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
  ipcsh: mqnew: 7777: * exists* (glob)
  [2]
  $ shmnew 3306 100
  $ shmnew -x 3306 100
  ipcsh: shmnew: 3306: * exists* (glob)
  [2]
  $ fifonew ./p
  $ fifonew -x ./p
  ipcsh: fifonew: ./p: * exists* (glob)
  [2]

What does not fit
-----------------

  $ shmnew 3306 200
  ipcsh: shmnew: 3306: *100* (glob)
  [2]
  $ shmput 3306 "$(head -c 101 /dev/zero | tr '\0' x)"
  ipcsh: shmput: 3306: *100* (glob)
  [2]
  $ head -c $(($(cat /proc/sys/kernel/msgmax) + 1)) /dev/zero | mqsend -b 7777
  ipcsh: mqsend: 7777: * (glob)
  [2]
  $ printf 0123 >m; mmapput ./m 01234
  ipcsh: mmapput: ./m: *--grow* (glob)
  [2]
  $ fifosend -n --size 4 ./p 01234
  ipcsh: fifosend: ./p: * (glob)
  [2]

Wrong addresses
---------------

  $ mqrecv ''
  ipcsh: mqrecv: * (glob)
  [2]
  $ mqrecv 12x
  ipcsh: mqrecv: 12x: * (glob)
  [2]
  $ shmcat id:x
  ipcsh: shmcat: id:x: * (glob)
  [2]
  $ fifonew 7777
  ipcsh: fifonew: 7777: *./7777* (glob)
  [2]
  $ mmapcat 7777
  ipcsh: mmapcat: 7777: *./7777* (glob)
  [2]
  $ shmcat ftok:./none:1
  ipcsh: shmcat: ftok:./none:1: * (glob)
  [2]

Wrong kinds
-----------

  $ fifosend ./m text
  ipcsh: fifosend: ./m: * (glob)
  [2]
  $ mmapcat .
  ipcsh: mmapcat: .: * (glob)
  [2]
  $ fdread 9 1
  ipcsh: fdread: 9: * (glob)
  [2]
  $ : | fdseek 0 0
  ipcsh: fdseek: 0: * (glob)
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
  ipcsh: mqrecv: *soon* (glob)
  [2]
  $ mqrecv -k many 7777
  ipcsh: mqrecv: *many* (glob)
  [2]
  $ mqsend --type none 7777 text
  ipcsh: mqsend: *none* (glob)
  [2]
  $ shmnew 3307 large
  ipcsh: shmnew: *large* (glob)
  [2]
  $ shmnew -m 9 3307 100
  ipcsh: shmnew: *9* (glob)
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

nothing stays

  $ mqrm 7777; shmrm 3306; fiform ./p; rm m
