/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_brace.c -- brace expansion. Without a '!' before it the input is a word of a few letters, checked
 * against a model that rewrites text; with it any bytes are expanded. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORDS_MAX = 4000 };

struct words {
	char **v;
	size_t n;
};

static void expand(struct words *out, const char *head, const char *s);

/* The braces of S that belong together: the close of the one at I, or NULL. */
static const char *close_of(const char *open)
{
	int depth = 0;

	for (const char *p = open; *p; p++) {
		depth += (*p == '{') - (*p == '}');
		if (depth == 0)
			return p;
	}
	return NULL;
}

static bool has_comma(const char *open, const char *close)
{
	int depth = 0;

	for (const char *p = open; p < close; p++) {
		depth += (*p == '{') - (*p == '}');
		if (*p == ',' && depth == 1)
			return true;
	}
	return false;
}

static void expand_rest(struct words *out, const char *head, const char *middle, size_t n, const char *rest)
{
	struct buf text = { 0 };

	buf_str(&text, head);
	buf_add(&text, middle, n);
	expand(out, buf_cstr(&text), rest);
	buf_free(&text);
}

/* Each word that the alternative gives goes before each that the rest gives. */
static void expand_list(struct words *out, const char *head, const char *open, const char *close)
{
	int depth = 0;
	const char *from = open + 1;

	for (const char *p = open; p <= close; p++) {
		bool end = p == close || (*p == ',' && depth == 1);

		depth += (*p == '{') - (*p == '}');
		if (!end || out->n > WORDS_MAX)
			continue;
		struct words inner = { 0 };
		char *text = mem_strndup(from, (size_t)(p - from));
		expand(&inner, "", text);
		for (size_t i = 0; i < inner.n; i++) {
			expand_rest(out, head, inner.v[i], strlen(inner.v[i]), close + 1);
			free(inner.v[i]);
		}
		free(inner.v);
		free(text);
		from = p + 1;
	}
}

/* {1..9} and {a..e}, with a step or without. */
static bool expand_range(struct words *out, const char *head, const char *open, const char *close)
{
	char text[32], number[16];
	long from, to, step = 1;
	int used = 0, width = 0;

	if (close - open - 1 >= (int)sizeof(text) || close - open < 2)
		return false;
	snprintf(text, sizeof(text), "%.*s", (int)(close - open - 1), open + 1);
	bool letters = text[0] >= 'a' && text[0] <= 'z';
	if (letters) {
		char a, b;

		if (sscanf(text, "%c..%c%n", &a, &b, &used) != 2 || b < 'a' || b > 'z')
			return false;
		from = a;
		to = b;
	} else {
		int one = 0, two = 0, dots = 0;

		if (text[0] == '.' || sscanf(text, "%ld%n..%n%ld%n", &from, &one, &dots, &to, &used) != 2)
			return false;
		two = used - dots;
		if (text[strspn(text, "-")] == '0' && one > 1 + (text[0] == '-'))
			width = one > two ? one : two;
		const char *second = text + dots + (text[dots] == '-');
		if (*second == '0' && second[1] >= '0' && second[1] <= '9')
			width = one > two ? one : two;
	}
	if (text[used]) {
		int more = 0;

		if (sscanf(text + used, "..%ld%n", &step, &more) != 1 || text[used + more])
			return false;
	}
	step = step < 0 ? -step : step == 0 ? 1 : step;
	for (long i = from; from <= to ? i <= to : i >= to; i += from <= to ? step : -step) {
		int n = letters ? snprintf(number, sizeof(number), "%c", (int)i)
				: snprintf(number, sizeof(number), "%0*ld", width, i);

		expand_rest(out, head, number, (size_t)n, close + 1);
	}
	return true;
}

static void expand(struct words *out, const char *head, const char *s)
{
	for (const char *p = s; *p && out->n <= WORDS_MAX; p++) {
		const char *close = *p == '{' ? close_of(p) : NULL;
		bool list = close && has_comma(p, close);
		struct buf before = { 0 };

		if (!close)
			continue;
		buf_str(&before, head);
		buf_add(&before, s, (size_t)(p - s));
		bool done = true;
		if (list)
			expand_list(out, buf_cstr(&before), p, close);
		else
			done = expand_range(out, buf_cstr(&before), p, close);
		buf_free(&before);
		if (done)
			return;
	}
	struct buf text = { 0 };
	buf_str(&text, head);
	buf_str(&text, s);
	out->v = mem_realloc(out->v, (out->n + 1) * sizeof(*out->v));
	out->v[out->n++] = mem_strdup(buf_cstr(&text));
	buf_free(&text);
}

/* An empty word that nothing quoted is no field. */
static void compare(const struct words *model, const struct fields *f, const char *text)
{
	size_t k = 0;

	for (size_t i = 0; i < model->n; i++) {
		if (!model->v[i][0])
			continue;
		if (k == f->n || strcmp(model->v[i], f->v[k]) != 0)
			fuzz_fail("%s: field %zu is %s, not %s", text, k, k < f->n ? f->v[k] : "missing",
				model->v[i]);
		k++;
	}
	if (k != f->n)
		fuzz_fail("%s: %zu fields too many", text, f->n - k);
}

static void run(const char *text, const struct words *model)
{
	struct bench b;
	struct tree *tree;
	struct fields f = { 0 };

	bench_init(&b);
	const struct word *w = bench_words(&b, text, &tree);
	if (w) {
		int err = exp_words(&b.e, w->next ? w->next : w, false, &f);

		if (model && err < 0)
			fuzz_fail("%s: %s", text, b.e.trouble.text);
		if (model)
			compare(model, &f, text);
		tree_unref(tree);
	} else if (model) {
		fuzz_fail("%s: not a word", text);
	}
	bench_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char letters[] = "{},{},..ab1290-";
	struct words model = { 0 };
	struct buf text = { 0 };

	if (size == 0 || size > 64)
		return 0;
	buf_str(&text, "p ");
	bool any = data[0] == '!';
	for (size_t i = any; i < size; i++) {
		bool known = any || (data[i] && strchr(letters, data[i]));
		buf_byte(&text, known ? (char)data[i] : letters[data[i] % (sizeof(letters) - 1)]);
	}
	const char *s = buf_cstr(&text);
	size_t groups = 0;
	for (const char *p = s; *p; p++)
		groups += *p == '{';
	if (fuzz_long_number(s, strlen(s), 2) || groups > 5) {
		buf_free(&text);
		return 0;
	}
	if (!any)
		expand(&model, "", s + 2);
	if (model.n <= WORDS_MAX)
		run(s, any ? NULL : &model);
	for (size_t i = 0; i < model.n; i++)
		free(model.v[i]);
	free(model.v);
	buf_free(&text);
	return 0;
}
