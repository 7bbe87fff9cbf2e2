/* SPDX-License-Identifier: GPL-3.0-or-later */
/* collect.c -- finds the test files that operands stand for. */
#include "transcript_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static int collect_path(const char *path, bool named, struct vec *files);

static bool is_test_name(const char *name)
{
	size_t len = strlen(name);

	return len > 2 && strcmp(name + len - 2, ".t") == 0;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int collect_folder(const char *path, struct vec *files)
{
	struct dirent **entries;
	int n = scandir(path, &entries, is_visible, by_bytes), err = 0;

	if (n < 0)
		return -errno;
	for (int i = 0; i < n; i++) {
		struct buf below = { 0 };
		size_t len = strlen(path);

		buf_printf(&below, "%s%s%s", path, len > 0 && path[len - 1] == '/' ? "" : "/",
			entries[i]->d_name);
		if (err == 0)
			err = collect_path(buf_cstr(&below), false, files);
		buf_free(&below);
		free(entries[i]);
	}
	free(entries);
	return err;
}

/* NAMED: by the user, who may give a file any name. */
static int collect_path(const char *path, bool named, struct vec *files)
{
	struct stat st;

	if ((named ? stat(path, &st) : lstat(path, &st)) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return collect_folder(path, files);
	if (named || (is_test_name(path) && !S_ISSOCK(st.st_mode) && !S_ISFIFO(st.st_mode)))
		vec_push(files, mem_strdup(path));
	return 0;
}

int collect_files(char **operands, struct vec *files, const char **bad)
{
	for (; *operands; operands++) {
		int err = collect_path(*operands, true, files);

		if (err < 0) {
			*bad = *operands;
			return err;
		}
	}
	return 0;
}
