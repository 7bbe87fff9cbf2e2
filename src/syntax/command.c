/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c -- simple commands, redirections and function definitions. */
#include "syntax_internal.h"

/* ---- redirections ------------------------------------------------------------------------------ */

static const struct {
	uint8_t op, fd;
} redirections[] = {
	[TOK_LESS] = { REDIR_IN, 0 },
	[TOK_GREAT] = { REDIR_OUT, 1 },
	[TOK_CLOBBER] = { REDIR_CLOBBER, 1 },
	[TOK_DGREAT] = { REDIR_APPEND, 1 },
	[TOK_LESSGREAT] = { REDIR_READWRITE, 0 },
	[TOK_LESSAND] = { REDIR_DUP_IN, 0 },
	[TOK_GREATAND] = { REDIR_DUP_OUT, 1 },
	[TOK_DLESS] = { REDIR_HEREDOC, 0 },
	[TOK_DLESSDASH] = { REDIR_HEREDOC, 0 },
	[TOK_TLESS] = { REDIR_HERESTRING, 0 },
	[TOK_ANDGREAT] = { REDIR_OUT_ERR, 1 },
	[TOK_ANDDGREAT] = { REDIR_APPEND_ERR, 1 },
};

/* The number or {name} before the operator. */
static void io_prefix(struct parser *p, struct io_redirect *r)
{
	if (tok_peek(p) == TOK_IO_NUMBER) {
		r->fd = p->tok.number;
		r->fd_given = true;
		tok_take(p);
	} else if (tok_peek(p) == TOK_IO_NAME) {
		r->fd_name = p->tok.name;
		tok_take(p);
	}
}

/* One redirection, added at *TAIL; false: none stands here. */
static bool parse_redirection(struct parser *p, struct io_redirect ***tail)
{
	enum token_kind kind = tok_peek(p);
	if (kind != TOK_IO_NUMBER && kind != TOK_IO_NAME && kind < TOK_LESS)
		return false;
	struct io_redirect *r = arena_alloc(p->arena, sizeof(*r));
	*r = (struct io_redirect){ .pos = p->tok.place.pos };
	io_prefix(p, r);
	kind = tok_peek(p);
	if (kind < TOK_LESS) {
		tok_unexpected(p);
		return false;
	}
	r->op = redirections[kind].op;
	if (!r->fd_given)
		r->fd = redirections[kind].fd;
	r->strip_tabs = kind == TOK_DLESSDASH;
	tok_take(p);
	if (tok_peek(p) != TOK_WORD) {
		tok_unexpected(p);
		return false;
	}
	if (r->op == REDIR_HEREDOC)
		heredoc_expect(p, r, p->tok.word);
	else
		r->target = p->tok.word;
	tok_take(p);
	**tail = r;
	*tail = &r->next;
	return true;
}

void parse_redirections(struct parser *p, struct node *n)
{
	struct io_redirect **tail = &n->redirs;
	while (parse_redirection(p, &tail)) {
	}
}

/* ---- functions ----------------------------------------------------------------------------------------- */

static bool is_special_builtin(const char *name)
{
	static const char *const special[] = { ".", ":", "break", "continue", "eval", "exec", "exit",
		"export", "readonly", "return", "set", "shift", "times", "trap", "unset" };
	for (size_t i = 0; i < ARRAY_LEN(special); i++) {
		if (strcmp(special[i], name) == 0)
			return true;
	}
	return false;
}

static bool function_name_ok(const struct parser *p, const struct token *t)
{
	if (!tok_plain(t))
		return false;
	const char *name = t->word->text;
	return !p->env->posix || (name_valid(name) && !is_special_builtin(name));
}

struct node *parse_function_body(struct parser *p, struct word *name, struct src_pos pos)
{
	struct node *n = node_new(p, NODE_FUNCTION, pos);
	n->function.name = names_intern(p->env->names, name->text, name->len);
	parse_newlines(p);
	n->function.body = parse_compound(p, tok_command(p));
	if (!n->function.body)
		tok_unexpected(p);
	return p->failed ? NULL : n;
}

/* The ( behind the first word has come. */
static struct node *parse_function(struct parser *p, const struct token *t)
{
	if (!function_name_ok(p, t)) {
		if (tok_plain(t) && p->env->posix)
			syn_fail(p, t->place, "`%.100s' cannot be the name of a function", t->word->text);
		tok_unexpected(p);
		return NULL;
	}
	struct place open = p->tok.place;
	tok_take(p);
	if (tok_peek(p) != TOK_RPAREN && p->tok.kind != TOK_EOF && !p->failed)
		syn_fail(p, open, "unexpected `('"); /* more likely an operand's than a function's */
	if (!parse_expect(p, TOK_RPAREN))
		return NULL;
	return parse_function_body(p, t->word, t->place.pos);
}

/* ---- simple commands ----------------------------------------------------------------------------------- */

static bool refers_to(const struct part *part, name_id name)
{
	for (; part; part = part->next) {
		switch (part->kind) {
		case PART_TEXT:
		case PART_TILDE: continue;
		case PART_PARAM:
			if (part->param->op == PARAM_PLAIN && !part->param->indirect &&
				part->param->kind != PARAM_ELEMENT &&
				!(part->param->kind == PARAM_NAME && part->param->name == name))
				continue;
			return true;
		default: return true;
		}
	}
	return false;
}

/* Is the value $NAME with more behind it that does not refer to NAME? */
static bool appends_self(const struct assign *a)
{
	const struct part *part = a->value->parts;
	if (a->append || !part || part->kind != PART_PARAM || !part->next)
		return false;
	const struct param *pm = part->param;
	return pm->op == PARAM_PLAIN && pm->kind == PARAM_NAME && !pm->indirect && pm->name == a->name &&
	       !refers_to(part->next, a->name);
}

static struct assign *make_assign(struct parser *p, const struct token *t)
{
	struct assign *a = arena_alloc(p->arena, sizeof(*a));
	const char *text = t->word->parts->text.s;
	size_t len = t->assign_len - 1;
	*a = (struct assign){ .value = t->word, .pos = t->place.pos };
	a->append = text[len - 1] == '+';
	a->name = names_intern(p->env->names, text, a->append ? len - 1 : len);
	word_strip_assign(t->word, t->assign_len);
	a->appends_self = appends_self(a);
	return a;
}

/* The parts of a simple command as they come. */
struct simple {
	struct node *n;
	struct assign **assigns;
	struct word **words;
	struct io_redirect **redirs;
};

static void add_word(struct parser *p, struct simple *s, struct word *w)
{
	*s->words = w;
	s->words = &w->next;
	s->n->simple.n_words++;
	p->operands = true;
}

/* Takes the word that comes; before the first one aliases count, and behind an alias that ends in a blank. */
static void simple_word(struct parser *p, struct simple *s)
{
	if (s->n->simple.n_words > 0 ? p->tok.after_alias && tok_alias(p) : !p->tok.checked && tok_alias(p))
		return;
	struct token *t = &p->tok;
	if (t->assign_len > 0 && s->n->simple.n_words == 0) {
		struct assign *a = make_assign(p, t);
		*s->assigns = a;
		s->assigns = &a->next;
	} else {
		add_word(p, s, t->word);
	}
	tok_take(p);
}

/* Is the token the ( of a function definition? The name is the one word before it. */
static bool function_follows(struct parser *p, const struct simple *s)
{
	return s->n->simple.n_words == 1 && !s->n->simple.assigns && !s->n->redirs &&
	       tok_peek(p) == TOK_LPAREN;
}

static struct simple simple_begin(struct parser *p)
{
	struct node *n = node_new(p, NODE_SIMPLE, p->tok.place.pos);
	return (struct simple){ n, &n->simple.assigns, &n->simple.words, &n->redirs };
}

static struct node *simple_rest(struct parser *p, struct simple *s)
{
	for (;;) {
		enum token_kind kind = tok_peek(p);
		if (kind == TOK_WORD)
			simple_word(p, s);
		else if (!parse_redirection(p, &s->redirs))
			break;
	}
	p->operands = false;
	return p->failed ? NULL : s->n;
}

struct node *parse_simple(struct parser *p, struct word *first)
{
	tok_peek(p);
	struct simple s = simple_begin(p);
	if (first) { /* behind `coproc`: it has been taken */
		s.n->pos = first->pos;
		add_word(p, &s, first);
		return simple_rest(p, &s);
	}
	struct token name = p->tok;
	if (name.kind == TOK_WORD) {
		simple_word(p, &s);
		if (function_follows(p, &s))
			return parse_function(p, &name);
	}
	return simple_rest(p, &s);
}

struct node *parse_command(struct parser *p)
{
	enum reserved rw = tok_command(p);
	if (syn_deep(p))
		return NULL;
	struct node *n = parse_compound(p, rw);
	if (n || p->failed)
		return n;
	enum token_kind kind = tok_peek(p);
	bool begins = kind == TOK_WORD || kind == TOK_IO_NUMBER || kind == TOK_IO_NAME || kind >= TOK_LESS;
	if (!begins || (rw != RW_NONE && rw != RW_DCONDEND)) {
		tok_unexpected(p);
		return NULL;
	}
	return parse_simple(p, NULL);
}
