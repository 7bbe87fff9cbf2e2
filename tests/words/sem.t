Semaphores: semnew semwait sempost semval semstat semls semrm
=============================================================

A System V semaphore: 1 at first, taken, given
----------------------------------------------

  $ semnew 7777
  $ semval 7777
  1
  $ semwait 7777; semval 7777
  0
  $ semwait -n 7777
  [1]
  $ semwait -t 0.02 7777
  [124]
  $ sempost 7777; semval -v x 7777; echo $x
  1

it is opened where it is there, and keeps its value; -x fails

  $ semnew 7777 5; semval 7777
  1
  $ semnew -x 7777 5
  ipcsh: semnew: 7777: this semaphore exists (without -x it is used as it is)
  [2]
  $ semrm 7777

several at once, all or none; 0 waits for zero

  $ semnew 7777 3
  $ semwait -n 7777 4
  [1]
  $ semval 7777
  3
  $ semwait 7777 3; semval 7777
  0
  $ semwait -n 7777 0
  $ sempost 7777 2; semwait -n 7777 0
  [1]
  $ semval 7777
  2
  $ semval --set 7 7777; semval 7777
  7
  $ semrm 7777

key 0 is private; -v takes the id; all bits set are a key like others

  $ semnew -v s 0 2; semval $s
  2
  $ semrm $s
  $ s=$(semnew 0); case $s in id:*) semval $s; semrm $s ;; *) echo "$s" ;; esac
  1
  $ semnew 0xffffffff 4; semval 4294967295; semrm 0xffffffff
  4

-c makes it: with 1 for who waits, with 0 for who posts; --init says otherwise

  $ semwait -c 7777; semval 7777; semrm 7777
  0
  $ sempost -c 7777; semval 7777; semrm 7777
  1
  $ semwait -c --init 3 7777; semval 7777; semrm 7777
  2
  $ semwait -c --num 2 7777; semval -v x 7777; echo $x; semrm 7777
  1 1 0

Sets
----

  $ semnew --num 3 7777 2; semval 7777
  2
  2
  2
  $ semwait --num 1 7777; semwait --num 0,2 7777 2; semval -v x 7777; echo $x
  0 1 0
  $ semwait -n --num 0-2 7777
  [1]
  $ semval --num 1 7777
  1
  $ sempost --num 0-2 7777; semval -v x 7777; echo $x
  1 2 1
  $ semstat --cols NUM,VALUE,WAITING,FOR_ZERO 7777
  NUM  VALUE  WAITING  FOR_ZERO
    0      1        0         0
    1      2        0         0
    2      1        0         0
  $ semrm 7777
  $ semnew 7777 1 0 5; semval -v x 7777; echo $x
  1 0 5
  $ semnew --num 4 7777
  ipcsh: semnew: 7777: this set exists and has only 3 semaphores
  [2]
  $ semval --num 3 7777
  ipcsh: semval: 7777: the set has no semaphore 3 (semstat shows those it has)
  [2]
  $ semwait --num 3 7777
  ipcsh: semwait: 7777: the set has no semaphore 3 (semstat shows those it has)
  [2]
  $ semls --cols COUNT,VALUES | tail -n 1
      3  1,0,5
  $ semls -j --cols COUNT,VALUES | grep -c '"values": "1,0,5"'
  1
  $ semrm 7777

Who dies gives back
-------------------

  $ semnew 7777 3
  $ "$IPCSH" -c 'semwait 7777 2; semval 7777'; semval 7777
  1
  3
  $ "$IPCSH" -c 'semwait 7777; kill -KILL $$' 2>/dev/null; semval 7777
  3
  $ (semwait 7777; semval 7777); semval 7777
  2
  3
  $ x=$(semwait 7777; semval 7777); echo $x; semval 7777
  2
  3

but not what was given before, nor what somebody else took, nor with --no-undo

  $ "$IPCSH" -c 'semwait 7777; sempost 7777'; semval 7777
  3
  $ "$IPCSH" -c 'sempost 7777 2; semwait 7777; sempost 7777 3'; semval 7777
  7
  $ "$IPCSH" -c 'semwait 7777 2; sempost 7777; semwait 7777; sempost 7777 5; semval 7777'; semval 7777
  10
  10
  $ "$IPCSH" -c 'semwait --no-undo 7777 4'; semval 7777
  6
  $ "$IPCSH" -c 'semwait 7777 2; sempost --no-undo 7777'; semval 7777
  7
  $ (semwait --no-undo 7777); semval 7777
  6
  $ semwait 7777; "$IPCSH" -c 'sempost 7777'; semval 7777
  6
  $ sempost 7777; semval --set 3 7777; semval 7777
  3

a child does not give back what its parent holds

  $ semwait 7777; (sempost 7777 2); semval 7777
  4
  $ sempost 7777; semrm 7777

Waiting
-------

who waits is woken, by a post and by the removal

  $ semnew 7777 0
  $ semwait --no-undo -t 10 7777 && echo woken &
  $ until [ "$(semstat --cols WAITING 7777 | tail -n 1)" -eq 1 ]; do :; done; sempost 7777; wait
  woken
  $ { semwait -t 10 7777; echo $?; } 2>&1 &
  $ until [ "$(semstat --cols WAITING 7777 | tail -n 1)" -eq 1 ]; do :; done; semrm 7777; wait
  ipcsh: semwait: 7777: the semaphore was removed meanwhile
  2

-w waits until it exists

  $ semwait -w -t 0.02 7777
  [124]
  $ semwait -w -n 7777
  [1]
  $ semwait -w -t 10 7777 && echo there &
  $ semnew 7777; wait; semrm 7777
  there

a trap runs while it waits, and the wait goes on

  $ cat >script <<'END'
  > trap 'echo trapped; sempost 7777' USR1
  > semwait -t 10 7777; echo $?
  > END
  $ semnew 7777 0; "$IPCSH" script & pid=$!
  $ until [ "$(semstat --cols WAITING 7777 | tail -n 1)" -eq 1 ]; do :; done; kill -s USR1 $pid; wait
  trapped
  0
  $ semrm 7777; rm script

an id that is kept is looked up anew when the set was removed and made again

  $ semnew 7777; semwait 7777; ipcrm -S 7777; "$IPCSH" -c 'semnew 7777 2'; semwait 7777; semval 7777
  1
  $ semrm 7777

--rm: removed when the shell ends, also by a signal

  $ "$IPCSH" -c 'semnew --rm 7777; semval 7777'; semval 7777 2>/dev/null
  1
  [2]
  $ for s in HUP INT TERM; do "$IPCSH" -c "semnew --rm 7777; semnew --rm /a; kill -s $s \$\$" 2>/dev/null; semval 7777 2>/dev/null || semval /a 2>/dev/null || echo gone; done
  gone
  gone
  gone

semop: several at once, or nothing
----------------------------------

  $ semnew 7777 1 0 2; semop 7777 0:-1 1:+1 2:-2; semstat -v s 7777; echo "$s"
  0 1 0
  $ semop -n 7777 1:-1 2:-1; semop -t 0.02 7777 1:-1 1:0 0:-1; echo $?; semval -v v 7777; echo $v
  124
  0 1 0
  $ semop -n 7777 0:0 1:-1; semval -v v 7777; echo $v
  0 0 0
  $ waits() { until [ "$(cut -d ' ' -f 3 /proc/$1/stat)" = S ]; do :; done; }
  $ "$IPCSH" -c 'semop --no-undo -t 20 7777 0:-2 1:0; echo "done: $?"' & waits $!; semstat -v s 7777; echo $s_waiting
  1 0 0
  $ sempost 7777; sempost --num 1 7777; semop 7777 0:+1 1:-1; wait
  done: 0

several semaphores with one number, and the flags of a single one

  $ semop 7777 0-2:+3 0,2:-1; semval -v v 7777; echo $v; semop 7777 0-2:-2 1:-1; semval -v v 7777; echo $v
  2 3 2
  0 0 0
  $ semop -t 20 7777 0:-1n; echo $?; semop -t 20 7777 0:+1 1:0n 2:-1n; echo $?; semop -t 0.02 7777 0:0n 1:-1; echo $?; semval -v v 7777; echo $v
  1
  1
  124
  0 0 0
  $ "$IPCSH" -c 'semop --no-undo 7777 0-2:+2; semop --no-undo 7777 0:-1 1:-1u 2:+1nu; semval -v v 7777; echo $v'; semval -v v 7777; echo $v
  1 1 3
  1 2 2
  $ (semop --no-undo 7777 0:-1u; semval --num 0 7777); semval --num 0 7777; semop 7777 0-2:-1 1:-1 2:-1un; semval -v v 7777; echo $v
  0
  1
  0 0 0

what is taken is given back at death; what is given, where that is asked for: wait for zero, and hold

  $ "$IPCSH" -c 'semop --undo 7777 0:0 0:+1; semval -v v 7777; echo $v; "$IPCSH" -c "semop --undo -n 7777 0:0 0:+1; echo \$?"'
  1 0 0
  1
  $ semval -v v 7777; echo $v
  0 0 0
  $ semop 7777 0:+4; "$IPCSH" -c 'semop 7777 0:-3; sempost 7777; semop 7777 0:+1; semval --num 0 7777'; semval --num 0 7777
  3
  4
  $ "$IPCSH" -c 'semop --no-undo 7777 0:-3'; semval --num 0 7777
  1
  $ (semop 7777 0:-1; semval --num 0 7777); semval --num 0 7777
  0
  1

somebody who removes it all the time does not keep -c from having one

  $ { trap 'exit 0' TERM; while :; do semrm /fast 7776; mqrm 7776; shmrm 7776; done 2>/dev/null; } & rm=$!
  $ for i in $(seq 1500); do sempost -c /fast; sempost -c 7776; mqsend -c 7776 x; shmput -c 7776 x; done 2>&1 | grep -v 'removed meanwhile' | sort | uniq -c
  $ kill $rm; wait $rm; semrm /fast 7776 2>/dev/null; mqrm 7776 2>/dev/null; shmrm 7776 2>/dev/null; true

what comes back at death has a limit of its own

  $ (semnew 7776 32767; semwait 7776 32767; sempost --no-undo 7776 3; semwait 7776; semop 7776 0:-1; semwait --no-undo 7776 3; semval 7776)
  ipcsh: semwait: 7776: too much would come back at the death of this shell (--no-undo: nothing does): the limit is 32767 for a System V semaphore
  ipcsh: semop: 7776: too much would come back at the death of this shell (--no-undo: nothing does): the limit is 32767 for a System V semaphore
  0
  $ semval 7776; semrm 7776
  32767

all values at once

  $ semval --set 1,2,3 7777; semval -v v 7777; echo $v
  1 2 3
  $ semval --set 1,2 7777
  ipcsh: semval: 7777: 2 values for a set of 3 semaphores
  [2]
  $ semval --num 1 --set 1,2,3 7777
  ipcsh: semval: --num: several values are of the whole set
  [2]
  $ for v in , 1, ,1 1,x,2 1,,2 1,2,32768 1,2,-3; do semval --set "$v" 7777 2>/dev/null; [ $? = 2 ] || echo "<$v>"; done
  $ semval -v v 7777; echo $v
  1 2 3

what is wrong

  $ for o in x 0 0: 0:- 0:+ 0:+-3 :1 99999:1 0:32768 1:1x '' 0:n 0:-nu 0-:1 2-1:1 0,:1 0:1:1 0:+1nx 0:00000001; do semop 7777 0:1 "$o" 2>/dev/null; [ $? = 2 ] || echo "<$o>"; done; semval --num 0 7777
  1
  $ semop 7777 x
  ipcsh: semop: x: not NUM:-N (take), NUM:+N (give) or NUM:0 (wait for zero)
  [2]
  $ semop 7777 3:+1
  ipcsh: semop: 7777: the set has no semaphore 3 (semstat shows those it has)
  [2]
  $ semop 7777 0:+32767
  ipcsh: semop: 7777: the value is too large: the limit is 32767 for a System V semaphore
  [2]
  $ semrm 7777; semop 7777 0:+1
  ipcsh: semop: 7777: no such semaphore (semnew 7777 makes one, or give -c)
  [2]
  $ semop -c --init 3 7777 2:-1; semval -v v 7777; echo $v; semrm 7777
  3 3 2
  $ semop /s 0:-1
  ipcsh: semop: /s: a POSIX semaphore is one, with semwait and sempost; several at once are a System V set
  [2]

POSIX semaphores
----------------

  $ semnew /s 2; semval /s
  2
  $ semwait /s; semwait -t 1 /s; semwait -n /s
  [1]
  $ semwait -t 0.02 /s
  [124]
  $ sempost /s 3; semval -v x /s; echo $x
  3
  $ semnew /s 9; semval /s
  3
  $ semnew -x /s
  ipcsh: semnew: /s: this semaphore exists (without -x it is used as it is)
  [2]
  $ semstat --cols NUM,VALUE /s
  NUM  VALUE
    0      3
  $ semls --cols ID,KEY,NAME,MODE,COUNT,VALUES,USED,CHANGED | tail -n 1
   -  -    /s    0600      1  3       -     -
  $ "$IPCSH" -c 'semwait /s'; semval /s
  2
  $ semrm /s
  $ semwait -c /s; semval /s; semrm /s
  0
  $ sempost -c /s; semval /s; semrm /s
  1
  $ semnew /s 0; semwait -t 10 /s && echo woken &
  $ sempost /s; wait; semrm /s
  woken

removed under who waits

  $ semnew /s 0; "$IPCSH" -c 'semwait -t 20 /s' & waits $!; semrm /s; wait $!
  ipcsh: semwait: /s: the semaphore was removed meanwhile
  [2]

what they do not have is said

  $ semnew /s
  $ semwait --undo /s
  ipcsh: semwait: /s: a POSIX semaphore has no undo: who dies does not give it back (a System V one has)
  [2]
  $ semwait /s 2
  ipcsh: semwait: /s: a POSIX semaphore is taken one at a time, and not waited for to be 0 (a System V one is)
  [2]
  $ semval --set 4 /s
  ipcsh: semval: /s: a POSIX semaphore cannot be set, only posted to and waited for
  [2]
  $ semnew --num 2 /t
  ipcsh: semnew: --num: a POSIX semaphore is one, not a set
  [2]
  $ semrm /s

a file in the place of one is no reason to crash

  $ : >/dev/shm/sem.short; semwait /short
  ipcsh: semwait: /short: not a semaphore
  [2]
  $ semrm /short

What is wrong
-------------

  $ semwait 7777
  ipcsh: semwait: 7777: no such semaphore (semnew 7777 makes one, or give -c)
  [2]
  $ semval /none
  ipcsh: semval: /none: no such semaphore (semnew /none makes one)
  [2]
  $ semrm 7777 /none
  ipcsh: semrm: 7777: no such semaphore
  ipcsh: semrm: /none: no such semaphore
  [2]
  $ semwait 0
  ipcsh: semwait: 0: key 0 is private: use the id:N that semnew printed
  [2]
  $ semnew 7777 40000
  ipcsh: semnew: 7777: the value is too large: the limit is 32767 for a System V semaphore
  [2]
  $ semnew 7777 -1
  ipcsh: semnew: -1: not a number from 0 on
  [2]
  $ semnew --num 2 7777 1 2 3
  ipcsh: semnew: 7777: --num 2, but 3 values
  [2]
  $ semnew 7777 32767; sempost 7777
  ipcsh: sempost: 7777: the value is too large: the limit is 32767 for a System V semaphore
  [2]
  $ sempost 7777 0
  ipcsh: sempost: 0: not a number from 1 to 32767
  [2]
  $ semwait --num 1- 7777
  ipcsh: semwait: --num: 1-: not a number, or several (0,2 or 0-4)
  [2]
  $ semwait --num 3-1 7777
  ipcsh: semwait: --num: 3-1: not a number, or several (0,2 or 0-4)
  [2]
  $ semval --set x 7777
  ipcsh: semval: --set: x: not a value from 0 to 32767
  [2]
  $ semrm 7777

some of a set: what they have, and one value for all of them

  $ semnew 7777 1 2 3 4 5 6
  $ semval --num 4,0,2 7777
  5
  1
  3
  $ semval -v v --num 1-3,1 7777; echo $v
  2 3 4 2
  $ semval --num 1-4 --set 9 7777; semval -v v 7777; echo $v
  1 9 9 9 9 6
  $ semval --set 7 7777; semval --num 5,0 --set 0 7777; semval -v v 7777; echo $v
  0 9 9 9 9 0
  $ semwait -t 10 --num 0 7777 & semwait -t 10 --num 5 7777 0
  $ until semstat -v s --num 0 7777; [ $s_waiting = 1 ]; do :; done; semstat --cols num,value,waiting --num 4,0 7777
  NUM  VALUE  WAITING
    4      9        0
    0      0        1
  $ sempost 7777; wait; semstat -v s --num 1-2 7777; echo "$s $s_waiting $s_zero"
  9 9 0 0 0 0
  $ semstat -j --num 3 --cols num,value 7777
  {
     "semaphores": [
        {"num": 3, "value": 9}
     ]
  }

one that the set has not: none is set

  $ semval --num 4-6 --set 1 7777
  ipcsh: semval: 7777: the set has no semaphore 6 (semstat shows those it has)
  [2]
  $ semval --num 7,0 --set 1 7777
  ipcsh: semval: 7777: the set has no semaphore 7 (semstat shows those it has)
  [2]
  $ semval --num 0,9 7777
  ipcsh: semval: 7777: the set has no semaphore 9 (semstat shows those it has)
  [2]
  $ semstat --num 6 7777
  ipcsh: semstat: 7777: the set has no semaphore 6 (semstat shows those it has)
  [2]
  $ for n in x 1- 3-1 0, '' 65536 -1; do semval --num "$n" --set 1 7777 2>&1; semstat --num "$n" 7777 2>/dev/null; echo $?; done
  ipcsh: semval: --num: x: not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: 1-: not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: 3-1: not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: 0,: not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: : not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: 65536: not a number, or several (0,2 or 0-4)
  2
  ipcsh: semval: --num: -1: not a number, or several (0,2 or 0-4)
  2
  $ semval --num 0-1 --set 1,2 7777
  ipcsh: semval: --num: several values are of the whole set
  [2]
  $ semval -v v 7777; echo $v; semrm 7777
  1 9 9 9 9 0

a POSIX semaphore is one

  $ semnew /ipcsh.one; semstat --num 0 /ipcsh.one
  ipcsh: semstat: --num: a POSIX semaphore is one, not a set
  [2]
  $ semrm /ipcsh.one
