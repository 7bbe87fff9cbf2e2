/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect.h -- what /proc and the file system know about processes and kernel objects, as plain structs, and
 * their description in words. Nothing here prints. All functions that can fail give 0 or -errno. */
#ifndef IPCSH_INSPECT_H
#define IPCSH_INSPECT_H

#include "base.h"

/* ---- things that outlive a command (things.c, objects.c, process.c) ------------------------------------ */

enum thing_kind {
	THING_SYSV_SHM,    /* ID is the kernel's id, KEY its key */
	THING_SYSV_QUEUE,  /* likewise */
	THING_SYSV_SEM,    /* likewise */
	THING_POSIX_SHM,   /* NAME is its name with the slash */
	THING_POSIX_SEM,   /* likewise */
	THING_POSIX_QUEUE, /* likewise */
	THING_FILE,        /* NAME is its path */
	THING_FOLDER,      /* likewise */
	THING_DESCRIPTOR,  /* ID is its number, NAME what /proc says it is open on */
	THING_PROCESS,     /* ID is its number, NAME its command line */
};

struct thing {
	enum thing_kind kind;
	int64_t id;
	uint32_t key;
	char *name; /* malloc'ed; NULL: none */
};

struct things {
	struct thing *v;
	size_t n, cap;
};

void things_free(struct things *t); /* the set may be used again */
/* Takes out of NOW all that BEFORE has too: same kind, id and, but for descriptors and processes, name. */
void things_subtract(struct things *now, const struct things *before);
/* "System V queue 0x1e61 (id 3)", "process 123 (sleep 100)", "file /tmp/x". */
void thing_describe(struct buf *out, const struct thing *t);

/* Snapshots: each adds to OUT what there is now. */

/* All System V objects of this IPC namespace. 0 as well where the kernel has none. */
int inspect_sysv(struct things *out);
enum inspect_folder_kind {
	FOLDER_FILES,  /* files and folders; named as SHOWN/name */
	FOLDER_SHM,    /* POSIX segments and named semaphores */
	FOLDER_QUEUES, /* POSIX queues */
};
/* The entries of folder PATH (not those below them) that belong to user UID ((uid_t)-1: to anybody). A folder
 * that is not there is an empty one. */
int inspect_folder(
	struct things *out, enum inspect_folder_kind kind, const char *path, const char *shown, uid_t uid);
/* The open descriptors of this process, but for the one that lists them. */
int inspect_own_descriptors(struct things *out);
/* All processes below ROOT in the tree of parents and children; zombies are left out. */
int inspect_descendants(struct things *out, pid_t root);
/* Where the message queue file system is mounted: /dev/mqueue if it is, else NULL. */
const char *inspect_mqueue_mount(void);

#endif
