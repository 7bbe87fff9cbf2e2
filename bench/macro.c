/* SPDX-License-Identifier: GPL-3.0-or-later */
/* macro.c -- %{n} %{bin} %{words N} %{times N}text%{end} in the scripts of rows: what would otherwise have to
 * be computed by the shell that is measured. N is a number, or n, or n/NUMBER. */
#include "bench.h"
#include <stdlib.h>
#include <string.h>

static long count_of(const char *text, const struct macro_env *env)
{
	char *end;
	long divisor;

	if (*text != 'n')
		return strtol(text, NULL, 10);
	if (text[1] != '/')
		return env->n;
	divisor = strtol(text + 2, &end, 10);
	return divisor > 0 ? env->n / divisor : 0;
}

static int expand(FILE *out, const char *p, const char *end, const struct macro_env *env);

/* The text after %{times N} up to %{end}; returns where to go on, or NULL. */
static const char *repeat(
	FILE *out, long count, const char *body, const char *end, const struct macro_env *env)
{
	const char *stop = strstr(body, "%{end}");
	bool block = *body == '\n'; /* on lines of their own: these newlines are none of the text */

	if (!stop || stop > end) {
		fprintf(stderr, "bench: %%{times} without %%{end}\n");
		return NULL;
	}
	for (long i = 0; i < count; i++)
		if (expand(out, body + block, stop, env) < 0)
			return NULL;
	stop += strlen("%{end}");
	return stop + (block && *stop == '\n');
}

/* One macro whose name begins at P; returns where to go on, or NULL. */
static const char *macro(FILE *out, const char *p, const char *end, const struct macro_env *env)
{
	const char *close = memchr(p, '}', (size_t)(end - p));

	if (!close) {
		fprintf(stderr, "bench: %%{ without }\n");
		return NULL;
	}
	if (strncmp(p, "times ", 6) == 0)
		return repeat(out, count_of(p + 6, env), close + 1, end, env);
	if (strncmp(p, "n}", 2) == 0) {
		fprintf(out, "%ld", env->n);
	} else if (strncmp(p, "bin}", 4) == 0) {
		fputs(env->bin, out);
	} else if (strncmp(p, "words ", 6) == 0) {
		long count = count_of(p + 6, env);

		for (long i = 1; i <= count; i++)
			fprintf(out, i > 1 ? " %ld" : "%ld", i);
	} else {
		fprintf(stderr, "bench: no such macro: %%{%.*s\n", (int)(close + 1 - p), p);
		return NULL;
	}
	return close + 1;
}

static int expand(FILE *out, const char *p, const char *end, const struct macro_env *env)
{
	while (p < end) {
		const char *at = memmem(p, (size_t)(end - p), "%{", 2);

		if (!at)
			at = end;
		fwrite(p, 1, (size_t)(at - p), out);
		if (at == end)
			break;
		p = macro(out, at + 2, end, env);
		if (!p)
			return -1;
	}
	return 0;
}

char *macro_expand(const char *text, const struct macro_env *env)
{
	char *result = NULL;
	size_t len;
	FILE *out = open_memstream(&result, &len);
	int err;

	if (!out) {
		perror("bench: open_memstream");
		return NULL;
	}
	err = expand(out, text, text + strlen(text), env);
	if (fclose(out) != 0 || err < 0) {
		free(result);
		return NULL;
	}
	return result;
}
