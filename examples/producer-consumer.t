Producer and consumer
=====================

The problem
-----------

One makes things, the other uses them; there is room for so many in between. The maker waits while the room is full, the
user while it is empty, and neither looks again and again.

With a queue
------------

A message queue is just that. `--max` says how much room there is: the producer waits in `mqsend`, the consumer in `mqrecv`.

  $ mqnew --max 3 --size 16 /ipcsh-bread
  $ baker() { for i in 1 2 3 4 5 6 7 8; do mqsend -t 10 /ipcsh-bread "loaf $i"; done; mqsend -t 10 /ipcsh-bread closed; }
  $ baker &
  $ while mqrecv -t 10 -v bread /ipcsh-bread && [ "$bread" != closed ]; do echo "$bread"; done | tail -n 2
  loaf 7
  loaf 8
  $ wait; mqrm /ipcsh-bread

With two semaphores
-------------------

As books have it: one counts free places, one counts things; a lock is for the shelf itself, here a file. Items that were
taken are used up: `--no-undo`.

  $ semnew 0x70c00070 3 0
  $ free=0 full=1; : >shelf
  $ put() { echo "$1" >>shelf; }
  $ get() { read -r thing <shelf; tail -n +2 shelf >rest; mv rest shelf; }
  $ produce() {
  >   for i in 1 2 3 4 5 6; do
  >     semwait --no-undo -t 10 --num $free 0x70c00070; lock ./shelf.lock put "thing $i"; sempost --num $full 0x70c00070
  >   done
  > }
  $ produce &
  $ for i in 1 2 3 4 5 6; do
  >   semwait --no-undo -t 10 --num $full 0x70c00070; lock ./shelf.lock get; sempost --num $free 0x70c00070
  >   echo "$thing"
  > done
  thing 1
  thing 2
  thing 3
  thing 4
  thing 5
  thing 6
  $ wait; semval -v left 0x70c00070; echo $left
  3 0
  $ semrm 0x70c00070; rm shelf shelf.lock
