eval, dot, exec, exit
=====================

eval
----

  $ eval echo a 'b  c' "d  e"; eval 'echo "b  c"'; eval "echo" "'x  y'"
  a b c d e
  b  c
  x  y
  $ x='echo $y'; y=1; eval $x; eval "$x"; eval 'y=2; eval "$x"'; echo $y
  1
  1
  2
  2
  $ eval; echo $?; eval ''; echo $?; false; eval; echo $?; eval ' '; echo $?
  0
  0
  0
  0
  $ eval false; echo $?; eval '(exit 5)'; echo $?; eval 'true; (exit 6)' ; echo $?
  1
  5
  6
  $ eval 'for i in 1 2; do
  > echo $i
  > done'
  1
  2
  $ eval 'f() { echo defined; }'; f
  defined
  $ for i in 1 2 3; do eval 'if [ $i = 2 ]; then continue; fi'; echo $i; done; for i in 1 2; do eval break; done; echo $i
  1
  3
  1
  $ n=x; eval "$n=5"; eval echo \$$n; eval 'set -- a b'; echo $#
  5
  2
  $ eval 'echo a; echo b' | cat; eval echo out >f; cat f; eval 'echo err >&2' 2>&1
  a
  b
  out
  err
  $ eval 'cat <<E
  > here
  > E
  > echo after'
  here
  after
  $ "$TESTSHELL" -c 'eval "if"; echo no' 2>/dev/null; test $? != 0 && echo ended
  ended
  $ "$TESTSHELL" -c 'eval "echo a
  > fi"; echo no' 2>/dev/null; test $? != 0 && echo ended
  a
  ended
  $ eval 'eval "eval echo deep"'; eval "eval 'echo \"q  q\"'"
  deep
  q  q
  $ eval '# comment'; echo $?; eval 'echo a # comment'
  0
  a
  $ eval 'x=1
  > 
  > x=2'; echo $x
  2

dot
---

  $ echo 'echo in $#; x=dot; cd /' >script; here=$PWD; . ./script; echo $x; pwd; cd "$here"
  in 2
  dot
  /
  $ echo 'return 3; echo no' >script; . ./script; echo $?
  3
  $ echo 'false' >script; . ./script; echo $?; : >script; false; . ./script; echo $?
  1
  0
  $ echo 'return; echo no' >script; false; . ./script; echo $?
  1
  $ mkdir bin; echo 'echo found in PATH' >bin/onpath; (PATH=$PWD/bin:$PATH; . onpath)
  found in PATH
  $ echo 'f() { echo f of script; }' >script; . ./script; f
  f of script
  $ "$TESTSHELL" -c '. ./missing; echo no' 2>/dev/null; test $? != 0 && echo ended
  ended
  $ "$TESTSHELL" -c 'command . ./missing; echo goes on' 2>/dev/null
  goes on
  $ "$TESTSHELL" -c '. missing-too; echo no' 2>/dev/null; test $? != 0 && echo ended
  ended
  $ echo 'if' >bad; "$TESTSHELL" -c '. ./bad; echo no' 2>/dev/null; test $? != 0 && echo ended
  ended
  $ echo 'echo no newline at its end' | tr -d '\n' >script; . ./script
  no newline at its end
  $ echo 'cat <<E
  > here
  > E' >script; . ./script; . ./script
  here
  here
  $ echo 'exit 5' >script; (. ./script; echo no); echo $?
  5
  $ echo 'for i in 1 2; do echo $i; done; echo $0' >script; . ./script | head -n 2
  1
  2
  $ printf 'echo a\necho b' >s1; printf '. ./s1\necho c\n' >s2; . ./s2
  a
  b
  c
  $ echo '. ./s1 | cat' >s3; . ./s3
  a
  b
  $ echo 'echo "$*"' >script; set -- p q; . ./script; f() { . ./script; }; f in f
  p q
  in f
  $ echo 'alias hello="echo aliased"
  > hello' >script; (. ./script) 2>/dev/null | grep -c aliased
  1
  $ : >empty; . ./empty; echo $?; . /dev/null; echo $?; . /dev/stdin <<E
  > echo from stdin
  > E
  0
  0
  from stdin

exec
----

  $ (exec echo replaced; echo no); (exec sh -c 'exit 4'); echo $?
  replaced
  4
  $ (exec no-such-command-z; echo no) 2>/dev/null; echo $?; (exec /; echo no) 2>/dev/null; echo $?
  127
  126
  $ (exec >f; echo to f); cat f; (exec 3<f; read x <&3; echo $x)
  to f
  to f
  $ (exec 2>&1 >/dev/null; echo no; echo err >&2)
  err
  $ exec; echo $?; exec 3>&1; echo to3 >&3; exec 3>&-
  0
  to3
  $ x=1; (x=2 exec sh -c 'echo $x'); (exec env -i sh -c 'echo ${x-clean}')
  2
  clean
  $ "$TESTSHELL" -c 'exec no-such-command-z; echo no' 2>/dev/null; echo $?
  127
  $ "$TESTSHELL" -c 'trap "echo no" EXIT; exec echo replaced'
  replaced
  $ (exec <f; cat); (exec 5>f; sh -c 'echo child >&5'); cat f
  to f
  child
  $ echo 'echo script without a head $1' >plain; chmod +x plain; ./plain arg; (exec ./plain exec)
  script without a head arg
  script without a head exec

exit
----

  $ (exit); echo $?; (false; exit); echo $?; (exit 0); echo $?; (exit 255); echo $?; (exit 256) ; echo $?
  0
  1
  0
  255
  0
  $ (exit 3 | true; exit); echo $?; x=$(exit 9); echo $?
  0
  9
  $ "$TESTSHELL" -c 'exit 5; echo no'; echo $?; "$TESTSHELL" -c 'f() { exit 6; }; f; echo no'; echo $?
  5
  6
  $ "$TESTSHELL" -c 'for i in 1; do exit 7; done; echo no'; echo $?; echo 'exit 8' | "$TESTSHELL"; echo $?
  7
  8
  $ "$TESTSHELL" -c 'exit $((1+1))'; echo $?; "$TESTSHELL" -c '(exit 3); exit'; echo $?
  2
  3

What cannot be read or run
--------------------------

  $ "$TESTSHELL" -c 'command exec ./no-such-file; echo no' 2>/dev/null; echo $?
  127
  $ "$TESTSHELL" -c '(command exec /; echo no); echo $?' 2>/dev/null
  126

Not dash: it takes what it cannot read for empty

  $ "$TESTSHELL" </ 2>/dev/null; echo $?; "$TESTSHELL" 2>/dev/null <&-; echo $?
  128
  128
