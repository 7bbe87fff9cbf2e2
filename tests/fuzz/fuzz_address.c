/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_address.c -- any text as an address of each family: refused with a reason, or taken, and then what it
 * says fits the family and reads back. The same of values of options. */
#include "fuzz.h"
#include "ipc.h"

#include <stdio.h>
#include <stdlib.h>

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_socket(const struct ipc_socket *a, const struct ipc_socket *b)
{
	return a->kind == b->kind && a->type == b->type && a->host_len == b->host_len &&
	       (a->host_len == 0 || memcmp(a->host, b->host, a->host_len) == 0) &&
	       same_text(a->port, b->port) && same_text(a->path, b->path);
}

static bool same_path(const char *a, const char *b)
{
	return same_text(a, b) || (a && b && strncmp(b, "./", 2) == 0 && strcmp(a, b + 2) == 0);
}

/* What is printed is the same address again, also for words that take any kind. */
static void reads_back(const struct ipc_address *a, enum ipc_family family)
{
	struct ipc_address again;
	struct trouble why = { 0 };
	struct buf b = { 0 };
	enum ipc_family found = family;

	for (int kind = 0; kind < 2; kind++) {
		b.len = 0;
		(kind ? ipc_address_print_kind : ipc_address_print)(family, a, &b);
		const char *text = buf_cstr(&b);
		int err = kind ? ipc_address_parse_kind(text, &found, &again, &why)
			       : ipc_address_parse(text, family, &again, &why);
		if (err < 0 || found != family || again.kind != a->kind || again.key != a->key ||
			again.id != a->id || !same_path(a->path, again.path) ||
			!same_socket(&a->socket, &again.socket))
			fuzz_fail("%s: not what it was: %s", text, why.text);
	}
	buf_free(&b);
}

static void check(const char *text, enum ipc_family family)
{
	struct ipc_address a;
	struct trouble why = { 0 };
	int err = ipc_address_parse(text, family, &a, &why);

	if (err < 0) {
		if (!why.text[0])
			fuzz_fail("%s: refused without a reason", text);
		return;
	}
	reads_back(&a, family);
	if ((a.kind == IPC_ADDR_PATH || a.kind == IPC_ADDR_POSIX) &&
		(!a.path || !*a.path || a.path < text || a.path > text + strlen(text)))
		fuzz_fail("%s: a path outside the text", text);
}

/* What is shown of a value is the value again. */
static void value_reads_back(const struct ipc_option *o, const struct ipc_option_value *v)
{
	struct ipc_option_value again;
	struct trouble why = { 0 };
	struct buf b = { 0 };

	if (!ipc_option_readable(o))
		return;
	ipc_option_print(o, v, &b);
	if (ipc_option_parse(o, buf_cstr(&b), &again, &why) < 0)
		fuzz_fail("%s=%s: not what it was: %s", o->name, buf_cstr(&b), why.text);
	if (again.link.index != v->link.index || strcmp(again.text, v->text) != 0)
		fuzz_fail("%s=%s: not what it was", o->name, buf_cstr(&b));
	buf_free(&b);
}

static void check_values(const char *text, const struct ipc_option *table)
{
	struct ipc_option_value v;

	for (const struct ipc_option *o = table; o->name; o++) {
		struct trouble why = { 0 };
		if (ipc_option_parse(o, text, &v, &why) == 0)
			value_reads_back(o, &v);
		else if (!why.text[0])
			fuzz_fail("%s=%s: refused without a reason", o->name, text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_strndup(size ? (const char *)data : "", size);

	for (int family = 0; family < IPC_FAMILIES; family++)
		check(text, (enum ipc_family)family);
	check_values(text, ipc_sock_options);
	check_values(text, ipc_fd_options);
	free(text);
	return 0;
}
