/* SPDX-License-Identifier: GPL-3.0-or-later */
/* readlines.c -- readlines FILE|-: counts lines with the calls that reading in blocks needs; - is a pipe from
 * a child that copies lines.txt into it. */
#include "bare.h"

static char buf[65536];

static int from_child(void)
{
	char path[] = "/bin/cat", file[] = "lines.txt", *argv[] = { path, file, NULL };
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		bare_die("pipe");
	bare_spawn(argv, -1, ends[1]);
	close(ends[1]);
	return ends[0];
}

int main(int argc, char **argv)
{
	int fd;
	ssize_t n;
	long lines = 0;

	if (argc < 2)
		return 2;
	fd = strcmp(argv[1], "-") == 0 ? from_child() : open(argv[1], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		bare_die(argv[1]);
	while ((n = read(fd, buf, sizeof buf)) > 0)
		for (ssize_t i = 0; i < n; i++)
			lines += buf[i] == '\n';
	printf("%ld\n", lines);
	return 0;
}
