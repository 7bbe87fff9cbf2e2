mqwait: until there is a message, which stays in the queue
==========================================================

  $ waits() { until [ "$(cut -d ' ' -f 3 /proc/$1/stat)" = S ]; do :; done; }
  $ for q in 7777 /ipcsh.q; do
  >   mqnew $q; mqwait -n $q; echo $?; mqwait -t 0.02 $q; echo $?
  >   "$IPCSH" -c 'mqwait -t 20 "$1"; echo "came: $?"' sh $q & waits $!; mqsend $q text; wait
  >   mqwait $q; mqwait -n $q; mqrecv -n $q; mqwait -n $q; echo $?
  > done
  1
  124
  came: 0
  text
  1
  1
  124
  came: 0
  text
  1

an empty one is one, and is not lost

  $ for q in 7777 /ipcsh.q; do "$IPCSH" -c 'mqwait -t 20 "$1"' sh $q & waits $!; mqsend $q ''; wait $!; mqrecv -n -b $q; done

a type

  $ mqsend --type 4 7777 x; for t in 4 -4 -9 '!3' 0 -3 5 '!4'; do mqwait -n --type "$t" 7777; echo "$t: $?"; done
  4: 0
  -4: 0
  -9: 0
  !3: 0
  0: 0
  -3: 1
  5: 1
  !4: 1
  $ "$IPCSH" -c 'mqwait -t 20 --type 5 7777' & waits $!; mqsend --type 5 7777 y; wait $!; mqrecv -k 2 7777
  x
  y
  $ mqwait --type 2 /ipcsh.q
  ipcsh: mqwait: --type: a POSIX queue has no types: --prio N says what comes out first
  [2]

removed under who waits

  $ "$IPCSH" -c 'mqwait -t 20 7777' & waits $!; mqrm 7777; wait $!
  ipcsh: mqwait: 7777: the queue was removed meanwhile
  [2]
  $ "$IPCSH" -c 'mqwait -t 20 /ipcsh.q' & waits $!; mqrm /ipcsh.q; wait $!
  ipcsh: mqwait: /ipcsh.q: the queue was removed meanwhile
  [2]

-c makes it, -x makes it once, -w waits for it

  $ mqwait 7777
  ipcsh: mqwait: 7777: no such queue (mqnew 7777 makes one, or give -c)
  [2]
  $ mqwait -w -n 7777
  [1]
  $ mqwait -w -t 0.02 /ipcsh.q
  [124]
  $ for q in 7777 /ipcsh.q; do mqwait -c -m 640 -n $q; echo $?; mqstat --cols mode $q; mqwait -x -n $q 2>/dev/null; echo $?; mqrm $q; done
  1
  MODE
  0640
  2
  1
  MODE
  0640
  2
  $ for q in 7777 /ipcsh.q; do mqwait -x --rm -n $q; "$IPCSH" -c 'mqwait -x --rm -n "$1"' sh $q.x 2>/dev/null; mqrm $q; done

a trap runs, and the wait goes on; a signal without one ends it

  $ for q in 7777 /ipcsh.q; do
  >   mqnew $q; "$IPCSH" -c 'trap "echo trapped; mqsend $1 x" USR1; mqwait -t 20 "$1"; echo $?' sh $q & waits $!
  >   kill -s USR1 $!; wait; mqrecv $q; mqrm $q
  > done
  trapped
  0
  x
  trapped
  0
  x
  $ mqnew 7777; timeout --preserve-status -s INT 0.2 "$IPCSH" -c 'mqwait 7777; :'
  [130]

an id that was kept of a queue that was removed and made anew

  $ mqwait -n 7777; "$IPCSH" -c 'mqrm 7777; mqsend -c 7777 x'; mqwait -n 7777; mqrm 7777

no right to read

  $ mqnew -m 200 7777; mqnew -m 200 /ipcsh.q; mqsend 7777 x; mqsend /ipcsh.q x
  $ if [ "$(id -u)" = 0 ] && setpriv --help >/dev/null 2>&1; then setpriv --bounding-set -all --inh-caps -all --ambient-caps -all "$IPCSH" -c 'mqwait -n 7777; mqwait -n /ipcsh.q' 2>&1; else mqwait -n 7777 2>&1; mqwait -n /ipcsh.q 2>&1; fi
  ipcsh: mqwait: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  ipcsh: mqwait: /ipcsh.q: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  [2]
  $ mqrm 7777 /ipcsh.q

who reads the output goes away: the wait ends as by a write to the closed pipe, and nothing is taken

  $ mqnew 7777; mqnew /ipcsh.q; fifonew f
  $ for w in 'mqrecv -f -t 20 7777' 'mqrecv -t 20 7777' 'mqrecv -ft 20 /ipcsh.q' 'fiforecv -ft 20 f' 'ipc watch -t 20'; do $w | :; echo $PIPESTATUS; done
  141 0
  141 0
  141 0
  141 0
  141 0
  $ mqsend 7777 a; mqrecv -k 2 -t 20 7777 | head -n 1; echo $PIPESTATUS; mqsend 7777 b; mqrecv 7777
  a
  141 0
  b
  $ (trap '' PIPE; mqrecv -t 20 7777 | :; echo $PIPESTATUS) 2>&1
  ipcsh: mqrecv: write error: broken pipe
  2 0
  $ (mqrecv -t 20 7777) | :; echo $PIPESTATUS; : | mqrecv -t 0.15 7777 | cat; echo $PIPESTATUS
  141 0
  0 124 0
  $ socklisten -v s unix:./s; sockcall -t 20 unix:./s x | :; echo $PIPESTATUS; sockcat -t 20 unix:./s </dev/null | :; echo $PIPESTATUS; exec {s}>&-; rm s f; mqrm 7777 /ipcsh.q
  141 0
  141 0
