/* SPDX-License-Identifier: MIT */
/* join KEY -- a program that joins in: it waits for a new value in shared memory, reads it, whole, and adds
 *one to it, unless somebody else was faster: then it tries again. See ipcsh-cell(5).
 *
 *	cc -o join join.c $(pkg-config --cflags --libs ipcsh) */
#include <ipcsh/cell.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>

static int attach(key_t key, struct ipcsh_memory *m)
{
	struct shmid_ds ds;
	int id = shmget(key, 0, 0);

	if (id < 0 || shmctl(id, IPC_STAT, &ds) < 0)
		return -1;
	m->address = shmat(id, NULL, 0);
	m->bytes = ds.shm_segsz;
	m->writable = true;
	return m->address == (void *)-1 ? -1 : 0;
}

/* 0 or -errno. */
static int add_one(const struct ipcsh_memory *m)
{
	char text[32];
	uint64_t version;
	int err;

	do {
		ssize_t n = ipcsh_cell_read(m, text, sizeof text - 1, &version, -1);
		if (n < 0)
			return (int)n;
		text[n < (ssize_t)sizeof text ? n : (ssize_t)sizeof text - 1] = '\0';
		snprintf(text, sizeof text, "%ld", strtol(text, NULL, 10) + 1);
		err = ipcsh_cell_write(m, text, strlen(text), &version, -1);
	} while (err == -EAGAIN); /* it is another version by now */
	return err;
}

int main(int argc, char **argv)
{
	struct ipcsh_memory m;

	if (argc != 2 || attach((key_t)strtoul(argv[1], NULL, 0), &m) < 0) {
		perror("join");
		return 2;
	}
	int err = ipcsh_cell_wait(&m, 0, -1); /* until there is a value at all */
	if (err == 0)
		err = add_one(&m);
	if (err < 0)
		fprintf(stderr, "join: %s\n", strerror(-err));
	return err < 0;
}
