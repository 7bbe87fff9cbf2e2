/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flowwait.c -- who waits for whom, and in words: made of a snapshot alone, so that a test
 * can make one up. */
#include "inspect.h"
#include "inspect_internal.h"

#include <fcntl.h>
#include <stdlib.h>

#define NAMED_MOST 3 /* of those that somebody waits for */

size_t flow_find(struct flows *f, pid_t pid)
{
	for (size_t i = 0; pid > 0 && i < f->n; i++)
		if (f->v[i].info.pid == pid)
			return i;
	return FLOW_NONE;
}

/* ---- who could end a wait ---- */

static void add_waker(struct flows *f, size_t i, size_t waker)
{
	struct flow_proc *p = &f->v[i];

	for (size_t k = 0; k < p->n_wakers; k++)
		if (p->wakers[k] == waker)
			return;
	p->wakers = list_more(p->wakers, p->n_wakers, &p->cap_wakers, sizeof *p->wakers);
	p->wakers[p->n_wakers++] = waker;
}

static void add_waker_pid(struct flows *f, size_t i, pid_t pid, flow_find_fn find)
{
	size_t waker = find(f, pid);

	if (waker == FLOW_NONE)
		f->v[i].wakers_known = false;
	else
		add_waker(f, i, waker);
}

const struct fd_info *flow_descriptor(const struct flow_proc *p, int fd)
{
	for (size_t i = 0; i < p->fds.n; i++)
		if (p->fds.v[i].fd == fd)
			return &p->fds.v[i];
	return NULL;
}

/* Could one who is not to be seen hold an end, too? An end goes from parent to child: within a session. */
static bool all_seen(const struct flows *f, size_t i, const struct world *w)
{
	for (size_t k = 0; k < w->hidden; k++)
		for (size_t n = 0; n < f->n_all; n++)
			if (f->all[n].pid == w->unseen[k] && f->all[n].session == f->v[i].info.session)
				return false;
	return true;
}

/* Of a pipe: whoever has its other end open. That of a FIFO may be opened by anybody at any time: one who
 * holds both ends of it himself means that, and is not his own waker. Gives whether that is all. */
static bool link_pipe(struct flows *f, size_t i, struct flow_end end, const struct fd_info *d,
	const struct world *w, flow_find_fn find)
{
	uint64_t dev = d->dev, ino = d->ino;
	bool fifo = d->kind == FD_FIFO;

	for (size_t k = 0; k < w->n; k++) {
		const struct held *h = &w->v[k];
		if (h->dev == dev && h->ino == ino && (end.writes ? h->reads : h->writes) &&
			!(fifo && h->pid == f->v[i].info.pid))
			add_waker_pid(f, i, h->pid, find);
	}
	return all_seen(f, i, w);
}

static bool link_socket(
	struct flows *f, size_t i, const struct fd_info *d, const struct flow_scene *s, flow_find_fn find)
{
	const struct sock_info *own = sock_by_ino(&s->socks, d->ino);
	const struct sock_info *peer = own ? sock_peer(&s->socks, own) : NULL;

	for (size_t k = 0; peer && k < s->world.n; k++)
		if (s->world.v[k].socket && s->world.v[k].ino == peer->ino)
			add_waker_pid(f, i, s->world.v[k].pid, find);
	return peer && all_seen(f, i, &s->world);
}

static void link_ends(struct flows *f, size_t i, const struct flow_scene *s, flow_find_fn find)
{
	bool all = !f->v[i].timed && !f->v[i].partial;

	f->v[i].wakers_known = true;
	for (size_t k = 0; k < f->v[i].n_ends; k++) {
		struct flow_end end = f->v[i].ends[k];
		const struct fd_info *d = flow_descriptor(&f->v[i], end.fd);
		if (d && d->has_ino && (d->kind == FD_PIPE || d->kind == FD_FIFO))
			all &= link_pipe(f, i, end, d, &s->world, find);
		else
			all = d && d->kind == FD_SOCKET && link_socket(f, i, d, s, find) && all;
	}
	f->v[i].wakers_known &= all;
}

static void link_children(struct flows *f, size_t i, flow_find_fn find)
{
	pid_t pid = f->v[i].info.pid, only = f->v[i].blocked == BLOCKED_CHILD ? f->v[i].id : -1;

	f->v[i].wakers_known = !f->v[i].timed;
	for (size_t k = 0; k < f->n_all; k++)
		if (f->all[k].parent == pid && (only < 0 || f->all[k].pid == only))
			add_waker_pid(f, i, f->all[k].pid, find);
}

static bool is_alive(const struct flows *f, pid_t pid)
{
	for (size_t i = 0; i < f->n_all; i++)
		if (f->all[i].pid == pid)
			return true;
	return false;
}

static void link_lock(struct flows *f, size_t i, const struct flow_scene *s, flow_find_fn find)
{
	const struct fd_info *d = flow_descriptor(&f->v[i], f->v[i].id);
	pid_t pid = f->v[i].info.pid;

	if (!d || !d->has_ino)
		return;
	uint64_t dev = d->dev, ino = d->ino;
	f->v[i].wakers_known = true;
	for (size_t k = 0; k < s->n_locks; k++) {
		const struct file_lock *l = &s->locks[k];
		if (l->dev == dev && l->ino == ino && !l->waiting && l->pid != pid && is_alive(f, l->pid))
			add_waker_pid(f, i, l->pid, find);
	}
}

void flow_link(struct flows *f, const struct flow_scene *s, flow_find_fn find)
{
	for (size_t i = 0; i < f->n; i++)
		switch (f->v[i].blocked) {
		case BLOCKED_READ:
		case BLOCKED_WRITE:
		case BLOCKED_POLL: link_ends(f, i, s, find); break;
		case BLOCKED_CHILD:
		case BLOCKED_SIGNAL: link_children(f, i, find); break;
		case BLOCKED_LOCK: link_lock(f, i, s, find); break;
		default: break;
		}
}

/* ---- deadlocks ---- */

/* All that could be deadlocked, less those whom somebody else could wake, until nothing changes. */
void flow_mark_deadlocks(struct flows *f)
{
	bool changed = true;

	for (size_t i = 0; i < f->n; i++)
		f->v[i].deadlocked = f->v[i].steady && f->v[i].wakers_known && f->v[i].n_wakers > 0;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < f->n; i++) {
			struct flow_proc *p = &f->v[i];
			for (size_t k = 0; p->deadlocked && k < p->n_wakers; k++)
				if (!f->v[p->wakers[k]].deadlocked) {
					p->deadlocked = false;
					changed = true;
				}
		}
	}
}

static bool in_path(const size_t *path, size_t n, size_t i, size_t *at)
{
	for (*at = 0; *at < n; ++*at)
		if (path[*at] == i)
			return true;
	return false;
}

/* Of those that it waits for a watched one, if there is one. */
static size_t next_in_circle(const struct flows *f, size_t i)
{
	const struct flow_proc *p = &f->v[i];

	for (size_t k = 0; k < p->n_wakers; k++)
		if (p->wakers[k] < f->n_watched)
			return p->wakers[k];
	return p->wakers[0];
}

size_t flow_circle(const struct flows *f, size_t from, size_t *path)
{
	size_t n = 0, at;

	while (!in_path(path, n, from, &at)) {
		path[n++] = from;
		from = next_in_circle(f, from);
	}
	memmove(path, path + at, (n - at) * sizeof *path);
	return n - at;
}

/* ---- in words ---- */

/* WITH_STAGE: "stage 2" rather than "2" alone. */
static void add_who(struct buf *out, const struct flows *f, size_t i, bool with_stage)
{
	const struct flow_proc *p = &f->v[i];

	if (*p->label)
		buf_printf(out, "%s%s", with_stage ? "stage " : "", p->label);
	else if (p->info.pid == f->self)
		buf_str(out, "this shell");
	else
		buf_printf(out, "%d (%s)", (int)p->info.pid, p->info.name);
}

static void add_wakers(struct buf *out, const struct flows *f, size_t i)
{
	const struct flow_proc *p = &f->v[i];
	bool stage_said = false;

	for (size_t k = 0; k < p->n_wakers && k < NAMED_MOST; k++) {
		const struct flow_proc *w = &f->v[p->wakers[k]];
		buf_str(out, k == 0 ? "" : k + 1 == p->n_wakers ? " or " : ", ");
		if (w == p)
			buf_str(out, "itself");
		else
			add_who(out, f, p->wakers[k], !stage_said);
		stage_said |= *w->label && w != p;
		if (w->blocked == BLOCKED_STOPPED)
			buf_str(out, " (stopped)");
	}
	if (p->n_wakers > NAMED_MOST)
		buf_printf(out, " or %zu more", p->n_wakers - NAMED_MOST);
}

static void describe_end(struct buf *out, const struct flow_proc *p)
{
	const struct fd_info *d = flow_descriptor(p, p->id);
	bool reads = p->blocked == BLOCKED_READ;

	buf_str(out, reads ? "reading from " : "writing to ");
	if (!d)
		buf_printf(out, "descriptor %d", p->id);
	else if (d->kind == FD_PIPE)
		buf_str(out, reads ? "an empty pipe" : "a full pipe");
	else if (d->kind == FD_FIFO)
		buf_printf(out, "%s FIFO %s", reads ? "empty" : "full", d->name);
	else if (d->kind == FD_TERMINAL)
		buf_str(out, "the terminal");
	else if (d->kind == FD_SOCKET)
		buf_str(out, "a socket");
	else
		buf_str(out, d->name);
}

/* One that it would read as well as write stands there twice. */
static size_t distinct_ends(const struct flow_proc *p)
{
	size_t n = 0;

	for (size_t k = 0; k < p->n_ends; k++)
		n += k == 0 || p->ends[k].fd != p->ends[k - 1].fd;
	return n;
}

static void describe_poll(struct buf *out, const struct flow_proc *p)
{
	size_t n = distinct_ends(p), said = 0;

	buf_str(out, n == 0  ? "waiting for any of several descriptors"
		     : n > 1 ? "waiting for descriptors "
			     : "waiting for descriptor ");
	for (size_t k = 0; k < p->n_ends && said < NAMED_MOST; k++) {
		if (k > 0 && p->ends[k].fd == p->ends[k - 1].fd)
			continue;
		buf_printf(out, "%s%d", said == 0 ? "" : said + 1 == n ? " or " : ", ", p->ends[k].fd);
		said++;
	}
	if (n > NAMED_MOST)
		buf_printf(out, " or %zu more", n - NAMED_MOST);
}

static void describe_open(struct buf *out, const struct flow_proc *p)
{
	buf_printf(out, "opening %s", p->path ? p->path : "a FIFO");
	buf_str(out, ": waits for somebody at its other end");
}

static void describe_file(struct buf *out, const struct flow_proc *p, const char *what)
{
	const struct fd_info *d = flow_descriptor(p, p->id);

	buf_printf(out, "%s %s", what, d ? d->name : "");
}

static const char *const plain_words[] = {
	[BLOCKED_NOT] = "running",
	[BLOCKED_STOPPED] = "stopped",
	[BLOCKED_ENDED] = "ended",
	[BLOCKED_DEVICE] = "waiting for a device",
	[BLOCKED_CONNECT] = "connecting",
	[BLOCKED_FUTEX] = "waiting for a lock or a thread",
	[BLOCKED_SLEEP] = "sleeping",
	[BLOCKED_OTHER] = "waiting",
};

void flow_describe(struct buf *out, const struct flows *f, size_t i)
{
	const struct flow_proc *p = &f->v[i];

	switch (p->blocked) {
	case BLOCKED_READ:
	case BLOCKED_WRITE: describe_end(out, p); break;
	case BLOCKED_POLL: describe_poll(out, p); break;
	case BLOCKED_OPEN: describe_open(out, p); break;
	case BLOCKED_LOCK: describe_file(out, p, "locking"); break;
	case BLOCKED_ACCEPT: buf_str(out, "waiting for a connection"); break;
	case BLOCKED_SEMAPHORE: buf_printf(out, "waiting for semaphore id:%d", p->id); break;
	case BLOCKED_QUEUE: buf_printf(out, "waiting for message queue id:%d", p->id); break;
	case BLOCKED_CHILD: buf_str(out, p->n_wakers ? "" : "waiting for a child"); break;
	case BLOCKED_SIGNAL: buf_str(out, p->n_wakers ? "" : "waiting for a signal"); break;
	default: buf_str(out, plain_words[p->blocked]); break;
	}
	if (p->n_wakers == 0)
		return;
	buf_str(out, p->blocked == BLOCKED_CHILD || p->blocked == BLOCKED_SIGNAL ? "waiting for "
										 : ": waits for ");
	add_wakers(out, f, i);
}

void flow_describe_circle(struct buf *out, const struct flows *f, const size_t *path, size_t n)
{
	add_who(out, f, path[0], true);
	if (n == 1)
		buf_str(out, " waits for itself");
	for (size_t k = 1; n > 1 && k <= n; k++) {
		buf_str(out, k == 1 ? " waits for " : ", which waits for ");
		add_who(out, f, path[k % n], !*f->v[path[k - 1]].label);
	}
}

/* ---- files ---- */

/* Not one that a shell reads its script from: that is high. */
static const struct fd_info *file_of(const struct flows *f, const struct flow_proc *p)
{
	for (size_t i = 0; i < p->fds.n; i++) {
		const struct fd_info *d = &p->fds.v[i];
		if (d->kind == FD_FILE && d->fd < 10 && d->has_info && (d->flags & O_ACCMODE) == O_RDONLY &&
			d->size > 0 && (d->fd == 0 || d->offset > 0) &&
			!(d->dev == f->own_dev && d->ino == f->own_ino))
			return d;
	}
	return NULL;
}

const struct fd_info *flow_file(const struct flows *f, size_t i)
{
	const struct fd_info *own = file_of(f, &f->v[i]);

	/* children that have it from their parent move the same offset */
	for (size_t up = f->v[i].above; own && up != FLOW_NONE; up = f->v[up].above) {
		const struct fd_info *theirs = file_of(f, &f->v[up]);
		if (theirs && theirs->dev == own->dev && theirs->ino == own->ino)
			return NULL;
	}
	return own;
}
