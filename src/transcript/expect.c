/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expect.c -- one expected line of output: its suffixes, and what it accepts. */
#include "transcript_internal.h"

#include <stdlib.h>

static bool cut_suffix(const char *s, size_t *len, const char *suffix)
{
	size_t n = strlen(suffix);

	if (*len < n || memcmp(s + *len - n, suffix, n) != 0)
		return false;
	*len -= n;
	return true;
}

/* "(no-eol)" stands before the suffix that says how to compare, as cram writes it; in an expression its
 * parentheses may be quoted, since cram needs that. */
void expect_parse(struct expect *e, const char *raw, size_t len)
{
	size_t n = len;
	bool escaped = false;

	*e = (struct expect){ .raw = raw, .raw_len = len };
	if (cut_suffix(raw, &n, " (re)"))
		e->kind = EXPECT_RE;
	else if (cut_suffix(raw, &n, " (glob)"))
		e->kind = EXPECT_GLOB;
	else
		escaped = cut_suffix(raw, &n, " (esc)");
	e->no_eol = cut_suffix(raw, &n, " (no-eol)") ||
		    (e->kind == EXPECT_RE && cut_suffix(raw, &n, " \\(no-eol\\)"));
	e->text = mem_strndup(raw, n);
	e->len = escaped ? render_unescape(e->text, n) : n;
}

void expect_free(struct expect *e)
{
	if (e->compiled && !e->broken)
		regfree(&e->re);
	free(e->text);
}

/* POSIX takes the leftmost and longest match, so all of the line matches exactly if that one is all of it. */
static bool match_re(struct expect *e, const struct got *g)
{
	if (!e->compiled) {
		struct buf ere = { 0 };

		pattern_to_ere(&ere, e->text, e->len);
		const char *text = buf_cstr(&ere);
		e->broken = strlen(text) != ere.len || regcomp(&e->re, text, REG_EXTENDED) != 0;
		e->compiled = true;
		buf_free(&ere);
	}
	if (e->broken)
		return false;
	regmatch_t m = { .rm_so = 0, .rm_eo = (regoff_t)g->len };
	return regexec(&e->re, g->s, 1, &m, REG_STARTEND) == 0 && m.rm_so == 0 && (size_t)m.rm_eo == g->len;
}

bool expect_match(struct expect *e, const struct got *g)
{
	bool literal = e->raw_len == g->len && memcmp(e->raw, g->s, g->len) == 0;

	if (g->status || (literal && !g->no_eol))
		return literal;
	if (e->no_eol != g->no_eol)
		return false;
	switch (e->kind) {
	case EXPECT_RE: return match_re(e, g);
	case EXPECT_GLOB: return pattern_glob(e->text, e->len, g->s, g->len);
	default: return e->len == g->len && memcmp(e->text, g->s, g->len) == 0;
	}
}
