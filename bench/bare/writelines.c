/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writelines.c -- writelines N TEXT: N lines to the file out, each with a write of its own, as echo must. */
#include "bare.h"

int main(int argc, char **argv)
{
	char line[256];
	size_t len;
	int fd;

	if (argc < 3)
		return 2;
	len = (size_t)snprintf(line, sizeof line, "%s\n", argv[2]);
	fd = open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		bare_die("out");
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--)
		bare_write(fd, line, len);
	return 0;
}
