Expansions beyond the standard
==============================

Substrings, replacing, case, indirection
----------------------------------------

  $ x=hello; echo ${x:1} ${x:1:3} ${x: -3} ${x: -3:2} ${x:0:1} ${x:9}. ${x:1:-1} ${x:(-2)} ${x:1+1:2}
  ello ell llo ll h . ell lo ll
  $ n=2; echo ${x:n} ${x:$n:1} ${x:n-1:n}; set -- a b c d; echo "${@:2}" "${@:2:2}" "${*: -1}" ${@:1:1}
  llo l el
  b c d b c d a
  $ echo ${x/l/L} ${x//l/L} ${x/#h/H} ${x/%o/O} ${x/l} ${x//[el]/-} ${x/xyz/no} ${x//l*/!} ${x/*/all}
  heLlo heLLo Hello hellO helo h---o hello he! all
  $ p=l r='R R'; echo "${x/$p/$r}" "${x//"$p"/"$r"}" ${x/l/'a b'} "${x/l/\/}" "${x//o/}"
  heR Rlo heR RR Ro hea blo he/lo hell
  $ y=a/b/c; echo ${y//\//.} ${y/\/b/} "${y//"/"/-}" ${y#*/}
  a.b.c a/c a-b-c b/c
  $ m='Hello World'; echo "${m^^}" "${m,,}" "${m^}" "${m,}" "${m^^[lo]}" "${m,,[HW]}"; e=; echo "[${e^^}]"
  HELLO WORLD hello world Hello World hello World HeLLO WOrLd hello world
  []
  $ ref=x; echo ${!ref} ${!ref:1:2} ${!ref/l/L}; ref=3; set -- a b c; echo ${!ref}; for i in 1 2; do echo ${!i}; done
  hello el heLlo
  c
  a
  b
  $ ref=nope; unset nope; echo "${!ref:-d}${!ref+x}." "${!nope-e}" "[${!nope+f}]"; (echo ${!nope})
  d. e []
  ipcsh: nope: invalid indirect expansion
  [1]
  $ v=aBc; echo "${v@U} ${v@u} ${v@L} ${v@A} ${v@a}."; e='a\tb\x41\101'; echo "${e@E}"; set -- a 'b c'; echo "${@@Q}" "${*@U}"
  ABC ABc abc v='aBc' .
  a	bAA (esc)
  'a' 'b c' A B C
  $ declare -i n=3; declare -u up=x; export n; echo "${n@A}, ${up@A}, ${n@a} ${up@a} ${nope@A}${nope@a}."; (readonly r=1; echo "${r@A}")
  declare -ix n='3', declare -u up='X', ix u .
  declare -r r='1'
  $ abc=1 abd=2 abe=3; echo ${!ab*}; echo ${#x} ${x@Q} 2>/dev/null
  abc abd abe
  5 'hello'
  $ unset u; echo "${u:0:1}|${u/a/b}|${u^^}|"; q="it's"; echo ${q@Q}; set -- 'a b' c; echo "${@/ /_}" "${@#a}" "${*%b}" ${#@}
  |||
  'it'\''s'
  a_b c  b c a  c 2
  $ z=$'a\nb'; echo "${z/$'\n'/-}" "${z//[$'\n']/+}"; w='*'; echo "${w/\*/star}" "${w//'*'/x}"
  a-b a+b
  star x
  $ LC_ALL=C.UTF-8; v=äöü; echo ${#v} ${v:1:1} ${v/ö/o} ${v^^}; LC_ALL=C; echo ${#v}
  3 ö äoü ÄÖÜ
  6

Braces
------

  $ echo {a,b,c} x{1,2}y {a,b}{1,2} {1..5} {a..e} {5..1} {1..10..3} {01..03} {a..i..4} {-2..2} {10..1..-4}
  a b c x1y x2y a1 a2 b1 b2 1 2 3 4 5 a b c d e 5 4 3 2 1 1 4 7 10 01 02 03 a e i -2 -1 0 1 2 10 6 2
  $ echo {a} {a,} {,} {} a{,b} {a,b {a\,b} '{a,b}' "{a,b}" \{a,b} {a,b\} ${x:+{a,b}}
  {a} a {} a ab {a,b {a,b} {a,b} {a,b} {a,b} {a,b} {a,b}
  $ echo {a,{b,c},d}{x,y} {1..2}{a..b} pre{a,b}post{c,d}; x=v; echo {$x,w} {"$x",'q r'} {$x..z}
  ax ay bx by cx cy dx dy 1a 1b 2a 2b preapostc preapostd prebpostc prebpostd
  v w v q r {v..z}
  $ echo a{b,c}=d x={1,2}; y={a,b}; echo $y; touch f1 f2; echo {f,g}* {f1,f2}; for i in {1..3}; do echo $i; done
  ab=d ac=d x=1 x=2
  {a,b}
  f1 f2 g* f1 f2
  1
  2
  3
  $ echo {1..3}{,x} {a..c}.{txt,md} {,,}a; set +B 2>/dev/null; echo {a,b}; set -B 2>/dev/null; echo {1,2}
  1 1x 2 2x 3 3x a.txt a.md b.txt b.md c.txt c.md a a a
  {a,b}
  1 2
  $ echo {0..1000} | wc -w | tr -d ' '; echo {a..C} | wc -w | tr -d ' ' | grep -c '[0-9]'; echo {1..a} {1.2} {1...3}
  1001
  1
  {1..a} {1.2} {1...3}

Extended globs
--------------

  $ mkdir e; cd e; touch a ab abc b.c b.h c.c foo bar
  $ echo @(a|foo) !(*.c|*.h) *(a|b) +(b)* ?(a)b !(a*) *.@(c|h) @(foo|bar)
  a foo a ab abc bar foo a ab b.c b.h bar ab b.c b.h bar c.c foo b.c b.h c.c bar foo
  $ x=foobar; echo ${x#@(foo|bar)} ${x%%+(a|b|r)} ${x/@(oo|ar)/-} ${x//+([aeiou])/_}
  bar foo f-bar f_b_r
  $ case foo.c in *.@(c|h)) echo source;; esac; case x in !(y)) echo not y;; esac; case aaa in +(a)) echo as;; esac
  source
  not y
  as
  $ shopt -s extglob 2>/dev/null; echo "@(a|b)" '!(a)'; cd ..
  @(a|b) !(a)

+= and $'...'
------------

  $ x=a; x+=b; x+=$x; echo $x; unset y; y+=c; echo $y; i=1; ((i += 2)); i+=4; echo $i
  abab
  c
  34
  $ f() { local v=1; v+=2; echo $v; }; f; x=1 x+=2; echo $x; x+=3 eval 'echo $x'; export p=a; p+=b; sh -c 'echo $p'
  12
  12
  123
  ab
  $ echo $'a\tb' $'\x41\e[m' | od -An -tx1 | head -n 1; echo $'it\'s' "$'no'" $'a'b'c'
   61 09 62 20 41 1b 5b 6d 0a
  it's $'no' abc

More words than there is room for
---------------------------------

  $ (echo {1..1000000000})
  ipcsh: braces make too many words
  [1]
  $ b={a,b}; for i in 1 2 3 4 5; do b=$b$b; done; (eval "echo $b")
  ipcsh: braces make too many words
  [1]
  $ echo {1..20}{1..20}{1..20} | wc -w; echo {{a,b},{c,{d,e}}}{,x} {a{b,c}
  8000
  a ax b bx c cx d dx e ex {ab {ac
  $ for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do alias a$i="a$((i + 1)) a$((i + 1)) "; done; eval a1 2>&1 | sed 1q
  ipcsh: line 1: syntax error: too many aliases in each other

A NUL cannot be in a word: an escape that makes one adds nothing
----------------------------------------------------------------

  $ printf '%s' $'a\0b\x00c\c@d\c e\u0zf\U00000000' | od -An -c
     a   b   c   d   e   z   f

A part of what is unset
-----------------------

  $ x=${unset_one:}; y=${unset_one:1:2}; echo "<$x><$y>"; a=1; echo "${a:${unset_one:}}"
  <><>
  1
  $ (set -u; x=${unset_one:1}; echo no)
  *: unset_one: parameter not set (glob)
  [1]
