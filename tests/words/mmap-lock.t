Files that stay in memory
=========================

The sanitizers make nothing of mlock(2).

  $ case $(ldd "$IPCSH" 2>&1) in *libasan*) exit 80 ;; esac
  $ printf 0123456789 >f

what is locked stays in memory, mapped, until it is let go, and in this shell alone

  $ locked() { sed -n 's/^VmLck:[[:space:]]*//p' /proc/$BASHPID/status; }
  $ head -c 10000 /dev/zero >kept; mmapsync --lock --off 5000 --len 10 kept; locked; mmapsync --lock kept; locked; mmapsync --lock --len 20 kept; locked; vmmap $$ 2>/dev/null | grep -c /kept
  4 kB
  12 kB
  12 kB
  1
  $ { locked; grep -c /kept /proc/$BASHPID/maps; } | cat; (mmapsync --unlock kept); locked
  0 kB
  0
  12 kB
  $ mmapsync --unlock --off 9999 --len 1 kept; locked; mmapsync --unlock kept
  0 kB
  [1]
  $ (mmapsync --lock kept; locked); locked; grep -c /kept /proc/$$/maps
  12 kB
  0 kB
  0
  [1]
  $ mmapsync --lock kept; : >kept; mmapsync --lock kept; mmapstat -v s kept; echo $s; rm kept; setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$IPCSH" -c 'ulimit -l 0; mmapsync --lock f'
  0
  ipcsh: mmapsync: f: it may not stay in memory: the limit is 0 bytes that stay in memory (ulimit -l, in kilobytes)
  [2]
  $ mmapsync --lock --unlock f; mmapsync --lock --drop f
  ipcsh: mmapsync: --lock: not together with --unlock
  ipcsh: mmapsync: --lock: not together with --drop
  [2]
