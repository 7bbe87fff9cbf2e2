/* SPDX-License-Identifier: MIT */
/* buf.c -- bytes that grow geometrically, and text quoted for a shell to read. */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>

#define BUF_FIRST 64u

bool buf_try_grow(struct buf *b, size_t more)
{
	if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
		return false;
	if (b->data && b->cap - b->len >= more)
		return true;
	size_t cap = b->cap < BUF_FIRST / 2 ? BUF_FIRST : 2 * b->cap;
	if (cap < b->len + more)
		cap = b->len + more;
	char *data = realloc(b->data, cap);
	if (!data)
		return false;
	b->data = data;
	b->cap = cap;
	return true;
}

void buf_grow(struct buf *b, size_t more)
{
	if (!buf_try_grow(b, more))
		mem_fail(more);
}

void buf_fill(struct buf *b, char c, size_t n)
{
	buf_grow(b, n);
	memset(b->data + b->len, c, n);
	b->len += n;
}

void buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	size_t room = b->cap - b->len;

	va_copy(again, ap);
	int len = vsnprintf(room ? b->data + b->len : NULL, room, fmt, ap);
	if (len >= 0 && (size_t)len >= room) {
		buf_grow(b, (size_t)len + 1);
		len = vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	if (len > 0)
		b->len += (size_t)len;
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

char *buf_cstr(struct buf *b)
{
	if (b->len == b->cap)
		buf_grow(b, 1);
	b->data[b->len] = '\0';
	return b->data;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}

/* ---- quoting ------------------------------------------------------------------------------------------ */

enum quoting { QUOTE_NONE, QUOTE_SINGLE, QUOTE_DOLLAR };

/* Shells that know the locale take some of these as blanks, and a reader cannot see the others. */
static bool is_odd_space(uint32_t c)
{
	return c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

static enum quoting quoting_of(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xDC80 && c <= 0xDCFF))
		return QUOTE_DOLLAR;
	if (c >= 0x80)
		return is_odd_space(c) ? QUOTE_SINGLE : QUOTE_NONE;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return QUOTE_NONE;
	return strchr("_-./,:@%+=", (int)c) ? QUOTE_NONE : QUOTE_SINGLE;
}

static enum quoting quoting_needed(const char *s, size_t len)
{
	enum quoting most = len ? QUOTE_NONE : QUOTE_SINGLE;

	while (len) {
		uint32_t c;
		size_t n = utf8_decode(s, len, &c);
		enum quoting q = quoting_of(c);
		if (q == QUOTE_DOLLAR)
			return q;
		if (q > most)
			most = q;
		s += n;
		len -= n;
	}
	return most;
}

static void quote_single(struct buf *b, const char *s, size_t len)
{
	const char *end = s + len, *quote;

	buf_byte(b, '\'');
	while ((quote = memchr(s, '\'', (size_t)(end - s)))) {
		buf_add(b, s, (size_t)(quote - s));
		buf_add(b, "'\\''", 4);
		s = quote + 1;
	}
	buf_add(b, s, (size_t)(end - s));
	buf_byte(b, '\'');
}

static void quote_byte(struct buf *b, unsigned char c)
{
	static const char letters[] = "abtnvfr"; /* 7 to 13 */

	buf_byte(b, '\\');
	if (c >= 7 && c <= 13) {
		buf_byte(b, letters[c - 7]);
	} else if (c == 27) {
		buf_byte(b, 'e');
	} else { /* always three digits: a digit may follow */
		buf_byte(b, (char)('0' + (c >> 6)));
		buf_byte(b, (char)('0' + ((c >> 3) & 7)));
		buf_byte(b, (char)('0' + (c & 7)));
	}
}

static void quote_dollar(struct buf *b, const char *s, size_t len)
{
	buf_add(b, "$'", 2);
	while (len) {
		uint32_t c;
		size_t n = utf8_decode(s, len, &c);
		if (quoting_of(c) == QUOTE_DOLLAR) {
			for (size_t i = 0; i < n; i++)
				quote_byte(b, (unsigned char)s[i]);
		} else {
			if (c == '\'' || c == '\\')
				buf_byte(b, '\\');
			buf_add(b, s, n);
		}
		s += n;
		len -= n;
	}
	buf_byte(b, '\'');
}

void buf_quoted(struct buf *b, const char *s, size_t len)
{
	switch (quoting_needed(s, len)) {
	case QUOTE_NONE: buf_add(b, s, len); break;
	case QUOTE_SINGLE: quote_single(b, s, len); break;
	case QUOTE_DOLLAR: quote_dollar(b, s, len); break;
	}
}

/* Characters that a terminal obeys, or that reorder what stands around them. */
static bool is_obeyed(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x61c;
}

/* A byte that is no UTF-8, as utf8_decode() gives it. */
static bool is_raw(uint32_t c)
{
	return c >= 0xdc80 && c <= 0xdcff;
}

bool text_is_obeyed(const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(s + i, len - i, &c);
		if (is_raw(c) || is_obeyed(c))
			return true;
	}
	return false;
}

void buf_visible(struct buf *b, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &c);
		bool escape = c == '\\' && i + 1 < len && s[i + 1] == 'x';
		if (is_raw(c) || escape || is_obeyed(c))
			for (size_t k = 0; k < n; k++)
				buf_printf(b, "\\x%02x", (unsigned char)s[i + k]);
		else
			buf_add(b, s + i, n);
	}
}
