What no sane script does: an error, or the right result, never a crash
======================================================================

  $ many() { head -c "$2" /dev/zero | sed "s/\\x00/$1/g"; }
  $ nest() { { many "$1" 100000; printf :; many "$2" 100000; echo; echo 'echo after'; } >n; "$IPCSH" n 2>&1 | cut -c 1-60 | head -n 1; "$IPCSH" -n n 2>&1 | cut -c 1-60 | head -n 1; }

Long, but not deep
------------------

  $ terms() { printf 'x=1; echo $((x%s)) $((0%s)) $((1%s)) $((x%s))\n' "$(many "$1" 100000)" "$(many '||0' 100000)" "$(many '\&\&1' 100000)" "$(many ',2' 100000)"; }
  $ terms +1 >n; "$IPCSH" n; terms -1 >n; "$IPCSH" n
  100001 0 1 2
  -99999 0 1 2
  $ { printf cat; many ' <<E' 100000; echo; many 'a\nE\n' 99999; printf 'last\nE\necho after\n'; } >n; "$IPCSH" n; sed '1s/cat/read x; read x/; $s/after/$x/' n >m; "$IPCSH" m
  last
  after
  last

Nested 100,000 deep
-------------------

  $ nest '( ' ' )'; nest '{ ' ';}'; nest '$(' ')'; nest '"$(' ')"'; nest '$((' '))'; nest '${x:-' '}'; nest '"${x:-' '}"'; nest '<(' ')'; nest '@(' ')'
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  $ nest 'if ' ';then :;fi'; nest 'while ' ';do :;done'; nest 'case x in x)' ';;esac'; nest 'coproc ' ''; nest 'function f ' ''; nest 'for x in $(' ');do :;done'; nest ': $((1+(' '))'
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  n:1: syntax error: nested too deeply
  $ nest '! ' '' | tail -n 1; nest "''" '""' | tail -n 1; nest '``' '' | tail -n 1; nest '\\' '' | tail -n 1
  after
  after
  after
  n:1: \\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\
  $ { printf 'x=$(('; many '!' 1000; printf '1)); echo $x; [ '; many '! ' 100000; printf 'x ]; echo $?\n'; } >n; "$IPCSH" n
  1
  0
  $ { printf 'test $('; printf "printf '( %%.0s' \$(seq 100000)) x \$(printf ') %%.0s' \$(seq 100000))\n"; echo 'echo $?'; printf '[[ '; many '( ' 100000; printf x; many ' )' 100000; echo ' ]]'; } >n; "$IPCSH" n 2>&1 | cut -c 1-60 | head -n 3
  n:1: test: nested too deeply
  2
  n:3: syntax error: nested too deeply
  $ { printf 'echo '; many '{a,' 1000; printf x; many '}' 1000; echo ' | wc -w'; } >n; "$IPCSH" n
  1001
  $ { printf '[[ '; many 'x \&\& ' 100000; echo 'x ]]; echo $?'; } >n; "$IPCSH" n
  n:1: [[: nested too deeply
  2

Runaway recursion: of functions, eval, dot fileses, traps, command substitutions, arithmetic
---------------------------------------------------------------------------------------------------

  $ runaway() { "$IPCSH" -c "$1" 2>&1 | grep -v '^   ' | sed 's/^.*[:]\([0-9]*\|.*f\): .* too deeply$/too deeply/; s/^ipcsh: .*too deeply$/too deeply/' | sort | uniq; }
  $ runaway 'f() { f; }; f; echo still'
  too deeply
  $ runaway 'f() { f || :; }; f; echo still'
  too deeply
  $ runaway 'f() { while f; do :; done; }; f; echo still'
  too deeply
  $ runaway 'f() { case x in x) if f; then :; fi;; esac; }; f; echo still'
  too deeply
  $ runaway 'f() { (f); }; f; echo still'
  still
  too deeply
  $ runaway 'f() { : ${ f; }; }; f; echo still'
  too deeply
  $ runaway 'x="eval \"\$x\""; eval "$x"; echo still'
  too deeply
  $ echo '. ./dot' >dot; runaway '. ./dot; echo still'
  too deeply
  $ runaway 'alias a="b c" b="a d"; eval a; echo still'
  ipcsh: a: command not found
  still
  $ runaway 'trap "kill -USR1 \$\$" USR1; kill -USR1 $$; echo still'
  too deeply
  $ runaway 'f() { false; }; trap f ERR; false; echo still'
  still
  $ runaway 'f() { :; }; trap f DEBUG; f; echo still'
  still
  $ runaway 'trap "exit 3" EXIT; exit 4' ; "$IPCSH" -c 'trap "exit 3" EXIT; exit 4'; echo $?
  3
  $ runaway 'x=y y=x; echo $((x)); echo still'
  ipcsh: x: expression recursion level exceeded
  $ runaway 'f() { f | :; }; f; echo still'
  still
  too deeply
  $ runaway 'f() { x=$(f); }; f; echo still'
  still
  too deeply
  $ "$IPCSH" -c 'f() { n=$((n + 1)); [ $n -ge 2000 ] || f; echo $n; }; f' | uniq
  2000

NUL bytes: shells leave them out of variables; a script that has one in its first line is a binary
--------------------------------------------------------------------------------------------------

  $ "$IPCSH" -c 'x=$(printf "a\0b\0\n\0"); echo ${#x} "$x"; x=`printf "\0"`; echo "[$x]"; x=${ printf "a\0b"; }; echo "${#x}"'
  2 ab
  []
  2
  $ printf 'a\0b' >f; "$IPCSH" -c 'x=$(<f); echo ${#x}; x=$(cat f); echo ${#x}; read x <f; echo ${#x}; echo "$(printf "%b" "\0")$(cat f)" | od -An -c'
  2
  2
  2
     a   b  \n
  $ "$IPCSH" -c 'cat <<E
  > $(printf "a\0b")
  > E'
  ab
  $ printf 'echo a\0b\n' >n; "$IPCSH" n; echo $?; printf 'echo a\necho b\0c\n' >n; "$IPCSH" n; echo $?; "$IPCSH" <n; "$IPCSH" -c '. ./n'
  ipcsh: n: is a binary file, not a script
  126
  a
  bc
  0
  a
  bc
  a
  bc

A script that is none
---------------------

  $ "$IPCSH" ./missing; echo $?; "$IPCSH" .; echo $?; cp "/bin/true" binary; "$IPCSH" binary; echo $?
  ipcsh: ./missing: no such file or directory
  127
  ipcsh: .: is a directory
  126
  ipcsh: binary: is a binary file, not a script
  126
  $ : >n; "$IPCSH" n; echo $?; printf 'echo no newline' >n; "$IPCSH" n; printf '\n\n \t\n#' >n; "$IPCSH" n; echo $?
  0
  no newline
  0
  $ echo 'echo ran' >n; "$IPCSH" n; "$IPCSH" -c ./n; echo $?; chmod +x n; "$IPCSH" -c ./n
  ran
  ipcsh: ./n: permission denied
  126
  ran
  $ chmod 0 n; setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" n; echo $?; rm -f n
  ipcsh: n: permission denied
  126
  $ "$IPCSH" -c '. ./missing; echo not reached'; echo $?; "$IPCSH" -c '. /; echo not reached'; echo $?
  ipcsh: .: ./missing: no such file or directory
  1
  ipcsh: .: /: is a directory
  1
  $ printf '#!/not/there\n' >n; chmod 755 n; "$IPCSH" -c ./n; echo $?; printf '#!\n' >n; "$IPCSH" -c ./n; echo $?
  ipcsh: ./n: its interpreter /not/there: no such file or directory
  127
  0
  $ "$IPCSH" -c /; echo $?; "$IPCSH" -c ''; echo $?; "$IPCSH" -c "''"; echo $?; "$IPCSH" -c ./n/x; echo $?
  ipcsh: /: is a directory
  126
  0
  ipcsh: '': command not found
  127
  ipcsh: ./n/x: not a directory
  127
  $ ln -s loop loop; "$IPCSH" loop; echo $?; "$IPCSH" -c ./loop; echo $?; "$IPCSH" "$(many a 300)" 2>&1 | cut -c 1-8,300-; mkfifo p; (echo 'echo by a pipe' >p &); "$IPCSH" p
  ipcsh: loop: too many levels of symbolic links
  126
  ipcsh: ./loop: too many levels of symbolic links
  127
  ipcsh: aaaaaaaaa: file name too long
  by a pipe

Much of everything
------------------

  $ "$IPCSH" -c 'i=0; while ((i < 1000000)); do declare "v$i=$i"; ((i += 1)); done; echo $v999999'
  999999
  $ "$IPCSH" -c 'i=0; while ((i < 100000)); do eval "f$i() { echo $i; }"; ((i += 1)); done; f99999'
  99999
  $ "$IPCSH" -c 'set -- $(seq 100000); echo $# ${100000}; /bin/echo "$@" | wc -c; shift 99999; echo $1; f() { echo $#; }; f $(seq 200000)'
  100000 100000
  588895
  100000
  200000
  $ many a 10000000 >big; "$IPCSH" -c 'x=$(<big); /bin/echo $x; echo $?; (exec /bin/echo $x); echo $?; export x; /bin/true; echo $?; : | /bin/cat; echo $?; echo ${#x}; exec /bin/true'; echo $?
  ipcsh: /bin/echo: argument list too long
  126
  ipcsh: /bin/echo: argument list too long
  126
  ipcsh: /bin/true: argument list too long
  126
  ipcsh: /bin/cat: argument list too long
  126
  10000000
  ipcsh: /bin/true: argument list too long
  126
  $ { printf 'x='; cat big; echo; echo 'echo ${#x}'; printf ': '; cat big; echo; printf '#'; cat big; echo; echo 'y=$x$x; echo ${#y}; case $x in *b*) ;; *) echo none ;; esac; echo ${x#*b} | wc -c'; } >n; "$IPCSH" n; cat big | { read -r x; echo ${#x}; }
  10000000
  20000000
  none
  10000001
  10000000
  $ "$IPCSH" big 2>&1 | wc -l; echo 'x=$(' | cat - big | "$IPCSH" 2>&1 | cut -c 1-60
  1
  ipcsh: line 2: syntax error: unexpected end of file: `$(' on
      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                                                              
  $ rm big n

Standard descriptors that were closed before it began
-----------------------------------------------------

  $ all() { cat >n <<\E; "$IPCSH" n "$@"; }
  > echo a | cat >f1
  > x=$(cat <f1); echo "$x" >f2
  > cat <<H >f3
  > here
  > H
  > (echo b; cat f1 </dev/null) >f4
  > cat f1 - <f2 | cat | cat >f5 2>f6
  > /bin/echo d >f7 & wait
  > cat 3<f1 4<f2 0<&4 >f8
  > { cat f1 f2 >&3; } 3>f9
  > x=$(cat f1 >f10 2>&1)
  > f() { read -r y; echo "$y"; }; f <f1 >f11
  > . ./dot2 >f12
  > E
  $ echo 'echo dot; cat f1' >dot2; all; cat f? f??
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  $ all <&-; cat f? f??; all >&-; cat f? f??; all <&- >&-; cat f? f??; all 2>&-; cat f? f??; all <&- >&- 2>&-; cat f? f??
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  a
  a
  here
  b
  a
  a
  a
  d
  a
  a
  a
  a
  a
  dot
  a
  $ "$IPCSH" -c 'echo x; /bin/echo y' >&-; echo $?; "$IPCSH" -c 'nosuch' 2>&-; echo $?; "$IPCSH" <&-; echo $?; "$IPCSH" -c 'read x; echo $?' <&-
  ipcsh: echo: write error: bad file descriptor
  /bin/echo: write error: Bad file descriptor
  1
  127
  ipcsh: standard input: bad file descriptor
  128
  ipcsh: read: 0: bad file descriptor
  2

A strange environment
---------------------

  $ env -i "$IPCSH" -c 'echo "${HOME-unset} ${IFS+set} $OPTIND"; cd; echo $?; ls >/dev/null && echo found; echo ~'
  unset set 1
  ipcsh: cd: HOME is not set
  1
  found
  ~
  $ env 'B C=1' 1D=2 E-F=3 IFS=x LINENO=9 PPID=7 OPTIND=x RANDOM=1 PWD=/nowhere "$IPCSH" -c 'env | grep -c -e "^B C=1" -e ^1D=2 -e ^E-F=3; printf "%q\n" "$IFS"; echo $LINENO $OPTIND; [ "$PPID" = 7 ] || echo own; [ "$PWD" -ef . ] && echo here'
  0
  $' \t\n'
  1 1
  own
  here
  $ mkdir gone; (cd gone; rmdir ../gone; "$IPCSH" -c 'pwd; echo $?; (cd /; pwd); cd .; echo $?; echo *; /bin/echo program; cd ..; echo $?; [ "$PWD" -ef . ] && echo here')
  ipcsh: pwd: no such file or directory
  1
  /
  0
  *
  program
  0
  here
  $ mkdir gone; (cd gone; rmdir ../gone; unset PWD; "$IPCSH" -c 'cd ..; [ "$PWD" -ef . ] && echo here; cd -; echo $?')
  here
  ipcsh: cd: OLDPWD is not set
  1
