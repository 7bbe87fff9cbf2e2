$_ is the last word of the command before
=========================================

  $ mkdir d; cd $_ && basename "$PWD"; cd ..; rmdir d
  d
  $ : 42
  $ echo $_ ${_}x; : 'foo'"bar"; echo $_; x='with spaces'; : $x; echo $_; : "$x"; echo "$_"
  42 42x
  foobar
  spaces
  with spaces
  $ echo hi && echo last=$_; echo and=$_; ((a = 2 + 3)); [[ a == b ]] || echo "$_"
  hi
  last=hi
  and=last=hi
  and=last=hi
  $ f() { echo "in $_"; : inner; }; : before; f a b; echo "after $_"; for x in 1 2; do echo prev=$_; done
  in before
  after b
  prev=after b
  prev=b
  $ : q; y=$(echo r; echo $_); echo "$y" $_; for _ in 1 2; do :; done; read _ b _ <<<'1 2 3'; echo $b
  r
  q q
  2
  $ : w; set -u; _=5; "$TESTSHELL" -c 'env | grep -c "^_="'; echo "$_"; set +u
  0
  env | grep -c "^_="
  $ : x; set -o posix; : y; echo "$_"; set +o posix; : z; echo $_
  x
  z

What the shell knows of user and machine
----------------------------------------

  $ unset UID EUID HOSTNAME OSTYPE HOSTTYPE MACHTYPE; echo "[$UID$HOSTNAME]"
  []
  $ k() { env -u UID -u EUID -u HOSTNAME -u OSTYPE -u HOSTTYPE -u MACHTYPE "$IPCSH" "$@"; }
  $ k -c 'echo $UID $EUID $HOSTNAME $OSTYPE $HOSTTYPE' >a; echo $(id -ru) $(id -u) $(uname -n) linux-gnu $(uname -m) | cmp - a
  $ k -uc 'case $MACHTYPE in $HOSTTYPE-*-linux-gnu) echo yes;; esac; [[ -v OSTYPE ]] && echo $((UID * 0)) ${#OSTYPE}'
  yes
  0 9
  $ k -c 'HOSTNAME=x; unset UID; f() { local OSTYPE; echo "$HOSTNAME[$UID][$OSTYPE]"; }; f; export EUID; [ $(env | grep -c ^EUID=) = 1 ] && echo exported'
  x[][]
  exported
  $ HOSTNAME=outside k -c 'echo $HOSTNAME' | grep -c outside; HOSTNAME=outside "$IPCSH" -c 'echo $HOSTNAME'; k -o posix -c 'echo "[$UID$HOSTNAME]"'
  0
  outside
  []

one that is large is kept as well, and a small one after it

  $ big=$(head -c 200000 /dev/zero | tr '\0' b); f() { : "$2"; echo ${#_}; }
  $ : "$big"; echo ${#_}; : "$big" "${big}c"; x=$_; [ "$x" = "${big}c" ] && echo same; : small; echo $_
  200000
  same
  small
  $ f a "$big"; echo ${#_}; for i in 1 2 3; do : "$_$big"; echo ${#_}; : "$big"; done; (: "$big$big"; echo ${#_})
  200000
  200000
  200006
  400000
  400000
  400000
  $ : "$big"; y=$(echo ${#_}; : "$big$big"; echo ${#_}); echo $y ${#_}
  200000 200000 200000
