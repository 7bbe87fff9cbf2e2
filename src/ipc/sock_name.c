/* SPDX-License-Identifier: MIT */
/* sock_name.c -- addresses of sockets: from text to what the kernel has, and back. */
#include "sock_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <net/if.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- addresses as the kernel has them ------------------------------------------------------------------ */

static const struct src_pos no_pos;

int sock_kernel_type(enum ipc_socket_type type)
{
	static const int types[] = {
		[IPC_SOCKET_STREAM] = SOCK_STREAM,
		[IPC_SOCKET_DATAGRAM] = SOCK_DGRAM,
		[IPC_SOCKET_SEQPACKET] = SOCK_SEQPACKET,
		[IPC_SOCKET_RAW] = SOCK_RAW,
	};

	return types[type];
}

static int not_known(struct trouble *why, const char *what, const char *name, int err)
{
	if (err == EAI_SYSTEM)
		return -errno;
	trouble_set(why, no_pos, "%s %s: %s", what, name, gai_strerror(err));
	return -IPC_NO_HOST;
}

/* The common ones are known also where no file tells them. */
int sock_protocol(const struct ipc_socket *s, struct trouble *why)
{
	static const struct {
		const char *name;
		int number;
	} common[] = { { "icmp", IPPROTO_ICMP }, { "igmp", IPPROTO_IGMP }, { "tcp", IPPROTO_TCP },
		{ "udp", IPPROTO_UDP }, { "ipv6-icmp", IPPROTO_ICMPV6 } };
	uint64_t n;

	if (s->type != IPC_SOCKET_RAW)
		return 0;
	if (text_to_uint10(s->port, UINT8_MAX, &n))
		return (int)n;
	for (size_t i = 0; i < ARRAY_LEN(common); i++)
		if (strcmp(common[i].name, s->port) == 0)
			return common[i].number;
	const struct protoent *known = getprotobyname(s->port);
	if (known)
		return known->p_proto;
	trouble_set(why, no_pos, "protocol %s: not known (/etc/protocols)", s->port);
	return -IPC_NO_HOST;
}

/* A raw socket has no port, and is of one family: IPv4, but for what is IPv6's alone. */
static int resolve_raw(
	const struct ipc_socket *s, int family, bool passive, struct addrinfo **out, struct trouble *why)
{
	static const char no_port[] = "0";
	struct ipc_socket plain = *s;
	int protocol = sock_protocol(s, why);

	if (protocol < 0)
		return protocol;
	plain.type = IPC_SOCKET_DATAGRAM;
	plain.port = no_port;
	if (family == AF_UNSPEC && s->host_len == 1 && s->host[0] == '*')
		family = protocol == IPPROTO_ICMPV6 ? AF_INET6 : AF_INET;
	return sock_resolve(&plain, family, passive, out, why);
}

/* Numbers need no look-up, which may ask other machines and take long. */
int sock_resolve(
	const struct ipc_socket *s, int family, bool passive, struct addrinfo **out, struct trouble *why)
{
	if (s->type == IPC_SOCKET_RAW)
		return resolve_raw(s, family, passive, out, why);
	char *host = mem_strndup(s->host_len ? s->host : "127.0.0.1", s->host_len ? s->host_len : 9);
	bool any = strcmp(host, "*") == 0;
	struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = sock_kernel_type(s->type),
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | (passive ? AI_PASSIVE : 0) |
			    (family == AF_INET6 ? AI_V4MAPPED : 0),
	};
	int result = 0;

	if (any && !passive) {
		trouble_set(why, no_pos, "* is any interface to listen on, not a host to call");
		free(host);
		return -IPC_NO_HOST;
	}
	int err = getaddrinfo(any ? NULL : host, s->port, &hints, out);
	if (err != 0) {
		hints.ai_flags &= ~(AI_NUMERICHOST | AI_NUMERICSERV);
		err = getaddrinfo(any ? NULL : host, s->port, &hints, out);
	}
	if (err != 0)
		result = not_known(why, err == EAI_SERVICE ? "service" : "host",
			err == EAI_SERVICE ? s->port : host, err);
	free(host);
	return result;
}

/* A path that is too long for the structure is reached through its folder's descriptor, *DIR
 * (to be closed). */
static int unix_path(const char *path, union any_address *out, int *dir)
{
	char short_path[sizeof out->un.sun_path];

	if (strlen(path) >= sizeof out->un.sun_path) {
		char *copy = mem_strndup(path, strlen(path)), *copy2 = mem_strndup(path, strlen(path));
		*dir = fd_high(fd_open(dirname(copy), O_PATH | O_DIRECTORY, 0));
		int err = *dir < 0 ? *dir : 0;
		int n = err ? 0
			    : snprintf(short_path, sizeof short_path, "/proc/self/fd/%d/%s", *dir,
				      basename(copy2));
		free(copy);
		free(copy2);
		if (err < 0)
			return err;
		if (n >= (int)sizeof short_path)
			return -ENAMETOOLONG;
		path = short_path;
	}
	out->un.sun_family = AF_UNIX;
	memcpy(out->un.sun_path, path, strlen(path) + 1);
	return (int)sizeof out->un;
}

int sock_unix_address(const struct ipc_socket *s, union any_address *out, int *dir)
{
	size_t n = strlen(s->path);

	memset(out, 0, sizeof *out);
	if (s->kind == IPC_SOCKET_UNIX)
		return unix_path(s->path, out, dir);
	if (n >= sizeof out->un.sun_path)
		return -ENAMETOOLONG;
	out->un.sun_family = AF_UNIX;
	memcpy(out->un.sun_path + 1, s->path, n);
	return (int)(offsetof(struct sockaddr_un, sun_path) + 1 + n);
}

/* ---- and back -------------------------------------------------------------------------------------------- */

static void unix_name(const struct sockaddr_un *un, socklen_t len, struct buf *out)
{
	size_t n = len > offsetof(struct sockaddr_un, sun_path) ? len - offsetof(struct sockaddr_un, sun_path)
								: 0;

	if (n > 0 && un->sun_path[0] == '\0') {
		buf_byte(out, '@');
		buf_add(out, un->sun_path + 1, n - 1);
	} else {
		buf_add(out, un->sun_path, strnlen(un->sun_path, n));
	}
}

/* IPv4 that comes to a listener of any interface is named as what it is; a link's own address
 * needs the link. */
static void inet6_name(const struct sockaddr_in6 *in6, struct buf *out)
{
	char text[INET6_ADDRSTRLEN], link[IF_NAMESIZE];
	unsigned port = ntohs(in6->sin6_port);

	if (IN6_IS_ADDR_V4MAPPED(&in6->sin6_addr)) {
		inet_ntop(AF_INET, in6->sin6_addr.s6_addr + 12, text, sizeof text);
		buf_printf(out, "%s:%u", text, port);
		return;
	}
	bool linked = in6->sin6_scope_id != 0 && if_indextoname(in6->sin6_scope_id, link);
	inet_ntop(AF_INET6, &in6->sin6_addr, text, sizeof text);
	buf_printf(out, "[%s%s%s]:%u", text, linked ? "%" : "", linked ? link : "", port);
}

int sock_print(const union any_address *addr, socklen_t len, enum ipc_socket_type type, struct buf *out)
{
	const char *scheme = ipc_socket_scheme(addr->sa.sa_family == AF_UNIX, type);
	char text[INET6_ADDRSTRLEN];

	buf_printf(out, "%s:", scheme ? scheme : "socket");

	switch (addr->sa.sa_family) {
	case AF_INET:
		inet_ntop(AF_INET, &addr->in.sin_addr, text, sizeof text);
		buf_printf(out, "%s:%u", text, ntohs(addr->in.sin_port));
		return 0;
	case AF_INET6: inet6_name(&addr->in6, out); return 0;
	case AF_UNIX: unix_name(&addr->un, len, out); return 0;
	default: return -EAFNOSUPPORT;
	}
}

int ipc_sock_type(int fd)
{
	int type;
	socklen_t len = sizeof type;

	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) < 0)
		return -errno;
	switch (type) {
	case SOCK_STREAM: return IPC_SOCKET_STREAM;
	case SOCK_DGRAM: return IPC_SOCKET_DATAGRAM;
	case SOCK_SEQPACKET: return IPC_SOCKET_SEQPACKET;
	case SOCK_RAW: return IPC_SOCKET_RAW;
	default: return -ESOCKTNOSUPPORT;
	}
}

static int print_end(int fd, const union any_address *addr, socklen_t len, struct buf *out)
{
	int type = ipc_sock_type(fd);

	return type < 0 ? type : sock_print(addr, len, (enum ipc_socket_type)type, out);
}

int ipc_sock_name(int fd, struct buf *out)
{
	union any_address addr = { 0 };
	socklen_t len = sizeof addr;

	return getsockname(fd, &addr.sa, &len) < 0 ? -errno : print_end(fd, &addr, len, out);
}

int ipc_sock_peer(int fd, struct buf *out)
{
	union any_address addr = { 0 };
	socklen_t len = sizeof addr;
	struct ucred who;
	socklen_t who_len = sizeof who;

	if (getpeername(fd, &addr.sa, &len) < 0)
		return -errno;
	if (addr.sa.sa_family != AF_UNIX)
		return print_end(fd, &addr, len, out);
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &who_len) < 0)
		return -errno;
	buf_printf(out, "%d:%u:%u", (int)who.pid, who.uid, who.gid);
	return 0;
}
