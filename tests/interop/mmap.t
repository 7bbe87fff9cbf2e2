Mapped files: ipcsh and C programs on a file of 40 bytes
========================================================

`map_writer FILE TEXT` makes the file 40 bytes long and copies TEXT and a NUL into its map; `map_reader FILE` prints
the string in it, `map_reader FILE TEXT` keeps it mapped until the string is TEXT.

  $ PATH=$IPCSH_INTEROP:$PATH

C writes, ipcsh reads

  $ map_writer note.map 'from C'
  $ mmapcat -s note.map; echo
  from C
  $ mmapcat -b note.map | od -A d -t c
  0000000   f   r   o   m       C  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  0000016  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0  \0
  0000032  \0  \0  \0  \0  \0  \0  \0  \0
  0000040

ipcsh writes, C reads; -s puts the NUL behind the text, for a shorter one over a longer one

  $ mmapput -s note.map 'from the shell'
  $ map_reader note.map
  from the shell
  $ mmapput -s note.map short
  $ map_reader note.map
  short
  $ mmapput -s note.map -5
  $ map_reader note.map
  -5

the file has kept its size

  $ wc -c <note.map
  40

what ipcsh puts is seen in a map that was made before: it is the same memory

  $ mmapput -s note.map before
  $ map_reader note.map after >seen &
  $ n=0; until grep -q -s before seen || [ $((n += 1)) -gt 500 ]; do sleep 0.01; done
  $ mmapput -s note.map after
  $ wait $!; echo $?; cat seen
  0
  before
  after

a part of it

  $ map_writer note.map 'one two three'
  $ mmapcat --off 4 --len 3 note.map; echo
  two
  $ mmapput -b --off 4 note.map TWO
  $ map_reader note.map
  one TWO three

more than fits is refused, and the file stays as it was

  $ mmapput note.map 'a text that is longer than the forty bytes of the file' 2>/dev/null
  [2]
  $ map_reader note.map
  one TWO three

ipcsh makes the file, C maps it

  $ rm note.map
  $ mmapput -c -s note.map 'made by ipcsh'
  $ truncate -s 40 note.map
  $ map_reader note.map
  made by ipcsh

nothing stays

  $ rm note.map seen

how many have it mapped

  $ map_writer note.map here; coproc R { map_reader note.map gone; }; read -r x <&$R_r; mmapstat --cols NAME,SIZE,MAPPED note.map 2>/dev/null
  NAME      SIZE  MAPPED
  note.map    40       1
  $ mmapput -s note.map gone; wait; mmapstat --cols MAPPED note.map 2>/dev/null; rm note.map; exec {R_r}<&- {R_w}>&-
  MAPPED
       0
