/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern.c -- the patterns of "(glob)" and "(re)" lines. */
#include "transcript_internal.h"

#include <ctype.h>

/* The pattern's next item: how long it is and which byte it wants (-1: any one). A star is not one. */
static size_t glob_item(const char *p, size_t len, int *want)
{
	if (*p == '\\' && len > 1 && strchr("*?\\", p[1]) && p[1]) {
		*want = (unsigned char)p[1];
		return 2;
	}
	*want = *p == '?' ? -1 : (unsigned char)*p;
	return 1;
}

/* Only the last star needs to be tried again: what stood before it has matched already. */
bool pattern_glob(const char *pattern, size_t plen, const char *s, size_t len)
{
	size_t p = 0, i = 0, after_star = 0, tried = 0;
	bool star = false;

	while (i < len || p < plen) {
		int want = -2;
		size_t step = p < plen ? glob_item(pattern + p, plen - p, &want) : 0;

		if (step == 1 && pattern[p] == '*') {
			star = true;
			after_star = ++p;
			tried = i;
		} else if (step > 0 && i < len && (want == -1 || want == (unsigned char)s[i])) {
			p += step;
			i++;
		} else if (star && tried < len) {
			p = after_star;
			i = ++tried;
		} else {
			return false;
		}
	}
	return true;
}

/* What "\X" is outside of brackets; gives the bytes used. Expressions that glibc has itself (\w \s \b ...) go
 * through. */
static size_t ere_escape(struct buf *out, const char *p, size_t len)
{
	if (len < 2) {
		buf_str(out, "\\\\");
		return len;
	}
	switch (p[1]) {
	case 'd': buf_str(out, "[0-9]"); return 2;
	case 'D': buf_str(out, "[^0-9]"); return 2;
	case 't': buf_byte(out, '\t'); return 2;
	case 'r': buf_byte(out, '\r'); return 2;
	case 'f': buf_byte(out, '\f'); return 2;
	case 'v': buf_byte(out, '\v'); return 2;
	case 'n': buf_byte(out, '\n'); return 2;
	case 'A': buf_byte(out, '^'); return 2;
	case 'Z': buf_byte(out, '$'); return 2;
	case 'x':
		if (len >= 4 && isxdigit((unsigned char)p[2]) && isxdigit((unsigned char)p[3])) {
			char byte[4] = { p[0], p[1], p[2], p[3] };

			if (render_unescape(byte, 4) == 1 && ispunct((unsigned char)byte[0]))
				buf_byte(out, '\\');
			buf_byte(out, byte[0]);
			return 4;
		}
	}
	bool plain = !isalnum((unsigned char)p[1]) && !ispunct((unsigned char)p[1]);
	buf_add(out, plain ? p + 1 : p, plain ? 1 : 2);
	return 2;
}

/* The same inside of brackets, where POSIX knows no backslash. */
static size_t ere_bracket_escape(struct buf *out, const char *p, size_t len)
{
	char c = len > 1 ? p[1] : '\\';

	switch (c) {
	case 'd': buf_str(out, "0-9"); break;
	case 'w': buf_str(out, "[:alnum:]_"); break;
	case 's': buf_str(out, "[:space:]"); break;
	case 't': buf_byte(out, '\t'); break;
	case 'r': buf_byte(out, '\r'); break;
	case 'n': buf_byte(out, '\n'); break;
	case ']':
	case '[':
	case '^':
	case '-': buf_printf(out, "[.%c.]", c); break;
	default: buf_byte(out, c);
	}
	return len > 1 ? 2 : 1;
}

static size_t ere_bracket(struct buf *out, const char *p, size_t len)
{
	size_t i = 1;

	buf_byte(out, '[');
	if (i < len && p[i] == '^')
		buf_byte(out, p[i++]);
	if (i < len && p[i] == ']')
		buf_byte(out, p[i++]);
	while (i < len && p[i] != ']') {
		if (p[i] == '\\') {
			i += ere_bracket_escape(out, p + i, len - i);
		} else if (p[i] == '[' && i + 1 < len && p[i + 1] == ':') {
			const char *close = memmem(p + i, len - i, ":]", 2);
			size_t n = close ? (size_t)(close - (p + i)) + 2 : 1;

			buf_add(out, p + i, n);
			i += n;
		} else {
			buf_byte(out, p[i++]);
		}
	}
	buf_byte(out, ']');
	return i < len ? i + 1 : i;
}

/* As all of a line has to match, "as little as possible" means nothing, and groups that do not count are
 * groups. */
void pattern_to_ere(struct buf *out, const char *pattern, size_t len)
{
	for (size_t i = 0; i < len;) {
		const char *p = pattern + i;
		bool after_repeat = i > 0 && strchr("*+?}", p[-1]) && !(i > 1 && p[-2] == '\\');

		if (*p == '\\') {
			i += ere_escape(out, p, len - i);
		} else if (*p == '[') {
			i += ere_bracket(out, p, len - i);
		} else if (*p == '(' && len - i >= 3 && p[1] == '?' && p[2] == ':') {
			buf_byte(out, '(');
			i += 3;
		} else {
			if (*p != '?' || !after_repeat)
				buf_byte(out, *p);
			i++;
		}
	}
}
