/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shell.c -- the shell that runs the commands of one file, one after another, and reports where each begins
 * and ends. */
#include "transcript_internal.h"
#include "exec.h"

#include <stdlib.h>
#include <unistd.h>

struct shell {
	struct sh sh; /* first, so that on_syntax_error() finds the rest */
	const struct run *run;
	/* A copy of the first standard output, so that `exec >file` does not take the reports along. */
	int stream;
	bool syntax_error;
};

static void send(const struct shell *shell, struct buf *record)
{
	if (fd_write_all(shell->stream, record->data, record->len) < 0)
		_exit(STATUS_ERROR); /* the keeper is gone: nobody is there to be told */
	buf_free(record);
}

static void send_two(const struct shell *shell, enum record_kind kind, int64_t a)
{
	struct buf record = { 0 };

	record_two(&record, shell->run->salt, kind, a, clock_ns(CLOCK_MONOTONIC));
	send(shell, &record);
}

/* What is open now and was not at the beginning, but for what the shell keeps for its own use. */
static void send_descriptors(const struct shell *shell, const struct things *before)
{
	struct things now = { 0 };

	if (inspect_own_descriptors(&now) < 0)
		return; /* without /proc nobody can tell */
	things_subtract(&now, before);
	for (size_t i = 0; i < now.n; i++) {
		struct buf text = { 0 }, record = { 0 };

		if (own_fd_is(&shell->sh, (int)now.v[i].id))
			continue;
		thing_describe(&text, &now.v[i]);
		record_text(&record, shell->run->salt, RECORD_LEFT, buf_cstr(&text));
		buf_free(&text);
		send(shell, &record);
	}
	things_free(&now);
}

/* A script ends with a syntax error, a command at a prompt does not: here it is a failed command like any
 * other. */
static void on_syntax_error(struct sh *sh, const struct trouble *t)
{
	struct shell *shell = (struct shell *)sh;

	if (!sh->subshell && !sh->subshell_process)
		shell->syntax_error = true;
	sh->report = shell->run->sh->report;
	sh_report(sh, t);
	sh->report = on_syntax_error;
}

static int run_block(struct shell *shell, const struct block *b)
{
	struct sh *sh = &shell->sh;

	shell->syntax_error = false;
	int status = exec_string(sh, b->command.data, b->command.len, NULL, 1);
	if (sh->flow != FLOW_EXIT || shell->syntax_error)
		sh->flow = FLOW_ON;
	return status;
}

/* Messages name no file, and lines count from the command's first one: a test stays valid when lines are put
 * above it. */
static void run_blocks(struct shell *shell)
{
	const struct script *script = shell->run->script;

	for (size_t i = 0; i < script->n_blocks; i++) {
		const struct block *b = &script->blocks[i];

		if (b->n_command == 0)
			continue;
		send_two(shell, RECORD_BEGIN, (int64_t)i);
		int status = run_block(shell, b);
		if (shell->sh.flow == FLOW_EXIT)
			break;
		send_two(shell, RECORD_DONE, status);
	}
}

_Noreturn void shell_run(const struct run *run, char **envp)
{
	struct shell *shell = mem_zalloc(sizeof(*shell));
	struct things before = { 0 };
	struct sh *sh = &shell->sh;

	shell->run = run;
	shell->stream = fd_high_copy(STDOUT_FILENO);
	if (shell->stream < 0)
		_exit(STATUS_ERROR);
	environ = envp;
	sh_init(sh, run->sh->builtin_tables, envp);
	sh->report = on_syntax_error;
	sh->vars.arg0 = "ipcsh";
	own_fd_add(sh, &shell->stream);
	bool listed = inspect_own_descriptors(&before) == 0;
	run_blocks(shell);
	if (listed)
		send_descriptors(shell, &before);
	sh->flow = FLOW_ON;
	sh_exit(sh, sh->vars.status);
}
