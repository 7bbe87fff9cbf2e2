/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fifo_sender PATH TEXT... -- sends each TEXT through a FIFO as a record of 80 bytes, the rest of it NULs. It
 * waits in open() until somebody reads. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define RECORD 80

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: %s PATH TEXT...\n", argv[0]);
		return 2;
	}
	int fd = open(argv[1], O_WRONLY);
	if (fd < 0) {
		perror(argv[1]);
		return 1;
	}
	for (int i = 2; i < argc; i++) {
		char record[RECORD] = "";
		strncpy(record, argv[i], sizeof record - 1);
		if (write(fd, record, sizeof record) != sizeof record) {
			perror("write");
			return 1;
		}
	}
	close(fd);
	return 0;
}
