/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.h -- bytes for `read`, which must never take more than its line from a descriptor that others read as
 * well. */
#ifndef IPCSH_INPUT_H
#define IPCSH_INPUT_H

#include "builtins_internal.h"

#include <signal.h>
#include <termios.h>

#define INPUT_BLOCK 4096u

/* How to look ahead without taking. */
enum input_kind {
	INPUT_UNKNOWN,
	INPUT_SEEK,   /* a regular file: pread, then move the offset */
	INPUT_PIPE,   /* tee(2) into a pipe of our own, look, then read just that */
	INPUT_SOCKET, /* MSG_PEEK */
	INPUT_LINES,  /* a terminal in canonical mode: a read gives one line */
	INPUT_BYTES,  /* all else, a byte at a time */
};

/* A terminal whose modes were changed, and how to put them back whatever signal comes. */
struct tty_modes {
	bool changed;
	int fd;
	struct termios before, during;
	sigset_t mask;   /* as it was */
	sigset_t deadly; /* signals that would end or stop the shell: held back */
	int signal_fd;   /* readable when one of them waits; -1 */
};
/* Takes ECHO and ICANON away where told so. 0 or -errno; a descriptor that is no terminal is left alone. */
int tty_change(struct tty_modes *t, int fd, bool no_echo, bool no_lines);
void tty_restore(struct tty_modes *t); /* does nothing where nothing was changed */
/* One of the deadly signals came: puts the modes back, lets it through, and changes them again if we are
 * still there. */
void tty_let_signal_through(struct tty_modes *t);

struct input {
	struct sh *sh;
	struct input_state *st;
	int fd;
	enum input_kind kind;
	bool guessed;  /* KIND is that of the last call, not looked up */
	bool by_bytes; /* a terminal must give single bytes: the end is no newline */
	bool may_block;
	bool is_pipe;
	unsigned first_bytes; /* of a pipe, still to be read one by one */
	int64_t deadline_ns;  /* of the monotonic clock; < 0: none */
	struct tty_modes *tty;
	char *block; /* INPUT_BLOCK bytes */
	size_t want, got;
	off_t at;    /* INPUT_SEEK: where the call began */
	off_t taken; /* likewise: how much of it is ours */
};

/* -EAGAIN of these: what was guessed is wrong, nothing was taken: input_begin() again and from the start. */
int input_begin(struct input *in, bool guess); /* 0 or -errno */
/* The next bytes, left where they are until input_take(): how many, 0: the end, -ETIMEDOUT, -EINTR: a trap or
 * an interrupt wants the shell, or another -errno. */
ssize_t input_look(struct input *in, const char **bytes);
/* Takes N of them. 0; -ESTALE: another reader was faster, look again: forget what you did with them; or
 * -errno. */
int input_take(struct input *in, size_t n);
int input_end(struct input *in);                 /* 0 or -errno */
void input_expect(struct input *in, size_t len); /* how long the line was: the next is likely to be alike */
/* A buffer that is kept between calls; a `read` in a trap of another gets one of its own. */
void input_borrow(struct sh *sh, struct buf *b);
void input_give_back(struct sh *sh, struct buf *b);

#endif
