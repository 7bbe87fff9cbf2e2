/* SPDX-License-Identifier: MIT */
/* vec.c -- an array of pointers that grows geometrically. */
#include "base.h"

#include <stdlib.h>

void vec_push(struct vec *v, void *item)
{
	if (v->len == v->cap) {
		size_t cap = v->cap ? 2 * v->cap : 8;
		v->items = mem_realloc(v->items, cap * sizeof *v->items);
		v->cap = cap;
	}
	v->items[v->len++] = item;
}

void vec_free(struct vec *v)
{
	free(v->items);
	*v = (struct vec){ 0 };
}
