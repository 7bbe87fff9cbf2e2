/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipchelp.c -- help ipc: the table of mechanisms, for choosing one. */
#include "view.h"

enum {
	COL_MECHANISM,
	COL_WHEN,
	COL_MEDIUM,
	COL_UNIT,
	COL_DIRECTION,
	COL_REACH,
	COL_LIFETIME,
	COL_WORDS,
	COLUMNS
};
static const struct view_column columns[COLUMNS] = {
	[COL_MECHANISM] = { "MECHANISM", 0, "" },
	[COL_WHEN] = { "USE IT FOR", 0, "" },
	[COL_MEDIUM] = { "MEDIUM", 0, "" },
	[COL_UNIT] = { "UNIT", 0, "" },
	[COL_DIRECTION] = { "DIRECTION", 0, "" },
	[COL_REACH] = { "REACH", 0, "" },
	[COL_LIFETIME] = { "LIVES UNTIL", 0, "" },
	[COL_WORDS] = { "WORDS", 0, "" },
};

static const char *const rows[][COLUMNS] = {
	{ "pipe", "a stream to the next program", "kernel buffer", "bytes", "one way", "relatives",
		"last close", "a | b, <( ), coproc" },
	{ "FIFO", "a stream between strangers", "kernel buffer", "bytes", "one way", "this machine",
		"last close; name: fiform", "fifonew fifosend fiforecv fiform" },
	{ "message queue", "jobs for whoever is free", "kernel memory", "message", "many to many",
		"this machine", "mqrm", "mqnew mqsend mqrecv mqpeek mqls mqrm" },
	{ "shared memory", "a value all may read; bulk data", "memory", "value", "any", "this machine",
		"shmrm", "shmnew shmput shmcat shmwait shmls shmrm" },
	{ "mapped file", "a value that outlives a reboot", "file", "value", "any", "who may open it", "rm",
		"mmapput mmapcat" },
	{ "shared variable", "counting in subshells and pipelines", "memory", "value", "any", "descendants",
		"the last shell", "shared" },
	{ "semaphore", "N at a time; counting items", "kernel count", "number", "any", "this machine",
		"semrm", "semnew semwait sempost semval semls semrm" },
	{ "lock", "one at a time", "file", "-", "-", "who may open it", "its holder", "lock" },
	{ "UNIX socket", "requests and answers; descriptors", "kernel buffer", "bytes", "both ways",
		"this machine", "last close", "sockserve sockcall sockcat sockpass" },
	{ "TCP socket", "requests and answers", "network", "bytes", "both ways", "any machine", "last close",
		"sockserve sockcall sockcat" },
	{ "signal", "a nudge, with one number", "kernel", "signal", "one way", "own processes", "taken",
		"kill trap sigwait sigblock sigls" },
};

void ipc_help_table(struct sh *sh)
{
	struct view_how how = { 0 };
	struct view *v = view_new(sh, "mechanisms", columns, COLUMNS, &how);

	for (size_t r = 0; v && r < ARRAY_LEN(rows); r++) {
		view_row(v);
		for (size_t i = 0; i < COLUMNS; i++)
			view_cell(v, i, "%s", rows[r][i]);
	}
	if (v)
		view_end(v);
}
