/* SPDX-License-Identifier: MIT */
/* shm.c -- System V shared memory: make, find, attach, list, remove. */
#include "ipc.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#define MODE_BITS 0777u
#define RACES 8 /* made and removed by others between two looks */

/* What the kernel says of an id that is no longer there. */
static int missing_or(int err)
{
	return err == EINVAL || err == EIDRM ? -ENOENT : -err;
}

static int shm_find_fitting(uint32_t key, size_t size)
{
	int id = shmget((key_t)key, size, 0);

	if (id >= 0)
		return id;
	return errno == EINVAL ? -EMSGSIZE : -errno;
}

int ipc_shm_make(const struct ipc_address *a, size_t size, mode_t mode, bool exclusive)
{
	int flags = IPC_CREAT | IPC_EXCL | (int)(mode & MODE_BITS);

	if (a->kind != IPC_ADDR_KEY) /* an id is given out by the kernel */
		return exclusive ? -EEXIST : ipc_shm_find(a);
	for (int i = 0; i < RACES; i++) {
		int id = shmget((key_t)a->key, size, flags);
		if (id >= 0)
			return id;
		if (errno != EEXIST || exclusive)
			return -errno;
		id = shm_find_fitting(a->key, size);
		if (id != -ENOENT)
			return id;
	}
	return -ENOENT;
}

static int shm_stat_id(int id)
{
	struct shmid_ds ds;

	if (shmctl(id, IPC_STAT, &ds) < 0)
		return missing_or(errno);
	return ds.shm_perm.mode & SHM_DEST ? -ENOENT : id;
}

int ipc_shm_find(const struct ipc_address *a)
{
	if (a->kind == IPC_ADDR_ID)
		return shm_stat_id(a->id);
	if (a->kind != IPC_ADDR_KEY || a->key == IPC_KEY_PRIVATE) /* shmget(0) would make one */
		return -ENOENT;
	int id = shmget((key_t)a->key, 0, 0);
	return id < 0 ? -errno : id;
}

/* ---- attachments --------------------------------------------------------------------------------------- */

static int shm_attach(int id, bool write, struct ipc_shm *out)
{
	struct shmid_ds ds;
	void *addr = shmat(id, NULL, write ? 0 : SHM_RDONLY);

	if (addr == (void *)-1)
		return missing_or(errno);
	if (shmctl(id, IPC_STAT, &ds) < 0) {
		int err = missing_or(errno);
		shmdt(addr);
		return err;
	}
	*out = (struct ipc_shm){ .id = id, .addr = addr, .size = ds.shm_segsz, .writable = write };
	return 0;
}

static void slot_clear(struct ipc_shm **slot)
{
	if (*slot) {
		shmdt((*slot)->addr);
		free(*slot);
	}
	*slot = NULL;
}

void ipc_shm_forget(struct ipc_shm_cache *c, int id)
{
	for (size_t i = 0; i < IPC_SHM_KEPT; i++)
		if (c->kept[i] && (id < 0 || c->kept[i]->id == id))
			slot_clear(&c->kept[i]);
}

/* The slot for ID: the one that has it, a free one, or the one whose turn it is. What was kept of the same
 * KEY but is no longer the segment of that key goes: it would only keep dead memory alive. */
static struct ipc_shm **slot_for(struct ipc_shm_cache *c, uint32_t key, int id)
{
	struct ipc_shm **found = NULL, **empty = NULL;

	for (size_t i = 0; i < IPC_SHM_KEPT; i++) {
		struct ipc_shm **slot = &c->kept[i];
		if (*slot && key != IPC_KEY_PRIVATE && (*slot)->key == key && (*slot)->id != id)
			slot_clear(slot);
		if (*slot && (*slot)->id == id)
			found = slot;
		else if (!*slot)
			empty = slot;
	}
	if (found)
		return found;
	return empty ? empty : &c->kept[c->next++ % IPC_SHM_KEPT];
}

int ipc_shm_use(struct ipc_shm_cache *c, const struct ipc_address *a, bool write, struct ipc_shm **out)
{
	struct ipc_shm made;
	uint32_t key = a->kind == IPC_ADDR_KEY ? a->key : IPC_KEY_PRIVATE;
	int id = ipc_shm_find(a);

	struct ipc_shm **slot = slot_for(c, key, id);
	if (id < 0)
		return id;
	if (*slot && (*slot)->id == id && (*slot)->writable >= write) {
		*out = *slot;
		return 0;
	}
	int err = shm_attach(id, write, &made);
	if (err < 0)
		return err;
	made.key = key;
	slot_clear(slot);
	*slot = mem_alloc(sizeof **slot);
	**slot = made;
	*out = *slot;
	return 0;
}

int ipc_shm_remove(int id)
{
	return shmctl(id, IPC_RMID, NULL) < 0 ? missing_or(errno) : 0;
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static struct ipc_shm_info shm_info_of(int id, const struct shmid_ds *ds)
{
	return (struct ipc_shm_info){
		.id = id,
		.key = (uint32_t)ds->shm_perm.__key,
		.uid = ds->shm_perm.uid,
		.mode = ds->shm_perm.mode & MODE_BITS,
		.size = ds->shm_segsz,
		.attached = ds->shm_nattch,
		.maker = ds->shm_cpid,
		.last = ds->shm_lpid,
		.removed = ds->shm_perm.mode & SHM_DEST,
	};
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
			(*out)[(*n)++] = shm_info_of(id, &ds);
	}
	return 0;
}
