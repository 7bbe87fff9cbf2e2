/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sem_show.c -- semval semstat semls: values of semaphores, and what is known of them. */
#include "sem.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* ---- semval ---- */

static int no_such_number(struct sh *sh, const struct ipc_args *a, unsigned num)
{
	return sh_builtin_error(
		sh, STATUS_ERROR, a->object, "the set has no semaphore %u (semstat shows those it has)", num);
}

/* The numbers that --num has, as an array for free(), also where it fails. A status. */
static int nums_given(struct sh *sh, const struct ipc_args *a, unsigned short **nums, size_t *n)
{
	if (sem_nums(a->num, nums, n))
		return STATUS_OK;
	return sh_builtin_error(
		sh, STATUS_ERROR, "--num", "%s: not a number, or several (0,2 or 0-4)", a->num);
}

/* The same, of a set of COUNT. */
static int nums_of_set(
	struct sh *sh, const struct ipc_args *a, unsigned count, unsigned short **nums, size_t *n)
{
	int status = nums_given(sh, a, nums, n);

	if (status == STATUS_OK && sem_highest(*nums, *n) >= count)
		status = no_such_number(sh, a, sem_highest(*nums, *n));
	return status;
}

static int not_a_value(struct sh *sh, const char *text)
{
	return sh_builtin_error(
		sh, STATUS_ERROR, "--set", "%s: not a value from 0 to %d", text, IPC_SEM_MOST);
}

/* "1,0,5": how many; 0: they are none. VALUES has room for as many as there are commas, and one. */
static unsigned values_parse(const char *text, unsigned short *values)
{
	unsigned n = 0;

	for (;;) {
		char *end = NULL;
		unsigned long value = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : ULONG_MAX;
		if (value > IPC_SEM_MOST || (*end && *end != ','))
			return 0;
		values[n++] = (unsigned short)value;
		if (!*end)
			return n;
		text = end + 1;
	}
}

static int not_as_many(struct sh *sh, const struct ipc_args *a, int id, unsigned n)
{
	struct ipc_sem_info info = { 0 };
	int err = ipc_sem_stat(id, &info);

	if (err < 0)
		return ipc_failed(sh, a, err);
	return sh_builtin_error(
		sh, STATUS_ERROR, a->object, "%u values for a set of %u semaphores", n, info.count);
}

/* Several values are of all semaphores of the set. */
static int set_all(struct sh *sh, const struct ipc_args *a, int id)
{
	unsigned short *values = mem_alloc((strlen(a->set) + 1) * sizeof *values);
	unsigned n = values_parse(a->set, values);
	int status = STATUS_OK;

	if (n == 0)
		status = not_a_value(sh, a->set);
	else if (a->num)
		status = sh_builtin_error(sh, STATUS_ERROR, "--num", "several values are of the whole set");
	if (status == STATUS_OK) {
		int err = ipc_sem_set_all(id, n, values);
		status = err == -EFBIG ? not_as_many(sh, a, id, n)
			 : err < 0     ? ipc_failed(sh, a, err)
				       : STATUS_OK;
	}
	for (unsigned i = 0; status == STATUS_OK && i < n; i++)
		sem_was_set(ipc_state(sh), id, i);
	free(values);
	return status;
}

/* One value for all of these, the highest number first: one that is missing is found before any is set. */
static int set_each(
	struct sh *sh, const struct ipc_args *a, int id, const unsigned short *nums, size_t n, int value)
{
	unsigned highest = sem_highest(nums, n);
	int err = ipc_sem_set(id, highest, value);

	if (err == -EFBIG)
		return no_such_number(sh, a, highest);
	if (err == 0)
		sem_was_set(ipc_state(sh), id, highest);
	for (size_t i = 0; err == 0 && i < n; i++) {
		if (nums[i] == highest)
			continue;
		err = ipc_sem_set(id, nums[i], value);
		if (err == 0)
			sem_was_set(ipc_state(sh), id, nums[i]);
	}
	return err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
}

static int set_value(struct sh *sh, const struct ipc_args *a, int id)
{
	static const unsigned short first;
	unsigned short *nums = NULL;
	size_t n = 1;
	uint64_t value;

	if (strchr(a->set, ','))
		return set_all(sh, a, id);
	if (!text_to_uint10(a->set, IPC_SEM_MOST, &value))
		return not_a_value(sh, a->set);
	int status = a->num ? nums_given(sh, a, &nums, &n) : STATUS_OK;
	if (status == STATUS_OK)
		status = set_each(sh, a, id, a->num ? nums : &first, n, (int)value);
	free(nums);
	return status;
}

/* One value a line; in a variable blanks between them. */
static int print_values(struct sh *sh, const struct ipc_args *a, const unsigned short *values, size_t n)
{
	struct buf b = { 0 };
	int status = STATUS_OK;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%u", i == 0 ? "" : a->var ? " " : "\n", values[i]);
	if (a->var)
		status = ipc_set(sh, a, "", b.data, b.len);
	else
		sh_printf(sh, "%s\n", buf_cstr(&b));
	buf_free(&b);
	return status;
}

static int print_chosen(struct sh *sh, const struct ipc_args *a, const unsigned short *values, unsigned count)
{
	unsigned short *chosen;
	size_t n;
	int status = nums_of_set(sh, a, count, &chosen, &n);

	for (size_t i = 0; status == STATUS_OK && i < n; i++)
		chosen[i] = values[chosen[i]];
	if (status == STATUS_OK)
		status = print_values(sh, a, chosen, n);
	free(chosen);
	return status;
}

static int value_sysv(struct sh *sh, struct ipc_args *a)
{
	struct ipc_sem_info info;
	int id = ipc_sem_find(NULL, &a->address, NULL);
	int err = id < 0 ? id : a->set ? 0 : ipc_sem_stat(id, &info);

	if (err < 0)
		return ipc_failed(sh, a, err);
	if (a->set)
		return set_value(sh, a, id);
	unsigned short *values = mem_alloc(info.count * sizeof *values);
	int status;
	err = ipc_sem_values(id, info.count, values);
	if (err < 0)
		status = ipc_failed(sh, a, err);
	else if (a->num)
		status = print_chosen(sh, a, values, info.count);
	else
		status = print_values(sh, a, values, info.count);
	free(values);
	return status;
}

static int value_posix(struct sh *sh, const struct ipc_args *a)
{
	int value, err;

	if (a->num)
		return sem_no_sets(sh);
	if (a->set)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a POSIX semaphore cannot be set, only posted to and waited for");
	err = ipc_semp_value(a->address.path, &value);
	if (err < 0)
		return ipc_failed(sh, a, err);
	if (a->var)
		return ipc_set_int(sh, a, "", value);
	sh_printf(sh, "%d\n", value);
	return STATUS_OK;
}

static int sem_val(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_args(sh, argc, argv, IPC_SEM, 1, 1, &a))
		return a.status;
	return ipc_is_posix(&a) ? value_posix(sh, &a) : value_sysv(sh, &a);
}

/* ---- semstat ---- */

enum { ONE_NUM, ONE_VALUE, ONE_WAITING, ONE_ZERO, ONE_PID };
static const struct view_column one_columns[] = {
	[ONE_NUM] = { "NUM", VIEW_NUMBER, "its number in the set, for --num" },
	[ONE_VALUE] = { "VALUE", VIEW_NUMBER, "its value" },
	[ONE_WAITING] = { "WAITING", VIEW_NUMBER, "how many wait to take" },
	[ONE_ZERO] = { "FOR_ZERO", VIEW_NUMBER, "how many wait until it is 0" },
	[ONE_PID] = { "PID", VIEW_NUMBER, "the process that changed it last" },
};
const struct view_table sem_one_table = { "semstat", one_columns, ARRAY_LEN(one_columns) };

/* -v: NAME has the values, blanks between them, NAME_waiting and the others the rest. */
static int set_figures(struct sh *sh, const struct ipc_args *a, const struct ipc_sem_one *all, int n)
{
	static const char *const suffixes[] = { "", "_waiting", "_zero", "_pid" };
	int status = STATUS_OK;

	for (size_t s = 0; status == STATUS_OK && s < ARRAY_LEN(suffixes); s++) {
		struct buf b = { 0 };
		for (int i = 0; i < n; i++) {
			const int figures[] = { all[i].value, all[i].waiting, all[i].for_zero, all[i].last };
			buf_printf(&b, "%s%d", i ? " " : "", figures[s]);
		}
		status = ipc_set(sh, a, suffixes[s], b.data, b.len);
		buf_free(&b);
	}
	return status;
}

/* All of a set, as an array for free(): how many, or -errno. */
static int look_sysv(const struct ipc_args *a, struct ipc_sem_one **out)
{
	struct ipc_sem_info info;
	int id = ipc_sem_find(NULL, &a->address, NULL);
	int err = id < 0 ? id : ipc_sem_stat(id, &info);

	if (err < 0)
		return err;
	*out = mem_zalloc(info.count * sizeof **out);
	for (unsigned i = 0; err == 0 && i < info.count; i++)
		err = ipc_sem_look(id, i, &(*out)[i]);
	return err < 0 ? err : (int)info.count;
}

static int look_posix(const struct ipc_args *a, struct ipc_sem_one **out)
{
	int value, err = ipc_semp_value(a->address.path, &value);

	if (err < 0)
		return err;
	*out = mem_zalloc(sizeof **out);
	(*out)->value = value;
	return 1;
}

/* Those that --num has, in the place of *ALL of a set. How many, or -1: said what is wrong. */
static int choose(
	struct sh *sh, const struct ipc_args *a, struct ipc_sem_one **all, int count, unsigned short **nums)
{
	size_t n;

	if (ipc_is_posix(a)) {
		sem_no_sets(sh);
		return -1;
	}
	if (nums_of_set(sh, a, (unsigned)count, nums, &n) != STATUS_OK)
		return -1;
	struct ipc_sem_one *chosen = mem_alloc(n * sizeof *chosen);
	for (size_t i = 0; i < n; i++)
		chosen[i] = (*all)[(*nums)[i]];
	free(*all);
	*all = chosen;
	return (int)n;
}

/* NUMS: their numbers; NULL: from 0 on. */
static void stat_rows(
	struct view *v, const struct ipc_sem_one *all, int n, const unsigned short *nums, bool posix)
{
	for (int i = 0; i < n; i++) {
		view_row(v);
		view_cell(v, ONE_NUM, "%d", nums ? nums[i] : i);
		view_cell(v, ONE_VALUE, "%d", all[i].value);
		if (posix) /* who waits for one of these nobody can know */
			continue;
		view_cell(v, ONE_WAITING, "%d", all[i].waiting);
		view_cell(v, ONE_ZERO, "%d", all[i].for_zero);
		view_pid(v, ONE_PID, all[i].last);
	}
}

static int stat_show(
	struct sh *sh, struct ipc_args *a, const struct ipc_sem_one *all, int n, const unsigned short *nums)
{
	if (a->var)
		return set_figures(sh, a, all, n);
	struct view *v = view_new(sh, "semaphores", one_columns, ARRAY_LEN(one_columns), &a->view);
	if (!v)
		return a->view.status;
	stat_rows(v, all, n, nums, ipc_is_posix(a));
	return view_end(v);
}

static int sem_stat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_sem_one *all = NULL;
	unsigned short *nums = NULL;
	int status = STATUS_ERROR;

	if (!ipc_args(sh, argc, argv, IPC_SEM, 1, 1, &a))
		return a.status;
	int n = ipc_is_posix(&a) ? look_posix(&a, &all) : look_sysv(&a, &all);
	if (n < 0)
		status = ipc_failed(sh, &a, n);
	else if (!a.num || (n = choose(sh, &a, &all, n, &nums)) >= 0)
		status = stat_show(sh, &a, all, n, nums);
	free(nums);
	free(all);
	return status;
}

/* ---- semls ---- */

enum { SET_ID, SET_KEY, SET_NAME, SET_OWNER, SET_MODE, SET_COUNT, SET_VALUES, SET_USED, SET_CHANGED };
static const struct view_column set_columns[] = {
	[SET_ID] = { "ID", VIEW_NUMBER, "the kernel's number, for id:N" },
	[SET_KEY] = { "KEY", 0, "the System V key" },
	[SET_NAME] = { "NAME", 0, "the POSIX name" },
	[SET_OWNER] = { "OWNER", 0, "whose it is" },
	[SET_MODE] = { "MODE", 0, "permissions" },
	[SET_COUNT] = { "COUNT", VIEW_NUMBER, "how many semaphores it has" },
	[SET_VALUES] = { "VALUES", VIEW_TRUNC, "their values" },
	[SET_USED] = { "USED", 0, "when it was used last (System V)" },
	[SET_CHANGED] = { "CHANGED", VIEW_EXTRA, "when it was made or its settings changed (System V)" },
};
const struct view_table sem_set_table = { "semls", set_columns, ARRAY_LEN(set_columns) };

static void cell_values(struct view *v, const struct ipc_sem_info *s)
{
	unsigned short *values = mem_alloc(s->count * sizeof *values);
	struct buf b = { 0 };

	if (ipc_sem_values(s->id, s->count, values) == 0) {
		for (unsigned i = 0; i < s->count; i++)
			buf_printf(&b, "%s%u", i ? "," : "", values[i]);
		view_cell(v, SET_VALUES, "%s", buf_cstr(&b));
	} else {
		view_note(v, "what is blank needs the right to read the semaphore");
	}
	buf_free(&b);
	free(values);
}

static int list_sysv(struct view *v)
{
	struct ipc_sem_info *all;
	size_t n;
	int err = ipc_sem_list(&all, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct ipc_sem_info *s = &all[i];
		view_row(v);
		view_cell(v, SET_ID, "%d", s->id);
		view_key(v, SET_KEY, s->key);
		view_none(v, SET_NAME);
		view_user(v, SET_OWNER, s->uid);
		view_mode(v, SET_MODE, s->mode);
		view_cell(v, SET_COUNT, "%u", s->count);
		if (view_wants(v, SET_VALUES))
			cell_values(v, s);
		view_time(v, SET_USED, s->operated);
		view_time(v, SET_CHANGED, s->changed);
	}
	free(all);
	return err;
}

static int list_posix(struct view *v)
{
	struct ipc_semp_info *all;
	size_t n;
	int err = ipc_semp_list(&all, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		const struct ipc_semp_info *s = &all[i];
		view_row(v);
		view_none(v, SET_ID);
		view_none(v, SET_KEY);
		view_cell(v, SET_NAME, "%s", s->name);
		view_user(v, SET_OWNER, s->uid);
		view_mode(v, SET_MODE, s->mode);
		view_cell(v, SET_COUNT, "1");
		if (s->known)
			view_cell(v, SET_VALUES, "%d", s->value);
		else
			view_note(v, "what is blank needs the right to read the semaphore");
		view_none(v, SET_USED);
		view_none(v, SET_CHANGED);
	}
	ipc_semp_list_free(all, n);
	return err;
}

static int list(struct sh *sh, struct view *v)
{
	int err = list_sysv(v);

	(void)sh;
	return err < 0 ? err : list_posix(v);
}

static int sem_ls(struct sh *sh, int argc, char **argv)
{
	static const struct ipc_listing sets = { IPC_SEM, "semaphores", set_columns, ARRAY_LEN(set_columns),
		list };

	return ipc_ls(sh, argc, argv, &sets);
}

/* ---- the table ---- */

static const struct opt_row val_options[] = {
	{ 0, "num", "LIST", "only these of the set: 2, 0,3 or 0-4 (default: all, one a line)" },
	{ 0, "set", "VALUE",
		"set it (number 0 without --num), or all to V,V...; what holders would give back at death is "
		"forgotten" },
	IPC_ROW_AWAIT,
	IPC_ROW_AWAIT_TIMEOUT,
	IPC_ROW_AWAIT_NOWAIT,
	IPC_ROW_VARIABLE("put the values into the variable, blanks between them"),
	IPC_ROW_END,
};
static const struct opt_row stat_options[] = {
	IPC_ROWS_STAT,
	{ 0, "num", "LIST", "only these of the set: 2, 0,3 or 0-4 (default: all)" },
	IPC_ROW_VARIABLE("put the values into the variable, the rest into NAME_waiting, _zero, _pid"),
	IPC_ROW_END,
};
static const struct opt_row ls_options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };

const struct builtin sem_show_builtins[] = {
	{ "semval", sem_val, BUILTIN_IPC | BUILTIN_WRITES,
		"[-nw] [-t SEC] [-v NAME] [--num LIST] [--set VALUE] ADDRESS",
		"print the value of a semaphore, or set it", val_options },
	{ "semstat", sem_stat, BUILTIN_IPC | BUILTIN_WRITES,
		"[-jnw] [-t SEC] [-v NAME] [--cols LIST] [--num LIST] ADDRESS",
		"print what is known of each semaphore of a set", stat_options },
	{ "semls", sem_ls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST]", "list the semaphores",
		ls_options },
	{ .help = "semaphores", .usage = "ipcsh-sem(1)" },
};
