/* SPDX-License-Identifier: MIT */
/* guard.c -- a touch of shared memory whose object was cut short under it is no SIGBUS. The handler puts
 * pages of NULs in the place of those that are gone, and takes a note: nobody jumps, the copy goes on. */
#include "cell_internal.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>

/* A signal handler has no other way to know. */
static struct cell_range guarded;
static volatile sig_atomic_t was_cut;

static void fill_in(int sig, siginfo_t *info, void *context)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), at;
	char *touched = info->si_addr;
	int saved = errno;

	(void)context;
	at = (size_t)(touched - guarded.from) & ~(page - 1);
	if (touched < guarded.from || at >= guarded.bytes) {
		signal(sig, SIG_DFL); /* none of ours: it happens again, and is what it is */
		return;
	}
	was_cut = 1;
	if (mmap(guarded.from + at, guarded.bytes - at, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		signal(sig, SIG_DFL);
	errno = saved;
}

void cell_guard_begin(struct cell_guard *g, const struct ipc_shm *shm)
{
	struct sigaction act = { .sa_sigaction = fill_in, .sa_flags = SA_SIGINFO | SA_NODEFER };
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	g->on = shm->id < 0;
	if (!g->on)
		return;
	g->outer = guarded;
	g->outer_cut = was_cut;
	guarded = (struct cell_range){ shm->addr, (shm->size + page - 1) & ~(page - 1) };
	was_cut = 0;
	sigemptyset(&act.sa_mask);
	sigaction(SIGBUS, &act, &g->before);
}

bool cell_guard_end(struct cell_guard *g)
{
	if (!g->on)
		return false;
	bool cut = was_cut != 0;
	sigaction(SIGBUS, &g->before, NULL);
	guarded = g->outer;
	was_cut = g->outer_cut;
	return cut;
}
