What a file leaves behind is a failure that is named
====================================================

Without namespaces what is left here would stay: then this file is skipped.

  $ { unshare -imp -f true || unshare -Uimp -f true; } 2>/dev/null || exit 80

  $ cat >left.t <<'END'
  >   $ touch "$TMPDIR/a" ~/.b /tmp/c /var/tmp/d ../e; mkdir /tmp/f
  >   $ : >/dev/shm/g; : >/dev/shm/sem.h
  >   $ exec 5>own 4<&0
  >   $ sleep 100 &
  >   $ setsid sleep 101 &
  >   $ ipcmk -Q >out; ipcmk -M 10 >out; ipcmk -S 2 >out
  > END
  $ "$IPCSH" -t left.t
  left.t: left behind: descriptor 4 (/dev/null)
  left.t: left behind: descriptor 5 (/tmp/*/work/own) (glob)
  left.t: left behind: process \d+ \(sleep 100\) (re)
  left.t: left behind: process \d+ \(sleep 101\) (re)
  left.t: left behind: System V segment 0x* (id 0) (glob)
  left.t: left behind: System V queue 0x* (id 0) (glob)
  left.t: left behind: System V semaphore set 0x* (id 0) (glob)
  left.t: left behind: f* /tmp/* (glob)
  left.t: left behind: f* /tmp/* (glob)
  left.t: left behind: file /var/tmp/d
  left.t: left behind: POSIX s* /* (glob)
  left.t: left behind: POSIX s* /* (glob)
  left.t: left behind: file $TMPDIR/a
  left.t: left behind: file $HOME/.b
  left.t: left behind: file ../e
  6 passed, 15 failed
  [1]

Nothing of it reaches others, and nothing stays

  $ ls -d /tmp/c /tmp/f /var/tmp/d /dev/shm/g /dev/shm/sem.h 2>&1 | grep -v 'No such'
  [1]
  $ pgrep -f 'sleep 10[01]'
  [1]

What is put in order before the end, or is just ending, is none

  $ cat >tidy.t <<'END'
  >   $ touch /tmp/x mine; rm /tmp/x; exec 3>y; exec 3>&-
  >   $ sleep 100 & kill $!
  >   $ q=$(ipcmk -Q); ipcrm -q "${q##* }"
  >   $ coproc cat; exec {COPROC_w}>&- {COPROC_r}<&-
  >   $ exec 64>z; exec 64>&-
  > END
  $ "$IPCSH" -t tidy.t
  5 passed, 0 failed

Two files with the same key do not meet; a file that is told to stay out of namespaces is found out by difference
-----------------------------------------------------------------------------------------------------------------

  $ cat >key.t <<'END'
  >   $ mqnew -x 7777; sleep 0.1
  >   $ mqrm 7777
  > END
  $ cp key.t key2.t
  $ "$IPCSH" -t -j 2 key.t key2.t
  4 passed, 0 failed
  $ printf '  $ mqnew 7777; sleep 100 & touch ~/a /tmp/b; : >/dev/shm/c\n' >shared.t
  $ "$IPCSH" -t --no-namespaces -j 3 shared.t shared.t
  shared.t: left behind: process \d+ \(sleep 100\) (re)
  shared.t: left behind: System V queue 0x1e61 (id 0)
  shared.t: left behind: file /tmp/b
  shared.t: left behind: POSIX segment /c
  shared.t: left behind: file $HOME/a
  shared.t: left behind: process \d+ \(sleep 100\) (re)
  shared.t: left behind: file $HOME/a
  2 passed, 7 failed
  [1]
  $ pgrep -f 'sleep 100'
  [1]
  $ mqrm 7777; rm /tmp/b /dev/shm/c
