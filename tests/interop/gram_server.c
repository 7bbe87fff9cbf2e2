/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gram_server.c -- the server of a course: answers so many datagrams, each with "I got you!: " and what came.
 *
 *	gram_server COUNT PATH|PORT
 *
 * With PORT 0 the system picks one, which is printed first. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int udp_server(int port)
{
	struct sockaddr_in here = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((unsigned short)port) };
	socklen_t len = sizeof here;
	int s = socket(AF_INET, SOCK_DGRAM, 0);

	if (s < 0 || bind(s, (struct sockaddr *)&here, sizeof here) < 0 ||
		getsockname(s, (struct sockaddr *)&here, &len) < 0) {
		perror("bind");
		exit(1);
	}
	printf("%d\n", ntohs(here.sin_port));
	fflush(stdout);
	return s;
}

static int unix_server(const char *path)
{
	struct sockaddr_un here = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_DGRAM, 0);

	snprintf(here.sun_path, sizeof here.sun_path, "%s", path);
	if (s < 0 || bind(s, (struct sockaddr *)&here, sizeof here) < 0) {
		perror("bind");
		exit(1);
	}
	return s;
}

int main(int argc, char **argv)
{
	char text[1024], answer[1100];

	if (argc != 3)
		return 2;
	int port = strspn(argv[2], "0123456789") == strlen(argv[2]);
	int s = port ? udp_server(atoi(argv[2])) : unix_server(argv[2]);
	for (int left = atoi(argv[1]); left > 0; left--) {
		struct sockaddr_storage peer;
		socklen_t len = sizeof peer;
		ssize_t n = recvfrom(s, text, sizeof text - 1, 0, (struct sockaddr *)&peer, &len);
		if (n < 0) {
			perror("recvfrom");
			return 1;
		}
		text[n] = '\0';
		snprintf(answer, sizeof answer, "I got you!: %s", text);
		if (sendto(s, answer, strlen(answer), 0, (struct sockaddr *)&peer, len) < 0) {
			perror("sendto");
			return 1;
		}
	}
	if (!port)
		unlink(argv[2]);
	return 0;
}
