/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_custom.c -- kinds that a file of ipcsh-completion(5) brings: what a pattern finds in the lines of
 * a file, and the names of the files below a folder. Both are looked for here and in the folders above. */
#include "complete.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <regex.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FILE_MOST ((off_t)1 << 20) /* bytes */
#define NAMES_MOST 10000
#define DEPTH_MOST 8

/* ---- where ------------------------------------------------------------------------------------------------------ */

/* PATH from the folder UP levels above this one; with ~/ from the home folder. False: there is no such level.
 */
static bool place(const struct comp *c, const char *path, unsigned up, struct buf *out)
{
	const char *home = var_get_name(&c->sh->vars, "HOME");
	char here[PATH_MAX];
	out->len = 0;
	if (*path == '/' || strncmp(path, "~/", 2) == 0) {
		buf_printf(out, "%s%s", *path == '~' && home ? home : "", path + (*path == '~'));
		return up == 0;
	}
	if (!getcwd(here, sizeof here))
		return false;
	for (; up > 0; up--) {
		char *slash = strrchr(here, '/');
		if (!slash || !here[1])
			return false;
		slash[slash == here] = '\0';
	}
	buf_printf(out, "%s/%s", here, path);
	return true;
}

/* Opens the nearest one; -1: there is none. A FIFO must not stop the shell. */
static int open_nearest(const struct comp *c, const char *path, mode_t type)
{
	struct buf full = { 0 };
	struct stat st;
	int fd = -1;
	for (unsigned up = 0; fd < 0 && place(c, path, up, &full); up++) {
		fd = fd_open(buf_cstr(&full), O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
		if (fd >= 0 && (fstat(fd, &st) < 0 || (st.st_mode & S_IFMT) != type))
			fd_close(&fd);
	}
	buf_free(&full);
	return fd < 0 ? -1 : fd;
}

/* ---- lines of a file --------------------------------------------------------------------------------------------- */

static void add_words(struct comp *c, const char *text, size_t len)
{
	char *copy = mem_strndup(text, len), *p = copy;
	for (size_t n; *p; p += n) {
		p += strspn(p, " \t");
		n = strcspn(p, " \t");
		char after = p[n];
		p[n] = '\0';
		if (n > 0)
			comp_add(c, p, NULL, COMP_BLANK);
		p[n] = after;
	}
	free(copy);
}

static void match_line(struct comp *c, const regex_t *re, const char *line)
{
	regmatch_t found[2];
	if (regexec(re, line, ARRAY_LEN(found), found, 0) != 0)
		return;
	const regmatch_t *m = re->re_nsub > 0 ? &found[1] : &found[0];
	if (m->rm_so >= 0)
		add_words(c, line + m->rm_so, (size_t)(m->rm_eo - m->rm_so));
}

static void match_lines(struct comp *c, const regex_t *re, char *text)
{
	while (*text && !signal_is_noted(SIGINT)) {
		char *line = text;
		text += strcspn(text, "\n");
		if (*text)
			*text++ = '\0';
		match_line(c, re, line);
	}
}

static void lines(struct comp *c, const struct comp_custom *k)
{
	struct buf text = { 0 };
	struct stat st;
	regex_t re;
	int fd = open_nearest(c, k->path, S_IFREG);
	if (fd < 0)
		return;
	bool fit = fstat(fd, &st) == 0 && st.st_size <= FILE_MOST && fd_read_all(fd, &text) == 0;
	fd_close(&fd);
	if (fit && regcomp(&re, k->pattern, REG_EXTENDED) == 0) {
		match_lines(c, &re, buf_cstr(&text));
		regfree(&re);
	}
	buf_free(&text);
}

/* ---- files below a folder ------------------------------------------------------------------------------------------ */

static void below(struct comp *c, int fd, const char *head, unsigned depth)
{
	DIR *folder = fdopendir(fd);
	struct dirent *e;
	if (!folder) {
		fd_close(&fd);
		return;
	}
	while (!signal_is_noted(SIGINT) && c->n < NAMES_MOST && (e = readdir(folder))) {
		struct buf name = { 0 };
		buf_printf(&name, "%s%s", head, e->d_name);
		if (*e->d_name != '.' && e->d_type != DT_DIR)
			comp_add(c, buf_cstr(&name), NULL, COMP_BLANK);
		int inner = *e->d_name != '.' && e->d_type == DT_DIR && depth < DEPTH_MOST
				    ? openat(dirfd(folder), e->d_name,
					      O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
				    : -1;
		buf_byte(&name, '/');
		if (inner >= 0)
			below(c, inner, buf_cstr(&name), depth + 1);
		buf_free(&name);
	}
	closedir(folder);
}

void comp_custom(struct comp *c, const struct comp_custom *kind)
{
	if (kind->pattern) {
		lines(c, kind);
		return;
	}
	int fd = open_nearest(c, kind->path, S_IFDIR);
	if (fd >= 0)
		below(c, fd, "", 0);
}
