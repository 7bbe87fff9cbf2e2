/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sem_user.c -- the other side of semwait and sempost, System V: sem_user KEY wait|hold|post|make [N].
 *
 * As a course writes it: make creates the set and sets its value, wait and post are one semop() each, hold
 * takes with SEM_UNDO, prints a line, and sleeps until it is killed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static int change(int id, int by, int flags)
{
	struct sembuf op = { 0, (short)by, (short)flags };

	if (semop(id, &op, 1) < 0) {
		perror("semop");
		return 1;
	}
	return 0;
}

/* Whoever did not make it waits until its maker has used it: sem_otime is 0 until then. */
static int opened(key_t key)
{
	struct semid_ds ds;
	int id = semget(key, 1, 0600);

	for (int i = 0; id >= 0 && i < 100; i++) {
		if (semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }) < 0 || ds.sem_otime != 0)
			break;
		usleep(1000);
	}
	return id;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	key_t key = (key_t)strtoul(argv[1], NULL, 0);
	const char *what = argv[2];
	int n = argc > 3 ? atoi(argv[3]) : 1;

	if (strcmp(what, "make") == 0) {
		int id = semget(key, 1, IPC_CREAT | IPC_EXCL | 0600);
		if (id < 0 || semctl(id, 0, SETVAL, (union semun){ .val = n }) < 0) {
			perror("semget");
			return 1;
		}
		return 0;
	}
	int id = opened(key);
	if (id < 0) {
		perror("semget");
		return 1;
	}
	if (strcmp(what, "wait") == 0)
		return change(id, -n, 0);
	if (strcmp(what, "post") == 0)
		return change(id, n, 0);
	if (change(id, -n, SEM_UNDO) != 0)
		return 1;
	puts("held");
	fflush(stdout);
	pause();
	return 0;
}
