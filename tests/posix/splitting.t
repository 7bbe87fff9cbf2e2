Field splitting
===============

  $ show() { printf '%d:' $#; for i; do printf '<%s>' "$i"; done; echo; }

Blanks, tabs and newlines
-------------------------

  $ x='  a  b	c
  > d  '; show $x; show "$x"; show -$x-
  4:<a><b><c><d>
  1:<  a  b\tc (esc)
  d  >
  6:<-><a><b><c><d><->
  $ x='   '; show $x; show "$x"; show a$x; show a$x$x"b"
  0:
  1:<   >
  1:<a>
  2:<a><b>
  $ x=; show $x; show "$x"; show ''$x; show $x''$x
  0:
  1:<>
  1:<>
  1:<>
  $ x='a b'; show $x$x; show $x"$x"$x
  3:<a><ba><b>
  3:<a><ba ba><b>
  $ x=' a '; show $x; show b$x; show $x"b"; show b"$x"
  1:<a>
  2:<b><a>
  2:<a><b>
  1:<b a >

Only what was expanded is split
-------------------------------

  $ (IFS=:; x=a:b; show $x c:d "$x" $x:e)
  6:<a><b><c:d><a:b><a><b:e>
  $ (IFS=o; show hello; x=hello; show $x)
  1:<hello>
  1:<hell>
  $ (IFS=e; show then; y=then; show $y $(echo then) $((10)))
  1:<then>
  5:<th><n><th><n><10>
  $ (IFS=/; case a/b in a/b) echo no splitting in case ;; esac; x=a/b; y=$x; echo "$y")
  no splitting in case
  a/b

Other separators delimit, one each
----------------------------------

  $ (IFS=:; x=a:b:c; show $x)
  3:<a><b><c>
  $ (IFS=:; x=:a::b:; show $x)
  4:<><a><><b>
  $ (IFS=:; x=::; show $x)
  2:<><>
  $ (IFS=:; x=:; show $x)
  1:<>
  $ (IFS=:; x='a:b '; show $x)
  2:<a><b >
  $ (IFS=' :'; x='  a : b::c  :  d  '; show $x)
  5:<a><b><><c><d>
  $ (IFS=' :'; x='a: :b'; show $x)
  3:<a><><b>
  $ (IFS=' :'; x=' : a'; show $x)
  2:<><a>
  $ (IFS=': '; x='a :b'; show $x)
  2:<a><b>
  $ (IFS=,; x='a, b ,c'; show $x)
  3:<a>< b ><c>
  $ (IFS=', '; x='a, b ,c, , d'; show $x)
  5:<a><b><c><><d>
  $ (IFS='
  > '; x='a b
  > c d
  > 
  > e'; show $x)
  3:<a b><c d><e>
  $ (IFS=,; x=a,b y=,c; show $x$y; show $x,$y)
  3:<a><b><c>
  3:<a><b,><c>
  $ (IFS=:; x=a: y=:b; show $x$y)
  3:<a><><b>
  $ (IFS=' '; x='a ' y=' b'; show $x$y; show $x"$y")
  2:<a><b>
  2:<a>< b>
  $ (IFS=' '; x='a ' y='b'; show $x$y)
  2:<a><b>
  $ (IFS='\'; x='a\b\c'; show $x)
  3:<a><b><c>
  $ (IFS=x; set -- axb cxd; show $@; show $*; show "$@"; show "$*")
  4:<a><b><c><d>
  4:<a><b><c><d>
  2:<axb><cxd>
  1:<axbxcxd>
  $ (IFS=-; x=1-2; show $((1-2)) $x)
  4:<><1><1><2>

IFS unset and empty
-------------------

  $ (unset IFS; x='a  b	c'; show $x)
  3:<a><b><c>
  $ (IFS=; x='a  b	c'; show $x; set -- 'a b' c; show $*; show $@)
  1:<a  b\tc> (esc)
  2:<a b><c>
  2:<a b><c>
  $ (IFS=' 	'; x='a b
  > c'; show $x)
  2:<a><b
  c>

Empty fields
------------

  $ e=; show $e "$e" '' $e$e a$e ''$e''
  4:<><><a><>
  $ set -- '' ''; show $@; show "$@"; show $*; show "$*"
  0:
  2:<><>
  0:
  1:< >
  $ set --; show $@ "$@" "$*" x"$@"
  2:<><x>
  $ set -- a '' b; show $@; show "$@"; show $*; show x$@y
  2:<a><b>
  3:<a><><b>
  2:<a><b>
  2:<xa><by>
  $ set -- 'a b' 'c  d'; show $@; show "-$@-"; show -$@-
  4:<a><b><c><d>
  2:<-a b><c  d->
  4:<-a><b><c><d->

From IFS in the environment nothing comes
-----------------------------------------

  $ IFS=x "$TESTSHELL" -c 'y=axb; printf "<%s>" $y; echo'
  <axb>
