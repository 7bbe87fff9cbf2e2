/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring_dot.c -- the wiring as a graph in the language of dot(1). */
#include "inspect_internal.h"

#include <stdlib.h>

/* TEXT in a quoted string of dot's, whatever its bytes. */
static void quoted(struct buf *out, const char *text)
{
	struct buf flat = { 0 };

	buf_visible(&flat, text, strlen(text));
	for (size_t i = 0; i < flat.len; i++) {
		if (flat.data[i] == '"' || flat.data[i] == '\\')
			buf_byte(out, '\\');
		buf_byte(out, flat.data[i]);
	}
	buf_free(&flat);
}

static void quoted_buf(struct buf *out, struct buf *text)
{
	quoted(out, buf_cstr(text));
	text->len = 0;
}

/* Drawn as a node with edges; what was there before is a line in the box. */
static bool is_node(const struct wiring *w, const struct wire_fd *f)
{
	return f->object != WIRE_NONE &&
	       (f->how != WIRE_INHERITED || w->objects[f->object].kind == WIRE_PIPE);
}

static void dot_proc(struct buf *out, const struct wiring *w, uint32_t i)
{
	const struct wire_proc *p = &w->procs[i];
	struct buf text = { 0 };

	buf_printf(out, "   p%u [shape=box, label=\"%u: ", (unsigned)i + 1, (unsigned)i + 1);
	quoted(out, p->text);
	buf_str(out, "\\l");
	wire_role_text(&text, p);
	quoted_buf(out, &text);
	buf_str(out, "\\l");
	wire_birth_text(&text, w, p);
	quoted_buf(out, &text);
	buf_str(out, "\\l");
	for (uint32_t k = 0; k < p->fds.n; k++) {
		const struct wire_fd *f = &p->fds.v[k];
		if (is_node(w, f))
			continue;
		buf_printf(&text, "%d: ", f->fd);
		wire_target_text(&text, w, f);
		quoted_buf(out, &text);
		buf_str(out, "\\l");
	}
	buf_str(out, "\"];\n");
	buf_free(&text);
}

static void dot_object(struct buf *out, const struct wiring *w, uint32_t i)
{
	const struct wire_object *o = &w->objects[i];
	struct buf text = { 0 };

	wire_target_text(&text, w, &(struct wire_fd){ .object = i, .how = WIRE_OPENED });
	buf_printf(out, "   o%u [shape=%s, label=\"", (unsigned)i + 1, o->kind == WIRE_PIPE ? "cds" : "note");
	quoted_buf(out, &text);
	buf_str(out, "\"];\n");
	buf_free(&text);
}

static void dot_edge(struct buf *out, uint32_t proc, const struct wire_fd *f)
{
	bool writes = f->access & WIRE_WRITE;

	if (writes)
		buf_printf(out, "   p%u -> o%u", (unsigned)proc + 1, (unsigned)f->object + 1);
	else
		buf_printf(out, "   o%u -> p%u", (unsigned)f->object + 1, (unsigned)proc + 1);
	buf_str(out, " [label=\"");
	if (f->fd >= 0)
		buf_printf(out, "%d", f->fd);
	else
		quoted(out, f->label ? f->label : "?");
	buf_str(out, writes && f->access & WIRE_READ ? "\", dir=both];\n" : "\"];\n");
}

static void dot_group(struct buf *out, const struct wiring *w, uint32_t i)
{
	const struct wire_group *g = &w->groups[i];

	if (g->inside != WIRE_NONE && g->n > 0) {
		buf_printf(out, "   p%u -> p%u [style=dashed, arrowhead=none, label=\"",
			(unsigned)g->inside + 1, (unsigned)g->first + 1);
		quoted(out, g->title ? g->title : "");
		buf_str(out, "\"];\n");
	}
}

void wiring_dot(struct buf *out, const struct wiring *w)
{
	bool *used = mem_zalloc(w->n_objects + 1);

	buf_str(out, "digraph wiring {\n   rankdir=LR;\n   node [fontname=\"monospace\"];\n");
	for (uint32_t i = 0; i < w->n_procs; i++) {
		dot_proc(out, w, i);
		for (uint32_t k = 0; k < w->procs[i].fds.n; k++)
			if (is_node(w, &w->procs[i].fds.v[k]))
				used[w->procs[i].fds.v[k].object] = true;
	}
	for (uint32_t i = 0; i < w->n_objects; i++)
		if (used[i])
			dot_object(out, w, i);
	for (uint32_t i = 0; i < w->n_procs; i++)
		for (uint32_t k = 0; k < w->procs[i].fds.n; k++)
			if (is_node(w, &w->procs[i].fds.v[k]))
				dot_edge(out, i, &w->procs[i].fds.v[k]);
	for (uint32_t i = 0; i < w->n_groups; i++)
		dot_group(out, w, i);
	for (size_t i = 0; i < w->n_warnings; i++) {
		buf_printf(out, "   w%zu [shape=plaintext, fontcolor=red, label=\"", i + 1);
		quoted(out, w->warnings[i].text);
		buf_str(out, "\"];\n");
	}
	buf_str(out, "}\n");
	free(used);
}
