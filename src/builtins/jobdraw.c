/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobdraw.c -- a snapshot of running stages as lines of text or as JSON. */
#include "jobwatch.h"
#include "view_internal.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define BAR_MOST 30

/* ---- figures ---- */

struct figures {
	double in, out, cpu; /* bytes and parts of a second, per second */
	uint64_t total_in, total_out;
	bool has_io;
};

/* With all that runs below it. */
static void add_up(
	const struct flows *f, size_t top, uint64_t *in, uint64_t *out, uint64_t *cpu, bool *has_io)
{
	*in = *out = *cpu = 0;
	*has_io = false;
	for (size_t i = 0; i < f->n_watched; i++) {
		size_t up = i;
		while (up != top && up != FLOW_NONE)
			up = f->v[up].above;
		if (up != top)
			continue;
		*in += f->v[i].in;
		*out += f->v[i].out;
		*cpu += f->v[i].info.cpu;
		*has_io |= f->v[i].has_io;
	}
}

static double per_second(uint64_t now, uint64_t before, double seconds)
{
	return now > before && seconds > 0 ? (double)(now - before) / seconds : 0;
}

/* Since the last snapshot, or of one that is new since it started. */
static struct figures figures_of(struct watch *w, size_t i)
{
	const struct flow_proc *p = &w->now.v[i];
	struct figures g = { 0 };
	uint64_t in, out, cpu, in_before = 0, out_before = 0, cpu_before = 0;
	double ticks = (double)sysconf(_SC_CLK_TCK);
	double seconds = (double)w->now.at_ns / (double)NSEC_PER_SEC - (double)p->info.start / ticks;
	size_t old = flow_find(&w->before, p->info.pid);
	bool had_io;

	add_up(&w->now, i, &in, &out, &cpu, &g.has_io);
	if (old != FLOW_NONE && old < w->before.n_watched) {
		add_up(&w->before, old, &in_before, &out_before, &cpu_before, &had_io);
		seconds = (double)(w->now.at_ns - w->before.at_ns) / (double)NSEC_PER_SEC;
	}
	g.in = per_second(in, in_before, seconds);
	g.out = per_second(out, out_before, seconds);
	g.cpu = per_second(cpu, cpu_before, seconds) / ticks;
	g.total_in = in;
	g.total_out = out;
	return g;
}

/* "999 B", "1.23 kB", "12.3 MB" */
static void add_bytes(struct buf *out, double n)
{
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB" };
	size_t unit = 0;

	for (; n >= 999.5 && unit + 1 < ARRAY_LEN(units); unit++)
		n /= 1000;
	buf_printf(out, "%.*f %s", unit == 0 || n >= 99.95 ? 0 : n >= 9.995 ? 1 : 2, n, units[unit]);
}

static void add_rate(struct buf *out, double n, bool known)
{
	struct buf text = { 0 };

	if (known)
		add_bytes(&text, n);
	else
		buf_byte(&text, '?');
	buf_printf(out, " %8s", buf_cstr(&text));
	buf_free(&text);
}

/* ---- how far a file is ---- */

static struct watch_mark *find_mark(struct watch *w, pid_t pid, const struct fd_info *file)
{
	for (size_t i = 0; i < w->n_marks; i++)
		if (w->marks[i].pid == pid && w->marks[i].ino == file->ino)
			return &w->marks[i];
	if (w->n_marks == w->cap_marks) {
		w->cap_marks = w->cap_marks ? w->cap_marks * 2 : 8;
		w->marks = mem_realloc(w->marks, w->cap_marks * sizeof *w->marks);
	}
	w->marks[w->n_marks] = (struct watch_mark){ .pid = pid, .ino = file->ino, .last = INT64_MAX };
	return &w->marks[w->n_marks++];
}

/* Where it was at first; one that went back began anew. */
static const struct watch_mark *mark_of(struct watch *w, pid_t pid, const struct fd_info *file)
{
	struct watch_mark *m = find_mark(w, pid, file);

	if (file->offset < m->last) {
		m->offset = file->offset;
		m->at_ns = w->now.at_ns;
	}
	m->last = file->offset;
	return m;
}

struct progress {
	const struct fd_info *file; /* NULL: none */
	double part;                /* 0 to 1 */
	int64_t left;               /* seconds; < 0: not known */
};

static struct progress progress_of(struct watch *w, size_t i)
{
	struct progress g = { .file = flow_file(&w->now, i), .left = -1 };
	const struct flow_proc *p = &w->now.v[i];

	if (!g.file)
		return g;
	const struct watch_mark *m = mark_of(w, p->info.pid, g.file);
	double size = (double)g.file->size, at = (double)g.file->offset, from = (double)m->offset;
	double seconds = (double)(w->now.at_ns - m->at_ns) / (double)NSEC_PER_SEC;
	if (m->at_ns == w->now.at_ns) {
		from = 0;
		seconds = (double)w->now.at_ns / (double)NSEC_PER_SEC -
			  (double)p->info.start / (double)sysconf(_SC_CLK_TCK);
	}
	g.part = at < size ? at / size : 1;
	if (at > from && seconds > 0)
		g.left = at < size ? (int64_t)((size - at) * seconds / (at - from)) : 0;
	return g;
}

static void add_time(struct buf *out, int64_t seconds)
{
	long long s = seconds;

	if (s >= 3600)
		buf_printf(out, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
	else
		buf_printf(out, "%lld:%02lld", s / 60, s % 60);
}

static void add_progress(struct watch *w, struct buf *out, const struct progress *g)
{
	size_t wide = w->width > 0 && w->width < 2 * BAR_MOST + 20 ? w->width / 4 : BAR_MOST;
	size_t full = (size_t)(g->part * (double)wide);

	buf_byte(out, '[');
	for (size_t i = 0; i < wide; i++)
		buf_byte(out, i < full ? '#' : '-');
	buf_printf(out, "] %d%%  ", (int)(g->part * 100));
	add_bytes(out, (double)g->file->offset);
	buf_str(out, " of ");
	add_bytes(out, (double)g->file->size);
	if (g->left >= 0) {
		buf_str(out, "  ");
		add_time(out, g->left);
		buf_str(out, " left");
	}
	buf_str(out, "  ");
	buf_visible(out, g->file->name, strlen(g->file->name));
}

/* ---- names ---- */

/* How many stages stand before process I. */
static size_t stage_of(const struct watch *w, size_t i)
{
	size_t stage = 0;

	for (size_t k = 0; k < i; k++)
		stage += w->now.v[k].above == FLOW_NONE;
	return stage;
}

/* Also of a stage that ended before anybody looked. */
static pid_t pid_of(const struct watch *w, size_t i)
{
	const struct flow_proc *p = &w->now.v[i];
	bool ours = w->job && p->above == FLOW_NONE;

	return ours ? w->job->procs[stage_of(w, i)].pid : p->info.pid;
}

/* A stage as it was typed, where that is known. */
static void add_command(struct watch *w, struct buf *out, size_t i)
{
	const struct job *j = w->job;
	const struct flow_proc *p = &w->now.v[i];
	size_t stage = stage_of(w, i);

	if (j && j->text && p->above == FLOW_NONE && j->stages && stage < j->n_procs) {
		buf_visible(out, j->text + j->stages[stage].at, j->stages[stage].len);
	} else if (j && j->text && p->above == FLOW_NONE && j->n_procs == 1) {
		buf_visible(out, j->text, strlen(j->text));
	} else {
		char *line = inspect_command_line(p->info.pid);
		bool none = strcmp(line, "?") == 0;
		buf_visible(out, none ? p->info.name : line, strlen(none ? p->info.name : line));
		free(line);
	}
}

static void add_state(struct watch *w, struct buf *out, size_t i)
{
	const struct flow_proc *p = &w->now.v[i];
	size_t stage = stage_of(w, i);
	struct buf text = { 0 };

	if (p->above == FLOW_NONE && w->job && w->job->procs[stage].state == PROC_DONE) {
		int status = w->job->procs[stage].wait_status;
		if (WIFSIGNALED(status))
			buf_printf(out, "ended by SIG%s", signal_name(WTERMSIG(status)));
		else
			buf_printf(out, "ended with status %d", WEXITSTATUS(status));
		return;
	}
	flow_describe(&text, &w->now, i);
	buf_visible(out, text.data ? text.data : "", text.len);
	buf_free(&text);
}

/* ---- lines ---- */

/* The line that begins at FROM, cut to the screen. */
static void end_line(struct watch *w, struct buf *out, size_t from)
{
	size_t columns = 0, at = from;

	while (w->width > 0 && at < out->len) {
		uint32_t c;
		size_t len = w->sh->vars.utf8 ? utf8_decode(out->data + at, out->len - at, &c) : 1;
		size_t wide = w->sh->vars.utf8 ? (size_t)utf8_width(c) : 1;
		if (columns + wide > w->width) {
			out->len = at;
			break;
		}
		columns += wide;
		at += len;
	}
	buf_byte(out, '\n');
}

static void add_title(struct watch *w, struct buf *out)
{
	size_t from = out->len;

	(void)date_format(w->sh, "%H:%M:%S", 8, -1, out);
	buf_byte(out, ' ');
	if (w->job) {
		static const char *const states[] = { "Running", "Stopped", "Done" };
		buf_printf(out, "[%d] %s ", w->job->number, states[job_state(w->job)]);
		if (w->job->text)
			buf_visible(out, w->job->text, strlen(w->job->text));
	} else {
		buf_printf(out, "process%s %s", w->group ? " group" : "", w->spec);
	}
	end_line(w, out, from);
}

static void draw_process(struct watch *w, struct buf *out, size_t i)
{
	const struct flow_proc *p = &w->now.v[i];
	struct figures g = figures_of(w, i);
	struct progress done = progress_of(w, i);
	size_t from = out->len;

	buf_printf(out, "%-5s %7d", p->label, (int)pid_of(w, i));
	if (p->blocked == BLOCKED_ENDED) {
		buf_printf(out, " %8s %8s %5s  ", "-", "-", "-");
	} else {
		add_rate(out, g.in, g.has_io);
		add_rate(out, g.out, g.has_io);
		buf_printf(out, " %4.0f%%  ", g.cpu * 100);
	}
	add_command(w, out, i);
	if (w->width == 0) {
		buf_str(out, ": ");
	} else {
		end_line(w, out, from);
		from = out->len;
		buf_str(out, "      ");
	}
	add_state(w, out, i);
	end_line(w, out, from);
	if (!done.file)
		return;
	from = out->len;
	buf_str(out, "      ");
	add_progress(w, out, &done);
	end_line(w, out, from);
}

/* Each circle once. */
static void draw_deadlocks(struct watch *w, struct buf *out)
{
	const struct flows *f = &w->now;
	size_t *path = mem_alloc((f->n + 1) * sizeof *path);
	bool *said = mem_zalloc(f->n + 1);

	for (size_t i = 0; i < f->n_watched; i++) {
		if (!f->v[i].deadlocked || said[i])
			continue;
		size_t from = out->len, n = flow_circle(f, i, path);
		said[i] = true;
		if (said[path[0]] && path[0] != i)
			continue;
		for (size_t k = 0; k < n; k++)
			said[path[k]] = true;
		buf_str(out, "deadlock: ");
		flow_describe_circle(out, f, path, n);
		end_line(w, out, from);
	}
	free(path);
	free(said);
}

/* What does not fit on the screen is left out below. */
static void fit_height(struct watch *w, struct buf *out)
{
	size_t lines = 0;

	for (size_t i = 0; w->height > 0 && i < out->len; i++)
		if (out->data[i] == '\n' && ++lines == w->height - 1) {
			out->len = i + 1;
			return;
		}
}

void watch_draw(struct watch *w, struct buf *out)
{
	add_title(w, out);
	draw_deadlocks(w, out);
	size_t from = out->len;
	buf_printf(out, "%-5s %7s %8s %8s %5s  %s", "STAGE", "PID", "IN/s", "OUT/s", "CPU", "COMMAND");
	end_line(w, out, from);
	for (size_t i = 0; i < w->now.n_watched; i++)
		draw_process(w, out, i);
	fit_height(w, out);
}

/* ---- JSON ---- */

static void json_text(struct buf *out, const char *key, const struct buf *text)
{
	buf_printf(out, ", \"%s\": ", key);
	buf_json(out, text->data ? text->data : "", text->len);
}

static void json_wakers(struct buf *out, const struct flows *f, const struct flow_proc *p)
{
	buf_str(out, ", \"waits_for\": [");
	for (size_t k = 0; k < p->n_wakers; k++)
		buf_printf(out, "%s%d", k ? ", " : "", (int)f->v[p->wakers[k]].info.pid);
	buf_byte(out, ']');
}

static void json_file(struct buf *out, const struct progress *g)
{
	buf_str(out, ", \"file\": {\"name\": ");
	buf_json(out, g->file->name, strlen(g->file->name));
	buf_printf(out, ", \"offset\": %lld, \"size\": %llu", (long long)g->file->offset,
		(unsigned long long)g->file->size);
	if (g->left >= 0)
		buf_printf(out, ", \"seconds_left\": %lld", (long long)g->left);
	buf_byte(out, '}');
}

static void json_process(struct watch *w, struct buf *out, size_t i)
{
	const struct flow_proc *p = &w->now.v[i];
	struct figures g = figures_of(w, i);
	struct progress done = progress_of(w, i);
	struct buf text = { 0 };

	buf_printf(out, "{\"stage\": \"%s\", \"pid\": %d", p->label, (int)pid_of(w, i));
	if (g.has_io)
		buf_printf(out, ", \"in\": %llu, \"out\": %llu, \"in_per_s\": %.0f, \"out_per_s\": %.0f",
			(unsigned long long)g.total_in, (unsigned long long)g.total_out, g.in, g.out);
	buf_printf(out, ", \"cpu\": %.2f", g.cpu);
	add_command(w, &text, i);
	json_text(out, "command", &text);
	text.len = 0;
	add_state(w, &text, i);
	json_text(out, "state", &text);
	json_wakers(out, &w->now, p);
	buf_printf(out, ", \"deadlock\": %s", p->deadlocked ? "true" : "false");
	if (done.file)
		json_file(out, &done);
	buf_byte(out, '}');
	buf_free(&text);
}

void watch_json(struct watch *w, struct buf *out)
{
	buf_printf(out, "{\"time\": %lld, \"job\": ", (long long)time(NULL));
	if (w->job)
		buf_printf(out, "%d", w->job->number);
	else
		buf_str(out, "null");
	buf_str(out, ", \"processes\": [");
	for (size_t i = 0; i < w->now.n_watched; i++) {
		buf_str(out, i ? ", " : "");
		json_process(w, out, i);
	}
	buf_str(out, "]}\n");
}
