Functions
=========

  $ f() { echo "f $# $*"; }; f; f a 'b c'
  f 0 
  f 2 a b c
  $ f () { echo blanks; }; f
  blanks
  $ f()
  > {
  >   echo lines
  > }
  > f
  lines
  $ f() (echo subshell; x=in); x=out; f; echo $x
  subshell
  out
  $ f() if true; then echo if; fi; f
  if
  $ f() for i in 1 2; do echo $i; done; f
  1
  2
  $ f() case $1 in a) echo is a;; *) echo other;; esac; f a; f b
  is a
  other
  $ f() while [ $# -gt 0 ]; do echo $1; shift; done; f 1 2
  1
  2
  $ f() { x=changed; }; x=before; f; echo $x
  changed
  $ set -- outer args; f() { set -- inner; echo $1 $#; shift; echo $#; }; f a b c; echo $1 $#
  inner 1
  0
  outer 2
  $ f() { return 5; }; f; echo $?; f() { false; }; f; echo $?; f() { return; }; (exit 3); f; echo $?
  5
  1
  3
  $ f() { (exit 7); return; }; f; echo $?
  7
  $ f() { echo before; return 2; echo no; }; f; echo $?
  before
  2
  $ f() { while :; do return 4; done; }; f; echo $?
  4
  $ f() { for i in 1; do { if true; then return 6; fi; }; done; }; f; echo $?
  6
  $ fact() { if [ $1 -le 1 ]; then echo 1; else echo $(($1 * $(fact $(($1 - 1))))); fi; }; fact 10
  3628800
  $ down() { [ $1 -eq 0 ] && return; down $(($1 - 1)); }; down 500 && echo 500 deep
  500 deep
  $ f() { f() { echo second; }; echo first; }; f; f
  first
  second
  $ f() { g() { echo g of f; }; }; f; g
  g of f
  $ f() { echo $0; }; test "$(f)" = "$0" && echo '$0 stays'
  $0 stays
  $ f() { echo "$x"; }; x=outer; x=inner f; echo $x
  inner
  outer
  $ f() { sh -c 'echo ${y-unset}'; }; unset y; y=env f; echo ${y-gone}
  env
  gone
  $ f() { unset -f f; echo last; }; f; f 2>/dev/null || echo no f
  last
  no f
  $ f() { echo $1; } >&2; f redirected 2>&1
  redirected
  $ x=1; f() { echo $x; } >$x.out; x=2; f; ls *.out; rm *.out
  2.out
  $ f() { cat; }; echo piped | f; f <<E
  > here
  > E
  piped
  here
  $ f() { echo a; exit 3; }; (f; echo no); echo $?
  a
  3
  $ cat() { echo my cat; }; cat; command cat </dev/null; unset -f cat
  my cat
  $ echo() { command echo "my echo $*"; }; echo hi; unset -f echo; echo hi
  my echo hi
  hi
  $ f() { eval 'return 3'; echo no; }; f; echo $?
  3
  $ echo 'return 4; echo no' >dot; f() { . ./dot; echo "goes on $?"; }; f
  goes on 4
  $ f() { trap 'echo trap' EXIT; echo body; }; (f; echo after)
  body
  after
  trap
  $ f() { break; }; for i in 1 2; do echo $i; (f) 2>/dev/null; done
  1
  2
  $ f1() { echo digit; }; _f() { echo underscore; }; f1; _f
  digit
  underscore
  $ f=variable; f() { echo function; }; f; echo $f; unset f; f; unset -f f; f 2>/dev/null || echo gone
  function
  variable
  function
  gone
  $ f() { :; }; f; echo $?; f() { ! true; }; f; echo $?
  0
  1
  $ f() { "$@"; }; f echo a "b  c"; f f f echo deep
  a b  c
  deep
  $ f() { local x=in 2>/dev/null; echo $x; }; x=out; f; echo $x
  in
  out
  $ f() { echo "$#:$*"; }; f ""; f "" ""; f $nothing; f "$@"
  1:
  2: 
  0:
  2:outer args
  $ if f() { echo defined; }; then f; fi; f() { echo status; } && f
  defined
  status
  $ (f() { echo only here; }; f); f
  only here
  status
  $ f() { echo "$(g)"; }; g() { echo later; }; f
  later
  $ f() { :; } 2>/missing/x; f 2>/dev/null || echo failed
  failed
