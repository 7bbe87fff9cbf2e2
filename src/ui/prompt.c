/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt.c -- what is shown before a line is read: $PROMPT_COMMAND's doing, and the prompt. */
#include "ui.h"

#include <stdlib.h>

/* A $(...) in it was interrupted, or failed: the prompt is there all the same. */
static void go_on(struct sh *sh)
{
	if (sh_back_to_prompt(sh))
		sh->flow = FLOW_ON;
}

void ui_expand(struct sh *sh, const char *value, struct buf *out)
{
	prompt_expand(sh, value, out);
	go_on(sh);
}

void ui_prompt(struct sh *sh, const char *name, struct buf *out)
{
	prompt_text(sh, name, out);
	go_on(sh);
}

void ui_prompt_command(struct sh *sh)
{
	const char *value = var_get_name(&sh->vars, "PROMPT_COMMAND");
	if (!value || !*value || sh->options.on[OPT_POSIX])
		return;
	int status = sh->vars.status;
	int *statuses = sh->pipestatus;
	size_t n = sh->n_pipestatus;
	sh->pipestatus = NULL;
	sh->n_pipestatus = 0;
	char *text = mem_strdup(value); /* it may set the variable anew */
	exec_string(sh, text, strlen(text), NULL, 1);
	free(text);
	go_on(sh);
	if (sh->flow != FLOW_EXIT)
		sh->vars.status = status;
	free(sh->pipestatus);
	sh->pipestatus = statuses;
	sh->n_pipestatus = n;
}

/* ---- the prompt of a shell that nobody has told another ---- */

void ui_default_prompt(struct sh *sh)
{
	const char *now = var_get_name(&sh->vars, "PS1");
	const char *host = var_get_name(&sh->vars, "SSH_CONNECTION") ? "\\u@\\h:" : "";
	struct buf text = { 0 };
	if (sh->options.on[OPT_POSIX] || !now || (strcmp(now, "$ ") != 0 && strcmp(now, "# ") != 0))
		return;
	if (sh_colours(sh))
		buf_printf(&text, "\\[\\e[31m\\]\\?\\[\\e[m\\]%s\\[\\e[34m\\]\\w\\[\\e[m\\]\\$ ", host);
	else
		buf_printf(&text, "\\?%s\\w\\$ ", host);
	(void)var_set(&sh->vars, names_intern(&sh->vars.names, "PS1", 3), buf_cstr(&text), text.len);
	buf_free(&text);
}
