/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sockopt.c -- sockopt: options of a socket, shown and set. */
#include "sock.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>

enum { COL_OPTION, COL_VALUE, COL_MEANING };
static const struct view_column columns[] = {
	[COL_OPTION] = { "OPTION", 0, "its name" },
	[COL_VALUE] = { "VALUE", VIEW_NUMBER, "its value" },
	[COL_MEANING] = { "MEANING", VIEW_TRUNC, "what the value is" },
};

static const struct ipc_sock_option *option_named(const char *name, size_t n)
{
	for (const struct ipc_sock_option *o = ipc_sock_options; o->name; o++)
		if (strncmp(o->name, name, n) == 0 && !o->name[n])
			return o;
	return NULL;
}

/* Seconds with what they have behind the point, no more. */
static const char *value_text(const struct ipc_sock_option *o, int64_t value, char out[48])
{
	if (o->kind != IPC_OPTION_SECONDS)
		return text_from_int(value, out);
	int n = snprintf(out, 48, "%lld.%06lld", (long long)(value / NSEC_PER_SEC),
		(long long)(value % NSEC_PER_SEC / 1000));
	while (out[n - 1] == '0')
		out[--n] = '\0';
	if (out[n - 1] == '.')
		out[n - 1] = '\0';
	return out;
}

static bool value_parse(const struct ipc_sock_option *o, const char *text, int64_t *out)
{
	if (o->kind == IPC_OPTION_SECONDS)
		return text_to_nanoseconds(text, out);
	return text_to_int(text, out) && *out >= INT_MIN && *out <= INT_MAX;
}

static int option_failed(struct sh *sh, const struct ipc_args *a, const struct ipc_sock_option *o, int err)
{
	if (err == -ENOPROTOOPT || err == -EOPNOTSUPP)
		return sh_builtin_error(sh, STATUS_ERROR, o->name, "this socket has no such option");
	if (err == -EBADF || err == -ENOTSOCK)
		return sock_failed(sh, a, err, NULL);
	return sh_builtin_error(sh, STATUS_ERROR, o->name, "%s", error_text(-err));
}

/* NAME or NAME=VALUE. */
static int one_option(struct sh *sh, const struct ipc_args *a, int fd, const char *text)
{
	size_t n = strcspn(text, "=");
	const struct ipc_sock_option *o = option_named(text, n);
	char digits[48];
	int64_t value;
	int err;

	if (!o)
		return sh_builtin_error(
			sh, STATUS_ERROR, text, "no such option (`sockopt FD' lists those of a socket)");
	if (text[n] == '=') {
		if (o->fixed)
			return sh_builtin_error(sh, STATUS_ERROR, text, "this can only be read");
		if (!value_parse(o, text + n + 1, &value))
			return sh_builtin_error(sh, STATUS_ERROR, text, "not a value for it");
		err = ipc_sock_option_set(fd, o, value);
		return err < 0 ? option_failed(sh, a, o, err) : STATUS_OK;
	}
	err = ipc_sock_option_get(fd, o, &value);
	if (err < 0)
		return option_failed(sh, a, o, err);
	const char *shown = value_text(o, value, digits);
	if (a->var)
		return ipc_set(sh, a, "", shown, strlen(shown));
	sh_printf(sh, "%s\n", shown);
	return STATUS_OK;
}

/* All that this kind of socket has. */
static int list_options(struct sh *sh, struct ipc_args *a, int fd)
{
	struct view *v = view_new(sh, "options", columns, ARRAY_LEN(columns), &a->view);
	char digits[48];
	int64_t value;

	if (!v)
		return a->view.status;
	int err = 0;
	for (const struct ipc_sock_option *o = ipc_sock_options; o->name; o++) {
		if (strcmp(o->name, "error") == 0) /* to look at it takes it */
			continue;
		err = ipc_sock_option_get(fd, o, &value);
		if (err == -EBADF || err == -ENOTSOCK)
			break;
		if (err < 0)
			continue;
		view_row(v);
		view_cell(v, COL_OPTION, "%s", o->name);
		view_cell(v, COL_VALUE, "%s", value_text(o, value, digits));
		view_cell(v, COL_MEANING, "%s", o->help);
	}
	bool bad = err == -EBADF || err == -ENOTSOCK;
	view_end_if(v, !bad);
	return bad ? sock_failed(sh, a, err, NULL) : STATUS_OK;
}

static int sockopt_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int fd, status = STATUS_OK;

	if (!sock_args(sh, argc, argv, 1, -1, &a) || !sock_fd_operand(sh, &a, a.text[0], &fd))
		return a.status;
	if (a.var && a.n_text != 2)
		return builtin_usage(sh);
	if (a.n_text == 1)
		return list_options(sh, &a, fd);
	for (int i = 1; i < a.n_text; i++)
		if (one_option(sh, &a, fd, a.text[i]) != STATUS_OK)
			status = STATUS_ERROR;
	return status;
}

static const struct opt_row options[] = {
	VIEW_ROW_JSON,
	VIEW_ROW_COLS,
	IPC_ROW_VARIABLE("put the value of one option into the variable"),
	IPC_ROW_END,
};

const struct builtin sockopt_builtins[] = {
	{ "sockopt", sockopt_run, BUILTIN_IPC, "[-j] [--cols LIST] [-v NAME] FD [OPTION[=VALUE]...]",
		"list the options of a socket, print or set some", options },
	{ .help = "sockets", .usage = "ipcsh-sock(1)" },
};
