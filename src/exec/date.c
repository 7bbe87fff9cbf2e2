/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date.c -- times as people read them, in the time zone that the shell's variable TZ names. */
#include "exec_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define DATE_MOST (1u << 20)

/* When the process of the shell began: the kernel knows it in ticks since the machine started. */
static time_t shell_start(const struct sh *sh)
{
	struct timespec up;
	char path[40], text[1024];
	time_t now = time(NULL);
	long ticks = sysconf(_SC_CLK_TCK);

	snprintf(path, sizeof path, "/proc/%d/stat", (int)sh->vars.shell_pid);
	int fd = fd_open(path, 0, 0);
	if (fd < 0)
		return now;
	ssize_t n = fd_read(fd, text, sizeof text - 1);
	close(fd);
	if (n <= 0 || ticks <= 0 || clock_gettime(CLOCK_BOOTTIME, &up) < 0)
		return now;
	text[n] = '\0';
	const char *at = strrchr(text, ')'); /* the name before it may hold anything */
	for (int field = 2; at && field < 22; field++)
		at = strchr(at + 1, ' ');
	return at ? now - (up.tv_sec - (time_t)(strtoull(at, NULL, 10) / (unsigned long)ticks)) : now;
}

/* The C library looks at the process's environment, which is not where the shell keeps its variables. What is
 * not exported is not meant for it. */
static void use_time_zone(struct sh *sh)
{
	const struct var *v = var_at(&sh->vars, names_intern(&sh->vars.names, "TZ", 2));
	const char *tz = v && (v->flags & VAR_EXPORT) ? var_get_name(&sh->vars, "TZ") : NULL;

	if (tz ? setenv("TZ", tz, 1) : unsetenv("TZ"))
		return; /* no memory: the zone stays as it was */
	tzset();
}

bool date_format(struct sh *sh, const char *format, size_t len, int64_t when, struct buf *out)
{
	time_t t = when == -1 ? time(NULL) : when == -2 ? shell_start(sh) : (time_t)when;
	struct buf f = { 0 };
	struct tm tm;

	use_time_zone(sh);
	if (!localtime_r(&t, &tm))
		return false;
	/* strftime() gives 0 for "too long" and for "empty": a byte in front tells them apart. */
	buf_byte(&f, '.');
	buf_add(&f, len ? format : "%X", len ? len : 2);
	buf_cstr(&f);
	size_t got = 0;
	for (size_t room = 128; !got && room <= DATE_MOST; room *= 8) {
		buf_grow(out, room);
		got = strftime(out->data + out->len, room, f.data, &tm);
	}
	if (got)
		memmove(out->data + out->len, out->data + out->len + 1, --got);
	out->len += got;
	buf_free(&f);
	return true;
}
