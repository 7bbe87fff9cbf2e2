/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lexer.c -- bytes to tokens (XCU 2.3), aliases and reserved words. */
#include "syntax_internal.h"

/* ---- reserved words ---------------------------------------------------------------------------- */

static const struct {
	char text[9];
	uint8_t len, rw;
} reserved_words[] = {
	{ "", 0, RW_NONE },
	{ "!", 1, RW_BANG },
	{ "[[", 2, RW_DCOND },
	{ "]]", 2, RW_DCONDEND },
	{ "case", 4, RW_CASE },
	{ "coproc", 6, RW_COPROC },
	{ "do", 2, RW_DO },
	{ "done", 4, RW_DONE },
	{ "elif", 4, RW_ELIF },
	{ "else", 4, RW_ELSE },
	{ "esac", 4, RW_ESAC },
	{ "fi", 2, RW_FI },
	{ "for", 3, RW_FOR },
	{ "function", 8, RW_FUNCTION },
	{ "if", 2, RW_IF },
	{ "in", 2, RW_IN },
	{ "select", 6, RW_SELECT },
	{ "then", 4, RW_THEN },
	{ "time", 4, RW_TIME },
	{ "until", 5, RW_UNTIL },
	{ "while", 5, RW_WHILE },
	{ "{", 1, RW_LBRACE },
	{ "}", 1, RW_RBRACE },
};

/* Where in that table the words with this first byte begin. */
static const uint8_t reserved_row[256] = {
	['!'] = 1,
	['['] = 2,
	[']'] = 3,
	['c'] = 4,
	['d'] = 6,
	['e'] = 8,
	['f'] = 11,
	['i'] = 14,
	['s'] = 16,
	['t'] = 17,
	['u'] = 19,
	['w'] = 20,
	['{'] = 21,
	['}'] = 22,
};

enum reserved reserved_find(const char *word, size_t len, bool posix)
{
	size_t i = reserved_row[(unsigned char)word[0]];
	if (i == 0)
		return RW_NONE;
	for (; i < ARRAY_LEN(reserved_words) && reserved_words[i].text[0] == word[0]; i++) {
		if (reserved_words[i].len != len || memcmp(reserved_words[i].text, word, len) != 0)
			continue;
		enum reserved rw = reserved_words[i].rw;
		return posix && rw >= RW_DCOND ? RW_NONE : rw;
	}
	return RW_NONE;
}

bool syn_is_reserved(const char *word, size_t len, bool posix)
{
	return len > 0 && reserved_find(word, len, posix) != RW_NONE;
}

const char *syn_reserved_word(size_t i)
{
	return i + 1 < ARRAY_LEN(reserved_words) ? reserved_words[i + 1].text : NULL;
}

/* ---- operators ----------------------------------------------------------------------------------------- */

/* Takes the next byte if it is C. */
static bool next_is(struct parser *p, char c)
{
	if (in_peek(p) != c)
		return false;
	p->in.at++;
	return true;
}

static enum token_kind lex_semi(struct parser *p)
{
	if (next_is(p, '&'))
		return TOK_SEMI_AMP;
	if (!next_is(p, ';'))
		return TOK_SEMI;
	return next_is(p, '&') ? TOK_DSEMI_AMP : TOK_DSEMI;
}

static enum token_kind lex_amp(struct parser *p)
{
	if (next_is(p, '&'))
		return TOK_AND_IF;
	if (p->env->posix || !next_is(p, '>'))
		return TOK_AMP;
	return next_is(p, '>') ? TOK_ANDDGREAT : TOK_ANDGREAT;
}

static enum token_kind lex_pipe(struct parser *p)
{
	if (next_is(p, '|'))
		return TOK_OR_IF;
	if (!p->env->posix && next_is(p, '&'))
		return TOK_PIPE_AMP;
	return TOK_PIPE;
}

static enum token_kind lex_less(struct parser *p)
{
	if (next_is(p, '&'))
		return TOK_LESSAND;
	if (next_is(p, '>'))
		return TOK_LESSGREAT;
	if (!next_is(p, '<'))
		return TOK_LESS;
	if (next_is(p, '-'))
		return TOK_DLESSDASH;
	if (!p->env->posix && next_is(p, '<'))
		return TOK_TLESS;
	return TOK_DLESS;
}

static enum token_kind lex_great(struct parser *p)
{
	if (next_is(p, '&'))
		return TOK_GREATAND;
	if (next_is(p, '|'))
		return TOK_CLOBBER;
	return next_is(p, '>') ? TOK_DGREAT : TOK_GREAT;
}

/* At an operator. */
static enum token_kind lex_operator(struct parser *p, int c)
{
	in_take(p);
	switch (c) {
	case ';': return lex_semi(p);
	case '&': return lex_amp(p);
	case '|': return lex_pipe(p);
	case '<': return lex_less(p);
	case '>': return lex_great(p);
	case '(': return TOK_LPAREN;
	case ')': return TOK_RPAREN;
	default:
		if (p->pending)
			heredoc_read_all(p);
		return TOK_NEWLINE;
	}
}

/* ---- words --------------------------------------------------------------------------------------------- */

/* The word read is followed by < or >: digits or {name} before it belong to the redirection. */
static void io_prefix(struct parser *p, struct token *t)
{
	const char *s = t->word->text;
	size_t len = t->word->len, n = 0;
	while (n < len && in_class((unsigned char)s[n], C_DIGIT))
		n++;
	uint64_t fd = 0;
	if (n == len) {
		if (!text_to_uint10(s, INT32_MAX, &fd)) {
			syn_fail(p, t->place, "descriptor %s is out of range", s);
			return;
		}
		t->kind = TOK_IO_NUMBER;
		t->number = (int)fd;
	} else if (s[0] == '{' && s[len - 1] == '}' && name_span(s + 1, len - 1) == len - 2 && len > 2) {
		t->kind = TOK_IO_NAME;
		t->name = names_intern(p->env->names, s + 1, len - 2);
	}
}

/* A word of plain bytes alone that ends in this piece of text: the commonest. NULL: read it the long way. */
static struct word *lex_plain(struct parser *p)
{
	const char *s = p->in.at, *end = p->in.end;
	while (s < end && !(syn_class[(unsigned char)*s] & C_WORD))
		s++;
	if (s == p->in.at || s == end || !(syn_class[(unsigned char)*s] & C_END) || *s == '(' || *s == '<' ||
		*s == '>')
		return NULL;
	struct word *w = build_literal(p, p->in.at, (size_t)(s - p->in.at), p->tok.place.pos);
	p->in.at = s;
	return w;
}

static void lex_word(struct parser *p)
{
	struct place place = p->tok.place;
	struct word *w = lex_plain(p);
	uint32_t assign_len = 0;
	const struct alias_use *aliases = p->in.aliases;
	bool after_alias = p->alias_blank;
	if (!w) {
		struct builder b;
		build_begin(p, &b);
		bool ok = word_unquoted(p, &b, MODE_WORD);
		w = build_finish(p, &b, place.pos);
		if (!ok || p->failed)
			return;
		assign_len = b.assign_len;
	}
	p->tok = (struct token){ .kind = TOK_WORD, .word = w, .place = place, .assign_len = assign_len };
	p->tok.aliases = aliases;
	p->tok.after_alias = after_alias;
	if (p->in.at < p->in.end && (*p->in.at == '<' || *p->in.at == '>') && tok_plain(&p->tok) &&
		!p->in_cond)
		io_prefix(p, &p->tok);
	if (p->tok.kind == TOK_IO_NAME && p->env->posix)
		p->tok.kind = TOK_WORD;
}

/* ---- tokens -------------------------------------------------------------------------------------------- */

static void skip_comment(struct parser *p)
{
	while (in_raw(p) >= 0) {
		const char *nl = memchr(p->in.at, '\n', (size_t)(p->in.end - p->in.at));
		p->in.at = nl ? nl : p->in.end;
		if (nl)
			return;
	}
}

/* Blanks and comments; gives the byte behind them. */
static int skip_blanks(struct parser *p)
{
	for (;;) {
		const char *s = p->in.at, *end = p->in.end;
		while (s < end && (*s == ' ' || *s == '\t'))
			s++;
		p->in.at = s;
		int c = in_peek(p);
		if (c == '#')
			skip_comment(p);
		else if (c != ' ' && c != '\t')
			return c;
	}
}

/* A newline may read here-documents, and these have tokens of their own. */
static void lex_operator_at(struct parser *p, struct token *t, int c)
{
	struct place place = t->place;
	t->kind = (uint8_t)lex_operator(p, c);
	t->place = place;
	t->word = NULL;
	t->checked = false;
}

void lex(struct parser *p)
{
	struct token *t = &p->tok;
	p->alias_blank = p->alias_again;
	p->alias_again = false;
	int c = skip_blanks(p);
	t->word = NULL;
	t->checked = false;
	t->place = in_place(p);
	if (c < 0)
		t->kind = TOK_EOF;
	else if (in_class(c, C_END) && !((c == '<' || c == '>') && in_second(p) == '(' && !p->env->posix))
		lex_operator_at(p, t, c);
	else if (c == '}' && p->funsub && !p->operands) {
		p->in.at++;
		t->kind = TOK_RBRACE;
	} else
		lex_word(p);
	if (p->failed)
		t->kind = TOK_ERROR;
	p->have_tok = true;
}

bool tok_plain(const struct token *t)
{
	return t->kind == TOK_WORD && (t->word->flags & (WORD_LITERAL | WORD_QUOTED)) == WORD_LITERAL;
}

/* So deep in each other, and so many in one command, are aliases gone through. */
enum { MOST_ALIASES_DEEP = 4096, MOST_ALIASES = 1 << 20 };

static bool alias_in_use(const struct alias_use *use, const char *name, size_t len, unsigned *depth)
{
	for (*depth = 0; use; use = use->up, ++*depth) {
		if (use->len == len && memcmp(use->name, name, len) == 0)
			return true;
	}
	return false;
}

bool tok_alias(struct parser *p)
{
	struct token *t = &p->tok;
	if (!p->env->alias || !tok_plain(t))
		return false;
	const char *name = t->word->text;
	unsigned depth;
	if (alias_in_use(t->aliases, name, t->word->len, &depth))
		return false;
	const char *text = p->env->alias(p->env->ctx, name, t->word->len);
	if (!text)
		return false;
	if (depth > MOST_ALIASES_DEEP || ++p->n_aliases > MOST_ALIASES) {
		syn_fail(p, t->place, "too many aliases in each other");
		return false;
	}
	in_push_alias(p, t, text);
	p->alias_again = t->after_alias;
	p->have_tok = false;
	return true;
}

enum reserved tok_command(struct parser *p)
{
	for (;;) {
		if (tok_peek(p) != TOK_WORD)
			return RW_NONE;
		struct token *t = &p->tok;
		if (t->checked)
			return t->word_rw;
		enum reserved rw = RW_NONE;
		if (tok_plain(t))
			rw = reserved_find(t->word->text, t->word->len, p->env->posix);
		if (rw == RW_NONE && tok_alias(p))
			continue;
		t->checked = true;
		t->word_rw = (uint8_t)rw;
		return rw;
	}
}

/* ---- what a token is called in a message --------------------------------------------------------------- */

static const char *const token_text[] = {
	[TOK_NEWLINE] = "newline",
	[TOK_SEMI] = "`;'",
	[TOK_AMP] = "`&'",
	[TOK_PIPE] = "`|'",
	[TOK_PIPE_AMP] = "`|&'",
	[TOK_AND_IF] = "`&&'",
	[TOK_OR_IF] = "`||'",
	[TOK_DSEMI] = "`;;'",
	[TOK_SEMI_AMP] = "`;&'",
	[TOK_DSEMI_AMP] = "`;;&'",
	[TOK_LPAREN] = "`('",
	[TOK_RPAREN] = "`)'",
	[TOK_RBRACE] = "`}'",
	[TOK_LESS] = "`<'",
	[TOK_GREAT] = "`>'",
	[TOK_CLOBBER] = "`>|'",
	[TOK_DGREAT] = "`>>'",
	[TOK_LESSGREAT] = "`<>'",
	[TOK_LESSAND] = "`<&'",
	[TOK_GREATAND] = "`>&'",
	[TOK_DLESS] = "`<<'",
	[TOK_DLESSDASH] = "`<<-'",
	[TOK_TLESS] = "`<<<'",
	[TOK_ANDGREAT] = "`&>'",
	[TOK_ANDDGREAT] = "`&>>'",
};

static void unexpected_word(struct parser *p, const struct token *t)
{
	struct buf b = { 0 };
	if (t->kind == TOK_IO_NUMBER)
		buf_printf(&b, "%d", t->number);
	else if (t->kind == TOK_IO_NAME)
		buf_printf(&b, "{%s}", names_text(p->env->names, t->name));
	else
		syn_print_word(&b, p->env->names, t->word);
	syn_fail(p, t->place, "unexpected `%.100s'", buf_cstr(&b));
	buf_free(&b);
}

static void unexpected_end(struct parser *p, const struct token *t)
{
	const struct open_construct *o = p->open;
	if (o)
		syn_fail(p, t->place, "unexpected end of file: `%s' on line %u has no `%s'", o->what, o->line,
			o->closer);
	else
		syn_fail(p, t->place, "unexpected end of file");
}

void tok_unexpected(struct parser *p)
{
	tok_peek(p);
	const struct token *t = &p->tok;
	if (p->failed)
		return;
	if (t->kind == TOK_EOF)
		unexpected_end(p, t);
	else if (t->kind == TOK_WORD || t->kind == TOK_IO_NUMBER || t->kind == TOK_IO_NAME)
		unexpected_word(p, t);
	else
		syn_fail(p, t->place, "unexpected %s", token_text[t->kind]);
}
