/* SPDX-License-Identifier: MIT */
/* cellcopy.c -- the sum of a value, taken while it is copied. Three running sums in each of eight lanes: as
 * fast as the copy alone, and no change that is not made for it leaves all of them as they were. */
#include "cell_internal.h"

#include <unistd.h>

#define STRIPE 64u
#define NEAR 16384u /* bytes that are still in the nearest cache when they are looked at again */
#define PAIRS 4     /* of words in a stripe: as wide as the registers that every machine has */
#define AHEAD 1024u /* bytes to ask for before their turn: the arithmetic hides behind the memory then */

typedef uint64_t pair __attribute__((vector_size(16)));

struct sums {
	pair first[PAIRS], second[PAIRS], third[PAIRS];
};

static inline uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

static uint64_t fold(const struct sums *s, size_t n)
{
	uint64_t words[3 * 2 * PAIRS], h = n;

	memcpy(words, s, sizeof words);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		h = mix(h, words[i]);
	return h;
}

/* N is a multiple of STRIPE; TO is a constant NULL or none. The sums are in registers meanwhile. */
static inline __attribute__((always_inline)) void add_stripes(
	struct sums *out, char *to, const char *from, size_t n)
{
	struct sums s = *out;

	for (size_t i = 0; i < n; i += STRIPE) {
		__builtin_prefetch(from + i + AHEAD); /* no access, also where that is past the end */
		if (to)
			__builtin_prefetch(to + i + AHEAD, 1);
#pragma GCC unroll 4
		for (size_t k = 0; k < PAIRS; k++) {
			pair words;
			memcpy(&words, from + i + k * sizeof words, sizeof words);
			s.first[k] += words;
			s.second[k] += s.first[k];
			s.third[k] += s.second[k];
			if (to)
				memcpy(to + i + k * sizeof words, &words, sizeof words);
		}
	}
	*out = s;
}

static void add_copying(struct sums *s, char *to, const char *from, size_t n)
{
	add_stripes(s, to, from, n);
}

static void add_only(struct sums *s, const char *from, size_t n)
{
	add_stripes(s, NULL, from, n);
}

/* The last, incomplete stripe counts as if NULs were behind it. */
static void add_rest(struct sums *s, char *to, const char *from, size_t n)
{
	char stripe[STRIPE] = { 0 };

	memcpy(stripe, from, n);
	add_only(s, stripe, STRIPE);
	if (to)
		memcpy(to, stripe, n);
}

uint64_t cell_copy_looking(void *to, const void *from, size_t n, bool *has_nul)
{
	struct sums s = { 0 };
	size_t whole = n - n % STRIPE, part;

	*has_nul = false;
	for (size_t i = 0; i < whole; i += part) {
		part = whole - i < NEAR ? whole - i : NEAR;
		add_copying(&s, (char *)to + i, (const char *)from + i, part);
		*has_nul = *has_nul || memchr((char *)to + i, '\0', part);
	}
	if (n > whole) {
		add_rest(&s, (char *)to + whole, (const char *)from + whole, n - whole);
		*has_nul = *has_nul || memchr((char *)to + whole, '\0', n - whole);
	}
	return fold(&s, n);
}

uint64_t cell_copy(void *to, const void *from, size_t n)
{
	struct sums s = { 0 };
	size_t whole = n - n % STRIPE;

	if (to)
		add_copying(&s, to, from, whole);
	else
		add_only(&s, from, whole);
	if (n > whole)
		add_rest(&s, to ? (char *)to + whole : NULL, (const char *)from + whole, n - whole);
	return fold(&s, n);
}

/* The same as that many stripes of NULs, each of which adds the first sums to the second, and those to the
 * third. */
static void add_nothing(struct sums *s, uint64_t stripes)
{
	uint64_t more = stripes % 2 == 0 ? stripes / 2 * (stripes + 1) : (stripes + 1) / 2 * stripes;

	for (size_t k = 0; k < PAIRS; k++) {
		s->third[k] += stripes * s->second[k] + more * s->first[k];
		s->second[k] += stripes * s->first[k];
	}
}

/* Where the next pages are, from AT on: to *END; stripes are whole, up to N. */
static size_t next_pages(int fd, size_t at, size_t n, size_t *end)
{
	off_t from = fd < 0 ? (off_t)at : lseek(fd, (off_t)at, SEEK_DATA);

	*end = n;
	if (from < 0) /* -ENXIO: no more of them */
		return n;
	if ((size_t)from >= n)
		return n;
	off_t to = fd < 0 ? -1 : lseek(fd, from, SEEK_HOLE);
	if (to >= 0 && (size_t)to < n - n % STRIPE)
		*end = ((size_t)to + STRIPE - 1) & ~(size_t)(STRIPE - 1);
	return (size_t)from & ~(size_t)(STRIPE - 1);
}

uint64_t cell_sum_sparse(const void *from, size_t n, int fd)
{
	struct sums s = { 0 };
	const char *bytes = from;

	for (size_t at = 0, end; at < n; at = end) {
		size_t data = next_pages(fd, at, n, &end), whole;
		add_nothing(&s, (data - at + STRIPE - 1) / STRIPE);
		whole = (end - data) - (end - data) % STRIPE;
		add_only(&s, bytes + data, whole);
		if (end - data > whole)
			add_rest(&s, NULL, bytes + data + whole, end - data - whole);
	}
	return fold(&s, n);
}

uint64_t cell_hash(uint64_t sum, int next)
{
	return mix(sum, (uint64_t)next + 1);
}

uint64_t ipcsh_cell_hash(const void *value, size_t n, int next)
{
	return cell_hash(cell_copy(NULL, value, n), next);
}
