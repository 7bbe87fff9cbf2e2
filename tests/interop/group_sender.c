/* SPDX-License-Identifier: GPL-3.0-or-later */
/* group_sender.c -- the sender of a course: one datagram to a group, through the interface that has an
 * address.
 *
 *	group_sender GROUP INTERFACE-ADDRESS PORT TEXT */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	struct sockaddr_in there = { .sin_family = AF_INET };
	struct in_addr interface;
	unsigned char ttl = 1;

	if (argc != 5)
		return 2;
	there.sin_addr.s_addr = inet_addr(argv[1]);
	there.sin_port = htons((unsigned short)atoi(argv[3]));
	interface.s_addr = inet_addr(argv[2]);
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	if (s < 0 || setsockopt(s, IPPROTO_IP, IP_MULTICAST_IF, &interface, sizeof interface) < 0 ||
		setsockopt(s, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, sizeof ttl) < 0) {
		perror("setsockopt");
		return 1;
	}
	if (sendto(s, argv[4], strlen(argv[4]), 0, (struct sockaddr *)&there, sizeof there) < 0) {
		perror("sendto");
		return 1;
	}
	return 0;
}
