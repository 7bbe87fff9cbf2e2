/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redirect.c -- redirect N [PROGRAM]: N times standard output to a file; with PROGRAM in a child, which also
 * gets /dev/null as input, else there and back, with a line written. */
#include "bare.h"

static void in_child(char **argv)
{
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int out = open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (in < 0 || out < 0)
		bare_die("open");
	bare_wait(bare_spawn(argv, in, out));
	close(in);
	close(out);
}

static void here(void)
{
	int old = fcntl(1, F_DUPFD_CLOEXEC, 10);
	int fd = open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (old < 0 || fd < 0 || dup2(fd, 1) < 0)
		bare_die("out");
	close(fd);
	bare_write(1, "hello\n", 6);
	if (dup2(old, 1) < 0)
		bare_die("dup2");
	close(old);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--) {
		if (argc > 2)
			in_child(argv + 2);
		else
			here();
	}
	puts("done");
	return 0;
}
