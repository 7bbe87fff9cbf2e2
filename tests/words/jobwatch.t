jobs --watch: what flows through a job, and who waits for whom

  $ look() { jobs --watch --once "$@"; }
  $ until_seen() {  # PATTERN JOB: pictures are taken until one matches
  >     for ((n = 0; n < 200; n++)); do
  >         picture=$(look "$2")
  >         [[ $picture =~ $1 ]] && { echo seen; return; }
  >         sleep 0.05
  >     done
  >     echo "never: $1"; echo "$picture"
  > }

A stage that writes to a full pipe waits for its reader

  $ yes | sleep 1000 &
  $ until_seen 'yes: writing to a full pipe: waits for stage 2' %1
  seen
  $ look | grep -c deadlock
  0
  [1]
  $ look %1
  ??:??:?? [1] Running yes | sleep 1000 (glob)
  STAGE     PID     IN/s    OUT/s   CPU  COMMAND
  1  *B *B *%  yes: writing to a full pipe: waits for stage 2 (glob)
  2  *B *0 B *0%  sleep 1000: sleeping (glob)

The bytes are those that the kernel counted

  $ look -j %1 | sed 's/.*"out": \([0-9]*\), .*"command": "yes", "state": "\([^"]*\)".*/\1 \2/'
  65536 writing to a full pipe: waits for stage 2
  $ look -j %1 | tr '{' '\n' | grep -c '"deadlock": false'
  2

One that reads from an empty pipe waits for its writer; a job is also named by a process of it

  $ kill %1; wait; sleep 1000 | cat &
  $ until_seen 'cat: reading from an empty pipe: waits for stage 1' %+
  seen
  $ look $! | grep -o 'cat: .*'
  cat: reading from an empty pipe: waits for stage 1
  $ kill %+; wait

One that waits for several descriptors, by poll, select or epoll: which, and who could give something

  $ waits() {  # PYTHON: what it says of a stage that waits like that
  >     sleep 1000 | python3 -c "import os, select; os.dup2(0, 5); $1" | cat &
  >     until_seen 'python3.*: waiting for descriptors? ' %+ >seen; grep -v '^seen$' seen
  >     echo "$picture" | grep -o 'waiting for descriptor.*'
  >     kill %+; wait
  > }
  $ waits 'p = select.poll(); p.register(0, 1); p.poll()'
  waiting for descriptor 0: waits for stage 1
  $ waits 'select.select([0, 5], [], [])'
  waiting for descriptors 0 or 5: waits for stage 1
  $ waits 'select.select([5], [], [], 1000)'
  waiting for descriptor 5: waits for stage 1
  $ waits 'p = select.epoll(); p.register(5, select.EPOLLIN); p.poll()'
  waiting for descriptor 5: waits for stage 1

Who holds an end by mistake is named, too

  $ mkfifo lent; exec {end}<>lent; cat <lent &
  $ until_seen 'reading from empty FIFO .*/lent: waits for this shell' %+
  seen
  $ kill %+; wait; exec {end}>&-

A stage of several processes: the one that its shell waits for is shown below it

  $ { (sleep 1000; :); } | cat &
  $ until_seen $'\n1.1 .* sleep 1000: sleeping\n2 .*cat: reading' %+
  seen
  $ look %+ | sed -n 's/.*[0-9]%  //p'
  { ( sleep 1000; : ); }: waiting for stage 1.1
  sleep 1000: sleeping
  cat: reading from an empty pipe: waits for stage 1 or 1.1
  $ pkill -P $(jobs -p %+) sleep; wait

A deadlock is named: each waits for the other alone

  $ mkfifo p; cat p | tee p >/dev/null &
  $ until_seen 'deadlock: stage 1 waits for 2, which waits for 1' %+
  seen
  $ kill %+; wait

Two coprocesses that read from each other

  $ mkfifo a b; exec {hold}<>a {held}<>b
  $ coproc ONE { read -r x; echo "$x" >&2; } <a >b
  $ coproc TWO { read -r x; echo "$x" >&2; } <b >a
  $ exec {hold}>&- {held}>&-
  $ until_seen "deadlock: stage 1 waits for $TWO_pid \\(.*\\), which waits for stage 1" "$ONE_pid"
  seen
  $ kill $ONE_pid $TWO_pid; wait; exec {ONE_r}<&- {ONE_w}>&- {TWO_r}<&- {TWO_w}>&-

Whoever opens a FIFO waits for its other end, and may be the first of two

  $ mkfifo in; cat <in &
  $ until_seen 'opening in: waits for somebody at its other end' %+
  seen
  $ kill %+; wait

A lock, also one that a process left to its parent; two that want each other's

  $ (flock 9; exec sleep 1000) 9>one &
  $ until_seen 'sleeping' %+
  seen
  $ flock one true &
  $ until_seen "locking .*/one: waits for $(jobs -p %-) \(sleep\)" %+
  seen
  $ kill %2 %1; wait
  $ "$IPCSH" -c 'exec 8>one 9>two; flock 9; : >first; until [ -e second ]; do sleep 0.01; done; exec flock 8' &
  $ "$IPCSH" -c 'exec 8>one 9>two; flock 8; : >second; until [ -e first ]; do sleep 0.01; done; exec flock 9' &
  $ until_seen 'deadlock: stage 1 waits for [0-9]+ \(flock\), which waits for stage 1' %1
  seen
  $ kill %1 %2 2>/dev/null; wait # the second may have got its lock, and have ended

Stages that have ended

  $ (exit 3) | sh -c 'kill -TERM $$' | sleep 1000 &
  $ until_seen $'ended with status 3\n2 .*: ended by SIGTERM\n3 .*: sleeping' %+
  seen
  $ kill %+; wait

How far a file is

  $ dd if=/dev/zero of=file bs=1000 count=1000 2>&1 | grep -c copied
  1
  $ { head -c 250000 >/dev/null; sleep 1000; :; } <file | cat &
  $ until_seen '#######-+. 25%  250 kB of 1.00 MB  [0-9:]+ left  /.*/file' %+
  seen
  $ look -j | grep -o '"file": {"name": .*/file", "offset": 250000, "size": 1000000'
  "file": {"name": */file", "offset": 250000, "size": 1000000 (glob)
  $ pkill -P $(jobs -p %+) sleep; wait

It ends with the job, says how that ended, and has its status

  $ mkfifo go; (read -r x; exit 5) <go &
  $ (sleep 0.1; : >go) & jobs --watch --every 1000 %- >out
  [5]
  $ sed '/^[0-9]/d' out; wait
  STAGE     PID     IN/s    OUT/s   CPU  COMMAND
  [1] - Done(5) ( read -r x; exit 5 ) < go
  $ (exit 4) & until [[ $(jobs) = *Done* ]]; do :; done; jobs --watch; wait $!
  [1] + Done(4) ( exit 4 )
  [4]

Somebody else's processes: a process group, or one process

  $ set -m; "$IPCSH" -c 'yes | sleep 1000' & set +m; group=$!
  $ until_seen 'yes: writing to a full pipe: waits for stage 1\.[12]' "$group"
  seen
  $ (jobs >/dev/null; "$IPCSH" -c 'jobs --watch --once "$1"' - "$group") | head -n 2
  ??:??:?? process group * (glob)
  STAGE     PID     IN/s    OUT/s   CPU  COMMAND
  $ kill -- -$group; wait

What is wrong

  $ jobs --watch
  ipcsh: jobs: current job: no such job
  [1]
  $ jobs --watch %7
  ipcsh: jobs: %7: no such job
  [1]
  $ jobs --watch 999999999
  ipcsh: jobs: 999999999: no such process
  [2]
  $ jobs --watch -k 0; jobs --watch --every x
  ipcsh: jobs: -k: 0: not a number of pictures
  ipcsh: jobs: --every: x: not a number of seconds
  [2]
  $ jobs --once; jobs -j; jobs --watch -l; jobs --watch %1 %2
  ipcsh: jobs: usage: jobs [-lprs] [JOB...] | --watch [-j] [-k N] [--every SEC] [--once] [JOB|PID]
  ipcsh: jobs: usage: jobs [-lprs] [JOB...] | --watch [-j] [-k N] [--every SEC] [--once] [JOB|PID]
  ipcsh: jobs: usage: jobs [-lprs] [JOB...] | --watch [-j] [-k N] [--every SEC] [--once] [JOB|PID]
  ipcsh: jobs: usage: jobs [-lprs] [JOB...] | --watch [-j] [-k N] [--every SEC] [--once] [JOB|PID]
  [2]
