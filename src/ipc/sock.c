/* SPDX-License-Identifier: MIT */
/* sock.c -- TCP and UNIX sockets: listening, connecting, and who is at the other end. */
#include "ipc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

union any_address {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
	struct sockaddr_storage room;
};

/* ---- addresses as the kernel has them ------------------------------------------------------------------ */

static const struct src_pos no_pos;

static int not_known(struct trouble *why, const char *what, const char *name, int err)
{
	if (err == EAI_SYSTEM)
		return -errno;
	trouble_set(why, no_pos, "%s %s: %s", what, name, gai_strerror(err));
	return -IPC_NO_HOST;
}

/* Numbers need no look-up, which may ask other machines and take long. */
static int tcp_resolve(const struct ipc_socket *s, bool passive, struct addrinfo **out, struct trouble *why)
{
	char *host = mem_strndup(s->host_len ? s->host : "127.0.0.1", s->host_len ? s->host_len : 9);
	bool any = strcmp(host, "*") == 0;
	struct addrinfo hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | (passive ? AI_PASSIVE : 0),
	};
	int result = 0;

	if (any && !passive) {
		trouble_set(why, no_pos, "* is any interface to listen on, not a host to call");
		free(host);
		return -IPC_NO_HOST;
	}
	int err = getaddrinfo(any ? NULL : host, s->port, &hints, out);
	if (err != 0) {
		hints.ai_flags &= ~(AI_NUMERICHOST | AI_NUMERICSERV);
		err = getaddrinfo(any ? NULL : host, s->port, &hints, out);
	}
	if (err != 0)
		result = not_known(why, err == EAI_SERVICE ? "service" : "host",
			err == EAI_SERVICE ? s->port : host, err);
	free(host);
	return result;
}

/* A path that is too long for the structure is reached through its folder's descriptor, *DIR
 * (to be closed). */
static int unix_path(const char *path, union any_address *out, int *dir)
{
	char short_path[sizeof out->un.sun_path];

	if (strlen(path) >= sizeof out->un.sun_path) {
		char *copy = mem_strndup(path, strlen(path)), *copy2 = mem_strndup(path, strlen(path));
		*dir = fd_high(fd_open(dirname(copy), O_PATH | O_DIRECTORY, 0));
		int err = *dir < 0 ? *dir : 0;
		int n = err ? 0
			    : snprintf(short_path, sizeof short_path, "/proc/self/fd/%d/%s", *dir,
				      basename(copy2));
		free(copy);
		free(copy2);
		if (err < 0)
			return err;
		if (n >= (int)sizeof short_path)
			return -ENAMETOOLONG;
		path = short_path;
	}
	out->un.sun_family = AF_UNIX;
	memcpy(out->un.sun_path, path, strlen(path) + 1);
	return (int)sizeof out->un;
}

/* The length of the address, or -errno. */
static int unix_address(const struct ipc_socket *s, union any_address *out, int *dir)
{
	size_t n = strlen(s->path);

	memset(out, 0, sizeof *out);
	if (s->kind == IPC_SOCKET_UNIX)
		return unix_path(s->path, out, dir);
	if (n >= sizeof out->un.sun_path)
		return -ENAMETOOLONG;
	out->un.sun_family = AF_UNIX;
	memcpy(out->un.sun_path + 1, s->path, n);
	return (int)(offsetof(struct sockaddr_un, sun_path) + 1 + n);
}

/* ---- listening ----------------------------------------------------------------------------------------- */

/* Is the file a socket that nobody has open any more? Only then may it be replaced. A socket of another type
 * asks, so that a server that lives is not called: it is told EPROTOTYPE then. */
static bool stale(const char *path, const union any_address *addr, socklen_t len)
{
	struct stat st;

	if (lstat(path, &st) < 0 || !S_ISSOCK(st.st_mode))
		return false;
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	bool refused = connect(fd, &addr->sa, len) < 0 && errno == ECONNREFUSED;
	close(fd);
	return refused;
}

static bool is_other_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && !S_ISSOCK(st.st_mode);
}

/* The mode is set before there is a file, so that nobody slips in between; the umask takes bits from it,
 * which a mode that was asked for gets back. */
static int unix_bind(int fd, const struct ipc_socket *s, struct ipc_sock_how *how)
{
	union any_address addr;
	int dir = -1, err = 0, len = unix_address(s, &addr, &dir);
	bool file = s->kind == IPC_SOCKET_UNIX;

	if (len < 0) {
		fd_close(&dir);
		return len;
	}
	if ((file && fchmod(fd, how->mode) < 0) || bind(fd, &addr.sa, (socklen_t)len) < 0)
		err = -errno;
	if (err == -EADDRINUSE && file && stale(s->path, &addr, (socklen_t)len)) {
		how->took_stale = true;
		err = unlink(s->path) < 0 || bind(fd, &addr.sa, (socklen_t)len) < 0 ? -errno : 0;
	}
	if (err == -EADDRINUSE && file && is_other_file(s->path))
		err = -EEXIST;
	how->made_file = file && err == 0;
	if (how->made_file && (how->mode & ~(mode_t)0700) && chmod(s->path, how->mode) < 0)
		err = -errno;
	fd_close(&dir);
	return err;
}

static int tcp_bind(int fd, const struct addrinfo *ai)
{
	int on = 1, off = 0;

	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
		return -errno;
	if (ai->ai_family == AF_INET6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0)
		return -errno;
	return bind(fd, ai->ai_addr, ai->ai_addrlen) < 0 ? -errno : 0;
}

/* The first of its addresses that works; IPv6 first for any interface, since that one takes IPv4 as well. */
static int tcp_listener(const struct ipc_socket *s, struct trouble *why)
{
	static const int order[] = { AF_INET6, AF_INET };
	struct addrinfo *list;
	int fd = -1, err = tcp_resolve(s, true, &list, why);

	if (err < 0)
		return err;
	err = -EADDRNOTAVAIL;
	for (size_t k = 0; k < ARRAY_LEN(order) && fd < 0; k++) {
		for (const struct addrinfo *ai = list; ai && fd < 0; ai = ai->ai_next) {
			if (ai->ai_family != order[k])
				continue;
			fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
			err = fd < 0 ? -errno : tcp_bind(fd, ai);
			if (err < 0)
				fd_close(&fd);
		}
	}
	freeaddrinfo(list);
	return fd < 0 ? err : fd;
}

static int unix_listener(const struct ipc_socket *s, struct ipc_sock_how *how)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int err = fd < 0 ? -errno : unix_bind(fd, s, how);

	if (err < 0)
		fd_close(&fd);
	return err < 0 ? err : fd;
}

int ipc_sock_listen(const struct ipc_address *a, struct ipc_sock_how *how, struct trouble *why)
{
	const struct ipc_socket *s = &a->socket;
	int backlog = how->backlog > 0 ? how->backlog : SOMAXCONN;
	int fd = s->kind == IPC_SOCKET_TCP ? tcp_listener(s, why) : unix_listener(s, how);

	if (fd >= 0 && listen(fd, backlog) < 0) {
		int err = -errno;
		close(fd);
		return err;
	}
	return fd;
}

/* ---- accepting ----------------------------------------------------------------------------------------- */

/* The listener itself never blocks: a client that is gone before it was accepted would leave us waiting for
 * the next one in accept(2), deaf to the limit. Errors of that one connection are no errors of ours
 * (accept(2)). */
static ssize_t accept_attempt(void *ctx, bool nowait)
{
	const int *fd = ctx;

	for (;;) {
		int got = accept4(*fd, NULL, NULL, SOCK_CLOEXEC);
		if (got >= 0)
			return got;
		switch (errno) {
		case ECONNABORTED:
		case ENETDOWN:
		case EPROTO:
		case ENOPROTOOPT:
		case EHOSTDOWN:
		case ENONET:
		case EHOSTUNREACH:
		case ENETUNREACH: continue;
		default: break;
		}
		int err = ipc_attempt_again(*fd, POLLIN, nowait);
		if (err < 0)
			return err;
	}
}

int ipc_sock_accept(int fd, const struct ipc_wait *w)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || (!(flags & O_NONBLOCK) && fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0))
		return -errno;
	return (int)ipc_wait_for(w, accept_attempt, &fd);
}

/* ---- connecting ---------------------------------------------------------------------------------------- */

struct dialling {
	int fd;
	const struct sockaddr *addr;
	socklen_t len;
	bool begun; /* connect(2) goes on by itself (TCP) */
};

static int set_blocking(int fd, bool blocking)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0)
		return -errno;
	flags = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
	return fcntl(fd, F_SETFL, flags) < 0 ? -errno : 0;
}

static int outcome(const struct dialling *d)
{
	int err = 0;
	socklen_t len = sizeof err;

	return getsockopt(d->fd, SOL_SOCKET, SO_ERROR, &err, &len) < 0 ? -errno : -err;
}

/* A UNIX socket's connect(2) waits only for room among those that wait to be accepted, and nothing is under
 * way when a signal ends it; TCP's goes on without us. */
static ssize_t dial_attempt(void *ctx, bool nowait)
{
	struct dialling *d = ctx;
	struct pollfd pfd = { .fd = d->fd, .events = POLLOUT };
	bool tcp = d->addr->sa_family != AF_UNIX;

	if (!d->begun) {
		int err = set_blocking(d->fd, !tcp && !nowait);
		if (err < 0)
			return err;
		if (connect(d->fd, d->addr, d->len) == 0)
			return 0;
		if (errno != EINPROGRESS && !(tcp && errno == EINTR))
			return -errno;
		d->begun = true;
	}
	int ready = poll(&pfd, 1, nowait ? 0 : -1);
	if (ready <= 0)
		return ready < 0 ? -errno : -EAGAIN;
	return outcome(d);
}

/* A connected socket, or -errno. */
static int dial_one(const struct sockaddr *addr, socklen_t len, const struct ipc_wait *w)
{
	struct dialling d = { .addr = addr, .len = len };

	d.fd = socket(addr->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (d.fd < 0)
		return -errno;
	int err = (int)ipc_wait_for(w, dial_attempt, &d);
	if (err == 0)
		err = set_blocking(d.fd, true);
	if (err < 0)
		fd_close(&d.fd);
	return err < 0 ? err : d.fd;
}

static int dial_unix(const struct ipc_socket *s, const struct ipc_wait *w)
{
	union any_address addr;
	int dir = -1, len = unix_address(s, &addr, &dir);
	int fd = len < 0 ? len : dial_one(&addr.sa, (socklen_t)len, w);

	fd_close(&dir);
	return fd;
}

static int dial_tcp(const struct ipc_socket *s, const struct ipc_wait *w, struct trouble *why)
{
	struct addrinfo *list;
	int fd = tcp_resolve(s, false, &list, why);

	if (fd < 0)
		return fd;
	fd = -EADDRNOTAVAIL;
	for (const struct addrinfo *ai = list; ai && fd < 0; ai = ai->ai_next) {
		fd = dial_one(ai->ai_addr, ai->ai_addrlen, w);
		if (fd == -EAGAIN || fd == -EINTR || (fd == -ETIMEDOUT && w->timeout_ns >= 0))
			break;
	}
	freeaddrinfo(list);
	return fd;
}

static int dial_once(const struct ipc_address *a, const struct ipc_wait *w, struct trouble *why)
{
	return a->socket.kind == IPC_SOCKET_TCP ? dial_tcp(&a->socket, w, why) : dial_unix(&a->socket, w);
}

struct awaiting {
	const struct ipc_address *a;
	struct trouble *why;
	int fd;
};

/* Whether somebody listens by now; then its connection is in FD. */
static int listens(void *ctx)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	struct awaiting *t = ctx;

	t->fd = dial_once(t->a, &at_once, t->why);
	if (t->fd == -ECONNREFUSED || t->fd == -EAGAIN)
		return -ENOENT;
	return t->fd < 0 ? t->fd : 0;
}

int ipc_sock_dial(const struct ipc_address *a, bool await, const struct ipc_wait *w, struct trouble *why)
{
	struct awaiting t = { .a = a, .why = why, .fd = -1 };

	if (!await)
		return dial_once(a, w, why);
	int err = ipc_wait_until(w, listens, &t);
	return err < 0 ? err : t.fd;
}

int ipc_sock_shut(int fd, bool reading, bool writing)
{
	int how = reading && writing ? SHUT_RDWR : reading ? SHUT_RD : SHUT_WR;

	return shutdown(fd, how) < 0 ? -errno : 0;
}

/* ---- names --------------------------------------------------------------------------------------------- */

static void unix_name(const struct sockaddr_un *un, socklen_t len, struct buf *out)
{
	size_t n = len > offsetof(struct sockaddr_un, sun_path) ? len - offsetof(struct sockaddr_un, sun_path)
								: 0;

	buf_str(out, "unix:");
	if (n > 0 && un->sun_path[0] == '\0') {
		buf_byte(out, '@');
		buf_add(out, un->sun_path + 1, n - 1);
	} else {
		buf_add(out, un->sun_path, strnlen(un->sun_path, n));
	}
}

/* IPv4 that comes to a listener of any interface is named as what it is; a link's own address
 * needs the link. */
static void inet6_name(const struct sockaddr_in6 *in6, struct buf *out)
{
	char text[INET6_ADDRSTRLEN], link[IF_NAMESIZE];
	unsigned port = ntohs(in6->sin6_port);

	if (IN6_IS_ADDR_V4MAPPED(&in6->sin6_addr)) {
		inet_ntop(AF_INET, in6->sin6_addr.s6_addr + 12, text, sizeof text);
		buf_printf(out, "tcp:%s:%u", text, port);
		return;
	}
	bool linked = in6->sin6_scope_id != 0 && if_indextoname(in6->sin6_scope_id, link);
	inet_ntop(AF_INET6, &in6->sin6_addr, text, sizeof text);
	buf_printf(out, "tcp:[%s%s%s]:%u", text, linked ? "%" : "", linked ? link : "", port);
}

static int print_address(const union any_address *addr, socklen_t len, struct buf *out)
{
	char text[INET6_ADDRSTRLEN];

	switch (addr->sa.sa_family) {
	case AF_INET:
		inet_ntop(AF_INET, &addr->in.sin_addr, text, sizeof text);
		buf_printf(out, "tcp:%s:%u", text, ntohs(addr->in.sin_port));
		return 0;
	case AF_INET6: inet6_name(&addr->in6, out); return 0;
	case AF_UNIX: unix_name(&addr->un, len, out); return 0;
	default: return -EAFNOSUPPORT;
	}
}

int ipc_sock_name(int fd, struct buf *out)
{
	union any_address addr = { 0 };
	socklen_t len = sizeof addr;

	return getsockname(fd, &addr.sa, &len) < 0 ? -errno : print_address(&addr, len, out);
}

int ipc_sock_peer(int fd, struct buf *out)
{
	union any_address addr = { 0 };
	socklen_t len = sizeof addr;
	struct ucred who;
	socklen_t who_len = sizeof who;

	if (getpeername(fd, &addr.sa, &len) < 0)
		return -errno;
	if (addr.sa.sa_family != AF_UNIX)
		return print_address(&addr, len, out);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &who_len) < 0)
		return -errno;
	buf_printf(out, "%d:%u:%u", (int)who.pid, who.uid, who.gid);
	return 0;
}
