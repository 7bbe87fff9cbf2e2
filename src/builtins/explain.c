/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c -- explain: how a command would be wired, before it runs, or how a job that runs is. */
#include "explain.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#define WIDTH_UNKNOWN 80
#define WIDTH_LEAST 24
#define WIDTH_MOST 100000

enum form { FORM_TEXT, FORM_DOT, FORM_JSON };
struct wanted {
	enum form form;
	bool ascii, check, last;
	size_t width; /* 0: the terminal's */
};

/* ---- the text ------------------------------------------------------------------------------------------------ */

static int read_trees(struct explain *e, const char *text, struct vec *trees)
{
	struct trouble trouble = { 0 };

	if (explain_parse(e, text, strlen(text), trees, &trouble))
		return STATUS_OK;
	sh_report(e->sh, &trouble);
	return STATUS_ERROR;
}

/* The shell as it is now, as far as commands see it. */
static int place_here(struct explain *e, bool last, struct place *p)
{
	struct sh *sh = e->sh;
	pid_t shell = sh->subshell_process ? sh->vars.shell_pid : getpid();

	*p = (struct place){ .in = exec_place_here(sh),
		.host = WIRE_NONE,
		.inside = WIRE_NONE,
		.subshell = WIRE_NONE,
		.last = last };
	struct wire_fds all = { 0 };
	int err = wiring_own_fds(e->w, getpid(), shell, &all);
	e->n_outer = e->w->n_objects;
	for (uint32_t i = 0; i < all.n; i++)
		if (!own_fd_is(sh, all.v[i].fd))
			wire_fd_put(e->w, &p->fds, all.v[i]);
	return err;
}

static void walk_trees(struct explain *e, const struct vec *trees, bool last, struct place *p)
{
	for (size_t i = 0; i < trees->len; i++)
		explain_note_names(e, ((struct tree *)trees->items[i])->root);
	for (size_t i = 0; i < trees->len; i++) {
		p->last = last && i + 1 == trees->len;
		explain_node(e, ((struct tree *)trees->items[i])->root, p);
	}
	explain_check_all(e);
}

static int explain_text(struct sh *sh, struct wiring *w, const char *text, bool last)
{
	struct explain e = { .sh = sh, .w = w, .parent_matters = sh->parent_matters };
	struct vec trees = { 0 };
	struct place p;

	w->command = text;
	int status = read_trees(&e, text, &trees);
	int err = status == STATUS_OK ? place_here(&e, last, &p) : 0;
	if (err < 0)
		status = sh_builtin_error(sh, STATUS_ERROR, "/proc", "%s", error_text(-err));
	if (status == STATUS_OK)
		walk_trees(&e, &trees, last, &p);
	if (e.too_deep)
		status = sh_builtin_error(sh, STATUS_ERROR, NULL, "commands nested too deeply");
	explain_forget(&trees);
	explain_forget(&e.trees);
	free(e.changed);
	vec_free(&e.noted);
	return status;
}

/* ---- what runs ----------------------------------------------------------------------------------------------- */

static int explain_pids(struct sh *sh, struct wiring *w, const char *name, const pid_t *pids, size_t n)
{
	int err = wiring_of_pids(w, pids, n);

	w->command = name;
	if (err == -ESRCH)
		return sh_builtin_error(sh, STATUS_ERROR, name, "nothing of it runs any more");
	if (err == -EACCES || err == -EPERM)
		return sh_builtin_error(
			sh, STATUS_ERROR, name, "another user's process: only root may see its descriptors");
	if (err < 0)
		return sh_builtin_error(sh, STATUS_ERROR, name, "/proc: %s", error_text(-err));
	return STATUS_OK;
}

/* A stage that is a copy of the shell has no command line of its own: what it runs is in the job's text. */
static void tell_stages(struct wiring *w, const struct job *j)
{
	for (size_t i = 0; j->text && i < w->n_procs && w->procs[i].group == 0; i++) {
		struct wire_proc *p = &w->procs[i];
		for (size_t k = 0; k < j->n_procs; k++) {
			if (j->procs[k].pid != p->pid || p->role != WIRE_SHELL)
				continue;
			p->text = j->stages ? arena_strndup(
						      &w->arena, j->text + j->stages[k].at, j->stages[k].len)
					    : arena_strndup(&w->arena, j->text, strlen(j->text));
		}
	}
}

static int explain_job(struct sh *sh, struct wiring *w, const char *spec)
{
	const char *why = NULL;
	struct job *j = job_find(sh, spec, &why);
	size_t n = 0;

	if (!j)
		return sh_builtin_error(sh, STATUS_ERROR, spec, "%s", why ? why : "no such job");
	pid_t *pids = mem_alloc((j->n_procs + 1) * sizeof *pids);
	for (size_t i = 0; i < j->n_procs; i++)
		if (j->procs[i].state != PROC_DONE)
			pids[n++] = j->procs[i].pid;
	int status = explain_pids(sh, w, spec, pids, n);
	tell_stages(w, j);
	free(pids);
	return status;
}

/* ---- the word ------------------------------------------------------------------------------------------------ */

static size_t terminal_width(const struct sh *sh)
{
	struct winsize size;
	uint64_t columns;
	const char *value = var_get_name((struct vars *)(uintptr_t)&sh->vars, "COLUMNS");

	if (!sh->out.sink && ioctl(sh->out.fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return value && text_to_uint10(value, WIDTH_MOST, &columns) && columns >= WIDTH_LEAST ? columns
											      : WIDTH_UNKNOWN;
}

static void draw(struct sh *sh, const struct wiring *w, const struct wanted *want)
{
	struct buf out = { 0 };

	switch (want->form) {
	case FORM_TEXT:
		wiring_text(&out, w, want->width ? want->width : terminal_width(sh),
			want->ascii || !sh->vars.utf8);
		break;
	case FORM_DOT: wiring_dot(&out, w); break;
	case FORM_JSON: wiring_json(&out, w); break;
	}
	sh_write(sh, out.data, out.len);
	buf_free(&out);
}

static int read_width(struct sh *sh, const struct opts *o, struct wanted *want)
{
	uint64_t n;

	if (!text_to_uint10(o->arg, WIDTH_MOST, &n) || n < WIDTH_LEAST)
		return opt_bad_argument(sh, o, "not a number of columns, 24 or more");
	want->width = (size_t)n;
	return STATUS_OK;
}

enum { ROW_JSON, ROW_DOT, ROW_ASCII, ROW_WIDTH, ROW_CHECK, ROW_LAST };
static const struct opt_row explain_options[] = {
	[ROW_JSON] = { 'j', NULL, NULL, "print JSON" },
	[ROW_DOT] = { 0, "dot", NULL, "print a graph for dot(1)" },
	[ROW_ASCII] = { 0, "ascii", NULL, "draw with characters of ASCII alone" },
	[ROW_WIDTH] = { 0, "width", "COLUMNS", "draw for so many columns rather than the terminal's" },
	[ROW_CHECK] = { 0, "check", NULL, "status 1 if there is something to warn of" },
	[ROW_LAST] = { 0, "last", NULL, "as the last command of a shell, which may become its program" },
	{ 0 },
};

/* False: return *STATUS. */
static bool read_options(
	struct sh *sh, int argc, char **argv, struct opts *o, struct wanted *want, int *status)
{
	int c;

	opt_begin(o, sh, argc, argv);
	while ((c = opt_next(o, sh)) != OPT_END) {
		*status = o->status;
		switch (c) {
		case 'j': want->form = FORM_JSON; break;
		case OPT_LONG + ROW_DOT: want->form = FORM_DOT; break;
		case OPT_LONG + ROW_ASCII: want->ascii = true; break;
		case OPT_LONG + ROW_CHECK: want->check = true; break;
		case OPT_LONG + ROW_LAST: want->last = true; break;
		case OPT_LONG + ROW_WIDTH:
			if ((*status = read_width(sh, o, want)) == STATUS_OK)
				break;
			return false;
		default: return false;
		}
	}
	return true;
}

static bool has_warning(const struct wiring *w)
{
	for (size_t i = 0; i < w->n_warnings; i++)
		if (!w->warnings[i].note)
			return true;
	return false;
}

static int explain_operands(struct sh *sh, struct wiring *w, int argc, char **argv, const struct wanted *want)
{
	struct buf text = { 0 };
	uint64_t pid;

	if (argc == 1 && argv[0][0] == '%')
		return explain_job(sh, w, argv[0]);
	if (argc == 1 && text_to_uint10(argv[0], INT_MAX, &pid))
		return explain_pids(sh, w, argv[0], &(pid_t){ (pid_t)pid }, 1);
	for (int i = 0; i < argc; i++) {
		if (i > 0)
			buf_byte(&text, ' ');
		buf_str(&text, argv[i]);
	}
	int status = explain_text(sh, w, arena_strndup(&w->arena, text.data, text.len), want->last);
	buf_free(&text);
	return status;
}

static int run_explain(struct sh *sh, int argc, char **argv)
{
	struct wanted want = { 0 };
	struct wiring w = { 0 };
	struct opts o;
	int status = STATUS_ERROR;

	if (!read_options(sh, argc, argv, &o, &want, &status))
		return status;
	if (o.next >= argc)
		return builtin_usage(sh);
	status = explain_operands(sh, &w, argc - o.next, argv + o.next, &want);
	if (status == STATUS_OK) {
		draw(sh, &w, &want);
		status = want.check && has_warning(&w) ? STATUS_NO : STATUS_OK;
	}
	wiring_free(&w);
	return status;
}

const struct builtin explain_builtins[] = {
	{ "explain", run_explain, BUILTIN_IPC | BUILTIN_WRITES,
		"[-j] [--dot] [--ascii] [--width COLUMNS] [--check] [--last] COMMAND|%JOB|PID",
		"show how a command would be wired, or how a job is, without running anything",
		explain_options },
	{ .help = "the wiring of commands", .usage = "ipcsh-explain(1)" },
};
