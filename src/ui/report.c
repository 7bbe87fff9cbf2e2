/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- a syntax error as a person wants to see it: where, what, and a caret under the place. */
#include "ui.h"

static void place(struct sh *sh, const struct trouble *t, struct buf *out)
{
	if (sh->file)
		buf_printf(out, "%s:", sh->file);
	else
		buf_printf(out, "%s: ", sh->name);
	if (t->pos.line > 0 && !sh->interactive)
		buf_printf(out, sh->file ? "%u:" : "line %u:", (unsigned)t->pos.line);
	if (out->data[out->len - 1] == ':')
		buf_byte(out, ' ');
}

/* Tabs stay tabs, so that the caret stands below its place however wide they are shown. */
static void caret_line(const struct trouble *t, struct buf *out)
{
	buf_printf(out, "    %s\n    ", t->source);
	for (uint32_t i = 0; i < t->caret && t->source[i]; i++)
		if (((unsigned char)t->source[i] & 0xc0) != 0x80)
			buf_byte(out, t->source[i] == '\t' ? '\t' : ' ');
	buf_str(out, "^\n");
}

void ui_report(struct sh *sh, const struct trouble *t)
{
	struct buf out = { 0 };
	place(sh, t, &out);
	buf_printf(&out, "syntax error: %s\n", t->text);
	if (t->source[0])
		caret_line(t, &out);
	(void)fd_write_all(2, out.data, out.len); /* nobody could be told of a failure */
	buf_free(&out);
}
