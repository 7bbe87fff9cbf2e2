/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map_show.c -- mmapstat: what is known of a file that may be mapped. */
#include "inspect.h"
#include "ipc_word.h"

#include <errno.h>
#include <sys/stat.h>

#define DISK_BLOCK 512 /* of stat(2) */

enum { COL_NAME, COL_OWNER, COL_MODE, COL_SIZE, COL_DISK, COL_RESIDENT, COL_MAPPED, COL_CHANGED, COLUMNS };
static const struct view_column columns[COLUMNS] = {
	[COL_NAME] = { "NAME", VIEW_TRUNC, "the file" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER, "bytes" },
	[COL_DISK] = { "DISK", VIEW_NUMBER, "bytes that it has on the disk" },
	[COL_RESIDENT] = { "RESIDENT", VIEW_NUMBER, "bytes of it that are in memory" },
	[COL_MAPPED] = { "MAPPED", VIEW_NUMBER | VIEW_EXTRA, "how many processes have it mapped" },
	[COL_CHANGED] = { "CHANGED", VIEW_EXTRA, "when it was written last, as far as the kernel knows" },
};
const struct view_table map_table = { "mmapstat", columns, COLUMNS };

static void cell_mapped(struct view *v, const struct stat *st)
{
	struct holders h = { 0 };
	unsigned n = 0;

	if (inspect_open(st->st_dev, st->st_ino, &h) == 0)
		for (size_t i = 0; i < h.n; i++)
			n += h.v[i].fd < 0;
	view_cell(v, COL_MAPPED, "%u", n);
	if (h.hidden)
		view_note(v, "MAPPED is without processes that this user may not look into");
	holders_free(&h);
}

static void stat_row(struct view *v, const struct ipc_args *a, const struct stat *st, int64_t resident)
{
	view_row(v);
	view_bytes(v, COL_NAME, a->object, strlen(a->object));
	view_user(v, COL_OWNER, st->st_uid);
	view_mode(v, COL_MODE, st->st_mode & 07777);
	view_cell(v, COL_SIZE, "%lld", (long long)st->st_size);
	view_cell(v, COL_DISK, "%lld", (long long)st->st_blocks * DISK_BLOCK);
	if (resident >= 0)
		view_cell(v, COL_RESIDENT, "%lld", (long long)resident);
	else
		view_note(v, "how much of a file is in memory only those may know who may write it");
	if (view_wants(v, COL_MAPPED))
		cell_mapped(v, st);
	view_time(v, COL_CHANGED, st->st_mtime);
}

static int stat_one(struct sh *sh, struct ipc_args *a, struct view *v, const char *text)
{
	struct ipc_map_how how = { .write = false };
	struct ipc_map m;
	struct stat st;
	uint64_t resident;

	if (!ipc_address(sh, a, text, false) || (a->await && !ipc_await(sh, a)))
		return a->status;
	int err = ipc_map_open(a->address.path, &how, &m);
	if (err < 0)
		return ipc_failed(sh, a, err);
	int known = ipc_map_resident(&m, &resident);
	err = fstat(m.fd, &st) < 0 ? -errno : 0;
	ipc_map_close(&m);
	if (err < 0 || (known < 0 && known != -EACCES))
		return ipc_failed(sh, a, err < 0 ? err : known);
	st.st_size = (off_t)m.size; /* of a device, too */
	if (!a->var) {
		stat_row(v, a, &st, known < 0 ? -1 : (int64_t)resident);
		return STATUS_OK;
	}
	const struct ipc_figure figures[] = { { "", st.st_size }, { "_disk", st.st_blocks * DISK_BLOCK },
		{ "_resident", known < 0 ? -1 : (int64_t)resident }, { "_uid", st.st_uid } };
	return ipc_set_figures(sh, a, figures, ARRAY_LEN(figures));
}

static int map_stat(struct sh *sh, int argc, char **argv)
{
	static const struct ipc_stating files = { IPC_MAP, "files", columns, COLUMNS, stat_one };

	return ipc_stat_each(sh, argc, argv, &files);
}

/* ---- the table ---- */

static const struct opt_row stat_options[] = {
	IPC_ROWS_STAT,
	IPC_ROW_VARIABLE("put its size into the variable, the rest into NAME_disk, NAME_resident ..."),
	IPC_ROW_END,
};

const struct builtin map_show_builtins[] = {
	{ "mmapstat", map_stat, BUILTIN_IPC | BUILTIN_WRITES,
		"[-jnw] [-t SEC] [-v NAME] [--cols LIST] PATH...",
		"show how much of a file is on the disk and in memory", stat_options },
	{ .help = "mapped files", .usage = "ipcsh-mmap(1)" },
};
