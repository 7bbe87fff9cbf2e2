/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_scan.h -- what the two halves of the reading of a line share: complete_scan.c has the commands,
 * complete_word.c the words in them. */
#ifndef IPCSH_COMPLETE_SCAN_H
#define IPCSH_COMPLETE_SCAN_H

#include "complete.h"

enum expect {
	X_COMMAND,
	X_ARGS,
	X_FILE, /* these three are a redirection's */
	X_DESCRIPTOR,
	X_HERE,
	X_NAME,     /* for */
	X_IN,       /* for NAME */
	X_SUBJECT,  /* case */
	X_CASE_IN,  /* case WORD */
	X_PATTERN,  /* case WORD in */
	X_FUNCTION, /* function */
	X_DONE,     /* a compound command has ended */
};
enum frame_kind {
	F_TOP,
	F_SUBST, /* $( and <( */
	F_GROUP, /* ( */
	F_TICK,
	F_BRACES, /* ${ with commands in it */
	F_PARAM,  /* ${NAME:- */
	F_ARITH,
};

/* What is between two brackets: a command of its own. */
struct frame {
	enum frame_kind kind;
	enum expect expect, after; /* AFTER: once the redirection's word is over */
	struct vec words;
	unsigned cases; /* open `case's */
	unsigned depth; /* of brackets in a pattern, or in arithmetic */
	/* the word */
	bool in_word, quoted, bare, tilde, unknown, assignment;
	struct buf text;
	enum comp_quote quote;
	size_t anchor, kept, value, tilde_at;
	enum comp_quote anchor_quote;
};

struct scan {
	const char *p;
	size_t i, end, skip;
	const struct comp_world *world;
	struct frame *frames;
	size_t n;
	struct vec heres; /* char *: delimiters of here-documents whose text comes at the next line */
	struct comp_place *out;
	bool found, nowhere; /* OUT is known already; nothing can be said */
};

struct frame *scan_top(struct scan *s);             /* the innermost */
char scan_peek(const struct scan *s, size_t ahead); /* NUL: the line ends before that */
void scan_anchor_here(struct scan *s);              /* what stands before here stays in the line as it is */
void scan_begin_word(struct scan *s);               /* unless it is begun already */
void scan_end_word(struct scan *s); /* it is one of the command then, or a redirection's ... */
/* The byte at S belongs to the word; S moves past it. */
void scan_add_here(struct scan *s);
void scan_add_equals(struct scan *s);
void scan_add_colon(struct scan *s);
void scan_add_tilde(struct scan *s);
void scan_forget_words(struct frame *f); /* of the command */
void scan_frame_free(struct frame *f);   /* what it holds */
void scan_push_frame(struct scan *s, enum frame_kind kind);
void scan_pop_frame(struct scan *s); /* back to the word, or the command, that the brackets stand in */
/* The cursor is behind a parameter's name that begins at FROM. */
void scan_found_name(struct scan *s, enum comp_at at, size_t from);
/* S stands at what they are named for, and is moved past it. */
void scan_dollar(struct scan *s);
void scan_tick(struct scan *s);
void scan_backslash(struct scan *s);
void scan_open_quote(struct scan *s);
/* One step inside of quotes. */
void scan_in_single(struct scan *s);
void scan_in_double(struct scan *s);
void scan_in_dollar_quote(struct scan *s);

#endif
