/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c -- all families of builtins. A new family is one file and one line here. */
#include "builtins_internal.h"

const struct builtin *const builtin_tables[] = {
	flow_builtins,
	vars_builtins,
	io_builtins,
	test_builtins,
	dir_builtins,
	jobs_builtins,
	misc_builtins,
	declare_builtins,
	limits_builtins,
	getopts_builtins,
	history_builtins,
	shm_builtins,
	shm_list_builtins,
	shared_builtins,
	mq_builtins,
	mq_show_builtins,
	sem_builtins,
	sem_show_builtins,
	lock_builtins,
	fifo_builtins,
	map_builtins,
	sock_builtins,
	fd_builtins,
	fds_builtins,
	sigls_builtins,
	vmmap_builtins,
	ipc_builtins,
	NULL,
};
