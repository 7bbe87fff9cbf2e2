/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_syntax.c -- the parser: words and what is known of them, the grammar, errors, and printing back. */
#include "syntax.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- a parser over a string -------------------------------------------------------------------------- */

/* Text given as a whole, or line by line from memory that is overwritten with each line. */
struct text {
	const char *at;
	size_t len;
	bool by_line;
	char *line;
	int prompts[16];
	int n_prompts;
};

static int fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct text *t = ctx;
	if (t->n_prompts < 16)
		t->prompts[t->n_prompts++] = prompt;
	if (t->len == 0)
		return 0;
	size_t n = t->len;
	const char *nl = memchr(t->at, '\n', t->len);
	if (t->by_line && nl)
		n = (size_t)(nl - t->at) + 1;
	if (t->line)
		memset(t->line, '#', strlen(t->line));
	free(t->line);
	t->line = mem_strndup(t->at, n);
	*text = t->line;
	*len = n;
	t->at += n;
	t->len -= n;
	return 1;
}

static const char *alias(void *ctx, const char *name, size_t len)
{
	(void)ctx;
	static const char *const aliases[][2] = {
		{ "ll", "ls -l" },
		{ "ls", "ls -F" },
		{ "sudo", "sudo " },
		{ "forever", "while :; do" },
		{ "open", "echo $(" },
		{ "two", "a\nb" },
		{ "both", "two two" },
		{ "none", "" },
		{ "say", "echo 'a " },
		{ "loop", "x\nloop" },
		{ "sub", "echo $((a); " },
	};
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++) {
		if (strlen(aliases[i][0]) == len && memcmp(aliases[i][0], name, len) == 0)
			return aliases[i][1];
	}
	return NULL;
}

static struct names names;
static struct syn_env env;
static struct trouble trouble;
static struct text text;
static struct parser *parser;
static struct tree *tree;

static void setup(void)
{
	stack_init();
	env = (struct syn_env){ .names = &names, .alias = alias, .extglob = true, .braces = true };
}

static void teardown(void)
{
	tree_unref(tree);
	tree = NULL;
	syn_parser_free(parser);
	parser = NULL;
	free(text.line);
	text.line = NULL;
	names_free(&names);
}

static void begin(const char *s, size_t len, bool by_line)
{
	syn_parser_free(parser);
	free(text.line);
	text = (struct text){ .at = s, .len = len, .by_line = by_line };
	parser = syn_parser_new(
		&(struct syn_source){ .fill = fill, .ctx = &text, .file = "t.sh", .first_line = 1 }, &env);
}

static enum syn_result next(void)
{
	tree_unref(tree);
	return syn_parse_line(parser, &tree, &trouble);
}

/* The tree of the first line of S. */
static struct node *first(const char *s)
{
	begin(s, strlen(s), false);
	enum syn_result got = next();
	ck_assert_msg(got == SYN_OK, "`%s': %s", s, got == SYN_ERROR ? trouble.text : "end");
	ck_assert_ptr_nonnull(tree->root);
	return tree->root;
}

static struct word *first_word(const char *s)
{
	struct node *n = first(s);
	ck_assert_int_eq(n->kind, NODE_SIMPLE);
	ck_assert_ptr_nonnull(n->simple.words);
	return n->simple.words;
}

/* All of S printed, a line for each tree; on an error its text. */
static char *printed(const char *s, size_t len, bool by_line, bool multiline)
{
	struct buf out = { 0 };
	enum syn_result got;
	begin(s, len, by_line);
	while ((got = next()) == SYN_OK) {
		size_t from = out.len;
		syn_print(&out, &names, tree->root, multiline);
		if (out.len > from && out.data[out.len - 1] != '\n')
			buf_byte(&out, '\n');
	}
	if (got == SYN_ERROR)
		buf_printf(&out, "%u:%u: %s", trouble.pos.line, trouble.pos.col, trouble.text);
	return buf_cstr(&out);
}

static void check_print(const char *s, const char *expected)
{
	char *got = printed(s, strlen(s), false, false);
	ck_assert_str_eq(got, expected);
	char *lines = printed(s, strlen(s), true, false);
	ck_assert_str_eq(lines, expected);
	free(lines);
	free(got);
}

/* S prints as itself. */
static void check_same(const char *s)
{
	char *expected = mem_alloc(strlen(s) + 2);
	sprintf(expected, "%s\n", s);
	check_print(s, expected);
	free(expected);
}

static void check_error(const char *s, const char *expected)
{
	char *got = printed(s, strlen(s), false, false);
	ck_assert_msg(strcmp(got, expected) == 0, "`%s' gave `%s', not `%s'", s, got, expected);
	free(got);
}

/* ---- words -------------------------------------------------------------------------------------------- */

static void check_literal(const char *s, const char *value, unsigned flags)
{
	struct word *w = first_word(s);
	ck_assert_msg(w->flags == (flags | WORD_LITERAL), "%s: flags %x", s, w->flags);
	ck_assert_str_eq(w->text, value);
	ck_assert_uint_eq(w->len, strlen(value));
}

START_TEST(literal_words_know_their_text)
{
	check_literal("echo", "echo", 0);
	check_literal("echo x", "echo", 0);
	check_literal("a'b c'd", "ab cd", WORD_QUOTED);
	check_literal("a\\ b\\*", "a b*", WORD_QUOTED);
	check_literal("\"a\\$b\\c\"", "a$b\\c", WORD_QUOTED);
	check_literal("$'a\\tb\\x41\\101\\u20ac\\'\\cA'", "a\tbAA\xe2\x82\xac'\1", WORD_QUOTED);
	check_literal("''", "", WORD_QUOTED);
	check_literal("a\\\nb", "ab", 0);
	check_literal("'a\\\nb'", "a\\\nb", WORD_QUOTED);
	check_literal("[", "[", 0);
	check_literal("[]", "[]", 0);
	check_literal("a]", "a]", 0);
	check_literal("{a}", "{a}", 0);
	check_literal("$", "$", 0);
	check_literal("\"$\"", "$", WORD_QUOTED);
	check_literal("a~b", "a~b", 0);
	check_literal("a#b", "a#b", 0);
}
END_TEST

START_TEST(words_say_what_is_to_be_done)
{
	ck_assert_uint_eq(first_word("a*b")->flags, WORD_GLOB | WORD_PATTERN);
	ck_assert_uint_eq(first_word("[ab]")->flags, WORD_GLOB | WORD_PATTERN);
	struct word *w = first_word("'*'?\"a]\"");
	ck_assert_uint_eq(w->flags, WORD_GLOB | WORD_PATTERN | WORD_QUOTED);
	ck_assert_str_eq(w->text, "\\*?a\\]");
	ck_assert_uint_eq(first_word("{a,b}")->flags, WORD_BRACES);
	ck_assert_uint_eq(first_word("{1..3}")->flags, WORD_BRACES);
	ck_assert_uint_eq(first_word("$x")->flags, WORD_ONE_PARAM);
	ck_assert_uint_eq(first_word("\"${x}\"")->flags, WORD_ONE_PARAM | WORD_QUOTED);
	ck_assert_uint_eq(first_word("${!x}")->flags, 0);
	ck_assert_uint_eq(first_word("$x*")->flags, WORD_GLOB);
	ck_assert_uint_eq(first_word("[$x")->flags, WORD_GLOB);
	ck_assert_uint_eq(first_word("~/a")->flags, WORD_TILDE);
	ck_assert_uint_eq(first_word("export a=b")->next->flags, WORD_ASSIGNMENT | WORD_LITERAL);
	ck_assert_uint_eq(first_word("export a+=~:~x")->next->flags, WORD_ASSIGNMENT | WORD_TILDE);
	ck_assert_uint_eq(first_word("export 'a'=b")->next->flags, WORD_LITERAL | WORD_QUOTED);
	ck_assert_uint_eq(first_word("x --a=~")->next->flags, WORD_LITERAL);
	w = first_word("a@(b|c*)");
	ck_assert_uint_eq(w->flags, WORD_GLOB);
	ck_assert_int_eq(w->parts->next->kind, PART_EXTGLOB);
	ck_assert_str_eq(w->parts->next->extglob.alternatives->next->text, "c*");
}
END_TEST

START_TEST(parts_of_a_word)
{
	struct part *part = first_word("a\"b$x\"'c'")->parts;
	ck_assert_str_eq(part->text.s, "a");
	part = part->next;
	ck_assert_int_eq(part->quote, QUOTE_DOUBLE);
	ck_assert(part->more_quoted);
	part = part->next;
	ck_assert_int_eq(part->kind, PART_PARAM);
	ck_assert_int_eq(part->quote, QUOTE_DOUBLE);
	ck_assert(!part->more_quoted);
	ck_assert_str_eq(names_text(&names, part->param->name), "x");
	part = part->next;
	ck_assert_int_eq(part->quote, QUOTE_SINGLE);
	ck_assert_ptr_null(part->next);
	part = first_word("x a=~:b:~u/c")->next->parts->next;
	ck_assert_int_eq(part->kind, PART_TILDE);
	ck_assert(part->assign_context);
	part = part->next->next;
	ck_assert_int_eq(part->kind, PART_TILDE);
	ck_assert_str_eq(part->text.s, "u");
	ck_assert_str_eq(part->next->text.s, "/c");
	ck_assert_int_eq(first_word("~\"x\"")->parts->kind, PART_TEXT);
}
END_TEST

static struct param *first_param(const char *s)
{
	struct part *part = first_word(s)->parts;
	ck_assert_int_eq(part->kind, PART_PARAM);
	return part->param;
}

START_TEST(parameters)
{
	ck_assert_uint_eq(first_param("${12}")->number, 12);
	ck_assert_uint_eq(first_param("$12")->number, 1);
	ck_assert_int_eq(first_param("$0")->special, '0');
	ck_assert_int_eq(first_param("${#}")->special, '#');
	ck_assert_int_eq(first_param("${#}")->op, PARAM_PLAIN);
	ck_assert_int_eq(first_param("${##}")->op, PARAM_LENGTH);
	ck_assert_int_eq(first_param("${#x}")->op, PARAM_LENGTH);
	ck_assert_int_eq(first_param("${#-}")->op, PARAM_LENGTH);
	ck_assert_int_eq(first_param("${#-x}")->op, PARAM_DEFAULT);
	ck_assert_int_eq(first_param("${##x}")->op, PARAM_CUT_PREFIX);
	ck_assert_int_eq(first_param("${!}")->special, '!');
	ck_assert(first_param("${!x-y}")->indirect);
	ck_assert_int_eq(first_param("${!x*}")->op, PARAM_NAMES);
	ck_assert(first_param("${x:-}")->colon);
	ck_assert_ptr_null(first_param("${x:-}")->arg->parts);
	ck_assert_int_eq(first_param("${x%%*.c}")->op, PARAM_CUT_SUFFIX_LONG);
	ck_assert_str_eq(first_param("${x%%*.c}")->arg->text, "*.c");
	ck_assert_int_eq(first_param("${x/a/b}")->op, PARAM_REPLACE);
	ck_assert_str_eq(first_param("${x//a\\/b/c/d}")->arg2->text, "c/d");
	ck_assert_ptr_null(first_param("${x/#a}")->arg2);
	ck_assert_ptr_null(first_param("${x^^}")->arg);
	ck_assert_int_eq(first_param("${x@Q}")->transform, 'Q');
	ck_assert_int_eq(first_param("${x[1]}")->kind, PARAM_ELEMENT);
	ck_assert_int_eq(first_param("${#x[@]}")->special, '@');
	ck_assert_int_eq(first_param("${x y}")->op, PARAM_BAD);
	ck_assert_int_eq(first_param("${}")->op, PARAM_BAD);
	struct param *pm = first_param("${x:a?1:2:-1}");
	ck_assert_int_eq(pm->op, PARAM_SLICE);
	ck_assert_int_eq(pm->offset->root->op, ARITH_COND);
	ck_assert_int_eq(pm->length->root->op, ARITH_NEG);
	env.posix = true;
	ck_assert_int_eq(first_param("${x:1}")->op, PARAM_BAD);
	ck_assert_str_eq(first_param("${x[1]}")->arg->text, "x[1]");
	ck_assert_int_eq(first_param("${x/a}")->op, PARAM_BAD);
}
END_TEST

/* XCU 2.6.2: quotes inside of the braces, in and out of "..." */
START_TEST(quotes_in_parameters)
{
	struct part *part = first_param("\"${x-'a'}\"")->arg->parts;
	ck_assert_str_eq(part->text.s, "'a'");
	ck_assert_int_eq(part->quote, QUOTE_DOUBLE);
	part = first_param("\"${x#'a'}\"")->arg->parts;
	ck_assert_str_eq(part->text.s, "a");
	ck_assert_int_eq(part->quote, QUOTE_SINGLE);
	ck_assert_str_eq(first_param("\"${x-\"a b\"}\"")->arg->text, "a b");
	ck_assert_str_eq(first_param("\"${x-a\\}b}\"")->arg->text, "a}b");
	ck_assert_str_eq(first_param("${x-a\\}b}")->arg->text, "a}b");
	ck_assert_str_eq(first_param("${x-'}'}")->arg->text, "}");
	ck_assert_int_eq(first_param("${x-~}")->arg->parts->kind, PART_TILDE);
	ck_assert_int_eq(first_param("\"${x-~}\"")->arg->parts->kind, PART_TEXT);
}
END_TEST

START_TEST(assignments)
{
	struct node *n = first("a=1 b+=\"$x\" c= d=$d/x e=${e}$e cmd f=g");
	struct assign *a = n->simple.assigns;
	ck_assert_str_eq(a->value->text, "1");
	a = a->next;
	ck_assert(a->append);
	ck_assert_str_eq(names_text(&names, a->name), "b");
	ck_assert_uint_eq(a->value->flags, WORD_ONE_PARAM | WORD_QUOTED);
	a = a->next;
	ck_assert_str_eq(a->value->text, "");
	ck_assert_ptr_null(a->value->parts);
	ck_assert(a->next->appends_self);
	ck_assert(!a->next->next->appends_self);
	ck_assert_uint_eq(n->simple.n_words, 2);
	ck_assert(!first("x=$x")->simple.assigns->appends_self);
	ck_assert(first("x=\"${x}a$y\"")->simple.assigns->appends_self);
	ck_assert(!first("x=$x$(y)")->simple.assigns->appends_self);
	ck_assert(!first("x=\"${x}${y-$x}\"")->simple.assigns->appends_self);
}
END_TEST

/* ---- substitutions ------------------------------------------------------------------------------------- */

START_TEST(commands_in_words)
{
	check_same("echo $(a; b) \"$(c \"d\")\" $() <(x) >(y)");
	check_same("echo $(< file)");
	check_same("echo ${ a; } \"${ b }; }\" ${ { c; }; }");
	check_print("echo `a \\`b\\` '\\$x'` \"`c \\\"d\\\"`\"", "echo $(a $(b) '$x') \"$(c \"d\")\"\n");
	check_print("echo $(a # )\n)", "echo $(a)\n");
	check_print("echo $(case x in a) b;; (c) d; esac) e", "echo $(case x in a) b;; c) d;; esac) e\n");
	check_print("echo $((a);b) $( (a) )", "echo $( ( a ); b) $( ( a ))\n");
	check_same("echo $(((1)+(2))) $((a ? b : c))");
	check_print("echo $((a;\nb) | c)", "echo $( ( a; b ) | c)\n");
	check_print("((a);\n((b)\n) )", "( ( a ); ( ( b ) ) )\n");
	env.posix = true;
	check_print("((1))", "( ( 1 ) )\n");
}
END_TEST

START_TEST(line_continuations_vanish)
{
	check_print("ec\\\nho $\\\n{x\\\ny\\\n} $\\\n(a) a&\\\n& b <\\\n<\\\nE\nx\nE\n",
		"echo ${xy} $(a) a && b <<E\nx\nE\n");
	check_print("i\\\nf a; th\\\nen b; fi", "if a; then b; fi\n");
	check_print("echo $\\\n(\\\n(1+\\\n1)\\\n)", "echo $((1+1))\n");
}
END_TEST

/* ---- here-documents ------------------------------------------------------------------------------------ */

START_TEST(here_documents)
{
	check_print(
		"cat <<A <<-'B' | c\na $x\nA\n\tb $y\n\tB\nd", "cat <<A <<-'B' | c\na $x\nA\nb $y\nB\nd\n");
	check_print("cat <<E", "cat <<E\nE\n");
	check_print("cat <<E\na\nEE\n E\nE\n", "cat <<E\na\nEE\n E\nE\n");
	check_print("cat <<$'a\\tb'\nx\na\tb\n", "cat <<'a\tb'\nx\na\tb\n");
	check_print("cat <<\\E\n$x\\\nE\n", "cat <<'E'\n$x\\\nE\n");
	check_print("cat <<E\na\\\nE\nE\n", "cat <<E\naE\nE\n");
	check_print("x $(cat <<E\na\nE\n) b", "x $(cat <<E\na\nE\n) b\n");
	check_print("x $(cat <<E) b\na\nE\nc", "x $(cat <<E\na\nE\n) b\nc\n");
	check_print("cat <<E\n$(cat <<F\na\nF\n)\nE\n", "cat <<E\n$(cat <<F\na\nF\n)\nE\n");
	check_print("cat <<E && {\na\nE\nb; }", "cat <<E && {\na\nE\nb; }\n");
	struct word *w = first("cat <<E\na \"b\" \\$ \\\"\nE\n")->redirs->target;
	ck_assert_str_eq(w->text, "a \"b\" $ \\\"\n");
	w = first("cat <<'E'\n$a\nE\n")->redirs->target;
	ck_assert_str_eq(w->text, "$a\n");
	ck_assert_uint_eq(w->flags & WORD_LITERAL, WORD_LITERAL);
}
END_TEST

/* ---- grammar ------------------------------------------------------------------------------------------- */

START_TEST(simple_commands_and_lists)
{
	check_same("a | b |& c && ! d || e &");
	check_same("a; b & c");
	check_print("a &&\n\n b ||\n c |\n d", "a && b || c | d\n");
	check_print("a\n\n# c\nb # d\n", "a\nb\n");
	check_same("a < b 2> c >> d <> e >| f <&3 2>&1 3<&- <<< g &> h &>> i {fd}> j 10< k");
	check_print("<a b >c d", "b d < a > c\n");
	check_print("echo 2 >x; echo 2>x; echo a2>x", "echo 2 > x; echo 2> x; echo a2 > x\n");
	check_print("! ! a; time; time -p b", "a; time ; time -p b\n");
	check_same("echo if then { } ! [[ case");
	env.posix = true;
	check_print("a &>f", "a & > f\n");
	check_same("[[ a ]]; time b; function c; select d; coproc e");
}
END_TEST

START_TEST(compound_commands)
{
	check_same("if a; then b; elif c; then d; else e; fi > f");
	check_same("while a; do b; done; until a; do b; done");
	check_same("for i; do a; done; for i in; do a; done; for i in a \"$b\"; do c; done");
	check_print("for i\nin a\ndo\nb\ndone; for i do b; done; for i\ndo b; done; for i\n in a; { b; }",
		"for i in a; do b; done; for i; do b; done; for i; do b; done; for i in a; do { b; }; "
		"done\n");
	check_print("case a in esac; case a\nin\n(b|c) d;;\n e) ;& f) g ;;& (esac) h\nesac",
		"case a in esac; case a in b | c) d;; e);& f) g;;& (esac) h;; esac\n");
	check_same("( a; b ); { a; b; } 2>&1");
	check_same("for ((i=0;i<3;i++)); do a; done; for ((;;)); do b; done");
	check_same("select x in a b; do c; done; ((x++)); [[ -f a ]]");
	check_print("f() { a; }; g ( ) ( b ) >c; function h { d; }; function i() { e; }; function j ( f )",
		"f () { a; }; g () ( b ) > c; h () { d; }; i () { e; }; j () ( f )\n");
	check_same("coproc a b; coproc { c; }; coproc N { d; } > e");
	check_print("if !(a) then b; fi; echo !(a)", "if ! ( a ); then b; fi; echo !(a)\n");
	check_print("{ a; } | if b; then c; fi & d", "{ a; } | if b; then c; fi & d\n");
}
END_TEST

START_TEST(conditions)
{
	check_same("[[ -n $x && ! -f y || a == b* ]]");
	check_same("[[ ( a || b ) && ! ( c && d ) ]]");
	check_same("[[ $x =~ ^(a|b c)[[:alpha:]]+$ && d < e ]]");
	check_same("[[ a -nt b || c -eq 3 ]]");
	check_print("[[ a &&\n b\n]]", "[[ a && b ]]\n");
	struct cond *c = first("[[ a && b || c ]]")->cond.expr;
	ck_assert_int_eq(c->kind, COND_OR);
	ck_assert_int_eq(c->left->kind, COND_AND);
	ck_assert_str_eq(first("[[ a =~ b ]]")->cond.expr->op, "=~");
	ck_assert_int_eq(first("[[ -f ]]")->cond.expr->kind, COND_WORD);
}
END_TEST

START_TEST(aliases)
{
	check_print("ll x", "ls -F -l x\n");
	check_print("sudo ll; x ll", "sudo ls -F -l; x ll\n");
	check_print("forever a; done", "while :; do a; done\n");
	check_print("open a)", "echo $(a)\n");
	check_print("two; c", "a\nb; c\n");
	check_print("both", "a\nb two\n");
	check_print("none a; none", "a\n");
	check_print("say b'", "echo 'a  b'\n");
	check_print("\\ll; 'll'; x=1 ll", "\\ll; 'll'; x=1 ls -F -l\n");
	check_print("if ll; then ll; fi | ll", "if ls -F -l; then ls -F -l; fi | ls -F -l\n");
	check_print("echo $(ll) `ll`", "echo $(ls -F -l) $(ls -F -l)\n");
	check_print("loop", "x\nloop\n");
	check_print("sub b)", "echo $( ( a ); b)\n");
}
END_TEST

START_TEST(lines_are_parsed_one_by_one)
{
	const char *s = "a; b\nif c\nthen d; fi\n\n#\n\n e f\n";
	begin(s, strlen(s), true);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_int_eq(tree->root->kind, NODE_LIST);
	ck_assert_int_eq(text.n_prompts, 1);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_int_eq(tree->root->kind, NODE_IF);
	ck_assert_uint_eq(tree->root->pos.line, 2);
	ck_assert_uint_eq(tree->root->if_.then_part->pos.line, 3);
	ck_assert_uint_eq(tree->root->if_.then_part->pos.col, 6);
	ck_assert_int_eq(text.n_prompts, 3);
	ck_assert_int_eq(text.prompts[1], 1);
	ck_assert_int_eq(text.prompts[2], 2);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(next(), SYN_OK);
		ck_assert_ptr_null(tree->root);
	}
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_uint_eq(tree->root->pos.line, 7);
	ck_assert_uint_eq(tree->root->simple.words->next->pos.col, 4);
	ck_assert_str_eq(tree->file, "t.sh");
	ck_assert_int_eq(next(), SYN_EOF);
	ck_assert_ptr_null(tree);
}
END_TEST

START_TEST(places_are_right_behind_quotes_and_here_documents)
{
	begin("a 'x\ny' <<E\nb\nc\nE\nd\n\nf \"$(g\nh)\"; i", 34, false);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_uint_eq(tree->root->pos.line, 6);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_uint_eq(tree->root->list.cmds[0]->pos.line, 8);
	ck_assert_uint_eq(tree->root->list.cmds[1]->pos.line, 9);
}
END_TEST

START_TEST(nul_bytes_are_left_out)
{
	char *got = printed("ec\0ho '\0a'\n\0b\n", 15, false, false);
	ck_assert_str_eq(got, "echo 'a'\nb\n");
	free(got);
}
END_TEST

/* ---- errors -------------------------------------------------------------------------------------------- */

static const struct {
	const char *text, *error;
} errors[] = {
	{ "echo )", "1:6: unexpected `)'" },
	{ "a ;; b", "1:3: unexpected `;;'" },
	{ "if ; then a; fi", "1:4: unexpected `;'" },
	{ "if a; then fi", "1:12: unexpected `fi'" },
	{ "{ }", "1:3: unexpected `}'" },
	{ "( )", "1:3: unexpected `)'" },
	{ "while a; do done", "1:13: unexpected `done'" },
	{ "a &&", "1:5: unexpected end of file" },
	{ "&& a", "1:1: unexpected `&&'" },
	{ "a | | b", "1:5: unexpected `|'" },
	{ "a >\nb", "1:4: unexpected newline" },
	{ "fi", "1:1: unexpected `fi'" },
	{ "if a\nthen b", "2:7: unexpected end of file: `if' on line 1 has no `fi'" },
	{ "while a; do {", "1:14: unexpected end of file: `{' on line 1 has no `}'" },
	{ "echo $(a", "1:9: unexpected end of file: `$(' on line 1 has no `)'" },
	{ "echo \"a\nb", "1:6: unterminated quoted string begun on line 1" },
	{ "echo 'a", "1:6: unterminated quoted string begun on line 1" },
	{ "echo $'a", "1:7: unterminated quoted string begun on line 1" },
	{ "echo `a", "1:6: unterminated ``' begun on line 1" },
	{ "echo ${a", "1:6: unterminated `${' begun on line 1" },
	{ "echo 99999999999>x", "1:6: descriptor 99999999999 is out of range" },
	{ "f() a", "1:5: unexpected `a'" },
	{ "for 1 in a; do b; done", "1:5: unexpected `1'" },
	{ "case a b", "1:8: unexpected `b'" },
	{ "[[ a b ]]", "1:6: unexpected `b'" },
	{ "[[ a && ]]", "1:9: unexpected `]]'" },
	{ "x=(a)", "1:3: unexpected `('" },
	{ "! ", "1:3: unexpected end of file" },
};

START_TEST(errors_say_what_and_where)
{
	check_error(errors[_i].text, errors[_i].error);
}
END_TEST

START_TEST(errors_show_the_line)
{
	begin("a\n  b )c\nd\n", 11, true);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_int_eq(next(), SYN_ERROR);
	ck_assert_str_eq(trouble.source, "  b )c");
	ck_assert_uint_eq(trouble.caret, 4);
	ck_assert_uint_eq(trouble.pos.line, 2);
	ck_assert_int_eq(next(), SYN_OK);
	ck_assert_str_eq(tree->root->simple.words->text, "d");
	begin("cat <<E\na\n$(b;;)\nE\n", 19, false);
	ck_assert_int_eq(next(), SYN_ERROR);
	ck_assert_uint_eq(trouble.pos.line, 3);
	ck_assert_str_eq(trouble.source, "$(b;;)");
}
END_TEST

START_TEST(functions_have_names_in_posix_mode)
{
	check_same("function f.g () { a; }");
	env.posix = true;
	check_error("f.g() { a; }", "1:1: `f.g' cannot be the name of a function");
	check_error("exit() { a; }", "1:1: `exit' cannot be the name of a function");
	check_same("f () { a; }");
}
END_TEST

/* ---- depth and size ------------------------------------------------------------------------------------ */

static char *repeat(const char *head, const char *s, size_t n, const char *tail)
{
	struct buf b = { 0 };
	buf_str(&b, head);
	for (size_t i = 0; i < n; i++)
		buf_str(&b, s);
	buf_str(&b, tail);
	return buf_cstr(&b);
}

static const struct {
	const char *head, *s, *tail;
} deep[] = {
	{ "", "{ ", "a" },
	{ "", "((a);", "" },
	{ "echo ", "$(", "" },
	{ "echo ", "\"$(", "" },
	{ "echo ", "$((a;", "" },
	{ "echo ", "$((", "" },
	{ "echo ", "${x-", "" },
	{ "echo ", "\"${x-", "" },
	{ "echo ", "@(", "" },
	{ "", "if ", "" },
	{ "[[ ", "(", "" },
	{ "[[ ", "! ", "" },
	{ "", "case x in a) ", "" },
	{ "echo ", "<(", "" },
	{ "echo ", "${ ", "" },
	{ "", "((", "" },
	{ "", "while ", "" },
	{ "cat <<E\n", "$(cat <<E\n", "" },
};

START_TEST(depth_is_an_error)
{
	char *s = repeat(deep[_i].head, deep[_i].s, 100000, deep[_i].tail);
	begin(s, strlen(s), false);
	ck_assert_int_eq(next(), SYN_ERROR);
	free(s);
}
END_TEST

START_TEST(length_is_none)
{
	static const char *const long_ones[][3] = {
		{ "echo ", "word ", "" },
		{ "echo ", "x", "" },
		{ "echo \"", "a $x\n", "\"" },
		{ "cat <<E\n", "line\n", "E\n" },
		{ "cat <<E\n", "$x\n", "E\n" },
		{ "a", " | b", "" },
		{ "a", " && b", "" },
		{ "a", "; b", "" },
		{ "echo ", "a\\\n", "" },
		{ "if a; then b", "; elif c; then d", "; fi" },
		{ "echo $((1", "+1", "))" },
		{ "case x in ", "a) b;; ", "esac" },
	};
	for (size_t i = 0; i < ARRAY_LEN(long_ones); i++) {
		char *s = repeat(long_ones[i][0], long_ones[i][1], 100000, long_ones[i][2]);
		begin(s, strlen(s), false);
		ck_assert_int_eq(next(), SYN_OK);
		free(s);
	}
}
END_TEST

/* ---- arithmetic ---------------------------------------------------------------------------------------- */

static struct arena arena;

/* The tree of S with its parentheses, as Lisp writes it. */
static void show(struct buf *out, const struct arith_node *n)
{
	if (!n)
		return;
	if (n->op == ARITH_NUMBER) {
		buf_printf(out, "%lld", (long long)n->value);
		return;
	}
	if (n->op == ARITH_NAME) {
		buf_str(out, names_text(&names, n->name));
		return;
	}
	buf_printf(out, "(%d", n->op);
	if (n->name)
		buf_printf(out, " %s", names_text(&names, n->name));
	const struct arith_node *sides[] = { n->left, n->right, n->third };
	for (size_t i = 0; i < 3; i++) {
		if (sides[i])
			buf_byte(out, ' ');
		show(out, sides[i]);
	}
	buf_byte(out, ')');
}

static void check_arith(const char *s, const char *expected)
{
	struct buf out = { 0 };
	struct arith_node *n = syn_parse_arith(&arena, &names, s, strlen(s), &trouble);
	if (n)
		show(&out, n);
	else
		buf_str(&out, trouble.text);
	ck_assert_msg(
		strcmp(buf_cstr(&out), expected) == 0, "`%s' gave `%s', not `%s'", s, out.data, expected);
	buf_free(&out);
	arena_free(&arena);
}

static void check_arith_like(const char *s, const char *with_parentheses)
{
	struct buf out = { 0 };
	struct arena other = { 0 };
	show(&out, syn_parse_arith(&other, &names, with_parentheses, strlen(with_parentheses), &trouble));
	check_arith(s, buf_cstr(&out));
	buf_free(&out);
	arena_free(&other);
}

START_TEST(arithmetic_trees)
{
	check_arith("", "0");
	check_arith(" 0x1F ", "31");
	check_arith("017", "15");
	check_arith("2#101", "5");
	check_arith("64#_@", "4094");
	check_arith("36#Zz", "1295");
	check_arith("18446744073709551615", "-1");
	check_arith("9223372036854775808", "-9223372036854775808");
	check_arith_like("1+2*3-4", "(1+(2*3))-4");
	check_arith_like("2**3**2", "2**(3**2)");
	check_arith_like("-2**2", "(-2)**2");
	check_arith_like("a=b=c+1", "a=(b=(c+1))");
	check_arith_like("a?b:c?d:e", "a?b:(c?d:e)");
	check_arith_like("a<<1+2<3==4&5^6|7&&8||9", "((((a<<(1+2))<3)==4)&5^6|7)&&8||9");
	check_arith_like("a||b&&c", "a||(b&&c)");
	check_arith_like("a|b^c&d", "a|(b^(c&d))");
	check_arith_like("1,a=2,3", "(1,(a=2)),3");
	check_arith_like("1--1", "1-(-1)");
	check_arith_like("- -a++ + ++b", "(-(-(a++)))+(++b)");
	check_arith_like("a<<=1", "a<<=(1)");
	check_arith_like("!~a", "!(~a)");
	check_arith_like("a ? b , c : d", "a?(b,c):d");
}
END_TEST

START_TEST(arithmetic_errors)
{
	check_arith("1+", "an operand is missing at the end");
	check_arith("1 2", "unexpected `2'");
	check_arith("(1", "a `)' is missing");
	check_arith("1?2", "a `:' is missing");
	check_arith("1=2", "only a variable can be assigned to");
	check_arith("08", "not a number: `8'");
	check_arith("12a", "not a number: `a'");
	check_arith("65#1", "a base is a number from 2 to 64");
	check_arith("*", "an operand is missing before `*'");
	check_arith("$x", "an operand is missing before `$x'");
	char *s = repeat("", "(", 1000000, "");
	check_arith(s, "nested too deeply");
	free(s);
	s = repeat("", "-", 1000001, "");
	ck_assert_ptr_null(syn_parse_arith(&arena, &names, s, strlen(s), &trouble));
	free(s);
	arena_free(&arena);
}
END_TEST

START_TEST(arithmetic_is_compiled_where_it_can_be)
{
	struct arith *a = first_word("$((x + $y * ${1}))")->parts->arith;
	ck_assert_ptr_nonnull(a->root);
	ck_assert_int_eq(a->root->right->left->op, ARITH_DOLLAR);
	ck_assert_str_eq(names_text(&names, a->root->right->left->param->name), "y");
	ck_assert_uint_eq(a->root->right->right->param->number, 1);
	ck_assert_ptr_null(first_word("$((x $y 1))")->parts->arith->root);
	ck_assert_ptr_null(first_word("$(($x=1))")->parts->arith->root);
	ck_assert_ptr_null(first_word("$((1$x))")->parts->arith->root);
	ck_assert_ptr_null(first_word("$(($(x)))")->parts->arith->root);
	ck_assert_ptr_null(first_word("$((1+))")->parts->arith->root);
	ck_assert_int_eq(first_word("$(())")->parts->arith->root->op, ARITH_NUMBER);
}
END_TEST

/* ---- printing ------------------------------------------------------------------------------------------ */

START_TEST(functions_are_printed_on_lines)
{
	const char *s = "f() { if a; then b <<E; else { c & d; }; fi; case x in a) b;; esac; }\nx\nE\n";
	char *got = printed(s, strlen(s), false, true);
	ck_assert_str_eq(got,
		"f ()\n{\n    if a; then\n        b <<E\nx\nE\n    else\n        {\n            c &\n"
		"            d\n        }\n    fi\n    case x in\n        a)\n            b\n"
		"            ;;\n    esac\n}\n");
	free(got);
}
END_TEST

START_TEST(odd_words_survive_printing)
{
	check_same("a$'\\001\\n\\t\\'\\\\' \\  \\* '\"' \"'\\\"\\$\\`\\\\\" \"a\\b\"");
	check_same("\"$x\"a'b'${y}c");
	check_same("${x:-a b} \"${x:-'a' \\} \\\"}\" ${x#\"a\"*} \"${x%'b'}\" ${x/a\\/b/c} ${x: -1:2}");
	check_same("${#x} ${##} ${!x} ${!x@} ${x@Q} ${x[1]} ${10} $1 $@ ${@:1}");
	check_print("cat <<E\nE\\\nE\n$(x)\nE\n", "cat <<E\nEE\n$(x)\nE\n");
	check_print("cat <<E\n\\\nE\nE\n", "cat <<E_\nE\nE_\n");
}
END_TEST

START_TEST(quoted_text_is_a_word)
{
	struct arena a = { 0 };
	struct word *w = syn_parse_quoted(&a, &env, "a\"$x\\$'", 7, &trouble);
	ck_assert_str_eq(w->parts->text.s, "a\"");
	ck_assert_int_eq(w->parts->next->kind, PART_PARAM);
	ck_assert_str_eq(w->parts->next->next->text.s, "$'");
	ck_assert_ptr_null(syn_parse_quoted(&a, &env, "a$(b", 4, &trouble));
	arena_free(&a);
}
END_TEST

START_TEST(reserved_words)
{
	ck_assert(syn_is_reserved("if", 2, true));
	ck_assert(!syn_is_reserved("iff", 3, false));
	ck_assert(syn_is_reserved("[[", 2, false));
	ck_assert(!syn_is_reserved("[[", 2, true));
	ck_assert(!syn_is_reserved("", 0, false));
	ck_assert(syn_is_reserved("}", 1, true));
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("syntax");
	TCase *tc = tcase_create("syntax");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, literal_words_know_their_text);
	tcase_add_test(tc, words_say_what_is_to_be_done);
	tcase_add_test(tc, parts_of_a_word);
	tcase_add_test(tc, parameters);
	tcase_add_test(tc, quotes_in_parameters);
	tcase_add_test(tc, assignments);
	tcase_add_test(tc, commands_in_words);
	tcase_add_test(tc, line_continuations_vanish);
	tcase_add_test(tc, here_documents);
	tcase_add_test(tc, simple_commands_and_lists);
	tcase_add_test(tc, compound_commands);
	tcase_add_test(tc, conditions);
	tcase_add_test(tc, aliases);
	tcase_add_test(tc, lines_are_parsed_one_by_one);
	tcase_add_test(tc, places_are_right_behind_quotes_and_here_documents);
	tcase_add_test(tc, nul_bytes_are_left_out);
	tcase_add_loop_test(tc, errors_say_what_and_where, 0, ARRAY_LEN(errors));
	tcase_add_test(tc, errors_show_the_line);
	tcase_add_test(tc, functions_have_names_in_posix_mode);
	tcase_add_loop_test(tc, depth_is_an_error, 0, ARRAY_LEN(deep));
	tcase_add_test(tc, length_is_none);
	tcase_add_test(tc, arithmetic_trees);
	tcase_add_test(tc, arithmetic_errors);
	tcase_add_test(tc, arithmetic_is_compiled_where_it_can_be);
	tcase_add_test(tc, functions_are_printed_on_lines);
	tcase_add_test(tc, odd_words_survive_printing);
	tcase_add_test(tc, quoted_text_is_a_word);
	tcase_add_test(tc, reserved_words);
	suite_add_tcase(s, tc);
	return s;
}

int main(void)
{
	SRunner *runner = srunner_create(suite());
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
