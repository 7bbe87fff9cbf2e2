/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keeper.c -- the process that watches over one file: it makes the surroundings, starts the shell, takes in
 * what it prints, ends it at the limit, looks for what it left behind, and clears up. With a process
 * namespace it is process 1 of it; else orphans come to it all the same, so that none is missed. */
#include "transcript_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long processes that are just ending may take, and how much a file may print. */
#define GRACE_NS NSEC_PER_SEC
#define KILL_NS (5 * NSEC_PER_SEC)
enum { FLOOD_MIB = 16 };

struct keeper {
	const struct run *run;
	int report;
	struct folder folder;
	char *queues; /* where POSIX queues can be listed; NULL: nowhere */
	struct things before;
	int out[2];  /* what 1 and 2 of the shell are */
	int signals; /* signalfd */
	pid_t shell; /* 0: it has ended */
	int wait_status;
	struct buf stream;
	enum end_kind end;
	bool stopped; /* by a signal: nobody waits for a report */
};

static void note(struct keeper *k, const char *what, int err)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s: %s", what, error_text(-err));
	record_text(&k->stream, k->run->salt, RECORD_NOTE, buf_cstr(&text));
	buf_free(&text);
}

/* ---- before -------------------------------------------------------------------------------------------- */

static uint64_t namespaces(const struct keeper *k)
{
	return k->run->set->iso.namespaces;
}

static void queues_find(struct keeper *k)
{
	const char *mounted = inspect_mqueue_mount();

	if (mounted) {
		k->queues = mem_strdup(mounted);
	} else if (namespaces(k) & CLONE_NEWNS) {
		struct buf path = { 0 };

		buf_printf(&path, "%s/mqueue", k->folder.root);
		k->queues = buf_cstr(&path);
		if (mkdir(k->queues, 0700) < 0 ||
			mount("mqueue", k->queues, "mqueue", MS_NOSUID | MS_NODEV, NULL) < 0) {
			buf_free(&path); /* the kernel has none, so nothing can be left in them */
			k->queues = NULL;
		}
	}
}

static const char *folder_parent(const struct keeper *k)
{
	const char *parent = getenv("TMPDIR");

	return !parent || !*parent || namespaces(k) & CLONE_NEWNS ? "/tmp" : parent;
}

/* All that a file might leave behind, but for processes and descriptors. */
static int snapshot(const struct keeper *k, struct things *out)
{
	uid_t uid = namespaces(k) ? (uid_t)-1 : geteuid();
	int err = inspect_sysv(out);

	if (err == 0 && k->queues)
		err = inspect_folder(out, FOLDER_QUEUES, k->queues, "", uid);
	for (size_t i = 0; isolate_private_folders[i] && err == 0; i++) {
		const char *path = isolate_private_folders[i];
		bool shm = strcmp(path, "/dev/shm") == 0;

		err = inspect_folder(out, shm ? FOLDER_SHM : FOLDER_FILES, path, path, uid);
	}
	if (err == 0)
		err = inspect_folder(out, FOLDER_FILES, k->folder.tmp, "$TMPDIR", uid);
	if (err == 0)
		err = inspect_folder(out, FOLDER_FILES, k->folder.home, "$HOME", uid);
	return err == 0 ? inspect_folder(out, FOLDER_FILES, k->folder.root, "..", uid) : err;
}

static int keeper_prepare(struct keeper *k)
{
	const char *what = "";
	sigset_t all;
	int err = isolate_enter(&k->run->set->iso, k->run->script->folder, &what);

	if (err < 0) {
		note(k, what, err);
		return err;
	}
	sigfillset(&all);
	if (sigprocmask(SIG_BLOCK, &all, NULL) < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 ||
		prctl(PR_SET_PDEATHSIG, SIGTERM) < 0 ||
		(k->signals = signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK)) < 0)
		err = -errno;
	if (err == 0)
		err = folder_make(&k->folder, folder_parent(k));
	if (err == 0) {
		queues_find(k);
		err = snapshot(k, &k->before);
	}
	if (err == 0)
		err = fd_pipe(k->out);
	if (err == 0 && fcntl(k->out[0], F_SETFL, O_NONBLOCK) < 0)
		err = -errno;
	if (err < 0)
		note(k, "prepare", err);
	return err;
}

/* ---- the shell ----------------------------------------------------------------------------------------- */

static void default_signals(void)
{
	sigset_t none;

	for (int sig = 1; sig < NSIG; sig++)
		(void)signal(sig, SIG_DFL); /* those that cannot be set are as they should be */
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static int become_shell(const struct keeper *k)
{
	int null = fd_open("/dev/null", O_RDWR, 0), err = null < 0 ? null : 0;

	if (err == 0)
		err = fd_dup_to(null, STDIN_FILENO);
	if (err == 0)
		err = fd_dup_to(k->out[1], STDOUT_FILENO);
	if (err == 0)
		err = fd_dup_to(k->out[1], STDERR_FILENO);
	if (err == 0 && chdir(k->folder.work) < 0)
		err = -errno;
	if (err == 0)
		err = isolate_drop(&k->run->set->iso);
	if (err == 0 && (setsid() < 0 || close_range(3, ~0u, 0) < 0))
		err = -errno;
	umask(022);
	return err;
}

static _Noreturn void shell_child(struct keeper *k)
{
	char **envp = surroundings_make(k->run, &k->folder);
	int err = become_shell(k);

	default_signals();
	if (err == 0)
		shell_run(k->run, envp);
	k->stream.len = 0;
	note(k, "start the shell", err);
	(void)fd_write_all(k->out[1], k->stream.data, k->stream.len);
	_exit(1);
}

/* ---- while it runs ------------------------------------------------------------------------------------- */

/* True: there are no children any more. */
static bool reap(struct keeper *k)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == k->shell) {
			k->shell = 0;
			k->wait_status = status;
		}
	}
	return pid < 0 && errno == ECHILD;
}

static void take_output(struct keeper *k)
{
	ssize_t n;

	do {
		buf_grow(&k->stream, 65536);
		n = read(k->out[0], k->stream.data + k->stream.len, 65536);
		if (n > 0)
			k->stream.len += (size_t)n;
	} while (n == 65536 && k->stream.len <= (size_t)FLOOD_MIB << 20);
	if (n == 0)
		fd_close(&k->out[0]);
}

static void take_signals(struct keeper *k)
{
	struct signalfd_siginfo info;

	while (read(k->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		int sig = (int)info.ssi_signo;

		k->stopped |= sig == SIGTERM || sig == SIGINT || sig == SIGHUP;
	}
}

/* Waits for output, a signal or the deadline, and takes in what there is. False: the time is up. */
static bool turn(struct keeper *k, int64_t deadline)
{
	struct pollfd fds[2] = { { .fd = k->out[0], .events = POLLIN },
		{ .fd = k->signals, .events = POLLIN } };
	int64_t left = deadline - clock_ns(CLOCK_MONOTONIC);

	if (left <= 0)
		return false;
	struct timespec limit = clock_timespec(left);
	int n = ppoll(fds, 2, &limit, NULL);
	if (n > 0 && fds[0].revents)
		take_output(k);
	if (n > 0 && fds[1].revents)
		take_signals(k);
	return true;
}

static void watch(struct keeper *k, int64_t deadline)
{
	k->end = END_EXIT;
	while (!k->stopped && k->shell != 0) {
		bool in_time = turn(k, deadline);

		reap(k);
		if (k->stream.len > (size_t)FLOOD_MIB << 20) {
			k->end = END_FLOOD;
			return;
		}
		if (!in_time && k->shell != 0) {
			k->end = END_TIMEOUT;
			return;
		}
	}
}

/* ---- afterwards ---------------------------------------------------------------------------------------- */

static void report_left(struct keeper *k, const struct thing *t)
{
	struct buf text = { 0 };

	thing_describe(&text, t);
	if (!strstr(buf_cstr(&text),
		    "/" FOLDER_PREFIX)) /* of a runner beside us, where /tmp is not our own */
		record_text(&k->stream, k->run->salt, RECORD_LEFT, buf_cstr(&text));
	buf_free(&text);
}

static void kill_all(struct keeper *k)
{
	int64_t deadline = clock_ns(CLOCK_MONOTONIC) + KILL_NS;

	while (!reap(k) && clock_ns(CLOCK_MONOTONIC) < deadline) {
		struct things below = { 0 };

		if (namespaces(k) & CLONE_NEWPID)
			(void)kill(-1, SIGKILL); /* ESRCH: they ended by themselves */
		else if (inspect_descendants(&below, getpid()) == 0)
			for (size_t i = 0; i < below.n; i++)
				(void)kill((pid_t)below.v[i].id, SIGKILL);
		things_free(&below);
		/* Until the next one dies, but not for ever: more may have come. */
		(void)turn(k, clock_ns(CLOCK_MONOTONIC) + 20 * NSEC_PER_MSEC);
	}
}

/* Processes that are about to end get the time for it; the others are named. */
static void settle_processes(struct keeper *k)
{
	int64_t deadline = clock_ns(CLOCK_MONOTONIC) + GRACE_NS;
	struct things left = { 0 };
	bool in_time = true, none = reap(k);

	while (!none && in_time && !k->stopped && k->end == END_EXIT) {
		in_time = turn(k, deadline);
		none = reap(k);
	}
	if (none || k->stopped)
		return;
	if (k->end == END_EXIT && inspect_descendants(&left, getpid()) == 0) {
		for (size_t i = 0; i < left.n; i++)
			report_left(k, &left.v[i]);
	}
	things_free(&left);
}

/* Where all share one /tmp, others may use it for a moment: what is gone soon is nobody's. */
static void settle_objects(struct keeper *k)
{
	int64_t deadline = clock_ns(CLOCK_MONOTONIC) + (namespaces(k) ? 0 : GRACE_NS);
	struct things now = { 0 };
	int err;

	do {
		things_free(&now);
		err = snapshot(k, &now);
		things_subtract(&now, &k->before);
	} while (err == 0 && now.n > 0 && !k->stopped &&
		 turn(k, clock_ns(CLOCK_MONOTONIC) + 50 * NSEC_PER_MSEC) &&
		 clock_ns(CLOCK_MONOTONIC) < deadline);
	if (err < 0)
		note(k, "look for what was left behind", err);
	for (size_t i = 0; i < now.n; i++)
		report_left(k, &now.v[i]);
	things_free(&now);
}

static void report_end(struct keeper *k)
{
	int64_t value = FLOOD_MIB;

	if (k->end == END_EXIT && WIFSIGNALED(k->wait_status)) {
		k->end = END_SIGNAL;
		value = WTERMSIG(k->wait_status);
	} else if (k->end == END_EXIT) {
		value = WEXITSTATUS(k->wait_status);
	}
	record_two(&k->stream, k->run->salt, RECORD_END, k->end, value);
}

static void keeper_watch_over(struct keeper *k)
{
	int64_t deadline = clock_ns(CLOCK_MONOTONIC) + k->run->set->limit_ns;

	k->shell = fork();
	if (k->shell == 0)
		shell_child(k);
	fd_close(&k->out[1]);
	if (k->shell < 0) {
		k->shell = 0;
		note(k, "fork", -errno);
		k->end = END_SETUP;
		return;
	}
	watch(k, deadline);
	settle_processes(k);
	kill_all(k);
	if (k->out[0] >= 0)
		take_output(k);
	if (k->end == END_EXIT)
		settle_objects(k);
}

_Noreturn void keeper_run(const struct run *run, int report)
{
	struct keeper k = { .run = run, .report = report, .out = { -1, -1 }, .end = END_SETUP };
	int status = 0;

	if (keeper_prepare(&k) == 0)
		keeper_watch_over(&k);
	if (k.queues)
		(void)umount2(k.queues, MNT_DETACH); /* else it goes with the namespace */
	if (k.folder.root && folder_remove(&k.folder) < 0)
		note(&k, k.folder.root, -ENOTEMPTY);
	report_end(&k);
	if (k.stopped || fd_write_all(report, k.stream.data, k.stream.len) < 0)
		status = 1;
	_exit(status);
}
