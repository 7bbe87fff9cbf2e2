wait and background commands
============================

  $ (exit 3) & wait $!; echo $?
  3
  $ true & p=$!; (exit 4) & q=$!; wait $p; echo $?; wait $q; echo $?
  0
  4
  $ (exit 4) & q=$!; true & p=$!; wait $p $q; echo $?
  4
  $ (exit 4) & q=$!; true & p=$!; wait $q $p; echo $?
  0
  $ (exit 5) & wait; echo $?
  0
  $ wait; echo $?
  0
  $ wait 1 2>/dev/null; echo $?
  127
  $ (exit 6) & p=$!; wait $p; wait $p 2>/dev/null; test $? = 127 -o $? = 6 && echo once or known
  once or known
  $ { sh -c 'kill -TERM $$' & wait $!; } 2>/dev/null; echo $?
  143
  $ sleep 5 & p=$!; kill $p; wait $p 2>/dev/null; echo $?
  143
  $ sleep 5 & p=$!; kill -9 $p; wait $p 2>/dev/null; echo $?
  137
  $ { sleep 0.1; echo first; } & wait; echo second
  first
  second
  $ echo a | sh -c 'cat; exit 3' & wait $!; echo $?
  a
  3
  $ for i in 1 2 3; do (sleep 0.1; echo $i >f$i) & done; wait; cat f1 f2 f3
  1
  2
  3
  $ x=1; { x=2; echo $x; } & wait; echo $x
  2
  1
  $ cd /; { cd /tmp; pwd; } & wait; pwd; cd "$OLDPWD"
  /tmp
  /
  $ { exit 3; } & wait $!; echo $?
  3
  $ exit_in() { exit 7; }; exit_in & wait $!; echo $?
  7
  $ if true; then (exit 2) & fi; wait $!; echo $?
  2
  $ sleep 0 & a=$!; sleep 0 & b=$!; test $a != $b && echo two; wait
  two
  $ false || true & wait $!; echo $?; false && true & wait $!; echo $?
  0
  1
  $ (sleep 0.1 & echo $! >pid; wait); kill -0 $(cat pid) 2>/dev/null || echo gone
  gone
  $ cat <<E & wait
  > here
  > E
  here
  $ { cat; } </dev/null & wait; echo $?
  0
  $ echo in | { cat & wait; } | grep -c in
  0
  [1]
  $ n=0; while [ $n -lt 300 ]; do : & n=$((n + 1)); done; wait; echo $n
  300
  $ n=0; while [ $n -lt 50 ]; do (exit $n) & eval "p$n=$!"; n=$((n + 1)); done; n=0; s=0; while [ $n -lt 50 ]; do eval wait \$p$n; s=$((s + $?)); n=$((n + 1)); done; echo $s
  1225
  $ kill -0 $$ && echo alive; sleep 1 & kill -0 $! && echo runs; kill $!; wait $! 2>/dev/null; kill -0 $! 2>/dev/null || echo gone
  alive
  runs
  gone
