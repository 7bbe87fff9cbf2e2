Signals as messages: sigblock sigunblock sigwait, kill -q
=========================================================

A signal that is blocked waits
------------------------------

  $ sigblock USR1; kill -USR1 $$; sigls --cols SIGNAL,BLOCKED,PENDING $$ | grep USR1 | tr -s ' '
  USR1 yes yes
  $ sigwait -v s USR1; echo "$s $s_number $((s_pid == $$)) $((s_uid == $(id -u))) <$s_value>"
  USR1 10 1 1 <>
  $ sigwait -n USR1
  [1]
  $ sigwait -t 0.01 USR1
  [124]
  $ sigunblock USR1; sigls --cols SIGNAL,BLOCKED | grep 'USR1.*yes'
  [1]

printed: name, number, the sender's process and user id, the value

  $ sigblock USR2; kill -USR2 $$; sigwait -n USR2 | cat
  $ sigwait -n USR2 >f; sed "s/ $$ $(id -u) / PID UID /" f; rm f
  USR2 12 PID UID -

(a process of a pipeline has no part in what waits for this one: the first came to nothing)

children inherit the mask

  $ grep SigBlk /proc/self/status | tr -s '\t' ' '
  SigBlk: 0000000000000800
  $ (sigunblock USR2; grep SigBlk /proc/self/status | tr -s '\t' ' '); sigunblock USR2
  SigBlk: 0000000000000000

a trap runs when it is let through

  $ sigblock HUP; trap 'echo trapped' HUP; kill -HUP $$; echo before; sigunblock HUP; echo after; trap - HUP
  before
  trapped
  after

With a value
------------

  $ sigblock RTMIN+1; for i in 3 -4 5; do kill -q $i -s RTMIN+1 $$; done
  $ sigwait -k 3 RTMIN+1 >f; cut -d ' ' -f 1,2,5 f; rm f
  RTMIN+1 35 3
  RTMIN+1 35 -4
  RTMIN+1 35 5
  $ kill -RTMIN+1 -q 7 $$; sigwait -v s RTMIN+1; echo $s_value; sigunblock RTMIN+1
  7

to another shell, which answers

  $ (sigblock USR1; : >ready; sigwait -t 10 -v s USR1; echo "$s $s_value"; kill -q $((s_value + 1)) -s USR2 $s_pid) & sigblock USR2
  $ until [ -e ready ]; do sleep 0.01; done; kill -q 41 -s USR1 $!; sigwait -t 10 -v s USR2; wait; echo "$s $s_value"; sigunblock USR2; rm ready
  USR1 41
  USR2 42

While it waits
--------------

others are heard: a trap runs, and it goes on

  $ trap 'echo trapped >t' HUP; { sleep 0.1; kill -HUP $$; until [ -e t ]; do sleep 0.01; done; kill -USR1 $$; } & sigwait -t 10 -v s USR1; echo $s; cat t; rm t; trap - HUP; wait
  USR1
  trapped

a trap of the one that is waited for does not run

  $ trap 'echo never' USR1; sigblock USR1; kill -USR1 $$; sigwait -v s USR1; sigunblock USR1; echo $s; trap - USR1
  USR1

In a trap
---------

siginfo gives what came with the signal; the action of another trap within it has its own

  $ show() { siginfo -v s; echo "$s $s_number $((s_pid == $$)) $((s_uid == EUID)) ${s_value:--}"; }
  $ trap show USR1; trap 'show; kill -q 2 -USR1 $$; show' RTMIN+1
  $ kill -q -5 -RTMIN+1 $$
  RTMIN+1 35 1 1 -5
  USR1 10 1 1 2
  RTMIN+1 35 1 1 -5
  $ kill -USR1 $$; (sleep 0; siginfo); siginfo
  USR1 10 1 1 -
  [1]

a subshell in it, and its printing; not the action of EXIT

  $ trap '(siginfo | cut -d " " -f 1,5); x=$(siginfo); echo ${x%% *}' USR1; kill -q 6 -USR1 $$; trap - USR1 RTMIN+1
  USR1 6
  USR1
  $ (trap 'siginfo; echo $?' EXIT)
  1
  $ "$IPCSH" -c 'trap "siginfo -v s; echo \$s" CHLD; true & wait; wait'
  CHLD
  $ siginfo USR1
  ipcsh: siginfo: usage: siginfo [-v NAME]
  [2]

What is wrong
-------------

  $ sigwait
  ipcsh: sigwait: usage: sigwait [-fn] [-t SEC] [-k N] [-v NAME] SIGNAL...
  [2]
  $ sigwait NOPE
  ipcsh: sigwait: NOPE: no such signal (kill -l lists them)
  [2]
  $ sigblock KILL
  ipcsh: sigblock: KILL: nobody can catch or block this one
  [2]
  $ sigblock EXIT
  ipcsh: sigblock: EXIT: no such signal (kill -l lists them)
  [2]
  $ kill -q x $$
  ipcsh: kill: x: a value is a number of 32 bits
  [2]
  $ kill -q
  ipcsh: kill: -q: this option needs an argument
  [2]
  $ kill -q 1 0
  ipcsh: kill: 0: a value goes to one process, not to a group
  [1]

The long names of kill(1)
-------------------------

  $ sigblock USR1 USR2
  $ kill --queue 5 --signal USR1 $$; sigwait -v s USR1; echo $s $s_value
  USR1 5
  $ kill --signal=USR2 --queue=-6 -- $$; sigwait -v s USR2; echo $s $s_value
  USR2 -6
  $ kill --signal SIGUSR1 -q 7 $$; sigwait -v s USR1; echo $s $s_value
  USR1 7
  $ kill --list 9 137 TERM; kill --list | head -2
  KILL
  KILL
  15
  HUP
  INT
  $ kill --queue
  ipcsh: kill: --queue: this option needs an argument
  [2]
  $ kill --queued 1 $$
  ipcsh: kill: -queued: no such signal (kill -l lists them)
  [1]
  $ kill --signal=NOPE $$
  ipcsh: kill: NOPE: no such signal (kill -l lists them)
  [1]
  $ sigunblock USR1 USR2
