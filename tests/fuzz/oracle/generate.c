/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generate.c -- small random scripts over the POSIX grammar, the same one for the same seed. What the
 * standard leaves open is not generated, since each shell has to print the same:
 * - `shift` beyond $# (XCU 2.15: it may end the shell);
 * - messages: standard error is /dev/null, and is not joined to the output;
 * - the order in which an expression's operands are looked at: a variable that is assigned within one is not
 *   looked at beside it, but for what && || ?: put in order;
 * - two stages of a pipeline that write to the same file. */
#include "oracle.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct gen {
	char *out;
	size_t len, size;
	uint64_t state;
	int depth;     /* of commands in commands */
	int words;     /* of words in words */
	int counters;  /* loops have a counter of their own each */
	int loops;     /* around this place, in the same function */
	int documents; /* here-documents begun on this line */
	bool in_function, in_backquote, in_document;
	bool in_stage; /* of a pipeline: it leaves the files alone, which the next one may write to */
	bool in_body;  /* of a function: it calls none, and so not itself */
	char pending[4096];
};

static void command(struct gen *g);
static void list(struct gen *g, int most);
static void word(struct gen *g, bool one_field);

/* ---- chance and text ----------------------------------------------------------------------------------- */

static unsigned below(struct gen *g, unsigned n)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 7;
	g->state ^= g->state << 17;
	return (unsigned)((g->state >> 11) % n);
}

static bool one_in(struct gen *g, unsigned n)
{
	return below(g, n) == 0;
}

__attribute__((format(printf, 2, 3))) static void put(struct gen *g, const char *fmt, ...)
{
	va_list ap;
	size_t room = g->size - g->len;

	va_start(ap, fmt);
	int n = vsnprintf(g->out + g->len, room, fmt, ap);
	va_end(ap);
	g->len += n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
}

#define PICK(g, list) (list)[below(g, sizeof(list) / sizeof(*(list)))]

static const char *variable(struct gen *g)
{
	static const char *const names[] = { "a", "b", "c", "x", "y", "z" };

	return PICK(g, names);
}

static const char *number_variable(struct gen *g)
{
	static const char *const names[] = { "n", "m", "k" };

	return PICK(g, names);
}

/* ---- arithmetic: the variables n, m, k are always numbers ------------------------------------------------ */

/* An assignment in a place where it is in order: behind another one, && or ||, or as a branch of ?: */
static void assigning(struct gen *g)
{
	static const char *const heads[] = { "n = m = ", "m += k -= ", "k = n |= ", "0 || (n = m += ",
		"k < 3 && (m = ", "n && (k *= ", "m > 1 ? n : (k = " };
	const char *head = PICK(g, heads);

	put(g, "%s%u%s", head, below(g, 12), strchr(head, '(') ? ")" : "");
}

/* An assignment only at the outside: the order in which operands are looked at is open. */
static void arith(struct gen *g, int depth)
{
	static const char *const operators[] = { "+", "-", "*", "<", "<=", ">", ">=", "==", "!=", "&", "|",
		"^", "&&", "||" };
	static const char *const assignments[] = { "=", "+=", "-=", "*=", "|=", "&=", "^=" };
	static const char *const unary[] = { "-", "!", "~", "+" };

	switch (depth > 3 ? below(g, 2) : below(g, depth > 0 ? 8 : 11)) {
	case 0: put(g, "%u", below(g, 12)); return;
	case 1: put(g, "%s", number_variable(g)); return;
	case 2: put(g, "%s ", PICK(g, unary)); break;
	case 3:
		put(g, "(");
		arith(g, depth + 1);
		put(g, ")");
		return;
	case 4:
		arith(g, depth + 1);
		put(g, " %s %u", one_in(g, 2) ? "/" : "%", 1 + below(g, 7));
		return;
	case 5:
		put(g, "(");
		arith(g, depth + 1);
		put(g, ") & 7 << %u", below(g, 5));
		return;
	case 8: put(g, "%s %s ", number_variable(g), PICK(g, assignments)); break;
	case 9: assigning(g); return;
	case 6:
		put(g, "(");
		arith(g, depth + 1);
		put(g, " ? ");
		arith(g, depth + 1);
		put(g, " : ");
		arith(g, depth + 1);
		put(g, ")");
		return;
	default:
		arith(g, depth + 1);
		put(g, " %s ", PICK(g, operators));
		break;
	}
	arith(g, depth + 1);
}

/* ---- words ----------------------------------------------------------------------------------------------- */

static void pattern(struct gen *g)
{
	static const char *const patterns[] = { "a*", "*b", "?", "??", "[ab]*", "*[!a]", "*", "'*'", "a",
		"\\*", "*o*", "[[:alpha:]]", "[a-c]", "x?z", "\"$x\"", "${y}*" };

	put(g, "%s", PICK(g, patterns));
}

static void parameter(struct gen *g, bool quoted)
{
	static const char *const cuts[] = { "#", "##", "%", "%%" };
	static const char *const uses[] = { "-", ":-", "+", ":+" };
	const char *name = variable(g);

	switch (below(g, 8)) {
	case 0: put(g, "${#%s}", name); break;
	case 1:
		put(g, "${%s%s", name, PICK(g, cuts));
		pattern(g);
		put(g, "}");
		break;
	case 2:
		put(g, "${%s%s", name, PICK(g, uses));
		if (quoted)
			put(g, one_in(g, 2) ? "or" : "$x");
		else
			word(g, true);
		put(g, "}");
		break;
	case 3: put(g, "${%s%s%s}", name, one_in(g, 2) ? "=" : ":=", one_in(g, 2) ? "set" : "$x"); break;
	case 4: put(g, "${%u-none}", 1 + below(g, 4)); break;
	case 5: put(g, "$#"); break;
	default: put(g, one_in(g, 2) ? "$%s" : "${%s}", name); break;
	}
}

static void substitution(struct gen *g)
{
	bool backquote = !g->in_backquote && one_in(g, 4);
	int loops = g->loops;
	bool function = g->in_function, document = g->in_document;

	g->in_backquote |= backquote;
	g->in_function = false;
	g->in_document = true;
	g->loops = 0;
	put(g, backquote ? "`" : "$( ");
	list(g, 2);
	put(g, backquote ? "`" : ")");
	g->loops = loops;
	g->in_function = function;
	g->in_document = document;
	g->in_backquote = g->in_backquote && !backquote;
}

static void double_quoted(struct gen *g)
{
	put(g, "\"");
	for (unsigned n = below(g, 3) + 1; n > 0; n--)
		switch (below(g, 6)) {
		case 0: parameter(g, true); break;
		case 1: put(g, "a  b"); break;
		case 2: put(g, g->in_backquote ? "q" : "\\$\\\"\\\\x"); break;
		case 3: put(g, "*"); break;
		case 4: put(g, "'"); break;
		default: put(g, "${%s}", variable(g)); break;
		}
	put(g, "\"");
}

static void word_part(struct gen *g, bool one_field)
{
	static const char *const literals[] = { "a", "b", "ab", "abc", "1", "0", "foo", "x-y", "+", "a.b" };
	static const char *const quoted[] = { "''", "'a b'", "'*'", "\\*", "\\ ", "'$x'", "'\\'", "\\\\",
		"'  '" };

	switch (g->words > 2 ? below(g, 2) : below(g, 12)) {
	case 0:
	case 1:
	case 2: put(g, "%s", PICK(g, literals)); break;
	case 3: put(g, "%s", g->in_backquote ? "'a b'" : PICK(g, quoted)); break;
	case 4:
	case 5:
		if (!g->in_backquote) {
			double_quoted(g);
			break;
		} /* fall through */
	case 6:
	case 7: parameter(g, g->in_backquote); break;
	case 8:
		put(g, "$((");
		arith(g, 0);
		put(g, "))");
		break;
	case 9:
		if (g->depth < 4)
			substitution(g);
		else
			put(g, "d");
		break;
	case 10: put(g, one_field ? "w" : one_in(g, 2) ? "\"$@\"" : "$*"); break;
	default: put(g, one_field ? "v" : one_in(g, 2) ? "f*" : "[fg]?"); break;
	}
}

static void word(struct gen *g, bool one_field)
{
	g->words++;
	do
		word_part(g, one_field);
	while (one_in(g, 4));
	g->words--;
}

static void words(struct gen *g, unsigned most)
{
	for (unsigned n = below(g, most + 1); n > 0; n--) {
		put(g, " ");
		word(g, false);
	}
}

/* ---- commands -------------------------------------------------------------------------------------------- */

static void assignment(struct gen *g)
{
	if (one_in(g, 3)) {
		put(g, "%s=$((", number_variable(g));
		arith(g, 0);
		put(g, "))");
		return;
	}
	put(g, "%s=", variable(g));
	word(g, true);
}

/* Behind a command; a here-document's body comes at the end of the line. */
static void redirection(struct gen *g)
{
	static const char *const simple[] = { " >f1", " >>f2", " 2>/dev/null", " >f3", " <nothing", " 3>f1",
		" >&2", " <f1", " >|f2", " 3>&1 >f1 1>&3 3>&-", " <>f4", " <&-", " 4>&1" };
	static const char *const in_stage[] = { " 2>/dev/null", " </dev/null", " >&2", " <in", " <&-",
		" 4>&1", " <nothing", " >/dev/null" };

	if (g->in_document || g->documents > 2 || !one_in(g, 4)) {
		put(g, "%s", g->in_stage ? PICK(g, in_stage) : PICK(g, simple));
		return;
	}
	bool quoted = one_in(g, 3), tabs = one_in(g, 3);
	char body[256];
	snprintf(body, sizeof(body), "%sbody $%s \\$x %s\n%s$((%u + 1)) \"q\"\n%sE%d\n", tabs ? "\t\t" : "",
		variable(g), one_in(g, 2) ? "${x-un}" : "'s'", tabs ? "\t" : "", below(g, 9),
		tabs ? "\t" : "", g->documents);
	put(g, " <<%s%sE%d%s", tabs ? "-" : "", quoted ? "'" : "", g->documents, quoted ? "'" : "");
	strncat(g->pending, body, sizeof(g->pending) - strlen(g->pending) - 1);
	g->documents++;
}

static void end_of_line(struct gen *g)
{
	put(g, "\n%s", g->pending);
	g->pending[0] = '\0';
	g->documents = 0;
}

/* In front of a command or behind one, where the line may end. */
static void separator(struct gen *g)
{
	if (!g->in_document && one_in(g, 2))
		end_of_line(g);
	else
		put(g, "; ");
}

static void test_command(struct gen *g)
{
	static const char *const strings[] = { "=", "!=" };
	static const char *const numbers[] = { "-eq", "-ne", "-lt", "-le", "-gt", "-ge" };
	static const char *const files[] = { "-e", "-f", "-d", "-s", "-r" };

	put(g, "[ %s", one_in(g, 4) ? "! " : "");
	switch (below(g, 5)) {
	case 0: put(g, "\"$%s\" %s \"$%s\"", variable(g), PICK(g, strings), variable(g)); break;
	case 1: put(g, "$((%s)) %s %u", number_variable(g), PICK(g, numbers), below(g, 9)); break;
	case 2: put(g, "%s f%u", PICK(g, files), 1 + below(g, 4)); break;
	case 3: put(g, "%s \"$%s\"", one_in(g, 2) ? "-n" : "-z", variable(g)); break;
	default: put(g, "\"${%s-}\" = \"", variable(g)), put(g, "%s\"", one_in(g, 2) ? "a" : ""); break;
	}
	put(g, " ]");
}

static void flow(struct gen *g)
{
	if (g->loops > 0 && one_in(g, 2))
		put(g, "%s%s", one_in(g, 2) ? "break" : "continue", g->loops > 1 && one_in(g, 3) ? " 2" : "");
	else if (g->in_function)
		put(g, "return%s", one_in(g, 3) ? "" : one_in(g, 2) ? " 0" : " 3");
	else
		put(g, "(exit %u)", one_in(g, 3) ? 0 : 3 + below(g, 5));
}

static void setting(struct gen *g)
{
	static const char *const settings[] = { "set -- a 'b c'", "set --", "set -- \"$@\" e",
		"if [ $# -gt 0 ]; then shift; fi", "set -f", "set +f", "IFS=:", "unset IFS", "IFS=' '",
		"unset x", "unset y z", "export a", "x=a:b::c", "y=' a  b '", "z='*'", "b='f*'", "set -u",
		"set +u", "set +e", "set -e", "cd .", "umask 022", "trap 'echo bye' EXIT", "trap - EXIT",
		"unset -f g", "export x y", "c='a\\b'" };

	put(g, "%s", PICK(g, settings));
}

static void reading(struct gen *g)
{
	static const char *const ways[] = { "read x y <f1", "read -r x <in",
		"while read -r x; do p $? \"$x\"; done <in",
		"printf 'a b\\nc\\n' | while read x y; do p $? $x $y; done",
		"read x y z <<E9\n a b\\c  d e \nE9\n:", "IFS=: read x y <<E9\na:b:c\nE9\n:",
		"read x </dev/null" };
	const char *way = PICK(g, ways);

	put(g, "%s", (g->in_document || g->documents > 0) && strchr(way, '\n') ? "read x <f1" : way);
}

static void simple(struct gen *g)
{
	switch (below(g, 16)) {
	case 0:
	case 1: assignment(g); break;
	case 2: setting(g); break;
	case 3: flow(g); break;
	case 4: test_command(g); break;
	case 5: put(g, one_in(g, 2) ? "true" : "false"); break;
	case 6:
		put(g, g->in_body ? "p $?" : one_in(g, 2) ? "g" : "h");
		words(g, 2);
		break;
	case 7:
		assignment(g);
		put(g, " p $?");
		words(g, 2);
		break;
	case 8: reading(g); break;
	case 9:
		put(g, "eval ");
		put(g, one_in(g, 2) ? "'p $? \"$x\" $y'" : "p $? \\\"\\$a\\\" '$b'");
		break;
	case 10:
		put(g, "command printf '<%%s>'");
		words(g, 2);
		break;
	default:
		put(g, "p $?");
		words(g, 3);
		break;
	}
	if (one_in(g, 5))
		redirection(g);
}

static void body(struct gen *g, const char *before, const char *after)
{
	put(g, "%s ", before);
	list(g, 3);
	separator(g);
	put(g, "%s", after);
}

static void if_command(struct gen *g)
{
	put(g, "if ");
	list(g, 1);
	put(g, "; ");
	body(g, "then", "");
	if (one_in(g, 3)) {
		put(g, "elif ");
		test_command(g);
		put(g, "; ");
		body(g, "then", "");
	}
	if (one_in(g, 2))
		body(g, "else", "");
	put(g, "fi");
}

static void loop(struct gen *g)
{
	int c = g->counters++;

	g->loops++;
	if (one_in(g, 2)) {
		put(g, "for %s in", variable(g));
		words(g, 3);
		put(g, "; ");
		body(g, "do", "done");
	} else {
		bool until = one_in(g, 3);

		put(g, "i%d=0; %s [ $((i%d += 1)) %s %u ]; ", c, until ? "until" : "while", c,
			until ? "-gt" : "-le", 1 + below(g, 3));
		body(g, "do", "done");
	}
	g->loops--;
}

static void case_command(struct gen *g)
{
	put(g, "case ");
	word(g, true);
	put(g, " in ");
	for (unsigned n = 1 + below(g, 3); n > 0; n--) {
		put(g, "(");
		pattern(g);
		if (one_in(g, 3)) {
			put(g, " | ");
			pattern(g);
		}
		put(g, ") ");
		list(g, 2);
		put(g, ";; ");
	}
	put(g, "esac");
}

static void function(struct gen *g)
{
	int loops = g->loops;
	bool inside = g->in_function;

	g->loops = 0;
	g->in_function = true;
	put(g, "%s() ", one_in(g, 2) ? "g" : "h");
	g->in_body = true;
	body(g, "{", "}");
	g->in_body = false;
	g->loops = loops;
	g->in_function = inside;
}

static void subshell(struct gen *g)
{
	int loops = g->loops;
	bool inside = g->in_function;

	g->loops = 0;
	g->in_function = false;
	body(g, "(", ")");
	g->loops = loops;
	g->in_function = inside;
}

static void pipeline(struct gen *g)
{
	int loops = g->loops;
	bool inside = g->in_function;

	g->loops = 0;
	g->in_function = false;
	bool stage = g->in_stage;
	g->in_stage = true;
	command(g);
	put(g, " | ");
	put(g, one_in(g, 2) ? "cat" : "while read -r x; do p $? \"$x\"; done");
	g->in_stage = stage;
	g->loops = loops;
	g->in_function = inside;
}

static void compound(struct gen *g)
{
	switch (below(g, 9)) {
	case 0:
	case 1: if_command(g); break;
	case 2:
	case 3: loop(g); break;
	case 4: case_command(g); break;
	case 5: subshell(g); break;
	case 6: body(g, "{", "}"); break;
	case 7:
		if (g->depth < 3 && !g->in_document && !g->in_body) {
			function(g);
			return;
		} /* fall through */
	default: body(g, "{", "}"); break;
	}
	if (one_in(g, 4))
		redirection(g);
}

static void command(struct gen *g)
{
	g->depth++;
	if (g->depth > 4 || one_in(g, 2))
		simple(g);
	else
		compound(g);
	g->depth--;
}

static void and_or(struct gen *g)
{
	bool negate = one_in(g, 10);

	put(g, negate ? "! " : "");
	if (g->depth < 3 && one_in(g, 7))
		pipeline(g);
	else
		command(g);
	while (one_in(g, 5)) {
		put(g, one_in(g, 2) ? " && " : " || ");
		command(g);
	}
}

static void list(struct gen *g, int most)
{
	g->depth++;
	for (unsigned n = 1 + below(g, (unsigned)most); n > 0; n--) {
		and_or(g);
		if (n > 1)
			separator(g);
	}
	g->depth--;
}

size_t generate(uint64_t seed, char *out, size_t size)
{
	struct gen g = { .out = out, .size = size, .state = (seed + 1) * 0x9e3779b97f4a7c15u };

	for (int i = 0; i < 8; i++)
		below(&g, 2);
	/* the statuses of errors are each shell's own; 3 and more are the script's */
	put(&g, "p() { s=$1; shift; case $s in 1 | 2 | 127) s=E ;; esac; printf '%%s:%%s' \"$s\" $#; printf "
		"'[%%s]' \"$@\"; echo; }\n"
		"g() { p 0 g \"$@\"; }\nh() { p 0 h \"$#\"; return 4; }\n"
		"n=1 m=2 k=3 a=a b='b c' x= y=abc\necho 'one two' >f1; printf 'l 1\\nl\\\\2\\n' >f2; : "
		">f3; cat f2 >in\n");
	for (unsigned n = 2 + below(&g, 6); n > 0; n--) {
		and_or(&g);
		end_of_line(&g);
	}
	put(&g, "p $? \"$x\" \"$y\" \"$a\" \"$n\" \"$m\"\ncat f1 f2 f3 2>/dev/null\n");
	return g.len;
}
