/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock_server.c -- a server as a course on sockets shows it: takes one client after the other, reads what it
 * says and answers "I got you!: ". sock_server COUNT PORT|PATH: port 0 is any; the port is printed. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int listen_tcp(int port)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((unsigned short)port) };
	socklen_t len = sizeof here;
	int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(s, (struct sockaddr *)&here, sizeof here) < 0 || listen(s, 5) < 0 ||
		getsockname(s, (struct sockaddr *)&here, &len) < 0)
		return -1;
	printf("%d\n", ntohs(here.sin_port));
	fflush(stdout);
	return s;
}

static int listen_unix(const char *path)
{
	struct sockaddr_un here = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	strncpy(here.sun_path, path, sizeof here.sun_path - 1);
	unlink(path);
	return bind(s, (struct sockaddr *)&here, sizeof here) < 0 || listen(s, 5) < 0 ? -1 : s;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	int s = strchr(argv[2], '/') ? listen_unix(argv[2]) : listen_tcp(atoi(argv[2]));

	if (s < 0) {
		perror("listen");
		return 1;
	}
	for (int left = atoi(argv[1]); left > 0; left--) {
		char said[256];
		int c = accept(s, NULL, NULL);
		ssize_t n = read(c, said, sizeof said - 1);
		if (n < 0)
			n = 0;
		said[n] = '\0';
		dprintf(c, "I got you!: %s", said);
		close(c);
	}
	return 0;
}
