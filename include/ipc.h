/* SPDX-License-Identifier: MIT */
/* ipc.h -- the kernel's mechanisms, without any knowledge of a shell: nothing here prints or exits. All functions
 * give 0 (or a count) or -errno. */
#ifndef IPCSH_IPC_H
#define IPCSH_IPC_H

#include "base.h"

/* ---- waiting with a limit (wait.c) ------------------------------------------------------------------ */

/* How long a blocking call may take. System V calls know no timeouts: see design.md, "Waiting with a limit". */
struct ipc_wait {
	bool nowait;
	int64_t timeout_ns; /* < 0: for ever */
	/* Called after EINTR: 0: wait on; else the call gives -EINTR. NULL: always on. */
	int (*on_signal)(void *ctx);
	void *ctx;
};

/* Async-signal-safe: arms the repeating timer if a call of this room may block right now, so that it ends with EINTR
 * even if the signal came just before it. Called by the shell's signal handler. */
void ipc_nudge(void);

#endif
