/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock.c -- socklisten sockaccept sockdial sockshut sockpass socktake: sockets, step by step; and the table
 * of all their words. */
#include "sock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what all have in common ---- */

static bool is_datagram(const struct ipc_args *a, bool by_udp)
{
	const struct ipc_socket *s = &a->address.socket;

	return a->address.kind == IPC_ADDR_SOCKET && s->type == IPC_SOCKET_DATAGRAM &&
	       (s->kind == IPC_SOCKET_INET) == by_udp;
}

/* For datagrams these two may say something else than a file's permissions. */
static const char *refusal(const struct ipc_args *a, int err)
{
	if (err == EACCES && is_datagram(a, true))
		return "permission denied (to many at once only with --opt broadcast=1, or after `sockopt FD "
		       "broadcast=1')";
	if (err == EPERM && a->address.kind == IPC_ADDR_SOCKET && a->address.socket.type == IPC_SOCKET_RAW)
		return "a raw socket is root's (CAP_NET_RAW)";
	if (err == EPERM && is_datagram(a, false))
		return "not allowed (a UNIX datagram socket that is connected takes nothing from others)";
	return error_text(err);
}

/* The kernel says the same of a file that is no socket as of one that nobody listens at. */
static const char *refused(const struct ipc_args *a)
{
	const struct ipc_socket *s = &a->address.socket;
	struct stat st;

	if (a->address.kind == IPC_ADDR_SOCKET && s->kind == IPC_SOCKET_UNIX && stat(s->path, &st) == 0 &&
		!S_ISSOCK(st.st_mode))
		return "not a socket";
	return "nobody listens there (sockserve or socklisten does; -w waits until somebody does)";
}

/* What would help where the kernel's word alone does not. */
static const char *reason(const struct ipc_args *a, int err)
{
	switch (err) {
	case ECONNREFUSED: return refused(a);
	case ENOENT: return "no such socket (sockserve or socklisten makes it; -w waits for it)";
	case EADDRINUSE: return "somebody listens there already";
	case EEXIST: return "a file that is no socket is in the way";
	case EADDRNOTAVAIL: return "not an address of this machine";
	case ENOTSOCK: return "not a socket";
	case EBADF: return "not open";
	case EPIPE: return "the other end has closed the connection";
	case ENOTCONN: return "not connected";
	case ECONNRESET: return "the other end has broken the connection off";
	case EOPNOTSUPP: return "not a UNIX socket: no other passes descriptors";
	case ENAMETOOLONG: return "the name is too long for a socket";
	case EDESTADDRREQ: return "not connected (sockdial connects; socksend --to says where one goes)";
	case EISCONN: return "it is connected already, and sends nowhere else (leave out --to)";
	case EPROTOTYPE: return "a socket of another type is there (unix: unixgram: unixseq:)";
	case EAFNOSUPPORT: return "an address of another kind of socket";
	case EACCES:
	case EPERM: return refusal(a, err);
	case EOVERFLOW: return "a datagram is lost: two readers took at the same time";
	default: return error_text(err);
	}
}

int sock_failed(struct sh *sh, const struct ipc_args *a, int err, const struct trouble *why)
{
	bool limit = err == -ETIMEDOUT && a->wait.timeout_ns >= 0; /* else it is the kernel that gave up */

	if (err == -EAGAIN || limit || err == -EINTR || err == -EMFILE || err == -ENFILE ||
		(err == -EPIPE && a->wait.output))
		return ipc_failed(sh, a, err);
	return sh_builtin_error(
		sh, STATUS_ERROR, a->object, "%s", err == -IPC_NO_HOST && why ? why->text : reason(a, -err));
}

bool sock_args(struct sh *sh, int argc, char **argv, int min, int max, struct ipc_args *a)
{
	if (!ipc_options(sh, argc, argv, IPC_SOCK, a))
		return false;
	if (a->n_text < min || (max >= 0 && a->n_text > max)) {
		a->status = view_usage(sh, &a->view, sh->builtin->name);
		return false;
	}
	a->object = a->text[0];
	return true;
}

bool sock_fd_operand(struct sh *sh, struct ipc_args *a, const char *text, int *fd)
{
	if (!ipc_fd_operand(sh, a, text, fd))
		return false;
	if (a->opt || a->join) {
		a->status = sh_builtin_error(sh, STATUS_ERROR, a->opt ? "--opt" : "--join",
			"only with an address (`sockopt FD' is for what is open)");
		return false;
	}
	return true;
}

bool sock_address_operand(struct sh *sh, struct ipc_args *a)
{
	if (!ipc_address(sh, a, a->text[0], false))
		return false;
	a->text++;
	a->n_text--;
	return true;
}

/* A new descriptor of the script's: its number goes into the variable. FD is closed. A status. */
static int give_fd(struct sh *sh, const struct ipc_args *a, int fd)
{
	int err = ipc_script_fd(sh, &fd);

	sh->out.connections = true;
	if (err < 0)
		return sock_failed(sh, a, err, NULL);
	int status = ipc_set_int(sh, a, "", fd);
	if (status != STATUS_OK)
		close(fd);
	return status;
}

/* Puts what NAME gives of FD into the variable of -v with SUFFIX. A status. */
static int sock_set_name(struct sh *sh, const struct ipc_args *a, const char *suffix, int fd,
	int (*name)(int fd, struct buf *out))
{
	struct buf b = { 0 };
	int err = name(fd, &b);
	int status = err < 0 ? sock_failed(sh, a, err, NULL) : ipc_set(sh, a, suffix, b.data, b.len);

	buf_free(&b);
	return status;
}

/* ---- the steps: socklisten sockaccept sockdial sockshut ---- */

/* Has the file of a socket removed when this shell ends; *FILE is what ends it before. */
static void remove_at_end(struct sh *sh, const struct ipc_args *a, const char *path, struct mortal **file)
{
	struct mortal *before = ipc_last_mortal();
	int err = ipc_remove_path(sh, path);

	if (err < 0)
		sock_failed(sh, a, err, NULL);
	*file = ipc_last_mortal();
	if (*file == before)
		*file = NULL;
}

/* OWN, which TEXT names, could not be this socket's own address. A status. */
static int not_ours(struct sh *sh, const struct ipc_args *a, const char *text, const struct ipc_socket *own,
	int err, const struct trouble *why)
{
	static const struct ipc_bound ports = { .unit = "as the lowest port without privilege",
		.file = "net/ipv4/ip_unprivileged_port_start" };
	struct ipc_args named = *a;
	const char *said = NULL;

	named.object = text;
	if (err == -EACCES && own->kind == IPC_SOCKET_INET)
		return ipc_limit_error(sh, text, &ports, 1, "permission denied");
	if (err == -ENOENT)
		said = "there is no such folder";
	else if (err == -EACCES)
		said = "permission denied to make a file in its folder";
	else if (err == -EPERM && own->kind == IPC_SOCKET_UNIX)
		said = "nobody has this socket open any more, but its file is another user's to remove";
	return said ? sh_builtin_error(sh, STATUS_ERROR, text, "%s", said)
		    : sock_failed(sh, &named, err, why);
}

/* Listens, and notes the file that was made: no signal ends the shell in between. */
static int listen_noted(struct sh *sh, const struct ipc_args *a, struct ipc_sock_how *how,
	struct trouble *why, struct mortal **file)
{
	bool is_file = a->address.socket.kind == IPC_SOCKET_UNIX;
	sigset_t before;

	if (is_file)
		ipc_birth_begin(a, &before);
	int fd = fd_high(ipc_sock_listen(&a->address, how, why));
	if (fd < 0 && how->made_file)
		(void)unlink(a->address.socket.path);
	else if (how->made_file && a->remove)
		remove_at_end(sh, a, a->address.socket.path, file);
	if (is_file)
		ipc_birth_end(a, &before);
	return fd;
}

int sock_listen(struct sh *sh, const struct ipc_args *a, struct mortal **file)
{
	struct trouble why = { 0 };
	struct ipc_settings settings;
	struct ipc_sock_how how = { .mode = a->mode, .backlog = (int)a->backlog, .settings = &settings };

	*file = NULL;
	if (a->backlog && ipc_socket_unconnected(a->address.socket.type)) {
		sh_builtin_error(
			sh, STATUS_ERROR, "--backlog", "datagrams have no connections that could wait");
		return -1;
	}
	if (!sock_settings(sh, a, &settings))
		return -1;
	int fd = listen_noted(sh, a, &how, &why, file);
	if (fd < 0 && settings.refused)
		sock_setting_failed(sh, a, settings.refused, fd);
	else if (fd < 0)
		not_ours(sh, a, a->object, &a->address.socket, fd, &why);
	sock_settings_end(&settings);
	return fd < 0 ? -1 : fd;
}

static int listen_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct mortal *file;

	if (!sock_args(sh, argc, argv, 1, 1, &a) || !sock_address_operand(sh, &a) || !ipc_wants_fd(sh, &a))
		return a.status;
	int fd = sock_listen(sh, &a, &file);
	if (fd < 0)
		return STATUS_ERROR;
	int status = sock_set_name(sh, &a, "_address", fd, ipc_sock_name);
	if (status == STATUS_OK)
		status = give_fd(sh, &a, fd);
	else
		close(fd);
	(status == STATUS_OK ? ipc_mortal_stays : ipc_mortal_ends)(file);
	return status;
}

static int accept_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int listener;

	if (!sock_args(sh, argc, argv, 1, 1, &a) || !sock_fd_operand(sh, &a, a.text[0], &listener) ||
		!ipc_wants_fd(sh, &a))
		return a.status;
	int fd = ipc_sock_accept(listener, &a.wait);
	if (fd == -EINVAL)
		return sh_builtin_error(sh, STATUS_ERROR, a.object, "nobody listens on it (socklisten)");
	if (fd == -EOPNOTSUPP)
		return sh_builtin_error(sh, STATUS_ERROR, a.object,
			"a datagram socket has no connections (sockrecv takes a datagram)");
	if (fd < 0)
		return sock_failed(sh, &a, fd, NULL);
	int status = sock_set_name(sh, &a, "_peer", fd, ipc_sock_peer);
	if (status == STATUS_OK)
		return give_fd(sh, &a, fd);
	close(fd);
	return status;
}

/* The address of --from into FROM, where it was given. */
static bool own_address(struct sh *sh, struct ipc_args *a, struct ipc_address *from)
{
	struct trouble why = { 0 };
	const struct ipc_socket *to = &a->address.socket, *own = &from->socket;

	if (!a->from)
		return true;
	if (ipc_address_parse(a->from, IPC_SOCK, from, &why) < 0)
		sh_builtin_error(sh, STATUS_ERROR, a->from, "%s", why.text);
	else if (own->type != to->type || (own->kind == IPC_SOCKET_INET) != (to->kind == IPC_SOCKET_INET))
		sh_builtin_error(sh, STATUS_ERROR, a->from, "not of the same kind as %s", a->object);
	else
		return true;
	a->status = STATUS_ERROR;
	return false;
}

static int dial_failed(struct sh *sh, const struct ipc_args *a, int err, const struct ipc_sock_dial_how *how,
	const struct trouble *why)
{
	if (how->settings->refused)
		return sock_setting_failed(sh, a, how->settings->refused, err);
	if (!how->from_failed)
		return sock_failed(sh, a, err, why);
	if (err == -EADDRINUSE)
		return sh_builtin_error(sh, STATUS_ERROR, a->from, "somebody has this address already");
	return not_ours(sh, a, a->from, &how->from->socket, err, why);
}

/* The file of --from, from before it is made. */
struct birth {
	struct sh *sh;
	const struct ipc_args *a;
	const char *path;
	struct mortal **file;
	sigset_t before;
};

static void birth_begins(void *ctx)
{
	struct birth *b = ctx;

	ipc_birth_begin(b->a, &b->before);
}

static void birth_ends(void *ctx, bool made)
{
	struct birth *b = ctx;

	if (made)
		remove_at_end(b->sh, b->a, b->path, b->file);
	ipc_birth_end(b->a, &b->before);
}

static void birth_undone(void *ctx)
{
	struct birth *b = ctx;

	ipc_mortal_ends(*b->file);
	*b->file = NULL;
}

int sock_dial(struct sh *sh, struct ipc_args *a, struct mortal **file, int *status)
{
	struct trouble why = { 0 };
	struct ipc_address from = { 0 };
	struct ipc_settings settings;
	struct birth birth = { .sh = sh, .a = a, .file = file };
	struct ipc_sock_dial_how how = { .await = a->await,
		.from = a->from ? &from : NULL,
		.mode = a->mode,
		.birth = { birth_begins, birth_ends, birth_undone, &birth },
		.settings = &settings };

	*file = NULL;
	a->remove = a->from;
	if (!own_address(sh, a, &from) || !sock_settings(sh, a, &settings)) {
		*status = STATUS_ERROR;
		return -1;
	}
	birth.path = from.socket.path;
	int fd = ipc_sock_dial(&a->address, &how, &a->wait, &why);
	if (fd < 0)
		*status = dial_failed(sh, a, fd, &how, &why);
	sock_settings_end(&settings);
	return fd;
}

static int dial_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct mortal *file;
	int status = STATUS_ERROR;

	if (!sock_args(sh, argc, argv, 1, 1, &a) || !sock_address_operand(sh, &a) || !ipc_wants_fd(sh, &a))
		return a.status;
	int fd = sock_dial(sh, &a, &file, &status);
	if (fd < 0)
		return status;
	status = give_fd(sh, &a, fd);
	(status == STATUS_OK ? ipc_mortal_stays : ipc_mortal_ends)(file);
	return status;
}

static int shut_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int fd;

	if (!sock_args(sh, argc, argv, 2, 2, &a) || !sock_fd_operand(sh, &a, a.text[0], &fd))
		return a.status;
	const char *side = a.text[1];
	bool reading = strcmp(side, "r") == 0 || strcmp(side, "rw") == 0;
	bool writing = strcmp(side, "w") == 0 || strcmp(side, "rw") == 0;
	if (!reading && !writing)
		return sh_builtin_error(sh, STATUS_ERROR, side, "r, w or rw is needed");
	int err = ipc_sock_shut(fd, reading, writing);
	return err < 0 ? sock_failed(sh, &a, err, NULL) : STATUS_OK;
}

/* ---- descriptors through a socket: sockpass socktake ---- */

/* What goes along with the descriptors: in a stream there has to be a byte that they go with. */
static int along(struct sh *sh, const struct ipc_args *a, struct buf *out)
{
	struct ipc_args text = *a;

	if (!a->bytes && !a->along) {
		buf_byte(out, '\0');
		return STATUS_OK;
	}
	text.text = (char **)(uintptr_t)&a->along;
	text.n_text = !a->bytes;
	return ipc_text(sh, &text, out);
}

static int pass(struct sh *sh, const struct ipc_args *a, int sock, const int *fds, size_t n)
{
	struct buf text = { 0 };
	int status = along(sh, a, &text);

	if (status == STATUS_OK && text.len == 0)
		status = sh_builtin_error(sh, STATUS_ERROR, a->object, "descriptors need a byte to go with");
	if (status == STATUS_OK) {
		int err = ipc_sock_pass(sock, fds, n, text.data, text.len, &a->wait);
		status = err < 0 ? sock_failed(sh, a, err, NULL) : STATUS_OK;
	}
	buf_free(&text);
	return status;
}

static int pass_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int sock, fds[IPC_SOCK_PASS_MAX];
	size_t n = 0;

	if (!sock_args(sh, argc, argv, 2, -1, &a) || !sock_fd_operand(sh, &a, a.text[0], &sock))
		return a.status;
	if (a.n_text - 1 > IPC_SOCK_PASS_MAX)
		return sh_builtin_error(
			sh, STATUS_ERROR, a.object, "at most %d descriptors at a time", IPC_SOCK_PASS_MAX);
	for (; (int)n < a.n_text - 1; n++)
		if (!sock_fd_operand(sh, &a, a.text[n + 1], &fds[n]))
			return a.status;
		else if (fcntl(fds[n], F_GETFD) < 0)
			return sh_builtin_error(sh, STATUS_ERROR, a.text[n + 1], "not open");
	return pass(sh, &a, sock, fds, n);
}

/* Where one cannot be kept the others are closed too: a script has no name for them. */
static int give_fds(struct sh *sh, const struct ipc_args *a, int *fds, int n)
{
	struct buf numbers = { 0 };
	int err = 0;

	sh->out.connections = true;
	for (int i = 0; i < n; i++) {
		int one = ipc_script_fd(sh, &fds[i]);
		err = err ? err : one;
		buf_printf(&numbers, i ? " %d" : "%d", fds[i]);
	}
	int status = err ? sock_failed(sh, a, err, NULL) : ipc_set(sh, a, "", numbers.data, numbers.len);
	buf_free(&numbers);
	for (int i = 0; status != STATUS_OK && i < n; i++)
		fd_close(&fds[i]);
	return status;
}

/* The text up to its first NUL goes into the variable; -b prints all of it. */
static int give_text(struct sh *sh, const struct ipc_args *a, const struct buf *text)
{
	if (!a->bytes)
		return ipc_set(sh, a, "_text", text->data, text->len ? strnlen(text->data, text->len) : 0);
	sh_write(sh, text->data, text->len);
	return ipc_flush(sh, a);
}

static int take(struct sh *sh, const struct ipc_args *a, int sock)
{
	struct buf text = { 0 };
	int fds[IPC_SOCK_PASS_MAX];
	int n = ipc_sock_take(sock, fds, &text, &a->wait);
	int status = STATUS_OK;

	if (n > 0)
		status = give_fds(sh, a, fds, n);
	else if (n == -ENOTCONN)
		status = STATUS_NO; /* the end, as of any reading in a loop */
	else if (n < 0)
		status = sock_failed(sh, a, n, NULL);
	else
		status = sh_builtin_error(
			sh, STATUS_ERROR, a->object, "what came was no descriptor (sockpass sends one)");
	int told = n >= 0 ? give_text(sh, a, &text) : STATUS_OK;
	buf_free(&text);
	return status != STATUS_OK ? status : told;
}

static int take_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int sock;

	if (!sock_args(sh, argc, argv, 1, 1, &a) || !sock_fd_operand(sh, &a, a.text[0], &sock) ||
		!ipc_wants_fd(sh, &a))
		return a.status;
	return take(sh, &a, sock);
}

/* ---- sockpair ---- */

static int pair_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	enum ipc_socket_type type = IPC_SOCKET_STREAM;
	int fds[2];

	if (!sock_args(sh, argc, argv, 0, 1, &a))
		return a.status;
	if (a.n_text == 0)
		a.object = NULL;
	while (a.n_text > 0 && strcmp(ipc_socket_scheme(true, type), a.object) != 0)
		if (type++ == IPC_SOCKET_SEQPACKET)
			return sh_builtin_error(
				sh, STATUS_ERROR, a.object, "unix, unixgram or unixseq is needed");
	if (!ipc_wants_fd(sh, &a))
		return a.status;
	int err = ipc_sock_pair(type, fds);
	return err < 0 ? sock_failed(sh, &a, err, NULL) : give_fds(sh, &a, fds, 2);
}

/* ---- the table ---- */

/* clang-format off */
#define ROW_AWAIT   { 'w', NULL, NULL, "wait until somebody listens there" }
#define ROW_BACKLOG { 0, "backlog", "N", "connections that may wait to be accepted (default: the most)" }
#define ROW_MODE    { 'm', NULL, "MODE", "permissions of the file of unix:PATH (default 0600)" }
#define ROW_FROM    { 0, "from", "ADDRESS", "the address of its own that it is to have" }
#define ROW_OPT     { 0, "opt", "LIST", "options as sockopt has them, set first: OPTION=VALUE,..." }
#define ROW_JOIN    { 0, "join", "LIST", "hear these groups: [SOURCE@]GROUP[%INTERFACE],..." }
/* clang-format on */

static const struct opt_row listen_options[] = {
	IPC_ROW_VARIABLE("put the number of the descriptor there, and its address into NAME_address"),
	ROW_MODE,
	ROW_BACKLOG,
	IPC_ROW_REMOVE,
	ROW_JOIN,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row accept_options[] = {
	IPC_ROW_VARIABLE("put the number of the descriptor there, and who it is into NAME_peer"),
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row dial_options[] = {
	IPC_ROW_VARIABLE("put the number of the descriptor there"),
	ROW_FROM,
	ROW_MODE,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	ROW_AWAIT,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row serve_options[] = {
	{ 'k', NULL, "N", "stop after N connections or datagrams (default: go on until interrupted)" },
	{ 0, "max", "N", "serve so many at once at most; others wait" },
	{ 't', NULL, "SEC", "stop when none has come for so long; then status 124" },
	{ '0', NULL, NULL, "a datagram and its answer end in NUL for COMMAND, not in newline" },
	{ 'b', NULL, NULL, "a datagram and its answer are for COMMAND the bytes alone" },
	{ 's', NULL, NULL, "a datagram is for COMMAND what is before its first NUL; its answer gets one" },
	ROW_MODE,
	ROW_BACKLOG,
	ROW_JOIN,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row call_options[] = {
	{ 't', NULL, "SEC", "wait so long at most, all in all; then status 124" },
	ROW_AWAIT,
	{ 'k', NULL, "N", "N lines of answer are enough, or datagrams; the sending side stays open" },
	{ '0', NULL, NULL, "TEXT ends in NUL, as do the lines of -k, and datagrams that are printed" },
	{ 'b', NULL, NULL, "the bytes as they are: no newline behind TEXT or a datagram that is printed" },
	{ 's', NULL, NULL, "TEXT is a C string: it ends in NUL; so is a datagram that comes" },
	{ 0, "size", "N",
		"TEXT is filled up with NULs to N bytes, and N bytes (-k: times N) are the answer" },
	IPC_ROW_VARIABLE("put the answer into the variable, without its last newline"),
	ROW_FROM,
	ROW_MODE,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row cat_options[] = {
	IPC_ROW_TIMEOUT,
	ROW_AWAIT,
	{ 'k', NULL, "N", "N lines that come are enough, or datagrams" },
	{ '0', NULL, NULL, "lines and datagrams, here and on standard input and output, end in NUL" },
	{ 'b', NULL, NULL, "the whole of standard input is one datagram; print the bytes alone" },
	ROW_FROM,
	ROW_MODE,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row recv_options[] = {
	{ 'k', NULL, "N", "take N datagrams (default 1)" },
	IPC_ROW_FOLLOW,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	{ '0', NULL, NULL, "each ends in NUL, not in newline" },
	{ 'b', NULL, NULL, "the bytes alone, without an end" },
	{ 's', NULL, NULL, "a C string: print what is before the first NUL" },
	IPC_ROW_VARIABLE("put it into the variable, its sender's address into NAME_peer, and the sender's "
			 "pid:uid:gid, where the socket has passcred=1, into NAME_cred"),
	{ 0, "peek", NULL, "leave it there" },
	{ 0, "oob", NULL, "the urgent byte of a stream (MSG_OOB)" },
	ROW_MODE,
	ROW_JOIN,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row send_options[] = {
	{ 0, "to", "ADDRESS", "where it goes, of a socket that is not connected" },
	ROW_FROM,
	ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	{ '0', NULL, NULL, "the lines of standard input end in NUL, not in newline" },
	{ 'b', NULL, NULL, "the whole of standard input is one datagram" },
	{ 's', NULL, NULL, "a C string: a NUL at its end" },
	{ 0, "size", "N", "filled up with NULs to N bytes" },
	{ 0, "oob", NULL, "through a stream, its last byte as urgent (MSG_OOB)" },
	ROW_MODE,
	ROW_OPT,
	IPC_ROW_END,
};

static const struct opt_row pass_options[] = {
	{ 0, "text", "TEXT", "this goes along with them (default: one NUL)" },
	{ 'b', NULL, NULL, "the whole of standard input goes along" },
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row take_options[] = {
	IPC_ROW_VARIABLE(
		"put the number of the descriptor there; of several, all numbers, with blanks between; "
		"and into NAME_text what came along, up to its first NUL"),
	{ 'b', NULL, NULL, "print all bytes that came along" },
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row pair_options[] = {
	IPC_ROW_VARIABLE("put the numbers of the two descriptors there, with a blank between"),
	IPC_ROW_END,
};

const struct builtin sock_builtins[] = {
	{ "sockcall", sock_call, BUILTIN_IPC,
		"[-w0bs] [-m MODE] [-t SEC] [-k N] [--size N] [-v NAME] [--from ADDRESS] [--opt LIST] "
		"ADDRESS|FD [TEXT...]",
		"send a request, TEXT or standard input, and print the answer", call_options },
	{ "sockcat", sock_cat, BUILTIN_IPC,
		"[-w0b] [-m MODE] [-t SEC] [-k N] [--from ADDRESS] [--opt LIST] ADDRESS|FD",
		"join standard input and output to a socket, both ways at once", cat_options },
	{ "sockserve", sock_serve, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-0bs] [-k N] [-t SEC] [-m MODE] [--max N] [--backlog N] [--join LIST] [--opt LIST] ADDRESS "
		"COMMAND [ARG...]",
		"run a function or command for each connection or datagram, with 0 and 1 on it and "
		"$SOCK_PEER",
		serve_options },
	{ "socklisten", listen_run, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-m MODE] [--backlog N] [--rm] [--join LIST] [--opt LIST] -v NAME ADDRESS",
		"open a listening socket", listen_options },
	{ "sockaccept", accept_run, BUILTIN_IPC | BUILTIN_MAY_FORK, "[-n] [-t SEC] -v NAME FD",
		"take the next connection of a listening socket", accept_options },
	{ "sockdial", dial_run, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-nw] [-m MODE] [-t SEC] [--from ADDRESS] [--opt LIST] -v NAME ADDRESS",
		"connect to a socket", dial_options },
	{ "socksend", sock_send, BUILTIN_IPC,
		"[-nw0bs] [-m MODE] [-t SEC] [--size N] [--oob] [--from ADDRESS] [--to ADDRESS] [--opt LIST] "
		"ADDRESS|FD [TEXT...]",
		"send a datagram: TEXT, or each line of standard input", send_options },
	{ "sockrecv", sock_recv, BUILTIN_IPC,
		"[-fn0bs] [-m MODE] [-k N] [-t SEC] [-v NAME] [--peek] [--oob] [--join LIST] [--opt LIST] "
		"ADDRESS|FD",
		"take a datagram, whole, and print it", recv_options },
	{ "sockpair", pair_run, BUILTIN_IPC | BUILTIN_MAY_FORK, "-v NAME [unix|unixgram|unixseq]",
		"open two sockets that are connected to each other", pair_options },
	{ "sockshut", shut_run, BUILTIN_IPC, "FD r|w|rw",
		"end what a connection receives or sends (half-close)", NULL },
	{ "sockpass", pass_run, BUILTIN_IPC, "[-bn] [-t SEC] [--text TEXT] SOCKET FD...",
		"hand descriptors to the process at the other end of a UNIX socket", pass_options },
	{ "socktake", take_run, BUILTIN_IPC, "[-bn] [-t SEC] -v NAME SOCKET",
		"take descriptors that were handed through a UNIX socket", take_options },
	{ .help = "sockets", .usage = "ipcsh-sock(1)" },
};
