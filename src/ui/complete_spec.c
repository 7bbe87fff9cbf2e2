/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_spec.c -- what a command takes: the rows of a builtin, or a file of ipcsh-completion(5). Such a
 * file is only read, never run. */
#include "complete.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#ifndef IPCSH_SHARE_DIR
#define IPCSH_SHARE_DIR "/usr/local/share/ipcsh"
#endif
#define FILES_MOST 8               /* that one completion reads: `like' may lead in a circle */
#define FILE_MOST ((off_t)1 << 20) /* bytes that are looked at */
#define BLANKS " \t\r"

/* ---- a line of a file ---------------------------------------------------------------------------------------- */

static char *next_word(char **p)
{
	char *word = *p + strspn(*p, BLANKS);
	size_t n = strcspn(word, BLANKS);
	*p = word + n;
	if (word[n])
		*(*p)++ = '\0';
	return n ? word : NULL;
}

/* Cuts LINE before " : " and gives what follows; NULL: there is none. */
static char *cut_meaning(char *line)
{
	char *colon = strstr(line, " : ");
	if (!colon)
		return NULL;
	*colon = '\0';
	colon += 3;
	return colon + strspn(colon, BLANKS);
}

static struct comp_option *new_option(struct comp *c, struct comp_spec *spec)
{
	struct comp_option **at = &spec->options;
	while (*at)
		at = &(*at)->next;
	return *at = arena_zalloc(&c->store, sizeof **at);
}

/* "--color=" is spelled without its = when it stands alone. */
static void option_line(struct comp *c, struct comp_spec *spec, char *line)
{
	const char *meaning = cut_meaning(line), *word;
	struct comp_option *o = new_option(c, spec);
	o->meaning = meaning;
	while ((word = next_word(&line)) && (*word == '-' || *word == '+')) {
		size_t len = strlen(word);
		o->joined = o->joined || (len > 1 && word[len - 1] == '=');
		if (!o->spelling)
			o->spelling = word;
		else
			o->other = word;
	}
	o->kind = word ? word : o->joined ? "text" : NULL;
}

static void operand_line(struct comp *c, struct comp_spec *spec, char *line)
{
	char *word;
	size_t most = strlen(line) / 2 + 1;
	spec->operands = arena_alloc(&c->store, most * sizeof *spec->operands);
	spec->n_operands = 0;
	while ((word = next_word(&line)))
		spec->operands[spec->n_operands++] = word;
}

/* Each of the names gets a specification of its own; what follows is said of the last, which shows up in the
 * list. Gives it. */
static struct comp_spec *command_line(struct comp *c, struct comp_spec *root, char *line)
{
	const char *meaning = cut_meaning(line);
	char *name = next_word(&line);
	struct comp_spec **at = &root->commands;
	if (!name)
		return root;
	while (*at)
		at = &(*at)->next;
	*at = arena_zalloc(&c->store, sizeof **at);
	(*at)->name = name;
	(*at)->meaning = meaning;
	return *at;
}

/* NAME lines FILE PATTERN, or NAME under FOLDER. */
static void kind_line(struct comp *c, char *line)
{
	char *name = next_word(&line), *how = next_word(&line), *path = next_word(&line);
	char *pattern = line + strspn(line, BLANKS);
	bool lines = how && strcmp(how, "lines") == 0, under = how && strcmp(how, "under") == 0;
	if (!path || (!lines && !under) || (lines && !*pattern))
		return;
	struct comp_custom *k = arena_zalloc(&c->store, sizeof *k);
	*k = (struct comp_custom){ c->customs, name, path, lines ? pattern : NULL };
	c->customs = k;
}

static void like_line(struct comp *c, struct comp_spec *spec, char *line)
{
	const char *name = next_word(&line);
	if (name)
		comp_spec_find(c, spec, name);
}

/* Gives what the next lines speak of. What cannot be understood says nothing. */
static struct comp_spec *one_line(struct comp *c, struct comp_spec *root, struct comp_spec *now, char *line)
{
	line += strspn(line, BLANKS);
	if (*line == '-' || *line == '+') {
		option_line(c, now, line);
		return now;
	}
	const char *word = *line == '#' ? NULL : next_word(&line);
	if (!word)
		return now;
	if (strcmp(word, "command") == 0)
		return command_line(c, root, line);
	if (strcmp(word, "operand") == 0)
		operand_line(c, now, line);
	else if (strcmp(word, "kind") == 0)
		kind_line(c, line);
	else if (strcmp(word, "like") == 0)
		like_line(c, now, line);
	return now;
}

void comp_spec_parse(struct comp *c, struct comp_spec *spec, char *text)
{
	struct comp_spec *now = spec;
	while (*text) {
		char *line = text;
		text += strcspn(text, "\n");
		if (*text)
			*text++ = '\0';
		now = one_line(c, spec, now, line);
	}
}

/* ---- builtins ---------------------------------------------------------------------------------------------------- */

/* What an option's argument is, by the name that it has in usages. */
static const char *kind_of_argument(const char *name)
{
	static const struct {
		const char *name, *kind;
	} kinds[] = { { "NAME", "variable" }, { "PATH", "file" }, { "FILE", "file" }, { "FD", "fd" },
		{ "SIGNAL", "signal" }, { "PID", "pid" }, { "EDITOR", "command" },
		{ "DIRECTORY", "folder" } };
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].kind;
	return "none";
}

static const char *spelled(struct comp *c, const char *dash, const char *name, size_t len)
{
	char *text = arena_alloc(&c->store, strlen(dash) + len + 1);
	strcpy(text, dash);
	memcpy(text + strlen(dash), name, len);
	text[strlen(dash) + len] = '\0';
	return text;
}

static void add_row(struct comp *c, struct comp_spec *spec, const struct opt_row *row)
{
	struct comp_option *o = new_option(c, spec);
	const char *name = row->name ? spelled(c, "--", row->name, strlen(row->name)) : NULL;
	o->spelling = row->letter ? spelled(c, "-", &row->letter, 1) : name;
	o->other = row->letter ? name : NULL;
	o->kind = row->arg ? kind_of_argument(row->arg) : NULL;
	if (row->name && strcmp(row->name, "cols") == 0)
		o->kind = "columns";
	o->meaning = row->meaning;
}

static void from_builtin(struct comp *c, struct comp_spec *spec, const struct builtin *b)
{
	const struct ui_sources *s = c->ui->sources;
	const char *text = s ? s->operands(b->name) : NULL;
	if (text)
		comp_spec_parse(c, spec, arena_strndup(&c->store, text, strlen(text)));
	for (const struct opt_row *row = b->opts; row && row->meaning; row++)
		add_row(c, spec, row);
	spec->stops = true;
	if (!(b->flags & BUILTIN_RAW))
		*new_option(
			c, spec) = (struct comp_option){ .spelling = "--help", .meaning = "how it is used" };
	for (struct comp_spec *one = spec->commands; one; one = one->next)
		one->options = spec->options; /* they all have the rows of their word */
}

/* ---- files --------------------------------------------------------------------------------------------------------- */

/* A FIFO of that name must not stop the shell, and nobody wants to wait for a huge file. */
static bool read_file(const char *path, struct buf *out)
{
	struct stat st;
	int fd = fd_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	bool fit = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_MOST;
	bool done = fit && fd_read_all(fd, out) == 0;
	fd_close(&fd);
	return done;
}

/* Beside the program: the build tree has them there. */
static bool read_beside(const char *name, struct buf *out)
{
	char program[4096];
	struct buf path = { 0 };
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	if (n <= 0)
		return false;
	program[n] = '\0';
	char *slash = strrchr(program, '/');
	buf_printf(&path, "%.*s/completions/%s", (int)(slash - program), program, name);
	bool done = read_file(buf_cstr(&path), out);
	buf_free(&path);
	return done;
}

static bool read_for(struct comp *c, const char *name, struct buf *out)
{
	struct buf path = { 0 }, local = { 0 };
	buf_printf(&local, "completions/%s", name);
	bool done = ui_place(c->sh, "XDG_CONFIG_HOME", ".config", buf_cstr(&local), &path) &&
		    read_file(buf_cstr(&path), out);
	if (!done)
		done = read_beside(name, out);
	path.len = 0;
	buf_printf(&path, "%s/%s", IPCSH_SHARE_DIR, buf_cstr(&local));
	if (!done)
		done = read_file(buf_cstr(&path), out);
	buf_free(&path);
	buf_free(&local);
	return done;
}

static void from_file(struct comp *c, struct comp_spec *spec, const char *name)
{
	struct buf text = { 0 };
	const char *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name;
	if (!*base || *base == '.' || c->files++ >= FILES_MOST)
		return;
	if (read_for(c, base, &text))
		comp_spec_parse(c, spec, arena_strndup(&c->store, buf_cstr(&text), text.len));
	buf_free(&text);
}

void comp_spec_find(struct comp *c, struct comp_spec *spec, const char *name)
{
	const struct builtin *b = lookup_function(c->sh, name) ? NULL : lookup_builtin(c->sh, name);
	if (b)
		from_builtin(c, spec, b);
	else
		from_file(c, spec, name);
}
