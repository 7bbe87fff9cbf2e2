/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_ipc.c -- */
#include "help.h"

const struct help_text help_ipc[] = {
	{ 0 },
};
