/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_writer FILE TEXT -- makes FILE 40 bytes long, maps it and copies TEXT and its NUL into
 * it: no write(). */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 40

int main(int argc, char **argv)
{
	if (argc != 3 || strlen(argv[2]) >= SIZE) {
		fprintf(stderr, "usage: %s FILE TEXT\n", argv[0]);
		return 2;
	}
	int fd = open(argv[1], O_RDWR | O_CREAT, 0666);
	if (fd < 0 || ftruncate(fd, SIZE) < 0) {
		perror(argv[1]);
		return 1;
	}
	char *text = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (text == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	close(fd);
	strcpy(text, argv[2]);
	munmap(text, SIZE);
	return 0;
}
