/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view_fit.c -- a view on a terminal: fitted to its width by the module "table". */
#include "view_internal.h"

#include "module.h"

#include <stdlib.h>
#include <sys/ioctl.h>

#define WIDTH_UNKNOWN 80

size_t view_width(const struct sh *sh)
{
	struct winsize size;

	if (sh->out.sink || !isatty(sh->out.fd))
		return 0;
	if (ioctl(sh->out.fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0)
		return WIDTH_UNKNOWN;
	return size.ws_col;
}

/* It is looked for once. */
static const struct module_table *table_module(struct view *v)
{
	struct builtin_data *d = builtin_data(v->sh);
	struct buf why = { 0 };

	if (d->table_looked_for)
		return d->table;
	d->table_looked_for = true;
	d->table = module_load("table", &why);
	if (why.len) {
		buf_str(&why, "; without it tables are not fitted to the terminal");
		view_note(v, buf_cstr(&why));
	}
	buf_free(&why);
	return d->table;
}

struct fit {
	struct module_column *columns;
	struct buf text; /* NUL-terminated cells */
	size_t *begins;  /* where each begins in TEXT */
	const char **cells;
	size_t n_cells;
};

static void fit_columns(const struct view *v, struct fit *f)
{
	f->columns = mem_alloc(v->n_shown * sizeof *f->columns);
	for (size_t i = 0; i < v->n_shown; i++) {
		const struct view_column *c = &v->columns[v->shown[i]];
		f->columns[i] = (struct module_column){
			.name = c->name,
			.right = c->flags & (VIEW_RIGHT | VIEW_NUMBER),
			.cut = c->flags & VIEW_TRUNC,
			.wrap = c->flags & VIEW_REST,
		};
	}
}

static void fit_cells(const struct view *v, struct fit *f)
{
	f->begins = mem_alloc((v->n_rows * v->n_shown + 1) * sizeof *f->begins);
	for (size_t r = 0; r < v->n_rows; r++) {
		for (size_t i = 0; i < v->n_shown; i++) {
			const struct view_cell *cell = view_at(v, r, v->shown[i]);
			f->begins[f->n_cells++] = f->text.len;
			if (cell->len)
				buf_visible(&f->text, v->text.data + cell->from, cell->len);
			buf_byte(&f->text, '\0');
		}
	}
	f->cells = mem_alloc((f->n_cells + 1) * sizeof *f->cells);
	for (size_t i = 0; i < f->n_cells; i++)
		f->cells[i] = f->text.data + f->begins[i];
}

static int print_fitted(const struct view *v, const struct module_table *m, size_t width, struct buf *out)
{
	struct fit f = { 0 };

	fit_columns(v, &f);
	fit_cells(v, &f);
	struct module_grid grid = {
		.columns = f.columns,
		.n_columns = v->n_shown,
		.n_rows = v->n_rows,
		.cells = f.cells,
		.width = width,
		.utf8 = v->sh->vars.utf8,
	};
	int err = m->print(&grid, out);
	free(f.columns);
	free(f.begins);
	free(f.cells);
	buf_free(&f.text);
	return err;
}

bool view_print_fitted(struct view *v)
{
	size_t width = view_width(v->sh);
	const struct module_table *m = width > 0 && v->n_rows > 0 ? table_module(v) : NULL;
	struct buf out = { 0 };
	bool done = m && print_fitted(v, m, width, &out) == 0;

	if (done)
		sh_write(v->sh, out.data, out.len);
	buf_free(&out);
	return done;
}
