Coprocesses: two pipes, made by ipcsh and made by C
===================================================

`two_pipes [TEXT [COMMAND...]]` starts COMMAND (else `tr a b`) between two pipes, sends TEXT and prints the answer.

  $ PATH=$IPCSH_INTEROP:$PATH

  $ two_pipes
  bbnbnb
  $ two_pipes banana tr n m
  bamama

ipcsh as the coprocess of a C program: it sees the end of its input, and its output arrives

  $ two_pipes 'a line' "$IPCSH" -c 'while read -r x; do echo "I got you!: $x"; done; echo end'
  I got you!: a line
  end
  $ two_pipes 'echo a command; exit 3' "$IPCSH"
  a command

a C program as the coprocess of ipcsh

  $ coproc C { two_pipes carrot; }
  $ read -r line <&$C_r; echo "$line"
  cbrrot
  $ exec {C_r}<&- {C_w}>&-; wait

the same by ipcsh alone

  $ coproc tr a b
  $ echo banana >&$COPROC_w
  $ exec {COPROC_w}>&-
  $ cat <&$COPROC_r
  bbnbnb
  $ exec {COPROC_r}<&-; wait

two at once: neither holds the other's ends open, so each one sees its end

  $ coproc A { tr a b; }
  $ coproc B { tr a c; }
  $ echo papaya >&$A_w; echo papaya >&$B_w
  $ exec {A_w}>&-; cat <&$A_r
  pbpbyb
  $ exec {B_w}>&-; cat <&$B_r
  pcpcyc
  $ exec {A_r}<&- {B_r}<&-; wait
