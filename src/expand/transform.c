/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transform.c -- ${x@Q} and the other transformations by letter. */
#include "expand_internal.h"

/* Moves what B holds to the scratch arena. */
static struct text take(struct expander *e, struct buf *b)
{
	struct text t = { arena_strndup(e->scratch, b->data ? b->data : "", b->len), b->len };
	buf_free(b);
	return t;
}

static void add_quotes(struct buf *b, struct text t)
{
	size_t from = b->len;
	buf_quoted(b, t.s, t.len);
	if (b->len - from != t.len)
		return;
	b->len = from;
	buf_byte(b, '\'');
	buf_add(b, t.s, t.len);
	buf_byte(b, '\'');
}

static void change(struct expander *e, struct text *t, bool upper, bool all)
{
	struct buf b = { 0 };
	bool utf8 = e->vars->utf8;
	for (size_t i = 0; i < t->len;) {
		uint32_t c;
		char out[4];
		size_t n = char_next(t->s + i, t->len - i, utf8, &c);
		if (all || i == 0)
			c = upper ? char_upper(c, utf8) : char_lower(c, utf8);
		out[0] = (char)c;
		buf_add(&b, out, utf8 && c > 0x7f ? utf8_encode(c, out) : 1);
		i += n;
	}
	*t = take(e, &b);
}

/* Up to MAX digits of BASE at S: how many, and in *C the number. */
static size_t read_digits(const char *s, size_t len, unsigned base, size_t max, uint32_t *c)
{
	size_t n = 0;
	*c = 0;
	while (n < len && n < max && digit_value(s[n]) < base)
		*c = *c * base + digit_value(s[n++]);
	return n;
}

static size_t add_number_escape(struct buf *b, const char *s, size_t len)
{
	uint32_t c;
	char out[4];
	if (digit_value(s[0]) < 8) {
		size_t n = read_digits(s, len, 8, 3, &c);
		buf_byte(b, (char)c);
		return n;
	}
	size_t n = read_digits(s + 1, len - 1, 16, s[0] == 'x' ? 2 : s[0] == 'u' ? 4 : 8, &c);
	if (n == 0) {
		buf_byte(b, '\\');
		buf_byte(b, s[0]);
	} else if (s[0] == 'x') {
		buf_byte(b, (char)c);
	} else {
		buf_add(b, out, utf8_encode(c, out));
	}
	return n + 1;
}

/* The escape after a backslash, as in $'...'; its length. */
static size_t add_escape(struct buf *b, const char *s, size_t len)
{
	static const char letters[] = "abefnrtvE\\'\"?", values[] = "\a\b\033\f\n\r\t\v\033\\'\"?";
	const char *hit = s[0] ? strchr(letters, s[0]) : NULL;
	if (hit) {
		buf_byte(b, values[hit - letters]);
		return 1;
	}
	if (s[0] == 'c' && len > 1) {
		buf_byte(b, (char)(s[1] & 0x1f));
		return 2;
	}
	if (digit_value(s[0]) < 8 || s[0] == 'x' || s[0] == 'u' || s[0] == 'U')
		return add_number_escape(b, s, len);
	buf_byte(b, '\\');
	buf_byte(b, s[0]);
	return 1;
}

static void decode(struct expander *e, struct text *t)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < t->len;) {
		if (t->s[i] == '\\' && i + 1 < t->len) {
			i++;
			i += add_escape(&b, t->s + i, t->len - i);
		} else {
			buf_byte(&b, t->s[i++]);
		}
	}
	*t = take(e, &b);
	t->len = strlen(t->s);
}

static void attribute_letters(struct expander *e, const struct param *p, char letters[8])
{
	const struct var *v = p->kind == PARAM_NAME ? var_at(e->vars, p->name) : NULL;
	unsigned flags = v ? v->flags : 0;
	size_t n = 0;
	if (flags & VAR_INTEGER)
		letters[n++] = 'i';
	if (flags & VAR_LOWER)
		letters[n++] = 'l';
	if (flags & VAR_READONLY)
		letters[n++] = 'r';
	if (flags & VAR_UPPER)
		letters[n++] = 'u';
	if (flags & VAR_EXPORT)
		letters[n++] = 'x';
	letters[n] = '\0';
}

/* A command that sets the parameter again. */
static void declaration(struct expander *e, const struct param *p, struct text *t)
{
	char letters[8];
	struct buf b = { 0 };
	attribute_letters(e, p, letters);
	if (letters[0])
		buf_printf(&b, "declare -%s ", letters);
	if (p->kind == PARAM_NAME)
		buf_printf(&b, "%s=", param_label(e, p));
	add_quotes(&b, *t);
	*t = take(e, &b);
}

int transform_text(struct expander *e, const struct param *p, struct text *t, bool is_set)
{
	char letters[8];
	struct buf b = { 0 };
	if (p->transform == 'a') {
		attribute_letters(e, p, letters);
		*t = (struct text){ arena_strndup(e->scratch, letters, strlen(letters)), strlen(letters) };
		return 0;
	}
	if (!is_set)
		return 0;
	switch (p->transform) {
	case 'U': change(e, t, true, true); return 0;
	case 'u': change(e, t, true, false); return 0;
	case 'L': change(e, t, false, true); return 0;
	case 'E': decode(e, t); return 0;
	case 'A': declaration(e, p, t); return 0;
	case 'Q':
	case 'K':
	case 'k':
		add_quotes(&b, *t);
		*t = take(e, &b);
		return 0;
	default: return exp_error(e, p->pos, "${%s@%c}: bad substitution", param_label(e, p), p->transform);
	}
}
