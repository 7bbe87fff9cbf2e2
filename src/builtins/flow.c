/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flow.c -- the builtins that steer: jumps, eval and dot, exec, command and builtin. */
#include "builtins_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int true_run(struct sh *sh, int argc, char **argv)
{
	(void)sh, (void)argc, (void)argv;
	return 0;
}

static int false_run(struct sh *sh, int argc, char **argv)
{
	(void)sh, (void)argc, (void)argv;
	return STATUS_NO;
}

/* The digits are decimal also behind a 0 (XCU exit, return, break); a sign is allowed. */
static bool decimal(const char *s, int64_t *out)
{
	uint64_t n;
	bool negative = *s == '-';
	if (!text_to_uint10(s + (negative || *s == '+'), INT64_MAX, &n))
		return false;
	*out = negative ? -(int64_t)n : (int64_t)n;
	return true;
}

/* The optional number of `break`, `return`, `exit`. False: bad, the message is written. */
static bool number_operand(struct sh *sh, int argc, char **argv, int64_t lowest, int64_t *out)
{
	int i = 1;
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	if (i >= argc)
		return true;
	if (!decimal(argv[i], out) || *out < lowest) {
		sh_builtin_error(sh, STATUS_ERROR, argv[i], "a number is needed");
		return false;
	}
	if (argc > i + 1) {
		sh_builtin_error(sh, STATUS_NO, NULL, "too many arguments");
		return false;
	}
	return true;
}

static int loop_jump(struct sh *sh, int argc, char **argv, enum flow flow)
{
	int64_t levels = 1;
	if (opt_help(sh, argc, argv))
		return 0;
	if (!number_operand(sh, argc, argv, 1, &levels))
		return STATUS_ERROR;
	bool outside = sh->loop_depth == 0 && sh->loop_outside == sh->function_depth + 1;
	if (sh->loop_depth == 0 && !outside)
		return 0; /* outside of a loop: nothing, as in most shells */
	if (outside)
		levels = 1; /* a loop that is not the subshell's own: ends it, as in dash, ksh93 and zsh */
	else if (levels > sh->loop_depth)
		levels = sh->loop_depth; /* the outermost one (XCU break) */
	sh->flow = flow;
	sh->flow_levels = (unsigned)levels;
	return 0;
}

static int break_run(struct sh *sh, int argc, char **argv)
{
	return loop_jump(sh, argc, argv, FLOW_BREAK);
}

static int continue_run(struct sh *sh, int argc, char **argv)
{
	return loop_jump(sh, argc, argv, FLOW_CONTINUE);
}

static int status_operand(struct sh *sh, int argc, char **argv, bool returns, int *status)
{
	int64_t n = sh_status_before_trap(sh, returns);
	if (!number_operand(sh, argc, argv, INT64_MIN, &n))
		return -1;
	*status = (int)(n & 0xff);
	return 0;
}

static int return_run(struct sh *sh, int argc, char **argv)
{
	int status;
	if (opt_help(sh, argc, argv))
		return 0;
	if (sh->function_depth == 0 && sh->dot_depth == 0 && sh_at_prompt(sh))
		return sh_builtin_error(sh, STATUS_ERROR, NULL, "only in a function or a file read by `.'");
	if (status_operand(sh, argc, argv, true, &status) < 0)
		status = STATUS_ERROR; /* but it returns */
	if (sh->flow != FLOW_ON)
		return status;
	sh->vars.status = status;
	sh->flow = sh->function_depth == 0 && sh->dot_depth == 0 ? FLOW_EXIT : FLOW_RETURN;
	return status;
}

static int exit_run(struct sh *sh, int argc, char **argv)
{
	int status;
	if (opt_help(sh, argc, argv))
		return 0;
	if (status_operand(sh, argc, argv, false, &status) < 0) {
		if (argc > 2)
			return STATUS_ERROR;
		status = STATUS_ERROR;
	}
	if (sh->flow != FLOW_ON)
		return status;
	if (sh->interactive && !sh->subshell && sh_warn_stopped(sh))
		return sh_status_before_trap(sh, false); /* `exit' again gives the same */
	sh->vars.status = status;
	sh->flow = FLOW_EXIT;
	return status;
}

/* ---- eval, . ---- */

static int eval_run(struct sh *sh, int argc, char **argv)
{
	int i = 1;
	if (opt_help(sh, argc, argv))
		return 0;
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	if (i >= argc)
		return 0;
	if (i + 1 == argc)
		return exec_eval(sh, argv[i], strlen(argv[i]));
	struct buf text = { 0 };
	for (int k = i; k < argc; k++) {
		if (k > i)
			buf_byte(&text, ' ');
		buf_str(&text, argv[k]);
	}
	int status = exec_eval(sh, text.data, text.len);
	buf_free(&text);
	return status;
}

static bool readable_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode) && access(path, R_OK) == 0;
}

const char *dot_path(struct sh *sh, const char *name)
{
	const char *path = var_get_name(&sh->vars, "PATH");
	if (strchr(name, '/'))
		return name;
	while (path) {
		const char *colon = strchr(path, ':');
		int len = colon ? (int)(colon - path) : (int)strlen(path);
		char *full = arena_printf(&sh->scratch, "%.*s/%s", len ? len : 1, len ? path : ".", name);
		if (readable_file(full))
			return full;
		path = colon ? colon + 1 : NULL;
	}
	return !sh->options.on[OPT_POSIX] && readable_file(name) ? name : NULL;
}

static int run_dot(struct sh *sh, const char *path, int fd, int argc, char **argv)
{
	bool given = argc > 0 && !sh->options.on[OPT_POSIX];
	struct params params = { 0 };
	if (given)
		params = params_swap(&sh->vars, argv, (size_t)argc);
	int status = exec_file(sh, path, fd);
	if (given)
		params_restore(&sh->vars, params);
	return status;
}

/* `source' is no word of the standard; where there is to be nothing else it is the same as dot. */
static int dot_error(struct sh *sh, int status, const char *object, const char *text)
{
	sh_builtin_error(sh, status, object, "%s", text);
	if (sh->options.on[OPT_POSIX] && !sh->by_command && !sh_at_prompt(sh)) {
		sh->vars.status = status;
		sh->flow = FLOW_EXIT;
	}
	return status;
}

static int dot_run(struct sh *sh, int argc, char **argv)
{
	struct stat st;
	int i = 1;
	if (opt_help(sh, argc, argv))
		return 0;
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	else if (i < argc && argv[i][0] == '-' && argv[i][1] != '\0')
		return opt_unknown(sh, argv[i]);
	if (i >= argc)
		return dot_error(sh, STATUS_ERROR, NULL, "which file?");
	const char *path = dot_path(sh, argv[i]);
	if (!path)
		return dot_error(sh, STATUS_NO, argv[i], "not found in $PATH");
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0)
		return dot_error(sh, STATUS_NO, argv[i], error_text(-fd));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return dot_error(sh, STATUS_NO, argv[i], error_text(EISDIR));
	}
	return run_dot(sh, path, fd, argc - i - 1, argv + i + 1);
}

/* ---- exec ---- */

static const struct opt_row exec_opts[] = {
	{ 'a', NULL, "NAME", "the name that the program sees as its own" },
	{ 'c', NULL, NULL, "start it with an empty environment" },
	{ 'l', NULL, NULL, "as a login shell: a - before its name" },
	{ 0 },
};

static int exec_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	const char *name = NULL;
	bool clear = false, login = false;
	opt_begin(&o, sh, argc, argv);
	for (int c; (c = opt_next(&o, sh)) != OPT_END;)
		switch (c) {
		case 'a': name = o.arg; break;
		case 'c': clear = true; break;
		case 'l': login = true; break;
		default: return o.status;
		}
	if (o.next >= argc) {
		sh->redirs_stay = true;
		return 0;
	}
	if (login)
		name = arena_printf(&sh->scratch, "-%s", name ? name : argv[o.next]);
	int status = exec_replace(sh, argv + o.next, name, clear, 0);
	sh->vars.status = status;
	if (!sh_at_prompt(sh))
		sh->flow = FLOW_EXIT;
	return status;
}

/* ---- command, builtin ---- */

static const struct opt_row command_opts[] = {
	{ 'p', NULL, NULL, "search the standard places rather than $PATH" },
	{ 'v', NULL, NULL, "say how NAME would be run, in a form for scripts" },
	{ 'V', NULL, NULL, "say it for people" },
	{ 0 },
};

static int run_by_command(struct sh *sh, int argc, char **argv, unsigned flags)
{
	bool outer = sh->by_command;
	sh->by_command = true;
	int status = exec_argv(sh, argc, argv, flags | LOOKUP_NO_FUNCTION);
	sh->by_command = outer;
	return status;
}

static int command_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	unsigned flags = 0;
	int show = 0;
	opt_begin(&o, sh, argc, argv);
	for (int c; (c = opt_next(&o, sh)) != OPT_END;)
		switch (c) {
		case 'p': flags |= LOOKUP_DEFAULT_PATH; break;
		case 'v':
		case 'V': show = c; break;
		default: return o.status;
		}
	if (o.next >= argc)
		return 0;
	if (!show)
		return run_by_command(sh, argc - o.next, argv + o.next, flags);
	int status = 0;
	for (int i = o.next; i < argc; i++)
		if (!type_describe(sh, argv[i], show == 'V', flags))
			status = STATUS_NO;
	return status;
}

static int builtin_run(struct sh *sh, int argc, char **argv)
{
	int i = 1;
	if (opt_help(sh, argc, argv))
		return 0;
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	else if (i < argc && argv[i][0] == '-' && argv[i][1])
		return opt_unknown(sh, argv[i]);
	if (i >= argc)
		return 0;
	const struct builtin *b = lookup_builtin(sh, argv[i]);
	if (!b)
		return sh_builtin_error(sh, STATUS_NO, argv[i], "is no builtin");
	return run_builtin(sh, b, argc - i, argv + i);
}

const struct builtin flow_builtins[] = {
	{ ":", true_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[ARG...]", "do nothing, successfully", NULL },
	{ "true", true_run, BUILTIN_RAW, "", "do nothing, successfully", NULL },
	{ "false", false_run, BUILTIN_RAW, "", "do nothing, unsuccessfully", NULL },
	{ "break", break_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[N]", "leave the innermost N loops", NULL },
	{ "continue", continue_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[N]",
		"go on with the next turn of the Nth enclosing loop", NULL },
	{ "return", return_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[STATUS]",
		"leave a function or a file read by `.'", NULL },
	{ "exit", exit_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[STATUS]", "leave the shell", NULL },
	{ "eval", eval_run, BUILTIN_SPECIAL | BUILTIN_RAW, "[ARG...]",
		"run the arguments, joined by blanks, as commands", NULL },
	{ ".", dot_run, BUILTIN_SPECIAL | BUILTIN_RAW, "FILE [ARG...]",
		"run the commands of a file in this shell", NULL },
	{ "source", dot_run, BUILTIN_RAW, "FILE [ARG...]", "run the commands of a file in this shell", NULL },
	{ "exec", exec_run, BUILTIN_SPECIAL | BUILTIN_FORKS, "[-cl] [-a NAME] [COMMAND [ARG...]]",
		"replace the shell by a program, or keep this command's redirections", exec_opts },
	{ "command", command_run, 0, "[-p] [-v|-V] COMMAND [ARG...]", "run a command, passing over functions",
		command_opts },
	{ "builtin", builtin_run, BUILTIN_RAW, "NAME [ARG...]", "run a builtin, whatever else has its name",
		NULL },
	{ .help = "control", .usage = "ipcsh-builtins(1)" },
};
