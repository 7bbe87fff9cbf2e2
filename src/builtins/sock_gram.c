/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock_gram.c -- sockrecv socksend: datagrams one by one, with who sent them and where they go. */
#include "sock.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct gram {
	struct ipc_args *a;
	int fd;
	bool opened;         /* FD is ours, */
	struct mortal *file; /* and so is its file; NULL: it has none */
	bool seqpacket;      /* it has an end */
	struct ipc_sock_end to;
	bool has_to;
};

/* ---- what both have in common ---- */

/* Both the bytes and what would let them through, as far as that can be set. */
static int too_large(struct sh *sh, const struct ipc_args *a, int fd, size_t n)
{
	static const struct ipc_bound wmem = { .unit = "bytes", .file = "net/core/wmem_max" };
	struct sockaddr_un name = { 0 };
	socklen_t len = sizeof name;
	struct buf limit = { 0 };

	if (getsockname(fd, (struct sockaddr *)&name, &len) == 0 && name.sun_family == AF_UNIX) {
		buf_str(&limit, " (`sockopt FD sndbuf=N' sets it: ");
		ipc_limit_text(&limit, &wmem, 1);
		buf_byte(&limit, ')');
	}
	sh_builtin_error(sh, STATUS_ERROR, a->object,
		"%zu bytes are too many for one datagram: it has %llu at most%s", n,
		(unsigned long long)ipc_datagram_most(fd), buf_cstr(&limit));
	buf_free(&limit);
	return STATUS_ERROR;
}

int sock_send_failed(
	struct sh *sh, const struct ipc_args *a, int fd, int err, size_t n, const struct trouble *why)
{
	if (err == -EMSGSIZE)
		return too_large(sh, a, fd, n);
	if (err == -ENOTCONN) /* of a UNIX socket */
		err = -EDESTADDRREQ;
	return sock_failed(sh, a, err, why);
}

static int no_datagrams(struct sh *sh, const struct ipc_args *a)
{
	if (a->oob)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"--oob is for the descriptor of a stream that is connected");
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"a stream has no datagrams (sockcall, sockcat and redirections are for its bytes)");
}

/* The operand is a descriptor, or an address for OPEN. */
static bool open_gram(struct sh *sh, struct gram *g, int (*opener)(struct sh *sh, struct gram *g))
{
	struct ipc_args *a = g->a;
	const char *text = *a->text++;

	a->n_text--;
	if (*text && text[strspn(text, "0123456789")] == '\0') {
		if (!sock_fd_operand(sh, a, text, &g->fd))
			return false;
		int type = ipc_sock_type(g->fd);
		g->seqpacket = type == IPC_SOCKET_SEQPACKET;
		if (type < 0)
			a->status = sock_failed(sh, a, type, NULL);
		else if ((type == IPC_SOCKET_STREAM) != a->oob)
			a->status = no_datagrams(sh, a);
		return type >= 0 && (type == IPC_SOCKET_STREAM) == a->oob;
	}
	if (!ipc_address(sh, a, text, false))
		return false;
	if (a->address.socket.type == IPC_SOCKET_STREAM || a->oob) {
		a->status = no_datagrams(sh, a);
		return false;
	}
	g->seqpacket = a->address.socket.type == IPC_SOCKET_SEQPACKET;
	g->fd = opener(sh, g);
	if (g->fd < 0) {
		ipc_mortal_ends(g->file);
		return false;
	}
	g->opened = true;
	own_fd_add(sh, &g->fd);
	return true;
}

static void close_gram(struct sh *sh, struct gram *g)
{
	if (!g->opened)
		return;
	own_fd_remove(sh, &g->fd);
	ipc_mortal_ends(g->file); /* before it looks as if nobody had it any more */
	fd_close(&g->fd);
}

/* ---- sockrecv ---- */

static int open_receiver(struct sh *sh, struct gram *g)
{
	if (g->seqpacket) {
		g->a->status = sh_builtin_error(sh, STATUS_ERROR, g->a->object,
			"a connection is needed (sockdial, or socklisten and sockaccept), and its descriptor "
			"here");
		return -1;
	}
	g->a->status = STATUS_ERROR;
	return sock_listen(sh, g->a, &g->file);
}

/* NAME_time and NAME_to, where the options timestamp and pktinfo are set. */
static int set_circumstances(struct sh *sh, const struct gram *g, const struct ipc_sock_end *from)
{
	struct buf b = { 0 };
	int status = STATUS_OK;

	if (from->has_came) {
		buf_printf(&b, "%lld.%09ld", (long long)from->came.tv_sec, from->came.tv_nsec);
		status = ipc_set(sh, g->a, "_time", b.data, b.len);
	}
	b.len = 0;
	ipc_sock_end_print_to(from, &b);
	if (status == STATUS_OK && b.len > 0)
		status = ipc_set(sh, g->a, "_to", b.data, b.len);
	buf_free(&b);
	return status;
}

/* NAME_peer and NAME_cred. */
static int set_sender(struct sh *sh, const struct gram *g, const struct ipc_sock_end *from)
{
	struct buf b = { 0 };
	int err = ipc_sock_end_print(g->fd, from, &b);
	int status = err < 0 ? sock_failed(sh, g->a, err, NULL) : ipc_set(sh, g->a, "_peer", b.data, b.len);

	b.len = 0;
	if (from->has_who)
		buf_printf(&b, "%d:%u:%u", (int)from->pid, from->uid, from->gid);
	if (status == STATUS_OK)
		status = ipc_set(sh, g->a, "_cred", b.data, b.len);
	buf_free(&b);
	return status == STATUS_OK ? set_circumstances(sh, g, from) : status;
}

/* STATUS_NO: there is nothing more to come. */
static int receive_one(struct sh *sh, const struct gram *g, struct buf *bytes)
{
	const struct ipc_args *a = g->a;
	struct ipc_sock_end from;

	bytes->len = 0;
	ssize_t n = ipc_datagram_take(g->fd, a->peek, bytes, &from, &a->wait);
	if (n < 0)
		return sock_failed(sh, a, (int)n, NULL);
	if (n == 0 && g->seqpacket)
		return STATUS_NO;
	int status = ipc_record(sh, a, buf_cstr(bytes), (size_t)n);
	int named = a->var ? set_sender(sh, g, &from) : STATUS_OK;
	return status == STATUS_OK ? named : status;
}

/* --oob */
static int receive_urgent(struct sh *sh, const struct gram *g)
{
	char byte = 0;
	int n = ipc_sock_recv_urgent(g->fd, &byte, &g->a->wait);

	if (n <= 0)
		return n < 0 ? sock_failed(sh, g->a, n, NULL) : STATUS_NO;
	return ipc_record(sh, g->a, &byte, 1);
}

static int receive_all(struct sh *sh, const struct gram *g)
{
	const struct ipc_args *a = g->a;
	struct buf bytes = ipc_buf_take(ipc_state(sh));
	int status = STATUS_OK;

	for (uint64_t left = a->count; status == STATUS_OK && (a->follow || left > 0); left--)
		status = receive_one(sh, g, &bytes);
	ipc_buf_give(ipc_state(sh), &bytes);
	return status;
}

int sock_recv(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct gram g = { .a = &a, .fd = -1 };

	if (!sock_args(sh, argc, argv, 1, 1, &a) || !ipc_one_for_variable(sh, &a))
		return a.status;
	if (a.peek && (a.follow || a.count > 1))
		return sh_builtin_error(
			sh, STATUS_ERROR, "--peek", "it shows the same one each time: leave out -k and -f");
	ipc_heed_output(sh, &a);
	a.remove = true; /* the file, also where a signal ends the shell */
	if (strncmp(a.text[0], "unixgram:", 9) == 0 && ipc_must_fork(sh, &a))
		return sh->vars.status;
	if (!open_gram(sh, &g, open_receiver))
		return a.status;
	int status = a.oob ? receive_urgent(sh, &g) : receive_all(sh, &g);
	close_gram(sh, &g);
	return status;
}

/* ---- socksend ---- */

static int open_sender(struct sh *sh, struct gram *g)
{
	if (g->a->to) {
		g->a->status = sh_builtin_error(sh, STATUS_ERROR, "--to",
			"only for a descriptor: %s says where it goes", g->a->object);
		return -1;
	}
	int fd = sock_dial(sh, g->a, &g->file, &g->a->status);
	if (fd < 0)
		return fd;
	fd = fd_high(fd);
	if (fd < 0)
		g->a->status = sock_failed(sh, g->a, fd, NULL);
	return fd;
}

static bool find_end(struct sh *sh, struct gram *g)
{
	struct ipc_args *a = g->a, to;
	struct trouble why = { 0 };

	if (!a->to)
		return true;
	to = *a;
	if (!ipc_address(sh, &to, a->to, false)) {
		a->status = to.status;
		return false;
	}
	int err = ipc_sock_end_for(g->fd, &to.address, &g->to, &why);
	if (err < 0)
		a->status = sock_failed(sh, err == -ENOTSOCK || err == -EBADF ? a : &to, err, &why);
	a->address = to.address; /* for what is said of it */
	g->has_to = err == 0;
	return g->has_to;
}

static int send_one(struct sh *sh, const struct gram *g, struct buf *b)
{
	struct ipc_args where = *g->a;

	if (g->a->to)
		where.object = g->a->to;
	int status = ipc_text_end(sh, g->a, b, 0, "--size", g->a->size ? &g->a->size : NULL);
	if (status != STATUS_OK)
		return status;
	int err = g->a->oob
			  ? ipc_sock_send_urgent(g->fd, b->data, b->len, &g->a->wait)
			  : ipc_datagram_put(g->fd, b->data, b->len, g->has_to ? &g->to : NULL, &g->a->wait);
	return err < 0 ? sock_send_failed(sh, &where, g->fd, err, b->len, NULL) : STATUS_OK;
}

static int send_lines(struct sh *sh, const struct gram *g)
{
	struct ipc_input in = { .end = g->a->nul ? '\0' : '\n' };
	struct buf b = { 0 };
	const char *line;
	size_t n;
	int status = STATUS_OK, got = 1;

	while (status == STATUS_OK && (got = ipc_input_next(sh, &in, &line, &n)) > 0) {
		b.len = 0;
		buf_add(&b, line, n);
		status = send_one(sh, g, &b);
	}
	if (got < 0)
		status = ipc_input_failed(sh, got);
	buf_free(&b);
	buf_free(&in.buf);
	return status;
}

static int send_all(struct sh *sh, const struct gram *g)
{
	struct buf b = { 0 };

	if (g->a->n_text == 0 && !g->a->bytes)
		return send_lines(sh, g);
	int status = ipc_text(sh, g->a, &b);
	if (status == STATUS_OK)
		status = send_one(sh, g, &b);
	buf_free(&b);
	return status;
}

int sock_send(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct gram g = { .a = &a, .fd = -1, .to = { .dir = -1 } };

	if (!sock_args(sh, argc, argv, 1, -1, &a))
		return a.status;
	a.remove = a.from;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	if (!open_gram(sh, &g, open_sender))
		return a.status;
	int status = find_end(sh, &g) ? send_all(sh, &g) : a.status;
	ipc_sock_end_done(&g.to);
	close_gram(sh, &g);
	return status;
}
