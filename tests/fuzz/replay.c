/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay.c -- a fuzz target without libFuzzer: each FILE or folder of files of the command line is one input,
 * in a process of its own. Ends with `N passed, N failed`. */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MAX = 20 };

struct tally {
	unsigned passed, failed;
};

static _Noreturn void run_input(const struct buf *input, int log)
{
	/* a copy of exactly that size, as libFuzzer gives it */
	uint8_t *copy = mem_alloc(input->len ? input->len : 1);

	if (input->len)
		memcpy(copy, input->data, input->len);
	if (dup2(log, 2) < 0)
		_exit(2);
	alarm(SECONDS_MAX);
	LLVMFuzzerTestOneInput(copy, input->len);
	free(copy);
	_exit(0);
}

static void show_log(int log)
{
	struct buf text = { 0 };

	if (lseek(log, 0, SEEK_SET) == 0 && fd_read_all(log, &text) == 0)
		fwrite(text.data, 1, text.len, stdout);
	buf_free(&text);
}

static void replay_bytes(const char *path, const struct buf *input, struct tally *tally)
{
	int status = 0, log = memfd_create("log", MFD_CLOEXEC);
	pid_t pid = log < 0 ? -1 : fork();

	if (pid == 0)
		run_input(input, log);
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		printf("%s: %s\n", path, strerror(errno));
		tally->failed++;
	} else if (status != 0) {
		printf("%s: wait status %#x\n", path, (unsigned)status);
		show_log(log);
		tally->failed++;
	} else {
		tally->passed++;
	}
	fd_close(&log);
}

static void replay_file(const char *path, struct tally *tally)
{
	struct buf input = { 0 };
	int fd = fd_open(path, O_RDONLY, 0);
	int err = fd < 0 ? fd : fd_read_all(fd, &input);

	fd_close(&fd);
	if (err < 0) {
		printf("%s: %s\n", path, strerror(-err));
		tally->failed++;
	} else {
		replay_bytes(path, &input, tally);
	}
	buf_free(&input);
}

static void replay_folder(const char *path, struct tally *tally)
{
	struct dirent **names;
	int n = scandir(path, &names, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		char file[4096];
		int len = snprintf(file, sizeof(file), "%s/%s", path, names[i]->d_name);

		if (names[i]->d_name[0] != '.' && len > 0 && (size_t)len < sizeof(file))
			replay_file(file, tally);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	else
		tally->failed++;
}

int main(int argc, char **argv)
{
	struct tally tally = { 0 };
	struct stat st;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 1; i < argc; i++) {
		if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
			replay_folder(argv[i], &tally);
		else
			replay_file(argv[i], &tally);
	}
	printf("%u passed, %u failed\n", tally.passed, tally.failed);
	return tally.failed != 0;
}
