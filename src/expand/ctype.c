/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ctype.c -- characters: classes, case, steps. ASCII by own code; the tables of C.UTF-8 are loaded when the
 * first character outside ASCII asks for them, since a locale costs half of a start-up. */
#include "expand_internal.h"

#include <locale.h>
#include <wctype.h>

#define M CHAR_MAGIC
#define P CHAR_PATTERN
#define R CHAR_REGEX
const uint8_t char_bits[256] = {
	['*'] = M | P | R,
	['?'] = M | P | R,
	['['] = M | P | R,
	['('] = M | P | R,
	[')'] = P | R,
	['|'] = P | R,
	[']'] = P | R,
	['\\'] = P | R,
	['^'] = P | R,
	['!'] = P,
	['-'] = P,
	['.'] = R,
	['{'] = R,
	['}'] = R,
	['+'] = R,
	['$'] = R,
};
#undef M
#undef P
#undef R

/* The one agreed cache of this room: made once, never changed, the same for every shell of a process. */
static locale_t utf8_tables(void)
{
	static locale_t tables;
	if (!tables)
		tables = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return tables;
}

/* Raw bytes (0xDC80...) have no case and no class. */
static locale_t tables_for(uint32_t c, bool utf8)
{
	if (!utf8 || (c >= 0xDC80 && c <= 0xDCFF))
		return (locale_t)0;
	return utf8_tables();
}

uint32_t char_upper(uint32_t c, bool utf8)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
	locale_t tables = tables_for(c, utf8);
	return tables ? (uint32_t)towupper_l((wint_t)c, tables) : c;
}

uint32_t char_lower(uint32_t c, bool utf8)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
	locale_t tables = tables_for(c, utf8);
	return tables ? (uint32_t)towlower_l((wint_t)c, tables) : c;
}

enum class {
	ALNUM,
	ALPHA,
	ASCII,
	BLANK,
	CNTRL,
	DIGIT,
	GRAPH,
	LOWER,
	PRINT,
	PUNCT,
	SPACE,
	UPPER,
	WORD,
	XDIGIT,
	N_CLASSES
};
static const char class_names[N_CLASSES][8] = {
	"alnum",
	"alpha",
	"ascii",
	"blank",
	"cntrl",
	"digit",
	"graph",
	"lower",
	"print",
	"punct",
	"space",
	"upper",
	"word",
	"xdigit",
};

static bool is_alpha(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool ascii_in_class(uint32_t c, enum class class)
{
	switch (class) {
	case ALNUM: return is_alpha(c) || is_digit(c);
	case ALPHA: return is_alpha(c);
	case ASCII: return true;
	case BLANK: return c == ' ' || c == '\t';
	case CNTRL: return c < 0x20 || c == 0x7f;
	case DIGIT: return is_digit(c);
	case GRAPH: return c > 0x20 && c < 0x7f;
	case LOWER: return c >= 'a' && c <= 'z';
	case PRINT: return c >= 0x20 && c < 0x7f;
	case PUNCT: return c > 0x20 && c < 0x7f && !is_alpha(c) && !is_digit(c);
	case SPACE: return c == ' ' || (c >= '\t' && c <= '\r');
	case UPPER: return c >= 'A' && c <= 'Z';
	case WORD: return is_alpha(c) || is_digit(c) || c == '_';
	case XDIGIT: return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
	default: return false;
	}
}

bool char_in_class(uint32_t c, const char *name, size_t len, bool utf8)
{
	unsigned class = 0;
	while (class < N_CLASSES &&
		(strlen(class_names[class]) != len || memcmp(class_names[class], name, len) != 0))
		class ++;
	if (class == N_CLASSES)
		return false;
	if (c < 0x80)
		return ascii_in_class(c, (enum class) class);
	locale_t tables = class == ASCII ? (locale_t)0 : tables_for(c, utf8);
	if (!tables)
		return false;
	const char *wide = class == WORD ? "alnum" : class_names[class];
	return iswctype_l((wint_t)c, wctype_l(wide, tables), tables) != 0;
}

size_t char_prev_len(const char *s, size_t pos, bool utf8)
{
	if (!utf8 || (unsigned char)s[pos - 1] < 0x80)
		return 1;
	/* UTF-8 finds its own feet: a whole sequence that ends here is what the way forward would have seen
	 * too. */
	for (size_t n = 2; n <= 4 && n <= pos; n++) {
		uint32_t c;
		if (((unsigned char)s[pos - n] & 0xC0) == 0xC0)
			return utf8_decode(s + pos - n, n, &c) == n ? n : 1;
	}
	return 1;
}

size_t char_offset(const char *s, size_t len, size_t n, bool utf8)
{
	if (!utf8)
		return n < len ? n : len;
	size_t at = 0;
	uint32_t c;
	while (n > 0 && at < len) {
		at += char_next(s + at, len - at, true, &c);
		n--;
	}
	return at;
}
