/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mq.c -- mqnew mqsend mqrecv mqpeek mqwait mqrm: message queues, System V and POSIX, as words. */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PRIO_MOST 32767

/* ---- mqnew ---- */

static const struct ipc_bound posix_bounds[] = {
	{ .unit = "messages", .file = "fs/mqueue/msg_max" },
	{ .unit = "bytes in one", .file = "fs/mqueue/msgsize_max" },
};
static const struct ipc_bound room_bounds[] = { { .unit = "bytes in a queue", .file = "kernel/msgmnb" } };

int ipc_room_refused(struct sh *sh, const char *object, uint64_t bytes)
{
	return ipc_limit_error(sh, object, room_bounds, ARRAY_LEN(room_bounds),
		"no room for %llu bytes without privilege", (unsigned long long)bytes);
}

static int too_small(struct sh *sh, const struct ipc_args *a, const char *what, size_t has)
{
	return sh_builtin_error(
		sh, STATUS_ERROR, a->object, "this queue exists and holds only %zu %s", has, what);
}

/* One that is there already has to fit. */
static int fit_posix(struct sh *sh, const struct ipc_args *a, int fd)
{
	struct ipc_mqp_info info;
	int err = ipc_mqp_stat(fd, &info);

	if (err < 0)
		return ipc_failed(sh, a, err);
	if (info.max_messages < a->max)
		return too_small(sh, a, "messages", info.max_messages);
	if (info.max_bytes < a->size)
		return too_small(sh, a, "bytes in a message", info.max_bytes);
	return STATUS_OK;
}

/* One that may only be read, or only be written, is good for that. */
static int open_for_one(const char *name)
{
	int fd = ipc_mqp_open(name, O_RDONLY);

	return fd == -EACCES ? ipc_mqp_open(name, O_WRONLY) : fd;
}

static int new_posix(struct sh *sh, const struct ipc_args *a)
{
	const struct ipc_mqp_size size = { a->max, a->size };
	int fd = ipc_mqp_make(a->address.path, a->mode, a->exclusive, &size);
	int status = STATUS_OK;

	if (fd == -EINVAL || fd == -EOVERFLOW)
		return ipc_limit_error(sh, a->object, posix_bounds, ARRAY_LEN(posix_bounds), "no such size");
	if (fd == -EACCES && !a->exclusive)
		fd = open_for_one(a->address.path);
	if (fd < 0)
		return ipc_failed(sh, a, fd);
	status = fit_posix(sh, a, fd);
	ipc_mqp_close(&fd);
	if (status == STATUS_OK && a->remove) {
		int err = ipc_remove_posix(sh, IPC_MQ, a->address.path);
		status = err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
	}
	return status == STATUS_OK ? ipc_made(sh, a, -1) : status;
}

/* --size: the bytes that the queue may hold, exactly those where it is new. */
static int make_room(struct sh *sh, const struct ipc_args *a, int id, bool made)
{
	const struct ipc_address made_id = { .kind = IPC_ADDR_ID, .id = id };
	const struct ipc_change change = { .has_room = true, .room = (size_t)a->size };
	struct ipc_mq_info info;
	int err = ipc_mq_stat(id, &info);

	if (err == 0 && !made)
		return info.max_bytes < a->size ? too_small(sh, a, "bytes", info.max_bytes) : STATUS_OK;
	if (err == 0)
		err = ipc_change(IPC_MQ, &made_id, &change);
	if (err == 0)
		return STATUS_OK;
	ipc_mq_remove(id);
	if (err == -EPERM)
		return ipc_room_refused(sh, a->object, a->size);
	return ipc_failed(sh, a, err);
}

static int new_sysv(struct sh *sh, const struct ipc_args *a)
{
	int id = ipc_mq_make(&a->address, a->mode, a->exclusive || a->size), status = STATUS_OK;
	bool made = id >= 0;

	if (a->max)
		return sh_builtin_error(sh, STATUS_ERROR, "--max",
			"a System V queue has no limit on messages: --size N is of bytes");
	if (id == -EEXIST && !a->exclusive)
		id = ipc_mq_make(&a->address, a->mode, false);
	if (id < 0)
		return ipc_failed(sh, a, id);
	if (a->size)
		status = make_room(sh, a, id, made);
	if (status != STATUS_OK)
		return status;
	if (a->remove)
		ipc_remove_id(sh, IPC_MQ, id);
	return ipc_made(sh, a, id);
}

static int mq_new(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	sigset_t before;

	if (!ipc_options(sh, argc, argv, IPC_MQ, &a))
		return a.status;
	if (a.n_text != 1)
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

/* ---- one exchange ---- */

/* The queue that a word uses. */
struct use {
	struct ipc_args *a;
	int access;            /* of a POSIX queue: O_RDONLY or O_WRONLY */
	struct ipc_mqp *queue; /* of a POSIX queue, until the word ends; NULL: not yet */
};

/* What is done with the queue, by its id or descriptor: 0 or -errno. */
typedef int (*mq_action)(const struct use *u, int id, void *ctx);

/* -x makes one once, -c where it is missing. */
static int find_or_make(struct sh *sh, const struct use *u, bool *cached)
{
	struct ipc_args *a = u->a;
	struct ipc_id_cache *cache = &ipc_state(sh)->mq;
	int id = a->exclusive ? -ENOENT : ipc_mq_find(cache, &a->address, cached);

	if (id == -ENOENT && (a->create || a->exclusive) && a->address.kind == IPC_ADDR_KEY)
		id = ipc_maker_may(a, u->access == O_RDONLY ? 0400 : 0200)
			     ? ipc_mq_make(&a->address, a->mode, a->exclusive)
			     : -EACCES;
	if (id >= 0)
		a->exclusive = false; /* for the messages after the first */
	return id;
}

/* As find_or_make(), and noted for --rm. */
static int find_noted(struct sh *sh, const struct use *u, bool *cached)
{
	struct ipc_args *a = u->a;
	sigset_t before;

	ipc_birth_begin(a, &before);
	int id = find_or_make(sh, u, cached);
	if (id >= 0 && a->remove)
		ipc_remove_id(sh, IPC_MQ, id);
	ipc_birth_end(a, &before);
	return id;
}

static int find_posix(struct sh *sh, struct use *u)
{
	struct ipc_args *a = u->a;
	struct ipc_state *st = ipc_state(sh);
	const char *name = a->address.path;
	int err = a->exclusive ? -ENOENT : ipc_mqp_use(&st->mqp, name, u->access, &u->queue);

	if (err == -ENOENT && (a->create || a->exclusive)) {
		int fd = ipc_mqp_make(name, a->mode, a->exclusive, NULL);
		if (fd < 0)
			return fd;
		ipc_mqp_keep(&st->mqp, name, fd, &u->queue);
		err = 0;
	}
	if (st->mqp.changed)
		ipc_mqp_fds(sh, st);
	return err == 0 && a->remove ? ipc_remove_posix(sh, IPC_MQ, name) : err;
}

static int open_posix(struct sh *sh, struct use *u)
{
	sigset_t before;

	ipc_birth_begin(u->a, &before);
	int err = find_posix(sh, u);
	ipc_birth_end(u->a, &before);
	return err;
}

static void use_end(const struct use *u)
{
	if (u->queue)
		ipc_mqp_done(u->queue);
}

/* An id that is kept may be of a queue that was removed since: then the key is looked up anew. With -c
 * another is made, too, where somebody was quick to remove the one before. */
static int with_queue(struct sh *sh, struct use *u, mq_action act, void *ctx)
{
	struct ipc_args *a = u->a;
	bool remove = a->remove;

	if (ipc_is_posix(a)) {
		int err = u->queue ? 0 : open_posix(sh, u);
		return err < 0 ? err : act(u, u->queue->fd, ctx);
	}
	for (int races = a->create ? IPC_RACES : 0;; races--) {
		bool cached = false;
		int id = find_noted(sh, u, &cached);
		if (id < 0)
			return id;
		a->remove = false;
		int err = act(u, id, ctx);
		if (err != -ENOENT && err != -EIDRM)
			return err;
		ipc_ids_forget(&ipc_state(sh)->mq, id);
		if ((!cached && races <= 0) || err == -EIDRM)
			return a->create ? -EIDRM : err;
		a->remove = remove;
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

static int wrong_option(struct sh *sh, const struct ipc_args *a)
{
	if (ipc_is_posix(a))
		return sh_builtin_error(sh, STATUS_ERROR, "--type",
			"a POSIX queue has no types: --prio N says what "
			"comes out first");
	return sh_builtin_error(sh, STATUS_ERROR, "--prio",
		"a System V queue has no priorities: --type N, and --type -N to receive");
}

/* ---- mqsend ---- */

struct sending {
	struct use use;
	struct buf *message;
	long type; /* of a POSIX queue: the priority */
};

static int send_action(const struct use *u, int id, void *ctx)
{
	const struct sending *s = ctx;

	if (ipc_is_posix(u->a))
		return ipc_mqp_send(id, s->message, (unsigned)s->type, &u->a->wait);
	return ipc_mq_send(id, s->message, s->type, &u->a->wait);
}

/* How many bytes a System V queue may hold; 0: it is not to be found out. */
static size_t room_of(const struct ipc_args *a)
{
	struct ipc_mq_info info = { 0 };
	int id = ipc_mq_find(NULL, &a->address, NULL);

	return id >= 0 && ipc_mq_stat(id, &info) == 0 ? info.max_bytes : 0;
}

/* With -n: the answer is no, and which limit it is that was met. */
static int full(struct sh *sh, const struct sending *s)
{
	const struct ipc_args *a = s->use.a;
	struct ipc_mqp_info info;
	size_t room;

	if (ipc_is_posix(a) && ipc_mqp_stat(s->use.queue->fd, &info) == 0)
		return sh_builtin_error(sh, STATUS_NO, a->object,
			"full: the limit is %zu messages (mqnew --max N, up to /proc/sys/fs/mqueue/msg_max)",
			info.max_messages);
	if (!ipc_is_posix(a) && (room = room_of(a)) > 0)
		return sh_builtin_error(sh, STATUS_NO, a->object,
			"full: the limit is %zu bytes in this queue (its msg_qbytes; /proc/sys/kernel/msgmnb "
			"for new ones)",
			room);
	return STATUS_NO;
}

static int send_failed(struct sh *sh, const struct sending *s, int err)
{
	const struct ipc_args *a = s->use.a;
	size_t n = ipc_mq_length(s->message);
	struct ipc_mqp_info info;
	uint64_t max;

	if (err == -EAGAIN)
		return full(sh, s);
	if (err != -EMSGSIZE)
		return ipc_failed(sh, a, err);
	if (ipc_is_posix(a) && ipc_mqp_stat(s->use.queue->fd, &info) == 0)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a message of %zu bytes is over the %zu of this queue (mqnew --size N, up to "
			"/proc/sys/fs/mqueue/msgsize_max)",
			n, info.max_bytes);
	if (ipc_limit("kernel/msgmax", &max) == 0 && n > max)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"a message of %zu bytes is over the limit of %llu (/proc/sys/kernel/msgmax)", n,
			(unsigned long long)max);
	return sh_builtin_error(sh, STATUS_ERROR, a->object,
		"a message of %zu bytes never fits into this queue of %zu (its msg_qbytes; "
		"/proc/sys/kernel/msgmnb for new ones)",
		n, room_of(a));
}

static int send_one(struct sh *sh, struct sending *s)
{
	const struct ipc_args *a = s->use.a;

	if (a->cstring || a->size) {
		size_t header = s->message->len - ipc_mq_length(s->message);
		int status = ipc_text_end(sh, a, s->message, header, "--size", a->size ? &a->size : NULL);
		if (status != STATUS_OK)
			return status;
	}
	int err = with_queue(sh, &s->use, send_action, s);
	return err < 0 ? send_failed(sh, s, err) : STATUS_OK;
}

static int send_lines(struct sh *sh, struct sending *s)
{
	struct ipc_input in = { .end = s->use.a->nul ? '\0' : '\n' };
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
		status = send_one(sh, s);
	}
	buf_free(&in.buf);
	return status;
}

static int send_text(struct sh *sh, struct sending *s)
{
	const struct ipc_args *a = s->use.a;

	if (a->n_text == 0 && !a->bytes)
		return send_lines(sh, s);
	ipc_mq_begin(s->message);
	int status = ipc_text(sh, a, s->message);
	return status != STATUS_OK ? status : send_one(sh, s);
}

/* A type for one kind of queue, a priority for the other. */
static int what_to_send(struct sh *sh, const struct ipc_args *a, long *type)
{
	*type = ipc_is_posix(a) ? 0 : 1;
	if (ipc_is_posix(a) ? a->type != NULL : a->prio != NULL)
		return wrong_option(sh, a);
	if (a->type && !type_number(a->type, 1, LONG_MAX, type))
		return bad_type(sh, a->type, "a message has a type from 1 to 9223372036854775807");
	if (a->prio && !type_number(a->prio, 0, PRIO_MOST, type))
		return sh_builtin_error(sh, STATUS_ERROR, "--prio", "%s: a priority is a number from 0 to %d",
			a->prio, PRIO_MOST);
	return STATUS_OK;
}

static int mq_send(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct sending s = { .use = { &a, O_WRONLY, NULL } };
	int status;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, -1, &a))
		return a.status;
	if ((status = what_to_send(sh, &a, &s.type)) != STATUS_OK)
		return status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	struct buf message = ipc_buf_take(st);
	s.message = &message;
	ipc_remove_there(sh, &a);
	status = send_text(sh, &s);
	use_end(&s.use);
	ipc_buf_give(st, &message);
	return status;
}

/* ---- mqrecv ---- */

struct receiving {
	struct use use;
	struct buf message;
	struct ipc_mq_want want;
};

static int receive_action(const struct use *u, int id, void *ctx)
{
	struct receiving *r = ctx;

	if (ipc_is_posix(u->a))
		return ipc_mqp_receive(id, &r->message, &u->a->wait);
	return ipc_mq_receive(id, &r->want, &r->message, &u->a->wait);
}

static bool want_parse(const char *type, struct ipc_mq_want *want)
{
	want->except = *type == '!';
	return type_number(type + want->except, want->except ? 1 : -LONG_MAX, LONG_MAX, &want->type);
}

/* The type or priority, for who prints the message: its bytes may be such as no variable holds. */
static int tell_type(struct sh *sh, const struct ipc_args *a, const struct buf *message)
{
	char digits[24];
	const char *text = text_from_int(ipc_mq_type(message), digits);

	return sh_assign(sh, a->got_name, text, strlen(text), false, false) < 0 ? STATUS_ERROR : STATUS_OK;
}

static int give_out(struct sh *sh, const struct ipc_args *a, const struct buf *message)
{
	size_t n = ipc_mq_length(message);

	if (a->has_len && n > a->len)
		n = (size_t)a->len;
	int status = ipc_record(sh, a, ipc_mq_text(message), n);
	if (a->var &&
		ipc_set_int(sh, a, ipc_is_posix(a) ? "_prio" : "_type", ipc_mq_type(message)) != STATUS_OK)
		status = STATUS_ERROR;
	if (a->got && tell_type(sh, a, message) != STATUS_OK)
		status = STATUS_ERROR;
	return status;
}

static int receive_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	if (err == -E2BIG)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"the message has more than --size %llu bytes; it stays in the queue",
			(unsigned long long)a->size);
	return ipc_failed(sh, a, err);
}

static int receive(struct sh *sh, struct receiving *r)
{
	struct ipc_args *a = r->use.a;
	int status = STATUS_OK;

	for (uint64_t n = 0; status == STATUS_OK && (a->follow || n < a->count); n++) {
		int err = with_queue(sh, &r->use, receive_action, r);
		status = err < 0 ? receive_failed(sh, a, err) : give_out(sh, a, &r->message);
	}
	return status;
}

/* Which messages, of what size. */
static int what_to_take(struct sh *sh, const struct ipc_args *a, struct ipc_mq_want *want)
{
	if (ipc_is_posix(a) && a->type)
		return wrong_option(sh, a);
	if (ipc_is_posix(a) && a->size)
		return sh_builtin_error(sh, STATUS_ERROR, "--size",
			"a message of a POSIX queue is taken whole; --len N gives its first N bytes");
	if (a->type && !want_parse(a->type, want))
		return bad_type(sh, a->type, "not N (that type), -N (the lowest up to N) or !N (any but N)");
	want->cut = a->has_len && !a->size;
	want->sized = a->size || want->cut;
	want->size = a->size ? (size_t)a->size : (size_t)a->len;
	return STATUS_OK;
}

static int mq_recv(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct receiving r = { .use = { &a, O_RDONLY, NULL } };
	int status;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a) || !ipc_one_for_variable(sh, &a))
		return a.status;
	if ((status = what_to_take(sh, &a, &r.want)) != STATUS_OK)
		return status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	struct ipc_state *st = ipc_state(sh);
	ipc_heed_output(sh, &a);
	r.message = ipc_buf_take(st);
	status = receive(sh, &r);
	use_end(&r.use);
	ipc_buf_give(st, &r.message);
	return status;
}

/* ---- mqpeek ---- */

struct peeking {
	struct receiving r;
	size_t index;
};

static int peek_action(const struct use *u, int id, void *ctx)
{
	struct peeking *p = ctx;

	(void)u;
	return ipc_mq_peek(id, p->index, &p->r.message);
}

/* Of the types up to the wanted one, the lowest that is there. 0 or -errno. */
static int lowest_type(struct sh *sh, struct peeking *p)
{
	long most = p->r.want.type == LONG_MIN ? LONG_MAX : -p->r.want.type, lowest = 0;
	size_t first = p->index;
	int err;

	for (; (err = with_queue(sh, &p->r.use, peek_action, p)) == 0; p->index++) {
		long type = ipc_mq_type(&p->r.message);
		if (type <= most && (lowest == 0 || type < lowest))
			lowest = type;
	}
	p->index = first;
	p->r.want.type = lowest;
	return err == -EAGAIN && lowest ? 0 : err;
}

static bool wanted(const struct ipc_mq_want *want, long type)
{
	return want->type == 0 || (type == want->type) != want->except;
}

static int peek_failed(struct sh *sh, const struct ipc_args *a, int err)
{
	if (err == -ENOSYS)
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"this kernel cannot copy a message (it is built without CONFIG_CHECKPOINT_RESTORE)");
	return ipc_failed(sh, a, err);
}

static int peek(struct sh *sh, struct peeking *p)
{
	struct ipc_args *a = p->r.use.a;
	int err = p->r.want.type < 0 ? lowest_type(sh, p) : 0, status = STATUS_OK;
	uint64_t shown = 0;

	for (; err == 0 && status == STATUS_OK && (a->follow || shown < a->count); p->index++) {
		err = with_queue(sh, &p->r.use, peek_action, p);
		if (err < 0 || !wanted(&p->r.want, ipc_mq_type(&p->r.message)))
			continue;
		status = give_out(sh, a, &p->r.message);
		shown++;
	}
	if (err == 0 || (err == -EAGAIN && shown))
		return status;
	return peek_failed(sh, a, err);
}

static int mq_peek(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct peeking p = { .r = { .use = { &a, O_RDONLY, NULL } } };
	int status;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a) || !ipc_one_for_variable(sh, &a))
		return a.status;
	if (ipc_is_posix(&a))
		return sh_builtin_error(sh, STATUS_ERROR, a.object,
			"a POSIX queue cannot be peeked: the kernel has no way to (it has one for System V "
			"queues)");
	if ((status = what_to_take(sh, &a, &p.r.want)) != STATUS_OK)
		return status;
	struct ipc_state *st = ipc_state(sh);
	a.peek = true;
	p.index = (size_t)a.off;
	p.r.message = ipc_buf_take(st);
	status = peek(sh, &p);
	ipc_buf_give(st, &p.r.message);
	return status;
}

/* ---- mqwait ---- */

static int wait_action(const struct use *u, int id, void *ctx)
{
	const struct ipc_mq_want *want = ctx;

	if (ipc_is_posix(u->a))
		return ipc_mqp_await(id, &u->a->wait);
	return ipc_mq_await(id, want, &u->a->wait);
}

static int mq_wait(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	struct use u = { &a, O_RDONLY, NULL };
	struct ipc_mq_want want = { 0 };
	int status;

	if (!ipc_args(sh, argc, argv, IPC_MQ, 1, 1, &a))
		return a.status;
	if ((status = what_to_take(sh, &a, &want)) != STATUS_OK)
		return status;
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	int err = with_queue(sh, &u, wait_action, &want);
	use_end(&u);
	return err < 0 ? peek_failed(sh, &a, err) : STATUS_OK;
}

/* ---- mqrm ---- */

static int remove_sysv(struct sh *sh, const struct ipc_args *a)
{
	int id = ipc_mq_find(NULL, &a->address, NULL);

	if (id < 0)
		return id;
	ipc_ids_forget(&ipc_state(sh)->mq, id);
	return ipc_mq_remove(id);
}

static int remove_posix(struct sh *sh, const struct ipc_args *a)
{
	struct ipc_state *st = ipc_state(sh);

	ipc_mqp_forget(&st->mqp, a->address.path);
	ipc_mqp_fds(sh, st);
	return ipc_mqp_remove(a->address.path);
}

static int remove_one(struct sh *sh, const struct ipc_args *a)
{
	return ipc_is_posix(a) ? remove_posix(sh, a) : remove_sysv(sh, a);
}

static int mq_rm(struct sh *sh, int argc, char **argv)
{
	return ipc_rm(sh, argc, argv, IPC_MQ, remove_one);
}

/* ---- the table ---- */

static const struct opt_row new_options[] = {
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "size", "N", "System V: bytes that it may hold; POSIX: bytes of its longest message" },
	{ 0, "max", "N", "POSIX: messages that it may hold" },
	IPC_ROW_VARIABLE("put id:N, or the POSIX name, into the variable"),
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row send_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "type", "N", "System V: the message's type, above 0 (default 1)" },
	{ 0, "prio", "N", "POSIX: its priority, the highest comes out first (default 0)" },
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
	IPC_ROW_EXCLUSIVE,
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
	{ 0, "len", "N", "the first N bytes of it; the rest is lost" },
	{ 0, "size", "N", "a longer message stays in the queue, status 2; no newline" },
	IPC_ROW_VARIABLE("put it into the variable, its type into NAME_type or its priority into NAME_prio"),
	{ 0, "got", "NAME", "put its type or priority into the variable, whatever becomes of the message" },
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

static const struct opt_row peek_options[] = {
	{ 0, "off", "N", "from message number N on, the first being 0" },
	IPC_ROW_COUNT,
	{ 'f', NULL, NULL, "all that are there" },
	{ 0, "type", "N", "of type N, with -N the lowest up to N, with !N any but N (default any)" },
	IPC_ROW_AWAIT,
	IPC_ROW_AWAIT_TIMEOUT,
	IPC_ROW_AWAIT_NOWAIT,
	{ '0', NULL, NULL, "print a NUL after each message, not a newline" },
	{ 'b', NULL, NULL, "print the bytes alone" },
	{ 's', NULL, NULL, "a C string: print what is before the first NUL" },
	{ 0, "len", "N", "the first N bytes of it" },
	IPC_ROW_VARIABLE("put it into the variable, its type into NAME_type"),
	{ 0, "got", "NAME", "put its type into the variable, whatever becomes of the message" },
	IPC_ROW_END,
};

static const struct opt_row wait_options[] = {
	IPC_ROW_CREATE,
	IPC_ROW_EXCLUSIVE,
	IPC_ROW_MODE,
	{ 0, "type", "N", "for one of type N, with -N of a type up to N, with !N any but N (default any)" },
	IPC_ROW_TIMEOUT,
	{ 'n', NULL, NULL, "do not wait: status 1 where there is none" },
	IPC_ROW_AWAIT,
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

const struct builtin mq_builtins[] = {
	{ "mqnew", mq_new, BUILTIN_IPC, "[-x] [-m MODE] [--size N] [--max N] [-v NAME] [--rm] ADDRESS",
		"create a message queue, or open it", new_options },
	{ "mqsend", mq_send, BUILTIN_IPC,
		"[-cxnw0bs] [-m MODE] [-t SEC] [--type N] [--prio N] [--size N] [--rm] ADDRESS [TEXT...]",
		"send a message: TEXT, or each line of standard input", send_options },
	{ "mqrecv", mq_recv, BUILTIN_IPC,
		"[-cxfnw0bs] [-m MODE] [-t SEC] [-k N] [-v NAME] [--got NAME] [--type N] [--len N] "
		"[--size N] [--rm] ADDRESS",
		"take the oldest message, or the one with the highest priority, and print it", recv_options },
	{ "mqpeek", mq_peek, BUILTIN_IPC,
		"[-fnw0bs] [-t SEC] [-k N] [-v NAME] [--got NAME] [--off N] [--type N] [--len N] ADDRESS",
		"print a message and leave it in the queue; status 1 where there is none", peek_options },
	{ "mqwait", mq_wait, BUILTIN_IPC, "[-cxnw] [-m MODE] [-t SEC] [--type N] [--rm] ADDRESS",
		"wait until there is a message, and leave it in the queue", wait_options },
	{ "mqrm", mq_rm, BUILTIN_IPC, "ADDRESS...", "remove message queues", NULL },
	{ .help = "message queues", .usage = "ipcsh-mq(1)" },
};
