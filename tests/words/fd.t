Descriptors: fdseek fdread
==========================

fdread FD N is one read of up to N bytes, given as they are
-----------------------------------------------------------

  $ printf '0123456789abcdefghij' >f
  $ exec 3<f
  $ fdread 3 5; echo
  01234
  $ fdread 3 5; echo
  56789
  $ fdread -v x 3 3; echo "<$x>"
  <abc>
  $ fdread 3 100; echo
  defghij

at the end there is nothing, as often as one asks

  $ fdread 3 5 | wc -c
  0
  $ fdread 3 5 | wc -c
  0

standard input is 0

  $ printf 'from a pipe' | { fdread 0 4; echo; cat; echo; }
  from
   a pipe

NULs and other bytes survive

  $ printf 'a\0\377\nb' >g; fdread 0 100 <g | od -A n -t x1
   61 00 ff 0a 62

a pipe gives what is there, without waiting for more: the writer goes on only after that

  $ mkfifo gate
  $ { printf 'some'; read -r x <gate; printf 'more'; } | { fdread 0 100; echo; echo go >gate; fdread 0 100; echo; }
  some
  more
  $ rm gate

-n and -t: not at all, or not for ever

  $ mkfifo empty; exec 4<>empty
  $ fdread -n 4 10
  [1]
  $ fdread -t 0.05 4 10
  [124]
  $ echo there >&4; fdread -n 4 10
  there
  $ exec 4<&-; rm empty

a number of several digits

  $ exec 27<g; fdread 27 1; echo
  a
  $ exec 27<&-

fdseek FD OFF prints nothing
----------------------------

  $ fdseek 3 0
  $ fdread 3 3; echo
  012
  $ fdseek 3 18; fdread 3 100; echo
  ij
  $ fdseek -v pos 3 7; echo "$pos"
  7

beyond the end is no error: there is nothing to read

  $ fdseek 3 1000; fdread 3 5 | wc -c
  0

where one writes, too

  $ exec 4<>g
  $ fdseek 4 2; printf XY >&4; fdseek 4 0; fdread 4 100 | od -A n -t c
     a  \0   X   Y   b
  $ exec 4<&-

One offset or two: what dup, fork and open make
-----------------------------------------------

a duplicate shares the offset

  $ fdseek 3 0
  $ exec 4<&3
  $ fdread 3 5; fdread 4 5; fdread 3 5; echo
  0123456789abcde

a child of fork does, too

  $ fdseek 3 0
  $ (fdread 3 5); fdread 3 5; echo
  0123456789
  $ fdseek 3 0; (fdseek 3 15); fdread 3 5; echo
  fghij
  $ fdseek 3 0; fdread 3 5 | cat; fdread 3 5 | cat; echo
  0123456789
  $ fdseek 3 0; x=$(fdread 3 5); y=$(fdread 3 5); echo "$x $y"
  01234 56789

and a program that inherits it

  $ fdseek 3 0; dd bs=1 count=5 <&3 2>/dev/null; fdread 3 5; echo
  0123456789

the same file opened twice has two

  $ exec 5<f
  $ fdseek 3 0; fdread 3 5; fdread 5 5; fdread 3 5; fdread 5 5; echo
  01234012345678956789

read takes its line and no more, so that both words agree on the place

  $ printf 'line one\nline two\nline three\n' >g; exec 6<g
  $ read -r x <&6; fdread 6 8; echo; read -r y <&6; read -r z <&6; echo "$x, $y, $z"
  line two
  line one, , line three
  $ exec 4<&- 5<&- 6<&-

Errors
------

  $ fdread 9 5 2>/dev/null
  [2]
  $ fdseek 9 0 2>/dev/null
  [2]
  $ : | fdseek 0 0 2>/dev/null
  [2]
  $ fdseek 3 -1 2>/dev/null
  [2]
  $ fdread 1 5 2>/dev/null >g
  [2]
  $ for a in x -1 '' 99999999999 1x; do
  >   fdread -- "$a" 5 2>/dev/null; [ $? = 2 ] || echo "fdread <$a>"
  >   fdseek -- "$a" 0 2>/dev/null; [ $? = 2 ] || echo "fdseek <$a>"
  > done
  $ for n in x '' 1x 99999999999999999999; do
  >   fdread 3 "$n" 2>/dev/null; [ $? = 2 ] || echo "fdread 3 <$n>"
  >   fdseek 3 "$n" 2>/dev/null; [ $? = 2 ] || echo "fdseek 3 <$n>"
  > done
  $ fdseek 3 0; fdread 3 5 >/dev/full 2>/dev/null
  [2]

help, wrong options, missing operands

  $ for w in fdread fdseek; do
  >   $w --help | grep -q "$w" || echo "no help: $w"
  >   $w --no-such-option 2>/dev/null; [ $? = 2 ] || echo "took it: $w"
  >   $w 2>/dev/null; [ $? = 2 ] || echo "needs no operand: $w"
  >   $w 3 2>/dev/null; [ $? = 2 ] || echo "needs one operand: $w"
  > done
  $ exec 3<&-
  $ rm f g
