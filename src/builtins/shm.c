/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm.c -- shmnew shmput shmcat shmls shmrm: System V shared memory as words. */
#include "ipc_word.h"

#include <errno.h>
#include <stdlib.h>

#define DEFAULT_SIZE 4096u /* of what -c makes */

static int too_small(struct sh *sh, const struct ipc_args *a, size_t wanted)
{
	struct ipc_shm *shm;
	int err = ipc_shm_use(&ipc_state(sh)->shm, &a->address, false, &shm);

	if (err < 0)
		return sh_builtin_error(
			sh, STATUS_ERROR, a->object, "a segment of less than %zu bytes is there", wanted);
	return sh_builtin_error(sh, STATUS_ERROR, a->object, "a segment of %zu bytes is there, less than %zu",
		shm->size, wanted);
}

static int make_failed(struct sh *sh, const struct ipc_args *a, int err, size_t size)
{
	uint64_t most;

	if (err == -EMSGSIZE)
		return too_small(sh, a, size);
	if (err == -EINVAL && ipc_limit("kernel/shmmax", &most) == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a segment has 1 to %llu bytes (/proc/sys/kernel/shmmax), not %zu",
			(unsigned long long)most, size);
	if (err == -ENOMEM)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "no memory for %zu bytes", size);
	return ipc_failed(sh, a, err);
}

/* Makes or opens. Gives the id, or < 0: said, and *STATUS is set. */
static int make(struct sh *sh, const struct ipc_args *a, size_t size, int *status)
{
	int id = ipc_shm_make(&a->address, size, a->mode, a->exclusive);

	if (id < 0)
		*status = make_failed(sh, a, id, size);
	return id;
}

static int shm_new(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	uint64_t size;
	int status;

	if (!ipc_options(sh, argc, argv, IPC_SHM, &a))
		return a.status;
	if (a.n_text != 2)
		return builtin_usage(sh);
	if (!ipc_address(sh, &a, a.text[0], true))
		return a.status;
	if (!ipc_size(a.text[1], &size) || size == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a.text[1], "not a size in bytes above 0");
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	int id = make(sh, &a, size, &status);
	if (id < 0)
		return status;
	if (a.remove)
		ipc_remove_id(sh, IPC_SHM, id);
	return ipc_made(sh, &a, id);
}

/* ---- shmput ---- */

/* Where the value goes: 0, or a status after a message. */
static int put_check(struct sh *sh, const struct ipc_args *a, const struct ipc_shm *shm, size_t n)
{
	if (a->off > shm->size || n > shm->size - a->off)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"%zu bytes at offset %llu do not fit into a segment of %zu", n,
			(unsigned long long)a->off, shm->size);
	return STATUS_OK;
}

/* The value as it goes into memory: -s ends it with a NUL, --len fills up with them, and a value that takes
 * the place of the whole gets one where there is room, for C programs. */
static int put_value(struct sh *sh, const struct ipc_args *a, struct buf *value)
{
	if (a->cstring)
		buf_byte(value, '\0');
	if (!a->has_len)
		return STATUS_OK;
	if (value->len > a->len)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "%zu bytes are more than --len %llu",
			value->len, (unsigned long long)a->len);
	size_t pad = (size_t)a->len - value->len;
	if (pad > 0) {
		buf_grow(value, pad);
		memset(value->data + value->len, 0, pad);
		value->len += pad;
	}
	return STATUS_OK;
}

static size_t size_to_make(const struct ipc_args *a, const struct buf *value)
{
	size_t wanted = (size_t)a->off + value->len + 1;

	return wanted > DEFAULT_SIZE ? wanted : DEFAULT_SIZE;
}

static int put_into(struct sh *sh, const struct ipc_args *a, struct ipc_shm *shm, const struct buf *value)
{
	int status = put_check(sh, a, shm, value->len);

	if (status != STATUS_OK)
		return status;
	char *at = shm->addr + a->off;
	if (value->len)
		memcpy(at, value->data, value->len);
	if (!a->bytes && !a->cstring && !a->has_off && !a->has_len && value->len < shm->size)
		at[value->len] = '\0';
	return STATUS_OK;
}

/* All input is there: now nothing waits. */
static int put_taken(struct sh *sh, const struct ipc_args *a, struct buf *value)
{
	struct ipc_state *st = ipc_state(sh);
	struct ipc_shm *shm;
	int status = put_value(sh, a, value), err = -ENOENT;

	if (status != STATUS_OK)
		return status;
	if (!a->exclusive)
		err = ipc_shm_use(&st->shm, &a->address, true, &shm);
	if (err == -ENOENT && (a->create || a->exclusive) && a->address.kind == IPC_ADDR_KEY) {
		if (make(sh, a, size_to_make(a, value), &status) < 0)
			return status;
		err = ipc_shm_use(&st->shm, &a->address, true, &shm);
	}
	if (err < 0)
		return ipc_failed(sh, a, err);
	if (a->remove)
		ipc_remove_id(sh, IPC_SHM, shm->id);
	return put_into(sh, a, shm, value);
}

static int shm_put(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_SHM, 1, -1, &a))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	struct buf value = ipc_buf_take(st);
	int status = ipc_text(sh, &a, &value);
	if (status == STATUS_OK)
		status = put_taken(sh, &a, &value);
	ipc_buf_give(st, &value);
	return status;
}

/* ---- shmcat ---- */

static int cat_from(struct sh *sh, const struct ipc_args *a, const struct ipc_shm *shm)
{
	if (a->off > shm->size || (a->has_len && a->len > shm->size - a->off))
		return sh_builtin_error(
			sh, STATUS_ERROR, a->object, "the segment ends at byte %zu", shm->size);
	const char *from = shm->addr + a->off;
	size_t n = a->has_len ? (size_t)a->len : shm->size - (size_t)a->off;
	if (a->cstring || (!a->bytes && !a->has_len))
		n = strnlen(from, n);
	if (a->var)
		return ipc_set(sh, a, "", from, n);
	if (n > 0)
		sh_write(sh, from, n);
	return ipc_flush(sh, a);
}

static int shm_cat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_shm *shm;

	if (!ipc_args(sh, argc, argv, IPC_SHM, 1, 1, &a))
		return a.status;
	int err = ipc_shm_use(&ipc_state(sh)->shm, &a.address, false, &shm);
	return err < 0 ? ipc_failed(sh, &a, err) : cat_from(sh, &a, shm);
}

/* ---- shmls, shmrm ---- */

enum { COL_ID, COL_KEY, COL_OWNER, COL_MODE, COL_SIZE, COL_ATTACHED, COL_MAKER, COL_LAST, COL_STATE };
static const struct view_column columns[] = {
	[COL_ID] = { "ID", VIEW_NUMBER, "the kernel's number, for id:N" },
	[COL_KEY] = { "KEY", 0, "the System V key" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER, "bytes" },
	[COL_ATTACHED] = { "ATTACHED", VIEW_NUMBER, "how many attachments there are" },
	[COL_MAKER] = { "MAKER", VIEW_NUMBER, "the process that made it" },
	[COL_LAST] = { "LAST", VIEW_NUMBER, "the process that attached or detached it last" },
	[COL_STATE] = { "STATE", 0, "`removed': it lives on only while it is attached" },
};

static void list_row(struct view *v, const struct ipc_shm_info *s)
{
	view_row(v);
	view_cell(v, COL_ID, "%d", s->id);
	view_key(v, COL_KEY, s->key);
	view_user(v, COL_OWNER, s->uid);
	view_mode(v, COL_MODE, s->mode);
	view_cell(v, COL_SIZE, "%zu", s->size);
	view_cell(v, COL_ATTACHED, "%lu", s->attached);
	view_pid(v, COL_MAKER, s->maker);
	view_pid(v, COL_LAST, s->last);
	if (s->removed)
		view_cell(v, COL_STATE, "removed");
	else
		view_none(v, COL_STATE);
}

static int shm_ls(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_shm_info *list;
	size_t n;

	if (!ipc_options(sh, argc, argv, IPC_SHM, &a))
		return a.status;
	if (a.n_text > 0)
		return builtin_usage(sh);
	struct view *v = view_new(sh, "segments", columns, ARRAY_LEN(columns), &a.view);
	if (!v)
		return a.view.status;
	int err = ipc_shm_list(&list, &n);
	for (size_t i = 0; err == 0 && i < n; i++)
		list_row(v, &list[i]);
	free(list);
	int status = view_end(v);
	return err < 0 ? ipc_failed(sh, &a, err) : status;
}

static int remove_one(struct sh *sh, struct ipc_args *a, const char *text)
{
	if (!ipc_address(sh, a, text, false))
		return a->status;
	int id = ipc_shm_find(&a->address);
	if (id >= 0) {
		ipc_shm_forget(&ipc_state(sh)->shm, id);
		id = ipc_shm_remove(id);
	}
	return id < 0 ? ipc_failed(sh, a, id) : STATUS_OK;
}

static int shm_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_each_operand(sh, argc, argv, IPC_SHM, remove_one);
}

/* ---- the table ---- */

static const struct opt_row new_options[] = {
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	IPC_ROW_VARIABLE("put id:N into the variable"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row put_options[] = {
	{ 'c', NULL, NULL, "create it if it is missing: 4,096 bytes, more if the value needs them" },
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 'b', NULL, NULL, "the bytes alone, no NUL behind them" },
	{ 's', NULL, NULL, "a C string: with a NUL, which has to fit too" },
	{ 0, "off", "N", "write at offset N, just the bytes" },
	{ 0, "len", "N", "fill up with NULs to N bytes" },
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row cat_options[] = {
	{ 'b', NULL, NULL, "all bytes, not only those before the first NUL" },
	{ 's', NULL, NULL, "a C string: the bytes before the first NUL" },
	{ 0, "off", "N", "from offset N on" },
	{ 0, "len", "N", "just N bytes" },
	{ 0, "read-only", NULL, "attach it for reading only (as this word does anyway)" },
	IPC_ROW_VARIABLE("put the value into the variable"),
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row ls_options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };

static const struct opt_row no_options[] = { IPC_ROW_END };

const struct builtin shm_builtins[] = {
	{ "shmnew", shm_new, BUILTIN_IPC, "[-x] [-m MODE] [-v NAME] [--rm] ADDRESS SIZE",
		"create a segment of shared memory, or open one of at least that size", new_options },
	{ "shmput", shm_put, BUILTIN_IPC,
		"[-cxbsw] [-m MODE] [-t SEC] [-n] [--off N] [--len N] [--rm] ADDRESS [TEXT...]",
		"write a value into shared memory: TEXT, or standard input to its end", put_options },
	{ "shmcat", shm_cat, BUILTIN_IPC,
		"[-bsw] [-v NAME] [-t SEC] [-n] [--off N] [--len N] [--read-only] ADDRESS",
		"print the value in shared memory", cat_options },
	{ "shmls", shm_ls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST]",
		"list the segments of shared memory", ls_options },
	{ "shmrm", shm_rm, BUILTIN_IPC, "ADDRESS...", "remove segments of shared memory", no_options },
	{ 0 },
};
