/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_offers.c -- completion: what the program offers is inserted by the library, and listed in columns that
 * fit the screen. A list that is long is asked about first, and shown by the page; meanwhile the program goes
 * on sleeping and seeing to signals, so that each answer comes in by itself. */
#include "line_internal.h"

#include <grp.h>
#include <locale.h>
#include <pwd.h>
#include <stdlib.h>

#define GAP 2        /* columns between two cells, and between a name and its meaning */
#define NAME_SHARE 2 /* where there are meanings, names take at most this part of the screen */

enum question { NO_QUESTION, SHOW_ALL, SHOW_MORE };

static struct {
	const struct module_line_offers *(*complete)(void *context, const struct module_line_wish *wish);
	void *context;
	const struct module_line_offers *now; /* of the completion that goes on; NULL: none */
	bool gathered;                        /* NOW is for the line and cursor of this moment */
	bool utf8, colour;
	enum question question;
	/* the list */
	int width, name_width, cell_width, columns;
	size_t rows, next_row;
	bool across; /* rows are filled before columns */
} state;

/* ---- what the program offers ---- */

static void gather(void)
{
	struct module_line_wish wish = {
		.line = rl_line_buffer,
		.point = (size_t)rl_point,
		.ignore_case = variable_is("completion-ignore-case", "on"),
		.hidden = variable_is("match-hidden-files", "on"),
		.mark_folders = variable_is("mark-directories", "on"),
		.mark_links = variable_is("mark-symlinked-directories", "on"),
	};
	locale_t ours = uselocale(LC_GLOBAL_LOCALE);

	state.now = state.complete ? state.complete(state.context, &wish) : NULL;
	uselocale(ours);
	state.gathered = true;
}

/* The library looks for the word's start only where this leaves the cursor at its end. */
static char *find_start(void)
{
	static char none[] = "";

	gather();
	if (state.now && state.now->from <= (size_t)rl_point)
		rl_point = (int)state.now->from;
	return none;
}

/* The line from START to where the offers begin, and TEXT. */
static char *match(int start, const char *text)
{
	size_t before = state.now->from > (size_t)start ? state.now->from - (size_t)start : 0;
	size_t len = strlen(text);
	char *all = malloc(before + len + 1);

	if (all) {
		memcpy(all, rl_line_buffer + start, before);
		memcpy(all + before, text, len + 1);
	}
	return all;
}

static void free_matches(char **matches)
{
	for (size_t i = 0; matches[i]; i++)
		free(matches[i]);
	free(matches);
}

static char **matches_from(int start)
{
	size_t n = state.now->n;
	char **matches = calloc(n + 2, sizeof *matches);

	if (!matches)
		return NULL;
	matches[0] = match(start, n == 1 ? state.now->v[0].insert : state.now->common);
	bool whole = matches[0] != NULL;
	for (size_t i = 0; whole && n > 1 && i < n; i++) {
		matches[i + 1] = match(start, state.now->v[i].insert);
		whole = matches[i + 1] != NULL;
	}
	if (whole)
		return matches;
	free_matches(matches);
	return NULL;
}

static char **attempt(const char *text, int start, int end)
{
	(void)text;
	rl_attempted_completion_over = 1;
	rl_ignore_completion_duplicates = rl_sort_completion_matches = 0; /* both are the program's */
	rl_completion_append_character = '\0';
	if (!state.gathered)
		gather();
	state.gathered = false;
	if (!state.now || state.now->n == 0)
		return NULL;
	bool blank = state.now->n == 1 && state.now->v[0].blank;
	if (blank && (end == rl_end || !strchr(" \t", rl_line_buffer[end])))
		rl_completion_append_character = ' ';
	return matches_from(start);
}

/* ---- the list ---- */

static int columns_of(const char *s)
{
	int sum = 0, n;

	while (*s) {
		s += char_columns(s, &n);
		sum += n > 0 ? n : 0;
	}
	return sum;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static bool has_marks(void)
{
	return variable_is("visible-stats", "on");
}

static int screen_width(int *rows)
{
	const char *limit = rl_variable_value("completion-display-width");
	int width, most = limit ? atoi(limit) : -1;

	rl_get_screen_size(rows, &width);
	width = width > 1 ? width : 80;
	return most > 0 && most < width ? most : width;
}

static void lay_out(void)
{
	int name = 0, meaning = 0, rows;

	state.width = screen_width(&rows) - 1; /* in the last column some terminals go on below */
	for (size_t i = 0; i < state.now->n; i++) {
		const struct module_line_offer *o = &state.now->v[i];
		name = larger(name, columns_of(o->shown) + (has_marks() && o->mark));
		meaning = larger(meaning, o->meaning ? columns_of(o->meaning) : 0);
	}
	if (meaning && name > state.width / NAME_SHARE)
		name = state.width / NAME_SHARE;
	state.name_width = name < state.width ? name : state.width;
	state.cell_width = state.name_width + (meaning ? GAP + meaning : 0);
	if (state.cell_width > state.width)
		state.cell_width = state.width;
	state.columns = larger(1, (state.width + GAP) / (state.cell_width + GAP));
	if (variable_is("completion-display-width", "0"))
		state.columns = 1;
	state.rows = (state.now->n + (size_t)state.columns - 1) / (size_t)state.columns;
	state.across = variable_is("print-completions-horizontally", "on");
	state.next_row = 0;
}

/* S in at most WIDTH columns; gives how many it took. What is cut off shows as an ellipsis. */
static int put(const char *s, int width)
{
	bool whole = columns_of(s) <= width;
	int room = whole ? width : width - 1, used = 0, n;

	while (*s) {
		size_t bytes = char_columns(s, &n);
		if (n >= 0 && used + n > room)
			break;
		if (n >= 0)
			fwrite(s, 1, bytes, rl_outstream);
		used += n > 0 ? n : 0;
		s += bytes;
	}
	if (!whole && width > 0) {
		fputs(state.utf8 ? "\xe2\x80\xa6" : ">", rl_outstream);
		used++;
	}
	return used;
}

static void pad(int from, int to)
{
	for (; from < to; from++)
		putc(' ', rl_outstream);
}

static const char *colour_of(char mark)
{
	switch (mark) {
	case '/': return "\033[1;34m";
	case '*': return "\033[1;32m";
	case '@': return "\033[1;36m";
	case '|': return "\033[33m";
	case '=': return "\033[1;35m";
	default: return NULL;
	}
}

static void put_cell(const struct module_line_offer *o, bool last)
{
	const char *paint = state.colour && variable_is("colored-stats", "on") ? colour_of(o->mark) : NULL;
	bool marked = has_marks() && o->mark && state.name_width > 1;

	fputs(paint ? paint : "", rl_outstream);
	int used = put(o->shown, state.name_width - marked);
	fputs(paint ? "\033[m" : "", rl_outstream);
	if (marked) {
		putc(o->mark, rl_outstream);
		used++;
	}
	if (o->meaning && state.cell_width > state.name_width + GAP) {
		pad(used, state.name_width + GAP);
		fputs(state.colour ? "\033[90m" : "", rl_outstream);
		used = state.name_width + GAP + put(o->meaning, state.cell_width - state.name_width - GAP);
		fputs(state.colour ? "\033[39m" : "", rl_outstream);
	}
	if (!last)
		pad(used, state.cell_width + GAP);
}

static void put_row(size_t row)
{
	size_t columns = (size_t)state.columns, n = state.now->n;
	size_t step = state.across ? 1 : state.rows, i = state.across ? row * columns : row;

	for (size_t c = 0; c < columns && i < n; c++, i += step)
		put_cell(&state.now->v[i], c + 1 == columns || i + step >= n);
	rl_crlf();
}

static void show_line_again(void)
{
	state.question = NO_QUESTION;
	rl_forced_update_display();
}

/* Up to MOST rows more; then the line, or the question whether to go on. */
static void put_rows(size_t most)
{
	for (; most > 0 && state.next_row < state.rows; most--)
		put_row(state.next_row++);
	if (state.next_row == state.rows) {
		show_line_again();
		return;
	}
	fputs("--More--", rl_outstream);
	state.question = SHOW_MORE;
}

static size_t page_rows(void)
{
	int rows;

	rl_get_screen_size(&rows, NULL);
	if (!variable_is("page-completions", "on") || rows < 2)
		return state.rows;
	return (size_t)rows - 1;
}

static void show_matches(char **matches, int n, int longest)
{
	(void)matches;
	(void)longest;
	if (!state.now)
		return;
	lay_out();
	rl_crlf();
	if (rl_completion_query_items > 0 && n >= rl_completion_query_items) {
		fprintf(rl_outstream, "Display all %d possibilities? (y or n)", n);
		state.question = SHOW_ALL;
		return;
	}
	put_rows(page_rows());
}

/* ---- the questions ---- */

bool offers_asking(void)
{
	return state.question != NO_QUESTION;
}

bool offers_forget(void)
{
	bool asked = offers_asking();

	state.question = NO_QUESTION;
	return asked;
}

static void wipe_question(void)
{
	if (state.question == SHOW_MORE)
		fputs("\r        \r", rl_outstream);
	else
		rl_crlf();
}

void offers_stop(void)
{
	if (!offers_asking())
		return;
	wipe_question();
	show_line_again();
}

bool offers_answer(int key)
{
	bool more = state.question == SHOW_MORE;

	if (key == 'y' || key == 'Y' || key == ' ') {
		wipe_question();
		put_rows(page_rows());
	} else if (more && (key == '\r' || key == '\n')) {
		wipe_question();
		put_rows(1);
	} else if (key == EOF || strchr("nN\177\b\007\004\033", key) ||
		   (more && (key == 'q' || key == 'Q'))) {
		offers_stop();
	} else {
		rl_ding();
	}
	return offers_asking();
}

/* ---- who there is ---- */

static void users(module_line_account *each, void *ctx)
{
	struct passwd *pw;

	setpwent();
	while ((pw = getpwent()))
		each(ctx, pw->pw_name, pw->pw_gecos, pw->pw_dir);
	endpwent();
}

static void groups_of_system(module_line_account *each, void *ctx)
{
	struct group *gr;

	setgrent();
	while ((gr = getgrent()))
		each(ctx, gr->gr_name, NULL, NULL);
	endgrent();
}

void offers_accounts(bool groups, module_line_account *each, void *ctx)
{
	if (groups)
		groups_of_system(each, ctx);
	else
		users(each, ctx);
}

/* ---- setting up ---- */

void offers_set_up(void)
{
	/* inputrc may want it otherwise: it is read later */
	(void)rl_variable_bind("match-hidden-files", "off");
	(void)rl_variable_bind("show-all-if-unmodified", "on");
	(void)rl_variable_bind("skip-completed-text", "on");
	rl_completer_quote_characters = NULL; /* quotes and words are the program's business */
	rl_completer_word_break_characters = "";
	rl_completion_word_break_hook = find_start;
	rl_attempted_completion_function = attempt;
	rl_completion_display_matches_hook = show_matches;
}

void offers_follow(const struct module_line_settings *s)
{
	state.complete = s->complete;
	state.context = s->context;
	state.utf8 = s->utf8;
	state.colour = s->colour;
	state.question = NO_QUESTION;
	state.gathered = false;
	state.now = NULL;
}
