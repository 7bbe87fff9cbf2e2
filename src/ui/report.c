/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- a syntax error as a person wants to see it: where, what, and a caret under the place. */
#include "ui.h"

#include <sys/ioctl.h>

#define INDENT 4
#define DOTS 3 /* stand for what a narrow terminal has no room for */

static void place(struct sh *sh, const struct trouble *t, struct speech how, struct buf *out)
{
	bool numbered = t->pos.line > 0 && !sh->interactive;
	speech_colour(out, how, SPEECH_HEAD);
	speech_text(out, how, sh->file ? sh->file : sh->name);
	buf_byte(out, ':');
	if (numbered)
		buf_printf(out, sh->file ? "%u:" : " line %u:", (unsigned)t->pos.line);
	speech_colour(out, how, SPEECH_REST);
	buf_byte(out, ' ');
}

/* ---- the line with the place ---- */

struct shown {
	struct speech how;
	const char *from, *at, *end; /* the line, and the place in it */
	size_t room;                 /* columns; 0: no end of them */
};

/* Of several lines the one with the place. */
static struct shown line_of(const struct trouble *t, struct speech how)
{
	size_t len = strlen(t->source), caret = t->caret < len ? t->caret : len;
	struct shown s = { how, t->source, t->source + caret, t->source + len, 0 };
	const char *newline = memchr(s.at, '\n', len - caret);
	struct winsize size;
	if (newline)
		s.end = newline;
	for (const char *p = s.from; p < s.at; p++)
		if (*p == '\n')
			s.from = p + 1;
	if (how.terminal && ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > INDENT + 2 * DOTS + 2)
		s.room = size.ws_col - INDENT - 1u;
	return s;
}

/* A character as it is shown, into OUT; gives its bytes in the line, and in *WIDTH its columns (of a tab,
 * from COLUMN on). */
static size_t character(const struct shown *s, const char *p, size_t column, struct buf *out, size_t *width)
{
	uint32_t c;
	size_t n = utf8_decode(p, (size_t)(s->end - p), &c), before = out->len;
	if (c == '\t' || !s->how.terminal)
		buf_add(out, p, n);
	else
		buf_visible(out, p, n);
	if (c == '\t')
		*width = 8 - (column + INDENT) % 8;
	else
		*width = out->len - before > n ? out->len - before : (size_t)utf8_width(c);
	return n;
}

static size_t width_between(const struct shown *s, const char *from, const char *to, struct buf *out)
{
	size_t column = 0, width;
	while (from < to) {
		from += character(s, from, column, out, &width);
		column += width;
	}
	return column;
}

/* A line that is too wide loses its head, and what is left its tail. */
static bool fit(struct shown *s)
{
	struct buf scratch = { 0 };
	bool cut = false;
	size_t width;
	if (s->room > 0 && width_between(s, s->from, s->end, &scratch) > s->room) {
		while (s->from < s->at && width_between(s, s->from, s->at, &scratch) > s->room * 2 / 3) {
			s->from += character(s, s->from, 0, &scratch, &width);
			cut = true;
		}
		const char *p = s->from;
		for (size_t column = cut ? DOTS : 0; p < s->end; column += width) {
			size_t n = character(s, p, column, &scratch, &width);
			if (column + width > s->room)
				break;
			p += n;
		}
		s->end = p > s->at ? p : s->at;
	}
	buf_free(&scratch);
	return cut;
}

/* Tabs stay tabs, so that the caret stands below its place however wide they are shown. */
static void blanks(const struct shown *s, struct buf *out)
{
	struct buf scratch = { 0 };
	size_t column = 0, width;
	for (const char *p = s->from; p < s->at; column += width) {
		bool tab = *p == '\t';
		p += character(s, p, column, &scratch, &width);
		if (tab)
			buf_byte(out, '\t');
		else
			buf_printf(out, "%*s", (int)width, "");
	}
	buf_free(&scratch);
}

static void caret_line(const struct trouble *t, struct speech how, struct buf *out)
{
	struct shown s = line_of(t, how);
	int dots = fit(&s) ? DOTS : 0;
	buf_printf(out, "%*s%.*s", INDENT, "", dots, "...");
	(void)width_between(&s, s.from, s.end, out);
	buf_printf(out, "\n%*s", INDENT + dots, "");
	blanks(&s, out);
	speech_colour(out, how, SPEECH_PLACE);
	buf_byte(out, '^');
	speech_colour(out, how, SPEECH_REST);
	buf_byte(out, '\n');
}

void ui_report(struct sh *sh, const struct trouble *t)
{
	struct speech how = sh_speech(sh);
	struct buf out = { 0 };
	place(sh, t, how, &out);
	buf_str(&out, "syntax error: ");
	speech_lines(&out, how, t->text, strlen(t->text));
	buf_byte(&out, '\n');
	if (t->source[0])
		caret_line(t, how, &out);
	(void)fd_write_all(2, out.data, out.len); /* nobody could be told of a failure */
	buf_free(&out);
}

void ui_mark(struct sh *sh, const struct trouble *t)
{
	struct speech how = sh_speech(sh);
	struct buf out = { 0 };
	if (!how.terminal)
		return;
	caret_line(t, how, &out);
	(void)fd_write_all(2, out.data, out.len);
	buf_free(&out);
}
