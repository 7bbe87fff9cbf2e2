/* SPDX-License-Identifier: MIT */
/* trouble.c -- an error described where it is found, to be shown where somebody listens. */
#include "base.h"

#include <stdio.h>

/* Takes an incomplete character off the end of text that was cut. */
static void cut_whole(char *text, size_t len)
{
	size_t back = 0;
	uint32_t c;

	while (back < 3 && back < len && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back < len && (unsigned char)text[len - 1 - back] >= 0xC0 &&
		utf8_decode(text + len - 1 - back, back + 1, &c) != back + 1)
		text[len - 1 - back] = '\0';
}

void trouble_set(struct trouble *t, struct src_pos pos, const char *fmt, ...)
{
	va_list ap;

	t->pos = pos;
	t->source[0] = '\0';
	t->caret = 0;
	va_start(ap, fmt);
	int len = vsnprintf(t->text, sizeof t->text, fmt, ap);
	va_end(ap);
	if (len < 0)
		t->text[0] = '\0';
	else if ((size_t)len >= sizeof t->text)
		cut_whole(t->text, sizeof t->text - 1);
}
