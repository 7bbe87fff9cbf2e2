/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.h -- the benchmark: rows of scripts, run by several shells in turn. See README.md. */
#ifndef BENCH_H
#define BENCH_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

enum {
	MAX_SIZES = 4,
	MAX_SCRIPTS = 4,
	MAX_ROUNDS = 32,
	MAX_SHELLS = 16,
	MAX_FILES = 16,
};

/* ---- shells (shells.c) ------------------------------------------------------------------------- */

struct shell {
	const char *name;
	const char *options; /* words between the program and the script, or NULL */
	char path[PATH_MAX]; /* empty: not installed */
	bool chosen;
	bool bare;     /* not a shell: the bare C program that a row names */
	bool language; /* not a shell: only rows with a script of its own are for it */
};

/* Fills SHELLS with ipcsh (at IPCSH), the peers found in $PATH, and last the bare programs; returns how many.
 * WANTED, a list of names with commas, chooses among them (NULL: all). -1: a name in it is unknown. */
int shells_find(struct shell shells[MAX_SHELLS], const char *ipcsh, const char *wanted);

/* Is NAME one of the words of LIST (separated by spaces or commas)? A NULL list has none. */
bool list_has(const char *list, const char *name);

/* ---- rows (rows.c) ----------------------------------------------------------------------------- */

struct script {
	const char *shells; /* the shells it is for; NULL: all for which no other is given */
	char *text;
};

enum row_kind { ROW_TIME, ROW_GROWTH, ROW_MEMORY };

struct row {
	char group[32];
	const char *name, *about;
	enum row_kind kind;
	long sizes[MAX_SIZES]; /* units of work of one run */
	size_t n_sizes;
	long quick;              /* with --quick: this size in place of the others; 0: none */
	const char *expect;      /* the line of standard output; NULL: no output */
	const char *file, *want; /* a file that the script writes, and one of setup's that it must equal */
	const char *skip;        /* shells that cannot do it */
	const char *bare;        /* program and arguments of the limit */
	const char *call;        /* options in place of a script file */
	char *setup;             /* run once by /bin/sh, not measured */
	struct script scripts[MAX_SCRIPTS];
	size_t n_scripts;
	int starts;     /* starts of the program in one sample */
	int max_rounds; /* 0: no bound */
	double limit;   /* seconds of cpu that a process of one run may take */
};

struct rows {
	struct row *row;
	size_t len;
	char *texts[MAX_FILES]; /* the files read, into which the rows point */
	size_t n_texts;
};

/* Reads all files DIR/N-GROUP.rows in order of their names. -1: an error, which was printed. */
int rows_load(struct rows *rows, const char *dir);
void rows_free(struct rows *rows);

/* The script of ROW for SHELL, or NULL if it has none or the shell is to be skipped. */
const char *row_script(const struct row *row, const struct shell *shell);

/* ---- macros in scripts (macro.c) ---------------------------------------------------------------- */

struct macro_env {
	long n;          /* %{n} */
	const char *bin; /* %{bin}: the built programs */
};

/* TEXT with its macros replaced, malloc'ed; NULL: an error, which was printed. */
char *macro_expand(const char *text, const struct macro_env *env);

/* ---- one run (run.c) --------------------------------------------------------------------------- */

struct sample {
	double cpu, user, sys, wall; /* seconds */
	long rss_kb;
};

enum cell_state {
	CELL_OK,
	CELL_SKIP, /* the shell has no such feature, or the row has no bare program */
	CELL_SLOW, /* would take, or took, longer than the row's limit */
	CELL_FAIL, /* wrong output, status or file */
};

/* What one shell did in one row at one size. */
struct cell {
	enum cell_state state;
	struct sample samples[MAX_ROUNDS];
	int n_samples;
	double used;   /* cpu seconds spent on it */
	char why[256]; /* CELL_FAIL: what was wrong */
};

struct place {
	const char *bin;    /* the built programs; seen from dir it is ../bin */
	const char *dir;    /* the row's scratch folder */
	const char *locale; /* LC_ALL of the shells */
};

struct job {
	const struct row *row;
	const struct shell *shell;
	const struct place *place;
	char *script; /* path of the script file; bare: the program's arguments; NULL: call */
	char *expect; /* the whole expected output */
};

/* From now on SIGINT, SIGTERM and SIGHUP are noted, end the run that is under way, and are told here. */
int run_catch_signals(void);
int run_interrupted(void); /* the signal, or 0 */

/* Runs the row's set-up. -1: it failed, which was printed. */
int run_setup(const struct row *row, const struct place *place, const char *text);
/* Takes one sample into CELL, or sets its state. -1: the machinery failed, which was printed. */
int run_sample(const struct job *job, struct cell *cell);

/* ---- report (report.c) ------------------------------------------------------------------------- */

/* One line of the table. */
struct line {
	const struct row *row;
	long n;
	const char *locale;
	struct cell cells[MAX_SHELLS];
};

struct report {
	const struct shell *shells;
	size_t n_shells;
	size_t base; /* index of the shell the ratios are for */
	bool times;  /* print times in place of ratios */
	FILE *json, *tsv;
	size_t records;
	char group[32];            /* of the heading last printed */
	bool left_out[MAX_SHELLS]; /* no column in that group's table */
	struct {
		double log_sum;
		int rows, behind;
	} peer[MAX_SHELLS];
	int failures;
};

double cell_median(const struct cell *cell, double (*value)(const struct sample *));
double sample_cpu(const struct sample *s);
void report_line(struct report *rep, const struct line *line);
/* Ends a locale: the summary over all lines since the last call. */
void report_summary(struct report *rep, const char *locale);
int report_open(struct report *rep, const char *json, const char *tsv);
/* -1: a file could not be written. */
int report_close(struct report *rep);

#endif
