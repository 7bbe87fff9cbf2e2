/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.c -- the builtins about processes: jobs fg bg wait disown, and trap. */
#include "jobwatch.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* The job that SPEC names, or the current one. NULL: the message is written. */
static struct job *job_operand(struct sh *sh, const char *spec)
{
	const char *why;
	struct job *j = job_find(sh, spec ? spec : "%+", &why);
	if (!j)
		sh_builtin_error(sh, STATUS_NO, spec ? spec : "current job", "%s", why);
	return j;
}

/* SPEC may be a process id too. */
static struct job *job_or_pid(struct sh *sh, const char *spec)
{
	uint64_t pid;
	struct job *j = spec && text_to_uint10(spec, INT32_MAX, &pid) ? job_of_pid(sh, (pid_t)pid) : NULL;
	return j ? j : job_operand(sh, spec);
}

/* ---- jobs ---- */

static const struct opt_row jobs_opts[] = {
	{ 'l', NULL, NULL, "show process ids too" },
	{ 'p', NULL, NULL, "show only the ids of the process group leaders" },
	{ 'r', NULL, NULL, "only running jobs" },
	{ 's', NULL, NULL, "only stopped jobs" },
	{ 0, "watch", NULL,
		"show what flows through one job, and who waits for whom, until it ends or q is hit" },
	{ 0, "every", "SEC", "a picture each SEC seconds (default 1)" },
	{ 0, "once", NULL, "one picture" },
	{ 'k', NULL, "N", "stop after N pictures" },
	{ 'j', NULL, NULL, "a line of JSON for each picture" },
	{ 0 },
};

static void show_job(struct sh *sh, struct job *j, int how)
{
	if (how == 'p')
		sh_printf(sh, "%d\n", (int)(j->n_procs ? j->procs[0].pid : 0));
	else
		job_print(sh, j, how == 'l');
}

/* Once its end has been shown it is known no more, not even to `wait PID` (XCU jobs). */
static void shown(struct sh *sh, struct job *j)
{
	j->changed = false;
	if (job_state(j) == PROC_DONE && !j->foreign)
		job_forget(sh, j);
}

static void show_all_jobs(struct sh *sh, int how, int only)
{
	for (int number = 0;;) {
		struct job *j = job_after(sh, number);
		if (!j)
			break;
		number = j->number;
		enum process_state state = job_state(j);
		if ((only == 'r' && state != PROC_RUNNING) || (only == 's' && state != PROC_STOPPED))
			continue;
		show_job(sh, j, how);
		if (how == 'p' || sh->subshell) /* in $(jobs) they are the parent's, to be told there */
			continue;
		shown(sh, j);
	}
}

struct jobs_options {
	int how, only;
	bool watch, watch_only; /* --watch; what goes with it alone */
	struct watch_how watching;
	int status;
};

/* An option about pictures. false: its argument is wrong, said. */
static bool watch_option(struct sh *sh, struct opts *o, int c, struct jobs_options *j)
{
	j->watch_only = true;
	if (c == 'j')
		j->watching.json = true;
	else if (c == 'k') {
		if (!text_to_uint10(o->arg, UINT64_MAX, &j->watching.count) || j->watching.count == 0)
			return j->status = opt_bad_argument(sh, o, "not a number of pictures"), false;
	} else if (strcmp(o->name, "watch") == 0)
		j->watch = true;
	else if (strcmp(o->name, "once") == 0)
		j->watching.count = 1;
	else if (!text_to_nanoseconds(o->arg, &j->watching.every_ns) || j->watching.every_ns <= 0)
		return j->status = opt_bad_argument(sh, o, "not a number of seconds"), false;
	return true;
}

static bool jobs_options(struct sh *sh, struct opts *o, struct jobs_options *j)
{
	*j = (struct jobs_options){ .watching.every_ns = NSEC_PER_SEC };
	for (int c; (c = opt_next(o, sh)) != OPT_END;)
		switch (c) {
		case 'l':
		case 'p': j->how = c; break;
		case 'r':
		case 's': j->only = c; break;
		case OPT_BAD: j->status = o->status; return false;
		default:
			if (!watch_option(sh, o, c, j))
				return false;
		}
	if (j->watch ? !j->how && !j->only : !j->watch_only)
		return true;
	j->status = builtin_usage(sh);
	return false;
}

static int jobs_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	struct jobs_options options;
	int status = 0;
	opt_begin(&o, sh, argc, argv);
	if (!jobs_options(sh, &o, &options))
		return options.status;
	if (options.watch)
		return argc > o.next + 1 ? builtin_usage(sh) : watch_run(sh, argv[o.next], &options.watching);
	int how = options.how;
	jobs_poll(sh);
	jobs_looked_at(sh);
	if (o.next >= argc)
		show_all_jobs(sh, how, options.only);
	for (int i = o.next; i < argc; i++) {
		struct job *j = job_operand(sh, argv[i]);
		if (!j) {
			status = STATUS_NO;
			continue;
		}
		show_job(sh, j, how);
		if (how != 'p' && !sh->subshell)
			shown(sh, j);
	}
	return status;
}

/* ---- fg bg disown ---- */

/* The job that SPEC names, if it can be brought to the foreground or let go on. NULL: the
 * message is written. */
static struct job *controlled_job(struct sh *sh, const char *spec)
{
	struct job *j = job_operand(sh, spec);
	const char *why = NULL;
	if (!j)
		return NULL;
	if (j->foreign || !j->own_group)
		why = "it was started without job control";
	else if (job_state(j) == PROC_DONE)
		why = "it has ended";
	if (!why)
		return j;
	sh_builtin_error(sh, STATUS_NO, spec ? spec : j->text, "%s", why);
	return NULL;
}

static const struct opt_row no_opts[] = { { 0 } };

/* The index of the first operand, or -1 and *STATUS. */
static int operands(struct sh *sh, int argc, char **argv, int *status)
{
	struct opts o;
	opt_begin(&o, sh, argc, argv);
	if (opt_next(&o, sh) != OPT_END) {
		*status = o.status;
		return -1;
	}
	if (sh->options.on[OPT_MONITOR]) {
		jobs_poll(sh);
		return o.next;
	}
	*status = sh_builtin_error(sh, STATUS_NO, NULL, "there is no job control (set -m turns it on)");
	return -1;
}

static void show_command(struct sh *sh, const struct job *j)
{
	if (j->text)
		sh_show(sh, j->text, strlen(j->text));
	sh_puts(sh, "\n");
}

static int fg_run(struct sh *sh, int argc, char **argv)
{
	int status = STATUS_OK, i = operands(sh, argc, argv, &status);
	if (i < 0)
		return status;
	if (argc > i + 1)
		return builtin_usage(sh);
	struct job *j = controlled_job(sh, argv[i]);
	if (!j)
		return STATUS_NO;
	show_command(sh, j);
	sh_flush(sh);
	return job_foreground(sh, j, true);
}

static int bg_one(struct sh *sh, const char *spec)
{
	struct job *j = controlled_job(sh, spec);
	if (!j)
		return STATUS_NO;
	sh_printf(sh, "[%d] ", j->number);
	show_command(sh, j);
	sh_flush(sh); /* what the job writes comes after it */
	return job_state(j) == PROC_STOPPED ? job_background(sh, j) : 0;
}

static int bg_run(struct sh *sh, int argc, char **argv)
{
	int status = STATUS_OK, i = operands(sh, argc, argv, &status);
	if (i < 0)
		return status;
	if (i >= argc)
		return bg_one(sh, NULL);
	for (; i < argc; i++)
		status |= bg_one(sh, argv[i]);
	return status;
}

/* ---- suspend ---- */

static const struct opt_row suspend_opts[] = {
	{ 'f', NULL, NULL, "even the shell that the session began with" },
	{ 0 },
};

/* The terminal goes back to whom it was taken from, and all that run there with us are stopped. */
static int suspend_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	bool force = false, monitor = sh->options.on[OPT_MONITOR];
	opt_begin(&o, sh, argc, argv);
	for (int c; (c = opt_next(&o, sh)) != OPT_END;) {
		if (c != 'f')
			return o.status;
		force = true;
	}
	if (o.next < argc)
		return builtin_usage(sh);
	if (!monitor)
		return sh_builtin_error(sh, STATUS_NO, NULL, "there is no job control (set -m turns it on)");
	if (!force && getsid(0) == getpid())
		return sh_builtin_error(sh, STATUS_NO, NULL,
			"the session began with this shell: nobody could let it go on (-f does it all the "
			"same)");
	jobs_set_monitor(sh, false);
	int err = kill(0, SIGSTOP) < 0 ? -errno : 0;
	jobs_set_monitor(sh, true);
	return err < 0 ? sh_builtin_error(sh, STATUS_NO, NULL, "%s", error_text(-err)) : 0;
}

static const struct opt_row disown_opts[] = {
	{ 'a', NULL, NULL, "all jobs" },
	{ 'h', NULL, NULL, "keep them in the table, but do not hang them up when the shell ends" },
	{ 'r', NULL, NULL, "only running jobs" },
	{ 0 },
};

static void disown_one(struct sh *sh, struct job *j, bool keep)
{
	if (keep)
		j->no_hangup = true;
	else
		job_forget(sh, j);
}

static void disown_all(struct sh *sh, bool running, bool keep)
{
	int number = 0;
	for (struct job *j; (j = job_after(sh, number));) {
		number = j->number;
		if (!running || job_state(j) == PROC_RUNNING)
			disown_one(sh, j, keep);
	}
}

static int disown_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	bool all = false, keep = false, running = false;
	int status = 0;
	opt_begin(&o, sh, argc, argv);
	for (int c; (c = opt_next(&o, sh)) != OPT_END;)
		switch (c) {
		case 'a': all = true; break;
		case 'h': keep = true; break;
		case 'r': running = true; break;
		default: return o.status;
		}
	jobs_poll(sh);
	if (o.next >= argc && (all || running)) {
		disown_all(sh, running, keep);
		return 0;
	}
	for (int i = o.next; i < argc || i == o.next; i++) {
		struct job *j = job_or_pid(sh, argv[i]);
		if (j)
			disown_one(sh, j, keep);
		else
			status = STATUS_NO;
	}
	return status;
}

/* ---- wait ---- */

static const struct opt_row wait_opts[] = {
	{ 'n', NULL, NULL, "wait for the next job that ends, whichever it is" },
	{ 'p', NULL, "NAME", "put the process id of the job waited for into variable NAME" },
	{ 0 },
};

static void note_pid(struct sh *sh, const char *name, const struct job *j)
{
	char digits[24];
	if (name && j)
		var_set_name(&sh->vars, name, text_from_int(job_pid(j), digits));
}

static int wait_for_job(struct sh *sh, struct job *j, bool *interrupted)
{
	int status = job_wait(sh, j, WAIT_INTERRUPTIBLE, interrupted);
	if (!*interrupted && !j->foreign && job_state(j) == PROC_DONE)
		job_forget(sh, j);
	return status;
}

static int wait_operand(struct sh *sh, const char *spec, const char *name, bool *interrupted)
{
	const char *why;
	uint64_t pid;
	if (*spec == '%') {
		struct job *j = job_find(sh, spec, &why);
		if (!j)
			return sh_builtin_error(sh, STATUS_NOT_FOUND, spec, "%s", why);
		note_pid(sh, name, j);
		return wait_for_job(sh, j, interrupted);
	}
	if (!text_to_uint10(spec, INT32_MAX, &pid)) {
		sh_builtin_error(sh, STATUS_NO, spec, "is neither a process id nor a job");
		return STATUS_ERROR;
	}
	struct job *j = job_of_pid(sh, (pid_t)pid);
	if (j) {
		note_pid(sh, name, j);
		return wait_for_job(sh, j, interrupted);
	}
	int status = job_remembered(sh, (pid_t)pid);
	return status < 0 ? STATUS_NOT_FOUND : status;
}

/* The last process substitution, where $! is its number, as in bash. */
static int wait_substitution(struct sh *sh)
{
	bool interrupted = false;
	struct job *j = job_of_pid(sh, sh->vars.last_async);
	if (!j || j->number != 0 || !j->background)
		return 0;
	int status = job_wait(sh, j, WAIT_INTERRUPTIBLE, &interrupted);
	if (!interrupted && job_state(j) == PROC_DONE)
		job_retire(sh, j);
	return interrupted ? status : 0;
}

static int wait_all(struct sh *sh)
{
	bool interrupted = false;
	for (int number = 0;;) {
		struct job *j = job_after(sh, number);
		if (!j)
			return wait_substitution(sh);
		number = j->number;
		if (j->foreign || job_state(j) == PROC_STOPPED)
			continue;
		int status = wait_for_job(sh, j, &interrupted);
		if (interrupted)
			return status;
	}
}

/* `wait -n JOB...`: an operand that is over and was taken already gives its status. */
static int wait_next(struct sh *sh, char **operands, const char *name, bool *interrupted)
{
	struct vec among = { 0 };
	struct job *j;
	uint64_t pid;
	for (char **op = operands; *op; op++) {
		const char *why;
		bool number = text_to_uint10(*op, INT32_MAX, &pid);
		int status = number ? job_remembered(sh, (pid_t)pid) : -1;
		if (status >= 0) {
			vec_free(&among);
			return status;
		}
		j = number ? job_of_pid(sh, (pid_t)pid) : job_find(sh, *op, &why);
		if (j)
			vec_push(&among, j);
		else
			sh_builtin_error(
				sh, STATUS_NOT_FOUND, *op, "%s", number ? "not a child of this shell" : why);
	}
	int status = job_wait_any(sh, *operands ? &among : NULL, &j, interrupted);
	vec_free(&among);
	if (status < 0)
		return STATUS_NOT_FOUND;
	note_pid(sh, name, j);
	if (j)
		job_forget(sh, j);
	return status;
}

static int wait_run(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	bool next = false, interrupted = false;
	const char *name = NULL;
	int status = 0;
	opt_begin(&o, sh, argc, argv);
	for (int c; (c = opt_next(&o, sh)) != OPT_END;)
		switch (c) {
		case 'n': next = true; break;
		case 'p': name = o.arg; break;
		default: return o.status;
		}
	if (next)
		status = wait_next(sh, argv + o.next, name, &interrupted);
	else if (o.next >= argc)
		status = wait_all(sh);
	for (int i = o.next; i < argc && !next && !interrupted; i++)
		status = wait_operand(sh, argv[i], name, &interrupted);
	return status;
}

/* ---- trap ---- */

static const struct {
	const char *name;
	int trap;
} pseudo_signals[] = { { "EXIT", TRAP_EXIT }, { "ERR", TRAP_ERR }, { "DEBUG", TRAP_DEBUG },
	{ "RETURN", TRAP_RETURN } };

static int trap_number(const char *text)
{
	for (size_t i = 0; i < ARRAY_LEN(pseudo_signals); i++)
		if (strcasecmp(text, pseudo_signals[i].name) == 0)
			return pseudo_signals[i].trap;
	return signal_number(text);
}

static const char *trap_name(int trap)
{
	for (size_t i = 0; i < ARRAY_LEN(pseudo_signals); i++)
		if (pseudo_signals[i].trap == trap)
			return pseudo_signals[i].name;
	return signal_name(trap);
}

/* No reason to end a script, though `trap' is special (XCU trap). */
static int trap_unknown(struct sh *sh, const char *name)
{
	char hint[HINT_SIZE];
	sh_error(sh, "trap", name, "no such signal %s", hint_signal(name, hint));
	return STATUS_NO;
}

static void show_trap(struct sh *sh, int trap, bool always)
{
	const char *action = trap_get(sh, trap);
	if (!action && !always)
		return;
	struct buf line = { 0 };
	buf_str(&line, "trap -- ");
	if (action)
		buf_quoted(&line, action, strlen(action));
	else
		buf_byte(&line, '-');
	buf_printf(&line, " %s\n", trap_name(trap));
	sh_write(sh, line.data, line.len);
	buf_free(&line);
}

static void show_all_traps(struct sh *sh, bool always)
{
	for (int trap = 0; trap < TRAP_COUNT; trap++)
		if (trap_name(trap))
			show_trap(sh, trap, always && trap < TRAP_ERR);
}

static int show_traps(struct sh *sh, int argc, char **argv, int i)
{
	int status = 0;
	for (; i < argc; i++) {
		int trap = trap_number(argv[i]);
		if (trap < 0)
			status = trap_unknown(sh, argv[i]);
		else
			show_trap(sh, trap, true);
	}
	return status;
}

static int set_traps(struct sh *sh, int argc, char **argv, int i, const char *action)
{
	int status = 0;
	for (; i < argc; i++) {
		int trap = trap_number(argv[i]);
		if (trap < 0) {
			status = trap_unknown(sh, argv[i]);
			continue;
		}
		int err = trap_set(sh, trap, action);
		if (err < 0)
			status = sh_error(sh, "trap", argv[i], "%s", error_text(-err));
	}
	return status ? STATUS_NO : 0;
}

static int trap_run_word(struct sh *sh, int argc, char **argv)
{
	uint64_t n;
	int i = 1;
	if (i < argc && strcmp(argv[i], "-p") == 0) {
		i += 1 + (i + 1 < argc && strcmp(argv[i + 1], "--") == 0);
		if (i >= argc)
			show_all_traps(sh, sh->options.on[OPT_POSIX]);
		return show_traps(sh, argc, argv, i);
	}
	if (i < argc && strcmp(argv[i], "-l") == 0)
		return kill_list(sh, 0, argv, 0);
	if (i < argc && strcmp(argv[i], "--help") == 0) {
		builtin_help(sh, sh->builtin);
		return 0;
	}
	if (i < argc && strcmp(argv[i], "--") == 0)
		i++;
	else if (i < argc && argv[i][0] == '-' && argv[i][1] != '\0')
		return opt_unknown(sh, argv[i]);
	if (i >= argc) {
		show_all_traps(sh, false);
		return 0;
	}
	/* a first operand that is a number, or a lone condition: back to the default (XCU trap) */
	if (text_to_uint10(argv[i], UINT32_MAX, &n) || (i + 1 == argc && trap_number(argv[i]) >= 0))
		return set_traps(sh, argc, argv, i, NULL);
	if (i + 1 >= argc)
		return builtin_usage(sh);
	return set_traps(sh, argc, argv, i + 1, strcmp(argv[i], "-") == 0 ? NULL : argv[i]);
}

static const struct opt_row trap_opts[] = {
	{ 'p', NULL, NULL, "print the traps as commands, those of SIGNALs" },
	{ 'l', NULL, NULL, "list the names of signals" },
	{ 0 },
};

const struct builtin jobs_builtins[] = {
	{ "jobs", jobs_run, 0, "[-lprs] [JOB...] | --watch [-j] [-k N] [--every SEC] [--once] [JOB|PID]",
		"list jobs, or watch one", jobs_opts },
	{ "fg", fg_run, BUILTIN_FORKS, "[JOB]", "bring a job to the foreground", no_opts },
	{ "bg", bg_run, BUILTIN_FORKS, "[JOB...]", "let stopped jobs go on in the background", no_opts },
	{ "wait", wait_run, BUILTIN_FORKS, "[-n] [-p NAME] [JOB|PID...]", "wait for background jobs",
		wait_opts },
	{ "suspend", suspend_run, BUILTIN_FORKS | BUILTIN_EXTENSION, "[-f]",
		"stop this shell, until its parent lets it go on", suspend_opts },
	{ "disown", disown_run, BUILTIN_FORKS | BUILTIN_EXTENSION, "[-ahr] [JOB|PID...]", "forget jobs",
		disown_opts },
	{ "trap", trap_run_word, BUILTIN_SPECIAL | BUILTIN_FORKS | BUILTIN_RAW, "[-lp] [ACTION] [SIGNAL...]",
		"run ACTION when a signal comes (- default, '' ignore; EXIT ERR DEBUG RETURN too)",
		trap_opts },
	{ .help = "jobs and processes", .usage = "ipcsh-builtins(1)" },
};
