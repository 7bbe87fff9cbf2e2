/* SPDX-License-Identifier: MIT */
/* table.c -- text keys to pointers: chained buckets, as many as entries or more. */
#include "base.h"

#include <stdlib.h>

#define TABLE_FIRST 16u

/* FNV-1a with a last stir, because buckets are chosen by the low bits alone. */
uint32_t table_hash(const char *key, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)key[i]) * 16777619u;
	return h ^ (h >> 15);
}

/* Where the pointer to the entry of KEY is, or where it would be hung. */
static struct table_entry **table_place(const struct table *t, const char *key, size_t len, uint32_t hash)
{
	struct table_entry **at = &t->buckets[hash & (t->n_buckets - 1)];

	while (*at && ((*at)->hash != hash || (*at)->len != len || memcmp((*at)->key, key, len) != 0))
		at = &(*at)->next;
	return at;
}

static void table_grow(struct table *t)
{
	size_t n = t->n_buckets ? 2 * t->n_buckets : TABLE_FIRST;
	struct table_entry **buckets = mem_zalloc(n * sizeof *buckets);

	for (size_t i = 0; i < t->n_buckets; i++) {
		for (struct table_entry *e = t->buckets[i], *next; e; e = next) {
			struct table_entry **at = &buckets[e->hash & (n - 1)];
			next = e->next;
			e->next = *at;
			*at = e;
		}
	}
	free(t->buckets);
	t->buckets = buckets;
	t->n_buckets = n;
}

void *table_get(const struct table *t, const char *key)
{
	if (t->n_entries == 0)
		return NULL;
	size_t len = strlen(key);
	struct table_entry *e = *table_place(t, key, len, table_hash(key, len));
	return e ? e->value : NULL;
}

void *table_put(struct table *t, const char *key, void *value)
{
	size_t len = strlen(key);
	uint32_t hash = table_hash(key, len);

	if (t->n_entries >= t->n_buckets)
		table_grow(t);
	struct table_entry **at = table_place(t, key, len, hash), *e = *at;
	if (e) {
		void *old = e->value;
		e->value = value;
		return old;
	}
	e = mem_alloc(sizeof *e + len + 1);
	*e = (struct table_entry){ .value = value, .hash = hash, .len = (uint32_t)len };
	memcpy(e->key, key, len + 1);
	*at = e;
	t->n_entries++;
	return NULL;
}

void *table_remove(struct table *t, const char *key)
{
	if (t->n_entries == 0)
		return NULL;
	size_t len = strlen(key);
	struct table_entry **at = table_place(t, key, len, table_hash(key, len)), *e = *at;
	if (!e)
		return NULL;
	void *value = e->value;
	*at = e->next;
	free(e);
	t->n_entries--;
	return value;
}

void table_each(const struct table *t, void (*each)(void *ctx, const char *key, void *value), void *ctx)
{
	for (size_t i = 0; i < t->n_buckets; i++) {
		for (struct table_entry *e = t->buckets[i], *next; e; e = next) {
			next = e->next;
			each(ctx, e->key, e->value);
		}
	}
}

static int entry_order(const void *a, const void *b)
{
	const struct table_entry *const *x = a, *const *y = b;
	return strcmp((*x)->key, (*y)->key);
}

struct table_entry **table_sorted(const struct table *t, size_t *n)
{
	struct table_entry **all = mem_alloc(t->n_entries * sizeof *all);
	size_t at = 0;

	for (size_t i = 0; i < t->n_buckets; i++)
		for (struct table_entry *e = t->buckets[i]; e; e = e->next)
			all[at++] = e;
	qsort(all, at, sizeof *all, entry_order);
	*n = at;
	return all;
}

void table_free(struct table *t)
{
	for (size_t i = 0; i < t->n_buckets; i++) {
		for (struct table_entry *e = t->buckets[i], *next; e; e = next) {
			next = e->next;
			free(e);
		}
	}
	free(t->buckets);
	*t = (struct table){ 0 };
}
