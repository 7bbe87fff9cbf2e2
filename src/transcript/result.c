/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result.c -- the stream that comes back from a file's shell and keeper: output with records in it. */
#include "transcript_internal.h"

#include <stdlib.h>

struct record_head {
	char salt[SALT_SIZE];
	uint32_t kind, len;
};

static void record_add(
	struct buf *out, const char salt[SALT_SIZE], enum record_kind kind, const void *p, size_t len)
{
	struct record_head head = { .kind = kind, .len = (uint32_t)(len < RECORD_MAX ? len : RECORD_MAX) };

	memcpy(head.salt, salt, SALT_SIZE);
	buf_add(out, (const char *)&head, sizeof(head));
	buf_add(out, p, head.len);
}

void record_text(struct buf *out, const char salt[SALT_SIZE], enum record_kind kind, const char *text)
{
	record_add(out, salt, kind, text, strlen(text));
}

void record_two(struct buf *out, const char salt[SALT_SIZE], enum record_kind kind, int64_t a, int64_t b)
{
	struct record_pair pair = { a, b };

	record_add(out, salt, kind, &pair, sizeof(pair));
}

struct stream {
	struct result *r;
	const struct script *script;
	size_t block;    /* the one that runs or ran last */
	bool any;        /* a block has begun */
	int64_t began;   /* when it did */
	size_t out_from; /* where its output begins in the squeezed stream */
};

static void block_close(struct stream *st)
{
	struct block_result *b = &st->r->blocks[st->block];

	if (st->any)
		b->len = st->r->stream.len - st->out_from;
}

static void on_begin(struct stream *st, const struct record_pair *p)
{
	if (p->a < 0 || (size_t)p->a >= st->script->n_blocks)
		return;
	block_close(st);
	st->out_from = st->any ? st->r->stream.len : 0; /* what came before all commands is the first one's */
	st->block = (size_t)p->a;
	st->any = true;
	st->began = p->b;
	st->r->blocks[st->block].began = true;
	st->r->blocks[st->block].from = st->out_from;
}

static void on_done(struct stream *st, const struct record_pair *p)
{
	struct block_result *b = &st->r->blocks[st->block];

	if (!st->any)
		return;
	b->ended = true;
	b->status = (int)p->a;
	b->ns = (int64_t)((uint64_t)p->b - (uint64_t)st->began); /* a shell may write any numbers */
}

static void on_record(struct stream *st, uint32_t kind, const char *p, size_t len)
{
	struct record_pair pair = { 0 };

	if (len == sizeof(pair))
		memcpy(&pair, p, sizeof(pair));
	switch (kind) {
	case RECORD_BEGIN: on_begin(st, &pair); break;
	case RECORD_DONE: on_done(st, &pair); break;
	case RECORD_LEFT: vec_push(&st->r->left, mem_strndup(p, len)); break;
	case RECORD_NOTE: vec_push(&st->r->notes, mem_strndup(p, len)); break;
	case RECORD_END:
		st->r->end = (enum end_kind)pair.a;
		st->r->end_value = (int)pair.b;
		break;
	}
}

/* Moves output to the front of the stream, so that the output of each block is one piece of it. */
static void stream_walk(struct stream *st, const char salt[SALT_SIZE])
{
	struct buf *b = &st->r->stream;
	size_t at = 0, end = b->len;

	b->len = 0;
	while (at < end) {
		char *found = memmem(b->data + at, end - at, salt, SALT_SIZE);
		size_t stop = found ? (size_t)(found - b->data) : end;
		struct record_head head;

		memmove(b->data + b->len, b->data + at, stop - at);
		b->len += stop - at;
		at = stop;
		if (end - at < sizeof(head))
			break;
		memcpy(&head, b->data + at, sizeof(head));
		at += sizeof(head);
		if (head.len > end - at)
			break;
		on_record(st, head.kind, b->data + at, head.len);
		at += head.len;
	}
}

/* `exit` tells nobody that its command has ended; a shell that ended by itself has done so with the command's
 * status. */
static void settle_end(struct stream *st)
{
	struct result *r = st->r;
	struct block_result *b = &r->blocks[st->block];

	r->end_block = st->block;
	if (r->end != END_EXIT)
		return;
	if (!st->any) {
		r->end = r->notes.len > 0 ? END_SETUP : END_LAST;
		return;
	}
	r->skipped = r->end_value == SKIP_STATUS && !b->ended;
	if (b->ended) { /* only the EXIT trap came after it */
		r->end = END_LAST;
		return;
	}
	b->ended = true;
	b->status = r->end_value;
}

void result_parse(struct result *r, const struct script *s, const char salt[SALT_SIZE])
{
	struct stream st = { .r = r, .script = s };

	r->blocks = mem_zalloc((s->n_blocks + 1) * sizeof(*r->blocks));
	stream_walk(&st, salt);
	block_close(&st);
	settle_end(&st);
	buf_cstr(&r->stream); /* a regexec() that is watched looks for a NUL behind the end that it is told */
	for (size_t i = 0; i < s->n_blocks && r->stream.data; i++)
		r->blocks[i].out = r->stream.data + r->blocks[i].from;
}

void result_free(struct result *r)
{
	for (size_t i = 0; i < r->left.len; i++)
		free(r->left.items[i]);
	for (size_t i = 0; i < r->notes.len; i++)
		free(r->notes.items[i]);
	vec_free(&r->left);
	vec_free(&r->notes);
	free(r->blocks);
	buf_free(&r->stream);
	*r = (struct result){ 0 };
}
