/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bracket.c -- bracket expressions of patterns: XBD 9.3.5 with ! for ^, and the backslash as a quote
 * (XCU 2.14.1). */
#include "expand_internal.h"

/* After [ with : . or = at S: the length up to past the closing :] -- or 0 where there is none. */
static size_t named_span(const char *s, size_t len)
{
	for (size_t i = 1; i + 1 < len; i++) {
		if (s[i] == s[0] && s[i + 1] == ']')
			return i + 2;
		if (s[i] == ']' && i > 1)
			return 0;
	}
	return 0;
}

static bool is_named(const char *s, size_t len)
{
	return len > 1 && s[0] == '[' && (s[1] == ':' || s[1] == '.' || s[1] == '=');
}

ssize_t bracket_span(const char *s, size_t len)
{
	size_t i = 0;
	if (i < len && (s[i] == '!' || s[i] == '^'))
		i++;
	if (i < len && s[i] == ']')
		i++;
	while (i < len && s[i] != ']') {
		if (s[i] == '\\' && i + 1 < len)
			i += 2;
		else
			i += 1 + (is_named(s + i, len - i) ? named_span(s + i + 1, len - i - 1) : 0);
	}
	return i < len ? (ssize_t)i : -1;
}

struct bracket_item {
	uint32_t c;
	bool is_class;   /* [:name:]; MATCHED says whether the character is in it */
	bool is_nothing; /* a collating symbol of several characters: no character is one */
	bool matched;
};

/* [.x.] [=x=] [:x:], of LEN bytes after the outer [. */
static void named_item(const char *s, size_t len, uint32_t c, unsigned flags, struct bracket_item *item)
{
	const char *name = s + 1;
	size_t n = len - 3;
	bool utf8 = flags & MATCH_UTF8;
	if (s[0] == ':') {
		item->is_class = true;
		item->matched = char_in_class(c, name, n, utf8);
		return;
	}
	item->is_nothing = n == 0 || char_next(name, n, utf8, &item->c) != n;
}

/* Reads one item at S; its length. */
static size_t bracket_item(const char *s, size_t len, uint32_t c, unsigned flags, struct bracket_item *item)
{
	*item = (struct bracket_item){ 0 };
	size_t named = is_named(s, len) ? named_span(s + 1, len - 1) : 0;
	if (named) {
		named_item(s + 1, named, c, flags, item);
		return 1 + named;
	}
	size_t skip = s[0] == '\\' && len > 1;
	return skip + char_next(s + skip, len - skip, flags & MATCH_UTF8, &item->c);
}

/* An ASCII character that stands for itself: no escape, no name. */
static bool is_simple(char c)
{
	return c > 0 && c != '[' && c != '\\';
}

static bool bracket_has(const char *s, size_t len, uint32_t c, unsigned flags)
{
	size_t i = 0;
	while (i < len) {
		struct bracket_item low, high;
		bool range = i + 2 < len && s[i + 1] == '-';
		if (is_simple(s[i]) && (!range || is_simple(s[i + 2]))) {
			if (c >= (uint32_t)s[i] && c <= (uint32_t)s[range ? i + 2 : i])
				return true;
			i += range ? 3 : 1;
			continue;
		}
		i += bracket_item(s + i, len - i, c, flags, &low);
		if (low.is_class) {
			if (low.matched)
				return true;
			continue;
		}
		high = low;
		if (i + 1 < len && s[i] == '-')
			i += 1 + bracket_item(s + i + 1, len - i - 1, c, flags, &high);
		if (!low.is_nothing && !high.is_nothing && !high.is_class && c >= low.c && c <= high.c)
			return true;
	}
	return false;
}

bool bracket_matches(const char *s, size_t len, uint32_t c, unsigned flags)
{
	bool negated = len > 0 && (s[0] == '!' || s[0] == '^');
	bool has = bracket_has(s + negated, len - negated, c, flags);
	if (!has && (flags & MATCH_NOCASE)) {
		bool utf8 = flags & MATCH_UTF8;
		has = bracket_has(s + negated, len - negated, char_lower(c, utf8), flags) ||
		      bracket_has(s + negated, len - negated, char_upper(c, utf8), flags);
	}
	return has != negated;
}
