/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expand_internal.h -- what the files of this room share: the field being built, the value of a parameter, a
 * compiled pattern. */
#ifndef IPCSH_EXPAND_INTERNAL_H
#define IPCSH_EXPAND_INTERNAL_H

#include "expand.h"

struct text {
	const char *s;
	size_t len;
};

/* ---- characters ---------------------------------------------------------------------------------------- */

enum char_bits {
	CHAR_MAGIC = 1,   /* may begin a pattern: * ? [ and the ( of an extended glob */
	CHAR_PATTERN = 2, /* takes a backslash where it stands quoted in a pattern */
	CHAR_REGEX = 4,   /* likewise in an extended regular expression */
};
extern const uint8_t char_bits[256];

/* Outside ASCII these look into the tables of C.UTF-8; inside they never leave the function. */
uint32_t char_upper(uint32_t c, bool utf8);
uint32_t char_lower(uint32_t c, bool utf8);
/* [:NAME:]; false also where there is no such class. */
bool char_in_class(uint32_t c, const char *name, size_t len, bool utf8);
/* One character at S: a byte, or where UTF8 a whole character. */
static inline size_t char_next(const char *s, size_t len, bool utf8, uint32_t *out)
{
	unsigned char c = (unsigned char)*s;
	*out = c;
	return c < 0x80 || !utf8 ? 1 : utf8_decode(s, len, out);
}
/* The bytes of the character that ends before S[POS], POS > 0. */
size_t char_prev_len(const char *s, size_t pos, bool utf8);
/* Where the N-th character of S begins, at most LEN. */
size_t char_offset(const char *s, size_t len, size_t n, bool utf8);

/* ---- the field being built (field.c) ------------------------------------------------------------------- */

enum sep_state {
	SEP_NONE,  /* the field goes on, or nothing was read yet */
	SEP_WHITE, /* a field has been ended by IFS white space: one other separator still belongs to it */
	SEP_OTHER, /* ... by another separator */
};

struct quoted_range {
	size_t from, to;
};

/* Bytes are taken over once, quotes already removed, and split while they come. What was quoted is only kept
 * (as ranges) where pathname expansion may follow, and written as backslashes where a pattern is wanted. */
struct field {
	struct expander *e;
	struct fields *out; /* NULL: one string, nothing is split */
	char *data; /* the field so far, at the top of the scratch arena if possible; NULL: no bytes yet */
	size_t len, cap;
	unsigned mode; /* enum exp_mode */
	bool glob;     /* pathname expansion may follow */
	bool begun;    /* there is a field, even if it stays empty */
	bool magic;    /* it has an unquoted character of a pattern */
	bool in_arg;   /* inside ${x-word}: unquoted text is the result of an expansion, and is split */
	bool no_split; /* inside an extended glob: nothing is split */
	uint8_t sep;   /* enum sep_state */
	struct quoted_range *ranges;
	size_t n_ranges, cap_ranges;
};

void field_bytes(struct field *b, const char *s, size_t len);  /* bytes, as they are */
void field_quoted(struct field *b, const char *s, size_t len); /* bytes that stand for themselves */
void field_text(struct field *b, const char *s, size_t len);   /* unquoted literal text */
/* The value of an expansion: split where it is unquoted and fields are built. 0 or -1. */
int field_value(struct field *b, const char *s, size_t len, bool quoted);
int field_parts(struct field *b, const struct part *parts);
int field_end(struct field *b);      /* a field, even if it is empty; -1: failglob */
int field_finish(struct field *b);   /* the field that is under way, if there is one */
char *field_string(struct field *b); /* what was built, NUL-terminated */

/* split.c: adds the unquoted S, ending fields at separators. */
int split_add(struct field *b, const char *s, size_t len);

/* ---- expand.c ------------------------------------------------------------------------------------------ */

int exp_word(struct expander *e, const struct word *w, struct fields *out); /* after brace expansion */
/* Fills the trouble; -1. */
int exp_error(struct expander *e, struct src_pos pos, const char *fmt, ...) PRINTF_LIKE(3, 4);
int exp_hook_failed(struct expander *e); /* the hook has shown the error; -1 */
static inline bool exp_option(const struct expander *e, enum option o)
{
	return e->vars->options->on[o];
}
unsigned exp_match_flags(const struct expander *e); /* UTF8 and EXTGLOB as the shell is set */

/* ---- param.c, param_ops.c, transform.c ----------------------------------------------------------------- */

enum param_result {
	RESULT_TEXT, /* one value */
	RESULT_LIST, /* ITEMS: of @ and * */
	RESULT_WORD, /* the word after the operator is to be expanded in its place */
};
struct param_value {
	uint8_t kind; /* enum param_result */
	bool star;    /* a list of *: joined with IFS where it is quoted */
	struct text text;
	const struct text *items;
	size_t n;
	const struct word *word;
};

int param_eval(struct expander *e, const struct param *p, struct param_value *v);
/* The value of what is no list; false: unset. */
bool param_get(struct expander *e, const struct param *p, struct text *t);
int param_expand(struct field *b, const struct param *p, bool quoted);
const char *param_label(struct expander *e, const struct param *p); /* its name, for messages */
int param_unset_error(struct expander *e, const struct param *p);

/* ${x#w} ${x/p/r} ${x^p} ${x@Q} ... to each of N texts, in place; IS_LIST false: the one text is the value of
 * P, looked up after the words were expanded. 0 or -1. */
int param_modify(struct expander *e, const struct param *p, struct text *texts, size_t n, bool is_list);
/* Offset and length of ${x:o:l}, evaluated; HAS_LENGTH false: to the end. */
struct slice {
	int64_t offset, length;
	bool has_length;
};
int slice_eval(struct expander *e, const struct param *p, struct slice *s);
/* Where the slice lies among COUNT things; -1: the error is filled. */
int slice_resolve(struct expander *e, const struct param *p, const struct slice *s, size_t count,
	size_t *from, size_t *n);
int slice_text(struct expander *e, const struct param *p, const struct slice *s, struct text *t);
int transform_text(struct expander *e, const struct param *p, struct text *t, bool is_set);

/* ---- subst.c ------------------------------------------------------------------------------------------- */

int field_command(struct field *b, const struct command_sub *sub, bool quoted);
int field_process(struct field *b, const struct part *p);
int field_arith(struct field *b, struct arith *a, bool quoted);
int field_tilde(struct field *b, const struct part *p);

/* ---- pattern.c, bracket.c, extglob.c ------------------------------------------------------------------- */

enum pattern_kind { PAT_TEXT, PAT_CHAR, PAT_ANY, PAT_BRACKET, PAT_STAR, PAT_EXT };

struct pattern_elem {
	uint8_t kind;  /* enum pattern_kind */
	char op;       /* PAT_EXT: @ ? * + ! */
	uint32_t c;    /* PAT_CHAR: folded where case does not count */
	const char *s; /* PAT_TEXT: the bytes; PAT_BRACKET: past the [; PAT_EXT: past the ( */
	size_t len;    /* of S; PAT_BRACKET, PAT_EXT: without the closing ] or ) */
};

enum { PATTERN_LOCAL = 16 };
struct pattern {
	struct pattern_elem *elems;
	size_t n;
	unsigned flags;            /* enum match_flags */
	bool has_ext;              /* an extended glob: extglob.c does it all */
	bool has_magic;            /* not only text */
	bool no_bracket, no_paren; /* while compiling: no ] or ) follows, it need not be looked for again */
	struct pattern_elem local[PATTERN_LOCAL];
};

/* The elements point into TEXT. Must be freed. */
void pattern_compile(struct pattern *p, const char *text, size_t len, unsigned flags);
void pattern_free(struct pattern *p);
bool pattern_matches(const struct pattern *p, const char *s, size_t len);
/* The shortest or longest prefix or suffix that matches: its length, or -1. */
ssize_t pattern_prefix(const struct pattern *p, const char *s, size_t len, bool longest);
ssize_t pattern_suffix(const struct pattern *p, const char *s, size_t len, bool longest);
/* The leftmost, there longest, match: where it begins, or -1. */
ssize_t pattern_find(const struct pattern *p, const char *s, size_t len, size_t *match_len);

/* Length of the bracket expression that follows [, without its ]; -1: it has no end. */
ssize_t bracket_span(const char *s, size_t len);
bool bracket_matches(const char *s, size_t len, uint32_t c, unsigned flags);
/* Length of what follows the ( of an extended glob, without its ); -1: it has no end. */
ssize_t ext_span(const char *s, size_t len);
bool elem_matches_char(const struct pattern_elem *el, uint32_t c, unsigned flags);
bool ext_matches(const struct pattern *p, const char *s, size_t len);
ssize_t ext_prefix(const struct pattern *p, const char *s, size_t len, bool longest);

/* ---- glob.c, brace.c ----------------------------------------------------------------------------------- */

/* Pathname expansion of a field whose text without the quoting is PLAIN. 0 or -1 (failglob). */
int glob_field(struct expander *e, const char *pattern, size_t len, char *plain, struct fields *out);
int brace_expand(struct expander *e, const struct word *w, struct fields *out);

#endif
