/* SPDX-License-Identifier: GPL-3.0-or-later */
/* script.c -- reads a transcript: which lines are commands, which are output, and which are prose. */
#include "transcript_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum line_kind { LINE_PROSE, LINE_COMMAND, LINE_MORE, LINE_OUTPUT };

static enum line_kind line_kind(const struct line *l)
{
	if (l->len < SCRIPT_INDENT || memcmp(l->s, "  ", SCRIPT_INDENT) != 0)
		return LINE_PROSE;
	if (l->len < SCRIPT_INDENT + 2 || l->s[SCRIPT_INDENT + 1] != ' ')
		return LINE_OUTPUT;
	if (l->s[SCRIPT_INDENT] == '$')
		return LINE_COMMAND;
	return l->s[SCRIPT_INDENT] == '>' ? LINE_MORE : LINE_OUTPUT;
}

static void split_lines(struct script *s)
{
	const char *p = buf_cstr(&s->text), *end = p + s->text.len;
	size_t cap = 0;

	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *stop = newline ? newline : end;

		if (s->n_lines == cap) {
			cap = cap ? cap * 2 : 64;
			s->lines = mem_realloc(s->lines, cap * sizeof(*s->lines));
		}
		s->lines[s->n_lines++] = (struct line){ p, (size_t)(stop - p) };
		p = stop + 1;
	}
}

static struct block *block_add(struct script *s, size_t first)
{
	/* grows at powers of two */
	if ((s->n_blocks & (s->n_blocks - 1)) == 0) {
		size_t cap = s->n_blocks ? s->n_blocks * 2 : 1;

		s->blocks = mem_realloc(s->blocks, cap * sizeof(*s->blocks));
	}
	s->blocks[s->n_blocks] = (struct block){ .first = first };
	return &s->blocks[s->n_blocks++];
}

static void block_take(struct block *b, const struct line *l)
{
	buf_add(&b->command, l->s + SCRIPT_INDENT + 2, l->len - SCRIPT_INDENT - 2);
	buf_byte(&b->command, '\n');
	b->n_command++;
}

/* A "> " below output is output too: after a diff(1) nobody would expect anything else. */
static void find_blocks(struct script *s)
{
	struct block *open = NULL;

	for (size_t i = 0; i < s->n_lines; i++) {
		switch (line_kind(&s->lines[i])) {
		case LINE_PROSE: open = NULL; break;
		case LINE_COMMAND:
			open = block_add(s, i);
			block_take(open, &s->lines[i]);
			break;
		case LINE_MORE:
			if (open && open->n_command > 0 && open->n_expected == 0) {
				block_take(open, &s->lines[i]);
				break;
			}
			/* fall through */
		case LINE_OUTPUT:
			if (!open)
				open = block_add(s, i);
			open->n_expected++;
			break;
		}
	}
}

void script_parse(struct script *s, struct buf text)
{
	s->text = text;
	split_lines(s);
	find_blocks(s);
}

/* The folder is where the file is reached, not where a link to it leads. */
static int script_place(struct script *s, const char *path)
{
	const char *slash = strrchr(path, '/');
	char resolved[PATH_MAX];
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_strdup(".");
	char *absolute = realpath(folder, resolved);
	int err = absolute ? 0 : -errno;

	free(folder);
	s->path = mem_strdup(path);
	s->name = mem_strdup(slash ? slash + 1 : path);
	s->folder = mem_strdup(absolute ? absolute : "/");
	return err;
}

int script_read(struct script *s, const char *path)
{
	struct buf text = { 0 };

	*s = (struct script){ 0 };
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0)
		return fd;
	int err = fd_read_all(fd, &text);
	close(fd);
	if (err == 0)
		err = script_place(s, path);
	if (err < 0) {
		buf_free(&text);
		script_free(s);
		return err;
	}
	script_parse(s, text);
	return 0;
}

void script_free(struct script *s)
{
	for (size_t i = 0; i < s->n_blocks; i++)
		buf_free(&s->blocks[i].command);
	free(s->blocks);
	free(s->lines);
	buf_free(&s->text);
	free(s->path);
	free(s->folder);
	free(s->name);
	*s = (struct script){ 0 };
}
