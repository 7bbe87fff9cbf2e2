/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_inspect.c -- the texts of /proc, in which any process can write its name and its paths. */
#include "fuzz.h"

#include "inspect.h"

#include <stdlib.h>
#include <sys/socket.h>

static void parse_lines(const char *text, size_t n)
{
	struct map_range range;
	struct sock_info sock;
	struct sysv_object object;
	struct file_lock lock;

	for (size_t from = 0; from < n;) {
		const char *line = text + from, *end = memchr(line, '\n', n - from);
		size_t len = end ? (size_t)(end - line) : n - from;
		char *copy = mem_strndup(line, len);
		if (inspect_parse_map(line, len, &range)) {
			if (range.end < range.start || strlen(range.rights) != 4)
				fuzz_fail("a range that ends before it starts");
			free(range.name);
		}
		inspect_parse_lock(line, len, &lock);
		for (int family = 0; family < 2; family++)
			if (inspect_parse_inet(line, len, family ? AF_INET6 : AF_INET, &sock)) {
				free(sock.local);
				free(sock.remote);
			}
		for (enum sysv_kind kind = 0; kind < SYSV_KINDS; kind++)
			if (inspect_parse_sysv(kind, copy, &object) && object.mode > 0777)
				fuzz_fail("a mode of more than nine bits");
		free(copy);
		from += len + 1;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = calloc(size ? size : 1, 1); /* no NUL behind it: reading further is found */
	struct proc_info info;
	struct proc_signals signals;
	struct fd_info fd = { 0 };
	struct proc_call call;
	uint64_t in, out;

	if (!text)
		return 0;
	if (size)
		memcpy(text, data, size);
	if (inspect_parse_stat(text, size, &info) && strlen(info.name) >= sizeof info.name)
		fuzz_fail("a name without end");
	inspect_parse_signals(text, size, &signals);
	inspect_parse_fdinfo(text, size, &fd);
	if (inspect_parse_call(text, size, &call) && call.blocked == BLOCKED_CHILD && call.id == 0)
		fuzz_fail("a child without a number");
	inspect_parse_wchan(text, size);
	inspect_parse_io(text, size, &in, &out);
	parse_lines(text, size);
	free(text);
	return 0;
}
