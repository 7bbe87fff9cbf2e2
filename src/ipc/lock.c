/* SPDX-License-Identifier: MIT */
/* lock.c -- locks on files: flock(2), which flock(1) uses too, and the locks of fcntl(2) that belong to an
 * open file. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

struct locking {
	int fd;
	const struct ipc_lock_how *how;
};

static int ofd_lock(int fd, const struct ipc_lock_how *how, int command, short type)
{
	struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = how->off, .l_len = how->len };

	return fcntl(fd, command, &range);
}

int ipc_lock_alone(int fd, const struct ipc_lock_how *how)
{
	static const struct ipc_lock_how whole;

	if (!how->ofd)
		return flock(fd, LOCK_EX | LOCK_NB) < 0 ? -errno : 0;
	if (ofd_lock(fd, &whole, F_OFD_SETLK, F_WRLCK) == 0)
		return 0;
	int err = -errno;
	if (err == -EBADF)
		ofd_lock(fd, &whole, F_OFD_SETLK, F_UNLCK);
	return err;
}

static ssize_t lock_attempt(void *ctx, bool nowait)
{
	const struct locking *l = ctx;
	bool shared = l->how->shared;
	int got;

	if (l->how->ofd)
		got = ofd_lock(
			l->fd, l->how, nowait ? F_OFD_SETLK : F_OFD_SETLKW, shared ? F_RDLCK : F_WRLCK);
	else
		got = flock(l->fd, (shared ? LOCK_SH : LOCK_EX) | (nowait ? LOCK_NB : 0));
	if (got == 0)
		return 0;
	return nowait && errno == EACCES ? -EAGAIN : -errno;
}

/* flock(2) needs no right to write; fcntl(2) does, for a lock that is not shared. */
int ipc_lock_open(const char *path, const struct ipc_lock_how *how)
{
	int flags = O_NOCTTY | O_NONBLOCK | (how->ofd && !how->shared ? O_RDWR : O_RDONLY);
	int fd = fd_open(path, flags | O_CREAT, how->mode);

	/* A folder cannot be opened to create; nor a file of somebody else's in a folder such as /tmp. */
	if (fd == -EISDIR || fd == -EACCES) {
		int err = fd;
		fd = fd_open(path, flags, 0);
		if (fd == -ENOENT)
			fd = err; /* it could be made, but not by us */
	}
	return fd < 0 ? fd : fd_high(fd);
}

static bool still_there(const char *path, int fd)
{
	struct stat ours, there;

	return fstat(fd, &ours) == 0 && stat(path, &there) == 0 && ours.st_dev == there.st_dev &&
	       ours.st_ino == there.st_ino;
}

int ipc_lock_fd(int fd, const struct ipc_lock_how *how, const struct ipc_wait *w)
{
	return (int)ipc_wait_for(w, lock_attempt, &(struct locking){ fd, how });
}

int ipc_lock_take(int fd, const char *path, const struct ipc_lock_how *how, const struct ipc_wait *w)
{
	int err = ipc_lock_fd(fd, how, w);

	return err == 0 && !still_there(path, fd) ? -ESTALE : err;
}

int ipc_unlock_fd(int fd, const struct ipc_lock_how *how)
{
	int got = how->ofd ? ofd_lock(fd, how, F_OFD_SETLK, F_UNLCK) : flock(fd, LOCK_UN);

	return got < 0 ? -errno : 0;
}

void ipc_lock_give(int *fd, const struct ipc_lock_how *how)
{
	if (*fd < 0)
		return;
	ipc_unlock_fd(*fd, how);
	fd_close(fd);
}
