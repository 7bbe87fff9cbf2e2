/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcbounds.c -- ipc limits: each limit of the kernel, what is used of it, and where it is set. */
#include "ipcobj.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/statvfs.h>

enum { COL_LIMIT, COL_VALUE, COL_USED, COL_UNIT, COL_WHERE, COLUMNS };
static const struct view_column columns[COLUMNS] = {
	[COL_LIMIT] = { "LIMIT", 0, "what is limited" },
	[COL_VALUE] = { "VALUE", VIEW_NUMBER, "the limit; `unlimited'" },
	[COL_USED] = { "USED", VIEW_NUMBER, "what is used of it, of this IPC namespace, user or process" },
	[COL_UNIT] = { "UNIT", 0, "of what" },
	[COL_WHERE] = { "WHERE", 0, "where it is set" },
};
const struct view_table ipc_limit_table = { "ipc/limits", columns, COLUMNS };

/* ---- what is used ---- */

struct usage {
	struct shm_info shm;
	struct msginfo msg;
	struct seminfo sem;
	bool has_shm, has_msg, has_sem;
	uint64_t dev_shm, mqueues, fds, files;
	bool has_mqueues, has_fds, has_files;
};

static void usage_read(struct usage *u)
{
	struct ipc_mqp_info *list;
	struct statvfs fs;
	struct fd_list fds;
	size_t n;

	*u = (struct usage){ 0 };
	u->has_shm = shmctl(0, SHM_INFO, (struct shmid_ds *)&u->shm) >= 0;
	u->has_msg = msgctl(0, MSG_INFO, (struct msqid_ds *)&u->msg) >= 0;
	u->has_sem = semctl(0, 0, SEM_INFO, &u->sem) >= 0;
	if (statvfs("/dev/shm", &fs) == 0)
		u->dev_shm = (uint64_t)(fs.f_blocks - fs.f_bfree) * fs.f_frsize;
	u->has_mqueues = ipc_mqp_list(&list, &n) == 0;
	if (u->has_mqueues) {
		u->mqueues = n;
		ipc_mqp_list_free(list, n);
	}
	u->has_fds = inspect_fds(getpid(), &fds) == 0;
	u->fds = fds.n;
	fd_list_free(&fds);
	u->has_files = ipc_limit_field("fs/file-nr", 0, &u->files) == 0;
}

enum figure {
	NOTHING,
	SEGMENTS,
	PAGES,
	SHM_FILES,
	QUEUES,
	SETS,
	SEMAPHORES,
	MQUEUES,
	DESCRIPTORS,
	FILES,
};

static bool usage_of(const struct usage *u, enum figure figure, uint64_t *out)
{
	switch (figure) {
	case SEGMENTS: *out = (uint64_t)u->shm.used_ids; return u->has_shm;
	case PAGES: *out = u->shm.shm_tot; return u->has_shm;
	case SHM_FILES: *out = u->dev_shm; return true;
	case QUEUES: *out = (uint64_t)u->msg.msgpool; return u->has_msg;
	case SETS: *out = (uint64_t)u->sem.semusz; return u->has_sem;
	case SEMAPHORES: *out = (uint64_t)u->sem.semaem; return u->has_sem;
	case MQUEUES: *out = u->mqueues; return u->has_mqueues;
	case DESCRIPTORS: *out = u->fds; return u->has_fds;
	case FILES: *out = u->files; return u->has_files;
	default: return false;
	}
}

/* ---- the limits ---- */

static const struct limit {
	const char *name;
	const char *unit;
	const char *file; /* below /proc/sys; NULL: RESOURCE, or the file system at WHERE */
	unsigned field;
	enum figure used;
	int resource;      /* < 0: none */
	const char *where; /* where FILE does not say it */
} limits[] = {
	{ "shmmni", "segments", "kernel/shmmni", 0, SEGMENTS, -1, NULL },
	{ "shmmax", "bytes in a segment", "kernel/shmmax", 0, NOTHING, -1, NULL },
	{ "shmall", "pages of segments", "kernel/shmall", 0, PAGES, -1, NULL },
	{ "/dev/shm", "bytes of POSIX segments", NULL, 0, SHM_FILES, -1, "mount -o remount,size=N /dev/shm" },
	{ "msgmni", "queues", "kernel/msgmni", 0, QUEUES, -1, NULL },
	{ "msgmax", "bytes in a message", "kernel/msgmax", 0, NOTHING, -1, NULL },
	{ "msgmnb", "bytes in a queue", "kernel/msgmnb", 0, NOTHING, -1, NULL },
	{ "semmsl", "semaphores in a set", "kernel/sem", 0, NOTHING, -1, "/proc/sys/kernel/sem, 1st figure" },
	{ "semmns", "semaphores", "kernel/sem", 1, SEMAPHORES, -1, "/proc/sys/kernel/sem, 2nd figure" },
	{ "semopm", "operations at once", "kernel/sem", 2, NOTHING, -1, "/proc/sys/kernel/sem, 3rd figure" },
	{ "semmni", "sets of semaphores", "kernel/sem", 3, SETS, -1, "/proc/sys/kernel/sem, 4th figure" },
	{ "queues_max", "POSIX queues", "fs/mqueue/queues_max", 0, MQUEUES, -1, NULL },
	{ "msg_max", "messages in a POSIX queue", "fs/mqueue/msg_max", 0, NOTHING, -1, NULL },
	{ "msgsize_max", "bytes in a POSIX message", "fs/mqueue/msgsize_max", 0, NOTHING, -1, NULL },
	{ "msgqueue", "bytes of a user's POSIX queues", NULL, 0, NOTHING, RLIMIT_MSGQUEUE, "ulimit -q" },
	{ "nofile", "descriptors of a process", NULL, 0, DESCRIPTORS, RLIMIT_NOFILE, "ulimit -n" },
	{ "file-max", "open files", "fs/file-max", 0, FILES, -1, NULL },
	{ "pipe-max-size", "bytes in a pipe", "fs/pipe-max-size", 0, NOTHING, -1, NULL },
	{ "pipe-user-pages", "pages of a user's pipes", "fs/pipe-user-pages-soft", 0, NOTHING, -1, NULL },
	{ "somaxconn", "connections not accepted yet", "net/core/somaxconn", 0, NOTHING, -1, NULL },
	{ "dgram_qlen", "datagrams not read yet", "net/unix/max_dgram_qlen", 0, NOTHING, -1, NULL },
	{ "wmem_max", "bytes not sent yet", "net/core/wmem_max", 0, NOTHING, -1, NULL },
	{ "rmem_max", "bytes not read yet", "net/core/rmem_max", 0, NOTHING, -1, NULL },
	{ "sigpending", "queued signals of a user", NULL, 0, NOTHING, RLIMIT_SIGPENDING, "ulimit -i" },
	{ "memlock", "bytes locked in memory", NULL, 0, NOTHING, RLIMIT_MEMLOCK, "ulimit -l" },
	{ "max_map_count", "maps of a process", "vm/max_map_count", 0, NOTHING, -1, NULL },
	{ "nproc", "processes of a user", NULL, 0, NOTHING, RLIMIT_NPROC, "ulimit -u" },
};

static void cell_value(struct view *v, const struct limit *l)
{
	struct rlimit limit;
	struct statvfs fs;
	uint64_t n;

	if (l->file) {
		if (ipc_limit_field(l->file, l->field, &n) == 0)
			view_cell(v, COL_VALUE, "%llu", (unsigned long long)n);
	} else if (l->resource < 0) {
		if (statvfs(l->name, &fs) == 0)
			view_cell(v, COL_VALUE, "%llu", (unsigned long long)fs.f_blocks * fs.f_frsize);
	} else if (getrlimit((__rlimit_resource_t)l->resource, &limit) == 0) {
		if (limit.rlim_cur == RLIM_INFINITY)
			view_cell(v, COL_VALUE, "unlimited");
		else
			view_cell(v, COL_VALUE, "%llu", (unsigned long long)limit.rlim_cur);
	}
}

static void row(struct view *v, const struct usage *u, const struct limit *l)
{
	uint64_t used;

	view_row(v);
	view_cell(v, COL_LIMIT, "%s", l->name);
	cell_value(v, l);
	if (usage_of(u, l->used, &used))
		view_cell(v, COL_USED, "%llu", (unsigned long long)used);
	else if (l->used == NOTHING)
		view_none(v, COL_USED);
	view_cell(v, COL_UNIT, "%s", l->unit);
	if (l->where)
		view_cell(v, COL_WHERE, "%s", l->where);
	else
		view_cell(v, COL_WHERE, "/proc/sys/%s", l->file);
}

int ipc_sub_limits(struct sh *sh, struct ipc_args *a)
{
	struct usage u;

	if (a->n_text > 0)
		return builtin_usage(sh);
	struct view *v = view_new(sh, "limits", columns, COLUMNS, &a->view);
	if (!v)
		return a->view.status;
	usage_read(&u);
	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		row(v, &u, &limits[i]);
	if (!u.has_mqueues)
		view_note(v,
			"how many POSIX queues there are is not known: no mqueue file system is mounted on "
			"/dev/mqueue");
	return view_end(v);
}
