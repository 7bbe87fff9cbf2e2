/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select.c -- `select': a menu in columns that fit the screen, $PS3, and what is chosen. */
#include "exec_internal.h"

#include <stdlib.h>
#include <sys/ioctl.h>

#define WIDTH_UNKNOWN 80
#define GAP 2 /* columns of the screen between those of the menu */

static size_t screen_width(struct sh *sh)
{
	struct winsize size;
	uint64_t n;
	const char *columns = var_get_name(&sh->vars, "COLUMNS");
	if (columns && text_to_uint10(columns, UINT16_MAX, &n) && n > 0)
		return n;
	return ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : WIDTH_UNKNOWN;
}

/* What is shown of the words: on a terminal those that it would obey are made visible. */
struct menu {
	struct buf text;
	size_t *ends; /* [n]: where each word ends in TEXT */
	size_t n;
	size_t digits; /* of the greatest number */
	size_t widest; /* of the words, in columns of the screen */
	size_t columns, rows;
};

static const char *word_at(const struct menu *m, size_t i, size_t *len)
{
	size_t from = i > 0 ? m->ends[i - 1] : 0;
	*len = m->ends[i] - from;
	return m->text.len > 0 ? m->text.data + from : "";
}

static size_t word_width(const struct sh *sh, const struct menu *m, size_t i)
{
	size_t len;
	const char *word = word_at(m, i, &len);
	return sh->vars.utf8 ? utf8_columns(word, len) : len;
}

static void fill_menu(struct sh *sh, struct menu *m, const struct fields *words)
{
	struct speech how = sh_speech(sh);
	m->n = words->n;
	m->ends = mem_alloc(m->n * sizeof(*m->ends));
	for (size_t i = 0; i < m->n; i++) {
		const char *word = words->v[i];
		if (how.terminal && text_is_obeyed(word, strlen(word)))
			buf_visible(&m->text, word, strlen(word));
		else
			buf_str(&m->text, word);
		m->ends[i] = m->text.len;
	}
}

/* What would fit in one row stands one below the other. */
static void lay_out(struct sh *sh, struct menu *m)
{
	for (size_t rest = m->n; rest > 0; rest /= 10)
		m->digits++;
	for (size_t i = 0; i < m->n; i++) {
		size_t width = word_width(sh, m, i);
		m->widest = width > m->widest ? width : m->widest;
	}
	size_t cell = m->digits + strlen(") ") + m->widest + GAP;
	m->columns = (screen_width(sh) - 1 + GAP) / cell; /* the last column stays empty: it may wrap */
	if (m->columns == 0 || m->columns >= m->n)
		m->columns = 1;
	m->rows = (m->n + m->columns - 1) / m->columns;
}

static void add_word(struct sh *sh, const struct menu *m, size_t i, struct buf *out)
{
	size_t len;
	const char *word = word_at(m, i, &len);
	buf_printf(out, "%*zu) ", m->columns > 1 ? (int)m->digits : 0, i + 1);
	buf_add(out, word, len);
	if (i + m->rows < m->n)
		buf_fill(out, ' ', m->widest - word_width(sh, m, i) + GAP);
	else
		buf_byte(out, '\n');
}

static void show_menu(struct sh *sh, const struct fields *words)
{
	struct menu m = { 0 };
	struct buf out = { 0 };
	fill_menu(sh, &m, words);
	lay_out(sh, &m);
	for (size_t row = 0; row < m.rows; row++)
		for (size_t i = row; i < m.n; i += m.rows)
			add_word(sh, &m, i, &out);
	(void)fd_write_all(2, out.data, out.len);
	buf_free(&out);
	buf_free(&m.text);
	free(m.ends);
}

static void show_prompt(struct sh *sh)
{
	const char *ps3 = var_get_name(&sh->vars, "PS3");
	struct buf text = { 0 };
	prompt_expand(sh, ps3 ? ps3 : "#? ", &text);
	(void)fd_write_all(2, text.data, text.len);
	buf_free(&text);
}

/* Reads a reply, a line as it is, into REPLY through `read`. 0, or why there is none. */
static int read_reply(struct sh *sh)
{
	const struct builtin *read_word = lookup_builtin(sh, "read");
	char *argv[] = { (char[]){ "read" }, (char[]){ "-r" }, NULL };
	show_prompt(sh);
	if (sh->flow != FLOW_ON)
		return sh->vars.status;
	int status = read_word ? run_builtin(sh, read_word, 2, argv) : STATUS_ERROR;
	if (status == 0 || sh->flow != FLOW_ON)
		return status;
	sh_puts(sh, "\n");
	sh_flush(sh);
	return STATUS_NO;
}

/* The word that REPLY names by its number; "": none. */
static const char *chosen(const struct fields *words, const char *reply)
{
	uint64_t number;
	char digits[24];
	size_t len;
	reply += strspn(reply, " \t");
	len = strcspn(reply, " \t");
	if (len >= sizeof(digits) || reply[len + strspn(reply + len, " \t")])
		return "";
	memcpy(digits, reply, len);
	digits[len] = '\0';
	return text_to_uint10(digits, words->n, &number) && number > 0 ? words->v[number - 1] : "";
}

/* The menu is shown at first, and again after an empty line. */
static int select_turns(struct sh *sh, const struct node *n, const struct fields *words)
{
	int status = 0;
	bool show = true;
	do {
		if (show)
			show_menu(sh, words);
		int none = read_reply(sh);
		if (none != 0)
			return none;
		const char *reply = var_get_name(&sh->vars, "REPLY");
		show = !reply || !*reply;
		if (show)
			continue;
		const char *word = chosen(words, reply);
		if (sh_assign(sh, n->for_.name, word, strlen(word), false, true) < 0)
			return STATUS_NO;
		status = exec_node(sh, n->for_.body);
	} while (loop_goes_on(sh));
	return status;
}

int exec_select(struct sh *sh, const struct node *n)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	struct fields words = { 0 };
	int status = 0;
	if (loop_words(sh, n, &words) < 0) {
		status = expansion_failed(sh);
	} else if (words.n > 0) {
		loop_enter(sh);
		status = select_turns(sh, n, &words);
		sh->loop_depth--;
	}
	arena_rewind(&sh->scratch, mark);
	return status;
}
