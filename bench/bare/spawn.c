/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spawn.c -- spawn N PROGRAM [ARG...]: starts it N times, one after the other. */
#include "bare.h"

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--)
		bare_wait(bare_spawn(argv + 2, -1, -1));
	puts("done");
	return 0;
}
