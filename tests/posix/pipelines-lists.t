Pipelines and lists
===================

Pipelines
---------

  $ echo a | cat
  a
  $ echo a | cat | tr a b | sed 's/$/!/'
  b!
  $ echo a |
  > cat |
  > 
  > cat
  a
  $ false | true; echo $?
  0
  $ true | false; echo $?
  1
  $ true | (exit 7); echo $?
  7
  $ ! true; echo $?
  1
  $ ! false; echo $?
  0
  $ ! true | false; echo $?
  0
  $ ! (exit 5); echo $?
  0
  $ x=1; echo a | x=2; echo $x
  1
  $ echo b | { read x; echo "$x"; }
  b
  $ { echo a; echo b; } | while read x; do echo "<$x>"; done
  <a>
  <b>
  $ echo a | if read x; then echo "if $x"; fi
  if a
  $ f() { read x; echo "f $x"; }; echo a | f; echo a | f | f
  f a
  f f a
  $ echo a | for i in 1 2; do cat; echo $i; done
  a
  1
  2
  $ echo a | (cat; echo sub)
  a
  sub
  $ echo a | case x in x) cat ;; esac
  a
  $ cd / | true; pwd | grep -c '^/$' || true
  0
  $ exit 3 | true; echo still
  still
  $ true | exit 4; echo $?
  4
  $ echo out | cat >/dev/null | wc -c | tr -d ' '
  0
  $ (echo out; echo err >&2) 2>&1 | sort
  err
  out
  $ yes | head -n 2
  y
  y
  $ no-such-command-x 2>/dev/null | cat; echo $?
  0
  $ true | no-such-command-x 2>/dev/null; echo $?
  127
  $ x='echo a'; $x | cat
  a
  $ i=0; cmd=cat; while [ $i -lt 100 ]; do cmd="$cmd | cat"; i=$((i + 1)); done; echo through | eval "$cmd"
  through
  $ seq 10000 | cat | tail -n 1
  10000
  $ head -c 1000000 /dev/zero | cat | cat | wc -c
  1000000
  $ sleep 0 | false | true; echo $?
  0

Lists
-----

  $ true && echo and; false && echo no; echo $?
  and
  1
  $ true || echo no; false || echo or
  or
  $ true && false || echo a; false || true && echo b
  a
  b
  $ false && true || false; echo $?
  1
  $ true ||
  > echo no &&
  > 
  > echo newline
  newline
  $ true; echo a; echo b;
  a
  b
  $ ! true || echo not; ! false && echo not2
  not
  not2
  $ true && ! false; echo $?
  0
  $ (exit 3) || echo $?; (exit 3) && true; echo $?
  3
  3
  $ false || false || (exit 9); echo $?
  9
  $ { echo a; echo b; }; (echo c; echo d)
  a
  b
  c
  d
  $ { { { echo deep; } } }
  deep
  $ ( ( (echo deep) ) )
  deep
  $ {
  > echo lines
  > }
  lines
  $ (
  > echo lines
  > )
  lines
  $ { false; }; echo $?; (false); echo $?
  1
  1
  $ { echo a;}; { echo }; }
  a
  }
  $ echo {a } }
  {a } }

Asynchronous lists
------------------

  $ echo bg & wait
  bg
  $ (exit 6) & wait $!; echo $?
  6
  $ { echo a; echo b; } & wait; true & wait; echo $?
  a
  b
  0
  $ true && echo list & wait
  list
  $ x=1; x=2 & wait; echo $x
  1
  $ cat & wait
  $ echo a | cat & wait
  a
  $ false & echo $?; wait
  0
  $ sleep 0 & sleep 0 & wait; echo done
  done
  $ for i in 1 2 3; do (exit $i) & p="$p $!"; done; for q in $p; do wait $q; echo $?; done
  1
  2
  3
  $ { read x || echo no input; } & wait
  no input
