/* SPDX-License-Identifier: MIT */
/* shared.c -- a value in memory that forked processes share. A number is one 64-bit atomic. Any other text
 * lies in one of two slots; a writer fills the other one and switches last. The state says which of these it
 * is.
 *
 * From a number to a text there are two words to change. The new state is written down first (`next'), and
 * then the number becomes GONE in one step: from then on everybody takes `next' for the state, also if the
 * writer is no more. So nobody's addition is lost in between. */
#include "cell_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define GONE INT64_MIN /* as a number; this one is kept as a text */
#define KIND_MASK ((uint64_t)3)
#define TURN ((uint64_t)4) /* every change of the state makes it another one */
#define FIRST_SIZE ((size_t)4096)

enum kind { UNSET, NUMBER, SLOT_0, SLOT_1 };

struct slot {
	uint64_t off, cap, len;
};
struct head {
	uint64_t state, next;
	int64_t number;
	uint32_t owner, unused;
	struct slot slots[2];
};

static struct head *head_of(const struct ipc_shared *s)
{
	return s->head;
}

static enum kind kind_of(uint64_t state)
{
	return (enum kind)(state & KIND_MASK);
}

/* ---- the memory ---- */

static int map_it(struct ipc_shared *s)
{
	struct stat st;

	if (fstat(s->fd, &st) < 0)
		return -errno;
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
	if (p == MAP_FAILED)
		return -errno;
	if (s->map)
		munmap(s->map, s->mapped);
	s->map = p;
	s->mapped = (size_t)st.st_size;
	return 0;
}

/* The head stays where it is, also when the rest is mapped anew: the kernel knows its lock by the address. */
static int map_head(struct ipc_shared *s)
{
	void *p = mmap(NULL, FIRST_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);

	if (p == MAP_FAILED)
		return -errno;
	s->head = p;
	return 0;
}

int ipc_shared_make(struct ipc_shared *s)
{
	int fd = memfd_create("shared", MFD_CLOEXEC | MFD_ALLOW_SEALING), err = 0;

	*s = (struct ipc_shared){ .fd = fd < 0 ? -errno : fd_high(fd) };
	if (s->fd < 0)
		return s->fd;
	err = ipc_file_grow(s->fd, 0, FIRST_SIZE, true);
	if (err == 0 && fcntl(s->fd, F_ADD_SEALS, F_SEAL_SHRINK) < 0)
		err = -errno;
	if (err == 0)
		err = map_head(s);
	if (err == 0)
		err = map_it(s);
	if (err == 0) {
		struct slot *slots = head_of(s)->slots;
		size_t half = (FIRST_SIZE - sizeof(struct head)) / 2;
		slots[0] = (struct slot){ .off = sizeof(struct head), .cap = half };
		slots[1] = (struct slot){ .off = sizeof(struct head) + half, .cap = half };
	} else {
		ipc_shared_close(s);
	}
	return err;
}

void ipc_shared_close(struct ipc_shared *s)
{
	if (s->map)
		munmap(s->map, s->mapped);
	if (s->head)
		munmap(s->head, FIRST_SIZE);
	s->map = NULL;
	s->head = NULL;
	fd_close(&s->fd);
}

/* Memory from OFF to OFF + N, which another process may have made. */
static int reach(struct ipc_shared *s, uint64_t off, uint64_t n)
{
	if (off <= s->mapped && n <= s->mapped - off)
		return 0;
	int err = map_it(s);
	if (err < 0)
		return err;
	return off <= s->mapped && n <= s->mapped - off ? 0 : -EIO;
}

/* ---- the state ---- */

/* The state that counts: where a number has gone, the next one. */
static uint64_t state_now(struct head *h)
{
	uint64_t state = __atomic_load_n(&h->state, __ATOMIC_ACQUIRE);

	if (kind_of(state) != NUMBER || __atomic_load_n(&h->number, __ATOMIC_ACQUIRE) != GONE)
		return state;
	uint64_t next = __atomic_load_n(&h->next, __ATOMIC_ACQUIRE), seen = state;
	__atomic_compare_exchange_n(&h->state, &seen, next, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
	return __atomic_load_n(&h->state, __ATOMIC_ACQUIRE);
}

/* A number as it is printed, and read back the same: no sign but -, no zeros before it. */
static bool is_number(const char *text, size_t len, int64_t *out)
{
	char digits[24];

	if (!text || len == 0 || len > 20)
		return false;
	memcpy(digits, text, len);
	digits[len] = '\0';
	char again[24];
	return text_to_int(digits, out) && *out != GONE && strcmp(text_from_int(*out, again), digits) == 0;
}

/* ---- reading ---- */

static int copy_slot(struct ipc_shared *s, unsigned i, struct buf *out)
{
	const struct slot *slot = &head_of(s)->slots[i];
	uint64_t off = __atomic_load_n(&slot->off, __ATOMIC_RELAXED);
	uint64_t len = __atomic_load_n(&slot->len, __ATOMIC_RELAXED);
	int err = reach(s, off, len);

	if (err < 0)
		return err;
	buf_add(out, s->map + off, (size_t)len);
	return 0;
}

int ipc_shared_get(struct ipc_shared *s, struct buf *out)
{
	size_t begin = out->len;

	for (;;) {
		struct head *h = head_of(s);
		uint64_t state = state_now(h);
		int err = 0;
		char digits[24];
		out->len = begin;
		if (kind_of(state) == UNSET)
			return 0;
		if (kind_of(state) == NUMBER) {
			int64_t n = __atomic_load_n(&h->number, __ATOMIC_ACQUIRE);
			if (n == GONE)
				continue;
			buf_str(out, text_from_int(n, digits));
		} else {
			err = copy_slot(s, kind_of(state) == SLOT_1, out);
		}
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
		if (__atomic_load_n(&head_of(s)->state, __ATOMIC_RELAXED) == state)
			return err < 0 ? err : 1;
	}
}

/* ---- writing ---- */

/* Room for LEN bytes in slot I, which nobody reads now: at the end, if it has to be new. Half as much again,
 * so that a value that grows is not moved each time. */
static int slot_room(struct ipc_shared *s, unsigned i, size_t len)
{
	struct slot *slot = &head_of(s)->slots[i];
	struct stat st;

	if (len <= slot->cap)
		return reach(s, slot->off, slot->cap);
	uint64_t cap = (len + len / 2 + FIRST_SIZE) & ~(uint64_t)(FIRST_SIZE - 1);
	if (fstat(s->fd, &st) < 0)
		return -errno;
	uint64_t off = (uint64_t)st.st_size;
	int err = ipc_file_grow(s->fd, off, off + cap, true);
	if (err == 0)
		err = reach(s, off, cap);
	if (err < 0)
		return err;
	slot = &head_of(s)->slots[i];
	__atomic_store_n(&slot->cap, 0, __ATOMIC_SEQ_CST); /* killed in between: it has no room, then */
	__atomic_store_n(&slot->off, off, __ATOMIC_SEQ_CST);
	__atomic_store_n(&slot->cap, cap, __ATOMIC_SEQ_CST);
	return 0;
}

/* The state becomes NEW, whatever it is. ONLY: a number has to be this one, else -EAGAIN. */
static int switch_to(struct head *h, uint64_t state, uint64_t new, const int64_t *only)
{
	if (kind_of(state) != NUMBER) {
		__atomic_store_n(&h->state, new, __ATOMIC_SEQ_CST);
		return 0;
	}
	__atomic_store_n(&h->next, new, __ATOMIC_SEQ_CST);
	int64_t expected = only ? *only : __atomic_load_n(&h->number, __ATOMIC_ACQUIRE);
	while (!__atomic_compare_exchange_n(
		&h->number, &expected, GONE, false, __ATOMIC_SEQ_CST, __ATOMIC_ACQUIRE))
		if (only)
			return -EAGAIN;
	state_now(h);
	return 0;
}

/* Under the lock. */
static int store_text(struct ipc_shared *s, const char *value, size_t len, const int64_t *only)
{
	uint64_t state = state_now(head_of(s));
	unsigned i = kind_of(state) == SLOT_0;
	int err = slot_room(s, i, len);

	if (err < 0)
		return err;
	struct head *h = head_of(s);
	if (len > 0)
		memcpy(s->map + h->slots[i].off, value, len);
	__atomic_store_n(&h->slots[i].len, len, __ATOMIC_RELEASE);
	return switch_to(h, state, ((state & ~KIND_MASK) + TURN) | (i ? SLOT_1 : SLOT_0), only);
}

static void store_number(struct head *h, int64_t n)
{
	uint64_t state = state_now(h);

	__atomic_store_n(&h->number, n, __ATOMIC_SEQ_CST);
	if (kind_of(state) != NUMBER)
		__atomic_store_n(&h->state, ((state & ~KIND_MASK) + TURN) | NUMBER, __ATOMIC_SEQ_CST);
}

/* One number takes the place of another, without a lock. FALSE: there is none to be replaced. */
static bool replace_number(struct head *h, int64_t n)
{
	int64_t old = __atomic_load_n(&h->number, __ATOMIC_ACQUIRE);

	if (kind_of(state_now(h)) != NUMBER)
		return false;
	while (old != GONE)
		if (__atomic_compare_exchange_n(
			    &h->number, &old, n, false, __ATOMIC_SEQ_CST, __ATOMIC_ACQUIRE))
			return true;
	return false;
}

static const struct ipc_wait patiently = { .timeout_ns = -1 };

int ipc_shared_set(struct ipc_shared *s, const char *value, size_t len)
{
	struct cell_lock lock;
	int64_t n;
	bool number = is_number(value, len, &n);

	if (number && replace_number(head_of(s), n))
		return 0;
	int err = cell_lock(&head_of(s)->owner, &lock, &patiently);
	if (err < 0)
		return err;
	if (number)
		store_number(head_of(s), n);
	else
		err = store_text(s, value, len, NULL);
	cell_unlock(&lock);
	return err;
}

/* Under the lock: is it OLD? */
static int still_is(struct ipc_shared *s, const char *old, size_t old_len)
{
	struct buf now = { 0 };
	int got = ipc_shared_get(s, &now);

	if (got >= 0)
		got = got == 1 ? old && now.len == old_len &&
					 (old_len == 0 || memcmp(now.data, old, old_len) == 0)
			       : !old;
	buf_free(&now);
	return got;
}

static int swap_locked(struct ipc_shared *s, const char *old, size_t old_len, const char *value, size_t len)
{
	int64_t before, n;
	bool from_number = kind_of(state_now(head_of(s))) == NUMBER;
	int err = still_is(s, old, old_len);

	if (err <= 0)
		return err;
	if (from_number && !is_number(old, old_len, &before))
		return 0;
	if (!is_number(value, len, &n)) {
		err = store_text(s, value, len, from_number ? &before : NULL);
		return err == 0 ? 1 : err == -EAGAIN ? 0 : err;
	}
	if (from_number)
		return __atomic_compare_exchange_n(
			&head_of(s)->number, &before, n, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
	store_number(head_of(s), n);
	return 1;
}

int ipc_shared_swap(struct ipc_shared *s, const char *old, size_t old_len, const char *value, size_t len)
{
	struct cell_lock lock;
	int64_t before, n;
	struct head *h = head_of(s);

	if (old && kind_of(state_now(h)) == NUMBER && is_number(old, old_len, &before) &&
		is_number(value, len, &n))
		return __atomic_compare_exchange_n(
			&h->number, &before, n, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
	int err = cell_lock(&h->owner, &lock, &patiently);
	if (err < 0)
		return err;
	err = swap_locked(s, old, old_len, value, len);
	cell_unlock(&lock);
	return err;
}
