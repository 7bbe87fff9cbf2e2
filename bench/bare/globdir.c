/* SPDX-License-Identifier: GPL-3.0-or-later */
/* globdir.c -- globdir TURNS DIR: the names of a folder, sorted, TURNS times; prints how
 * many, and the first. */
#include "bare.h"
#include <dirent.h>
#include <stdbool.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void turn(const char *path, bool last)
{
	DIR *dir = opendir(path);
	char **names = NULL;
	size_t n = 0, cap = 0;

	if (!dir)
		bare_die(path);
	for (struct dirent *e; (e = readdir(dir));) {
		if (e->d_name[0] == '.')
			continue;
		if (n == cap) {
			cap = cap ? cap * 2 : 64;
			names = realloc(names, cap * sizeof *names);
		}
		if (!names || !(names[n++] = strdup(e->d_name)))
			bare_die("malloc");
	}
	closedir(dir);
	if (n > 0)
		qsort(names, n, sizeof *names, by_name);
	if (last && n > 0)
		printf("%zu %s\n", n, names[0]);
	for (size_t i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--)
		turn(argv[2], i == 1);
	return 0;
}
