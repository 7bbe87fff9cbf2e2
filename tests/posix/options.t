set and its options
===================

  $ s() { "$TESTSHELL" -c "$1" sh "$2" "$3"; echo "status $?"; }

-u
--

  $ s 'set -u; echo $unset_a; echo no' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -u; echo ${unset_a-default} ${unset_a:-default} ${unset_a+no}'
  default default
  status 0
  $ s 'set -u; echo "[$*] [$@] $#"; for i in "$@"; do :; done'
  [ ] [ ] 2
  status 0
  $ "$TESTSHELL" -uc 'echo "[$*] [$@] $#"'
  [] [] 0
  $ s 'set -u; echo $3; echo no' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -u; echo ${#unset_a}; echo no' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -u; echo ${unset_a#x}; echo no' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -u; x=; echo "[$x]"; unset x; (echo $x); echo goes on' 2>/dev/null
  []
  goes on
  status 0
  $ s 'set -u; x=$(echo $unset_a; echo no); echo "[$x]"' 2>/dev/null
  []
  status 0
  $ s 'set -u; set +u; echo "[$unset_a]"'
  []
  status 0
  $ s 'set -u; if echo $unset_a; then :; fi; echo no' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -u; echo ${unset_a=now} $unset_a'
  now now
  status 0
  $ s 'set -o nounset; : "$unset_a"; echo no' 2>/dev/null | grep -c status.[1-9]
  1

-f, -n, -v, -x
--------------

  $ : >afile; s 'set -f; echo a*; set +f; echo a*; set -o noglob; echo a*'
  a*
  afile
  a*
  status 0
  $ "$TESTSHELL" -n -c 'echo no'; echo $?
  0
  $ printf 'echo a\nset -n\necho no\n' | "$TESTSHELL"; echo $?
  a
  0
  $ echo 'if' >bad; "$TESTSHELL" -n bad 2>/dev/null || echo bad syntax
  bad syntax
  $ printf 'echo a\n# comment\nif true\nthen echo b; fi\n' >f; "$TESTSHELL" -v f 2>&1
  echo a
  a
  # comment
  if true
  then echo b; fi
  b
  $ printf 'echo a\nset -v\necho b\nset +v\necho c\n' | "$TESTSHELL" 2>&1
  a
  echo b
  b
  set +v
  c
  $ "$TESTSHELL" -xc 'x=1; echo a "$x"; for i in 1 2; do :; done' 2>&1
  + x=1
  + echo a 1
  a 1
  + :
  + :
  $ "$TESTSHELL" -xc 'echo out; echo err >&2' 2>/dev/null
  out
  $ PS4='x> ' "$TESTSHELL" -c 'set -x; echo a; set +x; echo b' 2>&1
  x> echo a
  a
  x> set +x
  b
  $ PS4='$y ' "$TESTSHELL" -c 'y=Y; set -x; echo a' 2>&1
  Y echo a
  a
  $ "$TESTSHELL" -c 'set -x; (echo sub); f() { echo f; }; f' 2>&1
  + echo sub
  sub
  + f
  + echo f
  f

Not dash: it writes a line of the trace in pieces, which two processes mix.

  $ "$TESTSHELL" -c 'set -x; echo a | cat' 2>&1 | sort
  + cat
  + echo a
  a

-a, -C, -o
----------

  $ unset A B; s 'set -a; A=1; sh -c "echo \$A"; set +a; B=2; sh -c "echo \${B-no}"'
  1
  no
  status 0
  $ s 'set -a; for A in loop; do sh -c "echo \$A"; done; read B <<E
  > read
  > E
  > sh -c "echo \$B"; : ${C=default}; sh -c "echo \$C"; D=$((E = 5)); sh -c "echo \$D"'
  loop
  read
  default
  5
  status 0
  $ s 'set -C; >new && >>new && >|new; { >new; } 2>/dev/null || echo kept'
  kept
  status 0
  $ s 'set -o noclobber; : >n2; { echo >n2; } 2>/dev/null || echo kept; echo >/dev/null && echo device' 
  kept
  device
  status 0
  $ s 'set -o allexport; case $- in *a*) echo a;; esac'
  a
  status 0
  $ s 'set -o no-such-option && echo no; exit' 2>/dev/null | grep -c status.[1-9]
  1
  $ s 'set -efu; case $- in *e*) case $- in *f*) case $- in *u*) echo efu;; esac;; esac;; esac; set +efu; case $- in *[efu]*) echo no;; esac'
  efu
  status 0
  $ s 'set -e -f; set +o >saved; set +e +f; . ./saved; case $- in *e*) echo e;; esac; case $- in *f*) echo f;; esac'
  e
  f
  status 0
  $ s 'set -o | grep -c errexit; set +o | grep -c "^set +o errexit"'
  1
  1
  status 0
  $ s 'set -b -m 2>/dev/null; echo fine'
  fine
  status 0
  $ s 'set -Z 2>/dev/null && echo no; exit' 2>/dev/null | grep -c status.[1-9]
  1

set without operands shows variables as input again
---------------------------------------------------

  $ v="it's a
  > \$new \"line\""; set | grep -A1 '^v=' >saved; w=$v; v=; . ./saved; test "$v" = "$w" && echo same
  same
  $ zz=1; set -- a b; set >/dev/null; set | grep -c '^zz=' ; echo $#
  1
  2
  $ set -e; set +e; set --; echo $#; set -- -e +e -; echo $# $1 $2 $3
  0
  3 -e +e -
  $ set -- a b; set -f; echo $#; set +f; set -f --; echo $#; set +f
  2
  0

Not dash: pipefail came after 0.5.12

  $ s 'set -o pipefail; false | true; echo $?; true | (exit 3) | (exit 4) | true; echo $?; true | true; echo $?'
  1
  4
  0
  status 0
  $ s 'set -o pipefail; ! false | true; echo $?; set +o pipefail; false | true; echo $?'
  0
  0
  status 0
  $ s 'set -o pipefail -e; false | true; echo no'
  status 1

-v that is set on the way
-------------------------

  $ cat >script <<'X'
  > set -v
  > echo a
  > 
  > for i in 1 2; do
  > echo $i; done # loop
  > set +v
  > echo b
  > set -v
  > cat <<E
  > text
  > E
  > X
  $ "$TESTSHELL" ./script 2>&1
  echo a
  a
  
  for i in 1 2; do
  echo $i; done # loop
  1
  2
  set +v
  b
  cat <<E
  text
  E
  text
  $ "$TESTSHELL" <script 2>&1 >/dev/null | wc -l | tr -d ' '
  8

Errors in an interactive shell
------------------------------

  $ i() { printf '%s\n' "$1" | PS1= PS2= "$TESTSHELL" -i 2>/dev/null; }
  $ i '(echo ${nothing?x}; echo no); echo $?' | grep '^[1-9]' | sed 's/.*/failed/'
  failed
  $ i 'x=$(echo ${nothing?x}; echo no); echo $?' | grep '^[1-9]' | sed 's/.*/failed/'
  failed
  $ i '(readonly a=1; a=2; echo no); echo here'
  here
  $ i '(eval "("; echo no); echo here'
  here
  $ i '(set -o no-such; echo no); echo here'
  here
  $ i 'f() { (. ./no-such-file; echo no); echo here; }; f'
  here
  $ PS1= "$TESTSHELL" -i -c '(echo $-); x=$(echo $-); echo $x' 2>/dev/null | grep -c i
  2

Not dash: it ends at an error of -i -c

  $ PS1= "$TESTSHELL" -i -c 'echo ${nothing?x}
  > echo here' 2>/dev/null | tail -n 1 | grep -c here
  1

With set -n nothing more is run, not even of the same line; a subshell's is its own
------------------------------------------------------------------------------------

  $ printf 'echo a; set -n; echo no\necho no\n' | "$TESTSHELL"; echo $?
  a
  0
  $ "$TESTSHELL" -c 'for i in 1 2; do echo $i; set -n; echo no; done; echo no'; "$TESTSHELL" -c 'f() { eval "set -n; echo no"; echo no; }; f; echo no'
  1
  $ (set -n; echo no); x=$(echo a; set -n; echo no); echo "$x" b
  a b
  $ printf 'set -n; if\n' | "$TESTSHELL" 2>/dev/null || echo read all the same
  read all the same
