/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock.h -- what the files of the socket words share. */
#ifndef IPCSH_SOCK_H
#define IPCSH_SOCK_H

#include "ipc_word.h"

/* Options and at least MIN operands, at most MAX (-1: any number); a->object is the first. false: return
 * a->status. */
bool sock_args(struct sh *sh, int argc, char **argv, int min, int max, struct ipc_args *a);
/* An operand that is a descriptor; false: said. */
bool sock_fd_operand(struct sh *sh, struct ipc_args *a, const char *text, int *fd);
/* The status for -errno ERR, said where it is an error; WHY may be NULL. */
int sock_failed(struct sh *sh, const struct ipc_args *a, int err, const struct trouble *why);
/* A connected socket, or < 0: said, and *STATUS is set. */
int sock_dial(struct sh *sh, struct ipc_args *a, int *status);

/* ---- sock_stream.c ---- */

int sock_call(struct sh *sh, int argc, char **argv);
int sock_cat(struct sh *sh, int argc, char **argv);

#endif
