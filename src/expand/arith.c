/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arith.c -- arithmetic (XCU 2.6.4): walks the tree that the parser made; 64 bits that wrap, as in C. Where a
 * $x in it is no plain number the text is expanded and parsed anew. */
#include "expand_internal.h"

#include <stdio.h>

enum { NEEDS_TEXT = -2, MAX_NESTING = 1024 };

struct arith_run {
	struct expander *e;
	const struct arith *arith; /* for messages: the expression as it was written, or TEXT */
	const char *text;
	unsigned depth;   /* of the tree walk */
	unsigned nesting; /* variables whose values are expressions with variables ... */
};

static int eval(struct arith_run *r, const struct arith_node *n, int64_t *out);

/* ---- errors -------------------------------------------------------------------------------------------- */

/* The expression as it was written: the inside of a "..." word. */
static void add_expression(struct arith_run *r, struct buf *b)
{
	if (r->text) {
		buf_str(b, r->text);
		return;
	}
	syn_print_word(b, &r->e->vars->names, r->arith->text);
	if (b->len >= 2 && b->data[0] == '"' && b->data[b->len - 1] == '"') {
		b->len -= 2;
		memmove(b->data, b->data + 1, b->len);
	}
}

/* The expression, then the reason. */
static int arith_error(struct arith_run *r, const char *reason)
{
	struct buf b = { 0 };
	struct src_pos pos = { 0 };
	add_expression(r, &b);
	if (r->arith && r->arith->text)
		pos = r->arith->text->pos;
	exp_error(r->e, pos, "%.200s: %s", buf_cstr(&b), reason);
	buf_free(&b);
	return -1;
}

/* ---- variables ----------------------------------------------------------------------------------------- */

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t\n\r\v\f")] == '\0';
}

/* With the place, for those who show it. */
static int not_well_formed(struct arith_run *r, const struct trouble *why)
{
	struct trouble *t = &r->e->trouble;
	arith_error(r, why->text);
	memcpy(t->source, why->source, sizeof t->source);
	t->caret = why->caret;
	return -1;
}

/* Parses TEXT in the scratch arena and walks it. */
static int eval_text(struct arith_run *r, const char *text, size_t len, int64_t *out)
{
	struct trouble why;
	struct arena_mark mark = arena_mark(r->e->scratch);
	const char *outer = r->text;
	*out = 0;
	if (is_blank(text))
		return 0;
	r->text = text;
	struct arith_node *root = syn_parse_arith(r->e->scratch, &r->e->vars->names, text, len, &why);
	int err = root ? eval(r, root, out) : not_well_formed(r, &why);
	r->text = outer;
	arena_rewind(r->e->scratch, mark);
	return err;
}

/* A constant with blanks around it, as some programs print them. */
static bool spaced_number(const char *s, int64_t *out)
{
	char text[80];
	s += strspn(s, " \t\n");
	size_t len = strlen(s);
	while (len > 0 && strchr(" \t\n", s[len - 1]))
		len--;
	if (len >= sizeof(text))
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	return text_to_int(text, out);
}

/* The value of a variable that is no plain number: an expression of its own (in posix mode, as dash has it,
 * only a constant). */
static int eval_value(struct arith_run *r, const char *s, size_t len, int64_t *out)
{
	if (spaced_number(s, out))
		return 0;
	if (exp_option(r->e, OPT_POSIX) && !is_blank(s))
		return exp_error(r->e, (struct src_pos){ 0 }, "%.200s: not a number", s);
	if (r->nesting >= MAX_NESTING || stack_low())
		return arith_error(r, "expression recursion level exceeded");
	r->nesting++;
	int err = eval_text(r, arena_strndup(r->e->scratch, s, len), len, out);
	r->nesting--;
	return err;
}

/* S is the value of the variable; NULL: unset. */
static int number_of(struct arith_run *r, name_id name, const char *s, size_t len, int64_t *out)
{
	if (s && text_to_plain_int(s, len, out))
		return 0;
	if (s)
		return eval_value(r, s, len, out);
	*out = 0;
	if (!exp_option(r->e, OPT_NOUNSET))
		return 0;
	return exp_error(
		r->e, (struct src_pos){ 0 }, "%s: parameter not set", names_text(&r->e->vars->names, name));
}

static int get_variable(struct arith_run *r, name_id name, int64_t *out)
{
	size_t len = 0;
	const char *s = var_get(r->e->vars, name, &len);
	return number_of(r, name, s, len, out);
}

static int set_variable(struct arith_run *r, name_id name, int64_t value)
{
	struct expander *e = r->e;
	const struct var *v = var_at(e->vars, name);
	if (!v || !(v->flags & (VAR_READONLY | VAR_OPS)))
		return var_set_int(e->vars, name, value) == 0 ? 0 : arith_error(r, "cannot be assigned");
	char room[24];
	const char *s = text_from_int(value, room);
	if (e->hooks.assign(e->hooks.ctx, name, s, strlen(s)) < 0)
		return exp_hook_failed(e);
	return 0;
}

static int eval_dollar(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	struct text t;
	if (!param_get(r->e, n->param, &t))
		return exp_option(r->e, OPT_NOUNSET) ? param_unset_error(r->e, n->param) : NEEDS_TEXT;
	return text_to_plain_int(t.s, t.len, out) ? 0 : NEEDS_TEXT;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

static int power(struct arith_run *r, int64_t base, int64_t exponent, int64_t *out)
{
	uint64_t result = 1, factor = (uint64_t)base;
	if (exponent < 0)
		return arith_error(r, "exponent less than 0");
	for (uint64_t n = (uint64_t)exponent; n > 0; n >>= 1) {
		if (n & 1)
			result *= factor;
		factor *= factor;
	}
	*out = (int64_t)result;
	return 0;
}

/* INT64_MIN / -1 wraps like all the rest. */
static int divide(struct arith_run *r, unsigned op, int64_t a, int64_t b, int64_t *out)
{
	if (b == 0)
		return arith_error(r, "division by zero");
	if (b == -1)
		*out = op == ARITH_DIV ? (int64_t)(0 - (uint64_t)a) : 0;
	else
		*out = op == ARITH_DIV ? a / b : a % b;
	return 0;
}

static int binary(struct arith_run *r, unsigned op, int64_t a, int64_t b, int64_t *out)
{
	uint64_t ua = (uint64_t)a, ub = (uint64_t)b;
	switch (op) {
	case ARITH_POW: return power(r, a, b, out);
	case ARITH_DIV:
	case ARITH_MOD: return divide(r, op, a, b, out);
	case ARITH_MUL: *out = (int64_t)(ua * ub); break;
	case ARITH_ADD: *out = (int64_t)(ua + ub); break;
	case ARITH_SUB: *out = (int64_t)(ua - ub); break;
	case ARITH_SHL: *out = (int64_t)(ua << (ub & 63)); break;
	case ARITH_SHR: *out = a >> (ub & 63); break;
	case ARITH_LT: *out = a < b; break;
	case ARITH_LE: *out = a <= b; break;
	case ARITH_GT: *out = a > b; break;
	case ARITH_GE: *out = a >= b; break;
	case ARITH_EQ: *out = a == b; break;
	case ARITH_NE: *out = a != b; break;
	case ARITH_AND: *out = a & b; break;
	case ARITH_XOR: *out = a ^ b; break;
	case ARITH_OR: *out = a | b; break;
	default: *out = b; break; /* ARITH_COMMA */
	}
	return 0;
}

/* Are LEFT and RIGHT the operands, in this order? */
static bool has_two(const struct arith_node *n)
{
	return n->op >= ARITH_POW && n->op <= ARITH_COMMA;
}

/* *VALUE holds the left operand, and then what N makes of both; && and || evaluate only what they need. */
static int eval_right(struct arith_run *r, const struct arith_node *n, int64_t *value)
{
	int64_t right = 0;
	bool logical = n->op == ARITH_LOG_AND || n->op == ARITH_LOG_OR;
	if (logical && (*value != 0) == (n->op == ARITH_LOG_OR)) {
		*value = *value != 0;
		return 0;
	}
	int err = eval(r, n->right, &right);
	if (err < 0)
		return err;
	if (!logical)
		return binary(r, n->op, *value, right, value);
	*value = right != 0;
	return 0;
}

/* A long sum is a tree that is deep on its left side alone: that side is gone down in a loop. */
static int eval_chain(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	size_t depth = 1;
	for (const struct arith_node *left = n->left; has_two(left); left = left->left)
		depth++;
	struct arena_mark mark = arena_mark(r->e->scratch);
	const struct arith_node **chain = arena_alloc(r->e->scratch, depth * sizeof(*chain));
	for (size_t i = 0; i < depth; i++, n = n->left)
		chain[i] = n;
	int err = eval(r, n, out);
	while (err >= 0 && depth > 0)
		err = eval_right(r, chain[--depth], out);
	arena_rewind(r->e->scratch, mark);
	return err;
}

static int eval_binary(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	int64_t value = 0;
	if (has_two(n->left) && has_two(n->left->left))
		return eval_chain(r, n, out);
	int err = eval(r, n->left, &value);
	if (err >= 0)
		err = eval_right(r, n, &value);
	*out = value;
	return err;
}

static int eval_unary(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	int64_t a;
	int err = eval(r, n->left, &a);
	if (err < 0)
		return err;
	switch (n->op) {
	case ARITH_NEG: *out = (int64_t)(0 - (uint64_t)a); break;
	case ARITH_NOT: *out = !a; break;
	case ARITH_COMPL: *out = ~a; break;
	default: *out = a; break;
	}
	return 0;
}

/* NAME OP= OPERAND, of a variable that other processes change too: again until nobody came in between. */
static int change_shared(
	struct arith_run *r, name_id name, unsigned op, int64_t operand, int64_t *old, int64_t *new)
{
	struct arena_mark mark = arena_mark(r->e->scratch);
	char room[24];
	int done = 0;
	while (done == 0) {
		size_t len = 0;
		const char *s = var_get(r->e->vars, name, &len);
		const char *text = s ? arena_strndup(r->e->scratch, s, len) : NULL;
		int err = number_of(r, name, text, len, old);
		if (err == 0)
			err = binary(r, op, *old, operand, new);
		if (err < 0)
			return err;
		const char *digits = text_from_int(*new, room);
		done = var_swap(r->e->vars, name, text, len, digits, strlen(digits));
		arena_rewind(r->e->scratch, mark);
	}
	return done < 0 ? set_variable(r, name, *new) : 0; /* which says why it cannot be set */
}

/* ++ and --, before and after. */
static int eval_step(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	int64_t old = 0, new = 0;
	bool up = n->op == ARITH_PRE_INC || n->op == ARITH_POST_INC;
	bool post = n->op == ARITH_POST_INC || n->op == ARITH_POST_DEC;
	int err;
	if (var_swaps(var_at(r->e->vars, n->name))) {
		err = change_shared(r, n->name, ARITH_ADD, up ? 1 : -1, &old, &new);
		*out = post ? old : new;
		return err;
	}
	bool counted = var_count(r->e->vars, n->name, up, &old);
	err = counted ? 0 : get_variable(r, n->name, &old);
	if (err < 0)
		return err;
	new = (int64_t)((uint64_t)old + (up ? 1u : UINT64_MAX));
	*out = post ? old : new;
	return counted ? 0 : set_variable(r, n->name, new);
}

static int eval_set(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	int64_t old = 0, value = 0;
	if (n->set_op != ARITH_SET && var_swaps(var_at(r->e->vars, n->name))) {
		int64_t operand;
		int failed = eval(r, n->right, &operand);
		return failed < 0 ? failed : change_shared(r, n->name, n->set_op, operand, &old, out);
	}
	int err = n->set_op == ARITH_SET ? 0 : get_variable(r, n->name, &old);
	if (err < 0)
		return err;
	err = eval(r, n->right, &value);
	if (err < 0)
		return err;
	if (n->set_op != ARITH_SET)
		err = binary(r, n->set_op, old, value, &value);
	if (err < 0)
		return err;
	*out = value;
	return set_variable(r, n->name, value);
}

static int eval_choice(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	int64_t test = 0;
	int err = eval(r, n->left, &test);
	return err < 0 ? err : eval(r, test ? n->right : n->third, out);
}

/* NAME[n] */
static int eval_element(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	struct arith_node i = { .op = ARITH_NUMBER };
	struct arith index = { .root = &i };
	struct param p = { .kind = PARAM_ELEMENT, .name = n->name, .index = &index };
	struct param_value v;
	int err = eval(r, n->left, &i.value);
	if (err < 0)
		return err;
	if (param_eval(r->e, &p, &v) < 0)
		return -1;
	return text_to_plain_int(v.text.s, v.text.len, out) ? 0 : eval_value(r, v.text.s, v.text.len, out);
}

static int eval_inner(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	switch (n->op) {
	case ARITH_NEG:
	case ARITH_POS:
	case ARITH_NOT:
	case ARITH_COMPL: return eval_unary(r, n, out);
	case ARITH_PRE_INC:
	case ARITH_PRE_DEC:
	case ARITH_POST_INC:
	case ARITH_POST_DEC: return eval_step(r, n, out);
	case ARITH_COND: return eval_choice(r, n, out);
	case ARITH_SET: return eval_set(r, n, out);
	case ARITH_ELEMENT: return eval_element(r, n, out);
	default: return eval_binary(r, n, out);
	}
}

/* The stack is looked at now and then. */
static int eval(struct arith_run *r, const struct arith_node *n, int64_t *out)
{
	switch (n->op) {
	case ARITH_NUMBER: *out = n->value; return 0;
	case ARITH_NAME: return get_variable(r, n->name, out);
	case ARITH_DOLLAR: return eval_dollar(r, n, out);
	default: break;
	}
	if ((++r->depth & 63) == 0 && stack_low())
		return arith_error(r, "expression is nested too deeply");
	int err = eval_inner(r, n, out);
	r->depth--;
	return err;
}

/* ---- the text way -------------------------------------------------------------------------------------- */

enum { MIX_DOLLAR = 1, MIX_CHANGE = 2 };

/* Has the tree $x, and operators that change variables? */
static unsigned mix_of(const struct arith_node *n, unsigned depth)
{
	unsigned mix = 0;
	if ((depth & 63) == 63 && stack_low())
		return MIX_DOLLAR | MIX_CHANGE;
	for (; n; n = n->left) {
		if (n->op == ARITH_DOLLAR)
			mix |= MIX_DOLLAR;
		else if (n->op == ARITH_SET || (n->op >= ARITH_PRE_INC && n->op <= ARITH_POST_DEC))
			mix |= MIX_CHANGE;
		mix |= mix_of(n->right, depth + 1) | mix_of(n->third, depth + 1);
	}
	return mix;
}

/* Each $x is expanded before anything is evaluated: a tree that changes variables and has $x too must go by
 * its text. The answer is kept in the word's cache, as a mark. */
static bool goes_by_text(const struct arith *a)
{
	static const char yes, no;
	if (!a->root || !a->text)
		return !a->root;
	if (!a->text->cache) {
		bool both = mix_of(a->root, 0) == (MIX_DOLLAR | MIX_CHANGE);
		a->text->cache = (void *)(uintptr_t)(both ? &yes : &no);
	}
	return a->text->cache == &yes;
}

static int by_text(struct arith_run *r, int64_t *out)
{
	struct arena_mark mark = arena_mark(r->e->scratch);
	size_t len;
	const char *text = exp_string(r->e, r->arith->text, EXP_STRING, &len);
	if (!text)
		return -1;
	/* The text may lie in a variable that the expression changes. */
	int err = eval_text(r, arena_strndup(r->e->scratch, text, len), len, out);
	arena_rewind(r->e->scratch, mark);
	return err;
}

int exp_arith(struct expander *e, struct arith *a, int64_t *out)
{
	struct arith_run r = { .e = e, .arith = a };
	int err = NEEDS_TEXT;
	if (!goes_by_text(a))
		err = eval(&r, a->root, out);
	if (err == NEEDS_TEXT)
		err = by_text(&r, out);
	return err < 0 ? -1 : 0;
}

int exp_arith_text(struct expander *e, const char *text, int64_t *out)
{
	struct arith_run r = { .e = e, .text = text };
	size_t len = strlen(text);
	if (text_to_plain_int(text, len, out))
		return 0;
	return eval_text(&r, text, len, out) < 0 ? -1 : 0;
}
