/* SPDX-License-Identifier: GPL-3.0-or-later */
/* view_json.c -- a view as JSON (RFC 8259), valid whatever bytes its cells hold. */
#include "view_internal.h"

static size_t digits(const char *p, size_t n, size_t from)
{
	while (from < n && p[from] >= '0' && p[from] <= '9')
		from++;
	return from;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)? */
static bool is_number(const char *p, size_t n)
{
	size_t from = n > 0 && p[0] == '-', end = digits(p, n, from);

	if (end == from || (p[from] == '0' && end > from + 1))
		return false;
	if (end == n)
		return true;
	return p[end] == '.' && end + 1 < n && digits(p, n, end + 1) == n;
}

static void json_value(struct buf *out, const struct view *v, size_t row, size_t column)
{
	const struct view_cell *cell = view_at(v, row, column);
	const char *p = cell->len ? v->text.data + cell->from : "";
	unsigned flags = v->columns[column].flags;

	if (cell->kind != VIEW_CELL_TEXT)
		buf_str(out, "null");
	else if (flags & VIEW_BOOL)
		buf_str(out, cell->len == 3 ? "true" : "false");
	else if (flags & VIEW_NUMBER && is_number(p, cell->len))
		buf_add(out, p, cell->len);
	else
		buf_json(out, p, cell->len);
}

static void json_key(struct buf *out, const char *name)
{
	buf_byte(out, '"');
	for (; *name; name++)
		buf_byte(out, (char)(*name >= 'A' && *name <= 'Z' ? *name + 32 : *name));
	buf_str(out, "\": ");
}

static void json_row(struct buf *out, const struct view *v, size_t row)
{
	buf_str(out, row ? ",\n      {" : "\n      {");
	for (size_t i = 0; i < v->n_shown; i++) {
		if (i)
			buf_str(out, ", ");
		json_key(out, v->columns[v->shown[i]].name);
		json_value(out, v, row, v->shown[i]);
	}
	buf_byte(out, '}');
}

void view_print_json(struct view *v)
{
	struct buf out = { 0 };

	buf_printf(&out, "{\n   \"%s\": [", v->name);
	for (size_t row = 0; row < v->n_rows; row++)
		json_row(&out, v, row);
	buf_str(&out, v->n_rows ? "\n   ]\n}\n" : "]\n}\n");
	sh_write(v->sh, out.data, out.len);
	buf_free(&out);
}
