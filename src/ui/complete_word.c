/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_word.c -- the words of the line up to the cursor: quotes, parameters, and what of
 * a word may still be changed. */
#include "complete_scan.h"

#include <stdlib.h>

#define DEPTH_MOST 200 /* of $( and the like inside of each other: beyond it nothing is offered */

/* ---- the word --------------------------------------------------------------------------------------------- */

struct frame *scan_top(struct scan *s)
{
	return &s->frames[s->n - 1];
}

char scan_peek(const struct scan *s, size_t ahead)
{
	return s->i + ahead < s->end ? s->p[s->i + ahead] : '\0';
}

void scan_anchor_here(struct scan *s)
{
	struct frame *f = scan_top(s);
	f->anchor = s->i;
	f->kept = f->text.len;
	f->anchor_quote = f->quote;
}

void scan_begin_word(struct scan *s)
{
	struct frame *f = scan_top(s);
	if (f->in_word)
		return;
	f->in_word = f->bare = true;
	f->quoted = f->tilde = f->unknown = f->assignment = false;
	f->text.len = 0;
	f->value = 0;
	scan_anchor_here(s);
}

static void end_tilde(struct scan *s)
{
	struct frame *f = scan_top(s);
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
	struct frame *f = scan_top(s);
	if (byte == '/' && f->tilde)
		end_tilde(s);
	buf_byte(&f->text, byte);
	if (byte == '/')
		scan_anchor_here(s);
}

void scan_add_here(struct scan *s)
{
	scan_begin_word(s);
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

void scan_add_equals(struct scan *s)
{
	scan_begin_word(s);
	struct frame *f = scan_top(s);
	if (!f->value) {
		f->assignment = f->bare && names_variable(&f->text);
		f->value = f->text.len + 1;
	}
	scan_add_here(s);
	scan_anchor_here(s);
}

/* A part of an assigned value: there may be a ~ behind it, too. */
void scan_add_colon(struct scan *s)
{
	struct frame *f = scan_top(s);
	bool separates = f->in_word && f->assignment;
	if (f->tilde)
		end_tilde(s);
	scan_add_here(s);
	if (!separates)
		return;
	f->value = f->text.len;
	scan_anchor_here(s);
}

void scan_add_tilde(struct scan *s)
{
	scan_begin_word(s);
	struct frame *f = scan_top(s);
	f->tilde = f->text.len == f->value;
	f->tilde_at = f->text.len;
	scan_add_here(s);
}

/* ---- brackets: a frame for each ---- */

void scan_forget_words(struct frame *f)
{
	for (size_t i = 0; i < f->words.len; i++)
		free(f->words.items[i]);
	f->words.len = 0;
}

void scan_frame_free(struct frame *f)
{
	scan_forget_words(f);
	vec_free(&f->words);
	buf_free(&f->text);
}

void scan_push_frame(struct scan *s, enum frame_kind kind)
{
	if (s->n == DEPTH_MOST) {
		s->nowhere = true;
		return;
	}
	s->frames = mem_realloc(s->frames, (s->n + 1) * sizeof *s->frames);
	s->frames[s->n++] = (struct frame){ .kind = kind };
}

void scan_pop_frame(struct scan *s)
{
	enum frame_kind kind = scan_top(s)->kind;
	scan_frame_free(&s->frames[--s->n]);
	struct frame *f = scan_top(s);
	if (kind == F_GROUP || !f->in_word) {
		f->expect = X_DONE;
		return;
	}
	f->unknown = true;
	scan_anchor_here(s);
}

/* ---- $ ---------------------------------------------------------------------------------------------------- */

void scan_found_name(struct scan *s, enum comp_at at, size_t from)
{
	s->found = true;
	s->out->at = at;
	s->out->quote = scan_top(s)->quote;
	s->out->from = from > s->skip ? from - s->skip : 0;
	s->out->text.len = 0;
	buf_add(&s->out->text, s->p + from, s->end - from);
	s->i = s->end;
}

static void add_value(struct scan *s, const char *name, size_t len)
{
	struct frame *f = scan_top(s);
	char *text = mem_strndup(name, len);
	char *value = s->world->value(s->world->ctx, text);
	if (value)
		buf_str(&f->text, value);
	free(value);
	free(text);
	f->bare = f->tilde = false;
	scan_anchor_here(s);
}

/* ${: S stands behind it. */
static void braced(struct scan *s)
{
	if (s->i < s->end && strchr(" \t\n|", s->p[s->i])) {
		scan_push_frame(s, F_BRACES);
		return;
	}
	if (scan_peek(s, 0) == '!' || (scan_peek(s, 0) == '#' && scan_peek(s, 1) != '}'))
		s->i++;
	size_t from = s->i, n = name_span(s->p + from, s->end - from);
	s->i += n;
	if (s->i == s->end) {
		scan_found_name(s, COMP_BRACED, from);
	} else if (s->p[s->i] == '}' && n > 0 && s->p[from - 1] == '{') {
		s->i++;
		add_value(s, s->p + from, n);
	} else {
		scan_push_frame(s, F_PARAM);
	}
}

void scan_dollar(struct scan *s)
{
	scan_begin_word(s);
	struct frame *f = scan_top(s);
	char next = scan_peek(s, 1);
	size_t n = name_span(s->p + s->i + 1, s->end - s->i - 1);
	f->tilde = false;
	s->i++;
	if (s->i + n == s->end) {
		scan_found_name(s, COMP_PARAMETER, s->i);
	} else if (n > 0) {
		s->i += n;
		add_value(s, s->p + s->i - n, n);
	} else if (next == '\'' && f->quote == COMP_BARE) {
		s->i++;
		f->quote = COMP_DOLLAR;
		f->bare = false;
	} else if (next == '(') {
		bool arithmetic = scan_peek(s, 1) == '(';
		s->i += arithmetic ? 2 : 1;
		scan_push_frame(s, arithmetic ? F_ARITH : F_SUBST);
	} else if (next == '{') {
		s->i++;
		braced(s);
	} else if (strchr("@*#?$!-0123456789", next)) {
		s->i++;
		f->unknown = true;
		scan_anchor_here(s);
	} else {
		add(s, '$');
	}
}

void scan_tick(struct scan *s)
{
	if (scan_top(s)->kind == F_TICK) {
		s->i++;
		scan_end_word(s);
		scan_pop_frame(s);
	} else {
		scan_begin_word(s);
		s->i++;
		scan_push_frame(s, F_TICK);
	}
}

/* ---- quotes ------------------------------------------------------------------------------------------------- */

void scan_in_single(struct scan *s)
{
	if (s->p[s->i] != '\'') {
		scan_add_here(s);
		return;
	}
	s->i++;
	scan_top(s)->quote = COMP_BARE;
}

void scan_in_double(struct scan *s)
{
	char c = s->p[s->i], next = scan_peek(s, 1);
	switch (c) {
	case '"':
		s->i++;
		scan_top(s)->quote = COMP_BARE;
		break;
	case '$': scan_dollar(s); break;
	case '`': scan_tick(s); break;
	case '\\':
		s->i += next && strchr("$`\"\\\n", next) ? 1 : 0;
		if (s->p[s->i] == '\n')
			s->i++;
		else
			scan_add_here(s);
		break;
	default: scan_add_here(s);
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

void scan_in_dollar_quote(struct scan *s)
{
	static const char letters[] = "abtnvfreE", bytes[] = "\a\b\t\n\v\f\r\033\033";
	unsigned code;
	char c = s->p[s->i], next = scan_peek(s, 1);
	if (c == '\'') {
		s->i++;
		scan_top(s)->quote = COMP_BARE;
		return;
	}
	if (c != '\\' || s->i + 1 == s->end) {
		scan_add_here(s);
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
		scan_add_here(s);
	}
}

void scan_backslash(struct scan *s)
{
	struct frame *f = scan_top(s);
	if (scan_peek(s, 1) == '\n') {
		s->i += 2;
		return;
	}
	scan_begin_word(s);
	f->bare = f->tilde = false;
	s->i++;
	if (s->i < s->end)
		scan_add_here(s);
}

void scan_open_quote(struct scan *s)
{
	struct frame *f = scan_top(s);
	bool first = !f->in_word;
	scan_begin_word(s);
	f->quoted = first;
	f->bare = f->tilde = false;
	f->quote = s->p[s->i] == '"' ? COMP_DOUBLE : COMP_SINGLE;
	s->i++;
}
