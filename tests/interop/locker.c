/* SPDX-License-Identifier: GPL-3.0-or-later */
/* locker.c -- the other side of lock: locker flock|fcntl|ofd FILE [try]: locks FILE and prints a line; then
 * it keeps the lock until its standard input ends. With try it does not wait: status 1 if somebody has it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char c;

	if (argc < 3)
		return 2;
	int try = argc > 3;
	int fd = open(argv[2], O_RDWR | O_CREAT, 0600), err;
	if (fd < 0) {
		perror(argv[2]);
		return 2;
	}
	if (strcmp(argv[1], "flock") == 0)
		err = flock(fd, LOCK_EX | (try ? LOCK_NB : 0));
	else if (strcmp(argv[1], "fcntl") == 0)
		err = fcntl(fd, try ? F_SETLK : F_SETLKW, &all);
	else
		err = fcntl(fd, try ? F_OFD_SETLK : F_OFD_SETLKW, &all);
	if (err < 0)
		return errno == EAGAIN || errno == EACCES ? 1 : 2;
	puts("locked");
	fflush(stdout);
	while (!try && read(0, &c, 1) > 0)
		;
	return 0;
}
