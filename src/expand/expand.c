/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expand.c -- the order of things (XCU 2.6): words to fields, a word to a string, a word to a pattern. What
 * needs no work is recognised first: a literal word is a pointer, $x a look-up. */
#include "expand_internal.h"

#include <stdio.h>

int exp_error(struct expander *e, struct src_pos pos, const char *fmt, ...)
{
	char text[sizeof e->trouble.text];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	trouble_set(&e->trouble, pos, "%s", text);
	e->trouble_shown = false;
	e->fatal = true;
	return -1;
}

int exp_hook_failed(struct expander *e)
{
	e->trouble_shown = true;
	return -1;
}

unsigned exp_match_flags(const struct expander *e)
{
	return (e->vars->utf8 ? MATCH_UTF8 : 0u) | (exp_option(e, OPT_EXTGLOB) ? MATCH_EXTGLOB : 0u);
}

void exp_free(struct expander *e)
{
	buf_free(&e->spare);
}

/* ---- fields -------------------------------------------------------------------------------------------- */

void fields_add(struct expander *e, struct fields *f, char *text)
{
	if (!f->v || f->n + 1 >= f->cap) {
		size_t cap = f->cap ? 2 * f->cap : 8;
		char **v = arena_alloc(e->scratch, cap * sizeof *v);
		if (f->v)
			memcpy(v, f->v, f->n * sizeof *v);
		f->v = v;
		f->cap = cap;
	}
	f->v[f->n++] = text;
	f->v[f->n] = NULL;
}

static int expand_general(struct expander *e, const struct word *w, struct fields *out)
{
	struct field b = { .e = e, .out = out, .glob = !exp_option(e, OPT_NOGLOB) };
	if (field_parts(&b, w->parts) < 0)
		return -1;
	return field_finish(&b);
}

/* The text of a WORD_PATTERN without its backslashes. */
static char *unquoted_pattern(struct expander *e, const struct word *w)
{
	char *plain = arena_alloc(e->scratch, w->len + 1);
	size_t n = 0;
	for (size_t i = 0; i < w->len; i++) {
		if (w->text[i] == '\\' && i + 1 < w->len)
			i++;
		plain[n++] = w->text[i];
	}
	plain[n] = '\0';
	return plain;
}

static int expand_pattern(struct expander *e, const struct word *w, struct fields *out)
{
	char *plain = unquoted_pattern(e, w);
	if (!exp_option(e, OPT_NOGLOB))
		return glob_field(e, w->text, w->len, plain, out);
	fields_add(e, out, plain);
	return 0;
}

/* Does S hold nothing that splits or globs? */
static bool is_plain_value(const struct vars *vars, const char *s, size_t len)
{
	if (vars->ifs_multibyte)
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (vars->ifs_class[c] | (char_bits[c] & CHAR_MAGIC))
			return false;
	}
	return true;
}

/* "$@", alone. */
static int expand_all_params(struct expander *e, struct fields *out)
{
	const struct params *params = &e->vars->params;
	for (size_t i = 0; i < params->n; i++)
		fields_add(e, out, arena_strndup(e->scratch, params->v[i], strlen(params->v[i])));
	return 0;
}

/* Nobody writes to a field, so that a large value can be one as it lies. */
static bool lend_value(struct expander *e, const struct param *p, const struct text *t, struct fields *out)
{
	if (t->len < LEND_LEAST || !out->may_lend || p->kind != PARAM_NAME ||
		!var_lend(e->vars, p->name, t->s, t->len))
		return false;
	out->lent = true;
	fields_add(e, out, (char *)(uintptr_t)t->s);
	return true;
}

/* $x and "$x", alone. */
static int expand_one_param(struct expander *e, const struct word *w, struct fields *out)
{
	const struct param *p = w->parts->param;
	struct text t;
	bool quoted = w->parts->quote != QUOTE_NONE;
	if (quoted && p->kind == PARAM_SPECIAL && p->special == '@' && !p->indirect)
		return expand_all_params(e, out);
	if (p->indirect || p->kind == PARAM_SPECIAL || !param_get(e, p, &t))
		return expand_general(e, w, out);
	if (!quoted && !is_plain_value(e->vars, t.s, t.len))
		return expand_general(e, w, out);
	if ((quoted || t.len) && !lend_value(e, p, &t, out))
		fields_add(e, out, arena_strndup(e->scratch, t.s, t.len));
	return 0;
}

static int expand_assignment(struct expander *e, const struct word *w, struct fields *out)
{
	struct field b = { .e = e, .mode = EXP_ASSIGN };
	if (field_parts(&b, w->parts) < 0)
		return -1;
	fields_add(e, out, field_string(&b));
	return 0;
}

int exp_word(struct expander *e, const struct word *w, struct fields *out)
{
	if (w->flags & WORD_LITERAL) {
		fields_add(e, out, (char *)(uintptr_t)w->text);
		return 0;
	}
	if (w->flags & WORD_ONE_PARAM)
		return expand_one_param(e, w, out);
	if (w->flags & WORD_PATTERN)
		return expand_pattern(e, w, out);
	return expand_general(e, w, out);
}

/* Most words are as they were written, and there is room for a few from the first on. */
static inline bool add_literal(const struct word *w, struct fields *out)
{
	if ((w->flags & (WORD_LITERAL | WORD_BRACES)) != WORD_LITERAL || !out->v || out->n + 1 >= out->cap)
		return false;
	out->v[out->n++] = (char *)(uintptr_t)w->text;
	out->v[out->n] = NULL;
	return true;
}

int exp_words(struct expander *e, const struct word *list, bool declare, struct fields *out)
{
	for (const struct word *w = list; w; w = w->next) {
		int err;
		if (add_literal(w, out))
			continue;
		if (declare && (w->flags & WORD_ASSIGNMENT) && !(w->flags & WORD_LITERAL))
			err = expand_assignment(e, w, out);
		else if ((w->flags & WORD_BRACES) && exp_option(e, OPT_BRACEEXPAND))
			err = brace_expand(e, w, out);
		else
			err = exp_word(e, w, out);
		if (err < 0)
			return -1;
	}
	if (!out->v) {
		fields_add(e, out, NULL);
		out->n = 0;
	}
	return 0;
}

/* ---- one string ---------------------------------------------------------------------------------------- */

/* A value as a string: where it lies, if a NUL ends it there. */
static const char *string_of_text(struct expander *e, struct text t, size_t *len)
{
	*len = t.len;
	return t.s[t.len] == '\0' ? t.s : arena_strndup(e->scratch, t.s, t.len);
}

static const char *string_of_list(struct expander *e, const struct part *part, unsigned mode, size_t *len)
{
	struct field f = { .e = e, .mode = mode };
	if (param_expand(&f, part->param, part->quote != QUOTE_NONE) < 0)
		return NULL;
	const char *s = field_string(&f);
	*len = f.len;
	return s;
}

/* A parameter that is the whole word: its value is not copied if it can be taken as it is. */
static const char *string_of_param(struct expander *e, const struct part *part, unsigned mode, size_t *len)
{
	const struct param *p = part->param;
	bool is_list = (p->kind == PARAM_SPECIAL || p->kind == PARAM_ELEMENT) &&
		       (p->special == '@' || p->special == '*');
	if (is_list || p->indirect || p->op == PARAM_NAMES)
		return string_of_list(e, part, mode, len);
	struct param_value v;
	if (stack_low())
		exp_error(e, p->pos, "expansions are nested too deeply");
	else if (param_eval(e, p, &v) == 0)
		return v.kind == RESULT_WORD ? exp_string(e, v.word, mode, len)
					     : string_of_text(e, v.text, len);
	return NULL;
}

static const char *string_of_arith(struct expander *e, struct arith *a, size_t *len)
{
	int64_t n;
	if (exp_arith(e, a, &n) < 0)
		return NULL;
	const char *s = text_from_int(n, arena_alloc(e->scratch, 24));
	*len = strlen(s);
	return s;
}

static const char *string_of_parts(struct expander *e, const struct word *w, unsigned mode, size_t *len)
{
	const struct part *only = w->parts && !w->parts->next ? w->parts : NULL;
	bool escapes = (mode & (EXP_PATTERN | EXP_REGEX)) && only && only->quote != QUOTE_NONE;
	if (only && !escapes && only->kind == PART_PARAM)
		return string_of_param(e, only, mode, len);
	if (only && !escapes && only->kind == PART_ARITH)
		return string_of_arith(e, only->arith, len);
	struct field f = { .e = e, .mode = mode };
	if (field_parts(&f, w->parts) < 0)
		return NULL;
	const char *s = field_string(&f);
	*len = f.len;
	return s;
}

const char *exp_string(struct expander *e, const struct word *w, unsigned mode, size_t *len)
{
	size_t ignored;
	if (!len)
		len = &ignored;
	bool pattern = mode & (EXP_PATTERN | EXP_REGEX);
	bool as_text = (w->flags & WORD_LITERAL) && (!pattern || !(w->flags & WORD_QUOTED));
	if (as_text || ((w->flags & WORD_PATTERN) && (mode & EXP_PATTERN))) {
		*len = w->len;
		return w->text;
	}
	return string_of_parts(e, w, mode, len);
}

int exp_match_word(struct expander *e, const struct word *pattern, const char *subject, size_t len)
{
	bool nocase = exp_option(e, OPT_NOCASEMATCH);
	if ((pattern->flags & WORD_LITERAL) && !nocase)
		return pattern->len == len && memcmp(pattern->text, subject, len) == 0;
	struct arena_mark mark = arena_mark(e->scratch);
	size_t plen;
	const char *text = exp_string(e, pattern, EXP_PATTERN, &plen);
	if (!text)
		return -1;
	bool yes = pattern_match(text, plen, subject, len, exp_match_flags(e) | (nocase ? MATCH_NOCASE : 0u));
	arena_rewind(e->scratch, mark);
	return yes;
}
