/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm.h -- what the words of shared memory and shared variables have in common. */
#ifndef IPCSH_SHM_H
#define IPCSH_SHM_H

#include "ipc_word.h"

/* Makes or opens. Gives the id, or < 0: said, and *STATUS is set. */
int shm_make(struct sh *sh, const struct ipc_args *a, size_t size, int *status);

#endif
