/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sem.h -- what the files of the semaphore words share, and lock with them. */
#ifndef IPCSH_SEM_H
#define IPCSH_SEM_H

#include "ipc_word.h"

#define SEM_SET_MOST 65535u /* numbers in a set are unsigned short */

/* Takes the semaphore that A has as lock does, or gives it back; -c makes one. 0 or a status. */
int sem_hold(struct sh *sh, struct ipc_args *a, bool take);
/* A value was set: what this process would give back at its death is forgotten. */
void sem_was_set(struct ipc_state *st, int id, unsigned num);
/* "2", "0,3", "1-4,7": numbers of a set, as an array for free(), also where it is false. */
bool sem_nums(const char *text, unsigned short **out, size_t *n);
unsigned sem_highest(const unsigned short *nums, size_t n);
/* --num, of a POSIX semaphore: says that it has none. A status. */
int sem_no_sets(struct sh *sh);

#endif
