trap
====

  $ t() { "$TESTSHELL" -c "$1" sh; echo "status $?"; }
  $ t 'trap "echo bye" EXIT; echo hi'
  hi
  bye
  status 0
  $ t 'trap "echo bye" 0; exit 3'
  bye
  status 3
  $ t 'trap "echo bye; exit 4" EXIT; exit 3'
  bye
  status 4
  $ t 'trap "echo status \$?; false" EXIT; exit 3'
  status 3
  status 3
  $ t 'trap "echo status \$?" EXIT; false'
  status 1
  status 1
  $ t 'trap "exit" EXIT; exit 5'
  status 5
  $ t 'trap "echo one" EXIT; trap "echo two" EXIT; trap - EXIT; trap "echo three" EXIT'
  three
  status 0
  $ t 'trap "echo bye" EXIT; (echo sub); x=$(echo subst); echo $x'
  sub
  subst
  bye
  status 0
  $ t 'trap "echo outer" EXIT; (trap "echo inner" EXIT; echo sub)'
  sub
  inner
  outer
  status 0
  $ t 'trap "echo usr" USR1; kill -USR1 $$; echo after'
  usr
  after
  status 0
  $ t 'trap "echo \$?; (exit 7)" USR1; (exit 3); kill -USR1 $$; echo $?'
  0
  0
  status 0
  $ t 'trap "" TERM; kill -TERM $$; echo ignored'
  ignored
  status 0
  $ t 'trap "" TERM; sh -c "kill -TERM \$\$; echo child ignores"'
  child ignores
  status 0
  $ t 'trap "echo no" TERM; sh -c "kill -TERM \$\$; echo no"; test $? -gt 128 && echo child died' 2>/dev/null
  child died
  status 0
  $ t 'trap "echo a" TERM; trap - TERM; kill -TERM $$; echo no' 2>/dev/null | tail -n 1
  status 143
  $ t 'trap "echo both" USR1 USR2; kill -USR1 $$; kill -USR2 $$; kill -s USR1 $$'
  both
  both
  both
  status 0
  $ t 'trap "echo by number" 10; kill -10 $$; trap - 10; trap "echo term" 15; kill -15 $$'
  by number
  term
  status 0
  $ t 'trap "echo x" USR1; trap USR1 2>/dev/null; kill -USR1 $$; echo no' 2>/dev/null | grep -v '^status'
  [1]
  $ t 'trap "echo a" INT; trap 2; trap' 2>/dev/null
  status 0
  $ t 'trap "echo a" USR1; trap "" USR2; trap >f; trap - USR1 USR2; . ./f; kill -USR1 $$; kill -USR2 $$; echo both again'
  a
  both again
  status 0
  $ t 'trap "echo a" EXIT; trap | grep -q . ; echo $?; trap - EXIT' | tail -n 1
  status 0
  $ t 'f() { trap "echo in f" EXIT; }; f; echo after f'
  after f
  in f
  status 0
  $ t 'f() { trap "echo \$1" USR1; kill -USR1 $$; }; set -- outer; f inner'
  inner
  status 0
  $ t 'trap "x=changed" USR1; x=a; kill -USR1 $$; echo $x'
  changed
  status 0
  $ t 'trap "return 5; echo no" USR1; f() { kill -USR1 $$; echo no; }; f; echo $?'
  5
  status 0
  $ t 'trap "set -- trapped" USR1; set -- a; kill -USR1 $$; echo $1'
  trapped
  status 0
  $ t 'trap "echo t" USR1; (kill -USR1 $$); echo parent has it'
  t
  parent has it
  status 0
  $ asleep='until grep -q "^State:.S" /proc/$$/status; do :; done'; export asleep
  $ t 'trap "echo t" USR1; { eval "$asleep"; kill -USR1 $$; until test -e go; do sleep 0.01; done; } & wait $!; test $? -gt 128 && echo wait was interrupted; : >go; wait' | sort
  status 0
  t
  wait was interrupted
  $ t 'trap "echo t" USR1; { eval "$asleep"; kill -USR1 $$; : >sent; } & sh -c "until test -e sent; do sleep 0.01; done"; echo after the command; wait'
  t
  after the command
  status 0
  $ t '(trap "echo sub" TERM; sh -c "kill -TERM \$PPID"; echo goes on)' | tail -n 2
  goes on
  status 0
  $ t 'trap "" INT; (trap - INT; sh -c "kill -INT \$\$"; echo "$?"); trap' 2>/dev/null | sed 's/SIG//'
  130
  trap -- '' INT
  status 0
  $ t 'trap "echo one; echo two" EXIT; exec true'
  status 0
  $ t 'trap "echo e" EXIT; kill -TERM $$' 2>/dev/null | grep -c 'status 143'
  1
  $ t 'trap "echo t; exit 9" TERM; trap "echo e" EXIT; kill -TERM $$; echo no'
  t
  e
  status 9
  $ t 'trap "trap - USR1; echo once" USR1; kill -USR1 $$; trap "echo twice" USR1; kill -USR1 $$'
  once
  twice
  status 0
  $ t 'trap "echo bad" EXIT; trap "" EXIT; echo quiet'
  quiet
  status 0
  $ t 'trap -- "echo dashes" EXIT; trap -- - EXIT; echo quiet'
  quiet
  status 0
  $ t 'trap "echo syntax ( " USR1; kill -USR1 $$; echo on' 2>/dev/null | tail -n 1 | grep -c status
  1
  $ t 'trap "echo $x" EXIT; x=late; trap "echo \$x" EXIT; x=later'
  later
  status 0
  $ t 'trap "" USR1; (trap "echo no" USR1; kill -USR1 $$; echo sub) ; echo main'
  sub
  main
  status 0
  $ "$TESTSHELL" -c 'trap "" USR1; exec "$TESTSHELL" -c "trap \"echo no\" USR1; kill -USR1 \$\$; echo ignored at entry"'
  ignored at entry
  $ printf 'trap "echo e" EXIT\necho a\n' | "$TESTSHELL"
  a
  e
  $ echo 'trap "echo e" EXIT; echo a; exit 3' >script; "$TESTSHELL" script; echo $?
  a
  e
  3
  $ t 'trap "echo e" EXIT; set -u; : $unset_thing' 2>/dev/null | grep -v '^status'
  e
  $ t 'trap "echo e" EXIT; set -e; false; echo no'
  e
  status 1
  $ t 'trap "echo e" EXIT; eval "if"; echo no' 2>/dev/null | grep -v '^status'
  e
  $ t 'trap "(echo e)" EXIT; :'
  e
  status 0
  $ t 'trap "echo e \$(echo sub)" EXIT; :'
  e sub
  status 0
  $ t 'trap "sleep 0 & wait; echo e" EXIT; :'
  e
  status 0

What a subshell makes of traps
------------------------------

  $ t 'trap "echo no" USR1; (sh -c "kill -USR1 \$\$"; echo $?) 2>/dev/null; :' | sed 's/^138$/died/'
  died
  status 0
  $ t 'trap "echo no" EXIT; (exit 4); echo $?; trap - EXIT'
  4
  status 0
  $ t 'trap "echo no" EXIT; true & wait; : | :; x=$(:); trap - EXIT'
  status 0

Not dash: it forgets the traps that a subshell could show

  $ t 'trap "echo saved" USR1; x=$(trap); trap - USR1; eval "$x"; kill -USR1 $$'
  saved
  status 0
  $ t 'trap "echo saved" USR1; (trap >f); trap - USR1; . ./f; kill -USR1 $$'
  saved
  status 0
  $ t 'trap "echo it'"\'\'"'s" USR1; trap -p USR1' | sed 's/ SIG/ /'
  trap -- 'echo it\'\''\'\''s' USR1
  status 0

exit without a number, in a subshell that an action runs
--------------------------------------------------------

  $ t 'trap "(exit); echo \$?" EXIT; (exit 3)'
  3
  status 3

Not dash: it takes the status from before the action

  $ t 'trap "(false; exit); echo \$?" EXIT; exit 3'
  1
  status 3
  $ t 'trap "x=\$(:; exit); echo \$?" USR1; (exit 3); kill -USR1 $$; echo $?'
  0
  0
  status 0

Where a person types, a signal that was ignored at entry is what trap makes of it, in children too; those that trap did
not speak of stay ignored there.

Not dash: it goes on ignoring them.

  $ i() { "$TESTSHELL" -c 'trap "" USR1; exec "$TESTSHELL" -i -c "$1"' i "$1" 2>/dev/null </dev/null; }
  $ i 'trap : USR1; sh -c "kill -USR1 \$\$; echo still ignored"; echo $(($? > 128))'
  1
  $ i 'trap - USR1; sh -c "kill -USR1 \$\$; echo still ignored"; echo $(($? > 128))'
  1
  $ i 'sh -c "kill -USR1 \$\$; echo ignored"'
  ignored

Not dash: it can trap SIGCHLD all the same.

  $ e() { "$TESTSHELL" -c 'trap "" CHLD; exec "$TESTSHELL" -c "$1"' e "$1"; }
  $ e 'trap "echo no" CHLD; kill -s CHLD $$; (exit 3); echo $?; sh -c "exit 4" & wait $!; echo $?; trap'
  3
  4
  trap -- '' CHLD
  $ e '"$TESTSHELL" -c "trap \"echo no\" CHLD; kill -s CHLD \$\$; (exit 5); echo \$?"'
  5
