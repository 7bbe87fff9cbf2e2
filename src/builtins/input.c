/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.c -- looking ahead in every kind of descriptor, and then taking exactly one line's bytes. What was
 * learnt about a descriptor is kept as a guess that each system call checks by itself: a file read line by
 * line costs two calls a line, a pipe three. */
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WANT_LEAST 128u
/* So much of a pipe's first line is read byte by byte: that costs less than a second pipe. */
#define BYTES_FIRST 64u

struct input_state {
	int fd; /* the guess: */
	enum input_kind kind;
	off_t at;        /* INPUT_SEEK: where the last call left the offset */
	size_t want;     /* a little more than the last line */
	bool pipe_seen;  /* a line of a pipe was read: more may follow */
	int scratch[2];  /* a pipe, always empty between calls; -1: not made */
	struct buf kept; /* see input_borrow() */
	struct buf left; /* bytes taken that turned out to be too many */
	int left_fd;
	dev_t left_dev;
	ino_t left_ino;
};

static struct input_state *input_state(struct sh *sh)
{
	struct builtin_data *d = builtin_data(sh);

	if (!d->input) {
		d->input = mem_zalloc(sizeof *d->input);
		*d->input = (struct input_state){
			.fd = -1, .want = WANT_LEAST, .scratch = { -1, -1 }, .left_fd = -1
		};
	}
	return d->input;
}

/* ---- the scratch pipe ---------------------------------------------------------------------------------- */

static void scratch_close(struct sh *sh, struct input_state *st)
{
	for (int i = 0; i < 2; i++) {
		if (st->scratch[i] >= 0)
			own_fd_remove(sh, &st->scratch[i]);
		fd_close(&st->scratch[i]);
	}
}

static int scratch_make(struct sh *sh, struct input_state *st)
{
	int ends[2], err = fd_pipe(ends);

	if (err < 0)
		return err;
	for (int i = 0; i < 2; i++) {
		st->scratch[i] = fd_high(ends[i]);
		if (st->scratch[i] < 0)
			err = st->scratch[i];
		else
			own_fd_add(sh, &st->scratch[i]);
	}
	if (err < 0)
		scratch_close(sh, st);
	return err;
}

/* A forked shell must not share the pipe with its parent, nor give out bytes that the parent has as well. */
void input_forked(struct sh *sh, struct input_state *st)
{
	scratch_close(sh, st);
	buf_free(&st->left);
	st->left_fd = -1;
}

/* ---- bytes taken too many ------------------------------------------------------------------------------ */

static bool left_is_for(struct input_state *st, int fd)
{
	struct stat s;

	if (st->left_fd != fd)
		return false;
	if (fstat(fd, &s) == 0 && s.st_dev == st->left_dev && s.st_ino == st->left_ino)
		return true;
	st->left_fd = -1; /* the number stands for something else now */
	st->left.len = 0;
	return false;
}

static void left_set(struct input *in, const char *s, size_t n)
{
	struct stat st;

	if (n == 0 || fstat(in->fd, &st) < 0)
		return;
	in->st->left.len = 0;
	buf_add(&in->st->left, s, n);
	in->st->left_fd = in->fd;
	in->st->left_dev = st.st_dev;
	in->st->left_ino = st.st_ino;
}

static void left_take(struct input_state *st, size_t n)
{
	st->left.len -= n;
	memmove(st->left.data, st->left.data + n, st->left.len);
	if (st->left.len == 0)
		st->left_fd = -1;
}

/* ---- waiting ------------------------------------------------------------------------------------------- */

/* Traps run while no builtin is: what they run has its own. */
static int run_traps(struct sh *sh)
{
	const struct builtin *b = sh->builtin;
	int stop = sh_on_signal(sh);

	sh->builtin = b;
	return stop ? -EINTR : 0;
}

/* Signals are blocked but for the wait itself, so that none falls between the look and the sleep. */
static int wait_once(struct input *in, bool first)
{
	struct pollfd fds[2] = { { .fd = in->fd, .events = POLLIN },
		{ .fd = in->tty->signal_fd, .events = POLLIN } };
	struct timespec limit = { 0 }, *timeout = NULL;
	sigset_t all, old;
	int n = -1, err = EINTR;

	if (in->deadline_ns >= 0) {
		int64_t left = in->deadline_ns - clock_ns(CLOCK_MONOTONIC);
		if (left > 0)
			limit = clock_timespec(left);
		timeout = &limit;
	}
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	if (!first || !traps_pending(in->sh)) {
		n = ppoll(fds, 2, timeout, &old);
		err = errno;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (n < 0)
		return err == EINTR ? -EINTR : -err;
	if (n == 0)
		return -ETIMEDOUT;
	if (fds[1].revents) {
		tty_let_signal_through(in->tty);
		return -EINTR;
	}
	return 0;
}

static bool in_background(int terminal)
{
	pid_t front = tcgetpgrp(terminal);

	return front > 0 && front != getpgrp();
}

/* Until there is something to read. */
static int wait_readable(struct input *in)
{
	bool first = true;
	int err;

	/* a terminal on which a line is edited gives bytes */
	bool terminal = in->kind == INPUT_LINES || (in->kind == INPUT_BYTES && in->sh->line_edited);
	if (terminal && in_background(in->fd))
		return 0; /* the reading, not the waiting, stops this process */
	while ((err = wait_once(in, first)) == -EINTR) {
		err = run_traps(in->sh);
		if (err < 0)
			return err;
		first = false; /* a trap that may not run here stays noted */
	}
	return err;
}

/* ---- kinds --------------------------------------------------------------------------------------------- */

static enum input_kind kind_of_terminal(const struct input *in)
{
	struct termios modes;

	if (in->by_bytes || tcgetattr(in->fd, &modes) < 0 || !(modes.c_lflag & ICANON))
		return INPUT_BYTES;
	return INPUT_LINES;
}

/* Past the bytes that are read one by one a pipe is looked ahead in, if another can be had for it. */
static void pipe_look_ahead(struct input *in)
{
	if (in->first_bytes > 0)
		in->first_bytes--;
	else if (in->st->scratch[0] >= 0 || scratch_make(in->sh, in->st) == 0)
		in->kind = INPUT_PIPE;
	in->is_pipe = true;
}

/* Files of /proc say they are empty, and are made anew at each look: they are read a byte at a time. */
static int classify(struct input *in)
{
	struct stat st;

	if (fstat(in->fd, &st) < 0)
		return -errno;
	in->kind = INPUT_BYTES;
	in->may_block = !S_ISREG(st.st_mode);
	if (S_ISREG(st.st_mode) && st.st_size > 0) {
		in->at = lseek(in->fd, 0, SEEK_CUR);
		if (in->at >= 0)
			in->kind = INPUT_SEEK;
	} else if (S_ISFIFO(st.st_mode)) {
		in->first_bytes = in->st->pipe_seen ? 0 : BYTES_FIRST;
		in->may_block = in->deadline_ns >= 0 || traps_installed(in->sh);
		in->st->pipe_seen = true;
		pipe_look_ahead(in);
	} else if (S_ISSOCK(st.st_mode)) {
		in->kind = INPUT_SOCKET;
	} else if (S_ISCHR(st.st_mode) && isatty(in->fd)) {
		in->kind = kind_of_terminal(in);
	}
	return 0;
}

int input_begin(struct input *in, bool guess)
{
	struct input_state *st = in->st = input_state(in->sh);

	in->taken = 0;
	in->is_pipe = false;
	in->first_bytes = 0;
	in->want = st->want;
	in->may_block = true;
	in->guessed = guess && st->fd == in->fd && st->kind != INPUT_UNKNOWN &&
		      (st->kind != INPUT_PIPE || st->scratch[0] >= 0);
	if (in->guessed) {
		in->kind = st->kind;
		in->at = st->at;
		return 0;
	}
	st->kind = INPUT_UNKNOWN;
	return classify(in);
}

/* ---- looking ------------------------------------------------------------------------------------------- */

static ssize_t look_seek(struct input *in)
{
	ssize_t n = pread(in->fd, in->block, in->want, in->at + in->taken);

	if (in->guessed && n <= 0)
		return -EAGAIN;
	return n < 0 ? -errno : n;
}

/* All of the copy must be taken out, or the next look would find it. */
static ssize_t scratch_read(struct input *in, size_t n)
{
	for (size_t have = 0; have < n;) {
		ssize_t got = fd_read(in->st->scratch[0], in->block + have, n - have);
		if (got <= 0)
			return got < 0 ? got : -EIO;
		have += (size_t)got;
	}
	return (ssize_t)n;
}

/* A look has failed, in a way that WRONG_KIND would explain: 0: again; or -errno. */
static int look_failed(struct input *in, int wrong_kind)
{
	if (errno == wrong_kind || errno == EBADF)
		return in->guessed ? -EAGAIN : -errno;
	return errno == EAGAIN || errno == EINTR ? wait_readable(in) : -errno;
}

static ssize_t look_pipe(struct input *in)
{
	for (;;) {
		ssize_t n = tee(in->fd, in->st->scratch[1], in->want, SPLICE_F_NONBLOCK);
		if (n > 0)
			return scratch_read(in, (size_t)n);
		if (n == 0)
			return 0;
		int err = look_failed(in, EINVAL);
		if (err < 0)
			return err;
	}
}

static ssize_t look_socket(struct input *in)
{
	for (;;) {
		ssize_t n = recv(in->fd, in->block, in->want, MSG_PEEK | MSG_DONTWAIT);
		if (n >= 0)
			return n;
		int err = look_failed(in, ENOTSOCK);
		if (err < 0)
			return err;
	}
}

static ssize_t look_by_reading(struct input *in)
{
	for (;;) {
		int err = in->may_block ? wait_readable(in) : 0;
		if (err < 0)
			return err;
		bool line = in->kind == INPUT_LINES && !in->sh->line_edited;
		ssize_t n = read(in->fd, in->block, line ? INPUT_BLOCK : 1);
		if (n >= 0)
			return n;
		if (errno == EINTR)
			err = run_traps(in->sh);
		else if (errno != EAGAIN)
			err = -errno;
		in->may_block = true; /* one that does not wait has to be waited for */
		if (err < 0)
			return err;
	}
}

ssize_t input_look(struct input *in, const char **bytes)
{
	ssize_t n;

	if (in->st->left_fd >= 0 && left_is_for(in->st, in->fd)) {
		*bytes = in->st->left.data;
		return (ssize_t)in->st->left.len;
	}
	*bytes = in->block;
	if (in->is_pipe && in->kind == INPUT_BYTES)
		pipe_look_ahead(in);
	switch (in->kind) {
	case INPUT_SEEK: n = look_seek(in); break;
	case INPUT_PIPE: n = look_pipe(in); break;
	case INPUT_SOCKET: n = look_socket(in); break;
	default: n = look_by_reading(in); break;
	}
	in->got = n > 0 ? (size_t)n : 0;
	if (in->want < INPUT_BLOCK) /* the line is longer than thought */
		in->want = in->want * 4 < INPUT_BLOCK ? in->want * 4 : INPUT_BLOCK;
	return n;
}

/* ---- taking -------------------------------------------------------------------------------------------- */

/* The bytes were copied before: now they are read. What comes instead where another process was faster is
 * ours too, but it has to be looked at anew. */
static int take_by_reading(struct input *in, size_t n)
{
	char real[INPUT_BLOCK];
	ssize_t got = fd_read(in->fd, real, n);

	if (got < 0 && got != -EAGAIN)
		return (int)got;
	if (got == (ssize_t)n && memcmp(real, in->block, n) == 0)
		return 0;
	if (got > 0)
		left_set(in, real, (size_t)got);
	return -ESTALE;
}

int input_take(struct input *in, size_t n)
{
	in->guessed &= in->kind == INPUT_SEEK; /* a pipe or socket has proved to be one */
	if (in->st->left_fd >= 0 && in->st->left_fd == in->fd) {
		left_take(in->st, n);
		return 0;
	}
	switch (in->kind) {
	case INPUT_SEEK: in->taken += (off_t)n; return 0;
	case INPUT_PIPE:
	case INPUT_SOCKET: return n ? take_by_reading(in, n) : 0;
	default: left_set(in, in->block + n, in->got - n); return 0;
	}
}

/* Moves the offset. A guess where it was is checked by where it comes to lie. */
static int end_seek(struct input *in)
{
	off_t end = in->at + in->taken;

	if (!in->guessed)
		return lseek(in->fd, end, SEEK_SET) < 0 ? -errno : 0;
	off_t now = lseek(in->fd, in->taken, SEEK_CUR);
	if (now == end)
		return 0;
	if (now >= 0 && lseek(in->fd, -in->taken, SEEK_CUR) < 0)
		return -errno;
	return -EAGAIN;
}

int input_end(struct input *in)
{
	struct input_state *st = in->st;
	int err = in->kind == INPUT_SEEK ? end_seek(in) : 0;

	if (err < 0) {
		st->kind = INPUT_UNKNOWN;
		return err;
	}
	st->fd = in->fd;
	st->kind = in->kind == INPUT_SEEK || in->kind == INPUT_PIPE || in->kind == INPUT_SOCKET
			   ? in->kind
			   : INPUT_UNKNOWN;
	st->at = in->at + in->taken;
	return 0;
}

void input_expect(struct input *in, size_t len)
{
	size_t want = len + len / 2 + 16;

	in->st->want = want < WANT_LEAST ? WANT_LEAST : want < INPUT_BLOCK ? want : INPUT_BLOCK;
}

void input_borrow(struct sh *sh, struct buf *b)
{
	struct input_state *st = input_state(sh);

	*b = st->kept;
	st->kept = (struct buf){ 0 };
}

void input_give_back(struct sh *sh, struct buf *b)
{
	struct input_state *st = input_state(sh);

	if (st->kept.data || b->cap > (size_t)64 * INPUT_BLOCK) {
		buf_free(b);
		return;
	}
	b->len = 0;
	st->kept = *b;
}
