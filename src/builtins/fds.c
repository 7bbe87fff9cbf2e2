/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fds.c -- fds fdstat: the descriptors of a process, what shares an open file, and who is at
 * the other end. */
#include "inspect_word.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
	COL_FD,
	COL_TYPE,
	COL_NAME,
	COL_MODE,
	COL_FLAGS,
	COL_OFFSET,
	COL_SAME,
	COL_ALSO,
	COL_PEER,
	COL_INODE,
	COL_DEVICE,
	COL_MOUNT,
	COL_PID,
	COL_UNREAD,
	COL_CAPACITY,
	COLUMNS
};
static const struct view_column columns[COLUMNS] = {
	[COL_FD] = { "FD", VIEW_NUMBER, "the descriptor" },
	[COL_TYPE] = { "TYPE", 0, "file, pipe, fifo, terminal, unix, tcp, queue, ..." },
	[COL_NAME] = { "NAME", VIEW_TRUNC, "what it is open on; of a socket its own address" },
	[COL_MODE] = { "MODE", 0, "r, w or rw" },
	[COL_FLAGS] = { "FLAGS", VIEW_TRUNC, "append, nonblock, cloexec, ..." },
	[COL_OFFSET] = { "OFFSET", VIEW_NUMBER, "where the next byte is read or written" },
	[COL_SAME] = { "SAME", VIEW_TRUNC, "descriptors of this process on the same open file (dup)" },
	[COL_ALSO] = { "ALSO", VIEW_TRUNC,
		"other processes that hold the same open file (fork): PID(NAME):FD" },
	[COL_PEER] = { "PEER", VIEW_TRUNC, "the other end of a pipe, FIFO or socket: PID(NAME):FD" },
	[COL_INODE] = { "INODE", VIEW_NUMBER | VIEW_EXTRA, "the number of what it is open on" },
	[COL_DEVICE] = { "DEVICE", VIEW_EXTRA, "and the file system that has it, MAJOR:MINOR" },
	[COL_MOUNT] = { "MOUNT", VIEW_NUMBER | VIEW_EXTRA, "the id of the mount (/proc/PID/mountinfo)" },
	[COL_PID] = { "PID", VIEW_NUMBER | VIEW_EXTRA, "the process; shown for a %job" },
	[COL_UNREAD] = { "UNREAD", VIEW_NUMBER | VIEW_EXTRA,
		"of a pipe, FIFO or socket: bytes that wait in it; of datagrams those of the first" },
	[COL_CAPACITY] = { "CAPACITY", VIEW_NUMBER | VIEW_EXTRA,
		"of a pipe or FIFO: bytes that it takes before its writers wait" },
};
const struct view_table fds_table = { "fds fdstat", columns, COLUMNS };

/* All that is looked at for one table. */
struct scene {
	struct fd_list fds;
	struct world world;
	struct sock_list socks;
	bool doubt; /* kcmp(2) refused an answer */
};

#define NAMES_MOST 4 /* of processes in one cell */

/* "PID(NAME):FD", of which the first few are written out. */
static void name_holder(struct buf *text, size_t *n, pid_t pid, int fd)
{
	struct proc_info info;

	if (++*n > NAMES_MOST)
		return;
	if (*n > 1)
		buf_byte(text, ',');
	buf_printf(text, "%d", (int)pid);
	if (inspect_process(pid, &info) == 0)
		buf_printf(text, "(%s)", info.name);
	if (fd >= 0)
		buf_printf(text, ":%d", fd);
}

/* NONE: nothing was found because there is nothing, not because it could not be seen. */
static void cell_end(struct view *v, size_t column, struct buf *text, size_t n, bool none)
{
	if (n > NAMES_MOST)
		buf_printf(text, ",+%zu", n - NAMES_MOST);
	if (text->len)
		view_bytes(v, column, text->data, text->len);
	else if (none)
		view_none(v, column);
	buf_free(text);
}

/* ---- SAME and ALSO ---- */

static bool same_thing(const struct fd_info *f, uint64_t dev, uint64_t ino)
{
	return f->has_ino && f->ino == ino && f->dev == dev;
}

static void cell_same(struct view *v, struct scene *s, const struct fd_info *f)
{
	struct buf text = { 0 };
	bool doubt = false;

	for (size_t i = 0; i < s->fds.n; i++) {
		const struct fd_info *o = &s->fds.v[i];
		if (o == f || !same_thing(f, o->dev, o->ino))
			continue;
		int same = inspect_same_file(s->fds.pid, f->fd, s->fds.pid, o->fd);
		doubt |= same < 0;
		if (same == 1)
			buf_printf(&text, "%s%d", text.len ? "," : "", o->fd);
	}
	s->doubt |= doubt;
	cell_end(v, COL_SAME, &text, 0, !doubt);
}

static void cell_also(struct view *v, struct scene *s, const struct fd_info *f)
{
	struct buf text = { 0 };
	size_t n = 0;
	bool doubt = s->world.hidden > 0;

	for (size_t i = 0; i < s->world.n; i++) {
		const struct held *h = &s->world.v[i];
		if (h->pid == s->fds.pid || !same_thing(f, h->dev, h->ino))
			continue;
		int same = inspect_same_file(s->fds.pid, f->fd, h->pid, h->fd);
		s->doubt |= same == -EPERM;
		doubt |= same == -EPERM;
		if (same == 1)
			name_holder(&text, &n, h->pid, h->fd);
	}
	cell_end(v, COL_ALSO, &text, n, !doubt);
}

/* ---- PEER ---- */

static void peer_of_pipe(struct view *v, struct scene *s, const struct fd_info *f)
{
	unsigned access = f->flags & O_ACCMODE;
	struct buf text = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < s->world.n; i++) {
		const struct held *h = &s->world.v[i];
		bool other = (access != O_WRONLY && h->writes) || (access != O_RDONLY && h->reads);
		if (same_thing(f, h->dev, h->ino) && other && !(h->pid == s->fds.pid && h->fd == f->fd))
			name_holder(&text, &n, h->pid, h->fd);
	}
	cell_end(v, COL_PEER, &text, n, s->world.hidden == 0);
}

/* Sockets are numbered on a file system of their own: its device is that of the descriptor. */
static void peer_of_socket(struct view *v, struct scene *s, const struct fd_info *f)
{
	const struct sock_info *own = sock_by_ino(&s->socks, f->ino);
	const struct sock_info *peer = own ? sock_peer(&s->socks, own) : NULL;
	struct buf text = { 0 };
	size_t n = 0;

	if (own && own->family != AF_UNIX && own->remote)
		buf_str(&text, own->remote);
	else if (peer && peer->local)
		buf_str(&text, peer->local);
	if (text.len && peer)
		buf_byte(&text, ' ');
	for (size_t i = 0; peer && i < s->world.n; i++)
		if (s->world.v[i].ino == peer->ino && s->world.v[i].dev == f->dev)
			name_holder(&text, &n, s->world.v[i].pid, s->world.v[i].fd);
	bool known = own && (own->family != AF_UNIX || s->socks.peers_known);
	cell_end(v, COL_PEER, &text, n, known && !peer);
}

static void cell_peer(struct view *v, struct scene *s, const struct fd_info *f)
{
	if (f->kind == FD_SOCKET && f->has_ino)
		peer_of_socket(v, s, f);
	else if ((f->kind == FD_PIPE || f->kind == FD_FIFO) && f->has_ino && f->has_info)
		peer_of_pipe(v, s, f);
	else
		view_none(v, COL_PEER);
}

/* ---- UNREAD and CAPACITY ---- */

static void cell_figure(struct view *v, size_t column, int n)
{
	if (n < 0)
		view_none(v, column);
	else
		view_cell(v, column, "%d", n);
}

static void cells_of_pipe(struct view *v, pid_t pid, const struct fd_info *f)
{
	int unread = -1, capacity = -1;

	if (f->kind == FD_PIPE || f->kind == FD_FIFO || f->kind == FD_SOCKET)
		inspect_fill(pid, f->fd, &unread, &capacity);
	cell_figure(v, COL_UNREAD, unread);
	cell_figure(v, COL_CAPACITY, capacity);
}

/* ---- the row ---- */

static void cell_name(struct view *v, const struct scene *s, const struct fd_info *f)
{
	const struct sock_info *own = f->kind == FD_SOCKET ? sock_by_ino(&s->socks, f->ino) : NULL;
	char protocol[32];

	view_cell(v, COL_TYPE, "%s", own ? sock_scheme(own) : fd_kind_names[f->kind]);
	if (f->kind == FD_SOCKET && !own && inspect_protocol(s->fds.pid, f->fd, protocol, sizeof protocol))
		view_cell(v, COL_TYPE, "%s", protocol);
	if (f->kind == FD_OTHER && strncmp(f->name, "anon_inode:", 11) == 0)
		view_cell(v, COL_TYPE, "%.*s", (int)strcspn(f->name + 11 + (f->name[11] == '['), "]"),
			f->name + 11 + (f->name[11] == '['));
	if (own && own->local)
		view_cell(v, COL_NAME, "%s%s", own->local, own->listening ? " (listens)" : "");
	else
		view_cell(v, COL_NAME, "%s", f->name);
}

static void cells_of_info(struct view *v, const struct fd_info *f)
{
	struct buf flags = { 0 };

	view_cell(v, COL_MODE, "%s", inspect_access(f->flags));
	inspect_flags(&flags, f->flags);
	cell_end(v, COL_FLAGS, &flags, 0, true);
	if (f->kind == FD_FILE || f->kind == FD_FOLDER || f->kind == FD_MEMORY || f->kind == FD_DEVICE)
		view_cell(v, COL_OFFSET, "%lld", (long long)f->offset);
	else
		view_none(v, COL_OFFSET);
	view_cell(v, COL_MOUNT, "%llu", (unsigned long long)f->mount);
}

static void row(struct view *v, struct scene *s, const struct fd_info *f)
{
	view_row(v);
	view_cell(v, COL_PID, "%d", (int)s->fds.pid);
	view_cell(v, COL_FD, "%d", f->fd);
	cell_name(v, s, f);
	if (f->has_info)
		cells_of_info(v, f);
	if (f->has_ino) {
		view_cell(v, COL_INODE, "%llu", (unsigned long long)f->ino);
		view_cell(v, COL_DEVICE, "%u:%u", major(f->dev), minor(f->dev));
	}
	if (view_wants(v, COL_UNREAD) || view_wants(v, COL_CAPACITY))
		cells_of_pipe(v, s->fds.pid, f);
	if (view_wants(v, COL_SAME))
		cell_same(v, s, f);
	if (view_wants(v, COL_ALSO))
		cell_also(v, s, f);
	if (view_wants(v, COL_PEER))
		cell_peer(v, s, f);
}

/* ---- the words ---- */

static int scene_open(struct scene *s, struct view *v, pid_t pid)
{
	*s = (struct scene){ 0 };
	int err = inspect_fds(pid, &s->fds);
	if (err < 0)
		return err;
	if (view_wants(v, COL_ALSO) || view_wants(v, COL_PEER))
		err = inspect_world(&s->world);
	for (size_t i = 0; err == 0 && i < s->fds.n; i++)
		if (s->fds.v[i].kind == FD_SOCKET)
			return inspect_sockets(&s->socks);
	return err;
}

static void scene_close(struct scene *s, struct view *v)
{
	struct buf text = { 0 };

	if (s->world.hidden > 0) {
		buf_printf(&text,
			"ALSO and PEER are blank or not whole: "
			"processes that this user may not look into: %zu",
			s->world.hidden);
		view_note(v, buf_cstr(&text));
	}
	if (s->doubt)
		view_note(v, "SAME and ALSO are blank where the kernel does not tell (kcmp(2))");
	buf_free(&text);
	fd_list_free(&s->fds);
	world_free(&s->world);
	sock_list_free(&s->socks);
}

static int show_process(struct view *v, pid_t pid)
{
	struct scene s;
	int err = scene_open(&s, v, pid);

	for (size_t i = 0; err == 0 && i < s.fds.n; i++)
		row(v, &s, &s.fds.v[i]);
	scene_close(&s, v);
	return err;
}

/* Those of its processes that live. */
static int show_job(struct view *v, const struct job *j)
{
	int err = -ESRCH;

	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state != PROC_DONE && show_process(v, j->procs[i].pid) == 0)
			err = 0;
	return err;
}

static int run_fds(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	pid_t pid;

	if (!inspect_args(sh, argc, argv, &a, &pid))
		return a.status;
	const struct job *j = a.n_text && a.text[0][0] == '%'
				      ? job_find(sh, a.text[0], &(const char *){ NULL })
				      : NULL;
	if (j && !a.view.cols)
		a.view.cols = "PID,FD,TYPE,NAME,MODE,FLAGS,OFFSET,SAME,ALSO,PEER";
	struct view *v = view_new(sh, "descriptors", columns, COLUMNS, &a.view);
	if (!v)
		return a.view.status;
	int err = j ? show_job(v, j) : show_process(v, pid);
	int status = view_end_if(v, err == 0);
	return err < 0 ? inspect_failed(sh, a.n_text ? a.text[0] : NULL, err) : status;
}

static const struct fd_info *fd_find(const struct fd_list *list, uint64_t fd)
{
	for (size_t i = 0; i < list->n; i++)
		if ((uint64_t)list->v[i].fd == fd)
			return &list->v[i];
	return NULL;
}

static int run_fdstat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct scene s;
	uint64_t fd;

	if (!ipc_options(sh, argc, argv, IPC_FAMILIES, &a))
		return a.status;
	if (a.n_text != 1)
		return view_usage(sh, &a.view, sh->builtin->name);
	if (!text_to_uint10(a.text[0], INT_MAX, &fd))
		return sh_builtin_error(sh, STATUS_ERROR, a.text[0], "not the number of a descriptor");
	a.object = a.text[0];
	if (a.capacity)
		return ipc_capacity(sh, &a, (int)fd);
	if (!a.view.cols && ipc_pipe_capacity((int)fd, 0) >= 0)
		a.view.cols = "+UNREAD,CAPACITY";
	struct view *v = view_new(sh, "descriptors", columns, COLUMNS, &a.view);
	if (!v)
		return a.view.status;
	int err = scene_open(&s, v, getpid());
	const struct fd_info *f = err == 0 ? fd_find(&s.fds, fd) : NULL;
	if (f)
		row(v, &s, f);
	scene_close(&s, v);
	view_end_if(v, f != NULL);
	if (err < 0)
		return inspect_failed(sh, a.text[0], err);
	return f ? STATUS_OK : sh_builtin_error(sh, STATUS_ERROR, a.text[0], "not open");
}

static const struct opt_row options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };
static const struct opt_row stat_options[] = {
	VIEW_ROW_JSON,
	VIEW_ROW_COLS,
	{ 0, "capacity", "N", "print nothing: a pipe or FIFO is to hold N bytes (F_SETPIPE_SZ)" },
	IPC_ROW_END,
};

const struct builtin fds_builtins[] = {
	{ "fds", run_fds, BUILTIN_IPC, "[-j] [--cols LIST] [PID|%JOB]",
		"list the descriptors of a process, this shell if none is given", options },
	{ "fdstat", run_fdstat, BUILTIN_IPC, "[-j] [--cols LIST] [--capacity N] FD",
		"tell what a descriptor is", stat_options },
	{ .help = "descriptors", .usage = "ipcsh-fd(1)" },
};
