/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm_writer [COUNT [KEY]] -- counts 1, 2, 3 ... as text in a segment of shared memory; without COUNT (or 0)
 * for ever. The segment stays when this program has ended: that is what the reader is for. */
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

	int id = shmget(key, SIZE, IPC_CREAT | 0666);
	if (id < 0) {
		perror("shmget");
		return 1;
	}
	char *text = shmat(id, NULL, 0);
	if (text == (char *)-1) {
		perror("shmat");
		return 1;
	}
	for (long n = 1; count == 0 || n <= count; n++) {
		if (n > 1)
			usleep(100 * 1000);
		snprintf(text, SIZE, "%ld", n);
	}
	shmdt(text);
	return 0;
}
