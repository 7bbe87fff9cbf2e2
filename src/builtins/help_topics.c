/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_topics.c -- */
#include "help.h"

const struct help_text help_topics[] = {
	{ 0 },
};
