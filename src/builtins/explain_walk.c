/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_walk.c -- a walk over the tree that does what the executor would do, on paper. What gets a process
 * of its own, and how, is what run.c, pipeline.c, subshell.c and command.c do with such a node. */
#include "explain.h"

#include <stdlib.h>

#define TEXT_MOST 2000 /* bytes that are kept of a compound command's text */

/* ---- texts --------------------------------------------------------------------------------------------------- */

static const char *printed(struct explain *e, const struct node *n)
{
	struct buf text = { 0 };

	syn_print(&text, &e->sh->vars.names, n, false);
	bool cut = n->kind != NODE_SIMPLE && text.len > TEXT_MOST;
	const char *s = arena_printf(&e->w->arena, "%.*s%s", (int)(cut ? TEXT_MOST : text.len),
		text.len > 0 ? text.data : "", cut ? " ..." : "");
	buf_free(&text);
	return s;
}

/* N without its redirections. */
static const char *node_text(struct explain *e, const struct node *n)
{
	struct node bare = *n;

	bare.redirs = NULL;
	if (n->kind == NODE_SIMPLE && !n->simple.words && !n->simple.assigns)
		return "(redirections alone)";
	return printed(e, &bare);
}

/* ---- places -------------------------------------------------------------------------------------------------- */

static struct wire_proc *proc_at(struct explain *e, uint32_t i)
{
	return &e->w->procs[i];
}

/* Inside process HOST, which is a copy of the shell and ends with what is run there. */
static struct place place_in_child(struct explain *e, uint32_t host)
{
	return (struct place){
		.in = { .shares = true, .replaces = true, .becomes = true },
		.fds = wire_fds_inherit(e->w, &proc_at(e, host)->fds),
		.host = host,
		.inside = host,
		.subshell = WIRE_NONE,
		.last = true,
	};
}

/* What exec_unshare() would do, for command AT. */
static void unshare(struct explain *e, struct place *p, uint32_t at)
{
	if (p->subshell == WIRE_NONE)
		return;
	struct wire_proc *sub = proc_at(e, p->subshell);
	if (sub->birth == WIRE_ROLLED_BACK) {
		sub->birth = WIRE_LATE;
		sub->at = at;
	}
	p->host = p->subshell;
	p->in = (struct exec_place){ .shares = true, .replaces = true, .becomes = true };
	p->subshell = WIRE_NONE;
	p->captured = false;
}

/* Back from INNER, a copy of P for commands that run in the same process. */
static void place_leave(struct place *p, const struct place *inner)
{
	p->host = inner->host;
	p->in = inner->in;
	p->subshell = inner->subshell;
	if (inner->subshell == WIRE_NONE)
		p->captured = false;
}

/* Likewise, where P may be in a $( ): it is as long as nothing in there made a process of it. */
static void leave_inner(struct place *p, const struct place *inner)
{
	bool captured = p->captured;

	place_leave(p, inner);
	p->captured = captured && p->subshell != WIRE_NONE;
}

static void begin_group(struct explain *e, struct place *p)
{
	uint32_t g = wiring_add_group(e->w, p->inside, p->title);

	e->w->groups[g].background = p->background;
	p->title = NULL;
}

/* ---- what a command is --------------------------------------------------------------------------------------- */

struct meaning {
	enum wire_role role;
	const char *name, *path;
	const struct builtin *builtin;
};

/* The name of the command, where it can be known. */
static const char *command_name(struct explain *e, const struct word *w)
{
	if (w->flags & WORD_LITERAL)
		return w->text;
	if (explain_one_name(w) != NAME_NONE) { /* "$CC -c": the first field of several */
		const char *text = explain_word(e, w);
		size_t len = text ? strcspn(text, " \t\n") : 0;
		return len > 0 ? arena_strndup(&e->w->arena, text, len) : NULL;
	}
	return explain_word(e, w);
}

static struct meaning meaning_of_name(struct explain *e, const char *name, unsigned flags)
{
	struct meaning m = { .role = WIRE_UNKNOWN, .name = name };

	if (!name)
		return m;
	if (!(flags & LOOKUP_NO_FUNCTION) && explain_definition(e, name)) {
		m.role = WIRE_FUNCTION;
		return m;
	}
	struct arena_mark mark = arena_mark(&e->sh->scratch);
	struct command_ref ref = lookup_command(e->sh, name, flags | LOOKUP_NO_HASH);
	switch (ref.kind) {
	case CMD_NONE: m.role = WIRE_MISSING; break;
	case CMD_FUNCTION: m.role = WIRE_FUNCTION; break;
	case CMD_SPECIAL:
	case CMD_BUILTIN:
		m.role = WIRE_BUILTIN;
		m.builtin = ref.builtin;
		break;
	case CMD_EXTERNAL:
		m.role = WIRE_PROGRAM;
		m.path = arena_strndup(&e->w->arena, ref.path, strlen(ref.path));
		break;
	}
	arena_rewind(&e->sh->scratch, mark);
	return m;
}

static struct meaning meaning_of(struct explain *e, const struct node *n)
{
	if (n->kind != NODE_SIMPLE)
		return (struct meaning){ .role = WIRE_SHELL };
	if (!n->simple.words)
		return (struct meaning){ .role = WIRE_NOTHING };
	return meaning_of_name(e, command_name(e, n->simple.words), 0);
}

static bool is_word(const struct meaning *m, const char *name)
{
	return m->builtin && strcmp(m->builtin->name, name) == 0;
}

/* What `exec COMMAND`, `command COMMAND` or `lock ADDRESS COMMAND` runs; NULL: nothing, or it
 * is not known. */
static const struct word *operand(const struct node *n, const struct meaning *by)
{
	const struct word *w = n->simple.words->next;

	if (w && (w->flags & WORD_LITERAL) && strcmp(w->text, "--") == 0)
		w = w->next;
	if (is_word(by, "lock") && w && (w->flags & WORD_LITERAL) && w->text[0] != '-')
		w = w->next;
	else if (!is_word(by, "exec") && !is_word(by, "command"))
		return NULL;
	if (!w || !(w->flags & WORD_LITERAL) || w->text[0] == '-')
		return NULL;
	return w;
}

static uint32_t add_proc(struct explain *e, const struct node *n, const struct meaning *m,
	struct wire_fds fds, const struct place *p)
{
	struct wire_proc proc = {
		.role = m->role,
		.path = m->path,
		.special = m->builtin && m->builtin->flags & BUILTIN_SPECIAL,
		.birth = WIRE_HERE,
		.host = p->host,
		.at = WIRE_NONE,
		.text = node_text(e, n),
		.fds = fds,
	};
	return wiring_add_proc(e->w, proc);
}

/* PROC has its redirections in place. */
static void put_fds(struct explain *e, uint32_t proc, struct wire_fds fds)
{
	if (proc_at(e, proc)->role == WIRE_PROGRAM)
		wire_fds_exec(&fds);
	proc_at(e, proc)->fds = fds;
}

/* ---- substitutions in words ------------------------------------------------------------------------------------ */

static void walk_words(struct explain *e, const struct word *w, uint32_t proc, struct place *p);
static void walk_forked(struct explain *e, const struct node *n, struct wire_fds fds, const struct place *p);

/* $( ): a subshell whose output goes to memory, forked when something in it asks for that. */
static void walk_capture(struct explain *e, const struct command_sub *sub, uint32_t proc, struct place *p)
{
	struct place q = *p;
	struct wire_proc shell = {
		.role = WIRE_SHELL, .birth = WIRE_ROLLED_BACK, .host = p->host, .at = WIRE_NONE
	};

	if (!sub->body)
		return;
	q.inside = proc;
	q.title = "for its words";
	q.background = false;
	begin_group(e, &q);
	shell.fds = wire_fds_inherit(e->w, &p->fds);
	struct wire_object memory = {
		.kind = WIRE_CAPTURE, .name = sub->style == '{' ? "${ }" : "$( )", .known = true
	};
	wire_fd_put(e->w, &shell.fds,
		(struct wire_fd){ .fd = 1,
			.object = wiring_add_object(e->w, memory),
			.access = WIRE_WRITE,
			.how = WIRE_OPENED });
	shell.text = arena_printf(
		&e->w->arena, sub->style == '{' ? "${ %s; }" : "$(%s)", printed(e, sub->body));
	if (sub->style == '{')
		shell.birth = WIRE_HERE;
	uint32_t made = wiring_add_proc(e->w, shell);
	q.inside = made;
	q.fds = wire_fds_inherit(e->w, &shell.fds);
	q.last = sub->style != '{';
	q.captured = sub->style != '{';
	if (q.captured) {
		q.subshell = made;
		q.in.monitor = q.in.copies = false;
		q.in.shares = true;
		if (e->parent_matters)
			unshare(e, &q, made);
	}
	explain_node(e, sub->body, &q);
}

/* <( ) >( ): a forked shell with a pipe to the command. */
static void walk_process(struct explain *e, const struct part *part, uint32_t proc, struct place *p)
{
	bool out = part->process.out;
	struct place q = *p;
	struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
	const struct started *s = e->started;

	while (s && s->part != part)
		s = s->next;
	uint32_t object = s ? s->object : wiring_add_object(e->w, (struct wire_object){ .kind = WIRE_PIPE });
	if (p->captured)
		unshare(e, p, proc);
	if (!s)
		wire_fd_put(e->w, &proc_at(e, proc)->fds,
			(struct wire_fd){ .fd = -1,
				.label = out ? ">( )" : "<( )",
				.object = object,
				.access = out ? WIRE_WRITE : WIRE_READ,
				.how = WIRE_OPENED });
	q.inside = proc;
	q.title = "beside it";
	begin_group(e, &q);
	wire_fd_put(e->w, &fds,
		(struct wire_fd){ .fd = out ? 0 : 1,
			.object = object,
			.access = out ? WIRE_READ : WIRE_WRITE,
			.how = WIRE_OPENED });
	if (part->process.body)
		walk_forked(e, part->process.body, fds, p);
}

static void walk_param(struct explain *e, const struct param *param, uint32_t proc, struct place *p)
{
	if (param->kind == PARAM_NAME && param->name == N_BASHPID)
		unshare(e, p, proc);
	walk_words(e, param->arg, proc, p);
	walk_words(e, param->arg2, proc, p);
}

static void walk_part(struct explain *e, const struct part *part, uint32_t proc, struct place *p)
{
	switch ((enum part_kind)part->kind) {
	case PART_PARAM: walk_param(e, part->param, proc, p); break;
	case PART_COMMAND: walk_capture(e, part->command, proc, p); break;
	case PART_ARITH: walk_words(e, part->arith->text, proc, p); break;
	case PART_PROCESS: walk_process(e, part, proc, p); break;
	default: break;
	}
}

static void walk_words(struct explain *e, const struct word *w, uint32_t proc, struct place *p)
{
	if (stack_low()) {
		e->too_deep = true;
		return;
	}
	for (; w; w = w->next)
		for (const struct part *part = w->parts; part; part = part->next)
			walk_part(e, part, proc, p);
}

static void walk_redirs(struct explain *e, const struct io_redirect *r, uint32_t proc, struct place *p)
{
	for (; r; r = r->next) {
		struct word alone;
		if (!r->target || r->target->flags & WORD_LITERAL)
			continue;
		alone = *r->target;
		alone.next = NULL;
		walk_words(e, &alone, proc, p);
	}
}

/* What is expanded for N itself, in the process of P. */
static void walk_own_words(struct explain *e, const struct node *n, uint32_t proc, struct place *p)
{
	if (n->kind == NODE_SIMPLE) {
		for (const struct assign *a = n->simple.assigns; a; a = a->next)
			walk_words(e, a->value, proc, p);
		walk_words(e, n->simple.words, proc, p);
	} else if (n->kind == NODE_FOR || n->kind == NODE_SELECT) {
		walk_words(e, n->for_.words, proc, p);
	} else if (n->kind == NODE_CASE) {
		walk_words(e, n->case_.subject, proc, p);
	}
	walk_redirs(e, n->redirs, proc, p);
}

/* ---- simple commands ------------------------------------------------------------------------------------------- */

/* How run_external() would start the program of N. */
static enum wire_birth birth_of_program(const struct node *n, const struct place *p, bool last)
{
	if (last && p->subshell == WIRE_NONE && !p->captured && p->in.replaces)
		return WIRE_REPLACES;
	if (p->in.copies || (n->redirs && p->in.monitor && !p->captured && redir_may_block(n->redirs)))
		return WIRE_FORK_EXEC;
	return WIRE_SPAWNED;
}

/* What exec_argv() and exec_replace() do with it. */
static void walk_operand(
	struct explain *e, const struct node *n, uint32_t proc, const struct meaning *by, struct place *p)
{
	const struct word *w = operand(n, by);
	bool by_exec = is_word(by, "exec");

	if (!w)
		return;
	struct meaning m = meaning_of_name(
		e, w->text, is_word(by, "lock") ? 0 : LOOKUP_NO_FUNCTION | (by_exec ? LOOKUP_NO_BUILTIN : 0));
	if (p->captured && m.role == WIRE_PROGRAM && !by_exec)
		unshare(e, p, (uint32_t)e->w->n_procs);
	struct place q = *p;
	struct node bare = { .kind = NODE_SIMPLE, .pos = n->pos };
	bare.simple.words = (struct word *)(uintptr_t)w;
	q.inside = proc;
	q.title = "what it runs";
	begin_group(e, &q);
	struct wire_fds fds = wire_fds_inherit(e->w, &proc_at(e, proc)->fds);
	uint32_t made = add_proc(e, &bare, &m, fds, p);
	put_fds(e, made, fds);
	if (m.role != WIRE_PROGRAM)
		return;
	proc_at(e, made)->birth = by_exec ? WIRE_REPLACES : p->in.copies ? WIRE_FORK_EXEC : WIRE_SPAWNED;
}

static bool has_operand(const struct node *n)
{
	const struct word *w = n->simple.words->next;

	while (w && (w->flags & WORD_LITERAL) && w->text[0] == '-')
		w = w->next;
	return w;
}

static bool has_option(const struct node *n, const char *option)
{
	const struct word *w = n->simple.words->next;

	while (w && !((w->flags & WORD_LITERAL) && strcmp(w->text, option) == 0))
		w = w->next;
	return w;
}

/* Does builtin B make a process of a subshell that has none? */
static bool asks_for_process(const struct node *n, const struct builtin *b)
{
	if (b->flags & BUILTIN_FORKS || (b->flags & BUILTIN_IPC && has_option(n, "--rm")))
		return true;
	if (strcmp(b->name, "mmapsync") == 0 && (has_option(n, "--lock") || has_option(n, "--unlock")))
		return true;
	return b->flags & BUILTIN_MAY_FORK && has_operand(n) && !has_option(n, "--no-undo");
}

/* What PROC, of N, runs in the process of P: a function's body, or a text that is known. Of what is called in
 * there nothing is shown. */
static void walk_body(struct explain *e, const struct node *n, uint32_t proc, struct place *p)
{
	const struct body *b = e->inside ? NULL : explain_body(e, n);
	struct place q = *p;

	if (!b)
		return;
	q.fds = wire_fds_inherit(e->w, &proc_at(e, proc)->fds);
	const struct wire_fd *one = wire_fd_find(&proc_at(e, proc)->fds, 1);
	if (one && one->how == WIRE_OPENED && n->redirs)
		q.captured = false;
	q.inside = proc;
	q.background = false;
	e->inside = true;
	for (size_t i = 0; i < b->n; i++) {
		q.last = false;
		q.title = b->title;
		explain_node(e, b->roots[i], &q);
	}
	e->inside = false;
	leave_inner(p, &q);
	if (!n->redirs)
		p->fds = q.fds;
}

static void walk_builtin(
	struct explain *e, const struct node *n, uint32_t proc, const struct meaning *m, struct place *p)
{
	if (asks_for_process(n, m->builtin)) {
		unshare(e, p, proc);
		proc_at(e, proc)->host = p->host;
	}
	if (is_word(m, "exec") && !n->simple.words->next)
		p->fds = wire_fds_inherit(e->w, &proc_at(e, proc)->fds);
	else
		walk_operand(e, n, proc, m, p);
	walk_body(e, n, proc, p);
}

static void walk_simple(struct explain *e, const struct node *n, struct place *p)
{
	struct meaning m = meaning_of(e, n);
	bool last = p->last;

	begin_group(e, p);
	uint32_t proc = add_proc(e, n, &m, wire_fds_inherit(e->w, &p->fds), p);
	p->last = false;
	if ((m.role == WIRE_PROGRAM || m.role == WIRE_MISSING) && !last)
		unshare(e, p, proc);
	enum wire_birth birth = m.role == WIRE_PROGRAM ? birth_of_program(n, p, last) : WIRE_HERE;
	struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
	if (explain_redirs(e, n->redirs, false, &fds, proc, p->captured))
		unshare(e, p, proc);
	put_fds(e, proc, fds);
	proc_at(e, proc)->host = p->host;
	proc_at(e, proc)->birth = birth;
	walk_own_words(e, n, proc, p);
	if (m.role == WIRE_BUILTIN)
		walk_builtin(e, n, proc, &m, p);
	else if (m.role == WIRE_FUNCTION)
		walk_body(e, n, proc, p);
	explain_check_group(e, &n, NULL, proc, 1);
}

static void walk_inside(struct explain *e, const struct node *n, struct place *p);

/* ---- pipelines --------------------------------------------------------------------------------------------------- */

/* What a copy of the shell does with N, a stage. */
static void walk_in_child(struct explain *e, const struct node *n, struct place *q)
{
	while (n->kind == NODE_SUBSHELL && !n->redirs)
		n = n->group.body;
	q->last = q->last && (!n->redirs || n->kind == NODE_SUBSHELL);
	if (n->kind == NODE_SUBSHELL)
		explain_node(e, n->group.body, q);
	else if (n->kind == NODE_PIPELINE || n->kind == NODE_AND_OR || n->kind == NODE_LIST)
		explain_node(e, n, q);
	else
		walk_inside(e, n, q);
}

/* How start_stage() would start it. */
static enum wire_birth birth_of_stage(
	struct explain *e, const struct node *n, const struct meaning *m, const struct place *p)
{
	if (m->role != WIRE_PROGRAM)
		return WIRE_FORKED;
	if (stage_is_program(e->sh, n))
		return p->in.copies && !p->background ? WIRE_FORK_EXEC : WIRE_SPAWNED;
	return WIRE_FORK_EXEC;
}

/* A stage, or the whole of what & puts into the background. FDS has its pipes. */
static uint32_t add_stage(
	struct explain *e, const struct node *n, bool both, struct wire_fds fds, struct place *p)
{
	struct meaning m = meaning_of(e, n);
	uint32_t proc = add_proc(e, n, &m, fds, p);

	proc_at(e, proc)->birth = birth_of_stage(e, n, &m, p);
	proc_at(e, proc)->host = proc;
	(void)explain_redirs(e, n->redirs, both, &fds, proc, false);
	put_fds(e, proc, fds);
	return proc;
}

/* What runs inside of stage PROC, Q. */
static void walk_stage(struct explain *e, const struct node *n, uint32_t proc, struct place *q)
{
	if (n->kind != NODE_SIMPLE) {
		walk_redirs(e, n->redirs, proc, q);
		walk_in_child(e, n, q);
		return;
	}
	struct meaning m = meaning_of(e, n);
	walk_own_words(e, n, proc, q);
	if (m.role == WIRE_BUILTIN)
		walk_operand(e, n, proc, &m, q);
	if (m.role == WIRE_BUILTIN || m.role == WIRE_FUNCTION)
		walk_body(e, n, proc, q);
}

/* Likewise, where it is a copy of the shell. */
static void walk_copy(struct explain *e, const struct node *n, uint32_t proc)
{
	struct place q = place_in_child(e, proc);

	walk_stage(e, n, proc, &q);
}

/* N as a copy of the shell of its own, of the group begun last. */
static void walk_forked(struct explain *e, const struct node *n, struct wire_fds fds, const struct place *p)
{
	struct meaning m = meaning_of(e, n);
	uint32_t proc = add_proc(e, n, &m, fds, p);

	proc_at(e, proc)->birth = m.role == WIRE_PROGRAM ? WIRE_FORK_EXEC : WIRE_FORKED;
	proc_at(e, proc)->host = proc;
	(void)explain_redirs(e, n->redirs, false, &fds, proc, false);
	put_fds(e, proc, fds);
	walk_copy(e, n, proc);
}

static void put_end(struct explain *e, struct wire_fds *fds, int fd, uint32_t pipe)
{
	wire_fd_put(e->w, fds,
		(struct wire_fd){ .fd = fd,
			.object = pipe,
			.access = fd == 0 ? WIRE_READ : WIRE_WRITE,
			.how = WIRE_OPENED });
}

/* Where an asynchronous command reads from, if it does not say so itself: the terminal is not for it. */
static void put_null(struct explain *e, const struct node *n, struct wire_fds *fds, const struct place *p)
{
	struct wire_object null = { .kind = WIRE_DEVICE, .name = "/dev/null", .known = true };

	for (const struct io_redirect *r = n->redirs; r; r = r->next)
		if (r->fd == 0 && r->fd_name == NAME_NONE)
			return;
	if (!p->in.monitor)
		put_end(e, fds, 0, wiring_add_object(e->w, null));
}

static void walk_stages(struct explain *e, const struct node *n, struct place *p)
{
	uint32_t from = WIRE_NONE, to, first = (uint32_t)e->w->n_procs, len = n->pipeline.n;
	uint32_t *pipes = arena_alloc(&e->w->arena, len * sizeof *pipes);

	begin_group(e, p);
	for (uint32_t i = 0; i < len; i++) {
		const struct node *stage = n->pipeline.cmds[i];
		struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
		if (from == WIRE_NONE && p->background)
			put_null(e, stage, &fds, p);
		if (from != WIRE_NONE)
			put_end(e, &fds, 0, from);
		to = i + 1 < len ? wiring_add_object(e->w, (struct wire_object){ .kind = WIRE_PIPE })
				 : WIRE_NONE;
		if (to != WIRE_NONE)
			put_end(e, &fds, 1, to);
		pipes[i] = from = to;
		add_stage(e, stage, n->pipeline.both && n->pipeline.both[i], fds, p);
	}
	bool here = e->sh->options.on[OPT_LASTPIPE] && !p->in.monitor && !p->captured && !p->background;
	if (here) {
		struct wire_proc *end = proc_at(e, first + len - 1);
		end->birth = end->role == WIRE_PROGRAM ? WIRE_SPAWNED : WIRE_HERE;
		end->host = p->host;
	}
	explain_check_group(e, (const struct node *const *)n->pipeline.cmds, pipes, first, len);
	for (uint32_t i = 0; i < len; i++) {
		struct place q = place_in_child(e, first + i);
		if (here && i + 1 == len) {
			q = *p;
			q.fds = wire_fds_inherit(e->w, &proc_at(e, first + i)->fds);
			q.inside = first + i;
			q.last = false;
		}
		walk_stage(e, n->pipeline.cmds[i], first + i, &q);
	}
}

static void walk_pipeline(struct explain *e, const struct node *n, struct place *p)
{
	bool last = p->last;

	p->last = false;
	if (n->pipeline.n == 0)
		return;
	if (n->pipeline.n == 1) {
		explain_node(e, n->pipeline.cmds[0], p);
		return;
	}
	if (p->captured && (!last || p->subshell == WIRE_NONE))
		unshare(e, p, (uint32_t)e->w->n_procs);
	walk_stages(e, n, p);
}

/* ---- & and coproc ------------------------------------------------------------------------------------------------ */

static void walk_async(struct explain *e, const struct node *n, struct place *p)
{
	const struct node *body = n->async.body;

	unshare(e, p, (uint32_t)e->w->n_procs);
	struct place q = *p;
	q.background = true;
	p->title = NULL;
	p->last = false;
	if (body->kind == NODE_PIPELINE && body->pipeline.n > 1 && !body->pipeline.negate &&
		!body->pipeline.timed) {
		walk_stages(e, body, &q);
		return;
	}
	begin_group(e, &q);
	struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
	put_null(e, body->kind == NODE_PIPELINE && body->pipeline.n > 0 ? body->pipeline.cmds[0] : body, &fds,
		p);
	uint32_t proc = add_stage(e, body, false, fds, &q);
	walk_copy(e, body, proc);
	explain_check_group(e, &body, NULL, proc, 1);
}

static name_id name_end(struct explain *e, name_id base, const char *suffix, uint32_t object, name_id other)
{
	struct names *names = &e->sh->vars.names;
	char *text = arena_printf(&e->w->arena, "%s%s", names_text(names, base), suffix);
	struct named_fd *n = arena_alloc(&e->w->arena, sizeof *n);

	*n = (struct named_fd){ e->named, names_intern(names, text, strlen(text)), object,
		suffix[1] == 'r' ? WIRE_READ : WIRE_WRITE, other };
	e->named = n;
	return n->name;
}

static void walk_coproc(struct explain *e, const struct node *n, struct place *p)
{
	unshare(e, p, (uint32_t)e->w->n_procs);
	uint32_t in = wiring_add_object(e->w, (struct wire_object){ .kind = WIRE_PIPE }),
		 out = wiring_add_object(e->w, (struct wire_object){ .kind = WIRE_PIPE });
	struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
	put_end(e, &fds, 0, in);
	put_end(e, &fds, 1, out);
	p->title = arena_printf(&e->w->arena, "coprocess %s", names_text(&e->sh->vars.names, n->coproc.name));
	p->last = false;
	struct place q = *p;
	p->title = NULL;
	begin_group(e, &q);
	name_id writer = name_end(e, n->coproc.name, "_w", in, NAME_NONE);
	(void)name_end(e, n->coproc.name, "_r", out, writer);
	walk_forked(e, n->coproc.body, fds, p);
}

/* ---- compound commands --------------------------------------------------------------------------------------------- */

static void walk_list(
	struct explain *e, struct node *const *cmds, uint32_t n, const bool *is_or, struct place *p)
{
	bool last = p->last;

	for (uint32_t i = 0; i < n; i++) {
		p->last = last && i + 1 == n;
		if (i > 0 && is_or)
			p->title = is_or[i] ? "|| if that fails" : "&& if that succeeds";
		explain_node(e, cmds[i], p);
	}
}

static void walk_part_of(struct explain *e, const char *title, const struct node *n, struct place *p)
{
	if (!n)
		return;
	p->title = title;
	explain_node(e, n, p);
}

static void walk_if(struct explain *e, const struct node *n, struct place *p)
{
	bool last = p->last;

	p->last = false;
	walk_part_of(e, "if", n->if_.test, p);
	p->last = last;
	walk_part_of(e, "then", n->if_.then_part, p);
	p->last = last;
	walk_part_of(e, "else", n->if_.else_part, p);
}

static void walk_case(struct explain *e, const struct node *n, struct place *p)
{
	bool last = p->last;

	for (const struct case_item *i = n->case_.items; i; i = i->next) {
		p->last = last && i->end == CASE_BREAK;
		const char *title = arena_printf(&e->w->arena, "case %s", explain_source(e, i->patterns));
		walk_part_of(e, title, i->body, p);
	}
}

static void walk_loop(struct explain *e, const struct node *test, const struct node *body, struct place *p)
{
	p->last = false;
	walk_part_of(e, "the test", test, p);
	walk_part_of(e, "the body", body, p);
}

/* What is inside a compound command, in the process of P. */
static void walk_inside(struct explain *e, const struct node *n, struct place *p)
{
	switch ((enum node_kind)n->kind) {
	case NODE_GROUP: explain_node(e, n->group.body, p); break;
	case NODE_IF: walk_if(e, n, p); break;
	case NODE_WHILE: walk_loop(e, n->while_.test, n->while_.body, p); break;
	case NODE_FOR:
	case NODE_SELECT: walk_loop(e, NULL, n->for_.body, p); break;
	case NODE_CFOR: walk_loop(e, NULL, n->cfor.body, p); break;
	case NODE_CASE: walk_case(e, n, p); break;
	default: break;
	}
}

/* A box for N, a compound command or a subshell, with its redirections. Q: where what is in it stands; FDS:
 * what that has. */
static uint32_t open_box(
	struct explain *e, const struct node *n, struct place *p, struct place *q, struct wire_fds *fds)
{
	struct meaning m = { .role = WIRE_SHELL };

	*q = *p;
	begin_group(e, p);
	uint32_t proc = add_proc(e, n, &m, wire_fds_inherit(e->w, &p->fds), p);
	*fds = wire_fds_inherit(e->w, &p->fds);
	if (explain_redirs(e, n->redirs, false, fds, proc, p->captured)) {
		unshare(e, p, proc);
		place_leave(q, p);
	}
	put_fds(e, proc, *fds);
	proc_at(e, proc)->host = p->host;
	q->inside = proc;
	q->title = NULL;
	q->background = false;
	return proc;
}

/* A compound command that runs in the process of P, with a box of its own. */
static void walk_compound(struct explain *e, const struct node *n, struct place *p)
{
	struct place q;
	struct wire_fds fds;
	uint32_t proc = open_box(e, n, p, &q, &fds);

	walk_own_words(e, n, proc, &q);
	const struct wire_fd *one = wire_fd_find(&fds, 1);
	if (one && one->how == WIRE_OPENED && n->redirs)
		q.captured = false;
	q.fds = fds;
	q.last = p->last && !n->redirs;
	walk_inside(e, n, &q);
	p->last = false;
	leave_inner(p, &q);
	explain_check_group(e, &n, NULL, proc, 1);
}

/* ( ) as exec_subshell() has it. */
static void walk_subshell(struct explain *e, const struct node *n, struct place *p)
{
	bool last = p->last, alone = p->subshell == WIRE_NONE;
	struct place q;
	struct wire_fds fds;
	uint32_t proc = open_box(e, n, p, &q, &fds);

	walk_redirs(e, n->redirs, proc, p);
	struct wire_proc *made = proc_at(e, proc);
	p->last = false;
	if (last && alone && !p->captured && p->in.becomes) {
		made->birth = WIRE_IN_PLACE;
	} else if (p->in.shares || !alone) {
		made->birth = WIRE_ROLLED_BACK;
		q.subshell = proc;
		q.in.monitor = q.in.copies = false;
		q.in.shares = true;
		q.last = last || !p->captured;
		if (e->parent_matters)
			unshare(e, &q, proc);
	} else {
		made->birth = WIRE_FORKED;
		made->host = proc;
		q = place_in_child(e, proc);
	}
	q.fds = wire_fds_inherit(e->w, &fds);
	explain_node(e, n->group.body, &q);
}

/* ---- the dispatcher ---------------------------------------------------------------------------------------------- */

/* [[ ]], (( )), a function's definition: run in the shell itself, and touch no descriptor. */
static void walk_word(struct explain *e, const struct node *n, struct place *p)
{
	struct meaning m = { .role = WIRE_NOTHING };

	begin_group(e, p);
	uint32_t proc = add_proc(e, n, &m, wire_fds_inherit(e->w, &p->fds), p);
	struct wire_fds fds = wire_fds_inherit(e->w, &p->fds);
	if (explain_redirs(e, n->redirs, false, &fds, proc, p->captured) || n->kind == NODE_FUNCTION)
		unshare(e, p, proc);
	put_fds(e, proc, fds);
	proc_at(e, proc)->host = p->host;
	p->last = false;
}

void explain_node(struct explain *e, const struct node *n, struct place *p)
{
	if (!n)
		return;
	if (stack_low()) {
		e->too_deep = true;
		return;
	}
	switch ((enum node_kind)n->kind) {
	case NODE_SIMPLE: walk_simple(e, n, p); break;
	case NODE_PIPELINE: walk_pipeline(e, n, p); break;
	case NODE_AND_OR: walk_list(e, n->and_or.cmds, n->and_or.n, n->and_or.is_or, p); break;
	case NODE_LIST: walk_list(e, n->list.cmds, n->list.n, NULL, p); break;
	case NODE_ASYNC: walk_async(e, n, p); break;
	case NODE_SUBSHELL: walk_subshell(e, n, p); break;
	case NODE_GROUP:
		if (!n->redirs) {
			explain_node(e, n->group.body, p);
			break;
		}
		walk_compound(e, n, p);
		break;
	case NODE_IF:
	case NODE_WHILE:
	case NODE_FOR:
	case NODE_CFOR:
	case NODE_SELECT:
	case NODE_CASE: walk_compound(e, n, p); break;
	case NODE_COPROC: walk_coproc(e, n, p); break;
	case NODE_FUNCTION:
	case NODE_COND:
	case NODE_ARITH: walk_word(e, n, p); break;
	}
}
