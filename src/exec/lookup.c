/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup.c -- what a command's name means (XCU 2.9.1.4): special builtin, function, builtin, program in
 * $PATH. */
#include "exec_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_PATH "/usr/bin:/bin:/usr/sbin:/sbin"

/* ---- functions ---- */

void function_release(struct function *f)
{
	if (--f->refs > 0)
		return;
	tree_unref(f->tree);
	free(f);
}

void function_define(struct sh *sh, name_id name, struct tree *tree, const struct node *body)
{
	if (name >= sh->n_functions) {
		size_t n = (size_t)name * 2 + 64;
		sh->functions = mem_realloc(sh->functions, n * sizeof(*sh->functions));
		memset(sh->functions + sh->n_functions, 0, (n - sh->n_functions) * sizeof(*sh->functions));
		sh->n_functions = n;
	}
	struct function *f = mem_alloc(sizeof(*f));
	*f = (struct function){ .refs = 1, .tree = tree, .body = body, .name = name };
	tree_ref(tree);
	if (sh->functions[name])
		function_release(sh->functions[name]);
	sh->functions[name] = f;
	sh->lookup_stamp++;
}

bool function_unset(struct sh *sh, const char *name)
{
	struct function *f = lookup_function(sh, name);
	if (!f)
		return false;
	if (exec_unshare(sh))
		return true;
	sh->functions[f->name] = NULL;
	function_release(f);
	sh->lookup_stamp++;
	return true;
}

struct function *lookup_function(const struct sh *sh, const char *name)
{
	name_id id = names_find(&sh->vars.names, name, strlen(name));
	return id != NAME_NONE && id < sh->n_functions ? sh->functions[id] : NULL;
}

static int by_name(const void *a, const void *b, void *names)
{
	const struct function *const *f = a, *const *g = b;
	return strcmp(names_text(names, (*f)->name), names_text(names, (*g)->name));
}

struct function **functions_sorted(const struct sh *sh, size_t *n)
{
	struct function **list = mem_alloc((sh->n_functions + 1) * sizeof(struct function *));
	*n = 0;
	for (size_t i = 0; i < sh->n_functions; i++)
		if (sh->functions[i])
			list[(*n)++] = sh->functions[i];
	qsort_r(list, *n, sizeof(struct function *), by_name, (void *)(uintptr_t)&sh->vars.names);
	return list;
}

/* ---- programs ---- */

/* 0: PATH is a file that may be executed; else the errno that says why not. */
static int check_executable(const char *path)
{
	struct stat st;
	if (stat(path, &st) < 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

/* Searches the directories of PATH for NAME; the result is in the scratch arena. NULL: errno is ENOENT, or
 * EACCES: there is a file, but it may not be run. */
static char *search_path(struct sh *sh, const char *path, const char *name)
{
	size_t name_len = strlen(name);
	int why = ENOENT;
	while (path) {
		const char *colon = strchr(path, ':');
		size_t len = colon ? (size_t)(colon - path) : strlen(path);
		char *full = arena_alloc(&sh->scratch, len + name_len + 3);
		memcpy(full, path, len);
		if (len == 0)
			full[len++] = '.';
		full[len++] = '/';
		memcpy(full + len, name, name_len + 1);
		int err = check_executable(full);
		if (err == 0)
			return full;
		if (err == EACCES && faccessat(AT_FDCWD, full, F_OK, AT_EACCESS) == 0)
			why = err; /* a file, and not only a directory that cannot be searched (XCU 2.8.2) */
		path = colon ? colon + 1 : NULL;
	}
	errno = why;
	return NULL;
}

static const char *path_value(struct sh *sh)
{
	size_t len;
	return var_get(&sh->vars, N_PATH, &len);
}

static void hashed_free(struct hashed *h)
{
	if (h) {
		free(h->path);
		free(h);
	}
}

static void forget_entry(void *ctx, const char *key, void *value)
{
	(void)ctx;
	(void)key;
	hashed_free(value);
}

void hash_forget(struct sh *sh, const char *name)
{
	if (name) {
		hashed_free(table_remove(&sh->hashed, name));
		return;
	}
	table_each(&sh->hashed, forget_entry, NULL);
	table_free(&sh->hashed);
}

struct hashed *hash_remember(struct sh *sh, const char *name, const char *path)
{
	struct hashed *h = table_get(&sh->hashed, name);
	if (!h) {
		h = mem_zalloc(sizeof(*h));
		table_put(&sh->hashed, name, h);
	}
	free(h->path);
	h->path = mem_strdup(path);
	h->hits = 0;
	h->inner = sh->subshell;
	h->stamp = sh->vars.path_stamp;
	return h;
}

const char *hash_lookup(struct sh *sh, const char *name)
{
	struct hashed *h = table_get(&sh->hashed, name);
	if (h && h->stamp == sh->vars.path_stamp) {
		if (!sh->subshell) {
			h->hits++;
			h->inner = false;
		}
		return h->path;
	}
	const char *path = path_value(sh), *full = path ? search_path(sh, path, name) : NULL;
	if (!path)
		errno = ENOENT;
	if (!full) {
		int why = errno;
		hash_forget(sh, name);
		errno = why;
		return NULL;
	}
	h = hash_remember(sh, name, full);
	h->hits = !sh->subshell;
	return h->path;
}

/* ---- the order of things ---- */

/* All names are hashed at each start: three bytes and the length tell them apart well enough. */
static size_t builtin_hash(const char *name)
{
	size_t len = strlen(name);
	uint32_t first = (unsigned char)name[0], middle = (unsigned char)name[len / 2],
		 last = len ? (unsigned char)name[len - 1] : 0;
	return ((first | middle << 8 | last << 16 | (uint32_t)len << 24) * 2654435769u) >> 16;
}

/* The place of NAME among the builtins: where it stands, or the empty one where it would. */
static const struct builtin **builtin_place(const struct sh *sh, const char *name)
{
	size_t mask = sh->n_builtins - 1, i = builtin_hash(name) & mask;
	while (sh->builtins[i] && strcmp(sh->builtins[i]->name, name) != 0)
		i = (i + 1) & mask;
	return &sh->builtins[i];
}

void builtins_index(struct sh *sh)
{
	size_t n = 0;
	for (const struct builtin *const *t = sh->builtin_tables; *t; t++)
		for (const struct builtin *b = *t; b->name; b++)
			n++;
	for (sh->n_builtins = 64; sh->n_builtins < n + n / 2;)
		sh->n_builtins *= 2;
	sh->builtins = mem_zalloc(sh->n_builtins * sizeof(struct builtin *));
	for (const struct builtin *const *t = sh->builtin_tables; *t; t++)
		for (const struct builtin *b = *t; b->name; b++)
			*builtin_place(sh, b->name) = b;
}

const struct builtin *lookup_builtin(const struct sh *sh, const char *name)
{
	const struct builtin *b = *builtin_place(sh, name);
	if (!b || !sh->options.on[OPT_POSIX])
		return b;
	return b->flags & BUILTIN_EXTENSION ? NULL : b;
}

const char *option_meaning(const struct sh *sh, int option)
{
	const struct option_row *o = &option_rows[option];
	const struct builtin *set = o->meaning ? NULL : lookup_builtin(sh, "set");

	for (const struct opt_row *row = set ? set->opts : NULL; row && row->meaning; row++)
		if (row->letter == o->letter)
			return row->meaning;
	return o->meaning;
}

/* In posix mode a word of IPC steps back where $PATH has a program of its name. */
static bool steps_back(struct sh *sh, const struct builtin *b)
{
	return (b->flags & BUILTIN_IPC) && sh->options.on[OPT_POSIX] && hash_lookup(sh, b->name);
}

/* The cache of a node: a pointer to a builtin, or to a function with the lowest bit set. */
static struct bound bound_unpack(void *cache)
{
	uintptr_t bits = (uintptr_t)cache;
	if (bits & 1u)
		return (struct bound){ .function = (struct function *)(bits & ~(uintptr_t)1u) };
	return (struct bound){ .builtin = cache };
}

struct bound command_bind(struct sh *sh, const struct node *n, const char *name)
{
	if (n && n->cache_stamp == sh->lookup_stamp)
		return bound_unpack(n->cache);
	const struct builtin *b = lookup_builtin(sh, name);
	struct function *f = lookup_function(sh, name);
	bool cachable = true;
	if (f && b && (b->flags & BUILTIN_SPECIAL) && sh->options.on[OPT_POSIX])
		f = NULL;
	if (f)
		b = NULL;
	if (b && (b->flags & BUILTIN_IPC) && sh->options.on[OPT_POSIX]) {
		cachable = false; /* it depends on $PATH and on files */
		if (steps_back(sh, b))
			b = NULL;
	}
	if (n && cachable) {
		struct node *mutable_node = (struct node *)(uintptr_t)n;
		mutable_node->cache = f ? (void *)((uintptr_t)f | 1u) : (void *)(uintptr_t)b;
		mutable_node->cache_stamp = sh->lookup_stamp;
	}
	return (struct bound){ .builtin = b, .function = f };
}

static struct command_ref lookup_external(struct sh *sh, const char *name, unsigned flags)
{
	struct command_ref ref = { .kind = CMD_EXTERNAL };
	if (strchr(name, '/')) {
		ref.path = name;
		ref.err = check_executable(name);
	} else if (*name == '\0') {
		ref.err = ENOENT;
	} else if (flags & LOOKUP_DEFAULT_PATH) {
		ref.path = search_path(sh, DEFAULT_PATH, name);
		ref.err = ref.path ? 0 : errno;
	} else if (flags & LOOKUP_NO_HASH) {
		const char *path = path_value(sh);
		ref.path = path ? search_path(sh, path, name) : NULL;
		ref.err = ref.path ? 0 : path ? errno : ENOENT;
	} else {
		ref.path = hash_lookup(sh, name);
		ref.err = ref.path ? 0 : errno;
	}
	if (ref.err != 0)
		ref.kind = CMD_NONE;
	return ref;
}

struct command_ref lookup_command(struct sh *sh, const char *name, unsigned flags)
{
	const struct builtin *b = flags & LOOKUP_NO_BUILTIN ? NULL : lookup_builtin(sh, name);
	struct function *f = flags & LOOKUP_NO_FUNCTION ? NULL : lookup_function(sh, name);
	bool special = b && (b->flags & BUILTIN_SPECIAL);
	if (special && (!f || sh->options.on[OPT_POSIX]))
		return (struct command_ref){ .kind = CMD_SPECIAL, .builtin = b };
	if (f)
		return (struct command_ref){ .kind = CMD_FUNCTION, .function = f };
	if (b && !steps_back(sh, b))
		return (struct command_ref){ .kind = CMD_BUILTIN, .builtin = b };
	return lookup_external(sh, name, flags);
}

/* ---- set -h: the programs that a function runs are found when it is defined ---- */

static void hash_each(struct sh *sh, struct node *const *cmds, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		hash_utilities(sh, cmds[i]);
}

static void hash_simple(struct sh *sh, const struct node *n)
{
	const struct word *w = n->simple.words;
	if (!w || !(w->flags & WORD_LITERAL) || !*w->text || strchr(w->text, '/'))
		return;
	if (lookup_command(sh, w->text, LOOKUP_NO_HASH).kind == CMD_EXTERNAL)
		(void)hash_lookup(sh, w->text);
}

void hash_utilities(struct sh *sh, const struct node *n)
{
	if (!n || stack_low())
		return;
	switch ((enum node_kind)n->kind) {
	case NODE_SIMPLE: hash_simple(sh, n); break;
	case NODE_PIPELINE: hash_each(sh, n->pipeline.cmds, n->pipeline.n); break;
	case NODE_AND_OR: hash_each(sh, n->and_or.cmds, n->and_or.n); break;
	case NODE_LIST: hash_each(sh, n->list.cmds, n->list.n); break;
	case NODE_ASYNC: hash_utilities(sh, n->async.body); break;
	case NODE_SUBSHELL:
	case NODE_GROUP: hash_utilities(sh, n->group.body); break;
	case NODE_IF:
		hash_utilities(sh, n->if_.test);
		hash_utilities(sh, n->if_.then_part);
		hash_utilities(sh, n->if_.else_part);
		break;
	case NODE_WHILE:
		hash_utilities(sh, n->while_.test);
		hash_utilities(sh, n->while_.body);
		break;
	case NODE_FOR:
	case NODE_SELECT: hash_utilities(sh, n->for_.body); break;
	case NODE_CFOR: hash_utilities(sh, n->cfor.body); break;
	case NODE_CASE:
		for (const struct case_item *item = n->case_.items; item; item = item->next)
			hash_utilities(sh, item->body);
		break;
	case NODE_FUNCTION:
	case NODE_COND:
	case NODE_ARITH:
	case NODE_COPROC: break;
	}
}
