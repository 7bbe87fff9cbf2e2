fdlock: what a descriptor has open
==================================

It meets flock(1), lock and itself, and the open file has it: not the name, not the process

  $ exec 8>f 9>f; fdlock 8; fdlock -n 9
  [1]
  $ fdlock -t 0.02 9
  [124]
  $ flock -n f true
  [1]
  $ lock -n f true
  [1]
  $ exec 7>&8; fdlock -n 7; exec 8>&-; fdlock -n 9
  [1]
  $ fdlock --unlock 7; fdlock --unlock 7; fdlock -n 9 && flock -n f true
  [1]
  $ exec 9>&-; flock -n f echo free; exec 7>&-
  free

within parentheses, and for who inherits it

  $ (fdlock 9; flock -n f true; echo $?) 9>f; flock -n f echo free
  1
  free
  $ { fdlock 9; flock -n f true || echo taken; } 9>>f; flock -n f echo free
  taken
  free
  $ (fdlock 9; sleep 100 & echo $! >pid) 9>f; flock -n f true; echo $?; kill "$(cat pid)"; flock f echo free; rm pid
  1
  free
  $ flock 9 9<f; echo $?; flock -n f echo free
  0
  free
  $ "$IPCSH" -c 'exec 9>f; fdlock 9; kill -KILL $$' 2>/dev/null; flock -n f echo free
  free

shared, and changed from the one to the other

  $ exec 8<f 9<f; fdlock --shared 8; fdlock -n --shared 9 && echo both; fdlock -n 9
  both
  [1]
  $ fdlock --unlock 8; fdlock -n 9; fdlock -n --shared 8; echo $?; fdlock --shared 9; fdlock -n --shared 8; echo $?
  1
  0
  $ exec 8<&- 9<&-

--ofd: with fcntl(2), which does not meet flock(2); a part of the file

  $ exec 8<>f 9<>f; fdlock 8; fdlock --ofd -n 9; fdlock -n --ofd 8
  [1]
  $ fdlock --ofd --unlock 9; fdlock --ofd --off 10 --len 5 8; fdlock --ofd -n --off 14 9; echo $?; fdlock --ofd -n --off 15 9; echo $?
  1
  0
  $ fdlock --ofd --unlock --off 12 --len 1 8; fdlock --ofd -n --off 12 --len 1 9; echo $?; fdlock --ofd -n --off 11 --len 1 9; echo $?
  0
  1
  $ ipc who --cols pid,fd,how lock:./f >who 2>/dev/null; sed -n "s/^ *$$  *8  *//p" who; rm who
  open rw, flock write, ofd write 10-11, ofd write 13-14
  $ lock --ofd -n --off 20 --shared f true
  [1]
  $ exec 8>&- 9>&-

folders, pipes

  $ exec 9<.; fdlock 9; flock -n . true; echo $?; exec 9<&-
  1
  $ : | fdlock 0

a trap runs while it waits, and the wait goes on; a signal without one ends it

  $ exec 8>f; fdlock 8
  $ waits() { until grep -q -e "-> FLOCK .*:$(stat -c %i f) " /proc/locks; do :; done; }
  $ (exec 8>&-; trap 'echo trapped >out' USR1; fdlock -t 60 9; echo "locked $?" >>out) 9>f & pid=$!
  $ waits; kill -USR1 $pid; until [ -e out ]; do :; done; waits; fdlock --unlock 8; wait $pid; cat out; rm out
  trapped
  locked 0
  $ fdlock 8; "$IPCSH" -c 'fdlock 9; echo no' 8>&- 9>f & pid=$!; waits; kill -TERM $pid; wait $pid
  [143]
  $ fdlock --unlock 8; exec 8>&-; echo 0 >n; for i in 1 2 3 4; do (for j in 1 2 3 4 5 6 7 8 9 10; do fdlock 9; read -r n <n; echo $((n + 1)) >n; fdlock --unlock 9; done) 9>f & done; wait; cat n
  40
  $ rm f n

What is wrong

  $ fdlock 99
  ipcsh: fdlock: 99: not open
  [2]
  $ fdlock --unlock 99
  ipcsh: fdlock: 99: not open
  [2]
  $ fdlock -1
  ipcsh: fdlock: -1: not the number of a descriptor
  [2]
  $ fdlock f
  ipcsh: fdlock: f: not the number of a descriptor
  [2]
  $ fdlock --shared --unlock 0 2>&1 | cut -d ' ' -f 1-3
  ipcsh: fdlock: usage:
  $ fdlock --off 5 0
  ipcsh: fdlock: 0: only --ofd can lock a part of a file
  [2]
  $ echo >f; fdlock --ofd 0 <f
  ipcsh: fdlock: 0: not open for writing, as --ofd needs it
  [2]
  $ fdlock --ofd --shared 1 >f
  ipcsh: fdlock: 1: not open for reading, as --ofd --shared needs it
  [2]
  $ fdlock --ofd --off 9223372036854775807 --len 2 0 <>f; rm f
  ipcsh: fdlock: 0: value too large for defined data type
