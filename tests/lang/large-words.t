A large value as an argument of a builtin
=========================================

it is what it was when the command began, whatever becomes of the variable meanwhile

  $ pad=$(head -c 100000 /dev/zero | tr '\0' '#')
  $ first() { x="echo \${#x} \${x%%[!x]*}; $1; echo \"[\${x:0:9}] \${#x}\" \${#_}; $2 $pad"; eval "$x" ; }
  $ first 'x=xnew' 'echo set'
  100072
  [xnew] 4 6
  set
  $ first 'unset x' 'echo unset'
  100075
  [] 0 1
  unset
  $ first 'x+=more' 'echo "${x: -8}"'
  100080
  [echo ${#x] 100084 6
  ####more
  $ first 'x=${x#?}' 'echo "${x:0:4}"'
  100081
  [cho ${#x}] 100080 6
  cho 
  $ first 'export x; "$TESTSHELL" -c "echo \${#x}"; unset x' 'echo exported'
  100119
  100119
  [] 0 1
  exported
  $ first 'declare -u x=a; : "$x"' 'echo $x'; unset x
  100087
  [A] 1 1
  A
  $ first '(x=inner; echo "$x"); y=$(x+=y; echo "${x: -2}"); echo "$y"' 'echo outer'
  100127
  inner
  #y
  [echo ${#x] 100127 2
  outer
  $ g() { local x="$x"; eval "$x"; echo "local ${#x}"; }; x="echo \${#x}; x=short; echo \$x; local y=\$x; $pad" ; g; echo ${#x}
  100042
  short
  local 5
  100042
  $ x="x=1; x=2; : \$x; set -- \"\$_\"; echo \$1 \$_; $pad"; eval "$x"; echo $x
  2 2
  2
  $ x="x=\$pad\$pad; [ \"\$x\" = \"\$pad\$pad\" ] && read -r x <<<'read'; echo \$x; $pad"; eval "$x"
  read

two at once, in assignments, with redirections, in a trap

  $ a=$pad b=${pad}b; [ "$a" != "$b" ] && x="$a" y=1 eval 'echo ${#x}' && printf '%s%s\n' "$a" "$b" | wc -c
  100000
  200002
  $ trap 'x=trapped; : "$b"' USR1; x="kill -USR1 \$\$; echo \$x \${#_}; $pad"; eval "$x"; trap - USR1
  trapped 100001
  $ eval "$a" 2>err 3>"${a:0:3}"; ls; rm err '###'
  ###
  err
  $ for i in 1 2 3; do shmput -c 7766 "$a"; a=$a$i; shmcat -v c 7766; a=${a%?}; [ "$c" = "$a" ] && : "$c"; c=; echo ${#_}; done; shmrm 7766
  100000
  100000
  100000
