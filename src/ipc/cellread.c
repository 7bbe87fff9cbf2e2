/* SPDX-License-Identifier: MIT */
/* cellread.c -- reading a value: copied between two looks at the version, so that what is handed out was
 * there as a whole at one moment. */
#include "cell_internal.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdlib.h>

#define TRIES 4

/* ---- one look ---- */

static uint64_t version_now(const struct cell_map *at)
{
	return __atomic_load_n(&at->cell->version, __ATOMIC_ACQUIRE);
}

/* Is it still what it was when the look began? */
static bool undisturbed(const struct cell_map *at, uint64_t version)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return __atomic_load_n(&at->cell->version, __ATOMIC_RELAXED) == version;
}

static void look_begin(const struct cell_map *at, uint64_t version, struct cell_look *out)
{
	const struct ipcsh_cell *cell = at->cell;
	uint64_t length = __atomic_load_n(&cell->length, __ATOMIC_RELAXED);

	*out = (struct cell_look){
		.version = version,
		.hash = __atomic_load_n(&cell->hash, __ATOMIC_RELAXED),
		.lost = __atomic_load_n(&cell->flags, __ATOMIC_RELAXED) & IPCSH_CELL_LOST,
		.writer = (pid_t)__atomic_load_n(&cell->writer, __ATOMIC_RELAXED),
		.stranger = length > at->size,
		.length = length > at->size ? 0 : (size_t)length,
	};
}

static void look_end(const struct cell_map *at, uint64_t sum, struct cell_look *out)
{
	out->is_hash = cell_hash(sum, cell_next(at, out->length));
	out->stranger |= out->is_hash != out->hash;
}

int cell_look(const struct cell_map *at, struct cell_look *out)
{
	uint64_t version = version_now(at);

	if (version & 1)
		return -EAGAIN;
	look_begin(at, version, out);
	if (version > 0)
		look_end(at, cell_sum(at, out->length), out);
	return undisturbed(at, version) ? 0 : -EAGAIN;
}

/* ---- which bytes ---- */

/* Makes OUT hold LENGTH bytes more, and gives where they go. */
static char *room(struct buf *out, size_t length)
{
	if (out->cap - out->len <= length) /* and a NUL that somebody may want behind it */
		buf_grow(out, length + 1);
	return out->data + out->len;
}

/* Bytes FROM to END, straight. */
static void take_range(const struct cell_map *at, const struct ipc_cell_get *get, struct buf *out)
{
	size_t from = (size_t)get->off, n = get->has_len ? (size_t)get->len : at->size - from;

	if (n > 0)
		memcpy(room(out, n), at->data + from, n);
	out->len += n;
}

/* A text that nobody vouches for: taken until two looks at it agree. */
static void take_text(const struct cell_map *at, const struct ipc_cell_get *get, struct buf *out)
{
	size_t from = (size_t)get->off, begin = out->len;

	for (int i = 0; i < TRIES; i++) {
		size_t n = strnlen(at->data + from, at->size - from);
		out->len = begin;
		if (n > 0)
			memcpy(room(out, n), at->data + from, n);
		out->len += n;
		if (n == 0 || memcmp(out->data + begin, at->data + from, n) == 0)
			return;
	}
}

static void cut_at_nul(const struct ipc_cell_get *get, struct buf *out, size_t begin)
{
	if (get->cstring && out->len > begin)
		out->len = begin + strnlen(out->data + begin, out->len - begin);
}

static void take_unknown(const struct cell_map *at, const struct ipc_cell_get *get, struct buf *out)
{
	size_t begin = out->len;

	if (get->all || get->has_len)
		take_range(at, get, out);
	else
		take_text(at, get, out);
	cut_at_nul(get, out, begin);
}

/* The value of the cell's length, copied and summed in one pass; of a part only that is handed over. */
static void take_value(
	const struct cell_map *at, const struct ipc_cell_get *get, struct cell_look *look, struct buf *out)
{
	size_t begin = out->len, off = (size_t)get->off;
	char *to = room(out, look->length);
	bool has_nul;
	uint64_t sum = cell_copy_looking(to, at->data, look->length, &has_nul);

	look_end(at, sum, look);
	look->no_nul = !has_nul;
	if (off > look->length)
		off = look->length;
	if (off > 0)
		memmove(to, to + off, look->length - off);
	out->len += look->length - off;
	cut_at_nul(get, out, begin);
}

/* ---- looks until one is undisturbed ---- */

struct reading {
	const struct cell_map *at;
	struct ipc_cell_get *get;
	struct buf *out;
	struct cell_look look;
	size_t begin;
	bool writable;
};

/* 0, -EAGAIN: disturbed, -EOWNERDEAD: lost. */
static int read_once(struct reading *r)
{
	uint64_t version = version_now(r->at);

	r->out->len = r->begin;
	if (version & 1)
		return -EAGAIN;
	look_begin(r->at, version, &r->look);
	if (r->look.lost && !r->get->raw)
		return undisturbed(r->at, version) ? -EOWNERDEAD : -EAGAIN;
	if (version == 0 || r->look.stranger || r->get->all || r->get->has_len) {
		if (version > 0)
			look_end(r->at, cell_sum(r->at, r->look.length), &r->look);
		take_unknown(r->at, r->get, r->out);
	} else {
		take_value(r->at, r->get, &r->look, r->out);
		if (r->look.stranger) {
			r->look.no_nul = false;
			r->out->len = r->begin;
			take_unknown(r->at, r->get, r->out);
		}
	}
	return undisturbed(r->at, version) ? 0 : -EAGAIN;
}

bool cell_abandoned(const struct cell_map *at, bool writable)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	struct cell_lock lock;
	uint32_t owner = __atomic_load_n(&at->cell->owner, __ATOMIC_ACQUIRE);

	if ((owner & FUTEX_TID_MASK) || !(version_now(at) & 1))
		return false;
	if (!writable)
		return owner & FUTEX_OWNER_DIED;
	if (cell_lock(&at->cell->owner, &lock, &at_once) == 0) {
		cell_recover(at);
		cell_unlock(&lock);
	}
	return false; /* it is what it is now: look again */
}

/* Who may not write cannot complete what a dead writer staged; but a whole value can be read from there. */
static int read_stage(struct reading *r)
{
	const struct ipcsh_cell *cell = r->at->cell;
	uint64_t odd = version_now(r->at), length = __atomic_load_n(&cell->staged_length, __ATOMIC_RELAXED);
	struct cell_map staged = { .data = r->at->stage, .size = (size_t)length };

	r->look.writer = (pid_t)__atomic_load_n(&cell->writer, __ATOMIC_RELAXED);
	if (!(odd & 1) || __atomic_load_n(&cell->staged, __ATOMIC_ACQUIRE) != odd || cell->staged_offset != 0)
		return -EOWNERDEAD;
	if (length > r->at->size || length > r->at->stage_bytes || length > cell->staged_bytes ||
		r->get->off > length)
		return -EOWNERDEAD;
	r->out->len = r->begin;
	r->look.version = odd + 1;
	r->look.length = (size_t)length;
	take_value(&staged, r->get, &r->look, r->out);
	r->look.stranger = false;
	return undisturbed(r->at, odd) ? 0 : -EAGAIN;
}

/* For ipc_wait_until(): -ENOENT is "not yet". */
static int read_there(void *ctx)
{
	struct reading *r = ctx;
	int err = read_once(r);

	if (err == -EAGAIN && cell_abandoned(r->at, r->writable))
		err = read_stage(r);
	return err == -EAGAIN ? -ENOENT : err;
}

/* No look was undisturbed: who may write keeps the writers out for a moment, others try on, with pauses. */
static int read_patiently(struct reading *r, const struct ipc_wait *w)
{
	struct ipc_wait limited = cell_wait_limit(w);
	struct cell_lock lock;
	int err;

	if (!r->writable) {
		err = ipc_wait_until(&limited, read_there, r);
		return err == -ETIMEDOUT && w->timeout_ns < 0 ? -EBUSY : err;
	}
	err = cell_lock(&r->at->cell->owner, &lock, w);
	if (err < 0)
		return err;
	cell_recover(r->at);
	err = read_once(r);
	cell_unlock(&lock);
	return err == -EAGAIN ? -EBUSY : err;
}

static int read_cell(struct reading *r, const struct ipc_wait *w)
{
	int err = -EAGAIN;

	for (int i = 0; i < TRIES && err == -EAGAIN; i++)
		err = read_once(r);
	return err == -EAGAIN ? read_patiently(r, w) : err;
}

static int read_from(const struct ipcsh_memory *m, const struct ipc_shm *shm, struct ipc_cell_get *get,
	struct buf *out, const struct ipc_wait *w, struct cell_look *look)
{
	struct cell_map at;

	cell_map(m, shm, &at);
	*look = (struct cell_look){ 0 };
	if (get->off > at.size || (get->has_len && get->len > at.size - get->off))
		return -ERANGE;
	get->cell = at.cell != NULL;
	if (!at.cell || (get->raw && get->all)) {
		take_unknown(&at, get, out);
		return 0;
	}
	struct reading r = { &at, get, out, { 0 }, out->len, m->writable };
	int err = read_cell(&r, w);
	*look = r.look;
	get->version = r.look.version;
	get->stranger = r.look.stranger;
	get->no_nul = r.look.no_nul;
	get->writer = r.look.writer;
	return err;
}

/* What was seen, so that a later wait knows what is new. Without a version all bytes count: up to a size. */
#define WHOLE_MOST ((size_t)64 << 20)

static void note_seen(struct ipc_shm *shm, const struct cell_look *look, uint64_t whole)
{
	shm->seen = true;
	shm->seen_version = look->version;
	shm->seen_whole = look->version == 0;
	shm->seen_hash = shm->seen_whole ? whole : look->is_hash;
}

static uint64_t whole_sum(const struct ipc_shm *shm, size_t size)
{
	const struct cell_map at = { .data = shm->addr, .shm = shm };

	return cell_sum(&at, size);
}

int ipc_cell_read(struct ipc_shm *shm, struct ipc_cell_get *get, struct buf *out, const struct ipc_wait *w)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_look look;
	struct cell_guard guard;
	uint64_t whole = 0;
	size_t size = ipc_cell_size(shm), begin = out->len;

	cell_guard_begin(&guard, shm);
	const struct ipcsh_cell *cell = ipcsh_cell_find(&m);
	bool unknown = !cell || __atomic_load_n(&cell->version, __ATOMIC_RELAXED) == 0;
	if (unknown && size <= WHOLE_MOST) /* before the copy: what changes meanwhile is new */
		whole = whole_sum(shm, size);
	int err = read_from(&m, shm, get, out, w, &look);
	if (cell_guard_end(&guard)) {
		out->len = begin;
		return -IPC_CUT_SHORT;
	}
	if (err == 0 && (look.version > 0 || (unknown && size <= WHOLE_MOST)))
		note_seen(shm, &look, whole);
	return err;
}

static void info_of(const struct cell_map *at, struct ipc_cell_info *out)
{
	const struct ipcsh_cell *cell = at->cell;
	struct cell_look look = { 0 };
	uint32_t flags = __atomic_load_n(&cell->flags, __ATOMIC_RELAXED);

	for (int i = 0; i < TRIES; i++)
		if (cell_look(at, &look) == 0)
			break;
	out->length = look.length;
	out->version = look.version;
	out->journal = __atomic_load_n(&cell->journal, __ATOMIC_RELAXED);
	out->lost = flags & IPCSH_CELL_LOST;
	out->keep = flags & IPCSH_CELL_KEEP;
	out->stranger = look.version > 0 && look.stranger;
	out->writer = look.writer;
	out->owner = (pid_t)(__atomic_load_n(&cell->owner, __ATOMIC_RELAXED) & FUTEX_TID_MASK);
	out->time_ns = cell->time_ns;
}

int ipc_cell_look(struct ipc_shm *shm, struct ipc_cell_info *out)
{
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_map at;
	struct cell_guard guard;

	cell_guard_begin(&guard, shm);
	cell_map(&m, shm, &at);
	*out = (struct ipc_cell_info){ .cell = at.cell != NULL, .size = at.size };
	if (at.cell)
		info_of(&at, out);
	return cell_guard_end(&guard) ? -IPC_CUT_SHORT : 0;
}

ssize_t ipcsh_cell_read(
	const struct ipcsh_memory *m, void *out, size_t room_there, uint64_t *version, int64_t timeout_ns)
{
	struct ipc_wait w = { .timeout_ns = timeout_ns };
	struct ipc_cell_get get = { 0 };
	struct cell_look look;
	struct buf value = { 0 };
	int err = read_from(m, NULL, &get, &value, &w, &look);
	size_t n = value.len < room_there ? value.len : room_there;

	if (err == 0 && n > 0)
		memcpy(out, value.data, n);
	if (version)
		*version = look.version;
	ssize_t length = (ssize_t)value.len;
	buf_free(&value);
	return err == 0 ? length : err == -EBUSY ? -ETIMEDOUT : err;
}
