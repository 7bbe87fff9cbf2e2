/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring_proc.c -- the wiring of processes that run, from what /proc says of their descriptors. */
#include "inspect_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

/* Objects of the wiring, and the descriptor that each was seen at first. */
struct seen {
	uint32_t object;
	pid_t pid;
	int fd;
	uint64_t dev, ino;
	enum fd_kind kind;
};

struct survey {
	struct wiring *w;
	struct seen *seen;
	size_t n, cap;
	struct sock_list socks;
	bool socks_read;
};

static const char *keep(struct survey *s, const char *text)
{
	return arena_strndup(&s->w->arena, text, strlen(text));
}

static const char *socket_name(struct survey *s, const struct fd_info *f)
{
	if (!s->socks_read)
		(void)inspect_sockets(&s->socks);
	s->socks_read = true;
	const struct sock_info *k = sock_by_ino(&s->socks, f->ino);
	if (!k)
		return "socket";
	const char *local = k->local ? k->local : "unnamed", *remote = k->remote ? k->remote : "";
	return arena_printf(&s->w->arena, "socket %s%s%s", local,
		k->listening ? " (listens)"
		: *remote    ? " to "
			     : "",
		k->listening ? "" : remote);
}

static struct wire_object object_of(struct survey *s, const struct fd_info *f)
{
	static const enum wire_kind kinds[FD_KINDS] = {
		[FD_FILE] = WIRE_FILE,
		[FD_FOLDER] = WIRE_FILE,
		[FD_PIPE] = WIRE_OUTER_PIPE,
		[FD_FIFO] = WIRE_FIFO,
		[FD_TERMINAL] = WIRE_TERMINAL,
		[FD_DEVICE] = WIRE_DEVICE,
		[FD_SOCKET] = WIRE_SOCKET,
		[FD_MEMORY] = WIRE_OTHER,
		[FD_QUEUE] = WIRE_OTHER,
		[FD_OTHER] = WIRE_OTHER,
	};
	struct wire_object o = { .kind = kinds[f->kind], .known = true, .exists = true };

	if (f->has_ino)
		o.file = arena_printf(
			&s->w->arena, "%u:%u:%llu", major(f->dev), minor(f->dev), (unsigned long long)f->ino);
	if (f->has_info && f->flags & O_APPEND)
		o.open = WIRE_APPEND;
	switch (f->kind) {
	case FD_PIPE: o.name = "outer pipe"; break;
	case FD_TERMINAL: o.name = "terminal"; break;
	case FD_SOCKET: o.name = socket_name(s, f); break;
	default: o.name = keep(s, f->name); break;
	}
	return o;
}

/* One open file, or of pipes and terminals one thing, is one object. */
static bool is_same(const struct seen *a, pid_t pid, const struct fd_info *f)
{
	if (!f->has_ino || a->ino != f->ino || a->dev != f->dev || a->kind != f->kind)
		return false;
	if (f->kind == FD_PIPE || f->kind == FD_FIFO || f->kind == FD_TERMINAL || f->kind == FD_DEVICE)
		return true;
	return inspect_same_file(a->pid, a->fd, pid, f->fd) == 1;
}

static uint32_t object_for(struct survey *s, pid_t pid, const struct fd_info *f)
{
	for (size_t i = 0; i < s->n; i++)
		if (is_same(&s->seen[i], pid, f))
			return s->seen[i].object;
	s->seen = list_more(s->seen, s->n, &s->cap, sizeof *s->seen);
	uint32_t object = wiring_add_object(s->w, object_of(s, f));
	s->seen[s->n++] = (struct seen){ object, pid, f->fd, f->dev, f->ino, f->kind };
	return object;
}

static unsigned access_of(const struct fd_info *f)
{
	unsigned access = f->flags & O_ACCMODE;

	if (!f->has_info || access == O_RDWR)
		return WIRE_READ | WIRE_WRITE;
	return access == O_WRONLY ? WIRE_WRITE : WIRE_READ;
}

static void put(struct survey *s, pid_t pid, const struct fd_info *f, struct wire_fds *out)
{
	wire_fd_put(s->w, out,
		(struct wire_fd){ .fd = f->fd,
			.object = object_for(s, pid, f),
			.access = access_of(f),
			.how = WIRE_INHERITED,
			.cloexec = f->has_info && f->flags & O_CLOEXEC });
}

static void survey_end(struct survey *s)
{
	free(s->seen);
	sock_list_free(&s->socks);
}

/* ---- a shell's own --------------------------------------------------------------------------------------------- */

static const struct fd_info *find(const struct fd_list *l, int fd)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].fd == fd)
			return &l->v[i];
	return NULL;
}

int wiring_own_fds(struct wiring *w, pid_t pid, pid_t shell, struct wire_fds *out)
{
	struct survey s = { .w = w };
	struct fd_list mine = { 0 }, its = { 0 };
	int err = inspect_fds(pid, &mine);

	if (err == 0 && shell != pid)
		(void)inspect_fds(shell, &its); /* it may be gone */
	for (size_t i = 0; i < mine.n; i++) {
		const struct fd_info *f = &mine.v[i];
		const struct fd_info *real = f->fd <= 2 && f->kind == FD_PIPE ? find(&its, f->fd) : NULL;
		put(&s, real ? shell : pid, real ? real : f, out);
	}
	fd_list_free(&mine);
	fd_list_free(&its);
	survey_end(&s);
	return err;
}

/* ---- processes that run ------------------------------------------------------------------------------------------- */

#define NAMED_MOST 2 /* of other processes, where an object is named after them */

/* Which program it is; of a shell's copy that it is one. */
static void tell_program(struct wiring *w, struct wire_proc *p, const char *own)
{
	char link[64], path[4096];

	snprintf(link, sizeof link, "/proc/%d/exe", (int)p->pid);
	ssize_t n = readlink(link, path, sizeof path - 1);
	p->role = WIRE_PROGRAM;
	if (n <= 0)
		return;
	path[n] = '\0';
	if (strcmp(path, own) == 0)
		p->role = WIRE_SHELL;
	else
		p->path = arena_strndup(&w->arena, path, (size_t)n);
}

static const struct wire_fd *first_of(const struct wire_proc *p, const struct wire_fd *f)
{
	for (uint32_t i = 0; i < p->fds.n && &p->fds.v[i] != f; i++)
		if (p->fds.v[i].object == f->object)
			return &p->fds.v[i];
	return NULL;
}

/* Two descriptors of one process on one open file: made by dup(2). */
static void tell_copies(struct wiring *w, struct wire_proc *p)
{
	for (uint32_t i = 0; i < p->fds.n; i++) {
		struct wire_fd *f = &p->fds.v[i];
		const struct wire_fd *first = first_of(p, f);
		if (!first || w->objects[f->object].kind == WIRE_TERMINAL ||
			inspect_same_file(p->pid, first->fd, p->pid, f->fd) != 1)
			continue;
		f->how = WIRE_COPIED;
		f->copy_of = first->fd;
	}
}

/* 0 or -errno. */
static int add_pid(struct survey *s, pid_t pid, const char *own)
{
	struct wiring *w = s->w;
	struct proc_info info;
	struct fd_list fds = { 0 };
	int err = inspect_process(pid, &info);

	if (err < 0 || info.state == 'Z')
		return err < 0 ? err : -ESRCH;
	err = inspect_fds(pid, &fds);
	if (err < 0)
		return err;
	struct wire_proc p = {
		.birth = WIRE_RUNNING, .host = WIRE_NONE, .at = WIRE_NONE, .pid = pid, .state = info.state
	};
	char *line = inspect_command_line(pid);
	p.text = keep(s, line ? line : info.name);
	free(line);
	tell_program(w, &p, own);
	for (size_t i = 0; i < fds.n; i++) {
		const struct fd_info *f = &fds.v[i];
		bool needless = f->has_info && f->flags & O_CLOEXEC &&
				(f->fd >= FD_OWN_MIN || p.role == WIRE_SHELL);
		if (!needless)
			put(s, pid, f, &p.fds);
	}
	fd_list_free(&fds);
	for (uint32_t i = 0; i < p.fds.n; i++)
		p.fds.v[i].cloexec = false; /* it is open, and shown */
	uint32_t made = wiring_add_proc(w, p);
	tell_copies(w, &w->procs[made]);
	return 0;
}

static bool listed(const struct wiring *w, pid_t pid)
{
	for (size_t i = 0; i < w->n_procs; i++)
		if (w->procs[i].pid == pid)
			return true;
	return false;
}

/* The children of process PARENT, side by side. */
static void add_children(struct survey *s, uint32_t parent, const pid_t *all, size_t n, const char *own)
{
	struct wiring *w = s->w;
	struct proc_info info;
	bool grouped = false;

	for (size_t i = 0; i < n; i++) {
		if (inspect_process(all[i], &info) < 0 || info.parent != w->procs[parent].pid ||
			listed(w, all[i]))
			continue;
		if (!grouped)
			wiring_add_group(w, parent, "its children");
		grouped = true;
		(void)add_pid(s, all[i], own);
	}
}

static int add_all(struct survey *s, const pid_t *pids, size_t n)
{
	char own[4096] = "";
	pid_t *all = NULL;
	size_t n_all = 0;
	int err = -ESRCH;

	if (readlink("/proc/self/exe", own, sizeof own - 1) < 0)
		own[0] = '\0';
	wiring_add_group(s->w, WIRE_NONE, NULL);
	for (size_t i = 0; i < n; i++) {
		int one = add_pid(s, pids[i], own);
		if (one == 0 || err == -ESRCH)
			err = one;
	}
	if (s->w->n_procs == 0)
		return err;
	err = inspect_pids(&all, &n_all);
	for (uint32_t i = 0; i < s->w->n_procs; i++)
		add_children(s, i, all, n_all, own);
	free(all);
	return err;
}

/* ---- who else holds an end ------------------------------------------------------------------------------------------ */

static void name_holder(struct buf *out, const struct held *h)
{
	struct proc_info info;

	if (inspect_process(h->pid, &info) == 0)
		buf_printf(out, "%d (%s)", (int)h->pid, info.name);
	else
		buf_printf(out, "%d", (int)h->pid);
}

/* How many of the processes have OBJECT open for ACCESS; FIRST is the first of them. */
static size_t count_ends(const struct wiring *w, uint32_t object, unsigned access, uint32_t *first)
{
	size_t n = 0;

	for (uint32_t i = 0; i < w->n_procs; i++)
		for (uint32_t k = 0; k < w->procs[i].fds.n; k++) {
			const struct wire_fd *f = &w->procs[i].fds.v[k];
			if (f->object != object || !(f->access & access))
				continue;
			if (n++ == 0)
				*first = i;
			break;
		}
	return n;
}

/* Of a pipe that only one end of is theirs: who has the other. */
static void name_outer_pipe(
	struct survey *s, const struct seen *seen, const struct world *world, bool want_readers)
{
	struct buf text = { 0 };
	size_t n = 0;
	pid_t last = 0;

	for (size_t i = 0; i < world->n; i++) {
		const struct held *h = &world->v[i];
		if (h->ino != seen->ino || h->dev != seen->dev || !(want_readers ? h->reads : h->writes) ||
			h->pid == last || listed(s->w, h->pid))
			continue;
		last = h->pid;
		if (n++ >= NAMED_MOST)
			break;
		buf_str(&text, n > 1 ? ", " : want_readers ? "pipe to " : "pipe from ");
		name_holder(&text, h);
	}
	if (n > NAMED_MOST)
		buf_str(&text, ", ...");
	if (n > 0)
		s->w->objects[seen->object].name = arena_strndup(&s->w->arena, text.data, text.len);
	buf_free(&text);
}

/* A pipe between them has a writer elsewhere: whoever reads it waits for that one, too. */
static void warn_of_writers(
	struct survey *s, const struct seen *seen, const struct world *world, uint32_t reader)
{
	struct wiring *w = s->w;

	for (size_t i = 0; i < world->n; i++) {
		const struct held *h = &world->v[i];
		bool own = h->pid == w->procs[reader].pid;
		if (h->ino != seen->ino || h->dev != seen->dev || !h->writes || (listed(w, h->pid) && !own))
			continue;
		struct buf who = { 0 };
		name_holder(&who, h);
		wiring_warn(w, (struct wire_warning){ .code = "open-end",
				       .proc = reader,
				       .text = arena_printf(&w->arena,
					       "%s holds the writing end of pipe %u as its descriptor %d: "
					       "the reader sees no end "
					       "before that is closed",
					       own ? "it itself" : buf_cstr(&who),
					       (unsigned)w->objects[seen->object].number, h->fd) });
		buf_free(&who);
	}
}

/* One who reads from a FIFO and holds its other end: often without knowing, since it was inherited. */
static void warn_of_own_fifo(struct survey *s, const struct seen *seen)
{
	struct wiring *w = s->w;

	for (uint32_t i = 0; i < w->n_procs; i++) {
		const struct wire_proc *p = &w->procs[i];
		const struct wire_fd *reads = NULL, *writes = NULL;
		for (uint32_t k = 0; k < p->fds.n; k++) {
			const struct wire_fd *f = &p->fds.v[k];
			if (f->object == seen->object && f->access == WIRE_READ)
				reads = f;
			else if (f->object == seen->object)
				writes = f;
		}
		if (reads && writes)
			wiring_warn(w, (struct wire_warning){ .code = "open-end",
					       .proc = i,
					       .text = arena_printf(&w->arena,
						       "it reads a FIFO as %d and holds the writing end "
						       "itself, as %d: "
						       "it sees no end",
						       reads->fd, writes->fd),
					       .fix = arena_printf(&w->arena, "%d>&-", writes->fd) });
	}
}

static void look_at_pipe(struct survey *s, const struct seen *seen, const struct world *world)
{
	struct wire_object *o = &s->w->objects[seen->object];
	uint32_t reader = WIRE_NONE, writer = WIRE_NONE;
	size_t readers = count_ends(s->w, seen->object, WIRE_READ, &reader),
	       writers = count_ends(s->w, seen->object, WIRE_WRITE, &writer);

	if (readers > 0 && writers > 0 && (readers > 1 || writers > 1 || reader != writer)) {
		o->kind = WIRE_PIPE;
		o->number = ++s->w->n_pipes;
		warn_of_writers(s, seen, world, reader);
	} else if (readers > 0) {
		name_outer_pipe(s, seen, world, false);
	} else {
		name_outer_pipe(s, seen, world, true);
	}
}

int wiring_of_pids(struct wiring *w, const pid_t *pids, size_t n)
{
	struct survey s = { .w = w };
	struct world world = { 0 };
	int err = add_all(&s, pids, n);

	if (err == 0)
		err = inspect_world(&world);
	for (size_t i = 0; err == 0 && i < s.n; i++)
		if (s.seen[i].kind == FD_PIPE)
			look_at_pipe(&s, &s.seen[i], &world);
		else if (s.seen[i].kind == FD_FIFO)
			warn_of_own_fifo(&s, &s.seen[i]);
	world_free(&world);
	survey_end(&s);
	return err;
}
