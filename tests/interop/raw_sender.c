/* SPDX-License-Identifier: GPL-3.0-or-later */
/* raw_sender.c -- the raw socket of a course: one packet of a protocol of IP to this machine; then, if N is
 * 1, prints what comes back behind the IP header.
 *
 *	raw_sender PROTOCOL TEXT N */
#include <arpa/inet.h>
#include <netinet/ip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	struct sockaddr_in there = { .sin_family = AF_INET };
	unsigned char packet[2048];
	ssize_t n;

	if (argc != 4)
		return 2;
	there.sin_addr.s_addr = inet_addr("127.0.0.1");
	int s = socket(AF_INET, SOCK_RAW, atoi(argv[1]));
	if (s < 0 || sendto(s, argv[2], strlen(argv[2]), 0, (struct sockaddr *)&there, sizeof there) < 0) {
		perror("sendto");
		return 1;
	}
	if (atoi(argv[3]) == 0)
		return 0;
	do { /* its own comes back first */
		n = recv(s, packet, sizeof packet, 0);
		if (n < 20) {
			perror("recv");
			return 1;
		}
	} while ((size_t)n == 20 + strlen(argv[2]) && memcmp(packet + 20, argv[2], (size_t)n - 20) == 0);
	printf("%.*s\n", (int)n - 20, (char *)packet + 20);
	return 0;
}
