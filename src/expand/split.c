/* SPDX-License-Identifier: GPL-3.0-or-later */
/* split.c -- field splitting (XCU 2.6.5), while the bytes come: no second pass, no marks. */
#include "expand_internal.h"

/* IFS has characters of several bytes: the class of the one at S. */
static unsigned wide_class(struct vars *vars, const char *s, size_t n)
{
	size_t len;
	const char *ifs = var_get(vars, N_IFS, &len);
	for (size_t i = 0; ifs && i < len;) {
		uint32_t c;
		size_t step = utf8_decode(ifs + i, len - i, &c);
		if (step == n && memcmp(ifs + i, s, n) == 0)
			return IFS_OTHER;
		i += step;
	}
	return 0;
}

/* The class of the character at S, and in *N its bytes. */
static unsigned ifs_class(struct vars *vars, const char *s, size_t len, size_t *n)
{
	unsigned char c = (unsigned char)*s;
	*n = 1;
	if (c < 0x80 || !vars->ifs_multibyte)
		return vars->ifs_class[c];
	uint32_t out;
	*n = utf8_decode(s, len, &out);
	return wide_class(vars, s, *n);
}

/* How many bytes of S come before the next separator. */
static size_t plain_span(struct field *b, const char *s, size_t len)
{
	struct vars *vars = b->e->vars;
	size_t i = 0, n;
	if (vars->ifs_multibyte) {
		while (i < len && !ifs_class(vars, s + i, len - i, &n)) {
			b->magic |= (char_bits[(unsigned char)s[i]] & CHAR_MAGIC) != 0;
			i += n;
		}
	} else {
		for (; i < len; i++) {
			unsigned char c = (unsigned char)s[i];
			if (!(vars->ifs_class[c] | (char_bits[c] & CHAR_MAGIC)))
				continue;
			if (vars->ifs_class[c])
				break;
			b->magic = true;
		}
	}
	b->magic &= b->glob;
	return i;
}

/* Separators from S on: how many bytes. They end the field that is under way, or make empty ones. */
static ssize_t separators(struct field *b, const char *s, size_t len)
{
	size_t i = 0, n;
	while (i < len) {
		unsigned class = ifs_class(b->e->vars, s + i, len - i, &n);
		if (!class)
			break;
		bool joins = b->sep == SEP_WHITE; /* white space, then one other: a single separator */
		if (b->begun || (class == IFS_OTHER && !joins)) {
			if (field_end(b) < 0)
				return -1;
			b->sep = class == IFS_WHITE ? SEP_WHITE : SEP_OTHER;
		} else if (class == IFS_OTHER) {
			b->sep = SEP_OTHER;
		}
		i += n;
	}
	return (ssize_t)i;
}

/* A field that lies in the copy of the whole text: it is ended in place. */
static int end_in_place(struct field *b, char *field, size_t len, unsigned class)
{
	int err = 0;
	bool magic = b->magic;
	field[len] = '\0';
	b->magic = false;
	b->sep = class == IFS_WHITE ? SEP_WHITE : SEP_OTHER;
	if (magic)
		err = glob_field(b->e, arena_strndup(b->e->scratch, field, len), len, field, b->out);
	else
		fields_add(b->e, b->out, field);
	return err;
}

/* The rest of the text, copied once: fields point into the copy, and the last one goes on in the builder. */
static int split_copy(struct field *b, const char *text, size_t len)
{
	char *s = arena_strndup(b->e->scratch, text, len), *end = s + len;
	while (s < end) {
		ssize_t skip = separators(b, s, (size_t)(end - s));
		if (skip < 0)
			return -1;
		s += skip;
		if (s == end)
			break;
		size_t span = plain_span(b, s, (size_t)(end - s));
		if (s + span == end) {
			b->data = s;
			b->len = span;
			b->cap = span + 1;
			b->begun = true;
			b->sep = SEP_NONE;
			break;
		}
		size_t n;
		unsigned class = ifs_class(b->e->vars, s + span, (size_t)(end - s) - span, &n);
		if (end_in_place(b, s, span, class) < 0)
			return -1;
		s += span + n;
	}
	return 0;
}

int split_add(struct field *b, const char *s, size_t len)
{
	if (len == 0)
		return 0;
	if (!b->begun)
		return split_copy(b, s, len);
	size_t span = plain_span(b, s, len);
	if (span) {
		field_bytes(b, s, span);
		b->sep = SEP_NONE;
	}
	if (span == len)
		return 0;
	ssize_t skip = separators(b, s + span, len - span);
	if (skip < 0)
		return -1;
	span += (size_t)skip;
	return span < len ? split_copy(b, s + span, len - span) : 0;
}

/* ---- read ---------------------------------------------------------------------------------------------- */

struct read_text {
	struct vars *vars;
	const char *s;
	size_t len;
	const bool *backslashed;
};

static unsigned read_class(const struct read_text *t, size_t i, size_t *n)
{
	if (t->backslashed && t->backslashed[i]) {
		*n = 1;
		return 0;
	}
	return ifs_class(t->vars, t->s + i, t->len - i, n);
}

static size_t read_skip_white(const struct read_text *t, size_t i)
{
	size_t n;
	while (i < t->len && read_class(t, i, &n) == IFS_WHITE)
		i += n;
	return i;
}

static size_t read_span(const struct read_text *t, size_t i)
{
	size_t n;
	while (i < t->len && !read_class(t, i, &n))
		i += n;
	return i;
}

/* Past the one separator at I: white space, one other, white space. */
static size_t read_skip_separator(const struct read_text *t, size_t i)
{
	size_t n;
	i = read_skip_white(t, i);
	if (i < t->len && read_class(t, i, &n) == IFS_OTHER)
		i = read_skip_white(t, i + n);
	return i;
}

/* Where the last field, which takes the rest from I on, ends: without IFS white space at the end, and without
 * the one separator that only ended it. */
static size_t read_rest_end(const struct read_text *t, size_t i)
{
	size_t one = read_span(t, i);
	if (read_skip_separator(t, one) == t->len)
		return one;
	size_t end = i, n;
	for (; i < t->len; i += n)
		if (read_class(t, i, &n) != IFS_WHITE)
			end = i + n;
	return end;
}

void exp_split_read(struct expander *e, const char *text, size_t len, const bool *backslashed, size_t n,
	struct fields *out)
{
	struct read_text t = { e->vars, text, len, backslashed };
	size_t i = read_skip_white(&t, 0);
	for (size_t k = 1; k <= n && i < len; k++) {
		size_t end = k < n ? read_span(&t, i) : read_rest_end(&t, i);
		fields_add(e, out, arena_strndup(e->scratch, text + i, end - i));
		i = read_skip_separator(&t, end);
	}
}
