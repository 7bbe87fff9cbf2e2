More jobs than the shell keeps once they are over: `wait` gets the one it waits for all the same.

  $ for i in {1..300}; do (exit 3) & done; wait -n; echo $?; wait $!; echo $?; wait; echo $?
  3
  3
  0

A coprocess that is started anew under its name gives its old ends up.

  $ coproc C { read -r x; echo "first: ${x:-the end}" >first; }; w=$C_w
  $ coproc C { read -r x; echo "$x"; }; wait %1; cat first
  first: the end
  $ [ -e /proc/$$/fd/$w ] && [ $w != $C_w ] && echo still open
  [1]
  $ echo two >&$C_w; read -r x <&$C_r; echo "$x"; wait $C_pid; exec {C_w}>&- {C_r}<&-
  two

A FIFO whose file is gone is not kept open.

  $ set -- /proc/$$/fd/*; n=$#
  $ for i in {1..50}; do rm -f q; fifonew ./q; fiforecv -n ./q; done; set -- /proc/$$/fd/*; echo $(($# - n < 5)); rm q
  1
