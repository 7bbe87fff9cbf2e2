Shared variables: shared NAME[=VALUE], shared NAME @ADDRESS
===========================================================

A value that subshells, pipeline stages and background jobs see and change
--------------------------------------------------------------------------

  $ shared n=5; echo $n
  5
  $ (n=6); echo $n; (umask 077; n=7); echo $n; { n=8; } & wait; echo $n
  6
  7
  8
  $ n=0; printf 'a\nb\nc\n' | while read -r l; do ((n++)); done; echo $n
  3
  $ x=$(n=9; echo $n); echo $x $n
  9 9
  $ echo 10 | { read -r n; }; echo $n
  10
  $ n=$((n + 1)); for n in 1 2 3; do :; done; (echo $n)
  3
  $ coproc C { read -r n; }; echo 77 >&$C_w; wait $C_pid; echo $n
  77
  $ shared
  shared n=77

text of any length, empty, odd

  $ shared s; echo "<${s-unset}>"; (s=); echo "<${s-unset}>"
  <unset>
  <>
  $ (s='  two  words*'); echo "<$s>"; (s=007); echo "$s"; (s=-0); echo "$s"; (s=0x10); echo $((s + 1))
  <  two  words*>
  007
  -0
  17
  $ for i in 1 10 100 2000 5000 100000 3 3000000 17; do (umask 077; printf -v s "%*s" $i x); echo ${#s}; done
  1
  10
  100
  2000
  5000
  100000
  3
  3000000
  17
  $ (umask 077; s=9223372036854775807); ((s++)); echo $s; (s=$s); echo $s; ((s--)); echo $s
  -9223372036854775808
  -9223372036854775808
  9223372036854775807
  $ s=abc; (s+=def); s+=ghi; (umask 077; s+=jkl); echo $s ${#s} ${s^^} ${s/def/-}
  abcdefghijkl 12 ABCDEFGHIJKL abc-ghijkl

one assignment operator loses no update

  $ n=0; for i in 1 2 3 4 5 6 7 8; do (for ((j = 0; j < 500; j++)); do ((n++)); ((n += 2)); ((--n)); done) & done; wait; echo $n
  8000
  $ n=1; for i in 1 2 3 4 5 6 7 8; do (for ((j = 0; j < 100; j++)); do ((n *= 3)); done) & done; wait
  $ m=1; for ((j = 0; j < 800; j++)); do ((m *= 3)); done; [ $n = $m ] && echo same
  same
  $ s=; for i in 1 2 3 4 5 6 7 8; do (for ((j = 0; j < 50; j++)); do s+=$i; done) & done; wait; echo ${#s}
  400
  $ declare -i d; shared d=0; for i in 1 2 3 4; do (for ((j = 0; j < 100; j++)); do d+=2; done) & done; wait; echo $d
  800
  $ n=5; echo $((n++ + n++)) $n; echo $((n -= 10)) $((n <<= 2)) $n
  11 7
  -3 -12 -12

numbers become text and numbers again, while others add

  $ n=0; { for ((j = 0; j < 300; j++)); do n=x$j; n=0; done; n=0; } & for ((j = 0; j < 300; j++)); do case $n in x*|[0-9]*) ;; *) echo "what: $n" ;; esac; done; wait; echo $n
  0

unset, export, readonly, local
------------------------------

  $ n=5; (unset n; echo "<${n-unset}>"; n=6); echo $n
  <unset>
  5
  $ export n; (n=8); "$IPCSH" -c 'echo $n'; /usr/bin/env | grep ^n=
  8
  n=8
  $ n=tmp "$IPCSH" -c 'echo $n'; echo $n
  tmp
  8
  $ (readonly n; n=9; echo not reached) 2>/dev/null; echo $n
  8
  $ f() { local n=inner; (n=sub); echo $n; }; f; echo $n
  inner
  8
  $ g() { local m; shared m=1; (umask 077; ((m++))); echo $m; }; m=outer; g; echo $m
  2
  outer
  $ unset n; echo "<${n-unset}>"; n=plain; (n=sub); echo $n
  <unset>
  plain
  $ n=kept; shared n; echo $n; (n=changed); echo $n
  kept
  changed
  $ declare -u u; shared u; u=abc; echo $u
  ABC
  $ unset n u d m s; shared
  $ shared 1x
  ipcsh: shared: 1x: not a name
  [1]
  $ shared RANDOM=1
  ipcsh: shared: RANDOM: the shell gives this variable its value itself
  [1]

what is shared in a subshell is gone after it

  $ (shared q=1; (umask 077; q=2); echo $q); echo "<${q-unset}>"
  2
  <unset>

a script that asks for the number of its descriptor

  $ shared n=1; for fd in 64 65 66 67 68; do eval "exec $fd</dev/null"; done; n=2; (umask 077; n=$(printf '%*s' 9000 x)); echo ${#n}
  9000
  $ for fd in 64 65 66 67 68; do eval "exec $fd<&-"; done; unset n

Killed in the midst of it: the old value or the new one
-------------------------------------------------------

  $ cat >killed <<'END'
  > old=$(printf '%*s' 3000 o) new=$(printf '%*s' 9000 n)
  > shared v=$old; turn=0 bad=0
  > while [ $((turn += 1)) -le ${1:-60} ]; do
  >   { while :; do v=$new; v=$old; v=5; ((v++)); done; } & pid=$!
  >   [ $((turn % 3)) = 0 ] || read -r -t 0.00$((RANDOM % 5)) x <>pipe
  >   kill -9 $pid; wait $pid 2>/dev/null
  >   case $v in "$old" | "$new" | 5 | 6 | after*) ;; *) bad=$((bad + 1)) ;; esac
  >   v=after$turn; [ "$v" = after$turn ] || bad=$((bad + 1))
  > done
  > echo $bad bad
  > END
  $ mkfifo pipe; "$IPCSH" killed; rm killed pipe
  0 bad

Tied to an object: unrelated shells share it
--------------------------------------------

  $ shared n=5 @0x5a7ed; shmcat 0x5a7ed; echo; "$IPCSH" -c 'shared n @0x5a7ed; ((n++)); echo $n'; echo $n
  5
  6
  6
  $ shmput 0x5a7ed text; echo $n; n=more; shmcat 0x5a7ed; echo
  text
  more
  $ n=0; for i in 1 2 3 4 5 6 7 8; do "$IPCSH" -c 'shared c @0x5a7ed; for ((j = 0; j < 50; j++)); do ((c++)); done' & done; wait; echo $n
  400
  $ s=; shared s @/ipcsh.shared; for i in 1 2 3 4; do "$IPCSH" -c 'shared s @/ipcsh.shared; s+=ab; s+=c' & done; wait; echo ${#s}
  12
  $ shared
  shared n @0x5a7ed
  shared s @/ipcsh.shared

what a C program writes is its value, and what is too long is an error

  $ shm_writer=$IPCSH_INTEROP/shm_writer; shared w @3306; w=x; "$shm_writer" 1 3306 >/dev/null; echo $w
  1
  $ shared --size 100 t @0x5a7ee; t=$(printf '%*s' 100 x); echo ${#t}; (t=${t}y; echo not reached); echo ${#t}
  100
  ipcsh: t: too long for the shared memory that it is tied to
  100
  $ shmrm 0x5a7ed /ipcsh.shared 3306 0x5a7ee; echo "<${n-unset}>"; (n=x)
  <unset>
  ipcsh: n: the shared memory that it is tied to was removed
  [1]
  $ unset n s w t
  $ "$IPCSH" -c 'shared --rm k=1 @/ipcsh.shared; (umask 077; k=2); echo $k'; ls /dev/shm/ipcsh.shared 2>/dev/null
  2
  [2]
  $ shared n @id:123456789
  ipcsh: shared: id:123456789: no such segment
  [2]
  $ shared n @./x
  ipcsh: shared: ./x: no address: use a key (7777, 0x1e61), id:N, ftok:PATH:N or a POSIX name (/name)
  [2]
