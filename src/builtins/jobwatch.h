/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobwatch.h -- jobs --watch: what its two files share. */
#ifndef IPCSH_JOBWATCH_H
#define IPCSH_JOBWATCH_H

#include "builtins_internal.h"
#include "inspect.h"

struct watch_how {
	bool json;
	int64_t every_ns;
	uint64_t count; /* snapshots; 0: until it ends */
};

/* Where a file was when it was first seen: what is left of it takes as long as what was read since then. */
struct watch_mark {
	pid_t pid;
	uint64_t ino;
	int64_t offset, at_ns;
	int64_t last; /* offset */
};

struct watch {
	struct sh *sh;
	struct job *job;  /* NULL: somebody else's processes, or it is gone */
	pid_t job_pid;    /* its job_pid(); 0: there was none */
	const char *spec; /* the operand; NULL: none */
	pid_t group;      /* somebody else's; 0: one process */
	pid_t *stages;    /* [n_stages]; 0: it ended */
	size_t n_stages;
	struct flows before, now;
	struct watch_mark *marks;
	size_t n_marks, cap_marks;
	size_t width, height; /* of the screen; 0: lines as long as they come */
};

/* The present snapshot as lines, fitted to the screen, or as one line of JSON. */
void watch_draw(struct watch *w, struct buf *out);
void watch_json(struct watch *w, struct buf *out);

/* `jobs --watch [JOB|PID]`: gives the status of the job if it ended meanwhile. */
int watch_run(struct sh *sh, const char *spec, const struct watch_how *how);

#endif
