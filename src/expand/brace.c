/* SPDX-License-Identifier: GPL-3.0-or-later */
/* brace.c -- brace expansion: {a,b} {1..9} {01..10..2} {a..e}, nested. The word becomes a row of tokens, the
 * braces are paired in one pass, and each resulting word is expanded as soon as it is there. */
#include "expand_internal.h"

#include <errno.h>
#include <stdlib.h>

enum brace_kind { BRACE_PIECE, BRACE_OPEN, BRACE_COMMA, BRACE_CLOSE };

struct brace_token {
	uint8_t kind; /* enum brace_kind */
	bool is_list; /* BRACE_OPEN: it has a comma */
	/* BRACE_OPEN, BRACE_CLOSE: the other one; 0: none (token 0 is never a close, see tokenize()). */
	size_t match;
	size_t next; /* BRACE_OPEN, BRACE_COMMA of a list: the next comma of it, or the close */
	const struct part *part;
	const char *s; /* unquoted text; NULL: the whole part */
	size_t len;
};

struct brace {
	struct expander *e;
	const struct word *word;
	struct fields *out;
	struct brace_token *tokens;
	size_t n;
	struct brace_token *pieces; /* of the word that is being made */
	size_t n_pieces, cap_pieces;
};

/* ---- tokens -------------------------------------------------------------------------------------------- */

static bool is_plain_text(const struct part *p)
{
	return p->kind == PART_TEXT && p->quote == QUOTE_NONE;
}

static size_t count_tokens(const struct word *w)
{
	size_t n = 1;
	for (const struct part *p = w->parts; p; p = p->next) {
		n++;
		for (size_t i = 0; is_plain_text(p) && i < p->text.len; i++)
			if (strchr("{,}", p->text.s[i]))
				n += 2;
	}
	return n;
}

static void add_text_tokens(struct brace *b, const struct part *p)
{
	size_t from = 0;
	for (size_t i = 0; i <= p->text.len; i++) {
		char c = i < p->text.len ? p->text.s[i] : '\0';
		bool special = c == '{' || c == ',' || c == '}';
		if (!special && i < p->text.len)
			continue;
		if (i > from)
			b->tokens[b->n++] = (struct brace_token){
				.part = p, .s = p->text.s + from, .len = i - from
			};
		if (special) {
			uint8_t kind = c == '{' ? BRACE_OPEN : c == ',' ? BRACE_COMMA : BRACE_CLOSE;
			b->tokens[b->n++] = (struct brace_token){
				.kind = kind, .part = p, .s = p->text.s + i, .len = 1
			};
		}
		from = i + 1;
	}
}

static void tokenize(struct brace *b)
{
	b->tokens = arena_alloc(b->e->scratch, count_tokens(b->word) * sizeof *b->tokens);
	for (const struct part *p = b->word->parts; p; p = p->next) {
		if (is_plain_text(p))
			add_text_tokens(b, p);
		else
			b->tokens[b->n++] = (struct brace_token){ .part = p };
	}
}

/* A close belongs to the innermost open one; what is left over is text. OPEN[] is a stack, LAST[] the latest
 * comma (or the open brace itself) of each level. */
static void pair_braces(struct brace *b)
{
	size_t *open = arena_alloc(b->e->scratch, 2 * (b->n + 1) * sizeof *open), *last = open + b->n + 1,
	       depth = 0;
	for (size_t i = 0; i < b->n; i++) {
		struct brace_token *t = &b->tokens[i];
		if (t->kind == BRACE_OPEN) {
			open[depth] = last[depth] = i;
			depth++;
		} else if (t->kind == BRACE_COMMA && depth) {
			b->tokens[last[depth - 1]].next = i;
			last[depth - 1] = i;
		} else if (t->kind == BRACE_CLOSE && depth) {
			depth--;
			struct brace_token *first = &b->tokens[open[depth]];
			first->match = i;
			t->match = open[depth];
			first->is_list = last[depth] != open[depth];
			b->tokens[last[depth]].next = i;
		}
	}
}

/* ---- ranges -------------------------------------------------------------------------------------------- */

struct brace_range {
	int64_t from, to;
	uint64_t step;
	size_t width; /* digits are filled with zeros to so many bytes; 0: not */
	bool letters;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* An integer at *S up to the next .. or the end; moves *S. */
static bool range_number(const char **s, int64_t *out)
{
	char *end;
	errno = 0;
	const char *digits = **s == '-' || **s == '+' ? *s + 1 : *s;
	if (*digits < '0' || *digits > '9')
		return false;
	*out = strtoll(*s, &end, 10);
	*s = end;
	return errno == 0;
}

static bool zero_led(const char *s)
{
	s += *s == '-' || *s == '+';
	return s[0] == '0' && s[1] >= '0' && s[1] <= '9';
}

static bool range_ends(const char **s, struct brace_range *r)
{
	const char *a = *s;
	if (is_letter(a[0]) && a[1] == '.' && a[2] == '.' && is_letter(a[3])) {
		*r = (struct brace_range){ .from = a[0], .to = a[3], .letters = true };
		*s = a + 4;
		return true;
	}
	const char *b = a;
	if (!range_number(&b, &r->from) || b[0] != '.' || b[1] != '.')
		return false;
	size_t width = (size_t)(b - a);
	const char *second = b + 2, *end = second;
	if (!range_number(&end, &r->to))
		return false;
	if (width < (size_t)(end - second))
		width = (size_t)(end - second);
	r->width = zero_led(a) || zero_led(second) ? width : 0;
	r->letters = false;
	*s = end;
	return true;
}

/* Is the NUL-terminated S (what stands between the braces) a range? */
static bool parse_range(const char *s, struct brace_range *r)
{
	int64_t step = 1;
	if (!range_ends(&s, r))
		return false;
	if (s[0] == '.' && s[1] == '.') {
		s += 2;
		if (!range_number(&s, &step))
			return false;
	}
	r->step = step < 0 ? 0 - (uint64_t)step : (uint64_t)step;
	if (r->step == 0)
		r->step = 1;
	return *s == '\0';
}

/* The open brace at I with one piece of text inside: a range? */
static bool token_range(const struct brace *b, size_t i, struct brace_range *r)
{
	const struct brace_token *inside = &b->tokens[i + 1];
	if (b->tokens[i].match != i + 2 || inside->kind != BRACE_PIECE || !inside->s || inside->len > 70)
		return false;
	char text[72];
	memcpy(text, inside->s, inside->len);
	text[inside->len] = '\0';
	return parse_range(text, r);
}

/* VALUE as text, filled with zeros behind its sign. */
static struct text range_text(struct brace *b, const struct brace_range *r, int64_t value)
{
	char room[24];
	char *text = arena_alloc(b->e->scratch, 24 + r->width);
	if (r->letters) {
		text[0] = (char)value;
		text[1] = '\0';
		return (struct text){ text, 1 };
	}
	const char *digits = text_from_int(value, room);
	size_t len = strlen(digits), n = 0;
	if (*digits == '-') {
		text[n++] = *digits++;
		len--;
	}
	while (n + len < r->width)
		text[n++] = '0';
	memcpy(text + n, digits, len + 1);
	return (struct text){ text, n + len };
}

/* ---- words --------------------------------------------------------------------------------------------- */

static void push_piece(struct brace *b, struct brace_token piece)
{
	if (b->n_pieces == b->cap_pieces) {
		size_t cap = b->cap_pieces ? 2 * b->cap_pieces : 16;
		struct brace_token *more = arena_alloc(b->e->scratch, cap * sizeof *more);
		if (b->n_pieces)
			memcpy(more, b->pieces, b->n_pieces * sizeof *more);
		b->pieces = more;
		b->cap_pieces = cap;
	}
	b->pieces[b->n_pieces++] = piece;
}

/* A part at the end of the word; a copy of MODEL, or empty. */
static struct part *append_part(struct expander *e, struct part ***tail, const struct part *model)
{
	struct part *p = arena_zalloc(e->scratch, sizeof *p);
	if (model)
		*p = *model;
	p->next = NULL;
	**tail = p;
	*tail = &p->next;
	return p;
}

/* ~ that came to the front by the expansion: {~,x}/y */
static size_t split_tilde(struct brace *b, struct part ***tail, const struct text *text, bool alone)
{
	if (text->len == 0 || text->s[0] != '~')
		return 0;
	const char *slash = memchr(text->s, '/', text->len);
	size_t n = slash ? (size_t)(slash - text->s) : text->len;
	if (!slash && !alone)
		return 0;
	struct part *p = append_part(b->e, tail, NULL);
	p->kind = PART_TILDE;
	p->text.s = arena_strndup(b->e->scratch, text->s + 1, n - 1);
	p->text.len = n - 1;
	return n;
}

/* All plain pieces from I on as one text; moves I. */
static struct text join_pieces(struct brace *b, size_t *i)
{
	struct field text = { .e = b->e };
	for (; *i < b->n_pieces && b->pieces[*i].s; (*i)++)
		field_bytes(&text, b->pieces[*i].s, b->pieces[*i].len);
	const char *s = field_string(&text);
	return (struct text){ s, text.len };
}

/* The pieces as a word, which goes through the other expansions. */
static int emit(struct brace *b)
{
	struct word w = { .pos = b->word->pos };
	struct part **tail = &w.parts;
	for (size_t i = 0; i < b->n_pieces;) {
		if (!b->pieces[i].s) {
			append_part(b->e, &tail, b->pieces[i++].part);
			continue;
		}
		bool first = i == 0;
		struct text t = join_pieces(b, &i);
		if (i == b->n_pieces && first && t.len && t.s[0] != '~' && pattern_is_literal(t.s, t.len)) {
			fields_add(b->e, b->out, (char *)(uintptr_t)t.s);
			return 0;
		}
		size_t skip = first ? split_tilde(b, &tail, &t, i == b->n_pieces) : 0;
		if (skip == t.len)
			continue;
		struct part *p = append_part(b->e, &tail, NULL);
		p->kind = PART_TEXT;
		p->text.s = t.s + skip;
		p->text.len = t.len - skip;
	}
	return exp_word(b->e, &w, b->out);
}

/* What follows a group once one of its alternatives is done. */
struct brace_rest {
	size_t from, to;
	const struct brace_rest *outer;
};

static int walk(struct brace *b, size_t i, size_t end, const struct brace_rest *rest);

static int walk_list(struct brace *b, size_t i, const struct brace_rest *rest)
{
	size_t close = b->tokens[i].match, n = b->n_pieces;
	for (size_t from = i; from != close; from = b->tokens[from].next) {
		if (walk(b, from + 1, b->tokens[from].next, rest) < 0)
			return -1;
		b->n_pieces = n;
	}
	return 0;
}

static int walk_range(struct brace *b, const struct brace_range *r, const struct brace_rest *rest)
{
	size_t n = b->n_pieces;
	bool down = r->to < r->from;
	uint64_t span = down ? (uint64_t)r->from - (uint64_t)r->to : (uint64_t)r->to - (uint64_t)r->from;
	uint64_t turns = span / r->step;
	for (uint64_t k = 0; k <= turns; k++) {
		uint64_t away = k * r->step;
		int64_t value = (int64_t)((uint64_t)r->from + (down ? 0 - away : away));
		struct text t = range_text(b, r, value);
		push_piece(b, (struct brace_token){ .s = t.s, .len = t.len });
		if (walk(b, rest->from, rest->to, rest->outer) < 0)
			return -1;
		b->n_pieces = n;
		if (k == UINT64_MAX)
			break;
	}
	return 0;
}

/* Takes the tokens from I to END, then the REST; each group is gone through once for each of its
 * alternatives. */
static int walk(struct brace *b, size_t i, size_t end, const struct brace_rest *rest)
{
	if (stack_low())
		return exp_error(b->e, b->word->pos, "braces are nested too deeply");
	for (;;) {
		for (; i < end; i++) {
			struct brace_range r;
			const struct brace_token *t = &b->tokens[i];
			if (t->kind != BRACE_OPEN || t->match == 0) {
				push_piece(b, *t);
				continue;
			}
			struct brace_rest after = { t->match + 1, end, rest };
			if (t->is_list)
				return walk_list(b, i, &after);
			if (token_range(b, i, &r))
				return walk_range(b, &r, &after);
			push_piece(b, *t);
		}
		if (!rest)
			return emit(b);
		i = rest->from;
		end = rest->to;
		rest = rest->outer;
	}
}

/* ---- how many ------------------------------------------------------------------------------------------ */

enum { MOST_WORDS = 1 << 24, MOST_BYTES = 1 << 30 };

struct brace_count {
	uint64_t sum, product; /* of the alternatives that are done, and of the one under way */
};

/* A product, or MOST_WORDS + 1 for all above. */
static uint64_t times(uint64_t a, uint64_t b)
{
	uint64_t n;
	return __builtin_mul_overflow(a, b, &n) || n > MOST_WORDS ? MOST_WORDS + 1 : n;
}

static uint64_t range_count(const struct brace_range *r)
{
	uint64_t from = (uint64_t)r->from, to = (uint64_t)r->to;
	uint64_t turns = (r->to < r->from ? from - to : to - from) / r->step;
	return turns >= MOST_WORDS ? MOST_WORDS + 1 : turns + 1;
}

/* How many words there will be, at most MOST_WORDS + 1; 0: the word has no group. */
static uint64_t count_words(struct brace *b)
{
	struct brace_count *level = arena_alloc(b->e->scratch, (b->n + 1) * sizeof *level);
	size_t depth = 0;
	bool any = false;
	level[0] = (struct brace_count){ 0, 1 };
	for (size_t i = 0; i < b->n; i++) {
		struct brace_range r;
		const struct brace_token *t = &b->tokens[i];
		if (t->kind == BRACE_OPEN && t->match && t->is_list) {
			level[++depth] = (struct brace_count){ 0, 1 };
			any = true;
		} else if (t->kind == BRACE_OPEN && t->match && token_range(b, i, &r)) {
			level[depth].product = times(level[depth].product, range_count(&r));
			any = true;
		} else if (t->kind == BRACE_COMMA && depth) {
			level[depth].sum += level[depth].product;
			level[depth].product = 1;
		} else if (t->kind == BRACE_CLOSE && b->tokens[t->match].match == i &&
			   b->tokens[t->match].is_list) {
			uint64_t all = level[depth].sum + level[depth].product;
			depth--;
			level[depth].product = times(level[depth].product, all);
		}
	}
	return any ? level[0].product : 0;
}

static bool too_many(const struct brace *b, uint64_t words)
{
	uint64_t len = 0;
	for (size_t i = 0; i < b->n; i++)
		len += b->tokens[i].len;
	return words > MOST_WORDS || words * len > MOST_BYTES;
}

int brace_expand(struct expander *e, const struct word *w, struct fields *out)
{
	struct brace b = { .e = e, .word = w, .out = out };
	tokenize(&b);
	pair_braces(&b);
	uint64_t words = count_words(&b);
	if (words == 0)
		return exp_word(e, w, out);
	if (too_many(&b, words))
		return exp_error(e, w->pos, "braces make too many words");
	return walk(&b, 0, b.n, NULL);
}
