/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c -- medians, the table, and the same as JSON and as tab-separated values. */
#include "bench.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double sample_cpu(const struct sample *s)
{
	return s->cpu;
}

static double sample_user(const struct sample *s)
{
	return s->user;
}

static double sample_sys(const struct sample *s)
{
	return s->sys;
}

static double sample_wall(const struct sample *s)
{
	return s->wall;
}

static double sample_rss(const struct sample *s)
{
	return (double)s->rss_kb;
}

double cell_median(const struct cell *cell, double (*value)(const struct sample *))
{
	double v[MAX_ROUNDS];
	int n = cell->n_samples;

	if (n == 0)
		return 0;
	for (int i = 0; i < n; i++)
		v[i] = value(&cell->samples[i]);
	qsort(v, (size_t)n, sizeof *v, by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Seconds as "52 ns", "1.24 us", "380 ms", "2.50 s". */
static const char *show_time(char out[16], double s)
{
	static const char *const units[] = { "ns", "us", "ms", "s" };
	double v = s * 1e9;
	size_t u = 0;

	while (v >= 999.5 && u + 1 < ARRAY_LEN(units)) {
		v /= 1000;
		u++;
	}
	snprintf(out, 16, "%.*f %s", v < 9.995 ? 2 : v < 99.95 ? 1 : 0, v, units[u]);
	return out;
}

static const char *show_ratio(char out[16], double ratio)
{
	snprintf(out, 16, "%.*f", ratio < 0.1 ? 3 : ratio < 99.5 ? 2 : 0, ratio);
	return out;
}

/* ---- the table --------------------------------------------------------------------------------- */

/* A column of the table for shell I: chosen, installed, and neither the base nor the bare program. */
static bool is_peer(const struct report *rep, size_t i)
{
	const struct shell *s = &rep->shells[i];

	return i != rep->base && !s->bare && s->chosen && s->path[0] && !rep->left_out[i];
}

/* The first row of a group says whom the group is for: the others have no column in its table. */
static void choose_columns(struct report *rep, const struct row *row)
{
	for (size_t i = 0; i < rep->n_shells; i++) {
		const struct shell *s = &rep->shells[i];
		bool any_shell = row->call && !s->language;

		rep->left_out[i] = !s->bare && !any_shell && !row_script(row, s) &&
				   !list_has(row->skip, s->name);
	}
}

static bool prints_ratio(const struct report *rep, const struct row *row)
{
	return row->kind == ROW_TIME && !rep->times;
}

static void heading(struct report *rep, const struct line *line)
{
	const struct row *row = line->row;
	const char *what = prints_ratio(rep, row)    ? "ratio: cpu time of the peer / of"
			   : row->kind == ROW_MEMORY ? "peak resident set in KiB; base"
						     : "cpu time per unit; base";

	if (strcmp(rep->group, row->group) == 0)
		return;
	snprintf(rep->group, sizeof rep->group, "%s", row->group);
	choose_columns(rep, row);
	printf("\n%s, LC_ALL=%s (%s %s)\n", row->group, line->locale, what, rep->shells[rep->base].name);
	printf("%-22s %8s %8s", "row", rep->shells[rep->base].name,
		row->kind == ROW_MEMORY ? "" : "per unit");
	for (size_t i = 0; i < rep->n_shells; i++)
		if (is_peer(rep, i))
			printf(" %8s", rep->shells[i].name);
	printf("  %-14s %s\n", "fastest peer", prints_ratio(rep, row) ? "bare" : "");
}

/* The text of a cell without figures, or NULL. */
static const char *no_figure(const struct cell *cell, const struct row *row, char out[16])
{
	switch (cell->state) {
	case CELL_SKIP: return "-";
	case CELL_FAIL: return "FAIL";
	case CELL_SLOW: snprintf(out, 16, ">%gs", row->limit); return out;
	case CELL_OK: break;
	}
	return cell->n_samples == 0 ? "-" : NULL;
}

static const char *cell_text(const struct report *rep, const struct line *line, size_t i, char out[16])
{
	const struct cell *cell = &line->cells[i];
	const char *none = no_figure(cell, line->row, out);
	double base = cell_median(&line->cells[rep->base], sample_cpu);

	if (none)
		return none;
	if (line->row->kind == ROW_MEMORY)
		snprintf(out, 16, "%.0f", cell_median(cell, sample_rss));
	else if (!prints_ratio(rep, line->row) || base <= 0)
		return show_time(out, cell_median(cell, sample_cpu) / (double)line->n);
	else
		show_ratio(out, cell_median(cell, sample_cpu) / base);
	return out;
}

/* The peer with the least time or memory, or n_shells. */
static size_t best_peer(const struct report *rep, const struct line *line)
{
	double (*value)(const struct sample *) = line->row->kind == ROW_MEMORY ? sample_rss : sample_cpu;
	size_t best = rep->n_shells;

	for (size_t i = 0; i < rep->n_shells; i++) {
		const struct cell *c = &line->cells[i];

		if (!is_peer(rep, i) || c->state != CELL_OK || c->n_samples == 0)
			continue;
		if (best == rep->n_shells || cell_median(c, value) < cell_median(&line->cells[best], value))
			best = i;
	}
	return best;
}

static void print_base(const struct report *rep, const struct line *line)
{
	const struct cell *cell = &line->cells[rep->base];
	char name[64], total[16], unit[16], none[16];
	const char *text = no_figure(cell, line->row, none);

	if (line->row->n_sizes > 1)
		snprintf(name, sizeof name, "%s %ld", line->row->name, line->n);
	else
		snprintf(name, sizeof name, "%s", line->row->name);
	if (text)
		printf("%-22s %8s %8s", name, text, "");
	else if (line->row->kind == ROW_MEMORY)
		printf("%-22s %8.0f %8s", name, cell_median(cell, sample_rss), "");
	else
		printf("%-22s %8s %8s", name, show_time(total, cell_median(cell, sample_cpu)),
			show_time(unit, cell_median(cell, sample_cpu) / (double)line->n));
}

static void print_best(const struct report *rep, const struct line *line)
{
	size_t best = best_peer(rep, line);
	const struct cell *base = &line->cells[rep->base];
	double (*value)(const struct sample *) = line->row->kind == ROW_MEMORY ? sample_rss : sample_cpu;
	char text[48] = "-", ratio[16];

	if (best < rep->n_shells && base->n_samples > 0)
		snprintf(text, sizeof text, "%s %s", rep->shells[best].name,
			show_ratio(ratio, cell_median(&line->cells[best], value) / cell_median(base, value)));
	else if (best < rep->n_shells)
		snprintf(text, sizeof text, "%s", rep->shells[best].name);
	printf("  %-14s", text);
}

static void print_failures(struct report *rep, const struct line *line)
{
	for (size_t i = 0; i < rep->n_shells; i++) {
		const struct cell *cell = &line->cells[i];

		if (cell->state == CELL_SLOW && strcmp(rep->shells[i].name, "ipcsh") == 0) {
			printf("  FAIL %s: %s: over the limit of %g s\n", line->row->name,
				rep->shells[i].name, line->row->limit);
			rep->failures++;
		}
		if (cell->state != CELL_FAIL)
			continue;
		printf("  FAIL %s: %s: %s\n", line->row->name, rep->shells[i].name, cell->why);
		rep->failures++;
	}
}

/* ---- records ----------------------------------------------------------------------------------- */

static const char *const state_names[] = { "ok", "skip", "slow", "fail" };

static void record(struct report *rep, const struct line *line, size_t i)
{
	const struct cell *c = &line->cells[i];
	double v[] = { cell_median(c, sample_cpu) * 1e3, cell_median(c, sample_user) * 1e3,
		cell_median(c, sample_sys) * 1e3, cell_median(c, sample_wall) * 1e3 };
	long rss = (long)cell_median(c, sample_rss);

	if (rep->json)
		fprintf(rep->json,
			"%s{\"locale\":\"%s\",\"group\":\"%s\",\"row\":\"%s\",\"n\":%ld,\"shell\":\"%s\","
			"\"state\":\"%s\",\"rounds\":%d,\"cpu_ms\":%.4f,\"user_ms\":%.4f,\"sys_ms\":%.4f,"
			"\"wall_ms\":%.4f,\"rss_kb\":%ld}",
			rep->records ? ",\n" : "[\n", line->locale, line->row->group, line->row->name,
			line->n, rep->shells[i].name, state_names[c->state], c->n_samples, v[0], v[1], v[2],
			v[3], rss);
	if (rep->tsv)
		fprintf(rep->tsv, "%s\t%s\t%s\t%ld\t%s\t%s\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%ld\n", line->locale,
			line->row->group, line->row->name, line->n, rep->shells[i].name,
			state_names[c->state], c->n_samples, v[0], v[1], v[2], v[3], rss);
	rep->records++;
}

static void count_ratios(struct report *rep, const struct line *line)
{
	double base = cell_median(&line->cells[rep->base], sample_cpu);

	for (size_t i = 0; i < rep->n_shells; i++) {
		double peer = cell_median(&line->cells[i], sample_cpu);

		if (line->row->kind != ROW_TIME || !is_peer(rep, i) || base <= 0 || peer <= 0)
			continue;
		rep->peer[i].log_sum += log(peer / base);
		rep->peer[i].rows++;
		rep->peer[i].behind += peer < base;
	}
}

void report_line(struct report *rep, const struct line *line)
{
	char text[16];

	heading(rep, line);
	print_base(rep, line);
	for (size_t i = 0; i < rep->n_shells; i++)
		if (is_peer(rep, i))
			printf(" %8s", cell_text(rep, line, i, text));
	print_best(rep, line);
	if (prints_ratio(rep, line->row))
		printf(" %s", cell_text(rep, line, rep->n_shells - 1, text));
	printf("\n");
	print_failures(rep, line);
	fflush(stdout);
	count_ratios(rep, line);
	for (size_t i = 0; i < rep->n_shells; i++)
		if (line->cells[i].n_samples > 0 || line->cells[i].state != CELL_SKIP)
			record(rep, line, i);
}

void report_summary(struct report *rep, const char *locale)
{
	printf("\nsummary, LC_ALL=%s (geometric mean of the ratios of all rows; rows where %s is behind)\n",
		locale, rep->shells[rep->base].name);
	for (size_t i = 0; i < rep->n_shells; i++)
		if (rep->peer[i].rows > 0)
			printf("%-8s %6.2f   behind in %d of %d\n", rep->shells[i].name,
				exp(rep->peer[i].log_sum / rep->peer[i].rows), rep->peer[i].behind,
				rep->peer[i].rows);
	memset(rep->peer, 0, sizeof rep->peer);
	rep->group[0] = '\0';
}

static int open_file(FILE **out, const char *path)
{
	if (!path)
		return 0;
	*out = fopen(path, "we");
	if (!*out)
		perror(path);
	return *out ? 0 : -1;
}

int report_open(struct report *rep, const char *json, const char *tsv)
{
	if (open_file(&rep->json, json) < 0 || open_file(&rep->tsv, tsv) < 0)
		return -1;
	if (rep->tsv)
		fputs("locale\tgroup\trow\tn\tshell\tstate\trounds\tcpu_ms\tuser_ms\tsys_ms\twall_ms\trss_"
		      "kb\n",
			rep->tsv);
	return 0;
}

int report_close(struct report *rep)
{
	int err = 0;

	if (rep->json)
		fputs(rep->records ? "\n]\n" : "[]\n", rep->json);
	if (rep->json && fclose(rep->json) != 0)
		err = -1;
	if (rep->tsv && fclose(rep->tsv) != 0)
		err = -1;
	if (err < 0)
		perror("bench: the results could not be written");
	return err;
}
