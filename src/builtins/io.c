/* SPDX-License-Identifier: GPL-3.0-or-later */
/* io.c -- the words for input and output: echo here, printf and read in files of their own. */
#include "builtins_internal.h"

struct echo {
	bool newline, escapes;
	enum escape_style style;
};

/* A word of option letters alone, or it is no option. */
static bool echo_option(struct echo *e, const char *word, bool posix)
{
	const char *known = posix ? "n" : "neE";

	if (word[0] != '-' || !word[1] || word[1 + strspn(word + 1, known)] || (posix && word[2]))
		return false;
	for (const char *c = word + 1; *c; c++) {
		if (*c == 'n')
			e->newline = false;
		else
			e->escapes = *c == 'e';
	}
	return true;
}

static void echo_add(void *sh, const char *p, size_t n)
{
	sh_write(sh, p, n);
}

static int run_echo(struct sh *sh, int argc, char **argv)
{
	bool posix = sh->options.on[OPT_POSIX];
	struct echo e = { .newline = true, .escapes = posix, .style = posix ? ESCAPE_DASH : ESCAPE_ECHO };
	int i = 1;

	/* Outside posix mode every word of option letters counts, in posix mode one -n. */
	while (i < argc && echo_option(&e, argv[i], posix)) {
		i++;
		if (posix)
			break;
	}
	for (int first = i; i < argc; i++) {
		if (i > first)
			sh_write(sh, " ", 1);
		if (!e.escapes)
			sh_write(sh, argv[i], strlen(argv[i]));
		else if (escape_each(argv[i], e.style, echo_add, sh) == ESCAPE_STOP)
			return STATUS_OK;
	}
	if (e.newline)
		sh_write(sh, "\n", 1);
	return STATUS_OK;
}

static const struct opt_row printf_opts[] = {
	{ 'v', NULL, "NAME", "put the text into the variable NAME" },
	{ 0 },
};

static const struct opt_row read_opts[] = {
	{ 'r', NULL, NULL, "backslashes are plain characters" },
	{ 'd', NULL, "DELIM", "read up to DELIM rather than a newline; '': NUL" },
	{ 't', NULL, "SEC", "give up after SEC seconds (fractions allowed), status 142; 0: is there input?" },
	{ 'n', NULL, "N", "stop after N characters" },
	{ 'N', NULL, "N", "exactly N characters, whatever they are" },
	{ 'u', NULL, "FD", "read from descriptor FD" },
	{ 'p', NULL, "PROMPT", "show PROMPT first if the input is a terminal" },
	{ 's', NULL, NULL, "what is typed is not shown" },
	{ 0 },
};

static const struct opt_row echo_opts[] = {
	{ 'n', NULL, NULL, "no newline at the end" },
	{ 'e', NULL, NULL, "expand backslash escapes: \\n \\t \\e \\0NNN \\xHH ..." },
	{ 'E', NULL, NULL, "do not expand them (usual)" },
	{ 0 },
};

const struct builtin io_builtins[] = {
	{ "echo", run_echo, BUILTIN_RAW | BUILTIN_WRITES | BUILTIN_INTRINSIC, "[-neE] [TEXT...]",
		"write the words, a space between them, and a newline", echo_opts },
	{ "printf", run_printf, BUILTIN_WRITES | BUILTIN_INTRINSIC, "[-v NAME] FORMAT [ARGUMENT...]",
		"write the arguments as FORMAT says", printf_opts },
	{ "read", run_read, BUILTIN_INTRINSIC,
		"[-rs] [-d DELIM] [-t SEC] [-n N | -N N] [-u FD] [-p PROMPT] [NAME...]",
		"read a line and split it into variables", read_opts },
	{ .help = "input and output", .usage = "ipcsh-builtins(1)" },
};
