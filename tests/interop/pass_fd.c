/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pass_fd.c -- hands its standard input on through a UNIX socket, or takes a descriptor from there and prints
 * what is in it, with the messages of cmsg(3). pass_fd send|take PATH */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

union control {
	struct cmsghdr align;
	char room[CMSG_SPACE(sizeof(int))];
};

static int send_fd(int s, int fd)
{
	char byte = 'f';
	struct iovec io = { &byte, 1 };
	union control u = { 0 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = u.room, .msg_controllen = sizeof u.room
	};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	return sendmsg(s, &msg, 0) == 1 ? 0 : 1;
}

static int take_fd(int s)
{
	char byte, text[256];
	int fd;
	ssize_t n;
	struct iovec io = { &byte, 1 };
	union control u = { 0 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = u.room, .msg_controllen = sizeof u.room
	};

	if (recvmsg(s, &msg, 0) != 1 || !CMSG_FIRSTHDR(&msg))
		return 1;
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof fd);
	while ((n = read(fd, text, sizeof text)) > 0)
		fwrite(text, 1, (size_t)n, stdout);
	return 0;
}

int main(int argc, char **argv)
{
	struct sockaddr_un there = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	if (argc < 3)
		return 2;
	strncpy(there.sun_path, argv[2], sizeof there.sun_path - 1);
	if (connect(s, (struct sockaddr *)&there, sizeof there) < 0)
		return 1;
	return strcmp(argv[1], "send") == 0 ? send_fd(s, STDIN_FILENO) : take_fd(s);
}
