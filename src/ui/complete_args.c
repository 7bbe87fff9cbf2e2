/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_args.c -- the options and operands of a command: its words up to the cursor are gone through as
 * the command would, and what it takes next is offered. */
#include "complete.h"

#include <stdlib.h>

/* Words of a command, and where in them one begins: `nice ls -l` is a command of its own from `ls` on. */
struct walk {
	struct comp *c;
	char **words;
	size_t n;
	const char *name; /* of the command */
	struct comp_spec spec;
	const char *pending; /* kind of the argument that the last option still wants; NULL: it wants none */
	bool ended;          /* there are no options any more */
	bool named;          /* a command of the command was named, or there is an operand */
	const char *command; /* that one; NULL: none */
	size_t operands;     /* so many came */
};

/* ---- options ------------------------------------------------------------------------------------------------------ */

static bool is_spelled(const char *spelling, const char *word, size_t len)
{
	size_t n = spelling ? strlen(spelling) : 0;
	bool equals = n > 1 && spelling[n - 1] == '=';
	return n > 0 && n - equals == len && memcmp(spelling, word, len) == 0;
}

static struct comp_option *find_option(const struct comp_spec *spec, const char *word, size_t len)
{
	struct comp_option *o = spec->options;
	while (o && !is_spelled(o->spelling, word, len) && !is_spelled(o->other, word, len))
		o = o->next;
	return o;
}

/* -abc: the first letter with an argument has the rest of the word, or the next word. */
static const char *pending_of_letters(const struct comp_spec *spec, const char *word)
{
	char one[3] = { word[0] };
	for (const char *p = word + 1; *p; p++) {
		one[1] = *p;
		struct comp_option *o = find_option(spec, one, 2);
		if (o)
			o->given = true;
		if (o && o->kind)
			return p[1] || o->joined ? NULL : o->kind;
	}
	return NULL;
}

static const char *pending_after(const struct comp_spec *spec, const char *word)
{
	size_t name = strcspn(word, "=");
	struct comp_option *o = find_option(spec, word, name);
	if (o)
		o->given = true;
	if (o)
		return o->joined || word[name] ? NULL : o->kind;
	return word[1] == '-' ? NULL : pending_of_letters(spec, word);
}

static bool has_plus(const struct comp_spec *spec)
{
	for (const struct comp_option *o = spec->options; o; o = o->next)
		if (*o->spelling == '+')
			return true;
	return false;
}

static bool looks_like_option(const struct walk *w, const char *word)
{
	return !w->ended && (*word == '-' || (*word == '+' && has_plus(&w->spec)));
}

static const char *operand_kind(const struct walk *w)
{
	const struct comp_spec *s = &w->spec;
	if (s->n_operands == 0)
		return s->commands ? "none" : "file";
	return s->operands[w->operands < s->n_operands ? w->operands : s->n_operands - 1];
}

/* env A=B COMMAND: an assignment is no command. */
static bool begins_command(const char *kind, const char *word)
{
	size_t n = strcspn(word, "=");
	bool assigns = word[n] && n > 0 && name_span(word, n) == n;
	return strcmp(kind, "commandline") == 0 && !assigns;
}

/* What is listed already, A,B,C, without its last part. */
static bool is_listed(const char *list, size_t len, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = list; p < list + len; p += strcspn(p, ",") + 1)
		if (strncmp(p, name, n) == 0 && p[n] == ',')
			return true;
	return false;
}

/* --cols A,B or +A,B: those that are not there yet. */
static void offer_columns(struct walk *w)
{
	struct comp *c = w->c;
	struct buf kind = { 0 };
	const char *list = c->typed + (*c->typed == '+'), *comma = strrchr(list, ',');
	const char *last = comma ? comma + 1 : list;
	size_t to = c->n;
	buf_printf(&kind, "columns:%s%s%s", w->name, w->command ? "/" : "", w->command ? w->command : "");
	c->base += (size_t)(last - c->typed);
	c->typed = last;
	comp_kind(c, buf_cstr(&kind));
	for (size_t i = to; i < c->n; i++) {
		if (is_listed(list, (size_t)(last - list), c->v[i].text))
			continue;
		struct comp_offer o = c->v[to];
		c->v[to] = c->v[i];
		c->v[i] = o;
		c->v[to++].end = COMP_WHOLE;
	}
	comp_cut(c, to);
	buf_free(&kind);
}

static void offer_kind(struct walk *w, const char *kind)
{
	struct comp *c = w->c;
	if (strcmp(kind, "columns") == 0)
		offer_columns(w);
	else if (strcmp(kind, "commandline") != 0)
		comp_kind(c, kind);
	else if (strchr(c->typed, '/'))
		comp_paths(c, PATHS_PROGRAMS);
	else
		comp_kind(c, "command");
}

static void offer_spelling(struct comp *c, const struct comp_option *o, const char *spelling)
{
	size_t n = strlen(spelling);
	comp_add(c, spelling, o->meaning, spelling[n - 1] == '=' ? COMP_OPEN : COMP_BLANK);
}

static bool given_before(const struct comp_spec *spec, const struct comp_option *o)
{
	const struct comp_option *first = find_option(spec, o->spelling, strcspn(o->spelling, "="));
	return first != o && first && strcmp(first->spelling, o->spelling) == 0;
}

static void offer_signals(struct comp *c)
{
	size_t first = c->n;
	c->typed++;
	comp_kind(c, "signal");
	c->typed--;
	for (size_t i = first; i < c->n; i++) {
		struct buf text = { 0 };
		buf_printf(&text, "-%s", c->v[i].text);
		free(c->v[i].text);
		c->v[i].text = buf_cstr(&text);
	}
}

/* -oFILE: the argument stands behind the letter. False: there is no such letter. */
static bool offer_attached(struct walk *w)
{
	struct comp *c = w->c;
	char one[3] = { c->typed[0] };
	for (const char *p = c->typed + 1; *p; p++) {
		one[1] = *p;
		const struct comp_option *o = find_option(&w->spec, one, 2);
		if (!o)
			return false;
		if (!o->kind)
			continue;
		c->base += (size_t)(p + 1 - c->typed);
		c->typed = p + 1;
		offer_kind(w, o->kind);
		return true;
	}
	return false;
}

/* Each once: by its letter, or by its long name where that was begun. */
static void offer_each_option(struct walk *w, bool given)
{
	bool wants_long = strncmp(w->c->typed, "--", 2) == 0;
	for (const struct comp_option *o = w->spec.options; o; o = o->next) {
		bool other = wants_long && o->other && strncmp(o->other, "--", 2) == 0;
		if (o->given == given && !given_before(&w->spec, o))
			offer_spelling(w->c, o, other ? o->other : o->spelling);
	}
}

/* The end of the word at P, of which a part may be quoted. NULL: it cannot be known without running it. */
static const char *word_end(const char *p)
{
	while (*p && !strchr(" \t\n;|&<>()", *p)) {
		if (*p == '`' || *p == '$')
			return NULL;
		const char *close = *p == '\'' || *p == '"' ? strchr(p + 1, *p) : NULL;
		if (close)
			p = close;
		else if (*p == '\\' && p[1])
			p++;
		p++;
	}
	return p;
}

/* The options behind the cursor, up to where something else begins. */
static void note_later_options(struct walk *w)
{
	struct comp *c = w->c;
	const char *p = word_end(c->wish->line + c->wish->point), *end;
	bool pending = false;
	for (; p && *(p += strspn(p, " \t")); p = end) {
		end = word_end(p);
		if (!end || end == p)
			return;
		char *word = arena_strndup(&c->store, p, (size_t)(end - p));
		bool option = !pending && *word == '-' && word[1];
		if (strcmp(word, "--") == 0)
			return;
		bool ends = w->spec.commands || w->spec.stops || begins_command(operand_kind(w), word);
		if (ends && !option && !pending)
			return;
		pending = option && pending_after(&w->spec, word);
	}
}

/* Those that stand there already come after all others: some may be given more than once. */
static void offer_options(struct walk *w)
{
	struct comp *c = w->c;
	bool wants_long = strncmp(c->typed, "--", 2) == 0;
	note_later_options(w);
	offer_each_option(w, false);
	if (c->n == 0)
		offer_each_option(w, true);
	if (strcmp(w->name, "kill") == 0 && !wants_long && w->operands == 0 && *c->typed == '-')
		offer_signals(c);
	if (c->n == 0 && !offer_attached(w))
		comp_kind(c, "file");
}

/* --option=VALUE. False: it is none. */
static bool offer_value(struct walk *w)
{
	struct comp *c = w->c;
	if (c->place.value < 2)
		return false;
	const struct comp_option *o = find_option(&w->spec, c->typed, c->place.value - 1);
	c->base = c->place.value;
	c->typed += c->base;
	offer_kind(w, o && o->kind ? o->kind : "file");
	return true;
}

/* ---- operands ------------------------------------------------------------------------------------------------------ */

static void offer_commands(struct walk *w)
{
	size_t first = w->c->n;
	for (const struct comp_spec *s = w->spec.commands; s; s = s->next)
		comp_add(w->c, s->name, s->meaning, COMP_BLANK);
	comp_sort(w->c, first);
}

/* NAME=VALUE: the value, where nothing is called so as a whole. */
static void offer_assigned(struct comp *c)
{
	if (c->n > 0 || !c->place.value)
		return;
	c->base = c->place.value;
	c->typed = c->place.text.data + c->base;
	comp_kind(c, "file");
}

static void offer_operand(struct walk *w)
{
	if (!w->named)
		offer_commands(w);
	offer_kind(w, operand_kind(w));
	offer_assigned(w->c);
}

/* ---- the words before -------------------------------------------------------------------------------------------------- */

static const struct comp_spec *find_command(const struct comp_spec *spec, const char *name)
{
	const struct comp_spec *s = spec->commands;
	while (s && strcmp(s->name, name) != 0)
		s = s->next;
	return s;
}

static void walk_from(struct comp *c, char **words, size_t n, bool with_alias);

/* True: a command of its own begins here, and was seen to. */
static bool pass_operand(struct walk *w, size_t i)
{
	const char *word = w->words[i];
	const struct comp_spec *command = w->named ? NULL : find_command(&w->spec, word);
	if (!command && begins_command(operand_kind(w), word)) {
		walk_from(w->c, w->words + i, w->n - i, false);
		return true;
	}
	w->named = true;
	if (command) {
		w->spec = *command;
		w->command = command->name;
	} else if (!strchr(word, '=') || strcmp(operand_kind(w), "commandline") != 0) {
		w->operands++;
	}
	w->ended = w->ended || (w->spec.stops && !command);
	return false;
}

/* False: it was seen to already. */
static bool pass_words(struct walk *w)
{
	for (size_t i = 1; i < w->n; i++) {
		const char *word = w->words[i];
		if (w->pending && begins_command(w->pending, word)) { /* find -exec */
			walk_from(w->c, w->words + i, w->n - i, false);
			return false;
		}
		if (w->pending) {
			w->pending = NULL;
		} else if (looks_like_option(w, word) && word[1]) {
			w->ended = strcmp(word, "--") == 0;
			w->pending = pending_after(&w->spec, word);
		} else if (pass_operand(w, i)) {
			return false;
		}
	}
	return true;
}

/* `alias gc='git commit'`: what it stands for, and the words after it. False: it is no alias of plain words.
 */
static bool walk_alias(struct comp *c, char **words, size_t n)
{
	const char *value = alias_get(c->sh, words[0]);
	if (!value || !*value || strpbrk(value, "\\\"'`$&|;<>()*?[]{}~#\n"))
		return false;
	struct vec all = { 0 };
	for (size_t len; *value; value += len) {
		value += strspn(value, " \t");
		len = strcspn(value, " \t");
		if (len > 0)
			vec_push(&all, arena_strndup(&c->store, value, len));
	}
	for (size_t i = 1; i < n; i++)
		vec_push(&all, words[i]);
	if (all.len > 0)
		walk_from(c, (char **)all.items, all.len, false);
	vec_free(&all);
	return true;
}

static void walk_from(struct comp *c, char **words, size_t n, bool with_alias)
{
	struct walk w = { .c = c, .words = words, .n = n, .name = words[0] };
	if (stack_low() || (with_alias && walk_alias(c, words, n)))
		return;
	comp_spec_find(c, &w.spec, words[0]);
	if (!pass_words(&w))
		return;
	if (w.pending)
		offer_kind(&w, w.pending);
	else if (!looks_like_option(&w, c->typed) || c->place.quoted)
		offer_operand(&w);
	else if (!offer_value(&w))
		offer_options(&w);
}

void comp_argument(struct comp *c)
{
	walk_from(c, (char **)c->place.words.items, c->place.words.len, true);
}
