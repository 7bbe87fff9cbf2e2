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
	[OPT_INTERACTIVE] = { .name = "interactive",
		.letter = 'i',
		.fixed = true,
		.meaning = "the shell is typed to; settled when it starts" },
	[OPT_IGNOREEOF] = { .name = "ignoreeof",
		.meaning = "an interactive shell does not end at the end of its input" },
	[OPT_MONITOR] = { .name = "monitor", .letter = 'm' },
	[OPT_NOEXEC] = { .name = "noexec", .letter = 'n' },
	[OPT_STDIN] = { .name = "stdin",
		.letter = 's',
		.fixed = true,
		.meaning = "commands come from standard input; settled when it starts" },
	[OPT_NOUNSET] = { .name = "nounset", .letter = 'u' },
	[OPT_VERBOSE] = { .name = "verbose", .letter = 'v' },
	[OPT_XTRACE] = { .name = "xtrace", .letter = 'x' },
	[OPT_PIPEFAIL] = { .name = "pipefail", .meaning = "a pipeline fails if any of its stages does" },
	[OPT_SIGPIPE_OK] = { .name = "sigpipe_ok",
		.meaning = "with pipefail: but not by a stage whose reader had enough" },
	[OPT_FDCLOEXEC] = { .name = "fdcloexec",
		.meaning = "{name}> opens descriptors that programs do not inherit" },
	[OPT_POSIX] = { .name = "posix", .meaning = "strictly as POSIX has it" },
	[OPT_EMACS] = { .name = "emacs", .meaning = "lines are edited with the keys of emacs" },
	[OPT_VI] = { .name = "vi", .meaning = "lines are edited with the keys of vi" },
	[OPT_NOLOG] = { .name = "nolog", .meaning = "known to POSIX; no effect" },
	[OPT_BRACEEXPAND] = { .name = "braceexpand", .letter = 'B', .meaning = "a{1,2} becomes a1 a2" },
	[OPT_EXTGLOB] = { .name = "extglob", .shopt = true, .meaning = "patterns such as @(a|b)" },
	[OPT_ERRTRACE] = { .name = "errtrace",
		.letter = 'E',
		.meaning = "functions and subshells inherit the trap ERR" },
	[OPT_FUNCTRACE] = { .name = "functrace",
		.letter = 'T',
		.meaning = "functions and subshells inherit the traps DEBUG and RETURN" },
	[OPT_PRIVILEGED] = { .name = "privileged",
		.letter = 'p',
		.meaning = "known to other shells; no effect" },
	[OPT_PHYSICAL] = { .name = "physical", .letter = 'P', .meaning = "cd and pwd behave as with -P" },
	[OPT_LOGIN] = { .name = "login",
		.letter = 'l',
		.fixed = true,
		.meaning = "a login shell; settled when it starts" },
	[OPT_NULLGLOB] = { .name = "nullglob",
		.shopt = true,
		.meaning = "a pattern that no file matches vanishes" },
	[OPT_FAILGLOB] = { .name = "failglob",
		.shopt = true,
		.meaning = "a pattern that no file matches is an error" },
	[OPT_DOTGLOB] = { .name = "dotglob",
		.shopt = true,
		.meaning = "patterns match a dot at the head of a name" },
	[OPT_NOCASEMATCH] = { .name = "nocasematch",
		.shopt = true,
		.meaning = "case and [[ take upper for lower case" },
	[OPT_NOCASEGLOB] = { .name = "nocaseglob",
		.shopt = true,
		.meaning = "pathname expansion takes upper for lower case" },
	[OPT_HISTORY] = { .name = "history", .meaning = "commands that are read are remembered" },
	[OPT_SUGGEST] = { .name = "suggest", .meaning = "at the prompt: how the history goes on, in grey" },
	[OPT_FRESHLINE] = { .name = "freshline",
		.meaning = "at the prompt: a row of its own behind output without a newline" },
	[OPT_XWIRING] = { .name = "xwiring", .meaning = "with xtrace: redirections, and which stage speaks" },
	[OPT_LASTPIPE] = { .name = "lastpipe",
		.shopt = true,
		.meaning = "the last stage of a pipeline runs in the shell itself, without job control" },
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
