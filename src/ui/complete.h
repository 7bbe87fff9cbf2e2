/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.h -- completion: where in a command the cursor is (complete_scan.c), what could stand there
 * (complete.c and its kinds), and how it is written there (complete_quote.c). Nothing of the line is run. */
#ifndef IPCSH_COMPLETE_H
#define IPCSH_COMPLETE_H

#include "module.h"
#include "ui.h"

/* ---- where the cursor is (complete_scan.c) ------------------------------------------------------------ */

enum comp_quote { COMP_BARE, COMP_SINGLE, COMP_DOUBLE, COMP_DOLLAR /* $'...' */ };

enum comp_at {
	COMP_NOWHERE,    /* a comment, a here-document, what cannot be known */
	COMP_COMMAND,    /* the name of a command */
	COMP_ARGUMENT,   /* an operand or option of WORDS[0] */
	COMP_VALUE,      /* of an assignment, or of a word of a `for' or `case' */
	COMP_FILE,       /* behind < or > */
	COMP_DESCRIPTOR, /* behind <& or >& */
	COMP_PARAMETER,  /* behind $ */
	COMP_BRACED,     /* behind ${ */
	COMP_VARIABLE,   /* a variable's bare name: for NAME, $((NAME */
};

/* What the values of variables and the home folders of users are. A malloc'ed text; NULL: not known. */
struct comp_world {
	char *(*value)(void *ctx, const char *name);
	char *(*home)(void *ctx, const char *user); /* "": one's own */
	void *ctx;
};

/* TEXT is the word up to the cursor without its quotes and with the values of its variables. Its first KEPT
 * bytes stand in the line as the user wrote them and stay; the rest is what the line has from FROM on. */
struct comp_place {
	enum comp_at at;
	struct vec words; /* char *: the command's words before this one, its assignments left out */
	struct buf text;
	size_t from, kept;
	size_t value;          /* where in TEXT what follows an = begins; 0: there is none */
	enum comp_quote quote; /* how the rest is quoted */
	bool open;             /* the quote was opened before FROM */
	bool quoted;           /* the word begins with a quote: it is no option */
	bool tilde;            /* TEXT is ~ and the beginning of a user's name */
	bool unknown;          /* parts of the word before the cursor can only be known by running them */
};

/* TEXT[SKIP..END) is the line up to the cursor; before it lines that were typed for the same command. */
void comp_scan(
	const char *text, size_t end, size_t skip, const struct comp_world *world, struct comp_place *out);
void comp_place_free(struct comp_place *p);

/* ---- quoting (complete_quote.c) ------------------------------------------------------------------------ */

struct comp_writing {
	enum comp_quote quote;
	bool open;     /* its quote is open already */
	bool close;    /* the quote is to be closed at the end */
	bool at_start; /* the text begins a word */
	bool utf8;     /* characters beyond ASCII may stand in a line as they are */
};
/* Adds TEXT as it has to stand in a line. */
void comp_write(struct buf *out, const struct comp_writing *how, const char *text, size_t len);
/* Adds TEXT as it can be shown: control bytes and what is no character as ?. */
void comp_show(struct buf *out, const char *text, size_t len, bool utf8);

/* ---- offers (complete_offer.c) --------------------------------------------------------------------------- */

enum comp_end {
	COMP_BLANK, /* the word is whole: a blank follows */
	COMP_OPEN,  /* it goes on (a folder) */
	COMP_WHOLE, /* it is whole, but no blank follows */
};
struct comp_offer {
	char *text;    /* the word, unquoted */
	char *meaning; /* NULL: none */
	size_t shown;  /* what is shown begins here in TEXT: the last part of a path */
	char mark;     /* struct module_line_offer */
	enum comp_end end;
};

struct comp {
	struct ui *ui;
	struct sh *sh;
	const struct module_line_wish *wish;
	struct comp_place place;
	/* what is to be completed: the word, or the part of it that has a meaning of its own (what follows
	 * --option=), as TYPED; BASE is its place in the word */
	const char *typed;
	size_t base;
	struct comp_offer *v;
	size_t n, cap;
	struct arena store; /* what was read about the command */
	struct comp_custom *customs;
	unsigned files; /* read for this completion */
	bool is_folder; /* the value of the only parameter that fits is one's name */
};

/* Whether NAME could be what is being typed. */
bool comp_fits(const struct comp *c, const char *name);
/* Adds an offer. MEANING may be NULL. */
void comp_put(struct comp *c, const char *name, const char *meaning, enum comp_end end);
/* Likewise, but only if it fits. */
void comp_add(struct comp *c, const char *name, const char *meaning, enum comp_end end);
void comp_cut(struct comp *c, size_t n); /* those from the Nth on go */
void comp_forget(struct comp *c);        /* all of them */
/* The last one added is shown without its first SHOWN bytes, and marked. */
void comp_look(struct comp *c, size_t shown, char mark);
void comp_sort(struct comp *c, size_t first); /* those from FIRST on, and doubles go */
/* The list for the editor; it lives in OUT until the next call. */
struct comp_list {
	struct module_line_offers offers;
	struct arena store;
	size_t cap;
};
void comp_list_make(const struct comp *c, struct comp_list *out);
void comp_list_free(struct comp_list *list);

/* ---- what a command takes (complete_spec.c, complete_custom.c) ------------------------------------------ */

struct comp_option {
	struct comp_option *next;
	const char *spelling, *other; /* "-a", "--all"; OTHER: NULL: there is none */
	const char *kind;             /* of its argument; NULL: takes none */
	const char *meaning;
	bool given;  /* it stands there already, before the cursor or behind it */
	bool joined; /* --color=: the argument follows in the same word, or there is none */
};
/* A kind of the file's own: what a pattern finds in a file, or the names of the files below a folder. */
struct comp_custom {
	struct comp_custom *next;
	const char *name, *path;
	const char *pattern; /* NULL: PATH is a folder */
};
struct comp_spec {
	struct comp_spec *next;
	const char *name, *meaning; /* of a command of a command ("commit" of git) */
	struct comp_option *options;
	struct comp_spec *commands;
	char **operands; /* their kinds; the last one is that of all that follow */
	size_t n_operands;
	bool stops; /* no options behind the first operand */
};

/* Adds what TEXT says, written as ipcsh-completion(5) has it; *TEXT is changed, and lives as long as C. */
void comp_spec_parse(struct comp *c, struct comp_spec *spec, char *text);
/* What is known of NAME: a builtin's rows, a file of the user's or of the installation. */
void comp_spec_find(struct comp *c, struct comp_spec *spec, const char *name);
void comp_custom(struct comp *c, const struct comp_custom *kind);

/* ---- the operands and options of a command (complete_args.c) ---------------------------------------------- */

void comp_argument(struct comp *c);

/* ---- kinds of things (complete_kinds.c, complete_path.c) --------------------------------------------- */

/* Offers what KIND stands for: a word of ipcsh-completion(5), "file", "user", "mq", or A|B|C. */
void comp_kind(struct comp *c, const char *kind);
enum comp_paths { PATHS_ALL, PATHS_FOLDERS, PATHS_PROGRAMS, PATHS_FIFOS, PATHS_SOCKETS };
void comp_paths(struct comp *c, enum comp_paths which);
/* Likewise, but below FOLDER; what they are says so. */
void comp_paths_below(struct comp *c, enum comp_paths which, const char *folder);
void comp_commands(struct comp *c); /* builtins, functions, aliases, programs */

#endif
