break, continue, return
=======================

  $ for i in 1 2 3; do [ $i = 2 ] && break; echo $i; done; echo $i $?
  1
  2 0
  $ for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done
  1
  3
  $ for i in 1 2; do for j in 1 2; do for k in 1 2; do [ $k = 2 ] && continue 2; [ $j = 2 ] && continue 3; echo $i$j$k; done; done; done
  111
  211
  $ for i in 1 2; do while :; do until false; do break 3; done; done; done; echo $i
  1
  $ while :; do { (:); break; }; done; echo $?; while true; do if true; then break; fi; done; echo $?
  0
  0
  $ for i in 1 2; do case $i in 1) continue;; esac; echo $i; done
  2
  $ i=0; while [ $i -lt 3 ]; do i=$((i + 1)); false || continue; echo no; done; echo $i
  3
  $ i=0; until [ $i -ge 3 ]; do i=$((i + 1)); continue; done; echo $? $i
  0 3
  $ for i in 1 2; do break && echo no; done; for i in 1 2; do break || echo no; done; echo $?
  0
  $ for i in 1 2; do ! break; done; echo $i; for i in 1 2; do break | true; done; echo $i
  1
  2
  $ for i in a b; do x=$(echo in; break 2>/dev/null); echo $x; done
  in
  in
  $ while break; do echo no; done; echo $?; until break; do echo no; done; echo $?
  0
  0
  $ while for i in 1; do break 2; done; do echo no; done; echo fine
  fine
  $ for i in 1 2; do break 10; done; echo $i
  1
  $ n=2; for i in 1 2; do for j in 1 2; do break $n; done; done; echo $i $j
  1 1
  $ "$TESTSHELL" -c 'for i in 1; do break 0; done; echo no' 2>/dev/null; test $? != 0 && echo failed
  failed
  $ "$TESTSHELL" -c 'for i in 1; do break x; done; echo no' 2>/dev/null; test $? != 0 && echo failed
  failed
  $ for i in 1 2; do command break; echo no; done; echo $i
  1
  $ for i in 1 2; do eval 'break; echo no'; echo no; done; echo $i
  1
  $ f() { for i in 1 2; do return $i; done; }; f; echo $?
  1
  $ f() { return 300; }; f 2>/dev/null; f() { return 0; }; f; echo $?; f() { (return 4); echo $?; }; f
  0
  4
  $ f() { g; echo "g gave $?"; }; g() { return 3; }; f
  g gave 3
  $ f() { return $1; }; f 7; echo $?; f 0 && echo zero; f 1 || echo one
  7
  zero
  one
  $ f() { if return 2; then echo no; fi; echo no; }; f; echo $?
  2
  $ f() { return 2 || echo no; }; f; echo $?; f() { ! return 2; }; f; echo $?
  2
  2
  $ f() { { return 2; } >/dev/null; echo no; }; f; echo $?; f() { while return 3; do :; done; }; f; echo $?
  2
  3
  $ f() { return 2 | true; echo "goes on $?"; }; f; f() { x=$(return 5); echo $?; }; f
  goes on 0
  5
  $ f() { trap 'echo t' USR1; kill -USR1 $$; return; }; (exit 4); f; trap - USR1
  t
  $ echo 'f() { return 3; }; f; echo $?; return 4; echo no' >script; . ./script; echo $?
  3
  4
  $ f() { true; false; }; f; echo $?; f() { false; true; }; f; echo $?
  1
  0

The status of a loop is that of its body, whatever its condition was:

  $ while ! break; do :; done; echo $?; i=0; while [ $((i += 1)) -lt 2 ] || break; do (exit 3); done; echo $?
  0
  3
  $ until ! break; do :; done; echo $?; i=0; while [ $((i += 1)) -lt 3 ] && ! continue; do :; done; echo $?
  0
  0

Not dash: a status that is negated is lost with the loop it leaves

  $ for i in 1 2; do ! break; done; echo $?
  1

In a subshell break and continue end it: the loop is not its own
----------------------------------------------------------------

  $ for i in 1 2; do (if true; then continue; fi; echo no); echo $? $i; done; for i in 1 2; do x=$(break; echo no); echo "[$x]"; done
  0 1
  0 2
  []
  []
  $ for i in 1 2; do { break; echo no; } | cat; echo $i; done
  1
  2
  $ f() { break; echo in f; }; for i in 1; do (f; echo $i); done; for i in 1 2; do (eval break; echo no); done
  in f
  1

Not dash: more levels than a subshell has loops leave it

  $ for i in 1; do (while :; do while :; do break 3; done; done; echo on); echo $i; done
  on
  1
  $ for i in 1 2; do (for k in 3 4; do (for l in 5 6; do continue 3; done; echo $i$k); done); done
  13
  14
  23
  24

The number is decimal, also behind a 0.

  $ f() { return 012; }; f; echo $?; (exit 0010); echo $?; (trap 'exit 011' EXIT; exit 1); echo $?
  12
  10
  11
  $ for i in 1 2; do while :; do break 02; done; echo no; done; echo $i; (exit 08); echo $?
  1
  8
