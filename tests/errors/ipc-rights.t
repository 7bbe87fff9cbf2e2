No rights: what queues, semaphores, locks and FIFOs say to a user who has none
==============================================================================

Without capabilities an object of one's own with mode 0 is as good as one of somebody else.

  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1"; }
  $ each() { for words; do bare "$words" || echo "  status $?"; done; }

System V
--------

  $ mqnew -m 0 7777; semnew -m 0 7778
  $ each 'mqsend 7777 x' 'mqrecv -n 7777' 'mqpeek 7777' 'mqstat 7777'
  ipcsh: mqsend: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: mqrecv: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: mqpeek: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: mqstat: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  $ each 'semwait -n 7778' 'sempost 7778' 'semval 7778' 'semval --set 1 7778' 'lock 7778 true'
  ipcsh: semwait: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: sempost: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: semval: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: semval: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: lock: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 125
  $ bare 'semls --cols VALUES 2>&1' | sed 's/^ *$/blank/'
  VALUES
  blank
  ipcsh: semls: what is blank needs the right to read the semaphore

what exists and cannot be used is not "there already"

  $ shmnew -m 0 7779 100
  $ bare 'mqnew 7777'
  ipcsh: mqnew: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  [2]
  $ bare 'semnew 7778'
  ipcsh: semnew: 7778: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  [2]
  $ bare 'shmnew 7779 100'
  ipcsh: shmnew: 7779: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  [2]
  $ shmrm 7779

what is one's own can be set right again, though it may not be read

  $ shmnew -m 0 7779 100; shmnew -m 0 /ipcsh.m 100; semnew -m 0 /ipcsh.s; fifonew -m 0 p
  $ bare 'ipc set -m 640 mq:7777 sem:7778 shm:7779 shm:/ipcsh.m sem:/ipcsh.s fifo:./p'
  $ for a in mq:7777 sem:7778 shm:7779 shm:/ipcsh.m sem:/ipcsh.s fifo:./p; do ipc show --cols mode $a; done | sort -u
  0640
  MODE
  $ bare 'mqsend 7777 x; mqrecv 7777; semwait 7778; semval 7778; shmput 7779 y; shmcat 7779'; echo
  x
  0
  y
  $ ipc set -m 0 mq:7777 sem:7778; ipc rm shm:7779 shm:/ipcsh.m sem:/ipcsh.s fifo:./p

what is another's cannot, and a queue has its limit

  $ shmnew 7779 100; shmnew /ipcsh.m 100; ipc set --owner 12345:12345 mq:7777 shm:7779 shm:/ipcsh.m 2>/dev/null; ls -ln /dev/shm/ipcsh.m | cut -d ' ' -f 3 >owner
  $ if grep -q 12345 owner; then bare 'ipc set -m 600 shm:/ipcsh.m'; else echo "ipcsh: ipc: shm:/ipcsh.m: not permitted: its owner may change it, and root (see \`ipc show')" >&2; (exit 2); fi
  ipcsh: ipc: shm:/ipcsh.m: not permitted: its owner may change it, and root (see `ipc show')
  [2]
  $ rm owner; ipc rm shm:7779 shm:/ipcsh.m
  $ bare 'ipc set --size 1G mq:7777' 2>&1 | sed 's/[0-9]* bytes in/N bytes in/'
  ipcsh: ipc: mq:7777: no room for 1073741824 bytes without privilege: the limit is N bytes in a queue (/proc/sys/kernel/msgmnb)

nor has every segment room in what may stay in memory

  $ shmnew 7779 100; shmnew 7780 1M
  $ each 'ulimit -l 0; ipc set --lock shm:7779' 'ulimit -l 64; ipc set --lock shm:7780'
  ipcsh: ipc: shm:7779: it may not stay in memory: the limit is 0 bytes that stay in memory (ulimit -l, in kilobytes)
    status 2
  ipcsh: ipc: shm:7780: it may not stay in memory: the limit is 65536 bytes that stay in memory (ulimit -l, in kilobytes)
    status 2
  $ shmrm 7779 7780

who may only send cannot receive, and the other way round

  $ mqrm 7777; mqnew -m 200 7777; bare 'mqnew 7777'
  $ bare 'mqsend 7777 x; mqrecv -n 7777'
  ipcsh: mqrecv: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  [2]
  $ mqrm 7777; semrm 7778

POSIX
-----

  $ mqnew -m 0 /q; semnew -m 0 /s
  $ each 'mqnew /q' 'semnew /s' 'mqsend /q x' 'mqrecv /q' 'semwait /s' 'semval /s' 'lock sem:/s true'
  ipcsh: mqnew: /q: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: semnew: /s: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: mqsend: /q: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: mqrecv: /q: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: semwait: /s: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: semval: /s: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 2
  ipcsh: lock: sem:/s: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
    status 125
  $ mqrm /q; semrm /s

Locks
-----

  $ : >f; chmod 0 f; bare 'lock f true'
  ipcsh: lock: f: permission denied
  [125]
  $ chmod 400 f; bare 'lock f echo held'
  held
  $ bare 'lock --ofd f true'
  ipcsh: lock: f: permission denied
  [125]
  $ bare 'lock --ofd --shared f echo held'
  held
  $ rm -f f

a folder that is there, but closed to us, is not a missing one

  $ mkdir -m 555 closed; bare 'lock closed/f true'
  ipcsh: lock: closed/f: permission denied
  [125]
  $ rmdir closed

FIFOs
-----

who may only read receives, however many writers come and go, and waits without spinning in between

  $ fifonew -m 0 p; bare 'fifosend -n p x; fiforecv -n p'
  ipcsh: fifosend: p: permission denied
  ipcsh: fiforecv: p: permission denied
  [2]
  $ chmod 400 p; bare 'fifosend -n p x'
  ipcsh: fifosend: p: permission denied
  [2]
  $ mkfifo go on; put() { [ -w p ] || chmod 600 p; echo $1 >p; chmod 400 p; }
  $ bare 'fiforecv -t 0.01 p; echo $?; echo >go; fiforecv -k 3 p; fiforecv -t 0.8 p; echo $?; times >used; echo >on; fiforecv -k 2 p >got' & read -r x <go; for i in 1 2 3; do put $i; done; read -r x <on; put 4; until [ -s got ]; do sleep 0.01; done; fiform p; wait $!
  124
  1
  2
  3
  124
  ipcsh: fiforecv: p: the FIFO was removed meanwhile
  [2]
  $ grep -c '0m0[.][012].*0m0[.][012]' used
  2
  $ cat got; rm go on used got
  4

Folders that are missing
------------------------

  $ each 'fifonew none/p' 'fifosend -c none/p x' 'fiforecv none/p' 'mmapput -c none/f x'
  ipcsh: fifonew: none/p: no such folder
    status 2
  ipcsh: fifosend: none/p: no such folder
    status 2
  ipcsh: fiforecv: none/p: no such folder
    status 2
  ipcsh: mmapput: none/f: no such folder
    status 2

Key 0 and -1
------------

  $ mqsend 0 x
  ipcsh: mqsend: 0: key 0 is private: use the id:N that mqnew printed
  [2]
  $ sempost 0
  ipcsh: sempost: 0: key 0 is private: use the id:N that semnew printed
  [2]
  $ lock 0 true
  ipcsh: lock: 0: key 0 is private: use the id:N that semnew printed
  [125]
  $ mqnew -- -1
  ipcsh: mqnew: -1: a key is not negative: all 32 bits set are 0xffffffff
  [2]
  $ mqnew 0xffffffff; mqsend 0xffffffff x; mqrecv 4294967295; mqrm 0xffffffff
  x

Limits: the figure, and where it is set
---------------------------------------

  $ mqnew 7777; head -c 9000 /dev/zero | mqsend -b 7777
  ipcsh: mqsend: 7777: a message of 9000 bytes is over the limit of 8192 (/proc/sys/kernel/msgmax)
  [2]
  $ mqrm 7777
  $ semnew --num 40000 7777
  ipcsh: semnew: 7777: 40000 semaphores are too many: the limit is 32000 semaphores in a set (/proc/sys/kernel/sem)
  [2]
  $ semnew --num 600 7777; semwait --num 0-550 7777; semrm 7777
  ipcsh: semwait: 7777: 551 semaphores are too many: the limit is 500 operations at once (/proc/sys/kernel/sem, third figure)
  $ (ulimit -q 1000; ulimit -n 200; "$IPCSH" -c 'mqnew /q')
  ipcsh: mqnew: /q: no room for this queue: the limit is 1000 bytes in all queues of a user (ulimit -q)
  [2]

Sockets
-------

  $ mkdir -m 0 closed; socklisten -v s unix:./s; chmod 0 s
  $ each 'sockcall unix:./s x' 'socklisten -v s unix:./closed/s' 'sockserve unix:./closed/s true'
  ipcsh: sockcall: unix:./s: permission denied
    status 2
  ipcsh: socklisten: unix:./closed/s: permission denied to make a file in its folder
    status 2
  ipcsh: sockserve: unix:./closed/s: permission denied to make a file in its folder
    status 2
  $ exec {s}>&-; rm -rf s closed

A mode that keeps its maker out
===============================

a first value is put into a segment before it gets the mode, which then holds for everybody

  $ for a in 7779 /ipcsh.m; do bare "shmput -c -m 0400 $a 'a value'; shmcat $a; echo; shmput $a another"; shmstat --cols MODE,STATE,LENGTH $a; shmrm $a; done
  a value
  ipcsh: shmput: 7779: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  MODE  STATE  LENGTH
  0400  value       7
  a value
  ipcsh: shmput: /ipcsh.m: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  MODE  STATE  LENGTH
  0400  value       7
  $ for a in 7779 /ipcsh.m; do bare "shmnew -m 0400 $a 100; shmput $a x; shmwait -n $a"; shmstat --cols MODE,STATE $a; shmrm $a; done
  ipcsh: shmput: 7779: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  MODE  STATE
  0400  empty
  ipcsh: shmput: /ipcsh.m: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  MODE  STATE
  0400  empty

nor is anything left of what does not fit

  $ shmput -c --size 3 7779 long; shmput -c --size 3 --off 2 7779 xx; shmrm 7779
  ipcsh: shmput: 7779: 4 bytes at offset 0 do not fit into a segment of 3
  ipcsh: shmput: 7779: 2 bytes at offset 2 do not fit into a segment of 3
  ipcsh: shmrm: 7779: no such segment
  [2]

of other kinds, what its maker could not use is not made

  $ each 'mqsend -c -m 0400 7776 x' 'mqrecv -c -n -m 0200 7776' 'sempost -c -m 0400 7776' 'semwait -x -m 0400 7776' 'sempost -c -m 0400 /ipcsh.m' 'lock -c -m 0400 7776 true' 'fifosend -c -m 0400 ./made x' 'fiforecv -c -n -m 0200 ./made'
  ipcsh: mqsend: 7776: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: mqrecv: 7776: permission denied (mode 0200 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: sempost: 7776: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: semwait: 7776: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: sempost: /ipcsh.m: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: lock: 7776: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 125
  ipcsh: fifosend: ./made: permission denied (mode 0400 keeps its maker out, too: nothing is made)
    status 2
  ipcsh: fiforecv: ./made: permission denied (mode 0200 keeps its maker out, too: nothing is made)
    status 2
  $ mqrm 7776; semrm 7776 /ipcsh.m; fiform ./made
  ipcsh: mqrm: 7776: no such queue
  ipcsh: semrm: 7776: no such semaphore
  ipcsh: semrm: /ipcsh.m: no such semaphore
  ipcsh: fiform: ./made: no such FIFO
  [2]
