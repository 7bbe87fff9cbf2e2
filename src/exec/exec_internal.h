/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec_internal.h -- what the files of exec share among themselves. */
#ifndef IPCSH_EXEC_INTERNAL_H
#define IPCSH_EXEC_INTERNAL_H

#include "exec.h"

#include <signal.h>

/* ---- redirections (redirect.c) ---------------------------------------------------------------------- */

/* One step of the set-up of a child's descriptors, in order. */
struct fd_action {
	int from; /* -1: close TO */
	int to;
};

/* The redirections of a program that is about to be started: opened here, put in place in the child. */
struct redir_plan {
	struct fd_action *acts; /* scratch arena */
	size_t n, cap;
	int hidden[3]; /* the pipeline's own descriptors: not to be seen by >&N; unused ones 0 */
	int *opened;   /* to close in the parent */
	size_t n_opened, cap_opened;
	bool stage;      /* in: of a pipeline, whose other stages are this process's: it may not fork now */
	bool repeatable; /* in: the expansions have no effect, a copy of the shell may make them again */
	bool wants_copy; /* out: that failed, as it takes a copy of the shell to do it */
};

/* What apply changed and how to undo it; lives on the C stack and in the scratch arena. */
struct redir_undo {
	struct redir_saved *saved; /* newest first */
	struct buf *sink;          /* sh->out as it was */
	int out_fd;
	bool out_changed;
	struct redir_undo *outer;
};

/* Puts the redirections in place in this process. 0, or -1 with the message shown; UNDO is valid in both
 * cases. */
int redir_apply(struct sh *sh, const struct io_redirect *list, struct redir_undo *undo);
/* Gives STATUS; where it fails this is shown, and the shell, which is not what it was, ends with
 * STATUS_ERROR. */
int redir_restore(struct sh *sh, struct redir_undo *undo, int status);
/* Puts FROM in the place of TO until redir_restore(). 0 or -1 as above; FROM stays the caller's. */
int redir_put(struct sh *sh, int from, int to, struct redir_undo *undo);
/* `exec >f`: forgets how to go back. */
void redir_keep(struct sh *sh, struct redir_undo *undo);
/* For a BUILTIN_WRITES whose only redirection is of 1 to a file. True: done (FD is in sh->out.fd, or -1:
 * failed). */
bool redir_output_only(const struct io_redirect *list);
int redir_open_output(struct sh *sh, const struct io_redirect *r);
/* Opens and plans. 0 or -1 with the message shown; redir_plan_close() in both cases. */
int redir_plan_make(struct sh *sh, const struct io_redirect *list, struct redir_plan *plan);
/* Their expansion in this shell leaves no trace (pipeline.c). */
bool redirs_are_pure(const struct io_redirect *list);
void redir_plan_add(struct sh *sh, struct redir_plan *plan, int from, int to);
void redir_plan_close(const struct sh *sh, struct redir_plan *plan);
/* Closes what was opened for a script, also a queue that tells this shell of messages (mqnotify). 0 or
 * -errno. */
int redir_close(const struct sh *sh, int fd);
/* In a forked child: closes what the redirections outside of OUTERMOST (NULL: all) keep, since nobody will go
 * back to it. */
void redir_abandon(struct sh *sh, struct redir_undo *from);
/* In the child of exec_unshare(): where a redirection inside the subshell put a capture's SINK aside, FD
 * takes its place. */
int redir_replace_saved_output(struct sh *sh, const struct redir_undo *end, const struct buf *sink, int fd);
int redir_open_socket(struct sh *sh, const char *path); /* a descriptor, or -1 with the message shown */

/* ---- processes (spawn.c) ---------------------------------------------------------------------------- */

struct spawn {
	const char *path;
	char **argv, **envp;
	const struct fd_action *acts; /* in order: first the pipe's, then the redirections' */
	size_t n_acts;
	struct job *job; /* its process group with job control; NULL: the shell's */
	bool foreground; /* gets the terminal */
	/* An asynchronous command: without job control INT and QUIT are ignored, 0 is /dev/null. */
	bool background;
};

/* Starts a program without copying the shell. 0 and *PID, or -errno of what failed (execve's included). */
int spawn_program(struct sh *sh, const struct spawn *s, pid_t *pid);
/* A copy of the shell that becomes a subshell. 0: in the child; pid in the parent; -errno. JOB, FOREGROUND,
 * BACKGROUND as above. */
pid_t fork_shell(struct sh *sh, struct job *job, bool foreground, bool background);
/* First thing in a fork_shell() child: it has nothing to go back to, and writes to its own descriptor 1. */
void shell_in_child(struct sh *sh);
/* The rest of a fork_shell() child: runs the node (its redirections too) and ends the process. */
_Noreturn void run_in_child(struct sh *sh, const struct node *n);
/* Replaces this process by PATH; comes back with the status for $? and the message shown. */
int become_program(struct sh *sh, const char *path, char **argv, char **envp);
int report_exec_failure(struct sh *sh, const char *name, int err); /* 126 or 127 */
/* What blocks for a child (await.c) ends with -EINTR where a signal ends this shell, and at no other one. */
int wait_for(struct sh *sh, pid_t pid, int flags, int *wait_status); /* waitpid(2): 0 or -errno */
int drain(struct sh *sh, int fd, struct buf *out);                   /* reads to the end: 0 or -errno */
int status_of_wait(int wait_status);

/* ---- options (state.c) ------------------------------------------------------------------------------- */

struct option_scope {
	struct option_scope *outer;
	struct options options; /* before */
	unsigned depth;         /* of the function at whose end they are put back */
};
void options_put_back(struct sh *sh, const struct options *old);
void option_scope_end(struct sh *sh); /* puts back those of the innermost */

/* ---- commands --------------------------------------------------------------------------------------- */

struct bound { /* what a command's name means now */
	const struct builtin *builtin;
	struct function *function; /* at most one of both; none: a program */
};
void builtins_index(struct sh *sh); /* makes sh->builtins of sh->builtin_tables */
struct bound command_bind(struct sh *sh, const struct node *n, const char *name);
void function_release(struct function *f);
void hash_utilities(struct sh *sh, const struct node *n); /* finds and remembers the programs that N names */
int exec_simple(struct sh *sh, const struct node *n);
int exec_pipeline(struct sh *sh, const struct node *n);
int exec_async(struct sh *sh, const struct node *n);
int exec_subshell(struct sh *sh, const struct node *n);
int exec_coproc(struct sh *sh, const struct node *n);
/* The words of `for` and `select`; without `in` a copy of "$@", which the body may change. 0 or -1. */
int loop_words(struct sh *sh, const struct node *n, struct fields *f);
void loop_enter(struct sh *sh);
/* After a turn of a loop: takes a `break` or `continue` that is meant for it. True: the loop goes on. */
bool loop_goes_on(struct sh *sh);
int exec_select(struct sh *sh, const struct node *n);                     /* select.c */
int assign_all(struct sh *sh, const struct assign *list, bool temporary); /* 0 or -1 */
/* last_arg.c: after a command with these fields; LAST: the shell has nothing more to do. */
void last_arg_note(struct sh *sh, const struct fields *args, bool last);
int expansion_failed(struct sh *sh);              /* shows the trouble; gives the status, sets the flow */
bool may_replace(const struct sh *sh, bool last); /* is this process done but for that one command? */
bool ends_bare(const struct sh *sh);              /* ... if nothing follows that command */
/* Flush; a failure is shown, and is status 1, of an IPC word 2. B may be NULL. */
int finish_output(struct sh *sh, const struct builtin *b, int status);
/* set -e, trap ERR: call with the status of each command that counts (XCU set -e). Gives the status. */
int errexit_check(struct sh *sh, int status);
/* At the end of a function or dot file: takes a `return`, runs trap RETURN. STATUS before, gives it after. */
int take_return(struct sh *sh, int status);
/* set -x (trace.c). */
/* Of nothing there is no line. */
void xtrace_command(struct sh *sh, char **argv, size_t n, const struct io_redirect *redirs);
void xtrace_compound(struct sh *sh, const struct node *n); /* its redirections, where they are shown */
void xtrace_test(struct sh *sh, const struct node *n);     /* (( )) and [[ ]], as they are written */
void xtrace_text(struct sh *sh, const char *text);

/* Closes what <( ) and >( ) opened since there were KEEP of them. */
void procsubs_close(struct sh *sh, size_t keep);
void coproc_ended(struct sh *sh, const struct job *j);                  /* sets NAME_status */
const char *procsub_start(void *sh, const struct node *body, bool out); /* exp_hooks.process */

/* ---- subshells that are not forked (subshell.c) ------------------------------------------------------- */

struct subshell {
	struct subshell *outer;
	struct options options;
	struct option_scope *option_scope;
	struct params params;
	unsigned loop_depth, loop_outside, function_depth, dot_depth, errexit_off;
	struct tree *tree;
	const char *file;
	uint32_t lineno;
	struct buf *outer_sink;
	struct buf *sink;        /* where output went at its start; NULL: to descriptor 1 */
	struct redir_undo *undo; /* redirections around it */
	int cwd_fd;              /* -1: the directory did not change */
	int *pipestatus;
	size_t n_pipestatus;
	pid_t last_async;
	uint64_t random; /* a subshell has numbers of its own */
	bool monitor;
	bool forked; /* this process is the child of exec_unshare(): the boundary ends it */
	bool ended;  /* such a child ran the rest; its STATUS */
	int status;
	bool sigpipe_off; /* SIGPIPE is ignored while it lasts */
	struct sigaction sigpipe;
};
/* The end of a process that is a subshell: a `return` or `exit` in it, or else STATUS. */
_Noreturn void subshell_end(struct sh *sh, int status);
void subshell_loops(struct sh *sh);   /* at its start: those around it are not its own */
void subshell_sigpipe(struct sh *sh); /* before the first write to a descriptor */
/* In sink mode: starts it, reads it to the end. */
int capture_program(struct sh *sh, const struct spawn *s, int *wait_status);

/* ---- jobs (jobs.c) ------------------------------------------------------------------------------------- */

/* What a background job ended with, for a late `wait PID`. */
struct ended {
	pid_t pid;
	int status;
};

struct jobs {
	struct vec list; /* struct job * that have a number, in order of their numbers */
	struct job *current, *previous;
	/* struct job * without a number: process substitutions, and what somebody waits for himself while
	 * other commands run. */
	struct vec watched;
	struct ended *remembered; /* [n_remembered], oldest first: of background jobs that are forgotten */
	size_t n_remembered, cap_remembered;
	bool monitor; /* job control in force */
	pid_t own_pgid, initial_pgid;
	struct termios *tmodes; /* the shell's own */
	bool sigchld_on;
	/* The flow is FLOW_ABORT since a job in the foreground stopped: only its line is given up. */
	bool suspended;
	/* `exit` said that there are stopped jobs: prompts until that is forgotten. */
	unsigned warned_stopped;
};
struct job *job_new(struct sh *sh);
void job_add_process(struct job *j, pid_t pid);
void job_add_ended(struct job *j, int status); /* a stage that never became a process */
void job_enlist(struct sh *sh, struct job *j); /* gives it a number, makes it current */
void job_free(struct job *j);
/* A new job just started: waits, reports, frees or enlists it. */
int job_wait_foreground(struct sh *sh, struct job *j);
/* Enlists, sets $!, says "[1] 123". */
int job_run_background(struct sh *sh, struct job *j, const struct node *n);
/* "Segmentation fault" and the like, where a user wants to know. */
void job_report_death(struct sh *sh, int wait_status);
void job_describe(struct sh *sh, struct job *j, const struct node *n); /* its text, if it may be shown */
void jobs_forked(struct sh *sh);                     /* in a forked subshell: they are not its children */
void job_make_current(struct sh *sh, struct job *j); /* where no stopped job goes before it */
int job_stop_signal(const struct job *j);            /* 0: it is not stopped */
/* Its processes are looked after though it is not in the table; until job_unwatch(). */
void job_watch(struct sh *sh, struct job *j);
void job_unwatch(struct sh *sh, struct job *j);
void jobs_tell_at_once(struct sh *sh); /* set -b: what became of background jobs, while others are awaited */
void jobs_sweep(struct sh *sh);        /* takes what ended of the watched background jobs */
void terminal_give(struct sh *sh, pid_t pgid);
/* Of the terminal, as they are now: what a job that fails changes is put back. */
void modes_note(struct sh *sh);
void terminal_forget(struct sh *sh); /* in a forked subshell: it is the parent's */

/* ---- signals (signals.c) ------------------------------------------------------------------------------- */

struct traps {
	char *action[TRAP_COUNT]; /* NULL: default; "": ignored */
	char *shown[TRAP_COUNT];  /* in a subshell: the parent's, only there to be printed */
	bool inherited;           /* SHOWN is what `trap` prints */
	bool ignored_on_entry[TRAP_COUNT];
	bool known[TRAP_COUNT];   /* ignored_on_entry was looked up */
	bool handled[TRAP_COUNT]; /* note_signal() is installed */
	bool busy[TRAP_COUNT];    /* EXIT, ERR ...: its action runs */
	unsigned n_handled;
	bool exit_guarded;        /* EXIT has an action that runs, too, when a signal ends the shell */
	bool guarded[TRAP_COUNT]; /* such a signal: it has a handler for that alone */
	bool watch_terminal;      /* SIGWINCH and SIGCONT are noted */
	bool monitor_signals;     /* job control: an interactive shell ignores the terminal's stop signals */
	unsigned running;         /* actions that run now, one within the other */
	unsigned function_depth, dot_depth; /* where the innermost began */
	struct subshell *subshell;
	int status_before;     /* $? then */
	struct ipc_sig signal; /* whose action that is; number 0: of none */
	bool newline_due;      /* an interrupt ended the line */
	int fatal;             /* the signal that ends this shell; 0: none */
	int interrupt;         /* the signal that ended the last wait */
};
extern volatile sig_atomic_t signals_any_noted;
void signals_interactive(struct sh *sh);      /* set-up of an interactive shell */
void signals_monitor(struct sh *sh, bool on); /* job control takes or gives back the stop signals */
void signals_init(struct sh *sh);             /* at the start of the shell */
/* In a process that becomes a program: what the shell handles or ignores for itself goes back. BACKGROUND:
 * without job control, INT and QUIT are ignored. OWN_GROUP: it is a job that may be stopped. Only system
 * calls (vfork). */
void signals_program(struct sh *sh, bool background, bool own_group);
/* A child of vfork() that the stop key hits before it is the program would hold up its parent for ever: from
 * now on it ends instead, and signals_stop_caught() says so in the parent, which stops itself and then tries
 * again. */
void signals_catch_stops(void);
bool signals_stop_caught(void);
void signals_resume(struct sh *sh); /* it did not become one: as it was before */
/* Likewise for a subshell: traps to default. */
void signals_forked_shell(struct sh *sh, bool background, bool own_group);
/* Only where a handler might run in a vfork child; true: blocked. */
bool signals_block_all(struct sh *sh, sigset_t *old);
void signals_die(struct sh *sh); /* where a signal ends this shell: by that signal, as its parent expects */
bool signal_is_a_key(int sig);   /* it is noted, and came from the terminal */
bool signal_ends_shell(const struct sh *sh, int sig); /* if it comes, though it has a handler */
int signals_ending(const struct sh *sh);              /* the noted one that ends the shell; 0: none */
bool signals_may_end(const struct sh *sh);            /* false: no signal that has a handler could */
bool shell_is_dying(const struct sh *sh);             /* of a signal; its EXIT trap has not begun */
int trap_run(struct sh *sh, int which); /* EXIT, ERR, DEBUG, RETURN: runs the action, keeps $? */
void run_exit_trap(struct sh *sh);
/* Before a command that trap DEBUG is told of. False: the action jumped, and vars.status is the command's. */
static inline bool debug_trap(struct sh *sh)
{
	if (!sh->traps->action[TRAP_DEBUG])
		return true;
	trap_run(sh, TRAP_DEBUG);
	return sh->flow == FLOW_ON;
}

#endif
