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
	if (j->own_group)
		modes_note(sh);
	return j;
}

void job_free(struct job *j)
{
	free(j->procs);
	free(j->text);
	free(j->stages);
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

static void describe_stages(struct sh *sh, struct job *j, const struct node *n, struct buf *text)
{
	j->stages = mem_alloc(n->pipeline.n * sizeof(*j->stages));
	for (uint32_t i = 0; i < n->pipeline.n; i++) {
		if (i > 0)
			buf_str(text, n->pipeline.both && n->pipeline.both[i - 1] ? " |& " : " | ");
		size_t at = text->len;
		syn_print(text, &sh->vars.names, n->pipeline.cmds[i], false);
		j->stages[i] = (struct stage){ (uint32_t)at, (uint32_t)(text->len - at) };
	}
}

void job_describe(struct sh *sh, struct job *j, const struct node *n)
{
	if (j->text || (!j->background && !sh->jobs->monitor))
		return;
	struct buf text = { 0 };
	if (n->kind == NODE_PIPELINE && n->pipeline.n > 1 && !n->pipeline.negate && !n->pipeline.timed)
		describe_stages(sh, j, n, &text);
	else
		syn_print(&text, &sh->vars.names, n, false);
	while (!j->stages && text.len > 0 && text.data[text.len - 1] == '\n')
		text.len--; /* behind a here-document */
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

/* The process whose stop is the job's; NULL: it is not stopped. */
static const struct process *stopped_process(const struct job *j)
{
	for (size_t i = j->n_procs; i-- > 0;)
		if (j->procs[i].state == PROC_STOPPED)
			return &j->procs[i];
	return NULL;
}

int job_stop_signal(const struct job *j)
{
	const struct process *p = stopped_process(j);
	return p ? WSTOPSIG(p->wait_status) : 0;
}

pid_t job_pid(const struct job *j)
{
	return j->n_procs > 0 ? j->procs[j->n_procs - 1].pid : 0;
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

static void set_current_job(struct jobs *jobs, struct job *j)
{
	if (jobs->current == j)
		return;
	jobs->previous = jobs->current;
	jobs->current = j;
}

static bool is_stopped(const struct job *j)
{
	return j && job_state(j) == PROC_STOPPED;
}

/* Stopped jobs go before running ones, the newest before older ones (XBD 3.182 job ID). */
void job_make_current(struct sh *sh, struct job *j)
{
	struct jobs *jobs = sh->jobs;
	if (is_stopped(j) || !is_stopped(jobs->current))
		set_current_job(jobs, j);
	else if (jobs->current != j && !is_stopped(jobs->previous))
		jobs->previous = j;
}

/* J runs again: a job that is still stopped takes its place. */
static void yield_current(struct jobs *jobs, struct job *j)
{
	struct job *other = is_stopped(jobs->previous) ? jobs->previous : NULL;
	for (size_t i = jobs->list.len; i-- > 0 && !other;)
		if (is_stopped(jobs->list.items[i]))
			other = jobs->list.items[i];
	if (jobs->current == j && other)
		set_current_job(jobs, other);
}

/* Before a subshell starts jobs of its own. */
static void jobs_drop_foreign(struct sh *sh)
{
	for (size_t i = sh->jobs->list.len; i-- > 0;) {
		struct job *j = sh->jobs->list.items[i];
		if (j->foreign)
			job_forget(sh, j);
	}
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
	job_make_current(sh, j);
}

static struct job *newest_but(struct sh *sh, const struct job *but)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = sh->jobs->list.len; i-- > 0;) {
			struct job *j = sh->jobs->list.items[i];
			if (j != but && (pass == 1 || job_state(j) == PROC_STOPPED))
				return j;
		}
	return NULL;
}

static void take_out(struct vec *v, const void *item)
{
	for (size_t i = v->len; i-- > 0;)
		if (v->items[i] == item) {
			memmove(v->items + i, v->items + i + 1, (v->len - i - 1) * sizeof(void *));
			v->len--;
			return;
		}
}

static void delist(struct sh *sh, struct job *j)
{
	struct jobs *jobs = sh->jobs;
	take_out(&jobs->list, j);
	if (jobs->current == j) {
		jobs->current = jobs->previous;
		jobs->previous = NULL;
	}
	if (jobs->previous == j)
		jobs->previous = NULL;
	if (!jobs->current)
		jobs->current = newest_but(sh, NULL);
	if (!jobs->previous)
		jobs->previous = newest_but(sh, jobs->current);
}

void job_forget(struct sh *sh, struct job *j)
{
	if (j->number != 0)
		delist(sh, j);
	else
		job_unwatch(sh, j);
	job_free(j);
}

void job_watch(struct sh *sh, struct job *j)
{
	vec_push(&sh->jobs->watched, j);
}

void job_unwatch(struct sh *sh, struct job *j)
{
	take_out(&sh->jobs->watched, j);
}

static void remember(struct sh *sh, const struct job *j)
{
	struct jobs *jobs = sh->jobs;
	if (j->n_procs == 0)
		return;
	if (jobs->n_remembered == REMEMBERED_MAX) {
		memmove(jobs->remembered, jobs->remembered + 1,
			--jobs->n_remembered * sizeof(*jobs->remembered));
	} else if (jobs->n_remembered == jobs->cap_remembered) {
		jobs->cap_remembered = jobs->cap_remembered ? 2 * jobs->cap_remembered : 16;
		jobs->remembered = mem_realloc(
			jobs->remembered, jobs->cap_remembered * sizeof(*jobs->remembered));
	}
	jobs->remembered[jobs->n_remembered++] = (struct ended){ job_pid(j), job_status(j) };
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
	struct jobs *jobs = sh->jobs;
	for (size_t i = jobs->n_remembered; i-- > 0;) {
		struct ended *e = jobs->remembered + i;
		if (e->pid != pid)
			continue;
		int status = e->status;
		memmove(e, e + 1, (--jobs->n_remembered - i) * sizeof(*e));
		return status;
	}
	return -1;
}

static struct job *with_pid(const struct vec *list, pid_t pid)
{
	for (size_t i = list->len; i-- > 0;) {
		struct job *j = list->items[i];
		for (size_t k = 0; k < j->n_procs; k++)
			if (j->procs[k].pid == pid)
				return j;
	}
	return NULL;
}

struct job *job_of_pid(struct sh *sh, pid_t pid)
{
	if (pid <= 0)
		return NULL;
	struct job *j = with_pid(&sh->jobs->list, pid);
	return j ? j : with_pid(&sh->jobs->watched, pid);
}

void jobs_forked(struct sh *sh)
{
	struct jobs *jobs = sh->jobs;
	/* `jobs` in a subshell shows the parent's (XCU jobs, rationale); they cannot be waited for */
	for (size_t i = 0; i < jobs->list.len; i++)
		((struct job *)jobs->list.items[i])->foreign = true;
	jobs->n_remembered = 0;
	/* those of process substitutions are nobody else's; for others somebody waits, in the parent */
	for (size_t i = 0; i < jobs->watched.len; i++)
		if (((struct job *)jobs->watched.items[i])->background)
			job_free(jobs->watched.items[i]);
	jobs->watched.len = 0;
	jobs->monitor = false;
	sh->options.on[OPT_MONITOR] = false;
	terminal_forget(sh);
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
	p->state = WIFSTOPPED(wait_status)     ? PROC_STOPPED
		   : WIFCONTINUED(wait_status) ? PROC_RUNNING
					       : PROC_DONE;
	enum process_state state = job_state(j);
	j->changed = state != PROC_RUNNING;
	if (state == PROC_STOPPED && j->number != 0)
		job_make_current(sh, j);
	if (j->coproc != NAME_NONE && state == PROC_DONE)
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

static void take_statuses(struct sh *sh)
{
	int wait_status = 0;
	pid_t pid;
	/* without job control a stopped process is one that takes its time */
	int flags = WNOHANG | (sh->jobs->monitor ? WUNTRACED | WCONTINUED : 0);
	while ((pid = waitpid(-1, &wait_status, flags)) > 0) {
		struct job *j = job_of_pid(sh, pid);
		if (j)
			job_update(sh, j, pid, wait_status);
	}
}

void jobs_poll(struct sh *sh)
{
	take_statuses(sh);
	retire_done(sh);
}

/* Process substitutions that ended: their statuses stay for a `wait $!`. */
void jobs_sweep(struct sh *sh)
{
	struct vec *watched = &sh->jobs->watched;
	if (watched->len == 0)
		return;
	jobs_poll(sh);
	for (size_t i = watched->len; i-- > 0;) {
		struct job *j = watched->items[i];
		if (j->background && job_state(j) == PROC_DONE)
			job_retire(sh, j);
	}
}

void job_mark_running(struct sh *sh, struct job *j, pid_t pid)
{
	bool stopped = is_stopped(j);
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state == PROC_STOPPED && (pid == 0 || j->procs[i].pid == pid))
			j->procs[i].state = PROC_RUNNING;
	if (!stopped || is_stopped(j))
		return;
	j->changed = false;
	yield_current(sh->jobs, j);
}

/* ---- waiting ---- */

static void wait_lost(struct sh *sh, struct job *j)
{
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state == PROC_RUNNING)
			process_update(sh, j, &j->procs[i], W_EXITCODE(STATUS_NOT_FOUND, 0));
}

/* Blocks until the state of one of the job's running processes changes: which one is awaited first does not
 * matter, since the job is not over before each of them is done or stopped. */
static void wait_step(struct sh *sh, struct job *j)
{
	struct process *p = j->procs;
	int wait_status = 0;
	while (p->state != PROC_RUNNING)
		p++;
	int err = wait_for(sh, p->pid, sh->jobs->monitor ? WUNTRACED : 0, &wait_status);
	if (err == 0)
		process_update(sh, j, p, wait_status);
	else if (err == -ECHILD)
		wait_lost(sh, j);
}

/* One that stopped may have been told to go on while the others were awaited. */
static void wait_look_again(struct sh *sh, struct job *j)
{
	for (size_t i = 0; i < j->n_procs; i++) {
		struct process *p = &j->procs[i];
		int wait_status = 0;
		if (p->state == PROC_STOPPED &&
			waitpid(p->pid, &wait_status, WNOHANG | WUNTRACED | WCONTINUED) == p->pid)
			process_update(sh, j, p, wait_status);
	}
}

/* Sleeps until READY, with all signals blocked between looks, so that none is missed. */
static void sleep_until(struct sh *sh, bool (*ready)(struct sh *sh, void *ctx), void *ctx)
{
	sigset_t all, old;
	signals_need_child(sh);
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	for (;;) {
		take_statuses(sh); /* none is retired meanwhile: it may be the one that is awaited */
		if (ready(sh, ctx))
			break;
		sigsuspend(&old);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
}

/* The interrupt key was hit before the job had the terminal: only the shell was told, and passes it on. */
static void pass_interrupt(struct sh *sh, struct job *j)
{
	if (j->interrupted || !signal_is_a_key(SIGINT))
		return;
	j->interrupted = true;
	job_signal(sh, j, SIGINT);
}

static bool job_over(struct sh *sh, void *ctx)
{
	pass_interrupt(sh, ctx);
	jobs_tell_at_once(sh);
	return job_state(ctx) != PROC_RUNNING || signals_ending(sh);
}

/* At a prompt: the terminal may go away, of which only the leader of its session is told. */
static void wait_at_prompt(struct sh *sh, struct job *j)
{
	if (j->number == 0)
		job_watch(sh, j);
	sleep_until(sh, job_over, j);
	if (j->number == 0)
		job_unwatch(sh, j);
}

static void wait_uninterrupted(struct sh *sh, struct job *j)
{
	do {
		while (job_state(j) == PROC_RUNNING && !signals_ending(sh))
			wait_step(sh, j);
		if (job_state(j) == PROC_STOPPED)
			wait_look_again(sh, j);
	} while (job_state(j) == PROC_RUNNING && !signals_ending(sh));
}

static bool trap_due(const struct sh *sh, int *sig)
{
	for (int i = 1; i < NSIG; i++) {
		const char *action = sh->traps->action[i];
		bool prompt = sh->interactive && !action && i == SIGINT;
		if (signal_is_noted(i) && (prompt || signal_ends_shell(sh, i) || (action && *action))) {
			*sig = i;
			return true;
		}
	}
	return false;
}

/* What `wait` waits for, or a signal that ends it. */
struct awaited {
	struct job *job; /* NULL: any of AMONG, and JOB becomes it */
	const struct vec *among;
	int sig; /* the signal; 0: none */
};

static bool any_done(struct awaited *a)
{
	bool running = false;
	for (size_t i = 0; i < a->among->len; i++) {
		struct job *j = a->among->items[i];
		if (j->foreign)
			continue;
		if (job_state(j) == PROC_DONE) {
			a->job = j;
			return true;
		}
		running = running || job_state(j) == PROC_RUNNING;
	}
	return !running;
}

static bool awaited_or_trap(struct sh *sh, void *ctx)
{
	struct awaited *a = ctx;
	/* a trap of SIGCHLD: the very end of the job interrupts the wait for it */
	bool trap = trap_due(sh, &a->sig);
	return trap || (a->job ? job_state(a->job) != PROC_RUNNING : any_done(a));
}

int job_wait(struct sh *sh, struct job *j, unsigned flags, bool *interrupted)
{
	struct awaited a = { .job = j };
	if (j->foreign)
		return STATUS_NOT_FOUND;
	if (flags & WAIT_INTERRUPTIBLE)
		sleep_until(sh, awaited_or_trap, &a);
	else if (sh->interactive)
		wait_at_prompt(sh, j);
	else
		wait_uninterrupted(sh, j);
	if (interrupted)
		*interrupted = a.sig != 0;
	if (a.sig != 0)
		return STATUS_SIGNAL + a.sig;
	if (job_state(j) == PROC_RUNNING)
		return STATUS_SIGNAL + signals_ending(sh);
	return job_state(j) == PROC_STOPPED ? STATUS_SIGNAL + job_stop_signal(j) : job_status(j);
}

int job_wait_any(struct sh *sh, const struct vec *among, struct job **which, bool *interrupted)
{
	struct awaited a = { .among = among ? among : &sh->jobs->list };
	sleep_until(sh, awaited_or_trap, &a);
	*which = a.job;
	*interrupted = a.sig != 0;
	if (a.sig != 0)
		return STATUS_SIGNAL + a.sig;
	return a.job ? job_status(a.job) : -1;
}

int job_signal(struct sh *sh, struct job *j, int sig)
{
	int err = 0;
	(void)sh;
	if (job_state(j) == PROC_DONE)
		return -ESRCH; /* its number may be another's by now */
	if (j->own_group)
		return killpg(j->pgid, sig) < 0 ? -errno : 0;
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state != PROC_DONE && kill(j->procs[i].pid, sig) < 0)
			err = -errno;
	return err;
}
