/* SPDX-License-Identifier: GPL-3.0-or-later */
/* limits.c -- what a process hands down to its children: umask, ulimit; and what it has used: times. */
#include "builtins_internal.h"

#include <errno.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ---- umask --------------------------------------------------------------------------------------------- */

static mode_t current_mask(void)
{
	mode_t mask = umask(077);

	umask(mask);
	return mask;
}

static void print_symbolic(struct sh *sh, mode_t mask)
{
	mode_t allowed = ~mask & 0777;

	for (int who = 0; who < 3; who++) {
		mode_t bits = (allowed >> (6 - 3 * who)) & 7;
		sh_printf(sh, "%s%c=%s%s%s", who ? "," : "", "ugo"[who], bits & 4 ? "r" : "",
			bits & 2 ? "w" : "", bits & 1 ? "x" : "");
	}
	sh_write(sh, "\n", 1);
}

/* The bits that one letter after an operator stands for, in each of the three classes. ALLOWED is as it was
 * before the first clause, which is what dash, mksh and yash copy from. */
static bool permission_bits(char c, mode_t allowed, mode_t *bits)
{
	switch (c) {
	case 'r': *bits |= 0444; return true;
	case 'w': *bits |= 0222; return true;
	case 'x': *bits |= 0111; return true;
	case 'X': *bits |= allowed & 0111 ? 0111 : 0; return true;
	case 's':
	case 't': return true; /* no part of the mask */
	case 'u': *bits |= (allowed >> 6 & 7) * 0111; return true;
	case 'g': *bits |= (allowed >> 3 & 7) * 0111; return true;
	case 'o': *bits |= (allowed & 7) * 0111; return true;
	default: return false;
	}
}

/* One clause of XCU chmod's grammar: [ugoa]* then operators with letters. Gives where it ends, or NULL. */
static const char *symbolic_clause(const char *s, mode_t before, mode_t *allowed)
{
	mode_t who = 0;

	for (; *s && strchr("ugoa", *s); s++)
		who |= *s == 'u' ? 0700 : *s == 'g' ? 0070 : *s == 'o' ? 0007 : 0777;
	if (!who)
		who = 0777;
	if (!*s || !strchr("+-=", *s))
		return NULL;
	while (*s && strchr("+-=", *s)) {
		char op = *s++;
		mode_t bits = 0;
		while (permission_bits(*s, before, &bits))
			s++;
		bits &= who;
		if (op == '=')
			*allowed = (*allowed & ~who) | bits;
		else
			*allowed = op == '+' ? *allowed | bits : *allowed & ~bits;
	}
	return s;
}

static bool parse_mask(const char *s, mode_t *mask)
{
	mode_t n = 0;

	if (*s >= '0' && *s <= '9') {
		for (; *s >= '0' && *s <= '7' && n <= 0777; s++)
			n = n * 8 + (mode_t)(*s - '0');
		*mask = n & 0777;
		return !*s && n <= 07777;
	}
	mode_t before = ~*mask & 0777, allowed = before;
	while ((s = symbolic_clause(s, before, &allowed)) && *s == ',')
		s++;
	*mask = ~allowed & 0777;
	return s && !*s;
}

static int run_umask(struct sh *sh, int argc, char **argv)
{
	mode_t mask = current_mask();
	bool symbolic = false, as_command = false;
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c == 'S')
			symbolic = true;
		else if (c == 'p')
			as_command = true;
		else
			return o.status;
	}
	if (o.next + 1 < argc)
		return builtin_usage(sh);
	if (o.next < argc) {
		if (!parse_mask(argv[o.next], &mask))
			return sh_builtin_error(sh, STATUS_NO, argv[o.next], "not a mode");
		if (exec_unshare(sh))
			return sh->vars.status;
		umask(mask);
		return STATUS_OK;
	}
	if (as_command)
		sh_puts(sh, symbolic ? "umask -S " : "umask ");
	if (symbolic)
		print_symbolic(sh, mask);
	else
		sh_printf(sh, "%04o\n", mask);
	return STATUS_OK;
}

/* ---- ulimit -------------------------------------------------------------------------------------------- */

#define PIPE_SIZE (-1)

static const struct resource {
	char letter;
	int number;
	rlim_t unit;
	const char *name, *unit_name;
} resources[] = {
	{ 'c', RLIMIT_CORE, 512, "core file size", "512-byte blocks" },
	{ 'd', RLIMIT_DATA, 1024, "data segment size", "kB" },
	{ 'e', RLIMIT_NICE, 1, "highest priority", "20 - nice" },
	{ 'f', RLIMIT_FSIZE, 512, "file size", "512-byte blocks" },
	{ 'i', RLIMIT_SIGPENDING, 1, "pending signals", "signals" },
	{ 'l', RLIMIT_MEMLOCK, 1024, "locked memory", "kB" },
	{ 'm', RLIMIT_RSS, 1024, "resident set size", "kB" },
	{ 'n', RLIMIT_NOFILE, 1, "open files", "descriptors" },
	{ 'p', PIPE_SIZE, 512, "pipe size", "512-byte blocks" },
	{ 'q', RLIMIT_MSGQUEUE, 1, "POSIX message queues", "bytes" },
	{ 'r', RLIMIT_RTPRIO, 1, "real-time priority", "priority" },
	{ 'R', RLIMIT_RTTIME, 1, "real-time without a pause", "microseconds" },
	{ 's', RLIMIT_STACK, 1024, "stack size", "kB" },
	{ 't', RLIMIT_CPU, 1, "cpu time", "seconds" },
	{ 'u', RLIMIT_NPROC, 1, "processes of the user", "processes" },
	{ 'v', RLIMIT_AS, 1024, "virtual memory", "kB" },
	{ 'x', RLIMIT_LOCKS, 1, "file locks", "locks" },
};

/* What a write to a pipe does in one piece is no limit that can be set. */
static int get_limit(const struct resource *r, struct rlimit *limit)
{
	if (r->number == PIPE_SIZE)
		*limit = (struct rlimit){ PIPE_BUF, PIPE_BUF };
	else if (getrlimit((__rlimit_resource_t)r->number, limit) < 0)
		return -errno;
	return 0;
}

struct limiting {
	bool hard, soft, all;
	const struct resource *chosen[ARRAY_LEN(resources)];
	size_t n_chosen;
};

static const struct resource *resource_of(int letter)
{
	for (size_t i = 0; i < ARRAY_LEN(resources); i++)
		if (resources[i].letter == letter)
			return &resources[i];
	return NULL;
}

static int print_limit(struct sh *sh, const struct limiting *l, const struct resource *r, bool named)
{
	struct rlimit limit;

	int err = get_limit(r, &limit);
	if (err < 0)
		return sh_builtin_error(sh, STATUS_NO, r->name, "%s", error_text(-err));
	rlim_t n = l->hard && !l->soft ? limit.rlim_max : limit.rlim_cur;
	if (named)
		sh_printf(sh, "%-26s (%s, -%c)%*s ", r->name, r->unit_name, r->letter,
			16 - (int)strlen(r->unit_name), "");
	if (n == RLIM_INFINITY)
		sh_puts(sh, "unlimited\n");
	else
		sh_printf(sh, "%llu\n", (unsigned long long)(n / r->unit));
	return STATUS_OK;
}

static bool parse_limit(const char *s, const struct resource *r, const struct rlimit *now, rlim_t *out)
{
	uint64_t n;

	if (strcmp(s, "unlimited") == 0) {
		*out = RLIM_INFINITY;
	} else if (strcmp(s, "hard") == 0) {
		*out = now->rlim_max;
	} else if (strcmp(s, "soft") == 0) {
		*out = now->rlim_cur;
	} else {
		if (!text_to_uint10(s, (RLIM_INFINITY - 1) / r->unit, &n))
			return false;
		*out = n * r->unit;
	}
	return true;
}

static int set_limit(struct sh *sh, const struct limiting *l, const struct resource *r, const char *s)
{
	struct rlimit limit;
	rlim_t n;

	int err = get_limit(r, &limit);
	if (err < 0)
		return sh_builtin_error(sh, STATUS_NO, r->name, "%s", error_text(-err));
	if (!parse_limit(s, r, &limit, &n))
		return sh_builtin_error(sh, STATUS_ERROR, s, "not a limit");
	bool both = l->hard == l->soft;
	if (l->hard || both)
		limit.rlim_max = n;
	if (l->soft || both)
		limit.rlim_cur = n;
	if (r->number == PIPE_SIZE)
		return sh_builtin_error(sh, STATUS_NO, r->name, "cannot be set");
	if (limit.rlim_cur > limit.rlim_max)
		return sh_builtin_error(
			sh, STATUS_NO, r->name, "the soft limit would be above the hard one (-HS sets both)");
	if (exec_unshare(sh))
		return sh->vars.status;
	if (setrlimit((__rlimit_resource_t)r->number, &limit) < 0)
		return sh_builtin_error(sh, STATUS_NO, r->name, "%s", error_text(errno));
	if (r->number == RLIMIT_STACK)
		stack_init();
	return STATUS_OK;
}

static int ulimit_run_on(struct sh *sh, const struct limiting *l, int argc, char **operands)
{
	int status = STATUS_OK;

	if (argc > 1 || (argc == 1 && (l->all || l->n_chosen > 1)))
		return builtin_usage(sh);
	if (argc == 1)
		return set_limit(sh, l, l->chosen[0], operands[0]);
	for (size_t i = 0; i < (l->all ? ARRAY_LEN(resources) : l->n_chosen) && status == STATUS_OK; i++)
		status = print_limit(sh, l, l->all ? &resources[i] : l->chosen[i], l->all || l->n_chosen > 1);
	return status;
}

static int run_ulimit(struct sh *sh, int argc, char **argv)
{
	struct limiting l = { 0 };
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		const struct resource *r = resource_of(c);
		if (c == 'H')
			l.hard = true;
		else if (c == 'S')
			l.soft = true;
		else if (c == 'a')
			l.all = true;
		else if (!r)
			return o.status;
		else if (l.n_chosen < ARRAY_LEN(l.chosen))
			l.chosen[l.n_chosen++] = r;
	}
	if (l.n_chosen == 0)
		l.chosen[l.n_chosen++] = resource_of('f');
	return ulimit_run_on(sh, &l, argc - o.next, argv + o.next);
}

/* ---- times --------------------------------------------------------------------------------------------- */

static void print_times(struct sh *sh, int who)
{
	struct rusage used;

	if (getrusage(who, &used) < 0)
		used = (struct rusage){ 0 };
	/* "%dm%fs %dm%fs\n" (XCU times); %f has six digits */
	sh_printf(sh, "%ldm%ld.%06lds %ldm%ld.%06lds\n", (long)used.ru_utime.tv_sec / 60,
		(long)used.ru_utime.tv_sec % 60, (long)used.ru_utime.tv_usec, (long)used.ru_stime.tv_sec / 60,
		(long)used.ru_stime.tv_sec % 60, (long)used.ru_stime.tv_usec);
}

static int run_times(struct sh *sh, int argc, char **argv)
{
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	if (opt_next(&o, sh) != OPT_END)
		return o.status;
	print_times(sh, RUSAGE_SELF);
	print_times(sh, RUSAGE_CHILDREN);
	return STATUS_OK;
}

static const struct opt_row umask_opts[] = {
	{ 'S', NULL, NULL, "print it as letters: u=rwx,g=rx,o=rx" },
	{ 'p', NULL, NULL, "print a command that can be read back" },
	{ 0 },
};

static const struct opt_row ulimit_opts[] = {
	{ 'H', NULL, NULL, "the hard limit" },
	{ 'S', NULL, NULL, "the soft limit (without -H and -S: print the soft one, set both)" },
	{ 'a', NULL, NULL, "print all" },
	{ 'c', NULL, NULL, "size of core files, in 512-byte blocks" },
	{ 'd', NULL, NULL, "data segment, in kB" },
	{ 'e', NULL, NULL, "highest priority (20 - nice)" },
	{ 'f', NULL, NULL, "size of files written, in 512-byte blocks (usual)" },
	{ 'i', NULL, NULL, "pending signals" },
	{ 'l', NULL, NULL, "locked memory, in kB" },
	{ 'm', NULL, NULL, "resident set, in kB" },
	{ 'n', NULL, NULL, "open descriptors" },
	{ 'p', NULL, NULL, "what a pipe takes in one piece, in 512-byte blocks; cannot be set" },
	{ 'q', NULL, NULL, "bytes in POSIX message queues" },
	{ 'r', NULL, NULL, "real-time priority" },
	{ 'R', NULL, NULL, "real-time without a pause, in microseconds" },
	{ 's', NULL, NULL, "stack, in kB" },
	{ 't', NULL, NULL, "cpu time, in seconds" },
	{ 'u', NULL, NULL, "processes of the user" },
	{ 'v', NULL, NULL, "virtual memory, in kB" },
	{ 'x', NULL, NULL, "file locks" },
	{ 0 },
};

const struct builtin limits_builtins[] = {
	{ "umask", run_umask, BUILTIN_INTRINSIC | BUILTIN_MAY_FORK, "[-Sp] [MODE]",
		"print or set the mask of new files' rights", umask_opts },
	{ "ulimit", run_ulimit, BUILTIN_INTRINSIC | BUILTIN_MAY_FORK, "[-HSacdefilmnpqrRstuvx] [LIMIT]",
		"print or set what processes may use at most; LIMIT: a number, unlimited, hard or soft",
		ulimit_opts },
	{ "times", run_times, BUILTIN_SPECIAL | BUILTIN_WRITES, "",
		"print the cpu time used by the shell and its children", NULL },
	{ .help = "jobs and processes", .usage = "ipcsh-builtins(1)" },
};
