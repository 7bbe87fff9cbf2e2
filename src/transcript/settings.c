/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings.c -- the options of `ipcsh -t`. */
#include "transcript_internal.h"

#include <getopt.h>
#include <unistd.h>

#define DEFAULT_LIMIT_NS (60 * NSEC_PER_SEC)

enum { OPTION_TAP = 256, OPTION_JUNIT, OPTION_LIMIT, OPTION_NO_NAMESPACES, OPTION_SHOW, OPTION_HELP };

static const struct option long_options[] = {
	{ "jobs", required_argument, NULL, 'j' },
	{ "update", no_argument, NULL, 'u' },
	{ "tap", no_argument, NULL, OPTION_TAP },
	{ "junit", required_argument, NULL, OPTION_JUNIT },
	{ "limit", required_argument, NULL, OPTION_LIMIT },
	{ "no-namespaces", no_argument, NULL, OPTION_NO_NAMESPACES },
	{ "show", no_argument, NULL, OPTION_SHOW },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ 0 },
};

static const char usage[] =
	"usage: ipcsh -t [-u] [-j N] [--limit SEC] [--tap] [--junit FILE] [--show] [--no-namespaces]\n"
	"                FILE.t|DIR...\n"
	"  -u             write what was printed into the files\n"
	"  -j N           run N files at a time (default: one for each processor)\n"
	"  --limit SEC    a file may take so long (default: 60)\n"
	"  --tap          results as TAP, a line for each file\n"
	"  --junit FILE   write results as JUnit XML to FILE\n"
	"  --show         show each file as it went, each step with what it printed\n"
	"  --no-namespaces  run one at a time, in the keys and folders that all share\n";

int settings_usage(void)
{
	return fd_write_all(STDOUT_FILENO, usage, sizeof(usage) - 1);
}

static bool take_option(struct settings *set, int option)
{
	uint64_t n;

	switch (option) {
	case 'j':
		if (!text_to_uint10(optarg, 10000, &n) || n == 0)
			return false;
		set->jobs = (unsigned)n;
		return true;
	case 'u': set->update = true; return true;
	case OPTION_TAP: set->tap = true; return true;
	case OPTION_SHOW: set->show = true; return true;
	case OPTION_JUNIT: set->junit = optarg; return true;
	case OPTION_NO_NAMESPACES: set->no_namespaces = true; return true;
	default: return text_to_nanoseconds(optarg, &set->limit_ns) && set->limit_ns > 0;
	}
}

int settings_take(struct settings *set, int argc, char **argv, char *why, size_t size)
{
	int option;

	*set = (struct settings){ .limit_ns = DEFAULT_LIMIT_NS };
	optind = 0; /* begins anew */
	opterr = 0;
	while ((option = getopt_long(argc, argv, "+:j:u", long_options, NULL)) >= 0) {
		const char *word = argv[optind > 1 ? optind - 1 : 1];

		if (option == OPTION_HELP)
			return 0;
		if (option == '?')
			snprintf(why, size, "%s: no such option (ipcsh -t --help shows them)", word);
		else if (option == ':')
			snprintf(why, size, "%s wants an argument", word);
		else if (!take_option(set, option))
			snprintf(why, size, "`%s' is no number that fits", optarg);
		else
			continue;
		return -1;
	}
	if (optind >= argc) {
		snprintf(why, size, "which files? (ipcsh -t FILE.t|DIR...)");
		return -1;
	}
	return optind;
}
