/* SPDX-License-Identifier: MIT */
/* mq_posix.c -- POSIX message queues: make, open, send, receive, list, remove. */
#include "ipc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>

#define QUEUE_FOLDER "/dev/mqueue"
#define QUEUE_MAGIC 0x19800202 /* of statfs(2), there */
#define SLICE_NS (100 * NSEC_PER_MSEC)
#define USUAL_SIZE 8192u /* of the longest message, where nobody has said otherwise */

static int high_or_error(mqd_t fd)
{
	if (fd < 0)
		return -errno;
	if (fd >= FD_OWN_MIN)
		return fd;
	int high = fd_high_copy(fd);
	ipc_mqp_close(&fd);
	return high;
}

static int queue_create(const char *name, mode_t mode, struct mq_attr *attr)
{
	mode_t mask = umask(0); /* somebody asked for this very mode */
	int made = mq_open(name, O_RDWR | O_CREAT | O_EXCL, mode, attr);
	int fd = high_or_error(made);

	umask(mask);
	if (made >= 0 && fd < 0)
		mq_unlink(name); /* no descriptor left to keep it by: nothing was made */
	return fd;
}

/* One of the two figures needs the other: what the system has for it. */
static long figure_or(uint64_t wanted, const char *limit, uint64_t otherwise)
{
	if (wanted == 0 && ipc_limit(limit, &wanted) < 0)
		wanted = otherwise;
	return wanted > INT32_MAX ? INT32_MAX : (long)wanted;
}

int ipc_mqp_make(const char *name, mode_t mode, bool exclusive, const struct ipc_mqp_size *size)
{
	struct mq_attr attr = { 0 };
	bool sized = size && (size->messages || size->bytes);
	int fd = -ENOENT;

	if (sized) {
		attr.mq_maxmsg = figure_or(size->messages, "fs/mqueue/msg_default", 10);
		attr.mq_msgsize = figure_or(size->bytes, "fs/mqueue/msgsize_default", 8192);
	}
	for (int i = 0; i < IPC_RACES && fd == -ENOENT; i++) {
		fd = queue_create(name, mode, sized ? &attr : NULL);
		if (fd == -EEXIST && !exclusive)
			fd = ipc_mqp_open(name, O_RDWR);
	}
	return fd == -ENOENT ? -EIDRM : fd;
}

int ipc_mqp_open(const char *name, int access)
{
	return high_or_error(mq_open(name, access));
}

int ipc_mqp_remove(const char *name)
{
	return mq_unlink(name) < 0 ? -errno : 0;
}

/* ---- queues that are kept open ------------------------------------------------------------------------- */

static void queue_free(struct ipc_mqp *q)
{
	ipc_mqp_close(&q->fd);
	free(q->name);
	free(q);
}

void ipc_mqp_done(struct ipc_mqp *q)
{
	if (--q->users == 0 && q->gone)
		queue_free(q);
}

/* A trap may forget a queue that the interrupted word is using: then that word closes it. */
static void slot_clear(struct ipc_mqp_cache *c, struct ipc_mqp **slot)
{
	struct ipc_mqp *q = *slot;

	*slot = NULL;
	if (!q)
		return;
	c->changed = true;
	q->gone = true;
	if (q->users == 0)
		queue_free(q);
}

static struct ipc_mqp *kept_for(struct ipc_mqp_cache *c, const char *name, int access)
{
	for (size_t i = 0; i < IPC_MQP_KEPT; i++) {
		struct ipc_mqp *q = c->kept[i];
		if (!q || strcmp(q->name, name) != 0)
			continue;
		if (ipc_name_gone(q->fd))
			slot_clear(c, &c->kept[i]);
		else if (q->access == O_RDWR || q->access == access)
			return q;
	}
	return NULL;
}

/* Those that were removed would only keep their messages alive. */
static struct ipc_mqp **free_slot(struct ipc_mqp_cache *c)
{
	struct ipc_mqp **empty = NULL;

	for (size_t i = 0; i < IPC_MQP_KEPT; i++) {
		struct ipc_mqp **slot = &c->kept[i];
		if (*slot && (*slot)->users == 0 && ipc_name_gone((*slot)->fd))
			slot_clear(c, slot);
		if (!*slot)
			empty = slot;
	}
	if (!empty) {
		empty = &c->kept[c->next++ % IPC_MQP_KEPT];
		slot_clear(c, empty);
	}
	return empty;
}

static struct ipc_mqp *keep(struct ipc_mqp_cache *c, const char *name, int fd, int access)
{
	struct ipc_mqp **slot = free_slot(c);

	*slot = mem_alloc(sizeof **slot);
	**slot = (struct ipc_mqp){ .name = mem_strdup(name), .fd = fd, .access = access };
	c->changed = true;
	return *slot;
}

/* For both ways, where that is allowed: the next word may want the other. */
static int open_for(const char *name, int *access)
{
	int fd = ipc_mqp_open(name, O_RDWR);

	if (fd == -EACCES)
		return ipc_mqp_open(name, *access);
	*access = O_RDWR;
	return fd;
}

int ipc_mqp_use(struct ipc_mqp_cache *c, const char *name, int access, struct ipc_mqp **out)
{
	struct ipc_mqp *q = kept_for(c, name, access);

	if (!q) {
		int fd = open_for(name, &access);
		if (fd < 0)
			return fd;
		q = keep(c, name, fd, access);
	}
	q->users++;
	*out = q;
	return 0;
}

void ipc_mqp_keep(struct ipc_mqp_cache *c, const char *name, int fd, struct ipc_mqp **out)
{
	*out = keep(c, name, fd, O_RDWR);
	(*out)->users++;
}

void ipc_mqp_forget(struct ipc_mqp_cache *c, const char *name)
{
	for (size_t i = 0; i < IPC_MQP_KEPT; i++) {
		struct ipc_mqp *q = c->kept[i];
		if (!q || (name && strcmp(q->name, name) != 0))
			continue;
		if (!name && q->users == 0)
			fd_close(&q->fd);
		slot_clear(c, &c->kept[i]);
	}
}

/* ---- send and receive ---------------------------------------------------------------------------------- */

struct exchange {
	int fd;
	struct buf *message;
	unsigned prio;
};

/* A deadline that is past: where it would have to wait it gives ETIMEDOUT. */
static const struct timespec at_once = { 0, 0 };

/* Nobody tells who waits that the queue was removed: who waits looks, now and then. */
static struct timespec slice_end(void)
{
	return clock_timespec(clock_ns(CLOCK_REALTIME) + SLICE_NS);
}

/* After a call failed with ERR. 0: it is to be made once more, for the last time if *REMOVED; else -errno. */
static int once_more(const struct exchange *x, int err, bool nowait, bool *removed)
{
	if (err != ETIMEDOUT && (err != EINTR || nowait || *removed))
		return -err;
	if (nowait || *removed)
		return *removed ? -EIDRM : -EAGAIN;
	*removed = ipc_name_gone(x->fd); /* a queue has one name, all its life: without it, it was removed */
	return err == EINTR && !*removed ? -EINTR : 0; /* signals may come faster than a slice ends */
}

static ssize_t send_attempt(void *ctx, bool nowait)
{
	const struct exchange *x = ctx;
	bool removed = false;
	int err;

	do {
		struct timespec until = nowait || removed ? at_once : slice_end();
		if (mq_timedsend(
			    x->fd, ipc_mq_text(x->message), ipc_mq_length(x->message), x->prio, &until) == 0)
			return 0;
		err = once_more(x, errno, nowait, &removed);
	} while (err == 0);
	return err;
}

int ipc_mqp_send(int fd, struct buf *message, unsigned prio, const struct ipc_wait *w)
{
	struct exchange x = { fd, message, prio };

	return (int)ipc_wait_for(w, send_attempt, &x);
}

static ssize_t receive_attempt(void *ctx, bool nowait)
{
	struct exchange *x = ctx;
	struct mq_attr attr;
	bool removed = false;

	for (;;) {
		struct timespec until = nowait || removed ? at_once : slice_end();
		char *text = ipc_mq_text(x->message);
		size_t room = x->message->cap - sizeof(long);
		ssize_t got = mq_timedreceive(x->fd, text, room, &x->prio, &until);
		if (got >= 0) {
			x->message->len = sizeof(long) + (size_t)got;
			return 0;
		}
		if (errno != EMSGSIZE) {
			int err = once_more(x, errno, nowait, &removed);
			if (err < 0)
				return err;
			continue;
		}
		/* The kernel wants room for the longest one that there may be. */
		if (mq_getattr(x->fd, &attr) < 0 || (size_t)attr.mq_msgsize <= room)
			return -EMSGSIZE;
		buf_grow(x->message, (size_t)attr.mq_msgsize);
	}
}

int ipc_mqp_receive(int fd, struct buf *message, const struct ipc_wait *w)
{
	struct exchange x = { fd, message, 0 };

	ipc_mq_begin(message);
	if (message->cap < sizeof(long) + USUAL_SIZE)
		buf_grow(message, USUAL_SIZE);
	int err = (int)ipc_wait_for(w, receive_attempt, &x);
	if (err == 0)
		ipc_mq_set_type(message, (long)x.prio);
	return err;
}

static ssize_t await_attempt(void *ctx, bool nowait)
{
	const int *fd = ctx;
	struct pollfd pfd = { .fd = *fd, .events = POLLIN };

	if (!nowait)
		return ipc_await_input(*fd);
	int ready = poll(&pfd, 1, 0);
	return ready > 0 ? 0 : ready < 0 ? -errno : -EAGAIN;
}

int ipc_mqp_await(int fd, const struct ipc_wait *w)
{
	return (int)ipc_wait_for(w, await_attempt, &fd);
}

/* ---- figures ------------------------------------------------------------------------------------------- */

int ipc_mqp_stat(int fd, struct ipc_mqp_info *out)
{
	struct mq_attr attr;
	struct stat st;

	*out = (struct ipc_mqp_info){ 0 };
	if (mq_getattr(fd, &attr) < 0 || fstat(fd, &st) < 0)
		return -errno;
	out->uid = st.st_uid;
	out->gid = st.st_gid;
	out->mode = st.st_mode & 0777;
	out->max_messages = (size_t)attr.mq_maxmsg;
	out->max_bytes = (size_t)attr.mq_msgsize;
	out->messages = (size_t)attr.mq_curmsgs;
	(void)ipc_mqp_figures(fd, &out->bytes, &out->notice);
	return 0;
}

/* A queue that this process may not read is in the list with what its folder says of it. */
static void list_add(struct ipc_mqp_info **list, size_t *n, int folder, const char *name)
{
	struct ipc_mqp_info info = { 0 };
	struct stat st;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		bool known = ipc_mqp_stat(fd, &info) == 0;
		info.known = known;
		ipc_mqp_close(&fd);
	}
	info.uid = st.st_uid;
	info.gid = st.st_gid;
	info.mode = st.st_mode & 0777;
	info.name = mem_alloc(strlen(name) + 2);
	info.name[0] = '/';
	strcpy(info.name + 1, name);
	*list = mem_realloc(*list, (*n + 1) * sizeof **list);
	(*list)[(*n)++] = info;
}

int ipc_mqp_list(struct ipc_mqp_info **out, size_t *n)
{
	struct statfs fs;
	struct dirent *entry;

	*out = NULL;
	*n = 0;
	if (statfs(QUEUE_FOLDER, &fs) < 0 || fs.f_type != QUEUE_MAGIC)
		return -ENODEV;
	DIR *dir = opendir(QUEUE_FOLDER);
	if (!dir)
		return -errno;
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.' || (entry->d_name[1] && strcmp(entry->d_name, "..") != 0))
			list_add(out, n, dirfd(dir), entry->d_name);
	closedir(dir);
	return 0;
}

void ipc_mqp_list_free(struct ipc_mqp_info *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(list[i].name);
	free(list);
}
