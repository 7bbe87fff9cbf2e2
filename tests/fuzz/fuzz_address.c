/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_address.c -- any text as an address of each family: refused with a reason, or taken, and then what it
 * says fits the family and reads back. */
#include "fuzz.h"
#include "ipc.h"

#include <stdio.h>
#include <stdlib.h>

static void reads_back(const struct ipc_address *a, enum ipc_family family)
{
	struct ipc_address again;
	struct trouble why = { 0 };
	char text[40];

	if (a->kind == IPC_ADDR_ID)
		snprintf(text, sizeof(text), "id:%d", a->id);
	else
		snprintf(text, sizeof(text), "%s:0x%x", ipc_family_name(family), a->key);
	int err = ipc_address_parse(text, family, &again, &why);
	if (err < 0 || again.kind != a->kind || again.key != a->key || again.id != a->id)
		fuzz_fail("%s: not what it was: %s", text, why.text);
}

static void check(const char *text, enum ipc_family family)
{
	struct ipc_address a;
	struct trouble why = { 0 };
	int err = ipc_address_parse(text, family, &a, &why);
	bool by_path = family == IPC_FIFO || family == IPC_MAP;

	if (err < 0) {
		if (!why.text[0])
			fuzz_fail("%s: refused without a reason", text);
		return;
	}
	if (by_path != (a.kind == IPC_ADDR_PATH))
		fuzz_fail("%s: an address of kind %d for %s", text, (int)a.kind, ipc_family_name(family));
	if (!by_path)
		reads_back(&a, family);
	else if (!a.path || !*a.path || a.path < text || a.path > text + strlen(text))
		fuzz_fail("%s: a path outside the text", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_strndup(size ? (const char *)data : "", size);

	for (int family = 0; family < IPC_FAMILIES; family++)
		check(text, (enum ipc_family)family);
	free(text);
	return 0;
}
