/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vars.c -- variables: looking up, setting, appending, unsetting, attributes. */
#include "vars_internal.h"

#include <errno.h>
#include <stdlib.h>

#define SLOTS_FIRST 128u
#define WASTE_MOST 65536u /* unused bytes that a variable may keep when it is set anew */

#define ATTRIBUTES (VAR_EXPORT | VAR_READONLY | VAR_INTEGER | VAR_UPPER | VAR_LOWER | VAR_DECLARED)

/* ---- making -------------------------------------------------------------------------------------------- */

static void slots_grow(struct vars *vars, name_id id)
{
	size_t n = vars->n_slots ? vars->n_slots : SLOTS_FIRST;

	while (n <= id)
		n *= 2;
	vars->slots = mem_realloc(vars->slots, n * sizeof *vars->slots);
	memset(vars->slots + vars->n_slots, 0, (n - vars->n_slots) * sizeof *vars->slots);
	vars->n_slots = n;
}

struct var *var_make(struct vars *vars, name_id id)
{
	struct var *v = var_at(vars, id);

	if (v)
		return v;
	if (id >= vars->n_slots)
		slots_grow(vars, id);
	v = arena_zalloc(&vars->store, sizeof *v);
	v->name = id;
	vars->slots[id] = v;
	if (vars->ready)
		known_give(vars, v);
	return v;
}

/* ---- reading ------------------------------------------------------------------------------------------- */

const char *var_value_ops(struct vars *vars, struct var *v, size_t *len)
{
	return v->ops->get(vars, v, len);
}

const char *var_get_name(struct vars *vars, const char *name)
{
	size_t len;
	return var_get(vars, names_find(&vars->names, name, strlen(name)), &len);
}

/* ---- text ---------------------------------------------------------------------------------------------- */

/* Sizes that malloc would round up to anyway, and room to grow by a sixteenth. */
static size_t text_room(size_t need)
{
	size_t more = need / 16 < WASTE_MOST / 2 ? need / 16 : WASTE_MOST / 2;
	return ((need + more + 8 + 15) & ~(size_t)15) - 8;
}

void var_drop_text(struct vars *vars, struct var *v)
{
	if (v->flags & VAR_LENT)
		var_part_with_text(vars, v);
	if (v->cap)
		free(v->text);
	var_forget_text(v);
}

/* VALUE may lie in the old text, which is therefore freed last. */
static void store_anew(struct vars *vars, struct var *v, const char *value, size_t len)
{
	const struct name_entry *name = vars->names.by_id[v->name];
	size_t cap = text_room(name->len + len + 2);
	char *text = mem_alloc(cap), *at = text + name->len;

	memcpy(text, name->text, name->len);
	*at++ = '=';
	if (len)
		memcpy(at, value, len);
	at[len] = '\0';
	var_drop_text(vars, v);
	v->text = text;
	v->value = at;
	v->len = len;
	v->cap = cap;
	vars->environ_stale |= v->flags & VAR_EXPORT;
}

/* Is there room for LEN bytes, and not far too much of it? Where there is no text, or none of
 * ours, CAP is 0. */
static inline bool text_fits(const struct var *v, size_t len)
{
	size_t need = (size_t)(v->value - v->text) + len + 1;
	return v->cap - need < WASTE_MOST;
}

static inline void store_in_place(struct var *v, const char *value, size_t len)
{
	if (len)
		memmove(v->value, value, len);
	v->value[len] = '\0';
	v->len = len;
}

void var_store(struct vars *vars, struct var *v, const char *value, size_t len)
{
	if (text_fits(v, len) && !(v->flags & VAR_LENT))
		store_in_place(v, value, len);
	else
		store_anew(vars, v, value, len);
}

static void change_case_of(const struct var *v, char *text, size_t len)
{
	char first = v->flags & VAR_UPPER ? 'a' : 'A';

	if (!text || !(v->flags & (VAR_UPPER | VAR_LOWER)))
		return;
	for (size_t i = 0; i < len; i++)
		if (text[i] >= first && text[i] < first + 26)
			text[i] ^= 0x20;
}

static void change_case(struct var *v, size_t from)
{
	change_case_of(v, v->value + from, v->len - from);
}

/* ---- export -------------------------------------------------------------------------------------------- */

void var_list(struct vars *vars, struct var *v)
{
	vars->environ_stale = true;
	if (v->flags & VAR_LISTED)
		return;
	v->flags |= VAR_LISTED;
	vec_push(&vars->exported, v);
}

/* A value that was not there before; `set -a` exports it. */
static void now_set(struct vars *vars, struct var *v)
{
	if (vars->options->on[OPT_ALLEXPORT])
		v->flags |= VAR_EXPORT;
	if (v->flags & VAR_EXPORT)
		var_list(vars, v);
	v->flags |= VAR_SET;
}

/* Calls the hook. */
static void var_changed(struct vars *vars, struct var *v)
{
	if (v->ops && v->ops->changed)
		v->ops->changed(vars, v);
}

/* ---- setting ------------------------------------------------------------------------------------------- */

/* Nothing to watch but the bytes: the common case, decided by one look. */
static inline bool is_plain(const struct vars *vars, const struct var *v)
{
	const unsigned mask = VAR_SET | VAR_READONLY | VAR_UPPER | VAR_LOWER | VAR_OPS | VAR_LENT;
	return v && (v->flags & mask) == VAR_SET && !v->ops && !var_must_save(vars, v) &&
	       !vars->options->on[OPT_ALLEXPORT];
}

/* As -u and -l have it, where the value is not stored here. */
static int set_in_case(struct vars *vars, struct var *v, const char *value, size_t len)
{
	char *text = mem_strndup(value, len);

	change_case_of(v, text, len);
	int err = v->ops->set(vars, v, text, len);
	free(text);
	return err;
}

static int set_by_ops(struct vars *vars, struct var *v, const char *value, size_t len)
{
	if (var_must_save(vars, v))
		var_save_copying(vars, v);
	int err = v->flags & (VAR_UPPER | VAR_LOWER) ? set_in_case(vars, v, value, len)
						     : v->ops->set(vars, v, value, len);
	if (err < 0)
		return err;
	if (vars->options->on[OPT_ALLEXPORT])
		v->flags |= VAR_EXPORT;
	if (v->flags & VAR_EXPORT)
		var_list(vars, v);
	var_changed(vars, v);
	return 0;
}

static int set_watchfully(struct vars *vars, struct var *v, const char *value, size_t len)
{
	if (v->flags & VAR_READONLY)
		return -EROFS;
	if (v->ops && v->ops->set)
		return set_by_ops(vars, v, value, len);
	if (var_must_save(vars, v))
		var_save_moving(vars, v);
	var_store(vars, v, value, len);
	change_case(v, 0);
	now_set(vars, v);
	var_changed(vars, v);
	return 0;
}

int var_set(struct vars *vars, name_id id, const char *value, size_t len)
{
	struct var *v = var_at(vars, id);

	if (is_plain(vars, v) && text_fits(v, len)) {
		store_in_place(v, value, len);
		return 0;
	}
	return set_watchfully(vars, v ? v : var_make(vars, id), value, len);
}

bool var_adopt(struct vars *vars, name_id id, struct buf *text)
{
	struct var *v = var_at(vars, id);
	size_t head = vars->names.by_id[id]->len + 1;

	buf_cstr(text);
	if (!is_plain(vars, v) || v->cap == 0 || text->cap - text->len > WASTE_MOST)
		return false;
	struct buf old = { .data = v->text, .cap = v->cap };
	v->text = text->data;
	v->value = text->data + head;
	v->len = text->len - head;
	v->cap = text->cap;
	*text = old;
	vars->environ_stale |= v->flags & VAR_EXPORT;
	return true;
}

int var_set_name(struct vars *vars, const char *name, const char *value)
{
	return var_set(vars, names_intern(&vars->names, name, strlen(name)), value, strlen(value));
}

int var_set_int(struct vars *vars, name_id id, int64_t n)
{
	char out[24], *digits = text_from_int(n, out);
	return var_set(vars, id, digits, (size_t)(out + 23 - digits));
}

bool var_count(struct vars *vars, name_id id, bool up, int64_t *old)
{
	struct var *v = var_at(vars, id);

	if (!is_plain(vars, v) || v->cap == 0 || v->len == 0 || v->value[0] < '0')
		return false; /* also one with a sign */
	char *last = v->value + v->len - 1;
	if (*last == (up ? '9' : '0') || !text_to_plain_int(v->value, v->len, old))
		return false;
	*last = (char)(up ? *last + 1 : *last - 1);
	return true;
}

/* ---- appending ----------------------------------------------------------------------------------------- */

/* Room for MORE bytes, half as much again as is needed, so that N appends copy O(N) bytes. */
static void text_grow(struct vars *vars, struct var *v, size_t more)
{
	size_t head = (size_t)(v->value - v->text), need = head + v->len + more + 1,
	       cap = text_room(need + need / 2);
	char *old = v->text;

	v->text = mem_realloc(v->cap ? old : NULL, cap);
	if (!v->cap)
		memcpy(v->text, old, head + v->len + 1);
	v->value = v->text + head;
	v->cap = cap;
	vars->environ_stale |= v->flags & VAR_EXPORT;
}

static void append_text(struct vars *vars, struct var *v, const char *more, size_t len)
{
	if (v->flags & VAR_LENT)
		var_copy_text(vars, v);
	uintptr_t at = (uintptr_t)more - (uintptr_t)v->value; /* x+=$x: MORE lies in the value itself */
	bool own = at <= v->len;

	if (len == 0)
		return;
	if (v->cap < (size_t)(v->value - v->text) + v->len + len + 1)
		text_grow(vars, v, len);
	memcpy(v->value + v->len, own ? v->value + at : more, len);
	v->len += len;
	v->value[v->len] = '\0';
}

int var_swap(struct vars *vars, name_id id, const char *old, size_t old_len, const char *value, size_t len)
{
	struct var *v = var_at(vars, id);

	if (v->flags & VAR_READONLY)
		return -EROFS;
	if (var_must_save(vars, v))
		var_save_copying(vars, v);
	int done = v->ops->swap(vars, v, old, old_len, value, len);
	if (done == 1) {
		vars->environ_stale |= v->flags & VAR_EXPORT;
		var_changed(vars, v);
	}
	return done;
}

/* Where others append too: again until nobody came in between. */
static int append_by_swap(struct vars *vars, struct var *v, const char *more, size_t len)
{
	struct buf both = { 0 };
	int done;

	do {
		size_t old_len = 0;
		const char *old = var_get(vars, v->name, &old_len);
		both.len = 0;
		if (old)
			buf_add(&both, old, old_len);
		buf_add(&both, more, len);
		change_case_of(v, both.data + old_len, both.len - old_len);
		buf_cstr(&both);
		done = var_swap(vars, v->name, old ? both.data : NULL, old_len, both.data, both.len);
	} while (done == 0);
	buf_free(&both);
	return done < 0 ? done : 0;
}

/* Where the value is not ours to append to: old and new are put together and set. */
static int append_by_ops(struct vars *vars, struct var *v, const char *more, size_t len)
{
	size_t old_len = 0;
	const char *old = var_get(vars, v->name, &old_len);
	char *both = mem_alloc(old_len + len + 1);

	if (old)
		memcpy(both, old, old_len);
	if (len)
		memcpy(both + old_len, more, len);
	both[old_len + len] = '\0';
	int err = set_watchfully(vars, v, both, old_len + len);
	free(both);
	return err;
}

int var_append(struct vars *vars, name_id id, const char *more, size_t len)
{
	struct var *v = var_at(vars, id);

	if (is_plain(vars, v)) {
		append_text(vars, v, more, len);
		return 0;
	}
	if (!v || !(v->flags & (VAR_SET | VAR_OPS)))
		return var_set(vars, id, more, len);
	if (v->flags & VAR_READONLY)
		return -EROFS;
	if (var_swaps(v))
		return append_by_swap(vars, v, more, len);
	if (v->ops && (v->ops->get || v->ops->set))
		return append_by_ops(vars, v, more, len);
	size_t old_len = v->len;
	if (var_must_save(vars, v))
		var_save_copying(vars, v); /* MORE may point into the old text, which lives on in the scope */
	append_text(vars, v, more, len);
	change_case(v, old_len);
	now_set(vars, v);
	var_changed(vars, v);
	return 0;
}

/* ---- unsetting, attributes ----------------------------------------------------------------------------- */

void var_blank(struct var *v)
{
	v->flags &= VAR_LISTED;
	v->len = 0;
	if (v->ops && (v->ops->get || v->ops->set))
		v->ops = NULL;
}

int var_unset(struct vars *vars, name_id id)
{
	struct var *v = var_at(vars, id);

	if (!v || (!(v->flags & ~VAR_LISTED) && !v->ops))
		return 0;
	if (v->flags & VAR_READONLY)
		return -EROFS;
	vars->environ_stale |= v->flags & VAR_EXPORT;
	if (var_must_save(vars, v))
		var_save_moving(vars, v);
	else if (v->ops && v->ops->unset && !var_ops_are_saved(vars, v))
		v->ops->unset(vars, v);
	if (v->cap > WASTE_MOST || v->cap == 0)
		var_drop_text(vars, v); /* a smaller one waits for the next value */
	const struct var_ops *ops = v->ops;
	var_blank(v);
	if (ops && ops->changed)
		ops->changed(vars, v);
	return 0;
}

int var_set_flags(struct vars *vars, name_id id, unsigned on, unsigned off)
{
	struct var *v = var_make(vars, id);

	if (on & VAR_UPPER)
		off |= VAR_LOWER;
	if (on & VAR_LOWER)
		off |= VAR_UPPER;
	on &= ATTRIBUTES;
	off &= ATTRIBUTES & ~on;
	if (v->flags & off & VAR_READONLY)
		return -EROFS;
	if ((v->flags & on) == on && !(v->flags & off))
		return 0;
	if (var_must_save(vars, v))
		var_save_copying(vars, v);
	vars->environ_stale |= (on | off) & VAR_EXPORT;
	v->flags = (uint16_t)((v->flags | on) & ~off);
	if (on & VAR_EXPORT)
		var_list(vars, v);
	return 0;
}

void var_set_ops(struct vars *vars, name_id id, const struct var_ops *ops)
{
	struct var *v = var_make(vars, id);

	if (var_must_save(vars, v))
		var_save_copying(vars, v);
	else if (v->ops && v->ops != ops && v->ops->unset && !var_ops_are_saved(vars, v))
		v->ops->unset(vars, v);
	vars->environ_stale |= v->flags & VAR_EXPORT;
	v->ops = ops;
	v->flags &= (uint16_t)~VAR_OPS;
	if (ops && ops->get)
		v->flags |= VAR_OPS;
}
