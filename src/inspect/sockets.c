/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sockets.c -- sockets of this network namespace, their addresses and their other ends. */
#include "inspect.h"
#include "inspect_internal.h"
#include "ipc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#define STATE_LISTEN 10 /* TCP_LISTEN, which UNIX sockets have too */

static void sock_add(struct sock_list *list, const struct sock_info *s)
{
	list->v = list_more(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = *s;
}

void sock_list_free(struct sock_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->v[i].local);
		free(list->v[i].remote);
	}
	free(list->v);
	*list = (struct sock_list){ 0 };
}

/* ---- TCP and UDP: /proc/net ---- */

/* An address is written as words of the machine, in hexadecimal digits. NULL: none. What an IPv6 socket has
 * by IPv4 is an address of IPv4, as the other end has it. */
static char *inet_text(int family, const char *digits, unsigned port)
{
	uint32_t words[4] = { 0 };
	char host[INET6_ADDRSTRLEN];
	struct buf text = { 0 };
	size_t n = family == AF_INET6 ? 4 : 1;

	for (size_t i = 0; i < n; i++)
		if (sscanf(digits + 8 * i, "%8" SCNx32, &words[i]) != 1)
			return NULL;
	bool any = true;
	for (size_t i = 0; i < n; i++)
		any = any && words[i] == 0;
	if (any && port == 0)
		return NULL;
	bool mapped = family == AF_INET6 && IN6_IS_ADDR_V4MAPPED((const struct in6_addr *)words);
	if (mapped)
		family = AF_INET;
	if (!inet_ntop(family, mapped ? &words[3] : words, host, sizeof host))
		return NULL;
	buf_printf(&text, family == AF_INET6 ? "[%s]:%u" : "%s:%u", host, port);
	return buf_cstr(&text);
}

bool inspect_parse_inet(const char *line, size_t n, int family, struct sock_info *out)
{
	char text[256], local[40], remote[40];
	unsigned local_port, remote_port, state, uid;
	size_t digits = family == AF_INET6 ? 32 : 8;

	memcpy(text, line, n < sizeof text ? n : sizeof text - 1);
	text[n < sizeof text ? n : sizeof text - 1] = '\0';
	*out = (struct sock_info){ .family = family, .has_uid = true };
	if (sscanf(text, " %*u: %32[0-9A-Fa-f]:%x %32[0-9A-Fa-f]:%x %x %*s %*s %*s %u %*s %" SCNu64, local,
		    &local_port, remote, &remote_port, &state, &uid, &out->ino) != 7 ||
		strlen(local) != digits || strlen(remote) != digits)
		return false;
	out->uid = uid;
	out->listening = state == STATE_LISTEN;
	out->local = inet_text(family, local, local_port);
	out->remote = inet_text(family, remote, remote_port);
	return true;
}

static void list_inet(struct sock_list *out, const char *path, int family, int type)
{
	struct buf text = { 0 };
	struct sock_info s;

	if (proc_read(path, &text) == 0)
		for (size_t from = 0; from < text.len;) {
			const char *line = text.data + from, *end = memchr(line, '\n', text.len - from);
			size_t n = end ? (size_t)(end - line) : text.len - from;
			if (inspect_parse_inet(line, n, family, &s)) {
				s.type = type;
				s.listening = s.listening && type == SOCK_STREAM;
				sock_add(out, &s);
			}
			from += n + 1;
		}
	buf_free(&text);
}

/* ---- UNIX: the kernel's sock_diag(7), which alone knows the other ends ---- */

static int ask_unix(int fd)
{
	struct {
		struct nlmsghdr head;
		struct unix_diag_req req;
	} ask = {
		.head = { .nlmsg_len = sizeof ask,
			.nlmsg_type = SOCK_DIAG_BY_FAMILY,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
		.req = { .sdiag_family = AF_UNIX,
			.udiag_states = ~0u,
			.udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_UID },
	};

	return send(fd, &ask, sizeof ask, 0) < 0 ? -errno : 0;
}

/* A name that begins with NUL is abstract. */
static char *unix_text(const char *name, size_t n)
{
	char *text = n ? mem_strndup(name, n) : NULL;

	for (size_t i = 0; text && i < n; i++)
		if (!text[i] && (i == 0 || text[0] == '@')) /* of an abstract name every NUL counts */
			text[i] = '@';
	return text;
}

static void unix_message(struct sock_list *out, const struct nlmsghdr *head)
{
	const struct unix_diag_msg *m = NLMSG_DATA(head);
	struct sock_info s = { .family = AF_UNIX };

	if (head->nlmsg_len < NLMSG_LENGTH(sizeof *m))
		return;
	s.ino = m->udiag_ino;
	s.type = m->udiag_type;
	s.listening = m->udiag_state == STATE_LISTEN;
	size_t left = head->nlmsg_len - NLMSG_LENGTH(sizeof *m);
	const char *at = (const char *)(m + 1);
	while (left >= sizeof(struct nlattr)) {
		struct nlattr a;
		memcpy(&a, at, sizeof a);
		if (a.nla_len < sizeof a || a.nla_len > left)
			break;
		if (a.nla_type == UNIX_DIAG_NAME && !s.local)
			s.local = unix_text(at + sizeof a, a.nla_len - sizeof a);
		else if (a.nla_type == UNIX_DIAG_PEER && a.nla_len >= sizeof a + sizeof(uint32_t)) {
			uint32_t peer;
			memcpy(&peer, at + sizeof a, sizeof peer);
			s.peer = peer;
		} else if (a.nla_type == UNIX_DIAG_UID && a.nla_len >= sizeof a + sizeof(uint32_t)) {
			memcpy(&s.uid, at + sizeof a, sizeof(uint32_t));
			s.has_uid = true;
		}
		size_t step = NLA_ALIGN(a.nla_len);
		at += step < left ? step : left;
		left -= step < left ? step : left;
	}
	sock_add(out, &s);
}

/* 1: there is more to come; 0: that was all; or -errno. */
static int unix_answer(struct sock_list *out, const char *data, size_t n)
{
	while (n >= sizeof(struct nlmsghdr)) {
		const struct nlmsghdr *head = (const struct nlmsghdr *)data;
		if (head->nlmsg_len < sizeof *head || head->nlmsg_len > n)
			return -EPROTO;
		if (head->nlmsg_type == NLMSG_DONE)
			return 0;
		if (head->nlmsg_type == NLMSG_ERROR)
			return -EOPNOTSUPP;
		unix_message(out, head);
		size_t step = NLMSG_ALIGN(head->nlmsg_len);
		data += step < n ? step : n;
		n -= step < n ? step : n;
	}
	return 1;
}

static int list_unix(struct sock_list *out)
{
	_Alignas(struct nlmsghdr) char data[32768];
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);

	if (fd < 0)
		return -errno;
	int err = ask_unix(fd);
	err = err < 0 ? err : 1;
	while (err > 0) {
		ssize_t n = recv(fd, data, sizeof data, 0);
		if (n > 0)
			err = unix_answer(out, data, (size_t)n);
		else if (n == 0 || errno != EINTR)
			err = n == 0 ? 0 : -errno;
	}
	close(fd);
	return err;
}

/* Where that is refused: "ADDRESS: REFS PROTOCOL FLAGS TYPE STATE INODE PATH". */
static void list_unix_plain(struct sock_list *out)
{
	struct buf text = { 0 };

	if (proc_read("/proc/net/unix", &text) < 0)
		text.len = 0;
	const char *line = strchr(buf_cstr(&text), '\n');
	for (; line && line[1]; line = strchr(line + 1, '\n')) {
		struct sock_info s = { .family = AF_UNIX };
		unsigned flags, type;
		int len = 0;
		if (sscanf(line + 1, "%*s %*s %*s %x %x %*s %" SCNu64 "%n", &flags, &type, &s.ino, &len) != 3)
			continue;
		const char *path = line + 1 + len + (line[1 + len] == ' ');
		size_t n = strcspn(path, "\n");
		s.type = (int)type;
		s.listening = flags & 0x10000u; /* __SO_ACCEPTCON */
		s.local = n ? mem_strndup(path, n) : NULL;
		sock_add(out, &s);
	}
	buf_free(&text);
}

/* ---- all ---- */

static int compare_inos(const void *a, const void *b)
{
	const struct sock_info *x = a, *y = b;

	return (x->ino > y->ino) - (x->ino < y->ino);
}

/* That of /proc/net/unix tells no peers: what may be connected counts as receiving. */
static void note_receiving(struct sock_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct sock_info *s = &list->v[i];
		s->receiving = s->type == SOCK_DGRAM && s->local && !s->remote && !s->peer;
	}
}

int inspect_sockets(struct sock_list *out)
{
	*out = (struct sock_list){ 0 };
	out->peers_known = list_unix(out) == 0;
	if (!out->peers_known)
		list_unix_plain(out);
	list_inet(out, "/proc/net/tcp", AF_INET, SOCK_STREAM);
	list_inet(out, "/proc/net/tcp6", AF_INET6, SOCK_STREAM);
	list_inet(out, "/proc/net/udp", AF_INET, SOCK_DGRAM);
	list_inet(out, "/proc/net/udp6", AF_INET6, SOCK_DGRAM);
	list_inet(out, "/proc/net/raw", AF_INET, SOCK_RAW);
	list_inet(out, "/proc/net/raw6", AF_INET6, SOCK_RAW);
	note_receiving(out);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, compare_inos);
	return 0;
}

const char *sock_scheme(const struct sock_info *s)
{
	enum ipc_socket_type type = s->type == SOCK_DGRAM       ? IPC_SOCKET_DATAGRAM
				    : s->type == SOCK_SEQPACKET ? IPC_SOCKET_SEQPACKET
				    : s->type == SOCK_RAW       ? IPC_SOCKET_RAW
								: IPC_SOCKET_STREAM;
	const char *scheme = ipc_socket_scheme(s->family == AF_UNIX, type);

	return scheme ? scheme : "socket";
}

const struct sock_info *sock_by_ino(const struct sock_list *list, uint64_t ino)
{
	struct sock_info key = { .ino = ino };

	return ino && list->n ? bsearch(&key, list->v, list->n, sizeof *list->v, compare_inos) : NULL;
}

const struct sock_info *sock_peer(const struct sock_list *list, const struct sock_info *s)
{
	if (s->family == AF_UNIX)
		return sock_by_ino(list, s->peer);
	for (size_t i = 0; s->local && s->remote && i < list->n; i++) {
		const struct sock_info *o = &list->v[i];
		if (o->family != AF_UNIX && o->type == s->type && o->local && o->remote && o != s &&
			strcmp(o->local, s->remote) == 0 && strcmp(o->remote, s->local) == 0)
			return o;
	}
	return NULL;
}
