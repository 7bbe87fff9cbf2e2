a program in a subshell has that subshell for its parent, and a signal to it ends no more than that

Not dash: it says Terminated and Killed

  $ (kill -s TERM $(exec sh -c 'echo $PPID'); echo never); echo $?
  143
  $ x=$(kill -s TERM $(exec sh -c 'echo $PPID'); echo never); echo $?
  143
  $ (x=$(exec sh -c 'echo $PPID'); kill -s KILL $x; echo never); echo $?
  137

the end of a child runs a trap of CHLD

  $ trap 'echo ended' CHLD; sh -c 'exit 3'; echo $?
  ended
  3
