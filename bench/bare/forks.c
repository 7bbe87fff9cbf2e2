/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forks.c -- forks N: as many children that only end, one after the other. */
#include "bare.h"

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	for (long i = strtol(argv[1], NULL, 10); i > 0; i--) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(0);
		if (pid < 0)
			bare_die("fork");
		bare_wait(pid);
	}
	puts("done");
	return 0;
}
