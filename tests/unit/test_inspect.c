/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_inspect.c -- what is read from /proc, also where a process put anything into it;
 * orphans; descriptors. */
#include "inspect.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#define TAIL " S 7 8 9 0 -1 1 2 3 4 5 6 7 8 9 20 0 1 0 4711 99\n"

static void stat_is(const char *text, const char *name)
{
	struct proc_info info;

	ck_assert(inspect_parse_stat(text, strlen(text), &info));
	ck_assert_int_eq(info.pid, 123);
	ck_assert_int_eq(info.parent, 7);
	ck_assert_uint_eq(info.start, 4711);
	ck_assert_int_eq(info.state, 'S');
	ck_assert_str_eq(info.name, name);
}

START_TEST(process_names)
{
	struct proc_info info;

	stat_is("123 (sleep)" TAIL, "sleep");
	stat_is("123 (a b) S 1 2 (x)" TAIL, "a b) S 1 2 (x");
	stat_is("123 ()" TAIL, "");
	stat_is("123 (\n\377(()" TAIL, "\n\377((");
	static const char *const bad[] = { "", "123", "123 (", "123 (x", "123 )x( S 1", "(x)" TAIL,
		"x (x)" TAIL, "123 (x) S", "99999999999999999999 (x)" TAIL };
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		ck_assert_msg(!inspect_parse_stat(bad[i], strlen(bad[i]), &info), "%s", bad[i]);
}
END_TEST

START_TEST(signal_masks)
{
	static const char good[] =
		"Name:\tSigPnd: x\nSigPnd:\t0000000000000001\nShdPnd:\t0000000000000200\n"
		"SigBlk:\t0000000000010000\nSigIgn:\t8000000000000000\nSigCgt:\tffffffffffffffff\n";
	struct proc_signals s;

	ck_assert(inspect_parse_signals(good, strlen(good), &s));
	ck_assert_uint_eq(s.thread_pending, 1);
	ck_assert_uint_eq(s.pending, 0x200);
	ck_assert_uint_eq(s.ignored, UINT64_C(1) << 63);
	ck_assert_uint_eq(s.caught, UINT64_MAX);
	ck_assert(!inspect_parse_signals(good, strlen(good) - 20, &s));
	ck_assert(!inspect_parse_signals("", 0, &s));
}
END_TEST

START_TEST(descriptor_infos)
{
	struct fd_info f = { 0 };
	static const char text[] = "pos:\t42\nflags:\t02102001\nmnt_id:\t9\nino:\t5\n";

	ck_assert(inspect_parse_fdinfo(text, strlen(text), &f));
	ck_assert_int_eq(f.offset, 42);
	ck_assert_uint_eq(f.flags, 02102001);
	ck_assert_uint_eq(f.mount, 9);
	ck_assert(!inspect_parse_fdinfo("pos:\t4x\nflags:\t0\n", 18, &f));
	ck_assert(!inspect_parse_fdinfo("flags:\t0\n", 9, &f));
}
END_TEST

START_TEST(map_lines)
{
	static const char line[] =
		"7f00-7f10 rw-s 00001000 08:01 77                         /a b\\012c (deleted)";
	struct map_range r;

	ck_assert(inspect_parse_map(line, strlen(line), &r));
	ck_assert_uint_eq(r.start, 0x7f00);
	ck_assert_uint_eq(r.ino, 77);
	ck_assert_str_eq(r.rights, "rw-s");
	ck_assert_str_eq(r.name, "/a b\nc (deleted)");
	free(r.name);
	ck_assert(inspect_parse_map("0-1 ---p 0 0:0 0", 16, &r));
	ck_assert_str_eq(r.name, "");
	free(r.name);
	ck_assert(!inspect_parse_map("7f10-7f00 rw-s 0 8:1 7 x", 24, &r));
	ck_assert(!inspect_parse_map("", 0, &r));
}
END_TEST

START_TEST(inet_lines)
{
	struct sock_info s;
	static const char v4[] =
		"   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 99 1";
	static const char v6[] =
		"   1: 00000000000000000000000001000000:0050 00000000000000000000000001000000:0051 01 "
		"0:0 0:0 0 1000 0 55 1";
	static const char mapped[] =
		"   2: 0000000000000000FFFF00000100007F:0050 0000000000000000FFFF00000200007F:0051 01 "
		"0:0 0:0 0 0 0 56 1";

	ck_assert(inspect_parse_inet(v4, strlen(v4), AF_INET, &s));
	ck_assert_str_eq(s.local, "127.0.0.1:8080");
	ck_assert_ptr_null(s.remote);
	ck_assert(s.listening);
	ck_assert_uint_eq(s.ino, 99);
	free(s.local);
	ck_assert(inspect_parse_inet(v6, strlen(v6), AF_INET6, &s));
	ck_assert_str_eq(s.local, "[::1]:80");
	ck_assert_str_eq(s.remote, "[::1]:81");
	ck_assert_uint_eq(s.uid, 1000);
	free(s.local);
	free(s.remote);
	ck_assert(inspect_parse_inet(mapped, strlen(mapped), AF_INET6, &s));
	ck_assert_str_eq(s.local, "127.0.0.1:80");
	ck_assert_str_eq(s.remote, "127.0.0.2:81");
	free(s.local);
	free(s.remote);
	ck_assert(!inspect_parse_inet(v4, strlen(v4), AF_INET6, &s));
	ck_assert(!inspect_parse_inet("", 0, AF_INET, &s));
}
END_TEST

/* A process that has ended, and one that lives. */
static pid_t ended(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	return pid;
}

START_TEST(orphans)
{
	int64_t now = (int64_t)time(NULL);
	pid_t dead = ended();
	struct sysv_object shm = {
		.kind = SYSV_SHM, .maker = dead, .last = dead, .used = now, .changed = now
	};
	struct sysv_object mq = {
		.kind = SYSV_MQ, .last = dead, .receiver = dead, .used = now, .released = now
	};

	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_YES);
	shm.count = 1;
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_NO);
	shm.count = 0;
	shm.last = getpid();
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_NO);
	shm.last = 0; /* of another pid namespace */
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_UNKNOWN);
	shm.used = 0; /* never attached */
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_YES);
	shm.maker = 0;
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_UNKNOWN);
	/* a number that is another process's by now */
	shm.maker = shm.last = getpid();
	shm.used = shm.changed = now - 86400 * 3650;
	ck_assert_int_eq(inspect_orphan(&shm), ORPHAN_YES);

	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_YES);
	mq.count = 1;
	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_NO);
	mq.count = 0;
	mq.receiver = getpid();
	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_NO);
	mq.receiver = 0; /* released is set: somebody did */
	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_UNKNOWN);
	mq = (struct sysv_object){ .kind = SYSV_MQ, .changed = now };
	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_UNKNOWN);
	mq.kind = SYSV_SEM;
	ck_assert_int_eq(inspect_orphan(&mq), ORPHAN_UNKNOWN);
}
END_TEST

START_TEST(open_files)
{
	int a = open("/dev/null", O_RDONLY), b = dup(a), c = open("/dev/null", O_RDONLY);

	int same = inspect_same_file(getpid(), a, getpid(), b);
	if (same >= 0) { /* the kernel may refuse */
		ck_assert_int_eq(same, 1);
		ck_assert_int_eq(inspect_same_file(getpid(), a, getpid(), c), 0);
	}
	struct fd_list list;
	ck_assert_int_eq(inspect_fds(getpid(), &list), 0);
	int found = 0;
	for (size_t i = 0; i < list.n; i++) {
		if (list.v[i].fd == b) {
			ck_assert_str_eq(list.v[i].name, "/dev/null");
			ck_assert_int_eq(list.v[i].kind, FD_DEVICE);
			found++;
		}
	}
	ck_assert_int_eq(found, 1);
	fd_list_free(&list);
	ck_assert_int_eq(inspect_fds(ended(), &list), -ESRCH);
	close(a);
	close(b);
	close(c);
}
END_TEST

START_TEST(unix_peers)
{
	struct sock_list socks;
	struct fd_list fds;
	int ends[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	ck_assert_int_eq(inspect_sockets(&socks), 0);
	ck_assert_int_eq(inspect_fds(getpid(), &fds), 0);
	uint64_t ino[2] = { 0 };
	for (size_t i = 0; i < fds.n; i++)
		for (int k = 0; k < 2; k++)
			if (fds.v[i].fd == ends[k])
				ino[k] = fds.v[i].ino;
	const struct sock_info *s = sock_by_ino(&socks, ino[0]);
	ck_assert_ptr_nonnull(s);
	if (socks.peers_known)
		ck_assert_ptr_eq(sock_peer(&socks, s), sock_by_ino(&socks, ino[1]));
	fd_list_free(&fds);
	sock_list_free(&socks);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = { process_names, signal_masks, descriptor_infos, map_lines, inet_lines,
		orphans, open_files, unix_peers };
	Suite *suite = suite_create("inspect");
	TCase *tc = tcase_create("inspect");

	for (size_t i = 0; i < ARRAY_LEN(tests); i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
