/* SPDX-License-Identifier: GPL-3.0-or-later */
/* environ.c -- variables from the environment and back, and all of them in order. */
#include "vars_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

static const char *const well_known[N_COUNT] = {
	[N_IFS] = "IFS",
	[N_PATH] = "PATH",
	[N_HOME] = "HOME",
	[N_PWD] = "PWD",
	[N_OLDPWD] = "OLDPWD",
	[N_CDPATH] = "CDPATH",
	[N_PS1] = "PS1",
	[N_PS2] = "PS2",
	[N_PS3] = "PS3",
	[N_PS4] = "PS4",
	[N_ENV] = "ENV",
	[N_OPTIND] = "OPTIND",
	[N_OPTARG] = "OPTARG",
	[N_OPTERR] = "OPTERR",
	[N_REPLY] = "REPLY",
	[N_LINENO] = "LINENO",
	[N_PPID] = "PPID",
	[N_RANDOM] = "RANDOM",
	[N_SECONDS] = "SECONDS",
	[N_EPOCHSECONDS] = "EPOCHSECONDS",
	[N_EPOCHREALTIME] = "EPOCHREALTIME",
	[N_BASHPID] = "BASHPID",
	[N_LANG] = "LANG",
	[N_LC_ALL] = "LC_ALL",
	[N_LC_CTYPE] = "LC_CTYPE",
	[N_LC_COLLATE] = "LC_COLLATE",
	[N_MAIL] = "MAIL",
	[N_FCEDIT] = "FCEDIT",
	[N_HISTFILE] = "HISTFILE",
	[N_HISTSIZE] = "HISTSIZE",
	[N_SHLVL] = "SHLVL",
	[N_UNDERSCORE] = "_",
	[N_COPROC] = "COPROC",
	[N_TERM] = "TERM",
	[N_COLUMNS] = "COLUMNS",
	[N_LINES] = "LINES",
	[N_PIPESTATUS] = "PIPESTATUS",
	[N_TIMEFORMAT] = "TIMEFORMAT",
};

/* ---- in ------------------------------------------------------------------------------------------------ */

/* A value that is neither copied nor freed; TEXT is "NAME=value". */
static void var_borrow(struct vars *vars, name_id id, const char *text, unsigned flags)
{
	struct var *v = var_make(vars, id);

	var_drop_text(vars, v);
	v->text = (char *)text; /* with CAP 0 it is not written to */
	v->value = v->text + vars->names.by_id[id]->len + 1;
	v->len = strlen(v->value);
	v->flags |= (uint16_t)(VAR_SET | flags);
	if (v->flags & VAR_EXPORT)
		var_list(vars, v);
}

/* IFS from outside would change what scripts mean; the others are the shell's own to say. */
static bool is_imported(name_id id)
{
	return id != N_IFS && (id < N_LINENO || id > N_BASHPID);
}

static void import(struct vars *vars, char **envp)
{
	for (; *envp; envp++) {
		size_t len = name_span(*envp, SIZE_MAX);
		if (len == 0 || (*envp)[len] != '=')
			continue;
		name_id id = names_intern(&vars->names, *envp, len);
		if (is_imported(id))
			var_borrow(vars, id, *envp, VAR_EXPORT);
	}
}

static void set_standard(struct vars *vars)
{
	bool root = getauxval(AT_EUID) == 0;

	var_borrow(vars, N_IFS, "IFS= \t\n", 0);
	var_borrow(vars, N_OPTIND, "OPTIND=1", 0);
	if (!(var_make(vars, N_PS1)->flags & VAR_SET))
		var_borrow(vars, N_PS1, root ? "PS1=# " : "PS1=$ ", 0);
	if (!(var_make(vars, N_PS2)->flags & VAR_SET))
		var_borrow(vars, N_PS2, "PS2=> ", 0);
	if (!(var_make(vars, N_PS4)->flags & VAR_SET))
		var_borrow(vars, N_PS4, "PS4=+ ", 0);
	var_set_int(vars, N_PPID, getppid());
}

void vars_init(struct vars *vars, struct options *options, char **envp)
{
	*vars = (struct vars){ .options = options, .shell_pid = getpid(), .environ_stale = true };
	for (name_id id = 1; id < N_COUNT; id++)
		names_intern(&vars->names, well_known[id], strlen(well_known[id]));
	import(vars, envp);
	set_standard(vars);
	pwd_init(vars);
	special_install(vars);
	special_defaults(vars);
	vars->ready = true;
}

static void environ_made_free(struct vars *vars)
{
	for (size_t i = 0; i < vars->environ_made.len; i++)
		free(vars->environ_made.items[i]);
	vars->environ_made.len = 0;
}

void vars_free(struct vars *vars)
{
	while (vars->scope)
		vars_pop(vars);
	for (size_t i = 0; i < vars->n_slots; i++)
		if (vars->slots[i])
			var_drop_text(vars, vars->slots[i]);
	var_lend_end(vars);
	environ_made_free(vars);
	vec_free(&vars->environ_made);
	vec_free(&vars->exported);
	free(vars->environ);
	free(vars->slots);
	free(vars->params.owned);
	arena_free(&vars->store);
	names_free(&vars->names);
	*vars = (struct vars){ 0 };
}

/* ---- out ----------------------------------------------------------------------------------------------- */

/* Drops those that are no longer exported: their places were kept, so that this costs one pass for all. */
static void exported_tidy(struct vars *vars)
{
	size_t n = 0;

	for (size_t i = 0; i < vars->exported.len; i++) {
		struct var *v = vars->exported.items[i];
		if (v->flags & VAR_EXPORT)
			vars->exported.items[n++] = v;
		else
			v->flags &= (uint16_t)~VAR_LISTED;
	}
	vars->exported.len = n;
}

/* "NAME=value" now of a variable whose value comes from its ops; NULL: it has none. */
static char *environ_make(struct vars *vars, struct var *v)
{
	size_t len;
	const char *value = var_get(vars, v->name, &len);
	const struct name_entry *name = vars->names.by_id[v->name];

	if (!value)
		return NULL;
	char *text = mem_alloc(name->len + len + 2);
	memcpy(text, name->text, name->len);
	text[name->len] = '=';
	memcpy(text + name->len + 1, value, len);
	text[name->len + 1 + len] = '\0';
	vec_push(&vars->environ_made, text);
	return text;
}

char **vars_environ(struct vars *vars)
{
	if (!vars->environ_stale)
		return vars->environ;
	exported_tidy(vars);
	environ_made_free(vars);
	if (vars->environ_cap <= vars->exported.len) {
		vars->environ_cap = 2 * vars->exported.len + 32;
		free(vars->environ);
		vars->environ = mem_alloc(vars->environ_cap * sizeof *vars->environ);
	}
	size_t n = 0;
	for (size_t i = 0; i < vars->exported.len; i++) {
		struct var *v = vars->exported.items[i];
		char *text = v->flags & VAR_OPS ? environ_make(vars, v) : v->flags & VAR_SET ? v->text : NULL;
		if (text)
			vars->environ[n++] = text;
	}
	vars->environ[n] = NULL;
	vars->environ_stale = vars->environ_made.len > 0; /* those change unseen */
	return vars->environ;
}

/* ---- in order ------------------------------------------------------------------------------------------ */

static int name_order(const void *a, const void *b, void *ctx)
{
	const struct var *const *x = a, *const *y = b;
	const struct names *names = ctx;
	return strcmp(names_text(names, (*x)->name), names_text(names, (*y)->name));
}

struct var **vars_sorted(struct vars *vars, size_t *n)
{
	struct var **all = mem_alloc(vars->names.n * sizeof *all);
	size_t count = 0;

	for (size_t i = 0; i < vars->n_slots; i++)
		if (vars->slots[i] && (vars->slots[i]->flags & ~VAR_LISTED))
			all[count++] = vars->slots[i];
	qsort_r(all, count, sizeof(struct var *), name_order, &vars->names);
	*n = count;
	return all;
}
