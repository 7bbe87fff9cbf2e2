/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.c -- lines of output as a transcript writes them, and back. */
#include "transcript_internal.h"

#include <ctype.h>

/* Control characters, U+0080..U+009F among them, and what changes the direction of text or cannot be seen at
 * all. */
static bool is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
	       (c >= 0xd800 && c < 0xe000);
}

static bool has_hidden(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += utf8_decode(s + i, len - i, &c);
		if (is_hidden(c))
			return true;
	}
	return false;
}

static bool ends_with(const struct got *g, const char *suffix)
{
	size_t n = strlen(suffix);

	return g->len >= n && memcmp(g->s + g->len - n, suffix, n) == 0;
}

static bool looks_like_suffix(const struct got *g)
{
	return ends_with(g, " (re)") || ends_with(g, " (glob)") || ends_with(g, " (esc)") ||
	       ends_with(g, " (no-eol)");
}

static bool looks_like_status(const struct got *g)
{
	if (g->len < 3 || g->s[0] != '[' || g->s[g->len - 1] != ']')
		return false;
	for (size_t i = 1; i < g->len - 1; i++) {
		if (!isdigit((unsigned char)g->s[i]))
			return false;
	}
	return true;
}

/* "$ " always begins a command; "> " goes on with one only where it stands directly below it. */
static bool looks_like_command(const struct got *g)
{
	bool blank = g->len >= 2 ? g->s[1] == ' ' : g->len == 1 && g->no_eol; /* " (no-eol)" follows */
	return blank && (g->s[0] == '$' || (g->s[0] == '>' && g->first));
}

static void add_escaped(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = utf8_decode(s + i, len - i, &c);

		if (c == '\\')
			buf_str(out, "\\\\");
		else if (c == '\t')
			buf_str(out, "\\t");
		else if (c == '\r')
			buf_str(out, "\\r");
		else if (!is_hidden(c))
			buf_add(out, s + i, n);
		else
			for (size_t k = 0; k < n; k++)
				buf_printf(out, "\\x%02x", (unsigned char)s[i + k]);
		i += n;
	}
}

void render_got(struct buf *out, const struct got *g)
{
	const char *s = g->s;
	size_t len = g->len;
	bool suffix = !g->status && looks_like_suffix(g), command = !g->status && looks_like_command(g);

	if (g->status || !(suffix || command || looks_like_status(g) || has_hidden(s, len))) {
		buf_add(out, s, len);
		buf_str(out, g->no_eol ? " (no-eol)" : "");
		return;
	}
	if (command) {
		buf_printf(out, "\\x%02x", (unsigned char)*s++);
		len--;
	}
	add_escaped(out, s, suffix ? len - 1 : len);
	buf_str(out, suffix ? "\\x29" : "");
	buf_str(out, g->no_eol ? " (no-eol) (esc)" : " (esc)");
}

/* One escape of at most LEN bytes; gives how many it took, 0: none that is known. */
static size_t unescape_one(const char *s, size_t len, char *out)
{
	static const char letters[] = "abfnrtv\\'\"", bytes[] = "\a\b\f\n\r\t\v\\'\"";

	if (len < 2)
		return 0;
	const char *letter = s[1] ? strchr(letters, s[1]) : NULL;
	if (letter) {
		*out = bytes[letter - letters];
		return 2;
	}
	if (s[1] == 'x' && len >= 4 && digit_value(s[2]) < 16 && digit_value(s[3]) < 16) {
		*out = (char)(digit_value(s[2]) * 16 + digit_value(s[3]));
		return 4;
	}
	unsigned value = 0;
	size_t n = 1;
	for (; n < len && n < 4 && s[n] >= '0' && s[n] <= '7'; n++)
		value = value * 8 + (unsigned)(s[n] - '0');
	*out = (char)value;
	return n > 1 ? n : 0;
}

size_t render_unescape(char *s, size_t len)
{
	size_t to = 0;

	for (size_t i = 0; i < len;) {
		char byte;
		size_t n = s[i] == '\\' ? unescape_one(s + i, len - i, &byte) : 0;

		s[to++] = n > 0 ? byte : s[i];
		i += n > 0 ? n : 1;
	}
	return to;
}
