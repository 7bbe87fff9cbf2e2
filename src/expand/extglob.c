/* SPDX-License-Identifier: GPL-3.0-or-later */
/* extglob.c -- extended globs @( | ) ?( ) *( ) +( ) !( ): the set of all positions that can be reached is
 * carried from element to element, so that alternatives cost a pass each and never multiply. */
#include "expand_internal.h"

#include <stdlib.h>

ssize_t ext_span(const char *s, size_t len)
{
	size_t depth = 0;
	for (size_t i = 0; i < len; i++) {
		ssize_t span;
		switch (s[i]) {
		case '\\': i++; break;
		case '(': depth++; break;
		case '[':
			span = bracket_span(s + i + 1, len - i - 1);
			if (span >= 0)
				i += (size_t)span + 1;
			break;
		case ')':
			if (depth-- == 0)
				return (ssize_t)i;
			break;
		default: break;
		}
	}
	return -1;
}

/* Bytes of the alternative at S: up to a | of its own level. */
static size_t alternative_span(const char *s, size_t len)
{
	size_t depth = 0;
	for (size_t i = 0; i < len; i++) {
		ssize_t span;
		switch (s[i]) {
		case '\\': i++; break;
		case '(': depth++; break;
		case ')': depth--; break;
		case '[':
			span = bracket_span(s + i + 1, len - i - 1);
			if (span >= 0)
				i += (size_t)span + 1;
			break;
		case '|':
			if (depth == 0)
				return i;
			break;
		default: break;
		}
	}
	return len;
}

/* The subject, and the sets over its len + 1 positions. */
struct subject {
	const char *s;
	size_t len;
	unsigned flags;
};

typedef uint8_t *position_set;

static position_set set_new(const struct subject *t)
{
	return mem_zalloc(t->len + 1);
}

static bool set_unite(const struct subject *t, position_set into, const uint8_t *more)
{
	bool grew = false;
	for (size_t i = 0; i <= t->len; i++) {
		grew |= more[i] && !into[i];
		into[i] |= more[i];
	}
	return grew;
}

/* Is the character at POS a leading period, which only a literal period matches? */
static bool guarded(const struct subject *t, size_t pos)
{
	return pos == 0 && (t->flags & MATCH_PERIOD) && t->len > 0 && t->s[0] == '.';
}

static void step_text(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
{
	for (size_t i = 0; i + el->len <= t->len; i++)
		if (in[i] && memcmp(t->s + i, el->s, el->len) == 0)
			out[i + el->len] = 1;
}

static void step_char(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
{
	for (size_t i = 0; i < t->len; i++) {
		uint32_t c;
		if (!in[i] || (guarded(t, i) && el->kind != PAT_CHAR))
			continue;
		size_t n = char_next(t->s + i, t->len - i, t->flags & MATCH_UTF8, &c);
		if (elem_matches_char(el, c, t->flags))
			out[i + n] = 1;
	}
}

static void step_star(const struct subject *t, const uint8_t *in, position_set out)
{
	size_t i = 0;
	memcpy(out, in, t->len + 1);
	while (i < t->len) {
		uint32_t c;
		size_t n = char_next(t->s + i, t->len - i, t->flags & MATCH_UTF8, &c);
		if (out[i] && !guarded(t, i))
			out[i + n] = 1;
		i += n;
	}
}

static void step_ext(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out);

/* All positions after P that can be reached from IN. */
static void walk_pattern(
	const struct subject *t, const struct pattern *p, const uint8_t *in, position_set out)
{
	memcpy(out, in, t->len + 1);
	position_set from = set_new(t);
	for (size_t i = 0; i < p->n; i++) {
		const struct pattern_elem *el = &p->elems[i];
		memcpy(from, out, t->len + 1);
		memset(out, 0, t->len + 1);
		switch (el->kind) {
		case PAT_TEXT: step_text(t, el, from, out); break;
		case PAT_STAR: step_star(t, from, out); break;
		case PAT_EXT: step_ext(t, el, from, out); break;
		default: step_char(t, el, from, out); break;
		}
	}
	free(from);
}

/* Adds to OUT what one of the alternatives reaches from IN; true: there was something new. */
static bool walk_alternatives(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
{
	bool grew = false;
	position_set reached = set_new(t);
	const char *s = el->s, *end = el->s + el->len;
	for (;;) {
		struct pattern p;
		size_t n = alternative_span(s, (size_t)(end - s));
		pattern_compile(&p, s, n, t->flags);
		walk_pattern(t, &p, in, reached);
		pattern_free(&p);
		grew |= set_unite(t, out, reached);
		if (s + n == end)
			break;
		s += n + 1;
	}
	free(reached);
	return grew;
}

/* !(...): from each position everything but what the alternatives reach. */
static void step_not(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
{
	position_set one = set_new(t), reached = set_new(t);
	for (size_t i = 0; i <= t->len; i++) {
		if (!in[i])
			continue;
		memset(reached, 0, t->len + 1);
		one[i] = 1;
		walk_alternatives(t, el, one, reached);
		one[i] = 0;
		for (size_t j = i;;) {
			uint32_t c;
			out[j] |= !reached[j];
			if (j == t->len || guarded(t, j))
				break;
			j += char_next(t->s + j, t->len - j, t->flags & MATCH_UTF8, &c);
		}
	}
	free(one);
	free(reached);
}

/* *(...) and +(...): turn after turn, until nothing new is reached. */
static void step_repeat(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
{
	walk_alternatives(t, el, in, out);
	position_set from = set_new(t);
	do
		memcpy(from, out, t->len + 1);
	while (walk_alternatives(t, el, from, out));
	free(from);
}

static void step_ext(
	const struct subject *t, const struct pattern_elem *el, const uint8_t *in, position_set out)
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
		set_unite(t, out, in);
}

/* The set of all lengths of prefixes of S that match; for free(). */
static position_set ext_reach(const struct pattern *p, const char *s, size_t len)
{
	struct subject t = { s, len, p->flags };
	position_set in = set_new(&t), out = set_new(&t);
	in[0] = 1;
	walk_pattern(&t, p, in, out);
	free(in);
	return out;
}

bool ext_matches(const struct pattern *p, const char *s, size_t len)
{
	position_set reached = ext_reach(p, s, len);
	bool yes = reached[len];
	free(reached);
	return yes;
}

ssize_t ext_prefix(const struct pattern *p, const char *s, size_t len, bool longest)
{
	position_set reached = ext_reach(p, s, len);
	const uint8_t *hit = longest ? memrchr(reached, 1, len + 1) : memchr(reached, 1, len + 1);
	ssize_t n = hit ? hit - reached : -1;
	free(reached);
	return n;
}
