Little memory, few descriptors, little stack
============================================

The sanitizers need more than these limits leave.

  $ case $(ldd "$IPCSH" 2>&1) in *libasan*) exit 80 ;; esac

Memory
------

  $ head -c 10000000 /dev/zero | tr '\0' a >big
  $ (ulimit -v 60000; "$IPCSH" -c 'x=$(<big); while :; do x=$x$x; done; echo not reached'; echo $?) 2>&1 | sed 's/[0-9]* bytes/N bytes/'
  ipcsh: no memory (N bytes wanted)
  2
  $ (ulimit -v 60000; "$IPCSH" -c 'f() { set -- $(seq 10000000); }; f; echo not reached'; echo $?) 2>&1 | sed 's/[0-9]* bytes/N bytes/'
  ipcsh: no memory (N bytes wanted)
  2
  $ (ulimit -v 60000; "$IPCSH" -c 'x=$(cat big big big big big big big); echo not reached'; echo $?) 2>&1 | sed 's/[0-9]* bytes/N bytes/'
  ipcsh: no memory (N bytes wanted)
  2
  $ (ulimit -v 60000; "$IPCSH" -c 'read -r x <big; y=${x//a/bbbbbbbbbb}; echo not reached'; echo $?) 2>&1 | sed 's/[0-9]* bytes/N bytes/'
  ipcsh: no memory (N bytes wanted)
  2
  $ (ulimit -v 60000; "$IPCSH" -c '(x=$(<big); while :; do x=$x$x; done; echo not reached); echo $?; echo still') 2>&1 | sed 's/[0-9]* bytes/N bytes/'
  ipcsh: no memory (N bytes wanted)
  $ for k in 3600 4200 8000; do (ulimit -v $k; "$IPCSH" -c 'f() { echo f; }; f; x=$(echo a); (echo $x); echo b | :; read x <big'; echo $?) 2>&1; done | sed 's/[0-9]* bytes/N bytes/'
  f
  a
  ipcsh: no memory (N bytes wanted)
  2
  f
  a
  ipcsh: no memory (N bytes wanted)
  2
  f
  a
  ipcsh: no memory (N bytes wanted)
  2
  $ rm big

Descriptors
-----------

  $ echo 'f() { echo f; }; f; x=$(echo a); (echo $x); echo b | cat; /bin/echo c; read x <all; f() { f; }; f; echo still' >all
  $ for n in 4 5 6 8 10 64; do (ulimit -n $n; "$IPCSH" all; "$IPCSH" -c 'echo a | cat; echo b >f; cat <f; x=$(echo c); (echo $x); cat <(echo d); echo e'); done 2>&1 | sed 's/.*too deeply$/too deeply/' | sort | uniq
  a
  b
  c
  d
  e
  f
  ipcsh: all: too many open files
  ipcsh: pipeline: too many open files (ulimit -n says how many descriptors may be open)
  ipcsh: process substitution: too many open files
  too deeply

Stack: a command fits, or an error says that it does not
--------------------------------------------------------

  $ for k in 16 20 32 64 200 1000; do (sh -c 'ulimit -s "$1"; exec "$IPCSH" all' sh $k 2>&1 | grep -v -e '^ ' -e '^[abcf]$' | sed 's/.*too deeply$/too deeply/'); done | uniq
  too deeply
  $ for k in 64 200 1000; do (sh -c 'ulimit -s "$1"; exec "$IPCSH" -c "$2"' sh $k 'f() { echo $1; }; f a; (f b); cd /; for x in usr/bi[n]; do f $x; done; ${y:-echo} $((1 + 2)) | cat; read -r x <etc/passwd; f ${x%%:*}; [[ $x =~ ^root ]] && printf "%s\n" ok' 2>&1 | tail -n 1); done
  ok
  ok
  ok

a segment for which there is no room in the process is not left behind

  $ (ulimit -v 20000; "$IPCSH" -c 'shmnew 7777 30000000; echo $?; shmnew /limits 30000000; echo $?; shmput -c --journal 7777 x && shmcat 7777'); echo; shmrm 7777 /limits
  ipcsh: shmnew: 7777: no memory for 30000000 bytes
  2
  ipcsh: shmnew: /limits: no memory for 30000000 bytes
  2
  x
  ipcsh: shmrm: /limits: no such segment
  [2]

Files: what a limit forbids is said, and nobody dies of it
----------------------------------------------------------

  $ (ulimit -f 0; "$IPCSH" -c 'shmput -c /limits x'; echo $?)
  ipcsh: shmput: /limits: no room for this segment: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  2
  $ : >grown; (ulimit -f 0; "$IPCSH" -c 'mmapput --grow grown x'; echo $?); rm grown
  ipcsh: mmapput: grown: no room for this file: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  2
  $ (ulimit -f 0; "$IPCSH" -c 'shared n=1'; echo $?)
  ipcsh: shared: n: no shared memory: file too large: the limit is 0 bytes in a file (ulimit -f, in blocks of 512)
  2
  $ (ulimit -f 16; "$IPCSH" -c 'shared n=1; n=$(head -c 100000 /dev/zero | tr "\0" n); echo "status $?"; echo "$n"') 2>&1
  ipcsh: n: file too large
  [1]
