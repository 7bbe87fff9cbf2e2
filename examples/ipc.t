What is there, who holds it, what was left behind
=================================================

The problem
-----------

Segments, queues and semaphores outlive the programs that made them. A program that dies leaves them; ipcs shows numbers,
and not who uses them, nor whether anybody will ever again.

ls: one list of every kind
--------------------------

  $ shmput -c 0x70c000a1 4711; mqsend -c 0x70c000a2 tea; semnew 0x70c000a3 2
  $ ipc ls --cols address,mode,size shm mq sem 2>/dev/null | grep -e ADDRESS -e :0x70c000a
  ADDRESS         MODE  SIZE
  shm:0x70c000a1  0600  4097
  mq:0x70c000a2   0600     3
  sem:0x70c000a3  0600     1

An address with its kind before it is good for all `ipc' words, in hexadecimal too:

  $ ipc show --cols address,used mq:0x70c000a2
  ADDRESS        USED
  mq:0x70c000a2     1

who: which processes use it
---------------------------

  $ ipc who --cols command,how shm:0x70c000a1 2>/dev/null
  COMMAND  HOW
  ipcsh    attached
  ipcsh    made it

One that sleeps on a queue is named, and so is one that has a file open, even if it has no name any more:

  $ mqnew 0x70c000a4; mqrecv 0x70c000a4 & until ipc who --cols how mq:0x70c000a4 2>/dev/null | grep waits; do :; done
  waits to receive
  $ mqsend 0x70c000a4 done; wait
  done
  $ exec 3>log; ipc who --cols command,how,fd ./log 2>/dev/null; exec 3>&-
  COMMAND  HOW     FD
  ipcsh    open w   3

gc: what nobody will use again
------------------------------

A program that forgets, and one that leaves a value for later on purpose:

  $ "$IPCSH" -c 'shmput -c 0x70c000a5 lost; shmput -c --keep 0x70c000a6 kept'
  $ ipc ls --cols address,dead,orphan shm | grep -e ADDRESS -e :0x70c000a
  ADDRESS         DEAD  ORPHAN
  shm:0x70c000a1  no    no
  shm:0x70c000a5  yes   yes
  shm:0x70c000a6  yes   no
  $ ipc gc --dry-run | grep -e shm:0x70c000a5 -e shm:0x70c000a6 | cut -d ' ' -f 1-3
  would remove shm:0x70c000a5
  $ ipc gc | grep -c shm:0x70c000a5
  1
  $ shmcat 0x70c000a6; echo
  kept
  $ shmcat 0x70c000a5
  ipcsh: shmcat: 0x70c000a5: no such segment (shmnew 0x70c000a5 SIZE makes one)
  [2]

set: another mode, owner or size for what is there
--------------------------------------------------

  $ ipc set -m 660 --size 4096 mq:0x70c000a2; mqstat --cols MODE,MAX 0x70c000a2
  MODE   MAX
  0660  4096

rm: any kind at once
--------------------

  $ ipc rm shm:0x70c000a1 mq:0x70c000a2 sem:0x70c000a3 mq:0x70c000a4 shm:0x70c000a6; rm log
  $ ipc rm mq:0x70c000a2
  ipcsh: ipc: mq:0x70c000a2: no such object (`ipc ls' lists them)
  [2]
