/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.c -- what a person may have meant by a command that there is not: all names that can be typed there
 * are tried. */
#include "ui.h"

#include <stdlib.h>

static void try_builtins(struct sh *sh, struct nearest *n)
{
	for (size_t i = 0; i < sh->n_builtins; i++)
		if (sh->builtins[i] && lookup_builtin(sh, sh->builtins[i]->name))
			nearest_try(n, sh->builtins[i]->name);
}

static void try_functions(struct sh *sh, struct nearest *n)
{
	size_t count;
	struct function **all = functions_sorted(sh, &count);
	for (size_t i = 0; i < count; i++)
		nearest_try(n, names_text(&sh->vars.names, all[i]->name));
	free(all);
}

static void try_reserved(struct sh *sh, struct nearest *n)
{
	const char *word;
	for (size_t i = 0; (word = syn_reserved_word(i)); i++)
		if (syn_is_reserved(word, strlen(word), sh->options.on[OPT_POSIX]))
			nearest_try(n, word);
}

static void try_alias(void *ctx, const char *key, void *value)
{
	(void)value;
	nearest_try(ctx, key);
}

static void try_program(void *ctx, int dir, const char *name)
{
	unsigned cost = nearest_cost(ctx, name);
	if (cost > 0 && program_at(dir, name))
		nearest_take(ctx, name, cost);
}

void ui_nearest(struct sh *sh, struct nearest *n)
{
	struct nearest program;
	try_builtins(sh, n);
	try_functions(sh, n);
	try_reserved(sh, n);
	table_each(&sh->aliases, try_alias, n);
	nearest_begin(&program, n->word);
	programs_each(sh, try_program, &program);
	if (program.name[0] && (!n->name[0] || program.cost < n->cost)) /* of two the shell's own */
		nearest_take(n, program.name, program.cost);
}
