/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_state.c -- what IPC words keep from one to the next: attachments, ids, open FIFOs; and what is removed
 * (--rm) when the shell ends. */
#include "ipc_word.h"

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define SPARE_MOST 4194304u
#define MORTALS_FEW 64

/* ---- kept objects ---- */

struct ipc_state *ipc_state_make(struct sh *sh)
{
	struct ipc_state *st = mem_zalloc(sizeof *st);

	builtin_data(sh)->ipc = st;
	ipc_fifo_cache_init(&st->fifo);
	own_fd_add(sh, &st->fifo.scratch[0]);
	own_fd_add(sh, &st->fifo.scratch[1]);
	return st;
}

struct buf ipc_buf_take(struct ipc_state *st)
{
	struct buf b = st->spare;

	st->spare = (struct buf){ 0 };
	b.len = 0;
	return b;
}

void ipc_buf_give(struct ipc_state *st, struct buf *b)
{
	if (!st->spare.data && b->cap <= SPARE_MOST)
		st->spare = *b;
	else
		buf_free(b);
	*b = (struct buf){ 0 };
}

static void all_gone(struct sh *sh, struct vec *fds)
{
	for (size_t i = 0; i < fds->len; i++)
		own_fd_remove(sh, fds->items[i]);
	fds->len = 0;
}

void ipc_mqp_fds(struct sh *sh, struct ipc_state *st)
{
	all_gone(sh, &st->mqp_fds);
	for (size_t i = 0; i < IPC_MQP_KEPT; i++) {
		if (!st->mqp.kept[i])
			continue;
		vec_push(&st->mqp_fds, &st->mqp.kept[i]->fd);
		own_fd_add(sh, &st->mqp.kept[i]->fd);
	}
	st->mqp.changed = false;
}

void ipc_fifo_fds(struct sh *sh, struct ipc_state *st)
{
	all_gone(sh, &st->fifo_fds);
	for (size_t i = 0; i < st->fifo.kept.len; i++) {
		struct ipc_fifo *f = st->fifo.kept.items[i];
		vec_push(&st->fifo_fds, &f->fd);
		own_fd_add(sh, &f->fd);
	}
}

/* ---- --rm ----
 * A signal that ends the shell leaves no time but that of its handler, and a handler knows only variables of
 * a file: a list that grows at its head, by one store. */

struct mortal {
	struct mortal *next;
	enum ipc_family family;
	int id;
	char *path; /* of a file: absolute; of a POSIX queue: its name; NULL: there is an id */
	bool queue; /* PATH is a queue's name */
	bool held;  /* a word that runs knows it */
	/* PATH is a file to lock: removed only by who holds it, or two could hold what they take for one
	 * lock. LOCKED: the descriptor of the word that is at it; NULL: none. */
	bool lock;
	struct ipc_lock_how how;
	const int *volatile locked;
	struct made {
		dev_t dev;
		ino_t ino;
		mode_t type;
		struct statx_timestamp born; /* a number that is free again is soon another file's */
	} made;
};
static struct mortal *volatile mortals;
static volatile pid_t mortals_owner; /* a forked child is not the one that they end with */

/* What makes out a file, without following a link. Async-signal-safe, as all that follows. */
static int made_look(int fd, const char *path, int flags, struct made *out)
{
	struct statx st;

	if (statx(fd, path, flags | AT_SYMLINK_NOFOLLOW, STATX_TYPE | STATX_INO | STATX_BTIME, &st) < 0)
		return -errno;
	*out = (struct made){ .dev = makedev(st.stx_dev_major, st.stx_dev_minor),
		.ino = st.stx_ino,
		.type = st.stx_mode & S_IFMT };
	if (st.stx_mask & STATX_BTIME)
		out->born = st.stx_btime;
	return 0;
}

static bool made_same(const struct made *a, const struct made *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->type == b->type &&
	       a->born.tv_sec == b->born.tv_sec && a->born.tv_nsec == b->born.tv_nsec;
}

/* Whether what has that name now is what it was. */
static bool same_queue(const struct mortal *m)
{
	struct made now = { 0 };
	int fd = mq_open(m->path, O_RDONLY | O_NONBLOCK);

	if (fd < 0)
		return errno == EACCES; /* made without the right to read: there is no way to look */
	bool same = made_look(fd, "", AT_EMPTY_PATH, &now) == 0 && made_same(&now, &m->made);
	close(fd);
	return same;
}

static void remove_named(const struct mortal *m)
{
	struct made now = { 0 };

	if (m->queue) {
		if (same_queue(m))
			mq_unlink(m->path);
	} else if (made_look(AT_FDCWD, m->path, 0, &now) == 0 && made_same(&now, &m->made)) {
		unlink(m->path);
	}
}

/* Of another file that has its name now not even the lock is touched: its owner may be about to do this. */
static bool is_made(int fd, const struct mortal *m)
{
	struct made now = { 0 };

	return fd >= 0 && made_look(fd, "", AT_EMPTY_PATH, &now) == 0 && made_same(&now, &m->made);
}

static void remove_lock(const struct mortal *m)
{
	int fd = m->locked ? *m->locked : -1, other = -1;
	int err = fd >= 0 ? ipc_lock_alone(fd, &m->how) : -EBADF;

	if (err == -EBADF) { /* it is for reading only, or there is none */
		other = open(m->path, (m->how.ofd ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
		err = is_made(other, m) ? ipc_lock_alone(other, &m->how) : -ENOENT;
	}
	if (err == 0)
		remove_named(m);
	if (other >= 0)
		close(other);
}

static void remove_one(const struct mortal *m)
{
	if (m->lock)
		remove_lock(m);
	else if (m->path)
		remove_named(m);
	else if (m->family == IPC_SHM)
		shmctl(m->id, IPC_RMID, NULL);
	else if (m->family == IPC_MQ)
		msgctl(m->id, IPC_RMID, NULL);
	else if (m->family == IPC_SEM)
		semctl(m->id, 0, IPC_RMID);
}

static void remove_mortals(void)
{
	if (mortals_owner != getpid())
		return;
	for (struct mortal *m = mortals; m; m = m->next)
		remove_one(m);
	mortals_owner = 0;
}

static void end_by_signal(int sig)
{
	remove_mortals();
	raise(sig); /* SA_RESETHAND: now it does what it would have done */
}

static void shell_ends(struct sh *sh)
{
	(void)sh;
	remove_mortals();
}

static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2 };

static void watch_signal(int sig)
{
	struct sigaction act = { .sa_handler = end_by_signal, .sa_flags = (int)SA_RESETHAND };

	sigfillset(&act.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		if (ending[i] == sig)
			sigaction(sig, &act, NULL);
}

static void watch_signals(void)
{
	struct sigaction old;

	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		if (sigaction(ending[i], NULL, &old) == 0 && !(old.sa_flags & SA_SIGINFO) &&
			old.sa_handler == SIG_DFL)
			watch_signal(ending[i]);
}

/* All signals but those that a fault of this process raises. */
static void signals_block(sigset_t *before)
{
	static const int own[] = { SIGBUS, SIGSEGV, SIGABRT, SIGFPE, SIGILL };
	sigset_t all;

	sigfillset(&all);
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		sigdelset(&all, own[i]);
	sigprocmask(SIG_BLOCK, &all, before);
}

static bool mortal_same(const struct mortal *a, const struct mortal *b)
{
	if (a->family != b->family || a->queue != b->queue || a->lock != b->lock || !a->path != !b->path)
		return false;
	if (a->locked)
		return false; /* of an outer word */
	return a->path ? strcmp(a->path, b->path) == 0 && made_same(&a->made, &b->made) : a->id == b->id;
}

/* NULL: it is not noted yet. */
static struct mortal *mortal_find(const struct mortal *m)
{
	struct mortal *at = ipc_last_mortal();

	while (at && !mortal_same(at, m))
		at = at->next;
	return at;
}

static int stat_id(const struct mortal *m)
{
	struct shmid_ds shm;
	struct msqid_ds mq;
	struct semid_ds sem;

	switch (m->family) {
	case IPC_SHM: return shmctl(m->id, IPC_STAT, &shm);
	case IPC_MQ: return msgctl(m->id, IPC_STAT, &mq);
	default: return semctl(m->id, 0, IPC_STAT, &sem);
	}
}

/* Has somebody else removed it? A word may know the file of its lock. */
static bool mortal_gone(const struct mortal *m)
{
	struct made now = { 0 };

	if (!m->path)
		return stat_id(m) < 0 && errno != EACCES;
	if (m->queue)
		return !same_queue(m);
	if (m->held || m->locked)
		return false;
	return made_look(AT_FDCWD, m->path, 0, &now) < 0 || !made_same(&now, &m->made);
}

static void mortal_free(struct mortal *m)
{
	free(m->path);
	free(m);
}

/* A script may make things for years, and remove them itself. No signal comes meanwhile. */
static void mortals_sweep(struct ipc_state *st)
{
	struct mortal *next, *left = NULL;
	size_t n = 0;

	for (struct mortal *m = mortals; m; m = next) {
		next = m->next;
		if (mortal_gone(m)) {
			mortal_free(m);
			continue;
		}
		m->next = left;
		left = m;
		n++;
	}
	mortals = left;
	st->mortals = n;
	st->mortals_most = 2 * n + MORTALS_FEW;
}

static struct mortal *mortal_add(struct sh *sh, struct mortal m)
{
	struct mortal *node = mortal_find(&m);
	struct ipc_state *st = ipc_state(sh); /* its hook for forked children is needed */
	sigset_t before;

	if (node) {
		free(m.path);
		return node;
	}
	node = mem_alloc(sizeof *node);
	*node = m;
	signals_block(&before);
	if (mortals_owner != getpid())
		mortals = NULL;
	if (st->mortals++ >= st->mortals_most)
		mortals_sweep(st);
	node->next = mortals;
	mortals = node;
	mortals_owner = getpid();
	sh->builtin_data_exit = shell_ends;
	sh->builtin_data_signal = watch_signal;
	watch_signals();
	sigprocmask(SIG_SETMASK, &before, NULL);
	return node;
}

struct mortal *ipc_last_mortal(void)
{
	return mortals_owner == getpid() ? mortals : NULL;
}

/* One store takes it out: the handler sees the list with it or without. */
void ipc_mortal_ends(struct mortal *m)
{
	struct mortal *before = NULL, *at = m ? ipc_last_mortal() : NULL;

	for (; at && at != m; at = at->next)
		before = at;
	if (!at)
		return;
	remove_one(m);
	if (before)
		before->next = m->next;
	else
		mortals = m->next;
	mortal_free(m);
}

void ipc_mortal_stays(struct mortal *m)
{
	if (m)
		m->held = false;
}

void ipc_remove_id(struct sh *sh, enum ipc_family family, int id)
{
	mortal_add(sh, (struct mortal){ .family = family, .id = id });
}

void ipc_birth_begin(const struct ipc_args *a, sigset_t *before)
{
	if (a->remove)
		signals_block(before);
}

void ipc_birth_end(const struct ipc_args *a, const sigset_t *before)
{
	if (a->remove)
		sigprocmask(SIG_SETMASK, before, NULL);
}

/* PATH from the root, malloc'ed; NULL: the folder has no name, errno says why. */
static char *whole_path(const char *path)
{
	struct buf whole = { 0 };
	char *cwd;

	if (path[0] != '/') {
		cwd = getcwd(NULL, 0);
		if (!cwd)
			return NULL;
		buf_str(&whole, cwd);
		buf_byte(&whole, '/');
		free(cwd);
	}
	buf_str(&whole, path);
	return buf_cstr(&whole);
}

int ipc_remove_path(struct sh *sh, const char *path)
{
	struct mortal m = { .family = IPC_FIFO };
	int err = made_look(AT_FDCWD, path, 0, &m.made);

	m.held = m.made.type == S_IFSOCK;
	if (err == 0 && !(m.path = whole_path(path)))
		err = -errno;
	if (err == 0)
		mortal_add(sh, m);
	return err;
}

int ipc_remove_lock(
	struct sh *sh, const char *path, const struct ipc_lock_how *how, const int *fd, struct mortal **out)
{
	struct mortal m = { .family = IPC_LOCK, .lock = true, .how = *how };
	int err = made_look(*fd, "", AT_EMPTY_PATH, &m.made);

	*out = NULL;
	if (err == 0 && !(m.path = whole_path(path)))
		err = -errno;
	if (err == 0) {
		*out = mortal_add(sh, m);
		(*out)->how = *how;
		(*out)->locked = fd;
	}
	return err;
}

void ipc_unlocked(struct mortal *m)
{
	if (m)
		m->locked = NULL;
}

int ipc_remove_posix(struct sh *sh, enum ipc_family family, const char *name)
{
	struct buf path = { 0 };
	struct made made = { 0 };

	if (family != IPC_MQ) {
		buf_printf(&path, family == IPC_SEM ? "/dev/shm/sem.%s" : "/dev/shm/%s", name + 1);
		int err = ipc_remove_path(sh, buf_cstr(&path));
		buf_free(&path);
		return err;
	}
	int fd = ipc_mqp_open(name, O_RDONLY);
	if (fd < 0 && fd != -EACCES)
		return fd;
	if (fd >= 0)
		made_look(fd, "", AT_EMPTY_PATH, &made);
	ipc_mqp_close(&fd);
	mortal_add(sh,
		(struct mortal){ .family = IPC_MQ, .path = mem_strdup(name), .queue = true, .made = made });
	return 0;
}

static void remove_key(struct sh *sh, enum ipc_family family, int id)
{
	if (id >= 0)
		ipc_remove_id(sh, family, id);
}

void ipc_remove_there(struct sh *sh, const struct ipc_args *a)
{
	const struct ipc_address *at = &a->address;
	struct stat st;

	if (!a->remove || a->exclusive)
		return;
	if (at->kind == IPC_ADDR_POSIX)
		(void)ipc_remove_posix(sh, a->family, at->path);
	else if (a->family == IPC_SHM)
		remove_key(sh, IPC_SHM, ipc_shm_find(at));
	else if (a->family == IPC_MQ)
		remove_key(sh, IPC_MQ, ipc_mq_find(NULL, at, NULL));
	else if (a->family == IPC_FIFO && stat(at->path, &st) == 0 && S_ISFIFO(st.st_mode))
		(void)ipc_remove_path(sh, at->path);
}

/* A child keeps no end of a FIFO and no queue open: it would be one more who holds it; and no lock: that is
 * its parent's, and goes with it. Attachments and ids are as good as its parent's. */
void ipc_state_forked(struct sh *sh, struct ipc_state *st)
{
	ipc_fifo_forget(&st->fifo, NULL);
	ipc_fifo_fds(sh, st);
	ipc_mqp_forget(&st->mqp, NULL);
	ipc_mqp_fds(sh, st);
	for (size_t i = 0; i < st->locks.len; i++) {
		own_fd_remove(sh, st->locks.items[i]);
		fd_close(st->locks.items[i]);
	}
	st->locks.len = 0;
	st->stream.fd = 0;
	vec_free(&st->held); /* semaphores are given back at the death of the process that took them */
	ipc_map_locks_forget(&st->locked);
	sh->told_by_queue = false; /* its parent is */
	mortals = NULL;
	st->mortals = st->mortals_most = 0;
	sh->builtin_data_exit = NULL;
	sh->builtin_data_signal = NULL;
}
