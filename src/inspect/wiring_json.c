/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring_json.c -- the wiring as JSON. */
#include "inspect_internal.h"

static void key(struct buf *out, const char *name)
{
	buf_printf(out, "\"%s\": ", name);
}

static void string_or_null(struct buf *out, const char *name, const char *value)
{
	key(out, name);
	if (value)
		buf_json(out, value, strlen(value));
	else
		buf_str(out, "null");
}

static void next(struct buf *out, const char *name, const char *value)
{
	buf_str(out, ", ");
	string_or_null(out, name, value);
}

static void index_or_null(struct buf *out, const char *name, uint32_t i)
{
	buf_str(out, ", ");
	key(out, name);
	if (i == WIRE_NONE)
		buf_str(out, "null");
	else
		buf_printf(out, "%u", (unsigned)i + 1);
}

static const char *access_name(unsigned access)
{
	return access == WIRE_READ ? "r" : access == WIRE_WRITE ? "w" : "rw";
}

static void json_fd(struct buf *out, const struct wire_fd *f)
{
	static const char *const hows[] = { "inherited", "opened", "copied", "closed" };

	buf_str(out, "{");
	key(out, "fd");
	if (f->fd >= 0)
		buf_printf(out, "%d", f->fd);
	else
		buf_str(out, "null");
	next(out, "label", f->label);
	index_or_null(out, "object", f->object);
	next(out, "access", f->object == WIRE_NONE ? NULL : access_name(f->access));
	next(out, "how", hows[f->how]);
	buf_str(out, ", \"copy_of\": ");
	if (f->how == WIRE_COPIED && f->copy_of >= 0)
		buf_printf(out, "%d", f->copy_of);
	else
		buf_str(out, "null");
	buf_str(out, f->cloexec ? ", \"cloexec\": true}" : ", \"cloexec\": false}");
}

static void json_proc(struct buf *out, const struct wiring *w, uint32_t i)
{
	const struct wire_proc *p = &w->procs[i];
	const struct wire_group *g = &w->groups[p->group];

	buf_printf(out, "\n      {\"number\": %u, \"group\": %u", (unsigned)i + 1, (unsigned)p->group + 1);
	index_or_null(out, "inside", g->inside);
	next(out, "part", g->title);
	buf_str(out, g->background ? ", \"background\": true" : ", \"background\": false");
	next(out, "command", p->text);
	next(out, "kind", wire_role_names[p->role]);
	next(out, "path", p->path);
	next(out, "birth", wire_birth_ids[p->birth]);
	buf_str(out, wire_birth_forks(p->birth) ? ", \"forks\": true" : ", \"forks\": false");
	index_or_null(out, "runs_in", p->host);
	if (p->birth == WIRE_RUNNING)
		buf_printf(out, ", \"pid\": %d, \"state\": \"%c\"", (int)p->pid, p->state);
	buf_str(out, ",\n       \"descriptors\": [");
	for (uint32_t k = 0; k < p->fds.n; k++) {
		buf_str(out, k ? ",\n          " : "\n          ");
		json_fd(out, &p->fds.v[k]);
	}
	buf_str(out, p->fds.n ? "\n       ]}" : "]}");
}

static void json_object(struct buf *out, const struct wiring *w, uint32_t i)
{
	static const char *const opens[] = { NULL, "truncate", "append", NULL, "new" };
	const struct wire_object *o = &w->objects[i];

	buf_printf(out, "\n      {\"number\": %u", (unsigned)i + 1);
	next(out, "kind", wire_kind_names[o->kind]);
	buf_str(out, ", \"pipe\": ");
	if (o->kind == WIRE_PIPE)
		buf_printf(out, "%u", (unsigned)o->number);
	else
		buf_str(out, "null");
	next(out, "name", o->name);
	buf_str(out, o->known || o->kind == WIRE_PIPE ? ", \"known\": true" : ", \"known\": false");
	next(out, "open", o->open < ARRAY_LEN(opens) ? opens[o->open] : NULL);
	buf_byte(out, '}');
}

static void json_warning(struct buf *out, const struct wire_warning *v)
{
	buf_str(out, "\n      {");
	string_or_null(out, "level", v->note ? "note" : "warning");
	next(out, "code", v->code);
	index_or_null(out, "process", v->proc);
	next(out, "text", v->text);
	next(out, "write", v->fix);
	buf_byte(out, '}');
}

static void list_begin(struct buf *out, const char *name)
{
	buf_printf(out, ",\n   \"%s\": [", name);
}

static void list_end(struct buf *out, size_t n)
{
	buf_str(out, n ? "\n   ]" : "]");
}

void wiring_json(struct buf *out, const struct wiring *w)
{
	buf_str(out, "{\n   ");
	string_or_null(out, "command", w->command);
	list_begin(out, "processes");
	for (uint32_t i = 0; i < w->n_procs; i++) {
		buf_str(out, i ? "," : "");
		json_proc(out, w, i);
	}
	list_end(out, w->n_procs);
	list_begin(out, "objects");
	for (uint32_t i = 0; i < w->n_objects; i++) {
		buf_str(out, i ? "," : "");
		json_object(out, w, i);
	}
	list_end(out, w->n_objects);
	list_begin(out, "warnings");
	for (size_t i = 0; i < w->n_warnings; i++) {
		buf_str(out, i ? "," : "");
		json_warning(out, &w->warnings[i]);
	}
	list_end(out, w->n_warnings);
	buf_str(out, "\n}\n");
}
