Locks: one at a time
====================

The problem
-----------

Two processes change one file: read it, think, write it. Without a lock one change is lost. flock(1) locks for a program,
but not for a function of the shell, and what a script puts between `exec 9>file; flock 9` and `flock -u 9` is unlocked
too early, or never, when something goes wrong.

The answer
----------

  $ echo 100 >account
  $ pay() { read -r sum <account; echo $((sum - $1)) >account; }
  $ for i in 1 2 3 4 5 6 7 8 9 10; do (lock ./account.lock pay 7) & done; wait
  $ cat account
  30

The lock ends with its command, whatever that does:

  $ broken() { nosuchprogram; return 3; }
  $ lock ./account.lock broken 2>/dev/null
  [3]
  $ lock -n ./account.lock echo free
  free

It is the lock of flock(1):

  $ lock ./account.lock flock -n ./account.lock echo mine
  [1]
  $ flock ./account.lock "$IPCSH" -c 'lock -n ./account.lock echo mine'
  [1]

What to know
------------

Not for ever, and not at all; 124 and 1 are lock's own, all other statuses are the command's.

  $ lock ./account.lock lock -t 0.1 ./account.lock echo twice
  [124]

Readers share, a writer is alone:

  $ lock --shared ./account.lock lock --shared ./account.lock cat account
  30
  $ lock --shared ./account.lock lock -n ./account.lock pay 1
  [1]

What is left in the background does not keep the lock:

  $ lock ./account.lock eval 'sleep 1000 & left=$!'
  $ lock -n ./account.lock echo free; kill $left
  free

A semaphore is a lock too; it needs no file, and the kernel gives it back if its holder is killed:

  $ lock -c 0x70c00068 echo held
  held
  $ "$IPCSH" -c 'lock 0x70c00068 eval "kill -s KILL \$\$"' 2>/dev/null
  [137]
  $ lock -n 0x70c00068 echo given back; semrm 0x70c00068
  given back

Programs that lock with fcntl(2) are met with `--ofd`:

  $ lock --ofd ./account.lock "$IPCSH_INTEROP"/locker fcntl ./account.lock try
  [1]
  $ rm account account.lock
