/* SPDX-License-Identifier: MIT */
/* sysv_internal.h -- what the System V mechanisms share. */
#ifndef IPCSH_SYSV_INTERNAL_H
#define IPCSH_SYSV_INTERNAL_H

#include <errno.h>

struct semid_ds;
struct seminfo;

#define MODE_BITS 0777u

/* The last operand of semctl(2): programs have to define it. */
union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
	struct seminfo *info;
};

/* -errno, where a call with an id failed: EINVAL and EIDRM say that there is none. */
static inline int sysv_gone_or(int err)
{
	return err == EINVAL || err == EIDRM ? -ENOENT : -err;
}

#endif
