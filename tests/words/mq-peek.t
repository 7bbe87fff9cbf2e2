Looking into a System V queue: mqpeek mqstat; parts and sizes of messages
=========================================================================

  $ mqnew 7777; mqsend --type 3 7777 three; mqsend 7777 one; mqsend --type 2 7777 two
  $ mqpeek 7777
  three
  $ mqpeek 7777
  three
  $ mqpeek --off 1 7777
  one
  $ mqpeek -f 7777
  three
  one
  two
  $ mqpeek -k 2 --off 1 7777
  one
  two
  $ mqpeek --off 3 7777
  [1]
  $ mqpeek -k 9 --off 2 7777
  two
  $ mqpeek -v x --off 2 7777; echo "$x $x_type"
  two 2

by type, as mqrecv would take them

  $ mqpeek --type 2 7777
  two
  $ mqpeek --type -2 7777
  one
  $ mqpeek -f --type '!3' 7777
  one
  two
  $ mqpeek --type 9 7777
  [1]
  $ mqpeek --type -1 -f 7777
  one

nothing was taken

  $ mqstat -v q 7777; echo "$q $q_bytes $q_max $q_most"
  3 11 16384 0
  $ mqstat --cols KEY,MESSAGES,BYTES,MAX 7777
  KEY         MESSAGES  BYTES    MAX
  0x00001e61         3     11  16384
  $ mqstat -j --cols MESSAGES,NAME 7777 | grep messages
        {"messages": 3, "name": null}

parts of messages: --len cuts, --size leaves what is longer

  $ mqpeek --len 2 7777
  th
  $ mqrecv --size 4 7777
  ipcsh: mqrecv: 7777: the message has more than --size 4 bytes; it stays in the queue
  [2]
  $ mqrecv --size 5 7777 | od -A n -t c
     t   h   r   e   e
  $ mqrecv --len 1 7777; mqrecv --len 0 7777 | od -A n -t c
  o
    \n
  $ mqpeek 7777
  [1]

bytes as they are, and long ones

  $ printf 'a\0b' | mqsend -b 7777; mqpeek -b 7777 | od -A n -t c; mqpeek -s 7777; mqpeek -0 7777 | od -A n -t c
     a  \0   b
  a
     a  \0   b  \0
  $ mqrecv 7777 >/dev/null; head -c 8192 /dev/zero | tr '\0' x | mqsend -b 7777; mqpeek -b 7777 | wc -c; mqrm 7777
  8192

how much a queue may hold

  $ mqnew --size 10 7777; mqstat --cols MAX 7777 | tail -n 1
   10
  $ mqsend 7777 12345; mqsend -n 7777 123456
  ipcsh: mqsend: 7777: full: the limit is 10 bytes in this queue (its msg_qbytes; /proc/sys/kernel/msgmnb for new ones)
  [1]
  $ mqsend 7777 12345678901
  ipcsh: mqsend: 7777: a message of 11 bytes never fits into this queue of 10 (its msg_qbytes; /proc/sys/kernel/msgmnb for new ones)
  [2]
  $ mqnew --size 10 7777
  $ mqnew --size 11 7777
  ipcsh: mqnew: 7777: this queue exists and holds only 10 bytes
  [2]
  $ mqnew --max 3 7777
  ipcsh: mqnew: --max: a System V queue has no limit on messages: --size N is of bytes
  [2]
  $ mqrm 7777

what is not there

  $ mqpeek 7777
  ipcsh: mqpeek: 7777: no such queue (mqnew 7777 makes one)
  [2]
  $ mqstat 7777
  ipcsh: mqstat: 7777: no such queue (mqnew 7777 makes one)
  [2]
  $ mqnew 7777 & mqpeek -w -t 10 7777
  [1]
  $ wait; mqrm 7777

a number that is none

  $ for n in -1 x 1k 99999999999999999999; do mqpeek --off "$n" 7777; done
  ipcsh: mqpeek: --off: -1: not the number of a message, the first being 0
  ipcsh: mqpeek: --off: x: not the number of a message, the first being 0
  ipcsh: mqpeek: --off: 1k: not the number of a message, the first being 0
  ipcsh: mqpeek: --off: 99999999999999999999: not the number of a message, the first being 0
  [2]
