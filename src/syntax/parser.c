/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parser.c -- a parser's life, and the grammar from a line down to a pipeline (XCU 2.10). */
#include "syntax_internal.h"
#include <stdlib.h>

/* ---- trees --------------------------------------------------------------------------------------------- */

/* A tree and the first piece of its arena are one block, small enough for malloc's per-thread cache: most
 * lines need no more. */
#define TREE_BLOCK 1032u

static struct tree *tree_new(const char *file)
{
	struct tree *t = mem_alloc(TREE_BLOCK);
	*t = (struct tree){ .refs = 1 };
	t->arena.at = (char *)(t + 1);
	t->arena.end = (char *)t + TREE_BLOCK;
	if (file)
		t->file = arena_strndup(&t->arena, file, strlen(file));
	return t;
}

void tree_ref(struct tree *t)
{
	t->refs++;
}

void tree_unref(struct tree *t)
{
	if (!t || --t->refs > 0)
		return;
	arena_free(&t->arena);
	free(t);
}

/* ---- nodes --------------------------------------------------------------------------------------------- */

struct node *node_new(struct parser *p, enum node_kind kind, struct src_pos pos)
{
	struct node *n = arena_alloc(p->arena, sizeof(*n));
	memset(n, 0, sizeof(*n));
	n->kind = (uint8_t)kind;
	n->pos = pos;
	return n;
}

/* Takes the nodes from FROM off p->nodes. */
static struct node **nodes_copy(struct parser *p, size_t from)
{
	size_t size = (p->nodes.len - from) * sizeof(struct node *);
	struct node **cmds = arena_alloc(p->arena, size);
	memcpy(cmds, p->nodes.items + from, size);
	p->nodes.len = from;
	return cmds;
}

void parse_newlines(struct parser *p)
{
	while (tok_peek(p) == TOK_NEWLINE)
		tok_take(p);
}

bool parse_expect(struct parser *p, enum token_kind kind)
{
	if (tok_peek(p) != kind) {
		tok_unexpected(p);
		return false;
	}
	tok_take(p);
	return true;
}

bool parse_expect_word(struct parser *p, enum reserved rw)
{
	if (tok_command(p) != rw) {
		tok_unexpected(p);
		return false;
	}
	tok_take(p);
	return true;
}

void parse_open(struct parser *p, struct open_construct *o, const char *what, const char *closer)
{
	*o = (struct open_construct){ p->open, what, closer, p->in.line };
	p->open = o;
}

/* ---- pipeline ------------------------------------------------------------------------------------------ */

/* Behind `time`: -p and --. */
static void parse_time(struct parser *p, struct node *n)
{
	n->pipeline.timed = true;
	if (tok_peek(p) == TOK_WORD && tok_is(&p->tok, "-p")) {
		n->pipeline.time_posix = true;
		tok_take(p);
	}
	if (tok_peek(p) == TOK_WORD && tok_is(&p->tok, "--"))
		tok_take(p);
}

/* ! and time before a pipeline; gives its node if one of them was there. */
static struct node *parse_prefix(struct parser *p)
{
	struct node *n = NULL;
	for (;;) {
		enum reserved rw = tok_command(p);
		if (rw != RW_BANG && rw != RW_TIME)
			return n;
		if (!n)
			n = node_new(p, NODE_PIPELINE, p->tok.place.pos);
		tok_take(p);
		if (rw == RW_TIME)
			parse_time(p, n);
		else
			n->pipeline.negate = !n->pipeline.negate;
	}
}

/* Bytes noted in p->scratch since BASE, one for each node of a list, as an array of bool. */
static bool *flags_copy(struct parser *p, size_t base)
{
	size_t n = p->scratch.len - base;
	bool *flags = arena_alloc(p->arena, n * sizeof(bool));
	for (size_t i = 0; i < n; i++)
		flags[i] = p->scratch.data[base + i] != 0;
	p->scratch.len = base;
	return flags;
}

/* The commands of a pipeline behind its first; which of them are followed by |& goes into N. */
static void parse_stages(struct parser *p, struct node *n, size_t from)
{
	size_t base = p->scratch.len;
	bool any = false;
	while (tok_peek(p) == TOK_PIPE || tok_peek(p) == TOK_PIPE_AMP) {
		bool is_both = tok_peek(p) == TOK_PIPE_AMP;
		any |= is_both;
		buf_byte(&p->scratch, is_both);
		tok_take(p);
		parse_newlines(p);
		struct node *cmd = parse_command(p);
		if (!cmd)
			break;
		vec_push(&p->nodes, cmd);
	}
	buf_byte(&p->scratch, 0);
	if (any)
		n->pipeline.both = flags_copy(p, base);
	p->scratch.len = base;
	n->pipeline.n = (uint32_t)(p->nodes.len - from);
	n->pipeline.cmds = nodes_copy(p, from);
}

/* `time` may stand alone. */
static bool time_alone(struct parser *p, const struct node *n)
{
	if (!n->pipeline.timed)
		return false;
	switch (tok_peek(p)) {
	case TOK_EOF:
	case TOK_NEWLINE:
	case TOK_SEMI:
	case TOK_AMP:
	case TOK_RPAREN: return true;
	default: return false;
	}
}

static struct node *parse_pipeline(struct parser *p)
{
	struct node *n = parse_prefix(p);
	struct node *first = n && time_alone(p, n) ? node_new(p, NODE_SIMPLE, n->pos) : parse_command(p);
	if (!first)
		return NULL;
	bool more = tok_peek(p) == TOK_PIPE || tok_peek(p) == TOK_PIPE_AMP;
	if (!n && !more)
		return first;
	if (!n)
		n = node_new(p, NODE_PIPELINE, first->pos);
	size_t from = p->nodes.len;
	vec_push(&p->nodes, first);
	parse_stages(p, n, from);
	return p->failed ? NULL : n;
}

/* ---- and_or -------------------------------------------------------------------------------------------- */

static struct node *parse_and_or(struct parser *p)
{
	struct node *first = parse_pipeline(p);
	if (!first || (tok_peek(p) != TOK_AND_IF && tok_peek(p) != TOK_OR_IF))
		return first;
	struct node *n = node_new(p, NODE_AND_OR, first->pos);
	size_t from = p->nodes.len, base = p->scratch.len;
	buf_byte(&p->scratch, 0);
	vec_push(&p->nodes, first);
	while (tok_peek(p) == TOK_AND_IF || tok_peek(p) == TOK_OR_IF) {
		buf_byte(&p->scratch, tok_peek(p) == TOK_OR_IF);
		tok_take(p);
		parse_newlines(p);
		struct node *cmd = parse_pipeline(p);
		if (!cmd)
			break;
		vec_push(&p->nodes, cmd);
	}
	n->and_or.is_or = flags_copy(p, base);
	n->and_or.n = (uint32_t)(p->nodes.len - from);
	n->and_or.cmds = nodes_copy(p, from);
	return p->failed ? NULL : n;
}

/* ---- lists --------------------------------------------------------------------------------------------- */

static struct node *make_async(struct parser *p, struct node *body)
{
	struct node *n = node_new(p, NODE_ASYNC, body->pos);
	n->async.body = body;
	return n;
}

/* The nodes from FROM: one is itself, more are a list. */
static struct node *make_list(struct parser *p, size_t from)
{
	size_t count = p->nodes.len - from;
	if (p->failed || count == 0) {
		p->nodes.len = from;
		return NULL;
	}
	struct node *first = p->nodes.items[from];
	if (count == 1) {
		p->nodes.len = from;
		return first;
	}
	struct node *n = node_new(p, NODE_LIST, first->pos);
	n->list.n = (uint32_t)count;
	n->list.cmds = nodes_copy(p, from);
	return n;
}

/* One and_or with the ; or & behind it. false: nothing separates it from what follows. */
static bool parse_item(struct parser *p)
{
	struct node *n = parse_and_or(p);
	if (!n)
		return false;
	enum token_kind kind = tok_peek(p);
	if (kind == TOK_AMP)
		n = make_async(p, n);
	vec_push(&p->nodes, n);
	if (kind != TOK_AMP && kind != TOK_SEMI)
		return false;
	tok_take(p);
	return true;
}

/* The grammar's complete_command. */
static struct node *parse_line(struct parser *p)
{
	size_t from = p->nodes.len;
	enum token_kind kind;
	do {
		tok_command(p); /* an alias may turn out to be nothing */
		kind = tok_peek(p);
	} while (kind != TOK_NEWLINE && kind != TOK_EOF && kind != TOK_ERROR && parse_item(p));
	kind = tok_peek(p);
	if (kind == TOK_NEWLINE)
		tok_take(p);
	else if (kind != TOK_EOF)
		tok_unexpected(p);
	else if (p->pending)
		heredoc_read_all(p);
	return make_list(p, from);
}

/* Can a command begin with the token that comes? */
static bool command_begins(struct parser *p)
{
	enum reserved rw = tok_command(p);
	switch (rw) {
	case RW_NONE: break;
	case RW_THEN:
	case RW_ELSE:
	case RW_ELIF:
	case RW_FI:
	case RW_DO:
	case RW_DONE:
	case RW_ESAC:
	case RW_RBRACE: return false;
	default: return true;
	}
	enum token_kind kind = tok_peek(p);
	return kind == TOK_WORD || kind == TOK_IO_NUMBER || kind == TOK_IO_NAME || kind == TOK_LPAREN ||
	       kind >= TOK_LESS;
}

static struct node *parse_list_inside(struct parser *p)
{
	size_t from = p->nodes.len;
	for (;;) {
		parse_newlines(p);
		if (!command_begins(p) && tok_peek(p) == TOK_NEWLINE)
			continue;
		if (!command_begins(p))
			break;
		if (!parse_item(p) && tok_peek(p) != TOK_NEWLINE)
			break;
	}
	return make_list(p, from);
}

struct node *parse_list(struct parser *p)
{
	p->operands = false;
	return parse_list_inside(p);
}

struct node *parse_body(struct parser *p)
{
	bool funsub = p->funsub, operands = p->operands;
	p->funsub = p->operands = false;
	struct node *n = parse_list_inside(p);
	if (!n)
		tok_unexpected(p);
	p->funsub = funsub;
	p->operands = operands;
	return n;
}

/* ---- the parser as others see it ----------------------------------------------------------------------- */

struct parser *syn_parser_new(const struct syn_source *source, const struct syn_env *env)
{
	struct parser *p = mem_zalloc(sizeof(*p));
	p->source = *source;
	p->env = env;
	p->in.line = source->first_line ? source->first_line : 1;
	p->in.at = p->in.end = p->in.line_at = "";
	p->pending_tail = &p->pending;
	return p;
}

static void parser_release(struct parser *p)
{
	in_drop_chunks(p);
	buf_free(&p->clean);
	buf_free(&p->scratch);
	vec_free(&p->nodes);
	vec_free(&p->parens);
	free(p->not_arith);
}

void syn_parser_free(struct parser *p)
{
	if (!p)
		return;
	parser_release(p);
	tree_unref(p->tree);
	tree_unref(p->held);
	free(p);
}

void syn_discard(struct parser *p)
{
	in_discard(p);
	p->have_tok = false;
	tree_unref(p->held);
	p->held = NULL;
}

size_t syn_give_back(struct parser *p)
{
	return p->have_tok || p->held ? 0 : in_give_back(p);
}

static void line_begin(struct parser *p, struct trouble *trouble)
{
	p->n_aliases = 0;
	if (!p->tree)
		p->tree = tree_new(p->source.file);
	p->arena = &p->tree->arena;
	p->trouble = trouble;
	p->have_tok = p->failed = p->interrupted = p->too_deep = p->at_eof = false;
	p->in_cond = p->funsub = p->operands = p->alias_again = false;
	p->prompt = 1;
	p->pins = 0;
	p->open = NULL;
	p->pending = NULL;
	p->pending_tail = &p->pending;
	p->nodes.len = p->scratch.len = p->parens.len = 0;
	p->bodies = 0;
	if (p->not_arith_n > 0)
		memset(p->not_arith, 0, p->not_arith_cap * sizeof(*p->not_arith));
	p->not_arith_n = 0;
}

/* Takes lines without commands that are already here. */
static void skip_empty_lines(struct parser *p)
{
	while (p->in.kind == IN_SOURCE && p->in.at < p->in.end) {
		const char *s = p->in.at, *end = p->in.end;
		while (s < end && (*s == ' ' || *s == '\t'))
			s++;
		if (s < end && *s == '#')
			s = memchr(s, '\n', (size_t)(end - s));
		if (!s || s == end || *s != '\n')
			return;
		p->in.at = s;
		in_newline(p);
	}
}

/* An alias may hold more lines than the one that has been read: what is left of it is kept with tree T. */
static void keep_rest(struct parser *p, struct tree *t)
{
	struct tree *held = p->held;
	p->held = NULL;
	if (in_keep_aliases(p)) {
		p->held = t;
		tree_ref(t);
	}
	tree_unref(held);
}

enum syn_result syn_parse_line(struct parser *p, struct tree **out, struct trouble *trouble)
{
	*out = NULL;
	line_begin(p, trouble);
	if (in_raw(p) < 0)
		return p->interrupted ? SYN_INTERRUPTED : SYN_EOF;
	const char *start = p->in.at;
	skip_empty_lines(p);
	bool empty = p->in.at == p->in.end && p->in.at != start;
	struct node *root = empty ? NULL : parse_line(p);
	struct tree *t = p->tree;
	p->tree = NULL;
	if (p->failed) {
		syn_discard(p);
		tree_unref(t);
		return p->interrupted ? SYN_INTERRUPTED : SYN_ERROR;
	}
	if (p->in.kind != IN_SOURCE || p->held)
		keep_rest(p, t);
	t->root = root;
	*out = t;
	return SYN_OK;
}

struct word *syn_parse_quoted(
	struct arena *arena, const struct syn_env *env, const char *text, size_t len, struct trouble *trouble)
{
	struct parser p = { .env = env, .arena = arena, .trouble = trouble };
	p.in.at = p.in.end = p.in.line_at = "";
	p.in.line = 1;
	p.pending_tail = &p.pending;
	struct buf clean = { 0 };
	if (memchr(text, '\0', len)) {
		for (size_t i = 0; i < len; i++) {
			if (text[i] != '\0')
				buf_byte(&clean, text[i]);
		}
		text = buf_cstr(&clean);
		len = clean.len;
	}
	in_push_string(&p, text, len, 1);
	struct word *w = word_read_double(&p, DQ_HERE);
	if (p.pending && !p.failed)
		heredoc_read_all(&p);
	parser_release(&p);
	buf_free(&clean);
	return p.failed ? NULL : w;
}
