/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_word.c -- what words come to, as far as that can be known without running anything: a parameter
 * that has a value now and is given no other one by the text itself. */
#include "explain.h"

#include <stdlib.h>

#define TEXTS_MOST 64 /* texts within texts and functions whose names are noted */

/* ---- names that get values --------------------------------------------------------------------------------- */

static void changes(struct explain *e, name_id id)
{
	if (id >= e->n_changed) {
		size_t more = (size_t)id + 64;
		e->changed = mem_realloc(e->changed, more * sizeof *e->changed);
		memset(e->changed + e->n_changed, 0, (more - e->n_changed) * sizeof *e->changed);
		e->n_changed = more;
	}
	e->changed[id] = true;
}

static void changes_text(struct explain *e, const char *name, const char *suffix)
{
	char text[256];
	size_t len = name_span(name, strlen(name)), more = strlen(suffix);

	if (len == 0 || len + more >= sizeof text)
		return;
	memcpy(text, name, len);
	memcpy(text + len, suffix, more);
	changes(e, names_intern(&e->sh->vars.names, text, len + more));
}

bool explain_changes(const struct explain *e, name_id id)
{
	return e->any_changed || (id < e->n_changed && e->changed[id]);
}

static void note_list(struct explain *e, struct node *const *cmds, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		explain_note_names(e, cmds[i]);
}

/* Words that give values to the names among their operands. */
static void note_builtin(struct explain *e, const struct word *w)
{
	static const char *const setters[] = { "read", "export", "readonly", "local", "declare", "typeset",
		"unset", "printf", "getopts", "shared", "let", "wait" };

	if (!(w->flags & WORD_LITERAL))
		return;
	e->makes_fifos |= strcmp(w->text, "mkfifo") == 0 || strcmp(w->text, "fifonew") == 0;
	e->moved |= strcmp(w->text, "cd") == 0 || strcmp(w->text, "pushd") == 0 ||
		    strcmp(w->text, "popd") == 0;
	bool sets = false;
	for (size_t i = 0; i < ARRAY_LEN(setters); i++)
		sets |= strcmp(w->text, setters[i]) == 0;
	const struct builtin *b = lookup_builtin(e->sh, w->text);
	sets |= b && (b->flags & BUILTIN_IPC); /* -v NAME */
	for (w = w->next; sets && w; w = w->next)
		if (w->flags & (WORD_LITERAL | WORD_ASSIGNMENT) && w->parts && w->parts->kind == PART_TEXT)
			changes_text(e, w->parts->text.s, "");
}

/* Does W run commands of the shell's own, which may do anything? */
static bool runs_commands(struct explain *e, const struct word *w)
{
	static const char *const runners[] = { "eval", ".", "source" };

	if (!(w->flags & WORD_LITERAL) || lookup_function(e->sh, w->text))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(runners); i++)
		if (strcmp(w->text, runners[i]) == 0)
			return true;
	return explain_definition(e, w->text);
}

static bool noted_before(struct explain *e, const struct node *body)
{
	for (size_t i = 0; i < e->noted.len; i++)
		if (e->noted.items[i] == body)
			return true;
	vec_push(&e->noted, (void *)(uintptr_t)body);
	return false;
}

static void note_roots(struct explain *e, const struct node *const *roots, size_t n)
{
	e->depth++;
	for (size_t i = 0; i < n; i++)
		explain_note_names(e, roots[i]);
	e->depth--;
}

/* The names in what N runs, where that is known: in a function's body once; a text may have itself read
 * again, and more than once, so there is an end to their number. What is deeper than one level is not
 * drawn. */
static void note_body(struct explain *e, const struct node *n)
{
	const struct node *function = explain_function(e, n);
	const struct body *b = NULL;

	if (e->depth == 0 || (!function && e->texts++ < TEXTS_MOST))
		b = explain_take_body(e, n);
	if (function && !noted_before(e, function))
		note_roots(e, &function, 1);
	else if (b && !function)
		note_roots(e, b->roots, b->n);
	else if (!function)
		e->any_changed = true;
}

static void note_simple(struct explain *e, const struct node *n)
{
	for (const struct assign *a = n->simple.assigns; a; a = a->next)
		changes(e, a->name);
	if (!n->simple.words)
		return;
	note_builtin(e, n->simple.words);
	if (runs_commands(e, n->simple.words))
		note_body(e, n);
}

static void note_case(struct explain *e, const struct node *n)
{
	for (const struct case_item *i = n->case_.items; i; i = i->next)
		explain_note_names(e, i->body);
}

static void note_coproc(struct explain *e, const struct node *n)
{
	const char *name = names_text(&e->sh->vars.names, n->coproc.name);

	changes_text(e, name, "_r");
	changes_text(e, name, "_w");
	changes_text(e, name, "_pid");
	changes_text(e, name, "_status");
	explain_note_names(e, n->coproc.body);
}

/* Its commands are walked only where it is called. */
static void note_definition(struct explain *e, const struct node *body)
{
	if (!noted_before(e, body))
		note_roots(e, &body, 1);
}

void explain_note_names(struct explain *e, const struct node *n)
{
	if (!n)
		return;
	if (stack_low()) {
		e->too_deep = true;
		return;
	}
	for (const struct io_redirect *r = n->redirs; r; r = r->next)
		if (r->fd_name != NAME_NONE)
			changes(e, r->fd_name);
	switch ((enum node_kind)n->kind) {
	case NODE_SIMPLE: note_simple(e, n); break;
	case NODE_PIPELINE: note_list(e, n->pipeline.cmds, n->pipeline.n); break;
	case NODE_AND_OR: note_list(e, n->and_or.cmds, n->and_or.n); break;
	case NODE_LIST: note_list(e, n->list.cmds, n->list.n); break;
	case NODE_ASYNC: explain_note_names(e, n->async.body); break;
	case NODE_SUBSHELL:
	case NODE_GROUP: explain_note_names(e, n->group.body); break;
	case NODE_IF:
		explain_note_names(e, n->if_.test);
		explain_note_names(e, n->if_.then_part);
		explain_note_names(e, n->if_.else_part);
		break;
	case NODE_WHILE:
		explain_note_names(e, n->while_.test);
		explain_note_names(e, n->while_.body);
		break;
	case NODE_FOR:
	case NODE_SELECT:
		changes(e, n->for_.name);
		explain_note_names(e, n->for_.body);
		break;
	case NODE_CFOR:
		e->any_changed = true;
		explain_note_names(e, n->cfor.body);
		break;
	case NODE_CASE: note_case(e, n); break;
	case NODE_FUNCTION:
		explain_define(e, n->function.name, n->function.body);
		note_definition(e, n->function.body);
		break;
	case NODE_ARITH: e->any_changed = true; break;
	case NODE_COPROC: note_coproc(e, n); break;
	case NODE_COND: break;
	}
}

/* ---- words --------------------------------------------------------------------------------------------------- */

static bool name_known(struct explain *e, const struct param *p)
{
	static const name_id moving[] = { N_RANDOM, N_SECONDS, N_EPOCHSECONDS, N_EPOCHREALTIME, N_LINENO,
		N_BASHPID, N_UNDERSCORE, N_PIPESTATUS, N_PPID };
	size_t len;

	if (explain_changes(e, p->name))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(moving); i++)
		if (p->name == moving[i])
			return false;
	return p->op != PARAM_PLAIN || var_get(&e->sh->vars, p->name, &len);
}

static bool words_known(struct explain *e, const struct word *w);

static bool param_known(struct explain *e, const struct param *p)
{
	if (p->op == PARAM_TRANSFORM || p->op == PARAM_NAMES)
		return false;
	if (p->kind == PARAM_NAME)
		return name_known(e, p) && words_known(e, p->arg) && words_known(e, p->arg2);
	return p->kind == PARAM_SPECIAL && p->op == PARAM_PLAIN && p->special == '$';
}

static bool words_known(struct explain *e, const struct word *w)
{
	if (stack_low())
		return false;
	for (; w; w = w->next)
		for (const struct part *part = w->parts; part; part = part->next)
			if (part->kind == PART_PARAM && !param_known(e, part->param))
				return false;
	return true;
}

const char *explain_word(struct explain *e, const struct word *w)
{
	struct word alone = *w;
	size_t len;

	alone.next = NULL;
	if (w->flags & WORD_LITERAL)
		return arena_strndup(&e->w->arena, w->text, w->len); /* the tree does not last as long */
	if (!words_are_pure(&alone) || !words_known(e, &alone))
		return NULL;
	const char *text = exp_string(&e->sh->exp, w, EXP_STRING, &len);
	e->sh->exp.trouble_shown = false;
	return text ? arena_strndup(&e->w->arena, text, strlen(text)) : NULL;
}

const char *explain_source(struct explain *e, const struct word *w)
{
	struct buf text = { 0 };

	syn_print_word(&text, &e->sh->vars.names, w);
	const char *s = arena_strndup(&e->w->arena, text.data, text.len);
	buf_free(&text);
	return s;
}

name_id explain_one_name(const struct word *w)
{
	const struct part *p = w->parts;

	if (!p || p->next || p->kind != PART_PARAM || p->param->kind != PARAM_NAME ||
		p->param->op != PARAM_PLAIN || p->param->indirect)
		return NAME_NONE;
	return p->param->name;
}
