/* SPDX-License-Identifier: GPL-3.0-or-later */
/* group_receiver.c -- the receiver of a course: joins a group, says its port, and prints what comes, N times.
 *
 *	group_receiver GROUP INTERFACE-ADDRESS PORT N */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static int fail(const char *what)
{
	perror(what);
	return 1;
}

int main(int argc, char **argv)
{
	struct sockaddr_in here = { .sin_family = AF_INET }, from = { 0 };
	struct ip_mreq group;
	socklen_t len = sizeof here;
	char text[1024];
	int on = 1;

	if (argc != 5)
		return 2;
	here.sin_addr.s_addr = htonl(INADDR_ANY);
	here.sin_port = htons((unsigned short)atoi(argv[3]));
	group.imr_multiaddr.s_addr = inet_addr(argv[1]);
	group.imr_interface.s_addr = inet_addr(argv[2]);
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	if (s < 0 || setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
		return fail("socket");
	if (bind(s, (struct sockaddr *)&here, sizeof here) < 0)
		return fail("bind");
	if (setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group) < 0)
		return fail("IP_ADD_MEMBERSHIP");
	if (getsockname(s, (struct sockaddr *)&here, &len) < 0)
		return fail("getsockname");
	printf("%d\n", ntohs(here.sin_port));
	fflush(stdout);
	for (int i = 0; i < atoi(argv[4]); i++) {
		len = sizeof from;
		ssize_t n = recvfrom(s, text, sizeof text, 0, (struct sockaddr *)&from, &len);
		if (n < 0)
			return fail("recvfrom");
		printf("%.*s from %s\n", (int)n, text, inet_ntoa(from.sin_addr));
	}
	return 0;
}
