/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin.h -- the table of words: a list of families, each a list of rows. */
#ifndef IPCSH_BUILTIN_H
#define IPCSH_BUILTIN_H

#include "exec.h"

/* NULL at the end; each table ends with its family's row. */
extern const struct builtin *const builtin_tables[];

/* For completion (offers.c), as struct ui_sources has them. */
const char *builtin_operands(const char *name);
bool builtin_objects(struct sh *sh, const char *kind, const char *typed,
	void (*each)(void *ctx, const char *address, const char *what), void *ctx);

#endif
