/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_options.c -- the options of IPC words: a letter and a name mean the same everywhere. */
#include "ipc_word.h"

#include <stdlib.h>

#define LARGEST ((uint64_t)INT64_MAX)

/* ---- their arguments ---- */

bool ipc_size(const char *text, uint64_t *out)
{
	static const char units[] = "kMG";
	char digits[32];
	size_t n = strlen(text);
	const char *unit = n ? strchr(units, text[n - 1] == 'K' ? 'k' : text[n - 1]) : NULL;
	unsigned shift = unit && *unit ? 10 * ((unsigned)(unit - units) + 1) : 0;
	int64_t value;

	n -= shift ? 1 : 0;
	if (n == 0 || n >= sizeof digits || text[0] < '0' || text[0] > '9')
		return false;
	memcpy(digits, text, n);
	digits[n] = '\0';
	if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
		if (!text_to_int(digits, &value))
			return false;
		*out = (uint64_t)value;
	} else if (!text_to_uint10(digits, LARGEST, out)) {
		return false;
	}
	if (*out > LARGEST >> shift)
		return false;
	*out <<= shift;
	return true;
}

static bool mode_parse(const char *text, mode_t *out)
{
	mode_t mode = 0;

	if (!*text || strlen(text) > 4)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '7')
			return false;
		mode = mode * 8 + (mode_t)(*text - '0');
	}
	*out = mode;
	return mode <= 0777;
}

static bool bad(struct sh *sh, const struct opts *o, struct ipc_args *a, const char *what)
{
	a->status = opt_bad_argument(sh, o, what);
	return false;
}

static bool can_be_set(const struct sh *sh, name_id id)
{
	const struct var *v = var_at(&sh->vars, id);

	return !v || !(v->flags & VAR_READONLY);
}

/* A name that cannot be set has to be found out before anything is taken for it. */
static bool variable_option(
	struct sh *sh, const struct opts *o, struct ipc_args *a, const char **name, name_id *id)
{
	size_t n = strlen(o->arg);

	if (n == 0 || name_span(o->arg, n) != n)
		return bad(sh, o, a, "not the name of a variable");
	*id = names_intern(&sh->vars.names, o->arg, n);
	if (!can_be_set(sh, *id))
		return bad(sh, o, a, "read-only variable");
	*name = o->arg;
	return true;
}

static bool letter_option(struct sh *sh, const struct opts *o, struct ipc_args *a, int letter)
{
	switch (letter) {
	case 'c': a->create = true; return true;
	case 'x': a->exclusive = true; return true;
	case 'w': a->await = true; return true;
	case '0': a->nul = true; return true;
	case 'E': a->exit_status = o->arg; return true;
	case 'b': a->bytes = true; return true;
	case 's': a->cstring = true; return true;
	case 'f': a->follow = true; return true;
	case 'j': a->view.json = true; return true;
	case 'q': return text_to_int32(o->arg, &a->value) || bad(sh, o, a, "not a number of 32 bits");
	case 'n': a->wait.nowait = true; return true;
	case 'm':
		a->has_mode = true;
		return mode_parse(o->arg, &a->mode) || bad(sh, o, a, "not an octal mode (0 to 0777)");
	case 'v': return variable_option(sh, o, a, &a->var, &a->var_name);
	case 't':
		return text_to_nanoseconds(o->arg, &a->wait.timeout_ns) ||
		       bad(sh, o, a, "not a number of seconds");
	case 'k':
		a->has_count = true;
		return (text_to_uint10(o->arg, LARGEST, &a->count) && a->count > 0) ||
		       bad(sh, o, a, "not a number above 0");
	default: return true;
	}
}

static bool number_option(struct sh *sh, const struct opts *o, struct ipc_args *a, uint64_t *out)
{
	return ipc_size(o->arg, out) ||
	       bad(sh, o, a, "not a number of bytes (4096, 0x1000, or with k, M or G behind it)");
}

/* Of a queue it counts messages. */
static bool offset_option(struct sh *sh, const struct opts *o, struct ipc_args *a)
{
	a->has_off = true;
	if (a->family != IPC_MQ)
		return number_option(sh, o, a, &a->off);
	return text_to_uint10(o->arg, LARGEST, &a->off) ||
	       bad(sh, o, a, "not the number of a message, the first being 0");
}

/* Options that are no numbers of bytes: a text for the word to read, or a flag. */
static void note_option(struct ipc_args *a, const char *name, const char *arg)
{
	static const struct {
		const char *name;
		size_t text, flag; /* where in struct ipc_args; 0: it is the other */
	} rows[] = {
		{ "type", offsetof(struct ipc_args, type), 0 },
		{ "prio", offsetof(struct ipc_args, prio), 0 },
		{ "num", offsetof(struct ipc_args, num), 0 },
		{ "cols", offsetof(struct ipc_args, view.cols), 0 },
		{ "older", offsetof(struct ipc_args, older), 0 },
		{ "owner", offsetof(struct ipc_args, owner), 0 },
		{ "to", offsetof(struct ipc_args, to), 0 },
		{ "from", offsetof(struct ipc_args, from), 0 },
		{ "text", offsetof(struct ipc_args, along), 0 },
		{ "opt", offsetof(struct ipc_args, opt), 0 },
		{ "join", offsetof(struct ipc_args, join), 0 },
		{ "init", offsetof(struct ipc_args, init), 0 },
		{ "signal", offsetof(struct ipc_args, signal), 0 },
		{ "set", offsetof(struct ipc_args, set), 0 },
		{ "rm", 0, offsetof(struct ipc_args, remove) },
		{ "grow", 0, offsetof(struct ipc_args, grow) },
		{ "read-only", 0, offsetof(struct ipc_args, read_only) },
		{ "undo", 0, offsetof(struct ipc_args, undo) },
		{ "no-undo", 0, offsetof(struct ipc_args, no_undo) },
		{ "shared", 0, offsetof(struct ipc_args, shared) },
		{ "ofd", 0, offsetof(struct ipc_args, ofd) },
		{ "dry-run", 0, offsetof(struct ipc_args, dry_run) },
		{ "raw", 0, offsetof(struct ipc_args, raw) },
		{ "no-reserve", 0, offsetof(struct ipc_args, no_reserve) },
		{ "journal", 0, offsetof(struct ipc_args, journal) },
		{ "keep", 0, offsetof(struct ipc_args, keep) },
		{ "async", 0, offsetof(struct ipc_args, async) },
		{ "invalidate", 0, offsetof(struct ipc_args, invalidate) },
		{ "lock", 0, offsetof(struct ipc_args, pin) },
		{ "unlock", 0, offsetof(struct ipc_args, unpin) },
		{ "packets", 0, offsetof(struct ipc_args, packets) },
		{ "oob", 0, offsetof(struct ipc_args, oob) },
		{ "peek", 0, offsetof(struct ipc_args, peek) },
		{ "none", 0, offsetof(struct ipc_args, none) },
		{ "cancel", 0, offsetof(struct ipc_args, cancel) },
		{ "load", 0, offsetof(struct ipc_args, load) },
		{ "drop", 0, offsetof(struct ipc_args, drop) },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (strcmp(name, rows[i].name) != 0)
			continue;
		if (rows[i].text)
			memcpy((char *)a + rows[i].text, &arg, sizeof arg);
		else
			memcpy((char *)a + rows[i].flag, &(bool){ true }, sizeof(bool));
		return;
	}
}

static bool version_option(
	struct sh *sh, const struct opts *o, struct ipc_args *a, bool *given, uint64_t *out)
{
	*given = true;
	return text_to_uint10(o->arg, LARGEST / 2, out) || bad(sh, o, a, "not the number of a version");
}

static bool count_option(struct sh *sh, const struct opts *o, struct ipc_args *a, uint64_t *out)
{
	return (text_to_uint10(o->arg, LARGEST, out) && *out > 0) || bad(sh, o, a, "not a number above 0");
}

static bool page_parse(const char *text, uint64_t *out)
{
	return ipc_size(text, out) && (*out & (*out - 1)) == 0;
}

static bool long_option(struct sh *sh, const struct opts *o, struct ipc_args *a, const char *name)
{
	if (strcmp(name, "off") == 0)
		return offset_option(sh, o, a);
	if (strcmp(name, "len") == 0)
		return (a->has_len = true) && number_option(sh, o, a, &a->len);
	if (strcmp(name, "size") == 0)
		return number_option(sh, o, a, &a->size) &&
		       (a->size > 0 || bad(sh, o, a, "not a number above 0"));
	if (strcmp(name, "capacity") == 0)
		return number_option(sh, o, a, &a->capacity) &&
		       (a->capacity > 0 || bad(sh, o, a, "not a number above 0"));
	if (strcmp(name, "since") == 0)
		return version_option(sh, o, a, &a->has_since, &a->since);
	if (strcmp(name, "if") == 0)
		return version_option(sh, o, a, &a->has_if, &a->if_version);
	if (strcmp(name, "ver") == 0)
		return variable_option(sh, o, a, &a->ver, &a->ver_name);
	if (strcmp(name, "got") == 0)
		return variable_option(sh, o, a, &a->got, &a->got_name);
	if (strcmp(name, "huge") == 0)
		return (a->huge = true) &&
		       (page_parse(o->arg, &a->page) ||
			       bad(sh, o, a, "not the size of a page (2M, 1G; 0: the usual one)"));
	if (strcmp(name, "max") == 0)
		return count_option(sh, o, a, &a->max);
	if (strcmp(name, "backlog") == 0)
		return count_option(sh, o, a, &a->backlog);
	if ((a->opt && strcmp(name, "opt") == 0) || (a->join && strcmp(name, "join") == 0))
		return bad(sh, o, a, "given a second time (several go together, with commas between)");
	note_option(a, name, o->arg);
	return true;
}

/* How many of the arguments are options; -1: said what is wrong, in a->status what to return. */
static int read_options(struct sh *sh, int argc, char **argv, struct ipc_args *a)
{
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c == OPT_BAD) {
			a->status = o.status;
			return -1;
		}
		if (!(c < OPT_LONG ? letter_option(sh, &o, a, c) : long_option(sh, &o, a, o.name)))
			return -1;
	}
	return o.next - 1;
}

/* ---- what was read before ---- */

static bool same_options(const struct ipc_read *r, const struct sh *sh, int argc, char **argv)
{
	if (r->word != sh->builtin || argc <= r->n)
		return false;
	for (int i = 1; i <= r->n; i++)
		if (strcmp(argv[i], r->argv[i]) != 0)
			return false;
	const char *next = argv[r->n + 1];
	return !next || next[0] != '-';
}

static const struct ipc_read *read_before(struct sh *sh, int argc, char **argv, enum ipc_family family)
{
	const struct ipc_state *st = ipc_state(sh);

	for (size_t i = 0; i < st->n_reads; i++) {
		const struct ipc_read *r = st->reads[i];
		if (r->args.family == family && same_options(r, sh, argc, argv))
			return can_be_set(sh, r->args.var_name) && can_be_set(sh, r->args.ver_name) &&
					       can_be_set(sh, r->args.got_name)
				       ? r
				       : NULL;
	}
	return NULL;
}

static void nothing_given(struct sh *sh, enum ipc_family family, struct ipc_args *a)
{
	*a = (struct ipc_args){
		.mode = 0600,
		.count = 1,
		.family = family,
		.wait = { .timeout_ns = -1, .on_signal = sh_on_signal, .ctx = sh },
		.status = STATUS_ERROR,
	};
}

/* Reads a copy of the first N arguments, which were found right: what the result points to stays. ARGV has
 * those behind them, too. */
static void keep_read(struct sh *sh, char **argv, int n, enum ipc_family family)
{
	struct ipc_state *st = ipc_state(sh);

	bool ends = !argv[n + 1] || argv[n + 1][0] != '-'; /* as same_options() wants it */
	if (st->n_reads == ARRAY_LEN(st->reads) || strcmp(argv[n], "--") == 0 || !ends)
		return;
	struct ipc_read *r = mem_alloc(sizeof *r);
	r->word = sh->builtin;
	r->n = n;
	r->argv = mem_alloc(((size_t)n + 2) * sizeof *argv);
	for (int i = 0; i <= n; i++)
		r->argv[i] = mem_strndup(argv[i], strlen(argv[i]));
	r->argv[n + 1] = NULL;
	nothing_given(sh, family, &r->args);
	read_options(sh, n + 1, r->argv, &r->args);
	st->reads[st->n_reads++] = r;
}

bool ipc_options(struct sh *sh, int argc, char **argv, enum ipc_family family, struct ipc_args *a)
{
	bool any = argc > 1 && argv[1][0] == '-';
	const struct ipc_read *before = any ? read_before(sh, argc, argv, family) : NULL;
	int n = 0;

	if (before) {
		*a = before->args;
		n = before->n;
	} else {
		nothing_given(sh, family, a);
		n = any ? read_options(sh, argc, argv, a) : 0;
		if (n < 0)
			return false;
		if (n > 0)
			keep_read(sh, argv, n, family);
	}
	a->text = argv + 1 + n;
	a->n_text = argc - 1 - n;
	return true;
}
