/* SPDX-License-Identifier: MIT */
/* change.c -- changes what is there: whose it is, its mode, how much a queue may hold, whether a segment may
 * be swapped out. */
#include "ipc.h"
#include "sysv_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* ---- System V ------------------------------------------------------------------------------------------ */

/* All kinds have the same commands, and begin with the same figures. */
union sysv_figures {
	struct ipc_perm perm;
	struct shmid_ds shm;
	struct msqid_ds mq;
	struct semid_ds sem;
	struct shm_info shm_all; /* what the commands of the table give */
	struct msginfo mq_all;
	struct seminfo sem_all;
};

static int control(enum ipc_family family, int id, int command, union sysv_figures *p)
{
	switch (family) {
	case IPC_SHM: return shmctl(id, command, &p->shm);
	case IPC_MQ: return msgctl(id, command, &p->mq);
	default: return semctl(id, 0, command, (union semun){ .buf = &p->sem });
	}
}

/* IPC_SET sets all at once, and so one has to know what is to stay. An owner who may not read the object
 * finds it in the table that everybody may read. */
static int stat_any(enum ipc_family family, int id, union sysv_figures *out)
{
	static const struct {
		int last, stat;
	} table[] = {
		[IPC_SHM] = { SHM_INFO, SHM_STAT_ANY },
		[IPC_MQ] = { MSG_INFO, MSG_STAT_ANY },
		[IPC_SEM] = { SEM_INFO, SEM_STAT_ANY },
	};

	if (control(family, id, IPC_STAT, out) == 0)
		return 0;
	if (errno != EACCES)
		return sysv_gone_or(errno);
	for (int i = control(family, 0, table[family].last, out); i >= 0; i--)
		if (control(family, i, table[family].stat, out) == id)
			return 0;
	return -EACCES;
}

static int change_perm(enum ipc_family family, int id, const struct ipc_change *c)
{
	union sysv_figures now = { 0 };
	int err = stat_any(family, id, &now);

	if (err < 0)
		return err;
	if (c->has_mode)
		now.perm.mode = c->mode & MODE_BITS;
	if (c->has_uid)
		now.perm.uid = c->uid;
	if (c->has_gid)
		now.perm.gid = c->gid;
	if (c->has_room)
		now.mq.msg_qbytes = c->room;
	return control(family, id, IPC_SET, &now) < 0 ? sysv_gone_or(errno) : 0;
}

static int find(enum ipc_family family, const struct ipc_address *a)
{
	switch (family) {
	case IPC_SHM: return ipc_shm_find(a);
	case IPC_MQ: return ipc_mq_find(NULL, a, NULL);
	default: return ipc_sem_find(NULL, a, NULL);
	}
}

static int change_sysv(enum ipc_family family, const struct ipc_address *a, const struct ipc_change *c)
{
	/* Whether an id is there the change itself tells. */
	int id = a->kind == IPC_ADDR_ID ? a->id : find(family, a);

	if (id < 0)
		return id;
	if (c->lock && shmctl(id, c->lock > 0 ? SHM_LOCK : SHM_UNLOCK, NULL) < 0)
		return sysv_gone_or(errno);
	if (!c->has_mode && !c->has_uid && !c->has_gid && !c->has_room)
		return 0;
	return change_perm(family, id, c);
}

bool ipc_above_modes(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { { 0 } };
	const uint32_t wanted = 1u << CAP_IPC_OWNER | 1u << CAP_DAC_OVERRIDE;

	return syscall(SYS_capget, &head, sets) == 0 && (sets[0].effective & wanted) == wanted;
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
	ipc_mqp_close(&fd);
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
