Shared memory: what goes wrong
==============================

missing, of every kind of address

  $ for w in shmcat shmwait shmstat shmrm; do for a in 3306 0x5eed id:123456789 /ipcsh.none; do $w $a >/dev/null 2>&1; echo $?; done; done | uniq -c | tr -s ' '
   16 2
  $ shmwait 3306
  ipcsh: shmwait: 3306: no such segment (shmnew 3306 SIZE makes one)
  [2]
  $ shmcat /ipcsh.none
  ipcsh: shmcat: /ipcsh.none: no such segment (shmnew /ipcsh.none SIZE makes one)
  [2]

key 0 and all bits set

  $ shmput 0 x 2>/dev/null
  [2]
  $ shmput -c 0xffffffff x; shmcat 4294967295; echo; shmrm 0xffffffff
  x
  $ shmput -c -- -1 x 2>/dev/null
  [2]

odd names

  $ for a in / // /a/b /. /.. /$(printf '%*s' 300 x | tr ' ' x); do shmput -c -- $a x 2>/dev/null; [ $? = 2 ] || echo "took $a"; done
  $ shmput -c "/$(printf 'a b\nc')" odd; shmcat "/$(printf 'a b\nc')"; echo; shmls --cols KEY | grep -c 'a b\\x0ac'; shmrm "/$(printf 'a b\nc')"
  odd
  1

no permission

  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1"; }
  $ shmput -c 3306 secret; shmput -c /ipcsh.secret secret; ipc set -m 0 shm:3306 shm:/ipcsh.secret
  $ bare 'shmcat 3306; echo $?; shmput 3306 x; echo $?; shmwait -n 3306; echo $?; shmcat /ipcsh.secret; echo $?; shared x @3306; echo $?'
  ipcsh: shmcat: 3306: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  ipcsh: shmput: 3306: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  ipcsh: shmwait: 3306: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  ipcsh: shmcat: /ipcsh.secret: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  ipcsh: shared: 3306: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  $ shmrm 3306 /ipcsh.secret

who may only read reads, waits, and does not write

  $ shmput -c 3306 open; shmput -c /ipcsh.open open; ipc set -m 444 shm:3306 shm:/ipcsh.open
  $ bare 'for a in 3306 /ipcsh.open; do shmcat --ver v $a; echo " $v"; shmwait -n $a; echo $?; shmput $a x; echo $?; done'
  open 1
  1
  ipcsh: shmput: 3306: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  open 1
  1
  ipcsh: shmput: /ipcsh.open: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2
  $ shmrm 3306 /ipcsh.open

sizes

  $ shmnew 3306 99999999999999999 2>/dev/null
  [2]
  $ shmnew /ipcsh.huge 9223372036854775807 2>/dev/null
  [2]
  $ shmls --cols KEY | grep -c ipcsh.huge
  0
  [1]
  $ shmnew 3306 10; shmput --off 99999999999999999 3306 x 2>/dev/null
  [2]
  $ shmcat --off 5 --len 6 3306 2>/dev/null
  [2]

closed descriptors

  $ shmput 3306 text; shmcat 3306 >&-
  ipcsh: shmcat: 3306: write error: bad file descriptor
  [2]
  $ shmput 3306 <&-
  ipcsh: shmput: standard input: bad file descriptor
  [2]
  $ shmcat 3306; echo; shmrm 3306
  text

a table of nothing is none

  $ shmstat 0x7fffff01
  ipcsh: shmstat: 0x7fffff01: no such segment (shmnew 0x7fffff01 SIZE makes one)
  [2]

a table that cannot be written is an error, not an answer

  $ shmnew --rm 0x7fffff01 10; shmstat 0x7fffff01 >/dev/full
  ipcsh: shmstat: write error: no space left on device
  [2]
