/* SPDX-License-Identifier: GPL-3.0-or-later */
/* programs.c -- all programs of $PATH, for those who ask a person which one is meant. Nothing else reads its
 * directories: a name is looked up by stat(2) alone (lookup.c). */
#include "exec_internal.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

bool program_at(int dir, const char *name)
{
	struct stat st;
	return fstatat(dir, name, &st, 0) == 0 && S_ISREG(st.st_mode) &&
	       faccessat(dir, name, X_OK, AT_EACCESS) == 0;
}

static void names_of(const char *path, void (*each)(void *ctx, int dir, const char *name), void *ctx)
{
	int fd = fd_high(fd_open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK, 0));
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;
	if (!dir) {
		fd_close(&fd);
		return;
	}
	while (!signal_is_noted(SIGINT) && (entry = readdir(dir)))
		if (entry->d_name[0] != '.' && entry->d_type != DT_DIR)
			each(ctx, fd, entry->d_name);
	closedir(dir);
}

void programs_each(struct sh *sh, void (*each)(void *ctx, int dir, const char *name), void *ctx)
{
	const char *path = var_get_name(&sh->vars, "PATH");
	struct buf dir = { 0 };
	while (path) {
		size_t len = strcspn(path, ":");
		dir.len = 0;
		buf_add(&dir, len ? path : ".", len ? len : 1);
		names_of(buf_cstr(&dir), each, ctx);
		path = path[len] ? path + len + 1 : NULL;
	}
	buf_free(&dir);
}
