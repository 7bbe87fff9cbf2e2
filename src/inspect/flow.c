/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flow.c -- a snapshot of running processes: what they have read and written, what each of them waits in, and
 * who holds the other end. All of it is read from /proc, nothing is touched. */
#include "inspect.h"
#include "inspect_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#define PROCESSES_MOST 512 /* of one snapshot */

/* ---- what it waits in ---- */

static bool read_call(pid_t pid, const char *folder, struct proc_call *out)
{
	char name[64];
	struct buf text = { 0 };

	snprintf(name, sizeof name, "%ssyscall", folder);
	bool ok = proc_read_of(pid, name, &text) == 0 && text.len > 0 &&
		  inspect_parse_call(text.data, text.len, out);
	if (!ok) {
		text.len = 0;
		snprintf(name, sizeof name, "%swchan", folder);
		ok = proc_read_of(pid, name, &text) == 0 && text.len > 0;
		*out = (struct proc_call){ .number = -1, .id = -1, .blocked = BLOCKED_OTHER };
		if (ok)
			out->blocked = inspect_parse_wchan(text.data, text.len);
	}
	buf_free(&text);
	return ok;
}

/* Does B say more than A? One thread that runs, else one that reads or writes. */
static bool says_more(enum blocked a, enum blocked b)
{
	if (a == BLOCKED_NOT || b == BLOCKED_NOT)
		return a != BLOCKED_NOT;
	return b <= BLOCKED_WRITE && a > BLOCKED_WRITE;
}

static void read_threads(pid_t pid, struct proc_call *call)
{
	char path[64];
	pid_t *threads;
	size_t n;
	struct proc_call other;

	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	if (proc_numbers(path, &threads, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		snprintf(path, sizeof path, "task/%d/", (int)threads[i]);
		if (threads[i] != pid && read_call(pid, path, &other) &&
			says_more(call->blocked, other.blocked))
			*call = other;
	}
	free(threads);
}

static void read_path(struct flow_proc *p, const struct proc_call *call)
{
	char path[PATH_MAX];
	uint64_t at = call->args[call->number == SYS_openat];
	size_t got = 0, more;

	/* a page at a time: the next one may not be there */
	do {
		size_t n = 4096 - (size_t)((at + got) % 4096);
		if (n > sizeof path - got)
			n = sizeof path - got;
		more = flow_memory(p->info.pid, at + got, path + got, n);
		got += more;
	} while (more > 0 && got < sizeof path && !memchr(path, '\0', got));
	if (memchr(path, '\0', got))
		p->path = mem_strdup(path);
}

/* Where only the kind of the wait is known: the first descriptor that one may wait for so, or
 * that of a filter. */
static int guess_end(const struct flow_proc *p)
{
	bool writes = p->blocked == BLOCKED_WRITE;

	for (size_t i = 0; i < p->fds.n; i++) {
		const struct fd_info *d = &p->fds.v[i];
		unsigned mode = d->flags & O_ACCMODE;
		if (d->fd >= writes && d->has_info && mode != (writes ? O_RDONLY : O_WRONLY) &&
			(d->kind == FD_PIPE || d->kind == FD_FIFO || d->kind == FD_SOCKET ||
				d->kind == FD_TERMINAL))
			return d->fd;
	}
	return writes;
}

static void read_details(struct flow_proc *p, const struct proc_call *call)
{
	p->timed = call->number == SYS_semtimedop || call->number == SYS_rt_sigtimedwait;
	if (p->blocked == BLOCKED_READ || p->blocked == BLOCKED_WRITE) {
		if (p->id < 0)
			p->id = guess_end(p);
		flow_add_end(p, p->id, p->blocked == BLOCKED_WRITE);
	} else if (p->blocked == BLOCKED_POLL) {
		flow_read_polled(p, call);
	} else if (p->blocked == BLOCKED_OPEN && call->number >= 0) {
		read_path(p, call);
	}
}

static void read_wait(struct flow_proc *p)
{
	struct proc_call call = { .number = -1 };

	p->id = -1;
	switch (p->info.state) {
	case 'R': p->blocked = BLOCKED_NOT; return;
	case 'D': p->blocked = BLOCKED_DEVICE; return;
	case 'T':
	case 't': p->blocked = BLOCKED_STOPPED; return;
	case 'Z':
	case 'X': p->blocked = BLOCKED_ENDED; return;
	default: break;
	}
	read_call(p->info.pid, "", &call);
	if (p->info.threads > 1)
		read_threads(p->info.pid, &call);
	p->blocked = call.blocked;
	p->id = call.id;
	read_details(p, &call);
}

/* ---- one process ---- */

/* How often it went to sleep: as long as that stays the same a sleeping process has done nothing. */
static bool read_switches(pid_t pid, uint64_t *out)
{
	struct buf text = { 0 };
	bool ok = proc_read_of(pid, "status", &text) == 0 && text.len > 0 &&
		  proc_parse_switches(text.data, text.len, out);

	buf_free(&text);
	return ok;
}

static void read_process(struct flow_proc *p)
{
	struct buf text = { 0 };

	p->steady = read_switches(p->info.pid, &p->switches);
	if (inspect_process(p->info.pid, &p->info) < 0)
		p->info.state = 'X';
	p->has_io = proc_read_of(p->info.pid, "io", &text) == 0 && text.len > 0 &&
		    inspect_parse_io(text.data, text.len, &p->in, &p->out);
	buf_free(&text);
	(void)inspect_fds(p->info.pid, &p->fds); /* none: they may not be seen, or it ended */
	read_wait(p);
}

/* ---- which processes ---- */

static const struct proc_info *info_of(const struct flows *f, pid_t pid)
{
	for (size_t i = 0; pid > 0 && i < f->n_all; i++)
		if (f->all[i].pid == pid)
			return &f->all[i];
	return NULL;
}

static struct flow_proc *add_process(struct flows *f, const struct proc_info *info, size_t above)
{
	f->v = list_more(f->v, f->n, &f->cap, sizeof *f->v);
	struct flow_proc *p = &f->v[f->n++];
	*p = (struct flow_proc){ .above = above };
	if (info)
		p->info = *info;
	return p;
}

/* The children of process INDEX, and theirs, whose labels are its own and a number. */
static void add_below(struct flows *f, size_t index)
{
	unsigned number = 0;

	for (size_t i = 0; i < f->n_all && f->n < PROCESSES_MOST; i++) {
		const struct flow_proc *up = &f->v[index];
		if (f->all[i].parent != up->info.pid || flow_find(f, f->all[i].pid) != FLOW_NONE ||
			stack_low())
			continue;
		char label[sizeof up->label];
		if ((size_t)snprintf(label, sizeof label, "%.12s.%u", up->label, ++number) >= sizeof label)
			continue;
		struct flow_proc *p = add_process(f, &f->all[i], index);
		memcpy(p->label, label, sizeof label);
		add_below(f, f->n - 1);
	}
}

static int read_all(struct flows *f)
{
	pid_t *pids;
	size_t n;
	int err = inspect_pids(&pids, &n);

	f->all = mem_alloc((n + 1) * sizeof *f->all);
	for (size_t i = 0; i < n; i++)
		if (inspect_process(pids[i], &f->all[f->n_all]) == 0)
			f->n_all++;
	free(pids);
	return err;
}

/* ---- who holds the other ends ---- */

static void add_lock(struct flow_scene *s, const struct file_lock *lock)
{
	s->locks = list_more(s->locks, s->n_locks, &s->cap_locks, sizeof *s->locks);
	s->locks[s->n_locks++] = *lock;
}

static void read_locks(struct flow_scene *s)
{
	struct buf text = { 0 };
	struct file_lock lock;

	if (proc_read("/proc/locks", &text) < 0)
		text.len = 0;
	for (size_t from = 0; from < text.len;) {
		const char *line = text.data + from, *end = memchr(line, '\n', text.len - from);
		size_t n = end ? (size_t)(end - line) : text.len - from;
		if (inspect_parse_lock(line, n, &lock))
			add_lock(s, &lock);
		from += n + 1;
	}
	buf_free(&text);
}

static bool has_lock(const struct held *h)
{
	char name[40];
	struct buf text = { 0 };

	snprintf(name, sizeof name, "fdinfo/%d", h->fd);
	bool has = proc_read_of(h->pid, name, &text) == 0 && proc_line(text.data, text.len, "lock:");
	buf_free(&text);
	return has;
}

/* Who took the lock that P waits for may have ended, and have left it to others with the descriptor. */
static void read_heirs(struct flow_scene *s, const struct flow_proc *p)
{
	const struct fd_info *d = flow_descriptor(p, p->id);

	for (size_t k = 0; d && k < s->world.n; k++) {
		const struct held *h = &s->world.v[k];
		if (h->dev == d->dev && h->ino == d->ino && h->pid != p->info.pid && has_lock(h))
			add_lock(s, &(struct file_lock){ h->dev, h->ino, h->pid, false });
	}
}

static void read_scene(const struct flows *f, struct flow_scene *s)
{
	bool needed = false;

	for (size_t i = 0; i < f->n; i++)
		needed |= f->v[i].n_ends > 0 || f->v[i].blocked == BLOCKED_LOCK;
	if (!needed)
		return;
	(void)inspect_world(&s->world); /* what is not seen counts as not known */
	(void)inspect_sockets(&s->socks);
	read_locks(s);
}

static void scene_free(struct flow_scene *s)
{
	world_free(&s->world);
	sock_list_free(&s->socks);
	free(s->locks);
}

/* Who is waited for is looked at too. */
static size_t find_or_read(struct flows *f, pid_t pid)
{
	size_t at = flow_find(f, pid);
	const struct proc_info *info = at == FLOW_NONE ? info_of(f, pid) : NULL;

	if (!info || f->n >= PROCESSES_MOST)
		return at;
	read_process(add_process(f, info, FLOW_NONE));
	return f->n - 1;
}

/* Those found on the way may wait for others in turn. */
static void link_all(struct flows *f, struct flow_scene *s)
{
	for (size_t from = 0, to = f->n; from < to; from = to, to = f->n) {
		for (size_t i = from; i < to; i++)
			if (f->v[i].blocked == BLOCKED_LOCK)
				read_heirs(s, &f->v[i]);
		flow_link(f, s, find_or_read);
	}
}

/* ---- the whole ---- */

/* Those that have not gone to sleep anew slept all the while, all of them at once. */
static void look_again(struct flows *f)
{
	uint64_t switches;

	for (size_t i = 0; i < f->n; i++) {
		struct flow_proc *p = &f->v[i];
		p->steady = p->steady && p->blocked > BLOCKED_DEVICE && p->info.threads == 1 &&
			    read_switches(p->info.pid, &switches) && switches == p->switches;
	}
}

int inspect_flow(struct flows *out, const pid_t *stages, size_t n, pid_t self)
{
	struct flow_scene scene = { 0 };

	*out = (struct flows){ .self = self };
	struct stat own;
	int err = read_all(out);

	if (fstat(0, &own) == 0) {
		out->own_dev = own.st_dev;
		out->own_ino = own.st_ino;
	}
	for (size_t i = 0; i < n; i++) {
		struct flow_proc *p = add_process(out, info_of(out, stages[i]), FLOW_NONE);
		snprintf(p->label, sizeof p->label, "%zu", i + 1);
		if (p->info.pid)
			add_below(out, out->n - 1);
	}
	out->n_watched = out->n;
	for (size_t i = 0; i < out->n; i++) {
		out->v[i].blocked = BLOCKED_ENDED;
		if (out->v[i].info.pid)
			read_process(&out->v[i]);
	}
	read_scene(out, &scene);
	link_all(out, &scene);
	look_again(out);
	flow_mark_deadlocks(out);
	scene_free(&scene);
	out->at_ns = clock_ns(CLOCK_BOOTTIME);
	return err;
}

void flow_free(struct flows *f)
{
	for (size_t i = 0; i < f->n; i++) {
		fd_list_free(&f->v[i].fds);
		free(f->v[i].wakers);
		free(f->v[i].ends);
		free(f->v[i].path);
	}
	free(f->v);
	free(f->all);
	*f = (struct flows){ 0 };
}

int inspect_group(pid_t group, pid_t **out, size_t *n)
{
	struct flows f = { 0 };
	int err = read_all(&f);

	*n = 0;
	*out = mem_alloc((f.n_all + 1) * sizeof **out);
	for (size_t i = 0; i < f.n_all; i++) {
		const struct proc_info *up = info_of(&f, f.all[i].parent);
		if (f.all[i].group == group && !(up && up->group == group))
			(*out)[(*n)++] = f.all[i].pid;
	}
	flow_free(&f);
	return err < 0 ? err : *n == 0 ? -ESRCH : 0;
}
