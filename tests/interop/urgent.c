/* SPDX-License-Identifier: GPL-3.0-or-later */
/* urgent.c -- urgent data of a course: `urgent send PORT' connects to this machine, waits for a word, sends
 * text and one urgent byte, and prints the answer; `urgent receive' listens, says its port, and prints the
 * byte when SIGURG comes. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t urgent;

static void on_urgent(int sig)
{
	urgent = sig;
}

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int send_it(int s, struct sockaddr_in *there)
{
	char answer[64];

	if (connect(s, (struct sockaddr *)there, sizeof *there) < 0)
		return fail("connect");
	if (read(s, answer, sizeof answer) <= 0)
		return fail("read");
	if (send(s, "text\n", 5, 0) != 5 || send(s, "!", 1, MSG_OOB) != 1)
		return fail("send");
	ssize_t n = read(s, answer, sizeof answer);
	if (n < 0)
		return fail("read");
	printf("%.*s", (int)n, answer);
	return 0;
}

static int receive_it(int l, struct sockaddr_in *here)
{
	struct sigaction act = { .sa_handler = on_urgent };
	socklen_t len = sizeof *here;
	sigset_t set, before;
	char byte;

	here->sin_port = 0;
	if (bind(l, (struct sockaddr *)here, sizeof *here) < 0 || listen(l, 1) < 0 ||
		getsockname(l, (struct sockaddr *)here, &len) < 0)
		return fail("listen");
	sigaction(SIGURG, &act, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGURG);
	sigprocmask(SIG_BLOCK, &set, &before);
	printf("%d\n", ntohs(here->sin_port));
	fflush(stdout);
	int c = accept(l, NULL, NULL);
	if (c < 0 || fcntl(c, F_SETOWN, getpid()) < 0)
		return fail("accept");
	if (write(c, "ready\n", 6) != 6)
		return fail("write");
	while (!urgent)
		sigsuspend(&before);
	if (recv(c, &byte, 1, MSG_OOB) != 1)
		return fail("recv");
	printf("urgent: %c\n", byte);
	return 0;
}

int main(int argc, char **argv)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };
	int s = socket(AF_INET, SOCK_STREAM, 0);

	if (s < 0 || argc < 2)
		return 2;
	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (strcmp(argv[1], "receive") == 0)
		return receive_it(s, &addr);
	addr.sin_port = htons((unsigned short)(argc > 2 ? atoi(argv[2]) : 0));
	return send_it(s, &addr);
}
