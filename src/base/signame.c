/* SPDX-License-Identifier: MIT */
/* signame.c -- signals by name and number. */
#include "base.h"

#include <signal.h>
#include <strings.h>

static const char *const plain_names[] = {
	[0] = "EXIT",
	[SIGHUP] = "HUP",
	[SIGINT] = "INT",
	[SIGQUIT] = "QUIT",
	[SIGILL] = "ILL",
	[SIGTRAP] = "TRAP",
	[SIGABRT] = "ABRT",
	[SIGBUS] = "BUS",
	[SIGFPE] = "FPE",
	[SIGKILL] = "KILL",
	[SIGUSR1] = "USR1",
	[SIGSEGV] = "SEGV",
	[SIGUSR2] = "USR2",
	[SIGPIPE] = "PIPE",
	[SIGALRM] = "ALRM",
	[SIGTERM] = "TERM",
	[SIGSTKFLT] = "STKFLT",
	[SIGCHLD] = "CHLD",
	[SIGCONT] = "CONT",
	[SIGSTOP] = "STOP",
	[SIGTSTP] = "TSTP",
	[SIGTTIN] = "TTIN",
	[SIGTTOU] = "TTOU",
	[SIGURG] = "URG",
	[SIGXCPU] = "XCPU",
	[SIGXFSZ] = "XFSZ",
	[SIGVTALRM] = "VTALRM",
	[SIGPROF] = "PROF",
	[SIGWINCH] = "WINCH",
	[SIGIO] = "IO",
	[SIGPWR] = "PWR",
	[SIGSYS] = "SYS",
};

static const char *const from_rtmin[] = {
	"RTMIN",
	"RTMIN+1",
	"RTMIN+2",
	"RTMIN+3",
	"RTMIN+4",
	"RTMIN+5",
	"RTMIN+6",
	"RTMIN+7",
	"RTMIN+8",
	"RTMIN+9",
	"RTMIN+10",
	"RTMIN+11",
	"RTMIN+12",
	"RTMIN+13",
	"RTMIN+14",
	"RTMIN+15",
};

static const char *const below_rtmax[] = {
	"RTMAX",
	"RTMAX-1",
	"RTMAX-2",
	"RTMAX-3",
	"RTMAX-4",
	"RTMAX-5",
	"RTMAX-6",
	"RTMAX-7",
	"RTMAX-8",
	"RTMAX-9",
	"RTMAX-10",
	"RTMAX-11",
	"RTMAX-12",
	"RTMAX-13",
	"RTMAX-14",
};

static const struct {
	const char *name;
	int sig;
} other_names[] = {
	{ "IOT", SIGABRT },
	{ "CLD", SIGCHLD },
	{ "POLL", SIGIO },
};

const char *signal_name(int sig)
{
	if (sig >= 0 && (size_t)sig < ARRAY_LEN(plain_names))
		return plain_names[sig];
	if (sig >= SIGRTMIN && sig - SIGRTMIN < (int)ARRAY_LEN(from_rtmin))
		return from_rtmin[sig - SIGRTMIN];
	if (sig <= SIGRTMAX && SIGRTMAX - sig < (int)ARRAY_LEN(below_rtmax))
		return below_rtmax[SIGRTMAX - sig];
	return NULL;
}

/* RTMIN, RTMIN+n, RTMAX, RTMAX-n */
static int realtime_number(const char *name)
{
	bool from_min = strncasecmp(name, "RTMIN", 5) == 0;
	uint64_t n = 0, most = (uint64_t)(SIGRTMAX - SIGRTMIN);

	if (!from_min && strncasecmp(name, "RTMAX", 5) != 0)
		return -1;
	if (name[5] && (name[5] != (from_min ? '+' : '-') || !text_to_uint10(name + 6, most, &n)))
		return -1;
	return from_min ? SIGRTMIN + (int)n : SIGRTMAX - (int)n;
}

int signal_number(const char *name)
{
	uint64_t n;

	if (text_to_uint10(name, (uint64_t)SIGRTMAX, &n))
		return (int)n;
	if (strncasecmp(name, "SIG", 3) == 0)
		name += 3;
	for (size_t i = 0; i < ARRAY_LEN(plain_names); i++)
		if (plain_names[i] && strcasecmp(name, plain_names[i]) == 0)
			return (int)i;
	for (size_t i = 0; i < ARRAY_LEN(other_names); i++)
		if (strcasecmp(name, other_names[i].name) == 0)
			return other_names[i].sig;
	return realtime_number(name);
}
