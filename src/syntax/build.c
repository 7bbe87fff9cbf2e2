/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c -- puts a word together from its parts, and notes what is known of it once for all. */
#include "syntax_internal.h"

void build_begin(struct parser *p, struct builder *b)
{
	*b = (struct builder){ .start = p->scratch.len };
}

static void append_part(struct builder *b, struct part *part)
{
	if (b->last)
		b->last->next = part;
	else
		b->first = part;
	b->last = part;
}

/* Ends the open run of text: it becomes a part. */
void build_flush(struct parser *p, struct builder *b)
{
	if (!b->open)
		return;
	size_t len = p->scratch.len - b->start;
	b->open = false;
	if (len == 0 && b->in_double) /* the "" of "$x" is none */
		return;
	struct part *part = arena_alloc(p->arena, sizeof(*part) + len + 1);
	char *text = (char *)(part + 1);
	if (len)
		memcpy(text, p->scratch.data + b->start, len);
	text[len] = '\0';
	*part = (struct part){ .kind = PART_TEXT, .quote = b->quote, .text = { text, len } };
	part->more_quoted = b->in_double;
	append_part(b, part);
	p->scratch.len = b->start;
}

void build_text(struct parser *p, struct builder *b, enum quoting quote, const char *s, size_t len)
{
	if (!b->open || b->quote != quote) {
		build_flush(p, b);
		b->open = true;
		b->quote = (uint8_t)quote;
		b->start = p->scratch.len;
		b->quoted |= quote != QUOTE_NONE;
	}
	buf_add(&p->scratch, s, len);
}

struct part *build_part(struct parser *p, struct builder *b, enum part_kind kind, enum quoting quote)
{
	build_flush(p, b);
	struct part *part = arena_alloc(p->arena, sizeof(*part));
	*part = (struct part){ .kind = (uint8_t)kind, .quote = (uint8_t)quote, .more_quoted = b->in_double };
	b->expands = true;
	b->quoted |= quote != QUOTE_NONE;
	append_part(b, part);
	return part;
}

/* ---- what is known of a word ------------------------------------------------------------------- */

/* Is there an unquoted { with a comma or .. and a } behind it? */
static bool has_braces(const struct part *part)
{
	int seen = 0;
	for (; part; part = part->next) {
		if (part->kind != PART_TEXT || part->quote != QUOTE_NONE)
			continue;
		for (const char *s = part->text.s; *s; s++) {
			if (*s == '{' && seen == 0)
				seen = 1;
			else if (seen == 1 && (*s == ',' || (*s == '.' && s[1] == '.')))
				seen = 2;
			else if (seen == 2 && *s == '}')
				return true;
		}
	}
	return false;
}

/* Can an unquoted [ find its ]? An expansion could bring one. */
static bool has_bracket(const struct part *part)
{
	size_t open = 0; /* 1 + bytes seen since the [ */
	for (; part; part = part->next) {
		if (part->kind != PART_TEXT) {
			if (open && part->quote == QUOTE_NONE)
				return true;
			continue;
		}
		if (part->quote != QUOTE_NONE) {
			open += open ? part->text.len : 0;
			continue;
		}
		for (const char *s = part->text.s; *s; s++) {
			if (open > 1 && *s == ']')
				return true;
			if (open || *s == '[')
				open++;
		}
	}
	return false;
}

static bool only_text(const struct part *part)
{
	while (part && part->kind == PART_TEXT)
		part = part->next;
	return part == NULL;
}

static bool needs_backslash(char c)
{
	return (unsigned char)c < 128 && !in_class((unsigned char)c, C_NAME) && c != '/';
}

/* The text of all parts, for WORD_PATTERN with a backslash before what is quoted. */
static void join_text(struct parser *p, struct word *w, bool pattern)
{
	size_t base = p->scratch.len;
	for (const struct part *part = w->parts; part; part = part->next) {
		if (!pattern || part->quote == QUOTE_NONE) {
			buf_add(&p->scratch, part->text.s, part->text.len);
			continue;
		}
		for (size_t i = 0; i < part->text.len; i++) {
			if (needs_backslash(part->text.s[i]))
				buf_byte(&p->scratch, '\\');
			buf_byte(&p->scratch, part->text.s[i]);
		}
	}
	w->len = p->scratch.len - base;
	w->text = arena_strndup(p->arena, w->len ? p->scratch.data + base : "", w->len);
	p->scratch.len = base;
}

static void find_text(struct parser *p, struct word *w)
{
	if (w->flags & (WORD_TILDE | WORD_BRACES) || !only_text(w->parts))
		return;
	w->flags |= w->flags & WORD_GLOB ? WORD_PATTERN : WORD_LITERAL;
	if (!w->parts) {
		w->text = "";
	} else if (!w->parts->next && (w->parts->quote == QUOTE_NONE || !(w->flags & WORD_GLOB))) {
		w->text = w->parts->text.s;
		w->len = w->parts->text.len;
	} else {
		join_text(p, w, w->flags & WORD_GLOB);
	}
}

static unsigned flag_if(bool is_so, unsigned flag)
{
	return is_so ? flag : 0;
}

static void find_one_param(struct word *w)
{
	const struct part *part = w->parts;
	w->flags &= ~(unsigned)WORD_ONE_PARAM;
	if (part && !part->next && part->kind == PART_PARAM && part->param->op == PARAM_PLAIN &&
		!part->param->indirect && part->param->kind != PARAM_ELEMENT)
		w->flags |= WORD_ONE_PARAM;
}

struct word *build_finish(struct parser *p, struct builder *b, struct src_pos pos)
{
	build_flush(p, b);
	struct word *w = arena_alloc(p->arena, sizeof(*w));
	*w = (struct word){ .parts = b->first, .pos = pos };
	w->flags = flag_if(b->glob || (b->bracket && has_bracket(b->first)), WORD_GLOB) |
		   flag_if(b->quoted, WORD_QUOTED) | flag_if(b->tilde, WORD_TILDE) |
		   flag_if(b->assign_len > 0, WORD_ASSIGNMENT) |
		   flag_if(b->brace && p->env->braces && !p->env->posix && has_braces(b->first), WORD_BRACES);
	find_one_param(w);
	if (!b->expands)
		find_text(p, w);
	return w;
}

/* One block for the word, its part and its text. */
struct word *build_literal(struct parser *p, const char *s, size_t len, struct src_pos pos)
{
	struct word *w = arena_alloc(p->arena, sizeof(*w) + sizeof(struct part) + len + 1);
	struct part *part = (struct part *)(w + 1);
	char *text = (char *)(part + 1);
	memcpy(text, s, len);
	text[len] = '\0';
	*part = (struct part){ .kind = PART_TEXT, .quote = QUOTE_NONE, .text = { text, len } };
	*w = (struct word){ .parts = part, .text = text, .len = len, .flags = WORD_LITERAL, .pos = pos };
	return w;
}

void word_strip_assign(struct word *w, size_t n)
{
	struct part *part = w->parts;
	part->text.s += n;
	part->text.len -= n;
	if (part->text.len == 0)
		w->parts = part->next;
	if (w->text) {
		w->text += n;
		w->len -= n;
	}
	w->flags &= ~(unsigned)WORD_ASSIGNMENT;
	find_one_param(w);
}
