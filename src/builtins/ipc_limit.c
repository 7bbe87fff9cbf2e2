/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_limit.c -- which limit of the kernel a word has met, its figure, and where it is set. */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

static bool bound_value(const struct ipc_bound *b, uint64_t *out)
{
	struct statvfs fs;
	struct rlimit limit;

	if (b->file)
		return ipc_limit_field(b->file, b->field, out) == 0;
	if (b->mount) {
		if (statvfs(b->mount, &fs) < 0)
			return false;
		*out = (uint64_t)fs.f_blocks * fs.f_frsize;
		return true;
	}
	if (b->ulimit) {
		if (getrlimit((__rlimit_resource_t)b->resource, &limit) < 0 ||
			limit.rlim_cur == RLIM_INFINITY)
			return false;
		*out = limit.rlim_cur;
		return true;
	}
	*out = b->fixed;
	return true;
}

static void bound_place(const struct ipc_bound *b, struct buf *out)
{
	if (b->file)
		buf_printf(out, " (/proc/sys/%s%s)", b->file,
			b->field == 0   ? ""
			: b->field == 1 ? ", second figure"
			: b->field == 2 ? ", third figure"
					: ", fourth figure");
	else if (b->mount)
		buf_printf(out, " (the size of %s)", b->mount);
	else if (b->ulimit)
		buf_printf(out, " (%s)", b->ulimit);
}

void ipc_limit_text(struct buf *out, const struct ipc_bound *bounds, size_t n)
{
	uint64_t value;

	for (size_t i = 0; i < n; i++) {
		buf_str(out, i ? ", or " : "the limit is ");
		if (bound_value(&bounds[i], &value))
			buf_printf(out, "%llu ", (unsigned long long)value);
		else
			buf_str(out, "that on ");
		buf_str(out, bounds[i].unit);
		bound_place(&bounds[i], out);
	}
}

int ipc_limit_error(
	struct sh *sh, const char *object, const struct ipc_bound *bounds, size_t n, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	buf_str(&b, ": ");
	ipc_limit_text(&b, bounds, n);
	sh_builtin_error(sh, STATUS_ERROR, object, "%s", buf_cstr(&b));
	buf_free(&b);
	return STATUS_ERROR;
}

/* What making one more object can meet. */
static const struct ipc_bound shm_bounds[] = {
	{ .unit = "segments", .file = "kernel/shmmni" },
	{ .unit = "pages in all of them", .file = "kernel/shmall" },
};
static const struct ipc_bound shm_posix_bounds[] = { { .unit = "bytes", .mount = "/dev/shm" } };
static const struct ipc_bound mq_bounds[] = { { .unit = "queues", .file = "kernel/msgmni" } };
static const struct ipc_bound mq_posix_bounds[] = { { .unit = "queues", .file = "fs/mqueue/queues_max" } };
static const struct ipc_bound mq_user_bounds[] = {
	{ .unit = "bytes in all queues of a user", .ulimit = "ulimit -q", .resource = RLIMIT_MSGQUEUE },
};
static const struct ipc_bound sem_bounds[] = {
	{ .unit = "sets", .file = "kernel/sem", .field = 3 },
	{ .unit = "semaphores in all of them", .file = "kernel/sem", .field = 1 },
};

static const struct ipc_bound file_bounds[] = {
	{ .unit = "bytes in a file", .ulimit = "ulimit -f, in blocks of 512", .resource = RLIMIT_FSIZE }
};

static const struct limits_met {
	enum ipc_family family;
	bool posix;
	int err;
	const struct ipc_bound *bounds;
	size_t n;
} limits_met[] = {
	{ IPC_SHM, false, ENOSPC, shm_bounds, ARRAY_LEN(shm_bounds) },
	{ IPC_SHM, true, ENOSPC, shm_posix_bounds, ARRAY_LEN(shm_posix_bounds) },
	{ IPC_MQ, false, ENOSPC, mq_bounds, ARRAY_LEN(mq_bounds) },
	{ IPC_MQ, true, ENOSPC, mq_posix_bounds, ARRAY_LEN(mq_posix_bounds) },
	{ IPC_MQ, true, EMFILE, mq_user_bounds, ARRAY_LEN(mq_user_bounds) },
	{ IPC_SEM, false, ENOSPC, sem_bounds, ARRAY_LEN(sem_bounds) },
	{ IPC_SEM, true, ENOSPC, shm_posix_bounds, ARRAY_LEN(shm_posix_bounds) },
	{ IPC_SHM, true, EFBIG, file_bounds, ARRAY_LEN(file_bounds) },
	{ IPC_SEM, true, EFBIG, file_bounds, ARRAY_LEN(file_bounds) },
	{ IPC_MAP, false, EFBIG, file_bounds, ARRAY_LEN(file_bounds) },
};

/* mq_open(3) has one error for two limits: the descriptors of the process, and the bytes of a user's
 * queues. */
static bool no_descriptor_left(void)
{
	int fd = fd_high(fd_open("/", O_PATH, 0));

	if (fd < 0)
		return fd == -EMFILE;
	fd_close(&fd);
	return false;
}

size_t ipc_limits_met(const struct ipc_args *a, int err, const struct ipc_bound **out)
{
	bool posix = ipc_is_posix(a);

	for (size_t i = 0; i < ARRAY_LEN(limits_met); i++) {
		const struct limits_met *met = &limits_met[i];
		if (met->family == a->family && met->posix == posix && met->err == -err) {
			if (met->bounds == mq_user_bounds && no_descriptor_left())
				return 0;
			*out = met->bounds;
			return met->n;
		}
	}
	return 0;
}

int ipc_capacity(struct sh *sh, const struct ipc_args *a, int fd)
{
	static const struct ipc_bound bounds[] = {
		{ .unit = "bytes in a pipe", .file = "fs/pipe-max-size" },
		{ .unit = "pages in all pipes of a user", .file = "fs/pipe-user-pages-soft" },
	};
	unsigned long long n = a->capacity;
	int err = n > 0 ? ipc_pipe_capacity(fd, n) : 0;

	switch (err < 0 ? err : 0) {
	case 0: return STATUS_OK;
	case -EINVAL:
	case -EPERM:
		return ipc_limit_error(
			sh, a->object, bounds, ARRAY_LEN(bounds), "no capacity of %llu bytes", n);
	case -EBUSY:
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			"no capacity of %llu bytes: more than that is unread", n);
	case -EBADF:
		return sh_builtin_error(sh, STATUS_ERROR, a->object,
			fcntl(fd, F_GETFD) < 0 ? "not open" : "no pipe and no FIFO");
	default: return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s", error_text(-err));
	}
}

size_t ipc_files_met(int err, const struct ipc_bound **out)
{
	static const struct ipc_bound mine[] = {
		{ .unit = "descriptors of a process", .ulimit = "ulimit -n", .resource = RLIMIT_NOFILE }
	};
	static const struct ipc_bound all[] = { { .unit = "open files", .file = "fs/file-max" } };

	*out = err == EMFILE ? mine : err == ENFILE ? all : file_bounds;
	return err == EMFILE || err == ENFILE || err == EFBIG ? 1 : 0;
}
