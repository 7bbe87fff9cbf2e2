/* SPDX-License-Identifier: MIT */
/* module_static.c -- takes the place of module.c in a static program: nothing can be loaded there. */
#include "module.h"

#include <nss.h>

/* For users and groups the C library, too, would load what nsswitch.conf(5) names, against a second C
 * library, and crash: here they are those of the files. */
__attribute__((constructor)) static void ask_files_only(void)
{
	__nss_configure_lookup("passwd", "files");
	__nss_configure_lookup("group", "files");
}

const void *module_load(const char *name, struct buf *why)
{
	(void)why;
	(void)name;
	return NULL;
}
