/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gram_client.c -- the client of a course: sends its argument to a UNIX datagram socket and prints the
 * answer. With -u it has no name of its own, and does not wait for one.
 *
 *	gram_client [-u] PATH TEXT */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct sockaddr_un there = { .sun_family = AF_UNIX }, here = { .sun_family = AF_UNIX };
	int unnamed = argc == 4 && strcmp(argv[1], "-u") == 0;
	char answer[1024];

	if (argc != 3 + unnamed)
		return 2;
	const char *path = argv[1 + unnamed], *text = argv[2 + unnamed];
	int s = socket(AF_UNIX, SOCK_DGRAM, 0);
	snprintf(there.sun_path, sizeof there.sun_path, "%s", path);
	snprintf(here.sun_path, sizeof here.sun_path, "./client.%d", (int)getpid());
	if (s < 0 || (!unnamed && bind(s, (struct sockaddr *)&here, sizeof here) < 0)) {
		perror("socket");
		return 1;
	}
	if (sendto(s, text, strlen(text), 0, (struct sockaddr *)&there, sizeof there) < 0) {
		perror("sendto");
		return 1;
	}
	if (unnamed)
		return 0;
	ssize_t n = recvfrom(s, answer, sizeof answer - 1, 0, NULL, NULL);
	unlink(here.sun_path);
	if (n < 0) {
		perror("recvfrom");
		return 1;
	}
	answer[n] = '\0';
	printf("%s\n", answer);
	return 0;
}
