/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expand.h -- words to fields (POSIX.1-2024, XCU 2.6). The hooks are the only way up from expansion to
 * execution. */
#ifndef IPCSH_EXPAND_H
#define IPCSH_EXPAND_H

#include "base.h"
#include "syntax.h"
#include "vars.h"

struct exp_hooks {
	/* Runs SUB ($(...), `...`, ${ ...; }, $(<file)) and adds what it wrote as it is, NULs and trailing
	 * newlines NOT yet removed. 0, or -1: the shell is to give up this command (the error is shown
	 * already). */
	int (*capture)(void *ctx, const struct command_sub *sub, struct buf *out);
	/* Starts <(...) or >(...) and gives the path by which a program reaches it, in the scratch arena;
	 * NULL: as above. */
	const char *(*process)(void *ctx, const struct node *body, bool out);
	/* ${x=w} and arithmetic assignment: sets, shows an error itself; 0 or -1. */
	int (*assign)(void *ctx, name_id name, const char *value, size_t len);
	const char *(*option_letters)(void *ctx); /* $- */
	void *ctx;
};

struct expander {
	struct vars *vars;
	struct arena *scratch; /* all results live here; the caller takes the mark and rewinds */
	struct exp_hooks hooks;
	struct trouble trouble; /* filled where a function gives -1 and TROUBLE_SHOWN is false */
	bool trouble_shown;     /* a hook has shown the error already */
	/* The error ends a non-interactive shell (XCU 2.8.1): nounset, ${x?}, bad substitution ... */
	bool fatal;
	uint32_t n_captures; /* grows with each command substitution: exec sees whether there was one, and */
	int capture_status;  /* exec's own: how the last one ended */
	struct buf spare;    /* expand's own: kept from one command substitution to the next */
};
void exp_free(struct expander *e); /* what it keeps for itself; the rest is the caller's */

struct fields {
	char **v; /* NULL-terminated by exp_words() (NULL not counted); in the scratch arena */
	size_t n, cap;
	bool may_lend, lent; /* see var_lend(): may the next large value be, and is one of these? */
};

enum exp_mode {
	/* No splitting, no globbing; quotes removed: case subject, here-document, redirection in scripts. */
	EXP_STRING = 0,
	EXP_ASSIGN = 1,  /* as above, and tildes after = and : */
	EXP_PATTERN = 2, /* what was quoted is backslashed in the result: for exp_match() */
	EXP_REGEX = 4,   /* likewise for regcomp(3) */
};

/* All expansions of the words of a command: brace, tilde, parameter, command, arithmetic, splitting,
 * pathname, quote removal. Appends to OUT. DECLARE: words with WORD_ASSIGNMENT are expanded as assignments. 0
 * or -1. */
int exp_words(struct expander *e, const struct word *list, bool declare, struct fields *out);
void fields_add(struct expander *e, struct fields *f, char *text);

/* One word to one string (NUL-terminated; LEN may be NULL). The result may point to the tree or into a
 * variable where nothing had to be built: it is valid until the next assignment, and const. NULL: failed. */
const char *exp_string(struct expander *e, const struct word *w, unsigned mode, size_t *len);

int exp_arith(struct expander *e, struct arith *a, int64_t *out);       /* 0 or -1 */
int exp_arith_text(struct expander *e, const char *text, int64_t *out); /* `let`, declare -i, [[ -eq ]] */

/* `case` and [[ == ]]: does SUBJECT match the pattern word? 1, 0 or -1. Takes short cuts for
 * literal words. */
int exp_match_word(struct expander *e, const struct word *pattern, const char *subject, size_t len);

enum match_flags {
	MATCH_UTF8 = 1,
	MATCH_PATHNAME = 2,
	MATCH_PERIOD = 4,
	MATCH_EXTGLOB = 8,
	MATCH_NOCASE = 16
};
/* Does all of S match PATTERN (XCU 2.14; backslash quotes)? Linear space, no exponential time on * (with
 * extglobs bounded by stack). */
bool pattern_match(const char *pattern, size_t plen, const char *s, size_t len, unsigned flags);
bool pattern_is_literal(const char *pattern, size_t len);

/* Splits TEXT by IFS as `read` does: at most N fields, the last takes the rest (XCU read). BACKSLASHED[i]
 * true (may be NULL): byte i was escaped and neither splits nor is white space. Appends exactly min(found, n)
 * fields. */
void exp_split_read(struct expander *e, const char *text, size_t len, const bool *backslashed, size_t n,
	struct fields *out);

#endif
