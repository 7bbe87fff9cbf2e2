Redirections, process substitution and coprocesses
==================================================

<<< &> |& {fd}>
---------------

  $ cat <<<word; cat <<<"two  words"; x='a  b'; cat <<< $x; cat <<<"$x"; cat <<<''; read a b <<<"1 2"; echo $b$a; cat <<<$'l1\nl2'
  word
  two  words
  a  b
  a  b
  
  21
  l1
  l2
  $ f() { echo out; echo err >&2; }; f &>both; cat both; f &>>both; wc -l <both | tr -d ' '; f >&both2; cat both2
  out
  err
  4
  out
  err
  $ f |& sed 's/^/| /' | sort; { echo a >&2; } |& cat
  | err
  | out
  a
  $ exec {fd}>file; echo $((fd >= 10)); echo one >&$fd; echo two >&$fd; exec {fd}>&-; cat file; { echo x >&$fd; } 2>/dev/null || echo closed
  1
  one
  two
  closed
  $ exec {in}<file; read -u $in l; echo $l; read l <&$in; echo $l; exec {in}<&-
  one
  two
  $ exec {a}>&1 {b}>&2; test $a != $b && echo two; echo dup >&$a; exec {a}>&- {b}>&-
  two
  dup
  $ { echo group >&$g; } {g}>gf; cat gf; echo still >&$g; exec {g}>&-; cat gf
  group
  group
  still
  $ exec {k}>kf; "$IPCSH" -c "echo child >&$k"; exec {k}>&-; cat kf
  child
  $ echo moved 5>&1 >&5-; exec 7>mf 8>&7-; echo eight >&8; { echo seven >&7; } 2>/dev/null || echo seven is closed; exec 8>&-; cat mf
  moved
  seven is closed
  eight

fdcloexec
---------

  $ (set -o fdcloexec; exec {c}>cf; "$IPCSH" -c "echo no >&$c" 2>/dev/null || echo not inherited; sh -c 'echo named >&3' 3>&$c; cat cf)
  not inherited
  named

Process substitution
--------------------

  $ cat <(echo a) <(echo b); diff <(printf '1\n2\n') <(printf '1\n3\n') | wc -l | tr -d ' '; paste <(echo l) <(echo r)
  a
  b
  4
  l\tr (esc)
  $ echo data | tee >(sed 's/^/copy /' >copy) >/dev/null; for i in 1 2 3 4 5 6 7 8 9 10; do [ -s copy ] && break; sleep 0.1; done; cat copy
  copy data
  $ while read -r l; do n=$l; done < <(printf 'x\ny\n'); echo $n; f() { cat "$1"; }; f <(echo func); wc -c < <(head -c 100000 /dev/zero) | tr -d ' '
  y
  func
  100000
  $ cat <(cat <(echo nested)) <(echo "$(echo subst)"); echo <(:) | sed 's/[0-9]*$/N/'; test -r <(:) && echo readable
  nested
  subst
  /dev/fd/N
  readable
  $ exec 3< <(echo kept; echo more); read x <&3; read y <&3; echo $y $x; exec 3<&-
  more kept
  $ n=0; while [ $n -lt 200 ]; do : <(:); n=$((n + 1)); done; set -- /proc/$$/fd/*; before=$#; : <(:) >(:); set -- /proc/$$/fd/*; echo $(($# - before))
  0

Coprocesses
-----------

  $ coproc tr a-z A-Z
  $ echo hello >&$COPROC_w; exec {COPROC_w}>&-; read x <&$COPROC_r; echo $x; wait $COPROC_pid; echo $? $COPROC_status; exec {COPROC_r}<&-
  HELLO
  0 0
  $ coproc UP { tr a-z A-Z; }; coproc REV { while read -r l; do echo "$l$l"; done; }; coproc SUM { read a; read b; echo $((a + b)); exit 3; }
  $ echo one >&$UP_w; echo two >&$REV_w; echo 4 >&$SUM_w; echo 5 >&$SUM_w; exec {UP_w}>&-; read a <&$UP_r; read b <&$REV_r; read c <&$SUM_r; echo $a $b $c
  ONE twotwo 9
  $ wait $SUM_pid; echo $? $SUM_status; wait $UP_pid; echo $UP_status; test -z "$REV_status" && echo runs; exec {REV_w}>&-; wait $REV_pid; echo $REV_status; exec {UP_r}<&- {REV_r}<&- {SUM_r}<&- {SUM_w}>&-
  3 3
  0
  runs
  0
  $ coproc CALC { while read -r e; do echo $((e)); done; }
  $ (echo 1+2 >&$CALC_w; read r <&$CALC_r; echo sub $r); echo 3*3 | cat >&$CALC_w; head -n 1 <&$CALC_r; { read r; echo "pipe $r"; } <&$CALC_r | cat & echo 6+6 >&$CALC_w; wait $!
  sub 3
  9
  pipe 12
  $ f() { echo $1 >&$CALC_w; read r <&$CALC_r; echo "f $r"; }; f 7*6; x=$(f 1+1); echo $x; exec {CALC_w}>&-; wait $CALC_pid; echo $?; exec {CALC_r}<&-
  f 42
  f 2
  0
  $ coproc A { cat; }; coproc B { cat; }; coproc C { cat; }; exec {A_w}>&- {B_w}>&- {C_w}>&-; wait; echo all ended $A_status $B_status $C_status; exec {A_r}<&- {B_r}<&- {C_r}<&-
  all ended 0 0 0
  $ coproc K { kill -TERM $BASHPID; }; wait $K_pid; echo $? $K_status; exec {K_r}<&- {K_w}>&-
  143 143
  $ coproc BIG { cat; }; { head -c 300000 /dev/zero; } >&$BIG_w & exec {BIG_w}>&-; wc -c <&$BIG_r | tr -d ' '; wait; exec {BIG_r}<&-
  300000

${ cmd; }
---------

Commands in this shell itself, without a copy.

  $ x=${ echo out; y=changed; }; echo $x $y; echo "${ printf 'a\n\n'; }|"; z=${ :; }; echo "[$z]"; n=${ echo 5; }; echo $((n + ${ echo 1; }))
  out changed
  a|
  []
  6
  $ f() { local l=in; echo $l; g=global; }; r=${ f; }; echo $r $g; echo ${ cd /; pwd; } $PWD; cd "$OLDPWD"; echo ${ echo ${ echo nested; }; }
  in global
  / /
  nested
  $ q=${ false; }; echo $?; q=${ (exit 3); }; echo $?; x=${ echo a; echo b; }; echo "$x"
  1
  3
  a
  b
