/* SPDX-License-Identifier: MIT */
/* ipcsh/cell.h -- the cell that ipcsh keeps behind the last byte of shared memory: what version a value is,
 * how long it is, who writes it. The format is public, see ipcsh-cell(5); libipcsh.a has the functions below.
 *
 * The value lies at offset 0, where a program that knows nothing of cells looks for it. The cell lies in the
 * last IPCSH_CELL_SIZE bytes of the last page, if these are behind the last byte of the segment. */
#ifndef IPCSH_CELL_H
#define IPCSH_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define IPCSH_CELL_MAGIC UINT64_C(0x6c6c656368736370) /* "pcshcell" in memory, on a little-endian machine */
#define IPCSH_CELL_FORMAT 1u
#define IPCSH_CELL_SIZE 128u

/* Flags. */
#define IPCSH_CELL_LOST 1u /* the writer of the last version died in mid-write: the bytes are no value */
#define IPCSH_CELL_KEEP 2u /* left for later on purpose: no orphan */

struct ipcsh_cell {
	uint64_t magic;
	uint32_t format;
	uint32_t flags;
	uint64_t size;    /* bytes for the value; 0: as many as the segment has */
	uint64_t journal; /* where the stage begins that holds a value of any length; 0: there is none */
	uint64_t version; /* even: stable; odd: being written; each value put adds 2 */
	uint32_t wake;    /* futex: grows with each version, and wakes all */
	uint32_t owner;   /* futex in the kernel's robust format: the thread that writes, 0: none */
	uint64_t length;  /* of the value */
	uint64_t hash;    /* of the value and the byte behind it: ipcsh_cell_hash() */
	uint64_t staged;  /* the odd version whose bytes are in the stage as a whole; else any other number */
	uint64_t staged_offset, staged_bytes, staged_length;
	uint32_t writer; /* process of the last put */
	uint32_t reserved;
	int64_t time_ns; /* of the last put, since 1970 */
	uint64_t unused[2];
};

/* ---- joining in: each gives 0 or -errno ---- */

struct ipcsh_memory { /* an attachment, as shmat() or mmap() gave it */
	void *address;
	size_t bytes; /* as the kernel has it: shm_segsz, st_size */
	bool writable;
};

/* How many bytes to ask the kernel for, so that a value of SIZE bytes and a cell have room. */
size_t ipcsh_cell_room(size_t size, bool journal);
/* Puts a cell into new memory of ipcsh_cell_room() bytes, all of them 0. -ENOSPC: there is no room for it. */
int ipcsh_cell_init(const struct ipcsh_memory *m, size_t size, bool journal);
/* The cell, or NULL. */
struct ipcsh_cell *ipcsh_cell_find(const struct ipcsh_memory *m);

/* A whole value, never a torn one: its length, at most ROOM bytes of it in OUT, and its version (may be
 * NULL). -EOWNERDEAD: its writer died in mid-write; -ETIMEDOUT: no look at it was undisturbed for TIMEOUT_NS
 * (< 0: 5 seconds). Without a cell, or where a program that knows none has written: the bytes before the
 * first NUL. */
ssize_t ipcsh_cell_read(
	const struct ipcsh_memory *m, void *out, size_t room, uint64_t *version, int64_t timeout_ns);
/* Puts a value, with a NUL behind it where there is room. IF_VERSION (may be NULL): only if that is still the
 * version (-EAGAIN: it is not). -EMSGSIZE: it does not fit. -ETIMEDOUT as above. */
int ipcsh_cell_write(const struct ipcsh_memory *m, const void *value, size_t n, const uint64_t *if_version,
	int64_t timeout_ns);
/* Sleeps until the version is past SINCE, TIMEOUT_NS at most (< 0: for ever; -ETIMEDOUT).
 * -EINTR: a signal. */
int ipcsh_cell_wait(const struct ipcsh_memory *m, uint64_t since, int64_t timeout_ns);
/* What the field `hash' has to be for N bytes and NEXT, the byte behind them (-1: the memory ends there). */
uint64_t ipcsh_cell_hash(const void *value, size_t n, int next);

#ifdef __cplusplus
}
#endif

#endif
