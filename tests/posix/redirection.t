Redirections
============

Files
-----

  $ echo one >f; cat f; echo two >>f; cat f; echo three >|f; cat <f
  one
  one
  two
  three
  $ >empty; ls -l empty | cut -c1-10; test -s empty || echo empty
  -rw-r--r--
  empty
  $ echo a > f b; cat f
  a b
  $ > f echo first; cat < f
  first
  $ echo x >f >g; cat f g
  x
  $ cat <f <g
  x
  $ x=name; echo v >$x; cat "$x"; echo w >"a b"; cat a\ b; y='a b'; cat <$y
  v
  w
  w
  $ echo rw >rw; cat <>rw; echo RW 1<>rw; cat rw; printf X 1<>rw; cat rw
  rw
  RW
  XW
  $ cat 2>/dev/null <missing || echo failed
  failed
  $ echo no 2>/dev/null >/no/such/folder || echo failed
  failed
  $ echo tilde >~/t; cat ~/t; rm ~/t
  tilde
  $ echo glob >*; ls \*; rm '*'
  *
  $ umask 022; >m; ls -l m | cut -c1-10
  -rw-r--r--

Descriptors
-----------

  $ echo out; echo err >&2
  out
  err
  $ { echo out; echo err >&2; } >f; cat f
  err
  out
  $ { echo out; echo err >&2; } 2>f; cat f
  out
  err
  $ { echo out; echo err >&2; } >f 2>&1; cat f
  out
  err
  $ { echo out; echo err >&2; } 2>&1 >f; cat f
  err
  out
  $ { echo out; echo err >&2; } 2>&1 >/dev/null | sed 's/^/pipe /'
  pipe err
  $ { { echo out; echo err >&2; } 3>&1 1>&2 2>&3 3>&-; } 2>/dev/null
  err
  $ echo hi 3>&1 >&3
  hi
  $ { echo to3 >&3; } 3>f; cat f
  to3
  $ (exec 3>f; echo a >&3; echo b >&3; exec 3>&-; echo c >&3) 2>/dev/null; cat f
  a
  b
  $ exec 4<f; read x <&4; echo $x; read x <&4; echo $x; exec 4<&-
  a
  b
  $ exec 5>>f; echo more >&5; exec 5>&-; cat f
  a
  b
  more
  $ exec 6<>f; read x <&6; echo new >&6; exec 6>&-; cat f
  a
  new
  re
  $ { cat; } 0<f | head -n 1
  a
  $ echo a 1>&2 2>/dev/null
  a
  $ echo closed >&- 2>/dev/null; echo $?
  1
  $ cat <&- 2>/dev/null; test $? != 0 && echo failed
  failed
  $ echo dup 2>/dev/null >&9 || echo failed
  failed
  $ fd=3; { echo word >&$fd; } 3>f; cat f
  word
  $ echo 2 >f; cat f; echo 2>f; cat f; echo a2>f; cat f; echo "2">f; cat f; echo \2>f; cat f
  2
  
  a2
  2
  2
  $ echo 1>f 2; cat f
  2
  $ { echo x >&3; } 3>&1; { echo y >&3; } 2>/dev/null 3>&- || echo failed
  x
  failed
  $ true 3>&1 4>&3 5<&0 0<&- ; echo $?
  0
  $ sh -c 'echo inherited >&7' 7>&1
  inherited
  $ exec 3>&1; sh -c 'echo also >&3'; exec 3>&-
  also
  $ (exec >f; echo in f; exec >&2; echo elsewhere) 2>&1; cat f
  elsewhere
  in f

More than one digit
-------------------

Not dash: it knows one digit only, which POSIX allows

  $ { echo ten >&10; } 10>f; cat f
  ten
  $ exec 15>f; echo fifteen >&15; exec 15>&-; cat f
  fifteen
  $ { echo h 1>&123; } 123>&1
  h
  $ sh -c 'test -e /proc/self/fd/77 && echo there' 77>f
  there
  $ exec 255<f; read x <&255; echo $x; exec 255<&-
  
  $ (exec 60>&1 61>&60; echo moved >&61)
  moved
  $ n=20; (exec 20>&1; echo by name >&$n)
  by name
  $ { echo a >&64; echo b >&65; } 64>f 65>&64; cat f
  a
  b

Where they stand
----------------

  $ if true; then echo if; fi >f; cat f
  if
  $ for i in 1 2; do echo $i; done >f; cat f
  1
  2
  $ while read l; do echo "[$l]"; done <f
  [1]
  [2]
  $ case a in a) echo case;; esac >f; cat f
  case
  $ { echo group; } >f; cat f; (echo sub) >f; cat f
  group
  sub
  $ f() { echo function; } >f; f; cat f
  function
  $ g() { cat; } <f; g
  function
  $ h() (echo $1) 2>&1 >f; h arg; cat f
  arg
  $ until true; do :; done >made; ls made
  made
  $ i=0; while [ $i -lt 3 ]; do read x; echo "$i $x"; i=$((i+1)); done <<E
  > a
  > b
  > c
  > E
  0 a
  1 b
  2 c
  $ x=1 >f; echo $x; >g y=2; echo $y
  1
  2
  $ { echo a; { echo b; } >g; echo c; } >f; cat f g
  a
  c
  b
  $ echo a >f | cat; cat f
  a
  $ echo a | cat >f; cat f
  a
  $ echo a | { read x; echo "got $x"; } 2>/dev/null
  got a
  $ cat <f >g; cat g
  a
  $ for i in a b; do echo $i; done | while read x; do echo "$x$x"; done >f; cat f
  aa
  bb

A builtin that fails to be redirected does not run; a special one ends the shell
--------------------------------------------------------------------------------

  $ echo no 2>/dev/null </missing || echo failed
  failed
  $ { echo no; } 2>/dev/null </missing || echo failed
  failed
  $ (echo no) 2>/dev/null </missing || echo failed
  failed
  $ if true; then echo no; fi 2>/dev/null </missing || echo failed
  failed
  $ f() { echo no; }; f 2>/dev/null </missing || echo failed
  failed
  $ "$TESTSHELL" -c ': </missing; echo no' 2>/dev/null || echo ended
  ended
  $ "$TESTSHELL" -c 'exec </missing; echo no' 2>/dev/null || echo ended
  ended
  $ "$TESTSHELL" -c 'command : </missing; echo goes on' 2>/dev/null
  goes on
  $ "$TESTSHELL" -c 'command exec </missing; echo goes on' 2>/dev/null
  goes on
  $ "$TESTSHELL" -c 'true </missing; echo goes on' 2>/dev/null
  goes on
  $ "$TESTSHELL" -c 'x=1 </missing; echo goes on' 2>/dev/null
  goes on

What one redirection opened is closed again
-------------------------------------------

  $ ls /proc/self/fd | wc -l >before; echo x >f 3>g 4<f 5>&1; { :; } 6>f; f() { :; }; f 7<f 8>g; ls /proc/self/fd | wc -l >after; cmp before after
  $ { echo a >&3; { echo b >&3; } 3>g; echo c >&3; } 3>f; cat f g
  a
  c
  b

noclobber
---------

  $ echo old >f; set -C; echo new 2>/dev/null >f || echo failed; cat f
  failed
  old
  $ echo new >|f; cat f; echo more >>f; cat f; echo x >/dev/null && echo device; echo y >fresh; cat fresh
  new
  new
  more
  device
  y
  $ set +C; echo again >f; cat f
  again

Names of descriptors, of programs: they are what the redirections before made them
----------------------------------------------------------------------------------

  $ ls ./nothing >log 2>/dev/stdout; grep -c . log
  1
  $ rm log; (grep -c . >>log 2>/proc/self/fd/1 </dev/null); cat log
  0
  $ echo old >log; (ls -d . 2>/dev/stdout | cat) >>log; cat log
  old
  .
  $ echo text | cat /dev/stdin >log 2>/dev/stdout; cat 9<log </dev/fd/9; rm log
  text
  $ x=$(ls ./nothing 2>/dev/stdout | grep -c .); y=$(ls ./nothing 2>/dev/stdout); echo "$x ${y:+said}"
  1 said
  $ i=0; ls -d . >n$((i += 1)) 2>/dev/stdout; echo $i n[0-9]*; rm n1
  1 n1
