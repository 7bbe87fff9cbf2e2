/* SPDX-License-Identifier: GPL-3.0-or-later */
/* escape.c -- backslash escapes of echo and printf. */
#include "builtins_internal.h"

/* Up to MOST digits of BASE at *S, which moves past them; false: not one. */
static bool digits(const char **s, unsigned base, int most, uint32_t *out)
{
	const char *at = *s;

	*out = 0;
	for (; most > 0 && digit_value(*at) < base; most--, at++)
		*out = *out * base + digit_value(*at);
	if (at == *s)
		return false;
	*s = at;
	return true;
}

static int octal(const char **s, enum escape_style style, char *out)
{
	uint32_t n = 0;

	if (style != ESCAPE_FORMAT && **s == '0') { /* \0ddd; \0 alone is NUL */
		++*s;
		digits(s, 8, 3, &n);
	} else {
		digits(s, 8, 3, &n);
	}
	*out = (char)n;
	return 1;
}

static int unknown(const char *s, char *out)
{
	out[0] = '\\';
	out[1] = s[-1];
	return 2;
}

static int by_number(const char **s, char kind, char *out)
{
	const char *begin = *s;
	uint32_t n;

	if (!digits(s, 16, kind == 'x' ? 2 : kind == 'u' ? 4 : 8, &n))
		return unknown(begin, out);
	if (kind != 'x')
		return (int)utf8_encode(n, out);
	*out = (char)n;
	return 1;
}

int escape_decode(const char **s, enum escape_style style, char out[4])
{
	static const char letters[] = "abtnvfr"; /* 7 to 13 */
	char c = **s;

	if (!c) {
		*out = '\\';
		return 1;
	}
	if (c >= '0' && c <= '7' && (c == '0' || style != ESCAPE_ECHO))
		return octal(s, style, out);
	++*s;
	const char *found = strchr(letters, c);
	if (found) {
		*out = (char)(7 + (found - letters));
		return 1;
	}
	switch (c) {
	case '\\': *out = '\\'; return 1;
	case 'e': *out = 27; return 1;
	case 'E': *out = 27; return style == ESCAPE_DASH ? unknown(*s, out) : 1;
	case 'c': return style == ESCAPE_FORMAT ? unknown(*s, out) : ESCAPE_STOP;
	case '"':
	case '\'':
	case '?': *out = c; return style == ESCAPE_FORMAT ? 1 : unknown(*s, out);
	case 'x':
	case 'u':
	case 'U': return style == ESCAPE_DASH ? unknown(*s, out) : by_number(s, c, out);
	default: return unknown(*s, out);
	}
}

int escape_each(
	const char *s, enum escape_style style, void (*add)(void *ctx, const char *p, size_t n), void *ctx)
{
	for (;;) {
		const char *backslash = strchrnul(s, '\\');
		char out[4];

		if (backslash != s)
			add(ctx, s, (size_t)(backslash - s));
		if (!*backslash)
			return 0;
		s = backslash + 1;
		int n = escape_decode(&s, style, out);
		if (n == ESCAPE_STOP)
			return ESCAPE_STOP;
		add(ctx, out, (size_t)n);
	}
}
