/* SPDX-License-Identifier: MIT */
/* sock_group.c -- groups of multicast and interfaces of this machine: from text to what the kernel has, and
 * back (ip(7), ipv6(7), RFC 3678). */
#include "option_internal.h"
#include "sock_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdlib.h>

static const struct src_pos no_pos;

/* ---- addresses ----------------------------------------------------------------------------------------- */

/* An IPv4 or IPv6 address in digits. */
static bool address_parse(const char *text, union any_address *out)
{
	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, text, &out->in.sin_addr) == 1)
		out->sa.sa_family = AF_INET;
	else if (inet_pton(AF_INET6, text, &out->in6.sin6_addr) == 1)
		out->sa.sa_family = AF_INET6;
	return out->sa.sa_family != 0;
}

static bool address_same(const union any_address *a, const struct sockaddr *sa)
{
	union any_address b = { 0 };

	if (sa->sa_family != a->sa.sa_family)
		return false;
	if (sa->sa_family == AF_INET) {
		memcpy(&b, sa, sizeof b.in);
		return a->in.sin_addr.s_addr == b.in.sin_addr.s_addr;
	}
	memcpy(&b, sa, sizeof b.in6);
	return IN6_ARE_ADDR_EQUAL(&a->in6.sin6_addr, &b.in6.sin6_addr);
}

static bool is_group(const union any_address *a)
{
	return a->sa.sa_family == AF_INET ? IN_MULTICAST(ntohl(a->in.sin_addr.s_addr))
					  : IN6_IS_ADDR_MULTICAST(&a->in6.sin6_addr);
}

/* ---- interfaces ---------------------------------------------------------------------------------------- */

/* The interface that has this address, 0: none has. */
static unsigned link_of(const union any_address *address)
{
	struct ifaddrs *list, *at;

	if (getifaddrs(&list) < 0)
		return 0;
	for (at = list; at && !(at->ifa_addr && address_same(address, at->ifa_addr));)
		at = at->ifa_next;
	unsigned link = at ? if_nametoindex(at->ifa_name) : 0;
	freeifaddrs(list);
	return link;
}

/* Its first IPv4 address, in network order; 0: it has none. */
static uint32_t address_of(unsigned link)
{
	struct ifaddrs *list;
	struct sockaddr_in in = { 0 };
	char name[IF_NAMESIZE];

	if (!if_indextoname(link, name) || getifaddrs(&list) < 0)
		return 0;
	for (const struct ifaddrs *at = list; at && in.sin_addr.s_addr == 0; at = at->ifa_next)
		if (at->ifa_addr && at->ifa_addr->sa_family == AF_INET && strcmp(at->ifa_name, name) == 0)
			memcpy(&in, at->ifa_addr, sizeof in);
	freeifaddrs(list);
	return in.sin_addr.s_addr;
}

int sock_link_parse(const char *text, struct ipc_link *out, struct trouble *why)
{
	union any_address address;
	uint64_t n;

	*out = (struct ipc_link){ 0 };
	if (text_to_uint10(text, INT32_MAX, &n)) {
		out->index = (unsigned)n;
	} else if (address_parse(text, &address)) {
		out->index = link_of(&address);
		out->address = address.sa.sa_family == AF_INET ? address.in.sin_addr.s_addr : 0;
	} else {
		out->index = if_nametoindex(text);
	}
	if (out->index == 0 && strcmp(text, "0") != 0) {
		trouble_set(why, no_pos, "no interface of this machine has this name or address: %s", text);
		return -EINVAL;
	}
	if (out->index != 0 && out->address == 0)
		out->address = address_of(out->index);
	return 0;
}

void sock_link_print(unsigned index, struct buf *out)
{
	char name[IF_NAMESIZE];

	if (index != 0 && if_indextoname(index, name))
		buf_str(out, name);
	else
		buf_printf(out, "%u", index);
}

int sock_link_set(int fd, int level, int number, const struct ipc_link *link)
{
	int index = (int)link->index;
	struct ip_mreqn own = { .imr_address.s_addr = link->address, .imr_ifindex = index };
	bool v4 = level == IPPROTO_IP;
	const void *p = v4 ? (const void *)&own : &index;

	return setsockopt(fd, level, number, p, v4 ? sizeof own : sizeof index) < 0 ? -errno : 0;
}

int sock_link_get(int fd, int level, int number, unsigned *index)
{
	union any_address own = { .in.sin_family = AF_INET };
	socklen_t len = sizeof *index;

	if (level != IPPROTO_IP)
		return getsockopt(fd, level, number, index, &len) < 0 ? -errno : 0;
	if (getsockopt(fd, level, number, &own.in.sin_addr, &len) < 0)
		return -errno;
	*index = own.in.sin_addr.s_addr ? link_of(&own) : 0;
	return 0;
}

/* ---- groups -------------------------------------------------------------------------------------------- */

/* A part of the text, N bytes, as an address. */
static bool part_parse(const char *text, size_t n, union any_address *out)
{
	char part[INET6_ADDRSTRLEN];

	if (n >= sizeof part)
		return false;
	memcpy(part, text, n);
	part[n] = '\0';
	return address_parse(part, out);
}

static int group_bad(struct trouble *why)
{
	trouble_set(why, no_pos,
		"no group: use [SOURCE@]GROUP[%%INTERFACE], with 224.0.0.0 to 239.255.255.255, or ff00:: and "
		"up");
	return -EINVAL;
}

int sock_group_parse(const char *text, bool sourced, struct ipc_group *out, struct trouble *why)
{
	union any_address group, source = { 0 };
	const char *at = strchr(text, '@'), *name = at ? at + 1 : text, *link = strchr(name, '%');
	struct ipc_link on = { 0 };

	if (!part_parse(name, link ? (size_t)(link - name) : strlen(name), &group) || !is_group(&group))
		return group_bad(why);
	if (at && (!part_parse(text, (size_t)(at - text), &source) ||
			  source.sa.sa_family != group.sa.sa_family)) {
		trouble_set(why, no_pos, "before the @ stands the address of a sender, of the group's kind");
		return -EINVAL;
	}
	if (sourced && !at) {
		trouble_set(why, no_pos, "a sender is needed: SOURCE@GROUP[%%INTERFACE]");
		return -EINVAL;
	}
	if (link && sock_link_parse(link + 1, &on, why) < 0)
		return -EINVAL;
	out->link = on.index;
	out->sourced = at;
	memcpy(out->group, &group, sizeof group);
	memcpy(out->source, &source, sizeof source);
	return 0;
}

/* Those of RFC 3678, which are the same for IPv4 and IPv6: an IPv6 socket may join a group of IPv4. */
int sock_group_set(int fd, int number, const struct ipc_group *g)
{
	struct group_req all = { .gr_interface = g->link };
	struct group_source_req from = { .gsr_interface = g->link };
	const struct sockaddr *sa = (const struct sockaddr *)g->group;
	int level = sa->sa_family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6;

	memcpy(&all.gr_group, g->group, sizeof g->group);
	memcpy(&from.gsr_group, g->group, sizeof g->group);
	memcpy(&from.gsr_source, g->source, sizeof g->source);
	if (g->sourced && number == MCAST_JOIN_GROUP)
		number = MCAST_JOIN_SOURCE_GROUP;
	else if (g->sourced && number == MCAST_LEAVE_GROUP)
		number = MCAST_LEAVE_SOURCE_GROUP;
	const void *p = g->sourced ? (const void *)&from : &all;
	return setsockopt(fd, level, number, p, g->sourced ? sizeof from : sizeof all) < 0 ? -errno : 0;
}
