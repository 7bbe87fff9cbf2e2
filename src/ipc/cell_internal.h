/* SPDX-License-Identifier: MIT */
/* cell_internal.h -- what the files of cells share. */
#ifndef IPCSH_CELL_INTERNAL_H
#define IPCSH_CELL_INTERNAL_H

#include "ipc.h"
#include "ipcsh/cell.h"

#include <signal.h>

/* ---- the bytes (cellcopy.c) ---- */

/* Copies N bytes (TO NULL: none) and gives their sum, in one pass. */
uint64_t cell_copy(void *to, const void *from, size_t n);
/* The same, TO not being NULL; *HAS_NUL: there is a NUL in what was copied. */
uint64_t cell_copy_looking(void *to, const void *from, size_t n, bool *has_nul);
/* The sum of a value whose object is in the file FD, from its beginning on: where that has no pages there are
 * NULs, which are not touched, for that would give it some. FD < 0: all bytes are looked at. */
uint64_t cell_sum_sparse(const void *from, size_t n, int fd);
/* The hash: of the sum of LENGTH bytes and the byte behind them (-1: none). */
uint64_t cell_hash(uint64_t sum, int next);

/* ---- where things are (cell.c) ---- */

/* What of a cell its users need; each field was read once and checked against the memory. */
struct cell_map {
	struct ipcsh_cell *cell; /* NULL: there is none */
	char *data;
	size_t size;               /* of the value at most */
	char *stage;               /* where a value lies complete before it goes to its place */
	size_t stage_bytes;        /* may be 0 */
	const struct ipc_shm *shm; /* NULL: it is not known whose memory it is */
};
/* SHM may be NULL. */
void cell_map(const struct ipcsh_memory *m, const struct ipc_shm *shm, struct cell_map *out);
/* The sum of the first N bytes of the data: of a large object that has pages for some of its bytes alone the
 * others are not touched. */
uint64_t cell_sum(const struct cell_map *at, size_t n);
static inline struct ipcsh_memory cell_memory(const struct ipc_shm *shm)
{
	return (struct ipcsh_memory){ shm->addr, shm->size, shm->writable };
}
/* Under the lock, the version being odd: completes what was staged, or marks the value as lost. */
void cell_recover(const struct cell_map *at);
/* The byte behind a value of LENGTH bytes; -1: none. */
int cell_next(const struct cell_map *at, size_t length);

/* ---- the writers' lock (celllock.c) ---- */

struct robust_list_head;
struct cell_lock {
	uint32_t *word;
	uint32_t tid;
	struct robust_list_head *robust; /* this thread's; NULL: it has none */
};
/* 0, -ETIMEDOUT, -EAGAIN, -EINTR, -EBUSY (the limit of those who gave none). */
int cell_lock(uint32_t *word, struct cell_lock *lock, const struct ipc_wait *w);
void cell_unlock(struct cell_lock *lock);
/* W, or with the limit of those who gave none. */
struct ipc_wait cell_wait_limit(const struct ipc_wait *w);
/* futex(2) FUTEX_WAIT, TIMEOUT_NS < 0: none. 0 (also: the value was another) or -errno. */
int cell_sleep(const uint32_t *word, uint32_t value, int64_t timeout_ns);
void cell_wake(uint32_t *word, int how_many);

/* ---- looks (cellread.c) ---- */

/* What one undisturbed look gave. */
struct cell_look {
	uint64_t version;
	uint64_t hash;    /* that the cell has */
	uint64_t is_hash; /* that the bytes have */
	size_t length;
	bool lost, stranger;
	bool no_nul; /* the value that was copied is known to have none */
	pid_t writer;
};
/* Takes the hash of the value as it is. -EAGAIN: it is being written. */
int cell_look(const struct cell_map *at, struct cell_look *out);
/* Has the writer of an odd version died? Completes its value, or marks it as lost, where that is allowed.
 * True: nobody will ever finish it. */
bool cell_abandoned(const struct cell_map *at, bool writable);

/* ---- SIGBUS (guard.c) ---- */

/* A POSIX object can be cut short by others at any moment. Between these two its pages that are gone (or that
 * it never had, with no memory for them now) read as NULs; the second tells whether that came to pass. */
struct cell_range {
	char *from;
	size_t bytes;
};
struct cell_guard {
	bool on;
	struct ipc_shm *shm;     /* which is torn then */
	struct cell_range outer; /* of the word that a trap interrupted */
	int outer_cut;
	struct sigaction before;
};
void cell_guard_begin(struct cell_guard *g, struct ipc_shm *shm);
bool cell_guard_end(struct cell_guard *g);
/* Between the two: makes sure that there is memory for the N bytes at P, for a page of a new object is taken
 * when it is touched first. false: there is none, and nothing has been written yet. */
bool cell_guard_reserve(const char *p, size_t n);
bool cell_guard_cut(void); /* what the end would tell by now */

#endif
