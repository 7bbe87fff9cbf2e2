/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect_internal.h -- what the files of this room share. */
#ifndef IPCSH_INSPECT_INTERNAL_H
#define IPCSH_INSPECT_INTERNAL_H

#include "inspect.h"

#include <sys/sysmacros.h>

void things_add(struct things *t, struct thing thing); /* takes over its NAME */
/* All of a small file of /proc at PATH into OUT. 0 or -errno. */
int proc_read(const char *path, struct buf *out);
/* /proc/PID/NAME; a process that is gone is -ESRCH. */
int proc_read_of(pid_t pid, const char *name, struct buf *out);
/* What stands behind LABEL at the beginning of a line; NULL: there is no such line. */
const char *proc_line(const char *text, size_t n, const char *label);
/* The entries of a folder of /proc that are numbers, sorted, as an array for free(). 0 or -errno. */
int proc_numbers(const char *path, pid_t **out, size_t *n);
bool proc_parse_switches(const char *text, size_t n, uint64_t *out);      /* of /proc/PID/status */
const struct fd_info *flow_descriptor(const struct flow_proc *p, int fd); /* NULL: it has none such */
/* Bytes of the memory of another process: how many, up to N. */
size_t flow_memory(pid_t pid, uint64_t at, void *out, size_t n);
void flow_add_end(struct flow_proc *p, int fd, bool writes);
void flow_read_polled(struct flow_proc *p, const struct proc_call *call); /* the ends of BLOCKED_POLL */
/* Room for one more element; gives its place. */
void *list_more(void *v, size_t n, size_t *cap, size_t size);

static inline uint64_t inspect_dev(unsigned major_number, unsigned minor_number)
{
	return (uint64_t)makedev(major_number, minor_number);
}

#endif
