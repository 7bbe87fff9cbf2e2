/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_notified.c -- the other side of mqnotify: mq_notified /NAME VALUE asks for SIGUSR1 with VALUE, says so,
 * and prints what came with it.
 *
 * As the manual pages of mq_notify(3) and sigwaitinfo(2) have it; it ends with 3 where another process has
 * asked. */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static int fail(const char *what)
{
	perror(what);
	return 1;
}

int main(int argc, char **argv)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
	siginfo_t info;
	sigset_t set;

	if (argc < 3)
		return 2;
	event.sigev_value.sival_int = atoi(argv[2]);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return fail("sigprocmask");
	mqd_t q = mq_open(argv[1], O_RDONLY);
	if (q == (mqd_t)-1)
		return fail("mq_open");
	if (mq_notify(q, &event) < 0)
		return errno == EBUSY ? 3 : fail("mq_notify");
	printf("asked\n");
	fflush(stdout);
	if (sigwaitinfo(&set, &info) < 0)
		return fail("sigwaitinfo");
	printf("%s %d from %d\n", info.si_code == SI_MESGQ ? "a message, and" : "something else, and",
		info.si_value.sival_int, (int)info.si_pid);
	return 0;
}
