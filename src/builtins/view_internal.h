/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view_internal.h -- a view as its three printers see it. */
#ifndef IPCSH_VIEW_INTERNAL_H
#define IPCSH_VIEW_INTERNAL_H

#include "view.h"

enum view_cell_kind { VIEW_CELL_BLANK, VIEW_CELL_NONE, VIEW_CELL_TEXT };
struct view_cell {
	size_t from, len; /* in the view's text */
	enum view_cell_kind kind;
};

struct view {
	struct sh *sh;
	const char *name;
	const struct view_column *columns;
	size_t n_columns;
	size_t *shown; /* [n_shown]: columns in the order in which they are printed */
	size_t n_shown;
	bool json;
	struct buf text;
	struct view_cell *cells; /* [n_rows * n_columns] */
	size_t n_rows, cap_cells;
	uid_t last_uid;   /* of the user named last, */
	size_t last_user; /* in this column */
	struct vec notes; /* char * */
};

static inline const struct view_cell *view_at(const struct view *v, size_t row, size_t column)
{
	return &v->cells[row * v->n_columns + column];
}

void view_print_text(struct view *v);
bool view_print_fitted(struct view *v); /* false: no terminal, or no module for it: nothing was printed */
void view_print_json(struct view *v);

#endif
