/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line.c -- a line of a person's: edited where the terminal and the module can, else read plainly; and what
 * comes before and after it: the prompt, the history. */
#include "ui_internal.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define EOF_MAX \
	10 /* ignoreeof: so many ends of file in a row are an end after all (a terminal that is gone) */

/* The marks of what takes no room are for the editor alone. */
static void drop_marks(struct buf *text)
{
	size_t n = 0;
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] != '\001' && text->data[i] != '\002')
			text->data[n++] = text->data[i];
	text->len = n;
}

void line_prompt(struct ui *ui, struct buf *out)
{
	ui_prompt(ui->sh, ui->prompt == 1 ? "PS1" : "PS2", out);
	if (!ui->editing)
		drop_marks(out);
}

/* Reading, not waiting, stops this process there, or fails where nobody could let it go on. */
static bool in_background(void)
{
	pid_t front = tcgetpgrp(0);
	return front > 0 && front != getpgrp();
}

bool line_sleep(struct ui *ui)
{
	struct pollfd input = { .fd = 0, .events = POLLIN };
	sigset_t all, old;
	if (ui->sh->options.on[OPT_NOTIFY])
		jobs_wake(ui->sh);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	/* a job may have ended before that was a signal to be noted, or while a trap ran */
	bool news = traps_pending(ui->sh) || jobs_news(ui->sh);
	if (!news && !in_background())
		(void)ppoll(&input, 1, NULL, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return news || traps_pending(ui->sh);
}

/* The end of input at the prompt: with ignoreeof, or while jobs are stopped, it does not count. */
static bool end_counts(struct sh *sh, int *ends)
{
	if (++*ends >= EOF_MAX)
		return true;
	if (sh->options.on[OPT_IGNOREEOF]) {
		(void)sh_error(sh, NULL, NULL, "use `exit' to leave the shell");
		return false;
	}
	return !sh_warn_stopped(sh);
}

static int read_line(struct ui *ui)
{
	ui->editing = edit_can(ui);
	return ui->editing ? edit_line(ui) : plain_line(ui);
}

int ui_fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct ui *ui = ctx;
	int ends = 0, got;
	ui->line.len = 0;
	if (sh_interrupted(ui->sh))
		(void)fd_write_all(2, "\n", 1); /* the terminal showed a ^C */
	ui->prompt = prompt;
	if (prompt == 1) {
		ui->typed.len = 0;
		edit_new_row(ui);
		ui_mail(ui);
		ui_prompt_command(ui->sh);
	}
	if (ui->sh->flow != FLOW_ON)
		return -1;
	do
		got = read_line(ui);
	while (got == 0 && prompt == 1 && isatty(0) && !end_counts(ui->sh, &ends));
	if (got == 0 && prompt == 1 && isatty(0))
		(void)fd_write_all(2, "\n", 1);
	sh_note_text(ui->sh, ui->line.data, ui->line.len);
	if (got > 0)
		history_typed(ui->sh, ui->line.data, ui->line.len, prompt == 2);
	if (got > 0 && ui->editing)
		buf_add(&ui->typed, ui->line.data, ui->line.len);
	*text = ui->line.data;
	*len = ui->line.len;
	return got;
}

void ui_free(struct ui *ui)
{
	complete_free(ui);
	buf_free(&ui->line);
	buf_free(&ui->typed);
	buf_free(&ui->pending);
	buf_free(&ui->mail_spec);
	free(ui->boxes);
}
