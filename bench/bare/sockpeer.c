/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sockpeer.c -- the other side of the rows of sockets, and what their system calls alone cost. ADDRESS is the
 * path of a UNIX socket or a port of this machine.
 *
 * sockpeer echo ADDRESS N serves N connections, one after the other: all that comes goes back
 * sockpeer call ADDRESS N N times: connects, sends a line, reads the answer to its end
 * sockpeer kept ADDRESS N bare: N requests and answers on one connection, with an echo of its
 * own sockpeer dial ADDRESS N bare: N times connected and closed sockpeer serve ADDRESS N
 * bare: a child for each of N clients, which gives its line back */
#include "bare.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#define TEXT 64

static socklen_t address(const char *text, struct sockaddr_storage *out)
{
	struct sockaddr_un *un = (struct sockaddr_un *)out;
	struct sockaddr_in *in = (struct sockaddr_in *)out;

	memset(out, 0, sizeof *out);
	if (text[strspn(text, "0123456789")] == '\0') {
		in->sin_family = AF_INET;
		in->sin_port = htons((uint16_t)strtol(text, NULL, 10));
		in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		return sizeof *in;
	}
	un->sun_family = AF_UNIX;
	snprintf(un->sun_path, sizeof un->sun_path, "%s", text);
	return sizeof *un;
}

static int listener(const char *text)
{
	struct sockaddr_storage addr;
	socklen_t len = address(text, &addr);
	int on = 1, fd = socket(addr.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (addr.ss_family == AF_UNIX)
		unlink(text);
	else
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (fd < 0 || bind(fd, (struct sockaddr *)&addr, len) < 0 || listen(fd, SOMAXCONN) < 0)
		bare_die("listen");
	return fd;
}

static int next_client(int fd)
{
	int client = accept4(fd, NULL, NULL, SOCK_CLOEXEC);

	if (client < 0)
		bare_die("accept");
	return client;
}

/* The server may need a moment before it listens. */
static int dial(const char *text)
{
	struct sockaddr_storage addr;
	socklen_t len = address(text, &addr);

	for (int tries = 0; tries < 1000; tries++) {
		int fd = socket(addr.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd >= 0 && connect(fd, (struct sockaddr *)&addr, len) == 0)
			return fd;
		close(fd);
		poll(NULL, 0, 2);
	}
	bare_die("connect");
	return -1;
}

static void echo(int fd)
{
	char buf[65536];
	ssize_t n;

	while ((n = read(fd, buf, sizeof buf)) > 0)
		bare_write(fd, buf, (size_t)n);
	close(fd);
}

static void run_echo(const char *where, long n)
{
	int fd = listener(where);

	for (; n > 0; n--)
		echo(next_client(fd));
}

static void run_call(const char *where, long n)
{
	char buf[TEXT];

	for (; n > 0; n--) {
		int fd = dial(where);
		bare_write(fd, "hello\n", 6);
		while (read(fd, buf, sizeof buf) > 0)
			;
		close(fd);
	}
}

static pid_t in_child(void (*run)(const char *where, long n), const char *where, long n)
{
	pid_t pid = fork();

	if (pid < 0)
		bare_die("fork");
	if (pid > 0)
		return pid;
	run(where, n);
	_exit(0);
}

static void run_kept(const char *where, long n)
{
	char text[TEXT];
	pid_t server = in_child(run_echo, where, 1);
	int fd = dial(where);

	memset(text, 'x', TEXT);
	for (; n > 0; n--) {
		bare_write(fd, text, TEXT);
		if (read(fd, text, TEXT) != TEXT)
			bare_die("read");
	}
	close(fd);
	bare_wait(server);
	puts("done");
}

static void run_dial(const char *where, long n)
{
	pid_t server = in_child(run_echo, where, n);

	for (; n > 0; n--)
		close(dial(where));
	bare_wait(server);
	puts("done");
}

static void serve_one(int client)
{
	char line[TEXT];
	ssize_t got = read(client, line, sizeof line);

	if (got > 0)
		bare_write(client, line, (size_t)got);
	_exit(0);
}

static void run_serve(const char *where, long n)
{
	int fd = listener(where);
	pid_t clients = in_child(run_call, where, n);

	for (long i = 0; i < n; i++) {
		int client = next_client(fd);
		pid_t pid = fork();
		if (pid == 0)
			serve_one(client);
		close(client);
		bare_wait(pid);
	}
	bare_wait(clients);
	puts("done");
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(const char *where, long n);
	} all[] = {
		{ "echo", run_echo },
		{ "call", run_call },
		{ "kept", run_kept },
		{ "dial", run_dial },
		{ "serve", run_serve },
	};

	for (size_t i = 0; argc == 4 && i < sizeof all / sizeof *all; i++) {
		if (strcmp(argv[1], all[i].name) == 0) {
			all[i].run(argv[2], strtol(argv[3], NULL, 10));
			return 0;
		}
	}
	return 2;
}
