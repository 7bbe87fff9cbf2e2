Descriptors: what a C program inherits from ipcsh, and what the two share
=========================================================================

`next_fd` opens a file and prints the number; `fork_offset [FILE]` reads 5 bytes in a child, then 5 in the parent, and
says the offset.

  $ PATH=$IPCSH_INTEROP:$PATH

a program starts with 0, 1 and 2: its next descriptor is 3

  $ next_fd
  3
  $ $(command -v next_fd)
  3

a descriptor that the command line names is taken: the next is 4

  $ next_fd 3>temp.txt
  4
  $ next_fd 3>temp.txt 4<&3
  5
  $ next_fd 4>temp.txt
  3
  $ next_fd 3<&0 4<&0 5<&0 6<&0 7<&0 8<&0 9<&0 10<&0 11<&0
  12

each for that command alone

  $ next_fd
  3

exactly those, whatever else is going on: in a pipeline, in a substitution, in a function, in a subshell, in the background,
in a loop with a redirection

  $ next_fd | cat
  3
  $ : | next_fd
  3
  $ : | next_fd | cat
  3
  $ echo "$(next_fd) $( (next_fd) ) `next_fd` ${ next_fd; }"
  3 3 3 3
  $ ( next_fd )
  3
  $ f() { next_fd; }; f; f 3>temp.txt; f
  3
  4
  3
  $ next_fd & wait
  3
  $ for i in 1 2; do next_fd; done >out <temp.txt; cat out
  3
  3
  $ { next_fd; } 3>temp.txt
  4
  $ cat <<end; next_fd <<end
  > here
  > end
  > there
  > end
  here
  3
  $ "$IPCSH" -c next_fd
  3
  $ echo next_fd >script; "$IPCSH" ./script
  3
  $ . ./script
  3

`exec` opens it for all that follow, until it is closed

  $ exec 3>temp.txt
  $ next_fd
  4
  $ next_fd 3>&-
  3
  $ exec 3>&-
  $ next_fd
  3

a standard descriptor that is closed is the lowest that is free

  $ next_fd 0<&-
  0

a number that the shell picks is 10 or more, and a program inherits it

  $ exec {fd}>temp.txt
  $ [ "$fd" -ge 10 ] && echo high
  high
  $ next_fd
  3
  $ exec {fd}>&-

a coprocess's descriptors stay out of the way

  $ coproc UP { tr a-z A-Z; }
  $ next_fd
  3
  $ next_fd | cat
  3
  $ exec {UP_w}>&-; cat <&$UP_r; exec {UP_r}<&-; wait

parent and child share one offset over fork

  $ printf '0123456789abcdefghij' >digits
  $ fork_offset digits
  child: 01234
  parent: 56789
  offset: 10

and so do the shell and a program that it started: the program goes on where the shell stopped, and the shell where the
program stopped

  $ exec 3<digits
  $ fdread 3 5; echo
  01234
  $ fork_offset <&3
  child: 56789
  parent: abcde
  offset: 15
  $ fdread 3 5; echo
  fghij
  $ fdseek 3 8
  $ fork_offset <&3
  child: 89abc
  parent: defgh
  offset: 18

a file that is opened again has an offset of its own

  $ fork_offset <digits
  child: 01234
  parent: 56789
  offset: 10
  $ fdread 3 5; echo
  ij
  $ exec 3<&-

nothing stays

  $ rm temp.txt out script digits
