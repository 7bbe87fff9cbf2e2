Subshells
=========

What they change is theirs
--------------------------

  $ x=1; (x=2; y=3; unset x); echo $x ${y-unset}
  1 unset
  $ (export z=1; sh -c 'echo $z'); echo ${z-unset}; sh -c 'echo ${z-unset}'
  1
  unset
  unset
  $ (readonly r=1); r=2; echo $r
  2
  $ set -- a b; (set -- c; shift; echo $#); echo $# $1
  0
  2 a
  $ here=$PWD; (cd /; pwd); test "$PWD" = "$here" && test "$(pwd)" = "$here" && echo the same folder; (cd / && cd - >/dev/null && pwd | grep -c "^$here\$")
  /
  the same folder
  1
  $ echo "${OLDPWD-unset}" | sed 's/.*/no matter/'
  no matter
  $ (set -f; echo *); touch some; echo s*
  *
  some
  $ (set -e; false; echo no); echo $?
  1
  $ (set -u; : $undefined_thing; echo no) 2>/dev/null || echo failed; echo "[$undefined_thing]"
  failed
  []
  $ (umask 077; umask); umask
  0077
  0022
  $ (f() { echo f; }; f); f 2>/dev/null || echo no f
  f
  no f
  $ g() { echo outer; }; (g() { echo inner; }; g); g; (unset -f g; g 2>/dev/null || echo unset); g
  inner
  outer
  unset
  outer
  $ (alias zz='echo no'); alias zz 2>/dev/null || echo no alias
  no alias
  $ trap 'echo usr1' USR1; (trap - USR1; trap); (trap '' USR1); trap >f; grep -c USR1 f; trap - USR1
  1
  $ (exec 3>f; echo a >&3); { echo b >&3; } 2>/dev/null || echo closed
  closed
  $ (exec >f; echo to f); echo to out; cat f
  to out
  to f
  $ (exec </dev/null; read x || echo eof)
  eof
  $ (IFS=:; x=a:b; echo $x); x=a:b; echo $x
  a b
  a:b
  $ (ulimit -n 50; ulimit -n); test "$(ulimit -n)" != 50 && echo not 50
  50
  not 50
  $ (PATH=/nowhere; ls 2>/dev/null || echo not found); ls f
  not found
  f
  $ (HOME=/x; cd 2>/dev/null || echo no; echo ~); case ~ in /x) echo no;; esac
  no
  /x
  $ (exit 3); echo $?; (exit 3; echo no) || echo or; (exit); echo $?; false; (exit); echo $?
  3
  or
  0
  1
  $ (OPTIND=5; while getopts a o -a; do :; done); OPTIND=1; getopts a o -a; echo $o; OPTIND=1
  a
  $ (hash -r; type ls >/dev/null); echo $?
  0
  $ x=0; (x=1; (x=2; (x=3; echo $x); echo $x); echo $x); echo $x
  3
  2
  1
  0
  $ (x=1; exit) && echo ok
  ok
  $ x=$(x=2; echo $x; exec true; echo no); echo $x
  2
  $ for i in 1 2; do (i=x; continue 2>/dev/null; true); echo $i; done
  1
  2
  $ (return 2>/dev/null); echo after
  after
  $ (wait); echo $?; sleep 0 & p=$!; (wait $p 2>/dev/null; test $? = 127 && echo not its child); wait $p
  0
  not its child
  $ x=$$; (test $$ = $x && echo '$$ is that of the shell')
  $$ is that of the shell
  $ x=$(sh -c 'echo $PPID'); (sh -c 'echo $PPID'; :) >f; test -s f && echo pids
  pids
  $ (echo a; (echo b; exit 4); echo $?; exit 5); echo $?
  a
  b
  4
  5
  $ (trap 'echo bye' EXIT; echo hi); echo after
  hi
  bye
  after
  $ (trap 'echo bye $?' EXIT; exit 9); echo $?
  bye 9
  9
  $ (trap 'exit 8' EXIT; exit 9); echo $?
  8
  $ cd /; (cd /tmp); pwd; cd "$here"
  /
  $ (mkdir gone; cd gone; rmdir ../gone; cd /); test "$(pwd)" = "$here" && echo still here
  still here
  $ (:) >made && ls made
  made
  $ ( (exit 3) ); echo $?; ( ( echo a ) )
  3
  a
  $ (echo a
  > echo b) | cat
  a
  b
  $ (
  >   # comment
  >   echo c
  > )
  c
  $ x=out; echo in | (read x; echo $x); echo $x
  in
  out
  $ (x=5; set) | grep -c '^x=.*5'
  1
  $ n=0; while [ $n -lt 200 ]; do (n=x; cd /; set -f; exit 1) || n=$((n + 1)); done; echo $n; pwd | grep -c "^$here\$"
  200
  1
  $ (true & wait $!) && echo waited
  waited
  $ ($TESTSHELL -c 'exit 12'); echo $?
  12
  $ (command exec 2>/dev/null </missing; echo goes on)
  goes on
  $ (set -- $(seq 1000); shift 999; echo $1)
  1000
  $ (readonly PATH_LIKE=1; PATH_LIKE=2; echo no) 2>/dev/null || echo readonly there; PATH_LIKE=3; echo $PATH_LIKE
  readonly there
  3
