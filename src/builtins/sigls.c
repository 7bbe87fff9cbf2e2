/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sigls.c -- sigls: what a process does with each signal. */
#include "inspect_word.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

enum { COL_NUMBER, COL_SIGNAL, COL_ACTION, COL_BLOCKED, COL_PENDING, COL_TRAP, COLUMNS };
static const struct view_column columns[COLUMNS] = {
	[COL_NUMBER] = { "NUMBER", VIEW_NUMBER, "the signal's number" },
	[COL_SIGNAL] = { "SIGNAL", 0, "its name" },
	[COL_ACTION] = { "ACTION", 0, "default, ignored or caught" },
	[COL_BLOCKED] = { "BLOCKED", VIEW_BOOL, "whether it has to wait (sigblock)" },
	[COL_PENDING] = { "PENDING", VIEW_BOOL, "whether one waits" },
	[COL_TRAP] = { "TRAP", VIEW_TRUNC, "of this shell: the trap's action" },
};
const struct view_table sigls_table = { "sigls", columns, COLUMNS };

static bool has(uint64_t set, int sig)
{
	return set >> (sig - 1) & 1;
}

static const char *action_of(const struct proc_signals *s, int sig)
{
	if (has(s->ignored, sig))
		return "ignored";
	return has(s->caught, sig) ? "caught" : "default";
}

static void row(struct sh *sh, struct view *v, const struct proc_signals *s, int sig, bool own)
{
	const char *trap = own ? trap_get(sh, sig) : NULL, *name = signal_name(sig);

	view_row(v);
	view_cell(v, COL_NUMBER, "%d", sig);
	if (name)
		view_cell(v, COL_SIGNAL, "%s", name);
	else
		view_none(v, COL_SIGNAL); /* those that the C library keeps to itself */
	view_cell(v, COL_ACTION, "%s", action_of(s, sig));
	view_bool(v, COL_BLOCKED, has(s->blocked, sig));
	view_bool(v, COL_PENDING, has(s->pending | s->thread_pending, sig));
	if (trap)
		view_cell(v, COL_TRAP, "%s", trap);
	else
		view_none(v, COL_TRAP);
}

/* Of the real-time signals only those that something was done with. */
static bool worth_a_row(const struct proc_signals *s, int sig)
{
	return sig < 32 || has(s->ignored | s->caught | s->blocked | s->pending | s->thread_pending, sig);
}

static int run_sigls(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct proc_signals s;
	pid_t pid;

	if (!inspect_args(sh, argc, argv, &a, &pid))
		return a.status;
	struct view *v = view_new(sh, "signals", columns, COLUMNS, &a.view);
	if (!v)
		return a.view.status;
	int err = inspect_signals(pid, &s);
	for (int sig = 1; err == 0 && sig <= 64; sig++)
		if (worth_a_row(&s, sig))
			row(sh, v, &s, sig, pid == getpid());
	int status = view_end_if(v, err == 0);
	return err < 0 ? inspect_failed(sh, a.n_text ? a.text[0] : NULL, err) : status;
}

static const struct opt_row options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };

const struct builtin sigls_builtins[] = {
	{ "sigls", run_sigls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST] [PID|%JOB]",
		"list what a process does with each signal", options },
	{ .help = "signals", .usage = "ipcsh-ipc(1)" },
};
