/* SPDX-License-Identifier: GPL-3.0-or-later */
/* param.c -- parameter expansion (XCU 2.6.2): what a parameter is worth, and how a value or a list of them
 * comes into the field. */
#include "expand_internal.h"

#include <stdlib.h>

static bool is_list(const struct param *p)
{
	return (p->kind == PARAM_SPECIAL || p->kind == PARAM_ELEMENT) &&
	       (p->special == '@' || p->special == '*');
}

const char *param_label(struct expander *e, const struct param *p)
{
	switch (p->kind) {
	case PARAM_ELEMENT:
	case PARAM_NAME: return names_text(&e->vars->names, p->name);
	case PARAM_POSITIONAL: return arena_printf(e->scratch, "%u", p->number);
	default: return arena_printf(e->scratch, "%c", p->special);
	}
}

int param_unset_error(struct expander *e, const struct param *p)
{
	return exp_error(e, p->pos, "%s: parameter not set", param_label(e, p));
}

static struct text text_of_int(struct expander *e, int64_t n)
{
	char *room = arena_alloc(e->scratch, 24);
	const char *s = text_from_int(n, room);
	return (struct text){ s, strlen(s) };
}

static bool special_get(struct expander *e, char special, struct text *t)
{
	struct vars *vars = e->vars;
	const char *s = NULL;
	switch (special) {
	case '#': *t = text_of_int(e, (int64_t)vars->params.n); return true;
	case '?': *t = text_of_int(e, vars->status); return true;
	case '$': *t = text_of_int(e, vars->shell_pid); return true;
	case '!':
		if (vars->last_async == 0)
			return false;
		*t = text_of_int(e, vars->last_async);
		return true;
	case '-': s = e->hooks.option_letters(e->hooks.ctx); break;
	case '0': s = vars->arg0; break;
	default: break;
	}
	*t = (struct text){ s, s ? strlen(s) : 0 };
	return s != NULL;
}

bool param_get(struct expander *e, const struct param *p, struct text *t)
{
	const struct params *params = &e->vars->params;
	switch (p->kind) {
	case PARAM_NAME: t->s = var_get(e->vars, p->name, &t->len); return t->s != NULL;
	case PARAM_POSITIONAL:
		if (p->number == 0 || p->number > params->n)
			return false;
		t->s = params->v[p->number - 1];
		t->len = strlen(t->s);
		return true;
	case PARAM_ELEMENT:
		*t = (struct text){ p->element, p->element ? strlen(p->element) : 0 };
		return p->element != NULL;
	default: return special_get(e, p->special, t);
	}
}

/* ---- ${x-w} and its kin -------------------------------------------------------------------------------- */

static int eval_assign(struct expander *e, const struct param *p, struct param_value *v)
{
	if (p->kind != PARAM_NAME)
		return exp_error(e, p->pos, "%s: cannot be assigned in this way", param_label(e, p));
	size_t len = 0;
	const char *value = p->arg ? exp_string(e, p->arg, EXP_STRING, &len) : "";
	if (!value)
		return -1;
	if (e->hooks.assign(e->hooks.ctx, p->name, value, len) < 0)
		return exp_hook_failed(e);
	if (!param_get(e, p, &v->text))
		v->text = (struct text){ "", 0 };
	return 0;
}

static int eval_error(struct expander *e, const struct param *p)
{
	const char *text = "";
	if (p->arg)
		text = exp_string(e, p->arg, EXP_STRING, NULL);
	if (!text)
		return -1;
	if (!*text)
		text = p->colon ? "parameter null or not set" : "parameter not set";
	return exp_error(e, p->pos, "%s: %s", param_label(e, p), text);
}

/* V holds the value (or the list); HAS says whether it counts as set. */
static int eval_conditional(struct expander *e, const struct param *p, bool has, struct param_value *v)
{
	static const struct word nothing;
	if (p->op == PARAM_ALTERNATE ? !has : has) {
		if (!has)
			*v = (struct param_value){ .text = { "", 0 } };
		return 0;
	}
	switch (p->op) {
	case PARAM_ASSIGN: v->kind = RESULT_TEXT; return eval_assign(e, p, v);
	case PARAM_ERROR: return eval_error(e, p);
	default:
		v->kind = RESULT_WORD;
		v->word = p->arg ? p->arg : &nothing;
		return 0;
	}
}

static bool is_conditional(const struct param *p)
{
	return p->op == PARAM_DEFAULT || p->op == PARAM_ASSIGN || p->op == PARAM_ERROR ||
	       p->op == PARAM_ALTERNATE;
}

/* ---- lists --------------------------------------------------------------------------------------------- */

/* The words of TEXT, which were joined with single spaces. */
static struct text *word_texts(struct expander *e, const char *text, size_t len, size_t *n)
{
	struct text *items = arena_alloc(e->scratch, (len / 2 + 1) * sizeof *items);
	const char *s = arena_strndup(e->scratch, text, len);
	for (*n = 0; *s; (*n)++) {
		size_t span = strcspn(s, " ");
		items[*n] = (struct text){ arena_strndup(e->scratch, s, span), span };
		s += span + (s[span] == ' ');
	}
	return items;
}

/* The elements of a variable. */
static struct text *element_texts(struct expander *e, name_id name, size_t *n)
{
	size_t len;
	const char *value = var_get(e->vars, name, &len);
	if (value && name == N_PIPESTATUS)
		return word_texts(e, value, len, n);
	struct text *one = arena_alloc(e->scratch, sizeof *one);
	*one = (struct text){ value, value ? len : 0 };
	*n = value != NULL;
	return one;
}

/* "$@", "$*" or all elements as texts; ZERO: "$@" with $0 in front. */
static struct text *list_texts(struct expander *e, const struct param *p, bool zero, size_t *n)
{
	if (p->kind == PARAM_ELEMENT)
		return element_texts(e, p->name, n);

	const struct params *params = &e->vars->params;
	struct text *items = arena_alloc(e->scratch, (params->n + 1) * sizeof *items);
	*n = 0;
	if (zero)
		items[(*n)++] = (struct text){ e->vars->arg0, strlen(e->vars->arg0) };
	for (size_t i = 0; i < params->n; i++)
		items[(*n)++] = (struct text){ params->v[i], strlen(params->v[i]) };
	return items;
}

/* ${@:o:l}: $0 is the element 0. */
static int list_slice(struct expander *e, const struct param *p, struct param_value *v)
{
	struct slice s;
	size_t n, from, count;
	if (slice_eval(e, p, &s) < 0)
		return -1;
	if (s.has_length && s.length < 0)
		return exp_error(e, p->pos, "%s: substring expression < 0", param_label(e, p));
	struct text *items = list_texts(e, p, true, &n);
	if (slice_resolve(e, p, &s, n, &from, &count) < 0)
		return -1;
	v->items = items + from;
	v->n = count;
	return 0;
}

/* Is what the list comes to in the field empty? `:-` asks (XCU 2.6.2: "null"). */
static bool list_null(struct expander *e, const struct param_value *v)
{
	if (v->n > 1 && (!v->star || e->vars->ifs_first_len > 0))
		return false;
	for (size_t i = 0; i < v->n; i++)
		if (v->items[i].len > 0)
			return false;
	return true;
}

static int eval_list(struct expander *e, const struct param *p, struct param_value *v)
{
	v->kind = RESULT_LIST;
	v->star = p->special == '*';
	if (p->op == PARAM_SLICE)
		return list_slice(e, p, v);
	struct text *items = list_texts(e, p, false, &v->n);
	v->items = items;
	if (p->op == PARAM_PLAIN)
		return 0;
	if (p->op == PARAM_LENGTH) {
		v->kind = RESULT_TEXT;
		v->text = text_of_int(e, (int64_t)v->n);
		return 0;
	}
	if (is_conditional(p))
		return eval_conditional(e, p, p->colon ? !list_null(e, v) : v->n > 0, v);
	return param_modify(e, p, items, v->n, true);
}

/* ${x[n]} */
static int eval_element(struct expander *e, const struct param *p, struct param_value *v)
{
	int64_t i;
	size_t n;
	struct param target = *p;
	if (exp_arith(e, p->index, &i) < 0)
		return -1;
	target.index = NULL;
	if (p->name == N_PIPESTATUS) {
		const struct text *items = element_texts(e, p->name, &n);
		i += i < 0 ? (int64_t)n : 0;
		target.element = i >= 0 && i < (int64_t)n ? items[i].s : NULL;
	} else if (i == 0 || i == -1) {
		target.kind = PARAM_NAME;
	}
	return param_eval(e, &target, v);
}

/* ${!prefix*} */
static int eval_names(struct expander *e, const struct param *p, struct param_value *v)
{
	size_t n, n_all;
	const char *prefix = p->name == NAME_NONE ? "" : names_text(&e->vars->names, p->name);
	struct var **all = vars_sorted(e->vars, &n_all);
	struct text *items = arena_alloc(e->scratch, (n_all + 1) * sizeof *items);
	n = 0;
	for (size_t i = 0; i < n_all; i++) {
		const char *name = names_text(&e->vars->names, all[i]->name);
		if ((all[i]->flags & (VAR_SET | VAR_OPS)) && strncmp(name, prefix, strlen(prefix)) == 0)
			items[n++] = (struct text){ name, strlen(name) };
	}
	free(all);
	*v = (struct param_value){ .kind = RESULT_LIST, .star = p->special == '*', .items = items, .n = n };
	return 0;
}

/* ---- ${!x} --------------------------------------------------------------------------------------------- */

/* The parameter that TEXT names; false: none. */
static bool param_named(struct expander *e, const char *text, size_t len, struct param *p)
{
	uint64_t number;
	if (len && name_span(text, len) == len) {
		p->kind = PARAM_NAME;
		p->name = names_intern(&e->vars->names, text, len);
		return true;
	}
	if (len == 1 && strchr("@*#?-$!0", text[0])) {
		p->kind = PARAM_SPECIAL;
		p->special = text[0];
		return true;
	}
	if (!text_to_uint10(text, UINT32_MAX, &number) || number == 0)
		return false;
	p->kind = PARAM_POSITIONAL;
	p->number = (uint32_t)number;
	return true;
}

static int eval_indirect(struct expander *e, const struct param *p, struct param_value *v)
{
	struct text t;
	struct param target = *p;
	target.indirect = false;
	bool is_set = param_get(e, p, &t);
	if (!is_set && is_conditional(p) && p->op != PARAM_ASSIGN)
		return eval_conditional(e, &target, false, v);
	if (!is_set)
		return exp_error(e, p->pos, "%s: invalid indirect expansion", param_label(e, p));
	if (!param_named(e, t.s, t.len, &target))
		return exp_error(e, p->pos, "%.100s: invalid variable name", t.s);
	return param_eval(e, &target, v);
}

/* ---- one parameter ------------------------------------------------------------------------------------- */

static int eval_length(struct expander *e, struct param_value *v)
{
	size_t n = e->vars->utf8 ? utf8_count(v->text.s, v->text.len) : v->text.len;
	v->text = text_of_int(e, (int64_t)n);
	return 0;
}

/* The operators that change a value. Their words come first: they may assign, and the value must not move
 * after it was looked up. */
static int eval_modified(struct expander *e, const struct param *p, struct param_value *v)
{
	struct slice s;
	bool is_slice = p->op == PARAM_SLICE;
	if (is_slice && slice_eval(e, p, &s) < 0)
		return -1;
	if (!is_slice)
		return param_modify(e, p, &v->text, 1, false);
	struct text whole;
	if (!param_get(e, p, &whole))
		return exp_option(e, OPT_NOUNSET) ? param_unset_error(e, p) : 0;
	v->text = whole;
	return slice_text(e, p, &s, &v->text);
}

static int eval_special_forms(struct expander *e, const struct param *p, struct param_value *v)
{
	if (p->op == PARAM_BAD) {
		const char *inside = p->arg ? exp_string(e, p->arg, EXP_STRING, NULL) : "";
		return exp_error(e, p->pos, "${%.200s}: bad substitution", inside ? inside : "");
	}
	return p->op == PARAM_NAMES ? eval_names(e, p, v) : eval_indirect(e, p, v);
}

int param_eval(struct expander *e, const struct param *p, struct param_value *v)
{
	*v = (struct param_value){ .text = { "", 0 } };
	if (p->op == PARAM_BAD || p->op == PARAM_NAMES || p->indirect)
		return eval_special_forms(e, p, v);
	if (is_list(p))
		return eval_list(e, p, v);
	if (p->kind == PARAM_ELEMENT && p->index)
		return eval_element(e, p, v);
	if (p->op > PARAM_ALTERNATE)
		return eval_modified(e, p, v);
	struct text t;
	bool is_set = param_get(e, p, &t);
	if (is_set)
		v->text = t;
	if (is_conditional(p))
		return eval_conditional(e, p, is_set && !(p->colon && t.len == 0), v);
	if (!is_set && exp_option(e, OPT_NOUNSET))
		return param_unset_error(e, p);
	return p->op == PARAM_LENGTH ? eval_length(e, v) : 0;
}

/* ---- into the field ------------------------------------------------------------------------------------ */

/* Where nothing is split a list is one string: $* joined with the first character of IFS, $@ with spaces. */
static int join_list(struct field *b, const struct param_value *v, bool quoted)
{
	struct vars *vars = b->e->vars;
	const char *sep = " ";
	size_t sep_len = 1, ifs_len;
	if (v->star) {
		const char *ifs = var_get(vars, N_IFS, &ifs_len);
		sep = ifs ? ifs : " ";
		sep_len = vars->ifs_first_len;
	}
	for (size_t i = 0; i < v->n; i++) {
		if (i > 0)
			field_value(b, sep, sep_len, quoted);
		field_value(b, v->items[i].s, v->items[i].len, quoted);
	}
	if (v->star && quoted && v->n == 0)
		field_quoted(b, "", 0);
	return 0;
}

static int add_list(struct field *b, const struct param_value *v, bool quoted)
{
	if (!b->out || b->no_split || (quoted && v->star))
		return join_list(b, v, quoted);
	for (size_t i = 0; i < v->n; i++) {
		/* Unquoted, empty ones vanish; "$@" keeps them. */
		if (i > 0 && (quoted ? field_end(b) : field_finish(b)) < 0)
			return -1;
		if (i > 0)
			b->sep = SEP_NONE;
		if (field_value(b, v->items[i].s, v->items[i].len, quoted) < 0)
			return -1;
	}
	return 0;
}

static int add_word(struct field *b, const struct word *w, bool quoted)
{
	bool in_arg = b->in_arg;
	if (stack_low())
		return exp_error(b->e, w->pos, "expansions are nested too deeply");
	if (!w->parts && quoted)
		field_quoted(b, "", 0);
	b->in_arg = true;
	int err = field_parts(b, w->parts);
	b->in_arg = in_arg;
	return err;
}

int param_expand(struct field *b, const struct param *p, bool quoted)
{
	struct param_value v;
	if (param_eval(b->e, p, &v) < 0)
		return -1;
	switch (v.kind) {
	case RESULT_LIST: return add_list(b, &v, quoted);
	case RESULT_WORD: return add_word(b, v.word, quoted);
	default: return field_value(b, v.text.s, v.text.len, quoted);
	}
}
