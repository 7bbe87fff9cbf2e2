/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern.c -- patterns (XCU 2.14): compiled to a row of elements, which stars part into runs. A run has a
 * fixed number of characters, so the leftmost or rightmost place for each one in turn is right, and nothing
 * is ever tried twice. */
#include "expand_internal.h"

#include <stdlib.h>

/* ---- compiling ----------------------------------------------------------------------------------------- */

static struct pattern_elem *add_elem(struct pattern *p, unsigned kind, const char *s, size_t len, size_t room)
{
	if (p->n == PATTERN_LOCAL && p->elems == p->local) {
		p->elems = mem_alloc((p->n + room) * sizeof *p->elems);
		memcpy(p->elems, p->local, sizeof p->local);
	}
	struct pattern_elem *el = &p->elems[p->n++];
	el->kind = (uint8_t)kind;
	el->s = s;
	el->len = len;
	if (kind != PAT_TEXT && kind != PAT_CHAR)
		p->has_magic = true;
	return el;
}

/* One literal character at S; gives its length. Bytes that are no valid UTF-8 are compared as characters: as
 * bytes they could match in the middle of one. */
static size_t add_literal(struct pattern *p, const char *s, size_t len)
{
	uint32_t c;
	bool utf8 = p->flags & MATCH_UTF8;
	size_t n = char_next(s, len, utf8, &c);
	if ((p->flags & MATCH_NOCASE) || (utf8 && c >= 0xDC80 && c <= 0xDCFF)) {
		add_elem(p, PAT_CHAR, s, n, len)->c = char_lower(c, utf8);
		return n;
	}
	struct pattern_elem *last = p->n ? &p->elems[p->n - 1] : NULL;
	if (last && last->kind == PAT_TEXT && last->s + last->len == s)
		last->len += n;
	else
		add_elem(p, PAT_TEXT, s, n, len);
	return n;
}

static bool is_ext_op(char c)
{
	return c == '@' || c == '?' || c == '*' || c == '+' || c == '!';
}

/* An extended glob at S: its length, or 0 where there is none. */
static size_t add_ext(struct pattern *p, const char *s, size_t len)
{
	if (!(p->flags & MATCH_EXTGLOB) || len < 3 || s[1] != '(' || !is_ext_op(s[0]))
		return 0;
	if (p->no_paren)
		return 0;
	ssize_t span = ext_span(s + 2, len - 2);
	if (span < 0) {
		p->no_paren = memchr(s, ')', len) == NULL;
		return 0;
	}
	add_elem(p, PAT_EXT, s + 2, (size_t)span, len)->op = s[0];
	p->has_ext = true;
	return (size_t)span + 3;
}

/* [ at S: the length of a bracket expression, or 0. */
static size_t add_bracket(struct pattern *p, const char *s, size_t len)
{
	if (p->no_bracket)
		return 0;
	ssize_t span = bracket_span(s + 1, len - 1);
	if (span < 0) {
		p->no_bracket = memchr(s, ']', len) == NULL;
		return 0;
	}
	add_elem(p, PAT_BRACKET, s + 1, (size_t)span, len);
	return (size_t)span + 2;
}

static size_t add_special(struct pattern *p, const char *s, size_t len)
{
	size_t n = add_ext(p, s, len);
	if (n)
		return n;
	if (*s == '*') {
		if (p->n == 0 || p->elems[p->n - 1].kind != PAT_STAR)
			add_elem(p, PAT_STAR, s, 1, len);
		return 1;
	}
	if (*s == '?') {
		add_elem(p, PAT_ANY, s, 1, len);
		return 1;
	}
	return *s == '[' ? add_bracket(p, s, len) : 0;
}

void pattern_compile(struct pattern *p, const char *text, size_t len, unsigned flags)
{
	p->elems = p->local;
	p->n = 0;
	p->flags = flags;
	p->has_ext = p->has_magic = p->no_bracket = p->no_paren = false;
	for (size_t i = 0; i < len;) {
		char c = text[i];
		if (c == '\\' && i + 1 < len) {
			i++;
			i += add_literal(p, text + i, len - i);
			continue;
		}
		size_t n = 0;
		if (c == '*' || c == '?' || c == '[' || c == '@' || c == '+' || c == '!')
			n = add_special(p, text + i, len - i);
		i += n ? n : add_literal(p, text + i, len - i);
	}
}

void pattern_free(struct pattern *p)
{
	if (p->elems != p->local)
		free(p->elems);
}

/* ---- runs: elements A to Z (not with Z), none of them a star ------------------------------------------- */

bool elem_matches_char(const struct pattern_elem *el, uint32_t c, unsigned flags)
{
	switch (el->kind) {
	case PAT_ANY: return true;
	case PAT_CHAR: return ((flags & MATCH_NOCASE) ? char_lower(c, flags & MATCH_UTF8) : c) == el->c;
	case PAT_BRACKET: return bracket_matches(el->s, el->len, c, flags);
	default: return false;
	}
}

/* Matches the run at POS; where it ends, or -1. */
static ssize_t run_match(const struct pattern *p, size_t a, size_t z, const char *s, size_t len, size_t pos)
{
	for (; a < z; a++) {
		const struct pattern_elem *el = &p->elems[a];
		if (el->kind == PAT_TEXT) {
			if (len - pos < el->len || memcmp(s + pos, el->s, el->len) != 0)
				return -1;
			pos += el->len;
			continue;
		}
		if (pos == len)
			return -1;
		uint32_t c;
		size_t n = char_next(s + pos, len - pos, p->flags & MATCH_UTF8, &c);
		if (!elem_matches_char(el, c, p->flags))
			return -1;
		pos += n;
	}
	return (ssize_t)pos;
}

/* The run that ends at POS and does not begin before LOW: where it begins, or -1. */
static ssize_t run_match_back(
	const struct pattern *p, size_t a, size_t z, const char *s, size_t low, size_t pos)
{
	while (z-- > a) {
		const struct pattern_elem *el = &p->elems[z];
		if (el->kind == PAT_TEXT) {
			if (pos - low < el->len || memcmp(s + pos - el->len, el->s, el->len) != 0)
				return -1;
			pos -= el->len;
			continue;
		}
		if (pos == low)
			return -1;
		uint32_t c;
		size_t n = char_prev_len(s, pos, p->flags & MATCH_UTF8);
		char_next(s + pos - n, n, p->flags & MATCH_UTF8, &c);
		if (n > pos - low || !elem_matches_char(el, c, p->flags))
			return -1;
		pos -= n;
	}
	return (ssize_t)pos;
}

/* The leftmost place from POS on: where it begins, and in *END where it ends; or -1. */
static ssize_t run_find(
	const struct pattern *p, size_t a, size_t z, const char *s, size_t len, size_t pos, size_t *end)
{
	*end = pos;
	if (a == z)
		return (ssize_t)pos;
	const struct pattern_elem *first = &p->elems[a];
	for (;;) {
		if (first->kind == PAT_TEXT) {
			const char *hit = first->len == 1 ? memchr(s + pos, first->s[0], len - pos)
							  : memmem(s + pos, len - pos, first->s, first->len);
			if (!hit)
				return -1;
			pos = (size_t)(hit - s);
		}
		ssize_t to = run_match(p, a, z, s, len, pos);
		if (to >= 0) {
			*end = (size_t)to;
			return (ssize_t)pos;
		}
		if (pos == len)
			return -1;
		uint32_t c;
		pos += char_next(s + pos, len - pos, p->flags & MATCH_UTF8, &c);
	}
}

/* The rightmost place between LOW and POS: likewise. */
static ssize_t run_find_back(
	const struct pattern *p, size_t a, size_t z, const char *s, size_t low, size_t pos, size_t *end)
{
	*end = pos;
	if (a == z)
		return (ssize_t)pos;
	const struct pattern_elem *last = &p->elems[z - 1];
	for (;;) {
		if (last->kind == PAT_TEXT) {
			const char *hit = memrchr(s + low, last->s[last->len - 1], pos - low);
			if (!hit)
				return -1;
			pos = (size_t)(hit - s) + 1;
		}
		ssize_t from = run_match_back(p, a, z, s, low, pos);
		if (from >= 0) {
			*end = pos;
			return from;
		}
		if (pos == low)
			return -1;
		pos -= last->kind == PAT_TEXT ? 1 : char_prev_len(s, pos, p->flags & MATCH_UTF8);
	}
}

/* ---- whole patterns ------------------------------------------------------------------------------------ */

static size_t next_star(const struct pattern *p, size_t from)
{
	while (from < p->n && p->elems[from].kind != PAT_STAR)
		from++;
	return from;
}

static size_t last_star(const struct pattern *p) /* there is one */
{
	size_t i = p->n;
	while (p->elems[--i].kind != PAT_STAR)
		;
	return i;
}

/* All runs between star *I and star LAST, each at its leftmost place; the position after them, or -1. */
static ssize_t middle_runs(
	const struct pattern *p, size_t i, size_t last, const char *s, size_t len, size_t pos)
{
	while (i < last) {
		size_t z = next_star(p, i + 1);
		if (run_find(p, i + 1, z, s, len, pos, &pos) < 0)
			return -1;
		i = z;
	}
	return (ssize_t)pos;
}

static bool hides_period(const struct pattern *p, const char *s, size_t len)
{
	if (!(p->flags & MATCH_PERIOD) || len == 0 || s[0] != '.' || p->n == 0)
		return false;
	const struct pattern_elem *first = &p->elems[0];
	return !(first->kind == PAT_TEXT && first->s[0] == '.') &&
	       !(first->kind == PAT_CHAR && first->c == '.');
}

bool pattern_matches(const struct pattern *p, const char *s, size_t len)
{
	if (p->has_ext)
		return ext_matches(p, s, len);
	if (hides_period(p, s, len))
		return false;
	size_t first = next_star(p, 0);
	ssize_t pos = run_match(p, 0, first, s, len, 0);
	if (first == p->n || pos < 0)
		return pos >= 0 && (size_t)pos == len;
	size_t last = last_star(p);
	ssize_t tail = run_match_back(p, last + 1, p->n, s, (size_t)pos, len);
	return tail >= 0 && middle_runs(p, first, last, s, (size_t)tail, (size_t)pos) >= 0;
}

ssize_t pattern_prefix(const struct pattern *p, const char *s, size_t len, bool longest)
{
	if (p->has_ext)
		return ext_prefix(p, s, len, longest);
	size_t first = next_star(p, 0);
	ssize_t pos = run_match(p, 0, first, s, len, 0);
	if (first == p->n || pos < 0)
		return pos;
	size_t last = last_star(p), end;
	pos = middle_runs(p, first, last, s, len, (size_t)pos);
	if (pos < 0)
		return -1;
	ssize_t from = longest ? run_find_back(p, last + 1, p->n, s, (size_t)pos, len, &end)
			       : run_find(p, last + 1, p->n, s, len, (size_t)pos, &end);
	return from < 0 ? -1 : (ssize_t)end;
}

/* An extended glob is tried at each place in turn. */
static ssize_t ext_suffix(const struct pattern *p, const char *s, size_t len, bool longest)
{
	bool utf8 = p->flags & MATCH_UTF8;
	for (size_t pos = longest ? 0 : len;;) {
		uint32_t c;
		if (ext_matches(p, s + pos, len - pos))
			return (ssize_t)(len - pos);
		if (pos == (longest ? len : 0))
			return -1;
		if (longest)
			pos += char_next(s + pos, len - pos, utf8, &c);
		else
			pos -= char_prev_len(s, pos, utf8);
	}
}

ssize_t pattern_suffix(const struct pattern *p, const char *s, size_t len, bool longest)
{
	if (p->has_ext)
		return ext_suffix(p, s, len, longest);
	size_t z = p->n, first = next_star(p, 0), end;
	size_t last = first < z ? last_star(p) : 0;
	ssize_t pos = run_match_back(p, first < z ? last + 1 : 0, z, s, 0, len);
	if (first == z || pos < 0)
		return pos < 0 ? -1 : (ssize_t)len - pos;
	for (size_t star = last; star > first;) {
		size_t a = star;
		while (p->elems[a - 1].kind != PAT_STAR)
			a--;
		pos = run_find_back(p, a, star, s, 0, (size_t)pos, &end);
		if (pos < 0)
			return -1;
		star = a - 1;
	}
	if (longest)
		pos = run_find(p, 0, first, s, (size_t)pos, 0, &end);
	else
		pos = run_find_back(p, 0, first, s, 0, (size_t)pos, &end);
	return pos < 0 ? -1 : (ssize_t)len - pos;
}

static ssize_t ext_find(const struct pattern *p, const char *s, size_t len, size_t *match_len)
{
	for (size_t pos = 0;;) {
		ssize_t n = ext_prefix(p, s + pos, len - pos, true);
		if (n >= 0) {
			*match_len = (size_t)n;
			return (ssize_t)pos;
		}
		if (pos == len)
			return -1;
		uint32_t c;
		pos += char_next(s + pos, len - pos, p->flags & MATCH_UTF8, &c);
	}
}

ssize_t pattern_find(const struct pattern *p, const char *s, size_t len, size_t *match_len)
{
	if (p->has_ext)
		return ext_find(p, s, len, match_len);
	size_t first = next_star(p, 0), end;
	ssize_t pos = run_find(p, 0, first, s, len, 0, &end);
	if (pos < 0)
		return -1;
	*match_len = end - (size_t)pos;
	if (first == p->n)
		return pos;
	/* Where the rest does not fit after the leftmost head, it fits after no later one. */
	ssize_t n = pattern_prefix(p, s + pos, len - (size_t)pos, true);
	*match_len = n < 0 ? 0 : (size_t)n;
	return n < 0 ? -1 : pos;
}

/* ---- the contract -------------------------------------------------------------------------------------- */

static bool match_flat(const char *pattern, size_t plen, const char *s, size_t len, unsigned flags)
{
	struct pattern p;
	pattern_compile(&p, pattern, plen, flags);
	bool yes = pattern_matches(&p, s, len);
	pattern_free(&p);
	return yes;
}

/* Bytes up to the next slash that is in no bracket and no extended glob's ( ). */
static size_t pattern_component(const char *s, size_t len)
{
	size_t i = 0;
	while (i < len && s[i] != '/')
		i += s[i] == '\\' && i + 1 < len && s[i + 1] != '/' ? 2 : 1;
	return i;
}

static bool match_path(const char *pattern, size_t plen, const char *s, size_t len, unsigned flags)
{
	for (;;) {
		size_t a = pattern_component(pattern, plen);
		const char *slash = memchr(s, '/', len);
		size_t b = slash ? (size_t)(slash - s) : len;
		bool escaped = a < plen && a > 0 && pattern[a - 1] == '\\';
		if (!match_flat(pattern, escaped ? a - 1 : a, s, b, flags))
			return false;
		if (a == plen || b == len)
			return a == plen && b == len;
		pattern += a + 1;
		plen -= a + 1;
		s += b + 1;
		len -= b + 1;
	}
}

/* A literal character at one end of the pattern that is not at that end of S: most patterns of a `case` fail
 * here. */
static bool ends_differ(const char *pattern, size_t plen, const char *s, size_t len)
{
	char first = pattern[0], last = pattern[plen - 1];
	if (!strchr("\\*?[@+!", first) && (len == 0 || s[0] != first))
		return true;
	return !strchr("\\*?])", last) && (len == 0 || s[len - 1] != last);
}

bool pattern_match(const char *pattern, size_t plen, const char *s, size_t len, unsigned flags)
{
	if (plen && !(flags & (MATCH_PATHNAME | MATCH_NOCASE)) && ends_differ(pattern, plen, s, len))
		return false;
	if (plen == 1 && pattern[0] == '*' && !(flags & (MATCH_PATHNAME | MATCH_PERIOD)))
		return true;
	if (flags & MATCH_PATHNAME)
		return match_path(pattern, plen, s, len, flags);
	return match_flat(pattern, plen, s, len, flags);
}

bool pattern_is_literal(const char *pattern, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (pattern[i] == '\\' || (char_bits[(unsigned char)pattern[i]] & CHAR_MAGIC))
			return false;
	return true;
}
