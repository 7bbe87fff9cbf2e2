/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_notify.c -- mqnotify: a signal when a message comes into an empty POSIX queue. */
#include "inspect.h"
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#define USUAL_SIGNAL SIGUSR1

static bool ends_nobody(int sig)
{
	return sig == SIGCHLD || sig == SIGURG || sig == SIGWINCH || sig == SIGCONT;
}

/* Would SIG end or stop this shell, were it to come now? */
static bool is_dangerous(struct sh *sh, int sig)
{
	struct sigaction now;
	sigset_t mask;

	if (ends_nobody(sig) || trap_get(sh, sig) || sigaction(sig, NULL, &now) < 0 ||
		sigprocmask(SIG_BLOCK, NULL, &mask) < 0)
		return false;
	return now.sa_handler != SIG_IGN && sigismember(&mask, sig) == 0;
}

/* Another process is told: which one. */
static int taken(struct sh *sh, const struct ipc_args *a, int fd)
{
	struct ipc_mqp_notice notice;
	struct proc_info who;
	size_t bytes;

	if (a->wait.nowait)
		return STATUS_NO;
	if (ipc_mqp_figures(fd, &bytes, &notice) < 0 || notice.pid == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "another process is told already");
	if (notice.pid == getpid())
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"this shell has asked already (--cancel takes that back)");
	if (inspect_process(notice.pid, &who) < 0)
		who.name[0] = '\0';
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"process %d%s%s%s is told already, and a queue tells only one", (int)notice.pid,
		*who.name ? " (" : "", who.name, *who.name ? ")" : "");
}

static int ask(struct sh *sh, const struct ipc_args *a, int sig)
{
	struct ipc_state *st = ipc_state(sh);
	struct ipc_mqp *queue;
	int status = STATUS_OK, err = ipc_mqp_use(&st->mqp, a->address.path, O_RDONLY, &queue);

	if (st->mqp.changed)
		ipc_mqp_fds(sh, st);
	if (err < 0)
		return ipc_failed(sh, a, err);
	err = a->cancel ? ipc_mqp_notify_end(queue->fd) : ipc_mqp_notify(queue->fd, sig, a->value);
	sh->told_by_queue |= err == 0 && !a->cancel;
	if (err == -EBUSY)
		status = taken(sh, a, queue->fd);
	else if (err < 0)
		status = ipc_failed(sh, a, err);
	else if (a->cancel && err == 0)
		status = STATUS_NO;
	ipc_mqp_done(queue);
	return status;
}

static int mq_notify(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int sig = USUAL_SIGNAL;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a))
		return a.status;
	if (!ipc_is_posix(&a))
		return sh_builtin_error(sh, STATUS_ERROR, a.object,
			"a System V queue tells nobody (mqwait waits for a message)");
	if (a.none + a.cancel + (a.signal != NULL) > 1)
		return sh_builtin_error(
			sh, STATUS_ERROR, a.object, "only one of --signal, --none and --cancel");
	if (a.signal && (sig = ipc_signal(sh, &a, a.signal)) == 0)
		return a.status;
	if (a.none || a.cancel)
		sig = 0;
	if (sig && is_dangerous(sh, sig))
		return sh_builtin_error(sh, STATUS_ERROR, a.object,
			"%s would end this shell (first `trap' it, or `sigblock %s' for sigwait)",
			signal_name(sig), signal_name(sig));
	return ask(sh, &a, sig);
}

/* ---- the table ---- */

static const struct opt_row notify_options[] = {
	{ 0, "signal", "SIGNAL", "the signal that comes (default USR1)" },
	{ 'q', NULL, "VALUE", "it has this number with it, which sigwait gives" },
	{ 0, "none", NULL, "no signal: it only keeps others from being told" },
	{ 0, "cancel", NULL, "this shell is not to be told any more; status 1 if it was not" },
	{ 'n', NULL, NULL, "status 1, and no message, where another process is told" },
	IPC_ROW_AWAIT,
	IPC_ROW_AWAIT_TIMEOUT,
	IPC_ROW_END,
};

const struct builtin mq_notify_builtins[] = {
	{ "mqnotify", mq_notify, BUILTIN_IPC | BUILTIN_FORKS,
		"[-nw] [-t SEC] [--signal SIGNAL] [-q VALUE] [--none] [--cancel] ADDRESS",
		"have a signal sent to this shell when a message comes into the empty queue",
		notify_options },
	{ .help = "message queues", .usage = "ipcsh-mq(1)" },
};
