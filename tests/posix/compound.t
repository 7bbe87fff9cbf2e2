Compound commands
=================

if
--

  $ if true; then echo a; fi; if false; then echo b; fi; echo $?
  a
  0
  $ if false; then echo a; else echo b; fi
  b
  $ if false; then :; elif true; then echo elif; else echo else; fi
  elif
  $ if false; then :; elif false; then :; elif false; then :; else echo last; fi
  last
  $ if true
  > then
  >   echo a
  >   (exit 3)
  > fi; echo $?
  a
  3
  $ if (exit 3); then :; else echo $?; fi
  3
  $ if (exit 3); then :; elif echo "in $?"; then echo $?; fi
  in 3
  0
  $ if false; true; then echo the last counts; fi
  the last counts
  $ if ! false; then echo not; fi; if false || true; then echo or; fi; if true | true; then echo pipe; fi
  not
  or
  pipe
  $ if if true; then true; fi then echo nested; fi
  nested
  $ if { true; } then echo brace; fi; if (true) then echo paren; fi
  brace
  paren
  $ if true; then if false; then echo x; else echo dangling; fi fi
  dangling
  $ if false; then (exit 4); fi; echo $?
  0

while and until
---------------

  $ i=0; while [ $i -lt 3 ]; do echo $i; i=$((i + 1)); done
  0
  1
  2
  $ i=0; until [ $i -ge 2 ]; do echo $i; i=$((i + 1)); done; echo $?
  0
  1
  0
  $ while false; do echo no; done; echo $?
  0
  $ i=3; while i=$((i - 1)); [ $i -gt 0 ]; do echo $i; (exit 5); done; echo $?
  2
  1
  5
  $ while :
  > do
  >   break
  > done
  $ while true; do echo once; break; echo no; done; echo $?
  once
  0
  $ i=0; while [ $i -lt 5 ]; do i=$((i + 1)); [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done
  1
  3
  $ i=0; until i=$((i + 1)); [ $i = 3 ]; do echo $i; done
  1
  2

for
---

  $ for i in a b c; do echo $i; done; echo $i
  a
  b
  c
  c
  $ for i in; do echo no; done; echo $?
  0
  $ for i in $unset_thing; do echo no; done; echo $?
  0
  $ x='a b'; for i in $x "$x"; do echo "$i"; done
  a
  b
  a b
  $ set -- 1 '2 3'; for i; do echo "$i"; done; for i do echo "$i"; done
  1
  2 3
  1
  2 3
  $ for i in "$@"; do echo "$i"; done
  1
  2 3
  $ for i
  > in a b
  > do echo $i; done
  a
  b
  $ for i in a \
  >   b; do echo $i; done
  a
  b
  $ for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done
  1a
  2a
  $ for i in 1 2; do for j in a b; do [ $i = 2 ] && break 2; echo $i$j; done; done
  1a
  1b
  $ for i in 1 2; do for j in a b; do break 99; done; echo no; done; echo out
  out
  $ for do in do; do echo $do; done; for in in in; do echo $in; done
  do
  in
  $ for i in a; do false; done; echo $?
  1
  $ for i in $(echo a b) `echo c` $((1)) *nothing*; do printf '%s ' $i; done; echo
  a b c 1 *nothing* 
  $ for i in a b; do i=z; echo $i; done
  z
  z
  $ i=keep; for i in; do :; done; echo $i
  keep
  $ for _x1 in ok; do echo $_x1; done
  ok

Programs in a loop that is the last thing a shell does
------------------------------------------------------

  $ "$TESTSHELL" -c 'for i in 1 2; do /bin/echo $i; done'
  1
  2
  $ (for i in 1 2; do /bin/echo $i; done)
  1
  2
  $ for i in 1 2; do /bin/echo $i; done & wait
  1
  2
  $ echo | for i in 1 2; do /bin/echo $i; done
  1
  2
  $ "$TESTSHELL" -c 'i=0; while [ $i -lt 2 ]; do i=$((i + 1)); /bin/echo $i; done'
  1
  2
  $ "$TESTSHELL" -c 'until [ "$x" = aa ]; do x=a$x; /bin/echo $x; done'
  a
  aa
  $ "$TESTSHELL" -c 'f() { for i in 1 2; do /bin/echo $i; done; }; f'
  1
  2
  $ "$TESTSHELL" -c 'eval "for i in 1 2; do /bin/echo x; done"'
  x
  x
  $ echo 'for i in 1 2; do /bin/echo $i; done' >script; "$TESTSHELL" script; "$TESTSHELL" -c '. ./script'
  1
  2
  1
  2
  $ x=$(for i in 1 2; do /bin/echo $i; done); echo $x
  1 2
  $ "$TESTSHELL" -c 'for i in 1 2; do for j in a b; do if true; then { case a in a) true && /bin/echo $i$j; esac; }; fi; done; done'
  1a
  1b
  2a
  2b

case
----

  $ case a in a) echo a;; b) echo b;; esac
  a
  $ case c in a) echo a;; b) echo b;; *) echo other;; esac
  other
  $ case c in a) echo a;; esac; echo $?
  0
  $ case a in (a) echo paren;; (b) ;; esac
  paren
  $ case a in a) ;; esac; echo $?; case a in a) false;; esac; echo $?
  0
  1
  $ case x in a|x|b) echo alt;; esac; case x in a | x) echo blanks ;; esac
  alt
  blanks
  $ case a in a) echo no end; esac; case a in
  > 
  > a)
  >   echo lines
  >   ;;
  > 
  > esac
  no end
  lines
  $ case a in esac; echo $?
  0
  $ case "a b" in "a b") echo quoted;; esac; x='a b'; case $x in a\ b) echo not split;; esac
  quoted
  not split
  $ case $(echo a) in $(echo a)) echo command;; esac
  command
  $ case '' in '') echo empty;; esac; case "" in ?*) ;; *) echo empty;; esac
  empty
  empty
  $ x=; case $x in '') echo unset;; esac
  unset
  $ case a in *) echo first;; a) echo second;; esac
  first
  $ case a in a) case b in b) echo nested;; esac;; esac
  nested
  $ case if in if) echo if;; esac; case in in in) echo in;; esac
  if
  in
  $ n=0; case a in $((n=n+1))) ;; $((n=n+1))) ;; a) ;; $((n=n+1))) ;; esac; echo $n
  2
  $ case a in b) ;; a) (exit 3); esac; echo $?
  3
  $ (exit 4); case $? in 4) echo four;; esac
  four
  $ case x in x) echo a;; x) echo no;; esac; false; case a in b) ;; esac; echo $?
  a
  0

Not dash: 0.5.12 does not fall through

  $ case a in a) echo a ;& b) echo b ;& c) echo c ;; d) echo d ;; esac
  a
  b
  c
  $ case b in a) echo a ;& b) echo b ;; c) echo c ;; esac
  b
  $ case a in a) echo last ;& esac
  last

Groups
------

  $ { x=1; }; echo $x; (x=2); echo $x
  1
  1
  $ { echo a; echo b; } | wc -l | tr -d ' '
  2
  $ { :; } && (:) && echo both
  both
  $ { echo a
  > }
  a

Words that look like reserved ones
----------------------------------

  $ echo for in do done; for=1 if=2; echo $for $if
  for in do done
  1 2
  $ (echo a) ; { echo b; }; ! echo c; echo $?
  a
  b
  c
  1
  $ eval 'for in in in; do echo $in; done; case in in in) echo case;; esac'
  in
  case
  $ (eval 'in; echo after') 2>/dev/null; [ $? -gt 0 ] && echo 'in begins no command'
  in begins no command
