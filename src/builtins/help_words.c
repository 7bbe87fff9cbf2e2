/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_words.c -- */
#include "help.h"

const struct help_text help_words[] = {
	{ 0 },
};
