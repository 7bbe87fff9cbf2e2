printf, echo, test
==================

printf
------

  $ printf 'plain\n'; printf '%s\n' a b c; printf '%s %s\n' a b c; printf '%s-%d\n' x 1 y
  plain
  a
  b
  c
  a b
  c 
  x-1
  y-0
  $ printf '%d %i %o %x %X %u\n' 42 -7 8 255 255 3; printf '%5d|%-5d|%05d|%+d|% d\n' 42 42 42 42 42
  42 -7 10 ff FF 3
     42|42   |00042|+42| 42
  $ printf '%5s|%-5s|%.2s|%5.1s|\n' abc abc abc abc; printf '%c%c\n' abc def
    abc|abc  |ab|    a|
  ad
  $ printf '%*d|%-*d|%.*s\n' 5 42 5 42 2 abc
     42|42   |ab
  $ printf '%%\n'; printf '%s%%\n' 50; printf 'a\tb\\c\n' ; printf '\101\60\n'; printf '\a\b\f\r\v' | od -An -tx1
  %
  50%
  a\tb\\c (esc)
  A0
   07 08 0c 0d 0b
  $ printf '%b\n' 'a\tb' 'c\nd' '\0101' 'x\\y'; printf '%b' 'a\cb' c; echo
  a\tb (esc)
  c
  d
  A
  x\y
  a
  $ printf '%d %d %d %d\n' 0x10 010 "'a" '"b'; printf '%x %o\n' -1 -1
  16 8 97 98
  ffffffffffffffff 1777777777777777777777
  $ printf '%f %.2f %e %g\n' 1.5 3.14159 12345.678 0.0001; printf '%5.1f|%-8.3f|%+g\n' 2.25 2.5 3
  1.500000 3.14 1.234568e+04 0.0001
    2.2|2.500   |+3
  $ printf '%s|%d|%f\n'; printf '%s\n'; printf '%s' '' | wc -c | tr -d ' '; printf 'no args %s\n'
  |0|0.000000
  
  0
  no args 
  $ printf '%d\n' abc 2>/dev/null; echo $?; printf '%d\n' 12x 2>/dev/null; echo $?; printf '%d\n' '' ; echo $?
  0
  1
  12
  1
  0
  0
  $ printf '%z\n' 1 2>/dev/null; test $? != 0 && echo failed
  failed
  $ printf -- '-%s\n' a; printf '%s\n' -n --; printf -- 2>/dev/null || echo usage
  -a
  -n
  --
  usage
  $ printf '%s\n' "a  b" 'c*'; printf '[%s]' "$(printf 'x\n\n')"; echo
  a  b
  c*
  [x]
  $ printf '\0' | od -An -tx1; printf 'a\000b' | od -An -tx1; printf '%b' '\0' 'x' | od -An -tx1
   00
   61 00 62
   00 78
  $ printf '%s %s %s\n' 1 2 3 4; printf '%d, ' 1 2 3; echo; printf 'x\n' a b
  1 2 3
  4  
  1, 2, 3, 
  x
  $ printf '%d %d\n' 9223372036854775807 -9223372036854775808; printf '%u\n' -1; printf '%#x %#o\n' 255 8
  9223372036854775807 -9223372036854775808
  18446744073709551615
  0xff 010
  $ printf '%10.3s|\n' abcdef; printf '%-10b|\n' 'a\tb'; printf '%3c|%-3c|\n' a b
         abc|
  a\tb       | (esc)
    a|b  |
  $ printf '%s' a >/dev/full 2>/dev/null; test $? != 0 && echo failed; printf '%d %s\n' 1 "two words"
  failed
  1 two words

echo
----

  $ echo; echo a b  c; echo 'a  b' "c"; echo -- -; echo a -n; echo "a
  > b"
  
  a b c
  a  b c
  -- -
  a -n
  a
  b
  $ echo -n no newline; echo; echo '' ; echo "" ""
  no newline
  
   

test and [
----------

  $ t() { test "$@" && echo true || echo false; }
  $ t; t ''; t a; t -n; t -z; t -n ''; t -n a; t -z ''; t -z a; t '!' ; t '(' ; t -a; t -o; t =
  false
  false
  true
  true
  true
  false
  true
  true
  false
  true
  true
  true
  true
  true
  $ t a = a; t a = b; t a != b; t a != a; t '' = ''; t '(' = '('; t '!' = '!'; t = = =; t -n = -n; t '!' '!' 2>/dev/null
  true
  false
  true
  false
  true
  true
  true
  true
  true
  false
  $ t ! a; t ! ''; t ! -n a; t ! a = b; t ! a = a; t ! ! a 2>/dev/null
  false
  true
  false
  true
  false
  true
  $ t 1 -eq 1; t 1 -ne 1; t 2 -gt 1; t 1 -ge 1; t 1 -lt 2; t 2 -le 1; t -1 -lt 0; t 010 -eq 10; t ' 1' -eq 1; t 0 -eq -0
  true
  false
  true
  true
  true
  false
  true
  true
  true
  true
  $ : >f; mkdir d; echo x >full; ln -s f link; ln -s nowhere dangling; mkfifo p; chmod 644 f; cp /dev/null exec; chmod +x exec
  $ t -e f; t -e none; t -f f; t -f d; t -d d; t -d f; t -s f; t -s full; t -r f; t -w f; t -x exec; t -L link; t -h link; t -L f; t -e dangling; t -L dangling; t -p p; t -p f; t -b f; t -c /dev/null; t -S f; t -u f; t -g f; t -k /tmp
  true
  false
  true
  false
  true
  false
  false
  true
  true
  true
  true
  true
  true
  false
  false
  true
  true
  false
  false
  true
  false
  false
  false
  true
  $ t -f link; t -t 0; t -t 99; t -d link; t -f ''; t -e ''
  true
  false
  false
  false
  false
  false
  $ [ a = a ] && echo ok; [ a = b ] || echo not; [ ]; echo $?; [ a ]; echo $?; [ '' ]; echo $?; [ a = a 2>/dev/null; test $? -gt 1 && echo bracket
  ok
  not
  1
  0
  1
  bracket
  $ test a -eq 1 2>/dev/null; echo $?; test 1 -eq 2>/dev/null; test $? -gt 1 && echo error; test a b 2>/dev/null; test $? -gt 1 && echo error; test a b c 2>/dev/null; test $? -gt 1 && echo error
  2
  error
  error
  error
  $ touch -d '2020-01-01' old; touch -d '2021-01-01' new; t new -nt old; t old -nt new; t old -ot new; t f -ef link; t f -ef full
  true
  false
  true
  true
  false
  $ t '!' -e none; t -n '!' ; t '(' a ')' ; t '!' '(' ; t a -a b; t a -a ''; t '' -o b; t '' -o ''
  true
  true
  true
  false
  true
  false
  true
  false
  $ x=; [ -n "$x" ] || echo empty; [ $x ] || echo none; [ -z $x ] && echo one
  empty
  none
  one
  $ t '>' = '>'; t '*' = '*'; t -f = -f; t a '=' "a "; t ab = a*
  true
  true
  true
  false
  false
  $ t 9223372036854775807 -gt 9223372036854775806; t -9223372036854775808 -lt 0
  true
  true

Not dash: 0.5.12 compares strings only for being equal

  $ t a '<' b; t b '<' a; t b '>' a
  true
  false
  true
