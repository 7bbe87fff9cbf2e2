/* SPDX-License-Identifier: GPL-3.0-or-later */
/* histfile.c -- the history that outlives the shell, in $HISTFILE. An entry is a line; further lines of it
 * begin with a tab. Many shells append at a time, each entry in one write under a lock; who finds the file
 * too long puts a shorter one in its place. */
#include "ui.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#define LOCK_TRIES 100     /* of LOCK_PAUSE: a stopped process may hold it, and the prompt must come */
#define LOCK_PAUSE 2000000 /* nanoseconds */

bool ui_place(struct sh *sh, const char *variable, const char *usual, const char *name, struct buf *out)
{
	const char *base = var_get_name(&sh->vars, variable), *home = var_get_name(&sh->vars, "HOME");
	if (base && *base == '/')
		buf_printf(out, "%s/ipcsh/%s", base, name);
	else if (home && *home == '/')
		buf_printf(out, "%s/%s/ipcsh/%s", home, usual, name);
	return out->len > 0;
}

/* The folders above PATH that are missing, for this user alone. */
static void make_folders(const char *path)
{
	char *copy = mem_strdup(path);
	for (char *p = strchr(copy + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		(void)mkdir(copy, 0700); /* if it cannot be, opening the file fails */
		*p = '/';
	}
	free(copy);
}

static const char *file_name(struct sh *sh)
{
	const char *path = var_get_name(&sh->vars, "HISTFILE");
	return path && *path ? path : NULL;
}

/* A number of entries; -1: no limit. */
static int64_t file_size(struct sh *sh)
{
	const char *value = var_get_name(&sh->vars, "HISTFILESIZE");
	int64_t n;
	if (!value)
		return (int64_t)history_size(sh);
	return text_to_int(value, &n) && n >= 0 ? n : -1;
}

/* ---- the file, locked ---- */

/* Without a lock after all: on some file systems there are none, and better an entry than no prompt. */
static void lock(int fd)
{
	const struct timespec pause = { .tv_nsec = LOCK_PAUSE };
	for (int i = 0; i < LOCK_TRIES && flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK; i++)
		(void)nanosleep(&pause, NULL);
}

static bool still_named(int fd, const char *path)
{
	struct stat open_one, named;
	return fstat(fd, &open_one) == 0 && stat(path, &named) == 0 && open_one.st_ino == named.st_ino &&
	       open_one.st_dev == named.st_dev;
}

/* Opened for appending, and locked: another shell may have put another file in its place meanwhile. -1: none.
 */
static int open_locked(const char *path)
{
	struct stat st;
	for (int tries = 0; tries < 10; tries++) {
		int fd = fd_open(path, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY, 0600);
		if (fd == -ENOENT && tries == 0) {
			make_folders(path);
			continue;
		}
		if (fd < 0)
			return -1;
		if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) { /* /dev/null: nothing is kept */
			fd_close(&fd);
			return -1;
		}
		lock(fd);
		if (still_named(fd, path))
			return fd;
		fd_close(&fd);
	}
	return -1;
}

/* ---- an entry as it is written ---- */

static void add_entry(struct buf *out, const char *text)
{
	text += strspn(text, " \t");
	for (; *text; text++) {
		buf_byte(out, *text);
		if (*text == '\n')
			buf_byte(out, '\t');
	}
	buf_byte(out, '\n');
}

/* A last line without an end is another's that broke off. */
static void end_last_line(int fd, struct buf *text)
{
	char last = '\n';
	off_t size = lseek(fd, 0, SEEK_END);
	if (size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n')
		buf_byte(text, '\n');
}

/* ---- the whole file ---- */

/* The entries of TEXT, in place: each ends in a NUL. */
static void split(struct buf *text, struct vec *entries)
{
	char *to = text->data, *end = text->data + text->len, *start = to;
	for (char *p = text->data; p < end; p++) {
		if (*p == '\0')
			continue;
		if (*p != '\n') {
			*to++ = *p;
		} else if (p + 1 < end && p[1] == '\t') {
			*to++ = '\n';
			p++;
		} else {
			*to++ = '\0';
			if (*start)
				vec_push(entries, start);
			start = to;
		}
	}
}

/* Of entries that are the same the newest stays; and no more than MOST, -1: all. */
static void thin_out(struct vec *entries, int64_t most)
{
	struct table seen = { 0 };
	size_t to = entries->len;
	if (to == 0)
		return;
	for (size_t i = entries->len; i-- > 0;) {
		bool full = most >= 0 && (int64_t)(entries->len - to) >= most;
		if (full || table_get(&seen, entries->items[i]))
			continue;
		table_put(&seen, entries->items[i], entries);
		entries->items[--to] = entries->items[i];
	}
	table_free(&seen);
	entries->len -= to;
	memmove(entries->items, entries->items + to, entries->len * sizeof(*entries->items));
}

/* A new file in the place of the one that is locked. */
static void rewrite(const char *path, const struct vec *entries)
{
	struct buf text = { 0 }, name = { 0 };
	char *real = realpath(path, NULL); /* a link stays one */
	buf_printf(&name, "%s.XXXXXX", real ? real : path);
	int fd = mkostemp(buf_cstr(&name), O_CLOEXEC); /* mode 0600 */
	for (size_t i = 0; i < entries->len; i++)
		add_entry(&text, entries->items[i]);
	if (fd >= 0) {
		bool whole = fd_write_all(fd, text.data, text.len) == 0;
		if (!whole || rename(name.data, real ? real : path) < 0)
			(void)unlink(name.data);
	}
	fd_close(&fd);
	free(real);
	buf_free(&text);
	buf_free(&name);
}

/* The newest entry that is TEXT, as it stands in the file. */
static void take_out(struct vec *entries, const char *text)
{
	text += strspn(text, " \t");
	for (size_t i = entries->len; i-- > 0;) {
		if (strcmp(entries->items[i], text) != 0)
			continue;
		entries->len--;
		memmove(entries->items + i, entries->items + i + 1,
			(entries->len - i) * sizeof(*entries->items));
		return;
	}
}

static void read_entries(int fd, struct buf *text, struct vec *entries)
{
	if (fd_read_all(fd, text) < 0 || text->len == 0)
		return;
	if (text->data[text->len - 1] != '\n')
		buf_byte(text, '\n');
	split(text, entries);
}

void ui_forget_history(struct sh *sh)
{
	struct history *h = sh->history;
	const char *path = file_name(sh);
	struct buf text = { 0 };
	struct vec entries = { 0 };
	int fd = h && path && h->deleted.len > 0 ? open_locked(path) : -1;
	if (fd >= 0)
		read_entries(fd, &text, &entries);
	size_t there = entries.len;
	while (h && h->deleted.len > 0) {
		char *deleted = h->deleted.items[--h->deleted.len];
		take_out(&entries, deleted);
		free(deleted);
	}
	if (entries.len < there)
		rewrite(path, &entries);
	fd_close(&fd);
	vec_free(&entries);
	buf_free(&text);
}

void ui_save_history(struct sh *sh)
{
	struct history *h = sh->history;
	const char *path = file_name(sh);
	ui_forget_history(sh);
	if (!h || h->saved >= history_last(sh))
		return;
	history_drop_double(sh);
	int number = h->saved < history_first(sh) ? history_first(sh) : h->saved + 1, last = history_last(sh);
	h->saved = last;
	int fd = path && number <= last && file_size(sh) != 0 ? open_locked(path) : -1;
	if (fd < 0)
		return;
	for (; number <= last; number++) {
		struct buf text = { 0 };
		end_last_line(fd, &text);
		add_entry(&text, history_text(sh, number));
		(void)fd_write_all(
			fd, text.data, text.len); /* a full disk must not keep anybody from typing */
		buf_free(&text);
	}
	fd_close(&fd);
}

static void load(struct sh *sh, const char *path)
{
	struct buf text = { 0 };
	struct vec entries = { 0 };
	int64_t most = file_size(sh);
	int fd = open_locked(path);
	if (fd < 0)
		return;
	read_entries(fd, &text, &entries);
	int64_t there = (int64_t)entries.len;
	thin_out(&entries, most);
	if (most >= 0 && there > most + most / 4)
		rewrite(path, &entries);
	fd_close(&fd);
	for (size_t i = 0; i < entries.len; i++)
		history_add(sh, entries.items[i], strlen(entries.items[i]));
	vec_free(&entries);
	buf_free(&text);
}

void ui_load_history(struct sh *sh)
{
	struct buf usual = { 0 };
	bool set = var_get_name(&sh->vars, "HISTFILE") != NULL;
	if (!set && ui_place(sh, "XDG_STATE_HOME", ".local/state", "history", &usual))
		(void)var_set_name(&sh->vars, "HISTFILE", buf_cstr(&usual));
	buf_free(&usual);
	if (file_name(sh))
		load(sh, file_name(sh));
	if (sh->history)
		sh->history->saved = sh->history->loaded = history_last(sh);
}
