How the shell is called, and what the posix mode switches off
=============================================================

Options of the shell
--------------------

  $ "$IPCSH" -c 'echo $0 $# "$@"' name a 'b c'; "$IPCSH" -c 'echo $0' | sed 's,.*/,,'; echo 'echo "$0 $*"' >s; "$IPCSH" s x y; "$IPCSH" ./s
  name 2 a b c
  ipcsh
  s x y
  ./s 
  $ echo 'echo in $#' | "$IPCSH"; echo 'echo in $# $1' | "$IPCSH" -s a b; echo 'echo in $1' | "$IPCSH" -s -- -x; echo 'echo $-' | "$IPCSH" -s | grep -c s
  in 0
  in 2 a
  in -x
  1
  $ "$IPCSH" -n -c 'echo no'; echo $?; "$IPCSH" -n s; printf 'if true\n' >bad; "$IPCSH" -n bad 2>/dev/null; echo $?
  0
  2
  $ "$IPCSH" -ec 'false; echo no'; echo $?; "$IPCSH" -uc 'echo $nothing' 2>/dev/null; echo $?; "$IPCSH" -xc 'echo a' 2>&1; "$IPCSH" -fc 'echo *'
  1
  1
  + echo a
  a
  *
  $ "$IPCSH" -o errexit -c 'false; echo no'; echo $?; "$IPCSH" -o pipefail -c 'false | true'; echo $?; "$IPCSH" +e -c 'false; echo on'; "$IPCSH" -euo pipefail -c 'case $- in *e*u*) echo eu;; esac'
  1
  1
  on
  eu
  $ "$IPCSH" -ce 'false; echo no'; echo $?; "$IPCSH" -c -e 'false; echo no'; echo $?; "$IPCSH" -c -- 'echo dashes'; "$IPCSH" -a -c 'X=1; env' | grep ^X=
  1
  1
  dashes
  X=1
  $ "$IPCSH" --version | grep -c '^ipcsh [0-9]'; "$IPCSH" --help | head -n 1 | grep -ci usage
  1
  1
  $ printf 'echo a; exit 3; echo b' | "$IPCSH"; echo $?; printf 'cat <<E\nhere\nE\n' | "$IPCSH"; printf 'echo no newline' | "$IPCSH"; printf '' | "$IPCSH"; echo $?
  a
  3
  here
  no newline
  0
  $ printf 'read x\nline\necho "[$x]"\n' | "$IPCSH"; printf 'echo a\r\n' | "$IPCSH" | od -An -c; printf '\357\273\277echo bom\n' >bom; "$IPCSH" bom 2>/dev/null; echo $?
  [line]
     a  \r  \n
  127
  $ printf '#!%s\necho script $1\n' "$IPCSH" >run; chmod +x run; ./run arg; PATH=.:$PATH run arg2; "$IPCSH" run arg3; mkdir d; echo 'echo in d' >d/tool
  script arg
  script arg2
  script arg3
  $ echo 'echo env file' >env; ENV=$PWD/env "$IPCSH" -c 'echo c'; ENV=$PWD/env "$IPCSH" -i -c 'echo i' 2>/dev/null; echo 'echo x' | ENV=$PWD/env "$IPCSH" s
  c
  env file
  i
  s 
  $ case $("$IPCSH" -i -c 'echo $-' 2>/dev/null) in *i*) echo i;; esac
  i
  $ IFS=x "$IPCSH" -c 'y=axb; echo $y'; PS4=+++ "$IPCSH" -xc : 2>&1; PATH= "$IPCSH" -c 'echo "[$PATH]"'; OPTIND=5 "$IPCSH" -c 'echo $OPTIND'; env PPID=1 "$IPCSH" -c 'test $PPID != 1 && echo own'
  axb
  +++:
  []
  1
  own
  $ PWD=/nowhere "$IPCSH" -c 'test "$PWD" = "$(pwd -P)" && echo true PWD'; LINENO=99 "$IPCSH" -c 'echo $LINENO'; RANDOM=x "$IPCSH" -c 'test $RANDOM -ge 0 && echo number'
  true PWD
  1
  number

`$SHLVL` counts the shells that are one within the other; `exec` puts another in the place of one. In posix mode
it is a variable like others.

  $ unset SHLVL; "$IPCSH" -c 'echo $SHLVL; env | grep SHLVL; "$IPCSH" -c "echo \$SHLVL; exec \"\$IPCSH\" -c \"echo \\\$SHLVL\""; echo $SHLVL'
  1
  SHLVL=1
  2
  2
  1
  $ for l in 3 x '' -1 1500; do env SHLVL=$l "$IPCSH" -c 'echo $SHLVL'; done
  4
  1
  1
  1
  1
  $ "$IPCSH" -c '(exec "$IPCSH" -c "echo \$SHLVL"); "$IPCSH" -c :; exec ./none 2>/dev/null; echo never'; "$IPCSH" -ic 'exec ./none; echo $SHLVL' 2>/dev/null
  2
  1
  $ "$IPCSH" -o posix -c 'echo ${SHLVL-unset}'; env SHLVL=x "$IPCSH" -o posix -c 'echo $SHLVL; exec env' | grep -e '^x$' -e SHLVL
  unset
  x
  SHLVL=x

Called as sh
------------

  $ ln -s "$IPCSH" sh; sh=$PWD/sh; p() { "$sh" -c "$@" 2>/dev/null; echo "$? / $("$IPCSH" -o posix -c "$@" 2>/dev/null)"; }
  $ p 'echo {a,b} {1..3}'; p 'echo a &>f; wait; cat f'; rm -f f; p 'echo hi |& cat'; p 'cat <<<x'; p 'cat <(echo x)'; p 'exec {fd}>f; echo $fd'; rm -f '{fd}' f
  {a,b} {1..3}
  0 / {a,b} {1..3}
  a
  0 / a
  2 / 
  2 / 
  2 / 
  127 / 
  $ p '((1)); echo $?'; p '((echo a) ; (echo b))'; p '[[ a = a ]]; echo $?'; p 'function f { echo f; }; f'; p 'select x in a; do :; done'; p 'coproc cat; echo $?'
  127
  0 / 127
  a
  b
  0 / a
  b
  127
  0 / 127
  2 / 
  2 / 
  127
  0 / 127
  $ p 'echo "a\tb" -n; echo -n x; echo -e y'; p 'local x=1; echo $?'; p 'f() { local x=1; echo $x; }; f'; p 'test a -a b -o "" && echo yes'; p 'kill -9 $$' | sed 's/.*137.*/137/'; p 'trap "echo t" 10; kill -10 $$'
  a\tb -n (esc)
  x-e y
  0 / a\tb -n (esc)
  x-e y
  1
  0 / 1
  1
  0 / 1
  yes
  0 / yes
  137
  t
  0 / t
  $ p 'echo() { :; }; echo x'; p 'export() { command echo mine; }; export x'; p 'x=1; x=2 :; echo $x'; p 'echo ${x@Q}; echo no'; p 'case x in @(x|y)) echo ext;; *) echo no;; esac'
  0 / 
  2 / 
  2
  0 / 2
  1 / 
  2 / 
  $ p 'x=abc; echo ${x:1} ${x/b/c}' ; p 'x=$(echo $((1+1))); echo $x $((2#11)); echo no'; p 'readonly r=1; r=2; echo no'; p 'r() { readonly v=1; v=2 true; echo no; }; r'
  1 / 
  2 3
  no
  0 / 2 3
  no
  1 / 
  1 / 
  $ p 'set -o pipefail; false | true; echo $?'; p 'echo $'"'a\tb'"; p 'printf "%s\n" ~ | grep -c /'; p 'alias e="echo aliased"
  > e'
  1
  0 / 1
  a\tb (esc)
  0 / a\tb (esc)
  1
  0 / 1
  aliased
  0 / aliased
  $ p 'for i in a b; do echo $i; done; case a in a) echo a ;& b) echo b;; esac'; p 'cd / && pwd; command -v cd; type cd >/dev/null && echo t'; p 'echo $RANDOM$SECONDS | grep -c "[0-9]"'
  a
  b
  a
  b
  0 / a
  b
  a
  b
  /
  cd
  t
  0 / /
  cd
  t
  1
  0 / 1
  $ "$IPCSH" -c 'set -o posix
  > echo {c,d}
  > set +o posix
  > echo {c,d}'
  {c,d}
  c d
  $ POSIXLY_CORRECT=1 "$IPCSH" -c 'echo {a,b}' | grep -c a
  1

In posix mode a file that `source` does not find ends the shell, as for `.`; otherwise it does not.

  $ "$IPCSH" -o posix -c 'source ./none; echo no' 2>/dev/null; echo $?; "$IPCSH" -o posix -c 'command source ./none; echo yes' 2>/dev/null; "$IPCSH" -c 'source ./none; echo yes' 2>/dev/null
  1
  yes
  yes

With `set -h` a function's programs are found when it is defined (posix mode: elsewhere -h is on and means less).

  $ "$IPCSH" -o posix -c 'set -h; f() { if ls; then for i in; do touch x; done; fi; }; hash' | grep -c -e /ls -e /touch
  2
  $ "$IPCSH" -o posix -c 'f() { ls; }; hash'

Nothing is read-only from the start where the standard does not say so; outside of posix mode PPID is, as in bash.

  $ "$IPCSH" -o posix -c 'readonly -p; PPID=3; echo $PPID'; "$IPCSH" -c 'PPID=3; echo no' 2>&1
  3
  ipcsh: PPID: is read-only
  [1]

Job control that is asked for needs no terminal; where it is not, an interactive shell without one has none.

  $ setsid -w "$IPCSH" -im -c 'case $- in *m*) echo m;; esac; sh -c "kill -STOP \$\$; exit 6"
  > echo $?; fg; echo $?' 2>&1 </dev/null | sed 's/[0-9][0-9][0-9][0-9]*/N/'
  m
  
  [1] + Stopped (SIGSTOP) sh -c "kill -STOP \$\$; exit 6"
  N
  sh -c "kill -STOP \$\$; exit 6"
  6
  $ setsid -w "$IPCSH" -m -c 'sh -c "kill -STOP \$\$; exit 6"; echo $(($? > 128)); jobs; fg' 2>&1 </dev/null
  1
  [1] + Stopped (SIGSTOP) sh -c "kill -STOP \$\$; exit 6"
  sh -c "kill -STOP \$\$; exit 6"
  [6]
  $ for o in -i '-i +m' '-i +o monitor' '-i -o monitor'; do setsid -w "$IPCSH" $o -c 'case $- in *m*) echo m;; *) echo none;; esac' </dev/null; done
  ipcsh: no job control: there is no terminal to control
  none
  none
  none
  m

an option of the shell that is none: the usage in one line, and what may have been meant

  $ "$IPCSH" --psoix
  ipcsh: --psoix: no such option (did you mean --posix?)
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]
  $ "$IPCSH" -o pipefial; "$IPCSH" -o; "$IPCSH" -Z
  ipcsh: pipefial: no such option (did you mean pipefail?)
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  ipcsh: -o: which option?
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  ipcsh: -Z: no such option
  usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]
  [2]
