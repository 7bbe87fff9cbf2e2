/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shared.c -- the word `shared': variables that live in memory which other processes have, too. Of the shell
 * and its descendants alone (src/ipc/shared.c), or tied to an object of shared memory: then the value is the
 * value in its cell. */
#include "shm.h"

#include <errno.h>
#include <stdlib.h>

#define TIED_SIZE 65536u /* of an object that is made for a variable */

struct shared_var {
	struct var_ops ops; /* data points back here */
	struct sh *sh;
	struct ipc_shared memory; /* where it is not tied */
	char *object;             /* the address it is tied to; NULL: none */
	struct ipc_address address;
	uint64_t version; /* that the last reading found */
	struct buf text;  /* what it found */
};

static const struct ipc_wait patiently = { .timeout_ns = -1 };

static void shared_close(struct shared_var *s)
{
	if (s->object) {
		free(s->object);
	} else {
		own_fd_remove(s->sh, &s->memory.fd);
		ipc_shared_close(&s->memory);
	}
	buf_free(&s->text);
}

static void shared_unset(struct vars *vars, struct var *v)
{
	struct shared_var *s = v->ops->data;
	struct ipc_state *st = ipc_state(s->sh);

	(void)vars;
	shared_close(s);
	free(st->last_unset);
	st->last_unset = s;
}

/* ---- of the shell and its descendants ---- */

static const char *own_get(struct vars *vars, struct var *v, size_t *len)
{
	struct shared_var *s = v->ops->data;

	(void)vars;
	s->text.len = 0;
	int got = ipc_shared_get(&s->memory, &s->text);
	*len = s->text.len;
	return got == 1 ? buf_cstr(&s->text) : NULL;
}

static int own_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	struct shared_var *s = v->ops->data;

	(void)vars;
	return ipc_shared_set(&s->memory, value, len);
}

static int own_swap(
	struct vars *vars, struct var *v, const char *old, size_t old_len, const char *value, size_t len)
{
	struct shared_var *s = v->ops->data;

	(void)vars;
	return ipc_shared_swap(&s->memory, old, old_len, value, len);
}

/* ---- tied to an object ---- */

/* Reads the value into s->text. 0 or -errno. */
static int tied_read(struct shared_var *s)
{
	struct ipc_shm *shm;
	struct ipc_cell_get get = { .cstring = true };
	int err = ipc_shm_use(&ipc_state(s->sh)->shm, &s->address, IPC_SHM_BEST, &shm);

	s->text.len = 0;
	if (err < 0)
		return err;
	err = ipc_cell_read(shm, &get, &s->text, &patiently);
	s->version = get.version;
	ipc_shm_done(shm);
	return err;
}

static const char *tied_get(struct vars *vars, struct var *v, size_t *len)
{
	struct shared_var *s = v->ops->data;

	(void)vars;
	int err = tied_read(s);
	*len = s->text.len;
	return err < 0 ? NULL : buf_cstr(&s->text);
}

/* ONLY: if VERSION is still the one. 1, 0 or -errno. */
static int tied_write(struct shared_var *s, const char *value, size_t len, bool only)
{
	struct ipc_shm *shm;
	struct ipc_cell_put put = {
		.data = value, .n = len, .length = len, .nul = true, .only_if = only, .if_version = s->version
	};
	int err = ipc_shm_use(&ipc_state(s->sh)->shm, &s->address, IPC_SHM_WRITE, &shm);

	if (err < 0)
		return err;
	err = ipc_cell_write(shm, &put, &patiently);
	if (err == -ENOTSUP) { /* without a cell there is no way to know */
		put.only_if = false;
		err = ipc_cell_write(shm, &put, &patiently);
	}
	ipc_shm_done(shm);
	return err == -EAGAIN ? 0 : err < 0 ? err : 1;
}

static int tied_set(struct vars *vars, struct var *v, const char *value, size_t len)
{
	int done = tied_write(v->ops->data, value, len, false);

	(void)vars;
	return done < 0 ? done : 0;
}

static int tied_swap(
	struct vars *vars, struct var *v, const char *old, size_t old_len, const char *value, size_t len)
{
	struct shared_var *s = v->ops->data;
	int err = tied_read(s);

	(void)vars;
	if (err < 0)
		return err;
	if (!old || s->text.len != old_len || (old_len > 0 && memcmp(s->text.data, old, old_len) != 0))
		return 0;
	return tied_write(s, value, len, true);
}

/* ---- making ---- */

static struct shared_var *shared_new(struct sh *sh, bool tied)
{
	struct shared_var *s = mem_zalloc(sizeof *s);

	s->sh = sh;
	s->ops = (struct var_ops){
		.get = tied ? tied_get : own_get,
		.set = tied ? tied_set : own_set,
		.swap = tied ? tied_swap : own_swap,
		.unset = shared_unset,
		.data = s,
	};
	return s;
}

static bool is_shared(const struct var *v)
{
	return v && v->ops && v->ops->unset == shared_unset;
}

static int no_memory(struct sh *sh, const char *name, int err)
{
	const struct ipc_bound *bounds;
	size_t n = ipc_files_met(-err, &bounds);

	if (n > 0)
		return ipc_limit_error(sh, name, bounds, n, "no shared memory: %s", error_text(-err));
	return sh_builtin_error(sh, STATUS_ERROR, name, "no shared memory: %s", error_text(-err));
}

/* A variable that is shared already stays as it is; another one keeps its value. */
static int share(struct sh *sh, name_id id)
{
	size_t len = 0;

	if (is_shared(var_at(&sh->vars, id)))
		return STATUS_OK;
	struct shared_var *s = shared_new(sh, false);
	int err = ipc_shared_make(&s->memory);
	if (err < 0) {
		free(s);
		return no_memory(sh, names_text(&sh->vars.names, id), err);
	}
	own_fd_add(sh, &s->memory.fd);
	const char *value = var_get(&sh->vars, id, &len);
	if (value)
		err = ipc_shared_set(&s->memory, value, len);
	if (err < 0) {
		shared_close(s);
		free(s);
		return sh_builtin_error(
			sh, STATUS_ERROR, names_text(&sh->vars.names, id), "%s", error_text(-err));
	}
	var_set_ops(&sh->vars, id, &s->ops);
	return STATUS_OK;
}

/* Makes the object if it is missing. With a journal: a writer that is killed leaves the old
 * or the new value. */
static int object_made(struct sh *sh, struct ipc_args *a)
{
	int status = STATUS_OK, err = ipc_shm_find(&a->address);

	a->journal = true;
	if (err == -ENOENT && a->address.kind != IPC_ADDR_ID)
		return shm_make(sh, a, a->size ? (size_t)a->size : TIED_SIZE, &status) < 0 ? status
											   : STATUS_OK;
	return err < 0 ? ipc_failed(sh, a, err) : STATUS_OK;
}

static int tie(struct sh *sh, struct ipc_args *a, name_id id, const char *text)
{
	struct var *v = var_at(&sh->vars, id);

	if (v && (v->flags & VAR_READONLY))
		return sh_builtin_error(sh, STATUS_NO, names_text(&sh->vars.names, id), "is read-only");
	if (!ipc_address(sh, a, text, false))
		return a->status;
	int status = object_made(sh, a);
	if (status != STATUS_OK)
		return status;
	struct shared_var *s = shared_new(sh, true);
	struct trouble why;
	s->object = mem_strdup(text);
	(void)ipc_address_parse(s->object, IPC_SHM, &s->address, &why); /* so that it points into our text */
	int err = tied_read(s);
	if (err < 0 && err != -EOWNERDEAD) {
		shared_close(s);
		free(s);
		return ipc_failed(sh, a, err);
	}
	var_set_ops(&sh->vars, id, &s->ops);
	return STATUS_OK;
}

/* ---- the word ---- */

/* NAME, NAME=VALUE or NAME+=VALUE, and the @ADDRESS after it (NULL: none). */
static int share_one(struct sh *sh, struct ipc_args *a, const char *word, const char *address)
{
	size_t span = name_span(word, strlen(word));
	bool append = word[span] == '+' && word[span + 1] == '=';
	const char *value = append ? word + span + 2 : word[span] == '=' ? word + span + 1 : NULL;

	if (span == 0 || (word[span] && !value))
		return sh_builtin_error(sh, STATUS_NO, word, "not a name");
	name_id id = names_intern(&sh->vars.names, word, span);
	struct var *v = var_at(&sh->vars, id);
	if (v && v->ops && !is_shared(v))
		return sh_builtin_error(sh, STATUS_NO, names_text(&sh->vars.names, id),
			"the shell gives this variable its value itself");
	int status = address ? tie(sh, a, id, address + 1) : share(sh, id);
	if (status != STATUS_OK || !value)
		return status;
	return sh_assign(sh, id, value, strlen(value), append, false) < 0 ? STATUS_NO : STATUS_OK;
}

static int list_shared(struct sh *sh)
{
	size_t n, len;
	struct var **all = vars_sorted(&sh->vars, &n);

	for (size_t i = 0; i < n; i++) {
		if (!is_shared(all[i]))
			continue;
		const struct shared_var *s = all[i]->ops->data;
		struct buf line = { 0 };
		const char *value = var_get(&sh->vars, all[i]->name, &len);
		buf_printf(&line, "shared %s", names_text(&sh->vars.names, all[i]->name));
		if (s->object) {
			buf_str(&line, " @");
			buf_quoted(&line, s->object, strlen(s->object));
		} else if (value) {
			buf_byte(&line, '=');
			buf_quoted(&line, value, len);
		}
		buf_byte(&line, '\n');
		sh_write(sh, line.data, line.len);
		buf_free(&line);
	}
	free(all);
	return STATUS_OK;
}

static int run_shared(struct sh *sh, int argc, char **argv)
{
	struct ipc_args a;
	int status = STATUS_OK;

	if (!ipc_options(sh, argc, argv, IPC_SHM, &a))
		return a.status;
	if (a.n_text == 0)
		return list_shared(sh);
	if (ipc_must_fork(sh, &a))
		return sh->vars.status;
	for (int i = 0; i < a.n_text && sh->flow == FLOW_ON; i++) {
		const char *next = i + 1 < a.n_text ? a.text[i + 1] : "";
		int one = share_one(sh, &a, a.text[i], *next == '@' ? next : NULL);
		if (one != STATUS_OK)
			status = one;
		i += *next == '@';
	}
	return status;
}

static const struct opt_row shared_options[] = {
	IPC_ROW_MODE,
	{ 0, "size", "N", "room for values of N bytes in an object that is made (default 65536)" },
	IPC_ROW_REMOVE,
	IPC_ROW_END,
};

const struct builtin shared_builtins[] = {
	{ "shared", run_shared, BUILTIN_IPC | BUILTIN_DECLARE,
		"[-m MODE] [--size N] [--rm] [NAME[=VALUE] [@ADDRESS]...]",
		"variables in memory that subshells, pipeline stages and other shells share",
		shared_options },
	{ .help = "shared variables", .usage = "ipcsh-shared(1)" },
};
