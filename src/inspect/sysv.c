/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sysv.c -- all System V objects with what the kernel knows of their users, and which of them are orphans. */
#include "inspect.h"
#include "inspect_internal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

static int list_kind(struct sysv_list *out, enum sysv_kind kind)
{
	static const char *const files[SYSV_KINDS] = {
		[SYSV_SHM] = "/proc/sysvipc/shm",
		[SYSV_MQ] = "/proc/sysvipc/msg",
		[SYSV_SEM] = "/proc/sysvipc/sem",
	};
	struct buf text = { 0 };
	struct sysv_object o;
	int err = proc_read(files[kind], &text);

	if (err == -ENOENT)
		err = 0; /* a kernel built without it has no objects either */
	const char *line = strchr(buf_cstr(&text), '\n');
	for (; line && line[1]; line = strchr(line + 1, '\n')) {
		if (!inspect_parse_sysv(kind, line + 1, &o))
			continue;
		out->v = list_more(out->v, out->n, &out->cap, sizeof *out->v);
		out->v[out->n++] = o;
	}
	buf_free(&text);
	return err;
}

int inspect_sysv_objects(struct sysv_list *out)
{
	int err = 0;

	*out = (struct sysv_list){ 0 };
	for (enum sysv_kind kind = 0; err == 0 && kind < SYSV_KINDS; kind++)
		err = list_kind(out, kind);
	return err;
}

void sysv_list_free(struct sysv_list *list)
{
	free(list->v);
	*list = (struct sysv_list){ 0 };
}

int64_t sysv_last_used(const struct sysv_object *o)
{
	int64_t last = o->used > o->released ? o->used : o->released;

	return last > o->changed ? last : o->changed;
}

/* ---- orphans ---- */

/* The system's start is known to the second, and moves when its clock is set. */
#define START_DOUBT 2

enum orphan inspect_gone(pid_t pid, int64_t last_used)
{
	int64_t started;

	if (pid <= 0)
		return ORPHAN_UNKNOWN;
	if (kill(pid, 0) < 0 && errno == ESRCH)
		return ORPHAN_YES;
	if (inspect_started(pid, &started) < 0)
		return ORPHAN_NO;
	return last_used > 0 && started > last_used + START_DOUBT ? ORPHAN_YES : ORPHAN_NO;
}

/* NO outweighs UNKNOWN, and this outweighs YES. */
static enum orphan both(enum orphan a, enum orphan b)
{
	if (a == ORPHAN_NO || b == ORPHAN_NO)
		return ORPHAN_NO;
	return a == ORPHAN_UNKNOWN || b == ORPHAN_UNKNOWN ? ORPHAN_UNKNOWN : ORPHAN_YES;
}

static enum orphan shm_orphan(const struct sysv_object *o)
{
	int64_t last = sysv_last_used(o);
	enum orphan maker = inspect_gone(o->maker, last);

	if (o->count > 0 || o->removed)
		return ORPHAN_NO;
	if (o->last == 0 && o->used == 0 && o->released == 0)
		return maker; /* nobody has ever attached it */
	return both(maker, inspect_gone(o->last, last));
}

static enum orphan mq_orphan(const struct sysv_object *o)
{
	int64_t last = sysv_last_used(o);
	bool sent = o->last != 0 || o->used != 0, received = o->receiver != 0 || o->released != 0;

	if (o->count > 0)
		return ORPHAN_NO;
	if (!sent && !received)
		return ORPHAN_UNKNOWN; /* who made it is not known */
	return both(sent ? inspect_gone(o->last, last) : ORPHAN_YES,
		received ? inspect_gone(o->receiver, last) : ORPHAN_YES);
}

/* Who made a set of semaphores, and who waits there, is not known. */
enum orphan inspect_orphan(const struct sysv_object *o)
{
	switch (o->kind) {
	case SYSV_SHM: return shm_orphan(o);
	case SYSV_MQ: return mq_orphan(o);
	default: return ORPHAN_UNKNOWN;
	}
}
