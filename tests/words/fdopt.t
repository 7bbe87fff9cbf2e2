Options of a descriptor: fdopt
==============================

  $ echo 12345 >f; exec 3<>f; fdopt --cols option,value 3
  OPTION    VALUE
  append        0
  async         0
  cloexec       0
  direct        0
  lease      none
  noatime       0
  nonblock      0
  owner         0
  signal        0
  $ fdopt 3 append=1 cloexec=1; fdopt 3 append cloexec; echo 6 >&3; cat f; fdopt -v x 3 append; echo "$x"; fdstat --cols flags 3
  1
  1
  12345
  6
  1
  FLAGS
  append,cloexec
  $ sh -c ': >&3' 2>/dev/null || echo 'not inherited'; fdopt 3 cloexec=0 append=0; sh -c ': >&3' && fdopt 3 append
  not inherited
  0
  $ exec 4<&3; fdopt 3 append=1; fdopt 4 append; fdopt 4 cloexec=1; fdopt 3 cloexec; exec 4<&-; fdopt -j 3 | grep append
  1
  0
        {"option": "append", "value": 1, "meaning": "1: each write goes to the end of the file"},
  $ exec 3<&-

a subshell's flag of its own descriptor is not its parent's

  $ exec 3<f; (fdopt 3 cloexec=1); fdopt 3 cloexec; exec 3<&-; rm f
  0

a shell that reads its script from what somebody made non-blocking makes it wait again (XCU sh)

  $ mkfifo gate; { echo 'echo one; echo >gate'; read -r go <gate; sleep 0.1; echo 'echo two'; } | $IPCSH -c 'fdopt 0 nonblock=1; exec "$IPCSH"'; rm gate
  one
  two

Who gets the signals: owner
---------------------------

  $ fdpipe -v p; fdopt $p_r owner=self; [ "$(fdopt $p_r owner)" = $$ ] && echo me; fdopt $p_r owner=0 owner; fdopt $p_r owner=-$(ps -o pgid= $$ | tr -d ' '); [ "$(fdopt $p_r owner)" -lt 0 ] && echo 'a group'
  me
  0
  a group
  $ fdopt $p_r owner=0

SIGIO: something can be read

  $ trap 'read -r line <&$p_r; echo "got $line"' IO; fdopt $p_r owner=self async=1; echo hello >&$p_w; echo after
  got hello
  after
  $ (sleep 0.05; echo 'from another') >&$p_w & wait; wait
  got from another
  $ fdopt $p_r async=0; echo unseen >&$p_w; read -r line <&$p_r; echo "$line"; trap - IO
  unseen

with a signal of its own: its descriptor is known, and each one is kept

  $ fdpipe -v q; for fd in $p_r $q_r; do fdopt $fd owner=self signal=RTMIN+3 async=1; done; fdopt $p_r signal; sigblock RTMIN+3; echo 1 >&$p_w; echo 2 >&$q_w; for n in 1 2; do sigwait -t 5 -v s RTMIN+3; case $s_fd in $p_r) echo p ;; $q_r) echo q ;; *) echo "<$s_fd>" ;; esac; done; echo "$s <$s_value>"
  RTMIN+3
  p
  q
  RTMIN+3 <>
  $ kill -s RTMIN+3 $$; sigwait -v s RTMIN+3; echo "<$s_fd>"; sigunblock RTMIN+3; trap 'siginfo -v s; [ "$s_fd" = $q_r ] && echo q' RTMIN+3; echo 3 >&$q_w; trap - RTMIN+3; fdopt $q_r async=0; exec {q_r}<&- {q_w}>&-
  <>
  q
  $ fdopt $p_r signal=0 async=0; exec {p_r}<&- {p_w}>&-

SIGURG: urgent data came

  $ socklisten -v l tcp::0; sockdial -v c "$l_address"; sockaccept -v s $l; trap 'sockrecv --oob -t 5 -v u $s' URG; fdopt $s owner=self; u=; socksend --oob $c !; until [ "$u" ]; do sleep 0.01; done; echo "$u"
  !
  $ trap 'read -r line <&$s; echo "got $line"; line_seen=1' IO; fdopt $s async=1; echo data >&$c; until [ "$line_seen" ]; do sleep 0.01; done; trap - IO URG; fdopt $s async=0 owner=0; exec {l}<&- {c}<&- {s}<&-
  got data

while it waits for something else

  $ fdpipe -v p; fdpipe -v q; trap 'echo trapped; echo go >&$q_w' IO; fdopt $p_r owner=self async=1; (sleep 0.05; echo x) >&$p_w & read -r line <&$q_r; echo "$line"; trap - IO; fdopt $p_r async=0; wait; exec {p_r}<&- {p_w}>&- {q_r}<&- {q_w}>&-
  trapped
  go

A lease: another waits until it is given up
-------------------------------------------

  $ echo old >f; exec 3<f; fdopt 3 lease=r; fdopt 3 lease; trap 'cat <&3; fdopt 3 lease=none' IO; sh -c 'echo new >f' & wait $!; wait $!; fdopt 3 lease; cat f; trap - IO; exec 3<&-; rm f
  r
  old
  none
  new

What is wrong
-------------

  $ fdopt
  ipcsh: fdopt: usage: fdopt [-j] [--cols LIST] [-v NAME] FD [OPTION[=VALUE]...]
  [2]
  $ fdopt 99
  ipcsh: fdopt: 99: not open
  [2]
  $ fdopt 99 append
  ipcsh: fdopt: 99: not open
  [2]
  $ fdopt 99 owner=self
  ipcsh: fdopt: 99: not open
  [2]
  $ fdopt x
  ipcsh: fdopt: x: not the number of a descriptor
  [2]
  $ exec 3</dev/null; fdopt 3 nosuch
  ipcsh: fdopt: nosuch: no such option (`fdopt FD' lists those that there are)
  [2]
  $ fdopt 3 async=1
  ipcsh: fdopt: async: this file has no such option
  [2]
  $ fdopt 3 direct=1
  ipcsh: fdopt: direct: this file has no such option
  [2]
  $ for v in append=2 append=x append= owner=x owner= owner=99999999999 signal=NOSUCH signal= lease=x cloexec=on; do fdopt 3 $v; done
  ipcsh: fdopt: append=2: not a value for it
  ipcsh: fdopt: append=x: not a value for it
  ipcsh: fdopt: append=: not a value for it
  ipcsh: fdopt: owner=x: not a value for it
  ipcsh: fdopt: owner=: not a value for it
  ipcsh: fdopt: owner=99999999999: not a value for it
  ipcsh: fdopt: signal=NOSUCH: not a value for it
  ipcsh: fdopt: signal=: not a value for it
  ipcsh: fdopt: lease=x: not a value for it
  ipcsh: fdopt: cloexec=on: not a value for it
  [2]
  $ exec 3<&-; fdpipe -v p; fdopt $p_r owner=4999999
  ipcsh: fdopt: owner: there is no such process or group
  [2]
  $ fdopt $p_r owner=-2147483648
  ipcsh: fdopt: owner: * (glob)
  [2]
  $ exec {p_r}<&- {p_w}>&-
