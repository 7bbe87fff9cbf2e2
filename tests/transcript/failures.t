How failures are shown
======================

A difference
------------

  $ cat >bad.t <<'END'
  > A file with mistakes
  > 
  >   $ echo one; echo two; echo three
  >   one
  >   2
  >   three
  > 
  > some prose
  > and more of it
  > so that
  > the next one
  > is
  > far away
  > 
  >   $ false
  >   $ printf 'x* (glob)\n'
  >   x
  >   [1]
  > END
  $ "$IPCSH" -t bad.t
  --- bad.t
  +++ bad.t\t(as run) (esc)
  @@ -2,7 +2,7 @@
   
     $ echo one; echo two; echo three
     one
  -  2
  +  two
     three
   
   some prose
  @@ -13,6 +13,6 @@
   far away
   
     $ false
  +  [1]
     $ printf 'x* (glob)\n'
  -  x
  -  [1]
  +  x* (glob\x29 (esc)
  0 passed, 3 failed
  [1]

Colours are for terminals, unless somebody said no

  $ TERM=xterm script -qec '"$IPCSH" -t bad.t' /dev/null </dev/null | grep -c $'\033\\[3[126]m'
  8
  $ TERM=xterm NO_COLOR=1 script -qec '"$IPCSH" -t bad.t' /dev/null </dev/null | grep -c $'\033'
  0
  [1]

The end of the shell before the end of the file
-----------------------------------------------

  $ cat >exit.t <<'END'
  >   $ echo before
  >   before
  >   $ exit 3
  >   [3]
  >   $ echo after
  >   after
  >   $ echo more
  >   more
  > END
  $ "$IPCSH" -t exit.t
  exit.t:3: the shell exited with status 3; 2 commands after it not run
  2 passed, 2 failed
  [1]
  $ printf '  $ set -e\n  $ echo a; false; echo b\n  a\n  [1]\n' >last.t
  $ printf '  $ trap "echo bye; exit 4" EXIT\n  $ exit 3\n  bye\n  [4]\n' >trap.t
  $ "$IPCSH" -t last.t trap.t
  4 passed, 0 failed
  $ printf '  $ kill -SEGV $$\n  $ echo no\n' >signal.t
  $ "$IPCSH" -t signal.t
  signal.t:1: the shell was ended by signal 11; 1 command after it not run
  0 passed, 2 failed
  [1]
  $ printf '  $ trap "kill -KILL \\$\\$" EXIT\n' >late.t
  $ "$IPCSH" -t late.t
  late.t:1: the shell was ended by signal 9
  1 passed, 1 failed
  [1]
  $ printf '  $ exec sh -c "echo other; exit 6"\n  other\n  [6]\n' >exec.t
  $ "$IPCSH" -t exec.t
  1 passed, 0 failed

Status 80 skips a file

  $ printf '  $ echo; exit 80\n  $ echo never\n' >skip.t
  $ "$IPCSH" -t skip.t
  skip.t: skipped
  0 passed, 0 failed

A time limit: what had been printed counts, the rest has failed
---------------------------------------------------------------

  $ printf '  $ echo begun; sleep 60\n  begun\n  $ echo more\n  more\n' >hang.t
  $ "$IPCSH" -t --limit 0.3 hang.t
  hang.t:1: still running at the time limit, killed; 1 command after it not run
  0 passed, 2 failed
  [1]
  $ printf '  $ while :; do :; done\n' >busy.t
  $ "$IPCSH" -t --limit 0.3 busy.t
  busy.t:1: still running at the time limit, killed
  0 passed, 1 failed
  [1]
  $ printf '  $ trap "" TERM INT HUP; (setsid sleep 60 &); kill -STOP $$\n' >stopped.t
  $ "$IPCSH" -t --limit 0.3 stopped.t
  stopped.t:1: still running at the time limit, killed
  0 passed, 1 failed
  [1]

Too much output

  $ printf '  $ seq 10000\n' >seq.t
  $ "$IPCSH" -t seq.t | sed -n '4,5p;502,506p;$p'
     $ seq 10000
  +  1
  +  498
  +  499
  ... 9001 lines more ...
  +  9501
  +  9502
  0 passed, 1 failed
  $ printf '  $ yes\n' >yes.t
  $ "$IPCSH" -t yes.t | tail -n 2
  yes.t:1: printed more than 16 MiB, killed
  0 passed, 1 failed

Output goes where it belongs
----------------------------

a redirection that stays takes the output, not the reports

  $ printf '  $ echo 1; exec >out 2>&1\n  1\n  $ echo 2; false\n  [1]\n  $ cat out >&9\n' >stays.t
  $ "$IPCSH" -t stays.t
  --- stays.t
  +++ stays.t\t(as run) (esc)
  @@ -3,3 +3,4 @@
     $ echo 2; false
     [1]
     $ cat out >&9
  +  [1]
  2 passed, 1 failed
  [1]

a process in the background may be late

  $ cat >late-output.t <<'END'
  >   $ mkfifo fifo; { read -r x <fifo; echo late; } & echo soon
  >   soon
  >   $ echo >fifo; wait
  >   late
  >   $ mkfifo again; { read -r x <again; echo later; } & echo >again
  >   later
  > END
  $ "$IPCSH" -t late-output.t
  3 passed, 0 failed
