/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipeline.c -- pipeline TURNS STAGES PROGRAM: writes a line into a pipeline of STAGES
 * programs, TURNS times. */
#include "bare.h"

static void turn(long stages, char **argv)
{
	int ends[2], from;
	pid_t *pids = calloc((size_t)stages, sizeof *pids);

	if (!pids || pipe2(ends, O_CLOEXEC) < 0)
		bare_die("pipe");
	bare_write(ends[1], "hello\n", 6);
	close(ends[1]);
	from = ends[0];
	for (long i = 0; i < stages; i++) {
		if (i + 1 < stages && pipe2(ends, O_CLOEXEC) < 0)
			bare_die("pipe");
		pids[i] = bare_spawn(argv, from, i + 1 < stages ? ends[1] : -1);
		close(from);
		if (i + 1 < stages)
			close(ends[1]);
		from = ends[0];
	}
	for (long i = 0; i < stages; i++)
		bare_wait(pids[i]);
	free(pids);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--)
		turn(strtol(argv[2], NULL, 10), argv + 3);
	return 0;
}
