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
	const char *build_id; /* of the program that it belongs to, in hexadecimal digits */
	/* The module's functions, a struct that its name stands for (struct module_table ...); NULL: it
	 * cannot. */
	const void *(*start)(const struct module_host *host);
};

/* Loads module NAME ("table"): from the folder `modules' beside the program, which is where the build tree
 * has it, else from PREFIX/lib/ipcsh as it was when this was compiled. Never from a folder, nor a file, that
 * anybody else than root, this user and (beside the program) the program's owner can change. What struct
 * module's start() gave, for as long as the process lives; or NULL: there is none, it is of another build, or
 * it may not be trusted. A static program has no modules. */
const void *module_load(const char *name);

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

#endif
