Consequences of shell errors (XCU 2.8.1)
========================================

  $ try() { "$TESTSHELL" -c "$1" 2>err; s=$?; test -s err || echo silent; test $s -gt 0 -a $s -le 125 || echo "[$s]"; }

A command that `command eval` runs is not itself run by `command`
-----------------------------------------------------------------

Not dash: it goes on behind eval

  $ try 'readonly a=1; command eval "a=2; echo no"; echo no'
  $ echo 'readonly b=1; b=2; echo no' >dot; try 'f() { command . ./dot; }; f; echo no'

A special builtin that cannot write
-----------------------------------

Not dash: an error of a special builtin is not always the end

  $ for c in export set times 'trap : INT; trap' 'readonly r=1; readonly -p' 'set -o' 'eval export'; do try "$c >/dev/full; echo no"; done
  $ try 'eval "export >/dev/full"; echo no'

By `command`, and for other utilities, it is a status.

  $ "$TESTSHELL" -c 'command export >/dev/full; test $? -gt 0; echo $?; echo x >/dev/full; test $? -gt 0; echo $?; umask >/dev/full; test $? -gt 0; echo $?' 2>/dev/null
  0
  0
  0

Reserved words that no command begins with
------------------------------------------

  $ for w in in then else elif fi do done esac '}' 'in a' 'a; in b' '{ in; }'; do "$TESTSHELL" -c "$w
  > echo no" 2>/dev/null; test $? -gt 0 || echo "$w"; done

At a prompt
-----------

An error ends the command that it is in, and no other: `eval` and `.` fail.

Not dash: it leaves where its input is no terminal

  $ echo 'echo ${x?}; echo no' >dot
  $ PS1= PS2= ENV= HOME=/nosuch "$TESTSHELL" -i 2>/dev/null <<'END'
  > echo ${x?}; echo no
  > eval 'if'; echo 1 $(($? > 0))
  > eval 'echo ${x?}; echo no'; echo 2 $(($? > 0))
  > . ./dot; echo 3 $(($? > 0))
  > eval 'eval "echo \${x?}; echo no"; echo in'; echo 4
  > for i in 5 6; do eval 'echo ${x?}'; echo $i; done
  > f() { echo ${x?}; echo no; }; f; echo no
  > if eval 'echo ${x?}'; then echo no; else echo 7; fi
  > readonly y=1; command eval 'y=2; echo no'; echo 8 $(($? > 0))
  > set -n; echo 9
  > echo 10
  > END
  1 1
  2 1
  3 1
  in
  4
  5
  6
  7
  8 1
  9
  10
