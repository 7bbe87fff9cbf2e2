/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcls.c -- ipc, its subcommands, and of these ls show rm. */
#include "ipcobj.h"

#include <errno.h>
#include <stdlib.h>

enum {
	COL_ADDRESS,
	COL_OWNER,
	COL_MODE,
	COL_SIZE,
	COL_USED,
	COL_MAKER,
	COL_DEAD,
	COL_LAST,
	COL_ORPHAN,
	COL_ID,
	COL_KEY,
	COL_WHEN,
	COL_GROUP,
	COL_CREATOR,
	COL_RESIDENT,
	COL_SWAPPED,
	COLUMNS
};
static const struct view_column columns[COLUMNS] = {
	[COL_ADDRESS] = { "ADDRESS", VIEW_TRUNC, "with its kind before it, as all `ipc' words take it" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER,
		"bytes of a segment, or waiting in a queue; semaphores of a set" },
	[COL_USED] = { "USED", VIEW_NUMBER, "attachments; messages; a POSIX semaphore's value" },
	[COL_MAKER] = { "MAKER", VIEW_NUMBER, "the process that made it; that holds a lock" },
	[COL_DEAD] = { "DEAD", VIEW_BOOL, "whether its maker has ended" },
	[COL_LAST] = { "LAST", 0, "the processes that used it last" },
	[COL_ORPHAN] = { "ORPHAN", VIEW_BOOL, "whether gc would take it from its owner; blank: not known" },
	[COL_ID] = { "ID", VIEW_NUMBER | VIEW_EXTRA, "the kernel's number" },
	[COL_KEY] = { "KEY", VIEW_EXTRA, "the System V key in hexadecimal" },
	[COL_WHEN] = { "WHEN", VIEW_EXTRA, "when it was used last" },
	[COL_GROUP] = { "GROUP", VIEW_EXTRA, "the group whose it is" },
	[COL_CREATOR] = { "CREATOR", VIEW_EXTRA, "the user who made it" },
	[COL_RESIDENT] = { "RESIDENT", VIEW_NUMBER | VIEW_EXTRA, "bytes of a segment that are in memory" },
	[COL_SWAPPED] = { "SWAPPED", VIEW_NUMBER | VIEW_EXTRA, "bytes of a segment that are swapped out" },
};
const struct view_table ipc_object_table = { "ipc/ls ipc/show", columns, COLUMNS };

/* ---- the row ---- */

static void cell_orphan(struct view *v, size_t column, enum orphan o)
{
	if (o != ORPHAN_UNKNOWN)
		view_bool(v, column, o == ORPHAN_YES);
}

static void cell_last(struct view *v, const struct sysv_object *s)
{
	if (s->last && s->receiver)
		view_cell(v, COL_LAST, "%d,%d", (int)s->last, (int)s->receiver);
	else
		view_pid(v, COL_LAST, s->last ? s->last : s->receiver);
}

/* Only where the size says that there may be a mark is it looked for: a look makes this shell
 * the last user. */
static enum orphan orphan_of(const struct sysv_object *s)
{
	enum orphan o = inspect_orphan(s);

	if (o == ORPHAN_YES && s->kind == SYSV_SHM && ipc_shm_may_keep(s->size) && ipc_marked_to_keep(s))
		return ORPHAN_NO;
	return o;
}

static void cells_sysv(struct view *v, const struct sysv_object *s)
{
	if (s->maker) {
		view_pid(v, COL_MAKER, s->maker);
		cell_orphan(v, COL_DEAD, inspect_gone(s->maker, sysv_last_used(s)));
	}
	if (s->kind != SYSV_SEM)
		cell_last(v, s);
	cell_orphan(v, COL_ORPHAN, orphan_of(s));
	view_cell(v, COL_ID, "%d", s->id);
	view_key(v, COL_KEY, s->key);
	view_time(v, COL_WHEN, sysv_last_used(s));
	view_user(v, COL_CREATOR, s->made_by);
	if (s->kind == SYSV_SHM) {
		view_cell(v, COL_RESIDENT, "%llu", (unsigned long long)s->resident);
		view_cell(v, COL_SWAPPED, "%llu", (unsigned long long)s->swapped);
	}
}

static void row(struct view *v, const struct ipc_object *o)
{
	view_row(v);
	view_cell(v, COL_ADDRESS, "%s", o->address);
	if (o->has_owner)
		view_user(v, COL_OWNER, o->uid);
	if (o->has_group)
		view_group(v, COL_GROUP, o->gid);
	if (o->has_mode)
		view_mode(v, COL_MODE, o->mode);
	if (o->has_size)
		view_cell(v, COL_SIZE, "%llu", (unsigned long long)o->size);
	if (o->has_used)
		view_cell(v, COL_USED, "%llu", (unsigned long long)o->used);
	if (o->sysv)
		cells_sysv(v, &o->sysv_info);
	else if (o->holder)
		view_pid(v, COL_MAKER, o->holder);
}

static void notes(struct sh *sh, struct view *v, const struct ipc_objects *list)
{
	struct buf text = { 0 };

	if (list->no_mqueue)
		ipc_note_no_mqueue(sh, v);
	if (list->hidden > 0) {
		buf_printf(&text,
			"FIFOs and locks are not whole: processes that this user may not look into: %zu",
			list->hidden);
		view_note(v, buf_cstr(&text));
	}
	buf_free(&text);
}

/* ---- ls ---- */

static bool family_named(const char *name, unsigned *families)
{
	for (enum ipc_family f = 0; f < IPC_FAMILIES; f++)
		if (strcmp(name, ipc_family_name(f)) == 0) {
			*families |= 1u << f;
			return true;
		}
	return false;
}

static int ipc_sub_ls(struct sh *sh, struct ipc_args *a)
{
	struct ipc_objects list;
	unsigned families = 0;

	for (int i = 0; i < a->n_text; i++)
		if (!family_named(a->text[i], &families))
			return sh_builtin_error(
				sh, STATUS_ERROR, a->text[i], "no such kind (shm mq sem fifo lock sock)");
	struct view *v = view_new(sh, "objects", columns, COLUMNS, &a->view);
	if (!v)
		return a->view.status;
	int err = ipc_objects(&list, families ? families : ~0u);
	for (size_t i = 0; err == 0 && i < list.n; i++)
		row(v, &list.v[i]);
	notes(sh, v, &list);
	ipc_objects_free(&list);
	int status = view_end(v);
	return err < 0 ? inspect_failed(sh, NULL, err) : status;
}

/* ---- show ---- */

/* Its own address may be another than the one that was given (an id for a key). */
static bool is_named(const struct ipc_object *o, const struct ipc_named *named)
{
	const struct ipc_address *a = &named->address;
	struct buf text = { 0 };

	if (o->family != named->family)
		return false;
	if (o->sysv && a->kind == IPC_ADDR_ID)
		return o->sysv_info.id == a->id;
	if (o->sysv && a->kind == IPC_ADDR_KEY)
		return a->key != 0 && o->sysv_info.key == a->key;
	ipc_address_print_kind(named->family, a, &text);
	bool same = strcmp(o->address, buf_cstr(&text)) == 0;
	buf_free(&text);
	return same;
}

static int show_one(struct sh *sh, struct view *v, const struct ipc_named *named)
{
	struct ipc_objects list = { 0 };
	bool shown = false;

	if (named->family != IPC_SOCK && ipc_objects(&list, 1u << named->family) == 0)
		for (size_t i = 0; i < list.n; i++)
			if (is_named(&list.v[i], named)) {
				row(v, &list.v[i]);
				shown = true;
			}
	if (!shown && ipc_object_add(&list, named)) {
		row(v, &list.v[list.n - 1]);
		shown = true;
	}
	ipc_objects_free(&list);
	return shown ? STATUS_OK
		     : sh_builtin_error(
			       sh, STATUS_ERROR, named->text, "no such socket (`ipc ls sock' lists them)");
}

static int ipc_sub_show(struct sh *sh, struct ipc_args *a)
{
	struct ipc_named named;
	int status = STATUS_OK;

	if (a->n_text == 0)
		return view_usage(sh, &a->view, "ipc/show");
	if (!a->view.cols)
		a->view.cols = "+ID,KEY,WHEN";
	struct view *v = view_new(sh, "objects", columns, COLUMNS, &a->view);
	if (!v)
		return a->view.status;
	for (int i = 0; i < a->n_text; i++) {
		if (!ipc_name(sh, a->text[i], &named) || show_one(sh, v, &named) != STATUS_OK)
			status = STATUS_ERROR;
	}
	view_end_if(v, view_rows(v) > 0);
	return status;
}

/* ---- rm ---- */

static int remove_one(struct sh *sh, const char *text)
{
	struct ipc_named named;

	if (!ipc_name(sh, text, &named))
		return STATUS_ERROR;
	int err = ipc_remove_named(sh, &named);
	if (err == -EOPNOTSUPP)
		return sh_builtin_error(
			sh, STATUS_ERROR, text, "ends with the process that holds it: see ipc who");
	if (err < 0)
		return sh_builtin_error(sh, STATUS_ERROR, text, "%s%s", error_text(-err),
			ipc_who_removes(&named.address, -err));
	return STATUS_OK;
}

/* All operands, also behind one that fails. A status. */
static int for_each(struct sh *sh, const struct ipc_args *a, int (*one)(struct sh *sh, const char *text))
{
	int status = STATUS_OK;

	if (a->n_text == 0)
		return builtin_usage(sh);
	for (int i = 0; i < a->n_text; i++)
		if (one(sh, a->text[i]) != STATUS_OK)
			status = STATUS_ERROR;
	return status;
}

static int ipc_sub_rm(struct sh *sh, struct ipc_args *a)
{
	return for_each(sh, a, remove_one);
}

/* ---- key ---- */

/* As ipcs(1) writes it: that is how C programs and scripts of others take it, too. */
static int key_one(struct sh *sh, const char *text)
{
	enum ipc_family family;
	struct ipc_address address;
	struct trouble why;
	int err = ipc_address_parse_kind(text, &family, &address, &why);

	if (err == 0 && family == IPC_FAMILIES)
		err = ipc_address_parse(text, IPC_SHM, &address, &why);
	if (err < 0)
		return sh_builtin_error(sh, STATUS_ERROR, text, "%s", why.text);
	if (address.kind != IPC_ADDR_KEY)
		return sh_builtin_error(sh, STATUS_ERROR, text,
			"no key: that is a number or ftok:PATH:N (`ipc show' tells that of an object)");
	sh_printf(sh, "0x%08x\n", address.key);
	return STATUS_OK;
}

static int ipc_sub_key(struct sh *sh, struct ipc_args *a)
{
	return for_each(sh, a, key_one);
}

/* ---- ipc ---- */

static const struct subcommand {
	const char *name;
	int (*run)(struct sh *sh, struct ipc_args *a);
	enum { TABLES = 1, GATHERS = 2, COUNTS = 4, CHANGES = 8 } takes; /* see options_fit() */
} subcommands[] = {
	{ "ls", ipc_sub_ls, TABLES },
	{ "show", ipc_sub_show, TABLES },
	{ "who", ipc_sub_who, TABLES },
	{ "set", ipc_sub_set, CHANGES },
	{ "rm", ipc_sub_rm, 0 },
	{ "key", ipc_sub_key, 0 },
	{ "gc", ipc_sub_gc, GATHERS },
	{ "watch", ipc_sub_watch, COUNTS },
	{ "limits", ipc_sub_limits, TABLES },
};

/* Options that belong to other subcommands are said, with those. */
static int options_fit(struct sh *sh, const struct subcommand *c, const struct ipc_args *a)
{
	const struct {
		unsigned group;
		bool given;
		const char *options;
	} groups[] = {
		{ TABLES, a->view.json || a->view.cols, "-j and --cols" },
		{ GATHERS, a->dry_run || a->older, "--older and --dry-run" },
		{ COUNTS, a->has_count || a->wait.timeout_ns >= 0, "-k and -t" },
		{ CHANGES, a->has_mode || a->owner || a->size || a->pin || a->unpin,
			"-m, --owner, --size, --lock and --unlock" },
	};
	struct buf names = { 0 };
	int status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_LEN(groups); i++) {
		if (!groups[i].given || (c->takes & groups[i].group))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(subcommands); k++)
			if (subcommands[k].takes & groups[i].group)
				buf_printf(&names, " %s", subcommands[k].name);
		status = sh_builtin_error(
			sh, STATUS_ERROR, c->name, "%s are for:%s", groups[i].options, buf_cstr(&names));
	}
	buf_free(&names);
	return status;
}

static int run_ipc(struct sh *sh, int argc, char **argv)
{
	const struct subcommand *c = NULL;
	struct ipc_args a;

	for (size_t i = 0; argc > 1 && i < ARRAY_LEN(subcommands); i++)
		if (strcmp(argv[1], subcommands[i].name) == 0)
			c = &subcommands[i];
	if (!ipc_options(sh, argc - (c != NULL), argv + (c != NULL), IPC_FAMILIES, &a))
		return a.status;
	if (!c)
		return builtin_usage(sh);
	int status = options_fit(sh, c, &a);
	return status == STATUS_OK ? c->run(sh, &a) : status;
}

static const struct opt_row options[] = {
	VIEW_ROW_JSON,
	VIEW_ROW_COLS,
	{ 'm', NULL, "MODE", "set: its permissions, in octal" },
	{ 0, "owner", "OWNER", "set: whose it is: USER, USER:GROUP or :GROUP, by name or number" },
	{ 0, "size", "N", "set: bytes that a System V queue may hold (msg_qbytes)" },
	{ 0, "lock", NULL, "set: keep a System V segment in memory (SHM_LOCK)" },
	{ 0, "unlock", NULL, "set: no longer (SHM_UNLOCK)" },
	{ 0, "older", "SEC", "gc: only what was not used for so long" },
	{ 0, "dry-run", NULL, "gc: only say what would be removed" },
	{ 'k', NULL, "N", "watch: stop after N changes" },
	{ 't', NULL, "SEC", "watch: end after so long, with status 124" },
	IPC_ROW_END,
};

const struct builtin ipc_builtins[] = {
	{ "ipc", run_ipc, BUILTIN_IPC,
		"ls|show|who|set|rm|key|gc|watch|limits [-j] [--cols LIST] [-m MODE] [--owner OWNER] "
		"[--size N] [--lock] [--unlock] [--older SEC] [--dry-run] [-k N] [-t SEC] [ADDRESS...]",
		"look after the objects of all mechanisms", options },
	{ .help = "all objects, memory", .usage = "ipcsh-ipc(1)" },
};
