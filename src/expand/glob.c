/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glob.c -- pathname expansion (XCU 2.6.6): a directory is read only for a component that has
 * a pattern, each entry is compared once, and nothing is asked of the file system but what
 * the names themselves do not tell. */
#include "expand_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct glob {
	struct expander *e;
	unsigned flags; /* enum match_flags */
	struct fields *out;
	struct buf path; /* as far as it is known */
	bool magic;      /* a component had a pattern */
	int err;
};

static void add_path(struct glob *g, const char *name, size_t len)
{
	char *path = arena_alloc(g->e->scratch, g->path.len + len + 1);
	if (g->path.len)
		memcpy(path, g->path.data, g->path.len);
	memcpy(path + g->path.len, name, len);
	path[g->path.len + len] = '\0';
	fields_add(g->e, g->out, path);
}

/* ---- one directory ------------------------------------------------------------------------------------- */

enum { NAMES_AT_ONCE = 32768 }; /* bytes of getdents(2) */

static bool dots_only(const char *name)
{
	return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

static bool may_be_directory(const struct dirent64 *d)
{
	return d->d_type == DT_DIR || d->d_type == DT_LNK || d->d_type == DT_UNKNOWN;
}

/* The names in FD that match: paths where this was the last component (NAMES NULL), else possible
 * directories. */
static void read_names(struct glob *g, int fd, const struct pattern *p, struct fields *names)
{
	char *room = mem_alloc(NAMES_AT_ONCE); /* too much for a small stack */
	for (;;) {
		ssize_t got = getdents64(fd, room, NAMES_AT_ONCE);
		if (got <= 0)
			break;
		for (ssize_t at = 0; at < got;) {
			const struct dirent64 *d = (const struct dirent64 *)(const void *)(room + at);
			at += d->d_reclen;
			size_t len = strlen(d->d_name);
			if (dots_only(d->d_name) || !pattern_matches(p, d->d_name, len))
				continue;
			if (!names)
				add_path(g, d->d_name, len);
			else if (may_be_directory(d))
				fields_add(g->e, names, arena_strndup(g->e->scratch, d->d_name, len));
		}
	}
	free(room);
}

/* A directory that cannot be read has no names; no descriptor or memory for it is an error. */
static int open_directory(struct glob *g)
{
	const char *path = g->path.len ? buf_cstr(&g->path) : ".";
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		g->err = -errno;
	return fd;
}

static void scan_directory(struct glob *g, const struct pattern *p, struct fields *names)
{
	int fd = open_directory(g);
	if (fd < 0)
		return;
	read_names(g, fd, p, names);
	fd_close(&fd);
}

/* ---- components ---------------------------------------------------------------------------------------- */

static void walk(struct glob *g, const char *pattern, size_t len);

/* The component has a pattern and REST follows it, beginning with a slash or empty. */
static void walk_magic(struct glob *g, const struct pattern *p, const char *rest, size_t len)
{
	size_t base = g->path.len;
	struct fields names = { 0 };
	g->magic = true;
	scan_directory(g, p, len ? &names : NULL);
	for (size_t i = 0; i < names.n && g->err == 0; i++) {
		g->path.len = base;
		buf_str(&g->path, names.v[i]);
		walk(g, rest, len);
	}
	g->path.len = base;
}

static size_t component_span(const char *s, size_t len)
{
	size_t i = 0;
	while (i < len && s[i] != '/')
		i++;
	return i > 0 && i < len && s[i - 1] == '\\' ? i - 1 : i; /* \/ is a slash */
}

static size_t slash_span(const char *s, size_t len)
{
	size_t i = 0;
	while (i < len && (s[i] == '/' || (s[i] == '\\' && i + 1 < len && s[i + 1] == '/')))
		i++;
	return i;
}

static void add_literal(struct glob *g, const struct pattern *p)
{
	for (size_t i = 0; i < p->n; i++)
		buf_add(&g->path, p->elems[i].s, p->elems[i].len);
}

/* All of the pattern is used up: is there such a file? */
static void add_if_there(struct glob *g)
{
	struct stat st;
	const char *path = buf_cstr(&g->path);
	if (g->magic && g->path.len && fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) == 0)
		add_path(g, "", 0);
}

static void walk(struct glob *g, const char *pattern, size_t len)
{
	if (stack_low()) {
		g->err = -ENOMEM;
		return;
	}
	while (len > 0) {
		size_t n = slash_span(pattern, len);
		for (size_t i = 0; i < n; i++)
			if (pattern[i] == '/')
				buf_byte(&g->path, '/');
		pattern += n;
		len -= n;
		n = component_span(pattern, len);
		struct pattern p;
		pattern_compile(&p, pattern, n, g->flags);
		bool magic = p.has_magic;
		if (magic)
			walk_magic(g, &p, pattern + n, len - n);
		else
			add_literal(g, &p);
		pattern_free(&p);
		if (magic)
			return;
		pattern += n;
		len -= n;
	}
	add_if_there(g);
}

/* ---- order --------------------------------------------------------------------------------------------- */

/* The first eight bytes that tell the paths apart, as a number: most comparisons end there. */
struct sort_item {
	uint64_t key;
	char *path;
};

static size_t common_prefix(char **v, size_t n)
{
	size_t len = strlen(v[0]);
	for (size_t i = 1; i < n && len > 0; i++) {
		size_t k = 0;
		while (k < len && v[i][k] == v[0][k])
			k++;
		len = k;
	}
	return len;
}

static uint64_t sort_key(const char *s)
{
	uint64_t key = 0;
	unsigned i = 0;
	while (i < 8 && *s) {
		key = key << 8 | (unsigned char)*s++;
		i++;
	}
	return i == 0 ? 0 : key << (8 * (8 - i));
}

static bool comes_after(const struct sort_item *a, const struct sort_item *b, locale_t collation)
{
	int order = collation ? strcoll_l(a->path, b->path, collation) : 0;
	if (order != 0)
		return order > 0;
	if (!collation && a->key != b->key)
		return a->key > b->key;
	return strcmp(a->path, b->path) > 0;
}

static void merge(
	const struct sort_item *from, struct sort_item *to, size_t a, size_t m, size_t z, locale_t collation)
{
	size_t i = a, j = m;
	for (size_t k = a; k < z; k++) {
		bool right = i == m || (j < z && comes_after(&from[i], &from[j], collation));
		to[k] = right ? from[j++] : from[i++];
	}
}

/* Merge sort from below; the sorted row is in one of the two arrays. */
static struct sort_item *sort_items(
	struct sort_item *items, struct sort_item *room, size_t n, locale_t collation)
{
	for (size_t width = 1; width < n; width *= 2) {
		for (size_t a = 0; a < n; a += 2 * width) {
			size_t m = a + width < n ? a + width : n;
			size_t z = a + 2 * width < n ? a + 2 * width : n;
			merge(items, room, a, m, z, collation);
		}
		struct sort_item *swap = items;
		items = room;
		room = swap;
	}
	return items;
}

/* The locale for LC_COLLATE where it does not go by bytes; else 0. */
static locale_t collation_locale(struct vars *vars)
{
	static const name_id names[] = { N_LC_ALL, N_LC_COLLATE, N_LANG };
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t len;
		const char *s = var_get(vars, names[i], &len);
		if (!s || len == 0)
			continue;
		if (strcmp(s, "C") == 0 || strcmp(s, "POSIX") == 0 || strncmp(s, "C.", 2) == 0)
			break;
		return newlocale(LC_COLLATE_MASK | LC_CTYPE_MASK, s, (locale_t)0);
	}
	return (locale_t)0;
}

static void sort_paths(struct expander *e, char **v, size_t n)
{
	locale_t collation = collation_locale(e->vars);
	struct arena_mark mark = arena_mark(e->scratch);
	struct sort_item *items = arena_alloc(e->scratch, 2 * n * sizeof *items);
	size_t skip = common_prefix(v, n);
	for (size_t i = 0; i < n; i++)
		items[i] = (struct sort_item){ sort_key(v[i] + skip), v[i] };
	items = sort_items(items, items + n, n, collation);
	for (size_t i = 0; i < n; i++)
		v[i] = items[i].path;
	arena_rewind(e->scratch, mark);
	if (collation)
		freelocale(collation);
}

/* ---- the whole ----------------------------------------------------------------------------------------- */

/* Pathnames that match, sorted, into OUT; where none does, nothing is added. 0 or -errno. */
static int run(struct expander *e, const char *pattern, size_t len, struct fields *out, bool *magic)
{
	struct glob g = { .e = e, .out = out, .flags = exp_match_flags(e) };
	size_t before = out->n;
	if (!exp_option(e, OPT_DOTGLOB))
		g.flags |= MATCH_PERIOD;
	if (exp_option(e, OPT_NOCASEGLOB))
		g.flags |= MATCH_NOCASE;
	walk(&g, pattern, len);
	buf_free(&g.path);
	*magic = g.magic;
	if (out->n - before > 1)
		sort_paths(e, out->v + before, out->n - before);
	return g.err;
}

int glob_field(struct expander *e, const char *pattern, size_t len, char *plain, struct fields *out)
{
	size_t before = out->n;
	bool magic;
	int err = run(e, pattern, len, out, &magic);
	if (err < 0)
		return exp_error(e, (struct src_pos){ 0 }, "%.200s: %s", plain, error_text(-err));
	if (out->n > before)
		return 0;
	if (magic && exp_option(e, OPT_FAILGLOB)) {
		exp_error(e, (struct src_pos){ 0 }, "no match: %.200s", plain);
		e->fatal = false;
		return -1;
	}
	if (!magic || !exp_option(e, OPT_NULLGLOB))
		fields_add(e, out, plain);
	return 0;
}
