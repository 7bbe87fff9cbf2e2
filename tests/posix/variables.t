export, readonly, unset, getopts, read
======================================

export
------

  $ x=1; export x; sh -c 'echo $x'; x=2; sh -c 'echo $x'; unset x; x=3; sh -c 'echo ${x-not}'
  1
  2
  not
  $ export a=1 b='2 3'; sh -c 'echo "$a $b"'; export c; c=later; sh -c 'echo $c'
  1 2 3
  later
  $ y='a b'; export z=$y; echo "$z"; export z="$y" w=~; echo "$z"; case $w in /*) echo tilde;; esac
  a b
  a b
  tilde
  $ unset n; export n; sh -c 'echo ${n-unset}'; env | grep -c '^n='
  unset
  0
  [1]
  $ export p="a b"; export -p | grep -c '^export p=.a b.$'; unset p
  1
  $ x='a  "b" $c'; export x; export -p | grep ' x=' >saved; unset x; . ./saved; echo "$x"; sh -c 'echo "$x"'
  a  "b" $c
  a  "b" $c
  $ (export 1a=2) 2>/dev/null || echo failed; (export a-b) 2>/dev/null || echo failed
  failed
  failed
  $ f() { export inf=1; }; f; sh -c 'echo $inf'; (export ins=1); sh -c 'echo ${ins-no}'
  1
  no
  $ export x=1 y=$x; echo "$y"
  a  "b" $c
  $ export -- dash=1; echo $dash; export x= ; sh -c 'echo "[$x]"'
  1
  []

readonly
--------

  $ (readonly r=1; r=2; echo no) 2>/dev/null || echo failed
  failed
  $ (readonly r=1; unset r; echo no) 2>/dev/null || echo failed
  failed
  $ (r=1; readonly r; echo $r; readonly r=2; echo no) 2>/dev/null || echo failed
  1
  failed
  $ (readonly r=1; export r; sh -c 'echo $r'; readonly r; echo $r)
  1
  1
  $ (readonly r=1; for r in a; do echo no; done) 2>/dev/null || echo failed
  failed
  $ (readonly r=1; : ${r:=2}; echo $r); (readonly r=; : ${r:=2}; echo no) 2>/dev/null || echo failed
  1
  failed
  $ (readonly r='a b'; readonly -p | grep -c ' r=.a b.$')
  1
  $ (readonly r; echo "[${r-unset}]"; r=1; echo no) 2>/dev/null || echo failed
  [unset]
  failed
  $ "$TESTSHELL" -c 'readonly r=1; r=2; echo no' 2>/dev/null || echo ended
  ended
  $ "$TESTSHELL" -c 'readonly r=1; f() { r=2; }; f; echo no' 2>/dev/null || echo ended
  ended
  $ "$TESTSHELL" -c 'readonly r=1; unset r; echo no' 2>/dev/null || echo ended
  ended

unset
-----

  $ x=1; unset x; echo ${x-unset}; unset x; echo $?; unset no_such; echo $?
  unset
  0
  0
  $ x=1 y=2; unset x y; echo ${x-a}${y-b}; x=1; unset -v x; echo ${x-unset}
  ab
  unset
  $ f() { :; }; unset -f f; f 2>/dev/null; echo $?; unset -f no_such_f; echo $?
  127
  0
  $ f() { echo f; }; f=v; unset f; echo ${f-unset}; f; f=v; unset -f f; echo $f
  unset
  f
  v
  $ export x=1; unset x; sh -c 'echo ${x-unset}'; (unset PATH; ls 2>/dev/null; echo $?)
  unset
  127
  $ unset IFS; x='a b	c'; set -- $x; echo $#; IFS=' 	
  > '
  3
  $ f() { unset x; echo ${x-gone}; }; x=1; f; echo ${x-gone too}; unset -- x; echo $?
  gone
  gone too
  0

getopts
-------

  $ g() { OPTIND=1; while getopts "$@"; do echo "$o ${OPTARG:-none}"; done; echo "end $? $o $OPTIND"; }
  $ set -- -a -b arg file; g ab: o "$@"
  a none
  b arg
  end 0 ? 4
  $ g ab: o -ab arg file
  a none
  b arg
  end 0 ? 3
  $ g ab: o -abarg -a file
  a none
  b arg
  a none
  end 0 ? 3
  $ g ab o -a -- -b
  a none
  end 0 ? 3
  $ g ab o -a - -b
  a none
  end 0 ? 2
  $ g ab o file -a
  end 0 ? 1
  $ g ab o
  end 0 ? 1
  $ g a:b: o -a '' -b -a
  a none
  b -a
  end 0 ? 5
  $ g :a: o -x; g :a: o -a; g :ab o -a -x -b
  ? x
  end 0 ? 2
  : a
  end 0 ? 2
  a none
  ? x
  b none
  end 0 ? 4
  $ g a o -x 2>/dev/null; g a: o -a 2>/dev/null
  ? none
  end 0 ? 2
  ? none
  end 0 ? 2
  $ g ab o +a; g abc o -abc; g ab o -a -a
  end 0 ? 1
  a none
  b none
  c none
  end 0 ? 2
  a none
  a none
  end 0 ? 3
  $ set -- -x one; OPTIND=1; getopts x: o; echo $o $OPTARG $OPTIND; getopts x: o; echo $?
  x one 3
  1
  $ set -- -abc; OPTIND=1; getopts abc o; getopts abc o; echo $o; OPTIND=1; getopts abc o; echo $o
  b
  a
  $ set -- -a -b; OPTIND=1; f() { getopts b o; echo f $o; }; getopts ab o; echo $o; f; echo $OPTIND
  a
  f ?
  1
  $ OPTIND=1; set -- -a x -b; while getopts ab o; do echo $o; done; shift $((OPTIND - 1)); echo "$@"
  a
  x -b
  $ "$TESTSHELL" -c 'getopts ab: o; echo "$o $?"; getopts ab: o; echo "$o $OPTARG"' sh -a -b val
  a 0
  b val
  $ "$TESTSHELL" -c 'echo $OPTIND; getopts a o -z; echo "$o"' 2>&1 | grep -c 'z'
  1
  $ (readonly ro; OPTIND=1; getopts a ro -a) 2>/dev/null || echo failed
  failed
  $ OPTIND=1; getopts 'a' o -- x; echo "$? $OPTIND"; OPTIND=1
  1 2

read
----

  $ r() { printf "$1" | { shift; "$@"; printf '%s\n' "$? [$a] [$b] [$c]"; }; }; a= b= c=
  $ r 'one two three four\n' read a b c; r 'one\n' read a b c; r '\n' read a b c
  0 [one] [two] [three four]
  0 [one] [] []
  0 [] [] []
  $ r '  lead  and trail  \n' read a; r '  a  b  \n' read a b; r 'a b c  \n' read a b
  0 [lead  and trail] [] []
  0 [a] [b] []
  0 [a] [b c] []
  $ r 'a\\\\b\\tc\n' read a; r 'a\\\\b\\tc\n' read -r a; r 'a\\ b c\n' read a b
  0 [a\btc] [] []
  0 [a\\b\tc] [] []
  0 [a b] [c] []
  $ r 'joined\\\nline\n' read a; r 'not\\\njoined\n' read -r a
  0 [joinedline] [] []
  0 [not\] [] []
  $ r 'no newline' read a; r '' read a; r 'a b' read a b c
  1 [no newline] [] []
  1 [] [] []
  1 [a] [b] []
  $ IFS=: r 'a:b:c:d\n' read a b c; IFS=: r ':a::b:\n' read a b c; IFS=: r 'a:\n' read a b; IFS=: r 'a:b:\n' read a b; IFS=: r 'a:b::\n' read a b
  0 [a] [b] [c:d]
  0 [] [a] [:b:]
  0 [a] [] []
  0 [a] [b] []
  0 [a] [b::] []
  $ IFS= r '  a b  \n' read a; IFS= r ' a \n' read -r a b
  0 [  a b  ] [] []
  0 [ a ] [] []
  $ IFS=', ' r 'a , b,c\n' read a b c; IFS=, r 'a, b ,c\n' read a b c; IFS=' ,' r ' a ,, b\n' read a b c
  0 [a] [b] [c]
  0 [a] [ b ] [c]
  0 [a] [] [b]
  $ printf 'o\\ne\ntw\\\no\nthree\n' | { read a; read b; cat; echo "$a $b"; }
  three
  one two
  $ printf 'o\\ne\ntw\\\no\nthree\n' >f; { read a; read b; cat; echo "$a $b"; } <f
  three
  one two
  $ printf 'one\ntwo\nthree\n' | { read a; read b; cat; echo "$a $b"; }
  three
  one two
  $ printf 'one\ntwo\n' >f; { read a; sh -c 'read x; echo "child $x"'; } <f
  child two
  $ while read -r a b; do echo "$b-$a"; done <<E
  > 1 2
  > 3 4 5
  > 
  > 6
  > E
  2-1
  4 5-3
  -
  -6
  $ printf 'a\nb\nc' | while read x; do echo "<$x>"; done; echo "[$x]"
  <a>
  <b>
  []
  $ printf 'a\nb\nc' | { while read x || [ -n "$x" ]; do echo "<$x>"; done; }
  <a>
  <b>
  <c>
  $ read x </dev/null; echo "$? [$x]"; x=old; read x </dev/null; echo "[$x]"
  1 []
  []
  $ printf '%s\n' "it's \"q\" \$x *" >f; read x <f; echo "$x"
  it's "q" $x *
  $ (read 1x <f) 2>/dev/null || echo failed; printf 'x\n' | { read -r a b; echo "${b-unset}|"; }
  failed
  |
  $ head -c 100000 /dev/zero | tr '\0' y >f; read x <f; echo ${#x}
  100000
  $ exec 3<<E; read x <&3; read y <&3; echo "$y $x"; exec 3<&-
  > first
  > second
  > E
  second first
  $ x=$(printf 'a b\n' | (read p q; echo $q$p)); echo $x
  ba
  $ printf 'a\\\n' | { read x; echo "$? [$x]"; }; printf '\\a\\ \\b' | { read x; echo "$? [$x]"; }
  1 [a]
  1 [a b]

Not dash: read -d came after 0.5.12

  $ r 'a b;c\n' read -d ';' a b
  0 [a] [b] []
  $ printf 'x y\0z\0' | { while IFS= read -r -d '' a; do echo "<$a>"; done; }
  <x y>
  <z>

