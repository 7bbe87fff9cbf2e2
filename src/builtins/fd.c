/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fd.c -- fdseek fdread fdpipe: one lseek(2), one read(2), one pipe(2). */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define READ_MOST 0x7ffff000u /* what the kernel reads at most in one call */

/* Options and exactly two operands, the first of them a descriptor. */
static bool fd_args(struct sh *sh, int argc, char **argv, struct ipc_args *a, int *fd)
{
	if (!ipc_options(sh, argc, argv, IPC_MAP, a))
		return false;
	if (a->n_text != 2) {
		a->status = builtin_usage(sh);
		return false;
	}
	a->object = a->text[0];
	return ipc_fd_operand(sh, a, a->object, fd);
}

static int fd_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	const char *text = error_text(-err);

	if (err == -EAGAIN || err == -ETIMEDOUT || err == -EINTR || err == -EMFILE || err == -ENFILE)
		return ipc_failed(sh, a, err);
	if (err == -EBADF)
		text = "not open, or not for reading";
	else if (err == -ESPIPE)
		text = "a pipe, a socket or a terminal has no offset";
	else if (err == -EISDIR)
		text = "a directory cannot be read";
	return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s", text);
}

/* ---- fdseek ---- */

/* A sign counts only behind `cur` and `end`, so that a -1 by mistake is an error, as it is for lseek(2). */
static bool offset_parse(const char *text, int *whence, off_t *off)
{
	static const struct {
		const char *name;
		int whence;
	} forms[] = { { "cur", SEEK_CUR }, { "end", SEEK_END } };
	bool negative = false;
	uint64_t n;

	*whence = SEEK_SET;
	*off = 0;
	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (strncmp(text, forms[i].name, 3) != 0)
			continue;
		*whence = forms[i].whence;
		text += 3;
		if (!*text)
			return true;
		if (*text != '+' && *text != '-')
			return false;
		negative = *text == '-';
		text++;
	}
	if (*whence == SEEK_SET && *text == '+') {
		*whence = SEEK_CUR;
		text++;
	}
	if (!ipc_size(text, &n))
		return false;
	*off = negative ? -(off_t)n : (off_t)n;
	return true;
}

static int fd_seek(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int fd, whence;
	off_t off;

	if (!fd_args(sh, argc, argv, &a, &fd))
		return a.status;
	if (!offset_parse(a.text[1], &whence, &off))
		return sh_builtin_error(sh, STATUS_ERROR, a.text[1],
			"not an offset: use N, +N or cur-N from where it is, end or end-N");
	off_t now = lseek(fd, off, whence);
	if (now < 0 && errno == EINVAL)
		return sh_builtin_error(sh, STATUS_ERROR, a.object, "%s is before the beginning", a.text[1]);
	if (now < 0 && errno == EBADF)
		return sh_builtin_error(sh, STATUS_ERROR, a.object, "not open");
	if (now < 0)
		return fd_failed(sh, &a, -errno);
	return a.var ? ipc_set_int(sh, &a, "", now) : STATUS_OK;
}

/* ---- fdread ---- */

static int give_out(struct sh *sh, const struct ipc_args *a, const char *p, size_t n)
{
	int status = STATUS_OK;

	if (a->var)
		status = ipc_set(sh, a, "", p, n);
	else if (n > 0)
		sh_write(sh, p, n);
	if (status == STATUS_OK && !a->var)
		status = ipc_flush(sh, a);
	return status == STATUS_OK && n == 0 ? STATUS_NO : status;
}

static int fd_read_word(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	uint64_t n;
	int fd;

	if (!fd_args(sh, argc, argv, &a, &fd))
		return a.status;
	if (!ipc_size(a.text[1], &n) || n == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a.text[1], "not a number of bytes above 0");
	if (n > READ_MOST)
		n = READ_MOST;
	char *bytes = malloc((size_t)n); /* only what is read is ever touched */
	if (!bytes)
		return fd_failed(sh, &a, -ENOMEM);
	ssize_t got = ipc_read(fd, bytes, (size_t)n, &a.wait);
	int status = got < 0 ? fd_failed(sh, &a, (int)got) : give_out(sh, &a, bytes, (size_t)got);
	free(bytes);
	return status;
}

/* ---- fdpipe ---- */

/* NAME_r and NAME_w, as a coprocess has them. */
static int give_ends(struct sh *sh, const struct ipc_args *a, int ends[2])
{
	int err = 0;

	for (int i = 0; i < 2; i++) {
		int one = ipc_script_fd(sh, &ends[i]);
		err = err ? err : one;
	}
	int status = err < 0 ? fd_failed(sh, a, err) : ipc_set_int(sh, a, "_r", ends[0]);
	if (status == STATUS_OK)
		status = ipc_set_int(sh, a, "_w", ends[1]);
	for (int i = 0; status != STATUS_OK && i < 2; i++)
		fd_close(&ends[i]);
	return status;
}

static int fd_pipe_word(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int ends[2];

	if (!ipc_options(sh, argc, argv, IPC_FIFO, &a))
		return a.status;
	if (a.n_text > 0)
		return builtin_usage(sh);
	if (!ipc_wants_fd(sh, &a))
		return a.status;
	if (pipe2(ends, O_CLOEXEC | (a.packets ? O_DIRECT : 0)) < 0)
		return fd_failed(sh, &a, -errno);
	int status = ipc_capacity(sh, &a, ends[1]);
	if (status == STATUS_OK)
		return give_ends(sh, &a, ends);
	close(ends[0]);
	close(ends[1]);
	return status;
}

/* ---- the table ---- */

static const struct opt_row seek_options[] = {
	IPC_ROW_VARIABLE("put the new offset into the variable"),
	IPC_ROW_END,
};

static const struct opt_row read_options[] = {
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_VARIABLE("put the bytes into the variable"),
	IPC_ROW_END,
};

static const struct opt_row pipe_options[] = {
	IPC_ROW_VARIABLE("put the descriptor to read from into NAME_r, the one to write to into NAME_w"),
	{ 0, "capacity", "N", "room for N bytes at least (k, M)" },
	{ 0, "packets", NULL, "each write is read by itself (O_DIRECT)" },
	IPC_ROW_END,
};

const struct builtin fd_builtins[] = {
	{ "fdseek", fd_seek, BUILTIN_IPC, "[-v NAME] FD N|+N|cur-N|end|end-N", "move a descriptor's offset",
		seek_options },
	{ "fdread", fd_read_word, BUILTIN_IPC, "[-n] [-t SEC] [-v NAME] FD N",
		"read once, up to N bytes, and print them; status 1 at the end of the file", read_options },
	{ "fdpipe", fd_pipe_word, BUILTIN_IPC | BUILTIN_MAY_FORK, "[--capacity N] [--packets] -v NAME",
		"open a pipe", pipe_options },
	{ .help = "descriptors", .usage = "ipcsh-fd(1)" },
};
