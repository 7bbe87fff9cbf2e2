/* SPDX-License-Identifier: GPL-3.0-or-later */
/* signals.c -- handlers only take notes; what is to be done about them is done between commands. */
#include "exec_internal.h"

#include <errno.h>
#include <stdlib.h>

/* The agreed exception to "no variables of a file": what a signal handler writes. */
static volatile sig_atomic_t noted[NSIG];
volatile sig_atomic_t signals_any_noted;

static void note_signal(int sig)
{
	noted[sig] = 1;
	signals_any_noted = 1;
	ipc_nudge();
}

bool signal_is_noted(int sig)
{
	return noted[sig];
}

bool signal_noted(int sig)
{
	bool was = noted[sig];
	noted[sig] = 0;
	return was;
}

/* Signals whose default an interactive shell replaces. */
static bool shell_ignores(const struct sh *sh, int sig)
{
	if (sig == SIGTTOU || sig == SIGTTIN || sig == SIGTSTP)
		return sh->traps->monitor_signals;
	return sh->interactive && (sig == SIGTERM || sig == SIGQUIT);
}

static bool shell_handles(const struct sh *sh, int sig)
{
	return (sh->interactive && (sig == SIGINT || sig == SIGHUP)) || (sig == SIGCHLD && sh->jobs->sigchld_on);
}

static int install(struct sh *sh, int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };
	bool handled = handler == note_signal;
	sigfillset(&sa.sa_mask);
	if (sigaction(sig, &sa, NULL) < 0)
		return -errno;
	sh->traps->n_handled += (unsigned)handled - (unsigned)sh->traps->handled[sig];
	sh->traps->handled[sig] = handled;
	return 0;
}

/* Puts the disposition of SIG to what traps and mode ask for. */
static int settle(struct sh *sh, int sig)
{
	const char *action = sh->traps->action[sig];
	if (action)
		return install(sh, sig, *action ? note_signal : SIG_IGN);
	if (shell_handles(sh, sig))
		return install(sh, sig, note_signal);
	return install(sh, sig, shell_ignores(sh, sig) ? SIG_IGN : SIG_DFL);
}

static bool ignored_on_entry(struct sh *sh, int sig)
{
	struct traps *t = sh->traps;
	struct sigaction sa;
	if (!t->known[sig]) {
		t->known[sig] = true;
		t->ignored_on_entry[sig] = !t->handled[sig] && !t->action[sig] && sigaction(sig, NULL, &sa) == 0 &&
					   sa.sa_handler == SIG_IGN && !shell_ignores(sh, sig);
	}
	return t->ignored_on_entry[sig];
}

void signals_interactive(struct sh *sh)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGQUIT, SIGHUP };
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		if (!sh->traps->action[signals[i]])
			settle(sh, signals[i]);
}

void signals_monitor(struct sh *sh, bool on)
{
	static const int signals[] = { SIGTSTP, SIGTTIN, SIGTTOU };
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		ignored_on_entry(sh, signals[i]);
	sh->traps->monitor_signals = on;
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		if (!sh->traps->action[signals[i]])
			settle(sh, signals[i]);
}

int signals_need_child(struct sh *sh)
{
	if (sh->jobs->sigchld_on)
		return 0;
	sh->jobs->sigchld_on = true;
	return sh->traps->action[SIGCHLD] ? 0 : settle(sh, SIGCHLD);
}

static void set_plain(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };
	sigaction(sig, &sa, NULL);
}

static bool sigpipe_was_off(const struct sh *sh)
{
	for (const struct subshell *sub = sh->subshell; sub; sub = sub->outer)
		if (sub->sigpipe_off)
			return true;
	return false;
}

/* Only system calls: the child of vfork() comes here too. */
void signals_child_reset(struct sh *sh, bool background)
{
	const struct traps *t = sh->traps;
	if (t->n_handled > 0 || t->monitor_signals || sh->interactive)
		for (int sig = 1; sig < NSIG; sig++)
			if (t->handled[sig] || (shell_ignores(sh, sig) && !t->action[sig] && !t->ignored_on_entry[sig]))
				set_plain(sig, SIG_DFL);
	if (sigpipe_was_off(sh))
		set_plain(SIGPIPE, SIG_DFL);
	if (background) {
		set_plain(SIGINT, SIG_IGN);
		set_plain(SIGQUIT, SIG_IGN);
	}
}

bool signals_block_all(struct sh *sh, sigset_t *old)
{
	sigset_t all;
	if (sh->traps->n_handled == 0)
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

void signals_forked_shell(struct sh *sh)
{
	struct traps *t = sh->traps;
	/* asked before an asynchronous subshell ignores them, since that it may undo (XCU 2.11) */
	ignored_on_entry(sh, SIGINT);
	ignored_on_entry(sh, SIGQUIT);
	forget_inherited(t);
	for (int i = 0; i < TRAP_COUNT; i++) {
		if (i >= 1 && i < NSIG) {
			noted[i] = 0;
			if (t->handled[i] || (shell_ignores(sh, i) && !t->action[i]))
				set_plain(i, t->ignored_on_entry[i] ? SIG_IGN : SIG_DFL);
			t->handled[i] = false;
		}
		bool kept = (i == TRAP_ERR || i == TRAP_DEBUG || i == TRAP_RETURN) && sh->options.on[OPT_ERRTRACE];
		t->shown[i] = t->action[i] ? mem_strdup(t->action[i]) : NULL;
		if (t->action[i] && *t->action[i] && !kept) {
			free(t->action[i]);
			t->action[i] = NULL;
		}
	}
	signals_any_noted = 0;
	t->inherited = true;
	t->n_handled = 0;
	t->monitor_signals = false;
	t->running = 0;
	memset(t->busy, 0, sizeof(t->busy));
	sh->jobs->sigchld_on = false;
}

int trap_set(struct sh *sh, int sig, const char *action)
{
	struct traps *t = sh->traps;
	bool is_signal = sig >= 1 && sig < TRAP_ERR;
	if (sig == SIGKILL || sig == SIGSTOP)
		return 0; /* it cannot be; other shells accept it in silence too */
	if (t->inherited)
		forget_inherited(t);
	if (is_signal && !sh->interactive && ignored_on_entry(sh, sig))
		return 0;
	char *copy = action ? mem_strdup(action) : NULL;
	free(t->action[sig]);
	t->action[sig] = copy;
	return is_signal ? settle(sh, sig) : 0;
}

const char *trap_get(const struct sh *sh, int sig)
{
	const struct traps *t = sh->traps;
	return t->inherited ? t->shown[sig] : t->action[sig];
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
	unsigned errexit_off = sh->errexit_off;
	unsigned depth = t->function_depth;
	t->running++;
	t->function_depth = sh->function_depth;
	t->status_before = status;
	sh->last_command = false;
	exec_string(sh, copy, strlen(copy), sh->file, line);
	sh->errexit_off = errexit_off;
	sh->last_command = last;
	t->status_before = outer;
	t->function_depth = depth;
	t->running--;
	sh->vars.lineno = line;
	if (sh->flow == FLOW_ON)
		sh->vars.status = status;
	free(copy);
}

int trap_run(struct sh *sh, int which)
{
	struct traps *t = sh->traps;
	bool trace = sh->options.on[OPT_ERRTRACE];
	if (!t->action[which] || t->busy[which])
		return sh->vars.status;
	if (which != TRAP_EXIT && !trace && (sh->subshell || (sh->function_depth > 0 && which != TRAP_RETURN)))
		return sh->vars.status;
	t->busy[which] = true;
	run_action(sh, t->action[which]);
	t->busy[which] = false;
	return sh->vars.status;
}

static void interrupt(struct sh *sh, int sig)
{
	if (sh->flow == FLOW_ON || sh->flow == FLOW_BREAK || sh->flow == FLOW_CONTINUE)
		sh->flow = sig == SIGHUP ? FLOW_EXIT : FLOW_ABORT;
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
		if (action && *action && sh->subshell) {
			later = true; /* the trap is the parent's, as it would be for a forked subshell */
			continue;
		}
		noted[sig] = 0;
		if (action && *action)
			run_action(sh, action);
		else if (sh->interactive && (sig == SIGINT || sig == SIGHUP))
			interrupt(sh, sig);
	}
	if (later)
		signals_any_noted = 1;
}

int sh_on_signal(void *ctx)
{
	struct sh *sh = ctx;
	for (int sig = 1; sig < NSIG; sig++)
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
	if (t->running == 0 || (returns && sh->function_depth > t->function_depth))
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
