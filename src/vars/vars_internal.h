/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vars_internal.h -- what the files of the vars room share. */
#ifndef IPCSH_VARS_INTERNAL_H
#define IPCSH_VARS_INTERNAL_H

#include "vars.h"

/* What a scope puts back: the whole of a variable as it was. */
struct saved {
	struct saved *next;
	struct var *var;
	struct var old;
	bool local; /* by `local`: a second `local` does nothing */
};

struct scope {
	struct scope *outer;
	/* The innermost SCOPE_FUNCTION from here outwards, itself included; NULL: none. */
	struct scope *function;
	struct scope *subshell; /* likewise */
	struct saved *saved;
	enum scope_kind kind;
	uint32_t level;
};

/* vars.c */
/* Text alone: no flag, no hook. */
void var_store(struct vars *vars, struct var *v, const char *value, size_t len);
/* V has no text then; who has it now sees to it. */
static inline void var_forget_text(struct var *v)
{
	v->text = v->value = NULL;
	v->len = v->cap = 0;
}
void var_drop_text(struct vars *vars, struct var *v); /* likewise, and it is freed */
void var_list(struct vars *vars, struct var *v);      /* into vars.exported, once */
/* Gives V no value, no attributes and no ops but those that only listen. The text is left to the caller. */
void var_blank(struct var *v);

/* lend.c: of a text that is lent (VAR_LENT). */
void var_part_with_text(struct vars *vars, struct var *v); /* V has no text then */
void var_copy_text(struct vars *vars, struct var *v);      /* V has one of its own then */

/* scope.c: before a change inside an unforked subshell. */
void var_save_moving(struct vars *vars, struct var *v);  /* V has no value then, but its attributes and ops */
void var_save_copying(struct vars *vars, struct var *v); /* V is as before */
static inline bool var_must_save(const struct vars *vars, const struct var *v)
{
	return v->level < vars->subshell_level;
}
/* Is what the ops of V stand for in a scope's record as well? Then it must not be given back. */
bool var_ops_are_saved(const struct vars *vars, const struct var *v);

/* special.c */
void special_defaults(struct vars *vars);

/* pwd.c */
void pwd_init(struct vars *vars);

/* V was made just now: its value, if it is one that the shell knows (known.c). */
void known_give(struct vars *vars, struct var *v);

#endif
