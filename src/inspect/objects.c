/* SPDX-License-Identifier: GPL-3.0-or-later */
/* objects.c -- snapshots of kernel objects that have names: System V and POSIX, and files in a folder. */
#include "inspect.h"
#include "inspect_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#ifndef MQUEUE_MAGIC
#define MQUEUE_MAGIC 0x19800202
#endif

int proc_read(const char *path, struct buf *out)
{
	int fd = fd_open(path, O_RDONLY, 0);

	if (fd < 0)
		return fd;
	int err = fd_read_all(fd, out);
	close(fd);
	return err;
}

/* Lines of /proc/sysvipc/KIND begin "KEY ID ..."; the first one is a heading. */
static int sysv_list(struct things *out, enum thing_kind kind, const char *path)
{
	struct buf text = { 0 };
	int err = proc_read(path, &text);

	if (err == -ENOENT)
		err = 0; /* a kernel built without it has no objects either */
	const char *line = strchr(buf_cstr(&text), '\n');
	for (; line && line[1]; line = strchr(line + 1, '\n')) {
		long long key, id;

		if (sscanf(line + 1, "%lld %lld", &key, &id) == 2)
			things_add(out, (struct thing){ .kind = kind, .id = id, .key = (uint32_t)key });
	}
	buf_free(&text);
	return err;
}

int inspect_sysv(struct things *out)
{
	int err = sysv_list(out, THING_SYSV_SHM, "/proc/sysvipc/shm");

	if (err == 0)
		err = sysv_list(out, THING_SYSV_QUEUE, "/proc/sysvipc/msg");
	if (err == 0)
		err = sysv_list(out, THING_SYSV_SEM, "/proc/sysvipc/sem");
	return err;
}

/* glibc keeps named semaphores beside the segments, as "sem.NAME". */
static void folder_add(struct things *out, enum inspect_folder_kind kind, const char *shown, const char *name,
	bool is_folder)
{
	struct buf text = { 0 };
	struct thing t = { .kind = THING_FILE };

	if (kind == FOLDER_FILES) {
		t.kind = is_folder ? THING_FOLDER : THING_FILE;
		buf_printf(&text, "%s/%s", shown, name);
	} else if (kind == FOLDER_QUEUES) {
		t.kind = THING_POSIX_QUEUE;
		buf_printf(&text, "/%s", name);
	} else {
		bool sem = strncmp(name, "sem.", 4) == 0;

		t.kind = sem ? THING_POSIX_SEM : THING_POSIX_SHM;
		buf_printf(&text, "/%s", sem ? name + 4 : name);
	}
	t.name = buf_cstr(&text);
	things_add(out, t);
}

int inspect_folder(
	struct things *out, enum inspect_folder_kind kind, const char *path, const char *shown, uid_t uid)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	if (!dir)
		return errno == ENOENT ? 0 : -errno;
	for (errno = 0; (entry = readdir(dir)); errno = 0) {
		struct stat st;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
			continue; /* it went away in the meantime */
		if (uid == (uid_t)-1 || st.st_uid == uid)
			folder_add(out, kind, shown, entry->d_name, S_ISDIR(st.st_mode));
	}
	int err = -errno;
	closedir(dir);
	return err;
}

const char *inspect_mqueue_mount(void)
{
	struct statfs fs;

	if (statfs("/dev/mqueue", &fs) < 0 || fs.f_type != MQUEUE_MAGIC)
		return NULL;
	return "/dev/mqueue";
}
