/* SPDX-License-Identifier: MIT */
/* mapsend.c -- the pages of a file into a pipe, a socket or another file without a copy of ours, and to the
 * disk. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

#define AT_ONCE ((size_t)1 << 30)
#define PIPE_SIZE (1 << 20)

/* A pipe takes the pages themselves; what else takes bytes from the kernel gets them from there. */
static ssize_t send_once(const struct ipc_map *m, uint64_t off, size_t n, int fd, bool pipe)
{
	off_t at = (off_t)off;
	ssize_t done = pipe ? splice(m->fd, &at, fd, NULL, n, SPLICE_F_MORE) : sendfile(fd, m->fd, &at, n);

	return done < 0 ? -errno : done;
}

int ipc_map_send(struct ipc_map *m, uint64_t off, uint64_t n, int fd, uint64_t *sent)
{
	struct stat st;

	*sent = 0;
	if (fstat(fd, &st) < 0)
		return -errno;
	bool pipe = S_ISFIFO(st.st_mode);
	if (!pipe && !S_ISREG(st.st_mode) && !S_ISSOCK(st.st_mode))
		return -ENOTSUP;
	if (pipe && n > PIPE_SIZE) /* fewer turns; where it is not allowed it goes as well */
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
	while (*sent < n) {
		size_t part = n - *sent < AT_ONCE ? (size_t)(n - *sent) : AT_ONCE;
		ssize_t done = send_once(m, off + *sent, part, fd, pipe);
		if (done == -EINVAL || done == -ENOSYS || done == -EAGAIN) /* a file system that cannot; a
									      descriptor that does not wait */
			return -ENOTSUP;
		if (done <= 0)
			return done < 0 ? (int)done : -IPC_CUT_SHORT;
		*sent += (uint64_t)done;
	}
	return 0;
}

/* msync(2) of a part of the file, which is mapped for that. A file that may only be read has nothing of ours
 * to write, but others may have: that goes by its descriptor. */
int ipc_map_sync(struct ipc_map *m, uint64_t off, uint64_t n, int flags)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), from = off - off % page;

	if (n == 0)
		return 0;
	if (!m->writable && !(flags & MS_ASYNC) && fdatasync(m->fd) < 0)
		return -errno;
	size_t length = (size_t)(off + n - from);
	void *p = mmap(NULL, length, PROT_READ, MAP_SHARED, m->fd, (off_t)from);
	if (p == MAP_FAILED)
		return -errno;
	int err = msync(p, length, flags) < 0 ? -errno : 0;
	munmap(p, length);
	return err;
}
