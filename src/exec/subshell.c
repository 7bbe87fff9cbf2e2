/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subshell.c -- ( ) and $( ) without a fork where no one can tell: what they change is rolled back at the
 * end. As soon as a command needs a process of its own, exec_unshare() forks, and the rest of the subshell
 * runs in the child. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- the directory ---- */

int sh_keep_cwd(struct sh *sh)
{
	struct subshell *sub = sh->subshell;
	if (!sub || sub->cwd_fd >= 0)
		return 0;
	int fd = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	fd = fd_high(fd);
	if (fd < 0)
		return fd;
	sub->cwd_fd = fd;
	return 0;
}

static void restore_cwd(struct sh *sh, struct subshell *sub)
{
	if (sub->cwd_fd < 0)
		return;
	if (fchdir(sub->cwd_fd) < 0)
		sh_error(sh, NULL, ".", "the directory from before the subshell is gone: %s",
			error_text(errno));
	fd_close(&sub->cwd_fd);
}

/* ---- SIGPIPE ---- */

void subshell_sigpipe(struct sh *sh)
{
	struct subshell *sub = sh->subshell;
	if (!sub || sub->sigpipe_off)
		return;
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sub->sigpipe_off = sigaction(SIGPIPE, &ignore, &sub->sigpipe) == 0 &&
			   sub->sigpipe.sa_handler != SIG_IGN; /* a trap would be the parent's alone */
}

static void restore_sigpipe(struct subshell *sub)
{
	if (sub->sigpipe_off)
		sigaction(SIGPIPE, &sub->sigpipe, NULL);
	sub->sigpipe_off = false;
}

/* ---- enter and leave ---- */

void subshell_loops(struct sh *sh)
{
	if (sh->loop_depth > 0)
		sh->loop_outside = sh->function_depth + 1;
	sh->loop_depth = 0;
}

static void subshell_enter(struct sh *sh, struct subshell *sub, struct buf *sink)
{
	if (sh->out.pending.len > 0)
		sh_flush(sh);
	*sub = (struct subshell){
		.outer = sh->subshell,
		.options = sh->options,
		.option_scope = sh->option_scope,
		.loop_depth = sh->loop_depth,
		.loop_outside = sh->loop_outside,
		.function_depth = sh->function_depth,
		.dot_depth = sh->dot_depth,
		.errexit_off = sh->errexit_off,
		.outer_sink = sh->out.sink,
		.cwd_fd = -1,
		.undo = sh->undo,
		.pipestatus = sh->pipestatus,
		.n_pipestatus = sh->n_pipestatus,
		.last_async = sh->vars.last_async,
		.random = sh->vars.random,
		.monitor = sh->jobs->monitor,
		.tree = sh->tree,
		.file = sh->file,
		.lineno = sh->vars.lineno,
	};
	if (sink)
		sh->out.sink = sink;
	sub->sink = sh->out.sink;
	sub->params = params_swap(&sh->vars, sh->vars.params.v, sh->vars.params.n);
	sh->subshell = sub;
	sh->vars.random = 0; /* seeded anew when asked for */
	subshell_loops(sh);
	sh->jobs->monitor = false;
	vars_push(&sh->vars, SCOPE_SUBSHELL);
}

/* `local -` within it, without an end of the function. */
static void restore_options(struct sh *sh, const struct subshell *sub)
{
	while (sh->option_scope != sub->option_scope)
		option_scope_end(sh);
	options_put_back(sh, &sub->options);
}

static void restore_pipestatus(struct sh *sh, const struct subshell *sub)
{
	if (sh->pipestatus != sub->pipestatus)
		free(sh->pipestatus);
	sh->pipestatus = sub->pipestatus;
	sh->n_pipestatus = sub->n_pipestatus;
}

_Noreturn void subshell_end(struct sh *sh, int status)
{
	if (sh->flow == FLOW_EXIT || sh->flow == FLOW_RETURN)
		status = sh->vars.status;
	sh_exit(sh, status);
}

static int subshell_leave(struct sh *sh, struct subshell *sub, int status)
{
	if (sub->forked)
		subshell_end(sh, status);
	if (sh->flow == FLOW_EXIT || sh->flow == FLOW_RETURN)
		status = sh->vars.status;
	if (sub->ended)
		status = sub->status;
	if (shell_is_dying(sh))
		status = sh->vars.status;
	else if (!sh_back_to_prompt(sh) || !sh->interactive)
		sh->flow = FLOW_ON;
	vars_pop(&sh->vars);
	params_restore(&sh->vars, sub->params);
	restore_options(sh, sub);
	restore_cwd(sh, sub);
	restore_pipestatus(sh, sub);
	restore_sigpipe(sub);
	sh->out.sink = sub->outer_sink;
	sh->last_command = false; /* where a late fork ran the body, nothing here has taken it */
	sh->loop_depth = sub->loop_depth;
	sh->loop_outside = sub->loop_outside;
	sh->function_depth = sub->function_depth;
	sh->dot_depth = sub->dot_depth;
	sh->errexit_off = sub->errexit_off;
	sh->jobs->monitor = sub->monitor;
	sh->vars.last_async = sub->last_async;
	sh->vars.random = sub->random;
	sh->tree = sub->tree;
	sh->file = sub->file;
	sh->vars.lineno = sub->lineno;
	sh->subshell = sub->outer;
	sh->vars.status = status;
	return status;
}

/* A trap of SIGCHLD would tell that a subshell was not forked. */
static bool children_are_counted(const struct sh *sh)
{
	const char *child_action = sh->traps->action[SIGCHLD];
	return child_action && *child_action;
}

static bool subshell_can_share(const struct sh *sh)
{
	return !sh->jobs->monitor && !children_are_counted(sh);
}

static int run_shared(struct sh *sh, const struct node *body, struct buf *sink, bool last)
{
	struct subshell sub;
	subshell_enter(sh, &sub, sink);
	sh->last_command = last || !sub.sink; /* of the subshell: the process goes on all the same */
	int status = 0;
	if (!sh->parent_matters || !exec_unshare(sh))
		status = exec_node(sh, body);
	return subshell_leave(sh, &sub, status);
}

/* ---- forking after all ---- */

/* In the child, the place where the capture's pipe belongs: descriptor 1, or, while 1 is redirected, where
 * the old 1 is kept. */
static int plug_capture(struct sh *sh, struct subshell *sub, int fd)
{
	int err = redir_replace_saved_output(sh, sub->undo, sub->sink, fd);
	if (err == 0 && sh->out.sink)
		err = fd_dup_to(fd, 1);
	sh->out.sink = NULL;
	sh->out.fd = 1;
	close(fd);
	return err;
}

static int unshare_child(struct sh *sh, struct subshell *sub, int pipe_ends[2])
{
	sub->forked = true;
	restore_sigpipe(sub);
	if (pipe_ends[0] >= 0) {
		close(pipe_ends[0]);
		int err = plug_capture(sh, sub, pipe_ends[1]);
		if (err < 0)
			_exit(sh_error(sh, NULL, "pipe", "%s", error_text(-err)));
	}
	if (sub->undo)
		redir_abandon(sh, sub->undo);
	sh->subshell = NULL;
	return 0;
}

static int unshare_failed(struct sh *sh, struct subshell *sub, const char *call, int err)
{
	sh_error(sh, NULL, call, "%s", error_text(err));
	sub->ended = true;
	sub->status = STATUS_ERROR;
	sh->vars.status = STATUS_ERROR;
	sh->flow = FLOW_EXIT;
	return 1;
}

int exec_unshare(struct sh *sh)
{
	struct subshell *sub = sh->subshell;
	int ends[2] = { -1, -1 }, wait_status = 0, err = 0;
	if (!sub)
		return 0;
	if (sub->ended)
		return 1;
	if (sub->sink && (err = fd_pipe_high(ends)) < 0)
		return unshare_failed(sh, sub, "pipe", -err);
	pid_t pid = fork_shell(sh, NULL, false, false);
	if (pid == 0)
		return unshare_child(sh, sub, ends);
	fd_close(&ends[1]);
	if (pid < 0) {
		fd_close(&ends[0]);
		return unshare_failed(sh, sub, "fork", -pid);
	}
	if (sub->sink)
		err = drain(sh, ends[0], sub->sink);
	fd_close(&ends[0]);
	int waited = wait_for(sh, pid, 0, &wait_status);
	if (err == -EINTR || waited == -EINTR) /* the signal ends the shell as soon as it is looked at */
		wait_status = signals_ending(sh);
	else if (err < 0 || waited < 0)
		return unshare_failed(sh, sub, err < 0 ? "pipe" : "wait", err < 0 ? -err : -waited);
	sub->ended = true;
	sub->status = status_of_wait(wait_status);
	sh->vars.status = sub->status;
	sh->flow = FLOW_EXIT;
	return 1;
}

/* ---- ( ) ---- */

static int forked_subshell(struct sh *sh, const struct node *n)
{
	struct job *job = job_new(sh);
	if (sh->jobs->list.len > 0)
		jobs_poll(sh); /* the subshell could not: they are no children of its process */
	job_describe(sh, job, n);
	pid_t pid = fork_shell(sh, job, true, false);
	if (pid == 0)
		run_in_child(sh, n->group.body);
	if (pid < 0) {
		job_free(job);
		return sh_error(sh, NULL, "fork", "%s", error_text(-pid));
	}
	job_add_process(job, pid);
	return job_wait_foreground(sh, job);
}

static _Noreturn void become_subshell(struct sh *sh, const struct node *n)
{
	sh->subshell_in_place = true;
	subshell_end(sh, exec_node(sh, n->group.body));
}

static bool has_no_jobs(const struct sh *sh)
{
	return sh->jobs->list.len == 0 && sh->jobs->n_remembered == 0;
}

int exec_subshell(struct sh *sh, const struct node *n)
{
	bool last = sh->last_command;
	/* the process ends with it: it may be the subshell itself, unless it can tell by its children */
	if (may_replace(sh, last) && has_no_jobs(sh))
		become_subshell(sh, n); /* its EXIT trap is within its redirections */
	sh->last_command = false;
	int status = subshell_can_share(sh) ? run_shared(sh, n->group.body, NULL, last)
					    : forked_subshell(sh, n);
	sh->n_pipestatus = 0;
	return errexit_check(sh, status);
}

struct exec_place exec_place_here(const struct sh *sh)
{
	const struct subshell *outermost = sh->subshell;
	while (outermost && outermost->outer)
		outermost = outermost->outer;
	bool monitor = outermost ? outermost->monitor : sh->jobs->monitor;
	bool bare = !monitor && ends_bare(sh);
	return (struct exec_place){
		.monitor = monitor,
		.copies = monitor && sh->terminal >= 0,
		.shares = !monitor && !children_are_counted(sh),
		.replaces = bare,
		.becomes = bare && has_no_jobs(sh),
	};
}

/* ---- $( ) ---- */

int capture_program(struct sh *sh, const struct spawn *s, int *wait_status)
{
	int ends[2];
	pid_t pid;
	int err = fd_pipe(ends);
	if (err < 0)
		return err;
	if (ends[1] <= 2 && (ends[1] = fd_high(ends[1])) < 0) {
		close(ends[0]);
		return ends[1];
	}
	struct spawn with_pipe = *s;
	struct fd_action *acts = arena_alloc(&sh->scratch, (s->n_acts + 1) * sizeof(*acts));
	acts[0] = (struct fd_action){ ends[1], 1 };
	if (s->n_acts > 0)
		memcpy(acts + 1, s->acts, s->n_acts * sizeof(*acts));
	with_pipe.acts = acts;
	with_pipe.n_acts = s->n_acts + 1;
	err = spawn_program(sh, &with_pipe, &pid);
	close(ends[1]);
	if (err == 0) {
		err = drain(sh, ends[0], sh->out.sink);
		int waited = wait_for(sh, pid, 0, wait_status);
		err = err < 0 ? err : waited;
	}
	close(ends[0]);
	return err;
}

/* $(<file) */
static int capture_file(struct sh *sh, const struct command_sub *sub, struct buf *out)
{
	size_t len;
	const char *path = exp_string(&sh->exp, sub->file, EXP_STRING, &len);
	if (!path)
		return expansion_failed(sh);
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0) {
		sh_error(sh, NULL, path, "%s", error_text(-fd));
		return STATUS_NO;
	}
	int err = fd_read_all(fd, out);
	redir_close(sh, fd);
	if (err < 0) {
		sh_error(sh, NULL, path, "%s", error_text(-err));
		return STATUS_NO;
	}
	return 0;
}

/* ${ ...; } runs in this shell, what it changes stays: the output goes through an unnamed file, since nobody
 * else could empty a pipe meanwhile. */
static int capture_here(struct sh *sh, const struct node *body, struct buf *out)
{
	struct redir_undo undo;
	int file = memfd_create("substitution", MFD_CLOEXEC), status = STATUS_ERROR;
	file = file < 0 ? -errno : fd_high(file);
	if (file < 0)
		return sh_error(sh, NULL, "${", "%s", error_text(-file));
	own_fd_add(sh, &file);
	if (redir_put(sh, file, 1, &undo) == 0)
		status = exec_node(sh, body);
	status = redir_restore(sh, &undo, status);
	own_fd_remove(sh, &file);
	int err = lseek(file, 0, SEEK_SET) < 0 ? -errno : fd_read_all(file, out);
	if (err < 0)
		status = sh_error(sh, NULL, "${", "its output cannot be read back: %s", error_text(-err));
	close(file);
	return status;
}

/* A variable and an argument hold no NULs: those from FROM on are left out, as shells do. */
static void drop_nuls(struct buf *out, size_t from)
{
	char *to = out->len > from ? memchr(out->data + from, '\0', out->len - from) : NULL;
	if (!to)
		return;
	for (const char *at = to, *end = out->data + out->len; at < end; at++)
		if (*at)
			*to++ = *at;
	out->len = (size_t)(to - out->data);
}

int exec_capture(struct sh *sh, const struct command_sub *sub, struct buf *out)
{
	int status = 0, before = sh->vars.status;
	size_t from = out->len;
	bool last = sh->last_command;
	sh->last_command = false;
	if (sub->style == '<')
		status = capture_file(sh, sub, out);
	else if (!sub->body)
		status = 0;
	else if (sub->style == '{')
		status = capture_here(sh, sub->body, out);
	else
		status = run_shared(sh, sub->body, out, true);
	drop_nuls(out, from);
	sh->last_command = last;
	sh->exp.capture_status = status;
	/* $? is of the pipelines of this environment, not of its subshells' (XCU 2.5.2) */
	sh->vars.status = sh->flow == FLOW_ON && sub->style != '{' ? before : status;
	if (sh->flow == FLOW_ON)
		return 0;
	sh->exp.trouble_shown = true;
	return -1;
}
