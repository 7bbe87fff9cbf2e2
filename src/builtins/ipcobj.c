/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipcobj.c -- collects the objects of every family: those of the kernel, and those that
 * processes hold open. */
#include "ipcobj.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>

static struct ipc_object *object_add(struct ipc_objects *list, enum ipc_family family)
{
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 32;
		list->v = mem_realloc(list->v, list->cap * sizeof *list->v);
	}
	struct ipc_object *o = &list->v[list->n++];
	*o = (struct ipc_object){ .family = family };
	return o;
}

void ipc_objects_free(struct ipc_objects *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->v[i].address);
	free(list->v);
	*list = (struct ipc_objects){ 0 };
}

static char *address_text(enum ipc_family family, const struct ipc_address *a)
{
	struct buf text = { 0 };

	ipc_address_print_kind(family, a, &text);
	return buf_cstr(&text);
}

static void set_owner(struct ipc_object *o, uid_t uid, gid_t gid, mode_t mode)
{
	o->has_owner = o->has_group = o->has_mode = true;
	o->uid = uid;
	o->gid = gid;
	o->mode = mode & 0777;
}

static void set_size(struct ipc_object *o, uint64_t size, uint64_t used, bool has_used)
{
	o->has_size = true;
	o->size = size;
	o->has_used = has_used;
	o->used = used;
}

/* ---- System V ---- */

static int add_sysv(struct ipc_objects *out, enum sysv_kind kind, enum ipc_family family)
{
	struct sysv_list list;
	int err = inspect_sysv_objects(&list);

	for (size_t i = 0; err == 0 && i < list.n; i++) {
		const struct sysv_object *s = &list.v[i];
		if (s->kind != kind)
			continue;
		struct ipc_address a = {
			.kind = s->key ? IPC_ADDR_KEY : IPC_ADDR_ID, .key = s->key, .id = s->id
		};
		struct ipc_object *o = object_add(out, family);
		o->address = address_text(family, &a);
		o->sysv = true;
		o->sysv_info = *s;
		set_owner(o, s->uid, s->gid, s->mode);
		set_size(o, s->size, s->count, kind != SYSV_SEM);
	}
	sysv_list_free(&list);
	return err;
}

/* ---- POSIX ---- */

static struct ipc_object *add_posix(struct ipc_objects *out, enum ipc_family family, const char *name)
{
	struct ipc_address a = { .kind = IPC_ADDR_POSIX, .path = name };
	struct ipc_object *o = object_add(out, family);

	o->address = address_text(family, &a);
	return o;
}

static int add_posix_shm(struct ipc_objects *out)
{
	struct ipc_shm_info *list;
	size_t n;
	int err = ipc_shm_list(&list, &n);

	for (size_t i = 0; err == 0 && i < n; i++)
		if (list[i].id < 0) {
			struct ipc_object *o = add_posix(out, IPC_SHM, list[i].name);
			set_owner(o, list[i].uid, list[i].gid, list[i].mode);
			set_size(o, list[i].size, 0, false);
		}
	free(list);
	return err;
}

static int add_posix_mq(struct ipc_objects *out)
{
	struct ipc_mqp_info *list;
	size_t n;
	int err = ipc_mqp_list(&list, &n);

	if (err == -ENODEV) {
		out->no_mqueue = true;
		return 0;
	}
	for (size_t i = 0; err == 0 && i < n; i++) {
		struct ipc_object *o = add_posix(out, IPC_MQ, list[i].name);
		set_owner(o, list[i].uid, list[i].gid, list[i].mode);
		if (list[i].known)
			set_size(o, list[i].bytes, list[i].messages, true);
	}
	if (err == 0)
		ipc_mqp_list_free(list, n);
	return err;
}

static int add_posix_sem(struct ipc_objects *out)
{
	struct ipc_semp_info *list;
	size_t n;
	int err = ipc_semp_list(&list, &n);

	for (size_t i = 0; err == 0 && i < n; i++) {
		struct ipc_object *o = add_posix(out, IPC_SEM, list[i].name);
		set_owner(o, list[i].uid, list[i].gid, list[i].mode);
		if (list[i].known)
			set_size(o, 1, (uint64_t)list[i].value, true);
	}
	if (err == 0)
		ipc_semp_list_free(list, n);
	return err;
}

/* ---- what lives as long as it is open ---- */

static bool known_already(const struct ipc_objects *list, const char *address)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i].address, address) == 0)
			return true;
	return false;
}

/* A path as /proc shows it, unless the file is gone or another one has its name. */
static bool path_of_fd(pid_t pid, int fd, uint64_t dev, uint64_t ino, char *path, struct stat *st)
{
	char link[64];

	snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, fd);
	ssize_t n = readlink(link, path, PATH_MAX - 1);
	if (n <= 0)
		return false;
	path[n] = '\0';
	return path[0] == '/' && stat(path, st) == 0 && st->st_dev == dev && st->st_ino == ino;
}

static void add_file(struct ipc_objects *out, enum ipc_family family, const char *path, const struct stat *st,
	pid_t holder)
{
	struct ipc_address a = { .kind = IPC_ADDR_PATH, .path = path };
	char *address = address_text(family, &a);

	if (known_already(out, address)) {
		free(address);
		return;
	}
	struct ipc_object *o = object_add(out, family);
	o->address = address;
	o->holder = holder;
	set_owner(o, st->st_uid, st->st_gid, st->st_mode);
}

static void add_fifos(struct ipc_objects *out, const struct world *w)
{
	char path[PATH_MAX];
	struct stat st;

	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].fifo &&
			path_of_fd(w->v[i].pid, w->v[i].fd, w->v[i].dev, w->v[i].ino, path, &st) &&
			S_ISFIFO(st.st_mode))
			add_file(out, IPC_FIFO, path, &st, 0);
}

/* "1: FLOCK  ADVISORY  WRITE PID MAJOR:MINOR:INODE START END"; of an open file's lock the pid is -1. */
static void add_lock(struct ipc_objects *out, const struct world *w, const char *line)
{
	unsigned maj, min;
	unsigned long long ino;
	char path[PATH_MAX];
	struct stat st;
	int pid;

	if (sscanf(line, "%*s %*s %*s %*s %d %x:%x:%llu", &pid, &maj, &min, &ino) != 4)
		return;
	uint64_t dev = makedev(maj, min);
	for (size_t i = 0; i < w->n; i++) {
		const struct held *h = &w->v[i];
		if (h->ino == ino && h->dev == dev && path_of_fd(h->pid, h->fd, dev, ino, path, &st)) {
			add_file(out, IPC_LOCK, path, &st, pid > 0 ? pid : h->pid);
			return;
		}
	}
}

static void add_locks(struct ipc_objects *out, const struct world *w)
{
	struct buf text = { 0 };
	int fd = fd_open("/proc/locks", O_RDONLY, 0);

	if (fd >= 0) {
		fd_read_all(fd, &text);
		close(fd);
	}
	for (const char *line = buf_cstr(&text); line && *line;) {
		add_lock(out, w, line);
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	buf_free(&text);
}

static int add_held(struct ipc_objects *out, unsigned families)
{
	struct world w;
	int err = inspect_world(&w);

	if (families & 1u << IPC_FIFO)
		add_fifos(out, &w);
	if (families & 1u << IPC_LOCK)
		add_locks(out, &w);
	out->hidden = w.hidden;
	world_free(&w);
	return err;
}

/* A socket has the owner of its file, as that decides who may connect, or that of who made it. */
static void socket_figures(struct ipc_object *o, const struct sock_info *s)
{
	struct stat st;

	if (s->family == AF_UNIX && s->local[0] == '/' && stat(s->local, &st) == 0 && S_ISSOCK(st.st_mode)) {
		set_owner(o, st.st_uid, st.st_gid, st.st_mode);
		return;
	}
	o->has_owner = s->has_uid;
	o->uid = s->uid;
}

static int add_sockets(struct ipc_objects *out)
{
	struct sock_list socks;
	int err = inspect_sockets(&socks);

	for (size_t i = 0; i < socks.n; i++) {
		const struct sock_info *s = &socks.v[i];
		struct buf text = { 0 };
		if ((!s->listening && !s->receiving) || !s->local)
			continue;
		buf_printf(&text, "%s:%s", sock_scheme(s), s->local);
		if (known_already(out, buf_cstr(&text))) {
			buf_free(&text);
			continue;
		}
		struct ipc_object *o = object_add(out, IPC_SOCK);
		o->address = text.data;
		socket_figures(o, s);
	}
	sock_list_free(&socks);
	return err;
}

int ipc_objects(struct ipc_objects *out, unsigned families)
{
	int err = 0;

	*out = (struct ipc_objects){ 0 };
	if (families & 1u << IPC_SHM && (err = add_sysv(out, SYSV_SHM, IPC_SHM)) == 0)
		err = add_posix_shm(out);
	if (err == 0 && families & 1u << IPC_MQ && (err = add_sysv(out, SYSV_MQ, IPC_MQ)) == 0)
		err = add_posix_mq(out);
	if (err == 0 && families & 1u << IPC_SEM && (err = add_sysv(out, SYSV_SEM, IPC_SEM)) == 0)
		err = add_posix_sem(out);
	if (err == 0 && families & (1u << IPC_FIFO | 1u << IPC_LOCK))
		err = add_held(out, families);
	if (err == 0 && families & 1u << IPC_SOCK)
		err = add_sockets(out);
	return err;
}

/* ---- one object by its address ---- */

/* An object of this family at this address, be it one that may not be looked into: 0, or -errno. */
static int there(enum ipc_family family, const struct ipc_address *a)
{
	int err = family == IPC_SOCK ? 0 : ipc_there(family, a);

	return err == -EACCES ? 0 : err;
}

/* Of a bare path the file says what it is. */
static bool family_fits(enum ipc_family family, const struct ipc_address *a)
{
	struct stat st;

	if (family != IPC_FIFO && family != IPC_MAP)
		return true;
	return stat(a->path, &st) == 0 && S_ISFIFO(st.st_mode) == (family == IPC_FIFO);
}

static void none_there(struct sh *sh, const char *text, const struct ipc_address *a)
{
	bool private = a->kind == IPC_ADDR_KEY && a->key == IPC_KEY_PRIVATE;

	sh_builtin_error(sh, STATUS_ERROR, text, "%s (`ipc ls' lists them)",
		private ? "key 0 is private, and of any number of objects: use id:N" : "no such object");
}

/* A bare address that could be a key, but that none can be made of, says why. */
static void bare_not_there(struct sh *sh, const char *text)
{
	struct ipc_address a = { 0 };
	struct trouble why;
	bool wrong = ipc_address_parse(text, IPC_SHM, &a, &why) < 0;

	if (wrong)
		a.kind = IPC_ADDR_PATH;
	if (wrong && strncmp(text, "ftok:", 5) == 0)
		sh_builtin_error(sh, STATUS_ERROR, text, "%s", why.text);
	else
		none_there(sh, text, &a);
}

static bool name_bare(struct sh *sh, const char *text, struct ipc_named *out)
{
	static const enum ipc_family families[] = { IPC_SHM, IPC_MQ, IPC_SEM, IPC_FIFO, IPC_MAP };
	struct buf found = { 0 };
	struct ipc_address a;
	struct trouble why;
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(families); i++) {
		if (ipc_address_parse(text, families[i], &a, &why) < 0 || there(families[i], &a) < 0 ||
			!family_fits(families[i], &a))
			continue;
		*out = (struct ipc_named){ families[i], a, text };
		buf_str(&found, n++ ? " and " : "");
		ipc_address_print_kind(families[i], &a, &found);
	}
	if (n == 0)
		bare_not_there(sh, text);
	else if (n > 1)
		sh_builtin_error(sh, STATUS_ERROR, text, "names more than one: %s", buf_cstr(&found));
	buf_free(&found);
	return n == 1;
}

bool ipc_name(struct sh *sh, const char *text, struct ipc_named *out)
{
	struct trouble why;

	*out = (struct ipc_named){ .text = text };
	if (ipc_address_parse_kind(text, &out->family, &out->address, &why) < 0) {
		sh_builtin_error(sh, STATUS_ERROR, text, "%s", why.text);
		return false;
	}
	if (out->family == IPC_FAMILIES)
		return name_bare(sh, text, out);
	int err = there(out->family, &out->address);
	if (err == -ENOENT)
		none_there(sh, text, &out->address);
	else if (err < 0)
		sh_builtin_error(sh, STATUS_ERROR, text, "%s", error_text(-err));
	return err == 0;
}

static void queue_figures(struct ipc_object *o, const char *name)
{
	struct ipc_mqp_info info;
	int fd = ipc_mqp_open(name, O_RDONLY);

	if (fd >= 0 && ipc_mqp_stat(fd, &info) == 0) {
		set_owner(o, info.uid, info.gid, info.mode);
		set_size(o, info.bytes, info.messages, true);
	}
	ipc_mqp_close(&fd);
}

static bool file_figures(struct ipc_object *o, const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return false;
	set_owner(o, st.st_uid, st.st_gid, st.st_mode);
	if (o->family == IPC_MAP)
		set_size(o, (uint64_t)st.st_size, 0, false);
	return true;
}

/* false: neither the file nor the kernel has it. */
static bool socket_found(struct ipc_object *o, const struct ipc_socket *want)
{
	struct sock_list socks;
	bool found = want->kind == IPC_SOCKET_UNIX && file_figures(o, want->path);

	if (found || inspect_sockets(&socks) < 0)
		return found;
	for (size_t i = 0; i < socks.n && !found; i++)
		if (ipc_sock_matches(want, &socks.v[i])) {
			socket_figures(o, &socks.v[i]);
			found = true;
		}
	sock_list_free(&socks);
	return found;
}

bool ipc_object_add(struct ipc_objects *out, const struct ipc_named *named)
{
	const struct ipc_address *a = &named->address;
	struct ipc_object *o = object_add(out, named->family);

	o->address = address_text(named->family, a);
	if (named->family == IPC_MQ && a->kind == IPC_ADDR_POSIX)
		queue_figures(o, a->path);
	else if (a->kind == IPC_ADDR_PATH)
		file_figures(o, a->path);
	return a->kind != IPC_ADDR_SOCKET || socket_found(o, &a->socket);
}

/* ---- removing ---- */

static int remove_id(int id, struct ipc_id_cache *cache, int (*remove)(int id))
{
	if (id < 0)
		return id;
	ipc_ids_forget(cache, id);
	return remove(id);
}

static int remove_socket(const struct ipc_address *a)
{
	struct stat st;

	if (a->socket.kind != IPC_SOCKET_UNIX)
		return -EOPNOTSUPP;
	if (lstat(a->socket.path, &st) < 0)
		return -errno;
	if (!S_ISSOCK(st.st_mode))
		return -EOPNOTSUPP;
	return unlink(a->socket.path) < 0 ? -errno : 0;
}

int ipc_remove_named(struct sh *sh, const struct ipc_named *named)
{
	const struct ipc_address *a = &named->address;
	struct ipc_state *st = ipc_state(sh);
	bool posix = a->kind == IPC_ADDR_POSIX;

	switch (named->family) {
	case IPC_SHM: ipc_shm_forget(&st->shm, a); return ipc_shm_remove(a);
	case IPC_MQ:
		ipc_mqp_forget(&st->mqp, posix ? a->path : "");
		ipc_mqp_fds(sh, st);
		return posix ? ipc_mqp_remove(a->path)
			     : remove_id(ipc_mq_find(NULL, a, NULL), &st->mq, ipc_mq_remove);
	case IPC_SEM:
		return posix ? ipc_semp_remove(a->path)
			     : remove_id(ipc_sem_find(NULL, a, NULL), &st->sem, ipc_sem_remove);
	case IPC_FIFO: return ipc_fifo_remove(a->path);
	case IPC_MAP: return unlink(a->path) < 0 ? -errno : 0;
	case IPC_SOCK: return remove_socket(a);
	default: return -EOPNOTSUPP;
	}
}
