/* SPDX-License-Identifier: MIT */
/* sock_io.c -- bytes and descriptors through sockets. Nothing here raises SIGPIPE. */
#include "ipc.h"

#include <errno.h>
#include <stdalign.h>
#include <sys/socket.h>
#include <unistd.h>

struct polling {
	struct pollfd *fds;
	size_t n;
};

static ssize_t poll_attempt(void *ctx, bool nowait)
{
	const struct polling *p = ctx;
	int ready = poll(p->fds, p->n, nowait ? 0 : -1);

	return ready < 0 ? -errno : ready == 0 ? -EAGAIN : ready;
}

int ipc_poll(struct pollfd *fds, size_t n, const struct ipc_wait *w)
{
	struct polling p = { fds, n };

	return (int)ipc_wait_for(w, poll_attempt, &p);
}

ssize_t ipc_sock_send(int fd, const void *p, size_t n, bool last)
{
	ssize_t sent;

	do
		sent = send(fd, p, n, MSG_DONTWAIT | MSG_NOSIGNAL | (last ? MSG_MORE : 0));
	while (sent < 0 && errno == EINTR);
	return sent < 0 ? -errno : sent;
}

struct receiving {
	int fd;
	void *p;
	size_t n;
	int flags;
};

static ssize_t recv_attempt(void *ctx, bool nowait)
{
	const struct receiving *r = ctx;

	for (;;) {
		ssize_t got = recv(r->fd, r->p, r->n, r->flags | (nowait ? MSG_DONTWAIT : 0));
		if (got >= 0)
			return got;
		int err = ipc_attempt_again(r->fd, POLLIN, nowait); /* somebody made it non-blocking */
		if (err < 0)
			return err;
	}
}

ssize_t ipc_sock_recv(int fd, void *p, size_t n, const struct ipc_wait *w)
{
	return ipc_wait_soon(w, recv_attempt, &(struct receiving){ fd, p, n, 0 });
}

ssize_t ipc_sock_peek(int fd, void *p, size_t n, const struct ipc_wait *w)
{
	return ipc_wait_soon(w, recv_attempt, &(struct receiving){ fd, p, n, MSG_PEEK });
}

/* ---- urgent data --------------------------------------------------------------------------------------- */

/* What is sent in parts has its urgent byte at the end of each; the last one counts. */
static ssize_t urgent_send_attempt(void *ctx, bool nowait)
{
	struct receiving *s = ctx;

	while (s->n > 0) {
		ssize_t sent = send(s->fd, s->p, s->n, MSG_OOB | MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent >= 0) {
			s->p = (char *)s->p + sent;
			s->n -= (size_t)sent;
			continue;
		}
		int err = ipc_attempt_again(s->fd, POLLOUT, nowait);
		if (err < 0)
			return err;
	}
	return 0;
}

int ipc_sock_send_urgent(int fd, const void *p, size_t n, const struct ipc_wait *w)
{
	struct receiving s = { fd, (void *)(uintptr_t)p, n, 0 };

	return (int)ipc_wait_for(w, urgent_send_attempt, &s);
}

/* The call does not wait: it says EINVAL where there is none, EAGAIN where one is announced. */
static ssize_t urgent_recv_attempt(void *ctx, bool nowait)
{
	const struct receiving *r = ctx;
	struct pollfd pfd = { .fd = r->fd, .events = POLLPRI | POLLRDHUP };

	for (;;) {
		ssize_t got = recv(r->fd, r->p, 1, MSG_OOB | MSG_DONTWAIT);
		if (got >= 0)
			return got;
		if (errno != EINVAL && errno != EAGAIN)
			return -errno;
		int ready = poll(&pfd, 1, nowait ? 0 : -1);
		if (ready <= 0)
			return ready < 0 ? -errno : -EAGAIN;
		if (!(pfd.revents & POLLPRI))
			return 0;
	}
}

int ipc_sock_recv_urgent(int fd, char *byte, const struct ipc_wait *w)
{
	struct receiving r = { fd, byte, 1, 0 };

	return (int)ipc_wait_for(w, urgent_recv_attempt, &r);
}

/* ---- descriptors --------------------------------------------------------------------------------------- */

struct parcel {
	int fd;
	struct msghdr msg;
	bool sends;
};

static ssize_t parcel_attempt(void *ctx, bool nowait)
{
	struct parcel *p = ctx;

	for (;;) {
		ssize_t got = p->sends ? sendmsg(p->fd, &p->msg, MSG_DONTWAIT | MSG_NOSIGNAL)
				       : recvmsg(p->fd, &p->msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
		if (got >= 0)
			return got;
		int err = ipc_attempt_again(p->fd, p->sends ? POLLOUT : POLLIN, nowait);
		if (err < 0)
			return err;
	}
}

/* A read ends behind the message that has descriptors with it, even of a stream. */
#define ALONG_MOST 262144u

struct control {
	alignas(struct cmsghdr) char bytes[CMSG_SPACE(IPC_SOCK_PASS_MAX * sizeof(int))];
};

/* Elsewhere the kernel drops descriptors without a word. */
static int must_be_unix(int fd)
{
	int domain = AF_UNSPEC;
	socklen_t len = sizeof domain;

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) < 0)
		return -errno;
	return domain == AF_UNIX ? 0 : -EOPNOTSUPP;
}

static void pack(struct msghdr *msg, struct control *control, const int *fds, size_t n)
{
	msg->msg_control = control->bytes;
	msg->msg_controllen = CMSG_SPACE(n * sizeof(int));
	struct cmsghdr *c = CMSG_FIRSTHDR(msg);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(n * sizeof(int));
	memcpy(CMSG_DATA(c), fds, n * sizeof(int));
}

int ipc_sock_pass(int fd, const int *fds, size_t n, const char *p, size_t len, const struct ipc_wait *w)
{
	struct iovec bytes = { (void *)(uintptr_t)p, len };
	struct control control = { 0 };
	struct parcel parcel = { .fd = fd, .sends = true };
	int err = must_be_unix(fd);

	if (err < 0)
		return err;
	if (n == 0 || n > IPC_SOCK_PASS_MAX)
		return -EINVAL;
	parcel.msg = (struct msghdr){ .msg_iov = &bytes, .msg_iovlen = 1 };
	pack(&parcel.msg, &control, fds, n);
	do {
		ssize_t sent = ipc_wait_for(w, parcel_attempt, &parcel);
		if (sent < 0)
			return (int)sent;
		bytes = (struct iovec){ (char *)bytes.iov_base + sent, bytes.iov_len - (size_t)sent };
		parcel.msg.msg_controllen = 0; /* they went with the first part */
	} while (bytes.iov_len > 0);
	return 0;
}

/* What came along with a message. */
static size_t unpack(struct msghdr *msg, int *fds)
{
	size_t n = 0;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		size_t more = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		memcpy(fds + n, CMSG_DATA(c), more * sizeof(int));
		n += more;
	}
	return n;
}

int ipc_sock_take(int fd, int *fds, struct buf *text, const struct ipc_wait *w)
{
	struct iovec bytes;
	struct control control;
	struct parcel p = { .fd = fd };
	int err = must_be_unix(fd);

	if (err < 0)
		return err;
	buf_grow(text, ALONG_MOST);
	bytes = (struct iovec){ text->data + text->len, ALONG_MOST };
	p.msg = (struct msghdr){
		.msg_iov = &bytes,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof control.bytes,
	};
	ssize_t got = ipc_wait_for(w, parcel_attempt, &p);
	if (got < 0)
		return (int)got;
	text->len += (size_t)got;
	size_t n = unpack(&p.msg, fds);
	if (got == 0 && n == 0)
		return -ENOTCONN;
	return (int)n;
}
