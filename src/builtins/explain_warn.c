/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_warn.c -- what goes wrong between commands: a file that is emptied before it is read, two writers
 * that overwrite each other, an end of a pipe that is kept open. */
#include "explain.h"

#include <stdlib.h>

void explain_warn(
	struct explain *e, bool note, const char *code, uint32_t proc, const char *fix, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	wiring_warn(e->w, (struct wire_warning){ .note = note,
				  .code = code,
				  .proc = proc,
				  .text = arena_strndup(&e->w->arena, text.data, text.len),
				  .fix = fix });
	buf_free(&text);
}

/* ---- programs that are known to read to the end --------------------------------------------------------------- */

struct reader {
	const char *name;
	unsigned scripts; /* operands that are no files: a pattern, a program */
	bool operands;    /* reads files that are operands */
};
static const struct reader readers[] = {
	{ "cat", 0, true },
	{ "sort", 0, true },
	{ "uniq", 0, true },
	{ "wc", 0, true },
	{ "tac", 0, true },
	{ "rev", 0, true },
	{ "nl", 0, true },
	{ "od", 0, true },
	{ "cut", 0, true },
	{ "fold", 0, true },
	{ "paste", 0, true },
	{ "head", 0, true },
	{ "tail", 0, true },
	{ "md5sum", 0, true },
	{ "sha1sum", 0, true },
	{ "sha256sum", 0, true },
	{ "base64", 0, true },
	{ "column", 0, true },
	{ "comm", 0, true },
	{ "join", 0, true },
	{ "grep", 1, true },
	{ "egrep", 1, true },
	{ "fgrep", 1, true },
	{ "sed", 1, true },
	{ "awk", 1, true },
	{ "tr", 2, false },
	{ "tee", 0, false },
};

static const struct reader *reader_of(const struct node *n)
{
	const struct word *w = n->kind == NODE_SIMPLE ? n->simple.words : NULL;

	if (!w || !(w->flags & WORD_LITERAL))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(readers); i++)
		if (strcmp(w->text, readers[i].name) == 0)
			return &readers[i];
	return NULL;
}

/* Does it read descriptor 0 to its end? Not where it has files to read, nor where it may stop before. */
static bool reads_input(const struct node *n)
{
	const struct reader *r = reader_of(n);
	unsigned operands = 0;

	if (!r || strcmp(r->name, "head") == 0 || strcmp(r->name, "grep") == 0)
		return false;
	for (const struct word *w = n->simple.words->next; w; w = w->next)
		operands += !(w->flags & WORD_LITERAL) || w->text[0] != '-';
	return !r->operands || operands <= r->scripts;
}

/* ---- files that several have open ------------------------------------------------------------------------------- */

/* One who uses a file: by a redirection, or because it is an operand. */
struct use {
	struct use *next;
	uint32_t proc, object; /* WIRE_NONE: an operand */
	const char *name;
	bool reads, truncates, appends;
	bool unseen; /* it reads another descriptor than 0: when, nobody knows */
};

struct uses {
	struct explain *e;
	struct table files; /* struct use *, by what they are on */
};

static void check_emptied(struct uses *u, const struct use *reader, const struct use *writer)
{
	const char *name = writer->name;
	const char *fix = arena_printf(&u->e->w->arena, "... >%s.new && mv %s.new %s", name, name, name);

	if (reader->proc == writer->proc)
		explain_warn(u->e, false, "emptied", writer->proc, fix,
			"%s is emptied before it is read: nothing is left of it", name);
	else
		explain_warn(u->e, false, "emptied", writer->proc, fix,
			"%s is emptied when this starts, maybe before %u has read it", name,
			(unsigned)reader->proc + 1);
}

static void check_writers(struct uses *u, const struct use *a, const struct use *b)
{
	const char *name = b->name;

	if (a->proc == b->proc)
		explain_warn(u->e, false, "writers", a->proc, arena_printf(&u->e->w->arena, ">%s 2>&1", name),
			"%s is opened twice for writing: each writes from a place of its own, and overwrites "
			"what "
			"the other wrote",
			name);
	else
		explain_warn(u->e, false, "writers", b->proc, arena_printf(&u->e->w->arena, ">>%s", name),
			"%u and %u both write %s, each from a place of its own: one overwrites what the "
			"other wrote",
			(unsigned)a->proc + 1, (unsigned)b->proc + 1, name);
}

static void compare(struct uses *u, const struct use *a, const struct use *b)
{
	if (a->object == b->object && a->object != WIRE_NONE)
		return;
	if (a->reads && b->truncates && !a->unseen)
		check_emptied(u, a, b);
	else if (b->reads && a->truncates && !b->unseen)
		check_emptied(u, b, a);
	else if (!a->reads && !b->reads && !(a->appends && b->appends))
		check_writers(u, a, b);
}

static void use(struct uses *u, const char *file, struct use what)
{
	struct use *list = table_get(&u->files, file), *made = arena_alloc(&u->e->w->arena, sizeof *made);
	unsigned compared = 0;

	for (const struct use *a = list; a && compared < 8; a = a->next, compared++)
		compare(u, a, &what);
	what.next = list;
	*made = what;
	table_put(&u->files, file, made);
}

static void use_descriptors(struct uses *u, uint32_t proc)
{
	const struct wire_fds *fds = &u->e->w->procs[proc].fds;

	for (uint32_t i = 0; i < fds->n; i++) {
		const struct wire_fd *f = &fds->v[i];
		const struct wire_object *o = f->object == WIRE_NONE ? NULL : &u->e->w->objects[f->object];
		if (!o || f->how != WIRE_OPENED || o->kind != WIRE_FILE || !o->file ||
			f->access == (WIRE_READ | WIRE_WRITE) || strncmp(o->name, "/dev/", 5) == 0)
			continue;
		use(u, o->file,
			(struct use){ .proc = proc,
				.object = f->object,
				.name = o->name,
				.reads = f->access == WIRE_READ,
				.unseen = f->fd != 0,
				.truncates = o->open & WIRE_TRUNCATE,
				.appends = o->open & WIRE_APPEND });
	}
}

static void use_operands(struct uses *u, const struct node *n, uint32_t proc)
{
	const struct reader *r = reader_of(n);
	unsigned scripts = r ? r->scripts : 0;
	bool tee = r && strcmp(r->name, "tee") == 0;

	if (!r || (!r->operands && !tee))
		return;
	for (const struct word *w = n->simple.words->next; w; w = w->next) {
		if (!(w->flags & WORD_LITERAL) || w->text[0] == '-' || w->text[0] == '\0') {
			if ((w->flags & WORD_LITERAL) && (scripts > 0 || tee))
				return; /* -e SCRIPT, -a: who knows what is a file */
			continue;
		}
		if (scripts > 0) {
			scripts--;
			continue;
		}
		struct wire_object o = { .kind = WIRE_FILE };
		explain_look_at(u->e, w->text, &o);
		if (o.kind == WIRE_FILE && o.file)
			use(u, o.file,
				(struct use){ .proc = proc,
					.object = WIRE_NONE,
					.name = arena_strndup(&u->e->w->arena, w->text, w->len),
					.reads = !tee,
					.truncates = tee });
	}
}

/* ---- readers that never see the end ---------------------------------------------------------------------------- */

static bool on_same(const struct explain *e, uint32_t a, uint32_t b)
{
	const struct wire_object *x = &e->w->objects[a], *y = &e->w->objects[b];

	return a == b || (x->kind == WIRE_FIFO && y->kind == WIRE_FIFO && x->file && y->file &&
				 strcmp(x->file, y->file) == 0);
}

static bool may_end(enum wire_kind kind)
{
	return kind == WIRE_PIPE || kind == WIRE_FIFO || kind == WIRE_OUTER_PIPE;
}

static void check_coproc(struct explain *e, const struct wire_fd *in, uint32_t proc)
{
	const struct names *names = &e->sh->vars.names;

	for (const struct named_fd *n = e->named; n; n = n->next) {
		if (n->object != in->object || n->other == NAME_NONE)
			continue;
		const char *other = names_text(names, n->other);
		explain_warn(e, false, "open-end", proc, arena_printf(&e->w->arena, "exec {%s}>&-", other),
			"this shell still holds $%s: the coprocess sees no end of its input, and so this one "
			"none of $%s",
			other, names_text(names, n->name));
		return;
	}
}

static void check_reader(struct explain *e, const struct node *n, uint32_t proc)
{
	const struct wire_proc *p = &e->w->procs[proc];
	const struct wire_fd *in = wire_fd_find(&p->fds, 0);

	if (p->role != WIRE_PROGRAM || !in || in->object == WIRE_NONE ||
		(in->how == WIRE_INHERITED && in->object < e->n_outer) ||
		!may_end(e->w->objects[in->object].kind) || !reads_input(n))
		return;
	for (uint32_t i = 0; i < p->fds.n; i++) {
		const struct wire_fd *f = &p->fds.v[i];
		if (f->object == WIRE_NONE || !(f->access & WIRE_WRITE) || !on_same(e, f->object, in->object))
			continue;
		const char *fix = f->fd > 0 ? arena_printf(&e->w->arena, "%d>&-", f->fd) : NULL;
		explain_warn(e, false, "open-end", proc, fix,
			"it reads descriptor 0 to the end, which never comes: it holds the other end itself, "
			"as %d",
			f->fd);
		return;
	}
	check_coproc(e, in, proc);
}

/* ---- pipes that nobody uses ------------------------------------------------------------------------------------- */

static bool holds(const struct explain *e, uint32_t proc, uint32_t object, unsigned access)
{
	const struct wire_fds *fds = &e->w->procs[proc].fds;

	for (uint32_t i = 0; i < fds->n; i++)
		if (fds->v[i].object == object && fds->v[i].access & access)
			return true;
	return false;
}

static void check_pipe(struct explain *e, uint32_t writer, uint32_t pipe)
{
	unsigned number = e->w->objects[pipe].number;

	if (!holds(e, writer, pipe, WIRE_WRITE))
		explain_warn(e, false, "unused-pipe", writer, NULL,
			"nothing comes into pipe %u: all that is written goes elsewhere, and %u finds the "
			"end at once",
			number, (unsigned)writer + 2);
	else if (!holds(e, writer + 1, pipe, WIRE_READ))
		explain_warn(e, false, "unused-pipe", writer + 1, NULL,
			"nobody reads pipe %u: %u is ended by SIGPIPE when it writes", number,
			(unsigned)writer + 1);
}

/* | read x: in a process of its own. */
static void check_lost(struct explain *e, const struct node *n, uint32_t proc)
{
	const struct wire_proc *p = &e->w->procs[proc];
	const struct word *w = n->kind == NODE_SIMPLE ? n->simple.words : NULL;

	if (p->role != WIRE_BUILTIN || p->birth != WIRE_FORKED || !w || strcmp(w->text, "read") != 0)
		return;
	for (w = w->next; w && (!(w->flags & WORD_LITERAL) || w->text[0] == '-'); w = w->next)
		;
	if (w && strcmp(w->text, "_") != 0)
		explain_warn(e, true, "lost", proc, NULL,
			"$%s is set in a process of its own, which ends: nothing of it is left in this shell",
			w->text);
}

void explain_check_group(struct explain *e, const struct node *const *stages, const uint32_t *pipes,
	uint32_t first, uint32_t n)
{
	struct uses u = { .e = e };

	for (uint32_t i = 0; i < n; i++) {
		use_descriptors(&u, first + i);
		use_operands(&u, stages[i], first + i);
		check_reader(e, stages[i], first + i);
		if (i + 1 < n)
			check_pipe(e, first + i, pipes[i]);
	}
	if (n > 1)
		check_lost(e, stages[n - 1], first + n - 1);
	table_free(&u.files);
}

/* ---- what goes on in the background keeps ends open ---------------------------------------------------------------- */

static bool is_wait(const struct wire_proc *p)
{
	return p->role == WIRE_BUILTIN && strncmp(p->text, "wait", 4) == 0;
}

/* What is said of the groups that are inside of one process. */
struct insiders {
	bool wait;            /* one of them waits */
	bool last_background; /* the last is in the background */
};

static struct insiders *look_inside(const struct explain *e)
{
	struct insiders *all = mem_zalloc((e->w->n_procs + 1) * sizeof *all);

	for (size_t i = 0; i < e->w->n_groups; i++) {
		const struct wire_group *g = &e->w->groups[i];
		if (g->inside == WIRE_NONE || g->n == 0)
			continue;
		all[g->inside].last_background = g->background;
		all[g->inside].wait |= is_wait(&e->w->procs[g->first]);
	}
	return all;
}

static void check_background(struct explain *e, const struct wire_group *g, const struct insiders *around)
{
	uint32_t proc = g->first + g->n - 1;
	const struct wire_proc *p = &e->w->procs[proc];
	const struct wire_fd *out = wire_fd_find(&p->fds, 1);

	if (!out || out->object == WIRE_NONE || around->wait)
		return;
	const struct wire_object *o = &e->w->objects[out->object];
	const char *fix = arena_printf(&e->w->arena, "%s >/dev/null &", p->text);
	if (o->kind == WIRE_CAPTURE)
		explain_warn(e, false, "open-end", proc, fix,
			"it keeps descriptor 1 open: %s does not end before this has, in the background or "
			"not",
			o->name);
	else if (o->kind == WIRE_PIPE && !around->last_background)
		explain_warn(e, false, "open-end", proc, fix,
			"it keeps the end of pipe %u open: who reads from there sees no end before this has "
			"ended",
			(unsigned)o->number);
}

static void check_all_background(struct explain *e)
{
	struct insiders *inside = look_inside(e);

	for (size_t i = 0; i < e->w->n_groups; i++) {
		const struct wire_group *g = &e->w->groups[i];
		if (g->background && g->inside != WIRE_NONE && g->n > 0)
			check_background(e, g, &inside[g->inside]);
	}
	free(inside);
}

/* ---- FIFOs: each open waits for the other end ----------------------------------------------------------------------- */

#define FIFOS_MOST 256 /* that are compared with each other */

struct fifo_use {
	uint32_t proc;
	const struct wire_fd *fd;
};

static bool is_inside(const struct explain *e, uint32_t proc, uint32_t outer)
{
	while (proc != WIRE_NONE && proc != outer)
		proc = e->w->groups[e->w->procs[proc].group].inside;
	return proc == outer;
}

/* Whether something in the background, or a stage of one pipeline, makes the two run side by side. */
static bool side_by_side(const struct explain *e, uint32_t a, uint32_t b)
{
	const struct wire_proc *procs = e->w->procs;

	while (a != WIRE_NONE && !is_inside(e, b, a)) {
		const struct wire_group *g = &e->w->groups[procs[a].group];
		if (g->background || g->n > 1 || procs[a].birth == WIRE_FORKED)
			return true;
		a = g->inside;
	}
	return false;
}

static bool opposite(const struct wire_fd *a, const struct wire_fd *b)
{
	return (b->access & ~a->access) != 0;
}

static void check_fifo(struct explain *e, const struct fifo_use *u, const struct fifo_use *all, size_t n)
{
	const struct wire_object *o = &e->w->objects[u->fd->object];
	bool later = false;
	const char *want = u->fd->access == WIRE_READ ? "writing" : "reading";
	const struct wire_fds *fds = &e->w->procs[u->proc].fds;

	for (uint32_t i = 0; i < fds->n; i++)
		if (&fds->v[i] != u->fd && fds->v[i].object != WIRE_NONE &&
			on_same(e, fds->v[i].object, u->fd->object))
			return; /* open already, or said before */
	for (size_t i = 0; i < n; i++) {
		if (all[i].proc == u->proc || !on_same(e, all[i].fd->object, u->fd->object) ||
			!opposite(u->fd, all[i].fd))
			continue;
		if (side_by_side(e, u->proc, all[i].proc) || side_by_side(e, all[i].proc, u->proc) ||
			all[i].proc < u->proc)
			return;
		later = true;
	}
	bool by_exec = strncmp(e->w->procs[u->proc].text, "exec", 4) == 0;
	explain_warn(e, !later, "fifo", u->proc,
		by_exec ? arena_printf(&e->w->arena, "exec %d<>%s", u->fd->fd, o->name) : NULL,
		later ? "%s waits until somebody opens the FIFO for %s, which here is done only afterwards: "
			"it hangs"
		      : "%s waits until another process opens the FIFO for %s",
		o->name, want);
}

static void check_fifos(struct explain *e)
{
	struct fifo_use *all = NULL;
	size_t n = 0, cap = 0;

	for (uint32_t i = 0; i < e->w->n_procs; i++)
		for (uint32_t k = 0; k < e->w->procs[i].fds.n && n < FIFOS_MOST; k++) {
			const struct wire_fd *f = &e->w->procs[i].fds.v[k];
			if (f->object == WIRE_NONE || f->how != WIRE_OPENED ||
				e->w->objects[f->object].kind != WIRE_FIFO)
				continue;
			if (n == cap)
				all = mem_realloc(all, (cap = cap ? cap * 2 : 8) * sizeof *all);
			all[n++] = (struct fifo_use){ i, f };
		}
	for (size_t i = 0; i < n; i++)
		if (all[i].fd->access != (WIRE_READ | WIRE_WRITE))
			check_fifo(e, &all[i], all, n);
	free(all);
}

void explain_check_all(struct explain *e)
{
	check_all_background(e);
	check_fifos(e);
}
