/* SPDX-License-Identifier: MIT */
/* wait.c -- blocking calls that end at a deadline or when a signal comes, though the calls
 * themselves know neither.
 *
 * A one-shot timer, or a signal, can come just before the call begins to block, and then
 * nothing ends it. So the timer repeats every millisecond until it is disarmed: one of its
 * signals comes while the call blocks. */
#include "ipc.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define REPEAT_NS NSEC_PER_MSEC
#define NAME_SLICE_MS 100                     /* nothing tells who waits that a name was removed */
#define OUTPUT_SLICE_NS (100 * NSEC_PER_MSEC) /* or that nobody reads its output any more */

/* The room's only variables. A signal handler has no other way to know: */
static volatile sig_atomic_t in_wait; /* a call may block now, and the timer is there */
static volatile sig_atomic_t nudged;  /* a signal was noted since this was cleared */
static timer_t nudge_timer;
static pid_t timer_owner; /* the thread that the timer is for: a forked child has none of its own */
static _Thread_local pid_t this_thread; /* kept, since each wait asks; 0: not known */
/* What earlier waits have shown: */
static unsigned
	passes; /* so many waits for what is on its way sleep at once, since looking was in vain ... */
static unsigned passed; /* ... and so many of them have */
static int processors;  /* that this process may run on; 0: not known */

int ipc_nudge_signal(void)
{
	return SIGRTMAX - 3;
}

void ipc_nudge(void)
{
	static const struct itimerspec soon = { { 0, REPEAT_NS }, { 0, REPEAT_NS } };

	nudged = 1;
	if (in_wait) {
		int saved = errno;
		timer_settime(nudge_timer, 0, &soon, NULL);
		errno = saved;
	}
}

static void ignore_signal(int sig)
{
	(void)sig; /* it only has to interrupt */
}

static void forked(void)
{
	this_thread = 0;
}

static pid_t self(void)
{
	if (this_thread == 0) {
		if (timer_owner == 0)
			pthread_atfork(NULL, NULL, forked);
		this_thread = gettid();
	}
	return this_thread;
}

static int timer_ready(void)
{
	if (timer_owner == self())
		return 0;

	struct sigaction act = { .sa_handler = ignore_signal };
	sigset_t set;
	sigemptyset(&act.sa_mask);
	sigemptyset(&set);
	sigaddset(&set, ipc_nudge_signal());
	if (sigaction(ipc_nudge_signal(), &act, NULL) < 0 || sigprocmask(SIG_UNBLOCK, &set, NULL) < 0)
		return -errno;

	struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = ipc_nudge_signal() };
	event.sigev_notify_thread_id = self();
	if (timer_create(CLOCK_MONOTONIC, &event, &nudge_timer) < 0)
		return -errno;
	timer_owner = self();
	return 0;
}

/* < 0: none. */
static int64_t deadline_of(const struct ipc_wait *w)
{
	return w->timeout_ns < 0 ? -1 : clock_after(w->timeout_ns);
}

static int timer_arm(int64_t deadline)
{
	struct itimerspec when = {
		.it_interval = { 0, REPEAT_NS },
		.it_value = clock_timespec(deadline),
	};
	return timer_settime(nudge_timer, TIMER_ABSTIME, &when, NULL) < 0 ? -errno : 0;
}

static void timer_disarm(void)
{
	static const struct itimerspec never;

	timer_settime(nudge_timer, 0, &never, NULL);
}

static ssize_t attempt_blocking(ipc_attempt attempt, void *ctx, int64_t deadline, bool timed)
{
	if (deadline >= 0) {
		int err = timer_arm(deadline);
		if (err < 0)
			return err;
	}
	in_wait = timed; /* from here on a signal arms the timer; one that came before is in `nudged` */
	ssize_t got = nudged ? -EINTR : attempt(ctx, false);
	in_wait = 0;
	if (timed && (deadline >= 0 || nudged))
		timer_disarm();
	return got;
}

static bool has_reader(int fd)
{
	struct stat st;

	return fd > 0 && fstat(fd, &st) == 0 && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
}

static bool reader_gone(int fd)
{
	struct pollfd pfd = { .fd = fd };

	return poll(&pfd, 1, 0) > 0 && (pfd.revents & (POLLERR | POLLHUP));
}

/* When to look at the output again, no later than UNTIL (< 0: whenever). */
static int64_t next_look(int64_t until)
{
	int64_t look = clock_after(OUTPUT_SLICE_NS);

	return until < 0 || look < until ? look : until;
}

ssize_t ipc_wait_blocking(const struct ipc_wait *w, ipc_attempt attempt, void *ctx)
{
	bool read = has_reader(w->output), timed = w->timeout_ns >= 0 || w->on_signal || read;
	int64_t deadline = deadline_of(w);
	ssize_t got = timed ? timer_ready() : 0;

	if (got < 0)
		return got;
	do {
		nudged = 0; /* before on_signal(), which takes all signals noted so far */
		if (w->on_signal && w->on_signal(w->ctx)) {
			got = -EINTR;
			break;
		}
		if (read && reader_gone(w->output)) {
			got = -EPIPE;
		} else if (deadline >= 0 && clock_ns(CLOCK_MONOTONIC) >= deadline) {
			got = attempt(ctx, true);
			if (got == -EAGAIN)
				got = -ETIMEDOUT;
		} else {
			got = attempt_blocking(attempt, ctx, read ? next_look(deadline) : deadline, timed);
		}
	} while (got == -EINTR);
	/* This may have been a trap inside the on_signal() of an outer wait: let that one look again. */
	nudged = 1;
	return got;
}

int ipc_attempt_again(int fd, short events, bool nowait)
{
	struct pollfd pfd = { .fd = fd, .events = events };

	if (errno != EAGAIN || nowait)
		return -errno;
	return poll(&pfd, 1, -1) < 0 ? -errno : 0;
}

bool ipc_name_gone(int fd)
{
	struct stat st;

	return fstat(fd, &st) < 0 || st.st_nlink == 0;
}

int ipc_await_input(int fd)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	int ready;

	while ((ready = poll(&pfd, 1, NAME_SLICE_MS)) == 0)
		if (ipc_name_gone(fd))
			return -EIDRM;
	if (ready > 0)
		return 0;
	int err = -errno; /* signals may come faster than a slice ends */
	return err == -EINTR && ipc_name_gone(fd) ? -EIDRM : err;
}

ssize_t ipc_wait_for(const struct ipc_wait *w, ipc_attempt attempt, void *ctx)
{
	ssize_t got;

	/* Most of the time there is no need to wait, and then no timer is needed either. */
	do
		got = attempt(ctx, true);
	while (got == -EINTR);
	if (got != -EAGAIN || w->nowait)
		return got;
	return ipc_wait_blocking(w, attempt, ctx);
}

/* ---- what is on its way -------------------------------------------------------------------------------- */

#define SOON_NS 200000 /* longer than it takes to wake a process on another processor, and to be answered */
#define SWITCH_NS 3000 /* a yield that another process ran in */

/* Looking in vain may cost what another process has the processor for: milliseconds. */
#define PASSES_MOST 16383u
#define PASSES_HERE 15u

/* On one processor who is to answer runs only when this process sleeps. */
static bool one_processor(void)
{
	cpu_set_t set;

	if (processors == 0)
		processors = sched_getaffinity(0, sizeof set, &set) < 0 ? INT_MAX : CPU_COUNT(&set);
	return processors == 1;
}

static bool may_look(const struct ipc_wait *w)
{
	if (!w->soon || w->nowait || (w->timeout_ns >= 0 && w->timeout_ns < SOON_NS) || one_processor())
		return false;
	return passed++ == passes;
}

/* The processor is yielded to whoever needs it. Where that one has it for long, or is the one that answers,
 * the next waits sleep at once: the more of them, the more often it was in vain. */
static ssize_t look_on(ipc_attempt attempt, void *ctx)
{
	ssize_t got = attempt(ctx, true);
	int64_t began = got == -EAGAIN ? clock_ns(CLOCK_MONOTONIC) : 0, lasted = 0;
	unsigned yields = 0;

	for (; got == -EAGAIN && lasted < SOON_NS; yields++) {
		sched_yield();
		got = attempt(ctx, true);
		lasted = clock_ns(CLOCK_MONOTONIC) - began;
	}
	passed = 0;
	if (lasted >= SOON_NS)
		passes = passes < PASSES_MOST ? passes * 2 + 1 : passes;
	else if (yields == 1 && lasted >= SWITCH_NS)
		passes = passes < PASSES_HERE ? PASSES_HERE : passes;
	else
		passes /= 8;
	return got;
}

ssize_t ipc_wait_soon(const struct ipc_wait *w, ipc_attempt attempt, void *ctx)
{
	ssize_t got = may_look(w) ? look_on(attempt, ctx) : -EAGAIN;

	if (got != -EAGAIN && got != -EINTR)
		return got;
	/* It is seldom there at once: a look would be one more call. With a limit it spares the timer. */
	return (w->nowait || w->timeout_ns >= 0 ? ipc_wait_for : ipc_wait_blocking)(w, attempt, ctx);
}

/* ---- until something is there -------------------------------------------------------------------------- */

#define LOOK_FIRST_NS (NSEC_PER_MSEC / 2)
#define LOOK_LAST_NS (16 * NSEC_PER_MSEC)

struct looking {
	int (*there)(void *ctx);
	void *ctx;
	long pause_ns;
};

static ssize_t look_attempt(void *ctx, bool nowait)
{
	struct looking *l = ctx;

	for (;;) {
		int found = l->there(l->ctx);
		if (found != -ENOENT)
			return found;
		if (nowait)
			return -EAGAIN;
		struct timespec pause = { 0, l->pause_ns };
		if (l->pause_ns < LOOK_LAST_NS)
			l->pause_ns *= 2;
		if (nanosleep(&pause, NULL) < 0)
			return -errno;
	}
}

int ipc_wait_until(const struct ipc_wait *w, int (*there)(void *ctx), void *ctx)
{
	struct looking l = { there, ctx, LOOK_FIRST_NS };

	return (int)ipc_wait_for(w, look_attempt, &l);
}

/* ---- reading from any descriptor ----------------------------------------------------------------------- */

struct reading {
	int fd;
	void *p;
	size_t n;
};

static ssize_t read_attempt(void *ctx, bool nowait)
{
	const struct reading *r = ctx;
	struct pollfd pfd = { .fd = r->fd, .events = POLLIN };

	for (;;) {
		if (nowait) {
			int ready = poll(&pfd, 1, 0);
			if (ready <= 0)
				return ready < 0 ? -errno : -EAGAIN;
		}
		ssize_t got = read(r->fd, r->p, r->n);
		if (got >= 0)
			return got;
		int err = ipc_attempt_again(r->fd, POLLIN, nowait); /* somebody made it non-blocking */
		if (err < 0)
			return err;
	}
}

ssize_t ipc_read(int fd, void *p, size_t n, const struct ipc_wait *w)
{
	struct reading r = { fd, p, n };

	if (w->nowait || w->timeout_ns >= 0)
		return ipc_wait_for(w, read_attempt, &r);
	return ipc_wait_blocking(w, read_attempt, &r);
}

/* ---- signals that calls raise -------------------------------------------------------------------------- */

static sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	return set;
}

struct ipc_held ipc_signal_hold(int sig)
{
	struct ipc_held held = { .signal = sig };
	sigset_t set = set_of(sig), old, pending;

	sigprocmask(SIG_BLOCK, &set, &old);
	held.was_blocked = sigismember(&old, sig) == 1;
	if (held.was_blocked)
		held.was_pending = sigpending(&pending) == 0 && sigismember(&pending, sig) == 1;
	return held;
}

void ipc_signal_release(struct ipc_held held)
{
	static const struct timespec at_once;
	sigset_t set = set_of(held.signal);

	if (!held.was_pending)
		while (sigtimedwait(&set, NULL, &at_once) < 0 && errno == EINTR)
			;
	if (!held.was_blocked)
		sigprocmask(SIG_UNBLOCK, &set, NULL);
}
