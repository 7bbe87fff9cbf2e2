Parameters
==========

Positional parameters
---------------------

  $ set -- a 'b c' '' d
  $ echo $#
  4
  $ printf '<%s>' "$@"; echo
  <a><b c><><d>
  $ printf '<%s>' "$*"; echo
  <a b c  d>
  $ printf '<%s>' $@; echo
  <a><b><c><d>
  $ printf '<%s>' $*; echo
  <a><b><c><d>
  $ printf '<%s>' "x$@y"; echo
  <xa><b c><><dy>
  $ printf '<%s>' "x$*y"; echo
  <xa b c  dy>
  $ printf '<%s>' "$1$2" $2; echo
  <ab c><b><c>
  $ set --; printf '<%s>' "$@"; echo
  <>
  $ set --; printf '<%s>' "$*"; echo
  <>
  $ set --; printf '<%s>' "x$@"; echo
  <x>
  $ set --; printf '<%s>' x "$@" y; echo
  <x><y>
  $ set --; printf '<%s>' $@ $*; echo
  <>
  $ set -- ''; printf '<%s>' "$@"; echo
  <>
  $ set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo $10 ${10} ${11} "${10}" ${#}
  10 ten eleven ten 11
  $ set -- a b; echo "$@$@"
  a ba b
  $ set -- a b; printf '<%s>' "$@$@" "-$@-$@-"; echo
  <a><ba><b><-a><b-a><b->
  $ set -- "a b" c; for i; do echo "[$i]"; done
  [a b]
  [c]
  $ set -- "a b" c; for i
  > do echo "[$i]"; done
  [a b]
  [c]
  $ set -- a b c; for i in "$@"; do set -- x; echo $i; done; echo $#
  a
  b
  c
  1
  $ set -- -- a; echo "$1" "$2"
  -- a
  $ set -- -e; printf '%s\n' "$1"
  -e
  $ set a -b; echo "$#" "$2"
  2 -b
  $ set - a b; echo "$#" "$1"
  2 a
  $ set -- 01 02; echo ${01} ${002}
  01 02

$* is joined by the first byte of IFS
-------------------------------------

  $ set -- a b c
  $ (IFS=,; echo "$*"; printf '<%s>' $*; echo)
  a,b,c
  <a><b><c>
  $ (IFS=; echo "$*"; printf '<%s>' $*; echo)
  abc
  <a><b><c>
  $ (unset IFS; echo "$*")
  a b c
  $ (IFS=,:; x=$*; echo "$x")
  a,b,c
  $ (IFS=,; x="$*"; echo $x; echo "$x")
  a b c
  a,b,c
  $ (IFS=-; x="$*"; echo "$x")
  a-b-c
  $ set -- 'a b' 'c d'; (IFS=; printf '<%s>' $*; echo; printf '<%s>' $@; echo)
  <a b><c d>
  <a b><c d>
  $ set -- '' a '' b ''; (IFS=:; printf '<%s>' "$*"; echo)
  <:a::b:>
  $ set -- a b; (IFS='*'; echo "$*")
  a*b

shift
-----

  $ set -- a b c d; shift; echo "$*"; shift 2; echo "$*"; shift 0; echo "$*"
  b c d
  d
  d
  $ set -- a; "$TESTSHELL" -c 'shift 2 || exit 1' sh a 2>/dev/null || echo failed
  failed
  $ set -- a b; shift $#; echo $#
  0

Special parameters
------------------

  $ false; echo $?
  1
  $ (exit 77); echo $?
  77
  $ true; x=$?; echo $x
  0
  $ echo ${?} ${#?}
  0 1
  $ "$TESTSHELL" -c 'echo $0 $1 $#' name arg
  name arg 1
  $ test "$$" = "$(echo $$)" && (test $$ = "$$") && echo same
  same
  $ "$TESTSHELL" -c 'test -n "$!" || echo none; : & test "$!" -gt 0 && echo pid'
  none
  pid
  $ : & p=$!; wait $p; (test "$!" = $p && echo the same in a subshell)
  the same in a subshell
  $ case $- in *i*) echo interactive ;; *) echo not ;; esac
  not
  $ set -f; case $- in *f*) echo f ;; esac; set +f; case $- in *f*) echo f ;; esac
  f
  $ set -- a b c; echo ${#} ${##} "${#}"x $#x
  3 1 3x 3x
  $ echo $
  $
  $ echo a"$" $% "a$" $, '$'
  a$ $% a$ $, $
  $ echo "-$ a"
  -$ a

Names and braces
----------------

  $ a=1 a_b=2 ab=3; echo $a$a_b${a}b$ab$a-b
  121b31-b
  $ _x9=ok; echo $_x9
  ok
  $ x=y; echo ${x}${x}"${x}"'${x}'
  yyy${x}
  $ unset nothing; printf '<%s>' $nothing "$nothing" a${nothing}b; echo
  <><ab>
  $ x=; printf '<%s>' $x "$x"; echo
  <>
  $ x='a=b'; y=$x; echo "$y"
  a=b
  $ x=1 y=$x; echo $y
  1
  $ a=b c=d true; a=2 no_such_command 2>/dev/null; echo $a$c
  1
  $ x=a; x=b x=c; echo $x
  c
  $ x='two words'; y=$x; echo "$y"
  two words
  $ x=* y=~; case $y in '~') echo tilde;; /*) echo folder ;; esac; echo "$x"
  folder
  *

Assignments in front of a command
---------------------------------

  $ x=old; x=new sh -c 'echo $x'; echo $x
  new
  old
  $ unset x; x=5 env | grep '^x='; echo ${x-unset}
  x=5
  unset
  $ x=old; x=new true; echo $x
  old
  $ f() { echo "$x"; }; x=old; x=new f
  new
  $ x=old; x=new echo $x
  old
  $ unset x; x=kept :; echo $x
  kept
  $ unset x; x=kept eval 'echo $x'; echo $x
  kept
  kept
  $ unset x; x=a export x; echo $x; sh -c 'echo $x'
  a
  a
  $ unset x; x=gone command :; echo ${x-unset}
  unset
  $ x=$(false); echo $?
  1
  $ x=$(false) true; echo $?
  0
  $ x=$(exit 3) y=$(exit 4); echo $?
  4
  $ false; x=1; echo $?
  0
  $ false; $nothing; echo $?
  0
  $ $(exit 5); echo $?
  5
  $ unset x; x=5 >created; echo $x; ls created
  5
  created
