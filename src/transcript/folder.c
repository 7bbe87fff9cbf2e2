/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c -- the folder that a file runs in. */
#include "transcript_internal.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_one(const struct folder *f, const char *name, char **path)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s/%s", f->root, name);
	*path = buf_cstr(&text);
	return mkdir(*path, 0700) < 0 ? -errno : 0;
}

int folder_make(struct folder *f, const char *parent)
{
	struct buf text = { 0 };

	*f = (struct folder){ 0 };
	buf_printf(&text, "%s/" FOLDER_PREFIX "XXXXXX", parent);
	f->root = mkdtemp(buf_cstr(&text));
	if (!f->root) {
		buf_free(&text);
		return -errno;
	}
	int err = make_one(f, "work", &f->work);
	if (err == 0)
		err = make_one(f, "tmp", &f->tmp);
	return err == 0 ? make_one(f, "home", &f->home) : err;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)ftw;
	if (kind == FTW_DNR || (kind == FTW_D && (st->st_mode & 0700) != 0700))
		(void)chmod(path, 0700); /* where that fails, so will the removal */
	else
		(void)remove(path);
	return 0;
}

/* Files in a folder without rights need more than one walk: first the rights, then what is in it. */
int folder_remove(const struct folder *f)
{
	for (int i = 0; i < 100; i++) {
		(void)nftw(f->root, remove_one, 32, FTW_PHYS);
		(void)nftw(f->root, remove_one, 32, FTW_PHYS | FTW_DEPTH | FTW_MOUNT);
		if (access(f->root, F_OK) < 0)
			return 0;
	}
	return -ENOTEMPTY;
}
