Small limits: which one was met, its figure, and where it is set
================================================================

`small` runs its text in an IPC namespace of its own, where it may set the limits of the kernel.

  $ unshare -ri sh -c 'echo 7 >/proc/sys/kernel/msgmni && [ "$(cat /proc/sys/kernel/msgmni)" = 7 ]' 2>/dev/null || exit 80
  $ small() { unshare -ri "$IPCSH" -c "limit() { echo \"\$2\" >/proc/sys/kernel/\$1; }; $1"; }

Queues

  $ small 'limit msgmni 1; mqnew 1; mqnew 2'
  ipcsh: mqnew: 2: no room for this queue: the limit is 1 queues (/proc/sys/kernel/msgmni)
  [2]
  $ small 'limit msgmax 10; limit msgmnb 15; mqnew 1; mqsend 1 01234567890; mqsend 1 0123456789; mqsend -n 1 012345; mqsend -n 1 01234'
  ipcsh: mqsend: 1: a message of 11 bytes is over the limit of 10 (/proc/sys/kernel/msgmax)
  ipcsh: mqsend: 1: full: the limit is 15 bytes in this queue (its msg_qbytes; /proc/sys/kernel/msgmnb for new ones)

Segments. Where only the cell is too much the segment has none.

  $ small 'limit shmmni 1; shmnew 1 10; shmput -c 2 x'
  ipcsh: shmput: 2: no room for this segment: the limit is 1 segments (/proc/sys/kernel/shmmni), or * pages in all of them (/proc/sys/kernel/shmall) (glob)
  [2]
  $ small 'limit shmmax 8192; shmnew 1 8193; shmnew 1 8192 && shmput 1 value && shmcat 1; shmstat --cols SIZE,STATE 1'
  ipcsh: shmnew: 1: a segment has 1 to 8192 bytes (/proc/sys/kernel/shmmax), not 8193
  valueSIZE  STATE
  8192  no cell
  $ small 'limit shmmax 8192; shmnew --journal 1 8000'
  ipcsh: shmnew: 1: a segment has 1 to 8192 bytes (/proc/sys/kernel/shmmax), not 8000 and what --journal or --keep adds
  [2]

Semaphores. Few operations at once are a limit on what is taken together, not on the size of a set.

  $ small 'limit sem "4 6 2 2"; semnew 1 1 2 3 4; semval 1; semwait --num 0-2 1; semnew --num 5 2; semnew --num 3 2'
  1
  2
  3
  4
  ipcsh: semwait: 1: 3 semaphores are too many: the limit is 2 operations at once (/proc/sys/kernel/sem, third figure)
  ipcsh: semnew: 2: 5 semaphores are too many: the limit is 4 semaphores in a set (/proc/sys/kernel/sem)
  ipcsh: semnew: 2: no room for this semaphore: the limit is 2 sets (/proc/sys/kernel/sem, fourth figure), or 6 semaphores in all of them (/proc/sys/kernel/sem, second figure)
  [2]

Descriptors

  $ few() { (ulimit -n 80; for i in $(seq 10 78); do eval "exec $i</dev/null"; done; "$@"); }
  $ fifonew ./p; few fiforecv ./p
  ipcsh: fiforecv: ./p: too many open files: the limit is 80 descriptors of a process (ulimit -n)
  [2]
  $ few lock ./l true
  ipcsh: lock: ./l: too many open files: the limit is 80 descriptors of a process (ulimit -n)
  [125]
  $ socklisten -v l tcp::0; few sockdial -v d "$l_address"
  ipcsh: sockdial: tcp:127.0.0.1:*: too many open files: the limit is 80 descriptors of a process (ulimit -n) (glob)
  [2]
  $ exec {l}>&-; fiform ./p
  $ (ulimit -n 8; sockpair -v p; fdpipe -v p; shared n; exec {p}</dev/null)
  ipcsh: sockpair: too many open files: the limit is 8 descriptors of a process (ulimit -n)
  ipcsh: fdpipe: too many open files: the limit is 8 descriptors of a process (ulimit -n)
  ipcsh: shared: n: no shared memory: too many open files: the limit is 8 descriptors of a process (ulimit -n)
  ipcsh: p: too many open files (ulimit -n says how many may be open)
  [1]

Queues of POSIX: which of the two limits it was, and nothing is left behind

  $ (ulimit -n 8; mqnew /ipcsh.few; mqsend -c /ipcsh.few x)
  ipcsh: mqnew: /ipcsh.few: too many open files: the limit is 8 descriptors of a process (ulimit -n)
  ipcsh: mqsend: /ipcsh.few: too many open files: the limit is 8 descriptors of a process (ulimit -n)
  [2]
  $ mqstat /ipcsh.few
  ipcsh: mqstat: /ipcsh.few: no such queue (mqnew /ipcsh.few makes one)
  [2]
  $ (ulimit -q 100; mqnew /ipcsh.few)
  ipcsh: mqnew: /ipcsh.few: no room for this queue: the limit is 100 bytes in all queues of a user (ulimit -q)
  [2]

The size of a file, which is that of POSIX objects and shared variables, too

  $ (ulimit -f 0; shmput -c /f x; semnew /f; shared n; mmapput -cx --grow ./f x) 2>&1
  ipcsh: shmput: /f: no room for this segment: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  ipcsh: semnew: /f: no room for this semaphore: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  ipcsh: shared: n: no shared memory: file too large: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  ipcsh: mmapput: ./f: no room for this file: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  [2]
  $ rm -f f; semrm /f
  ipcsh: semrm: /f: no such semaphore
  [2]

more than there is memory for is an error of the word, not the end of the shell

  $ mkfifo f; echo x >m; mqnew 7760
  $ mqsend --size 5000000000G 7760 a; fifosend --size 5000000000G -n f a; mmapput --len 5000000000G m a; echo $?
  ipcsh: mqsend: 7760: no memory for 5368709120000000000 bytes
  ipcsh: fifosend: f: no memory for 5368709120000000000 bytes
  ipcsh: mmapput: m: no memory for 5368709120000000000 bytes
  2
  $ mqrm 7760; rm f m
