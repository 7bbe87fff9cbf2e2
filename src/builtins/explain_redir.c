/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_redir.c -- redirections put in place on paper: left to right, as the shell would. */
#include "explain.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* What one redirection did. */
struct done {
	struct done *next;
	const struct io_redirect *r;
	int fd;
	uint32_t object; /* what FD points to since */
	bool copied;
	int from; /* of a copy */
};

struct applying {
	struct explain *e;
	struct wire_fds *fds;
	uint32_t proc;
	bool captured, needs_process;
	struct done *done, **tail;
};

static uint32_t add(struct explain *e, struct wire_object o)
{
	return wiring_add_object(e->w, o);
}

static void note_done(struct applying *a, const struct io_redirect *r, int fd, uint32_t object, int from)
{
	struct done *d = arena_alloc(&a->e->w->arena, sizeof *d);

	*d = (struct done){ .r = r, .fd = fd, .object = object, .copied = from != -2, .from = from };
	*a->tail = d;
	a->tail = &d->next;
}

/* ---- what a path names ------------------------------------------------------------------------------------- */

static enum wire_kind kind_of_mode(mode_t mode, const char *path)
{
	if (S_ISFIFO(mode))
		return WIRE_FIFO;
	if (S_ISCHR(mode))
		return strcmp(path, "/dev/tty") == 0 ? WIRE_TERMINAL : WIRE_DEVICE;
	if (S_ISBLK(mode))
		return WIRE_DEVICE;
	return S_ISSOCK(mode) ? WIRE_SOCKET : WIRE_FILE;
}

/* /dev/fd/3, /dev/stdout: are what they are when the time comes. */
static bool names_own(const char *path)
{
	return strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/dev/std", 8) == 0 ||
	       strncmp(path, "/proc/", 6) == 0;
}

void explain_look_at(struct explain *e, const char *path, struct wire_object *o)
{
	struct stat st;

	if (redir_names_socket(e->sh, path)) {
		o->kind = WIRE_SOCKET;
		o->open = 0;
		return;
	}
	if (names_own(path)) {
		o->kind = WIRE_OTHER;
		return;
	}
	if (e->moved && path[0] != '/')
		return;
	o->file = e->makes_fifos ? NULL : path;
	if (stat(path, &st) < 0)
		return;
	o->exists = true;
	o->kind = kind_of_mode(st.st_mode, path);
	o->file = arena_printf(&e->w->arena, "%u:%u:%llu", major(st.st_dev), minor(st.st_dev),
		(unsigned long long)st.st_ino);
}

static unsigned how_opened(const struct explain *e, enum redir_op op)
{
	switch (op) {
	case REDIR_OUT:
	case REDIR_OUT_ERR: return e->sh->options.on[OPT_NOCLOBBER] ? WIRE_NEW : WIRE_TRUNCATE;
	case REDIR_DUP_OUT:
	case REDIR_CLOBBER: return WIRE_TRUNCATE;
	case REDIR_APPEND:
	case REDIR_APPEND_ERR: return WIRE_APPEND;
	default: return 0;
	}
}

static const struct part *only_process(const struct word *w)
{
	const struct part *p = w->parts;

	return p && !p->next && p->kind == PART_PROCESS ? p : NULL;
}

/* > >(command) */
static uint32_t open_process(struct applying *a, const struct part *part)
{
	struct started *s = arena_alloc(&a->e->w->arena, sizeof *s);

	*s = (struct started){ a->e->started, part, add(a->e, (struct wire_object){ .kind = WIRE_PIPE }) };
	a->e->started = s;
	return s->object;
}

static uint32_t open_path(struct applying *a, const struct io_redirect *r, const char *path)
{
	struct explain *e = a->e;
	struct wire_object o = {
		.kind = WIRE_FILE,
		.name = path ? path : explain_source(e, r->target),
		.open = how_opened(e, (enum redir_op)r->op),
		.known = path,
	};

	if (path)
		explain_look_at(e, path, &o);
	if (o.kind != WIRE_FILE)
		o.open &= WIRE_APPEND;
	return add(e, o);
}

static unsigned access_of(enum redir_op op)
{
	if (op == REDIR_IN || op == REDIR_HEREDOC || op == REDIR_HERESTRING || op == REDIR_DUP_IN)
		return WIRE_READ;
	return op == REDIR_READWRITE ? WIRE_READ | WIRE_WRITE : WIRE_WRITE;
}

/* ---- putting in place ---------------------------------------------------------------------------------------- */

static void name_it(struct explain *e, name_id name, uint32_t object, unsigned access)
{
	struct named_fd *n = arena_alloc(&e->w->arena, sizeof *n);

	*n = (struct named_fd){ e->named, name, object, access, NAME_NONE };
	e->named = n;
}

/* {name}>&-: what it named is closed. */
static void unname(struct explain *e, name_id name)
{
	for (struct named_fd *n = e->named; n; n = n->next) {
		if (n->name == name)
			n->object = WIRE_NONE;
		if (n->other == name)
			n->other = NAME_NONE;
	}
}

static void place(struct applying *a, const struct io_redirect *r, struct wire_fd fd)
{
	struct explain *e = a->e;

	fd.fd = r->fd;
	if (r->fd_name != NAME_NONE) {
		fd.fd = -1;
		fd.label = arena_printf(&e->w->arena, "{%s}", names_text(&e->sh->vars.names, r->fd_name));
		fd.cloexec = e->sh->options.on[OPT_FDCLOEXEC];
		if (fd.object == WIRE_NONE) {
			unname(e, r->fd_name);
			return;
		}
		name_it(e, r->fd_name, fd.object, fd.access);
	}
	wire_fd_put(e->w, a->fds, fd);
	/* what is planned for a program leaves the shell's own as it is */
	if (fd.fd == 1 && a->e->w->procs[a->proc].role != WIRE_PROGRAM)
		a->captured = false;
}

static void apply_open(struct applying *a, const struct io_redirect *r, const char *path)
{
	const struct part *process = only_process(r->target);
	uint32_t object = process ? open_process(a, process) : open_path(a, r, path);
	bool both = r->op == REDIR_OUT_ERR || r->op == REDIR_APPEND_ERR || r->op == REDIR_DUP_OUT;

	if (a->captured && path && strcmp(path, "/dev/null") != 0 &&
		(strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0))
		a->needs_process = true;
	struct wire_fd fd = {
		.object = object, .access = access_of((enum redir_op)r->op), .how = WIRE_OPENED
	};
	if (a->e->w->objects[object].kind == WIRE_SOCKET)
		fd.access = WIRE_READ | WIRE_WRITE;
	place(a, r, fd);
	note_done(a, r, r->fd, object, -2);
	if (!both)
		return;
	fd.fd = 2;
	fd.how = WIRE_COPIED;
	fd.copy_of = r->fd;
	wire_fd_put(a->e->w, a->fds, fd);
	note_done(a, r, 2, object, -2);
}

static void apply_text(struct applying *a, const struct io_redirect *r)
{
	struct explain *e = a->e;
	const char *name = r->op == REDIR_HERESTRING ? "here-string" : "here-document";

	place(a, r,
		(struct wire_fd){
			.object = add(
				e, (struct wire_object){ .kind = WIRE_TEXT, .name = name, .known = true }),
			.access = WIRE_READ,
			.how = WIRE_OPENED });
	note_done(a, r, r->fd, wire_fd_find(a->fds, r->fd) ? wire_fd_find(a->fds, r->fd)->object : WIRE_NONE,
		-2);
}

static void apply_close(struct applying *a, const struct io_redirect *r)
{
	place(a, r, (struct wire_fd){ .object = WIRE_NONE, .how = WIRE_CLOSED });
}

static const struct named_fd *named(const struct explain *e, const struct word *w)
{
	name_id name = explain_one_name(w);
	const struct named_fd *n = name == NAME_NONE ? NULL : e->named;

	while (n && n->name != name)
		n = n->next;
	return n && n->object != WIRE_NONE ? n : NULL;
}

/* <&$UP_r of a coprocess that runs: while this shell holds $UP_w it may be waited for in vain. */
static void name_coproc(struct applying *a, const struct io_redirect *r, int from)
{
	struct explain *e = a->e;
	struct names *names = &e->sh->vars.names;
	name_id name = explain_one_name(r->target);
	const char *text = name == NAME_NONE ? "" : names_text(names, name);
	size_t len = strlen(text);
	uint64_t number;

	if (len < 3 || strcmp(text + len - 2, "_r") != 0)
		return;
	const struct wire_fd *source = wire_fd_find(a->fds, from);
	char *other = arena_strndup(&e->w->arena, text, len);
	other[len - 1] = 'w';
	const char *value = var_get_name(&e->sh->vars, other);
	if (!source || !value || !text_to_uint10(value, INT32_MAX, &number) ||
		explain_changes(e, names_intern(names, other, len)))
		return;
	const struct wire_fd *held = wire_fd_find(a->fds, (int)number);
	if (!held || held->object == WIRE_NONE || !(held->access & WIRE_WRITE))
		return;
	name_it(e, name, source->object, WIRE_READ);
	e->named->other = names_intern(names, other, len);
}

/* >&$x, of whose value nothing is known. */
static void apply_unknown(struct applying *a, const struct io_redirect *r)
{
	struct explain *e = a->e;
	const struct named_fd *n = named(e, r->target);
	struct wire_fd fd = { .how = WIRE_COPIED, .copy_of = -1, .access = access_of((enum redir_op)r->op) };

	if (n) {
		fd.object = n->object;
		fd.access = n->access;
	} else {
		const char *name = arena_printf(&e->w->arena, "what %s names", explain_source(e, r->target));
		fd.object = add(e, (struct wire_object){ .kind = WIRE_OTHER, .name = name });
	}
	place(a, r, fd);
	note_done(a, r, r->fd, fd.object, -1);
}

static void apply_copy(struct applying *a, const struct io_redirect *r, int from, bool moved)
{
	struct explain *e = a->e;
	const struct wire_fd *source = wire_fd_find(a->fds, from);

	if (from == 1 && a->captured)
		a->needs_process = true;
	if (!source || source->object == WIRE_NONE) {
		explain_warn(e, false, "not-open", a->proc, NULL,
			"descriptor %d is not open there: the redirection fails, and the command does not "
			"run",
			from);
		place(a, r, (struct wire_fd){ .object = WIRE_NONE, .how = WIRE_CLOSED });
		return;
	}
	struct wire_fd fd = *source;
	fd.how = WIRE_COPIED;
	fd.copy_of = moved ? -1 : from;
	fd.moved_on = fd.cloexec = false;
	fd.label = NULL;
	place(a, r, fd);
	note_done(a, r, r->fd, fd.object, from);
	if (moved && from != r->fd)
		wire_fd_put(e->w, a->fds,
			(struct wire_fd){ .fd = from, .object = WIRE_NONE, .how = WIRE_CLOSED });
}

static void apply_number(struct applying *a, const struct io_redirect *r, int from, bool moved)
{
	name_coproc(a, r, from);
	apply_copy(a, r, from, moved);
}

static void apply_dup(struct applying *a, const struct io_redirect *r)
{
	struct explain *e = a->e;
	const char *text = explain_word(e, r->target);
	uint64_t number;

	if (!text) {
		apply_unknown(a, r);
		return;
	}
	size_t len = strlen(text);
	bool moved = len > 1 && text[len - 1] == '-';
	if (moved)
		len--;
	if (strcmp(text, "-") == 0)
		apply_close(a, r);
	else if (text_to_uint10(arena_strndup(&e->w->arena, text, len), INT32_MAX, &number))
		apply_number(a, r, (int)number, moved);
	else if (r->op == REDIR_DUP_OUT && !e->sh->options.on[OPT_POSIX] && (!r->fd_given || r->fd == 1))
		apply_open(a, r, text);
	else
		explain_warn(e, false, "no-number", a->proc, NULL,
			"%s is no descriptor's number: the redirection fails", *text ? text : "''");
}

static void apply_one(struct applying *a, const struct io_redirect *r)
{
	if (r->fd_name != NAME_NONE)
		a->needs_process = true;
	switch ((enum redir_op)r->op) {
	case REDIR_HEREDOC:
	case REDIR_HERESTRING: apply_text(a, r); break;
	case REDIR_DUP_IN:
	case REDIR_DUP_OUT: apply_dup(a, r); break;
	default: apply_open(a, r, explain_word(a->e, r->target)); break;
	}
}

/* ---- what is wrong with a list --------------------------------------------------------------------------------- */

static const char *redir_source(struct explain *e, const struct io_redirect *r)
{
	const char *number = r->fd_given ? arena_printf(&e->w->arena, "%d", r->fd) : "";

	return arena_printf(
		&e->w->arena, "%s%s%s", number, syn_redir_operator(r->op), explain_source(e, r->target));
}

/* 2>&1 >file: the copy was made before. Where 1 was a pipe, 2>&1 >/dev/null is meant: only
 * the errors go on. */
static void check_order(struct applying *a, const struct done *copy)
{
	struct explain *e = a->e;
	const struct wire_fd *now = wire_fd_find(a->fds, copy->fd);
	const struct wire_object *was = copy->object == WIRE_NONE ? NULL : &e->w->objects[copy->object];

	if (!copy->copied || copy->fd < 1 || copy->fd > 2 || copy->from < 1 || copy->from > 2 || !was ||
		!now || now->object != copy->object)
		return;
	bool piped = was->kind == WIRE_PIPE || was->kind == WIRE_CAPTURE || was->kind == WIRE_OUTER_PIPE;
	for (const struct done *d = copy->next; d; d = d->next) {
		if (d->copied || d->fd != copy->from || d->r->fd != d->fd ||
			access_of((enum redir_op)d->r->op) != WIRE_WRITE)
			continue;
		const struct wire_object *o = &e->w->objects[d->object];
		if (piped && (o->kind != WIRE_FILE || (o->name && strcmp(o->name, "/dev/null") == 0)))
			continue;
		const char *first = redir_source(e, copy->r), *second = redir_source(e, d->r);
		struct buf where = { 0 };
		wire_target_text(
			&where, e->w, &(struct wire_fd){ .object = copy->object, .how = WIRE_INHERITED });
		explain_warn(e, false, "order", a->proc, arena_printf(&e->w->arena, "%s %s", second, first),
			"%s stands before %s: descriptor %d stays what %d was then (%s), and only %d goes to "
			"%s",
			first, second, copy->fd, copy->from, buf_cstr(&where), copy->from,
			o->name ? o->name : "the file");
		buf_free(&where);
		return;
	}
}

/* > $fd, where >&$fd is meant: makes a file with a number for a name. */
static void check_number(struct applying *a, const struct io_redirect *r)
{
	struct explain *e = a->e;
	uint64_t number;

	if (r->op != REDIR_OUT && r->op != REDIR_APPEND && r->op != REDIR_IN && r->op != REDIR_CLOBBER &&
		r->op != REDIR_OUT_ERR)
		return;
	bool in = r->op == REDIR_IN;
	const char *text = explain_word(e, r->target), *source = explain_source(e, r->target);
	const char *given = r->fd_given ? arena_printf(&e->w->arena, "%d", r->fd) : "";
	const char *fix = arena_printf(&e->w->arena, "%s%s&%s", given, in ? "<" : ">", source);
	bool certain = text && strlen(text) < 4 && text_to_uint10(text, 999, &number);
	name_id name = explain_one_name(r->target);
	const char *variable = name == NAME_NONE ? "" : names_text(&e->sh->vars.names, name);
	size_t len = strlen(variable);
	bool likely = !text &&
		      (named(e, r->target) || (len >= 2 && (strcmp(variable + len - 2, "fd") == 0 ||
								   strcmp(variable + len - 2, "FD") == 0)));
	if (certain)
		explain_warn(e, false, "number", a->proc, fix,
			"%s is a file here, named %s, and not descriptor %s", redir_source(e, r), text, text);
	else if (likely)
		explain_warn(e, false, "number", a->proc, fix,
			"%s opens a file that is named as the value of %s, and not the descriptor of that "
			"number",
			redir_source(e, r), source);
}

/* >a >b: only the last counts. */
static void check_covered(struct applying *a, const struct done *d)
{
	struct explain *e = a->e;

	if (d->copied || d->object == WIRE_NONE || d->r->fd != d->fd || d->r->fd_name != NAME_NONE)
		return;
	for (uint32_t i = 0; i < a->fds->n; i++)
		if (a->fds->v[i].object == d->object)
			return;
	for (const struct done *later = d->next; later; later = later->next) {
		if (later->fd != d->fd || later->r->fd != d->fd)
			continue;
		explain_warn(e, false, "covered", a->proc, NULL,
			"%s is opened for nothing: %s takes its place", redir_source(e, d->r),
			redir_source(e, later->r));
		return;
	}
}

static bool same_file(const struct wire_object *a, const struct wire_object *b)
{
	return a->file && b->file && strcmp(a->file, b->file) == 0;
}

/* <p >p of a FIFO: the first open waits for the second, which never comes. */
static void check_own_fifo(struct applying *a, const struct done *d)
{
	struct explain *e = a->e;
	unsigned access = access_of((enum redir_op)d->r->op);

	if (d->copied || d->object == WIRE_NONE || e->w->objects[d->object].kind != WIRE_FIFO ||
		access == (WIRE_READ | WIRE_WRITE))
		return;
	for (const struct done *later = d->next; later; later = later->next) {
		if (later->copied || later->object == WIRE_NONE ||
			!same_file(&e->w->objects[d->object], &e->w->objects[later->object]) ||
			(access_of((enum redir_op)later->r->op) & ~access) == 0)
			continue;
		explain_warn(e, false, "fifo", a->proc, NULL,
			"%s waits until somebody opens the other end of the FIFO, and the one who would, %s, "
			"comes only afterwards: it hangs",
			redir_source(e, d->r), redir_source(e, later->r));
		return;
	}
}

bool explain_redirs(struct explain *e, const struct io_redirect *list, bool both, struct wire_fds *fds,
	uint32_t proc, bool captured)
{
	struct applying a = { .e = e, .fds = fds, .proc = proc, .captured = captured };

	a.tail = &a.done;
	for (const struct io_redirect *r = list; r; r = r->next) {
		check_number(&a, r);
		apply_one(&a, r);
	}
	if (both) {
		const struct wire_fd *one = wire_fd_find(fds, 1);
		struct wire_fd two = { .object = WIRE_NONE, .how = WIRE_CLOSED };
		if (one)
			two = *one;
		two.fd = 2;
		two.how = WIRE_COPIED;
		two.copy_of = 1;
		wire_fd_put(e->w, fds, two);
	}
	*a.tail = NULL;
	for (const struct done *d = a.done; d; d = d->next) {
		check_order(&a, d);
		check_covered(&a, d);
		check_own_fifo(&a, d);
	}
	return a.needs_process;
}
