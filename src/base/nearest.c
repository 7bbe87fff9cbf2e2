/* SPDX-License-Identifier: MIT */
/* nearest.c -- which of many names somebody meant who typed another: by the keys that were hit wrong. */
#include "base.h"

/* What a slip of the fingers costs: two neighbours in the wrong order are likelier than a wrong, missing or
 * doubled key, and that is likelier where it is not the first. */
enum { COST_CASE = 1, COST_SWAP = 2, COST_KEY = 4, COST_FIRST = 1, COST_REST = 1, COST_NEVER = 255 };

/* With two letters anything is one key away; with six, two keys may be wrong. */
static unsigned limit_of(size_t len)
{
	if (len < 2)
		return 0;
	if (len == 2)
		return COST_SWAP + COST_FIRST;
	return len < 6 ? COST_KEY + COST_FIRST : len < 12 ? 2 * COST_KEY : 3 * COST_KEY;
}

void nearest_begin(struct nearest *n, const char *word)
{
	*n = (struct nearest){ .word = word, .len = strlen(word) };
	if (n->len < NEAREST_SIZE)
		n->cost = limit_of(n->len) + 1;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned smaller(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned key_cost(char a, char b)
{
	return a == b ? 0 : lower(a) == lower(b) ? COST_CASE : COST_KEY;
}

/* One row of the distance's table: of the first I + 1 bytes of A against all of B; ROWS are the two before
 * it. Gives the smallest cost in it. */
static unsigned fill_row(const char *a, size_t i, const char *b, size_t len, unsigned char *const rows[3])
{
	unsigned char *now = rows[2];
	const unsigned char *last = rows[1], *before = rows[0];
	unsigned least = now[0] = (unsigned char)smaller((unsigned)(i + 1) * COST_KEY, COST_NEVER);

	for (size_t k = 0; k < len; k++) {
		unsigned cost = smaller(
			last[k] + key_cost(a[i], b[k]), smaller(last[k + 1], now[k]) + COST_KEY);
		if (i > 0 && k > 0 && a[i] == b[k - 1] && a[i - 1] == b[k] && a[i] != b[k])
			cost = smaller(cost, before[k - 1] + (unsigned)COST_SWAP);
		now[k + 1] = (unsigned char)smaller(cost, COST_NEVER);
		least = smaller(least, now[k + 1]);
	}
	return least;
}

/* The distance of optimal string alignment, weighted; COST_NEVER: it is MOST or more. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len, unsigned most)
{
	unsigned char store[3][NEAREST_SIZE + 1];
	unsigned char *rows[3] = { store[0], store[1], store[2] };

	for (size_t k = 0; k <= b_len; k++)
		rows[1][k] = (unsigned char)smaller((unsigned)k * COST_KEY, COST_NEVER);
	for (size_t i = 0; i < a_len; i++) {
		if (fill_row(a, i, b, b_len, rows) >= most)
			return COST_NEVER;
		unsigned char *oldest = rows[0];
		rows[0] = rows[1];
		rows[1] = rows[2];
		rows[2] = oldest;
	}
	return rows[1][b_len];
}

static unsigned cost_of(const struct nearest *n, const char *name, size_t len)
{
	size_t more = len > n->len ? len - n->len : n->len - len;

	if (n->rest && len > n->len && memcmp(name, n->word, n->len) == 0)
		return COST_REST;
	if (more * COST_KEY > n->cost)
		return COST_NEVER;
	unsigned cost = distance(n->word, n->len, name, len, n->cost + 1);
	return cost && lower(n->word[0]) != lower(name[0]) ? cost + COST_FIRST : cost;
}

unsigned nearest_cost(const struct nearest *n, const char *name)
{
	size_t len = strlen(name);

	if (n->cost == 0 || len == 0 || len >= NEAREST_SIZE)
		return 0;
	unsigned cost = cost_of(n, name, len);
	bool nearer = cost < n->cost || (cost == n->cost && n->name[0] && strcmp(name, n->name) < 0);
	return nearer ? cost : 0;
}

void nearest_take(struct nearest *n, const char *name, unsigned cost)
{
	n->cost = cost;
	memcpy(n->name, name, strlen(name) + 1);
}

void nearest_try(struct nearest *n, const char *name)
{
	unsigned cost = nearest_cost(n, name);

	if (cost > 0)
		nearest_take(n, name, cost);
}
