Mapped files: a file as memory
==============================

The problem
-----------

A file is mapped: its bytes are memory. Who writes there, writes the file, and whoever has mapped the same file sees it at
once, without read() or write(). In C: open, ftruncate, mmap, strcpy, munmap (tests/interop/map_writer.c and map_reader.c,
40 bytes). A mistake there is a SIGBUS: a map reaches beyond the end of a file that is too short.

The answer
----------

`mmapput` writes into the map, `mmapcat` reads from it. `-s` is C's way: a NUL ends the text.

  $ "$IPCSH_INTEROP"/map_writer note.map 'Hello from C'
  $ mmapcat -s note.map; echo
  Hello from C
  $ mmapput -s note.map 'Hello from the shell'
  $ "$IPCSH_INTEROP"/map_reader note.map
  Hello from the shell
  $ wc -c <note.map
  40

A reader that keeps its map sees the new value there, as soon as it is written:

  $ "$IPCSH_INTEROP"/map_reader note.map stop >seen &
  $ tries=0
  $ until grep -q -s Hello seen || [ $((tries += 1)) -gt 1000 ]; do sleep 0.01; done
  $ mmapput -s note.map stop
  $ wait; cat seen
  Hello from the shell
  stop

A part of a file
----------------

A table with rows of equal length is an array. Row 2 of it, and its new price, without a copy of the file:

  $ printf '%-10s%4d\n' tea 3 cake 5 coffee 4 >prices
  $ mmapcat --off $((2 * 15)) --len 6 prices; echo
  coffee
  $ mmapput -b --off $((2 * 15 + 10)) prices '   6'
  $ cat prices
  tea          3
  cake         5
  coffee       6

What does not fit
-----------------

A map does not make a file longer. `mmapput` says so; `--grow` makes the room first.

  $ mmapput --off 40 -b note.map x
  ipcsh: mmapput: note.map: *--grow* (glob)
  [2]
  $ mmapput --grow --off 40 -b note.map x
  $ wc -c <note.map
  41
  $ rm note.map seen prices
