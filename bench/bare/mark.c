/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mark.c -- called by a script: what it did up to here is not to be counted. Writes to .mark how much cpu
 * time the calling shell has used, and the time of day. */
#include "bare.h"
#include <time.h>

static double read_clock(clockid_t id)
{
	struct timespec ts;

	if (clock_gettime(id, &ts) < 0)
		bare_die("clock_gettime");
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

int main(void)
{
	FILE *f = fopen(".mark", "w");
	clockid_t shell;

	errno = clock_getcpuclockid(getppid(), &shell);
	if (!f || errno)
		bare_die("mark");
	fprintf(f, "%.9f %.9f\n", read_clock(shell), read_clock(CLOCK_MONOTONIC));
	return fclose(f) == 0 ? 0 : 1;
}
