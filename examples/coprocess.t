Coprocesses: a program that answers
===================================

The problem
-----------

A process starts another one, writes to it and reads its answers: two pipes, a fork, two dup2, an exec, and four close
that are easily forgotten. Forget one, and the child waits for an end of file that never comes
(tests/interop/two_pipes.c, with `tr a b`).

  $ "$IPCSH_INTEROP"/two_pipes banana
  bbnbnb

The answer
----------

`coproc` does all of this. COPROC_w is the descriptor to write to, COPROC_r the one to read from.

  $ coproc tr a b
  $ echo banana >&$COPROC_w
  $ exec {COPROC_w}>&-
  $ cat <&$COPROC_r
  bbnbnb
  $ exec {COPROC_r}<&-; wait

Question and answer
-------------------

With a name there may be several at once. Each line gets an answer before the next one is asked:

  $ coproc CALC { while read -r expr; do echo "$((expr))"; done; }
  $ coproc UP { while read -r line; do echo "$line" | tr a-z A-Z; done; }
  $ ask() { echo "$3" >&$1; read -r answer <&$2; echo "$answer"; }
  $ ask $CALC_w $CALC_r '6 * 7'
  42
  $ ask $UP_w $UP_r 'how many?'
  HOW MANY?
  $ ask $CALC_w $CALC_r '1 << 10'
  1024

When its input ends, a coprocess ends, and its status is there:

  $ exec {CALC_w}>&- {CALC_r}<&- {UP_w}>&- {UP_r}<&-
  $ wait
  $ echo "$CALC_status $UP_status"
  0 0

The other way round
-------------------

The shell as the coprocess of a C program:

  $ "$IPCSH_INTEROP"/two_pipes 'is there anybody' "$IPCSH" -c 'while read -r x; do echo "I got you!: $x"; done'
  I got you!: is there anybody
