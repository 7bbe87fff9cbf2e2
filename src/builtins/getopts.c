/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getopts.c -- options of scripts. Where in a word such as -abc it stands is no variable, so it is kept here,
 * beside OPTIND: it begins anew when OPTIND is assigned, and a `local OPTIND` has a place of its own. */
#include "builtins_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

struct place {
	uint32_t level; /* of the scope that holds OPTIND */
	size_t pos;     /* in the word OPTIND; 0: at its start */
};

struct getopts_state {
	struct var_ops ops; /* listens to OPTIND */
	struct place now;
	struct place *outer; /* those of scopes around, innermost last */
	size_t n_outer;
	bool own; /* it is getopts that assigns */
};

static void optind_changed(struct vars *vars, struct var *v)
{
	struct getopts_state *st = v->ops ? v->ops->data : NULL;

	(void)vars;
	if (!st)
		return;
	if (v->level > st->now.level) { /* covered */
		st->outer = mem_realloc(st->outer, (st->n_outer + 1) * sizeof *st->outer);
		st->outer[st->n_outer++] = st->now;
		if (!st->own)
			st->now.pos = 0;
	} else if (v->level == st->now.level) {
		if (!st->own)
			st->now.pos = 0;
	} else { /* put back */
		st->now.pos = 0;
		while (st->n_outer > 0 && st->outer[st->n_outer - 1].level >= v->level)
			st->now = st->outer[--st->n_outer];
	}
	st->now.level = v->level;
}

static struct getopts_state *getopts_state(struct sh *sh)
{
	struct builtin_data *d = builtin_data(sh);
	const struct var *v = var_make(&sh->vars, N_OPTIND);

	if (!d->getopts) {
		d->getopts = mem_zalloc(sizeof *d->getopts);
		d->getopts->ops = (struct var_ops){ .changed = optind_changed, .data = d->getopts };
	}
	if (v->ops != &d->getopts->ops) {
		var_set_ops(&sh->vars, N_OPTIND, &d->getopts->ops);
		d->getopts->n_outer = 0;
		d->getopts->now = (struct place){ .level = v->level };
	}
	return d->getopts;
}

struct parsing {
	struct sh *sh;
	const char *known; /* without a leading colon */
	bool silent;
	size_t index; /* OPTIND */
	size_t pos;
	char **args; /* args[0] is $1 */
	size_t n;
	char result;      /* for NAME */
	const char *arg;  /* for OPTARG; NULL: unset */
	char arg_room[2]; /* the letter as an argument */
};

/* Whether there is an option; moves to its letter. */
static bool at_option(struct parsing *p)
{
	if (p->index < 1)
		p->index = 1;
	if (p->pos > 0 && p->index <= p->n && p->args[p->index - 1][0] == '-' &&
		p->pos < strlen(p->args[p->index - 1]))
		return true;
	if (p->index > p->n) {
		p->index = p->n + 1;
		return false;
	}
	const char *word = p->args[p->index - 1];
	if (word[0] != '-' || !word[1])
		return false;
	if (word[1] == '-' && !word[2]) {
		p->index++;
		return false;
	}
	p->pos = 1;
	return true;
}

/* The message is the script's rather than the shell's: it begins with $0 (XCU getopts). */
static void say(struct sh *sh, const char *option, const char *what)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s: %s: %s\n", sh->vars.arg0, option, what);
	(void)fd_write_all(STDERR_FILENO, text.data, text.len); /* nobody could be told of a failure */
	buf_free(&text);
}

static void fault(struct parsing *p, char letter, char silent_result, const char *what)
{
	const char *opterr = var_get_name(&p->sh->vars, "OPTERR");
	char text[3] = { '-', letter, '\0' };

	p->result = '?';
	if (p->silent) {
		p->result = silent_result;
		p->arg_room[0] = letter;
		p->arg = p->arg_room;
	} else if (!opterr || strcmp(opterr, "0") != 0) {
		say(p->sh, text, what);
	}
}

static void take_option(struct parsing *p)
{
	const char *word = p->args[p->index - 1];
	char letter = word[p->pos++];
	const char *found = letter == ':' ? NULL : strchr(p->known, letter);
	const char *rest = word + p->pos;

	if (!*rest) {
		p->index++;
		p->pos = 0;
	}
	if (!found) {
		fault(p, letter, '?', "unknown option");
		return;
	}
	p->result = letter;
	if (found[1] != ':')
		return;
	if (*rest) {
		p->arg = rest;
		p->index++;
		p->pos = 0;
	} else if (p->index <= p->n) {
		p->arg = p->args[p->index++ - 1];
	} else {
		fault(p, letter, ':', "this option needs an argument");
	}
}

static int store(struct parsing *p, struct getopts_state *st, const char *name)
{
	struct vars *vars = &p->sh->vars;
	char room[24], *index = text_from_int((int64_t)p->index, room), letter[2] = { p->result, '\0' };
	int err = 0;

	st->own = true;
	err |= sh_assign(p->sh, N_OPTIND, index, strlen(index), false, false);
	st->own = false;
	st->now.pos = p->pos;
	if (p->arg)
		err |= sh_assign(p->sh, N_OPTARG, p->arg, strlen(p->arg), false, false);
	else
		err |= var_unset(vars, N_OPTARG);
	err |= sh_assign(p->sh, names_intern(&vars->names, name, strlen(name)), letter, 1, false, false);
	return err ? STATUS_ERROR : STATUS_OK;
}

static size_t current_index(struct sh *sh)
{
	size_t len;
	uint64_t n;
	const char *s = var_get(&sh->vars, N_OPTIND, &len);

	return s && text_to_uint10(s, INT_MAX, &n) ? (size_t)n : 1;
}

static int run_getopts(struct sh *sh, int argc, char **argv)
{
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	if (opt_next(&o, sh) != OPT_END)
		return o.status;
	if (argc - o.next < 2)
		return builtin_usage(sh);
	const char *name = argv[o.next + 1];
	if (!name_valid(name))
		return sh_builtin_error(sh, STATUS_ERROR, name, "not a name");
	struct getopts_state *st = getopts_state(sh);
	struct parsing p = {
		.sh = sh, .known = argv[o.next], .index = current_index(sh), .pos = st->now.pos
	};
	p.silent = *p.known == ':';
	p.known += p.silent;
	bool given = argc - o.next > 2;
	p.args = given ? argv + o.next + 2 : sh->vars.params.v;
	p.n = given ? (size_t)(argc - o.next - 2) : sh->vars.params.n;
	if (at_option(&p)) {
		take_option(&p);
		return store(&p, st, name);
	}
	p.result = '?';
	p.pos = 0;
	int status = store(&p, st, name);
	return status == STATUS_OK ? STATUS_NO : status;
}

const struct builtin getopts_builtins[] = {
	{ "getopts", run_getopts, BUILTIN_INTRINSIC, "OPTSTRING NAME [ARGUMENT...]",
		"take the next option of the arguments (else of $1 $2 ...) into NAME and OPTARG", NULL },
	{ .help = "variables and options", .usage = "ipcsh-builtins(1)" },
};
