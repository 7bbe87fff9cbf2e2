/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serve.c -- a command with a descriptor as its input and output, in a subshell of its own: what a server
 * does with a connection or a datagram. */
#include "exec_internal.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define DISCARDED_BLOCKS 1024 /* a client that never stops sending does not keep us */

/* A connection that is closed with something unread in it is broken off, and the client may lose the end of
 * its answer. */
static void discard_input(const struct stat *connection)
{
	static const struct ipc_wait at_once = { .nowait = true, .timeout_ns = -1 };
	char unread[4096];
	struct stat st = { 0 };

	for (int fd = 0; fd <= 1; fd++) {
		if (fstat(fd, &st) < 0 || st.st_dev != connection->st_dev || st.st_ino != connection->st_ino)
			continue; /* the command closed it, or put something else there */
		for (int i = 0; i < DISCARDED_BLOCKS; i++)
			if (ipc_sock_recv(fd, unread, sizeof unread, &at_once) <= 0)
				return;
		return;
	}
}

static void export(struct sh *sh, const char *name, const char *value)
{
	name_id id = names_intern(&sh->vars.names, name, strlen(name));

	if (sh_assign(sh, id, value, strlen(value), false, false) == 0)
		var_set_flags(&sh->vars, id, VAR_EXPORT, 0);
}

/* Who it is; what an outer server knew is not known of this one. */
static void export_client(struct sh *sh, const struct connection *c)
{
	export(sh, "SOCK_PEER", c->peer);
	if (c->cred || var_get_name(&sh->vars, "SOCK_CRED"))
		export(sh, "SOCK_CRED", c->cred ? c->cred : "");
}

static _Noreturn void connection_child(struct sh *sh, const struct connection *c)
{
	struct stat connection = { 0 };
	int err = fd_dup_to(c->fd, 0);

	if (err == 0)
		err = fd_dup_to(c->out < 0 ? c->fd : c->out, 1);
	if (err == 0 && fstat(0, &connection) < 0)
		err = -errno;
	close(c->fd); /* what the command closes is closed */
	if (c->listener)
		fd_close(c->listener);
	sh->out.connections = false; /* a client that has gone ends this one */
	if (err < 0)
		_exit(sh_error(sh, NULL, c->argv[0], "%s", error_text(-err)));
	shell_in_child(sh);
	export_client(sh, c);
	sh->stays = c->end;
	int status = exec_argv(sh, c->argc, c->argv, 0);
	if (!c->end)
		discard_input(&connection);
	else if (!shell_is_dying(sh) && sh_flush(sh) == 0)
		c->end(sh, c->ctx);
	subshell_end(sh, status);
}

int exec_connection(struct sh *sh, const struct connection *c, struct job **out)
{
	pid_t pid = fork_shell(sh, NULL, false, false);

	if (pid == 0)
		connection_child(sh, c);
	if (pid < 0)
		return pid;
	*out = job_new(sh);
	(*out)->own_group = false;
	job_add_process(*out, pid);
	job_watch(sh, *out);
	return 0;
}
