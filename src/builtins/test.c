/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test.c -- test and [: the number of arguments decides up to four of them (XCU test); beyond, and with -a,
 * -o and parentheses, precedence does, in posix mode too, as Debian's policy has it. */
#include "builtins_internal.h"

struct testing {
	struct sh *sh;
	char **at, **end;
	bool failed; /* the message is shown */
};

static bool wrong(struct testing *t, const char *object, const char *what)
{
	if (!t->failed)
		sh_builtin_error(t->sh, STATUS_ERROR, object, "%s", what);
	t->failed = true;
	return false;
}

static bool is(const char *s, char c)
{
	return s[0] == c && !s[1];
}

/* -a or -o between operands. */
static bool is_join(const char *s)
{
	return s[0] == '-' && (s[1] == 'a' || s[1] == 'o') && !s[2];
}

static bool unary(struct testing *t, const char *op, const char *s)
{
	int answer = cond_unary(t->sh, op, s);

	if (answer == -1)
		return wrong(t, op, "no such operator");
	if (answer < 0)
		return wrong(t, s, "not a number");
	return answer > 0;
}

static bool binary(struct testing *t, const char *a, const char *op, const char *b)
{
	const char *bad = NULL;
	int answer = cond_binary(t->sh, a, op, b, &bad);

	if (answer == -1)
		return wrong(t, op, "no such operator");
	if (answer < 0)
		return wrong(t, bad, "not a number");
	return answer > 0;
}

/* ---- by precedence ------------------------------------------------------------------------------------- */

static bool test_or(struct testing *t);

static bool test_primary(struct testing *t)
{
	size_t left = (size_t)(t->end - t->at);
	char **at = t->at;

	if (left == 0)
		return wrong(t, NULL, "an operand is missing");
	if (left >= 3 && cond_is_binary(at[1])) {
		t->at += 3;
		return binary(t, at[0], at[1], at[2]);
	}
	if (is(at[0], '(') && left > 1) {
		t->at++;
		bool answer = test_or(t);
		if (t->at == t->end || !is(*t->at, ')'))
			return wrong(t, NULL, "`)' is missing");
		t->at++;
		return answer;
	}
	/* `-f -a x` where nothing but a word makes sense of -f */
	if (left >= 2 && cond_is_unary(at[0]) && !(left > 2 && is_join(at[1]) && !is_join(at[2]))) {
		t->at += 2;
		return unary(t, at[0], at[1]);
	}
	t->at++;
	return *at[0] != '\0';
}

static bool test_not(struct testing *t)
{
	bool negate = false;

	while (t->end - t->at > 1 && is(*t->at, '!') && !(t->end - t->at > 2 && cond_is_binary(t->at[1]))) {
		negate = !negate;
		t->at++;
	}
	return test_primary(t) != negate;
}

static bool test_and(struct testing *t)
{
	bool answer = test_not(t);

	while (!t->failed && t->at < t->end && is_join(*t->at) && (*t->at)[1] == 'a') {
		t->at++;
		answer = test_not(t) && answer;
	}
	return answer;
}

static bool test_or(struct testing *t)
{
	if (stack_low())
		return wrong(t, NULL, "nested too deeply");
	bool answer = test_and(t);

	while (!t->failed && t->at < t->end && is_join(*t->at) && (*t->at)[1] == 'o') {
		t->at++;
		answer = test_and(t) || answer;
	}
	return answer;
}

static bool test_expression(struct testing *t, char **v, size_t n)
{
	t->at = v;
	t->end = v + n;
	bool answer = test_or(t);
	if (t->at < t->end)
		return wrong(t, *t->at, "unexpected argument");
	return answer;
}

/* ---- by number of arguments ---------------------------------------------------------------------------- */

static bool test_two(struct testing *t, char **v)
{
	if (is(v[0], '!'))
		return *v[1] == '\0';
	return unary(t, v[0], v[1]);
}

static bool test_three(struct testing *t, char **v)
{
	if (cond_is_binary(v[1]))
		return binary(t, v[0], v[1], v[2]);
	if (is_join(v[1]))
		return v[1][1] == 'a' ? *v[0] && *v[2] : *v[0] || *v[2];
	if (is(v[0], '!'))
		return !test_two(t, v + 1);
	if (is(v[0], '(') && is(v[2], ')'))
		return *v[1] != '\0';
	return wrong(t, v[1], "no such operator");
}

static bool test_four(struct testing *t, char **v)
{
	if (is(v[0], '!'))
		return !test_three(t, v + 1);
	if (is(v[0], '(') && is(v[3], ')'))
		return test_two(t, v + 1);
	return test_expression(t, v, 4);
}

static bool test_all(struct testing *t, char **v, size_t n)
{
	switch (n) {
	case 0: return false;
	case 1: return *v[0] != '\0';
	case 2: return test_two(t, v);
	case 3: return test_three(t, v);
	case 4: return test_four(t, v);
	default: return test_expression(t, v, n);
	}
}

static int run_test(struct sh *sh, int argc, char **argv)
{
	struct testing t = { .sh = sh };
	bool answer = test_all(&t, argv + 1, (size_t)(argc - 1));

	return t.failed ? STATUS_ERROR : answer ? STATUS_OK : STATUS_NO;
}

static int run_bracket(struct sh *sh, int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[argc - 1], "]") != 0)
		return sh_builtin_error(sh, STATUS_ERROR, NULL, "`]' is missing");
	return run_test(sh, argc - 1, argv);
}

const struct builtin test_builtins[] = {
	{ "test", run_test, BUILTIN_RAW | BUILTIN_INTRINSIC, "[EXPRESSION]",
		"status 0 if EXPRESSION holds: -f FILE, A = B, N -lt M, ! E, ( E ), E -a E, E -o E ...",
		NULL },
	{ "[", run_bracket, BUILTIN_RAW | BUILTIN_INTRINSIC, "[EXPRESSION] ]",
		"as test, with a closing bracket", NULL },
	{ .help = "input and output", .usage = "ipcsh-builtins(1)" },
};
