/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c -- the read-parse-run loop over any source: a terminal, a file, a string. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* "PPID" or "ppid", by its last letter (Horspool): memmem() sets up tables for each of two runs. */
static bool names_parent(const char *text, size_t len)
{
	for (size_t i = 3; i < len;) {
		switch (text[i] | 32) {
		case 'd':
			if (memcmp(text + i - 3, "PPID", 4) == 0 || memcmp(text + i - 3, "ppid", 4) == 0)
				return true;
			i += 4;
			break;
		case 'i': i += 1; break;
		case 'p': i += 2; break;
		default: i += 4; break;
		}
	}
	return false;
}

/* A program that asks for its parent would see that a subshell was not forked. */
void sh_note_text(struct sh *sh, const char *text, size_t len)
{
	if (!sh->parent_matters && names_parent(text, len))
		sh->parent_matters = true;
}

/* ---- text that is all there ---- */

struct text_source {
	struct sh *sh;
	const char *text;
	size_t len; /* left */
	bool noted; /* in the history */
};

static bool by_lines(const struct sh *sh)
{
	return sh->options.on[OPT_VERBOSE] || sh->options.on[OPT_HISTORY];
}

/* With set -v and -o history a line at a time is given out, shown and noted; else all there is. */
static size_t given_out(struct sh *sh, const char *text, size_t len, bool noted, int prompt)
{
	sh_note_text(sh, text, len);
	if (!by_lines(sh))
		return len;
	const char *end = memchr(text, '\n', len);
	size_t n = end ? (size_t)(end - text) + 1 : len;
	if (sh->options.on[OPT_VERBOSE])
		(void)fd_write_all(2, text, n);
	if (noted)
		history_note(sh, text, n, prompt == 2);
	return n;
}

static int text_fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct text_source *t = ctx;
	if (t->len == 0)
		return 0;
	*text = t->text;
	*len = given_out(t->sh, t->text, t->len, t->noted, prompt);
	t->text += *len;
	t->len -= *len;
	return 1;
}

static void text_unread(void *ctx, size_t n)
{
	struct text_source *t = ctx;
	t->text -= n;
	t->len += n;
}

/* ---- a file: read in blocks that end with a line, so that what a running script appends is still seen ---- */

#define FILE_BLOCK 65536

struct file_source {
	struct sh *sh;
	int fd;
	struct buf data;
	size_t used; /* bytes of DATA given out already */
	bool end;
	bool noted;
	int err;
};

/* Reads until DATA holds a newline past USED or the file ends. */
static void file_read_more(struct file_source *f)
{
	memmove(f->data.data, f->data.data + f->used, f->data.len - f->used);
	f->data.len -= f->used;
	f->used = 0;
	size_t seen = 0;
	while (!f->end && !memchr(f->data.data + seen, '\n', f->data.len - seen)) {
		seen = f->data.len;
		buf_grow(&f->data, FILE_BLOCK);
		ssize_t n = fd_read(f->fd, f->data.data + f->data.len, FILE_BLOCK);
		if (n < 0)
			f->err = (int)-n;
		f->end = n <= 0;
		f->data.len += n > 0 ? (size_t)n : 0;
	}
}

static int file_fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct file_source *f = ctx;
	if (f->data.len == 0 && f->data.cap == 0)
		buf_grow(&f->data, FILE_BLOCK);
	file_read_more(f);
	if (f->err)
		return -1;
	if (f->data.len == 0)
		return 0;
	const char *last = memrchr(f->data.data, '\n', f->data.len);
	size_t n = last && !f->end ? (size_t)(last - f->data.data) + 1 : f->data.len;
	*text = f->data.data;
	*len = f->used = given_out(f->sh, f->data.data, n, f->noted, prompt);
	return 1;
}

static void file_unread(void *ctx, size_t n)
{
	struct file_source *f = ctx;
	f->used -= n;
}

/* ---- the loop ---- */

static void syntax_error(struct sh *sh, const struct trouble *trouble)
{
	sh_report(sh, trouble);
	sh->vars.status = STATUS_ERROR;
}

static void run_tree(struct sh *sh, struct tree *tree)
{
	struct tree *outer = sh->tree;
	if (!tree->root || sh->options.on[OPT_NOEXEC])
		return;
	sh->tree = tree;
	exec_node(sh, tree->root);
	sh->tree = outer;
}

/* At a prompt an error or an interrupt ends the line, not the shell. */
static void back_to_prompt(struct sh *sh)
{
	if (!sh_back_to_prompt(sh))
		return;
	sh->flow = FLOW_ON;
	sh->jobs->suspended = false;
	sh->errexit_off = 0;
	sh->loop_depth = 0;
}

/* Where `set -v` or `set -o history` comes in the middle of what was read at once, the rest of it is read
 * anew, line by line. */
static void follow_lines(struct sh *sh, struct parser *p, const struct syn_source *source, bool *lines)
{
	bool on = by_lines(sh);
	if (on && !*lines && source->unread)
		source->unread(source->ctx, syn_give_back(p));
	*lines = on;
}

/* Of `-i -c` an error or a stop ends a line, the interrupt key all of it. */
static bool interrupted(const struct sh *sh)
{
	return !sh->jobs->suspended && sh->vars.status == STATUS_SIGNAL + SIGINT;
}

/* `set -n` ended the command that it is in; what follows is still read. */
static bool noexec_begins(const struct sh *sh)
{
	return sh->options.on[OPT_NOEXEC] && !sh->interactive && !sh->tree && sh->flow == FLOW_ABORT;
}

/* What a prompt shows are the statuses of what was typed last: of a line without a pipeline, of an error and
 * an interrupt $? alone. */
static void forget_pipeline(struct sh *sh, enum syn_result result, const struct tree *tree)
{
	bool ran = result == SYN_OK && tree && tree->root;
	if (result != SYN_OK || (ran && !sh->piped))
		sh->n_pipestatus = 0;
}

static int run_lines(struct sh *sh, struct parser *p, const struct syn_source *source, unsigned flags)
{
	bool lines = by_lines(sh);
	bool interactive = flags & RUN_INTERACTIVE, one_shot = flags & RUN_ONE_SHOT;
	struct trouble trouble;
	int status = 0; /* of no command at all */
	while (sh->flow == FLOW_ON) {
		struct tree *tree = NULL;
		if (interactive)
			jobs_notify(sh, true);
		if (by_lines(sh) != lines)
			follow_lines(sh, p, source, &lines);
		enum syn_result result = syn_parse_line(p, &tree, &trouble);
		if (traps_pending(sh) && sh->flow == FLOW_ON)
			traps_run(sh);
		if (result == SYN_EOF)
			break;
		if (result == SYN_ERROR) {
			syntax_error(sh, &trouble);
			status = sh->vars.status;
			if (interactive)
				forget_pipeline(sh, result, NULL);
			else
				sh->flow = sh_fatal_flow(sh);
			continue;
		}
		if (result == SYN_INTERRUPTED && !interactive)
			break;
		if (interactive && sh->typed)
			sh->typed(sh);
		if (result == SYN_OK && sh->flow == FLOW_ON) {
			sh->n_typed += interactive;
			sh->piped = sh->piped && !interactive;
			sh->last_command = one_shot && !lines && syn_at_end(p);
			run_tree(sh, tree);
		}
		if (tree && tree->root)
			status = sh->vars.status;
		if (interactive)
			forget_pipeline(sh, result, tree);
		if (tree)
			tree_unref(tree);
		if (interactive || (one_shot && sh->interactive && !interrupted(sh)) || noexec_begins(sh))
			back_to_prompt(sh);
		if (result == SYN_INTERRUPTED)
			syn_discard(p);
	}
	return sh->flow == FLOW_ON ? status : sh->vars.status;
}

int exec_source(struct sh *sh, const struct syn_source *source, unsigned flags)
{
	bool last = sh->last_command, by_command = sh->by_command;
	const struct builtin *builtin = sh->builtin;
	sh->last_command = false;
	sh->builtin = NULL; /* what `command eval' runs is neither eval nor run by `command' */
	sh->by_command = false;
	struct parser *p = syn_parser_new(source, &sh->syntax);
	int status = run_lines(sh, p, source, flags);
	syn_parser_free(p);
	if (sh->flow == FLOW_FAIL && flags == 0)
		sh->flow = FLOW_ON; /* of eval or a dot file, whose command fails */
	sh->last_command = last;
	sh->builtin = builtin;
	sh->by_command = by_command;
	return status;
}

static int run_text(struct sh *sh, const char *text, size_t len, const char *file, uint32_t line, bool noted)
{
	struct text_source t = { sh, text, len, noted };
	struct syn_source source = { text_fill, &t, file, line, text_unread };
	if (stack_low())
		return sh_too_deep(sh, NULL, "commands nested too deeply");
	return sh->vars.status = exec_source(sh, &source, 0);
}

int exec_string(struct sh *sh, const char *text, size_t len, const char *file, uint32_t line)
{
	return run_text(sh, text, len, file, line, false);
}

int exec_noted(struct sh *sh, const char *text, size_t len)
{
	return run_text(sh, text, len, sh->file, sh->vars.lineno, true);
}

int exec_eval(struct sh *sh, const char *text, size_t len)
{
	return exec_string(sh, text, len, sh->file, sh->vars.lineno);
}

int exec_command_string(struct sh *sh, const char *text)
{
	struct text_source t = { sh, text, strlen(text), true };
	struct syn_source source = { text_fill, &t, NULL, 1, text_unread };
	return sh->vars.status = exec_source(sh, &source, RUN_ONE_SHOT);
}

/* For `.` an error like others of a special builtin, for a shell's own commands the end (XCU 2.8.1). */
static int read_failed(struct sh *sh, const char *path, int err)
{
	if (sh->dot_depth > 0 && sh->builtin)
		return sh_builtin_error(sh, STATUS_ERROR, path, "%s", error_text(err));
	sh_error(sh, NULL, path, "%s", error_text(err));
	return STATUS_UNREADABLE;
}

static int run_file(struct sh *sh, const char *path, int fd, unsigned flags, bool noted)
{
	struct file_source f = { .sh = sh, .fd = fd_high(fd), .noted = noted };
	struct syn_source source = { file_fill, &f, path, 1, file_unread };
	const char *outer_file = sh->file;
	uint32_t line = sh->vars.lineno;
	if (f.fd < 0)
		return sh_error(sh, NULL, path, "%s", error_text(-f.fd));
	own_fd_add(sh, &f.fd);
	sh->file = path;
	int status = 0;
	if (stack_low())
		status = sh_too_deep(sh, NULL, "files included too deeply");
	else
		status = exec_source(sh, &source, flags);
	sh->file = outer_file;
	sh->vars.lineno = line;
	if (f.err != 0)
		status = read_failed(sh, path, f.err);
	own_fd_remove(sh, &f.fd);
	fd_close(&f.fd);
	buf_free(&f.data);
	return status;
}

int exec_file(struct sh *sh, const char *path, int fd)
{
	sh->dot_depth++;
	int status = run_file(sh, path, fd, 0, false);
	sh->dot_depth--;
	return take_return(sh, status);
}

int exec_script(struct sh *sh, const char *path, int fd)
{
	return run_file(sh, path, fd, sh->interactive ? RUN_INTERACTIVE : 0, true);
}

/* ---- standard input as the script: never a byte more than the line, since the commands read from it too ---- */

struct stdin_source {
	struct buf line;
	struct sh *sh;
	int err;
};

/* Whoever had it before left it non-blocking: now it blocks, for all who have it (XCU sh, STDIN). */
static bool block_stdin(void)
{
	int flags = fcntl(0, F_GETFL);

	return flags >= 0 && (flags & O_NONBLOCK) && fcntl(0, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

/* A line of a file is looked at in one read, and the rest is given back by lseek; else byte by byte. */
static int stdin_line(struct stdin_source *s)
{
	struct buf *line = &s->line;
	char block[4096];
	bool seekable = lseek(0, 0, SEEK_CUR) >= 0;
	for (;;) {
		ssize_t n = fd_read(0, block, seekable ? sizeof(block) : 1);
		if (n == 0)
			return line->len > 0;
		if (n == -EAGAIN && block_stdin())
			continue;
		if (n < 0) {
			s->err = (int)-n;
			return -1;
		}
		const char *end = memchr(block, '\n', (size_t)n);
		size_t take = end ? (size_t)(end - block) + 1 : (size_t)n;
		buf_add(line, block, take);
		if (!end)
			continue;
		if (take < (size_t)n && lseek(0, (off_t)take - n, SEEK_CUR) < 0) {
			s->err = errno;
			return -1;
		}
		return 1;
	}
}

static int stdin_fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct stdin_source *s = ctx;
	s->line.len = 0;
	int got = stdin_line(s);
	*text = s->line.data;
	*len = got > 0 ? given_out(s->sh, s->line.data, s->line.len, true, prompt) : 0;
	return got;
}

int exec_stdin(struct sh *sh)
{
	struct stdin_source s = { .sh = sh };
	struct syn_source source = { stdin_fill, &s, NULL, 1, NULL };
	int status = exec_source(sh, &source, 0);
	if (s.err != 0)
		status = read_failed(sh, "standard input", s.err);
	buf_free(&s.line);
	return status;
}
