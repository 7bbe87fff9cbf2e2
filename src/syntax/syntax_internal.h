/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syntax_internal.h -- what the files of this room share: the input, the tokens, the state of a parser.
 *
 * One pass: the parser asks for a token, the lexer reads bytes from the input and builds words, and a word
 * that holds $(...) calls the parser again on the same input. An error sets FAILED; from then on every token
 * is TOK_ERROR, so that all the functions return without special care. */
#ifndef IPCSH_SYNTAX_INTERNAL_H
#define IPCSH_SYNTAX_INTERNAL_H

#include "syntax.h"

/* ---- classes of bytes (chars.c) ---------------------------------------------------------------- */

enum byte_class {
	C_WORD = 1,      /* ends a run of plain bytes in an unquoted word */
	C_END = 2,       /* blank, newline or operator: ends an unquoted word */
	C_BRACE = 4,     /* ends a run in the word of ${x-word} */
	C_DOUBLE = 8,    /* ends a run inside "..." */
	C_DQ_BRACE = 16, /* ... of the word of "${x-word}" */
	C_HERE = 32,     /* ... in a here-document */
	C_ARITH = 64,    /* ... in an arithmetic expression */
	C_NAME = 128,    /* [A-Za-z0-9_] */
	C_DIGIT = 256,
	C_SPECIAL = 512, /* special parameters: @ * # ? - $ ! */
};
extern const uint16_t syn_class[256];
static inline bool in_class(int c, unsigned classes)
{
	return c >= 0 && (syn_class[c] & classes) != 0;
}
static inline bool is_name_start(int c)
{
	return in_class(c, C_NAME) && !in_class(c, C_DIGIT);
}

/* ---- input (input.c) --------------------------------------------------------------------------- */

/* A piece of the source, as FILL gave it or copied where a part of it may have to be read again. */
struct chunk {
	struct chunk *next;
	const char *data;
	size_t len;
	uint64_t offset; /* of its first byte in the source */
	char *copy;      /* the same bytes in memory of our own, or NULL */
};

struct alias_use { /* the aliases whose text is being read, innermost first */
	const struct alias_use *up;
	const char *name;
	size_t len;
};

enum input_kind {
	IN_SOURCE,
	IN_ALIAS,  /* goes on with what is OUTER when it is used up */
	IN_STRING, /* ends there: `...`, here-document */
};

/* Where reading is. A value: pushing saves a copy, so that a copy kept aside is a place to return to. */
struct input {
	const char *at, *end;
	const char *line_at; /* where the line begins (the text, in an alias) */
	uint32_t line;
	uint32_t col;    /* IN_ALIAS: of the word that was an alias */
	uint8_t kind;    /* enum input_kind */
	bool ends_blank; /* IN_ALIAS: the next word may be an alias too */
	const struct alias_use *aliases;
	struct chunk *chunk; /* IN_SOURCE */
	uint64_t shift;      /* IN_SOURCE: from the address of a byte to its offset in the source */
	const struct input *outer;
};

/* ---- tokens -------------------------------------------------------------------------------------------- */

enum token_kind {
	TOK_ERROR,
	TOK_EOF,
	TOK_NEWLINE,
	TOK_WORD,
	TOK_IO_NUMBER, /* digits before < or > */
	TOK_IO_NAME,   /* {name} before < or > */
	TOK_SEMI,
	TOK_AMP,
	TOK_PIPE,
	TOK_PIPE_AMP,
	TOK_AND_IF,
	TOK_OR_IF,
	TOK_DSEMI,
	TOK_SEMI_AMP,
	TOK_DSEMI_AMP,
	TOK_LPAREN,
	TOK_RPAREN,
	TOK_RBRACE, /* the end of ${ cmd; } */
	TOK_LESS,   /* from here on: redirections */
	TOK_GREAT,
	TOK_CLOBBER,
	TOK_DGREAT,
	TOK_LESSGREAT,
	TOK_LESSAND,
	TOK_GREATAND,
	TOK_DLESS,
	TOK_DLESSDASH,
	TOK_TLESS,
	TOK_ANDGREAT,
	TOK_ANDDGREAT,
};

enum reserved {
	RW_NONE,
	RW_IF,
	RW_THEN,
	RW_ELSE,
	RW_ELIF,
	RW_FI,
	RW_DO,
	RW_DONE,
	RW_CASE,
	RW_ESAC,
	RW_WHILE,
	RW_UNTIL,
	RW_FOR,
	RW_LBRACE,
	RW_RBRACE,
	RW_BANG,
	RW_IN,
	RW_DCOND,    /* [[ : from here on not in posix mode */
	RW_DCONDEND, /* ]] */
	RW_FUNCTION,
	RW_SELECT,
	RW_COPROC,
	RW_TIME,
};
enum reserved reserved_find(const char *word, size_t len, bool posix); /* LEN > 0 */

/* A place to name in a message. */
struct place {
	struct src_pos pos;
	/* In the source; of the alias or `...` where the text does not come straight from there. */
	uint64_t offset;
};

struct token {
	uint8_t kind;        /* enum token_kind */
	uint8_t word_rw;     /* enum reserved, if CHECKED */
	bool checked;        /* aliases and reserved words have been looked at */
	bool after_alias;    /* stands right after an alias that ends in a blank */
	uint32_t assign_len; /* TOK_WORD: length of NAME= or NAME+= at its head, else 0 */
	int number;          /* TOK_IO_NUMBER */
	name_id name;        /* TOK_IO_NAME */
	struct word *word;
	struct place place;
	const struct alias_use *aliases; /* it was read inside of these */
};

struct pending { /* a here-document whose body has not been read yet */
	struct pending *next;
	struct io_redirect *redir;
};

struct open_construct { /* for "`if' on line 3 has no `fi'" */
	struct open_construct *up;
	const char *what, *closer;
	uint32_t line;
};

struct parser {
	struct input in;
	struct token tok;
	bool have_tok;
	bool failed;
	bool interrupted;
	bool too_deep;
	bool at_eof;
	bool in_cond;     /* inside [[ ]]: no IO numbers */
	bool funsub;      /* directly inside ${ cmd; }: a } where a command may stand ends it */
	bool operands;    /* past the first word of a simple command */
	bool alias_blank; /* an alias that ends in a blank was used up since the last token */
	bool alias_again; /* the last token was such a word, and an alias: its text may begin with one too */
	uint8_t prompt;
	const struct syn_env *env;
	struct arena *arena;
	struct tree *tree; /* of the line that is being read, or the next */
	struct tree *held; /* NULL, or that of a line before, which holds what is left of an alias */
	struct trouble *trouble;
	struct buf scratch; /* text of the part that is being read */
	struct vec nodes;   /* lists of nodes that are being read */
	struct pending *pending, **pending_tail;
	struct open_construct *open;
	unsigned pins;       /* > 0: text may be read again, chunks are kept */
	uint64_t *not_arith; /* places where `((` was found not to begin an expression; a hash set */
	size_t not_arith_n, not_arith_cap;
	/* Places behind (( in the expressions that are being tried; 0: behind a single (. */
	struct vec parens;
	const char *open_until; /* no ) closes a ( before here: see group_closes() */
	unsigned n_aliases;     /* gone through in this command */
	unsigned bodies;        /* here-documents, one in the other, that are being read */
	struct chunk *first_chunk;
	struct buf clean; /* the chunk without its NULs */
	struct syn_source source;
};

/* The next byte, not taken; -1 at the end. */
int in_more(struct parser *p);
static inline int in_raw(struct parser *p)
{
	return p->in.at < p->in.end ? (unsigned char)*p->in.at : in_more(p);
}
/* At a backslash: takes it with the newline after it, if there is one. */
bool in_continuation(struct parser *p);
static inline int in_peek(struct parser *p) /* as in_raw(), with line continuations taken away */
{
	int c;
	while ((c = in_raw(p)) == '\\' && in_continuation(p)) {
	}
	return c;
}
/* The byte after the one in_raw() or in_peek() gave, -1: none in this piece of text. */
static inline int in_second(const struct parser *p)
{
	return p->in.end - p->in.at > 1 ? (unsigned char)p->in.at[1] : -1;
}
static inline void in_newline(struct parser *p)
{
	p->in.at++;
	if (p->in.kind != IN_ALIAS) {
		p->in.line++;
		p->in.line_at = p->in.at;
	}
}
static inline void in_take(struct parser *p)
{
	if (*p->in.at == '\n')
		in_newline(p);
	else
		p->in.at++;
}
size_t in_give_back(struct parser *p); /* what is left of the last chunk; 0 also where that cannot be */
void in_skip_to(struct parser *p, const char *to); /* takes bytes that may hold newlines */
static inline struct src_pos in_pos(const struct parser *p)
{
	uint32_t col = p->in.kind == IN_ALIAS ? p->in.col : (uint32_t)(p->in.at - p->in.line_at) + 1;
	return (struct src_pos){ p->in.line, col };
}
uint64_t in_outer_offset(const struct parser *p);
static inline uint64_t in_offset(const struct parser *p)
{
	return p->in.kind == IN_SOURCE ? (uint64_t)(uintptr_t)p->in.at + p->in.shift : in_outer_offset(p);
}
static inline struct place in_place(const struct parser *p)
{
	return (struct place){ in_pos(p), in_offset(p) };
}
void in_push_alias(struct parser *p, const struct token *t, const char *text);
/* TEXT is read until in_pop_string(); the first line has number LINE. */
void in_push_string(struct parser *p, const char *text, size_t len, uint32_t line);
void in_pop_string(struct parser *p);
/* Text between in_pin() and in_unpin() can be read again: in_return() goes back. */
struct input in_pin(struct parser *p);
void in_return(struct parser *p, const struct input *to);
void in_unpin(struct parser *p);
char *in_text_since(struct parser *p, const struct input *from, size_t *len); /* while pinned; in the arena */
void in_drop_chunks(struct parser *p);
void in_discard(struct parser *p); /* out of aliases and strings, to the end of the last chunk */
/* Copies what is left of aliases into the arena; false: nothing is left. */
bool in_keep_aliases(struct parser *p);

/* Errors: the first one counts. */
void syn_fail(struct parser *p, struct place place, const char *fmt, ...) PRINTF_LIKE(3, 4);
bool syn_deep(struct parser *p); /* true: nested too deeply, and that has been said */

/* ---- lexer.c ----------------------------------------------------------------------------------- */

void lex(struct parser *p);
static inline enum token_kind tok_peek(struct parser *p)
{
	if (!p->have_tok)
		lex(p);
	return p->tok.kind;
}
static inline void tok_take(struct parser *p)
{
	p->have_tok = false;
}
/* The reserved word that stands where a command may begin, after aliases have been looked at. */
enum reserved tok_command(struct parser *p);
bool tok_alias(struct parser *p); /* replaces the token by its alias; false: it is none */
void tok_unexpected(struct parser *p);
bool tok_plain(const struct token *t); /* a literal word without quotes */
static inline bool tok_is(const struct token *t, const char *text)
{
	return tok_plain(t) && strcmp(t->word->text, text) == 0;
}

/* ---- words (build.c, word.c, param.c, subst.c) --------------------------------------------------------- */

struct builder {
	struct part *first, *last;
	size_t start;  /* of the open run of text in p->scratch */
	uint8_t quote; /* its quoting */
	bool open;
	bool in_double; /* parts that are added now stand in one "..." */
	bool glob, bracket, brace, quoted, tilde, extglob, expands;
	uint32_t assign_len;
	uint32_t depth; /* of parentheses, in a regular expression or arithmetic */
	uint32_t conds; /* of ?: in ${x:off:len} */
};
void build_begin(struct parser *p, struct builder *b);
void build_text(struct parser *p, struct builder *b, enum quoting quote, const char *s, size_t len);
static inline void build_byte(struct parser *p, struct builder *b, enum quoting quote, char c)
{
	build_text(p, b, quote, &c, 1);
}
void build_flush(struct parser *p, struct builder *b);
struct part *build_part(struct parser *p, struct builder *b, enum part_kind kind, enum quoting quote);
struct word *build_finish(struct parser *p, struct builder *b, struct src_pos pos);
struct word *build_literal(struct parser *p, const char *s, size_t len, struct src_pos pos);
void word_strip_assign(struct word *w, size_t n); /* takes N bytes, NAME=, off its head */

enum word_mode {
	MODE_WORD,
	MODE_BRACE,   /* up to } */
	MODE_SLASH,   /* up to } or / */
	MODE_EXTGLOB, /* up to | or ) */
	MODE_REGEX,   /* after =~ */
};
enum double_mode {
	DQ_QUOTES, /* up to " */
	DQ_BRACE,  /* up to }, inside "${x- */
	DQ_HERE,   /* to the end of the text */
	DQ_ARITH,  /* up to the ) that closes nothing */
	DQ_FOR,    /* likewise, or ; */
	DQ_SLICE,  /* up to : or } */
	DQ_INDEX,  /* up to ] or } */
};
/* These read up to the byte that ends it, which they leave, or to the end of the input. false: an error. */
bool word_unquoted(struct parser *p, struct builder *b, enum word_mode mode);
struct word *word_read(struct parser *p, enum word_mode mode);
struct word *word_read_double(struct parser *p, enum double_mode mode);
bool word_dollar_quote(struct parser *p, struct builder *b);               /* at the ' of $'...' */
bool word_dollar(struct parser *p, struct builder *b, enum quoting quote); /* at $ */

bool subst_command(struct parser *p, struct builder *b, enum quoting quote);   /* past $( */
bool subst_function(struct parser *p, struct builder *b, enum quoting quote);  /* past ${ at a blank */
bool subst_backquote(struct parser *p, struct builder *b, enum quoting quote); /* at ` */
bool subst_process(struct parser *p, struct builder *b);                       /* at <( or >( */
/* Past ((: the expression and its ))... NULL: it is none, and nothing has been read; or failed. */
struct arith *arith_try(struct parser *p);
void arith_paren_open(struct parser *p); /* at a ( inside of what may be an expression */
void arith_paren_close(struct parser *p);
struct arith *arith_read(struct parser *p, enum double_mode mode); /* up to its end, which is left */
struct arith_node *arith_compile(struct arena *arena, struct names *names, const struct word *text);

/* ---- heredoc.c --------------------------------------------------------------------------------- */

void heredoc_expect(struct parser *p, struct io_redirect *r, struct word *delimiter);
void heredoc_read_all(struct parser *p);

/* ---- the grammar (parser.c, command.c, compound.c, cond.c) ------------------------------------- */

struct node *node_new(struct parser *p, enum node_kind kind, struct src_pos pos);
void parse_newlines(struct parser *p);
struct node *parse_list(struct parser *p); /* up to a token that begins no command; NULL: empty */
struct node *parse_body(struct parser *p); /* likewise, but empty is an error */
struct node *parse_command(struct parser *p);
struct node *parse_simple(struct parser *p, struct word *first);
struct node *parse_compound(struct parser *p, enum reserved rw); /* NULL: none stands here */
struct node *parse_function_body(struct parser *p, struct word *name, struct src_pos pos);
void parse_redirections(struct parser *p, struct node *n);
bool parse_expect(struct parser *p, enum token_kind kind);
bool parse_expect_word(struct parser *p, enum reserved rw);
struct node *parse_cond(struct parser *p, struct src_pos pos);

/* For the length of a compound command; to be undone by parse_close(). */
void parse_open(struct parser *p, struct open_construct *o, const char *what, const char *closer);
static inline void parse_close(struct parser *p, const struct open_construct *o)
{
	p->open = o->up;
}

/* ---- print ------------------------------------------------------------------------------------- */

struct printer {
	struct buf *out;
	const struct names *names;
	bool multiline;
	unsigned indent;
	struct vec heredocs; /* whose body comes after the next newline */
};
void print_words(struct printer *pr, const struct word *w);
void print_word(struct printer *pr, const struct word *w);
void print_arith(struct printer *pr, const struct arith *a);
void print_heredoc_body(struct printer *pr, const struct io_redirect *r);
void print_heredoc_head(struct printer *pr, const struct io_redirect *r);
void print_nested(struct printer *pr, const struct node *n); /* on one line, with here-documents of its own */

#endif
