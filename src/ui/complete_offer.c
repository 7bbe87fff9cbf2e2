/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_offer.c -- the offers: collected, sorted, and written as the line and the list need them. */
#include "complete.h"

#include <stdlib.h>
#include <strings.h>

/* ---- collecting ------------------------------------------------------------------------------------------- */

static bool begins_with(const struct comp *c, const char *name, const char *what, size_t len)
{
	return c->wish->ignore_case ? strncasecmp(name, what, len) == 0 : strncmp(name, what, len) == 0;
}

bool comp_fits(const struct comp *c, const char *name)
{
	return begins_with(c, name, c->typed, strlen(c->typed));
}

void comp_put(struct comp *c, const char *name, const char *meaning, enum comp_end end)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->v = mem_realloc(c->v, c->cap * sizeof *c->v);
	}
	c->v[c->n++] = (struct comp_offer){
		.text = mem_strdup(name),
		.meaning = meaning && *meaning ? mem_strdup(meaning) : NULL,
		.end = end,
	};
}

void comp_add(struct comp *c, const char *name, const char *meaning, enum comp_end end)
{
	if (comp_fits(c, name))
		comp_put(c, name, meaning, end);
}

void comp_look(struct comp *c, size_t shown, char mark)
{
	c->v[c->n - 1].shown = shown;
	c->v[c->n - 1].mark = mark;
}

static void offer_free(struct comp_offer *o)
{
	free(o->text);
	free(o->meaning);
}

void comp_cut(struct comp *c, size_t n)
{
	while (c->n > n)
		offer_free(&c->v[--c->n]);
}

void comp_forget(struct comp *c)
{
	comp_cut(c, 0);
	free(c->v);
	c->v = NULL;
	c->n = c->cap = 0;
}

/* Of those with one name the one with a meaning comes first, and stays. */
static int compare(const void *a, const void *b)
{
	const struct comp_offer *x = a, *y = b;
	int order = strcmp(x->text, y->text);
	return order ? order : (y->meaning != NULL) - (x->meaning != NULL);
}

void comp_sort(struct comp *c, size_t first)
{
	if (c->n - first < 2)
		return;
	size_t to = first + 1;
	qsort(c->v + first, c->n - first, sizeof *c->v, compare);
	for (size_t i = first + 1; i < c->n; i++) {
		if (strcmp(c->v[to - 1].text, c->v[i].text) == 0)
			offer_free(&c->v[i]);
		else
			c->v[to++] = c->v[i];
	}
	c->n = to;
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static bool is_name(const struct comp *c)
{
	enum comp_at at = c->place.at;
	return at == COMP_PARAMETER || at == COMP_BRACED || at == COMP_VARIABLE;
}

static char next_byte(const struct comp *c)
{
	return c->wish->line[c->wish->point];
}

/* The closing quote stands behind the cursor already. */
static bool is_closed(const struct comp *c)
{
	static const char closing[] = { '\0', '\'', '"', '\'' };
	return c->place.quote != COMP_BARE && next_byte(c) == closing[c->place.quote];
}

/* What goes into the line for NAME, LEN bytes of it. */
static char *inserted(const struct comp *c, const char *name, size_t len, bool whole, struct arena *store)
{
	struct buf all = { 0 }, out = { 0 };
	const struct comp_place *p = &c->place;
	struct comp_writing how = {
		.quote = p->quote,
		.open = p->open,
		.close = whole && !is_closed(c),
		.at_start = p->kept == 0,
		.utf8 = c->sh->vars.utf8,
	};
	buf_add(&all, p->text.data, c->base);
	buf_add(&all, name, len);
	size_t kept = p->kept < all.len ? p->kept : all.len;
	if (is_name(c) || p->tilde)
		buf_add(&out, all.data + kept, all.len - kept);
	else
		comp_write(&out, &how, all.data + kept, all.len - kept);
	if (p->at == COMP_BRACED && whole && next_byte(c) != '}')
		buf_byte(&out, '}');
	if (c->is_folder && whole && next_byte(c) != '}' && next_byte(c) != '/')
		buf_byte(&out, '/');
	char *text = arena_strndup(store, buf_cstr(&out), out.len);
	buf_free(&all);
	buf_free(&out);
	return text;
}

static char *shown(const struct comp *c, const char *text, struct arena *store)
{
	struct buf out = { 0 };
	comp_show(&out, text, strlen(text), c->sh->vars.utf8);
	char *copy = arena_strndup(store, buf_cstr(&out), out.len);
	buf_free(&out);
	return copy;
}

static void write_one(const struct comp *c, const struct comp_offer *o, struct comp_list *out)
{
	struct module_line_offer *to = &out->offers.v[out->offers.n++];
	size_t len = strlen(o->text);
	bool folder = len > 0 && o->text[len - 1] == '/';
	*to = (struct module_line_offer){
		.insert = inserted(c, o->text, len, o->end != COMP_OPEN, &out->store),
		.shown = shown(c, o->text + o->shown, &out->store),
		.meaning = o->meaning ? shown(c, o->meaning, &out->store) : NULL,
		.mark = folder ? '\0' : o->mark,
		.blank = o->end == COMP_BLANK && !is_closed(c) && !c->is_folder,
	};
}

/* Bytes that all names have in common, at most LEN. */
static size_t common_length(const struct comp *c)
{
	const char *first = c->v[0].text;
	size_t len = strlen(first);
	for (size_t i = 1; i < c->n; i++) {
		size_t n = 0;
		while (n < len && begins_with(c, c->v[i].text + n, first + n, 1))
			n++;
		len = n;
	}
	while (len > 0 && ((unsigned char)first[len] & 0xC0) == 0x80)
		len--; /* no half of a character */
	return len;
}

/* What is inserted while there are several: no less than what was typed, and that as it was typed. */
static const char *common(const struct comp *c, struct arena *store)
{
	size_t len = common_length(c), typed = strlen(c->typed);
	const struct module_line_wish *w = c->wish;
	bool goes_on = len > typed && begins_with(c, c->v[0].text, c->typed, typed);
	if (!goes_on)
		return arena_strndup(store, w->line + c->place.from, w->point - c->place.from);
	return inserted(c, c->v[0].text, len, false, store);
}

void comp_list_make(const struct comp *c, struct comp_list *out)
{
	struct module_line_offers *o = &out->offers;
	arena_free(&out->store);
	o->from = c->place.from;
	o->common = "";
	o->n = 0;
	if (c->n == 0)
		return;
	if (c->n > out->cap) {
		out->cap = c->n;
		o->v = mem_realloc(o->v, out->cap * sizeof *o->v);
	}
	for (size_t i = 0; i < c->n; i++)
		write_one(c, &c->v[i], out);
	o->common = common(c, &out->store);
}

void comp_list_free(struct comp_list *list)
{
	arena_free(&list->store);
	free(list->offers.v);
	*list = (struct comp_list){ 0 };
}
