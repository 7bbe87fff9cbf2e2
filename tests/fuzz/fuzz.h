/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz.h -- what the fuzz targets share. Each fuzz_NAME.c takes any bytes and ends the process where a
 * promise is broken. With libFuzzer it is driven by LLVM's main, in tests by replay.c. */
#ifndef IPCSH_FUZZ_H
#define IPCSH_FUZZ_H

#include "expand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise is broken: says so on standard error and aborts. */
_Noreturn void fuzz_fail(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* The bytes up to the first END (or all), NUL-terminated and malloc'ed to size, so that one byte too far is
 * seen; moves *DATA and *SIZE past it. NULs end it early for whoever takes it as a string. */
char *fuzz_field(const uint8_t **data, size_t *size, char end, size_t *len);
/* A run of more than MOST digits or letters of a number: what would only ask for gigabytes. */
bool fuzz_long_number(const char *s, size_t len, size_t most);

/* A shell of its own in a UTF-8 locale, made at the first call, with VARIABLE (NAME=VALUE) in its
 * environment. It is interactive, so that an error does not end it. */
struct sh *fuzz_shell(const char *variable);

/* Variables and an expander without a shell: nothing is run, $( ) is empty. */
struct bench {
	struct vars vars;
	struct options options;
	struct arena scratch;
	struct expander e;
};
void bench_init(struct bench *b); /* noglob is on */
void bench_free(struct bench *b);
void bench_set(struct bench *b, const char *name, const char *value);

/* The words of the simple command that TEXT is, in *TREE; NULL: it is none. */
const struct word *bench_words(struct bench *b, const char *text, struct tree **tree);

#endif
