Words beyond POSIX, and their corners
=====================================

declare and local
-----------------

A declared variable is there though it has no value.

  $ declare nv; declare -p nv; echo "${nv-unset}"; nv=; declare -p nv; unset nv; declare -p nv
  declare -- nv
  unset
  declare -- nv=''
  ipcsh: declare: nv: no such variable
  [1]
  $ (declare in_subshell); declare -p in_subshell 2>/dev/null
  [1]
  $ f() { local a b=2; local -i c=1+1; local; local -p b; g() { local d; local; }; g; }; x=1; f
  declare -- a
  declare -- b=2
  declare -i c=2
  declare -- b=2
  declare -- d
  $ f() { local a; unset a; local; }; f

let: an expression that cannot be evaluated is status 1.

  $ let '1 +' 2>/dev/null; echo $?; let 'x = 5' 'y = x - 5'; echo $?
  1
  1

hash
----

  $ mkdir d; printf '#!/bin/sh\n' >d/one; cp d/one d/two; chmod +x d/*; PATH=$PATH:$PWD/d; home=$PWD
  $ hash one two; hash -t one | sed "s,$home,HERE,"; hash -t one two | sed "s,$home,HERE,"; hash -l | sed -n "s,$home,HERE,p"
  HERE/d/one
  one	HERE/d/one
  two	HERE/d/two
  hash -p HERE/d/one one
  hash -p HERE/d/two two
  $ hash -d one; hash -t one two 2>&1 | sed "s,$home,HERE,"; hash -t one 2>/dev/null; echo $?
  ipcsh: hash: one: not remembered
  two	HERE/d/two
  1
  $ hash -r; hash -p "$home/d/two" 'odd name'; hash -t 'odd name' | sed "s,$home,HERE,"; x=$(hash -l); hash -r; eval "$x"; hash -l | sed -n "s,$home,HERE,p"
  HERE/d/two
  hash -p HERE/d/two 'odd name'
  $ hash -t; echo $?; hash -q 2>/dev/null; echo $?
  ipcsh: hash: usage: hash [-rdtl] [-p PATH] [NAME...]
  2
  2

ulimit
------

  $ ulimit -p; ulimit -p 8
  8
  ipcsh: ulimit: pipe size: cannot be set
  [1]
  $ (ulimit -Sn 40; ulimit -Hn 30; echo $?; ulimit -Sn; ulimit -n 30; ulimit -Sn; ulimit -Hn; ulimit -Sn 31; echo $?)
  ipcsh: ulimit: open files: the soft limit would be above the hard one (-HS sets both)
  1
  40
  30
  30
  ipcsh: ulimit: open files: the soft limit would be above the hard one (-HS sets both)
  1
  $ ulimit -a | grep -c '(.*, -[cdefilmnpqrRstuvx])'
  17

pushd, dirs, builtin: what is no option
---------------------------------------

  $ pushd -x; echo $?; mkdir -- -x; pushd -- -x >/dev/null && popd >/dev/null; echo $?
  ipcsh: pushd: -x: unknown option
  usage: pushd [-n] [DIRECTORY | +N | -N]
  2
  0
  $ dirs x; echo $?; dirs +7; echo $?; builtin -x; echo $?; builtin -- echo a
  ipcsh: dirs: x: no such place in the stack
  2
  ipcsh: dirs: +7: no such place in the stack
  1
  ipcsh: builtin: -x: unknown option
  usage: builtin NAME [ARG...]
  2
  a

printf %q: what a shell reads back as it was
--------------------------------------------

  $ printf '%q ' 'a b' "it's" '' abc 'a$b' '~x' 'a~x' 'x=~/y' ':~y' '#a' 'a#b' 'a*[b]?' '{a,b}' '\' '"`' ';&|<>()' '!^' -n a=b; echo
  a\ b it\'s '' abc a\$b \~x a~x x=\~/y :\~y \#a a#b a\*\[b\]\? \{a\,b\} \\ \"\` \;\&\|\<\>\(\) \!\^ -n a=b 
  $ printf '%q\n' "$(printf 'a\nb\033\377')" 'é x' é
  $'a\nb\e\377'
  'é x'
  é
  $ x=; for c in 1 2 3 4 5 6 7; do for d in 0 1 2 3 4 5 6 7; do for e in 1 2 3 4 5 6 7; do x=$x$(printf "\\0$c$d$e"); done; done; done
  $ for v in "$x" "-$x" "~$x" "a $x" "${x#??????????}"; do eval "y=$(printf %q "$v")"; [ "$y" = "$v" ] || echo differs; done
