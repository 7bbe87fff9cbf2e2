/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redir_socket.c -- the names of redirections that are no files: /dev/tcp/HOST/PORT,
 * /dev/udp/HOST/PORT and /dev/unix/PATH connect. */
#include "exec_internal.h"

#include <errno.h>

#define TCP_PREFIX "/dev/tcp/"
#define UDP_PREFIX "/dev/udp/"
#define UNIX_PREFIX "/dev/unix/"

static bool begins(const char *path, const char *prefix)
{
	return strncmp(path, prefix, strlen(prefix)) == 0;
}

bool redir_names_socket(const struct sh *sh, const char *path)
{
	return path[0] == '/' && path[1] == 'd' && !sh->options.on[OPT_POSIX] &&
	       (begins(path, TCP_PREFIX) || begins(path, UDP_PREFIX) || begins(path, UNIX_PREFIX));
}

/* False: it has no host, or no port. */
static bool inet_name(const char *path, struct ipc_socket *out)
{
	const char *host = path + strlen(TCP_PREFIX), *slash = strrchr(host, '/');

	if (!slash || slash[1] == '\0')
		return false;
	size_t len = (size_t)(slash - host);
	if (len > 2 && host[0] == '[' && host[len - 1] == ']') { /* as in an address of the socket words */
		host++;
		len -= 2;
	}
	*out = (struct ipc_socket){ .kind = IPC_SOCKET_INET,
		.type = begins(path, UDP_PREFIX) ? IPC_SOCKET_DATAGRAM : IPC_SOCKET_STREAM,
		.host = host,
		.host_len = len,
		.port = slash + 1 };
	return true;
}

int redir_open_socket(struct sh *sh, const char *path)
{
	struct ipc_wait w = { .timeout_ns = -1, .on_signal = sh_on_signal, .ctx = sh };
	struct ipc_address a = { .kind = IPC_ADDR_SOCKET };
	struct ipc_sock_dial_how how = { 0 };
	struct trouble why = { 0 };

	if (begins(path, UNIX_PREFIX)) {
		a.socket = (struct ipc_socket){ .kind = IPC_SOCKET_UNIX,
			.path = path + strlen(UNIX_PREFIX) - 1 };
	} else if (!inet_name(path, &a.socket)) {
		sh_error(sh, NULL, path, "use %.*sHOST/PORT", (int)strlen(TCP_PREFIX), path);
		return -1;
	}
	int fd = ipc_sock_dial(&a, &how, &w, &why);
	if (fd >= 0) {
		sh->out.connections = true;
		return fd;
	}
	if (fd != -EINTR)
		sh_error(sh, NULL, path, "%s", fd == -IPC_NO_HOST ? why.text : error_text(-fd));
	return -1;
}
