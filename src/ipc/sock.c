/* SPDX-License-Identifier: MIT */
/* sock.c -- sockets of all types: listening, connecting, ending one direction. */
#include "sock_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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
	int dir = -1, err = 0, len = sock_unix_address(s, &addr, &dir);
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

/* Of a stream the address may be used again while old connections fade away; two datagram sockets would share
 * it, and one of them would get nothing. */
static int inet_bind(int fd, const struct addrinfo *ai, struct ipc_settings *settings)
{
	int on = 1, off = 0;

	if (ai->ai_socktype == SOCK_STREAM && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
		return -errno;
	if (ai->ai_family == AF_INET6 && ipc_sock_type(fd) != IPC_SOCKET_RAW &&
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0)
		return -errno;
	int err = sock_settle(fd, settings);
	if (err < 0)
		return err;
	return bind(fd, ai->ai_addr, ai->ai_addrlen) < 0 ? -errno : 0;
}

/* The first of its addresses that works; IPv6 first for any interface, since that one takes IPv4 as well. */
static int inet_listener(const struct ipc_socket *s, int type, struct ipc_sock_how *how, struct trouble *why)
{
	static const int order[] = { AF_INET6, AF_INET };
	struct addrinfo *list;
	int protocol = sock_protocol(s, why), fd = -1;
	int err = protocol < 0 ? protocol : sock_resolve(s, AF_UNSPEC, true, &list, why);

	if (err < 0)
		return err;
	err = -EADDRNOTAVAIL;
	for (size_t k = 0; k < ARRAY_LEN(order) && fd < 0; k++) {
		for (const struct addrinfo *ai = list; ai && fd < 0; ai = ai->ai_next) {
			if (ai->ai_family != order[k])
				continue;
			fd = socket(ai->ai_family, type, protocol);
			err = fd < 0 ? -errno : inet_bind(fd, ai, how->settings);
			if (err < 0)
				fd_close(&fd);
		}
	}
	freeaddrinfo(list);
	return fd < 0 ? err : fd;
}

static int unix_listener(const struct ipc_socket *s, int type, struct ipc_sock_how *how)
{
	int fd = socket(AF_UNIX, type, 0);
	int err = fd < 0 ? -errno : sock_settle(fd, how->settings);

	if (err == 0)
		err = unix_bind(fd, s, how);
	if (err < 0)
		fd_close(&fd);
	return err < 0 ? err : fd;
}

int ipc_sock_listen(const struct ipc_address *a, struct ipc_sock_how *how, struct trouble *why)
{
	const struct ipc_socket *s = &a->socket;
	int backlog = how->backlog > 0 ? how->backlog : SOMAXCONN;
	bool datagrams = ipc_socket_unconnected(s->type);
	int type = sock_kernel_type(s->type) | SOCK_CLOEXEC | (datagrams ? 0 : SOCK_NONBLOCK);
	int fd = s->kind == IPC_SOCKET_INET ? inet_listener(s, type, how, why) : unix_listener(s, type, how);

	if (fd >= 0 && !datagrams && listen(fd, backlog) < 0) {
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
	bool blocking;
	bool begun; /* connect(2) goes on by itself (TCP) */
};

/* A new socket has no other flag that could be set. */
static int set_blocking(struct dialling *d, bool blocking)
{
	if (d->blocking == blocking)
		return 0;
	if (fcntl(d->fd, F_SETFL, blocking ? 0 : O_NONBLOCK) < 0)
		return -errno;
	d->blocking = blocking;
	return 0;
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
		int err = set_blocking(d, !nowait);
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

/* What is under way to be connected. */
struct caller {
	const struct ipc_address *a;
	struct ipc_sock_dial_how *how;
	const struct ipc_wait *w;
	struct trouble *why;
	int fd;
};

/* The name of its own that the other end answers to: one that was asked for, or, for datagrams through UNIX
 * sockets, which have none otherwise, one that the kernel picks. */
static int bind_unix_own(const struct caller *c, int fd)
{
	static const struct sockaddr_un any = { .sun_family = AF_UNIX };
	const struct ipc_address *from = c->how->from;
	const struct ipc_sock_birth *birth = &c->how->birth;
	struct ipc_sock_how own = { .mode = c->how->mode };

	if (!from) {
		if (c->a->socket.type != IPC_SOCKET_DATAGRAM)
			return 0;
		return bind(fd, (const struct sockaddr *)&any, sizeof any.sun_family) < 0 ? -errno : 0;
	}
	birth->begin(birth->ctx);
	int err = unix_bind(fd, &from->socket, &own);
	birth->end(birth->ctx, own.made_file);
	return err;
}

static int bind_inet_own(const struct caller *c, int fd, int family)
{
	struct addrinfo *list;

	if (!c->how->from)
		return 0;
	int err = sock_resolve(&c->how->from->socket, family, true, &list, c->why);
	if (err < 0)
		return err;
	err = inet_bind(fd, list, NULL);
	freeaddrinfo(list);
	return err;
}

static int bind_own(const struct caller *c, int fd, int family)
{
	int err = family == AF_UNIX ? bind_unix_own(c, fd) : bind_inet_own(c, fd, family);

	c->how->from_failed = err < 0;
	return err;
}

/* A connected socket, or -errno. */
static int dial_one(const struct caller *c, const struct sockaddr *addr, socklen_t len)
{
	struct dialling d = { .addr = addr, .len = len, .blocking = !c->w->nowait && c->w->timeout_ns < 0 };
	int flags = SOCK_CLOEXEC | (d.blocking ? 0 : SOCK_NONBLOCK);

	int protocol = sock_protocol(&c->a->socket, c->why);
	if (protocol < 0)
		return protocol;
	d.fd = socket(addr->sa_family, sock_kernel_type(c->a->socket.type) | flags, protocol);
	if (d.fd < 0)
		return -errno;
	int err = sock_settle(d.fd, c->how->settings);
	if (err == 0)
		err = bind_own(c, d.fd, addr->sa_family);
	if (err == 0)
		err = (int)(d.blocking ? ipc_wait_blocking : ipc_wait_for)(c->w, dial_attempt, &d);
	if (err == 0)
		err = set_blocking(&d, true);
	if (err < 0)
		fd_close(&d.fd);
	return err < 0 ? err : d.fd;
}

static int dial_unix(const struct caller *c)
{
	union any_address addr;
	int dir = -1, len = sock_unix_address(&c->a->socket, &addr, &dir);
	int fd = len < 0 ? len : dial_one(c, &addr.sa, (socklen_t)len);

	fd_close(&dir);
	return fd;
}

static int dial_inet(const struct caller *c)
{
	struct addrinfo *list;
	int fd = sock_resolve(&c->a->socket, AF_UNSPEC, false, &list, c->why);

	if (fd < 0)
		return fd;
	fd = -EADDRNOTAVAIL;
	for (const struct addrinfo *ai = list; ai && fd < 0; ai = ai->ai_next) {
		fd = dial_one(c, ai->ai_addr, ai->ai_addrlen);
		if (fd == -EAGAIN || fd == -EINTR || (fd == -ETIMEDOUT && c->w->timeout_ns >= 0))
			break;
	}
	freeaddrinfo(list);
	return fd;
}

static int dial_once(const struct caller *c)
{
	int fd = c->a->socket.kind == IPC_SOCKET_INET ? dial_inet(c) : dial_unix(c);

	if (fd < 0 && c->how->from && c->a->socket.kind != IPC_SOCKET_INET)
		c->how->birth.undo(c->how->birth.ctx);
	return fd;
}

/* Whether somebody listens by now; then its connection is in FD. */
static int listens(void *ctx)
{
	struct caller *c = ctx;

	c->fd = dial_once(c);
	if (c->how->from_failed || (c->how->settings && c->how->settings->refused))
		return c->fd;
	if (c->fd == -ECONNREFUSED || c->fd == -EAGAIN)
		return -ENOENT;
	return c->fd < 0 ? c->fd : 0;
}

int ipc_sock_dial(const struct ipc_address *a, struct ipc_sock_dial_how *how, const struct ipc_wait *w,
	struct trouble *why)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	struct caller c = { a, how, how->await ? &at_once : w, why, -1 };

	if (!how->await)
		return dial_once(&c);
	int err = ipc_wait_until(w, listens, &c);
	return err < 0 ? err : c.fd;
}

int ipc_sock_pair(enum ipc_socket_type type, int fds[2])
{
	return socketpair(AF_UNIX, sock_kernel_type(type) | SOCK_CLOEXEC, 0, fds) < 0 ? -errno : 0;
}

int ipc_sock_shut(int fd, bool reading, bool writing)
{
	int how = reading && writing ? SHUT_RDWR : reading ? SHUT_RD : SHUT_WR;

	return shutdown(fd, how) < 0 ? -errno : 0;
}
