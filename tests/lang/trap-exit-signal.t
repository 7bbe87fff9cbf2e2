The action of EXIT also runs where a signal ends the shell: what a script made is removed, and its parent sees the signal.

  $ mkfifo line; exec 9<>line; rm line; mkfifo silent; exec 8<>silent; rm silent
  $ die() { "$IPCSH" -c "trap 'echo bye \$?' EXIT; $1; echo no" <&9; echo $?; }
  $ block="sh -c 'kill -TERM \$0; read line' \$\$"

At once, whatever it waits for
------------------------------

What is waited for goes on, here until it reads a line.

  $ die 'kill -TERM $$'; die 'kill -HUP $$'
  bye 143
  143
  bye 129
  129
  $ die "$block"; echo >&9
  bye 143
  143
  $ die "x=\$($block)"; echo >&9
  bye 143
  143
  $ die "x=\$(cd /; $block | cat; echo no)"; echo >&9
  bye 143
  143
  $ die "x=\$( (x=\$($block; :); echo no) ); echo no"; echo >&9
  bye 143
  143
  $ die "($block; :)"; echo >&9
  bye 143
  143
  $ die ": | $block"; echo >&9
  bye 143
  143
  $ die "$block <&0 & wait"; echo >&9
  bye 143
  143
  $ die "f() { for i in 1 2; do $block; done; echo no; }; f"; echo >&9
  bye 143
  143
  $ die "kill -TERM \$\$ & read -r line <&8"
  bye 143
  143
  $ die 'while :; do kill -TERM $$; done'
  bye 143
  143

The action cannot change by what it ended, and is whole
-------------------------------------------------------

  $ die 'trap "echo bye; exit 3" EXIT; kill -TERM $$'
  bye
  143
  $ die 'trap "(exit 3); kill -TERM \$\$; x=\$(echo \$?; exit 4); echo \$x \$?; cat </dev/null; echo end" EXIT; kill -TERM $$'
  0 4
  end
  143
  $ die 'trap "exec echo bye" EXIT; kill -TERM $$'
  bye
  0

Other traps, ignored signals, and a trap that was taken back
------------------------------------------------------------

  $ die 'trap "echo T" TERM; kill -TERM $$; trap - TERM; kill -TERM $$'
  T
  bye 143
  143
  $ die 'trap "" TERM; kill -TERM $$; echo on'
  on
  no
  bye 0
  0
  $ die 'trap - EXIT; kill -TERM $$'
  143
  $ (trap '' HUP; die 'kill -HUP $$; echo on')
  on
  no
  bye 0
  0
  $ die '(kill -INT $BASHPID; echo on) & wait $!' | head -n 1
  on

In subshells, and for a pipe that nobody reads
----------------------------------------------

  $ (trap 'echo bye' EXIT; kill -TERM $BASHPID; echo no); echo $?
  bye
  143
  $ { "$IPCSH" -c 'trap "echo bye; echo bye >file" EXIT; while :; do echo x; done'; echo $? >status; } | head -n 1; cat file status
  x
  bye
  141

In posix mode the signal just ends the shell.

  $ "$IPCSH" -o posix -c 'trap "echo bye" EXIT; kill -TERM $$'
  [143]
  $ exec 8>&- 9>&-
