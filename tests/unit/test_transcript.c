/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_transcript.c -- the grammar of transcripts, comparing, showing and updating; no shell is run. */
#include "../../src/transcript/transcript_internal.h"

#include <check.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct script script_of(const char *text)
{
	struct script s = { .path = mem_strdup("x.t") };
	struct buf b = { 0 };

	buf_str(&b, text);
	script_parse(&s, b);
	return s;
}

/* ---- grammar ------------------------------------------------------------------------------------------- */

START_TEST(blocks)
{
	struct script s = script_of("prose\n  $ a\n  > b\n  one\n  > two\n\n  stray\n$ no\n  $ c\n  $ d");

	ck_assert_uint_eq(s.n_lines, 10);
	ck_assert_uint_eq(s.n_blocks, 4);
	ck_assert_str_eq(buf_cstr(&s.blocks[0].command), "a\nb\n");
	ck_assert_uint_eq(s.blocks[0].first, 1);
	ck_assert_uint_eq(s.blocks[0].n_expected, 2);
	ck_assert_uint_eq(s.blocks[1].n_command, 0);
	ck_assert_uint_eq(s.blocks[1].n_expected, 1);
	ck_assert_str_eq(buf_cstr(&s.blocks[2].command), "c\n");
	ck_assert_str_eq(buf_cstr(&s.blocks[3].command), "d\n");
	script_free(&s);
}
END_TEST

static const struct {
	const char *expected, *got;
	bool no_eol, same;
} lines[] = {
	{ "abc", "abc", false, true },
	{ "abc", "abd", false, false },
	{ "abc", "abc", true, false },
	{ "abc (no-eol)", "abc", true, true },
	{ "abc (no-eol)", "abc", false, false },
	{ "abc (no-eol)", "abc (no-eol)", false, true },
	{ "a.c (re)", "abc", false, true },
	{ "a.c (re)", "abcd", false, false },
	{ "a|ab (re)", "ab", false, true },
	{ "(a)\\1 (re)", "aa", false, true },
	{ "\\d+ [\\d.]+ (re)", "12 3.4", false, true },
	{ "\\D (re)", "1", false, false },
	{ "a+? (?:b|c)* (re)", "aa bcb", false, true },
	{ "[\\]x]+ (re)", "]x]", false, true },
	{ "[^\\s\\-]+ (re)", "a_b", false, true },
	{ "[^\\s\\-]+ (re)", "a-b", false, false },
	{ "[[:digit:]x]+ (re)", "1x2", false, true },
	{ "[[:digit:]]+ (re)", "a", false, false },
	{ "\\x41\\x2e\\t (re)", "A.\t", false, true },
	{ "\\$\\(x\\)\\? (re)", "$(x)?", false, true },
	{ "( (re)", "(", false, false },
	{ "( (re)", "( (re)", false, true },
	{ " (re)", "", false, true },
	{ "a.* \\(no-eol\\) (re)", "abc", true, true },
	{ "a.* (no-eol) (re)", "abc", true, true },
	{ "a*c (glob)", "abbc", false, true },
	{ "a*b*c (glob)", "abxbyc", false, true },
	{ "a*b*c (glob)", "abxbycd", false, false },
	{ "a?c (glob)", "ac", false, false },
	{ "\\*\\?\\\\ (glob)", "*?\\", false, true },
	{ "\\*a (glob)", "xa", false, false },
	{ "[a] (glob)", "a", false, false },
	{ "[a] (glob)", "[a]", false, true },
	{ "* (no-eol) (glob)", "abc", true, true },
	{ "a\\tb\\x00 (esc)", "a\tb", false, false },
	{ "a\\tb (esc)", "a\tb", false, true },
	{ "a\\\\b\\101\\q (esc)", "a\\bA\\q", false, true },
	{ "a\\t (no-eol) (esc)", "a\t", true, true },
	{ "a (re) (esc)", "a (re)", false, true },
	{ "a (esc)", "a (esc)", false, true },
	{ "a (no-eol\\x29 (esc)", "a (no-eol)", false, true },
};

START_TEST(expected_lines)
{
	struct got g = { .s = lines[_i].got, .len = strlen(lines[_i].got), .no_eol = lines[_i].no_eol };
	struct expect e;

	expect_parse(&e, lines[_i].expected, strlen(lines[_i].expected));
	ck_assert_msg(expect_match(&e, &g) == lines[_i].same, "`%s' and `%s'", lines[_i].expected, g.s);
	expect_free(&e);
}
END_TEST

/* Whatever is printed, the line written for it accepts it, and begins no command. */
START_TEST(rendered_lines_match)
{
	static const char *const pieces[] = { "$ ", "> ", "a", " ", "\\", "\t", "\r", "\303\244", "\303",
		"\001", "\177", " (re)", " (glob)", " (esc)", " (no-eol)", "[1]", "*", "\\x41",
		"\342\200\256" };

	srand(7);
	for (int i = 0; i < 20000; i++) {
		struct buf text = { 0 }, shown = { 0 };
		struct expect e;

		for (int n = rand() % 5; n > 0; n--)
			buf_str(&text, pieces[(size_t)rand() % ARRAY_LEN(pieces)]);
		struct got g = {
			.s = buf_cstr(&text), .len = text.len, .no_eol = rand() % 2, .first = rand() % 2
		};
		if (g.len == 0)
			g.no_eol = false; /* there is no such line */
		render_got(&shown, &g);
		expect_parse(&e, buf_cstr(&shown), shown.len);
		ck_assert_msg(expect_match(&e, &g), "`%s' for `%s'", shown.data, g.s);
		ck_assert_msg(
			e.kind == EXPECT_TEXT && e.no_eol == g.no_eol && e.len == g.len, "`%s'", shown.data);
		ck_assert(strncmp(shown.data, "$ ", 2) != 0);
		expect_free(&e);
		buf_free(&text);
		buf_free(&shown);
	}
}
END_TEST

static const struct {
	const char *text, *shown;
} shown_lines[] = {
	{ "plain", "plain" },
	{ "\303\244", "\303\244" },
	{ "a\tb", "a\\tb (esc)" },
	{ "\303\244\\\033[m", "\303\244\\\\\\x1b[m (esc)" },
	{ "\377", "\\xff (esc)" },
	{ "$ x", "\\x24 x (esc)" },
	{ "[12]", "[12] (esc)" },
	{ "x (glob)", "x (glob\\x29 (esc)" },
	{ "\302\205", "\\xc2\\x85 (esc)" },
	{ "", "" },
};

START_TEST(shown)
{
	struct buf out = { 0 };
	struct got g = { .s = shown_lines[_i].text, .len = strlen(shown_lines[_i].text) };

	render_got(&out, &g);
	ck_assert_str_eq(buf_cstr(&out), shown_lines[_i].shown);
	buf_free(&out);
}
END_TEST

/* ---- aligning ------------------------------------------------------------------------------------------ */

struct strings {
	const char *a, *b;
};

static bool same_byte(void *ctx, size_t i, size_t k)
{
	const struct strings *s = ctx;

	return s->a[i] == s->b[k];
}

static size_t longest_common(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), t[32][32] = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < m; k++) {
			size_t skip = t[i][k + 1] > t[i + 1][k] ? t[i][k + 1] : t[i + 1][k];
			t[i + 1][k + 1] = a[i] == b[k] ? t[i][k] + 1 : skip;
		}
	}
	return t[n][m];
}

START_TEST(alignment_is_longest)
{
	srand(3);
	for (int turn = 0; turn < 20000; turn++) {
		char a[32] = { 0 }, b[32] = { 0 };
		size_t partner[32], last = 0, n = (size_t)rand() % 12, m = (size_t)rand() % 12, common = 0;

		for (size_t i = 0; i < n; i++)
			a[i] = (char)('a' + rand() % 3);
		for (size_t i = 0; i < m; i++)
			b[i] = (char)('a' + rand() % 3);
		align(n, m, same_byte, &(struct strings){ a, b }, partner);
		for (size_t i = 0; i < n; i++) {
			if (partner[i] == ALIGN_NONE)
				continue;
			ck_assert_uint_lt(partner[i], m);
			ck_assert_uint_ge(partner[i], last);
			ck_assert(a[i] == b[partner[i]]);
			last = partner[i] + 1;
			common++;
		}
		ck_assert_msg(common == longest_common(a, b), "%s %s", a, b);
	}
}
END_TEST

static bool same_number(void *ctx, size_t i, size_t k)
{
	(void)ctx;
	return i == k && i % 5000 == 0;
}

START_TEST(alignment_gives_up_in_time)
{
	size_t n = 20001, *partner = mem_alloc(n * sizeof(*partner));

	align(n, n, same_number, NULL, partner);
	ck_assert_uint_eq(partner[0], 0);
	ck_assert_uint_eq(partner[n - 1], n - 1);
	ck_assert_uint_eq(partner[1], ALIGN_NONE);
	free(partner);
}
END_TEST

/* ---- the whole way, with a made-up stream -------------------------------------------------------------- */

static const char salt[SALT_SIZE] = "0123456789abcde";

static void ran(struct buf *stream, int64_t block, const char *out, int64_t status)
{
	record_two(stream, salt, RECORD_BEGIN, block, 5);
	buf_str(stream, out);
	record_two(stream, salt, RECORD_DONE, status, 7);
}

static const char before[] = "title\n"
			     "  $ one\n  1\n  2\n  x* (glob)\n"
			     "text\n"
			     "  $ two\n  [1]\n"
			     "  $ three\n  3";
static const char after[] = "title\n"
			    "  $ one\n  1\n  22\n  x* (glob)\n  \\t (esc)\n"
			    "text\n"
			    "  $ two\n  [2]\n"
			    "  $ three\n  3\n";

static struct result made_result(const struct script *s)
{
	struct result r = { 0 };

	ran(&r.stream, 0, "1\n22\nxyz\n\t\n", 0);
	ran(&r.stream, 1, "", 2);
	ran(&r.stream, 2, "3\n", 0);
	record_text(&r.stream, salt, RECORD_LEFT, "file /tmp/x");
	record_two(&r.stream, salt, RECORD_END, END_EXIT, 0);
	result_parse(&r, s, salt);
	return r;
}

START_TEST(difference)
{
	struct script s = script_of(before);
	struct result r = made_result(&s);
	struct verdict v;
	struct buf diff = { 0 };

	compare(&v, &s, &r);
	ck_assert_int_eq(r.end, END_LAST);
	ck_assert_uint_eq(v.n_passed, 1);
	ck_assert_uint_eq(v.n_failed, 3);
	ck_assert_int_eq(r.blocks[0].ns, 2);
	diff_write(&diff, &s, &v, false);
	ck_assert_str_eq(buf_cstr(&diff), "--- x.t\n+++ x.t\t(as run)\n@@ -1,10 +1,11 @@\n"
					  " title\n   $ one\n   1\n-  2\n+  22\n   x* (glob)\n+  \\t (esc)\n"
					  " text\n   $ two\n-  [1]\n+  [2]\n   $ three\n   3\n");
	buf_free(&diff);
	verdict_free(&v);
	result_free(&r);
	script_free(&s);
}
END_TEST

START_TEST(update)
{
	char path[] = "update-XXXXXX";
	int fd = mkstemp(path);
	struct script s;
	struct verdict v;
	struct stat st;
	struct buf text = { 0 };

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(fd_write_all(fd, before, strlen(before)), 0);
	ck_assert_int_eq(fchmod(fd, 0640), 0);
	close(fd);
	ck_assert_int_eq(script_read(&s, path), 0);
	struct result r = made_result(&s);
	compare(&v, &s, &r);
	ck_assert_int_eq(update_file(&s, &r, &v), 0);
	ck_assert_uint_eq(v.n_updated, 2);
	ck_assert_uint_eq(v.n_passed, 3);
	ck_assert_uint_eq(v.n_failed, 1);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0640);
	fd = fd_open(path, 0, 0);
	ck_assert_int_eq(fd_read_all(fd, &text), 0);
	close(fd);
	unlink(path);
	ck_assert_str_eq(buf_cstr(&text), after);
	buf_free(&text);
	verdict_free(&v);
	result_free(&r);
	script_free(&s);
}
END_TEST

/* Half a record, a record of nonsense, none at all: no crash, and no command has passed that did not end. */
START_TEST(broken_streams)
{
	struct script s = script_of(before);
	struct result whole = { 0 };

	ran(&whole.stream, 0, "1\n", 0);
	ran(&whole.stream, 77, "1\n", 0);
	ran(&whole.stream, -1, "1\n", 0);
	record_two(&whole.stream, salt, 'Z', 1, 2);
	record_two(&whole.stream, salt, RECORD_BEGIN, 2, 5);
	for (size_t len = 0; len <= whole.stream.len; len++) {
		struct result r = { 0 };
		struct verdict v;

		buf_add(&r.stream, whole.stream.data, len);
		result_parse(&r, &s, salt);
		compare(&v, &s, &r);
		ck_assert_uint_eq(v.n_passed, 0);
		ck_assert_uint_ge(v.n_failed, 3);
		verdict_free(&v);
		result_free(&r);
	}
	result_free(&whole);
	script_free(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("transcript");
	TCase *tc = tcase_create("transcript");

	tcase_add_test(tc, blocks);
	tcase_add_loop_test(tc, expected_lines, 0, ARRAY_LEN(lines));
	tcase_add_loop_test(tc, shown, 0, ARRAY_LEN(shown_lines));
	tcase_add_test(tc, rendered_lines_match);
	tcase_add_test(tc, alignment_is_longest);
	tcase_add_test(tc, alignment_gives_up_in_time);
	tcase_add_test(tc, difference);
	tcase_add_test(tc, update);
	tcase_add_test(tc, broken_streams);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
