/* SPDX-License-Identifier: MIT */
/* sockopt.c -- options of sockets by name: those of socket(7), tcp(7), ip(7) and ipv6(7) that are one
 * figure. */
#include "ipc.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

const struct ipc_sock_option ipc_sock_options[] = {
	{ "acceptconn", SOL_SOCKET, SO_ACCEPTCONN, IPC_OPTION_NUMBER, true, "1: somebody listens on it" },
	{ "broadcast", SOL_SOCKET, SO_BROADCAST, IPC_OPTION_NUMBER, false,
		"1: may send to broadcast addresses" },
	{ "cork", IPPROTO_TCP, TCP_CORK, IPC_OPTION_NUMBER, false, "1: only whole packets go out" },
	{ "defer_accept", IPPROTO_TCP, TCP_DEFER_ACCEPT, IPC_OPTION_NUMBER, false,
		"accepted once data has come, or after so many seconds" },
	{ "domain", SOL_SOCKET, SO_DOMAIN, IPC_OPTION_NUMBER, true, "1: UNIX, 2: IPv4, 10: IPv6" },
	{ "error", SOL_SOCKET, SO_ERROR, IPC_OPTION_NUMBER, true,
		"the error that waits for the next call, and no more" },
	{ "keepalive", SOL_SOCKET, SO_KEEPALIVE, IPC_OPTION_NUMBER, false,
		"1: asks whether the other end lives" },
	{ "keepcnt", IPPROTO_TCP, TCP_KEEPCNT, IPC_OPTION_NUMBER, false,
		"questions without an answer until it is dead" },
	{ "keepidle", IPPROTO_TCP, TCP_KEEPIDLE, IPC_OPTION_NUMBER, false,
		"seconds of silence before the first" },
	{ "keepintvl", IPPROTO_TCP, TCP_KEEPINTVL, IPC_OPTION_NUMBER, false, "seconds between two" },
	{ "linger", SOL_SOCKET, SO_LINGER, IPC_OPTION_LINGER, false,
		"seconds that the last close waits for what was sent; 0: throws it away; -1: off" },
	{ "maxseg", IPPROTO_TCP, TCP_MAXSEG, IPC_OPTION_NUMBER, false, "bytes in a packet" },
	{ "multicast_loop", IPPROTO_IP, IP_MULTICAST_LOOP, IPC_OPTION_NUMBER, false,
		"1: what goes to a group is heard on this machine, too (IPv4)" },
	{ "multicast_ttl", IPPROTO_IP, IP_MULTICAST_TTL, IPC_OPTION_NUMBER, false,
		"hops of what goes to a group (IPv4)" },
	{ "nodelay", IPPROTO_TCP, TCP_NODELAY, IPC_OPTION_NUMBER, false, "1: small writes go out at once" },
	{ "passcred", SOL_SOCKET, SO_PASSCRED, IPC_OPTION_NUMBER, false,
		"1: who sends is known, for each message" },
	{ "priority", SOL_SOCKET, SO_PRIORITY, IPC_OPTION_NUMBER, false, "of its packets, 0 to 6" },
	{ "protocol", SOL_SOCKET, SO_PROTOCOL, IPC_OPTION_NUMBER, true, "6: TCP, 17: UDP" },
	{ "quickack", IPPROTO_TCP, TCP_QUICKACK, IPC_OPTION_NUMBER, false,
		"1: what comes is acknowledged at once" },
	{ "rcvbuf", SOL_SOCKET, SO_RCVBUF, IPC_OPTION_NUMBER, false,
		"bytes kept for the reader; the kernel doubles it" },
	{ "rcvlowat", SOL_SOCKET, SO_RCVLOWAT, IPC_OPTION_NUMBER, false, "bytes that wake a reader" },
	{ "rcvtimeo", SOL_SOCKET, SO_RCVTIMEO, IPC_OPTION_SECONDS, false,
		"seconds that a read waits; 0: for ever" },
	{ "reuseaddr", SOL_SOCKET, SO_REUSEADDR, IPC_OPTION_NUMBER, false,
		"1: an address may be used again at once" },
	{ "reuseport", SOL_SOCKET, SO_REUSEPORT, IPC_OPTION_NUMBER, false,
		"1: several may listen at one address" },
	{ "sndbuf", SOL_SOCKET, SO_SNDBUF, IPC_OPTION_NUMBER, false,
		"bytes kept of a writer; the kernel doubles it" },
	{ "sndtimeo", SOL_SOCKET, SO_SNDTIMEO, IPC_OPTION_SECONDS, false,
		"seconds that a write waits; 0: for ever" },
	{ "tos", IPPROTO_IP, IP_TOS, IPC_OPTION_NUMBER, false, "type of service of its packets (IPv4)" },
	{ "ttl", IPPROTO_IP, IP_TTL, IPC_OPTION_NUMBER, false, "hops that its packets may take (IPv4)" },
	{ "type", SOL_SOCKET, SO_TYPE, IPC_OPTION_NUMBER, true,
		"1: stream, 2: datagram, 5: packets in order" },
	{ "user_timeout", IPPROTO_TCP, TCP_USER_TIMEOUT, IPC_OPTION_NUMBER, false,
		"milliseconds that what was sent may stay unacknowledged; 0: the usual" },
	{ "v6only", IPPROTO_IPV6, IPV6_V6ONLY, IPC_OPTION_NUMBER, false, "1: IPv6 alone" },
	{ NULL, 0, 0, IPC_OPTION_NUMBER, false, NULL },
};

static int get(int fd, const struct ipc_sock_option *o, void *p, socklen_t size)
{
	return getsockopt(fd, o->level, o->number, p, &size) < 0 ? -errno : 0;
}

/* A UNIX socket may share a number of level and option with another protocol. */
static int has_level(int fd, const struct ipc_sock_option *o)
{
	int domain = 0;
	socklen_t size = sizeof domain;

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) < 0)
		return -errno;
	bool ok = o->level == SOL_SOCKET || (o->level == IPPROTO_TCP && domain != AF_UNIX) ||
		  (o->level == IPPROTO_IP && domain == AF_INET) ||
		  (o->level == IPPROTO_IPV6 && domain == AF_INET6);
	return ok ? 0 : -ENOPROTOOPT;
}

int ipc_sock_option_get(int fd, const struct ipc_sock_option *o, int64_t *value)
{
	struct timeval seconds = { 0 };
	struct linger linger = { 0 };
	int number = 0, err = has_level(fd, o);

	if (err < 0)
		return err;
	switch (o->kind) {
	case IPC_OPTION_SECONDS:
		err = get(fd, o, &seconds, sizeof seconds);
		*value = seconds.tv_sec * NSEC_PER_SEC + seconds.tv_usec * 1000;
		return err;
	case IPC_OPTION_LINGER:
		err = get(fd, o, &linger, sizeof linger);
		*value = linger.l_onoff ? linger.l_linger : -1;
		return err;
	default:
		err = get(fd, o, &number, sizeof number);
		*value = number;
		return err;
	}
}

int ipc_sock_option_set(int fd, const struct ipc_sock_option *o, int64_t value)
{
	struct timeval seconds = { value / NSEC_PER_SEC, value % NSEC_PER_SEC / 1000 };
	struct linger linger = { value >= 0, value >= 0 ? (int)value : 0 };
	int number = (int)value, err = has_level(fd, o);
	const void *p = &number;
	socklen_t size = sizeof number;

	if (err < 0)
		return err;
	if (o->kind == IPC_OPTION_SECONDS) {
		p = &seconds;
		size = sizeof seconds;
	} else if (o->kind == IPC_OPTION_LINGER) {
		p = &linger;
		size = sizeof linger;
	}
	return setsockopt(fd, o->level, o->number, p, size) < 0 ? -errno : 0;
}
