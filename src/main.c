/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- arguments and start-up: puts the rooms together and starts the read-parse-run loop. */
#include "builtin.h"
#include "exec.h"
#include "transcript.h"
#include "ui.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct invocation {
	const char *command; /* -c */
	bool from_stdin;     /* -s */
	bool interactive;    /* -i */
	bool monitor_given;
	int next; /* index of the first operand */
};

static const char usage_text[] =
	"usage: ipcsh [-aBbCEefhilmnPpsTuvx] [-o OPTION]... [FILE [ARG...]]\n"
	"       ipcsh [OPTIONS] -c COMMANDS [NAME [ARG...]]\n"
	"       ipcsh [OPTIONS] -s [ARG...]\n"
	"       ipcsh -t [-j N] [-u] [--tap] [--junit FILE] [--limit SEC] [--show] [--no-namespaces]\n"
	"                FILE.t|DIR...\n"
	"A POSIX shell in which every way that processes talk to each other is a word.\n"
	"  -c COMMANDS  run COMMANDS          -s        read commands from standard input\n"
	"  -i           interactive           -n        read, do not run\n"
	"  -e           stop at a failure     -u        unset variables are errors\n"
	"  -x           show what is run      -v        show what is read\n"
	"  -f           no pathname patterns  -o NAME   set an option (`set -o' lists them)\n"
	"  -t, --test   run transcripts       --version, --help\n"
	"`help' in the shell lists its words, `help NAME' explains one.\n";

static _Noreturn void out_of_memory(size_t wanted)
{
	char text[100];
	int n = snprintf(text, sizeof(text), "ipcsh: no memory (%zu bytes wanted)\n", wanted);
	if (n > 0)
		(void)fd_write_all(2, text, (size_t)n);
	_exit(STATUS_ERROR);
}

static _Noreturn void bad_usage(struct sh *sh, const char *object, const char *what)
{
	sh_error(sh, NULL, object, "%s", what);
	(void)fd_write_all(2, usage_text, strcspn(usage_text, "\n") + 1);
	_exit(STATUS_ERROR);
}

/* With what may have been meant by it. */
static _Noreturn void no_such_option(
	struct sh *sh, const char *object, const char *before, const struct nearest *n)
{
	char what[NEAREST_SIZE + 50] = "no such option";
	if (n->name[0])
		snprintf(what, sizeof(what), "no such option (did you mean %s%s?)", before, n->name);
	bad_usage(sh, object, what);
}

static _Noreturn void print_and_leave(struct sh *sh, const char *text)
{
	sh_puts(sh, text);
	sh_exit(sh, 0);
}

static void set_named_option(struct sh *sh, struct invocation *inv, const char *name, bool on)
{
	int o = name ? option_by_name(name) : -1;
	struct nearest n;
	if (!name || (o >= 0 && option_rows[o].fixed))
		bad_usage(sh, name ? name : "-o", name ? "no such option" : "which option?");
	nearest_begin(&n, name);
	for (int i = 0; o < 0 && i < OPT_COUNT; i++)
		nearest_try(&n, option_rows[i].name);
	if (o < 0)
		no_such_option(sh, name, "", &n);
	inv->monitor_given = inv->monitor_given || o == OPT_MONITOR;
	if (o == OPT_MONITOR)
		sh->options.on[o] = on; /* takes effect once it is known what is read from where */
	else
		sh_set_option(sh, (enum option)o, on);
}

static void set_letter(struct sh *sh, struct invocation *inv, char letter, bool on)
{
	char text[3] = { on ? '-' : '+', letter, '\0' };
	int o = option_by_letter(letter);
	switch (letter) {
	case 's': inv->from_stdin = on; break;
	case 'i': inv->interactive = on; break;
	case 'm': inv->monitor_given = true; break;
	default: break;
	}
	if (o >= 0)
		sh->options.on[o] = on;
	else
		bad_usage(sh, text, "no such option");
}

static _Noreturn void no_long_option(struct sh *sh, const char *word)
{
	static const char *const names[] = { "version", "help", "posix", "login", "test" };
	struct nearest n;
	nearest_begin(&n, word + 2);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		nearest_try(&n, names[i]);
	no_such_option(sh, word, "--", &n);
}

static void long_option(struct sh *sh, const char *word)
{
	if (strcmp(word, "--version") == 0)
		print_and_leave(sh, "ipcsh " IPCSH_VERSION "\n");
	if (strcmp(word, "--help") == 0)
		print_and_leave(sh, usage_text);
	if (strcmp(word, "--posix") == 0)
		sh_set_option(sh, OPT_POSIX, true);
	else if (strcmp(word, "--login") == 0)
		sh->options.on[OPT_LOGIN] = true;
	else
		no_long_option(sh, word);
}

/* One word of options; *I is moved past their arguments. False: it is the end of the options. */
static bool option_word(struct sh *sh, struct invocation *inv, char **argv, int *i)
{
	const char *word = argv[*i];
	bool on = word[0] == '-', wants_command = false;
	if ((word[0] != '-' && word[0] != '+') || word[1] == '\0' || strcmp(word, "--") == 0) {
		*i += strcmp(word, "-") == 0 || strcmp(word, "--") == 0;
		return false;
	}
	++*i;
	if (word[0] == '-' && word[1] == '-') {
		long_option(sh, word);
		return true;
	}
	for (const char *p = word + 1; *p; p++) {
		if (*p == 'c')
			wants_command = true;
		else if (*p == 'o')
			set_named_option(sh, inv, argv[*i] ? argv[(*i)++] : NULL, on);
		else
			set_letter(sh, inv, *p, on);
	}
	if (wants_command)
		inv->command = "";
	return true;
}

static void parse_arguments(struct sh *sh, struct invocation *inv, int argc, char **argv)
{
	int i = 1;
	while (i < argc && option_word(sh, inv, argv, &i))
		;
	if (inv->command) {
		if (i >= argc)
			bad_usage(sh, "-c", "which commands?");
		inv->command = argv[i++];
	}
	inv->next = i;
	sh_set_posix(sh, sh->options.on[OPT_POSIX]);
}

/* $0 and the positional parameters. */
static void set_parameters(struct sh *sh, struct invocation *inv, int argc, char **argv)
{
	int first = inv->next;
	sh->vars.arg0 = argv[0];
	bool named = inv->command || !inv->from_stdin;
	if (named && first < argc)
		sh->vars.arg0 = argv[first++];
	params_set(&sh->vars, argv + first, (size_t)(argc > first ? argc - first : 0));
}

static int report_file(struct sh *sh, const char *path, const char *what)
{
	sh_error(sh, NULL, path, "%s", what);
	return STATUS_NOT_EXECUTABLE;
}

static int run_script(struct sh *sh, const char *path)
{
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd == -ENOENT && !strchr(path, '/')) {
		const char *found = hash_lookup(sh, path);
		if (found)
			fd = fd_open(found, O_RDONLY, 0);
	}
	if (fd < 0) {
		sh_error(sh, NULL, path, "%s", error_text(-fd));
		return fd == -ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_EXECUTABLE;
	}
	char head[256];
	ssize_t n = pread(fd, head, sizeof(head), 0);
	const char *newline = n > 0 ? memchr(head, '\n', (size_t)n) : NULL;
	if (n == -1 && errno == EISDIR)
		return report_file(sh, path, error_text(EISDIR));
	if (n > 0 && memchr(head, '\0', newline ? (size_t)(newline - head) : (size_t)n))
		return report_file(sh, path, "is a binary file, not a script");
	return exec_script(sh, path, fd);
}

/* Where the shell has another user's rights, or another group's, the files of its environment
 * are not theirs. */
static bool has_others_rights(void)
{
	return getuid() != geteuid() || getgid() != getegid();
}

static void read_start_file(struct sh *sh, struct buf *path)
{
	int fd = path->len > 0 && sh->flow == FLOW_ON ? fd_open(buf_cstr(path), O_RDONLY, 0) : -1;
	if (fd >= 0)
		exec_file(sh, buf_cstr(path), fd);
	path->len = 0;
	if (sh_back_to_prompt(sh))
		sh->flow = FLOW_ON;
}

/* -l: what every login shell reads. */
static void read_profiles(struct sh *sh)
{
	struct buf path = { 0 };
	const char *home = var_get_name(&sh->vars, "HOME");
	buf_str(&path, "/etc/profile");
	read_start_file(sh, &path);
	if (home && *home && !has_others_rights())
		buf_printf(&path, "%s/.profile", home);
	read_start_file(sh, &path);
	buf_free(&path);
}

/* Of an interactive shell: ipcsh's own, outside posix mode, and the standard's $ENV. */
static void read_rc_files(struct sh *sh)
{
	struct buf path = { 0 };
	if (has_others_rights())
		return;
	if (!sh->options.on[OPT_POSIX]) {
		ui_default_prompt(sh);
		(void)ui_place(sh, "XDG_CONFIG_HOME", ".config", "rc", &path);
		read_start_file(sh, &path);
	}
	const char *env = var_get_name(&sh->vars, "ENV");
	if (env)
		ui_expand(sh, env, &path);
	read_start_file(sh, &path);
	buf_free(&path);
}

static int run_interactive(struct sh *sh)
{
	static const struct ui_sources sources = {
		.builtins = builtin_tables, .operands = builtin_operands, .objects = builtin_objects
	};
	struct ui ui = { .sh = sh, .sources = &sources };
	struct syn_source source = { ui_fill, &ui, NULL, 1, NULL };
	if (isatty(0) && !has_others_rights()) {
		ui_load_history(sh);
		sh->typed = ui_save_history;
		sh->forgot = ui_forget_history;
	}
	int status = exec_source(sh, &source, RUN_INTERACTIVE);
	ui_free(&ui);
	return status;
}

static void become_interactive(struct sh *sh, const struct invocation *inv)
{
	sh->interactive = true;
	sh->nearest = ui_nearest;
	sh->mark = ui_mark;
	sh->options.on[OPT_INTERACTIVE] = sh->options.on[OPT_HISTORY] = true;
	sh->options.on[OPT_SUGGEST] = sh->options.on[OPT_FRESHLINE] = true;
	sh->options.on[OPT_XWIRING] = true;
	sh_start_interactive(sh, !inv->monitor_given           ? MONITOR_USUAL
				 : sh->options.on[OPT_MONITOR] ? MONITOR_ON
							       : MONITOR_OFF);
}

static int run(struct sh *sh, struct invocation *inv, int argc, char **argv)
{
	bool script = !inv->command && !inv->from_stdin && inv->next < argc;
	if (!inv->command && !script)
		inv->from_stdin = sh->options.on[OPT_STDIN] = true;
	bool interactive = inv->interactive ||
			   (inv->from_stdin && inv->next >= argc && isatty(0) && isatty(2));
	if (inv->command)
		inv->from_stdin = false;
	set_parameters(sh, inv, argc, argv);
	sh_count_level(sh, 1);
	if (interactive)
		become_interactive(sh, inv);
	else if (sh->options.on[OPT_MONITOR])
		jobs_set_monitor(sh, true);
	if (sh->options.on[OPT_LOGIN])
		read_profiles(sh);
	if (interactive)
		read_rc_files(sh);
	if (sh->flow != FLOW_ON)
		return sh->vars.status; /* one of them says exit */
	if (inv->command)
		return exec_command_string(sh, inv->command);
	if (script)
		return run_script(sh, sh->vars.arg0);
	return interactive ? run_interactive(sh) : exec_stdin(sh);
}

static bool called_as_sh(const char *arg0)
{
	const char *base = strrchr(arg0, '/');
	base = base ? base + 1 : arg0;
	return strcmp(base, "sh") == 0 || strcmp(base, "-sh") == 0;
}

int main(int argc, char **argv, char **envp)
{
	static struct sh sh;
	struct invocation inv = { 0 };
	stack_init();
	mem_on_fail(out_of_memory);
	sh_init(&sh, builtin_tables, envp);
	sh.report = ui_report;
	if (argc > 1 && (strcmp(argv[1], "-t") == 0 || strcmp(argv[1], "--test") == 0)) {
		argv[1] = (char[]){ "ipcsh -t" };
		return transcript_run(&sh, argc - 1, argv + 1);
	}
	if (argc > 0 && argv[0][0] == '-')
		sh.options.on[OPT_LOGIN] = true;
	if (argc > 0 && called_as_sh(argv[0])) {
		sh.name = "sh";
		sh_set_option(&sh, OPT_POSIX, true);
	}
	parse_arguments(&sh, &inv, argc, argv);
	int status = run(&sh, &inv, argc, argv);
	sh_exit(&sh, status);
}
