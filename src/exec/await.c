/* SPDX-License-Identifier: GPL-3.0-or-later */
/* await.c -- waiting for a child, and reading what it writes: through all signals but those that end the
 * shell. */
#include "exec_internal.h"

#include <errno.h>
#include <sys/wait.h>

struct awaited_child {
	pid_t pid;
	int flags;
	int *wait_status;
};

static ssize_t wait_attempt(void *ctx, bool nowait)
{
	const struct awaited_child *c = ctx;
	pid_t got = waitpid(c->pid, c->wait_status, c->flags | (nowait ? WNOHANG : 0));
	if (got < 0)
		return -errno;
	return got == 0 ? -EAGAIN : 0;
}

static int shell_ends(void *ctx)
{
	return signals_ending(ctx) != 0;
}

static struct ipc_wait while_it_lives(struct sh *sh)
{
	return (struct ipc_wait){ .timeout_ns = -1, .on_signal = shell_ends, .ctx = sh };
}

int wait_for(struct sh *sh, pid_t pid, int flags, int *wait_status)
{
	struct awaited_child c = { pid, flags, wait_status };
	struct ipc_wait w = while_it_lives(sh);
	ssize_t err;
	if (signals_may_end(sh))
		return (int)ipc_wait_for(&w, wait_attempt, &c);
	do
		err = wait_attempt(&c, false);
	while (err == -EINTR);
	return (int)err;
}

#define DRAIN_STEP 4096

int drain(struct sh *sh, int fd, struct buf *out)
{
	struct ipc_wait w = while_it_lives(sh);
	if (!signals_may_end(sh))
		return fd_read_all(fd, out);
	for (;;) {
		buf_grow(out, DRAIN_STEP);
		ssize_t got = ipc_read(fd, out->data + out->len, out->cap - out->len, &w);
		if (got <= 0)
			return (int)got;
		out->len += (size_t)got;
	}
}
