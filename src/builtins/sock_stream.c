/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock_stream.c -- sockcall sockcat: bytes, or datagrams, both ways through a connection at once, so that
 * neither side can hold up the other. */
#include "input.h"
#include "sock.h"

#include <errno.h>
#include <unistd.h>

#define CHUNK 65536u

#define REFUSED_PAUSE_NS (10 * NSEC_PER_MSEC) /* before a datagram that nobody took is sent again */

struct stream {
	struct ipc_args *a;
	int fd;
	bool asks;           /* what comes answers what was sent */
	bool opened;         /* FD is ours */
	struct mortal *file; /* its own name; NULL: it has none */
	struct buf out;      /* still to be sent, from AT on */
	size_t at;
	bool from_input; /* more comes from standard input */
	bool keep_open;  /* no half-close when all is sent */
	bool sent;       /* all is, and the other end knows */
	bool at_end;     /* the other end has sent all */
	bool cut_off;    /* nobody reads there any more, and not all was sent */
	struct buf answer;
	uint64_t lines_left; /* of the answer, or records of it; 0: to its end ... */
	uint64_t bytes_left; /* ... or so many bytes; 0: any number */
	bool in_line;        /* the answer so far ends within a line */
	int64_t deadline_ns; /* of the whole; 0: none */
	/* A datagram socket, or one that keeps records apart: */
	bool records;
	bool endless;    /* nothing says that the other end has sent all */
	bool splits;     /* each line of OUT is one, else all of it */
	bool request;    /* OUT is one that was not sent yet, be it empty */
	size_t too_long; /* bytes of one that could not be sent */
};

/* ---- sending ---- */

static int all_sent(struct stream *s)
{
	s->sent = true;
	if (!s->answer.data && !s->records) { /* one memory does for both */
		s->answer = s->out;
		s->out = (struct buf){ 0 };
		s->answer.len = s->at = 0;
	}
	if (s->keep_open)
		return 0;
	int err = ipc_sock_shut(s->fd, false, true);
	return err == -ENOTCONN ? 0 : err; /* the other end was faster */
}

/* Whether there is a whole record to be sent: N bytes from AT on, and behind it SKIP that end it. */
static bool next_record(const struct stream *s, size_t *n, size_t *skip)
{
	size_t left = s->out.len - s->at;
	const char *from = s->out.data + s->at;
	const char *end = s->splits && left > 0 ? memchr(from, s->a->nul ? '\0' : '\n', left) : NULL;

	*n = end ? (size_t)(end - from) : left;
	*skip = end != NULL;
	return end || (!s->from_input && (left > 0 || s->request));
}

static bool anything_to_send(const struct stream *s)
{
	size_t n, skip;

	return s->records ? next_record(s, &n, &skip) : s->at < s->out.len;
}

/* As many records as the kernel takes now. */
static int send_records(struct stream *s)
{
	size_t n, skip;

	while (next_record(s, &n, &skip)) {
		ssize_t sent = ipc_sock_send(s->fd, s->out.data + s->at, n, false);
		if (sent == -EAGAIN)
			return 0;
		if (sent == -EPIPE || sent == -ECONNRESET) {
			s->sent = s->cut_off = true;
			return 0;
		}
		if (sent < 0) {
			s->too_long = n;
			return (int)sent;
		}
		s->at += n + skip;
		s->request = false;
	}
	return s->from_input ? 0 : all_sent(s);
}

/* What the kernel takes now. A peer that reads no more may still have answered. */
static int send_some(struct stream *s)
{
	if (s->records)
		return send_records(s);
	bool last = !s->from_input && !s->keep_open;
	while (s->at < s->out.len) {
		ssize_t n = ipc_sock_send(s->fd, s->out.data + s->at, s->out.len - s->at, last);
		if (n == -EAGAIN)
			return 0;
		if (n == -EPIPE || n == -ECONNRESET) {
			s->sent = s->cut_off = true;
			return 0;
		}
		if (n < 0)
			return (int)n;
		s->at += (size_t)n;
	}
	s->at = s->out.len = 0;
	return s->from_input ? 0 : all_sent(s);
}

/* Standard input, once all that came before it is sent, but for the beginning of a record. */
static int read_input(struct sh *sh, struct stream *s)
{
	struct ipc_wait w = { .timeout_ns = -1, .on_signal = sh_on_signal, .ctx = sh };
	size_t have = s->out.len - s->at;

	if (have > ipc_datagram_most(s->fd)) {
		s->too_long = have;
		return -EMSGSIZE;
	}
	if (have > 0 && s->at > 0)
		memmove(s->out.data, s->out.data + s->at, have);
	s->at = 0;
	s->out.len = have;
	buf_grow(&s->out, CHUNK);
	ssize_t n = ipc_read(0, s->out.data + have, s->out.cap - have, &w);
	if (n < 0)
		return n == -EINTR ? (int)n : ipc_input_failed(sh, (int)n);
	s->out.len += (size_t)n;
	s->from_input = n > 0;
	return send_some(s);
}

/* ---- receiving ---- */

/* How many of N bytes belong to the lines that are still wanted. */
static size_t wanted(struct stream *s, const char *p, size_t n)
{
	const char *at = p, *end = p + n;

	while (s->lines_left > 0 && at < end) {
		const char *hit = memchr(at, s->a->nul ? '\0' : '\n', (size_t)(end - at));
		s->in_line = !hit;
		if (!hit)
			return n;
		at = hit + 1;
		s->at_end = --s->lines_left == 0;
	}
	return s->at_end ? (size_t)(at - p) : n;
}

/* What goes into a variable is received where it is gathered, all else in CHUNK. */
static char *room_for_answer(struct stream *s, char *chunk)
{
	struct buf *b = &s->answer;

	if (!s->a->var)
		return chunk;
	if (b->cap - b->len < CHUNK)
		buf_grow(b, CHUNK);
	return b->data + b->len;
}

static int deliver(struct sh *sh, struct stream *s, const char *p, size_t n)
{
	if (s->a->var) {
		s->answer.len += n;
		return STATUS_OK;
	}
	sh_write(sh, p, n);
	return ipc_flush(sh, s->a);
}

/* Bytes are counted before they are asked for, lines only when they are seen. */
static ssize_t receive(struct stream *s, char *at, bool look, const struct ipc_wait *w)
{
	size_t most = s->bytes_left > 0 && s->bytes_left < CHUNK ? (size_t)s->bytes_left : CHUNK;
	ssize_t n = (look ? ipc_sock_peek : ipc_sock_recv)(s->fd, at, most, w);

	if (s->bytes_left > 0 && n > 0)
		s->at_end = (s->bytes_left -= (uint64_t)n) == 0;
	return n;
}

/* One record, of which N bytes are at P. */
static int deliver_record(struct sh *sh, struct stream *s, const char *p, size_t n)
{
	const struct ipc_args *a = s->a;

	if (!a->var)
		return ipc_record(sh, a, p, n);
	buf_add(&s->answer, p, a->cstring ? strnlen(p, n) : n);
	if (!a->bytes)
		buf_byte(&s->answer, a->nul ? '\0' : '\n');
	return STATUS_OK;
}

/* -errno, or a status. */
static int receive_record(struct sh *sh, struct stream *s, const struct ipc_wait *w)
{
	struct ipc_sock_end from;
	struct buf record = ipc_buf_take(ipc_state(sh));
	ssize_t n = ipc_datagram_take(s->fd, false, &record, &from, w);
	int status = n < 0 ? (int)n : STATUS_OK;

	if (n == -EAGAIN && w->nowait) {
		status = STATUS_OK;
	} else if (n == 0 && !s->endless) {
		s->at_end = true;
	} else if (n >= 0) {
		status = deliver_record(sh, s, buf_cstr(&record), (size_t)n);
		if (s->lines_left > 0 && --s->lines_left == 0)
			s->at_end = true;
	}
	ipc_buf_give(ipc_state(sh), &record);
	return status;
}

/* Some of what is there, as W says. Of a connection that stays open no more is taken than the lines or bytes
 * that are wanted: what follows is for whoever reads next. -errno, or a status: what could not be written is
 * said. */
static int receive_some(struct sh *sh, struct stream *s, const struct ipc_wait *w)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	char chunk[CHUNK];
	bool exactly = s->lines_left > 0 && !s->opened;

	if (s->records)
		return receive_record(sh, s, w);
	char *at = room_for_answer(s, chunk);
	ssize_t n = receive(s, at, exactly, w);

	if (n == -EAGAIN && w->nowait)
		return 0;
	if (n == -ECONNRESET && (s->cut_off || !s->sent)) {
		s->cut_off = s->sent = true; /* it closed with what we had sent unread */
		n = 0;
	}
	if (n < 0)
		return (int)n;
	if (n == 0)
		s->at_end = true;
	size_t take = s->lines_left > 0 ? wanted(s, at, (size_t)n) : (size_t)n;
	if (exactly && take > 0)
		n = ipc_sock_recv(s->fd, at, take, &at_once);
	if (n < 0)
		return (int)n;
	return take > 0 ? deliver(sh, s, at, take) : STATUS_OK;
}

/* ---- both ---- */

/* A person at a terminal cannot know that the other end has gone; the last bytes of a pipe still go out. */
static bool over(const struct stream *s)
{
	return s->at_end && (s->sent || s->keep_open || (s->from_input && isatty(0)));
}

/* -t limits a call as a whole, and the silence of a stream that may go on for days. */
static struct ipc_wait wait_left(const struct stream *s)
{
	struct ipc_wait w = s->a->wait;

	w.soon = s->asks;
	if (s->deadline_ns > 0) {
		w.timeout_ns = s->deadline_ns - clock_ns(CLOCK_MONOTONIC);
		if (w.timeout_ns < 0)
			w.timeout_ns = 0;
	}
	if (!s->sent) /* what is to be sent goes out, whoever reads the answer */
		w.output = 0;
	return w;
}

static bool too_late(const struct stream *s)
{
	return s->deadline_ns > 0 && clock_ns(CLOCK_MONOTONIC) >= s->deadline_ns;
}

/* Whichever side is ready first. */
static int step(struct sh *sh, struct stream *s)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	struct ipc_wait w = wait_left(s);
	bool pending = anything_to_send(s), reads = s->from_input && !s->sent && !pending;
	struct pollfd fds[2] = {
		{ .fd = s->fd, .events = (short)((s->at_end ? 0 : POLLIN) | (pending ? POLLOUT : 0)) },
		{ .fd = reads ? 0 : -1, .events = POLLIN },
	};
	int status = ipc_poll(fds, 2, &w);

	if (status < 0)
		return status;
	status = 0;
	if (s->at_end && !pending && !fds[1].revents && (fds[0].revents & (POLLHUP | POLLERR)))
		s->sent = true; /* nobody is left to send to, and there is nothing to send */
	if (fds[0].revents && !s->at_end)
		status = receive_some(sh, s, &at_once);
	if (status == 0 && pending && (fds[0].revents & (POLLOUT | POLLERR | POLLHUP)))
		status = send_some(s);
	if (status == 0 && fds[1].revents)
		status = read_input(sh, s);
	return status;
}

/* -w: a request by UDP that nobody was there to take is sent again after a while. */
static int send_again(struct stream *s)
{
	struct ipc_wait pause = wait_left(s);

	if (pause.timeout_ns < 0 || pause.timeout_ns > REFUSED_PAUSE_NS)
		pause.timeout_ns = REFUSED_PAUSE_NS;
	int ended = ipc_poll(NULL, 0, &pause);
	if (ended != -ETIMEDOUT)
		return ended;
	s->at = 0;
	s->request = true;
	s->sent = false;
	return send_some(s);
}

/* -errno or a status. */
static int run(struct sh *sh, struct stream *s)
{
	bool repeats = s->request && s->a->await;
	int status = send_some(s);

	ipc_heed_output(sh, s->a);
	while (status == 0 && !over(s)) {
		struct ipc_wait w = wait_left(s);
		status = s->sent ? receive_some(sh, s, &w) : step(sh, s);
		if (status == -ECONNREFUSED && repeats)
			status = send_again(s);
		if (status == 0 && traps_pending(sh) &&
			sh_on_signal(sh)) /* one who never stops sending makes nothing wait */
			status = -EINTR;
		if (status == 0 && too_late(s) && !over(s))
			status = -ETIMEDOUT;
	}
	return status;
}

/* It closed before it had sent all that was asked for. The last line of all may have no end. */
static bool came_short(const struct stream *s)
{
	return s->bytes_left > 0 || s->lines_left > (s->in_line ? 1u : 0u);
}

static int finish(struct sh *sh, struct stream *s, int status)
{
	struct ipc_args *a = s->a;

	if (status < 0)
		status = sock_send_failed(sh, a, s->fd, status, s->too_long, NULL);
	if (status == STATUS_OK && a->var) {
		size_t n = s->answer.len;
		n -= n > 0 && !a->bytes && s->answer.data[n - 1] == (a->nul ? '\0' : '\n');
		status = ipc_set(sh, a, "", s->answer.data, n);
	}
	if (status == STATUS_OK && s->cut_off)
		status = sh_builtin_error(
			sh, STATUS_ERROR, a->object, "the other end closed before it had taken all");
	else if (status == STATUS_OK && came_short(s))
		status = STATUS_NO;
	if (s->opened) {
		ipc_mortal_ends(s->file); /* before it looks as if nobody had it any more */
		close(s->fd);
	}
	buf_free(&s->out);
	ipc_buf_give(ipc_state(sh), &s->answer);
	return status;
}

/* What a descriptor is, asked for once of a connection that stays open: numbers below 10 change also where a
 * pipeline begins. */
static int type_of(struct sh *sh, int fd)
{
	struct ipc_state *st = ipc_state(sh);

	if (fd == st->stream.fd && fd > 0 && st->stream.stamp == sh->fd_stamp)
		return IPC_SOCKET_STREAM;
	int type = ipc_sock_type(fd);
	if (type == IPC_SOCKET_STREAM && fd >= FD_OWN_LOWEST) {
		st->stream.fd = fd;
		st->stream.stamp = sh->fd_stamp;
	}
	return type;
}

/* An address, or the number of a descriptor that is connected already. */
static bool open_end(struct sh *sh, struct stream *s, const char *text, int *type)
{
	struct ipc_args *a = s->a;

	if (*text && text[strspn(text, "0123456789")] == '\0') {
		if (!sock_fd_operand(sh, a, text, &s->fd))
			return false;
		*type = type_of(sh, s->fd);
		if (*type < 0)
			a->status = sock_failed(sh, a, *type, NULL);
		return *type >= 0;
	}
	if (!ipc_address(sh, a, text, false))
		return false;
	int fd = sock_dial(sh, a, &s->file, &a->status);
	if (fd < 0)
		return false;
	*type = (int)a->address.socket.type;
	/* 0 and 1 may be closed, and are not to be the connection then; nor is what a trap redirects. */
	s->fd = fd <= STDERR_FILENO || traps_installed(sh) ? fd_high(fd) : fd;
	if (s->fd < 0) {
		a->status = sock_failed(sh, a, s->fd, NULL);
		ipc_mortal_ends(s->file);
	}
	s->opened = true;
	return s->fd >= 0;
}

/* The end of a datagram's answers is not seen: their number is known, 1 unless -k says more. */
static bool open_stream(struct sh *sh, struct stream *s, const char *text)
{
	struct ipc_args *a = s->a;
	int type;

	if (!open_end(sh, s, text, &type))
		return false;
	s->records = type != IPC_SOCKET_STREAM;
	s->endless = ipc_socket_unconnected((enum ipc_socket_type)type);
	bool counted = a->has_count || (s->endless && !s->from_input);
	if (!s->records && __builtin_mul_overflow(a->size, a->count, &s->bytes_left))
		s->bytes_left = UINT64_MAX;
	s->lines_left = s->bytes_left == 0 && (counted || a->size > 0) ? a->count : 0;
	s->keep_open = a->size > 0 || a->has_count || s->endless;
	return true;
}

/* The request, but for its end. A status. */
static int take_text(struct sh *sh, const struct ipc_args *a, struct buf *out)
{
	bool given = a->n_text > 0;
	int status = ipc_text(sh, a, out);

	if (status != STATUS_OK || !given || a->bytes || a->size == 0)
		return status;
	return ipc_text_end(sh, a, out, 0, "--size", &a->size);
}

/* A line ends in a newline, a record in nothing: the last newline of standard input is not part of it. */
static void end_request(struct stream *s)
{
	const struct ipc_args *a = s->a;
	bool given = a->n_text > 0;
	char end = a->nul ? '\0' : '\n';

	s->request = s->records;
	if (a->bytes || (given && a->size > 0))
		return;
	if (given && a->cstring)
		buf_byte(&s->out, '\0');
	else if (given && !s->records)
		buf_byte(&s->out, end);
	else if (!given && s->records && s->out.len > 0 && s->out.data[s->out.len - 1] == end)
		s->out.len--;
}

int sock_call(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct stream s = { .a = &a, .asks = true };

	if (!sock_args(sh, argc, argv, 1, -1, &a))
		return a.status;
	a.remove = a.from;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	const char *address = *a.text++;
	a.n_text--;
	s.out = ipc_buf_take(ipc_state(sh));
	int status = take_text(sh, &a, &s.out);
	if (a.wait.timeout_ns >= 0)
		s.deadline_ns = clock_after(a.wait.timeout_ns);
	if (status != STATUS_OK || !open_stream(sh, &s, address)) {
		buf_free(&s.out);
		return status != STATUS_OK ? status : a.status;
	}
	end_request(&s);
	return finish(sh, &s, run(sh, &s));
}

int sock_cat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct stream s = { .a = &a, .from_input = true };

	if (!sock_args(sh, argc, argv, 1, 1, &a))
		return a.status;
	a.remove = a.from;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	if (!open_stream(sh, &s, a.text[0]))
		return a.status;
	s.splits = s.records && !a.bytes;
	return finish(sh, &s, run(sh, &s));
}
