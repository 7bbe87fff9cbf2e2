/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shm_show.c -- shmstat shmls shmrm. */
#include "shm.h"

#include <errno.h>
#include <stdlib.h>

enum {
	COL_ID,
	COL_KEY,
	COL_OWNER,
	COL_MODE,
	COL_SIZE,
	COL_ATTACHED,
	COL_MAKER,
	COL_LAST,
	COL_STATE,
	COL_LOCKED,
	COL_ATTACH,
	COL_DETACH,
	COL_CHANGED,
	LIST_COLUMNS,
	COL_LENGTH = LIST_COLUMNS,
	COL_VERSION,
	COL_WRITER,
	COL_WRITTEN,
	COL_KERNEL,
	COL_JOURNAL,
	COL_KEEP,
	STAT_COLUMNS,
};
static const struct view_column columns[] = {
	[COL_ID] = { "ID", VIEW_NUMBER, "the kernel's number, for id:N" },
	[COL_KEY] = { "KEY", 0, "the System V key, or the name of a POSIX object" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER, "bytes" },
	[COL_ATTACHED] = { "ATTACHED", VIEW_NUMBER, "how many attachments there are" },
	[COL_MAKER] = { "MAKER", VIEW_NUMBER, "the process that made it" },
	[COL_LAST] = { "LAST", VIEW_NUMBER, "the process that attached or detached it last" },
	[COL_STATE] = { "STATE", 0,
		"`removed': it lives on only while it is attached; `lost', `stranger': shmstat" },
	[COL_LOCKED] = { "LOCKED", VIEW_BOOL | VIEW_EXTRA, "whether it stays in memory (`ipc set --lock')" },
	[COL_ATTACH] = { "LAST_ATTACH", VIEW_EXTRA, "when it was attached last (System V)" },
	[COL_DETACH] = { "LAST_DETACH", VIEW_EXTRA, "when it was detached last (System V)" },
	[COL_CHANGED] = { "CHANGED", VIEW_EXTRA, "when it was made or its settings changed (System V)" },
	[COL_LENGTH] = { "LENGTH", VIEW_NUMBER, "bytes of the value" },
	[COL_VERSION] = { "VERSION", VIEW_NUMBER, "how many values it has had" },
	[COL_WRITER] = { "WRITER", VIEW_NUMBER, "the process that put the last one" },
	[COL_WRITTEN] = { "WRITTEN", 0, "when" },
	[COL_KERNEL] = { "KERNEL", VIEW_NUMBER | VIEW_EXTRA,
		"bytes as ipcs shows them, with room for the cell" },
	[COL_JOURNAL] = { "JOURNAL", VIEW_BOOL | VIEW_EXTRA, "whether it has a journal" },
	[COL_KEEP] = { "KEEP", VIEW_BOOL | VIEW_EXTRA, "whether it is left for later on purpose" },
};
const struct view_table shm_table = { "shmstat", columns, STAT_COLUMNS };
const struct view_table shm_list_table = { "shmls", columns, LIST_COLUMNS };

static void common_cells(struct view *v, const struct ipc_shm_info *s)
{
	view_row(v);
	view_bool(v, COL_LOCKED, s->locked);
	view_time(v, COL_ATTACH, s->attach_time);
	view_time(v, COL_DETACH, s->detach_time);
	view_time(v, COL_CHANGED, s->changed);
	if (s->id >= 0) {
		view_cell(v, COL_ID, "%d", s->id);
		view_key(v, COL_KEY, s->key);
		view_cell(v, COL_ATTACHED, "%lu", s->attached);
		view_pid(v, COL_MAKER, s->maker);
		view_pid(v, COL_LAST, s->last);
	} else {
		view_none(v, COL_ID);
		view_bytes(v, COL_KEY, s->name, strlen(s->name));
		view_none(v, COL_ATTACHED);
		view_none(v, COL_MAKER);
		view_none(v, COL_LAST);
	}
	view_user(v, COL_OWNER, s->uid);
	view_mode(v, COL_MODE, s->mode);
	view_cell(v, COL_SIZE, "%zu", s->size);
	if (s->removed)
		view_cell(v, COL_STATE, "removed");
	else
		view_none(v, COL_STATE);
}

static int list(struct sh *sh, struct view *v)
{
	struct ipc_shm_info *all;
	size_t n;
	int err = ipc_shm_list(&all, &n);

	(void)sh;
	for (size_t i = 0; err == 0 && i < n; i++)
		common_cells(v, &all[i]);
	free(all);
	return err;
}

static int shm_ls(struct sh *sh, int argc, char **argv)
{
	static const struct ipc_listing segments = { IPC_SHM, "segments", columns, LIST_COLUMNS, list };

	return ipc_ls(sh, argc, argv, &segments);
}

/* ---- shmstat ---- */

static const char *state_of(const struct ipc_shm_info *s, const struct ipc_cell_info *cell)
{
	if (s->removed)
		return "removed";
	if (!cell->cell)
		return "no cell";
	if (cell->lost)
		return "lost";
	if (cell->stranger)
		return "stranger";
	return cell->version ? "value" : "empty";
}

static void stat_cells(struct view *v, const struct ipc_shm_info *s, const struct ipc_cell_info *cell)
{
	common_cells(v, s);
	view_cell(v, COL_SIZE, "%llu", (unsigned long long)cell->size);
	view_cell(v, COL_KERNEL, "%zu", s->size);
	view_cell(v, COL_STATE, "%s", state_of(s, cell));
	view_bool(v, COL_JOURNAL, cell->journal != 0);
	view_bool(v, COL_KEEP, cell->keep);
	if (!cell->cell) {
		view_none(v, COL_LENGTH);
		view_none(v, COL_VERSION);
		view_none(v, COL_WRITER);
		view_none(v, COL_WRITTEN);
		return;
	}
	view_cell(v, COL_LENGTH, "%llu", (unsigned long long)cell->length);
	view_cell(v, COL_VERSION, "%llu", (unsigned long long)cell->version / 2);
	view_pid(v, COL_WRITER, cell->writer);
	view_time(v, COL_WRITTEN, cell->time_ns / NSEC_PER_SEC);
}

/* -v: NAME has the bytes that it has room for, NAME_length and the others the rest. */
static int set_figures(struct sh *sh, const struct ipc_args *a, const struct ipc_shm_info *s,
	const struct ipc_cell_info *cell)
{
	const struct ipc_figure figures[] = {
		{ "", (int64_t)cell->size },
		{ "_length", (int64_t)cell->length },
		{ "_version", (int64_t)(cell->version / 2) },
		{ "_writer", cell->writer },
		{ "_attached", (int64_t)s->attached },
		{ "_maker", s->maker },
		{ "_last", s->last },
		{ "_uid", (int64_t)s->uid },
		{ "_kernel", (int64_t)s->size },
	};

	return ipc_set_figures(sh, a, figures, ARRAY_LEN(figures));
}

static int stat_one(struct sh *sh, struct ipc_args *a, struct view *v, const char *text)
{
	struct ipc_shm *shm;
	struct ipc_shm_info info = { 0 };
	struct ipc_cell_info cell = { 0 };

	if (!ipc_address(sh, a, text, false) || (a->await && !ipc_await(sh, a)))
		return a->status;
	int err = ipc_shm_use(&ipc_state(sh)->shm, &a->address, IPC_SHM_READ, &shm);
	if (err < 0)
		return ipc_failed(sh, a, err);
	err = ipc_shm_stat(shm, &a->address, &info);
	if (err == 0)
		err = ipc_cell_look(shm, &cell);
	ipc_shm_done(shm);
	if (err < 0)
		return ipc_failed(sh, a, err);
	if (a->var)
		return set_figures(sh, a, &info, &cell);
	stat_cells(v, &info, &cell);
	return STATUS_OK;
}

static int shm_stat(struct sh *sh, int argc, char **argv)
{
	static const struct ipc_stating segments = { IPC_SHM, "segments", columns, STAT_COLUMNS, stat_one };

	return ipc_stat_each(sh, argc, argv, &segments);
}

/* ---- shmrm ---- */

static int remove_one(struct sh *sh, const struct ipc_args *a)
{
	ipc_shm_forget(&ipc_state(sh)->shm, &a->address);
	return ipc_shm_remove(&a->address);
}

static int shm_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_rm(sh, argc, argv, IPC_SHM, remove_one);
}

/* ---- the table ---- */

static const struct opt_row view_options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };
static const struct opt_row stat_options[] = {
	IPC_ROWS_STAT,
	IPC_ROW_VARIABLE("put its size into the variable, the rest into NAME_length, NAME_version ..."),
	IPC_ROW_END,
};
const struct builtin shm_show_builtins[] = {
	{ "shmstat", shm_stat, BUILTIN_IPC | BUILTIN_WRITES,
		"[-jnw] [-t SEC] [-v NAME] [--cols LIST] ADDRESS...",
		"show the figures of shared memory and of the value in it", stat_options },
	{ "shmls", shm_ls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST]",
		"list the segments of shared memory", view_options },
	{ "shmrm", shm_rm, BUILTIN_IPC, "ADDRESS...", "remove segments of shared memory", NULL },
	{ .help = "shared memory", .usage = "ipcsh-shm(1)" },
};
