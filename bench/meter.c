/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meter.c -- runs a command COUNT times and measures the whole process tree below it.
 *
 *	meter LIMIT-SECONDS COUNT COMMAND [ARG...]
 *
 * The limit is one of cpu time for each process, so that a busy machine does not change what passes; on the
 * clock of the wall it is four times as much, for what hangs.
 *
 * A program of its own, and linked statically, for two reasons. The kernel starts the peak resident set of a
 * program with that of the process that called exec: this one is smaller than any shell. And as a subreaper
 * without other children it can wait for every descendant, also for those that their parents left behind. */
#include "meter.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Signal handlers have no argument for state: the group to kill, and that it was killed. */
static volatile sig_atomic_t group, stopped;

static void stop_group(int sig)
{
	(void)sig;
	stopped = 1;
	if (group > 0)
		kill(-(pid_t)group, SIGKILL);
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static double seconds(struct timeval tv)
{
	return (double)tv.tv_sec + (double)tv.tv_usec / 1e6;
}

static int catch_signals(double limit)
{
	struct sigaction act = { .sa_handler = stop_group, .sa_flags = SA_RESTART };
	struct itimerval timer = { .it_value = { .tv_sec = (time_t)(limit * 4) + 1 } };

	if (sigaction(SIGALRM, &act, NULL) < 0 || sigaction(SIGINT, &act, NULL) < 0 ||
		sigaction(SIGTERM, &act, NULL) < 0)
		return -1;
	return setitimer(ITIMER_REAL, &timer, NULL);
}

/* The command in a process group of its own, so that a limit ends all of it. -1: no process. */
static pid_t start(char **argv, double limit)
{
	struct rlimit cpu = { (rlim_t)(limit + 0.999), (rlim_t)(limit + 0.999) };
	sigset_t all, old;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	group = 0;
	pid = vfork();
	if (pid == 0) {
		setpgid(0, 0);
		setrlimit(RLIMIT_CPU, &cpu);
		sigprocmask(SIG_SETMASK, &old, NULL);
		execv(argv[0], argv);
		_exit(127);
	}
	if (pid > 0)
		group = pid;
	sigprocmask(SIG_SETMASK, &old, NULL);
	return pid;
}

static void reap_all(pid_t leader, struct meter_result *res)
{
	struct rusage ru;
	int status;
	pid_t pid;

	for (;;) {
		pid = wait4(-1, &status, 0, &ru);
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			return;
		res->user += seconds(ru.ru_utime);
		res->sys += seconds(ru.ru_stime);
		if (ru.ru_maxrss > res->rss_kb)
			res->rss_kb = ru.ru_maxrss;
		if (pid != leader || status == 0)
			continue;
		if (res->status == 0)
			res->status = status;
		if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
			stop_group(SIGXCPU);
	}
}

int main(int argc, char **argv)
{
	struct meter_result res = { 0 };
	double limit;
	long count;

	if (argc < 4)
		return 2;
	limit = strtod(argv[1], NULL);
	count = strtol(argv[2], NULL, 10);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) < 0)
		return 2;
	if (fcntl(METER_FD, F_SETFD, FD_CLOEXEC) < 0 || catch_signals(limit) < 0)
		return 2;
	res.began = now();
	for (long i = 0; i < count && !stopped; i++) {
		pid_t pid = start(argv + 3, limit);

		if (pid < 0)
			return 2;
		reap_all(pid, &res);
	}
	res.wall = now() - res.began;
	res.stopped = stopped;
	return write(METER_FD, &res, sizeof res) == (ssize_t)sizeof res ? 0 : 2;
}
