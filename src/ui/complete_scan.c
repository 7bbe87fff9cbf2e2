/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_scan.c -- reads the line up to the cursor as the shell would, as far as it is there: which command
 * the cursor is in, which of its words, in which quotes. The parser wants whole commands; this one never
 * fails. */
#include "complete_scan.h"

#include <stdlib.h>

/* ---- commands --------------------------------------------------------------------------------------------- */

static void end_command(struct scan *s)
{
	struct frame *f = scan_top(s);
	scan_forget_words(f);
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

void scan_end_word(struct scan *s)
{
	struct frame *f = scan_top(s);
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

/* ---- operators ------------------------------------------------------------------------------------------------ */

static bool in_condition(const struct frame *f)
{
	size_t n = f->words.len;
	return n > 0 && strcmp(f->words.items[0], "[[") == 0 && strcmp(f->words.items[n - 1], "]]") != 0;
}

static void redirection(struct scan *s, enum expect what, size_t bytes)
{
	struct frame *f = scan_top(s);
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
	char c = s->p[s->i], next = scan_peek(s, 1);
	if (next == '(') {
		scan_begin_word(s);
		s->i += 2;
		scan_push_frame(s, F_SUBST);
		return;
	}
	if (is_descriptor(scan_top(s)))
		scan_top(s)->in_word = false;
	scan_end_word(s);
	if (in_condition(scan_top(s)))
		s->i++;
	else if (c == '<' && next == '<')
		redirection(s, scan_peek(s, 2) == '<' ? X_FILE : X_HERE,
			scan_peek(s, 2) && strchr("<-", scan_peek(s, 2)) ? 3 : 2);
	else if (next == '&')
		redirection(s, X_DESCRIPTOR, 2);
	else
		redirection(s, X_FILE, next == c || next == '>' || next == '|' ? 2 : 1);
}

static void bar_or_and(struct scan *s)
{
	char c = s->p[s->i], next = scan_peek(s, 1);
	scan_end_word(s);
	if (c == '&' && next == '>') {
		redirection(s, X_FILE, scan_peek(s, 2) == '>' ? 3 : 2);
		return;
	}
	s->i += next == c || (c == '|' && next == '&') ? 2 : 1;
	if (scan_top(s)->expect != X_PATTERN && !in_condition(scan_top(s)))
		end_command(s);
}

static void semicolon(struct scan *s)
{
	bool ends_item = scan_peek(s, 1) == ';' || scan_peek(s, 1) == '&';
	scan_end_word(s);
	s->i += ends_item ? 2 : 1;
	if (ends_item && scan_peek(s, 0) == '&')
		s->i++;
	end_command(s);
	if (ends_item && scan_top(s)->cases > 0)
		scan_top(s)->expect = X_PATTERN;
}

static void open_bracket(struct scan *s)
{
	struct frame *f = scan_top(s);
	bool pattern = f->in_word && s->i > 0 && strchr("@?*+!", s->p[s->i - 1]) && f->expect != X_COMMAND;
	if (pattern) {
		f->depth++;
		scan_add_here(s);
		return;
	}
	s->i++;
	if (f->expect == X_COMMAND && f->in_word) { /* NAME() */
		f->in_word = false;
		s->i += scan_peek(s, 0) == ')';
		return;
	}
	scan_end_word(s);
	f = scan_top(s);
	if (f->expect == X_ARGS && f->words.len == 1 && scan_peek(s, 0) == ')') /* NAME () */
		end_command(s);
	if (f->expect != X_COMMAND || scan_peek(s, 0) == ')')
		return;
	bool arithmetic = scan_peek(s, 0) == '(';
	s->i += arithmetic;
	scan_push_frame(s, arithmetic ? F_ARITH : F_GROUP);
}

static void close_bracket(struct scan *s)
{
	struct frame *f = scan_top(s);
	if (f->depth > 0) {
		f->depth--;
		scan_add_here(s);
		return;
	}
	scan_end_word(s);
	s->i++;
	f = scan_top(s);
	if (f->expect == X_PATTERN)
		f->expect = X_COMMAND;
	else if (f->kind == F_SUBST || f->kind == F_GROUP)
		scan_pop_frame(s);
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
	scan_end_word(s);
	enum expect x = scan_top(s)->expect;
	s->i++;
	if (x != X_PATTERN && x != X_CASE_IN && x != X_IN && !in_condition(scan_top(s)))
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
	struct frame *f = scan_top(s);
	switch (s->p[s->i]) {
	case ' ':
	case '\t':
		scan_end_word(s);
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
	case '\'': scan_open_quote(s); break;
	case '\\': scan_backslash(s); break;
	case '$': scan_dollar(s); break;
	case '`': scan_tick(s); break;
	case '=': scan_add_equals(s); break;
	case ':': scan_add_colon(s); break;
	case '#':
		if (f->in_word)
			scan_add_here(s);
		else
			comment(s);
		break;
	case '}':
		if (f->kind == F_BRACES && !f->in_word && f->expect == X_COMMAND) {
			s->i++;
			scan_pop_frame(s);
		} else {
			scan_add_here(s);
		}
		break;
	case '~':
		if (!f->in_word || (f->value && f->text.len == f->value))
			scan_add_tilde(s);
		else
			scan_add_here(s);
		break;
	default: scan_add_here(s);
	}
}

static void in_param(struct scan *s)
{
	switch (s->p[s->i]) {
	case '}':
		s->i++;
		scan_pop_frame(s);
		break;
	case '"':
	case '\'': scan_open_quote(s); break;
	case '\\': scan_backslash(s); break;
	case '$': scan_dollar(s); break;
	case '`': scan_tick(s); break;
	default: scan_add_here(s);
	}
}

static void in_arithmetic(struct scan *s)
{
	struct frame *f = scan_top(s);
	size_t n = name_span(s->p + s->i, s->end - s->i);
	char c = s->p[s->i];
	if (n > 0 && s->i + n == s->end) {
		scan_found_name(s, COMP_VARIABLE, s->i);
	} else if (n > 0) {
		s->i += n;
	} else if (c == '$') {
		scan_dollar(s);
	} else if (c == '`') {
		scan_tick(s);
	} else {
		s->i++;
		f->depth += c == '(';
		if (c == ')' && f->depth > 0) {
			f->depth--;
		} else if (c == ')') {
			s->i += scan_peek(s, 0) == ')';
			scan_pop_frame(s);
		}
	}
}

static void step(struct scan *s)
{
	struct frame *f = scan_top(s);
	if (f->quote == COMP_SINGLE)
		scan_in_single(s);
	else if (f->quote == COMP_DOUBLE)
		scan_in_double(s);
	else if (f->quote == COMP_DOLLAR)
		scan_in_dollar_quote(s);
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
	struct frame *f = scan_top(s);
	if (!f->in_word) {
		scan_begin_word(s);
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
	scan_push_frame(&s, F_TOP);
	while (s.i < s.end && !s.nowhere && !s.found) {
		step(&s);
		if (s.i <= skip && s.n > 0 && scan_top(&s)->in_word)
			scan_anchor_here(&s); /* what stands in earlier lines cannot be changed any more */
	}
	if (!s.found && !s.nowhere)
		describe(&s);
	while (s.n > 0)
		scan_frame_free(&s.frames[--s.n]);
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
