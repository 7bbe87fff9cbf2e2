/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtins_internal.h -- what the families of builtins share: one option parser, fed by the rows of the
 * table. */
#ifndef IPCSH_BUILTINS_INTERNAL_H
#define IPCSH_BUILTINS_INTERNAL_H

#include "builtin.h"

/* ---- options (opts.c) ---- */

struct opts {
	int next;         /* index of the first operand once opt_next() gave OPT_END */
	const char *arg;  /* argument of the option just given */
	const char *name; /* long name of the option just given, or NULL */
	int argc;
	char **argv;
	const struct opt_row *rows;
	size_t in_word;    /* position in a word of several letters */
	bool plus;         /* it was +x rather than -x (only where PLUS_ALLOWED) */
	bool plus_allowed; /* set by the builtin after opt_begin(): +x is an option too */
	char letter;       /* of the option just given; 0: none */
	int status;        /* what to return after OPT_BAD: STATUS_ERROR, or STATUS_OK after --help */
};
enum { OPT_END = -1, OPT_BAD = -2, OPT_LONG = 256 /* + index of the row: an option without a letter */ };

/* Options of the running builtin (sh->builtin->opts): end at the first operand or at `--`; -abc, -tSEC, -t
 * SEC, --type 5, --type=5. A word such as -5 is an operand where the rows have no such letter and it is a
 * number. */
void opt_begin(struct opts *o, struct sh *sh, int argc, char **argv);
/* The letter, OPT_LONG + row index, OPT_END, or OPT_BAD: the message with the usage, or the help that --help
 * asked for, is written: return o->status. */
int opt_next(struct opts *o, struct sh *sh);
/* "-t: abc: not a number of seconds": the argument of the option just given is wrong. Gives STATUS_ERROR. */
int opt_bad_argument(struct sh *sh, const struct opts *o, const char *what);
/* For a word that reads its options itself: WORD ("-x", "--long") is none of them; with the usage, and the
 * long option that was meant where one is near. Gives STATUS_ERROR. */
int opt_unknown(struct sh *sh, const char *word);
/* What would help where TEXT is no signal ("(did you mean TERM? kill -l lists them)"), or no name of an
 * option of set -o (or, SHOPT, of shopt): of what there is the nearest. Given back is OUT. */
#define HINT_SIZE (NEAREST_SIZE + 64)
const char *hint_signal(const char *text, char out[HINT_SIZE]);
const char *hint_option(const char *name, bool shopt, char out[HINT_SIZE]);
/* "usage: NAME ARGS" to standard error; gives STATUS_ERROR. */
int builtin_usage(struct sh *sh);
/* ---- help (help.c) ---- */

/* Whether --help is the first argument of a word that has no options, or reads them itself; it is answered
 * then. */
bool opt_help(struct sh *sh, int argc, char **argv);
/* Writes the text of `NAME --help` and `help NAME` (usage, meaning, options, an example) with sh_write(). */
void builtin_help(struct sh *sh, const struct builtin *b);
void ipc_help_table(struct sh *sh); /* behind the help of `ipc`: which mechanism for what (ipchelp.c) */

/* ---- escapes (escape.c) ---- */

/* ECHO: \0nnn; B (%b): also \nnn; FORMAT (printf's format): \nnn, \" \' \?, no \c; DASH (echo in posix mode):
 * as B without \x \u \U. What is unknown stays as it is. */
enum escape_style { ESCAPE_ECHO, ESCAPE_B, ESCAPE_FORMAT, ESCAPE_DASH };
enum { ESCAPE_STOP = -1 }; /* \c: no more output at all */
/* *S points past a backslash and is moved past the escape. Gives the number of bytes in OUT,
 * or ESCAPE_STOP. */
int escape_decode(const char **s, enum escape_style style, char out[4]);
/* Hands S on in pieces, decoded. 0 or ESCAPE_STOP. */
int escape_each(
	const char *s, enum escape_style style, void (*add)(void *ctx, const char *p, size_t n), void *ctx);

/* ---- what outlives a call (data.c) ---- */

struct input_state;   /* input.c */
struct getopts_state; /* getopts.c */
struct ipc_state;     /* ipc_state.c */
struct module_table;  /* module.h */
struct builtin_data { /* sh->builtin_data */
	struct input_state *input;
	struct getopts_state *getopts;
	char *pwd; /* what cd put into PWD last; NULL: nothing yet */
	struct ipc_state *ipc;
	const struct module_table *table; /* the module that fits tables to a terminal; NULL: none */
	bool table_looked_for;
};
struct builtin_data *builtin_data(struct sh *sh); /* made when first asked for */
void input_forked(struct sh *sh, struct input_state *st);

/* ---- parts of families that have a file of their own ---- */

int run_printf(struct sh *sh, int argc, char **argv);
void list_variables(struct sh *sh); /* NAME=VALUE, sorted, quoted: set and declare */
int run_read(struct sh *sh, int argc, char **argv);

/* Writes the signals that argv[I...] name, or all. A status. */
int kill_list(struct sh *sh, int argc, char **argv, int i);
/* Where `.` finds NAME: as it is with a slash, else in $PATH, else (outside posix mode) here; NULL: nowhere.
 * In the scratch arena. (flow.c) */
const char *dot_path(struct sh *sh, const char *name);

/* `command -v`, `command -V`, `type` (describe.c): writes how NAME would be run; false: not found (VERBOSE:
 * said so). */
bool type_describe(struct sh *sh, const char *name, bool verbose, unsigned lookup_flags);

/* ---- families: one line each in table.c ---- */

/* flow.c: `:' true false break continue return exit eval `.' source exec command builtin */
extern const struct builtin flow_builtins[];
extern const struct builtin vars_builtins[];      /* vars.c: unset set shift let shopt */
extern const struct builtin io_builtins[];        /* io.c: echo printf read (printf.c, read.c) */
extern const struct builtin test_builtins[];      /* test.c: test [ */
extern const struct builtin dir_builtins[];       /* dir.c: cd pwd pushd popd dirs */
extern const struct builtin jobs_builtins[];      /* jobs.c: jobs fg bg wait disown trap */
extern const struct builtin misc_builtins[];      /* misc.c: alias unalias type hash */
extern const struct builtin declare_builtins[];   /* declare.c: export readonly local declare typeset */
extern const struct builtin limits_builtins[];    /* limits.c: umask ulimit times */
extern const struct builtin getopts_builtins[];   /* getopts.c: getopts */
extern const struct builtin history_builtins[];   /* history.c: fc history */
extern const struct builtin help_builtins[];      /* help.c: help */
extern const struct builtin shm_builtins[];       /* shm.c */
extern const struct builtin shm_show_builtins[];  /* shm_show.c: shmstat shmls shmrm */
extern const struct builtin shared_builtins[];    /* shared.c: shared */
extern const struct builtin mq_builtins[];        /* mq.c */
extern const struct builtin mq_notify_builtins[]; /* mq_notify.c: mqnotify */
extern const struct builtin mq_show_builtins[];   /* mq_show.c: mqls mqstat */
extern const struct builtin sem_builtins[];       /* sem.c */
extern const struct builtin sem_show_builtins[];  /* sem_show.c: semval semstat semls */
extern const struct builtin lock_builtins[];      /* lock.c */
extern const struct builtin fifo_builtins[];      /* fifo.c */
extern const struct builtin map_builtins[];       /* map.c */
extern const struct builtin map_show_builtins[];  /* map_show.c: mmapstat */
extern const struct builtin fd_builtins[];        /* fd.c: fdseek fdread */
extern const struct builtin sock_builtins[];      /* sock.c */
extern const struct builtin sockopt_builtins[];   /* sockopt.c */
extern const struct builtin fdopt_builtins[];     /* sockopt.c */
extern const struct builtin fds_builtins[];       /* fds.c: fds fdstat */
extern const struct builtin sig_builtins[];       /* sig.c: sigwait sigblock sigunblock */
extern const struct builtin kill_builtins[];      /* kill.c */
extern const struct builtin sigls_builtins[];     /* sigls.c */
extern const struct builtin vmmap_builtins[];     /* vmmap.c */
extern const struct builtin ipc_builtins[];       /* ipcls.c */
extern const struct builtin explain_builtins[];   /* explain.c */

/* Evaluates a `[[ ]]`-like primary for test(1) and [[ ]] alike lives in exec (cond.c): see exec.h. */

#endif
