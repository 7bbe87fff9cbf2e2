/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_complete.c -- completion: where in a command the cursor is, how a name is written there, and that what
 * was inserted is the name again when the shell reads it. */
#include "../../src/ui/complete.h"
#include "../../src/ui/ui_internal.h"
#include "builtin.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* ---- where the cursor is ------------------------------------------------------------------------------- */

static char *value_in_test(void *ctx, const char *name)
{
	(void)ctx;
	if (strcmp(name, "dir") == 0)
		return mem_strdup("/the/dir");
	return strcmp(name, "HOME") == 0 ? mem_strdup("/home/me") : NULL;
}

static char *home_in_test(void *ctx, const char *user)
{
	(void)ctx;
	if (!*user)
		return mem_strdup("/home/me");
	return strcmp(user, "eve") == 0 ? mem_strdup("/home/eve") : NULL;
}

static const struct comp_world world_in_test = { value_in_test, home_in_test, NULL };

/* "AT words... [text] rest-of-line": what is said of the line, in one text. */
static char *scanned(const char *line)
{
	static const char *const places[] = { "nowhere", "command", "argument", "value", "file", "fd",
		"parameter", "braced", "variable" };
	static const char *const quotes[] = { "", "'", "\"", "$'" };
	struct comp_place p;
	struct buf out = { 0 };
	comp_scan(line, strlen(line), 0, &world_in_test, &p);
	buf_str(&out, places[p.at]);
	for (size_t i = 0; i < p.words.len; i++)
		buf_printf(&out, " %s", (const char *)p.words.items[i]);
	buf_printf(&out, " [%.*s", (int)p.kept, p.text.data ? p.text.data : "");
	buf_printf(&out, "|%.*s]", (int)(p.text.len - p.kept), p.text.data ? p.text.data + p.kept : "");
	if (p.at != COMP_NOWHERE)
		buf_printf(&out, " %s", line + p.from);
	buf_printf(&out, "%s%s%s%s", p.open ? " open" : "", quotes[p.quote], p.unknown ? " unknown" : "",
		p.tilde ? " tilde" : "");
	comp_place_free(&p);
	return buf_cstr(&out);
}

static const struct {
	const char *line, *expected;
} scans[] = {
	{ "", "command [|] " },
	{ "ec", "command [|ec] ec" },
	{ "echo", "command [|echo] echo" },
	{ "echo ", "argument echo [|] " },
	{ "echo a b", "argument echo a [|b] b" },
	{ "a; b", "command [|b] b" },
	{ "a && b", "command [|b] b" },
	{ "a || b c", "argument b [|c] c" },
	{ "a | b", "command [|b] b" },
	{ "a |& b", "command [|b] b" },
	{ "a & b", "command [|b] b" },
	{ "a\nb", "command [|b] b" },
	{ "if a", "command [|a] a" },
	{ "if a; then b", "command [|b] b" },
	{ "while a; do b c", "argument b [|c] c" },
	{ "! a", "command [|a] a" },
	{ "{ a", "command [|a] a" },
	{ "{ a; }", "command [|}] }" },
	{ "{ a; } b", "nowhere [|b]" },
	{ "( a", "command [|a] a" },
	{ "(a) ", "nowhere [|]" },
	{ "(a) | b", "command [|b] b" },
	{ "f() { a", "command [|a] a" },
	{ "f () { a", "command [|a] a" },
	{ "function f { a", "command [|a] a" },
	{ "time a", "command [|a] a" },
	{ "for x", "variable [|x] x" },
	{ "for x in a b", "value in a [|b] b" },
	{ "for x in a; do b", "command [|b] b" },
	{ "for x\ndo b", "command [|b] b" },
	{ "case a", "value [|a] a" },
	{ "case a in b", "value [|b] b" },
	{ "case a in b) c", "command [|c] c" },
	{ "case a in (b) c;; d) e f", "argument e [|f] f" },
	{ "case a in b) c;; esac; d", "command [|d] d" },
	{ "case a in b|c) d", "command [|d] d" },
	{ "x=a", "value [x=|a] a" },
	{ "x=a b", "command [|b] b" },
	{ "x=a y=b c d", "argument c [|d] d" },
	{ "a >b", "file a [|b] b" },
	{ "a 2>b", "file a [|b] b" },
	{ "a {fd}>b", "file a [|b] b" },
	{ "a 2>b c", "argument a [|c] c" },
	{ "a >>b", "file a [|b] b" },
	{ "a &>b", "file a [|b] b" },
	{ "a >&", "fd a [|] " },
	{ "a 2>&1", "fd a [|1] 1" },
	{ "<a b", "command [|b] b" },
	{ "a <<E", "nowhere a [|E]" },
	{ "a <<E\nx", "nowhere [|]" },
	{ "a <<E\nx\nE\nb", "command [|b] b" },
	{ "a <<<b", "file a [|b] b" },
	{ "[[ a && b", "argument [[ a [|b] b" },
	{ "[[ a ]] && b", "command [|b] b" },
	{ "a $(b c", "argument b [|c] c" },
	{ "a $(b c) d", "argument a  [|d] d" },
	{ "a \"$(b c", "argument b [|c] c" },
	{ "a \"x$(b c)y", "argument a [x|y] y open\" unknown" },
	{ "a `b c", "argument b [|c] c" },
	{ "a `b c`d", "argument a [|d] d unknown" },
	{ "a <(b c", "argument b [|c] c" },
	{ "a ${ b c", "argument b [|c] c" },
	{ "a ${ b; }c", "argument a [|c] c unknown" },
	{ "a $(( x", "variable [|x] x" },
	{ "a $((x+1))b", "argument a [|b] b unknown" },
	{ "((x", "variable [|x] x" },
	{ "((x)); a", "command [|a] a" },
	{ "a $x", "parameter [|x] x" },
	{ "a $", "parameter [|] " },
	{ "a \"$x", "parameter [|x] x\"" },
	{ "a '$x", "argument a [|$x] '$x'" },
	{ "a ${x", "braced [|x] x" },
	{ "a ${#x", "braced [|x] x" },
	{ "a ${x:-b", "nowhere [|:-b]" },
	{ "a ${x:-b}c", "argument a [|c] c unknown" },
	{ "a $dir/b", "argument a [/the/dir/|b] b" },
	{ "a \"${dir}/b", "argument a [/the/dir/|b] b open\"" },
	{ "a ~/b", "argument a [/home/me/|b] b" },
	{ "a ~eve/b", "argument a [/home/eve/|b] b" },
	{ "a ~e", "argument a [|~e] ~e tilde" },
	{ "a '~/b", "argument a [~/|b] b open'" },
	{ "x=~/b", "value [x=/home/me/|b] b" },
	{ "x=a:~/b", "value [x=a:/home/me/|b] b" },
	{ "a --b=c", "argument a [--b=|c] c" },
	{ "a b\\ c", "argument a [|b c] b\\ c" },
	{ "a 'b c", "argument a [|b c] 'b c'" },
	{ "a \"b c", "argument a [|b c] \"b c\"" },
	{ "a \"b\\\"c", "argument a [|b\"c] \"b\\\"c\"" },
	{ "a $'b\\nc", "argument a [|b\nc] $'b\\nc$'" },
	{ "a $'b\\x41\\101c", "argument a [|bAAc] $'b\\x41\\101c$'" },
	{ "a b/c/d", "argument a [b/c/|d] d" },
	{ "a \"b/c d/e", "argument a [b/c d/|e] e open\"" },
	{ "a 'b'c", "argument a [|bc] 'b'c" },
	{ "a # b", "nowhere [|]" },
	{ "a b#c", "argument a [|b#c] b#c" },
	{ "a \\\nb", "argument a [|b] b" },
	{ "a @(b|c", "command [|c] c" },
	{ "a; do; done; b", "command [|b] b" },
	{ "coproc a", "command [|a] a" },
	{ "a )", "argument a [|] " },
	{ "a 'b' ", "argument a b [|] " },
	{ "'a b' c", "argument a b [|c] c" },
};

START_TEST(the_place_is_found)
{
	char *text = scanned(scans[_i].line);
	ck_assert_msg(strcmp(text, scans[_i].expected) == 0, "%s:\n  %s\nexpected:\n  %s", scans[_i].line,
		text, scans[_i].expected);
	free(text);
}
END_TEST

START_TEST(earlier_lines_stay_as_they_are)
{
	struct comp_place p;
	const char *line = "echo \"one/two\nthr";
	comp_scan(line, strlen(line), 14, &world_in_test, &p);
	ck_assert_uint_eq(p.from, 0);
	ck_assert_uint_eq(p.kept, 8);
	ck_assert_int_eq(p.quote, COMP_DOUBLE);
	ck_assert(p.open);
	ck_assert_mem_eq(p.text.data, "one/two\nthr", 11);
	comp_place_free(&p);
}
END_TEST

/* ---- a shell and its completion --------------------------------------------------------------------------- */

static struct sh shell;
static struct ui ui;
static const struct ui_sources sources = { builtin_tables, builtin_operands, builtin_objects };
static char folder[] = "/tmp/test-complete-XXXXXX";
static unsigned seed;

static unsigned pick(unsigned n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void start(void)
{
	memset(&shell, 0, sizeof shell);
	sh_init(&shell, builtin_tables, environ);
	ui = (struct ui){ .sh = &shell, .sources = &sources };
	strcpy(folder + sizeof folder - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	var_set_name(&shell.vars, "PATH", folder);
	var_set_name(&shell.vars, "HOME", folder);
	var_set_name(&shell.vars, "XDG_CONFIG_HOME", folder);
	shell.vars.utf8 = true;
	seed = 1;
}

static void finish(void)
{
	ui_free(&ui);
	ck_assert_int_eq(chdir("/"), 0);
	nftw(folder, remove_one, 10, FTW_DEPTH | FTW_PHYS);
}

static const struct module_line_offers *complete(const char *line)
{
	struct module_line_wish wish = { .line = line, .point = strlen(line), .mark_folders = true };
	return complete_line(&ui, &wish);
}

/* What the shell makes of WORD: it has to be one field. */
static const char *parsed(const char *word)
{
	struct buf text = { 0 };
	buf_printf(&text, "set -- %s", word);
	exec_string(&shell, buf_cstr(&text), text.len, NULL, 1);
	buf_free(&text);
	ck_assert_uint_eq(shell.vars.params.n, 1);
	return shell.vars.params.v[0];
}

/* ---- quoting ------------------------------------------------------------------------------------------------ */

/* Any bytes but NUL (and, for a file, /): odd ones more often than others. */
static size_t random_name(char *name, size_t most)
{
	static const char odd[] = " \t\n\"'`\\$&|;<>()*?[]{}!#~=-^%@+,:.\001\177\r\033";
	static const char *const characters[] = { "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "e\xcc\x81",
		"\xc2\x85", "\xe2\x80\xa8" };
	size_t len = 0, wanted = 1 + pick((unsigned)most);
	while (len < wanted) {
		unsigned how = pick(10);
		if (how < 4) {
			name[len++] = (char)('a' + pick(26));
		} else if (how < 8) {
			name[len++] = odd[pick(sizeof odd - 1)];
		} else if (how == 8) {
			const char *s = characters[pick(ARRAY_LEN(characters))];
			memcpy(name + len, s, strlen(s));
			len += strlen(s);
		} else {
			name[len] = (char)(1 + pick(255));
			len += name[len] != '/';
		}
	}
	name[len] = '\0';
	return len;
}

START_TEST(what_is_written_is_read_back)
{
	static const char *const opening[] = { "", "'", "\"", "$'" };
	char name[64];
	for (int i = 0; i < 4000; i++) {
		size_t len = random_name(name, 20);
		struct comp_writing how = {
			.quote = (enum comp_quote)pick(4),
			.open = pick(2),
			.close = true,
			.at_start = true,
			.utf8 = pick(2),
		};
		struct buf word = { 0 };
		how.open = how.open && how.quote != COMP_BARE;
		if (how.open)
			buf_str(&word, opening[how.quote]);
		comp_write(&word, &how, name, len);
		for (size_t at = 0; at < word.len; at++)
			ck_assert((unsigned char)word.data[at] >= ' ' && word.data[at] != 0x7f);
		ck_assert_str_eq(parsed(buf_cstr(&word)), name);
		buf_free(&word);
	}
}
END_TEST

/* A line in which WORD is the last, begun in any way: "ca", 'ca, ./ca. */
static size_t begun(struct buf *line, const char *name, size_t typed)
{
	static const char *const heads[] = { "cat ", "cat x ", "a | cat ", "x=$(cat ", "cat <", "if cat " };
	struct comp_writing how = { .quote = (enum comp_quote)pick(4), .at_start = true, .utf8 = true };
	buf_str(line, heads[pick(ARRAY_LEN(heads))]);
	if (typed == 0)
		how.quote = COMP_BARE;
	size_t from = line->len;
	comp_write(line, &how, name, typed);
	return from;
}

/* No half of a character, and no more than what tells the name from the others. */
static size_t some_head(const char *name, size_t len)
{
	size_t n = pick((unsigned)len + 1);
	while (n < len && ((unsigned char)name[n] & 0xC0) == 0x80)
		n++;
	return n;
}

START_TEST(a_file_of_any_name_is_completed)
{
	char name[64];
	for (int i = 0; i < 1000; i++) {
		size_t len = random_name(name, 12);
		struct buf line = { 0 }, word = { 0 };
		int fd = open(name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		if (fd < 0 || strcmp(name, ".") == 0)
			continue;
		close(fd);
		size_t typed = some_head(name, len);
		if (*name == '.' && typed == 0)
			typed = 1;
		size_t from = begun(&line, name, *name == '-' ? 0 : typed);
		const struct module_line_offers *o = complete(buf_cstr(&line));
		ck_assert_msg(o->n == 1, "%zu offers for %s", o->n, buf_cstr(&line));
		/* the word as it stands in the line then: what the user wrote of it, and the offer */
		ck_assert(o->from >= from && o->from <= line.len);
		buf_add(&word, line.data + from, o->from - from);
		buf_add(&word, o->v[0].insert, strlen(o->v[0].insert));
		const char *got = parsed(buf_cstr(&word));
		ck_assert_str_eq(strncmp(got, "./-", 3) == 0 ? got + 2 : got, name);
		buf_free(&line);
		buf_free(&word);
		ck_assert_int_eq(unlink(name), 0);
	}
}
END_TEST

START_TEST(what_all_have_in_common_goes_on)
{
	static const char *const names[] = { "it's \n1", "it's \n2", "it's \n3" };
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		close(open(names[i], O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	const struct module_line_offers *o = complete("cat i");
	ck_assert_uint_eq(o->n, 3);
	ck_assert_str_eq(o->common, "$'it\\'s \\n");
	o = complete("cat $'it\\'s \\n");
	ck_assert_uint_eq(o->n, 3);
	ck_assert_str_eq(o->common, "$'it\\'s \\n"); /* as it is */
	o = complete("cat $'it\\'s \\n2");
	ck_assert_uint_eq(o->n, 1);
	ck_assert_str_eq(o->v[0].insert, "$'it\\'s \\n2'");
	o = complete("cat \"i");
	ck_assert_str_eq(o->common, "\"it's \"$'\\n'\"");
}
END_TEST

/* ---- lines of any kind ------------------------------------------------------------------------------------------ */

static const char *const scraps[] = { " ", " ", " ", "a", "ls", "git", "echo", "kill", "trap", "mqrecv",
	"ipc", "lock", "set", "cd", "-", "--", "-v", "--type", "--type=", "=", ":", "/", "./", "~", "~/", "$",
	"${", "$(", "$((", "((", "))", ")", "}", "{", "`", "'", "\"", "$'", "\\", "\n", ";", ";;", "&", "&&",
	"|", "||", "|&", "<", ">", ">>", "<<", "<<<", "<<E\n", "E\n", "<&", ">&", "&>", "2>", "{fd}>", "<(",
	">(", "[[", "]]", "[", "]", "*", "?", "@(", "!(", "#", "!", "for", "in", "do", "done", "case", "esac",
	"if", "then", "fi", "while", "function", "f()", "x=", "x+=", "export", "%", "%1", "0", "10", "0x",
	"id:", "shm:", "unix:", "unix:@", "tcp:", "\xc3\xa9", "\xff", "\001", "sudo", "env", "x=1" };

START_TEST(no_line_is_too_odd)
{
	for (int i = 0; i < 6000; i++) {
		struct buf line = { 0 };
		for (unsigned n = pick(25); n > 0; n--)
			buf_str(&line, scraps[pick(ARRAY_LEN(scraps))]);
		const char *text = buf_cstr(&line);
		ui.typed.len = 0;
		for (unsigned n = pick(4) ? 0 : pick(6); n > 0; n--)
			buf_str(&ui.typed, scraps[pick(ARRAY_LEN(scraps))]);
		const struct module_line_offers *o = complete(text);
		ck_assert(o->from <= line.len);
		for (size_t k = 0; k < o->n; k++)
			for (const char *p = o->v[k].insert; *p; p++)
				ck_assert((unsigned char)*p >= ' ');
		buf_free(&line);
	}
}
END_TEST

START_TEST(deep_lines)
{
	static const char *const deep[] = { "$(", "(", "`", "${x:-", "$((", "{ ", "\"$(", "if " };
	struct buf line = { 0 };
	for (int i = 0; i < 20000; i++)
		buf_str(&line, deep[_i]);
	(void)complete(buf_cstr(&line));
	buf_free(&line);
}
END_TEST

/* ---- files about commands ---------------------------------------------------------------------------------------- */

static void write_file(const char *name, const char *text)
{
	int fd = open(name, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(fd_write_all(fd, text, strlen(text)), 0);
	close(fd);
}

/* The words that are offered, with blanks between them. */
static const char *offered(const char *line)
{
	static char text[2000];
	const struct module_line_offers *o = complete(line);
	*text = '\0';
	for (size_t i = 0; i < o->n; i++) {
		strncat(text, i ? " " : "", sizeof text - strlen(text) - 1);
		strncat(text, o->v[i].insert, sizeof text - strlen(text) - 1);
	}
	return text;
}

static void write_spec(const char *text)
{
	ck_assert(mkdir("ipcsh", 0700) == 0 || errno == EEXIST);
	ck_assert(mkdir("ipcsh/completions", 0700) == 0 || errno == EEXIST);
	write_file("ipcsh/completions/tool", text);
}

START_TEST(a_file_says_what_a_command_takes)
{
	write_spec("# a tool\n"
		   "-v --verbose : tell more\n"
		   "-l red|green : colour\n"
		   "--mode= fast|slow : how\n"
		   "command make : makes : it\n"
		   "  -j none : jobs\n"
		   "  operand big|small folder\n"
		   "command move : moves\n"
		   "nonsense here\n");
	ck_assert_str_eq(offered("tool "), "make move");
	ck_assert_str_eq(offered("tool -"), "-v -l --mode=");
	ck_assert_str_eq(offered("tool --"), "--verbose --mode=");
	ck_assert_str_eq(offered("tool -l "), "red green");
	ck_assert_str_eq(offered("tool -vl r"), "red");
	ck_assert_str_eq(offered("tool -lred m"), "make move");
	ck_assert_str_eq(offered("tool --mode=f"), "fast");
	ck_assert_str_eq(offered("tool -v make -"), "-j");
	ck_assert_str_eq(offered("tool make "), "big small");
	ck_assert_str_eq(offered("/usr/bin/tool make -j 2 b"), "big");
	ck_assert_str_eq(offered("tool make big ip"), "ipcsh/");
	ck_assert_str_eq(complete("tool mak")->v[0].meaning, "makes : it");
}
END_TEST

START_TEST(a_file_has_kinds_of_its_own)
{
	write_spec("kind name lines names.txt ^name (.*)$\n"
		   "kind name under deep\n"
		   "kind broken lines names.txt (\n"
		   "kind\n"
		   "operand name broken+file\n");
	write_file("names.txt", "name one two\nno name\nname three\n");
	ck_assert_int_eq(mkdir("deep", 0700) | mkdir("deep/er", 0700) | mkdir("inner", 0700), 0);
	write_file("deep/er/four", "");
	ck_assert_str_eq(offered("tool "), "er/four one three two");
	ck_assert_int_eq(chdir("inner"), 0);
	ck_assert_str_eq(offered("tool t"), "three two"); /* in a folder above */
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_str_eq(offered("tool x nam"), "names.txt");
}
END_TEST

START_TEST(a_file_may_be_like_another)
{
	write_spec("like tool\n-a : all\n");
	ck_assert_str_eq(offered("tool -"), "-a");
	write_file("ipcsh/completions/other", "like tool\n-b : more\n");
	ck_assert_str_eq(offered("other -"), "-a -b");
}
END_TEST

START_TEST(odd_files_about_commands)
{
	static const char *const texts[] = { "", "-", "- : ", "--= : x\n", "=\n", ":\n", " : \n", "command\n",
		"command : x\n", "operand\n", "like\n", "like /\n", "kind a\n", "kind a under\n", "-x\n-x\n",
		"+\n", "-- : end\n", "\xff\xff : \001\n", "command a\ncommand a\n-b" };
	static const char *const lines[] = { "tool ", "tool -", "tool --", "tool +", "tool a -", "tool -x ",
		"tool a " };
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		write_spec(texts[i]);
		for (size_t k = 0; k < ARRAY_LEN(lines); k++)
			(void)offered(lines[k]);
	}
	ck_assert_int_eq(unlink("ipcsh/completions/tool") | mkfifo("ipcsh/completions/tool", 0600), 0);
	(void)offered("tool ");
}
END_TEST

/* Each builtin can be asked for operands and options. */
START_TEST(every_builtin_is_known)
{
	for (const struct builtin *const *t = builtin_tables; *t; t++)
		for (const struct builtin *b = *t; b->name; b++) {
			struct buf line = { 0 };
			buf_printf(&line, "%s -", b->name);
			const struct module_line_offers *o = complete(buf_cstr(&line));
			for (const struct opt_row *row = b->opts; row && row->meaning; row++) {
				bool there = false;
				for (size_t i = 0; i < o->n; i++)
					there = there ||
						(row->letter ? o->v[i].insert[1] == row->letter
							     : strcmp(o->v[i].insert + 2, row->name) == 0);
				ck_assert_msg(there, "%s has no %c%s", b->name, row->letter, row->name);
			}
			ck_assert_msg(builtin_operands(b->name) || strstr(b->usage, "TEXT") ||
					      strstr(b->usage, "ARG") || strstr(b->usage, "EXPR") ||
					      !*b->usage || (b->flags & BUILTIN_IPC) == 0,
				"what does %s take?", b->name);
			buf_free(&line);
		}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("complete");
	TCase *place = tcase_create("place"), *whole = tcase_create("whole");
	tcase_add_loop_test(place, the_place_is_found, 0, ARRAY_LEN(scans));
	tcase_add_test(place, earlier_lines_stay_as_they_are);
	tcase_add_checked_fixture(whole, start, finish);
	tcase_set_timeout(whole, 120);
	tcase_add_test(whole, what_is_written_is_read_back);
	tcase_add_test(whole, a_file_of_any_name_is_completed);
	tcase_add_test(whole, what_all_have_in_common_goes_on);
	tcase_add_test(whole, no_line_is_too_odd);
	tcase_add_loop_test(whole, deep_lines, 0, 8);
	tcase_add_test(whole, a_file_says_what_a_command_takes);
	tcase_add_test(whole, a_file_has_kinds_of_its_own);
	tcase_add_test(whole, a_file_may_be_like_another);
	tcase_add_test(whole, odd_files_about_commands);
	tcase_add_test(whole, every_builtin_is_known);
	suite_add_tcase(suite, place);
	suite_add_tcase(suite, whole);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
