/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_split.c -- IFS in the first line (the bytes 0x01 stand for newlines), the text in the rest. Field
 * splitting of $x, of $x cut in two, and the splitting of `read` against a model that looks at one character
 * at a time. */
#include "fuzz.h"

#include <stdlib.h>

enum { CHARS_MAX = 512, FIELDS_MAX = CHARS_MAX + 2 };

struct model {
	uint32_t ifs[64];
	size_t n_ifs;
	size_t at[CHARS_MAX + 1]; /* where character i begins */
	int class[CHARS_MAX];     /* IFS_WHITE, IFS_OTHER or 0 */
	size_t n;
	size_t from[FIELDS_MAX], to[FIELDS_MAX]; /* in bytes */
	size_t n_fields;
};

/* false: too long, or bytes that are no characters, for which the model has no opinion. */
static bool decode_ifs(struct model *m, const char *ifs)
{
	for (size_t len = strlen(ifs); len > 0;) {
		uint32_t c;
		size_t n = utf8_decode(ifs, len, &c);

		if (m->n_ifs == ARRAY_LEN(m->ifs) || (c >= 0xdc80 && c <= 0xdcff))
			return false;
		m->ifs[m->n_ifs++] = c;
		ifs += n;
		len -= n;
	}
	return true;
}

static int class_of(const struct model *m, uint32_t c)
{
	for (size_t i = 0; i < m->n_ifs; i++)
		if (m->ifs[i] == c)
			return c == ' ' || c == '\t' || c == '\n' ? IFS_WHITE : IFS_OTHER;
	return 0;
}

static bool decode_text(struct model *m, const char *s, size_t len)
{
	size_t at = 0;

	for (m->n = 0; at < len; m->n++) {
		uint32_t c;

		if (m->n == CHARS_MAX)
			return false;
		m->at[m->n] = at;
		at += utf8_decode(s + at, len - at, &c);
		m->class[m->n] = class_of(m, c);
	}
	m->at[m->n] = at;
	return true;
}

static size_t skip_white(const struct model *m, size_t i)
{
	while (i < m->n && m->class[i] == IFS_WHITE)
		i++;
	return i;
}

/* All fields of the text. */
static void model_split(struct model *m)
{
	m->n_fields = 0;
	for (size_t i = skip_white(m, 0); i < m->n;) {
		size_t from = i;

		while (i < m->n && m->class[i] == 0)
			i++;
		m->from[m->n_fields] = m->at[from];
		m->to[m->n_fields++] = m->at[i];
		i = skip_white(m, i);
		if (i < m->n && m->class[i] == IFS_OTHER)
			i = skip_white(m, i + 1);
	}
}

/* As `read` with WANTED variables: the last takes the rest without the white space at the end. */
static void model_read(struct model *m, size_t wanted)
{
	size_t end = m->n;

	model_split(m);
	if (m->n_fields <= wanted)
		return;
	m->n_fields = wanted;
	while (end > 0 && m->class[end - 1] == IFS_WHITE)
		end--;
	if (wanted)
		m->to[wanted - 1] = m->at[end];
}

static void check(const struct model *m, const char *s, const struct fields *f, const char *what)
{
	bool same = f->n == m->n_fields;

	for (size_t i = 0; same && i < f->n; i++)
		same = strlen(f->v[i]) == m->to[i] - m->from[i] &&
		       memcmp(f->v[i], s + m->from[i], m->to[i] - m->from[i]) == 0;
	if (same)
		return;
	struct buf text = { 0 };
	for (size_t i = 0; i < f->n; i++)
		buf_printf(&text, "<%s>", f->v[i]);
	buf_str(&text, " but it should be ");
	for (size_t i = 0; i < m->n_fields; i++)
		buf_printf(&text, "<%.*s>", (int)(m->to[i] - m->from[i]), s + m->from[i]);
	fuzz_fail("%s: %s", what, buf_cstr(&text));
}

static void check_words(struct bench *b, const struct model *m, const char *s, const char *words)
{
	struct tree *tree;
	struct fields f = { 0 };
	const struct word *w = bench_words(b, words, &tree);

	if (!w || exp_words(&b->e, w, false, &f) < 0)
		fuzz_fail("%s is not expanded", words);
	check(m, s, &f, words);
	tree_unref(tree);
}

static void check_all(struct bench *b, struct model *m, const char *s, size_t len)
{
	model_split(m);
	check_words(b, m, s, "$x");
	if (m->n > 0) {
		/* the same text in two halves, cut between characters */
		size_t half = m->at[m->n / 2];
		char *head = mem_strndup(s, half);

		bench_set(b, "y", head);
		bench_set(b, "z", s + half);
		check_words(b, m, s, "$y$z");
		free(head);
	}
	for (size_t wanted = 1; wanted <= 4; wanted++) {
		struct fields f = { 0 };

		model_read(m, wanted);
		exp_split_read(&b->e, s, len, NULL, wanted, &f);
		check(m, s, &f, "read");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model m;
	struct bench b;
	size_t len;
	char *ifs = fuzz_field(&data, &size, '\n', &len);
	char *text = mem_strndup(size ? (const char *)data : "", size);

	for (char *p = ifs; *p; p++)
		if (*p == '\001')
			*p = '\n';
	bench_init(&b);
	bench_set(&b, "IFS", ifs);
	bench_set(&b, "x", text);
	m.n_ifs = 0;
	len = strlen(text);
	if (decode_ifs(&m, ifs) && decode_text(&m, text, len))
		check_all(&b, &m, text, len);
	bench_free(&b);
	free(ifs);
	free(text);
	return 0;
}
