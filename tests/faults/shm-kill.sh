#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shm-kill.sh [KILLS] -- writers of shared memory are killed (SIGKILL) at random moments, while readers look: no torn value
# is ever handed out, and nobody is stuck. Needs IPCSH (see tests/env.sh). Ends with `N passed, N failed`.
kills=${1:-120}
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit
passed=0 failed=0

# A value is one letter again and again: a torn one has two. CASE is what the segment is made with; LOST says whether a
# killed writer may leave no value at all.
cat >script <<'END'
kills=$1 address=$2 lost=$3 size=$4
shift 4
shmnew --rm "$@" "$address" "$size" || exit
value() { local s; printf -v s '%*s' "$1" ''; REPLY=${s// /$2}; }
value "$size" a; a=$REPLY
value $((size / 2)) b; b=$REPLY
value "$size" c; c=$REPLY
writer() { while :; do shmput "$address" "$a"; shmput "$address" "$b"; shmput "$address" "$c"; done; }
# 0: whole, 1: torn
whole() { case $1 in "$a" | "$b" | "$c" | after*) ;; *) return 1 ;; esac; }
torn=0 stuck=0 gone=0 turn=0
shmput "$address" "$a"
while [ $turn -lt "$kills" ]; do
	turn=$((turn + 1))
	writer 2>/dev/null & one=$!
	writer 2>/dev/null & two=$!
	looks=$((RANDOM % 12))
	while [ $looks -ge 0 ]; do
		looks=$((looks - 1))
		shmcat -t 20 -v x "$address" 2>said && { whole "$x" || torn=$((torn + 1)); }
	done
	kill -9 $one; wait $one 2>/dev/null
	shmcat -t 20 -v x "$address" 2>said && { whole "$x" || torn=$((torn + 1)); }
	kill -9 $two; wait $two 2>/dev/null
	shmcat -t 20 -v x "$address" 2>said
	case $? in
	0) whole "$x" || torn=$((torn + 1)) ;;
	2) gone=$((gone + 1)); [ "$lost" = yes ] || { read -r what <said; echo "lost: $what"; } ;;
	*) stuck=$((stuck + 1)) ;;
	esac
	shmput -t 20 "$address" "after$turn" || stuck=$((stuck + 1))
	shmcat -t 20 -v x "$address" || stuck=$((stuck + 1))
	[ "$x" = "after$turn" ] || torn=$((torn + 1))
done
[ "$lost" = yes ] || [ $gone = 0 ] || echo "$gone values lost"
echo "$torn torn, $stuck stuck"
END

# survives NAME ADDRESS LOST SIZE OPTION...
survives() {
	name=$1
	shift
	if said=$(timeout 300 "$IPCSH" script "$kills" "$@" 2>&1) && [ "$said" = '0 torn, 0 stuck' ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: ${said:-it ended early}"
	fi
}

key=$((0x68000000 + $$))
survives staged $key no 1500
survives large $key yes 70000
survives journal $key no 70000 --journal
survives posix /ipcsh-kill.$$ no 1500
survives posix-journal /ipcsh-kill.$$ no 20000 --journal
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
