/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extglob.c -- extended globs @( | ) ?( ) *( ) +( ) !( ): the set of all positions that can be reached is
 * carried from element to element, so that alternatives cost a pass each and never multiply. */
#include "expand_internal.h"

#include <stdlib.h>

/* Bytes up to the ) of the outermost level, or to the first | of it if that counts too; LEN:
 * there is none. */
static inline __attribute__((always_inline)) size_t span_of(const char *s, size_t len, bool alternative)
{
	size_t depth = 0;
	for (size_t i = 0; i < len; i++) {
		ssize_t span;
		switch (s[i]) {
		case '\\': i++; break;
		case '(': depth++; break;
		case ')':
			if (depth-- == 0)
				return i;
			break;
		case '|':
			if (depth == 0 && alternative)
				return i;
			break;
		case '[':
			span = bracket_span(s + i + 1, len - i - 1);
			if (span >= 0)
				i += (size_t)span + 1;
			break;
		default: break;
		}
	}
	return len;
}

ssize_t ext_span(const char *s, size_t len)
{
	size_t span = span_of(s, len, false);
	return span < len ? (ssize_t)span : -1;
}

struct subject {
	const char *s;
	size_t len;
	unsigned flags;
};

/* A set over the len + 1 positions of the subject: none lies outside LOW to HIGH (LOW > HIGH:
 * it is empty). */
struct positions {
	uint8_t *at;
	size_t low, high;
};

static struct positions set_new(const struct subject *t)
{
	return (struct positions){ mem_zalloc(t->len + 1), 1, 0 };
}

static void set_clear(struct positions *set)
{
	if (set->low <= set->high)
		memset(set->at + set->low, 0, set->high - set->low + 1);
	set->low = 1;
	set->high = 0;
}

static void set_put(struct positions *set, size_t pos)
{
	if (set->low > set->high)
		set->low = set->high = pos;
	if (pos < set->low)
		set->low = pos;
	if (pos > set->high)
		set->high = pos;
	set->at[pos] = 1;
}

/* Takes out the position before the first byte. */
static void set_drop_first(struct positions *set)
{
	set->at[0] = 0;
	if (set->low++ == set->high)
		set_clear(set);
}

/* true: there was something new. */
static bool set_unite(struct positions *into, const struct positions *more)
{
	bool grew = false;
	for (size_t i = more->low; i <= more->high; i++) {
		if (!more->at[i] || into->at[i])
			continue;
		set_put(into, i);
		grew = true;
	}
	return grew;
}

/* Is the character at POS a leading period, which only a literal period matches? */
static bool guarded(const struct subject *t, size_t pos)
{
	return pos == 0 && (t->flags & MATCH_PERIOD) && t->len > 0 && t->s[0] == '.';
}

static void step_text(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out)
{
	for (size_t i = in->low; i <= in->high && i + el->len <= t->len; i++)
		if (in->at[i] && memcmp(t->s + i, el->s, el->len) == 0)
			set_put(out, i + el->len);
}

static void step_char(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out)
{
	for (size_t i = in->low; i <= in->high && i < t->len; i++) {
		uint32_t c;
		if (!in->at[i] || (guarded(t, i) && el->kind != PAT_CHAR))
			continue;
		size_t n = char_next(t->s + i, t->len - i, t->flags & MATCH_UTF8, &c);
		if (elem_matches_char(el, c, t->flags))
			set_put(out, i + n);
	}
}

static void step_star(const struct subject *t, const struct positions *in, struct positions *out)
{
	if (in->low > in->high)
		return;
	size_t i = in->low;
	set_unite(out, in);
	if (guarded(t, i))
		set_drop_first(out); /* also a star of nothing hides the period behind it */
	while (i < t->len) {
		uint32_t c;
		size_t n = char_next(t->s + i, t->len - i, t->flags & MATCH_UTF8, &c);
		if (out->at[i] && !guarded(t, i))
			set_put(out, i + n);
		i += n;
	}
}

static void step_ext(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out);

/* All positions after P that can be reached from IN. */
static void walk_pattern(
	const struct subject *t, const struct pattern *p, const struct positions *in, struct positions *out)
{
	struct positions from = set_new(t);
	set_clear(out);
	set_unite(out, in);
	for (size_t i = 0; i < p->n && out->low <= out->high; i++) {
		const struct pattern_elem *el = &p->elems[i];
		struct positions swap = from;
		from = *out;
		*out = swap;
		set_clear(out);
		switch (el->kind) {
		case PAT_TEXT: step_text(t, el, &from, out); break;
		case PAT_STAR: step_star(t, &from, out); break;
		case PAT_EXT: step_ext(t, el, &from, out); break;
		default: step_char(t, el, &from, out); break;
		}
	}
	free(from.at);
}

/* Adds to OUT what one of the alternatives reaches from IN; true: there was something new. */
static bool walk_alternatives(const struct subject *t, const struct pattern_elem *el,
	const struct positions *in, struct positions *out)
{
	bool grew = false;
	struct positions reached = set_new(t);
	const char *s = el->s, *end = el->s + el->len;
	for (;;) {
		struct pattern p;
		size_t n = span_of(s, (size_t)(end - s), true);
		pattern_compile(&p, s, n, t->flags);
		walk_pattern(t, &p, in, &reached);
		pattern_free(&p);
		grew |= set_unite(out, &reached);
		if (s + n == end)
			break;
		s += n + 1;
	}
	free(reached.at);
	return grew;
}

/* !(...): from each position everything but what the alternatives reach. */
static void step_not(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out)
{
	struct positions one = set_new(t), reached = set_new(t);
	for (size_t i = in->low; i <= in->high; i++) {
		if (!in->at[i])
			continue;
		set_clear(&reached);
		set_clear(&one);
		set_put(&one, i);
		walk_alternatives(t, el, &one, &reached);
		for (size_t j = i;;) {
			uint32_t c;
			if (!reached.at[j])
				set_put(out, j);
			if (j == t->len || guarded(t, j))
				break;
			j += char_next(t->s + j, t->len - j, t->flags & MATCH_UTF8, &c);
		}
	}
	free(one.at);
	free(reached.at);
}

/* *(...) and +(...): turn after turn, until nothing new is reached. */
static void step_repeat(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out)
{
	struct positions from = set_new(t), next = set_new(t);
	set_unite(&from, in);
	for (;;) {
		set_clear(&next);
		walk_alternatives(t, el, &from, &next);
		set_clear(&from);
		for (size_t i = next.low; i <= next.high; i++)
			if (next.at[i] && !out->at[i])
				set_put(&from, i); /* only what is new goes on */
		if (!set_unite(out, &next))
			break;
	}
	free(from.at);
	free(next.at);
}

static void step_ext(const struct subject *t, const struct pattern_elem *el, const struct positions *in,
	struct positions *out)
{
	if (stack_low())
		return;
	if (el->op == '!')
		step_not(t, el, in, out);
	else if (el->op == '*' || el->op == '+')
		step_repeat(t, el, in, out);
	else
		walk_alternatives(t, el, in, out);
	if (el->op == '?' || el->op == '*')
		set_unite(out, in);
}

/* The set of the lengths of all prefixes of S that match; its array is for free(). */
static struct positions ext_reach(const struct pattern *p, const char *s, size_t len)
{
	struct subject t = { s, len, p->flags };
	struct positions in = set_new(&t), out = set_new(&t);
	set_put(&in, 0);
	walk_pattern(&t, p, &in, &out);
	free(in.at);
	return out;
}

bool ext_matches(const struct pattern *p, const char *s, size_t len)
{
	struct positions reached = ext_reach(p, s, len);
	bool yes = reached.at[len];
	free(reached.at);
	return yes;
}

ssize_t ext_prefix(const struct pattern *p, const char *s, size_t len, bool longest)
{
	struct positions reached = ext_reach(p, s, len);
	ssize_t n = -1;
	if (reached.low <= reached.high)
		n = (ssize_t)(longest ? reached.high : reached.low);
	free(reached.at);
	return n;
}
