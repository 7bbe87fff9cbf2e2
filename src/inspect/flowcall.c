/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flowcall.c -- what a process waits in, and how much it has read and written, from the texts of /proc. */
#include "inspect.h"
#include "inspect_internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>

struct call_row {
	long number;
	enum blocked blocked;
	int argument; /* which one is the descriptor or the id; -1: none */
};

/* Numbers that not every machine has stand at the end. */
static const struct call_row calls[] = {
	{ SYS_read, BLOCKED_READ, 0 },
	{ SYS_readv, BLOCKED_READ, 0 },
	{ SYS_pread64, BLOCKED_READ, 0 },
	{ SYS_preadv, BLOCKED_READ, 0 },
	{ SYS_tee, BLOCKED_READ, 0 },
	{ SYS_splice, BLOCKED_READ, 0 },
	{ SYS_recvfrom, BLOCKED_READ, 0 },
	{ SYS_recvmsg, BLOCKED_READ, 0 },
	{ SYS_recvmmsg, BLOCKED_READ, 0 },
	{ SYS_write, BLOCKED_WRITE, 0 },
	{ SYS_writev, BLOCKED_WRITE, 0 },
	{ SYS_pwrite64, BLOCKED_WRITE, 0 },
	{ SYS_pwritev, BLOCKED_WRITE, 0 },
	{ SYS_vmsplice, BLOCKED_WRITE, 0 },
	{ SYS_sendfile, BLOCKED_WRITE, 0 },
	{ SYS_sendto, BLOCKED_WRITE, 0 },
	{ SYS_sendmsg, BLOCKED_WRITE, 0 },
	{ SYS_sendmmsg, BLOCKED_WRITE, 0 },
	{ SYS_flock, BLOCKED_LOCK, 0 },
	{ SYS_fcntl, BLOCKED_LOCK, 0 },
	{ SYS_accept, BLOCKED_ACCEPT, 0 },
	{ SYS_accept4, BLOCKED_ACCEPT, 0 },
	{ SYS_connect, BLOCKED_CONNECT, 0 },
	{ SYS_openat, BLOCKED_OPEN, -1 },
	{ SYS_wait4, BLOCKED_CHILD, 0 },
	{ SYS_waitid, BLOCKED_CHILD, 1 },
	{ SYS_semop, BLOCKED_SEMAPHORE, 0 },
	{ SYS_semtimedop, BLOCKED_SEMAPHORE, 0 },
	{ SYS_msgsnd, BLOCKED_QUEUE, 0 },
	{ SYS_msgrcv, BLOCKED_QUEUE, 0 },
	{ SYS_ppoll, BLOCKED_POLL, -1 },
	{ SYS_pselect6, BLOCKED_POLL, -1 },
	{ SYS_epoll_pwait, BLOCKED_POLL, -1 },
#ifdef SYS_epoll_pwait2
	{ SYS_epoll_pwait2, BLOCKED_POLL, -1 },
#endif
	{ SYS_futex, BLOCKED_FUTEX, -1 },
	{ SYS_rt_sigsuspend, BLOCKED_SIGNAL, -1 },
	{ SYS_rt_sigtimedwait, BLOCKED_SIGNAL, -1 },
	{ SYS_nanosleep, BLOCKED_SLEEP, -1 },
	{ SYS_clock_nanosleep, BLOCKED_SLEEP, -1 },
	{ SYS_restart_syscall, BLOCKED_SLEEP, -1 },
#ifdef SYS_poll
	{ SYS_poll, BLOCKED_POLL, -1 },
	{ SYS_select, BLOCKED_POLL, -1 },
	{ SYS_epoll_wait, BLOCKED_POLL, -1 },
	{ SYS_open, BLOCKED_OPEN, -1 },
	{ SYS_pause, BLOCKED_SIGNAL, -1 },
#endif
};

/* What the number alone does not say. */
static void refine_call(struct proc_call *c)
{
	if (c->number == SYS_fcntl && c->args[1] != F_SETLKW && c->args[1] != F_OFD_SETLKW)
		c->blocked = BLOCKED_OTHER;
	if (c->number == SYS_waitid && c->args[0] != P_PID)
		c->id = -1;
	if (c->blocked == BLOCKED_CHILD && c->id <= 0)
		c->id = -1;
}

/* "running", or "NUMBER ARGUMENT..." in hexadecimal, or "-1 ...": it waits outside of any call. */
bool inspect_parse_call(const char *text, size_t n, struct proc_call *out)
{
	char line[256];
	unsigned long long args[5];

	memcpy(line, text, n < sizeof line ? n : sizeof line - 1);
	line[n < sizeof line ? n : sizeof line - 1] = '\0';
	*out = (struct proc_call){ .blocked = BLOCKED_NOT, .id = -1, .number = -1 };
	if (strncmp(line, "running", 7) == 0)
		return true;
	int got = sscanf(line, "%ld %llx %llx %llx %llx %llx", &out->number, &args[0], &args[1], &args[2],
		&args[3], &args[4]);
	out->blocked = BLOCKED_OTHER;
	if (got < 6)
		return got >= 1 && out->number == -1;
	for (size_t i = 0; i < ARRAY_LEN(args); i++)
		out->args[i] = args[i];
	for (size_t i = 0; i < ARRAY_LEN(calls); i++)
		if (calls[i].number == out->number) {
			out->blocked = calls[i].blocked;
			if (calls[i].argument >= 0)
				out->id = (int)args[calls[i].argument];
		}
	refine_call(out);
	return true;
}

enum blocked inspect_parse_wchan(const char *text, size_t n)
{
	static const struct {
		const char *part;
		enum blocked blocked;
	} places[] = { { "pipe_read", BLOCKED_READ }, { "pipe_write", BLOCKED_WRITE },
		{ "n_tty_read", BLOCKED_READ }, { "wait_for_partner", BLOCKED_OPEN },
		{ "fifo_open", BLOCKED_OPEN }, { "do_wait", BLOCKED_CHILD }, { "poll", BLOCKED_POLL },
		{ "select", BLOCKED_POLL }, { "futex", BLOCKED_FUTEX }, { "nanosleep", BLOCKED_SLEEP },
		{ "sigsuspend", BLOCKED_SIGNAL }, { "accept", BLOCKED_ACCEPT }, { "flock", BLOCKED_LOCK },
		{ "stop", BLOCKED_STOPPED } };

	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		if (memmem(text, n, places[i].part, strlen(places[i].part)))
			return places[i].blocked;
	return BLOCKED_OTHER;
}

static bool count_line(const char *text, size_t n, const char *label, uint64_t *out)
{
	const char *at = proc_line(text, n, label);
	char digits[24];
	size_t len = 0;

	while (at && at + len < text + n && len < sizeof digits - 1 && at[len] >= '0' && at[len] <= '9')
		len++;
	if (!at || len == 0)
		return false;
	memcpy(digits, at, len);
	digits[len] = '\0';
	return text_to_uint10(digits, UINT64_MAX, out);
}

bool inspect_parse_io(const char *text, size_t n, uint64_t *in, uint64_t *out)
{
	return count_line(text, n, "rchar: ", in) && count_line(text, n, "wchar: ", out);
}

bool proc_parse_switches(const char *text, size_t n, uint64_t *out)
{
	return count_line(text, n, "voluntary_ctxt_switches:\t", out);
}

/* "1: POSIX  ADVISORY  WRITE 123 08:01:77 0 EOF", of one that waits for the one above it "1: -> FLOCK ..." */
bool inspect_parse_lock(const char *line, size_t n, struct file_lock *out)
{
	char text[128], arrow[3] = "";
	unsigned major, minor;
	unsigned long long ino;
	int at = 0;

	memcpy(text, line, n < sizeof text ? n : sizeof text - 1);
	text[n < sizeof text ? n : sizeof text - 1] = '\0';
	*out = (struct file_lock){ 0 };
	if (sscanf(text, "%*u: %n", &at) == EOF || at == 0)
		return false;
	out->waiting = sscanf(text + at, "%2[->]", arrow) == 1 && strcmp(arrow, "->") == 0;
	if (sscanf(text + at + (out->waiting ? 2 : 0), "%*s %*s %*s %d %x:%x:%llu", &out->pid, &major, &minor,
		    &ino) != 4)
		return false;
	out->dev = inspect_dev(major, minor);
	out->ino = ino;
	return true;
}
