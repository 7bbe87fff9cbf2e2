A pipeline that hangs: who waits for whom?
==========================================

The problem
-----------

A pipeline stands still. Is it slow, or will it never end? Which stage is to blame? From outside all of them sleep.

The answer
----------

`jobs --watch` shows a running job: what each stage reads and writes, and what it waits for. On a terminal the picture
changes every second until the job ends or `q` is hit; `--once` prints one and is done. Here a program writes more than
its reader takes:

  $ yes | sleep 1000 &
  $ until [[ $(jobs --watch --once) = *'full pipe'* ]]; do sleep 0.05; done
  $ jobs --watch --once
  ??:??:?? [1] Running yes | sleep 1000 (glob)
  STAGE     PID     IN/s    OUT/s   CPU  COMMAND
  1   * yes: writing to a full pipe: waits for stage 2 (glob)
  2   * sleep 1000: sleeping (glob)
  $ kill %1; wait

The second stage is to blame. Nothing of this needs a program between the stages: the kernel counts the bytes and knows
in which call a process sleeps, and the shell looks it up in /proc.

A deadlock
----------

Two that wait for each other wait for ever. Here `tee` writes into the FIFO that `cat` reads from, and `cat` writes into
the pipe that `tee` reads from; the first byte never comes:

  $ mkfifo loop
  $ cat loop | tee loop >log &
  $ until [[ $(jobs --watch --once) = *deadlock* ]]; do sleep 0.05; done
  $ jobs --watch --once | sed -n 2p
  deadlock: stage 1 waits for 2, which waits for 1
  $ kill %1; wait

It works for locks, too, and for jobs of other shells: `jobs --watch PID`.

How long will it take?
----------------------

Where a stage reads through a file there is a bar, with what is left of it:

  $ dd if=/dev/zero of=film bs=1000 count=1000 2>log
  $ { head -c 500000; sleep 1000; :; } <film | wc -c &
  $ until [[ $(jobs --watch --once) = *' 50% '* ]]; do sleep 0.05; done
  $ jobs --watch --once | grep film | tail -n 1
        [###############---------------] 50%  500 kB of 1.00 MB  *:?? left  */film (glob)
  $ pkill -P $(jobs -p %1) sleep; wait
  500000

Which stage said that?
----------------------

`set -x` shows commands before they run. With `set -o xwiring`, which is on where somebody types, it shows their
redirections too, and which stage speaks:

  $ set -o xwiring
  $ printf '%s\n' pear apple >fruits
  $ (set -x; sort <fruits 2>log | { read -r first; echo "$first"; } >out) 2>trace
  $ sort trace
  +1| sort <fruits 2>log
  +2| echo apple
  +2| read -r first
  +2| { ... } >out
