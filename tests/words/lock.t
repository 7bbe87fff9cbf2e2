lock: a command that holds a file or a semaphore
================================================

A file: flock(1) and lock meet
------------------------------

  $ lock f echo held
  held
  $ ls -l f | cut -c 1-10
  -rw-------
  $ lock f flock -n f true
  [1]
  $ flock f "$IPCSH" -c 'lock -n f echo no'
  [1]
  $ flock f "$IPCSH" -c 'lock -t 0.02 f echo no'
  [124]
  $ flock -s f "$IPCSH" -c 'lock -n --shared f echo both; lock -n f echo no'
  both
  [1]
  $ lock --shared f flock -n -s f echo both
  both
  $ lock --shared f flock -n f echo no
  [1]

it ends with COMMAND, by any way out

  $ free() { flock -n f true && echo free; }
  $ lock f false; free
  free
  $ lock f sh -c 'kill -KILL $$' 2>/dev/null; free
  free
  $ lock f nosuchcommand 2>/dev/null; free
  free
  $ f() { return 3; }; lock f f; echo $?; free
  3
  free
  $ for i in 1 2; do lock f break; done; echo $i; free
  1
  free
  $ (lock f exit 4); echo $?; free
  4
  free
  $ "$IPCSH" -c 'set -e; f() { false; echo no; }; lock f f'; free
  free
  $ "$IPCSH" -c 'trap "flock -n f echo at the end" EXIT; f() { exit 0; }; lock f f'
  at the end
  $ "$IPCSH" -c 'lock f eval "kill -KILL \$\$"' 2>/dev/null; free
  free
  $ "$IPCSH" -c 'lock f exec true'; free
  free

a process that is left in the background does not keep it, nor one whose shell was killed

  $ lock f eval 'sleep 100 & pid=$!'; free; kill $pid
  free
  $ lock f sh -c 'sleep 100 & echo $! >pid'; free; kill "$(cat pid)"
  free
  $ lock f eval '(echo sub; flock -n f true; echo $?) & wait'
  sub
  1
  $ mkfifo started; "$IPCSH" -c 'lock f sh -c "echo \$\$ >started; exec sleep 100"' & read -r pid <started
  $ free; kill -KILL $!; wait $! 2>/dev/null; free; kill $pid
  free
  $ rm started pid

COMMAND runs in this shell: its variables stay

  $ lock f eval 'x=5'; echo $x
  5
  $ add() { n=$((n + $1)); }; n=1; lock f add 4; echo $n
  5
  $ x=$(lock f echo captured); echo "<$x>"
  <captured>
  $ echo piped | lock f cat
  piped
  $ lock f cat <<END
  > here
  > END
  here
  $ lock f lock g echo two; rm g
  two

-E changes the statuses of lock itself, not those of COMMAND

  $ flock f "$IPCSH" -c 'lock -n -E 9 f true; echo $?; lock -t 0.01 -E 9 f true; echo $?'
  9
  9
  $ lock -E 9 f false
  [1]
  $ lock -E 9 /no/such/folder/f true 2>/dev/null
  [9]

folders can be locked; the file is made with -m, and goes with --rm

  $ mkdir d; lock d echo folder; rmdir d
  folder
  $ lock -m 644 h ls -l h | cut -c 1-10; rm h
  -rw-r--r--
  $ "$IPCSH" -c 'lock --rm h test -e h'; test -e h
  [1]

--rm takes nothing away that another holds: the last one does

  $ for how in '' --ofd; do lock $how --shared h eval '"$IPCSH" -c "lock $how --shared --rm h :"; test -e h && echo there'; "$IPCSH" -c "lock $how --rm h :"; test -e h; echo $?; done
  there
  1
  there
  1
  $ export how; for how in '' --ofd --shared '--ofd --shared'; do "$IPCSH" -c 'lock --rm $how h eval "test -e h && echo there; kill $$"' 2>/dev/null; test -e h; echo $?; done
  there
  1
  there
  1
  there
  1
  there
  1

so never do two hold it, however often it is removed and made anew

  $ inside() { mkdir in || echo both; local i=0; while ((i++ < 200)); do :; done; rmdir in; }
  $ again() { local n=0; while ((n++ < 40)); do "$IPCSH" -c "$(typeset -f inside); lock --rm h inside"; done; }
  $ again & again & again & wait; test -e h
  [1]

a file that was replaced while it was waited for: the new one is locked

  $ mkfifo go; (lock f eval 'read -r x <go') &
  $ until lock -n f true; [ $? = 1 ]; do :; done
  $ lock -t 10 f flock -n f true & second=$!
  $ until grep -q -e "-> FLOCK .*:$(stat -c %i f) " /proc/locks; do :; done
  $ mv f old; echo >go; wait $second; echo $?; wait
  1
  $ rm old go

--ofd: fcntl(2), of parts too
-----------------------------

  $ lock --ofd f lock --ofd -n f echo no
  [1]
  $ lock --ofd f lock -n f echo "flock(2) does not meet it"
  flock(2) does not meet it
  $ lock --ofd --len 5 f lock --ofd -n --off 5 f echo other bytes
  other bytes
  $ lock --ofd --len 5 f lock --ofd -n --off 4 f echo no
  [1]
  $ lock --ofd --shared f lock --ofd --shared -n f echo both
  both
  $ lock --ofd f true; lock --ofd -n f echo free
  free

Semaphores
----------

  $ semnew 7777
  $ lock 7777 semval 7777; semval 7777
  0
  1
  $ lock 7777 lock -n 7777 echo no
  [1]
  $ lock 7777 lock -t 0.02 7777 echo no
  [124]
  $ "$IPCSH" -c 'lock 7777 eval "kill -KILL \$\$"' 2>/dev/null; semval 7777
  1
  $ (lock 7777 exit 3); echo $?; semval 7777
  3
  1
  $ lock 7777 false
  [1]
  $ semrm 7777
  $ lock -c 7777 semval 7777; semval 7777; semrm 7777
  0
  1
  $ semnew --num 2 7777; lock --num 0-1 7777 eval 'semval -v x 7777; echo $x'; semval -v x 7777; echo $x; semrm 7777
  0 0
  1 1
  $ semnew /l; lock sem:/l semval /l; semval /l; semrm /l
  0
  1

counting under a lock loses nothing

  $ echo 0 >n
  $ add() { read -r n <n; echo $((n + 1)) >n; }
  $ for i in 1 2 3 4 5 6; do (for j in 1 2 3 4 5; do lock f add; done) & done; wait; cat n
  30
  $ rm n

Who has it
----------

ipc who tells, and who waits for it

  $ lock f ipc who --cols how ./f 2>/dev/null
  HOW
  open r, flock write
  $ lock --shared f lock --ofd --off 10 --len 5 f ipc who --cols how lock:./f 2>/dev/null
  HOW
  open r, flock read
  open rw, ofd write 10-14
  $ lock --ofd --off 100 --shared f ipc who --cols how lock:./f 2>/dev/null
  HOW
  open r, ofd read 100-
  $ waits() { ipc who --cols how ./f 2>/dev/null | grep -o 'waits for a lock'; }
  $ one_more() { lock "$@" f true & until waits; do :; done; }
  $ lock f one_more; wait
  waits for a lock
  $ lock --ofd f one_more --ofd; wait
  waits for a lock

What is wrong
-------------

  $ lock f
  ipcsh: lock: usage: lock [-cnw] [-m MODE] [-t SEC] [-E N] [--shared] [--ofd] [--off N] [--len N] [--num LIST] [--rm] ADDRESS COMMAND [ARG...]
  [125]
  $ lock 7777 true
  ipcsh: lock: 7777: no such semaphore (semnew 7777 makes one, or give -c)
  [125]
  $ lock /no/such/folder/f true
  ipcsh: lock: /no/such/folder/f: no such folder
  [125]
  $ lock --shared 7777 true
  ipcsh: lock: 7777: --shared and --ofd are for files: this is a semaphore
  [125]
  $ lock --num 1 f true
  ipcsh: lock: f: --num is for semaphores: this is a file
  [125]
  $ lock --off 1 f true
  ipcsh: lock: f: only --ofd can lock a part of a file
  [125]
  $ lock -E many f true
  ipcsh: lock: -E: many: not a status from 0 to 255
  [125]
  $ lock --help >help; echo $?; head -n 1 help | cut -d ' ' -f 1; rm help
  0
  lock
  $ lock f nosuchcommand
  ipcsh: nosuchcommand: command not found
  [127]
  $ rm f
