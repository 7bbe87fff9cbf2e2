/* SPDX-License-Identifier: GPL-3.0-or-later */
/* editor.c -- a text is handed to an editor, in a file, and taken back. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A new file with TEXT; its name is in PATH. 0 or -errno. */
static int write_file(struct sh *sh, const struct buf *text, struct buf *path)
{
	const char *folder = var_get_name(&sh->vars, "TMPDIR");

	buf_str(path, folder && *folder ? folder : "/tmp");
	buf_str(path, "/fcXXXXXX");
	int fd = mkostemp(buf_cstr(path), O_CLOEXEC);
	if (fd < 0)
		return -errno;
	int err = fd_write_all(fd, text->data, text->len);
	fd_close(&fd);
	return err;
}

static int read_file(const struct buf *path, struct buf *text)
{
	int fd = fd_open(path->data, O_RDONLY, 0);

	if (fd < 0)
		return fd;
	text->len = 0;
	int err = fd_read_all(fd, text);
	fd_close(&fd);
	return err;
}

static int run_editor(struct sh *sh, const char *editor, const struct buf *path)
{
	struct buf command = { 0 };

	buf_printf(&command, "%s ", editor);
	buf_quoted(&command, path->data, path->len);
	sh->errexit_off++; /* a failing editor means: do not run it */
	int status = exec_eval(sh, buf_cstr(&command), command.len);
	sh->errexit_off--;
	buf_free(&command);
	return status;
}

int sh_edit(struct sh *sh, const char *editor, struct buf *text, struct buf *path)
{
	int status = write_file(sh, text, path);

	if (status == 0)
		status = run_editor(sh, editor, path);
	if (status == 0 && sh->flow == FLOW_ON)
		status = read_file(path, text);
	if (path->len > 0)
		(void)unlink(buf_cstr(path)); /* the editor may have removed it */
	return status;
}
