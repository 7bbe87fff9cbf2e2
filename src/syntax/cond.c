/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cond.c -- [[ ... ]]. */
#include "syntax_internal.h"

static struct cond *parse_or(struct parser *p);

static struct cond *cond_new(struct parser *p, enum cond_kind kind)
{
	struct cond *c = arena_zalloc(p->arena, sizeof(*c));
	c->kind = (uint8_t)kind;
	return c;
}

static struct cond *cond_join(struct parser *p, enum cond_kind kind, struct cond *left, struct cond *right)
{
	struct cond *c = cond_new(p, kind);
	c->left = left;
	c->right = right;
	return c;
}

static bool is_unary(const struct token *t)
{
	return tok_plain(t) && t->word->len == 2 && t->word->text[0] == '-' &&
	       strchr("abcdefghknoprstuvwxzGLNOSR", t->word->text[1]);
}

/* The operator of two operands that comes, in OP; false: none. It is not taken. */
static bool binary_operator(struct parser *p, char op[4])
{
	static const char *const ops[] = { "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge",
		"-nt", "-ot", "-ef" };
	enum token_kind kind = tok_peek(p);
	if (kind == TOK_LESS || kind == TOK_GREAT) {
		strcpy(op, kind == TOK_LESS ? "<" : ">");
		return true;
	}
	if (kind != TOK_WORD || !tok_plain(&p->tok))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (strcmp(p->tok.word->text, ops[i]) == 0) {
			strcpy(op, ops[i]);
			return true;
		}
	}
	return false;
}

static bool at_end(struct parser *p)
{
	return tok_peek(p) == TOK_WORD && tok_is(&p->tok, "]]");
}

/* Is this the end of a test? [[ -f == ]], [[ (-f ==) ]], [[ -f == && x ]] */
static bool test_ends(struct parser *p)
{
	enum token_kind kind = tok_peek(p);
	return kind == TOK_RPAREN || kind == TOK_AND_IF || kind == TOK_OR_IF || at_end(p);
}

static struct word *take_word(struct parser *p)
{
	if (tok_peek(p) != TOK_WORD || at_end(p)) {
		tok_unexpected(p);
		return NULL;
	}
	tok_take(p);
	return p->tok.word;
}

/* Behind =~ : a word in which parentheses and bars are plain. */
static struct word *take_regex(struct parser *p)
{
	int c;
	while ((c = in_peek(p)) == ' ' || c == '\t')
		p->in.at++;
	struct place place = in_place(p);
	struct word *w = word_read(p, MODE_REGEX);
	p->have_tok = false;
	if (w && !w->parts)
		syn_fail(p, place, "expected a regular expression behind `=~'");
	return w;
}

/* A word, with or without an operator. */
static struct cond *parse_words(struct parser *p)
{
	struct cond *c = cond_new(p, COND_WORD);
	struct token t = p->tok;
	c->a = take_word(p);
	if (p->failed)
		return NULL;
	p->operands = is_unary(&t);
	if (p->operands && tok_peek(p) == TOK_WORD && !at_end(p)) {
		char unused[4];
		if (!binary_operator(p, unused)) {
			c->kind = COND_UNARY;
			strcpy(c->op, t.word->text);
			c->a = take_word(p);
			return c;
		}
	}
	if (!binary_operator(p, c->op))
		return c;
	struct token op = p->tok;
	tok_take(p);
	if (p->operands && strcmp(c->op, "=~") != 0 && op.kind == TOK_WORD && test_ends(p)) {
		c->kind = COND_UNARY;
		strcpy(c->op, t.word->text);
		c->a = op.word;
		return c;
	}
	c->kind = COND_BINARY;
	p->operands = true;
	c->b = strcmp(c->op, "=~") == 0 ? take_regex(p) : take_word(p);
	return c;
}

/* Behind an operator !( is a pattern, where a test begins it is not. */
static struct cond *parse_test(struct parser *p)
{
	bool outer = p->operands;
	p->operands = false;
	struct cond *c = parse_words(p);
	p->operands = outer;
	return c;
}

static struct cond *parse_term(struct parser *p)
{
	if (syn_deep(p))
		return NULL;
	parse_newlines(p);
	if (tok_peek(p) == TOK_WORD && tok_is(&p->tok, "!")) {
		tok_take(p);
		return cond_join(p, COND_NOT, parse_term(p), NULL);
	}
	if (tok_peek(p) != TOK_LPAREN)
		return parse_test(p);
	tok_take(p);
	struct cond *c = parse_or(p);
	parse_expect(p, TOK_RPAREN);
	return c;
}

static struct cond *parse_and(struct parser *p)
{
	struct cond *c = parse_term(p);
	parse_newlines(p);
	while (tok_peek(p) == TOK_AND_IF) {
		tok_take(p);
		c = cond_join(p, COND_AND, c, parse_term(p));
		parse_newlines(p);
	}
	return c;
}

static struct cond *parse_or(struct parser *p)
{
	struct cond *c = parse_and(p);
	while (tok_peek(p) == TOK_OR_IF) {
		tok_take(p);
		c = cond_join(p, COND_OR, c, parse_and(p));
	}
	return c;
}

struct node *parse_cond(struct parser *p, struct src_pos pos)
{
	struct open_construct open;
	struct node *n = node_new(p, NODE_COND, pos);
	parse_open(p, &open, "[[", "]]");
	p->in_cond = true;
	tok_take(p);
	n->cond.expr = parse_or(p);
	p->in_cond = false;
	if (!p->failed && !at_end(p))
		tok_unexpected(p);
	tok_take(p);
	parse_close(p, &open);
	return p->failed ? NULL : n;
}
