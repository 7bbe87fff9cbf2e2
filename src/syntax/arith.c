/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arith.c -- arithmetic expressions (XCU 2.6.4 and C's operators), text to tree. */
#include "syntax_internal.h"

/* Stands in the text for a parameter that is an operand as a whole. */
#define MARK '\1'

struct arith_parser {
	const char *start, *at, *end;
	struct arena *arena;
	struct names *names;
	struct trouble *trouble;   /* NULL: nobody wants to know why */
	const struct part *params; /* the parts the next MARK may stand for */
	bool failed;
};

enum { PREC_COMMA = 1, PREC_SET, PREC_COND, PREC_LOWEST_BINARY, PREC_POW = 14 };

static const struct op {
	char text[3];
	uint8_t op, prec;
} ops[] = {
	{ "**", ARITH_POW, PREC_POW },
	{ "||", ARITH_LOG_OR, 4 },
	{ "&&", ARITH_LOG_AND, 5 },
	{ "==", ARITH_EQ, 9 },
	{ "!=", ARITH_NE, 9 },
	{ "<<", ARITH_SHL, 11 },
	{ ">>", ARITH_SHR, 11 },
	{ "<=", ARITH_LE, 10 },
	{ ">=", ARITH_GE, 10 },
	{ "|", ARITH_OR, 6 },
	{ "^", ARITH_XOR, 7 },
	{ "&", ARITH_AND, 8 },
	{ "<", ARITH_LT, 10 },
	{ ">", ARITH_GT, 10 },
	{ "+", ARITH_ADD, 12 },
	{ "-", ARITH_SUB, 12 },
	{ "*", ARITH_MUL, 13 },
	{ "/", ARITH_DIV, 13 },
	{ "%", ARITH_MOD, 13 },
};

static struct arith_node *expression(struct arith_parser *a, unsigned prec);

static struct arith_node *fail(struct arith_parser *a, const char *fmt, const char *arg)
{
	if (!a->failed && a->trouble) {
		struct trouble *t = a->trouble;
		size_t len = (size_t)(a->end - a->start), at = (size_t)(a->at - a->start);
		size_t from = at > 200 ? at - 200 : 0;
		char what[64];
		size_t n = len - at < 30 ? len - at : 30;
		memcpy(what, a->at, n);
		what[n] = '\0';
		memset(t, 0, sizeof(*t));
		trouble_set(t, (struct src_pos){ 1, (uint32_t)at + 1 }, fmt, arg ? arg : what);
		n = len - from < sizeof(t->source) - 1 ? len - from : sizeof(t->source) - 1;
		memcpy(t->source, a->start + from, n);
		t->source[n] = '\0';
		t->caret = (uint32_t)(at - from);
	}
	a->failed = true;
	return NULL;
}

static struct arith_node *make(struct arith_parser *a, enum arith_op op)
{
	struct arith_node *n = arena_alloc(a->arena, sizeof(*n));
	*n = (struct arith_node){ .op = (uint8_t)op };
	return n;
}

static int peek(struct arith_parser *a)
{
	while (a->at < a->end && (*a->at == ' ' || *a->at == '\t' || *a->at == '\n'))
		a->at++;
	return a->at < a->end ? (unsigned char)*a->at : -1;
}

static int second(const struct arith_parser *a)
{
	return a->end - a->at > 1 ? (unsigned char)a->at[1] : -1;
}

/* ---- operands ------------------------------------------------------------------------------------------ */

static unsigned digit_of(char c, uint64_t base)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 10;
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A') + (base <= 36 ? 10 : 36);
	return c == '@' ? 62 : c == '_' ? 63 : 99;
}

/* Digits of BASE; what does not fit wraps around as in the other shells. */
static uint64_t digits(struct arith_parser *a, uint64_t base)
{
	uint64_t n = 0;
	const char *from = a->at;
	while (a->at < a->end && digit_of(*a->at, base) < base)
		n = n * base + digit_of(*a->at++, base);
	if (a->at == from || (a->at < a->end && digit_of(*a->at, base) < 99 && *a->at != '@'))
		fail(a, "not a number: `%s'", NULL);
	return n;
}

static struct arith_node *number(struct arith_parser *a)
{
	uint64_t base = 10, n;
	const char *s = a->at;
	while (s < a->end && in_class((unsigned char)*s, C_DIGIT))
		s++;
	if (s < a->end && *s == '#') {
		base = *a->at == '0' ? 99 : 0; /* 010#7 is none */
		while (a->at < s && base <= 64)
			base = base * 10 + (uint64_t)(*a->at++ - '0');
		if (base < 2 || base > 64)
			return fail(a, "a base is a number from 2 to 64", NULL);
		a->at = s + 1;
	} else if (*a->at == '0' && (second(a) == 'x' || second(a) == 'X')) {
		base = 16;
		a->at += 2;
	} else if (*a->at == '0') {
		base = 8;
	}
	n = digits(a, base);
	struct arith_node *node = make(a, ARITH_NUMBER);
	node->value = (int64_t)n;
	return node;
}

static struct arith_node *name(struct arith_parser *a)
{
	size_t n = name_span(a->at, (size_t)(a->end - a->at));
	struct arith_node *node = make(a, ARITH_NAME);
	node->name = names_intern(a->names, a->at, n);
	a->at += n;
	return node;
}

/* A name, maybe with a subscript. */
static struct arith_node *name_or_element(struct arith_parser *a)
{
	struct arith_node *node = name(a);
	if (a->at == a->end || *a->at != '[')
		return node;
	a->at++;
	node->op = ARITH_ELEMENT;
	node->left = expression(a, PREC_COMMA);
	if (!a->failed && peek(a) != ']')
		return fail(a, "a `]' is missing%s", "");
	a->at++;
	return node;
}

static struct arith_node *mark(struct arith_parser *a)
{
	while (a->params->kind != PART_PARAM)
		a->params = a->params->next;
	struct arith_node *node = make(a, ARITH_DOLLAR);
	node->param = a->params->param;
	a->params = a->params->next;
	a->at++;
	return node;
}

static struct arith_node *primary(struct arith_parser *a)
{
	int c = peek(a);
	if (in_class(c, C_DIGIT))
		return number(a);
	if (in_class(c, C_NAME))
		return name_or_element(a);
	if (c == MARK && a->params)
		return mark(a);
	if (c < 0)
		return fail(a, "an operand is missing at the end", NULL);
	if (c != '(')
		return fail(a, "an operand is missing before `%s'", NULL);
	a->at++;
	struct arith_node *inside = expression(a, PREC_COMMA);
	if (!a->failed && peek(a) != ')')
		return fail(a, "a `)' is missing%s", "");
	a->at++;
	return inside;
}

static struct arith_node *postfix(struct arith_parser *a)
{
	struct arith_node *n = primary(a);
	if (!n || n->op != ARITH_NAME)
		return n;
	int c = peek(a);
	if ((c != '+' && c != '-') || second(a) != c)
		return n;
	a->at += 2;
	n->op = c == '+' ? ARITH_POST_INC : ARITH_POST_DEC;
	return n;
}

/* ++ or -- before a name; before anything else they are two signs. NULL: none of that. */
static struct arith_node *prefix_step(struct arith_parser *a, int c)
{
	const char *here = a->at;
	if (second(a) != c)
		return NULL;
	a->at += 2;
	if (!is_name_start(peek(a))) {
		a->at = here;
		return NULL;
	}
	struct arith_node *n = name(a);
	n->op = c == '+' ? ARITH_PRE_INC : ARITH_PRE_DEC;
	return n;
}

static struct arith_node *unary(struct arith_parser *a)
{
	struct arith_node *n = NULL;
	enum arith_op op;
	if (stack_low())
		return fail(a, "nested too deeply%s", "");
	int c = peek(a);
	switch (c) {
	case '+': op = ARITH_POS; break;
	case '-': op = ARITH_NEG; break;
	case '!': op = ARITH_NOT; break;
	case '~': op = ARITH_COMPL; break;
	default: return postfix(a);
	}
	if ((c == '+' || c == '-') && (n = prefix_step(a, c)) != NULL)
		return n;
	a->at++;
	n = make(a, op);
	n->left = unary(a);
	return n;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

/* The binary operator at the text; NULL: none. */
static const struct op *operator_at(struct arith_parser *a, size_t *len)
{
	int c = peek(a);
	if (c < 0 || in_class(c, C_NAME) || c == ')' || c == ':' || c == ']')
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		const char *text = ops[i].text;
		if (text[0] != c || (text[1] && text[1] != second(a)))
			continue;
		*len = text[1] ? 2 : 1;
		return &ops[i];
	}
	return NULL;
}

static bool is_set_operator(const struct op *op)
{
	return op->prec > 5 && op->prec != 9 && op->prec != 10 && op->prec != PREC_POW;
}

/* Behind a name: = or op= . */
static struct arith_node *assignment(struct arith_parser *a, struct arith_node *left)
{
	size_t len = 0;
	const struct op *op = operator_at(a, &len);
	if (!op && peek(a) == '=' && second(a) != '=') {
		a->at++;
		left->set_op = ARITH_SET;
	} else if (op && is_set_operator(op) && (size_t)(a->end - a->at) > len && a->at[len] == '=') {
		a->at += len + 1;
		left->set_op = op->op;
	} else {
		return left;
	}
	left->op = ARITH_SET;
	left->right = expression(a, PREC_SET);
	return left;
}

static struct arith_node *conditional(struct arith_parser *a, struct arith_node *test)
{
	struct arith_node *n = make(a, ARITH_COND);
	a->at++;
	n->left = test;
	n->right = expression(a, PREC_COMMA);
	if (a->failed)
		return NULL;
	if (peek(a) != ':')
		return fail(a, "a `:' is missing%s", "");
	a->at++;
	n->third = expression(a, PREC_COND);
	return n;
}

static struct arith_node *join(
	struct arith_parser *a, enum arith_op op, struct arith_node *left, unsigned prec)
{
	struct arith_node *n = make(a, op);
	n->left = left;
	n->right = expression(a, prec);
	return n;
}

/* Operators that bind at least as tightly as PREC. */
static struct arith_node *expression(struct arith_parser *a, unsigned prec)
{
	struct arith_node *left = unary(a);
	if (left && left->op == ARITH_NAME && prec <= PREC_SET)
		left = assignment(a, left);
	while (!a->failed) {
		size_t len = 0;
		int c = peek(a);
		const struct op *op = operator_at(a, &len);
		if (c == ',' && prec <= PREC_COMMA) {
			a->at++;
			left = join(a, ARITH_COMMA, left, PREC_SET);
		} else if (c == '?' && prec <= PREC_COND) {
			left = conditional(a, left);
		} else if (op && op->prec >= prec) {
			a->at += len;
			left = join(a, op->op, left, op->prec == PREC_POW ? PREC_POW : op->prec + 1u);
		} else {
			break;
		}
	}
	return a->failed ? NULL : left;
}

static struct arith_node *whole(struct arith_parser *a)
{
	a->at = a->start;
	if (peek(a) < 0)
		return make(a, ARITH_NUMBER);
	struct arith_node *n = expression(a, PREC_COMMA);
	if (!a->failed && peek(a) >= 0)
		return fail(
			a, *a->at == '=' ? "only a variable can be assigned to" : "unexpected `%s'", NULL);
	return a->failed ? NULL : n;
}

struct arith_node *syn_parse_arith(
	struct arena *arena, struct names *names, const char *text, size_t len, struct trouble *trouble)
{
	struct arith_parser a = { .start = text, .end = text + len, .arena = arena, .names = names };
	a.trouble = trouble;
	return whole(&a);
}

/* ---- expressions in the program text ------------------------------------------------------------------- */

/* Can the expression be parsed although PART has no value yet? */
static bool part_is_operand(const struct part *part)
{
	if (part->kind == PART_TEXT)
		return memchr(part->text.s, MARK, part->text.len) == NULL;
	if (part->kind != PART_PARAM)
		return false;
	const struct param *pm = part->param;
	return pm->op == PARAM_PLAIN && !pm->indirect && pm->kind != PARAM_ELEMENT &&
	       !(pm->kind == PARAM_SPECIAL && (pm->special == '@' || pm->special == '*'));
}

struct arith_node *arith_compile(struct arena *arena, struct names *names, const struct word *text)
{
	struct buf flat = { 0 };
	struct arith_parser a = { .arena = arena, .names = names, .params = text->parts };
	for (const struct part *part = text->parts; part; part = part->next) {
		if (!part_is_operand(part))
			return NULL;
	}
	if (text->text)
		return syn_parse_arith(arena, names, text->text, text->len, NULL);
	for (const struct part *part = text->parts; part; part = part->next) {
		if (part->kind == PART_TEXT)
			buf_add(&flat, part->text.s, part->text.len);
		else
			buf_byte(&flat, MARK);
	}
	a.start = buf_cstr(&flat);
	a.end = a.start + flat.len;
	struct arith_node *root = whole(&a);
	buf_free(&flat);
	return root;
}
