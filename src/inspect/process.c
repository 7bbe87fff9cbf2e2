/* SPDX-License-Identifier: GPL-3.0-or-later */
/* process.c -- snapshots of processes and of what they have open, from /proc. */
#include "inspect.h"
#include "inspect_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void descriptor_add(struct things *out, DIR *dir, const char *number)
{
	char target[PATH_MAX];
	uint64_t fd;

	if (!text_to_uint10(number, INT_MAX, &fd) || (int)fd == dirfd(dir))
		return;
	ssize_t n = readlinkat(dirfd(dir), number, target, sizeof(target));
	if (n < 0)
		return; /* closed in the meantime */
	things_add(out, (struct thing){ .kind = THING_DESCRIPTOR,
				.id = (int64_t)fd,
				.name = mem_strndup(target, (size_t)n) });
}

int inspect_own_descriptors(struct things *out)
{
	DIR *dir = opendir("/proc/self/fd");
	struct dirent *entry;

	if (!dir)
		return -errno;
	for (errno = 0; (entry = readdir(dir)); errno = 0)
		descriptor_add(out, dir, entry->d_name);
	int err = -errno;
	closedir(dir);
	return err;
}

struct proc_row {
	pid_t pid, parent;
	bool below; /* a descendant of the root */
	bool zombie;
};

/* "PID (NAME) STATE PPID ...": NAME may hold anything, so the last parenthesis counts. */
static bool proc_row_read(const char *pid, struct proc_row *row)
{
	char path[64], state;
	struct buf text = { 0 };
	int parent;
	uint64_t number;
	bool ok = false;

	if (!text_to_uint10(pid, INT_MAX, &number))
		return false;
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)number);
	if (proc_read(path, &text) == 0) {
		const char *end = strrchr(buf_cstr(&text), ')');

		ok = end && sscanf(end + 1, " %c %d", &state, &parent) == 2;
	}
	buf_free(&text);
	if (ok)
		*row = (struct proc_row){ .pid = (pid_t)number, .parent = parent, .zombie = state == 'Z' };
	return ok;
}

static int proc_rows(struct proc_row **rows, size_t *n)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	if (!dir)
		return -errno;
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 64;
			*rows = mem_realloc(*rows, cap * sizeof(**rows));
		}
		if (proc_row_read(entry->d_name, &(*rows)[*n]))
			(*n)++;
	}
	int err = -errno;
	closedir(dir);
	return err;
}

/* The numbers of processes say nothing about who was first, so this goes on until nothing new is found. */
static void mark_below(struct proc_row *rows, size_t n, pid_t root)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < n; i++) {
			if (rows[i].below)
				continue;
			bool below = rows[i].parent == root;
			for (size_t k = 0; k < n && !below; k++)
				below = rows[k].below && rows[k].pid == rows[i].parent;
			rows[i].below = below;
			more |= below;
		}
	}
}

/* The command line with its NULs as spaces, cut where it is long. A forked copy of this very program that
 * became nothing else has our own command line, which would mislead. */
static char *process_name(pid_t pid)
{
	struct buf text = { 0 }, own = { 0 };
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/cmdline", pid);
	int err = proc_read(path, &text);
	if (err == 0)
		err = proc_read("/proc/self/cmdline", &own);
	bool same = err == 0 && text.len > 0 && text.len == own.len &&
		    memcmp(text.data, own.data, own.len) == 0;
	buf_free(&own);
	if (err < 0 || text.len == 0 || same) {
		text.len = 0;
		buf_str(&text, same ? "a subshell" : "?");
		return buf_cstr(&text);
	}
	while (text.len > 0 && text.data[text.len - 1] == '\0')
		text.len--;
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.data[i] < ' ')
			text.data[i] = ' ';
	}
	if (text.len > 80) {
		text.len = 77;
		buf_str(&text, "...");
	}
	return buf_cstr(&text);
}

int inspect_descendants(struct things *out, pid_t root)
{
	struct proc_row *rows;
	size_t n;
	int err = proc_rows(&rows, &n);

	mark_below(rows, n, root);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].below && !rows[i].zombie)
			things_add(out, (struct thing){ .kind = THING_PROCESS,
						.id = rows[i].pid,
						.name = process_name(rows[i].pid) });
	}
	free(rows);
	return err;
}
