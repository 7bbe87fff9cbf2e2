/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect_word.c -- which process a word looks at, and why it could not. */
#include "inspect_word.h"

#include <errno.h>
#include <limits.h>

static bool process_of_job(struct sh *sh, const char *spec, struct ipc_args *a, pid_t *pid)
{
	const char *why = NULL;
	struct job *j = job_find(sh, spec, &why);

	if (!j) {
		a->status = sh_builtin_error(sh, STATUS_ERROR, spec, "%s", why ? why : "no such job");
		return false;
	}
	*pid = job_pid(j);
	return true;
}

bool inspect_args(struct sh *sh, int argc, char **argv, struct ipc_args *a, pid_t *pid)
{
	uint64_t n;

	if (!ipc_options(sh, argc, argv, IPC_FAMILIES, a))
		return false;
	*pid = getpid();
	if (a->n_text == 0)
		return true;
	a->status = STATUS_ERROR;
	if (a->n_text > 1)
		return builtin_usage(sh), false;
	if (a->text[0][0] == '%')
		return process_of_job(sh, a->text[0], a, pid);
	if (!text_to_uint10(a->text[0], INT_MAX, &n) || n == 0) {
		sh_builtin_error(sh, STATUS_ERROR, a->text[0], "not the number of a process, nor a %%job");
		return false;
	}
	*pid = (pid_t)n;
	return true;
}

int inspect_failed(struct sh *sh, const char *text, int err)
{
	if (err == -ESRCH)
		return sh_builtin_error(sh, STATUS_ERROR, text, "no such process");
	if (err == -EACCES || err == -EPERM)
		return sh_builtin_error(sh, STATUS_ERROR, text,
			"another user's process, or one that lets nobody look: only root may see this");
	return sh_builtin_error(sh, STATUS_ERROR, text, "/proc: %s", error_text(-err));
}
