/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.c -- the table of jobs: what was started, what became of it, and how a user names it (XCU 2.11). */
#include "exec_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define REMEMBERED_MAX 4096 /* {CHILD_MAX} and more: statuses kept for a late `wait PID` */
#define DONE_JOBS_MAX 256   /* of a script, before their statuses alone are kept */

struct job *job_new(struct sh *sh)
{
	struct job *j = mem_zalloc(sizeof(*j));
	j->pipefail = sh->options.on[OPT_PIPEFAIL];
	j->sigpipe_ok = sh->options.on[OPT_SIGPIPE_OK];
	j->own_group = sh->jobs->monitor;
	return j;
}

void job_free(struct job *j)
{
	free(j->procs);
	free(j->text);
	free(j->tmodes);
	free(j);
}

static struct process *job_grow(struct job *j)
{
	if ((j->n_procs & (j->n_procs - 1)) == 0) {
		size_t cap = j->n_procs ? j->n_procs * 2 : 1;
		j->procs = mem_realloc(j->procs, cap * sizeof(*j->procs));
	}
	return &j->procs[j->n_procs++];
}

void job_add_process(struct job *j, pid_t pid)
{
	*job_grow(j) = (struct process){ .pid = pid };
	if (j->pgid == 0)
		j->pgid = pid;
}

void job_add_ended(struct job *j, int status)
{
	*job_grow(j) = (struct process){ .state = PROC_DONE, .wait_status = W_EXITCODE(status, 0) };
}

void job_describe(struct sh *sh, struct job *j, const struct node *n)
{
	if (j->text || (!j->background && !sh->jobs->monitor))
		return;
	struct buf text = { 0 };
	syn_print(&text, &sh->vars.names, n, false);
	j->text = mem_strdup(buf_cstr(&text));
	buf_free(&text);
}

enum process_state job_state(const struct job *j)
{
	bool stopped = false;
	for (size_t i = 0; i < j->n_procs; i++) {
		if (j->procs[i].state == PROC_RUNNING)
			return PROC_RUNNING;
		if (j->procs[i].state == PROC_STOPPED)
			stopped = true;
	}
	return stopped ? PROC_STOPPED : PROC_DONE;
}

/* With sigpipe_ok a stage that SIGPIPE ended, because its reader had enough, is no failure. */
static int stage_status(const struct job *j, size_t i)
{
	int status = status_of_wait(j->procs[i].wait_status);
	return j->sigpipe_ok && i + 1 < j->n_procs && status == STATUS_SIGNAL + SIGPIPE ? 0 : status;
}

int job_status(const struct job *j)
{
	int status = 0;
	if (j->n_procs == 0)
		return 0;
	if (!j->pipefail)
		return stage_status(j, j->n_procs - 1);
	for (size_t i = 0; i < j->n_procs; i++)
		if (stage_status(j, i) != 0)
			status = stage_status(j, i);
	return status;
}

/* ---- the table ---- */

void set_current_job(struct sh *sh, struct job *j)
{
	if (sh->jobs->current == j)
		return;
	sh->jobs->previous = sh->jobs->current;
	sh->jobs->current = j;
}

void job_enlist(struct sh *sh, struct job *j)
{
	struct vec *list = &sh->jobs->list;
	if (j->number == 0) {
		jobs_drop_foreign(sh);
		struct job *newest = list->len > 0 ? list->items[list->len - 1] : NULL;
		j->number = newest ? newest->number + 1 : 1;
		vec_push(list, j);
	}
	set_current_job(sh, j);
}

static struct job *newest_but(struct sh *sh, const struct job *a, const struct job *b)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = sh->jobs->list.len; i-- > 0;) {
			struct job *j = sh->jobs->list.items[i];
			if (j != a && j != b && (pass == 1 || job_state(j) == PROC_STOPPED))
				return j;
		}
	return NULL;
}

static void delist(struct sh *sh, struct job *j)
{
	struct jobs *jobs = sh->jobs;
	for (size_t i = 0; i < jobs->list.len; i++)
		if (jobs->list.items[i] == j) {
			memmove(jobs->list.items + i, jobs->list.items + i + 1, (jobs->list.len - i - 1) * sizeof(void *));
			jobs->list.len--;
			break;
		}
	if (jobs->current == j) {
		jobs->current = jobs->previous;
		jobs->previous = NULL;
	}
	if (jobs->previous == j)
		jobs->previous = NULL;
	if (!jobs->current)
		jobs->current = newest_but(sh, NULL, NULL);
	if (!jobs->previous)
		jobs->previous = newest_but(sh, jobs->current, NULL);
}

void job_forget(struct sh *sh, struct job *j)
{
	if (j->number != 0)
		delist(sh, j);
	job_free(j);
}

static void remember(struct sh *sh, const struct job *j)
{
	struct vec *kept = &sh->jobs->remembered;
	if (j->n_procs == 0)
		return;
	if (kept->len == REMEMBERED_MAX) {
		free(kept->items[0]);
		memmove(kept->items, kept->items + 1, (--kept->len) * sizeof(void *));
	}
	struct process *p = mem_alloc(sizeof(*p));
	*p = (struct process){ .pid = j->procs[j->n_procs - 1].pid, .state = PROC_DONE, .wait_status = W_EXITCODE(job_status(j), 0) };
	vec_push(kept, p);
}

void job_retire(struct sh *sh, struct job *j)
{
	remember(sh, j);
	job_forget(sh, j);
}

struct job *job_after(struct sh *sh, int number)
{
	for (size_t i = 0; i < sh->jobs->list.len; i++) {
		struct job *j = sh->jobs->list.items[i];
		if (j->number > number)
			return j;
	}
	return NULL;
}

int job_remembered(struct sh *sh, pid_t pid)
{
	struct vec *kept = &sh->jobs->remembered;
	for (size_t i = kept->len; i-- > 0;) {
		struct process *p = kept->items[i];
		if (p->pid != pid)
			continue;
		int status = status_of_wait(p->wait_status);
		free(p);
		memmove(kept->items + i, kept->items + i + 1, (kept->len - i - 1) * sizeof(void *));
		kept->len--;
		return status;
	}
	return -1;
}

struct job *job_of_pid(struct sh *sh, pid_t pid)
{
	for (size_t i = sh->jobs->list.len; i-- > 0;) {
		struct job *j = sh->jobs->list.items[i];
		for (size_t k = 0; k < j->n_procs; k++)
			if (j->procs[k].pid == pid)
				return j;
	}
	return NULL;
}

void jobs_forked(struct sh *sh)
{
	struct jobs *jobs = sh->jobs;
	/* `jobs` in a subshell shows the parent's (XCU jobs, rationale); they cannot be waited for */
	for (size_t i = 0; i < jobs->list.len; i++)
		((struct job *)jobs->list.items[i])->foreign = true;
	for (size_t i = 0; i < jobs->remembered.len; i++)
		free(jobs->remembered.items[i]);
	jobs->remembered.len = 0;
	jobs->monitor = false;
	sh->options.on[OPT_MONITOR] = false;
}

void jobs_drop_foreign(struct sh *sh)
{
	for (size_t i = sh->jobs->list.len; i-- > 0;) {
		struct job *j = sh->jobs->list.items[i];
		if (j->foreign)
			job_forget(sh, j);
	}
}

struct job *job_current(struct sh *sh)
{
	return sh->jobs->current;
}

struct job *job_previous(struct sh *sh)
{
	return sh->jobs->previous;
}

/* ---- %-ids ---- */

static struct job *find_text(struct sh *sh, const char *text, bool anywhere, const char **why)
{
	struct job *found = NULL;
	for (size_t i = 0; i < sh->jobs->list.len; i++) {
		struct job *j = sh->jobs->list.items[i];
		const char *at = j->text ? strstr(j->text, text) : NULL;
		if (!at || (!anywhere && at != j->text))
			continue;
		if (found) {
			*why = "ambiguous job id";
			return NULL;
		}
		found = j;
	}
	return found;
}

struct job *job_find(struct sh *sh, const char *spec, const char **why)
{
	uint64_t n;
	struct job *found = NULL;
	*why = "no such job";
	if (*spec == '%')
		spec++;
	if (*spec == '\0' || strcmp(spec, "%") == 0 || strcmp(spec, "+") == 0) {
		found = sh->jobs->current;
	} else if (strcmp(spec, "-") == 0) {
		found = sh->jobs->previous ? sh->jobs->previous : sh->jobs->current;
	} else if (text_to_uint10(spec, INT32_MAX, &n)) {
		for (size_t i = 0; i < sh->jobs->list.len; i++) {
			struct job *j = sh->jobs->list.items[i];
			if (j->number == (int)n)
				found = j;
		}
	} else {
		found = find_text(sh, *spec == '?' ? spec + 1 : spec, *spec == '?', why);
	}
	return found;
}

/* ---- what became of them ---- */

static void process_update(struct sh *sh, struct job *j, struct process *p, int wait_status)
{
	p->wait_status = wait_status;
	p->state = WIFSTOPPED(wait_status) ? PROC_STOPPED : WIFCONTINUED(wait_status) ? PROC_RUNNING : PROC_DONE;
	j->changed = true;
	if (j->coproc != NAME_NONE && job_state(j) == PROC_DONE)
		coproc_ended(sh, j);
}

static bool job_update(struct sh *sh, struct job *j, pid_t pid, int wait_status)
{
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].pid == pid && j->procs[i].state != PROC_DONE) {
			process_update(sh, j, &j->procs[i], wait_status);
			return true;
		}
	return false;
}

/* A script that starts jobs for ever and never waits: only their statuses are kept. */
static void retire_done(struct sh *sh)
{
	struct vec *list = &sh->jobs->list;
	if (sh->interactive || list->len <= DONE_JOBS_MAX)
		return;
	for (size_t i = 0; i < list->len;) {
		struct job *j = list->items[i];
		if (job_state(j) != PROC_DONE || j->foreign) {
			i++;
			continue;
		}
		job_retire(sh, j);
	}
}

void jobs_poll(struct sh *sh)
{
	int wait_status;
	pid_t pid;
	while ((pid = waitpid(-1, &wait_status, WNOHANG | WUNTRACED | WCONTINUED)) > 0) {
		struct job *j = job_of_pid(sh, pid);
		if (j)
			job_update(sh, j, pid, wait_status);
	}
	retire_done(sh);
}

void job_mark_running(struct job *j)
{
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state == PROC_STOPPED)
			j->procs[i].state = PROC_RUNNING;
	j->changed = false;
}

/* ---- waiting ---- */

static void wait_lost(struct sh *sh, struct job *j)
{
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state == PROC_RUNNING)
			process_update(sh, j, &j->procs[i], W_EXITCODE(STATUS_NOT_FOUND, 0));
}

/* Blocks until the state of one of the job's processes changes. */
static void wait_step(struct sh *sh, struct job *j)
{
	int wait_status;
	pid_t pid = -1;
	if (sh->jobs->monitor && j->pgid > 0) {
		pid = waitpid(-j->pgid, &wait_status, WUNTRACED);
	} else {
		for (size_t i = 0; i < j->n_procs && pid < 0; i++)
			if (j->procs[i].state == PROC_RUNNING) {
				pid = waitpid(j->procs[i].pid, &wait_status, 0);
				if (pid > 0)
					process_update(sh, j, &j->procs[i], wait_status);
				break;
			}
		if (pid > 0)
			return;
	}
	if (pid > 0)
		job_update(sh, j, pid, wait_status);
	else if (errno == ECHILD)
		wait_lost(sh, j);
}

static bool trap_due(const struct sh *sh, int *sig)
{
	for (int i = 1; i < NSIG; i++)
		if (signal_is_noted(i) && ((sh->traps->action[i] && *sh->traps->action[i]) || (sh->interactive && i == SIGINT))) {
			*sig = i;
			return true;
		}
	return false;
}

/* Sleeps until READY or a trapped signal; with all signals blocked between looks, so that none is missed. */
static bool wait_or_trap(struct sh *sh, bool (*ready)(struct sh *sh, void *ctx), void *ctx, int *sig)
{
	sigset_t all, old;
	bool done;
	signals_need_child(sh);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	for (;;) {
		jobs_poll(sh);
		done = ready(sh, ctx);
		if (done || trap_due(sh, sig))
			break;
		sigsuspend(&old);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	return done;
}

static bool job_not_running(struct sh *sh, void *ctx)
{
	(void)sh;
	return job_state(ctx) != PROC_RUNNING;
}

int job_wait(struct sh *sh, struct job *j, unsigned flags, bool *interrupted)
{
	int sig = 0;
	if (interrupted)
		*interrupted = false;
	if (j->foreign)
		return STATUS_NOT_FOUND;
	if (flags & WAIT_INTERRUPTIBLE) {
		if (!wait_or_trap(sh, job_not_running, j, &sig)) {
			if (interrupted)
				*interrupted = true;
			return STATUS_SIGNAL + sig;
		}
	} else {
		while (job_state(j) == PROC_RUNNING)
			wait_step(sh, j);
	}
	if (job_state(j) == PROC_STOPPED)
		return status_of_wait(j->procs[j->n_procs - 1].wait_status);
	return job_status(j);
}

static bool any_done(struct sh *sh, void *ctx)
{
	struct job **which = ctx;
	bool running = false;
	for (size_t i = 0; i < sh->jobs->list.len; i++) {
		struct job *j = sh->jobs->list.items[i];
		if (j->foreign)
			continue;
		if (job_state(j) == PROC_DONE && !j->waited_for) {
			*which = j;
			return true;
		}
		running = running || job_state(j) != PROC_DONE;
	}
	return !running;
}

int job_wait_any(struct sh *sh, struct job **which, bool *interrupted)
{
	int sig = 0;
	*which = NULL;
	*interrupted = !wait_or_trap(sh, any_done, which, &sig);
	if (*interrupted)
		return STATUS_SIGNAL + sig;
	return *which ? job_status(*which) : -1;
}

int job_signal(struct sh *sh, struct job *j, int sig)
{
	int err = 0;
	(void)sh;
	if (j->own_group)
		return killpg(j->pgid, sig) < 0 ? -errno : 0;
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state != PROC_DONE && kill(j->procs[i].pid, sig) < 0)
			err = -errno;
	return err;
}
