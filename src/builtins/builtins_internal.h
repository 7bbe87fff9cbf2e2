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
	bool plus;	  /* it was +x rather than -x (only where PLUS_ALLOWED) */
	bool plus_allowed;/* set by the builtin after opt_begin(): +x is an option too */
	char letter;	  /* of the option just given; 0: none */
	int status;	  /* what to return after OPT_BAD: STATUS_ERROR, or STATUS_OK after --help */
};
enum { OPT_END = -1, OPT_BAD = -2, OPT_LONG = 256 /* + index of the row: an option without a letter */ };

/* Options of the running builtin (sh->builtin->opts): end at the first operand or at `--`; -abc, -tSEC, -t SEC, --type 5, --type=5.
 * A word such as -5 is an operand where the rows have no such letter and it is a number. */
void opt_begin(struct opts *o, struct sh *sh, int argc, char **argv);
/* The letter, OPT_LONG + row index, OPT_END, or OPT_BAD: the message with the usage, or the help that --help asked for, is
 * written: return o->status. */
int opt_next(struct opts *o, struct sh *sh);
/* "-t: abc: not a number of seconds": the argument of the option just given is wrong. Gives STATUS_ERROR. */
int opt_bad_argument(struct sh *sh, const struct opts *o, const char *what);
/* "usage: NAME ARGS" to standard error; gives STATUS_ERROR. */
int builtin_usage(struct sh *sh);
/* Writes the text of `NAME --help` and `help NAME` (usage, meaning, options) with sh_write(). */
void builtin_help(struct sh *sh, const struct builtin *b);

/* ---- families: one line each in table.c ---- */

extern const struct builtin flow_builtins[];	/* flow.c: : true false break continue return exit eval . source exec command builtin */
extern const struct builtin vars_builtins[];	/* vars.c: unset set shift let shopt */
extern const struct builtin io_builtins[];	/* io.c: echo printf read (printf.c, read.c) */
extern const struct builtin test_builtins[];	/* test.c: test [ */
extern const struct builtin dir_builtins[];	/* dir.c: cd pwd pushd popd dirs */
extern const struct builtin jobs_builtins[];	/* jobs.c: jobs fg bg wait kill disown trap */
extern const struct builtin misc_builtins[];	/* misc.c: alias unalias type hash help */
extern const struct builtin declare_builtins[];	/* declare.c: export readonly local declare typeset */
extern const struct builtin limits_builtins[];	/* limits.c: umask ulimit times */
extern const struct builtin getopts_builtins[];	/* getopts.c: getopts */
extern const struct builtin shm_builtins[];	/* shm.c */
extern const struct builtin mq_builtins[];	/* mq.c */
extern const struct builtin fifo_builtins[];	/* fifo.c */
extern const struct builtin map_builtins[];	/* map.c */
extern const struct builtin fd_builtins[];	/* fd.c: fdseek fdread */

/* Evaluates a `[[ ]]`-like primary for test(1) and [[ ]] alike lives in exec (cond.c): see exec.h. */

#endif
