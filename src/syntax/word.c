/* SPDX-License-Identifier: GPL-3.0-or-later */
/* word.c -- reads words: quoting (XCU 2.2), tildes (2.6.1), and where a word ends. */
#include "syntax_internal.h"

static bool word_double(struct parser *p, struct builder *b, enum double_mode mode);

static void unterminated(struct parser *p, struct place begun, const char *what)
{
	syn_fail(p, begun, "unterminated %s begun on line %u", what, begun.pos.line);
}

/* ---- quotes -------------------------------------------------------------------------------------------- */

/* At ' : up to the next one. */
static bool single_quoted(struct parser *p, struct builder *b)
{
	struct place begun = in_place(p);
	p->in.at++;
	build_text(p, b, QUOTE_SINGLE, "", 0);
	while (in_raw(p) >= 0) {
		const char *s = p->in.at;
		const char *close = memchr(s, '\'', (size_t)(p->in.end - s));
		const char *to = close ? close : p->in.end;
		build_text(p, b, QUOTE_SINGLE, s, (size_t)(to - s));
		in_skip_to(p, to);
		if (close) {
			p->in.at++;
			return true;
		}
	}
	unterminated(p, begun, "quoted string");
	return false;
}

/* At a backslash outside of quotes. */
static bool backslash(struct parser *p, struct builder *b)
{
	if (in_continuation(p))
		return true;
	p->in.at++;
	int c = in_raw(p);
	if (c < 0) {
		build_byte(p, b, QUOTE_NONE, '\\');
		return true;
	}
	if (c < 128) {
		build_byte(p, b, QUOTE_BACKSLASH, (char)c);
		in_take(p);
		return true;
	}
	uint32_t unused;
	size_t n = utf8_decode(p->in.at, (size_t)(p->in.end - p->in.at), &unused);
	build_text(p, b, QUOTE_BACKSLASH, p->in.at, n);
	p->in.at += n;
	return true;
}

/* Up to MOST digits of base BASE. */
static uint32_t escape_number(struct parser *p, unsigned base, int most)
{
	uint32_t n = 0;
	for (; most > 0 && digit_value(in_raw(p)) < base; most--) {
		n = n * base + digit_value(in_raw(p));
		p->in.at++;
	}
	return n;
}

static void escape_unicode(struct parser *p, struct builder *b, int most, char letter)
{
	if (digit_value(in_raw(p)) >= 16) {
		build_byte(p, b, QUOTE_DOLLAR, '\\');
		build_byte(p, b, QUOTE_DOLLAR, letter);
		return;
	}
	char out[4];
	uint32_t c = escape_number(p, 16, most);
	size_t n = c ? utf8_encode(c, out) : 0;
	build_text(p, b, QUOTE_DOLLAR, out, n);
}

static const char escape_letters[256] = {
	['a'] = '\a',
	['b'] = '\b',
	['e'] = 27,
	['E'] = 27,
	['f'] = '\f',
	['n'] = '\n',
	['r'] = '\r',
	['t'] = '\t',
	['v'] = '\v',
	['\\'] = '\\',
	['\''] = '\'',
	['"'] = '"',
	['?'] = '?',
};

/* \cX: the control character; `\c@` and `\c ` make none. */
static void escape_control(struct parser *p, struct builder *b)
{
	int c = in_raw(p);
	if (c < 0)
		return;
	in_take(p);
	if (c == '\\' && in_raw(p) == '\\')
		p->in.at++;
	c = c == '?' ? 127 : c & 31;
	if (c != 0)
		build_byte(p, b, QUOTE_DOLLAR, (char)c);
}

/* Behind a backslash in $'...'. A NUL cannot be in a word: what makes one adds nothing. */
static void dollar_escape(struct parser *p, struct builder *b)
{
	int c = in_raw(p);
	if (c < 0)
		return;
	if (c >= '0' && c <= '7') {
		c = (int)(escape_number(p, 8, 3) & 255);
	} else {
		in_take(p);
		if (c == 'u' || c == 'U') {
			escape_unicode(p, b, c == 'u' ? 4 : 8, (char)c);
			return;
		}
		if (c == 'c') {
			escape_control(p, b);
			return;
		}
		if (c == 'x' && digit_value(in_raw(p)) < 16) {
			c = (int)escape_number(p, 16, 2);
		} else if (escape_letters[c]) {
			c = (unsigned char)escape_letters[c];
		} else {
			build_byte(p, b, QUOTE_DOLLAR, '\\');
		}
	}
	if (c != 0)
		build_byte(p, b, QUOTE_DOLLAR, (char)c);
}

bool word_dollar_quote(struct parser *p, struct builder *b)
{
	struct place begun = in_place(p);
	p->in.at++;
	build_text(p, b, QUOTE_DOLLAR, "", 0);
	for (;;) {
		const char *s = p->in.at;
		while (s < p->in.end && *s != '\'' && *s != '\\')
			s++;
		build_text(p, b, QUOTE_DOLLAR, p->in.at, (size_t)(s - p->in.at));
		in_skip_to(p, s);
		int c = in_raw(p);
		if (c < 0)
			break;
		if (c != '\'' && c != '\\')
			continue;
		p->in.at++;
		if (c == '\'')
			return true;
		dollar_escape(p, b);
	}
	unterminated(p, begun, "quoted string");
	return false;
}

/* ---- "..." and what is read as if it were -------------------------------------------------------------- */

static const uint16_t double_stops[] = {
	[DQ_QUOTES] = C_DOUBLE,
	[DQ_BRACE] = C_DQ_BRACE,
	[DQ_HERE] = C_HERE,
	[DQ_ARITH] = C_ARITH,
	[DQ_FOR] = C_ARITH,
	[DQ_SLICE] = C_ARITH,
	[DQ_INDEX] = C_ARITH,
};

/* At ": through the one that closes it. */
static bool double_quoted(struct parser *p, struct builder *b)
{
	struct place begun = in_place(p);
	bool outer = b->in_double;
	p->in.at++;
	build_text(p, b, QUOTE_DOUBLE, "", 0);
	b->in_double = true;
	if (!word_double(p, b, DQ_QUOTES))
		return false;
	if (in_raw(p) != '"') {
		unterminated(p, begun, "quoted string");
		return false;
	}
	p->in.at++;
	b->in_double = outer;
	if (!b->open && b->last && !outer)
		b->last->more_quoted = false;
	return true;
}

/* At a backslash: it goes with it only what has a meaning inside of "...". */
static void double_backslash(struct parser *p, struct builder *b, enum double_mode mode)
{
	if (in_continuation(p))
		return;
	p->in.at++;
	int c = in_raw(p);
	bool known = c == '$' || c == '`' || c == '\\' || (c == '"' && mode != DQ_HERE) ||
		     (c == '}' && mode == DQ_BRACE);
	if (!known) {
		build_byte(p, b, QUOTE_DOUBLE, '\\');
		return;
	}
	build_byte(p, b, QUOTE_DOUBLE, (char)c);
	p->in.at++;
}

/* Does C, in an arithmetic expression, end it? Keeps count of ( ) and ?: . */
static bool arith_ends(struct parser *p, struct builder *b, enum double_mode mode, int c)
{
	switch (c) {
	case '(':
		b->depth++;
		if (mode == DQ_ARITH)
			arith_paren_open(p);
		return false;
	case ')':
		if (b->depth == 0)
			return mode < DQ_SLICE;
		b->depth--;
		if (mode == DQ_ARITH)
			arith_paren_close(p);
		return false;
	case ';': return mode == DQ_FOR && b->depth == 0;
	case '}': return mode >= DQ_SLICE;
	case '[': b->depth += mode == DQ_INDEX; return false;
	case ']':
		if (mode != DQ_INDEX)
			return false;
		return b->depth == 0 || b->depth-- == 0;
	case '?': b->conds++; return false;
	case ':':
		if (mode != DQ_SLICE || b->depth > 0)
			return false;
		return b->conds == 0 || b->conds-- == 0;
	default: return false;
	}
}

/* At ": the end of "...", or inside of "${x-"..."}" more of it, or nothing. */
static bool double_quote_mark(struct parser *p, struct builder *b, enum double_mode mode)
{
	if (mode == DQ_QUOTES)
		return false;
	if (mode == DQ_BRACE)
		return double_quoted(p, b);
	p->in.at++;
	return true;
}

/* At a byte that is not plain. false: the end, or an error. */
static bool double_special(struct parser *p, struct builder *b, enum double_mode mode, int c)
{
	switch (c) {
	case '$': return word_dollar(p, b, QUOTE_DOUBLE);
	case '`': return subst_backquote(p, b, QUOTE_DOUBLE);
	case '\\': double_backslash(p, b, mode); return true;
	case '"': return double_quote_mark(p, b, mode);
	case '}':
		if (mode == DQ_BRACE)
			return false;
		break;
	default: break;
	}
	if (mode >= DQ_ARITH && arith_ends(p, b, mode, c))
		return false;
	build_byte(p, b, QUOTE_DOUBLE, (char)c);
	in_take(p);
	return true;
}

static bool word_double(struct parser *p, struct builder *b, enum double_mode mode)
{
	unsigned stops = double_stops[mode];
	for (;;) {
		const char *s = p->in.at, *end = p->in.end;
		while (s < end && !(syn_class[(unsigned char)*s] & stops))
			s++;
		if (s > p->in.at)
			build_text(p, b, QUOTE_DOUBLE, p->in.at, (size_t)(s - p->in.at));
		p->in.at = s;
		int c = in_raw(p);
		if (c < 0)
			return !p->failed;
		if (in_class(c, stops) && !double_special(p, b, mode, c))
			return !p->failed;
	}
}

struct word *word_read_double(struct parser *p, enum double_mode mode)
{
	struct builder b;
	struct src_pos pos = in_pos(p);
	build_begin(p, &b);
	b.in_double = true;
	bool ok = word_double(p, &b, mode);
	struct word *w = build_finish(p, &b, pos);
	if (b.last)
		b.last->more_quoted = false;
	return ok ? w : NULL;
}

/* ---- outside of quotes --------------------------------------------------------------------------------- */

static bool plain(struct parser *p, struct builder *b, int c)
{
	build_byte(p, b, QUOTE_NONE, (char)c);
	in_take(p);
	return true;
}

/* Is C what may stand behind a tilde prefix? */
static bool tilde_ends(int c, enum word_mode mode)
{
	bool brace_ends = mode == MODE_BRACE || mode == MODE_SLASH;
	return c < 0 || c == '/' || c == ':' || (c == '}' && brace_ends) || in_class(c, C_END);
}

static void tilde_part(struct parser *p, struct builder *b, const char *name, size_t len)
{
	struct part *part = build_part(p, b, PART_TILDE, QUOTE_NONE);
	part->text.len = len;
	part->text.s = arena_strndup(p->arena, name, len);
	part->assign_context = b->assign_len > 0;
	b->tilde = true;
}

/* As tilde(), of a prefix with a line continuation in it or behind it. */
static bool tilde_joined(struct parser *p, struct builder *b, enum word_mode mode)
{
	struct buf name = { 0 };
	struct input here = in_pin(p);
	int c;
	p->in.at++;
	while ((c = in_peek(p)) >= 0 && c != '/' && !in_class(c, C_WORD) && !(c == ':' && b->assign_len)) {
		buf_byte(&name, (char)c);
		p->in.at++;
	}
	bool is_prefix = tilde_ends(c, mode);
	if (is_prefix)
		tilde_part(p, b, name.len ? name.data : "", name.len);
	else
		in_return(p, &here);
	in_unpin(p);
	buf_free(&name);
	return is_prefix || plain(p, b, '~');
}

/* At ~ : a tilde prefix, if nothing quoted or expanded is in it (XCU 2.6.1). */
static bool tilde(struct parser *p, struct builder *b, enum word_mode mode)
{
	size_t run = p->scratch.len - b->start;
	bool open = b->open && b->quote == QUOTE_NONE;
	bool first = !b->first && !b->open;
	bool after_equals = b->assign_len && open && !b->first && run == b->assign_len;
	bool after_colon = b->assign_len && open && run > 0 && p->scratch.data[p->scratch.len - 1] == ':';
	if (!first && !after_equals && !after_colon)
		return plain(p, b, '~');
	const char *name = p->in.at + 1, *s = name;
	while (s < p->in.end && *s != '/' && !(syn_class[(unsigned char)*s] & C_WORD) &&
		!(*s == ':' && b->assign_len))
		s++;
	if (p->in.end - s > 1 && s[0] == '\\' && s[1] == '\n')
		return tilde_joined(p, b, mode);
	if (!tilde_ends(s < p->in.end ? (unsigned char)*s : -1, mode))
		return plain(p, b, '~');
	tilde_part(p, b, name, (size_t)(s - name));
	p->in.at = s;
	return true;
}

/* At = : does it make the word an assignment? */
static bool equals(struct parser *p, struct builder *b, enum word_mode mode)
{
	size_t len = p->scratch.len - b->start;
	const char *s = len > 0 ? p->scratch.data + b->start : "";
	if (mode == MODE_WORD && !b->first && b->open && b->quote == QUOTE_NONE && !b->assign_len) {
		size_t n = name_span(s, len);
		if (n > 0 && (n == len || (n + 1 == len && s[n] == '+')))
			b->assign_len = (uint32_t)len + 1;
	}
	return plain(p, b, '=');
}

/* Past the quotes or the backslash at S; NULL: at none. */
static const char *skip_quoted(const char *s, const char *end)
{
	if (*s == '\\')
		return end - s > 2 ? s + 2 : end;
	if (*s != '\'' && *s != '"')
		return NULL;
	const char *close = memchr(s + 1, *s, (size_t)(end - s - 1));
	return close ? close + 1 : end;
}

/* At the ( of what may be an extended glob in ${x#...}: does its ) come before the } that ends all? In
 * ${x##*([} the ( is plain. What has been looked through is not looked through again. */
static bool group_closes(struct parser *p)
{
	unsigned parens = 0, braces = 0;
	const char *s = p->in.at, *end = p->in.end, *next;
	if (p->open_until && s < p->open_until && end >= p->open_until)
		return false;
	for (; s < end; s = next) {
		if ((next = skip_quoted(s, end)) != NULL)
			continue;
		next = s + 1;
		if (*s == '(')
			parens++;
		else if (*s == ')' && --parens == 0)
			return true;
		else if (*s == '$' && next < end && *next == '{')
			braces++, next++;
		else if (*s == '}' && braces-- == 0)
			break;
	}
	if (s >= end)
		return true;
	p->open_until = s;
	return false;
}

/* Takes the byte before an extended glob, that is its operator, back. 0: none stands there. */
static char extglob_operator(struct parser *p, struct builder *b, enum word_mode mode)
{
	bool on = (p->env->extglob || p->in_cond) && !p->env->posix;
	bool bang = !p->operands && !b->first && p->scratch.len - b->start == 1; /* !( cmd ) is no pattern */
	if (!on || !b->open || b->quote != QUOTE_NONE || p->scratch.len == b->start)
		return 0;
	char c = p->scratch.data[p->scratch.len - 1];
	if (c != '@' && c != '?' && c != '*' && c != '+' && (c != '!' || bang))
		return 0;
	if ((mode == MODE_BRACE || mode == MODE_SLASH) && !group_closes(p))
		return 0;
	p->scratch.len--;
	b->open = p->scratch.len > b->start;
	return c;
}

/* At the ( of an extended glob. */
static bool extglob(struct parser *p, struct builder *b, char op)
{
	struct place begun = in_place(p);
	struct part *part = build_part(p, b, PART_EXTGLOB, QUOTE_NONE);
	struct word **tail = &part->extglob.alternatives;
	part->extglob.op = op;
	b->glob = true;
	if (syn_deep(p))
		return false;
	do {
		in_take(p);
		struct word *w = word_read(p, MODE_EXTGLOB);
		if (!w)
			return false;
		*tail = w;
		tail = &w->next;
	} while (in_raw(p) == '|');
	if (in_raw(p) != ')') {
		unterminated(p, begun, "pattern");
		return false;
	}
	in_take(p);
	return true;
}

/* In a regular expression: parentheses, and what is between them, belong to it. */
static bool regex_delimiter(struct parser *p, struct builder *b, int c)
{
	bool outside = b->depth == 0 && c != '(' && c != '|' && c != '<' && c != '>';
	if (outside)
		return false;
	if (c == '(')
		b->depth++;
	else if (c == ')')
		b->depth--;
	return plain(p, b, c);
}

/* At a blank, newline or operator. */
static bool delimiter(struct parser *p, struct builder *b, enum word_mode mode, int c)
{
	char op;
	if (mode == MODE_REGEX)
		return regex_delimiter(p, b, c);
	if (c == '(' && (op = extglob_operator(p, b, mode)) != 0)
		return extglob(p, b, op);
	if ((c == '<' || c == '>') && in_second(p) == '(' && !p->env->posix)
		return subst_process(p, b);
	if (mode == MODE_WORD)
		return false;
	if (mode == MODE_EXTGLOB && (c == '|' || c == ')'))
		return false;
	return plain(p, b, c);
}

/* At a byte that is not plain. false: the end, or an error. */
static bool special(struct parser *p, struct builder *b, enum word_mode mode, int c)
{
	switch (c) {
	case '\\': return backslash(p, b);
	case '\'': return single_quoted(p, b);
	case '"': return double_quoted(p, b);
	case '$': return word_dollar(p, b, QUOTE_NONE);
	case '`': return subst_backquote(p, b, QUOTE_NONE);
	case '~': return tilde(p, b, mode);
	case '=': return equals(p, b, mode);
	case '*':
	case '?': b->glob = true; break;
	case '[': b->bracket = true; break;
	case '{': b->brace = true; break;
	case '}':
		if (mode == MODE_BRACE || mode == MODE_SLASH)
			return false;
		break;
	case '/':
		if (mode == MODE_SLASH)
			return false;
		break;
	default: return delimiter(p, b, mode, c);
	}
	return plain(p, b, c);
}

bool word_unquoted(struct parser *p, struct builder *b, enum word_mode mode)
{
	unsigned stops = mode == MODE_BRACE || mode == MODE_SLASH ? C_BRACE : C_WORD;
	for (;;) {
		const char *s = p->in.at, *end = p->in.end;
		while (s < end && !(syn_class[(unsigned char)*s] & stops))
			s++;
		if (s > p->in.at)
			build_text(p, b, QUOTE_NONE, p->in.at, (size_t)(s - p->in.at));
		p->in.at = s;
		int c = in_raw(p);
		if (c < 0)
			return !p->failed;
		if (in_class(c, stops) && !special(p, b, mode, c))
			return !p->failed;
	}
}

struct word *word_read(struct parser *p, enum word_mode mode)
{
	struct builder b;
	struct src_pos pos = in_pos(p);
	build_begin(p, &b);
	bool ok = word_unquoted(p, &b, mode);
	struct word *w = build_finish(p, &b, pos);
	return ok ? w : NULL;
}
