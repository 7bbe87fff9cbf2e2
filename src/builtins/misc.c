/* SPDX-License-Identifier: GPL-3.0-or-later */
/* misc.c -- words about words: alias unalias type hash help. */
#include "builtins_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- alias --------------------------------------------------------------------------------------------- */

/* NAME=VALUE as the standard wants it; with -p a command. */
static void print_alias(struct sh *sh, const char *name, const char *value, bool as_command)
{
	struct buf text = { 0 };

	if (as_command)
		buf_str(&text, "alias ");
	if (name[strcspn(name, "*?[{#~\n")]) /* else it is one word as it stands */
		buf_quoted(&text, name, strlen(name));
	else
		buf_str(&text, name);
	buf_byte(&text, '=');
	buf_quoted(&text, value, strlen(value));
	buf_byte(&text, '\n');
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

static void print_aliases(struct sh *sh, bool as_commands)
{
	size_t n;
	struct table_entry **all = table_sorted(&sh->aliases, &n);

	for (size_t i = 0; i < n; i++)
		print_alias(sh, all[i]->key, all[i]->value, as_commands);
	free(all);
}

/* What ends a word can be in no alias's name. */
static bool alias_name_valid(const char *name, size_t len)
{
	return len > 0 && strcspn(name, " \t\n\"'\\$`/;&|<>()=") >= len;
}

static int alias_one(struct sh *sh, const char *word, bool as_command)
{
	size_t len = strcspn(word, "=");
	const char *value = alias_get(sh, word);

	if (!word[len] || len == 0) {
		if (!value)
			return sh_builtin_error(sh, STATUS_NO, word, "no such alias");
		print_alias(sh, word, value, as_command);
		return STATUS_OK;
	}
	if (!alias_name_valid(word, len))
		return sh_builtin_error(sh, STATUS_NO, word, "not a name for an alias");
	char *name = mem_strndup(word, len);
	alias_set(sh, name, word + len + 1);
	free(name);
	return STATUS_OK;
}

static int run_alias(struct sh *sh, int argc, char **argv)
{
	bool as_commands = false;
	int c, status = STATUS_OK;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c != 'p')
			return o.status;
		as_commands = true;
	}
	if (o.next >= argc)
		print_aliases(sh, as_commands);
	for (int i = o.next; i < argc && sh->flow == FLOW_ON; i++)
		if (alias_one(sh, argv[i], as_commands) != STATUS_OK)
			status = STATUS_NO;
	return status;
}

static void forget_aliases(struct sh *sh)
{
	size_t n;
	struct table_entry **all = table_sorted(&sh->aliases, &n);

	for (size_t i = 0; i < n && sh->flow == FLOW_ON; i++) {
		char *name = mem_strdup(all[i]->key);
		alias_set(sh, name, NULL);
		free(name);
	}
	free(all);
}

static int run_unalias(struct sh *sh, int argc, char **argv)
{
	int c, status = STATUS_OK;
	bool all = false;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c != 'a')
			return o.status;
		all = true;
	}
	if (all)
		forget_aliases(sh);
	else if (o.next >= argc)
		return builtin_usage(sh);
	for (int i = o.next; i < argc && !all && sh->flow == FLOW_ON; i++) {
		if (alias_get(sh, argv[i]))
			alias_set(sh, argv[i], NULL);
		else
			status = sh_builtin_error(sh, STATUS_NO, argv[i], "no such alias");
	}
	return status;
}

/* ---- type ---------------------------------------------------------------------------------------------- */

struct typing {
	bool one_word; /* -t */
	bool path;     /* -p: only of what is a program */
	bool force;    /* -P: a program whatever else the name means */
	bool all;      /* -a */
	unsigned lookup;
};

static void print_program(struct sh *sh, const struct typing *how, const char *name, const char *path)
{
	if (how->one_word)
		sh_puts(sh, "file\n");
	else if (how->path || how->force)
		sh_printf(sh, "%s\n", path);
	else
		sh_printf(sh, "%s is %s\n", name, path);
}

static bool is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

/* Every program of the name along PATH. */
static bool type_programs(struct sh *sh, const struct typing *how, const char *name)
{
	const char *at = var_get_name(&sh->vars, "PATH");
	struct buf path = { 0 };
	bool found = false;

	if (strchr(name, '/'))
		at = NULL;
	if (!at && is_program(name)) {
		print_program(sh, how, name, name);
		return true;
	}
	while (at) {
		size_t len = strcspn(at, ":");
		path.len = 0;
		buf_add(&path, len ? at : ".", len ? len : 1);
		buf_byte(&path, '/');
		buf_str(&path, name);
		if (is_program(buf_cstr(&path))) {
			print_program(sh, how, name, path.data);
			found = true;
			if (!how->all)
				break;
		}
		at = at[len] ? at + len + 1 : NULL;
	}
	buf_free(&path);
	return found;
}

static bool say(
	struct sh *sh, const struct typing *how, const char *name, const char *word, const char *words)
{
	if (how->one_word)
		sh_printf(sh, "%s\n", word);
	else if (!how->path)
		sh_printf(sh, "%s is %s\n", name, words);
	return !how->all;
}

/* Words that are no programs. True: that was the answer. FOUND: one was said. */
static bool type_words(struct sh *sh, const struct typing *how, const char *name, bool *found)
{
	bool posix = sh->options.on[OPT_POSIX];
	const char *alias = alias_get(sh, name);
	const struct builtin *b = lookup_builtin(sh, name);
	bool has_function = !(how->lookup & LOOKUP_NO_FUNCTION) && lookup_function(sh, name);
	bool keyword = syn_is_reserved(name, strlen(name), posix);

	*found = alias || keyword || has_function || b;
	if (alias && !how->one_word && !how->path)
		sh_printf(sh, "%s is an alias for %s\n", name, alias);
	else if (alias)
		say(sh, how, name, "alias", "");
	if (alias && !how->all)
		return true;
	if (keyword && say(sh, how, name, "keyword", "a shell keyword"))
		return true;
	if (has_function && say(sh, how, name, "function", "a function"))
		return true;
	return b && say(sh, how, name, "builtin",
			    b->flags & BUILTIN_SPECIAL ? "a special shell builtin" : "a shell builtin");
}

static bool type_plainly(struct sh *sh, const struct typing *how, const char *name)
{
	bool posix = sh->options.on[OPT_POSIX];

	if (!alias_get(sh, name) && !syn_is_reserved(name, strlen(name), posix)) {
		struct command_ref ref = lookup_command(sh, name, how->lookup);
		if (ref.kind ==
			CMD_EXTERNAL) { /* as it is found along PATH: `command -V` makes it absolute */
			print_program(sh, how, name, ref.path);
			return true;
		}
	}
	return type_describe(sh, name, true, how->lookup);
}

static bool type_one(struct sh *sh, const struct typing *how, const char *name)
{
	bool found = false;

	if (!how->one_word && !how->path && !how->force && !how->all)
		return type_plainly(sh, how, name);
	if (!how->force && type_words(sh, how, name, &found))
		return true;
	return type_programs(sh, how, name) || found;
}

static int run_type(struct sh *sh, int argc, char **argv)
{
	struct typing how = { 0 };
	int c, status = STATUS_OK;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 't': how.one_word = true; break;
		case 'p': how.path = true; break;
		case 'P': how.force = true; break;
		case 'a': how.all = true; break;
		case 'f': how.lookup |= LOOKUP_NO_FUNCTION; break;
		default: return o.status;
		}
	}
	for (int i = o.next; i < argc; i++) {
		if (type_one(sh, &how, argv[i]))
			continue;
		status = STATUS_NO;
		if (how.all && !how.one_word && !how.path)
			sh_builtin_error(sh, STATUS_NO, argv[i], "not found");
	}
	return status;
}

/* ---- hash ---------------------------------------------------------------------------------------------- */

struct hashing {
	bool forget_all, forget, tell, commands; /* -r -d -t -l */
	const char *path;                        /* -p */
};

static void print_place(
	struct sh *sh, const struct hashing *how, const char *name, const char *path, bool named)
{
	struct buf line = { 0 };

	if (how->commands) {
		buf_str(&line, "hash -p ");
		buf_quoted(&line, path, strlen(path));
		buf_byte(&line, ' ');
		buf_quoted(&line, name, strlen(name));
	} else {
		if (named)
			buf_printf(&line, "%s\t", name);
		buf_str(&line, path);
	}
	buf_byte(&line, '\n');
	sh_write(sh, line.data, line.len);
	buf_free(&line);
}

static bool is_hashed(const struct sh *sh, const struct hashed *h)
{
	return h && h->path && h->stamp == sh->vars.path_stamp && (!h->inner || sh->subshell);
}

static void print_hashed(struct sh *sh, const struct hashing *how)
{
	size_t n;
	struct table_entry **all = table_sorted(&sh->hashed, &n);

	for (size_t i = 0; i < n; i++) {
		const struct hashed *h = all[i]->value;
		if (!is_hashed(sh, h))
			continue;
		if (how->commands)
			print_place(sh, how, all[i]->key, h->path, true);
		else
			sh_printf(sh, "%4u\t%s\n", h->hits, h->path);
	}
	free(all);
}

/* -t and -d: of names that are remembered already. */
static int hash_known(struct sh *sh, const struct hashing *how, const char *name, bool named)
{
	const struct hashed *h = table_get(&sh->hashed, name);

	if (!is_hashed(sh, h))
		return sh_builtin_error(sh, STATUS_NO, name, "not remembered");
	if (how->tell)
		print_place(sh, how, name, h->path, named);
	else
		hash_forget(sh, name);
	return STATUS_OK;
}

static int hash_one(struct sh *sh, const struct hashing *how, const char *name, bool named)
{
	if (how->path) {
		hash_remember(sh, name, how->path);
		return STATUS_OK;
	}
	if (how->tell || how->forget)
		return hash_known(sh, how, name, named);
	if (strchr(name, '/') || lookup_builtin(sh, name) || lookup_function(sh, name))
		return STATUS_OK;
	hash_forget(sh, name); /* it may have moved */
	if (!hash_lookup(sh, name))
		return sh_builtin_error(sh, STATUS_NO, name, "not found");
	return STATUS_OK;
}

static int run_hash(struct sh *sh, int argc, char **argv)
{
	struct hashing how = { 0 };
	int c, status = STATUS_OK;
	struct opts o;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 'r': how.forget_all = true; break;
		case 'd': how.forget = true; break;
		case 't': how.tell = true; break;
		case 'l': how.commands = true; break;
		case 'p': how.path = o.arg; break;
		default: return o.status;
		}
	}
	if (o.next >= argc && (how.tell || how.forget || how.path))
		return builtin_usage(sh);
	if ((how.forget_all || (o.next < argc && !how.tell)) && exec_unshare(sh))
		return STATUS_OK;
	if (how.forget_all)
		hash_forget(sh, NULL);
	else if (o.next >= argc)
		print_hashed(sh, &how);
	for (int i = o.next; i < argc; i++)
		if (hash_one(sh, &how, argv[i], argc - o.next > 1) != STATUS_OK)
			status = STATUS_NO;
	return status;
}

static const struct opt_row alias_opts[] = {
	{ 'p', NULL, NULL, "list them as commands" },
	{ 0 },
};

static const struct opt_row unalias_opts[] = {
	{ 'a', NULL, NULL, "all of them" },
	{ 0 },
};

static const struct opt_row type_opts[] = {
	{ 't', NULL, NULL, "one word: alias keyword function builtin file" },
	{ 'a', NULL, NULL, "all meanings of the name" },
	{ 'p', NULL, NULL, "the path of the program that would be run, if it is one" },
	{ 'P', NULL, NULL, "the path of the program of this name, whatever would be run" },
	{ 'f', NULL, NULL, "leave functions out" },
	{ 0 },
};

static const struct opt_row hash_opts[] = {
	{ 'r', NULL, NULL, "forget all places" },
	{ 'd', NULL, NULL, "forget those of the names" },
	{ 't', NULL, NULL, "print the places of the names, as they are remembered" },
	{ 'l', NULL, NULL, "print commands that can be read back" },
	{ 'p', NULL, "PATH", "remember PATH as the place of the names" },
	{ 0 },
};

const struct builtin misc_builtins[] = {
	{ "alias", run_alias, BUILTIN_INTRINSIC | BUILTIN_MAY_FORK | BUILTIN_WRITES, "[-p] [NAME[=VALUE]...]",
		"define or list aliases", alias_opts },
	{ "unalias", run_unalias, BUILTIN_INTRINSIC | BUILTIN_MAY_FORK, "-a | NAME...", "forget aliases",
		unalias_opts },
	{ "type", run_type, BUILTIN_INTRINSIC | BUILTIN_WRITES, "[-tapPf] NAME...",
		"say how names would be run", type_opts },
	{ "hash", run_hash, BUILTIN_INTRINSIC | BUILTIN_MAY_FORK | BUILTIN_WRITES,
		"[-rdtl] [-p PATH] [NAME...]", "list, find or forget the remembered places of programs",
		hash_opts },
	{ .help = "words about words", .usage = "ipcsh-builtins(1)" },
};
