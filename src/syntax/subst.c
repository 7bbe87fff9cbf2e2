/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subst.c -- commands and arithmetic inside of words: $(...) `...` ${ ...; } <(...) $((...)). */
#include "syntax_internal.h"
#include <stdlib.h>

/* What the commands inside of a word must not see of the command around it. */
struct nest {
	bool funsub, operands, in_cond;
	struct pending *pending, **pending_tail;
	struct open_construct open;
};

static void nest_begin(struct parser *p, struct nest *n, const char *what, const char *closer)
{
	n->funsub = p->funsub;
	n->operands = p->operands;
	n->in_cond = p->in_cond;
	n->pending = p->pending;
	n->pending_tail = p->pending_tail;
	p->funsub = p->operands = p->in_cond = false;
	p->pending = NULL;
	p->pending_tail = &p->pending;
	p->have_tok = false;
	parse_open(p, &n->open, what, closer);
}

/* A here-document whose body has not come yet is read after the line that the word stands in. */
static void nest_end(struct parser *p, const struct nest *n)
{
	if (n->pending) {
		*n->pending_tail = p->pending;
		if (!p->pending)
			p->pending_tail = n->pending_tail;
		p->pending = n->pending;
	}
	p->funsub = n->funsub;
	p->operands = n->operands;
	p->in_cond = n->in_cond;
	p->have_tok = false;
	parse_close(p, &n->open);
}

/* The commands up to the token that ends them, which is taken. false: an error. */
static bool nested_list(struct parser *p, const char *what, enum token_kind end, struct node **body)
{
	struct nest n;
	if (syn_deep(p))
		return false;
	nest_begin(p, &n, what, end == TOK_RBRACE ? "}" : ")");
	p->funsub = end == TOK_RBRACE;
	*body = parse_list(p);
	parse_expect(p, end);
	nest_end(p, &n);
	return !p->failed;
}

/* Is BODY nothing but `< file`? */
static struct word *only_file(const struct node *body)
{
	if (!body || body->kind != NODE_SIMPLE || body->simple.words || body->simple.assigns)
		return NULL;
	const struct io_redirect *r = body->redirs;
	if (!r || r->next || r->op != REDIR_IN || r->fd != 0 || r->fd_name != NAME_NONE)
		return NULL;
	return r->target;
}

static void add_command(
	struct parser *p, struct builder *b, enum quoting quote, struct node *body, char style)
{
	struct command_sub *sub = arena_alloc(p->arena, sizeof(*sub));
	*sub = (struct command_sub){ .body = body, .style = style };
	if (style == '(' || style == '`')
		sub->file = only_file(body);
	if (sub->file)
		sub->style = '<';
	build_part(p, b, PART_COMMAND, quote)->command = sub;
}

bool subst_command(struct parser *p, struct builder *b, enum quoting quote)
{
	struct node *body;
	build_flush(p, b);
	if (!nested_list(p, "$(", TOK_RPAREN, &body))
		return false;
	add_command(p, b, quote, body, '(');
	return true;
}

bool subst_function(struct parser *p, struct builder *b, enum quoting quote)
{
	struct node *body;
	build_flush(p, b);
	if (!nested_list(p, "${", TOK_RBRACE, &body))
		return false;
	add_command(p, b, quote, body, '{');
	return true;
}

bool subst_process(struct parser *p, struct builder *b)
{
	struct node *body;
	bool out = *p->in.at == '>';
	p->in.at += 2;
	build_flush(p, b);
	if (!nested_list(p, out ? ">(" : "<(", TOK_RPAREN, &body))
		return false;
	struct part *part = build_part(p, b, PART_PROCESS, QUOTE_NONE);
	part->process.body = body;
	part->process.out = out;
	return true;
}

/* ---- `...` --------------------------------------------------------------------------------------------- */

/* Past the first `: its text, without the backslashes that belong to it (XCU 2.6.3), into p->scratch. Lines
 * are joined even where they are quoted in it, as in all shells. */
static bool backquote_text(struct parser *p, bool in_double)
{
	int c;
	while ((c = in_raw(p)) >= 0 && c != '`') {
		const char *s = p->in.at;
		if (c == '\\') {
			int next = in_second(p);
			p->in.at++;
			bool drop = next == '$' || next == '`' || next == '\\' || (next == '"' && in_double);
			if (!drop && next != '\n')
				buf_byte(&p->scratch, '\\');
			if (in_raw(p) < 0)
				return false;
			if (next != '\n')
				buf_byte(&p->scratch, *p->in.at);
			in_take(p);
			continue;
		}
		while (s < p->in.end && *s != '`' && *s != '\\')
			s++;
		buf_add(&p->scratch, p->in.at, (size_t)(s - p->in.at));
		in_skip_to(p, s);
	}
	return c == '`';
}

static struct node *parse_string(struct parser *p, const char *text, size_t len, uint32_t line)
{
	struct nest n;
	nest_begin(p, &n, "`", "`");
	in_push_string(p, text, len, line);
	struct node *body = parse_list(p);
	if (tok_peek(p) != TOK_EOF)
		tok_unexpected(p);
	if (p->pending && !p->failed)
		heredoc_read_all(p);
	in_pop_string(p);
	nest_end(p, &n);
	return body;
}

bool subst_backquote(struct parser *p, struct builder *b, enum quoting quote)
{
	struct place begun = in_place(p);
	build_flush(p, b);
	size_t base = p->scratch.len;
	p->in.at++;
	if (syn_deep(p))
		return false;
	if (!backquote_text(p, quote == QUOTE_DOUBLE)) {
		p->scratch.len = base;
		syn_fail(p, begun, "unterminated ``' begun on line %u", begun.pos.line);
		return false;
	}
	p->in.at++;
	size_t len = p->scratch.len - base;
	const char *text = arena_strndup(p->arena, len ? p->scratch.data + base : "", len);
	p->scratch.len = base;
	struct node *body = parse_string(p, text, len, begun.pos.line);
	if (p->failed)
		return false;
	add_command(p, b, quote, body, '`');
	return true;
}

/* ---- ((...)) ------------------------------------------------------------------------------------------- */

/* `((` may begin an expression or a subshell in a subshell, and only its end tells. So it is tried; and since
 * such things can stand in each other, what has failed once is not tried again, or the time would double with
 * each level. One reading also tells of the parentheses inside of it: those not closed by `))` are no
 * expressions. */

static uint64_t arith_key(const struct parser *p)
{
	return p->in.kind == IN_SOURCE ? in_offset(p) * 2 + 2 : (uint64_t)(uintptr_t)p->in.at * 2 + 1;
}

static uint64_t *memo_slot(const struct parser *p, uint64_t key)
{
	size_t mask = p->not_arith_cap - 1;
	size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & mask;
	while (p->not_arith[i] != 0 && p->not_arith[i] != key)
		i = (i + 1) & mask;
	return &p->not_arith[i];
}

static bool memo_has(const struct parser *p, uint64_t key)
{
	return p->not_arith_n > 0 && *memo_slot(p, key) == key;
}

static void memo_grow(struct parser *p)
{
	uint64_t *old = p->not_arith;
	size_t old_cap = p->not_arith_cap;
	p->not_arith_cap = old_cap ? old_cap * 2 : 64;
	p->not_arith = mem_zalloc(p->not_arith_cap * sizeof(*old));
	for (size_t i = 0; i < old_cap; i++) {
		if (old[i] != 0)
			*memo_slot(p, old[i]) = old[i];
	}
	free(old);
}

static void memo_add(struct parser *p, uint64_t key)
{
	if (p->not_arith_n * 2 >= p->not_arith_cap)
		memo_grow(p);
	uint64_t *slot = memo_slot(p, key);
	p->not_arith_n += *slot != key;
	*slot = key;
}

void arith_paren_open(struct parser *p)
{
	const char *start = p->in.kind == IN_SOURCE ? p->in.chunk->data : p->in.line_at;
	bool second = p->in.at > start && p->in.at[-1] == '(';
	vec_push(&p->parens, (void *)(uintptr_t)(second ? arith_key(p) + 2 : 0));
}

void arith_paren_close(struct parser *p)
{
	uint64_t key = (uint64_t)(uintptr_t)p->parens.items[--p->parens.len];
	if (key != 0 && in_second(p) >= 0 && in_second(p) != ')' && in_second(p) != '\\')
		memo_add(p, key);
}

/* The text is used up: nothing that is open now will be closed. */
static void forget_open(struct parser *p, size_t from)
{
	for (size_t i = from; i < p->parens.len; i++) {
		if (p->parens.items[i])
			memo_add(p, (uint64_t)(uintptr_t)p->parens.items[i]);
	}
}

struct arith *arith_read(struct parser *p, enum double_mode mode)
{
	struct word *text = word_read_double(p, mode);
	if (!text)
		return NULL;
	struct arith *a = arena_alloc(p->arena, sizeof(*a));
	a->text = text;
	a->root = arith_compile(p->arena, p->env->names, text);
	return a;
}

static bool take_end(struct parser *p)
{
	if (p->failed || in_raw(p) != ')')
		return false;
	p->in.at++;
	if (in_peek(p) != ')')
		return false;
	p->in.at++;
	return true;
}

struct arith *arith_try(struct parser *p)
{
	uint64_t key = arith_key(p);
	if (memo_has(p, key) || syn_deep(p))
		return NULL;
	size_t parens = p->parens.len;
	struct pending *pending = p->pending, **tail = p->pending_tail;
	size_t nodes = p->nodes.len;
	struct open_construct *open = p->open;
	struct input start = in_pin(p);
	struct arith *a = arith_read(p, DQ_ARITH);
	if (!take_end(p)) {
		a = NULL;
		if (!p->failed && in_raw(p) < 0)
			forget_open(p, parens);
		if (!p->too_deep && !p->interrupted)
			p->failed = false;
		in_return(p, &start);
		p->open = open;
		p->nodes.len = nodes;
		p->pending = pending;
		p->pending_tail = tail;
		*tail = NULL;
		memo_add(p, key);
	}
	p->parens.len = parens;
	in_unpin(p);
	return a;
}
