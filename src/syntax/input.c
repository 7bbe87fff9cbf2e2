/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.c -- where the bytes come from: chunks of the source, the text of aliases, strings in words. */
#include "syntax_internal.h"
#include <stdio.h>
#include <stdlib.h>

static void chunk_free(struct chunk *c)
{
	free(c->copy);
	free(c);
}

void in_drop_chunks(struct parser *p)
{
	struct chunk *next;
	for (struct chunk *c = p->first_chunk; c; c = next) {
		next = c->next;
		chunk_free(c);
	}
	p->first_chunk = NULL;
}

/* Goes on reading in chunk C. */
static void source_enter(struct parser *p, struct chunk *c)
{
	p->in.chunk = c;
	p->open_until = NULL;
	p->in.at = p->in.line_at = c->data;
	p->in.end = c->data + c->len;
	p->in.shift = c->offset - (uint64_t)(uintptr_t)c->data;
}

/* The bytes of LAST go away with the next fill, but they may be read again. */
static void chunk_keep(struct chunk *last)
{
	if (last->copy)
		return;
	last->copy = mem_strndup(last->data, last->len);
	last->data = last->copy;
}

/* Makes room for a chunk behind LAST, which is used up. */
static struct chunk *chunk_new(struct parser *p, struct chunk *last)
{
	uint64_t offset = last ? last->offset + last->len : 0;
	if (last && p->pins)
		chunk_keep(last);
	else
		in_drop_chunks(p);
	struct chunk *c = mem_zalloc(sizeof(*c));
	c->offset = offset;
	c->data = "";
	if (last && p->first_chunk)
		last->next = c;
	else
		p->first_chunk = c;
	return c;
}

/* NUL bytes have no meaning in a script: they are left out, as dash and bash do. */
static void chunk_set(struct parser *p, struct chunk *c, const char *text, size_t len)
{
	if (memchr(text, '\0', len)) {
		p->clean.len = 0;
		for (size_t i = 0; i < len; i++) {
			if (text[i] != '\0')
				buf_byte(&p->clean, text[i]);
		}
		text = buf_cstr(&p->clean);
		len = p->clean.len;
	}
	c->data = text;
	c->len = len;
}

static bool source_more(struct parser *p)
{
	struct chunk *last = p->in.chunk;
	if (last && last->next) {
		source_enter(p, last->next);
		return true;
	}
	if (p->at_eof || p->interrupted || !p->source.fill)
		return false;
	if (last && last->len > 0 && last->data[last->len - 1] != '\n') {
		p->at_eof = true; /* only the last line may lack its newline */
		return false;
	}
	struct chunk *c = chunk_new(p, last);
	source_enter(p, c);
	const char *text = "";
	size_t len = 0;
	int got = p->source.fill(p->source.ctx, p->prompt, &text, &len);
	p->prompt = 2;
	if (got <= 0) {
		p->at_eof = true;
		if (got < 0)
			p->failed = p->interrupted = true;
		return false;
	}
	chunk_set(p, c, text, len);
	source_enter(p, c);
	return true;
}

/* Goes on with SAVED, whose chunk may have moved since it was saved. */
static void in_resume(struct parser *p, const struct input *saved)
{
	p->in = *saved;
	const struct chunk *c = p->in.chunk;
	if (p->in.kind != IN_SOURCE || !c)
		return;
	p->in.end = c->data + c->len;
	p->in.at = p->in.end - (saved->end - saved->at);
	p->in.line_at = p->in.end - (saved->end - saved->line_at);
	p->in.shift = c->offset - (uint64_t)(uintptr_t)c->data;
}

int in_more(struct parser *p)
{
	while (p->in.at >= p->in.end) {
		if (p->in.kind == IN_STRING)
			return -1;
		if (p->in.kind == IN_ALIAS) {
			p->alias_blank |= p->in.ends_blank;
			in_resume(p, p->in.outer);
		} else if (!source_more(p)) {
			return -1;
		}
	}
	return (unsigned char)*p->in.at;
}

bool in_continuation(struct parser *p)
{
	if (in_second(p) != '\n')
		return false;
	p->in.at++;
	in_newline(p);
	return true;
}

size_t in_give_back(struct parser *p)
{
	struct chunk *c = p->in.chunk;
	if (p->in.kind != IN_SOURCE || !c || c->next || c->copy || c->data == p->clean.data)
		return 0;
	size_t rest = (size_t)(p->in.end - p->in.at);
	c->len -= rest;
	p->in.end = p->in.at;
	return rest;
}

void in_skip_to(struct parser *p, const char *to)
{
	if (p->in.kind != IN_ALIAS) {
		const char *s = p->in.at;
		while ((s = memchr(s, '\n', (size_t)(to - s))) != NULL) {
			p->in.line++;
			p->in.line_at = ++s;
		}
	}
	p->in.at = to;
}

uint64_t in_outer_offset(const struct parser *p)
{
	const struct input *in = &p->in;
	while (in->kind != IN_SOURCE && in->outer)
		in = in->outer;
	if (!in->chunk)
		return 0;
	return in->chunk->offset + in->chunk->len - (uint64_t)(in->end - in->at);
}

static const struct input *in_save(struct parser *p)
{
	struct input *outer = arena_alloc(p->arena, sizeof(*outer));
	*outer = p->in;
	return outer;
}

void in_push_alias(struct parser *p, const struct token *t, const char *text)
{
	p->open_until = NULL;
	size_t len = strlen(text);
	struct alias_use *use = arena_alloc(p->arena, sizeof(*use));
	*use = (struct alias_use){ t->aliases, t->word->text, t->word->len };
	const struct input *outer = in_save(p);
	p->in = (struct input){ .at = text, .end = text + len, .line_at = text, .kind = IN_ALIAS };
	p->in.line = t->place.pos.line;
	p->in.col = t->place.pos.col;
	p->in.ends_blank = len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t');
	p->in.aliases = use;
	p->in.outer = outer;
}

void in_push_string(struct parser *p, const char *text, size_t len, uint32_t line)
{
	p->open_until = NULL;
	const struct input *outer = in_save(p);
	p->in = (struct input){ .at = text, .end = text + len, .line_at = text, .kind = IN_STRING };
	p->in.line = line;
	p->in.aliases = outer->aliases;
	p->in.outer = outer;
}

void in_pop_string(struct parser *p)
{
	while (p->in.kind != IN_STRING)
		p->in = *p->in.outer;
	in_resume(p, p->in.outer);
}

void in_discard(struct parser *p)
{
	while (p->in.kind != IN_SOURCE)
		in_resume(p, p->in.outer);
	in_skip_to(p, p->in.end);
	while (p->in.chunk && p->in.chunk->next) {
		source_enter(p, p->in.chunk->next);
		in_skip_to(p, p->in.end);
	}
}

static const struct alias_use *copy_uses(struct parser *p, const struct alias_use *use)
{
	const struct alias_use *head = NULL, **tail = &head;
	for (; use; use = use->up) {
		struct alias_use *copy = arena_alloc(p->arena, sizeof(*copy));
		*copy = (struct alias_use){ .name = arena_strndup(p->arena, use->name, use->len),
			.len = use->len };
		*tail = copy;
		tail = &copy->up;
	}
	return head;
}

bool in_keep_aliases(struct parser *p)
{
	p->open_until = NULL;
	while (p->in.kind == IN_ALIAS && p->in.at == p->in.end)
		in_resume(p, p->in.outer);
	for (struct input *in = &p->in; in->kind == IN_ALIAS; in = (struct input *)in->outer) {
		size_t len = (size_t)(in->end - in->at);
		in->at = in->line_at = arena_strndup(p->arena, in->at, len);
		in->end = in->at + len;
		in->aliases = copy_uses(p, in->aliases);
		struct input *outer = arena_alloc(p->arena, sizeof(*outer));
		*outer = *in->outer;
		in->outer = outer;
	}
	return p->in.kind != IN_SOURCE;
}

struct input in_pin(struct parser *p)
{
	p->pins++;
	return p->in;
}

void in_return(struct parser *p, const struct input *to)
{
	in_resume(p, to);
}

void in_unpin(struct parser *p)
{
	p->pins--;
}

static size_t offset_in(const struct input *in)
{
	return in->chunk->len - (size_t)(in->end - in->at);
}

char *in_text_since(struct parser *p, const struct input *from, size_t *len)
{
	struct buf b = { 0 };
	if (from->kind != IN_SOURCE || p->in.kind != IN_SOURCE || !from->chunk) {
		if (from->kind == p->in.kind && from->end == p->in.end)
			buf_add(&b, from->at, (size_t)(p->in.at - from->at));
	} else {
		size_t start = offset_in(from);
		for (const struct chunk *c = from->chunk; c; c = c->next, start = 0) {
			size_t end = c == p->in.chunk ? offset_in(&p->in) : c->len;
			buf_add(&b, c->data + start, end - start);
			if (c == p->in.chunk)
				break;
		}
	}
	*len = b.len;
	char *text = arena_strndup(p->arena, b.len ? b.data : "", b.len);
	buf_free(&b);
	return text;
}

/* The line of TEXT around AT, for the caret under it. */
static void show_line(struct trouble *t, const char *text, size_t len, size_t at)
{
	size_t from = at, to = at;
	while (from > 0 && text[from - 1] != '\n' && at - from < 160)
		from--;
	while (to < len && text[to] != '\n' && to - from < sizeof(t->source) - 1)
		to++;
	memcpy(t->source, text + from, to - from);
	t->source[to - from] = '\0';
	t->caret = (uint32_t)(at - from);
}

/* The line of the source that PLACE is in, if it is still there; of the string, while one is read. */
static void show_source(struct parser *p, struct place place)
{
	const struct input *in = &p->in;
	while (in->kind == IN_ALIAS)
		in = in->outer;
	if (in->kind == IN_STRING) {
		size_t len = (size_t)(in->end - in->line_at), at = place.pos.col - 1;
		if (place.pos.line == in->line && at <= len)
			show_line(p->trouble, in->line_at, len, at);
		return;
	}
	const struct chunk *c = p->first_chunk;
	while (c && (place.offset < c->offset || place.offset > c->offset + c->len))
		c = c->next;
	if (c && c->len > 0)
		show_line(p->trouble, c->data, c->len, (size_t)(place.offset - c->offset));
}

void syn_fail(struct parser *p, struct place place, const char *fmt, ...)
{
	if (p->failed)
		return;
	p->failed = true;
	char text[sizeof(p->trouble->text)];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	memset(p->trouble, 0, sizeof(*p->trouble));
	trouble_set(p->trouble, place.pos, "%s", text);
	show_source(p, place);
}

bool syn_deep(struct parser *p)
{
	if (!stack_low())
		return false;
	syn_fail(p, in_place(p), "nested too deeply");
	p->too_deep = true;
	return true;
}
