/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_grammar.c -- the words and signs of the grammar. */
#include "help.h"

const struct help_text help_grammar[] = {
	{ .name = "if",
		.also = "then elif else fi",
		.usage = "if COMMANDS; then COMMANDS; [elif COMMANDS; then COMMANDS;]... [else COMMANDS;] fi",
		.help = "run the commands behind the first condition that has status 0",
		.text = "A condition is any list of commands; its status counts. The status of the whole is "
			"that of "
			"what was run last, 0 if nothing was.",
		.example = "$ if [ -d /etc ]; then echo yes; else echo no; fi\n"
			   "yes" },
	{ .name = "for",
		.also = "in do done",
		.usage = "for NAME [in WORD...]; do COMMANDS; done\n"
			 "for ((INIT; TEST; STEP)); do COMMANDS; done",
		.help = "run the commands once for each word, or for as long as TEST is not 0",
		.text = "Without `in' the words are $1 $2 ... `break' leaves the loop, `continue' begins the "
			"next "
			"turn.",
		.example = "$ for n in 1 2 3; do echo \"$((n * n))\"; done\n"
			   "1\n"
			   "4\n"
			   "9\n"
			   "$ for ((i = 0; i < 2; i++)); do echo $i; done\n"
			   "0\n"
			   "1" },
	{ .name = "while",
		.usage = "while COMMANDS; do COMMANDS; done",
		.help = "run the commands again and again while the condition has status 0",
		.text = "`break' leaves the loop, `continue' begins the next turn. A loop behind a | is a "
			"subshell: "
			"its variables end with it (but `help shared').",
		.example = "$ printf '%s\\n' a b | while read -r line; do echo \"<$line>\"; done\n"
			   "<a>\n"
			   "<b>" },
	{ .name = "until",
		.usage = "until COMMANDS; do COMMANDS; done",
		.help = "run the commands again and again until the condition has status 0",
		.example = "$ n=3; until ((n == 0)); do ((n--)); done; echo $n\n"
			   "0" },
	{ .name = "case",
		.also = "esac",
		.usage = "case WORD in [[(]PATTERN[|PATTERN]...) COMMANDS;;]... esac",
		.help = "run the commands behind the first pattern that matches",
		.text = "Patterns: `help patterns'. What ends the commands says how it goes on:\n"
			";;   behind esac\n"
			";&   with the commands of the next branch\n"
			";;&  with the next branch whose pattern matches",
		.example =
			"$ case notes.txt in *.c|*.h) echo source;; *.txt) echo text;; *) echo other;; esac\n"
			"text" },
	{ .name = "select",
		.usage = "select NAME [in WORD...]; do COMMANDS; done",
		.help = "show the words as a menu, and run the commands for each choice",
		.text = "The menu and $PS3 go to standard error; the line that is read is in $REPLY. A "
			"choice that "
			"is no number of the menu makes NAME empty; an empty line shows the menu again; the "
			"end of "
			"input ends the loop, as `break' does.",
		.example = "$ select fruit in apple pear; do echo \"$fruit\"; break; done <<<2 2>menu\n"
			   "pear\n"
			   "$ cat menu; echo\n"
			   "1) apple\n"
			   "2) pear\n"
			   "#? " },
	{ .name = "function",
		.also = "()",
		.usage = "NAME() COMPOUND-COMMAND [REDIRECTION...]\n"
			 "function NAME [()] COMPOUND-COMMAND [REDIRECTION...]",
		.help = "define a function, which is called as a command is",
		.text = "Its arguments are $1 $2 ... `return' leaves it, `local' makes variables of its own. "
			"`type NAME' shows it, `unset -f NAME' forgets it.",
		.example = "$ greet() { local who=${1:-world}; echo \"hello $who\"; }; greet\n"
			   "hello world" },
	{ .name = "{",
		.also = "}",
		.usage = "{ COMMANDS; }",
		.help = "run commands as one, in this shell",
		.text = "The blank behind { and the ; or newline before } belong to it. Redirections behind "
			"} are "
			"those of all its commands.",
		.example = "$ { echo one; echo two; } >list; cat list\n"
			   "one\n"
			   "two" },
	{ .name = "(",
		.also = ")",
		.usage = "(COMMANDS)",
		.help = "run commands in a subshell: what they change ends with it",
		.text = "It needs no process of its own for as long as nobody can tell.",
		.example = "$ x=1; (cd /; x=2; pwd); echo $x\n"
			   "/\n"
			   "1" },
	{ .name = "((",
		.also = "))",
		.usage = "((EXPRESSION))",
		.help = "arithmetic as a command: status 0 if the value is not 0",
		.text = "Variables need no $ in it. See `help arithmetic'.",
		.example = "$ n=5; ((n += 2, n > 6)) && echo $n\n"
			   "7" },
	{ .name = "[[",
		.also = "]]",
		.usage = "[[ EXPRESSION ]]",
		.help = "a condition whose words are neither split nor matched against files",
		.text = "A = PATTERN  A matches it (== is the same, != its contrary); quoted, it is a text\n"
			"A =~ REGEX   there is a match of the extended regular expression in A\n"
			"A < B        A sorts before B; A > B behind it\n"
			"N -eq M      expressions compared as numbers; -ne -lt -le -gt -ge too\n"
			"-f FILE      and all that `test' knows of files, -n TEXT, -z TEXT, -v NAME\n"
			"! E          not; ( E ) grouped; E && F and; E || F or",
		.example = "$ file='my notes.txt'; [[ $file = *.txt && -n $HOME ]] && echo text\n"
			   "text" },
	{ .name = "!",
		.usage = "! PIPELINE",
		.help = "turn a status around: 0 becomes 1, all else 0",
		.example = "$ ! false; echo $?\n"
			   "0" },
	{ .name = "time",
		.usage = "time [-p] [PIPELINE]",
		.help = "tell how long a pipeline took: by the clock, in programs, in the kernel",
		.text = "The times go to standard error; -p in the format of POSIX.",
		.example = "$ { time -p sleep 0.1; } 2>&1 | grep -c real\n"
			   "1" },
	{ .name = "coproc",
		.usage = "coproc [NAME] COMPOUND-COMMAND [REDIRECTION...]\n"
			 "coproc PROGRAM [ARG...]",
		.help = "start a command with a pipe to it and one from it",
		.text = "NAME_w    the descriptor that writes to it (without NAME: COPROC_w)\n"
			"NAME_r    the one that reads from it\n"
			"NAME_pid  its process\n"
			"NAME_status  its status, once it has ended and was waited for\n"
			"One that reads to the end needs its input closed: exec {NAME_w}>&-",
		.example = "$ coproc UP { tr a-z A-Z; }\n"
			   "$ echo data >&$UP_w; exec {UP_w}>&-; read -r answer <&$UP_r; exec {UP_r}<&-\n"
			   "$ echo \"$answer\"\n"
			   "DATA" },
	{ .name = "|",
		.also = "|&",
		.usage = "COMMAND | COMMAND...\n"
			 "COMMAND |& COMMAND...",
		.help = "a pipeline: what one writes, the next one reads",
		.text = "|& takes standard error along. All stages run at once; the status is that of the "
			"last one, "
			"with `set -o pipefail' that of the last that failed. $PIPESTATUS has them all. "
			"Redirections "
			"of a stage come after its pipes.",
		.example = "$ echo hello | tr a-z A-Z\n"
			   "HELLO\n"
			   "$ false | true; echo $? $PIPESTATUS\n"
			   "0 1 0" },
	{ .name = "&&",
		.also = "||",
		.usage = "COMMAND && COMMAND\n"
			 "COMMAND || COMMAND",
		.help = "go on where the first had status 0; or where it had not",
		.text = "Both bind as tightly, from left to right: `a && b || c' runs c also where b fails.",
		.example = "$ mkdir folder && cd folder || exit\n"
			   "$ echo ${PWD##*/}\n"
			   "folder" },
	{ .name = "&",
		.also = ";",
		.usage = "COMMAND & COMMAND...\n"
			 "COMMAND; COMMAND...",
		.help = "run a command in the background; or one after the other",
		.text = "$! is the process behind &; `jobs' lists what runs, `wait' waits for it.",
		.example = "$ sleep 0.01 & wait $!; echo $?\n"
			   "0" },
	{ 0 },
};
