/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring_proc.c -- the wiring of processes that run, from what /proc says of their descriptors. */
#include "inspect_internal.h"

#include <errno.h>
#include <fcntl.h>
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

int wiring_of_pids(struct wiring *w, const pid_t *pids, size_t n)
{
	(void)w, (void)pids, (void)n;
	return -ESRCH;
}
