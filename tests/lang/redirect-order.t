A descriptor that a redirection of the same command is opened on, on its way, is not there for the next.

  $ /bin/echo x 4>file >&3
  ipcsh: 3: bad file descriptor
  [1]
  $ echo x 4>file >&3
  ipcsh: 3: bad file descriptor
  [1]
  $ /bin/echo x 5>file <<END >&3
  > text
  > END
  ipcsh: 3: bad file descriptor
  [1]
  $ /bin/echo x | cat 5>file >&3
  ipcsh: 3: bad file descriptor
  [1]
  $ /bin/echo y 3>file 4>&3 3>&- >&4; cat file
  y

Nested redirections of the same and of high numbers come undone in order, whatever the script asks for.

  $ exec 3>&1; { echo a >&3; { echo b >&3; } 3>file; echo c >&3; } 3>&1; cat file; exec 3>&-
  a
  c
  b
  $ { { { echo 1 >&70; } 70>file; echo 2 >&70; } 64>&70 70>&64; } 70>&1; cat file
  2
  1
  $ { { exec >file2; echo in; } >file3; echo out; } 64>&1; cat file3 file2
  out
  in
  $ "$IPCSH" -c 'ulimit -n 5; { echo a; } >file'
  ipcsh: saving a descriptor: too many open files (ulimit -n says how many may be open)
  [1]
  $ "$IPCSH" -c 'ulimit -n 20; exec 10>&1; { { echo a >&10; } 10>&1; echo b >&10; } 11>file; (cd /; echo c >&10)'
  a
  b
  c
