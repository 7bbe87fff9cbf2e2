/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobcontrol.c -- foreground and background: who has the terminal and in which mode, and what the user is
 * told. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* ---- the terminal ---- */

/* Only system calls: the child of vfork() comes here too. An interactive shell ignores SIGTTOU, but where it
 * has a trap. */
void terminal_give(struct sh *sh, pid_t pgid)
{
	sigset_t ttou, old;
	bool may_come = sh->traps->handled[SIGTTOU] || !sh->interactive;
	if (sh->terminal < 0)
		return;
	if (may_come) {
		sigemptyset(&ttou);
		sigaddset(&ttou, SIGTTOU);
		sigprocmask(SIG_BLOCK, &ttou, &old);
	}
	(void)tcsetpgrp(sh->terminal, pgid);
	if (may_come)
		sigprocmask(SIG_SETMASK, &old, NULL);
}

void modes_note(struct sh *sh)
{
	if (sh->terminal < 0)
		return;
	if (!sh->jobs->tmodes)
		sh->jobs->tmodes = mem_alloc(sizeof(struct termios));
	if (tcgetattr(sh->terminal, sh->jobs->tmodes) < 0) {
		free(sh->jobs->tmodes);
		sh->jobs->tmodes = NULL;
	}
}

static void modes_restore(struct sh *sh)
{
	if (sh->terminal >= 0 && sh->jobs->tmodes)
		(void)tcsetattr(sh->terminal, TCSADRAIN, sh->jobs->tmodes);
}

/* Did any of it fail? Then the modes that it leaves are not meant for anybody. */
static bool failed(const struct job *j)
{
	for (size_t i = 0; i < j->n_procs; i++)
		if (status_of_wait(j->procs[i].wait_status) != 0)
			return true;
	return false;
}

/* The job left the foreground: the shell takes the terminal back; a job that failed or
 * stopped takes its modes along. */
static void terminal_take_back(struct sh *sh, struct job *j)
{
	if (sh->terminal < 0 || !sh->jobs->monitor)
		return;
	terminal_give(sh, sh->jobs->own_pgid);
	if (job_state(j) == PROC_STOPPED) {
		if (!j->tmodes)
			j->tmodes = mem_alloc(sizeof(struct termios));
		j->has_tmodes = tcgetattr(sh->terminal, j->tmodes) == 0;
		modes_restore(sh);
	} else if (failed(j)) {
		modes_restore(sh);
	} else {
		modes_note(sh);
	}
}

static int open_terminal(void)
{
	int fd = fd_open("/dev/tty", O_RDWR, 0);
	if (fd < 0 && isatty(2))
		return fd_high_copy(2);
	return fd < 0 ? fd : fd_high(fd);
}

void terminal_forget(struct sh *sh)
{
	if (sh->terminal < 0)
		return;
	own_fd_remove(sh, &sh->terminal);
	fd_close(&sh->terminal);
}

/* A group that cannot be stopped (orphaned, or SIGTTIN ignored) would try for ever. */
#define FRONT_TRIES 20

/* An interactive shell in the background stops until somebody brings it to the foreground. */
static bool wait_for_front(struct sh *sh)
{
	for (int i = 0; i < FRONT_TRIES; i++) {
		pid_t front = tcgetpgrp(sh->terminal);
		if (front == getpgrp())
			return true;
		if (front < 0 || !sh->interactive || kill(0, SIGTTIN) < 0)
			return false;
	}
	return false;
}

/* An interactive shell becomes the leader of a group of its own. */
static int take_terminal(struct sh *sh)
{
	struct jobs *jobs = sh->jobs;
	sh->terminal = open_terminal();
	if (sh->terminal < 0)
		return sh->terminal;
	own_fd_add(sh, &sh->terminal);
	if (!wait_for_front(sh)) {
		terminal_forget(sh);
		return -ENOTTY;
	}
	jobs->initial_pgid = getpgrp();
	signals_monitor(sh, true);
	if (sh->interactive && getpgrp() != getpid() && setpgid(0, 0) == 0)
		terminal_give(sh, getpid());
	jobs->own_pgid = getpgrp();
	modes_note(sh);
	return 0;
}

static void leave_terminal(struct sh *sh)
{
	if (sh->terminal < 0)
		return;
	if (sh->jobs->own_pgid != sh->jobs->initial_pgid) {
		terminal_give(sh, sh->jobs->initial_pgid);
		(void)setpgid(0, sh->jobs->initial_pgid);
	}
	terminal_forget(sh);
}

void jobs_set_monitor(struct sh *sh, bool on)
{
	if (sh->jobs->monitor == on)
		return;
	if (on && take_terminal(sh) < 0) {
		sh->jobs->own_pgid = getpgrp(); /* without a terminal there are groups all the same */
		signals_monitor(sh, true);
	} else if (!on) {
		leave_terminal(sh);
		signals_monitor(sh, false);
	}
	sh->jobs->monitor = on;
}

/* ---- telling ---- */

static const char *stop_text(int sig)
{
	switch (sig) {
	case SIGTTIN: return "Stopped (SIGTTIN)";
	case SIGTTOU: return "Stopped (SIGTTOU)";
	case SIGSTOP: return "Stopped (SIGSTOP)";
	default: return "Stopped";
	}
}

static void state_text(const struct job *j, char *out, size_t size)
{
	int wait_status = j->n_procs ? j->procs[j->n_procs - 1].wait_status : 0;
	switch (job_state(j)) {
	case PROC_RUNNING: snprintf(out, size, "Running"); break;
	case PROC_STOPPED: snprintf(out, size, "%s", stop_text(job_stop_signal(j))); break;
	case PROC_DONE:
		if (WIFSIGNALED(wait_status))
			snprintf(out, size, "%s%s", strsignal(WTERMSIG(wait_status)),
				WCOREDUMP(wait_status) ? " (core dumped)" : "");
		else if (job_status(j) == 0)
			snprintf(out, size, "Done");
		else
			snprintf(out, size, "Done(%d)", job_status(j));
		break;
	}
}

/* Of a pipeline a line for each process, with what it runs. */
static void format_stages(const struct job *j, struct buf *out)
{
	if (!j->stages) {
		buf_printf(out, "%s\n", j->text ? j->text : "");
		return;
	}
	for (size_t i = 0; i < j->n_procs; i++) {
		if (i > 0)
			buf_printf(out, "      %d | ", (int)j->procs[i].pid);
		buf_add(out, j->text + j->stages[i].at, j->stages[i].len);
		buf_byte(out, '\n');
	}
}

static void format_job(struct sh *sh, const struct job *j, bool pids, struct buf *out)
{
	char state[64];
	char mark = j == sh->jobs->current ? '+' : j == sh->jobs->previous ? '-' : ' ';
	state_text(j, state, sizeof(state));
	buf_printf(out, "[%d] %c ", j->number, mark);
	if (pids && j->n_procs > 0) {
		buf_printf(out, "%d %s ", (int)j->procs[0].pid, state);
		format_stages(j, out);
	} else {
		buf_printf(out, "%s %s\n", state, j->text ? j->text : "");
	}
}

void job_print(struct sh *sh, const struct job *j, bool pids)
{
	struct buf line = { 0 };
	format_job(sh, j, pids, &line);
	sh_show(sh, line.data, line.len);
	buf_free(&line);
}

static void tell(struct sh *sh, const struct job *j)
{
	struct buf line = { 0 };
	format_job(sh, j, false, &line);
	sh_tell(sh, line.data, line.len);
	buf_free(&line);
}

bool jobs_come_to_front(struct sh *sh)
{
	if (sh->terminal < 0 || !sh->jobs->monitor)
		return false;
	signals_monitor(sh, false);
	bool front = wait_for_front(sh);
	signals_monitor(sh, true);
	if (front)
		modes_restore(sh);
	return front;
}

/* Before a prompt: somebody may have left the terminal to a group that is gone. If one has it that lives,
 * this shell is in the background, and stops if it can. */
static void terminal_check(struct sh *sh)
{
	if (sh->terminal < 0 || !sh->jobs->monitor)
		return;
	pid_t front = tcgetpgrp(sh->terminal);
	if (front < 0 || front == sh->jobs->own_pgid)
		return;
	if (killpg(front, 0) < 0 || !jobs_come_to_front(sh))
		terminal_give(sh, sh->jobs->own_pgid);
}

bool jobs_news(struct sh *sh)
{
	if (!sh->options.on[OPT_NOTIFY] || !sh->jobs->monitor)
		return false;
	jobs_poll(sh);
	for (size_t i = 0; i < sh->jobs->list.len; i++)
		if (((struct job *)sh->jobs->list.items[i])->changed)
			return true;
	return false;
}

void jobs_tell_at_once(struct sh *sh)
{
	if (!sh->options.on[OPT_NOTIFY] || !sh->jobs->monitor || !sh->interactive)
		return;
	for (size_t i = 0; i < sh->jobs->list.len; i++) {
		struct job *j = sh->jobs->list.items[i];
		if (j->changed && j->background)
			tell(sh, j);
		if (j->background)
			j->changed = false;
	}
}

void jobs_wake(struct sh *sh)
{
	signals_need_child(sh);
}

void jobs_notify(struct sh *sh, bool to_stderr)
{
	jobs_poll(sh);
	terminal_check(sh);
	if (sh->jobs->warned_stopped > 0)
		sh->jobs->warned_stopped--;
	for (size_t i = 0; i < sh->jobs->list.len;) {
		struct job *j = sh->jobs->list.items[i];
		bool done = job_state(j) == PROC_DONE;
		if (j->changed && to_stderr)
			tell(sh, j);
		j->changed = false;
		if (done && sh->interactive)
			job_retire(sh, j); /* `wait PID` still knows it (XCU 2.9.3.1) */
		else
			i++;
	}
}

/* A script's user wants to know of a crash; at a prompt of any signal but an interrupt's or a
 * closed pipe's. */
void job_report_death(struct sh *sh, int wait_status)
{
	if (!WIFSIGNALED(wait_status))
		return;
	int sig = WTERMSIG(wait_status);
	bool crash = sig == SIGSEGV || sig == SIGBUS || sig == SIGABRT || sig == SIGILL || sig == SIGFPE ||
		     sig == SIGSYS;
	if (sig == SIGINT && sh->interactive && sh->jobs->monitor)
		(void)fd_write_all(2, "\n", 1); /* without job control the shell is interrupted too */
	if (sig == SIGINT || sig == SIGPIPE || (!sh->interactive && !crash))
		return;
	struct buf text = { 0 };
	buf_printf(&text, "%s%s\n", strsignal(sig), WCOREDUMP(wait_status) ? " (core dumped)" : "");
	(void)fd_write_all(2, text.data, text.len);
	buf_free(&text);
}

/* ---- foreground ---- */

/* A job killed by the interrupt key ends the whole line at a prompt, or runs a trap, as if the key had been
 * meant for the shell too. */
static void pass_interrupt(struct sh *sh, const struct job *j)
{
	int last = j->n_procs ? j->procs[j->n_procs - 1].wait_status : 0;
	if (!sh->interactive || !sh->jobs->monitor || !WIFSIGNALED(last) || WTERMSIG(last) != SIGINT)
		return;
	if (sh->traps->action[SIGINT])
		raise(SIGINT);
	else if (sh->flow == FLOW_ON)
		sh->flow = FLOW_ABORT;
}

static int wait_in_front(struct sh *sh, struct job *j)
{
	int status = job_wait(sh, j, 0, NULL);
	if (job_state(j) ==
		PROC_RUNNING) { /* the terminal is gone: it is to end as the background jobs are */
		job_enlist(sh, j);
		return status;
	}
	terminal_take_back(sh, j);
	if (job_state(j) == PROC_STOPPED) {
		j->background = true;
		j->changed = false;
		job_enlist(sh, j);
		if (sh->interactive) { /* a script goes on in silence, as elsewhere (XCU 2.11) */
			(void)fd_write_all(2, "\n", 1);
			tell(sh, j);
		}
		if (sh->interactive && sh->jobs->monitor && sh->flow == FLOW_ON) {
			sh->flow = FLOW_ABORT; /* the rest of the list is discarded (XCU 2.11) */
			sh->jobs->suspended = true;
		}
		return status;
	}
	job_report_death(sh, j->n_procs ? j->procs[j->n_procs - 1].wait_status : 0);
	pass_interrupt(sh, j);
	return status;
}

int job_wait_foreground(struct sh *sh, struct job *j)
{
	int status = wait_in_front(sh, j);
	if (job_state(j) == PROC_DONE && !j->keep)
		job_free(j);
	return status;
}

int job_foreground(struct sh *sh, struct job *j, bool cont)
{
	j->background = false;
	j->changed = false;
	if (sh->terminal >= 0) {
		modes_note(sh);
		if (j->has_tmodes)
			(void)tcsetattr(sh->terminal, TCSADRAIN, j->tmodes);
		j->has_tmodes = false;
		terminal_give(sh, j->pgid);
	}
	if (cont) {
		job_mark_running(sh, j, 0);
		(void)job_signal(sh, j, SIGCONT);
	}
	int status = wait_in_front(sh, j);
	if (job_state(j) == PROC_DONE)
		job_forget(sh, j);
	return status;
}

int job_background(struct sh *sh, struct job *j)
{
	j->background = true;
	job_mark_running(sh, j, 0);
	job_make_current(sh, j);
	sh->vars.last_async = job_pid(j); /* as if it had been started with & (XCU bg) */
	return job_signal(sh, j, SIGCONT) < 0 ? STATUS_NO : 0;
}

int job_run_background(struct sh *sh, struct job *j, const struct node *n)
{
	job_describe(sh, j, n);
	job_enlist(sh, j);
	sh->vars.last_async = job_pid(j);
	if (sh->interactive) {
		struct buf line = { 0 };
		buf_printf(&line, "[%d] %d\n", j->number, (int)job_pid(j));
		(void)fd_write_all(2, line.data, line.len);
		buf_free(&line);
	}
	return 0;
}

void jobs_looked_at(struct sh *sh)
{
	if (sh->jobs->warned_stopped > 0)
		sh->jobs->warned_stopped = 2;
}

bool sh_warn_stopped(struct sh *sh)
{
	bool stopped = false;
	jobs_poll(sh);
	for (size_t i = 0; i < sh->jobs->list.len; i++)
		if (job_state(sh->jobs->list.items[i]) == PROC_STOPPED)
			stopped = true;
	if (!stopped || sh->jobs->warned_stopped > 0)
		return false;
	sh_error(sh, NULL, NULL, "there are stopped jobs (exit again ends them)");
	sh->jobs->warned_stopped = 2; /* it holds for the next line that is typed */
	return true;
}
