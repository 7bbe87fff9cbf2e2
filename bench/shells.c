/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shells.c -- the shells that are compared, and where they are. */
#include "bench.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *program, *options;
	bool language;
} known[] = {
	{ "ipcsh", NULL, NULL, false },
	{ "dash", "dash", NULL, false },
	{ "bash", "bash", NULL, false },
	{ "mksh", "mksh", NULL, false },
	{ "ksh93", "ksh93", NULL, false },
	{ "busybox", "busybox", "sh", false },
	{ "zsh", "zsh", "--emulate sh", false },
	{ "yash", "yash", NULL, false },
	{ "perl", "perl", NULL, true },
	{ "python3", "python3", "-S", true },
	{ "bare", NULL, NULL, false },
};

bool list_has(const char *list, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = list; p && *p;) {
		size_t word = strcspn(p, " ,");

		if (word == len && memcmp(p, name, len) == 0)
			return true;
		p += word;
		p += strspn(p, " ,");
	}
	return false;
}

/* Every name of LIST is a known one. */
static int check_names(const char *list)
{
	char name[32];

	for (const char *p = list; p && *p;) {
		size_t word = strcspn(p, " ,");
		bool found = false;

		snprintf(name, sizeof name, "%.*s", (int)word, p);
		for (size_t i = 0; i < ARRAY_LEN(known); i++)
			found = found || strcmp(known[i].name, name) == 0;
		if (!found) {
			fprintf(stderr, "bench: no such shell: %s\n", name);
			return -1;
		}
		p += word;
		p += strspn(p, " ,");
	}
	return 0;
}

static void find_in_path(char out[PATH_MAX], const char *program)
{
	const char *path = getenv("PATH");

	for (const char *p = path ? path : "/usr/bin:/bin"; *p;) {
		size_t len = strcspn(p, ":");
		int n = snprintf(out, PATH_MAX, "%.*s/%s", (int)len, p, program);

		if (len > 0 && n < PATH_MAX && access(out, X_OK) == 0)
			return;
		p += len;
		p += *p == ':';
	}
	out[0] = '\0';
}

int shells_find(struct shell shells[MAX_SHELLS], const char *ipcsh, const char *wanted)
{
	if (check_names(wanted) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		struct shell *s = &shells[i];

		*s = (struct shell){ .name = known[i].name, .options = known[i].options };
		s->bare = strcmp(s->name, "bare") == 0;
		s->language = known[i].language;
		if (known[i].program)
			find_in_path(s->path, known[i].program);
		else if (!s->bare && access(ipcsh, X_OK) == 0 && !realpath(ipcsh, s->path))
			s->path[0] = '\0';
		s->chosen = !wanted || s->bare || list_has(wanted, s->name);
	}
	return (int)ARRAY_LEN(known);
}
