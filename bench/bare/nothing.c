/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nothing.c -- the program that does nothing: what a start costs. */
int main(void)
{
	return 0;
}
