/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pattern.c -- patterns: cases by hand, fnmatch(3) and a matcher that tries everything, on random
 * strings. */
#include "../../src/expand/expand_internal.h"

#include <check.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- cases --------------------------------------------------------------------------------------------- */

static const struct {
	const char *pattern, *yes, *no; /* subjects, with spaces between */
	unsigned flags;
} cases[] = {
	{ "abc", "abc", "ab abcd xabc", 0 },
	{ "a*c", "ac abc abcc", "ab acb", 0 },
	{ "*", "a .a a/b", "", 0 },
	{ "a**b", "ab axb", "a b", 0 },
	{ "?", "a / .", "ab", 0 },
	{ "\\*", "*", "a \\*", 0 },
	{ "a\\", "a\\", "a", 0 },
	{ "[abc]", "a b c", "d [abc] ab", 0 },
	{ "[!abc]", "d !", "a b", 0 },
	{ "[^abc]", "d", "a b", 0 },
	{ "[]a]", "] a", "b", 0 },
	{ "[!]a]", "b", "] a", 0 },
	{ "[a-c]x", "ax bx cx", "dx -x", 0 },
	{ "[a-]", "a -", "b", 0 },
	{ "[-a]", "a -", "b", 0 },
	{ "[a\\-c]", "a - c", "b", 0 },
	{ "[\\]]", "]", "\\", 0 },
	{ "[c-a]", "", "a b c", 0 },
	{ "[", "[", "a", 0 },
	{ "[ab", "[ab", "a", 0 },
	{ "[]", "[]", "a", 0 },
	{ "[[:alpha:]]", "a Z", "1 _ \303\251", 0 },
	{ "[[:digit:]_]*", "1 _x 9a", "a", 0 },
	{ "[![:space:]]", "a", "", 0 },
	{ "[[:alpha:]]", "a \303\251", "1", MATCH_UTF8 },
	{ "[[:nothing:]]", "", "n :", 0 },
	{ "[[:alpha:", "[[:alpha:", "a", 0 },
	{ "[[=a=]b]", "a b", "= c", 0 },
	{ "[[.-.]a]", "- a", ". b", 0 },
	{ "[[.a.]-c]", "a b c", "d", 0 },
	{ "[[:alpha:]-z]", "a z -", "1", 0 },
	{ "?", "\303\251", "\303\251\303\251", MATCH_UTF8 },
	{ "??", "\303\251", "", 0 },
	{ "?", "\377 \303 \251", "\377\377", MATCH_UTF8 },
	{ "*\251", "\251", "\303\251", MATCH_UTF8 },
	{ "[\303\240-\303\277]", "\303\251", "e \303", MATCH_UTF8 },
	{ "A[b]C", "abc ABC aBc", "abd", MATCH_NOCASE },
	{ "\303\211", "\303\251 \303\211", "e", MATCH_NOCASE | MATCH_UTF8 },
	{ "*a", "a ba", ".a", MATCH_PERIOD },
	{ ".*", ".a . ..", "a", MATCH_PERIOD },
	{ "[.]a", "", ".a", MATCH_PERIOD },
	{ "?a", "xa", ".a", MATCH_PERIOD },
	{ "*/b", "a/b /b", "a/x/b b", MATCH_PATHNAME },
	{ "*b", "ab", "a/b", MATCH_PATHNAME },
	{ "@(a|b)c", "ac bc", "c abc", MATCH_EXTGLOB },
	{ "@(a|b)c", "@(a|b)c", "ac", 0 },
	{ "?(a)b", "b ab", "aab", MATCH_EXTGLOB },
	{ "*(ab|c)d", "d abd cabd", "ad", MATCH_EXTGLOB },
	{ "+(ab|c)d", "abd cabd", "d", MATCH_EXTGLOB },
	{ "!(a)", "b aa ab", "a", MATCH_EXTGLOB },
	{ "a!(b)*", "a ab ax", "b", MATCH_EXTGLOB },
	{ "*.!(c|h)", "a.o a.cc", "a.c a.h", MATCH_EXTGLOB },
	{ "@(a|@(b|c)d)", "a bd cd", "b d", MATCH_EXTGLOB },
	{ "@(a\\|b)", "a|b", "a b", MATCH_EXTGLOB },
	{ "@([|)]|b)", "| ) b", "a", MATCH_EXTGLOB },
	{ "@(a", "@(a", "a", MATCH_EXTGLOB },
	{ "!(.a)", "b", ".a .b", MATCH_EXTGLOB | MATCH_PERIOD },
	{ "*@(.a|b)", "x.a xb b", ".a", MATCH_EXTGLOB | MATCH_PERIOD },
};

static void check_subjects(size_t i, const char *subjects, bool want)
{
	char copy[200];
	snprintf(copy, sizeof copy, "%s", subjects);
	for (char *s = strtok(copy, " "); s; s = strtok(NULL, " "))
		ck_assert_msg(pattern_match(cases[i].pattern, strlen(cases[i].pattern), s, strlen(s),
				      cases[i].flags) == want,
			"pattern %s, subject %s", cases[i].pattern, s);
}

START_TEST(patterns_by_hand)
{
	check_subjects((size_t)_i, cases[_i].yes, true);
	check_subjects((size_t)_i, cases[_i].no, false);
}
END_TEST

/* ---- the matcher that tries everything ----------------------------------------------------------------- */

static bool try_all(const char *p, const char *pe, const char *s, const char *se);

static const char *group_end(const char *p)
{
	int depth = 1;
	while (depth) {
		depth += (*p == '(') - (*p == ')');
		p++;
	}
	return p - 1;
}

static bool any_alternative(const char *p, const char *pe, const char *s, const char *se)
{
	int depth = 0;
	const char *from = p;
	for (; p <= pe; p++) {
		if (p == pe || (*p == '|' && depth == 0)) {
			if (try_all(from, p, s, se))
				return true;
			from = p + 1;
		} else {
			depth += (*p == '(') - (*p == ')');
		}
	}
	return false;
}

static bool repeated(const char *p, const char *pe, const char *s, const char *se)
{
	if (s == se)
		return true;
	for (const char *k = s + 1; k <= se; k++)
		if (any_alternative(p, pe, s, k) && repeated(p, pe, k, se))
			return true;
	return false;
}

static bool group_matches(char op, const char *p, const char *pe, const char *s, const char *se)
{
	switch (op) {
	case '@': return any_alternative(p, pe, s, se);
	case '?': return s == se || any_alternative(p, pe, s, se);
	case '*': return repeated(p, pe, s, se);
	case '+': return s == se ? any_alternative(p, pe, s, se) : repeated(p, pe, s, se);
	default: return !any_alternative(p, pe, s, se);
	}
}

static bool try_group(const char *p, const char *pe, const char *s, const char *se)
{
	const char *end = group_end(p + 2);
	for (const char *k = s; k <= se; k++)
		if (group_matches(*p, p + 2, end, s, k) && try_all(end + 1, pe, k, se))
			return true;
	return false;
}

/* Letters, ? * [ab] [!a] and groups, nothing else. */
static bool try_all(const char *p, const char *pe, const char *s, const char *se)
{
	if (p == pe)
		return s == se;
	if (p + 1 < pe && p[1] == '(' && strchr("@?*+!", *p))
		return try_group(p, pe, s, se);
	if (*p == '*')
		return try_all(p + 1, pe, s, se) || (s < se && try_all(p, pe, s + 1, se));
	if (s == se)
		return false;
	if (*p == '[') {
		const char *close = strchr(p, ']');
		bool hit = p[1] == '!' ? *s != p[2] : memchr(p + 1, *s, (size_t)(close - p - 1)) != NULL;
		return hit && try_all(close + 1, pe, s + 1, se);
	}
	return (*p == '?' || *p == *s) && try_all(p + 1, pe, s + 1, se);
}

/* ---- random strings ------------------------------------------------------------------------------------ */

static uint64_t seed = 20240917;
static unsigned pick(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void make(char *out, const char *const *pieces, unsigned n_pieces, unsigned max)
{
	*out = '\0';
	for (unsigned n = pick(max + 1); n > 0; n--)
		strcat(out, pieces[pick(n_pieces)]);
}

static bool quick(const char *p, const char *s, size_t len)
{
	return pattern_match(p, strlen(p), s, len, MATCH_EXTGLOB);
}

/* Every cut, tried at each place with the whole matcher. */
static void check_cuts(const char *pattern, const char *s)
{
	size_t len = strlen(s), found_len = 0, want_len = 0;
	ssize_t short_head = -1, long_head = -1, short_tail = -1, long_tail = -1, found = -1;
	for (size_t i = 0; i <= len; i++) {
		if (quick(pattern, s, i)) {
			short_head = short_head < 0 ? (ssize_t)i : short_head;
			long_head = (ssize_t)i;
		}
		if (quick(pattern, s + len - i, i)) {
			short_tail = short_tail < 0 ? (ssize_t)i : short_tail;
			long_tail = (ssize_t)i;
		}
		for (size_t n = len - i + 1; n-- > 0 && found < 0;)
			if (quick(pattern, s + i, n)) {
				found = (ssize_t)i;
				want_len = n;
			}
	}
	struct pattern p;
	pattern_compile(&p, pattern, strlen(pattern), MATCH_EXTGLOB);
	ck_assert_msg(pattern_prefix(&p, s, len, false) == short_head, "%s # %s", s, pattern);
	ck_assert_msg(pattern_prefix(&p, s, len, true) == long_head, "%s ## %s", s, pattern);
	ck_assert_msg(pattern_suffix(&p, s, len, false) == short_tail, "%s %% %s", s, pattern);
	ck_assert_msg(pattern_suffix(&p, s, len, true) == long_tail, "%s %%%% %s", s, pattern);
	ck_assert_msg(pattern_find(&p, s, len, &found_len) == found && found_len == want_len, "%s / %s", s,
		pattern);
	pattern_free(&p);
}

START_TEST(patterns_like_fnmatch)
{
	static const char *const pieces[] = { "a", "b", "*", "?", "[ab]", "[!a]", "\\*", "[b-c]", "[", "]",
		"-", ".", "[[:alpha:]", "[]a]", "\\b" };
	static const char *const letters[] = { "a", "b", "c", "*", "[", "]", ".", "-", "\\" };
	for (int i = 0; i < 20000; i++) {
		char pattern[200], s[100];
		make(pattern, pieces, ARRAY_LEN(pieces), 7);
		make(s, letters, ARRAY_LEN(letters), 9);
		bool want = fnmatch(pattern, s, 0) == 0, period = fnmatch(pattern, s, FNM_PERIOD) == 0;
		ck_assert_msg(pattern_match(pattern, strlen(pattern), s, strlen(s), 0) == want, "%s %s",
			pattern, s);
		ck_assert_msg(pattern_match(pattern, strlen(pattern), s, strlen(s), MATCH_PERIOD) == period,
			"%s %s", pattern, s);
	}
}
END_TEST

START_TEST(patterns_like_trying_everything)
{
	static const char *const pieces[] = { "a", "b", "c", "*", "?", "[ab]", "[!a]", "@(a|b)", "*(ab|c)",
		"+(a|bc)", "?(a*)", "!(a)", "!(*a|b?)", "@(a|!(b)c)", "*(?)", "+([ab])c", "*(a|*(b))" };
	static const char *const letters[] = { "a", "b", "c" };
	for (int i = 0; i < 5000; i++) {
		char pattern[200], s[100];
		make(pattern, pieces, ARRAY_LEN(pieces), 5);
		make(s, letters, ARRAY_LEN(letters), 7);
		bool want = try_all(pattern, pattern + strlen(pattern), s, s + strlen(s));
		ck_assert_msg(quick(pattern, s, strlen(s)) == want, "%s %s: %d", pattern, s, want);
		check_cuts(pattern, s);
	}
}
END_TEST

START_TEST(stars_do_not_multiply)
{
	char s[20001], pattern[2001];
	memset(s, 'a', 20000);
	s[20000] = '\0';
	for (int i = 0; i < 2000; i += 2)
		memcpy(pattern + i, "*a", 2);
	pattern[2000] = '\0';
	ck_assert(pattern_match(pattern, 2000, s, 20000, 0));
	strcpy(pattern + 1998, "b");
	ck_assert(!pattern_match(pattern, 1999, s, 20000, MATCH_UTF8));
	ck_assert(!pattern_match("+(a|aa|aaa)b", 12, s, 300, MATCH_EXTGLOB));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pattern");
	TCase *tc = tcase_create("match");
	tcase_add_loop_test(tc, patterns_by_hand, 0, ARRAY_LEN(cases));
	tcase_add_test(tc, patterns_like_fnmatch);
	tcase_add_test(tc, patterns_like_trying_everything);
	tcase_add_test(tc, stars_do_not_multiply);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
