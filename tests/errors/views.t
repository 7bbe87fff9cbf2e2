Errors of the words that show things
====================================

no such process, job, descriptor, object

  $ fds 99999999
  ipcsh: fds: 99999999: no such process
  [2]
  $ vmmap 99999999
  ipcsh: vmmap: 99999999: no such process
  [2]
  $ sigls 99999999
  ipcsh: sigls: 99999999: no such process
  [2]
  $ fds %7
  ipcsh: fds: %7: no such job
  [2]
  $ fdstat 99
  ipcsh: fdstat: 99: not open
  [2]
  $ ipc show mq:7777
  ipcsh: ipc: mq:7777: no such object (`ipc ls' lists them)
  [2]
  $ ipc rm 7777
  ipcsh: ipc: 7777: no such object (`ipc ls' lists them)
  [2]
  $ ipc who ./nothing
  ipcsh: ipc: ./nothing: no such object (`ipc ls' lists them)
  [2]

no number, no subcommand, options of another one

  $ fds 0
  ipcsh: fds: 0: not the number of a process, nor a %job
  [2]
  $ fds abc
  ipcsh: fds: abc: not the number of a process, nor a %job
  [2]
  $ fdstat -- -1
  ipcsh: fdstat: -1: not the number of a descriptor
  [2]
  $ fds 1 2 2>/dev/null
  [2]
  $ for words in '' 'foo' 'ls --dry-run' 'gc -j' 'rm' 'rm -k 1 7' 'limits x' 'watch x' 'who'; do ipc $words 2>/dev/null; echo $?; done | sort -u
  2
  $ ipc ls files
  ipcsh: ipc: files: no such kind (shm mq sem fifo lock sock)
  [2]
  $ ipc gc --older long
  ipcsh: ipc: --older: long: not a number of seconds
  [2]

columns

  $ mqls --cols id,foo 2>&1 | cut -d '(' -f 1
  ipcsh: mqls: --cols: foo: no such column 
  $ shmls --cols '' 2>/dev/null
  [2]
  $ fds --cols id, 2>/dev/null
  [2]

a bare address of two objects

  $ mqnew 7777; shmnew 7777 10
  $ ipc rm 7777
  ipcsh: ipc: 7777: names more than one: shm:7777 and mq:7777
  [2]
  $ ipc rm mq:7777 shm:7777

what ends with its holder cannot be removed

  $ ipc rm tcp::9
  ipcsh: ipc: tcp::9: ends with the process that holds it: see ipc who
  [2]

a closed standard output is an error, not a death

  $ fds >&-
  ipcsh: fds: write error: bad file descriptor
  [2]
