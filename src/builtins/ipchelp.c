/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipchelp.c -- help ipc: the table of mechanisms, for choosing one, and their words; within 100 columns. */
#include "view.h"

enum { COL_MECHANISM, COL_WHEN, COL_MEDIUM, COL_UNIT, COL_DIRECTION, COL_REACH, COL_LIFETIME, COLUMNS };
static const struct view_column columns[COLUMNS] = {
	[COL_MECHANISM] = { "MECHANISM", 0, "" },
	[COL_WHEN] = { "USE IT FOR", 0, "" },
	[COL_MEDIUM] = { "MEDIUM", 0, "" },
	[COL_UNIT] = { "UNIT", 0, "" },
	[COL_DIRECTION] = { "WAYS", 0, "" },
	[COL_REACH] = { "REACH", 0, "" },
	[COL_LIFETIME] = { "LIVES UNTIL", 0, "" },
};
static const struct view_column word_columns[] = { { "MECHANISM", 0, "" }, { "WORDS", 0, "" } };

static const struct mechanism {
	const char *cells[COLUMNS];
	const char *words;
} mechanisms[] = {
	{ { "pipe", "a stream to the next program", "kernel", "bytes", "one", "relatives", "last close" },
		"a | b   <( )   >( )   coproc" },
	{ { "FIFO", "a stream between strangers", "kernel", "bytes", "one", "machine", "last close" },
		"fifonew fifosend fiforecv fiform (the name: until fiform)" },
	{ { "message queue", "jobs for whoever is free", "kernel", "message", "many", "machine", "mqrm" },
		"mqnew mqsend mqrecv mqpeek mqwait mqnotify mqstat mqls mqrm" },
	{ { "shared memory", "a value all read; bulk data", "memory", "value", "any", "machine", "shmrm" },
		"shmnew shmput shmcat shmwait shmstat shmls shmrm" },
	{ { "mapped file", "a value that outlives a boot", "file", "value", "any", "by rights", "rm" },
		"mmapput mmapcat mmapwait mmapsync mmapstat" },
	{ { "shared variable", "counting in subshells, pipes", "memory", "value", "any", "children",
		  "last shell" },
		"shared" },
	{ { "semaphore", "N at a time; counting items", "kernel", "number", "any", "machine", "semrm" },
		"semnew semwait sempost semop semval semstat semls semrm" },
	{ { "lock", "one at a time", "file", "-", "-", "by rights", "its holder" }, "lock" },
	{ { "UNIX socket", "requests, answers, descriptors", "kernel", "bytes", "both", "machine",
		  "last close" },
		"sockserve sockcall sockcat sockpass socktake ..." },
	{ { "TCP socket", "requests and answers", "network", "bytes", "both", "network", "last close" },
		"sockserve sockcall sockcat socklisten sockdial ..." },
	{ { "datagram socket", "short messages, kept apart", "network", "datagram", "both", "network",
		  "last close" },
		"socksend sockrecv sockserve sockcall sockcat ... (udp: unixgram:)" },
	{ { "signal", "a nudge, with one number", "kernel", "signal", "one", "one user", "taken" },
		"trap kill sigwait siginfo sigblock sigunblock sigls" },
};

static void print_words(struct sh *sh)
{
	struct view_how how = { 0 };
	struct view *v = view_new(sh, "words", word_columns, ARRAY_LEN(word_columns), &how);

	for (size_t r = 0; v && r < ARRAY_LEN(mechanisms); r++) {
		view_row(v);
		view_cell(v, 0, "%s", mechanisms[r].cells[COL_MECHANISM]);
		view_cell(v, 1, "%s", mechanisms[r].words);
	}
	if (v)
		view_end(v);
}

void ipc_help_table(struct sh *sh)
{
	struct view_how how = { 0 };
	struct view *v = view_new(sh, "mechanisms", columns, COLUMNS, &how);

	for (size_t r = 0; v && r < ARRAY_LEN(mechanisms); r++) {
		view_row(v);
		for (size_t i = 0; i < COLUMNS; i++)
			view_cell(v, i, "%s", mechanisms[r].cells[i]);
	}
	if (v)
		view_end(v);
	sh_write(sh, "\n", 1);
	print_words(sh);
}
