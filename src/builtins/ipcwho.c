/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcwho.c -- ipc who: the processes that have an object attached, open or mapped, wait on it, or used it
 * last. */
#include "ipcobj.h"

#include <errno.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>

enum { COL_PID, COL_USER, COL_COMMAND, COL_HOW, COL_FD, COLUMNS };
static const struct view_column columns[COLUMNS] = {
	[COL_PID] = { "PID", VIEW_NUMBER, "the process" },
	[COL_USER] = { "USER", 0, "whose it is" },
	[COL_COMMAND] = { "COMMAND", VIEW_TRUNC, "its name" },
	[COL_HOW] = { "HOW", 0,
		"attached, mapped, open (r, w, rw), its locks, waits, listens, receives, last sender, ..." },
	[COL_FD] = { "FD", VIEW_NUMBER, "by which descriptor" },
};
const struct view_table ipc_holder_table = { "ipc/who", columns, COLUMNS };

/* ---- who ---- */

static void add_living(struct holders *h, pid_t pid, int64_t last_used, const char *how)
{
	if (pid > 0 && inspect_gone(pid, last_used) == ORPHAN_NO)
		holders_add(h, pid, -1, how);
}

static int who_sysv(const struct ipc_named *named, enum sysv_kind kind, struct holders *h)
{
	struct sysv_list list;
	const struct ipc_address *a = &named->address;
	int err = inspect_sysv_objects(&list);

	for (size_t i = 0; err == 0 && i < list.n; i++) {
		const struct sysv_object *s = &list.v[i];
		if (s->kind != kind || (a->kind == IPC_ADDR_ID ? s->id != a->id : s->key != a->key))
			continue;
		int64_t last = sysv_last_used(s);
		err = kind == SYSV_SHM ? inspect_attached(s->id, h) : inspect_waiting(kind, s->id, h);
		add_living(h, s->maker, last, "made it");
		add_living(h, kind == SYSV_MQ ? s->last : 0, last, "last sender");
		add_living(h, s->receiver, last, "last receiver");
		struct ipc_sem_one one;
		for (unsigned n = 0; kind == SYSV_SEM && n < s->size; n++)
			if (ipc_sem_look(s->id, n, &one) == 0)
				add_living(h, one.last, last, "operated last");
	}
	sysv_list_free(&list);
	return err;
}

static int who_file(const char *path, struct holders *h)
{
	struct stat st;

	return stat(path, &st) < 0 ? -errno : inspect_open(st.st_dev, st.st_ino, h);
}

static int who_below(const char *folder, const char *name, struct holders *h)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s%s", folder, name + 1);
	int err = who_file(buf_cstr(&path), h);
	buf_free(&path);
	return err;
}

/* Where no file system shows it, an open queue tells its number. */
static int who_posix_mq(const char *name, struct holders *h)
{
	struct stat st;
	int fd = ipc_mqp_open(name, O_RDONLY);

	if (fd < 0)
		return who_below("/dev/mqueue/", name, h);
	int err = fstat(fd, &st) < 0 ? -errno : 0;
	ipc_mqp_close(&fd);
	return err < 0 ? err : inspect_open(st.st_dev, st.st_ino, h);
}

/* "PORT" of "host:port"; the host counts where one is given. */
static bool inet_matches(const struct ipc_socket *want, const struct sock_info *s)
{
	const char *colon = s->local ? strrchr(s->local, ':') : NULL;
	size_t host = colon ? (size_t)(colon - s->local) : 0;

	if (s->family == AF_UNIX || !colon || strcmp(colon + 1, want->port) != 0)
		return false;
	if (want->host_len == 0 || (want->host_len == 1 && want->host[0] == '*'))
		return true;
	bool bracket = s->local[0] == '[';
	return host - 2 * (size_t)bracket == want->host_len &&
	       memcmp(s->local + bracket, want->host, want->host_len) == 0;
}

bool ipc_sock_matches(const struct ipc_socket *want, const struct sock_info *s)
{
	if (strcmp(ipc_socket_scheme(want->kind != IPC_SOCKET_INET, want->type), sock_scheme(s)) != 0)
		return false;
	if (want->kind == IPC_SOCKET_INET)
		return inet_matches(want, s);
	if (s->family != AF_UNIX || !s->local)
		return false;
	if (want->kind == IPC_SOCKET_ABSTRACT)
		return s->local[0] == '@' && strcmp(s->local + 1, want->path) == 0;
	struct stat st, at;
	return strcmp(s->local, want->path) == 0 ||
	       (s->local[0] == '/' && stat(s->local, &at) == 0 && stat(want->path, &st) == 0 &&
		       st.st_ino == at.st_ino && st.st_dev == at.st_dev);
}

static const char *sock_role(const struct sock_info *s)
{
	return s->listening ? "listens" : s->receiving ? "receives" : "connected";
}

/* Numbers of sockets are of one file system, and files may have them too: who has one must hold a socket. */
static int who_socket(const struct ipc_socket *want, struct holders *h)
{
	struct sock_list socks;
	struct world w;
	int err = inspect_sockets(&socks);

	if (err == 0)
		err = inspect_world(&w);
	for (size_t i = 0; err == 0 && i < w.n; i++) {
		const struct sock_info *s = w.v[i].socket ? sock_by_ino(&socks, w.v[i].ino) : NULL;
		if (s && ipc_sock_matches(want, s))
			holders_add(h, w.v[i].pid, w.v[i].fd, sock_role(s));
	}
	h->hidden = err == 0 ? w.hidden : 0;
	if (err == 0)
		world_free(&w);
	sock_list_free(&socks);
	return err;
}

static int find_holders(const struct ipc_named *named, struct holders *h)
{
	const struct ipc_address *a = &named->address;
	bool posix = a->kind == IPC_ADDR_POSIX;

	switch (named->family) {
	case IPC_SHM: return posix ? who_below("/dev/shm/", a->path, h) : who_sysv(named, SYSV_SHM, h);
	case IPC_MQ: return posix ? who_posix_mq(a->path, h) : who_sysv(named, SYSV_MQ, h);
	case IPC_SEM: return posix ? who_below("/dev/shm/sem.", a->path, h) : who_sysv(named, SYSV_SEM, h);
	case IPC_SOCK: return who_socket(&a->socket, h);
	case IPC_LOCK: return a->kind == IPC_ADDR_PATH ? who_file(a->path, h) : who_sysv(named, SYSV_SEM, h);
	default: return who_file(a->path, h);
	}
}

/* ---- the table ---- */

static void row(struct view *v, const struct holder *h)
{
	struct buf how = { 0 };
	struct proc_info info;
	uid_t uid;

	view_row(v);
	view_cell(v, COL_PID, "%d", (int)h->pid);
	if (inspect_owner(h->pid, &uid) == 0)
		view_user(v, COL_USER, uid);
	if (inspect_process(h->pid, &info) == 0)
		view_cell(v, COL_COMMAND, "%s", info.name);
	buf_str(&how, h->how);
	if (h->fd >= 0)
		inspect_locks(h->pid, h->fd, &how);
	view_cell(v, COL_HOW, "%s", buf_cstr(&how));
	buf_free(&how);
	if (h->fd >= 0)
		view_cell(v, COL_FD, "%d", h->fd);
	else
		view_none(v, COL_FD);
}

static int who_one(struct sh *sh, struct view *v, const char *text)
{
	struct holders h = { 0 };
	struct ipc_named named;
	struct buf note = { 0 };

	if (!ipc_name(sh, text, &named))
		return STATUS_ERROR;
	int err = find_holders(&named, &h);
	for (size_t i = 0; err == 0 && i < h.n; i++)
		row(v, &h.v[i]);
	if (h.hidden > 0) {
		buf_printf(&note, "processes that this user may not look into: %zu", h.hidden);
		view_note(v, buf_cstr(&note));
	}
	buf_free(&note);
	holders_free(&h);
	return err < 0 ? sh_builtin_error(sh, STATUS_ERROR, text, "%s", error_text(-err)) : STATUS_OK;
}

int ipc_sub_who(struct sh *sh, struct ipc_args *a)
{
	int status = STATUS_OK;

	if (a->n_text == 0)
		return view_usage(sh, &a->view, "ipc/who");
	struct view *v = view_new(sh, "holders", columns, COLUMNS, &a->view);
	if (!v)
		return a->view.status;
	for (int i = 0; i < a->n_text; i++)
		if (who_one(sh, v, a->text[i]) != STATUS_OK)
			status = STATUS_ERROR;
	bool any = view_rows(v) > 0;
	view_end_if(v, status == STATUS_OK || any);
	return status == STATUS_OK && !any ? STATUS_NO : status;
}
