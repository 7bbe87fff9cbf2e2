/* SPDX-License-Identifier: MIT */
/* shm_internal.h -- POSIX shared memory, for shm.c: objects are files in /dev/shm. */
#ifndef IPCSH_SHM_INTERNAL_H
#define IPCSH_SHM_INTERNAL_H

#include "cell_internal.h"
#include "sysv_internal.h"

#include <sys/stat.h>

/* Until it has its cell, and maybe a value, its maker may read and write it. */
static inline mode_t shm_first_mode(const struct ipc_shm_how *how)
{
	return (how->mode & MODE_BITS) | S_IRUSR | S_IWUSR;
}

/* All give 0 or -errno. ST may be NULL. */
int posix_shm_find(const struct ipc_address *a, struct stat *st);
int posix_shm_attach(const struct ipc_address *a, bool write, struct ipc_shm *out);
/* -EEXIST: it is there. */
int posix_shm_make(const struct ipc_address *a, size_t bytes, const struct ipc_shm_how *how);
int posix_shm_remove(const struct ipc_address *a);
int posix_shm_stat(const struct ipc_address *a, struct ipc_shm_info *out);
int posix_shm_list(struct ipc_shm_info **out, size_t *n); /* appends */

#endif
