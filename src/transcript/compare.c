/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c -- holds what a file printed against what it expects, block by block. */
#include "transcript_internal.h"

#include <stdlib.h>

struct sides {
	struct expect *expected;
	const struct line *lines; /* [n_expected]: as they stand in the file */
	size_t n_expected;
	struct got *got;
	size_t n_got;
};

static bool sides_same(void *ctx, size_t i_old, size_t i_new)
{
	struct sides *sides = ctx;
	const struct line *line = &sides->lines[i_old];

	if (i_old > 0 && i_new == 0 && line->len >= SCRIPT_INDENT + 2 &&
		memcmp(line->s + SCRIPT_INDENT, "> ", 2) == 0)
		return false; /* directly below the command it would go on with it */
	return expect_match(&sides->expected[i_old], &sides->got[i_new]);
}

static void edit_add(struct verdict *v, struct edit e)
{
	if (v->n == v->cap) {
		v->cap = v->cap ? v->cap * 2 : 64;
		v->edits = mem_realloc(v->edits, v->cap * sizeof(*v->edits));
	}
	v->edits[v->n++] = e;
	if (e.kind != ' ')
		v->failed[e.block] = true;
}

static void edit_keep(struct verdict *v, const struct script *s, size_t from, size_t to, size_t block)
{
	for (size_t i = from; i < to; i++)
		edit_add(v, (struct edit){ ' ', block, s->lines[i].s, s->lines[i].len });
}

static void edit_got(struct verdict *v, const struct got *g, size_t block)
{
	struct buf text = { 0 };

	buf_str(&text, "  ");
	render_got(&text, g);
	edit_add(v, (struct edit){ '+', block, arena_strndup(&v->arena, text.data, text.len), text.len });
	buf_free(&text);
}

/* The lines that a block printed, and its status as the last one; an array for free(). */
static struct got *got_lines(struct verdict *v, const struct block_result *b, size_t *n)
{
	size_t cap = 2;

	for (size_t i = 0; i < b->len; i++)
		cap += b->out[i] == '\n';
	struct got *got = mem_alloc(cap * sizeof(*got));
	const char *p = b->out, *end = b->len > 0 ? p + b->len : p;
	*n = 0;
	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *stop = newline ? newline : end;

		got[*n] = (struct got){
			.s = p, .len = (size_t)(stop - p), .no_eol = !newline, .first = *n == 0
		};
		(*n)++;
		p = stop + 1;
	}
	if (b->ended && b->status != 0) {
		char *text = arena_printf(&v->arena, "[%d]", b->status);

		got[(*n)++] = (struct got){ .s = text, .len = strlen(text), .status = true };
	}
	return got;
}

static void compare_lines(struct verdict *v, const struct script *s, size_t block, struct sides *sides)
{
	const struct block *b = &s->blocks[block];
	size_t *partner = mem_alloc((sides->n_expected + 1) * sizeof(*partner));
	size_t next = 0, line = b->first + b->n_command;

	align(sides->n_expected, sides->n_got, sides_same, sides, partner);
	for (size_t i = 0; i < sides->n_expected;) {
		for (; i < sides->n_expected && partner[i] == ALIGN_NONE; i++)
			edit_add(
				v, (struct edit){ '-', block, s->lines[line + i].s, s->lines[line + i].len });
		size_t until = i < sides->n_expected ? partner[i] : sides->n_got;
		while (next < until)
			edit_got(v, &sides->got[next++], block);
		for (; i < sides->n_expected && partner[i] == next; i++, next++)
			edit_keep(v, s, line + i, line + i + 1, block);
	}
	while (next < sides->n_got)
		edit_got(v, &sides->got[next++], block);
	free(partner);
}

static void compare_block(
	struct verdict *v, const struct script *s, const struct block_result *r, size_t block)
{
	const struct block *b = &s->blocks[block];
	size_t line = b->first + b->n_command;
	struct sides sides = { .lines = s->lines + line, .n_expected = b->n_expected };

	sides.expected = mem_alloc((b->n_expected + 1) * sizeof(*sides.expected));
	for (size_t i = 0; i < b->n_expected; i++)
		expect_parse(&sides.expected[i], s->lines[line + i].s + SCRIPT_INDENT,
			s->lines[line + i].len - SCRIPT_INDENT);
	sides.got = got_lines(v, r, &sides.n_got);
	compare_lines(v, s, block, &sides);
	for (size_t i = 0; i < b->n_expected; i++)
		expect_free(&sides.expected[i]);
	free(sides.expected);
	free(sides.got);
}

/* A command that was not run has failed, but there is nothing of it to show. */
void compare(struct verdict *v, const struct script *s, const struct result *r)
{
	size_t line = 0;

	*v = (struct verdict){ .failed = mem_zalloc(s->n_blocks + 1) };
	for (size_t i = 0; i < s->n_blocks; i++) {
		const struct block *b = &s->blocks[i];
		size_t output = b->first + b->n_command, end = output + b->n_expected;
		bool stray = b->n_command == 0;

		edit_keep(v, s, line, b->first, BLOCK_NONE);
		edit_keep(v, s, b->first, output, i);
		if (!r->skipped && (r->blocks[i].began || stray))
			compare_block(v, s, &r->blocks[i], i);
		else
			edit_keep(v, s, output, end, i);
		v->failed[i] |= !stray && !r->blocks[i].ended;
		line = end;
	}
	edit_keep(v, s, line, s->n_lines, BLOCK_NONE);
	for (size_t i = 0; i < s->n_blocks && !r->skipped; i++) {
		v->n_failed += v->failed[i];
		v->n_passed += !v->failed[i];
	}
	v->n_failed += r->left.len;
	v->n_failed += r->end == END_LOST || r->end == END_SETUP ||
		       (r->end == END_SIGNAL && v->n_failed == 0);
}

void verdict_free(struct verdict *v)
{
	free(v->edits);
	free(v->failed);
	arena_free(&v->arena);
	*v = (struct verdict){ 0 };
}
