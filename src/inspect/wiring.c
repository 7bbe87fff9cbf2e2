/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring.c -- the wiring of commands as plain structs, and the words for its parts. */
#include "inspect_internal.h"

#include <stdlib.h>

const char *const wire_kind_names[WIRE_KINDS] = {
	[WIRE_PIPE] = "pipe",
	[WIRE_OUTER_PIPE] = "outer-pipe",
	[WIRE_FILE] = "file",
	[WIRE_FIFO] = "fifo",
	[WIRE_TERMINAL] = "terminal",
	[WIRE_DEVICE] = "device",
	[WIRE_SOCKET] = "socket",
	[WIRE_TEXT] = "here-document",
	[WIRE_CAPTURE] = "capture",
	[WIRE_OTHER] = "other",
};

const char *const wire_role_names[WIRE_ROLES] = {
	[WIRE_PROGRAM] = "program",
	[WIRE_BUILTIN] = "builtin",
	[WIRE_FUNCTION] = "function",
	[WIRE_SHELL] = "shell",
	[WIRE_NOTHING] = "no command",
	[WIRE_UNKNOWN] = "known when it runs",
	[WIRE_MISSING] = "not found",
};

const char *const wire_birth_ids[WIRE_BIRTHS] = {
	[WIRE_HERE] = "none",
	[WIRE_SPAWNED] = "vfork-exec",
	[WIRE_FORKED] = "fork",
	[WIRE_FORK_EXEC] = "fork-exec",
	[WIRE_REPLACES] = "exec",
	[WIRE_ROLLED_BACK] = "rolled-back",
	[WIRE_LATE] = "late-fork",
	[WIRE_IN_PLACE] = "in-place",
	[WIRE_RUNNING] = "running",
};

void wiring_free(struct wiring *w)
{
	free(w->objects);
	free(w->procs);
	free(w->groups);
	free(w->warnings);
	arena_free(&w->arena);
	*w = (struct wiring){ 0 };
}

uint32_t wiring_add_object(struct wiring *w, struct wire_object o)
{
	if (o.kind == WIRE_PIPE)
		o.number = ++w->n_pipes;
	w->objects = list_more(w->objects, w->n_objects, &w->cap_objects, sizeof *w->objects);
	w->objects[w->n_objects] = o;
	return (uint32_t)w->n_objects++;
}

uint32_t wiring_add_group(struct wiring *w, uint32_t inside, const char *title)
{
	uint32_t depth = inside == WIRE_NONE ? 0 : w->groups[w->procs[inside].group].depth + 1;

	w->groups = list_more(w->groups, w->n_groups, &w->cap_groups, sizeof *w->groups);
	w->groups[w->n_groups] = (struct wire_group){
		.first = (uint32_t)w->n_procs, .inside = inside, .depth = depth, .title = title
	};
	return (uint32_t)w->n_groups++;
}

uint32_t wiring_add_proc(struct wiring *w, struct wire_proc p)
{
	p.group = (uint32_t)w->n_groups - 1;
	w->groups[p.group].n++;
	w->procs = list_more(w->procs, w->n_procs, &w->cap_procs, sizeof *w->procs);
	w->procs[w->n_procs] = p;
	return (uint32_t)w->n_procs++;
}

static bool is_warned_of(const struct wiring *w, const struct wire_warning *warning)
{
	for (size_t i = 0; i < w->n_warnings; i++) {
		const struct wire_warning *old = &w->warnings[i];
		if (old->proc == warning->proc && strcmp(old->text, warning->text) == 0)
			return true;
	}
	return false;
}

void wiring_warn(struct wiring *w, struct wire_warning warning)
{
	if (is_warned_of(w, &warning))
		return;
	w->warnings = list_more(w->warnings, w->n_warnings, &w->cap_warnings, sizeof *w->warnings);
	w->warnings[w->n_warnings++] = warning;
}

/* ---- descriptors ---- */

struct wire_fds wire_fds_inherit(struct wiring *w, const struct wire_fds *fds)
{
	struct wire_fds copy = { .n = fds->n, .cap = fds->n };

	copy.v = arena_alloc(&w->arena, (fds->n + 1) * sizeof *copy.v);
	if (fds->n > 0)
		memcpy(copy.v, fds->v, fds->n * sizeof *copy.v);
	for (uint32_t i = 0; i < copy.n; i++)
		if (copy.v[i].how != WIRE_CLOSED)
			copy.v[i].how = WIRE_INHERITED;
	return copy;
}

struct wire_fd *wire_fd_find(const struct wire_fds *fds, int fd)
{
	for (uint32_t i = 0; i < fds->n; i++)
		if (fds->v[i].fd == fd)
			return &fds->v[i];
	return NULL;
}

static void make_room(struct wiring *w, struct wire_fds *fds)
{
	if (fds->n < fds->cap)
		return;
	uint32_t cap = fds->cap ? fds->cap * 2 : 4;
	struct wire_fd *v = arena_alloc(&w->arena, cap * sizeof *v);
	if (fds->n > 0)
		memcpy(v, fds->v, fds->n * sizeof *v);
	fds->v = v;
	fds->cap = cap;
}

void wire_fd_put(struct wiring *w, struct wire_fds *fds, struct wire_fd fd)
{
	struct wire_fd *old = fd.fd >= 0 ? wire_fd_find(fds, fd.fd) : NULL;
	uint32_t at = fds->n;

	for (uint32_t i = 0; i < fds->n && fd.fd >= 0; i++)
		if (fds->v[i].how == WIRE_COPIED && fds->v[i].copy_of == fd.fd &&
			fds->v[i].object != fd.object)
			fds->v[i].moved_on = true;
	if (old) {
		*old = fd;
		return;
	}
	make_room(w, fds);
	while (fd.fd >= 0 && at > 0 && (fds->v[at - 1].fd > fd.fd || fds->v[at - 1].fd < 0))
		at--;
	memmove(fds->v + at + 1, fds->v + at, (fds->n - at) * sizeof *fds->v);
	fds->v[at] = fd;
	fds->n++;
}

void wire_fds_exec(struct wire_fds *fds)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < fds->n; i++)
		if (!fds->v[i].cloexec)
			fds->v[n++] = fds->v[i];
	fds->n = n;
}

/* ---- words ---- */

bool wire_birth_forks(enum wire_birth birth)
{
	return birth == WIRE_SPAWNED || birth == WIRE_FORKED || birth == WIRE_FORK_EXEC || birth == WIRE_LATE;
}

static void host_text(struct buf *out, const struct wire_proc *p)
{
	if (p->host == WIRE_NONE)
		buf_str(out, "this shell");
	else
		buf_printf(out, "%u", (unsigned)p->host + 1);
}

void wire_birth_text(struct buf *out, const struct wiring *w, const struct wire_proc *p)
{
	(void)w;
	switch (p->birth) {
	case WIRE_HERE:
		buf_str(out, "no fork: in ");
		host_text(out, p);
		break;
	case WIRE_SPAWNED: buf_str(out, "vfork, exec"); break;
	case WIRE_FORKED: buf_str(out, "fork"); break;
	case WIRE_FORK_EXEC: buf_str(out, "fork, exec"); break;
	case WIRE_REPLACES:
		buf_str(out, "exec: replaces ");
		host_text(out, p);
		break;
	case WIRE_ROLLED_BACK: buf_str(out, "no fork: undone at its end"); break;
	case WIRE_LATE: buf_printf(out, "fork: before %u", (unsigned)p->at + 1); break;
	case WIRE_IN_PLACE:
		buf_str(out, "no fork: ends ");
		host_text(out, p);
		break;
	case WIRE_RUNNING: buf_printf(out, "pid %d", (int)p->pid); break;
	case WIRE_BIRTHS: break;
	}
}

void wire_role_text(struct buf *out, const struct wire_proc *p)
{
	if (p->special)
		buf_str(out, "special ");
	buf_str(out, wire_role_names[p->role]);
	if (p->path) {
		buf_byte(out, ' ');
		buf_str(out, p->path);
	}
}

static void object_text(struct buf *out, const struct wire_object *o, bool how)
{
	static const char *const opens[] = {
		[WIRE_TRUNCATE] = " (truncate)", [WIRE_APPEND] = " (append)", [WIRE_NEW] = " (must be new)"
	};

	if (o->kind == WIRE_PIPE)
		buf_printf(out, "pipe %u", (unsigned)o->number);
	else if (o->name)
		buf_str(out, o->name);
	else
		buf_str(out, wire_kind_names[o->kind]);
	if (how && o->open < ARRAY_LEN(opens) && opens[o->open])
		buf_str(out, opens[o->open]);
}

void wire_target_text(struct buf *out, const struct wiring *w, const struct wire_fd *fd)
{
	if (fd->object == WIRE_NONE) {
		buf_str(out, "closed");
		return;
	}
	bool copy = fd->how == WIRE_COPIED && fd->copy_of >= 0;
	object_text(out, &w->objects[fd->object], !copy);
	if (!copy)
		return;
	buf_printf(out, fd->moved_on ? " (copy of what %d was)" : " (copy of %d)", fd->copy_of);
}
