/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse.c -- the texts of /proc: what any process may have put into them (its name, its paths) is taken for
 * what it is. */
#include "inspect.h"
#include "inspect_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const char *proc_line(const char *text, size_t n, const char *label)
{
	size_t len = strlen(label);
	const char *end = text + n;

	while (text && text < end) {
		if ((size_t)(end - text) > len && memcmp(text, label, len) == 0)
			return text + len;
		text = memchr(text, '\n', (size_t)(end - text));
		text = text ? text + 1 : NULL;
	}
	return NULL;
}

static bool pid_before(const char *text, const char *end, int *out)
{
	char digits[16], *stop;
	size_t n = (size_t)(end - text);

	if (n == 0 || n >= sizeof digits)
		return false;
	memcpy(digits, text, n);
	digits[n] = '\0';
	*out = (int)strtol(digits, &stop, 10);
	return stop > digits && *out >= 0;
}

/* "PID (NAME) STATE PPID ...": NAME may hold anything, so the last parenthesis counts. */
bool inspect_parse_stat(const char *text, size_t n, struct proc_info *out)
{
	const char *open = memchr(text, '(', n), *close = memrchr(text, ')', n);
	char rest[512];
	unsigned long long start, user, system;
	long long child_user, child_system;
	int pid, parent, group, session;

	if (!open || !close || close < open || memchr(text, '\0', n))
		return false;
	size_t len = (size_t)(close - open) - 1, left = n - (size_t)(close + 1 - text);
	if (left >= sizeof rest)
		left = sizeof rest - 1;
	memcpy(rest, close + 1, left);
	rest[left] = '\0';
	*out = (struct proc_info){ 0 };
	if (!pid_before(text, open, &pid) ||
		sscanf(rest,
			" %c %d %d %d %*s %*s %*s %*s %*s %*s %*s %llu %llu %lld %lld"
			" %*s %*s %u %*s %llu",
			&out->state, &parent, &group, &session, &user, &system, &child_user, &child_system,
			&out->threads, &start) != 10)
		return false;
	out->pid = pid;
	out->parent = parent;
	out->start = start;
	out->group = group;
	out->session = session;
	out->cpu = user + system + (uint64_t)child_user + (uint64_t)child_system;
	memcpy(out->name, open + 1, len < sizeof out->name ? len : sizeof out->name - 1);
	return true;
}

static bool mask_line(const char *text, size_t n, const char *label, uint64_t *out)
{
	const char *at = proc_line(text, n, label);
	const char *end = text + n;
	unsigned digits = 0;

	*out = 0;
	while (at && at < end && (*at == ' ' || *at == '\t'))
		at++;
	for (; at && at < end && digits <= 16 && digit_value(*at) < 16; at++, digits++)
		*out = *out << 4 | digit_value(*at);
	return digits > 0 && digits <= 16;
}

bool inspect_parse_signals(const char *text, size_t n, struct proc_signals *out)
{
	return mask_line(text, n, "SigPnd:", &out->thread_pending) &&
	       mask_line(text, n, "ShdPnd:", &out->pending) && mask_line(text, n, "SigBlk:", &out->blocked) &&
	       mask_line(text, n, "SigIgn:", &out->ignored) && mask_line(text, n, "SigCgt:", &out->caught);
}

/* A number in the given base that ends the line; the text need not end in NUL. */
static bool number_line(const char *text, size_t n, const char *label, int base, int64_t *out)
{
	const char *at = proc_line(text, n, label);
	char digits[32], *end;
	size_t len = 0;

	if (!at)
		return false;
	while (at + len < text + n && len < sizeof digits - 1 && at[len] != '\n')
		len++;
	memcpy(digits, at, len);
	digits[len] = '\0';
	*out = strtoll(digits, &end, base);
	return end > digits && !*end;
}

bool inspect_parse_fdinfo(const char *text, size_t n, struct fd_info *out)
{
	int64_t flags, mount = 0;

	if (!number_line(text, n, "pos:\t", 10, &out->offset) || !number_line(text, n, "flags:\t", 8, &flags))
		return false;
	number_line(text, n, "mnt_id:\t", 10, &mount);
	out->flags = (unsigned)flags;
	out->mount = (uint64_t)mount;
	return true;
}

/* A newline in a name is \012 there, and nothing else is written otherwise than it is. */
static char *map_name(const char *p, size_t n)
{
	static const char newline[] = "\\012";
	char *name = mem_strndup(p, n), *to = name;

	for (const char *from = name; *from; to++) {
		bool escaped = strncmp(from, newline, sizeof newline - 1) == 0;
		*to = escaped ? '\n' : *from;
		from += escaped ? sizeof newline - 1 : 1;
	}
	*to = '\0';
	return name;
}

/* "START-END RIGHTS OFFSET MAJOR:MINOR INODE      NAME" */
bool inspect_parse_map(const char *line, size_t n, struct map_range *out)
{
	char head[128], rights[5];
	uint64_t start, end, offset, ino;
	unsigned major, minor;
	int len = 0;

	memcpy(head, line, n < sizeof head ? n : sizeof head - 1);
	head[n < sizeof head ? n : sizeof head - 1] = '\0';
	if (sscanf(head, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %x:%x %" SCNu64 "%n", &start, &end, rights,
		    &offset, &major, &minor, &ino, &len) != 7 ||
		end < start || strlen(rights) != 4)
		return false;
	size_t from = (size_t)len;
	while (from < n && line[from] == ' ')
		from++;
	*out = (struct map_range){ .start = start, .end = end, .offset = offset, .ino = ino };
	out->dev = inspect_dev(major, minor);
	memcpy(out->rights, rights, sizeof rights);
	out->name = map_name(line + from, n - from);
	return true;
}

/* What the rows of all three kinds have, as it stands there. */
struct sysv_row {
	int64_t key;
	unsigned mode, uid, gid, made_by;
};

static bool parse_shm(const char *line, struct sysv_object *o, struct sysv_row *r)
{
	return sscanf(line,
		       "%" SCNd64 " %d %o %" SCNu64 " %d %d %" SCNu64 " %u %u %u %*u %" SCNd64 " %" SCNd64
		       " %" SCNd64 " %" SCNu64 " %" SCNu64,
		       &r->key, &o->id, &r->mode, &o->size, &o->maker, &o->last, &o->count, &r->uid, &r->gid,
		       &r->made_by, &o->used, &o->released, &o->changed, &o->resident, &o->swapped) >= 13;
}

static bool parse_mq(const char *line, struct sysv_object *o, struct sysv_row *r)
{
	return sscanf(line,
		       "%" SCNd64 " %d %o %" SCNu64 " %" SCNu64 " %d %d %u %u %u %*u %" SCNd64 " %" SCNd64
		       " %" SCNd64,
		       &r->key, &o->id, &r->mode, &o->size, &o->count, &o->last, &o->receiver, &r->uid,
		       &r->gid, &r->made_by, &o->used, &o->released, &o->changed) == 13;
}

static bool parse_sem(const char *line, struct sysv_object *o, struct sysv_row *r)
{
	return sscanf(line, "%" SCNd64 " %d %o %" SCNu64 " %u %u %u %*u %" SCNd64 " %" SCNd64, &r->key,
		       &o->id, &r->mode, &o->size, &r->uid, &r->gid, &r->made_by, &o->used, &o->changed) == 9;
}

bool inspect_parse_sysv(enum sysv_kind kind, const char *line, struct sysv_object *out)
{
	static bool (*const parsers[SYSV_KINDS])(const char *, struct sysv_object *, struct sysv_row *) = {
		[SYSV_SHM] = parse_shm,
		[SYSV_MQ] = parse_mq,
		[SYSV_SEM] = parse_sem,
	};
	struct sysv_row row;

	*out = (struct sysv_object){ .kind = kind };
	if (!parsers[kind](line, out, &row))
		return false;
	out->key = (uint32_t)row.key;
	out->uid = row.uid;
	out->gid = row.gid;
	out->made_by = row.made_by;
	out->mode = row.mode & 0777;
	out->removed = kind == SYSV_SHM && (row.mode & 01000); /* SHM_DEST */
	return true;
}
