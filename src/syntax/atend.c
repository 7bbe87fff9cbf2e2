/* SPDX-License-Identifier: GPL-3.0-or-later */
/* atend.c -- is a string used up? So that the last command of `-c` may take over the shell's process. */
#include "syntax_internal.h"

bool syn_at_end(const struct parser *p)
{
	if (p->at_eof || (p->have_tok && p->tok.kind == TOK_EOF))
		return true;
	if (p->have_tok || p->in.kind != IN_SOURCE)
		return false;
	for (const char *c = p->in.at; c < p->in.end; c++)
		if (*c != ' ' && *c != '\t' && *c != '\n')
			return false;
	return true;
}
