/* SPDX-License-Identifier: MIT */
/* clock.c -- clocks, in nanoseconds. */
#include "base.h"

int64_t clock_ns(clockid_t clock)
{
	struct timespec now = { 0 };

	(void)clock_gettime(clock, &now); /* cannot fail: the clocks are known and the pointer good */
	return (int64_t)now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

int64_t clock_after(int64_t ns)
{
	int64_t when;

	return __builtin_add_overflow(clock_ns(CLOCK_MONOTONIC), ns, &when) ? INT64_MAX : when;
}

struct timespec clock_timespec(int64_t ns)
{
	return (struct timespec){ ns / NSEC_PER_SEC, ns % NSEC_PER_SEC };
}
