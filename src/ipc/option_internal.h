/* SPDX-License-Identifier: MIT */
/* option_internal.h -- what the files of options share. */
#ifndef IPCSH_OPTION_INTERNAL_H
#define IPCSH_OPTION_INTERNAL_H

#include "ipc.h"

/* ---- sock_group.c ---- */

/* An interface by its name, its number or an address that it has; "0": none in particular. 0, or -EINVAL: WHY
 * says it. */
int sock_link_parse(const char *text, struct ipc_link *out, struct trouble *why);
void sock_link_print(unsigned index, struct buf *out); /* its name */
/* The option of IPPROTO_IP or IPPROTO_IPV6 that is an interface. 0 or -errno. */
int sock_link_set(int fd, int level, int number, const struct ipc_link *link);
int sock_link_get(int fd, int level, int number, unsigned *index);
/* [SOURCE@]GROUP[%INTERFACE], SOURCED: with SOURCE. 0, or -EINVAL: WHY says it. */
int sock_group_parse(const char *text, bool sourced, struct ipc_group *out, struct trouble *why);
int sock_group_set(int fd, int number, const struct ipc_group *g); /* MCAST_JOIN_GROUP, ...; 0 or -errno */

/* ---- sockopt.c, fdopt.c: of one of their options; as ipc_option_get() and _set() ---- */

int sock_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v);
int sock_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v);
int fd_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v);
int fd_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v);

#endif
