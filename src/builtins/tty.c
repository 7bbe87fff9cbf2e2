/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tty.c -- a terminal's modes changed for the length of one `read`. A signal that ends or
 * stops the shell must find them as they were: such signals are held back meanwhile, and a
 * descriptor tells that one waits. */
#include "input.h"

#include <errno.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Those that nobody catches or ignores. */
static void find_deadly(sigset_t *set)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGALRM, SIGUSR1, SIGUSR2,
		SIGPIPE, SIGXCPU, SIGVTALRM };
	struct sigaction sa;

	sigemptyset(set);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		if (sigaction(signals[i], NULL, &sa) == 0 && sa.sa_handler == SIG_DFL)
			sigaddset(set, signals[i]);
}

static int set_modes(int fd, const struct termios *modes)
{
	while (tcsetattr(fd, TCSADRAIN, modes) < 0)
		if (errno != EINTR)
			return -errno;
	return 0;
}

int tty_change(struct tty_modes *t, int fd, bool no_echo, bool no_lines)
{
	if (tcgetattr(fd, &t->before) < 0)
		return errno == ENOTTY ? 0 : -errno;
	t->fd = fd;
	t->during = t->before;
	if (no_echo)
		t->during.c_lflag &= ~(tcflag_t)ECHO;
	if (no_lines) {
		t->during.c_lflag &= ~(tcflag_t)ICANON;
		t->during.c_cc[VMIN] = 1;
		t->during.c_cc[VTIME] = 0;
	}
	find_deadly(&t->deadly);
	if (sigprocmask(SIG_BLOCK, &t->deadly, &t->mask) < 0)
		return -errno;
	t->changed = true;
	int err = signalfd(-1, &t->deadly, SFD_CLOEXEC | SFD_NONBLOCK);
	err = err < 0 ? -errno : fd_high(err);
	if (err >= 0) {
		t->signal_fd = err;
		err = set_modes(fd, &t->during);
	}
	if (err < 0)
		tty_restore(t);
	return err;
}

void tty_restore(struct tty_modes *t)
{
	if (!t->changed)
		return;
	set_modes(t->fd, &t->before);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
	fd_close(&t->signal_fd);
	t->changed = false;
}

void tty_let_signal_through(struct tty_modes *t)
{
	set_modes(t->fd, &t->before);
	sigprocmask(SIG_SETMASK, &t->mask, NULL); /* here the shell ends, or stops until it is continued */
	sigprocmask(SIG_BLOCK, &t->deadly, NULL);
	set_modes(t->fd, &t->during);
}
