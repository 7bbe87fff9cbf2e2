/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_shm.c -- shared memory without a shell: attachments that are kept, and the cell in all of its states:
 * staged, lost, abandoned, hostile. */
#include "ipc.h"
#include "ipcsh/cell.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MS 1000000

static const struct ipc_wait for_ever = { .timeout_ns = -1 };
static const struct ipc_wait not_at_all = { .nowait = true, .timeout_ns = -1 };
static const struct ipc_wait a_moment = { .timeout_ns = 50 * MS };

static struct ipc_address by_key(uint32_t key)
{
	return (struct ipc_address){ .kind = IPC_ADDR_KEY, .key = key };
}

static uint32_t free_key(void)
{
	return 0x1d000000u + (uint32_t)getpid();
}

static struct ipc_address by_id(int id)
{
	return (struct ipc_address){ .kind = IPC_ADDR_ID, .id = id };
}

static int make(
	struct ipc_shm_cache *c, const struct ipc_address *a, size_t size, mode_t mode, bool exclusive)
{
	struct ipc_shm_how how = { .size = size, .mode = mode, .exclusive = exclusive };

	return ipc_shm_make(c, a, &how);
}

/* ---- objects ---- */

START_TEST(shm_objects)
{
	struct ipc_shm_cache cache = { 0 };
	struct ipc_address a = by_key(free_key());
	struct ipc_shm *shm, *again;

	ck_assert_int_eq(ipc_shm_find(&a), -ENOENT);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), -ENOENT);
	int id = make(&cache, &a, 100, 0600, true);
	ck_assert_int_ge(id, 0);
	ck_assert_int_eq(make(&cache, &a, 100, 0600, true), -EEXIST);
	ck_assert_int_eq(make(&cache, &a, 100, 0600, false), id);
	ck_assert_int_eq(make(&cache, &a, 10, 0600, false), id);
	ck_assert_int_eq(make(&cache, &a, 101, 0600, false), -EMSGSIZE);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &shm), 0);
	ipc_shm_done(shm);
	ck_assert(shm->size == 100);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), 0);
	ipc_shm_done(shm);
	ck_assert(shm->writable && shm->id == id);
	strcpy(shm->addr, "text");
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &again), 0);
	ipc_shm_done(again);
	ck_assert_ptr_eq(again, shm); /* kept */
	struct ipc_address same = by_id(id);
	ck_assert_int_eq(ipc_shm_use(&cache, &same, IPC_SHM_READ, &again), 0);
	ipc_shm_done(again);
	ck_assert_str_eq(again->addr, "text");

	/* Another one in its place: the attachment that is kept is not taken for it. */
	ck_assert_int_eq(shmctl(id, IPC_RMID, NULL), 0);
	ck_assert_int_eq(ipc_shm_use(&cache, &same, IPC_SHM_READ, &again), -ENOENT);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &again), -ENOENT);
	id = make(&cache, &a, 200, 0600, true);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &again), 0);
	ipc_shm_done(again);
	ck_assert(again->size == 200 && again->addr[0] == '\0');
	same = by_id(id);
	ck_assert_int_eq(ipc_shm_remove(&same), 0);
	ipc_shm_forget(&cache, NULL);
	ck_assert_int_eq(ipc_shm_remove(&same), -ENOENT);
	ck_assert_int_eq(make(&cache, &a, 0, 0600, false), -EINVAL);
}
END_TEST

START_TEST(shm_many)
{
	struct ipc_shm_cache cache = { 0 };
	struct ipc_address private = by_key(IPC_KEY_PRIVATE);
	int ids[3 * IPC_SHM_KEPT];
	struct ipc_shm_info *list;
	struct ipc_shm *shm;
	size_t n, found = 0;

	ck_assert_int_eq(ipc_shm_find(&private), -ENOENT);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		ids[i] = make(&cache, &private, 10 + i, 0640, true);
		ck_assert_int_ge(ids[i], 0);
		struct ipc_address a = by_id(ids[i]);
		ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), 0);
		ipc_shm_done(shm);
		shm->addr[0] = (char)i;
	}
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		struct ipc_address a = by_id(ids[i]);
		ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &shm), 0);
		ipc_shm_done(shm);
		ck_assert_int_eq(shm->addr[0], (char)i);
	}
	ck_assert_int_eq(ipc_shm_list(&list, &n), 0);
	for (size_t i = 0; i < n; i++)
		found += list[i].id == ids[7] && list[i].size == 17 && list[i].mode == 0640 &&
			 list[i].maker == getpid();
	ck_assert_uint_eq(found, 1);
	free(list);
	ipc_shm_forget(&cache, NULL);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		struct ipc_address a = by_id(ids[i]);
		ck_assert_int_eq(ipc_shm_remove(&a), 0);
	}
}
END_TEST

static const struct ipc_address object = { .kind = IPC_ADDR_POSIX };

/* A name that nobody else has. */
static struct ipc_address own_name(char name[64])
{
	struct ipc_address a = object;

	snprintf(name, 64, "/ipcsh-test-%d", (int)getpid());
	a.path = name;
	return a;
}

START_TEST(posix_objects)
{
	struct ipc_shm_cache cache = { 0 };
	char name[64], path[PATH_MAX];
	struct ipc_address a = own_name(name);
	struct ipc_shm *shm;
	struct ipc_shm_info *list;
	size_t n, found = 0;

	ck_assert_int_eq(ipc_shm_find(&a), -ENOENT);
	ck_assert_int_eq(make(&cache, &a, 100, 0640, true), 0);
	ck_assert_int_eq(make(&cache, &a, 100, 0640, true), -EEXIST);
	ck_assert_int_eq(make(&cache, &a, 101, 0640, false), -EMSGSIZE);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), 0);
	ck_assert_uint_eq(ipc_cell_size(shm), 100);
	ipc_shm_done(shm);
	ck_assert_int_eq(ipc_shm_list(&list, &n), 0);
	for (size_t i = 0; i < n; i++)
		found += strcmp(list[i].name, name) == 0 && list[i].size == 100 && list[i].mode == 0640;
	ck_assert_uint_eq(found, 1);
	free(list);

	/* Another size: the attachment is made anew. */
	ck_assert_int_eq(ipc_shm_path(&a, path), 0);
	ck_assert_int_eq(truncate(path, 9000), 0);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), 0);
	ck_assert_uint_eq(shm->size, 9000);
	ipc_shm_done(shm);
	ck_assert_int_eq(truncate(path, 0), 0);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &shm), -IPC_NO_SIZE);
	ck_assert_int_eq(ipc_shm_remove(&a), 0);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_READ, &shm), -ENOENT);
	ipc_shm_forget(&cache, NULL);
}
END_TEST

/* ---- cells ---- */

struct bench { /* a private segment that is attached for writing */
	struct ipc_shm_cache cache;
	struct ipc_address address;
	struct ipc_shm *shm;
	struct ipcsh_cell *cell;
};

static void bench_open(struct bench *b, size_t size, bool journal)
{
	struct ipc_address private = by_key(IPC_KEY_PRIVATE);
	struct ipc_shm_how how = { .size = size, .mode = 0600, .journal = journal };

	*b = (struct bench){ 0 };
	int id = ipc_shm_make(&b->cache, &private, &how);
	ck_assert_int_ge(id, 0);
	b->address = by_id(id);
	ck_assert_int_eq(ipc_shm_use(&b->cache, &b->address, IPC_SHM_WRITE, &b->shm), 0);
	struct ipcsh_memory m = { b->shm->addr, b->shm->size, true };
	b->cell = ipcsh_cell_find(&m);
	ck_assert_ptr_nonnull(b->cell);
}

static void bench_close(struct bench *b)
{
	ipc_shm_done(b->shm);
	ipc_shm_forget(&b->cache, NULL);
	ck_assert_int_eq(ipc_shm_remove(&b->address), 0);
}

static int put(struct bench *b, const char *text)
{
	struct ipc_cell_put p = { .data = text, .n = strlen(text), .length = strlen(text), .nul = true };

	return ipc_cell_write(b->shm, &p, &a_moment);
}

/* Reads the value; NULL: that failed with *ERR. The text is overwritten by the next call. */
static const char *got(struct bench *b, int *err)
{
	static struct buf value;
	struct ipc_cell_get get = { 0 };

	value.len = 0;
	*err = ipc_cell_read(b->shm, &get, &value, &a_moment);
	return *err < 0 ? NULL : buf_cstr(&value);
}

static void expect(struct bench *b, const char *wanted)
{
	int err;
	const char *text = got(b, &err);

	ck_assert_int_eq(err, 0);
	ck_assert_str_eq(text, wanted);
}

START_TEST(cell_values)
{
	static const size_t sizes[] = { 1, 8, 100, 3967, 3968, 3969, 4095, 4096, 4097, 10000 };
	struct bench b;

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		char *text = mem_zalloc(sizes[i] + 2);
		bench_open(&b, sizes[i], i % 2);
		ck_assert_uint_eq(ipc_cell_size(b.shm), sizes[i]);
		expect(&b, "");
		for (size_t n = 0; n <= sizes[i]; n += n < 3 ? 1 : sizes[i] - n ? sizes[i] - n : 1) {
			memset(text, 'a' + (int)(n % 26), n);
			text[n] = '\0';
			ck_assert_int_eq(put(&b, text), 0);
			expect(&b, text);
		}
		uint64_t version = b.cell->version;
		memset(text, 'x', sizes[i] + 1);
		ck_assert_int_eq(put(&b, text), -EMSGSIZE);
		ck_assert_uint_eq(b.cell->version, version);
		bench_close(&b);
		free(text);
	}
}
END_TEST

START_TEST(cell_versions)
{
	struct bench b;
	struct ipc_cell_put p = { .data = "new", .n = 3, .length = 3, .only_if = true, .if_version = 2 };

	bench_open(&b, 1000, false);
	ck_assert_int_eq(put(&b, "one"), 0);
	ck_assert_uint_eq(b.cell->version, 2);
	ck_assert_int_eq(put(&b, "one"), 0);
	ck_assert_uint_eq(b.cell->version, 4);
	ck_assert_int_eq(ipc_cell_write(b.shm, &p, &for_ever), -EAGAIN);
	expect(&b, "one");
	p.if_version = 4;
	ck_assert_int_eq(ipc_cell_write(b.shm, &p, &for_ever), 0);
	ck_assert_uint_eq(p.version, 6);
	expect(&b, "new");
	struct ipc_cell_put part = { .off = 2, .data = "XYZ", .n = 3, .part = true };
	ck_assert_int_eq(ipc_cell_write(b.shm, &part, &for_ever), 0);
	expect(&b, "neXYZ");
	bench_close(&b);
}
END_TEST

START_TEST(cell_strangers)
{
	struct bench b;
	struct ipc_cell_info info;

	bench_open(&b, 1000, false);
	strcpy(b.shm->addr, "by a stranger"); /* before the first put */
	expect(&b, "by a stranger");
	ck_assert_int_eq(put(&b, "ours"), 0);
	strcpy(b.shm->addr, "theirs, longer");
	expect(&b, "theirs, longer");
	ck_assert_int_eq(ipc_cell_look(b.shm, &info), 0);
	ck_assert(info.stranger && info.version == 2);
	ck_assert_int_eq(put(&b, "ours"), 0);
	strcat(b.shm->addr, "!"); /* just behind it */
	expect(&b, "ours!");
	ck_assert_int_eq(put(&b, "ours"), 0);
	expect(&b, "ours");
	bench_close(&b);
}
END_TEST

/* A writer that is no more, and what it left: an odd version, the mark on its lock. */
static void dies_writing(struct bench *b, const char *staged, const char *bytes)
{
	struct ipcsh_cell *cell = b->cell;

	if (staged) {
		size_t n = strlen(staged) + 1;
		char *stage = b->shm->addr +
			      (cell->journal ? cell->journal : (b->shm->size + 7) & ~(size_t)7);
		memcpy(stage, staged, n);
		cell->staged_offset = 0;
		cell->staged_bytes = n;
		cell->staged_length = n - 1;
		cell->staged = cell->version + 1;
	}
	cell->version++;
	cell->writer = 4242;
	cell->owner = FUTEX_OWNER_DIED;
	memcpy(b->shm->addr, bytes, strlen(bytes));
}

START_TEST(cell_death)
{
	struct bench b;
	int err;

	for (int journal = 0; journal < 2; journal++) {
		bench_open(&b, 1000, journal);
		ck_assert_int_eq(put(&b, "old value"), 0);
		dies_writing(&b, "new value", "new v");
		expect(&b, "new value");
		ck_assert_uint_eq(b.cell->version, 4);
		dies_writing(&b, NULL, "garba");
		ck_assert_ptr_null(got(&b, &err));
		ck_assert_int_eq(err, -EOWNERDEAD);
		ck_assert_uint_eq(b.cell->version, 6);
		ck_assert_uint_eq(b.cell->flags, IPCSH_CELL_LOST);
		ck_assert_ptr_null(got(&b, &err)); /* and again */
		ck_assert_int_eq(put(&b, "cured"), 0);
		expect(&b, "cured");
		ck_assert_uint_eq(b.cell->flags, 0);
		bench_close(&b);
	}
}
END_TEST

/* Who may only read hands out what was staged, and repairs nothing. */
START_TEST(cell_death_read_only)
{
	struct bench b;
	struct ipc_shm_cache other = { 0 };
	struct ipc_shm *reader;
	struct ipc_cell_get get = { 0 };
	struct buf value = { 0 };

	bench_open(&b, 1000, false);
	ck_assert_int_eq(put(&b, "old value"), 0);
	dies_writing(&b, "new value", "new v");
	ck_assert_int_eq(ipc_shm_use(&other, &b.address, IPC_SHM_READ, &reader), 0);
	ck_assert_int_eq(ipc_cell_read(reader, &get, &value, &a_moment), 0);
	ck_assert_str_eq(buf_cstr(&value), "new value");
	ck_assert_uint_eq(b.cell->version, 3);
	b.cell->staged = 0;
	ck_assert_int_eq(ipc_cell_read(reader, &get, &value, &a_moment), -EOWNERDEAD);
	ck_assert_int_eq(get.writer, 4242);
	b.cell->owner = (uint32_t)getpid();
	ck_assert_int_eq(ipc_cell_read(reader, &get, &value, &a_moment), -ETIMEDOUT);
	buf_free(&value);
	ipc_shm_done(reader);
	ipc_shm_forget(&other, NULL);
	bench_close(&b);
}
END_TEST

/* A child that holds the lock is killed: the kernel marks it, and who waits goes on at once. */
START_TEST(cell_owner_killed)
{
	struct bench b;
	int err;

	bench_open(&b, 1000, false);
	ck_assert_int_eq(put(&b, "old"), 0);
	pid_t child = fork();
	if (child == 0) {
		struct robust_list_head *head;
		size_t size;
		syscall(SYS_get_robust_list, 0, &head, &size);
		head->list_op_pending = (struct robust_list *)((uintptr_t)&b.cell->owner -
							       (uintptr_t)head->futex_offset);
		b.cell->owner = (uint32_t)gettid();
		b.cell->writer = (uint32_t)getpid();
		__atomic_store_n(&b.cell->version, 3, __ATOMIC_SEQ_CST);
		usleep(20000);
		raise(SIGKILL);
	}
	while (__atomic_load_n(&b.cell->version, __ATOMIC_SEQ_CST) != 3)
		usleep(1000);
	struct ipc_cell_put p = { .data = "x", .n = 1, .length = 1, .only_if = true, .if_version = 2 };
	ck_assert_int_eq(ipc_cell_write(b.shm, &p, &for_ever), -EAGAIN); /* it is 4 now */
	ck_assert_ptr_null(got(&b, &err));
	ck_assert_int_eq(err, -EOWNERDEAD);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	bench_close(&b);
}
END_TEST

START_TEST(cell_waiting)
{
	struct bench b;
	struct ipc_cell_since since = { 0 };

	bench_open(&b, 1000, false);
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &not_at_all), -EAGAIN);
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &a_moment), -ETIMEDOUT);
	if (fork() == 0) {
		usleep(20000);
		_exit(put(&b, "news") != 0);
	}
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &for_ever), 0);
	ck_assert_uint_eq(since.version, 2);
	expect(&b, "news");
	since.given = false;
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &not_at_all), -EAGAIN);
	since = (struct ipc_cell_since){ .given = true };
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &not_at_all), 0);
	since = (struct ipc_cell_since){ 0 };
	if (fork() == 0) {
		usleep(20000);
		strcpy(b.shm->addr + 500, "a stranger, far away");
		_exit(0);
	}
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &for_ever), 0);
	if (fork() == 0) {
		usleep(20000);
		_exit(shmctl(b.shm->id, IPC_RMID, NULL) < 0);
	}
	ck_assert_int_eq(ipc_cell_wait(&b.cache, &b.address, &since, &for_ever), -EIDRM);
	while (wait(NULL) > 0)
		;
	ipc_shm_done(b.shm);
	ipc_shm_forget(&b.cache, NULL);
}
END_TEST

/* A POSIX object that is cut short under its attachment: an error, no signal. */
START_TEST(cell_cut_short)
{
	struct ipc_shm_cache cache = { 0 };
	char name[64], path[PATH_MAX];
	struct ipc_address a = own_name(name);
	struct ipc_shm *shm;
	struct ipc_cell_get get = { .all = true };
	struct ipc_cell_put p = { .data = "text", .n = 4, .length = 4 };
	struct buf value = { 0 };

	ck_assert_int_eq(make(&cache, &a, 20000, 0600, true), 0);
	ck_assert_int_eq(ipc_shm_use(&cache, &a, IPC_SHM_WRITE, &shm), 0);
	ck_assert_int_eq(ipc_cell_write(shm, &p, &a_moment), 0);
	ck_assert_int_eq(ipc_shm_path(&a, path), 0);
	ck_assert_int_eq(truncate(path, 10), 0);
	ck_assert_int_eq(ipc_cell_read(shm, &get, &value, &a_moment), -IPC_CUT_SHORT);
	ck_assert_int_eq(truncate(path, 0), 0);
	ipc_shm_done(shm);
	ipc_shm_forget(&cache, NULL);
	ck_assert_int_eq(ipc_shm_remove(&a), 0);
	buf_free(&value);
}
END_TEST

/* Whatever stands in the cell: an answer, in time, and no byte outside. */
START_TEST(cell_hostile)
{
	struct bench b;
	struct buf value = { 0 };
	unsigned seed = 1;

	for (int turn = 0; turn < 3000; turn++) {
		static const struct ipc_wait short_one = { .timeout_ns = 0 };
		struct ipc_cell_get get = { .all = turn & 1, .cstring = turn & 2 };
		struct ipc_cell_info info;
		if (turn % 100 == 0)
			bench_open(&b, 1 + (size_t)turn, turn % 200 == 0);
		uint64_t *fields = (uint64_t *)(void *)b.cell;
		for (int i = 0; i < 1 + turn % 4; i++) {
			uint64_t value_of = (uint64_t)rand_r(&seed) << (rand_r(&seed) % 60);
			fields[1 + (unsigned)rand_r(&seed) % 15] = rand_r(&seed) % 3 ? value_of : ~value_of;
		}
		value.len = 0;
		ipc_cell_read(b.shm, &get, &value, &short_one);
		ck_assert_uint_le(value.len, b.shm->size);
		ipc_cell_look(b.shm, &info);
		struct ipc_cell_put p = { .off = (uint64_t)(turn % 7),
			.data = "text",
			.n = 4,
			.length = 4,
			.part = turn % 3 == 0 };
		ipc_cell_write(b.shm, &p, &short_one);
		if (turn % 100 == 99)
			bench_close(&b);
	}
	buf_free(&value);
}
END_TEST

/* ---- what other programs have ---- */

START_TEST(cell_public)
{
	size_t room = ipcsh_cell_room(4096, false);
	char *memory = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), out[16];
	struct ipcsh_memory m = { memory, room, true };
	uint64_t version = 0;

	ck_assert_uint_eq(room, 4097);
	ck_assert_uint_eq(ipcsh_cell_room(100, false), 100);
	ck_assert_int_eq(ipcsh_cell_init(&m, 4096, false), 0);
	ck_assert_int_eq(ipcsh_cell_write(&m, "value", 5, NULL, -1), 0);
	ck_assert_int_eq(ipcsh_cell_read(&m, out, sizeof out, &version, -1), 5);
	ck_assert_int_eq(memcmp(out, "value", 5), 0);
	ck_assert_uint_eq(version, 2);
	ck_assert_int_eq(ipcsh_cell_write(&m, "next", 4, &version, -1), 0);
	ck_assert_int_eq(ipcsh_cell_write(&m, "lost", 4, &version, -1), -EAGAIN);
	ck_assert_int_eq(ipcsh_cell_wait(&m, 2, 0), 0);
	ck_assert_int_eq(ipcsh_cell_wait(&m, 4, MS), -ETIMEDOUT);
	ck_assert_uint_eq(ipcsh_cell_find(&m)->hash, ipcsh_cell_hash("next", 4, 0));
	ck_assert_uint_ne(ipcsh_cell_hash("next", 4, 0), ipcsh_cell_hash("next", 4, -1));
	m.bytes = 4096;
	ck_assert_int_eq(ipcsh_cell_init(&m, 4096, false), -ENOSPC);
	munmap(memory, room);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { shm_objects, shm_many, posix_objects, cell_values, cell_versions,
		cell_strangers, cell_death, cell_death_read_only, cell_owner_killed, cell_waiting,
		cell_cut_short, cell_hostile, cell_public };
	Suite *suite = suite_create("shm");
	TCase *c = tcase_create("shm");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(c, tests[i]);
	tcase_set_timeout(c, 60);
	suite_add_tcase(suite, c);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
