/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view.h -- tables as all words print them: fitted to a terminal, plain where piped, JSON, chosen columns.
 *
 * A word has a const table of columns; its number is the column's name. It makes a view, adds rows, fills
 * cells and ends the view, which prints it. A cell never set is blank (null in JSON): what could not be found
 * out. view_none() says that there is none: "-" (null in JSON).
 *
 *	static const struct view_column columns[] = { { "ID", VIEW_NUMBER, "the kernel's id" }, ... };
 *	struct view_how how = { .json = a.json, .cols = a.cols };
 *	struct view *v = view_new(sh, "queues", columns, ARRAY_LEN(columns), &how);
 *	if (!v)
 *		return how.status;
 *	for (...) { view_row(v); view_cell(v, COL_ID, "%d", id); }
 *	return view_end(v);
 *
 * Text: a control byte and a byte that is no UTF-8 are shown as \xHH. JSON: an object with one array under
 * the view's name, keys are the columns' names in lower case; a byte that is no UTF-8 is U+FFFD there, and a
 * NUL and all other control characters are \u00HH. */
#ifndef IPCSH_VIEW_H
#define IPCSH_VIEW_H

#include "builtins_internal.h"

enum view_flags {
	VIEW_RIGHT = 1,  /* to the right edge of its column */
	VIEW_TRUNC = 2,  /* may be cut where the terminal is too narrow */
	VIEW_NUMBER = 4, /* right-aligned; a number in JSON where its text is one */
	VIEW_BOOL = 8,   /* its text is "yes" or "no"; true or false in JSON */
	VIEW_EXTRA = 16, /* only where --cols asks for it */
	VIEW_REST = 32,  /* on a terminal it goes on below, within its column, rather than be cut */
};

struct view_column {
	const char *name; /* in capitals */
	unsigned flags;
	const char *help; /* one line, for `--cols help` */
};

/* The columns of some words, for completion: "mqls mqstat", "ipc/ls". */
struct view_table {
	const char *words;
	const struct view_column *columns;
	size_t n;
};
extern const struct view_table fds_table, sigls_table, vmmap_table, mq_table, sem_one_table, sem_set_table,
	shm_table, shm_list_table, ipc_object_table, ipc_holder_table, ipc_limit_table, map_table,
	sock_option_table;
const struct view_table *view_table_of(const char *word); /* NULL: it has none */

struct view_how {         /* what the options of the word said */
	bool json;        /* -j */
	const char *cols; /* --cols A,B or +A,B (besides those there are anyway) or help; NULL: not given */
	int status;       /* where view_new() gave NULL: what to return */
};

/* Rows for the options of a word. */
/* clang-format off */
#define VIEW_ROW_JSON { 'j', NULL, NULL, "print JSON" }
#define VIEW_ROW_COLS { 0, "cols", "LIST", "these columns (A,B), or these too (+A,B); `help' lists them" }
/* clang-format on */

/* For a word whose operands are wrong: how it is used, unless `--cols help' asks what columns there are,
 * which needs no operand. WORD: as in struct view_table. */
int view_usage(struct sh *sh, const struct view_how *how, const char *word);

/* The columns of the terminal that standard output is; 0: it is none. */
size_t view_width(const struct sh *sh);

struct view;
/* NAME: of the array in JSON. NULL: --cols was wrong, which is said, or asked for help, which is printed. All
 * that is handed over but the cells has to live as long as the view. */
struct view *view_new(
	struct sh *sh, const char *name, const struct view_column *columns, size_t n, struct view_how *how);
bool view_wants(const struct view *v, size_t column); /* whether the column will be shown at all */
void view_row(struct view *v);
/* Of the row begun last; a cell set twice has what was set last. */
void view_cell(struct view *v, size_t column, const char *fmt, ...) PRINTF_LIKE(3, 4);
void view_bytes(struct view *v, size_t column, const char *p, size_t n);
void view_none(struct view *v, size_t column);
void view_key(struct view *v, size_t column, uint32_t key); /* 0x00001e61 */
void view_user(struct view *v, size_t column, uid_t uid);   /* its name, or the number */
void view_group(struct view *v, size_t column, gid_t gid);
void view_mode(struct view *v, size_t column, mode_t mode);  /* 0600 */
void view_pid(struct view *v, size_t column, pid_t pid);     /* 0: none */
void view_time(struct view *v, size_t column, int64_t when); /* seconds since 1970; 0: never */
void view_bool(struct view *v, size_t column, bool yes);
/* A line on standard error, below the table: what was left blank, and why. The same text is said once. TEXT
 * is copied. */
void view_note(struct view *v, const char *text);
size_t view_rows(const struct view *v);
int view_end(struct view *v); /* prints and frees; STATUS_OK (a failing write is seen by who runs builtins) */
/* Likewise where PRINT is true; else it is freed only. */
int view_end_if(struct view *v, bool print);

#endif
