/* SPDX-License-Identifier: MIT */
/* mapwait.c -- sleeping until a mapped file has other bytes. A store into a map tells nobody: it is found out
 * by comparing, now and then. */
#include "cell_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define SLICE_FIRST_NS (2 * NSEC_PER_MSEC)
#define SLICE_LAST_NS (100 * NSEC_PER_MSEC)
#define LOOK_SHARE 20 /* looking takes no more than a twentieth of the time */
#define CHUNK 65536u

/* ---- what a part of a file is ---- */

/* 0 or -errno: of bytes OFF on, LEN of them (0: all), as far as there are some. */
static int sum_of(struct ipc_map *m, uint64_t off, uint64_t len, uint64_t *sum)
{
	char *chunk = mem_alloc(CHUNK); /* too much for a small stack */
	int err = 0;
	uint64_t end = len > 0 && off + len < m->size ? off + len : m->size;

	*sum = 0;
	for (uint64_t at = off; at < end && err == 0;) {
		size_t n = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		err = ipc_map_read(m, at, chunk, n);
		*sum = *sum * UINT64_C(0x9e3779b97f4a7c15) + cell_copy(NULL, chunk, n);
		at += n;
	}
	free(chunk);
	return err;
}

static int seen_now(struct ipc_map *m, uint64_t off, uint64_t len, struct ipc_map_seen *out)
{
	struct stat st;

	if (fstat(m->fd, &st) < 0)
		return -errno;
	*out = (struct ipc_map_seen){ st.st_dev, st.st_ino, off, len, m->size, 0 };
	return sum_of(m, off, len, &out->sum);
}

static struct ipc_map_seen *seen_before(struct ipc_map_seen_cache *c, const struct ipc_map_seen *now)
{
	for (size_t i = 0; i < IPC_MAP_KEPT; i++) {
		struct ipc_map_seen *s = &c->kept[i];
		if (s->ino && s->ino == now->ino && s->dev == now->dev && s->off == now->off &&
			s->len == now->len)
			return s;
	}
	return NULL;
}

static void remember(struct ipc_map_seen_cache *c, const struct ipc_map_seen *now)
{
	struct ipc_map_seen *s = seen_before(c, now);

	if (!s)
		s = &c->kept[c->next++ % IPC_MAP_KEPT];
	*s = *now;
}

void ipc_map_note(struct ipc_map_seen_cache *c, struct ipc_map *m, uint64_t off, uint64_t len, uint64_t most)
{
	struct ipc_map_seen now = { 0 };

	if (m->size <= most && seen_now(m, off, len, &now) == 0)
		remember(c, &now);
}

/* ---- waiting ---- */

struct watching {
	struct ipc_map_seen_cache *cache;
	const char *path;
	uint64_t off, len;
	bool began;
	struct ipc_map_seen then;
	int64_t slice_ns;
};

static int look(const struct watching *wt, struct ipc_map_seen *now)
{
	static const struct ipc_map_how how = { .write = false };
	struct ipc_map m;
	int err = ipc_map_open(wt->path, &how, &m);

	if (err < 0)
		return err == -ENOENT && wt->began ? -EIDRM : err;
	err = seen_now(&m, wt->off, wt->len, now);
	ipc_map_close(&m);
	return err == -IPC_CUT_SHORT ? -EAGAIN : err; /* cut in this very moment: look again */
}

static bool is_same(const struct ipc_map_seen *a, const struct ipc_map_seen *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->sum == b->sum && (a->len > 0 || a->size == b->size);
}

static ssize_t watch_attempt(void *ctx, bool nowait)
{
	struct watching *wt = ctx;
	struct ipc_map_seen now = { 0 };

	for (;;) {
		int64_t began = clock_ns(CLOCK_MONOTONIC);
		int err = look(wt, &now);
		if (err < 0 && err != -EAGAIN)
			return err;
		if (err == 0 && !wt->began) {
			const struct ipc_map_seen *before = seen_before(wt->cache, &now);
			wt->then = before ? *before : now;
			wt->began = true;
		}
		if (err == 0 && !is_same(&wt->then, &now)) {
			remember(wt->cache, &now);
			return 0;
		}
		if (nowait)
			return -EAGAIN;
		int64_t slice = (clock_ns(CLOCK_MONOTONIC) - began) * LOOK_SHARE;
		slice = slice > wt->slice_ns ? slice : wt->slice_ns;
		struct timespec pause = clock_timespec(slice);
		if (wt->slice_ns < SLICE_LAST_NS)
			wt->slice_ns *= 2;
		if (nanosleep(&pause, NULL) < 0)
			return -errno;
	}
}

int ipc_map_wait(
	struct ipc_map_seen_cache *c, const char *path, uint64_t off, uint64_t len, const struct ipc_wait *w)
{
	struct watching wt = { .cache = c, .path = path, .off = off, .len = len, .slice_ns = SLICE_FIRST_NS };
	ssize_t err = ipc_wait_for(w, watch_attempt, &wt);

	if (err < 0 && wt.began) /* what it waited for from now on is news next time */
		remember(c, &wt.then);
	return (int)err;
}
