Command substitution
====================

Output, without the newlines at its end
---------------------------------------

  $ echo $(echo a) `echo b` "$(echo c)" "`echo d`"
  a b c d
  $ x=$(printf 'a\n\nb\n\n\n'); printf '[%s]\n' "$x"
  [a
  
  b]
  $ x=$(printf '\n\n'); printf '[%s]\n' "$x"
  []
  $ x=$(printf '\n a \n'); printf '[%s]\n' "$x"
  [
   a ]
  $ printf '[%s]' $(printf 'a b\nc\td\n'); echo
  [a][b][c][d]
  $ printf '[%s]' "$(printf 'a b\nc  d\n')"; echo
  [a b
  c  d]
  $ printf '[%s]' x$(echo 'a b')y; echo
  [xa][by]
  $ printf '[%s]' $(:) "$(:)" x$(:)y; echo
  [][xy]
  $ touch f1 f2; echo $(echo 'f*') "$(echo 'f*')"
  f1 f2 f*
  $ x=$(echo 'a   b   *'); echo "$x"
  a   b   *
  $ x=$(printf '%05000d' 7); echo ${#x}
  5000
  $ x=$(head -c 300000 /dev/zero | tr '\0' x); echo ${#x}
  300000

Nested
------

  $ echo $(echo $(echo $(echo deep)))
  deep
  $ echo `echo \`echo \\\`echo deep\\\`\``
  deep
  $ echo "$(echo "$(echo "a  b")")"
  a  b
  $ echo "$(echo "x $(echo 'y  "z"')")"
  x y  "z"
  $ echo $(echo `echo a` $(echo b)) `echo $(echo c)`
  a b c
  $ x=1; echo $(x=2; echo $x)$x
  21
  $ echo $( (echo sub) ) $( { echo group; } )
  sub group
  $ echo "`echo "a  b"`" "`echo \"c  d\"`" "`echo '$HOME'`"
  a  b c  d $HOME
  $ echo `echo \$HOME` | grep -c '^/'
  1
  $ echo `echo '\\'` `echo "\\\\"` "`echo '\\$x'`"
  \ \ \$x
  $ echo $(echo \$x) "$(echo '$x')"
  $x $x

What is inside is parsed
------------------------

  $ echo $(echo ')') "$(echo "(")" $(echo \)) 
  ) ( )
  $ echo $(case a in a) echo case ;; esac) $(case b in (b) echo paren;; esac)
  case paren
  $ echo $(case a in
  > a) echo one # a comment )
  > ;; esac)
  one
  $ echo $(
  > # a comment with ) and ' in it
  > echo after
  > )
  after
  $ echo $(cat <<E
  > here ) "doc
  > E
  > )
  here ) "doc
  $ echo "$(cat <<'E'
  > a "b" $c )
  > E
  > )" end
  a "b" $c ) end
  $ echo $(echo a; echo b &
  > wait; echo c)
  a b c
  $ echo $(if true; then echo yes; else echo no; fi; for i in 1 2; do echo $i; done)
  yes 1 2
  $ x=$(f() { echo in f; }; f); echo $x; f 2>/dev/null || echo no f
  in f
  no f
  $ echo $((1 + $(echo 2))) "$((`echo 3` * 2))"
  3 6
  $ echo $( ( echo a ) ; ( echo b ) )
  a b
  $ echo ${x:+$(echo "}")} "${x:+`echo '}'`}"
  } }
  $ echo $(echo a
  > echo b
  > )
  a b
  $ echo $(
  > ) none
  none

Its status, and what it can not change
--------------------------------------

  $ x=$(exit 3); echo $?
  3
  $ x=$(echo out; false); echo "$? $x"
  1 out
  $ y=0; x=$(y=1; cd /; set -f; exit 0); echo $y; case $- in *f*) echo f ;; esac; test "$PWD" = / || echo not in /
  0
  not in /
  $ set -- a b; x=$(set -- c; shift; echo $#); echo $x $# $1
  0 2 a
  $ x=$(exit 5; echo never) || echo "failed with $?"
  failed with 5
  $ $(echo echo from a word) and more
  from a word and more
  $ $(echo false); echo $?
  1
  $ x=$(false)$(true); echo $?
  0
  $ "$TESTSHELL" -c 'x=$(trap "echo bye" EXIT; echo hi); echo $x'
  hi bye
  $ x=$(echo a; exec echo b; echo c); echo $x
  a b
  $ x=$(cd / && pwd); echo $x
  /
  $ (echo $(cat) <<E
  > only the echo reads it
  > E
  > ) </dev/null
  
  $ x=$(echo err 2>&1 >&2 | cat) ; echo "[$x]"
  [err]
  $ x=$(sh -c 'echo out; echo err >&2' 2>&1); echo $x
  out err
  $ : $(echo written >made); cat made
  written

NULs are left out, and newlines before one at the end go too
------------------------------------------------------------

  $ x=$(printf '\0a\0b\n\0'); echo "[$x]" ${#x}; set -- $(printf '\0'); echo $#; set -- "$(printf 'a\0 b')"; echo "$1"
  [ab] 2
  0
  a b

$? and the status of a substitution
-----------------------------------

What a substitution runs is not of this environment: `$?` stays. Only a command without a name ends as its last
substitution did.

  $ false; echo $(exit 3) $?; false; x=$(exit 3)$? y=$?; echo $? $x $y
  1
  3 1 1
  $ (exit 4); echo $( (exit 5); echo $?) $(echo $?) `echo $?`$?
  5 4 44
  $ false; case $(exit 3) in '') echo $?; esac; false; for i in $(echo a; exit 3); do echo $?; done
  1
  1
  $ false; cat <<E
  > $? $(exit 3)$?
  > E
  1 1
  $ x=$(exit 3); echo $?; x=$(exit 3) y=$(true); echo $?; >/dev/null$(exit 3); echo $?
  3
  0
  3
  $ (set -e; x=$(false); echo no)
  [1]

Stages of a pipeline send standard error along with their output
----------------------------------------------------------------

  $ n=$(ls ./nothing 2>&1 | grep -c .); echo "<$n>"
  <1>
  $ n=$(ls ./nothing 2>&1 >/dev/null | cat | grep -c .); echo "<$n>"
  <1>
  $ n=$(ls ./nothing 3>&1 >/dev/null 2>&3 3>&- | grep -c .); echo "<$n>"
  <1>
  $ n=$(echo first; ls ./nothing 2>&1 | grep -c .; echo last); echo $n
  first 1 last
  $ f() { ls ./nothing 2>&1 | grep -c .; }; n=$(f); echo "<$n>"
  <1>
  $ n=$(ls ./nothing 2>/dev/stdout | grep -c .); echo "<$n>"
  <1>
  $ n=$(echo in | ls ./nothing 2>&1 | grep -c . 2>&1); echo "<$n>"
  <1>
