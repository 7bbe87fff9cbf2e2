/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ui_internal.h -- what the files of this room share. */
#ifndef IPCSH_UI_INTERNAL_H
#define IPCSH_UI_INTERNAL_H

#include "ui.h"

/* Readers of a line into ui->line: 1: there is one, 0: the end of input, -1: given up (an interrupt, or the
 * flow changed). They show the prompt. */
int plain_line(struct ui *ui);
int edit_line(struct ui *ui);
/* Can a line be edited? 0 and 2 are a terminal that can move its cursor, and the module is there. */
bool edit_can(struct ui *ui);
/* Between lines: what comes next, PROMPT_COMMAND's output or the prompt, begins a row. */
void edit_new_row(struct ui *ui);

/* What could stand at the cursor; CONTEXT is the struct ui. For struct module_line_settings. */
struct module_line_wish;
struct module_line_offers;
const struct module_line_offers *complete_line(void *context, const struct module_line_wish *wish);
void complete_free(struct ui *ui);

void line_prompt(struct ui *ui, struct buf *out); /* the prompt that is due, ui->prompt */
/* Sleeps until there is something to read, or a signal: they are blocked but while it sleeps, so that none is
 * missed. True: signals or jobs are to be seen to. */
bool line_sleep(struct ui *ui);

#endif
