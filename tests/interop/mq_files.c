/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_files.c -- a file server over System V queues, and its client. A request goes to the queue 7777: the id
 * of the client's own queue and a path. The answers' types say what they are: 1 it failed (a text), 2 a piece
 * of the file, 3 its end (no bytes).
 *
 *	mq_files serve COUNT | get PATH */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

#define KEY 7777

enum { FAILED = 1, PIECE, END };

struct request {
	long type;
	int client;
	char path[256];
};

struct answer {
	long type;
	char bytes[1000];
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void reply(int queue, struct answer *a, long type, size_t n)
{
	a->type = type;
	if (msgsnd(queue, a, n, 0) < 0)
		die("msgsnd");
}

static void serve_one(int queue)
{
	struct request request;
	struct answer a = { .bytes = "no such file" };
	ssize_t n;

	if (msgrcv(queue, &request, sizeof request - sizeof(long), 0, 0) < 0)
		die("msgrcv");
	int fd = open(request.path, O_RDONLY);
	if (fd < 0) {
		reply(request.client, &a, FAILED, strlen(a.bytes) + 1);
		return;
	}
	while ((n = read(fd, a.bytes, sizeof a.bytes)) > 0)
		reply(request.client, &a, PIECE, (size_t)n);
	reply(request.client, &a, END, 0);
	close(fd);
}

static int get(int server, const char *path)
{
	struct request request = { .type = 1, .client = msgget(IPC_PRIVATE, 0600) };
	struct answer a;

	snprintf(request.path, sizeof request.path, "%s", path);
	if (request.client < 0 || msgsnd(server, &request, sizeof(int) + strlen(request.path) + 1, 0) < 0)
		die("request");
	for (;;) {
		ssize_t n = msgrcv(request.client, &a, sizeof a.bytes, 0, 0);
		if (n < 0)
			die("msgrcv");
		if (a.type != PIECE)
			break;
		fwrite(a.bytes, 1, (size_t)n, stdout);
	}
	if (a.type == FAILED)
		fprintf(stderr, "%s\n", a.bytes);
	msgctl(request.client, IPC_RMID, NULL);
	return a.type == END ? 0 : 1;
}

int main(int argc, char **argv)
{
	int queue = msgget(KEY, 0);

	if (queue < 0)
		die("msgget");
	if (argc == 3 && strcmp(argv[1], "get") == 0)
		return get(queue, argv[2]);
	for (int count = argc == 3 ? atoi(argv[2]) : 0; count > 0; count--)
		serve_one(queue);
	return 0;
}
