/* SPDX-License-Identifier: MIT */
/* module_static.c -- takes the place of module.c in a static program: nothing can be loaded there. */
#include "module.h"

const void *module_load(const char *name)
{
	(void)name;
	return NULL;
}
