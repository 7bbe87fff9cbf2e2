/* SPDX-License-Identifier: MIT */
/* mapmemory.c -- mapped files: how much of one is in memory; bringing it there, giving the memory back. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 << 20) /* a multiple of every page size but one */

static size_t page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Maps bytes OFF to END piece by piece, and calls SEE. The map is not touched. */
static int each_piece(const struct ipc_map *m, uint64_t off, uint64_t end, int flags,
	int (*see)(void *at, size_t n, void *ctx), void *ctx)
{
	int err = 0;

	for (uint64_t at = off - off % page_size(); err == 0 && at < end; at += PIECE) {
		size_t n = end - at < PIECE ? (size_t)(end - at) : PIECE;
		void *p = mmap(NULL, n, PROT_READ, MAP_SHARED | flags, m->fd, (off_t)at);
		if (p == MAP_FAILED)
			return -errno;
		err = see(p, n, ctx);
		munmap(p, n);
	}
	return err;
}

/* The kernel tells only those who could change the file; to others all of it seems to be there. */
static bool may_know(const struct ipc_map *m)
{
	struct stat st;
	char link[32];

	snprintf(link, sizeof link, "/proc/self/fd/%d", m->fd);
	return fstat(m->fd, &st) == 0 &&
	       (st.st_uid == geteuid() || faccessat(AT_FDCWD, link, W_OK, AT_EACCESS) == 0);
}

struct counting {
	size_t page;
	uint64_t bytes;
	unsigned char *pages; /* of a piece: one for each */
};

static int count_pages(void *at, size_t n, void *ctx)
{
	struct counting *c = ctx;

	if (mincore(at, n, c->pages) < 0)
		return -errno;
	for (size_t i = 0; i < (n + c->page - 1) / c->page; i++) {
		size_t rest = n - i * c->page;
		if (c->pages[i] & 1)
			c->bytes += rest < c->page ? rest : c->page;
	}
	return 0;
}

int ipc_map_resident(const struct ipc_map *m, uint64_t *bytes)
{
	struct counting c = { .page = page_size() };

	if (!may_know(m))
		return -EACCES;
	c.pages = mem_alloc(PIECE / c.page);
	int err = each_piece(m, 0, m->size, 0, count_pages, &c);
	free(c.pages);
	*bytes = c.bytes;
	return err;
}

/* Loading is not interrupted by signals: they are looked at between two pieces. */
static int see_to_signals(void *at, size_t n, void *ctx)
{
	const struct ipc_wait *w = ctx;

	(void)at;
	(void)n;
	return w->on_signal && w->on_signal(w->ctx) ? -EINTR : 0;
}

int ipc_map_load(const struct ipc_map *m, uint64_t off, uint64_t n, const struct ipc_wait *w)
{
	return each_piece(m, off, off + n, MAP_POPULATE, see_to_signals, (void *)(uintptr_t)w);
}

int ipc_map_drop(const struct ipc_map *m, uint64_t off, uint64_t n)
{
	return n ? -posix_fadvise(m->fd, (off_t)off, (off_t)n, POSIX_FADV_DONTNEED) : 0;
}

/* ---- what stays in memory ---- */

struct part {
	dev_t dev;
	ino_t ino;
	uint64_t off, n; /* OFF at a page */
	void *at;
};

static void part_free(struct ipc_map_locks *l, size_t i)
{
	struct part *p = l->parts.items[i];

	l->parts.items[i] = l->parts.items[--l->parts.len];
	munmap(p->at, p->n);
	free(p);
}

static bool same_file(const struct part *p, const struct stat *st)
{
	return p->dev == st->st_dev && p->ino == st->st_ino;
}

static bool covers(const struct part *p, const struct part *other)
{
	return p->dev == other->dev && p->ino == other->ino && p->off <= other->off &&
	       other->off + other->n <= p->off + p->n;
}

/* Maps it, and has it stay. */
static int part_lock(struct part *p, int fd)
{
	p->at = mmap(NULL, (size_t)p->n, PROT_READ, MAP_SHARED, fd, (off_t)p->off);
	if (p->at == MAP_FAILED)
		return -errno;
	if (mlock(p->at, (size_t)p->n) == 0)
		return 0;
	int err = -errno;
	munmap(p->at, (size_t)p->n);
	return err;
}

int ipc_map_lock(struct ipc_map_locks *l, const struct ipc_map *m, uint64_t off, uint64_t n)
{
	uint64_t from = off - off % page_size();
	struct part new = { .off = from, .n = n + (off - from) };
	struct stat st;

	if (n == 0)
		return 0;
	if (fstat(m->fd, &st) < 0)
		return -errno;
	new.dev = st.st_dev;
	new.ino = st.st_ino;
	for (size_t i = 0; i < l->parts.len; i++)
		if (covers(l->parts.items[i], &new))
			return 0;
	int err = part_lock(&new, m->fd);
	if (err < 0)
		return err;
	for (size_t i = l->parts.len; i-- > 0;)
		if (covers(&new, l->parts.items[i]))
			part_free(l, i);
	struct part *kept = mem_alloc(sizeof *kept);
	*kept = new;
	vec_push(&l->parts, kept);
	return 0;
}

size_t ipc_map_unlock(struct ipc_map_locks *l, const struct ipc_map *m, uint64_t off, uint64_t n)
{
	struct stat st;
	size_t count = 0;

	if (fstat(m->fd, &st) < 0)
		return 0;
	for (size_t i = l->parts.len; i-- > 0;) {
		const struct part *p = l->parts.items[i];
		if (!same_file(p, &st) || off >= p->off + p->n || p->off >= off + n)
			continue;
		part_free(l, i);
		count++;
	}
	return count;
}

void ipc_map_locks_forget(struct ipc_map_locks *l)
{
	while (l->parts.len > 0)
		part_free(l, l->parts.len - 1);
	vec_free(&l->parts);
}
