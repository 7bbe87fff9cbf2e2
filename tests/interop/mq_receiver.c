/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_receiver [COUNT [KEY]] -- takes COUNT messages of type 5 from a message queue, which it makes if it is
 * missing, and prints them; without COUNT (or 0) for ever. It takes each message for a C string: the sender
 * has to end it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define KEY 7777

struct message {
	long mtype;
	char mtext[128];
};

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 0) : 0;
	key_t key = argc > 2 ? (key_t)strtol(argv[2], NULL, 0) : KEY;

	int id = msgget(key, IPC_CREAT | 0666);
	if (id < 0) {
		perror("msgget");
		return 1;
	}
	for (long n = 1; count == 0 || n <= count; n++) {
		struct message m;
		ssize_t len = msgrcv(id, &m, sizeof m.mtext, 5, 0);
		if (len < 0) {
			perror("msgrcv");
			return 1;
		}
		printf("%s\n", m.mtext);
		fflush(stdout);
	}
	return 0;
}
