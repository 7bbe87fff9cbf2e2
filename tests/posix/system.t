cd, pwd, umask, ulimit, alias, type, command, hash, kill, times
===============================================================

cd and pwd
----------

  $ mkdir -p a/b 'sp ace'; ln -s a/b link; here=$PWD; test "$(pwd)" = "$here" && echo here
  here
  $ cd a; echo ${PWD#$here}; cd b; echo ${PWD#$here} ${OLDPWD#$here}; cd ../..; echo "[${PWD#$here}]"
  /a
  /a/b /a
  []
  $ cd link; echo ${PWD#$here}; pwd | sed "s,$here,,"; pwd -P | sed "s,$(cd -P "$here"; pwd -P),,"; cd ..; echo "[${PWD#$here}]"
  /link
  /link
  /a/b
  []
  $ cd -P link; echo ${PWD#$here}; cd ..; echo ${PWD#$here}; cd "$here"; cd -L link; cd -P ..; echo ${PWD#$here}; cd "$here"
  /a/b
  /a
  /a
  $ cd a; cd - >/dev/null; echo "[${PWD#$here}]"; cd - >"$here/out"; sed "s,$here,," "$here/out"; cd ..
  []
  /a
  $ cd ./a/../a/./b//; echo ${PWD#$here}; cd "$here"; cd 'sp ace'; echo "${PWD#$here}"; cd ..
  /a/b
  /sp ace
  $ (HOME=$here/a; cd; echo ${PWD#$here})
  /a
  $ cd none 2>/dev/null || echo failed; cd /dev/null 2>/dev/null || echo failed; echo "[${PWD#$here}]"
  failed
  failed
  []
  $ (CDPATH=$here/a; cd b | sed "s,$here,,"; CDPATH=$here/a; cd b >/dev/null; echo ${PWD#$here})
  /a/b
  /a/b
  $ (CDPATH=:$here/a; cd b >/dev/null; echo ${PWD#$here}); (CDPATH=$here/a; cd ./b 2>/dev/null || echo not searched)
  /a/b
  not searched
  $ (CDPATH=$here; cd a >/dev/null; cd /; cd sp\ ace >/dev/null; echo "${PWD#$here}")
  /sp ace
  $ (cd /; pwd; cd ..; pwd; cd //; pwd | sed 's,^//$,/,'); (cd /usr/../; pwd)
  /
  /
  /
  /
  $ (cd a; (cd b; echo ${PWD#$here}); echo ${PWD#$here}); (cd a && cd b && cd ../.. && echo "[${PWD#$here}]")
  /a/b
  /a
  []
  $ (cd -- a; echo ${PWD#$here}); cd "" 2>/dev/null; echo "[${PWD#$here}]"
  /a
  []
  $ (PWD=/wrong; cd a; echo ${PWD#$here}); (cd a; PWD=/; pwd | sed "s,$here,,")
  /a
  /a
  $ (mkdir gone; cd gone; rmdir ../gone; cd .. && echo ${PWD#$here}; cd /; pwd)
  
  /
  $ sh -c 'echo ${PWD#'"$here"'}' ; (cd a; sh -c 'echo $PWD' | sed "s,$here,,"; env | grep '^PWD=' | sed "s,$here,,")
  
  /a
  PWD=/a
  $ (chmod 0 a 2>/dev/null; chmod 755 a); pwd -L >/dev/null; echo $?
  0

umask
-----

  $ (umask 022; umask; umask 27; umask; umask -S; umask 0; umask; umask -S)
  0022
  0027
  u=rwx,g=rx,o=
  0000
  u=rwx,g=rwx,o=rwx
  $ (umask 077; : >u; ls -l u | cut -c1-10); (umask u=rwx,g=rx,o=; umask; umask g+w; umask; umask a=rx; umask; umask =; umask; umask o-r,u+x; umask)
  -rw-------
  0027
  0007
  0222
  0777
  0677
  $ (umask 999 2>/dev/null || echo failed; umask u=q 2>/dev/null || echo failed; umask 022; x=$(umask -S); umask 0; umask $x; umask)
  failed
  failed
  0022

ulimit
------

  $ (ulimit -f 100; ulimit -f; ulimit -n 40; ulimit -n; ulimit -S -n 30; ulimit -n; ulimit -H -n; ulimit -Sn; ulimit -Hn)
  100
  40
  30
  40
  30
  40
  $ (ulimit -c 0; ulimit -c; ulimit -S -c; ulimit -t unlimited 2>/dev/null; ulimit -t); (ulimit -n 40; sh -c 'ulimit -n')
  0
  0
  unlimited
  40
  $ (ulimit -f 1; (head -c 5000 /dev/zero >big) 2>/dev/null; :) 2>/dev/null; wc -c <big | tr -d ' '; ulimit -z 2>/dev/null || echo failed; ulimit -n x 2>/dev/null || echo failed
  512
  failed
  failed

alias
-----

  $ alias hi='echo hello'
  $ hi there; hi
  hello there
  hello
  $ alias two='echo a; echo b'
  $ two
  a
  b
  $ alias blank='echo ' x='expanded'
  $ blank x x; echo x; \hi 2>/dev/null || echo quoted; 'hi' 2>/dev/null || echo quoted
  expanded x
  x
  quoted
  quoted
  $ alias hi; alias 2>&1 | grep -c "hello"; unalias hi; hi 2>/dev/null || echo gone
  hi='echo hello'
  1
  hello
  $ alias loop='loop' 2>/dev/null; loop 2>/dev/null; echo $?; alias ls='ls -d'
  127
  $ ls /; unalias ls
  /
  $ alias iff=if thenn='then '; iff=1
  $ iff true; thenn echo reserved; fi
  reserved
  $ alias p='echo piped |'
  $ p cat
  piped
  $ alias redirect='>f'; alias open='{' close='}'
  $ redirect echo to f; cat f
  to f
  $ open echo grouped; close
  grouped
  $ alias a1=a2 a2=a3 a3='echo chain'
  $ a1
  chain
  $ alias none 2>/dev/null || echo failed; unalias none 2>/dev/null || echo failed; unalias -a; alias
  failed
  failed
  $ alias v='echo x=$x'; x=1
  $ v; x=2 v
  x=1
  x=1
  $ (unalias v); v; alias "q=echo 'a  b'"
  x=1
  $ q; alias q >f; unalias q v; eval "alias $(cat f)"
  a  b
  $ q; unalias q
  a  b
  $ f() { late; }; alias late='echo late'; f 2>/dev/null || echo too late; unalias late
  too late
  $ eval 'alias e1="echo evaluated"
  > e1'; unalias e1
  evaluated

type, command, hash
-------------------

  $ type cd >/dev/null && type ls >/dev/null && type if >/dev/null && echo known; type no-such-one >/dev/null 2>&1 || echo unknown
  known
  unknown
  $ command -v cd; command -v if; command -v ls | grep -c '^/.*/ls$'; command -v no-such-one || echo none
  cd
  if
  1
  none
  $ f() { :; }; command -v f; alias al='a b'; command -v al; unalias al; unset -f f
  f
  alias al='a b'
  $ cp /bin/true prog; command -v ./prog | grep -c /prog; PATH=$PWD:$PATH command -v prog >/dev/null; echo $?
  1
  0
  $ command -V cd >/dev/null; echo $?; command -V no-such-one >/dev/null 2>&1; test $? != 0 && echo none
  0
  none
  $ ls() { echo function; }; command ls -d /; ls; unset -f ls; command echo a; command; echo $?
  /
  function
  a
  0
  $ mkdir -m 0 closed; drop=; if test -w closed; then drop='setpriv --bounding-set -dac_override,-dac_read_search'; fi
  $ $drop "$TESTSHELL" -c 'PATH=$PWD/closed; no-such-one; echo $?; command no-such-one; echo $?' 2>/dev/null; chmod 700 closed
  127
  127
  $ command no-such-one 2>/dev/null; echo $?; command / 2>/dev/null; echo $?; command -p ls -d /; (PATH=/none; command -p ls -d /)
  127
  126
  /
  /
  $ command exit_not 2>/dev/null; command -- echo dashes; command eval 'x=by eval'; echo $x
  dashes
  by
  $ mkdir p1 p2; printf '#!/bin/sh\necho one\n' >p1/cmd; printf '#!/bin/sh\necho two\n' >p2/cmd; chmod +x p1/cmd p2/cmd
  $ (PATH=$PWD/p1:$PWD/p2:$PATH; cmd; rm p1/cmd; cmd; hash -r; cmd); (PATH=$PWD/p2:$PATH; cmd; PATH=$PWD/p1:$PATH cmd)
  one
  two
  two
  two
  two
  $ hash ls && echo hashed; hash no-such-one 2>/dev/null || echo not; hash -r; echo $?; (hash ls; hash | grep -c ls)
  hashed
  not
  0
  1
  $ printf '#!/bin/sh\necho new\n' >p1/late; (PATH=$PWD/p1:$PATH; late 2>/dev/null || echo not executable; chmod +x p1/late; late)
  not executable
  new
  $ printf '#!/bin/sh\necho here\n' >here.sh; chmod 755 here.sh
  $ (PATH=; ls 2>/dev/null || echo none); (PATH=/none:; here.sh)
  none
  here
  $ echo 'echo no head $0 $1' >nohead; chmod +x nohead; ./nohead arg; (PATH=$PWD:$PATH; nohead arg | sed "s,$PWD/,,")
  no head ./nohead arg
  no head nohead arg
  $ echo 'echo "[$v] $#"; f' >nohead; v=1; f() { echo no; }; ./nohead 2>/dev/null; v=2 ./nohead a b 2>/dev/null; (exec ./nohead 2>/dev/null); ./nohead 2>/dev/null | cat
  [] 0
  [2] 2
  [] 0
  [] 0

kill
----

  $ sleep 5 & kill $!; wait $! 2>/dev/null; echo $?; sleep 5 & kill -s KILL $!; wait $! 2>/dev/null; echo $?; sleep 5 & kill -HUP $!; wait $! 2>/dev/null; echo $?
  143
  137
  129
  $ kill -0 $$; echo $?; kill -l 15; kill -l 137; kill -l 9; kill -l | grep -c TERM; kill -s 0 $$; echo $?
  0
  TERM
  KILL
  KILL
  1
  0
  $ kill 2>/dev/null || echo usage; kill -NOSUCH $$ 2>/dev/null || echo failed; kill abc 2>/dev/null || echo failed; kill -0 99999999 2>/dev/null || echo none
  usage
  failed
  failed
  none
  $ sh -c 'kill $$' 2>/dev/null; echo $?; ({ sleep 5 & } ; p=$!; kill -9 $p; wait $p; echo $?) 2>/dev/null
  143
  137

times
-----

  $ times | wc -l | tr -d ' '; times | grep -c '^[0-9]*m[0-9]*[.][0-9]\{6\}s [0-9]*m[0-9]*[.][0-9]\{6\}s$'
  2
  2

The environment and arguments
-----------------------------

  $ env -i "$TESTSHELL" -c 'echo $0 "${HOME-no HOME}"; test -n "$PWD" && echo PWD; echo "[$IFS]"; echo $PPID | grep -c "^[0-9]*$"' name | head -n 3
  name no HOME
  PWD
  [ \t (esc)
  $ echo 'echo $# $0 $*' >s; "$TESTSHELL" s a 'b c'; "$TESTSHELL" ./s; "$TESTSHELL" -s a b <s | cut -c1; "$TESTSHELL" <s | cut -c1
  2 s a b c
  0 ./s
  2
  0
  $ "$TESTSHELL" -c 'echo $#' ; "$TESTSHELL" -c 'echo $0 $#' a b c; "$TESTSHELL" none 2>/dev/null || echo none
  0
  a 2
  none
  $ "$TESTSHELL" -e -u -c 'case $- in *e*u*|*u*e*) echo eu;; esac'; "$TESTSHELL" -eu -o noglob -c 'echo *'; "$TESTSHELL" -f +f -c 'echo s'; "$TESTSHELL" -- s x
  eu
  *
  s
  1 s x
  $ echo 'exit 3' | "$TESTSHELL"; echo $?; : | "$TESTSHELL"; echo $?; "$TESTSHELL" -c ''; echo $?; printf 'false\n\n# end\n' | "$TESTSHELL"; echo $?
  3
  0
  0
  1
  $ MAIL_X=1 "$TESTSHELL" -c 'echo $MAIL_X; MAIL_X=2; sh -c "echo \$MAIL_X"'; ENV=./s "$TESTSHELL" -c 'echo not read'
  1
  2
  not read

Not dash: it reads its script ahead of what commands are to find there

  $ printf 'read x\ndata\necho "[$x]"\n' | "$TESTSHELL"; printf 'cat\nrest of\nstdin\n' | "$TESTSHELL"; printf 'echo a\nexec cat\nleft\n' | "$TESTSHELL"
  [data]
  rest of
  stdin
  a
  left
