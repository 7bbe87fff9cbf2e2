/* SPDX-License-Identifier: GPL-3.0-or-later */
/* align.c -- which lines of two lists belong together: Myers' greedy algorithm ("An O(ND) Difference
 * Algorithm", 1986). Sameness is asked of the caller, as an expected line may be a pattern. */
#include "transcript_internal.h"

#include <stdlib.h>

/* More differences than this are not worth looking through: the memory needed grows with the square. */
enum { MAX_DIFFERENCES = 1000 };

struct walk {
	align_same same;
	void *ctx;
	size_t offset;     /* lines of the common head */
	long n_old, n_new; /* between head and tail */
	/* [d][k + d]: how far diagonal k = old - new gets with d differences. */
	long *reach[MAX_DIFFERENCES + 1];
};

static bool walk_same(const struct walk *w, long x, long y)
{
	return w->same(w->ctx, w->offset + (size_t)x, w->offset + (size_t)y);
}

/* True: diagonal K comes down from K + 1 (a new line is put in), else right from K - 1 (an old one is left
 * out). */
static bool from_above(const long *prev, long d, long k)
{
	return k == -d || (k != d && prev[k - 1 + (d - 1)] < prev[k + 1 + (d - 1)]);
}

static long start_of(const struct walk *w, long d, long k)
{
	if (d == 0)
		return 0;
	const long *prev = w->reach[d - 1];
	return from_above(prev, d, k) ? prev[k + 1 + (d - 1)] : prev[k - 1 + (d - 1)] + 1;
}

/* Gives the number of differences, or -1: too many. */
static long walk_forward(struct walk *w)
{
	for (long d = 0; d <= MAX_DIFFERENCES; d++) {
		w->reach[d] = mem_alloc((size_t)(2 * d + 1) * sizeof(long));
		for (long k = -d; k <= d; k += 2) {
			long x = start_of(w, d, k);

			while (x < w->n_old && x - k >= 0 && x - k < w->n_new && walk_same(w, x, x - k))
				x++;
			w->reach[d][k + d] = x;
			if (x >= w->n_old && x - k >= w->n_new)
				return d;
		}
	}
	return -1;
}

static void walk_back(const struct walk *w, long d, size_t *partner)
{
	long k = w->n_old - w->n_new, x = w->n_old;

	for (; d >= 0; d--) {
		long start = start_of(w, d, k);

		for (; x > start; x--)
			partner[w->offset + (size_t)x - 1] = w->offset + (size_t)(x - 1 - k);
		if (d == 0)
			break;
		k += from_above(w->reach[d - 1], d, k) ? 1 : -1;
		x = w->reach[d - 1][k + d - 1];
	}
}

void align(size_t n_old, size_t n_new, align_same same, void *ctx, size_t *partner)
{
	struct walk *w = mem_zalloc(sizeof(*w));
	size_t head = 0, tail = 0;

	for (size_t i = 0; i < n_old; i++)
		partner[i] = ALIGN_NONE;
	for (; head < n_old && head < n_new && same(ctx, head, head); head++)
		partner[head] = head;
	for (; tail < n_old - head && tail < n_new - head && same(ctx, n_old - 1 - tail, n_new - 1 - tail);
		tail++)
		partner[n_old - 1 - tail] = n_new - 1 - tail;
	w->same = same;
	w->ctx = ctx;
	w->offset = head;
	w->n_old = (long)(n_old - head - tail);
	w->n_new = (long)(n_new - head - tail);
	if (w->n_old > 0 && w->n_new > 0) {
		long d = walk_forward(w);

		if (d >= 0)
			walk_back(w, d, partner);
	}
	for (size_t d = 0; d <= MAX_DIFFERENCES; d++)
		free(w->reach[d]);
	free(w);
}
