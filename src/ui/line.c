/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line.c -- plain line reading: what a terminal in its ordinary mode, or a pipe, gives. */
#include "ui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#define EOF_MAX \
	10 /* ignoreeof: so many ends of file in a row are an end after all (a terminal that is gone) */

static void show_prompt(struct sh *sh, int prompt)
{
	struct buf text = { 0 };
	ui_prompt(sh, prompt == 1 ? "PS1" : "PS2", &text);
	(void)fd_write_all(2, text.data, text.len);
	buf_free(&text);
}

/* set -b: what became of jobs is told at once, and the prompt shown again. */
static void tell_at_once(struct ui *ui)
{
	if (!ui->sh->options.on[OPT_NOTIFY] || !jobs_news(ui->sh))
		return;
	(void)fd_write_all(2, "\n", 1);
	jobs_notify(ui->sh, true);
	show_prompt(ui->sh, ui->prompt);
}

/* Sleeps until there is something to read, or a signal: they are blocked but while it sleeps, so that none is
 * missed. */
static void wait_for_input(struct ui *ui)
{
	struct pollfd input = { .fd = 0, .events = POLLIN };
	sigset_t all, old;
	if (ui->sh->options.on[OPT_NOTIFY])
		jobs_wake(ui->sh);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	if (!traps_pending(ui->sh))
		(void)ppoll(&input, 1, NULL, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
}

/* A trap runs at once and the reading goes on. False: the line is given up; the terminal dropped it at the
 * interrupt key. */
static bool see_to_signals(struct ui *ui)
{
	bool interrupted = signal_is_noted(SIGINT);
	if (interrupted && trap_get(ui->sh, SIGINT))
		(void)fd_write_all(2, "\n", 1);
	if (sh_on_signal(ui->sh) || interrupted)
		return false;
	tell_at_once(ui);
	return true;
}

/* 1: more bytes are pending, 0: the end, -1: interrupted. */
static int read_more(struct ui *ui)
{
	bool typed = isatty(0);
	for (;;) {
		wait_for_input(ui);
		if (traps_pending(ui->sh)) {
			if (!see_to_signals(ui))
				return -1;
			continue;
		}
		buf_grow(&ui->pending, 4096);
		/* a terminal gives a line at a time; of a pipe no byte past the line may be taken */
		ssize_t n = read(0, ui->pending.data + ui->pending.len, typed ? 4096 : 1);
		if (n >= 0) {
			ui->pending.len += (size_t)n;
			return n > 0;
		}
		if (errno == EINTR || errno == EAGAIN) /* some program may have left it non-blocking */
			continue;
		if (errno != EIO || !jobs_come_to_front(ui->sh))
			return 0;
		show_prompt(ui->sh, ui->prompt);
	}
}

static int read_line(struct ui *ui)
{
	size_t seen = 0;
	for (;;) {
		const char *end = NULL;
		if (ui->pending.len > seen)
			end = memchr(ui->pending.data + seen, '\n', ui->pending.len - seen);
		if (end) {
			size_t n = (size_t)(end - ui->pending.data) + 1;
			buf_add(&ui->line, ui->pending.data, n);
			memmove(ui->pending.data, ui->pending.data + n, ui->pending.len - n);
			ui->pending.len -= n;
			return 1;
		}
		seen = ui->pending.len;
		int got = read_more(ui);
		if (got > 0)
			continue;
		if (got == 0)
			buf_add(&ui->line, ui->pending.data, ui->pending.len);
		ui->pending.len = 0;
		return got < 0 ? -1 : ui->line.len > 0;
	}
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

int ui_fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct ui *ui = ctx;
	int ends = 0, got;
	ui->line.len = 0;
	if (sh_interrupted(ui->sh))
		(void)fd_write_all(2, "\n", 1); /* the terminal showed a ^C */
	ui->prompt = prompt;
	if (prompt == 1)
		ui_mail(ui);
	do {
		show_prompt(ui->sh, prompt);
		got = read_line(ui);
	} while (got == 0 && prompt == 1 && isatty(0) && !end_counts(ui->sh, &ends));
	if (got == 0 && prompt == 1 && isatty(0))
		(void)fd_write_all(2, "\n", 1);
	sh_note_text(ui->sh, ui->line.data, ui->line.len);
	if (got > 0)
		history_note(ui->sh, ui->line.data, ui->line.len, prompt == 2);
	*text = ui->line.data;
	*len = ui->line.len;
	return got;
}
