A subshell that is not forked at its start forks once it has to, and nobody can tell. First, output that
was in flight when that happens is neither lost nor doubled.

  $ echo $(x=${ echo a; sleep 0 & wait; }; echo "b$x")
  ba
  $ echo "$(echo 1; umask 022 3>&1 >&2; echo 2; { echo 3; } 3>&1; echo 4)"
  1
  2
  3
  4
  $ echo "$(i=0; while [ $i -lt 3 ]; do i=$((i + 1)); echo $i; umask 022 >/dev/null; done)"
  1
  2
  3
  $ echo "$(echo a; (echo b; : & echo c); echo d; { : & echo e; } >file; cat file)"
  a
  b
  c
  d
  e

A word that needs a process of its own is expanded in that process alone.

  $ mkdir empty; cd empty
  $ (: >f$BASHPID; ls | grep -c f); ls | grep -c f
  1
  1
  $ (case $BASHPID in *) { echo kept; } >out;; esac); cat out
  kept
  $ (for i in $BASHPID; do { echo kept; } >out; done); cat out
  kept
  $ (cat <<END >out
  > $BASHPID
  > END
  > ); grep -c . out
  1
  $ cd ..

What it changes of the shell's other state ends with it.

  $ before=$!; (cat <(echo a)); [ "$before" = "$!" ] && echo same
  a
  same
  $ cd /; (pushd /tmp; dirs; popd; dirs -c); dirs
  /tmp /
  /tmp /
  /
  /
  $ cd - >/dev/null; (: {fd}>/dev/null; [ -n "$fd" ] && echo open); set -- /proc/self/fd/1[0-9]; echo "$@"
  open
  /proc/self/fd/1[0-9]
  $ false | true; (true | true | true; echo $PIPESTATUS); echo $PIPESTATUS
  0 0 0
  0
  $ false | true; echo "$(true | true | true; echo $PIPESTATUS) - $PIPESTATUS"
  0 0 0 - 1 0

It is no other shell's parent, even where it needs no process of its own.

  $ "$IPCSH" -c 'sleep 0.1 & (wait $!; echo $?)' 2>/dev/null
  127

The shell's own descriptors are not there for a script: neither to read or write, nor to close.

  $ echo x >&64
  ipcsh: 64: bad file descriptor
  [1]
  $ fd=64; : {fd}>&-; echo still reading
  still reading
  $ { exec 64>&-; echo x >&64; } 64>file
  ipcsh: 64: bad file descriptor
  [1]
  $ { { echo one >&64; { echo two >&65; } 65>file2; } 64>file; } 2>&1; cat file file2
  one
  two

What is last in a subshell is not last in the shell: a program after it does not take the shell's place.

  $ "$IPCSH" -c '(: &) && /bin/false || echo more'
  more
  $ "$IPCSH" -c '( f() { :; } ) && /bin/false || echo more'
  more
  $ "$IPCSH" -c 'if (: &); then /bin/echo yes; fi; echo more'
  yes
  more
  $ "$IPCSH" -c '(: & for i in 1 2; do /bin/echo $i; done)'
  1
  2

Its EXIT trap writes where the subshell did, also where the subshell is the whole rest of a process.

  $ (trap 'echo T' EXIT; echo a) >file | cat; cat file
  a
  T
  $ "$IPCSH" -c "(trap 'echo T' EXIT; echo a; exit 3) >file"
  [3]
  $ cat file
  a
  T

What a subshell finds and draws is its own
------------------------------------------

  $ hash -r; (cat </dev/null); x=$(cat </dev/null); hash; cat </dev/null; hash | sed 's:/.*/::'
     1\tcat (esc)
  $ hash -r; hash cat; (hash -d cat; hash ls); hash | sed 's:/.*/::'
     1\tcat (esc)
  $ RANDOM=7; a=$RANDOM b=$RANDOM; RANDOM=7; (: $RANDOM; RANDOM=8); x=$(echo $RANDOM); [ $a$b = $RANDOM$RANDOM ] && echo the same
  the same
  $ [ "$(echo $RANDOM $RANDOM)" != "$(echo $RANDOM $RANDOM)" ] && echo others
  others
  $ (SECONDS=1000); [ $SECONDS -lt 1000 ] && echo the same
  the same
  $ (umask 077; umask; (umask 0; umask); umask); umask -S >/dev/null; x=$(umask 077); [ $(umask) != 0077 ] && echo as it was
  0077
  0000
  0077
  as it was
