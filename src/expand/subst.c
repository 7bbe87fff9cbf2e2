/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subst.c -- what command, process and arithmetic substitution and tildes put into a field. */
#include "expand_internal.h"

#include <pwd.h>

enum { SPARE_MAX = 1 << 20 }; /* a larger buffer is not kept */

/* A word cannot hold NULs: they are left out. */
static void drop_nuls(struct buf *b)
{
	char *to = b->len ? memchr(b->data, '\0', b->len) : NULL;
	if (!to)
		return;
	for (const char *s = to; s < b->data + b->len; s++)
		if (*s != '\0')
			*to++ = *s;
	b->len = (size_t)(to - b->data);
}

/* Newlines at the end go here (XCU 2.6.3). The buffer is kept for the next one; a nested one finds none and
 * takes its own. */
int field_command(struct field *b, const struct command_sub *sub, bool quoted)
{
	struct expander *e = b->e;
	struct buf got = e->spare;
	e->spare = (struct buf){ 0 };
	got.len = 0;
	int err = 0;
	if (stack_low())
		err = exp_error(e, (struct src_pos){ 0 }, "command substitutions are nested too deeply");
	else if (e->hooks.capture(e->hooks.ctx, sub, &got) < 0)
		err = exp_hook_failed(e);
	e->n_captures++;
	drop_nuls(&got);
	while (got.len && got.data[got.len - 1] == '\n')
		got.len--;
	if (err == 0)
		err = field_value(b, got.len ? got.data : "", got.len, quoted);
	if (!e->spare.data && got.cap <= SPARE_MAX)
		e->spare = got;
	else
		buf_free(&got);
	return err;
}

int field_process(struct field *b, const struct part *p)
{
	const char *path = b->e->hooks.process(b->e->hooks.ctx, p->process.body, p->process.out);
	if (!path)
		return exp_hook_failed(b->e);
	field_quoted(b, path, strlen(path));
	return 0;
}

int field_arith(struct field *b, struct arith *a, bool quoted)
{
	int64_t n;
	char room[24];
	if (exp_arith(b->e, a, &n) < 0)
		return -1;
	const char *s = text_from_int(n, room);
	return field_value(b, s, strlen(s), quoted);
}

static const char *home_of(struct expander *e, const char *user)
{
	size_t len;
	if (!*user)
		return var_get(e->vars, N_HOME, &len);
	if (strcmp(user, "+") == 0)
		return var_get(e->vars, N_PWD, &len);
	if (strcmp(user, "-") == 0)
		return var_get(e->vars, N_OLDPWD, &len);
	const struct passwd *pw = getpwnam(user);
	return pw ? pw->pw_dir : NULL;
}

static bool slash_follows(const struct part *p)
{
	return p->next && p->next->kind == PART_TEXT && p->next->text.s[0] == '/';
}

/* The result stands for itself: no splitting, no globbing (XCU 2.6.1). Of two slashes in a row one is
 * dropped. */
int field_tilde(struct field *b, const struct part *p)
{
	bool applies = !p->assign_context || (b->mode & EXP_ASSIGN);
	const char *home = applies ? home_of(b->e, p->text.s) : NULL;
	if (!home) {
		field_text(b, "~", 1);
		field_text(b, p->text.s, p->text.len);
		return 0;
	}
	size_t len = strlen(home);
	if (len && home[len - 1] == '/' && slash_follows(p))
		len--;
	field_quoted(b, home, len);
	return 0;
}
