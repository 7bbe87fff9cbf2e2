/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printf.c -- the word printf: its format is read in one pass, straight into the output. */
#include "builtins_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

struct printing {
	struct sh *sh;
	struct buf *to; /* -v; NULL: standard output */
	char **args;
	int n_args;
	int base;    /* first argument of this pass over the format */
	int next;    /* of conversions without a number */
	int highest; /* past the last argument used in this pass */
	int status;
	bool stop; /* \c in %b, or a wrong format */
};

struct spec {
	bool left, plus, space, alt, zero;
	char conv;
	int width;
	int precision; /* -1: none */
	int number;    /* %n$; 0: the next argument */
	const char *date;
	size_t date_len; /* %(...)T */
};

static void put(void *ctx, const char *s, size_t len)
{
	struct printing *p = ctx;

	if (p->to)
		buf_add(p->to, s, len);
	else
		sh_write(p->sh, s, len);
}

static void put_repeated(struct printing *p, char c, int n)
{
	char some[64];

	memset(some, c, sizeof some);
	for (; n > 0; n -= (int)sizeof some)
		put(p, some, n < (int)sizeof some ? (size_t)n : sizeof some);
}

static void put_padded(struct printing *p, const struct spec *spec, const char *s, size_t len)
{
	int pad = len < INT_MAX && spec->width > (int)len ? spec->width - (int)len : 0;

	if (!spec->left)
		put_repeated(p, ' ', pad);
	put(p, s, len);
	if (spec->left)
		put_repeated(p, ' ', pad);
}

static void complain(struct printing *p, const char *object, const char *what)
{
	p->status = sh_builtin_error(p->sh, STATUS_NO, object, "%s", what);
}

/* ---- arguments ----------------------------------------------------------------------------------------- */

/* NULL where there are no more: then it counts as empty, or 0. */
static const char *argument(struct printing *p, int number)
{
	if (number > p->n_args)
		return NULL;
	int i = number ? p->base + number - 1 : p->next++;
	if (i >= p->n_args)
		return NULL;
	if (i >= p->highest)
		p->highest = i + 1;
	return p->args[i];
}

/* 'c and "c: the number of a character. */
static bool character_constant(struct printing *p, const char *s, uint32_t *out)
{
	if (*s != '\'' && *s != '"')
		return false;
	size_t len = strlen(++s);
	*out = (unsigned char)*s;
	if (len && p->sh->vars.utf8) {
		utf8_decode(s, len, out);
		if (*out >= 0xDC80 && *out <= 0xDCFF)
			*out = (unsigned char)*s;
	}
	return true;
}

/* The value so far stands, with a message (XCU printf, "Consequences of errors"). */
static void check_number(struct printing *p, const char *s, const char *end, int err)
{
	if (end == s && *s)
		complain(p, s, "not a number");
	else if (*end)
		complain(p, s, "not a number to its end");
	else if (err == ERANGE)
		complain(p, s, "number out of range");
}

static int64_t integer_argument(struct printing *p, int number, bool is_unsigned)
{
	const char *s = argument(p, number);
	uint32_t c;
	char *end;

	if (!s)
		return 0;
	if (character_constant(p, s, &c))
		return c;
	errno = 0;
	int64_t n = is_unsigned ? (int64_t)strtoull(s, &end, 0) : strtoll(s, &end, 0);
	check_number(p, s, end, errno);
	return n;
}

static long double float_argument(struct printing *p, int number)
{
	const char *s = argument(p, number);
	uint32_t c;
	char *end;

	if (!s)
		return 0;
	if (character_constant(p, s, &c))
		return c;
	errno = 0;
	long double n = strtold(s, &end);
	check_number(p, s, end, errno);
	return n;
}

/* ---- conversions --------------------------------------------------------------------------------------- */

static size_t to_digits(uint64_t n, unsigned base, bool upper, char *end)
{
	const char *set = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	char *at = end;

	for (; n; n /= base)
		*--at = set[n % base];
	return (size_t)(end - at);
}

static void put_integer(
	struct printing *p, const struct spec *spec, const char *prefix, uint64_t n, unsigned base)
{
	char room[72], *end = room + sizeof room;
	int len = (int)to_digits(n, base, spec->conv == 'X', end);
	int least = spec->precision < 0 ? 1 : spec->precision;
	int prefix_len = (int)strlen(prefix);

	if (base == 8 && spec->alt && least <= len)
		least = len + 1;
	int zeros = least > len ? least - len : 0;
	int pad = spec->width - prefix_len - len; /* may be below zero */
	pad = pad > zeros ? pad - zeros : 0;
	if (spec->zero && !spec->left && spec->precision < 0) {
		zeros += pad;
		pad = 0;
	}
	if (!spec->left)
		put_repeated(p, ' ', pad);
	put(p, prefix, (size_t)prefix_len);
	put_repeated(p, '0', zeros);
	put(p, end - len, (size_t)len);
	if (spec->left)
		put_repeated(p, ' ', pad);
}

static void convert_signed(struct printing *p, const struct spec *spec)
{
	int64_t n = integer_argument(p, spec->number, false);

	if (!spec->width && spec->precision < 0 && !spec->plus && !spec->space) {
		char room[24], *text = text_from_int(n, room);
		put(p, text, strlen(text));
		return;
	}
	put_integer(p, spec,
		n < 0         ? "-"
		: spec->plus  ? "+"
		: spec->space ? " "
			      : "",
		n < 0 ? 0 - (uint64_t)n : (uint64_t)n, 10);
}

static void convert_unsigned(struct printing *p, const struct spec *spec)
{
	uint64_t n = (uint64_t)integer_argument(p, spec->number, true);
	unsigned base = spec->conv == 'u' ? 10 : spec->conv == 'o' ? 8 : 16;

	put_integer(p, spec, base == 16 && spec->alt && n ? (spec->conv == 'x' ? "0x" : "0X") : "", n, base);
}

/* Width, precision and the digits are the C library's here. %a shows a double: the bits of a long double
 * would not be those that a C program prints. */
static void convert_float(struct printing *p, const struct spec *spec)
{
	long double n = float_argument(p, spec->number);
	bool hex = spec->conv == 'a' || spec->conv == 'A';
	char format[16], *f = format;
	struct buf text = { 0 };

	*f++ = '%';
	for (const char *flag = "-+ #0"; *flag; flag++)
		if ((*flag == '-' && spec->left) || (*flag == '+' && spec->plus) ||
			(*flag == ' ' && spec->space) || (*flag == '#' && spec->alt) ||
			(*flag == '0' && spec->zero))
			*f++ = *flag;
	f = stpcpy(f, hex ? "*.*" : "*.*L");
	*f++ = spec->conv;
	*f = '\0';
	if (hex)
		buf_printf(&text, format, spec->width, spec->precision, (double)n);
	else
		buf_printf(&text, format, spec->width, spec->precision, n);
	put(p, text.data, text.len);
	buf_free(&text);
}

static void convert_string(struct printing *p, const struct spec *spec, const char *s, size_t len)
{
	if (spec->precision >= 0 && len > (size_t)spec->precision)
		len = (size_t)spec->precision;
	if (spec->width)
		put_padded(p, spec, s, len);
	else
		put(p, s, len);
}

static void add_to_buf(void *buf, const char *s, size_t len)
{
	buf_add(buf, s, len);
}

static void convert_escaped(struct printing *p, const struct spec *spec, const char *s)
{
	struct buf text = { 0 };

	if (!spec->width && spec->precision < 0) {
		p->stop = escape_each(s, ESCAPE_B, put, p) == ESCAPE_STOP;
		return;
	}
	p->stop = escape_each(s, ESCAPE_B, add_to_buf, &text) == ESCAPE_STOP;
	convert_string(p, spec, buf_cstr(&text), text.len);
	buf_free(&text);
}

/* What begins a comment or a home directory does so in some places only. */
static bool takes_backslash(const char *s, const char *at)
{
	if (*at == '#')
		return at == s;
	if (*at == '~')
		return at == s || at[-1] == ':' || at[-1] == '=';
	return strchr(" '\"\\|&;()<>!{},*[]?^$`", *at);
}

static bool is_ascii(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

/* As bash and zsh write it: a backslash before what means something to a shell. The empty
 * text, what takes $'...', and what needs quotes that has more than ASCII (a blank of the
 * locale?) are written as everywhere. */
static void add_quoted(struct buf *text, const char *s)
{
	buf_quoted(text, s, strlen(s));
	if (!*s || *buf_cstr(text) != '\'' || !is_ascii(s))
		return;
	text->len = 0;
	for (const char *at = s; *at; at++) {
		if (takes_backslash(s, at))
			buf_byte(text, '\\');
		buf_byte(text, *at);
	}
}

static void convert_quoted(struct printing *p, const struct spec *spec, const char *s)
{
	struct buf text = { 0 };

	add_quoted(&text, s);
	convert_string(p, spec, buf_cstr(&text), text.len);
	buf_free(&text);
}

static void convert_date(struct printing *p, const struct spec *spec)
{
	const char *s = argument(p, spec->number);
	int64_t when = -1;
	struct buf text = { 0 };
	char *end;

	if (s) {
		errno = 0;
		when = strtoll(s, &end, 0);
		check_number(p, s, end, errno);
	}
	if (!date_format(p->sh, spec->date, spec->date_len, when, &text))
		complain(p, s, "no such time");
	convert_string(p, spec, buf_cstr(&text), text.len);
	buf_free(&text);
}

static bool convert(struct printing *p, const struct spec *spec)
{
	const char *s;

	switch (spec->conv) {
	case 's':
		s = argument(p, spec->number);
		convert_string(p, spec, s ? s : "", s ? strlen(s) : 0);
		break;
	case 'd':
	case 'i': convert_signed(p, spec); break;
	case 'u':
	case 'o':
	case 'x':
	case 'X': convert_unsigned(p, spec); break;
	case 'c':
		s = argument(p, spec->number);
		put_padded(p, spec, s ? s : "", 1);
		break;
	case 'b':
		s = argument(p, spec->number);
		convert_escaped(p, spec, s ? s : "");
		break;
	case 'q':
		s = argument(p, spec->number);
		convert_quoted(p, spec, s ? s : "");
		break;
	case 'T': convert_date(p, spec); break;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G': convert_float(p, spec); break;
	default: return false;
	}
	return true;
}

/* ---- the format ---------------------------------------------------------------------------------------- */

/* Decimal digits at *S, which moves past them; too large is INT_MAX. */
static int small_number(const char **s)
{
	int n = 0;

	for (; **s >= '0' && **s <= '9'; ++*s)
		n = n > (INT_MAX - 9) / 10 ? INT_MAX : n * 10 + (**s - '0');
	return n;
}

/* `7$` at *S: 7, and *S moves past it; else 0. */
static int argument_number(const char **s)
{
	const char *at = *s;
	int n = small_number(&at);

	if (*at != '$' || n == 0)
		return 0;
	*s = at + 1;
	return n;
}

static int width_or_precision(struct printing *p, const char **s)
{
	if (**s != '*')
		return small_number(s);
	++*s;
	int64_t n = integer_argument(p, argument_number(s), false);
	return n > INT_MAX ? INT_MAX : n < -INT_MAX ? -INT_MAX : (int)n;
}

static bool read_flag(struct spec *spec, char c)
{
	switch (c) {
	case '-': return spec->left = true;
	case '+': return spec->plus = true;
	case ' ': return spec->space = true;
	case '#': return spec->alt = true;
	case '0': return spec->zero = true;
	case '\'': return true; /* groups of digits: the C locale has none */
	default: return false;
	}
}

/* (...) before T, with parentheses inside that pair up. */
static const char *read_date(struct spec *spec, const char *s)
{
	int depth = 0;
	const char *begin = s + 1;

	for (; *s; s++) {
		if (*s == '(')
			depth++;
		else if (*s == ')' && --depth == 0)
			break;
	}
	if (!*s || s[1] != 'T')
		return begin; /* the conversion is `(', which is none */
	spec->date = begin;
	spec->date_len = (size_t)(s - begin);
	return s + 1;
}

/* S points past the %. Gives where the conversion ends. */
static const char *conversion(struct printing *p, const char *s)
{
	struct spec spec = { .precision = -1 };
	const char *begin = s - 1;

	spec.number = argument_number(&s);
	while (read_flag(&spec, *s))
		s++;
	spec.width = width_or_precision(p, &s);
	if (spec.width < 0) {
		spec.left = true;
		spec.width = -spec.width;
	}
	if (*s == '.') {
		s++;
		spec.precision = width_or_precision(p, &s);
	}
	if (*s == '(')
		s = read_date(&spec, s);
	else
		s += strspn(s, "hlLjtz");
	spec.conv = *s;
	if ((spec.conv == 'T') != (spec.date != NULL) || !convert(p, &spec)) {
		char text[64];
		snprintf(text, sizeof text, "%.*s", (int)(s - begin) + (*s != '\0'), begin);
		complain(p, text, "no such conversion");
		p->stop = true;
		return s;
	}
	return s + 1;
}

static void one_pass(struct printing *p, const char *s)
{
	while (!p->stop) {
		const char *run = s;

		while (*s && *s != '%' && *s != '\\')
			s++;
		if (s != run)
			put(p, run, (size_t)(s - run));
		if (!*s)
			return;
		if (*s == '%' && s[1] == '%') {
			put(p, "%", 1);
			s += 2;
		} else if (*s++ == '%') {
			s = conversion(p, s);
		} else {
			char out[4];
			int n = escape_decode(&s, ESCAPE_FORMAT, out);
			put(p, out, (size_t)n);
		}
	}
}

/* The format is used again as long as it takes arguments and there are some. */
static int print_all(struct printing *p, const char *format)
{
	do {
		p->base = p->highest;
		p->next = p->base;
		one_pass(p, format);
	} while (!p->stop && p->highest > p->base && p->highest < p->n_args);
	return p->status;
}

/* A variable holds no NULs. */
static int print_into(struct printing *p, const char *name, const char *format)
{
	struct buf text = { 0 };
	size_t len = 0;

	p->to = &text;
	int status = print_all(p, format);
	p->to = NULL;
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i])
			text.data[len++] = text.data[i];
	text.len = len;
	name_id id = names_intern(&p->sh->vars.names, name, strlen(name));
	if (sh_assign(p->sh, id, buf_cstr(&text), len, false, false) < 0)
		status = STATUS_ERROR;
	buf_free(&text);
	return status;
}

int run_printf(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	const char *name = NULL;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c != 'v')
			return o.status;
		name = o.arg;
		if (!name_valid(name))
			return opt_bad_argument(sh, &o, "not a name");
	}
	if (o.next >= argc)
		return builtin_usage(sh);
	struct printing p = { .sh = sh, .args = argv + o.next + 1, .n_args = argc - o.next - 1 };
	return name ? print_into(&p, name, argv[o.next]) : print_all(&p, argv[o.next]);
}
