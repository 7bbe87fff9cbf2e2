/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coproc.c -- processes that a pipe ties to the shell: coprocesses, and <( ) and >( ). Each closes the ends
 * of all others, or their readers would never see the end. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* An end that the shell holds for a script. */
struct held {
	int fd;
	ino_t inode;  /* so that a number that the script closed and reused is not mistaken for it */
	name_id name; /* of the coprocess; NAME_NONE: <( ) or >( ) */
};

static struct held *hold(int fd, name_id name)
{
	struct stat st;
	struct held *h = mem_alloc(sizeof(*h));
	*h = (struct held){ .fd = fd, .inode = fstat(fd, &st) == 0 ? st.st_ino : 0, .name = name };
	return h;
}

static bool still_held(const struct held *h)
{
	struct stat st;
	return fstat(h->fd, &st) == 0 && S_ISFIFO(st.st_mode) && st.st_ino == h->inode;
}

static void let_go(struct held *h)
{
	if (still_held(h))
		close(h->fd);
	free(h);
}

static void close_all(struct vec *list)
{
	for (size_t i = 0; i < list->len; i++)
		let_go(list->items[i]);
	list->len = 0;
}

/* The ends of an earlier coprocess of the NAME, which nobody could reach any more, and those that the script
 * has closed. */
static void coproc_forget(struct sh *sh, name_id name)
{
	struct vec *list = &sh->coprocs;
	size_t kept = 0;
	for (size_t i = 0; i < list->len; i++) {
		struct held *h = list->items[i];
		if (h->name == name || !still_held(h))
			let_go(h);
		else
			list->items[kept++] = h;
	}
	list->len = kept;
}

/* In a coprocess or a process substitution. */
static void close_others(struct sh *sh)
{
	close_all(&sh->coprocs);
	close_all(&sh->procsubs);
}

/* Two pipes, all four ends out of the way: ends[0], ends[1] to the child; ends[2], ends[3] from it. 0 or
 * -errno. */
static int two_pipes(int ends[4])
{
	int err = fd_pipe_high(ends);
	if (err < 0)
		return err;
	err = fd_pipe_high(ends + 2);
	if (err < 0) {
		fd_close(&ends[0]);
		fd_close(&ends[1]);
	}
	return err;
}

static void set_number(struct sh *sh, name_id base, const char *suffix, int64_t n)
{
	char digits[24];
	char *name = arena_printf(&sh->scratch, "%s%s", names_text(&sh->vars.names, base), suffix);
	const char *text = text_from_int(n, digits);
	sh_assign(sh, names_intern(&sh->vars.names, name, strlen(name)), text, strlen(text), false, false);
}

static _Noreturn void coproc_child(struct sh *sh, const struct node *body, int ends[4])
{
	int err = fd_move(ends[0], 0);
	if (err == 0)
		err = fd_move(ends[3], 1);
	close(ends[1]);
	close(ends[2]);
	close_others(sh);
	if (err < 0)
		_exit(sh_error(sh, NULL, "coproc", "%s", error_text(-err)));
	run_in_child(sh, body);
}

int exec_coproc(struct sh *sh, const struct node *n)
{
	int ends[4] = { -1, -1, -1, -1 };
	if (exec_unshare(sh))
		return sh->vars.status;
	int err = two_pipes(ends);
	if (err < 0)
		return sh_error(sh, NULL, "coproc", "%s", error_text(-err));
	struct job *job = job_new(sh);
	job->background = true;
	job->coproc = n->coproc.name;
	pid_t pid = fork_shell(sh, job, false, false);
	if (pid == 0)
		coproc_child(sh, n->coproc.body, ends);
	close(ends[0]);
	close(ends[3]);
	if (pid < 0) {
		close(ends[1]);
		close(ends[2]);
		job_free(job);
		return sh_error(sh, NULL, "fork", "%s", error_text(-pid));
	}
	coproc_forget(sh, n->coproc.name);
	vec_push(&sh->coprocs, hold(ends[1], n->coproc.name));
	vec_push(&sh->coprocs, hold(ends[2], n->coproc.name));
	struct arena_mark mark = arena_mark(&sh->scratch);
	set_number(sh, n->coproc.name, "_w", ends[1]);
	set_number(sh, n->coproc.name, "_r", ends[2]);
	set_number(sh, n->coproc.name, "_pid", pid);
	char *status = arena_printf(&sh->scratch, "%s_status", names_text(&sh->vars.names, n->coproc.name));
	var_unset(&sh->vars, names_intern(&sh->vars.names, status, strlen(status)));
	arena_rewind(&sh->scratch, mark);
	job_add_process(job, pid);
	return job_run_background(sh, job, n->coproc.body);
}

void coproc_ended(struct sh *sh, const struct job *j)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	set_number(sh, j->coproc, "_status", job_status(j));
	arena_rewind(&sh->scratch, mark);
}

/* ---- <( ) >( ) ---- */

static _Noreturn void procsub_child(struct sh *sh, const struct node *body, int fd, int other, bool out)
{
	close(other);
	int err = fd_move(fd, out ? 0 : 1);
	close_others(sh);
	if (err < 0)
		_exit(sh_error(sh, NULL, "process substitution", "%s", error_text(-err)));
	run_in_child(sh, body);
}

const char *procsub_start(void *ctx, const struct node *body, bool out)
{
	struct sh *sh = ctx;
	int ends[2];
	if (sh->out.sink && exec_unshare(sh))
		goto failed;
	jobs_sweep(sh);
	int err = fd_pipe_high(ends);
	if (err < 0) {
		sh_error(sh, NULL, "process substitution", "%s", error_text(-err));
		goto failed;
	}
	int ours = ends[out ? 1 : 0], theirs = ends[out ? 0 : 1];
	pid_t pid = fork_shell(sh, NULL, false, false);
	if (pid == 0)
		procsub_child(sh, body, theirs, ours, out);
	close(theirs);
	if (pid < 0 || fcntl(ours, F_SETFD, 0) < 0) {
		close(ours);
		sh_error(sh, NULL, "process substitution", "%s", error_text(pid < 0 ? -pid : errno));
		goto failed;
	}
	struct job *job = job_new(sh);
	job->own_group = false;
	job->background = true;
	job_add_process(job, pid);
	job_watch(sh, job);
	sh->vars.last_async = pid;
	vec_push(&sh->procsubs, hold(ours, NAME_NONE));
	return arena_printf(&sh->scratch, "/dev/fd/%d", ours);
failed:
	sh->exp.trouble_shown = true;
	return NULL;
}

void procsubs_close(struct sh *sh, size_t keep)
{
	while (sh->procsubs.len > keep)
		let_go(sh->procsubs.items[--sh->procsubs.len]);
}
