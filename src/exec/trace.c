/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.c -- what set -x writes: a line for each command, in one write, so that the lines of a pipeline's
 * stages are whole. With set -o xwiring, outside posix mode, redirections stand behind the words as they
 * would be typed, and each line of a pipeline says which stage speaks. */
#include "exec_internal.h"

/* "+ " and stage 2 make "+2| ". */
static void add_stage(const struct sh *sh, struct buf *line)
{
	if (line->len > 0 && line->data[line->len - 1] == ' ')
		line->len--;
	for (size_t i = 0; i < sh->n_stages; i++)
		buf_printf(line, i > 0 ? ".%u" : "%u", (unsigned)sh->stages[i]);
	buf_str(line, "| ");
}

static bool shows_wiring(const struct sh *sh)
{
	return sh->options.on[OPT_XWIRING] && !sh->options.on[OPT_POSIX];
}

void xtrace_text(struct sh *sh, const char *text)
{
	struct buf line = { 0 };
	sh->options.on[OPT_XTRACE] = false; /* PS4 may run commands */
	prompt_text(sh, "PS4", &line);
	sh->options.on[OPT_XTRACE] = true;
	if (sh->n_stages > 0 && shows_wiring(sh))
		add_stage(sh, &line);
	speech_lines(&line, sh_speech(sh), text, strlen(text)); /* PS4 is the user's own: its colours stay */
	buf_byte(&line, '\n');
	(void)fd_write_all(2, line.data, line.len);
	buf_free(&line);
}

/* ---- redirections ---- */

/* What the word comes to, where finding that out changes nothing; NULL: it is shown as it is written. */
static const char *target_value(struct sh *sh, const struct word *w, size_t *len)
{
	if (!words_are_pure(w))
		return NULL;
	bool nounset = sh->options.on[OPT_NOUNSET];
	sh->options.on[OPT_NOUNSET] = false; /* whoever opens it will say so */
	const char *text = exp_string(&sh->exp, w, EXP_STRING, len);
	sh->options.on[OPT_NOUNSET] = nounset;
	sh->exp.trouble_shown = false;
	return text;
}

static void add_target(struct sh *sh, struct buf *out, const struct io_redirect *r)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	size_t from = out->len, len;
	const char *text = target_value(sh, r->target, &len);
	if (text)
		buf_quoted(out, text, len);
	else
		syn_print_word(out, &sh->vars.names, r->target);
	if (out->len > from && (out->data[from] == '<' || out->data[from] == '>')) { /* > >(command) */
		buf_byte(out, ' ');
		memmove(out->data + from + 1, out->data + from, out->len - from - 1);
		out->data[from] = ' ';
	}
	arena_rewind(&sh->scratch, mark);
}

/* Of a here-document only its head. */
static void add_delimiter(struct buf *out, const struct io_redirect *r)
{
	if (r->strip_tabs)
		buf_byte(out, '-');
	if (r->quoted)
		buf_printf(out, "'%s'", r->delimiter);
	else
		buf_str(out, r->delimiter);
}

static void add_redirects(struct sh *sh, struct buf *out, const struct io_redirect *r)
{
	for (; r; r = r->next) {
		if (out->len > 0)
			buf_byte(out, ' ');
		if (r->fd_name != NAME_NONE)
			buf_printf(out, "{%s}", names_text(&sh->vars.names, r->fd_name));
		else if (r->fd_given)
			buf_printf(out, "%d", r->fd);
		buf_str(out, syn_redir_operator((enum redir_op)r->op));
		if (r->op == REDIR_HEREDOC)
			add_delimiter(out, r);
		else
			add_target(sh, out, r);
	}
}

/* ---- commands ---- */

void xtrace_command(struct sh *sh, char **argv, size_t n, const struct io_redirect *redirs)
{
	struct buf text = { 0 };
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(&text, ' ');
		buf_quoted(&text, argv[i], strlen(argv[i]));
	}
	if (redirs && shows_wiring(sh))
		add_redirects(sh, &text, redirs);
	if (text.len > 0)
		xtrace_text(sh, buf_cstr(&text));
	buf_free(&text);
}

void xtrace_compound(struct sh *sh, const struct node *n)
{
	static const char *const shapes[] = {
		[NODE_SUBSHELL] = "( ... )",
		[NODE_GROUP] = "{ ... }",
		[NODE_IF] = "if ... fi",
		[NODE_WHILE] = "while ... done",
		[NODE_FOR] = "for ... done",
		[NODE_CFOR] = "for ... done",
		[NODE_SELECT] = "select ... done",
		[NODE_CASE] = "case ... esac",
		[NODE_COPROC] = NULL, /* (( )) and [[ ]] are shown whole by themselves */
	};
	struct buf text = { 0 };
	if (!shapes[n->kind] || !shows_wiring(sh))
		return;
	buf_str(&text, n->kind == NODE_WHILE && n->while_.until ? "until ... done" : shapes[n->kind]);
	add_redirects(sh, &text, n->redirs);
	xtrace_text(sh, buf_cstr(&text));
	buf_free(&text);
}

void xtrace_test(struct sh *sh, const struct node *n)
{
	struct buf text = { 0 };
	struct node bare = *n;
	bool wiring = n->redirs && shows_wiring(sh);
	if (wiring)
		bare.redirs = NULL;
	syn_print(&text, &sh->vars.names, &bare, false);
	if (wiring)
		add_redirects(sh, &text, n->redirs);
	xtrace_text(sh, buf_cstr(&text));
	buf_free(&text);
}
