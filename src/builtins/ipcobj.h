/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcobj.h -- all objects of all families, as the subcommands of `ipc` see them. */
#ifndef IPCSH_IPCOBJ_H
#define IPCSH_IPCOBJ_H

#include "inspect_word.h"

struct ipc_object {
	enum ipc_family family;
	char *address; /* with its kind before it: "shm:7777"; malloc'ed */
	bool sysv;     /* SYSV has all there is to know; else: */
	struct sysv_object sysv_info;
	bool has_owner, has_group, has_mode, has_size, has_used;
	uid_t uid;
	gid_t gid;
	mode_t mode;
	uint64_t size, used;
	pid_t holder; /* of a lock; 0: unknown */
};
struct ipc_objects {
	struct ipc_object *v;
	size_t n, cap;
	bool no_mqueue; /* POSIX queues could not be listed: nothing is mounted */
	size_t hidden;  /* processes of others: their FIFOs and locks are not known by name */
};

/* FAMILIES: a bit for each, 1 << family. Sorted by family, as the kernel has them. 0 or -errno. */
int ipc_objects(struct ipc_objects *out, unsigned families);
void ipc_objects_free(struct ipc_objects *list);
struct ipc_named;
/* Adds the one that is named, which no list may have: a file that nobody holds, a POSIX queue where none are
 * mounted, a connection. What cannot be found out is left out. false: there is no such socket. */
bool ipc_object_add(struct ipc_objects *out, const struct ipc_named *named);

/* An object that was named, with its kind before the address or without. */
struct ipc_named {
	enum ipc_family family;
	struct ipc_address address;
	const char *text; /* as it was given */
};
/* It has this address. */
bool ipc_sock_matches(const struct ipc_socket *want, const struct sock_info *s);
/* false: no address, no such object, or a bare one that names two: said. */
bool ipc_name(struct sh *sh, const char *text, struct ipc_named *out);

/* Subcommands: A has the options, a->text the operands after the subcommand. */
int ipc_sub_who(struct sh *sh, struct ipc_args *a);
int ipc_sub_set(struct sh *sh, struct ipc_args *a);
int ipc_sub_gc(struct sh *sh, struct ipc_args *a);
int ipc_sub_watch(struct sh *sh, struct ipc_args *a);
int ipc_sub_limits(struct sh *sh, struct ipc_args *a);
/* Whether the segment has a --keep mark, or may not be looked into. To look is to attach it: this shell
 * becomes its last user. */
bool ipc_marked_to_keep(const struct sysv_object *s);
/* Removes it: 0 or -errno. -EOPNOTSUPP: nothing that can be removed. */
int ipc_remove_named(struct sh *sh, const struct ipc_named *named);

#endif
