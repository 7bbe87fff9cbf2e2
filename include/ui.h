/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ui.h -- a person at a terminal: lines, prompts, and errors with the place marked. */
#ifndef IPCSH_UI_H
#define IPCSH_UI_H

#include "exec.h"

#include <time.h>

struct mailbox;
struct ui {
	struct sh *sh;
	struct buf line;    /* what fill gave last */
	struct buf pending; /* read already, not given out yet */
	int prompt;         /* the one that is shown: 1 or 2 */

	struct buf mail_spec; /* $MAILPATH or $MAIL as they were at the last look */
	struct mailbox *boxes;
	size_t n_boxes;
	time_t mail_looked;
};
void ui_free(struct ui *ui); /* what it holds */

/* A struct syn_source's fill: shows the prompt ($PS1, $PS2) and reads a line. CTX is the struct ui. */
int ui_fill(void *ctx, int prompt, const char **text, size_t *len);
/* Before the prompt: tells of new mail. */
void ui_mail(struct ui *ui);
/* VALUE with its parameters, command substitutions and arithmetic expanded, into OUT; $? stays. */
void ui_expand(struct sh *sh, const char *value, struct buf *out);
/* The text of prompt variable NAME ("PS1"), expanded, into OUT. */
void ui_prompt(struct sh *sh, const char *name, struct buf *out);
/* A syntax error: place, what is wrong, the source line and a caret under the place. For struct sh's
 * `report`. */
void ui_report(struct sh *sh, const struct trouble *t);

#endif
