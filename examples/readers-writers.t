Readers and writers
===================

The problem
-----------

Any number may read at the same time; who writes must be alone.

With a lock
-----------

A file lock is made for it: `--shared` for those who read.

  $ echo 0 >board
  $ look() { read -r a <board; read -r b <board; [ "$a" = "$b" ] && echo same || echo "torn: $a $b"; }
  $ change() { read -r n <board; echo $((n + 1)) >board; }
  $ {
  >   for i in 1 2 3 4 5; do
  >     (lock --shared ./board.lock look) & (lock ./board.lock change) & (lock --shared ./board.lock look) &
  >   done; wait
  > } | sort | uniq -c | tr -s ' '
   10 same
  $ cat board
  5

Readers do share: one comes in while another one is there, and a writer does not.

  $ inside() { lock -n --shared ./board.lock echo reader; lock -n ./board.lock echo writer; }
  $ lock --shared ./board.lock inside
  reader
  [1]
  $ rm board board.lock

With a semaphore
----------------

Where no file is wanted: a semaphore with a place for each reader there can be. A reader takes one, a writer all of them, at
once.

  $ semnew 0x70c00072 10
  $ read_it() { semwait -t 20 0x70c00072; echo reads; sempost 0x70c00072; }
  $ write_it() { semwait -t 20 0x70c00072 10; echo writes, $(semval 0x70c00072) places left; sempost 0x70c00072 10; }
  $ { for i in 1 2 3 4; do read_it & write_it & read_it & done; wait; } | sort | uniq -c | tr -s ' '
   8 reads
   4 writes, 0 places left
  $ semval 0x70c00072; semrm 0x70c00072
  10
