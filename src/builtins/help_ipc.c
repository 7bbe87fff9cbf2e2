/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_ipc.c -- an example for each builtin of interprocess communication, and for some a little more. */
#include "help.h"

#define ON_ADDRESSES "How ADDRESS names it: `help addresses'."

const struct help_text help_ipc[] = {
	/* shared memory */
	{ .name = "shmnew",
		.text = ON_ADDRESSES,
		.example = "$ shmnew 3306 4096; shmput 3306 42; shmcat 3306; echo; shmrm 3306\n"
			   "42" },
	{ .name = "shmput",
		.text = ON_ADDRESSES
		" --if V writes only if the version is still V (`shmcat --ver'), status 1 else.",
		.example = "$ shmput -c 3306 42; shmcat --ver v 3306; echo; shmput --if $v 3306 43; shmcat "
			   "3306; echo\n"
			   "42\n"
			   "43\n"
			   "$ shmrm 3306" },
	{ .name = "shmcat",
		.text = ON_ADDRESSES " The value is printed as it is: no newline is added.",
		.example = "$ shmput -c 3306 42; shmcat -v n 3306; echo $((n + 1)); shmrm 3306\n"
			   "43" },
	{ .name = "shmwait",
		.text = ON_ADDRESSES
		" New is what this shell has not seen yet, or with --since what came after "
		"version V.",
		.example = "$ shmput -c 3306 old; { sleep 0.1; shmput 3306 new; } & shmwait -t 5 3306; "
			   "shmcat 3306; echo\n"
			   "new\n"
			   "$ shmrm 3306" },
	{ .name = "shmstat",
		.example = "$ shmnew 3306 100; shmstat --cols SIZE,VERSION 3306; shmrm 3306\n"
			   "SIZE  VERSION\n"
			   " 100        0" },
	{ .name = "shmls",
		.example = "$ shmput -c 3306 42; shmls --cols KEY,MODE; shmrm 3306\n"
			   "KEY         MODE\n0x00000cea  0600" },
	{ .name = "shmrm", .example = "$ shmnew 3306 1; shmrm 3306" },
	{ .name = "shared",
		.text = "((n++)) and one assignment operator lose no update, whoever else counts; `n=$((n + "
			"1))' reads "
			"and writes, for that is `lock'. @ADDRESS ties the variable to a named object, for "
			"shells that "
			"are no relatives.",
		.example =
			"$ shared n=0; printf '%s\\n' a b c | while read -r line; do ((n++)); done; echo $n\n"
			"3" },

	/* message queues */
	{ .name = "mqnew",
		.text = ON_ADDRESSES,
		.example = "$ mqnew 7777; mqsend 7777 tea; mqstat --cols MESSAGES 7777; mqrm 7777\n"
			   "MESSAGES\n"
			   "       1" },
	{ .name = "mqsend",
		.text = ON_ADDRESSES " Without TEXT each line of standard input is a message.",
		.example = "$ mqsend -c 7777 tea; printf 'milk\\nsugar\\n' | mqsend 7777; mqrecv -k 3 7777; "
			   "mqrm 7777\n"
			   "tea\n"
			   "milk\n"
			   "sugar" },
	{ .name = "mqrecv",
		.text = ON_ADDRESSES,
		.example = "$ mqsend -c --type 5 7777 tea; mqsend --type 9 7777 milk; mqrecv --type 9 7777\n"
			   "milk\n"
			   "$ mqrecv -v what 7777; echo \"$what of type $what_type\"; mqrm 7777\n"
			   "tea of type 5" },
	{ .name = "mqpeek",
		.text = ON_ADDRESSES " POSIX queues cannot be peeked: the kernel has no way.",
		.example = "$ mqsend -c 7777 tea; mqpeek 7777; mqrecv 7777; mqrm 7777\n"
			   "tea\n"
			   "tea" },
	{ .name = "mqwait",
		.text = ON_ADDRESSES " The message stays in the queue: mqrecv takes it.",
		.example =
			"$ mqnew 7777; { sleep 0.1; mqsend 7777 tea; } & mqwait -t 5 7777; mqrecv -n 7777; "
			"wait; mqrm 7777\n"
			"tea" },
	{ .name = "mqnotify",
		.text = "It comes once: who wants more asks again, and then takes all that is there. A queue "
			"tells one process alone.",
		.example = "$ sigblock USR1; mqnew --rm /door; mqnotify -q 5 /door; mqsend /door knock\n"
			   "$ sigwait -v s USR1; echo \"$s $s_value\"\n"
			   "USR1 5" },
	{ .name = "mqstat",
		.example = "$ mqsend -c 7777 tea; mqstat --cols MESSAGES,BYTES 7777; mqrm 7777\n"
			   "MESSAGES  BYTES\n"
			   "       1      3" },
	{ .name = "mqls",
		.example = "mqls --cols ADDRESS,MESSAGES  only these columns; `mqls --cols help' tells what "
			   "there is\n"
			   "mqls -j                       as JSON" },
	{ .name = "mqrm", .example = "$ mqnew 7777; mqrm 7777" },

	/* semaphores and locks */
	{ .name = "semnew",
		.text = ON_ADDRESSES,
		.example = "$ semnew 11 2; semwait 11; semval 11; sempost 11; semrm 11\n"
			   "1" },
	{ .name = "semwait",
		.text = ON_ADDRESSES
		" What a process took and has not given back comes back when it dies, unless "
		"--no-undo.",
		.example = "$ semnew 11; semwait 11; semwait -n 11; echo $?; semrm 11\n"
			   "1" },
	{ .name = "sempost",
		.text = ON_ADDRESSES,
		.example = "$ semnew 11 0; sempost --no-undo 11 3; semval 11; semrm 11\n"
			   "3" },
	{ .name = "semop",
		.text = ON_ADDRESSES
		" What is taken is given back when this shell dies, and so is what --undo gives.",
		.example =
			"$ semnew 11 1 0; semop 11 0:-1 1:+1; semval 11; semop -n 11 1:0; echo $?; semrm 11\n"
			"0\n"
			"1\n"
			"1" },
	{ .name = "semval",
		.example = "$ semnew 11 5; semval 11; semval --set 2 11; semval 11; semrm 11\n"
			   "5\n"
			   "2" },
	{ .name = "semstat",
		.example = "$ semnew 11 1 4; semstat --cols NUM,VALUE 11; semrm 11\n"
			   "NUM  VALUE\n"
			   "  0      1\n"
			   "  1      4" },
	{ .name = "semls",
		.example = "$ semnew 11 4; semls --cols KEY,VALUES; semrm 11\n"
			   "KEY         VALUES\n"
			   "0x0000000b  4" },
	{ .name = "semrm", .example = "$ semnew 11; semrm 11" },
	{ .name = "lock",
		.text = "ADDRESS is a file, or a semaphore's key (./7 is the file 7). Failed by itself: "
			"status 125; "
			"timed out: 124; taken, with -n: 1.",
		.example = "$ n=0; echo 0 >count; for i in 1 2 3; do\n"
			   "> lock ./guard sh -c 'echo $(($(cat count) + 1)) >new; mv new count' &\n"
			   "> done; wait; cat count\n"
			   "3" },
	{ .name = "fdlock",
		.text = "The lock ends with --unlock, or with the last duplicate of the descriptor.",
		.example = "$ (fdlock 9; flock -n file true || echo taken) 9>file; flock -n file echo free\n"
			   "taken\n"
			   "free" },

	/* FIFOs and files */
	{ .name = "fifonew", .example = "$ fifonew pipe; [ -p pipe ] && echo yes; fiform pipe\nyes" },
	{ .name = "fifosend",
		.text = "It waits for a reader, up to -t.",
		.example = "$ fifonew pipe; fifosend pipe tea & fiforecv pipe; wait; fiform pipe\n"
			   "tea" },
	{ .name = "fiforecv",
		.text = "The shell keeps the FIFO open between calls, so that nothing is lost where writers "
			"come and "
			"go.",
		.example = "$ fifonew pipe; { echo one >pipe; echo two >pipe; } & fiforecv -k 2 pipe; wait\n"
			   "one\n"
			   "two\n"
			   "$ fiform pipe" },
	{ .name = "fiform", .example = "$ fifonew pipe; fiform pipe" },
	{ .name = "mmapput",
		.example = "$ mmapput -c file hello; mmapput --off 1 file a; cat file; echo\n"
			   "hallo" },
	{ .name = "mmapcat",
		.example = "$ printf 'hello world' >file; mmapcat --off 6 --len 5 file; echo\n"
			   "world" },
	{ .name = "mmapwait",
		.example = "$ printf old >file; { sleep 0.1; mmapput file new; } & mmapwait -t 5 file; "
			   "mmapcat file; echo\n"
			   "new" },
	{ .name = "mmapsync", .example = "$ mmapput -c file hello; mmapsync file" },
	{ .name = "mmapstat",
		.example = "$ mmapput -c file hello; mmapstat --cols NAME,SIZE,RESIDENT file\n"
			   "NAME  SIZE  RESIDENT\n"
			   "file     5         5" },

	/* sockets */
	{ .name = "sockcall",
		.example = "$ upper() { tr a-z A-Z; }; sockserve -k 1 unix:s upper & sockcall -w unix:s "
			   "hello; wait\n"
			   "HELLO" },
	{ .name = "sockcat",
		.example = "$ upper() { tr a-z A-Z; }; sockserve -k 1 unix:s upper & echo hello | sockcat -w "
			   "unix:s; wait\n"
			   "HELLO" },
	{ .name = "sockserve",
		.text = "$SOCK_PEER is who is connected: on a UNIX socket pid:uid:gid, from the kernel, as "
			"in "
			"$SOCK_CRED. A datagram is standard input, what is written its answer, $SOCK_PEER "
			"who sent it.",
		.example = "$ greet() { read -r who; echo \"hello $who\"; }\n"
			   "$ sockserve -k 1 unix:s greet & sockcall -w unix:s you; wait\n"
			   "hello you" },
	{ .name = "socklisten",
		.example = "$ socklisten --rm -v server unix:s; sockdial -v out unix:s; sockaccept -v in "
			   "$server\n"
			   "$ echo hello >&$out; read -r line <&$in; echo \"$line\"; rm s\n"
			   "hello" },
	{ .name = "sockaccept",
		.example = "$ socklisten -v server unix:s; sockaccept -n -v in $server; echo $?; rm s\n"
			   "1" },
	{ .name = "sockdial",
		.example = "$ sockdial -v out unix:nobody\n"
			   "ipcsh: sockdial: unix:nobody: no such socket (sockserve or socklisten makes it; "
			   "-w waits for it)\n"
			   "[2]" },
	{ .name = "socksend",
		.text = "With an ADDRESS it opens a socket for this one call; a UNIX socket gets a name "
			"then, so "
			"that it can be answered.",
		.example = "$ socklisten -v in udp::0; socksend \"$in_address\" hello; sockrecv $in; exec "
			   "{in}<&-\n"
			   "hello" },
	{ .name = "sockrecv",
		.text = "With an ADDRESS it receives there for this one call. NAME_peer is what `socksend "
			"--to' "
			"takes. `sockrecv --join 239.1.2.3 udp:*:5000' hears a group of multicast.",
		.example = "$ sockrecv unixgram:g & socksend -w unixgram:g hello; wait\n"
			   "hello" },
	{ .name = "sockpair",
		.text = "What is written to one is read from the other; a process that is started now has "
			"both.",
		.example = "$ sockpair -v two; set -- $two; { read -r x <&$1; echo \"got $x\" >&$1; } & echo "
			   "hello "
			   ">&$2\n"
			   "$ read -r answer <&$2; echo \"$answer\"; eval \"exec $1<&- $2<&-\"\n"
			   "got hello" },
	{ .name = "sockshut",
		.text = "r: nothing more is received, w: nothing more is sent, which the other end sees as "
			"the end.",
		.example = "$ socklisten -v server unix:s; sockdial -v out unix:s; sockaccept -v in $server\n"
			   "$ echo hello >&$out; sockshut $out w; cat <&$in; rm s\n"
			   "hello" },
	{ .name = "sockopt",
		.text = "Without OPTION it lists what there is, with what each means. add_membership=GROUP "
			"joins a "
			"group of multicast, broadcast=1 allows to send to all.",
		.example = "$ socklisten -v server tcp::0; sockopt $server keepalive=1 rcvtimeo=2.5\n"
			   "$ sockopt $server keepalive rcvtimeo; exec {server}<&-\n"
			   "1\n"
			   "2.5" },
	{ .name = "sockpass",
		.example = "$ socklisten -v server unix:s; sockdial -v out unix:s; sockaccept -v in $server\n"
			   "$ exec {log}>log; sockpass $out $log; socktake -v got $in; echo passed >&$got; "
			   "cat log; rm s\n"
			   "passed" },
	{ .name = "socktake",
		.example = "$ socklisten -v server unix:s; sockdial -v out unix:s; sockaccept -v in $server\n"
			   "$ sockpass $out 1; socktake -v got $in; echo taken >&$got; rm s\n"
			   "taken" },

	/* the wiring of commands */
	{ .name = "explain",
		.text = "It warns of what is hardly meant: `2>&1 >file', a file that is read and emptied, a "
			"FIFO "
			"opened by itself, two writers, an end of a pipe that somebody keeps.",
		.example = "$ explain --check 'ls 2>&1 >log' >drawing; echo $?\n"
			   "1" },

	/* descriptors, signals, memory, all objects */
	{ .name = "fds",
		.text = "SAME: descriptors on the same open file (dup); ALSO: other processes that hold it; "
			"PEER: the "
			"other end of a pipe or socket.",
		.example = "$ exec 7>log 8>&7; fds --cols FD,TYPE,SAME | grep '^ *[78]'\n"
			   " 7  file    8\n"
			   " 8  file    7" },
	{ .name = "fdstat",
		.example = "$ exec 7>log; fdstat --cols FD,TYPE,MODE 7\n"
			   "FD  TYPE  MODE\n"
			   " 7  file  w" },
	{ .name = "fdopt",
		.text = "What fcntl(2) sets. owner=self sends SIGURG to this shell when urgent data come, "
			"and with "
			"async=1 SIGIO when any do.",
		.example =
			"$ fdpipe -v p; trap 'echo data' IO; fdopt $p_r owner=self async=1; echo x >&$p_w\n"
			"data\n"
			"$ fdopt $p_r async=0" },
	{ .name = "fdseek",
		.example = "$ echo 'hello world' >file; exec 7<file; fdseek 7 6; cat <&7\n"
			   "world" },
	{ .name = "fdpipe",
		.text = "A pipe of 64 KiB is the usual one; /proc/sys/fs/pipe-max-size is the limit.",
		.example =
			"$ fdpipe --capacity 1M -v p; echo hello >&$p_w; fdstat --cols unread,capacity $p_r\n"
			"UNREAD  CAPACITY\n"
			"     6   1048576\n"
			"$ exec {p_r}<&- {p_w}>&-" },
	{ .name = "fdread",
		.example = "$ echo 'hello world' >file; exec 7<file; fdread 7 6; fdread 7 99\n"
			   "hello world" },
	{ .name = "sigwait",
		.text = "Block the signal first, or it may come before anybody waits.",
		.example = "$ sigblock USR1; kill -q 42 -USR1 $$; sigwait -t 5 -v got USR1; echo $got "
			   "$got_value\n"
			   "USR1 42" },
	{ .name = "siginfo",
		.text = "Status 1 where no such action runs. Of signals that came as one it is the last.",
		.example = "$ trap 'siginfo -v s; echo \"$s $s_value\"' USR1; kill -q 42 -USR1 $$\n"
			   "USR1 42" },
	{ .name = "sigblock",
		.example = "$ sigblock USR1; kill -USR1 $$; echo alive; sigwait -v s USR1; echo "
			   "$s\nalive\nUSR1" },
	{ .name = "sigunblock",
		.example = "$ trap 'echo now' USR1; sigblock USR1; kill -USR1 $$; echo blocked; sigunblock "
			   "USR1; echo end\n"
			   "blocked\n"
			   "now\n"
			   "end" },
	{ .name = "sigls",
		.example = "$ trap '' HUP; sigls --cols SIGNAL,ACTION | grep HUP\n"
			   "HUP     ignored" },
	{ .name = "vmmap",
		.example = "$ vmmap --cols NAME | grep -c '^\\[stack\\]'\n"
			   "1" },
	{ 0 },
};
