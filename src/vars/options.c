/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c -- the options of set and shopt, by name and letter. */
#include "vars.h"

const struct option_row option_rows[OPT_COUNT] = {
	[OPT_ALLEXPORT] = { .name = "allexport", .letter = 'a' },
	[OPT_NOTIFY] = { .name = "notify", .letter = 'b' },
	[OPT_NOCLOBBER] = { .name = "noclobber", .letter = 'C' },
	[OPT_ERREXIT] = { .name = "errexit", .letter = 'e' },
	[OPT_NOGLOB] = { .name = "noglob", .letter = 'f' },
	[OPT_HASHALL] = { .name = "hashall", .letter = 'h' },
	[OPT_INTERACTIVE] = { .name = "interactive", .letter = 'i', .fixed = true },
	[OPT_IGNOREEOF] = { .name = "ignoreeof" },
	[OPT_MONITOR] = { .name = "monitor", .letter = 'm' },
	[OPT_NOEXEC] = { .name = "noexec", .letter = 'n' },
	[OPT_STDIN] = { .name = "stdin", .letter = 's', .fixed = true },
	[OPT_NOUNSET] = { .name = "nounset", .letter = 'u' },
	[OPT_VERBOSE] = { .name = "verbose", .letter = 'v' },
	[OPT_XTRACE] = { .name = "xtrace", .letter = 'x' },
	[OPT_PIPEFAIL] = { .name = "pipefail" },
	[OPT_SIGPIPE_OK] = { .name = "sigpipe_ok" },
	[OPT_FDCLOEXEC] = { .name = "fdcloexec" },
	[OPT_POSIX] = { .name = "posix" },
	[OPT_EMACS] = { .name = "emacs" },
	[OPT_VI] = { .name = "vi" },
	[OPT_NOLOG] = { .name = "nolog" },
	[OPT_BRACEEXPAND] = { .name = "braceexpand", .letter = 'B' },
	[OPT_EXTGLOB] = { .name = "extglob", .shopt = true },
	[OPT_ERRTRACE] = { .name = "errtrace", .letter = 'E' },
	[OPT_FUNCTRACE] = { .name = "functrace", .letter = 'T' },
	[OPT_PRIVILEGED] = { .name = "privileged", .letter = 'p' },
	[OPT_PHYSICAL] = { .name = "physical", .letter = 'P' },
	[OPT_LOGIN] = { .name = "login", .letter = 'l', .fixed = true },
	[OPT_NULLGLOB] = { .name = "nullglob", .shopt = true },
	[OPT_FAILGLOB] = { .name = "failglob", .shopt = true },
	[OPT_DOTGLOB] = { .name = "dotglob", .shopt = true },
	[OPT_NOCASEMATCH] = { .name = "nocasematch", .shopt = true },
	[OPT_NOCASEGLOB] = { .name = "nocaseglob", .shopt = true },
	[OPT_HISTORY] = { .name = "history" },
	[OPT_SUGGEST] = { .name = "suggest" },
	[OPT_XWIRING] = { .name = "xwiring" },
	[OPT_LASTPIPE] = { .name = "lastpipe", .shopt = true },
};

void options_init(struct options *o)
{
	*o = (struct options){
		.on = { [OPT_HASHALL] = true, [OPT_BRACEEXPAND] = true, [OPT_EXTGLOB] = true }
	};
}

int option_by_name(const char *name)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (strcmp(option_rows[i].name, name) == 0)
			return i;
	return -1;
}

int option_by_letter(char letter)
{
	for (int i = 0; letter && i < OPT_COUNT; i++)
		if (option_rows[i].letter == letter)
			return i;
	return -1;
}

void options_letters(const struct options *o, char out[OPT_COUNT + 1])
{
	char *at = out;

	for (int i = 0; i < OPT_COUNT; i++)
		if (o->on[i] && option_rows[i].letter)
			*at++ = option_rows[i].letter;
	*at = '\0';
}
