/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobwatch.c -- jobs --watch: a picture of running stages again and again, on a screen of its own or as
 * lines, until they end. */
#include "jobwatch.h"
#include "input.h"
#include "ipc_word.h"
#include "inspect_word.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <time.h>

/* A terminal that shows one picture in the place of the other. Another screen than the one with the prompt,
 * so that what stands there is as it was afterwards, whatever size the terminal has by then. */
struct screen {
	bool on, keys;
	struct tty_modes tty;
	sigset_t mask;
	int resize_fd; /* readable when the size changed */
};

enum turn { TURN_ON, TURN_TICK, TURN_REDRAW, TURN_QUIT, TURN_ENDED, TURN_INTERRUPTED };

/* ---- the terminal ---- */

/* Of those in the foreground of a terminal that knows how. */
static bool has_screen(struct sh *sh)
{
	const char *term = var_get_name(&sh->vars, "TERM");

	return !sh->out.sink && sh->out.fd == 1 && tcgetpgrp(1) == getpgrp() && term && *term &&
	       strcmp(term, "dumb") != 0;
}

static void screen_show(struct sh *sh, const struct screen *s)
{
	if (s->on)
		sh_puts(sh, "\033[?1049h\033[?25l");
}

static void screen_hide(struct sh *sh, const struct screen *s)
{
	if (s->on)
		sh_puts(sh, "\033[?25h\033[?1049l");
	sh_flush(sh);
}

static void screen_begin(struct sh *sh, struct screen *s)
{
	sigset_t resize;

	if (tty_change(&s->tty, 1, true, true) < 0 || !s->tty.changed)
		return;
	s->on = true;
	s->keys = tcgetpgrp(0) == getpgrp();
	sigemptyset(&resize);
	sigaddset(&resize, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resize, &s->mask);
	s->resize_fd = fd_high(signalfd(-1, &resize, SFD_CLOEXEC | SFD_NONBLOCK));
	screen_show(sh, s);
}

static void screen_end(struct sh *sh, struct screen *s)
{
	if (!s->on)
		return;
	screen_hide(sh, s);
	s->on = false;
	fd_close(&s->resize_fd);
	sigprocmask(SIG_SETMASK, &s->mask, NULL);
	tty_restore(&s->tty);
}

static void measure(struct watch *w)
{
	struct winsize size;
	bool known = ioctl(1, TIOCGWINSZ, &size) == 0;

	w->width = known && size.ws_col > 0 ? size.ws_col : 80;
	w->height = known && size.ws_row > 0 ? size.ws_row : 24;
}

/* Each line to its end, then all below. */
static void put_picture(struct sh *sh, const struct buf *picture)
{
	size_t from = 0;

	sh_puts(sh, "\033[H");
	for (size_t i = 0; i < picture->len; i++)
		if (picture->data[i] == '\n') {
			sh_write(sh, picture->data + from, i - from);
			sh_puts(sh, "\033[K\r\n");
			from = i + 1;
		}
	sh_puts(sh, "\033[J");
}

/* ---- whom ---- */

static void stages_of_job(struct watch *w)
{
	const struct job *j = w->job;

	w->stages = mem_realloc(w->stages, (j->n_procs + 1) * sizeof *w->stages);
	w->n_stages = j->n_procs;
	for (size_t i = 0; i < j->n_procs; i++)
		w->stages[i] = j->procs[i].state == PROC_DONE ? 0 : j->procs[i].pid;
}

static int stages_of_group(struct watch *w)
{
	free(w->stages);
	return inspect_group(w->group, &w->stages, &w->n_stages);
}

static int watch_pid(struct watch *w, pid_t pid)
{
	struct proc_info info;
	int err = inspect_process(pid, &info);

	w->group = pid;
	if (stages_of_group(w) == 0)
		return 0;
	w->group = 0;
	w->stages[w->n_stages++] = pid; /* there is room for one more */
	return err;
}

/* 0, or the status with the message shown. */
static int find_watched(struct watch *w)
{
	uint64_t pid;
	const char *why = NULL, *spec = w->spec ? w->spec : "%+";
	bool number = text_to_uint10(spec, INT_MAX, &pid);

	w->job = number ? job_of_pid(w->sh, (pid_t)pid) : job_find(w->sh, spec, &why);
	w->job_pid = w->job ? job_pid(w->job) : 0;
	if (w->job)
		return 0;
	if (!number)
		return sh_builtin_error(w->sh, STATUS_NO, w->spec ? w->spec : "current job", "%s", why);
	int err = pid > 0 ? watch_pid(w, (pid_t)pid) : -ESRCH;
	return err < 0 ? inspect_failed(w->sh, w->spec, err) : 0;
}

/* What became of the job. A trap, or the number of those that are done, may have taken it out
 * of the table. */
static bool job_ended(struct watch *w)
{
	if (!w->job_pid)
		return false;
	jobs_poll(w->sh);
	w->job = job_of_pid(w->sh, w->job_pid);
	return !w->job || (!w->job->foreign && job_state(w->job) == PROC_DONE);
}

/* ---- one picture ---- */

/* Is there still anything to be seen? */
static bool look(struct watch *w)
{
	if (job_ended(w))
		return false;
	if (w->job)
		stages_of_job(w);
	else if (w->group && stages_of_group(w) < 0)
		return false;
	flow_free(&w->before);
	w->before = w->now;
	(void)inspect_flow(&w->now, w->stages, w->n_stages, w->sh->vars.shell_pid);
	for (size_t i = 0; i < w->now.n_watched; i++)
		if (w->now.v[i].blocked != BLOCKED_ENDED)
			return true;
	return w->job && !w->job->foreign; /* its end is yet to be told */
}

/* 0 or -errno. */
static int show(struct watch *w, const struct watch_how *how, const struct screen *s, struct buf *picture)
{
	picture->len = 0;
	if (s->on)
		measure(w);
	if (how->json)
		watch_json(w, picture);
	else
		watch_draw(w, picture);
	if (s->on)
		put_picture(w->sh, picture);
	else
		sh_write(w->sh, picture->data, picture->len);
	return sh_flush(w->sh);
}

/* ---- the time between ---- */

static bool has_trap(struct sh *sh)
{
	for (int sig = 1; sig < NSIG; sig++) {
		const char *action = signal_is_noted(sig) ? trap_get(sh, sig) : NULL;
		if (action && *action)
			return true;
	}
	return false;
}

/* Traps run on the screen that they belong to. */
static enum turn run_traps(struct sh *sh, const struct screen *s)
{
	const struct builtin *b = sh->builtin;
	bool trap = has_trap(sh);

	if (!traps_pending(sh))
		return TURN_ON;
	if (trap)
		screen_hide(sh, s);
	bool stop = sh_on_signal(sh) != 0;
	sh->builtin = b;
	if (stop)
		return TURN_INTERRUPTED;
	if (trap)
		screen_show(sh, s);
	return trap ? TURN_REDRAW : TURN_ON;
}

static bool quit_key(void)
{
	char c = 0;

	return fd_read(0, &c, 1) <= 0 || c == 'q' || c == 'Q';
}

/* Until something comes or the time is there. Signals are blocked but for the sleep itself, so that none, be
 * it of a child's end, falls between the look and the sleep. */
static enum turn wait_once(struct watch *w, const struct screen *s, struct pollfd fds[3], int64_t until)
{
	int64_t left = until - clock_ns(CLOCK_MONOTONIC);
	struct timespec limit = clock_timespec(left > 0 ? left : 0);
	sigset_t all, old;
	enum turn turn = TURN_ON;

	fds[0] = (struct pollfd){ .fd = s->keys ? 0 : -1, .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = s->on ? s->tty.signal_fd : -1, .events = POLLIN };
	fds[2] = (struct pollfd){ .fd = s->on ? s->resize_fd : -1, .events = POLLIN };
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	if (job_ended(w))
		turn = TURN_ENDED;
	else if (!traps_pending(w->sh) && ppoll(fds, 3, &limit, &old) == 0)
		turn = TURN_TICK;
	sigprocmask(SIG_SETMASK, &old, NULL);
	return turn;
}

static void signal_came(struct sh *sh, struct screen *s)
{
	screen_hide(sh, s);
	tty_let_signal_through(&s->tty); /* here the shell ends, or stops for a while */
	screen_show(sh, s);
}

/* What the descriptors that woke us say. */
static enum turn look_at(struct watch *w, struct screen *s, const struct pollfd fds[3])
{
	struct signalfd_siginfo resize;

	if (fds[1].revents) {
		signal_came(w->sh, s);
		return TURN_REDRAW;
	}
	if (fds[0].revents && quit_key())
		return TURN_QUIT;
	if (!fds[2].revents)
		return TURN_ON;
	while (read(s->resize_fd, &resize, sizeof resize) > 0)
		;
	return TURN_REDRAW;
}

static enum turn wait_for_turn(struct watch *w, struct screen *s, int64_t until)
{
	struct pollfd fds[3];
	enum turn turn = TURN_ON;

	while (turn == TURN_ON) {
		enum turn waited = wait_once(w, s, fds, until);
		turn = run_traps(w->sh, s);
		if (turn == TURN_ON)
			turn = waited;
		if (turn == TURN_ON)
			turn = look_at(w, s, fds);
	}
	return turn;
}

/* ---- the whole ---- */

static enum turn turns(struct watch *w, const struct watch_how *how, struct screen *s, struct buf *picture)
{
	int64_t next = clock_ns(CLOCK_MONOTONIC);
	enum turn turn = TURN_TICK;

	for (uint64_t i = 0; turn == TURN_TICK || turn == TURN_REDRAW; turn = wait_for_turn(w, s, next)) {
		if (turn == TURN_TICK) {
			if (!look(w))
				return TURN_ENDED;
			i++;
			next += how->every_ns;
			if (next < clock_ns(CLOCK_MONOTONIC)) /* it was stopped, or cannot keep up */
				next = clock_ns(CLOCK_MONOTONIC);
		} else if (job_ended(w)) {
			return TURN_ENDED;
		}
		if (show(w, how, s, picture) < 0 || i == how->count)
			return TURN_QUIT;
	}
	return turn;
}

/* A job of ours that ended is told of, and its status is ours. */
static int tell_end(struct watch *w, const struct watch_how *how)
{
	struct job *j = w->job;
	struct sh *sh = w->sh;

	int status = w->job_pid && !j ? job_remembered(sh, w->job_pid) : -1;
	if (!j || j->foreign) {
		if (!how->json)
			sh_printf(sh, "ended: %s\n", w->spec ? w->spec : j ? j->text : "the current job");
		return status < 0 ? STATUS_OK : status;
	}
	status = job_status(j);
	if (!how->json)
		job_print(sh, j, false);
	else
		sh_printf(sh, "{\"job\": %d, \"status\": %d}\n", j->number, status);
	j->changed = false;
	if (!sh->subshell)
		job_retire(sh, j);
	return status;
}

int watch_run(struct sh *sh, const char *spec, const struct watch_how *how)
{
	struct watch w = { .sh = sh, .spec = spec };
	struct screen s = { .resize_fd = -1, .tty.signal_fd = -1 };
	struct buf picture = { 0 };

	jobs_poll(sh);
	int status = find_watched(&w);
	if (status == 0) {
		signals_need_child(sh);
		if (has_screen(sh) && !how->json && how->count != 1)
			screen_begin(sh, &s);
		bool screen = s.on;
		enum turn turn = turns(&w, how, &s, &picture);
		screen_end(sh, &s);
		if (screen)
			sh_write(sh, picture.data, picture.len);
		if (turn == TURN_INTERRUPTED)
			status = ipc_interrupted(sh);
		else if (turn == TURN_ENDED)
			status = tell_end(&w, how);
	}
	flow_free(&w.before);
	flow_free(&w.now);
	free(w.stages);
	free(w.marks);
	buf_free(&picture);
	return status;
}
