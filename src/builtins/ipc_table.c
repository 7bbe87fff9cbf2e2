/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_table.c -- listings as plain columns, each as wide as its widest cell. */
#include "ipc_word.h"

#include <pwd.h>
#include <stdlib.h>

#define GAP 2

void ipc_cell_key(struct buf *out, uint32_t key)
{
	buf_printf(out, "0x%08x", key);
}

void ipc_cell_user(struct buf *out, uid_t uid)
{
	const struct passwd *pw = getpwuid(uid);

	if (pw)
		buf_str(out, pw->pw_name);
	else
		buf_printf(out, "%u", (unsigned)uid);
}

/* 0: nobody yet, or a process of a namespace that is not ours. */
void ipc_cell_pid(struct buf *out, pid_t pid)
{
	if (pid == 0)
		buf_byte(out, '-');
	else
		buf_printf(out, "%d", (int)pid);
}

struct grid {
	const struct ipc_column *columns;
	size_t n_columns, n_cells;
	struct buf text;
	size_t *ends;   /* [n_cells]: where each cell ends in TEXT */
	size_t *widths; /* [n_columns], in characters */
};

static void cell_done(struct grid *g)
{
	size_t from = g->n_cells ? g->ends[g->n_cells - 1] : 0;
	size_t column = g->n_cells % g->n_columns;
	size_t width = utf8_count(g->text.data + from, g->text.len - from);

	if (width > g->widths[column])
		g->widths[column] = width;
	g->ends[g->n_cells++] = g->text.len;
}

static void print_cell(struct sh *sh, const struct grid *g, size_t cell)
{
	size_t column = cell % g->n_columns;
	size_t from = cell ? g->ends[cell - 1] : 0, len = g->ends[cell] - from;
	size_t pad = g->widths[column] - utf8_count(g->text.data + from, len);
	bool last = column + 1 == g->n_columns;

	if (g->columns[column].right)
		sh_printf(sh, "%*s", (int)pad, "");
	sh_write(sh, g->text.data + from, len);
	if (last)
		sh_write(sh, "\n", 1);
	else
		sh_printf(sh, "%*s", (int)(g->columns[column].right ? 0 : pad) + GAP, "");
}

void ipc_table(struct sh *sh, const struct ipc_column *columns, size_t n_columns, const void *rows,
	size_t n_rows, size_t row_size)
{
	struct grid g = { .columns = columns, .n_columns = n_columns };

	g.ends = mem_alloc((n_rows + 1) * n_columns * sizeof *g.ends);
	g.widths = mem_zalloc(n_columns * sizeof *g.widths);
	for (size_t c = 0; c < n_columns; c++) {
		buf_str(&g.text, columns[c].title);
		cell_done(&g);
	}
	for (size_t r = 0; r < n_rows; r++) {
		for (size_t c = 0; c < n_columns; c++) {
			columns[c].cell(&g.text, (const char *)rows + r * row_size);
			cell_done(&g);
		}
	}
	for (size_t i = 0; i < g.n_cells; i++)
		print_cell(sh, &g, i);
	buf_free(&g.text);
	free(g.ends);
	free(g.widths);
}
