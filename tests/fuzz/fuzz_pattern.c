/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_pattern.c -- a byte of flags ('@' none; 1 UTF-8, 2 pathname, 4 period, 8 extended, 16 no case), a
 * pattern up to the end of the line, and a subject. pattern_match() against a matcher that carries the set of
 * all positions it may have reached, a bit for each; and the shortest and longest prefix and suffix against
 * trying them all. */
#include "../../src/expand/expand_internal.h"
#include "fuzz.h"

#include <ctype.h>
#include <stdlib.h>

enum { SUBJECT_MAX = 62 };
typedef uint64_t posset; /* bit i: before byte i of the subject */

struct subject {
	const char *s;
	size_t len;
	unsigned flags;
};

static posset reach(const struct subject *t, const char *p, size_t len, posset in);

static size_t char_at(const struct subject *t, const char *s, size_t len, uint32_t *c)
{
	*c = (unsigned char)*s;
	return (t->flags & MATCH_UTF8) && *c >= 0x80 ? utf8_decode(s, len, c) : 1;
}

static uint32_t fold(const struct subject *t, uint32_t c)
{
	return (t->flags & MATCH_NOCASE) && c < 128 ? (uint32_t)tolower((int)c) : c;
}

/* Moves all of IN over one character for which TEST (with P, LEN) is true. */
static posset over_char(const struct subject *t, posset in, bool literal,
	bool (*test)(const struct subject *t, const char *p, size_t len, uint32_t c), const char *p,
	size_t len)
{
	posset out = 0;

	for (size_t i = 0; i < t->len; i++) {
		uint32_t c;

		if (!(in >> i & 1))
			continue;
		size_t n = char_at(t, t->s + i, t->len - i, &c);
		bool hidden = i == 0 && c == '.' && (t->flags & MATCH_PERIOD) && !literal;
		if (!hidden && test(t, p, len, c))
			out |= (posset)1 << (i + n);
	}
	return out;
}

static bool test_any(const struct subject *t, const char *p, size_t len, uint32_t c)
{
	(void)t;
	(void)p;
	(void)len;
	(void)c;
	return true;
}

static bool test_literal(const struct subject *t, const char *p, size_t len, uint32_t c)
{
	uint32_t want;

	char_at(t, p, len, &want);
	return fold(t, want) == fold(t, c);
}

static bool test_bracket(const struct subject *t, const char *p, size_t len, uint32_t c)
{
	return bracket_matches(p, len, c, t->flags);
}

static posset over_star(const struct subject *t, posset in)
{
	if ((t->flags & MATCH_PERIOD) && t->len && t->s[0] == '.')
		in &= ~(posset)1;
	posset out = in;
	for (size_t i = 0; i < t->len; i++)
		out |= over_char(t, out, false, test_any, NULL, 0);
	return out;
}

/* An alternative of an extended glob: up to a | of its own level. */
static size_t alternative(const char *p, size_t len)
{
	int depth = 0;
	size_t i = 0;

	for (; i < len && (p[i] != '|' || depth > 0); i++) {
		ssize_t span = p[i] == '[' ? bracket_span(p + i + 1, len - i - 1) : -1;

		if (p[i] == '\\')
			i++;
		else if (span >= 0)
			i += (size_t)span + 1;
		else
			depth += (p[i] == '(') - (p[i] == ')');
	}
	return i < len ? i : len;
}

static posset any_alternative(const struct subject *t, const char *p, size_t len, posset in)
{
	posset out = 0;

	for (;;) {
		size_t n = alternative(p, len);

		out |= reach(t, p, n, in);
		if (n == len)
			return out;
		p += n + 1;
		len -= n + 1;
	}
}

static posset over_not(const struct subject *t, const char *p, size_t len, posset in)
{
	posset out = 0;

	for (size_t i = 0; i <= t->len; i++) {
		posset one = (posset)1 << i;
		posset all = one;

		if (!(in & one))
			continue;
		for (size_t k = i; k < t->len; k++)
			all |= over_char(t, all, false, test_any, NULL, 0);
		out |= all & ~any_alternative(t, p, len, one);
	}
	return out;
}

static posset over_ext(const struct subject *t, char op, const char *p, size_t len, posset in)
{
	posset out = 0, new = in;

	if (op == '!')
		return over_not(t, p, len, in);
	if (op == '@' || op == '?')
		return any_alternative(t, p, len, in) | (op == '?' ? in : 0);
	while ((new = any_alternative(t, p, len, new) & ~out))
		out |= new;
	return out | (op == '*' ? in : 0);
}

static posset reach(const struct subject *t, const char *p, size_t len, posset in)
{
	while (len > 0 && in) {
		ssize_t span = *p == '[' ? bracket_span(p + 1, len - 1) : -1;
		bool ext = (t->flags & MATCH_EXTGLOB) && len > 2 && p[1] == '(' && strchr("@?*+!", *p);
		ssize_t inner = ext ? ext_span(p + 2, len - 2) : -1;
		size_t n = 1;
		uint32_t c;

		if (inner >= 0) {
			in = over_ext(t, *p, p + 2, (size_t)inner, in);
			n = (size_t)inner + 3;
		} else if (*p == '*') {
			in = over_star(t, in);
		} else if (*p == '?') {
			in = over_char(t, in, false, test_any, NULL, 0);
		} else if (span >= 0) {
			in = over_char(t, in, false, test_bracket, p + 1, (size_t)span);
			n = (size_t)span + 2;
		} else {
			size_t quote = *p == '\\' && len > 1;
			n = quote + char_at(t, p + quote, len - quote, &c);
			in = over_char(t, in, true, test_literal, p + quote, len - quote);
		}
		p += n;
		len -= n;
	}
	return in;
}

static bool model_flat(const char *p, size_t plen, const char *s, size_t len, unsigned flags)
{
	struct subject t = { s, len, flags };

	return reach(&t, p, plen, 1) >> len & 1;
}

static size_t component(const char *p, size_t len)
{
	size_t i = 0;

	for (; i < len && p[i] != '/'; i++)
		if (p[i] == '\\' && i + 1 < len && p[i + 1] != '/')
			i++;
	return i < len ? i : len;
}

static bool model(const char *p, size_t plen, const char *s, size_t len, unsigned flags)
{
	if (!(flags & MATCH_PATHNAME))
		return model_flat(p, plen, s, len, flags);
	size_t a = component(p, plen);
	const char *slash = memchr(s, '/', len);
	size_t b = slash ? (size_t)(slash - s) : len;
	bool quoted = a > 0 && a < plen && p[a - 1] == '\\';
	if (!model_flat(p, a - quoted, s, b, flags) || (a == plen) != (b == len))
		return false;
	return a == plen || model(p + a + 1, plen - a - 1, s + b + 1, len - b - 1, flags);
}

/* Is there a border of characters before byte AT? */
static bool is_border(const char *s, size_t len, size_t at, unsigned flags)
{
	size_t i = 0;
	uint32_t c;

	while (i < at)
		i += char_next(s + i, len - i, flags & MATCH_UTF8, &c);
	return i == at;
}

static void check_cuts(const char *p, size_t plen, const char *s, size_t len, unsigned flags)
{
	struct pattern c;
	ssize_t prefix[2] = { -1, -1 }, suffix[2] = { -1, -1 };

	pattern_compile(&c, p, plen, flags);
	for (size_t i = 0; i <= len; i++) {
		if (!is_border(s, len, i, flags))
			continue;
		if (model_flat(p, plen, s, i, flags)) {
			prefix[1] = (ssize_t)i;
			prefix[0] = prefix[0] < 0 ? (ssize_t)i : prefix[0];
		}
		if (model_flat(p, plen, s + i, len - i, flags)) {
			suffix[0] = (ssize_t)(len - i);
			suffix[1] = suffix[1] < 0 ? (ssize_t)(len - i) : suffix[1];
		}
	}
	for (int longest = 0; longest < 2; longest++) {
		ssize_t head = pattern_prefix(&c, s, len, longest),
			tail = pattern_suffix(&c, s, len, longest);

		if (head != prefix[longest] || tail != suffix[longest])
			fuzz_fail("%s: %s %s: prefix %zd not %zd, suffix %zd not %zd", p, s,
				longest ? "longest" : "shortest", head, prefix[longest], tail,
				suffix[longest]);
	}
	pattern_free(&c);
}

static bool all_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= 128)
			return false;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t plen, len;

	stack_init();
	if (size < 1 || size > 4096)
		return 0;
	unsigned flags = *data++ & 31;
	size--;
	char *p = fuzz_field(&data, &size, '\n', &plen);
	char *s = mem_strndup(size ? (const char *)data : "", size);
	len = size;
	bool yes = pattern_match(p, plen, s, len, flags);
	bool small = len <= SUBJECT_MAX && plen <= 64 && !memchr(p, 0, plen);
	if (small && (!(flags & MATCH_NOCASE) || (all_ascii(p, plen) && all_ascii(s, len)))) {
		bool expected = model(p, plen, s, len, flags);

		if (yes != expected)
			fuzz_fail("%s: %s: matches %d, flags %u", p, s, yes, flags);
		if (!(flags & (MATCH_PATHNAME | MATCH_PERIOD)))
			check_cuts(p, plen, s, len, flags);
	}
	free(p);
	free(s);
	return 0;
}
