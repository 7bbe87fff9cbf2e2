Descriptors: what a program inherits, and what it shares
========================================================

The problem
-----------

A course shows two things about the table of open files. The first: open() gives the lowest number that is free, which is
3 in a program that was started in the usual way, and 4 where the shell was told to open 3 for it
(tests/interop/next_fd.c). The second: after fork() parent and child have the same open file, and one offset: what the child
reads, the parent does not read again (tests/interop/fork_offset.c).

The next number
---------------

  $ "$IPCSH_INTEROP"/next_fd
  3
  $ "$IPCSH_INTEROP"/next_fd 3> temp.txt
  4

A program gets exactly what its command line names. A shell that leaks one of its own descriptors would show it here:

  $ : | "$IPCSH_INTEROP"/next_fd | cat
  3
  $ (for i in 1; do "$IPCSH_INTEROP"/next_fd; done <temp.txt)
  3

One offset for two processes
----------------------------

  $ printf '0123456789abcdefghij' >digits
  $ "$IPCSH_INTEROP"/fork_offset digits
  child: 01234
  parent: 56789
  offset: 10

The shell itself is such a parent. `fdread 3 5` is one read() of 5 bytes from descriptor 3, `fdseek` moves the offset:

  $ exec 3< digits
  $ fdread 3 5; echo
  01234
  $ "$IPCSH_INTEROP"/fork_offset <&3
  child: 56789
  parent: abcde
  offset: 15
  $ fdread 3 5; echo
  fghij
  $ fdseek 3 0
  $ (fdread 3 10; echo); fdread 3 10; echo
  0123456789
  abcdefghij

dup() makes a second number for the same open file, open() a second open file for the same bytes:

  $ exec 4<&3 5< digits
  $ fdseek 3 10
  $ fdread 4 5; echo
  abcde
  $ fdread 5 5; echo
  01234

The table of open files itself: SAME are the descriptors of this process on the same open file, OFFSET is its offset.

  $ for fd in 3 4 5; do fdstat --cols fd,mode,offset,same $fd; done | sort -u
   3  r         15  4
   4  r         15  3
   5  r          5  -
  FD  MODE  OFFSET  SAME
  $ exec 3<&- 4<&- 5<&-
  $ rm digits temp.txt

Who is at the other end
-----------------------

`fds' shows all of them, of this shell, of a process, of a job; PEER is the process at the other end of a pipe:

  $ sleep 100 | cat >/dev/null &
  $ fds --cols fd,type,peer %% | awk '$1 < 2 && $2 == "pipe" { sub("[0-9]*[(]", "(", $3); print }'
  1 pipe (cat):0
  0 pipe (sleep):1
  $ kill %%; wait
