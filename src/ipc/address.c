/* SPDX-License-Identifier: MIT */
/* address.c -- text to address, one rule for all families, and the kernel's limits by name. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <unistd.h>

#define KIND(k) (1u << (k))
#define SYSV_KINDS (KIND(IPC_ADDR_KEY) | KIND(IPC_ADDR_ID))
#define NAMED_KINDS (SYSV_KINDS | KIND(IPC_ADDR_POSIX))
#define NAMED_FORMS "a key (7777, 0x1e61), id:N, ftok:PATH:N or a POSIX name (/name)"
#define NOT_THIS_FORM 1
#define SHORT_KEY 9          /* digits that cannot be over 32 bits */
#define SEM_PREFIX_ROOM 4    /* glibc keeps the semaphore /name as the file sem.name */
#define DECIMAL_UP_TO 999999 /* keys that people choose; above that they are made by ftok */

static const struct family {
	const char *name;
	unsigned kinds; /* of addresses that it takes */
	const char *forms;
} families[IPC_FAMILIES] = {
	[IPC_SHM] = { "shm", NAMED_KINDS, NAMED_FORMS },
	[IPC_MQ] = { "mq", NAMED_KINDS, NAMED_FORMS },
	[IPC_SEM] = { "sem", NAMED_KINDS, NAMED_FORMS },
	[IPC_FIFO] = { "fifo", KIND(IPC_ADDR_PATH), "a path" },
	[IPC_MAP] = { "mmap", KIND(IPC_ADDR_PATH), "the path of a file" },
	[IPC_LOCK] = { "lock", NAMED_KINDS | KIND(IPC_ADDR_PATH), "a path or a semaphore (7777, sem:/name)" },
	[IPC_SOCK] = { "sock", KIND(IPC_ADDR_SOCKET),
		"tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unix:@NAME" },
};

static const struct scheme {
	const char *name;
	bool is_unix;
	enum ipc_socket_type type;
} schemes[] = {
	{ "tcp", false, IPC_SOCKET_STREAM },
	{ "udp", false, IPC_SOCKET_DATAGRAM },
	{ "raw", false, IPC_SOCKET_RAW },
	{ "unix", true, IPC_SOCKET_STREAM },
	{ "unixgram", true, IPC_SOCKET_DATAGRAM },
	{ "unixseq", true, IPC_SOCKET_SEQPACKET },
};

static const struct src_pos no_pos;

const char *ipc_socket_scheme(bool is_unix, enum ipc_socket_type type)
{
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (schemes[i].is_unix == is_unix && schemes[i].type == type)
			return schemes[i].name;
	return NULL;
}

const char *ipc_family_name(enum ipc_family family)
{
	return families[family].name;
}

/* The text behind "PREFIX:", or NULL. */
static const char *after_prefix(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(text, prefix, n) == 0 && text[n] == ':' ? text + n + 1 : NULL;
}

/* How the address of a socket begins, and what follows; NULL: it is none. */
static const struct scheme *scheme_of(const char *text, const char **rest)
{
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if ((*rest = after_prefix(text, schemes[i].name)))
			return &schemes[i];
	return NULL;
}

/* "mq:7777": the family that the kind before it says, and what follows; tcp: and the like are part of the
 * address. IPC_FAMILIES: there is no kind. */
static enum ipc_family kind_of(const char *text, const char **rest)
{
	for (int family = 0; family < IPC_FAMILIES; family++) {
		*rest = after_prefix(text, families[family].name);
		if (*rest)
			return (enum ipc_family)family;
	}
	bool socket = scheme_of(text, rest);
	*rest = text;
	return socket ? IPC_SOCK : IPC_FAMILIES;
}

static bool looks_like_key(const char *s)
{
	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		return s[2] && s[2 + strspn(s + 2, "0123456789abcdefABCDEF")] == '\0';
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* A decimal number stays decimal with zeros before it: people copy keys from listings. */
static bool number_parse(const char *s, uint64_t max, uint64_t *out)
{
	int64_t n;

	if (s[0] != '0' || (s[1] != 'x' && s[1] != 'X'))
		return text_to_uint10(s, max, out);
	if (!text_to_int(s, &n) || (uint64_t)n > max)
		return false;
	*out = (uint64_t)n;
	return true;
}

static int key_parse(const char *text, struct ipc_address *out, struct trouble *why)
{
	uint64_t key;

	if (!number_parse(text, UINT32_MAX, &key)) {
		trouble_set(why, no_pos, "a key has 32 bits: 0 to 4294967295 (0xffffffff)");
		return -EINVAL;
	}
	out->kind = IPC_ADDR_KEY;
	out->key = (uint32_t)key;
	return 0;
}

static int id_parse(const char *text, struct ipc_address *out, struct trouble *why)
{
	uint64_t id;

	if (!number_parse(text, INT32_MAX, &id)) {
		trouble_set(why, no_pos, "after id: comes a number, as ipcs prints it");
		return -EINVAL;
	}
	out->kind = IPC_ADDR_ID;
	out->id = (int)id;
	return 0;
}

/* ftok:PATH:N, N a number from 1 to 255 or, as many programs have it, a character. */
static int ftok_parse(const char *text, struct ipc_address *out, struct trouble *why)
{
	const char *colon = strrchr(text, ':');
	uint64_t n = 0;

	if (colon && number_parse(colon + 1, 255, &n) && n == 0)
		colon = NULL;
	else if (colon && n == 0 && colon[1] && !colon[2])
		n = (unsigned char)colon[1];
	if (!colon || colon == text || n == 0) {
		trouble_set(why, no_pos, "use ftok:PATH:N with N from 1 to 255 or one character");
		return -EINVAL;
	}
	char *path = mem_strndup(text, (size_t)(colon - text));
	key_t key = ftok(path, (int)n);
	int err = key == (key_t)-1 ? -errno : 0;
	if (err < 0)
		trouble_set(why, no_pos, "ftok needs the file %s: %s", path, error_text(-err));
	free(path);
	out->kind = IPC_ADDR_KEY;
	out->key = (uint32_t)key;
	return err;
}

static int path_parse(const char *text, struct ipc_address *out, struct trouble *why)
{
	if (!*text) {
		trouble_set(why, no_pos, "a path cannot be empty");
		return -EINVAL;
	}
	out->kind = IPC_ADDR_PATH;
	out->path = text;
	return 0;
}

/* One slash, at its start, and then a name that can be a file's. */
static int posix_parse(const char *text, enum ipc_family family, struct ipc_address *out, struct trouble *why)
{
	const char *name = text + 1;
	size_t most = NAME_MAX - (family == IPC_SEM ? SEM_PREFIX_ROOM : 0);

	if (!*name || strchr(name, '/'))
		trouble_set(why, no_pos, "a POSIX name has one slash, at its start: /name");
	else if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		trouble_set(why, no_pos, "no POSIX name can be %s", text);
	else if (strlen(name) > most)
		trouble_set(why, no_pos, "a POSIX name has at most %zu bytes after its slash", most);
	else {
		out->kind = IPC_ADDR_POSIX;
		out->path = text;
		return 0;
	}
	return -EINVAL;
}

/* ---- sockets ------------------------------------------------------------------------------------------- */

static bool port_valid(const char *port, uint64_t most)
{
	uint64_t n;

	if (looks_like_key(port))
		return text_to_uint10(port, most, &n);
	return *port && port[strcspn(port, ":[]/@ \t\n")] == '\0';
}

/* HOST:PORT, an IPv6 address in brackets; of raw: HOST:PROTOCOL. */
static int inet_parse(
	const char *text, const struct scheme *scheme, struct ipc_address *out, struct trouble *why)
{
	const char *colon = strrchr(text, ':'), *host = text, *end = colon;
	bool raw = scheme->type == IPC_SOCKET_RAW;
	const char *name = scheme->name, *port = raw ? "PROTOCOL" : "PORT";

	if (colon && *text == '[') {
		host++;
		end = colon > text + 1 && colon[-1] == ']' ? colon - 1 : NULL;
	} else if (colon && memchr(text, ':', (size_t)(colon - text))) {
		trouble_set(why, no_pos, "an IPv6 address stands in brackets: %s:[::1]:%s", name,
			raw ? "ipv6-icmp" : "7777");
		return -EINVAL;
	}
	if (!end || memchr(host, '[', (size_t)(end - host)) || memchr(host, ']', (size_t)(end - host)) ||
		(host != text && end == host)) {
		trouble_set(why, no_pos, "use %s:HOST:%s (%s::%s: this host alone, %s:*:%s: any interface)",
			name, port, name, port, name, port);
		return -EINVAL;
	}
	if (!port_valid(colon + 1, raw ? UINT8_MAX : UINT16_MAX)) {
		trouble_set(why, no_pos,
			raw ? "a protocol is a number from 0 to 255 or a name: icmp"
			    : "a port is a number from 0 to 65535 or the name of a service");
		return -EINVAL;
	}
	out->kind = IPC_ADDR_SOCKET;
	out->socket = (struct ipc_socket){
		.kind = IPC_SOCKET_INET, .host = host, .host_len = (size_t)(end - host), .port = colon + 1
	};
	return 0;
}

static int unix_parse(const char *text, const char *scheme, struct ipc_address *out, struct trouble *why)
{
	bool abstract = *text == '@';

	if (!text[abstract]) {
		trouble_set(why, no_pos, "use %s:PATH or %s:@NAME", scheme, scheme);
		return -EINVAL;
	}
	out->kind = IPC_ADDR_SOCKET;
	out->socket = (struct ipc_socket){ .kind = abstract ? IPC_SOCKET_ABSTRACT : IPC_SOCKET_UNIX,
		.path = text + abstract };
	return 0;
}

static int socket_parse(
	const struct scheme *scheme, const char *rest, struct ipc_address *out, struct trouble *why)
{
	int err = scheme->is_unix ? unix_parse(rest, scheme->name, out, why)
				  : inet_parse(rest, scheme, out, why);

	out->socket.type = scheme->type;
	return err;
}

/* ---- any --------------------------------------------------------------------------------------------- */

static int wrong_kind(const char *text, enum ipc_family family, struct trouble *why)
{
	const struct family *f = &families[family];
	const char *rest;
	enum ipc_family other = kind_of(text, &rest);

	if (other != IPC_FAMILIES && other != family)
		trouble_set(why, no_pos, "this is an address of %s; %s takes %s", families[other].name,
			f->name, f->forms);
	else if (f->kinds == KIND(IPC_ADDR_PATH))
		trouble_set(why, no_pos, "this is no path; ./%s is one", text);
	else if (text[0] == '-' && looks_like_key(text + 1))
		trouble_set(why, no_pos, "a key is not negative: all 32 bits set are 0xffffffff");
	else
		trouble_set(why, no_pos, "no address: use %s", f->forms);
	return -EINVAL;
}

/* Text that means something else than a path where a path is wanted: "./" before it makes it one. */
static bool no_bare_path(const char *text)
{
	const char *rest;

	return looks_like_key(text) || after_prefix(text, "id") || after_prefix(text, "ftok") ||
	       kind_of(text, &rest) != IPC_FAMILIES;
}

/* The forms that System V objects have. NOT_THIS_FORM: it is none of them. */
static int sysv_parse(const char *text, struct ipc_address *out, struct trouble *why)
{
	const char *rest;

	if (looks_like_key(text))
		return key_parse(text, out, why);
	if ((rest = after_prefix(text, "id")))
		return id_parse(rest, out, why);
	if ((rest = after_prefix(text, "ftok")))
		return ftok_parse(rest, out, why);
	return NOT_THIS_FORM;
}

/* A key of a few digits, by far the most common address: all else is left to the rules. */
static bool short_key(const char *text, uint32_t *key)
{
	const char *at = text;

	*key = 0;
	for (; *at >= '0' && *at <= '9' && at < text + SHORT_KEY; at++)
		*key = *key * 10 + (uint32_t)(*at - '0');
	return *at == '\0' && at > text;
}

int ipc_address_parse(const char *text, enum ipc_family family, struct ipc_address *out, struct trouble *why)
{
	const struct family *f = &families[family];
	const struct scheme *scheme;
	const char *rest;
	uint32_t key;

	if ((f->kinds & KIND(IPC_ADDR_KEY)) && short_key(text, &key)) {
		*out = (struct ipc_address){ .kind = IPC_ADDR_KEY, .key = key };
		return 0;
	}
	*out = (struct ipc_address){ 0 };
	rest = after_prefix(text, f->name);
	if (rest)
		text = rest;
	if (f->kinds & KIND(IPC_ADDR_KEY)) {
		int err = sysv_parse(text, out, why);
		if (err != NOT_THIS_FORM)
			return err;
	}
	if (family == IPC_LOCK && after_prefix(text, families[IPC_SEM].name))
		return ipc_address_parse(text, IPC_SEM, out, why);
	if (f->kinds & KIND(IPC_ADDR_PATH))
		return no_bare_path(text) ? wrong_kind(text, family, why) : path_parse(text, out, why);
	if (family == IPC_SOCK && (scheme = scheme_of(text, &rest)))
		return socket_parse(scheme, rest, out, why);
	if (text[0] == '/' && (f->kinds & KIND(IPC_ADDR_POSIX)))
		return posix_parse(text, family, out, why);
	return wrong_kind(text, family, why);
}

int ipc_address_parse_kind(
	const char *text, enum ipc_family *family, struct ipc_address *out, struct trouble *why)
{
	const char *rest;

	*out = (struct ipc_address){ 0 };
	*family = kind_of(text, &rest);
	return *family == IPC_FAMILIES ? 0 : ipc_address_parse(text, *family, out, why);
}

/* ---- and back ------------------------------------------------------------------------------------------ */

static void socket_print(const struct ipc_socket *s, struct buf *out)
{
	bool is_unix = s->kind != IPC_SOCKET_INET;
	const char *brackets = !is_unix && memchr(s->host, ':', s->host_len) ? "[]" : "";

	buf_printf(out, "%s:", ipc_socket_scheme(is_unix, s->type));
	if (is_unix)
		buf_printf(out, "%s%s", s->kind == IPC_SOCKET_ABSTRACT ? "@" : "", s->path);
	else
		buf_printf(out, "%.1s%.*s%s:%s", brackets, (int)s->host_len, s->host, *brackets ? "]" : "",
			s->port);
}

void ipc_address_print(enum ipc_family family, const struct ipc_address *a, struct buf *out)
{
	switch (a->kind) {
	case IPC_ADDR_KEY: buf_printf(out, a->key <= DECIMAL_UP_TO ? "%u" : "0x%08x", a->key); return;
	case IPC_ADDR_ID: buf_printf(out, "id:%d", a->id); return;
	case IPC_ADDR_POSIX:
		if (family == IPC_LOCK)
			buf_str(out, "sem:");
		break;
	case IPC_ADDR_PATH:
		if (no_bare_path(a->path))
			buf_str(out, "./");
		break;
	case IPC_ADDR_SOCKET: socket_print(&a->socket, out); return;
	}
	buf_str(out, a->path);
}

void ipc_address_print_kind(enum ipc_family family, const struct ipc_address *a, struct buf *out)
{
	if (a->kind != IPC_ADDR_SOCKET) {
		buf_str(out, families[family].name);
		buf_byte(out, ':');
	}
	ipc_address_print(family, a, out);
}

/* ---- limits -------------------------------------------------------------------------------------------- */

int ipc_limit_field(const char *name, unsigned field, uint64_t *out)
{
	static const char blank[] = " \t\n";
	char path[128], text[128], *at = text;

	snprintf(path, sizeof path, "/proc/sys/%s", name);
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0)
		return fd;
	ssize_t n = fd_read(fd, text, sizeof text - 1);
	close(fd);
	if (n < 0)
		return (int)n;
	text[n] = '\0';
	for (; field > 0; field--) {
		at += strcspn(at, blank);
		at += strspn(at, blank);
	}
	at[strcspn(at, blank)] = '\0';
	return text_to_uint10(at, UINT64_MAX, out) ? 0 : -EINVAL;
}

int ipc_limit(const char *name, uint64_t *out)
{
	return ipc_limit_field(name, 0, out);
}
