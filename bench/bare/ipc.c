/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc.c -- ipc WHAT N: N times what one turn of a row of 5-ipc.rows does, with its system calls alone. */
#include "bare.h"

#include <mqueue.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>

#define TEXT 64

struct message {
	long type;
	char text[TEXT];
};

static void must(long result, const char *what)
{
	if (result < 0)
		bare_die(what);
}

static void queue(long n)
{
	struct message m = { .type = 1 };
	int id = msgget(IPC_PRIVATE, 0600);

	must(id, "msgget");
	memset(m.text, 'x', TEXT);
	for (; n > 0; n--) {
		must(msgsnd(id, &m, TEXT, 0), "msgsnd");
		must(msgrcv(id, &m, TEXT, 0, 0), "msgrcv");
	}
	msgctl(id, IPC_RMID, NULL);
}

static void queue_make(long n)
{
	for (; n > 0; n--) {
		int id = msgget(7801, IPC_CREAT | 0600);
		must(id, "msgget");
		msgctl(id, IPC_RMID, NULL);
	}
}

static void posix_queue(long n)
{
	char text[8192];
	mqd_t q = mq_open("/ipcsh-bare", O_RDWR | O_CREAT, 0600, NULL);

	must(q, "mq_open");
	mq_unlink("/ipcsh-bare");
	memset(text, 'x', TEXT);
	for (; n > 0; n--) {
		must(mq_send(q, text, TEXT, 0), "mq_send");
		must(mq_receive(q, text, sizeof text, NULL), "mq_receive");
	}
}

static void semaphore(long n)
{
	struct sembuf take = { 0, -1, SEM_UNDO }, give = { 0, 1, SEM_UNDO };
	int id = semget(IPC_PRIVATE, 1, 0600);

	must(id, "semget");
	must(semop(id, &(struct sembuf){ 0, 1, 0 }, 1), "semop");
	for (; n > 0; n--) {
		must(semop(id, &take, 1), "semop");
		must(semop(id, &give, 1), "semop");
	}
	semctl(id, 0, IPC_RMID);
}

static void lock(long n)
{
	for (; n > 0; n--) {
		int fd = open("locked", O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
		must(fd, "open");
		must(flock(fd, LOCK_EX), "flock");
		close(fd);
	}
}

/* A value of 1 MiB into a segment, and out of it. */
static void copies(long n)
{
	enum { MIB = 1048576 };
	char *value = malloc(MIB), *other = malloc(MIB);
	int id = shmget(IPC_PRIVATE, MIB, 0600);
	must(id, "shmget");
	char *segment = shmat(id, NULL, 0);

	shmctl(id, IPC_RMID, NULL);
	if (!value || !other || segment == (char *)-1)
		bare_die("memory");
	memset(value, 'x', MIB);
	for (; n > 0; n--) {
		memcpy(segment, value, MIB);
		memcpy(other, segment, MIB);
		value[n % MIB] = other[0]; /* so that no copy can be left out */
	}
	free(value);
	free(other);
}

/* The file `big' into a pipe, N MiB of it, by read and write, as cat does. */
static void cat_into_pipe(long n)
{
	static char block[131072];
	int ends[2], fd = open("big", O_RDONLY | O_CLOEXEC);

	must(fd, "open");
	must(pipe(ends), "pipe");
	pid_t reader = fork();
	must(reader, "fork");
	if (reader == 0) {
		close(ends[1]);
		while (read(ends[0], block, sizeof block) > 0)
			;
		_exit(0);
	}
	for (long left = n * (1048576 / (long)sizeof block); left > 0; left--) {
		must(read(fd, block, sizeof block), "read");
		must(write(ends[1], block, sizeof block), "write");
	}
	close(ends[0]);
	close(ends[1]);
	must(waitpid(reader, NULL, 0), "waitpid");
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(long n);
	} all[] = {
		{ "queue", queue },
		{ "queue-make", queue_make },
		{ "posix-queue", posix_queue },
		{ "semaphore", semaphore },
		{ "lock", lock },
		{ "copies", copies },
		{ "cat", cat_into_pipe },
	};

	for (size_t i = 0; argc == 3 && i < sizeof all / sizeof *all; i++) {
		if (strcmp(argv[1], all[i].name) == 0) {
			all[i].run(strtol(argv[2], NULL, 10));
			puts("done");
			return 0;
		}
	}
	return 2;
}
