How commands are wired: explain
===============================

a pipeline: each stage with its own two ends

  $ explain 'cat | tr a b 2>&1 >log | wc -l'
  +- 1 --------------+         +- 2 --------------+         +- 3 --------------+
  | cat              |         | tr a b           |         | wc -l            |
  | program          |         | program          |         | program          |
  |   /usr/bin/cat   |         |   /usr/bin/tr    |         |   /usr/bin/wc    |
  | vfork, exec      |         | vfork, exec      |         | vfork, exec      |
  +------------------+         +------------------+         +------------------+
  |                1 +-pipe 1->| 0              2 +-pipe 2->| 0                |
  | 0 <> /dev/null   |         | 1 -> log         |         | 1 -> outer pipe  |
  | 2 -> outer pipe  |         |     (truncate)   |         | 2 -> outer pipe  |
  +------------------+         +------------------+         +------------------+
  
  warning: 2: 2>&1 stands before >log: descriptor 2 stays what 1 was then (pipe
              2), and only 1 goes to log
     write: >log 2>&1
