/* SPDX-License-Identifier: GPL-3.0-or-later */
/* maps.c -- the ranges of a process's memory. */
#include "inspect.h"
#include "inspect_internal.h"

#include <errno.h>
#include <stdlib.h>

int inspect_maps(pid_t pid, struct map_list *out)
{
	struct buf text = { 0 };
	struct map_range range;
	int err = proc_read_of(pid, "maps", &text);

	*out = (struct map_list){ 0 };
	for (size_t from = 0; err == 0 && from < text.len;) {
		const char *line = text.data + from, *end = memchr(line, '\n', text.len - from);
		size_t n = end ? (size_t)(end - line) : text.len - from;
		if (inspect_parse_map(line, n, &range)) {
			out->v = list_more(out->v, out->n, &out->cap, sizeof *out->v);
			out->v[out->n++] = range;
		}
		from += n + 1;
	}
	buf_free(&text);
	return err;
}

void map_list_free(struct map_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->v[i].name);
	free(list->v);
	*list = (struct map_list){ 0 };
}
