/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spawn.c -- the two ways to a child: spawn_program() starts a program without copying the shell,
 * fork_shell() makes a subshell. Nothing else in the tree creates a process. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int status_of_wait(int wait_status)
{
	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	if (WIFSIGNALED(wait_status))
		return STATUS_SIGNAL + WTERMSIG(wait_status);
	if (WIFSTOPPED(wait_status))
		return STATUS_SIGNAL + WSTOPSIG(wait_status);
	return 0;
}

/* What the #! line of PATH names, in LINE; NULL: there is no such line. */
static const char *interpreter_of(const char *path, char *line, size_t size)
{
	int fd = fd_open(path, O_RDONLY, 0);
	if (fd < 0)
		return NULL;
	ssize_t n = pread(fd, line, size - 1, 0);
	close(fd);
	line[n > 0 ? n : 0] = '\0';
	if (line[0] != '#' || line[1] != '!')
		return NULL;
	char *name = line + 2 + strspn(line + 2, " \t");
	name[strcspn(name, " \t\r\n")] = '\0';
	return name;
}

/* !! and !WORD, as csh and bash have it. */
static void report_event(struct sh *sh, const char *name)
{
	if (name[1] == '!')
		sh_error(sh, NULL, name, "command not found (fc -s runs the last one again)");
	else
		sh_error(sh, NULL, name,
			"command not found (fc -s %s runs the last one again that begins so)", name + 1);
}

/* With what a person at the prompt may have meant. */
static void report_not_found(struct sh *sh, const char *name)
{
	struct nearest nearest;
	if (sh->nearest && !sh->file && name[0] == '!' && name[1]) {
		report_event(sh, name);
		return;
	}
	nearest_begin(&nearest, name);
	if (sh->nearest && !sh->file)
		sh->nearest(sh, &nearest);
	if (nearest.name[0])
		sh_error(sh, NULL, name, "command not found (did you mean %s?)", nearest.name);
	else
		sh_error(sh, NULL, *name ? name : "''", "command not found");
}

int report_exec_failure(struct sh *sh, const char *name, int err)
{
	char line[256];
	const char *path = NULL, *interpreter = NULL;
	if (err == ENOENT && *name)
		path = strchr(name, '/') ? name : hash_lookup(sh, name);
	if (path && (interpreter = interpreter_of(path, line, sizeof(line)))) {
		sh_error(sh, NULL, name, "its interpreter %s: %s", interpreter, error_text(err));
		return STATUS_NOT_FOUND;
	}
	if (err == ENOENT && !strchr(name, '/')) {
		report_not_found(sh, name);
		return STATUS_NOT_FOUND;
	}
	sh_error(sh, NULL, *name ? name : "''", "%s", error_text(err));
	return err == ENOENT || err == ENOTDIR || err == ELOOP || err == ENAMETOOLONG ? STATUS_NOT_FOUND
										      : STATUS_NOT_EXECUTABLE;
}

/* ---- what parent and child both do about the process group, so that neither depends on the other's pace ---- */

static void join_group(struct sh *sh, const struct job *job, pid_t pid, bool foreground)
{
	if (!job || !sh->jobs->monitor)
		return;
	if (pid == 0)
		pid = getpid(); /* in the child */
	pid_t pgid = job->pgid ? job->pgid : pid;
	(void)setpgid(pid, pgid); /* the other side may have done it, or the child may have gone on to exec */
	if (foreground && sh->terminal >= 0)
		/* By the child alone: the parent may be late, and the child's own child have it by then. */
		terminal_give(sh, pgid);
}

/* ---- programs ---- */

/* In the child of vfork(): the shell's memory is shared, so only system calls are made. Does not return. */
static _Noreturn void child_of_vfork(
	struct sh *sh, const struct spawn *s, const sigset_t *mask, volatile int *err)
{
	int failed = 0;
	join_group(sh, s->job, 0, s->foreground);
	signals_program(sh, s->background && !sh->jobs->monitor, s->job && sh->jobs->monitor);
	for (size_t i = 0; i < s->n_acts && failed == 0; i++) {
		if (s->acts[i].from < 0)
			close(s->acts[i].to); /* closing one that is closed is no error */
		else
			failed = fd_dup_to(s->acts[i].from, s->acts[i].to);
	}
	if (failed == 0) {
		signals_catch_stops();
		sigprocmask(SIG_SETMASK, mask, NULL);
		execve(s->path, s->argv, s->envp);
		failed = -errno;
	}
	*err = failed;
	_exit(STATUS_NOT_FOUND);
}

/* Through a copy of the shell, which runs a script without a #! line too (ENOEXEC, XCU 2.9.1.6). */
static int spawn_script(struct sh *sh, const struct spawn *s, pid_t *pid)
{
	pid_t child = fork_shell(sh, s->job, s->foreground, s->background);
	if (child < 0)
		return child;
	*pid = child;
	if (child > 0)
		return 0;
	for (size_t i = 0; i < s->n_acts; i++) {
		if (s->acts[i].from < 0)
			close(s->acts[i].to);
		else if (fd_dup_to(s->acts[i].from, s->acts[i].to) < 0)
			_exit(STATUS_NOT_EXECUTABLE);
	}
	_exit(become_program(sh, s->path, s->argv, s->envp));
}

static __attribute__((noinline)) pid_t vfork_program(
	struct sh *sh, const struct spawn *s, const sigset_t *mask, volatile int *err)
{
	pid_t pid = vfork();
	if (pid == 0)
		child_of_vfork(sh, s, mask, err);
	return pid;
}

/* 0, -errno, or -ERESTART: a stop came first. The terminal sent it to this shell as well, which stops in
 * here. */
static int try_vfork(struct sh *sh, const struct spawn *s, pid_t *child)
{
	sigset_t all, old;
	volatile int err = 0;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	*child = vfork_program(sh, s, &old, &err);
	if (*child < 0)
		err = -errno;
	if (signals_stop_caught())
		err = -ERESTART;
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (*child > 0 && err != 0) {
		while (waitpid(*child, NULL, 0) < 0 && errno == EINTR)
			; /* it ended already */
	}
	return err;
}

/* The interrupt key was hit while the child was on its way: the terminal told only the shell, which waits for
 * the child all the same. */
static void pass_interrupt(const struct sh *sh, pid_t child, bool background)
{
	if (sh->interactive && !background && signal_is_a_key(SIGINT))
		kill(child, SIGINT);
}

/* A program in the foreground is started through a copy of the shell. */
static bool spawns_through_copy(const struct sh *sh)
{
	return sh->jobs->monitor && sh->terminal >= 0;
}

int spawn_program(struct sh *sh, const struct spawn *s, pid_t *pid)
{
	pid_t child;
	int err;
	/* the stop key is meant for the job alone: a copy of the shell may be stopped at any moment */
	if (s->foreground && s->job && spawns_through_copy(sh))
		return spawn_script(sh, s, pid);
	do
		err = try_vfork(sh, s, &child);
	while (err == -ERESTART);
	if (err == -ENOEXEC)
		return spawn_script(sh, s, pid);
	if (err != 0)
		return err;
	join_group(sh, s->job, child, false);
	pass_interrupt(sh, child, s->background);
	*pid = child;
	return 0;
}

/* ---- subshells ---- */

static void forget_parent(struct sh *sh)
{
	sh->subshell_process = true;
	sh->stays = false;
	sh->interactive = false;
	sh->out.pending.len = 0;
	jobs_forked(sh);
	if (sh->builtin_data_fork)
		sh->builtin_data_fork(sh);
}

/* A function that starts itself in a pipeline goes on until this is reached; else until nobody has processes
 * left. */
enum { MOST_FORKS = 256 };

static void count_fork(struct sh *sh)
{
	if (++sh->fork_depth > MOST_FORKS)
		_exit(sh_error(sh, NULL, NULL, "subshells nested too deeply"));
}

pid_t fork_shell(struct sh *sh, struct job *job, bool foreground, bool background)
{
	sigset_t old;
	bool monitor = sh->jobs->monitor;
	if (sh->out.pending.len > 0)
		sh_flush(sh);
	bool blocked = signals_block_all(sh, &old);
	errno = 0; /* where errno is, the child need not look up */
	pid_t pid = fork();
	int err = errno;
	if (pid == 0) {
		join_group(sh, job, 0, foreground);
		signals_forked_shell(sh, background && !monitor, job && monitor);
		forget_parent(sh);
		count_fork(sh);
	} else if (pid > 0) {
		join_group(sh, job, pid, false);
	}
	if (blocked)
		sigprocmask(SIG_SETMASK, &old, NULL);
	if (pid > 0)
		pass_interrupt(sh, pid, background);
	if (pid == 0 && background && !monitor && !(job && job->has_input)) {
		int null = fd_open("/dev/null", O_RDONLY, 0);
		err = null < 0 ? -null : -fd_move(null, 0);
		if (err != 0) /* the terminal's input is for the foreground alone */
			_exit(sh_error(sh, NULL, "/dev/null", "%s", error_text(err)));
	}
	return pid < 0 ? -err : pid;
}

void shell_in_child(struct sh *sh)
{
	redir_abandon(sh, NULL);
	sh->subshell = NULL;
	subshell_loops(sh);
	sh->vars.random = 0; /* seeded anew */
	sh->out.sink = NULL;
	sh->out.fd = 1;
	sh->errexit_off = sh->errexit_off > 0 ? 1 : 0;
}

_Noreturn void run_in_child(struct sh *sh, const struct node *n)
{
	shell_in_child(sh);
	sh->last_command = true;
	/* this process is the subshell that ( ) asks for */
	while (n->kind == NODE_SUBSHELL && !n->redirs)
		n = n->group.body;
	subshell_end(sh, exec_node(sh, n));
}

/* ---- exec ---- */

/* A text file is run by a shell, as the standard wants; a binary one is not. */
static bool looks_like_text(int fd)
{
	char head[128];
	ssize_t n = pread(fd, head, sizeof(head), 0);
	for (ssize_t i = 0; i < n; i++) {
		if (head[i] == '\n')
			break;
		if (head[i] == '\0')
			return false;
	}
	return n >= 0;
}

/* By a shell of its own, which has the environment of this one and nothing else of it. */
static int run_script(struct sh *sh, const char *path, char **argv, char **envp)
{
	char posix_name[] = "sh", own_name[] = "ipcsh";
	size_t argc = 1; /* a name is always there */
	int fd = fd_open(path, O_RDONLY, 0);
	bool text = fd >= 0 && looks_like_text(fd);
	if (fd >= 0)
		close(fd);
	if (!text)
		return report_exec_failure(sh, argv[0], fd < 0 ? -fd : ENOEXEC);
	while (argv[argc])
		argc++;
	char **args = arena_alloc(&sh->scratch, (argc + 2) * sizeof(*args));
	args[0] = sh->options.on[OPT_POSIX] ? posix_name : own_name;
	args[1] = arena_strndup(&sh->scratch, path, strlen(path));
	memcpy(args + 2, argv + 1, argc * sizeof(*args)); /* with the NULL at the end */
	execve("/proc/self/exe", args, envp);
	int err = errno;
	signals_resume(sh);
	return report_exec_failure(sh, argv[0], err);
}

int become_program(struct sh *sh, const char *path, char **argv, char **envp)
{
	sh_flush(sh);
	signals_program(sh, false, true);
	execve(path, argv, envp);
	int err = errno;
	if (err == ENOEXEC)
		return run_script(sh, path, argv, envp);
	signals_resume(sh);
	return report_exec_failure(sh, argv[0], err);
}

/* What this process still has to do it does when the program has ended, and as that ended. */
static int replace_later(struct sh *sh, const char *path, char **argv, char **envp)
{
	int wait_status = 0;
	pid_t pid = fork_shell(sh, NULL, false, false);

	if (pid == 0)
		_exit(become_program(sh, path, argv, envp));
	if (pid < 0)
		return report_exec_failure(sh, argv[0], -pid);
	trap_set(sh, TRAP_EXIT, NULL);
	int err = wait_for(sh, pid, 0, &wait_status);
	if (err < 0)
		return sh_error(sh, NULL, "wait", "%s", error_text(-err));
	if (WIFSIGNALED(wait_status))
		sh->traps->fatal = WTERMSIG(wait_status);
	return status_of_wait(wait_status);
}

int exec_replace(struct sh *sh, char **argv, const char *argv0, bool clear_env, unsigned lookup_flags)
{
	char *no_env[] = { NULL };
	struct command_ref ref = lookup_command(
		sh, argv[0], lookup_flags | LOOKUP_NO_FUNCTION | LOOKUP_NO_BUILTIN);
	if (ref.kind != CMD_EXTERNAL)
		return report_exec_failure(sh, argv[0], ref.err);
	const char *path = arena_strndup(&sh->scratch, ref.path, strlen(ref.path));
	if (argv0)
		argv[0] = arena_strndup(&sh->scratch, argv0, strlen(argv0));
	if (sh->builtin_data_exit && !sh->subshell_process)
		sh->builtin_data_exit(sh); /* this shell ends here: its --rm objects go */
	bool monitor = sh->jobs->monitor;
	if (monitor)
		jobs_set_monitor(sh, false); /* the terminal goes back to whom it was taken from */
	if (!sh->subshell_process)
		sh_count_level(sh, -1);
	char **envp = clear_env ? no_env : vars_environ(&sh->vars);
	int status = (sh->stays ? replace_later : become_program)(sh, path, argv, envp);
	if (!sh->subshell_process)
		sh_count_level(sh, 1);
	if (monitor)
		jobs_set_monitor(sh, true);
	return status;
}
