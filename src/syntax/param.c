/* SPDX-License-Identifier: GPL-3.0-or-later */
/* param.c -- $x and ${x...} (XCU 2.6.2). */
#include "syntax_internal.h"

static bool param_braced(struct parser *p, struct builder *b, enum quoting quote);

/* Takes the bytes of CLASS at the input into p->scratch, past line continuations; gives how many. */
static size_t take_run(struct parser *p, unsigned class)
{
	size_t base = p->scratch.len;
	while (in_class(in_peek(p), class)) {
		const char *s = p->in.at;
		while (s < p->in.end && (syn_class[(unsigned char)*s] & class))
			s++;
		buf_add(&p->scratch, p->in.at, (size_t)(s - p->in.at));
		p->in.at = s;
	}
	return p->scratch.len - base;
}

/* A name at the input; false: none. */
static bool word_name(struct parser *p, name_id *name)
{
	if (!is_name_start(in_peek(p)))
		return false;
	const char *s = p->in.at;
	while (s < p->in.end && (syn_class[(unsigned char)*s] & C_NAME))
		s++;
	if (s < p->in.end && *s != '\\') { /* all of it is here */
		*name = names_intern(p->env->names, p->in.at, (size_t)(s - p->in.at));
		p->in.at = s;
		return true;
	}
	size_t base = p->scratch.len;
	size_t len = take_run(p, C_NAME);
	*name = names_intern(p->env->names, p->scratch.data + base, len);
	p->scratch.len = base;
	return true;
}

/* The digits of ${12}: 0 for a number that no parameter can have. */
static void take_number(struct parser *p, struct param *pm)
{
	size_t base = p->scratch.len;
	uint64_t n = 0;
	take_run(p, C_DIGIT);
	if (!text_to_uint10(buf_cstr(&p->scratch) + base, UINT32_MAX, &n))
		n = UINT32_MAX;
	p->scratch.len = base;
	pm->kind = n == 0 ? PARAM_SPECIAL : PARAM_POSITIONAL;
	pm->special = '0';
	pm->number = (uint32_t)n;
}

/* The parameter itself at the input. false: none is there. */
static bool take_parameter(struct parser *p, struct param *pm, bool braced)
{
	int c = in_peek(p);
	if (in_class(c, C_DIGIT)) {
		if (braced) {
			take_number(p, pm);
			return true;
		}
		pm->kind = c == '0' ? PARAM_SPECIAL : PARAM_POSITIONAL;
		pm->special = '0';
		pm->number = (uint32_t)(c - '0');
		p->in.at++;
		return true;
	}
	if (in_class(c, C_SPECIAL)) {
		pm->kind = PARAM_SPECIAL;
		pm->special = (char)c;
		p->in.at++;
		return true;
	}
	pm->kind = PARAM_NAME;
	return word_name(p, &pm->name);
}

static struct param *param_new(struct parser *p, struct src_pos pos)
{
	struct param *pm = arena_alloc(p->arena, sizeof(*pm));
	*pm = (struct param){ .pos = pos };
	return pm;
}

/* Behind a $ that begins an expansion with parentheses. */
static bool dollar_paren(struct parser *p, struct builder *b, enum quoting quote)
{
	p->in.at++;
	if (in_peek(p) != '(')
		return subst_command(p, b, quote);
	p->in.at++;
	struct input inside = in_pin(p);
	struct arith *a = arith_try(p);
	in_unpin(p);
	if (p->failed)
		return false;
	if (a) {
		build_part(p, b, PART_ARITH, quote)->arith = a;
		return true;
	}
	in_return(p, &inside);
	p->in.at--; /* the second ( belongs to a subshell */
	return subst_command(p, b, quote);
}

static bool dollar_brace(struct parser *p, struct builder *b, enum quoting quote)
{
	p->in.at++;
	int c = in_peek(p);
	if ((c == ' ' || c == '\t' || c == '\n') && !p->env->posix)
		return subst_function(p, b, quote);
	return param_braced(p, b, quote);
}

bool word_dollar(struct parser *p, struct builder *b, enum quoting quote)
{
	struct src_pos pos = in_pos(p);
	p->in.at++;
	int c = in_peek(p);
	if (c == '{')
		return dollar_brace(p, b, quote);
	if (c == '(')
		return dollar_paren(p, b, quote);
	if (quote == QUOTE_NONE && c == '\'')
		return word_dollar_quote(p, b);
	if (quote == QUOTE_NONE && c == '"' && !p->env->posix)
		return true; /* $"..." is "..." */
	if (!in_class(c, C_NAME | C_SPECIAL)) {
		build_byte(p, b, quote, '$');
		return true;
	}
	struct param *pm = param_new(p, pos);
	take_parameter(p, pm, false);
	build_part(p, b, PART_PARAM, quote)->param = pm;
	return true;
}

/* At the [ behind a name: a subscript, through its ]. false: "bad substitution". */
static bool take_subscript(struct parser *p, struct param *pm)
{
	pm->kind = PARAM_ELEMENT;
	p->in.at++;
	int c = in_peek(p);
	if ((c == '@' || c == '*') && in_second(p) == ']') {
		pm->special = (char)c;
		p->in.at++;
	} else {
		pm->index = arith_read(p, DQ_INDEX);
	}
	if (p->failed || in_raw(p) != ']')
		return false;
	p->in.at++;
	return true;
}

/* The parameter itself behind ${, with its subscript. */
static bool take_braced_parameter(struct parser *p, struct param *pm)
{
	if (!take_parameter(p, pm, true))
		return false;
	if (pm->kind != PARAM_NAME || p->env->posix || in_peek(p) != '[')
		return true;
	return take_subscript(p, pm);
}

/* ---- ${...} -------------------------------------------------------------------------------------------- */

/* The word behind - = ? + : inside "..." it is read as more of that. */
static struct word *read_word(struct parser *p, enum quoting quote)
{
	return quote == QUOTE_NONE ? word_read(p, MODE_BRACE) : word_read_double(p, DQ_BRACE);
}

/* At the byte of an operator that may be doubled; takes it. */
static enum param_op doubled(struct parser *p, enum param_op once, enum param_op twice)
{
	char c = *p->in.at++;
	if (in_peek(p) != c)
		return once;
	p->in.at++;
	return twice;
}

static void read_slice(struct parser *p, struct param *pm)
{
	pm->op = PARAM_SLICE;
	pm->offset = arith_read(p, DQ_SLICE);
	if (p->failed || in_raw(p) != ':')
		return;
	p->in.at++;
	pm->length = arith_read(p, DQ_SLICE);
}

/* The pattern of ${x/p/r}. Behind ${x// a / is part of it, as in bash: ${x////-}. */
static struct word *read_replaced(struct parser *p, const struct param *pm)
{
	struct builder b;
	struct src_pos pos = in_pos(p);
	build_begin(p, &b);
	if (pm->op == PARAM_REPLACE_ALL && in_peek(p) == '/') {
		build_byte(p, &b, QUOTE_NONE, '/');
		p->in.at++;
	}
	bool ok = word_unquoted(p, &b, MODE_SLASH);
	struct word *w = build_finish(p, &b, pos);
	return ok ? w : NULL;
}

/* Past the / . */
static void read_replace(struct parser *p, struct param *pm)
{
	pm->op = PARAM_REPLACE;
	int c = in_peek(p);
	if (c == '/')
		pm->op = PARAM_REPLACE_ALL;
	else if (c == '#')
		pm->op = PARAM_REPLACE_HEAD;
	else if (c == '%')
		pm->op = PARAM_REPLACE_TAIL;
	if (pm->op != PARAM_REPLACE)
		p->in.at++;
	pm->arg = read_replaced(p, pm);
	if (!pm->arg || in_raw(p) != '/')
		return;
	p->in.at++;
	pm->arg2 = word_read(p, MODE_BRACE);
}

static void read_case(struct parser *p, struct param *pm, int c)
{
	pm->op = (uint8_t)(c == '^' ? doubled(p, PARAM_UPPER, PARAM_UPPER_ALL)
				    : doubled(p, PARAM_LOWER, PARAM_LOWER_ALL));
	if (in_peek(p) != '}')
		pm->arg = word_read(p, MODE_BRACE);
}

/* Outside of POSIX. false: no such operator. */
static bool read_extension(struct parser *p, struct param *pm, int c)
{
	if (p->env->posix)
		return false;
	switch (c) {
	case '/':
		p->in.at++;
		read_replace(p, pm);
		return true;
	case '^':
	case ',': read_case(p, pm, c); return true;
	case '@':
		if (!strchr("QEPAKakuUL", in_second(p) > 0 ? in_second(p) : '?'))
			return false;
		pm->op = PARAM_TRANSFORM;
		pm->transform = p->in.at[1];
		p->in.at += 2;
		return true;
	default: return false;
	}
}

static enum param_op word_operator(int c)
{
	switch (c) {
	case '-': return PARAM_DEFAULT;
	case '=': return PARAM_ASSIGN;
	case '?': return PARAM_ERROR;
	case '+': return PARAM_ALTERNATE;
	default: return PARAM_BAD;
	}
}

static bool read_colon(struct parser *p, struct param *pm, enum quoting quote)
{
	p->in.at++;
	enum param_op op = word_operator(in_peek(p));
	if (op != PARAM_BAD) {
		pm->colon = true;
		pm->op = (uint8_t)op;
		p->in.at++;
		pm->arg = read_word(p, quote);
		return true;
	}
	if (p->env->posix)
		return false;
	read_slice(p, pm);
	return true;
}

/* The operator and what follows it, up to the }. false: "bad substitution". */
static bool read_operator(struct parser *p, struct param *pm, enum quoting quote)
{
	int c = in_peek(p);
	switch (c) {
	case '}': return true;
	case ':': return read_colon(p, pm, quote);
	case '#': pm->op = (uint8_t)doubled(p, PARAM_CUT_PREFIX, PARAM_CUT_PREFIX_LONG); break;
	case '%': pm->op = (uint8_t)doubled(p, PARAM_CUT_SUFFIX, PARAM_CUT_SUFFIX_LONG); break;
	default:
		pm->op = (uint8_t)word_operator(c);
		if (pm->op == PARAM_BAD)
			return read_extension(p, pm, c);
		p->in.at++;
		pm->arg = read_word(p, quote);
		return true;
	}
	pm->arg = word_read(p, MODE_BRACE);
	return true;
}

/* At the # of ${#... : does it ask for a length? */
static bool is_length(struct parser *p)
{
	if (in_class(in_second(p), C_NAME))
		return true;
	struct input here = p->in; /* pinned */
	p->in.at++;
	int c = in_peek(p);
	bool yes = in_class(c, C_NAME);
	if (!yes && in_class(c, C_SPECIAL)) {
		p->in.at++;
		yes = in_peek(p) == '}';
	}
	in_return(p, &here);
	return yes;
}

/* At the ! of ${!... : the value of another parameter is the name? */
static bool is_indirect(const struct parser *p)
{
	int c = in_second(p);
	if (p->env->posix)
		return false;
	return in_class(c, C_NAME) || (c == '#' && p->in.end - p->in.at > 2 && p->in.at[2] == '}');
}

/* ${!prefix*} and ${!prefix@} */
static bool read_names(struct parser *p, struct param *pm)
{
	int c = in_peek(p);
	if (pm->kind != PARAM_NAME || (c != '*' && c != '@') || in_second(p) != '}')
		return false;
	p->in.at++;
	pm->op = PARAM_NAMES;
	pm->special = (char)c;
	pm->indirect = false;
	return true;
}

/* What is between the braces, without them. false: "bad substitution". */
static bool read_inside(struct parser *p, struct param *pm, enum quoting quote)
{
	int c = in_peek(p);
	if (c == '#' && is_length(p)) {
		p->in.at++;
		pm->op = PARAM_LENGTH;
		return take_braced_parameter(p, pm) && in_peek(p) == '}';
	}
	if (c == '!' && is_indirect(p)) {
		p->in.at++;
		pm->indirect = true;
	}
	if (!take_braced_parameter(p, pm))
		return false;
	if (pm->indirect && read_names(p, pm))
		return true;
	return read_operator(p, pm, quote) && (p->failed || in_peek(p) == '}');
}

/* It is an error only when it is expanded: reads to the } and keeps the text for the message. */
static struct param *read_bad(
	struct parser *p, const struct input *inside, enum quoting quote, struct src_pos pos)
{
	struct param *pm = param_new(p, pos);
	size_t len;
	in_return(p, inside);
	if (!read_word(p, quote) || in_raw(p) != '}')
		return NULL;
	char *text = in_text_since(p, inside, &len);
	pm->braces = true;
	pm->op = PARAM_BAD;
	pm->arg = build_literal(p, text, len, pos);
	return pm;
}

/* What follows ${. */
static bool param_braced(struct parser *p, struct builder *b, enum quoting quote)
{
	struct place begun = in_place(p);
	if (begun.pos.col > 2) { /* where the $ is */
		begun.pos.col -= 2;
		begun.offset -= 2;
	}
	struct param *pm = param_new(p, begun.pos);
	if (syn_deep(p))
		return false;
	build_flush(p, b);
	struct input inside = in_pin(p);
	pm->braces = true;
	bool good = read_inside(p, pm, quote);
	if (!good && !p->failed && in_raw(p) >= 0)
		pm = read_bad(p, &inside, quote, begun.pos);
	in_unpin(p);
	if (p->failed)
		return false;
	if (in_raw(p) != '}') {
		syn_fail(p, begun, "unterminated `${' begun on line %u", begun.pos.line);
		return false;
	}
	p->in.at++;
	build_part(p, b, PART_PARAM, quote)->param = pm;
	return true;
}
