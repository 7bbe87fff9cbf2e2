/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fifo_receiver [COUNT [PATH]] -- makes a FIFO and prints what comes through it, in records of 80 bytes;
 * COUNT of them, without COUNT (or 0) for ever. It opens the FIFO for reading and writing: so open() does not
 * wait for a sender, and read() gives no end of file when the last sender goes. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "/tmp/fifo"
#define RECORD 80

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 0) : 0;
	const char *path = argc > 2 ? argv[2] : PATH;

	if (mkfifo(path, 0666) < 0 && errno != EEXIST) {
		perror(path);
		return 1;
	}
	int fd = open(path, O_RDWR);
	if (fd < 0) {
		perror(path);
		return 1;
	}
	for (long n = 1; count == 0 || n <= count; n++) {
		char record[RECORD];
		ssize_t len = read(fd, record, sizeof record);
		if (len < 0) {
			perror("read");
			return 1;
		}
		printf("%zd bytes: %.80s\n", len, record);
		fflush(stdout);
	}
	close(fd);
	return 0;
}
