/* SPDX-License-Identifier: GPL-3.0-or-later */
/* known.c -- what the shell knows of its user and of the machine, as variables: bash has all of them, zsh
 * most. They cost nothing before somebody asks. */
#include "vars_internal.h"

#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { TEXT_SIZE = 160 };

enum kind { USER_ID, EFFECTIVE_USER_ID, HOST_NAME, SYSTEM_TYPE, HOST_TYPE, MACHINE_TYPE };

static const struct known {
	char name[10]; /* no pointers here, which would have to be relocated at each start */
	uint8_t kind;
} all_known[] = {
	{ "UID", USER_ID },
	{ "EUID", EFFECTIVE_USER_ID },
	{ "HOSTNAME", HOST_NAME },
	{ "OSTYPE", SYSTEM_TYPE },
	{ "HOSTTYPE", HOST_TYPE },
	{ "MACHTYPE", MACHINE_TYPE },
};

static const struct known *find_known(const struct vars *vars, name_id id)
{
	if (id < N_COUNT || vars->options->on[OPT_POSIX])
		return NULL;
	const char *name = vars->names.by_id[id]->text;
	for (size_t i = 0; i < ARRAY_LEN(all_known); i++)
		if (all_known[i].name[0] == name[0] && strcmp(all_known[i].name, name) == 0)
			return &all_known[i];
	return NULL;
}

/* uname() would be one more name to bind at each start. */
static bool ask_kernel(struct utsname *system)
{
	return syscall(SYS_uname, system) == 0;
}

static const char *host_name(char *text)
{
	struct utsname system;
	return ask_kernel(&system) ? memcpy(text, system.nodename, sizeof system.nodename) : "";
}

static const char *host_type(char *text)
{
	struct utsname system;
	return ask_kernel(&system) ? memcpy(text, system.machine, sizeof system.machine) : "";
}

static const char *machine_type(char *text)
{
	if (*host_type(text) == '\0')
		return "";
	bool pc = strcmp(text, "x86_64") == 0 || (text[0] == 'i' && strcmp(text + 2, "86") == 0);
	const char *rest = pc ? "-pc-linux-gnu" : "-unknown-linux-gnu";
	memcpy(text + strlen(text), rest, strlen(rest) + 1);
	return text;
}

/* TEXT has TEXT_SIZE bytes that may be used for it. */
static const char *known_value(const struct known *k, char *text)
{
	switch ((enum kind)k->kind) {
	case USER_ID: return text_from_int(getuid(), text);
	case EFFECTIVE_USER_ID: return text_from_int(geteuid(), text);
	case HOST_NAME: return host_name(text);
	case SYSTEM_TYPE: return "linux-gnu";
	case HOST_TYPE: return host_type(text);
	case MACHINE_TYPE: return machine_type(text);
	}
	return "";
}

void known_give(struct vars *vars, struct var *v)
{
	const struct known *k = find_known(vars, v->name);
	char text[TEXT_SIZE];
	if (!k)
		return;
	const char *value = known_value(k, text);
	var_store(vars, v, value, strlen(value));
	v->flags |= VAR_SET;
}

const char *var_value_known(struct vars *vars, name_id id, size_t *len)
{
	if (!vars->ready || !find_known(vars, id))
		return NULL;
	const struct var *v = var_make(vars, id);
	*len = v->len;
	return v->value;
}
