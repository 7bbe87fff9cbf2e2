/* SPDX-License-Identifier: MIT */
/* mem.c -- memory that is there or ends the call, and how much stack is left. */
#include "base.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

#define STACK_IF_UNLIMITED ((size_t)8 << 20)
#define STACK_LEAST ((size_t)24 << 10) /* what one command may need on the way */
#define STACK_MOST ((size_t)512 << 20)

/* Two of the few file-scope variables: both are set once, by main(), and describe the process as a whole. */
static void (*fail_handler)(size_t wanted);
static uintptr_t stack_floor; /* 0: stack_init() was not called, and nothing is known */

void mem_on_fail(void (*handler)(size_t wanted))
{
	fail_handler = handler;
}

_Noreturn void mem_fail(size_t wanted)
{
	static const char text[] = "ipcsh: out of memory\n";

	if (fail_handler)
		fail_handler(wanted);
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(2); /* nobody can be told */
	_exit(2);
}

void *mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		mem_fail(size);
	return p;
}

/* calloc() takes nothing from the cache of freed blocks that malloc() has up to this size, but frees into
 * it. */
#define CACHED_MOST 1032u

void *mem_zalloc(size_t size)
{
	if (size <= CACHED_MOST)
		return memset(mem_alloc(size), 0, size);
	void *p = calloc(1, size);
	if (!p)
		mem_fail(size);
	return p;
}

void *mem_realloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p)
		mem_fail(size);
	return p;
}

char *mem_strndup(const char *s, size_t len)
{
	char *p = mem_alloc(len + 1);
	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

/* The limit counts from the top of the stack, above arguments and environment, which may take a quarter of
 * it. The name of the program lies at that top. */
void stack_init(void)
{
	struct rlimit rl;
	uintptr_t top = (uintptr_t)getauxval(AT_EXECFN);
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	size_t size = STACK_IF_UNLIMITED;

	if (getrlimit(RLIMIT_STACK, &rl) == 0 && rl.rlim_cur != RLIM_INFINITY)
		size = rl.rlim_cur < STACK_MOST ? (size_t)rl.rlim_cur : STACK_MOST;
	if (top < here || top - here > size)
		top = here;
	size_t reserve = size / 4 < STACK_RESERVE ? size / 4 : STACK_RESERVE;
	if (reserve < STACK_LEAST)
		reserve = size / 4 * 3 < STACK_LEAST ? size / 4 * 3 : STACK_LEAST;
	stack_floor = size < top ? top - size + reserve : 0;
}

bool stack_low(void)
{
	return (uintptr_t)__builtin_frame_address(0) < stack_floor;
}
