/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pwd.c -- $PWD at the start (POSIX.1-2024, XCU sh, PWD): the one handed down if it is true, else the
 * kernel's. */
#include "vars_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* An absolute path without the components . and .. */
static bool is_clean(const char *path)
{
	if (*path != '/')
		return false;
	while (*path) {
		path += strspn(path, "/");
		size_t len = strcspn(path, "/");
		if (len > 0 && len <= 2 && path[0] == '.' && path[len - 1] == '.')
			return false;
		path += len;
	}
	return true;
}

static bool is_here(const char *path)
{
	struct stat there, here;
	return stat(path, &there) == 0 && stat(".", &here) == 0 && there.st_dev == here.st_dev &&
	       there.st_ino == here.st_ino;
}

static void set_pwd(struct vars *vars, const char *path)
{
	if (path && *path == '/')
		var_set(vars, N_PWD, path, strlen(path));
	else
		var_unset(vars, N_PWD); /* the directory was removed, or lies outside of the root */
}

/* Asking the kernel for the path is far cheaper than two stats, and mostly it is what we were given. A
 * buffer of PATH_MAX would touch one more page of the stack. */
void pwd_init(struct vars *vars)
{
	char path[512], *found = getcwd(path, sizeof path), *longer = NULL;
	size_t len;
	const char *given = var_get(vars, N_PWD, &len);

	if (!found && errno == ERANGE)
		found = longer = getcwd(NULL, 0);
	bool same = given && found && strcmp(given, found) == 0 && *found == '/';
	if (!same && (!given || !is_clean(given) || !is_here(given)))
		set_pwd(vars, found);
	free(longer);
	if (var_get(vars, N_PWD, &len))
		var_set_flags(vars, N_PWD, VAR_EXPORT, 0);
}
