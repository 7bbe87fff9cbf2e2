The wiring of a command, before it runs
=======================================

The problem
-----------

Which descriptor goes where is decided in an order that the eye does not follow: pipes first, then the redirections from left
to right, and each copy is a copy of what was there at that moment. What went wrong shows later, in a log that is empty or a
pipeline that does not end. `explain` draws it and runs nothing.

Errors that go the wrong way
----------------------------

Somebody wants output and errors of the first stage in a log:

  $ explain 'sort words 2>&1 >log | head -n 3'
  +- 1 -------------------+         +- 2 -------------------+
  | sort words            |         | head -n 3             |
  | program /usr/bin/sort |         | program /usr/bin/head |
  | vfork, exec           |         | vfork, exec           |
  +-----------------------+         +-----------------------+
  |                     2 +-pipe 1->| 0                     |
  | 0 <- /dev/null        |         | 1 -> outer pipe       |
  | 1 -> log (truncate)   |         | 2 -> outer pipe       |
  +-----------------------+         +-----------------------+
  
  warning: 1: 2>&1 stands before >log: descriptor 2 stays what 1 was then (pipe
              1), and only 1 goes to log
     write: >log 2>&1

The drawing says it: 1 goes into the log, but 2 is the pipe, since 1 was that when it was copied. The other way round:

  $ explain --check 'sort words >log 2>&1; head -n 3 log' >drawing && echo fine
  fine

A file that is read and emptied
-------------------------------

  $ explain --width 100 'sort words >words' | tail -n 2
  warning: 1: words is emptied before it is read: nothing is left of it
     write: ... >words.new && mv words.new words

A pipeline that does not end
----------------------------

`date` is done at once, but `cat` waits for a minute: somebody else still holds the end that it reads from.

  $ explain '{ sleep 60 & date; } | cat' | tail -n 3
  warning: 3: it keeps the end of pipe 1 open: who reads from there sees no end
              before this has ended
     write: sleep 60 >/dev/null &

A coprocess gives its answer only after the end of its input, and the shell itself holds that end:

  $ ask() { explain --width 120 "$1" | sed -n '/^warning/,$p'; }
  $ ask 'coproc sort; echo b >&$COPROC_w; cat <&$COPROC_r'
  warning: 3: this shell still holds $COPROC_w: the coprocess sees no end of its input, and so this one none of $COPROC_r
     write: exec {COPROC_w}>&-
  $ ask 'coproc sort; echo b >&$COPROC_w; exec {COPROC_w}>&-; cat <&$COPROC_r'

What forks
----------

A subshell that changes nothing which cannot be put back needs no process. With `umask` in it, it does:

  $ explain '(cd /; pwd)' | sed -n 4p
  | no fork: undone at its end |
  $ explain '(umask 077; pwd)' | sed -n 4p
  | fork: before 2     |

A drawing for dot(1), and JSON for programs:

  $ explain --dot 'sort <words | uniq >out' | grep -e '->'
     o4 -> p1 [label="0"];
     p1 -> o3 [label="1"];
     o3 -> p2 [label="0"];
     p2 -> o5 [label="1"];
  $ explain -j 'sort <words | uniq >out' | grep -o '"command": "[^"]*"'
  "command": "sort <words | uniq >out"
  "command": "sort"
  "command": "uniq"

What runs
---------

The same of a job: here a program that waits at a FIFO.

  $ mkfifo gate; cat gate | sort >sorted & exec 7>gate
  $ until explain -j %1 | grep -q '"command": "cat gate"'; do :; done
  $ explain -j %1 | grep -o '"command": "[^"]*", "kind": "[^"]*"'
  "command": "cat gate", "kind": "program"
  "command": "sort", "kind": "program"
  $ echo b >&7; exec 7>&-; wait; cat sorted
  b
