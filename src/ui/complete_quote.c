/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_quote.c -- a name as it has to stand in a line, in the quotes that the user began, or with
 * backslashes where there are none; and as it can be shown. */
#include "complete.h"

/* Without a column, and no part of a character: blanks of no width, and what turns the writing round or
 * steers it otherwise. */
static bool steers(uint32_t c)
{
	return c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
	       (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0x1BCA0 && c <= 0x1BCA3) ||
	       (c >= 0x1D173 && c <= 0x1D17A);
}

/* One character of TEXT at P: its bytes, and whether it can stand in a line as it is. In *PLAIN that is known
 * of the one before: a mark that combines with it can, too. */
static size_t take(const char *p, size_t len, bool utf8, bool *plain)
{
	uint32_t c;
	size_t n = utf8_decode(p, len, &c);
	bool character = utf8 && c >= 0xA0 && (c < 0xDC80 || c > 0xDCFF);

	if (character && utf8_width(c) == 0)
		*plain = *plain && !steers(c);
	else
		*plain = character || (c >= 0x20 && c < 0x7F);
	return n;
}

static bool all_plain(const char *p, size_t len, bool utf8)
{
	for (bool plain = false; len > 0;) {
		size_t n = take(p, len, utf8, &plain);
		if (!plain)
			return false;
		p += n;
		len -= n;
	}
	return true;
}

static void escape_bytes(struct buf *out, const char *p, size_t len)
{
	static const char letters[] = "abtnvfr"; /* 7 to 13 */

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c >= 7 && c <= 13)
			buf_printf(out, "\\%c", letters[c - 7]);
		else
			buf_printf(out, "\\%03o", c);
	}
}

/* What is no plain character, in a $'...' of its own between the quotes Q. */
static void write_odd(struct buf *out, const char *q, const char *p, size_t len)
{
	buf_str(out, q);
	buf_str(out, "$'");
	escape_bytes(out, p, len);
	buf_byte(out, '\'');
	buf_str(out, q);
}

static void write_bare(struct buf *out, const char *p, size_t n, bool first)
{
	bool special = strchr(" \t\"'`\\$&|;<>()*?[]{}!^", *p) != NULL;

	if (special || (first && strchr("~#", *p)))
		buf_byte(out, '\\');
	buf_add(out, p, n);
}

static void write_plain(struct buf *out, enum comp_quote quote, const char *p, size_t n, bool first)
{
	switch (quote) {
	case COMP_BARE: write_bare(out, p, n, first); return;
	case COMP_SINGLE:
		if (*p == '\'')
			buf_str(out, "'\\''");
		else
			buf_add(out, p, n);
		return;
	case COMP_DOUBLE:
		if (strchr("\"$`\\", *p))
			buf_byte(out, '\\');
		break;
	case COMP_DOLLAR:
		if (strchr("'\\", *p))
			buf_byte(out, '\\');
		break;
	}
	buf_add(out, p, n);
}

void comp_write(struct buf *out, const struct comp_writing *how, const char *text, size_t len)
{
	static const char *const opening[] = { "", "'", "\"", "$'" };
	enum comp_quote quote = how->quote;
	bool open = how->open, first = how->at_start, plain = false;

	if (quote == COMP_BARE && !all_plain(text, len, how->utf8))
		quote = COMP_DOLLAR;
	if (!open)
		buf_str(out, opening[quote]);
	for (size_t n; len > 0; text += n, len -= n, first = false) {
		n = take(text, len, how->utf8, &plain);
		if (plain)
			write_plain(out, quote, text, n, first);
		else if (quote == COMP_DOLLAR)
			escape_bytes(out, text, n);
		else
			write_odd(out, opening[quote], text, n);
	}
	if (how->close && quote != COMP_BARE)
		buf_byte(out, quote == COMP_DOUBLE ? '"' : '\'');
}

void comp_show(struct buf *out, const char *text, size_t len, bool utf8)
{
	for (bool plain = false; len > 0;) {
		size_t n = take(text, len, utf8, &plain);
		if (plain)
			buf_add(out, text, n);
		else
			buf_byte(out, '?');
		text += n;
		len -= n;
	}
}
