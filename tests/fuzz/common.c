/* SPDX-License-Identifier: GPL-3.0-or-later */
/* common.c -- what the fuzz targets share. */
#include "builtin.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void fuzz_fail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

char *fuzz_field(const uint8_t **data, size_t *size, char end, size_t *len)
{
	const uint8_t *stop = *size ? memchr(*data, end, *size) : NULL;
	size_t n = stop ? (size_t)(stop - *data) : *size;
	char *text = mem_strndup(n ? (const char *)*data : "", n);

	*data += n + (stop != NULL);
	*size -= n + (stop != NULL);
	*len = n;
	return text;
}

bool fuzz_long_number(const char *s, size_t len, size_t most)
{
	size_t run = 0;

	for (size_t i = 0; i < len; i++) {
		bool digit = (s[i] >= '0' && s[i] <= '9') || (s[i] | 32) == 'x' ||
			     ((s[i] | 32) >= 'a' && (s[i] | 32) <= 'f' && run > 0);
		run = digit ? run + 1 : 0;
		if (run > most)
			return true;
	}
	return false;
}

struct sh *fuzz_shell(const char *variable)
{
	static struct sh sh;
	static bool begun;
	static char *envp[3];

	if (!begun) {
		envp[0] = (char *)(uintptr_t) "LC_ALL=C.UTF-8";
		envp[1] = (char *)(uintptr_t)variable;
		stack_init();
		sh_init(&sh, builtin_tables, envp);
		sh.interactive = true;
		begun = true;
	}
	return &sh;
}

/* ---- a bench for words --------------------------------------------------------------------------------- */

static int no_capture(void *ctx, const struct command_sub *sub, struct buf *out)
{
	(void)ctx;
	(void)sub;
	(void)out;
	return 0;
}

static const char *no_process(void *ctx, const struct node *body, bool out)
{
	(void)ctx;
	(void)body;
	return out ? "/dev/fd/71" : "/dev/fd/70";
}

static int assign(void *ctx, name_id name, const char *value, size_t len)
{
	struct bench *b = ctx;
	return var_set(&b->vars, name, value, len) == 0 ? 0 : -1;
}

static const char *letters(void *ctx)
{
	(void)ctx;
	return "f";
}

void bench_init(struct bench *b)
{
	static char *const envp[] = { "HOME=/home/me", "LC_ALL=C.UTF-8", NULL };

	stack_init();
	*b = (struct bench){ 0 };
	options_init(&b->options);
	b->options.on[OPT_NOGLOB] = true;
	vars_init(&b->vars, &b->options, (char **)(uintptr_t)envp);
	b->e = (struct expander){ .vars = &b->vars,
		.scratch = &b->scratch,
		.hooks = { no_capture, no_process, assign, letters, b } };
}

void bench_free(struct bench *b)
{
	exp_free(&b->e);
	vars_free(&b->vars);
	arena_free(&b->scratch);
}

void bench_set(struct bench *b, const char *name, const char *value)
{
	var_set(&b->vars, names_intern(&b->vars.names, name, strlen(name)), value, strlen(value));
}

static int fill(void *ctx, int prompt, const char **text, size_t *len)
{
	const char **rest = ctx;

	(void)prompt;
	if (!*rest)
		return 0;
	*text = *rest;
	*len = strlen(*rest);
	*rest = NULL;
	return 1;
}

const struct word *bench_words(struct bench *b, const char *text, struct tree **tree)
{
	const char *rest = text;
	struct syn_source source = { .fill = fill, .ctx = &rest, .first_line = 1 };
	struct syn_env env = { .names = &b->vars.names, .extglob = true, .braces = true };
	struct parser *p = syn_parser_new(&source, &env);
	struct trouble trouble;
	enum syn_result r = syn_parse_line(p, tree, &trouble);

	syn_parser_free(p);
	if (r != SYN_OK)
		return NULL;
	const struct node *n = (*tree)->root;
	if (n && n->kind == NODE_SIMPLE && !n->simple.assigns && !n->redirs)
		return n->simple.words;
	tree_unref(*tree);
	return NULL;
}
