/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ui.h -- a person at a terminal: lines, prompts, and errors with the place marked. */
#ifndef IPCSH_UI_H
#define IPCSH_UI_H

#include "exec.h"

#include <time.h>

struct mailbox;
struct module_line;
struct comp_list;

/* What completion has to know of the rooms beside this one; handed in by main. */
struct ui_sources {
	const struct builtin *const *builtins; /* the table of words */
	/* What the operands of builtin NAME are, and options that its rows do not explain, as
	 * ipcsh-completion(5) writes them; NULL: files. */
	const char *(*operands)(const char *name);
	/* Calls EACH for every thing of this kind ("shm", "mq", "fd", "pid", "columns:mqls") with its
	 * address, as it was begun to be typed, and what it is. False: there is no such kind. */
	bool (*objects)(struct sh *sh, const char *kind, const char *typed,
		void (*each)(void *ctx, const char *address, const char *what), void *ctx);
};

struct ui {
	struct sh *sh;
	const struct ui_sources *sources;
	struct buf line;    /* what fill gave last */
	struct buf pending; /* read already, not given out yet */
	struct buf typed;   /* the lines of this command before the one that is read now */
	int prompt;         /* the one that is shown: 1 or 2 */

	const struct module_line *editor; /* NULL: there is none */
	bool editor_sought;
	bool editing;             /* this line is edited, not read plainly */
	int first, last;          /* the entries of the history that the editor has */
	unsigned deletions;       /* of the history, when they were given to it */
	struct comp_list *offers; /* of the last completion; NULL: none yet */

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
/* $PROMPT_COMMAND, if it is set, outside posix mode; $? and $PIPESTATUS stay. */
void ui_prompt_command(struct sh *sh);
/* In a shell that begins: where PS1 is the standard's, outside posix mode, one that shows the folder, and the
 * statuses of a failed command or pipeline. */
void ui_default_prompt(struct sh *sh);
/* The history that earlier shells left in $HISTFILE, which is set to its usual place where it is not; too
 * long a file is cut. From now on what is typed goes there. */
void ui_load_history(struct sh *sh);
/* The entries that are not in $HISTFILE yet, each in one write. For struct sh's `typed`. */
void ui_save_history(struct sh *sh);
/* Takes out of $HISTFILE what this shell wrote there and has deleted since; what was there
 * before stays, as in bash. */
void ui_forget_history(struct sh *sh);
/* Where the user's files are: $VARIABLE/ipcsh/NAME, else $HOME/USUAL/ipcsh/NAME, into OUT. False: nowhere. */
bool ui_place(struct sh *sh, const char *variable, const char *usual, const char *name, struct buf *out);
/* The text of prompt variable NAME ("PS1"), expanded, into OUT. */
void ui_prompt(struct sh *sh, const char *name, struct buf *out);
/* Tries all names of commands. For struct sh's `nearest`. */
void ui_nearest(struct sh *sh, struct nearest *n);
/* A syntax error: place, what is wrong, the source line and a caret under the place. For struct sh's
 * `report`. */
void ui_report(struct sh *sh, const struct trouble *t);
/* On a terminal: the source line and a caret alone. For struct sh's `mark`. */
void ui_mark(struct sh *sh, const struct trouble *t);

#endif
