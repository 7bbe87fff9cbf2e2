Builtin words: what the standard says of each
=============================================

cd: two leading slashes stay, three do not
------------------------------------------

  $ (cd //; pwd; cd //usr; pwd; cd .; pwd; cd ..; pwd; cd //usr/..; pwd; cd ///usr; pwd; cd -- "$OLDPWD"; pwd)
  //
  //usr
  //usr
  //
  //
  /usr
  //
  $ (cd /usr//bin/./..; pwd; cd /..//; pwd)
  /usr
  /

OLDPWD is the directory that was left, whatever PWD held.

  $ (cd /usr; unset PWD; cd /; echo "$OLDPWD"; PWD=/nosuch; cd /tmp; echo "$OLDPWD $PWD")
  /usr
  / /tmp

alias: names stand as they are
------------------------------

  $ alias 'a!b=x y' a,b=1 'a%b=2' a@b=3 a-b_c.d=4; alias 'a!b'; alias | sed -n '/^a.b=/p' | wc -l | tr -d ' '; unalias -a
  a!b='x y'
  4

getopts: the message is the script's
------------------------------------

Not dash: its message does not say whose it is

  $ printf 'getopts ab: o; echo $? $o\n' >script; "$TESTSHELL" script -x 2>err; grep -c '^script: .*x' err; "$TESTSHELL" script -b 2>err; grep -c '^script: .*b' err
  0 ?
  1
  0 ?
  1
  $ "$TESTSHELL" -c 'f() { getopts a o; }; f -y' my-name 2>&1 >/dev/null | grep -c '^my-name: '
  1

hash: a subshell forgets for itself
-----------------------------------

  $ hash -r; hash ls; (hash -r); x=$(hash -r; hash); echo "[$x]"; hash | grep -c '/ls$'
  []
  1

umask: u, g and o stand for what the mask was before
----------------------------------------------------

  $ (umask 0124; umask a=,a=u; umask; umask 0124; umask g=o,o=g; umask; umask 0124; umask u=,g=u; umask)
  0111
  0142
  0714

ulimit: -H alone sets the hard limit alone
------------------------------------------

  $ (ulimit -S -n 40; ulimit -H -n 30 2>/dev/null; test $? -gt 0 && echo refused; ulimit -S -n; ulimit -H -n 50; ulimit -S -n; ulimit -H -n)
  refused
  40
  40
  50
