/* SPDX-License-Identifier: MIT */
/* show.c -- how wide bytes are on a terminal, and bytes as JSON. */
#include "base.h"

size_t utf8_columns(const char *s, size_t len)
{
	size_t width = 0;
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(s + i, len - i, &c);
		width += (size_t)utf8_width(c);
	}
	return width;
}

static void json_char(struct buf *b, const char *p, size_t len, uint32_t c)
{
	if (c == '"' || c == '\\')
		buf_printf(b, "\\%c", (int)c);
	else if (c == '\n')
		buf_str(b, "\\n");
	else if (c == '\t')
		buf_str(b, "\\t");
	else if (c < ' ' || c == 0x7f)
		buf_printf(b, "\\u%04x", (unsigned)c);
	else if (c >= 0xd800 && c <= 0xdfff)
		buf_str(b, "\xef\xbf\xbd");
	else
		buf_add(b, p, len);
}

void buf_json(struct buf *b, const char *s, size_t len)
{
	uint32_t c;

	buf_byte(b, '"');
	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &c);
		json_char(b, s + i, n, c);
	}
	buf_byte(b, '"');
}
