/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete.c -- what the editor asks when a word is to be completed: the line is analysed, and what could
 * stand there is listed. */
#include "complete.h"
#include "ui_internal.h"

#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- what the values of variables and the homes of users are ---- */

static char *value_of(void *ctx, const char *name)
{
	struct sh *sh = ctx;
	const char *value = var_get_name(&sh->vars, name);
	return value ? mem_strdup(value) : NULL;
}

static char *home_of(void *ctx, const char *user)
{
	if (!*user)
		return value_of(ctx, "HOME");
	if (strcmp(user, "+") == 0 || strcmp(user, "-") == 0)
		return value_of(ctx, *user == '+' ? "PWD" : "OLDPWD");
	const struct passwd *pw = getpwnam(user);
	return pw ? mem_strdup(pw->pw_dir) : NULL;
}

static void find_place(struct comp *c)
{
	struct buf all = { 0 };
	struct comp_world world = { value_of, home_of, c->sh };
	const struct buf *before = &c->ui->typed;
	buf_add(&all, before->data, before->len);
	buf_add(&all, c->wish->line, c->wish->point);
	comp_scan(buf_cstr(&all), all.len, before->len, &world, &c->place);
	buf_free(&all);
	c->typed = buf_cstr(&c->place.text);
}

/* ---- by place ---- */

static void from_value(struct comp *c)
{
	c->base = c->place.value;
	c->typed += c->base;
}

static void command(struct comp *c)
{
	if (strchr(c->typed, '/'))
		comp_paths(c, PATHS_PROGRAMS);
	else
		comp_commands(c);
}

static void by_place(struct comp *c)
{
	if (c->place.at == COMP_VALUE)
		from_value(c);
	if (c->place.tilde) {
		if (c->place.value)
			from_value(c);
		comp_kind(c, "~user");
		return;
	}
	switch (c->place.at) {
	case COMP_NOWHERE: break;
	case COMP_COMMAND: command(c); break;
	case COMP_ARGUMENT: comp_argument(c); break;
	case COMP_VALUE:
	case COMP_FILE: comp_paths(c, PATHS_ALL); break;
	case COMP_DESCRIPTOR: comp_kind(c, "fd"); break;
	case COMP_PARAMETER:
	case COMP_BRACED:
	case COMP_VARIABLE: comp_kind(c, "variable"); break;
	}
}

/* Behind $HOME more of a path may follow, as behind a folder's own name. */
static bool is_folder(const struct comp *c)
{
	bool parameter = c->place.at == COMP_PARAMETER || c->place.at == COMP_BRACED;
	const char *value = parameter && c->n == 1 ? c->v[0].meaning : NULL;
	struct stat st;
	return value && *value == '/' && c->wish->mark_folders && stat(value, &st) == 0 &&
	       S_ISDIR(st.st_mode);
}

const struct module_line_offers *complete_line(void *context, const struct module_line_wish *wish)
{
	struct ui *ui = context;
	struct comp c = { .ui = ui, .sh = ui->sh, .wish = wish };
	find_place(&c);
	by_place(&c);
	c.is_folder = is_folder(&c);
	if (!ui->offers)
		ui->offers = mem_zalloc(sizeof *ui->offers);
	comp_list_make(&c, ui->offers);
	comp_forget(&c);
	comp_place_free(&c.place);
	arena_free(&c.store);
	return &ui->offers->offers;
}

void complete_free(struct ui *ui)
{
	if (ui->offers)
		comp_list_free(ui->offers);
	free(ui->offers);
	ui->offers = NULL;
}
