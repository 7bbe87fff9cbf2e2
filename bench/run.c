/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- one run of one row in one shell: started by the meter, its output checked. */
#include "bench.h"
#include "meter.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_ARGS = 24 };

/* A handler has no argument for state. */
static volatile sig_atomic_t interrupted;

static void note_signal(int sig)
{
	interrupted = sig;
}

int run_catch_signals(void)
{
	struct sigaction act = { .sa_handler = note_signal };

	if (sigaction(SIGINT, &act, NULL) < 0 || sigaction(SIGTERM, &act, NULL) < 0)
		return -1;
	return sigaction(SIGHUP, &act, NULL);
}

int run_interrupted(void)
{
	return interrupted;
}

/* ---- starting ---------------------------------------------------------------------------------- */

struct command {
	char *argv[MAX_ARGS + 1];
	int argc;
	char words[3][PATH_MAX]; /* what argv points into */
};

/* Appends the words of TEXT, cut in place. */
static void add_words(struct command *cmd, char *text)
{
	char *save;

	for (char *w = strtok_r(text, " ", &save); w; w = strtok_r(NULL, " ", &save))
		if (cmd->argc < MAX_ARGS)
			cmd->argv[cmd->argc++] = w;
}

/* The command line of JOB, without the meter's own part. */
static void build_command(const struct job *job, struct command *cmd)
{
	const struct shell *sh = job->shell;

	if (sh->bare) {
		snprintf(cmd->words[0], PATH_MAX, "../bin/%s", job->script);
		add_words(cmd, cmd->words[0]);
		return;
	}
	snprintf(cmd->words[0], PATH_MAX, "%s", sh->path);
	cmd->argv[cmd->argc++] = cmd->words[0];
	snprintf(cmd->words[1], PATH_MAX, "%s", sh->options ? sh->options : "");
	add_words(cmd, cmd->words[1]);
	snprintf(cmd->words[2], PATH_MAX, "%s", job->row->call ? job->row->call : job->script);
	add_words(cmd, cmd->words[2]);
}

/* Starts ARGV in the row's folder with a bare environment; OUT (or -1) becomes METER_FD. */
static pid_t start(const struct place *place, char **argv, int result_fd)
{
	char home[PATH_MAX + 8], tmp[PATH_MAX + 8], locale[64], path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
	char *env[] = { path, home, tmp, locale, NULL };
	posix_spawn_file_actions_t fa;
	pid_t pid = -1;
	int err;

	snprintf(home, sizeof home, "HOME=%s", place->dir);
	snprintf(tmp, sizeof tmp, "TMPDIR=%s", place->dir);
	snprintf(locale, sizeof locale, "LC_ALL=%s", place->locale);
	err = posix_spawn_file_actions_init(&fa);
	if (err == 0) {
		posix_spawn_file_actions_addchdir_np(&fa, place->dir);
		posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
		posix_spawn_file_actions_addopen(&fa, 1, ".stdout", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		posix_spawn_file_actions_addopen(&fa, 2, ".stderr", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (result_fd >= 0)
			posix_spawn_file_actions_adddup2(&fa, result_fd, METER_FD);
		err = posix_spawn(&pid, argv[0], &fa, NULL, argv, env);
		posix_spawn_file_actions_destroy(&fa);
	}
	if (err != 0)
		fprintf(stderr, "bench: %s: %s\n", argv[0], strerror(err));
	return err == 0 ? pid : -1;
}

/* Waits for PID; an interrupt is passed on to it. */
static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
		if (interrupted)
			kill(pid, SIGTERM);
	}
	return status;
}

/* Runs CMD below the meter. -1: no result. */
static int measure(const struct job *job, const struct command *cmd, struct meter_result *res)
{
	char meter[PATH_MAX], limit[32], starts[32], *argv[MAX_ARGS + 4] = { meter, limit, starts };
	int ends[2];
	ssize_t got;
	pid_t pid;

	snprintf(meter, sizeof meter, "%s/meter", job->place->bin);
	snprintf(limit, sizeof limit, "%g", job->row->limit);
	snprintf(starts, sizeof starts, "%d", job->row->starts);
	memcpy(argv + 3, cmd->argv, ((size_t)cmd->argc + 1) * sizeof *argv);
	if (pipe2(ends, O_CLOEXEC) < 0) {
		perror("bench: pipe");
		return -1;
	}
	pid = start(job->place, argv, ends[1]);
	close(ends[1]);
	if (pid > 0)
		wait_for(pid);
	got = pid > 0 ? read(ends[0], res, sizeof *res) : -1;
	close(ends[0]);
	if (got != (ssize_t)sizeof *res && !interrupted)
		fprintf(stderr, "bench: the meter gave no result\n");
	return got == (ssize_t)sizeof *res ? 0 : -1;
}

/* ---- checking ---------------------------------------------------------------------------------- */

struct bytes {
	char *at;
	size_t len;
};

/* The file NAME in DIR, mapped. -1: not there. */
static int map_file(const char *dir, const char *name, struct bytes *out)
{
	char path[PATH_MAX];
	struct stat st;
	int fd, err = -1;

	*out = (struct bytes){ 0 };
	snprintf(path, sizeof path, "%s/%s", dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && st.st_size == 0)
		err = 0;
	else if (st.st_size > 0) {
		out->len = (size_t)st.st_size;
		out->at = mmap(NULL, out->len, PROT_READ, MAP_PRIVATE, fd, 0);
		err = out->at == MAP_FAILED ? -1 : 0;
	}
	close(fd);
	return err;
}

static void unmap(struct bytes *b)
{
	if (b->len > 0)
		munmap(b->at, b->len);
}

/* Printable copy of the bytes from FROM, at most 40 of them. */
static const char *show(char out[48], const struct bytes *b, size_t from)
{
	size_t i;

	for (i = 0; i < 40 && from + i < b->len; i++) {
		char c = b->at[from + i];

		out[i] = c >= ' ' && c < 127 ? c : '.';
	}
	out[i] = '\0';
	return out;
}

/* Compares; on a difference says in WHY where it begins. */
static int differ(const char *what, const struct bytes *got, const struct bytes *want, char why[256])
{
	size_t i = 0, min = got->len < want->len ? got->len : want->len;
	char a[48], b[48];

	if (got->len == want->len && (min == 0 || memcmp(got->at, want->at, min) == 0))
		return 0;
	while (i < min && got->at[i] == want->at[i])
		i++;
	snprintf(why, 256, "%s differs at byte %zu (length %zu, should be %zu): \"%s\", should be \"%s\"",
		what, i, got->len, want->len, show(a, got, i), show(b, want, i));
	return -1;
}

/* The row's own file against the one that its set-up made. */
static int check_file(const struct job *job, char why[256])
{
	struct bytes got, want;
	int err = -1;

	if (map_file(job->place->dir, job->row->want, &want) < 0) {
		snprintf(why, 256, "set-up made no file %s", job->row->want);
		return -1;
	}
	if (map_file(job->place->dir, job->row->file, &got) < 0)
		snprintf(why, 256, "no file %s was written", job->row->file);
	else
		err = differ(job->row->file, &got, &want, why);
	unmap(&got);
	unmap(&want);
	return err;
}

static int check_output(const struct job *job, char why[256])
{
	struct bytes got, want = { job->expect, strlen(job->expect) }, none = { 0 };
	int err;

	if (map_file(job->place->dir, ".stderr", &got) < 0)
		return -1;
	err = differ("standard error", &got, &none, why);
	unmap(&got);
	if (err < 0 || map_file(job->place->dir, ".stdout", &got) < 0)
		return -1;
	err = differ("output", &got, &want, why);
	unmap(&got);
	if (err == 0 && job->row->file && !job->shell->bare)
		err = check_file(job, why);
	return err;
}

static int check(const struct job *job, const struct meter_result *res, char why[256])
{
	if (check_output(job, why) < 0)
		return -1;
	if (WIFSIGNALED(res->status))
		snprintf(why, 256, "ended by signal %d", WTERMSIG(res->status));
	else if (res->status != 0)
		snprintf(why, 256, "exit status %d", WEXITSTATUS(res->status));
	return res->status == 0 ? 0 : -1;
}

/* ---- samples ----------------------------------------------------------------------------------- */

/* What went before the script's call of `mark` (bare/mark.c) does not count. */
static void subtract_mark(const struct job *job, const struct meter_result *res, struct sample *s)
{
	char path[PATH_MAX];
	double cpu, at;
	FILE *f;

	snprintf(path, sizeof path, "%s/.mark", job->place->dir);
	f = fopen(path, "re");
	if (!f)
		return;
	if (fscanf(f, "%lf %lf", &cpu, &at) == 2) {
		s->cpu -= cpu;
		s->wall -= at - res->began;
	}
	fclose(f);
}

static int forget_last_run(const struct job *job)
{
	const char *names[] = { ".mark", job->row->file };
	char path[PATH_MAX];

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (!names[i])
			continue;
		snprintf(path, sizeof path, "%s/%s", job->place->dir, names[i]);
		if (unlink(path) < 0 && errno != ENOENT) {
			perror(path);
			return -1;
		}
	}
	return 0;
}

int run_sample(const struct job *job, struct cell *cell)
{
	struct sample *s = &cell->samples[cell->n_samples];
	struct command cmd = { 0 };
	struct meter_result res;

	build_command(job, &cmd);
	if (forget_last_run(job) < 0 || measure(job, &cmd, &res) < 0)
		return -1;
	cell->used += res.user + res.sys;
	if (interrupted)
		return -1;
	if (res.stopped) {
		cell->state = CELL_SLOW;
		return 0;
	}
	if (check(job, &res, cell->why) < 0) {
		cell->state = CELL_FAIL;
		return 0;
	}
	*s = (struct sample){ res.user + res.sys, res.user, res.sys, res.wall, res.rss_kb };
	subtract_mark(job, &res, s);
	cell->n_samples++;
	return 0;
}

int run_setup(const struct row *row, const struct place *place, const char *text)
{
	char sh[] = "/bin/sh", opt[] = "-ec", *argv[] = { sh, opt, (char *)text, NULL };
	pid_t pid = start(place, argv, -1);

	if (pid < 0)
		return -1;
	if (wait_for(pid) != 0) {
		fprintf(stderr, "bench: %s: the set-up failed\n", row->name);
		return -1;
	}
	return 0;
}
