/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- results for a person and, as TAP, for a program that reads a line per file. */
#include "transcript_internal.h"

static void write_file(
	struct buf *out, const struct script *s, const struct result *r, const struct verdict *v, bool colour)
{
	if (r->skipped)
		buf_printf(out, "%s: skipped\n", s->path);
	if (v->n_updated > 0)
		buf_printf(out, "%s: %zu command%s updated\n", s->path, v->n_updated,
			v->n_updated == 1 ? "" : "s");
	diff_write(out, s, v, colour);
	if (verdict_reason(out, s, r))
		buf_byte(out, '\n');
	for (size_t i = 0; i < r->notes.len; i++)
		buf_printf(out, "%s: %s\n", s->path, (const char *)r->notes.items[i]);
	for (size_t i = 0; i < r->left.len; i++)
		buf_printf(out, "%s: left behind: %s\n", s->path, (const char *)r->left.items[i]);
}

static void plain_file(struct buf *out, size_t number, const struct script *s, const struct result *r,
	const struct verdict *v)
{
	(void)number;
	write_file(out, s, r, v, false);
}

static void colour_file(struct buf *out, size_t number, const struct script *s, const struct result *r,
	const struct verdict *v)
{
	(void)number;
	write_file(out, s, r, v, true);
}

/* The whole file with what was really printed, then what was wrong with it. */
static void show_file(struct buf *out, size_t number, const struct script *s, const struct result *r,
	const struct verdict *v)
{
	(void)number;
	for (size_t i = 0; i < v->n; i++) {
		if (v->edits[i].kind == '-')
			continue;
		buf_add(out, v->edits[i].s, v->edits[i].len);
		buf_byte(out, '\n');
	}
	write_file(out, s, r, v, false);
}

static void plain_finish(struct buf *out, const struct totals *t)
{
	buf_printf(out, "%zu passed, %zu failed\n", t->passed, t->failed);
}

/* ---- TAP ----------------------------------------------------------------------------------------------- */

static void tap_start(struct buf *out, size_t n_files)
{
	buf_printf(out, "TAP version 13\n1..%zu\n", n_files);
}

/* In a description # begins a directive. */
static void tap_name(struct buf *out, const char *name)
{
	for (; *name; name++) {
		if (*name == '#' || *name == '\\')
			buf_byte(out, '\\');
		buf_byte(out, *name == '\n' ? ' ' : *name);
	}
}

static void tap_file(struct buf *out, size_t number, const struct script *s, const struct result *r,
	const struct verdict *v)
{
	struct buf text = { 0 };

	buf_printf(out, "%s %zu - ", v->n_failed > 0 ? "not ok" : "ok", number);
	tap_name(out, s->path);
	buf_str(out, r->skipped ? " # SKIP\n" : "\n");
	write_file(&text, s, r, v, false);
	for (char *p = buf_cstr(&text); !r->skipped && *p;) {
		char *end = strchrnul(p, '\n');

		buf_str(out, "# ");
		buf_add(out, p, (size_t)(end - p));
		buf_byte(out, '\n');
		p = *end ? end + 1 : end;
	}
	buf_free(&text);
}

static void tap_finish(struct buf *out, const struct totals *t)
{
	buf_str(out, "# ");
	plain_finish(out, t);
}

const struct reporter reporter_plain = { .file = plain_file, .finish = plain_finish };
const struct reporter reporter_colour = { .file = colour_file, .finish = plain_finish };
const struct reporter reporter_show = { .file = show_file, .finish = plain_finish };
const struct reporter reporter_tap = { .start = tap_start, .file = tap_file, .finish = tap_finish };
