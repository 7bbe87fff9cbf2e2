/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sock.h -- what the files of the socket words share. */
#ifndef IPCSH_SOCK_H
#define IPCSH_SOCK_H

#include "ipc_word.h"

/* Options and at least MIN operands, at most MAX (-1: any number); a->object is the first. false: return
 * a->status. */
bool sock_args(struct sh *sh, int argc, char **argv, int min, int max, struct ipc_args *a);
/* The operand that is an address, taken off the others; false: said. */
bool sock_address_operand(struct sh *sh, struct ipc_args *a);
/* An operand that is a descriptor; false: said. */
bool sock_fd_operand(struct sh *sh, struct ipc_args *a, const char *text, int *fd);
/* The status for -errno ERR, said where it is an error; WHY may be NULL. */
int sock_failed(struct sh *sh, const struct ipc_args *a, int err, const struct trouble *why);
/* A connected socket, or < 0: said, and *STATUS is set. The file of --from is removed when this shell ends,
 * or by ipc_mortal_ends(*FILE); NULL: there is none. */
int sock_dial(struct sh *sh, struct ipc_args *a, struct mortal **file, int *status);
/* A socket of the shell's own that listens, or receives datagrams, at the address; < 0: said. *FILE: as
 * above, of the address itself. */
int sock_listen(struct sh *sh, const struct ipc_args *a, struct mortal **file);

/* ---- sockopt.c ---- */

/* What --opt and --join say is to be set on a new socket; false: said. Pair it with sock_settings_end(). */
bool sock_settings(struct sh *sh, const struct ipc_args *a, struct ipc_settings *out);
void sock_settings_end(struct ipc_settings *s);
/* Says that this one could not be set; a status. */
int sock_setting_failed(struct sh *sh, const struct ipc_args *a, const struct ipc_setting *refused, int err);

/* ---- sock_serve.c ---- */

int sock_serve(struct sh *sh, int argc, char **argv);

/* ---- sock_gram.c ---- */

int sock_recv(struct sh *sh, int argc, char **argv);
int sock_send(struct sh *sh, int argc, char **argv);
/* As sock_failed(), of a datagram of N bytes that was to go through FD. */
int sock_send_failed(
	struct sh *sh, const struct ipc_args *a, int fd, int err, size_t n, const struct trouble *why);

/* ---- sock_stream.c ---- */

int sock_call(struct sh *sh, int argc, char **argv);
int sock_cat(struct sh *sh, int argc, char **argv);

#endif
