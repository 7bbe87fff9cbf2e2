/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opts.c -- the one option parser of all builtins. */
#include "builtins_internal.h"

#include <stdio.h>

void opt_begin(struct opts *o, struct sh *sh, int argc, char **argv)
{
	*o = (struct opts){
		.next = 1,
		.argc = argc,
		.argv = argv,
		.rows = sh->builtin ? sh->builtin->opts : NULL,
		.status = STATUS_ERROR,
	};
}

/* Usage follows the message on a line of its own, so that both go out in one write. */
static int misused(struct sh *sh, const char *object, const char *what)
{
	const struct builtin *b = sh->builtin;

	return sh_builtin_error(
		sh, STATUS_ERROR, object, "%s\nusage: %s%s%s", what, b->name, *b->usage ? " " : "", b->usage);
}

static int opt_wrong(struct opts *o, struct sh *sh, const char *object, const char *what)
{
	o->status = misused(sh, object, what);
	return OPT_BAD;
}

int opt_unknown(struct sh *sh, const char *word)
{
	char name[NEAREST_SIZE] = "", what[NEAREST_SIZE + 50] = "unknown option";
	size_t len = strcspn(word, "=");
	struct nearest n;

	if (len > 2 && len < sizeof name && strncmp(word, "--", 2) == 0)
		memcpy(name, word + 2, len - 2);
	nearest_begin(&n, name);
	n.rest = true;
	for (const struct opt_row *row = sh->builtin->opts; row && row->meaning; row++)
		if (row->name)
			nearest_try(&n, row->name);
	nearest_try(&n, "help");
	if (n.name[0])
		snprintf(what, sizeof what, "unknown option (did you mean --%s?)", n.name);
	return misused(sh, word, what);
}

int builtin_usage(struct sh *sh)
{
	const struct builtin *b = sh->builtin;

	return sh_builtin_error(
		sh, STATUS_ERROR, NULL, "usage: %s%s%s", b->name, *b->usage ? " " : "", b->usage);
}

int opt_bad_argument(struct sh *sh, const struct opts *o, const char *what)
{
	char letter[3] = { o->plus ? '+' : '-', o->letter, '\0' };
	char name[64] = "--";

	if (o->name)
		strncat(name, o->name, sizeof name - 3);
	return sh_builtin_error(sh, STATUS_ERROR, o->name ? name : letter, "%s: %s", o->arg, what);
}

static const struct opt_row *row_of_letter(const struct opt_row *rows, char letter)
{
	if (!rows || !letter)
		return NULL;
	while (rows->meaning && rows->letter != letter)
		rows++;
	return rows->meaning ? rows : NULL;
}

static const struct opt_row *row_of_name(const struct opt_row *rows, const char *name, size_t len)
{
	for (; rows && rows->meaning; rows++)
		if (rows->name && strncmp(rows->name, name, len) == 0 && !rows->name[len])
			return rows;
	return NULL;
}

static int opt_given(struct opts *o, const struct opt_row *row)
{
	o->name = row->name;
	o->letter = row->letter;
	return row->letter ? (unsigned char)row->letter : OPT_LONG + (int)(row - o->rows);
}

static int opt_long(struct opts *o, struct sh *sh, char *word)
{
	const char *equals = strchr(word, '=');
	size_t len = equals ? (size_t)(equals - word) - 2 : strlen(word) - 2;
	const struct opt_row *row = row_of_name(o->rows, word + 2, len);

	o->next++;
	if (!row && strcmp(word, "--help") == 0) {
		builtin_help(sh, sh->builtin);
		o->status = STATUS_OK;
		return OPT_BAD;
	}
	if (!row) {
		o->status = opt_unknown(sh, word);
		return OPT_BAD;
	}
	o->arg = equals ? equals + 1 : NULL;
	if (!row->arg && equals)
		return opt_wrong(o, sh, word, "this option takes no argument");
	if (row->arg && !equals && !(o->arg = o->next < o->argc ? o->argv[o->next++] : NULL))
		return opt_wrong(o, sh, word, "this option needs an argument");
	return opt_given(o, row);
}

static int opt_short(struct opts *o, struct sh *sh, char *word)
{
	const struct opt_row *row = row_of_letter(o->rows, word[o->in_word]);
	char text[3] = { word[0], word[o->in_word], '\0' };

	o->plus = word[0] == '+';
	o->in_word++;
	if (!row) {
		o->next++;
		o->status = opt_unknown(sh, text);
		return OPT_BAD;
	}
	bool at_end = word[o->in_word] == '\0';
	if (row->arg) {
		o->next++;
		o->arg = !at_end ? word + o->in_word : o->next < o->argc ? o->argv[o->next++] : NULL;
		o->in_word = 0;
		if (!o->arg)
			return opt_wrong(o, sh, text, "this option needs an argument");
	} else if (at_end) {
		o->next++;
		o->in_word = 0;
	}
	return opt_given(o, row);
}

/* -5, -.5 or -0x1f where the word has no such letter: an operand. */
static bool is_negative_number(const struct opts *o, const char *word)
{
	char c = word[1] == '.' ? word[2] : word[1];

	return c >= '0' && c <= '9' && !row_of_letter(o->rows, word[1]);
}

int opt_next(struct opts *o, struct sh *sh)
{
	o->arg = NULL;
	if (o->next >= o->argc)
		return OPT_END;
	char *word = o->argv[o->next];
	if (o->in_word)
		return opt_short(o, sh, word);
	if ((word[0] != '-' && !(word[0] == '+' && o->plus_allowed)) || !word[1])
		return OPT_END;
	if (word[0] == '-' && word[1] == '-') {
		if (word[2])
			return opt_long(o, sh, word);
		o->next++;
		return OPT_END;
	}
	if (is_negative_number(o, word))
		return OPT_END;
	o->in_word = 1;
	return opt_short(o, sh, word);
}
