/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diff.c -- the difference between a file and what it printed, as a unified diff, and why it ended early. */
#include "transcript_internal.h"

#define CONTEXT 3
#define SHOWN 1000 /* lines of one hunk */

struct hunk {
	size_t from, to; /* edits */
};

/* The next hunk at or after edit AT: changes that are no more than two contexts apart. */
static bool next_hunk(const struct verdict *v, size_t at, struct hunk *h)
{
	size_t first = at;

	while (first < v->n && v->edits[first].kind == ' ')
		first++;
	if (first == v->n)
		return false;
	h->from = first - at > CONTEXT ? first - CONTEXT : at;
	size_t last = first;
	for (size_t i = first; i < v->n && i <= last + 2 * (size_t)CONTEXT + 1; i++) {
		if (v->edits[i].kind != ' ')
			last = i;
	}
	h->to = v->n - last > CONTEXT + 1 ? last + CONTEXT + 1 : v->n;
	return true;
}

static void count_lines(const struct verdict *v, size_t from, size_t to, size_t *n_old, size_t *n_new)
{
	for (size_t i = from; i < to; i++) {
		*n_old += v->edits[i].kind != '+';
		*n_new += v->edits[i].kind != '-';
	}
}

static void write_range(struct buf *out, char mark, size_t before, size_t n)
{
	/* an empty range names the line before it */
	buf_printf(out, " %c%zu", mark, n > 0 ? before + 1 : before);
	if (n != 1)
		buf_printf(out, ",%zu", n);
}

static void write_line(struct buf *out, const struct edit *e, bool colour)
{
	const char *on = e->kind == '-' ? "\033[31m" : "\033[32m";

	if (colour && e->kind != ' ')
		buf_str(out, on);
	buf_byte(out, e->kind);
	buf_add(out, e->s, e->len);
	buf_str(out, colour && e->kind != ' ' ? "\033[m\n" : "\n");
}

/* Somebody may look at it: of very many lines only the first and the last ones. */
static void write_lines(struct buf *out, const struct verdict *v, size_t from, size_t to, bool colour)
{
	for (size_t i = from; i < to; i++) {
		if (i == from + SHOWN / 2 && to - from > SHOWN) {
			size_t next = to - SHOWN / 2;

			buf_printf(out, "... %zu lines more ...\n", next - i);
			i = next;
		}
		write_line(out, &v->edits[i], colour);
	}
}

static void write_hunk(struct buf *out, const struct verdict *v, const struct hunk *h, bool colour)
{
	size_t old_before = 0, new_before = 0, n_old = 0, n_new = 0;

	count_lines(v, 0, h->from, &old_before, &new_before);
	count_lines(v, h->from, h->to, &n_old, &n_new);
	buf_str(out, colour ? "\033[36m@@" : "@@");
	write_range(out, '-', old_before, n_old);
	write_range(out, '+', new_before, n_new);
	buf_str(out, colour ? " @@\033[m\n" : " @@\n");
	write_lines(out, v, h->from, h->to, colour);
}

void diff_write(struct buf *out, const struct script *s, const struct verdict *v, bool colour)
{
	struct hunk h = { 0 };

	for (size_t at = 0; next_hunk(v, at, &h); at = h.to) {
		if (at == 0)
			buf_printf(out, "--- %s\n+++ %s\t(as run)\n", s->path, s->path);
		write_hunk(out, v, &h, colour);
	}
}

void diff_write_block(struct buf *out, const struct verdict *v, size_t block)
{
	size_t from = 0, to;

	while (from < v->n && v->edits[from].block != block)
		from++;
	for (to = from; to < v->n && v->edits[to].block == block;)
		to++;
	write_lines(out, v, from, to, false);
}

static size_t count_not_run(const struct script *s, const struct result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_blocks; i++)
		n += s->blocks[i].n_command > 0 && !r->blocks[i].began;
	return n;
}

bool verdict_reason(struct buf *out, const struct script *s, const struct result *r)
{
	size_t not_run = count_not_run(s, r),
	       line = r->end_block < s->n_blocks ? s->blocks[r->end_block].first + 1 : 1;

	if (r->end == END_LAST || r->skipped || (r->end == END_EXIT && not_run == 0))
		return false;
	buf_printf(out, "%s:%zu: ", s->path, line);
	switch (r->end) {
	case END_EXIT: buf_printf(out, "the shell exited with status %d", r->end_value); break;
	case END_SIGNAL: buf_printf(out, "the shell was ended by signal %d", r->end_value); break;
	case END_TIMEOUT: buf_str(out, "still running at the time limit, killed"); break;
	case END_FLOOD: buf_printf(out, "printed more than %d MiB, killed", r->end_value); break;
	case END_SETUP: buf_str(out, "could not be run"); break;
	default: buf_str(out, "the process that watched over it died");
	}
	if (not_run > 0)
		buf_printf(out, "; %zu command%s after it not run", not_run, not_run == 1 ? "" : "s");
	return true;
}
