Another user's objects are listed, and neither read nor removed
================================================================

It takes root to be another user: for who is not, this file is left out.

  $ [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --regid 65534 --clear-groups true 2>/dev/null || exit 80
  $ exec {it}<"$IPCSH"
  $ other() { setpriv --reuid 65534 --regid 65534 --clear-groups /proc/self/fd/$it -c "$1"; }
  $ hidden() { sed 's/[0-9][0-9]*:* another/N another/; s/look into: [0-9]*/look into: N/'; }
  $ mqnew 7777; shmnew 7777 100; semnew 7777; shmnew /mine 100; semnew /mine; shmput 7777 secret; mqsend 7777 secret
  $ other 'ipc ls --cols ADDRESS,OWNER,MODE 2>/dev/null' | grep -e 7777 -e /mine | tr -s ' ' | sort
  mq:7777 root 0600
  sem:/mine root 0600
  sem:7777 root 0600
  shm:/mine root 0600
  shm:7777 root 0600
  $ other 'semls --cols KEY,VALUES'
  KEY         VALUES
  0x00001e61
  -
  ipcsh: semls: what is blank needs the right to read the semaphore
  $ other 'ipc who --cols USER,HOW shm:7777' 2>&1 | hidden
  USER  HOW
  root  made it
  ipcsh: ipc: processes that this user may not look into: N
  $ for word in 'shmcat 7777' 'shmput 7777 x' 'shmwait -n 7777' 'shmstat 7777' 'shmrm 7777' 'mqrecv -n 7777' 'mqsend -n 7777 x' 'mqpeek 7777' 'mqstat 7777' 'mqrm 7777' \
  >   'semwait -n 7777' 'sempost 7777' 'semval 7777' 'semrm 7777' 'shmcat /mine' 'shmput /mine x' 'shmrm /mine' 'semwait -n /mine' 'semrm /mine' \
  >   'ipc rm shm:7777' 'ipc rm sem:/mine' 'mqnew 7777' 'semnew 7777' 'shmnew 7777 10' 'shmnew /mine 10' 'semnew /mine' 'shared x @7777'; do
  >   said=$(other "$word" 2>&1); echo "$? ${said#ipcsh: }"
  > done
  2 shmcat: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmput: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmwait: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmstat: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmrm: 7777: operation not permitted (its owner may remove it, and root: see `ipc show')
  2 mqrecv: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 mqsend: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 mqpeek: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 mqstat: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 mqrm: 7777: operation not permitted (its owner may remove it, and root: see `ipc show')
  2 semwait: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 sempost: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 semval: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 semrm: 7777: operation not permitted (its owner may remove it, and root: see `ipc show')
  2 shmcat: /mine: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmput: /mine: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmrm: /mine: operation not permitted (its owner may remove it, and root: see `ipc show')
  2 semwait: /mine: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 semrm: /mine: permission denied (its owner may remove it, and root: see `ipc show')
  2 ipc: shm:7777: operation not permitted (its owner may remove it, and root: see `ipc show')
  2 ipc: sem:/mine: permission denied (its owner may remove it, and root: see `ipc show')
  2 mqnew: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 semnew: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmnew: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shmnew: /mine: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 semnew: /mine: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  2 shared: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  $ other 'ipc gc; ipc gc --dry-run'
  $ shmcat 7777; echo; mqrecv 7777; semval 7777
  secret
  secret
  1
  $ mqrm 7777; shmrm 7777 /mine; semrm 7777 /mine

Where all may read, another user reads and waits, and neither writes nor removes

  $ shmput -c -m 0644 7777 open
  $ other 'shmcat --ver v 7777; echo " $v"; shmwait -n 7777; echo $?; shmput 7777 x; shmrm 7777'
  open 1
  1
  ipcsh: shmput: 7777: permission denied (its owner may give the right with `ipc set -m': see `ipc show')
  ipcsh: shmrm: 7777: operation not permitted (its owner may remove it, and root: see `ipc show')
  [2]
  $ shmrm 7777

Root that may not trace sees numbers alone, and is told

  $ setpriv --reuid 65534 --regid 65534 --clear-groups sleep 100 & p=$!; until grep -q '^Uid:.*65534' /proc/$p/status; do sleep 0.01; done
  $ setpriv --bounding-set -sys_ptrace --inh-caps -sys_ptrace "$IPCSH" -c "fds $p; fds -j $p"; kill $p; wait $p
  ipcsh: fds: *: another user's process, or one that lets nobody look: only root may see this (glob)
  ipcsh: fds: *: another user's process, or one that lets nobody look: only root may see this (glob)
  [143]

A socket's file that its server left behind, in a folder where each removes only what is theirs

  $ chmod 711 .; mkdir -m 1777 all; socklisten -m 666 -v fd unix:./all/s; exec {fd}>&-; cd all
  $ other 'sockserve unix:./s :'; cd ..; rm -r all
  ipcsh: sockserve: unix:./s: nobody has this socket open any more, but its file is another user's to remove
  $ exec {it}<&-
