/* SPDX-License-Identifier: GPL-3.0-or-later */
/* heredoc.c -- the bodies of here-documents (XCU 2.7.4), read at the newline behind their redirections. */
#include "syntax_internal.h"

/* The delimiter's text: quotes are taken away and nothing is expanded. */
static const char *delimiter_text(struct parser *p, const struct word *w)
{
	if (w->text && (w->flags & WORD_LITERAL))
		return w->text;
	struct buf b = { 0 };
	for (const struct part *part = w->parts; part; part = part->next) {
		if (part->kind == PART_TEXT) {
			buf_add(&b, part->text.s, part->text.len);
			continue;
		}
		struct part alone = *part;
		alone.next = NULL;
		alone.quote = QUOTE_NONE;
		syn_print_word(&b, p->env->names, &(struct word){ .parts = &alone });
	}
	const char *text = arena_strndup(p->arena, b.len ? b.data : "", b.len);
	buf_free(&b);
	return text;
}

void heredoc_expect(struct parser *p, struct io_redirect *r, struct word *delimiter)
{
	r->quoted = (delimiter->flags & WORD_QUOTED) != 0;
	r->delimiter = delimiter_text(p, delimiter);
	struct pending *pending = arena_alloc(p->arena, sizeof(*pending));
	*pending = (struct pending){ .redir = r };
	if (!p->pending)
		p->pending_tail = &p->pending;
	*p->pending_tail = pending;
	p->pending_tail = &pending->next;
}

/* The next line with its newline, which only the last may lack. LONG_LINE is used where an alias ends. */
static bool take_line(struct parser *p, struct buf *long_line, const char **line, size_t *len)
{
	long_line->len = 0;
	while (in_raw(p) >= 0) {
		const char *s = p->in.at;
		const char *nl = memchr(s, '\n', (size_t)(p->in.end - s));
		const char *to = nl ? nl + 1 : p->in.end;
		in_skip_to(p, to);
		*line = s;
		*len = (size_t)(to - s);
		if (nl && long_line->len == 0)
			return true;
		buf_add(long_line, s, *len);
		if (nl)
			break;
	}
	*line = long_line->data;
	*len = long_line->len;
	return *len > 0;
}

static bool is_delimiter(const char *line, size_t len, const char *delimiter, size_t delimiter_len)
{
	if (len > 0 && line[len - 1] == '\n')
		len--;
	return len == delimiter_len && memcmp(line, delimiter, len) == 0;
}

/* Does the line end in a backslash that joins it with the next? */
static bool goes_on(const char *line, size_t len)
{
	size_t n = 0;
	if (len == 0 || line[len - 1] != '\n')
		return false;
	while (n + 1 < len && line[len - 2 - n] == '\\')
		n++;
	return n % 2 == 1;
}

/* All lines up to the delimiter, or the end, into BODY. */
static void take_body(struct parser *p, const struct io_redirect *r, struct buf *body)
{
	struct buf long_line = { 0 };
	size_t delimiter_len = strlen(r->delimiter), len;
	const char *line;
	bool joined = false, blank = true; /* BLANK: nothing of the joined line has come yet */
	while (take_line(p, &long_line, &line, &len)) {
		while (r->strip_tabs && blank && len > 0 && *line == '\t') {
			line++;
			len--;
		}
		if (!joined && is_delimiter(line, len, r->delimiter, delimiter_len))
			break;
		buf_add(body, line, len);
		joined = !r->quoted && goes_on(line, len);
		blank = !joined || (blank && len == 2);
	}
	buf_free(&long_line);
}

static struct word *body_literal(struct parser *p, const struct buf *body, struct src_pos pos)
{
	struct word *w = build_literal(p, body->len ? body->data : "", body->len, pos);
	w->parts->quote = QUOTE_SINGLE;
	w->flags |= WORD_QUOTED;
	return w;
}

/* A body in a body is read as often as there are bodies around it, and while an expression is tried each may
 * be read twice: so their depth is limited. */
enum { MOST_BODIES = 100, MOST_BODIES_PINNED = 8 };

/* The body is read as a string of its own: it ends where its last line ends, whatever is open in it. What
 * holds `((` must have an address that stays its own, see arith_try(). */
static struct word *body_expanded(struct parser *p, const struct buf *body, uint32_t line)
{
	const char *text = body->len ? body->data : "";
	if (p->bodies >= (p->pins ? MOST_BODIES_PINNED : MOST_BODIES)) {
		syn_fail(p, in_place(p), "nested too deeply");
		p->too_deep = true;
		return NULL;
	}
	if (p->pins || memmem(text, body->len, "((", 2))
		text = arena_strndup(p->arena, text, body->len);
	p->bodies++;
	in_push_string(p, text, body->len, line);
	struct word *w = word_read_double(p, DQ_HERE);
	in_pop_string(p);
	p->bodies--;
	return w;
}

static void read_one(struct parser *p, struct io_redirect *r)
{
	struct buf body = { 0 };
	struct src_pos pos = in_pos(p);
	take_body(p, r, &body);
	if (r->quoted)
		r->target = body_literal(p, &body, pos);
	else
		r->target = body_expanded(p, &body, pos.line);
	buf_free(&body);
}

/* A command in a body may have a here-document whose own body has not come yet: it is next. */
void heredoc_read_all(struct parser *p)
{
	while (p->pending && !p->failed) {
		struct pending *list = p->pending;
		p->pending = NULL;
		p->pending_tail = &p->pending;
		for (; list && !p->failed; list = list->next)
			read_one(p, list->redir);
	}
}
