Semaphores: so many at a time
=============================

The problem
-----------

Three printers, five jobs: a job waits until a printer is free. In C: semget, semctl SETVAL with a union that one has to
declare oneself, semop with SEM_UNDO. And two flaws that courses warn of: between semget and SETVAL another process finds a
semaphore without its value, and a process that is killed keeps what it has.

The answer
----------

`semnew` adds the first value, so that nobody can come in between. `semwait` takes, `sempost` gives back.

  $ semnew 0x70c00061 3
  $ semwait 0x70c00061; semwait 0x70c00061
  $ semval 0x70c00061
  1
  $ sempost 0x70c00061 2; semval 0x70c00061
  3

Five jobs at once; each says how many printers are left when it has one, and that is never less than none.

  $ job() { semwait 0x70c00061; semval 0x70c00061; sempost 0x70c00061; }
  $ { job & job & job & job & job & wait; } | grep -c '[012]'
  5

Who is killed gives back what it had:

  $ "$IPCSH" -c 'semwait 0x70c00061 3; kill -s KILL $$' 2>/dev/null
  [137]
  $ semval 0x70c00061
  3

What to know
------------

Several at once, all or none, and no waiting, or not for ever:

  $ semwait -n 0x70c00061 4
  [1]
  $ semwait -t 0.1 0x70c00061 4
  [124]

To count things that are used up, `--no-undo`: an item that was taken does not come back when its taker ends.

  $ semnew 0x70c00062 0
  $ sempost 0x70c00062 2; (semwait --no-undo 0x70c00062); semval 0x70c00062
  1

With 0 one waits until nothing is left, here: until all have started.

  $ semnew 0x70c00063 3
  $ for i in 1 2 3; do semwait --no-undo 0x70c00063 & done; semwait -t 10 0x70c00063 0 && echo all have started; wait
  all have started

The C program on the other side (tests/interop/sem_user.c) takes from the same semaphore:

  $ "$IPCSH_INTEROP"/sem_user 0x70c00061 wait; semval 0x70c00061
  2

POSIX semaphores have names, are always one, and know no undo:

  $ semnew /ipcsh-example 1
  $ semwait /ipcsh-example; semwait -n /ipcsh-example
  [1]
  $ semwait --undo /ipcsh-example
  ipcsh: semwait: /ipcsh-example: a POSIX semaphore has no undo: who dies does not give it back (a System V one has)
  [2]
  $ semrm /ipcsh-example 0x70c00061 0x70c00062 0x70c00063
