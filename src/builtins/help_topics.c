/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_topics.c -- what is no word, but has to be known. */
#include "help.h"

const struct help_text help_topics[] = {
	{ .name = "addresses",
		.help = "how the words of interprocess communication name an object",
		.text = "7777, 0x1e61  a System V key (digits alone are always a key)\n"
			"id:N          a System V id, as ipcs and `ipc ls' print it\n"
			"ftok:PATH:N   the System V key made from a path (`ipc key' prints it)\n"
			"/name         a POSIX object (shared memory, queue, semaphore)\n"
			"./p, /a/b, p  a path (FIFO, mapped file, lock)\n"
			"tcp:HOST:PORT  a TCP socket; HOST empty: this machine, *: all its interfaces, [::1] "
			"in brackets\n"
			"udp:HOST:PORT  the same for datagrams\n"
			"raw:HOST:PROTOCOL  packets of a protocol of IP (icmp), for root\n"
			"unix:PATH     a UNIX socket; unix:@NAME without a file; unixgram: datagrams, "
			"unixseq: "
			"records\n"
			"shm:7777      where kinds mix (`ipc show', `ipc rm', `ipc who'): mq: sem: shm: "
			"fifo: before it\n"
			"Key 0 is private: a new object, which the `new' words print as id:N.",
		.example = "$ mqnew 7777; mqsend 0x1e61 tea; mqrecv 7777; mqrm 7777\n"
			   "tea" },
	{ .name = "arithmetic",
		.help = "integers of 64 bits: $((EXPRESSION)), ((EXPRESSION)), let, for ((;;))",
		.text = "n++ n-- ++n --n  count (n is a variable, without $)\n"
			"+ - ! ~          signs, not, all bits turned around\n"
			"**               power\n"
			"* / %            times, divided by, the rest\n"
			"+ - << >>        plus, minus, shifted\n"
			"< <= > >= == !=  compared: 1 or 0\n"
			"& ^ |            bits\n"
			"&& || ?:         and, or, A ? B : C\n"
			"= += -= *= ...   assigned; A, B for one after the other\n"
			"0x1f 017 2#101   numbers to other bases",
		.example = "$ n=7; echo $((n * 6)) $((n % 4)) $((2 ** 10)) $((0xff)) $((n > 5 ? 1 : 0))\n"
			   "42 3 1024 255 1" },
	{ .name = "expansions",
		.help = "what is replaced in a word before a command runs, in this order",
		.text = "{a,b} {1..9}  braces: a word for each\n"
			"~ ~user       a home; ~+ and ~- are $PWD and $OLDPWD\n"
			"$v ${v}       a variable; \"$v\" is never split nor matched\n"
			"${v-word}     word where v is unset; ${v:-word} also where it is empty. = assigns "
			"it, ? is an "
			"error, + is word where v is set\n"
			"${#v}         its length\n"
			"${v#p} ${v%p}  without the shortest head, or tail, that matches p; ## and %% the "
			"longest\n"
			"${v:2:3}      3 characters from the third on; negative: from the end\n"
			"${v/p/r}      the first match of p replaced; // all, /# at the head, /% at the "
			"tail\n"
			"${v^} ${v^^}  the first, or all, in capitals; , and ,, in small letters\n"
			"${!v}         the variable that v names; ${!p*} all whose names begin with p\n"
			"${v@Q}        quoted for reading back\n"
			"$(list)       what commands print; ${ list; } likewise, in this shell\n"
			"$((n + 1))    arithmetic\n"
			"<(list) >(list)  a file name that reads from, or writes to, commands\n"
			"unquoted      results are split at $IFS, then matched against files (`help "
			"patterns')",
		.example = "$ file=/tmp/notes.tar.gz; echo \"${file##*/} ${file%%.*} ${#file} "
			   "${none:-nothing}\"\n"
			   "notes.tar.gz /tmp/notes 17 nothing" },
	{ .name = "quoting",
		.help = "how signs of the shell are taken as they are",
		.text = "\\c     the character c; behind it a newline is nothing at all\n"
			"'...'  all as it is\n"
			"\"...\"  all but $ ` \\ \n"
			"$'...' with \\n \\t \\e \\\\ \\' \\xHH \\NNN (octal) \\uHHHH\n"
			"# to the end of the line is a comment, where a word would begin",
		.example = "$ v=x; echo 'a  $v' \"b  $v\" $'c\\tv'\n"
			   "a  $v b  x c\tv" },
	{ .name = "patterns",
		.help = "what matches names of files, branches of case, [[ = ]] and ${v#pattern}",
		.text = "*         anything, also nothing; files: no / and no dot at the head\n"
			"?         one character\n"
			"[abc]     one of them; [a-z] of a range, [!abc] none of them, [[:digit:]] of a "
			"class\n"
			"@(a|b)    one of the patterns; ?(...) or none, *(...) any number, +(...) one or "
			"more, "
			"!(...) anything else\n"
			"A pattern that no file matches stays as it is (but `shopt -s nullglob', failglob). "
			"`shopt -s dotglob' has dots matched, too.",
		.example = "$ touch a.c b.c main.h .hidden; echo *.c [!ab]* @(a|main).*\n"
			   "a.c b.c main.h a.c main.h" },
	{ .name = "redirections",
		.help = "where the descriptors of a command lead, from left to right",
		.text = "< file     0 reads from it; N<file: descriptor N, of any number\n"
			"> file     1 writes to it, which is emptied; >| also with noclobber; >> at its end\n"
			"<> file    for both\n"
			">&N <&N    a copy of descriptor N; >&- closed\n"
			"&> file    1 and 2 (as >file 2>&1); &>> at its end\n"
			"{v}> file  the shell picks a free number from 10 on, which is in v; {v}>&- closes "
			"it\n"
			"<<END      the lines up to END; <<-END without tabs before them; <<'END' as they "
			"are\n"
			"<<< word   the word and a newline\n"
			"/dev/tcp/HOST/PORT, /dev/udp/HOST/PORT, /dev/unix/PATH  a file of these names is a "
			"connection\n"
			"`2>&1 >file' leaves 2 where 1 was; `>file 2>&1' takes both to the file. `exec' "
			"alone keeps its "
			"redirections. `fds' draws what there is.",
		.example = "$ { echo out; echo err >&2; } >log 2>&1; cat log\n"
			   "out\n"
			   "err\n"
			   "$ exec {fd}>>log; echo more >&$fd; exec {fd}>&-; tail -n 1 log\n"
			   "more" },
	{ .name = "options",
		.help = "set -o NAME, or shopt -s NAME (those below); + or -u switch off",
		.more = help_options,
		.example = "$ set -o pipefail; false | true; echo $?; set +o pipefail\n"
			   "1" },
	{ .name = "variables",
		.help = "what the shell sets, and what it looks at",
		.text = "$1 ... ${10}  the arguments; $# how many, \"$@\" each a word, $* all in one; $0 the "
			"name\n"
			"$? $! $$ $-   the last status, the last background process, the shell's own, its "
			"options\n"
			"$_            the last word of the command before\n"
			"PIPESTATUS    the statuses of the last pipeline, in words; ${PIPESTATUS[0]} of its "
			"first\n"
			"LINENO PPID BASHPID  the line, the parent, this process (in a subshell: its own)\n"
			"PWD OLDPWD    the directory, and the one before\n"
			"RANDOM SECONDS EPOCHSECONDS EPOCHREALTIME  a number below 32768, the shell's age, "
			"the time\n"
			"UID EUID HOSTNAME OSTYPE HOSTTYPE MACHTYPE  whom and what it runs on\n"
			"OPTARG OPTIND REPLY  from getopts, read, select\n"
			"SOCK_PEER     who is connected, for what sockserve runs; SOCK_CRED its pid:uid:gid\n"
			"PATH CDPATH HOME  where programs are, where cd looks and goes\n"
			"IFS           where results are split: blank, tab, newline\n"
			"PS1 PS2 PS3 PS4 PROMPT_COMMAND  `help prompts'\n"
			"HISTFILE HISTSIZE HISTFILESIZE FCEDIT  `help history', `help fc'\n"
			"ENV INPUTRC TERM NO_COLOR COLUMNS  at the prompt: files that are read, the "
			"terminal\n"
			"MAIL MAILPATH MAILCHECK  files whose changes are told\n"
			"LC_ALL LC_CTYPE LC_COLLATE LANG TZ  characters, order, the time zone",
		.example = "$ set -- a 'b c'; for arg; do echo \"$# $arg\"; done\n"
			   "2 a\n"
			   "2 b c" },
	{ .name = "statuses",
		.help = "what $? says: 0 is yes or done, all else no or failed",
		.text = "1        the answer is no; of IPC words with -n: empty, full, taken, unchanged\n"
			"2        an error: a wrong call, a missing object; it is explained on standard "
			"error\n"
			"124      timed out (-t)\n"
			"125      lock: it failed itself\n"
			"126 127  the command cannot be run; was not found\n"
			"128+N    ended by signal N: 130 by the interrupt key\n"
			"A pipeline's is that of its last stage: `help |'. `set -e' ends a script at a "
			"failure.",
		.example = "$ mqnew 7777; mqrecv -n 7777; echo $?; mqrm 7777; sh -c 'kill -9 $$'; echo $?\n"
			   "1\n"
			   "137" },
	{ .name = "signals",
		.help = "what interrupts a process: to send, catch, hold back, wait for and list them",
		.text = "kill -TERM PID  sends one; -q VALUE with a number; `kill -l' lists the names\n"
			"trap 'commands' INT  has commands run when it comes; '' ignores it, - is the "
			"default; EXIT ERR "
			"DEBUG RETURN are conditions, too\n"
			"sigblock SIG    holds it back, `sigwait SIG' takes it as a message\n"
			"sigls           what this process does with each\n"
			"A trap runs when the command that is running has ended, or at once while a word "
			"waits. Programs "
			"get what is ignored, and defaults else.",
		.example = "$ trap 'echo caught' USR1; kill -USR1 $$; trap - USR1\n"
			   "caught" },
	{ .name = "jobs",
		.text = "%1 %+ %- %text %?text  a job by number, the current, the one before, by how it "
			"begins, by what "
			"is in it\n"
			"Ctrl-Z      stops what runs in the foreground, Ctrl-C interrupts it\n"
			"fg bg       let it go on, in front or behind; `command &' starts it behind\n"
			"wait        waits for all; `wait -n' for the first; `wait %1' gives its status\n"
			"disown -h   a job that outlives the shell\n"
			"set -m      job control in a script; set -b tells at once what has ended",
		.example = "$ sleep 5 & jobs; kill %1; wait\n"
			   "[1] + Running sleep 5" },
	{ .name = "ipc",
		.more = ipc_help_table,
		.example = "$ mqnew 7777; ipc show --cols ADDRESS,MODE mq:7777; ipc rm mq:7777\n"
			   "ADDRESS  MODE\n"
			   "mq:7777  0600" },
	{ .name = "prompts",
		.help = "PS1 before a command, PS2 before its next line, PS3 of select, PS4 of set -x",
		.text = "\\u \\h \\H      user, machine, machine and domain\n"
			"\\w \\W         the directory, or its last name\n"
			"\\$            # for root, $ for others\n"
			"\\?            the statuses of what failed, in brackets\n"
			"\\j \\! \\# \\s   jobs, number in the history, number in this shell, the shell's "
			"name\n"
			"\\d \\t \\T \\@ \\A  date, time; \\D{FORMAT} as strftime(3) has it\n"
			"\\e \\a \\n \\r \\\\ \\NNN  bytes\n"
			"\\[ \\]         around what takes no room: \\[\\e[1m\\]\n"
			"Then $v, $(list) and $((n)) are expanded. PROMPT_COMMAND runs before PS1. In posix "
			"mode there are "
			"no backslashes, and ! is the number in the history.",
		.example = "$ PS1='\\w (\\j)\\$ ' PS2='... '" },
	{ .name = "keys",
		.help = "editing at the prompt, by GNU Readline: those of emacs, or set -o vi; ~/.inputrc "
			"changes them",
		.text = "Ctrl-A Ctrl-E  to the beginning, the end; Alt-B Alt-F a word back, forth\n"
			"Ctrl-W Ctrl-U Ctrl-K  cut a word, all before, all behind; Ctrl-Y puts it back\n"
			"Ctrl-_         takes back a change\n"
			"Up, Down, Ctrl-R  through the history; search it\n"
			"Tab            completes; twice lists what fits\n"
			"Right, End     at the end of the line: take the grey suggestion; Alt-F a word of "
			"it\n"
			"Ctrl-C, Ctrl-D  give up the line; leave the shell, on an empty one\n"
			"Ctrl-L         clears the screen\n"
			"Ctrl-X Ctrl-E  edits the line in $VISUAL, $EDITOR or vi, and runs it\n"
			"Alt-#          keeps the line as a comment" },
	{ 0 },
};
