/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view.c -- tables: which columns, what their cells are, and in which of three ways they are printed. */
#include "view_internal.h"

#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <strings.h>

/* ---- columns ---- */

static int column_find(const struct view *v, const char *name, size_t len)
{
	for (size_t i = 0; i < v->n_columns; i++)
		if (strncasecmp(v->columns[i].name, name, len) == 0 && !v->columns[i].name[len])
			return (int)i;
	return -1;
}

static void column_show(struct view *v, size_t column)
{
	if (!view_wants(v, column))
		v->shown[v->n_shown++] = column;
}

static void columns_default(struct view *v)
{
	for (size_t i = 0; i < v->n_columns; i++)
		if (!(v->columns[i].flags & VIEW_EXTRA))
			column_show(v, i);
}

static void columns_help(struct sh *sh, const struct view_column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sh_printf(sh, "%-12s %s%s\n", columns[i].name, columns[i].help,
			columns[i].flags & VIEW_EXTRA ? " (only with --cols)" : "");
}

static bool asks_for_help(const struct view_how *how)
{
	return how->cols && strcmp(how->cols, "help") == 0;
}

int view_usage(struct sh *sh, const struct view_how *how, const char *word)
{
	const struct view_table *table = asks_for_help(how) ? view_table_of(word) : NULL;

	if (!table)
		return builtin_usage(sh);
	columns_help(sh, table->columns, table->n);
	return STATUS_OK;
}

static int columns_bad(const struct view *v, const char *name, size_t len)
{
	struct buf known = { 0 };

	for (size_t i = 0; i < v->n_columns; i++)
		buf_printf(&known, "%s%s", i ? " " : "", v->columns[i].name);
	char *bad = mem_strndup(name, len);
	int status = sh_builtin_error(v->sh, STATUS_ERROR, "--cols", "%s: no such column (there are: %s)",
		len ? bad : "''", buf_cstr(&known));
	free(bad);
	buf_free(&known);
	return status;
}

/* STATUS_OK, or what was wrong with the list. */
static int columns_choose(struct view *v, const char *list)
{
	if (*list == '+') {
		columns_default(v);
		list++;
	}
	for (;; list++) {
		size_t len = strcspn(list, ",");
		int column = column_find(v, list, len);

		if (column < 0)
			return columns_bad(v, list, len);
		column_show(v, (size_t)column);
		list += len;
		if (!*list)
			return STATUS_OK;
	}
}

bool view_wants(const struct view *v, size_t column)
{
	for (size_t i = 0; i < v->n_shown; i++)
		if (v->shown[i] == column)
			return true;
	return false;
}

static void view_free(struct view *v)
{
	for (size_t i = 0; i < v->notes.len; i++)
		free(v->notes.items[i]);
	vec_free(&v->notes);
	buf_free(&v->text);
	free(v->cells);
	free(v->shown);
	free(v);
}

struct view *view_new(
	struct sh *sh, const char *name, const struct view_column *columns, size_t n, struct view_how *how)
{
	struct view *v = mem_zalloc(sizeof *v);

	v->sh = sh;
	v->name = name;
	v->columns = columns;
	v->n_columns = n;
	v->json = how->json;
	v->shown = mem_alloc(n * sizeof *v->shown);
	how->status = STATUS_OK;
	if (!how->cols) {
		columns_default(v);
		return v;
	}
	bool help = asks_for_help(how);
	if (help)
		columns_help(sh, columns, n);
	else
		how->status = columns_choose(v, how->cols);
	if (!help && how->status == STATUS_OK)
		return v;
	view_free(v);
	return NULL;
}

/* ---- cells ---- */

void view_row(struct view *v)
{
	size_t n = (v->n_rows + 1) * v->n_columns;

	if (n > v->cap_cells) {
		v->cap_cells = n * 2;
		v->cells = mem_realloc(v->cells, v->cap_cells * sizeof *v->cells);
	}
	memset(v->cells + v->n_rows * v->n_columns, 0, v->n_columns * sizeof *v->cells);
	v->n_rows++;
}

size_t view_rows(const struct view *v)
{
	return v->n_rows;
}

static void cell_set(struct view *v, size_t column, size_t from, enum view_cell_kind kind)
{
	struct view_cell *cell = &v->cells[(v->n_rows - 1) * v->n_columns + column];

	*cell = (struct view_cell){ .from = from, .len = v->text.len - from, .kind = kind };
}

void view_cell(struct view *v, size_t column, const char *fmt, ...)
{
	size_t from = v->text.len;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&v->text, fmt, ap);
	va_end(ap);
	cell_set(v, column, from, VIEW_CELL_TEXT);
}

void view_bytes(struct view *v, size_t column, const char *p, size_t n)
{
	size_t from = v->text.len;

	buf_add(&v->text, p, n);
	cell_set(v, column, from, VIEW_CELL_TEXT);
}

void view_none(struct view *v, size_t column)
{
	size_t from = v->text.len;

	buf_byte(&v->text, '-');
	cell_set(v, column, from, VIEW_CELL_NONE);
}

void view_key(struct view *v, size_t column, uint32_t key)
{
	view_cell(v, column, "0x%08x", key);
}

/* Most rows are of the same user: its name is in the last row's cell. */
void view_user(struct view *v, size_t column, uid_t uid)
{
	const struct view_cell *above = v->n_rows > 1 ? view_at(v, v->n_rows - 2, column) : NULL;

	if (above && above->kind == VIEW_CELL_TEXT && v->last_uid == uid && v->last_user == column) {
		size_t from = v->text.len;
		buf_grow(&v->text, above->len);
		buf_add(&v->text, v->text.data + above->from, above->len);
		cell_set(v, column, from, VIEW_CELL_TEXT);
		return;
	}
	const struct passwd *pw = getpwuid(uid);
	if (pw)
		view_cell(v, column, "%s", pw->pw_name);
	else
		view_cell(v, column, "%u", (unsigned)uid);
	v->last_uid = uid;
	v->last_user = column;
}

void view_group(struct view *v, size_t column, gid_t gid)
{
	const struct group *gr = view_wants(v, column) ? getgrgid(gid) : NULL;

	if (gr)
		view_cell(v, column, "%s", gr->gr_name);
	else
		view_cell(v, column, "%u", (unsigned)gid);
}

void view_mode(struct view *v, size_t column, mode_t mode)
{
	view_cell(v, column, "%04o", (unsigned)mode);
}

void view_pid(struct view *v, size_t column, pid_t pid)
{
	if (pid == 0)
		view_none(v, column);
	else
		view_cell(v, column, "%d", (int)pid);
}

void view_time(struct view *v, size_t column, int64_t when)
{
	static const char format[] = "%Y-%m-%d %H:%M:%S";
	struct buf b = { 0 };

	if (when > 0 && date_format(v->sh, format, strlen(format), when, &b))
		view_cell(v, column, "%s", buf_cstr(&b));
	else
		view_none(v, column);
	buf_free(&b);
}

void view_bool(struct view *v, size_t column, bool yes)
{
	view_cell(v, column, "%s", yes ? "yes" : "no");
}

void view_note(struct view *v, const char *text)
{
	for (size_t i = 0; i < v->notes.len; i++)
		if (strcmp(v->notes.items[i], text) == 0)
			return;
	vec_push(&v->notes, mem_strdup(text));
}

/* ---- the end ---- */

static void notes_print(struct view *v)
{
	if (v->notes.len == 0)
		return;
	int err = sh_flush(v->sh); /* what was written stands above what is said about it */
	if (err < 0)
		v->sh->out.err = err;
	for (size_t i = 0; i < v->notes.len; i++)
		sh_error(v->sh, v->sh->builtin->name, NULL, "%s", (const char *)v->notes.items[i]);
}

int view_end(struct view *v)
{
	if (v->json)
		view_print_json(v);
	else if (!view_print_fitted(v))
		view_print_text(v);
	notes_print(v);
	view_free(v);
	return STATUS_OK;
}

int view_end_if(struct view *v, bool print)
{
	if (print)
		return view_end(v);
	view_free(v);
	return STATUS_OK;
}
