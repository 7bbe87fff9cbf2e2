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
	/* That page alone: the cell behind it may be there, and others wait for its lock. */
	if (mmap(guarded.from + at, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
		    0) == MAP_FAILED)
		signal(sig, SIG_DFL);
	errno = saved;
}

void cell_guard_begin(struct cell_guard *g, struct ipc_shm *shm)
{
	struct sigaction act = { .sa_sigaction = fill_in, .sa_flags = SA_SIGINFO | SA_NODEFER };
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	g->on = shm->id < 0;
	g->shm = shm;
	g->outer = guarded;
	g->outer_cut = was_cut;
	guarded = (struct cell_range){ NULL, 0 };
	was_cut = 0;
	if (!g->on)
		return;
	guarded = (struct cell_range){ shm->addr, (shm->size + page - 1) & ~(page - 1) };
	sigemptyset(&act.sa_mask);
	sigaction(SIGBUS, &act, &g->before);
}

bool cell_guard_end(struct cell_guard *g)
{
	bool cut = was_cut != 0;

	if (g->on)
		sigaction(SIGBUS, &g->before, NULL);
	guarded = g->outer;
	was_cut = g->outer_cut;
	g->shm->torn |= cut;
	return cut;
}

bool cell_guard_reserve(const char *p, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (!guarded.from || n == 0)
		return true;
	for (size_t i = 0; i < n; i += page)
		(void)*(const volatile char *)(p + i);
	(void)*(const volatile char *)(p + n - 1);
	return !was_cut;
}

bool cell_guard_cut(void)
{
	return guarded.from && was_cut;
}
