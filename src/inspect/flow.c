/* SPDX-License-Identifier: GPL-3.0-or-later */
/* flow.c -- a snapshot of running processes: what they have read and written, what each of them waits in, and
 * who holds the other end. All of it is read from /proc, nothing is touched. */
#include "inspect.h"
#include "inspect_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PROCESSES_MOST 512 /* of one snapshot */

/* ---- one process ---- */

/* Of several threads the one that says most: one that runs, else one that reads or writes. */
static enum blocked better(enum blocked a, int *id_a, enum blocked b, int id_b)
{
	bool take = a != BLOCKED_NOT &&
		    (b == BLOCKED_NOT || ((b == BLOCKED_READ || b == BLOCKED_WRITE) && a != BLOCKED_READ &&
						 a != BLOCKED_WRITE));

	if (!take)
		return a;
	*id_a = id_b;
	return b;
}

static bool read_call(pid_t pid, const char *folder, enum blocked *blocked, int *id)
{
	char name[64];
	struct buf text = { 0 };

	snprintf(name, sizeof name, "%ssyscall", folder);
	bool ok = proc_read_of(pid, name, &text) == 0 && text.len > 0 &&
		  inspect_parse_call(text.data, text.len, blocked, id);
	if (!ok) {
		text.len = 0;
		snprintf(name, sizeof name, "%swchan", folder);
		ok = proc_read_of(pid, name, &text) == 0 && text.len > 0;
		*blocked = ok ? inspect_parse_wchan(text.data, text.len) : BLOCKED_OTHER;
		*id = -1;
	}
	buf_free(&text);
	return ok;
}

static void read_threads(struct flow_proc *p)
{
	char path[64];
	pid_t *threads;
	size_t n;

	snprintf(path, sizeof path, "/proc/%d/task", (int)p->info.pid);
	if (proc_numbers(path, &threads, &n) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		enum blocked blocked;
		int id;
		snprintf(path, sizeof path, "task/%d/", (int)threads[i]);
		if (threads[i] != p->info.pid && read_call(p->info.pid, path, &blocked, &id))
			p->blocked = better(p->blocked, &p->id, blocked, id);
	}
	free(threads);
}

/* Where only the kind of the wait is known, the descriptor is that of a filter. */
static void guess_descriptor(struct flow_proc *p)
{
	bool reads = p->blocked == BLOCKED_READ;

	if (p->id < 0 && (reads || p->blocked == BLOCKED_WRITE))
		p->id = reads ? 0 : 1;
}

static void read_wait(struct flow_proc *p)
{
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
	read_call(p->info.pid, "", &p->blocked, &p->id);
	if (p->info.threads > 1)
		read_threads(p);
	guess_descriptor(p);
}

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
	read_wait(p);
	(void)inspect_fds(p->info.pid, &p->fds); /* none: they may not be seen, or it ended */
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

static void read_locks(struct flow_scene *s)
{
	struct buf text = { 0 };
	struct file_lock lock;

	if (proc_read("/proc/locks", &text) < 0)
		text.len = 0;
	for (size_t from = 0; from < text.len;) {
		const char *line = text.data + from, *end = memchr(line, '\n', text.len - from);
		size_t n = end ? (size_t)(end - line) : text.len - from;
		if (inspect_parse_lock(line, n, &lock)) {
			s->locks = list_more(s->locks, s->n_locks, &s->cap_locks, sizeof *s->locks);
			s->locks[s->n_locks++] = lock;
		}
		from += n + 1;
	}
	buf_free(&text);
}

static void read_scene(const struct flows *f, struct flow_scene *s)
{
	bool ends = false, locks = false;

	for (size_t i = 0; i < f->n; i++) {
		ends |= f->v[i].blocked == BLOCKED_READ || f->v[i].blocked == BLOCKED_WRITE;
		locks |= f->v[i].blocked == BLOCKED_LOCK;
	}
	if (!ends && !locks)
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
	int err = read_all(out);
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
	flow_link(out, &scene, find_or_read);
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
