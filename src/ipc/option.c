/* SPDX-License-Identifier: MIT */
/* option.c -- options of sockets and descriptors by name: their values from text, and back. */
#include "option_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

static const struct src_pos no_pos;

const struct ipc_option *ipc_option_named(const struct ipc_option *options, const char *name, size_t n)
{
	for (const struct ipc_option *o = options; o->name; o++)
		if (strncmp(o->name, name, n) == 0 && !o->name[n])
			return o;
	return NULL;
}

bool ipc_option_readable(const struct ipc_option *o)
{
	return o->kind != IPC_OPTION_GROUP && o->kind != IPC_OPTION_SOURCE;
}

/* ---- from text ----------------------------------------------------------------------------------------- */

static bool number_parse(const char *text, int64_t *out)
{
	return text_to_int(text, out) && *out >= INT_MIN && *out <= INT_MAX;
}

static bool flag_parse(const char *text, int64_t *out)
{
	return text_to_int(text, out) && (*out == 0 || *out == 1);
}

static bool owner_parse(const char *text, int64_t *out)
{
	*out = getpid();
	return strcmp(text, "self") == 0 || number_parse(text, out);
}

static bool signal_parse(const char *text, int64_t *out)
{
	int sig = signal_number(text);

	*out = sig;
	return sig > 0 || strcmp(text, "0") == 0;
}

static const struct {
	const char *name;
	int type;
} leases[] = { { "r", F_RDLCK }, { "w", F_WRLCK }, { "none", F_UNLCK } };

static bool lease_parse(const char *text, int64_t *out)
{
	for (size_t i = 0; i < ARRAY_LEN(leases); i++)
		if (strcmp(leases[i].name, text) == 0) {
			*out = leases[i].type;
			return true;
		}
	return false;
}

static bool text_parse(const char *text, char out[IPC_OPTION_TEXT_SIZE])
{
	size_t n = strlen(text);

	if (n == 0 || n >= IPC_OPTION_TEXT_SIZE)
		return false;
	memcpy(out, text, n + 1);
	return true;
}

static bool plain_parse(const struct ipc_option *o, const char *text, struct ipc_option_value *out)
{
	switch (o->kind) {
	case IPC_OPTION_SECONDS: return text_to_nanoseconds(text, &out->number);
	case IPC_OPTION_TEXT: return text_parse(text, out->text);
	case IPC_OPTION_FLAG:
	case IPC_OPTION_CLOEXEC: return flag_parse(text, &out->number);
	case IPC_OPTION_OWNER: return owner_parse(text, &out->number);
	case IPC_OPTION_SIGNAL: return signal_parse(text, &out->number);
	case IPC_OPTION_LEASE: return lease_parse(text, &out->number);
	default: return number_parse(text, &out->number);
	}
}

int ipc_option_parse(
	const struct ipc_option *o, const char *text, struct ipc_option_value *out, struct trouble *why)
{
	*out = (struct ipc_option_value){ 0 };
	switch (o->kind) {
	case IPC_OPTION_DEVICE:
	case IPC_OPTION_LINK: return sock_link_parse(text, &out->link, why);
	case IPC_OPTION_GROUP:
	case IPC_OPTION_SOURCE: return sock_group_parse(text, o->kind == IPC_OPTION_SOURCE, &out->group, why);
	default:
		if (plain_parse(o, text, out))
			return 0;
		trouble_set(why, no_pos, "not a value for it");
		return -EINVAL;
	}
}

/* ---- and back ------------------------------------------------------------------------------------------ */

/* Seconds with what they have behind the point, no more. */
static void print_seconds(int64_t ns, struct buf *out)
{
	buf_printf(out, "%lld.%06lld", (long long)(ns / NSEC_PER_SEC), (long long)(ns % NSEC_PER_SEC / 1000));
	while (out->data[out->len - 1] == '0')
		out->len--;
	if (out->data[out->len - 1] == '.')
		out->len--;
}

static void print_signal(int sig, struct buf *out)
{
	const char *name = sig > 0 ? signal_name(sig) : "0";

	if (name)
		buf_str(out, name);
	else
		buf_printf(out, "%d", sig);
}

static void print_lease(int64_t type, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(leases); i++)
		if (leases[i].type == type)
			buf_str(out, leases[i].name);
}

void ipc_option_print(const struct ipc_option *o, const struct ipc_option_value *v, struct buf *out)
{
	switch (o->kind) {
	case IPC_OPTION_SECONDS: print_seconds(v->number, out); return;
	case IPC_OPTION_TEXT: buf_str(out, v->text); return;
	case IPC_OPTION_DEVICE:
	case IPC_OPTION_LINK: sock_link_print(v->link.index, out); return;
	case IPC_OPTION_SIGNAL: print_signal((int)v->number, out); return;
	case IPC_OPTION_LEASE: print_lease(v->number, out); return;
	default: buf_printf(out, "%lld", (long long)v->number); return;
	}
}

/* ---- of either kind ------------------------------------------------------------------------------------ */

int ipc_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v)
{
	*v = (struct ipc_option_value){ 0 };
	return o->kind < IPC_OPTION_FLAG ? sock_option_get(fd, o, v) : fd_option_get(fd, o, v);
}

int ipc_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v)
{
	return o->kind < IPC_OPTION_FLAG ? sock_option_set(fd, o, v) : fd_option_set(fd, o, v);
}
