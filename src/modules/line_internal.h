/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_internal.h -- what the two files of the module "line" share: line.c edits, line_offers.c completes. */
#ifndef IPCSH_LINE_INTERNAL_H
#define IPCSH_LINE_INTERNAL_H

#include "module.h"

#include <stdio.h>

#include <readline/readline.h>

/* Bytes and columns of the character at S; -1 columns: it cannot be shown as it is. */
size_t char_columns(const char *s, int *columns);
/* Is this variable of inputrc set so? */
bool variable_is(const char *name, const char *value);

void offers_set_up(void); /* before rl_initialize() */
void offers_follow(const struct module_line_settings *s);
/* A list is open: the next key answers a question about it, and the line is not shown. */
bool offers_asking(void);
/* KEY, or EOF: the answer. False: the question is over, and the line is there again. */
bool offers_answer(int key);
/* The question is over, and the line is there again. */
void offers_stop(void);
/* Likewise, but the line is not shown. False: there was none. */
bool offers_forget(void);
/* struct module_line */
void offers_accounts(bool groups, module_line_account *each, void *ctx);

#endif
