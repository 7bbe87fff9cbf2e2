/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.c -- what may have been meant by the name of a signal, or of an option, that there is not. */
#include "builtins_internal.h"

#include <stdio.h>
#include <strings.h>

static const char *hint(const struct nearest *n, const char *lists, char out[HINT_SIZE])
{
	if (n->name[0])
		snprintf(out, HINT_SIZE, "(did you mean %s? %s lists them)", n->name, lists);
	else
		snprintf(out, HINT_SIZE, "(%s lists them)", lists);
	return out;
}

const char *hint_signal(const char *text, char out[HINT_SIZE])
{
	char name[NEAREST_SIZE] = "";
	struct nearest n;

	if (strncasecmp(text, "SIG", 3) == 0)
		text += 3;
	for (size_t i = 0; text[i] && i + 1 < sizeof name; i++)
		name[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
	nearest_begin(&n, name);
	for (int sig = 0; sig <= 64; sig++)
		if (signal_name(sig))
			nearest_try(&n, signal_name(sig));
	return hint(&n, "kill -l", out);
}

const char *hint_option(const char *name, bool shopt, char out[HINT_SIZE])
{
	struct nearest n;

	nearest_begin(&n, name);
	for (int i = 0; i < OPT_COUNT; i++)
		if (option_rows[i].shopt == shopt)
			nearest_try(&n, option_rows[i].name);
	return hint(&n, shopt ? "shopt" : "set -o", out);
}
