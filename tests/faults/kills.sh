#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kills.sh [KILLS [FAMILY]] -- processes that use the mechanisms are killed (SIGKILL) at random moments: what is left is
# whole, what was held is given back, and nobody is stuck. Needs IPCSH (see tests/env.sh); for cells see shm-kill.sh.
# Ends with `N passed, N failed`.
kills=${1:-40}
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit
passed=0 failed=0

# Each script counts in BAD what must not be; STUCK is a wait that a dead process left without end.
cat >begin <<'END'
kills=$1 key=$2 turn=0 bad=0 stuck=0
spin() { local i=$((RANDOM % 6000)); while ((i-- > 0)); do :; done; }
wrong() { ((bad++)); [ $bad -gt 5 ] || echo "kill $turn: $*"; }
# PID...: killed, one after the other, at moments of no choice
slay() { local pid; for pid; do spin; kill -9 $pid; wait $pid; done 2>/dev/null; }
verdict() { echo "$bad wrong, $stuck stuck"; }
printf -v a '%*s' 3000 ''; b=${a// /b} a=${a// /a}
END

cat >shared <<'END'
. ./begin
shared s=$a n=0
writer() { while :; do s=$a; s=$b$b; ((n++)); done; }
while ((turn++ < kills)); do
	before=$n
	writer & one=$!; writer & two=$!
	slay $one $two
	case $s in "$a" | "$b$b" | $((turn - 1))) ;; *) wrong "a torn value of ${#s} bytes" ;; esac
	[[ $n =~ ^[0-9]+$ ]] && ((n >= before)) || wrong "the number $n after $before"
	after=$n; ((n++)); ((n == after + 1)) || wrong "$after became $n"
	s=$turn; [ "$s" = $turn ] || wrong "$turn was put, and is $s"
done
verdict
END

cat >mapped <<'END'
. ./begin
mmapput -b -c --grow file "$a$a"
writer() { while :; do mmapput -b file "$a"; mmapput -b --off 2500 file "$b"; mmapput -b --off 3000 file "$a"; done; }
while ((turn++ < kills)); do
	writer & one=$!; writer & two=$!
	slay $one $two
	mmapcat -v x file || wrong "it cannot be read"
	[[ ${#x} = 6000 && $x =~ ^[ab]+$ ]] || wrong "not what was put there: ${#x} bytes"
	mmapput -b file "$a" || wrong "it cannot be written"
done
verdict
END

# Messages come whole and in order; a receiver that is killed loses one at most: that which it had taken.
cat >queue <<'END'
. ./begin
create() { case $1 in /*) mqnew --rm --size 4000 $1 ;; *) mqnew --rm $1 ;; esac; }
create $key
sender() { local i=0; while :; do mqsend -t 60 $key "$1 $((++i)) $a"; done; }
receiver() { mqrecv -f $key >taken$1; }
next() { # SENDER NUMBER FILLER: what was received after the message before
	local last=last$1
	[ "$3" = "$a" ] || wrong "a torn message of ${#3} bytes"
	((lost += $2 - ${!last} - 1)); (($2 > ${!last})) || wrong "$2 of $1 after ${!last}"
	printf -v last$1 %d $2
}
while ((turn++ < kills)); do
	last1=0 last2=0 lost=0 >taken1
	receiver 1 & three=$!
	sender 1 & one=$!; sender 2 & two=$!
	slay $three $one $two
	# a line that was cut off was taken, and is the one that may be lost
	while read -r who number text; do next $who $number "$text"; done <taken1
	while mqrecv -n -v x $key; do set -- $x; next $1 $2 "$3"; done
	((lost <= 1)) || wrong "$lost messages lost"
	mqsend -n $key x && mqrecv -n -v x $key && [ "$x" = x ] || ((stuck++))
done
verdict
END

cat >semaphore <<'END'
. ./begin
semnew --rm $key 2
holder() { while :; do semwait $key; semwait $key; sempost $key; sempost $key; done; }
while ((turn++ < kills)); do
	holder & one=$!
	slay $one
	semval -v x $key; [ "$x" = 2 ] || wrong "the value is $x"
	semwait -t 20 $key && semwait -t 20 $key || ((stuck++))
	sempost $key && sempost $key
done
verdict
END

# Two that hold it in turn: never both at once.
cat >lock <<'END'
. ./begin
[ "$3" = file ] && what=./f || { what=$key; semnew --rm $key; }
shared inside=0 seen=0
critical() { ((inside++)); ((inside == 1 || (seen = inside))); inside=0; }
holder() { while :; do lock $what critical; done; }
while ((turn++ < kills)); do
	holder & one=$!; holder & two=$!
	slay $one
	lock -t 20 $what eval 'inside=0' || ((stuck++)) # what the dead one left in the middle
	slay $two
	lock -t 20 $what eval 'inside=0' || ((stuck++))
	lock -n $what : || wrong "it is held by nobody that lives"
done
verdict
END

# Records that a pipe takes in one piece come in one piece.
cat >fifo <<'END'
. ./begin
fifonew --rm ./q
sender() { local i=0; while :; do fifosend -t 60 ./q "$1 $((++i)) $a"; done; }
receiver() { fiforecv -f ./q >/dev/null; }
fiforecv -n ./q
while ((turn++ < kills)); do
	last1=0 last2=0
	sender 1 & one=$!; sender 2 & two=$!
	count=$((RANDOM % 20))
	for ((i = 0; i < count; i++)); do
		fiforecv -t 20 -v x ./q || { ((stuck++)); break; }
		set -- $x; [ "$3" = "$a" ] || wrong "a torn record of ${#x} bytes"
		last=last$1; (($2 == ${!last} + 1)) || wrong "$2 of $1 after ${!last}"; printf -v last$1 %d $2
	done
	receiver & three=$!
	slay $one $three $two
	while fiforecv -n -v x ./q; do set -- $x; [ "$3" = "$a" ] || wrong "a torn record of ${#x} bytes"; done
	fifosend -n ./q x && fiforecv -n -v x ./q && [ "$x" = x ] || ((stuck++))
done
verdict
END

# Clients that die harm no other; the file of a server that died is no obstacle to the next.
cat >socket <<'END'
. ./begin
reply() { read -r x; echo "$x"; }
client() { while :; do sockcall -w unix:./s "$a" >/dev/null; done; }
sockserve unix:./s reply 2>/dev/null & server=$!
while ((turn++ < kills)); do
	client 2>/dev/null & one=$!
	slay $one
	sockcall -t 20 -w -v x unix:./s $turn || ((stuck++))
	[ "$x" = $turn ] || wrong "$turn was answered by $x"
	((turn % 4)) || { slay $server; sockserve unix:./s reply 2>/dev/null & server=$!; }
done
kill $server; wait $server
verdict
END

# Where a signal leaves time for it --rm holds at every moment, and among several who share what they remove.
cat >removed <<'END'
. ./begin
set -m
export key
there=$5
any() { case $((RANDOM % 3)) in 0) signal=TERM ;; 1) signal=HUP ;; *) signal=INT ;; esac; }
while ((turn++ < kills)); do
	"$IPCSH" -c "$4" 2>/dev/null & one=$!
	"$IPCSH" -c "$4" 2>/dev/null & two=$!
	for pid in $one $two; do
		spin; spin; any; kill -$signal $pid; wait $pid; status=$?
		[ $status -gt 128 ] || wrong "it ended by itself: $status"
	done 2>/dev/null
	eval "$there" >/dev/null 2>&1 && wrong "$signal left it there"
done
verdict
END

# survives NAME SCRIPT KEY ARGUMENT...
survives() {
	name=$1 script=$2
	shift 2
	case $name in $only*) ;; *) return ;; esac
	mkdir "run-$name" && cp begin "$script" "run-$name" && cd "run-$name" || exit
	if said=$(timeout 600 "$IPCSH" "$script" "$kills" "$@" 2>&1) && [ "$said" = '0 wrong, 0 stuck' ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: ${said:-it ended early}"
	fi
	cd "$folder" || exit
}

only=$2
key=$((0x6b000000 + $$))
survives shared shared 0
survives mapped mapped 0
survives queue queue $key
survives queue-posix queue /ipcsh-kills.$$
survives semaphore semaphore $key
survives lock-file lock 0 file
survives lock-semaphore lock $((key + 1)) semaphore
survives fifo fifo 0
survives socket socket 0
survives removed-lock removed 0 0 'while :; do lock --rm ./f :; done' '[ -e f ]'
survives removed-lock-shared removed 0 0 'while :; do lock --shared --rm ./f :; done' '[ -e f ]'
survives removed-lock-ofd removed 0 0 'while :; do lock --ofd --rm ./f :; done' '[ -e f ]'
survives removed-fifo removed 0 0 'while :; do fifosend -c -t 0.001 --rm ./q x; done' '[ -e q ]'
survives removed-segment removed $((key + 2)) 0 'while :; do shmput -c --rm $key x; done' 'shmstat $key'
survives removed-queue removed /ipcsh-kills.$$ 0 'while :; do mqsend -c -n --rm $key x; done' 'mqstat $key'
survives removed-from removed 0 0 'socklisten --rm -v s unixgram:./s$$; while :; do socksend --from unixgram:./f unixgram:./s$$ x; sockrecv -n -v x $s; done' '[ -e f ]'
survives removed-from-dialled removed 0 0 'socklisten --rm -v s unixgram:./s$$; while :; do sockdial --from unixgram:./f -v c unixgram:./s$$ && exec {c}<&- && rm -f f; done' '[ -e f ]'
survives removed-from-waiting removed 0 0 'while :; do sockcall -w -t 0.02 --from unixgram:./f unixgram:./none x; socksend --from unixgram:./f unixgram:./none x; done' '[ -e f ]'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
