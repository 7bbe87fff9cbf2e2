#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# many.sh [COUNT [FAMILY]] -- COUNT operations of each mechanism between processes: nothing is lost, nothing comes twice,
# and whoever did them needs no more memory and no more descriptors than after the first few. Needs IPCSH (see
# tests/env.sh). Ends with `N passed, N failed`.
count=${1:-5000} only=$2
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit
passed=0 failed=0

cat >begin <<'END'
count=$1 key=$2 few=$(($1 < 2000 ? $1 / 2 : 1000)) memory=0 open=0
look() { while read -r field v u; do [ "$field" != Anonymous: ] || memory=$v; done </proc/$BASHPID/smaps_rollup; set -- /proc/$BASHPID/fd/*; open=$#; }
# turns COMMAND: runs it COUNT times, with I being the number, and compares what is needed after a few and at the end
turns() {
	local i=0 before descriptors
	eval "while ((i++ < few)); do $1; done"
	look; before=$memory descriptors=$open
	eval "while ((i <= count)); do $1; ((i++)); done"
	look
	case $IPCSH_SANITIZED in '') slack=256 ;; *) slack=16384 ;; esac
	((memory - before <= slack)) || echo "$before kB became $memory kB"
	((open <= descriptors)) || echo "$descriptors descriptors became $open"
}
END
cat >queue <<'END'
. ./begin
mqnew --rm $key
turns 'mqsend $key "number $i"' &
turns 'mqrecv -v x $key; [ "$x" = "number $i" ] || { echo "$x at $i"; break; }'
wait
END
cat >semaphore <<'END'
. ./begin
semnew --rm $key 0
turns 'sempost --no-undo $key' &
turns 'semwait --no-undo $key'
wait; semval $key
END
cat >mutex <<'END'
. ./begin
semnew --rm $key 1; shared n=0
for p in 1 2; do turns 'semwait $key; n=$((n + 1)); sempost $key' & done
wait; echo $((n - 2 * count))
END
cat >lock <<'END'
. ./begin
shared n=0; add() { n=$((n + 1)); }
for p in 1 2; do turns 'lock ./f add' & done
wait; echo $((n - 2 * count))
END
cat >shared <<'END'
. ./begin
shared n=0 s=
for p in 1 2; do turns '((n++)); s=$i$s; s=${s:0:20}' & done
wait; echo $((n - 2 * count))
END
cat >cell <<'END'
. ./begin
shmnew --rm $key 64; shmput $key 0
add() { local x v; while shmcat -v x --ver v $key; ! shmput --if $v $key $((x + 1)); do :; done; }
for p in 1 2; do turns add & done
wait; shmcat -v n $key; echo $((n - 2 * count))
END
cat >fifo <<'END'
. ./begin
fifonew --rm ./q; fiforecv -n ./q
(turns 'echo "number $i"' >input; fifosend ./q <input) &
turns 'fiforecv -v x ./q; [ "$x" = "number $i" ] || { echo "$x at $i"; break; }'
wait
END
cat >mapped <<'END'
. ./begin
mmapput -c --grow file 00000000
turns 'printf -v t %08d $i; mmapput file $t; mmapcat -v x file; [ "$x" = "$t" ] || { echo "$x at $i"; break; }'
END
cat >socket <<'END'
. ./begin
echoing() { while IFS= read -r x; do echo "$x"; done; }
sockserve -k 1 $key echoing &
sockdial -w -v c $key
turns 'sockcall -k 1 -v x $c "number $i"; [ "$x" = "number $i" ] || { echo "$x at $i"; break; }'
exec {c}>&-; wait
END
cat >descriptor <<'END'
. ./begin
socklisten -v l unix:./s; sockdial -v a unix:./s; sockaccept -v b $l
turns 'sockpass $a 0; socktake -v n $b; exec {n}>&-'
END
cat >signal <<'END'
. ./begin
sigblock USR1
turns 'kill -q $i -s USR1 $$; sigwait -v s USR1; [ $s_value = $i ] || { echo "$s_value at $i"; break; }'
END

cat >datagram <<'END'
. ./begin
socklisten -v l $key; socklisten -v m ${key%s}m; sockdial -v c "$l_address"
turns 'socksend $c "number $i"; sockrecv -v x $l; socksend --from "${key%s}n" "$l_address" "$x"; sockrecv -v y $l; [ "$y" = "number $i" ] || { echo "$y at $i"; break; }'
END
cat >datagram-udp <<'END'
. ./begin
socklisten -v l udp::0
turns 'socksend "$l_address" "number $i"; sockrecv -v x $l; [ "$x" = "number $i" ] || { echo "$x at $i"; break; }'
END
cat >pair <<'END'
. ./begin
turns 'sockpair -v p unixseq; a=${p% *} b=${p#* }; socksend $a "$i"; sockrecv -v x $b; exec {a}>&- {b}>&-; fdpipe --capacity 4096 -v p; exec {p_r}<&- {p_w}>&-; [ $x = $i ] || break'
END
cat >trapped <<'END'
. ./begin
trap 'siginfo -v s' USR1
turns 'kill -q $i -USR1 $$; [ $s_value = $i ] || { echo "$s_value at $i"; break; }'
END
cat >told <<'END'
. ./begin
sigblock USR1; mqnew --rm $key
turns 'mqnotify -q $i $key; mqsend $key x; sigwait -v s USR1; mqwait $key; mqrecv -v x $key; [ $s_value = $i ] || break'
turns 'mqnotify --none $key; : </dev/null; mqnotify --cancel $key'
END
cat >operation <<'END'
. ./begin
semnew --num 3 --rm $key 0 0 1
turns 'semop $key 0:0 2:-1 1:+1; semop $key 1:-1 2:+1 0:0n; semop -n $key 0:-1 1:+1'
semval $key
END
cat >request <<'END'
. ./begin
echoing() { read -r x; echo "$x"; }
sockserve -k $count $key echoing &
turns 'sockcall -w -v x $key "number $i"; [ "$x" = "number $i" ] || { echo "$x at $i"; break; }'
wait
END
cat >removed <<'END'
. ./begin
turns 'mqnew --rm $key; mqrm $key; shmput -c --rm $key $i; shmrm $key; fifonew --rm ./q; fiform ./q; lock --rm ./f :'
turns 'lock --rm ./f :; lock --ofd --shared --rm ./f :; mqsend -c --rm $key x; mqrecv --rm -v x $key; fifosend -n -c --rm ./q x; shmput -c --rm $key $i'
END
cat >tied <<'END'
. ./begin
shared v @$key s=
turns 'v=$i; v+=x; s=$v; [ "$s" = ${i}x ] || break'
shmrm $key
END
cat >opened <<'END'
. ./begin
fifonew ./q; fiforecv -n ./q
turns 'echo $i >./q; read -r x <./q; fiforecv -n -v y ./q; fifosend -n ./q $i; fiforecv -v x ./q; lock ./f :; semwait -c --no-undo $key; sempost $key'
semrm $key
END

# does NAME SCRIPT KEY WANT
does() {
	case $1 in $only*) ;; *) return ;; esac
	mkdir "run-$1" && cp begin "$2" "run-$1" && cd "run-$1" || exit
	said=$(timeout 1800 "$IPCSH" "$2" "$count" "$3" 2>&1 | head -n 5)
	if [ "$said" = "$4" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: $said"
	fi
	cd "$folder" || exit
}

case $(ldd "$IPCSH" 2>/dev/null) in *libasan*) IPCSH_SANITIZED=yes count=$((count / 10)) ;; esac
export IPCSH_SANITIZED
key=$((0x6c000000 + $$))
does queue queue $key ''
does queue-posix queue /ipcsh-many.$$ ''
does semaphore semaphore $key 0
does semaphore-posix semaphore /ipcsh-many.$$ 0
does mutex mutex $key 0
does lock lock 0 0
does shared shared 0 0
does cell cell $key 0
does cell-posix cell /ipcsh-many.$$ 0
does fifo fifo 0 ''
does mapped mapped 0 ''
does socket-unix socket unix:./s ''
does socket-tcp socket tcp::$((20000 + $$ % 10000)) ''
does descriptor descriptor 0 ''
does signal signal 0 ''
does datagram-unix datagram unixgram:./s ''
does datagram-udp datagram-udp 0 ''
does pair pair 0 ''
does trapped trapped 0 ''
does told told /ipcsh-many.$$ ''
does operation operation $((key + 1)) "0
0
1"
does request-unix request unix:./s ''
does request-tcp request tcp::$((30000 + $$ % 10000)) ''
does removed removed $((key + 2)) ''
does tied tied $((key + 3)) ''
does opened opened $((key + 4)) ''
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
