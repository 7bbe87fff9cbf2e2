/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_expand.c -- words to fields, with the real parser and variables and a shell of three commands above
 * them: `set -- ...` sets the positional parameters, `opt NAME` sets an option, `p ...` shows its operands as
 * <a><b>. */
#include "expand.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct mini {
	struct vars vars;
	struct options options;
	struct arena scratch;
	struct expander e;
	struct buf out;
	bool failed;
};

static void run_node(struct mini *m, const struct node *n);

/* ---- the hooks ----------------------------------------------------------------------------------------- */

static int mini_capture(void *ctx, const struct command_sub *sub, struct buf *out)
{
	struct mini *m = ctx;
	struct buf outer = m->out;
	m->out = (struct buf){ 0 };
	if (sub->body)
		run_node(m, sub->body);
	for (size_t i = 0; i < m->out.len; i++)
		if (m->out.data[i])
			buf_byte(out, m->out.data[i]);
	buf_free(&m->out);
	m->out = outer;
	return m->failed ? -1 : 0;
}

static int mini_assign(void *ctx, name_id name, const char *value, size_t len)
{
	struct mini *m = ctx;
	return var_set(&m->vars, name, value, len) == 0 ? 0 : -1;
}

static const char *mini_process(void *ctx, const struct node *body, bool out)
{
	(void)ctx;
	(void)body;
	return out ? "/dev/fd/71" : "/dev/fd/70";
}

static const char *mini_letters(void *ctx)
{
	(void)ctx;
	return "fu";
}

/* ---- the commands -------------------------------------------------------------------------------------- */

static void assign_all(struct mini *m, const struct assign *a)
{
	for (; a && !m->failed; a = a->next) {
		size_t len;
		const char *s = exp_string(&m->e, a->value, EXP_ASSIGN, &len);
		if (s)
			var_set(&m->vars, a->name, s, len);
		m->failed = !s;
	}
}

static void command(struct mini *m, char **v, size_t n)
{
	if (strcmp(v[0], "set") == 0) {
		params_set(&m->vars, v + 2, n - 2);
	} else if (strcmp(v[0], "opt") == 0) {
		m->options.on[option_by_name(v[1])] = true;
	} else if (strcmp(v[0], "unset") == 0) {
		for (size_t i = 1; i < n; i++)
			var_unset(&m->vars, names_intern(&m->vars.names, v[i], strlen(v[i])));
	} else if (strcmp(v[0], "readonly") == 0) {
		var_set_flags(&m->vars, names_intern(&m->vars.names, v[1], strlen(v[1])), VAR_READONLY, 0);
	} else if (strcmp(v[0], "echo") == 0) {
		for (size_t i = 1; i < n; i++)
			buf_printf(&m->out, "%s%s", i > 1 ? " " : "", v[i]);
		buf_byte(&m->out, '\n');
	} else {
		for (size_t i = 1; i < n; i++)
			buf_printf(&m->out, "<%s>", v[i]);
		buf_byte(&m->out, '\n');
	}
}

static void run_simple(struct mini *m, const struct node *n)
{
	struct arena_mark mark = arena_mark(&m->scratch);
	struct fields f = { 0 };
	bool declare = n->simple.words && n->simple.words->text &&
		       strcmp(n->simple.words->text, "export") == 0;
	m->e.trouble.text[0] = '\0';
	if (exp_words(&m->e, n->simple.words, declare, &f) < 0)
		m->failed = true;
	else
		assign_all(m, n->simple.assigns);
	if (m->failed)
		buf_printf(&m->out, "error: %s\n", m->e.trouble_shown ? "shown" : m->e.trouble.text);
	else if (f.n)
		command(m, f.v, f.n);
	arena_rewind(&m->scratch, mark);
}

static void run_case(struct mini *m, const struct node *n)
{
	size_t len, index = 0;
	const char *s = exp_string(&m->e, n->case_.subject, EXP_STRING, &len);
	ck_assert_ptr_nonnull(s);
	for (const struct case_item *item = n->case_.items; item; item = item->next, index++)
		for (const struct word *w = item->patterns; w; w = w->next)
			if (exp_match_word(&m->e, w, s, len) == 1) {
				buf_printf(&m->out, "%zu\n", index + 1);
				return;
			}
	buf_str(&m->out, "0\n");
}

static void run_node(struct mini *m, const struct node *n)
{
	if (m->failed)
		return;
	if (n->kind == NODE_LIST)
		for (uint32_t i = 0; i < n->list.n; i++)
			run_node(m, n->list.cmds[i]);
	else if (n->kind == NODE_CASE)
		run_case(m, n);
	else if (n->kind == NODE_SIMPLE)
		run_simple(m, n);
	else
		ck_abort_msg("node of kind %u", n->kind);
}

struct source {
	const char *text;
	bool given;
};

static int fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct source *s = ctx;
	(void)prompt;
	if (s->given)
		return 0;
	s->given = true;
	*text = s->text;
	*len = strlen(s->text);
	return 1;
}

static void run_text(struct mini *m, const char *text)
{
	struct source s = { text, false };
	struct syn_source source = { .fill = fill, .ctx = &s, .first_line = 1 };
	struct syn_env env = { .names = &m->vars.names, .extglob = true, .braces = true };
	struct parser *p = syn_parser_new(&source, &env);
	struct tree *tree;
	struct trouble trouble;
	enum syn_result r;
	while ((r = syn_parse_line(p, &tree, &trouble)) == SYN_OK) {
		if (tree->root)
			run_node(m, tree->root);
		tree_unref(tree);
	}
	ck_assert_msg(r == SYN_EOF, "%s: %s", text, trouble.text);
	syn_parser_free(p);
}

static void mini_new(struct mini *m)
{
	static char *const envp[] = { "HOME=/home/me", NULL };
	memset(m, 0, sizeof *m);
	stack_init();
	m->options.on[OPT_BRACEEXPAND] = m->options.on[OPT_EXTGLOB] = true;
	vars_init(&m->vars, &m->options, (char **)envp);
	m->vars.arg0 = "mini";
	m->e.vars = &m->vars;
	m->e.scratch = &m->scratch;
	m->e.hooks = (struct exp_hooks){ mini_capture, mini_process, mini_assign, mini_letters, m };
}

static void mini_free(struct mini *m)
{
	exp_free(&m->e);
	buf_free(&m->out);
	arena_free(&m->scratch);
	vars_free(&m->vars);
}

/* ---- cases --------------------------------------------------------------------------------------------- */

struct script {
	const char *text, *want; /* the lines of output, with a space for each newline */
};

#include "expand_cases.h"

static void check_script(const struct script *s, const char *before)
{
	struct mini m;
	mini_new(&m);
	run_text(&m, before);
	run_text(&m, s->text);
	if (m.out.len && m.out.data[m.out.len - 1] == '\n')
		m.out.len--;
	for (size_t i = 0; i < m.out.len; i++)
		if (m.out.data[i] == '\n')
			m.out.data[i] = ' ';
	ck_assert_msg(strcmp(buf_cstr(&m.out), s->want) == 0, "%s\ngives %s\nnot   %s", s->text, m.out.data,
		s->want);
	mini_free(&m);
}

START_TEST(splitting)
{
	check_script(&split_cases[_i], "");
}
END_TEST

START_TEST(parameters)
{
	check_script(&param_cases[_i], "");
}
END_TEST

START_TEST(characters)
{
	check_script(&utf8_cases[_i], "LC_ALL=C.UTF-8");
}
END_TEST

START_TEST(arithmetic)
{
	check_script(&arith_cases[_i], "");
}
END_TEST

START_TEST(braces)
{
	check_script(&brace_cases[_i], "");
}
END_TEST

START_TEST(errors)
{
	check_script(&error_cases[_i], "");
}
END_TEST

/* ---- files --------------------------------------------------------------------------------------------- */

static char room[64];

static void make_files(void)
{
	static const char *const files[] = { "a", "b.c", "c.c", ".h.c", "d/x.c", "d/y.h", "e*f", "g h",
		"d/.z", "[k]", "d/e/x.c" };
	strcpy(room, "/tmp/expand-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(room));
	ck_assert_int_eq(chdir(room), 0);
	ck_assert_int_eq(mkdir("d", 0700) | mkdir("d/e", 0700) | mkdir("m", 0700), 0);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		int fd = open(files[i], O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		ck_assert_int_ge(fd, 0);
		close(fd);
	}
	ck_assert_int_eq(symlink("d", "s") | symlink("nowhere", "n"), 0);
}

static void remove_files(void)
{
	char line[100];
	snprintf(line, sizeof line, "rm -rf %s", room);
	ck_assert_int_eq(chdir("/") | system(line), 0);
}

START_TEST(pathnames)
{
	check_script(&glob_cases[_i], "");
}
END_TEST

/* ---- read ---------------------------------------------------------------------------------------------- */

static const struct {
	const char *ifs, *text;
	size_t n;
	const char *want;
} read_cases[] = {
	{ " \t\n", "  a b  c ", 3, "<a><b><c>" }, { " \t\n", "  a b  c d ", 2, "<a><b  c d>" },
	{ " \t\n", " a ", 2, "<a>" }, { " \t\n", "  ", 2, "" }, { " \t\n", " a  b ", 1, "<a  b>" },
	{ ":", "a:b:", 2, "<a><b>" }, { ":", "a:b::", 2, "<a><b::>" }, { ":", "a:b:c", 2, "<a><b:c>" },
	{ ":", "a:", 1, "<a>" }, { ":", "a::", 1, "<a::>" }, { ":", ":", 1, "<>" }, { ":", "::", 2, "<><>" },
	{ ":", "a::b", 3, "<a><><b>" }, { ": ", " a : b : c ", 2, "<a><b : c>" },
	{ ": ", " a : b : ", 2, "<a><b>" }, { ": ", "a b :: ", 2, "<a><b ::>" },
	{ "", " a b ", 2, "< a b >" },
	{ " ", "a\\ b c", 2, "<a\\ b><c>" }, /* the space after the backslash was escaped */
};

START_TEST(read_splits)
{
	struct mini m;
	struct fields f = { 0 };
	bool escaped[100] = { false };
	mini_new(&m);
	var_set_name(&m.vars, "IFS", read_cases[_i].ifs);
	const char *text = read_cases[_i].text, *backslash = strchr(text, '\\');
	if (backslash)
		escaped[backslash - text + 1] = true;
	exp_split_read(&m.e, text, strlen(text), escaped, read_cases[_i].n, &f);
	for (size_t i = 0; i < f.n; i++)
		buf_printf(&m.out, "<%s>", f.v[i]);
	ck_assert_msg(strcmp(buf_cstr(&m.out), read_cases[_i].want) == 0, "%s: %s", text, m.out.data);
	mini_free(&m);
}
END_TEST

/* ---- sizes --------------------------------------------------------------------------------------------- */

START_TEST(many_fields)
{
	struct mini m;
	struct buf value = { 0 };
	mini_new(&m);
	for (int i = 0; i < 100000; i++)
		buf_printf(&value, "%d ", i);
	var_set_name(&m.vars, "x", buf_cstr(&value));
	run_text(&m, "set -- $x; p $# ${100000} ${1}; y=$(echo $x $x); p ${#y}; set -- {1..100000}; p $# "
		     "${99999}");
	ck_assert_str_eq(buf_cstr(&m.out), "<100000><99999><0>\n<1177779>\n<100000><99999>\n");
	buf_free(&value);
	mini_free(&m);
}
END_TEST

/* Nested far deeper than any stack: an error, or the right value. */
START_TEST(deep_words)
{
	struct mini m;
	struct buf text = { 0 };
	mini_new(&m);
	buf_str(&text, "p $((0");
	for (int i = 0; i < 200000; i++)
		buf_str(&text, "+1");
	buf_str(&text, "))\n");
	run_text(&m, buf_cstr(&text));
	ck_assert(m.failed || strcmp(buf_cstr(&m.out), "<200000>\n") == 0);
	buf_free(&text);
	mini_free(&m);
}
END_TEST

static Suite *expand_suite(void)
{
	Suite *suite = suite_create("expand");
	TCase *words = tcase_create("words"), *files = tcase_create("files");
	tcase_add_loop_test(words, splitting, 0, ARRAY_LEN(split_cases));
	tcase_add_loop_test(words, parameters, 0, ARRAY_LEN(param_cases));
	tcase_add_loop_test(words, characters, 0, ARRAY_LEN(utf8_cases));
	tcase_add_loop_test(words, arithmetic, 0, ARRAY_LEN(arith_cases));
	tcase_add_loop_test(words, braces, 0, ARRAY_LEN(brace_cases));
	tcase_add_loop_test(words, errors, 0, ARRAY_LEN(error_cases));
	tcase_add_loop_test(words, read_splits, 0, ARRAY_LEN(read_cases));
	tcase_add_test(words, many_fields);
	tcase_add_test(words, deep_words);
	tcase_add_unchecked_fixture(files, make_files, remove_files);
	tcase_add_loop_test(files, pathnames, 0, ARRAY_LEN(glob_cases));
	suite_add_tcase(suite, words);
	suite_add_tcase(suite, files);
	return suite;
}

int main(void)
{
	SRunner *runner = srunner_create(expand_suite());
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
