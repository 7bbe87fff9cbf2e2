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

A pipe, how much it takes, and what waits in it: fdpipe, fdstat, fds
--------------------------------------------------------------------

  $ fdpipe -v p; echo $((p_r >= 10)) $((p_w >= 10)); echo hello >&$p_w; read -r x <&$p_r; echo "$x"
  1 1
  hello
  $ fdstat --cols unread,capacity $p_r; printf 12345 >&$p_w; fdstat --capacity 100k $p_w
  UNREAD  CAPACITY
       0     65536
  $ fdstat --cols type,unread,capacity $p_r
  TYPE  UNREAD  CAPACITY
  pipe       5    131072
  $ fdstat $p_w | awk 'NR == 1 { print $(NF - 1), $NF } NR == 2 { print $(NF - 1), $NF }'
  UNREAD CAPACITY
  5 131072
  $ fds --cols fd,unread | awk -v r=$p_r '$1 == r { print $2 }'
  5
  $ exec {p_r}<&- {p_w}>&-

of another process, too

  $ fdpipe -v p --capacity 8k; printf 123 >&$p_w; sleep 100 <&$p_r & fds --cols fd,unread,capacity $! | awk -v w=$p_w '$1 == w { print $2, $3 }'; kill $!; wait; exec {p_r}<&- {p_w}>&-
  3 8192

each write is a packet

  $ fdpipe --packets -v p; printf one >&$p_w; printf two >&$p_w; fdread $p_r 100; echo; fdread $p_r 100; echo; exec {p_r}<&- {p_w}>&-
  one
  two

inherited by what comes after, in a subshell it is that one's

  $ fdpipe -v p; (echo from below >&$p_w) & read -r x <&$p_r; echo "$x"; (fdpipe -v p; echo "$p_r $p_w" >inner); read -r r w <inner; [ "$r" != "$p_r" ] && [ ! -e /proc/$$/fd/$w ] && echo gone; rm inner; exec {p_r}<&- {p_w}>&-; wait
  from below
  gone

what is wrong

  $ fdpipe
  ipcsh: fdpipe: give -v NAME: the number of the descriptor goes there
  [2]
  $ fdpipe -v p 0 2>/dev/null; fdpipe --capacity 0 -v p 2>/dev/null; fdpipe --capacity x -v p
  ipcsh: fdpipe: --capacity: x: not a number of bytes (4096, 0x1000, or with k, M or G behind it)
  [2]
  $ fdpipe --capacity 4G -v p
  ipcsh: fdpipe: no capacity of 4294967296 bytes: the limit is * bytes in a pipe (/proc/sys/fs/pipe-max-size), or * pages in all pipes of a user (/proc/sys/fs/pipe-user-pages-soft) (glob)
  [2]
  $ set -- /proc/$$/fd/*; n=$#; fdpipe -v p --capacity 4G 2>/dev/null; set -- /proc/$$/fd/*; [ $# = $n ]
