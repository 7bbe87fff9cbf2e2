/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_socket.c -- bytes from sockets: the first says which word takes them, the second how many, the rest is
 * what the other end sends before it closes. What is printed and what is left behind it are those bytes, in
 * this order; datagrams come whole; and an address that is no address is no harm. */
#include "builtin.h"
#include "fuzz.h"
#include "ipc.h"

#include <stdlib.h>
#include <sys/socket.h>

enum { MOST = 2048, NUMBERS = 24 };

struct pair {
	int ours, theirs;
	char digits[NUMBERS];
	char *number; /* OURS, as a script names it */
};

static bool pair_open(struct pair *p, int type)
{
	int fds[2];

	if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, fds) < 0)
		return false;
	p->ours = fds[0];
	p->theirs = fds[1];
	p->number = text_from_int(p->ours, p->digits);
	return true;
}

static void pair_close(struct pair *p)
{
	close(p->ours);
	if (p->theirs >= 0)
		close(p->theirs);
}

static void feed(const struct pair *p, const void *bytes, size_t n)
{
	if (send(p->theirs, bytes, n, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)n)
		fuzz_fail("%zu bytes do not go into a socket", n);
}

static int run(struct sh *sh, int argc, char **argv, struct buf *out)
{
	sh->out.sink = out;
	sh->flow = FLOW_ON;
	int status = run_builtin(sh, lookup_builtin(sh, argv[0]), argc, argv);
	sh->out.sink = NULL;
	arena_free(&sh->scratch);
	return status;
}

/* ---- streams ---- */

/* How many bytes the first COUNT records are; all, where there are not so many. */
static size_t records(const char *bytes, size_t n, char end, size_t count)
{
	size_t at = 0;

	for (; at < n && count > 0; at++)
		count -= bytes[at] == end;
	return at;
}

/* OUT, to which the word may have added the END that the last record lacked, is the first TAKEN bytes; the
 * others are in the socket. */
static void check_stream(
	const struct pair *p, const char *bytes, size_t n, size_t taken, const struct buf *out, char end)
{
	char rest[MOST + 1];
	ssize_t left = recv(p->ours, rest, sizeof rest, MSG_DONTWAIT);
	size_t printed = out->len;

	if (printed == taken + 1 && taken == n && out->data[taken] == end)
		printed--;
	if (printed != taken || (taken > 0 && memcmp(out->data, bytes, taken) != 0))
		fuzz_fail("%zu bytes printed, not the first %zu of %zu", out->len, taken, n);
	if (left < 0 || (size_t)left != n - taken || memcmp(rest, bytes + taken, n - taken) != 0)
		fuzz_fail("%zd bytes left of %zu, %zu of which were taken", left, n, taken);
}

static void stream(struct sh *sh, unsigned what, unsigned many, const char *bytes, size_t n)
{
	struct buf out = { 0 };
	struct pair p;
	char count[NUMBERS], size[NUMBERS];
	size_t k = many % 5 + 1, each = many / 5 + 1, taken;

	if (!pair_open(&p, SOCK_STREAM))
		return;
	char *times = text_from_int((int64_t)k, count);
	char *lines[] = { "sockcall", what % 3 == 0 ? "-t1" : "-0", "-k", times, p.number, "q", NULL };
	char *sized[] = { "sockcall", "--size", text_from_int((int64_t)each, size), "-k", times, p.number,
		"q", NULL };
	feed(&p, bytes, n);
	shutdown(p.theirs, SHUT_WR);
	if (what % 3 == 2) {
		taken = k * each < n ? k * each : n;
		int status = run(sh, 7, sized, &out);
		if (status == 0 && taken == k * each)
			check_stream(&p, bytes, n, taken, &out, '\n');
	} else {
		taken = records(bytes, n, what % 3 == 0 ? '\n' : '\0', k);
		run(sh, 6, lines, &out);
		check_stream(&p, bytes, n, taken, &out, what % 3 == 0 ? '\n' : '\0');
	}
	buf_free(&out);
	pair_close(&p);
}

/* ---- read ---- */

static void read_line(struct sh *sh, unsigned many, const char *bytes, size_t n)
{
	struct buf out = { 0 };
	struct pair p;
	char stop[2] = { many & 1 ? (char)(many / 2) : '\n', '\0' };

	if (!pair_open(&p, SOCK_STREAM))
		return;
	char *argv[] = { "read", "-r", "-u", p.number, "-d", stop, "x", NULL };
	feed(&p, bytes, n);
	shutdown(p.theirs, SHUT_WR);
	if ((unsigned char)stop[0] < 0x80) { /* else it is no character by itself */
		run(sh, 7, argv, &out);
		check_stream(&p, bytes, n, records(bytes, n, stop[0], 1),
			&(struct buf){
				.data = (char *)(uintptr_t)bytes, .len = records(bytes, n, stop[0], 1) },
			'\n');
	}
	buf_free(&out);
	pair_close(&p);
}

/* ---- datagrams ---- */

/* The bytes 0xff part them. */
static void datagrams(struct sh *sh, unsigned what, const char *bytes, size_t n)
{
	struct buf out = { 0 }, sent = { 0 };
	struct pair p;
	char count[NUMBERS];
	size_t many = 0;

	if (!pair_open(&p, what & 1 ? SOCK_DGRAM : SOCK_SEQPACKET))
		return;
	for (size_t at = 0, len; at < n && many < 8; at += len + 1) {
		len = records(bytes + at, n - at, (char)0xff, 1);
		len -= len > 0 && bytes[at + len - 1] == (char)0xff;
		if (len == 0)
			continue;
		feed(&p, bytes + at, len);
		buf_add(&sent, bytes + at, len);
		many++;
	}
	char *argv[] = { "sockrecv", "-b", "-t1", "-k", text_from_int((int64_t)many, count), p.number, NULL };
	if (many > 0 && run(sh, 6, argv, &out) != 0)
		fuzz_fail("%zu datagrams are not all taken", many);
	if (out.len != sent.len || (out.len > 0 && memcmp(out.data, sent.data, out.len) != 0))
		fuzz_fail("%zu bytes of datagrams, %zu were sent", out.len, sent.len);
	buf_free(&sent);
	buf_free(&out);
	pair_close(&p);
}

/* ---- descriptors and addresses that are none ---- */

static void take(struct sh *sh, const char *bytes, size_t n)
{
	struct buf out = { 0 };
	struct pair p;

	if (!pair_open(&p, SOCK_STREAM))
		return;
	char *argv[] = { "socktake", "-n", "-v", "x", p.number, NULL };
	feed(&p, bytes, n);
	run(sh, 5, argv, &out);
	buf_free(&out);
	pair_close(&p);
}

static void address(const char *bytes, size_t n)
{
	struct ipc_sock_end from = { .dir = -1 };
	struct buf text = { 0 };
	struct pair p;

	if (!pair_open(&p, SOCK_DGRAM))
		return;
	from.len = (unsigned)(n < sizeof from.addr ? n : sizeof from.addr);
	memcpy(from.addr, bytes, from.len);
	ipc_sock_end_print(p.ours, &from, &text);
	from.addr[0] = AF_UNIX; /* the most of them can be made of */
	from.addr[1] = 0;
	ipc_sock_end_print(p.ours, &from, &text);
	buf_free(&text);
	pair_close(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sh *sh = fuzz_shell("x=1");

	if (size < 3 || size > MOST)
		return 0;
	const char *bytes = (const char *)data + 2;
	size_t n = size - 2;
	switch (data[0] % 8) {
	case 0:
	case 1:
	case 2: stream(sh, data[0] % 8, data[1], bytes, n); break;
	case 3: read_line(sh, data[1], bytes, n); break;
	case 4:
	case 5: datagrams(sh, data[0], bytes, n); break;
	case 6: take(sh, bytes, n); break;
	default: address(bytes, n); break;
	}
	return 0;
}
