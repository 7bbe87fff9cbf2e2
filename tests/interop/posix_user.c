/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix_user.c -- the other side of POSIX queues and semaphores: posix_user send|recv|wait|post /NAME [TEXT
 * [PRIO]].
 *
 * As the manual pages of mq_send(3) and sem_wait(3) have it; recv prints the priority and the text. */
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int queue(const char *what, const char *name, const char *text, unsigned prio)
{
	struct mq_attr attr = { .mq_maxmsg = 5, .mq_msgsize = 100 };
	char buffer[8192];
	mqd_t q = mq_open(name, O_RDWR | O_CREAT, 0600, &attr);

	if (q == (mqd_t)-1)
		return fail("mq_open");
	if (strcmp(what, "send") == 0)
		return mq_send(q, text, strlen(text) + 1, prio) < 0 ? fail("mq_send") : 0;
	ssize_t n = mq_receive(q, buffer, sizeof buffer, &prio);
	if (n < 0)
		return fail("mq_receive");
	printf("%u %.*s\n", prio, (int)n, buffer);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	const char *what = argv[1];

	if (strcmp(what, "send") == 0 || strcmp(what, "recv") == 0)
		return queue(what, argv[2], argc > 3 ? argv[3] : "", argc > 4 ? (unsigned)atoi(argv[4]) : 0);
	sem_t *s = sem_open(argv[2], O_CREAT, 0600, 0);
	if (s == SEM_FAILED)
		return fail("sem_open");
	if (strcmp(what, "wait") == 0)
		return sem_wait(s) < 0 ? fail("sem_wait") : 0;
	return sem_post(s) < 0 ? fail("sem_post") : 0;
}
