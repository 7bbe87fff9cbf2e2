/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view_text.c -- a view as plain columns, each as wide as its widest cell. */
#include "view_internal.h"

#include <stdlib.h>

#define GAP 2

struct grid {
	const struct view *v;
	struct buf text;
	size_t *ends;   /* [(n_rows + 1) * n_shown]: where each cell ends in TEXT */
	size_t *widths; /* [n_shown] */
	size_t n_cells;
};

static void cell_done(struct grid *g)
{
	size_t from = g->n_cells ? g->ends[g->n_cells - 1] : 0, column = g->n_cells % g->v->n_shown;
	size_t width = utf8_columns(g->text.data + from, g->text.len - from);

	if (width > g->widths[column])
		g->widths[column] = width;
	g->ends[g->n_cells++] = g->text.len;
}

static void grid_fill(struct grid *g)
{
	const struct view *v = g->v;

	for (size_t i = 0; i < v->n_shown; i++) {
		buf_str(&g->text, v->columns[v->shown[i]].name);
		cell_done(g);
	}
	for (size_t r = 0; r < v->n_rows; r++) {
		for (size_t i = 0; i < v->n_shown; i++) {
			const struct view_cell *cell = view_at(v, r, v->shown[i]);
			if (cell->len)
				buf_visible(&g->text, v->text.data + cell->from, cell->len);
			cell_done(g);
		}
	}
}

/* PAD blanks are owed before the next text: those at the end of a line are never written. */
static void cell_print(const struct grid *g, size_t cell, size_t *pad)
{
	const struct view *v = g->v;
	size_t column = cell % v->n_shown, from = cell ? g->ends[cell - 1] : 0, len = g->ends[cell] - from;
	size_t space = g->widths[column] - utf8_columns(g->text.data + from, len);
	bool right = v->columns[v->shown[column]].flags & (VIEW_RIGHT | VIEW_NUMBER);

	if (right)
		*pad += space;
	if (len > 0) {
		sh_printf(v->sh, "%*s", (int)*pad, "");
		sh_write(v->sh, g->text.data + from, len);
		*pad = 0;
	}
	*pad += (right ? 0 : space) + GAP;
	if (column + 1 == v->n_shown) {
		sh_write(v->sh, "\n", 1);
		*pad = 0;
	}
}

void view_print_text(struct view *v)
{
	struct grid g = { .v = v };
	size_t pad = 0;

	g.ends = mem_alloc((v->n_rows + 1) * v->n_shown * sizeof *g.ends);
	g.widths = mem_zalloc(v->n_shown * sizeof *g.widths);
	grid_fill(&g);
	for (size_t i = 0; i < g.n_cells; i++)
		cell_print(&g, i, &pad);
	buf_free(&g.text);
	free(g.ends);
	free(g.widths);
}
