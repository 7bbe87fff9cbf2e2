Who has all rights sees what was made by who had none
=====================================================

  $ [ "$(id -u)" = 0 ] || exit 80
  $ bare() { setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c "$1"; }

a first value is put into a segment before it gets the mode, which then holds for everybody

  $ bare 'shmput -x -m 0 7779 hidden; shmcat 7779'; shmcat 7779; echo; shmrm 7779
  ipcsh: shmcat: 7779: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  hidden

where the right that it takes is there it is

  $ bare 'mqsend -c -m 0200 7776 x; mqsend -c -m 0400 7776 y; fiforecv -c -n -m 0400 ./made'; mqrecv -k 2 7776; mqrm 7776; fiform ./made
  x
  y
  $ shmput -c -m 0400 7779 x; mqsend -c -m 0 7776 x; shmput 7779 y; shmcat 7779; mqrecv 7776; shmrm 7779; mqrm 7776
  yx
