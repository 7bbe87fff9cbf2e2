/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kill.c -- kill: signals by name, to processes, groups and jobs, with a value if asked for;
 * and their list. */
#include "builtins_internal.h"
#include "ipc.h"

#include <errno.h>
#include <signal.h>
#include <strings.h>

static int no_such_signal(struct sh *sh, const char *text)
{
	char hint[HINT_SIZE];
	return sh_builtin_error(sh, STATUS_NO, text, "no such signal %s", hint_signal(text, hint));
}

/* ---- the list ---- */

static int kill_list_one(struct sh *sh, const char *text)
{
	uint64_t n;
	if (text_to_uint10(text, 255 + 128, &n)) {
		const char *name = signal_name((int)(n > 128 ? n - 128 : n));
		if (!name && n != 0)
			return sh_builtin_error(sh, STATUS_NO, text, "no such signal");
		sh_printf(sh, "%s\n", n == 0 ? "EXIT" : name);
		return 0;
	}
	int sig = signal_number(text);
	if (sig < 0)
		return no_such_signal(sh, text);
	sh_printf(sh, "%d\n", sig);
	return 0;
}

int kill_list(struct sh *sh, int argc, char **argv, int i)
{
	int status = 0;
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	for (; i < argc; i++)
		status |= kill_list_one(sh, argv[i]);
	if (i > 2)
		return status;
	for (int sig = 1; sig < 65; sig++)
		if (signal_name(sig))
			sh_printf(sh, "%s\n", signal_name(sig));
	return 0;
}

/* ---- sending ---- */

struct request {
	int sig;
	bool queued; /* -q: by sigqueue(3), with VALUE */
	int value;
};

static int failed(struct sh *sh, const char *target, int err)
{
	if (err == -EAGAIN)
		return sh_builtin_error(sh, STATUS_NO, target, "too many signals wait already (ulimit -i)");
	return err < 0 ? sh_builtin_error(sh, STATUS_NO, target, "%s", error_text(-err)) : STATUS_OK;
}

/* Does what is stopped go on, if only to end? The kernel tells of it later than the next command runs. */
static bool goes_on(int sig)
{
	return sig == SIGCONT || sig == SIGKILL;
}

static int send_to_process(struct sh *sh, const char *target, pid_t pid, int sig)
{
	if (kill(pid, sig) < 0)
		return failed(sh, target, -errno);
	struct job *j = goes_on(sig) ? job_of_pid(sh, pid < 0 ? -pid : pid) : NULL;
	if (j)
		job_mark_running(sh, j, pid < 0 ? 0 : pid);
	return STATUS_OK;
}

static int send_to_job(struct sh *sh, const char *target, const struct request *r)
{
	const char *why;

	jobs_poll(sh);
	struct job *j = job_find(sh, target, &why);
	if (!j)
		return sh_builtin_error(sh, STATUS_NO, target, "%s", why);
	if (r->queued && j->n_procs != 1)
		return sh_builtin_error(
			sh, STATUS_NO, target, "a value goes to one process (jobs -l shows them)");
	if (r->queued && job_state(j) != PROC_DONE)
		return failed(sh, target, ipc_sig_queue(job_pid(j), r->sig, r->value));
	bool ends = r->sig == SIGTERM || r->sig == SIGHUP;
	int err = job_signal(sh, j, r->sig);
	if (err == 0 && ends && job_state(j) == PROC_STOPPED)
		err = job_signal(sh, j, SIGCONT); /* a stopped job could not die of it */
	if (err == 0 && (ends || goes_on(r->sig)))
		job_mark_running(sh, j, 0);
	return failed(sh, target, err);
}

static int send_to(struct sh *sh, const char *target, const struct request *r)
{
	uint64_t number;
	bool group = *target == '-';

	if (*target == '%')
		return send_to_job(sh, target, r);
	if (!text_to_uint10(target + group, INT32_MAX, &number))
		return sh_builtin_error(sh, STATUS_ERROR, target, "is neither a process id nor a job");
	if (!r->queued)
		return send_to_process(sh, target, group ? -(pid_t)number : (pid_t)number, r->sig);
	if (group || number == 0)
		return sh_builtin_error(sh, STATUS_NO, target, "a value goes to one process, not to a group");
	return failed(sh, target, ipc_sig_queue((pid_t)number, r->sig, r->value));
}

/* ---- the options ---- */

/* Each gives a status; what is wrong is said. */
static int signal_option(struct sh *sh, const char *text, struct request *r)
{
	r->sig = strcmp(text, "0") == 0 ? 0 : signal_number(text);
	if (r->sig > 0 || (r->sig == 0 && (strcmp(text, "0") == 0 || strcasecmp(text, "EXIT") == 0)))
		return STATUS_OK;
	return no_such_signal(sh, text);
}

static int value_option(struct sh *sh, const char *text, struct request *r)
{
	r->queued = true;
	if (text_to_int32(text, &r->value))
		return STATUS_OK;
	return sh_builtin_error(sh, STATUS_ERROR, text, "a value is a number of 32 bits");
}

/* The long names that kill(1) has: --queue=VALUE is q with VALUE for its rest, --queue q with none. */
static void long_name(const char **text, const char **rest)
{
	static const struct {
		const char *name, *letter;
	} names[] = { { "-signal", "s" }, { "-queue", "q" } };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t n = strlen(names[i].name);
		if (strncmp(*text, names[i].name, n) != 0 || ((*text)[n] && (*text)[n] != '='))
			continue;
		*rest = *text + n + ((*text)[n] == '=');
		*text = names[i].letter;
		return;
	}
}

/* -s NAME, -n NUMBER, -q VALUE, -NAME, -NUMBER, in this order of likelihood: -q is no signal's name, -s may
 * begin one. Gives the index after them, or < 0: a status, negated. The signal is named once: a second -N is
 * a group. */
static int options(struct sh *sh, int argc, char **argv, struct request *r)
{
	bool named = false;
	int i = 1;

	while (i < argc && argv[i][0] == '-' && argv[i][1]) {
		const char *text = argv[i] + 1, *rest = text + 1;
		if (strcmp(text, "-") == 0)
			return i + 1;
		if (*text == '-')
			long_name(&text, &rest);
		bool value = *text == 'q', attached = *rest;
		bool by_letter = value ||
				 ((*text == 's' || *text == 'n') && (!attached || signal_number(text) < 0));
		if (!value && named)
			break;
		if (by_letter && !attached && ++i >= argc)
			return -sh_builtin_error(
				sh, STATUS_ERROR, argv[i - 1], "this option needs an argument");
		const char *arg = !by_letter ? text : attached ? rest : argv[i];
		int status = value ? value_option(sh, arg, r) : signal_option(sh, arg, r);
		if (status != STATUS_OK)
			return -status;
		named = named || !value;
		i++;
	}
	return i;
}

static bool asks_for_list(const char *text)
{
	return strcmp(text, "-l") == 0 || strcmp(text, "-L") == 0 || strcmp(text, "--list") == 0;
}

static int kill_run(struct sh *sh, int argc, char **argv)
{
	struct request r = { .sig = SIGTERM };
	int status = STATUS_OK;

	if (argc > 1 && asks_for_list(argv[1]))
		return kill_list(sh, argc, argv, 2);
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		builtin_help(sh, sh->builtin);
		return STATUS_OK;
	}
	int i = options(sh, argc, argv, &r);
	if (i < 0)
		return -i;
	if (i >= argc)
		return builtin_usage(sh);
	for (; i < argc; i++)
		status |= send_to(sh, argv[i], &r);
	return status;
}

static const struct opt_row kill_opts[] = {
	{ 's', NULL, "SIGNAL", "the signal, by name or number (TERM)" },
	{ 'q', NULL, "VALUE", "queue it with this number" },
	{ 'l', NULL, NULL, "list the names, or tell that of a status" },
	{ 0 },
};

const struct builtin kill_builtins[] = {
	{ "kill", kill_run, BUILTIN_FORKS | BUILTIN_RAW,
		"[-s SIGNAL|-SIGNAL] [-q VALUE] JOB|PID... | -l [STATUS...]",
		"send a signal, with -q a value as well", kill_opts },
	{ .help = "jobs and processes", .usage = "ipcsh-builtins(1)" },
};
