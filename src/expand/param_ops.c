/* SPDX-License-Identifier: GPL-3.0-or-later */
/* param_ops.c -- the operators that change a value: cut, replace, slice, upper and lower case. */
#include "expand_internal.h"

/* What is prepared once and done to each element of a list. */
struct modifier {
	struct expander *e;
	const struct param *p;
	struct pattern pattern;
	struct text replacement;
	bool has_pattern;
};

static const char *own_copy(struct expander *e, const char *s, size_t len)
{
	return arena_strndup(e->scratch, s, len);
}

static int prepare_pattern(struct modifier *m)
{
	struct expander *e = m->e;
	const struct word *arg = m->p->arg, *arg2 = m->p->arg2;
	size_t len = 0;
	const char *text = arg ? exp_string(e, arg, EXP_PATTERN, &len) : "";
	if (!text)
		return -1;
	/* The pattern may lie in a variable that the replacement changes. */
	if (arg2 && !(arg2->flags & WORD_LITERAL))
		text = own_copy(e, text, len);
	m->replacement = (struct text){ "", 0 };
	if (arg2)
		m->replacement.s = exp_string(e, arg2, EXP_STRING, &m->replacement.len);
	if (!m->replacement.s)
		return -1;
	pattern_compile(&m->pattern, text, len, exp_match_flags(e));
	m->has_pattern = true;
	return 0;
}

static void cut(struct modifier *m, struct text *t)
{
	bool longest = m->p->op == PARAM_CUT_PREFIX_LONG || m->p->op == PARAM_CUT_SUFFIX_LONG;
	bool prefix = m->p->op == PARAM_CUT_PREFIX || m->p->op == PARAM_CUT_PREFIX_LONG;
	ssize_t n = prefix ? pattern_prefix(&m->pattern, t->s, t->len, longest)
			   : pattern_suffix(&m->pattern, t->s, t->len, longest);
	if (n <= 0)
		return;
	if (prefix)
		t->s += n;
	t->len -= (size_t)n;
}

/* Puts the replacement for the LEN bytes at AT. */
static void splice(struct modifier *m, struct text *t, size_t at, size_t len)
{
	struct field b = { .e = m->e };
	field_bytes(&b, t->s, at);
	field_bytes(&b, m->replacement.s, m->replacement.len);
	field_bytes(&b, t->s + at + len, t->len - at - len);
	t->s = field_string(&b);
	t->len = b.len;
}

static void replace_all(struct modifier *m, struct text *t)
{
	struct field b = { .e = m->e };
	bool utf8 = m->e->vars->utf8;
	size_t i = 0, len;
	while (i < t->len) {
		ssize_t at = pattern_find(&m->pattern, t->s + i, t->len - i, &len);
		if (at < 0)
			break;
		field_bytes(&b, t->s + i, (size_t)at);
		field_bytes(&b, m->replacement.s, m->replacement.len);
		i += (size_t)at + len;
		if (len == 0 && i < t->len) {
			uint32_t c;
			size_t n = char_next(t->s + i, t->len - i, utf8, &c);
			field_bytes(&b, t->s + i, n);
			i += n;
		}
	}
	field_bytes(&b, t->s + i, t->len - i);
	t->s = field_string(&b);
	t->len = b.len;
}

static void replace(struct modifier *m, struct text *t)
{
	size_t len;
	ssize_t at;
	switch (m->p->op) {
	case PARAM_REPLACE_HEAD:
		at = pattern_prefix(&m->pattern, t->s, t->len, true);
		if (at >= 0)
			splice(m, t, 0, (size_t)at);
		return;
	case PARAM_REPLACE_TAIL:
		at = pattern_suffix(&m->pattern, t->s, t->len, true);
		if (at >= 0)
			splice(m, t, t->len - (size_t)at, (size_t)at);
		return;
	default: break;
	}
	if (m->pattern.n == 0)
		return;
	if (m->p->op == PARAM_REPLACE_ALL && t->len) {
		replace_all(m, t);
		return;
	}
	at = pattern_find(&m->pattern, t->s, t->len, &len);
	if (at >= 0)
		splice(m, t, (size_t)at, len);
}

static void change_case(struct modifier *m, struct text *t)
{
	bool upper = m->p->op == PARAM_UPPER || m->p->op == PARAM_UPPER_ALL;
	bool all = m->p->op == PARAM_UPPER_ALL || m->p->op == PARAM_LOWER_ALL;
	bool any = !m->p->arg || m->pattern.n == 0, utf8 = m->e->vars->utf8;
	struct field b = { .e = m->e };
	field_bytes(&b, "", 0);
	for (size_t i = 0; i < t->len;) {
		uint32_t c;
		char out[4];
		size_t n = char_next(t->s + i, t->len - i, utf8, &c);
		if ((all || i == 0) && (any || pattern_matches(&m->pattern, t->s + i, n))) {
			c = upper ? char_upper(c, utf8) : char_lower(c, utf8);
			out[0] = (char)c;
			field_bytes(&b, out, utf8 && c > 0x7f ? utf8_encode(c, out) : 1);
		} else {
			field_bytes(&b, t->s + i, n);
		}
		i += n;
	}
	t->s = field_string(&b);
	t->len = b.len;
}

static int modify_one(struct modifier *m, struct text *t, bool is_set)
{
	switch (m->p->op) {
	case PARAM_CUT_PREFIX:
	case PARAM_CUT_PREFIX_LONG:
	case PARAM_CUT_SUFFIX:
	case PARAM_CUT_SUFFIX_LONG: cut(m, t); return 0;
	case PARAM_REPLACE:
	case PARAM_REPLACE_ALL:
	case PARAM_REPLACE_HEAD:
	case PARAM_REPLACE_TAIL: replace(m, t); return 0;
	case PARAM_TRANSFORM: return transform_text(m->e, m->p, t, is_set);
	default: change_case(m, t); return 0;
	}
}

/* IS_LIST false: the one text is looked up here, after the words were expanded. */
int param_modify(struct expander *e, const struct param *p, struct text *texts, size_t n, bool is_list)
{
	struct modifier m;
	m.e = e;
	m.p = p;
	m.has_pattern = false;
	if (p->op != PARAM_TRANSFORM && prepare_pattern(&m) < 0)
		return -1;
	bool is_set = is_list || param_get(e, p, texts);
	int err = 0;
	if (!is_set) {
		*texts = (struct text){ "", 0 };
		if (exp_option(e, OPT_NOUNSET))
			err = param_unset_error(e, p);
	}
	for (size_t i = 0; i < n && err == 0; i++)
		err = modify_one(&m, &texts[i], is_set);
	if (m.has_pattern)
		pattern_free(&m.pattern);
	return err;
}

/* ---- slices -------------------------------------------------------------------------------------------- */

int slice_eval(struct expander *e, const struct param *p, struct slice *s)
{
	s->length = 0;
	s->has_length = p->length != NULL;
	if (exp_arith(e, p->offset, &s->offset) < 0)
		return -1;
	return s->has_length ? exp_arith(e, p->length, &s->length) : 0;
}

int slice_resolve(struct expander *e, const struct param *p, const struct slice *s, size_t count,
	size_t *from, size_t *n)
{
	int64_t total = (int64_t)count, offset = s->offset;
	*from = *n = 0;
	if (offset < 0)
		offset = offset < -total ? -1 : offset + total;
	if (offset < 0 || offset > total)
		return 0;
	int64_t length = s->has_length ? s->length : total;
	if (length < 0) {
		length = length < -total ? -1 : total + length - offset;
		if (length < 0)
			return exp_error(e, p->pos, "%s: substring expression < 0", param_label(e, p));
	}
	*from = (size_t)offset;
	*n = length > total - offset ? (size_t)(total - offset) : (size_t)length;
	return 0;
}

int slice_text(struct expander *e, const struct param *p, const struct slice *s, struct text *t)
{
	bool utf8 = e->vars->utf8;
	size_t from, n;
	size_t count = utf8 && (s->offset < 0 || s->length < 0) ? utf8_count(t->s, t->len) : t->len;
	if (slice_resolve(e, p, s, count, &from, &n) < 0)
		return -1;
	size_t skip = char_offset(t->s, t->len, from, utf8);
	t->s += skip;
	t->len -= skip;
	t->len = char_offset(t->s, t->len, n, utf8);
	return 0;
}
