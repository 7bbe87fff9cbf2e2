/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scope.c -- what a function, the assignments before a command, or a subshell that was not forked put back.
 *
 * A scope holds what its variables were. A variable knows the level of the innermost scope that holds it;
 * what that record says it was knows the next one outwards, so the records of one variable are a chain of
 * falling levels. */
#include "vars_internal.h"

#include <errno.h>

void vars_push(struct vars *vars, enum scope_kind kind)
{
	struct scope *s = vars->free_scopes, *outer = vars->scope;

	if (s)
		vars->free_scopes = s->outer;
	else
		s = arena_alloc(&vars->store, sizeof *s);
	s->outer = outer;
	s->function = kind == SCOPE_FUNCTION ? s : outer ? outer->function : NULL;
	s->subshell = kind == SCOPE_SUBSHELL ? s : outer ? outer->subshell : NULL;
	s->saved = NULL;
	s->kind = kind;
	s->level = ++vars->level;
	if (kind == SCOPE_SUBSHELL)
		vars->subshell_level = s->level;
	vars->scope = s;
}

bool vars_in_function(const struct vars *vars)
{
	return vars->scope && vars->scope->function;
}

/* ---- saving -------------------------------------------------------------------------------------------- */

/* Puts V into SCOPE, which lies further in than all that hold it already. V still shares its text with the
 * record. */
static struct saved *save_into(struct vars *vars, struct scope *scope, struct var *v)
{
	struct saved *r = vars->free_saved;

	if (v->flags & VAR_LENT)
		var_copy_text(vars, v);
	if (r)
		vars->free_saved = r->next;
	else
		r = arena_alloc(&vars->store, sizeof *r);
	r->next = scope->saved;
	r->var = v;
	r->old = *v;
	r->local = false;
	scope->saved = r;
	v->level = scope->level;
	return r;
}

void var_save_moving(struct vars *vars, struct var *v)
{
	vars->environ_stale |= v->flags & VAR_EXPORT;
	save_into(vars, vars->scope->subshell, v);
	var_forget_text(v);
	v->flags &= (uint16_t)~VAR_SET;
}

void var_save_copying(struct vars *vars, struct var *v)
{
	struct saved *r = save_into(vars, vars->scope->subshell, v);

	if (!v->cap)
		return; /* no text, or one that nobody writes to */
	var_forget_text(v);
	var_store(vars, v, r->old.value, r->old.len);
}

static struct saved *record_of(const struct scope *scope, const struct var *v)
{
	struct saved *r = scope->saved;

	while (r && r->var != v)
		r = r->next;
	return r;
}

static struct scope *scope_at(const struct vars *vars, uint32_t level)
{
	struct scope *s = vars->scope;

	while (s && s->level > level)
		s = s->outer;
	return s;
}

bool var_ops_are_saved(const struct vars *vars, const struct var *v)
{
	return v->level > 0 && record_of(scope_at(vars, v->level), v)->old.ops == v->ops;
}

/* ---- putting back -------------------------------------------------------------------------------------- */

static void record_free(struct vars *vars, struct saved *r)
{
	r->next = vars->free_saved;
	vars->free_saved = r;
}

/* V is about to become OLD: gives back what only V has. */
static void discard(struct vars *vars, struct var *v, const struct var *old)
{
	vars->environ_stale |= (v->flags | old->flags) & VAR_EXPORT;
	if (v->ops && v->ops->unset && v->ops != old->ops)
		v->ops->unset(vars, v);
	var_drop_text(vars, v);
}

static void become(struct vars *vars, struct var *v, const struct var *old)
{
	uint16_t listed = v->flags & VAR_LISTED; /* is about now, whatever it was then */

	discard(vars, v, old);
	*v = *old;
	v->flags = (uint16_t)((v->flags & ~VAR_LISTED) | listed);
	if (v->flags & VAR_EXPORT)
		var_list(vars, v);
}

static void put_back(struct vars *vars, struct saved *r)
{
	struct var *v = r->var;
	const struct var_ops *ops = v->ops;

	become(vars, v, &r->old);
	if (v->ops && v->ops->changed)
		v->ops->changed(vars, v);
	else if (ops && ops->changed)
		ops->changed(vars, v);
}

void vars_pop(struct vars *vars)
{
	struct scope *s = vars->scope;

	vars->scope = s->outer;
	vars->level--;
	if (s->kind == SCOPE_SUBSHELL)
		vars->subshell_level = s->outer && s->outer->subshell ? s->outer->subshell->level : 0;
	for (struct saved *r = s->saved, *next; r; r = next) {
		next = r->next;
		put_back(vars, r);
		record_free(vars, r);
	}
	s->outer = vars->free_scopes;
	vars->free_scopes = s;
}

/* ---- local --------------------------------------------------------------------------------------------- */

/* Was V made local since FUNCTION began? */
static bool is_local(const struct vars *vars, const struct var *v, const struct scope *function)
{
	uint32_t level = v->level;

	while (level >= function->level) {
		const struct saved *r = record_of(scope_at(vars, level), v);
		if (r->local)
			return true;
		level = r->old.level;
	}
	return false;
}

static struct saved *record_take(struct scope *scope, const struct var *v)
{
	struct saved **at = &scope->saved;

	while ((*at)->var != v)
		at = &(*at)->next;
	struct saved *r = *at;
	*at = r->next;
	return r;
}

/* x=1 local x: the record of the assignment before the command becomes the one of the function, or else the
 * end of the command would put back what the end of the function must. */
static void save_outwards(struct vars *vars, struct var *v, struct scope *target)
{
	while (v->level > target->level) {
		struct saved *r = record_take(scope_at(vars, v->level), v);
		become(vars, v, &r->old);
		record_free(vars, r);
	}
}

/* Leaves V, whose old content is in a record, without value, attributes, and ops that belong to the value. */
static void cover(struct vars *vars, struct var *v, uint16_t keep)
{
	uint16_t flags = v->flags & keep;

	vars->environ_stale |= v->flags & VAR_EXPORT;
	var_blank(v);
	v->flags |= flags;
}

bool var_is_local(const struct vars *vars, const struct var *v)
{
	return vars_in_function(vars) && is_local(vars, v, vars->scope->function);
}

int var_make_local(struct vars *vars, name_id id)
{
	if (!vars_in_function(vars))
		return -ENOENT;
	struct scope *function = vars->scope->function, *subshell = vars->scope->subshell;
	/* `local` in a subshell of the function: the subshell, which ends first, must put it back. */
	struct scope *target = function->level > vars->subshell_level ? function : subshell;
	struct var *v = var_make(vars, id);

	if (is_local(vars, v, function))
		return 0;
	if (v->flags & VAR_READONLY)
		return -EROFS;
	const struct var_ops *ops = v->ops;
	save_outwards(vars, v, target);
	if (v->level == target->level) {
		discard(vars, v, &record_of(target, v)->old);
	} else {
		save_into(vars, target, v);
		var_forget_text(v);
	}
	record_of(target, v)->local = true;
	cover(vars, v, 0);
	if (ops && ops->changed)
		ops->changed(vars, v);
	return 0;
}

/* ---- assignments before a command ---------------------------------------------------------------------- */

static struct scope *innermost_command(const struct vars *vars)
{
	struct scope *s = vars->scope;

	while (s && s->kind != SCOPE_COMMAND)
		s = s->outer;
	return s;
}

int var_set_temporary(struct vars *vars, name_id id, const char *value, size_t len)
{
	struct scope *scope = innermost_command(vars);
	struct var *v = var_make(vars, id);

	if (!scope)
		return -ENOENT;
	if (v->flags & VAR_READONLY)
		return -EROFS;
	if (v->level < scope->level) {
		save_into(vars, scope, v);
		var_forget_text(v);
		cover(vars, v, VAR_INTEGER | VAR_UPPER | VAR_LOWER);
	}
	v->flags |= VAR_EXPORT;
	var_list(vars, v);
	return var_set(vars, id, value, len);
}
