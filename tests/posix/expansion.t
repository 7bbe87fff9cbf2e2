Parameter expansion
===================

Unset, empty, set
-----------------

  $ unset u; e= s=set
  $ echo "1 ${u-word} ${u:-word} ${e-word}| ${e:-word} ${s-word} ${s:-word}"
  1 word word | word set set
  $ echo "2 ${u+word}| ${u:+word}| ${e+word} ${e:+word}| ${s+word} ${s:+word}"
  2 | | word | word word
  $ unset u; echo "${u=assigned}" "$u"
  assigned assigned
  $ unset u; e=; echo "${e=no}" "[$e]" "${e:=yes}" "[$e]"
   [] yes [yes]
  $ unset u; : ${u=a b}; echo "$u"; printf '<%s>' ${u=x}; echo
  a b
  <a><b>
  $ unset u; printf '<%s>' ${u=a  b}; echo; echo "$u"
  <a><b>
  a  b
  $ unset u; printf '<%s>' ${u:-a  b} "${u:-c  d}"; echo
  <a><b><c  d>
  $ printf '<%s>' ${u:-"a  b"} ${u:-'c  d'} ${u:-e\ f}; echo
  <a  b><c  d><e f>
  $ printf '<%s>' ${u:-a "b  c" d}; echo
  <a><b  c><d>
  $ printf '<%s>' ${u:-} "${u:-}" x${u:-}y; echo
  <><xy>
  $ printf '<%s>' ${u:-""} ${u:-''}; echo
  <><>
  $ echo ${u:-${u:-${u:-deep}}}
  deep
  $ echo ${u:-$(echo command)} ${u:-`echo back`} ${u:-$((1+1))}
  command back 2
  $ x=v; echo ${u:-$x} ${u:-"$x"} ${u:-'$x'} "${u:-$x}"
  v v $x v
  $ printf '%s\n' "${u:-'quoted'}" "${u:-"inner"}" "${u:-a\}b}" ${u:-a\}b} ${u:-'}'} "${u:-\"}"
  'quoted'
  inner
  a}b
  a}b
  }
  "
  $ echo ${u-a}b} "${u-a}b}"
  ab} ab}
  $ set -- 1 '' 3; echo "${1:-x} ${2:-x} ${3:-x} ${4:-x} ${2-x} ${4-x}"
  1 x 3 x  x
  $ set -- a 'b c'; printf '<%s>' ${u:-"$@"}; echo; printf '<%s>' "${u:-"$@"}"; echo
  <a><b c>
  <a><b c>
  $ set -- a 'b c'; printf '<%s>' ${1+"$@"}; echo; set --; printf '<%s>' ${1+"$@"}; echo
  <a><b c>
  <>
  $ set --; echo "${*:-none} ${@:+some}"
  none 
  $ set -- ''; echo "[${*:-none}] [${@-none}]"
  [none] []
  $ echo ${u:-*nothing-matches*}; : >file1; echo ${u:-file*} "${u:-file*}"
  *nothing-matches*
  file1 file*
  $ unset v; echo ${v:=${u:-x}}$v
  xx
  $ echo ${u+"a"}${s+"a"}
  a
  $ : ${u:-$(echo evaluated >&2)} ${s:-$(echo not >&2)} ${u+$(echo nor >&2)}
  evaluated
  $ x=${u:-a b}; echo "$x"
  a b
  $ x="${u:-a   b}"; echo "$x"
  a   b
  $ echo ${u:-a
  > b}
  a b
  $ echo "${u:-a
  > b}"
  a
  b

An error if unset
-----------------

  $ (echo ${u?}; echo no) 2>/dev/null || echo failed
  failed
  $ (echo ${u:?}; echo no) 2>/dev/null || echo failed
  failed
  $ (e=; echo ${e:?}; echo no) 2>/dev/null || echo failed
  failed
  $ (e=; echo "[${e?}]"; echo yes)
  []
  yes
  $ (echo ${u?my own words}) 2>&1 | grep -c 'u: my own words'
  1
  $ (x=there; echo ${u?$x and}) 2>&1 | grep -c 'there and'
  1
  $ (s=x; echo ${s?not} ${s:?not})
  x x
  $ "$TESTSHELL" -c ': ${u?gone}; echo no' 2>/dev/null || echo left
  left
  $ "$TESTSHELL" -c 'f() { : ${1?}; }; f; echo no' 2>/dev/null || echo left
  left
  $ "$TESTSHELL" -c 'x=$(: ${u?}; echo no); echo "status $? $x"' 2>/dev/null | sed 's/status [1-9][0-9]*/status/'
  status 

Length
------

  $ x=hello e=; echo ${#x} ${#e} ${#u} "${#x}"
  5 0 0 5
  $ set -- ab cde; echo ${#1} ${#2} ${#3}
  2 3 0
  $ x='a  b'; echo ${#x}
  4
  $ x=$(printf 'a\nb'); echo ${#x}
  3
  $ x='*'; echo ${#x}
  1

Smallest and largest prefix and suffix
--------------------------------------

  $ x=/usr/local/lib/libc.so.6
  $ echo ${x#/*/} ${x##*/} ${x%/*} ${x%%/*}- ${x%%.*} ${x%.*} ${x#nothing} ${x%nothing}
  local/lib/libc.so.6 libc.so.6 /usr/local/lib - /usr/local/lib/libc /usr/local/lib/libc.so /usr/local/lib/libc.so.6 /usr/local/lib/libc.so.6
  $ echo "${x#*l}" "${x##*l}" "${x%l*}" "${x%%l*}"
  ocal/lib/libc.so.6 ibc.so.6 /usr/local/lib/ /usr/
  $ echo ${x#?} ${x%?} ${x##????} ${x%%[0-9]} ${x#[!/]} ${x#[/]}
  usr/local/lib/libc.so.6 /usr/local/lib/libc.so. /local/lib/libc.so.6 /usr/local/lib/libc.so. /usr/local/lib/libc.so.6 usr/local/lib/libc.so.6
  $ x='a*b*c'; echo "${x#*\*}" "${x##*"*"}" "${x%'*'*}" "${x#a"*"}"
  b*c c a*b b*c
  $ p='*'; x=abc; echo "[${x#$p}] [${x##$p}] [${x#"$p"}] [${x%%$p}]"
  [abc] [] [abc] []
  $ p='a?'; x='a?c'; echo "${x#$p} ${x#"$p"}"
  c c
  $ x=aaa; echo ${x#a} ${x##a*}- ${x%a} ${x%%a*}-
  aa - aa -
  $ x='file.tar.gz'; echo ${x%.gz} ${x%.*} ${x%%.*} ${x#*.} ${x##*.}
  file.tar file.tar file tar.gz gz
  $ x='a}b'; echo "${x#a\}}" ${x#'a}'} ${x%"}b"}
  b b a
  $ x=abcabc; y=ab; echo ${x#$y} ${x#${y}c} ${x#"$(echo ab)"}
  cabc abc cabc
  $ x='[x]'; echo "${x#[}" "${x#\[}" "${x%]}" "${x%[]]}"
  x] x] [x [x
  $ x='a\b'; printf '%s\n' "${x#*\\}" "${x#a}"
  b
  \b
  $ x='a/b/c'; echo ${x%/} ${x%/c} ${x%"/c"} ${x#a/}
  a/b/c a/b a/b b/c
  $ x=~/y; echo ${x#~/} ${x#"$HOME"/}
  y y
  $ set -- abc abd; echo ${1#a} ${2%d}
  bc ab
  $ x=; echo "[${x#a}] [${x%%*}]"
  [] []
  $ x=abc; echo ${x#} ${x%} ${x#''}
  abc abc abc
  $ x=' a'; printf '<%s>' "${x# }" ${x#a}; echo
  <a><a>
  $ x=12345678; while [ -n "$x" ]; do printf '%s ' "${x%"${x#?}"}"; x=${x#?}; done; echo
  1 2 3 4 5 6 7 8 

Arithmetic
----------

  $ x=5 y=3
  $ echo $((x + y)) $((x * y)) $((x - y)) $((x / y)) $((x % y)) $(($x+$y)) $(( -x / y )) $(( -x % y ))
  8 15 2 1 2 8 -1 -2
  $ echo $((1 << 4)) $((256 >> 4)) $((-16 >> 2)) $((6 & 3)) $((6 | 3)) $((6 ^ 3)) $((~0)) $((!5)) $((!0))
  16 16 -4 2 7 5 -1 0 1
  $ echo $((1 < 2)) $((2 < 1)) $((2 <= 2)) $((3 > 2)) $((3 >= 4)) $((1 == 1)) $((1 != 1))
  1 0 1 1 0 1 0
  $ echo $((1 && 0)) $((1 && 2)) $((0 || 0)) $((0 || 3)) $((1 ? 2 : 3)) $((0 ? 2 : 3)) $((0 ? 1 : 0 ? 2 : 3))
  0 1 0 1 2 3 3
  $ echo $((010)) $((0x1F)) $((0xff)) $((0)) $((00)) $((+5)) $((-5)) $((- -5)) $((-(5)))
  8 31 255 0 0 5 -5 5 -5
  $ echo $((2 + 3 * 4)) $(((2 + 3) * 4)) $((2 * 3 % 4)) $((10 - 3 - 2)) $((1 + 2 << 1)) $((1 | 2 ^ 3 & 4)) $((1 == 1 & 0))
  14 20 2 5 6 3 0
  $ echo $((x = 7)) $x $((x += 3)) $x $((x -= 1)) $((x *= 2)) $((x /= 3)) $((x %= 4)) $((x <<= 3)) $((x >>= 1)) $((x |= 1)) $((x &= 5)) $((x ^= 2)) $x
  7 7 10 10 9 18 6 2 16 8 9 1 3 3
  $ unset n; echo $((n)) $((n + 1)) "${n-still unset}"
  0 1 still unset
  $ n=; echo $((n + 1))
  1
  $ echo $((9223372036854775807)) $((-9223372036854775807 - 1)) $((9223372036854775807 + 1))
  9223372036854775807 -9223372036854775808 -9223372036854775808
  $ echo $((0x7fffffffffffffff)) $((1 << 62))
  9223372036854775807 4611686018427387904
  $ x=1; echo $((0 && (x = 5))) $x $((1 || (x = 6))) $x $((1 ? (x = 7) : (x = 8))) $x
  0 1 1 1 7 7
  $ echo "$((1 + 1))" $((
  > 1
  > +
  > 2
  > ))
  2 3
  $ set -- 4 5; echo $(($1 + $2)) $(($# * 10)) $((${1}0)) $(($(echo 3) + `echo 4`))
  9 20 40 7
  $ x='1 + 2'; echo $(($x * 2)) $((($x) * 2))
  5 6
  $ x=0x10 y=010; echo $((x)) $((y))
  16 8
  $ x=-5; echo $((x)) $((-x)) $((3-x))
  -5 5 8
  $ echo $((1+(2)))$((3)) a$((1))b
  33 a1b
  $ echo $(( ${u:-3} )) $((${x#-}))
  3 5
  $ i=0; while [ $((i += 1)) -le 3 ]; do printf '%s ' $i; done; echo
  1 2 3 
  $ (IFS=1; echo $((1010)) "$((1010))")
   0 0 1010
  $ "$TESTSHELL" -c 'echo $((1 / 0)); echo no' 2>/dev/null || echo failed
  failed
  $ "$TESTSHELL" -c 'echo $((1 % 0)); echo no' 2>/dev/null || echo failed
  failed
  $ "$TESTSHELL" -c 'echo $((1 +)); echo no' 2>/dev/null || echo failed
  failed
  $ "$TESTSHELL" -c 'x=a.b; echo $((x)); echo no' 2>/dev/null || echo failed
  failed
  $ "$TESTSHELL" -c 'echo $((08)); echo no' 2>/dev/null || echo failed
  failed
  $ "$TESTSHELL" -c 'readonly r=1; echo $((r = 2)); echo no' 2>/dev/null || echo failed
  failed

Tilde
-----

  $ HOME=/home/me; echo ~ ~/x ~/ "~" '~' \~ a~ x=~ ~x~ 2>/dev/null | sed 's/ [^ ]*$//'
  /home/me /home/me/x /home/me/ ~ ~ ~ a~ x=~
  $ HOME=/home/me; x=~; y=~/a:~/b:c~:~; echo $x $y
  /home/me /home/me/a:/home/me/b:c~:/home/me
  $ HOME=/home/me; x="~"; echo $x; x=a:"~"; echo $x; x='a':~; echo $x
  ~
  a:~
  a:/home/me
  $ HOME=/home/me; printf '%s\n' ~\/x ~"/x" ~'' "a"~
  ~/x
  ~/x
  ~
  a~
  $ HOME='/a  b'; printf '<%s>' ~ ~/c; echo
  </a  b></a  b/c>
  $ HOME='/*'; echo ~
  /*
  $ HOME=/home/me; case /home/me in ~) echo matches ;; esac
  matches
  $ HOME=/home/me; unset u; echo ${u:-~} ${u:-~/x} ${u:=~/y} "${u}"
  /home/me /home/me/x /home/me/y /home/me/y
  $ HOME=/home/me; x=/home/me/a; echo ${x#~/}
  a
  $ test ~root = "$(getent passwd root | cut -d: -f6)" && echo of a user
  of a user
  $ echo ~no-such-user/x
  ~no-such-user/x
  $ HOME=/home/me; export y=~/a; echo $y
  /home/me/a
  $ HOME=/home/me; cat <<E
  > ~ ~/a
  > E
  ~ ~/a
  $ HOME=/home/me; for i in ~ ~/b; do echo $i; done
  /home/me
  /home/me/b

Not dash: it does not expand a lone ~ to an empty field, keeps // and knows no nounset in arithmetic

  $ HOME=; printf '<%s>' ~ ~/x; echo
  <></x>
  $ HOME=/; echo ~ ~/x
  / /x
  $ HOME=/tmp
  $ "$TESTSHELL" -uc 'echo $((unsetvar)); echo no' 2>/dev/null || echo failed
  failed

What is no expansion is an error
--------------------------------

  $ "$TESTSHELL" -c 'echo ${}; echo no' >/dev/null 2>&1 || echo failed
  failed
  $ "$TESTSHELL" -c 'echo ${x;y}; echo no' >/dev/null 2>&1 || echo failed
  failed
  $ "$TESTSHELL" -c 'echo ${1a}; echo no' >/dev/null 2>&1 || echo failed
  failed
  $ "$TESTSHELL" -c 'echo ${a.b}; echo no' >/dev/null 2>&1 || echo failed
  failed
