/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c -- reads the files of rows: lines that begin with @ describe, the lines between are scripts. */
#include "bench.h"
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* Where the reader is. */
struct reader {
	struct rows *rows;
	struct row *row; /* the one being filled */
	char **text;     /* where script lines go; NULL: none may come */
	const char *file;
	char group[32];
	int line;
};

static int complain(const struct reader *r, const char *what)
{
	fprintf(stderr, "bench: %s:%d: %s\n", r->file, r->line, what);
	return -1;
}

static int begin_row(struct reader *r, char *name)
{
	struct rows *rows = r->rows;
	struct row *more = realloc(rows->row, (rows->len + 1) * sizeof *more);

	if (!more)
		return complain(r, "out of memory");
	rows->row = more;
	r->row = &rows->row[rows->len++];
	*r->row = (struct row){ .name = name, .about = "", .starts = 1, .limit = 5 };
	memcpy(r->row->group, r->group, sizeof r->group);
	r->text = NULL;
	return 0;
}

static int begin_script(struct reader *r, char *shells)
{
	struct script *s = &r->row->scripts[r->row->n_scripts];

	if (r->row->n_scripts == MAX_SCRIPTS)
		return complain(r, "too many scripts");
	r->row->n_scripts++;
	*s = (struct script){ .shells = *shells ? shells : NULL };
	r->text = &s->text;
	return 0;
}

static int set_sizes(struct reader *r, char *value)
{
	for (char *p = value; *p; p += strspn(p, " ")) {
		char *end;

		if (r->row->n_sizes == MAX_SIZES)
			return complain(r, "too many sizes");
		r->row->sizes[r->row->n_sizes++] = strtol(p, &end, 10);
		if (end == p)
			return complain(r, "not a number");
		p = end;
	}
	return 0;
}

static int set_kind(struct reader *r, const char *value)
{
	if (strcmp(value, "growth") == 0)
		r->row->kind = ROW_GROWTH;
	else if (strcmp(value, "memory") == 0)
		r->row->kind = ROW_MEMORY;
	else
		return complain(r, "no such kind");
	return 0;
}

/* "@file OUT WANT": two names. */
static int set_file(struct reader *r, char *value)
{
	char *space = strchr(value, ' ');

	if (!space)
		return complain(r, "two names are needed");
	*space = '\0';
	r->row->file = value;
	r->row->want = space + 1;
	return 0;
}

/* The directives whose value is kept as it is. */
static const char **text_field(struct row *row, const char *key)
{
	const struct {
		const char *key, **field;
	} fields[] = {
		{ "about", &row->about },
		{ "expect", &row->expect },
		{ "skip", &row->skip },
		{ "bare", &row->bare },
		{ "call", &row->call },
	};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (strcmp(fields[i].key, key) == 0)
			return fields[i].field;
	return NULL;
}

static int set_number(struct reader *r, const char *key, const char *value)
{
	if (strcmp(key, "quick") == 0)
		r->row->quick = strtol(value, NULL, 10);
	else if (strcmp(key, "starts") == 0)
		r->row->starts = (int)strtol(value, NULL, 10);
	else if (strcmp(key, "rounds") == 0)
		r->row->max_rounds = (int)strtol(value, NULL, 10);
	else if (strcmp(key, "limit") == 0)
		r->row->limit = strtod(value, NULL);
	else
		return complain(r, "no such directive");
	return 0;
}

static int directive(struct reader *r, char *key, char *value)
{
	const char **field;

	if (strcmp(key, "row") == 0)
		return begin_row(r, value);
	if (!r->row)
		return complain(r, "a directive before the first @row");
	r->text = NULL;
	if (strcmp(key, "script") == 0)
		return begin_script(r, value);
	if (strcmp(key, "setup") == 0) {
		r->text = &r->row->setup;
		return 0;
	}
	if (strcmp(key, "n") == 0)
		return set_sizes(r, value);
	if (strcmp(key, "kind") == 0)
		return set_kind(r, value);
	if (strcmp(key, "file") == 0)
		return set_file(r, value);
	field = text_field(r->row, key);
	if (!field)
		return set_number(r, key, value);
	*field = value;
	return 0;
}

static int script_line(struct reader *r, const char *line)
{
	size_t old, len = strlen(line);
	char *grown;

	if (!r->text)
		return *line == '#' || *line == '\0' ? 0
						     : complain(r, "a line outside of @script and @setup");
	old = *r->text ? strlen(*r->text) : 0;
	grown = realloc(*r->text, old + len + 2);
	if (!grown)
		return complain(r, "out of memory");
	memcpy(grown + old, line, len);
	memcpy(grown + old + len, "\n", 2);
	*r->text = grown;
	return 0;
}

/* LINE is kept: the row's fields point into it. */
static int read_line(struct reader *r, char *line)
{
	char *value;

	r->line++;
	if (*line != '@')
		return script_line(r, line);
	value = line + 1 + strcspn(line + 1, " ");
	if (*value)
		*value++ = '\0';
	value += strspn(value, " ");
	return directive(r, line + 1, value);
}

/* The whole file; it belongs to ROWS, which point into it. */
static char *slurp(struct rows *rows, const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t cap = 0;
	ssize_t len;

	if (!f || rows->n_texts == MAX_FILES) {
		fprintf(stderr, "bench: %s: %s\n", path, f ? "too many files" : strerror(errno));
		return NULL;
	}
	len = getdelim(&text, &cap, '\0', f);
	fclose(f);
	rows->texts[rows->n_texts++] = text;
	return len < 0 ? NULL : text;
}

/* dir/2-processes.rows is the group "processes". */
static void name_group(struct reader *r, const char *path)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *name = base + strspn(base, "0123456789-");

	snprintf(r->group, sizeof r->group, "%.*s", (int)strcspn(name, "."), name);
}

static int load_file(struct rows *rows, const char *path)
{
	struct reader r = { .rows = rows, .file = path };
	char *text = slurp(rows, path);
	int err = text ? 0 : -1;

	name_group(&r, path);
	for (char *line = text, *next; err == 0 && line && *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		err = read_line(&r, line);
	}
	return err;
}

int rows_load(struct rows *rows, const char *dir)
{
	char pattern[PATH_MAX];
	glob_t g;
	int err = 0;

	*rows = (struct rows){ 0 };
	snprintf(pattern, sizeof pattern, "%s/*.rows", dir);
	if (glob(pattern, 0, NULL, &g) != 0) {
		fprintf(stderr, "bench: %s: no rows there\n", dir);
		return -1;
	}
	for (size_t i = 0; i < g.gl_pathc && err == 0; i++)
		err = load_file(rows, g.gl_pathv[i]);
	globfree(&g);
	for (size_t i = 0; i < rows->len && err == 0; i++)
		if (rows->row[i].n_sizes == 0) {
			fprintf(stderr, "bench: row %s has no @n\n", rows->row[i].name);
			err = -1;
		}
	return err;
}

void rows_free(struct rows *rows)
{
	for (size_t i = 0; i < rows->len; i++) {
		free(rows->row[i].setup);
		for (size_t k = 0; k < rows->row[i].n_scripts; k++)
			free(rows->row[i].scripts[k].text);
	}
	for (size_t i = 0; i < rows->n_texts; i++)
		free(rows->texts[i]);
	free(rows->row);
	*rows = (struct rows){ 0 };
}

const char *row_script(const struct row *row, const struct shell *shell)
{
	const char *common = NULL;

	if (list_has(row->skip, shell->name))
		return NULL;
	for (size_t i = 0; i < row->n_scripts; i++) {
		if (!row->scripts[i].shells)
			common = row->scripts[i].text;
		else if (list_has(row->scripts[i].shells, shell->name))
			return row->scripts[i].text;
	}
	return shell->language ? NULL : common;
}
