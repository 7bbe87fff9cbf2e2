/* SPDX-License-Identifier: MIT */
/* address.c -- text to address, one rule for all families, and the kernel's limits by name. */
#include "ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <unistd.h>

#define KIND(k) (1u << (k))
#define SYSV_KINDS (KIND(IPC_ADDR_KEY) | KIND(IPC_ADDR_ID))
#define SYSV_FORMS "a key (7777, 0x1e61), id:N or ftok:PATH:N"

static const struct family {
	const char *name;
	unsigned kinds; /* of addresses that it takes */
	const char *forms;
} families[IPC_FAMILIES] = {
	[IPC_SHM] = { "shm", SYSV_KINDS, SYSV_FORMS },
	[IPC_MQ] = { "mq", SYSV_KINDS, SYSV_FORMS },
	[IPC_FIFO] = { "fifo", KIND(IPC_ADDR_PATH), "a path" },
	[IPC_MAP] = { "mmap", KIND(IPC_ADDR_PATH), "the path of a file" },
};

static const struct src_pos no_pos;

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

/* "mq:7777" for a word of shm. NULL: no family's prefix. */
static const char *foreign_prefix(const char *text)
{
	static const char *const prefixes[] = { "shm", "mq", "sem", "fifo", "mmap", "tcp", "unix" };

	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
		if (after_prefix(text, prefixes[i]))
			return prefixes[i];
	return NULL;
}

static int wrong_kind(const char *text, const struct family *f, struct trouble *why)
{
	const char *prefix = foreign_prefix(text);

	if (prefix)
		trouble_set(why, no_pos, "this is an address of %s; %s takes %s", prefix, f->name, f->forms);
	else if (f->kinds & KIND(IPC_ADDR_PATH))
		trouble_set(why, no_pos, "this is no path; ./%s is one", text);
	else if (text[0] == '/')
		trouble_set(why, no_pos, "this is a POSIX name or a path; %s takes %s", f->name, f->forms);
	else
		trouble_set(why, no_pos, "no address: use %s", f->forms);
	return -EINVAL;
}

int ipc_address_parse(const char *text, enum ipc_family family, struct ipc_address *out, struct trouble *why)
{
	const struct family *f = &families[family];
	const char *rest = after_prefix(text, f->name);
	const char *id, *ftok_text;

	*out = (struct ipc_address){ 0 };
	if (rest)
		text = rest;
	id = after_prefix(text, "id");
	ftok_text = after_prefix(text, "ftok");
	if (f->kinds & KIND(IPC_ADDR_KEY)) {
		if (looks_like_key(text))
			return key_parse(text, out, why);
		if (id)
			return id_parse(id, out, why);
		if (ftok_text)
			return ftok_parse(ftok_text, out, why);
	} else if (!looks_like_key(text) && !id && !ftok_text && !foreign_prefix(text)) {
		return path_parse(text, out, why);
	}
	return wrong_kind(text, f, why);
}

int ipc_limit(const char *name, uint64_t *out)
{
	char path[128], text[64];

	snprintf(path, sizeof path, "/proc/sys/%s", name);
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0)
		return fd;
	ssize_t n = fd_read(fd, text, sizeof text - 1);
	close(fd);
	if (n < 0)
		return (int)n;
	text[n] = '\0';
	text[strcspn(text, " \t\n")] = '\0'; /* some files have several figures */
	return text_to_uint10(text, UINT64_MAX, out) ? 0 : -EINVAL;
}
