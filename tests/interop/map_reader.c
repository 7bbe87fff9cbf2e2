/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_reader FILE [TEXT] -- maps a file of 40 bytes and prints the text in it; with TEXT it keeps the file
 * mapped and looks again until the text is TEXT, for ten seconds at most. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SIZE 40

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: %s FILE [TEXT]\n", argv[0]);
		return 2;
	}
	int fd = open(argv[1], O_RDONLY);
	if (fd < 0) {
		perror(argv[1]);
		return 1;
	}
	const char *text = mmap(NULL, SIZE, PROT_READ, MAP_SHARED, fd, 0);
	if (text == MAP_FAILED) {
		perror("mmap");
		return 1;
	}
	close(fd);
	printf("%.40s\n", text);
	fflush(stdout);
	for (int i = 0; argc > 2 && i < 1000; i++) {
		if (strncmp(text, argv[2], SIZE) == 0) {
			printf("%.40s\n", text);
			return 0;
		}
		usleep(10 * 1000);
	}
	return argc > 2;
}
