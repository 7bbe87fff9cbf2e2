/* SPDX-License-Identifier: MIT */
/* module.h -- modules: the files that touch a library beyond libc. Each is a shared object with one entry
 * symbol, a const struct module of the name MODULE_ENTRY, that was built for one build of the program and no
 * other. It uses nothing of the program but what it is handed (struct module_host), and includes base.h and
 * this alone. */
#ifndef IPCSH_MODULE_H
#define IPCSH_MODULE_H

#include "base.h"

#define MODULE_ENTRY "ipcsh_module"

/* What the program hands to a module. */
struct module_host {
	void *(*mem_alloc)(size_t size);
	void (*buf_add)(struct buf *b, const char *s, size_t len);
};

struct module {
	/* Of the program that it belongs to, in hexadecimal digits. It stays the first member: it is looked
	 * at to learn whether the others are what they are here. */
	const char *build_id;
	/* The module's functions, a struct that its name stands for (struct module_table ...); NULL: it
	 * cannot. */
	const void *(*start)(const struct module_host *host);
};

/* Loads module NAME ("table"): from the folder `modules' beside the program, which is where the build tree
 * has it, else from PREFIX/lib/ipcsh as it was when this was compiled. Never from a folder, nor a file, that
 * anybody else than root, this user and (beside the program) the program's owner can change. What struct
 * module's start() gave, for as long as the process lives; or NULL: there is none, it is of another build, or
 * it may not be trusted. Where there is one that is not taken, its file and the reason are added to WHY. A
 * static program has no modules. */
const void *module_load(const char *name, struct buf *why);

/* ---- "table": text fitted to a terminal (modules/table.c: libsmartcols) ------------------------------------ */

struct module_column {
	const char *name;
	bool right; /* aligned */
	bool cut;   /* may be cut where the width is too small */
	bool wrap;  /* goes on below where the width is too small */
};
struct module_grid {
	const struct module_column *columns;
	size_t n_columns, n_rows;
	const char *const *cells; /* [n_rows * n_columns]: without control bytes */
	size_t width;             /* of the terminal, in columns */
	bool utf8;
};
struct module_table {
	/* Adds the lines to OUT. 0 or -errno. */
	int (*print)(const struct module_grid *grid, struct buf *out);
};

/* ---- "line": a line is edited on the terminal (modules/line.c: GNU Readline) -------------------------------- */

/* What could stand at the cursor. */
struct module_line_offer {
	const char *insert;  /* takes the place of the bytes from the list's FROM up to the cursor */
	const char *shown;   /* in a list: no control bytes, valid characters alone */
	const char *meaning; /* shown beside it, likewise; NULL: none */
	char mark;  /* what it is, as inputrc's visible-stats marks it: / * @ = | ; 0: nothing special */
	bool blank; /* when it is the only one, a blank follows */
};
struct module_line_offers {
	size_t from;        /* index into the line */
	const char *common; /* what is inserted while there are several */
	struct module_line_offer *v;
	size_t n;
};
struct module_line_wish {
	const char *line; /* NUL-terminated */
	size_t point;     /* where the cursor stands, in bytes */
	/* what inputrc says */
	bool ignore_case, hidden, mark_folders, mark_links;
};

enum module_line_mode { MODULE_LINE_USUAL /* what inputrc says */, MODULE_LINE_EMACS, MODULE_LINE_VI };
enum module_line_got {
	MODULE_LINE_MORE,   /* it is still being typed */
	MODULE_LINE_DONE,   /* it is in LINE, with a newline at its end; there may be others in it */
	MODULE_LINE_EDIT,   /* likewise, but it is to go through an editor first */
	MODULE_LINE_END,    /* the end of input, on an empty line */
	MODULE_LINE_FAILED, /* the terminal cannot be read (EIO): it is gone, or another's */
};
struct module_line_settings {
	const char *term;    /* $TERM; must live as long as the line is edited */
	const char *inputrc; /* $INPUTRC, NULL: the library's own choice; looked at at the first line alone */
	enum module_line_mode mode;
	bool utf8;
	bool suggest; /* grey, after the cursor, how the history goes on from here */
	bool colour;  /* lists of offers have some */
	bool reflows; /* where its width changes the terminal lays long lines out anew */
	/* Lists what could stand at the cursor; valid until the next call. NULL: there is none. */
	const struct module_line_offers *(*complete)(void *context, const struct module_line_wish *wish);
	/* The interrupt key was hit: nothing is waited for any more, the line will be dropped. */
	bool (*interrupted)(void *context);
	void *context;
};
/* A user or a group of the system; WHAT and HOME may be NULL. */
typedef void module_line_account(void *ctx, const char *name, const char *what, const char *home);

/* Descriptor 0 is read and 2 written to. The functions from READ on are for between BEGIN and the end of the
 * line: DROP, or any but MODULE_LINE_MORE. The history is the editor's own copy, oldest first. */
struct module_line {
	/* Before a line, but the first one: the cursor is to begin a row. Behind what others left in one
	 * comes a sign. */
	void (*new_row)(bool utf8, bool colour);
	/* Shows PROMPT (bytes between \001 and \002 take no room) and takes the terminal's modes. 0 or
	 * -errno. */
	int (*begin)(const struct module_line_settings *s, const char *prompt);
	enum module_line_got (*read)(struct buf *line); /* there is input: takes a key of it */
	void (*hide)(void);             /* the line away, the modes back: something will be written */
	void (*show)(void);             /* prompt and line again, below what was written */
	void (*drop)(bool interrupted); /* gives the line up; INTERRUPTED: shows ^C after it */
	void (*resize)(void);           /* the terminal has another size */
	void (*history_add)(const char *text);
	void (*history_clear)(void);
	void (*history_forget)(size_t n); /* the oldest N */
	/* Calls EACH for all users, or groups; at any time. */
	void (*accounts)(bool groups, module_line_account *each, void *ctx);
};

#endif
