/* SPDX-License-Identifier: GPL-3.0-or-later */
/* params.c -- the positional parameters. */
#include "vars_internal.h"

#include <stdlib.h>

/* One block: the pointers, a NULL, and the strings behind them. */
static char **params_copy(char **v, size_t n)
{
	size_t bytes = (n + 1) * sizeof *v;

	for (size_t i = 0; i < n; i++)
		bytes += strlen(v[i]) + 1;
	char **copy = mem_alloc(bytes), *at = (char *)(copy + n + 1);
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(v[i]) + 1;
		copy[i] = memcpy(at, v[i], len);
		at += len;
	}
	copy[n] = NULL;
	return copy;
}

void params_set(struct vars *vars, char **v, size_t n)
{
	char **old = vars->params.owned, **copy = params_copy(v, n); /* V may be the old ones */

	vars->params = (struct params){ .v = copy, .n = n, .owned = copy };
	free(old);
}

bool params_shift(struct vars *vars, size_t n)
{
	if (n > vars->params.n)
		return false;
	vars->params.v += n;
	vars->params.n -= n;
	return true;
}

struct params params_swap(struct vars *vars, char **v, size_t n)
{
	struct params old = vars->params;
	vars->params = (struct params){ .v = v, .n = n };
	return old;
}

void params_restore(struct vars *vars, struct params old)
{
	free(vars->params.owned);
	vars->params = old;
}
