/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_words.c -- more on builtins that other shells have as well: what their rows have no room for, and an
 * example each. */
#include "help.h"

const struct help_text help_words[] = {
	/* control */
	{ .name = ":", .example = "$ : ${name:=default}; echo $name\ndefault" },
	{ .name = "true", .example = "$ true && echo yes\nyes" },
	{ .name = "false", .example = "$ false || echo no\nno" },
	{ .name = "break",
		.example = "$ for n in 1 2 3; do [ $n = 2 ] && break; echo $n; done\n"
			   "1" },
	{ .name = "continue",
		.example = "$ for n in 1 2 3; do [ $n = 2 ] && continue; echo $n; done\n"
			   "1\n"
			   "3" },
	{ .name = "return",
		.text = "Without STATUS: that of the last command.",
		.example = "$ is_even() { return $(($1 % 2)); }; is_even 3 || echo odd\n"
			   "odd" },
	{ .name = "exit",
		.text = "Without STATUS: that of the last command. The trap EXIT runs first.",
		.example = "$ (exit 3); echo $?\n"
			   "3" },
	{ .name = "eval",
		.example = "$ name=var; eval \"$name=value\"; echo $var\n"
			   "value" },
	{ .name = ".",
		.text = "A FILE without a slash is looked for in $PATH, then here. `return' leaves it.",
		.example = "$ echo 'greeting=hello' >settings; . ./settings; echo $greeting\n"
			   "hello" },
	{ .name = "source",
		.text = "As `.': a FILE without a slash is looked for in $PATH, then here.",
		.example = "$ echo 'echo \"$# $1\"' >script; source ./script a b\n"
			   "2 a" },
	{ .name = "exec",
		.example = "$ exec 3>log; echo one >&3; exec 3>&-; cat log\n"
			   "one\n"
			   "$ (exec echo replaced; echo not reached)\n"
			   "replaced" },
	{ .name = "command",
		.example = "$ cd() { echo mine; }; command cd /; command -v cd; unset -f cd; command -v cd\n"
			   "cd\n"
			   "cd" },
	{ .name = "builtin",
		.example = "$ echo() { builtin echo \"<$1>\"; }; echo a; unset -f echo\n"
			   "<a>" },
	{ .name = "trap",
		.text = "Without operands it lists the traps as commands. `help signals' has more.",
		.example = "$ (trap 'rm -f lockfile' EXIT; : >lockfile; exit); ls\n"
			   "$ trap 'echo usr1' USR1; kill -USR1 $$; trap - USR1\n"
			   "usr1" },

	/* variables and options */
	{ .name = "set",
		.text = "+x switches off what -x switches on. -- ends the options. All names are in `help "
			"options'.",
		.example = "$ set -- a b c; echo $# $2\n"
			   "3 b\n"
			   "$ (set -e; false; echo not reached)\n"
			   "[1]" },
	{ .name = "shopt",
		.text = "With names and no option it shows them; status 1 if one is off. All names are in "
			"`help "
			"options'.",
		.example = "$ shopt -s nullglob; echo *.none; shopt -u nullglob; echo *.none\n"
			   "\n"
			   "*.none" },
	{ .name = "export",
		.example = "$ export COLOUR=red; sh -c 'echo $COLOUR'\n"
			   "red" },
	{ .name = "readonly",
		.example = "$ readonly pi=3; (pi=4)\n"
			   "ipcsh: pi: is read-only\n[1]" },
	{ .name = "local",
		.text = "It begins unset. `local -' puts the options of `set' back at the end of the "
			"function.",
		.example = "$ f() { local v=inner; echo $v; }; v=outer; f; echo $v\n"
			   "inner\n"
			   "outer" },
	{ .name = "declare",
		.example = "$ declare -i n=6*7; echo $n; declare -p n\n"
			   "42\n"
			   "declare -i n=42" },
	{ .name = "typeset", .example = "$ typeset -u code=abc; echo $code\nABC" },
	{ .name = "unset",
		.example = "$ v=1; unset v; echo ${v-unset}\n"
			   "unset" },
	{ .name = "shift",
		.example = "$ set -- a b c; shift 2; echo $1\n"
			   "c" },
	{ .name = "getopts",
		.text = "OPTSTRING has the letters; a : behind one that takes an argument, at its head: no "
			"messages "
			"(NAME is ? or :, OPTARG the letter). Status 1 at the end of the options; OPTIND is "
			"the number "
			"of the first operand then.",
		.example = "$ set -- -v -o out file\n"
			   "$ while getopts vo: opt; do echo \"$opt ${OPTARG-}\"; done; shift $((OPTIND - "
			   "1)); echo $1\n"
			   "v \n"
			   "o out\n"
			   "file" },
	{ .name = "let",
		.text = "`help arithmetic' has the operators; ((EXPRESSION)) needs no quotes.",
		.example = "$ let 'n = 2' n*=21; echo $n\n"
			   "42" },

	/* input and output */
	{ .name = "echo",
		.text = "In posix mode there is no option but -n, and escapes are expanded always. `printf' "
			"is the one "
			"for data.",
		.example = "$ echo -n a; echo -e '\\tb'\n"
			   "a\tb" },
	{ .name = "printf",
		.text = "%s         text; %b with escapes, %q quoted for reading back, %c the first "
			"character\n"
			"%d %i %u   integers; %o %x %X to other bases\n"
			"%f %e %g   numbers with a fraction; %a too\n"
			"%(FORMAT)T  a time (seconds since 1970, -1: now) as strftime(3) has it\n"
			"%%         a percent sign; \\n \\t \\\\ \\NNN bytes\n"
			"Widths are %-10s %5.2f %*d. FORMAT is used again for as long as there are "
			"arguments.",
		.example = "$ printf '%-6s|%5.1f|%03d\\n' tea 2.5 7 coffee 12 42\n"
			   "tea   |  2.5|007\n"
			   "coffee| 12.0|042" },
	{ .name = "read",
		.text = "The last NAME gets the rest of the line; without NAME it is in REPLY. Status 1 at "
			"the end of "
			"input, above 128 after -t.",
		.example = "$ printf 'root:x:0\\n' | while IFS=: read -r user _ id; do echo \"$user $id\"; "
			   "done\n"
			   "root 0" },
	{ .name = "test",
		.text = "-e -f -d -L -p -S -b -c  FILE is there, a file, a folder, a link, a FIFO, a socket, "
			"a device\n"
			"-r -w -x  it may be read, written, run; -s it is not empty; -u -g -k, -O -G, -N\n"
			"A -nt B   A is newer; -ot older, -ef the same file\n"
			"-n T, -z T  the text is not empty, is empty; A = B, A != B, A < B, A > B\n"
			"N -eq M   -ne -lt -le -gt -ge: integers\n"
			"-v NAME   the variable is set; -o NAME the option is on; -t FD it is a terminal\n"
			"[[ ]] needs no quotes and matches patterns.",
		.example = "$ test -d /etc && test 2 -lt 10 && echo yes\n"
			   "yes" },
	{ .name = "[",
		.text = "All that `help test' lists, and a ] at the end.",
		.example = "$ name=ipcsh; if [ \"$name\" != '' ]; then echo \"$name\"; fi\n"
			   "ipcsh" },

	/* directories */
	{ .name = "cd",
		.text = "Without operand: $HOME. - is the directory before. One that does not begin with / "
			"or . is "
			"looked for in $CDPATH, too.",
		.example = "$ cd /usr; cd bin; pwd; cd - >/dev/null; pwd\n"
			   "/usr/bin\n"
			   "/usr" },
	{ .name = "pwd", .example = "$ cd /; pwd\n/" },
	{ .name = "pushd",
		.text = "Without operand it swaps the two on top; +N and -N turn the stack until that one is "
			"on top, "
			"counted from 0 and from the top or the bottom.",
		.example = "$ cd /; pushd /usr; pushd /etc; popd >/dev/null; pwd\n"
			   "/usr /\n"
			   "/etc /usr /\n"
			   "/usr" },
	{ .name = "popd",
		.text = "+N and -N drop that one, counted from 0 and from the top or the bottom.",
		.example = "$ cd /; pushd /usr >/dev/null; popd\n"
			   "/" },
	{ .name = "dirs",
		.example = "$ cd /; pushd /usr >/dev/null; dirs -v\n"
			   " 0  /usr\n"
			   " 1  /" },

	/* jobs and processes: `jobs' itself is a topic */
	{ .name = "fg",
		.text = "JOB is %1, %+, %text ...: `help jobs'. Without it: the current one.",
		.example = "$ set -m; sh -c 'sleep 0.5; exit 3' & fg >/dev/null; echo $?\n3" },
	{ .name = "bg",
		.text = "JOB is %1, %+, %text ...: `help jobs'. Without it: the current one.",
		.example = "$ set -m; sh -c 'kill -STOP $$; exit 3' & wait %1; bg >/dev/null; wait %1; echo "
			   "$?\n3" },
	{ .name = "wait",
		.text = "Without operand it waits for all, and its status is 0.",
		.example = "$ (exit 3) & wait $!; echo $?\n"
			   "3\n"
			   "$ sleep 5 & pid=$!; (exit 4) & wait -n; echo $?; kill $pid\n"
			   "4" },
	{ .name = "suspend",
		.text = "A login shell only with -f.",
		.example =
			"suspend         back to the shell that this one was started from; `fg' comes back" },
	{ .name = "disown", .example = "$ sleep 0.01 & disown; jobs" },
	{ .name = "kill",
		.text = "-l with a status tells which signal it was; -q VALUE goes with the signal, and "
			"`sigwait' "
			"gives it.",
		.example = "$ sleep 10 & kill $!; wait $!; kill -l $?\n"
			   "TERM" },
	{ .name = "times", .example = "$ times | wc -l\n2" },
	{ .name = "ulimit",
		.text = "Sizes are in blocks as -a lists them; a soft limit (-S) may be raised up to the "
			"hard one.",
		.example = "$ (ulimit -n 64; ulimit -n)\n"
			   "64" },
	{ .name = "umask",
		.example = "$ (umask 077; : >secret); stat -c %a secret\n"
			   "600" },

	/* words about words */
	{ .name = "help",
		.example = "$ help -s shift\n"
			   "shift [N]" },
	{ .name = "type",
		.example = "$ type -t if cd; type true\n"
			   "keyword\n"
			   "builtin\n"
			   "true is a shell builtin" },
	{ .name = "alias",
		.text = "It is replaced where a command begins, when the line is read: from the next line "
			"on. A value "
			"that ends in a blank has the next word looked at as well.",
		.example = "$ alias ll='ls -l'; alias ll\n"
			   "ll='ls -l'" },
	{ .name = "unalias", .example = "$ alias x=echo; unalias x; alias" },
	{ .name = "hash",
		.example = "$ hash sleep; hash -t sleep | grep -c /sleep\n"
			   "1" },
	{ .name = "fc",
		.text = "FIRST and LAST are numbers in the history, negative ones from its end, or how a "
			"command "
			"begins. Without -l and -s an editor has the commands, and what it leaves is run.",
		.example = "fc              edit the last command, and run it\n"
			   "fc -l -5        list the last five\n"
			   "fc -s tea=milk  run the last command again, with milk for tea" },
	{ .name = "history",
		.text = "$HISTFILE keeps it, $HISTSIZE entries are remembered. A line that begins with a "
			"blank is not.",
		.example = "history 10      list the last ten\n"
			   "history -d 42   forget the one with this number" },
	{ 0 },
};
