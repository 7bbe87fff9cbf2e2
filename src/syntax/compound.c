/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compound.c -- the compound commands (XCU 2.9.4) and what begins with a reserved word. */
#include "syntax_internal.h"

static struct node *done(const struct parser *p, struct node *n)
{
	return p->failed ? NULL : n;
}

/* ---- { } ( ) (( )) ------------------------------------------------------------------------------------- */

static struct node *parse_group(struct parser *p)
{
	struct open_construct open;
	struct node *n = node_new(p, NODE_GROUP, p->tok.place.pos);
	parse_open(p, &open, "{", "}");
	tok_take(p);
	n->group.body = parse_body(p);
	parse_expect_word(p, RW_RBRACE);
	parse_close(p, &open);
	return done(p, n);
}

static struct node *parse_subshell(struct parser *p, struct src_pos pos)
{
	struct open_construct open;
	struct node *n = node_new(p, NODE_SUBSHELL, pos);
	parse_open(p, &open, "(", ")");
	n->group.body = parse_body(p);
	parse_expect(p, TOK_RPAREN);
	parse_close(p, &open);
	return done(p, n);
}

/* At a ( : two of them may begin an expression. */
static struct node *parse_parenthesis(struct parser *p)
{
	struct src_pos pos = p->tok.place.pos;
	tok_take(p);
	if (p->env->posix || in_raw(p) != '(')
		return parse_subshell(p, pos);
	struct input inside = in_pin(p);
	p->in.at++;
	struct arith *a = arith_try(p);
	in_unpin(p);
	p->have_tok = false;
	if (p->failed)
		return NULL;
	if (!a) {
		in_return(p, &inside);
		return parse_subshell(p, pos);
	}
	struct node *n = node_new(p, NODE_ARITH, pos);
	n->arith.expr = a;
	return n;
}

/* ---- if, while ----------------------------------------------------------------------------------------- */

/* At `if` or `elif`; what is behind its `then` list is left. */
static struct node *parse_branch(struct parser *p)
{
	struct node *n = node_new(p, NODE_IF, p->tok.place.pos);
	tok_take(p);
	n->if_.test = parse_body(p);
	parse_expect_word(p, RW_THEN);
	n->if_.then_part = p->failed ? NULL : parse_body(p);
	return n;
}

static struct node *parse_if(struct parser *p)
{
	struct open_construct open;
	parse_open(p, &open, "if", "fi");
	struct node *n = parse_branch(p), *last = n;
	while (tok_command(p) == RW_ELIF) {
		last->if_.else_part = parse_branch(p);
		last = last->if_.else_part;
	}
	if (tok_command(p) == RW_ELSE) {
		tok_take(p);
		last->if_.else_part = parse_body(p);
	}
	parse_expect_word(p, RW_FI);
	parse_close(p, &open);
	return done(p, n);
}

/* do LIST done */
static struct node *parse_do(struct parser *p)
{
	struct open_construct open;
	parse_newlines(p);
	if (!parse_expect_word(p, RW_DO))
		return NULL;
	parse_open(p, &open, "do", "done");
	struct node *body = parse_body(p);
	parse_expect_word(p, RW_DONE);
	parse_close(p, &open);
	return body;
}

static struct node *parse_while(struct parser *p, bool until)
{
	struct open_construct open;
	struct node *n = node_new(p, NODE_WHILE, p->tok.place.pos);
	parse_open(p, &open, until ? "until" : "while", "done");
	tok_take(p);
	n->while_.until = until;
	n->while_.test = parse_body(p);
	n->while_.body = p->failed ? NULL : parse_do(p);
	parse_close(p, &open);
	return done(p, n);
}

/* ---- for, select --------------------------------------------------------------------------------------- */

/* The words behind `in`, and the ; or newline that ends them. */
static struct word *parse_for_words(struct parser *p)
{
	struct word *words = NULL, **tail = &words;
	p->operands = true;
	tok_take(p);
	while (tok_peek(p) == TOK_WORD) {
		*tail = p->tok.word;
		tail = &p->tok.word->next;
		tok_take(p);
	}
	p->operands = false;
	if (tok_peek(p) == TOK_SEMI || tok_peek(p) == TOK_NEWLINE)
		tok_take(p);
	else
		tok_unexpected(p);
	return words;
}

/* The body: do LIST done, and where that is not POSIX's business { LIST } too. */
static struct node *parse_for_body(struct parser *p)
{
	parse_newlines(p);
	if (p->env->posix || tok_command(p) != RW_LBRACE)
		return parse_do(p);
	return parse_group(p);
}

/* Behind the name. `for i;` and `for i<newline>` may both be followed by `do`; `in` may only follow the
 * latter. */
static void parse_for_list(struct parser *p, struct node *n)
{
	if (tok_peek(p) == TOK_SEMI) {
		tok_take(p);
		return;
	}
	parse_newlines(p);
	if (tok_peek(p) != TOK_WORD || !tok_is(&p->tok, "in"))
		return;
	n->for_.has_in = true;
	n->for_.words = parse_for_words(p);
}

/* One expression of for ((;;)), which END follows. */
static struct arith *parse_cfor_part(struct parser *p, char end)
{
	struct place place = in_place(p);
	struct arith *a = p->failed ? NULL : arith_read(p, DQ_FOR);
	if (!a)
		return NULL;
	if (in_raw(p) != end) {
		syn_fail(p, place, "`for ((' needs three expressions and `))'");
		return NULL;
	}
	p->in.at++;
	for (const struct part *part = a->text->parts; part; part = part->next) {
		if (part->kind != PART_TEXT || part->text.s[strspn(part->text.s, " \t\n")] != '\0')
			return a;
	}
	return NULL;
}

/* At the ( behind `for`. */
static struct node *parse_cfor(struct parser *p, struct node *n)
{
	struct place place = p->tok.place;
	tok_take(p);
	if (p->env->posix || in_peek(p) != '(') {
		syn_fail(p, place, "unexpected `('");
		return NULL;
	}
	p->in.at++;
	n->kind = NODE_CFOR;
	n->cfor.init = parse_cfor_part(p, ';');
	n->cfor.test = parse_cfor_part(p, ';');
	n->cfor.step = parse_cfor_part(p, ')');
	p->have_tok = false;
	if (p->failed || !parse_expect(p, TOK_RPAREN))
		return NULL;
	if (tok_peek(p) == TOK_SEMI)
		tok_take(p);
	n->cfor.body = parse_for_body(p);
	return done(p, n);
}

static struct node *parse_for(struct parser *p, enum node_kind kind)
{
	struct open_construct open;
	struct node *n = node_new(p, kind, p->tok.place.pos);
	parse_open(p, &open, kind == NODE_FOR ? "for" : "select", "done");
	tok_take(p);
	if (kind == NODE_FOR && tok_peek(p) == TOK_LPAREN) {
		n = parse_cfor(p, n);
	} else if (tok_peek(p) != TOK_WORD || !tok_plain(&p->tok) || !name_valid(p->tok.word->text)) {
		tok_unexpected(p);
	} else {
		n->for_.name = names_intern(p->env->names, p->tok.word->text, p->tok.word->len);
		tok_take(p);
		parse_for_list(p, n);
		n->for_.body = p->failed ? NULL : parse_for_body(p);
	}
	parse_close(p, &open);
	return done(p, n);
}

/* ---- case ---------------------------------------------------------------------------- */

static void parse_patterns(struct parser *p, struct case_item *item)
{
	struct word **tail = &item->patterns;
	for (;;) {
		if (tok_peek(p) != TOK_WORD) {
			tok_unexpected(p);
			return;
		}
		*tail = p->tok.word;
		tail = &p->tok.word->next;
		tok_take(p);
		if (tok_peek(p) != TOK_PIPE)
			break;
		tok_take(p);
	}
	parse_expect(p, TOK_RPAREN);
}

/* One item. false: it was the last, or an error. */
static bool parse_case_item(struct parser *p, struct case_item ***tail)
{
	struct case_item *item = arena_zalloc(p->arena, sizeof(*item));
	p->operands = true;
	if (tok_peek(p) == TOK_LPAREN)
		tok_take(p);
	parse_patterns(p, item);
	p->operands = false;
	if (p->failed)
		return false;
	bool funsub = p->funsub;
	p->funsub = false;
	item->body = parse_list(p);
	p->funsub = funsub;
	**tail = item;
	*tail = &item->next;
	switch (tok_peek(p)) {
	case TOK_DSEMI: item->end = CASE_BREAK; break;
	case TOK_SEMI_AMP: item->end = CASE_FALL; break;
	case TOK_DSEMI_AMP: item->end = CASE_TEST_NEXT; break;
	default: return false;
	}
	tok_take(p);
	p->operands = true;
	parse_newlines(p);
	return true;
}

static struct node *parse_case(struct parser *p)
{
	struct open_construct open;
	struct node *n = node_new(p, NODE_CASE, p->tok.place.pos);
	struct case_item **tail = &n->case_.items;
	parse_open(p, &open, "case", "esac");
	p->operands = true;
	tok_take(p);
	if (tok_peek(p) == TOK_WORD) {
		n->case_.subject = p->tok.word;
		tok_take(p);
		parse_newlines(p);
	}
	if (!n->case_.subject || tok_peek(p) != TOK_WORD || !tok_is(&p->tok, "in")) {
		tok_unexpected(p);
	} else {
		tok_take(p);
		parse_newlines(p);
		while (!(tok_peek(p) == TOK_WORD && tok_is(&p->tok, "esac")) && parse_case_item(p, &tail)) {
		}
		parse_expect_word(p, RW_ESAC);
	}
	p->operands = false;
	parse_close(p, &open);
	return done(p, n);
}

/* ---- function, coproc ---------------------------------------------------------------------------------- */

static struct node *parse_function_word(struct parser *p)
{
	struct src_pos pos = p->tok.place.pos;
	tok_take(p);
	if (tok_peek(p) != TOK_WORD || !tok_plain(&p->tok)) {
		tok_unexpected(p);
		return NULL;
	}
	struct word *name = p->tok.word;
	tok_take(p);
	if (tok_peek(p) == TOK_LPAREN) {
		struct input here = in_pin(p);
		tok_take(p);
		if (tok_peek(p) == TOK_RPAREN) {
			tok_take(p);
		} else { /* function f (list) */
			in_return(p, &here);
			p->tok = (struct token){ .kind = TOK_LPAREN, .place = in_place(p) };
			p->have_tok = true;
		}
		in_unpin(p);
	}
	return parse_function_body(p, name, pos);
}

static struct node *parse_coproc(struct parser *p)
{
	struct node *n = node_new(p, NODE_COPROC, p->tok.place.pos);
	static const char unnamed[] = "COPROC";
	n->coproc.name = names_intern(p->env->names, unnamed, sizeof(unnamed) - 1);
	tok_take(p);
	n->coproc.body = parse_compound(p, tok_command(p));
	if (n->coproc.body || p->failed)
		return done(p, n);
	struct token t = p->tok;
	if (t.kind != TOK_WORD || !tok_plain(&t) || t.assign_len > 0) {
		n->coproc.body = parse_command(p);
		return done(p, n);
	}
	tok_take(p);
	n->coproc.body = parse_compound(p, tok_command(p));
	if (!n->coproc.body && !p->failed)
		n->coproc.body = parse_simple(p, t.word);
	else if (name_valid(t.word->text))
		n->coproc.name = names_intern(p->env->names, t.word->text, t.word->len);
	else
		syn_fail(p, t.place, "`%.100s' cannot be the name of a coprocess", t.word->text);
	return done(p, n);
}

/* ---- all of them --------------------------------------------------------------------------------------- */

static struct node *parse_by_word(struct parser *p, enum reserved rw)
{
	switch (rw) {
	case RW_LBRACE: return parse_group(p);
	case RW_IF: return parse_if(p);
	case RW_WHILE: return parse_while(p, false);
	case RW_UNTIL: return parse_while(p, true);
	case RW_FOR: return parse_for(p, NODE_FOR);
	case RW_SELECT: return parse_for(p, NODE_SELECT);
	case RW_CASE: return parse_case(p);
	case RW_DCOND: return parse_cond(p, p->tok.place.pos);
	case RW_FUNCTION: return parse_function_word(p);
	case RW_COPROC: return parse_coproc(p);
	default: return NULL;
	}
}

struct node *parse_compound(struct parser *p, enum reserved rw)
{
	struct node *n = NULL;
	if (rw != RW_NONE && syn_deep(p))
		return NULL;
	if (rw != RW_NONE)
		n = parse_by_word(p, rw);
	else if (tok_peek(p) == TOK_LPAREN)
		n = parse_parenthesis(p);
	if (n && n->kind != NODE_FUNCTION && n->kind != NODE_COPROC)
		parse_redirections(p, n);
	return done(p, n);
}
