/* SPDX-License-Identifier: MIT */
/* sem_posix.c -- POSIX semaphores by name. glibc keeps /NAME as the file sem.NAME beside the shared memory,
 * with a sem_t in it. */
#include "ipc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define FOLDER "/dev/shm"
#define PREFIX "sem."
#define SLICE_NS (100 * NSEC_PER_MSEC)

static void path_of(const char *name, char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, FOLDER "/" PREFIX "%s", name + 1);
}

int ipc_semp_find(const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	path_of(name, path);
	if (lstat(path, &st) < 0)
		return -errno;
	/* sem_open() maps what is there: a shorter file would be a SIGBUS. */
	return S_ISREG(st.st_mode) && st.st_size >= (off_t)sizeof(sem_t) ? 0 : -IPC_NOT_SEM;
}

static int semp_open(const char *name, sem_t **out)
{
	int err = ipc_semp_find(name);

	if (err < 0)
		return err;
	*out = sem_open(name, 0);
	return *out == SEM_FAILED ? -errno : 0;
}

int ipc_semp_make(const char *name, unsigned value, mode_t mode, bool exclusive)
{
	mode_t mask = umask(0);                          /* somebody asked for this very mode */
	struct ipc_held held = ipc_signal_hold(SIGXFSZ); /* it writes a file */
	sem_t *sem = sem_open(name, O_CREAT | O_EXCL, mode, value);
	int err = sem == SEM_FAILED ? -errno : 0;

	ipc_signal_release(held);
	umask(mask);
	if (sem != SEM_FAILED)
		sem_close(sem);
	if (err != -EEXIST || exclusive)
		return err;
	err = semp_open(name, &sem);
	if (err == 0)
		sem_close(sem);
	return err < 0 ? err : 1;
}

struct waiting {
	sem_t *sem;
	char path[PATH_MAX];
	struct stat file;
};

/* Nobody tells who waits that the name was removed, or is another's now. */
static bool is_removed(const struct waiting *wt)
{
	struct stat st;

	return lstat(wt->path, &st) < 0 || st.st_ino != wt->file.st_ino || st.st_dev != wt->file.st_dev;
}

static ssize_t wait_attempt(void *ctx, bool nowait)
{
	struct waiting *wt = ctx;

	if (nowait)
		return sem_trywait(wt->sem) < 0 ? -errno : 0;
	for (;;) {
		struct timespec until = clock_timespec(clock_ns(CLOCK_REALTIME) + SLICE_NS);
		if (sem_timedwait(wt->sem, &until) == 0)
			return 0;
		if (errno != ETIMEDOUT)
			return -errno;
		if (is_removed(wt))
			return sem_trywait(wt->sem) == 0 ? 0 : -EIDRM;
	}
}

int ipc_semp_wait(const char *name, const struct ipc_wait *w)
{
	struct waiting wt;
	int err = semp_open(name, &wt.sem);

	if (err < 0)
		return err;
	path_of(name, wt.path);
	err = lstat(wt.path, &wt.file) < 0 ? -EIDRM : (int)ipc_wait_for(w, wait_attempt, &wt);
	sem_close(wt.sem);
	return err;
}

int ipc_semp_post(const char *name, unsigned by)
{
	sem_t *sem;
	int err = semp_open(name, &sem);

	if (err < 0)
		return err;
	for (; by > 0 && err == 0; by--)
		err = sem_post(sem) < 0 ? -errno : 0;
	sem_close(sem);
	return err;
}

int ipc_semp_value(const char *name, int *out)
{
	sem_t *sem;
	int err = semp_open(name, &sem);

	if (err < 0)
		return err;
	err = sem_getvalue(sem, out) < 0 ? -errno : 0;
	sem_close(sem);
	return err;
}

int ipc_semp_remove(const char *name)
{
	return sem_unlink(name) < 0 ? -errno : 0;
}

/* ---- the list ------------------------------------------------------------------------------------------ */

static void list_add(struct ipc_semp_info **list, size_t *n, int folder, const char *entry)
{
	struct stat st;

	if (fstatat(folder, entry, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode))
		return;
	struct ipc_semp_info info = { .uid = st.st_uid, .gid = st.st_gid, .mode = st.st_mode & 0777 };
	const char *bare = entry + strlen(PREFIX);
	info.name = mem_alloc(strlen(bare) + 2);
	info.name[0] = '/';
	strcpy(info.name + 1, bare);
	info.known = ipc_semp_value(info.name, &info.value) == 0;
	*list = mem_realloc(*list, (*n + 1) * sizeof **list);
	(*list)[(*n)++] = info;
}

int ipc_semp_list(struct ipc_semp_info **out, size_t *n)
{
	struct dirent *entry;
	DIR *dir = opendir(FOLDER);

	*out = NULL;
	*n = 0;
	if (!dir)
		return -errno;
	while ((entry = readdir(dir)))
		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0 && entry->d_name[strlen(PREFIX)])
			list_add(out, n, dirfd(dir), entry->d_name);
	closedir(dir);
	return 0;
}

void ipc_semp_list_free(struct ipc_semp_info *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(list[i].name);
	free(list);
}
