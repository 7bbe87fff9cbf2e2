/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isolate.c -- namespaces of its own for each file: keys and queues, processes, and the folders that
 * everybody shares. */
#include "transcript_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const isolate_private_folders[] = { "/tmp", "/var/tmp", "/dev/shm", NULL };

/* ---- what must stay visible in a folder that becomes private ------------------------------------------- */

struct kept {
	char *path; /* FOLDER/NAME */
	int fd;     /* O_PATH */
	bool is_folder;
};

struct keeping {
	const char *folder;
	struct kept *v;
	size_t n;
	bool whole; /* the folder itself is needed as it is */
};

/* Keeps the entry of the folder that PATH leads through. */
static void keep_path(struct keeping *k, const char *path, size_t len, bool may_be_whole)
{
	size_t head = strlen(k->folder);
	struct stat st;

	if (len < head || memcmp(path, k->folder, head) != 0 || (len > head && path[head] != '/'))
		return;
	while (head < len && path[head] == '/')
		head++;
	const char *slash = memchr(path + head, '/', len - head);
	size_t end = slash ? (size_t)(slash - path) : len;
	if (end == head) {
		k->whole |= may_be_whole;
		return;
	}
	for (size_t i = 0; i < k->n; i++) {
		if (strncmp(k->v[i].path, path, end) == 0 && k->v[i].path[end] == '\0')
			return;
	}
	struct kept kept = { .path = mem_strndup(path, end) };
	kept.fd = fd_open(kept.path, O_PATH, 0);
	if (kept.fd < 0 || fstat(kept.fd, &st) < 0) {
		fd_close(&kept.fd);
		free(kept.path);
		return; /* it is not there: nothing to be kept */
	}
	kept.is_folder = S_ISDIR(st.st_mode);
	k->v = mem_realloc(k->v, (k->n + 1) * sizeof(*k->v));
	k->v[k->n++] = kept;
}

static void keep_environment(struct keeping *k)
{
	for (char **e = environ; *e; e++) {
		const char *p = strchr(*e, '=');

		while (p) {
			size_t len = strcspn(++p, ":");

			keep_path(k, p, len, false);
			p = p[len] ? p + len : NULL;
		}
	}
}

static void keep_all(struct keeping *k, const char *keep_folder)
{
	char path[PATH_MAX];

	if (keep_folder)
		keep_path(k, keep_folder, strlen(keep_folder), true);
	if (getcwd(path, sizeof(path)))
		keep_path(k, path, strlen(path), true);
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
	if (n > 0)
		keep_path(k, path, (size_t)n, true);
	keep_environment(k);
}

static void keeping_free(struct keeping *k)
{
	for (size_t i = 0; i < k->n; i++) {
		fd_close(&k->v[i].fd);
		free(k->v[i].path);
	}
	free(k->v);
}

/* ---- mounts -------------------------------------------------------------------------------------------- */

static int put_back(const struct kept *kept)
{
	char from[64];
	int fd = -1;

	if (kept->is_folder ? mkdir(kept->path, 0700) < 0
			    : (fd = fd_open(kept->path, O_CREAT | O_WRONLY, 0600)) < 0)
		return kept->is_folder ? -errno : fd;
	fd_close(&fd);
	snprintf(from, sizeof(from), "/proc/self/fd/%d", kept->fd);
	return mount(from, kept->path, NULL, MS_BIND | MS_REC, NULL) < 0 ? -errno : 0;
}

static int mount_private(const char *folder, const char *keep_folder)
{
	struct keeping k = { .folder = folder };
	struct stat st;
	int err = 0;

	if (lstat(folder, &st) < 0 || !S_ISDIR(st.st_mode))
		return 0;
	keep_all(&k, keep_folder);
	if (!k.whole && mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777") < 0)
		err = -errno;
	for (size_t i = 0; i < k.n && !k.whole && err == 0; i++)
		err = put_back(&k.v[i]);
	keeping_free(&k);
	return err;
}

static int mount_queues(void)
{
	if (access("/dev/mqueue", F_OK) < 0 ||
		mount("mqueue", "/dev/mqueue", "mqueue", MS_NOSUID | MS_NODEV, NULL) == 0)
		return 0;
	return errno == ENODEV ? 0 : -errno;
}

static int mount_all(uint64_t namespaces, const char *keep_folder, const char **what)
{
	int err = 0;

	*what = "mount /";
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		return -errno;
	for (size_t i = 0; isolate_private_folders[i] && err == 0; i++) {
		*what = isolate_private_folders[i];
		err = mount_private(isolate_private_folders[i], keep_folder);
	}
	if (err == 0 && namespaces & CLONE_NEWIPC) {
		*what = "mount /dev/mqueue";
		err = mount_queues();
	}
	if (err == 0 && namespaces & CLONE_NEWPID) {
		*what = "mount /proc";
		err = mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0 ? -errno : 0;
	}
	return err;
}

/* ---- users --------------------------------------------------------------------------------------------- */

static int write_text(const char *path, const char *text)
{
	int fd = fd_open(path, O_WRONLY, 0);

	if (fd < 0)
		return fd;
	int err = fd_write_all(fd, text, strlen(text));
	close(fd);
	return err;
}

/* Everybody stays who they are. */
static int map_user(uid_t uid, gid_t gid)
{
	char text[64];
	int err = write_text("/proc/self/setgroups", "deny");

	if (err == 0 || err == -ENOENT) {
		snprintf(text, sizeof(text), "%u %u 1\n", uid, uid);
		err = write_text("/proc/self/uid_map", text);
	}
	if (err == 0) {
		snprintf(text, sizeof(text), "%u %u 1\n", gid, gid);
		err = write_text("/proc/self/gid_map", text);
	}
	return err;
}

int isolate_drop(const struct isolation *iso)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[2] = { { 0 } };

	if (!(iso->namespaces & CLONE_NEWUSER) || iso->uid == 0)
		return 0;
	return syscall(SYS_capset, &head, none) < 0 ? -errno : 0;
}

/* ---- the process --------------------------------------------------------------------------------------- */

pid_t isolate_fork(const struct isolation *iso)
{
	struct clone_args args = { .flags = iso->namespaces, .exit_signal = SIGCHLD };
	pid_t pid = iso->namespaces ? (pid_t)syscall(SYS_clone3, &args, sizeof(args)) : fork();

	return pid < 0 ? -errno : pid;
}

int isolate_enter(const struct isolation *iso, const char *keep_folder, const char **what)
{
	int err = 0;

	if (iso->namespaces & CLONE_NEWUSER) {
		*what = "map the user";
		err = map_user(iso->uid, iso->gid);
	}
	if (err == 0 && iso->namespaces & CLONE_NEWNS)
		err = mount_all(iso->namespaces, keep_folder, what);
	return err;
}

static bool works(const struct isolation *iso)
{
	const char *what;
	int status = -1;
	pid_t pid = isolate_fork(iso);

	if (pid == 0)
		_exit(isolate_enter(iso, NULL, &what) < 0);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void isolate_probe(struct isolation *iso, bool wanted)
{
	static const uint64_t wishes[] = {
		CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID,
		CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWUSER,
		CLONE_NEWNS | CLONE_NEWIPC,
		CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUSER,
	};

	*iso = (struct isolation){ .uid = geteuid(), .gid = getegid() };
	for (size_t i = 0; i < ARRAY_LEN(wishes) && wanted; i++) {
		iso->namespaces = wishes[i];
		if (works(iso))
			return;
	}
	iso->namespaces = 0;
}
