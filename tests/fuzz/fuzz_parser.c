/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_parser.c -- any bytes are parsed or refused; what is parsed is printed, and the print parses to the
 * same print. The first byte says how: 1 posix, 2 no extended globs, 4 no braces, 8 line by line, 16 on
 * several lines ('@' none of them). */
#include "fuzz.h"

#include <stdlib.h>

struct text {
	const char *at;
	size_t len;
	bool by_line;
	char *line;
};

static int fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct text *t = ctx;

	(void)prompt;
	if (t->len == 0)
		return 0;
	const char *newline = t->by_line ? memchr(t->at, '\n', t->len) : NULL;
	size_t n = newline ? (size_t)(newline - t->at) + 1 : t->len;
	free(t->line);
	t->line = mem_alloc(n); /* no byte past it may be read */
	memcpy(t->line, t->at, n);
	*text = t->line;
	*len = n;
	t->at += n;
	t->len -= n;
	return 1;
}

/* Parses all of TEXT and prints it; false: there is an error in it. */
static bool print_all(const char *text, size_t len, unsigned how, struct names *names, struct buf *out,
	struct trouble *trouble)
{
	struct text t = { .at = text, .len = len, .by_line = how & 8 };
	struct syn_source source = { .fill = fill, .ctx = &t, .first_line = 1 };
	struct syn_env env = {
		.names = names, .posix = how & 1, .extglob = !(how & 3), .braces = !(how & 5)
	};
	struct parser *p = syn_parser_new(&source, &env);
	struct tree *tree;
	enum syn_result r;

	while ((r = syn_parse_line(p, &tree, trouble)) == SYN_OK) {
		size_t from = out->len;

		if (tree->root)
			syn_print(out, names, tree->root, how & 16);
		if (out->len > from && out->data[out->len - 1] != '\n')
			buf_byte(out, '\n');
		tree_unref(tree);
	}
	syn_parser_free(p);
	free(t.line);
	if (r == SYN_ERROR && (!trouble->text[0] || trouble->pos.line == 0))
		fuzz_fail("an error without a text or a place: %u %s", trouble->pos.line, trouble->text);
	return r == SYN_EOF;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct names names = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	struct trouble trouble = { 0 };

	stack_init();
	if (size < 1)
		return 0;
	unsigned how = data[0];
	if (print_all((const char *)data + 1, size - 1, how, &names, &once, &trouble)) {
		if (!print_all(once.data, once.len, how, &names, &twice, &trouble))
			fuzz_fail("the print does not parse: %u:%u: %s\n%s", trouble.pos.line,
				trouble.pos.col, trouble.text, buf_cstr(&once));
		if (once.len != twice.len || (once.len && memcmp(once.data, twice.data, once.len) != 0))
			fuzz_fail("printed\n%s----\nprinted again\n%s", buf_cstr(&once), buf_cstr(&twice));
	}
	buf_free(&once);
	buf_free(&twice);
	names_free(&names);
	return 0;
}
