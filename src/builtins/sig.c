/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sig.c -- sigwait siginfo sigblock sigunblock: signals as messages. A signal that is blocked waits, and so
 * none is missed between two looks; sigls shows the mask, kill -q sends one with a value. */
#include "ipc_word.h"

#include <errno.h>

int ipc_signal(struct sh *sh, struct ipc_args *a, const char *text)
{
	int sig = signal_number(text);
	char hint[HINT_SIZE];
	sigset_t set;

	sigemptyset(&set);
	if (sig <= 0)
		a->status = sh_builtin_error(
			sh, STATUS_ERROR, text, "no such signal %s", hint_signal(text, hint));
	else if (sig == SIGKILL || sig == SIGSTOP)
		a->status = sh_builtin_error(sh, STATUS_ERROR, text, "nobody can catch or block this one");
	else if (sig == ipc_nudge_signal() || sigaddset(&set, sig) < 0)
		a->status = sh_builtin_error(sh, STATUS_ERROR, text, "the shell needs this one for itself");
	else
		return sig;
	return 0;
}

/* The operands as a set; false: said, return a->status. */
static bool signal_operands(struct sh *sh, struct ipc_args *a, sigset_t *set)
{
	sigemptyset(set);
	if (a->n_text == 0) {
		a->status = builtin_usage(sh);
		return false;
	}
	for (int i = 0; i < a->n_text; i++) {
		int sig = ipc_signal(sh, a, a->text[i]);
		if (sig == 0)
			return false;
		sigaddset(set, sig);
	}
	return true;
}

/* ---- sigblock sigunblock ---- */

static int change_mask(struct sh *sh, int argc, char **argv, int how)
{
	struct ipc_args a;
	sigset_t set;

	if (!ipc_options(sh, argc, argv, IPC_FAMILIES, &a) || !signal_operands(sh, &a, &set))
		return a.status;
	if (sigprocmask(how, &set, NULL) < 0)
		return sh_builtin_error(sh, STATUS_ERROR, NULL, "%s", error_text(errno));
	return STATUS_OK;
}

static int sigblock_run(struct sh *sh, int argc, char **argv)
{
	return change_mask(sh, argc, argv, SIG_BLOCK);
}

static int sigunblock_run(struct sh *sh, int argc, char **argv)
{
	return change_mask(sh, argc, argv, SIG_UNBLOCK);
}

/* ---- sigwait ---- */

/* Prints it, or sets the variables. What no sigqueue(3) sent has no value. */
static int give(struct sh *sh, const struct ipc_args *a, const struct ipc_sig *s)
{
	char digits[24];
	const char *name = signal_name(s->number), *value = s->queued ? text_from_int(s->value, digits) : "";
	int status;

	if (!a->var) {
		sh_printf(sh, "%s %d %d %u %s\n", name, s->number, (int)s->pid, s->uid, *value ? value : "-");
		return ipc_flush(sh, a);
	}
	const struct ipc_figure figures[] = { { "_number", s->number }, { "_pid", s->pid },
		{ "_uid", s->uid } };
	status = ipc_set(sh, a, "", name, strlen(name));
	if (status == STATUS_OK)
		status = ipc_set_figures(sh, a, figures, ARRAY_LEN(figures));
	if (status == STATUS_OK)
		status = ipc_set(sh, a, "_value", value, strlen(value));
	const char *fd = s->of_fd ? text_from_int(s->fd, digits) : "";
	return status == STATUS_OK ? ipc_set(sh, a, "_fd", fd, strlen(fd)) : status;
}

static int take(struct sh *sh, const struct ipc_args *a, const sigset_t *set)
{
	int status = STATUS_OK;

	for (uint64_t left = a->count; status == STATUS_OK && (a->follow || left > 0); left--) {
		struct ipc_sig s;
		int err = ipc_sig_wait(set, &a->wait, &s);
		status = err < 0 ? ipc_failed(sh, a, err) : give(sh, a, &s);
	}
	return status;
}

/* Blocked for as long as it runs: a signal that a trap handles comes here then, and not to the trap. */
static int sigwait_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	sigset_t set, before;

	if (!ipc_options(sh, argc, argv, IPC_FAMILIES, &a) || !ipc_one_for_variable(sh, &a) ||
		!signal_operands(sh, &a, &set))
		return a.status;
	a.object = a.text[0];
	if (sigprocmask(SIG_BLOCK, &set, &before) < 0)
		return sh_builtin_error(sh, STATUS_ERROR, NULL, "%s", error_text(errno));
	int status = take(sh, &a, &set);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

/* ---- siginfo ---- */

static int siginfo_run(struct sh *sh, int argc, char **argv)
{
	const struct ipc_sig *s = sh_trap_signal(sh);
	struct ipc_args a;

	if (!ipc_options(sh, argc, argv, IPC_FAMILIES, &a))
		return a.status;
	if (a.n_text > 0)
		return builtin_usage(sh);
	return s ? give(sh, &a, s) : STATUS_NO;
}

/* ---- the table ---- */

static const struct opt_row wait_options[] = {
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_COUNT,
	IPC_ROW_FOLLOW,
	IPC_ROW_VARIABLE("put its name there, and the rest into NAME_number, _pid, _uid, _value"),
	IPC_ROW_END,
};

static const struct opt_row info_options[] = {
	IPC_ROW_VARIABLE("put its name there, and the rest into NAME_number, _pid, _uid, _value"),
	IPC_ROW_END,
};

const struct builtin sig_builtins[] = {
	{ "sigwait", sigwait_run, BUILTIN_IPC, "[-fn] [-t SEC] [-k N] [-v NAME] SIGNAL...",
		"wait for a signal: its name, number, sender's process and user id, value", wait_options },
	{ "siginfo", siginfo_run, BUILTIN_IPC, "[-v NAME]",
		"in the action of a trap: the signal that it runs for, as sigwait gives it", info_options },
	{ "sigblock", sigblock_run, BUILTIN_IPC | BUILTIN_FORKS, "SIGNAL...",
		"hold signals back until sigunblock or sigwait; children inherit that", NULL },
	{ "sigunblock", sigunblock_run, BUILTIN_IPC | BUILTIN_FORKS, "SIGNAL...", "let signals through again",
		NULL },
	{ .help = "signals", .usage = "ipcsh-sig(1)" },
};
