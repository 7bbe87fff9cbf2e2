/* SPDX-License-Identifier: MIT */
/* shm_posix.c -- POSIX shared memory: shm_open(3) is open(2) in /dev/shm, and here it is used as such, for a
 * directory can be listed. */
#include "shm_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/statfs.h>

#define FOLDER "/dev/shm"
#define SEMAPHORE "sem." /* what sem_open(3) puts before its names */

int ipc_shm_path(const struct ipc_address *a, char buf[PATH_MAX])
{
	const char *name = a->path + strspn(a->path, "/");

	if (strlen(name) > NAME_MAX)
		return -ENAMETOOLONG;
	if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return -EINVAL;
	snprintf(buf, PATH_MAX, FOLDER "/%s", name);
	return 0;
}

int posix_shm_find(const struct ipc_address *a, struct stat *st)
{
	char path[PATH_MAX];
	struct stat own;
	int err = ipc_shm_path(a, path);

	if (err < 0)
		return err;
	if (!st)
		st = &own;
	if (lstat(path, st) < 0)
		return -errno;
	return S_ISREG(st->st_mode) ? 0 : -IPC_NOT_SHM;
}

static int open_object(const struct ipc_address *a, int flags, mode_t mode)
{
	char path[PATH_MAX];
	int err = ipc_shm_path(a, path);

	return err < 0 ? err : fd_open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode);
}

static int map_object(int fd, bool write, struct ipc_shm *out)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -IPC_NOT_SHM;
	if (st.st_size == 0)
		return -IPC_NO_SIZE;
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ | (write ? PROT_WRITE : 0), MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return -errno;
	*out = (struct ipc_shm){ .id = -1,
		.dev = st.st_dev,
		.ino = st.st_ino,
		.addr = p,
		.size = (size_t)st.st_size,
		.writable = write };
	return 0;
}

int posix_shm_attach(const struct ipc_address *a, bool write, struct ipc_shm *out)
{
	int fd = open_object(a, write ? O_RDWR : O_RDONLY, 0);

	if (fd < 0)
		return fd;
	int err = map_object(fd, write, out);
	close(fd);
	if (err < 0)
		return err;
	char path[PATH_MAX];
	ipc_shm_path(a, path);
	out->file = mem_strdup(path);
	return 0;
}

int posix_shm_make(const struct ipc_address *a, size_t bytes, const struct ipc_shm_how *how)
{
	mode_t mode = shm_first_mode(how);
	int fd = open_object(a, O_RDWR | O_CREAT | O_EXCL, mode), err = 0;

	if (fd < 0)
		return fd;
	/* with its memory, unless that was left to later: none missing is found out here; the umask takes
	 * nothing from a mode that was asked for */
	err = ipc_file_grow(fd, 0, bytes, how->no_reserve);
	if (err == 0 && fchmod(fd, mode) < 0)
		err = -errno;
	close(fd);
	if (err < 0)
		posix_shm_remove(a);
	return err;
}

int posix_shm_remove(const struct ipc_address *a)
{
	char path[PATH_MAX];
	int err = ipc_shm_path(a, path);

	if (err < 0)
		return err;
	return unlink(path) < 0 ? -errno : 0;
}

bool ipc_shm_starved(const struct ipc_address *a)
{
	char path[PATH_MAX];
	struct stat st;
	struct statfs fs;

	if (a->kind != IPC_ADDR_POSIX || ipc_shm_path(a, path) < 0 || lstat(path, &st) < 0)
		return false;
	return (uint64_t)st.st_blocks * 512 < (uint64_t)st.st_size && statfs(path, &fs) == 0 &&
	       fs.f_bfree == 0;
}

/* ---- figures ---- */

static void info_of(const char *name, const struct stat *st, struct ipc_shm_info *out)
{
	*out = (struct ipc_shm_info){
		.id = -1,
		.uid = st->st_uid,
		.gid = st->st_gid,
		.mode = st->st_mode & MODE_BITS,
		.size = (size_t)st->st_size,
	};
	snprintf(out->name, sizeof out->name, "/%.254s", name);
}

int posix_shm_stat(const struct ipc_address *a, struct ipc_shm_info *out)
{
	struct stat st;
	int err = posix_shm_find(a, &st);

	if (err == 0)
		info_of(a->path + strspn(a->path, "/"), &st, out);
	return err;
}

static int is_object(const struct dirent *d)
{
	return d->d_name[0] != '.' && strncmp(d->d_name, SEMAPHORE, strlen(SEMAPHORE)) != 0;
}

/* Not alphasort(): a pointer to a function of the library would be looked up at each start. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* A folder that is missing, or closed to us, has no objects. */
int posix_shm_list(struct ipc_shm_info **out, size_t *n)
{
	struct dirent **names;
	int found = scandir(FOLDER, &names, is_object, by_name);

	if (found < 0)
		return 0;
	*out = mem_realloc(*out, (*n + (size_t)found + 1) * sizeof **out);
	for (int i = 0; i < found; i++) {
		char path[PATH_MAX];
		struct stat st;
		snprintf(path, sizeof path, FOLDER "/%s", names[i]->d_name);
		if (lstat(path, &st) == 0 && S_ISREG(st.st_mode))
			info_of(names[i]->d_name, &st, &(*out)[(*n)++]);
		free(names[i]);
	}
	free(names);
	return 0;
}
