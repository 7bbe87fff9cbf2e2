/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_printf.c -- the lines of the input are the words of a printf, or, behind an 'e', of an echo -e; behind
 * an 's' of an echo of posix mode. Twice the same is printed, and what printf %q makes of each word the
 * parser reads back as that word. */
#include "builtin.h"
#include "fuzz.h"

#include <stdlib.h>

enum { ARGS_MAX = 16 };

static void run(struct sh *sh, int argc, char **words, struct buf *out)
{
	char *argv[ARGS_MAX + 4]; /* the builtin may reorder them */

	memcpy(argv, words, (size_t)argc * sizeof(*argv));
	argv[argc] = NULL;
	sh->out.sink = out;
	sh->flow = FLOW_ON;
	const struct builtin *b = lookup_builtin(sh, argv[0]);
	int status = run_builtin(sh, b, argc, argv);
	sh->out.sink = NULL;
	if (status < 0 || status > 255)
		fuzz_fail("status %d", status);
	arena_free(&sh->scratch);
}

static bool same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static void quotes_back(struct sh *sh, char *word)
{
	struct bench b;
	struct tree *tree;
	struct fields f = { 0 };
	struct buf text = { 0 };
	char *argv[] = { "printf", "%q", word };

	buf_str(&text, "p ");
	run(sh, 3, argv, &text);
	bench_init(&b);
	const struct word *w = bench_words(&b, buf_cstr(&text), &tree);
	if (!w || exp_words(&b.e, w, false, &f) < 0 || f.n != 2 || strcmp(f.v[1], word) != 0)
		fuzz_fail("%%q of %s is %s, which is read as %s", word, buf_cstr(&text) + 2,
			f.n > 1 ? f.v[1] : "nothing");
	if (w)
		tree_unref(tree);
	bench_free(&b);
	buf_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sh *sh = fuzz_shell("TZ=UTC0");
	char *words[ARGS_MAX + 3] = { "printf", "--" };
	int n = 2;
	struct buf once = { 0 }, twice = { 0 };

	if (size < 1 || size > 2048 || fuzz_long_number((const char *)data, size, 4))
		return 0;
	bool echo = data[0] == 'e' || data[0] == 's';
	sh_set_posix(sh, data[0] == 's');
	if (echo) {
		words[0] = "echo";
		words[1] = data[0] == 'e' ? "-e" : "-n";
		data++;
		size--;
	}
	int first = n;
	while (size > 0 && n < ARGS_MAX) {
		size_t len;
		words[n++] = fuzz_field(&data, &size, '\n', &len);
	}
	run(sh, n, words, &once);
	run(sh, n, words, &twice);
	if (!same(&once, &twice) && !strstr(n > first ? words[first] : "", ")T"))
		fuzz_fail("printed %s and then %s", buf_cstr(&once), buf_cstr(&twice));
	sh_set_posix(sh, false);
	for (int i = first; i < n; i++) {
		quotes_back(sh, words[i]);
		free(words[i]);
	}
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
