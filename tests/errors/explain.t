explain: what it does not take
==============================

  $ explain
  ipcsh: explain: usage: explain [-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID
  [2]
  $ explain --width
  ipcsh: explain: --width: this option needs an argument
  usage: explain [-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID
  [2]
  $ explain --width 23 ls
  ipcsh: explain: --width: 23: not a number of columns, 24 or more
  [2]
  $ explain --width x ls
  ipcsh: explain: --width: x: not a number of columns, 24 or more
  [2]
  $ explain --nonsense ls
  ipcsh: explain: --nonsense: unknown option
  usage: explain [-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID
  [2]
  $ explain -q ls
  ipcsh: explain: -q: unknown option
  usage: explain [-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID
  [2]
  $ explain --help | head -n 3
  explain [-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID
      show how a command would be wired, or how a job is, without running
      anything

wrong syntax, with the place

  $ explain 'ls | | wc'
  ipcsh: line 1: syntax error: unexpected `|'
      ls | | wc
           ^
  [2]
  $ explain 'ls |'
  ipcsh: line 1: syntax error: unexpected end of file
      ls |
          ^
  [2]
  $ explain 'cat <<A' 'b'; explain 'if x'
  +- 1 ------------------+
  | cat b                |
  | program /usr/bin/cat |
  | vfork, exec          |
  +----------------------+
  | 0 <- here-document   |
  | 1 -> outer pipe      |
  | 2 -> outer pipe      |
  +----------------------+
  ipcsh: line 1: syntax error: unexpected end of file: `if' on line 1 has no `fi'
      if x
          ^
  [2]
  $ explain -j ')'
  ipcsh: line 1: syntax error: unexpected `)'
      )
      ^
  [2]
  $ explain --check 'ls "' >out 2>&1; echo $?; cat out
  2
  ipcsh: line 1: syntax error: unterminated quoted string begun on line 1
      ls "
         ^

jobs and processes that are not there

  $ explain %1
  ipcsh: explain: %1: no such job
  [2]
  $ explain %nosuch
  ipcsh: explain: %nosuch: no such job
  [2]
  $ explain 99999999
  ipcsh: explain: 99999999: nothing of it runs any more
  [2]
  $ explain 0
  ipcsh: explain: 0: nothing of it runs any more
  [2]
  $ explain 99999999999999999999 | head -n 2
  +- 1 --------------------+
  | 99999999999999999999   |

several operands are joined by blanks; nothing is a command of no words

  $ explain echo a | head -n 2
  +- 1 --------------------+
  | echo a                 |
  $ explain ''
  $ explain '# a comment'
  $ explain -j '' | tr -d ' \n'; echo
  {"command":"","processes":[],"objects":[{"number":1,"kind":"device","pipe":null,"name":"/dev/null","known":true,"open":null},{"number":2,"kind":"outer-pipe","pipe":null,"name":"outerpipe","known":true,"open":null}],"warnings":[]}
  $ explain -- -x | head -n 3
  +- 1 --------------------+
  | -x                     |
  | not found              |

a closed or full output

  $ explain ls >&-
  ipcsh: explain: write error: bad file descriptor
  [2]
  $ explain ls >/dev/full
  ipcsh: explain: write error: no space left on device
  [2]
