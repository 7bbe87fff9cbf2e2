/* SPDX-License-Identifier: GPL-3.0-or-later */
/* edit.c -- a line edited on the terminal, by the module "line": sleeping, signals and what others write
 * while it is typed are seen to here. */
#include "module.h"
#include "ui_internal.h"

#include <signal.h>

static const char *value_of(struct ui *ui, const char *name)
{
	const char *value = var_get_name(&ui->sh->vars, name);
	return value && *value ? value : NULL;
}

static void seek_editor(struct ui *ui)
{
	struct buf why = { 0 };

	ui->editor_sought = true;
	ui->editor = module_load("line", &why);
	if (why.len)
		(void)sh_error(ui->sh, NULL, NULL, "lines are read plainly: %s", buf_cstr(&why));
	buf_free(&why);
}

bool edit_can(struct ui *ui)
{
	const char *term = value_of(ui, "TERM");
	if (!term || strcmp(term, "dumb") == 0 || !isatty(0) || !isatty(2))
		return false;
	if (!ui->editor_sought)
		seek_editor(ui);
	return ui->editor != NULL;
}

/* The editor's copy of the history is brought up to date. */
static void share_history(struct ui *ui)
{
	struct sh *sh = ui->sh;
	int first = history_first(sh), last = history_last(sh);
	unsigned deletions = sh->history ? sh->history->deletions : 0;
	if (deletions != ui->deletions || first < ui->first || first > ui->last + 1) {
		ui->editor->history_clear();
		ui->first = first;
		ui->last = first - 1;
		ui->deletions = deletions;
	}
	ui->editor->history_forget((size_t)(first - ui->first));
	ui->first = first;
	for (int i = ui->last + 1; i <= last; i++)
		ui->editor->history_add(history_text(sh, i));
	ui->last = last;
}

static enum module_line_mode mode_of(const struct sh *sh)
{
	if (sh->options.on[OPT_VI])
		return MODULE_LINE_VI;
	return sh->options.on[OPT_EMACS] ? MODULE_LINE_EMACS : MODULE_LINE_USUAL;
}

/* Most do; these are known not to. A multiplexer is told by its own variable: the rest may be of the terminal
 * that it was started in. */
static bool reflows(struct ui *ui)
{
	const char *term = value_of(ui, "TERM");
	if (value_of(ui, "TMUX"))
		return true;
	if (value_of(ui, "STY") || value_of(ui, "XTERM_VERSION"))
		return false;
	return term && strcmp(term, "linux") != 0 && strcmp(term, "st") != 0 && strncmp(term, "st-", 3) != 0;
}

void edit_new_row(struct ui *ui)
{
	if (ui->editing && ui->sh->options.on[OPT_FRESHLINE] && edit_can(ui))
		ui->editor->new_row(ui->sh->vars.utf8, !value_of(ui, "NO_COLOR"));
}

static bool interrupted(void *context)
{
	(void)context;
	return signal_is_noted(SIGINT);
}

static bool begin(struct ui *ui)
{
	struct buf prompt = { 0 };
	struct module_line_settings s = {
		.term = value_of(ui, "TERM"),
		.inputrc = value_of(ui, "INPUTRC"),
		.mode = mode_of(ui->sh),
		.utf8 = ui->sh->vars.utf8,
		.suggest = ui->sh->options.on[OPT_SUGGEST] && !value_of(ui, "NO_COLOR"),
		.colour = !value_of(ui, "NO_COLOR"),
		.reflows = reflows(ui),
		.complete = complete_line,
		.interrupted = interrupted,
		.context = ui,
	};
	line_prompt(ui, &prompt);
	int err = ui->editor->begin(&s, buf_cstr(&prompt));
	buf_free(&prompt);
	return err == 0;
}

/* Will anything be written? Else the line is left in peace. */
static bool will_speak(struct ui *ui)
{
	for (int sig = 1; sig < NSIG; sig++) {
		const char *action = signal_is_noted(sig) ? trap_get(ui->sh, sig) : NULL;
		if (action && *action)
			return true;
	}
	return jobs_news(ui->sh);
}

/* As in plain reading: a trap runs at once, and what became of jobs is told with set -b; the line is shown
 * again below. False: it is given up. */
static bool see_to_signals(struct ui *ui)
{
	struct sh *sh = ui->sh;
	bool interrupted = signal_is_noted(SIGINT);
	bool resized = signal_is_noted(SIGWINCH), resumed = signal_is_noted(SIGCONT);
	bool speaks = !interrupted && will_speak(ui);
	if (interrupted || signal_is_noted(SIGHUP))
		ui->editor->drop(interrupted);
	if (interrupted && trap_get(sh, SIGINT))
		(void)fd_write_all(2, "\n", 1);
	if (speaks)
		ui->editor->hide();
	if (sh_on_signal(sh) || interrupted) {
		ui->editor->drop(false);
		return false;
	}
	if (speaks && sh->options.on[OPT_NOTIFY])
		jobs_notify(sh, true);
	if (speaks || resumed)
		ui->editor->show();
	if (resized)
		ui->editor->resize();
	return true;
}

/* What an editor leaves of the line; nothing where it fails. 1; -1: the line and what was typed before it are
 * given up. */
static int through_editor(struct ui *ui)
{
	struct sh *sh = ui->sh;
	struct buf path = { 0 }, shown = { 0 };
	const char *editor = value_of(ui, "VISUAL");
	if (!editor)
		editor = value_of(ui, "EDITOR");
	int status = sh_edit(sh, editor ? editor : "vi", &ui->line, &path);
	if (status < 0)
		(void)sh_error(sh, NULL, path.data, "%s", error_text(-status));
	if (status != STATUS_OK)
		ui->line.len = 0;
	speech_lines(&shown, sh_speech(sh), ui->line.data, ui->line.len);
	(void)fd_write_all(2, shown.data, shown.len);
	if (ui->line.len == 0 || ui->line.data[ui->line.len - 1] != '\n')
		buf_byte(&ui->line, '\n');
	buf_free(&shown);
	buf_free(&path);
	return sh->flow == FLOW_ON ? 1 : -1;
}

int edit_line(struct ui *ui)
{
	sh_watch_terminal(ui->sh);
	if (ui->prompt == 1) /* else the newest is still growing */
		share_history(ui);
	if (!begin(ui)) {
		ui->editor = NULL;
		ui->editing = false;
		return plain_line(ui);
	}
	for (;;) {
		if (line_sleep(ui)) {
			if (!see_to_signals(ui))
				return -1;
			continue;
		}
		switch (ui->editor->read(&ui->line)) {
		case MODULE_LINE_MORE: break;
		case MODULE_LINE_DONE: return 1;
		case MODULE_LINE_EDIT: return through_editor(ui);
		case MODULE_LINE_END: return 0;
		case MODULE_LINE_FAILED:
			if (!jobs_come_to_front(ui->sh) || !begin(ui))
				return 0;
		}
	}
}
