/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect_word.h -- what the words share that look at processes: fds sigls vmmap ipc. */
#ifndef IPCSH_INSPECT_WORD_H
#define IPCSH_INSPECT_WORD_H

#include "inspect.h"
#include "ipc_word.h"

#include <fcntl.h>
#include <sys/sysmacros.h>

/* Options and at most one operand, PID or %job; without it *PID is this shell. false: said what is wrong,
 * return a->status. */
bool inspect_args(struct sh *sh, int argc, char **argv, struct ipc_args *a, pid_t *pid);
/* Says that process TEXT (NULL: this one) could not be looked at. Gives STATUS_ERROR. */
int inspect_failed(struct sh *sh, const char *text, int err);

#endif
