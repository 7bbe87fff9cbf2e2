/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtins_internal.h -- what the families of builtins share: one option parser, fed by the rows of the table. */
#ifndef IPCSH_BUILTINS_INTERNAL_H
#define IPCSH_BUILTINS_INTERNAL_H

#include "builtin.h"

/* ---- options (opts.c) ---- */

struct opts {
	int next;	  /* index of the first operand once opt_next() gave OPT_END */
	const char *arg;  /* argument of the option just given */
	const char *name; /* long name of the option just given, or NULL */
	int argc;
	char **argv;
	const struct opt_row *rows;
	size_t in_word;	  /* position in a word of several letters */
	bool plus;	  /* it was +x rather than -x (only where the row set allows it) */
};
enum { OPT_END = -1, OPT_BAD = -2, OPT_LONG = 256 /* + index of the row: an option without a letter */ };

/* Options of the running builtin (sh->builtin->opts): end at the first operand or at `--`; -abc, -tSEC, -t SEC, --type 5, --type=5.
 * A word such as -5 is an operand where the rows have no such letter and it is a number. */
void opt_begin(struct opts *o, struct sh *sh, int argc, char **argv);
/* The letter, OPT_LONG + row index, OPT_END, or OPT_BAD (the message with the usage is written: return STATUS_ERROR). */
int opt_next(struct opts *o, struct sh *sh);
/* "usage: NAME ARGS" to standard error; gives STATUS_ERROR. */
int builtin_usage(struct sh *sh);
/* Writes the text of `NAME --help` and `help NAME` (usage, meaning, options) with sh_write(). */
void builtin_help(struct sh *sh, const struct builtin *b);

/* ---- families: one line each in table.c ---- */

extern const struct builtin flow_builtins[];	/* flow.c: : true false break continue return exit eval . source exec command builtin */
extern const struct builtin vars_builtins[];	/* vars.c: export readonly unset set shift local declare typeset getopts let shopt */
extern const struct builtin io_builtins[];	/* io.c: echo printf read */
extern const struct builtin test_builtins[];	/* test.c: test [ */
extern const struct builtin dir_builtins[];	/* dir.c: cd pwd pushd popd dirs */
extern const struct builtin jobs_builtins[];	/* jobs.c: jobs fg bg wait kill disown trap times */
extern const struct builtin misc_builtins[];	/* misc.c: alias unalias type hash umask ulimit help fc */
extern const struct builtin shm_builtins[];	/* shm.c */
extern const struct builtin mq_builtins[];	/* mq.c */
extern const struct builtin fifo_builtins[];	/* fifo.c */
extern const struct builtin map_builtins[];	/* map.c */
extern const struct builtin fd_builtins[];	/* fd.c: fdseek fdread */

/* Evaluates a `[[ ]]`-like primary for test(1) and [[ ]] alike lives in exec (cond.c): see exec.h. */

#endif
