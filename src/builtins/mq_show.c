/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq_show.c -- mqls mqstat: what is known of message queues. */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	COL_ID,
	COL_KEY,
	COL_NAME,
	COL_OWNER,
	COL_MODE,
	COL_MESSAGES,
	COL_BYTES,
	COL_MAX,
	COL_SENDER,
	COL_RECEIVER,
	COL_MOST,
	COL_SIZE,
	COL_SENT,
	COL_RECEIVED,
	COL_CHANGED,
	COL_TELLS,
	COL_SIGNAL
};
static const struct view_column columns[] = {
	[COL_ID] = { "ID", VIEW_NUMBER, "the kernel's number, for id:N" },
	[COL_KEY] = { "KEY", 0, "the System V key" },
	[COL_NAME] = { "NAME", 0, "the POSIX name" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_MESSAGES] = { "MESSAGES", VIEW_NUMBER, "how many wait in it" },
	[COL_BYTES] = { "BYTES", VIEW_NUMBER, "how many bytes these have" },
	[COL_MAX] = { "MAX", VIEW_NUMBER, "how many bytes it may hold" },
	[COL_SENDER] = { "SENDER", VIEW_NUMBER, "the process that sent last" },
	[COL_RECEIVER] = { "RECEIVER", VIEW_NUMBER, "the process that received last" },
	[COL_MOST] = { "MOST", VIEW_NUMBER | VIEW_EXTRA, "how many messages it may hold (POSIX)" },
	[COL_SIZE] = { "SIZE", VIEW_NUMBER | VIEW_EXTRA, "how many bytes one message may have" },
	[COL_SENT] = { "SENT", VIEW_EXTRA, "when the last one was sent (System V)" },
	[COL_RECEIVED] = { "RECEIVED", VIEW_EXTRA, "when the last one was received (System V)" },
	[COL_CHANGED] = { "CHANGED", VIEW_EXTRA, "when it was made or its settings changed (System V)" },
	[COL_TELLS] = { "TELLS", VIEW_NUMBER | VIEW_EXTRA,
		"the process that is told of the next message (POSIX: mqnotify)" },
	[COL_SIGNAL] = { "SIGNAL", VIEW_EXTRA, "by which signal" },
};
const struct view_table mq_table = { "mqls mqstat", columns, ARRAY_LEN(columns) };

static void row_sysv(struct view *v, const struct ipc_mq_info *q)
{
	uint64_t longest;

	view_row(v);
	view_cell(v, COL_ID, "%d", q->id);
	view_key(v, COL_KEY, q->key);
	view_none(v, COL_NAME);
	view_user(v, COL_OWNER, q->uid);
	view_mode(v, COL_MODE, q->mode);
	view_cell(v, COL_MESSAGES, "%zu", q->messages);
	view_cell(v, COL_BYTES, "%zu", q->bytes);
	view_cell(v, COL_MAX, "%zu", q->max_bytes);
	view_pid(v, COL_SENDER, q->last_send);
	view_pid(v, COL_RECEIVER, q->last_receive);
	view_none(v, COL_MOST);
	if (view_wants(v, COL_SIZE) && ipc_limit("kernel/msgmax", &longest) == 0)
		view_cell(v, COL_SIZE, "%llu", (unsigned long long)longest);
	view_time(v, COL_SENT, q->sent);
	view_time(v, COL_RECEIVED, q->received);
	view_time(v, COL_CHANGED, q->changed);
	view_none(v, COL_TELLS);
	view_none(v, COL_SIGNAL);
}

static void cell_notice(struct view *v, const struct ipc_mqp_notice *notice)
{
	if (!notice->taken)
		view_none(v, COL_TELLS);
	else if (notice->pid)
		view_pid(v, COL_TELLS, notice->pid);
	else
		view_note(v, "TELLS is blank where the process is one of another pid namespace");
	if (notice->signal)
		view_cell(v, COL_SIGNAL, "%s", signal_name(notice->signal));
	else
		view_none(v, COL_SIGNAL);
}

static void row_posix(struct view *v, const struct ipc_mqp_info *q, const char *name)
{
	view_row(v);
	view_none(v, COL_ID);
	view_none(v, COL_KEY);
	view_cell(v, COL_NAME, "%s", name);
	view_user(v, COL_OWNER, q->uid);
	view_mode(v, COL_MODE, q->mode);
	for (size_t c = COL_SENDER; c <= COL_RECEIVER; c++)
		view_none(v, c);
	for (size_t c = COL_SENT; c <= COL_CHANGED; c++)
		view_none(v, c);
	if (!q->known) {
		view_note(v, "what is blank needs the right to read the queue");
		return;
	}
	view_cell(v, COL_MESSAGES, "%zu", q->messages);
	view_cell(v, COL_BYTES, "%zu", q->bytes);
	view_cell(v, COL_MAX, "%zu", q->max_messages * q->max_bytes);
	view_cell(v, COL_MOST, "%zu", q->max_messages);
	view_cell(v, COL_SIZE, "%zu", q->max_bytes);
	if (view_wants(v, COL_TELLS) || view_wants(v, COL_SIGNAL))
		cell_notice(v, &q->notice);
}

static int list_sysv(struct view *v)
{
	struct ipc_mq_info *all;
	size_t n;
	int err = ipc_mq_list(&all, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		row_sysv(v, &all[i]);
	free(all);
	return err;
}

void ipc_note_no_mqueue(struct sh *sh, struct view *v)
{
	struct ipc_state *st = ipc_state(sh);

	if (!st->told_no_mqueue)
		view_note(v, "POSIX queues can be listed only where an mqueue file system is mounted at "
			     "/dev/mqueue (mount -t mqueue none /dev/mqueue)");
	st->told_no_mqueue = true;
}

static int list_posix(struct sh *sh, struct view *v)
{
	struct ipc_mqp_info *all;
	size_t n;
	int err = ipc_mqp_list(&all, &n);

	if (err == -ENODEV) {
		ipc_note_no_mqueue(sh, v);
		return 0;
	}
	for (size_t i = 0; err == 0 && i < n; i++)
		row_posix(v, &all[i], all[i].name);
	ipc_mqp_list_free(all, n);
	return err;
}

static int list(struct sh *sh, struct view *v)
{
	int err = list_sysv(v);

	return err < 0 ? err : list_posix(sh, v);
}

static int mq_ls(struct sh *sh, int argc, char **argv)
{
	static const struct ipc_listing queues = { IPC_MQ, "queues", columns, ARRAY_LEN(columns), list };

	return ipc_ls(sh, argc, argv, &queues);
}

/* ---- mqstat ---- */

/* -v: NAME has the number of messages, NAME_bytes, NAME_max ... the rest. */
static int set_figures(struct sh *sh, const struct ipc_args *a, const struct ipc_mq_info *q, size_t most,
	size_t size, pid_t told)
{
	const struct ipc_figure figures[] = {
		{ "", (int64_t)q->messages },
		{ "_bytes", (int64_t)q->bytes },
		{ "_max", (int64_t)q->max_bytes },
		{ "_most", (int64_t)most },
		{ "_size", (int64_t)size },
		{ "_uid", (int64_t)q->uid },
		{ "_sender", q->last_send },
		{ "_receiver", q->last_receive },
		{ "_tells", told },
	};

	return ipc_set_figures(sh, a, figures, ARRAY_LEN(figures));
}

static int stat_posix(const struct ipc_args *a, struct ipc_mqp_info *out)
{
	int fd = ipc_mqp_open(a->address.path, O_RDONLY);
	int err = fd < 0 ? fd : ipc_mqp_stat(fd, out);

	ipc_mqp_close(&fd);
	out->known = err == 0;
	return err;
}

static int stat_sysv(const struct ipc_args *a, struct ipc_mq_info *out)
{
	int id = ipc_mq_find(NULL, &a->address, NULL);

	return id < 0 ? id : ipc_mq_stat(id, out);
}

static int mq_stat(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_mq_info q = { 0 };
	struct ipc_mqp_info p = { 0 };
	uint64_t longest = 0;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a))
		return a.status;
	bool posix = ipc_is_posix(&a);
	int err = posix ? stat_posix(&a, &p) : stat_sysv(&a, &q);
	if (err < 0)
		return ipc_failed(sh, &a, err);
	if (a.var && !posix) {
		(void)ipc_limit("kernel/msgmax", &longest);
		return set_figures(sh, &a, &q, 0, (size_t)longest, 0);
	}
	if (a.var) {
		q = (struct ipc_mq_info){ .messages = p.messages,
			.bytes = p.bytes,
			.max_bytes = p.max_bytes * p.max_messages,
			.uid = p.uid };
		return set_figures(sh, &a, &q, p.max_messages, p.max_bytes, p.notice.pid);
	}
	if (!a.view.cols)
		a.view.cols = posix ? "+MOST,SIZE,TELLS,SIGNAL" : "+SIZE,SENT,RECEIVED,CHANGED";
	struct view *v = view_new(sh, "queues", columns, ARRAY_LEN(columns), &a.view);
	if (!v)
		return a.view.status;
	if (posix)
		row_posix(v, &p, a.address.path);
	else
		row_sysv(v, &q);
	return view_end(v);
}

/* ---- the table ---- */

static const struct opt_row ls_options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };
static const struct opt_row stat_options[] = {
	IPC_ROWS_STAT,
	IPC_ROW_VARIABLE(
		"put the number of messages into the variable, the rest into NAME_bytes, NAME_max ..."),
	IPC_ROW_END,
};

const struct builtin mq_show_builtins[] = {
	{ "mqstat", mq_stat, BUILTIN_IPC, "[-jnw] [-t SEC] [-v NAME] [--cols LIST] ADDRESS",
		"print what is known of a message queue", stat_options },
	{ "mqls", mq_ls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST]", "list the message queues",
		ls_options },
	{ .help = "message queues", .usage = "ipcsh-mq(1)" },
};
