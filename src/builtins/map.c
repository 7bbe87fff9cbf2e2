/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map.c -- mmapput mmapcat mmapwait mmapsync: mapped files as words. */
#include "ipc_word.h"

#include <errno.h>
#include <sys/mman.h>
#include <stdlib.h>

#define CHUNK 65536u
#define NOTE_MOST ((uint64_t)1 << 20) /* a larger file is not looked through again for a later mmapwait */

static int map_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	if (err == -ENOSPC) /* of the disk, not of a kernel's table */
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s", error_text(ENOSPC));
	return ipc_failed(sh, a, err);
}

/* --off and --len of what is only looked at. */
static bool in_file(const struct ipc_args *a, const struct ipc_map *m)
{
	return a->off <= m->size && (!a->has_len || a->len <= m->size - a->off);
}

static int past_end(struct sh *sh, const struct ipc_args *a, const struct ipc_map *m)
{
	return sh_builtin_error(
		sh, STATUS_ERROR, a->object, "the file ends at byte %llu", (unsigned long long)m->size);
}

/* ---- mmapput ---- */

/* A new file is as large as its value; one that is there grows only where --grow says so. */
static int make_room(struct sh *sh, const struct ipc_args *a, struct ipc_map *m, size_t n)
{
	if (a->off <= m->size && n <= m->size - a->off)
		return STATUS_OK;
	if (!a->grow && !m->made)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"%zu bytes at offset %llu do not fit into a file of %llu (--grow makes it longer)", n,
			(unsigned long long)a->off, (unsigned long long)m->size);
	int err = ipc_map_grow(m, a->off + n);
	return err < 0 ? map_failed(sh, a, err) : STATUS_OK;
}

static int put_into(struct sh *sh, const struct ipc_args *a, struct ipc_map *m, struct buf *value)
{
	bool whole = !a->bytes && !a->cstring && !a->has_off && !a->has_len;
	int status = make_room(sh, a, m, value->len);

	if (status != STATUS_OK)
		return status;
	if (whole && value->len < m->size) /* for C programs that look for the end of the text */
		buf_byte(value, '\0');
	int err = ipc_map_write(m, a->off, value->data, value->len);
	return err < 0 ? map_failed(sh, a, err) : STATUS_OK;
}

static int put_taken(struct sh *sh, const struct ipc_args *a, struct buf *value)
{
	struct ipc_map_how how = {
		.write = true,
		.create = a->create || a->exclusive,
		.exclusive = a->exclusive,
		.mode = a->mode,
	};
	struct ipc_map m;
	int status = ipc_text_end(sh, a, value, 0, "--len", a->has_len ? &a->len : NULL);

	if (status != STATUS_OK)
		return status;
	int err = ipc_map_open(a->address.path, &how, &m);
	if (err < 0)
		return map_failed(sh, a, err);
	status = put_into(sh, a, &m, value);
	if (status == STATUS_OK)
		ipc_map_note(&ipc_state(sh)->maps, &m, 0, 0, NOTE_MOST);
	ipc_map_close(&m);
	return status;
}

static int map_put(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_MAP, 1, -1, &a))
		return a.status;
	struct ipc_state *st = ipc_state(sh);
	struct buf value = ipc_buf_take(st);
	int status = ipc_text(sh, &a, &value);
	if (status == STATUS_OK)
		status = put_taken(sh, &a, &value);
	ipc_buf_give(st, &value);
	return status;
}

/* ---- mmapcat ---- */

/* Copies bytes OFF to END piece by piece, to the output or, with -v, into VALUE. 0 or -errno; a
 * failed write ends it early, and stays in sh->out. */
static int copy_out(struct sh *sh, const struct ipc_args *a, struct ipc_map *m, uint64_t off, uint64_t end,
	struct buf *value)
{
	char *chunk = mem_alloc(CHUNK); /* too much for a small stack */
	int err = 0;
	bool ended = false;

	while (off < end && !ended && sh->out.err == 0) {
		size_t n = end - off < CHUNK ? (size_t)(end - off) : CHUNK;
		err = ipc_map_read(m, off, chunk, n);
		if (err < 0)
			break;
		size_t used = a->cstring ? strnlen(chunk, n) : n;
		if (a->var)
			buf_add(value, chunk, used);
		else if (used > 0)
			sh_write(sh, chunk, used);
		ended = used < n;
		off += n;
	}
	free(chunk);
	return err;
}

/* Straight from the file to descriptor 1, where there is one that takes it. *OFF is moved past what was
 * handed over; the rest, if any, goes by copying. */
static int send_out(struct sh *sh, const struct ipc_args *a, struct ipc_map *m, uint64_t end, uint64_t *off)
{
	uint64_t sent;
	int err = 0;

	if (a->var || a->cstring || sh->out.sink || end - *off < CHUNK || sh_flush(sh) < 0)
		return 0;
	do {
		err = ipc_map_send(m, *off, end - *off, 1, &sent);
		*off += sent;
	} while (err == -EINTR && sh_on_signal(sh) == 0);
	if (err == -ENOTSUP)
		return 0;
	if (err == -EPIPE || err == -ENOSPC || err == -EIO || err == -ECONNRESET || err == -EFBIG) {
		sh->out.err = err;
		return 0;
	}
	return err;
}

static int cat_from(struct sh *sh, const struct ipc_args *a, struct ipc_map *m)
{
	struct buf value = { 0 };
	int status;

	if (!in_file(a, m))
		return past_end(sh, a, m);
	uint64_t off = a->off, end = a->has_len ? a->off + a->len : m->size;
	int err = send_out(sh, a, m, end, &off);
	if (err == 0 && sh->out.err == 0)
		err = copy_out(sh, a, m, off, end, &value);
	if (err < 0)
		status = map_failed(sh, a, err);
	else if (a->var)
		status = ipc_set(sh, a, "", value.data, value.len);
	else
		status = ipc_flush(sh, a);
	buf_free(&value);
	return status;
}

static int map_cat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_map_how how = { .write = false };
	struct ipc_map m;

	if (!ipc_args(sh, argc, argv, IPC_MAP, 1, 1, &a))
		return a.status;
	int err = ipc_map_open(a.address.path, &how, &m);
	if (err < 0)
		return map_failed(sh, &a, err);
	int status = cat_from(sh, &a, &m);
	if (status == STATUS_OK)
		ipc_map_note(&ipc_state(sh)->maps, &m, 0, 0, NOTE_MOST);
	ipc_map_close(&m);
	return status;
}

/* ---- mmapwait, mmapsync ---- */

static int map_wait(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_MAP, 1, 1, &a))
		return a.status;
	if (a.awaited) /* what came into being while we waited is new */
		return STATUS_OK;
	int err = ipc_map_wait(&ipc_state(sh)->maps, a.address.path, a.off, a.len, &a.wait);
	return err < 0 ? map_failed(sh, &a, err) : STATUS_OK;
}

/* --lock, --unlock: for as long as this shell lives. */
static int pin_file(struct sh *sh, const struct ipc_args *a, const struct ipc_map *m, uint64_t n)
{
	struct ipc_map_locks *locked = &ipc_state(sh)->locked;

	if (a->unpin)
		return ipc_map_unlock(locked, m, a->off, n) > 0 ? STATUS_OK : STATUS_NO;
	int err = ipc_map_lock(locked, m, a->off, n);
	if (err == -ENOMEM || err == -EPERM || err == -EAGAIN)
		return ipc_lock_refused(sh, a->object);
	return err < 0 ? map_failed(sh, a, err) : STATUS_OK;
}

static int sync_file(struct sh *sh, const struct ipc_args *a, struct ipc_map *m)
{
	int flags = (a->async ? MS_ASYNC : MS_SYNC) | (a->invalidate ? MS_INVALIDATE : 0);

	if (!in_file(a, m))
		return past_end(sh, a, m);
	uint64_t n = a->has_len ? a->len : m->size - a->off;
	int err = ipc_map_sync(m, a->off, n, flags);
	if (err == 0 && a->load)
		err = ipc_map_load(m, a->off, n, &a->wait);
	if (err == 0 && a->drop)
		err = ipc_map_drop(m, a->off, n);
	if (err == 0 && (a->pin || a->unpin))
		return pin_file(sh, a, m, n);
	return err < 0 ? map_failed(sh, a, err) : STATUS_OK;
}

static int map_sync(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_map_how how = { .write = true };
	struct ipc_map m;

	if (!ipc_args(sh, argc, argv, IPC_MAP, 1, 1, &a))
		return a.status;
	if ((a.load || a.pin) && a.drop)
		return sh_builtin_error(
			sh, STATUS_ERROR, a.load ? "--load" : "--lock", "not together with --drop");
	if (a.pin && a.unpin)
		return sh_builtin_error(sh, STATUS_ERROR, "--lock", "not together with --unlock");
	if ((a.pin || a.unpin) && exec_unshare(sh)) /* what it is for is the life of a process */
		return sh->vars.status;
	int err = ipc_map_open(a.address.path, &how, &m);
	if (err == -EACCES || err == -EROFS) {
		how.write = false;
		err = ipc_map_open(a.address.path, &how, &m);
	}
	if (err < 0)
		return map_failed(sh, &a, err);
	int status = sync_file(sh, &a, &m);
	ipc_map_close(&m);
	return status;
}

/* ---- the table ---- */

static const struct opt_row put_options[] = {
	{ 'c', NULL, NULL, "create it if it is missing, as large as the value" },
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 'b', NULL, NULL, "the bytes alone, no NUL behind them" },
	{ 's', NULL, NULL, "a C string: with a NUL, which has to fit too" },
	{ 0, "off", "N", "write at offset N, just the bytes" },
	{ 0, "len", "N", "fill up with NULs to N bytes" },
	{ 0, "grow", NULL, "make the file longer if the value needs it" },
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row cat_options[] = {
	{ 'b', NULL, NULL, "all bytes (as without it)" },
	{ 's', NULL, NULL, "a C string: the bytes before the first NUL" },
	{ 0, "off", "N", "from offset N on" },
	{ 0, "len", "N", "just N bytes" },
	IPC_ROW_VARIABLE("put the value into the variable"),
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row wait_options[] = {
	{ 0, "off", "N", "only bytes from offset N on" },
	{ 0, "len", "N", "only N bytes" },
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	{ 'n', NULL, NULL, "do not wait: status 1 where nothing has changed" },
	IPC_ROW_END,
};

static const struct opt_row sync_options[] = {
	{ 0, "off", "N", "only bytes from offset N on" },
	{ 0, "len", "N", "only N bytes" },
	{ 0, "async", NULL, "ask for it, and do not wait (MS_ASYNC)" },
	{ 0, "invalidate", NULL, "other maps of the file are to be read anew (MS_INVALIDATE)" },
	{ 0, "load", NULL, "then bring it into memory (MAP_POPULATE)" },
	{ 0, "drop", NULL, "then give the memory back that holds it" },
	{ 0, "lock", NULL, "then keep it in memory until this shell ends (mlock)" },
	{ 0, "unlock", NULL, "no longer; status 1 if it was not kept" },
	IPC_ROW_END,
};

const struct builtin map_builtins[] = {
	{ "mmapput", map_put, BUILTIN_IPC,
		"[-cxbsw] [-m MODE] [-t SEC] [-n] [--off N] [--len N] [--grow] PATH [TEXT...]",
		"write a value into a file through a map: TEXT, or standard input to its end", put_options },
	{ "mmapcat", map_cat, BUILTIN_IPC, "[-bsw] [-v NAME] [-t SEC] [-n] [--off N] [--len N] PATH",
		"print a file as it is in memory", cat_options },
	{ "mmapwait", map_wait, BUILTIN_IPC, "[-w] [-t SEC] [-n] [--off N] [--len N] PATH",
		"wait until a file that others have mapped changes", wait_options },
	{ "mmapsync", map_sync, BUILTIN_IPC,
		"[--off N] [--len N] [--async] [--invalidate] [--load] [--drop] [--lock] [--unlock] PATH",
		"wait until what was written through maps of a file is on the disk", sync_options },
	{ .help = "mapped files", .usage = "ipcsh-mmap(1)" },
};
