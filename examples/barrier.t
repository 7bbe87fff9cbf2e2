Barrier
=======

The problem
-----------

Several processes work in steps, and nobody may begin the second step before all have ended the first.

The answer
----------

A semaphore that begins with their number: who arrives takes one and then waits until it is 0. That is one word, `semwait A
0`, and the kernel wakes all of them together. Each step has a semaphore of its own; a set has them all.

  $ semnew --num 2 0x70c00073 4
  $ barrier() { semwait --no-undo --num $1 0x70c00073; semwait -t 20 --num $1 0x70c00073 0; }
  $ worker() {
  >   echo "step 1" >>log; barrier 0
  >   echo "step 2" >>log; barrier 1
  >   echo "step 3" >>log
  > }
  $ for i in 1 2 3 4; do worker & done; wait; uniq -c log | tr -s ' '
   4 step 1
   4 step 2
   4 step 3
  $ semrm 0x70c00073; rm log

Four more, of which one comes late: the others wait for it.

  $ semnew 0x70c00074 4
  $ for i in 1 2 3; do (barrier() { semwait --no-undo 0x70c00074; semwait -t 20 0x70c00074 0; }; barrier; echo through) & done
  $ until [ "$(semstat --cols FOR_ZERO 0x70c00074 | tail -n 1)" -eq 3 ]; do :; done; echo "three wait"
  three wait
  $ semwait --no-undo 0x70c00074; wait
  through
  through
  through
  $ semrm 0x70c00074
