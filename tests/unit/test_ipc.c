/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ipc.c -- the ipc room without a shell: addresses, waits with a limit, and each mechanism empty, full,
 * removed and interrupted. Objects are private or in a folder of their own, so that tests can run side by
 * side. */
#include "ipc.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MS 1000000

static const struct ipc_wait for_ever = { .timeout_ns = -1 };
static const struct ipc_wait not_at_all = { .nowait = true, .timeout_ns = -1 };

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static uint32_t free_key(void)
{
	return 0x1c000000u + (uint32_t)getpid();
}

static struct ipc_address by_key(uint32_t key)
{
	return (struct ipc_address){ .kind = IPC_ADDR_KEY, .key = key };
}

/* ---- addresses ---- */

START_TEST(addresses)
{
	static const struct {
		const char *text;
		enum ipc_family family;
		enum ipc_address_kind kind;
		uint32_t number;
		const char *path;
	} good[] = {
		{ "7777", IPC_MQ, IPC_ADDR_KEY, 7777, NULL },
		{ "0x1e61", IPC_MQ, IPC_ADDR_KEY, 7777, NULL },
		{ "0X1E61", IPC_SHM, IPC_ADDR_KEY, 7777, NULL },
		{ "0755", IPC_SHM, IPC_ADDR_KEY, 755, NULL },
		{ "0", IPC_SHM, IPC_ADDR_KEY, 0, NULL },
		{ "4294967295", IPC_SHM, IPC_ADDR_KEY, 0xffffffff, NULL },
		{ "0xffffffff", IPC_SHM, IPC_ADDR_KEY, 0xffffffff, NULL },
		{ "0x00000000000000001", IPC_SHM, IPC_ADDR_KEY, 1, NULL },
		{ "shm:7777", IPC_SHM, IPC_ADDR_KEY, 7777, NULL },
		{ "id:0", IPC_MQ, IPC_ADDR_ID, 0, NULL },
		{ "mq:id:12", IPC_MQ, IPC_ADDR_ID, 12, NULL },
		{ "./7777", IPC_FIFO, IPC_ADDR_PATH, 0, "./7777" },
		{ "/a/b", IPC_MAP, IPC_ADDR_PATH, 0, "/a/b" },
		{ "p", IPC_FIFO, IPC_ADDR_PATH, 0, "p" },
		{ "77x", IPC_FIFO, IPC_ADDR_PATH, 0, "77x" },
		{ "fifo:p", IPC_FIFO, IPC_ADDR_PATH, 0, "p" },
		{ "a:b", IPC_MAP, IPC_ADDR_PATH, 0, "a:b" },
		{ "/name", IPC_SHM, IPC_ADDR_POSIX, 0, "/name" },
		{ "/7777", IPC_MQ, IPC_ADDR_POSIX, 0, "/7777" },
		{ "sem:/n", IPC_SEM, IPC_ADDR_POSIX, 0, "/n" },
		{ "/a/b", IPC_LOCK, IPC_ADDR_PATH, 0, "/a/b" },
		{ "/a", IPC_LOCK, IPC_ADDR_PATH, 0, "/a" },
		{ "lock:./7", IPC_LOCK, IPC_ADDR_PATH, 0, "./7" },
		{ "7777", IPC_LOCK, IPC_ADDR_KEY, 7777, NULL },
		{ "sem:7777", IPC_LOCK, IPC_ADDR_KEY, 7777, NULL },
		{ "sem:/s", IPC_LOCK, IPC_ADDR_POSIX, 0, "/s" },
		{ "id:5", IPC_LOCK, IPC_ADDR_ID, 5, NULL },
	};
	struct ipc_address a;
	struct trouble why;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		ck_assert_msg(
			ipc_address_parse(good[i].text, good[i].family, &a, &why) == 0, "%s", good[i].text);
		ck_assert_msg(a.kind == good[i].kind, "%s", good[i].text);
		ck_assert_uint_eq(a.kind == IPC_ADDR_ID ? (uint32_t)a.id : a.key, good[i].number);
		if (good[i].path)
			ck_assert_str_eq(a.path, good[i].path);
	}
}
END_TEST

START_TEST(bad_addresses)
{
	static const struct {
		const char *text;
		enum ipc_family family;
	} bad[] = {
		{ "", IPC_MQ },
		{ "abc", IPC_MQ },
		{ "12x", IPC_MQ },
		{ "0x", IPC_MQ },
		{ "-1", IPC_MQ },
		{ "4294967296", IPC_MQ },
		{ "0x100000000", IPC_SHM },
		{ "99999999999999999999999", IPC_SHM },
		{ "0xfffffffffffffffffffff", IPC_SHM },
		{ " 1", IPC_SHM },
		{ "1 ", IPC_SHM },
		{ "id:", IPC_SHM },
		{ "id:x", IPC_SHM },
		{ "id:-1", IPC_SHM },
		{ "id:2147483648", IPC_SHM },
		{ "/", IPC_SHM },
		{ "/.", IPC_SEM },
		{ "/..", IPC_MQ },
		{ "/a/b", IPC_MQ },
		{ "//a", IPC_SEM },
		{ "/a/", IPC_SHM },
		{ "0x1.", IPC_SEM },
		{ "mq:1", IPC_LOCK },
		{ "sem:x", IPC_LOCK },
		{ "", IPC_LOCK },
		{ "7777", IPC_SOCK },
		{ "/a", IPC_SOCK },
		{ "tcp:", IPC_SOCK },
		{ "tcp:80", IPC_SOCK },
		{ "tcp:h:", IPC_SOCK },
		{ "tcp:h:65536", IPC_SOCK },
		{ "tcp:h:0x50", IPC_SOCK },
		{ "tcp:h: 80", IPC_SOCK },
		{ "tcp:::1:80", IPC_SOCK },
		{ "tcp:[::1]80", IPC_SOCK },
		{ "tcp:[::1:80", IPC_SOCK },
		{ "tcp:[]:80", IPC_SOCK },
		{ "tcp:[[::1]]:80", IPC_SOCK },
		{ "tcp:h]:80", IPC_SOCK },
		{ "unix:", IPC_SOCK },
		{ "unix:@", IPC_SOCK },
		{ "./p", IPC_SHM },
		{ "a/b", IPC_MQ },
		{ "mq:1", IPC_SHM },
		{ "ftok:", IPC_SHM },
		{ "ftok:x", IPC_SHM },
		{ "ftok::1", IPC_SHM },
		{ "ftok:/:0", IPC_SHM },
		{ "ftok:/:256", IPC_SHM },
		{ "ftok:/:ab", IPC_SHM },
		{ "ftok:/:", IPC_SHM },
		{ "tcp:h:1", IPC_MQ },
		{ "unix:p", IPC_MQ },
		{ "", IPC_FIFO },
		{ "7777", IPC_FIFO },
		{ "0x1", IPC_MAP },
		{ "id:1", IPC_FIFO },
		{ "tcp:h:1", IPC_FIFO },
		{ "shm:1", IPC_MAP },
		{ "fifo:", IPC_FIFO },
		{ "fifo:1", IPC_FIFO },
	};
	struct ipc_address a;
	struct trouble why;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		why.text[0] = '\0';
		ck_assert_msg(ipc_address_parse(bad[i].text, bad[i].family, &a, &why) == -EINVAL, "%s",
			bad[i].text);
		ck_assert_msg(why.text[0] != '\0', "%s", bad[i].text);
	}
}
END_TEST

/* The longest name has 255 bytes, a semaphore's four fewer. */
START_TEST(longest_names)
{
	static const struct {
		enum ipc_family family;
		size_t most;
	} names[] = { { IPC_SHM, 255 }, { IPC_MQ, 255 }, { IPC_SEM, 251 } };
	char text[300] = "/";
	struct ipc_address a;
	struct trouble why;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		memset(text + 1, 'x', names[i].most);
		text[1 + names[i].most] = '\0';
		ck_assert_int_eq(ipc_address_parse(text, names[i].family, &a, &why), 0);
		strcat(text, "x");
		ck_assert_int_eq(ipc_address_parse(text, names[i].family, &a, &why), -EINVAL);
	}
}
END_TEST

START_TEST(socket_addresses)
{
	static const struct {
		const char *text, *host, *port, *path;
		enum ipc_socket_kind kind;
		enum ipc_socket_type type;
	} good[] = {
		{ "tcp:localhost:80", "localhost", "80", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "sock:tcp:h:0", "h", "0", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "tcp::7777", "", "7777", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "tcp:*:http", "*", "http", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "tcp:[::1]:65535", "::1", "65535", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "tcp:127.0.0.1:1", "127.0.0.1", "1", NULL, IPC_SOCKET_INET, IPC_SOCKET_STREAM },
		{ "unix:/run/x.sock", NULL, NULL, "/run/x.sock", IPC_SOCKET_UNIX, IPC_SOCKET_STREAM },
		{ "unix:7777", NULL, NULL, "7777", IPC_SOCKET_UNIX, IPC_SOCKET_STREAM },
		{ "unix:@a b", NULL, NULL, "a b", IPC_SOCKET_ABSTRACT, IPC_SOCKET_STREAM },
		{ "unix:./@a", NULL, NULL, "./@a", IPC_SOCKET_UNIX, IPC_SOCKET_STREAM },
		{ "udp:localhost:80", "localhost", "80", NULL, IPC_SOCKET_INET, IPC_SOCKET_DATAGRAM },
		{ "udp::0", "", "0", NULL, IPC_SOCKET_INET, IPC_SOCKET_DATAGRAM },
		{ "sock:udp:*:53", "*", "53", NULL, IPC_SOCKET_INET, IPC_SOCKET_DATAGRAM },
		{ "udp:[fe80::1%lo]:5", "fe80::1%lo", "5", NULL, IPC_SOCKET_INET, IPC_SOCKET_DATAGRAM },
		{ "unixgram:/dev/log", NULL, NULL, "/dev/log", IPC_SOCKET_UNIX, IPC_SOCKET_DATAGRAM },
		{ "unixgram:@x", NULL, NULL, "x", IPC_SOCKET_ABSTRACT, IPC_SOCKET_DATAGRAM },
		{ "unixseq:p", NULL, NULL, "p", IPC_SOCKET_UNIX, IPC_SOCKET_SEQPACKET },
		{ "unixseq:@x", NULL, NULL, "x", IPC_SOCKET_ABSTRACT, IPC_SOCKET_SEQPACKET },
	};
	struct ipc_address a;
	struct trouble why;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		const struct ipc_socket *s = &a.socket;
		ck_assert_msg(ipc_address_parse(good[i].text, IPC_SOCK, &a, &why) == 0, "%s", good[i].text);
		ck_assert_int_eq(a.kind, IPC_ADDR_SOCKET);
		ck_assert_int_eq(s->kind, good[i].kind);
		ck_assert_int_eq(s->type, good[i].type);
		if (good[i].path) {
			ck_assert_str_eq(s->path, good[i].path);
			continue;
		}
		ck_assert_uint_eq(s->host_len, strlen(good[i].host));
		ck_assert_int_eq(strncmp(s->host, good[i].host, s->host_len), 0);
		ck_assert_str_eq(s->port, good[i].port);
	}
}
END_TEST

START_TEST(addresses_with_kind)
{
	static const struct {
		const char *text;
		enum ipc_family family;
		int err;
	} cases[] = {
		{ "shm:7777", IPC_SHM, 0 },
		{ "mq:/q", IPC_MQ, 0 },
		{ "sem:id:3", IPC_SEM, 0 },
		{ "fifo:./p", IPC_FIFO, 0 },
		{ "mmap:/etc/passwd", IPC_MAP, 0 },
		{ "lock:f", IPC_LOCK, 0 },
		{ "tcp::80", IPC_SOCK, 0 },
		{ "unix:@x", IPC_SOCK, 0 },
		{ "7777", IPC_FAMILIES, 0 },
		{ "/name", IPC_FAMILIES, 0 },
		{ "./p", IPC_FAMILIES, 0 },
		{ "shmem:1", IPC_FAMILIES, 0 },
		{ "", IPC_FAMILIES, 0 },
		{ "shm:abc", IPC_SHM, -EINVAL },
		{ "fifo:7777", IPC_FIFO, -EINVAL },
		{ "tcp:80", IPC_SOCK, -EINVAL },
		{ "udp::53", IPC_SOCK, 0 },
		{ "unixgram:x", IPC_SOCK, 0 },
		{ "unixseq:@x", IPC_SOCK, 0 },
		{ "udp:53", IPC_SOCK, -EINVAL },
		{ "unixgram:", IPC_SOCK, -EINVAL },
		{ "unixseq:@", IPC_SOCK, -EINVAL },
		{ "unixg:x", IPC_FAMILIES, 0 },
	};
	enum ipc_family family;
	struct ipc_address a;
	struct trouble why;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(ipc_address_parse_kind(cases[i].text, &family, &a, &why) == cases[i].err, "%s",
			cases[i].text);
		ck_assert_msg(family == cases[i].family, "%s", cases[i].text);
	}
}
END_TEST

START_TEST(addresses_printed)
{
	static const struct {
		const char *text;
		enum ipc_family family;
		const char *bare, *with_kind;
	} cases[] = {
		{ "7777", IPC_MQ, "7777", "mq:7777" },
		{ "0x1e61", IPC_SHM, "7777", "shm:7777" },
		{ "0xffffffff", IPC_SHM, "0xffffffff", "shm:0xffffffff" },
		{ "id:5", IPC_SEM, "id:5", "sem:id:5" },
		{ "/n", IPC_SEM, "/n", "sem:/n" },
		{ "p", IPC_FIFO, "p", "fifo:p" },
		{ "./7777", IPC_FIFO, "./7777", "fifo:./7777" },
		{ "./a", IPC_LOCK, "./a", "lock:./a" },
		{ "sem:/n", IPC_LOCK, "sem:/n", "lock:sem:/n" },
		{ "sem:7", IPC_LOCK, "7", "lock:7" },
		{ "tcp::80", IPC_SOCK, "tcp::80", "tcp::80" },
		{ "tcp:[::1]:80", IPC_SOCK, "tcp:[::1]:80", "tcp:[::1]:80" },
		{ "unix:@n", IPC_SOCK, "unix:@n", "unix:@n" },
		{ "unix:p", IPC_SOCK, "unix:p", "unix:p" },
		{ "udp:*:80", IPC_SOCK, "udp:*:80", "udp:*:80" },
		{ "udp:[::1]:80", IPC_SOCK, "udp:[::1]:80", "udp:[::1]:80" },
		{ "unixgram:@n", IPC_SOCK, "unixgram:@n", "unixgram:@n" },
		{ "unixseq:p", IPC_SOCK, "unixseq:p", "unixseq:p" },
		{ "udp", IPC_FIFO, "udp", "fifo:udp" },
		{ "./udp:x", IPC_FIFO, "./udp:x", "fifo:./udp:x" },
	};
	struct ipc_address a;
	struct trouble why;
	struct buf b = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(ipc_address_parse(cases[i].text, cases[i].family, &a, &why) == 0, "%s",
			cases[i].text);
		b.len = 0;
		ipc_address_print(cases[i].family, &a, &b);
		ck_assert_str_eq(buf_cstr(&b), cases[i].bare);
		b.len = 0;
		ipc_address_print_kind(cases[i].family, &a, &b);
		ck_assert_str_eq(buf_cstr(&b), cases[i].with_kind);
	}
	a = (struct ipc_address){ .kind = IPC_ADDR_PATH, .path = "shm:1" };
	b.len = 0;
	ipc_address_print(IPC_FIFO, &a, &b);
	ck_assert_str_eq(buf_cstr(&b), "./shm:1");
	buf_free(&b);
}
END_TEST

START_TEST(ftok_addresses)
{
	struct ipc_address a;
	struct trouble why;

	ck_assert_int_eq(ipc_address_parse("ftok:/tmp:65", IPC_SHM, &a, &why), 0);
	ck_assert_uint_eq(a.key, (uint32_t)ftok("/tmp", 65));
	ck_assert_int_eq(ipc_address_parse("ftok:/tmp:A", IPC_MQ, &a, &why), 0);
	ck_assert_uint_eq(a.key, (uint32_t)ftok("/tmp", 'A'));
	ck_assert_int_eq(ipc_address_parse("ftok:/no/such/file:1", IPC_MQ, &a, &why), -ENOENT);
	ck_assert_ptr_nonnull(strstr(why.text, "/no/such/file"));
}
END_TEST

/* ---- waits ---- */

static int stop_at_once(void *ctx)
{
	(*(int *)ctx)++;
	return 1;
}

static int count_signals(void *ctx)
{
	(*(int *)ctx)++;
	return 0;
}

static int stop_after_first(void *ctx)
{
	return (*(int *)ctx)++ > 0; /* it is asked once before the call blocks */
}

static void nudge(int sig)
{
	(void)sig;
	ipc_nudge();
}

static void signals_every(int ms)
{
	struct itimerval every = { { 0, ms * 1000 }, { 0, ms * 1000 } };
	struct sigaction act = { .sa_handler = nudge, .sa_flags = SA_RESTART };

	sigaction(SIGALRM, &act, NULL);
	setitimer(ITIMER_REAL, &every, NULL);
}

START_TEST(read_limits)
{
	int ends[2], asked = 0;
	char c;
	struct ipc_wait w = { .timeout_ns = 30 * MS };

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &not_at_all), -EAGAIN);
	int64_t began = now_ns();
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -ETIMEDOUT);
	ck_assert_int_ge(now_ns() - began, 30 * MS);
	ck_assert_int_lt(now_ns() - began, 200 * MS);
	w = (struct ipc_wait){ .timeout_ns = 0 };
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -ETIMEDOUT);
	w = (struct ipc_wait){ .timeout_ns = -1, .on_signal = stop_at_once, .ctx = &asked };
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -EINTR);
	ck_assert_int_eq(asked, 1);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	w = (struct ipc_wait){ .timeout_ns = INT64_MAX };
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), 1);
	close(ends[1]);
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &for_ever), 0);
	ck_assert_int_eq(ipc_read(-1, &c, 1, &for_ever), -EBADF);
	close(ends[0]);
}
END_TEST

/* Every signal handler restarts system calls here: what ends the call is the timer. */
START_TEST(signals_in_a_wait)
{
	int ends[2], asked = 0;
	char c;
	struct ipc_wait w = { .timeout_ns = -1, .on_signal = stop_after_first, .ctx = &asked };

	ck_assert_int_eq(pipe(ends), 0);
	signals_every(20);
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -EINTR);
	ck_assert_int_eq(asked, 2);
	signals_every(2);
	asked = 0;
	w = (struct ipc_wait){ .timeout_ns = 100 * MS, .on_signal = count_signals, .ctx = &asked };
	int64_t began = now_ns();
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -ETIMEDOUT);
	ck_assert_int_lt(now_ns() - began, 300 * MS);
	ck_assert_int_ge(asked, 20);
	signals_every(0);
}
END_TEST

/* A forked child has no timer of its parent's. */
START_TEST(wait_in_a_child)
{
	struct ipc_wait w = { .timeout_ns = 10 * MS };
	int ends[2], status;
	char c;

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(ipc_read(ends[0], &c, 1, &w), -ETIMEDOUT);
	pid_t pid = fork();
	if (pid == 0) {
		alarm(5);
		_exit(ipc_read(ends[0], &c, 1, &w) == -ETIMEDOUT ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}
END_TEST

static int there_the_third_time(void *ctx)
{
	return ++*(int *)ctx < 3 ? -ENOENT : 0;
}

START_TEST(until_it_is_there)
{
	struct ipc_wait w = { .timeout_ns = 1000 * MS };
	int asked = 0;

	ck_assert_int_eq(ipc_wait_until(&w, there_the_third_time, &asked), 0);
	ck_assert_int_eq(asked, 3);
	asked = -1000;
	w.timeout_ns = 5 * MS;
	ck_assert_int_eq(ipc_wait_until(&w, there_the_third_time, &asked), -ETIMEDOUT);
	asked = 0;
	ck_assert_int_eq(ipc_wait_until(&not_at_all, there_the_third_time, &asked), -EAGAIN);
}
END_TEST

struct answer {
	int at_look; /* it is there at this look; 0: only after a sleep */
	int looks, sleeps;
};

static ssize_t answer_attempt(void *ctx, bool nowait)
{
	struct answer *a = ctx;

	if (!nowait) {
		a->sleeps++;
		return 1;
	}
	return ++a->looks == a->at_look ? 1 : -EAGAIN;
}

static bool two_processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 1;
}

/* A look that lasts too long, since somebody else had the processor, tells it to sleep next time. */
START_TEST(soon_without_a_sleep)
{
	struct ipc_wait w = { .timeout_ns = -1, .soon = true };

	for (int i = 0; i < 5000; i++) {
		struct answer a = { .at_look = 3 };
		ck_assert_int_eq(ipc_wait_soon(&w, answer_attempt, &a), 1);
		if (a.sleeps == 0)
			return;
	}
	ck_assert(!two_processors());
}
END_TEST

START_TEST(soon_in_vain)
{
	int looked = 0;
	struct ipc_wait w = { .timeout_ns = -1, .soon = true };

	for (int i = 0; i < 100; i++) {
		struct answer a = { 0 };
		ck_assert_int_eq(ipc_wait_soon(&w, answer_attempt, &a), 1);
		ck_assert_int_eq(a.sleeps, 1);
		looked += a.looks > 0;
	}
	ck_assert_int_eq(looked, two_processors() ? 6 : 0); /* 0 1 3 7 15 31 sleeps lie between */
	struct answer a = { 0 };
	ck_assert_int_eq(ipc_wait_soon(&not_at_all, answer_attempt, &a), -EAGAIN);
	ck_assert_int_eq(a.looks, 1);
	w = (struct ipc_wait){ .timeout_ns = 0, .soon = true };
	a = (struct answer){ .at_look = 2 };
	ck_assert_int_eq(ipc_wait_soon(&w, answer_attempt, &a), 1);
	ck_assert_int_eq(a.sleeps, 0);
	a = (struct answer){ 0 };
	ck_assert_int_eq(ipc_wait_soon(&for_ever, answer_attempt, &a), 1);
	ck_assert_int_eq(a.looks, 0);
}
END_TEST

/* In a timer's signal the place of the sender's number holds the timer's own. */
START_TEST(timer_signal_has_no_sender)
{
	const struct itimerspec soon = { { 0, 0 }, { 0, MS } };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
	struct ipc_sig got;
	timer_t timer;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	event.sigev_value.sival_int = 7;
	ck_assert_int_eq(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	ck_assert_int_eq(timer_settime(timer, 0, &soon, NULL), 0);
	ck_assert_int_eq(ipc_sig_wait(&set, &for_ever, &got), 0);
	ck_assert_int_eq(got.number, SIGUSR1);
	ck_assert_int_eq(got.pid, 0);
	ck_assert_int_eq(got.uid, 0);
	ck_assert(got.queued && got.value == 7);
	timer_delete(timer);
	ck_assert_int_eq(kill(getpid(), SIGUSR1), 0);
	ck_assert_int_eq(ipc_sig_wait(&set, &for_ever, &got), 0);
	ck_assert_int_eq(got.pid, getpid());
	ck_assert(!got.queued);
}
END_TEST

/* close(2) ends it, ipc_mqp_close() and the opening of the same queue do not. */
START_TEST(queue_tells)
{
	struct ipc_mqp_info info;
	char name[32];

	snprintf(name, sizeof name, "/test_ipc.%d", (int)getpid());
	int fd = ipc_mqp_make(name, 0600, true, NULL), other;
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ipc_mqp_remove(name) || ipc_mqp_notify_end(fd), 0);
	ck_assert_int_eq(ipc_mqp_notify(fd, SIGUSR1, 7), 0);
	ck_assert_int_eq(ipc_mqp_notify(fd, 0, 0), -EBUSY);
	other = dup(fd);
	ipc_mqp_close(&other);
	ck_assert_int_eq(other, -1);
	ck_assert_int_eq(ipc_mqp_stat(fd, &info), 0);
	ck_assert(info.notice.taken && info.notice.pid == getpid() && info.notice.signal == SIGUSR1);
	close(dup(fd));
	ck_assert_int_eq(ipc_mqp_stat(fd, &info), 0);
	ck_assert(!info.notice.taken && info.notice.pid == 0 && info.notice.signal == 0);
	ck_assert_int_eq(ipc_mqp_notify(fd, 0, 0), 0);
	ck_assert_int_eq(ipc_mqp_stat(fd, &info), 0);
	ck_assert(info.notice.taken && info.notice.signal == 0);
	ck_assert_int_eq(ipc_mqp_notify_end(fd), 1);
	ck_assert_int_eq(ipc_mqp_notify_end(fd), 0);
	ipc_mqp_close(&fd);
}
END_TEST

START_TEST(sigpipe_is_an_error)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	close(ends[0]);
	struct ipc_held held = ipc_signal_hold(SIGPIPE);
	ck_assert_int_eq(write(ends[1], "x", 1), -1);
	ck_assert_int_eq(errno, EPIPE);
	ipc_signal_release(held); /* and nobody dies here */
	close(ends[1]);
}
END_TEST

/* ---- shared memory ---- */

/* ---- message queues ---- */

static int send_text(int id, long type, const char *text, size_t n, const struct ipc_wait *w)
{
	struct buf message = { 0 };

	ipc_mq_begin(&message);
	buf_add(&message, text, n);
	int err = ipc_mq_send(id, &message, type, w);
	buf_free(&message);
	return err;
}

static int receive_any(int id, long type, bool except, struct buf *message)
{
	struct ipc_mq_want want = { .type = type, .except = except };

	return ipc_mq_receive(id, &want, message, &not_at_all);
}

START_TEST(mq_messages)
{
	struct ipc_address a = by_key(IPC_KEY_PRIVATE);
	struct buf m = { 0 };
	int id = ipc_mq_make(&a, 0600, true);

	ck_assert_int_ge(id, 0);
	ck_assert_int_eq(receive_any(id, 0, false, &m), -EAGAIN);
	ck_assert_int_eq(send_text(id, 5, "five", 4, &for_ever), 0);
	ck_assert_int_eq(send_text(id, 3, "", 0, &for_ever), 0);
	ck_assert_int_eq(send_text(id, 4, "a\0b", 3, &for_ever), 0);
	ck_assert_int_eq(receive_any(id, 6, false, &m), -EAGAIN);
	ck_assert_int_eq(receive_any(id, -3, false, &m), 0);
	ck_assert(ipc_mq_length(&m) == 0 && ipc_mq_type(&m) == 3);
	ck_assert_int_eq(receive_any(id, 5, true, &m), 0);
	ck_assert(ipc_mq_type(&m) == 4 && ipc_mq_length(&m) == 3 && memcmp(ipc_mq_text(&m), "a\0b", 3) == 0);
	ck_assert_int_eq(receive_any(id, 0, false, &m), 0);
	ck_assert(ipc_mq_type(&m) == 5 && ipc_mq_length(&m) == 4);
	ck_assert_int_eq(ipc_mq_remove(id), 0);
	ck_assert_int_eq(ipc_mq_remove(id), -ENOENT);
	ck_assert_int_eq(receive_any(id, 0, false, &m), -ENOENT);
	ck_assert_int_eq(send_text(id, 1, "x", 1, &not_at_all), -ENOENT);
	buf_free(&m);
}
END_TEST

START_TEST(mq_limits)
{
	struct ipc_address a = by_key(IPC_KEY_PRIVATE);
	struct ipc_wait w = { .timeout_ns = 20 * MS };
	struct ipc_mq_want any = { .type = 0 };
	struct buf m = { 0 };
	uint64_t max;
	int id = ipc_mq_make(&a, 0600, true);

	ck_assert_int_eq(ipc_limit("kernel/msgmax", &max), 0);
	char *big = calloc(1, max + 1);
	ck_assert_int_eq(send_text(id, 1, big, max + 1, &for_ever), -EMSGSIZE);
	while (send_text(id, 1, big, max, &not_at_all) == 0)
		;
	ck_assert_int_eq(send_text(id, 1, big, max, &not_at_all), -EAGAIN);
	ck_assert_int_eq(send_text(id, 1, big, max, &w), -ETIMEDOUT);
	buf_grow(&m, 16); /* less than the message has */
	ck_assert_int_eq(ipc_mq_receive(id, &any, &m, &w), 0);
	ck_assert_uint_eq(ipc_mq_length(&m), max);
	while (ipc_mq_receive(id, &any, &m, &not_at_all) == 0)
		;
	int64_t began = now_ns();
	ck_assert_int_eq(ipc_mq_receive(id, &any, &m, &w), -ETIMEDOUT);
	ck_assert_int_ge(now_ns() - began, 20 * MS);

	/* A queue that can never hold the message does not make us wait for ever. */
	struct msqid_ds ds;
	ck_assert_int_eq(msgctl(id, IPC_STAT, &ds), 0);
	ds.msg_qbytes = 10;
	ck_assert_int_eq(msgctl(id, IPC_SET, &ds), 0);
	ck_assert_int_eq(send_text(id, 1, big, 11, &for_ever), -EMSGSIZE);
	free(big);
	buf_free(&m);
	ck_assert_int_eq(ipc_mq_remove(id), 0);
}
END_TEST

START_TEST(mq_removed_while_waiting)
{
	struct ipc_address a = by_key(IPC_KEY_PRIVATE);
	struct ipc_mq_want any = { .type = 0 };
	struct buf m = { 0 };
	int id = ipc_mq_make(&a, 0600, true);

	pid_t pid = fork();
	if (pid == 0) {
		usleep(20000);
		_exit(ipc_mq_remove(id) != 0);
	}
	ck_assert_int_eq(ipc_mq_receive(id, &any, &m, &for_ever), -EIDRM);
	waitpid(pid, NULL, 0);
	buf_free(&m);
}
END_TEST

/* Signals come all the time while messages do: none is lost, none comes twice. */
START_TEST(mq_nothing_lost)
{
	struct ipc_address a = by_key(IPC_KEY_PRIVATE);
	struct ipc_mq_want any = { .type = 0 };
	int id = ipc_mq_make(&a, 0600, true), asked = 0;
	struct ipc_wait w = { .timeout_ns = 5000 * (int64_t)MS, .on_signal = count_signals, .ctx = &asked };
	struct buf m = { 0 };

	pid_t pid = fork();
	if (pid == 0) {
		for (int i = 0; i < 2000; i++) {
			if (i % 100 == 0)
				usleep(1000);
			if (send_text(id, i + 1, "x", 1, &for_ever) != 0)
				_exit(1);
		}
		_exit(0);
	}
	signals_every(1);
	for (int i = 0; i < 2000; i++) {
		ck_assert_int_eq(ipc_mq_receive(id, &any, &m, &w), 0);
		ck_assert_int_eq(ipc_mq_type(&m), i + 1);
	}
	signals_every(0);
	waitpid(pid, NULL, 0);
	ck_assert_int_eq(ipc_mq_remove(id), 0);
	buf_free(&m);
}
END_TEST

START_TEST(mq_ids)
{
	struct ipc_id_cache cache = { 0 };
	struct ipc_address a = by_key(free_key());
	struct ipc_mq_info *list;
	bool cached;
	size_t n, found = 0;

	ck_assert_int_eq(ipc_mq_find(&cache, &a, &cached), -ENOENT);
	int id = ipc_mq_make(&a, 0620, false);
	ck_assert_int_eq(ipc_mq_make(&a, 0600, true), -EEXIST);
	ck_assert_int_eq(ipc_mq_make(&a, 0600, false), id);
	ck_assert_int_eq(ipc_mq_find(&cache, &a, &cached), id);
	ck_assert(!cached);
	ck_assert_int_eq(ipc_mq_find(&cache, &a, &cached), id);
	ck_assert(cached);
	ck_assert_int_eq(ipc_mq_list(&list, &n), 0);
	for (size_t i = 0; i < n; i++)
		found += list[i].id == id && list[i].key == a.key && list[i].mode == 0620;
	ck_assert_uint_eq(found, 1);
	free(list);
	ck_assert_int_eq(ipc_mq_remove(id), 0);
	ipc_ids_forget(&cache, id);
	ck_assert_int_eq(ipc_mq_find(&cache, &a, &cached), -ENOENT);
}
END_TEST

/* ---- files of a folder of their own ---- */

static char folder[64];

static void enter_folder(void)
{
	strcpy(folder, "/tmp/ipcsh-unit-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

static void leave_folder(void)
{
	unlink("p");
	unlink("f");
	ck_assert_int_eq(chdir("/"), 0);
	rmdir(folder);
}

/* ---- FIFOs ---- */

START_TEST(fifo_objects)
{
	struct ipc_fifo_cache c;
	struct ipc_fifo *f, *again;
	struct stat st;

	ipc_fifo_cache_init(&c);
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), -ENOENT);
	ck_assert_int_eq(ipc_fifo_make("p", 0622, true), 0);
	ck_assert_int_eq(stat("p", &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0622);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, true), -EEXIST);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, false), 1);
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), 0);
	ck_assert_int_eq(ipc_fifo_reader(&c, "./p", &again), 0);
	ck_assert_ptr_eq(f, again);
	ck_assert_int_ge(f->fd, FD_OWN_MIN);
	ipc_fifo_done(&c, again);
	ipc_fifo_forget(&c, "p");
	ck_assert_int_ge(f->fd, 0); /* somebody uses it still */
	ipc_fifo_done(&c, f);
	ck_assert_int_eq(ipc_fifo_remove("p"), 0);
	ck_assert_int_eq(ipc_fifo_remove("p"), -ENOENT);
	close(open("p", O_CREAT | O_WRONLY, 0600));
	ck_assert_int_eq(ipc_fifo_remove("p"), -IPC_NOT_FIFO);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, false), -IPC_NOT_FIFO);
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), -IPC_NOT_FIFO);
	ck_assert_int_eq(ipc_fifo_writer("p", &not_at_all), -IPC_NOT_FIFO);
	ipc_fifo_forget(&c, NULL);
}
END_TEST

START_TEST(fifo_records)
{
	size_t sent = 0;
	static const struct ipc_record lines = { 0, '\n' }, fives = { 5, 0 }, bytes = { 0, -1 };
	struct ipc_fifo_cache c;
	struct ipc_fifo *f;
	struct buf b = { 0 };

	ipc_fifo_cache_init(&c);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, true), 0);
	ck_assert_int_eq(ipc_fifo_writer("p", &not_at_all), -EAGAIN);
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), 0);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 1, &b, &not_at_all), -EAGAIN);
	int fd = ipc_fifo_writer("p", &not_at_all);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(ipc_fifo_write(fd, "one\ntwo\nthree\nfo", 16, &not_at_all, &sent), 0);
	ck_assert_uint_eq(sent, 16);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 1, &b, &not_at_all), 1);
	ck_assert(b.len == 4 && memcmp(b.data, "one\n", 4) == 0);
	ck_assert_uint_eq(f->pending.len, 0); /* the rest is still in the FIFO, for whoever reads next */
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 9, &b, &not_at_all), 2);
	ck_assert(b.len == 14 && memcmp(b.data, "one\ntwo\nthree\n", 14) == 0);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 9, &b, &not_at_all), -EAGAIN);
	ck_assert_int_eq(ipc_fifo_write(fd, "ur\n", 3, &not_at_all, &sent), 0);
	b.len = 0;
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 9, &b, &not_at_all), 1);
	ck_assert(b.len == 5 && memcmp(b.data, "four\n", 5) == 0);

	b.len = 0;
	ck_assert_int_eq(ipc_fifo_write(fd, "aaaaabbbbbcc", 12, &not_at_all, &sent), 0);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &fives, 1, &b, &not_at_all), 1);
	ck_assert_uint_eq(b.len, 5);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &fives, 7, &b, &not_at_all), 1);
	ck_assert_uint_eq(b.len, 10);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &bytes, 1, &b, &not_at_all), 1);
	ck_assert(b.len == 12 && memcmp(b.data, "aaaaabbbbbcc", 12) == 0);
	close(fd);
	buf_free(&b);
	ipc_fifo_done(&c, f);
	ipc_fifo_forget(&c, NULL);
}
END_TEST

/* Longer than the FIFO holds, by a writer that is slower than the reader and then the other way round. */
START_TEST(fifo_large)
{
	size_t sent;
	static const struct ipc_record lines = { 0, '\n' };
	static const size_t size = 300000;
	struct ipc_fifo_cache c;
	struct ipc_fifo *f;
	struct buf b = { 0 };

	ipc_fifo_cache_init(&c);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, true), 0);
	pid_t pid = fork();
	if (pid == 0) {
		char *text = malloc(size);
		memset(text, 'x', size);
		text[size - 1] = '\n';
		int fd = ipc_fifo_writer("p", &for_ever); /* waits for us */
		if (fd < 0 || ipc_fifo_write(fd, text, size, &for_ever, &sent) < 0)
			_exit(1);
		_exit(ipc_fifo_write(fd, "end\n", 4, &for_ever, &sent) < 0);
	}
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), 0);
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 1, &b, &for_ever), 1);
	ck_assert_uint_eq(b.len, size);
	b.len = 0;
	ck_assert_int_eq(ipc_fifo_take(&c, f, &lines, 1, &b, &for_ever), 1);
	ck_assert(b.len == 4 && memcmp(b.data, "end\n", 4) == 0);
	waitpid(pid, NULL, 0);
	buf_free(&b);
	ipc_fifo_done(&c, f);
	ipc_fifo_forget(&c, NULL);
}
END_TEST

START_TEST(fifo_limits)
{
	size_t sent;
	struct ipc_wait w = { .timeout_ns = 20 * MS };
	struct ipc_fifo_cache c;
	struct ipc_fifo *f;
	char page[4096] = "";

	ipc_fifo_cache_init(&c);
	ck_assert_int_eq(ipc_fifo_make("p", 0600, true), 0);
	int64_t began = now_ns();
	ck_assert_int_eq(ipc_fifo_writer("p", &w), -ETIMEDOUT);
	ck_assert_int_ge(now_ns() - began, 20 * MS);
	ck_assert_int_eq(ipc_fifo_reader(&c, "p", &f), 0);
	int fd = ipc_fifo_writer("p", &w);
	ck_assert_int_ge(fd, 0);
	while (ipc_fifo_write(fd, page, sizeof page, &not_at_all, &sent) == 0)
		;
	ck_assert_int_eq(ipc_fifo_write(fd, page, sizeof page, &not_at_all, &sent), -EAGAIN);
	ck_assert_int_eq(ipc_fifo_write(fd, page, sizeof page, &w, &sent), -ETIMEDOUT);
	ipc_fifo_done(&c, f);
	ipc_fifo_forget(&c, NULL);
	ck_assert_int_eq(ipc_fifo_write(fd, page, sizeof page, &w, &sent), -EPIPE);
	close(fd);
}
END_TEST

/* ---- mapped files ---- */

START_TEST(map_files)
{
	static const struct ipc_map_how reading = { .mode = 0600 };
	struct ipc_map_how how = { .write = true, .mode = 0640 };
	struct ipc_map m;
	char text[16];

	ck_assert_int_eq(ipc_map_open("f", &how, &m), -ENOENT);
	how.create = true;
	ck_assert_int_eq(ipc_map_open("f", &how, &m), 0);
	ck_assert(m.made && m.size == 0);
	ck_assert_int_eq(ipc_map_write(&m, 0, "x", 1), -IPC_CUT_SHORT);
	ck_assert_int_eq(ipc_map_write(&m, 0, "", 0), 0);
	ck_assert_int_eq(ipc_map_grow(&m, 40), 0);
	ck_assert_int_eq(ipc_map_write(&m, 30, "0123456789", 10), 0);
	ck_assert_int_eq(ipc_map_write(&m, 31, "0123456789", 10), -IPC_CUT_SHORT);
	ck_assert_int_eq(ipc_map_read(&m, 35, text, 5), 0);
	ck_assert_int_eq(memcmp(text, "56789", 5), 0);
	ipc_map_close(&m);
	ck_assert_int_eq(ipc_map_open("f", &reading, &m), 0);
	ck_assert(!m.made && m.size == 40);
	ipc_map_close(&m);
	how.exclusive = true;
	ck_assert_int_eq(ipc_map_open("f", &how, &m), -EEXIST);
	ck_assert_int_eq(ipc_map_open("/", &reading, &m), -EISDIR);
	ck_assert_int_eq(ipc_map_open("/dev/null", &reading, &m), -ENODEV);
	ck_assert_int_eq(mkfifo("p", 0600), 0);
	ck_assert_int_eq(ipc_map_open("p", &reading, &m), -ENODEV);
}
END_TEST

START_TEST(map_cut_short)
{
	struct ipc_map_how how = { .write = true, .create = true, .mode = 0600 };
	struct ipc_map m;
	static char bytes[100000];

	ck_assert_int_eq(ipc_map_open("f", &how, &m), 0);
	ck_assert_int_eq(ipc_map_grow(&m, sizeof bytes), 0);
	ck_assert_int_eq(ipc_map_read(&m, 0, bytes, sizeof bytes), 0);
	ck_assert_int_eq(truncate("f", 50), 0);
	ck_assert_int_eq(ipc_map_read(&m, 90000, bytes, 10), -IPC_CUT_SHORT);
	ck_assert_int_eq(ipc_map_write(&m, 90000, bytes, 10), -IPC_CUT_SHORT);
	ck_assert_int_eq(ipc_map_read(&m, 0, bytes, sizeof bytes), -IPC_CUT_SHORT);
	ck_assert_int_eq(ipc_map_read(&m, 40, bytes, 20), -IPC_CUT_SHORT); /* on a page that is still there */
	ck_assert_int_eq(ipc_map_read(&m, 40, bytes, 10), 0);
	ipc_map_close(&m);
}
END_TEST

START_TEST(map_far)
{
	struct ipc_map_how how = { .write = true, .create = true, .mode = 0600 };
	static const uint64_t far = 5368709120 + 16777210; /* 5 GiB, and across two windows */
	struct ipc_map m;
	char text[16];

	ck_assert_int_eq(truncate("f", 0) == 0 || errno == ENOENT, 1);
	ck_assert_int_eq(ipc_map_open("f", &how, &m), 0);
	ipc_map_close(&m);
	ck_assert_int_eq(truncate("f", (off_t)far + 100), 0);
	ck_assert_int_eq(ipc_map_open("f", &how, &m), 0);
	ck_assert_int_eq(ipc_map_write(&m, far, "over the edge", 13), 0);
	ck_assert_int_eq(ipc_map_read(&m, far, text, 13), 0);
	ck_assert_int_eq(memcmp(text, "over the edge", 13), 0);
	ck_assert_int_eq(pread(m.fd, text, 4, (off_t)far + 9), 4);
	ck_assert_int_eq(memcmp(text, "edge", 4), 0);
	ipc_map_close(&m);
}
END_TEST

static void add_case(Suite *suite, const char *name, const TTest *const *tests, size_t n, bool in_folder)
{
	TCase *tc = tcase_create(name);

	tcase_set_timeout(tc, 20);
	if (in_folder)
		tcase_add_checked_fixture(tc, enter_folder, leave_folder);
	for (size_t i = 0; i < n; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
}

int main(void)
{
	const TTest *const address_tests[] = { addresses, bad_addresses, longest_names, socket_addresses,
		addresses_with_kind, addresses_printed, ftok_addresses };
	const TTest *const wait_tests[] = { read_limits, signals_in_a_wait, wait_in_a_child,
		until_it_is_there, soon_without_a_sleep, soon_in_vain, sigpipe_is_an_error,
		timer_signal_has_no_sender, queue_tells };
	const TTest *const mq_tests[] = { mq_messages, mq_limits, mq_removed_while_waiting, mq_nothing_lost,
		mq_ids };
	const TTest *const fifo_tests[] = { fifo_objects, fifo_records, fifo_large, fifo_limits };
	const TTest *const map_tests[] = { map_files, map_cut_short, map_far };
	Suite *suite = suite_create("ipc");

	add_case(suite, "address", address_tests, ARRAY_LEN(address_tests), false);
	add_case(suite, "wait", wait_tests, ARRAY_LEN(wait_tests), false);
	add_case(suite, "mq", mq_tests, ARRAY_LEN(mq_tests), false);
	add_case(suite, "fifo", fifo_tests, ARRAY_LEN(fifo_tests), true);
	add_case(suite, "map", map_tests, ARRAY_LEN(map_tests), true);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
