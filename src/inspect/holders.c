/* SPDX-License-Identifier: GPL-3.0-or-later */
/* holders.c -- which processes have an object open, attached or mapped, or sleep on it. */
#include "inspect.h"
#include "inspect_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>

void holders_add(struct holders *h, pid_t pid, int fd, const char *how)
{
	h->v = list_more(h->v, h->n, &h->cap, sizeof *h->v);
	h->v[h->n++] = (struct holder){ .pid = pid, .fd = fd, .how = how };
}

void holders_free(struct holders *h)
{
	free(h->v);
	*h = (struct holders){ 0 };
}

static bool range_is_segment(const struct map_range *r, uint64_t id, uint64_t unused)
{
	(void)unused;
	return r->ino == id && strncmp(r->name, "/SYSV", 5) == 0;
}

static bool range_is_file(const struct map_range *r, uint64_t dev, uint64_t ino)
{
	return r->ino == ino && r->dev == dev && r->ino != 0;
}

/* Each process once that has such a range. */
static int find_mapped(bool (*is)(const struct map_range *r, uint64_t a, uint64_t b), uint64_t a, uint64_t b,
	const char *how, struct holders *out)
{
	struct map_list maps;
	pid_t *pids;
	size_t n;
	int err = inspect_pids(&pids, &n);

	for (size_t i = 0; i < n; i++) {
		int got = inspect_maps(pids[i], &maps);
		out->hidden += got == -EACCES || got == -EPERM;
		for (size_t k = 0; k < maps.n; k++)
			if (is(&maps.v[k], a, b)) {
				holders_add(out, pids[i], -1, how);
				break;
			}
		map_list_free(&maps);
	}
	free(pids);
	return err;
}

int inspect_attached(int id, struct holders *out)
{
	return find_mapped(range_is_segment, (uint64_t)id, 0, "attached", out);
}

int inspect_open(uint64_t dev, uint64_t ino, struct holders *out)
{
	struct world w;
	int err = inspect_world(&w);

	for (size_t i = 0; i < w.n; i++) {
		const struct held *h = &w.v[i];
		if (h->dev == dev && h->ino == ino)
			holders_add(out, h->pid, h->fd,
				h->reads && h->writes ? "open rw"
				: h->writes           ? "open w"
						      : "open r");
	}
	world_free(&w);
	return err < 0 ? err : find_mapped(range_is_file, dev, ino, "mapped", out);
}

/* LINE: "1: OFDLCK ADVISORY  WRITE -1 08:01:77 10 14", as in /proc/locks. */
static void add_lock(const char *line, struct buf *out)
{
	static const char *const names[][2] = { { "FLOCK", "flock" }, { "POSIX", "fcntl" },
		{ "OFDLCK", "ofd" }, { "LEASE", "lease" } };
	char kind[16], access[16], end[24];
	unsigned long long start;

	if (sscanf(line, "%*u: %15s %*s %15s %*d %*s %llu %23s", kind, access, &start, end) != 4)
		return;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(kind, names[i][0]) == 0)
			buf_printf(
				out, ", %s %s", names[i][1], strcmp(access, "WRITE") == 0 ? "write" : "read");
	if (start > 0 || strcmp(end, "EOF") != 0)
		buf_printf(out, " %llu-%s", start, strcmp(end, "EOF") == 0 ? "" : end);
}

void inspect_locks(pid_t pid, int fd, struct buf *out)
{
	struct buf text = { 0 };
	struct proc_call call;
	char name[32];

	snprintf(name, sizeof name, "fdinfo/%d", fd);
	if (proc_read_of(pid, name, &text) == 0)
		for (char *at = buf_cstr(&text); (at = strstr(at, "lock:\t")); at++)
			add_lock(at + strlen("lock:\t"), out);
	text.len = 0;
	if (proc_read_of(pid, "syscall", &text) == 0 && inspect_parse_call(text.data, text.len, &call) &&
		call.blocked == BLOCKED_LOCK && call.id == fd)
		buf_str(out, ", waits for a lock");
	buf_free(&text);
}

/* "NUMBER ARGUMENT ..." of the call that it sleeps in; the first argument is the object's id. */
int inspect_waiting(enum sysv_kind kind, int id, struct holders *out)
{
	pid_t *pids;
	size_t n;
	int err = inspect_pids(&pids, &n);

	for (size_t i = 0; i < n; i++) {
		struct buf text = { 0 };
		unsigned long long first;
		long call;
		if (proc_read_of(pids[i], "syscall", &text) == 0 &&
			sscanf(buf_cstr(&text), "%ld %llx", &call, &first) == 2 && (int)first == id) {
			if (kind == SYSV_MQ && call == SYS_msgrcv)
				holders_add(out, pids[i], -1, "waits to receive");
			else if (kind == SYSV_MQ && call == SYS_msgsnd)
				holders_add(out, pids[i], -1, "waits to send");
			else if (kind == SYSV_SEM && (call == SYS_semop || call == SYS_semtimedop))
				holders_add(out, pids[i], -1, "waits");
		}
		buf_free(&text);
	}
	free(pids);
	return err;
}
