/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history.c -- the command lines that were read, in memory and numbered (XCU fc). */
#include "exec_internal.h"

#include <stdlib.h>

/* Without HISTSIZE; the standard asks for 128 at least. */
#define SIZE_USUAL 1000
#define SIZE_TYPED 10000

static struct history *history(struct sh *sh)
{
	if (!sh->history) {
		sh->history = mem_zalloc(sizeof(*sh->history));
		sh->history->first = 1;
	}
	return sh->history;
}

size_t history_size(struct sh *sh)
{
	size_t len, usual = sh->interactive ? SIZE_TYPED : SIZE_USUAL;
	uint64_t n;
	const char *s = var_get(&sh->vars, N_HISTSIZE, &len);
	return s && text_to_uint10(s, INT32_MAX, &n) ? (size_t)n : usual;
}

int history_last(const struct sh *sh)
{
	const struct history *h = sh->history;
	return h ? h->first + (int)(h->lines.len - h->gone) - 1 : 0;
}

int history_first(const struct sh *sh)
{
	return sh->history ? sh->history->first : 1;
}

bool history_running(const struct sh *sh)
{
	return sh->history && sh->history->running;
}

static size_t slot_of(const struct history *h, int number)
{
	return h->gone + (size_t)(number - h->first);
}

const char *history_text(const struct sh *sh, int number)
{
	if (number < history_first(sh) || number > history_last(sh))
		return NULL;
	return sh->history->lines.items[slot_of(sh->history, number)];
}

/* Forgets the oldest. Their slots are closed up now and then, so that each costs little. */
static void keep_size(struct sh *sh, struct history *h)
{
	size_t most = history_size(sh);
	for (; h->lines.len - h->gone > most; h->first++) {
		free(h->lines.items[h->gone]);
		h->gone++;
	}
	if (h->gone < 64 || h->gone < h->lines.len / 2)
		return;
	h->lines.len -= h->gone;
	memmove(h->lines.items, h->lines.items + h->gone, h->lines.len * sizeof(*h->lines.items));
	h->gone = 0;
}

void history_add(struct sh *sh, const char *text, size_t len)
{
	struct history *h = history(sh);
	while (len > 0 && text[len - 1] == '\n')
		len--;
	vec_push(&h->lines, mem_strndup(text, len));
	keep_size(sh, h);
}

/* A further line of the last entry. */
static void history_append(struct history *h, const char *text, size_t len)
{
	char **last = (char **)&h->lines.items[h->lines.len - 1];
	size_t old = strlen(*last);
	if (len > 0 && text[len - 1] == '\n')
		len--;
	*last = mem_realloc(*last, old + len + 2);
	(*last)[old] = '\n';
	memcpy(*last + old + 1, text, len);
	(*last)[old + 1 + len] = '\0';
}

static bool is_blank(const char *text, size_t len)
{
	size_t i = 0;
	while (i < len && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n'))
		i++;
	return i == len;
}

void history_note(struct sh *sh, const char *text, size_t len, bool more)
{
	if (!sh->options.on[OPT_HISTORY]) {
		if (sh->history)
			sh->history->running = false;
		return;
	}
	struct history *h = history(sh);
	if (more && h->running) {
		history_append(h, text, len);
		return;
	}
	h->running = !is_blank(text, len);
	if (!h->running)
		return;
	history_add(sh, text, len);
	h->running = h->lines.len > h->gone; /* HISTSIZE=0 keeps none */
}

/* A line of blanks is no command. */
void history_typed(struct sh *sh, const char *text, size_t len, bool more)
{
	if (!more && len > 0 && (text[0] == ' ' || text[0] == '\t') && !sh->options.on[OPT_POSIX])
		text = "", len = 0;
	if (more && !history_running(sh))
		return; /* it goes on with a command that is not kept */
	history_note(sh, text, len, more);
}

void history_drop_double(struct sh *sh)
{
	int last = history_last(sh);
	const char *before = history_text(sh, last - 1);
	if (before && !sh->options.on[OPT_POSIX] && strcmp(before, history_text(sh, last)) == 0)
		history_delete(sh, last);
}

bool history_delete(struct sh *sh, int number)
{
	if (!history_text(sh, number))
		return false;
	struct history *h = sh->history;
	size_t at = slot_of(h, number);
	if (number == history_last(sh))
		h->running = false;
	if (number > h->loaded && number <= h->saved)
		vec_push(&h->deleted, h->lines.items[at]);
	else
		free(h->lines.items[at]);
	h->loaded -= number <= h->loaded;
	h->saved -= number <= h->saved;
	h->deletions++;
	h->lines.len--;
	memmove(h->lines.items + at, h->lines.items + at + 1, (h->lines.len - at) * sizeof(*h->lines.items));
	return true;
}

void history_clear(struct sh *sh)
{
	while (history_delete(sh, history_last(sh)))
		;
	if (sh->history) {
		sh->history->first = 1;
		sh->history->saved = sh->history->loaded = 0;
	}
}
