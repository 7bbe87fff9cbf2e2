/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_transcript.c -- a transcript, then behind a byte 0x01 what its commands printed, parted by bytes 0x02
 * (a digit first: the status; '-': it did not end). It is parsed and compared; with what was printed in its
 * place it is parsed again to the same commands, and passes. Behind a byte 0x03 the rest is a stream of
 * records. */
#include "../../src/transcript/transcript_internal.h"
#include "fuzz.h"

#include <stdlib.h>

static const char salt[SALT_SIZE + 1] = "SALTSALTSALTSALT";

static struct script script_of(const char *text, size_t len)
{
	struct script s = { .path = mem_strdup("x.t"), .name = mem_strdup("x.t") };
	struct buf b = { 0 };

	buf_add(&b, text, len);
	script_parse(&s, b);
	return s;
}

/* The results as the stream that a keeper sends. */
static void make_stream(struct buf *out, const struct script *s, const char *printed, size_t len)
{
	struct stream_at {
		const uint8_t *p;
		size_t len;
	} at = { (const uint8_t *)printed, len };

	for (size_t i = 0; i < s->n_blocks; i++) {
		size_t n;
		char *text = fuzz_field(&at.p, &at.len, '\002', &n);
		bool ends = !(n > 0 && text[0] == '-'), status = n > 0 && text[0] >= '0' && text[0] <= '9';

		if (s->blocks[i].n_command == 0) {
			free(text);
			continue;
		}
		record_two(out, salt, RECORD_BEGIN, (int64_t)i, 0);
		buf_add(out, text + (status || !ends), n - (status || !ends));
		if (ends)
			record_two(out, salt, RECORD_DONE, status ? text[0] - '0' : 0, 1);
		free(text);
	}
	record_two(out, salt, RECORD_END, END_LAST, 0);
}

/* The transcript as an update would write it. */
static void new_text(struct buf *out, const struct script *s, const struct result *r, const struct verdict *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct edit *e = &v->edits[i];
		bool settled = e->block == BLOCK_NONE || r->blocks[e->block].ended ||
			       s->blocks[e->block].n_command == 0;

		if (e->kind != ' ' && e->kind != (settled ? '+' : '-'))
			continue;
		buf_add(out, e->s, e->len);
		buf_byte(out, '\n');
	}
}

static void check_shown(const struct script *s, const struct result *r, const struct verdict *v)
{
	struct buf text = { 0 };

	diff_write(&text, s, v, true);
	verdict_reason(&text, s, r);
	for (size_t i = 0; i < s->n_blocks; i++)
		diff_write_block(&text, v, i);
	junit_file(&text, s, r, v);
	buf_free(&text);
}

/* Commands without a result, or without a command, aside, the new text has to pass. */
static void check_again(const struct script *s, const struct result *r, const struct buf *text)
{
	struct script again = script_of(text->data, text->len);
	size_t k = 0;

	for (size_t i = 0; i < s->n_blocks; i++) {
		if (s->blocks[i].n_command == 0)
			continue;
		while (k < again.n_blocks && again.blocks[k].n_command == 0)
			k++;
		const struct buf *old = &s->blocks[i].command;
		if (k == again.n_blocks || again.blocks[k].command.len != old->len ||
			memcmp(again.blocks[k].command.data, old->data, old->len) != 0)
			fuzz_fail("command %zu is lost in\n%s", i, text->data);
		struct result one = { .blocks = mem_zalloc((again.n_blocks + 1) * sizeof(*one.blocks)) };
		struct verdict v;
		one.blocks[k] = r->blocks[i];
		compare(&v, &again, &one);
		if (r->blocks[i].ended && v.failed[k])
			fuzz_fail("command %zu fails in\n%s", i, text->data);
		verdict_free(&v);
		free(one.blocks);
		k++;
	}
	script_free(&again);
}

static void check_result(const struct script *s, struct result *r)
{
	struct verdict v;
	struct buf text = { 0 };

	result_parse(r, s, salt);
	compare(&v, s, r);
	check_shown(s, r, &v);
	if (!r->skipped) {
		new_text(&text, s, r, &v);
		buf_cstr(&text);
		check_again(s, r, &text);
	}
	verdict_free(&v);
	buf_free(&text);
	result_free(r);
}

/* glibc's regcomp() takes time and memory as the expression likes. */
static bool costly(const uint8_t *data, size_t size)
{
	unsigned special = 0;

	for (size_t i = 0; i < size; i++)
		special += data[i] != 0 && strchr("{(*+?\\", data[i]) != NULL;
	return special > 24 || memchr(data, '{', size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t len, printed_len;
	struct result r = { 0 };

	stack_init();
	if (size == 0 || size > 4096 || (costly(data, size) && memmem(data, size, "(re)", 4)))
		return 0;
	const uint8_t *records = memchr(data, '\003', size);
	size_t n_records = records ? (size_t)(data + size - records - 1) : 0;
	size -= records ? n_records + 1 : 0;
	char *text = fuzz_field(&data, &size, '\001', &len);
	char *printed = fuzz_field(&data, &size, '\001', &printed_len);
	struct script s = script_of(text, len);
	if (records)
		buf_add(&r.stream, (const char *)records + 1, n_records);
	else
		make_stream(&r.stream, &s, printed, printed_len);
	check_result(&s, &r);
	script_free(&s);
	free(text);
	free(printed);
	return 0;
}
