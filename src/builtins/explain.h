/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h -- how the files of `explain` share a walk over a tree that fills a wiring and runs nothing. */
#ifndef IPCSH_EXPLAIN_H
#define IPCSH_EXPLAIN_H

#include "builtins_internal.h"
#include "inspect.h"

/* A descriptor that a variable will name: {fd}>file, a coprocess' ends. */
struct named_fd {
	struct named_fd *next;
	name_id name;
	uint32_t object;
	unsigned access;
	name_id other; /* of a coprocess' NAME_r: NAME_w, as long as the shell holds it; else NAME_NONE */
};

/* <( ) as the target of a redirection: the pipe was made before the process at its other end. */
struct started {
	struct started *next;
	const struct part *part;
	uint32_t object;
};

/* A function that the text makes. */
struct definition {
	struct definition *next;
	name_id name;
	const struct node *body;
};

/* What simple command OF runs in its own shell. */
struct body {
	const struct body *next;
	const struct node *of;
	const char *title;
	const struct node **roots; /* [n] */
	size_t n;
};

struct explain {
	struct sh *sh;
	struct wiring *w;
	bool *changed; /* [n_changed], by name_id: the text gives it a value */
	size_t n_changed;
	bool any_changed; /* eval, read from somewhere else ...: whatever a parameter is now says nothing */
	struct definition *definitions;
	const struct body *bodies;
	struct vec trees; /* of the texts of eval and . */
	struct vec noted; /* the bodies of functions whose names were noted */
	unsigned depth;   /* of bodies within bodies, as names are noted */
	unsigned texts;   /* within others that were noted so */
	bool inside;      /* of a body: those of its commands are not looked into */
	struct named_fd *named;
	struct started *started;
	size_t n_outer;   /* objects that were there before */
	bool makes_fifos; /* the text does: what is not there yet may become one */
	bool moved;       /* the text changes the directory: relative names say nothing */
	bool too_deep;    /* ... to be walked */
	bool parent_matters;
};

/* Where a command stands. */
struct place {
	struct exec_place in;
	struct wire_fds fds; /* of the process that runs it */
	uint32_t host;       /* that process; WIRE_NONE: this shell */
	uint32_t inside;     /* the group it is drawn in */
	uint32_t subshell;   /* innermost that has no process yet; WIRE_NONE: none */
	const char *title;   /* of the next group */
	bool last;           /* nothing follows in this process */
	bool captured;       /* descriptor 1 is memory of the shell: $( ) */
	bool background;
};

/* ---- words (explain_word.c) ---- */

/* What W comes to, in the wiring's arena; NULL: it is not known before it runs. Changes nothing. */
const char *explain_word(struct explain *e, const struct word *w);
/* W as it is written. */
const char *explain_source(struct explain *e, const struct word *w);
/* The name of the only, plain parameter that W is; NAME_NONE: it is something else. */
name_id explain_one_name(const struct word *w);
/* Notes the names that N and all in it give values to, and the functions that it makes. */
void explain_note_names(struct explain *e, const struct node *n);
/* Does the text give ID a value? */
bool explain_changes(const struct explain *e, name_id id);

/* ---- what a command runs in its own shell (explain_body.c) ---- */

/* Adds the trees of TEXT; false: it has an error, in TROUBLE. */
bool explain_parse(
	struct explain *e, const char *text, size_t len, struct vec *trees, struct trouble *trouble);
void explain_forget(struct vec *trees);
void explain_define(struct explain *e, name_id name, const struct node *body);
/* The body of function NAME of the text; NULL: there is none. */
const struct node *explain_definition(const struct explain *e, const char *name);
/* The body of the function, the text's or the shell's, that N, a simple command with words, calls; NULL: it
 * calls none. */
const struct node *explain_function(struct explain *e, const struct node *n);
/* The body of the function that N, a simple command, calls, the commands of `eval' and of `.'; it is found
 * again by explain_body(). NULL: nothing, or only running it tells. */
const struct body *explain_take_body(struct explain *e, const struct node *n);
const struct body *explain_body(const struct explain *e, const struct node *n);

/* ---- redirections (explain_redir.c) ---- */

/* Puts LIST in place, and after it 2>&1 where BOTH, for process PROC; warns of what is wrong with it. True: a
 * subshell that had no process needs one for it. */
bool explain_redirs(struct explain *e, const struct io_redirect *list, bool both, struct wire_fds *fds,
	uint32_t proc, bool captured);

/* What PATH names now, as far as it is known: KIND, FILE, EXISTS. */
void explain_look_at(struct explain *e, const char *path, struct wire_object *o);

/* ---- warnings (explain_warn.c) ---- */

/* Of the N stages of a pipeline, processes FIRST and on, with PIPES between them; or of one command. */
void explain_check_group(struct explain *e, const struct node *const *stages, const uint32_t *pipes,
	uint32_t first, uint32_t n);
/* After everything. */
void explain_check_all(struct explain *e);
void explain_warn(struct explain *e, bool note, const char *code, uint32_t proc, const char *fix,
	const char *fmt, ...) PRINTF_LIKE(6, 7);

/* ---- the walk (explain_walk.c) ---- */

void explain_node(struct explain *e, const struct node *n, struct place *p);

#endif
