/* SPDX-License-Identifier: MIT */
/* module.c -- loads a module: finds it, makes sure that nobody else can have put it there, and that it was
 * built with this very program. */
#include "module.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/stat.h>

#ifndef IPCSH_MODULE_DIR
#define IPCSH_MODULE_DIR "/usr/local/lib/ipcsh"
#endif
#define ID_MOST 64 /* bytes of a build-id */

/* ---- the program's own build-id ---- */

#define NOTE_ALIGN(n) (((size_t)(n) + 3u) & ~(size_t)3u)

static void note_hex(const unsigned char *id, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", id[i]);
}

/* Notes stand one behind the other: a head, then name and contents, each padded. */
static bool notes_search(const char *at, size_t size, char *out)
{
	while (size >= sizeof(ElfW(Nhdr))) {
		ElfW(Nhdr) head;
		memcpy(&head, at, sizeof head);
		size_t name = NOTE_ALIGN(head.n_namesz),
		       whole = sizeof head + name + NOTE_ALIGN(head.n_descsz);
		if (whole > size)
			return false;
		if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == 4 &&
			memcmp(at + sizeof head, "GNU", 4) == 0 && head.n_descsz <= ID_MOST) {
			note_hex((const unsigned char *)at + sizeof head + name, head.n_descsz, out);
			return true;
		}
		at += whole;
		size -= whole;
	}
	return false;
}

static int object_search(struct dl_phdr_info *info, size_t size, void *out)
{
	(void)size;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *ph = &info->dlpi_phdr[i];
		if (ph->p_type == PT_NOTE &&
			/* an address that the loader gave us as a number */
			notes_search((const char *)(info->dlpi_addr + ph->p_vaddr), // NOLINT
				ph->p_memsz, out))
			break;
	}
	return 1; /* the program comes first; no other object counts */
}

/* ---- who could have put it there ---- */

struct trust {
	uid_t owner; /* besides root */
	uid_t other; /* likewise */
};

static bool trusted(const struct stat *st, const struct trust *t)
{
	bool by_us = st->st_uid == 0 || st->st_uid == t->owner || st->st_uid == t->other;

	return by_us && !(st->st_mode & (S_IWGRP | S_IWOTH));
}

static bool folder_trusted(const char *path, const struct trust *t)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && trusted(&st, t);
}

/* Who can rename a folder above can put another in its place. In a sticky one only owners can. */
static bool way_trusted(const char *path, const struct trust *t)
{
	char above[PATH_MAX];
	struct stat st;

	for (const char *p = path; *p; p++) {
		if (*p != '/')
			continue;
		size_t n = p == path ? 1 : (size_t)(p - path);
		memcpy(above, path, n);
		above[n] = '\0';
		if (lstat(above, &st) < 0 || !S_ISDIR(st.st_mode))
			return false;
		if (!(st.st_mode & S_ISVTX) ? !trusted(&st, t) : st.st_uid != 0 && st.st_uid != t->owner)
			return false;
	}
	return folder_trusted(path, t);
}

/* ---- loading ---- */

static const struct module_host host = { .mem_alloc = mem_alloc, .buf_add = buf_add };

static bool is_ours(const struct module *m)
{
	char own_id[2 * ID_MOST + 1] = "";

	dl_iterate_phdr(object_search, own_id);
	return own_id[0] && strcmp(m->build_id, own_id) == 0;
}

static const void *load_file(const char *path, struct buf *why)
{
	void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct module *m = object ? dlsym(object, MODULE_ENTRY) : NULL;

	if (m && is_ours(m))
		return m->start(&host);
	if (m)
		buf_printf(why, "%s is of another build than this program (`make all' builds both)", path);
	else
		buf_str(why, dlerror()); /* names the file */
	if (object)
		dlclose(object);
	return NULL;
}

/* FOLDER/NAME.so, if it is there and only T can have put it there. */
static const void *load_from(
	const char *folder, bool folder_ok, const char *name, const struct trust *t, struct buf *why)
{
	char path[PATH_MAX];
	struct stat st;
	int n = snprintf(path, sizeof path, "%s/%s.so", folder, name);

	if (n < 0 || (size_t)n >= sizeof path || lstat(path, &st) < 0)
		return NULL;
	if (folder_ok && S_ISREG(st.st_mode) && trusted(&st, t))
		return load_file(path, why);
	buf_printf(why, "%s could be changed by other users", path);
	return NULL;
}

/* Who can change the folders above can change the program too, so only the last one counts. */
static const void *load_beside(const char *name, struct buf *why)
{
	char folder[PATH_MAX];
	struct stat st;
	ssize_t n = readlink("/proc/self/exe", folder, sizeof folder);

	if (n <= 0 || (size_t)n >= sizeof folder || stat("/proc/self/exe", &st) < 0)
		return NULL;
	folder[n] = '\0';
	char *slash = strrchr(folder, '/');
	struct trust t = { .owner = geteuid(), .other = st.st_uid };
	if (!slash || (size_t)(slash - folder) + sizeof "/modules" > sizeof folder)
		return NULL;
	memcpy(slash, "/modules", sizeof "/modules");
	return load_from(folder, folder_trusted(folder, &t), name, &t, why);
}

static const void *load_installed(const char *name, struct buf *why)
{
	char folder[PATH_MAX];
	struct trust t = { .owner = geteuid(), .other = 0 };

	if (!realpath(IPCSH_MODULE_DIR, folder))
		return NULL;
	return load_from(folder, way_trusted(folder, &t), name, &t, why);
}

const void *module_load(const char *name, struct buf *why)
{
	struct buf first = { 0 }, second = { 0 };
	const void *functions = getauxval(AT_SECURE) ? NULL : load_beside(name, &first);

	if (!functions)
		functions = load_installed(name, &second);
	if (!functions) { /* the one beside the program is the one that was meant */
		const struct buf *reason = first.len ? &first : &second;
		buf_add(why, reason->data, reason->len);
	}
	buf_free(&first);
	buf_free(&second);
	return functions;
}
