/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read.c -- the word read: a line from a descriptor, split into variables. */
#include "input.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

struct reading {
	int fd;
	bool raw;     /* -r */
	bool no_echo; /* -s */
	bool exactly; /* -N: no delimiter */
	bool limited; /* -n, -N */
	bool timed;   /* -t */
	char delim;
	size_t limit; /* characters */
	int64_t timeout_ns;
	const char *prompt;
	char **names;
};

/* The line as it grows. */
struct line {
	const struct reading *how;
	struct buf *text;
	struct buf *escaped; /* a byte for each of TEXT: 1 after a backslash; empty: there was none */
	size_t n_chars;
	unsigned char rest; /* bytes of a UTF-8 character still to come */
	bool utf8;
	bool backslash; /* the last byte was one */
	bool continued; /* a backslash took a newline away */
	bool done;
};

/* ---- the end of the line ------------------------------------------------------------------------------- */

static unsigned char bytes_after(unsigned char c)
{
	return c >= 0xF0 && c <= 0xF4 ? 3 : c >= 0xE0 && c <= 0xEF ? 2 : c >= 0xC2 && c <= 0xDF ? 1 : 0;
}

static void count_byte(struct line *l, unsigned char c)
{
	if (l->rest > 0 && (c & 0xC0) == 0x80) {
		if (--l->rest == 0)
			l->n_chars++;
		return;
	}
	if (l->rest > 0) /* what had begun is no character: it counts as one */
		l->n_chars++;
	l->rest = l->utf8 ? bytes_after(c) : 0;
	if (l->rest == 0)
		l->n_chars++;
}

static void mark_escaped(struct line *l)
{
	while (l->escaped->len < l->text->len)
		buf_byte(l->escaped, 0);
	l->escaped->data[l->text->len - 1] = 1;
}

/* Variables hold no NULs: they are left out. */
static void add_byte(struct line *l, char c)
{
	if (!c)
		return;
	buf_byte(l->text, c);
	if (l->how->limited) {
		count_byte(l, (unsigned char)c);
		l->done = l->n_chars >= l->how->limit;
	}
}

/* How many of the bytes belong to the line. */
static size_t scan_slowly(struct line *l, const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && !l->done) {
		char c = s[i++];
		if (l->backslash) {
			l->backslash = false;
			if (c == '\n') {
				l->continued = true;
			} else if (c) {
				add_byte(l, c);
				mark_escaped(l);
			}
		} else if (c == '\\' && !l->how->raw) {
			l->backslash = true;
		} else if (c == l->how->delim && !l->how->exactly) {
			l->done = true;
		} else {
			add_byte(l, c);
		}
	}
	return i;
}

static size_t scan(struct line *l, const char *s, size_t n)
{
	const struct reading *how = l->how;

	if (how->limited || l->backslash)
		return scan_slowly(l, s, n);
	const char *end = memchr(s, how->delim, n);
	size_t len = end ? (size_t)(end - s) : n;
	if ((!how->raw && memchr(s, '\\', len)) || (how->delim && memchr(s, '\0', len)))
		return scan_slowly(l, s, n);
	buf_add(l->text, s, len);
	l->done = end != NULL;
	return len + l->done;
}

/* ---- reading it ---------------------------------------------------------------------------------------- */

static void prompt_again(struct sh *sh, struct line *l)
{
	size_t len;
	const char *ps2 = var_get(&sh->vars, N_PS2, &len);

	l->continued = false;
	if (sh->interactive && ps2 && isatty(l->how->fd))
		fd_write_all(STDERR_FILENO, ps2, len);
}

/* 0: the line is there, 1: the end came first, -errno. */
static int read_chunks(struct input *in, struct line *l)
{
	const char *bytes;

	while (!l->done) {
		ssize_t n = input_look(in, &bytes);
		if (n <= 0)
			return n == 0 ? 1 : (int)n;
		struct line before = *l;
		size_t text_len = l->text->len, escaped_len = l->escaped->len;
		int err = input_take(in, scan(l, bytes, (size_t)n));
		if (err == -ESTALE) {
			*l = before;
			l->text->len = text_len;
			l->escaped->len = escaped_len;
		} else if (err < 0) {
			return err;
		}
		if (l->continued)
			prompt_again(in->sh, l);
	}
	return 0;
}

static int read_line(struct input *in, const struct line *empty)
{
	for (bool guess = true;; guess = false) {
		struct line l = *empty;
		l.text->len = l.escaped->len = 0;
		int result = input_begin(in, guess);
		if (result == 0)
			result = read_chunks(in, &l);
		if (result != -EAGAIN) {
			int err = input_end(in);
			if (err != -EAGAIN) {
				input_expect(in, l.text->len);
				return result < 0 ? result : err < 0 ? err : result;
			}
		}
	}
}

/* ---- giving it to the variables ------------------------------------------------------------------------ */

static int assign(struct sh *sh, const char *name, const char *value, size_t len)
{
	return sh_assign(sh, names_intern(&sh->vars.names, name, strlen(name)), value, len, false, false);
}

static int assign_fields(struct sh *sh, char **names, const struct buf *text, const struct buf *escaped)
{
	struct arena_mark mark = arena_mark(sh->exp.scratch);
	struct fields fields = { 0 };
	size_t n = 0;
	int err = 0;

	while (names[n])
		n++;
	exp_split_read(&sh->exp, text->data, text->len,
		escaped->len ? (const bool *)(const void *)escaped->data : NULL, n, &fields);
	for (size_t i = 0; i < n && err == 0; i++) {
		const char *value = i < fields.n ? fields.v[i] : "";
		err = assign(sh, names[i], value, strlen(value));
	}
	arena_rewind(sh->exp.scratch, mark);
	return err;
}

static int assign_line(struct sh *sh, const struct reading *how, struct buf *text, struct buf *escaped)
{
	char **names = how->names;
	int err;

	buf_cstr(text);
	while (escaped->len && escaped->len < text->len)
		buf_byte(escaped, 0);
	if (!*names)
		return sh_assign(sh, N_REPLY, text->data, text->len, false, false);
	if (!how->exactly)
		return assign_fields(sh, names, text, escaped);
	err = assign(sh, *names, text->data, text->len);
	while (err == 0 && *++names)
		err = assign(sh, *names, "", 0);
	return err;
}

/* ---- the word ------------------------------------------------------------------------------------------ */

static int failure(struct sh *sh, const struct reading *how, int err)
{
	char room[24];

	if (err == -ETIMEDOUT)
		return STATUS_SIGNAL + SIGALRM;
	if (err == -EINTR)
		return sh->flow == FLOW_ABORT ? STATUS_SIGNAL + sh_interrupt_signal(sh) : sh->vars.status;
	return sh_builtin_error(sh, STATUS_ERROR, text_from_int(how->fd, room), "%s", error_text(-err));
}

static int read_and_assign(struct sh *sh, const struct reading *how, struct tty_modes *tty)
{
	char block[INPUT_BLOCK];
	struct buf text = { 0 }, escaped = { 0 };
	struct line empty = { .how = how, .text = &text, .escaped = &escaped, .utf8 = sh->vars.utf8 };
	struct input in = {
		.sh = sh,
		.fd = how->fd,
		.by_bytes = how->limited || how->delim != '\n',
		.deadline_ns = how->timed ? clock_after(how->timeout_ns) : -1,
		.tty = tty,
		.block = block,
	};

	input_borrow(sh, &text);
	empty.done = how->limited && how->limit == 0;
	int result = read_line(&in, &empty);
	tty_restore(tty);
	int status = result < 0 ? failure(sh, how, result) : result;
	if (result != -EINTR && (result >= 0 || result == -ETIMEDOUT))
		if (assign_line(sh, how, &text, &escaped) < 0)
			status = STATUS_ERROR;
	input_give_back(sh, &text);
	buf_free(&escaped);
	return status;
}

static bool number_argument(const struct opts *o, uint64_t max, uint64_t *out)
{
	return text_to_uint10(o->arg, max, out);
}

/* OPT_END's place in ARGV, or 0 and what to return in *STATUS. */
static int read_options(struct sh *sh, struct opts *o, struct reading *how, int *status)
{
	uint64_t n = 0;
	bool bad = false;
	int c;

	while (!bad && (c = opt_next(o, sh)) != OPT_END) {
		switch (c) {
		case 'r': how->raw = true; break;
		case 's': how->no_echo = true; break;
		case 'd': how->delim = *o->arg; break;
		case 'p': how->prompt = o->arg; break;
		case 't':
			how->timed = true;
			bad = !text_to_nanoseconds(o->arg, &how->timeout_ns);
			break;
		case 'n':
		case 'N':
			bad = !number_argument(o, INT_MAX, &n);
			how->limited = true;
			how->exactly = c == 'N';
			how->limit = (size_t)n;
			break;
		case 'u':
			bad = !number_argument(o, INT_MAX, &n);
			how->fd = (int)n;
			break;
		default: *status = o->status; return 0;
		}
	}
	if (bad)
		*status = opt_bad_argument(sh, o, "not a number");
	return bad ? 0 : o->next;
}

static int has_input(const struct reading *how)
{
	struct pollfd fd = { .fd = how->fd, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && !(fd.revents & POLLNVAL) ? STATUS_OK : STATUS_NO;
}

int run_read(struct sh *sh, int argc, char **argv)
{
	struct reading how = { .delim = '\n' };
	struct tty_modes tty = { .signal_fd = -1 };
	struct opts o;
	int status = STATUS_OK;

	opt_begin(&o, sh, argc, argv);
	int next = read_options(sh, &o, &how, &status);
	if (next == 0)
		return status;
	how.names = argv + next;
	for (char **name = how.names; *name; name++)
		if (!name_valid(*name))
			return sh_builtin_error(sh, STATUS_ERROR, *name, "not a name");
	if (how.timed && how.timeout_ns == 0)
		return has_input(&how);
	if (how.prompt && isatty(how.fd))
		fd_write_all(STDERR_FILENO, how.prompt, strlen(how.prompt));
	if (how.no_echo || how.limited || how.delim != '\n') {
		int err = tty_change(&tty, how.fd, how.no_echo, how.limited || how.delim != '\n');
		if (err < 0 && err != -EBADF && err != -EINVAL)
			return failure(sh, &how, err);
	}
	return read_and_assign(sh, &how, &tty);
}
