Background jobs, signals and traps
==================================

Background commands
-------------------

They run beside the shell, `$!` is their process, `wait` gives the status.

  $ (exit 3) & wait $!; echo $?
  3
  $ false & wait $!; echo $?
  1
  $ true & a=$!; (exit 7) & b=$!; wait $a; echo $?; wait $b; echo $?
  0
  7
  $ (exit 3) & a=$!; (exit 4) & b=$!; wait $a $b; echo $?
  4
  $ sleep 0 & wait; echo $?
  0
  $ wait; echo $?
  0
  $ sh -c 'kill -TERM $$' & wait $! 2>/dev/null; echo $?
  143

The output of a job comes in when it comes; after `wait` it is all there.

  $ { echo one; echo two; } & wait
  one
  two
  $ x=1; { x=2; echo "in: $x"; } & wait; echo "out: $x"
  in: 2
  out: 1
  $ f() { echo "f $1"; return 5; }; f arg & wait $!; echo $?
  f arg
  5

A pipeline, a list, a negation, a redirection in the background.

  $ echo abc | tr a-z A-Z & wait
  ABC
  $ false && echo a || echo b & wait
  b
  $ ! true & wait $!; echo $?
  1
  $ echo text > file & wait; cat file
  text
  $ cat 2>/dev/null < nosuchfile & wait $!; test $? -ne 0 && echo failed
  failed
  $ test "$!" -gt 1 && echo 'a process all the same'
  a process all the same
  $ nosuchcommand 2>/dev/null & wait $!; echo $?
  127

The status of `&` itself is 0.

  $ false & echo $?; wait
  0

Without job control standard input is /dev/null, if nothing else is said.

  $ echo data > in; { cat & wait; } < in; cat in
  data
  $ echo piped | cat & wait
  piped

Not dash: it does not see that `<&0` says something else.

  $ { cat <&0 & wait; } < in
  data
  $ { { cat; } <&0 & wait; } < in
  data
  $ { cat <&0 | tr a-z A-Z & wait; } < in
  DATA

Process numbers that are not known
----------------------------------

  $ wait 1; echo $?
  127
  $ (exit 9) & p=$!; (wait $p; echo $?)
  127
  $ wait $p; echo $?
  9

Not dash: a status is given once.

  $ sleep 0 & p=$!; wait $p; wait $p; echo $?
  127

`$!` stays known however much runs in between.

  $ (exit 6) & p=$!; for i in 1 2 3 4 5; do /bin/true; (:); x=$(echo); : | :; done; wait $p; echo $?
  6
  $ i=0; while [ $i -lt 300 ]; do (exit 5) & [ $i -ne 0 ] || first=$!; i=$((i+1)); done; wait $first; echo $?
  5
  $ wait

`$!` in a subshell is the parent's until it has one of its own.

  $ sleep 0 & a=$!; (test "$!" = "$a" && echo same; sleep 0 & test "$!" = "$a" || echo other; wait)
  same
  other
  $ wait

Signals to processes
--------------------

  $ sleep 100 & p=$!; kill $p; wait $p 2>/dev/null; echo $?
  143
  $ sleep 100 & p=$!; kill -s KILL $p; wait $p 2>/dev/null; echo $?
  137
  $ sleep 100 & p=$!; kill -9 $p; wait $p 2>/dev/null; echo $?
  137
  $ sleep 100 & p=$!; kill -HUP -- $p 2>/dev/null || kill -HUP $p; wait $p 2>/dev/null; echo $?
  129
  $ sleep 100 & p=$!; kill -0 $p; echo $?; kill $p; wait $p 2>/dev/null
  0
  [143]
  $ kill -0 $p 2>/dev/null || echo gone
  gone
  $ kill -0 $$; echo $?
  0
  $ sleep 100 & a=$!; sleep 100 & b=$!; kill $a $b; wait $a 2>/dev/null; echo $?; wait $b 2>/dev/null; echo $?
  143
  143

Bad operands.

  $ kill -s NOSUCH $$ 2>/dev/null || echo no
  no
  $ kill abc 2>/dev/null || echo no
  no
  $ kill 2>/dev/null || echo no
  no

Names and numbers of signals.

  $ kill -l 9; kill -l 15; kill -l 2; kill -l 1
  KILL
  TERM
  INT
  HUP
  $ kill -l 143; kill -l $((128+9))
  TERM
  KILL
  $ sleep 100 & kill $!; wait $! 2>/dev/null; kill -l $?
  TERM
  $ kill -l | tr ' \t' '\n\n' | grep -c -w -E 'HUP|INT|QUIT|ABRT|KILL|ALRM|TERM'
  7

Jobs
----

Not dash: it lists what `wait` has seen already, and pads. The format is "[%d] %c %s %s\n".

  $ sleep 100 & p=$!; jobs
  \[1\] \+ +Running +sleep 100.* (re)
  $ jobs -p | grep -c "^$p$"
  1
  $ jobs -l | grep -c "^\[1\] + *$p "
  1
  $ kill $p; wait $p 2>/dev/null
  [143]
  $ jobs

Not dash: likewise. In a subshell `jobs` knows what ended before it began.

  $ (exit 3) & p=$!; while kill -0 $p && ! ps -o stat= -p $p | grep -q Z; do :; done 2>/dev/null
  $ jobs | cat; x=$(jobs | sed 's/^/= /'); echo "$x"; (jobs | cat)
  [1] + Done(3) ( exit 3 )
  = [1] + Done(3) ( exit 3 )
  [1] + Done(3) ( exit 3 )
  $ wait $p
  [3]

Not dash: it shows no words. Here-documents are part of what `jobs` shows.

  $ cat <<E & jobs >out; wait; cat out
  > text
  > E
  text
  \[1\] \+ (Running|Done) cat <<E (re)
  text
  E

Traps
-----

  $ trap 'echo got' USR1; kill -USR1 $$; echo next; trap - USR1
  got
  next
  $ trap 'echo one' USR1; trap 'echo two' USR1; kill -USR1 $$; trap - USR1
  two
  $ trap 'echo a' USR1; trap 'echo b' USR2; kill -USR2 $$; kill -USR1 $$; trap - USR1 USR2
  b
  a
  $ trap '' USR1; kill -USR1 $$; echo alive; trap - USR1
  alive

`$?` is the same before and after; in the action it is that of the command before.

  $ trap 'echo "in: $?"; false' USR1; (exit 5); kill -USR1 $$; echo "out: $?"; trap - USR1
  in: 0
  out: 0

The action is read each time.

  $ x=1; trap 'echo $x' USR1; x=2; kill -USR1 $$; trap - USR1
  2

It may use what is there, change it, and reset itself.

  $ n=0; trap 'n=$((n+1)); trap - USR1' USR1; kill -USR1 $$; echo $n; trap
  1
  $ f() { echo "f: $1"; }; trap 'f arg' USR1; kill -USR1 $$; trap - USR1
  f: arg

A signal that comes during a program is seen to after it.

  $ trap 'echo trapped' USR1; sh -c "kill -USR1 $$; echo program"; echo after; trap - USR1
  program
  trapped
  after

break, continue, return in the loop or function around go on after the action.

  $ trap 'echo t' USR1; f() { kill -USR1 $$; return 3; }; f; echo $?; trap - USR1
  t
  3
  $ trap 'echo t' USR1; for i in 1 2; do kill -USR1 $$; break; done; echo $i; trap - USR1
  t
  1

`return` in the action returns from the function that runs.

  $ f() { kill -USR1 $$; echo never; }; trap 'return 4' USR1; f; echo $?; trap - USR1
  4

Signals are seen to in the order of their numbers when several wait.

  $ sh=${IPCSH:-sh}
  $ $sh -c 'trap "echo hup" HUP; trap "echo term" TERM; sh -c "kill -TERM $$; kill -HUP $$"; echo end'
  hup
  term
  end

The list
--------

  $ trap 'echo "a  b"' USR1; trap '' USR2; trap; trap - USR1 USR2; trap
  trap -- 'echo "a  b"' USR1
  trap -- '' USR2
  $ trap 'echo "it'"'"'s"' USR1; eval "$(trap)"; trap 'echo bye' EXIT; eval "$(trap)"; kill -USR1 $$; trap - EXIT USR1
  it's

Names with and without SIG where that is allowed, numbers, several at once, back to the default by a number first.

  $ trap 'echo t' HUP 15; trap; trap - 1 TERM; trap
  trap -- 'echo t' HUP
  trap -- 'echo t' TERM
  $ trap 'echo t' INT TERM; trap 2 15; trap

Not dash: a subshell shows its parent's, as long as it has none of its own.

  $ trap 'echo t' USR1; (trap); x=$(trap); echo "$x"; trap - USR1
  trap -- 'echo t' USR1
  trap -- 'echo t' USR1

Bad names are no reason to end.

  $ trap 'echo t' NOSUCH 2>/dev/null || echo no
  no

EXIT
----

  $ sh=${IPCSH:-sh}
  $ $sh -c 'trap "echo bye" EXIT; echo hello'
  hello
  bye
  $ $sh -c 'trap "echo bye" 0; exit 3'
  bye
  [3]
  $ $sh -c 'trap "echo bye; exit 4" EXIT; exit 3'
  bye
  [4]
  $ $sh -c 'trap "(exit 9)" EXIT; exit 3'
  [3]
  $ $sh -c 'trap "echo st=\$?" EXIT; (exit 6)'
  st=6
  [6]
  $ $sh -c 'trap "echo bye" EXIT; trap - EXIT; echo end'
  end
  $ $sh -c 'f() { trap "echo bye" EXIT; }; f; echo after'
  after
  bye
  $ $sh -c 'set -e; trap "echo bye" EXIT; false; echo never'
  bye
  [1]
  $ $sh -c 'set -u; trap "echo bye" EXIT; echo $nope' 2>/dev/null || echo failed
  bye
  failed

A subshell does not inherit it, but may set its own.

  $ $sh -c 'trap "echo outer" EXIT; (echo in); (trap "echo inner" EXIT; echo in2)'
  in
  in2
  inner
  outer
  $ $sh -c 'trap "echo outer" EXIT; x=$(trap "echo inner" EXIT; echo in); echo "[$x]"'
  [in
  inner]
  outer
  $ $sh -c 'trap "echo outer" EXIT; { :; } & wait; echo end'
  end
  outer
  $ $sh -c 'trap "echo outer" EXIT; echo a | { trap "echo stage" EXIT; cat; }'
  a
  stage
  outer

`exec` of a program runs none.

  $ $sh -c 'trap "echo bye" EXIT; exec echo program'
  program

wait and traps
--------------

A trapped signal ends `wait` at once, with more than 128, and then the action runs. It comes when the shell sleeps.

  $ asleep='until grep -q "^State:.S" /proc/$$/status; do :; done'; export asleep
  $ $sh -c 'trap "echo got" USR1; sleep 100 & p=$!; (eval "$asleep"; kill -USR1 $$) & wait $p; echo $?; kill $p'
  got
  138
  $ $sh -c 'trap "echo got" USR1; sleep 100 & p=$!; (eval "$asleep"; kill -USR1 $$) & wait; echo $?; kill $p'
  got
  138

The job can be waited for again.

  $ $sh -c 'trap "echo got" USR1; (until test -e go; do sleep 0.01; done; exit 3) & p=$!; (eval "$asleep"; kill -USR1 $$) & wait $p; echo $?; : >go; wait $p; echo $?'
  got
  138
  3

An ignored signal does not end it.

  $ $sh -c 'trap "" USR1; (sleep 0.3; exit 3) & p=$!; (sleep 0.1; kill -USR1 $$) & wait $p; echo $?'
  3

Ignored signals of children and of the shell itself
---------------------------------------------------

What was ignored when the shell began stays so; what it ignores, its programs ignore; what it traps, they do not.

  $ $sh -c 'trap "" USR1; exec "$0" -c "kill -USR1 \$\$; echo alive"' $sh
  alive
  $ $sh -c 'trap "" USR1; "$0" -c "trap \"echo never\" USR1; kill -USR1 \$\$; trap - USR1; kill -USR1 \$\$; echo alive"' $sh
  alive
  $ $sh -c 'trap "echo t" USR1; sh -c "kill -USR1 \$\$; echo never"' 2>/dev/null; echo $?
  138
  $ $sh -c 'trap "echo t" USR1; (sh -c "kill -USR1 \$PPID"; sleep 1; echo never)'; echo $?
  138
  $ $sh -c 'trap "" USR1; (kill -USR1 $(sh -c "echo \$PPID"); echo alive)'
  alive

An asynchronous command ignores INT and QUIT, without job control.

  $ $sh -c 'sh -c "kill -INT \$\$; kill -QUIT \$\$; echo alive" & wait'
  alive
  $ $sh -c '(kill -INT $(sh -c "echo \$PPID"); echo alive) & wait'
  alive

It may trap them.

  $ $sh -c '(trap "echo int; exit" INT; kill -INT $(sh -c "echo \$PPID"); sleep 1; echo never) & wait'
  int

SIGCHLD that is ignored, by whoever started the shell or by a trap, costs no status.

  $ $sh -c 'trap "" CHLD; exec "$0" -c "(exit 5) & wait \$!; echo \$?; sh -c \"exit 6\"; echo \$?"' $sh
  5
  6
  $ $sh -c 'trap "" CHLD; (exit 5) & wait $!; echo $?; sh -c "exit 6"; echo $?'
  5
  6

A stopped process is not one that ended, where there is no job control.

  $ $sh -c 'sh -c "kill -STOP \$\$; exit 3" & p=$!; (until grep -q "^State:.T" /proc/$p/status; do :; done; kill -CONT $p) & wait $p; echo $?'
  3

Job control without a terminal
------------------------------

Not dash: it wants a terminal. Each job has a process group of its own.

  $ $sh -c 'set -m; sleep 100 & p=$!; kill -s TERM -- -$p; wait $p; echo $?' 2>/dev/null
  143
  $ $sh -c 'set -m; (sleep 100; :) & p=$!; kill %1; wait $p; echo $?' 2>/dev/null
  143
  $ $sh -c 'set -m; sh -c "exit 4" & wait %1; echo $?' 2>/dev/null
  4
