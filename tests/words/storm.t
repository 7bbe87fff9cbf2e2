Signals in storms, and holders that are killed: nothing is lost, nothing stays taken
====================================================================================

Every message comes, once and in order, though the receiver and the sender are interrupted all the time
-------------------------------------------------------------------------------------------------------

  $ cat >receive <<'END'
  > trap 'hits=$((hits + 1))' USR1
  > hits=0 n=0; echo ready
  > while [ $n -lt $2 ]; do
  > 	mqrecv -t 20 -v x $1 || break
  > 	n=$((n + 1)); [ "$x" = $n ] || { echo "$x in place of $n"; exit; }
  > done
  > echo $n; mqrecv -n $1; [ $hits -gt 0 ] && echo hit
  > END
  $ cat >send <<'END'
  > trap : USR1; n=0; echo ready
  > while [ $n -lt $2 ]; do n=$((n + 1)); mqsend -t 20 $1 $n || { echo "lost $n"; exit; }; done
  > END
  $ storm() {
  > 	mkfifo r s; "$IPCSH" receive $1 $2 >r & receiver=$!; exec 3<r; read -r x <&3
  > 	while kill -s USR1 $receiver; do :; done 2>/dev/null &
  > 	"$IPCSH" send $1 $2 >s & sender=$!; exec 4<s; read -r x <&4
  > 	while kill -s USR1 $sender; do :; done 2>/dev/null &
  > 	cat <&4; cat <&3; wait; exec 3<&- 4<&-; rm r s
  > }
  $ mqnew 7777; storm 7777 1500; mqrm 7777
  1500
  hit
  $ mqnew --max 3 /q; storm /q 1500; mqrm /q
  1500
  hit

a semaphore is taken as often as it was given

  $ cat >take <<'END'
  > trap : USR1; n=0; echo ready
  > while [ $n -lt 1000 ]; do semwait --no-undo -t 20 7777 || exit; n=$((n + 1)); done; echo $n
  > END
  $ semnew 7777 0; mkfifo r; "$IPCSH" take >r & taker=$!; exec 3<r; read -r x <&3
  $ while kill -s USR1 $taker; do :; done 2>/dev/null &
  $ for i in 1 2 3 4 5 6 7 8 9 10; do for j in 1 2 3 4 5 6 7 8 9 10; do sempost 7777 10; done; done; cat <&3; wait; semval 7777
  1000
  0
  $ semrm 7777; exec 3<&-; rm r take send receive

that the object was removed is noticed

  $ cat >wait <<'END'
  > trap : USR1; "$@"; echo $?
  > END
  $ mqnew /full; mqsend /full x; until mqsend -n /full x 2>/dev/null; [ $? = 1 ]; do :; done
  $ for w in 'mqrecv -t 20 /q' 'mqwait -t 20 /q' 'fiforecv -t 20 f' 'mqsend -t 20 /full x'; do
  > 	mqnew /q; fifonew f; "$IPCSH" wait $w >out 2>&1 & waiter=$!
  > 	until [ "$(cut -d ' ' -f 3 /proc/$waiter/stat)" = S ]; do :; done
  > 	while kill -s USR1 $waiter; do :; done 2>/dev/null & case $w in *full*) mqrm /full;; *) mqrm /q; fiform f;; esac; wait; cat out
  > done
  wait:1: mqrecv: /q: the queue was removed meanwhile
  2
  wait:1: mqwait: /q: the queue was removed meanwhile
  2
  wait:1: fiforecv: f: the FIFO was removed meanwhile
  2
  wait:1: mqsend: /full: the queue was removed meanwhile
  2
  $ mqrm /q; fiform f; rm wait out

Holders that are killed at any moment
-------------------------------------

  $ cat >hold <<'END'
  > echo ready
  > while :; do lock 7777 :; semwait 7777; lock f :; sempost 7777; (semwait 7777; lock f :); done
  > END
  $ semnew 7777; mkfifo r
  $ for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  > 	"$IPCSH" hold >r & holder=$!; exec 3<r; read -r x <&3
  > 	j=$((RANDOM % 8192)); while ((j-- > 0)); do :; done; kill -KILL $holder; wait $holder 2>/dev/null; cat <&3
  > 	lock -t 20 f : || echo "f stays locked"
  > 	lock -t 20 7777 : || echo "the semaphore stays taken"
  > 	[ "$(semval 7777)" -eq 1 ] || echo "the semaphore is $(semval 7777)"
  > done
  $ exec 3<&-; semrm 7777; rm r f hold
