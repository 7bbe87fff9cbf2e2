/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_args.c -- the options and operands of a command. */
#include "complete.h"

void comp_argument(struct comp *c)
{
	comp_kind(c, "file");
}
