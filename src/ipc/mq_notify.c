/* SPDX-License-Identifier: MIT */
/* mq_notify.c -- POSIX message queues: who is told of the first message, and closing without that being
 * forgotten. */
#include "ipc.h"

#include <errno.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdalign.h>
#include <stdlib.h>
#include <sys/statfs.h>
#include <sys/wait.h>

#define STACK_SIZE 16384

#define TEXT_SIZE 256
#define MQUEUE_MAGIC 0x19800202 /* in the kernel's ipc/mqueue.c alone */

/* "QSIZE:0 NOTIFY:0 SIGNO:10 NOTIFY_PID:4711": 0 or -errno. */
static int read_text(int fd, char text[TEXT_SIZE])
{
	ssize_t n = pread(fd, text, TEXT_SIZE - 1, 0);

	if (n < 0)
		return -errno;
	text[n] = '\0';
	return 0;
}

/* It is read at each close, and so without sscanf(3). 0, too, where there is no such label. */
static long number_behind(const char *text, const char *label)
{
	const char *at = strstr(text, label);

	return at ? strtol(at + strlen(label), NULL, 10) : 0;
}

int ipc_mqp_figures(int fd, size_t *bytes, struct ipc_mqp_notice *notice)
{
	char text[TEXT_SIZE];
	int err = read_text(fd, text);

	*bytes = 0;
	*notice = (struct ipc_mqp_notice){ 0 };
	if (err < 0)
		return err;
	*bytes = (size_t)number_behind(text, "QSIZE:");
	notice->signal = (int)number_behind(text, "SIGNO:");
	notice->pid = (pid_t)number_behind(text, "NOTIFY_PID:");
	notice->taken = notice->pid || notice->signal || number_behind(text, "NOTIFY:");
	return 0;
}

static bool is_queue(int fd)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == 0 && fs.f_type == MQUEUE_MAGIC;
}

/* 1, 0, or -errno: FD is not for reading. */
static int is_told(int fd)
{
	char text[TEXT_SIZE];
	int err = read_text(fd, text);

	return err < 0 ? err : number_behind(text, "NOTIFY_PID:") == getpid();
}

int ipc_mqp_notify(int fd, int sig, int value)
{
	struct sigevent event = { .sigev_notify = sig ? SIGEV_SIGNAL : SIGEV_NONE,
		.sigev_signo = sig,
		.sigev_value.sival_int = value };

	return mq_notify(fd, &event) < 0 ? -errno : 0;
}

int ipc_mqp_notify_end(int fd)
{
	int told = is_told(fd);

	if (told <= 0)
		return told;
	return mq_notify(fd, NULL) < 0 ? -errno : 1;
}

/* ---- closing --------------------------------------------------------------------------------------------- */

static int close_there(void *fd)
{
	return close(*(const int *)fd);
}

/* Another process closes it, one that shares the descriptors of this one. No handler may run on its small
 * stack. */
static void close_aside(int fd)
{
	alignas(64) char stack[STACK_SIZE];
	sigset_t all, old;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	pid_t pid = clone(close_there, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_FILES, &fd);
	if (pid < 0)
		close(fd);
	else
		waitpid(pid, NULL, __WALL);
	sigprocmask(SIG_SETMASK, &old, NULL);
}

void ipc_mqp_close(int *fd)
{
	if (*fd < 0)
		return;
	if (is_queue(*fd) && is_told(*fd) != 0)
		close_aside(*fd);
	else
		close(*fd);
	*fd = -1;
}
