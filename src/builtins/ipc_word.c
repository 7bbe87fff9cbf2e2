/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_word.c -- addresses, messages and statuses, the same for all IPC words. */
#include "ipc_word.h"

#include <errno.h>
#include <signal.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* ---- addresses ---- */

bool ipc_address(struct sh *sh, struct ipc_args *a, const char *text, bool private)
{
	struct trouble why;

	a->object = text;
	a->status = STATUS_ERROR;
	if (ipc_address_parse(text, a->family, &a->address, &why) < 0) {
		sh_builtin_error(sh, STATUS_ERROR, text, "%s", why.text);
		return false;
	}
	if (!private && a->address.kind == IPC_ADDR_KEY && a->address.key == IPC_KEY_PRIVATE) {
		sh_builtin_error(sh, STATUS_ERROR, text, "key 0 is private: use the id:N that %snew printed",
			ipc_family_name(a->family == IPC_LOCK ? IPC_SEM : a->family));
		return false;
	}
	return true;
}

int ipc_there(enum ipc_family family, const struct ipc_address *a)
{
	struct stat st;
	int found;

	if (family == IPC_LOCK && a->kind != IPC_ADDR_PATH)
		family = IPC_SEM;
	switch (family) {
	case IPC_SHM: found = ipc_shm_find(a); break;
	case IPC_MQ: found = ipc_mq_there(a); break;
	case IPC_SEM: found = ipc_sem_there(a); break;
	default: found = stat(a->path, &st) < 0 ? -errno : 0; break;
	}
	return found < 0 ? found : 0;
}

static int object_there(void *ctx)
{
	const struct ipc_args *a = ctx;

	return a->family == IPC_SHM ? ipc_shm_ready(&a->address) : ipc_there(a->family, &a->address);
}

/* The limit is one for both, until it is there and until it has something. */
bool ipc_await(struct sh *sh, struct ipc_args *a)
{
	int64_t began = clock_ns(CLOCK_MONOTONIC);
	int err = object_there(a);

	a->awaited = err == -ENOENT;
	if (a->awaited)
		err = ipc_wait_until(&a->wait, object_there, a);

	if (err < 0) {
		a->status = ipc_failed(sh, a, err);
		return false;
	}
	if (a->wait.timeout_ns >= 0) {
		a->wait.timeout_ns -= clock_ns(CLOCK_MONOTONIC) - began;
		if (a->wait.timeout_ns < 0)
			a->wait.timeout_ns = 0;
	}
	return true;
}

bool ipc_fd_operand(struct sh *sh, struct ipc_args *a, const char *text, int *fd)
{
	uint64_t n;

	if (!text_to_uint10(text, INT_MAX, &n)) {
		a->status = sh_builtin_error(sh, STATUS_ERROR, text, "not the number of a descriptor");
		return false;
	}
	*fd = (int)n;
	return true;
}

bool ipc_args(
	struct sh *sh, int argc, char **argv, enum ipc_family family, int min, int max, struct ipc_args *a)
{
	if (!ipc_options(sh, argc, argv, family, a))
		return false;
	if (a->n_text < min || (max >= 0 && a->n_text > max)) {
		a->status = view_usage(sh, &a->view, sh->builtin->name);
		return false;
	}
	if (!ipc_address(sh, a, *a->text, false))
		return false;
	a->text++;
	a->n_text--;
	return !a->await || a->create || a->exclusive || ipc_await(sh, a);
}

bool ipc_one_for_variable(struct sh *sh, struct ipc_args *a)
{
	if ((!a->var && !a->got) || (!a->follow && a->count == 1))
		return true;
	a->status = sh_builtin_error(sh, STATUS_ERROR, a->var ? "-v" : "--got",
		"a variable takes one at a time: leave out -k and -f");
	return false;
}

bool ipc_must_fork(struct sh *sh, const struct ipc_args *a)
{
	return a->remove && exec_unshare(sh);
}

/* ---- the ls and rm words ---- */

int ipc_ls(struct sh *sh, int argc, char **argv, const struct ipc_listing *l)
{
	struct ipc_args a;

	if (!ipc_options(sh, argc, argv, l->family, &a))
		return a.status;
	if (a.n_text > 0)
		return builtin_usage(sh);
	struct view *v = view_new(sh, l->name, l->columns, l->n_columns, &a.view);
	if (!v)
		return a.view.status;
	int err = l->fill(sh, v);
	int status = view_end(v);
	return err < 0 ? ipc_failed(sh, &a, err) : status;
}

int ipc_stat_each(struct sh *sh, int argc, char **argv, const struct ipc_stating *s)
{
	struct ipc_args a;
	int status = STATUS_OK;

	if (!ipc_options(sh, argc, argv, s->family, &a))
		return a.status;
	if (a.n_text == 0 || (a.var && a.n_text != 1))
		return view_usage(sh, &a.view, sh->builtin->name);
	if (a.var)
		return s->one(sh, &a, NULL, a.text[0]);
	struct view *v = view_new(sh, s->name, s->columns, s->n_columns, &a.view);
	if (!v)
		return a.view.status;
	for (int i = 0; i < a.n_text; i++) {
		int one = s->one(sh, &a, v, a.text[i]);
		status = one == STATUS_OK ? status : one;
	}
	int printed = view_end_if(v, view_rows(v) > 0);
	return status != STATUS_OK ? status : printed;
}

static int remove_one(struct sh *sh, struct ipc_args *a, const char *text, ipc_remove_fn remove)
{
	if (!ipc_address(sh, a, text, false))
		return a->status;
	int err = remove(sh, a);
	return err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
}

int ipc_rm(struct sh *sh, int argc, char **argv, enum ipc_family family, ipc_remove_fn remove)
{
	struct ipc_args a;
	int status = STATUS_OK;

	if (!ipc_options(sh, argc, argv, family, &a))
		return a.status;
	if (a.n_text == 0)
		return builtin_usage(sh);
	for (int i = 0; i < a.n_text; i++)
		if (remove_one(sh, &a, a.text[i], remove) != STATUS_OK)
			status = STATUS_ERROR;
	return status;
}

bool ipc_maker_may(const struct ipc_args *a, mode_t need)
{
	return (a->mode & need) == need || ipc_above_modes();
}

/* ---- messages ---- */

static const struct noun {
	const char *name;
	const char *maker;    /* the word that makes one; NULL: none */
	const char *operands; /* of that word, after the address */
} nouns[IPC_FAMILIES] = {
	[IPC_SHM] = { "segment", "shmnew", " SIZE" },
	[IPC_MQ] = { "queue", "mqnew", "" },
	[IPC_SEM] = { "semaphore", "semnew", "" },
	[IPC_FIFO] = { "FIFO", "fifonew", "" },
	[IPC_MAP] = { "file", NULL, "" },
	[IPC_LOCK] = { "folder", NULL, "" }, /* the file itself is made */
	[IPC_SOCK] = { "socket", NULL, "" },
};

static bool word_removes(const struct sh *sh)
{
	size_t n = strlen(sh->builtin->name);

	return n > 2 && strcmp(sh->builtin->name + n - 2, "rm") == 0;
}

const char *ipc_who_removes(const struct ipc_address *a, int err)
{
	bool owners = err == EPERM || (err == EACCES && a->kind == IPC_ADDR_POSIX);

	return owners ? " (its owner may remove it, and root: see `ipc show')" : "";
}

static bool word_has_letter(const struct sh *sh, char letter)
{
	for (const struct opt_row *row = sh->builtin->opts; row && row->meaning; row++)
		if (row->letter == letter)
			return true;
	return false;
}

/* What makes the object, for the parentheses: only an address by key or path can be made, and rm words need
 * none. */
static void how_to_make(struct sh *sh, const struct ipc_args *a, struct buf *b)
{
	const struct noun *noun = &nouns[a->family];
	bool by_option = word_has_letter(sh, 'c');

	if (a->address.kind == IPC_ADDR_ID || word_removes(sh))
		return;
	if ((!noun->maker && !by_option) || a->family == IPC_LOCK)
		return;
	buf_str(b, " (");
	if (noun->maker)
		buf_printf(b, "%s %s%s makes one%s", noun->maker, a->object, noun->operands,
			by_option ? ", or " : "");
	if (by_option)
		buf_str(b, noun->maker ? "give -c" : "-c makes one");
	buf_str(b, ")");
}

/* Then the object cannot be made either. */
static bool folder_missing(const struct ipc_args *a)
{
	const char *path = a->address.kind == IPC_ADDR_PATH ? a->address.path : "";
	const char *end = strrchr(path, '/');
	struct stat st;

	if (!end || end == path)
		return false;
	char *folder = mem_strndup(path, (size_t)(end - path));
	bool missing = stat(folder, &st) < 0 && errno == ENOENT;
	free(folder);
	return missing;
}

/* It is in the way of what would be made, too. */
static bool dangles(const struct ipc_args *a)
{
	struct stat st;

	return a->address.kind == IPC_ADDR_PATH && lstat(a->address.path, &st) == 0 && S_ISLNK(st.st_mode);
}

/* 0: ERR is none that a limit explains. */
static size_t limit_reason(const struct ipc_args *a, int err, struct buf *b)
{
	const struct ipc_bound *bounds;
	size_t n = ipc_limits_met(a, -err, &bounds);

	if (n > 0) {
		buf_printf(b, "no room for this %s: ", nouns[a->family].name);
	} else if ((n = ipc_files_met(err, &bounds)) > 0) {
		buf_printf(b, "%s: ", error_text(err));
	}
	if (n > 0)
		ipc_limit_text(b, bounds, n);
	return n;
}

/* Files have their own ways to show and to give rights. */
static void refused(struct sh *sh, const struct ipc_args *a, int err, struct buf *b)
{
	bool kernels = a->address.kind != IPC_ADDR_PATH && a->address.kind != IPC_ADDR_SOCKET;

	buf_str(b, error_text(err));
	if (word_removes(sh))
		buf_str(b, ipc_who_removes(&a->address, err));
	else if ((a->create || a->exclusive) && !ipc_maker_may(a, 0600) &&
		 ipc_there(a->family, &a->address) < 0)
		buf_printf(b, " (mode %04o keeps its maker out, too: nothing is made)", a->mode);
	else if (err == EACCES && kernels)
		buf_str(b, " (its owner may give the right with `ipc set -m': see `ipc show')");
}

static void reason(struct sh *sh, const struct ipc_args *a, int err, struct buf *b)
{
	const char *noun = nouns[a->family].name;

	if (limit_reason(a, err, b) > 0)
		return;
	switch (err) {
	case ENOENT:
		if (folder_missing(a)) {
			buf_str(b, "no such folder");
			return;
		}
		if (dangles(a)) {
			buf_str(b, "a link that leads nowhere");
			return;
		}
		buf_printf(b, "no such %s", noun);
		how_to_make(sh, a, b);
		return;
	case EPERM:
	case EACCES: refused(sh, a, err, b); return;
	case EEXIST:
		buf_printf(
			b, "this %s exists%s", noun, a->exclusive ? " (without -x it is used as it is)" : "");
		return;
	case EIDRM: buf_printf(b, "the %s was removed meanwhile", noun); return;
	case IPC_NOT_FIFO: buf_printf(b, "not a %s", noun); return; /* also IPC_NOT_SEM and IPC_NOT_SHM */
	case ENODEV: buf_str(b, "no file that can be mapped (a pipe, a device, a file of /proc)"); return;
	case IPC_CUT_SHORT: buf_printf(b, "the %s was cut short meanwhile", noun); return;
	case IPC_NO_SIZE: buf_str(b, "it has no bytes: its maker has not given it a size yet"); return;
	case EBUSY:
		buf_str(b, "another process has been writing to it for 5 seconds (-t waits longer)");
		return;
	default: buf_str(b, error_text(err)); return;
	}
}

int ipc_interrupted(struct sh *sh)
{
	return sh->flow != FLOW_ON ? sh->vars.status : STATUS_SIGNAL + sh_interrupt_signal(sh);
}

void ipc_heed_output(struct sh *sh, struct ipc_args *a)
{
	if (!a->var && !sh->out.sink)
		a->wait.output = sh->out.fd;
}

int ipc_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	struct buf b = { 0 };

	switch (-err) {
	case EAGAIN: return STATUS_NO;
	case ETIMEDOUT: return STATUS_TIMEOUT;
	case EINTR: return ipc_interrupted(sh);
	default: break;
	}
	if (err == -EPIPE && a->wait.output) { /* nothing was taken: it is as if a write had failed */
		raise(SIGPIPE);
		sh->out.err = err;
		return STATUS_ERROR;
	}
	if (err == -IPC_CUT_SHORT && a->family == IPC_SHM && ipc_shm_starved(&a->address))
		err = -ENOSPC;
	reason(sh, a, -err, &b);
	sh_builtin_error(sh, STATUS_ERROR, a->object, "%s", buf_cstr(&b));
	buf_free(&b);
	return STATUS_ERROR;
}
