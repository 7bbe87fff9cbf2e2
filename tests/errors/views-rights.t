Views of what belongs to somebody else: blank, and a line that says so
=====================================================================

Another user's processes: this shell's, seen by nobody. Who is not root sees a process of a program that may not be read
instead: it lets nobody look.

  $ exec {it}<"$IPCSH"; as_nobody="setpriv --reuid 65534 --regid 65534 --clear-groups"
  $ closed() { cp "$(command -v sleep)" closed; chmod 111 closed; ./closed 60 & mine=$!; while ls /proc/$mine/fd >/dev/null 2>&1; do sleep 0.01; done; }
  $ if $as_nobody true 2>/dev/null; then mine=$$; else as_nobody=; closed; fi
  $ other() { $as_nobody /proc/self/fd/$it -c "$1"; }
  $ hidden() { sed 's/[0-9][0-9]*:* another/N another/; s/look into: [0-9]*/look into: N/'; }
  $ other "fds $mine" 2>&1 | hidden
  ipcsh: fds: N another user's process, or one that lets nobody look: only root may see this
  $ other "vmmap $mine" 2>&1 | hidden
  ipcsh: vmmap: N another user's process, or one that lets nobody look: only root may see this
  $ other "sigls --cols NUMBER $mine" | head -n 1
  NUMBER
  $ other "fds -j $mine" 2>/dev/null
  [2]
  $ exec {it}<&-; [ $mine = $$ ] || { kill $mine; wait $mine; }; rm -f closed
