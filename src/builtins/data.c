/* SPDX-License-Identifier: GPL-3.0-or-later */
/* data.c -- what builtins keep from one call to the next. */
#include "ipc_word.h"

static void data_forked(struct sh *sh)
{
	struct builtin_data *d = sh->builtin_data;

	if (d->input)
		input_forked(sh, d->input);
	if (d->ipc)
		ipc_state_forked(sh, d->ipc);
}

struct builtin_data *builtin_data(struct sh *sh)
{
	if (!sh->builtin_data) {
		sh->builtin_data = mem_zalloc(sizeof(struct builtin_data));
		sh->builtin_data_fork = data_forked;
	}
	return sh->builtin_data;
}
