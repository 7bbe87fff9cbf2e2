POSIX message queues: mqnew mqsend mqrecv mqstat mqrm on /name
==============================================================

  $ mqnew /q
  $ mqsend /q one; mqsend /q two words
  $ mqrecv /q
  one
  $ mqrecv -b /q | od -A n -t c
     t   w   o       w   o   r   d   s
  $ mqrecv -n /q
  [1]
  $ mqrecv -t 0.02 /q
  [124]

the highest priority comes first, those of one in their order

  $ mqsend /q low; mqsend --prio 7 /q seven; mqsend --prio 32767 /q top; mqsend --prio 7 /q again
  $ mqrecv -v x /q; echo "$x $x_prio"
  top 32767
  $ mqrecv -k 3 /q
  seven
  again
  low
  $ mqsend /q last; mqrecv -v x /q; echo "$x $x_prio"
  last 0

lines, NULs, nothing at all

  $ printf 'a\n\nb\n' | mqsend /q; mqrecv -n -k 3 /q
  a
  
  b
  $ printf 'a\0b\n' | mqsend -b /q; mqrecv -b /q | od -A n -t c
     a  \0   b  \n
  $ mqsend -s /q text; mqrecv -b /q | od -A n -t c
     t   e   x   t  \0
  $ mqsend --size 6 /q pad; mqrecv -s /q
  pad
  $ mqsend /q longer; mqrecv --len 4 /q
  long

sizes

  $ mqrm /q; mqnew --max 2 --size 5 /q
  $ mqstat --cols NAME,MODE,MESSAGES,BYTES,MOST,SIZE /q
  NAME  MODE  MESSAGES  BYTES  MOST  SIZE
  /q    0600         0      0     2     5
  $ mqsend /q 12345; mqsend /q 1; mqsend -n /q 2
  ipcsh: mqsend: /q: full: the limit is 2 messages (mqnew --max N, up to /proc/sys/fs/mqueue/msg_max)
  [1]
  $ mqsend -t 0.02 /q 2
  [124]
  $ mqstat -v q /q; echo "$q $q_bytes $q_max $q_most $q_size"
  2 6 10 2 5
  $ mqsend /q 123456
  ipcsh: mqsend: /q: a message of 6 bytes is over the 5 of this queue (mqnew --size N, up to /proc/sys/fs/mqueue/msgsize_max)
  [2]
  $ mqnew --size 4 /q
  $ mqnew --size 9 /q
  ipcsh: mqnew: /q: this queue exists and holds only 5 bytes in a message
  [2]
  $ mqnew --max 9 /q
  ipcsh: mqnew: /q: this queue exists and holds only 2 messages
  [2]
  $ mqnew --max 100000000 /r 2>&1 | sed 's/[0-9][0-9]* /N /g'
  ipcsh: mqnew: /r: no such size: the limit is N messages (/proc/sys/fs/mqueue/msg_max), or N bytes in one (/proc/sys/fs/mqueue/msgsize_max)
  $ mqrm /q

who waits is woken

  $ mqrecv -c -t 10 /q &
  $ mqsend -w -t 10 /q woken; wait
  woken
  $ mqrm /q; mqnew --max 1 /q; mqsend /q 1; mqsend -t 10 /q 2 &
  $ mqrecv /q; wait; mqrecv /q; mqrm /q
  1
  2
  $ cat >script <<'END'
  > trap 'echo trapped; mqsend /q text' USR1
  > mqrecv -t 10 /q; echo $?
  > END
  $ mqnew /q; "$IPCSH" script & pid=$!
  $ until [ "$(cut -d ' ' -f 3 /proc/$pid/stat)" = S ]; do :; done; kill -s USR1 $pid; wait
  trapped
  text
  0
  $ mqrm /q; rm script

removed under who waits, to receive or to send

  $ waits() { until [ "$(cut -d ' ' -f 3 /proc/$1/stat)" = S ]; do :; done; }
  $ mqnew --max 1 /q; "$IPCSH" -c 'mqrecv -t 20 /q' & waits $!; mqrm /q; wait $!
  ipcsh: mqrecv: /q: the queue was removed meanwhile
  [2]
  $ mqnew --max 1 /q; mqsend /q 1; "$IPCSH" -c 'mqsend -t 20 /q 2' & waits $!; mqrm /q; wait $!
  ipcsh: mqsend: /q: the queue was removed meanwhile
  [2]

what they do not have is said

  $ mqnew /q
  $ mqpeek /q
  ipcsh: mqpeek: /q: a POSIX queue cannot be peeked: the kernel has no way to (it has one for System V queues)
  [2]
  $ mqsend --type 2 /q x
  ipcsh: mqsend: --type: a POSIX queue has no types: --prio N says what comes out first
  [2]
  $ mqrecv --type 2 /q
  ipcsh: mqrecv: --type: a POSIX queue has no types: --prio N says what comes out first
  [2]
  $ mqsend --prio 40000 /q x
  ipcsh: mqsend: --prio: 40000: a priority is a number from 0 to 32767
  [2]
  $ mqsend -c --prio 1 7777 x
  ipcsh: mqsend: --prio: a System V queue has no priorities: --type N, and --type -N to receive
  [2]
  $ mqrm /q

What is wrong
-------------

  $ mqrecv /q
  ipcsh: mqrecv: /q: no such queue (mqnew /q makes one, or give -c)
  [2]
  $ mqrm /q
  ipcsh: mqrm: /q: no such queue
  [2]
  $ mqnew -v name /q; echo $name; mqnew -x /q
  /q
  ipcsh: mqnew: /q: this queue exists (without -x it is used as it is)
  [2]
  $ mqrm /q
  $ mqnew /a/b
  ipcsh: mqnew: /a/b: a POSIX name has one slash, at its start: /name
  [2]
  $ mqnew /
  ipcsh: mqnew: /: a POSIX name has one slash, at its start: /name
  [2]
  $ mqnew "/$(printf %0256d 0)" 2>&1 | sed 's/0000*/0/'
  ipcsh: mqnew: /0: a POSIX name has at most 255 bytes after its slash

odd names are names

  $ name=$(printf '/a b\n\377*') && mqnew "$name" && mqsend "$name" x && mqrecv "$name"; mqrm "$name"
  x
  $ mqnew /7777; mqsend /7777 x; mqrecv -n 7777 2>/dev/null; mqrecv /7777; mqrm /7777
  x

--rm: with the shell, also by a signal; not what has the name by then

  $ "$IPCSH" -c 'mqnew --rm /q'; mqrm /q 2>/dev/null
  [2]
  $ for s in HUP INT TERM; do "$IPCSH" -c "mqnew --rm /q; kill -s $s \$\$" 2>/dev/null; mqrm /q 2>/dev/null || echo gone; done
  gone
  gone
  gone
  $ "$IPCSH" -c 'mqnew --rm /q; mqrm /q; mqnew /q'; mqrm /q
