/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sem.c -- semnew semwait sempost semop semrm: semaphores, System V sets and POSIX, as words. What a process
 * took it gives back at its death, unless it said otherwise. */
#include "sem.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* ---- semnew ---- */

static const struct ipc_bound value_bounds[] = { { .unit = "for a System V semaphore",
	.fixed = IPC_SEM_MOST } };
static const struct ipc_bound posix_value_bounds[] = { { .unit = "for a POSIX semaphore",
	.fixed = IPC_SEMP_MOST } };
static const struct ipc_bound set_bounds[] = {
	{ .unit = "semaphores in a set", .file = "kernel/sem", .field = 0 }
};
static const struct ipc_bound at_once_bounds[] = {
	{ .unit = "operations at once", .file = "kernel/sem", .field = 2 }
};

static int value_over(struct sh *sh, const struct ipc_args *a)
{
	return ipc_is_posix(a)
		       ? ipc_limit_error(sh, a->object, posix_value_bounds, 1, "the value is too large")
		       : ipc_limit_error(sh, a->object, value_bounds, 1, "the value is too large");
}

static int bad_value(struct sh *sh, const char *text)
{
	return sh_builtin_error(sh, STATUS_ERROR, text, "not a number from 0 on");
}

struct set {
	unsigned count;
	unsigned short *values; /* malloc'ed */
};

/* The values of a new set: those of the operands, or --num times the only one; FALLBACK where there is none.
 * 0 or a status. */
static int set_parse(
	struct sh *sh, const struct ipc_args *a, char **values, size_t n, unsigned fallback, struct set *out)
{
	uint64_t count = n > 0 ? n : 1, value = fallback;

	if (a->num && (!text_to_uint10(a->num, SEM_SET_MOST, &count) || count == 0))
		return sh_builtin_error(sh, STATUS_ERROR, "--num",
			"%s: not a number of semaphores, from 1 to %u", a->num, SEM_SET_MOST);
	if (n > 1 && n != count)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "--num %llu, but %zu values",
			(unsigned long long)count, n);
	out->count = (unsigned)count;
	out->values = mem_alloc(count * sizeof *out->values);
	for (size_t i = 0; i < count; i++) {
		if (i < n && !text_to_uint10(values[i], UINT64_MAX, &value))
			return bad_value(sh, values[i]);
		if (value > IPC_SEM_MOST)
			return value_over(sh, a);
		out->values[i] = (unsigned short)value;
	}
	return STATUS_OK;
}

/* Its id, or -errno. */
static int make_sysv(const struct ipc_args *a, const struct set *set)
{
	return ipc_sem_make(&a->address, set->count, set->values, a->mode, a->exclusive);
}

static int make_failed(struct sh *sh, const struct ipc_args *a, int err, unsigned count)
{
	struct ipc_sem_info info;
	int id;

	if (err != -EINVAL)
		return ipc_failed(sh, a, err);
	id = ipc_sem_find(NULL, &a->address, NULL);
	if (id >= 0 && ipc_sem_stat(id, &info) == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"this set exists and has only %u semaphore%s", info.count,
			info.count == 1 ? "" : "s");
	return ipc_limit_error(sh, a->object, set_bounds, 1, "%u semaphores are too many", count);
}

static int new_sysv(struct sh *sh, struct ipc_args *a)
{
	struct set set = { 0 };
	int status = set_parse(sh, a, a->text + 1, (size_t)a->n_text - 1, 1, &set);

	if (status == STATUS_OK) {
		int id = make_sysv(a, &set);
		if (id >= 0 && a->remove)
			ipc_remove_id(sh, IPC_SEM, id);
		status = id < 0 ? make_failed(sh, a, id, set.count) : ipc_made(sh, a, id);
	}
	free(set.values);
	return status;
}

/* Makes it, and has it removed. 0 or a status. */
static int make_posix(struct sh *sh, const struct ipc_args *a, uint64_t value)
{
	sigset_t before;

	if (value > IPC_SEMP_MOST)
		return value_over(sh, a);
	ipc_birth_begin(a, &before);
	int err = ipc_semp_make(a->address.path, (unsigned)value, a->mode, a->exclusive);
	if (err >= 0 && a->remove)
		err = ipc_remove_posix(sh, IPC_SEM, a->address.path);
	ipc_birth_end(a, &before);
	if (err == -EINVAL)
		return value_over(sh, a);
	return err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
}

int sem_no_sets(struct sh *sh)
{
	return sh_builtin_error(sh, STATUS_ERROR, "--num", "a POSIX semaphore is one, not a set");
}

static int new_posix(struct sh *sh, struct ipc_args *a)
{
	uint64_t value = 1;

	if (a->num || a->n_text > 2)
		return sem_no_sets(sh);
	if (a->n_text == 2 && !text_to_uint10(a->text[1], UINT64_MAX, &value))
		return bad_value(sh, a->text[1]);
	int status = make_posix(sh, a, value);
	return status == STATUS_OK ? ipc_made(sh, a, -1) : status;
}

static int sem_new(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	sigset_t before;

	if (!ipc_options(sh, argc, argv, IPC_SEM, &a))
		return a.status;
	if (a.n_text < 1)
		return builtin_usage(sh);
	if (!ipc_address(sh, &a, a.text[0], true))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	ipc_birth_begin(&a, &before);
	int status = ipc_is_posix(&a) ? new_posix(sh, &a) : new_sysv(sh, &a);
	ipc_birth_end(&a, &before);
	return status;
}

/* ---- what this process holds ---- */

/* The kernel keeps for each process what its death gives back. A post gives back in life what was taken: only
 * so much may be taken off that account, or the death of one who only posts would take it away again. */
struct sem_held {
	int id;
	unsigned num;
	int64_t taken;
};

static struct sem_held *held_find(const struct ipc_state *st, int id, unsigned num)
{
	for (size_t i = 0; i < st->held.len; i++) {
		struct sem_held *h = st->held.items[i];
		if (h->id == id && h->num == num)
			return h;
	}
	return NULL;
}

static void held_change(struct ipc_state *st, int id, unsigned num, int64_t by)
{
	struct sem_held *h = held_find(st, id, num);

	if (!h) {
		for (size_t i = 0; !h && i < st->held.len; i++)
			if (((struct sem_held *)st->held.items[i])->taken == 0)
				h = st->held.items[i];
		if (!h) {
			h = mem_alloc(sizeof *h);
			vec_push(&st->held, h);
		}
		*h = (struct sem_held){ id, num, 0 };
	}
	h->taken += by;
}

/* The set is gone, and with it what was taken of it. */
static void set_gone(struct ipc_state *st, int id)
{
	ipc_ids_forget(&st->sem, id);
	for (size_t i = 0; i < st->held.len; i++) {
		struct sem_held *h = st->held.items[i];
		if (h->id == id)
			h->taken = 0;
	}
}

void sem_was_set(struct ipc_state *st, int id, unsigned num)
{
	struct sem_held *h = held_find(st, id, num);

	if (h)
		h->taken = 0;
}

/* ---- operating ---- */

enum { OP_NOWAIT = 1, OP_UNDO = 2 };

struct operation {
	struct ipc_args *a;
	int sign; /* -1: take, 1: give */
	unsigned by;
	const short *bys;         /* of each number its own, with its sign; NULL: SIGN and BY hold for all */
	const unsigned char *how; /* with BYS: OP_NOWAIT, OP_UNDO */
	unsigned short *nums;
	size_t n_nums;
	struct ipc_sem_op *ops; /* room for two of each number */
	size_t n;
};

bool sem_nums(const char *text, unsigned short **out, size_t *n)
{
	*out = NULL;
	*n = 0;
	for (const char *at = text;; at++) {
		char *end = NULL;
		unsigned long first = *at >= '0' && *at <= '9' ? strtoul(at, &end, 10) : ULONG_MAX, last;
		if (first > SEM_SET_MOST || *n > SEM_SET_MOST)
			return false;
		last = first;
		if (*end == '-') {
			at = end + 1;
			last = *at >= '0' && *at <= '9' ? strtoul(at, &end, 10) : ULONG_MAX;
		}
		if (last > SEM_SET_MOST || last < first)
			return false;
		*out = mem_realloc(*out, (*n + last - first + 1) * sizeof **out);
		for (; first <= last; first++)
			(*out)[(*n)++] = (unsigned short)first;
		if (!*end)
			return true;
		if (*end != ',')
			return false;
		at = end;
	}
}

unsigned sem_highest(const unsigned short *nums, size_t n)
{
	unsigned most = 0;

	for (size_t i = 0; i < n; i++)
		if (nums[i] > most)
			most = nums[i];
	return most;
}

/* How much of it the death of this process undoes: all that is taken, and of what is given what it holds. */
static unsigned undone_part(const struct ipc_state *st, const struct operation *o, int id, unsigned short num,
	int sign, unsigned by)
{
	if (o->a->no_undo)
		return 0;
	if (sign < 0 || (o->a->undo && o->bys))
		return by;
	const struct sem_held *h = sign > 0 ? held_find(st, id, num) : NULL;
	if (!h || h->taken <= 0)
		return 0;
	return h->taken < (int64_t)by ? (unsigned)h->taken : by;
}

/* One operation for each number; a post is two where this process holds a part of it only. */
static void ops_make(const struct ipc_state *st, struct operation *o, int id)
{
	o->n = 0;
	for (size_t i = 0; i < o->n_nums; i++) {
		unsigned short num = o->nums[i];
		int sign = o->bys ? (o->bys[i] > 0) - (o->bys[i] < 0) : o->sign;
		unsigned by = o->bys ? (unsigned)(sign * o->bys[i]) : o->by;
		int how = o->how ? o->how[i] : 0;
		bool nowait = how & OP_NOWAIT;
		unsigned back = how & OP_UNDO ? by : undone_part(st, o, id, num, sign, by);
		if (back > 0)
			o->ops[o->n++] = (struct ipc_sem_op){ num, (short)(sign * (int)back), true, nowait };
		if (back < by || by == 0)
			o->ops[o->n++] = (struct ipc_sem_op){ num, (short)(sign * (int)(by - back)), false,
				nowait };
	}
}

static void note_held(struct ipc_state *st, const struct operation *o, int id)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->ops[i].undo)
			held_change(st, id, o->ops[i].num, -o->ops[i].by);
}

/* -c: made with --init N, else 1 for who waits and 0 for who posts. */
static int find_or_make(struct sh *sh, struct operation *o, bool *cached)
{
	struct ipc_args *a = o->a;
	struct ipc_id_cache *cache = &ipc_state(sh)->sem;
	int id = a->exclusive ? -ENOENT : ipc_sem_find(cache, &a->address, cached);
	struct set set = { 0 };

	if (id != -ENOENT || !(a->create || a->exclusive) || a->address.kind != IPC_ADDR_KEY)
		return id;
	if (!ipc_maker_may(a, o->bys || o->by > 0 ? 0200 : 0400))
		return -EACCES;
	uint64_t value = o->sign < 0 && !o->bys ? 1u : 0u;
	if (a->init && (!text_to_uint10(a->init, IPC_SEM_MOST, &value)))
		return -ERANGE;
	for (size_t i = 0; i < o->n_nums; i++)
		set.count = o->nums[i] >= set.count ? o->nums[i] + 1u : set.count;
	set.values = mem_alloc(set.count * sizeof *set.values);
	for (unsigned i = 0; i < set.count; i++)
		set.values[i] = (unsigned short)value;
	id = make_sysv(a, &set);
	free(set.values);
	a->exclusive = false;
	return id;
}

/* As find_or_make(), and noted for --rm. */
static int find_noted(struct sh *sh, struct operation *o, bool *cached)
{
	sigset_t before;

	ipc_birth_begin(o->a, &before);
	int id = find_or_make(sh, o, cached);
	if (id >= 0 && o->a->remove)
		ipc_remove_id(sh, IPC_SEM, id);
	ipc_birth_end(o->a, &before);
	return id;
}

/* An id that is kept may be of a set that was removed since: then the key is looked up anew. With -c another
 * is made, too, where somebody was quick to remove the one before. */
static int operate(struct sh *sh, struct operation *o)
{
	struct ipc_state *st = ipc_state(sh);
	bool remove = o->a->remove;

	for (int races = o->a->create ? IPC_RACES : 0;; races--) {
		bool cached = false;
		int id = find_noted(sh, o, &cached);
		if (id < 0)
			return id;
		o->a->remove = false;
		ops_make(st, o, id);
		int err = ipc_sem_operate(id, o->ops, o->n, &o->a->wait);
		if (err == 0)
			note_held(st, o, id);
		if (err != -ENOENT && err != -EIDRM)
			return err;
		set_gone(st, id);
		if ((!cached && races <= 0) || err == -EIDRM)
			return o->a->create ? -EIDRM : err;
		o->a->remove = remove;
	}
}

static bool only_takes(const struct operation *o)
{
	for (size_t i = 0; o->bys && i < o->n_nums; i++)
		if (o->bys[i] > 0)
			return false;
	return o->bys || o->sign < 0;
}

static int operate_failed(struct sh *sh, const struct operation *o, int err)
{
	const struct ipc_args *a = o->a;

	if (err == -EFBIG)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"the set has no semaphore %u (semstat shows those it has)",
			sem_highest(o->nums, o->n_nums));
	if (err == -ERANGE && only_takes(o))
		return ipc_limit_error(sh, a->object, value_bounds, 1,
			"too much would come back at the death of this shell (--no-undo: nothing does)");
	if (err == -ERANGE || err == -EOVERFLOW)
		return value_over(sh, a);
	if (err == -E2BIG)
		return ipc_limit_error(sh, a->object, at_once_bounds, 1, "%zu semaphores are too many", o->n);
	return ipc_failed(sh, a, err);
}

static int operate_sysv(struct sh *sh, struct operation *o)
{
	static unsigned short only_first[] = { 0 };
	struct ipc_sem_op few[2];
	const char *num = o->a->num;
	int status = STATUS_OK;

	o->nums = only_first;
	o->n_nums = 1;
	o->ops = few;
	if (num) {
		if (!sem_nums(num, &o->nums, &o->n_nums))
			status = sh_builtin_error(
				sh, STATUS_ERROR, "--num", "%s: not a number, or several (0,2 or 0-4)", num);
		o->ops = mem_alloc((2 * o->n_nums + 1) * sizeof *o->ops);
	}
	if (status == STATUS_OK) {
		int err = operate(sh, o);
		status = err < 0 ? operate_failed(sh, o, err) : STATUS_OK;
	}
	if (num) {
		free(o->nums);
		free(o->ops);
	}
	o->ops = NULL; /* both may have been in this function alone */
	o->nums = NULL;
	return status;
}

static int operate_posix(struct sh *sh, struct operation *o)
{
	const struct ipc_args *a = o->a;
	const char *path = a->address.path;
	uint64_t value = o->sign < 0 ? 1u : 0u;
	int err, status = STATUS_OK;

	if (a->num)
		return sem_no_sets(sh);
	if (a->undo)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a POSIX semaphore has no undo: who dies does not give it back (a System V one has)");
	if (o->sign < 0 && o->by != 1)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a POSIX semaphore is taken one at a time, and not waited for to be 0 (a System V "
			"one is)");
	if (a->init && !text_to_uint10(a->init, UINT64_MAX, &value))
		return bad_value(sh, a->init);
	for (int races = a->create ? IPC_RACES : 0;; races--) {
		if (a->exclusive || (a->create && ipc_semp_find(path) == -ENOENT))
			status = ipc_maker_may(a, 0600) ? make_posix(sh, a, value)
							: ipc_failed(sh, a, -EACCES);
		else if (a->remove && (err = ipc_remove_posix(sh, IPC_SEM, path)) < 0)
			status = ipc_failed(sh, a, err);
		if (status != STATUS_OK)
			return status;
		err = o->sign < 0 ? ipc_semp_wait(path, &a->wait) : ipc_semp_post(path, o->by);
		if (err == -ENOENT && races > 0)
			continue;
		if (err == -ENOENT && a->create)
			err = -EIDRM;
		return err < 0 ? operate_failed(sh, o, err) : STATUS_OK;
	}
}

/* The operand N: how many at once. */
static bool by_parse(struct sh *sh, struct operation *o)
{
	uint64_t by = 1;
	const struct ipc_args *a = o->a;

	if (a->n_text > 0 && (!text_to_uint10(a->text[0], IPC_SEM_MOST, &by) || (by == 0 && o->sign > 0))) {
		o->a->status = sh_builtin_error(sh, STATUS_ERROR, a->text[0], "not a number from %d to %d",
			o->sign > 0 ? 1 : 0, IPC_SEM_MOST);
		return false;
	}
	o->by = (unsigned)by;
	return true;
}

/* What is undone at the death of a process needs one: an unforked subshell becomes one. */
static int run_operation(struct sh *sh, int argc, char **argv, int sign)
{
	struct ipc_args a;
	struct operation o = { .a = &a, .sign = sign };

	if (!ipc_args(sh, argc, argv, IPC_SEM, 1, 2, &a) || !by_parse(sh, &o))
		return a.status;
	bool undone = sign < 0 && o.by > 0 && !a.no_undo && !ipc_is_posix(&a);
	if ((a.remove || undone) && exec_unshare(sh))
		return sh->vars.status;
	return ipc_is_posix(&a) ? operate_posix(sh, &o) : operate_sysv(sh, &o);
}

static int sem_wait_word(struct sh *sh, int argc, char **argv)
{
	return run_operation(sh, argc, argv, -1);
}

static int sem_post_word(struct sh *sh, int argc, char **argv)
{
	return run_operation(sh, argc, argv, 1);
}

/* ---- semop ---- */

/* All that is to be done. */
struct op_list {
	unsigned short *nums;
	short *bys;
	unsigned char *how;
	size_t n;
};

static void op_list_free(struct op_list *l)
{
	free(l->nums);
	free(l->bys);
	free(l->how);
}

/* "-1", "+3", "0", and behind it n (IPC_NOWAIT) and u (SEM_UNDO). */
static bool op_value(const char *text, short *by, unsigned char *how)
{
	char digits[sizeof "-32767"];
	size_t n = strlen(text);
	int64_t value;

	*how = 0;
	for (; n > 0 && (text[n - 1] == 'n' || text[n - 1] == 'u'); n--)
		*how |= text[n - 1] == 'n' ? OP_NOWAIT : OP_UNDO;
	if (n > 1 && *text == '+' && text[1] >= '0' && text[1] <= '9') {
		text++;
		n--;
	}
	if (n >= sizeof digits)
		return false;
	memcpy(digits, text, n);
	digits[n] = '\0';
	if (!text_to_int(digits, &value) || value < -IPC_SEM_MOST || value > IPC_SEM_MOST)
		return false;
	*by = (short)value;
	return true;
}

/* "2:-1", "0:+3", "1:0": of semaphore NUM take, give, wait for zero; "0-4:-1", "0,2:+1u": of several. */
static bool op_add(struct op_list *l, const char *text)
{
	const char *colon = strchr(text, ':');
	unsigned short *nums;
	size_t n;
	short by;
	unsigned char how;

	if (!colon || !op_value(colon + 1, &by, &how))
		return false;
	char *list = mem_strndup(text, (size_t)(colon - text));
	bool ok = sem_nums(list, &nums, &n);
	free(list);
	if (ok) {
		l->nums = mem_realloc(l->nums, (l->n + n) * sizeof *l->nums);
		l->bys = mem_realloc(l->bys, (l->n + n) * sizeof *l->bys);
		l->how = mem_realloc(l->how, l->n + n);
	}
	for (size_t i = 0; ok && i < n; i++, l->n++) {
		l->nums[l->n] = nums[i];
		l->bys[l->n] = by;
		l->how[l->n] = how;
	}
	free(nums);
	return ok;
}

/* The operands. 0 or a status; UNDONE: the death of this process undoes a part of it. */
static int ops_parse(struct sh *sh, const struct ipc_args *a, struct op_list *l, bool *undone)
{
	*undone = false;
	for (int i = 0; i < a->n_text; i++)
		if (!op_add(l, a->text[i]))
			return sh_builtin_error(sh, STATUS_ERROR, a->text[i],
				"not NUM:-N (take), NUM:+N (give) or NUM:0 (wait for zero)");
	for (size_t i = 0; i < l->n; i++)
		*undone |= l->bys[i] && (l->how[i] & OP_UNDO || (!a->no_undo && (l->bys[i] < 0 || a->undo)));
	return STATUS_OK;
}

/* Does all of it. A status. */
static int operate_list(struct sh *sh, struct ipc_args *a, const struct op_list *l)
{
	struct operation o = { .a = a, .bys = l->bys, .how = l->how, .nums = l->nums, .n_nums = l->n };

	o.ops = mem_alloc(2 * l->n * sizeof *o.ops);
	int err = operate(sh, &o);
	int status = err < 0 ? operate_failed(sh, &o, err) : STATUS_OK;
	free(o.ops);
	return status;
}

static int sem_op_word(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct op_list l = { 0 };
	bool undone;

	if (!ipc_args(sh, argc, argv, IPC_SEM, 2, -1, &a))
		return a.status;
	if (ipc_is_posix(&a))
		return sh_builtin_error(sh, STATUS_ERROR, a.object,
			"a POSIX semaphore is one, with semwait and sempost; several at once are a System V "
			"set");
	int status = ops_parse(sh, &a, &l, &undone);
	if (status == STATUS_OK && (a.remove || undone) && exec_unshare(sh))
		status = sh->vars.status;
	else if (status == STATUS_OK)
		status = operate_list(sh, &a, &l);
	op_list_free(&l);
	return status;
}

/* ---- for lock ---- */

int sem_hold(struct sh *sh, struct ipc_args *a, bool take)
{
	struct operation o = { .a = a, .sign = take ? -1 : 1, .by = 1 };

	a->family = IPC_SEM;
	return ipc_is_posix(a) ? operate_posix(sh, &o) : operate_sysv(sh, &o);
}

/* ---- semrm ---- */

static int remove_sysv(struct sh *sh, const struct ipc_args *a)
{
	int id = ipc_sem_find(NULL, &a->address, NULL);

	if (id < 0)
		return id;
	int err = ipc_sem_remove(id);
	if (err == 0)
		set_gone(ipc_state(sh), id);
	return err;
}

static int remove_one(struct sh *sh, const struct ipc_args *a)
{
	return ipc_is_posix(a) ? ipc_semp_remove(a->address.path) : remove_sysv(sh, a);
}

static int sem_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_rm(sh, argc, argv, IPC_SEM, remove_one);
}

/* ---- the table ---- */

static const struct opt_row new_options[] = {
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "num", "N", "a set of N semaphores" },
	IPC_ROW_VARIABLE("put id:N, or the POSIX name, into the variable"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row wait_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "init", "N", "with -c: its first value (default 1)" },
	{ 0, "num", "LIST", "semaphores of the set, all at once: 2, 0,3 or 0-4 (default 0)" },
	{ 0, "undo", NULL, "give it back at the death of this shell (so it is anyway, but for POSIX)" },
	{ 0, "no-undo", NULL, "do not give it back at the death of this shell: for items that are counted" },
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row post_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "init", "N", "with -c: its value before (default 0)" },
	{ 0, "num", "LIST", "semaphores of the set, all at once: 2, 0,3 or 0-4 (default 0)" },
	{ 0, "no-undo", NULL, "what this shell took is still given back at its death" },
	IPC_ROW_AWAIT_TIMEOUT,
	IPC_ROW_AWAIT_NOWAIT,
	IPC_ROW_AWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row op_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "init", "N", "with -c: the first values (default 0)" },
	{ 0, "undo", NULL, "undo what is given, too, at the death of this shell" },
	{ 0, "no-undo", NULL, "undo nothing" },
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

const struct builtin sem_builtins[] = {
	{ "semnew", sem_new, BUILTIN_IPC, "[-x] [-m MODE] [--num N] [-v NAME] [--rm] ADDRESS [VALUE...]",
		"create a semaphore, or a set of them, with these values (default 1), or open it",
		new_options },
	{ "semwait", sem_wait_word, BUILTIN_IPC | BUILTIN_MAY_FORK,
		"[-cxnw] [-m MODE] [-t SEC] [--init N] [--num LIST] [--undo] [--no-undo] [--rm] ADDRESS [N]",
		"take one, or N at once; with N 0 wait until the value is 0", wait_options },
	{ "sempost", sem_post_word, BUILTIN_IPC,
		"[-cxnw] [-m MODE] [-t SEC] [--init N] [--num LIST] [--no-undo] [--rm] ADDRESS [N]",
		"give one, or N at once", post_options },
	{ "semop", sem_op_word, BUILTIN_IPC,
		"[-cxnw] [-m MODE] [-t SEC] [--init N] [--undo] [--no-undo] [--rm] ADDRESS NUM:N[nu]...",
		"take (2:-1), give (0-3:+1), wait for zero (1:0): all at once, or nothing yet", op_options },
	{ "semrm", sem_rm, BUILTIN_IPC, "ADDRESS...", "remove semaphores", NULL },
	{ .help = "semaphores", .usage = "ipcsh-sem(1)" },
};
