/* SPDX-License-Identifier: GPL-3.0-or-later */
/* field.c -- the field being built: bytes at the top of the scratch arena, given back where they are not
 * used. */
#include "expand_internal.h"

static char *align_up(char *p)
{
	return p + (-(uintptr_t)p & 7u);
}

/* Room for MORE bytes and a NUL: in place where the field lies at the top of the arena. */
static void field_room(struct field *b, size_t more)
{
	struct arena *a = b->e->scratch;
	size_t want = b->len + more + 1;
	size_t cap = want < 64 ? 64 : want + want / 2;
	if (b->data && b->data + b->cap == a->at && (size_t)(a->end - b->data) >= cap + 8) {
		a->at = align_up(b->data + cap);
		b->cap = (size_t)(a->at - b->data);
		ARENA_UNPOISON(b->data, b->cap);
		return;
	}
	cap = (cap + 7u) & ~(size_t)7u;
	char *data = arena_alloc(a, cap);
	if (b->data && b->len)
		memcpy(data, b->data, b->len);
	b->data = data;
	b->cap = cap;
}

void field_bytes(struct field *b, const char *s, size_t len)
{
	if (b->cap - b->len <= len)
		field_room(b, len);
	memcpy(b->data + b->len, s, len);
	b->len += len;
}

/* The bytes from FROM on are quoted; ranges that touch become one. */
static void note_quoted(struct field *b, size_t from)
{
	if (from == b->len)
		return;
	if (b->n_ranges && b->ranges[b->n_ranges - 1].to == from) {
		b->ranges[b->n_ranges - 1].to = b->len;
		return;
	}
	if (b->n_ranges == b->cap_ranges) {
		size_t cap = b->cap_ranges ? 2 * b->cap_ranges : 8;
		struct quoted_range *more = arena_alloc(b->e->scratch, cap * sizeof *more);
		if (b->n_ranges)
			memcpy(more, b->ranges, b->n_ranges * sizeof *more);
		b->ranges = more;
		b->cap_ranges = cap;
	}
	b->ranges[b->n_ranges++] = (struct quoted_range){ from, b->len };
}

static void add_escaped(struct field *b, const char *s, size_t len, unsigned bit)
{
	size_t from = 0;
	for (size_t i = 0; i < len; i++) {
		if (!(char_bits[(unsigned char)s[i]] & bit))
			continue;
		field_bytes(b, s + from, i - from);
		field_bytes(b, "\\", 1);
		from = i;
	}
	field_bytes(b, s + from, len - from);
}

void field_quoted(struct field *b, const char *s, size_t len)
{
	size_t from = b->len;
	b->begun = true;
	b->sep = SEP_NONE;
	if (b->mode & (EXP_PATTERN | EXP_REGEX))
		add_escaped(b, s, len, b->mode & EXP_PATTERN ? CHAR_PATTERN : CHAR_REGEX);
	else if (len)
		field_bytes(b, s, len);
	if (b->glob)
		note_quoted(b, from);
}

static bool has_magic(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (char_bits[(unsigned char)s[i]] & CHAR_MAGIC)
			return true;
	return false;
}

void field_text(struct field *b, const char *s, size_t len)
{
	if (len == 0)
		return;
	b->begun = true;
	b->sep = SEP_NONE;
	if (b->glob && !b->magic)
		b->magic = has_magic(s, len);
	field_bytes(b, s, len);
}

int field_value(struct field *b, const char *s, size_t len, bool quoted)
{
	if (quoted)
		field_quoted(b, s, len);
	else if (b->out && !b->no_split)
		return split_add(b, s, len);
	else
		field_text(b, s, len);
	return 0;
}

/* The field as a pattern: what was quoted gets its backslashes. */
static struct text field_pattern(const struct field *b)
{
	if (b->n_ranges == 0)
		return (struct text){ b->data, b->len };
	char *pattern = arena_alloc(b->e->scratch, 2 * b->len + 1);
	size_t n = 0, r = 0;
	for (size_t i = 0; i < b->len; i++) {
		if (r < b->n_ranges && i == b->ranges[r].to)
			r++;
		bool quoted = r < b->n_ranges && i >= b->ranges[r].from;
		if (quoted && (char_bits[(unsigned char)b->data[i]] & CHAR_PATTERN))
			pattern[n++] = '\\';
		pattern[n++] = b->data[i];
	}
	pattern[n] = '\0';
	return (struct text){ pattern, n };
}

char *field_string(struct field *b)
{
	struct arena *a = b->e->scratch;
	if (b->cap <= b->len)
		field_room(b, 0);
	b->data[b->len] = '\0';
	if (b->data + b->cap == a->at) {
		arena_rewind(a, (struct arena_mark){ a->chunk, align_up(b->data + b->len + 1) });
		b->cap = (size_t)(a->at - b->data);
	}
	return b->data;
}

int field_end(struct field *b)
{
	int err = 0;
	char *field = field_string(b);
	if (b->magic) {
		struct text pattern = field_pattern(b);
		err = glob_field(b->e, pattern.s, pattern.len, field, b->out);
	} else {
		fields_add(b->e, b->out, field);
	}
	b->data = NULL;
	b->len = b->cap = b->n_ranges = 0;
	b->begun = b->magic = false;
	return err;
}

int field_finish(struct field *b)
{
	return b->begun ? field_end(b) : 0;
}

/* @(a|b) as text again; the glob reads it in its own way. */
static int field_extglob(struct field *b, const struct part *p)
{
	bool no_split = b->no_split;
	const char head[2] = { p->extglob.op, '(' };
	field_text(b, head, 2);
	b->no_split = true;
	for (const struct word *w = p->extglob.alternatives; w; w = w->next) {
		if (field_parts(b, w->parts) < 0)
			return -1;
		if (w->next)
			field_text(b, "|", 1);
	}
	b->no_split = no_split;
	field_text(b, ")", 1);
	return 0;
}

static int field_part(struct field *b, const struct part *p)
{
	bool quoted = p->quote != QUOTE_NONE;
	switch (p->kind) {
	case PART_TEXT:
		if (!quoted && b->in_arg)
			return field_value(b, p->text.s, p->text.len, false);
		if (quoted)
			field_quoted(b, p->text.s, p->text.len);
		else
			field_text(b, p->text.s, p->text.len);
		return 0;
	case PART_TILDE: return field_tilde(b, p);
	case PART_PARAM: return param_expand(b, p->param, quoted);
	case PART_COMMAND: return field_command(b, p->command, quoted);
	case PART_ARITH: return field_arith(b, p->arith, quoted);
	case PART_PROCESS: return field_process(b, p);
	case PART_EXTGLOB: return field_extglob(b, p);
	default: return 0;
	}
}

int field_parts(struct field *b, const struct part *parts)
{
	for (const struct part *p = parts; p; p = p->next)
		if (field_part(b, p) < 0)
			return -1;
	return 0;
}
