A C program that joins in
=========================

The problem
-----------

A C program and the shell change the same value. A program that knows nothing of cells finds the text at the beginning of the
segment, and the shell finds what such a program wrote; but neither knows when the other one is in the midst of it.

The answer
----------

join.c, beside this file, uses the cell behind the value, with five functions of libipcsh.a: it waits for a value, reads it
as a whole, and adds one only if nobody else has put another one meanwhile.

  $ join=$IPCSH_BUILD/examples/join
  $ shmnew 0x70c00031 100
  $ "$join" 0x70c00031 & shmput 0x70c00031 41; wait; shmcat 0x70c00031; echo
  42

Shells and C programs that count together lose nothing:

  $ shared n=0 @0x70c00031
  $ for i in 1 2 3 4 5 6 7 8; do "$join" 0x70c00031 & (((n++))) & done; wait; echo "$n"
  16
  $ unset n; shmrm 0x70c00031
  $ "$join" 0x70c00031
  join: No such file or directory
  [2]
