A signal when a message comes: mqnotify
=======================================

with its sender and a number; once

  $ sigblock USR1; mqnew /q; mqnotify -q 7 /q
  $ "$IPCSH" -c 'echo $$; exec "$0" -c "mqsend /q one"' "$IPCSH" >pid
  $ sigwait -t 10 -v s USR1; [ $s_pid = $(cat pid) ] && echo "$s $s_value $((s_uid == $(id -u)))"
  USR1 7 1
  $ mqsend /q two; sigwait -n USR1
  [1]
  $ mqrecv -k 2 /q
  one
  two

asked again; of a queue that is not empty it is told when the next comes after it was

  $ mqsend /q here; mqnotify --signal RTMIN+2 -q -1 /q; sigblock RTMIN+2
  ipcsh: mqnotify: /q: RTMIN+2 would end this shell (first `trap' it, or `sigblock RTMIN+2' for sigwait)
  $ mqnotify --signal RTMIN+2 -q -1 /q; mqsend /q more; sigwait -n RTMIN+2
  [1]
  $ mqrecv -n -k 2 /q; mqsend /q first; sigwait -t 10 -v s RTMIN+2; echo "$s $s_value"; mqrecv -n /q
  here
  more
  RTMIN+2 -1
  first

a trap takes what there is; it asks again before that, so that none is missed

  $ got() { mqnotify /q; while mqrecv -n -v m /q; do all="$all $m"; done; }
  $ all=; sigunblock USR1; trap got USR1; mqnotify /q; mqsend /q a; mqsend /q b; mqsend /q c; echo $all
  a b c
  $ mqnotify --cancel /q; mqsend /q d; echo $all; mqrecv -n /q
  a b c
  d

  $ trap 'siginfo -v s' USR1; mqnotify -q 12 /q; mqsend /q x; echo "$s $((s_pid == $$)) $((s_uid == $(id -u))) $s_value"; mqrecv -n /q
  USR1 1 1 12
  x
  $ trap got USR1

who is told, as one can see; nobody else then

  $ mqnotify --cancel /q
  [1]
  $ mqstat --cols TELLS,SIGNAL /q
  TELLS  SIGNAL
      -  -
  $ mqnotify /q; mqstat -v s /q; [ $s_tells = $$ ] && mqstat --cols SIGNAL /q
  SIGNAL
  USR1
  $ mqnotify /q
  ipcsh: mqnotify: /q: this shell has asked already (--cancel takes that back)
  [2]
  $ "$IPCSH" -c 'mqnotify --none /q' 2>&1 | sed "s/ $$ (.*)/ N (NAME)/"
  ipcsh: mqnotify: /q: process N (NAME) is told already, and a queue tells only one
  $ "$IPCSH" -c 'mqnotify -n --none /q'
  [1]
  $ mqnotify --cancel /q; mqnotify --none /q; mqstat -v s /q; [ $s_tells = $$ ] && mqstat --cols SIGNAL /q
  SIGNAL
  -
  $ mqsend /q nobody; mqstat -v s /q; echo $s_tells; mqrecv /q
  0
  nobody

whatever else this shell does with the queue it is still told

  $ told() { mqstat -v s /q; [ $s_tells = $$ ]; }
  $ mqnotify /q; told && echo yes
  yes
  $ { mqls; ipc ls; ipc show mq:/q; ipc who mq:/q; ipc limits; ipc gc --dry-run; } >/dev/null 2>&1; told && echo yes
  yes
  $ mqwait -n /q; mqrecv -n /q; mqwait -w -t 0 /q; ipc set -m 640 mq:/q; mqnew --rm /q; told && echo yes
  yes
  $ for i in 1 2 3 4 5 6; do mqnew --rm --max 1 --size 9 /q$i; mqsend /q$i x; done; told && echo yes
  yes
  $ ( : & wait; mqstat /q >/dev/null ); mqstat /q | cat >/dev/null; told && echo yes
  yes

and where a script wants the number of its descriptor

  $ mqrecv -n /q; exec 64</dev/null 65</dev/null 66</dev/null 67</dev/null 68</dev/null; told && echo yes
  yes
  $ exec 64<&- 65<&- 66<&- 67<&- 68<&-; mqsend /q last; echo $all; told && echo yes
  a b c last
  yes
  $ mqnotify --cancel /q; (mqnotify --none /q; mqstat -v s /q; [ $s_tells = $BASHPID ] && echo yes); told || echo no
  yes
  no

what it cannot do

  $ mqnotify --none /q; mqrm /q; mqnotify --none /q
  ipcsh: mqnotify: /q: no such queue (mqnew /q makes one)
  [2]
  $ mqnotify -w -t 0.02 --none /q
  [124]
  $ mqnew 7777; mqnotify 7777; mqrm 7777
  ipcsh: mqnotify: 7777: a System V queue tells nobody (mqwait waits for a message)
  $ mqnew --rm /q; mqnotify --none --cancel /q
  ipcsh: mqnotify: /q: only one of --signal, --none and --cancel
  [2]
  $ mqnotify --signal KILL /q
  ipcsh: mqnotify: KILL: nobody can catch or block this one
  [2]
  $ mqnotify --signal NONE /q 2>&1 | cut -d '(' -f 1
  ipcsh: mqnotify: NONE: no such signal 
  $ mqnotify -q 4294967296 /q
  ipcsh: mqnotify: -q: 4294967296: not a number of 32 bits
  [2]
  $ mqnotify
  ipcsh: mqnotify: usage: mqnotify [-nw] [-t SEC] [--signal SIGNAL] [-q VALUE] [--none] [--cancel] ADDRESS
  [2]
