/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock_client.c -- the client of that course: says one thing, prints the answer. sock_client
 * PORT|PATH TEXT */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int dial_tcp(int port)
{
	struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((unsigned short)port) };
	int s = socket(AF_INET, SOCK_STREAM, 0);

	there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return connect(s, (struct sockaddr *)&there, sizeof there) < 0 ? -1 : s;
}

static int dial_unix(const char *path)
{
	struct sockaddr_un there = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(there.sun_path, path, sizeof there.sun_path - 1);
	return connect(s, (struct sockaddr *)&there, sizeof there) < 0 ? -1 : s;
}

int main(int argc, char **argv)
{
	char answer[256];
	ssize_t n;

	if (argc < 3)
		return 2;
	int s = strchr(argv[1], '/') ? dial_unix(argv[1]) : dial_tcp(atoi(argv[1]));
	if (s < 0)
		return 1;
	dprintf(s, "%s\n", argv[2]);
	while ((n = read(s, answer, sizeof answer)) > 0)
		fwrite(answer, 1, (size_t)n, stdout);
	return n < 0;
}
