/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq.c -- mqnew mqsend mqrecv mqls mqrm: System V message queues as words. */
#include "ipc_word.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

static int mq_new(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;

	if (!ipc_options(sh, argc, argv, IPC_MQ, &a))
		return a.status;
	if (a.n_text != 1)
		return builtin_usage(sh);
	if (!ipc_address(sh, &a, a.text[0], true))
		return a.status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	int id = ipc_mq_make(&a.address, a.mode, a.exclusive);
	if (id < 0)
		return ipc_failed(sh, &a, id);
	if (a.remove)
		ipc_remove_id(sh, IPC_MQ, id);
	return ipc_made(sh, &a, id);
}

/* ---- one exchange ---- */

/* What is done with the queue: 0 or -errno. */
typedef int (*mq_action)(int id, const struct ipc_wait *w, void *ctx);

/* -x makes one once, -c where it is missing. */
static int find_or_make(struct sh *sh, struct ipc_args *a, bool *cached)
{
	struct ipc_id_cache *cache = &ipc_state(sh)->mq;
	int id = a->exclusive ? -ENOENT : ipc_mq_find(cache, &a->address, cached);

	if (id == -ENOENT && (a->create || a->exclusive) && a->address.kind == IPC_ADDR_KEY)
		id = ipc_mq_make(&a->address, a->mode, a->exclusive);
	if (id >= 0)
		a->exclusive = false; /* for the messages after the first */
	return id;
}

/* An id that is kept may be of a queue that was removed since: then the key is looked up anew, once. */
static int with_queue(struct sh *sh, struct ipc_args *a, mq_action act, void *ctx)
{
	for (;;) {
		bool cached = false;
		int id = find_or_make(sh, a, &cached);
		if (id < 0)
			return id;
		if (a->remove)
			ipc_remove_id(sh, IPC_MQ, id);
		a->remove = false;
		int err = act(id, &a->wait, ctx);
		if (err != -ENOENT && err != -EIDRM)
			return err;
		ipc_ids_forget(&ipc_state(sh)->mq, id);
		if (!cached || err == -EIDRM)
			return err;
	}
}

static bool type_number(const char *text, int64_t least, int64_t most, long *out)
{
	int64_t n;

	if (!text_to_int(text, &n) || n < least || n > most)
		return false;
	*out = (long)n;
	return true;
}

static int bad_type(struct sh *sh, const char *type, const char *what)
{
	return sh_builtin_error(sh, STATUS_ERROR, "--type", "%s: %s", type, what);
}

/* ---- mqsend ---- */

struct sending {
	struct buf *message;
	long type;
};

static int send_action(int id, const struct ipc_wait *w, void *ctx)
{
	const struct sending *s = ctx;

	return ipc_mq_send(id, s->message, s->type, w);
}

static int send_failed(struct sh *sh, const struct ipc_args *a, int err, size_t n)
{
	uint64_t max;

	if (err != -EMSGSIZE)
		return ipc_failed(sh, a, err);
	if (ipc_limit("kernel/msgmax", &max) == 0 && n > max)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a message of %zu bytes is over the limit of %llu (/proc/sys/kernel/msgmax)", n,
			(unsigned long long)max);
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"a message of %zu bytes never fits into this queue (its msg_qbytes; /proc/sys/kernel/msgmnb "
		"for new ones)",
		n);
}

/* -s: a NUL behind the text; --size: NULs up to that size. */
static int finish_text(struct sh *sh, const struct ipc_args *a, struct buf *message)
{
	size_t n;

	if (a->cstring)
		buf_byte(message, '\0');
	n = ipc_mq_length(message);
	if (!a->size || n == a->size)
		return STATUS_OK;
	if (n > a->size)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "%zu bytes are more than --size %llu", n,
			(unsigned long long)a->size);
	size_t pad = (size_t)a->size - n;
	buf_grow(message, pad);
	memset(message->data + message->len, 0, pad);
	message->len += pad;
	return STATUS_OK;
}

static int send_one(struct sh *sh, struct ipc_args *a, struct sending *s)
{
	int status = finish_text(sh, a, s->message);

	if (status != STATUS_OK)
		return status;
	int err = with_queue(sh, a, send_action, s);
	return err < 0 ? send_failed(sh, a, err, ipc_mq_length(s->message)) : STATUS_OK;
}

static int send_lines(struct sh *sh, struct ipc_args *a, struct sending *s)
{
	struct ipc_input in = { .end = a->nul ? '\0' : '\n' };
	const char *line;
	size_t n;
	int status = STATUS_OK, got;

	while (status == STATUS_OK && (got = ipc_input_next(sh, &in, &line, &n)) != 0) {
		if (got < 0) {
			status = ipc_input_failed(sh, got);
			break;
		}
		ipc_mq_begin(s->message);
		buf_add(s->message, line, n);
		status = send_one(sh, a, s);
	}
	buf_free(&in.buf);
	return status;
}

static int send_text(struct sh *sh, struct ipc_args *a, struct sending *s)
{
	if (a->n_text == 0 && !a->bytes)
		return send_lines(sh, a, s);
	ipc_mq_begin(s->message);
	int status = ipc_text(sh, a, s->message);
	return status != STATUS_OK ? status : send_one(sh, a, s);
}

static int mq_send(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct sending s = { .type = 1 };

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, -1, &a))
		return a.status;
	if (a.type && !type_number(a.type, 1, LONG_MAX, &s.type))
		return bad_type(sh, a.type, "a message has a type above 0");
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	struct buf message = ipc_buf_take(st);
	s.message = &message;
	int status = send_text(sh, &a, &s);
	ipc_buf_give(st, &message);
	return status;
}

/* ---- mqrecv ---- */

struct receiving {
	struct buf message;
	struct ipc_mq_want want;
};

static int receive_action(int id, const struct ipc_wait *w, void *ctx)
{
	struct receiving *r = ctx;

	return ipc_mq_receive(id, &r->want, &r->message, w);
}

static bool want_parse(const char *type, struct ipc_mq_want *want)
{
	want->except = *type == '!';
	return type_number(type + want->except, want->except ? 1 : -LONG_MAX, LONG_MAX, &want->type);
}

static int give_out(struct sh *sh, const struct ipc_args *a, const struct buf *message)
{
	int status = ipc_record(sh, a, ipc_mq_text(message), ipc_mq_length(message));

	if (a->var && ipc_set_int(sh, a, "_type", ipc_mq_type(message)) != STATUS_OK)
		status = STATUS_ERROR;
	return status;
}

static int receive(struct sh *sh, struct ipc_args *a, struct receiving *r)
{
	int status = STATUS_OK;

	for (uint64_t n = 0; status == STATUS_OK && (a->follow || n < a->count); n++) {
		int err = with_queue(sh, a, receive_action, r);
		status = err < 0 ? ipc_failed(sh, a, err) : give_out(sh, a, &r->message);
	}
	return status;
}

static int mq_recv(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct receiving r = { .message = { 0 } };

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a) || !ipc_one_for_variable(sh, &a))
		return a.status;
	if (a.type && !want_parse(a.type, &r.want))
		return bad_type(sh, a.type, "not N (that type), -N (the lowest up to N) or !N (any but N)");
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	r.message = ipc_buf_take(st);
	int status = receive(sh, &a, &r);
	ipc_buf_give(st, &r.message);
	return status;
}

/* ---- mqls, mqrm ---- */

enum { COL_ID, COL_KEY, COL_OWNER, COL_MODE, COL_MESSAGES, COL_BYTES, COL_MAX, COL_SENDER, COL_RECEIVER };
static const struct view_column columns[] = {
	[COL_ID] = { "ID", VIEW_NUMBER, "the kernel's number, for id:N" },
	[COL_KEY] = { "KEY", 0, "the System V key" },
	[COL_OWNER] = { "OWNER", 0, "whose it is" },
	[COL_MODE] = { "MODE", 0, "permissions" },
	[COL_MESSAGES] = { "MESSAGES", VIEW_NUMBER, "how many wait in it" },
	[COL_BYTES] = { "BYTES", VIEW_NUMBER, "how many bytes these have" },
	[COL_MAX] = { "MAX", VIEW_NUMBER, "how many bytes it may hold" },
	[COL_SENDER] = { "SENDER", VIEW_NUMBER, "the process that sent last" },
	[COL_RECEIVER] = { "RECEIVER", VIEW_NUMBER, "the process that received last" },
};

static void list_row(struct view *v, const struct ipc_mq_info *q)
{
	view_row(v);
	view_cell(v, COL_ID, "%d", q->id);
	view_key(v, COL_KEY, q->key);
	view_user(v, COL_OWNER, q->uid);
	view_mode(v, COL_MODE, q->mode);
	view_cell(v, COL_MESSAGES, "%zu", q->messages);
	view_cell(v, COL_BYTES, "%zu", q->bytes);
	view_cell(v, COL_MAX, "%zu", q->max_bytes);
	view_pid(v, COL_SENDER, q->last_send);
	view_pid(v, COL_RECEIVER, q->last_receive);
}

static int mq_ls(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct ipc_mq_info *list;
	size_t n;

	if (!ipc_options(sh, argc, argv, IPC_MQ, &a))
		return a.status;
	if (a.n_text > 0)
		return builtin_usage(sh);
	struct view *v = view_new(sh, "queues", columns, ARRAY_LEN(columns), &a.view);
	if (!v)
		return a.view.status;
	int err = ipc_mq_list(&list, &n);
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
	int id = ipc_mq_find(NULL, &a->address, NULL);
	if (id >= 0) {
		ipc_ids_forget(&ipc_state(sh)->mq, id);
		id = ipc_mq_remove(id);
	}
	return id < 0 ? ipc_failed(sh, a, id) : STATUS_OK;
}

static int mq_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_each_operand(sh, argc, argv, IPC_MQ, remove_one);
}

/* ---- the table ---- */

static const struct opt_row new_options[] = {
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	IPC_ROW_VARIABLE("put id:N into the variable"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row send_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "type", "N", "the message's type, above 0 (default 1)" },
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	{ '0', NULL, NULL, "messages on standard input end in NUL, not in newline" },
	{ 'b', NULL, NULL, "the whole of standard input is one message" },
	{ 's', NULL, NULL, "a C string: with a NUL at its end" },
	{ 0, "size", "N", "fill up with NULs to N bytes" },
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row recv_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_MODE,
	{ 0, "type", "N", "take type N, with -N the lowest up to N, with !N any but N (default any)" },
	IPC_ROW_COUNT,
	IPC_ROW_FOLLOW,
	IPC_ROW_TIMEOUT,
	IPC_ROW_NOWAIT,
	IPC_ROW_AWAIT,
	{ '0', NULL, NULL, "print a NUL after each message, not a newline" },
	{ 'b', NULL, NULL, "print the bytes alone" },
	{ 's', NULL, NULL, "a C string: print what is before the first NUL" },
	IPC_ROW_VARIABLE("put the message into the variable, its type into NAME_type"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row ls_options[] = { VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_END };

static const struct opt_row no_options[] = { IPC_ROW_END };

const struct builtin mq_builtins[] = {
	{ "mqnew", mq_new, BUILTIN_IPC, "[-x] [-m MODE] [-v NAME] [--rm] ADDRESS",
		"create a message queue, or open it", new_options },
	{ "mqsend", mq_send, BUILTIN_IPC,
		"[-cxnw0bs] [-m MODE] [-t SEC] [--type N] [--size N] [--rm] ADDRESS [TEXT...]",
		"send a message: TEXT, or each line of standard input", send_options },
	{ "mqrecv", mq_recv, BUILTIN_IPC,
		"[-cfnw0bs] [-m MODE] [-t SEC] [-k N] [-v NAME] [--type N] [--rm] ADDRESS",
		"take the oldest message and print it", recv_options },
	{ "mqls", mq_ls, BUILTIN_IPC | BUILTIN_WRITES, "[-j] [--cols LIST]", "list the message queues",
		ls_options },
	{ "mqrm", mq_rm, BUILTIN_IPC, "ADDRESS...", "remove message queues", no_options },
	{ 0 },
};
