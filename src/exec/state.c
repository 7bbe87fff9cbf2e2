/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state.c -- one shell: how it begins, its options and aliases, how variables are set with all consequences,
 * how it ends. */
#include "exec_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

/* ---- aliases ---- */

const char *alias_get(const struct sh *sh, const char *name)
{
	return table_get(&sh->aliases, name);
}

void alias_set(struct sh *sh, const char *name, const char *value)
{
	if (exec_unshare(sh))
		return;
	free(value ? table_put(&sh->aliases, name, mem_strdup(value)) : table_remove(&sh->aliases, name));
}

static const char *alias_for_parser(void *ctx, const char *name, size_t len)
{
	struct sh *sh = ctx;
	char text[256];
	if (sh->aliases.n_entries == 0 || len >= sizeof(text))
		return NULL;
	memcpy(text, name, len);
	text[len] = '\0';
	return alias_get(sh, text);
}

/* ---- options ---- */

static void options_to_parser(struct sh *sh)
{
	sh->syntax.posix = sh->options.on[OPT_POSIX];
	sh->syntax.extglob = !sh->options.on[OPT_POSIX] && sh->options.on[OPT_EXTGLOB];
	sh->syntax.braces = !sh->options.on[OPT_POSIX] && sh->options.on[OPT_BRACEEXPAND];
}

void sh_set_posix(struct sh *sh, bool on)
{
	sh->options.on[OPT_POSIX] = on;
	if (!on) /* as in bash, ksh93 and zsh; the standard knows nothing of it */
		(void)var_set_flags(&sh->vars, N_PPID, VAR_READONLY, 0);
	options_to_parser(sh);
	sh->lookup_stamp++;
}

int sh_set_option(struct sh *sh, enum option o, bool on)
{
	if (o == OPT_MONITOR) {
		if (exec_unshare(sh))
			return 0;
		jobs_set_monitor(sh, on);
	}
	if (o == OPT_POSIX && on != sh->options.on[o]) /* they begin as the mode has them */
		sh->options.on[OPT_HASHALL] = sh->options.on[OPT_BRACEEXPAND] = !on;
	if (o == OPT_NOEXEC && on && sh->interactive)
		return 0; /* it could never be turned off again (XCU set: may be ignored) */
	sh->options.on[o] = on;
	if (o == OPT_NOEXEC && on && sh->tree && sh->flow == FLOW_ON)
		sh->flow = FLOW_ABORT; /* the rest of what runs is not run either: see run_lines() */
	if (o == OPT_HISTORY && !on && sh->history)
		sh->history->running = false;
	if (o == OPT_VI && on)
		sh->options.on[OPT_EMACS] = false;
	if (o == OPT_EMACS && on)
		sh->options.on[OPT_VI] = false;
	if (o == OPT_POSIX)
		sh_set_posix(sh, on);
	options_to_parser(sh);
	return 0;
}

void options_put_back(struct sh *sh, const struct options *old)
{
	if (memcmp(&sh->options, old, sizeof(*old)) == 0)
		return;
	sh->options = *old;
	sh_set_posix(sh, old->on[OPT_POSIX]);
}

void options_make_local(struct sh *sh)
{
	struct option_scope *s = sh->option_scope;
	if (s && s->depth == sh->function_depth)
		return;
	s = mem_alloc(sizeof(*s));
	*s = (struct option_scope){ sh->option_scope, sh->options, sh->function_depth };
	sh->option_scope = s;
}

void option_scope_end(struct sh *sh)
{
	struct option_scope *s = sh->option_scope;
	if (s->options.on[OPT_MONITOR] != sh->options.on[OPT_MONITOR])
		jobs_set_monitor(sh, s->options.on[OPT_MONITOR]);
	options_put_back(sh, &s->options);
	sh->option_scope = s->outer;
	free(s);
}

void sh_start_interactive(struct sh *sh, enum monitor monitor)
{
	signals_interactive(sh);
	jobs_set_monitor(sh, monitor != MONITOR_OFF);
	if (monitor == MONITOR_USUAL && sh->terminal < 0) {
		jobs_set_monitor(sh, false);
		sh_error(sh, NULL, NULL, "no job control: there is no terminal to control");
	}
	sh->options.on[OPT_MONITOR] = sh->jobs->monitor;
}

static const char *option_letters(void *ctx)
{
	struct sh *sh = ctx;
	options_letters(&sh->options, sh->letters);
	return sh->letters;
}

/* ---- variables ---- */

static const char *why_not_assigned(int err)
{
	switch (-err) {
	case EROFS: return "is read-only";
	case EMSGSIZE: return "too long for the shared memory that it is tied to";
	case ENOENT: return "the shared memory that it is tied to was removed";
	default: return error_text(-err);
	}
}

static int assign_failed(struct sh *sh, name_id name, int err, bool fatal)
{
	sh_error(sh, sh->builtin ? sh->builtin->name : NULL, names_text(&sh->vars.names, name), "%s",
		why_not_assigned(err));
	sh->vars.status = STATUS_NO;
	if (fatal && sh->flow == FLOW_ON && !(sh->builtin && sh->by_command))
		sh->flow = sh_fatal_flow(sh);
	return -1;
}

static int add_integer(struct sh *sh, name_id name, int64_t more)
{
	size_t len = 0;
	char digits[24];
	struct buf before = { 0 };
	int done = 0;
	while (done == 0) {
		const char *old = var_get(&sh->vars, name, &len), *sum;
		int64_t n = 0;
		before.len = 0;
		if (old)
			buf_add(&before, old, len);
		if (!old || !text_to_int(buf_cstr(&before), &n))
			n = 0;
		sum = text_from_int((int64_t)((uint64_t)n + (uint64_t)more), digits);
		if (var_swaps(var_at(&sh->vars, name)))
			done = var_swap(
				&sh->vars, name, old ? buf_cstr(&before) : NULL, len, sum, strlen(sum));
		else
			done = var_set(&sh->vars, name, sum, strlen(sum)) < 0 ? -EROFS : 1;
	}
	buf_free(&before);
	return done < 0 ? done : 0;
}

/* The value of an integer variable is an expression. */
static int assign_integer(struct sh *sh, name_id name, const char *value, bool append)
{
	int64_t n;
	if (exp_arith_text(&sh->exp, value, &n) < 0) {
		expansion_failed(sh);
		return -1;
	}
	return append ? add_integer(sh, name, n) : var_set_int(&sh->vars, name, n);
}

int sh_assign(struct sh *sh, name_id name, const char *value, size_t len, bool append, bool fatal)
{
	struct var *v = var_at(&sh->vars, name);
	int err;
	if (v && (v->flags & VAR_INTEGER) && !(v->flags & VAR_READONLY))
		err = assign_integer(sh, name, value, append);
	else if (append)
		err = var_append(&sh->vars, name, value, len);
	else
		err = var_set(&sh->vars, name, value, len);
	if (err >= 0)
		return 0;
	return sh->flow != FLOW_ON ? -1 : assign_failed(sh, name, err, fatal);
}

static int assign_hook(void *ctx, name_id name, const char *value, size_t len)
{
	struct sh *sh = ctx;
	if (sh_assign(sh, name, value, len, false, true) == 0)
		return 0;
	sh->exp.trouble_shown = true;
	return -1;
}

static int capture_hook(void *ctx, const struct command_sub *sub, struct buf *out)
{
	return exec_capture(ctx, sub, out);
}

/* PIPESTATUS: the statuses of the last pipeline as words, made when somebody asks. */
static const char *pipestatus_get(struct vars *vars, struct var *v, size_t *len)
{
	struct sh *sh = v->ops->data;
	struct buf *b = &sh->pipestatus_text;
	b->len = 0;
	if (sh->n_pipestatus == 0)
		buf_printf(b, "%d", vars->status);
	for (size_t i = 0; i < sh->n_pipestatus; i++)
		buf_printf(b, "%s%d", i ? " " : "", sh->pipestatus[i]);
	*len = b->len;
	return buf_cstr(b);
}

/* A subshell that is the shell's own process gets another one after all, unless it has traps, which would be
 * lost. */
static void leave_place(struct sh *sh)
{
	int wait_status = 0;
	sh->subshell_in_place = false;
	if (sh->subshell || sh->traps->n_handled > 0 || sh->traps->action[TRAP_EXIT])
		return;
	pid_t pid = fork_shell(sh, NULL, false, false);
	if (pid <= 0)
		return; /* the child goes on */
	(void)wait_for(sh, pid, 0, &wait_status);
	_exit(status_of_wait(wait_status));
}

/* BASHPID is the process's own: a subshell that asks for it needs a process. */
static const char *bashpid_get(struct vars *vars, struct var *v, size_t *len)
{
	struct sh *sh = v->ops->data;
	(void)vars;
	if (sh->subshell_in_place)
		leave_place(sh);
	(void)exec_unshare(sh);
	const char *digits = text_from_int(getpid(), sh->pid_digits);
	*len = strlen(digits);
	return digits;
}

/* ---- begin and end ---- */

#define LEVEL_MAX 999 /* of shells within shells: more is not meant */

/* A shell without $PATH in its environment finds the system's programs, as other shells do; it is not
 * exported. */
static void default_path(struct vars *vars)
{
	static const char path[] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	size_t len;
	if (!var_get(vars, N_PATH, &len))
		(void)var_set(vars, N_PATH, path, sizeof(path) - 1);
}

void sh_count_level(struct sh *sh, int by)
{
	size_t len;
	uint64_t level = 0;
	if (sh->options.on[OPT_POSIX])
		return;
	const char *value = var_get(&sh->vars, N_SHLVL, &len);
	if (!value || !text_to_uint10(value, LEVEL_MAX, &level))
		level = 0;
	if (by < 0 && level == 0)
		level = 1;
	(void)var_set_int(&sh->vars, N_SHLVL, (int64_t)level + by); /* one that is read-only stays */
	var_set_flags(&sh->vars, N_SHLVL, VAR_EXPORT, 0);
}

void sh_init(struct sh *sh, const struct builtin *const *tables, char **envp)
{
	*sh = (struct sh){ .name = "ipcsh", .builtin_tables = tables, .terminal = -1, .lookup_stamp = 1 };
	sh->out.fd = 1;
	sh->traps = mem_zalloc(sizeof(*sh->traps));
	signals_init(sh);
	sh->jobs = mem_zalloc(sizeof(*sh->jobs));
	sh->options.on[OPT_HASHALL] = sh->options.on[OPT_BRACEEXPAND] = sh->options.on[OPT_EXTGLOB] = true;
	vars_init(&sh->vars, &sh->options, envp);
	default_path(&sh->vars);
	sh->exp = (struct expander){
		.vars = &sh->vars,
		.scratch = &sh->scratch,
		.hooks = { capture_hook, procsub_start, assign_hook, option_letters, sh },
	};
	sh->syntax = (struct syn_env){ .names = &sh->vars.names, .alias = alias_for_parser, .ctx = sh };
	options_to_parser(sh);
	sh->pipestatus_ops = (struct var_ops){ .get = pipestatus_get, .data = sh };
	var_set_ops(&sh->vars, N_PIPESTATUS, &sh->pipestatus_ops);
	sh->bashpid_ops = (struct var_ops){ .get = bashpid_get, .data = sh };
	var_set_ops(&sh->vars, N_BASHPID, &sh->bashpid_ops);
	builtins_index(sh);
}

/* An interactive shell that ends takes its jobs along (SIGHUP), stopped ones too. */
static void hang_up_jobs(struct sh *sh)
{
	for (size_t i = 0; i < sh->jobs->list.len; i++) {
		struct job *j = sh->jobs->list.items[i];
		if (j->foreign || j->no_hangup || job_state(j) == PROC_DONE || !j->own_group)
			continue;
		job_signal(sh, j, SIGHUP);
		if (job_state(j) == PROC_STOPPED)
			job_signal(sh, j, SIGCONT);
	}
}

static void free_function(struct sh *sh, size_t i)
{
	if (sh->functions[i])
		function_release(sh->functions[i]);
}

static void free_value(void *ctx, const char *key, void *value)
{
	(void)ctx;
	(void)key;
	free(value);
}

/* Only a checking build looks at what was not given back; else the kernel takes it all at once. */
static void free_all(struct sh *sh)
{
#if defined(__SANITIZE_ADDRESS__)
	for (size_t i = 0; i < sh->n_functions; i++)
		free_function(sh, i);
	free(sh->functions);
	table_each(&sh->aliases, free_value, NULL);
	table_free(&sh->aliases);
	hash_forget(sh, NULL);
	__lsan_do_leak_check(); /* with detect_leaks=1; _exit() leaves its own out */
#else
	(void)sh;
	(void)free_function;
	(void)free_value;
#endif
}

_Noreturn void sh_exit(struct sh *sh, int status)
{
	sh->vars.status = sh->traps->fatal ? STATUS_SIGNAL + sh->traps->fatal : status;
	sh->subshell = NULL;
	sh->out.sink = NULL;
	run_exit_trap(sh);
	status = sh->vars.status;
	int err = sh_flush(sh);
	if (err < 0) {
		sh_error(sh, NULL, NULL, "write error: %s", error_text(-err));
		status = status == 0 ? STATUS_NO : status;
	}
	if (sh->interactive && !sh->subshell_process)
		hang_up_jobs(sh);
	if (sh->builtin_data_exit)
		sh->builtin_data_exit(sh);
	if (!sh->subshell_process)
		jobs_set_monitor(sh, false);
	free_all(sh);
	signals_die(sh);
	_exit(status & 0xff);
}
