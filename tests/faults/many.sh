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
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
