/* SPDX-License-Identifier: GPL-3.0-or-later */
/* describe.c -- how a name would be run: for `command -v`, `command -V` and `type`. */
#include "builtins_internal.h"

#include <limits.h>
#include <unistd.h>

static void describe_alias(struct sh *sh, const char *name, const char *value, bool verbose)
{
	struct buf text = { 0 };
	if (!verbose)
		buf_str(&text, "alias ");
	buf_str(&text, name);
	buf_str(&text, verbose ? " is an alias for " : "=");
	if (verbose)
		buf_str(&text, value);
	else
		buf_quoted(&text, value, strlen(value));
	buf_byte(&text, '\n');
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

static void describe_function(struct sh *sh, const struct function *f)
{
	struct buf text = { 0 };
	const char *name = names_text(&sh->vars.names, f->name);
	buf_printf(&text, "%s is a function\n%s ()\n", name, name);
	syn_print(&text, &sh->vars.names, f->body, true);
	buf_byte(&text, '\n');
	sh_write(sh, text.data, text.len);
	buf_free(&text);
}

/* A program's place is always absolute (XCU command -v). */
static void describe_program(struct sh *sh, const char *name, const char *path, bool verbose)
{
	char cwd[PATH_MAX];
	if (verbose)
		sh_printf(sh, "%s is ", name);
	if (*path != '/' && getcwd(cwd, sizeof(cwd)))
		sh_printf(sh, "%s/", strcmp(cwd, "/") == 0 ? "" : cwd);
	sh_printf(sh, "%s\n", strncmp(path, "./", 2) == 0 ? path + 2 : path);
}

bool type_describe(struct sh *sh, const char *name, bool verbose, unsigned lookup_flags)
{
	const char *alias = alias_get(sh, name);
	if (syn_is_reserved(name, strlen(name), sh->options.on[OPT_POSIX])) {
		sh_printf(sh, verbose ? "%s is a shell keyword\n" : "%s\n", name);
		return true;
	}
	if (alias) {
		describe_alias(sh, name, alias, verbose);
		return true;
	}
	struct command_ref ref = lookup_command(sh, name, lookup_flags);
	switch (ref.kind) {
	case CMD_SPECIAL:
		sh_printf(sh, verbose ? "%s is a special shell builtin\n" : "%s\n", name);
		return true;
	case CMD_BUILTIN: sh_printf(sh, verbose ? "%s is a shell builtin\n" : "%s\n", name); return true;
	case CMD_FUNCTION:
		if (verbose)
			describe_function(sh, ref.function);
		else
			sh_printf(sh, "%s\n", name);
		return true;
	case CMD_EXTERNAL: describe_program(sh, name, ref.path, verbose); return true;
	case CMD_NONE: break;
	}
	if (verbose)
		sh_error(sh, sh->builtin->name, name, "not found");
	return false;
}
