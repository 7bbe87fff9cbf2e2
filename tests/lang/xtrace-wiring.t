set -x with set -o xwiring: redirections and the stage that speaks

  $ set -o xwiring

Redirections stand behind the words as they would be typed

  $ (set -x; echo hi >out 2>&1) 2>&1
  + echo hi >out 2>&1
  $ f='two words'; >"$f"; (set -x; cat <"$f" >>out 2>/dev/null; echo x >|"$f" 3<>out 4<&- 5>&1) 2>&1
  + cat <'two words' >>out 2>/dev/null
  + echo x >|'two words' 3<>out 4<&- 5>&1
  $ (set -x; echo a &>out; echo b &>>out; exec {n}>out 7>&-; : <<<'a b' >''; : > >(cat)) 2>&1
  + echo a &>out
  + echo b &>>out
  + exec {n}>out 7>&-
  + : <<<'a b' >''
  ipcsh: '': no such file or directory
  [1]

Of a here-document only the head

  $ x=text; (set -x; cat <<END >out
  > $x
  > END
  > cat <<-'E F' >out
  > 	tabs
  > 	E F
  > ) 2>&1; cat out
  + cat <<END >out
  + cat <<-'E F' >out
  tabs

A command that is nothing but redirections and assignments

  $ (set -x; >out; y=2 z= >out) 2>&1
  + >out
  + >out
  + y=2
  + z=

Compound commands: when they are performed

  $ (set -x
  > { echo a; } >out
  > (echo b) 2>/dev/null >>out
  > if :; then echo c; fi 3>&1
  > for i in 1; do echo d; done >>out
  > for ((i = 0; i < 1; i++)); do :; done >>out
  > while read -r l; do :; done <out
  > until :; do :; done <out
  > case x in x) : ;; esac <out
  > [[ a ]] >out
  > f() { echo f; } >out
  > f 2>&1) 2>&1
  + { ... } >out
  + echo a
  + ( ... ) 2>/dev/null >>out
  + if ... fi 3>&1
  + :
  + echo c
  c
  + for ... done >>out
  + echo d
  + for ... done >>out
  + :
  + while ... done <out
  + read -r l
  + :
  + read -r l
  + :
  + read -r l
  + :
  + read -r l
  + until ... done <out
  + :
  + case ... esac <out
  + :
  + [[ a ]] >out
  + f 2>&1
  + { ... } >out
  + echo f

What an expansion would change, or run, is shown as it is written

  $ i=0; (set -x; echo a >"$(echo out)" 3>"$((i += 1))" 4>${new=name} 5>$none) 2>&1; echo "$i"
  + echo a >"$(echo out)" 3>"$((i += 1))" 4>${new=name} 5>''
  + echo out
  ipcsh: '': no such file or directory
  0
  $ (set -x; echo a > >(cat >out)) 2>&1 | grep '> >'
  +1| echo a > >(cat > out)
  $ (set -xu; : >$none) 2>&1
  + : >''
  ipcsh: none: parameter not set
  [1]

The stage that speaks; each line is one write

  $ (set -x; echo a | cat 2>&1 | sed s/a/b/ >out) 2>trace; sort trace
  +1| echo a
  +2| cat 2>&1
  +3| sed s/a/b/ >out
  $ (set -x; echo a |& cat >out) 2>trace; sort trace
  +1| echo a 2>&1
  +2| cat >out
  $ (set -x; f() { echo f; }; { echo a; (echo b | cat); } | { f; cat; } >out) 2>trace; sort trace
  +1.1| echo b
  +1.2| cat
  +1| echo a
  +2| cat
  +2| echo f
  +2| f
  +2| { ... } >out
  $ (set -x; x=$(echo a | cat); echo "$x" | cat & wait) 2>trace; sort trace
  a
  + wait
  + x=a
  +1| echo a
  +1| echo a
  +2| cat
  +2| cat
  $ shopt -s lastpipe; (set -x; echo a | read -r x; echo "$x") 2>trace; sort trace; shopt -u lastpipe
  a
  + echo a
  +1| echo a
  +2| read -r x
  $ (PS4='$LINENO: '; set -x; echo a | cat >out; PS4=; echo b | cat >out) 2>trace; sort trace
  1: PS4=
  1:1| echo a
  1:2| cat >out
  1| echo b
  2| cat >out

Without xwiring, and in posix mode, it is as in other shells

  $ (set +o xwiring; set -x; { echo a; } >out; >out; echo b >out | cat >out) 2>trace; sort trace
  + cat
  + echo a
  + echo b
  $ "$IPCSH" -o posix -o xwiring -c 'set -x; { echo a; } >out; >out; echo b >out | cat >out' 2>trace; sort trace
  + cat
  + echo a
  + echo b
  $ "$IPCSH" -c 'set -x; echo b >out | cat >out' 2>trace; sort trace
  + cat
  + echo b
