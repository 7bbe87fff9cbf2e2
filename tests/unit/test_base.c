/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_base.c -- the base room: memory, buffers, tables, names, descriptors, text. */
#include "base.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- arena --------------------------------------------------------------------------------------------- */

START_TEST(arena_keeps_what_it_gave)
{
	struct arena a = { 0 };
	char *p[500];

	for (int i = 0; i < 500; i++) {
		p[i] = arena_printf(&a, "%d-%0*d", i, i, 7);
		ck_assert_uint_eq((uintptr_t)p[i] % 8, 0);
	}
	for (int i = 0; i < 500; i++)
		ck_assert_int_eq(atoi(p[i]), i);
	arena_free(&a);
	ck_assert_ptr_null(a.chunk);
	ck_assert_str_eq(arena_strndup(&a, "again", 3), "aga");
	arena_free(&a);
}
END_TEST

START_TEST(arena_rewinds_to_a_mark)
{
	struct arena a = { 0 };
	struct arena_mark empty = arena_mark(&a);
	char *keep = arena_strndup(&a, "keep", 4);
	struct arena_mark mark = arena_mark(&a);

	for (int turn = 0; turn < 100; turn++) {
		for (int i = 0; i < 300; i++)
			memset(arena_alloc(&a, 100), turn, 100);
		memset(arena_alloc(&a, 200000), turn, 200000);
		char *zero = arena_zalloc(&a, 50);
		ck_assert_int_eq(zero[0] | zero[49], 0);
		arena_rewind(&a, mark);
		ck_assert_str_eq(keep, "keep");
		ck_assert_ptr_eq(a.at, mark.at);
	}
	arena_rewind(&a, empty);
	ck_assert_ptr_null(a.chunk);
	ck_assert_ptr_nonnull(a.spare);
	arena_free(&a);
}
END_TEST

START_TEST(arena_loop_reuses_its_spare_chunk)
{
	struct arena a = { 0 };
	arena_alloc(&a, 1000);
	struct arena_mark mark = arena_mark(&a);
	void *first = arena_alloc(&a, 500);

	arena_rewind(&a, mark);
	for (int i = 0; i < 10; i++) {
		ck_assert_ptr_eq(arena_alloc(&a, 500), first);
		arena_rewind(&a, mark);
	}
	arena_free(&a);
}
END_TEST

/* ---- buf, vec ------------------------------------------------------------------------------------------ */

START_TEST(buf_grows_and_keeps_nuls)
{
	struct buf b = { 0 };

	ck_assert_str_eq(buf_cstr(&b), "");
	for (int i = 0; i < 1000; i++)
		buf_add(&b, "a\0b", 3);
	ck_assert_uint_eq(b.len, 3000);
	ck_assert_int_eq(b.data[2998], 0);
	b.len = 0;
	for (int i = 0; i < 300; i++)
		buf_printf(&b, "%d,", i);
	buf_printf(&b, "%5000d", 1);
	ck_assert_uint_eq(strlen(buf_cstr(&b)), b.len);
	ck_assert_int_eq(strncmp(b.data, "0,1,2,3,", 8), 0);
	buf_free(&b);
	ck_assert_uint_eq(b.cap, 0);
}
END_TEST

static const struct {
	const char *in, *out;
} quoted[] = {
	{ "", "''" },
	{ "plain-1.txt", "plain-1.txt" },
	{ "/a/b:c,d@e%f+g=h", "/a/b:c,d@e%f+g=h" },
	{ "a b", "'a b'" },
	{ "it's", "'it'\\''s'" },
	{ "~", "'~'" },
	{ "$x*", "'$x*'" },
	{ "a\nb", "$'a\\nb'" },
	{ "\001"
	  "1'\\",
		"$'\\0011\\'\\\\'" },
	{ "\033[m", "$'\\e[m'" },
	{ "\303\251t\303\251", "\303\251t\303\251" },
	{ "\351", "$'\\351'" },
	{ "a\302\240b", "'a\302\240b'" },
};

START_TEST(buf_quotes_for_a_shell)
{
	struct buf b = { 0 };
	buf_quoted(&b, quoted[_i].in, strlen(quoted[_i].in));
	ck_assert_str_eq(buf_cstr(&b), quoted[_i].out);
	buf_free(&b);
}
END_TEST

START_TEST(vec_grows)
{
	struct vec v = { 0 };
	for (uintptr_t i = 0; i < 1000; i++)
		vec_push(&v, (void *)i);
	ck_assert_uint_eq(v.len, 1000);
	ck_assert_ptr_eq(v.items[999], (void *)999);
	vec_free(&v);
}
END_TEST

/* ---- table, names -------------------------------------------------------------------------------------- */

static void drop_odd(void *ctx, const char *key, void *value)
{
	if ((uintptr_t)value % 2)
		table_remove(ctx, key);
}

START_TEST(table_puts_gets_removes)
{
	struct table t = { 0 };
	char key[32];
	size_t n;

	ck_assert_ptr_null(table_get(&t, "x"));
	ck_assert_ptr_null(table_remove(&t, "x"));
	for (uintptr_t i = 1; i <= 1000; i++) {
		snprintf(key, sizeof key, "k%03zu", (size_t)i);
		ck_assert_ptr_null(table_put(&t, key, (void *)i));
	}
	ck_assert_ptr_eq(table_put(&t, "k007", (void *)70), (void *)7);
	ck_assert_ptr_eq(table_get(&t, "k007"), (void *)70);
	table_each(&t, drop_odd, &t);
	ck_assert_uint_eq(t.n_entries, 501);
	struct table_entry **sorted = table_sorted(&t, &n);
	ck_assert_uint_eq(n, 501);
	ck_assert_str_eq(sorted[0]->key, "k002");
	ck_assert_str_eq(sorted[3]->key, "k007");
	free(sorted);
	ck_assert_ptr_eq(table_remove(&t, "k002"), (void *)2);
	ck_assert_ptr_null(table_get(&t, "k002"));
	table_free(&t);
}
END_TEST

START_TEST(names_are_numbered_once)
{
	struct names names = { 0 };
	char key[32];

	ck_assert_uint_eq(names_find(&names, "a", 1), NAME_NONE);
	for (name_id i = 1; i <= 5000; i++) {
		int len = snprintf(key, sizeof key, "n%u", i);
		ck_assert_uint_eq(names_intern(&names, key, (size_t)len), i);
	}
	ck_assert_uint_eq(names_intern(&names, "n4711+x", 5), 4711);
	ck_assert_uint_eq(names_find(&names, "n5001", 5), NAME_NONE);
	ck_assert_str_eq(names_text(&names, 4711), "n4711");
	names_free(&names);
}
END_TEST

START_TEST(names_are_told_from_other_words)
{
	ck_assert_uint_eq(name_span("ab_1-x", 6), 4);
	ck_assert_uint_eq(name_span("1a", 2), 0);
	ck_assert_uint_eq(name_span("abc", 2), 2);
	ck_assert_uint_eq(name_span("", 0), 0);
	ck_assert(name_valid("_"));
	ck_assert(!name_valid("a-b"));
	ck_assert(!name_valid(""));
}
END_TEST

/* ---- descriptors --------------------------------------------------------------------------------------- */

START_TEST(fd_high_moves_out_of_the_way)
{
	int fd = open("/dev/null", O_RDONLY), high = fd_high(fd);

	ck_assert_int_ge(high, FD_OWN_MIN);
	ck_assert_int_eq(fcntl(fd, F_GETFD), -1);
	ck_assert_int_eq(fcntl(high, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(fd_high(high), high);
	int copy = fd_high_copy(high);
	ck_assert_int_gt(copy, high);
	ck_assert_int_eq(fd_move(copy, fd), 0);
	ck_assert_int_eq(fcntl(copy, F_GETFD), -1);
	ck_assert_int_eq(fcntl(fd, F_GETFD), 0);
	ck_assert_int_eq(fd_dup_to(high, high), 0);
	ck_assert_int_eq(fcntl(high, F_GETFD), 0);
	fd_close(&fd);
	fd_close(&high);
	ck_assert_int_eq(high, -1);
	fd_close(&high);
	ck_assert_int_eq(fd_high_copy(copy), -EBADF);
	ck_assert_int_eq(fd_dup_to(copy, copy), -EBADF);
	ck_assert_int_eq(fd_open("/dev/null/x", O_RDONLY, 0), -ENOTDIR);
}
END_TEST

START_TEST(fd_reads_and_writes_all)
{
	enum { MUCH = 300000 };
	int ends[2];
	struct buf out = { 0 };
	char *text = mem_alloc(MUCH);

	memset(text, 'x', MUCH);
	ck_assert_int_eq(fd_pipe(ends), 0);
	ck_assert_int_eq(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	ck_assert_int_eq(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(ends[0]);
		_exit(fd_write_all(ends[1], text, MUCH) == 0 ? 0 : 1);
	}
	fd_close(&ends[1]);
	ck_assert_int_eq(fd_read_all(ends[0], &out), 0);
	ck_assert_uint_eq(out.len, MUCH);
	ck_assert_mem_eq(out.data, text, MUCH);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	fd_close(&ends[0]);
	ck_assert_int_eq(fd_write_all(-1, "x", 1), -EBADF);
	buf_free(&out);
	free(text);
}
END_TEST

/* ---- UTF-8 --------------------------------------------------------------------------------------------- */

static const struct {
	const char *bytes;
	size_t len;
	uint32_t c;
} decoded[] = {
	{ "a", 1, 'a' },
	{ "\303\251", 2, 0xE9 },
	{ "\342\202\254", 3, 0x20AC },
	{ "\360\237\230\200", 4, 0x1F600 },
	{ "\364\217\277\277", 4, 0x10FFFF },
	{ "\364\220\200\200", 1, 0xDC80 + 0x74 }, /* past the last */
	{ "\300\200", 1, 0xDC80 + 0x40 },         /* overlong */
	{ "\340\200\200", 1, 0xDC80 + 0x60 },
	{ "\355\240\200", 1, 0xDC80 + 0x6D }, /* a surrogate */
	{ "\303", 1, 0xDC80 + 0x43 },         /* cut short */
	{ "\200", 1, 0xDC80 },
	{ "\377", 1, 0xDCFF },
};

START_TEST(utf8_decodes_strictly)
{
	uint32_t c;
	char back[4];
	const char *s = decoded[_i].bytes;

	ck_assert_uint_eq(utf8_decode(s, strlen(s), &c), decoded[_i].len);
	ck_assert_uint_eq(c, decoded[_i].c);
	ck_assert_uint_eq(utf8_encode(c, back), decoded[_i].len);
	ck_assert_mem_eq(back, s, decoded[_i].len);
}
END_TEST

START_TEST(utf8_every_character_comes_back)
{
	char bytes[4];
	uint32_t back;

	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		size_t n = utf8_encode(c, bytes);
		if (utf8_decode(bytes, n, &back) != n || back != c)
			ck_abort_msg("U+%04X is lost", c);
	}
	ck_assert_uint_eq(utf8_count("a\303\251\342\202\254\377z", 8), 5);
}
END_TEST

START_TEST(columns)
{
	ck_assert_int_eq(utf8_width('a'), 1);
	ck_assert_int_eq(utf8_width('\n'), 0);
	ck_assert_int_eq(utf8_width(0xE9), 1);
	ck_assert_int_eq(utf8_width(0x301), 0);
	ck_assert_int_eq(utf8_width(0x200B), 0);
	ck_assert_int_eq(utf8_width(0x4E2D), 2);
	ck_assert_int_eq(utf8_width(0xAC00), 2);
	ck_assert_int_eq(utf8_width(0x1F600), 2);
	ck_assert_int_eq(utf8_width(0xDC80), 1);
	ck_assert_int_eq(utf8_width(0x2500), 1);
}
END_TEST

/* ---- numbers, signals, errors -------------------------------------------------------------------------- */

static const struct {
	const char *text;
	bool ok;
	int64_t n;
} integers[] = {
	{ "0", true, 0 },
	{ "42", true, 42 },
	{ "-42", true, -42 },
	{ "+7", true, 7 },
	{ "0x1e61", true, 7777 },
	{ "0XFF", true, 255 },
	{ "010", true, 8 },
	{ "-0x10", true, -16 },
	{ "9223372036854775807", true, INT64_MAX },
	{ "-9223372036854775808", true, INT64_MIN },
	{ "9223372036854775808", false, 0 },
	{ "-9223372036854775809", false, 0 },
	{ "99999999999999999999999", false, 0 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ "0x", false, 0 },
	{ "08", false, 0 },
	{ "1a", false, 0 },
	{ " 1", false, 0 },
	{ "1 ", false, 0 },
	{ "--1", false, 0 },
};

START_TEST(text_integers)
{
	int64_t n = 0;
	ck_assert_int_eq(text_to_int(integers[_i].text, &n), integers[_i].ok);
	ck_assert_int_eq(n, integers[_i].n);
}
END_TEST

START_TEST(text_other_numbers)
{
	uint64_t u;
	int64_t n;
	char out[24];

	ck_assert(text_to_uint10("010", 10, &u) && u == 10);
	ck_assert(!text_to_uint10("11", 10, &u));
	ck_assert(!text_to_uint10("9", 8, &u));
	ck_assert(text_to_uint10("18446744073709551615", UINT64_MAX, &u) && u == UINT64_MAX);
	ck_assert(!text_to_uint10("18446744073709551616", UINT64_MAX, &u));
	ck_assert(text_to_nanoseconds("0.5", &n) && n == 500000000);
	ck_assert(text_to_nanoseconds("3", &n) && n == 3000000000);
	ck_assert(text_to_nanoseconds(".000000001", &n) && n == 1);
	ck_assert(text_to_nanoseconds("1.0000000019999", &n) && n == 1000000001);
	ck_assert(text_to_nanoseconds("2.", &n) && n == 2000000000);
	ck_assert(!text_to_nanoseconds(".", &n));
	ck_assert(!text_to_nanoseconds("", &n));
	ck_assert(!text_to_nanoseconds("-1", &n));
	ck_assert(!text_to_nanoseconds("1s", &n));
	ck_assert(!text_to_nanoseconds("99999999999999999999", &n));
	ck_assert_str_eq(text_from_int(0, out), "0");
	ck_assert_str_eq(text_from_int(INT64_MAX, out), "9223372036854775807");
	ck_assert_str_eq(text_from_int(INT64_MIN, out), "-9223372036854775808");
}
END_TEST

START_TEST(signals_by_name_and_number)
{
	for (int i = 0; i <= SIGRTMAX; i++)
		if (signal_name(i))
			ck_assert_int_eq(signal_number(signal_name(i)), i);
	ck_assert_ptr_null(signal_name(-1));
	ck_assert_ptr_null(signal_name(32));
	ck_assert_ptr_null(signal_name(SIGRTMAX + 1));
	ck_assert_int_eq(signal_number("sigint"), SIGINT);
	ck_assert_int_eq(signal_number("Term"), SIGTERM);
	ck_assert_int_eq(signal_number("9"), 9);
	ck_assert_int_eq(signal_number("EXIT"), 0);
	ck_assert_int_eq(signal_number("0"), 0);
	ck_assert_int_eq(signal_number("SIGRTMIN+3"), SIGRTMIN + 3);
	ck_assert_int_eq(signal_number("RTMAX-1"), SIGRTMAX - 1);
	ck_assert_int_eq(signal_number("RTMAX+1"), -1);
	ck_assert_int_eq(signal_number("RTMIN+99"), -1);
	ck_assert_int_eq(signal_number("65"), -1);
	ck_assert_int_eq(signal_number("INTX"), -1);
	ck_assert_int_eq(signal_number(""), -1);
	ck_assert_int_eq(signal_number("CLD"), SIGCHLD);
	ck_assert_str_eq(error_text(ENOENT), "no such file or directory");
	ck_assert_str_eq(error_text(100000), "unknown error");
}
END_TEST

START_TEST(trouble_is_cut_at_a_whole_character)
{
	struct trouble t = { .source = "old", .caret = 3 };
	struct buf b = { 0 };

	trouble_set(&t, (struct src_pos){ 3, 4 }, "unexpected `%c'", ')');
	ck_assert_str_eq(t.text, "unexpected `)'");
	ck_assert_str_eq(t.source, "");
	ck_assert_uint_eq(t.pos.line, 3);
	for (int i = 0; i < 300; i++)
		buf_str(&b, "\342\202\254");
	trouble_set(&t, (struct src_pos){ 0, 0 }, "x%s", buf_cstr(&b));
	ck_assert_uint_eq(strlen(t.text), 1 + 132 * 3);
	buf_free(&b);
}
END_TEST

/* ---- stack, memory ------------------------------------------------------------------------------------- */

__attribute__((noinline)) static unsigned dive(unsigned depth)
{
	volatile char frame[2048];
	frame[0] = (char)depth;
	if (stack_low())
		return depth;
	unsigned deepest = dive(depth + 1);
	frame[1] = frame[0];
	return deepest;
}

START_TEST(stack_ends_before_it_overflows)
{
	stack_init();
	ck_assert(!stack_low());
	ck_assert_uint_gt(dive(0), 50);
}
END_TEST

static void leave_with_42(size_t wanted)
{
	_exit(wanted > 1000 ? 42 : 43);
}

START_TEST(no_memory_calls_the_handler)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct buf b = { 0 };
		mem_on_fail(leave_with_42);
		buf_grow(&b, SIZE_MAX / 2);
		_exit(1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(WEXITSTATUS(status), 42);
	char *s = mem_strndup("a\0b", 3);
	ck_assert_mem_eq(s, "a\0b", 4);
	free(s);
}
END_TEST

/* ---- the nearest name ------------------------------------------------------------------------------------ */

static const struct {
	const char *word, *names, *nearest;
} slips[] = {
	{ "gti", "git gtk-launch", "git" },               /* two in the wrong order */
	{ "sl", "ls sed", "ls" },                         /* the only slip that two letters tell */
	{ "lz", "ls lzma", "" },                          /* anything is near two letters */
	{ "x", "xz w", "" },                              /* ... or one */
	{ "comand", "comm command commands", "command" }, /* a missing key */
	{ "grepp", "grep egrep", "grep" },                /* one too many */
	{ "mqrevc", "mqpeek mqrecv mqrm", "mqrecv" },
	{ "mqrecv", "mqrecv", "" }, /* itself is no slip */
	{ "ECHO", "echo exec", "echo" },
	{ "fro", "fry for", "for" }, /* a swap is likelier than a wrong key */
	{ "bat", "cat bad", "bad" }, /* the first key is rarely the wrong one */
	{ "tset", "rset test", "test" },
	{ "las", "lad lab", "lab" }, /* of two the one that sorts first */
	{ "zxcvbn", "mqsend shmput ls", "" },
	{ "semwiat", "semval semwait", "semwait" },
	{ "pipefal", "pipefail", "pipefail" },
	{ "stauts", "status state", "status" },
	{ "", "a", "" },
};

static void try_all(struct nearest *n, const char *names, bool backwards)
{
	char copy[100], *words[10];
	size_t count = 0;

	strcpy(copy, names);
	for (char *w = strtok(copy, " "); w; w = strtok(NULL, " "))
		words[count++] = w;
	for (size_t i = 0; i < count; i++)
		nearest_try(n, words[backwards ? count - 1 - i : i]);
}

START_TEST(nearest_is_the_likeliest_slip)
{
	for (int backwards = 0; backwards < 2; backwards++) {
		struct nearest n;
		nearest_begin(&n, slips[_i].word);
		try_all(&n, slips[_i].names, backwards);
		ck_assert_str_eq(n.name, slips[_i].nearest);
	}
}
END_TEST

START_TEST(nearest_begins_as_the_word)
{
	struct nearest n;

	nearest_begin(&n, "mo");
	try_all(&n, "mode no-undo", false);
	ck_assert_str_eq(n.name, "");
	nearest_begin(&n, "dry");
	n.rest = true;
	try_all(&n, "dryer dry-run dr", false);
	ck_assert_str_eq(n.name, "dry-run");
}
END_TEST

START_TEST(nearest_takes_no_long_words)
{
	char word[300], other[300];
	struct nearest n;

	memset(word, 'a', sizeof word);
	word[299] = '\0';
	memcpy(other, word, sizeof other);
	other[7] = 'b';
	nearest_begin(&n, word);
	nearest_try(&n, other);
	ck_assert_str_eq(n.name, "");
	word[NEAREST_SIZE] = other[NEAREST_SIZE] = '\0';
	nearest_begin(&n, word);
	nearest_try(&n, other);
	ck_assert_str_eq(n.name, "");
	word[NEAREST_SIZE - 1] = other[NEAREST_SIZE - 1] = '\0';
	nearest_begin(&n, word);
	nearest_try(&n, "a");
	nearest_try(&n, other);
	ck_assert_str_eq(n.name, other);
}
END_TEST

static const struct {
	const char *text, *shown;
} visible[] = {
	{ "plain \xc3\xa9 \xe6\xbc\xa2", "plain \xc3\xa9 \xe6\xbc\xa2" },
	{ "\033[31m", "\\x1b[31m" },
	{ "a\nb\t", "a\\x0ab\\x09" },
	{ "\177\303", "\\x7f\\xc3" },
	{ "\xc2\x9b"
	  "31m",
		"\\xc2\\x9b31m" }, /* an escape sequence in one character */
	{ "\xe2\x80\xae"
	  "cba",
		"\\xe2\\x80\\xaecba" }, /* would be read from right to left */
	{ "\\x1b \\n", "\\x5cx1b \\n" },
};

START_TEST(buf_shows_what_a_terminal_obeys)
{
	struct buf b = { 0 };

	buf_visible(&b, visible[_i].text, strlen(visible[_i].text));
	ck_assert_str_eq(buf_cstr(&b), visible[_i].shown);
	buf_free(&b);
}
END_TEST

static Suite *base_suite(void)
{
	Suite *suite = suite_create("base");
	TCase *memory = tcase_create("memory"), *text = tcase_create("text"), *rest = tcase_create("rest");

	tcase_add_test(memory, arena_keeps_what_it_gave);
	tcase_add_test(memory, arena_rewinds_to_a_mark);
	tcase_add_test(memory, arena_loop_reuses_its_spare_chunk);
	tcase_add_test(memory, buf_grows_and_keeps_nuls);
	tcase_add_test(memory, vec_grows);
	tcase_add_test(memory, stack_ends_before_it_overflows);
	tcase_add_test(memory, no_memory_calls_the_handler);
	tcase_add_loop_test(text, buf_quotes_for_a_shell, 0, ARRAY_LEN(quoted));
	tcase_add_loop_test(text, utf8_decodes_strictly, 0, ARRAY_LEN(decoded));
	tcase_add_test(text, utf8_every_character_comes_back);
	tcase_add_test(text, columns);
	tcase_add_loop_test(text, text_integers, 0, ARRAY_LEN(integers));
	tcase_add_test(text, text_other_numbers);
	tcase_add_test(rest, table_puts_gets_removes);
	tcase_add_test(rest, names_are_numbered_once);
	tcase_add_test(rest, names_are_told_from_other_words);
	tcase_add_test(rest, fd_high_moves_out_of_the_way);
	tcase_add_test(rest, fd_reads_and_writes_all);
	tcase_add_test(rest, signals_by_name_and_number);
	tcase_add_test(rest, trouble_is_cut_at_a_whole_character);
	tcase_add_loop_test(text, buf_shows_what_a_terminal_obeys, 0, ARRAY_LEN(visible));
	tcase_add_loop_test(rest, nearest_is_the_likeliest_slip, 0, ARRAY_LEN(slips));
	tcase_add_test(rest, nearest_begins_as_the_word);
	tcase_add_test(rest, nearest_takes_no_long_words);
	suite_add_tcase(suite, memory);
	suite_add_tcase(suite, text);
	suite_add_tcase(suite, rest);
	return suite;
}

int main(void)
{
	SRunner *runner = srunner_create(base_suite());
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
