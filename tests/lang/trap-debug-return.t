`exit` and `return` in the action of ERR, DEBUG and RETURN.

  $ (trap 'exit 3' ERR; false; echo no)
  [3]
  $ (trap 'exit 4' DEBUG; echo no)
  [4]
  $ (set -E; f() { trap 'return 3' ERR; false; echo no; }; f)
  [3]
  $ f() { trap 'return 7' RETURN; return 3; }; f; echo $?; trap - RETURN
  7

RETURN is not inherited by functions, but a dot file tells of its end; what a function sets stays.

  $ (echo : >dot; f() { :; }; trap 'echo R' RETURN; f; echo x; . ./dot)
  x
  R
  $ (f() { trap 'echo R' RETURN; :; }; g() { :; }; f; g; f)
  R
  R
  $ (set -T; f() { return 3; }; trap 'echo R $?' RETURN; f; echo $?)
  R 3
  3

DEBUG comes before each simple command, each turn of `for`, and before case, [[ ]] and (( )).

  $ (trap 'echo D' DEBUG; x=1; for i in 1 2; do case $i in 2) ((i)) && [[ $x ]];; esac; done) | wc -l
  7
  $ (trap 'echo $LINENO' DEBUG
  > :
  > case x in
  > x) echo x;;
  > esac)
  2
  3
  4
  x
