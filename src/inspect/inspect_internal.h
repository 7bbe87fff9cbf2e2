/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect_internal.h -- what the files of this room share. */
#ifndef IPCSH_INSPECT_INTERNAL_H
#define IPCSH_INSPECT_INTERNAL_H

#include "inspect.h"

void things_add(struct things *t, struct thing thing); /* takes over its NAME */
/* All of a small file of /proc at PATH into OUT. 0 or -errno. */
int proc_read(const char *path, struct buf *out);

#endif
