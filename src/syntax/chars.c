/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chars.c -- what each byte may mean: the table by which runs of plain bytes are scanned. */
#include "syntax_internal.h"

enum {
	QUOTED = C_DOUBLE | C_DQ_BRACE | C_HERE | C_ARITH,
	EVERYWHERE = C_WORD | C_BRACE | QUOTED,
	OPERATOR = C_WORD | C_END,
	GLOB = C_WORD | C_BRACE,
};

const uint16_t syn_class[256] = {
	['A' ... 'Z'] = C_NAME,
	['a' ... 'z'] = C_NAME,
	['_'] = C_NAME,
	['0' ... '9'] = C_NAME | C_DIGIT,
	[' '] = OPERATOR,
	['\t'] = OPERATOR,
	['\n'] = OPERATOR | EVERYWHERE,
	['&'] = OPERATOR,
	['|'] = OPERATOR,
	[';'] = OPERATOR | C_ARITH,
	['<'] = OPERATOR | C_BRACE,
	['>'] = OPERATOR | C_BRACE,
	['('] = OPERATOR | C_BRACE | C_ARITH,
	[')'] = OPERATOR | C_ARITH,
	['\\'] = EVERYWHERE,
	['`'] = EVERYWHERE,
	['$'] = EVERYWHERE | C_SPECIAL,
	['\''] = C_WORD | C_BRACE,
	['"'] = C_WORD | C_BRACE | C_DOUBLE | C_DQ_BRACE | C_ARITH,
	['~'] = GLOB,
	['['] = GLOB | C_ARITH,
	[']'] = C_ARITH,
	['*'] = GLOB | C_SPECIAL,
	['?'] = GLOB | C_SPECIAL | C_ARITH,
	['@'] = C_SPECIAL,
	['#'] = C_SPECIAL,
	['-'] = C_SPECIAL,
	['!'] = C_SPECIAL,
	['='] = C_WORD,
	['{'] = C_WORD,
	['}'] = C_WORD | C_BRACE | C_DQ_BRACE | C_ARITH,
	['/'] = C_BRACE,
	[':'] = C_ARITH,
};
