/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c -- help, and --help of each word: what the rows of the table of words say, and the texts of help_*.c
 * behind it. */
#include "help.h"
#include "view.h"

#include <stdlib.h>

#define INDENT 4
#define NAME_COLUMNS 15   /* of a list with a line each */
#define TITLE_COLUMNS 23  /* of the overview */
#define OPTION_COLUMNS 24 /* an option and its argument, before its meaning */
#define ROOM_LEAST 20     /* or a line goes on further left */
#define TEXT_WIDTH 80     /* of paragraphs where there is no terminal ... */
#define TEXT_MOST 100     /* ... or a very wide one */

/* ---- lines that are broken at a width ------------------------------------------------------------------- */

struct pen {
	struct sh *sh;
	size_t width; /* 0: lines are not broken */
};

static struct pen pen_for_lists(struct sh *sh)
{
	return (struct pen){ sh, view_width(sh) };
}

static struct pen pen_for_text(struct sh *sh)
{
	size_t width = view_width(sh);

	return (struct pen){ sh, width == 0 ? TEXT_WIDTH : width < TEXT_MOST ? width : TEXT_MOST };
}

/* How much of S goes into ROOM columns: up to a blank, or at least a word. */
static size_t line_fits(const char *s, size_t len, size_t room)
{
	size_t n = room;

	if (len <= room)
		return len;
	while (n > 0 && s[n] != ' ')
		n--;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	if (n == 0)
		for (n = room; n < len && s[n] != ' ';)
			n++;
	return n;
}

/* S from column INDENT on, and what does not fit below it, from column HANG on. */
static void put_line(const struct pen *p, size_t indent, size_t hang, const char *s, size_t len)
{
	if (p->width > 0 && hang + ROOM_LEAST > p->width)
		hang = indent + 2;
	for (;;) {
		size_t room = p->width > indent + 1 ? p->width - indent - 1 : 1;
		size_t n = p->width > 0 ? line_fits(s, len, room) : len;
		sh_printf(p->sh, "%*s", (int)indent, "");
		sh_write(p->sh, s, n);
		sh_write(p->sh, "\n", 1);
		while (n < len && s[n] == ' ')
			n++;
		if (n == len)
			return;
		s += n;
		len -= n;
		indent = hang;
	}
}

/* "TERM  meaning" goes on below its meaning, another line below its first word. */
static size_t hang_of(const char *s, size_t len)
{
	size_t first = 0, i;

	while (first < len && s[first] == ' ')
		first++;
	for (i = first; i + 1 < len && !(s[i] == ' ' && s[i + 1] == ' ');)
		i++;
	while (i + 1 < len && s[i] == ' ')
		i++;
	return i + 1 < len ? i : first;
}

static void put_text(const struct pen *p, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		put_line(p, INDENT, INDENT + hang_of(text, len), text, len);
		text += len + (text[len] == '\n');
	}
}

/* As it is: it can be typed. */
static void put_example(struct sh *sh, const char *text)
{
	const struct pen p = { sh, 0 };

	sh_puts(sh, "example:\n");
	while (*text) {
		size_t len = strcspn(text, "\n");
		put_line(&p, INDENT, INDENT, text, len);
		text += len + (text[len] == '\n');
	}
}

/* ---- what can be asked for ------------------------------------------------------------------------------- */

/* A builtin with the row that ends its family, or the text of something else. */
struct entry {
	const char *name;
	const struct builtin *word, *family;
	const struct help_text *text;
};

static const struct help_text *const texts[] = { help_grammar, help_topics, help_words, help_ipc };

static const struct help_text *text_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		for (const struct help_text *t = texts[i]; t->name; t++)
			if (strcmp(t->name, name) == 0)
				return t;
	return NULL;
}

static const struct builtin *family_of(const struct builtin *b)
{
	while (b->name)
		b++;
	return b;
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

struct entries {
	struct entry *v;
	size_t n;
};

static void entry_add(struct entries *all, struct entry e)
{
	if ((all->n & (all->n - 1)) == 0)
		all->v = mem_realloc(all->v, (all->n ? 2 * all->n : 1) * sizeof *all->v);
	all->v[all->n++] = e;
}

/* Sorted; the array is for free(). */
static struct entries all_entries(const struct sh *sh)
{
	struct entries all = { 0 };

	for (const struct builtin *const *family = sh->builtin_tables; *family; family++)
		for (const struct builtin *b = *family; b->name; b++)
			entry_add(&all, (struct entry){ b->name, b, family_of(b), NULL });
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		for (const struct help_text *t = texts[i]; t->name; t++)
			if (t->help)
				entry_add(&all, (struct entry){ t->name, NULL, NULL, t });
	if (all.n > 0)
		qsort(all.v, all.n, sizeof *all.v, by_name);
	return all;
}

/* ---- one of them ----------------------------------------------------------------------------------------- */

static void put_usage(const struct pen *p, const struct entry *e)
{
	const char *s = e->text && e->text->usage ? e->text->usage : "";
	struct buf line = { 0 };

	if (e->word) {
		buf_printf(&line, "%s%s%s", e->name, *e->word->usage ? " " : "", e->word->usage);
		put_line(p, 0, strlen(e->name) + 1, line.data, line.len);
		buf_free(&line);
		return;
	}
	if (!*s)
		put_line(p, 0, 0, e->name, strlen(e->name));
	for (size_t len; *s; s += len + (s[len] == '\n')) {
		len = strcspn(s, "\n");
		put_line(p, 0, INDENT, s, len);
	}
}

static void put_option(const struct pen *p, const struct opt_row *row)
{
	struct buf line = { 0 };

	if (row->letter)
		buf_printf(&line, "  -%c%s", row->letter, row->name ? ", --" : "");
	else
		buf_str(&line, "      --");
	buf_printf(
		&line, "%s%s%s", row->name ? row->name : "", row->arg ? " " : "", row->arg ? row->arg : "");
	buf_printf(&line, "%*s", line.len + 2 < OPTION_COLUMNS ? (int)(OPTION_COLUMNS - line.len) : 2, "");
	buf_str(&line, row->meaning);
	put_line(p, 0, OPTION_COLUMNS, line.data, line.len);
	buf_free(&line);
}

static void put_options(const struct pen *p, const struct opt_row *row)
{
	if (row && row->meaning)
		sh_puts(p->sh, "options:\n");
	for (; row && row->meaning; row++)
		put_option(p, row);
}

static void put_entry(struct sh *sh, const struct entry *e)
{
	const struct pen lists = pen_for_lists(sh), paragraphs = pen_for_text(sh);
	const struct help_text *t = e->word ? text_of(e->name) : e->text;
	const char *meaning = e->word ? e->word->help : e->text->help;

	put_usage(&lists, e);
	put_line(&paragraphs, INDENT, INDENT, meaning, strlen(meaning));
	if (t && t->text)
		put_text(&paragraphs, t->text);
	if (e->word)
		put_options(&lists, e->word->opts);
	if (t && t->more)
		t->more(sh);
	if (t && t->example)
		put_example(sh, t->example);
	if (e->family && e->family->usage)
		sh_printf(sh, "manual: %s\n", e->family->usage);
}

void builtin_help(struct sh *sh, const struct builtin *b)
{
	put_entry(sh, &(struct entry){ b->name, b, family_of(b), NULL });
}

bool opt_help(struct sh *sh, int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "--help") != 0)
		return false;
	builtin_help(sh, sh->builtin);
	return true;
}

/* ---- the options of the shell ---- */

static void put_option_names(const struct pen *p, bool shopt)
{
	struct buf line = { 0 };

	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		const char *meaning = option_meaning(p->sh, i);
		char letter[3] = { row->letter ? '-' : '\0', row->letter, '\0' };
		if (row->shopt != shopt || !meaning)
			continue;
		line.len = 0;
		buf_printf(&line, "%-13s %2s  %s", row->name, letter, meaning);
		put_line(p, INDENT, INDENT + 18, line.data, line.len);
	}
	buf_free(&line);
}

void help_options(struct sh *sh)
{
	const struct pen p = pen_for_text(sh);

	put_option_names(&p, false);
	sh_puts(sh, "  of shopt:\n");
	put_option_names(&p, true);
}

/* ---- all of them ----------------------------------------------------------------------------------------- */

static bool is_there(const struct sh *sh, const struct entry *e)
{
	return !e->word || lookup_builtin(sh, e->name);
}

static void put_summary(const struct pen *p, const struct entry *e)
{
	struct buf line = { 0 };

	buf_printf(&line, "%-*s %s", NAME_COLUMNS - 1, e->name, e->word ? e->word->help : e->text->help);
	put_line(p, 0, NAME_COLUMNS, line.data, line.len);
	buf_free(&line);
}

static void put_group(const struct pen *p, const char *title, const struct buf *names)
{
	struct buf line = { 0 };

	if (names->len > 0) {
		buf_printf(&line, "%-*s", TITLE_COLUMNS, title);
		buf_add(&line, names->data, names->len - 1);
		put_line(p, 0, TITLE_COLUMNS, line.data, line.len);
	}
	buf_free(&line);
}

static const char *title_of(const struct builtin *family)
{
	const char *title = family_of(family)->help;

	return title ? title : "other words";
}

/* A family may have several tables: it stands where the first is. */
static void put_family(const struct pen *p, const struct builtin *const *first)
{
	const char *title = title_of(*first);
	struct buf names = { 0 };

	for (const struct builtin *const *f = p->sh->builtin_tables; f < first; f++)
		if (strcmp(title_of(*f), title) == 0)
			return;
	for (const struct builtin *const *f = first; *f; f++)
		for (const struct builtin *b = *f; b->name && strcmp(title_of(*f), title) == 0; b++)
			if (lookup_builtin(p->sh, b->name))
				buf_printf(&names, "%s ", b->name);
	put_group(p, title, &names);
	buf_free(&names);
}

static void put_texts(const struct pen *p, const char *title, const struct help_text *t)
{
	struct buf names = { 0 };

	for (; t->name; t++)
		buf_printf(&names, "%s ", t->name);
	put_group(p, title, &names);
	buf_free(&names);
}

static void put_overview(struct sh *sh)
{
	static const char about[] =
		"`help NAME' explains a word or a topic, `help PATTERN' all that match; "
		"-s shows how they are called, -d what they are for. The manual is ipcsh(1).";
	const struct pen p = pen_for_text(sh);

	put_line(&p, 0, 0, about, strlen(about));
	sh_write(sh, "\n", 1);
	for (const struct builtin *const *f = sh->builtin_tables; *f; f++)
		put_family(&p, f);
	put_texts(&p, "grammar", help_grammar);
	put_texts(&p, "topics", help_topics);
}

/* ---- help ------------------------------------------------------------------------------------------------ */

struct asked {
	bool summary, usage; /* -d, -s */
	size_t shown;
};

static void put_asked(struct sh *sh, const struct entry *e, struct asked *how)
{
	const struct pen p = pen_for_lists(sh);

	if (how->summary)
		put_summary(&p, e);
	else if (how->usage)
		put_usage(&p, e);
	else if (how->shown > 0)
		sh_write(sh, "\n", 1);
	if (!how->summary && !how->usage)
		put_entry(sh, e);
	how->shown++;
}

/* What would help with a name that is none of the shell's own. */
static int no_such_entry(struct sh *sh, const struct entries *all, const char *name)
{
	struct nearest n;

	if (lookup_command(sh, name, LOOKUP_NO_HASH).kind == CMD_EXTERNAL)
		return sh_builtin_error(
			sh, STATUS_NO, name, "a program, not a word of the shell (man %s)", name);
	nearest_begin(&n, name);
	for (size_t i = 0; i < all->n; i++)
		nearest_try(&n, all->v[i].name);
	if (n.name[0])
		return sh_builtin_error(
			sh, STATUS_NO, name, "no such word or topic (did you mean %s?)", n.name);
	return sh_builtin_error(sh, STATUS_NO, name, "no such word or topic (help alone lists them)");
}

static bool is_among(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *s = names; s && *s; s += strcspn(s, " "), s += strspn(s, " "))
		if (strncmp(s, name, len) == 0 && (!s[len] || s[len] == ' '))
			return true;
	return false;
}

static const struct entry *entry_of(const struct entries *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, name) == 0)
			return &all->v[i];
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].text && is_among(name, all->v[i].text->also))
			return &all->v[i];
	return NULL;
}

/* A name as it is ([ is no pattern), else all that match. */
static int help_on(struct sh *sh, const struct entries *all, const char *text, struct asked *how)
{
	const struct entry *named = entry_of(all, text);
	size_t found = 0;

	if (named) {
		put_asked(sh, named, how);
		return STATUS_OK;
	}
	for (size_t i = 0; i < all->n; i++) {
		const char *name = all->v[i].name;
		if (!is_there(sh, &all->v[i]) || !pattern_match(text, strlen(text), name, strlen(name), 0))
			continue;
		put_asked(sh, &all->v[i], how);
		found++;
	}
	return found > 0 ? STATUS_OK : no_such_entry(sh, all, text);
}

static int run_help(struct sh *sh, int argc, char **argv)
{
	struct asked how = { 0 };
	int c, status = STATUS_OK;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 'd': how.summary = true; break;
		case 's': how.usage = true; break;
		default: return o.status;
		}
	}
	if (o.next >= argc && !how.summary && !how.usage) {
		put_overview(sh);
		return STATUS_OK;
	}
	struct entries all = all_entries(sh);
	for (size_t i = 0; i < all.n && o.next >= argc; i++)
		if (is_there(sh, &all.v[i]))
			put_asked(sh, &all.v[i], &how);
	for (int i = o.next; i < argc; i++)
		if (help_on(sh, &all, argv[i], &how) != STATUS_OK)
			status = STATUS_NO;
	free(all.v);
	return status;
}

static const struct opt_row help_opts[] = {
	{ 'd', NULL, NULL, "a line for each: what it is for" },
	{ 's', NULL, NULL, "how each is called, and no more" },
	{ 0 },
};

const struct builtin help_builtins[] = {
	{ "help", run_help, BUILTIN_WRITES, "[-ds] [NAME|PATTERN...]",
		"list the words and topics, or explain some", help_opts },
	{ .help = "words about words", .usage = "ipcsh-builtins(1)" },
};
