/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin.h -- the table of words: a list of families, each a list of rows. */
#ifndef IPCSH_BUILTIN_H
#define IPCSH_BUILTIN_H

#include "exec.h"

extern const struct builtin *const builtin_tables[]; /* NULL at the end; each table ends with a zero row */

#endif
