/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_cell.c -- cells with hostile contents: whatever others wrote there, what is read lies inside the
 * memory, nothing is written outside of it, and the answer comes in time. */
#include "fuzz.h"

#include "ipc.h"
#include "ipcsh/cell.h"

#include <stdlib.h>
#include <sys/mman.h>

#define PAGE 4096u
#define MARK 0x5a

static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = 0 };

/* Three pages: what is before and behind the memory must stay as it is. */
static void check_edges(const char *pages)
{
	for (size_t i = 0; i < PAGE; i++)
		if (pages[i] != MARK || pages[2 * PAGE + i] != MARK)
			fuzz_fail("written outside of the memory, at %zu", i);
}

static void read_it(struct ipc_shm *shm, unsigned how)
{
	struct ipc_cell_get get = { .off = how & 8 ? 5 : 0,
		.all = how & 1,
		.cstring = how & 2,
		.raw = how & 4,
		.has_len = how & 16,
		.len = how >> 5 };
	struct ipc_cell_info info;
	struct buf value = { 0 };

	ipc_cell_read(shm, &get, &value, &at_once);
	if (value.len > shm->size)
		fuzz_fail("%zu bytes of a memory of %zu", value.len, shm->size);
	ipc_cell_look(shm, &info);
	if (info.size > shm->size || info.length > info.size)
		fuzz_fail("a value of %llu in %llu bytes", (unsigned long long)info.length,
			(unsigned long long)info.size);
	buf_free(&value);
}

static void write_it(struct ipc_shm *shm, unsigned how)
{
	static const char text[] = "a value of some length, to be put there";
	struct ipc_cell_put put = { .off = how & 1 ? how >> 3 : 0,
		.data = text,
		.n = how % sizeof text,
		.length = how % sizeof text,
		.part = how & 1,
		.nul = how & 2,
		.only_if = how & 4,
		.if_version = how >> 3 };

	ipc_cell_write(shm, &put, &at_once);
}

/* The first bytes say how; the rest is what others left: the cell, then the value. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 4)
		return 0;
	char *pages = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pages == MAP_FAILED)
		return 0;
	memset(pages, MARK, PAGE);
	memset(pages + 2 * PAGE, MARK, PAGE);
	struct ipc_shm shm = { .addr = pages + PAGE,
		.size = 1 + ((size_t)data[0] * 16 + data[1]) % PAGE,
		.writable = !(data[2] & 64) };
	size_t cell = size - 4 < IPCSH_CELL_SIZE ? size - 4 : IPCSH_CELL_SIZE, rest = size - 4 - cell;
	memcpy(pages + 2 * PAGE - IPCSH_CELL_SIZE, data + 4, cell);
	if (rest > 0)
		memcpy(pages + PAGE, data + 4 + cell, rest < PAGE / 2 ? rest : PAGE / 2);
	if (data[2] & 128) /* else it is hardly ever taken for one */
		memcpy(pages + 2 * PAGE - IPCSH_CELL_SIZE, &(uint64_t){ IPCSH_CELL_MAGIC }, sizeof(uint64_t));
	read_it(&shm, data[2] & 63u);
	if (shm.writable) {
		write_it(&shm, data[3]);
		check_edges(pages);
		read_it(&shm, data[3]);
	}
	check_edges(pages);
	munmap(pages, 3 * PAGE);
	return 0;
}
