/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flowpoll.c -- which descriptors a process waits for in poll(2), select(2) and epoll_wait(2): the arguments
 * of the call are in its memory, what an epoll descriptor watches is in /proc. */
#include "inspect.h"
#include "inspect_internal.h"

#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#define POLLED_MOST 64 /* descriptors of poll(2) that are looked at */

size_t flow_memory(pid_t pid, uint64_t at, void *out, size_t n)
{
	struct iovec here = { out, n }, there = { (void *)(uintptr_t)at, n };
	ssize_t got = process_vm_readv(pid, &here, 1, &there, 1, 0);

	return got < 0 ? 0 : (size_t)got;
}

void flow_add_end(struct flow_proc *p, int fd, bool writes)
{
	p->ends = list_more(p->ends, p->n_ends, &p->cap_ends, sizeof *p->ends);
	p->ends[p->n_ends++] = (struct flow_end){ fd, writes };
}

/* IN, OUT: it waits to read, to write. Neither: for something else, which is not said. */
static void add_ends(struct flow_proc *p, int fd, bool in, bool out)
{
	p->partial |= !in && !out;
	if (in)
		flow_add_end(p, fd, false);
	if (out)
		flow_add_end(p, fd, true);
}

static void read_poll(struct flow_proc *p, const struct proc_call *call)
{
	struct pollfd polled[POLLED_MOST];
	size_t n = call->args[1] < POLLED_MOST ? (size_t)call->args[1] : POLLED_MOST;
	size_t got = flow_memory(p->info.pid, call->args[0], polled, n * sizeof *polled) / sizeof *polled;

	p->partial = got < call->args[1];
	for (size_t i = 0; i < got; i++)
		if (polled[i].fd >= 0)
			add_ends(p, polled[i].fd, polled[i].events & POLLIN, polled[i].events & POLLOUT);
}

/* Of the sets of select(2) that for N descriptors at AT; 0: there is none. False: it cannot be read. */
static bool read_set(pid_t pid, uint64_t at, size_t n, fd_set *set)
{
	size_t words = (n + 8 * sizeof(unsigned long) - 1) / (8 * sizeof(unsigned long));
	size_t bytes = words * sizeof(unsigned long);

	FD_ZERO(set);
	return at == 0 || flow_memory(pid, at, set, bytes) == bytes;
}

static void read_select(struct flow_proc *p, const struct proc_call *call)
{
	size_t n = call->args[0] < FD_SETSIZE ? (size_t)call->args[0] : FD_SETSIZE;
	fd_set sets[3];

	p->partial = n < call->args[0];
	for (size_t i = 0; i < ARRAY_LEN(sets); i++)
		if (!read_set(p->info.pid, call->args[i + 1], n, &sets[i])) {
			p->partial = true;
			return;
		}
	for (int fd = 0; fd < (int)n; fd++) {
		bool in = FD_ISSET(fd, &sets[0]), out = FD_ISSET(fd, &sets[1]);
		if (in || out || FD_ISSET(fd, &sets[2]))
			add_ends(p, fd, in, out);
	}
}

/* Lines "tfd:       4 events:       19 data: ..." */
static void read_epoll(struct flow_proc *p, const struct proc_call *call)
{
	struct buf text = { 0 };
	char name[32];
	int fd;
	unsigned events;

	snprintf(name, sizeof name, "fdinfo/%d", (int)call->args[0]);
	p->partial = proc_read_of(p->info.pid, name, &text) < 0;
	for (const char *line = buf_cstr(&text); line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (sscanf(line, "tfd: %d events: %x", &fd, &events) == 2)
			add_ends(p, fd, events & EPOLLIN, events & EPOLLOUT);
	}
	buf_free(&text);
}

void flow_read_polled(struct flow_proc *p, const struct proc_call *call)
{
	switch (call->number) {
	case SYS_ppoll:
		p->timed = call->args[2] != 0;
		read_poll(p, call);
		break;
	case SYS_pselect6:
		p->timed = call->args[4] != 0;
		read_select(p, call);
		break;
	case SYS_epoll_pwait:
		p->timed = (int)call->args[3] >= 0;
		read_epoll(p, call);
		break;
#ifdef SYS_epoll_pwait2
	case SYS_epoll_pwait2:
		p->timed = call->args[3] != 0;
		read_epoll(p, call);
		break;
#endif
#ifdef SYS_poll /* not every machine has the older calls */
	case SYS_poll:
		p->timed = (int)call->args[2] >= 0;
		read_poll(p, call);
		break;
	case SYS_select:
		p->timed = call->args[4] != 0;
		read_select(p, call);
		break;
	case SYS_epoll_wait:
		p->timed = (int)call->args[3] >= 0;
		read_epoll(p, call);
		break;
#endif
	default: p->partial = true;
	}
}
