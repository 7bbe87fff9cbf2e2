/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view_fit.c -- a view on a terminal: fitted to its width by the module "table". */
#include "view_internal.h"

#include "module.h"

#include <stdlib.h>
#include <sys/ioctl.h>

#define WIDTH_UNKNOWN 80
#define GAP 2 /* between columns */

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

/* How many columns column I needs, on the terminal. */
static size_t needed(const struct view *v, const struct fit *f, size_t i)
{
	size_t most = strlen(f->columns[i].name);

	for (size_t r = 0; r < v->n_rows; r++) {
		const char *cell = f->cells[r * v->n_shown + i];
		size_t width = utf8_columns(cell, strlen(cell));
		most = width > most ? width : most;
	}
	return most;
}

/* The widest that may be cut, of equal ones the last; -1: none can any more. */
static int widest(const struct fit *f, const size_t *widths, size_t n)
{
	int found = -1;

	for (size_t i = 0; i < n; i++)
		if (f->columns[i].cut && widths[i] > strlen(f->columns[i].name) &&
			(found < 0 || widths[i] >= widths[found]))
			found = (int)i;
	return found;
}

/* Where the first WIDTH columns of it end. */
static size_t columns_end(const char *s, size_t len, size_t width)
{
	size_t at = 0;
	uint32_t c;

	while (at < len) {
		size_t bytes = utf8_decode(s + at, len - at, &c), one = (size_t)utf8_width(c);
		if (one > width)
			break;
		width -= one;
		at += bytes;
	}
	return at;
}

/* Of a path the end is kept, which tells most; it then begins with "<", not to be taken for a whole one. */
static void cut_cell(char *cell, size_t width)
{
	size_t len = strlen(cell), columns = utf8_columns(cell, len);
	uint32_t c;

	if (columns <= width)
		return;
	if (*cell != '/') {
		cell[columns_end(cell, len, width)] = '\0';
		return;
	}
	size_t from = columns_end(cell, len, columns - width + 1);
	while (utf8_columns(cell + from, len - from) >= width)
		from += utf8_decode(cell + from, len - from, &c);
	*cell = '<';
	memmove(cell + 1, cell + from, len - from + 1);
}

/* What is too wide is taken from the widest columns: the library would leave one of them its title's width,
 * and another nearly all that it asks for. */
static void fit_widths(const struct view *v, struct fit *f, size_t width)
{
	size_t *widths = mem_alloc(v->n_shown * sizeof *widths);
	size_t whole = GAP * (v->n_shown - 1);
	int i = 0;

	for (size_t k = 0; k < v->n_shown; k++)
		whole += widths[k] = needed(v, f, k);
	for (; whole > width && (i = widest(f, widths, v->n_shown)) >= 0; whole--)
		widths[i]--;
	for (size_t r = 0; r < v->n_rows; r++)
		for (size_t k = 0; k < v->n_shown; k++)
			cut_cell(f->text.data + f->begins[r * v->n_shown + k], widths[k]);
	free(widths);
}

static int print_fitted(const struct view *v, const struct module_table *m, size_t width, struct buf *out)
{
	struct fit f = { 0 };

	fit_columns(v, &f);
	fit_cells(v, &f);
	fit_widths(v, &f, width);
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
