mqnotify, where queues are files
================================

The kernel takes the closing of a queue by the process that has asked for its wish not to be told any more; a redirection
does not come to that. It takes the right to mount a file system: without it this file is left out.

  $ mkdir m; mount -t mqueue none m 2>/dev/null || { rmdir m; exit 80; }
  $ sigblock USR1; mqnew /q
  $ told() { mqsend /q x; sigwait -n -v s USR1; echo "$s $s_value $(mqrecv /q)"; s= s_value=; }

of words and of programs

  $ n=0; try() { mqnotify -q $((++n)) /q; eval "$1"; told; }
  $ try 'read -r text <m/q; echo ${text%% *}'
  QSIZE:0
  USR1 1 x
  $ try 'read -r a <m/q 4<m/q 5<&4 6<&5- 2>err; cat <m/q 3<m/q >/dev/null; cat <m/q | cat >/dev/null'
  USR1 2 x
  $ try ': >m/q; echo a 2>/dev/null >>m/q; x=$(<m/q); x=$(cat m/q); { read -r x; read -r y; } <m/q 7<&0; (: <m/q)'
  USR1 3 x

of exec, and where the number is used anew

  $ exec {a}<m/q 3<m/q; try 'exec {a}<&- 3</dev/null {b}<m/q; exec 3<m/q 5<&3 6<&5-; exec 3<&- 5<&-; exec {b}<&- 6<m/q'; exec 6<&-
  USR1 4 x
  $ exec 3<m/q 64<m/q; try '{ read -r x <&3; } 3</dev/null 64<m/q; exec 64<&- 3<m/q; set -C; true 2>|err >m/q; set +C'; exec 3<&-
  USR1 5 x
  $ try 'f() { local x; read -r x <m/q; return 3; }; f 3<m/q; for i in 1 2; do : <m/q; done 4<m/q; . /dev/null 4<m/q; x=${ echo y <m/q; }'
  USR1 6 x
  $ try 'true <m/q 2>err <m/none; true <m/q 2>/dev/null >/not/there/f; cat <m/q 2>/dev/null >/not/there/f'
  USR1 7 x

the end of a child is nobody's wish

  $ try '(exec <m/q); { : <m/q; } & wait; "$IPCSH" -c ": <m/q"'
  USR1 8 x

a queue that a word keeps open for sending alone is closed so, too

  $ for i in 1 2 3 4 5; do mqnew --max 1 --size 9 -m 200 /q$i; done; try 'mqsend /q w; for i in 1 2 3 4 5; do mqsend /q$i x; done; mqrecv /q'; mqrm /q1 /q2 /q3 /q4 /q5
  w
  USR1 9 x

it goes by mqnotify --cancel

  $ mqnotify /q; : <m/q; mqnotify --cancel /q; told
    x
  $ mqrm /q; umount m; rmdir m; rm err
