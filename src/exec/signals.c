/* SPDX-License-Identifier: GPL-3.0-or-later */
/* signals.c -- handlers only take notes; what is to be done about them is done between commands. */
#include "exec_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The agreed exception to "no variables of a file": what a signal handler writes. */
static volatile sig_atomic_t noted[NSIG];
static volatile struct ipc_sig noted_info[NSIG]; /* what came with the last one */
volatile sig_atomic_t signals_any_noted;
static volatile sig_atomic_t stop_caught; /* by a child of vfork() */

enum { NOT_NOTED, NOTED, NOTED_FOR_ALL /* by the terminal, which tells its whole foreground group */ };

static void note_signal(int sig, siginfo_t *info, void *context)
{
	(void)context;
	noted_info[sig] = ipc_sig_from(info);
	noted[sig] = info->si_code == SI_KERNEL ? NOTED_FOR_ALL : NOTED;
	signals_any_noted = 1;
	ipc_nudge();
}

bool signal_is_noted(int sig)
{
	return noted[sig];
}

bool signal_is_a_key(int sig)
{
	return noted[sig] == NOTED_FOR_ALL;
}

static bool stops(int sig)
{
	return sig == SIGTTOU || sig == SIGTTIN || sig == SIGTSTP;
}

/* Signals whose default an interactive shell replaces (XCU sh, ASYNCHRONOUS EVENTS). */
static bool shell_ignores(const struct sh *sh, int sig)
{
	return sh->interactive &&
	       (stops(sig) ? sh->traps->monitor_signals : sig == SIGTERM || sig == SIGQUIT);
}

static bool shell_handles(const struct sh *sh, int sig)
{
	return (sh->interactive && (sig == SIGINT || sig == SIGHUP)) ||
	       (sig == SIGCHLD && sh->jobs->sigchld_on) || sh->traps->guarded[sig] ||
	       ((sig == SIGWINCH || sig == SIGCONT) && sh->traps->watch_terminal);
}

bool signal_ends_shell(const struct sh *sh, int sig)
{
	const struct traps *t = sh->traps;
	if (t->action[sig] || t->fatal)
		return false;
	return t->guarded[sig] || (sh->interactive && sig == SIGHUP);
}

bool signals_may_end(const struct sh *sh)
{
	return sh->interactive || sh->traps->exit_guarded;
}

int signals_ending(const struct sh *sh)
{
	if (!signals_may_end(sh))
		return 0;
	for (int sig = 1; sig < NSIG; sig++)
		if (noted[sig] && signal_ends_shell(sh, sig))
			return sig;
	return 0;
}

bool shell_is_dying(const struct sh *sh)
{
	return sh->traps->fatal && !sh->traps->busy[TRAP_EXIT];
}

/* HANDLER NULL: note_signal(). */
static int install(struct sh *sh, int sig, bool handled, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };
	if (handled) {
		sa.sa_sigaction = note_signal;
		sa.sa_flags = SA_SIGINFO;
	}
	sigfillset(&sa.sa_mask);
	if (sigaction(sig, &sa, NULL) < 0)
		return -errno;
	sh->traps->n_handled += (unsigned)handled - (unsigned)sh->traps->handled[sig];
	sh->traps->handled[sig] = handled;
	return 0;
}

/* With --rm it does not end the shell before that knows of it. */
static int settle_default(struct sh *sh, int sig)
{
	sigset_t one, before;
	if (!sh->builtin_data_signal)
		return install(sh, sig, false, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, sig);
	sigprocmask(SIG_BLOCK, &one, &before);
	int err = install(sh, sig, false, SIG_DFL);
	if (err == 0)
		sh->builtin_data_signal(sig);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return err;
}

/* Puts the disposition of SIG to what traps and mode ask for. */
static int settle(struct sh *sh, int sig)
{
	const char *action = sh->traps->action[sig];
	if (action && *action)
		return install(sh, sig, true, NULL);
	/* SIGCHLD: the kernel would throw the statuses away, so only programs get it ignored */
	if (action && sig != SIGCHLD)
		return install(sh, sig, false, SIG_IGN);
	if (shell_handles(sh, sig))
		return install(sh, sig, true, NULL);
	if (shell_ignores(sh, sig) || (sh->traps->ignored_on_entry[sig] && sig != SIGCHLD))
		return install(sh, sig, false, SIG_IGN);
	return settle_default(sh, sig);
}

/* Call before anything changes what is done about SIG. */
static bool ignored_on_entry(struct traps *t, int sig)
{
	struct sigaction sa;
	if (!t->known[sig]) {
		t->known[sig] = true;
		t->ignored_on_entry[sig] = !t->handled[sig] && !t->action[sig] &&
					   sigaction(sig, NULL, &sa) == 0 && sa.sa_handler == SIG_IGN;
	}
	return t->ignored_on_entry[sig];
}

void signals_init(struct sh *sh)
{
	struct sigaction sa = { .sa_handler = SIG_DFL }, old;
	/* where it was ignored, no status of a child would ever come */
	if (sigaction(SIGCHLD, &sa, &old) < 0)
		return;
	sh->traps->known[SIGCHLD] = true;
	sh->traps->ignored_on_entry[SIGCHLD] = old.sa_handler == SIG_IGN;
}

static void settle_each(struct sh *sh, const int *signals, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!sh->traps->action[signals[i]])
			settle(sh, signals[i]);
}

void signals_interactive(struct sh *sh)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGQUIT, SIGHUP };
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		ignored_on_entry(sh->traps, signals[i]);
	settle_each(sh, signals, ARRAY_LEN(signals));
}

void signals_monitor(struct sh *sh, bool on)
{
	static const int signals[] = { SIGTSTP, SIGTTIN, SIGTTOU };
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		ignored_on_entry(sh->traps, signals[i]);
	sh->traps->monitor_signals = on;
	settle_each(sh, signals, ARRAY_LEN(signals));
}

int signals_need_child(struct sh *sh)
{
	if (sh->jobs->sigchld_on)
		return 0;
	sh->jobs->sigchld_on = true;
	return settle(sh, SIGCHLD);
}

/* Signals that end a script, but for those that tell of a fault of its own. */
static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU,
	SIGXFSZ, SIGVTALRM, SIGPROF };

/* Is SIG ignored, by whoever started the shell or, in an asynchronous list, by the shell (XCU 2.11)? */
static bool stays_ignored(struct sh *sh, int sig)
{
	struct sigaction sa;
	if (ignored_on_entry(sh->traps, sig))
		return true;
	return sh->subshell_process && !sh->traps->action[sig] && !sh->traps->handled[sig] &&
	       sigaction(sig, NULL, &sa) == 0 && sa.sa_handler == SIG_IGN;
}

/* With an action for EXIT a signal that ends the shell is noted, so that the action runs first, as in bash
 * and ksh93. In posix mode it just ends, as in dash. */
static void guard_exit(struct sh *sh, bool on)
{
	struct traps *t = sh->traps;
	if (on == t->exit_guarded)
		return;
	t->exit_guarded = on;
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		t->guarded[ending[i]] = on && !stays_ignored(sh, ending[i]);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		if (!t->action[ending[i]] && t->guarded[ending[i]] != t->handled[ending[i]])
			settle(sh, ending[i]);
}

void sh_watch_terminal(struct sh *sh)
{
	if (sh->traps->watch_terminal)
		return;
	sh->traps->watch_terminal = sh->line_edited = true;
	settle(sh, SIGWINCH);
	settle(sh, SIGCONT);
}

static void set_plain(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };
	sigaction(sig, &sa, NULL);
}

static void stop_in_vfork(int sig)
{
	(void)sig;
	stop_caught = 1;
	_exit(STATUS_NOT_FOUND);
}

void signals_catch_stops(void)
{
	static const int stops[] = { SIGTSTP, SIGTTIN, SIGTTOU };
	for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
		struct sigaction sa = { .sa_handler = stop_in_vfork }, old;
		if (sigaction(stops[i], &sa, &old) == 0 && old.sa_handler != SIG_DFL)
			sigaction(stops[i], &old, NULL);
	}
}

bool signals_stop_caught(void)
{
	bool was = stop_caught;
	stop_caught = 0;
	return was;
}

static bool sigpipe_was_off(const struct sh *sh)
{
	for (const struct subshell *sub = sh->subshell; sub; sub = sub->outer)
		if (sub->sigpipe_off)
			return true;
	return false;
}

/* A child that stays in the shell's own process group cannot be stopped from the terminal: the shell would
 * wait for it for ever. */
static bool child_resets(const struct sh *sh, int sig, bool own_group)
{
	const struct traps *t = sh->traps;
	return t->handled[sig] || (shell_ignores(sh, sig) && !t->action[sig] && (own_group || !stops(sig)));
}

static void reset_handled(struct sh *sh, bool own_group)
{
	const struct traps *t = sh->traps;
	if (t->n_handled == 0 && !t->monitor_signals && !sh->interactive)
		return;
	for (int sig = 1; sig < NSIG; sig++)
		if (child_resets(sh, sig, own_group))
			set_plain(sig, t->ignored_on_entry[sig] && sig != SIGCHLD ? SIG_IGN : SIG_DFL);
}

static void ignore_keys(void)
{
	set_plain(SIGINT, SIG_IGN);
	set_plain(SIGQUIT, SIG_IGN);
}

/* Only system calls: the child of vfork() comes here too. */
void signals_program(struct sh *sh, bool background, bool own_group)
{
	const char *child_action = sh->traps->action[SIGCHLD];
	reset_handled(sh, own_group);
	if (sigpipe_was_off(sh))
		set_plain(SIGPIPE, SIG_DFL);
	if (sh->traps->ignored_on_entry[SIGCHLD] || (child_action && !*child_action))
		set_plain(SIGCHLD, SIG_IGN);
	if (background)
		ignore_keys();
}

void signals_resume(struct sh *sh)
{
	for (int sig = 1; sig < NSIG; sig++)
		if (sh->traps->handled[sig] || sh->traps->action[sig] || shell_ignores(sh, sig))
			settle(sh, sig);
}

bool signals_block_all(struct sh *sh, sigset_t *old)
{
	sigset_t all;
	if (sh->traps->n_handled == 0 && !sh->traps->monitor_signals)
		return false;
	sigfillset(&all);
	return sigprocmask(SIG_BLOCK, &all, old) == 0;
}

/* ---- traps ---- */

static void forget_inherited(struct traps *t)
{
	for (int i = 0; i < TRAP_COUNT; i++) {
		free(t->shown[i]);
		t->shown[i] = NULL;
	}
	t->inherited = false;
}

/* Functions and subshells have the trap WHICH too: set -E for ERR, set -T for DEBUG and RETURN. */
static bool is_traced(const struct sh *sh, int which)
{
	return sh->options.on[which == TRAP_ERR ? OPT_ERRTRACE : OPT_FUNCTRACE];
}

/* `trap` in a subshell shows the parent's actions as long as it sets none of its own (XCU trap). */
static void traps_inherit(struct sh *sh)
{
	struct traps *t = sh->traps;
	for (int i = 0; i < TRAP_COUNT; i++) {
		bool kept = (i == TRAP_ERR || i == TRAP_DEBUG || i == TRAP_RETURN) && is_traced(sh, i);
		if (!t->inherited && t->action[i])
			t->shown[i] = mem_strdup(t->action[i]);
		if (t->action[i] && *t->action[i] && !kept) {
			free(t->action[i]);
			t->action[i] = NULL;
		}
	}
	t->inherited = true;
}

void signals_forked_shell(struct sh *sh, bool background, bool own_group)
{
	struct traps *t = sh->traps;
	reset_handled(sh, own_group);
	if (sigpipe_was_off(sh))
		set_plain(SIGPIPE, SIG_DFL);
	traps_inherit(sh);
	for (int sig = 1; sig < NSIG; sig++) {
		if (noted[sig]) /* what is not written to is a page that is not copied */
			noted[sig] = NOT_NOTED;
		t->handled[sig] = t->guarded[sig] = false;
	}
	t->exit_guarded = false;
	t->fatal = 0;
	if (background) {
		/* ignored, but not since before the shell began: it may trap them */
		ignored_on_entry(t, SIGINT);
		ignored_on_entry(t, SIGQUIT);
		ignore_keys();
	}
	memset(t->busy, 0, sizeof(t->busy));
	if (signals_any_noted)
		signals_any_noted = 0;
	t->n_handled = 0;
	t->monitor_signals = false;
	t->running = 0;
	t->watch_terminal = false;
	sh->jobs->sigchld_on = false;
}

int trap_set(struct sh *sh, int sig, const char *action)
{
	struct traps *t = sh->traps;
	bool is_signal = sig >= 1 && sig < TRAP_ERR;
	if (t->inherited)
		forget_inherited(t);
	if (sig == SIGKILL || sig == SIGSTOP)
		return 0; /* it cannot be; other shells accept it in silence too */
	if (sig == ipc_nudge_signal())
		return -EBUSY;
	if (is_signal && ignored_on_entry(t, sig) && !sh->interactive)
		return 0;
	t->ignored_on_entry[sig] = false; /* from here on it is what trap says (XCU 2.12), in children too */
	char *copy = action ? mem_strdup(action) : NULL;
	free(t->action[sig]);
	t->action[sig] = copy;
	if (sig == TRAP_EXIT && !sh->interactive)
		guard_exit(sh, copy && *copy && !sh->options.on[OPT_POSIX]);
	return is_signal ? settle(sh, sig) : 0;
}

const char *trap_get(const struct sh *sh, int sig)
{
	struct traps *t = sh->traps;
	const char *action = t->inherited ? t->shown[sig] : t->action[sig];
	bool is_signal = sig >= 1 && sig < TRAP_ERR;
	return !action && is_signal && !sh->interactive && ignored_on_entry(t, sig) ? "" : action;
}

bool traps_installed(const struct sh *sh)
{
	return sh->traps->n_handled > 0;
}

bool traps_pending(const struct sh *sh)
{
	(void)sh;
	return signals_any_noted;
}

/* $? is the same before and after; `exit` without a number in the action means the one before (XCU exit). */
static void run_action(struct sh *sh, const char *action)
{
	struct traps *t = sh->traps;
	int status = sh->vars.status, outer = t->status_before;
	uint32_t line = sh->vars.lineno;
	char *copy = mem_strdup(action); /* the action may change the trap */
	bool last = sh->last_command;
	unsigned errexit_off = sh->errexit_off, levels = sh->flow_levels;
	unsigned depth = t->function_depth, dots = t->dot_depth;
	struct subshell *subshell = t->subshell;
	/* The signal may have come during a `return` or `break`: that goes on afterwards. */
	enum flow flow = sh->flow;
	t->running++;
	t->function_depth = sh->function_depth;
	t->dot_depth = sh->dot_depth;
	t->subshell = sh->subshell;
	t->status_before = status;
	sh->last_command = false;
	sh->flow = FLOW_ON;
	exec_string(sh, copy, strlen(copy), sh->file, line);
	sh->errexit_off = errexit_off;
	sh->last_command = last;
	t->status_before = outer;
	t->function_depth = depth;
	t->dot_depth = dots;
	t->subshell = subshell;
	t->running--;
	sh->vars.lineno = line;
	if (sh->flow == FLOW_ON) {
		sh->vars.status = status;
		sh->flow = flow;
		sh->flow_levels = levels;
	}
	free(copy);
}

int trap_run(struct sh *sh, int which)
{
	struct traps *t = sh->traps;
	if (!t->action[which] || t->busy[which])
		return sh->vars.status;
	if (which != TRAP_EXIT && !is_traced(sh, which) &&
		(sh->subshell || (sh->function_depth > 0 && which != TRAP_RETURN)))
		return sh->vars.status;
	t->busy[which] = true;
	run_action(sh, t->action[which]);
	t->busy[which] = false;
	return sh->vars.status;
}

/* One that comes meanwhile counts as one with this, as while it was pending, lest half of it be read. */
static struct ipc_sig take_note(int sig)
{
	struct ipc_sig info = { 0 };
	do {
		noted[sig] = NOT_NOTED;
		info = noted_info[sig];
	} while (noted[sig]);
	return info;
}

static void run_signal_action(struct sh *sh, const char *action, struct ipc_sig info)
{
	struct ipc_sig outer = sh->traps->signal;
	sh->traps->signal = info;
	run_action(sh, action);
	sh->traps->signal = outer;
}

const struct ipc_sig *sh_trap_signal(const struct sh *sh)
{
	return sh->traps->signal.number ? &sh->traps->signal : NULL;
}

static void interrupt(struct sh *sh, int sig)
{
	bool ends = signal_ends_shell(sh, sig);
	if (ends)
		sh->traps->fatal = sig;
	else
		sh->traps->newline_due = true;
	if (sh->flow != FLOW_EXIT)
		sh->flow = ends ? FLOW_EXIT : FLOW_ABORT;
	sh->vars.status = STATUS_SIGNAL + sig;
}

bool sh_interrupted(struct sh *sh)
{
	bool was = sh->traps->newline_due;
	sh->traps->newline_due = false;
	return was;
}

void signals_die(struct sh *sh)
{
	sigset_t all;
	if (!sh->traps->fatal)
		return;
	set_plain(sh->traps->fatal, SIG_DFL);
	sigemptyset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	raise(sh->traps->fatal);
}

/* A trap is the parent's, also where the subshell has no process of its own. But what the terminal tells all
 * of its foreground processes would have ended that process. */
static void signal_in_subshell(struct sh *sh, int sig)
{
	if (noted[sig] != NOTED_FOR_ALL || sh->flow == FLOW_EXIT || sig == SIGCHLD || sig == SIGWINCH ||
		stops(sig) || sig == SIGCONT)
		return;
	sh->flow = FLOW_EXIT;
	sh->vars.status = STATUS_SIGNAL + sig;
}

void traps_run(struct sh *sh)
{
	struct traps *t = sh->traps;
	bool later = false;
	if (!signals_any_noted)
		return;
	signals_any_noted = 0;
	for (int sig = 1; sig < NSIG; sig++) {
		if (!noted[sig])
			continue;
		const char *action = t->action[sig];
		bool prompt = !action && sh->interactive && sig == SIGINT;
		if (action && *action && sh->subshell)
			signal_in_subshell(sh, sig);
		if (sh->subshell && ((action && *action) || (prompt && sh->flow == FLOW_EXIT))) {
			later = true; /* for those around the subshell, which ends already */
			continue;
		}
		struct ipc_sig info = take_note(sig);
		if (action && *action)
			run_signal_action(sh, action, info);
		else if (prompt || signal_ends_shell(sh, sig))
			interrupt(sh, sig);
	}
	if (later)
		signals_any_noted = 1;
}

int sh_on_signal(void *ctx)
{
	struct sh *sh = ctx;
	for (int sig = 1; signals_any_noted && sig < NSIG; sig++)
		if (noted[sig] && sig != SIGCHLD)
			sh->traps->interrupt = sig;
	traps_run(sh);
	return sh->flow != FLOW_ON;
}

int sh_interrupt_signal(const struct sh *sh)
{
	return sh->traps->interrupt;
}

int sh_status_before_trap(const struct sh *sh, bool returns)
{
	const struct traps *t = sh->traps;
	if (t->running == 0 || sh->subshell != t->subshell)
		return sh->vars.status;
	if (returns && (sh->function_depth > t->function_depth || sh->dot_depth > t->dot_depth))
		return sh->vars.status;
	return t->status_before;
}

void run_exit_trap(struct sh *sh)
{
	struct traps *t = sh->traps;
	char *action = t->action[TRAP_EXIT];
	if (!action || t->busy[TRAP_EXIT])
		return;
	t->action[TRAP_EXIT] = NULL;
	t->busy[TRAP_EXIT] = true;
	int status = sh->vars.status;
	sh->flow = FLOW_ON;
	sh->loop_depth = 0;
	run_action(sh, action);
	if (sh->flow != FLOW_EXIT)
		sh->vars.status = status;
	free(action);
}
