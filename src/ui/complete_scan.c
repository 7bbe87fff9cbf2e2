/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_scan.c -- reads the line up to the cursor as the shell would, as far as it is there: which command
 * the cursor is in, which of its words, in which quotes. The parser wants whole commands; this one never
 * fails. */
#include "complete.h"

#include <stdlib.h>

#define DEPTH_MOST 200 /* of $( and the like inside of each other: beyond it nothing is offered */

enum expect {
	X_COMMAND,
	X_ARGS,
	X_FILE, /* these three are a redirection's */
	X_DESCRIPTOR,
	X_HERE,
	X_NAME,     /* for */
	X_IN,       /* for NAME */
	X_SUBJECT,  /* case */
	X_CASE_IN,  /* case WORD */
	X_PATTERN,  /* case WORD in */
	X_FUNCTION, /* function */
	X_DONE,     /* a compound command has ended */
};
enum frame_kind {
	F_TOP,
	F_SUBST, /* $( and <( */
	F_GROUP, /* ( */
	F_TICK,
	F_BRACES, /* ${ with commands in it */
	F_PARAM,  /* ${NAME:- */
	F_ARITH,
};

/* What is between two brackets: a command of its own. */
struct frame {
	enum frame_kind kind;
	enum expect expect, after; /* AFTER: once the redirection's word is over */
	struct vec words;
	unsigned cases; /* open `case's */
	unsigned depth; /* of brackets in a pattern, or in arithmetic */
	/* the word */
	bool in_word, quoted, bare, tilde, unknown, assignment;
	struct buf text;
	enum comp_quote quote;
	size_t anchor, kept, value, tilde_at;
	enum comp_quote anchor_quote;
};

struct scan {
	const char *p;
	size_t i, end, skip;
	const struct comp_world *world;
	struct frame *frames;
	size_t n;
	struct vec heres; /* char *: delimiters of here-documents whose text comes at the next line */
	struct comp_place *out;
	bool found, nowhere; /* OUT is known already; nothing can be said */
};

/* ---- the word --------------------------------------------------------------------------------------------- */

static struct frame *top(struct scan *s)
{
	return &s->frames[s->n - 1];
}

static char peek(const struct scan *s, size_t ahead)
{
	return s->i + ahead < s->end ? s->p[s->i + ahead] : '\0';
}

/* What stands before here stays in the line as it is. */
static void anchor_here(struct scan *s)
{
	struct frame *f = top(s);
	f->anchor = s->i;
	f->kept = f->text.len;
	f->anchor_quote = f->quote;
}

static void begin_word(struct scan *s)
{
	struct frame *f = top(s);
	if (f->in_word)
		return;
	f->in_word = f->bare = true;
	f->quoted = f->tilde = f->unknown = f->assignment = false;
	f->text.len = 0;
	f->value = 0;
	anchor_here(s);
}

static void end_tilde(struct scan *s)
{
	struct frame *f = top(s);
	char *user = mem_strndup(f->text.data + f->tilde_at + 1, f->text.len - f->tilde_at - 1);
	char *home = s->world->home(s->world->ctx, user);
	if (home) {
		f->text.len = f->tilde_at;
		buf_str(&f->text, home);
	}
	f->tilde = false;
	free(home);
	free(user);
}

/* The word has BYTE, and S stands behind it. */
static void add(struct scan *s, char byte)
{
	struct frame *f = top(s);
	if (byte == '/' && f->tilde)
		end_tilde(s);
	buf_byte(&f->text, byte);
	if (byte == '/')
		anchor_here(s);
}

static void add_here(struct scan *s)
{
	begin_word(s);
	s->i++;
	add(s, s->p[s->i - 1]);
}

/* NAME= or NAME+= at the head of the word. */
static bool names_variable(const struct buf *text)
{
	size_t len = text->len;
	if (len > 1 && text->data[len - 1] == '+')
		len--;
	return len > 0 && name_span(text->data, len) == len;
}

static void add_equals(struct scan *s)
{
	begin_word(s);
	struct frame *f = top(s);
	if (!f->value) {
		f->assignment = f->bare && names_variable(&f->text);
		f->value = f->text.len + 1;
	}
	add_here(s);
	anchor_here(s);
}

/* A part of an assigned value: there may be a ~ behind it, too. */
static void add_colon(struct scan *s)
{
	struct frame *f = top(s);
	bool separates = f->in_word && f->assignment;
	if (f->tilde)
		end_tilde(s);
	add_here(s);
	if (!separates)
		return;
	f->value = f->text.len;
	anchor_here(s);
}

static void add_tilde(struct scan *s)
{
	begin_word(s);
	struct frame *f = top(s);
	f->tilde = f->text.len == f->value;
	f->tilde_at = f->text.len;
	add_here(s);
}

/* ---- commands --------------------------------------------------------------------------------------------- */

static void forget_words(struct frame *f)
{
	for (size_t i = 0; i < f->words.len; i++)
		free(f->words.items[i]);
	f->words.len = 0;
}

static void end_command(struct scan *s)
{
	struct frame *f = top(s);
	forget_words(f);
	f->expect = X_COMMAND;
}

static void push_word(struct frame *f)
{
	vec_push(&f->words, mem_strndup(buf_cstr(&f->text), f->text.len));
}

static bool word_is(const struct frame *f, const char *what)
{
	return f->text.len == strlen(what) && memcmp(f->text.data, what, f->text.len) == 0;
}

static bool word_is_any(const struct frame *f, const char *const *words)
{
	while (*words && !word_is(f, *words))
		words++;
	return *words != NULL;
}

static void frame_free(struct frame *f)
{
	forget_words(f);
	vec_free(&f->words);
	buf_free(&f->text);
}

static void push_frame(struct scan *s, enum frame_kind kind)
{
	if (s->n == DEPTH_MOST) {
		s->nowhere = true;
		return;
	}
	s->frames = mem_realloc(s->frames, (s->n + 1) * sizeof *s->frames);
	s->frames[s->n++] = (struct frame){ .kind = kind };
}

/* Back to the word, or the command, that the brackets stand in. */
static void pop_frame(struct scan *s)
{
	enum frame_kind kind = top(s)->kind;
	frame_free(&s->frames[--s->n]);
	struct frame *f = top(s);
	if (kind == F_GROUP || !f->in_word) {
		f->expect = X_DONE;
		return;
	}
	f->unknown = true;
	anchor_here(s);
}

static void end_case(struct frame *f)
{
	f->cases -= f->cases > 0;
	f->expect = X_DONE;
}

/* A reserved word where one counts. False: it is none. */
static bool reserved_word(struct frame *f)
{
	static const char *const leaders[] = { "if", "then", "elif", "else", "do", "while", "until", "!", "{",
		"time", "coproc", NULL };
	static const char *const enders[] = { "fi", "done", "}", NULL };
	if (!f->bare)
		return false;
	if (word_is_any(f, leaders))
		f->expect = X_COMMAND;
	else if (word_is_any(f, enders))
		f->expect = X_DONE;
	else if (word_is(f, "for") || word_is(f, "select"))
		f->expect = X_NAME;
	else if (word_is(f, "case"))
		f->expect = X_SUBJECT;
	else if (word_is(f, "function"))
		f->expect = X_FUNCTION;
	else if (word_is(f, "esac"))
		end_case(f);
	else
		return false;
	return true;
}

static void end_word(struct scan *s)
{
	struct frame *f = top(s);
	if (!f->in_word)
		return;
	f->in_word = false;
	f->quote = COMP_BARE;
	switch (f->expect) {
	case X_COMMAND:
		if (f->assignment || reserved_word(f))
			return;
		f->expect = X_ARGS;
		push_word(f);
		break;
	case X_ARGS: push_word(f); break;
	case X_HERE: vec_push(&s->heres, mem_strndup(buf_cstr(&f->text), f->text.len)); /* fall through */
	case X_FILE:
	case X_DESCRIPTOR: f->expect = f->after; break;
	case X_NAME: f->expect = X_IN; break;
	case X_IN:
		f->expect = word_is(f, "do") ? X_COMMAND : X_ARGS;
		if (f->expect == X_ARGS)
			vec_push(&f->words, mem_strdup("in"));
		break;
	case X_SUBJECT: f->expect = X_CASE_IN; break;
	case X_CASE_IN:
		f->cases++;
		f->expect = X_PATTERN;
		break;
	case X_PATTERN:
		if (word_is(f, "esac"))
			end_case(f);
		break;
	case X_FUNCTION: f->expect = X_COMMAND; break;
	case X_DONE: (void)reserved_word(f); break;
	}
}

/* ---- $ ---------------------------------------------------------------------------------------------------- */

/* The cursor is behind a parameter's name that begins at FROM. */
static void found_name(struct scan *s, enum comp_at at, size_t from)
{
	s->found = true;
	s->out->at = at;
	s->out->quote = top(s)->quote;
	s->out->from = from > s->skip ? from - s->skip : 0;
	s->out->text.len = 0;
	buf_add(&s->out->text, s->p + from, s->end - from);
	s->i = s->end;
}

static void add_value(struct scan *s, const char *name, size_t len)
{
	struct frame *f = top(s);
	char *text = mem_strndup(name, len);
	char *value = s->world->value(s->world->ctx, text);
	if (value)
		buf_str(&f->text, value);
	free(value);
	free(text);
	f->bare = f->tilde = false;
	anchor_here(s);
}

/* ${: S stands behind it. */
static void braced(struct scan *s)
{
	if (s->i < s->end && strchr(" \t\n|", s->p[s->i])) {
		push_frame(s, F_BRACES);
		return;
	}
	if (peek(s, 0) == '!' || (peek(s, 0) == '#' && peek(s, 1) != '}'))
		s->i++;
	size_t from = s->i, n = name_span(s->p + from, s->end - from);
	s->i += n;
	if (s->i == s->end) {
		found_name(s, COMP_BRACED, from);
	} else if (s->p[s->i] == '}' && n > 0 && s->p[from - 1] == '{') {
		s->i++;
		add_value(s, s->p + from, n);
	} else {
		push_frame(s, F_PARAM);
	}
}

static void dollar(struct scan *s)
{
	begin_word(s);
	struct frame *f = top(s);
	char next = peek(s, 1);
	size_t n = name_span(s->p + s->i + 1, s->end - s->i - 1);
	f->tilde = false;
	s->i++;
	if (s->i + n == s->end) {
		found_name(s, COMP_PARAMETER, s->i);
	} else if (n > 0) {
		s->i += n;
		add_value(s, s->p + s->i - n, n);
	} else if (next == '\'' && f->quote == COMP_BARE) {
		s->i++;
		f->quote = COMP_DOLLAR;
		f->bare = false;
	} else if (next == '(') {
		bool arithmetic = peek(s, 1) == '(';
		s->i += arithmetic ? 2 : 1;
		push_frame(s, arithmetic ? F_ARITH : F_SUBST);
	} else if (next == '{') {
		s->i++;
		braced(s);
	} else if (strchr("@*#?$!-0123456789", next)) {
		s->i++;
		f->unknown = true;
		anchor_here(s);
	} else {
		add(s, '$');
	}
}

static void tick(struct scan *s)
{
	s->i++;
	if (top(s)->kind == F_TICK && s->n > 1) {
		end_word(s);
		pop_frame(s);
		return;
	}
	s->i--;
	begin_word(s);
	s->i++;
	push_frame(s, F_TICK);
}

/* ---- quotes ------------------------------------------------------------------------------------------------- */

static void in_single(struct scan *s)
{
	if (s->p[s->i] != '\'') {
		add_here(s);
		return;
	}
	s->i++;
	top(s)->quote = COMP_BARE;
}

static void in_double(struct scan *s)
{
	char c = s->p[s->i], next = peek(s, 1);
	switch (c) {
	case '"':
		s->i++;
		top(s)->quote = COMP_BARE;
		break;
	case '$': dollar(s); break;
	case '`': tick(s); break;
	case '\\':
		s->i += next && strchr("$`\"\\\n", next) ? 1 : 0;
		if (s->p[s->i] == '\n')
			s->i++;
		else
			add_here(s);
		break;
	default: add_here(s);
	}
}

/* The digits at S, at most MOST, of a number of this base; false: there are none. */
static bool number(struct scan *s, int base, int most, unsigned *out)
{
	static const char digits[] = "0123456789abcdef";
	int n = 0;
	for (*out = 0; n < most && s->i < s->end; n++, s->i++) {
		char c = s->p[s->i];
		const char *d = strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);
		if (!c || !d || d - digits >= base)
			break;
		*out = *out * (unsigned)base + (unsigned)(d - digits);
	}
	return n > 0;
}

static void in_dollar_quote(struct scan *s)
{
	static const char letters[] = "abtnvfreE", bytes[] = "\a\b\t\n\v\f\r\033\033";
	unsigned code;
	char c = s->p[s->i], next = peek(s, 1);
	if (c == '\'') {
		s->i++;
		top(s)->quote = COMP_BARE;
		return;
	}
	if (c != '\\' || s->i + 1 == s->end) {
		add_here(s);
		return;
	}
	const char *letter = next ? strchr(letters, next) : NULL;
	s->i++;
	if (letter) {
		s->i++;
		add(s, bytes[letter - letters]);
	} else if (number(s, 8, 3, &code)) {
		add(s, (char)code);
	} else if (next == 'x') {
		s->i++;
		if (number(s, 16, 2, &code))
			add(s, (char)code);
	} else {
		add_here(s);
	}
}

static void backslash(struct scan *s)
{
	struct frame *f = top(s);
	if (peek(s, 1) == '\n') {
		s->i += 2;
		return;
	}
	begin_word(s);
	f->bare = f->tilde = false;
	s->i++;
	if (s->i < s->end)
		add_here(s);
}

static void open_quote(struct scan *s)
{
	struct frame *f = top(s);
	bool first = !f->in_word;
	begin_word(s);
	f->quoted = first;
	f->bare = f->tilde = false;
	f->quote = s->p[s->i] == '"' ? COMP_DOUBLE : COMP_SINGLE;
	s->i++;
}

/* ---- operators ------------------------------------------------------------------------------------------------ */

static bool in_condition(const struct frame *f)
{
	size_t n = f->words.len;
	return n > 0 && strcmp(f->words.items[0], "[[") == 0 && strcmp(f->words.items[n - 1], "]]") != 0;
}

static void redirection(struct scan *s, enum expect what, size_t bytes)
{
	struct frame *f = top(s);
	bool pending = f->expect == X_FILE || f->expect == X_DESCRIPTOR || f->expect == X_HERE;
	f->after = pending ? f->after : f->expect;
	f->expect = what;
	s->i += bytes;
}

/* Digits before < or > are a descriptor's number, and so is {NAME}. */
static bool is_descriptor(const struct frame *f)
{
	const char *p = f->text.data;
	size_t n = f->text.len;
	if (!f->in_word || !f->bare || n == 0)
		return false;
	if (p[0] == '{' && p[n - 1] == '}')
		return name_span(p + 1, n - 2) == n - 2;
	while (n > 0 && p[n - 1] >= '0' && p[n - 1] <= '9')
		n--;
	return n == 0;
}

static void angle(struct scan *s)
{
	char c = s->p[s->i], next = peek(s, 1);
	if (next == '(') {
		begin_word(s);
		s->i += 2;
		push_frame(s, F_SUBST);
		return;
	}
	if (is_descriptor(top(s)))
		top(s)->in_word = false;
	end_word(s);
	if (in_condition(top(s)))
		s->i++;
	else if (c == '<' && next == '<')
		redirection(s, peek(s, 2) == '<' ? X_FILE : X_HERE,
			peek(s, 2) && strchr("<-", peek(s, 2)) ? 3 : 2);
	else if (next == '&')
		redirection(s, X_DESCRIPTOR, 2);
	else
		redirection(s, X_FILE, next == c || next == '>' || next == '|' ? 2 : 1);
}

static void bar_or_and(struct scan *s)
{
	char c = s->p[s->i], next = peek(s, 1);
	end_word(s);
	if (c == '&' && next == '>') {
		redirection(s, X_FILE, peek(s, 2) == '>' ? 3 : 2);
		return;
	}
	s->i += next == c || (c == '|' && next == '&') ? 2 : 1;
	if (top(s)->expect != X_PATTERN && !in_condition(top(s)))
		end_command(s);
}

static void semicolon(struct scan *s)
{
	bool ends_item = peek(s, 1) == ';' || peek(s, 1) == '&';
	end_word(s);
	s->i += ends_item ? 2 : 1;
	if (ends_item && peek(s, 0) == '&')
		s->i++;
	end_command(s);
	if (ends_item && top(s)->cases > 0)
		top(s)->expect = X_PATTERN;
}

static void open_bracket(struct scan *s)
{
	struct frame *f = top(s);
	bool pattern = f->in_word && s->i > 0 && strchr("@?*+!", s->p[s->i - 1]) && f->expect != X_COMMAND;
	if (pattern) {
		f->depth++;
		add_here(s);
		return;
	}
	s->i++;
	if (f->expect == X_COMMAND && f->in_word) { /* NAME() */
		f->in_word = false;
		s->i += peek(s, 0) == ')';
		return;
	}
	end_word(s);
	f = top(s);
	if (f->expect == X_ARGS && f->words.len == 1 && peek(s, 0) == ')') /* NAME () */
		end_command(s);
	if (f->expect != X_COMMAND || peek(s, 0) == ')')
		return;
	bool arithmetic = peek(s, 0) == '(';
	s->i += arithmetic;
	push_frame(s, arithmetic ? F_ARITH : F_GROUP);
}

static void close_bracket(struct scan *s)
{
	struct frame *f = top(s);
	if (f->depth > 0) {
		f->depth--;
		add_here(s);
		return;
	}
	end_word(s);
	s->i++;
	f = top(s);
	if (f->expect == X_PATTERN)
		f->expect = X_COMMAND;
	else if (f->kind == F_SUBST || f->kind == F_GROUP)
		pop_frame(s);
}

/* ---- lines ---------------------------------------------------------------------------------------------------- */

/* The here-document ends with the line DELIMITER; false: it goes on to the cursor. */
static bool pass_document(struct scan *s, const char *delimiter)
{
	size_t len = strlen(delimiter);
	while (s->i < s->end) {
		const char *line = s->p + s->i, *end = memchr(line, '\n', s->end - s->i);
		if (!end)
			break;
		s->i += (size_t)(end - line) + 1;
		while (*line == '\t')
			line++;
		if ((size_t)(end - line) == len && memcmp(line, delimiter, len) == 0)
			return true;
	}
	s->i = s->end;
	return false;
}

static void pass_documents(struct scan *s)
{
	for (size_t i = 0; i < s->heres.len; i++) {
		if (!s->nowhere && !pass_document(s, s->heres.items[i]))
			s->nowhere = true;
		free(s->heres.items[i]);
	}
	s->heres.len = 0;
}

static void newline(struct scan *s)
{
	end_word(s);
	enum expect x = top(s)->expect;
	s->i++;
	if (x != X_PATTERN && x != X_CASE_IN && x != X_IN && !in_condition(top(s)))
		end_command(s);
	pass_documents(s);
}

static void comment(struct scan *s)
{
	const char *end = memchr(s->p + s->i, '\n', s->end - s->i);
	s->nowhere = !end;
	s->i = end ? (size_t)(end - s->p) : s->end;
}

static void in_command(struct scan *s)
{
	struct frame *f = top(s);
	switch (s->p[s->i]) {
	case ' ':
	case '\t':
		end_word(s);
		s->i++;
		break;
	case '\n': newline(s); break;
	case ';': semicolon(s); break;
	case '&':
	case '|': bar_or_and(s); break;
	case '(': open_bracket(s); break;
	case ')': close_bracket(s); break;
	case '<':
	case '>': angle(s); break;
	case '"':
	case '\'': open_quote(s); break;
	case '\\': backslash(s); break;
	case '$': dollar(s); break;
	case '`': tick(s); break;
	case '=': add_equals(s); break;
	case ':': add_colon(s); break;
	case '#':
		if (f->in_word)
			add_here(s);
		else
			comment(s);
		break;
	case '}':
		if (f->kind == F_BRACES && !f->in_word && f->expect == X_COMMAND) {
			s->i++;
			pop_frame(s);
		} else {
			add_here(s);
		}
		break;
	case '~':
		if (!f->in_word || (f->value && f->text.len == f->value))
			add_tilde(s);
		else
			add_here(s);
		break;
	default: add_here(s);
	}
}

static void in_param(struct scan *s)
{
	switch (s->p[s->i]) {
	case '}':
		s->i++;
		pop_frame(s);
		break;
	case '"':
	case '\'': open_quote(s); break;
	case '\\': backslash(s); break;
	case '$': dollar(s); break;
	case '`': tick(s); break;
	default: add_here(s);
	}
}

static void in_arithmetic(struct scan *s)
{
	struct frame *f = top(s);
	size_t n = name_span(s->p + s->i, s->end - s->i);
	char c = s->p[s->i];
	if (n > 0 && s->i + n == s->end) {
		found_name(s, COMP_VARIABLE, s->i);
	} else if (n > 0) {
		s->i += n;
	} else if (c == '$') {
		dollar(s);
	} else if (c == '`') {
		tick(s);
	} else {
		s->i++;
		f->depth += c == '(';
		if (c == ')' && f->depth > 0) {
			f->depth--;
		} else if (c == ')') {
			s->i += peek(s, 0) == ')';
			pop_frame(s);
		}
	}
}

static void step(struct scan *s)
{
	struct frame *f = top(s);
	if (f->quote == COMP_SINGLE)
		in_single(s);
	else if (f->quote == COMP_DOUBLE)
		in_double(s);
	else if (f->quote == COMP_DOLLAR)
		in_dollar_quote(s);
	else if (f->kind == F_PARAM)
		in_param(s);
	else if (f->kind == F_ARITH)
		in_arithmetic(s);
	else
		in_command(s);
}

/* ---- what was found --------------------------------------------------------------------------------------------- */

static enum comp_at place_of(const struct frame *f)
{
	switch (f->expect) {
	case X_COMMAND: return f->in_word && f->assignment ? COMP_VALUE : COMP_COMMAND;
	case X_ARGS: return strcmp(f->words.items[0], "in") == 0 ? COMP_VALUE : COMP_ARGUMENT;
	case X_FILE: return COMP_FILE;
	case X_DESCRIPTOR: return COMP_DESCRIPTOR;
	case X_NAME: return COMP_VARIABLE;
	case X_SUBJECT:
	case X_PATTERN: return COMP_VALUE;
	case X_HERE:
	case X_IN:
	case X_CASE_IN:
	case X_FUNCTION:
	case X_DONE: break;
	}
	return COMP_NOWHERE;
}

static void describe(struct scan *s)
{
	struct comp_place *out = s->out;
	struct frame *f = top(s);
	if (!f->in_word) {
		begin_word(s);
		f->anchor = s->end;
	}
	out->at = f->kind == F_PARAM ? COMP_NOWHERE : f->kind == F_ARITH ? COMP_VARIABLE : place_of(f);
	out->words = f->words;
	out->text = f->text;
	f->words = (struct vec){ 0 };
	f->text = (struct buf){ 0 };
	out->from = f->anchor > s->skip ? f->anchor - s->skip : 0;
	out->kept = f->kept;
	out->value = f->value;
	out->open = f->anchor_quote != COMP_BARE;
	out->quote = out->open ? f->anchor_quote : f->quote;
	out->quoted = f->quoted;
	out->tilde = f->tilde && f->tilde_at == f->value;
	out->unknown = f->unknown;
}

void comp_scan(
	const char *text, size_t end, size_t skip, const struct comp_world *world, struct comp_place *out)
{
	struct scan s = { .p = text, .end = end, .skip = skip, .world = world, .out = out };
	*out = (struct comp_place){ 0 };
	push_frame(&s, F_TOP);
	while (s.i < s.end && !s.nowhere && !s.found) {
		step(&s);
		if (s.i <= skip && s.n > 0 && top(&s)->in_word)
			anchor_here(&s); /* what stands in earlier lines cannot be changed any more */
	}
	if (!s.found && !s.nowhere)
		describe(&s);
	while (s.n > 0)
		frame_free(&s.frames[--s.n]);
	free(s.frames);
	for (size_t i = 0; i < s.heres.len; i++)
		free(s.heres.items[i]);
	vec_free(&s.heres);
}

void comp_place_free(struct comp_place *p)
{
	for (size_t i = 0; i < p->words.len; i++)
		free(p->words.items[i]);
	vec_free(&p->words);
	buf_free(&p->text);
}
