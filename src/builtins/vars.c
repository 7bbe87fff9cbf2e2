/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vars.c -- set and shopt, unset, shift, let. What declares variables is in declare.c. */
#include "builtins_internal.h"

#include <stdlib.h>

/* ---- set ----------------------------------------------------------------------------------------------- */

void list_variables(struct sh *sh)
{
	size_t n, len;
	struct var **all = vars_sorted(&sh->vars, &n);
	struct buf text = { 0 };

	for (size_t i = 0; i < n; i++) {
		const char *value = var_get(&sh->vars, all[i]->name, &len);
		if (!value)
			continue;
		text.len = 0;
		buf_str(&text, names_text(&sh->vars.names, all[i]->name));
		buf_byte(&text, '=');
		buf_quoted(&text, value, len);
		buf_byte(&text, '\n');
		sh_write(sh, text.data, text.len);
	}
	buf_free(&text);
	free(all);
}

/* `set -o` is for reading, `set +o` for reading back. */
static void list_options(struct sh *sh, bool as_commands)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];
		bool on = sh->options.on[i];
		if (row->shopt || (as_commands && row->fixed))
			continue;
		if (as_commands)
			sh_printf(sh, "set %co %s\n", on ? '-' : '+', row->name);
		else
			sh_printf(sh, "%-15s\t%s\n", row->name, on ? "on" : "off");
	}
}

/* A letter, or a name behind -o. */
static int no_such_option(struct sh *sh, const char *object)
{
	char hint[HINT_SIZE];
	if (*object == '-' || *object == '+')
		return opt_unknown(sh, object);
	return sh_builtin_error(
		sh, STATUS_ERROR, object, "no such option %s", hint_option(object, false, hint));
}

static int switch_option(struct sh *sh, int option, const char *object, bool on)
{
	if (option < 0)
		return no_such_option(sh, object);
	if (option_rows[option].fixed)
		return sh_builtin_error(sh, STATUS_ERROR, object, "this is settled when the shell starts");
	int err = sh_set_option(sh, (enum option)option, on);
	return err < 0 ? sh_builtin_error(sh, STATUS_NO, object, "%s", error_text(-err)) : STATUS_OK;
}

/* -euxo NAME: the letters of one word; *I moves to the NAME that a letter o takes. */
static int set_letters(struct sh *sh, int argc, char **argv, int *i)
{
	const char *word = argv[*i];
	bool on = word[0] == '-';
	int status = STATUS_OK;

	for (const char *c = word + 1; *c && status == STATUS_OK; c++) {
		char text[3] = { word[0], *c, '\0' };
		if (*c != 'o')
			status = switch_option(sh, option_by_letter(*c), text, on);
		else if (*i + 1 >= argc)
			list_options(sh, !on);
		else
			++*i, status = switch_option(sh, option_by_name(argv[*i]), argv[*i], on);
	}
	return status;
}

static int run_set(struct sh *sh, int argc, char **argv)
{
	bool operands = false;
	int i = 1;

	if (argc == 1) {
		list_variables(sh);
		return STATUS_OK;
	}
	if (strcmp(argv[1], "--help") == 0) {
		builtin_help(sh, sh->builtin);
		return STATUS_OK;
	}
	for (; i < argc && (argv[i][0] == '-' || argv[i][0] == '+'); i++) {
		if (strcmp(argv[i], "--") == 0) {
			operands = true;
			i++;
			break;
		}
		if (strcmp(argv[i], "+") == 0)
			continue;  /* nothing, in most shells */
		if (!argv[i][1]) { /* - alone ends -x and -v; operands may follow */
			sh->options.on[OPT_XTRACE] = sh->options.on[OPT_VERBOSE] = false;
			i++;
			break;
		}
		int status = set_letters(sh, argc, argv, &i);
		if (status != STATUS_OK)
			return status;
	}
	if (operands || i < argc)
		params_set(&sh->vars, argv + i, (size_t)(argc - i));
	return STATUS_OK;
}

/* ---- shopt --------------------------------------------------------------------------------------------- */

struct shopt {
	bool set, unset, quiet, commands, set_o;
};

static bool shopt_covers(const struct shopt *how, int option)
{
	return option_rows[option].shopt != how->set_o;
}

static void shopt_show(struct sh *sh, const struct shopt *how, int option)
{
	const char *name = option_rows[option].name;
	bool on = sh->options.on[option];

	if (how->quiet)
		return;
	if (!how->commands)
		sh_printf(sh, "%-15s\t%s\n", name, on ? "on" : "off");
	else if (how->set_o)
		sh_printf(sh, "set %co %s\n", on ? '-' : '+', name);
	else
		sh_printf(sh, "shopt -%c %s\n", on ? 's' : 'u', name);
}

static int shopt_all(struct sh *sh, const struct shopt *how)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		bool on = sh->options.on[i];
		if (shopt_covers(how, i) && (how->set == how->unset || how->set == on))
			shopt_show(sh, how, i);
	}
	return STATUS_OK;
}

static int shopt_one(struct sh *sh, const struct shopt *how, const char *name)
{
	int option = option_by_name(name);
	char hint[HINT_SIZE];

	if (option < 0 || !shopt_covers(how, option))
		return sh_builtin_error(
			sh, STATUS_NO, name, "no such option %s", hint_option(name, !how->set_o, hint));
	if (how->set || how->unset)
		return switch_option(sh, option, name, how->set);
	shopt_show(sh, how, option);
	return sh->options.on[option] ? STATUS_OK : STATUS_NO;
}

static int run_shopt(struct sh *sh, int argc, char **argv)
{
	struct shopt how = { 0 };
	struct opts o;
	int c, status = STATUS_OK;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 's': how.set = true; break;
		case 'u': how.unset = true; break;
		case 'q': how.quiet = true; break;
		case 'p': how.commands = true; break;
		case 'o': how.set_o = true; break;
		default: return o.status;
		}
	}
	if (how.set && how.unset)
		return builtin_usage(sh);
	if (o.next >= argc)
		return shopt_all(sh, &how);
	for (int i = o.next; i < argc; i++) {
		int one = shopt_one(sh, &how, argv[i]);
		if (one != STATUS_OK)
			status = one;
	}
	return status;
}

/* ---- unset, shift, let --------------------------------------------------------------------------------- */

static int unset_variable(struct sh *sh, const char *name, bool or_function)
{
	size_t len;

	if (!name_valid(name)) {
		if (or_function && function_unset(sh, name))
			return STATUS_OK; /* f-g and the like */
		return sh_builtin_error(sh, STATUS_NO, name, "not a name");
	}
	name_id id = names_intern(&sh->vars.names, name, strlen(name));
	if (!var_at(&sh->vars, id))
		(void)var_get(&sh->vars, id, &len); /* UID and its like: not to come by themselves later */
	const struct var *v = var_at(&sh->vars, id);
	bool there = v && (v->flags & ~VAR_LISTED);
	if (!there && or_function)
		function_unset(sh, name);
	if (!there)
		return STATUS_OK;
	if (var_unset(&sh->vars, id) < 0)
		return sh_builtin_error(sh, STATUS_NO, name, "is read-only");
	return STATUS_OK;
}

static int run_unset(struct sh *sh, int argc, char **argv)
{
	bool variables = false, functions = false;
	int c, status = STATUS_OK;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c != 'v' && c != 'f')
			return o.status;
		variables = c == 'v';
		functions = c == 'f';
	}
	for (int i = o.next; i < argc && sh->flow == FLOW_ON; i++) {
		if (functions)
			function_unset(sh, argv[i]);
		else if (unset_variable(sh, argv[i], !variables) != STATUS_OK)
			status = STATUS_NO;
	}
	return status;
}

static int run_shift(struct sh *sh, int argc, char **argv)
{
	uint64_t n = 1;
	int i = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1;

	if (opt_help(sh, argc, argv))
		return STATUS_OK;
	if (argc > i + 1)
		return builtin_usage(sh);
	if (i < argc && !text_to_uint10(argv[i], INT32_MAX, &n))
		return sh_builtin_error(sh, STATUS_ERROR, argv[i], "not a number");
	if (!params_shift(&sh->vars, (size_t)n)) {
		sh_error(sh, "shift", i < argc ? argv[i] : NULL, "there are only %zu parameters",
			sh->vars.params.n);
		return STATUS_NO;
	}
	return STATUS_OK;
}

static int run_let(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	int64_t n = 0;

	opt_begin(&o, sh, argc, argv);
	if (opt_next(&o, sh) != OPT_END)
		return o.status;
	if (o.next >= argc)
		return builtin_usage(sh);
	for (int i = o.next; i < argc; i++) {
		if (exp_arith_text(&sh->exp, argv[i], &n) == 0)
			continue;
		if (!sh->exp.trouble_shown) {
			sh_builtin_error(sh, STATUS_ERROR, NULL, "%s", sh->exp.trouble.text);
			sh_mark(sh, &sh->exp.trouble);
		}
		sh->exp.trouble_shown = false;
		return STATUS_NO;
	}
	return n ? STATUS_OK : STATUS_NO;
}

static const struct opt_row unset_opts[] = {
	{ 'f', NULL, NULL, "the names are functions" },
	{ 'v', NULL, NULL, "the names are variables" },
	{ 0 },
};

static const struct opt_row shopt_opts[] = {
	{ 's', NULL, NULL, "switch the options on" },
	{ 'u', NULL, NULL, "switch the options off" },
	{ 'q', NULL, NULL, "print nothing: the status tells" },
	{ 'p', NULL, NULL, "print commands that can be read back" },
	{ 'o', NULL, NULL, "the options are those of set -o" },
	{ 0 },
};

/* set takes its letters from the table of options; these lines are for help alone. */
static const struct opt_row set_opts[] = {
	{ 'a', NULL, NULL, "export what is assigned" },
	{ 'b', NULL, NULL, "report ended jobs at once" },
	{ 'C', NULL, NULL, "> does not overwrite files" },
	{ 'e', NULL, NULL, "end when a command fails" },
	{ 'f', NULL, NULL, "no pathname expansion" },
	{ 'h', NULL, NULL, "remember where programs are" },
	{ 'm', NULL, NULL, "job control" },
	{ 'n', NULL, NULL, "read commands, do not run them" },
	{ 'u', NULL, NULL, "an unset variable is an error" },
	{ 'v', NULL, NULL, "show the lines read" },
	{ 'x', NULL, NULL, "show the commands run" },
	{ 'o', NULL, "NAME", "an option by its name; without NAME: list them" },
	{ 0 },
};

const struct builtin vars_builtins[] = {
	{ "set", run_set, BUILTIN_SPECIAL | BUILTIN_RAW | BUILTIN_WRITES,
		"[-+abCefhmnuvx] [-+o [NAME]] [--] [ARGUMENT...]",
		"switch options, set $1 $2 ...; without arguments: list the variables", set_opts },
	{ "unset", run_unset, BUILTIN_SPECIAL, "[-fv] NAME...", "forget variables or functions", unset_opts },
	{ "shift", run_shift, BUILTIN_SPECIAL | BUILTIN_RAW, "[N]", "drop the first N (1) of $1 $2 ...",
		NULL },
	{ "let", run_let, BUILTIN_INTRINSIC, "EXPRESSION...", "arithmetic; status 0 if the last is not 0",
		NULL },
	{ "shopt", run_shopt, BUILTIN_INTRINSIC | BUILTIN_WRITES, "[-suqpo] [NAME...]",
		"switch or show the options that set -o does not list", shopt_opts },
	{ .help = "variables and options", .usage = "ipcsh-builtins(1)" },
};
