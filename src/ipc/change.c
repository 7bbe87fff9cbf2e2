/* SPDX-License-Identifier: MIT */
/* change.c -- changes what is there: whose it is, its mode, how much a queue may hold, whether a segment may
 * be swapped out. */
#include "ipc.h"
#include "sysv_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>

/* ---- System V ------------------------------------------------------------------------------------------ */

static bool changes_perm(const struct ipc_change *c)
{
	return c->has_mode || c->has_uid || c->has_gid || c->has_room;
}

static void change_perm(struct ipc_perm *p, const struct ipc_change *c)
{
	if (c->has_mode)
		p->mode = c->mode & MODE_BITS;
	if (c->has_uid)
		p->uid = c->uid;
	if (c->has_gid)
		p->gid = c->gid;
}

/* IPC_SET sets all at once, and so one has to know what is to stay. An owner who may not read the object
 * finds it in the table that everybody may read. */
static int stat_shm(int id, struct shmid_ds *ds)
{
	struct shm_info info;

	if (shmctl(id, IPC_STAT, ds) == 0)
		return 0;
	if (errno != EACCES)
		return sysv_gone_or(errno);
	for (int i = shmctl(0, SHM_INFO, (struct shmid_ds *)&info); i >= 0; i--)
		if (shmctl(i, SHM_STAT_ANY, ds) == id)
			return 0;
	return -EACCES;
}

static int stat_mq(int id, struct msqid_ds *ds)
{
	struct msginfo info;

	if (msgctl(id, IPC_STAT, ds) == 0)
		return 0;
	if (errno != EACCES)
		return sysv_gone_or(errno);
	for (int i = msgctl(0, MSG_INFO, (struct msqid_ds *)&info); i >= 0; i--)
		if (msgctl(i, MSG_STAT_ANY, ds) == id)
			return 0;
	return -EACCES;
}

static int stat_sem(int id, struct semid_ds *ds)
{
	struct seminfo info;

	if (semctl(id, 0, IPC_STAT, (union semun){ .buf = ds }) == 0)
		return 0;
	if (errno != EACCES)
		return sysv_gone_or(errno);
	for (int i = semctl(0, 0, SEM_INFO, (union semun){ .info = &info }); i >= 0; i--)
		if (semctl(i, 0, SEM_STAT_ANY, (union semun){ .buf = ds }) == id)
			return 0;
	return -EACCES;
}

static int change_shm(int id, const struct ipc_change *c)
{
	struct shmid_ds ds;

	if (c->lock && shmctl(id, c->lock > 0 ? SHM_LOCK : SHM_UNLOCK, NULL) < 0)
		return sysv_gone_or(errno);
	if (!changes_perm(c))
		return 0;
	int err = stat_shm(id, &ds);
	change_perm(&ds.shm_perm, c);
	return err < 0 ? err : shmctl(id, IPC_SET, &ds) < 0 ? sysv_gone_or(errno) : 0;
}

static int change_mq(int id, const struct ipc_change *c)
{
	struct msqid_ds ds;
	int err = stat_mq(id, &ds);

	change_perm(&ds.msg_perm, c);
	if (c->has_room)
		ds.msg_qbytes = c->room;
	return err < 0 ? err : msgctl(id, IPC_SET, &ds) < 0 ? sysv_gone_or(errno) : 0;
}

static int change_sem(int id, const struct ipc_change *c)
{
	struct semid_ds ds = { 0 };
	int err = stat_sem(id, &ds);

	change_perm(&ds.sem_perm, c);
	if (err == 0 && semctl(id, 0, IPC_SET, (union semun){ .buf = &ds }) < 0)
		err = sysv_gone_or(errno);
	return err;
}

static int change_sysv(enum ipc_family family, const struct ipc_address *a, const struct ipc_change *c)
{
	bool by_id = a->kind == IPC_ADDR_ID; /* whether it is there the change itself tells */
	int id;

	switch (family) {
	case IPC_SHM: id = by_id ? a->id : ipc_shm_find(a); return id < 0 ? id : change_shm(id, c);
	case IPC_MQ: id = by_id ? a->id : ipc_mq_find(NULL, a, NULL); return id < 0 ? id : change_mq(id, c);
	default: id = by_id ? a->id : ipc_sem_find(NULL, a, NULL); return id < 0 ? id : change_sem(id, c);
	}
}

/* ---- what is a file ------------------------------------------------------------------------------------ */

/* By the descriptor, so that all is done to one thing, whatever has its name meanwhile. */
static int change_fd(int fd, const struct ipc_change *c)
{
	uid_t uid = c->has_uid ? c->uid : (uid_t)-1;
	gid_t gid = c->has_gid ? c->gid : (gid_t)-1;
	char link[32];

	snprintf(link, sizeof link, "/proc/self/fd/%d",
		fd); /* fchmod(2) takes none that was opened with O_PATH */
	if (c->has_mode && chmod(link, c->mode & MODE_BITS) < 0)
		return -errno;
	if ((c->has_uid || c->has_gid) && fchownat(fd, "", uid, gid, AT_EMPTY_PATH) < 0)
		return -errno;
	return 0;
}

/* Opening with O_PATH needs no right to what is there. TYPE: what it has to be; 0: anything. */
static int change_path(const char *path, int flags, mode_t type, const struct ipc_change *c)
{
	struct stat st;
	int fd = fd_open(path, O_PATH | flags, 0), err;

	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0)
		err = -errno;
	else if (type && (st.st_mode & S_IFMT) != type)
		err = type == S_IFIFO ? -IPC_NOT_FIFO : -EINVAL;
	else
		err = change_fd(fd, c);
	close(fd);
	return err;
}

static int change_below(const char *folder, const char *name, const struct ipc_change *c)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s%s", folder, name + 1);
	return change_path(path, O_NOFOLLOW, S_IFREG, c);
}

/* One that its owner may not open can be reached where queues are mounted as files. */
static int change_mqp(const char *name, const struct ipc_change *c)
{
	int fd = ipc_mqp_open(name, O_RDONLY);

	if (fd == -EACCES)
		fd = ipc_mqp_open(name, O_WRONLY);
	if (fd < 0) {
		int err = fd == -EACCES ? change_below("/dev/mqueue/", name, c) : fd;
		return err == -ENOENT ? fd : err;
	}
	int err = change_fd(fd, c);
	close(fd);
	return err;
}

int ipc_change(enum ipc_family family, const struct ipc_address *a, const struct ipc_change *c)
{
	bool posix = a->kind == IPC_ADDR_POSIX, path = a->kind == IPC_ADDR_PATH;
	bool sysv = a->kind == IPC_ADDR_KEY || a->kind == IPC_ADDR_ID;

	if ((c->has_room && !(sysv && family == IPC_MQ)) || (c->lock && !(sysv && family == IPC_SHM)))
		return -EOPNOTSUPP;
	if (sysv)
		return change_sysv(family, a, c);
	if (posix && family == IPC_MQ)
		return change_mqp(a->path, c);
	if (posix)
		return change_below(family == IPC_SHM ? "/dev/shm/" : "/dev/shm/sem.", a->path, c);
	if (path)
		return change_path(a->path, 0, family == IPC_FIFO ? S_IFIFO : 0, c);
	if (a->socket.kind == IPC_SOCKET_UNIX)
		return change_path(a->socket.path, 0, S_IFSOCK, c);
	return -EOPNOTSUPP;
}
