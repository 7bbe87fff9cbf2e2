#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# growth.sh -- a shell that does the same thing again and again needs no more memory and no more descriptors after many
# turns than after a few: what a loop leaks shows here. The status file's figures are off by what the processors have not
# added up yet; smaps_rollup counts the pages. Needs IPCSH (see tests/env.sh).
case $(ldd "$IPCSH" 2>/dev/null) in
*libasan*) # it keeps freed memory for a while: only descriptors, and what is much, can show
	turns=1500 few=500 slack=8192
	export ASAN_OPTIONS="$ASAN_OPTIONS:quarantine_size_mb=0:thread_local_quarantine_size_kb=0"
	;;
*) turns=30000 few=6000 slack=192 ;;
esac
self=$(cd "$(dirname "$0")" && pwd)/growth.sh
folder=$(mktemp -d) || exit
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit
printf 'one two\nthree\n' >lines
echo 'x=dotted; y=$x' >dot
passed=0 failed=0 number=0
half=$1
if [ -z "$half" ]; then
	"$self" 0 >zero &
	"$self" 1 >one
	wait
	grep -hv ' passed, ' zero one
	cat zero one | awk '/ passed, / { p += $1; f += $3 } END { printf "%d passed, %d failed\n", p, f; exit f > 0 }'
	exit
fi

# grows NAME DIVISOR COMMANDS: turns divided by DIVISOR where a turn starts processes.
grows() {
	number=$((number + 1))
	[ $((number % 2)) = "$half" ] || return
	cat >script <<-END
		rss() { while read -r field v u; do [ "\$field" != Anonymous: ] || memory=\$v; done </proc/self/smaps_rollup; set -- /proc/self/fd/*; open=\$#; }
		$4
		memory=0 open=0 turn=0
		while [ \$turn -lt $((few / $2)) ]; do
			turn=\$((turn + 1))
			$3
		done >out
		wait
		rss; before=\$memory descriptors=\$open
		while [ \$turn -lt $((turns / $2)) ]; do
			turn=\$((turn + 1))
			$3
		done >out
		wait
		rss
		[ \$((memory - before)) -le $slack ] || echo "\$before kB became \$memory kB"
		[ \$open -le \$descriptors ] || echo "\$descriptors descriptors became \$open"
		echo end
	END
	if said=$(timeout 120 "$IPCSH" script 2>&1 | head -n 5) && [ "$said" = "end" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: ${said:-it ended early}"
	fi
}

grows function 1 'f a b c' 'f() { local x=$1 y; y=$2$x; set -- $y; return 0; }'
grows unset-function 1 'g() { echo $1; }; g $turn; unset -f g'
grows eval 1 'eval "x=$turn; y=\$((x + 1))"'
grows capture-builtin 1 'x=$(echo $turn)'
grows capture-here 1 'x=${ echo $turn; }'
grows capture-file 1 'x=$(<lines)'
grows capture-program 15 'x=$(/bin/echo $turn)'
grows capture-forked 15 'x=$(umask 077; echo $turn)'
grows subshell 1 '(x=$turn; cd /; set -f; f() { :; })'
grows subshell-forked 15 '(umask 077; :)'
grows here-document 1 'read -r x y <<E
$turn $x
E'
grows here-string 1 'read -r x <<<$turn'
grows redirections 1 '{ echo $turn; } 2>&1 3>f 4>&3 <lines'
grows redirected-descriptor 1 'exec 5>f; echo $turn >&5; exec 5>&-'
grows named-descriptor 1 'exec {n}>f; exec {n}>&-'
grows failing-redirection 1 '{ echo; } 2>/dev/null >f </not/there'
grows append 1 'x=$x$turn; x=${x#??}; y+=1; [ ${#y} -lt 100 ] || y='
grows names 1 'unset v; v=$turn; export v; export -n v' ''
grows positional 1 'set -- a b c $turn; shift; set --'
grows case 1 'case $turn in *1) x=1 ;; [2-5]*) x=2 ;; @(a|b)) x=3 ;; *) x=4 ;; esac'
grows loops 1 'for x in a b $turn; do continue; done; for ((i = 0; i < 2; i++)); do :; done'
grows conditions 1 '[[ $turn =~ ^([0-9]+)$ && $turn == *[0-9] ]]; [ "$turn" -gt 0 ]; test -f lines'
grows patterns 1 'x=abcabc; y=${x//b/$turn}${x%%c*}${x^^}${x:1:2}${#x}'
grows globs 5 'set -- *; set -- /etc/pass*; x={a,b}{1..3}'
grows read-file 5 'while read -r x y; do z=$x; done <lines'
grows read-pipe 30 'echo a b | while read -r x y; do :; done'
grows dot 1 '. ./dot'
grows alias 1 'alias q=echo; eval "q $turn"; unalias q'
grows trap 1 'trap ": $turn" USR1; trap - USR1; trap ":" EXIT; trap - EXIT'
grows trap-run 2 'kill -USR1 $$' 'trap "x=1" USR1'
grows getopts 1 'OPTIND=1; while getopts ab:c o -a -b $turn; do :; done'
grows printf 1 'printf "%s %5d %q\n" a $turn "b c"; printf -v x %s $turn'
grows background 15 ': $turn & wait $!'
grows background-unwaited 15 ': $turn &'
grows pipeline 30 'echo $turn | /bin/cat'
grows lastpipe 30 'echo $turn | read -r x' 'shopt -s lastpipe'
grows program 15 'x=1 /bin/true $turn'
grows missing-program 1 '/not/there 2>/dev/null'
grows coprocess 30 'coproc C { read -r x; echo $x; }; echo a >&$C_w; read -r x <&$C_r'
grows process-substitution 30 'read -r x < <(echo $turn); echo $turn > >(read -r x)'
grows errors 1 '(: ${not:?there}) 2>/dev/null; (eval "x=\$((1 +))") 2>/dev/null; (eval "case") 2>/dev/null'
grows pushd 1 'pushd / && popd'
grows hash 1 'hash -r; command -v cat; type echo'
grows queue 1 'mqsend $key a; mqrecv -v x $key' "mqnew --rm $((0x67000000 + $$)); key=$((0x67000000 + $$))"
grows queue-remade 5 'mqnew $key; mqrm $key' "key=$((0x67000000 + $$))"
grows queue-peeked 2 'mqsend $key a; mqpeek $key; mqstat -v x $key; mqrecv $key' "mqnew --rm $((0x67000001 + $$)); key=$((0x67000001 + $$))"
grows queue-posix 3 'mqsend $key a; mqrecv -v x $key' "mqnew --rm /growth$$; key=/growth$$"
grows semaphore 1 'semwait $key; sempost $key; semval -v x $key' "semnew --rm $((0x67000000 + $$)); key=$((0x67000000 + $$))"
grows semaphores 2 'semwait --num 0-4 $key; sempost --num 0-4 $key' "semnew --rm --num 5 $((0x67000001 + $$)) 9; key=$((0x67000001 + $$))"
grows semaphore-remade 5 'semnew $key; semwait $key; semrm $key' "key=$((0x67000002 + $$))"
grows semaphore-posix 3 'semwait $key; sempost $key; semval -v x $key' "semnew --rm /growth$$; key=/growth$$"
grows lock 2 'lock ./f :; lock -n ./f f; lock --ofd ./f :' 'f() { :; }'
grows queue-waited 3 'mqsend $key a; mqwait $key; mqwait --type 1 $key; ipc set -m 640 mq:$key; mqrecv -v x $key' "mqnew --rm $((0x67000002 + $$)); key=$((0x67000002 + $$))"
grows semaphore-operated 2 'semop $key 0:-1 1:+1; semop $key 0:+1 1:-1; semval --set 1,0 $key; semstat -v x $key' "semnew --rm $((0x67000004 + $$)) 1 0; key=$((0x67000004 + $$))"
grows socket-options 3 'sockopt $s keepalive=1; sockopt -v x $s keepalive; sockopt $s >/dev/null' 'socklisten -v s tcp::0'
grows socket-groups 3 'socksend --opt ttl=3,broadcast=1 udp::9 x; sockopt $s add_membership=239.77.3.1%lo drop_membership=239.77.3.1%lo; sockopt $s multicast_if=lo multicast_if >/dev/null' 'socklisten --join 239.77.3.2%lo -v s "udp:*:0"'
grows fd-options 3 'fdopt 3 nonblock=1 owner=self; fdopt -v x 3 owner; fdopt 3 >/dev/null' 'fdpipe -v p; exec 3<&$p_r'
grows socket-from 3 'sockdial --from unixgram:./me -v c unixgram:./g; exec {c}<&-; rm me; socksend --from unixgram:./me unixgram:./g x; sockrecv -v x $s' 'socklisten -v s unixgram:./g'
grows lock-semaphore 2 'lock $key :' "semnew --rm $((0x67000003 + $$)); key=$((0x67000003 + $$))"
grows lock-failures 5 'lock -n ./f lock -n ./f : || lock -t 0 ./f lock -n ./f nosuch 2>/dev/null || :'
grows segment 1 'shmput $key $turn; x=$(shmcat $key)' "shmnew --rm $((0x67000000 + $$)) 4096; key=$((0x67000000 + $$))"
grows segment-cell 1 'shmput -v v $key $turn; shmput --if $v $key x; shmcat -v x --ver v $key; shmwait -n $key || :; shmput --off 3 $key y' "shmnew --rm $((0x67000000 + $$)) 4096; key=$((0x67000000 + $$))"
grows segment-posix 2 'shmput $key $turn; x=$(shmcat $key)' "shmnew --rm /ipcsh-growth.$$ 4096; key=/ipcsh-growth.$$"
grows shared 1 '((n++)); s=a$n; s+=b; (n=$n)' 'shared n=0 s='
grows shared-remade 5 'shared r=$turn; unset r'
grows shared-tied 2 '((n++))' "shared --rm n=0 @$((0x69000000 + $$))"
grows segment-remade 5 'shmnew $key 64; shmput $key a; shmrm $key' "key=$((0x67000000 + $$))"
grows fifo 2 'fiforecv -n ./q || :' 'fifonew ./q'
grows fifo-remade 5 'rm -f q; fifonew ./q; fiforecv -n ./q || :'
grows socket-kept 3 'sockcall -k 1 -v x $c $turn; [ "$x" = $turn ] || echo "$x" >&2' '(sockserve -k 1 unix:./kept cat &); sockdial -w -v c unix:./kept'
grows socket-steps 5 'sockdial -v c unix:./steps; sockaccept -v s $l; sockpass $c 0; socktake -v n $s; exec {c}>&- {s}>&- {n}>&-' 'socklisten -v l unix:./steps'
grows socket-failures 5 'sockcall unix:./none x || sockdial -v c tcp::1 || sockserve unix:./none/s : || sockaccept -n -v c $l || sockdial -v c unix:./steps && exec {c}>&- && sockaccept -v c $l && exec {c}>&-' 'exec 2>/dev/null; socklisten -v l unix:./steps'
grows socket-server 60 'sockserve -k 2 unix:./s cat & sockcall -w unix:./s $turn; sockcall -v x unix:./s $turn; wait $!'
grows socket-serving 60 '{ sockcall -w unix:./served $turn; sockcall unix:./served $turn; } & sockserve -k 2 unix:./served read -r x; wait $!'
grows signal 2 'kill -q $turn -s USR1 $$; sigwait -v s USR1' 'sigblock USR1'
grows mapped-file 2 'mmapput -b lines $turn; x=$(mmapcat -b lines)'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
