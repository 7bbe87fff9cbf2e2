/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipeline.c -- pipelines and asynchronous commands. Each stage gets only its own two ends; the parent steps
 * the plumbing, the stage plugs it in, and all else is closed. */
#include "exec_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NO_STAGE UINT32_MAX

/* Which ends are open at a stage; -1: none. */
struct plumbing {
	int from_prev;
	int to_next[2];
};

static void plumb_close(struct plumbing *pl)
{
	fd_close(&pl->from_prev);
	fd_close(&pl->to_next[0]);
	fd_close(&pl->to_next[1]);
}

/* On to the next stage: what led onwards now comes from behind. 0 or -errno. */
static int plumb_step(struct plumbing *pl, bool more)
{
	fd_close(&pl->from_prev);
	fd_close(&pl->to_next[1]);
	pl->from_prev = pl->to_next[0];
	pl->to_next[0] = -1;
	if (!more)
		return 0;
	int err = fd_pipe(pl->to_next);
	for (int i = 0; i < 2 && err == 0; i++)
		if (pl->to_next[i] <= 2 && (pl->to_next[i] = fd_high(pl->to_next[i])) < 0)
			err = pl->to_next[i];
	return err;
}

/* In a forked stage. */
static int plumb_plug(struct plumbing *pl)
{
	int err = 0;
	if (pl->from_prev >= 0)
		err = fd_dup_to(pl->from_prev, 0);
	if (err == 0 && pl->to_next[1] >= 0)
		err = fd_dup_to(pl->to_next[1], 1);
	plumb_close(pl);
	return err;
}

/* ---- which stages need no copy of the shell ---- */

static bool parts_are_pure(const struct part *p)
{
	for (; p; p = p->next) {
		switch ((enum part_kind)p->kind) {
		case PART_TEXT:
		case PART_TILDE:
		case PART_EXTGLOB: break;
		case PART_PARAM:
			if (p->param->op == PARAM_ASSIGN || p->param->op == PARAM_ERROR ||
				p->param->op == PARAM_BAD || p->param->op == PARAM_SLICE ||
				p->param->indirect)
				return false;
			if (p->param->index || !words_are_pure(p->param->arg) ||
				!words_are_pure(p->param->arg2))
				return false;
			break;
		default: return false;
		}
	}
	return true;
}

bool words_are_pure(const struct word *w)
{
	for (; w; w = w->next)
		if (!parts_are_pure(w->parts))
			return false;
	return true;
}

bool redirs_are_pure(const struct io_redirect *list)
{
	for (const struct io_redirect *r = list; r; r = r->next)
		if (r->fd_name != NAME_NONE || !words_are_pure(r->target))
			return false;
	return true;
}

/* A simple command that runs a program, and whose expansion in this shell leaves no trace. */
bool stage_is_program(struct sh *sh, const struct node *n)
{
	if (n->kind != NODE_SIMPLE || !n->simple.words || !(n->simple.words->flags & WORD_LITERAL))
		return false;
	if (sh->options.on[OPT_XTRACE] || sh->options.on[OPT_NOUNSET] || sh->traps->action[TRAP_DEBUG])
		return false;
	struct bound b = command_bind(sh, n, n->simple.words->text);
	if (b.builtin || b.function)
		return false;
	for (const struct assign *a = n->simple.assigns; a; a = a->next)
		if (!words_are_pure(a->value))
			return false;
	return words_are_pure(n->simple.words) && redirs_are_pure(n->redirs) && !redir_may_block(n->redirs);
}

/* ---- starting a stage ---- */

static void plan_pipes(struct sh *sh, struct redir_plan *plan, const struct plumbing *pl)
{
	plan->hidden[0] = pl->from_prev;
	plan->hidden[1] = pl->to_next[0];
	plan->hidden[2] = pl->to_next[1];
	if (pl->from_prev >= 0)
		redir_plan_add(sh, plan, pl->from_prev, 0);
	if (pl->to_next[1] >= 0)
		redir_plan_add(sh, plan, pl->to_next[1], 1);
}

/* The redirections of a stage failed. An asynchronous one gets a process all the same: $! names it. 0 or
 * -errno. */
static int add_failed(struct sh *sh, struct job *job, bool background)
{
	if (!background) {
		job_add_ended(job, STATUS_NO);
		return 0;
	}
	pid_t pid = fork_shell(sh, job, false, true);
	if (pid == 0)
		_exit(STATUS_NO);
	if (pid < 0)
		return pid;
	job_add_process(job, pid);
	return 0;
}

/* Without a copy of the shell. 0: started (or failed for good, which is a stage that ended); 1: it needs the
 * other way. */
static int spawn_stage(
	struct sh *sh, struct job *job, const struct plumbing *pl, const struct node *n, bool background)
{
	struct redir_plan plan = { .stage = true, .repeatable = true };
	struct fields args = { 0 };
	int result = 1, null = -1;
	pid_t pid;
	sh->vars.lineno = n->pos.line;
	if (exp_words(&sh->exp, n->simple.words, false, &args) < 0 || args.n == 0)
		return 1;
	if (n->simple.assigns && assign_all(sh, n->simple.assigns, true) < 0)
		return 1;
	struct command_ref ref = lookup_command(sh, args.v[0], LOOKUP_NO_FUNCTION | LOOKUP_NO_BUILTIN);
	if (ref.kind != CMD_EXTERNAL)
		return 1;
	plan_pipes(sh, &plan, pl);
	if (background && !sh->jobs->monitor && !job->has_input && pl->from_prev < 0) {
		null = fd_open("/dev/null", 0, 0);
		if (null < 0)
			return 1;
		redir_plan_add(sh, &plan, null, 0);
	}
	if (redir_plan_make(sh, n->redirs, &plan) < 0) {
		result = plan.wants_copy ? 1 : add_failed(sh, job, background);
	} else {
		struct spawn s = {
			.path = ref.path,
			.argv = args.v,
			.envp = vars_environ(&sh->vars),
			.acts = plan.acts,
			.n_acts = plan.n,
			.job = job,
			.foreground = !background,
			.background = background,
		};
		if (spawn_program(sh, &s, &pid) == 0) {
			job_add_process(job, pid);
			result = 0;
		}
	}
	fd_close(&null);
	redir_plan_close(sh, &plan);
	return result;
}

static int spawn_stage_scoped(
	struct sh *sh, struct job *job, const struct plumbing *pl, const struct node *n, bool background)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	if (n->simple.assigns)
		vars_push(&sh->vars, SCOPE_COMMAND);
	int result = spawn_stage(sh, job, pl, n, background);
	if (n->simple.assigns)
		vars_pop(&sh->vars);
	arena_rewind(&sh->scratch, mark);
	return result;
}

/* For set -x: what runs here from now on is stage INDEX, from 0, of a pipeline. */
static void stage_enter(struct sh *sh, uint32_t index)
{
	if (sh->n_stages < ARRAY_LEN(sh->stages) && index < USHRT_MAX)
		sh->stages[sh->n_stages++] = (unsigned short)(index + 1);
}

/* INDEX: among several stages, from 0; NO_STAGE: it is the only one. */
static int start_stage(struct sh *sh, struct job *job, struct plumbing *pl, const struct node *n,
	bool background, uint32_t index)
{
	if (stage_is_program(sh, n) && spawn_stage_scoped(sh, job, pl, n, background) == 0)
		return 0;
	pid_t pid = fork_shell(sh, job, !background, background);
	if (pid < 0)
		return pid;
	if (pid == 0) {
		int err = plumb_plug(pl);
		if (err < 0)
			_exit(sh_error(sh, NULL, "pipe", "%s", error_text(-err)));
		stage_enter(sh, index);
		run_in_child(sh, n);
	}
	job_add_process(job, pid);
	return 0;
}

/* `a |& b`: a 2>&1 after the redirections of a itself. */
static const struct node *with_error_joined(struct sh *sh, const struct node *n)
{
	struct word *one = arena_zalloc(&sh->scratch, sizeof(*one));
	struct part *text = arena_zalloc(&sh->scratch, sizeof(*text));
	struct io_redirect *dup = arena_zalloc(&sh->scratch, sizeof(*dup)), **tail;
	struct node *copy = arena_alloc(&sh->scratch, sizeof(*copy));
	*copy = *n;
	copy->redirs = NULL;
	tail = &copy->redirs;
	for (const struct io_redirect *r = n->redirs; r; r = r->next) {
		*tail = arena_alloc(&sh->scratch, sizeof(**tail));
		**tail = *r;
		tail = &(*tail)->next;
	}
	text->kind = PART_TEXT;
	text->text.s = one->text = "1";
	text->text.len = one->len = 1;
	one->parts = text;
	one->flags = WORD_LITERAL;
	*dup = (struct io_redirect){
		.op = REDIR_DUP_OUT, .fd = 2, .fd_given = true, .target = one, .pos = n->pos
	};
	*tail = dup;
	return copy;
}

/* Starts all stages; OUT >= 0 (taken) becomes the standard output of the last. With LAST_END the last is not
 * started: it will run here, and the end that leads to it is given. 0, or -1: abandoned, shown. */
static int start_stages(
	struct sh *sh, const struct node *n, struct job *job, bool background, int out, int *last_end)
{
	struct plumbing pl = { -1, { -1, -1 } };
	uint32_t len = n->pipeline.n;
	int err = 0;
	for (uint32_t i = 0; i + (last_end != NULL) < len && err == 0; i++) {
		const struct node *stage = n->pipeline.cmds[i];
		if (n->pipeline.both && n->pipeline.both[i])
			stage = with_error_joined(sh, stage);
		err = plumb_step(&pl, i + 1 < len);
		if (i + 1 == len) {
			pl.to_next[1] = out;
			out = -1;
		}
		if (err == 0)
			err = start_stage(sh, job, &pl, stage, background, i);
	}
	if (err == 0 && last_end) {
		err = plumb_step(&pl, false);
		*last_end = pl.from_prev;
		pl.from_prev = -1;
	}
	plumb_close(&pl);
	fd_close(&out); /* or whoever reads from there waits for ever */
	if (err == 0)
		return 0;
	sh_error(sh, NULL, "pipeline", "%s%s", error_text(-err),
		err == -EMFILE ? " (ulimit -n says how many descriptors may be open)" : "");
	for (size_t i = 0; i < job->n_procs; i++)
		if (job->procs[i].state != PROC_DONE)
			kill(job->procs[i].pid, SIGTERM);
	return -1;
}

/* ---- the foreground ---- */

static void note_pipestatus(struct sh *sh, const struct job *j)
{
	bool outer = sh->subshell && sh->subshell->pipestatus == sh->pipestatus; /* still needed outside */
	sh->pipestatus = mem_realloc(outer ? NULL : sh->pipestatus, j->n_procs * sizeof(int));
	sh->n_pipestatus = j->n_procs;
	sh->piped = true;
	for (size_t i = 0; i < j->n_procs; i++)
		sh->pipestatus[i] = status_of_wait(j->procs[i].wait_status);
}

/* lastpipe: the last stage runs in this shell, with descriptor 0 from the one before. */
static int run_last_here(struct sh *sh, const struct node *n)
{
	struct redir_undo undo;
	int in = -1, status = STATUS_ERROR;
	struct job *job = job_new(sh);
	if (start_stages(sh, n, job, false, -1, &in) < 0) {
		job_wait(sh, job, 0, NULL);
		job_free(job);
		return STATUS_ERROR;
	}
	job_watch(sh, job);
	int err = redir_put(sh, in, 0, &undo);
	close(in);
	unsigned char stages = sh->n_stages;
	stage_enter(sh, n->pipeline.n - 1);
	if (err == 0)
		status = exec_node(sh, n->pipeline.cmds[n->pipeline.n - 1]);
	sh->n_stages = stages;
	status = redir_restore(sh, &undo, status);
	job_unwatch(sh, job);
	job_add_ended(job, status);
	int wait_status = job_wait(sh, job, 0, NULL);
	note_pipestatus(sh, job);
	job_free(job);
	return sh->flow == FLOW_ON ? wait_status : status;
}

static int run_stages(struct sh *sh, const struct node *n, bool last)
{
	int ends[2] = { -1, -1 }, status = STATUS_ERROR;
	if (sh->jobs->list.len > 0)
		jobs_poll(sh); /* `jobs` in a stage could not: they are no children of its process */
	if (sh->out.sink && (!last || !sh->subshell) && exec_unshare(sh))
		return sh->vars.status;
	if (sh->options.on[OPT_LASTPIPE] && !sh->jobs->monitor && !sh->out.sink)
		return run_last_here(sh, n);
	if (sh->out.sink) {
		int err = fd_pipe_high(ends);
		if (err < 0)
			return sh_error(sh, NULL, "pipe", "%s", error_text(-err));
	}
	struct job *job = job_new(sh);
	job_describe(sh, job, n);
	int err = start_stages(sh, n, job, false, ends[1], NULL), lost = 0;
	if (ends[0] >= 0) {
		lost = drain(sh, ends[0], sh->out.sink);
		close(ends[0]);
	}
	if (lost < 0 && lost != -EINTR)
		sh_error(sh, NULL, "pipe", "%s", error_text(-lost));
	if (err < 0) {
		job_wait(sh, job, 0, NULL);
		job_free(job);
		return STATUS_ERROR;
	}
	job->keep = true;
	status = job_wait_foreground(sh, job);
	note_pipestatus(sh, job);
	job->keep = false;
	if (job->number == 0)
		job_free(job);
	return lost < 0 && status == 0 ? STATUS_ERROR : status;
}

/* ---- time ---- */

struct stopwatch {
	struct timespec wall;
	struct rusage self, children;
};

static void stopwatch_start(struct stopwatch *w)
{
	clock_gettime(CLOCK_MONOTONIC, &w->wall);
	getrusage(RUSAGE_SELF, &w->self);
	getrusage(RUSAGE_CHILDREN, &w->children);
}

static double seconds_between(struct timeval a, struct timeval b)
{
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_usec - a.tv_usec) / 1e6;
}

static void print_time(struct buf *out, const char *name, double s, bool posix)
{
	if (posix) {
		buf_printf(out, "%s %.2f\n", name, s);
		return;
	}
	int minutes = (int)(s / 60);
	buf_printf(out, "%s\t%dm%.3fs\n", name, minutes, s - minutes * 60);
}

static void stopwatch_report(const struct stopwatch *from, bool posix)
{
	struct stopwatch to = { 0 };
	struct buf text = { 0 };
	stopwatch_start(&to);
	double wall = (double)(to.wall.tv_sec - from->wall.tv_sec) +
		      (double)(to.wall.tv_nsec - from->wall.tv_nsec) / 1e9;
	double user = seconds_between(from->self.ru_utime, to.self.ru_utime) +
		      seconds_between(from->children.ru_utime, to.children.ru_utime);
	double sys = seconds_between(from->self.ru_stime, to.self.ru_stime) +
		     seconds_between(from->children.ru_stime, to.children.ru_stime);
	if (!posix)
		buf_byte(&text, '\n');
	print_time(&text, "real", wall, posix);
	print_time(&text, "user", user, posix);
	print_time(&text, "sys", sys, posix);
	(void)fd_write_all(2, text.data, text.len);
	buf_free(&text);
}

/* ---- the whole ---- */

static int run_pipeline(struct sh *sh, const struct node *n, bool last)
{
	if (n->pipeline.n > 1)
		return run_stages(sh, n, last);
	if (n->pipeline.n == 0)
		return 0; /* `time` or `!` alone */
	if (n->pipeline.negate)
		sh->errexit_off++;
	int status = exec_node(sh, n->pipeline.cmds[0]);
	if (n->pipeline.negate)
		sh->errexit_off--;
	return status;
}

int exec_pipeline(struct sh *sh, const struct node *n)
{
	struct stopwatch watch = { 0 };
	struct arena_mark mark = arena_mark(&sh->scratch);
	bool last = sh->last_command;
	sh->last_command = false;
	if (n->pipeline.timed)
		stopwatch_start(&watch);
	int status = run_pipeline(sh, n, last);
	arena_rewind(&sh->scratch, mark);
	if (n->pipeline.timed)
		stopwatch_report(&watch, n->pipeline.time_posix);
	if (n->pipeline.negate && sh->flow <= FLOW_CONTINUE)
		return status == 0;
	return n->pipeline.n > 1 && !n->pipeline.negate ? errexit_check(sh, status) : status;
}

/* ---- & ---- */

/* Is its standard input redirected, be it by <&0? */
static bool redirects_input(const struct node *n)
{
	if (n->kind == NODE_PIPELINE && n->pipeline.n > 0)
		n = n->pipeline.cmds[0];
	for (const struct io_redirect *r = n->redirs; r; r = r->next)
		if (r->fd == 0 && r->fd_name == NAME_NONE)
			return true;
	return false;
}

static int start_async(struct sh *sh, const struct node *body, struct job *job)
{
	struct plumbing none = { -1, { -1, -1 } };
	if (body->kind == NODE_PIPELINE && body->pipeline.n > 1 && !body->pipeline.negate &&
		!body->pipeline.timed)
		return start_stages(sh, body, job, true, -1, NULL);
	int err = start_stage(sh, job, &none, body, true, NO_STAGE);
	if (err == 0)
		return 0;
	sh_error(sh, NULL, "fork", "%s", error_text(-err));
	return -1;
}

int exec_async(struct sh *sh, const struct node *n)
{
	if (exec_unshare(sh))
		return sh->vars.status;
	struct arena_mark mark = arena_mark(&sh->scratch);
	struct job *job = job_new(sh);
	job->background = true;
	job->has_input = redirects_input(n->async.body);
	jobs_poll(sh);
	int status = start_async(sh, n->async.body, job);
	arena_rewind(&sh->scratch, mark);
	if (status < 0) {
		job_wait(sh, job, 0, NULL);
		job_free(job);
		return STATUS_ERROR;
	}
	return job_run_background(sh, job, n->async.body);
}
