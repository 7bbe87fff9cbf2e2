/* SPDX-License-Identifier: GPL-3.0-or-later */
/* special.c -- variables with a life of their own, and those that the shell listens to. */
#include "vars_internal.h"

#include <unistd.h>

static const char *give_int(struct vars *vars, int64_t n, size_t *len)
{
	char *text = text_from_int(n, vars->special_text);
	*len = strlen(text);
	return text;
}

/* An assigned value that is no number counts as 0, as in bash. VALUE may not end in a NUL. */
static int64_t number_in(const char *value, size_t len)
{
	char text[24];
	int64_t n;

	if (len >= sizeof text)
		return 0;
	memcpy(text, value, len);
	text[len] = '\0';
	return text_to_int(text, &n) ? n : 0;
}

/* ---- RANDOM -------------------------------------------------------------------------------------------- */

static void random_seed(struct vars *vars, uint64_t seed)
{
	/* splitmix64: near seeds give far states, and never 0 */
	seed += 0x9E3779B97F4A7C15u;
	seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9u;
	seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBu;
	vars->random = (seed ^ (seed >> 31)) | 1;
}

static const char *random_get(struct vars *vars, struct var *v, size_t *len)
{
	(void)v;
	if (!vars->random)
		random_seed(vars, (uint64_t)clock_ns(CLOCK_REALTIME) ^ (uint64_t)getpid() << 32);
	uint64_t x = vars->random;
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	vars->random = x;
	return give_int(vars, (int64_t)(x >> 33 & 32767), len);
}

static int random_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	(void)v;
	random_seed(vars, (uint64_t)number_in(value, len));
	return 0;
}

/* ---- clocks -------------------------------------------------------------------------------------------- */

/* What was assigned is kept as the text of the variable, in nanoseconds to add to the clock: a scope puts it
 * back. */
static const char *seconds_get(struct vars *vars, struct var *v, size_t *len)
{
	int64_t offset = v->text ? number_in(v->value, v->len) : -vars->start_ns;
	int64_t sum = clock_ns(CLOCK_MONOTONIC) + offset;
	return give_int(vars, sum / NSEC_PER_SEC - (sum % NSEC_PER_SEC < 0), len);
}

static int seconds_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	int64_t offset;
	char out[24], *digits;

	if (__builtin_mul_overflow(number_in(value, len), NSEC_PER_SEC, &offset) ||
		__builtin_sub_overflow(offset, clock_ns(CLOCK_MONOTONIC), &offset))
		offset = -clock_ns(CLOCK_MONOTONIC);
	digits = text_from_int(offset, out);
	var_store(vars, v, digits, strlen(digits));
	return 0;
}

static const char *epochseconds_get(struct vars *vars, struct var *v, size_t *len)
{
	(void)v;
	return give_int(vars, clock_ns(CLOCK_REALTIME) / NSEC_PER_SEC, len);
}

static const char *epochrealtime_get(struct vars *vars, struct var *v, size_t *len)
{
	int64_t us = clock_ns(CLOCK_REALTIME) / 1000;
	char part[24], *digits = text_from_int(1000000 + us % 1000000, part);

	(void)v;
	char *text = text_from_int(us / 1000000, vars->special_text);
	size_t n = strlen(text);
	memmove(vars->special_text, text, n);
	vars->special_text[n] = '.';
	memcpy(vars->special_text + n + 1, digits + 1, 7); /* without the leading 1, with the NUL */
	*len = n + 7;
	return vars->special_text;
}

/* ---- BASHPID, LINENO ----------------------------------------------------------------------------------- */

static const char *bashpid_get(struct vars *vars, struct var *v, size_t *len)
{
	(void)v;
	return give_int(vars, getpid(), len);
}

static int set_in_vain(struct vars *vars, struct var *v, const char *value, size_t len)
{
	(void)vars, (void)v, (void)value, (void)len;
	return 0;
}

static const char *lineno_get(struct vars *vars, struct var *v, size_t *len)
{
	(void)v;
	return give_int(vars, vars->lineno, len);
}

/* From its first assignment on LINENO is a variable like any other. */
static int lineno_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	v->ops = NULL;
	v->flags &= (uint16_t)~VAR_OPS;
	return var_set(vars, v->name, value, len);
}

/* ---- IFS ----------------------------------------------------------------------------------------------- */

static void ifs_note(struct vars *vars, const char *ifs, size_t len)
{
	memset(vars->ifs_class, 0, sizeof vars->ifs_class);
	vars->ifs_multibyte = false;
	vars->ifs_first_len = 0;
	vars->ifs_first = len ? ifs[0] : '\0';
	for (size_t i = 0, n; i < len; i += n) {
		uint32_t c;
		unsigned char byte = (unsigned char)ifs[i];
		n = vars->utf8 ? utf8_decode(ifs + i, len - i, &c) : 1;
		if (i == 0)
			vars->ifs_first_len = (uint8_t)n;
		if (n > 1)
			vars->ifs_multibyte = true;
		else
			vars->ifs_class[byte] = byte == ' ' || byte == '\t' || byte == '\n' ? IFS_WHITE
											    : IFS_OTHER;
	}
}

static void ifs_changed(struct vars *vars, struct var *v)
{
	if (v->flags & VAR_SET)
		ifs_note(vars, v->value, v->len);
	else
		ifs_note(vars, " \t\n", 3);
}

/* ---- PATH, LC_* ---------------------------------------------------------------------------------------- */

static void path_changed(struct vars *vars, struct var *v)
{
	(void)v;
	vars->path_stamp++;
}

/* "utf8" or "utf-8" in any case. Not strcasestr(): every start-up would fault in two pages of its tables. */
static bool names_utf8(const char *locale)
{
	for (const char *p = locale; *p; p++) {
		if ((p[0] | 32) == 'u' && (p[1] | 32) == 't' && (p[2] | 32) == 'f' &&
			p[p[3] == '-' ? 4 : 3] == '8')
			return true;
	}
	return false;
}

static void locale_changed(struct vars *vars, struct var *v)
{
	static const name_id ids[] = { N_LC_ALL, N_LC_CTYPE, N_LANG };
	bool utf8 = false;

	(void)v;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		size_t len;
		const char *value = var_get(vars, ids[i], &len);
		if (value && *value) {
			utf8 = names_utf8(value);
			break;
		}
	}
	if (utf8 == vars->utf8)
		return;
	vars->utf8 = utf8;
	ifs_changed(vars, var_make(vars, N_IFS));
}

/* ---- the table ----------------------------------------------------------------------------------------- */

static const struct {
	name_id id;
	struct var_ops ops;
} specials[] = {
	{ N_RANDOM, { .get = random_get, .set = random_set } },
	{ N_SECONDS, { .get = seconds_get, .set = seconds_set } },
	{ N_EPOCHSECONDS, { .get = epochseconds_get, .set = set_in_vain } },
	{ N_EPOCHREALTIME, { .get = epochrealtime_get, .set = set_in_vain } },
	{ N_BASHPID, { .get = bashpid_get, .set = set_in_vain } },
	{ N_LINENO, { .get = lineno_get, .set = lineno_set } },
	{ N_IFS, { .changed = ifs_changed } },
	{ N_PATH, { .changed = path_changed } },
	{ N_LC_ALL, { .changed = locale_changed } },
	{ N_LC_CTYPE, { .changed = locale_changed } },
	{ N_LANG, { .changed = locale_changed } },
};

void special_install(struct vars *vars)
{
	for (size_t i = 0; i < ARRAY_LEN(specials); i++)
		var_set_ops(vars, specials[i].id, &specials[i].ops);
}

void special_defaults(struct vars *vars)
{
	vars->start_ns = clock_ns(CLOCK_MONOTONIC);
	vars->utf8 = false;
	locale_changed(vars, NULL);
	ifs_changed(vars, var_make(vars, N_IFS));
}
