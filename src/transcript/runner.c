/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runner.c -- all files: some at a time, their results in order. */
#include "transcript_internal.h"
#include "exec.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file that is being run, or waits for those before it to be reported. */
struct slot {
	struct run run;
	struct result result;
	pid_t pid; /* 0: not started, or ended */
	int fd;    /* where its stream comes from; -1: at its end */
	int64_t began;
	bool done;
};

struct runner {
	struct sh *sh;
	const struct settings *set;
	struct script *scripts;
	struct slot *slots; /* one for each file */
	size_t n, next, reported, running;
	struct totals totals;
	const struct reporter *reporter;
	struct buf out, suites;
	int signals;
	sigset_t old_mask;
	int error; /* the first thing that went wrong with the runner itself, as -errno */
};

/* ---- one file ------------------------------------------------------------------------------------------ */

static int slot_start(struct runner *rn, struct slot *slot, const struct script *script)
{
	int ends[2];

	slot->run = (struct run){ .sh = rn->sh, .set = rn->set, .script = script };
	slot->began = clock_ns(CLOCK_MONOTONIC);
	if (getrandom(slot->run.salt, SALT_SIZE, 0) != SALT_SIZE)
		return -errno;
	int err = fd_pipe(ends);
	if (err < 0)
		return err;
	slot->pid = isolate_fork(&rn->set->iso);
	if (slot->pid == 0)
		keeper_run(&slot->run, ends[1]);
	close(ends[1]);
	if (slot->pid < 0) {
		err = (int)slot->pid;
		slot->pid = 0;
		close(ends[0]);
		return err;
	}
	slot->fd = ends[0];
	rn->running++;
	return 0;
}

/* A file that could not be started fails; the others may still work. */
static void start_next(struct runner *rn)
{
	struct slot *slot = &rn->slots[rn->next];
	int err = slot_start(rn, slot, &rn->scripts[rn->next]);

	rn->next++;
	if (err < 0) {
		slot->result.end = END_SETUP;
		vec_push(&slot->result.notes, mem_strdup(error_text(-err)));
		slot->done = true;
		result_parse(&slot->result, slot->run.script, slot->run.salt);
	}
}

static void slot_finish(struct runner *rn, struct slot *slot)
{
	int status;

	fd_close(&slot->fd);
	while (waitpid(slot->pid, &status, 0) < 0 && errno == EINTR)
		;
	slot->pid = 0;
	rn->running--;
	result_parse(&slot->result, slot->run.script, slot->run.salt);
	slot->result.ns = clock_ns(CLOCK_MONOTONIC) - slot->began;
	slot->done = true;
}

static void slot_read(struct runner *rn, struct slot *slot)
{
	struct buf *b = &slot->result.stream;

	buf_grow(b, 65536);
	ssize_t n = fd_read(slot->fd, b->data + b->len, 65536);
	if (n > 0)
		b->len += (size_t)n;
	else
		slot_finish(rn, slot);
}

/* ---- reports ------------------------------------------------------------------------------------------- */

static void flush(struct runner *rn)
{
	int err = fd_write_all(STDOUT_FILENO, rn->out.data, rn->out.len);

	rn->out.len = 0;
	if (err < 0 && rn->error == 0)
		rn->error = err;
}

static void report_one(struct runner *rn, size_t i)
{
	struct script *s = &rn->scripts[i];
	struct slot *slot = &rn->slots[i];
	struct verdict v;

	compare(&v, s, &slot->result);
	if (rn->set->update) {
		int err = update_file(s, &slot->result, &v);

		if (err < 0)
			sh_error(rn->sh, "-t", s->path, "cannot be updated: %s", error_text(-err));
	}
	rn->totals.files++;
	rn->totals.passed += v.n_passed;
	rn->totals.failed += v.n_failed;
	rn->totals.skipped += slot->result.skipped;
	rn->reporter->file(&rn->out, i + 1, s, &slot->result, &v);
	if (rn->set->junit)
		junit_file(&rn->suites, s, &slot->result, &v);
	verdict_free(&v);
	result_free(&slot->result);
	flush(rn);
}

static void report_done(struct runner *rn)
{
	while (rn->reported < rn->n && rn->slots[rn->reported].done)
		report_one(rn, rn->reported++);
}

/* ---- the loop ------------------------------------------------------------------------------------------ */

/* Each keeper kills what it watches over and removes its folder; then the signal does to us what it does. */
static _Noreturn void die_of(struct runner *rn, int sig)
{
	for (size_t i = 0; i < rn->n; i++) {
		if (rn->slots[i].pid > 0)
			(void)kill(rn->slots[i].pid, SIGTERM);
	}
	for (size_t i = 0; i < rn->n; i++) {
		while (rn->slots[i].pid > 0 && waitpid(rn->slots[i].pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	(void)signal(sig, SIG_DFL);
	(void)sigprocmask(SIG_SETMASK, &rn->old_mask, NULL);
	(void)raise(sig);
	_exit(STATUS_SIGNAL + sig);
}

static void wait_for_some(struct runner *rn, struct pollfd *fds, struct slot **of)
{
	struct signalfd_siginfo info;
	nfds_t n = 0;

	fds[n++] = (struct pollfd){ .fd = rn->signals, .events = POLLIN };
	for (size_t i = rn->reported; i < rn->next; i++) {
		if (rn->slots[i].fd < 0)
			continue;
		of[n] = &rn->slots[i];
		fds[n++] = (struct pollfd){ .fd = rn->slots[i].fd, .events = POLLIN };
	}
	if (poll(fds, n, -1) < 0)
		return;
	if (fds[0].revents && read(rn->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
		die_of(rn, (int)info.ssi_signo);
	for (nfds_t i = 1; i < n; i++) {
		if (fds[i].revents)
			slot_read(rn, of[i]);
	}
}

static size_t how_many_at_once(const struct settings *set)
{
	long n = set->jobs ? (long)set->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	if (!set->iso.namespaces)
		return 1; /* what is left behind could be anybody's */
	return n > 0 ? (size_t)n : 1;
}

static void run_all(struct runner *rn)
{
	size_t limit = how_many_at_once(rn->set);
	struct pollfd *fds = mem_alloc((limit + 1) * sizeof(*fds));
	struct slot **of = mem_alloc((limit + 1) * sizeof(struct slot *));

	while (rn->reported < rn->n) {
		while (rn->running < limit && rn->next < rn->n)
			start_next(rn);
		if (rn->running > 0)
			wait_for_some(rn, fds, of);
		report_done(rn);
	}
	free(of);
	free(fds);
}

static int watch_signals(struct runner *rn)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	if (sigprocmask(SIG_BLOCK, &set, &rn->old_mask) < 0)
		return -errno;
	rn->signals = signalfd(-1, &set, SFD_CLOEXEC);
	return rn->signals < 0 ? -errno : 0;
}

static int finish(struct runner *rn, int64_t ns)
{
	const struct totals *t = &rn->totals;

	rn->reporter->finish(&rn->out, t);
	flush(rn);
	if (rn->error < 0)
		return sh_error(rn->sh, "-t", NULL, "%s", error_text(-rn->error));
	if (rn->set->junit) {
		int err = junit_write(rn->set->junit, &rn->suites, t, ns);

		if (err < 0)
			return sh_error(rn->sh, "-t", rn->set->junit, "%s", error_text(-err));
	}
	return t->failed > 0 ? STATUS_NO : STATUS_OK;
}

int runner_run(struct sh *sh, const struct settings *set, struct script *scripts, size_t n)
{
	struct runner rn = { .sh = sh, .set = set, .scripts = scripts, .n = n, .signals = -1 };
	int64_t began = clock_ns(CLOCK_MONOTONIC);
	int err = watch_signals(&rn);

	if (err < 0)
		return sh_error(sh, "-t", NULL, "%s", error_text(-err));
	rn.reporter = set->colour ? &reporter_colour : &reporter_plain;
	if (set->show)
		rn.reporter = &reporter_show;
	if (set->tap)
		rn.reporter = &reporter_tap;
	rn.slots = mem_zalloc(n * sizeof(*rn.slots));
	for (size_t i = 0; i < n; i++)
		rn.slots[i].fd = -1;
	if (rn.reporter->start)
		rn.reporter->start(&rn.out, n);
	run_all(&rn);
	int status = finish(&rn, clock_ns(CLOCK_MONOTONIC) - began);
	(void)sigprocmask(SIG_SETMASK, &rn.old_mask, NULL);
	fd_close(&rn.signals);
	free(rn.slots);
	buf_free(&rn.out);
	buf_free(&rn.suites);
	return status;
}
