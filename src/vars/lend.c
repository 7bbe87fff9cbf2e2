/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lend.c -- a large value as an argument, read where it lies: a copy costs as much as what a word does with
 * it. The text stays as it is until the command has ended, whatever becomes of the variable meanwhile (a trap
 * sets it, eval unsets it). */
#include "vars_internal.h"

#include <stdlib.h>

bool var_lend(struct vars *vars, name_id id, const char *value, size_t len)
{
	struct var *v = var_at(vars, id);

	if (len < LEND_LEAST || vars->lent.value || !v || v->value != value || v->cap == 0)
		return false;
	v->flags |= VAR_LENT;
	vars->lent = (struct lent){ .value = value, .var = v };
	return true;
}

void var_lend_end(struct vars *vars)
{
	if (vars->lent.var)
		vars->lent.var->flags &= (uint16_t)~VAR_LENT;
	free(vars->lent.text);
	vars->lent = (struct lent){ 0 };
}

void var_part_with_text(struct vars *vars, struct var *v)
{
	v->flags &= (uint16_t)~VAR_LENT;
	vars->lent.var = NULL;
	vars->lent.text = v->text;
	vars->environ_stale |= v->flags & VAR_EXPORT;
	var_forget_text(v);
}

void var_copy_text(struct vars *vars, struct var *v)
{
	const struct var old = *v;

	var_part_with_text(vars, v);
	var_store(vars, v, old.value, old.len);
}
