/* SPDX-License-Identifier: MIT */
/* celllock.c -- the writers' lock of a cell: one word in the format of the kernel's robust futexes. The
 * kernel marks it when its owner dies, and finds it by `list_op_pending' of the list that every thread has in
 * its own private memory: no pointer is ever read from memory that others can write to. */
#include "cell_internal.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

#define LIMIT_NS (5 * NSEC_PER_SEC)

int cell_sleep(const uint32_t *word, uint32_t value, int64_t timeout_ns)
{
	struct timespec limit = clock_timespec(timeout_ns);

	if (syscall(SYS_futex, word, FUTEX_WAIT, value, timeout_ns < 0 ? NULL : &limit, NULL, 0) == 0)
		return 0;
	return errno == EAGAIN ? 0 : -errno;
}

void cell_wake(uint32_t *word, int how_many)
{
	(void)syscall(SYS_futex, word, FUTEX_WAKE, how_many, NULL, NULL, 0);
}

struct ipc_wait cell_wait_limit(const struct ipc_wait *w)
{
	struct ipc_wait limited = *w;

	if (limited.timeout_ns < 0)
		limited.timeout_ns = LIMIT_NS;
	return limited;
}

/* ---- this thread's robust list ---- */

static struct robust_list_head *own_robust_list(void)
{
	struct robust_list_head *head = NULL;
	size_t size;

	if (syscall(SYS_get_robust_list, 0, &head, &size) < 0 || size != sizeof *head)
		return NULL;
	return head;
}

/* "This thread is about to take or to leave the lock": all that the kernel has to know. */
static void pending_set(const struct cell_lock *lock, bool on)
{
	if (!lock->robust)
		return;
	uintptr_t entry = (uintptr_t)lock->word - (uintptr_t)lock->robust->futex_offset;
	__atomic_store_n((uintptr_t *)&lock->robust->list_op_pending, on ? entry : 0, __ATOMIC_SEQ_CST);
}

/* ---- taking it ---- */

/* -EAGAIN: somebody has it, *SEEN is the word then. */
static int take_once(const struct cell_lock *lock, uint32_t keep, uint32_t *seen)
{
	uint32_t word = __atomic_load_n(lock->word, __ATOMIC_RELAXED);

	while (!(word & FUTEX_TID_MASK)) {
		uint32_t mine = lock->tid | (word & FUTEX_WAITERS) | keep;
		if (__atomic_compare_exchange_n(
			    lock->word, &word, mine, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
			return 0;
	}
	*seen = word;
	return -EAGAIN;
}

static int sleep_for_it(const struct cell_lock *lock, uint32_t seen)
{
	if (!(seen & FUTEX_WAITERS)) {
		uint32_t marked = seen | FUTEX_WAITERS;
		if (!__atomic_compare_exchange_n(
			    lock->word, &seen, marked, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
			return 0;
		seen = marked;
	}
	return cell_sleep(lock->word, seen, -1);
}

static ssize_t take_attempt(void *ctx, bool nowait)
{
	const struct cell_lock *lock = ctx;
	uint32_t keep = 0, seen;
	int err;

	pending_set(lock, true);
	while ((err = take_once(lock, keep, &seen)) == -EAGAIN && !nowait) {
		keep = FUTEX_WAITERS; /* others may be asleep too */
		err = sleep_for_it(lock, seen);
		if (err < 0)
			break;
	}
	if (err < 0)
		pending_set(lock, false);
	return err;
}

int cell_lock(uint32_t *word, struct cell_lock *lock, const struct ipc_wait *w)
{
	struct ipc_wait limited = cell_wait_limit(w);

	*lock = (struct cell_lock){ word, (uint32_t)gettid(), own_robust_list() };
	int err = (int)ipc_wait_for(&limited, take_attempt, lock);
	return err == -ETIMEDOUT && w->timeout_ns < 0 ? -EBUSY : err;
}

void cell_unlock(struct cell_lock *lock)
{
	uint32_t word = __atomic_exchange_n(lock->word, 0, __ATOMIC_RELEASE);

	if (word & FUTEX_WAITERS)
		cell_wake(lock->word, 1);
	pending_set(lock, false);
}
