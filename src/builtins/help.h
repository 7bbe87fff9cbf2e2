/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.h -- what help says beyond the rows of the table of words. */
#ifndef IPCSH_HELP_H
#define IPCSH_HELP_H

#include "builtins_internal.h"

/* A word of the grammar (`for'), a topic (`patterns'), or what is to be added to a builtin's row. */
struct help_text {
	const char *name;
	const char *also;  /* other names that it answers to, a blank between them; NULL: none */
	const char *usage; /* a form a line; NULL: it is a topic, or a builtin */
	const char *help;  /* one line, no full stop; NULL: it is a builtin, whose row says it */
	const char *text;  /* paragraphs, a line each; a line "TERM  meaning" goes on below its meaning; NULL:
			    * none */
	const char *example; /* a session, as a transcript has it: "$ " before what is typed; NULL: none */
	void (*more)(struct sh *sh); /* writes what is a table elsewhere; NULL: nothing */
};
void help_options(struct sh *sh); /* the options of set -o and shopt */
/* Each ends with a zero row. */
extern const struct help_text help_grammar[]; /* help_grammar.c */
extern const struct help_text help_topics[];  /* help_topics.c */
extern const struct help_text help_words[];   /* help_words.c: builtins that other shells have as well */
extern const struct help_text help_ipc[];     /* help_ipc.c: builtins of interprocess communication */

#endif
