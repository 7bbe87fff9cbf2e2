/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_warn.c -- what goes wrong between commands: a file that is emptied before it is read, two writers
 * that overwrite each other, an end of a pipe that is kept open. */
#include "explain.h"

#include <stdlib.h>

void explain_warn(
	struct explain *e, bool note, const char *code, uint32_t proc, const char *fix, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	wiring_warn(e->w, (struct wire_warning){ .note = note,
				  .code = code,
				  .proc = proc,
				  .text = arena_strndup(&e->w->arena, text.data, text.len),
				  .fix = fix });
	buf_free(&text);
}

bool explain_reads_all(const char *name)
{
	static const char *const readers[] = { "cat", "sort", "wc", "tac", "tail", "tr", "uniq", "md5sum",
		"sha1sum", "sha256sum", "sed", "awk", "cut", "rev", "nl", "od", "xxd", "tee", "fold", "paste",
		"column", "base64" };

	for (size_t i = 0; name && i < ARRAY_LEN(readers); i++)
		if (strcmp(name, readers[i]) == 0)
			return true;
	return false;
}

void explain_check_group(struct explain *e, const struct node *const *stages, uint32_t first, uint32_t end)
{
	(void)e, (void)stages, (void)first, (void)end;
}

void explain_check_command(struct explain *e, const struct node *n, uint32_t proc)
{
	(void)e, (void)n, (void)proc;
}

void explain_check_all(struct explain *e)
{
	(void)e;
}
