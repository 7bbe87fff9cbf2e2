/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock_serve.c -- sockserve: a function or command for each connection, or each datagram, in a process of its
 * own. */
#include "sock.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAUSE_NS (50 * NSEC_PER_MSEC) /* before the kernel is asked again for what it had not enough of */

struct server {
	struct sh *sh;
	struct ipc_args *a;
	int listener;
	struct mortal *file; /* of a UNIX socket; NULL: it has none */
	const struct builtin *word;
	bool datagrams;
	struct vec live;  /* struct job *: connections that are served */
	bool turned_away; /* some client was */
	bool short_of;    /* no client could be taken at some time; said once */
};

static void forget_done(struct server *s)
{
	struct sh *sh = s->sh;
	size_t kept = 0;

	jobs_poll(sh);
	for (size_t i = 0; i < s->live.len; i++) {
		struct job *j = s->live.items[i];
		if (job_state(j) == PROC_DONE)
			job_forget(sh, j);
		else
			s->live.items[kept++] = j;
	}
	s->live.len = kept;
}

/* While it waits for a client: a child that ends is not to be a zombie until the next one comes. */
static int server_on_signal(void *ctx)
{
	struct server *s = ctx;

	forget_done(s);
	return sh_on_signal(s->sh);
}

/* Until at most MOST are served; a trap runs meanwhile. 0 or -EINTR. */
static int wait_until_at_most(struct server *s, size_t most)
{
	struct job *which;
	bool interrupted;

	for (;;) {
		forget_done(s);
		if (s->live.len <= most)
			return 0;
		job_wait_any(s->sh, &s->live, &which, &interrupted);
		if (interrupted && sh_on_signal(s->sh))
			return -EINTR;
	}
}

/* What the kernel has not enough of now, it may have when a child has ended. */
static bool later(const struct server *s, int err)
{
	return s->live.len > 0 && (err == -EAGAIN || err == -ENOMEM || err == -ENOBUFS || err == -ENFILE);
}

/* A client that cannot be served is turned away; the server goes on. 0 or -EINTR. */
static int start_one(struct server *s, const struct connection *c)
{
	struct ipc_args *a = s->a;
	struct job *job;
	int err;

	while ((err = exec_connection(s->sh, c, &job)) < 0 && later(s, err))
		if (wait_until_at_most(s, s->live.len - 1) < 0)
			return -EINTR;
	if (err == 0) {
		vec_push(&s->live, job);
		return 0;
	}
	s->turned_away = true;
	sh_builtin_error(s->sh, STATUS_ERROR, a->object, "%s is turned away, no process can be made: %s",
		c->peer, error_text(-err));
	return 0;
}

/* None of ours will give back what there is not enough of: others may. 0, -EINTR or -ETIMEDOUT. */
static int pause_for(struct server *s, int err, struct ipc_wait *w)
{
	struct ipc_wait pause = *w;

	if (!s->short_of)
		sh_builtin_error(s->sh, STATUS_ERROR, s->a->object,
			"no client can be taken, it goes on trying: %s", error_text(-err));
	s->short_of = true;
	pause.timeout_ns = PAUSE_NS;
	if (w->timeout_ns >= 0 && w->timeout_ns <= PAUSE_NS)
		return -ETIMEDOUT;
	w->timeout_ns -= w->timeout_ns >= 0 ? PAUSE_NS : 0;
	int ended = ipc_poll(NULL, 0, &pause);
	return ended == -ETIMEDOUT ? 0 : ended;
}

static bool is_shortage(int err)
{
	return err == -EMFILE || err == -ENFILE || err == -ENOMEM || err == -ENOBUFS;
}

static struct ipc_wait server_wait(struct server *s)
{
	struct ipc_wait w = s->a->wait;

	w.on_signal = server_on_signal;
	w.ctx = s;
	return w;
}

/* The next client, or -errno. */
static int accept_one(struct server *s)
{
	struct ipc_wait w = server_wait(s);
	int fd = -1, err = 0;

	while (err == 0 && (fd = fd_high(ipc_sock_accept(s->listener, &w))) < 0) {
		if (later(s, fd))
			err = wait_until_at_most(s, s->live.len - 1);
		else
			err = is_shortage(fd) ? pause_for(s, fd, &w) : fd;
	}
	return err < 0 ? err : fd;
}

static int serve_connection(struct server *s)
{
	struct buf peer = { 0 };
	int fd = accept_one(s);

	if (fd < 0)
		return fd;
	if (ipc_sock_peer(fd, &peer) < 0) /* it has gone already: its command finds the end */
		buf_str(&peer, "unknown");
	struct connection c = {
		.argc = s->a->n_text,
		.argv = s->a->text,
		.fd = fd,
		.out = -1,
		.listener = &s->listener,
		.peer = buf_cstr(&peer),
		.cred = s->a->address.socket.kind == IPC_SOCKET_INET ? NULL : buf_cstr(&peer),
	};
	int err = start_one(s, &c);
	buf_free(&peer);
	close(fd);
	return err;
}

/* ---- datagrams ---- */

#define ANSWER_NS (5 * NSEC_PER_SEC) /* a sender that takes nothing holds up its own answer so long */

/* A datagram and its answer: files in memory, since a command may look at its input as it likes, and the
 * answer goes out when it is whole. */
struct question {
	struct server *s;
	struct ipc_sock_end from;
	struct buf peer, cred;
	int in, out;
};

static int memory_file(void)
{
	int fd = memfd_create("datagram", MFD_CLOEXEC);

	return fd < 0 ? -errno : fd_high(fd);
}

/* What COMMAND reads: a record as the words that receive print it. */
static int open_files(struct question *q, struct buf *text)
{
	const struct ipc_args *a = q->s->a;

	if (a->cstring)
		text->len = strnlen(buf_cstr(text), text->len);
	if (!a->bytes)
		buf_byte(text, a->nul ? '\0' : '\n');
	q->in = memory_file();
	if (q->in < 0)
		return q->in;
	q->out = memory_file();
	if (q->out < 0)
		return q->out;
	int err = fd_write_all(q->in, text->data, text->len);
	return err < 0 ? err : lseek(q->in, 0, SEEK_SET) < 0 ? -errno : 0;
}

static bool has_gone(int err)
{
	return err == -ECONNREFUSED || err == -ENOENT || err == -ECONNRESET || err == -EPIPE;
}

static void send_answer(struct sh *sh, const struct question *q, struct buf *text)
{
	struct ipc_args a = *q->s->a;
	struct ipc_wait w = { .timeout_ns = ANSWER_NS, .on_signal = sh_on_signal, .ctx = sh };
	char end = a.nul ? '\0' : '\n';
	int fd = q->s->listener;

	a.object = q->peer.len ? q->peer.data : a.object;
	if (!a.bytes && text->data[text->len - 1] == end)
		text->len--;
	if (a.cstring)
		buf_byte(text, '\0');
	if (!q->peer.len) {
		sh_builtin_error(sh, STATUS_ERROR, a.object, "who asked has no address, its answer is lost");
		return;
	}
	int err = ipc_datagram_put(fd, text->data, text->len, &q->from, &w);
	if (err == -ETIMEDOUT)
		sh_builtin_error(sh, STATUS_ERROR, a.object, "it takes no answer, which is lost");
	else if (err < 0 && !has_gone(err))
		sock_send_failed(sh, &a, fd, err, text->len, NULL);
}

/* In the subshell, when the command has run: what it wrote is the answer, and nothing is none. */
static void answer(struct sh *sh, void *ctx)
{
	struct question *q = ctx;
	const struct builtin *current = sh->builtin;
	struct buf text = { 0 };

	sh->builtin = q->s->word;
	int err = lseek(q->out, 0, SEEK_SET) < 0 ? -errno : fd_read_all(q->out, &text);
	if (err < 0)
		sh_builtin_error(sh, STATUS_ERROR, q->s->a->object, "the answer cannot be read back: %s",
			error_text(-err));
	else if (text.len > 0)
		send_answer(sh, q, &text);
	buf_free(&text);
	sh->builtin = current;
}

/* It was taken, and is not lost without a word. */
static int start_question(struct server *s, struct question *q, struct buf *text)
{
	struct connection c = { .argc = s->a->n_text, .argv = s->a->text, .end = answer, .ctx = q };
	int err = open_files(q, text);

	c.fd = q->in;
	c.out = q->out;
	c.peer = buf_cstr(&q->peer);
	c.cred = q->from.has_who ? buf_cstr(&q->cred) : NULL;
	if (err == 0)
		return start_one(s, &c);
	s->turned_away = true;
	sh_builtin_error(
		s->sh, STATUS_ERROR, s->a->object, "%s is turned away: %s", c.peer, error_text(-err));
	return 0;
}

static int serve_datagram(struct server *s)
{
	struct ipc_wait w = server_wait(s);
	struct question q = { .s = s, .in = -1, .out = -1 };
	struct buf text = { 0 };
	ssize_t n = ipc_datagram_take(s->listener, false, &text, &q.from, &w);
	int err = n < 0 ? (int)n : ipc_sock_end_print(s->listener, &q.from, &q.peer);

	buf_printf(&q.cred, "%d:%u:%u", (int)q.from.pid, q.from.uid, q.from.gid);
	if (err == 0) {
		own_fd_add(s->sh, &q.out);
		err = start_question(s, &q, &text);
		own_fd_remove(s->sh, &q.out);
	}
	fd_close(&q.in);
	fd_close(&q.out);
	buf_free(&q.peer);
	buf_free(&q.cred);
	buf_free(&text);
	return err;
}

/* ---- the server ---- */

static int serve_one(struct server *s)
{
	if (server_on_signal(s)) /* clients that keep coming must not keep a trap from running */
		return -EINTR;
	int err = s->a->max ? wait_until_at_most(s, (size_t)s->a->max - 1) : 0;
	if (err < 0)
		return err;
	return s->datagrams ? serve_datagram(s) : serve_connection(s);
}

static int serve(struct server *s)
{
	struct ipc_args *a = s->a;
	int err = signals_need_child(s->sh);

	for (uint64_t left = a->count; err == 0 && (!a->has_count || left > 0); left--)
		err = serve_one(s);
	int status = err < 0 ? sock_failed(s->sh, a, err, NULL) : s->turned_away ? STATUS_ERROR : STATUS_OK;
	if (err != -EINTR && wait_until_at_most(s, 0) < 0)
		status = ipc_interrupted(s->sh);
	return status;
}

/* Those whose server was interrupted serve on; nobody waits for them. */
static void serve_end(struct server *s)
{
	forget_done(s);
	for (size_t i = 0; i < s->live.len; i++)
		job_forget(s->sh, s->live.items[i]);
	vec_free(&s->live);
	own_fd_remove(s->sh, &s->listener);
	ipc_mortal_ends(s->file); /* before it looks as if nobody had it any more */
	fd_close(&s->listener);
}

/* Options that are for datagrams alone; UNIX sockets tell with each who sent it. */
static int fit_type(struct server *s)
{
	struct ipc_args *a = s->a;

	s->datagrams = ipc_socket_unconnected(a->address.socket.type);
	if (!s->datagrams && (a->bytes || a->nul || a->cstring))
		return sh_builtin_error(s->sh, STATUS_ERROR,
			a->bytes ? "-b"
			: a->nul ? "-0"
				 : "-s",
			"only for datagrams (udp: and unixgram:)");
	return STATUS_OK;
}

int sock_serve(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct server s = { .sh = sh, .a = &a, .listener = -1, .word = sh->builtin };

	if (!sock_args(sh, argc, argv, 2, -1, &a) || !sock_address_operand(sh, &a))
		return a.status;
	if (fit_type(&s) != STATUS_OK)
		return STATUS_ERROR;
	struct command_ref ref = lookup_command(sh, a.text[0], 0);
	if (ref.kind == CMD_NONE)
		return sh_builtin_error(sh, STATUS_NOT_FOUND, a.text[0], "no such function or command");
	if (exec_unshare(sh))
		return sh->vars.status;
	a.remove = true; /* also where a signal ends the shell */
	bool creds = s.datagrams && a.address.socket.kind != IPC_SOCKET_INET;
	if (creds && !a.opt)
		a.opt = "passcred=1"; /* before it has a name that somebody may send to */
	s.listener = sock_listen(sh, &a, &s.file);
	if (s.listener < 0)
		return STATUS_ERROR;
	if (creds)
		(void)ipc_datagram_want_cred(s.listener); /* where it fails, $SOCK_CRED is not set */
	own_fd_add(sh, &s.listener);
	int status = serve(&s);
	serve_end(&s);
	return status;
}
