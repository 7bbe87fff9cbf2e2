/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mail.c -- what came into $MAIL, or the files of $MAILPATH, is told of before the prompt (XCU sh,
 * ENVIRONMENT VARIABLES). */
#include "ui.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define MAILCHECK_DEFAULT 600 /* seconds */

struct mailbox {
	bool there;
	struct timespec changed;
};

/* An entry of $MAILPATH, FILE or FILE%MESSAGE, into PATH; a \% is no separator. Gives where the next one
 * begins and *MESSAGE, NULL: none. */
static const char *take_entry(const char *p, struct buf *path, struct buf *message, bool list)
{
	struct buf *part = path;
	path->len = message->len = 0;
	for (; *p && !(list && *p == ':'); p++) {
		if (list && *p == '\\' && p[1] == '%' && part == path)
			buf_byte(part, *++p);
		else if (list && *p == '%' && part == path)
			part = message;
		else
			buf_byte(part, *p);
	}
	return *p ? p + 1 : p;
}

static void inform(struct sh *sh, struct buf *path, struct buf *message)
{
	struct buf line = { 0 };
	if (message->len > 0) {
		ui_expand(sh, buf_cstr(message), &line);
	} else {
		buf_str(&line, "you have mail in ");
		speech_text(&line, sh_speech(sh), buf_cstr(path));
	}
	buf_byte(&line, '\n');
	(void)fd_write_all(2, line.data, line.len);
	buf_free(&line);
}

/* Looks at the file and notes how it is. True: it was not so before. */
static bool box_changed(struct mailbox *box, const char *path)
{
	struct mailbox before = *box;
	struct stat st;
	box->there = stat(path, &st) == 0;
	if (!box->there)
		return false;
	box->changed = st.st_mtim;
	return !before.there || before.changed.tv_sec != st.st_mtim.tv_sec ||
	       before.changed.tv_nsec != st.st_mtim.tv_nsec;
}

static void look_at_all(struct ui *ui, const char *spec, bool list, bool tell)
{
	struct buf path = { 0 }, message = { 0 };
	for (size_t i = 0; *spec; i++) {
		spec = take_entry(spec, &path, &message, list);
		if (i == ui->n_boxes) {
			ui->boxes = mem_realloc(ui->boxes, ++ui->n_boxes * sizeof(*ui->boxes));
			ui->boxes[i] = (struct mailbox){ 0 };
		}
		if (path.len > 0 && box_changed(&ui->boxes[i], buf_cstr(&path)) && tell)
			inform(ui->sh, &path, &message);
	}
	buf_free(&path);
	buf_free(&message);
}

static bool is_due(struct ui *ui, time_t now)
{
	const char *value = var_get_name(&ui->sh->vars, "MAILCHECK");
	uint64_t seconds;
	if (!value || !text_to_uint10(value, INT32_MAX, &seconds))
		seconds = MAILCHECK_DEFAULT;
	return now - ui->mail_looked >= (time_t)seconds;
}

void ui_mail(struct ui *ui)
{
	const char *spec = var_get_name(&ui->sh->vars, "MAILPATH");
	bool list = spec != NULL;
	if (!list)
		spec = var_get_name(&ui->sh->vars, "MAIL");
	if (!spec || !*spec)
		return;
	/* files that are named now are only looked at: what changes from here on is news */
	bool known = strcmp(spec, buf_cstr(&ui->mail_spec)) == 0;
	time_t now = time(NULL);
	if (known && !is_due(ui, now))
		return;
	ui->mail_looked = now;
	if (!known) {
		ui->n_boxes = 0;
		ui->mail_spec.len = 0;
		buf_str(&ui->mail_spec, spec);
	}
	look_at_all(ui, buf_cstr(&ui->mail_spec), list, known);
}
