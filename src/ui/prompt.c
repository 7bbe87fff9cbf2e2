/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt.c -- PS1, PS2: parameter, command and arithmetic expansion, and that of the exclamation mark
 * (XCU 2.5.3). */
#include "ui.h"

void ui_expand(struct sh *sh, const char *value, struct buf *out)
{
	struct trouble trouble;
	struct arena_mark mark = arena_mark(&sh->scratch);
	int status = sh->vars.status;
	size_t len = 0;
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

/* ! is the number that the next command will have in the history, !! an exclamation mark. */
static void add_numbered(struct sh *sh, const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '!')
			buf_byte(out, s[i]);
		else if (i + 1 < n && s[i + 1] == '!')
			buf_byte(out, s[++i]);
		else
			buf_printf(out, "%d", history_last(sh) + 1);
	}
}

void ui_prompt(struct sh *sh, const char *name, struct buf *out)
{
	const char *value = var_get_name(&sh->vars, name);
	struct buf text = { 0 };
	if (!value)
		return;
	if (!sh->options.on[OPT_POSIX] || strcmp(name, "PS1") != 0) {
		ui_expand(sh, value, out);
		return;
	}
	ui_expand(sh, value, &text);
	add_numbered(sh, text.data, text.len, out);
	buf_free(&text);
}
