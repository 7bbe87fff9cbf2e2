/* SPDX-License-Identifier: MIT */
/* sockopt.c -- options of sockets by name: those of socket(7), tcp(7), udp(7), ip(7) and ipv6(7) that are
 * one figure or name. */
#include "option_internal.h"
#include "sock_internal.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/time.h>

const struct ipc_option ipc_sock_options[] = {
	{ "acceptconn", SOL_SOCKET, SO_ACCEPTCONN, 0, IPC_OPTION_NUMBER, true, "1: somebody listens on it" },
	{ "add_membership", IPPROTO_IP, MCAST_JOIN_GROUP, MCAST_JOIN_GROUP, IPC_OPTION_GROUP, false,
		"joins [SOURCE@]GROUP[%INTERFACE]: what goes to it is heard" },
	{ "atmark", SOL_SOCKET, SIOCATMARK, 0, IPC_OPTION_IOCTL, true,
		"1: what is read next stood behind an urgent byte" },
	{ "bind_address_no_port", IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 0, IPC_OPTION_NUMBER, false,
		"1: an address of its own, the port only when it connects" },
	{ "bindtodevice", SOL_SOCKET, SO_BINDTOIFINDEX, 0, IPC_OPTION_DEVICE, false,
		"the interface that all of it goes through; 0: any" },
	{ "block_source", IPPROTO_IP, MCAST_BLOCK_SOURCE, MCAST_BLOCK_SOURCE, IPC_OPTION_SOURCE, false,
		"SOURCE@GROUP[%INTERFACE]: what this sender sends to it is not heard" },
	{ "broadcast", SOL_SOCKET, SO_BROADCAST, 0, IPC_OPTION_NUMBER, false,
		"1: may send to broadcast addresses" },
	{ "busy_poll", SOL_SOCKET, SO_BUSY_POLL, 0, IPC_OPTION_NUMBER, false,
		"microseconds of looking at the device before it sleeps" },
	{ "congestion", IPPROTO_TCP, TCP_CONGESTION, 0, IPC_OPTION_TEXT, false,
		"how it holds back (/proc/sys/net/ipv4/tcp_available_congestion_control)" },
	{ "cork", IPPROTO_TCP, TCP_CORK, 0, IPC_OPTION_NUMBER, false, "1: only whole packets go out" },
	{ "defer_accept", IPPROTO_TCP, TCP_DEFER_ACCEPT, 0, IPC_OPTION_NUMBER, false,
		"accepted once data has come, or after so many seconds" },
	{ "cwnd", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_snd_cwnd), 0, IPC_OPTION_FIGURE, true,
		"packets that it sends ahead of the answer to them" },
	{ "domain", SOL_SOCKET, SO_DOMAIN, 0, IPC_OPTION_NUMBER, true, "1: UNIX, 2: IPv4, 10: IPv6" },
	{ "dontroute", SOL_SOCKET, SO_DONTROUTE, 0, IPC_OPTION_NUMBER, false,
		"1: to machines on the same wire alone" },
	{ "drop_membership", IPPROTO_IP, MCAST_LEAVE_GROUP, MCAST_LEAVE_GROUP, IPC_OPTION_GROUP, false,
		"leaves [SOURCE@]GROUP[%INTERFACE]" },
	{ "error", SOL_SOCKET, SO_ERROR, 0, IPC_OPTION_NUMBER, true,
		"the error that waits for the next call, and no more" },
	{ "fastopen", IPPROTO_TCP, TCP_FASTOPEN, 0, IPC_OPTION_NUMBER, false,
		"of a listener: requests that may come with the first packet" },
	{ "freebind", IPPROTO_IP, IP_FREEBIND, IPV6_FREEBIND, IPC_OPTION_NUMBER, false,
		"1: may have an address that this machine has not" },
	{ "hdrincl", IPPROTO_IP, IP_HDRINCL, 0, IPC_OPTION_NUMBER, false,
		"of a raw socket: 1: what is sent begins with its IP header (IPv4)" },
	{ "incoming_cpu", SOL_SOCKET, SO_INCOMING_CPU, 0, IPC_OPTION_NUMBER, false,
		"the processor that its packets come to; -1: any" },
	{ "keepalive", SOL_SOCKET, SO_KEEPALIVE, 0, IPC_OPTION_NUMBER, false,
		"1: asks whether the other end lives" },
	{ "keepcnt", IPPROTO_TCP, TCP_KEEPCNT, 0, IPC_OPTION_NUMBER, false,
		"questions without an answer until it is dead" },
	{ "keepidle", IPPROTO_TCP, TCP_KEEPIDLE, 0, IPC_OPTION_NUMBER, false,
		"seconds of silence before the first" },
	{ "keepintvl", IPPROTO_TCP, TCP_KEEPINTVL, 0, IPC_OPTION_NUMBER, false, "seconds between two" },
	{ "linger", SOL_SOCKET, SO_LINGER, 0, IPC_OPTION_LINGER, false,
		"seconds that the last close waits for what was sent; 0: throws it away; -1: off" },
	{ "linger2", IPPROTO_TCP, TCP_LINGER2, 0, IPC_OPTION_NUMBER, false,
		"seconds that it waits for the other end's end, after its own" },
	{ "lost", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_lost), 0, IPC_OPTION_FIGURE, true,
		"packets that seem lost now" },
	{ "mark", SOL_SOCKET, SO_MARK, 0, IPC_OPTION_NUMBER, false,
		"of its packets, for routes and filters" },
	{ "maxseg", IPPROTO_TCP, TCP_MAXSEG, 0, IPC_OPTION_NUMBER, false, "bytes in a packet" },
	{ "mtu", IPPROTO_IP, IP_MTU, IPV6_MTU, IPC_OPTION_NUMBER, true,
		"bytes in a packet on the way there, once connected" },
	{ "mtu_discover", IPPROTO_IP, IP_MTU_DISCOVER, IPV6_MTU_DISCOVER, IPC_OPTION_NUMBER, false,
		"packets may be cut on their way: 0: yes, 1: as each route says, 2: no, 3: no, and nobody "
		"asks" },
	{ "multicast_all", IPPROTO_IP, IP_MULTICAST_ALL, IPV6_MULTICAST_ALL, IPC_OPTION_NUMBER, false,
		"0: only what goes to groups that it has joined itself" },
	{ "multicast_hops", IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 0, IPC_OPTION_NUMBER, false,
		"hops of what goes to a group; -1: as the route says (IPv6)" },
	{ "multicast_if", IPPROTO_IP, IP_MULTICAST_IF, IPV6_MULTICAST_IF, IPC_OPTION_LINK, false,
		"the interface of what goes to a group; 0: as the route says" },
	{ "multicast_loop", IPPROTO_IP, IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP, IPC_OPTION_NUMBER, false,
		"1: what goes to a group is heard on this machine, too" },
	{ "multicast_ttl", IPPROTO_IP, IP_MULTICAST_TTL, 0, IPC_OPTION_NUMBER, false,
		"hops of what goes to a group (IPv4)" },
	{ "nodelay", IPPROTO_TCP, TCP_NODELAY, 0, IPC_OPTION_NUMBER, false,
		"1: small writes go out at once" },
	{ "oobinline", SOL_SOCKET, SO_OOBINLINE, 0, IPC_OPTION_NUMBER, false,
		"1: urgent bytes stand among the others" },
	{ "outq", SOL_SOCKET, SIOCOUTQ, 0, IPC_OPTION_IOCTL, true,
		"bytes that were sent and that the other end has not got yet" },
	{ "passcred", SOL_SOCKET, SO_PASSCRED, 0, IPC_OPTION_NUMBER, false,
		"1: who sends is known, for each message" },
	{ "peek_off", SOL_SOCKET, SO_PEEK_OFF, 0, IPC_OPTION_NUMBER, false,
		"where the next look at what is there begins; -1: at its beginning" },
	{ "pktinfo", IPPROTO_IP, IP_PKTINFO, IPV6_RECVPKTINFO, IPC_OPTION_NUMBER, false,
		"1: sockrecv knows which address each was sent to" },
	{ "priority", SOL_SOCKET, SO_PRIORITY, 0, IPC_OPTION_NUMBER, false, "of its packets, 0 to 6" },
	{ "protocol", SOL_SOCKET, SO_PROTOCOL, 0, IPC_OPTION_NUMBER, true, "6: TCP, 17: UDP" },
	{ "quickack", IPPROTO_TCP, TCP_QUICKACK, 0, IPC_OPTION_NUMBER, false,
		"1: what comes is acknowledged at once" },
	{ "rcvbuf", SOL_SOCKET, SO_RCVBUF, 0, IPC_OPTION_NUMBER, false,
		"bytes kept for the reader; the kernel doubles it" },
	{ "rcvbufforce", SOL_SOCKET, SO_RCVBUFFORCE, 0, IPC_OPTION_NUMBER, false,
		"rcvbuf, without the system's limit (root)" },
	{ "rcvlowat", SOL_SOCKET, SO_RCVLOWAT, 0, IPC_OPTION_NUMBER, false, "bytes that wake a reader" },
	{ "rcvtimeo", SOL_SOCKET, SO_RCVTIMEO, 0, IPC_OPTION_SECONDS, false,
		"seconds that a read waits; 0: for ever" },
	{ "retransmitted", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_total_retrans), 0, IPC_OPTION_FIGURE,
		true, "packets that were sent again, so far" },
	{ "reuseaddr", SOL_SOCKET, SO_REUSEADDR, 0, IPC_OPTION_NUMBER, false,
		"1: an address may be used again at once" },
	{ "reuseport", SOL_SOCKET, SO_REUSEPORT, 0, IPC_OPTION_NUMBER, false,
		"1: several may listen at one address" },
	{ "rto", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_rto), 0, IPC_OPTION_FIGURE, true,
		"microseconds until a packet without an answer is sent again" },
	{ "rtt", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_rtt), 0, IPC_OPTION_FIGURE, true,
		"microseconds there and back, of late" },
	{ "rttvar", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_rttvar), 0, IPC_OPTION_FIGURE, true,
		"by how many they differ" },
	{ "sndbuf", SOL_SOCKET, SO_SNDBUF, 0, IPC_OPTION_NUMBER, false,
		"bytes kept of a writer; the kernel doubles it" },
	{ "sndbufforce", SOL_SOCKET, SO_SNDBUFFORCE, 0, IPC_OPTION_NUMBER, false,
		"sndbuf, without the system's limit (root)" },
	{ "sndlowat", SOL_SOCKET, SO_SNDLOWAT, 0, IPC_OPTION_NUMBER, true, "bytes that wake a writer" },
	{ "sndtimeo", SOL_SOCKET, SO_SNDTIMEO, 0, IPC_OPTION_SECONDS, false,
		"seconds that a write waits; 0: for ever" },
	{ "syncnt", IPPROTO_TCP, TCP_SYNCNT, 0, IPC_OPTION_NUMBER, false,
		"calls without an answer until connecting fails" },
	{ "tclass", IPPROTO_IPV6, IPV6_TCLASS, 0, IPC_OPTION_NUMBER, false, "class of its packets (IPv6)" },
	{ "timestamp", SOL_SOCKET, SO_TIMESTAMPNS, 0, IPC_OPTION_NUMBER, false,
		"1: sockrecv knows when each came" },
	{ "tos", IPPROTO_IP, IP_TOS, 0, IPC_OPTION_NUMBER, false, "type of service of its packets (IPv4)" },
	{ "transparent", IPPROTO_IP, IP_TRANSPARENT, IPV6_TRANSPARENT, IPC_OPTION_NUMBER, false,
		"1: may have any address, for proxies (root)" },
	{ "ttl", IPPROTO_IP, IP_TTL, 0, IPC_OPTION_NUMBER, false, "hops that its packets may take (IPv4)" },
	{ "type", SOL_SOCKET, SO_TYPE, 0, IPC_OPTION_NUMBER, true,
		"1: stream, 2: datagram, 5: packets in order" },
	{ "udp_cork", IPPROTO_UDP, UDP_CORK, 0, IPC_OPTION_NUMBER, false,
		"1: writes are gathered; 0: one datagram of all of them goes out" },
	{ "unacked", IPPROTO_TCP, offsetof(struct tcp_info, tcpi_unacked), 0, IPC_OPTION_FIGURE, true,
		"packets that were sent and have no answer yet" },
	{ "unblock_source", IPPROTO_IP, MCAST_UNBLOCK_SOURCE, MCAST_UNBLOCK_SOURCE, IPC_OPTION_SOURCE, false,
		"the sender is heard again" },
	{ "unicast_hops", IPPROTO_IPV6, IPV6_UNICAST_HOPS, 0, IPC_OPTION_NUMBER, false,
		"hops that its packets may take; -1: as the route says (IPv6)" },
	{ "user_timeout", IPPROTO_TCP, TCP_USER_TIMEOUT, 0, IPC_OPTION_NUMBER, false,
		"milliseconds that what was sent may stay unacknowledged; 0: the usual" },
	{ "v6only", IPPROTO_IPV6, IPV6_V6ONLY, 0, IPC_OPTION_NUMBER, false, "1: IPv6 alone" },
	{ "window_clamp", IPPROTO_TCP, TCP_WINDOW_CLAMP, 0, IPC_OPTION_NUMBER, false,
		"the most bytes that it lets the other end send ahead; 0: no such limit" },
	{ NULL, 0, 0, 0, IPC_OPTION_NUMBER, false, NULL },
};

/* Where the option is for a socket of this domain: what its own protocol has, and of IPv6 also what is IPv4's
 * of it, since such a socket may talk to both. */
struct place {
	int level, number;
};
static size_t places_of(int domain, const struct ipc_option *o, struct place out[2])
{
	size_t n = 0;

	if (o->level != SOL_SOCKET && domain != AF_INET && domain != AF_INET6)
		return 0; /* a UNIX socket may share a number of level and option with another protocol */
	if (o->level == IPPROTO_IPV6 && domain == AF_INET)
		return 0;
	if (o->number6 && domain == AF_INET6)
		out[n++] = (struct place){ IPPROTO_IPV6, o->number6 };
	out[n++] = (struct place){ o->level, o->number };
	return n;
}

/* The places of the option, or -errno. */
static int find_places(int fd, const struct ipc_option *o, struct place out[2])
{
	int domain = 0;
	socklen_t size = sizeof domain;

	if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) < 0)
		return -errno;
	size_t n = places_of(domain, o, out);
	return n > 0 ? (int)n : -ENOPROTOOPT;
}

/* ---- shown --------------------------------------------------------------------------------------------- */

static int get(int fd, const struct place *at, void *p, socklen_t size)
{
	return getsockopt(fd, at->level, at->number, p, &size) < 0 ? -errno : 0;
}

static int get_seconds(int fd, const struct place *at, int64_t *out)
{
	struct timeval seconds = { 0 };
	int err = get(fd, at, &seconds, sizeof seconds);

	*out = seconds.tv_sec * NSEC_PER_SEC + seconds.tv_usec * 1000;
	return err;
}

static int get_linger(int fd, const struct place *at, int64_t *out)
{
	struct linger linger = { 0 };
	int err = get(fd, at, &linger, sizeof linger);

	*out = linger.l_onoff ? linger.l_linger : -1;
	return err;
}

static int get_number(int fd, const struct place *at, int64_t *out)
{
	int number = 0, err = get(fd, at, &number, sizeof number);

	*out = number;
	return err;
}

static int get_figure(int fd, const struct place *at, int64_t *out)
{
	struct tcp_info info = { 0 };
	uint32_t figure;
	socklen_t size = sizeof info;

	if (getsockopt(fd, at->level, TCP_INFO, &info, &size) < 0)
		return -errno;
	memcpy(&figure, (const char *)&info + at->number, sizeof figure);
	*out = figure;
	return 0;
}

/* What a socket has not is an error of another number there. */
static int get_by_ioctl(int fd, const struct place *at, int64_t *out)
{
	int number = 0;

	if (ioctl(fd, (unsigned long)at->number, &number) < 0)
		return errno == EBADF ? -EBADF : -ENOPROTOOPT;
	*out = number;
	return 0;
}

int sock_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v)
{
	struct place at[2] = { { 0, 0 } };
	int n = find_places(fd, o, at);

	if (n < 0)
		return n;
	switch (o->kind) {
	case IPC_OPTION_SECONDS: return get_seconds(fd, at, &v->number);
	case IPC_OPTION_LINGER: return get_linger(fd, at, &v->number);
	case IPC_OPTION_TEXT: return get(fd, at, v->text, sizeof v->text - 1);
	case IPC_OPTION_DEVICE: return get(fd, at, &v->link.index, sizeof v->link.index);
	case IPC_OPTION_LINK: return sock_link_get(fd, at->level, at->number, &v->link.index);
	case IPC_OPTION_IOCTL: return get_by_ioctl(fd, at, &v->number);
	case IPC_OPTION_FIGURE: return get_figure(fd, at, &v->number);
	case IPC_OPTION_GROUP:
	case IPC_OPTION_SOURCE: return ipc_sock_type(fd) == IPC_SOCKET_STREAM ? -ENOPROTOOPT : 0;
	default: return get_number(fd, at, &v->number);
	}
}

/* ---- set ----------------------------------------------------------------------------------------------- */

static int set(int fd, const struct place *at, const void *p, size_t size)
{
	return setsockopt(fd, at->level, at->number, p, (socklen_t)size) < 0 ? -errno : 0;
}

static int set_at(
	int fd, const struct place *at, const struct ipc_option *o, const struct ipc_option_value *v)
{
	struct timeval seconds = { v->number / NSEC_PER_SEC, v->number % NSEC_PER_SEC / 1000 };
	struct linger linger = { v->number >= 0, v->number >= 0 ? (int)v->number : 0 };
	int number = (int)v->number;

	switch (o->kind) {
	case IPC_OPTION_SECONDS: return set(fd, at, &seconds, sizeof seconds);
	case IPC_OPTION_LINGER: return set(fd, at, &linger, sizeof linger);
	case IPC_OPTION_TEXT: return set(fd, at, v->text, strlen(v->text));
	case IPC_OPTION_DEVICE: return set(fd, at, &v->link.index, sizeof v->link.index);
	case IPC_OPTION_LINK: return sock_link_set(fd, at->level, at->number, &v->link);
	default: return set(fd, at, &number, sizeof number);
	}
}

int sock_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v)
{
	struct place at[2] = { { 0, 0 } };
	int n = find_places(fd, o, at), err = n < 0 ? n : 0;

	if (err == 0 && !ipc_option_readable(o))
		return sock_group_set(fd, o->number, &v->group);
	for (int i = 0; err == 0 && i < n; i++)
		err = set_at(fd, &at[i], o, v);
	return err;
}

int sock_settle(int fd, struct ipc_settings *s)
{
	int err = 0;

	if (!s)
		return 0;
	s->refused = NULL;
	for (size_t i = 0; err == 0 && i < s->n; i++) {
		err = ipc_option_set(fd, s->items[i].option, &s->items[i].value);
		if (err < 0)
			s->refused = &s->items[i];
	}
	return err;
}
