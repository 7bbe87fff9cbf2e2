Signals as messages
===================

A handler may call next to nothing, signals of one kind that come together count as one, and what comes between the test
and the sleep is lost: so says every course. Waiting for a signal that is held back has none of these flaws.

A signal with a number
----------------------

`kill -q` queues one with a value; `sigwait` takes it, and knows who sent it. It is held back (`sigblock`) from the
beginning, so it does not matter whether it comes before or during the wait.

  $ sigblock USR1
  $ kill -q 42 -s USR1 $$
  $ sigwait -v got USR1; echo "$got with $got_value, from ${got_pid/$$/myself}"
  USR1 with 42, from myself

Real-time signals queue: none is lost, and they come in order.

  $ sigblock RTMIN
  $ for n in 1 2 3; do kill -q $n -s RTMIN $$; done
  $ for n in 1 2 3; do sigwait -v got RTMIN; echo $got_value; done
  1
  2
  3

One that does not come is waited for no longer than one wishes.

  $ sigwait -t 0.05 USR1
  [124]
  $ sigwait -n USR1
  [1]

Ping and pong
-------------

The child inherits what is held back, so neither side can miss the other's first signal.

  $ sigblock USR2
  $ pong() { local n; for n in 1 2 3; do sigwait -t 20 -v ping USR2; kill -q $((ping_value * 10)) -s USR1 $ping_pid; done; }
  $ pong & child=$!
  $ for n in 1 2 3; do kill -q $n -s USR2 $child; sigwait -t 20 -v got USR1; echo "$n: $got_value"; done; wait
  1: 10
  2: 20
  3: 30

What becomes of which signal
----------------------------

(A subshell, and so a stage of a pipeline, has its parent's handlers no more.)

  $ trap 'echo caught' HUP; trap '' QUIT; sigls --cols SIGNAL,ACTION,BLOCKED >table
  $ grep -E '^(HUP|QUIT|USR1|TERM) ' table | tr -s ' '; rm table
  HUP caught no
  QUIT ignored no
  USR1 default yes
  TERM default no
  $ trap - HUP QUIT; sigunblock USR1 USR2 RTMIN

A trap runs also while a word waits, and the word waits on: nothing is lost.

  $ mqnew --rm 0x70c00040
  $ trap 'echo tick; mqsend 0x70c00040 "the message"' ALRM
  $ kill -s ALRM $$ & mqrecv -t 20 0x70c00040; wait
  tick
  the message
  $ trap - ALRM; mqrm 0x70c00040
