/* SPDX-License-Identifier: MIT */
/* fifo.c -- FIFOs. A reader holds both ends: it neither spins nor ends when the last writer goes, and what
 * was not read yet is not thrown away by the last closer. One who may only read does with one end. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOOK_SIZE 65536u /* what a pipe holds, by default */
#define SLICE_MS 100     /* of a wait: nothing tells who waits that the FIFO was removed */

static int fifo_stat(const char *path, struct stat *st)
{
	if (stat(path, st) < 0)
		return -errno;
	return S_ISFIFO(st->st_mode) ? 0 : -IPC_NOT_FIFO;
}

int ipc_fifo_make(const char *path, mode_t mode, bool exclusive)
{
	struct stat st;

	if (mkfifo(path, mode) == 0) {
		/* The umask is for files that a program makes on the way; here somebody asked for this very
		 * mode. */
		if ((mode & ~(mode_t)0700) && chmod(path, mode) < 0)
			return -errno;
		return 0;
	}
	if (errno != EEXIST || exclusive)
		return -errno;
	int err = fifo_stat(path, &st);
	return err < 0 ? err : 1;
}

int ipc_fifo_remove(const char *path)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return -errno;
	if (!S_ISFIFO(st.st_mode))
		return -IPC_NOT_FIFO;
	return unlink(path) < 0 ? -errno : 0;
}

/* ---- FIFOs that are kept open -------------------------------------------------------------------------- */

void ipc_fifo_cache_init(struct ipc_fifo_cache *c)
{
	*c = (struct ipc_fifo_cache){ .scratch = { -1, -1 } };
}

static void fifo_free(struct ipc_fifo *f)
{
	fd_close(&f->fd);
	buf_free(&f->pending);
	free(f);
}

static struct ipc_fifo *fifo_kept(const struct ipc_fifo_cache *c, const struct stat *st)
{
	for (size_t i = 0; i < c->kept.len; i++) {
		struct ipc_fifo *f = c->kept.items[i];
		if (f->dev == st->st_dev && f->ino == st->st_ino)
			return f;
	}
	return NULL;
}

/* Between the look and the open something else may have been put there: the device and number tell. */
static int fifo_open(const char *path, struct ipc_fifo **out)
{
	struct stat st;
	int fd = fd_open(path, O_RDWR | O_NONBLOCK | O_NOCTTY, 0);
	bool reads_only = fd == -EACCES || fd == -EROFS;

	if (reads_only)
		fd = fd_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (fd >= 0)
		fd = fd_high(fd);
	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0 || !S_ISFIFO(st.st_mode)) {
		close(fd);
		return -IPC_NOT_FIFO;
	}
	struct ipc_fifo *f = mem_zalloc(sizeof *f);
	f->dev = st.st_dev;
	f->ino = st.st_ino;
	f->fd = fd;
	f->reads_only = reads_only;
	*out = f;
	return 0;
}

/* A trap may forget a FIFO that the interrupted word is reading: then that word closes it. */
static void fifo_drop(struct ipc_fifo_cache *c, size_t i)
{
	struct ipc_fifo *f = c->kept.items[i];

	c->kept.items[i] = c->kept.items[--c->kept.len];
	f->gone = true;
	if (f->users == 0)
		fifo_free(f);
}

/* Those whose file was removed: no path leads to them any more. */
static void fifo_drop_removed(struct ipc_fifo_cache *c)
{
	struct stat st;

	for (size_t i = c->kept.len; i-- > 0;) {
		struct ipc_fifo *f = c->kept.items[i];
		if (f->users == 0 && fstat(f->fd, &st) == 0 && st.st_nlink == 0)
			fifo_drop(c, i);
	}
}

int ipc_fifo_reader(struct ipc_fifo_cache *c, const char *path, struct ipc_fifo **out)
{
	struct stat st;
	int err = fifo_stat(path, &st);

	if (err < 0)
		return err;
	*out = fifo_kept(c, &st);
	if (!*out) {
		fifo_drop_removed(c);
		err = fifo_open(path, out);
		if (err < 0)
			return err;
		vec_push(&c->kept, *out);
	}
	(*out)->users++;
	return 0;
}

void ipc_fifo_done(struct ipc_fifo_cache *c, struct ipc_fifo *f)
{
	(void)c;
	if (--f->users == 0 && f->gone)
		fifo_free(f);
}

void ipc_fifo_forget(struct ipc_fifo_cache *c, const char *path)
{
	struct stat st;

	if (path) {
		struct ipc_fifo *f = stat(path, &st) == 0 ? fifo_kept(c, &st) : NULL;
		for (size_t i = 0; f && i < c->kept.len; i++)
			if (c->kept.items[i] == f) {
				fifo_drop(c, i);
				return;
			}
		return;
	}
	while (c->kept.len)
		fifo_drop(c, c->kept.len - 1);
	vec_free(&c->kept);
	fd_close(&c->scratch[0]);
	fd_close(&c->scratch[1]);
}

/* ---- receiving ----------------------------------------------------------------------------------------- */

struct taking {
	struct ipc_fifo_cache *cache;
	struct ipc_fifo *fifo;
	const struct ipc_record *how;
	size_t most;
	struct buf *out;
};

static int scratch_ready(struct ipc_fifo_cache *c)
{
	if (c->scratch[0] >= 0)
		return 0;
	int err = fd_pipe(c->scratch);
	for (int i = 0; i < 2 && err == 0; i++) {
		int high = fd_high(c->scratch[i]);
		c->scratch[i] = high;
		if (high < 0)
			err = high;
	}
	if (err < 0) {
		fd_close(&c->scratch[0]);
		fd_close(&c->scratch[1]);
	}
	return err;
}

/* How many of the N bytes at P, which follow the pending ones, belong to records that end there, MOST at
 * most; all of them where none does: those are the middle of a record. */
static size_t bytes_of_records(const char *p, size_t n, int end, size_t most)
{
	const char *at = p, *hit;

	while (most-- > 0 && (hit = memchr(at, end, (size_t)(p + n - at))))
		at = hit + 1;
	return at == p ? n : (size_t)(at - p);
}

/* Looks at what is in the FIFO without taking it: tee(2) into a pipe of our own. Gives the number of bytes to
 * take. */
static ssize_t look(const struct taking *t)
{
	struct ipc_fifo_cache *c = t->cache;
	int err = scratch_ready(c);

	if (err < 0)
		return err;
	ssize_t n = tee(t->fifo->fd, c->scratch[1], LOOK_SIZE, SPLICE_F_NONBLOCK);
	if (n <= 0)
		return n < 0 ? -errno : -EAGAIN;
	char *copy = mem_alloc((size_t)n);
	ssize_t got = fd_read(c->scratch[0], copy, (size_t)n);
	if (got > 0)
		got = (ssize_t)bytes_of_records(copy, (size_t)got, t->how->end, t->most);
	free(copy);
	return got;
}

/* As bytes_of_records(), for records of SIZE bytes when HAVE of the first are pending. */
static size_t bytes_of_sizes(size_t have, size_t size, size_t most)
{
	size_t limit = have + LOOK_SIZE, fit = limit / size;

	if (fit == 0)
		return LOOK_SIZE; /* the middle of a long one */
	return (fit < most ? fit : most) * size - have;
}

/* Takes some bytes out of the FIFO, at most what T may hand over. 0 or -errno. */
static int pull(const struct taking *t)
{
	struct ipc_fifo *f = t->fifo;
	ssize_t want = LOOK_SIZE;

	if (t->how->size) {
		want = (ssize_t)bytes_of_sizes(f->pending.len, t->how->size, t->most);
	} else if (t->how->end >= 0) {
		want = look(t);
	}
	if (want <= 0)
		return want < 0 ? (int)want : -EAGAIN;
	if (f->pending.cap - f->pending.len < (size_t)want)
		buf_grow(&f->pending, (size_t)want);
	ssize_t got = fd_read(f->fd, f->pending.data + f->pending.len, (size_t)want);
	if (got <= 0)
		return got < 0 ? (int)got : -EAGAIN;
	f->pending.len += (size_t)got;
	return 0;
}

/* How many whole records are pending, MOST at most, and how many bytes they are. */
static size_t records_ready(const struct taking *t, size_t *bytes)
{
	struct ipc_fifo *f = t->fifo;
	const struct buf *b = &f->pending;
	size_t count = 0;

	*bytes = 0;
	if (t->how->size) {
		count = b->len / t->how->size < t->most ? b->len / t->how->size : t->most;
		*bytes = count * t->how->size;
		return count;
	}
	if (t->how->end < 0) {
		*bytes = b->len;
		return b->len ? 1 : 0;
	}
	for (const char *hit; count < t->most && b->len > f->scanned; count++) {
		hit = memchr(b->data + f->scanned, t->how->end, b->len - f->scanned);
		f->scanned = hit ? (size_t)(hit - b->data) + 1 : b->len;
		if (!hit)
			break;
		*bytes = f->scanned;
	}
	return count;
}

/* Where there is no writing end of ours poll() says at once that the last writer has gone, for ever. A new
 * open file says so only after another one has come; the old one stays until then, and with it what was not
 * read. */
static int without_hangup(const struct ipc_fifo *f)
{
	struct pollfd pfd = { .fd = f->fd, .events = POLLIN };
	char path[sizeof "/proc/self/fd/" + 3 * sizeof(int)];

	if (poll(&pfd, 1, 0) <= 0 || pfd.revents != POLLHUP)
		return 0;
	snprintf(path, sizeof path, "/proc/self/fd/%d", f->fd);
	int fd = fd_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0)
		return fd;
	int err = dup3(fd, f->fd, O_CLOEXEC) < 0 ? -errno : 0;
	close(fd);
	return err;
}

static int await_record(const struct ipc_fifo *f)
{
	int err = f->reads_only ? without_hangup(f) : 0;

	return err < 0 ? err : ipc_await_input(f->fd);
}

static ssize_t take_attempt(void *ctx, bool nowait)
{
	const struct taking *t = ctx;
	struct ipc_fifo *f = t->fifo;
	size_t count, bytes;

	while ((count = records_ready(t, &bytes)) == 0) {
		int err = pull(t);
		if (err == 0)
			continue;
		if (err == -EAGAIN && !nowait)
			err = await_record(f);
		if (err < 0)
			return err;
	}
	buf_add(t->out, f->pending.data, bytes);
	f->pending.len -= bytes;
	memmove(f->pending.data, f->pending.data + bytes, f->pending.len);
	f->scanned = 0;
	return count > SSIZE_MAX ? SSIZE_MAX : (ssize_t)count;
}

ssize_t ipc_fifo_take(struct ipc_fifo_cache *c, struct ipc_fifo *f, const struct ipc_record *how, size_t most,
	struct buf *out, const struct ipc_wait *w)
{
	struct taking t = { c, f, how, most, out };

	f->scanned = 0; /* another end may have been looked for before */
	return ipc_wait_for(w, take_attempt, &t);
}

/* ---- sending ------------------------------------------------------------------------------------------- */

static ssize_t writer_attempt(void *ctx, bool nowait)
{
	const char *path = ctx;
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | (nowait ? O_NONBLOCK : 0));

	if (fd < 0)
		return nowait && errno == ENXIO ? -EAGAIN : -errno;
	return fd;
}

/* Waits for a reader in slices: none can come to a FIFO that has lost its name. */
static int open_writer(const char *path, const struct ipc_wait *w)
{
	const int64_t slice_ns = SLICE_MS * NSEC_PER_MSEC;
	int64_t left = w->timeout_ns;
	struct ipc_wait part = *w;
	struct stat st;

	for (;;) {
		bool last = w->timeout_ns >= 0 && left <= slice_ns;
		part.timeout_ns = last ? left : slice_ns;
		int fd = (int)ipc_wait_for(&part, writer_attempt, (void *)(uintptr_t)path);
		if (fd != -ETIMEDOUT)
			return fd == -ENOENT ? -EIDRM : fd;
		if (last)
			return fd;
		if (fifo_stat(path, &st) < 0)
			return -EIDRM;
		left -= slice_ns;
	}
}

int ipc_fifo_writer(const char *path, const struct ipc_wait *w)
{
	struct stat st;
	int err = fifo_stat(path, &st);

	if (err < 0)
		return err;
	int fd = open_writer(path, w);
	if (fd >= 0)
		fd = fd_high(fd);
	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0 || !S_ISFIFO(st.st_mode))
		err = -IPC_NOT_FIFO;
	else if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) /* the open description is ours alone */
		err = -errno;
	if (err < 0)
		close(fd);
	return err < 0 ? err : fd;
}

struct sending {
	int fd;
	const char *p;
	size_t n;
};

static ssize_t write_attempt(void *ctx, bool nowait)
{
	struct sending *s = ctx;

	while (s->n) {
		ssize_t put = write(s->fd, s->p, s->n);
		if (put >= 0) {
			s->p += put;
			s->n -= (size_t)put;
			continue;
		}
		int err = ipc_attempt_again(s->fd, POLLOUT, nowait);
		if (err < 0)
			return err;
	}
	return 0;
}

int ipc_fifo_write(int fd, const void *p, size_t n, const struct ipc_wait *w, size_t *sent)
{
	struct sending s = { fd, p, n };
	struct ipc_held held = ipc_signal_hold(SIGPIPE);
	int err = (int)ipc_wait_for(w, write_attempt, &s);

	ipc_signal_release(held);
	*sent = n - s.n;
	return err;
}

/* ---- figures of a pipe ---------------------------------------------------------------------------------- */

int ipc_pipe_capacity(int fd, uint64_t size)
{
	if (size > INT_MAX)
		return -EPERM;
	int now = size ? fcntl(fd, F_SETPIPE_SZ, (int)size) : fcntl(fd, F_GETPIPE_SZ);
	return now < 0 ? -errno : now;
}

int ipc_unread(int fd)
{
	int n;

	return ioctl(fd, FIONREAD, &n) < 0 ? -errno : n;
}
