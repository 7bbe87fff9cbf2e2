/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oracle.h -- random scripts, for shells to agree on. */
#ifndef IPCSH_ORACLE_H
#define IPCSH_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The script of SEED into OUT, NUL-terminated, cut at SIZE; gives its length. */
size_t generate(uint64_t seed, char *out, size_t size);

#endif
