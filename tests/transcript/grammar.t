What a transcript can say
=========================

Files that follow are made and run by a runner inside the runner.

Commands, what continues them, output, statuses, prose
------------------------------------------------------

  $ cat >good.t <<'END'
  > Prose, and a command:
  > 
  >   $ echo one; echo two >&2
  >   one
  >   two
  >   $ cat <<E
  >   > here
  >   > E
  >   here
  >   $ (exit 3)
  >   [3]
  > 
  > State goes on from one command to the next.
  > 
  >   $ x=5; f() { echo "f $x"; }; cd /
  >   $ f; pwd
  >   f 5
  >   /
  >   $ set -- a b
  >   $ echo $#
  >   2
  > END
  $ "$IPCSH" -t good.t
  7 passed, 0 failed

A file without commands is fine; output that belongs to no command is not
-------------------------------------------------------------------------

  $ printf 'Nothing\n\nat all\n' >empty.t; : >none.t
  $ "$IPCSH" -t empty.t none.t
  0 passed, 0 failed
  $ printf 'text\n\n  stray\n' >stray.t
  $ "$IPCSH" -t stray.t
  --- stray.t
  +++ stray.t\t(as run) (esc)
  @@ -1,3 +1,2 @@
   text
   
  -  stray
  0 passed, 1 failed
  [1]

Suffixes
--------

  $ cat >suffix.t <<'END'
  >   $ printf 'a1\nb22\n'
  >   [ab]\d (re)
  >   b(?:2){2} (re)
  >   $ echo 'what * and ? are'
  >   what \* * ?re (glob)
  >   $ printf 'a\tb\n\001\n'
  >   a\tb (esc)
  >   \x01 (esc)
  >   $ printf abc
  >   abc (no-eol)
  >   $ printf 'a\001'
  >   a\x01 (no-eol) (esc)
  >   $ printf 'abc\n'; printf def
  >   abc
  >   d* (no-eol) (glob)
  > END
  $ "$IPCSH" -t suffix.t
  6 passed, 0 failed

Lines that look like something else can be said too, and diff(1) can be written as it is

  $ cat >literal.t <<'END'
  >   $ printf '%s\n' 'x (re)' 'x (glob)' 'x (esc)' 'x (no-eol)' '[3]'
  >   x (re)
  >   x (glob\x29 (esc)
  >   x (esc) (esc)
  >   x (no-eol\x29 (esc)
  >   [3] (esc)
  >   $ printf '%s\n' '$ x' '> y' '  z' ''
  >   \x24 x (esc)
  >   > y
  >     z
  >   
  >   $ printf '> y\n'
  >   \x3e y (esc)
  > END
  $ "$IPCSH" -t literal.t
  3 passed, 0 failed

A syntax error is a failed command, not the end of the file

  $ cat >syntax.t <<'END'
  >   $ if then
  >   ipcsh: * (glob)
  >   * (glob)
  >   * (glob)
  >   [2]
  >   $ echo on
  >   on
  > END
  $ "$IPCSH" -t syntax.t
  2 passed, 0 failed

The surroundings of a file
--------------------------

  $ mkdir sub
  $ cat >sub/env.t <<'END'
  >   $ echo "$TESTFILE ${TESTDIR##*/} $LANG $LC_ALL $TZ $COLUMNS $0 $#"
  >   env.t sub C C GMT 80 ipcsh 0
  >   $ ls -A . ~ "$TMPDIR"; umask
  >   .:
  >   
  >   /*: (glob)
  >   
  >   /*: (glob)
  >   0022
  >   $ read x; echo "$? <$x>"
  >   1 <>
  >   $ "$TESTSHELL" -c 'echo $((6 * 7))'
  >   42
  >   $ trap
  > END
  $ HOME=/nowhere TMPDIR= LC_ALL=C.UTF-8 CDPATH=/usr umask 077
  $ "$IPCSH" -t sub/env.t
  5 passed, 0 failed
