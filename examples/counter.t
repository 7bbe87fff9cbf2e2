A counter in shared memory
==========================

The problem
-----------

Several processes count in one place. Each reads the number, adds one and writes it back, and when two do so at the same
time one of the two is lost. In C this takes a segment and a semaphore, or an atomic, and a page of code.

The answer
----------

A shared variable that is tied to an object. `((n++))` is one step, whoever else counts:

  $ cat >count <<'END'
  > shared n @0x70c00021
  > for i in 1 2 3 4 5 6 7 8 9 10; do ((n++)); done
  > END
  $ shared n=0 @0x70c00021
  $ for i in 1 2 3 4; do "$IPCSH" count & done; wait
  $ echo "$n"
  40

The value is text at the beginning of the segment, where a C program finds it:

  $ "$IPCSH_INTEROP"/shm_reader 1 0x70c00021
  40

With the words alone
--------------------

`shmcat --ver` gives the value and its version, `shmput --if` puts another one only if that is still the version. Who comes
late tries again:

  $ add() { until shmcat -v old --ver v 0x70c00021; shmput --if "$v" 0x70c00021 "$((old + $1))"; do :; done; }
  $ for i in 1 2 3 4; do add 10 & done; wait; shmcat 0x70c00021; echo
  80

What goes wrong without it
--------------------------

This loses counts as soon as two do it at the same time, since others come in between the reading and the writing:

  $ shmput 0x70c00021 "$(($(shmcat 0x70c00021) + 1))"; shmcat 0x70c00021; echo
  81

Somebody who wants to know each new value sleeps until there is one:

  $ shmcat -v old --ver v 0x70c00021
  $ { shmwait --since "$v" -t 10 0x70c00021; echo "now: $n"; } &
  $ ((n++)); wait
  now: 82
  $ unset n; shmrm 0x70c00021; rm count
