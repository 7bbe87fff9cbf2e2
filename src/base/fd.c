/* SPDX-License-Identifier: MIT */
/* fd.c -- descriptors: where they are put, and the loops around interrupted and partial calls. */
#include "base.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#define READ_FIRST 4096u
#define READ_MOST 1048576u

int fd_high_copy(int fd)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, FD_OWN_MIN);
	if (copy < 0 && (errno == EINVAL || errno == EMFILE))
		copy = fcntl(fd, F_DUPFD_CLOEXEC, FD_OWN_LOWEST);
	if (copy < 0)
		return errno == EINVAL ? -EMFILE : -errno; /* the limit is that low */
	return copy;
}

int fd_high(int fd)
{
	if (fd < 0)
		return fd;
	if (fd >= FD_OWN_MIN) {
		if (fcntl(fd, F_SETFD, FD_CLOEXEC) == 0)
			return fd;
		int err = -errno;
		close(fd);
		return err;
	}
	int copy = fd_high_copy(fd);
	close(fd);
	return copy;
}

static int fd_keep_on_exec(int fd)
{
	int flags = fcntl(fd, F_GETFD);
	if (flags < 0)
		return -errno;
	if ((flags & FD_CLOEXEC) && fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) < 0)
		return -errno;
	return 0;
}

int fd_dup_to(int from, int to)
{
	if (from == to)
		return fd_keep_on_exec(to);
	while (dup2(from, to) < 0)
		if (errno != EINTR && errno != EBUSY)
			return -errno;
	return 0;
}

int fd_move(int from, int to)
{
	int err = fd_dup_to(from, to);
	if (err == 0 && from != to)
		close(from);
	return err;
}

int fd_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

int fd_pipe_high(int ends[2])
{
	int err = fd_pipe(ends);
	if (err < 0)
		return err;
	for (int i = 0; i < 2; i++)
		if ((ends[i] = fd_high(ends[i])) < 0) {
			err = ends[i];
			fd_close(&ends[1 - i]);
			break;
		}
	return err;
}

int fd_open(const char *path, int flags, mode_t mode)
{
	int fd = open(path, flags | O_CLOEXEC, mode);
	return fd < 0 ? -errno : fd;
}

ssize_t fd_read(int fd, void *p, size_t n)
{
	for (;;) {
		ssize_t got = read(fd, p, n);
		if (got >= 0)
			return got;
		if (errno != EINTR)
			return -errno;
	}
}

/* For a descriptor that somebody made non-blocking. */
static int fd_wait(int fd, short events)
{
	struct pollfd pfd = { .fd = fd, .events = events };

	while (poll(&pfd, 1, -1) < 0)
		if (errno != EINTR)
			return -errno;
	return 0;
}

int fd_write_all(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n) {
		ssize_t put = write(fd, at, n);
		if (put >= 0) {
			at += put;
			n -= (size_t)put;
			continue;
		}
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return -errno;
		int err = fd_wait(fd, POLLOUT);
		if (err < 0)
			return err;
	}
	return 0;
}

int fd_read_all(int fd, struct buf *out)
{
	for (;;) {
		size_t want = out->len < READ_FIRST  ? READ_FIRST
			      : out->len < READ_MOST ? out->len
						     : READ_MOST;
		if (out->cap - out->len < READ_FIRST)
			buf_grow(out, want);
		ssize_t got = fd_read(fd, out->data + out->len, out->cap - out->len);
		if (got == -EAGAIN)
			got = fd_wait(fd, POLLIN);
		else if (got == 0)
			return 0;
		if (got < 0)
			return (int)got;
		out->len += (size_t)got;
	}
}

void fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}
