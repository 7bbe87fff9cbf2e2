/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fds.c -- the descriptors of a process, and of all processes: what they are open on, how, and which of them
 * are one open file. */
#include "inspect.h"
#include "inspect_internal.h"
#include "ipc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

const char *const fd_kind_names[FD_KINDS] = {
	[FD_FILE] = "file",
	[FD_FOLDER] = "folder",
	[FD_PIPE] = "pipe",
	[FD_FIFO] = "fifo",
	[FD_TERMINAL] = "terminal",
	[FD_DEVICE] = "device",
	[FD_SOCKET] = "socket",
	[FD_MEMORY] = "memory",
	[FD_QUEUE] = "queue",
	[FD_OTHER] = "other",
};

const char *inspect_access(unsigned flags)
{
	if (flags & O_PATH)
		return "-";
	switch (flags & O_ACCMODE) {
	case O_RDONLY: return "r";
	case O_WRONLY: return "w";
	default: return "rw";
	}
}

void inspect_flags(struct buf *out, unsigned flags)
{
	static const struct {
		unsigned bits;
		const char *name;
	} names[] = { { O_APPEND, "append" }, { O_NONBLOCK, "nonblock" }, { O_CLOEXEC, "cloexec" },
		{ O_SYNC, "sync" }, { O_DSYNC, "dsync" }, { O_DIRECT, "direct" }, { O_ASYNC, "async" },
		{ O_NOATIME, "noatime" }, { O_TMPFILE & ~O_DIRECTORY, "tmpfile" }, { O_PATH, "path" } };
	size_t before = out->len;

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if ((flags & names[i].bits) != names[i].bits)
			continue;
		if (out->len > before)
			buf_byte(out, ',');
		buf_str(out, names[i].name);
		flags &= ~names[i].bits; /* O_DSYNC is a part of O_SYNC */
	}
}

static enum fd_kind kind_of(const struct fd_info *f, mode_t mode)
{
	if (strncmp(f->name, "pipe:[", 6) == 0)
		return FD_PIPE;
	if (strncmp(f->name, "socket:[", 8) == 0)
		return FD_SOCKET;
	if (strncmp(f->name, "/memfd:", 7) == 0)
		return FD_MEMORY;
	if (strncmp(f->name, "anon_inode:", 11) == 0)
		return FD_OTHER;
	switch (mode & S_IFMT) {
	case S_IFREG: return FD_FILE;
	case S_IFDIR: return FD_FOLDER;
	case S_IFIFO: return FD_FIFO;
	case S_IFSOCK: return FD_SOCKET;
	case S_IFBLK: return FD_DEVICE;
	case S_IFCHR:
		if (strncmp(f->name, "/dev/pts/", 9) == 0 || strncmp(f->name, "/dev/tty", 8) == 0 ||
			strcmp(f->name, "/dev/console") == 0)
			return FD_TERMINAL;
		return FD_DEVICE;
	default: return FD_OTHER;
	}
}

/* What it is a number for; nothing is asked of a server that may not answer. */
static bool fd_ino(int dir, const char *number, struct fd_info *f, mode_t *mode)
{
	struct statx st;

	if (statx(dir, number, AT_STATX_DONT_SYNC, STATX_INO | STATX_TYPE | STATX_SIZE, &st) < 0)
		return false;
	f->dev = inspect_dev(st.stx_dev_major, st.stx_dev_minor);
	f->ino = st.stx_ino;
	f->size = st.stx_size;
	*mode = st.stx_mode;
	return true;
}

#define QUEUE_MAGIC 0x19800202 /* of statfs(2), of the file system of POSIX queues */
#define QUEUE_SIZE 80          /* of each of its files: to ask only where it may be one */

/* A queue looks like a file in a root of its own. */
static bool is_queue(pid_t pid, const struct fd_info *f)
{
	char path[64];
	struct statfs fs;

	if (f->kind != FD_FILE || major(f->dev) != 0 || f->size != QUEUE_SIZE)
		return false;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, f->fd);
	return statfs(path, &fs) == 0 && fs.f_type == QUEUE_MAGIC;
}

/* -EACCES: the folder may be read, but not what is in it (root without the right to trace). */
static int fd_add(struct fd_list *list, int dir, const char *number, int fd)
{
	char target[PATH_MAX], name[40];
	struct fd_info f = { .fd = fd };
	struct buf text = { 0 };
	mode_t mode = 0;
	ssize_t n = readlinkat(dir, number, target, sizeof(target));

	if (n < 0) /* else closed in the meantime */
		return errno == EACCES || errno == EPERM ? -EACCES : 0;
	f.name = mem_strndup(target, (size_t)n);
	f.has_ino = fd_ino(dir, number, &f, &mode);
	f.kind = kind_of(&f, mode);
	if (is_queue(list->pid, &f))
		f.kind = FD_QUEUE;
	snprintf(name, sizeof(name), "fdinfo/%d", fd);
	f.has_info = proc_read_of(list->pid, name, &text) == 0 && text.len > 0 &&
		     inspect_parse_fdinfo(text.data, text.len, &f);
	buf_free(&text);
	list->v = list_more(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = f;
	return 0;
}

bool inspect_protocol(pid_t pid, int fd, char *out, size_t size)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, fd);
	ssize_t n = getxattr(path, "system.sockprotoname", out, size - 1);
	if (n <= 0)
		return false;
	out[n] = '\0';
	for (char *p = out; *p; p++) {
		if (*p == '-' || strcmp(p, "v6") == 0)
			*p = '\0';
		else if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		if (!*p)
			break;
	}
	return true;
}

/* Only a process that has it open can ask. */
void inspect_fill(pid_t pid, int fd, int *unread, int *capacity)
{
	bool own = pid == getpid();
	int process = own ? -1 : (int)syscall(SYS_pidfd_open, pid, 0);
	int copy = own ? fd : process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, fd, 0);

	*unread = copy < 0 ? -1 : ipc_unread(copy);
	*capacity = copy < 0 ? -1 : ipc_pipe_capacity(copy, 0);
	if (!own)
		fd_close(&copy);
	fd_close(&process);
}

static int compare_fds(const void *a, const void *b)
{
	const struct fd_info *x = a, *y = b;

	return (x->fd > y->fd) - (x->fd < y->fd);
}

/* /proc/PID/fd. Of this process it has one more descriptor then, that of the DIR, which nobody asked for. */
static DIR *open_fd_folder(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	int fd = fd_open(path, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0) {
		errno = fd == -ENOENT ? ESRCH : -fd;
		return NULL;
	}
	DIR *dir = fdopendir(fd);
	if (!dir)
		close(fd);
	return dir;
}

int inspect_fds(pid_t pid, struct fd_list *out)
{
	DIR *dir = open_fd_folder(pid);
	struct dirent *entry;
	uint64_t fd;

	*out = (struct fd_list){ .pid = pid };
	if (!dir)
		return -errno;
	int err = 0;
	for (errno = 0; err == 0 && (entry = readdir(dir)); errno = 0)
		if (text_to_uint10(entry->d_name, INT_MAX, &fd) && (pid != getpid() || (int)fd != dirfd(dir)))
			err = fd_add(out, dirfd(dir), entry->d_name, (int)fd);
	err = err ? err : -errno;
	closedir(dir);
	if (err < 0) {
		fd_list_free(out);
		return err;
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, compare_fds);
	return 0;
}

void fd_list_free(struct fd_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->v[i].name);
	free(list->v);
	*list = (struct fd_list){ 0 };
}

int inspect_same_file(pid_t a, int fd_a, pid_t b, int fd_b)
{
	long order = syscall(SYS_kcmp, a, b, KCMP_FILE, fd_a, fd_b);

	return order < 0 ? -errno : order == 0;
}

/* ---- all processes ---- */

/* The rights of the link say how it is open. */
static void world_add(struct world *w, pid_t pid, int dir, const char *number, int fd)
{
	struct held h = { .pid = pid, .fd = fd };
	struct fd_info f;
	struct stat link;
	mode_t mode;

	if (!fd_ino(dir, number, &f, &mode) || fstatat(dir, number, &link, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	h.dev = f.dev;
	h.ino = f.ino;
	h.fifo = S_ISFIFO(mode);
	h.socket = S_ISSOCK(mode);
	h.reads = link.st_mode & S_IRUSR;
	h.writes = link.st_mode & S_IWUSR;
	w->v = list_more(w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n++] = h;
}

static void world_add_process(struct world *w, pid_t pid)
{
	DIR *dir = open_fd_folder(pid);
	struct dirent *entry;
	uint64_t fd;

	if (!dir && (errno == EACCES || errno == EPERM)) {
		w->unseen = list_more(w->unseen, w->hidden, &w->cap_unseen, sizeof *w->unseen);
		w->unseen[w->hidden++] = pid;
	}
	if (!dir)
		return;
	while ((entry = readdir(dir)))
		if (text_to_uint10(entry->d_name, INT_MAX, &fd) && (pid != getpid() || (int)fd != dirfd(dir)))
			world_add(w, pid, dirfd(dir), entry->d_name, (int)fd);
	closedir(dir);
}

int inspect_world(struct world *out)
{
	pid_t *pids;
	size_t n;
	int err = inspect_pids(&pids, &n);

	*out = (struct world){ 0 };
	for (size_t i = 0; i < n; i++)
		world_add_process(out, pids[i]);
	free(pids);
	return err;
}

void world_free(struct world *w)
{
	free(w->v);
	free(w->unseen);
	*w = (struct world){ 0 };
}
