/* SPDX-License-Identifier: GPL-3.0-or-later */
/* things.c -- sets of things that outlive a command, and what they are called. */
#include "inspect.h"
#include "inspect_internal.h"

#include <stdlib.h>

void things_add(struct things *t, struct thing thing)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 16;
		t->v = mem_realloc(t->v, t->cap * sizeof(*t->v));
	}
	t->v[t->n++] = thing;
}

void things_free(struct things *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->v[i].name);
	free(t->v);
	*t = (struct things){ 0 };
}

static bool thing_has_number(const struct thing *t)
{
	return t->kind == THING_DESCRIPTOR || t->kind == THING_PROCESS;
}

static bool thing_same(const struct thing *a, const struct thing *b)
{
	if (a->kind != b->kind || a->id != b->id)
		return false;
	if (thing_has_number(a) || !a->name || !b->name)
		return true;
	return strcmp(a->name, b->name) == 0;
}

static bool things_has(const struct things *set, const struct thing *t)
{
	for (size_t i = 0; i < set->n; i++) {
		if (thing_same(&set->v[i], t))
			return true;
	}
	return false;
}

void things_subtract(struct things *now, const struct things *before)
{
	size_t kept = 0;

	for (size_t i = 0; i < now->n; i++) {
		if (things_has(before, &now->v[i]))
			free(now->v[i].name);
		else
			now->v[kept++] = now->v[i];
	}
	now->n = kept;
}

static const char *const kind_names[] = {
	[THING_SYSV_SHM] = "System V segment",
	[THING_SYSV_QUEUE] = "System V queue",
	[THING_SYSV_SEM] = "System V semaphore set",
	[THING_POSIX_SHM] = "POSIX segment",
	[THING_POSIX_SEM] = "POSIX semaphore",
	[THING_POSIX_QUEUE] = "POSIX queue",
	[THING_FILE] = "file",
	[THING_FOLDER] = "folder",
	[THING_DESCRIPTOR] = "descriptor",
	[THING_PROCESS] = "process",
};

void thing_describe(struct buf *out, const struct thing *t)
{
	buf_printf(out, "%s ", kind_names[t->kind]);
	switch (t->kind) {
	case THING_SYSV_SHM:
	case THING_SYSV_QUEUE:
	case THING_SYSV_SEM: buf_printf(out, "0x%x (id %lld)", t->key, (long long)t->id); return;
	case THING_DESCRIPTOR:
	case THING_PROCESS: buf_printf(out, "%lld (%s)", (long long)t->id, t->name ? t->name : "?"); return;
	default: buf_str(out, t->name ? t->name : "?");
	}
}
