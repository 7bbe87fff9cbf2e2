/* SPDX-License-Identifier: MIT */
/* sock_internal.h -- what the files of sockets share: addresses as the kernel has them. */
#ifndef IPCSH_SOCK_INTERNAL_H
#define IPCSH_SOCK_INTERNAL_H

#include "ipc.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

union any_address {
	struct sockaddr sa;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
	struct sockaddr_storage room;
};
_Static_assert(sizeof(union any_address) == IPC_SOCK_ADDRESS_SIZE, "as ipc.h has it");

int sock_kernel_type(enum ipc_socket_type type); /* SOCK_STREAM, ... */
/* The protocol of a raw socket, 0 of others: that of the type; or -errno, -IPC_NO_HOST: WHY says it. */
int sock_protocol(const struct ipc_socket *s, struct trouble *why);
/* The addresses of FAMILY (AF_UNSPEC: any) that a host and port mean, for freeaddrinfo(). PASSIVE: to listen
 * at. 0 or -errno; -IPC_NO_HOST: WHY says it. */
int sock_resolve(
	const struct ipc_socket *s, int family, bool passive, struct addrinfo **out, struct trouble *why);
/* The address of a UNIX socket: its length, or -errno. *DIR is a descriptor that it needs as long as it is
 * used; -1: none. */
int sock_unix_address(const struct ipc_socket *s, union any_address *out, int *dir);
/* Adds it to OUT as it is typed. 0 or -errno. */
int sock_print(const union any_address *addr, socklen_t len, enum ipc_socket_type type, struct buf *out);
int sock_settle(int fd, struct ipc_settings *s); /* sets them all, in their order; 0 or -errno (sockopt.c) */

#endif
