/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_life.c -- the life of a cell: each two bytes of the input are a put, a read, a stranger's byte, a
 * writer's death or an attack on a field. What was put is what is read until somebody else comes; a put after
 * a death cures it; and whatever happened, nothing outside of the memory is touched. */
#include "fuzz.h"

#include "ipc.h"
#include "ipcsh/cell.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 4096, SIZE_MOST = 3 * PAGE };

static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = 0 };

struct life {
	struct ipc_shm shm;
	struct ipcsh_cell *cell;
	char *pages;
	size_t mapped, size;
	char value[SIZE_MOST + 1]; /* the last put, with the byte that was behind it */
	size_t length;
	bool empty;  /* nothing was put yet */
	bool known;  /* VALUE is what is there */
	bool broken; /* an attack: nothing can be foretold any more */
};

/* Between two pages that nobody may touch. */
static bool life_begin(struct life *l, size_t size, bool journal)
{
	size_t bytes = ipcsh_cell_room(size, journal);
	l->mapped = (bytes + PAGE - 1) / PAGE * PAGE + 2 * PAGE;
	l->pages = mmap(NULL, l->mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (l->pages == MAP_FAILED)
		return false;
	char *start = l->pages + PAGE;
	if (mprotect(start, l->mapped - 2 * PAGE, PROT_READ | PROT_WRITE) < 0)
		abort();
	struct ipcsh_memory m = { start, bytes, true };
	if (ipcsh_cell_init(&m, size, journal) != 0 || !(l->cell = ipcsh_cell_find(&m)))
		fuzz_fail("no cell for %zu bytes", size);
	l->shm = (struct ipc_shm){ .addr = start, .size = bytes, .writable = true };
	l->size = size;
	l->known = l->empty = true;
	return true;
}

static char *data(struct life *l)
{
	return l->shm.addr;
}

static void put(struct life *l, unsigned how)
{
	static char text[SIZE_MOST + PAGE];
	size_t n = (size_t)how * 67 % (l->size + 2); /* one too long at times */
	uint64_t before = l->cell->version;
	struct ipc_cell_put p = {
		.data = text, .n = n, .length = n, .nul = how & 1, .only_if = how % 7 == 0
	};

	memset(text, (int)('a' + how % 26), n);
	p.if_version = before + (how % 14 == 0 ? 2 : 0);
	int err = ipc_cell_write(&l->shm, &p, &at_once);
	if (l->broken)
		return;
	if (n > l->size || (p.only_if && p.if_version != before)) {
		if (err == 0)
			fuzz_fail("%zu bytes of version %llu were put", n, (unsigned long long)p.if_version);
		return;
	}
	if (err == -EAGAIN && p.only_if)
		return; /* what a dead writer left has got a version of its own */
	if (err != 0 || p.version <= before || p.version % 2)
		fuzz_fail("put gives %d, version %llu after %llu", err, (unsigned long long)p.version,
			(unsigned long long)before);
	memcpy(l->value, data(l), n < l->size ? n + 1 : n);
	if (memcmp(l->value, text, n) != 0)
		fuzz_fail("other bytes than those put are there");
	l->length = n;
	l->known = true;
	l->empty = false;
}

/* Has somebody who knows no cells written into the value, or behind it? */
static bool changed(struct life *l)
{
	size_t n = l->length < l->size ? l->length + 1 : l->length;
	return memcmp(l->value, data(l), n) != 0;
}

static void read_back(struct life *l, unsigned how)
{
	struct ipc_cell_get get = { .raw = how & 1, .cstring = how & 2 };
	struct ipc_cell_info info;
	struct buf value = { 0 };
	l->shm.writable = !(how & 4);
	int err = ipc_cell_read(&l->shm, &get, &value, &at_once);

	ipc_cell_look(&l->shm, &info);
	l->shm.writable = true;
	if (value.len > l->shm.size || info.length > info.size || info.size > l->shm.size)
		fuzz_fail("%zu bytes of %zu", value.len, l->shm.size);
	if (l->known && !l->broken && !l->empty) {
		if (err != 0 || get.stranger != changed(l))
			fuzz_fail("read gives %d, stranger %d", err, get.stranger);
		size_t n = get.stranger ? strnlen(data(l), l->size) : l->length;
		if (how & 2)
			n = strnlen(data(l), n);
		if (value.len != n || (n > 0 && memcmp(value.data, data(l), n) != 0))
			fuzz_fail("%zu bytes are read of %zu", value.len, n);
	}
	buf_free(&value);
}

/* As the kernel leaves it. */
static void die(struct life *l, unsigned how)
{
	l->cell->version |= 1;
	l->cell->owner = FUTEX_OWNER_DIED;
	l->cell->staged = how & 1 ? l->cell->version : 0;
	l->cell->staged_offset = 0;
	l->cell->staged_bytes = l->cell->staged_length = how & 2 ? how % (l->size + 1) : l->size + how;
	l->known = false;
}

static void attack(struct life *l, unsigned where, unsigned what)
{
	size_t from = offsetof(struct ipcsh_cell, flags);
	((unsigned char *)l->cell)[from + where % (sizeof(*l->cell) - from)] = (unsigned char)what;
	l->broken = true;
}

static void step(struct life *l, unsigned what, unsigned how)
{
	switch (what % 8) {
	case 0:
	case 1:
	case 2: put(l, how + (what / 8) * 256); break;
	case 3:
	case 4: read_back(l, how); break;
	case 5: data(l)[(size_t)how * (what / 8 + 1) % l->size] = (char)what; break;
	case 6: die(l, how); break;
	default: attack(l, what / 8 * 4 + how % 4, how); break;
	}
}

/* The first three bytes: the size, and whether there is a journal. */
int LLVMFuzzerTestOneInput(const uint8_t *in, size_t size)
{
	static struct life l;

	if (size < 3 || size > 256)
		return 0;
	l = (struct life){ 0 };
	if (!life_begin(&l, 1 + ((size_t)in[0] * 256 + in[1]) % SIZE_MOST, in[2] & 1))
		return 0;
	for (size_t i = 3; i + 1 < size; i += 2)
		step(&l, in[i], in[i + 1]);
	munmap(l.pages, l.mapped);
	return 0;
}
