/* SPDX-License-Identifier: MIT */
/* cellwait.c -- sleeping until there is a new value. The futex of the cell wakes the sleeper; but a program
 * that knows nothing of cells wakes nobody, a removed object neither, and so it also looks by itself, in
 * slices. */
#include "cell_internal.h"

#include <errno.h>
#include <time.h>

#define SLICE_FIRST_NS (2 * NSEC_PER_MSEC)
#define SLICE_LAST_NS (100 * NSEC_PER_MSEC)
#define LOOK_SHARE 20 /* looking takes no more than a twentieth of the time */
#define WHOLE_MOST ((size_t)64 << 20)

struct waiting {
	struct ipc_shm_cache *cache;
	const struct ipc_address *address;
	struct ipc_cell_since *since;
	bool began;
	int id;
	ino_t ino;
	uint64_t after;   /* a version past this is new */
	uint64_t version; /* that WHOLE was taken at */
	uint64_t whole;   /* sum of all bytes */
	bool has_whole;
	int64_t slice_ns;
};

/* ---- what is there ---- */

static uint64_t version_of(const struct cell_map *at)
{
	return at->cell ? __atomic_load_n(&at->cell->version, __ATOMIC_ACQUIRE) & ~(uint64_t)1 : 0;
}

static void take_whole(struct waiting *wt, const struct cell_map *at, uint64_t version)
{
	wt->version = version;
	wt->has_whole = at->size <= WHOLE_MOST;
	if (wt->has_whole)
		wt->whole = cell_sum(at, at->size);
}

/* From when on a value is new. */
static void begin(struct waiting *wt, const struct ipc_shm *shm, const struct cell_map *at)
{
	uint64_t version = version_of(at);
	bool another = wt->began;

	wt->id = shm->id;
	wt->ino = shm->ino;
	wt->began = true;
	take_whole(wt, at, version);
	if (another) /* removed and made anew: all that it has is new */
		wt->after = 0;
	else if (wt->since->given)
		wt->after = wt->since->version;
	else
		wt->after = shm->seen && !shm->seen_whole ? shm->seen_version : version;
	if (!another && shm->seen && shm->seen_whole && !wt->since->given) {
		wt->after = 0; /* nothing was put when it was seen: a first put is new */
		wt->whole = wt->has_whole ? shm->seen_hash : 0;
		wt->version = 0;
	}
}

/* Did somebody write who leaves no version? */
static bool stranger_wrote(struct waiting *wt, const struct ipc_shm *shm, const struct cell_map *at,
	const struct cell_look *look)
{
	if (look->version > 0 && look->stranger &&
		!(shm->seen && !shm->seen_whole && shm->seen_version == look->version &&
			shm->seen_hash == look->is_hash))
		return true;
	if (!wt->has_whole)
		return false;
	if (look->version < wt->version) /* the cell is gone: somebody changed the size */
		return true;
	if (wt->version != look->version) {
		take_whole(wt, at, look->version);
		return false;
	}
	if (cell_sum(at, at->size) == wt->whole)
		return false;
	/* unless a writer that has a version began meanwhile */
	return !at->cell || __atomic_load_n(&at->cell->version, __ATOMIC_ACQUIRE) == look->version;
}

static void note_new(
	struct waiting *wt, struct ipc_shm *shm, const struct cell_map *at, const struct cell_look *look)
{
	wt->since->version = look->version;
	wt->since->writer = look->writer;
	shm->seen = true;
	shm->seen_version = look->version;
	shm->seen_whole = look->version == 0;
	shm->seen_hash = look->version ? look->is_hash : cell_sum(at, at->size);
}

/* 1: it is new; 0: it is not, *SLEEP_ON says by what to sleep; or -errno. */
static int look_at(struct waiting *wt, struct ipc_shm *shm, const struct cell_map *at)
{
	struct cell_look look = { 0 };

	if (at->cell && cell_look(at, &look) == -EAGAIN) {
		if (!cell_abandoned(at, shm->writable))
			return 0;
		wt->since->writer = (pid_t)at->cell->writer;
		return -EOWNERDEAD;
	}
	bool new = look.version > wt->after || stranger_wrote(wt, shm, at, &look);
	if (!new)
		return 0;
	note_new(wt, shm, at, &look);
	return look.lost ? -EOWNERDEAD : 1;
}

/* ---- sleeping ---- */

static int sleep_slice(struct waiting *wt, const struct cell_map *at, uint32_t wake, int64_t looked_ns)
{
	int64_t slice = wt->slice_ns;
	struct timespec pause;
	int err = 0;

	if (wt->slice_ns < SLICE_LAST_NS)
		wt->slice_ns *= 2;
	if (slice < looked_ns * LOOK_SHARE)
		slice = looked_ns * LOOK_SHARE;
	if (at->cell) {
		err = cell_sleep(&at->cell->wake, wake, slice);
		return err == -ETIMEDOUT || err == -EFAULT ? 0 : err;
	}
	pause = clock_timespec(slice);
	return nanosleep(&pause, NULL) < 0 ? -errno : 0;
}

/* One look, and unless NOWAIT the sleep after it. 1: new; 0: not; or -errno. */
static int turn(struct waiting *wt, struct ipc_shm *shm, bool nowait)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_map at;
	int64_t began = clock_ns(CLOCK_MONOTONIC);
	uint32_t wake = 0;

	cell_map(&m, shm, &at);
	if (at.cell)
		wake = __atomic_load_n(&at.cell->wake, __ATOMIC_SEQ_CST);
	if (!wt->began || wt->id != shm->id || wt->ino != shm->ino)
		begin(wt, shm, &at);
	int err = look_at(wt, shm, &at);
	if (err != 0 || nowait)
		return err;
	return sleep_slice(wt, &at, wake, clock_ns(CLOCK_MONOTONIC) - began);
}

static ssize_t wait_attempt(void *ctx, bool nowait)
{
	struct waiting *wt = ctx;
	struct ipc_shm *shm;
	struct cell_guard guard;
	int err;

	do {
		err = ipc_shm_use(wt->cache, wt->address, IPC_SHM_BEST, &shm);
		if (err < 0)
			return err == -ENOENT && wt->began ? -EIDRM : err;
		cell_guard_begin(&guard, shm);
		err = turn(wt, shm, nowait);
		if (cell_guard_end(&guard) && err >= 0)
			err = 0; /* cut short in this very moment: the next look sees what it is now */
		ipc_shm_done(shm);
	} while (err == 0 && !nowait);
	return err == 0 ? -EAGAIN : err < 0 ? err : 0;
}

int ipc_cell_wait(struct ipc_shm_cache *c, const struct ipc_address *a, struct ipc_cell_since *since,
	const struct ipc_wait *w)
{
	struct waiting wt = { .cache = c, .address = a, .since = since, .slice_ns = SLICE_FIRST_NS };

	return (int)ipc_wait_for(w, wait_attempt, &wt);
}

/* ---- for other programs ---- */

int ipcsh_cell_wait(const struct ipcsh_memory *m, uint64_t since, int64_t timeout_ns)
{
	struct cell_map at;
	int64_t deadline = timeout_ns < 0 ? INT64_MAX : clock_after(timeout_ns);

	cell_map(m, NULL, &at);
	if (!at.cell)
		return -ENOTSUP;
	for (;;) {
		uint32_t wake = __atomic_load_n(&at.cell->wake, __ATOMIC_SEQ_CST);
		int64_t left = deadline - clock_ns(CLOCK_MONOTONIC);
		if (version_of(&at) > since)
			return 0;
		if (left <= 0)
			return -ETIMEDOUT;
		int err = cell_sleep(&at.cell->wake, wake, left < SLICE_LAST_NS ? left : SLICE_LAST_NS);
		if (err < 0 && err != -ETIMEDOUT)
			return err;
		if (cell_abandoned(&at, m->writable))
			return -EOWNERDEAD;
	}
}
