/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transcript.h -- the runner of test files (`ipcsh -t`). The grammar is in man/ipcsh-transcript.5. */
#ifndef IPCSH_TRANSCRIPT_H
#define IPCSH_TRANSCRIPT_H

struct sh;

/* Runs the files and folders named in ARGV; ARGV[0] is "ipcsh -t", options follow it. SH lends its tables of
 * builtins and its way to show errors; each file has a fresh shell. Gives 0: all passed, 1: some failed, 2:
 * usage or an unreadable file. */
int transcript_run(struct sh *sh, int argc, char **argv);

#endif
