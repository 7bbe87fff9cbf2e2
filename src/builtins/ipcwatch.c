/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcwatch.c -- ipc watch: a line for each object that comes, goes or changes. */
#include "ipcobj.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

struct watching {
	struct sh *sh;
	unsigned families;
	struct ipc_objects before, now;
	int err;
};

static const struct ipc_object *find(const struct ipc_objects *list, const struct ipc_object *o)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct ipc_object *p = &list->v[i];
		if (p->family == o->family && p->sysv == o->sysv &&
			(o->sysv ? p->sysv_info.id == o->sysv_info.id : strcmp(p->address, o->address) == 0))
			return p;
	}
	return NULL;
}

static bool same(const struct ipc_object *a, const struct ipc_object *b)
{
	const struct sysv_object *x = &a->sysv_info, *y = &b->sysv_info;

	if (a->size != b->size || a->used != b->used || a->mode != b->mode || a->uid != b->uid ||
		a->gid != b->gid)
		return false;
	return !a->sysv || (x->last == y->last && x->receiver == y->receiver && x->used == y->used &&
				   x->released == y->released && x->changed == y->changed);
}

static bool changed(const struct watching *w)
{
	if (w->before.n != w->now.n)
		return true;
	for (size_t i = 0; i < w->now.n; i++) {
		const struct ipc_object *o = find(&w->before, &w->now.v[i]);
		if (!o || !same(o, &w->now.v[i]))
			return true;
	}
	return false;
}

/* For ipc_wait_until(): -ENOENT: nothing new. */
static int look(void *ctx)
{
	struct watching *w = ctx;

	ipc_objects_free(&w->now);
	w->err = ipc_objects(&w->now, w->families);
	if (w->err < 0)
		return 0;
	return changed(w) ? 0 : -ENOENT;
}

static void print_figures(struct buf *out, const struct ipc_object *o)
{
	static const char *const size_names[IPC_FAMILIES] = {
		[IPC_SHM] = "bytes", [IPC_MQ] = "bytes", [IPC_SEM] = "semaphores"
	};
	static const char *const used_names[IPC_FAMILIES] = {
		[IPC_SHM] = "attached", [IPC_MQ] = "messages", [IPC_SEM] = "value"
	};

	if (o->has_size && size_names[o->family])
		buf_printf(out, "  %s %llu", size_names[o->family], (unsigned long long)o->size);
	if (o->has_used && used_names[o->family])
		buf_printf(out, "  %s %llu", used_names[o->family], (unsigned long long)o->used);
	if (o->sysv && o->sysv_info.last)
		buf_printf(out, "  last %d", (int)o->sysv_info.last);
	if (o->sysv && o->sysv_info.receiver)
		buf_printf(out, "  receiver %d", (int)o->sysv_info.receiver);
}

static void print_change(struct watching *w, char sign, const struct ipc_object *o)
{
	struct buf out = { 0 };

	(void)date_format(w->sh, "%H:%M:%S", 8, -1, &out);
	buf_printf(&out, " %c %s", sign, o->address);
	if (sign != '-')
		print_figures(&out, o);
	buf_byte(&out, '\n');
	sh_write(w->sh, out.data, out.len);
	buf_free(&out);
}

/* Gives how many of the MOST changes that are still wanted were printed. */
static uint64_t print_changes(struct watching *w, uint64_t most)
{
	uint64_t n = 0;

	for (size_t i = 0; i < w->before.n && n < most; i++)
		if (!find(&w->now, &w->before.v[i])) {
			print_change(w, '-', &w->before.v[i]);
			n++;
		}
	for (size_t i = 0; i < w->now.n && n < most; i++) {
		const struct ipc_object *o = find(&w->before, &w->now.v[i]);
		if (o && same(o, &w->now.v[i]))
			continue;
		print_change(w, o ? '~' : '+', &w->now.v[i]);
		n++;
	}
	return n;
}

/* The limit is that of the whole watch, however much there is to tell meanwhile. */
static int wait_for_change(struct watching *w, const struct ipc_args *a, int64_t deadline)
{
	struct ipc_wait rest = a->wait;

	if (rest.timeout_ns >= 0) {
		rest.timeout_ns = deadline - clock_ns(CLOCK_MONOTONIC);
		if (rest.timeout_ns <= 0)
			return -ETIMEDOUT;
	}
	return ipc_wait_until(&rest, look, w);
}

static int watch(struct watching *w, struct ipc_args *a)
{
	uint64_t left = a->has_count ? a->count : UINT64_MAX;
	int64_t deadline = a->wait.timeout_ns < 0 ? 0 : clock_after(a->wait.timeout_ns);

	while (left > 0) {
		int err = wait_for_change(w, a, deadline);
		if (err < 0)
			return ipc_failed(w->sh, a, err);
		if (w->err < 0)
			return inspect_failed(w->sh, NULL, w->err);
		left -= print_changes(w, left);
		int status = ipc_flush(w->sh, a);
		if (status != STATUS_OK)
			return status;
		ipc_objects_free(&w->before);
		w->before = w->now;
		w->now = (struct ipc_objects){ 0 };
	}
	return STATUS_OK;
}

int ipc_sub_watch(struct sh *sh, struct ipc_args *a)
{
	struct watching w = { .sh = sh,
		.families = 1u << IPC_SHM | 1u << IPC_MQ | 1u << IPC_SEM | 1u << IPC_SOCK };

	if (a->n_text > 0)
		return builtin_usage(sh);
	ipc_heed_output(sh, a);
	int err = ipc_objects(&w.before, w.families);
	int status = err < 0 ? inspect_failed(sh, NULL, err) : watch(&w, a);
	ipc_objects_free(&w.before);
	ipc_objects_free(&w.now);
	return status;
}
