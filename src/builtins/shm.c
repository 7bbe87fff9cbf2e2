/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm.c -- shmnew shmput shmcat shmwait: shared memory as words. shmstat, shmls and shmrm are
 * in shm_show.c. */
#include "shm.h"

#include <errno.h>
#include <stdlib.h>

#define DEFAULT_SIZE 4096u /* of what -c makes */

/* ---- messages ---- */

static int too_small(struct sh *sh, const struct ipc_args *a, size_t wanted)
{
	struct ipc_shm *shm;
	int err = ipc_shm_use(&ipc_state(sh)->shm, &a->address, IPC_SHM_READ, &shm);

	if (err < 0)
		return sh_builtin_error(
			sh, STATUS_ERROR, a->object, "a segment of less than %zu bytes is there", wanted);
	int status = sh_builtin_error(sh, STATUS_ERROR, a->object,
		"a segment of %zu bytes is there, less than %zu", ipc_cell_size(shm), wanted);
	ipc_shm_done(shm);
	return status;
}

static int no_huge_pages(struct sh *sh, const struct ipc_args *a, int err, size_t size)
{
	if (err == -ENOMEM)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"no %zu bytes of huge pages (/proc/sys/vm/nr_hugepages says how many pages there "
			"are)",
			size);
	if (err == -EPERM)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"huge pages are for root and the group in /proc/sys/vm/hugetlb_shm_group");
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"no huge pages of this size (/sys/kernel/mm/hugepages has the sizes)");
}

static int make_failed(struct sh *sh, const struct ipc_args *a, int err, size_t size)
{
	uint64_t most;

	if (a->huge && (err == -ENOMEM || err == -EINVAL || err == -EPERM))
		return no_huge_pages(sh, a, err, size);
	if (err == -EMSGSIZE)
		return too_small(sh, a, size);
	if (err == -EINVAL && !ipc_is_posix(a) && ipc_limit("kernel/shmmax", &most) == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a segment has 1 to %llu bytes (/proc/sys/kernel/shmmax), not %zu%s",
			(unsigned long long)most, size,
			size <= most ? " and what --journal or --keep adds" : "");
	if (err == -ENOMEM)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "no memory for %zu bytes", size);
	return ipc_failed(sh, a, err);
}

/* As ipc_failed(); knows what only cells have: WRITER is the process that died in mid-write. */
static int shm_failed(struct sh *sh, const struct ipc_args *a, int err, pid_t writer)
{
	if (err == -EOWNERDEAD)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"its writer (pid %d) died in mid-write: the value is lost (shmput puts a new one)",
			(int)writer);
	if (err == -ENOTSUP)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"no versions: this segment has no room for a cell (shmnew makes one that has)");
	return ipc_failed(sh, a, err);
}

/* The version as users count: how many values there were. */
static int set_version(
	struct sh *sh, const struct ipc_args *a, const char *name, name_id id, uint64_t version)
{
	struct ipc_args to = *a;

	if (!name)
		return STATUS_OK;
	to.var = name;
	to.var_name = id;
	to.var_name = names_intern(&sh->vars.names, name, strlen(name));
	return ipc_set_int(sh, &to, "", (int64_t)(version / 2));
}

/* ---- shmnew ---- */

/* Made, and noted for --rm. */
static int make_noted(struct sh *sh, const struct ipc_args *a, const struct ipc_shm_how *how)
{
	char path[PATH_MAX];
	sigset_t before;

	ipc_birth_begin(a, &before);
	int id = ipc_shm_make(&ipc_state(sh)->shm, &a->address, how);
	if (id >= 0 && a->remove) {
		if (!ipc_is_posix(a))
			ipc_remove_id(sh, IPC_SHM, id);
		else if (ipc_shm_path(&a->address, path) == 0)
			ipc_remove_path(sh, path);
	}
	ipc_birth_end(a, &before);
	return id;
}

/* STAY: a value comes next, as of ipc_shm_how. */
static int make_for(struct sh *sh, const struct ipc_args *a, size_t size, bool stay, int *status)
{
	struct ipc_shm_how how = { .size = size,
		.mode = a->mode,
		.stay = stay,
		.exclusive = a->exclusive,
		.journal = a->journal,
		.keep = a->keep,
		.no_reserve = a->no_reserve,
		.huge = a->huge,
		.page_bits = a->page ? (unsigned)__builtin_ctzll(a->page) : 0 };

	if (a->huge && ipc_is_posix(a)) {
		*status = sh_builtin_error(
			sh, STATUS_ERROR, a->object, "only a System V segment can be in huge pages");
		return -EINVAL;
	}
	int id = make_noted(sh, a, &how);

	if (id < 0)
		*status = make_failed(sh, a, id, size);
	return id;
}

int shm_make(struct sh *sh, const struct ipc_args *a, size_t size, int *status)
{
	return make_for(sh, a, size, false, status);
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
		return sh_builtin_error(sh, STATUS_ERROR, a.text[1],
			"not a size in bytes above 0 (4096, 0x1000, or with k, M or G behind it)");
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	int id = shm_make(sh, &a, size, &status);
	if (id < 0)
		return status;
	return ipc_made(sh, &a, id);
}

/* ---- shmput ---- */

/* The value: its bytes, and how many of them count as such. */
struct value {
	struct buf buf; /* where it had to be put together */
	const char *data;
	size_t n, length;
};

/* -s ends it with a NUL, --len fills up with them. */
static int finish_value(struct sh *sh, const struct ipc_args *a, struct value *v)
{
	v->length = v->n;
	if (!a->cstring && !a->has_len)
		return STATUS_OK;
	if (v->data != v->buf.data)
		buf_add(&v->buf, v->data, v->n);
	if (a->cstring)
		v->length = strnlen(buf_cstr(&v->buf), v->n);
	int status = ipc_text_end(sh, a, &v->buf, 0, "--len", a->has_len ? &a->len : NULL);
	v->data = v->buf.data;
	v->n = v->buf.len;
	if (!a->cstring)
		v->length = v->n;
	return status;
}

/* One operand is taken from where it is; others are joined, and standard input is read to its end. */
static int take_value(struct sh *sh, const struct ipc_args *a, struct value *v)
{
	if (a->n_text == 1) {
		v->data = a->text[0];
		v->n = strlen(v->data);
		return finish_value(sh, a, v);
	}
	int status = ipc_text(sh, a, &v->buf);
	v->data = v->buf.data;
	v->n = v->buf.len;
	return status == STATUS_OK ? finish_value(sh, a, v) : status;
}

static size_t size_to_make(const struct ipc_args *a, const struct value *v)
{
	size_t wanted = (size_t)a->off + v->n + 1;

	if (a->size > 0)
		return (size_t)a->size;
	return wanted > DEFAULT_SIZE ? wanted : DEFAULT_SIZE;
}

static int too_long(struct sh *sh, const struct ipc_args *a, const struct value *v, size_t size)
{
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"%zu bytes at offset %llu do not fit into a segment of %zu", v->n, (unsigned long long)a->off,
		size);
}

static int put_into(struct sh *sh, const struct ipc_args *a, struct ipc_shm *shm, const struct value *v)
{
	struct ipc_cell_put put = {
		.off = a->off,
		.data = v->data,
		.n = v->n,
		.length = v->length,
		.part = a->has_off,
		.nul = !a->bytes && !a->cstring && !a->has_off && !a->has_len,
		.only_if = a->has_if,
		.if_version = 2 * a->if_version,
	};
	int err = ipc_cell_write(shm, &put, &a->wait);

	if (err == -EMSGSIZE)
		return too_long(sh, a, v, ipc_cell_size(shm));
	if (err < 0)
		return shm_failed(sh, a, err, 0);
	return set_version(sh, a, a->var, a->var_name, put.version);
}

/* Makes it for this value: one that would not fit makes nothing. Its maker may write this once, whatever the
 * mode. *MADE, or a status. */
static int make_for_value(struct sh *sh, const struct ipc_args *a, const struct value *v, bool *made)
{
	int status = STATUS_OK;
	size_t size = size_to_make(a, v);

	if (a->off > size || v->n > size - a->off)
		return too_long(sh, a, v, size);
	*made = make_for(sh, a, size, true, &status) >= 0;
	return status;
}

/* All input is there: now nothing waits. */
static int put_taken(struct sh *sh, const struct ipc_args *a, const struct value *v)
{
	struct ipc_state *st = ipc_state(sh);
	struct ipc_shm *shm;
	bool can_make = a->address.kind != IPC_ADDR_ID && (a->create || a->exclusive), made = false;
	int status, err = -ENOENT;

	if (!a->exclusive)
		err = ipc_shm_use(&st->shm, &a->address, IPC_SHM_WRITE, &shm);
	for (int i = 0; i < IPC_RACES && err == -ENOENT && can_make; i++) {
		status = make_for_value(sh, a, v, &made);
		if (status != STATUS_OK)
			return status;
		err = ipc_shm_use(&st->shm, &a->address, IPC_SHM_WRITE, &shm);
	}
	if (err == -ENOENT && can_make) /* somebody was quicker each time */
		err = -EIDRM;
	if (err < 0)
		return ipc_failed(sh, a, err);
	status = put_into(sh, a, shm, v);
	ipc_shm_done(shm);
	if (made && ipc_shm_bars_maker(a->mode))
		ipc_shm_forget(&st->shm, &a->address);
	return status;
}

static int shm_put(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_SHM, 1, -1, &a))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	struct value v = { .buf = ipc_buf_take(st) };
	ipc_remove_there(sh, &a);
	int status = take_value(sh, &a, &v);
	if (status == STATUS_OK)
		status = put_taken(sh, &a, &v);
	ipc_buf_give(st, &v.buf);
	return status;
}

/* ---- shmcat ---- */

static int cat_failed(struct sh *sh, const struct ipc_args *a, struct ipc_shm *shm, int err, pid_t writer)
{
	if (err == -ERANGE)
		return sh_builtin_error(
			sh, STATUS_ERROR, a->object, "the segment ends at byte %zu", ipc_cell_size(shm));
	return shm_failed(sh, a, err, writer);
}

/* A value for a variable has its name before it: a large one becomes the variable's own text as it is. */
#define ADOPT_LEAST 4096u

static size_t begin_value(const struct ipc_args *a, struct buf *value)
{
	if (!a->var)
		return 0;
	buf_str(value, a->var);
	buf_byte(value, '=');
	return value->len;
}

static int set_value(struct sh *sh, const struct ipc_args *a, struct buf *value, size_t head,
	const struct ipc_cell_get *got)
{
	size_t n = value->len - head;

	if (n >= ADOPT_LEAST && (got->no_nul || !memchr(value->data + head, '\0', n)) &&
		var_adopt(&sh->vars, a->var_name, value))
		return STATUS_OK;
	return ipc_set(sh, a, "", value->data + head, n);
}

static int hand_out(struct sh *sh, const struct ipc_args *a, struct buf *value, size_t head,
	const struct ipc_cell_get *got)
{
	int status = set_version(sh, a, a->ver, a->ver_name, got->version);

	if (status != STATUS_OK)
		return status;
	if (a->var)
		return set_value(sh, a, value, head, got);
	if (value->len > 0)
		sh_write(sh, value->data, value->len);
	return ipc_flush(sh, a);
}

static int cat_from(struct sh *sh, const struct ipc_args *a, struct ipc_shm *shm)
{
	struct ipc_state *st = ipc_state(sh);
	struct buf value = ipc_buf_take(st);
	struct ipc_cell_get get = { .off = a->off,
		.len = a->len,
		.has_len = a->has_len,
		.all = a->bytes,
		.cstring = a->cstring,
		.raw = a->raw };
	size_t head = begin_value(a, &value);
	int err = ipc_cell_read(shm, &get, &value, &a->wait);
	int status = err < 0 ? cat_failed(sh, a, shm, err, get.writer) : hand_out(sh, a, &value, head, &get);

	ipc_buf_give(st, &value);
	return status;
}

static int shm_cat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_shm *shm;

	if (!ipc_args(sh, argc, argv, IPC_SHM, 1, 1, &a))
		return a.status;
	enum ipc_shm_access how = a.read_only ? IPC_SHM_READ : IPC_SHM_BEST;
	int err = ipc_shm_use(&ipc_state(sh)->shm, &a.address, how, &shm);
	if (err < 0)
		return ipc_failed(sh, &a, err);
	int status = cat_from(sh, &a, shm);
	ipc_shm_done(shm);
	return status;
}

/* ---- shmwait ---- */

static int shm_wait(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_SHM, 1, 1, &a))
		return a.status;
	struct ipc_cell_since since = {
		.given = a.has_since || a.awaited, /* what came into being while we waited is new */
		.version = 2 * a.since,
	};
	int err = ipc_cell_wait(&ipc_state(sh)->shm, &a.address, &since, &a.wait);
	if (err < 0)
		return shm_failed(sh, &a, err, since.writer);
	return set_version(sh, &a, a.var, a.var_name, since.version);
}

/* ---- the table ---- */

static const struct opt_row new_options[] = {
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	IPC_ROW_VARIABLE("put id:N into the variable"),
	{ 0, "journal", NULL, "twice the memory: a put of any length leaves the old or the new value" },
	{ 0, "keep", NULL, "left for later on purpose: `ipc gc' leaves it alone" },
	{ 0, "huge", "N", "System V: in huge pages of N bytes (2M, 1G; 0: the usual ones)" },
	{ 0, "no-reserve", NULL, "set no memory aside for it until it is used" },
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
	{ 0, "size", "N", "-c and -x make a segment of N bytes" },
	{ 0, "if", "V", "only if V is still the version, else status 1" },
	{ 0, "journal", NULL, "-c and -x make it with a journal: see shmnew" },
	{ 0, "keep", NULL, "-c and -x make it to be kept: see shmnew" },
	IPC_ROW_VARIABLE("put the new version into the variable"),
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row cat_options[] = {
	{ 'b', NULL, NULL, "all bytes of the segment, not only those of the value" },
	{ 's', NULL, NULL, "a C string: the bytes before the first NUL" },
	{ 0, "off", "N", "from offset N on" },
	{ 0, "len", "N", "just N bytes" },
	{ 0, "raw", NULL, "also of a value whose writer died in mid-write" },
	{ 0, "read-only", NULL, "attach it for reading only" },
	IPC_ROW_VARIABLE("put the value into the variable"),
	{ 0, "ver", "NAME", "put the version of that value into the variable" },
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_END,
};

static const struct opt_row wait_options[] = {
	{ 0, "since", "V", "a value after version V is new (else: after the last that this shell saw)" },
	IPC_ROW_VARIABLE("put its version into the variable"),
	IPC_ROW_AWAIT,
	IPC_ROW_TIMEOUT,
	{ 'n', NULL, NULL, "do not wait: status 1 where there is nothing new" },
	IPC_ROW_END,
};

const struct builtin shm_builtins[] = {
	{ "shmnew", shm_new, BUILTIN_IPC,
		"[-x] [-m MODE] [-v NAME] [--journal] [--keep] [--huge N] [--no-reserve] [--rm] ADDRESS SIZE",
		"create a segment of shared memory, or open one of at least that size", new_options },
	{ "shmput", shm_put, BUILTIN_IPC,
		"[-cxbsw] [-m MODE] [-v NAME] [-t SEC] [-n] [--off N] [--len N] [--size N] [--if V] "
		"[--journal] "
		"[--keep] [--rm] ADDRESS [TEXT...]",
		"write a value into shared memory: TEXT, or standard input to its end", put_options },
	{ "shmcat", shm_cat, BUILTIN_IPC,
		"[-bsw] [-v NAME] [--ver NAME] [-t SEC] [-n] [--off N] [--len N] [--raw] [--read-only] "
		"ADDRESS",
		"print the value in shared memory", cat_options },
	{ "shmwait", shm_wait, BUILTIN_IPC, "[-w] [-v NAME] [-t SEC] [-n] [--since V] ADDRESS",
		"wait until there is a new value in shared memory", wait_options },
	{ .help = "shared memory", .usage = "ipcsh-shm(1)" },
};
