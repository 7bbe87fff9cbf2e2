/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meter.h -- what the measuring parent (meter.c) tells the benchmark about one sample. */
#ifndef BENCH_METER_H
#define BENCH_METER_H

#define METER_FD 3 /* meter writes one struct meter_result here */

struct meter_result {
	double user, sys, wall; /* seconds, of the whole process tree, all starts together */
	double began;           /* CLOCK_MONOTONIC at the first start, seconds */
	long rss_kb;            /* peak resident set of the largest process of the tree */
	int status;             /* wait status of the first start that failed, else 0 */
	int stopped;            /* 1: the time limit or a signal ended it */
};

#endif
