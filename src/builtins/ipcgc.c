/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcgc.c -- ipc gc: removes what is proven to be orphaned, and nothing else. */
#include "ipcobj.h"

#include <errno.h>
#include <time.h>

/* Looking for a mark makes this shell the last that attached it, though it does not need it. */
static enum orphan orphan_of(const struct sysv_object *s)
{
	struct sysv_object o = *s;

	if (o.kind == SYSV_SHM && o.last == getpid() && o.count == 0)
		o.last = o.maker;
	return inspect_orphan(&o);
}

/* What to collect. */
struct gathering {
	bool dry_run;
	int64_t before; /* used last before then, in seconds since the epoch */
};

bool ipc_marked_to_keep(const struct sysv_object *s)
{
	struct ipc_shm_cache cache = { 0 };
	struct ipc_address a = { .kind = IPC_ADDR_ID, .id = s->id };
	struct ipc_cell_info cell = { 0 };
	struct ipc_shm *shm;

	int err = ipc_shm_use(&cache, &a, IPC_SHM_READ, &shm);
	if (err == 0) {
		err = ipc_cell_look(shm, &cell);
		ipc_shm_done(shm);
	}
	ipc_shm_forget(&cache, NULL);
	return err < 0 || cell.keep;
}

static bool may_go(const struct gathering *g, const struct ipc_object *o)
{
	const struct sysv_object *s = &o->sysv_info;

	if (!o->sysv || s->uid != geteuid() || orphan_of(s) != ORPHAN_YES || sysv_last_used(s) > g->before)
		return false;
	return s->kind != SYSV_SHM || !ipc_shm_may_keep((size_t)s->size) || !ipc_marked_to_keep(s);
}

static void say(struct sh *sh, const struct gathering *g, const struct ipc_object *o)
{
	const struct sysv_object *s = &o->sysv_info;
	struct buf text = { 0 };

	buf_printf(&text, "%s %s (id %d, ", g->dry_run ? "would remove" : "removed", o->address, s->id);
	if (s->kind == SYSV_SHM)
		buf_printf(&text, "%llu bytes; maker %d", (unsigned long long)s->size, (int)s->maker);
	else
		buf_str(&text, "empty");
	if (s->last && s->last != getpid())
		buf_printf(
			&text, "%s %d", s->kind == SYSV_SHM ? ", last user" : "; last sender", (int)s->last);
	if (s->receiver)
		buf_printf(&text, "%s %d", s->last ? ", last receiver" : "; last receiver", (int)s->receiver);
	buf_str(&text, " ended)\n");
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

/* By its id: the key may be another object's by now. */
static int collect(struct sh *sh, const struct gathering *g, const struct ipc_object *o)
{
	struct ipc_named named = { .family = o->family,
		.address = { .kind = IPC_ADDR_ID, .id = o->sysv_info.id },
		.text = o->address };
	int err = g->dry_run ? 0 : ipc_remove_named(sh, &named);

	if (err == -ENOENT || err == -EIDRM || err == -EINVAL)
		return STATUS_OK; /* somebody else removed it */
	if (err < 0)
		return sh_builtin_error(sh, STATUS_ERROR, o->address, "%s", error_text(-err));
	say(sh, g, o);
	return STATUS_OK;
}

int ipc_sub_gc(struct sh *sh, struct ipc_args *a)
{
	struct gathering g = { a->dry_run, INT64_MAX };
	struct ipc_objects list;
	int status = STATUS_OK;
	int64_t age;

	if (a->n_text > 0)
		return builtin_usage(sh);
	if (a->older) {
		if (!text_to_nanoseconds(a->older, &age))
			return sh_builtin_error(
				sh, STATUS_ERROR, "--older", "%s: not a number of seconds", a->older);
		g.before = (int64_t)time(NULL) - age / NSEC_PER_SEC;
	}
	int err = ipc_objects(&list, 1u << IPC_SHM | 1u << IPC_MQ);
	for (size_t i = 0; err == 0 && i < list.n; i++)
		if (may_go(&g, &list.v[i]) && collect(sh, &g, &list.v[i]) != STATUS_OK)
			status = STATUS_ERROR;
	ipc_objects_free(&list);
	return err < 0 ? inspect_failed(sh, NULL, err) : status;
}
