/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.c -- simple commands: assignments, expansion, then a function, a builtin or a
 * program (XCU 2.9.1). */
#include "exec_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int expansion_failed(struct sh *sh)
{
	struct expander *e = &sh->exp;
	if (!e->trouble_shown && sh->flow == FLOW_ON) {
		sh_error(sh, NULL, NULL, "%s", e->trouble.text);
		sh_mark(sh, &e->trouble);
	}
	e->trouble_shown = false;
	if (sh->flow != FLOW_ON)
		return sh->vars.status; /* an exit or an interrupt within a substitution */
	sh->flow = sh_fatal_flow(sh);
	sh->vars.status = STATUS_NO;
	return STATUS_NO;
}

int errexit_check(struct sh *sh, int status)
{
	if (status == 0 || sh->errexit_off > 0 || sh->flow != FLOW_ON)
		return status;
	if (sh->traps->action[TRAP_ERR]) {
		sh->vars.status = status;
		trap_run(sh, TRAP_ERR);
		if (sh->flow != FLOW_ON)
			return sh->vars.status; /* `exit' or `return' in the action */
	}
	if (sh->options.on[OPT_ERREXIT]) {
		sh->vars.status = status;
		sh->flow = FLOW_EXIT;
	}
	return status;
}

/* ---- assignments ---- */

/* x=$x...: only the rest is expanded, and appended in place. False: the plain way is needed. */
static bool append_to_self(struct sh *sh, const struct assign *a, int *err)
{
	struct var *v = var_at(&sh->vars, a->name);
	if (!v || (v->flags & (VAR_SET | VAR_OPS | VAR_INTEGER | VAR_READONLY | VAR_UPPER | VAR_LOWER)) !=
			  VAR_SET)
		return false;
	struct word rest = { .parts = a->value->parts->next, .pos = a->value->pos };
	size_t len = 0;
	const char *text = rest.parts ? exp_string(&sh->exp, &rest, EXP_ASSIGN, &len) : "";
	if (!text) {
		*err = -1;
		expansion_failed(sh);
		return true;
	}
	*err = var_append(&sh->vars, a->name, text, len) < 0 ? -1 : 0;
	return true;
}

static void xtrace_assign(struct sh *sh, const struct assign *a, const char *value, size_t len)
{
	struct buf b = { 0 };
	buf_str(&b, names_text(&sh->vars.names, a->name));
	buf_str(&b, a->append ? "+=" : "=");
	if (len > 0)
		buf_quoted(&b, value, len);
	xtrace_text(sh, buf_cstr(&b));
	buf_free(&b);
}

static int assign_temporary(struct sh *sh, const struct assign *a, const char *value, size_t len)
{
	size_t old_len = 0;
	const char *old = a->append ? var_get(&sh->vars, a->name, &old_len) : NULL;
	if (old) {
		char *both = arena_alloc(&sh->scratch, old_len + len + 1);
		memcpy(both, old, old_len);
		memcpy(both + old_len, value, len + 1);
		value = both;
		len += old_len;
	}
	if (var_set_temporary(&sh->vars, a->name, value, len) == 0)
		return 0;
	sh_error(sh, NULL, names_text(&sh->vars.names, a->name), "is read-only");
	sh->vars.status = STATUS_NO;
	if (!sh_at_prompt(sh) && sh->options.on[OPT_POSIX])
		sh->flow = FLOW_EXIT;
	return -1;
}

static int assign_one(struct sh *sh, const struct assign *a, bool temporary)
{
	size_t len;
	int err;
	bool trace = sh->options.on[OPT_XTRACE];
	if (a->appends_self && !temporary && !trace && append_to_self(sh, a, &err))
		return err;
	const char *value = exp_string(&sh->exp, a->value, EXP_ASSIGN, &len);
	if (!value || sh->flow != FLOW_ON) {
		expansion_failed(sh);
		return -1;
	}
	if (trace)
		xtrace_assign(sh, a, value, len);
	if (temporary)
		return assign_temporary(sh, a, value, len);
	return sh_assign(sh, a->name, value, len, a->append, true);
}

int assign_all(struct sh *sh, const struct assign *list, bool temporary)
{
	for (const struct assign *a = list; a; a = a->next)
		if (assign_one(sh, a, temporary) < 0)
			return -1;
	return 0;
}

/* A command without a name. Its status is that of the last command substitution, if there was one. */
static int exec_assignments(struct sh *sh, const struct node *n, uint32_t captures)
{
	struct redir_undo undo;
	int status = STATUS_NO;
	if (n->redirs && sh->options.on[OPT_XTRACE])
		xtrace_command(sh, NULL, 0, n->redirs);
	if (redir_apply(sh, n->redirs, &undo) == 0) {
		if (assign_all(sh, n->simple.assigns, false) < 0)
			status = sh->vars.status; /* of an interrupt, too */
		else
			status = sh->exp.n_captures != captures ? sh->exp.capture_status : 0;
	}
	return errexit_check(sh, redir_restore(sh, &undo, status));
}

/* ---- functions ---- */

int take_return(struct sh *sh, int status)
{
	if (sh->flow == FLOW_RETURN) {
		sh->flow = FLOW_ON;
		status = sh->vars.status;
	}
	if (sh->flow != FLOW_ON || !sh->traps->action[TRAP_RETURN])
		return status;
	trap_run(sh, TRAP_RETURN);
	if (sh->flow == FLOW_ON)
		return status;
	if (sh->flow == FLOW_RETURN)
		sh->flow = FLOW_ON;
	return sh->vars.status;
}

/* A function does not inherit trap RETURN: what it does at its return is what it sets itself. */
static char *hide_return_trap(struct sh *sh)
{
	char *action = sh->traps->action[TRAP_RETURN];
	if (!action || sh->options.on[OPT_FUNCTRACE])
		return NULL;
	sh->traps->action[TRAP_RETURN] = NULL;
	return action;
}

static void show_return_trap(struct sh *sh, char *hidden)
{
	char **action = &sh->traps->action[TRAP_RETURN];
	if (*action)
		free(hidden);
	else
		*action = hidden;
}

static int exec_call_function(struct sh *sh, struct function *f, int argc, char **argv)
{
	if (stack_low())
		return sh_too_deep(sh, argv[0], "functions call each other too deeply");
	struct tree *tree = sh->tree;
	char *outer_trap = hide_return_trap(sh);
	unsigned loops = sh->loop_depth;
	uint32_t line = sh->vars.lineno;
	struct params params = params_swap(&sh->vars, argv + 1, (size_t)argc - 1);
	vars_push(&sh->vars, SCOPE_FUNCTION);
	f->refs++;
	sh->tree = f->tree;
	sh->loop_depth = 0;
	sh->function_depth++;
	sh->last_command = false;
	int status = exec_node(sh, f->body);
	status = take_return(sh, status);
	if (sh->option_scope && sh->option_scope->depth == sh->function_depth)
		option_scope_end(sh);
	if (outer_trap)
		show_return_trap(sh, outer_trap);
	sh->function_depth--;
	sh->loop_depth = loops;
	sh->tree = tree;
	function_release(f);
	vars_pop(&sh->vars);
	params_restore(&sh->vars, params);
	sh->vars.lineno = line;
	return status;
}

static int run_function(struct sh *sh, const struct node *n, struct function *f, struct fields *args)
{
	struct redir_undo undo;
	int status = STATUS_NO;
	if (!n->redirs && !n->simple.assigns)
		return exec_call_function(sh, f, (int)args->n, args->v);
	vars_push(&sh->vars, SCOPE_COMMAND);
	if (redir_apply(sh, n->redirs, &undo) == 0 && assign_all(sh, n->simple.assigns, true) == 0)
		status = exec_call_function(sh, f, (int)args->n, args->v);
	status = redir_restore(sh, &undo, status);
	vars_pop(&sh->vars);
	return status;
}

/* ---- builtins ---- */

/* Of a word of interprocess communication 1 is an answer, and this is none. */
static int write_failed(const struct builtin *b)
{
	return b && b->flags & BUILTIN_IPC ? STATUS_ERROR : STATUS_NO;
}

int finish_output(struct sh *sh, const struct builtin *b, int status)
{
	int err = sh_flush(sh);
	if (err == 0)
		return status;
	if (err == -EPIPE && (sh->traps->fatal == SIGPIPE || signals_ending(sh) == SIGPIPE))
		return STATUS_SIGNAL + SIGPIPE; /* which ends the shell */
	if (err == -EPIPE && sh->subshell && sh->subshell->sigpipe_off) {
		/* what SIGPIPE would have done to a real subshell */
		sh->flow = FLOW_EXIT;
		sh->vars.status = STATUS_SIGNAL + SIGPIPE;
		return sh->vars.status;
	}
	status = status == 0 ? write_failed(b) : status;
	if (b)
		return sh_builtin_error(sh, status, NULL, "write error: %s", error_text(-err));
	sh_error(sh, NULL, NULL, "write error: %s", error_text(-err));
	return status;
}

int run_builtin(struct sh *sh, const struct builtin *b, int argc, char **argv)
{
	const struct builtin *outer = sh->builtin;
	if (sh->subshell && (b->flags & BUILTIN_FORKS) && exec_unshare(sh))
		return sh->vars.status;
	sh->builtin = b;
	int status = b->run(sh, argc, argv);
	if (sh->out.pending.len > 0 || sh->out.err != 0)
		status = finish_output(sh, b, status);
	sh->builtin = outer;
	return status;
}

/* `echo x >f`: open, write, close, and no dup2 at all. */
static int run_writer(struct sh *sh, const struct node *n, const struct builtin *b, struct fields *args)
{
	struct buf *sink = sh->out.sink;
	int fd = redir_open_output(sh, n->redirs), outer = sh->out.fd;
	if (fd < 0)
		return STATUS_NO;
	sh->out.sink = NULL;
	sh->out.fd = fd;
	int status = run_builtin(sh, b, (int)args->n, args->v);
	sh->out.fd = outer;
	sh->out.sink = sink;
	int err = redir_close(sh, fd);
	if (err < 0 && err != -EINTR) {
		sh_error(sh, b->name, NULL, "write error: %s", error_text(-err));
		status = status == 0 ? write_failed(b) : status;
	}
	return status;
}

/* Assignments before a special builtin stay, but those of `exec PROGRAM` are the program's. */
static bool assigns_pass(const struct builtin *b, const struct fields *args)
{
	return !(b->flags & BUILTIN_SPECIAL) || (args->n > 1 && strcmp(b->name, "exec") == 0);
}

static int run_redirected_builtin(
	struct sh *sh, const struct node *n, const struct builtin *b, struct fields *args)
{
	struct redir_undo undo;
	int status = STATUS_NO;
	bool special = b->flags & BUILTIN_SPECIAL, scoped = n->simple.assigns && assigns_pass(b, args);
	if (scoped)
		vars_push(&sh->vars, SCOPE_COMMAND);
	if (redir_apply(sh, n->redirs, &undo) < 0) {
		if (special && !sh_at_prompt(sh))
			sh->flow = FLOW_EXIT;
	} else if (assign_all(sh, n->simple.assigns, scoped) == 0) {
		status = run_builtin(sh, b, (int)args->n, args->v);
	}
	if (sh->redirs_stay)
		redir_keep(sh, &undo);
	else
		status = redir_restore(sh, &undo, status);
	sh->redirs_stay = false;
	if (scoped)
		vars_pop(&sh->vars);
	return status;
}

static int run_builtin_command(
	struct sh *sh, const struct node *n, const struct builtin *b, struct fields *args)
{
	if (!n->redirs && !n->simple.assigns) {
		int status = run_builtin(sh, b, (int)args->n, args->v);
		sh->redirs_stay = false;
		return status;
	}
	if (!n->simple.assigns && (b->flags & BUILTIN_WRITES) && redir_output_only(n->redirs))
		return run_writer(sh, n, b, args);
	return run_redirected_builtin(sh, n, b, args);
}

/* ---- programs ---- */

static int program_missing(struct sh *sh, const struct node *n, const char *name, int err)
{
	struct redir_undo undo;
	int status = STATUS_NO;
	if (redir_apply(sh, n ? n->redirs : NULL, &undo) == 0)
		status = report_exec_failure(sh, name, err);
	return redir_restore(sh, &undo, status);
}

/* The program takes over this process, which has nothing left to do. */
static int replace_by_program(struct sh *sh, const struct node *n, const char *path, struct fields *args)
{
	struct redir_undo undo;
	if (redir_apply(sh, n->redirs, &undo) < 0)
		return redir_restore(sh, &undo, STATUS_NO);
	int status = become_program(sh, path, args->v, vars_environ(&sh->vars));
	return redir_restore(sh, &undo, status);
}

/* Waits for a program in the foreground, with or without job control. */
static int wait_foreground(struct sh *sh, struct job *job, pid_t pid)
{
	int wait_status = 0;
	if (job) {
		job_add_process(job, pid);
		return job_wait_foreground(sh, job);
	}
	int err = wait_for(sh, pid, 0, &wait_status);
	if (err == -EINTR)
		return STATUS_SIGNAL + signals_ending(sh);
	if (err < 0)
		return sh_error(sh, NULL, "wait", "%s", error_text(-err));
	int status = status_of_wait(wait_status);
	job_report_death(sh, wait_status);
	if (sh->jobs->list.len > 0)
		jobs_poll(sh); /* a background job that ended meanwhile is no zombie for long */
	return status;
}

/* A program that is gone from where it was remembered is searched for once more. */
static bool search_again(struct sh *sh, const char *name, const char **path)
{
	if (strchr(name, '/'))
		return false;
	const char *old = arena_strndup(&sh->scratch, *path, strlen(*path));
	hash_forget(sh, name);
	struct command_ref ref = lookup_command(sh, name, LOOKUP_NO_FUNCTION | LOOKUP_NO_BUILTIN);
	*path = ref.kind == CMD_EXTERNAL ? ref.path : old;
	return strcmp(*path, old) != 0;
}

static int spawn_or_capture(struct sh *sh, const struct spawn *s, bool capture, pid_t *pid, int *wait_status)
{
	return capture ? capture_program(sh, s, wait_status) : spawn_program(sh, s, pid);
}

/* In a copy of the shell, each redirection where the ones before it hold already. What open(2) waits for
 * there the stop key can stop, and the interrupt key ends. */
static int start_forked(struct sh *sh, const struct node *n, const char *path, struct fields *args)
{
	struct job *job = job_new(sh);
	struct redir_undo undo;
	char **envp = vars_environ(&sh->vars);
	job_describe(sh, job, n);
	pid_t pid = fork_shell(sh, job, true, false);
	if (pid == 0)
		_exit(redir_apply(sh, n->redirs, &undo) < 0 ? STATUS_NO
							    : become_program(sh, path, args->v, envp));
	if (pid < 0) {
		job_free(job);
		return sh_error(sh, NULL, "fork", "%s", error_text(-pid));
	}
	return wait_foreground(sh, job, pid);
}

/* Starts the program with its redirections opened here, and waits for it. */
static int start_program(struct sh *sh, const struct node *n, const char *path, struct fields *args)
{
	struct redir_plan plan = { .repeatable = redirs_are_pure(n->redirs) };
	struct job *job = NULL;
	pid_t pid;
	if (n->redirs && sh->jobs->monitor && !sh->out.sink && redir_may_block(n->redirs))
		return start_forked(sh, n, path, args);
	if (n->redirs && redir_plan_make(sh, n->redirs, &plan) < 0) {
		redir_plan_close(sh, &plan);
		return plan.wants_copy ? start_forked(sh, n, path, args) : STATUS_NO;
	}
	if (sh->jobs->monitor || sh->interactive)
		job = job_new(sh);
	struct spawn s = {
		.path = path,
		.argv = args->v,
		.envp = vars_environ(&sh->vars),
		.acts = plan.acts,
		.n_acts = plan.n,
		.job = job,
		.foreground = true,
	};
	bool capture = sh->out.sink;
	int wait_status = 0;
	if (job && !capture)
		job_describe(sh, job, n);
	int err = spawn_or_capture(sh, &s, capture, &pid, &wait_status);
	if (err == -ENOENT && search_again(sh, args->v[0], &s.path))
		err = spawn_or_capture(sh, &s, capture, &pid, &wait_status);
	redir_plan_close(sh, &plan);
	if (err == -EINTR)
		return STATUS_SIGNAL +
		       signals_ending(sh); /* it was started, and read from, only to be left */
	if (err < 0) {
		if (job && !capture)
			job_free(job);
		return report_exec_failure(sh, args->v[0], -err);
	}
	if (capture)
		return status_of_wait(wait_status);
	return wait_foreground(sh, job, pid);
}

bool ends_bare(const struct sh *sh)
{
	return sh->traps->n_handled == 0 && !sh->traps->action[TRAP_EXIT] && !sh->traps->action[TRAP_ERR] &&
	       !sh->builtin_data_exit;
}

bool may_replace(const struct sh *sh, bool last)
{
	return last && !sh->subshell && !sh->out.sink && !sh->jobs->monitor && ends_bare(sh);
}

static int run_external(struct sh *sh, const struct node *n, struct fields *args, bool last)
{
	/* a program that is not the last would see the wrong parent (kill $PPID means the subshell) */
	if (sh->subshell && !last && exec_unshare(sh))
		return sh->vars.status;
	bool scoped = n->simple.assigns;
	int status = STATUS_NO;
	if (scoped) {
		vars_push(&sh->vars, SCOPE_COMMAND);
		if (assign_all(sh, n->simple.assigns, true) < 0)
			goto done;
	}
	struct command_ref ref = lookup_command(sh, args->v[0], LOOKUP_NO_FUNCTION | LOOKUP_NO_BUILTIN);
	if (ref.kind != CMD_EXTERNAL)
		status = program_missing(sh, n, args->v[0], ref.err);
	else if (may_replace(sh, last) && access(ref.path, X_OK) == 0)
		status = replace_by_program(sh, n, ref.path, args);
	else
		status = start_program(sh, n, ref.path, args);
done:
	if (scoped)
		vars_pop(&sh->vars);
	return status;
}

/* ---- the whole ---- */

/* Are the NAME=VALUE operands assignments? `command export x=~` counts too (XCU 2.9.1.1). */
static bool is_declaration(const struct sh *sh, const struct node *n, const struct builtin *b)
{
	if (!b)
		return false;
	if (b->flags & BUILTIN_DECLARE)
		return true;
	if (b->name[0] != 'c' || strcmp(b->name, "command") != 0)
		return false;
	for (const struct word *w = n->simple.words->next; w && (w->flags & WORD_LITERAL); w = w->next) {
		if (strcmp(w->text, "command") == 0)
			continue;
		b = lookup_builtin(sh, w->text);
		return b && (b->flags & BUILTIN_DECLARE);
	}
	return false;
}

static int simple_in_scratch(struct sh *sh, const struct node *n, bool last)
{
	const struct word *w = n->simple.words;
	uint32_t captures = sh->exp.n_captures;
	if (!w)
		return exec_assignments(sh, n, captures);
	struct bound b = { 0 };
	bool literal = w->flags & WORD_LITERAL;
	if (literal)
		b = command_bind(sh, n, w->text);
	struct fields args = { .may_lend = b.builtin };
	if (exp_words(&sh->exp, w, is_declaration(sh, n, b.builtin), &args) < 0 || sh->flow != FLOW_ON) {
		if (args.lent)
			var_lend_end(&sh->vars);
		return expansion_failed(sh);
	}
	if (args.n == 0)
		return exec_assignments(sh, n, captures);
	if (!literal)
		b = command_bind(sh, NULL, args.v[0]);
	if (sh->options.on[OPT_XTRACE])
		xtrace_command(sh, args.v, args.n, n->redirs); /* each assignment is traced when it is made */
	int status;
	bool by_command = sh->by_command;
	sh->by_command = false; /* of the builtin that runs this, not of this */
	if (b.builtin)
		status = run_builtin_command(sh, n, b.builtin, &args);
	else if (b.function)
		status = run_function(sh, n, b.function, &args);
	else
		status = run_external(sh, n, &args, last);
	sh->by_command = by_command;
	last_arg_note(sh, &args, last);
	return errexit_check(sh, status);
}

int exec_simple(struct sh *sh, const struct node *n)
{
	bool last = sh->last_command;
	size_t procsubs = sh->procsubs.len;
	struct arena_mark mark = arena_mark(&sh->scratch);
	sh->last_command = false;
	sh->vars.lineno = n->pos.line;
	if (!debug_trap(sh))
		return sh->vars.status;
	int status = simple_in_scratch(sh, n, last);
	sh->n_pipestatus = 0;
	if (sh->procsubs.len != procsubs)
		procsubs_close(sh, procsubs);
	arena_rewind(&sh->scratch, mark);
	return status;
}

/* ---- words that are fields already ---- */

int exec_argv(struct sh *sh, int argc, char **argv, unsigned lookup_flags)
{
	struct command_ref ref = lookup_command(sh, argv[0], lookup_flags);
	struct fields args = { .v = argv, .n = (size_t)argc, .cap = (size_t)argc };
	const struct node bare = { .kind = NODE_SIMPLE, .pos = { sh->vars.lineno, 1 } };
	switch (ref.kind) {
	case CMD_FUNCTION: return exec_call_function(sh, ref.function, argc, argv);
	case CMD_SPECIAL:
	case CMD_BUILTIN: return run_builtin(sh, ref.builtin, argc, argv);
	case CMD_EXTERNAL: {
		if (sh->out.sink && exec_unshare(sh))
			return sh->vars.status;
		const char *path = arena_strndup(&sh->scratch, ref.path, strlen(ref.path));
		return start_program(sh, &bare, path, &args);
	}
	case CMD_NONE: break;
	}
	return report_exec_failure(sh, argv[0], ref.err);
}
