Shared memory: a writer and a reader
====================================

The problem
-----------

One process counts, another one shows the count. Between them lies a segment of shared memory: 1,024 bytes that both have
in their address space. In C this is a page of shmget, shmat, snprintf and shmdt on each side: tests/interop/shm_writer.c
and shm_reader.c. They agree on a key, a plain number. Theirs is 3306; here it is one that is surely free.

The answer
----------

`shmput` writes, `shmcat` reads. What they leave out of C are the mistakes.

  $ shmnew 0x70c00011 1024
  $ shmput 0x70c00011 42
  $ shmcat 0x70c00011; echo
  42

It is the same memory that the C programs use. The writer in C:

  $ "$IPCSH_INTEROP"/shm_writer 1 0x70c00011
  $ shmcat 0x70c00011; echo
  1

And the reader in C:

  $ shmput 0x70c00011 'Hello from the shell'
  $ "$IPCSH_INTEROP"/shm_reader 1 0x70c00011
  Hello from the shell

A writer that goes on counting, and a shell that waits until it has come to 3, ten seconds at most (to sleep until there is
something new, see `shmwait` in counter.t):

  $ "$IPCSH_INTEROP"/shm_writer 3 0x70c00011 &
  $ tries=0
  $ until [ "$(shmcat 0x70c00011)" = 3 ] || [ $((tries += 1)) -gt 1000 ]; do sleep 0.01; done
  $ shmcat 0x70c00011; echo
  3
  $ wait

What to know
------------

A C program finds the end of a text by its NUL. `shmcat` knows how long the value is that `shmput` put; of what a C program
wrote it gives the text before the NUL. `-b` gives all bytes.

  $ shmput 0x70c00011 'a text'
  $ shmcat -b 0x70c00011 | head -c 7 | od -A n -t c
     a       t   e   x   t  \0
  $ shmcat -b 0x70c00011 | wc -c
  1024

A value that is longer than the segment is refused, as a whole. A C program would have written over what lies behind.

  $ shmput 0x70c00011 "$(head -c 2000 /dev/zero | tr '\0' x)"
  ipcsh: shmput: 0x70c00011: * (glob)
  [2]

A segment outlives all who use it. This is what it is for, and why somebody has to remove it:

  $ shmrm 0x70c00011
  $ shmcat 0x70c00011
  ipcsh: shmcat: 0x70c00011: no such segment* (glob)
  [2]

`shmput -c` makes what is missing, `--rm` removes it when the shell ends:

  $ "$IPCSH" -c 'shmnew --rm 0x70c00011 100; shmput 0x70c00011 "for a short time"; shmcat 0x70c00011; echo'
  for a short time
  $ shmcat 0x70c00011 2>/dev/null
  [2]
