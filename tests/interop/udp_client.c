/* SPDX-License-Identifier: GPL-3.0-or-later */
/* udp_client.c -- the client of a course: sends its argument to a UDP port of this machine and prints
 * the answer.
 *
 *	udp_client PORT TEXT */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int main(int argc, char **argv)
{
	struct sockaddr_in there = { .sin_family = AF_INET };
	char answer[1024];

	if (argc != 3)
		return 2;
	there.sin_port = htons((unsigned short)atoi(argv[1]));
	there.sin_addr.s_addr = inet_addr("127.0.0.1");
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	if (s < 0 || sendto(s, argv[2], strlen(argv[2]), 0, (struct sockaddr *)&there, sizeof there) < 0) {
		perror("sendto");
		return 1;
	}
	ssize_t n = recvfrom(s, answer, sizeof answer - 1, 0, NULL, NULL);
	if (n < 0) {
		perror("recvfrom");
		return 1;
	}
	answer[n] = '\0';
	printf("%s\n", answer);
	return 0;
}
