/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_flow.c -- who waits for whom, in pictures that are made up here; the texts of /proc
 * that they come from. */
#include "inspect.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>

/* ---- texts ---- */

static struct proc_call call_of(const char *fmt, long number)
{
	struct buf text = { 0 };
	struct proc_call call;

	buf_printf(&text, fmt, number);
	ck_assert_msg(inspect_parse_call(text.data, text.len, &call), "%s", buf_cstr(&text));
	buf_free(&text);
	return call;
}

START_TEST(calls)
{
	struct proc_call c = call_of("%ld 0x3 0x7f6d 0x20000 0x0 0xff 0x0 0x7ffd 0x7f6d\n", SYS_read);

	ck_assert_int_eq(c.blocked, BLOCKED_READ);
	ck_assert_int_eq(c.id, 3);
	c = call_of("%ld 0xffffffff 0x0 0x0 0x0 0x0 0x0 0x1 0x2\n", SYS_wait4);
	ck_assert_int_eq(c.blocked, BLOCKED_CHILD);
	ck_assert_int_eq(c.id, -1);
	c = call_of("%ld 0x1 0x4d2 0x0 0x0 0x0 0x0 0x1 0x2\n", SYS_waitid);
	ck_assert_int_eq(c.id, 1234);
	c = call_of("%ld 0x5 0x7 0x0 0x0 0x0 0x0 0x1 0x2\n", SYS_fcntl);
	ck_assert_int_eq(c.blocked, BLOCKED_LOCK);
	ck_assert_int_eq(c.id, 5);
	c = call_of("%ld 0x5 0x1 0x0 0x0 0x0 0x0 0x1 0x2\n", SYS_fcntl);
	ck_assert_int_eq(c.blocked, BLOCKED_OTHER);
	ck_assert_int_eq(call_of("running\n%.0s", 0L).blocked, BLOCKED_NOT);
	ck_assert_int_eq(call_of("%ld 0x7ffd 0x7f6d\n", -1L).blocked, BLOCKED_OTHER);
	ck_assert_int_eq(
		call_of("%ld 0x7ffd 0x7f6d 0x0 0x0 0x0 0x0 0x0 0x0\n", 99999L).blocked, BLOCKED_OTHER);
	static const char *const bad[] = { "", "x", "12", "3 0x1", "0x", "run" };
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		ck_assert_msg(!inspect_parse_call(bad[i], strlen(bad[i]), &c), "%s", bad[i]);
}
END_TEST

START_TEST(other_texts)
{
	static const char io[] = "rchar: 6976\nwchar: 18446744073709551615\nsyscr: 10\n";
	static const char lock[] = "1: FLOCK  ADVISORY  WRITE 5214 08:01:77 0 EOF";
	static const char waiting[] = "12: -> POSIX  ADVISORY  READ -1 08:01:78 0 9";
	struct file_lock l;
	uint64_t in, out;

	ck_assert(inspect_parse_io(io, strlen(io), &in, &out));
	ck_assert_uint_eq(in, 6976);
	ck_assert_uint_eq(out, UINT64_MAX);
	ck_assert(!inspect_parse_io(io, 12, &in, &out));
	ck_assert(!inspect_parse_io("rchar: x\nwchar: 1\n", 18, &in, &out));
	ck_assert(inspect_parse_lock(lock, strlen(lock), &l));
	ck_assert(!l.waiting && l.pid == 5214 && l.ino == 77 && l.dev == makedev(8, 1));
	ck_assert(inspect_parse_lock(waiting, strlen(waiting), &l));
	ck_assert(l.waiting && l.pid == -1 && l.ino == 78);
	ck_assert(!inspect_parse_lock("", 0, &l));
	ck_assert(!inspect_parse_lock(lock, 30, &l));
	ck_assert(!inspect_parse_lock("nonsense", 8, &l));
	ck_assert_int_eq(inspect_parse_wchan("anon_pipe_read", 14), BLOCKED_READ);
	ck_assert_int_eq(inspect_parse_wchan("pipe_write", 10), BLOCKED_WRITE);
	ck_assert_int_eq(inspect_parse_wchan("do_wait", 7), BLOCKED_CHILD);
	ck_assert_int_eq(inspect_parse_wchan("0", 1), BLOCKED_OTHER);
}
END_TEST

/* ---- pictures ---- */

struct picture {
	struct flows f;
	struct flow_scene s;
};

/* A process that waits, as if it had slept all the while; its index. */
static size_t waits(struct picture *p, pid_t pid, const char *label, enum blocked blocked, int id)
{
	struct flows *f = &p->f;

	f->v = mem_realloc(f->v, (f->n + 1) * sizeof *f->v);
	struct flow_proc *v = &f->v[f->n];
	*v = (struct flow_proc){
		.blocked = blocked, .id = id, .above = FLOW_NONE, .steady = blocked != BLOCKED_NOT
	};
	v->info = (struct proc_info){ .pid = pid, .parent = 1, .session = 7 };
	strcpy(v->info.name, "prog");
	strcpy(v->label, label);
	if (blocked == BLOCKED_READ || blocked == BLOCKED_WRITE) {
		v->ends = mem_alloc(sizeof *v->ends);
		v->ends[v->n_ends++] = (struct flow_end){ id, blocked == BLOCKED_WRITE };
	}
	f->all = mem_realloc(f->all, (f->n_all + 1) * sizeof *f->all);
	f->all[f->n_all++] = v->info;
	f->n_watched += *label != '\0';
	return f->n++;
}

/* Process I has an end of pipe INO as descriptor FD. */
static void has(struct picture *p, size_t i, int fd, enum fd_kind kind, uint64_t ino, bool writes)
{
	struct flow_proc *v = &p->f.v[i];
	struct world *w = &p->s.world;

	v->fds.v = mem_realloc(v->fds.v, (v->fds.n + 1) * sizeof *v->fds.v);
	v->fds.v[v->fds.n++] = (struct fd_info){ .fd = fd,
		.kind = kind,
		.name = mem_strdup("/f"),
		.ino = ino,
		.has_ino = true,
		.has_info = true };
	w->v = mem_realloc(w->v, (w->n + 1) * sizeof *w->v);
	w->v[w->n++] = (struct held){
		.pid = v->info.pid, .fd = fd, .ino = ino, .reads = !writes, .writes = writes
	};
}

static void analyse(struct picture *p)
{
	flow_link(&p->f, &p->s, flow_find);
	flow_mark_deadlocks(&p->f);
}

static void says(const struct picture *p, size_t i, const char *text)
{
	struct buf out = { 0 };

	flow_describe(&out, &p->f, i);
	ck_assert_str_eq(buf_cstr(&out), text);
	buf_free(&out);
}

static void circle(const struct picture *p, size_t from, const char *text)
{
	struct buf out = { 0 };
	size_t path[8], n = flow_circle(&p->f, from, path);

	flow_describe_circle(&out, &p->f, path, n);
	ck_assert_str_eq(buf_cstr(&out), text);
	buf_free(&out);
}

static void forget(struct picture *p)
{
	world_free(&p->s.world);
	free(p->s.locks);
	flow_free(&p->f);
}

START_TEST(a_full_pipe)
{
	struct picture p = { 0 };
	size_t a = waits(&p, 10, "1", BLOCKED_WRITE, 1), b = waits(&p, 11, "2", BLOCKED_SLEEP, -1);

	has(&p, a, 1, FD_PIPE, 5, true);
	has(&p, b, 0, FD_PIPE, 5, false);
	analyse(&p);
	says(&p, a, "writing to a full pipe: waits for stage 2");
	says(&p, b, "sleeping");
	ck_assert(!p.f.v[a].deadlocked && !p.f.v[b].deadlocked);
	p.f.v[b].blocked = BLOCKED_STOPPED;
	says(&p, a, "writing to a full pipe: waits for stage 2 (stopped)");
	forget(&p);
}
END_TEST

/* Processes 0 and 1 each read what the other could write. */
static void read_from_each_other(struct picture *p)
{
	for (size_t i = 0; i < 2; i++) {
		size_t at = waits(p, 10 + (pid_t)i, i ? "2" : "1", BLOCKED_READ, 0);
		has(p, at, 0, FD_PIPE, 5 + i, false);
		has(p, at, 1, FD_PIPE, 6 - i, true);
	}
}

/* Two that read from each other; whoever else could write to one of them frees both. */
START_TEST(two_readers)
{
	for (int third = 0; third < 3; third++) {
		struct picture p = { 0 };
		const size_t a = 0, b = 1;
		read_from_each_other(&p);
		if (third > 0) { /* 1: it runs; 2: it waits for one of them */
			size_t c = waits(&p, 12, "", third == 1 ? BLOCKED_NOT : BLOCKED_READ, 4);
			has(&p, c, 3, FD_PIPE, 5, true);
			has(&p, c, 4, FD_PIPE, 6, false);
		}
		analyse(&p);
		ck_assert_int_eq(p.f.v[a].deadlocked, third != 1);
		ck_assert_int_eq(p.f.v[b].deadlocked, third != 1);
		says(&p, b, "reading from an empty pipe: waits for stage 1");
		says(&p, a,
			third ? "reading from an empty pipe: waits for stage 2 or 12 (prog)"
			      : "reading from an empty pipe: waits for stage 2");
		if (third != 1)
			circle(&p, a, "stage 1 waits for 2, which waits for 1");
		forget(&p);
	}
}
END_TEST

START_TEST(what_is_not_known_is_no_deadlock)
{
	static pid_t unseen = 13;

	for (int how = 0; how < 4; how++) {
		struct picture p = { 0 };
		const size_t a = 0, b = 1;
		read_from_each_other(&p);
		waits(&p, unseen, "", BLOCKED_SLEEP, -1);
		if (how == 0) /* somebody in their session lets nobody look */
			p.s.world.unseen = &unseen, p.s.world.hidden = 1;
		else if (how == 1) /* one of them did something meanwhile */
			p.f.v[b].steady = false;
		else if (how == 2) /* or waits for a while only */
			p.f.v[a].timed = true;
		else { /* one of another session cannot hold it */
			p.s.world.unseen = &unseen, p.s.world.hidden = 1;
			p.f.all[2].session = 8;
		}
		analyse(&p);
		ck_assert_int_eq(p.f.v[a].deadlocked, how == 3);
		p.s.world.unseen = NULL;
		forget(&p);
	}
}
END_TEST

START_TEST(both_ends)
{
	struct picture p = { 0 };
	size_t a = waits(&p, 10, "1", BLOCKED_READ, 0), b = waits(&p, 11, "2", BLOCKED_READ, 0);

	has(&p, a, 0, FD_PIPE, 5, false);
	has(&p, a, 1, FD_PIPE, 5, true);
	has(&p, b, 0, FD_FIFO, 6, false); /* that of a FIFO holds both on purpose, and anybody may come */
	has(&p, b, 1, FD_FIFO, 6, true);
	analyse(&p);
	ck_assert(p.f.v[a].deadlocked && !p.f.v[b].deadlocked);
	says(&p, a, "reading from an empty pipe: waits for itself");
	circle(&p, a, "stage 1 waits for itself");
	says(&p, b, "reading from empty FIFO /f");
	forget(&p);
}
END_TEST

START_TEST(children_locks_and_strangers)
{
	struct picture p = { 0 };
	size_t a = waits(&p, 10, "1", BLOCKED_CHILD, -1), b = waits(&p, 11, "1.1", BLOCKED_LOCK, 9);
	size_t c = waits(&p, 12, "", BLOCKED_LOCK, 8);

	p.f.all[1].parent = 10;
	has(&p, b, 9, FD_FILE, 5, true);
	has(&p, c, 8, FD_FILE, 6, true);
	p.s.locks = mem_zalloc(4 * sizeof *p.s.locks);
	p.s.locks[0] = (struct file_lock){ .ino = 5, .pid = 12 };
	p.s.locks[1] = (struct file_lock){ .ino = 5, .pid = 11, .waiting = true };
	p.s.locks[2] = (struct file_lock){ .ino = 5, .pid = 99 }; /* ended */
	p.s.locks[3] = (struct file_lock){ .ino = 6, .pid = 10 };
	p.s.n_locks = 4;
	p.f.self = 12;
	analyse(&p);
	says(&p, a, "waiting for stage 1.1");
	says(&p, b, "locking /f: waits for this shell");
	circle(&p, a, "stage 1 waits for 1.1, which waits for this shell, which waits for stage 1");
	forget(&p);
}
END_TEST

START_TEST(many_who_could)
{
	struct picture p = { 0 };
	size_t a = waits(&p, 10, "1", BLOCKED_READ, 0);

	has(&p, a, 0, FD_PIPE, 5, false);
	for (int i = 0; i < 5; i++)
		has(&p, waits(&p, 11 + i, (char[]){ (char)('2' + i), '\0' }, BLOCKED_SLEEP, -1), 1, FD_PIPE,
			5, true);
	analyse(&p);
	says(&p, a, "reading from an empty pipe: waits for stage 2, 3, 4 or 2 more");
	forget(&p);
}
END_TEST

/* ---- the real thing ---- */

START_TEST(a_child_that_reads)
{
	struct flows f;
	struct buf text = { 0 };
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		char c;
		close(ends[1]);
		_exit(read(ends[0], &c, 1) != 0);
	}
	for (int tries = 0; tries < 1000; tries++) {
		text.len = 0;
		ck_assert_int_eq(inspect_flow(&f, &pid, 1, getpid()), 0);
		flow_describe(&text, &f, 0);
		ck_assert_uint_eq(f.n_watched, 1);
		if (strstr(buf_cstr(&text), "pipe"))
			break;
		flow_free(&f);
		usleep(1000);
	}
	ck_assert_str_eq(buf_cstr(&text), "reading from an empty pipe: waits for this shell");
	ck_assert(!f.v[0].deadlocked);
	flow_free(&f);
	buf_free(&text);
	close(ends[1]);
	close(ends[0]);
	int status;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0); /* it saw the end: nobody else held the other */
}
END_TEST

int main(void)
{
	Suite *s = suite_create("flow");
	TCase *c = tcase_create("all");

	tcase_set_timeout(c, 60);
	tcase_add_test(c, calls);
	tcase_add_test(c, other_texts);
	tcase_add_test(c, a_full_pipe);
	tcase_add_test(c, two_readers);
	tcase_add_test(c, what_is_not_known_is_no_deadlock);
	tcase_add_test(c, both_ends);
	tcase_add_test(c, children_locks_and_strangers);
	tcase_add_test(c, many_who_could);
	tcase_add_test(c, a_child_that_reads);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
