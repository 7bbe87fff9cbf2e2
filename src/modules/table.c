/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c -- the module "table": columns fitted to a terminal, by libsmartcols. */
#include "module.h"

#include <errno.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>

static const struct module_host *program;

static int add_columns(struct libscols_table *table, const struct module_grid *g)
{
	for (size_t i = 0; i < g->n_columns; i++) {
		const struct module_column *c = &g->columns[i];
		int flags = (c->right ? SCOLS_FL_RIGHT : 0) | (c->cut ? SCOLS_FL_TRUNC : 0) |
			    (c->wrap ? SCOLS_FL_WRAP : 0);
		if (!scols_table_new_column(table, c->name, 0, flags))
			return -ENOMEM;
	}
	return 0;
}

static int add_rows(struct libscols_table *table, const struct module_grid *g)
{
	for (size_t r = 0; r < g->n_rows; r++) {
		struct libscols_line *line = scols_table_new_line(table, NULL);
		if (!line)
			return -ENOMEM;
		for (size_t i = 0; i < g->n_columns; i++) {
			int err = scols_line_set_data(line, i, g->cells[r * g->n_columns + i]);
			if (err)
				return err;
		}
	}
	return 0;
}

static int fill(struct libscols_table *table, const struct module_grid *g)
{
	scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
	scols_table_set_termwidth(table, g->width);
	scols_table_set_column_separator(table, "  ");
	scols_table_enable_noencoding(table, 1);
	int err = add_columns(table, g);
	return err ? err : add_rows(table, g);
}

/* The library asks the C library how wide a character is; only this thread, and only meanwhile, has a locale
 * for that. */
static int print_in_locale(struct libscols_table *table, bool utf8, char **text)
{
	locale_t tables = utf8 ? newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0) : (locale_t)0;
	locale_t before = tables ? uselocale(tables) : (locale_t)0;
	int err = scols_print_table_to_string(table, text);

	if (tables) {
		uselocale(before);
		freelocale(tables);
	}
	return err;
}

/* The blanks that fill the last column up say nothing. */
static void add_lines(struct buf *out, const char *text)
{
	while (*text) {
		size_t whole = strcspn(text, "\n"), n = whole;
		while (n > 0 && text[n - 1] == ' ')
			n--;
		program->buf_add(out, text, n);
		program->buf_add(out, "\n", 1);
		text += whole + (text[whole] == '\n');
	}
}

static int print(const struct module_grid *g, struct buf *out)
{
	struct libscols_table *table = scols_new_table();
	char *text = NULL;

	if (!table)
		return -ENOMEM;
	int err = fill(table, g);
	if (!err)
		err = print_in_locale(table, g->utf8, &text);
	if (!err && text)
		add_lines(out, text);
	free(text);
	scols_unref_table(table);
	return err;
}

static const void *start(const struct module_host *host)
{
	static const struct module_table functions = { .print = print };

	program = host;
	scols_init_debug(0);
	return &functions;
}

extern const struct module ipcsh_module __attribute__((visibility("default")));
const struct module ipcsh_module = { .build_id = IPCSH_BUILD_ID, .start = start };
