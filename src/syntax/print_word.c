/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print_word.c -- words back to text that reads as the same word. */
#include "syntax_internal.h"

/* What surrounds the text, which says what needs a backslash. */
enum around {
	IN_NOTHING,
	IN_DOUBLE,       /* "..." */
	IN_DOUBLE_BRACE, /* "${x-..." */
	IN_HERE,
	IN_ARITH,
};

static void print_parts(struct printer *pr, const struct part *part, enum around around);

/* ---- text ---------------------------------------------------------------------------------------------- */

static void text_single(struct buf *out, const char *s, size_t len)
{
	buf_byte(out, '\'');
	buf_add(out, s, len);
	buf_byte(out, '\'');
}

static void text_dollar(struct buf *out, const char *s, size_t len)
{
	buf_str(out, "$'");
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c == '\n')
			buf_str(out, "\\n");
		else if (c == '\t')
			buf_str(out, "\\t");
		else if (c == '\'' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 32 || c == 127)
			buf_printf(out, "\\%03o", c);
		else
			buf_byte(out, (char)c);
	}
	buf_byte(out, '\'');
}

static void text_backslash(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t unused;
		size_t n = (unsigned char)s[i] < 128 ? 1 : utf8_decode(s + i, len - i, &unused);
		buf_byte(out, '\\');
		buf_add(out, s + i, n);
		i += n;
	}
}

/* A backslash is doubled only where it would take the next byte with it. */
static void text_double(struct buf *out, const char *s, size_t len, enum around around)
{
	for (size_t i = 0; i < len; i++) {
		char c = s[i], next = i + 1 < len ? s[i + 1] : '$';
		bool escape = c == '$' || c == '`' || (c == '"' && around != IN_HERE) ||
			      (c == '}' && around == IN_DOUBLE_BRACE);
		if (c == '\\')
			escape = strchr("$`\"\\\n}", next) != NULL;
		if (escape)
			buf_byte(out, '\\');
		buf_byte(out, c);
	}
}

/* Would a $ right before it become a part of it? */
static bool dollar_joins(const struct part *next)
{
	return next->kind != PART_TEXT || (next->quote != QUOTE_NONE && next->quote != QUOTE_BACKSLASH);
}

/* Unquoted text is as it was, but for a backslash at the very end of the input and a $ before a quote or
 * before what was `...` and is printed as $(...). */
static void text_plain(struct buf *out, const struct part *part)
{
	const char *s = part->text.s;
	size_t len = part->text.len;
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\' || (s[i] == '$' && i + 1 == len && part->next && dollar_joins(part->next)))
			buf_byte(out, '\\');
		buf_byte(out, s[i]);
	}
}

static void print_text(struct printer *pr, const struct part *part, enum around around)
{
	const char *s = part->text.s;
	size_t len = part->text.len;
	if (around != IN_NOTHING) {
		text_double(pr->out, s, len, around);
		return;
	}
	switch (part->quote) {
	case QUOTE_SINGLE: text_single(pr->out, s, len); break;
	case QUOTE_DOLLAR: text_dollar(pr->out, s, len); break;
	case QUOTE_BACKSLASH: text_backslash(pr->out, s, len); break;
	case QUOTE_DOUBLE: text_double(pr->out, s, len, IN_DOUBLE); break;
	default: text_plain(pr->out, part); break;
	}
}

/* ---- parameters ---------------------------------------------------------------------------------------- */

static const char *const param_op_text[] = {
	[PARAM_DEFAULT] = "-",
	[PARAM_ASSIGN] = "=",
	[PARAM_ERROR] = "?",
	[PARAM_ALTERNATE] = "+",
	[PARAM_CUT_PREFIX] = "#",
	[PARAM_CUT_PREFIX_LONG] = "##",
	[PARAM_CUT_SUFFIX] = "%",
	[PARAM_CUT_SUFFIX_LONG] = "%%",
	[PARAM_REPLACE] = "/",
	[PARAM_REPLACE_ALL] = "//",
	[PARAM_REPLACE_HEAD] = "/#",
	[PARAM_REPLACE_TAIL] = "/%",
	[PARAM_UPPER] = "^",
	[PARAM_UPPER_ALL] = "^^",
	[PARAM_LOWER] = ",",
	[PARAM_LOWER_ALL] = ",,",
};

static void print_element(struct printer *pr, const struct param *pm)
{
	buf_printf(pr->out, "%s[", names_text(pr->names, pm->name));
	if (pm->special)
		buf_byte(pr->out, pm->special);
	else
		print_arith(pr, pm->index);
	buf_byte(pr->out, ']');
}

static void print_param_name(struct printer *pr, const struct param *pm)
{
	if (pm->kind == PARAM_NAME)
		buf_str(pr->out, names_text(pr->names, pm->name));
	else if (pm->kind == PARAM_POSITIONAL)
		buf_printf(pr->out, "%u", pm->number);
	else if (pm->kind == PARAM_ELEMENT)
		print_element(pr, pm);
	else
		buf_byte(pr->out, pm->special);
}

/* The word behind - = ? + is part of the "..." around it; a pattern has quotes of its own. */
static enum around around_arg(const struct param *pm, enum around around)
{
	return around != IN_NOTHING && pm->op >= PARAM_DEFAULT && pm->op <= PARAM_ALTERNATE ? IN_DOUBLE_BRACE
											    : IN_NOTHING;
}

static void print_param_op(struct printer *pr, const struct param *pm, enum around around)
{
	switch (pm->op) {
	case PARAM_PLAIN:
	case PARAM_LENGTH: return;
	case PARAM_NAMES: buf_byte(pr->out, pm->special); return;
	case PARAM_TRANSFORM: buf_printf(pr->out, "@%c", pm->transform); return;
	case PARAM_SLICE:
		buf_byte(pr->out, ':');
		print_arith(pr, pm->offset);
		if (pm->length) {
			buf_byte(pr->out, ':');
			print_arith(pr, pm->length);
		}
		return;
	default: break;
	}
	if (pm->colon)
		buf_byte(pr->out, ':');
	buf_str(pr->out, param_op_text[pm->op]);
	if (pm->arg)
		print_parts(pr, pm->arg->parts, around_arg(pm, around));
	if (pm->arg2) {
		buf_byte(pr->out, '/');
		print_parts(pr, pm->arg2->parts, IN_NOTHING);
	}
}

static void print_param(struct printer *pr, const struct param *pm, enum around around)
{
	buf_byte(pr->out, '$');
	if (!pm->braces) {
		print_param_name(pr, pm);
		return;
	}
	buf_byte(pr->out, '{');
	if (pm->op == PARAM_BAD) {
		buf_add(pr->out, pm->arg->text, pm->arg->len);
	} else {
		if (pm->op == PARAM_LENGTH)
			buf_byte(pr->out, '#');
		if (pm->indirect || pm->op == PARAM_NAMES)
			buf_byte(pr->out, '!');
		if (pm->op == PARAM_NAMES)
			buf_str(pr->out, names_text(pr->names, pm->name));
		else
			print_param_name(pr, pm);
		print_param_op(pr, pm, around);
	}
	buf_byte(pr->out, '}');
}

/* ---- commands in words --------------------------------------------------------------------------------- */

static void print_command(struct printer *pr, const struct command_sub *sub)
{
	switch (sub->style) {
	case '<':
		buf_str(pr->out, "$(< ");
		print_word(pr, sub->file);
		break;
	case '{':
		buf_str(pr->out, "${ ");
		size_t from = pr->out->len;
		print_nested(pr, sub->body);
		char last = pr->out->len > from ? pr->out->data[pr->out->len - 1] : '\n';
		buf_str(pr->out, last == '\n' || last == '&' ? " }" : "; }");
		return;
	default:
		buf_str(pr->out, "$(");
		print_nested(pr, sub->body);
		break;
	}
	buf_byte(pr->out, ')');
}

static void print_extglob(struct printer *pr, const struct part *part)
{
	buf_printf(pr->out, "%c(", part->extglob.op);
	for (const struct word *w = part->extglob.alternatives; w; w = w->next) {
		print_word(pr, w);
		if (w->next)
			buf_byte(pr->out, '|');
	}
	buf_byte(pr->out, ')');
}

void print_arith(struct printer *pr, const struct arith *a)
{
	print_parts(pr, a->text->parts, IN_ARITH);
}

/* ---- parts and words ----------------------------------------------------------------------------------- */

static void print_part(struct printer *pr, const struct part *part, enum around around)
{
	switch (part->kind) {
	case PART_TEXT: print_text(pr, part, around); break;
	case PART_TILDE:
		buf_byte(pr->out, '~');
		buf_add(pr->out, part->text.s, part->text.len);
		break;
	case PART_PARAM:
		if (around == IN_NOTHING && part->quote != QUOTE_NONE)
			around = IN_DOUBLE;
		print_param(pr, part->param, around);
		break;
	case PART_COMMAND: print_command(pr, part->command); break;
	case PART_ARITH:
		buf_str(pr->out, "$((");
		print_arith(pr, part->arith);
		buf_str(pr->out, "))");
		break;
	case PART_PROCESS:
		buf_str(pr->out, part->process.out ? ">(" : "<(");
		print_nested(pr, part->process.body);
		buf_byte(pr->out, ')');
		break;
	case PART_EXTGLOB: print_extglob(pr, part); break;
	}
}

static void print_parts(struct printer *pr, const struct part *part, enum around around)
{
	bool open = false;
	if (stack_low())
		return;
	for (; part; part = part->next) {
		bool quoted = around == IN_NOTHING && part->quote == QUOTE_DOUBLE;
		if (quoted && !open)
			buf_byte(pr->out, '"');
		print_part(pr, part, around);
		open = quoted && part->more_quoted && part->next && part->next->quote == QUOTE_DOUBLE;
		if (quoted && !open)
			buf_byte(pr->out, '"');
	}
}

void print_word(struct printer *pr, const struct word *w)
{
	print_parts(pr, w->parts, IN_NOTHING);
}

void print_words(struct printer *pr, const struct word *w)
{
	for (; w; w = w->next) {
		buf_byte(pr->out, ' ');
		print_word(pr, w);
	}
}

/* ---- here-documents ------------------------------------------------------------------------------------ */

/* Is the delimiter, with EXTRA underscores, a line of the body? */
static bool line_in_body(const struct buf *body, const char *delimiter, size_t extra)
{
	size_t len = strlen(delimiter);
	for (size_t i = 0; i < body->len;) {
		const char *line = body->data + i;
		const char *nl = memchr(line, '\n', body->len - i);
		size_t n = nl ? (size_t)(nl - line) : body->len - i;
		i += n + 1;
		if (n != len + extra || memcmp(line, delimiter, len) != 0)
			continue;
		if (strspn(line + len, "_") >= extra)
			return true;
	}
	return false;
}

static void heredoc_text(struct printer *pr, const struct io_redirect *r, struct buf *body)
{
	struct printer inner = { .out = body, .names = pr->names };
	/* no target: it is not read yet, and stands in the delimiter of another */
	if (r->quoted && r->target)
		buf_add(body, r->target->text, r->target->len);
	else if (r->target)
		print_parts(&inner, r->target->parts, IN_HERE);
	if (body->len > 0 && body->data[body->len - 1] != '\n')
		buf_byte(body, '\n');
	buf_cstr(body);
	vec_free(&inner.heredocs);
}

/* The delimiter: its own, unless a line of the body would be taken for it, or it is no plain word (a
 * backslash at the very end of the input, <<$(x)) */
static void heredoc_delimiter(const struct io_redirect *r, const struct buf *body, struct buf *out)
{
	size_t extra = 0;
	bool ok = !strchr(r->delimiter, '\n') && (r->quoted || !strpbrk(r->delimiter, "\\$`"));
	buf_str(out, ok ? r->delimiter : "EOF");
	buf_cstr(out);
	while (line_in_body(body, out->data, extra))
		extra++;
	while (extra-- > 0)
		buf_byte(out, '_');
}

void print_heredoc_head(struct printer *pr, const struct io_redirect *r)
{
	struct buf body = { 0 }, delimiter = { 0 };
	heredoc_text(pr, r, &body);
	heredoc_delimiter(r, &body, &delimiter);
	buf_str(pr->out, r->strip_tabs && !memmem(body.data, body.len, "\n\t", 2) && body.data[0] != '\t'
				 ? "<<-"
				 : "<<");
	if (!r->quoted && delimiter.data[0] == '-')
		buf_byte(pr->out, ' '); /* << -END, or its tabs would go */
	if (!r->quoted)
		buf_add(pr->out, delimiter.data, delimiter.len);
	else if (strchr(buf_cstr(&delimiter), '\''))
		text_dollar(pr->out, delimiter.data, delimiter.len);
	else
		text_single(pr->out, delimiter.data, delimiter.len);
	buf_free(&body);
	buf_free(&delimiter);
	vec_push(&pr->heredocs, (void *)r);
}

void print_heredoc_body(struct printer *pr, const struct io_redirect *r)
{
	struct buf body = { 0 }, delimiter = { 0 };
	heredoc_text(pr, r, &body);
	heredoc_delimiter(r, &body, &delimiter);
	buf_add(pr->out, body.data, body.len);
	buf_add(pr->out, delimiter.data, delimiter.len);
	buf_byte(pr->out, '\n');
	buf_free(&body);
	buf_free(&delimiter);
}
