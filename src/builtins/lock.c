/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.c -- lock ADDRESS COMMAND: runs a command holding a lock on a file or a semaphore; and fdlock, which
 * locks what is open and is one flock(2) or fcntl(2).
 *
 * The lock of the first is the shell's, not the command's: it is given back when COMMAND ends, on every way
 * out, and when the shell dies, whatever COMMAND has left running. So its descriptor is closed in every
 * child. */
#include "sem.h"

#include <errno.h>
#include <stdlib.h>

#define STATUS_OWN_FAILURE 125

static const struct opt_row lock_options[] = {
	{ 0, "shared", NULL, "a file: together with others that lock it so" },
	{ 0, "ofd", NULL, "a file: with fcntl(2), which does not meet flock(1) but programs that use that" },
	{ 0, "off", "N", "with --ofd: lock from this byte on" },
	{ 0, "len", "N", "with --ofd: lock so many bytes (default: to the end)" },
	{ 'c', NULL, NULL, "a semaphore: create it if it is missing, with the value 1; a file always is" },
	IPC_ROW_MODE,
	{ 0, "num", "LIST", "semaphores of the set: 2, 0,3 or 0-4 (default 0)" },
	IPC_ROW_TIMEOUT,
	{ 'n', NULL, NULL, "do not wait: status 1 if it is taken" },
	{ 'E', NULL, "N", "status N where COMMAND is not run, in place of 1, 124 and 125" },
	IPC_ROW_AWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row fd_options[] = {
	{ 0, "shared", NULL, "together with others that lock it so" },
	{ 0, "unlock", NULL, "let go" },
	{ 0, "ofd", NULL, "with fcntl(2), which does not meet flock(1) but programs that use that" },
	{ 0, "off", "N", "with --ofd: from this byte on" },
	{ 0, "len", "N", "with --ofd: so many bytes (default: to the end)" },
	IPC_ROW_TIMEOUT,
	{ 'n', NULL, NULL, "do not wait: status 1 if it is taken" },
	IPC_ROW_END,
};

/* The status where COMMAND is not run: lock's own failures are told from those of the command. */
static int not_run(const struct ipc_args *a, int status)
{
	int64_t wanted;

	if (status > STATUS_SIGNAL) /* interrupted */
		return status;
	if (a->exit_status && text_to_int(a->exit_status, &wanted))
		return (int)wanted;
	return status == STATUS_ERROR ? STATUS_OWN_FAILURE : status;
}

static bool parts_ok(struct sh *sh, const struct ipc_args *a)
{
	if (a->ofd || !(a->has_off || a->has_len))
		return true;
	sh_builtin_error(sh, STATUS_ERROR, a->object, "only --ofd can lock a part of a file");
	return false;
}

static bool usage_ok(struct sh *sh, struct ipc_args *a)
{
	uint64_t status;
	bool file = a->address.kind == IPC_ADDR_PATH;

	if (a->exit_status && !text_to_uint10(a->exit_status, 255, &status)) {
		sh_builtin_error(sh, STATUS_ERROR, "-E", "%s: not a status from 0 to 255", a->exit_status);
		a->exit_status = NULL;
	} else if (!file && (a->shared || a->ofd)) {
		sh_builtin_error(
			sh, STATUS_ERROR, a->object, "--shared and --ofd are for files: this is a semaphore");
	} else if (file && a->num) {
		sh_builtin_error(sh, STATUS_ERROR, a->object, "--num is for semaphores: this is a file");
	} else {
		return parts_ok(sh, a);
	}
	return false;
}

/* Nothing follows COMMAND but the end of the lock: this process must not become the command. */
static int run_command(struct sh *sh, const struct ipc_args *a)
{
	const struct builtin *self = sh->builtin;
	bool last = sh->last_command;

	sh->last_command = false;
	int status = exec_argv(sh, a->n_text, a->text, 0);
	sh->last_command = last;
	sh->builtin = self;
	return status;
}

static struct ipc_lock_how how_of(const struct ipc_args *a)
{
	return (struct ipc_lock_how){ a->shared, a->ofd, (int64_t)a->off, (int64_t)a->len, a->mode };
}

/* The file of a lock. */
struct held {
	struct ipc_lock_how how;
	int fd;
	struct mortal *file; /* for --rm */
};

/* Opens the file, and notes it for --rm: it may be new, and what is waited for now may never come. */
static int open_noted(struct sh *sh, const struct ipc_args *a, struct held *h)
{
	const char *path = a->address.path;
	sigset_t before;
	int err = 0;

	ipc_birth_begin(a, &before);
	h->fd = ipc_lock_open(path, &h->how);
	if (h->fd >= 0 && a->remove)
		err = ipc_remove_lock(sh, path, &h->how, &h->fd, &h->file);
	ipc_birth_end(a, &before);
	return h->fd < 0 ? h->fd : err;
}

/* Gives the lock back, if there is one. No signal ends the shell when this is half done. */
static void let_go(const struct ipc_args *a, struct held *h)
{
	sigset_t before;

	ipc_birth_begin(a, &before);
	ipc_unlocked(h->file);
	ipc_lock_give(&h->fd, &h->how);
	ipc_birth_end(a, &before);
	h->file = NULL;
}

/* Where the file was replaced meanwhile the new one is locked. 0 or -errno. */
static int take(struct sh *sh, const struct ipc_args *a, struct held *h)
{
	for (;;) {
		int err = open_noted(sh, a, h);
		if (err == 0)
			err = ipc_lock_take(h->fd, a->address.path, &h->how, &a->wait);
		if (err == 0)
			return 0;
		let_go(a, h);
		if (err != -ESTALE)
			return err;
	}
}

static int lock_file(struct sh *sh, const struct ipc_args *a)
{
	struct held h = { .how = how_of(a) };
	struct ipc_state *st = ipc_state(sh);
	int err = take(sh, a, &h);

	if (err < 0)
		return not_run(a, ipc_failed(sh, a, err));
	vec_push(&st->locks, &h.fd);
	own_fd_add(sh, &h.fd);
	int status = run_command(sh, a);
	if (h.fd >= 0) {
		st->locks.len--;
		own_fd_remove(sh, &h.fd);
	}
	let_go(a, &h);
	return status;
}

static int lock_semaphore(struct sh *sh, struct ipc_args *a)
{
	struct ipc_args give;
	char **command = a->text;
	int n = a->n_text;

	a->text = NULL;
	a->n_text = 0;
	int status = sem_hold(sh, a, true);
	if (status != STATUS_OK)
		return not_run(a, status);
	a->text = command;
	a->n_text = n;
	status = run_command(sh, a);
	give = *a;
	give.text = NULL;
	give.n_text = 0;
	give.create = give.exclusive = give.remove = false;
	return sem_hold(sh, &give, false) == STATUS_OK ? status : not_run(a, STATUS_ERROR);
}

/* In an unforked subshell: a process of its own, which the lock can be the property of. */
static int lock_run(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_LOCK, 2, -1, &a))
		return a.status == STATUS_OK ? STATUS_OK : not_run(&a, a.status);
	if (!usage_ok(sh, &a))
		return not_run(&a, STATUS_ERROR);
	if (exec_unshare(sh))
		return sh->vars.status;
	return a.address.kind == IPC_ADDR_PATH ? lock_file(sh, &a) : lock_semaphore(sh, &a);
}

/* ---- fdlock ---- */

static int fd_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	if (err != -EBADF)
		return ipc_failed(sh, a, err);
	return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s",
		!a->ofd || a->unpin ? "not open"
		: a->shared         ? "not open for reading, as --ofd --shared needs it"
				    : "not open for writing, as --ofd needs it");
}

/* The lock is the open file's: all its duplicates have it, also in other processes. */
static int lock_fd(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int fd;

	if (!ipc_options(sh, argc, argv, IPC_LOCK, &a))
		return a.status;
	if (a.n_text != 1 || (a.unpin && a.shared))
		return builtin_usage(sh);
	a.object = a.text[0];
	if (!ipc_fd_operand(sh, &a, a.object, &fd) || !parts_ok(sh, &a))
		return a.status;
	struct ipc_lock_how how = how_of(&a);
	int err = a.unpin ? ipc_unlock_fd(fd, &how) : ipc_lock_fd(fd, &how, &a.wait);
	return err < 0 ? fd_failed(sh, &a, err) : STATUS_OK;
}

const struct builtin lock_builtins[] = {
	{ "lock", lock_run, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-cnw] [-m MODE] [-t SEC] [-E N] [--shared] [--ofd] [--off N] [--len N] [--num LIST] [--rm] "
		"ADDRESS "
		"COMMAND [ARG...]",
		"run a command holding a lock on a file or a semaphore", lock_options },
	{ "fdlock", lock_fd, BUILTIN_IPC,
		"[-n] [-t SEC] [--shared] [--unlock] [--ofd] [--off N] [--len N] FD",
		"lock what a descriptor has open, or let it go", fd_options },
	{ .help = "locks", .usage = "ipcsh-lock(1)" },
};
