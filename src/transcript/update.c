/* SPDX-License-Identifier: GPL-3.0-or-later */
/* update.c -- `-u`: what was printed becomes what is expected. */
#include "transcript_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What did not come to its end proves nothing; output that no command stands above is no command's. */
static bool may_update(const struct script *s, const struct result *r, size_t block)
{
	return block != BLOCK_NONE && (r->blocks[block].ended || s->blocks[block].n_command == 0);
}

static void new_text(struct buf *out, const struct script *s, const struct result *r, const struct verdict *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct edit *e = &v->edits[i];

		if (e->kind != ' ' && e->kind != (may_update(s, r, e->block) ? '+' : '-'))
			continue;
		buf_add(out, e->s, e->len);
		buf_byte(out, '\n');
	}
}

/* Beside the file and then in its place, so that nobody ever sees half of it. */
static int replace(const char *path, const struct buf *text)
{
	struct buf name = { 0 };
	struct stat st;
	int err = 0;

	buf_printf(&name, "%s.XXXXXX", path);
	int fd = mkstemp(buf_cstr(&name));
	if (fd < 0 || stat(path, &st) < 0) {
		err = -errno;
	} else {
		(void)!fchown(fd, st.st_uid, st.st_gid); /* only root can give files away */
		err = fchmod(fd, st.st_mode & 07777) < 0 ? -errno : fd_write_all(fd, text->data, text->len);
		if (err == 0 && (fsync(fd) < 0 || rename(name.data, path) < 0))
			err = -errno;
	}
	if (fd >= 0 && err < 0)
		(void)unlink(name.data);
	fd_close(&fd);
	buf_free(&name);
	return err;
}

static void settle(const struct script *s, const struct result *r, struct verdict *v)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n_blocks; i++) {
		if (!v->failed[i] || !may_update(s, r, i))
			continue;
		v->failed[i] = false;
		v->n_updated++;
		v->n_failed--;
		v->n_passed++;
	}
	for (size_t i = 0; i < v->n; i++) {
		struct edit e = v->edits[i];

		if (e.kind == '-' && may_update(s, r, e.block))
			continue;
		if (e.kind == '+' && may_update(s, r, e.block))
			e.kind = ' ';
		v->edits[kept++] = e;
	}
	v->n = kept;
}

int update_file(const struct script *s, const struct result *r, struct verdict *v)
{
	char path[PATH_MAX];
	struct buf text = { 0 };
	bool differs = false;
	int err = 0;

	for (size_t i = 0; i < s->n_blocks && !r->skipped; i++)
		differs |= v->failed[i] && may_update(s, r, i);
	if (!differs)
		return 0;
	new_text(&text, s, r, v);
	err = realpath(s->path, path) ? replace(path, &text) : -errno;
	if (err == 0)
		settle(s, r, v);
	buf_free(&text);
	return err;
}
