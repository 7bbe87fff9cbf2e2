/* SPDX-License-Identifier: MIT */
/* shm.c -- shared memory: make, find, attach, list, remove. System V segments here, POSIX objects in
 * shm_posix.c. */
#include "shm_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define HUGE_SHIFT 26 /* where the flags of shmget(2) say how large the pages are */

static int stat_id(int id)
{
	struct shmid_ds ds;

	if (shmctl(id, IPC_STAT, &ds) < 0)
		return sysv_gone_or(errno);
	return ds.shm_perm.mode & SHM_DEST ? -ENOENT : id;
}

static bool is_posix(const struct ipc_address *a)
{
	return a->kind == IPC_ADDR_POSIX;
}

int ipc_shm_find(const struct ipc_address *a)
{
	if (is_posix(a))
		return posix_shm_find(a, NULL);
	if (a->kind == IPC_ADDR_ID)
		return stat_id(a->id);
	if (a->kind != IPC_ADDR_KEY || a->key == IPC_KEY_PRIVATE) /* shmget(0) would make one */
		return -ENOENT;
	int id = shmget((key_t)a->key, 0, 0);
	return id < 0 ? -errno : id;
}

int ipc_shm_ready(const struct ipc_address *a)
{
	struct stat st;

	if (!is_posix(a))
		return ipc_shm_find(a);
	int err = posix_shm_find(a, &st);
	return err == 0 && st.st_size == 0 ? -ENOENT : err;
}

/* ---- attachments --------------------------------------------------------------------------------------- */

static int attach_id(int id, bool write, struct ipc_shm *out)
{
	struct shmid_ds ds;
	void *addr = shmat(id, NULL, write ? 0 : SHM_RDONLY);

	if (addr == (void *)-1)
		return sysv_gone_or(errno);
	if (shmctl(id, IPC_STAT, &ds) < 0) {
		int err = sysv_gone_or(errno);
		shmdt(addr);
		return err;
	}
	*out = (struct ipc_shm){ .id = id, .addr = addr, .size = ds.shm_segsz, .writable = write };
	return 0;
}

static void detach(struct ipc_shm *shm)
{
	if (shm->id >= 0)
		shmdt(shm->addr);
	else
		munmap(shm->addr, shm->size);
	free(shm->file);
	free(shm);
}

void ipc_shm_done(struct ipc_shm *shm)
{
	if (--shm->users == 0 && shm->gone)
		detach(shm);
}

static void slot_clear(struct ipc_shm **slot)
{
	struct ipc_shm *shm = *slot;

	*slot = NULL;
	if (!shm)
		return;
	shm->gone = true;
	if (shm->users == 0)
		detach(shm);
}

/* What an address names now, as attachments know it. */
struct identity {
	int id; /* -1: a POSIX object */
	uint32_t key;
	struct stat file;
};

static int identify(const struct ipc_address *a, struct identity *out)
{
	*out = (struct identity){ .id = -1 };
	if (is_posix(a))
		return posix_shm_find(a, &out->file);
	out->key = a->kind == IPC_ADDR_KEY ? a->key : IPC_KEY_PRIVATE;
	out->id = ipc_shm_find(a);
	return out->id < 0 ? out->id : 0;
}

static bool is_same(const struct ipc_shm *shm, const struct identity *now)
{
	if (now->id >= 0 || shm->id >= 0)
		return shm->id == now->id;
	return shm->dev == now->file.st_dev && shm->ino == now->file.st_ino;
}

/* What is kept of the same object, but is no longer what its address names: it would only keep dead memory
 * alive. A POSIX object may have got another size. */
static bool is_stale(const struct ipc_shm *shm, const struct identity *now)
{
	if (now->key != IPC_KEY_PRIVATE)
		return shm->key == now->key && shm->id != now->id;
	return shm->id < 0 && now->id < 0 && is_same(shm, now) && (off_t)shm->size != now->file.st_size;
}

/* The slot for what is there NOW: the one that has it, a free one, or the one whose turn it is. */
static struct ipc_shm **slot_for(struct ipc_shm_cache *c, const struct identity *now)
{
	struct ipc_shm **found = NULL, **empty = NULL;

	for (size_t i = 0; i < IPC_SHM_KEPT; i++) {
		struct ipc_shm **slot = &c->kept[i];
		if (*slot && ((*slot)->torn || is_stale(*slot, now)))
			slot_clear(slot);
		if (*slot && is_same(*slot, now))
			found = slot;
		else if (!*slot)
			empty = slot;
	}
	if (found)
		return found;
	return empty ? empty : &c->kept[c->next++ % IPC_SHM_KEPT];
}

static int attach(const struct ipc_address *a, const struct identity *now, bool write, struct ipc_shm *out)
{
	return is_posix(a) ? posix_shm_attach(a, write, out) : attach_id(now->id, write, out);
}

static int attach_as(
	const struct ipc_address *a, const struct identity *now, enum ipc_shm_access how, struct ipc_shm *out)
{
	int err = attach(a, now, how != IPC_SHM_READ, out);

	if ((err == -EACCES || err == -EROFS) && how == IPC_SHM_BEST)
		err = attach(a, now, false, out);
	return err;
}

int ipc_shm_use(
	struct ipc_shm_cache *c, const struct ipc_address *a, enum ipc_shm_access how, struct ipc_shm **out)
{
	struct ipc_shm made;
	struct identity now;
	int err = identify(a, &now);
	struct ipc_shm **slot = slot_for(c, &now);

	if (err < 0)
		return err;
	bool kept = *slot && is_same(*slot, &now);
	if (!kept || (how == IPC_SHM_WRITE && !(*slot)->writable)) {
		err = attach_as(a, &now, how, &made);
		if (err < 0)
			return err;
		made.key = now.key;
		if (kept) {
			made.seen = (*slot)->seen;
			made.seen_whole = (*slot)->seen_whole;
			made.seen_version = (*slot)->seen_version;
			made.seen_hash = (*slot)->seen_hash;
		}
		slot_clear(slot);
		*slot = mem_alloc(sizeof **slot);
		**slot = made;
	}
	(*slot)->users++;
	*out = *slot;
	return 0;
}

void ipc_shm_forget(struct ipc_shm_cache *c, const struct ipc_address *a)
{
	struct identity now;

	if (a && identify(a, &now) < 0)
		return;
	for (size_t i = 0; i < IPC_SHM_KEPT; i++)
		if (c->kept[i] && (!a || is_same(c->kept[i], &now)))
			slot_clear(&c->kept[i]);
}

/* ---- making -------------------------------------------------------------------------------------------- */

static int make_id(const struct ipc_address *a, size_t bytes, const struct ipc_shm_how *how)
{
	int flags = IPC_CREAT | IPC_EXCL | (int)shm_first_mode(how) | (how->no_reserve ? SHM_NORESERVE : 0) |
		    (how->huge ? SHM_HUGETLB | (int)(how->page_bits << HUGE_SHIFT) : 0);
	int id = shmget((key_t)a->key, bytes, flags);

	return id < 0 ? -errno : id;
}

int ipc_shm_remove(const struct ipc_address *a)
{
	if (is_posix(a))
		return posix_shm_remove(a);
	int id = ipc_shm_find(a);
	if (id < 0)
		return id;
	return shmctl(id, IPC_RMID, NULL) < 0 ? sysv_gone_or(errno) : 0;
}

/* Of a new object that is not attached yet: makes it attached, and puts its cell there. */
static int furnish(struct ipc_shm_cache *c, const struct ipc_address *a, const struct ipc_shm_how *how)
{
	struct ipc_shm *shm;
	int err = ipc_shm_use(c, a, IPC_SHM_WRITE, &shm);

	if (err < 0)
		return err;
	struct ipcsh_memory m = cell_memory(shm);
	struct cell_guard guard;
	cell_guard_begin(&guard, shm);
	if (ipcsh_cell_init(&m, how->size, how->journal) == 0 && how->keep)
		__atomic_fetch_or(&ipcsh_cell_find(&m)->flags, IPCSH_CELL_KEEP, __ATOMIC_RELAXED);
	err = cell_guard_end(&guard) ? -ENOSPC : 0;
	ipc_shm_done(shm);
	return err;
}

/* What its maker could write until now gets the mode that was asked for; what is kept attached for a first
 * value stays so. */
static int close_to_maker(struct ipc_shm_cache *c, const struct ipc_address *a, const struct ipc_shm_how *how)
{
	const struct ipc_change change = { .has_mode = true, .mode = how->mode };

	if (!ipc_shm_bars_maker(how->mode))
		return 0;
	int err = ipc_change(IPC_SHM, a, &change);
	if (err == 0 && !how->stay)
		ipc_shm_forget(c, a);
	return err;
}

/* A new object: with its cell and its mode, or not at all. */
static int finish_made(struct ipc_shm_cache *c, const struct ipc_address *a, const struct ipc_shm_how *how)
{
	int err = furnish(c, a, how);

	if (err == 0)
		err = close_to_maker(c, a, how);
	if (err < 0) { /* no address space for it: said, and nothing left behind */
		ipc_shm_forget(c, a);
		(void)ipc_shm_remove(a);
	}
	return err;
}

/* Does what is there have room? Gives its id. */
static int check_size(struct ipc_shm_cache *c, const struct ipc_address *a, size_t size)
{
	struct ipc_shm *shm;
	int id = ipc_shm_find(a);

	if (id < 0)
		return id;
	int err = ipc_shm_use(c, a, IPC_SHM_BEST, &shm);
	if (err < 0)
		return err;
	err = ipc_cell_size(shm) < size ? -EMSGSIZE : id;
	ipc_shm_done(shm);
	return err;
}

/* The size shows the mark: so many bytes on the last page. */
#define KEEP_REST 2

bool ipc_shm_may_keep(size_t bytes)
{
	return bytes % (size_t)sysconf(_SC_PAGESIZE) == KEEP_REST;
}

static size_t bytes_for(const struct ipc_address *a, const struct ipc_shm_how *how)
{
	size_t bytes = ipcsh_cell_room(how->size, how->journal), page = (size_t)sysconf(_SC_PAGESIZE);

	if (!how->keep || is_posix(a) || bytes > SIZE_MAX / 4)
		return bytes;
	return (bytes - KEEP_REST + page - 1) / page * page + KEEP_REST;
}

int ipc_shm_make(struct ipc_shm_cache *c, const struct ipc_address *a, const struct ipc_shm_how *how)
{
	size_t bytes = bytes_for(a, how);
	bool can_make = a->kind == IPC_ADDR_KEY || is_posix(a); /* an id is given out by the kernel */

	if (how->size == 0)
		return -EINVAL;
	for (int i = 0; i < IPC_RACES && can_make; i++) {
		int id = is_posix(a) ? posix_shm_make(a, bytes, how) : make_id(a, bytes, how);
		if (id >= 0) {
			struct ipc_address made = *a;
			if (a->kind == IPC_ADDR_KEY && a->key == IPC_KEY_PRIVATE)
				made = (struct ipc_address){ .kind = IPC_ADDR_ID, .id = id };
			int err = finish_made(c, &made, how);
			if (err == -ENOENT && !how->exclusive)
				continue;
			return err < 0 ? err : id;
		}
		if (id == -EINVAL && bytes > how->size && !how->journal && !how->keep) {
			bytes = how->size; /* SHMMAX may leave room for the value, if not for a cell */
			continue;
		}
		if (id != -EEXIST || how->exclusive)
			return id;
		id = check_size(c, a, how->size);
		if (id != -ENOENT)
			return id;
	}
	if (how->exclusive)
		return -EEXIST;
	return can_make ? -EIDRM : check_size(c, a, how->size);
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static struct ipc_shm_info info_of(int id, const struct shmid_ds *ds)
{
	return (struct ipc_shm_info){
		.id = id,
		.key = (uint32_t)ds->shm_perm.__key,
		.uid = ds->shm_perm.uid,
		.gid = ds->shm_perm.gid,
		.mode = ds->shm_perm.mode & MODE_BITS,
		.size = ds->shm_segsz,
		.attached = ds->shm_nattch,
		.maker = ds->shm_cpid,
		.last = ds->shm_lpid,
		.removed = ds->shm_perm.mode & SHM_DEST,
		.locked = ds->shm_perm.mode & SHM_LOCKED,
		.attach_time = ds->shm_atime,
		.detach_time = ds->shm_dtime,
		.changed = ds->shm_ctime,
	};
}

int ipc_shm_stat(const struct ipc_shm *shm, const struct ipc_address *a, struct ipc_shm_info *out)
{
	struct shmid_ds ds;

	if (shm->id < 0)
		return posix_shm_stat(a, out);
	if (shmctl(shm->id, IPC_STAT, &ds) < 0)
		return sysv_gone_or(errno);
	*out = info_of(shm->id, &ds);
	return 0;
}

int ipc_shm_list(struct ipc_shm_info **out, size_t *n)
{
	struct shm_info info;
	int last = shmctl(0, SHM_INFO, (struct shmid_ds *)&info);

	*out = NULL;
	*n = 0;
	if (last < 0)
		return -errno;
	*out = mem_alloc(((size_t)last + 1) * sizeof **out);
	for (int i = 0; i <= last; i++) {
		struct shmid_ds ds;
		int id = shmctl(i, SHM_STAT_ANY, &ds);
		if (id >= 0)
			(*out)[(*n)++] = info_of(id, &ds);
	}
	return posix_shm_list(out, n);
}
