/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redirect.c -- redirections (XCU 2.7). Each is opened once, here; then it is either put in place in this
 * process and undone later, or planned for the child that will run a program. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct redir_saved {
	struct redir_saved *next;
	int fd;
	int copy; /* where the old one is kept; -1: it was closed */
};

/* What one redirection comes to: descriptor FROM is to become TO. */
struct opened {
	int from;   /* -1: close TO */
	bool moved; /* N>&M-: FROM is closed afterwards */
	int to;
	bool temporary;  /* FROM was opened for this and is to be closed afterwards */
	bool both;       /* 2 follows 1 (&>) */
	bool wants_copy; /* see struct redir_plan */
};

/* ---- the shell's own descriptors ---- */

void own_fd_add(struct sh *sh, int *fd)
{
	vec_push(&sh->own_fds, fd);
}

void own_fd_remove(struct sh *sh, const int *fd)
{
	for (size_t i = sh->own_fds.len; i-- > 0;)
		if (sh->own_fds.items[i] == fd) {
			sh->own_fds.items[i] = sh->own_fds.items[--sh->own_fds.len];
			return;
		}
}

static int *own_fd_listed(const struct sh *sh, int number)
{
	for (size_t i = 0; i < sh->own_fds.len; i++)
		if (*(int *)sh->own_fds.items[i] == number)
			return sh->own_fds.items[i];
	return NULL;
}

bool own_fd_is(const struct sh *sh, int number)
{
	return own_fd_listed(sh, number) != NULL;
}

/* Where the shell notes that NUMBER is a descriptor of its own; NULL: it is the script's, or closed. */
static int *own_fd_slot(struct sh *sh, int number)
{
	if (number < FD_OWN_LOWEST)
		return NULL;
	int *listed = own_fd_listed(sh, number);
	if (listed)
		return listed;
	for (struct redir_undo *u = sh->undo; u; u = u->outer)
		for (struct redir_saved *s = u->saved; s; s = s->next)
			if (s->copy == number)
				return &s->copy;
	for (struct subshell *sub = sh->subshell; sub; sub = sub->outer)
		if (sub->cwd_fd == number)
			return &sub->cwd_fd;
	return NULL;
}

static int own_fd_make_way(struct sh *sh, int number)
{
	int *fd = own_fd_slot(sh, number);
	if (!fd)
		return 0;
	int moved = fd_high_copy(number);
	if (moved < 0)
		return moved;
	*fd = moved;            /* first: the handler of a signal may need it */
	ipc_mqp_close(&number); /* it may be one */
	return 0;
}

/* ---- closing ---- */

int redir_close(const struct sh *sh, int fd)
{
	if (!sh->told_by_queue)
		return close(fd) < 0 ? -errno : 0;
	ipc_mqp_close(&fd); /* it may be of that queue */
	return 0;
}

/* FROM is copied to TO, and what was there is closed. 0 or -errno. */
static int dup_over(const struct sh *sh, int from, int to)
{
	if (sh->told_by_queue && from != to)
		redir_close(sh, to);
	return fd_dup_to(from, to);
}

/* As fd_high(). */
static int high(const struct sh *sh, int fd)
{
	if (!sh->told_by_queue)
		return fd_high(fd);
	int copy = fd_high_copy(fd);
	redir_close(sh, fd);
	return copy;
}

/* ---- opening ---- */

static int redir_failed(struct sh *sh, const char *object, int err)
{
	const char *hint = "";
	if (err == EEXIST)
		hint = " (noclobber is on: >| overwrites)";
	else if (err == EMFILE)
		hint = " (ulimit -n says how many may be open)";
	sh_error(sh, NULL, object, "%s%s", error_text(err), hint);
	return -1;
}

/* noclobber: an existing regular file is not overwritten; others may be (XCU 2.7.2). */
static int open_noclobber(const struct sh *sh, const char *path)
{
	struct stat st;
	int fd = fd_open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
	if (fd != -EEXIST)
		return fd;
	fd = fd_open(path, O_WRONLY, 0);
	if (fd < 0)
		return fd;
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		return fd;
	redir_close(sh, fd);
	return -EEXIST;
}

static int open_file(struct sh *sh, enum redir_op op, const char *path)
{
	switch (op) {
	case REDIR_IN: return fd_open(path, O_RDONLY, 0);
	case REDIR_READWRITE: return fd_open(path, O_RDWR | O_CREAT, 0666);
	case REDIR_APPEND:
	case REDIR_APPEND_ERR: return fd_open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
	case REDIR_OUT:
	case REDIR_OUT_ERR:
		if (sh->options.on[OPT_NOCLOBBER])
			return open_noclobber(sh, path);
		return fd_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	default: return fd_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	}
}

/* A signal may end a blocking open (a FIFO): its trap runs, and the open goes on, unless the shell is to
 * stop. */
static int open_waiting(struct sh *sh, enum redir_op op, const char *path)
{
	int fd;
	do
		fd = open_file(sh, op, path);
	while (fd == -EINTR && sh_on_signal(sh) == 0);
	return fd;
}

/* The text of a here-document through a pipe where it fits, else through an unnamed file in memory. */
static int open_text(const char *text, size_t len)
{
	int ends[2], err;
	if (len <= 4096) {
		if ((err = fd_pipe(ends)) < 0)
			return err;
		err = fd_write_all(ends[1], text, len);
		close(ends[1]);
		if (err < 0) {
			close(ends[0]);
			return err;
		}
		return ends[0];
	}
	int fd = memfd_create("here-document", MFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = fd_write_all(fd, text, len);
	if (err == 0 && lseek(fd, 0, SEEK_SET) < 0)
		err = -errno;
	if (err < 0) {
		close(fd);
		return err;
	}
	return fd;
}

static int open_here(struct sh *sh, const struct io_redirect *r)
{
	size_t len;
	const char *text = exp_string(&sh->exp, r->target, EXP_STRING, &len);
	if (!text || sh->flow != FLOW_ON) {
		expansion_failed(sh);
		return -1;
	}
	if (r->op == REDIR_HERESTRING) {
		char *line = arena_alloc(&sh->scratch, len + 1);
		memcpy(line, text, len);
		line[len++] = '\n';
		text = line;
	}
	int fd = open_text(text, len);
	return fd < 0 ? redir_failed(sh, "here-document", -fd) : fd;
}

/* The pathname of a redirection. Its expansion may have ended a subshell that was not forked. */
static const char *target_text(struct sh *sh, const struct io_redirect *r, size_t *len)
{
	const char *path = exp_string(&sh->exp, r->target, EXP_STRING, len);
	if (!path || sh->flow != FLOW_ON) {
		expansion_failed(sh);
		return NULL;
	}
	*len = strlen(path);
	return path;
}

/* What reaches descriptor 1 by its name needs a real one there. */
static bool names_descriptor(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
}

/* What a program is to have as such a descriptor only it has, once the redirections before this one hold. */
static bool names_own(const char *path)
{
	static const char *const names[] = { "/dev/std", "/dev/fd/", "/proc/self/", "/proc/thread-self/" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strncmp(path, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static int open_target(
	struct sh *sh, const struct io_redirect *r, const struct redir_plan *plan, struct opened *o)
{
	size_t len;
	const char *path = target_text(sh, r, &len);
	if (!path)
		return -1;
	if (sh->out.sink && names_descriptor(path) && strcmp(path, "/dev/null") != 0) {
		o->wants_copy = plan && plan->stage;
		if (o->wants_copy || exec_unshare(sh))
			return -1;
	}
	if (plan && plan->repeatable && names_own(path)) {
		o->wants_copy = true;
		return -1;
	}
	enum redir_op op = (enum redir_op)r->op;
	if (op == REDIR_DUP_OUT || op == REDIR_DUP_IN)
		op = REDIR_OUT_ERR; /* >&file */
	bool socket = redir_names_socket(sh, path);
	int fd = socket ? redir_open_socket(sh, path) : open_waiting(sh, op, path);
	if (fd < 0)
		return socket ? -1 : redir_failed(sh, *path ? path : "''", -fd);
	o->from = fd;
	o->temporary = true;
	o->both = op == REDIR_OUT_ERR || op == REDIR_APPEND_ERR;
	return 0;
}

/* N of >&N: is it open, as the child will see it after the actions planned so far? */
static bool source_open(struct sh *sh, const struct redir_plan *plan, int fd)
{
	for (size_t i = plan ? plan->n : 0; i-- > 0;)
		if (plan->acts[i].to == fd)
			return plan->acts[i].from >= 0;
	for (size_t i = 0; plan && i < ARRAY_LEN(plan->hidden); i++)
		if (plan->hidden[i] == fd && fd > 2)
			return false;
	for (size_t i = 0; plan && i < plan->n_opened; i++)
		if (plan->opened[i] == fd)
			return false;
	return !own_fd_slot(sh, fd) && fcntl(fd, F_GETFD) >= 0;
}

static int open_dup(
	struct sh *sh, const struct io_redirect *r, const struct redir_plan *plan, struct opened *o)
{
	size_t len;
	uint64_t number;
	const char *text = target_text(sh, r, &len);
	if (!text)
		return -1;
	if (strcmp(text, "-") == 0) {
		o->from = -1;
		return 0;
	}
	if (len > 1 && text[len - 1] == '-') {
		text = arena_strndup(&sh->scratch, text, len - 1);
		o->moved = true;
	}
	if (!text_to_uint10(text, INT32_MAX, &number)) {
		if (r->op == REDIR_DUP_OUT && !sh->options.on[OPT_POSIX] && (!r->fd_given || r->fd == 1))
			return open_target(sh, r, plan, o);
		sh_error(sh, NULL, text, "is no descriptor number");
		return -1;
	}
	o->from = (int)number;
	bool piped = plan && plan->stage; /* what is captured is not its output */
	if (o->from == 1 && sh->out.sink && !piped && exec_unshare(sh))
		return -1;
	if (!source_open(sh, plan, o->from))
		return redir_failed(sh, text, EBADF);
	return 0;
}

/* {name}>: the shell picks the number, 10 or more, and puts it into the variable. {name}>&- closes the one in
 * it. */
static int pick_number(struct sh *sh, const struct io_redirect *r, struct opened *o)
{
	char digits[24];
	if (o->from < 0) {
		uint64_t number;
		const char *value = var_get_name(&sh->vars, names_text(&sh->vars.names, r->fd_name));
		if (!value || !text_to_uint10(value, INT32_MAX, &number)) {
			sh_error(sh, NULL, names_text(&sh->vars.names, r->fd_name),
				"holds no descriptor number");
			return -1;
		}
		o->to = (int)number;
		return 0;
	}
	bool cloexec = sh->options.on[OPT_FDCLOEXEC];
	int fd = fcntl(o->from, cloexec ? F_DUPFD_CLOEXEC : F_DUPFD, 10);
	int err = errno == EINVAL ? EMFILE : errno; /* the limit is that low */
	if (o->temporary)
		redir_close(sh, o->from);
	o->temporary = false;
	if (fd < 0)
		return redir_failed(sh, names_text(&sh->vars.names, r->fd_name), err);
	o->from = o->to = fd;
	const char *text = text_from_int(fd, digits);
	if (sh_assign(sh, r->fd_name, text, strlen(text), false, false) < 0) {
		redir_close(sh, fd);
		return -1;
	}
	return 0;
}

enum { MANY_REDIRECTIONS = 64 };

/* May another action make the same number? (Where 0, 1 or 2 was closed a file is opened there, and a pipe
 * comes there.) Of many redirections not all are asked. */
static bool is_in_the_way(
	const struct io_redirect *list, const struct redir_plan *plan, const struct opened *o)
{
	unsigned asked = 0;
	if (plan && o->from <= 2)
		return true;
	for (const struct io_redirect *r = list; r && list->next; r = r->next)
		if ((r->fd == o->from && r->fd != o->to) || ++asked == MANY_REDIRECTIONS)
			return true;
	return false;
}

/* Descriptors that another redirection of the same command names must not be taken by a temporary one. */
static int keep_clear(
	struct sh *sh, const struct io_redirect *list, const struct redir_plan *plan, struct opened *o)
{
	if (!o->temporary || !is_in_the_way(list, plan, o))
		return 0;
	int fd = high(sh, o->from);
	if (fd < 0)
		return redir_failed(sh, "redirection", -fd);
	o->from = fd;
	return 0;
}

/* The script asks for descriptor NUMBER. 0 or -1, shown. */
static int make_way(struct sh *sh, int number)
{
	char digits[24];
	struct rlimit limit;
	int err = 0;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && (rlim_t)number >= limit.rlim_cur)
		err = -EBADF;
	else
		err = own_fd_make_way(sh, number);
	return err < 0 ? redir_failed(sh, text_from_int(number, digits), -err) : 0;
}

static int open_one(struct sh *sh, const struct io_redirect *r, const struct io_redirect *list,
	const struct redir_plan *plan, struct opened *o)
{
	int err;
	*o = (struct opened){ .from = -1, .to = r->fd };
	if (r->fd_name != NAME_NONE && exec_unshare(sh))
		return -1; /* what it opens stays open after the command, but not after the subshell */
	if (r->fd >= FD_OWN_LOWEST && make_way(sh, r->fd) < 0)
		return -1;
	switch ((enum redir_op)r->op) {
	case REDIR_HEREDOC:
	case REDIR_HERESTRING:
		o->from = open_here(sh, r);
		o->temporary = true;
		err = o->from < 0 ? -1 : 0;
		break;
	case REDIR_DUP_IN:
	case REDIR_DUP_OUT: err = open_dup(sh, r, plan, o); break;
	default: err = open_target(sh, r, plan, o); break;
	}
	if (err < 0)
		return -1;
	return r->fd_name != NAME_NONE ? pick_number(sh, r, o) : keep_clear(sh, list, plan, o);
}

/* {name}>&-: one of the shell's own stays open. */
static void close_named(struct sh *sh, int fd)
{
	sh->fd_stamp++;
	if (!own_fd_slot(sh, fd))
		redir_close(sh, fd);
}

/* ---- in place, with undo ---- */

/* WAS_CLOSED: what is there now was opened by the redirection itself. */
static int save_fd(struct sh *sh, struct redir_undo *undo, int fd, bool was_closed)
{
	for (const struct redir_saved *s = undo->saved; s; s = s->next)
		if (s->fd == fd)
			return 0;
	int copy = was_closed ? -EBADF : fd_high_copy(fd);
	if (copy < 0 && copy != -EBADF)
		return redir_failed(sh, "saving a descriptor", -copy);
	struct redir_saved *s = arena_alloc(&sh->scratch, sizeof(*s));
	*s = (struct redir_saved){ .next = undo->saved, .fd = fd, .copy = copy < 0 ? -1 : copy };
	undo->saved = s;
	return 0;
}

static int place(struct sh *sh, struct redir_undo *undo, int from, int to, bool temporary)
{
	int err = 0;
	sh->fd_stamp++;
	if (save_fd(sh, undo, to, temporary && from == to) < 0)
		return -1;
	if (to == 1) {
		sh->out.sink = NULL; /* it was captured; now it goes to a file */
		sh->out.fd = 1;
		undo->out_changed = true;
	}
	if (from < 0)
		redir_close(sh, to); /* closing one that is closed is no error */
	else
		err = dup_over(sh, from, to);
	if (err < 0) {
		char digits[24];
		return redir_failed(sh, text_from_int(to, digits), -err);
	}
	return 0;
}

static int apply_one(
	struct sh *sh, const struct io_redirect *r, const struct io_redirect *list, struct redir_undo *undo)
{
	struct opened o;
	if (open_one(sh, r, list, NULL, &o) < 0)
		return -1;
	if (r->fd_name != NAME_NONE && o.from >= 0)
		return 0; /* stays open after the command, as in ksh and bash */
	if (r->fd_name != NAME_NONE) {
		close_named(sh, o.to);
		return 0;
	}
	int err = place(sh, undo, o.from, o.to, o.temporary);
	if (err == 0 && o.both)
		err = place(sh, undo, o.to, 2, false);
	if (o.temporary && o.from != o.to)
		redir_close(sh, o.from);
	if (err == 0 && o.moved && o.from != o.to)
		err = place(sh, undo, -1, o.from, false);
	return err;
}

static void undo_begin(struct sh *sh, struct redir_undo *undo)
{
	*undo = (struct redir_undo){ .sink = sh->out.sink, .out_fd = sh->out.fd, .outer = sh->undo };
	sh->undo = undo;
}

int redir_put(struct sh *sh, int from, int to, struct redir_undo *undo)
{
	if (sh->out.pending.len > 0)
		sh_flush(sh);
	undo_begin(sh, undo);
	return place(sh, undo, from, to, false);
}

int redir_apply(struct sh *sh, const struct io_redirect *list, struct redir_undo *undo)
{
	undo_begin(sh, undo);
	if (list && sh->out.pending.len > 0)
		sh_flush(sh);
	for (const struct io_redirect *r = list; r; r = r->next)
		if (apply_one(sh, r, list, undo) < 0)
			return -1;
	return 0;
}

/* An interactive shell goes on, so that somebody may look. */
static int restore_failed(struct sh *sh, int err)
{
	sh_error(sh, NULL, "redirection", "cannot be undone: %s", error_text(-err));
	sh->flow = sh_fatal_flow(sh);
	return sh->vars.status = STATUS_ERROR;
}

int redir_restore(struct sh *sh, struct redir_undo *undo, int status)
{
	int failed = 0;
	if (undo->out_changed) {
		if (sh->out.pending.len > 0)
			finish_output(sh, NULL, 0);
		sh->out.sink = undo->sink;
		sh->out.fd = undo->out_fd;
	}
	sh->fd_stamp += undo->saved != NULL;
	for (struct redir_saved *s = undo->saved; s; s = s->next) {
		int err = own_fd_make_way(sh, s->fd); /* the script may have closed it meanwhile */
		if (err == 0 && s->copy < 0) {
			redir_close(sh, s->fd);
		} else if (err == 0) {
			err = dup_over(sh, s->copy, s->fd);
			redir_close(sh, s->copy);
		}
		failed = err < 0 ? err : failed;
	}
	sh->undo = undo->outer;
	return failed < 0 ? restore_failed(sh, failed) : status;
}

void redir_keep(struct sh *sh, struct redir_undo *undo)
{
	for (struct redir_saved *s = undo->saved; s; s = s->next)
		if (s->copy >= 0)
			redir_close(sh, s->copy);
	sh->undo = undo->outer;
}

void redir_abandon(struct sh *sh, struct redir_undo *from)
{
	for (struct redir_undo *u = from ? from : sh->undo; u; u = u->outer)
		for (struct redir_saved *s = u->saved; s; s = s->next)
			if (s->copy >= 0) {
				redir_close(sh, s->copy);
				s->copy = -1;
			}
	if (!from)
		sh->undo = NULL;
}

int redir_replace_saved_output(struct sh *sh, const struct redir_undo *end, const struct buf *sink, int fd)
{
	int err = 0;
	for (struct redir_undo *u = sh->undo; u && u != end; u = u->outer) {
		if (u->sink != sink)
			continue;
		u->sink = NULL;
		u->out_fd = 1;
		for (struct redir_saved *s = u->saved; s; s = s->next) {
			if (s->fd != 1 || err < 0)
				continue;
			fd_close(&s->copy);
			s->copy = fd_high_copy(fd);
			err = s->copy < 0 ? s->copy : 0;
		}
	}
	return err;
}

bool redir_output_only(const struct io_redirect *list)
{
	return !list->next && list->fd == 1 && list->fd_name == NAME_NONE && list->op >= REDIR_OUT &&
	       list->op <= REDIR_APPEND;
}

int redir_open_output(struct sh *sh, const struct io_redirect *r)
{
	struct opened o;
	return open_one(sh, r, r, NULL, &o) < 0 ? -1 : o.from;
}

/* ---- planned for a child ---- */

void redir_plan_add(struct sh *sh, struct redir_plan *plan, int from, int to)
{
	if (plan->n == plan->cap) {
		size_t cap = plan->cap ? plan->cap * 2 : 4;
		struct fd_action *acts = arena_alloc(&sh->scratch, cap * sizeof(*acts));
		if (plan->n > 0)
			memcpy(acts, plan->acts, plan->n * sizeof(*acts));
		plan->acts = acts;
		plan->cap = cap;
	}
	plan->acts[plan->n++] = (struct fd_action){ from, to };
}

static void plan_opened(struct sh *sh, struct redir_plan *plan, int fd)
{
	if (plan->n_opened == plan->cap_opened) {
		size_t cap = plan->cap_opened ? plan->cap_opened * 2 : 4;
		int *opened = arena_alloc(&sh->scratch, cap * sizeof(*opened));
		if (plan->n_opened > 0)
			memcpy(opened, plan->opened, plan->n_opened * sizeof(*opened));
		plan->opened = opened;
		plan->cap_opened = cap;
	}
	plan->opened[plan->n_opened++] = fd;
}

/* What FD will be after the actions planned so far, as a number that is open now; -1 if it will be closed. */
static int planned_source(const struct redir_plan *plan, int fd)
{
	for (size_t i = plan->n; i-- > 0 && fd >= 0;)
		if (plan->acts[i].to == fd)
			fd = plan->acts[i].from;
	return fd;
}

/* What is said while R is opened goes where the redirections before it have sent descriptor 2. */
static int open_planned(struct sh *sh, const struct io_redirect *r, const struct io_redirect *list,
	const struct redir_plan *plan, struct opened *o)
{
	int source = planned_source(plan, 2), keep, err;
	if (source < 0 || source == 2 || (keep = fd_high_copy(2)) < 0)
		return open_one(sh, r, list, plan, o);
	err = dup_over(sh, source, 2);
	if (err == 0)
		err = open_one(sh, r, list, plan, o);
	(void)dup_over(sh, keep, 2); /* both are open */
	redir_close(sh, keep);
	return err < 0 ? -1 : 0;
}

/* `<<A <<B`: what the redirection just before opened for the same number nobody will see. */
static void drop_covered(const struct sh *sh, struct redir_plan *plan, const struct opened *o)
{
	size_t n = plan->n, files = plan->n_opened;
	if (!o->temporary || n == 0 || files == 0 || plan->acts[n - 1].to != o->to ||
		plan->acts[n - 1].from != plan->opened[files - 1])
		return;
	redir_close(sh, plan->opened[--plan->n_opened]);
	plan->n--;
}

int redir_plan_make(struct sh *sh, const struct io_redirect *list, struct redir_plan *plan)
{
	for (const struct io_redirect *r = list; r; r = r->next) {
		struct opened o = { .from = -1 };
		if (open_planned(sh, r, list, plan, &o) < 0) {
			plan->wants_copy = o.wants_copy;
			return -1;
		}
		drop_covered(sh, plan, &o);
		if (o.temporary)
			plan_opened(sh, plan, o.from);
		if (r->fd_name != NAME_NONE && o.from < 0) {
			close_named(sh, o.to);
			continue;
		}
		redir_plan_add(sh, plan, o.from, o.to);
		if (o.both)
			redir_plan_add(sh, plan, o.to, 2);
		if (o.moved && o.from != o.to)
			redir_plan_add(sh, plan, -1, o.from);
	}
	return 0;
}

void redir_plan_close(const struct sh *sh, struct redir_plan *plan)
{
	for (size_t i = 0; i < plan->n_opened; i++)
		redir_close(sh, plan->opened[i]);
	plan->n_opened = 0;
}

/* ---- what may block ---- */

static bool target_may_block(const struct io_redirect *r)
{
	struct stat st;
	if (!(r->target->flags & WORD_LITERAL))
		return true; /* its name is known only after the expansion */
	if (strcmp(r->target->text, "/dev/null") == 0)
		return false;
	return stat(r->target->text, &st) == 0 && !S_ISREG(st.st_mode);
}

bool redir_may_block(const struct io_redirect *list)
{
	for (const struct io_redirect *r = list; r; r = r->next)
		switch ((enum redir_op)r->op) {
		case REDIR_DUP_IN:
		case REDIR_DUP_OUT:
		case REDIR_HEREDOC:
		case REDIR_HERESTRING: break;
		default:
			if (target_may_block(r))
				return true;
		}
	return false;
}
