/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm_reader [COUNT [KEY]] -- prints the text in a segment of shared memory, ten times a second, COUNT times;
 * without COUNT (or 0) for ever. It only looks: the segment has to be there, and is attached for reading
 * alone. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

#define KEY 3306
#define SIZE 1024

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 0) : 0;
	key_t key = argc > 2 ? (key_t)strtol(argv[2], NULL, 0) : KEY;

	int id = shmget(key, SIZE, 0);
	if (id < 0) {
		perror("shmget");
		return 1;
	}
	const char *text = shmat(id, NULL, SHM_RDONLY);
	if (text == (const char *)-1) {
		perror("shmat");
		return 1;
	}
	for (long n = 1; count == 0 || n <= count; n++) {
		if (n > 1)
			usleep(100 * 1000);
		printf("%s\n", text);
		fflush(stdout);
	}
	shmdt(text);
	return 0;
}
