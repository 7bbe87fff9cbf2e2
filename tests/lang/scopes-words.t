Functions, scopes, traps, and words about variables
===================================================

function
--------

  $ function f { echo "f $1"; }; f a; function g() { echo g; }; g; function h
  > {
  >   echo h
  > }
  > h
  f a
  g
  h
  $ function a-b.c { echo odd name; }; a-b.c; x:y() { echo colon; }; x:y; unset -f a-b.c
  odd name
  colon

local and declare
-----------------

  $ x=outer; f() { local x=in; echo $x; g; }; g() { echo "g sees $x"; }; f; echo $x
  in
  g sees in
  outer
  $ f() { local x; echo "[${x-unset}]"; x=1; }; x=out; f; echo $x; f() { local a=1 b=$a; echo "$a[$b]"; }; f
  [unset]
  out
  1[]
  $ f() { local x="a  b" y='c d'; echo "$x" $y; local z=$x; echo "$z"; }; f; f() { local x=1; unset x; echo ${x-gone}; }; x=o; f
  a  b c d
  a  b
  gone
  $ f() { local x=1; sh -c 'echo ${x-not exported}'; export x; sh -c 'echo $x'; }; unset x; f; echo ${x-unset}
  not exported
  1
  unset
  $ f() { local IFS=:; set -- a b; echo "$*"; }; f; set -- a b; echo "$*"; f() { local x=$1; [ $x -gt 0 ] && f $((x - 1)); echo -n "$x "; }; f 3; echo
  a:b
  a b
  0 1 2 3 
  $ declare v=1; typeset w=2; echo $v $w; f() { declare d=in; typeset t=in; declare -g g=glob; }; f; echo ${d-unset} ${t-unset} $g
  1 2
  unset unset glob
  $ declare -i n=2+3; echo $n; n=n*2; echo $n; n+=1; echo $n; declare -r ro=1; (ro=2) 2>/dev/null || echo readonly; declare -x ex=e; sh -c 'echo $ex'; declare +x ex; sh -c 'echo ${ex-no}'
  5
  10
  11
  readonly
  e
  no
  $ declare -u up=abc; echo $up; declare -l low=ABC; echo $low; declare -p v; f() { echo body; }; declare -f f; declare -F f
  ABC
  abc
  declare -- v=1
  f ()
  {
      echo body
  }
  f
  $ f() { local -r c=5; echo $c; }; f; f; f() { local x y=2 z; echo "$y"; }; f; f() { for i in 1; do local l=$i; done; echo $l; }; f; echo ${l-gone}
  5
  5
  2
  1
  gone
  $ f() { local x=$(false); echo $?; local y; y=$(false); echo $?; }; f
  0
  1

Traps ERR, DEBUG, RETURN
------------------------

  $ (trap 'echo err $?' ERR; false; true; (exit 3); if false; then :; fi; false || true; ! true; f() { false; }; f)
  err 1
  err 3
  err 1
  [1]
  $ (trap 'echo err' ERR; set -e; false; echo no)
  err
  [1]
  $ (trap 'echo "debug"' DEBUG; echo a; x=1; trap - DEBUG; echo b)
  debug
  a
  debug
  debug
  b
  $ (f() { trap 'echo ret' RETURN; echo in; }; f; trap - RETURN)
  in
  ret
  $ (set -E 2>/dev/null || set -o errtrace; trap 'echo err' ERR; f() { false; true; }; f)
  err

printf, read, type, pushd, wait -n
----------------------------------

  $ printf -v x '%s-%03d' a 7; echo $x; printf '%q\n' "a b" 'it'"'"'s' '' plain '$x'; printf '%(%Y-%m-%d)T\n' 0; printf -v y '%s\n' a b; echo "$y"
  a-007
  a\ b
  it\'s
  ''
  plain
  \$x
  1970-01-01
  a
  b
  
  $ printf '%b\n' '\x41'; printf '\x41\n' | od -An -tx1; printf '%5b|%-5q|\n' a b; printf '%s\n' "$(printf '%(%s)T' -1)" | grep -c '^[0-9]*$'
  A
   41 0a
      a|b    |
  1
  $ printf 'abcdef' | { read -n 3 a; read -n 2 b; echo $a $b; }; printf 'ab\ncd' | { read -N 4 a; echo "[$a]"; }; echo 'x:y' | { read -d : a; echo $a; }
  abc de
  [ab
  c]
  x
  $ echo | { read -t 1 x; echo $?; }; { sleep 0.5; } | { read -t 0.1 x; test $? -gt 128 && echo timed out; }; read -t 0 </dev/null; echo $?
  0
  timed out
  0
  $ printf 'a\\b\n' | { read -r x; echo "$x"; }; echo reply | { read; echo "$REPLY"; }; printf ' a b \n' | { read; echo "[$REPLY]"; }; read -u 3 x 3<<<three; echo $x
  a\b
  reply
  [ a b ]
  three
  $ type -t cd if ls f printf nothing; alias al=x; f() { :; }; type -t al f; type -a echo | head -n 1 | sed 's/.*builtin.*/builtin/'; type -P ls | grep -c /ls; type -p cd; echo $?; unalias al
  builtin
  keyword
  file
  function
  builtin
  alias
  function
  builtin
  1
  0
  $ mkdir -p s/t; here=$PWD; pushd s >/dev/null; echo ${PWD#$here}; pushd t >/dev/null; echo ${PWD#$here}; dirs | wc -w | tr -d ' '; popd >/dev/null; echo ${PWD#$here}; pushd >/dev/null; echo "[${PWD#$here}]"; popd >/dev/null; popd 2>/dev/null; echo $?; cd "$here"
  /s
  /s/t
  3
  /s
  []
  1
  $ (sleep 0.3; exit 3) & (exit 4) & wait -n; echo $?; wait -n; echo $?; wait -n 2>/dev/null; echo $?
  4
  3
  127
  $ (exit 5) & p=$!; sleep 0.3 & wait -n $p; echo $?; wait
  5

RANDOM and the like
-------------------

  $ RANDOM=42; a=$RANDOM; RANDOM=42; test $a = $RANDOM && echo same; b=$RANDOM; test $b -ge 0 && test $b -lt 32768 && echo range; test "$RANDOM$RANDOM" != "$RANDOM$RANDOM" && echo differ
  same
  range
  differ
  $ SECONDS=10; test $SECONDS -ge 10 && echo ten; now=$(date +%s); test $((EPOCHSECONDS - now)) -le 2 && echo epoch; case $EPOCHREALTIME in *.??????) echo micro;; esac
  ten
  epoch
  micro
  $ echo $LINENO
  1
  $ echo 1
  > echo $LINENO
  1
  2
  $ test $BASHPID = $$ && echo same; (test $BASHPID != $$ && echo other); x=$BASHPID; (test $BASHPID != $x && echo other again)
  same
  other
  other again
  $ true | false | (exit 3) | true; echo $PIPESTATUS; false; echo $PIPESTATUS
  0 1 3 0
  1
  $ unset RANDOM; RANDOM=x; echo $RANDOM
  x

time, pipefail, sigpipe_ok
--------------------------

  $ { time true; } 2>&1 | grep -c '^real\|^user\|^sys'; { time -p true; } 2>&1 | grep -c '^[a-z]* [0-9.]*$'; { time false; } 2>/dev/null; { time (exit 3); } 2>/dev/null; echo $?
  3
  3
  3
  $ { time sleep 0 | cat; } 2>&1 | grep -c real; { time { echo a; echo b; } >f; } 2>/dev/null; cat f; ! { time true; } 2>/dev/null; echo $?
  1
  a
  b
  1
  $ (set -o pipefail; yes | head -n 1; echo $?; set -o sigpipe_ok; yes | head -n 1; echo $?; false | true; echo $?; (exit 3) | yes | head -n 1 | (exit 4) | true; echo $?)
  y
  141
  y
  0
  1
  4
  $ (set -o pipefail -o sigpipe_ok; seq 100000 | head -n 1; echo $?; sh -c 'kill -PIPE $$' | cat; echo $?)
  1
  0
  0

set -x of what is no simple command; a file's contents
------------------------------------------------------

  $ (d=/; set -x; [[ -d $d ]] && ((a = 1))) 2>&1
  + [[ -d $d ]]
  + ((a = 1))
  $ printf 'a\nb\n\n' >f; echo "$(<f)|" "`<f`|"
  a
  b| a
  b|
