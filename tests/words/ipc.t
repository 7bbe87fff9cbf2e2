All objects: ipc ls show who rm key gc watch limits
===============================================

ls
--

  $ mqsend -c 7777 tea; shmnew 7777 100; semnew 7778 3
  $ ipc ls --cols address,mode,size,used shm mq sem 2>/dev/null
  ADDRESS   MODE  SIZE  USED
  shm:7777  0600   100     1
  mq:7777   0600     3     1
  sem:7778  0600     1
  $ ipc ls -j --cols address,size sem
  {
     "objects": [
        {"address": "sem:7778", "size": 1}
     ]
  }

its maker lives: it is no orphan. Semaphores, and a queue that nobody used yet: who knows

  $ mqnew 7779
  $ ipc ls --cols address,dead,orphan shm mq sem 2>/dev/null
  ADDRESS   DEAD  ORPHAN
  shm:7777  no    no
  mq:7777         no
  mq:7779
  sem:7778

a FIFO, a lock and a socket while they are held

  $ mkfifo p; exec 3<>p; : >l; socklisten -v s unix:./sock.held
  $ ipc ls --cols address fifo 2>/dev/null | sed 's,:.*/,:,' | grep ':p$'
  fifo:p
  $ ipc who --cols how,fd fifo:./p 2>/dev/null
  HOW      FD
  open rw   3
  $ lock ./l eval 'ipc ls --cols address lock 2>/dev/null' | sed 's,:.*/,:,' | grep ':l$'
  lock:l
  $ ipc ls --cols address lock 2>/dev/null | grep '/l$'
  [1]
  $ ipc ls --cols address sock | grep sock.held
  unix:./sock.held
  $ socklisten -v g unixgram:./sock.gram; socklisten -v q unixseq:./sock.seq; socklisten -v u udp::0; sockdial -v c unixgram:./sock.gram; ipc ls --cols address sock | grep -e 'sock\.[gs]' -e "^$u_address$" | sed 's/:[0-9]*$/:N/' | sort
  udp:127.0.0.1:N
  unixgram:./sock.gram
  unixseq:./sock.seq
  $ for a in unixgram:./sock.gram unixseq:./sock.seq "$u_address"; do ipc who --cols pid,how "$a" | sed -n "s/^ *$$  */me /p"; done; ipc who --cols pid unix:./sock.gram
  me receives
  me listens
  me receives
  PID
  [1]
  $ fds --cols fd,type | awk -v g=$g -v q=$q -v u=$u '$1 == g || $1 == q || $1 == u { print $2 }'
  unixgram
  unixseq
  udp
  $ ipc rm unixgram:./sock.gram unixseq:./sock.seq; ipc rm "$u_address" 2>/dev/null; echo $?; ls sock.*; exec {g}<&- {q}<&- {u}<&- {c}<&-
  2
  sock.held
  $ ipc ls --cols address,owner sock | grep sock.held | grep -c "$(id -un)$"
  1
  $ ipc show --cols address,mode unix:./sock.held unix:./sock.none
  ipcsh: ipc: unix:./sock.none: no such socket (`ipc ls sock' lists them)
  ADDRESS           MODE
  unix:./sock.held  0600
  [2]
  $ ipc show tcp:127.0.0.1:1 2>/dev/null
  [2]
  $ exec 3<&- {s}<&-; rm l sock.held; ipc ls --cols address fifo sock 2>/dev/null | grep '/p$\|sock.held'
  [1]

POSIX objects are in the same list, and a bare address is of what it names

  $ semnew /ipcsh.s 3; shmnew /ipcsh.m 10; ipc ls --cols ADDRESS,MODE,SIZE,USED shm sem | grep ipcsh
  shm:/ipcsh.m  0600    10
  sem:/ipcsh.s  0600     1     3
  $ ipc show --cols ADDRESS /ipcsh.s; ipc rm /ipcsh.s /ipcsh.m; ipc show /ipcsh.s
  ADDRESS
  sem:/ipcsh.s
  ipcsh: ipc: /ipcsh.s: no such object (`ipc ls' lists them)
  [2]
  $ ipc who ./p 2>/dev/null; exec 3<>p; ipc who --cols how ./p 2>/dev/null; exec 3<&-
  PID  USER  COMMAND  HOW  FD
  HOW
  open rw

POSIX queues that cannot be listed are mentioned once

  $ [ -e /dev/mqueue ] && echo 1 || "$IPCSH" -c 'ipc ls mq; mqls; ipc ls' 2>&1 >/dev/null | grep -c mqueue
  1

show, by any of its addresses
-----------------------------

  $ ipc show --cols address,key,used mq:7777
  ADDRESS  KEY         USED
  mq:7777  0x00001e61     1
  $ ipc show --cols address mq:0x1e61 | tail -n 1
  mq:7777
  $ mqnew -v id 7777; ipc show --cols address "mq:$id" | tail -n 1
  mq:7777

a bare one where it is the only one

  $ ipc show --cols address 7778 | tail -n 1
  sem:7778

who
---

  $ shmcat -v x shm:7777; ipc who --cols command,how shm:7777 2>/dev/null
  COMMAND  HOW
  ipcsh    attached
  ipcsh    made it
  $ ipc who --cols command,how mq:7777 2>/dev/null
  COMMAND  HOW
  ipcsh    last sender

nobody is status 1

  $ ipc who mq:7779 2>/dev/null
  PID  USER  COMMAND  HOW  FD
  [1]

a lock may be a semaphore

  $ semnew 7779; ipc who --cols command lock:7779 | tail -n 1; semrm 7779; ipc who lock:7779
  ipcsh
  ipcsh: ipc: lock:7779: no such object (`ipc ls' lists them)
  [2]
  $ : >file; ipc who lock:./file 2>/dev/null; rm file; ipc who lock:./file
  PID  USER  COMMAND  HOW  FD
  ipcsh: ipc: lock:./file: no such object (`ipc ls' lists them)
  [2]

who waits there is named

  $ "$IPCSH" -c 'echo $$ >p; mqrecv 7779' &
  $ read -r pid <p
  $ until ipc who --cols how mq:7779 2>/dev/null | grep waits; do :; done
  waits to receive
  $ mqsend 7779 go; wait
  go

rm
--

of any kind; one that is missing is an error, the others go

  $ ipc rm sem:7778 mq:7779 mq:7780 shm:7777 fifo:./p 2>/dev/null
  [2]
  $ ipc ls --cols address shm mq sem 2>/dev/null
  ADDRESS
  mq:7777
  $ ls p 2>/dev/null
  [2]
  $ ipc rm 7777; ipc ls --cols address shm mq sem 2>/dev/null
  ADDRESS

gc
--

takes what is proven to be orphaned: its users have ended, nothing is attached, nothing is in it

  $ "$IPCSH" -c 'shmput -c 1 lost; shmnew --keep 2 100; mqsend -c 3 a; mqrecv 3 >/dev/null; mqsend -c 4 b; mqnew 5'
  $ shmput -c 6 mine; semnew 7
  $ ipc ls --cols address,orphan shm
  ADDRESS  ORPHAN
  shm:1    yes
  shm:2    no
  shm:6    no
  $ ipc gc --older 1000
  $ ipc gc --dry-run | cut -d ' ' -f 1-3
  would remove shm:1
  would remove mq:3
  $ ipc gc | cut -d ' ' -f 1-2
  removed shm:1
  removed mq:3
  $ ipc gc
  $ ipc ls --cols address shm mq sem 2>/dev/null
  ADDRESS
  shm:2
  shm:6
  mq:4
  mq:5
  sem:7

what is attached somewhere is used, though its maker is dead

  $ "$IPCSH" -c 'shmput -c 8 x'; shmcat -v x 8; ipc gc
  $ ipc rm 8 2 6 4 5 7

watch
-----

It sees the sockets of all who share the network, too, and those come and go as they like.

  $ mqnew 7777; >seen; ipc watch -t 30 >>seen &
  $ i=0; until grep -q '^[0-9:]* ~ mq:7777  bytes' seen || [ $i -ge 2000 ]; do mqsend -c 7777 x; mqrecv 7777 >/dev/null; i=$((i+1)); sleep 0.01; done; kill $!; wait; grep -c '^[0-9:]* ~ mq:7777  bytes' seen | grep -v '^0'
  [1-9].* (re)
  $ ipc watch -k 2 -t 10 >seen &
  $ i=0; while kill -0 $! 2>/dev/null && [ $i -lt 2000 ]; do mqsend -c 7777 x; mqrecv 7777 >/dev/null; i=$((i+1)); sleep 0.01; done; wait; wc -l <seen
  2
  $ mqrm 7777; ipc watch -t 0.05 >seen; echo $?; grep -v '[-+] \(tcp\|udp\|unix\|unixgram\|unixseq\):' seen; rm seen
  124

the limit is that of the whole watch, however much changes meanwhile

  $ mqnew 7777; { i=0; while [ $i -lt 3000 ]; do mqsend -n 7777 x; i=$((i+1)); sleep 0.01; done; } & pid=$!
  $ timeout -s KILL 20 "$IPCSH" -c 'ipc watch -t 0.5 >seen; echo $?'
  124
  $ kill $pid; wait; grep -c mq:7777 seen | grep -v '^0$'
  .* (re)
  $ mqrm 7777; rm seen

how much of a segment is in memory

  $ shmnew --rm 71 20000; shmput --off 9000 71 x; ipc show --cols resident,swapped shm:71 | { read -r x; read -r in out; echo $((in >= 4096 && in <= 24576)) $out; }
  1 0

set
---

mode, owner and group of each kind; what is not given stays as it is

  $ shmnew 1 100; mqnew 2; semnew 3; shmnew /ipcsh.m 10; mqnew /ipcsh.q; semnew /ipcsh.s; fifonew p; socklisten -v s unix:./s
  $ all="shm:1 mq:2 sem:3 shm:/ipcsh.m mq:/ipcsh.q sem:/ipcsh.s fifo:./p unix:./s"
  $ ipc set -m 640 $all; for a in $all; do ipc show --cols mode,owner "$a" | tail -n 1; done | uniq -c | tr -s ' ' | cut -d ' ' -f 2-3
  8 0640
  $ ipc set --owner "$(id -u):$(id -g)" $all; for a in $all; do ipc show --cols mode,owner,group "$a" | tail -n 1; done | uniq | tr -s ' ' >seen
  $ [ "$(cat seen)" = "0640 $(id -un) $(id -gn)" ]
  $ ipc set -m 600 --owner "$(id -un)" 2 lock:3; ipc show --cols mode,creator mq:2 sem:3 | uniq | tail -n +2 | tr -s ' ' >seen
  $ [ "$(cat seen)" = "0600 $(id -un)" ]

one that its owner may not read any more can be given back

  $ all2="shm:1 mq:2 sem:3 shm:/ipcsh.m sem:/ipcsh.s fifo:./p unix:./s"
  $ ipc set -m 0 $all2; ipc set -m 600 $all2; for a in $all2; do ipc show --cols mode "$a" | tail -n 1; done | uniq
  0600

how much a System V queue may hold

  $ ipc set --size 1000 mq:2; mqstat -v q 2; echo $q_max; mqnew -v id 2; ipc set --size 2k "mq:$id"; mqstat -v q 2; echo $q_max
  1000
  2048
  $ ipc set --size 10 shm:1
  ipcsh: ipc: shm:1: --size is for the bytes that a System V queue may hold; all else keeps its size
  [2]

a segment that stays in memory

  $ ipc set --lock shm:1; shmls --cols locked,key | grep 0x00000001; ipc set --unlock shm:1; shmls --cols locked,key | grep 0x00000001
  yes     0x00000001
  no      0x00000001
  $ ipc set --lock mq:2
  ipcsh: ipc: mq:2: only a System V segment can be locked into memory
  [2]

what is wrong; all that can be set is

  $ ipc set -m 666 mq:2 mq:9 sem:3; ipc show --cols mode mq:2 sem:3 | uniq
  ipcsh: ipc: mq:9: no such object (`ipc ls' lists them)
  MODE
  0666
  $ ipc set 2
  ipcsh: ipc: what is to be set? (-m MODE, --owner OWNER, --size N, --lock, --unlock)
  [2]
  $ ipc set --owner no_such_user 2
  ipcsh: ipc: --owner: no_such_user: no such user
  [2]
  $ ipc set --owner :no_such_group 2
  ipcsh: ipc: --owner: no_such_group: no such group
  [2]
  $ ipc set --lock --unlock 1
  ipcsh: ipc: --lock: not together with --unlock
  [2]
  $ ipc set -m 600 tcp::80
  ipcsh: ipc: tcp::80: a socket without a file has no owner and no mode
  [2]
  $ ipc set -m 600 fifo:./s
  ipcsh: ipc: fifo:./s: not a FIFO
  [2]
  $ ipc set -m 778 2 2>/dev/null
  [2]
  $ ipc set -m 600 2>/dev/null
  [2]
  $ ipc ls -m 600 2>/dev/null
  [2]
  $ exec {s}<&-; ipc rm $all; rm -f seen; ls

limits
------

  $ mqnew 7777; ipc limits 2>/dev/null >l; head -n 1 l | tr -s ' '
  LIMIT VALUE USED UNIT WHERE
  $ awk '$1 == "msgmni" { print $2 == '"$(cat /proc/sys/kernel/msgmni)"', $3, $NF }' l
  1 1 /proc/sys/kernel/msgmni
  $ awk '$1 == "nofile" { print $2 == '"$(ulimit -n)"', $(NF-1), $NF }' l
  1 ulimit -n
  $ mqrm 7777; rm l

help ipc tells which mechanism is for what

  $ help ipc | grep -c '^\(pipe\|FIFO\|message queue\|shared memory\|mapped file\|semaphore\|lock\|UNIX socket\|TCP socket\|datagram socket\|signal\) '
  22

in lines that a terminal of 100 columns has room for

  $ help ipc | sed '1,/^MECHANISM/d' | awk 'length > 98'

what columns there are needs no operand, and an option of another subcommand is told whose it is

  $ for w in shmstat mqstat semstat mmapstat fdstat sockopt fdopt 'ipc show' 'ipc who'; do $w --cols help | head -n 1; done | cut -d ' ' -f 1 | tr '\n' ' '; echo
  ID ID NUM NAME FD OPTION OPTION ADDRESS PID 
  $ ipc gc -j; ipc ls --dry-run
  ipcsh: ipc: gc: -j and --cols are for: ls show who limits
  ipcsh: ipc: ls: --older and --dry-run are for: gc
  [2]

the key of an address, whether or not there is an object

  $ ipc key 7777 0x1e61 mq:0xffffffff 0
  0x00001e61
  0x00001e61
  0xffffffff
  0x00000000
  $ : >file; mqnew ftok:file:A; ipc key ftok:file:A sem:ftok:file:65 >keys; uniq keys | wc -l
  1
  $ [ "$(mqstat --cols key ftok:file:A | tail -n 1)" = "$(ipc key ftok:file:A)" ] && echo same; rm keys
  same
  $ [ "$(ipc key ftok:file:1)" != "$(ipc key ftok:file:2)" ] && shmput -c "$(ipc key ftok:file:2)" cake; shmcat ftok:file:2; echo
  cake
  $ mqrm ftok:file:A; shmrm ftok:file:2; rm file
  $ ipc key ftok:file:A; ipc key /name id:3 fifo:./p 99999999999 7777
  ipcsh: ipc: ftok:file:A: ftok needs the file file: no such file or directory
  ipcsh: ipc: /name: no key: that is a number or ftok:PATH:N (`ipc show' tells that of an object)
  ipcsh: ipc: id:3: no key: that is a number or ftok:PATH:N (`ipc show' tells that of an object)
  ipcsh: ipc: fifo:./p: no key: that is a number or ftok:PATH:N (`ipc show' tells that of an object)
  ipcsh: ipc: 99999999999: a key has 32 bits: 0 to 4294967295 (0xffffffff)
  0x00001e61
  [2]
  $ ipc key -j 7777
  ipcsh: ipc: key: -j and --cols are for: ls show who limits
  [2]

what names nothing, and why it cannot

  $ for a in 714099 mq:714099 sem:id:714099 /none ./none 12x; do ipc rm $a; done
  ipcsh: ipc: 714099: no such object (`ipc ls' lists them)
  ipcsh: ipc: mq:714099: no such object (`ipc ls' lists them)
  ipcsh: ipc: sem:id:714099: no such object (`ipc ls' lists them)
  ipcsh: ipc: /none: no such object (`ipc ls' lists them)
  ipcsh: ipc: ./none: no such object (`ipc ls' lists them)
  ipcsh: ipc: 12x: no such object (`ipc ls' lists them)
  [2]
  $ mqnew -v q 0; for a in 0 mq:0 shm:0x0; do ipc rm $a; done; ipc rm mq:$q
  ipcsh: ipc: 0: key 0 is private, and of any number of objects: use id:N (`ipc ls' lists them)
  ipcsh: ipc: mq:0: key 0 is private, and of any number of objects: use id:N (`ipc ls' lists them)
  ipcsh: ipc: shm:0x0: key 0 is private, and of any number of objects: use id:N (`ipc ls' lists them)
  $ ipc show ftok:none:1
  ipcsh: ipc: ftok:none:1: ftok needs the file none: no such file or directory
  [2]
