/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fork_offset [FILE] -- a descriptor that was open before fork() is one open file with one offset in parent
 * and child: the child reads 5 bytes, then the parent reads the next 5. Without FILE they read standard
 * input, which they share with whoever started them, too. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void read_five(const char *who, int fd)
{
	char text[5];
	ssize_t len = read(fd, text, sizeof text);
	if (len < 0) {
		perror("read");
		return;
	}
	printf("%s: %.*s\n", who, (int)len, text);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
	if (fd < 0) {
		perror(argv[1]);
		return 1;
	}
	pid_t pid = fork();
	if (pid < 0) {
		perror("fork");
		return 1;
	}
	if (pid == 0) {
		read_five("child", fd);
		return 0;
	}
	wait(NULL);
	read_five("parent", fd);
	printf("offset: %ld\n", (long)lseek(fd, 0, SEEK_CUR));
	return 0;
}
