/* SPDX-License-Identifier: MIT */
/* map.c -- mapped files. Another process may cut the file short at any moment, and then a touch of the map is
 * a SIGBUS: so nothing here touches it. The kernel copies between the map and our memory (process_vm_readv(2)
 * on ourselves) and says EFAULT where there is nothing any more. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define WINDOW ((size_t)16 << 20) /* a multiple of every page size */

static int map_size(const struct ipc_map *m, uint64_t *size)
{
	struct stat st;

	if (fstat(m->fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISREG(st.st_mode) && !S_ISBLK(st.st_mode))
		return -ENODEV; /* what mmap(2) says of what cannot be mapped */
	off_t end = S_ISREG(st.st_mode) ? st.st_size : lseek(m->fd, 0, SEEK_END);
	if (end < 0)
		return -errno;
	*size = (uint64_t)end;
	return 0;
}

/* A file without bytes may be one of /proc, which has some when it is read, but none that are mapped. */
static bool never_mapped(int fd)
{
	void *p = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);

	if (p == MAP_FAILED)
		return errno == ENODEV || errno == EIO;
	munmap(p, 1);
	return false;
}

/* A descriptor or -errno; *MADE: there was no such file before. O_NONBLOCK: a FIFO in its place must not make
 * us wait. */
static int open_or_make(const char *path, const struct ipc_map_how *how, bool *made)
{
	int flags = (how->write ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_NOCTTY;
	int fd = -EEXIST;

	if (how->create)
		fd = fd_open(path, flags | O_CREAT | O_EXCL, how->mode);
	*made = fd >= 0;
	if (fd == -EEXIST && !(how->create && how->exclusive))
		fd = fd_open(path, flags, 0);
	return fd == -ENXIO ? -ENODEV : fd;
}

int ipc_map_open(const char *path, const struct ipc_map_how *how, struct ipc_map *m)
{
	bool made;
	int fd = open_or_make(path, how, &made);

	if (fd < 0)
		return fd;
	*m = (struct ipc_map){ .fd = fd, .writable = how->write, .made = made };
	int err = map_size(m, &m->size);
	if (err == 0 && m->size == 0 && never_mapped(fd))
		err = -ENODEV;
	/* The umask is for files that a program makes on the way; here somebody asked for this very mode. */
	if (err == 0 && made && (how->mode & ~(mode_t)0700) && fchmod(fd, how->mode) < 0)
		err = -errno;
	if (err < 0)
		fd_close(&m->fd);
	return err;
}

static void window_drop(struct ipc_map *m)
{
	if (m->window)
		munmap(m->window, m->length);
	m->window = NULL;
}

void ipc_map_close(struct ipc_map *m)
{
	window_drop(m);
	fd_close(&m->fd);
}

int ipc_file_grow(int fd, uint64_t from, uint64_t size, bool sparse)
{
	if (size > INT64_MAX)
		return -EFBIG;
	struct ipc_held held = ipc_signal_hold(SIGXFSZ);
	int done = sparse ? ftruncate(fd, (off_t)size) : fallocate(fd, 0, (off_t)from, (off_t)(size - from));
	int err = done < 0 ? -errno : 0;
	ipc_signal_release(held);
	return err;
}

int ipc_map_grow(struct ipc_map *m, uint64_t size)
{
	if (size <= m->size)
		return 0;
	/* With its blocks: a full disk is found out here, not in the middle of a copy. */
	int err = ipc_file_grow(m->fd, m->size, size, false);
	if (err == -EOPNOTSUPP)
		err = ipc_file_grow(m->fd, m->size, size, true);
	if (err == 0)
		m->size = size;
	return err;
}

/* Makes the window cover OFF and gives how many bytes from there on it has. */
static ssize_t window_at(struct ipc_map *m, uint64_t off)
{
	if (m->window && off >= m->base && off - m->base < m->length)
		return (ssize_t)(m->length - (off - m->base));
	window_drop(m);
	uint64_t base = off - off % WINDOW;
	size_t length = m->size - base < WINDOW ? (size_t)(m->size - base) : WINDOW;
	int prot = PROT_READ | (m->writable ? PROT_WRITE : 0);
	void *p = mmap(NULL, length, prot, MAP_SHARED, m->fd, (off_t)base);
	if (p == MAP_FAILED)
		return -errno;
	m->window = p;
	m->base = base;
	m->length = length;
	return (ssize_t)(length - (off - base));
}

/* The same bytes by way of the descriptor: where a sandbox forbids process_vm_readv(), and to learn why it
 * failed. */
static ssize_t copy_by_fd(const struct ipc_map *m, uint64_t off, char *p, size_t n, bool write)
{
	ssize_t done = write ? pwrite(m->fd, p, n, (off_t)off) : pread(m->fd, p, n, (off_t)off);

	return done < 0 ? -errno : done;
}

static ssize_t copy_once(struct ipc_map *m, uint64_t off, char *p, size_t n, bool write)
{
	struct iovec ours = { p, n }, mapped = { m->window + (off - m->base), n };
	pid_t self = getpid();
	ssize_t done = write ? process_vm_writev(self, &ours, 1, &mapped, 1, 0)
			     : process_vm_readv(self, &ours, 1, &mapped, 1, 0);

	if (done >= 0)
		return done;
	if (errno == EPERM || errno == ENOSYS)
		return copy_by_fd(m, off, p, n, write);
	return -errno;
}

/* Nothing there: the file ends before OFF now, or its disk is full or broken. A file that was cut short is
 * not made longer again by a write, which would only hide it. */
static int fault_reason(const struct ipc_map *m, uint64_t off, char *p, bool write)
{
	uint64_t size = 0;
	int err = map_size(m, &size);

	if (err < 0)
		return err;
	if (off >= size)
		return -IPC_CUT_SHORT;
	ssize_t one = copy_by_fd(m, off, p, 1, write);
	return one < 0 ? (int)one : -EIO;
}

/* The last page of a file is whole in memory: bytes past the end can be copied, but they are
 * not the file's. */
static int still_there(const struct ipc_map *m, uint64_t end)
{
	uint64_t size = 0;
	int err = map_size(m, &size);

	if (err < 0)
		return err;
	return size < end ? -IPC_CUT_SHORT : 0;
}

static int copy_all(struct ipc_map *m, uint64_t off, char *p, size_t n, bool write)
{
	if (off > m->size || n > m->size - off)
		return -IPC_CUT_SHORT;
	for (uint64_t end = off + n; off < end;) {
		ssize_t room = window_at(m, off);
		if (room < 0)
			return (int)room;
		size_t part = (uint64_t)room < end - off ? (size_t)room : (size_t)(end - off);
		ssize_t done = copy_once(m, off, p, part, write);
		if (done == 0 || done == -EFAULT)
			return fault_reason(m, off, p, write);
		if (done < 0)
			return (int)done;
		off += (uint64_t)done;
		p += done;
	}
	return n ? still_there(m, off) : 0;
}

int ipc_map_read(struct ipc_map *m, uint64_t off, void *p, size_t n)
{
	return copy_all(m, off, p, n, false);
}

int ipc_map_write(struct ipc_map *m, uint64_t off, const void *p, size_t n)
{
	return copy_all(m, off, (char *)(uintptr_t)p, n, true); /* only read where WRITE is set */
}
