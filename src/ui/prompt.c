/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt.c -- PS1, PS2: parameter, command and arithmetic expansion (XCU 2.5.3). */
#include "ui.h"

void ui_prompt(struct sh *sh, const char *name, struct buf *out)
{
	const char *value = var_get_name(&sh->vars, name);
	struct trouble trouble;
	struct arena_mark mark = arena_mark(&sh->scratch);
	int status = sh->vars.status;
	size_t len = 0;
	if (!value)
		return;
	struct word *w = syn_parse_quoted(&sh->scratch, &sh->syntax, value, strlen(value), &trouble);
	const char *text = w ? exp_string(&sh->exp, w, EXP_STRING, &len) : NULL;
	if (text)
		buf_add(out, text, len);
	else
		buf_str(out, value); /* better an unexpanded prompt than none */
	sh->exp.trouble_shown = false;
	sh->vars.status = status;
	if (sh->flow == FLOW_ABORT)
		sh->flow = FLOW_ON; /* a $(...) in it was interrupted, or failed: the prompt is there all the
				       same */
	arena_rewind(&sh->scratch, mark);
}
