/* SPDX-License-Identifier: GPL-3.0-or-later */
/* capture.c -- capture N [PROGRAM]: reads the output of PROGRAM, or of a forked child, N
 * times from a pipe. */
#include "bare.h"

static void turn(char **argv)
{
	char buf[4096];
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		bare_die("pipe");
	pid = argv[0] ? bare_spawn(argv, -1, ends[1]) : fork();
	if (pid == 0) {
		bare_write(ends[1], "hello\n", 6);
		_exit(0);
	}
	if (pid < 0)
		bare_die("fork");
	close(ends[1]);
	while (read(ends[0], buf, sizeof buf) > 0)
		;
	close(ends[0]);
	bare_wait(pid);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--)
		turn(argv + 2);
	puts("hello");
	return 0;
}
