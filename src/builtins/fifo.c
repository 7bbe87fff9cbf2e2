/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fifo.c -- fifonew fifosend fiforecv fiform: FIFOs as words. */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

/* Makes it as the options say, and has it removed. 0 or a status. */
static int make(struct sh *sh, const struct ipc_args *a)
{
	sigset_t before;

	ipc_birth_begin(a, &before);
	int err = ipc_fifo_make(a->address.path, a->mode, a->exclusive);
	if (err >= 0 && a->remove)
		err = ipc_remove_path(sh, a->address.path);
	ipc_birth_end(a, &before);
	return err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
}

/* For -c and -x of the words that use one, by the right NEED. */
static int make_or_find(struct sh *sh, const struct ipc_args *a, mode_t need)
{
	if (!a->create && !a->exclusive)
		return STATUS_OK;
	if (!ipc_maker_may(a, need) && (a->exclusive || ipc_there(IPC_FIFO, &a->address) < 0))
		return ipc_failed(sh, a, -EACCES);
	return make(sh, a);
}

static int fifo_new(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_FIFO, 1, 1, &a))
		return a.status;
	return ipc_must_fork(sh, &a) ? sh->vars.status : make(sh, &a);
}

/* ---- fifosend ---- */

/* Its own descriptor, which moves out of the way of a script's numbers while a trap runs. */
struct sender {
	const struct ipc_args *a;
	int fd;
	struct buf batch;   /* whole records that go out in one write */
	struct buf lengths; /* size_t: of each of them */
};

static int write_failed(struct sh *sh, const struct sender *s, int err, size_t sent)
{
	if (err == -EPIPE)
		return sh_builtin_error(sh, STATUS_ERROR, s->a->object, "the reader has gone away");
	int status = ipc_failed(sh, s->a, err);
	if (sent > 0)
		status = sh_builtin_error(sh, status == STATUS_NO ? STATUS_ERROR : status, s->a->object,
			"only the first %zu bytes of the record were sent (up to %d go whole or not at all)",
			sent, PIPE_BUF);
	return status;
}

/* There was no room for all of them at once, which may be room for some. */
static void send_singly(const struct sender *s, size_t n)
{
	const struct ipc_wait at_once = { .nowait = true };
	const char *at = s->batch.data, *end = at + n;
	size_t length, sent;

	for (const char *next = s->lengths.data; at < end; at += length, next += sizeof length) {
		memcpy(&length, next, sizeof length);
		if (ipc_fifo_write(s->fd, at, length, &at_once, &sent) < 0)
			return;
	}
}

/* The first N bytes of the batch, which are whole records. */
static int send_part(struct sh *sh, const struct sender *s, size_t n)
{
	size_t sent;
	int err = ipc_fifo_write(s->fd, s->batch.data, n, &s->a->wait, &sent);

	if ((err == -EAGAIN || err == -ETIMEDOUT) && sent == 0)
		send_singly(s, n);
	return err < 0 ? write_failed(sh, s, err, sent) : STATUS_OK;
}

static int send_batch(struct sh *sh, struct sender *s)
{
	int status = s->batch.len ? send_part(sh, s, s->batch.len) : STATUS_OK;

	s->batch.len = s->lengths.len = 0;
	return status;
}

/* A record with its end. 0 or a status. */
static int make_record(struct sh *sh, const struct ipc_args *a, struct buf *b, const char *p, size_t n)
{
	size_t from = b->len;

	buf_add(b, p, n);
	int status = ipc_text_end(sh, a, b, from, "--size", a->size ? &a->size : NULL);
	if (status != STATUS_OK)
		b->len = from;
	else if (!a->size && !a->cstring && (a->nul || !a->bytes))
		buf_byte(b, a->nul ? '\0' : '\n');
	return status;
}

/* Records go out together, but never more than what is written in one piece: others write there too. One that
 * cannot be made holds up none of those before it. */
static int add_record(struct sh *sh, struct sender *s, const char *p, size_t n)
{
	size_t before = s->batch.len, length;
	int status = make_record(sh, s->a, &s->batch, p, n);

	if (status != STATUS_OK) {
		(void)send_batch(
			sh, s); /* where this fails too, that is said; the record's own status counts */
		return status;
	}
	length = s->batch.len - before;
	if (s->batch.len > PIPE_BUF && before > 0) {
		status = send_part(sh, s, before);
		s->lengths.len = 0;
		s->batch.len = length;
		memmove(s->batch.data, s->batch.data + before, length);
	}
	buf_add(&s->lengths, (const char *)&length, sizeof length);
	return status;
}

static int send_lines(struct sh *sh, struct sender *s)
{
	struct ipc_input in = { .end = s->a->nul ? '\0' : '\n' };
	const char *line;
	size_t n;
	int status = STATUS_OK, got;

	while (status == STATUS_OK) {
		if (ipc_input_drained(&in)) /* what is there goes out before we wait for more */
			status = send_batch(sh, s);
		if (status != STATUS_OK || (got = ipc_input_next(sh, &in, &line, &n)) == 0)
			break;
		status = got < 0 ? ipc_input_failed(sh, got) : add_record(sh, s, line, n);
	}
	if (status == STATUS_OK)
		status = send_batch(sh, s);
	buf_free(&in.buf);
	return status;
}

static int open_sender(struct sh *sh, struct sender *s)
{
	const struct ipc_args *a = s->a;
	int status = make_or_find(sh, a, 0200);

	if (status != STATUS_OK)
		return status;
	s->fd = ipc_fifo_writer(a->address.path, &a->wait);
	if (s->fd < 0)
		return ipc_failed(sh, a, s->fd);
	return ipc_capacity(sh, a, s->fd);
}

/* Text that was given is checked before anything is opened. */
static int send_all(struct sh *sh, struct sender *s)
{
	struct buf text = { 0 };
	int status = STATUS_OK;
	bool lines = s->a->n_text == 0 && !s->a->bytes;

	if (lines && fcntl(0, F_GETFD) < 0) /* not only once a reader has come */
		return ipc_input_failed(sh, -errno);
	if (!lines) {
		status = ipc_text(sh, s->a, &text);
		if (status == STATUS_OK)
			status = add_record(sh, s, text.data, text.len);
		buf_free(&text);
	}
	if (status == STATUS_OK)
		status = open_sender(sh, s);
	if (status == STATUS_OK) {
		own_fd_add(sh, &s->fd);
		status = lines ? send_lines(sh, s) : send_batch(sh, s);
		own_fd_remove(sh, &s->fd);
	}
	return status;
}

static int fifo_send(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct sender s = { .a = &a, .fd = -1 };

	if (!ipc_args(sh, argc, argv, IPC_FIFO, 1, -1, &a))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	ipc_remove_there(sh, &a);
	int status = send_all(sh, &s);
	fd_close(&s.fd);
	buf_free(&s.batch);
	buf_free(&s.lengths);
	return status;
}

/* ---- fiforecv ---- */

struct receiver {
	const struct ipc_args *a;
	struct ipc_state *st;
	struct ipc_fifo *fifo;
	struct ipc_record how;
	struct buf records;
};

/* The records that were taken together, one by one. */
static int give_out(struct sh *sh, const struct receiver *r, size_t count)
{
	const char *at = r->records.data, *end = at + r->records.len;
	int status = STATUS_OK;

	for (; count > 0; count--) {
		size_t n = (size_t)(end - at), skip = 0;
		if (r->how.size) {
			n = r->how.size;
		} else if (r->how.end >= 0) {
			const char *hit = memchr(at, r->how.end, n);
			n = hit ? (size_t)(hit - at) : n;
			skip = 1;
		}
		/* The others were taken too: they are written, or the failure is said, for each. */
		int one = ipc_record(sh, r->a, at, n);
		if (one != STATUS_OK)
			status = one;
		at += n + skip;
	}
	return status;
}

static int receive(struct sh *sh, struct receiver *r)
{
	const struct ipc_args *a = r->a;
	int status = STATUS_OK;

	for (uint64_t left = a->count; status == STATUS_OK && (a->follow || left > 0);) {
		size_t most = a->follow ? SSIZE_MAX : (size_t)left;
		r->records.len = 0;
		ssize_t got = ipc_fifo_take(&r->st->fifo, r->fifo, &r->how, most, &r->records, &a->wait);
		if (got < 0)
			return ipc_failed(sh, a, (int)got);
		left -= (uint64_t)got;
		status = give_out(sh, r, (size_t)got);
	}
	return status;
}

static int open_receiver(struct sh *sh, struct receiver *r)
{
	const struct ipc_args *a = r->a;
	int status = make_or_find(sh, a, 0400);

	if (status != STATUS_OK)
		return status;
	int err = ipc_fifo_reader(&r->st->fifo, a->address.path, &r->fifo);
	if (err < 0)
		return ipc_failed(sh, a, err);
	ipc_fifo_fds(sh, r->st);
	status = ipc_capacity(sh, a, r->fifo->fd);
	if (status != STATUS_OK)
		ipc_fifo_done(&r->st->fifo, r->fifo);
	return status;
}

static int fifo_recv(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_FIFO, 1, 1, &a) || !ipc_one_for_variable(sh, &a))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct receiver r = { .a = &a, .st = ipc_state(sh) };
	ipc_remove_there(sh, &a);
	r.how = (struct ipc_record){ .size = (size_t)a.size, .end = a.nul ? '\0' : a.bytes ? -1 : '\n' };
	int status = open_receiver(sh, &r);
	if (status != STATUS_OK)
		return status;
	ipc_heed_output(sh, &a);
	r.records = ipc_buf_take(r.st);
	status = receive(sh, &r);
	ipc_buf_give(r.st, &r.records);
	ipc_fifo_done(&r.st->fifo, r.fifo);
	return status;
}

/* ---- fiform ---- */

static int remove_one(struct sh *sh, const struct ipc_args *a)
{
	struct ipc_state *st = ipc_state(sh);

	ipc_fifo_forget(&st->fifo, a->address.path);
	ipc_fifo_fds(sh, st);
	return ipc_fifo_remove(a->address.path);
}

static int fifo_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_rm(sh, argc, argv, IPC_FIFO, remove_one);
}

/* ---- the table ---- */

#define ROW_CAPACITY                                                                          \
	{                                                                                     \
		0, "capacity", "N", "room for N bytes at least (k, M), as long as it is open" \
	}

static const struct opt_row new_options[] = { IPC_ROW_EXCLUSIVE, IPC_ROW_MODE, IPC_ROW_REMOVE, IPC_ROW_END };

static const struct opt_row send_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 't', NULL, "SEC", "wait so long at most for a reader, and for room; then status 124" },
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	{ '0', NULL, NULL, "records end in NUL, here and on standard input, not in newline" },
	{ 'b', NULL, NULL, "the bytes alone; the whole of standard input is one record" },
	{ 's', NULL, NULL, "a C string: a NUL at its end and no newline" },
	{ 0, "size", "N", "records of N bytes, filled up with NULs, no newline" },
	ROW_CAPACITY,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row recv_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	IPC_ROW_COUNT,
	IPC_ROW_FOLLOW,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	{ '0', NULL, NULL, "records end in NUL, not in newline" },
	{ 'b', NULL, NULL, "bytes as they come: one read is one record, without --size" },
	{ 's', NULL, NULL, "a C string: print what is before the first NUL" },
	{ 0, "size", "N", "records of N bytes" },
	ROW_CAPACITY,
	IPC_ROW_VARIABLE("put the record into the variable"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

const struct builtin fifo_builtins[] = {
	{ "fifonew", fifo_new, BUILTIN_IPC, "[-x] [-m MODE] [--rm] PATH", "create a FIFO", new_options },
	{ "fifosend", fifo_send, BUILTIN_IPC,
		"[-cxnw0bs] [-m MODE] [-t SEC] [--size N] [--capacity N] [--rm] PATH [TEXT...]",
		"send a record through a FIFO: TEXT, or each line of standard input", send_options },
	{ "fiforecv", fifo_recv, BUILTIN_IPC,
		"[-cxfnw0bs] [-m MODE] [-t SEC] [-k N] [-v NAME] [--size N] [--capacity N] [--rm] PATH",
		"take a record from a FIFO and print it; the shell keeps the FIFO open", recv_options },
	{ "fiform", fifo_rm, BUILTIN_IPC, "PATH...", "remove FIFOs", NULL },
	{ .help = "FIFOs", .usage = "ipcsh-fifo(1)" },
};
