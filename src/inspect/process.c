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
#include <sys/stat.h>
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

int proc_read_of(pid_t pid, const char *name, struct buf *out)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	int err = proc_read(path, out);
	return err == -ENOENT ? -ESRCH : err;
}

void *list_more(void *v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 32;
	return mem_realloc(v, *cap * size);
}

int inspect_process(pid_t pid, struct proc_info *out)
{
	struct buf text = { 0 };
	int err = proc_read_of(pid, "stat", &text);

	if (err == 0 && (text.len == 0 || !inspect_parse_stat(text.data, text.len, out)))
		err = -ESRCH;
	buf_free(&text);
	return err;
}

static int compare_pids(const void *a, const void *b)
{
	pid_t x = *(const pid_t *)a, y = *(const pid_t *)b;

	return (x > y) - (x < y);
}

int proc_numbers(const char *path, pid_t **out, size_t *n)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	uint64_t number;
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!dir)
		return -errno;
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		if (!text_to_uint10(entry->d_name, INT_MAX, &number))
			continue;
		*out = list_more(*out, *n, &cap, sizeof **out);
		(*out)[(*n)++] = (pid_t)number;
	}
	int err = -errno;
	closedir(dir);
	if (*n)
		qsort(*out, *n, sizeof **out, compare_pids);
	return err;
}

int inspect_pids(pid_t **out, size_t *n)
{
	return proc_numbers("/proc", out, n);
}

int inspect_owner(pid_t pid, uid_t *out)
{
	char path[64];
	struct stat st;

	snprintf(path, sizeof(path), "/proc/%d", (int)pid);
	if (stat(path, &st) < 0)
		return errno == ENOENT ? -ESRCH : -errno;
	*out = st.st_uid;
	return 0;
}

int inspect_started(pid_t pid, int64_t *out)
{
	struct proc_info info;
	struct buf text = { 0 };
	int err = inspect_process(pid, &info);

	if (err == 0)
		err = proc_read("/proc/stat", &text);
	const char *boot = err == 0 ? proc_line(text.data, text.len, "btime ") : NULL;
	if (boot)
		*out = strtoll(boot, NULL, 10) + (int64_t)(info.start / (uint64_t)sysconf(_SC_CLK_TCK));
	else if (err == 0)
		err = -ENODATA;
	buf_free(&text);
	return err;
}

int inspect_signals(pid_t pid, struct proc_signals *out)
{
	struct buf text = { 0 };
	int err = proc_read_of(pid, "status", &text);

	if (err == 0 && (text.len == 0 || !inspect_parse_signals(text.data, text.len, out)))
		err = -ESRCH;
	buf_free(&text);
	return err;
}

struct proc_row {
	pid_t pid, parent;
	bool below; /* a descendant of the root */
	bool zombie;
};

static int proc_rows(struct proc_row **rows, size_t *n)
{
	struct proc_info info;
	pid_t *pids;
	size_t n_pids;
	int err = inspect_pids(&pids, &n_pids);

	*rows = mem_alloc((n_pids + 1) * sizeof(**rows));
	*n = 0;
	for (size_t i = 0; i < n_pids; i++)
		if (inspect_process(pids[i], &info) == 0)
			(*rows)[(*n)++] = (struct proc_row){
				.pid = info.pid, .parent = info.parent, .zombie = info.state == 'Z'
			};
	free(pids);
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

char *inspect_command_line(pid_t pid)
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
						.name = inspect_command_line(rows[i].pid) });
	}
	free(rows);
	return err;
}
