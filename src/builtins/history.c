/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c -- fc (XCU fc): lists, edits and runs again what was typed; and the word history. */
#include "builtins_internal.h"

#include <stdlib.h>
#include <unistd.h>

#define LISTED_USUAL 16

struct fc {
	const char *editor;
	bool list, bare, reverse, again; /* -l -n -r -s */
	int first, last;                 /* numbers, first <= last */
};

/* ---- which commands ------------------------------------------------------------------------------------ */

/* The command before the one that runs. */
static int newest(const struct sh *sh)
{
	return history_last(sh) - history_running(sh);
}

static int search(const struct sh *sh, const char *begin)
{
	size_t len = strlen(begin);

	for (int i = newest(sh); i >= history_first(sh); i--)
		if (strncmp(history_text(sh, i), begin, len) == 0)
			return i;
	return -1;
}

static int no_command(struct sh *sh, const char *word)
{
	return sh_builtin_error(sh, STATUS_NO, word, "no such command in the history (fc -l lists them)");
}

/* NUMBER, -NUMBER (1: the command before this) or what the command begins with. In a range a number that is
 * too high or low is the end of the list. False: there is none, with a message. */
static bool find(struct sh *sh, const char *word, bool range, int *out)
{
	bool sign = *word == '-' || *word == '+';
	int oldest = history_first(sh);
	uint64_t n;

	if (text_to_uint10(word + sign, INT32_MAX / 2, &n))
		*out = *word == '-' ? newest(sh) + 1 - (int)n : (int)n;
	else if ((*out = search(sh, word)) < 0)
		return no_command(sh, word), false;
	if (range && *out > newest(sh))
		*out = newest(sh);
	if (range && *out < oldest)
		*out = oldest;
	if (!range && (*out < oldest || *out > newest(sh)))
		return no_command(sh, word), false;
	return true;
}

/* FIRST and LAST of the operands, either may be missing. */
static bool find_range(struct sh *sh, struct fc *fc, char **operands)
{
	const char *first = operands[0], *last = first ? operands[1] : NULL;

	fc->last = newest(sh);
	fc->first = fc->list ? fc->last - LISTED_USUAL + 1 : fc->last;
	if (fc->list && fc->first < history_first(sh))
		fc->first = history_first(sh);
	if (first && !find(sh, first, fc->list || last, &fc->first))
		return false;
	if (first && !fc->list)
		fc->last = fc->first;
	if (last && !find(sh, last, true, &fc->last))
		return false;
	if (fc->first > fc->last && newest(sh) >= history_first(sh)) {
		int swapped = fc->first;
		fc->first = fc->last;
		fc->last = swapped;
		fc->reverse = true;
	}
	return true;
}

/* ---- fc -l --------------------------------------------------------------------------------------------- */

/* Further lines of a command begin with a tab. */
static void list_one(struct sh *sh, const struct fc *fc, int number, struct buf *out)
{
	const char *s = history_text(sh, number);

	if (!fc->bare)
		buf_printf(out, "%d", number);
	for (;;) {
		size_t len = strcspn(s, "\n");
		buf_byte(out, '\t');
		buf_add(out, s, len);
		buf_byte(out, '\n');
		if (!s[len])
			return;
		s += len + 1;
	}
}

/* The Ith command as it is listed or edited. */
static int in_order(const struct fc *fc, int i)
{
	return fc->reverse ? fc->first + fc->last - i : i;
}

static int list(struct sh *sh, const struct fc *fc)
{
	struct buf all = { 0 };

	for (int i = fc->first; i <= fc->last; i++)
		list_one(sh, fc, in_order(fc, i), &all);
	sh_show(sh, all.data, all.len);
	buf_free(&all);
	return STATUS_OK;
}

/* ---- running again ------------------------------------------------------------------------------------- */

/* Written by whoever wrote the history: shown to a person, not to the terminal. */
static int show(struct sh *sh, const struct buf *text)
{
	struct buf shown = { 0 };

	speech_lines(&shown, sh_speech(sh), text->data, text->len);
	int err = fd_write_all(STDERR_FILENO, shown.data, shown.len);
	buf_free(&shown);
	return err;
}

/* The line with fc itself gives its place to what it runs, which is shown first. */
static int run_text(struct sh *sh, struct buf *text)
{
	if (history_running(sh))
		history_delete(sh, history_last(sh));
	if (text->len == 0)
		return STATUS_OK;
	if (text->data[text->len - 1] != '\n')
		buf_byte(text, '\n');
	if (show(sh, text) < 0)
		return STATUS_ERROR; /* there is nowhere to say so */
	return exec_noted(sh, text->data, text->len);
}

/* fc -s [OLD=NEW] [FIRST] */
static int run_again(struct sh *sh, char **operands)
{
	const char *change = *operands && strchr(*operands, '=') ? *operands++ : NULL;
	const char *which = *operands ? *operands++ : "-1";
	struct buf text = { 0 };
	int number;

	if (*operands)
		return builtin_usage(sh);
	if (!find(sh, which, false, &number))
		return STATUS_NO;
	const char *line = history_text(sh, number), *place = NULL;
	size_t old_len = change ? strcspn(change, "=") : 0;
	char *old = change ? mem_strndup(change, old_len) : NULL;
	if (old_len)
		place = strstr(line, old);
	buf_add(&text, line, place ? (size_t)(place - line) : strlen(line));
	if (place) {
		buf_str(&text, change + old_len + 1);
		buf_str(&text, place + old_len);
	}
	free(old);
	int status = run_text(sh, &text);
	buf_free(&text);
	return status;
}

/* ---- editing ------------------------------------------------------------------------------------------- */

static const char *not_empty(struct sh *sh, const char *name)
{
	const char *value = var_get_name(&sh->vars, name);

	return value && *value ? value : NULL;
}

static const char *editor_of(struct sh *sh, const struct fc *fc)
{
	const char *editor = fc->editor ? fc->editor : not_empty(sh, "FCEDIT");

	if (!editor)
		editor = not_empty(sh, "EDITOR");
	return editor ? editor : "ed";
}

static int edit(struct sh *sh, const struct fc *fc)
{
	struct buf path = { 0 }, text = { 0 };

	for (int i = fc->first; i <= fc->last; i++) {
		buf_str(&text, history_text(sh, in_order(fc, i)));
		buf_byte(&text, '\n');
	}
	int status = sh_edit(sh, editor_of(sh, fc), &text, &path);
	if (status < 0)
		status = sh_builtin_error(sh, STATUS_NO, path.data, "%s", error_text(-status));
	if (status == STATUS_OK && sh->flow == FLOW_ON)
		status = run_text(sh, &text);
	else if (history_running(sh))
		history_delete(sh, history_last(sh));
	buf_free(&path);
	buf_free(&text);
	return status;
}

/* ---- the words ----------------------------------------------------------------------------------------- */

static int run_fc(struct sh *sh, int argc, char **argv)
{
	struct fc fc = { 0 };
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 'e': fc.editor = o.arg; break;
		case 'l': fc.list = true; break;
		case 'n': fc.bare = true; break;
		case 'r': fc.reverse = true; break;
		case 's': fc.again = true; break;
		default: return o.status;
		}
	}
	if (fc.editor && strcmp(fc.editor, "-") == 0)
		fc.again = true;
	if (argc - o.next > 2)
		return builtin_usage(sh);
	if (fc.again && !fc.list)
		return run_again(sh, argv + o.next);
	if (!find_range(sh, &fc, argv + o.next))
		return STATUS_NO;
	if (fc.list)
		return list(sh, &fc);
	if (newest(sh) < history_first(sh))
		return no_command(sh, NULL);
	return edit(sh, &fc);
}

static int history_forget(struct sh *sh, const struct opts *o)
{
	uint64_t n;

	if (text_to_uint10(o->arg, INT32_MAX, &n) && history_delete(sh, (int)n)) {
		if (sh->forgot)
			sh->forgot(sh);
		return STATUS_OK;
	}
	return sh_builtin_error(sh, STATUS_NO, o->arg, "no such entry");
}

static int run_history(struct sh *sh, int argc, char **argv)
{
	struct opts o;
	uint64_t n = INT32_MAX;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c == 'd')
			return history_forget(sh, &o);
		if (c != 'c')
			return o.status;
		history_clear(sh);
		if (sh->forgot)
			sh->forgot(sh);
		return STATUS_OK;
	}
	if (argc - o.next > 1)
		return builtin_usage(sh);
	if (o.next < argc && !text_to_uint10(argv[o.next] + (*argv[o.next] == '+'), INT32_MAX, &n))
		return sh_builtin_error(sh, STATUS_ERROR, argv[o.next], "not a number");
	int first = history_first(sh), last = history_last(sh);
	if ((int64_t)n <= last - first)
		first = last - (int)n + 1;
	struct buf all = { 0 };
	for (int i = first; i <= last; i++)
		buf_printf(&all, "%5d  %s\n", i, history_text(sh, i));
	sh_show(sh, all.data, all.len);
	buf_free(&all);
	return STATUS_OK;
}

static const struct opt_row fc_opts[] = {
	{ 'e', NULL, "EDITOR", "edit with EDITOR (else $FCEDIT, $EDITOR, ed); -: as -s" },
	{ 'l', NULL, NULL, "list them rather than run them" },
	{ 'n', NULL, NULL, "without numbers" },
	{ 'r', NULL, NULL, "the newest first" },
	{ 's', NULL, NULL, "run one again without editing" },
	{ 0 },
};

static const struct opt_row history_opts[] = {
	{ 'c', NULL, NULL, "forget all" },
	{ 'd', NULL, "NUMBER", "forget that entry" },
	{ 0 },
};

const struct builtin history_builtins[] = {
	{ "fc", run_fc, BUILTIN_INTRINSIC | BUILTIN_FORKS,
		"[-r] [-e EDITOR] [FIRST [LAST]] | -l [-nr] [FIRST [LAST]] | -s [OLD=NEW] [FIRST]",
		"edit commands of the history and run them, list them, or run one again", fc_opts },
	{ "history", run_history, BUILTIN_INTRINSIC | BUILTIN_FORKS, "[-c] [-d NUMBER] [N]",
		"list the last N commands (all), or forget them", history_opts },
	{ .help = "words about words", .usage = "ipcsh-builtins(1)" },
};
