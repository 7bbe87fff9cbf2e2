/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bare.h -- shared by the limits: programs that make only the system calls that a row's work needs. */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static inline void bare_die(const char *what)
{
	perror(what);
	exit(1);
}

static inline void bare_write(int fd, const char *text, size_t len)
{
	if (write(fd, text, len) != (ssize_t)len)
		bare_die("write");
}

/* vfork and execve; 0 and 1 become IN and OUT where these are not -1. */
static inline pid_t bare_spawn(char **argv, int in, int out)
{
	pid_t pid = vfork();

	if (pid == 0) {
		if ((in >= 0 && dup2(in, 0) < 0) || (out >= 0 && dup2(out, 1) < 0))
			_exit(126);
		execve(argv[0], argv, environ);
		_exit(127);
	}
	if (pid < 0)
		bare_die("vfork");
	return pid;
}

static inline void bare_wait(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) < 0)
		bare_die("waitpid");
	if (status != 0)
		exit(1);
}

#endif
