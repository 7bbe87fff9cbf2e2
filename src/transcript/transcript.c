/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transcript.c -- `ipcsh -t`, from its arguments to its exit status. */
#include "transcript.h"
#include "transcript_internal.h"
#include "exec.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static bool want_colour(void)
{
	const char *off = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(off && *off) && term && strcmp(term, "dumb") != 0;
}

static int read_scripts(struct sh *sh, const struct vec *files, struct script *scripts)
{
	for (size_t i = 0; i < files->len; i++) {
		int err = script_read(&scripts[i], files->items[i]);

		if (err < 0)
			return sh_error(sh, "-t", files->items[i], "%s", error_text(-err));
	}
	return STATUS_OK;
}

static int run_files(struct sh *sh, const struct settings *set, const struct vec *files)
{
	struct script *scripts = mem_zalloc(files->len * sizeof(*scripts));
	int status = read_scripts(sh, files, scripts);

	if (status == STATUS_OK)
		status = runner_run(sh, set, scripts, files->len);
	for (size_t i = 0; i < files->len; i++)
		script_free(&scripts[i]);
	free(scripts);
	return status;
}

int transcript_run(struct sh *sh, int argc, char **argv)
{
	struct settings set = { 0 };
	struct vec files = { 0 };
	const char *bad = "";
	char why[200];
	int status = STATUS_ERROR, first = settings_take(&set, argc, argv, why, sizeof(why));

	if (first < 0)
		return sh_error(sh, "-t", NULL, "%s", why);
	if (first == 0)
		return settings_usage() < 0 ? STATUS_ERROR : STATUS_OK;
	set.colour = want_colour();
	/* A caller that ignores it would take the statuses of our children away. */
	(void)signal(SIGCHLD, SIG_DFL);
	int err = collect_files(argv + first, &files, &bad);
	if (err < 0) {
		sh_error(sh, "-t", bad, "%s", error_text(-err));
	} else if (files.len == 0) {
		sh_error(sh, "-t", argv[first], "no *.t file below it");
	} else {
		isolate_probe(&set.iso, !set.no_namespaces);
		status = run_files(sh, &set, &files);
	}
	for (size_t i = 0; i < files.len; i++)
		free(files.items[i]);
	vec_free(&files);
	return status;
}
