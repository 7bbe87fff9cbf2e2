/* SPDX-License-Identifier: GPL-3.0-or-later */
/* last_arg.c -- $_, the last word of the command before, as in bash, ksh93 and zsh. */
#include "exec_internal.h"

#include <stdlib.h>

static const char *last_arg_get(struct vars *vars, struct var *v, size_t *len)
{
	const struct sh *sh = v->ops->data;
	(void)vars;
	*len = sh->last_arg_text ? strlen(sh->last_arg_text) : sh->last_arg.len;
	return sh->last_arg_text ? sh->last_arg_text : sh->last_arg.data;
}

static int last_arg_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	(void)vars, (void)v, (void)value, (void)len; /* the next command says what it is */
	return 0;
}

/* $_ is not for programs: what the environment said of it is wrong by now. */
static void last_arg_install(struct sh *sh)
{
	sh->last_arg_ops = (struct var_ops){ .get = last_arg_get, .set = last_arg_set, .data = sh };
	(void)var_set_flags(&sh->vars, N_UNDERSCORE, 0, VAR_EXPORT);
	var_set_ops(&sh->vars, N_UNDERSCORE, &sh->last_arg_ops);
}

/* Where it is: lent by its variable, or in memory taken from the arena. False: it has to be copied. */
static bool keep_large(struct sh *sh, const char *arg, bool lent)
{
	sh->last_arg_lent = lent;
	sh->last_arg_chunk = lent ? NULL : arena_take(&sh->scratch, arg);
	if (!lent && !sh->last_arg_chunk)
		return false;
	sh->last_arg_text = arg;
	return true;
}

static void forget_large(struct sh *sh)
{
	if (sh->last_arg_lent)
		var_lend_end(&sh->vars);
	free(sh->last_arg_chunk);
	sh->last_arg_lent = false;
	sh->last_arg_chunk = NULL;
	sh->last_arg_text = NULL;
}

void last_arg_note(struct sh *sh, const struct fields *args, bool last)
{
	const char *arg = args->v[args->n - 1];
	bool kept = !last && !sh->options.on[OPT_POSIX] &&
		    !sh->out.sink; /* in $( ) it is that of the shell */
	bool lent = kept && args->lent && arg == sh->vars.lent.value;
	if (args->lent && !lent)
		var_lend_end(&sh->vars);
	if (!kept)
		return;
	if (!sh->last_arg_ops.get)
		last_arg_install(sh);
	if (sh->last_arg_text)
		forget_large(sh);
	size_t len = strlen(arg);
	if (len >= LEND_LEAST && keep_large(sh, arg, lent))
		return;
	sh->last_arg.len = 0;
	buf_add(&sh->last_arg, arg, len);
	buf_cstr(&sh->last_arg);
}
