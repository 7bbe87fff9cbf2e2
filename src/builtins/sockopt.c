/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sockopt.c -- sockopt fdopt: options of a socket, or of any descriptor, shown and set; and --opt and --join,
 * which set those of a socket that is opened. */
#include "sock.h"

#include <errno.h>
#include <stdlib.h>

enum { COL_OPTION, COL_VALUE, COL_MEANING };
static const struct view_column columns[] = {
	[COL_OPTION] = { "OPTION", 0, "its name" },
	[COL_VALUE] = { "VALUE", VIEW_NUMBER, "its value" },
	[COL_MEANING] = { "MEANING", VIEW_TRUNC, "what the value is" },
};
const struct view_table sock_option_table = { "sockopt fdopt", columns, ARRAY_LEN(columns) };

/* ---- what went wrong ---- */

static int too_many_groups(struct sh *sh, const char *name)
{
	static const struct ipc_bound most = { .unit = "groups of one socket",
		.file = "net/ipv4/igmp_max_memberships" };

	return ipc_limit_error(sh, name, &most, 1, "no room for this group");
}

static const char *group_reason(int err)
{
	switch (err) {
	case ENODEV: return "no interface and no route leads to this group (GROUP%INTERFACE says which)";
	case EADDRINUSE: return "it has joined that already";
	case EADDRNOTAVAIL: return "it has not joined that";
	default: return error_text(err);
	}
}

static const char *reason(const struct ipc_option *o, int err)
{
	bool of_file = o->kind >= IPC_OPTION_FLAG;

	if (err == ENOPROTOOPT || err == EOPNOTSUPP || (of_file && (err == EINVAL || err == ENOTTY)))
		return of_file ? "this file has no such option" : "this socket has no such option";
	if (err == EAGAIN && o->kind == IPC_OPTION_LEASE)
		return "somebody has the file open in a way that it would forbid";
	if (err == ESRCH && o->kind == IPC_OPTION_OWNER)
		return "there is no such process or group";
	return ipc_option_readable(o) ? error_text(err) : group_reason(err);
}

static int option_failed(struct sh *sh, const struct ipc_args *a, const struct ipc_option *o, int err)
{
	if (err == -EBADF || err == -ENOTSOCK)
		return sock_failed(sh, a, err, NULL);
	if (err == -ENOBUFS && !ipc_option_readable(o))
		return too_many_groups(sh, o->name);
	return sh_builtin_error(sh, STATUS_ERROR, o->name, "%s", reason(o, -err));
}

/* ---- one ---- */

/* The option of the table that TEXT begins with, up to a `='; NULL: said. */
static const struct ipc_option *find_option(struct sh *sh, const struct ipc_option *table, const char *text)
{
	const struct ipc_option *o = ipc_option_named(table, text, strcspn(text, "="));
	const char *word = table == ipc_fd_options ? "fdopt FD" : "sockopt FD";

	if (!o)
		sh_builtin_error(
			sh, STATUS_ERROR, text, "no such option (`%s' lists those that there are)", word);
	return o;
}

/* The value behind the `=' of TEXT; false: said. */
static bool find_value(
	struct sh *sh, const struct ipc_option *o, const char *text, struct ipc_option_value *value)
{
	const char *given = text + strcspn(text, "=");
	struct trouble why = { 0 };

	if (o->fixed)
		sh_builtin_error(sh, STATUS_ERROR, text, "this can only be read");
	else if (!*given)
		sh_builtin_error(sh, STATUS_ERROR, text, "a value is needed: %s=VALUE", o->name);
	else if (ipc_option_parse(o, given + 1, value, &why) < 0)
		sh_builtin_error(sh, STATUS_ERROR, text, "%s", why.text);
	else
		return true;
	return false;
}

static int show_option(struct sh *sh, const struct ipc_args *a, int fd, const struct ipc_option *o)
{
	struct ipc_option_value value;
	struct buf b = { 0 };
	int err = ipc_option_get(fd, o, &value), status = STATUS_OK;

	if (err < 0)
		return option_failed(sh, a, o, err);
	ipc_option_print(o, &value, &b);
	if (a->var)
		status = ipc_set(sh, a, "", b.data, b.len);
	else
		sh_printf(sh, "%s\n", buf_cstr(&b));
	buf_free(&b);
	return status;
}

/* NAME or NAME=VALUE. */
static int one_option(
	struct sh *sh, const struct ipc_args *a, const struct ipc_option *table, int fd, const char *text)
{
	const struct ipc_option *o = find_option(sh, table, text);
	struct ipc_option_value value;

	if (!o)
		return STATUS_ERROR;
	if (!strchr(text, '=') && ipc_option_readable(o))
		return show_option(sh, a, fd, o);
	if (!find_value(sh, o, text, &value))
		return STATUS_ERROR;
	int err = ipc_option_set(fd, o, &value);
	return err < 0 ? option_failed(sh, a, o, err) : STATUS_OK;
}

/* ---- all that this kind of socket or file has ---- */

static void add_row(struct view *v, const struct ipc_option *o, const struct ipc_option_value *value)
{
	struct buf b = { 0 };

	view_row(v);
	view_cell(v, COL_OPTION, "%s", o->name);
	view_cell(v, COL_MEANING, "%s", o->help);
	if (ipc_option_readable(o)) {
		ipc_option_print(o, value, &b);
		view_bytes(v, COL_VALUE, b.data, b.len);
	} else {
		view_none(v, COL_VALUE);
	}
	buf_free(&b);
}

static bool is_no_such_fd(int err)
{
	return err == -EBADF || err == -ENOTSOCK;
}

static int list_options(struct sh *sh, struct ipc_args *a, const struct ipc_option *table, int fd)
{
	struct view *v = view_new(sh, "options", columns, ARRAY_LEN(columns), &a->view);
	struct ipc_option_value value;
	int err = 0;

	if (!v)
		return a->view.status;
	for (const struct ipc_option *o = table; o->name && !is_no_such_fd(err); o++) {
		if (strcmp(o->name, "error") == 0) /* to look at it takes it */
			continue;
		err = ipc_option_get(fd, o, &value);
		if (err == 0)
			add_row(v, o, &value);
	}
	bool bad = is_no_such_fd(err);
	view_end_if(v, !bad);
	return bad ? sock_failed(sh, a, err, NULL) : STATUS_OK;
}

static int options_run(struct sh *sh, int argc, char **argv, const struct ipc_option *table)
{
	struct ipc_args a;
	int fd, status = STATUS_OK;

	if (!sock_args(sh, argc, argv, 1, -1, &a) || !sock_fd_operand(sh, &a, a.text[0], &fd))
		return a.status;
	if (a.var && a.n_text != 2)
		return builtin_usage(sh);
	if (a.n_text == 1)
		return list_options(sh, &a, table, fd);
	for (int i = 1; i < a.n_text; i++)
		if (one_option(sh, &a, table, fd, a.text[i]) != STATUS_OK)
			status = STATUS_ERROR;
	return status;
}

static int sockopt_run(struct sh *sh, int argc, char **argv)
{
	return options_run(sh, argc, argv, ipc_sock_options);
}

/* The flags of a subshell's descriptors are those of a process of its own. */
static int fdopt_run(struct sh *sh, int argc, char **argv)
{
	if (argc > 1 && exec_unshare(sh))
		return sh->vars.status;
	return options_run(sh, argc, argv, ipc_fd_options);
}

/* ---- --opt and --join ---- */

/* Adds a setting; false: said. */
static bool add_setting(struct sh *sh, struct ipc_settings *s, const char *text)
{
	const struct ipc_option *o = find_option(sh, ipc_sock_options, text);

	s->items = mem_realloc(s->items, (s->n + 1) * sizeof *s->items);
	s->items[s->n].option = o;
	if (!o || !find_value(sh, o, text, &s->items[s->n].value))
		return false;
	s->n++;
	return true;
}

/* Each of LIST, which has commas between, with PREFIX before it. */
static bool add_settings(struct sh *sh, struct ipc_settings *s, const char *prefix, const char *list)
{
	struct buf one = { 0 };
	bool ok = true;

	for (const char *at = list; ok && at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
		one.len = 0;
		buf_str(&one, prefix);
		buf_add(&one, at, strcspn(at, ","));
		ok = add_setting(sh, s, buf_cstr(&one));
	}
	buf_free(&one);
	return ok;
}

bool sock_settings(struct sh *sh, const struct ipc_args *a, struct ipc_settings *out)
{
	const struct ipc_socket *to = &a->address.socket;

	*out = (struct ipc_settings){ 0 };
	if (!a->opt && !a->join)
		return true;
	if (a->join && (to->kind != IPC_SOCKET_INET || to->type != IPC_SOCKET_DATAGRAM || to->host_len == 0))
		sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a group is heard at udp:*:PORT, or at udp:GROUP:PORT alone");
	else if ((!a->join || (add_settings(sh, out, "", "reuseaddr=1,reuseport=1") &&
				      add_settings(sh, out, "add_membership=", a->join))) &&
		 (!a->opt || add_settings(sh, out, "", a->opt)))
		return true;
	sock_settings_end(out);
	return false;
}

void sock_settings_end(struct ipc_settings *s)
{
	free(s->items);
	s->items = NULL;
}

int sock_setting_failed(struct sh *sh, const struct ipc_args *a, const struct ipc_setting *refused, int err)
{
	return option_failed(sh, a, refused->option, err);
}

/* ---- the table ---- */

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

const struct builtin fdopt_builtins[] = {
	{ "fdopt", fdopt_run, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-j] [--cols LIST] [-v NAME] FD [OPTION[=VALUE]...]",
		"list the options of a descriptor, print or set some", options },
	{ .help = "descriptors", .usage = "ipcsh-fd(1)" },
};
