Quoting
=======

Nothing is special between single quotes, not even a newline or a backslash
---------------------------------------------------------------------------

  $ echo 'a  $x `b` \ "c" * ~ # ;'
  a  $x `b` \ "c" * ~ # ;
  $ echo 'one
  > two'
  one
  two
  $ printf '<%s>\n' 'a\' '' 'it'\''s'
  <a\>
  <>
  <it's>
  $ printf '%s\n' 'a\
  > b'
  a\
  b

Between double quotes four bytes and the newline are quoted by a backslash, all others keep it
----------------------------------------------------------------------------------------------

  $ x=v
  $ printf '%s\n' "$x \$x \` \" \\ \a \  \' \* \}"
  v $x ` " \ \a \  \' \* \}
  $ printf '%s\n' "a\
  > b"
  ab
  $ printf '<%s>' "" "a b" 'c'"d"e\ f; echo
  <><a b><cde f>
  $ printf '<%s>\n' "`echo a`b$(echo "c  d")"
  <abc  d>
  $ printf '<%s>\n' "it's" '"' "a'b'c"
  <it's>
  <">
  <a'b'c>
  $ printf '%s\n' "*" "~" "a;b&c|d<e>f(g)"
  *
  ~
  a;b&c|d<e>f(g)

Outside, a backslash keeps what the next byte is; with a newline it is nothing at all
-------------------------------------------------------------------------------------

  $ printf '<%s>' \a \$x \\ \" \' \; \  \# a\#b; echo
  <a><$x><\><"><'><;>< ><#><a#b>
  $ ec\
  > ho a\
  > b c \
  >  d
  ab c d
  $ if tru\
  > e; th\
  > en echo joined; f\
  > i
  joined
  $ x=val; printf '%s\n' $\
  > x ${\
  > x} "$\
  > x" $(\
  > echo y) $((\
  > 1 +\
  > 2))
  val
  val
  val
  y
  3
  $ echo a &\
  > & echo b
  a
  b
  $ printf '<%s>\n' a'\
  > 'b
  <a\
  b>
  $ echo a \
  > # not a word, a comment
  a
  $ echo \
  > 
  
  $ printf '%s' \\\\; echo
  \\

Dollar and single quote
-----------------------

Not dash: 0.5.12 has none of this

  $ printf '%s\n' $'a\'b' $'c"d' $'\\' $'tab\tend' $'\x41\102' $'one\ntwo'
  a'b
  c"d
  \
  tab\tend (esc)
  AB
  one
  two
  $ printf '%s' $'\a\b\e\f\v\r\cA' | od -An -tx1
   07 08 1b 0c 0b 0d 01
  $ printf '<%s>\n' $'' a$'b'c $'$x `y`' "$'a'"
  <>
  <abc>
  <$x `y`>
  <$'a'>
  $ printf '%s' $'\377\x80' | od -An -tx1
   ff 80
  $ x=$'a b'; printf '<%s>' $x "$x"; echo
  <a><b><a b>
  $ case $'\t' in '	') echo tab ;; esac
  tab
  $ cat <<$'END'
  > $x stays
  > END
  $x stays

Comments
--------

  $ echo a#b #c
  a#b
  $ echo '#' "#" \# # comment with ' and " and `
  # # #
  $ # only this
  $ echo a;#b
  a
  $ echo $#
  0

Quoting takes a word its special meaning
----------------------------------------

  $ \if true 2>/dev/null; echo $?
  127
  $ i"f" true 2>/dev/null; echo $?
  127
  $ for in in in; do echo $in; done
  in
  $ case in in in) echo in ;; esac
  in
  $ case esac in (esac) echo esac;; esac
  esac
  $ echo if then else fi do done case esac while until for { } ! in
  if then else fi do done case esac while until for { } ! in
  $ x'='1 2>/dev/null; echo $?
  127
  $ a\=1 2>/dev/null; echo $?
  127
  $ "a=b" 2>/dev/null; echo $?
  127
  $ echo \2>/dev/null
  $ echo 2\>x; ls
  2>x
  $ echo "a"2>&1
  a2

Bytes that are no characters go through
---------------------------------------

  $ x=$(printf '\377\376a\200'); printf %s "$x" | od -An -tx1
   ff fe 61 80
  $ printf '%s' 'é' "ß" | od -An -tx1
   c3 a9 c3 9f
  $ case $x in *a*) echo found ;; esac
  found

Line continuation within what looks like one thing
--------------------------------------------------

  $ HOME=/h; x=abc; set -- q r
  $ echo ~\
  > /a ~r\
  > oot-no/b; y=~\
  > /c:~\
  > ; echo "$y" ~\
  > 
  /h/a ~root-no/b
  /h/c:/h /h
  $ echo ${#\
  > x} ${\
  > #x} ${#\
  > } ${#\
  > -x} ${x#\
  > #*b} ${x:\
  > +y} ${x\
  > :?} $\
  > {x} $\
  > x $\
  > # $\
  > (echo s) $(\
  > (1+1)) $((1+2)\
  > )
  3 3 2 2 c y abc abc abc 2 s 2 3
  $ echo ~\
  > "x" ~x\
  > $x
  ~x ~xabc

In backquotes lines are joined even where they are quoted.

  $ echo `echo 'a\
  > b'` "`echo 'c\
  > d'`" $(echo 'e\
  > f')
  ab cd e\ f
