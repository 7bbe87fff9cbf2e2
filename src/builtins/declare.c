/* SPDX-License-Identifier: GPL-3.0-or-later */
/* declare.c -- the words that declare variables: export readonly local declare typeset. */
#include "builtins_internal.h"

#include <errno.h>
#include <stdlib.h>

struct declaring {
	unsigned on, off; /* attributes, enum var_flags */
	bool local;       /* in the running function */
	bool fatal;       /* of a special builtin: a failing assignment ends the shell */
	bool print, functions, function_names, global;
};

static const struct {
	char letter;
	unsigned flag;
} attributes[] = {
	{ 'i', VAR_INTEGER },
	{ 'l', VAR_LOWER },
	{ 'r', VAR_READONLY },
	{ 'u', VAR_UPPER },
	{ 'x', VAR_EXPORT },
};

static unsigned attribute_of(int letter)
{
	for (size_t i = 0; i < ARRAY_LEN(attributes); i++)
		if (attributes[i].letter == letter)
			return attributes[i].flag;
	return 0;
}

/* ---- printing ------------------------------------------------------------------------------------------ */

/* WORD NAME=VALUE, or WORD NAME where there is no value. */
static void print_variable(struct sh *sh, const char *word, const struct var *v)
{
	struct buf text = { 0 };
	size_t len;
	const char *value = var_get(&sh->vars, v->name, &len);

	buf_str(&text, word);
	buf_byte(&text, ' ');
	buf_str(&text, names_text(&sh->vars.names, v->name));
	if (value) {
		buf_byte(&text, '=');
		buf_quoted(&text, value, len);
	}
	buf_byte(&text, '\n');
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

static void print_declaration(struct sh *sh, const struct var *v)
{
	char word[24] = "declare -", *at = word + strlen(word);

	for (size_t i = 0; i < ARRAY_LEN(attributes); i++)
		if (v->flags & attributes[i].flag)
			*at++ = attributes[i].letter;
	if (at[-1] == '-')
		*at++ = '-';
	*at = '\0';
	print_variable(sh, word, v);
}

/* All variables with one of FLAGS (0: all) as commands; WORD NULL: as declare. */
static void print_all(struct sh *sh, const char *word, unsigned flags)
{
	size_t n, len;
	struct var **all = vars_sorted(&sh->vars, &n);

	for (size_t i = 0; i < n; i++) {
		if (flags ? !(all[i]->flags & flags) : !var_get(&sh->vars, all[i]->name, &len))
			continue;
		if (word)
			print_variable(sh, word, all[i]);
		else
			print_declaration(sh, all[i]);
	}
	free(all);
}

/* The variables of the running function. */
static void print_locals(struct sh *sh)
{
	size_t n;
	struct var **all = vars_sorted(&sh->vars, &n);

	for (size_t i = 0; i < n; i++)
		if (var_is_local(&sh->vars, all[i]))
			print_declaration(sh, all[i]);
	free(all);
}

static void print_function(struct sh *sh, const struct function *f, bool name_only)
{
	const char *name = names_text(&sh->vars.names, f->name);
	struct buf text = { 0 };

	if (name_only) {
		sh_printf(sh, "declare -f %s\n", name);
		return;
	}
	buf_str(&text, name);
	buf_str(&text, " ()\n");
	syn_print(&text, &sh->vars.names, f->body, true);
	buf_byte(&text, '\n');
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

static int print_functions(struct sh *sh, const struct declaring *d, char **names)
{
	size_t n;
	int status = STATUS_OK;

	if (!*names) {
		struct function **all = functions_sorted(sh, &n);
		for (size_t i = 0; i < n; i++)
			print_function(sh, all[i], d->function_names);
		free(all);
	}
	for (; *names; names++) {
		const struct function *f = lookup_function(sh, *names);
		if (!f)
			status = STATUS_NO;
		else if (d->function_names)
			sh_printf(sh, "%s\n", *names);
		else
			print_function(sh, f, false);
	}
	return status;
}

static int print_named(struct sh *sh, char **names)
{
	int status = STATUS_OK;

	for (; *names; names++) {
		name_id id = names_find(&sh->vars.names, *names, strlen(*names));
		const struct var *v = id == NAME_NONE ? NULL : var_at(&sh->vars, id);
		if (v && (v->flags & ~VAR_LISTED))
			print_declaration(sh, v);
		else
			status = sh_builtin_error(sh, STATUS_NO, *names, "no such variable");
	}
	return status;
}

/* ---- declaring ----------------------------------------------------------------------------------------- */

static int set_attributes(struct sh *sh, const struct declaring *d, name_id id, unsigned on)
{
	unsigned off = d->off;

	if (on & VAR_UPPER) /* the later one counts */
		off |= VAR_LOWER;
	if (on & VAR_LOWER)
		off |= VAR_UPPER;
	if (!on && !off)
		return 0;
	const struct var *v = var_at(&sh->vars, id);
	bool fixed = v && (v->flags & VAR_READONLY);
	if (fixed && ((off & VAR_READONLY) || ((on | off) & (VAR_INTEGER | VAR_UPPER | VAR_LOWER))))
		return -EROFS;
	return var_set_flags(&sh->vars, id, on, off & ~on);
}

static int declare_failed(struct sh *sh, const char *name, int err)
{
	if (err == -EROFS)
		return sh_builtin_error(sh, STATUS_NO, name, "is read-only");
	if (err == -ENOENT)
		return sh_builtin_error(sh, STATUS_NO, name, "only in a function");
	return sh_builtin_error(sh, STATUS_NO, name, "%s", error_text(-err));
}

/* NAME, NAME=VALUE or NAME+=VALUE. Read-only comes last, or the value could not be set. */
static int declare_one(struct sh *sh, const struct declaring *d, const char *word)
{
	size_t span = name_span(word, strlen(word));
	bool append = word[span] == '+' && word[span + 1] == '=';
	const char *value = append ? word + span + 2 : word[span] == '=' ? word + span + 1 : NULL;

	if (d->local && strcmp(word, "-") == 0) {
		options_make_local(sh);
		return STATUS_OK;
	}
	if (span == 0 || (word[span] && !value))
		return sh_builtin_error(sh, STATUS_NO, word, "not a name");
	name_id id = names_intern(&sh->vars.names, word, span);
	const char *name = names_text(&sh->vars.names, id);
	int err = d->local ? var_make_local(&sh->vars, id) : 0;
	if (err == 0)
		err = set_attributes(sh, d, id, d->on & ~(unsigned)VAR_READONLY);
	if (err < 0)
		return declare_failed(sh, name, err);
	if (!value)
		err = var_set_flags(&sh->vars, id, VAR_DECLARED, 0);
	else if (sh_assign(sh, id, value, strlen(value), append, d->fatal) < 0)
		return STATUS_NO;
	if (d->on & VAR_READONLY)
		err = var_set_flags(&sh->vars, id, VAR_READONLY, 0);
	return err < 0 ? declare_failed(sh, name, err) : STATUS_OK;
}

static int declare_all(struct sh *sh, const struct declaring *d, char **words)
{
	int status = STATUS_OK;

	for (; *words && sh->flow == FLOW_ON; words++) {
		int one = declare_one(sh, d, *words);
		if (one != STATUS_OK)
			status = one;
	}
	return status;
}

/* ---- the words ----------------------------------------------------------------------------------------- */

/* export and readonly: WORD FLAG. */
static int run_attribute(struct sh *sh, int argc, char **argv, const char *word, unsigned flag)
{
	struct declaring d = { .on = flag, .fatal = true };
	bool print = false;
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c == 'p') {
			print = true;
		} else if (c == 'n') {
			d.on = 0;
			d.off = flag;
		} else {
			return o.status;
		}
	}
	if (o.next < argc)
		return declare_all(sh, &d, argv + o.next);
	if (d.on || print)
		print_all(sh, word, flag);
	return STATUS_OK;
}

static int run_export(struct sh *sh, int argc, char **argv)
{
	return run_attribute(sh, argc, argv, "export", VAR_EXPORT);
}

static int run_readonly(struct sh *sh, int argc, char **argv)
{
	return run_attribute(sh, argc, argv, "readonly", VAR_READONLY);
}

/* OPT_END, or what the caller returns in *STATUS. */
static bool declare_options(struct sh *sh, struct opts *o, struct declaring *d, int *status)
{
	int c;

	o->plus_allowed = true;
	while ((c = opt_next(o, sh)) != OPT_END) {
		unsigned flag = attribute_of(c);
		*status = o->status;
		if (flag)
			*(o->plus ? &d->off : &d->on) |= flag;
		else if (c == 'p')
			d->print = true;
		else if (c == 'g')
			d->global = true;
		else if (c == 'f' || c == 'F')
			*(c == 'f' ? &d->functions : &d->function_names) = true;
		else if (c == 'a' || c == 'A')
			return *status = sh_builtin_error(sh, STATUS_ERROR, NULL, "this shell has no arrays"),
			       false;
		else
			return false;
	}
	return true;
}

static int run_local(struct sh *sh, int argc, char **argv)
{
	struct declaring d = { .local = true };
	struct opts o;
	int status;

	opt_begin(&o, sh, argc, argv);
	if (!declare_options(sh, &o, &d, &status))
		return status;
	if (!vars_in_function(&sh->vars))
		return sh_builtin_error(sh, STATUS_NO, NULL, "only in a function");
	if (o.next >= argc)
		print_locals(sh);
	return d.print ? print_named(sh, argv + o.next) : declare_all(sh, &d, argv + o.next);
}

static int run_declare(struct sh *sh, int argc, char **argv)
{
	struct declaring d = { 0 };
	struct opts o;
	int status;

	opt_begin(&o, sh, argc, argv);
	if (!declare_options(sh, &o, &d, &status))
		return status;
	d.local = !d.global && vars_in_function(&sh->vars);
	if (d.functions || d.function_names)
		return print_functions(sh, &d, argv + o.next);
	if (o.next < argc)
		return d.print ? print_named(sh, argv + o.next) : declare_all(sh, &d, argv + o.next);
	if (d.print || d.on)
		print_all(sh, NULL, d.on);
	else
		list_variables(sh);
	return STATUS_OK;
}

static const struct opt_row export_opts[] = {
	{ 'p', NULL, NULL, "list them as commands" },
	{ 'n', NULL, NULL, "no longer export the names" },
	{ 0 },
};

static const struct opt_row readonly_opts[] = {
	{ 'p', NULL, NULL, "list them as commands" },
	{ 0 },
};

static const struct opt_row local_opts[] = {
	{ 'i', NULL, NULL, "an integer: what is assigned is evaluated" },
	{ 'r', NULL, NULL, "read-only" },
	{ 'x', NULL, NULL, "exported" },
	{ 'u', NULL, NULL, "kept in upper case" },
	{ 'l', NULL, NULL, "kept in lower case" },
	{ 'p', NULL, NULL, "print the declarations" },
	{ 'a', NULL, NULL, "an array: this shell has none" },
	{ 'A', NULL, NULL, "likewise" },
	{ 0 },
};

static const struct opt_row declare_opts[] = {
	{ 'i', NULL, NULL, "an integer: what is assigned is evaluated" },
	{ 'r', NULL, NULL, "read-only" },
	{ 'x', NULL, NULL, "exported" },
	{ 'u', NULL, NULL, "kept in upper case" },
	{ 'l', NULL, NULL, "kept in lower case" },
	{ 'g', NULL, NULL, "global, also in a function" },
	{ 'p', NULL, NULL, "print the declarations" },
	{ 'f', NULL, NULL, "print functions" },
	{ 'F', NULL, NULL, "print names of functions" },
	{ 'a', NULL, NULL, "an array: this shell has none" },
	{ 'A', NULL, NULL, "likewise" },
	{ 0 },
};

#define DECLARE_USAGE "[-+irxul] [-gpfF] [NAME[=VALUE]...]"

const struct builtin declare_builtins[] = {
	{ "export", run_export, BUILTIN_SPECIAL | BUILTIN_DECLARE, "[-np] [NAME[=VALUE]...]",
		"give variables to the programs that are started", export_opts },
	{ "readonly", run_readonly, BUILTIN_SPECIAL | BUILTIN_DECLARE, "[-p] [NAME[=VALUE]...]",
		"variables that cannot be changed any more", readonly_opts },
	{ "local", run_local, BUILTIN_DECLARE | BUILTIN_INTRINSIC, "[-+irxulp] [NAME[=VALUE]...]",
		"variables of the running function, - its options", local_opts },
	{ "declare", run_declare, BUILTIN_DECLARE | BUILTIN_INTRINSIC, DECLARE_USAGE,
		"variables with attributes; in a function they are its own", declare_opts },
	{ "typeset", run_declare, BUILTIN_DECLARE | BUILTIN_INTRINSIC, DECLARE_USAGE, "as declare",
		declare_opts },
	{ .help = "variables and options", .usage = "ipcsh-builtins(1)" },
};
