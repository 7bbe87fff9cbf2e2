/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_grammar.c -- */
#include "help.h"

const struct help_text help_grammar[] = {
	{ 0 },
};
