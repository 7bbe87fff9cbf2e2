/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line.c -- the module "line": a line is edited on the terminal, by GNU Readline through its callback
 * interface: the program sleeps and sees to signals itself, and calls when there is something to read. */
#include "line_internal.h"

#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <wchar.h>

#include <readline/history.h>

/* Readline's callbacks carry no context: the agreed exception to "no variables of a file". */
static struct {
	const struct module_host *program;
	locale_t utf8;            /* for the characters of what is typed; 0: bytes */
	struct buf *line;         /* where a line that is done goes */
	enum module_line_got got; /* what became of the line */
	bool to_editor;           /* once it is done, it goes through an editor */
	bool begun;               /* a line is being edited */
	bool suggest;             /* a grey suggestion is wanted */
	const char *rest;         /* what the history suggests after the text; NULL: nothing */
	bool drawn;               /* REST stands on the screen, the cursor before it */
	bool newlines;            /* the terminal gives them for the return key */
	bool reflows;             /* with another width it lays its rows out anew */
	bool has_first;           /* the first byte of a key was taken already: FIRST */
	unsigned char first;
	bool cut_short; /* the interrupt key was hit while a byte was waited for */
	bool (*interrupted)(void *context);
	void *context;
	bool forced_mode; /* the shell's options chose the editing mode last */
	char term[64];    /* $TERM as it was last */
} state;

/* ---- the C library's locale is the program's but while the library runs ---- */

struct place {
	locale_t before;
	char category[64];
};

static struct place enter(void)
{
	struct place p = { .before = (locale_t)0 };
	const char *now = setlocale(LC_CTYPE, NULL);

	snprintf(p.category, sizeof p.category, "%s", now ? now : "C");
	if (state.utf8)
		p.before = uselocale(state.utf8);
	return p;
}

static void leave(const struct place *p)
{
	if (p->before)
		uselocale(p->before);
	setlocale(LC_CTYPE, p->category); /* the library sets it from the environment, line by line */
}

/* ---- the suggestion: the newest line of the history that goes on from here ---- */

static const char *find_rest(void)
{
	HIST_ENTRY **all = history_list();
	size_t len = (size_t)rl_end;

	if (!all || len == 0)
		return NULL;
	for (int i = history_length - 1; i >= 0; i--)
		if (strncmp(all[i]->line, rl_line_buffer, len) == 0 && all[i]->line[len])
			return all[i]->line + len;
	return NULL;
}

size_t char_columns(const char *s, int *columns)
{
	mbstate_t shift = { 0 };
	wchar_t c;
	size_t n = mbrtowc(&c, s, strlen(s), &shift);

	*columns = n == (size_t)-1 || n == (size_t)-2 || n == 0 ? -1 : wcwidth(c);
	return *columns < 0 ? 1 : n;
}

/* The column after S, begun at COLUMN; -1: it cannot be said. What is between \001 and \002 takes none. */
static int column_after(const char *s, int column, int width)
{
	for (int n; *s;) {
		if (*s == RL_PROMPT_START_IGNORE) {
			s += strcspn(s, (char[]){ RL_PROMPT_END_IGNORE, 0 });
			s += *s != '\0';
			continue;
		}
		if (*s == '\n') {
			column = 0;
			s++;
			continue;
		}
		s += char_columns(s, &n);
		if (n < 0)
			return -1;
		column = column % width + n > width ? n : column + n;
	}
	return column;
}

bool variable_is(const char *name, const char *value)
{
	const char *now = rl_variable_value(name);

	return now && strcmp(now, value) == 0;
}

/* Columns left in the row of the cursor, which stands after the text; 0: unknown, or none. */
static int room_after(void)
{
	int rows, width;

	rl_get_screen_size(&rows, &width);
	if (width < 2 || variable_is("horizontal-scroll-mode", "on") ||
		variable_is("show-mode-in-prompt", "on"))
		return 0;
	int column = column_after(rl_display_prompt ? rl_display_prompt : "", 0, width);
	if (column >= 0)
		column = column_after(rl_line_buffer, column, width);
	return column > 0 && column % width ? width - column % width - 1 : 0;
}

static bool may_suggest(void)
{
	const unsigned long busy = RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG |
				   RL_STATE_VIMOTION | RL_STATE_MACROINPUT | RL_STATE_DONE |
				   RL_STATE_COMPLETING;

	return state.suggest && rl_point == rl_end && !RL_ISSTATE(busy);
}

static void rub_out(void)
{
	if (state.drawn)
		fputs("\033[K", rl_outstream);
	state.drawn = false;
}

static void draw_rest(void)
{
	int room = room_after(), used = 0, n;
	const char *end = state.rest;

	while (*end && *end != '\n') {
		size_t bytes = char_columns(end, &n);
		if (n < 0 || used + n > room)
			break;
		end += bytes;
		used += n;
	}
	if (used == 0)
		return;
	fprintf(rl_outstream, "\033[90m%.*s\033[39m\033[%dD", (int)(end - state.rest), state.rest, used);
	state.drawn = true;
}

static void redisplay(void)
{
	if (offers_asking())
		return;
	rub_out();
	rl_redisplay();
	state.rest = may_suggest() && rl_redisplay_function == redisplay ? find_rest() : NULL;
	if (state.rest)
		draw_rest();
	fflush(rl_outstream);
}

static int take(size_t n)
{
	char *text = strndup(state.rest, n);

	if (text)
		rl_insert_text(text);
	free(text);
	return 0;
}

static bool suggested(void)
{
	if (!state.rest && may_suggest())
		state.rest = find_rest();
	return state.rest && rl_point == rl_end;
}

/* The keys that go right and to the end take the suggestion where the cursor is at the end already. */
static int go_right(int count, int key)
{
	return suggested() ? take(strlen(state.rest)) : rl_forward_char(count, key);
}

static int go_to_end(int count, int key)
{
	return suggested() ? take(strlen(state.rest)) : rl_end_of_line(count, key);
}

static int go_a_word(int count, int key)
{
	if (!suggested())
		return rl_forward_word(count, key);
	size_t blank = strspn(state.rest, " \t\n");
	return take(blank + strcspn(state.rest + blank, " \t\n/"));
}

static int hand_to_editor(int count, int key)
{
	(void)count;
	state.to_editor = true;
	return rl_newline(1, key);
}

/* What inputrc and the terminal bound to OLD is bound to OWN. Not by the names of the keys, in which the
 * library itself takes one for another. */
static void replace(Keymap map, rl_command_func_t *old, rl_command_func_t *own)
{
	for (size_t i = 0; i < KEYMAP_SIZE; i++) {
		if (map[i].type == ISKMAP)
			replace((Keymap)map[i].function, old, own);
		else if (map[i].type == ISFUNC && map[i].function == old)
			map[i].function = own;
	}
}

static void bind_keys(void)
{
	Keymap maps[] = { rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert") };

	for (size_t i = 0; i < ARRAY_LEN(maps); i++) {
		replace(maps[i], rl_forward_char, go_right);
		replace(maps[i], rl_end_of_line, go_to_end);
		replace(maps[i], rl_forward_word, go_a_word);
	}
	Keymap vi = rl_get_keymap_by_name("vi-command");
	rl_bind_keyseq_if_unbound_in_map("\\C-x\\C-e", hand_to_editor, maps[0]);
	rl_bind_keyseq_if_unbound_in_map("v", hand_to_editor, vi);
}

/* ---- what the library calls ---- */

/* Sleeps until there is something to read, NSEC at most (below 0: for ever), or the interrupt key was hit:
 * that throws away what was waited for. A negative number: neither came in time. */
static int sleep_for_byte(struct pollfd *p, int64_t nsec)
{
	struct timespec limit = { nsec / NSEC_PER_SEC, nsec % NSEC_PER_SEC };
	sigset_t all, old;
	int ready = -1;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old); /* so that no signal falls between the look and the sleep */
	state.cut_short = state.interrupted(state.context);
	if (!state.cut_short)
		ready = ppoll(p, 1, nsec < 0 ? NULL : &limit, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return ready;
}

/* The terminal gives 0 bytes where there are none. 1: a byte, 0: none within NSEC (below 0: for ever), or the
 * interrupt key was hit meanwhile; -EIO and others: the end. */
static ssize_t take_byte(unsigned char *byte, int64_t nsec)
{
	state.cut_short = false;
	for (;;) {
		struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
		ssize_t n = read(STDIN_FILENO, byte, 1);
		if (n > 0)
			return n;
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return -errno;
		int ready = sleep_for_byte(&p, nsec);
		if (n == 0 && ready > 0 && (p.revents & (POLLHUP | POLLERR | POLLNVAL)))
			return -EPIPE;
		if (state.cut_short || (nsec >= 0 && ready <= 0))
			return 0;
	}
}

/* The first byte of a key. False: the interrupt key took it away meanwhile, and the signal is
 * to be seen to. */
static bool take_first(int64_t nsec)
{
	ssize_t n = state.has_first ? 1 : take_byte(&state.first, nsec);

	state.has_first = n > 0;
	return n != 0;
}

/* Is there more to read within the library's time? It then reads that, and would wait for ever for what the
 * interrupt key threw away meanwhile: so the byte is taken at once. */
static int is_more_there(void)
{
	(void)take_first((int64_t)rl_set_keyboard_input_timeout(-1) * 1000);
	return state.has_first;
}

/* One byte: what is typed ahead for a program stays in the terminal. The return key's is a newline there, see
 * take_terminal(). */
static int get_byte(FILE *stream)
{
	unsigned char byte = state.first;
	ssize_t n = state.has_first ? 1 : take_byte(&byte, -1);

	(void)stream;
	state.has_first = false;
	if (n > 0)
		return state.newlines && byte == '\n' ? '\r' : byte;
	if (n == 0) /* in the midst of a key, or of what is pasted: the program gives the line up */
		return EOF;
	state.got = n == -EIO ? MODULE_LINE_FAILED : MODULE_LINE_END;
	return EOF;
}

static void line_done(char *text)
{
	/* at the end of input the library hands out what was typed up to there as if it were a line, and so
	 * it does at an interrupt: the program drops it then */
	bool whole = state.got == MODULE_LINE_MORE && !state.cut_short;

	rl_callback_handler_remove();
	state.begun = false;
	if (whole && text) {
		state.program->buf_add(state.line, text, strlen(text));
		state.program->buf_add(state.line, "\n", 1);
	}
	if (whole && text)
		state.got = state.to_editor ? MODULE_LINE_EDIT : MODULE_LINE_DONE;
	else if (whole)
		state.got = MODULE_LINE_END;
	free(text);
}

/* ---- what the program calls ---- */

/* Unlike the library alone: the return key stays a newline, so that lines typed ahead for `read`, or a
 * program, are lines when the terminal is theirs. */
static void take_terminal(int meta)
{
	struct termios t;
	bool known = tcgetattr(STDIN_FILENO, &t) == 0;
	tcflag_t before = known ? t.c_iflag : 0;

	/* where nothing is echoed the library shows the prompt, but only in its own way */
	rl_redisplay_function = known && !(t.c_lflag & ECHO) ? rl_redisplay : redisplay;
	rl_prep_terminal(meta);
	state.newlines = false;
	if (tcgetattr(STDIN_FILENO, &t) < 0)
		return;
	t.c_iflag |= before & ICRNL;
	t.c_cc[VMIN] = t.c_cc[VTIME] = 0;
	state.newlines = tcsetattr(STDIN_FILENO, TCSANOW, &t) == 0 && (before & ICRNL);
}

static bool can_draw(void)
{
	const char *clear = rl_get_termcap("ce");

	return clear && strncmp(clear, "\033[", 2) == 0;
}

static void follow_settings(const struct module_line_settings *s)
{
	offers_follow(s);
	state.suggest = s->suggest && can_draw();
	state.reflows = s->reflows;
	if (s->mode != MODULE_LINE_USUAL)
		rl_variable_bind("editing-mode", s->mode == MODULE_LINE_VI ? "vi" : "emacs");
	else if (state.forced_mode)
		rl_read_init_file(NULL);
	state.forced_mode = s->mode != MODULE_LINE_USUAL;
}

static int set_up(const struct module_line_settings *s)
{
	FILE *out = fdopen(STDERR_FILENO, "w");

	if (!out)
		return -errno;
	setvbuf(out, NULL, _IOFBF, BUFSIZ);
	state.utf8 = s->utf8 ? newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0) : (locale_t)0;
	struct place p = enter();
	rl_readline_name = "ipcsh";
	rl_outstream = out;
	rl_instream = stdin;
	rl_catch_signals = rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_getc_function = get_byte;
	rl_input_available_hook = is_more_there;
	rl_prep_term_function = take_terminal;
	rl_terminal_name = s->term;
	offers_set_up();
	rl_add_defun("ipcsh-right", go_right, -1);
	rl_add_defun("ipcsh-end", go_to_end, -1);
	rl_add_defun("ipcsh-word", go_a_word, -1);
	rl_add_defun("edit-and-execute-command", hand_to_editor, -1); /* the names that bash has for it */
	rl_add_defun("vi-edit-and-execute-command", hand_to_editor, -1);
	if (s->inputrc)
		setenv("INPUTRC", s->inputrc, 1); /* where the library looks; programs get the shell's own */
	using_history();
	rl_initialize();
	bind_keys();
	leave(&p);
	return 0;
}

/* While a program had the terminal nobody told the library of another size. Gives how wide it is; 0: unknown,
 * or it does not go on in the next row by itself, for which the library leaves out a column. */
static int follow_size(void)
{
	struct winsize size;
	int rows, columns;

	rl_get_screen_size(&rows, &columns);
	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) < 0)
		return 0;
	if (size.ws_row != rows || size.ws_col != columns)
		rl_reset_screen_size();
	rl_get_screen_size(&rows, &columns);
	return size.ws_col == columns ? columns : 0;
}

/* A sign and blanks for all of a row: where something stood in it they end in the next one. */
static void new_row(bool utf8, bool colour)
{
	int width = rl_outstream ? follow_size() : 0;

	if (width < 2 || !can_draw())
		return;
	fprintf(rl_outstream, colour ? "\033[90m%s\033[39m%*s\r\033[K" : "%s%*s\r\033[K",
		utf8 ? "\xe2\x8f\x8e" : "%", width - 1, "");
	fflush(rl_outstream);
}

static int begin(const struct module_line_settings *s, const char *prompt)
{
	if (!rl_outstream) {
		int err = set_up(s);
		if (err < 0)
			return err;
	}
	struct place p = enter();
	if (strcmp(state.term, s->term) != 0) {
		snprintf(state.term, sizeof state.term, "%s", s->term);
		rl_terminal_name = state.term;
		/* With another the library takes any terminal for a dumb one. */
		rl_redisplay_function = rl_redisplay;
		rl_reset_terminal(state.term);
		rl_redisplay_function = redisplay;
	}
	follow_settings(s);
	(void)follow_size();
	state.got = MODULE_LINE_MORE;
	state.to_editor = false;
	state.interrupted = s->interrupted;
	state.context = s->context;
	state.rest = NULL;
	state.begun = true;
	using_history();
	rl_callback_handler_install(prompt, line_done);
	leave(&p);
	return 0;
}

/* The library does nothing about a terminal that it thinks is its own. */
static void retake_terminal(void)
{
	(*rl_deprep_term_function)();
	take_terminal(1);
}

static bool is_raw(void)
{
	struct termios t;

	return tcgetattr(STDIN_FILENO, &t) < 0 || !(t.c_lflag & ICANON);
}

static void hide(void)
{
	struct place p = enter();

	offers_stop();
	rub_out();
	rl_clear_visible_line();
	fflush(rl_outstream);
	(*rl_deprep_term_function)();
	leave(&p);
}

static void show(void)
{
	struct place p = enter();

	retake_terminal();
	rl_forced_update_display();
	leave(&p);
}

/* The library may have had others to see to before the one that was taken. */
static void read_keys(void)
{
	do
		rl_callback_read_char();
	while (state.has_first && state.begun);
}

static enum module_line_got read_input(struct buf *line)
{
	struct place p = enter();

	if (!is_raw()) /* somebody changed it while this process was stopped */
		retake_terminal();
	if (!take_first(0)) {
		leave(&p);
		return state.got;
	}
	state.line = line;
	rub_out();
	if (!offers_asking())
		read_keys();
	else if (!offers_answer(get_byte(rl_instream)) && state.begun && state.got != MODULE_LINE_MORE)
		line_done(NULL);
	if (state.got == MODULE_LINE_FAILED && state.begun)
		line_done(NULL);
	if (state.begun && !state.drawn)
		redisplay();
	fflush(rl_outstream);
	leave(&p);
	return state.got;
}

static void drop(bool show_key)
{
	if (!state.begun)
		return;
	struct place p = enter();
	rub_out();
	rl_point = rl_end;
	state.suggest = false;
	if (!offers_forget())
		rl_redisplay();
	if (show_key)
		rl_echo_signal_char(SIGINT);
	rl_free_line_state();
	rl_callback_sigcleanup();
	rl_callback_handler_remove();
	fflush(rl_outstream);
	state.begun = false;
	leave(&p);
}

/* ---- another size of the terminal ---- */

struct spot {
	int row, column; /* COLUMN may be the width: the next character begins a row */
};

/* Columns of the character at *S, which is passed over: as the library shows it. */
static int take_columns(const char **s, const struct spot *at)
{
	int n;

	if (**s == '\t') {
		(*s)++;
		return 8 - at->column % 8;
	}
	*s += char_columns(*s, &n);
	return n < 0 ? 2 : n; /* ^X */
}

/* Moves AT over LEN bytes at S, on a screen of this width. */
static void pass(const char *s, size_t len, int width, struct spot *at)
{
	for (const char *end = s + len; s < end;) {
		if (*s == RL_PROMPT_START_IGNORE) {
			s += strcspn(s, (char[]){ RL_PROMPT_END_IGNORE, 0 });
			s += *s != '\0';
			continue;
		}
		bool newline = *s == '\n';
		int n = newline ? 0 : take_columns(&s, at);
		if (newline || at->column + n > width)
			*at = (struct spot){ at->row + 1, 0 };
		s += newline;
		at->column += n;
	}
}

/* Rows from where the prompt begins down to the cursor. */
static int rows_above(int width)
{
	const char *prompt = rl_display_prompt ? rl_display_prompt : "";
	struct spot at = { 0, 0 };

	pass(prompt, strlen(prompt), width, &at);
	pass(rl_line_buffer, (size_t)rl_point, width, &at);
	return at.row + (at.column >= width);
}

/* From the cursor, at a row's beginning, to the screen's end. At the screen's first place some terminals
 * would not erase what is there but scroll it off, to come back when there is room: the rest is erased from
 * the next column on. */
static void erase_below(void)
{
	fputs("\033[K\033[C\033[J\r", rl_outstream);
}

/* The library keeps where the rows of a long prompt ended. */
static void fold_prompt_anew(void)
{
	char *prompt = rl_display_prompt == rl_prompt && rl_prompt ? strdup(rl_prompt) : NULL;

	if (prompt)
		rl_set_prompt(prompt);
	free(prompt);
}

/* The library goes by the rows as they were; most terminals have laid them out anew by now, and the cursor
 * with them. What stands below the prompt's beginning goes away, and is drawn again. */
static void resize(void)
{
	struct place p = enter();
	int rows, before, now;

	offers_stop();
	rl_get_screen_size(&rows, &before);
	rl_reset_screen_size();
	rl_get_screen_size(&rows, &now);
	if (can_draw() && !variable_is("horizontal-scroll-mode", "on")) {
		int above = rows_above(state.reflows ? now : before);
		fputs("\r", rl_outstream);
		if (above > 0)
			fprintf(rl_outstream, "\033[%dA", above);
		erase_below();
	}
	state.drawn = false;
	fold_prompt_anew();
	rl_forced_update_display();
	leave(&p);
}

static void forget_oldest(size_t n)
{
	for (; n > 0 && history_length > 0; n--)
		free_history_entry(remove_history(0));
}

static const void *start(const struct module_host *host)
{
	static const struct module_line functions = {
		.new_row = new_row,
		.begin = begin,
		.read = read_input,
		.hide = hide,
		.show = show,
		.drop = drop,
		.resize = resize,
		.history_add = add_history,
		.history_clear = clear_history,
		.history_forget = forget_oldest,
		.accounts = offers_accounts,
	};

	state.program = host;
	return &functions;
}

extern const struct module ipcsh_module __attribute__((visibility("default")));
const struct module ipcsh_module = { .build_id = IPCSH_BUILD_ID, .start = start };
