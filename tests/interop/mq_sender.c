/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_sender [TEXT [KEY]] -- puts one message of type 5 into a message queue, which it makes if it is missing.
 * The whole array goes out: 128 bytes, the text and the NULs behind it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 7777

struct message {
	long mtype;
	char mtext[128];
};

int main(int argc, char **argv)
{
	const char *text = argc > 1 ? argv[1] : "This is MQ!";
	key_t key = argc > 2 ? (key_t)strtol(argv[2], NULL, 0) : KEY;

	int id = msgget(key, IPC_CREAT | 0666);
	if (id < 0) {
		perror("msgget");
		return 1;
	}
	struct message m = { .mtype = 5 };
	strncpy(m.mtext, text, sizeof m.mtext - 1);
	if (msgsnd(id, &m, sizeof m.mtext, 0) < 0) {
		perror("msgsnd");
		return 1;
	}
	return 0;
}
