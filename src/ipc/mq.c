/* SPDX-License-Identifier: MIT */
/* mq.c -- System V message queues: make, find, send, receive, list, remove. */
#include "ipc.h"
#include "sysv_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#define FIRST_ROOM 8192u /* msgmax as most systems have it */

static int missing_or(int err)
{
	return err == EINVAL ? -ENOENT : -err;
}

/* One that this user may neither read nor write is no use, though it is there. */
static int open_there(key_t key)
{
	int id = msgget(key, 0400);

	if (id < 0 && errno == EACCES)
		id = msgget(key, 0200);
	return id < 0 ? -errno : id;
}

int ipc_mq_make(const struct ipc_address *a, mode_t mode, bool exclusive)
{
	int flags = IPC_CREAT | IPC_EXCL | (int)(mode & MODE_BITS);

	if (a->kind != IPC_ADDR_KEY)
		return exclusive ? -EEXIST : ipc_mq_find(NULL, a, NULL);
	for (int i = 0; i < IPC_RACES; i++) {
		int id = msgget((key_t)a->key, flags);
		if (id >= 0)
			return id;
		if (errno != EEXIST || exclusive)
			return -errno;
		id = open_there((key_t)a->key);
		if (id != -ENOENT)
			return id;
	}
	return -EIDRM;
}

/* ---- ids ----------------------------------------------------------------------------------------------- */

static void known_add(struct ipc_id_cache *c, uint32_t key, int id)
{
	struct ipc_id_known *slot = c->n < IPC_IDS_KEPT ? &c->known[c->n++]
							: &c->known[c->next++ % IPC_IDS_KEPT];

	*slot = (struct ipc_id_known){ key, id };
}

void ipc_ids_forget(struct ipc_id_cache *c, int id)
{
	for (unsigned i = 0; i < c->n; i++)
		if (c->known[i].id == id)
			c->known[i--] = c->known[--c->n];
}

int ipc_ids_find(struct ipc_id_cache *c, const struct ipc_address *a,
	int (*look_up)(const struct ipc_address *a), bool *cached)
{
	for (unsigned i = 0; i < c->n; i++) {
		if (c->known[i].key == a->key) {
			*cached = true;
			return c->known[i].id;
		}
	}
	int id = look_up(a);
	if (id >= 0)
		known_add(c, a->key, id);
	return id;
}

static int mq_stat_id(int id)
{
	struct msqid_ds ds;

	/* A queue that may only be written cannot be looked at, but it is there. */
	if (msgctl(id, IPC_STAT, &ds) < 0 && errno != EACCES)
		return sysv_gone_or(errno);
	return id;
}

static int look_up(const struct ipc_address *a)
{
	int id = msgget((key_t)a->key, 0);

	return id < 0 ? -errno : id;
}

int ipc_mq_find(struct ipc_id_cache *c, const struct ipc_address *a, bool *cached)
{
	if (cached)
		*cached = false;
	if (a->kind == IPC_ADDR_ID)
		return c ? a->id
			 : mq_stat_id(a->id); /* with a cache the id is about to be used: that tells */
	if (a->kind != IPC_ADDR_KEY || a->key == IPC_KEY_PRIVATE) /* msgget(0) would make one */
		return -ENOENT;
	return c ? ipc_ids_find(c, a, look_up, cached) : look_up(a);
}

/* A name that may not be opened is there all the same. */
static int posix_there(const char *name)
{
	int fd = ipc_mqp_open(name, O_RDONLY);

	if (fd < 0)
		return fd == -EACCES ? 0 : fd;
	ipc_mqp_close(&fd);
	return 0;
}

int ipc_mq_there(const struct ipc_address *a)
{
	return a->kind == IPC_ADDR_POSIX ? posix_there(a->path) : ipc_mq_find(NULL, a, NULL);
}

int ipc_mq_remove(int id)
{
	if (msgctl(id, IPC_RMID, NULL) == 0)
		return 0;
	return sysv_gone_or(errno);
}

/* ---- sending ------------------------------------------------------------------------------------------- */

void ipc_mq_begin(struct buf *message)
{
	if (message->cap < sizeof(long))
		buf_grow(message, sizeof(long));
	message->len = sizeof(long);
}

struct exchange {
	int id;
	struct buf *message;
	const struct ipc_mq_want *want;
};

/* A full queue that is empty enough one day, or one that can never hold so many bytes? */
static int full_or_too_small(int id, size_t n)
{
	struct msqid_ds ds;

	if (msgctl(id, IPC_STAT, &ds) == 0 && n > ds.msg_qbytes)
		return -EMSGSIZE;
	return -EAGAIN;
}

/* EINVAL has many reasons. */
static int send_failed(int err, size_t n)
{
	struct msginfo info;

	if (err == EINVAL && msgctl(0, IPC_INFO, (struct msqid_ds *)&info) >= 0 && n > (size_t)info.msgmax)
		return -EMSGSIZE;
	return missing_or(err);
}

static ssize_t send_attempt(void *ctx, bool nowait)
{
	const struct exchange *x = ctx;
	size_t n = ipc_mq_length(x->message);

	if (msgsnd(x->id, x->message->data, n, nowait ? IPC_NOWAIT : 0) == 0)
		return 0;
	if (errno == EAGAIN && nowait)
		return full_or_too_small(x->id, n);
	return send_failed(errno, n);
}

int ipc_mq_send(int id, struct buf *message, long type, const struct ipc_wait *w)
{
	struct exchange x = { .id = id, .message = message };

	memcpy(message->data, &type, sizeof type);
	return (int)ipc_wait_for(w, send_attempt, &x);
}

/* ---- receiving ----------------------------------------------------------------------------------------- */

/* Without MSG_NOERROR a message longer than the room stays in the queue, and there is another
 * try with more. */
static ssize_t receive_attempt(void *ctx, bool nowait)
{
	const struct exchange *x = ctx;
	const struct ipc_mq_want *want = x->want;
	int flags = (nowait ? IPC_NOWAIT : 0) | (want->except ? MSG_EXCEPT : 0) |
		    (want->cut ? MSG_NOERROR : 0);

	for (;;) {
		size_t room = x->message->cap - sizeof(long);
		if (want->sized)
			room = want->size;
		ssize_t got = msgrcv(x->id, x->message->data, room, want->type, flags);
		if (got >= 0) {
			x->message->len = sizeof(long) + (size_t)got;
			return 0;
		}
		if (errno != E2BIG || want->sized)
			return errno == ENOMSG ? -EAGAIN : missing_or(errno);
		x->message->len = x->message->cap; /* buf_grow() doubles */
		buf_grow(x->message, x->message->cap);
	}
}

static void room_for(struct buf *message, size_t text)
{
	message->len = 0;
	if (message->cap < sizeof(long) + text)
		buf_grow(message, sizeof(long) + text);
}

int ipc_mq_receive(int id, const struct ipc_mq_want *want, struct buf *message, const struct ipc_wait *w)
{
	struct exchange x = { id, message, want };

	room_for(message, want->sized && want->size > FIRST_ROOM ? want->size : FIRST_ROOM);
	return (int)ipc_wait_for(w, receive_attempt, &x);
}

int ipc_mq_peek(int id, size_t index, struct buf *message)
{
	if (index > LONG_MAX)
		return -EAGAIN;
	room_for(message, FIRST_ROOM);
	for (;;) {
		size_t room = message->cap - sizeof(long);
		ssize_t got = msgrcv(id, message->data, room, (long)index, MSG_COPY | IPC_NOWAIT);
		if (got >= 0) {
			message->len = sizeof(long) + (size_t)got;
			return 0;
		}
		if (errno == EINTR)
			continue;
		if (errno != E2BIG)
			return errno == ENOMSG ? -EAGAIN : sysv_gone_or(errno);
		message->len = message->cap;
		buf_grow(message, message->cap);
	}
}

/* ---- waiting for a message ------------------------------------------------------------------------------ */

struct awaiting {
	int id;
	const struct ipc_mq_want *want;
	struct buf message;
};

static bool is_wanted(const struct ipc_mq_want *want, long type)
{
	if (want->type < 0)
		return type <= (want->type == LONG_MIN ? LONG_MAX : -want->type);
	return want->type == 0 || (type == want->type) != want->except;
}

/* 0: there is one; -ENOENT: not yet. msgrcv(2) with no room for a byte would sleep until there is one, and
 * leave it there, but for one of 0 bytes: that it takes. */
static int message_there(void *ctx)
{
	struct awaiting *aw = ctx;
	struct msqid_ds ds;
	int err = 0;

	if (msgctl(aw->id, IPC_STAT, &ds) < 0)
		return errno == EINVAL ? -EIDRM : -errno;
	if (ds.msg_qnum == 0 || aw->want->type == 0)
		return ds.msg_qnum == 0 ? -ENOENT : 0;
	for (size_t i = 0; (err = ipc_mq_peek(aw->id, i, &aw->message)) == 0; i++)
		if (is_wanted(aw->want, ipc_mq_type(&aw->message)))
			return 0;
	return err == -EAGAIN ? -ENOENT : err == -ENOENT ? -EIDRM : err;
}

int ipc_mq_await(int id, const struct ipc_mq_want *want, const struct ipc_wait *w)
{
	struct awaiting aw = { .id = id, .want = want };
	int err = mq_stat_id(id); /* also an id that is out of date */

	if (err >= 0)
		err = ipc_wait_until(w, message_there, &aw);
	buf_free(&aw.message);
	return err;
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static struct ipc_mq_info mq_info_of(int id, const struct msqid_ds *ds)
{
	return (struct ipc_mq_info){
		.id = id,
		.key = (uint32_t)ds->msg_perm.__key,
		.uid = ds->msg_perm.uid,
		.mode = ds->msg_perm.mode & MODE_BITS,
		.bytes = ds->__msg_cbytes,
		.messages = ds->msg_qnum,
		.max_bytes = ds->msg_qbytes,
		.last_send = ds->msg_lspid,
		.last_receive = ds->msg_lrpid,
		.sent = ds->msg_stime,
		.received = ds->msg_rtime,
		.changed = ds->msg_ctime,
	};
}

int ipc_mq_stat(int id, struct ipc_mq_info *out)
{
	struct msqid_ds ds;

	if (msgctl(id, IPC_STAT, &ds) < 0)
		return sysv_gone_or(errno);
	*out = mq_info_of(id, &ds);
	return 0;
}

int ipc_mq_list(struct ipc_mq_info **out, size_t *n)
{
	struct msginfo info;
	int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&info);

	*out = NULL;
	*n = 0;
	if (last < 0)
		return -errno;
	*out = mem_alloc(((size_t)last + 1) * sizeof **out);
	for (int i = 0; i <= last; i++) {
		struct msqid_ds ds;
		int id = msgctl(i, MSG_STAT_ANY, &ds);
		if (id >= 0)
			(*out)[(*n)++] = mq_info_of(id, &ds);
	}
	return 0;
}
