/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_arith.c -- an expression in the first line, the values of a, b and c in the next ones. As the text of
 * `let` and as $((...)) in a script, where the parser has seen it before, it has the same value and leaves
 * the same variables. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

struct outcome {
	int err;
	int64_t value;
	char *vars;
};

static void prepare(struct bench *b, char *const values[3])
{
	bench_init(b);
	bench_set(b, "a", values[0]);
	bench_set(b, "b", values[1]);
	bench_set(b, "c", values[2]);
}

static void finish(struct bench *b, struct outcome *o)
{
	struct buf text = { 0 };

	for (const char *name = "a\0b\0c\0"; *name; name += 2) {
		const char *value = var_get_name(&b->vars, name);
		buf_printf(&text, "%s=%s ", name, value ? value : "(unset)");
	}
	o->vars = mem_strdup(buf_cstr(&text));
	if (o->err < 0 && !b->e.trouble_shown && !b->e.trouble.text[0])
		fuzz_fail("an error without a text");
	buf_free(&text);
	bench_free(b);
}

static struct outcome as_text(const char *expr, char *const values[3])
{
	struct bench b;
	struct outcome o = { 0 };

	prepare(&b, values);
	o.err = exp_arith_text(&b.e, expr, &o.value);
	finish(&b, &o);
	return o;
}

/* Can it stand in $((...)) as it is? */
static bool is_plain(const char *expr)
{
	int depth = 0;

	for (const char *p = expr; *p; p++) {
		depth += (*p == '(') - (*p == ')');
		if (depth < 0 || !strchr("0123456789abcxABCDEF_ \t+-*/%<>=!&|^~?:,()#", *p))
			return false;
	}
	return depth == 0;
}

/* false: it is read as $( ( ... ) ). */
static bool in_script(const char *expr, char *const values[3], struct outcome *o)
{
	struct bench b;
	struct tree *tree;
	struct fields f = { 0 };
	struct buf text = { 0 };

	prepare(&b, values);
	buf_printf(&text, "$((%s))", expr);
	const struct word *w = bench_words(&b, buf_cstr(&text), &tree);
	bool is_arith = w && w->parts && w->parts->kind == PART_ARITH && !w->parts->next && !w->next;
	*o = (struct outcome){ 0 };
	if (is_arith) {
		o->err = exp_words(&b.e, w, false, &f);
		if (o->err == 0 && (f.n != 1 || !text_to_int(f.v[0], &o->value)))
			fuzz_fail("$((%s)) gives %zu fields, the first is %s", expr, f.n,
				f.n ? f.v[0] : "none");
	}
	if (w)
		tree_unref(tree);
	finish(&b, o);
	buf_free(&text);
	return is_arith;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *expr, *values[3];
	size_t len;
	struct outcome script;

	if (size > 4096)
		return 0;
	expr = fuzz_field(&data, &size, '\n', &len);
	for (int i = 0; i < 3; i++)
		values[i] = fuzz_field(&data, &size, '\n', &len);
	struct outcome text = as_text(expr, values);
	if (is_plain(expr) && in_script(expr, values, &script)) {
		bool same = (text.err < 0) == (script.err < 0) &&
			    (text.err < 0 || text.value == script.value);

		if (!same || strcmp(text.vars, script.vars) != 0)
			fuzz_fail("%s: as text %d %jd %s, in a script %d %jd %s", expr, text.err,
				(intmax_t)text.value, text.vars, script.err, (intmax_t)script.value,
				script.vars);
		free(script.vars);
	}
	free(text.vars);
	free(expr);
	for (int i = 0; i < 3; i++)
		free(values[i]);
	return 0;
}
