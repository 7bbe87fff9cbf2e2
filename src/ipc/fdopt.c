/* SPDX-License-Identifier: MIT */
/* fdopt.c -- options of descriptors by name: what fcntl(2) sets and shows of an open file. */
#include "option_internal.h"

#include <errno.h>
#include <fcntl.h>

const struct ipc_option ipc_fd_options[] = {
	{ "append", 0, O_APPEND, 0, IPC_OPTION_FLAG, false, "1: each write goes to the end of the file" },
	{ "async", 0, O_ASYNC, 0, IPC_OPTION_FLAG, false,
		"1: its owner gets a signal when it can be read or written" },
	{ "cloexec", 0, 0, 0, IPC_OPTION_CLOEXEC, false, "1: programs do not inherit it" },
	{ "direct", 0, O_DIRECT, 0, IPC_OPTION_FLAG, false,
		"1: past the kernel's cache; of a pipe: each write is read by itself" },
	{ "lease", 0, 0, 0, IPC_OPTION_LEASE, false,
		"r, w: its owner gets a signal when another opens the file, who waits; none" },
	{ "noatime", 0, O_NOATIME, 0, IPC_OPTION_FLAG, false, "1: reading leaves the time of access" },
	{ "nonblock", 0, O_NONBLOCK, 0, IPC_OPTION_FLAG, false, "1: reading and writing do not wait" },
	{ "owner", 0, 0, 0, IPC_OPTION_OWNER, false,
		"the process that gets its signals, or -N: a group of processes; 0: none" },
	{ "signal", 0, 0, 0, IPC_OPTION_SIGNAL, false, "the signal of async and lease; 0: IO" },
	{ NULL, 0, 0, 0, IPC_OPTION_NUMBER, false, NULL },
};

static int get_owner(int fd, int64_t *out)
{
	struct f_owner_ex owner;

	if (fcntl(fd, F_GETOWN_EX, &owner) < 0)
		return -errno;
	*out = owner.type == F_OWNER_PGRP ? -(int64_t)owner.pid : owner.pid;
	return 0;
}

static int set_owner(int fd, int64_t whose)
{
	struct f_owner_ex owner = { .type = whose < 0 ? F_OWNER_PGRP : F_OWNER_PID,
		.pid = (pid_t)(whose < 0 ? -whose : whose) };

	return fcntl(fd, F_SETOWN_EX, &owner) < 0 ? -errno : 0;
}

/* What a file has not, fcntl(2) leaves out without a word. */
static int set_flag(int fd, int flag, bool on)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0)
		return -errno;
	if (fcntl(fd, F_SETFL, on ? flags | flag : flags & ~flag) < 0)
		return -errno;
	flags = fcntl(fd, F_GETFL);
	if (flags < 0)
		return -errno;
	return ((flags & flag) == flag) == on ? 0 : -ENOPROTOOPT;
}

int fd_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v)
{
	int n;

	switch (o->kind) {
	case IPC_OPTION_OWNER: return get_owner(fd, &v->number);
	case IPC_OPTION_SIGNAL: n = fcntl(fd, F_GETSIG); break;
	case IPC_OPTION_LEASE: n = fcntl(fd, F_GETLEASE); break;
	case IPC_OPTION_CLOEXEC: n = fcntl(fd, F_GETFD); break;
	default: n = fcntl(fd, F_GETFL); break;
	}
	if (n < 0)
		return -errno;
	if (o->kind == IPC_OPTION_CLOEXEC)
		n = (n & FD_CLOEXEC) != 0;
	else if (o->kind == IPC_OPTION_FLAG)
		n = (n & o->number) == o->number;
	v->number = n;
	return 0;
}

int fd_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v)
{
	int n = (int)v->number;

	switch (o->kind) {
	case IPC_OPTION_OWNER: return set_owner(fd, v->number);
	case IPC_OPTION_SIGNAL: return fcntl(fd, F_SETSIG, n) < 0 ? -errno : 0;
	case IPC_OPTION_LEASE: return fcntl(fd, F_SETLEASE, n) < 0 ? -errno : 0;
	case IPC_OPTION_CLOEXEC: return fcntl(fd, F_SETFD, n ? FD_CLOEXEC : 0) < 0 ? -errno : 0;
	default: return set_flag(fd, o->number, n);
	}
}
