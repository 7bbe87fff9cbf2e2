[[ ]], (( )), let and for ((;;))
================================

[[ ]]
-----

  $ t() { "$@"; }; b() { [[ $1 ]] && echo true || echo false; }
  $ x='a b'; [[ $x = 'a b' ]]; echo $?; [[ $x == a* ]]; echo $?; [[ $x != a* ]]; echo $?; [[ $x = "a*" ]]; echo $?; [[ a = a && b != c || d = e ]]; echo $?
  0
  0
  1
  1
  0
  $ b ''; b a; unset u; [[ $u ]]; echo $?; [[ -z $u && -n a ]]; echo $?; [[ ! $u ]]; echo $?; [[ ! a = b ]]; echo $?
  false
  true
  1
  0
  0
  0
  $ [[ ( a = b || c = c ) && ( d = d ) ]]; echo $?; [[ a < b ]]; echo $?; [[ b > a && ! b < a ]]; echo $?
  0
  0
  0
  $ [[ 3 -lt 10 && 1+1 -eq 2 && 010 -eq 8 ]]; echo $?; y=3; [[ y -ge 3 && $y -le 3 ]]; echo $?; [[ 1 -ne 2 && 2 -gt 1 ]]; echo $?
  0
  0
  0
  $ : >f; mkdir d; echo x >g; [[ -e f && -f f && ! -s f && -d d && -s g && -r f && ! -e none ]]; echo $?; [[ f -ef f && ! f -nt g ]]; echo $?
  0
  0
  $ [[ abc123 =~ ^[a-z]+[0-9]+$ ]]; echo $?; re='^(a|b)c$'; [[ bc =~ $re ]]; echo $?; [[ bc =~ "$re" ]]; echo $?; [[ 'a.c' =~ a\.c ]]; echo $?; [[ 'abc' =~ a\.c ]]; echo $?
  0
  0
  1
  0
  1
  $ [[ -n a &&
  > b = b ||
  > c = d ]] && echo lines
  lines
  $ p='a*'; [[ abc = $p ]]; echo $?; [[ abc = "$p" ]]; echo $?; [[ 'a*' = "$p" ]]; echo $?; [[ a] = a] ]]; echo $?
  0
  1
  0
  0
  $ [[ $u = '' && $u == $u ]]; echo $?; x=-f; [[ $x = -f ]]; echo $?; [[ -o errexit ]]; echo $?; set -u; [[ -v u ]]; echo $?; [[ -v x ]]; echo $?; set +u
  0
  0
  1
  1
  0
  $ if [[ a = a ]]; then echo if; fi; [[ a = b ]] || echo or; while [[ ! -e made ]]; do : >made; done; ls made
  if
  or
  made
  $ [[ -t 0 ]]; echo $?; [[ "a b" = a\ b && a$x = a-f ]]; echo $?; [[ [a] = [[]a] ]]; echo $?
  1
  0
  0
  $ [[ foo = @(foo|bar) && foo != !(foo) && aab = +(a)b && b = *(a)b && c = ?(x)c ]]; echo $?
  0
  $ [[ a = b
  > ]]; echo $?; [[ (a = a) ]]; echo $?; [[ -n $(echo out) && `echo x` = x && $((1+1)) = 2 ]]; echo $?
  1
  0
  0
  $ ! [[ a = b ]]; echo $?; [[ a = a ]] && [[ b = b ]] | cat; x=; [[ -z $x$x && -z "" ]]; echo $?
  0
  0
  $ [[ '' < a && ! a < '' && A < a ]]; echo $?; [[ "é" = é ]]; echo $?
  0
  0

(( )) and let
-------------

  $ ((1)); echo $?; ((0)); echo $?; ((x = 5)); echo $x; ((x++)); echo $x; ((++x, x += 2)); echo $x $?
  0
  1
  5
  6
  9 0
  $ ((x == 9 && x > 3)); echo $?; if ((x > 5)); then echo more; fi; while ((x-- > 7)); do echo $x; done
  0
  more
  8
  7
  $ ((2 ** 10 == 1024)); echo $?; echo $((2 ** 3 ** 2)) $((-2 ** 2)) $((x++ + ++x)) $((7, 8)) $((16#ff)) $((2#101)) $((36#z))
  0
  512 4 14 8 255 5 35
  $ y=3; ((y *= y + 1)); echo $y; ((y = y > 5 ? 1 : 0)); echo $y; ((!y)); echo $?
  12
  1
  1
  $ ( (echo not arithmetic) ); ((echo a); (echo b)) 2>/dev/null
  not arithmetic
  a
  b
  $ let x=1+2 'y = x * 2' "z=y-1"; echo $x $y $z $?; let 0; echo $?; let x=0 1; echo $?
  3 6 5 0
  1
  0
  $ ((x = 1)) && ((y = 0)) || echo zero; (( x = (1 + 2) * 3 )); echo $x; ((x=1,y=2)); echo $x$y
  zero
  9
  12
  $ a=b b=c c=7; echo $((a)); s='1+1'; echo $((s * 2)); ((s += 1)); echo $s
  7
  4
  3
  $ ((
  > x = 1
  > + 1
  > )); echo $x; echo $(( x<<2 | 1 )) $(( ~x & 0xf )); ((x <<= 4, x ^= 3)); echo $x
  2
  9 13
  35
  $ set -- 3 4; (($1 < $2)); echo $?; (( $# == 2 )); echo $?; echo $(($1$2 + 1)); ((x = ${#1})); echo $x
  0
  0
  35
  1
  $ x=5; echo $((x--)) $((x--)) $x $((--x)) $((- -x)) $((+x)) $((!!x)); ((x)) && echo $x
  5 4 3 2 2 2 1
  2

for (( ; ; ))
-------------

  $ for ((i = 0; i < 3; i++)); do echo $i; done; echo $i
  0
  1
  2
  3
  $ for ((i = 0, j = 10; i < j; i += 4, j--)) do echo $i $j; done
  0 10
  4 9
  $ i=0; for ((;;)); do ((++i > 3)) && break; ((i == 2)) && continue; echo $i; done
  1
  3
  $ for ((i = 3; i; i--))
  > do
  >   echo $i
  > done
  3
  2
  1
  $ for ((i = 0; i < 2; i++)) { echo $i; }
  0
  1
  $ for ((i = 0; i < 0; i++)); do :; done; echo $?; f() { for ((;;)); do return 4; done; }; f; echo $?
  0
  4

  $ "$IPCSH" -c 'for ((i = 0; i < 2; i++)); do /bin/echo $i; done'; "$IPCSH" -c 'select x in a b; do /bin/echo $x; done <<<1' 2>/dev/null
  0
  1
  a
  
  [1]
  $ cat <(for i in 1 2; do /bin/echo $i; done)
  1
  2

select
------

  $ select x in a 'b c' d; do echo "[$x] $REPLY"; [ "$x" = d ] && break; done <<E
  > 1
  > 2
  > 9
  > 3
  > E
  1) a
  2) b c
  3) d
  #? [a] 1
  #? [b c] 2
  #? [] 9
  #? [d] 3
  $ echo 2 | (set -- p q; PS3='choose '; select y; do echo "$y"; done) 2>/dev/null
  q
  
  [1]

The reply is the line as it is; blanks around a number do not count. The menu is shown again after an empty line,
and the prompt's parameters are expanded each time.

  $ PS3='$x? '; x=v; printf ' 1 \n1 x\n\n1x\n2\n' | select y in a b; do echo "[$y] [$REPLY]"; x=w; done
  1) a
  2) b
  v? [a] [ 1 ]
  w? [] [1 x]
  w? 1) a
  2) b
  w? [] [1x]
  w? [b] [2]
  w? 
  [1]
  $ unset PS3

What is too long for one row stands in columns that fit $COLUMNS.

  $ COLUMNS=40; echo 3 | select y in one two three four five six seven eight nine ten eleven twelve; do break; done
   1) one      5) five     9) nine
   2) two      6) six     10) ten
   3) three    7) seven   11) eleven
   4) four     8) eight   12) twelve
  #?  (no-eol)
  $ COLUMNS=7; echo 1 | select y in one two three; do break; done
  1) one
  2) two
  3) three
  #?  (no-eol)
  $ COLUMNS=20; echo 1 | "$IPCSH" -c 'LC_ALL=C.UTF-8; select y in ä bb 日本 c d; do break; done'
  1) ä     4) c
  2) bb    5) d
  3) 日本
  #?  (no-eol)
  $ COLUMNS=80

An operator of one operand, and a word that looks like one of two
-----------------------------------------------------------------

  $ [[ ( -n -ge ) ]]; echo $?; [[ -n -ge ]]; echo $?; [[ ( -f = ) ]]; echo $?; [[ -n = && a ]]; echo $?; [[ -n = x ]]; echo $?
  0
  0
  1
  0
  1
