/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vmmap.c -- vmmap: the memory of a process, range by range, and who shares it. */
#include "inspect_word.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	COL_START,
	COL_END,
	COL_SIZE,
	COL_RIGHTS,
	COL_KIND,
	COL_NAME,
	COL_SHARED,
	COL_OFFSET,
	COL_INODE,
	COLUMNS
};
static const struct view_column columns[COLUMNS] = {
	[COL_START] = { "START", VIEW_RIGHT, "the first byte" },
	[COL_END] = { "END", VIEW_RIGHT, "the one behind the last" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER, "bytes" },
	[COL_RIGHTS] = { "RIGHTS", 0, "r w x, and s (shared) or p (private)" },
	[COL_KIND] = { "KIND", 0, "text, heap, stack, library, shared memory, mapped file, ..." },
	[COL_NAME] = { "NAME", VIEW_TRUNC, "the address of shared memory, else the file" },
	[COL_SHARED] = { "SHARED", VIEW_TRUNC,
		"of what is shared: the other processes that have it, PID(NAME)" },
	[COL_OFFSET] = { "OFFSET", VIEW_NUMBER | VIEW_EXTRA, "where in the file it begins" },
	[COL_INODE] = { "INODE", VIEW_NUMBER | VIEW_EXTRA, "the number of the file; of a segment its id" },
};
const struct view_table vmmap_table = { "vmmap", columns, COLUMNS };

struct looked_at {
	pid_t pid;
	char program[PATH_MAX]; /* what it runs; "": not to be found out */
	struct map_list maps;
	pid_t *others; /* [n_others], and what they have mapped */
	struct map_list *others_maps;
	size_t n_others, hidden;
};

/* ---- what a range is ---- */

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static const char *kind_without_file(const struct map_range *r)
{
	if (begins(r->name, "[heap]"))
		return "heap";
	if (begins(r->name, "[stack"))
		return "stack";
	if (begins(r->name, "[v"))
		return "kernel";
	return "anonymous";
}

static const char *kind_of(const struct looked_at *l, const struct map_range *r)
{
	if (begins(r->name, "/SYSV") || begins(r->name, "/dev/shm/") || begins(r->name, "/memfd:") ||
		begins(r->name, "/dev/zero (deleted)"))
		return "shared memory";
	if (r->ino == 0)
		return kind_without_file(r);
	if (strcmp(r->name, l->program) == 0)
		return r->rights[2] == 'x' ? "text" : r->rights[1] == 'w' ? "data" : "constants";
	if (r->rights[3] == 'p' && strstr(r->name, ".so"))
		return "library";
	return "mapped file";
}

/* "/SYSV00001e61 (deleted)" and "/dev/shm/x" are shm:0x1e61 and shm:/x to the words of this shell. */
static void cell_name(struct view *v, const struct map_range *r)
{
	unsigned key;

	if (sscanf(r->name, "/SYSV%8x", &key) == 1 && key != 0)
		view_cell(v, COL_NAME, "shm:0x%08x (id:%llu)", key, (unsigned long long)r->ino);
	else if (begins(r->name, "/SYSV"))
		view_cell(v, COL_NAME, "shm:id:%llu", (unsigned long long)r->ino);
	else if (begins(r->name, "/dev/shm/sem."))
		view_cell(v, COL_NAME, "sem:/%s", r->name + strlen("/dev/shm/sem."));
	else if (begins(r->name, "/dev/shm/"))
		view_cell(v, COL_NAME, "shm:/%s", r->name + strlen("/dev/shm/"));
	else if (*r->name)
		view_cell(v, COL_NAME, "%s", r->name);
	else
		view_none(v, COL_NAME);
}

/* ---- with whom it is shared ---- */

/* The first segment of an IPC namespace has the number 0, as nothing at all has else. */
static bool is_shared(const struct map_range *r)
{
	return r->rights[3] == 's' && (r->ino != 0 || begins(r->name, "/SYSV"));
}

static bool has_range(const struct map_list *maps, const struct map_range *r)
{
	for (size_t i = 0; i < maps->n; i++)
		if (maps->v[i].ino == r->ino && maps->v[i].dev == r->dev && is_shared(&maps->v[i]))
			return true;
	return false;
}

static void cell_shared(struct view *v, const struct looked_at *l, const struct map_range *r)
{
	struct buf text = { 0 };
	struct proc_info info;

	for (size_t i = 0; is_shared(r) && i < l->n_others; i++) {
		if (!has_range(&l->others_maps[i], r))
			continue;
		buf_printf(&text, "%s%d", text.len ? "," : "", (int)l->others[i]);
		if (inspect_process(l->others[i], &info) == 0)
			buf_printf(&text, "(%s)", info.name);
	}
	if (text.len)
		view_bytes(v, COL_SHARED, text.data, text.len);
	else if (r->rights[3] != 's' || l->hidden == 0)
		view_none(v, COL_SHARED);
	buf_free(&text);
}

static void row(struct view *v, const struct looked_at *l, const struct map_range *r)
{
	view_row(v);
	view_cell(v, COL_START, "%llx", (unsigned long long)r->start);
	view_cell(v, COL_END, "%llx", (unsigned long long)r->end);
	view_cell(v, COL_SIZE, "%llu", (unsigned long long)(r->end - r->start));
	view_cell(v, COL_RIGHTS, "%s", r->rights);
	view_cell(v, COL_KIND, "%s", kind_of(l, r));
	cell_name(v, r);
	view_cell(v, COL_OFFSET, "%llu", (unsigned long long)r->offset);
	view_cell(v, COL_INODE, "%llu", (unsigned long long)r->ino);
	if (view_wants(v, COL_SHARED))
		cell_shared(v, l, r);
}

/* ---- looking ---- */

static void find_program(struct looked_at *l)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/exe", (int)l->pid);
	ssize_t n = readlink(path, l->program, sizeof l->program - 1);
	l->program[n > 0 ? n : 0] = '\0';
}

static bool shares_anything(const struct map_list *maps)
{
	for (size_t i = 0; i < maps->n; i++)
		if (is_shared(&maps->v[i]))
			return true;
	return false;
}

static int look_at_others(struct looked_at *l)
{
	int err = inspect_pids(&l->others, &l->n_others);
	size_t kept = 0;

	l->others_maps = mem_alloc((l->n_others + 1) * sizeof *l->others_maps);
	for (size_t i = 0; i < l->n_others; i++) {
		if (l->others[i] == l->pid)
			continue;
		int got = inspect_maps(l->others[i], &l->others_maps[kept]);
		l->hidden += got == -EACCES || got == -EPERM;
		l->others[kept++] = l->others[i];
	}
	l->n_others = kept;
	return err;
}

static void forget(struct looked_at *l)
{
	map_list_free(&l->maps);
	for (size_t i = 0; i < l->n_others; i++)
		map_list_free(&l->others_maps[i]);
	free(l->others);
	free(l->others_maps);
}

static void note_hidden(struct view *v, const struct looked_at *l)
{
	struct buf text = { 0 };

	if (l->hidden == 0)
		return;
	buf_printf(&text, "SHARED is blank or not whole: processes that this user may not look into: %zu",
		l->hidden);
	view_note(v, buf_cstr(&text));
	buf_free(&text);
}

static int run_vmmap(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct looked_at l = { 0 };

	if (!inspect_args(sh, argc, argv, &a, &l.pid))
		return a.status;
	struct view *v = view_new(sh, "ranges", columns, COLUMNS, &a.view);
	if (!v)
		return a.view.status;
	int err = inspect_maps(l.pid, &l.maps);
	if (err == 0) {
		find_program(&l);
		if (view_wants(v, COL_SHARED) && shares_anything(&l.maps))
			err = look_at_others(&l);
	}
	for (size_t i = 0; err == 0 && i < l.maps.n; i++)
		row(v, &l, &l.maps.v[i]);
	note_hidden(v, &l);
	forget(&l);
	int status = view_end_if(v, err == 0);
	return err < 0 ? inspect_failed(sh, a.n_text ? a.text[0] : NULL, err) : status;
}

static const struct opt_row options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };

const struct builtin vmmap_builtins[] = {
	{ "vmmap", run_vmmap, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST] [PID|%JOB]",
		"list the memory of a process, and who shares it", options },
	{ .help = "all objects, memory", .usage = "ipcsh-ipc(1)" },
};
