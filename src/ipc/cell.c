/* SPDX-License-Identifier: MIT */
/* cell.c -- where a cell is, and how a value is put: taken whole, staged where there is room, copied while no
 * signal but SIGKILL can come in between. */
#include "cell_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

_Static_assert(sizeof(struct ipcsh_cell) == IPCSH_CELL_SIZE, "the format is fixed");

/* ---- where things are ---- */

static size_t page_up(size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (n + page - 1) & ~(page - 1);
}

/* Where the cell is in memory of BYTES bytes; 0: there is no room. */
static size_t cell_offset(size_t bytes)
{
	size_t at = page_up(bytes) - IPCSH_CELL_SIZE;

	return bytes > 0 && bytes <= at ? at : 0;
}

size_t ipcsh_cell_room(size_t size, bool journal)
{
	if (size > SIZE_MAX / 4)
		return size; /* the kernel says no to this */
	if (journal)
		return 2 * page_up(size) + 1;
	return cell_offset(size) ? size : page_up(size) + 1;
}

struct ipcsh_cell *ipcsh_cell_find(const struct ipcsh_memory *m)
{
	size_t at = cell_offset(m->bytes);
	struct ipcsh_cell *cell = (struct ipcsh_cell *)(void *)((char *)m->address + at);

	if (at == 0 || __atomic_load_n(&cell->magic, __ATOMIC_ACQUIRE) != IPCSH_CELL_MAGIC)
		return NULL;
	uint32_t format = __atomic_load_n(&cell->format, __ATOMIC_RELAXED);
	return format <= IPCSH_CELL_FORMAT ? cell : NULL;
}

void cell_map(const struct ipcsh_memory *m, const struct ipc_shm *shm, struct cell_map *out)
{
	struct ipcsh_cell *cell = ipcsh_cell_find(m);

	*out = (struct cell_map){ .cell = cell, .data = m->address, .size = m->bytes, .shm = shm };
	if (!cell)
		return;
	uint64_t size = __atomic_load_n(&cell->size, __ATOMIC_RELAXED);
	uint64_t journal = __atomic_load_n(&cell->journal, __ATOMIC_RELAXED);
	if (size > 0 && size <= m->bytes)
		out->size = (size_t)size;
	if (journal >= out->size && journal <= m->bytes && out->size <= m->bytes - journal) {
		out->stage = out->data + journal;
		out->stage_bytes = out->size;
		if (journal > 0)
			return;
	}
	size_t from = (m->bytes + 7) & ~(size_t)7, end = cell_offset(m->bytes);
	out->stage = out->data + from;
	out->stage_bytes = from < end ? end - from : 0;
}

/* Puts a magic number where there is room for a cell and none yet. */
static bool cell_install(const struct ipcsh_memory *m)
{
	static const char nothing[IPCSH_CELL_SIZE];
	size_t at = cell_offset(m->bytes);
	struct ipcsh_cell *cell = (struct ipcsh_cell *)(void *)((char *)m->address + at);
	uint64_t none = 0;

	if (at == 0 || !m->writable)
		return false;
	if (memcmp((char *)m->address + at, nothing, sizeof nothing) != 0)
		return false;
	cell->format = IPCSH_CELL_FORMAT;
	return __atomic_compare_exchange_n(
		&cell->magic, &none, IPCSH_CELL_MAGIC, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
}

int ipcsh_cell_init(const struct ipcsh_memory *m, size_t size, bool journal)
{
	size_t at = cell_offset(m->bytes);
	struct ipcsh_cell *cell = (struct ipcsh_cell *)(void *)((char *)m->address + at);

	if (at == 0 || m->bytes < ipcsh_cell_room(size, journal))
		return -ENOSPC;
	/* Somebody who found the new memory may have put a cell there, and a value: these two are all it
	 * lacks. */
	__atomic_store_n(&cell->size, size, __ATOMIC_RELAXED);
	if (journal)
		__atomic_store_n(&cell->journal, page_up(size), __ATOMIC_RELEASE);
	__atomic_store_n(&cell->format, IPCSH_CELL_FORMAT, __ATOMIC_RELAXED);
	__atomic_store_n(&cell->magic, IPCSH_CELL_MAGIC, __ATOMIC_RELEASE);
	return 0;
}

#define SPARSE_LEAST ((size_t)128 << 10) /* smaller ones are summed faster than asked about */

/* The file of an object that lacks some of its pages; -1: it has all of them, or cannot be asked. */
static int sparse_file(const struct ipc_shm *shm)
{
	struct stat st;
	int fd = shm && shm->file ? fd_open(shm->file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0) : -1;

	if (fd >= 0 && (fstat(fd, &st) < 0 || st.st_dev != shm->dev || st.st_ino != shm->ino ||
			       (size_t)st.st_size < shm->size || (size_t)st.st_blocks * 512 >= shm->size))
		fd_close(&fd);
	return fd;
}

uint64_t cell_sum(const struct cell_map *at, size_t n)
{
	int fd = n < SPARSE_LEAST ? -1 : sparse_file(at->shm);
	uint64_t sum = cell_sum_sparse(at->data, n, fd);

	fd_close(&fd);
	return sum;
}

int cell_next(const struct cell_map *at, size_t length)
{
	return length < at->size ? (unsigned char)at->data[length] : -1;
}

/* Do the bytes agree with the hash? */
static bool cell_agrees(const struct cell_map *at, size_t length, uint64_t hash)
{
	uint64_t sum = cell_sum(at, length);

	return cell_hash(sum, cell_next(at, length)) == hash;
}

size_t ipc_cell_size(struct ipc_shm *shm)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_map at;
	struct cell_guard guard;

	cell_guard_begin(&guard, shm);
	cell_map(&m, shm, &at);
	cell_guard_end(&guard);
	return at.size;
}

/* ---- putting ---- */

/* A put as it is carried out, and staged. */
struct put_plan {
	size_t off, bytes, length;
	const char *data;
	bool nul; /* behind the bytes; there is room */
};

/* The bytes to their place, and what the cell says of them. The version is odd. */
static void carry_out(const struct cell_map *at, const struct put_plan *p)
{
	struct ipcsh_cell *cell = at->cell;
	uint64_t sum;

	if (p->off == 0 && p->bytes == p->length) {
		sum = cell_copy(at->data, p->data, p->bytes);
		if (p->nul)
			at->data[p->bytes] = '\0';
	} else {
		if (p->bytes > 0)
			memcpy(at->data + p->off, p->data, p->bytes);
		if (p->nul)
			at->data[p->off + p->bytes] = '\0';
		sum = cell_sum(at, p->length);
	}
	cell->length = p->length;
	cell->hash = cell_hash(sum, cell_next(at, p->length));
}

static bool stage(const struct cell_map *at, const struct put_plan *p, uint64_t odd)
{
	struct ipcsh_cell *cell = at->cell;
	size_t bytes = p->bytes + p->nul;

	__atomic_store_n(&cell->staged, 0, __ATOMIC_RELAXED);
	if (bytes > at->stage_bytes)
		return false;
	__atomic_thread_fence(__ATOMIC_RELEASE);
	if (p->bytes > 0)
		memcpy(at->stage, p->data, p->bytes);
	if (p->nul)
		at->stage[p->bytes] = '\0';
	cell->staged_offset = p->off;
	cell->staged_bytes = bytes;
	cell->staged_length = p->length;
	__atomic_store_n(&cell->staged, odd, __ATOMIC_RELEASE);
	return true;
}

static void version_set(struct ipcsh_cell *cell, uint64_t version)
{
	__atomic_store_n(&cell->version, version, __ATOMIC_SEQ_CST);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* The value is as it shall be: everybody may look. */
static void publish(struct ipcsh_cell *cell, uint64_t version)
{
	__atomic_store_n(&cell->version, version, __ATOMIC_RELEASE);
	__atomic_fetch_add(&cell->wake, 1, __ATOMIC_SEQ_CST);
	cell_wake(&cell->wake, INT_MAX);
}

void cell_recover(const struct cell_map *at)
{
	struct ipcsh_cell *cell = at->cell;
	uint64_t odd = __atomic_load_n(&cell->version, __ATOMIC_ACQUIRE);
	uint64_t off = cell->staged_offset, bytes = cell->staged_bytes, length = cell->staged_length;

	if (!(odd & 1))
		return;
	if (__atomic_load_n(&cell->staged, __ATOMIC_ACQUIRE) == odd && bytes <= at->stage_bytes &&
		off <= at->size && bytes <= at->size - off && length <= at->size) {
		struct put_plan p = { .off = (size_t)off,
			.bytes = (size_t)bytes,
			.length = (size_t)length,
			.data = at->stage };
		carry_out(at, &p);
		cell->flags &= off == 0 ? ~IPCSH_CELL_LOST : UINT32_MAX;
	} else {
		cell->flags |= IPCSH_CELL_LOST;
	}
	publish(cell, odd + 1);
}

/* All signals, so that none but SIGKILL comes while the bytes are copied. SIGBUS and its like are the copy's
 * own. */
static void signals_hold(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	sigdelset(&all, SIGBUS);
	sigdelset(&all, SIGSEGV);
	sigdelset(&all, SIGABRT);
	sigdelset(&all, SIGFPE);
	sigdelset(&all, SIGILL);
	sigprocmask(SIG_SETMASK, &all, before);
}

static void put_locked(const struct cell_map *at, const struct put_plan *p, bool part, uint64_t version)
{
	struct ipcsh_cell *cell = at->cell;
	sigset_t before;

	signals_hold(&before);
	stage(at, p, version + 1);
	cell->writer = (uint32_t)getpid();
	version_set(cell, version + 1);
	carry_out(at, p);
	if (!part)
		cell->flags &= ~IPCSH_CELL_LOST;
	cell->time_ns = clock_ns(CLOCK_REALTIME);
	publish(cell, version + 2);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* The length of the value that is there, which part of it is about to be changed. */
static size_t length_before(const struct cell_map *at, uint64_t version)
{
	uint64_t length = __atomic_load_n(&at->cell->length, __ATOMIC_RELAXED);

	if (version > 0 && length <= at->size && cell_agrees(at, (size_t)length, at->cell->hash))
		return (size_t)length;
	return strnlen(at->data, at->size);
}

static int put_with_cell(
	const struct cell_map *at, struct ipc_cell_put *put, struct put_plan *p, const struct ipc_wait *w)
{
	struct cell_lock lock;
	int err = cell_lock(&at->cell->owner, &lock, w);

	if (err < 0)
		return err;
	cell_recover(at);
	uint64_t version = __atomic_load_n(&at->cell->version, __ATOMIC_RELAXED) & ~(uint64_t)1;
	if (put->only_if && put->if_version != version) {
		err = -EAGAIN;
	} else {
		if (put->part) {
			p->length = length_before(at, version);
			if (p->length < p->off + p->bytes)
				p->length = p->off + p->bytes;
		}
		if (p->length < at->size) /* the hash is of the byte behind it, too */
			(void)cell_guard_reserve(at->data + p->length, 1);
		err = cell_guard_cut() ? -IPC_CUT_SHORT : 0; /* nothing is written yet */
		if (err == 0)
			put_locked(at, p, put->part, version);
		put->version = version + 2;
	}
	cell_unlock(&lock);
	return err;
}

static int put_plainly(const struct cell_map *at, struct ipc_cell_put *put, const struct put_plan *p)
{
	if (put->only_if)
		return -ENOTSUP;
	if (p->bytes > 0)
		memcpy(at->data + p->off, p->data, p->bytes);
	if (p->nul)
		at->data[p->off + p->bytes] = '\0';
	put->version = 0;
	return 0;
}

static int put_into(const struct ipcsh_memory *m, const struct ipc_shm *shm, struct ipc_cell_put *put,
	const struct ipc_wait *w)
{
	struct cell_map at;

	cell_map(m, shm, &at);
	if (!at.cell && cell_install(m))
		cell_map(m, shm, &at);
	if (put->off > at.size || put->n > at.size - put->off)
		return -EMSGSIZE;
	struct put_plan p = { .off = (size_t)put->off,
		.bytes = put->n,
		.length = put->length,
		.data = put->data,
		.nul = put->nul && put->off + put->n < at.size };
	if (!cell_guard_reserve(at.data + p.off, p.bytes + p.nul) ||
		(at.cell && p.bytes <= at.stage_bytes && !cell_guard_reserve(at.stage, p.bytes)))
		return -IPC_CUT_SHORT; /* while nobody holds its lock yet */
	return at.cell ? put_with_cell(&at, put, &p, w) : put_plainly(&at, put, &p);
}

/* What this process put it has seen. */
static void note_put(struct ipc_shm *shm, const struct ipc_cell_put *put)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct ipcsh_cell *cell = ipcsh_cell_find(&m);

	shm->seen = cell != NULL;
	shm->seen_whole = false;
	if (!cell)
		return;
	shm->seen_hash = __atomic_load_n(&cell->hash, __ATOMIC_RELAXED);
	shm->seen_version = put->version;
}

int ipc_cell_write(struct ipc_shm *shm, struct ipc_cell_put *put, const struct ipc_wait *w)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_guard guard;

	cell_guard_begin(&guard, shm);
	int err = put_into(&m, shm, put, w);
	if (err == 0)
		note_put(shm, put);
	return cell_guard_end(&guard) ? -IPC_CUT_SHORT : err;
}

int ipcsh_cell_write(const struct ipcsh_memory *m, const void *value, size_t n, const uint64_t *if_version,
	int64_t timeout_ns)
{
	struct ipc_wait w = { .timeout_ns = timeout_ns };
	struct ipc_cell_put put = { .data = value, .n = n, .length = n, .nul = true };

	if (!m->writable)
		return -EACCES;
	put.only_if = if_version != NULL;
	put.if_version = if_version ? *if_version : 0;
	int err = put_into(m, NULL, &put, &w);
	return err == -EBUSY ? -ETIMEDOUT : err;
}
