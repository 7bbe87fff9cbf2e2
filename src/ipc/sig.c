/* SPDX-License-Identifier: MIT */
/* sig.c -- signals as messages: waited for, queued with a value. */
#include "ipc.h"

#include <errno.h>
#include <unistd.h>

struct waiting {
	const sigset_t *set;
	siginfo_t info;
};

static ssize_t sig_attempt(void *ctx, bool nowait)
{
	static const struct timespec at_once;
	struct waiting *w = ctx;
	int sig = nowait ? sigtimedwait(w->set, &w->info, &at_once) : sigwaitinfo(w->set, &w->info);

	return sig < 0 ? -errno : sig;
}

/* Who sent it, in those that say so: of a timer's signal the same bytes are its number. */
static bool has_sender(const siginfo_t *info)
{
	if (info->si_code > 0)
		return info->si_signo == SIGCHLD && info->si_code != SI_KERNEL;
	return info->si_code != SI_TIMER && info->si_code != SI_SIGIO;
}

static bool has_value(const siginfo_t *info)
{
	return info->si_code == SI_QUEUE || info->si_code == SI_TIMER || info->si_code == SI_MESGQ;
}

/* POLL_IN to POLL_HUP, of signals that are no faults and so have no codes of their own of these numbers. */
static bool has_fd(const siginfo_t *info)
{
	static const int own[] = { SIGCHLD, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS };

	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (info->si_signo == own[i])
			return false;
	return info->si_code >= POLL_IN && info->si_code <= POLL_HUP;
}

struct ipc_sig ipc_sig_from(const siginfo_t *info)
{
	bool sender = has_sender(info);

	return (struct ipc_sig){
		.number = info->si_signo,
		.pid = sender ? info->si_pid : 0,
		.uid = sender ? info->si_uid : 0,
		.queued = has_value(info),
		.value = info->si_value.sival_int,
		.of_fd = has_fd(info),
		.fd = info->si_fd,
	};
}

int ipc_sig_wait(const sigset_t *set, const struct ipc_wait *w, struct ipc_sig *out)
{
	struct waiting waiting = { .set = set };
	int sig = (int)ipc_wait_for(w, sig_attempt, &waiting);

	if (sig < 0)
		return sig;
	*out = ipc_sig_from(&waiting.info);
	return 0;
}

int ipc_sig_queue(pid_t pid, int sig, int value)
{
	union sigval v = { .sival_int = value };

	return sigqueue(pid, sig, v) < 0 ? -errno : 0;
}
