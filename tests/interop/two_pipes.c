/* SPDX-License-Identifier: GPL-3.0-or-later */
/* two_pipes [TEXT [COMMAND...]] -- starts COMMAND (else: tr a b) with a pipe to its input and a pipe from its
 * output, sends it TEXT and prints what comes back: a coprocess, by hand. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_child(int in, int out, char **command)
{
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	close(in);
	close(out);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static void copy_answer(int fd)
{
	char text[512];
	ssize_t len;
	while ((len = read(fd, text, sizeof text)) > 0)
		fwrite(text, 1, (size_t)len, stdout);
}

int main(int argc, char **argv)
{
	char *tr[] = { "tr", "a", "b", NULL };
	const char *text = argc > 1 ? argv[1] : "banana";
	int there[2], back[2];

	if (pipe(there) < 0 || pipe(back) < 0) {
		perror("pipe");
		return 1;
	}
	pid_t pid = fork();
	if (pid < 0) {
		perror("fork");
		return 1;
	}
	if (pid == 0) {
		/* The ends of the other side have to go, or the child never sees its end of file. */
		close(there[1]);
		close(back[0]);
		run_child(there[0], back[1], argc > 2 ? argv + 2 : tr);
	}
	close(there[0]);
	close(back[1]);
	dprintf(there[1], "%s\n", text);
	close(there[1]);
	copy_answer(back[0]);
	wait(NULL);
	return 0;
}
