/* SPDX-License-Identifier: MIT */
/* sock_gram.c -- datagrams, and the records of SOCK_SEQPACKET: whole, with who sent them. */
#include "option_internal.h"
#include "sock_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdalign.h>
#include <unistd.h>

#define ROOM_LEAST 65536u /* more than UDP carries */
#define UDP4_MOST 65507u  /* 65535 less the headers of IP and UDP (udp(7), ip(7)) */
#define RAW4_MOST 65515u  /* 65535 less the header of IP */
#define UDP6_MOST 65527u  /* the header of IPv6 does not count */
#define UNIX_OVERHEAD 32u /* of the send buffer (unix(7), af_unix.c) */
#define FULL_PAUSE_MS 1   /* nothing tells when the queue of another has room again */

/* ---- receiving ----------------------------------------------------------------------------------------- */

struct receiving {
	int fd;
	bool peek;
	struct buf *out;
	struct ipc_sock_end *from;
};

struct control {
	alignas(struct cmsghdr) char bytes[CMSG_SPACE(sizeof(struct ucred)) +
					   CMSG_SPACE(sizeof(struct timespec)) +
					   CMSG_SPACE(sizeof(struct in_pktinfo)) +
					   CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

static void note_who(const struct cmsghdr *c, struct ipc_sock_end *from)
{
	struct ucred who;

	memcpy(&who, CMSG_DATA(c), sizeof who);
	from->has_who = true;
	from->pid = who.pid;
	from->uid = who.uid;
	from->gid = who.gid;
}

/* Nobody has asked for them. */
static void close_all(const struct cmsghdr *c)
{
	for (size_t at = 0; at + sizeof(int) <= c->cmsg_len - CMSG_LEN(0); at += sizeof(int)) {
		int fd;
		memcpy(&fd, CMSG_DATA(c) + at, sizeof fd);
		close(fd);
	}
}

static void note_to(const struct cmsghdr *c, struct ipc_sock_end *from)
{
	struct in_pktinfo v4;

	memcpy(&v4, CMSG_DATA(c), sizeof v4);
	from->to_link = (unsigned)v4.ipi_ifindex;
	inet_ntop(AF_INET, &v4.ipi_addr, from->to, sizeof from->to);
}

/* What is IPv4's comes with IPv4's own word for it, too. */
static void note_to6(const struct cmsghdr *c, struct ipc_sock_end *from)
{
	struct in6_pktinfo v6;

	memcpy(&v6, CMSG_DATA(c), sizeof v6);
	if (IN6_IS_ADDR_V4MAPPED(&v6.ipi6_addr))
		return;
	from->to_link = v6.ipi6_ifindex;
	inet_ntop(AF_INET6, &v6.ipi6_addr, from->to, sizeof from->to);
}

/* What comes along, as the options of the socket say. */
static void look_through(struct msghdr *msg, struct ipc_sock_end *from)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c)) {
		bool socket = c->cmsg_level == SOL_SOCKET;
		size_t n = c->cmsg_len - CMSG_LEN(0); /* one that did not fit in is cut off */
		if (socket && c->cmsg_type == SCM_RIGHTS) {
			close_all(c);
		} else if (socket && c->cmsg_type == SCM_CREDENTIALS && n >= sizeof(struct ucred)) {
			note_who(c, from);
		} else if (socket && c->cmsg_type == SCM_TIMESTAMPNS && n >= sizeof from->came) {
			memcpy(&from->came, CMSG_DATA(c), sizeof from->came);
			from->has_came = true;
		} else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO &&
			   n >= sizeof(struct in_pktinfo)) {
			note_to(c, from);
		} else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO &&
			   n >= sizeof(struct in6_pktinfo)) {
			note_to6(c, from);
		}
	}
}

void ipc_sock_end_print_to(const struct ipc_sock_end *e, struct buf *out)
{
	if (!e->to[0])
		return;
	buf_printf(out, "%s%%", e->to);
	sock_link_print(e->to_link, out);
}

/* Takes what is there, which had N bytes when it was looked at: -EAGAIN: another was faster. */
static ssize_t take(const struct receiving *r, size_t n)
{
	struct ipc_sock_end *from = r->from;
	size_t room = n < ROOM_LEAST ? ROOM_LEAST : n;
	struct control control;

	if (r->out->cap - r->out->len < room)
		buf_grow(r->out, room);
	struct iovec bytes = { r->out->data + r->out->len, room };
	struct msghdr msg = {
		.msg_name = from->addr,
		.msg_namelen = sizeof from->addr,
		.msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes,
	};
	ssize_t got = recvmsg(
		r->fd, &msg, MSG_DONTWAIT | MSG_TRUNC | MSG_CMSG_CLOEXEC | (r->peek ? MSG_PEEK : 0));
	if (got < 0)
		return -errno;
	from->len = msg.msg_namelen;
	look_through(&msg, from);
	if ((size_t)got > room)
		return -EOVERFLOW;
	r->out->len += (size_t)got;
	return got;
}

/* Where the other end closed before it had taken all, the kernel says so first, and once, though what it sent
 * before is still there (a stream has that first). */
static bool more_behind_reset(int fd)
{
	if (errno != ECONNRESET)
		return false;
	if (recv(fd, NULL, 0, MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT) > 0)
		return true;
	errno = ECONNRESET;
	return false;
}

/* Its length is asked for first, so that nothing is ever cut off. */
static ssize_t receive_attempt(void *ctx, bool nowait)
{
	const struct receiving *r = ctx;

	for (;;) {
		ssize_t got = recv(r->fd, NULL, 0, MSG_PEEK | MSG_TRUNC | (nowait ? MSG_DONTWAIT : 0));
		if (got >= 0 && (got = take(r, (size_t)got)) != -EAGAIN)
			return got;
		if (got < 0 && more_behind_reset(r->fd))
			continue;
		int err = ipc_attempt_again(r->fd, POLLIN, nowait);
		if (err < 0)
			return err;
	}
}

ssize_t ipc_datagram_take(
	int fd, bool peek, struct buf *out, struct ipc_sock_end *from, const struct ipc_wait *w)
{
	struct receiving r = { .fd = fd, .peek = peek, .out = out };

	*from = (struct ipc_sock_end){ .dir = -1 };
	r.from = from;
	return ipc_wait_soon(w, receive_attempt, &r);
}

int ipc_datagram_want_cred(int fd)
{
	int on = 1;

	return setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof on) < 0 ? -errno : 0;
}

/* ---- sending ------------------------------------------------------------------------------------------- */

struct sending {
	int fd;
	const void *p;
	size_t n;
	const struct ipc_sock_end *to;
};

/* A socket that is not connected is always ready for poll(2), be the queue of the other end full or not. */
static ssize_t send_attempt(void *ctx, bool nowait)
{
	const struct sending *s = ctx;
	const struct sockaddr *to = s->to ? (const struct sockaddr *)s->to->addr : NULL;
	int flags = MSG_NOSIGNAL | (nowait ? MSG_DONTWAIT : 0);

	while (sendto(s->fd, s->p, s->n, flags, to, s->to ? s->to->len : 0) < 0) {
		if (errno != EAGAIN || nowait)
			return -errno;
		if (poll(NULL, 0, FULL_PAUSE_MS) < 0) /* somebody made it non-blocking */
			return -errno;
	}
	return 0;
}

int ipc_datagram_put(int fd, const void *p, size_t n, const struct ipc_sock_end *to, const struct ipc_wait *w)
{
	struct sending s = { fd, p, n, to };

	return (int)ipc_wait_for(w, send_attempt, &s);
}

/* ---- where to, and how much ---------------------------------------------------------------------------- */

static int figure(int fd, int option, int *out)
{
	socklen_t len = sizeof *out;

	return getsockopt(fd, SOL_SOCKET, option, out, &len) < 0 ? -errno : 0;
}

static int inet_end(int domain, const struct ipc_socket *s, struct ipc_sock_end *out, struct trouble *why)
{
	struct addrinfo *list;
	int err = sock_resolve(s, domain, false, &list, why);

	if (err < 0)
		return err;
	memcpy(out->addr, list->ai_addr, list->ai_addrlen);
	out->len = list->ai_addrlen;
	freeaddrinfo(list);
	return 0;
}

static int unix_end(const struct ipc_socket *s, struct ipc_sock_end *out)
{
	union any_address addr;
	int len = sock_unix_address(s, &addr, &out->dir);

	if (len < 0)
		return len;
	memcpy(out->addr, &addr, sizeof addr);
	out->len = (socklen_t)len;
	return 0;
}

int ipc_sock_end_for(int fd, const struct ipc_address *a, struct ipc_sock_end *out, struct trouble *why)
{
	const struct ipc_socket *s = &a->socket;
	int domain, type = ipc_sock_type(fd);

	*out = (struct ipc_sock_end){ .dir = -1 };
	if (type < 0)
		return type;
	int err = figure(fd, SO_DOMAIN, &domain);
	if (err < 0)
		return err;
	if ((int)s->type != type || (domain == AF_UNIX) != (s->kind != IPC_SOCKET_INET))
		return -EAFNOSUPPORT;
	err = domain == AF_UNIX ? unix_end(s, out) : inet_end(domain, s, out, why);
	if (err < 0)
		ipc_sock_end_done(out);
	return err;
}

void ipc_sock_end_done(struct ipc_sock_end *e)
{
	fd_close(&e->dir);
}

/* Where others have a port: the kernel leaves it out of what it receives. */
static void set_protocol(int fd, union any_address *addr)
{
	int protocol = 0;

	if (figure(fd, SO_PROTOCOL, &protocol) < 0)
		return;
	if (addr->sa.sa_family == AF_INET)
		addr->in.sin_port = htons((uint16_t)protocol);
	else if (addr->sa.sa_family == AF_INET6)
		addr->in6.sin6_port = htons((uint16_t)protocol);
}

int ipc_sock_end_print(int fd, const struct ipc_sock_end *e, struct buf *out)
{
	union any_address addr;
	int type = ipc_sock_type(fd);

	if (type < 0 || e->len <= sizeof addr.sa.sa_family)
		return type < 0 ? type : 0;
	memcpy(&addr, e->addr, sizeof addr);
	if (type == IPC_SOCKET_RAW)
		set_protocol(fd, &addr);
	return sock_print(&addr, e->len, (enum ipc_socket_type)type, out);
}

uint64_t ipc_datagram_most(int fd)
{
	int domain = AF_INET, room = 0;

	if (figure(fd, SO_DOMAIN, &domain) == 0 && domain == AF_UNIX && figure(fd, SO_SNDBUF, &room) == 0)
		return (uint64_t)room - UNIX_OVERHEAD;
	if (domain == AF_INET6)
		return UDP6_MOST;
	return ipc_sock_type(fd) == IPC_SOCKET_RAW ? RAW4_MOST : UDP4_MOST;
}
