/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_cond.c -- the lines of the input are the words of a `test`, and of a [[ ]] where they can be. Up to
 * four words mean what the table of XCU test says; whatever [[ E ]] answers, [[ ! ( E ) ]] answers the
 * opposite; and on three words both words agree. */
#include "builtin.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { WORDS_MAX = 12, UNKNOWN = -1 };

static int checked(struct sh *sh, int status)
{
	sh->flow = FLOW_ON;
	arena_free(&sh->scratch);
	if (status < 0 || status > 2)
		fuzz_fail("status %d", status);
	return status;
}

static int run_test(struct sh *sh, char **words, int n)
{
	char *argv[WORDS_MAX + 2] = { "test" }; /* the builtin may reorder them */

	memcpy(argv + 1, words, (size_t)n * sizeof(*argv));
	return checked(sh, run_builtin(sh, lookup_builtin(sh, "test"), n + 1, argv));
}

/* ---- what the table says ------------------------------------------------------------------------------- */

static bool is(const char *word, const char *what)
{
	return strcmp(word, what) == 0;
}

/* A status the other way round; an error stays one. */
static int opposite(int status)
{
	return status == 0 || status == 1 ? !status : status;
}

static int of_two(char **w)
{
	if (is(w[0], "!"))
		return *w[1] != '\0';
	if (is(w[0], "-n") || is(w[0], "-z"))
		return is(w[0], "-n") == (*w[1] == '\0');
	return UNKNOWN;
}

/* Few enough digits to be compared here. */
static bool small_number(const char *s, int *out)
{
	char *end;

	if (strlen(s) > 6 || strspn(s + (*s == '-'), "0123456789") == 0)
		return false;
	*out = (int)strtol(s, &end, 10);
	return *end == '\0';
}

static int of_numbers(const char *op, int a, int b)
{
	static const char *const ops[] = { "-eq", "-ne", "-lt", "-le", "-gt", "-ge" };
	const bool answers[] = { a == b, a != b, a<b, a <= b, a> b, a >= b };

	for (size_t i = 0; i < ARRAY_LEN(ops); i++)
		if (is(op, ops[i]))
			return !answers[i];
	return UNKNOWN;
}

static int of_three(char **w)
{
	int a, b;

	if (is(w[1], "=") || is(w[1], "!="))
		return is(w[0], w[2]) != is(w[1], "=");
	if (cond_is_binary(w[1]))
		return small_number(w[0], &a) && small_number(w[2], &b) ? of_numbers(w[1], a, b) : UNKNOWN;
	if (is(w[1], "-a") || is(w[1], "-o"))
		return UNKNOWN;
	if (is(w[0], "!"))
		return opposite(of_two(w + 1));
	return is(w[0], "(") && is(w[2], ")") ? *w[1] == '\0' : UNKNOWN;
}

static int by_table(char **w, int n)
{
	switch (n) {
	case 0: return 1;
	case 1: return *w[0] == '\0';
	case 2: return of_two(w);
	case 3: return of_three(w);
	case 4: return is(w[0], "!") ? opposite(of_three(w + 1)) : UNKNOWN;
	default: return UNKNOWN;
	}
}

/* ---- [[ ]] --------------------------------------------------------------------------------------------- */

static bool stands_bare(const char *word)
{
	return cond_is_unary(word) || cond_is_binary(word) || is(word, "!") || is(word, "(") ||
	       is(word, ")") || is(word, "&&") || is(word, "||");
}

static void add_words(struct buf *text, char **words, int n)
{
	for (int i = 0; i < n; i++) {
		buf_byte(text, ' ');
		if (stands_bare(words[i]))
			buf_str(text, words[i]);
		else
			buf_quoted(text, words[i], strlen(words[i]));
	}
}

static int run_bracket(struct sh *sh, const char *head, char **words, int n, const char *tail)
{
	struct buf text = { 0 };

	buf_str(&text, head);
	add_words(&text, words, n);
	buf_str(&text, tail);
	int status = exec_string(sh, buf_cstr(&text), text.len, NULL, 1);
	buf_free(&text);
	return checked(sh, status);
}

/* A number that -eq compares may assign to a variable: the second time it is another. */
static bool may_assign(const char *word)
{
	return strstr(word, "++") || strstr(word, "--") || (strchr(word, '=') && strlen(word) > 2);
}

/* A regular expression may ask for more memory than there is. */
static bool is_cheap(char **words, int n)
{
	for (int i = 0; i < n; i++)
		if (is(words[i], "=~") || may_assign(words[i]))
			return false;
	return true;
}

/* Between ( and ) it is one whole: it closes nothing that it does not open. */
static bool is_balanced(char **words, int n)
{
	int depth = 0;

	for (int i = 0; i < n && depth >= 0; i++)
		depth += is(words[i], "(") - is(words[i], ")");
	return depth == 0;
}

static void try_brackets(struct sh *sh, char **words, int n, int answer)
{
	int status = run_bracket(sh, "[[", words, n, " ]]");

	if (n == 3 && answer >= 0 && stands_bare(words[1]) && !stands_bare(words[0]) &&
		!stands_bare(words[2]) && status != answer)
		fuzz_fail("[[ %s %s %s ]] gives %d, test %d", words[0], words[1], words[2], status, answer);
	int negated = run_bracket(sh, "[[ ! (", words, n, " ) ]]");
	if (negated != opposite(status))
		fuzz_fail("[[ %s ... ]] gives %d, its opposite %d", words[0], status, negated);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sh *sh = fuzz_shell("x=1");
	char *words[WORDS_MAX];
	size_t len;
	int n = 0;

	if (size > 256 || memchr(data, '\0', size))
		return 0;
	while (size > 0 && n < WORDS_MAX)
		words[n++] = fuzz_field(&data, &size, '\n', &len);
	int status = run_test(sh, words, n), answer = by_table(words, n);
	if (answer != UNKNOWN && status != answer)
		fuzz_fail("test of %d words (%s ...) gives %d, not %d", n, n ? words[0] : "", status, answer);
	if (n > 0 && is_cheap(words, n) && is_balanced(words, n))
		try_brackets(sh, words, n, answer);
	while (n > 0)
		free(words[--n]);
	return 0;
}
