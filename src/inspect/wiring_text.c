/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wiring_text.c -- the wiring as boxes with pipes between them, as one would draw it on a board, fitted to a
 * width: where the stages of a pipeline do not fit side by side, they go on below. */
#include "inspect_internal.h"

#include <stdlib.h>

#define INNER_LEAST 12 /* columns of text in a box */
#define WIDTH_LEAST 24 /* columns of all */
#define INNER_MOST 60  /* ... but for the one that stands alone */
#define HEAD_MOST 4    /* lines of a command's text */
#define FRAME 4        /* the borders and the blank inside of each */
#define NO_PIPE 3      /* columns between boxes that no pipe joins */
#define STUB 2         /* of a pipe that goes on in the next row */

struct pen {
	const char *corner[4]; /* of a box: above left, above right, below left, below right */
	const char *level, *upright, *left_joint, *right_joint, *head;
	const char *to, *from, *both, *more;
};
static const struct pen unicode_pen = {
	.corner = { "┌", "┐", "└", "┘" },
	.level = "─",
	.upright = "│",
	.left_joint = "├",
	.right_joint = "┤",
	.head = "►",
	.to = "→",
	.from = "←",
	.both = "↔",
	.more = "…",
};
static const struct pen ascii_pen = { { "+", "+", "+", "+" }, "-", "|", "+", "+", ">", "->", "<-", "<>",
	"..." };

struct lines {
	char **v;
	size_t n, cap;
};

/* A pipe that leads from one box to the next. */
struct link {
	struct link *next;
	uint32_t object;
	const char *writers, *readers; /* descriptors */
};

struct box {
	const struct wire_proc *proc;
	char *command, *role, *birth;
	struct lines rows;       /* descriptors that no link shows */
	struct link *in, *out;   /* in the same order at both ends */
	size_t natural;          /* columns of text that it would like */
	size_t inner;            /* that it gets */
	struct lines head, body; /* fitted to that */
};

struct drawing {
	struct buf *out;
	const struct wiring *w;
	const struct pen *pen;
	size_t width, indent;
	bool ascii;
	struct arena arena;
};

/* ---- texts --------------------------------------------------------------------------------------------- */

static char *take(struct drawing *d, struct buf *text)
{
	char *s = arena_strndup(&d->arena, text->data, text->len);

	buf_free(text);
	return s;
}

/* TEXT fit for a line of the drawing. */
static char *shown(struct drawing *d, const char *text)
{
	struct buf flat = { 0 }, out = { 0 };

	buf_str(&flat, text);
	for (size_t i = 0; i < flat.len; i++)
		if (flat.data[i] == '\n' || flat.data[i] == '\t' ||
			(d->ascii && (unsigned char)flat.data[i] > 127))
			flat.data[i] = flat.data[i] < 0 ? '?' : ' ';
	buf_visible(&out, flat.data, flat.len);
	buf_free(&flat);
	return take(d, &out);
}

static void lines_add(struct drawing *d, struct lines *l, char *text)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 4;
		char **v = arena_alloc(&d->arena, cap * sizeof *v);
		if (l->n > 0)
			memcpy(v, l->v, l->n * sizeof *v);
		l->v = v;
		l->cap = cap;
	}
	l->v[l->n++] = text;
}

static size_t width_of(const char *s)
{
	return utf8_columns(s, strlen(s));
}

/* How many bytes at the head of S go into WIDTH columns, at least one character; broken at a blank where one
 * is past the first third. */
static size_t fitting(const char *s, size_t width)
{
	size_t len = strlen(s), at = 0, columns = 0, blank = 0;
	uint32_t c;

	while (at < len) {
		size_t n = utf8_decode(s + at, len - at, &c), more = (size_t)utf8_width(c);
		if (columns + more > width && at > 0)
			break;
		if (c == ' ' && columns >= width / 3)
			blank = at;
		columns += more;
		at += n;
	}
	return at < len && s[at] != ' ' && blank > 0 ? blank : at;
}

/* Adds TEXT in lines of at most WIDTH columns, all but the first with HANG blanks before them; of more than
 * MOST lines the last shows that there is more. */
static void wrap(struct drawing *d, struct lines *l, const char *text, size_t width, size_t hang, size_t most)
{
	for (size_t n = 0; n == 0 || *text; n++) {
		size_t pad = n > 0 && hang * 2 < width ? hang : 0, len = fitting(text, width - pad);
		bool cut = n + 1 == most && text[len];
		if (cut)
			len = fitting(text, width - pad - width_of(d->pen->more));
		lines_add(d, l,
			arena_printf(&d->arena, "%*s%.*s%s", (int)pad, "", (int)len, text,
				cut ? d->pen->more : ""));
		if (cut)
			return;
		text += len;
		text += strspn(text, " ");
	}
}

static void repeat(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_str(out, s);
}

/* TEXT and blanks up to WIDTH columns. */
static void padded(struct buf *out, const char *text, size_t width)
{
	size_t used = width_of(text);

	buf_str(out, text);
	repeat(out, " ", width > used ? width - used : 0);
}

/* ---- boxes --------------------------------------------------------------------------------------------- */

/* The descriptors of P that are open on OBJECT for ACCESS, "1,2"; NULL: none. */
static const char *ends_at(struct drawing *d, const struct wire_proc *p, uint32_t object, unsigned access)
{
	struct buf text = { 0 };

	for (uint32_t i = 0; i < p->fds.n; i++) {
		const struct wire_fd *f = &p->fds.v[i];
		if (f->object != object || !(f->access & access) || f->fd < 0)
			continue;
		buf_printf(&text, "%s%d", text.len > 0 ? "," : "", f->fd);
	}
	return text.len > 0 ? take(d, &text) : NULL;
}

static bool linked(const struct link *l, uint32_t object)
{
	while (l && l->object != object)
		l = l->next;
	return l;
}

/* The pipes that A writes to and B reads from. */
static void link_boxes(struct drawing *d, struct box *a, struct box *b)
{
	struct link **tail = &a->out;

	for (uint32_t i = 0; i < a->proc->fds.n; i++) {
		const struct wire_fd *f = &a->proc->fds.v[i];
		if (f->object == WIRE_NONE || !(f->access & WIRE_WRITE) || f->fd < 0 ||
			linked(a->out, f->object) || d->w->objects[f->object].kind != WIRE_PIPE)
			continue;
		struct link l = { .object = f->object, .readers = ends_at(d, b->proc, f->object, WIRE_READ) };
		if (!l.readers)
			continue;
		l.writers = ends_at(d, a->proc, f->object, WIRE_WRITE);
		*tail = arena_alloc(&d->arena, sizeof l);
		**tail = l;
		tail = &(*tail)->next;
	}
	b->in = a->out;
}

/* An arrow shows it, or it is the shell's alone. */
static bool row_is_needless(const struct box *b, const struct wire_fd *f)
{
	if (f->cloexec && f->how == WIRE_INHERITED)
		return true;
	return f->object != WIRE_NONE && f->fd >= 0 &&
	       ((f->access == WIRE_READ && linked(b->in, f->object)) ||
		       (f->access == WIRE_WRITE && linked(b->out, f->object)));
}

/* A terminal is open both ways at 0, 1 and 2 alike: which way they are used their numbers say. */
static const char *arrow_of(const struct drawing *d, const struct wire_fd *f)
{
	if (f->object == WIRE_NONE)
		return "";
	enum wire_kind kind = d->w->objects[f->object].kind;
	if (f->how == WIRE_INHERITED && f->fd <= 2 && (kind == WIRE_TERMINAL || kind == WIRE_DEVICE))
		return f->fd == 0 ? d->pen->from : d->pen->to;
	if (f->access == WIRE_READ)
		return d->pen->from;
	return f->access == WIRE_WRITE ? d->pen->to : d->pen->both;
}

static char *row_text(struct drawing *d, const struct wire_fd *f)
{
	struct buf text = { 0 }, target = { 0 };
	const char *arrow = arrow_of(d, f);

	wire_target_text(&target, d->w, f);
	if (f->fd >= 0)
		buf_printf(&text, "%d", f->fd);
	else
		buf_str(&text, shown(d, f->label ? f->label : "?"));
	buf_printf(&text, " %s%s", arrow, *arrow ? " " : "");
	buf_str(&text, shown(d, buf_cstr(&target)));
	buf_free(&target);
	return take(d, &text);
}

/* The same as in the process that P is drawn inside of. */
static bool as_outside(const struct drawing *d, const struct wire_proc *p, const struct wire_fd *f)
{
	uint32_t inside = d->w->groups[p->group].inside;
	const struct wire_fd *outer = inside == WIRE_NONE || f->fd < 0
					      ? NULL
					      : wire_fd_find(&d->w->procs[inside].fds, f->fd);

	return outer && outer->object == f->object && f->object != WIRE_NONE && f->how == WIRE_INHERITED;
}

/* Those that are as outside, on one line. */
static void add_common(struct drawing *d, struct box *b)
{
	const struct wire_proc *p = b->proc;
	struct buf text = { 0 };

	for (uint32_t i = 0; i < p->fds.n; i++)
		if (!row_is_needless(b, &p->fds.v[i]) && as_outside(d, p, &p->fds.v[i]))
			buf_printf(&text, "%d ", p->fds.v[i].fd);
	if (text.len > 0) {
		buf_printf(&text, "as in %u", (unsigned)d->w->groups[p->group].inside + 1);
		lines_add(d, &b->rows, take(d, &text));
	}
}

static void widen(size_t *width, size_t w)
{
	if (w > *width)
		*width = w;
}

static void box_fill(struct drawing *d, struct box *b)
{
	const struct wire_proc *p = b->proc;
	struct buf text = { 0 };

	b->command = shown(d, p->text);
	wire_role_text(&text, p);
	b->role = shown(d, buf_cstr(&text));
	text.len = 0;
	wire_birth_text(&text, d->w, p);
	b->birth = take(d, &text);
	for (uint32_t i = 0; i < p->fds.n; i++)
		if (!row_is_needless(b, &p->fds.v[i]) && !as_outside(d, p, &p->fds.v[i]))
			lines_add(d, &b->rows, row_text(d, &p->fds.v[i]));
	add_common(d, b);
	widen(&b->natural, width_of(b->command));
	widen(&b->natural, width_of(b->role));
	widen(&b->natural, width_of(b->birth));
	for (size_t i = 0; i < b->rows.n; i++)
		widen(&b->natural, width_of(b->rows.v[i]));
	for (const struct link *in = b->in, *out = b->out; in || out;
		in = in ? in->next : NULL, out = out ? out->next : NULL)
		widen(&b->natural, (in ? strlen(in->readers) + 2 : 0) + (out ? strlen(out->writers) : 0));
	widen(&b->natural, INNER_LEAST);
}

static void box_fit(struct drawing *d, struct box *b)
{
	wrap(d, &b->head, b->command, b->inner, 2, HEAD_MOST);
	wrap(d, &b->head, b->role, b->inner, 2, HEAD_MOST);
	wrap(d, &b->head, b->birth, b->inner, 2, HEAD_MOST);
	for (size_t i = 0; i < b->rows.n; i++)
		wrap(d, &b->body, b->rows.v[i], b->inner, 4, HEAD_MOST);
}

/* ---- where the boxes go ---------------------------------------------------------------------------------- */

static const char *pipe_name(struct drawing *d, const struct link *l)
{
	return arena_printf(&d->arena, "pipe %u", (unsigned)d->w->objects[l->object].number);
}

/* Columns between B and the box after it. */
static size_t gap_after(struct drawing *d, const struct box *b)
{
	size_t width = NO_PIPE;

	for (const struct link *l = b->out; l; l = l->next)
		widen(&width, strlen(pipe_name(d, l)) + 3);
	return width;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Columns that N boxes side by side take whose texts get at most CAP. */
static size_t row_width(struct drawing *d, const struct box *b, size_t n, size_t cap)
{
	size_t width = 0;

	for (size_t i = 0; i < n; i++)
		width += least(b[i].natural, cap) + FRAME + (i + 1 < n ? gap_after(d, &b[i]) : 0);
	return width;
}

/* How wide texts may be at most so that all N boxes stand side by side; 0: they cannot. */
static size_t cap_for_one_row(struct drawing *d, const struct box *b, size_t n, size_t width)
{
	if (n > width / (INNER_LEAST + FRAME))
		return 0;
	for (size_t cap = n == 1 ? width - FRAME : INNER_MOST; cap >= INNER_LEAST; cap--)
		if (row_width(d, b, n, cap) <= width)
			return cap;
	return 0;
}

static size_t cap_for_rows(struct drawing *d, const struct box *b, size_t n, size_t width)
{
	size_t gap = NO_PIPE, per_row;

	for (size_t i = 0; i < n; i++)
		widen(&gap, gap_after(d, &b[i]));
	per_row = (width - STUB) / (INNER_LEAST + FRAME + gap);
	if (per_row < 2)
		return width > gap + STUB + FRAME + 1 ? width - gap - STUB - FRAME : 1;
	return (width - STUB) / per_row - FRAME - gap;
}

/* ---- drawing --------------------------------------------------------------------------------------------- */

/* Boxes FROM to TO of ALL stand in one row. */
struct row {
	struct box *all;
	size_t n, from, to;
	size_t stub; /* columns before the first: the pipe that comes from the row above */
};

static size_t head_of(const struct row *r)
{
	size_t n = 0;
	for (size_t i = r->from; i < r->to; i++)
		widen(&n, r->all[i].head.n);
	return n;
}

static size_t body_of(const struct row *r)
{
	size_t n = 0;
	for (size_t i = r->from; i < r->to; i++)
		widen(&n, r->all[i].body.n);
	return n;
}

static size_t links_of(const struct row *r)
{
	size_t n = 0;

	for (size_t i = r->from; i < r->to; i++) {
		size_t in = 0, out = 0;
		for (const struct link *l = r->all[i].in; l; l = l->next)
			in++;
		for (const struct link *l = r->all[i].out; l; l = l->next)
			out++;
		widen(&n, in);
		widen(&n, out);
	}
	return n;
}

static void line_begin(struct drawing *d, const struct row *r)
{
	repeat(d->out, " ", d->indent + r->stub);
}

static void line_end(struct drawing *d)
{
	struct buf *out = d->out;

	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->len--;
	buf_byte(out, '\n');
}

static void gap(struct drawing *d, const struct row *r, size_t i)
{
	if (i + 1 < r->to)
		repeat(d->out, " ", gap_after(d, &r->all[i]));
}

static void draw_top(struct drawing *d, const struct row *r)
{
	line_begin(d, r);
	for (size_t i = r->from; i < r->to; i++) {
		const struct box *b = &r->all[i];
		char *title = arena_printf(&d->arena, " %zu ", (size_t)(b->proc - d->w->procs) + 1);
		size_t used = 1 + strlen(title), all = b->inner + FRAME - 2;
		buf_str(d->out, d->pen->corner[0]);
		buf_str(d->out, d->pen->level);
		buf_str(d->out, title);
		repeat(d->out, d->pen->level, all > used ? all - used : 0);
		buf_str(d->out, d->pen->corner[1]);
		gap(d, r, i);
	}
	line_end(d);
}

static void draw_level(struct drawing *d, const struct row *r, const char *left, const char *right)
{
	line_begin(d, r);
	for (size_t i = r->from; i < r->to; i++) {
		buf_str(d->out, left);
		repeat(d->out, d->pen->level, r->all[i].inner + FRAME - 2);
		buf_str(d->out, right);
		gap(d, r, i);
	}
	line_end(d);
}

static void draw_texts(struct drawing *d, const struct row *r, size_t line, bool head)
{
	line_begin(d, r);
	for (size_t i = r->from; i < r->to; i++) {
		const struct box *b = &r->all[i];
		const struct lines *l = head ? &b->head : &b->body;
		buf_printf(d->out, "%s ", d->pen->upright);
		padded(d->out, line < l->n ? l->v[line] : "", b->inner);
		buf_printf(d->out, " %s", d->pen->upright);
		gap(d, r, i);
	}
	line_end(d);
}

static const struct link *link_at(const struct link *l, size_t n)
{
	while (l && n-- > 0)
		l = l->next;
	return l;
}

/* The pipe of L as it arrives at a box, in WIDTH columns. */
static void draw_arrow(struct drawing *d, const struct link *l, size_t width)
{
	const char *name = pipe_name(d, l);

	buf_str(d->out, d->pen->level);
	buf_str(d->out, name);
	repeat(d->out, d->pen->level, width - strlen(name) - 2);
	buf_str(d->out, d->pen->head);
}

/* One box's part of line N of the links, and what leads on from it. */
static void draw_ports(struct drawing *d, const struct row *r, size_t i, size_t n)
{
	const struct box *b = &r->all[i];
	const struct link *in = link_at(b->in, n), *out = link_at(b->out, n);
	const char *to = out ? out->writers : "";
	size_t room = b->inner > strlen(to) ? b->inner - strlen(to) : 0;

	buf_printf(d->out, "%s ", d->pen->upright);
	padded(d->out, in ? in->readers : "", room);
	buf_printf(d->out, "%s %s", to, out ? d->pen->left_joint : d->pen->upright);
	if (i + 1 == r->to && out)
		buf_printf(d->out, "%s%s", d->pen->level, d->pen->head);
	else if (out)
		draw_arrow(d, out, gap_after(d, b));
	else
		gap(d, r, i);
}

static void draw_links(struct drawing *d, const struct row *r)
{
	for (size_t n = 0, lines = links_of(r); n < lines; n++) {
		const struct link *first = link_at(r->all[r->from].in, n);
		repeat(d->out, " ", d->indent);
		if (r->stub > 0 && first)
			draw_arrow(d, first, r->stub);
		else
			repeat(d->out, " ", r->stub);
		for (size_t i = r->from; i < r->to; i++)
			draw_ports(d, r, i, n);
		line_end(d);
	}
}

static void draw_row(struct drawing *d, const struct row *r)
{
	size_t body = body_of(r), head = head_of(r);

	draw_top(d, r);
	for (size_t i = 0; i < head; i++)
		draw_texts(d, r, i, true);
	draw_level(d, r, d->pen->left_joint, d->pen->right_joint);
	draw_links(d, r);
	for (size_t i = 0; i < body; i++)
		draw_texts(d, r, i, false);
	draw_level(d, r, d->pen->corner[2], d->pen->corner[3]);
}

static void draw_rows(struct drawing *d, struct box *b, size_t n, size_t width)
{
	struct row r = { .all = b, .n = n };

	while (r.to < n) {
		r.from = r.to;
		r.stub = r.from > 0 && b[r.from].in ? gap_after(d, &b[r.from - 1]) : 0;
		size_t used = r.stub + b[r.from].inner + FRAME + STUB;
		for (r.to = r.from + 1; r.to < n; r.to++) {
			used += gap_after(d, &b[r.to - 1]) + b[r.to].inner + FRAME;
			if (used > width + (r.to + 1 == n ? STUB : 0))
				break;
		}
		draw_row(d, &r);
	}
}

static struct box *group_boxes(struct drawing *d, const struct wire_group *g)
{
	struct box *b = arena_zalloc(&d->arena, g->n * sizeof *b);

	for (uint32_t i = 0; i < g->n; i++)
		b[i].proc = &d->w->procs[g->first + i];
	for (uint32_t i = 0; i + 1 < g->n; i++)
		link_boxes(d, &b[i], &b[i + 1]);
	for (uint32_t i = 0; i < g->n; i++)
		box_fill(d, &b[i]);
	return b;
}

static void draw_title(struct drawing *d, const struct wire_group *g)
{
	struct buf text = { 0 };
	struct lines l = { 0 };

	if (g->inside == WIRE_NONE && !g->title && !g->background)
		return;
	if (g->inside != WIRE_NONE)
		buf_printf(&text, "in %u", (unsigned)g->inside + 1);
	if (g->title)
		buf_printf(&text, "%s%s", text.len > 0 ? ", " : "", g->title);
	if (g->background)
		buf_printf(&text, "%sin the background", text.len > 0 ? ", " : "");
	buf_byte(&text, ':');
	wrap(d, &l, shown(d, buf_cstr(&text)), d->width - d->indent, 0, HEAD_MOST);
	buf_free(&text);
	for (size_t i = 0; i < l.n; i++) {
		repeat(d->out, " ", d->indent);
		buf_str(d->out, l.v[i]);
		line_end(d);
	}
}

static void draw_group(struct drawing *d, const struct wire_group *g)
{
	struct arena_mark mark = arena_mark(&d->arena);
	size_t deepest = d->width / 8;

	d->indent = least((size_t)g->depth * 2, deepest);
	draw_title(d, g);
	size_t width = d->width - d->indent;
	struct box *b = group_boxes(d, g);
	size_t cap = cap_for_one_row(d, b, g->n, width);
	bool one = cap > 0;
	if (!one)
		cap = cap_for_rows(d, b, g->n, width);
	for (uint32_t i = 0; i < g->n; i++) {
		b[i].inner = least(b[i].natural, cap);
		box_fit(d, &b[i]);
	}
	if (one)
		draw_row(d, &(struct row){ .all = b, .n = g->n, .to = g->n });
	else
		draw_rows(d, b, g->n, width);
	arena_rewind(&d->arena, mark);
}

/* ---- what is below the drawing ----------------------------------------------------------------------------- */

static void draw_paragraph(struct drawing *d, const char *label, const char *text)
{
	struct lines l = { 0 };
	size_t hang = width_of(label);

	if (d->width < hang + INNER_LEAST) { /* no room beside the label */
		text = arena_printf(&d->arena, "%s%s", label, text);
		label = "";
		hang = 0;
	}
	wrap(d, &l, shown(d, text), d->width - hang, 0, SIZE_MAX);
	for (size_t i = 0; i < l.n; i++) {
		if (i == 0)
			buf_str(d->out, label);
		else
			repeat(d->out, " ", hang);
		buf_str(d->out, l.v[i]);
		line_end(d);
	}
}

static void draw_warning(struct drawing *d, const struct wire_warning *w)
{
	const char *level = w->note ? "note" : "warning";

	if (w->proc != WIRE_NONE)
		draw_paragraph(d, arena_printf(&d->arena, "%s: %u: ", level, (unsigned)w->proc + 1), w->text);
	else
		draw_paragraph(d, arena_printf(&d->arena, "%s: ", level), w->text);
	if (w->fix)
		draw_paragraph(d, "   write: ", w->fix);
}

void wiring_text(struct buf *out, const struct wiring *w, size_t width, bool ascii)
{
	struct drawing d = {
		.out = out,
		.w = w,
		.pen = ascii ? &ascii_pen : &unicode_pen,
		.width = width < WIDTH_LEAST ? WIDTH_LEAST : width,
		.ascii = ascii,
	};

	for (size_t i = 0; i < w->n_groups; i++) {
		if (w->groups[i].n == 0)
			continue;
		if (out->len > 0)
			buf_byte(out, '\n');
		draw_group(&d, &w->groups[i]);
	}
	if (w->n_warnings > 0 && out->len > 0)
		buf_byte(out, '\n');
	for (size_t i = 0; i < w->n_warnings; i++)
		draw_warning(&d, &w->warnings[i]);
	arena_free(&d.arena);
}
