/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hello.c -- writes one line: what a command substitution takes in. */
#include <unistd.h>

int main(void)
{
	return write(1, "hello\n", 6) == 6 ? 0 : 1;
}
