/* SPDX-License-Identifier: MIT */
/* names.c -- identifiers turned into small numbers, once each, for good. */
#include "base.h"

#include <stdlib.h>

#define NAMES_FIRST 128u /* a power of two: the well-known names and a usual environment fit */

static void names_rehash(struct names *names, size_t n)
{
	struct name_entry **buckets = mem_zalloc(n * sizeof *buckets);

	for (name_id id = 1; id < names->n; id++) {
		struct name_entry *e = names->by_id[id], **at = &buckets[e->hash & (n - 1)];
		e->next = *at;
		*at = e;
	}
	free(names->buckets);
	names->buckets = buckets;
	names->n_buckets = n;
}

/* Buckets and numbers grow together: both arrays have n_buckets places. */
static void names_make_room(struct names *names)
{
	if (names->n < names->n_buckets)
		return;
	size_t n = names->n_buckets ? 2 * names->n_buckets : NAMES_FIRST;

	if (n > UINT32_MAX / 2)
		mem_fail(n);
	names->by_id = mem_realloc(names->by_id, n * sizeof *names->by_id);
	if (names->n == 0)
		names->by_id[names->n++] = NULL; /* NAME_NONE */
	names_rehash(names, n);
}

static struct name_entry *names_look(const struct names *names, const char *s, size_t len, uint32_t hash)
{
	struct name_entry *e = names->buckets[hash & (names->n_buckets - 1)];

	while (e && (e->hash != hash || e->len != len || memcmp(e->text, s, len) != 0))
		e = e->next;
	return e;
}

name_id names_find(const struct names *names, const char *s, size_t len)
{
	if (names->n == 0)
		return NAME_NONE;
	const struct name_entry *e = names_look(names, s, len, table_hash(s, len));
	return e ? e->id : NAME_NONE;
}

name_id names_intern(struct names *names, const char *s, size_t len)
{
	uint32_t hash = table_hash(s, len);
	struct name_entry *e = names->n ? names_look(names, s, len, hash) : NULL;

	if (e)
		return e->id;
	names_make_room(names);
	e = arena_alloc(&names->store, offsetof(struct name_entry, text) + len + 1);
	struct name_entry **at = &names->buckets[hash & (names->n_buckets - 1)];
	e->next = *at;
	e->hash = hash;
	e->len = (uint32_t)len;
	e->id = names->n++;
	memcpy(e->text, s, len);
	e->text[len] = '\0';
	*at = e;
	names->by_id[e->id] = e;
	return e->id;
}

void names_free(struct names *names)
{
	arena_free(&names->store);
	free(names->buckets);
	free(names->by_id);
	*names = (struct names){ 0 };
}

static bool name_byte(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26 || c == '_';
}

size_t name_span(const char *s, size_t len)
{
	size_t n = 0;

	if (len == 0 || !name_byte(*s))
		return 0;
	while (n < len && (name_byte(s[n]) || (unsigned char)(s[n] - '0') < 10))
		n++;
	return n;
}

bool name_valid(const char *s)
{
	size_t n = name_span(s, strlen(s));
	return n > 0 && s[n] == '\0';
}
