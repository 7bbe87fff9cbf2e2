/* SPDX-License-Identifier: MIT */
/* sem.c -- System V semaphore sets: make, find, operate, look, list, remove. */
#include "ipc.h"
#include "sysv_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>

#define AT_ONCE 32 /* the kernel takes up to SEMOPM: 500, if nobody has changed it */

/* ---- make and find ------------------------------------------------------------------------------------- */

/* A value that is set (SETVAL) overwrites what others did since the set was there; one that is added does
 * not. And it is a semop(), which leaves a time in sem_otime: programs that wait for that see it. */
static int give_values(int id, unsigned count, const unsigned short *values)
{
	struct sembuf ops[AT_ONCE];
	unsigned most = AT_ONCE, next;

	for (unsigned i = 0; i < count; i = next) {
		unsigned n = 0;
		for (next = i; next < count && n < most; next++)
			if (values[next])
				ops[n++] = (struct sembuf){ (unsigned short)next, (short)values[next], 0 };
		if (n == 0 || semop(id, ops, n) == 0)
			continue;
		if (errno == E2BIG && n > 1)
			most = n / 2;
		else if (errno != EINTR)
			return -errno;
		next = i;
	}
	return 0;
}

static int create(const struct ipc_address *a, unsigned count, const unsigned short *values, mode_t mode)
{
	/* The owner needs both rights for the first values, whatever it leaves itself after that. */
	int id = semget((key_t)a->key, (int)count, IPC_CREAT | IPC_EXCL | 0600 | (int)(mode & MODE_BITS));
	struct semid_ds ds = { 0 };
	int err;

	if (id < 0)
		return -errno;
	err = give_values(id, count, values);
	if (err == 0 && (mode & 0600) != 0600) {
		err = semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }) < 0 ? -errno : 0;
		ds.sem_perm.mode = mode & MODE_BITS;
		if (err == 0 && semctl(id, 0, IPC_SET, (union semun){ .buf = &ds }) < 0)
			err = -errno;
	}
	if (err < 0)
		semctl(id, 0, IPC_RMID);
	return err < 0 ? err : id;
}

/* One that this user may neither read nor alter is no use, though it is there. */
static int open_there(key_t key, unsigned count)
{
	int id = semget(key, (int)count, 0400);

	if (id < 0 && errno == EACCES)
		id = semget(key, (int)count, 0200);
	return id < 0 ? -errno : id;
}

int ipc_sem_make(const struct ipc_address *a, unsigned count, const unsigned short *values, mode_t mode,
	bool exclusive)
{
	for (unsigned i = 0; i < count; i++)
		if (values[i] > IPC_SEM_MOST)
			return -ERANGE;
	if (a->kind != IPC_ADDR_KEY)
		return exclusive ? -EEXIST : ipc_sem_find(NULL, a, NULL);
	for (int i = 0; i < IPC_RACES; i++) {
		int id = create(a, count, values, mode);
		if (id != -EEXIST || exclusive)
			return id;
		id = open_there((key_t)a->key, count);
		if (id != -ENOENT)
			return id;
	}
	return -EIDRM;
}

static int stat_id(int id)
{
	struct semid_ds ds = { 0 };

	/* One that may only be changed cannot be looked at, but it is there. */
	if (semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }) < 0 && errno != EACCES)
		return sysv_gone_or(errno);
	return id;
}

static int look_up(const struct ipc_address *a)
{
	int id = semget((key_t)a->key, 0, 0);

	return id < 0 ? -errno : id;
}

int ipc_sem_find(struct ipc_id_cache *c, const struct ipc_address *a, bool *cached)
{
	if (cached)
		*cached = false;
	if (a->kind == IPC_ADDR_ID)
		return c ? a->id : stat_id(a->id); /* with a cache it is about to be used: that tells */
	if (a->kind != IPC_ADDR_KEY || a->key == IPC_KEY_PRIVATE)
		return -ENOENT;
	return c ? ipc_ids_find(c, a, look_up, cached) : look_up(a);
}

int ipc_sem_there(const struct ipc_address *a)
{
	return a->kind == IPC_ADDR_POSIX ? ipc_semp_find(a->path) : ipc_sem_find(NULL, a, NULL);
}

int ipc_sem_remove(int id)
{
	return semctl(id, 0, IPC_RMID) < 0 ? sysv_gone_or(errno) : 0;
}

/* ---- operate ------------------------------------------------------------------------------------------- */

struct operating {
	int id;
	struct sembuf *ops;
	const struct ipc_sem_op *flags;
	size_t n;
};

static ssize_t operate_attempt(void *ctx, bool nowait)
{
	const struct operating *o = ctx;

	for (size_t i = 0; i < o->n; i++) {
		const struct ipc_sem_op *op = &o->flags[i];
		o->ops[i].sem_flg = (short)((op->undo ? SEM_UNDO : 0) |
					    (nowait || op->nowait ? IPC_NOWAIT : 0));
	}
	if (semop(o->id, o->ops, o->n) == 0)
		return 0;
	return errno == EINVAL ? -ENOENT : -errno; /* EIDRM: removed while it waited */
}

int ipc_sem_operate(int id, const struct ipc_sem_op *ops, size_t n, const struct ipc_wait *w)
{
	struct sembuf few[AT_ONCE];
	struct operating o = { id, few, ops, n };

	if (n > AT_ONCE)
		o.ops = mem_alloc(n * sizeof *o.ops);
	for (size_t i = 0; i < n; i++)
		o.ops[i] = (struct sembuf){ ops[i].num, ops[i].by, 0 };
	int err = (int)ipc_wait_for(w, operate_attempt, &o);
	if (o.ops != few)
		free(o.ops);
	return err;
}

/* ---- look ---------------------------------------------------------------------------------------------- */

static struct ipc_sem_info info_of(int id, const struct semid_ds *ds)
{
	return (struct ipc_sem_info){
		.id = id,
		.key = (uint32_t)ds->sem_perm.__key,
		.uid = ds->sem_perm.uid,
		.mode = ds->sem_perm.mode & MODE_BITS,
		.count = (unsigned)ds->sem_nsems,
		.operated = ds->sem_otime,
		.changed = ds->sem_ctime,
	};
}

int ipc_sem_stat(int id, struct ipc_sem_info *out)
{
	struct semid_ds ds = { 0 };

	if (semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }) < 0)
		return sysv_gone_or(errno);
	*out = info_of(id, &ds);
	return 0;
}

/* Here EINVAL is also a number that the set does not have. */
static int one_failed(int id, int err)
{
	return err == EINVAL && stat_id(id) >= 0 ? -EFBIG : sysv_gone_or(err);
}

int ipc_sem_look(int id, unsigned num, struct ipc_sem_one *out)
{
	static const int commands[] = { GETVAL, GETNCNT, GETZCNT, GETPID };
	int got[ARRAY_LEN(commands)] = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
		got[i] = semctl(id, (int)num, commands[i]);
		if (got[i] < 0)
			return one_failed(id, errno);
	}
	*out = (struct ipc_sem_one){ got[0], got[1], got[2], got[3] };
	return 0;
}

int ipc_sem_values(int id, unsigned count, unsigned short *out)
{
	struct ipc_sem_info info = { 0 };
	int err = ipc_sem_stat(id, &info);

	if (err < 0 || info.count > count)
		return err < 0 ? err : -EFBIG;
	return semctl(id, 0, GETALL, (union semun){ .array = out }) < 0 ? sysv_gone_or(errno) : 0;
}

int ipc_sem_set(int id, unsigned num, int value)
{
	if (semctl(id, (int)num, SETVAL, (union semun){ .val = value }) < 0)
		return one_failed(id, errno);
	return 0;
}

int ipc_sem_set_all(int id, unsigned count, const unsigned short *values)
{
	struct ipc_sem_info info = { 0 };
	unsigned short *all = mem_alloc(count * sizeof *all); /* semctl(2) takes no const */
	int err = ipc_sem_stat(id, &info);

	memcpy(all, values, count * sizeof *all);
	if (err == 0 && info.count != count)
		err = -EFBIG;
	if (err == 0 && semctl(id, 0, SETALL, (union semun){ .array = all }) < 0)
		err = sysv_gone_or(errno);
	free(all);
	return err;
}

int ipc_sem_list(struct ipc_sem_info **out, size_t *n)
{
	struct seminfo limits;
	int last = semctl(0, 0, SEM_INFO, (union semun){ .info = &limits });

	*out = NULL;
	*n = 0;
	if (last < 0)
		return -errno;
	*out = mem_alloc(((size_t)last + 1) * sizeof **out);
	for (int i = 0; i <= last; i++) {
		struct semid_ds ds = { 0 };
		int id = semctl(i, 0, SEM_STAT_ANY, (union semun){ .buf = &ds });
		if (id >= 0)
			(*out)[(*n)++] = info_of(id, &ds);
	}
	return 0;
}
