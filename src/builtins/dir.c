/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dir.c -- cd and pwd (POSIX.1-2024, XCU cd), and the stack of directories: pushd popd dirs. */
#include "builtins_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *value_of(struct sh *sh, name_id id)
{
	size_t len;
	const char *s = var_get(&sh->vars, id, &len);

	return s ? s : "";
}

static bool is_directory(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* The kernel's answer, of any length; 0 or -errno. */
static int real_directory(struct buf *out)
{
	out->len = 0;
	for (size_t room = 256;; room *= 2) {
		buf_grow(out, room);
		if (getcwd(out->data, out->cap)) {
			out->len = strlen(out->data);
			return out->data[0] == '/' ? 0 : -ENOENT;
		}
		if (errno != ERANGE)
			return -errno;
	}
}

/* ---- the way to a directory ---------------------------------------------------------------------------- */

/* How much of an absolute path is the root: two slashes, but not three, may be another one (XBD 4.16). */
static size_t root_length(const char *path)
{
	return path[0] == '/' && path[1] == '/' && path[2] != '/' ? 2 : 1;
}

/* Takes the last component of the path in AT away. Gives -ENOTDIR or -ENOENT where it names no directory:
 * then `x/..` is no way back (XCU cd, step 8b). */
static int go_up(struct buf *at, size_t *known)
{
	struct stat st;
	size_t root = root_length(buf_cstr(at));

	if (at->len <= root)
		return 0; /* /.. is / */
	if (at->len > *known) {
		if (stat(buf_cstr(at), &st) < 0)
			return -errno;
		if (!S_ISDIR(st.st_mode))
			return -ENOTDIR;
	}
	while (at->len > root && at->data[at->len - 1] != '/')
		at->len--;
	while (at->len > root && at->data[at->len - 1] == '/')
		at->len--;
	if (*known > at->len)
		*known = at->len;
	return 0;
}

/* Adds PATH, one component after the other, to the absolute path in AT: logical dot and dot-dot. */
static int go_along(struct buf *at, const char *path)
{
	size_t known = at->len;

	for (;;) {
		path += strspn(path, "/");
		size_t len = strcspn(path, "/");
		if (len == 0)
			return 0;
		if (len == 2 && path[0] == '.' && path[1] == '.') {
			int err = go_up(at, &known);
			if (err < 0)
				return err;
		} else if (len != 1 || path[0] != '.') {
			if (at->len > 0 && buf_cstr(at)[at->len - 1] != '/')
				buf_byte(at, '/');
			buf_add(at, path, len);
		}
		path += len;
	}
}

/* An absolute name without dot and dot-dot, of the directory we are in. */
static bool pwd_is_true(const char *pwd)
{
	struct stat there, here;

	if (*pwd != '/')
		return false;
	for (const char *s = pwd; (s = strchr(s, '/')); s++) {
		size_t len = strcspn(s + 1, "/");
		if ((len == 1 || len == 2) && strncmp(s + 1, "..", len) == 0)
			return false;
	}
	return stat(pwd, &there) == 0 && stat(".", &here) == 0 && there.st_dev == here.st_dev &&
	       there.st_ino == here.st_ino;
}

/* $PWD, unless a script has put something else there. What cd set last is trusted without a look. */
static const char *true_pwd(struct sh *sh)
{
	const char *pwd = value_of(sh, N_PWD), *last = builtin_data(sh)->pwd;

	return (last && strcmp(last, pwd) == 0) || pwd_is_true(pwd) ? pwd : NULL;
}

/* The absolute name of PATH as the user sees it; 0 or -errno. 1: where we are has no name any more, and OUT
 * is PATH, for the kernel to follow. */
static int logical_path(struct sh *sh, const char *path, struct buf *out)
{
	const char *root = root_length(path) == 2 ? "//" : "/", *pwd = *path == '/' ? root : true_pwd(sh);

	if (!pwd) {
		if (real_directory(out) < 0) {
			out->len = 0;
			buf_str(out, path);
			return 1;
		}
	} else {
		buf_str(out, pwd);
	}
	return go_along(out, path);
}

/* A path beyond PATH_MAX may still be near from here (step 9). */
static int enter(struct sh *sh, const struct buf *path)
{
	const char *pwd = value_of(sh, N_PWD);
	size_t len = strlen(pwd);

	if (chdir(path->data) == 0)
		return 0;
	if (errno == ENAMETOOLONG && len > 1 && path->len > len && memcmp(path->data, pwd, len) == 0 &&
		path->data[len] == '/' && chdir(path->data + len + 1) == 0)
		return 0;
	return -errno;
}

/* ---- changing it --------------------------------------------------------------------------------------- */

struct change {
	bool physical; /* -P */
	bool check;    /* -e: status 1 where the new name cannot be found out */
	bool print;
};

static int remember(struct sh *sh, const char *old, const char *new_pwd)
{
	int err = sh_assign(sh, N_OLDPWD, old, strlen(old), false, false);

	if (err == 0)
		err = var_set_flags(&sh->vars, N_OLDPWD, VAR_EXPORT, 0);
	err |= sh_assign(sh, N_PWD, new_pwd, strlen(new_pwd), false, false);
	struct builtin_data *d = builtin_data(sh);
	free(d->pwd);
	d->pwd = *new_pwd == '/' ? mem_strdup(new_pwd) : NULL; /* where we are may have no name */
	return err;
}

/* OBJECT: as the user wrote it, for messages. */
static int change_to(struct sh *sh, const struct change *how, const char *path, const char *object)
{
	struct buf at = { 0 }, old = { 0 };
	int status = STATUS_OK, err = sh_keep_cwd(sh);
	const char *pwd = true_pwd(sh);

	if (pwd)
		buf_str(&old, pwd);
	else if (real_directory(&old) < 0) /* it was removed */
		buf_str(&old, value_of(sh, N_PWD));

	if (err == 0 && how->physical)
		buf_str(&at, path);
	else if (err == 0)
		err = logical_path(sh, path, &at);
	buf_cstr(&at);
	bool physical = how->physical || err > 0;
	if (err >= 0)
		err = enter(sh, &at);
	if (err < 0) {
		status = how->physical && how->check ? STATUS_ERROR : STATUS_NO;
		status = sh_builtin_error(sh, status, object, "%s", error_text(-err));
		goto done;
	}
	if (physical && real_directory(&at) < 0) {
		at.len = 0;
		buf_str(&at, path);
		status = how->check ? STATUS_NO : STATUS_OK;
	}
	if (how->print)
		sh_printf(sh, "%s\n", buf_cstr(&at));
	if (remember(sh, buf_cstr(&old), buf_cstr(&at)) < 0)
		status = STATUS_NO;
done:
	buf_free(&at);
	buf_free(&old);
	return status;
}

/* CDPATH (step 5): true where DIR is found under one of its folders; then OUT is the way there. */
static bool search_cdpath(struct sh *sh, const char *dir, struct buf *out, bool *print)
{
	const char *at = value_of(sh, N_CDPATH);
	size_t span = strcspn(dir, "/");

	if (!*at || *dir == '/' || (span == 1 && dir[0] == '.') ||
		(span == 2 && dir[0] == '.' && dir[1] == '.'))
		return false;
	for (;; at++) {
		size_t len = strcspn(at, ":");
		out->len = 0;
		buf_add(out, at, len);
		if (len && at[len - 1] != '/')
			buf_byte(out, '/');
		buf_str(out, dir);
		if (is_directory(buf_cstr(out))) {
			*print = len > 0;
			return true;
		}
		at += len;
		if (!*at)
			return false;
	}
}

static int change_by_name(struct sh *sh, struct change *how, const char *dir)
{
	struct buf found = { 0 };
	bool print = false;

	if (!*dir)
		return sh_builtin_error(sh, how->check ? STATUS_ERROR : STATUS_NO, NULL,
			"the name of the directory is empty");
	bool by_cdpath = search_cdpath(sh, dir, &found, &print);
	how->print |= print;
	int status = change_to(sh, how, by_cdpath ? found.data : dir, dir);
	buf_free(&found);
	return status;
}

static int run_cd(struct sh *sh, int argc, char **argv)
{
	struct change how = { .physical = sh->options.on[OPT_PHYSICAL] };
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c == 'e')
			how.check = true;
		else if (c == 'P' || c == 'L')
			how.physical = c == 'P';
		else
			return o.status;
	}
	how.check &= how.physical;
	if (argc - o.next > 1)
		return sh_builtin_error(sh, STATUS_ERROR, NULL, "too many arguments");
	if (o.next < argc && strcmp(argv[o.next], "-") != 0)
		return change_by_name(sh, &how, argv[o.next]);
	bool home = o.next >= argc;
	const char *target = value_of(sh, home ? N_HOME : N_OLDPWD);
	if (!*target)
		return sh_builtin_error(sh, STATUS_NO, NULL, "%s is not set", home ? "HOME" : "OLDPWD");
	how.print = !home;
	char *copy = mem_strdup(target); /* the variable is about to change */
	int status = change_to(sh, &how, copy, copy);
	free(copy);
	return status;
}

/* ---- pwd ----------------------------------------------------------------------------------------------- */

static int run_pwd(struct sh *sh, int argc, char **argv)
{
	bool physical = sh->options.on[OPT_PHYSICAL];
	const char *pwd = value_of(sh, N_PWD);
	struct buf real = { 0 };
	struct opts o;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		if (c != 'P' && c != 'L')
			return o.status;
		physical = c == 'P';
	}
	if (!physical && pwd_is_true(pwd)) {
		sh_printf(sh, "%s\n", pwd);
		return STATUS_OK;
	}
	int err = real_directory(&real);
	if (err == 0)
		sh_printf(sh, "%s\n", buf_cstr(&real));
	buf_free(&real);
	return err < 0 ? sh_builtin_error(sh, STATUS_NO, NULL, "%s", error_text(-err)) : STATUS_OK;
}

/* ---- the stack: 0 is the directory we are in, 1 the one pushed last ------------------------------------ */

static size_t stack_size(const struct sh *sh)
{
	return sh->dirs.len + 1;
}

static const char *stack_at(struct sh *sh, size_t i)
{
	return i == 0 ? value_of(sh, N_PWD) : sh->dirs.items[sh->dirs.len - i];
}

static void stack_remove(struct sh *sh, size_t i)
{
	size_t at = sh->dirs.len - i;

	free(sh->dirs.items[at]);
	memmove(sh->dirs.items + at, sh->dirs.items + at + 1, (sh->dirs.len - at - 1) * sizeof(void *));
	sh->dirs.len--;
}

/* +N or -N, whether or not there are so many. */
static bool is_place(const char *word)
{
	uint64_t n;

	return (*word == '+' || *word == '-') && text_to_uint10(word + 1, INT_MAX, &n);
}

/* +N counts from the left of what `dirs` prints, -N from the right. */
static bool stack_index(struct sh *sh, const char *word, size_t *out)
{
	uint64_t n;

	if ((word[0] != '+' && word[0] != '-') || !text_to_uint10(word + 1, INT_MAX, &n) ||
		n >= stack_size(sh))
		return false;
	*out = word[0] == '+' ? (size_t)n : stack_size(sh) - 1 - (size_t)n;
	return true;
}

static void put_directory(struct sh *sh, const char *path, bool long_names)
{
	const char *home = value_of(sh, N_HOME);
	size_t len = strlen(home);

	if (!long_names && len > 1 && strncmp(path, home, len) == 0 && (path[len] == '/' || !path[len])) {
		sh_write(sh, "~", 1);
		path += len;
	}
	sh_puts(sh, path);
}

struct dirs_form {
	bool long_names, lines, numbers;
};

static void print_stack(struct sh *sh, const struct dirs_form *form)
{
	for (size_t i = 0; i < stack_size(sh); i++) {
		if (i > 0 && !form->lines)
			sh_write(sh, " ", 1);
		if (form->numbers)
			sh_printf(sh, "%2zu  ", i);
		put_directory(sh, stack_at(sh, i), form->long_names);
		if (form->lines)
			sh_write(sh, "\n", 1);
	}
	if (!form->lines)
		sh_write(sh, "\n", 1);
}

static int run_dirs(struct sh *sh, int argc, char **argv)
{
	struct dirs_form form = { 0 };
	struct opts o;
	size_t index;
	int c;

	opt_begin(&o, sh, argc, argv);
	while ((c = opt_next(&o, sh)) != OPT_END) {
		switch (c) {
		case 'c':
			if (exec_unshare(sh))
				return STATUS_OK;
			while (sh->dirs.len)
				stack_remove(sh, 1);
			return STATUS_OK;
		case 'l': form.long_names = true; break;
		case 'v': form.numbers = form.lines = true; break;
		case 'p': form.lines = true; break;
		default: return o.status;
		}
	}
	if (o.next >= argc) {
		print_stack(sh, &form);
		return STATUS_OK;
	}
	if (!stack_index(sh, argv[o.next], &index))
		return sh_builtin_error(sh, is_place(argv[o.next]) ? STATUS_NO : STATUS_ERROR, argv[o.next],
			"no such place in the stack");
	put_directory(sh, stack_at(sh, index), form.long_names);
	sh_write(sh, "\n", 1);
	return STATUS_OK;
}

static int go_to(struct sh *sh, const char *path)
{
	char *copy = mem_strdup(path);
	int status = change_to(sh, &(struct change){ 0 }, copy, copy);

	free(copy);
	return status;
}

/* The INDEXth becomes the first; those before it go to the end. */
static int rotate(struct sh *sh, size_t index)
{
	size_t n = stack_size(sh);
	struct vec turned = { 0 };

	if (n == 1)
		return sh_builtin_error(sh, STATUS_NO, NULL, "there is no other directory");
	for (size_t i = n - 1; i > 0; i--) /* the one to come last is at the bottom */
		vec_push(&turned, mem_strdup(stack_at(sh, (index + i) % n)));
	int status = index == 0 ? STATUS_OK : go_to(sh, stack_at(sh, index));
	if (status != STATUS_OK) {
		for (size_t i = 0; i < turned.len; i++)
			free(turned.items[i]);
		vec_free(&turned);
		return status;
	}
	while (sh->dirs.len)
		stack_remove(sh, 1);
	vec_free(&sh->dirs);
	sh->dirs = turned;
	return status;
}

static int swap(struct sh *sh)
{
	if (sh->dirs.len == 0)
		return sh_builtin_error(sh, STATUS_NO, NULL, "there is no other directory");
	char *old = mem_strdup(value_of(sh, N_PWD));
	int status = go_to(sh, stack_at(sh, 1));
	if (status != STATUS_OK) {
		free(old);
		return status;
	}
	free(sh->dirs.items[sh->dirs.len - 1]);
	sh->dirs.items[sh->dirs.len - 1] = old;
	return status;
}

/* Changes to DIR and pushes where we were. */
static int push(struct sh *sh, const char *dir)
{
	char *old = mem_strdup(value_of(sh, N_PWD));
	int status = change_by_name(sh, &(struct change){ 0 }, dir);

	if (status == STATUS_OK)
		vec_push(&sh->dirs, old);
	else
		free(old);
	return status;
}

/* -n at the start of pushd and popd; the other words that begin with - are places. */
static bool no_change_option(char ***words)
{
	bool given = **words && strcmp(**words, "-n") == 0;

	*words += given;
	if (**words && strcmp(**words, "--") == 0)
		++*words;
	return given;
}

static bool asks_help(struct sh *sh, char **words)
{
	if (!*words || strcmp(*words, "--help") != 0)
		return false;
	builtin_help(sh, sh->builtin);
	return true;
}

/* A word of letters behind a - is no place and, before `--`, no directory either. */
static int unknown_option(struct sh *sh, const char *word)
{
	return opt_unknown(sh, word);
}

static int run_pushd(struct sh *sh, int argc, char **argv)
{
	char **words = argv + 1;
	int status = STATUS_OK;
	size_t index;

	(void)argc;
	if (asks_help(sh, words))
		return STATUS_OK;
	bool stay = no_change_option(&words);
	if (*words && words[1])
		return builtin_usage(sh);
	if (*words && **words == '-' && !is_place(*words) && strcmp(words[-1], "--") != 0)
		return unknown_option(sh, *words);
	if (stay && *words)
		vec_push(&sh->dirs, mem_strdup(*words));
	else if (!stay && !*words)
		status = swap(sh);
	else if (!stay)
		status = stack_index(sh, *words, &index) ? rotate(sh, index) : push(sh, *words);
	if (status == STATUS_OK)
		print_stack(sh, &(struct dirs_form){ 0 });
	return status;
}

static int run_popd(struct sh *sh, int argc, char **argv)
{
	char **words = argv + 1;
	size_t index = 0;

	(void)argc;
	if (asks_help(sh, words))
		return STATUS_OK;
	bool stay = no_change_option(&words);
	if (*words && !stack_index(sh, *words, &index))
		return sh_builtin_error(sh, is_place(*words) ? STATUS_NO : STATUS_ERROR, *words,
			"no such place in the stack");
	if (sh->dirs.len == 0)
		return sh_builtin_error(sh, STATUS_NO, NULL, "the directory stack is empty");
	if (stay && index == 0)
		index = 1;
	if (index == 0) {
		int status = go_to(sh, stack_at(sh, 1));
		if (status != STATUS_OK)
			return status;
		index = 1;
	}
	stack_remove(sh, index);
	print_stack(sh, &(struct dirs_form){ 0 });
	return STATUS_OK;
}

static const struct opt_row cd_opts[] = {
	{ 'L', NULL, NULL, "dot-dot is taken from the name of the directory (usual)" },
	{ 'P', NULL, NULL, "symbolic links are followed first" },
	{ 'e', NULL, NULL, "with -P: status 1 if the new directory's name cannot be found out" },
	{ 0 },
};

static const struct opt_row pwd_opts[] = {
	{ 'L', NULL, NULL, "as you came here (usual)" },
	{ 'P', NULL, NULL, "without symbolic links" },
	{ 0 },
};

static const struct opt_row dirs_opts[] = {
	{ 'c', NULL, NULL, "empty the stack" },
	{ 'l', NULL, NULL, "no ~ for the home directory" },
	{ 'p', NULL, NULL, "one on a line" },
	{ 'v', NULL, NULL, "one on a line, with its number" },
	{ 0 },
};

static const struct opt_row stack_opts[] = {
	{ 'n', NULL, NULL, "change the stack alone" },
	{ 0 },
};

const struct builtin dir_builtins[] = {
	{ "cd", run_cd, BUILTIN_INTRINSIC, "[-L | -P [-e]] [DIRECTORY | -]", "change the directory",
		cd_opts },
	{ "pwd", run_pwd, BUILTIN_INTRINSIC | BUILTIN_WRITES, "[-LP]", "print the directory", pwd_opts },
	{ "pushd", run_pushd, BUILTIN_RAW | BUILTIN_FORKS, "[-n] [DIRECTORY | +N | -N]",
		"change the directory and remember the old one on a stack", stack_opts },
	{ "popd", run_popd, BUILTIN_RAW | BUILTIN_FORKS, "[-n] [+N | -N]",
		"go back to the directory on top of the stack", stack_opts },
	{ "dirs", run_dirs, BUILTIN_WRITES, "[-clpv] [+N | -N]", "print the stack of directories",
		dirs_opts },
	{ .help = "directories", .usage = "ipcsh-builtins(1)" },
};
