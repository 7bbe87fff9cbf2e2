The history: fc and history
===========================

In a script it is kept after set -o history. Commands have a number each, whatever their number of lines.

  $ cat >s <<'END'
  > echo before
  > set -o history
  > echo one
  > for i in a b
  > do echo $i
  > done >/dev/null
  > cat <<X
  > doc
  > X
  >    
  > eval 'echo not noted' >/dev/null
  > fc -l
  > fc -ln 1 2
  > END
  $ "$IPCSH" s; "$IPCSH" s >from_file; "$IPCSH" <s | cmp - from_file; "$IPCSH" -c "$(cat s)" | cmp - from_file
  before
  one
  doc
  1	echo one
  2	for i in a b
  	do echo $i
  	done >/dev/null
  3	cat <<X
  	doc
  	X
  4	eval 'echo not noted' >/dev/null
  	echo one
  	for i in a b
  	do echo $i
  	done >/dev/null

Ranges: numbers past the ends are the ends, a newer first command turns the order round, a string is what a command
begins with.

  $ cat >s <<'END'
  > : aa
  > : bb
  > : ab
  > fc -l 2 99; echo
  > fc -l 3 2; echo
  > fc -lr 1 2; echo
  > fc -l -3 -2; echo
  > fc -l ': a' ': b'; echo
  > fc -ln +1 1; echo
  > fc -l -99 1
  > fc -l nosuch; echo $?
  > fc -l 1 2 3; echo $?
  > fc -q; echo $?
  > fc 99; echo $?
  > fc -s 99; echo $?
  > fc -s a=b c=d e; echo $?
  > END
  $ "$IPCSH" -o history s 2>err; sed 's/usage.*/usage/' err
  2	: bb
  3	: ab
  
  3	: ab
  2	: bb
  
  2	: bb
  1	: aa
  
  4	fc -l 2 99; echo
  5	fc -l 3 2; echo
  
  3	: ab
  2	: bb
  
  	: aa
  
  1	: aa
  1
  2
  2
  1
  1
  2
  s:11: fc: nosuch: no such command in the history (fc -l lists them)
  s:12: fc: usage
  s:13: fc: -q: unknown option
  usage
  s:14: fc: 99: no such command in the history (fc -l lists them)
  s:15: fc: 99: no such command in the history (fc -l lists them)
  s:16: fc: usage

`fc -l` alone lists sixteen.

  $ { yes ': x' | head -30; echo 'fc -l'; } | "$IPCSH" -o history | sed -n '1p;$p'
  15	: x
  30	: x

-s runs a command again, with a change where told; the fc itself is not in the list, and its redirections hold.

  $ cat >s <<'END'
  > echo a b a
  > fc -s
  > fc -s a=X echo
  > fc -s 1 >out
  > fc -s zz=y -1
  > (exit 3)
  > fc -s 2>/dev/null; echo $?
  > fc -s '(e'; echo $?
  > fc -e - 1
  > fc -l
  > cat out
  > END
  $ "$IPCSH" -o history s
  a b a
  echo a b a
  a b a
  echo X b a
  X b a
  echo a b a
  echo a b a
  a b a
  3
  (exit 3)
  3
  echo a b a
  a b a
  1	echo a b a
  2	echo a b a
  3	echo X b a
  4	echo a b a
  5	echo a b a
  6	(exit 3)
  7	(exit 3)
  8	(exit 3)
  9	echo a b a
  a b a

An editor: -e, FCEDIT, EDITOR. What it leaves in the file is run and noted; where it fails nothing is.

  $ cat >s <<'END'
  > echo one
  > echo two
  > fc -e "sed -i s/two/'TWO;echo'/" 1 2
  > fc -e false; echo $?
  > FCEDIT="sed -i s/one/ONE/" fc 1
  > unset FCEDIT
  > EDITOR="sed -i s/one/1/" fc 1
  > fc -e : -r 1 2 2>/dev/null
  > fc -ln
  > ls tmp
  > END
  $ mkdir tmp; TMPDIR=$PWD/tmp "$IPCSH" -o history s
  one
  two
  echo one
  echo TWO;echo
  one
  TWO
  
  1
  echo ONE
  ONE
  echo 1
  1
  two
  one
  	echo one
  	echo two
  	echo one
  	echo TWO;echo
  	echo ONE
  	unset FCEDIT
  	echo 1
  	echo two
  	echo one
  $ printf 'echo one\nfc\n' >s; printf 's/one/by ed/\nw\nq\n' >cmds; printf '#!/bin/sh\nexec sed -i "s/one/by ed/" "$1"\n' >ed; chmod +x ed
  $ PATH=$PWD:$PATH "$IPCSH" -o history s
  one
  echo by ed
  by ed
  $ TMPDIR=/nosuch "$IPCSH" -o history s
  one
  s:2: fc: /nosuch/fc*: no such file or directory (glob)
  [1]

No more are kept than HISTSIZE says; the numbers go on.

  $ cat >s <<'END'
  > HISTSIZE=2
  > : 1
  > : 2
  > : 3
  > history
  > HISTSIZE=0
  > fc -l
  > fc -s; echo $?
  > END
  $ "$IPCSH" -o history s
      4  : 3
      5  history
  s:8: fc: -1: no such command in the history (fc -l lists them)
  1

history lists with numbers, forgets one or all.

  $ cat >s <<'END'
  > : 1
  > : 2
  > : 3
  > history 2
  > history -d 2
  > history
  > history -d 99
  > history x
  > history 1 2
  > history -c
  > history
  > END
  $ "$IPCSH" -o history s 2>&1
      3  : 3
      4  history 2
      1  : 1
      2  : 3
      3  history 2
      4  history -d 2
      5  history
  s:7: history: 99: no such entry
  s:8: history: x: not a number
  s:9: history: usage: history [-c] [-d NUMBER] [N]
      1  history

Nothing is noted without the option; bytes are kept.

  $ "$IPCSH" -c 'echo x; fc -l; history; fc -s; echo $?'
  x
  ipcsh: fc: -1: no such command in the history (fc -l lists them)
  1
  $ printf 'set -o history\n: a\377b\nset +o history\n: no\nfc -ln\n' | "$IPCSH" | od -An -c
    \t   :       a 377   b  \n  \t   s   e   t       +   o       h
     i   s   t   o   r   y  \n

set -v begins at the line after it, in a file and a string too, and the last command of -c is the last.

  $ printf 'set -v\necho a\nset +v\necho b\n' >s; "$IPCSH" s 2>&1; "$IPCSH" -c "$(cat s)" 2>&1; "$IPCSH" -vc 'env echo a
  > env echo b
  > ' 2>&1
  echo a
  a
  set +v
  b
  echo a
  a
  set +v
  b
  env echo a
  a
  env echo b
  b
