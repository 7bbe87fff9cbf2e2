A variable that outlives the pipe
=================================

The problem
-----------

A loop at the end of a pipe counts lines. It runs in a process of its own, and what it counted ends with it:

  $ n=0; seq 3 | while read -r line; do n=$((n + 1)); done; echo "$n"
  0

The answer
----------

  $ shared n=0
  $ seq 3 | while read -r line; do ((n++)); done; echo "$n"
  3

Workers in the background report where all see it, text as well as numbers:

  $ shared done=0 log=
  $ work() { log+="$1 "; ((done++)); }
  $ for i in a b c; do work $i & done; wait
  $ echo "$done of 3"; printf '%s\n' $log | sort | tr '\n' ' '; echo
  3 of 3
  a b c 

What to know
------------

One operator is one step; two are not. `n=$((n + 1))` reads, and then writes:

  $ for i in 1 2 3 4; do (for j in 1 2 3 4 5 6 7 8 9 10; do ((n += 1)); done) & done; wait; echo "$n"
  43

The variable is the shell's and its descendants'. Another shell shares it by the name of an object: see counter.t.

  $ "$IPCSH" -c 'echo "<$n>"'
  <>
