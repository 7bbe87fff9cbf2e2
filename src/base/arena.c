/* SPDX-License-Identifier: MIT */
/* arena.c -- memory that is given back as a whole, or back to a mark. */
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* A first chunk of 1,032 bytes is the largest that malloc keeps in its per-thread cache, so that an arena
 * which lives for one line costs next to nothing. */
#define CHUNK_FIRST 1032u
#define CHUNK_MOST 65536u
/* Left after an allocation that has a chunk of its own, for the small ones after it. */
#define CHUNK_SLACK 1024u

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* Linux 5.14 */
#endif

struct arena_chunk {
	struct arena_chunk *prev;
	char *end;
	char bytes[];
};

/* The whole pages of a large chunk by one call: all of them will be used, and a page fault for each costs
 * twice that. Where the kernel does not know the call they come one by one. */
static void chunk_populate(char *from, const char *end)
{
	char *page = (char *)(((uintptr_t)from + 4095) & ~(uintptr_t)4095);
	size_t size = page < end ? (size_t)(end - page) & ~(size_t)4095 : 0;
	if (size > 0)
		(void)madvise(page, size, MADV_POPULATE_WRITE);
}

static struct arena_chunk *chunk_new(size_t total)
{
	struct arena_chunk *c = mem_alloc(total);
	if (total == CHUNK_MOST)
		chunk_populate((char *)c, (char *)c + total);
	c->end = (char *)c + (total & ~(size_t)7u);
	ARENA_POISON(c->bytes, (size_t)(c->end - c->bytes));
	return c;
}

static size_t chunk_room(const struct arena_chunk *c)
{
	return (size_t)(c->end - c->bytes);
}

static struct arena_chunk *chunk_for(struct arena *a, size_t size)
{
	struct arena_chunk *c = a->spare;
	if (c && chunk_room(c) >= size) {
		a->spare = NULL;
		return c;
	}
	size_t total = a->chunk ? 2 * (size_t)(a->chunk->end - (char *)a->chunk) : CHUNK_FIRST;
	if (total > CHUNK_MOST)
		total = CHUNK_MOST;
	if (total - sizeof *c - 7 < size)
		total = size + sizeof *c + CHUNK_SLACK;
	return chunk_new(total);
}

void *arena_more(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 4)
		mem_fail(size);
	size_t rounded = (size + 7u) & ~(size_t)7u;
	struct arena_chunk *c = chunk_for(a, rounded);

	c->prev = a->chunk;
	a->chunk = c;
	a->at = c->bytes + rounded;
	a->end = c->end;
	ARENA_UNPOISON(c->bytes, size);
	return c->bytes;
}

/* Keeps the larger of C and the spare chunk; a chunk of an allocation's own is never kept. */
static void chunk_drop(struct arena *a, struct arena_chunk *c)
{
	size_t room = chunk_room(c);
	struct arena_chunk *loser = c;

	if (room <= CHUNK_MOST && (!a->spare || room > chunk_room(a->spare))) {
		ARENA_POISON(c->bytes, room);
		loser = a->spare;
		a->spare = c;
	}
	free(loser);
}

void arena_rewind_slow(struct arena *a, struct arena_mark mark)
{
	while (a->chunk != mark.chunk) {
		struct arena_chunk *prev = a->chunk->prev;
		chunk_drop(a, a->chunk);
		a->chunk = prev;
	}
	a->at = mark.at;
	a->end = a->chunk ? a->chunk->end : NULL;
	if (a->chunk)
		ARENA_POISON(a->at, (size_t)(a->end - a->at));
}

void *arena_take(struct arena *a, const void *p)
{
	for (struct arena_chunk **at = &a->chunk; *at; at = &(*at)->prev) {
		struct arena_chunk *c = *at;
		if (p != c->bytes || chunk_room(c) <= CHUNK_MOST)
			continue;
		*at = c->prev;
		if (at == &a->chunk)
			a->at = a->end = c->prev ? c->prev->end : NULL;
		return c;
	}
	return NULL;
}

void *arena_zalloc(struct arena *a, size_t size)
{
	void *p = arena_alloc(a, size);
	if (size)
		memset(p, 0, size);
	return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);
	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		return arena_strndup(a, "", 0);
	char *p = arena_alloc(a, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return p;
}

void arena_free(struct arena *a)
{
	for (struct arena_chunk *c = a->chunk, *prev; c; c = prev) {
		prev = c->prev;
		free(c);
	}
	free(a->spare);
	*a = (struct arena){ 0 };
}
