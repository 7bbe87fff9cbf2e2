/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_path.c -- files: those of one folder whose names begin as what was typed. */
#include "complete.h"

#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

struct reading {
	struct comp *c;
	enum comp_paths which;
	int fd;
	const char *prefix; /* of the name */
	char *head;         /* what stands before the name: "./", "src/" */
	const char *below;  /* the folder that it is looked for in; NULL: this one */
};

/* A link counts as what it leads to; one that leads nowhere as a file. */
static mode_t type_of(int fd, const struct dirent *e, bool *link)
{
	struct stat st;
	*link = e->d_type == DT_LNK;
	switch (e->d_type) {
	case DT_DIR: return S_IFDIR;
	case DT_REG: return S_IFREG;
	case DT_FIFO: return S_IFIFO;
	case DT_SOCK: return S_IFSOCK;
	case DT_CHR: return S_IFCHR;
	case DT_BLK: return S_IFBLK;
	default: break;
	}
	if (e->d_type == DT_UNKNOWN && fstatat(fd, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		*link = S_ISLNK(st.st_mode);
	return fstatat(fd, e->d_name, &st, 0) == 0 ? st.st_mode & S_IFMT : S_IFREG;
}

static bool is_wanted(const struct reading *r, const char *name, mode_t type)
{
	if (type == S_IFDIR)
		return true;
	switch (r->which) {
	case PATHS_ALL: return true;
	case PATHS_FOLDERS: return false;
	case PATHS_PROGRAMS: return type == S_IFREG && faccessat(r->fd, name, X_OK, AT_EACCESS) == 0;
	case PATHS_FIFOS: return type == S_IFIFO;
	case PATHS_SOCKETS: return type == S_IFSOCK;
	}
	return false;
}

static char mark_of(const struct reading *r, mode_t type, bool link)
{
	if (link)
		return '@';
	switch (type) {
	case S_IFDIR: return '/';
	case S_IFIFO: return '|';
	case S_IFSOCK: return '=';
	case S_IFREG: return r->which == PATHS_PROGRAMS ? '*' : '\0';
	default: return '\0';
	}
}

static char *owner_of(const struct reading *r, const char *name, const char *what)
{
	struct stat st;
	struct buf text = { 0 };
	if (fstatat(r->fd, name, &st, 0) < 0)
		return NULL;
	const struct passwd *pw = getpwuid(st.st_uid);
	if (pw)
		buf_printf(&text, "%s, %s, %04o", what, pw->pw_name, st.st_mode & 07777);
	else
		buf_printf(&text, "%s, %u, %04o", what, (unsigned)st.st_uid, st.st_mode & 07777);
	return buf_cstr(&text);
}

/* A link to a folder is marked as one when its name is there whole: the link itself may be meant. */
static bool gets_slash(const struct reading *r, const char *name, bool link)
{
	const struct module_line_wish *w = r->c->wish;
	return w->mark_folders && (!link || w->mark_links || strcmp(name, r->prefix) == 0);
}

static void add_entry(struct reading *r, const struct dirent *e)
{
	struct buf text = { 0 };
	const char *name = e->d_name;
	bool link;
	mode_t type = type_of(r->fd, e, &link);
	if (!is_wanted(r, name, type))
		return;
	char *meaning = r->below ? mem_strdup(r->below) : NULL;
	if ((r->which == PATHS_FIFOS || r->which == PATHS_SOCKETS) && type != S_IFDIR)
		meaning = owner_of(r, name, type == S_IFIFO ? "FIFO" : "socket");
	/* a name that begins with a dash would be taken for an option */
	bool dash = *name == '-' && !*r->head && r->c->place.at == COMP_ARGUMENT && r->c->base == 0;
	buf_str(&text, dash ? "./" : r->head);
	size_t shown_from = dash ? 0 : text.len;
	buf_str(&text, name);
	if (type == S_IFDIR && gets_slash(r, name, link))
		buf_byte(&text, '/');
	comp_put(r->c, buf_cstr(&text), meaning, type == S_IFDIR ? COMP_OPEN : COMP_BLANK);
	comp_look(r->c, shown_from, mark_of(r, type, link));
	free(meaning);
	buf_free(&text);
}

static bool fits(const struct reading *r, const char *name)
{
	bool hidden = r->c->wish->hidden || *r->prefix == '.';
	if (*name == '.' && !hidden)
		return false;
	if (*name == '-' && r->below && !*r->head) /* an option; with ./ it would be another */
		return false;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return strcmp(r->prefix, name) == 0 && name[1];
	const char *typed = r->c->typed;
	r->c->typed = r->prefix;
	bool fit = comp_fits(r->c, name);
	r->c->typed = typed;
	return fit;
}

/* A signal ends it: a folder may be very large, or far away. */
static void read_folder(struct reading *r, const char *path)
{
	DIR *folder = opendir(path);
	size_t first = r->c->n;
	struct dirent *e;
	if (!folder)
		return;
	r->fd = dirfd(folder);
	while (!signal_is_noted(SIGINT) && (e = readdir(folder)))
		if (fits(r, e->d_name))
			add_entry(r, e);
	closedir(folder);
	comp_sort(r->c, first);
}

static void read_below(struct comp *c, enum comp_paths which, const char *below)
{
	const char *slash = strrchr(c->typed, '/');
	size_t head = slash ? (size_t)(slash - c->typed) + 1 : 0;
	struct reading r = {
		.c = c,
		.which = which,
		.prefix = c->typed + head,
		.head = mem_strndup(c->typed, head),
		.below = below,
	};
	struct buf path = { 0 };
	if (below)
		buf_printf(&path, "%s/", below);
	buf_str(&path, r.head);
	read_folder(&r, path.len > 0 ? buf_cstr(&path) : ".");
	buf_free(&path);
	free(r.head);
}

void comp_paths(struct comp *c, enum comp_paths which)
{
	if (!c->place.unknown)
		read_below(c, which, NULL);
}

void comp_paths_below(struct comp *c, enum comp_paths which, const char *folder)
{
	if (!c->place.unknown)
		read_below(c, which, folder);
}
