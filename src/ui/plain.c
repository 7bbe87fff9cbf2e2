/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.c -- plain line reading: what a terminal in its ordinary mode, or a pipe, gives. */
#include "ui_internal.h"

#include <errno.h>
#include <signal.h>

static void show_prompt(struct ui *ui)
{
	struct buf text = { 0 };
	line_prompt(ui, &text);
	(void)fd_write_all(2, text.data, text.len);
	buf_free(&text);
}

/* set -b: what became of jobs is told at once, and the prompt shown again. */
static void tell_at_once(struct ui *ui)
{
	if (!jobs_news(ui->sh))
		return;
	(void)fd_write_all(2, "\n", 1);
	jobs_notify(ui->sh, true);
	show_prompt(ui);
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
		if (line_sleep(ui)) {
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
		show_prompt(ui);
	}
}

int plain_line(struct ui *ui)
{
	size_t seen = 0;
	show_prompt(ui);
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
