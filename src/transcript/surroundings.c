/* SPDX-License-Identifier: GPL-3.0-or-later */
/* surroundings.c -- the environment that a file's shell begins with: the runner's, but for what would make a
 * test depend on who runs it. */
#include "transcript_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const left_out[] = {
	"LANG",
	"LANGUAGE",
	"TZ",
	"COLUMNS",
	"LINES",
	"CDPATH",
	"ENV",
	"BASH_ENV",
	"GREP_OPTIONS",
	"POSIXLY_CORRECT",
	"HOME",
	"PWD",
	"OLDPWD",
	"TMPDIR",
	"TMP",
	"TEMP",
	"SHLVL",
	"_",
	"PS1",
	"PS2",
	"PS3",
	"PS4",
	"MAIL",
	"MAILPATH",
	"HISTFILE",
	"HISTSIZE",
	"FCEDIT",
	"OPTIND",
	"IFS",
	"TESTDIR",
	"TESTFILE",
	"TESTSHELL",
	"IPCSH",
};

static bool is_left_out(const char *entry)
{
	size_t len = strcspn(entry, "=");

	if (len >= 3 && memcmp(entry, "LC_", 3) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(left_out); i++) {
		if (strlen(left_out[i]) == len && memcmp(left_out[i], entry, len) == 0)
			return true;
	}
	return false;
}

static void put(struct vec *env, const char *name, const char *value)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s=%s", name, value);
	vec_push(env, buf_cstr(&text));
}

char **surroundings_make(const struct run *run, const struct folder *f)
{
	struct vec env = { 0 };
	char shell[PATH_MAX];

	for (char **e = environ; *e; e++) {
		if (!is_left_out(*e))
			vec_push(&env, mem_strdup(*e));
	}
	put(&env, "LANG", "C");
	put(&env, "LC_ALL", "C");
	put(&env, "LANGUAGE", "C");
	put(&env, "TZ", "GMT");
	put(&env, "COLUMNS", "80");
	put(&env, "HOME", f->home);
	put(&env, "TMPDIR", f->tmp);
	put(&env, "PWD", f->work);
	put(&env, "TESTDIR", run->script->folder);
	put(&env, "TESTFILE", run->script->name);
	ssize_t n = readlink("/proc/self/exe", shell, sizeof(shell) - 1);
	if (n > 0) {
		shell[n] = '\0';
		put(&env, "TESTSHELL", shell);
		put(&env, "IPCSH", shell);
	}
	vec_push(&env, NULL);
	return (char **)env.items;
}
