Pathname expansion
==================

  $ mkdir d; cd d
  $ mkdir sub .hid; touch -- a b ab abc .dot sub/x sub/y sub/.z .hid/h 'sp ace' 'st*r' 'br[k]' -dash A1 B2
  $ echo *
  -dash A1 B2 a ab abc b br[k] sp ace st*r sub
  $ echo a* ?b ?? *c '*' "*" \*
  a ab abc ab A1 B2 ab abc * * *
  $ echo .d* .h*/* */x */.z sub/*
  .dot .hid/h sub/x sub/.z sub/x sub/y
  $ echo [ab] [!ab] [a-c] [!a-z]? [[:upper:]]* [[:digit:]] *[[:digit:]]
  a b [!ab] a b A1 B2 A1 B2 [[:digit:]] A1 B2
  $ echo [^ab]nothing [z-a] nomatch* [ ] a] [a
  [^ab]nothing [z-a] nomatch* [ ] a] [a
  $ echo "a"* a"*" 'st*r' st\*r st"*"r st?r st[*]r "br[k]" br\[k] br[[]k]
  a ab abc a* st*r st*r st*r st*r st*r br[k] br[k] br[k]
  $ echo */ .[!.]*/ sub/? s*/? ./a* .//a* sub/../a
  sub/ .hid/ sub/x sub/y sub/x sub/y ./a ./ab ./abc .//a .//ab .//abc sub/../a
  $ x='a*'; echo $x "$x"; y=$x; echo "$y"; x='*c'; echo a$x
  a ab abc a*
  a*
  abc
  $ x='\a*'; printf '%s\n' $x
  a
  ab
  abc
  $ x='st\*r'; printf '%s\n' $x
  st\*r
  $ for i in a*; do echo "[$i]"; done
  [a]
  [ab]
  [abc]
  $ for i in sp*; do echo "[$i]"; done
  [sp ace]
  $ set -- a*; echo $#
  3
  $ set -f; echo a* *; set +f; echo a*
  a* *
  a ab abc
  $ x=*; echo "$x"
  *
  $ case 'a*' in a\*) echo quoted ;; esac
  quoted
  $ cat <<E
  > * a*
  > E
  * a*
  $ echo nothing/* /nothing* */nothing
  nothing/* /nothing* */nothing
  $ echo -d* ./-d*
  -dash ./-dash
  $ cd ..; echo d/* d/a* */a; cd d
  d/-dash d/A1 d/B2 d/a d/ab d/abc d/b d/br[k] d/sp ace d/st*r d/sub d/a d/ab d/abc d/a
  $ echo sub/[xy] sub/[!x] [s]ub/x s[u]b/[y]
  sub/x sub/y sub/y sub/x sub/y
  $ echo sub[/]x s*b/x sub/"x" "sub"/*
  sub[/]x sub/x sub/x sub/x sub/y
  $ echo [a-a]b [-d]* *[-]* [!-]b [a-]b
  ab -dash -dash ab ab
  $ echo []a]* [!]a] [\]a] [a\-z]*
  a ab abc b a -dash a ab abc
  $ echo [[:alpha:][:digit:]] [[:foo:]]
  a b [[:foo:]]

Not dash: it knows neither equivalence classes nor collating symbols.

  $ echo [[=a=]] [[.a.]b]
  a a b

What is quoted is no pattern, beside what is.

  $ touch '*' '*x'; echo '*'* "*"? a'*' ?"*"
  * *x *x a* ?*
  $ rm '*' '*x'

Many files
----------

  $ mkdir many; (cd many; i=0; while [ $i -lt 300 ]; do : >f$i; i=$((i + 1)); done; set -- *; echo $#; echo f29* f?9)
  300
  f29 f290 f291 f292 f293 f294 f295 f296 f297 f298 f299 f19 f29 f39 f49 f59 f69 f79 f89 f99
  $ (IFS=t; echo s*)
  sp ace st*r sub
  $ ln -s nowhere dangling; echo dang*
  dangling
  $ touch "$(printf 'new\nline')"; printf '[%s]' new*; echo; rm new*
  [new
  line]
  $ touch ~tilde '$dollar'; echo \~* '$'* ~tild*
  ~tilde $dollar ~tilde
  $ cd ..

Patterns in case
================

  $ m() { case $1 in ($2) echo yes ;; (*) echo no ;; esac; }
  $ m abc a?c; m abc 'a*'; m abc '*'; m '' '*'; m '' '?'; m abc ab; m abc 'a[bc]c'
  yes
  yes
  yes
  yes
  no
  no
  yes
  $ m .a '*'; m .a '?a'; m a/b '*'; m a/b 'a?b'; m a/b 'a[/]b'
  yes
  yes
  yes
  yes
  yes
  $ m a '[!b]'; m a '[!a]'; m b '[a-c]'; m - '[a-]'; m ] '[]]'; m ] '[!]]'; m ! '[a!]'
  yes
  no
  yes
  yes
  yes
  no
  yes
  $ m '*' '\*'; m a '\*'; m '\' '\\'; m 'a\' 'a\\'; m 'a*b' 'a\*b'; m ab 'a\b'
  yes
  no
  yes
  yes
  yes
  yes
  $ m [a '[a'; m '[' '['; m 'a]' 'a]'; m '[]' '[]'; m '[!]' '[!]'
  yes
  yes
  yes
  yes
  yes
  $ m 5 '[[:digit:]]'; m x '[[:digit:]x]'; m ' ' '[[:space:]]'; m _ '[[:alnum:]_]'; m A '[[:lower:]]'
  yes
  yes
  yes
  yes
  no
  $ m aXbXc '*X*X*'; m aXbc '*X*X*'; m aaaaaaaaaaaaaaaaaaaaaaaaaaab '*a*a*a*a*a*a*c'
  yes
  no
  no
  $ case abc in "a"*) echo 1 ;; esac; case 'a*' in "a*") echo 2 ;; esac; case abc in "a*") echo 3 ;; esac
  1
  2
  $ x='a*'; case abc in $x) echo expanded ;; esac; case abc in "$x") echo no ;; esac
  expanded
  $ x='[ab]'; case b in $x) echo set ;; esac; x='\*'; case '*' in $x) echo backslash ;; esac
  set
  backslash
  $ case x in a | b) echo ab ;; x | y) echo xy ;; esac
  xy
  $ case "$(printf 'a\nb')" in a?b) echo newline ;; esac
  newline
  $ m "$(printf 'a\nb')" 'a*b'
  yes
  $ case a in [a"-"c]) echo a ;; esac; case b in [a"-"c]) echo b ;; *) echo not b ;; esac; case b in [a\-c]) echo b ;; *) echo not b ;; esac
  a
  not b
  not b
