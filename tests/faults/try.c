/* SPDX-License-Identifier: GPL-3.0-or-later */
/* try.c -- runs one script many times, each time with another call failing (see inject.c),
 * and looks at what became of the shell: try SHELL LIBRARY SCRIPT FUNCTION WHAT MOST. It ends
 * with a line `N passed, N failed`.
 *
 * A script writes `status N` lines and, last, `end` and its open descriptors. With a fault it must do the
 * same as without one, or say something on standard error and have a status that is not 0 in its output or at
 * its end (with `# lenient` in its first line the message is enough, with `# quiet` the status); never die of
 * a signal, hang, leave a process, a descriptor, a System V object of the key $KEY or a temporary file.
 * Interrupted and short calls (EINTR, SHORT) must change nothing. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LIMIT 60.0 /* seconds for one run, on a busy machine */
#define GRACE 5.0  /* for what was started to end after the shell */

struct plan {
	const char *shell, *library, *script, *function, *what;
	char preload[8192]; /* the sanitizer's library has to come first */
	char key[24];
	bool lenient, quiet, repeat;
};

struct outcome {
	int wait_status;
	bool hung, fired;
	int left; /* processes */
	char out[65536], err[65536];
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "try: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void slurp(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n, len = 0;
	must(fd >= 0, path);
	while ((size_t)len < size - 1 && (n = read(fd, text + len, size - 1 - (size_t)len)) > 0)
		len += n;
	text[len] = '\0';
	close(fd);
}

/* ---- one run ---- */

static void redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags, 0600);
	must(fd >= 0 && dup2(fd, to) == to, path);
	if (fd != to)
		close(fd);
}

static _Noreturn void child(const struct plan *p, const char *fault)
{
	setsid();
	if (close_range(3, ~0u, 0) < 0)
		_exit(97);
	redirect("/dev/null", O_RDONLY, 0);
	redirect("../out", O_WRONLY | O_CREAT | O_TRUNC, 1);
	redirect("../err", O_WRONLY | O_CREAT | O_TRUNC, 2);
	if (fault) {
		setenv("FAULT", fault, 1);
		setenv("FAULT_LOG", "../fired", 1);
		setenv("LD_PRELOAD", p->preload, 1);
	}
	setenv("KEY", p->key, 1);
	setenv("TMPDIR", "../tmp", 1);
	execl(p->shell, "ipcsh", p->script, (char *)NULL);
	_exit(97);
}

/* Waits for PID (0: for all that is left) until DEADLINE. */
static bool reap(pid_t pid, int *wait_status, double deadline)
{
	while (now() < deadline) {
		int status;
		pid_t got = waitpid(-1, &status, WNOHANG);
		if (got < 0 && errno == ECHILD)
			return pid == 0;
		if (got > 0 && got == pid) {
			*wait_status = status;
			return true;
		}
		if (got == 0)
			nanosleep(&(struct timespec){ 0, 300000 }, NULL);
	}
	return false;
}

static int kill_left(void)
{
	char path[64], text[4096], *at = text, *end;
	int n = 0;
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	slurp(path, text, sizeof(text));
	for (long pid; (pid = strtol(at, &end, 10)) > 0; at = end, n++)
		kill((pid_t)pid, SIGKILL);
	return n;
}

static void run(const struct plan *p, const char *fault, struct outcome *o)
{
	memset(o, 0, sizeof(*o));
	unlink("../fired");
	double start = now();
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0)
		child(p, fault);
	o->hung = !reap(pid, &o->wait_status, start + LIMIT);
	if (o->hung)
		kill(pid, SIGKILL);
	if (!reap(0, NULL, o->hung ? now() : now() + GRACE)) {
		o->left = kill_left();
		while (o->left > 0 && !reap(0, NULL, now() + 1.0)) /* theirs come to us */
			kill_left();
	}
	o->fired = access("../fired", F_OK) == 0;
	slurp("../out", o->out, sizeof(o->out));
	slurp("../err", o->err, sizeof(o->err));
}

/* ---- what it left ---- */

/* Removes what is in the folder, and says how many files there were. */
static int empty(const char *folder)
{
	DIR *d = opendir(folder);
	int n = 0;
	must(d, folder);
	for (struct dirent *e; (e = readdir(d));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
			unlinkat(dirfd(d), e->d_name, 0);
			n++;
		}
	closedir(d);
	return n;
}

/* System V objects of the key; they are removed. */
static int objects(const struct plan *p, const char *list, const char *option)
{
	FILE *f = fopen(list, "re");
	char line[512], command[64];
	int n = 0;
	if (!f)
		return 0; /* a kernel without them */
	while (fgets(line, sizeof(line), f))
		if (strtol(line, NULL, 10) == strtol(p->key, NULL, 10))
			n++;
	fclose(f);
	snprintf(command, sizeof(command), "ipcrm %s %s", option, p->key);
	if (n > 0 && system(command) != 0)
		fprintf(stderr, "try: %s failed\n", command);
	return n;
}

/* POSIX objects of the name /faults$KEY; they are removed. */
static int named_objects(const struct plan *p)
{
	char name[64];
	snprintf(name, sizeof(name), "/faults%s", p->key);
	return (shm_unlink(name) == 0) + (sem_unlink(name) == 0) + (mq_unlink(name) == 0);
}

static int sysv_objects(const struct plan *p)
{
	return objects(p, "/proc/sysvipc/shm", "-M") + objects(p, "/proc/sysvipc/msg", "-Q") +
	       objects(p, "/proc/sysvipc/sem", "-S");
}

/* ---- the judge ---- */

static bool some_status(const struct outcome *o)
{
	if (o->wait_status != 0)
		return true;
	for (const char *at = o->out; (at = strstr(at, "status ")); at += 7)
		if (at[7] != '0')
			return true;
	return false;
}

/* Descriptors named after `end`; -1: the script did not come so far. */
static int descriptors(const char *out)
{
	const char *end = strstr(out, "end ");
	int n = 0;
	for (; end && *end && *end != '\n'; end++)
		n += *end == ' ';
	return end ? n : -1;
}

/* The same output and status; the numbers of the descriptors at the end may be others. */
static bool same_work(const struct outcome *want, const struct outcome *o)
{
	size_t len = strlen(o->out), want_len = strlen(want->out);
	const char *end = strstr(o->out, "end "), *want_end = strstr(want->out, "end ");
	len = end ? (size_t)(end - o->out) : len;
	want_len = want_end ? (size_t)(want_end - want->out) : want_len;
	return len == want_len && memcmp(o->out, want->out, len) == 0 &&
	       o->wait_status == want->wait_status && descriptors(o->out) <= descriptors(want->out);
}

static bool has_report(const char *err)
{
	return strstr(err, "Sanitizer") || strstr(err, "runtime error:") || strstr(err, "*** ");
}

static const char *judge(const struct plan *p, const struct outcome *want, const struct outcome *o)
{
	int fds = descriptors(o->out), sysv = sysv_objects(p), named = named_objects(p),
	    temporary = empty("../tmp");
	empty(".");
	if (o->hung)
		return "hangs";
	if (WIFSIGNALED(o->wait_status) ||
		WEXITSTATUS(o->wait_status) > 128) /* 128: its script cannot be read */
		return "dies of a signal";
	if (has_report(o->err))
		return "a report of the sanitizer";
	if (o->left > 0)
		return "leaves processes";
	if (temporary > 0)
		return "leaves temporary files";
	if (fds >= 0 && sysv > 0)
		return "leaves System V objects";
	if (fds >= 0 && named > 0)
		return "leaves POSIX objects";
	if (fds > descriptors(want->out))
		return "leaves descriptors open";
	bool same = same_work(want, o);
	if (strcmp(p->what, "EINTR") == 0 || strcmp(p->what, "SHORT") == 0)
		return same && o->err[0] == '\0' ? NULL : "an interrupted or short call made a difference";
	if (strcmp(p->function, "malloc") == 0 && o->wait_status != 0 && WEXITSTATUS(o->wait_status) != 2 &&
		fds < 0)
		return "no memory, but not status 2";
	if (same)
		return NULL;
	if (o->err[0] == '\0' && !p->quiet)
		return "says nothing";
	return some_status(o) || p->lenient ? NULL : "no status tells of it";
}

static void report(const struct plan *p, const char *fault, const char *verdict, const struct outcome *o)
{
	const char *name = strrchr(p->script, '/');
	printf("%s: %s: %s (wait status %#x)\n--- out\n%s--- err\n%s", name ? name + 1 : p->script, fault,
		verdict, (unsigned)o->wait_status, o->out, o->err);
}

/* ---- the whole ---- */

static void find_preload(struct plan *p)
{
	const char *sanitizer = getenv("FAULT_PRELOAD_FIRST");
	snprintf(p->preload, sizeof(p->preload), "%s%s%s", sanitizer ? sanitizer : "", sanitizer ? " " : "",
		p->library);
}

static long try_all(const struct plan *p, const struct outcome *want, long most, long *failed)
{
	struct outcome *o = malloc(sizeof(*o));
	char fault[128];
	long passed = 0;
	must(o != NULL, "malloc");
	/* where there are many calls, the first 40 and then ever fewer */
	for (long n = 1; n <= most; n += n < 40 ? 1 : n / 12) {
		snprintf(fault, sizeof(fault), p->repeat ? "%s:%ld+2:%s" : "%s:%ld:%s", p->function, n,
			p->what);
		run(p, fault, o);
		const char *verdict = judge(p, want, o);
		if (verdict)
			report(p, fault, verdict, o);
		*failed += verdict != NULL;
		passed += verdict == NULL;
		if (!o->fired)
			break;
	}
	free(o);
	return passed;
}

int main(int argc, char **argv)
{
	char scratch[] = "/tmp/faults.XXXXXX", head[16];
	long failed = 0;
	struct outcome *want = malloc(sizeof(*want));
	must(argc == 7 && want, "usage: try SHELL LIBRARY SCRIPT FUNCTION WHAT MOST");
	struct plan p = {
		.shell = argv[1], .library = argv[2], .script = argv[3], .function = argv[4], .what = argv[5]
	};
	find_preload(&p);
	slurp(p.script, head, sizeof(head));
	p.lenient = strncmp(head, "# lenient", 9) == 0;
	p.quiet = strncmp(head, "# quiet", 7) == 0;
	p.repeat = strcmp(p.what, "EINTR") == 0;
	snprintf(p.key, sizeof(p.key), "%d", 0x66000000 + getpid());
	must(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0, "prctl");
	must(mkdtemp(scratch) && chdir(scratch) == 0 && mkdir("tmp", 0700) == 0 && mkdir("cwd", 0700) == 0 &&
			chdir("cwd") == 0,
		scratch);
	/* what a run that was killed left under a key that has come round */
	(void)sysv_objects(&p);
	(void)named_objects(&p);
	run(&p, NULL, want);
	const char *verdict = judge(&p, want, want);
	if (verdict || want->wait_status != 0 || want->err[0] || descriptors(want->out) < 0) {
		report(&p, "no fault", verdict ? verdict : "fails by itself", want);
		failed = 1;
	}
	long passed = failed ? 0 : try_all(&p, want, strtol(argv[6], NULL, 10), &failed);
	free(want);
	must(chdir("..") == 0 && rmdir("tmp") == 0 && rmdir("cwd") == 0, "cleaning up");
	empty(".");
	must(chdir("/") == 0 && rmdir(scratch) == 0, scratch);
	printf("%ld passed, %ld failed\n", passed, failed);
	return failed > 0;
}
