/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oracle.c -- oracle FROM TO ACCEPTED SHELL: the scripts of these seeds run in SHELL -o posix, dash and
 * bash --posix, each in an empty folder, have to print the same and end the same. ACCEPTED explains
 * differences by their cause. `oracle SEED` prints a script. Ends with `N passed, N failed`. */
#include "oracle.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHELLS = 3, OUTPUT_MAX = 1 << 16, SCRIPT_MAX = 1 << 16, SECONDS_MAX = 10, CAUSES_MAX = 32 };

struct shell {
	const char *name;
	const char *argv[5];
};

struct outcome {
	int status; /* 1, 2 and 127 are all "an error" */
	size_t len;
	char text[OUTPUT_MAX];
};

/* A line of the table of accepted differences, SHELL: EXTENDED-REGULAR-EXPRESSION. */
struct cause {
	char shell[16], pattern[256];
	regex_t script; /* that may show it */
	unsigned seen;
};

struct causes {
	struct cause v[CAUSES_MAX];
	size_t n;
};

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "oracle: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void empty_folder(void)
{
	DIR *d = opendir(".");
	must(d != NULL, "folder");
	for (struct dirent *e; (e = readdir(d));)
		if (e->d_name[0] != '.')
			unlink(e->d_name);
	closedir(d);
}

static _Noreturn void child(const struct shell *s, int out)
{
	int null = open("/dev/null", O_RDWR);
	setpgid(0, 0);
	if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0 ||
		close_range(3, ~0u, 0) < 0)
		_exit(126);
	alarm(SECONDS_MAX);
	struct rlimit seconds = { SECONDS_MAX, SECONDS_MAX }, memory = { 1u << 30, 1u << 30 },
		      processes = { 4096, 4096 }; /* root has no limit of these */
	setrlimit(RLIMIT_CPU, &seconds);
	if (!getenv("ORACLE_SANITIZED")) /* such a shell takes addresses by the terabyte */
		setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_NPROC, &processes);
	execvp(s->argv[0], (char *const *)(uintptr_t)s->argv);
	_exit(126);
}

static void run(const struct shell *s, struct outcome *o)
{
	int ends[2], status = 0;
	ssize_t n = -1;

	empty_folder();
	must(pipe2(ends, O_CLOEXEC) == 0, "pipe");
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0)
		child(s, ends[1]);
	close(ends[1]);
	o->len = 0;
	struct pollfd ready = { .fd = ends[0], .events = POLLIN };
	while (o->len < sizeof(o->text) - 1 && poll(&ready, 1, SECONDS_MAX * 1000) == 1 &&
		(n = read(ends[0], o->text + o->len, sizeof(o->text) - 1 - o->len)) > 0)
		o->len += (size_t)n;
	if (o->len == sizeof(o->text) - 1 || n != 0)
		kill(-pid, SIGKILL);
	close(ends[0]);
	o->text[o->len] = '\0';
	must(waitpid(pid, &status, 0) == pid, "wait");
	kill(-pid, SIGKILL);
	o->status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
	if (o->status == 2 || o->status == 127)
		o->status = 1;
}

static bool same(const struct outcome *a, const struct outcome *b)
{
	return a->status == b->status && a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static void load_causes(const char *path, struct causes *all)
{
	FILE *f = fopen(path, "re");
	char line[512];

	must(f != NULL, path);
	while (fgets(line, sizeof(line), f)) {
		char *pattern = strstr(line, ": ");
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\t' || !pattern)
			continue;
		must(all->n < CAUSES_MAX, "too many causes");
		struct cause *c = &all->v[all->n++];
		snprintf(c->shell, sizeof(c->shell), "%.*s", (int)(pattern - line), line);
		snprintf(c->pattern, sizeof(c->pattern), "%s", pattern + 2);
		must(regcomp(&c->script, c->pattern, REG_EXTENDED | REG_NOSUB) == 0, c->pattern);
	}
	fclose(f);
}

/* Why the shell NAME may run SCRIPT otherwise; NULL: no reason is known. */
static struct cause *cause_of(struct causes *all, const char *name, const char *script)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].shell, name) == 0 && regexec(&all->v[i].script, script, 0, NULL, 0) == 0)
			return &all->v[i];
	return NULL;
}

/* Each shell that is not like ipcsh, the first, has a reason. Where only one is, the other
 * agrees with ipcsh. */
static bool explained(
	struct causes *all, const struct shell *shells, const struct outcome *o, const char *script)
{
	struct cause *causes[SHELLS] = { NULL };

	for (int i = 1; i < SHELLS; i++)
		if (!same(&o[0], &o[i]) && !(causes[i] = cause_of(all, shells[i].name, script)))
			return false;
	for (int i = 1; i < SHELLS; i++)
		if (causes[i])
			causes[i]->seen++;
	return true;
}

static void write_script(const char *path, uint64_t seed, char *script)
{
	size_t len = generate(seed, script, SCRIPT_MAX - 1);
	script[len] = '\0';
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	must(fd >= 0 && write(fd, script, len) == (ssize_t)len, path);
	close(fd);
}

static void report(uint64_t seed, const struct shell *shells, const struct outcome *o)
{
	printf("seed %ju:", (uintmax_t)seed);
	for (int i = 0; i < SHELLS; i++) {
		int like = 0;
		while (!same(&o[like], &o[i]))
			like++;
		printf(" %s %c", shells[i].name, 'A' + like);
	}
	putchar('\n');
	for (int i = 0; i < SHELLS; i++)
		printf("--- %s: status %d\n%s", shells[i].name, o[i].status, o[i].text);
}

int main(int argc, char **argv)
{
	static struct outcome o[SHELLS];
	static struct causes causes;
	static char script[SCRIPT_MAX];
	char scratch[] = "/tmp/oracle.XXXXXX";
	unsigned passed = 0, failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc == 2)
		return fwrite(script, 1, generate(strtoull(argv[1], NULL, 10), script, SCRIPT_MAX), stdout) ==
		       0;
	must(argc == 5, "usage: oracle FROM TO ACCEPTED SHELL");
	const struct shell shells[SHELLS] = { { "ipcsh", { argv[4], "-o", "posix", "../script", NULL } },
		{ "dash", { "dash", "../script", NULL } },
		{ "bash", { "bash", "--posix", "../script", NULL } } };
	load_causes(argv[3], &causes);
	setenv("LC_ALL", "C.UTF-8", 1);
	must(mkdtemp(scratch) && chdir(scratch) == 0 && mkdir("cwd", 0700) == 0 && chdir("cwd") == 0,
		scratch);
	for (uint64_t seed = strtoull(argv[1], NULL, 10), to = strtoull(argv[2], NULL, 10); seed <= to;
		seed++) {
		write_script("../script", seed, script);
		for (int i = 0; i < SHELLS; i++)
			run(&shells[i], &o[i]);
		bool ok = explained(&causes, shells, o, script);
		passed += ok;
		failed += !ok;
		if (!ok)
			report(seed, shells, o);
	}
	empty_folder();
	must(chdir("..") == 0 && rmdir("cwd") == 0 && unlink("script") == 0 && chdir("/") == 0 &&
			rmdir(scratch) == 0,
		scratch);
	for (size_t i = 0; i < causes.n; i++)
		if (causes.v[i].seen)
			printf("%u explained by %s: %s\n", causes.v[i].seen, causes.v[i].shell,
				causes.v[i].pattern);
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0;
}
