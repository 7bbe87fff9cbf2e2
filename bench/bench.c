/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.c -- options, the scratch folder, and the order of things: all shells in turn within each round. */
#include "bench.h"
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bench {
	struct rows rows;
	struct shell shells[MAX_SHELLS];
	size_t n_shells;
	struct report report;
	char bin[PATH_MAX], scratch[PATH_MAX / 2];
	char ipcsh[PATH_MAX];
	const char *rows_dir, *pattern, *wanted, *base, *locales, *json, *tsv;
	int rounds;
	double budget; /* seconds for all rounds of one cell */
	bool quick, list, times;
};

static const char usage[] =
	"usage: bench [OPTION...]\n"
	"  --rows GLOB      only rows whose name or GROUP/NAME matches; several with commas\n"
	"  --shells LIST    only these of ipcsh,dash,bash,mksh,ksh93,busybox,zsh,yash\n"
	"  --base SHELL     the shell that ratios are for (default: the first of the list)\n"
	"  --rounds N       rounds of each row (default 5)\n"
	"  --budget SEC     no further round of a row in a shell that has taken this long (default 0.8)\n"
	"  --locales LIST   LC_ALL of the shells, for example C,C.UTF-8 (default C)\n"
	"  --times          print times per unit in place of ratios\n"
	"  --quick          one round, and without the largest sizes\n"
	"  --json FILE      write every figure as JSON\n"
	"  --tsv FILE       write every figure as tab-separated values\n"
	"  --list           say which rows and shells there are\n"
	"  --ipcsh FILE     the ipcsh to measure (default: ../ipcsh from this program)\n"
	"  --dir DIR        the folder of row files (default bench/rows)\n";

/* ---- options ----------------------------------------------------------------------------------- */

enum {
	OPT_ROWS = 256,
	OPT_SHELLS,
	OPT_BASE,
	OPT_ROUNDS,
	OPT_BUDGET,
	OPT_LOCALES,
	OPT_TIMES,
	OPT_QUICK,
	OPT_JSON,
	OPT_TSV,
	OPT_LIST,
	OPT_IPCSH,
	OPT_DIR,
	OPT_HELP
};

static const struct option long_options[] = {
	{ "rows", 1, NULL, OPT_ROWS },
	{ "shells", 1, NULL, OPT_SHELLS },
	{ "base", 1, NULL, OPT_BASE },
	{ "rounds", 1, NULL, OPT_ROUNDS },
	{ "budget", 1, NULL, OPT_BUDGET },
	{ "locales", 1, NULL, OPT_LOCALES },
	{ "times", 0, NULL, OPT_TIMES },
	{ "quick", 0, NULL, OPT_QUICK },
	{ "json", 1, NULL, OPT_JSON },
	{ "tsv", 1, NULL, OPT_TSV },
	{ "list", 0, NULL, OPT_LIST },
	{ "ipcsh", 1, NULL, OPT_IPCSH },
	{ "dir", 1, NULL, OPT_DIR },
	{ "help", 0, NULL, OPT_HELP },
	{ NULL, 0, NULL, 0 },
};

/* 0: go on; otherwise the exit status plus one. */
static int one_option(struct bench *b, int opt)
{
	switch (opt) {
	case OPT_ROWS: b->pattern = optarg; break;
	case OPT_SHELLS: b->wanted = optarg; break;
	case OPT_BASE: b->base = optarg; break;
	case OPT_ROUNDS: b->rounds = (int)strtol(optarg, NULL, 10); break;
	case OPT_BUDGET: b->budget = strtod(optarg, NULL); break;
	case OPT_LOCALES: b->locales = optarg; break;
	case OPT_TIMES: b->times = true; break;
	case OPT_QUICK: b->quick = true; break;
	case OPT_JSON: b->json = optarg; break;
	case OPT_TSV: b->tsv = optarg; break;
	case OPT_LIST: b->list = true; break;
	case OPT_IPCSH: snprintf(b->ipcsh, sizeof b->ipcsh, "%s", optarg); break;
	case OPT_DIR: b->rows_dir = optarg; break;
	case OPT_HELP: fputs(usage, stdout); return 1;
	default: fputs(usage, stderr); return 3;
	}
	return 0;
}

static int read_options(struct bench *b, int argc, char **argv)
{
	int opt, stop = 0;

	while (stop == 0 && (opt = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		stop = one_option(b, opt);
	if (stop == 0 && (optind < argc || b->rounds < 0 || b->rounds > MAX_ROUNDS)) {
		fputs(usage, stderr);
		return 3;
	}
	if (b->rounds == 0)
		b->rounds = b->quick ? 1 : 5;
	if (b->budget <= 0)
		b->budget = 0.8;
	return stop;
}

/* The folder of this program holds the others. */
static int find_bin(struct bench *b)
{
	ssize_t len = readlink("/proc/self/exe", b->bin, sizeof b->bin - 16);
	char *slash;

	if (len < 0) {
		perror("bench: /proc/self/exe");
		return -1;
	}
	b->bin[len] = '\0';
	slash = strrchr(b->bin, '/');
	*slash = '\0';
	return 0;
}

/* ---- the shells -------------------------------------------------------------------------------- */

static void name_missing(const struct bench *b)
{
	const char *before = "not installed, left out: ";

	for (size_t i = 0; i < b->n_shells; i++) {
		const struct shell *s = &b->shells[i];

		if (s->bare || !s->chosen || s->path[0])
			continue;
		printf("%s%s", before, s->name);
		before = ", ";
	}
	if (*before == ',')
		printf("\n");
}

static bool usable(const struct shell *s)
{
	return s->chosen && (s->bare || s->path[0]);
}

/* The base: the one asked for, else the first that is there. */
static int choose_base(struct bench *b)
{
	for (size_t i = 0; i < b->n_shells; i++) {
		const struct shell *s = &b->shells[i];

		if (s->bare || s->language || !usable(s) || (b->base && strcmp(b->base, s->name) != 0))
			continue;
		b->report.base = i;
		return 0;
	}
	fprintf(stderr, "bench: no shell to measure\n");
	return -1;
}

static int find_shells(struct bench *b)
{
	int n;

	if (!b->ipcsh[0])
		snprintf(b->ipcsh, sizeof b->ipcsh, "%.*s/../ipcsh", PATH_MAX - 16, b->bin);
	n = shells_find(b->shells, b->ipcsh, b->wanted);
	if (n < 0)
		return -1;
	b->n_shells = (size_t)n;
	b->report.shells = b->shells;
	b->report.n_shells = b->n_shells;
	b->report.times = b->times;
	return choose_base(b);
}

/* Holds the program file of the first shell, ipcsh, open, and runs it through that: a new build during the
 * run changes nothing. The descriptor stays open to the end. */
static int pin_ipcsh(struct bench *b)
{
	struct shell *s = &b->shells[0];
	int fd;

	if (!usable(s))
		return 0;
	fd = open(s->path, O_PATH | O_CLOEXEC);
	if (fd < 0) {
		perror(s->path);
		return -1;
	}
	snprintf(s->path, sizeof s->path, "/proc/%d/fd/%d", (int)getpid(), fd);
	return 0;
}

/* ---- the scratch folder ------------------------------------------------------------------------ */

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static int remove_tree(const char *path)
{
	int err = nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	if (err != 0)
		perror(path);
	return err;
}

static int make_scratch(struct bench *b)
{
	const char *tmp = getenv("TMPDIR");
	char link[PATH_MAX];

	/* Memory rather than a disk: a file system that writes at each truncation would be all that is
	 * measured. */
	if (!tmp || !*tmp)
		tmp = access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp";
	snprintf(b->scratch, sizeof b->scratch, "%s/ipcsh-bench-XXXXXX", tmp);
	if (!mkdtemp(b->scratch)) {
		perror(b->scratch);
		b->scratch[0] = '\0';
		return -1;
	}
	/* A short name, whatever the tree is called: scripts need no quotes around it. */
	snprintf(link, sizeof link, "%s/bin", b->scratch);
	if (symlink(b->bin, link) < 0) {
		perror(link);
		return -1;
	}
	return 0;
}

/* ---- one line: a row at one size ---------------------------------------------------------------- */

/* What is shared by all runs of a line. */
struct work {
	struct bench *b;
	struct line *line;
	struct place place;
	struct macro_env env;
	struct job jobs[MAX_SHELLS];
};

static int write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	if (!f || fputs(text, f) == EOF) {
		perror(path);
		if (f)
			fclose(f);
		return -1;
	}
	if (fclose(f) != 0) {
		perror(path);
		return -1;
	}
	return 0;
}

/* Writes the script of shell I into the folder; its path is malloc'ed. */
static int prepare_script(struct work *w, size_t i, const char *text)
{
	char *expanded = macro_expand(text, &w->env), *path;
	int err;

	if (!expanded)
		return -1;
	if (asprintf(&path, "%s/.script-%s", w->place.dir, w->b->shells[i].name) < 0) {
		free(expanded);
		return -1;
	}
	w->jobs[i].script = path;
	err = write_file(path, expanded);
	free(expanded);
	return err;
}

/* A row that is arguments alone is for every shell that it does not skip. */
static bool is_for(const struct row *row, const struct shell *shell)
{
	return !shell->bare && !shell->language && !list_has(row->skip, shell->name);
}

/* Fills the job of shell I, or marks its cell as skipped. */
static int prepare_job(struct work *w, size_t i)
{
	const struct row *row = w->line->row;
	const struct shell *shell = &w->b->shells[i];
	const char *text = shell->bare ? row->bare : row_script(row, shell);
	char expect[1024];
	struct job *job = &w->jobs[i];

	*job = (struct job){ .row = row, .shell = shell, .place = &w->place };
	if (!usable(shell) || (!text && !(row->call && is_for(row, shell)))) {
		w->line->cells[i].state = CELL_SKIP;
		return 0;
	}
	snprintf(expect, sizeof expect, "%s%s", row->expect ? row->expect : "", row->expect ? "\n" : "");
	job->expect = macro_expand(expect, &w->env);
	if (!job->expect)
		return -1;
	if (shell->bare)
		return (job->script = macro_expand(text, &w->env)) ? 0 : -1;
	return text ? prepare_script(w, i, text) : 0;
}

static int prepare(struct work *w)
{
	const struct row *row = w->line->row;
	char *setup;
	int err;

	for (size_t i = 0; i < w->b->n_shells; i++)
		if (prepare_job(w, i) < 0)
			return -1;
	if (!row->setup)
		return 0;
	setup = macro_expand(row->setup, &w->env);
	err = setup ? run_setup(row, &w->place, setup) : -1;
	free(setup);
	return err;
}

static void release(struct work *w)
{
	for (size_t i = 0; i < w->b->n_shells; i++) {
		free(w->jobs[i].script);
		free(w->jobs[i].expect);
	}
}

/* The shells in turn, each round beginning with another. */
static int run_rounds(struct work *w)
{
	const struct row *row = w->line->row;
	size_t n = w->b->n_shells;
	int rounds = row->max_rounds && row->max_rounds < w->b->rounds ? row->max_rounds : w->b->rounds;

	for (int round = 0; round < rounds; round++)
		for (size_t k = 0; k < n; k++) {
			size_t i = (k + (size_t)round) % n;
			struct cell *cell = &w->line->cells[i];

			if (cell->state != CELL_OK || (round > 0 && cell->used >= w->b->budget))
				continue;
			if (run_sample(&w->jobs[i], cell) < 0)
				return -1;
		}
	return 0;
}

static int run_line(struct bench *b, struct line *line)
{
	char dir[PATH_MAX];
	struct work w = { .b = b, .line = line };
	int err;

	snprintf(dir, sizeof dir, "%s/row", b->scratch);
	w.place = (struct place){ b->bin, dir, line->locale };
	w.env = (struct macro_env){ line->n, "../bin" };
	if (mkdir(dir, 0700) < 0) {
		perror(dir);
		return -1;
	}
	err = prepare(&w);
	if (err == 0)
		err = run_rounds(&w);
	release(&w);
	if (remove_tree(dir) < 0)
		err = -1;
	if (err == 0)
		report_line(&b->report, line);
	return err;
}

/* ---- all rows ---------------------------------------------------------------------------------- */

/* A shell that needs more than the limit for NEXT units, if it goes on as at N, is not asked to. */
static void foresee_slow(const struct line *last, struct line *next, size_t n_shells)
{
	for (size_t i = 0; i < n_shells; i++) {
		const struct cell *c = &last->cells[i];
		double cpu = c->n_samples > 0 ? c->used / c->n_samples : 0;

		if (c->state == CELL_SLOW || cpu * (double)next->n / (double)last->n > next->row->limit)
			next->cells[i].state = CELL_SLOW;
	}
}

static int run_row(struct bench *b, const struct row *row, const char *locale)
{
	struct line *lines = calloc(MAX_SIZES, sizeof *lines);
	size_t n_sizes = b->quick && row->n_sizes > 1 ? row->n_sizes - 1 : row->n_sizes;
	int err = lines ? 0 : -1;

	for (size_t s = 0; err == 0 && s < n_sizes; s++) {
		lines[s] = (struct line){ .row = row, .n = row->sizes[s], .locale = locale };
		if (b->quick && row->quick)
			lines[s].n = row->quick;
		if (s > 0)
			foresee_slow(&lines[s - 1], &lines[s], b->n_shells);
		err = run_line(b, &lines[s]);
	}
	free(lines);
	return err;
}

static bool row_wanted(const struct bench *b, const struct row *row)
{
	char full[128], one[128];

	snprintf(full, sizeof full, "%s/%s", row->group, row->name);
	for (const char *p = b->pattern; p && *p;) {
		size_t len = strcspn(p, ",");

		snprintf(one, sizeof one, "%.*s", (int)len, p);
		if (fnmatch(one, row->name, 0) == 0 || fnmatch(one, full, 0) == 0)
			return true;
		p += len;
		p += *p == ',';
	}
	return !b->pattern || !*b->pattern;
}

static int run_locale(struct bench *b, const char *locale)
{
	for (size_t i = 0; i < b->rows.len; i++)
		if (row_wanted(b, &b->rows.row[i]) && run_row(b, &b->rows.row[i], locale) < 0)
			return -1;
	report_summary(&b->report, locale);
	return 0;
}

static int run_all(struct bench *b)
{
	char locale[64];
	int err = 0;

	name_missing(b);
	for (const char *p = b->locales; err == 0 && *p;) {
		size_t len = strcspn(p, " ,");

		snprintf(locale, sizeof locale, "%.*s", (int)len, p);
		err = run_locale(b, locale);
		p += len;
		p += strspn(p, " ,");
	}
	return err;
}

static void list_all(const struct bench *b)
{
	for (size_t i = 0; i < b->rows.len; i++)
		if (row_wanted(b, &b->rows.row[i]))
			printf("%-10s %-16s %s\n", b->rows.row[i].group, b->rows.row[i].name,
				b->rows.row[i].about);
	printf("\n");
	for (size_t i = 0; i < b->n_shells; i++)
		if (!b->shells[i].bare)
			printf("%-10s %s\n", b->shells[i].name,
				b->shells[i].path[0] ? b->shells[i].path : "not installed");
}

static int measure_all(struct bench *b)
{
	int err = -1;

	if (run_catch_signals() == 0 && pin_ipcsh(b) == 0 && make_scratch(b) == 0 &&
		report_open(&b->report, b->json, b->tsv) == 0)
		err = run_all(b);
	if (report_close(&b->report) < 0)
		err = -1;
	if (b->scratch[0] && remove_tree(b->scratch) < 0)
		err = -1;
	if (run_interrupted()) {
		signal(run_interrupted(), SIG_DFL);
		raise(run_interrupted());
	}
	if (b->report.failures > 0)
		printf("%d FAIL\n", b->report.failures);
	return err < 0 ? 2 : b->report.failures > 0 ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct bench b = { .rows_dir = "bench/rows", .locales = "C" };
	int stop = read_options(&b, argc, argv), status = 2;

	if (stop > 0)
		return stop - 1;
	if (find_bin(&b) == 0 && find_shells(&b) == 0 && rows_load(&b.rows, b.rows_dir) == 0) {
		status = 0;
		if (b.list)
			list_all(&b);
		else
			status = measure_all(&b);
	}
	rows_free(&b.rows);
	return status;
}
