/* SPDX-License-Identifier: GPL-3.0-or-later */
/* next_fd -- opens a file and prints the number of the descriptor: the lowest that is free. 0, 1 and 2 are
 * taken, so it is 3, unless whoever started this program left it more. */
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
	int fd = open("/dev/null", O_RDONLY);
	if (fd < 0) {
		perror("/dev/null");
		return 1;
	}
	printf("%d\n", fd);
	return 0;
}
