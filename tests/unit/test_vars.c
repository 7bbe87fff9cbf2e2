/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_vars.c -- the vars room: values, scopes, the environment, parameters, special variables, options. */
#include "vars.h"

#include <check.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct vars vars;
static struct options options;
static char *no_env[] = { NULL };

static void start_with(char **envp)
{
	options_init(&options);
	vars_init(&vars, &options, envp);
}

static void start(void)
{
	start_with(no_env);
}

static void end(void)
{
	vars_free(&vars);
}

static name_id id_of(const char *name)
{
	return names_intern(&vars.names, name, strlen(name));
}

static void set(const char *name, const char *value)
{
	ck_assert_int_eq(var_set_name(&vars, name, value), 0);
}

static int unset(const char *name)
{
	return var_unset(&vars, id_of(name));
}

static int local(const char *name)
{
	return var_make_local(&vars, id_of(name));
}

static void temporary(const char *name, const char *value)
{
	ck_assert_int_eq(var_set_temporary(&vars, id_of(name), value, strlen(value)), 0);
}

static int append(const char *name, const char *more)
{
	return var_append(&vars, id_of(name), more, strlen(more));
}

#define is(name, value) ck_assert_pstr_eq(var_get_name(&vars, name), value)

static const char *in_environ(const char *name)
{
	size_t len = strlen(name);
	const char *found = NULL;

	for (char **e = vars_environ(&vars); *e; e++) {
		if (strncmp(*e, name, len) == 0 && (*e)[len] == '=') {
			ck_assert_ptr_null(found); /* never twice */
			found = *e + len + 1;
		}
	}
	return found;
}

/* ---- values -------------------------------------------------------------------------------------------- */

START_TEST(set_get_unset)
{
	is("x", NULL);
	set("x", "1");
	is("x", "1");
	set("x", "a much longer value than the one that was there before it");
	is("x", "a much longer value than the one that was there before it");
	set("x", "");
	is("x", "");
	ck_assert_int_eq(unset("x"), 0);
	is("x", NULL);
	ck_assert_int_eq(unset("x"), 0);
	set("x", "again");
	is("x", "again");
	ck_assert_int_eq(var_set_int(&vars, id_of("x"), -42), 0);
	is("x", "-42");
	ck_assert_int_eq(var_set(&vars, id_of("x"), "abcdef", 3), 0);
	is("x", "abc");
}
END_TEST

START_TEST(value_may_lie_in_itself)
{
	size_t len;

	set("x", "abcdefghijklmnopqrstuvwxyz");
	const char *v = var_get(&vars, id_of("x"), &len);
	ck_assert_int_eq(var_set(&vars, id_of("x"), v + 2, 5), 0);
	is("x", "cdefg");
	for (int i = 0; i < 10; i++) {
		v = var_get(&vars, id_of("x"), &len);
		ck_assert_int_eq(var_append(&vars, id_of("x"), v, len), 0);
	}
	v = var_get(&vars, id_of("x"), &len);
	ck_assert_uint_eq(len, 5 * 1024);
	ck_assert_int_eq(strncmp(v + 5 * 1023, "cdefg", 6), 0);
	vars_push(&vars, SCOPE_SUBSHELL);
	ck_assert_int_eq(var_set(&vars, id_of("x"), v + 5 * 1023 + 1, 4), 0);
	is("x", "defg");
	v = var_get(&vars, id_of("x"), &len);
	ck_assert_int_eq(var_append(&vars, id_of("x"), v, 2), 0);
	is("x", "defgde");
	vars_pop(&vars);
	ck_assert_uint_eq(strlen(var_get_name(&vars, "x")), 5 * 1024);
	vars_push(&vars, SCOPE_SUBSHELL);
	v = var_get(&vars, id_of("x"), &len);
	ck_assert_int_eq(var_append(&vars, id_of("x"), v, 3), 0);
	ck_assert_str_eq(var_get_name(&vars, "x") + 5 * 1024, "cde");
	vars_pop(&vars);
}
END_TEST

START_TEST(large_values_are_given_back)
{
	size_t n = 1 << 20;
	char *big = mem_alloc(n);
	memset(big, 'x', n);

	ck_assert_int_eq(var_set(&vars, id_of("x"), big, n), 0);
	ck_assert_uint_ge(var_at(&vars, id_of("x"))->cap, n);
	set("x", "small");
	ck_assert_uint_lt(var_at(&vars, id_of("x"))->cap, 1000);
	is("x", "small");
	free(big);
}
END_TEST

START_TEST(append_grows)
{
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(append("x", "ab"), 0);
	ck_assert_uint_eq(strlen(var_get_name(&vars, "x")), 2000);
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_READONLY, 0), 0);
	ck_assert_int_eq(append("x", "c"), -EROFS);
}
END_TEST

START_TEST(attributes)
{
	name_id x = id_of("x");

	set("x", "aB");
	ck_assert_int_eq(var_set_flags(&vars, x, VAR_UPPER, 0), 0);
	is("x", "aB");
	set("x", "aB\303\251");
	is("x", "AB\303\251");
	ck_assert_int_eq(append("x", "zz"), 0);
	is("x", "AB\303\251ZZ");
	ck_assert_int_eq(var_set_flags(&vars, x, VAR_LOWER, 0), 0);
	set("x", "aB");
	is("x", "ab");
	ck_assert_int_eq(var_set_flags(&vars, x, VAR_READONLY, VAR_LOWER), 0);
	ck_assert_int_eq(var_set_name(&vars, "x", "2"), -EROFS);
	ck_assert_int_eq(unset("x"), -EROFS);
	ck_assert_int_eq(var_set_flags(&vars, x, 0, VAR_READONLY), -EROFS);
	ck_assert_int_eq(var_set_flags(&vars, x, VAR_EXPORT, 0), 0);
	ck_assert_pstr_eq(in_environ("x"), "ab");
	is("x", "ab");
}
END_TEST

START_TEST(a_million_variables)
{
	char name[16];

	for (int i = 0; i < 1000000; i++) {
		int len = snprintf(name, sizeof name, "v%d", i);
		ck_assert_int_eq(
			var_set(&vars, names_intern(&vars.names, name, (size_t)len), name, (size_t)len), 0);
	}
	is("v0", "v0");
	is("v999999", "v999999");
}
END_TEST

/* ---- scopes -------------------------------------------------------------------------------------------- */

START_TEST(local_starts_unset_and_goes)
{
	ck_assert_int_eq(local("x"), -ENOENT);
	set("x", "global");
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_EXPORT, 0), 0);
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert(vars_in_function(&vars));
	ck_assert_int_eq(local("x"), 0);
	is("x", NULL);
	ck_assert_pstr_eq(in_environ("x"), NULL);
	set("x", "local");
	ck_assert_int_eq(local("x"), 0);
	is("x", "local");
	ck_assert_pstr_eq(in_environ("x"), NULL);
	ck_assert_int_eq(unset("x"), 0); /* the local one: the global one stays covered */
	is("x", NULL);
	set("x", "still local");
	ck_assert_int_eq(local("new"), 0);
	set("new", "1");
	set("made", "kept");
	vars_pop(&vars);
	ck_assert(!vars_in_function(&vars));
	is("x", "global");
	ck_assert_pstr_eq(in_environ("x"), "global");
	is("new", NULL);
	is("made", "kept");
}
END_TEST

START_TEST(local_and_readonly)
{
	set("x", "1");
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), 0);
	set("x", "2");
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_READONLY, 0), 0);
	ck_assert_int_eq(var_set_name(&vars, "x", "3"), -EROFS);
	vars_pop(&vars);
	set("x", "4");
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_READONLY, 0), 0);
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), -EROFS);
	vars_pop(&vars);
	is("x", "4");
}
END_TEST

START_TEST(local_at_every_depth)
{
	char value[16];

	for (int i = 0; i < 1000; i++) {
		snprintf(value, sizeof value, "%d", i);
		set("x", value);
		vars_push(&vars, SCOPE_FUNCTION);
		ck_assert_int_eq(local("x"), 0);
	}
	for (int i = 999; i >= 0; i--) {
		snprintf(value, sizeof value, "%d", i);
		vars_pop(&vars);
		is("x", value);
	}
}
END_TEST

/* ( f() { local x; x=1; }; f; x=2 ) */
START_TEST(function_in_a_subshell)
{
	set("x", "0");
	vars_push(&vars, SCOPE_SUBSHELL);
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), 0);
	set("x", "1");
	set("y", "made in f");
	vars_pop(&vars);
	is("x", "0");
	set("x", "2");
	is("y", "made in f");
	vars_push(&vars, SCOPE_FUNCTION); /* the x of the subshell is covered and comes back */
	ck_assert_int_eq(local("x"), 0);
	is("x", NULL);
	vars_pop(&vars);
	is("x", "2");
	vars_pop(&vars);
	is("x", "0");
	is("y", NULL);
}
END_TEST

/* f() { local x; x=1; ( x=2; local x; local y; y=3 ); } */
START_TEST(subshell_in_a_function)
{
	set("x", "0");
	set("y", "global");
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), 0);
	set("x", "1");
	vars_push(&vars, SCOPE_SUBSHELL);
	set("x", "2");
	ck_assert_int_eq(local("x"), 0);
	is("x", "2"); /* it was local already */
	set("y", "subshell");
	ck_assert_int_eq(local("y"), 0);
	is("y", NULL);
	set("y", "3");
	ck_assert_int_eq(local("y"), 0);
	is("y", "3");
	vars_pop(&vars);
	is("x", "1");
	is("y", "global");
	vars_pop(&vars);
	is("x", "0");
}
END_TEST

START_TEST(subshell_undoes_everything)
{
	set("x", "1");
	set("gone", "here");
	set("flag", "f");
	vars_push(&vars, SCOPE_SUBSHELL);
	set("x", "2");
	set("x", "3");
	ck_assert_int_eq(unset("gone"), 0);
	ck_assert_int_eq(append("app", "end"), 0);
	ck_assert_int_eq(var_set_flags(&vars, id_of("flag"), VAR_EXPORT | VAR_READONLY, 0), 0);
	ck_assert_pstr_eq(in_environ("flag"), "f");
	vars_push(&vars, SCOPE_SUBSHELL);
	ck_assert_int_eq(unset("x"), 0);
	ck_assert_int_eq(var_set_flags(&vars, id_of("flag"), 0, VAR_EXPORT), 0);
	ck_assert_pstr_eq(in_environ("flag"), NULL);
	set("gone", "back");
	vars_pop(&vars);
	is("x", "3");
	is("gone", NULL);
	is("app", "end");
	ck_assert_pstr_eq(in_environ("flag"), "f");
	vars_pop(&vars);
	is("x", "1");
	is("gone", "here");
	is("app", NULL);
	ck_assert_pstr_eq(in_environ("flag"), NULL);
	set("flag", "not read-only");
}
END_TEST

START_TEST(temporary_assignments)
{
	set("x", "old");
	vars_push(&vars, SCOPE_COMMAND);
	temporary("x", "1");
	temporary("x", "2");
	temporary("y", "new");
	is("x", "2");
	ck_assert_pstr_eq(in_environ("x"), "2");
	ck_assert_pstr_eq(in_environ("y"), "new");
	vars_push(&vars, SCOPE_FUNCTION); /* x=2 f: f makes x local, then sets it */
	ck_assert_int_eq(local("x"), 0);
	is("x", NULL);
	set("x", "in f");
	vars_push(&vars, SCOPE_SUBSHELL);
	vars_push(&vars, SCOPE_COMMAND);
	temporary("x", "inner");
	vars_pop(&vars);
	is("x", "in f");
	set("y", "subshell");
	vars_pop(&vars);
	is("y", "new");
	vars_pop(&vars);
	is("x", "2");
	vars_pop(&vars);
	is("x", "old");
	is("y", NULL);
	ck_assert_pstr_eq(in_environ("x"), NULL);
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_READONLY, 0), 0);
	vars_push(&vars, SCOPE_COMMAND);
	ck_assert_int_eq(var_set_temporary(&vars, id_of("x"), "3", 1), -EROFS);
	vars_pop(&vars);
}
END_TEST

/* x=1 local x: the local one must outlive the command, and the global one come back after the function. */
START_TEST(temporary_assignment_before_local)
{
	set("x", "global");
	vars_push(&vars, SCOPE_FUNCTION);
	vars_push(&vars, SCOPE_COMMAND);
	temporary("x", "1");
	vars_push(&vars, SCOPE_COMMAND);
	temporary("x", "2");
	ck_assert_pstr_eq(in_environ("x"), "2");
	ck_assert_int_eq(local("x"), 0);
	is("x", NULL);
	ck_assert_pstr_eq(in_environ("x"), NULL);
	set("x", "local");
	vars_pop(&vars);
	is("x", "local");
	vars_pop(&vars);
	is("x", "local");
	ck_assert_pstr_eq(in_environ("x"), NULL);
	vars_pop(&vars);
	is("x", "global");
}
END_TEST

/* ---- ops ----------------------------------------------------------------------------------------------- */

static int n_unset, n_changed;

static const char *const_get(struct vars *in, struct var *v, size_t *len)
{
	(void)in;
	*len = strlen(v->ops->data);
	return v->ops->data;
}

static int refuse(struct vars *in, struct var *v, const char *value, size_t len)
{
	(void)in, (void)v, (void)len;
	return *value == '!' ? -EINVAL : 0;
}

static void count_unset(struct vars *in, struct var *v)
{
	(void)in, (void)v;
	n_unset++;
}

static void count_changed(struct vars *in, struct var *v)
{
	(void)in, (void)v;
	n_changed++;
}

static const struct var_ops living = {
	.get = const_get, .set = refuse, .unset = count_unset, .data = "alive"
};
static const struct var_ops listening = { .changed = count_changed };

START_TEST(ops_give_and_take_the_value)
{
	n_unset = 0;
	var_set_ops(&vars, id_of("x"), &living);
	is("x", "alive");
	set("x", "ignored");
	ck_assert_int_eq(var_set_name(&vars, "x", "!"), -EINVAL);
	ck_assert_int_eq(append("x", "more"), 0);
	is("x", "alive");
	ck_assert_int_eq(var_set_flags(&vars, id_of("x"), VAR_EXPORT, 0), 0);
	ck_assert_pstr_eq(in_environ("x"), "alive");
	vars_push(&vars, SCOPE_SUBSHELL);
	set("x", "ignored too");
	is("x", "alive");
	ck_assert_int_eq(unset("x"), 0); /* only covered */
	is("x", NULL);
	set("x", "plain");
	vars_pop(&vars);
	is("x", "alive");
	ck_assert_pstr_eq(in_environ("x"), "alive");
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), 0);
	set("x", "plain");
	is("x", "plain");
	vars_pop(&vars);
	is("x", "alive");
	ck_assert_int_eq(n_unset, 0);
	ck_assert_int_eq(unset("x"), 0);
	ck_assert_int_eq(n_unset, 1);
	is("x", NULL);
	vars_push(&vars, SCOPE_SUBSHELL);
	var_set_ops(&vars, id_of("x"), &living);
	vars_pop(&vars);
	is("x", NULL);
	ck_assert_int_eq(n_unset, 2);
}
END_TEST

START_TEST(ops_that_listen_stay)
{
	n_changed = 0;
	var_set_ops(&vars, id_of("x"), &listening);
	is("x", NULL);
	set("x", "1");
	ck_assert_int_eq(append("x", "2"), 0);
	ck_assert_int_eq(n_changed, 2);
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("x"), 0);
	ck_assert_int_eq(n_changed, 3);
	set("x", "3");
	ck_assert_int_eq(unset("x"), 0);
	ck_assert_int_eq(n_changed, 5);
	vars_pop(&vars);
	ck_assert_int_eq(n_changed, 6);
	is("x", "12");
	vars_push(&vars, SCOPE_COMMAND);
	temporary("x", "t");
	vars_pop(&vars);
	ck_assert_int_eq(n_changed, 8);
}
END_TEST

/* ---- environment --------------------------------------------------------------------------------------- */

START_TEST(environment_in_and_out)
{
	char *env[] = { (char[]){ "A=1" }, (char[]){ "B=x=y" }, (char[]){ "bad-name=1" }, (char[]){ "=x" },
		(char[]){ "IFS=abc" }, (char[]){ "EMPTY=" }, (char[]){ "NOVALUE" }, (char[]){ "PS1=% " },
		(char[]){ "RANDOM=7" }, (char[]){ "OPTIND=7" }, (char[]){ "A=2" }, NULL };

	end();
	start_with(env);
	is("A", "2");
	is("B", "x=y");
	is("EMPTY", "");
	is("IFS", " \t\n");
	is("OPTIND", "1");
	is("PS1", "% ");
	is("PS2", "> ");
	is("PS4", "+ ");
	ck_assert_pstr_eq(in_environ("A"), "2");
	ck_assert_pstr_eq(in_environ("B"), "x=y");
	ck_assert_pstr_eq(in_environ("IFS"), NULL);
	ck_assert_pstr_eq(in_environ("RANDOM"), NULL);
	char **before = vars_environ(&vars);
	set("plain", "not exported");
	ck_assert(!vars.environ_stale);
	ck_assert_ptr_eq(vars_environ(&vars), before);
	set("A", "a longer value than before");
	ck_assert_str_eq(env[0], "A=1");
	ck_assert_str_eq(env[10], "A=2");
	ck_assert_pstr_eq(in_environ("A"), "a longer value than before");
	ck_assert_int_eq(append("B", "z"), 0);
	ck_assert_pstr_eq(in_environ("B"), "x=yz");
	ck_assert_int_eq(unset("A"), 0);
	ck_assert_pstr_eq(in_environ("A"), NULL);
	set("A", "no longer exported");
	ck_assert_pstr_eq(in_environ("A"), NULL);
	options.on[OPT_ALLEXPORT] = true;
	set("plain", "now it is");
	ck_assert_pstr_eq(in_environ("plain"), "now it is");
	ck_assert_int_eq(var_set_flags(&vars, id_of("later"), VAR_EXPORT, 0), 0);
	ck_assert_pstr_eq(in_environ("later"), NULL);
}
END_TEST

START_TEST(variables_in_order)
{
	size_t n;

	set("zz", "1");
	set("aa", "2");
	ck_assert_int_eq(var_set_flags(&vars, id_of("mm"), VAR_EXPORT, 0), 0);
	set("gone", "3");
	ck_assert_int_eq(unset("gone"), 0);
	struct var **all = vars_sorted(&vars, &n);
	int found = 0;
	for (size_t i = 0; i < n; i++) {
		const char *name = names_text(&vars.names, all[i]->name);
		ck_assert(i == 0 || strcmp(names_text(&vars.names, all[i - 1]->name), name) < 0);
		ck_assert_str_ne(name, "gone");
		ck_assert_str_ne(name, "LC_ALL");
		found += strcmp(name, "aa") == 0 || strcmp(name, "mm") == 0 || strcmp(name, "zz") == 0;
	}
	ck_assert_int_eq(found, 3);
	free(all);
}
END_TEST

START_TEST(pwd_is_believed_only_if_true)
{
	char folder[] = "/tmp/ipcsh-test-XXXXXX", real[PATH_MAX], entry[PATH_MAX + 8];
	char *env[] = { entry, NULL };

	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(mkdir("d", 0700) | symlink("d", "link"), 0);
	ck_assert_int_eq(chdir("link"), 0);
	ck_assert_ptr_nonnull(getcwd(real, sizeof real));

	static const struct {
		const char *format;
		bool believed;
	} cases[] = {
		{ "PWD=%s/link", true },
		{ "PWD=%s/d", true },
		{ "PWD=%s/./d", false },
		{ "PWD=%s/d/../d", false },
		{ "PWD=%s/d/.", false },
		{ "PWD=%s", false },
		{ "PWD=relative%s", false },
		{ "PWD=%s/nothing", false },
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		_Pragma("GCC diagnostic ignored \"-Wformat-nonliteral\"");
		snprintf(entry, sizeof entry, cases[i].format, folder);
		end();
		start_with(env);
		is("PWD", cases[i].believed ? entry + 4 : real);
		ck_assert_pstr_eq(in_environ("PWD"), var_get_name(&vars, "PWD"));
	}
	ck_assert_int_eq(unlink("../link"), 0);
	ck_assert_int_eq(rmdir("../d"), 0); /* the current directory */
	ck_assert_int_eq(rmdir(folder), 0);
	end();
	start_with(env);
	is("PWD", NULL);
	ck_assert_int_eq(chdir("/"), 0);
	end();
	start();
	is("PWD", "/");
}
END_TEST

/* ---- parameters ---------------------------------------------------------------------------------------- */

START_TEST(parameters)
{
	char *args[] = { (char[]){ "a" }, (char[]){ "b" }, (char[]){ "" }, NULL };

	params_set(&vars, args, 3);
	ck_assert_ptr_ne(vars.params.v[0], args[0]);
	ck_assert_uint_eq(vars.params.n, 3);
	ck_assert_ptr_null(vars.params.v[3]);
	ck_assert(!params_shift(&vars, 4));
	ck_assert(params_shift(&vars, 1));
	ck_assert_str_eq(vars.params.v[0], "b");
	struct params old = params_swap(&vars, args, 2);
	ck_assert_ptr_eq(vars.params.v[0], args[0]);
	ck_assert(params_shift(&vars, 1));
	params_set(&vars, vars.params.v, vars.params.n);
	params_set(&vars, vars.params.v, vars.params.n); /* set -- "$@" */
	ck_assert_str_eq(vars.params.v[0], "b");
	ck_assert_uint_eq(vars.params.n, 1);
	params_restore(&vars, old);
	ck_assert_uint_eq(vars.params.n, 2);
	ck_assert_str_eq(vars.params.v[0], "b");
	ck_assert_str_eq(vars.params.v[1], "");
	params_set(&vars, NULL, 0);
	ck_assert_uint_eq(vars.params.n, 0);
	ck_assert(params_shift(&vars, 0));
}
END_TEST

/* ---- special variables --------------------------------------------------------------------------------- */

START_TEST(random_numbers)
{
	char first[8][8];
	int different = 0;

	set("RANDOM", "42");
	for (int i = 0; i < 8; i++) {
		snprintf(first[i], sizeof first[i], "%s", var_get_name(&vars, "RANDOM"));
		ck_assert_int_le(atoi(first[i]), 32767);
		different += i > 0 && strcmp(first[i], first[0]) != 0;
	}
	ck_assert_int_gt(different, 0);
	set("RANDOM", "42");
	for (int i = 0; i < 8; i++)
		is("RANDOM", first[i]);
	ck_assert_int_eq(unset("RANDOM"), 0);
	is("RANDOM", NULL);
	set("RANDOM", "plain");
	is("RANDOM", "plain");
}
END_TEST

START_TEST(clocks)
{
	is("SECONDS", "0");
	set("SECONDS", "100");
	is("SECONDS", "100");
	vars_push(&vars, SCOPE_SUBSHELL);
	set("SECONDS", "5000");
	is("SECONDS", "5000");
	vars_pop(&vars);
	is("SECONDS", "100");
	set("SECONDS", "99999999999999");
	is("SECONDS", "0");
	set("SECONDS", "-3");
	ck_assert_int_le(atoi(var_get_name(&vars, "SECONDS")), -2);
	ck_assert_int_gt(atoll(var_get_name(&vars, "EPOCHSECONDS")), 1600000000);
	const char *real = var_get_name(&vars, "EPOCHREALTIME");
	ck_assert_uint_eq(strlen(real), 17);
	ck_assert_int_eq(real[10], '.');
	set("EPOCHSECONDS", "1");
	ck_assert_int_gt(atoll(var_get_name(&vars, "EPOCHSECONDS")), 1600000000);
}
END_TEST

START_TEST(pids_and_lines)
{
	ck_assert_int_eq(atoi(var_get_name(&vars, "BASHPID")), getpid());
	ck_assert_int_eq(atoi(var_get_name(&vars, "PPID")), getppid());
	vars.lineno = 17;
	is("LINENO", "17");
	vars_push(&vars, SCOPE_SUBSHELL);
	set("LINENO", "5");
	vars.lineno = 18;
	is("LINENO", "5");
	vars_pop(&vars);
	is("LINENO", "18");
}
END_TEST

START_TEST(ifs_is_known_by_class)
{
	ck_assert_uint_eq(vars.ifs_class[' '], IFS_WHITE);
	ck_assert_uint_eq(vars.ifs_class['\n'], IFS_WHITE);
	ck_assert_int_eq(vars.ifs_first, ' ');
	set("IFS", ": ");
	ck_assert_uint_eq(vars.ifs_class[':'], IFS_OTHER);
	ck_assert_uint_eq(vars.ifs_class[' '], IFS_WHITE);
	ck_assert_uint_eq(vars.ifs_class['\t'], 0);
	ck_assert_int_eq(vars.ifs_first, ':');
	vars_push(&vars, SCOPE_FUNCTION);
	ck_assert_int_eq(local("IFS"), 0);
	ck_assert_uint_eq(vars.ifs_class['\t'], IFS_WHITE);
	ck_assert_uint_eq(vars.ifs_class[':'], 0);
	set("IFS", "");
	ck_assert_uint_eq(vars.ifs_class['\t'], 0);
	ck_assert_uint_eq(vars.ifs_first_len, 0);
	vars_pop(&vars);
	ck_assert_uint_eq(vars.ifs_class[':'], IFS_OTHER);
	ck_assert_int_eq(unset("IFS"), 0);
	ck_assert_uint_eq(vars.ifs_class['\t'], IFS_WHITE);
	set("IFS", "\303\251,");
	ck_assert(!vars.ifs_multibyte);
	ck_assert_uint_eq(vars.ifs_class[0xC3], IFS_OTHER);
	set("LC_ALL", "C.UTF-8");
	ck_assert(vars.ifs_multibyte);
	ck_assert_uint_eq(vars.ifs_class[0xC3], 0);
	ck_assert_uint_eq(vars.ifs_class[','], IFS_OTHER);
	ck_assert_uint_eq(vars.ifs_first_len, 2);
}
END_TEST

START_TEST(locale_and_path_are_followed)
{
	ck_assert(!vars.utf8);
	set("LANG", "de_DE.utf8");
	ck_assert(vars.utf8);
	set("LC_CTYPE", "C");
	ck_assert(!vars.utf8);
	vars_push(&vars, SCOPE_COMMAND);
	temporary("LC_ALL", "en_US.UTF-8");
	ck_assert(vars.utf8);
	vars_pop(&vars);
	ck_assert(!vars.utf8);
	set("LC_CTYPE", "");
	ck_assert(vars.utf8);
	ck_assert_int_eq(unset("LANG"), 0);
	ck_assert(!vars.utf8);
	uint32_t stamp = vars.path_stamp;
	set("PATH", "/bin");
	ck_assert_uint_gt(vars.path_stamp, stamp);
	stamp = vars.path_stamp;
	vars_push(&vars, SCOPE_SUBSHELL);
	ck_assert_int_eq(append("PATH", ":/usr/bin"), 0);
	is("PATH", "/bin:/usr/bin");
	vars_pop(&vars);
	is("PATH", "/bin");
	ck_assert_uint_ge(vars.path_stamp, stamp + 2);
}
END_TEST

/* ---- options ------------------------------------------------------------------------------------------- */

START_TEST(options_by_name_and_letter)
{
	char letters[OPT_COUNT + 1];

	for (int i = 0; i < OPT_COUNT; i++) {
		ck_assert_int_eq(option_by_name(option_rows[i].name), i);
		if (option_rows[i].letter)
			ck_assert_int_eq(option_by_letter(option_rows[i].letter), i);
	}
	ck_assert_int_eq(option_by_name("xyz"), -1);
	ck_assert_int_eq(option_by_name("clobber"), -1);
	ck_assert_int_eq(option_by_letter('Z'), -1);
	ck_assert_int_eq(option_by_letter('\0'), -1);
	options_letters(&options, letters);
	ck_assert_str_eq(letters, "hB");
	ck_assert(options.on[OPT_EXTGLOB]);
}
END_TEST

/* ---- a large value as an argument ---- */

#define LARGE 70000

static char *large(char c)
{
	char *text = malloc(LARGE + 1);

	memset(text, c, LARGE);
	text[LARGE] = '\0';
	return text;
}

/* Lends the value of x, which is as large as it must be; gives where it lies. */
static const char *lend_x(void)
{
	char *text = large('x');
	size_t len;

	set("x", text);
	free(text);
	const char *value = var_get(&vars, id_of("x"), &len);
	ck_assert(var_lend(&vars, id_of("x"), value, len));
	return value;
}

static void as_it_was(const char *value)
{
	ck_assert_uint_eq(strspn(value, "x"), LARGE);
	var_lend_end(&vars);
	ck_assert_ptr_null(vars.lent.value);
}

START_TEST(lent_values_stay)
{
	start();
	set("small", "s");
	ck_assert(!var_lend(&vars, id_of("small"), var_get_name(&vars, "small"), 1));

	const char *value = lend_x();
	ck_assert(!var_lend(&vars, id_of("x"), value, LARGE)); /* one at a time */
	set("x", "new");
	ck_assert_str_eq(var_get_name(&vars, "x"), "new");
	as_it_was(value);

	value = lend_x();
	append("x", "y");
	ck_assert_uint_eq(strlen(var_get_name(&vars, "x")), LARGE + 1);
	as_it_was(value);

	value = lend_x();
	unset("x");
	ck_assert_ptr_null(var_get_name(&vars, "x"));
	as_it_was(value);
	end();
}
END_TEST

START_TEST(lent_values_in_scopes)
{
	start();
	const char *value = lend_x();
	vars_push(&vars, SCOPE_FUNCTION);
	local("x");
	set("x", "inner");
	vars_pop(&vars);
	ck_assert_uint_eq(strspn(var_get_name(&vars, "x"), "x"), LARGE);
	as_it_was(value);

	value = lend_x();
	vars_push(&vars, SCOPE_SUBSHELL);
	set("x", "inner");
	vars_pop(&vars);
	ck_assert_uint_eq(strspn(var_get_name(&vars, "x"), "x"), LARGE);
	as_it_was(value);

	vars_push(&vars, SCOPE_FUNCTION); /* lent inside, and gone before the end */
	local("x");
	value = lend_x();
	vars_pop(&vars);
	as_it_was(value);

	value = lend_x(); /* still lent when the shell ends */
	set("x", "y");
	end();
}
END_TEST

static Suite *vars_suite(void)
{
	Suite *suite = suite_create("vars");
	TCase *values = tcase_create("values"), *scopes = tcase_create("scopes"),
	      *rest = tcase_create("rest");

	tcase_add_test(values, set_get_unset);
	tcase_add_test(values, value_may_lie_in_itself);
	tcase_add_test(values, large_values_are_given_back);
	tcase_add_test(values, append_grows);
	tcase_add_test(values, attributes);
	tcase_add_test(values, a_million_variables);
	tcase_add_test(scopes, local_starts_unset_and_goes);
	tcase_add_test(scopes, local_and_readonly);
	tcase_add_test(scopes, local_at_every_depth);
	tcase_add_test(scopes, function_in_a_subshell);
	tcase_add_test(scopes, subshell_in_a_function);
	tcase_add_test(scopes, subshell_undoes_everything);
	tcase_add_test(scopes, temporary_assignments);
	tcase_add_test(scopes, temporary_assignment_before_local);
	tcase_add_test(scopes, ops_give_and_take_the_value);
	tcase_add_test(scopes, ops_that_listen_stay);
	tcase_add_test(rest, environment_in_and_out);
	tcase_add_test(rest, variables_in_order);
	tcase_add_test(rest, pwd_is_believed_only_if_true);
	tcase_add_test(rest, parameters);
	tcase_add_test(rest, random_numbers);
	tcase_add_test(rest, lent_values_stay);
	tcase_add_test(rest, lent_values_in_scopes);
	tcase_add_test(rest, clocks);
	tcase_add_test(rest, pids_and_lines);
	tcase_add_test(rest, ifs_is_known_by_class);
	tcase_add_test(rest, locale_and_path_are_followed);
	tcase_add_test(rest, options_by_name_and_letter);
	tcase_set_timeout(values, 60);
	TCase *cases[] = { values, scopes, rest };
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		tcase_add_checked_fixture(cases[i], start, end);
		suite_add_tcase(suite, cases[i]);
	}
	return suite;
}

int main(void)
{
	SRunner *runner = srunner_create(vars_suite());
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed;
}
