Semaphores and locks: ipcsh and C programs
==========================================

  $ PATH=$IPCSH_INTEROP:$PATH

System V
--------

made by one, used by the other

  $ semnew 7777 2
  $ sem_user 7777 wait; semval 7777
  1
  $ sem_user 7777 post 3; semwait 7777 4; semval 7777
  0
  $ sempost 7777 4; semrm 7777
  $ sem_user 7777 make 3; semval 7777
  3
  $ semwait 7777 2; sem_user 7777 wait; semval 7777
  0
  $ sempost 7777 2; semval 7777
  2

C waits for ipcsh, ipcsh for C

  $ sem_user 7777 wait 5 && echo C has it &
  $ until [ "$(semstat --cols WAITING 7777 | tail -n 1)" -eq 1 ]; do :; done; sempost 7777 3; wait
  C has it
  $ semwait --no-undo -t 10 7777 && echo ipcsh has it &
  $ until [ "$(semstat --cols WAITING 7777 | tail -n 1)" -eq 1 ]; do :; done; sem_user 7777 post; wait; semrm 7777
  ipcsh has it

who is killed gives back, on both sides

  $ semnew 7777; mkfifo p; sem_user 7777 hold >p & read -r x <p; echo $x; semwait -n 7777
  held
  [1]
  $ kill -KILL $!; wait $! 2>/dev/null; semwait -t 10 7777 && semval 7777
  0
  $ sempost 7777; "$IPCSH" -c 'semwait 7777; echo held >p; read -r x <p' & read -r x <p; kill -KILL $!; wait $! 2>/dev/null; echo killed
  killed
  $ sem_user 7777 wait && echo given back; semrm 7777; rm p
  given back

POSIX
-----

  $ semnew /s 1; posix_user wait /s; semval /s
  0
  $ posix_user post /s; semwait -t 10 /s; semval /s
  0
  $ posix_user wait /s && echo C has it &
  $ sempost /s; wait
  C has it
  $ semrm /s; posix_user post /s; semval /s; semrm /s
  1
  $ mqnew /q; mqsend --prio 4 /q from ipcsh; posix_user recv /q
  4 from ipcsh
  $ posix_user send /q 'from C' 9; mqrecv -s -v x /q; echo "$x $x_prio"
  from C 9
  $ posix_user recv /q & mqsend /q waited for; wait; mqrm /q
  0 waited for
  $ posix_user send /q made; mqstat --cols MOST,SIZE /q; mqrecv -s /q; mqrm /q
  MOST  SIZE
     5   100
  made

who is told of a message is the same on both sides

  $ mqnew --rm /n; coproc C { mq_notified /n 42; }; read -r x <&$C_r; echo $x
  asked
  $ mqnotify --none /n 2>&1 | sed "s/ $C_pid / N /"; mqstat -v s /n; [ $s_tells = $C_pid ] && mqsend /n ''; read -r x <&$C_r; echo "${x/from $$/from me}"; wait; exec {C_w}>&- {C_r}<&-
  ipcsh: mqnotify: /n: process N (mq_notified) is told already, and a queue tells only one
  a message, and 42 from me
  $ mqrecv /n; sigblock USR1; mqnotify -q 9 /n; mq_notified /n 1
  
  [3]
  $ posix_user send /n 'from C' & sigwait -t 10 -v s USR1; wait; [ $s_pid = $! ] && echo $s_value; mqrecv -s /n
  9
  from C

Locks
-----

  $ lock f locker flock f try
  [1]
  $ mkfifo in out; locker flock f <in >out & exec 3>in; read -r x <out; echo $x; lock -n f true; echo $?
  locked
  1
  $ exec 3>&-; lock -t 10 f locker ofd f try
  locked
  $ lock --ofd f locker fcntl f try
  [1]
  $ lock --ofd f locker ofd f try
  [1]
  $ wait; locker fcntl f <in >out & exec 3>in; read -r x <out; ipc who --cols command,how ./f 2>/dev/null; lock --ofd -n f true; echo $?; exec 3>&-; lock --ofd -t 10 f echo free
  COMMAND  HOW
  locker   open rw, fcntl write
  1
  free
  $ wait; rm f in out
