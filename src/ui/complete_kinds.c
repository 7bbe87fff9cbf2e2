/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_kinds.c -- what can be completed, by its kind: commands, variables, users, jobs, signals ... The
 * words for them are those of ipcsh-completion(5). */
#include "complete.h"

#include <signal.h>
#include <stdlib.h>
#include <strings.h>

/* Where so many commands fit, a list of them is easier to read without what they are for. */
#define COMMANDS_EXPLAINED 60

/* ---- commands -------------------------------------------------------------------------------------------------- */

/* Those that a command may begin with, and that are worth completing. */
static void reserved_words(struct comp *c)
{
	const char *word;
	for (size_t i = 0; (word = syn_reserved_word(i)); i++)
		if (name_span(word, 1) > 0 && strcmp(word, "in") != 0 &&
			syn_is_reserved(word, strlen(word), c->sh->options.on[OPT_POSIX]))
			comp_add(c, word, "word of the language", COMP_BLANK);
}

static void builtins(struct comp *c)
{
	const struct builtin *const *tables = c->ui->sources ? c->ui->sources->builtins : NULL;
	for (; tables && *tables; tables++)
		for (const struct builtin *b = *tables; b->name; b++)
			if (comp_fits(c, b->name) && lookup_builtin(c->sh, b->name))
				comp_put(c, b->name, b->help, COMP_BLANK);
}

static void functions(struct comp *c)
{
	size_t n;
	struct function **list = functions_sorted(c->sh, &n);
	for (size_t i = 0; i < n; i++)
		comp_add(c, names_text(&c->sh->vars.names, list[i]->name), "function", COMP_BLANK);
	free(list);
}

static void one_alias(void *ctx, const char *name, void *value)
{
	struct comp *c = ctx;
	struct buf meaning = { 0 };
	buf_printf(&meaning, "alias: %s", (const char *)value);
	comp_add(c, name, buf_cstr(&meaning), COMP_BLANK);
	buf_free(&meaning);
}

static void aliases(struct comp *c)
{
	table_each(&c->sh->aliases, one_alias, c);
}

static void one_program(void *ctx, int dir, const char *name)
{
	struct comp *c = ctx;
	if (!signal_is_noted(SIGINT) && comp_fits(c, name) && program_at(dir, name))
		comp_put(c, name, NULL, COMP_BLANK);
}

static void programs(struct comp *c)
{
	programs_each(c->sh, one_program, c);
}

static void names_of_commands(struct comp *c)
{
	builtins(c);
	functions(c);
	aliases(c);
	programs(c);
}

void comp_commands(struct comp *c)
{
	reserved_words(c);
	names_of_commands(c);
	comp_sort(c, 0);
	for (size_t i = 0; c->n > COMMANDS_EXPLAINED && i < c->n; i++) {
		free(c->v[i].meaning);
		c->v[i].meaning = NULL;
	}
}

/* ---- the shell's own things ---------------------------------------------------------------------------------- */

static void variables(struct comp *c)
{
	size_t n, len;
	struct var **list = vars_sorted(&c->sh->vars, &n);
	enum comp_at at = c->place.at;
	/* in the midst of a word, or of quotes, more of it may follow */
	bool goes_on = at == COMP_BRACED || (at == COMP_PARAMETER && c->place.quote != COMP_BARE);
	for (size_t i = 0; i < n; i++) {
		const char *name = names_text(&c->sh->vars.names, list[i]->name);
		const char *value = var_get(&c->sh->vars, list[i]->name, &len);
		comp_add(c, name, value, goes_on ? COMP_WHOLE : COMP_BLANK);
	}
	free(list);
}

static void jobs(struct comp *c)
{
	static const char *const states[] = { "running", "stopped", "done" };
	for (struct job *j = job_after(c->sh, 0); j; j = job_after(c->sh, j->number)) {
		struct buf what = { 0 };
		char spec[24] = "%", digits[24];
		strcat(spec, text_from_int(j->number, digits));
		buf_printf(&what, "%s: %s", states[job_state(j)], j->text ? j->text : "");
		comp_add(c, spec, buf_cstr(&what), COMP_BLANK);
		buf_free(&what);
	}
}

static void signals(struct comp *c)
{
	const char *typed = c->typed;
	bool prefixed = strncasecmp(typed, "SIG", 3) == 0;
	char name[32] = "SIG";
	for (int sig = 1; sig <= SIGRTMAX; sig++) {
		const char *base = signal_name(sig);
		if (!base || strlen(base) > sizeof name - 4)
			continue;
		strcpy(name + 3, base);
		const char *what = sig < SIGRTMIN ? strsignal(sig) : "real-time signal";
		comp_add(c, prefixed ? name : base, what, COMP_BLANK);
	}
}

static void trap_conditions(struct comp *c)
{
	comp_add(c, "EXIT", "the shell ends", COMP_BLANK);
	if (!c->sh->options.on[OPT_POSIX]) {
		comp_add(c, "ERR", "a command fails", COMP_BLANK);
		comp_add(c, "DEBUG", "before each command", COMP_BLANK);
		comp_add(c, "RETURN", "a function or a file read by `.' ends", COMP_BLANK);
	}
	signals(c);
}

static void shell_options(struct comp *c, bool shopt)
{
	struct buf what = { 0 };
	for (int i = 0; i < OPT_COUNT; i++) {
		const char *meaning = option_meaning(c->sh, i);
		if (option_rows[i].shopt != shopt || option_rows[i].fixed)
			continue;
		what.len = 0;
		buf_printf(&what, "%s%s%s", c->sh->options.on[i] ? "on" : "off", meaning ? ": " : "",
			meaning ? meaning : "");
		comp_add(c, option_rows[i].name, buf_cstr(&what), COMP_BLANK);
	}
	buf_free(&what);
}

static void set_options(struct comp *c)
{
	shell_options(c, false);
}

static void shopt_options(struct comp *c)
{
	shell_options(c, true);
}

static void remembered_one(void *ctx, const char *name, void *value)
{
	comp_add(ctx, name, ((const struct hashed *)value)->path, COMP_BLANK);
}

static void remembered(struct comp *c)
{
	table_each(&c->sh->hashed, remembered_one, c);
}

/* ---- the system's ------------------------------------------------------------------------------------------------ */

/* The editor lists them: what the C library loads for that is nothing that a script should pay for. */
static void accounts(struct comp *c, bool of_groups, module_line_account *each)
{
	if (c->ui->editor)
		c->ui->editor->accounts(of_groups, each, c);
}

static void one_account(void *ctx, const char *name, const char *what, const char *home)
{
	(void)home;
	comp_add(ctx, name, what, COMP_BLANK);
}

/* ~USER/ */
static void one_home(void *ctx, const char *name, const char *what, const char *home)
{
	struct buf text = { 0 };
	(void)what;
	buf_printf(&text, "~%s/", name);
	comp_add(ctx, buf_cstr(&text), home, COMP_OPEN);
	buf_free(&text);
}

static void users(struct comp *c)
{
	accounts(c, false, one_account);
}

static void groups(struct comp *c)
{
	accounts(c, true, one_account);
}

static void homes(struct comp *c)
{
	accounts(c, false, one_home);
}

static void files(struct comp *c)
{
	comp_paths(c, PATHS_ALL);
}

static void folders(struct comp *c)
{
	comp_paths(c, PATHS_FOLDERS);
}

/* What `cd' takes: what begins with a slash, . or .. is not looked for in CDPATH (XCU cd). */
static void folders_of_cd(struct comp *c)
{
	const char *path = var_get_name(&c->sh->vars, "CDPATH"), *typed = c->typed;
	size_t dots = strspn(typed, ".");
	comp_paths(c, PATHS_FOLDERS);
	if (!path || *typed == '/' || (dots > 0 && dots <= 2 && (!typed[dots] || typed[dots] == '/')))
		return;
	while (*path) {
		size_t n = strcspn(path, ":");
		char *folder = mem_strndup(path, n);
		if (n > 0 && strcmp(folder, ".") != 0)
			comp_paths_below(c, PATHS_FOLDERS, folder);
		free(folder);
		path += n + (path[n] != '\0');
	}
	comp_sort(c, 0);
}

static void fifos(struct comp *c)
{
	comp_paths(c, PATHS_FIFOS);
}

/* What `lock' takes. */
static void locks(struct comp *c)
{
	comp_kind(c, "sem");
	comp_paths(c, PATHS_ALL);
}

/* Those that listen, whoever has them; and files. */
static void sockets(struct comp *c)
{
	static const char *const schemes[] = { "unix:", "unixgram:", "unixseq:" };

	comp_kind(c, "address");
	for (size_t i = 0; i < ARRAY_LEN(schemes) && c->n == 0; i++) {
		size_t n = strlen(schemes[i]);
		if (strncmp(c->typed, schemes[i], n) != 0)
			continue;
		c->base += n;
		c->typed += n;
		comp_paths(c, PATHS_SOCKETS);
		return;
	}
}

static void nothing(struct comp *c)
{
	(void)c;
}

/* ---- by word ----------------------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*list)(struct comp *c);
	bool ordered; /* as they come */
} kinds[] = {
	{ "alias", aliases, false },
	{ "builtin", builtins, false },
	{ "cdpath", folders_of_cd, true },
	{ "command", names_of_commands, false },
	{ "condition", trap_conditions, true },
	{ "fifo", fifos, true },
	{ "file", files, true },
	{ "folder", folders, true },
	{ "function", functions, false },
	{ "group", groups, false },
	{ "job", jobs, true },
	{ "lock", locks, true },
	{ "none", nothing, true },
	{ "option", set_options, false },
	{ "program", programs, false },
	{ "remembered", remembered, false },
	{ "shopt", shopt_options, false },
	{ "signal", signals, true },
	{ "sock", sockets, true },
	{ "text", files, true },
	{ "user", users, false },
	{ "variable", variables, false },
	{ "~user", homes, false },
};

static void one_object(void *ctx, const char *address, const char *what)
{
	comp_add(ctx, address, what, COMP_BLANK);
}

static void choices(struct comp *c, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, "|");
		char *one = mem_strndup(list, n);
		comp_add(c, one, NULL, COMP_BLANK);
		free(one);
		list += n + (list[n] != '\0');
	}
}

static bool of_table(struct comp *c, const char *kind)
{
	size_t first = c->n;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strcmp(kinds[i].name, kind) != 0)
			continue;
		kinds[i].list(c);
		if (!kinds[i].ordered)
			comp_sort(c, first);
		return true;
	}
	return false;
}

/* The file's own kinds: there may be several of one name. */
static bool of_file(struct comp *c, const char *kind)
{
	size_t first = c->n;
	bool found = false;
	for (const struct comp_custom *k = c->customs; k; k = k->next)
		if (strcmp(k->name, kind) == 0) {
			comp_custom(c, k);
			found = true;
		}
	comp_sort(c, first);
	return found;
}

static void one_kind(struct comp *c, const char *kind)
{
	const struct ui_sources *s = c->ui->sources;
	if (*kind == '@') { /* behind an @ */
		if (*c->typed != '@' || c->n > 0)
			return;
		c->base++;
		c->typed++;
		kind++;
	}
	if (of_file(c, kind) || of_table(c, kind))
		return;
	if (!s || !s->objects(c->sh, kind, c->typed, one_object, c))
		choices(c, kind);
}

void comp_kind(struct comp *c, const char *kinds_text)
{
	if (c->place.unknown)
		return;
	while (*kinds_text) {
		size_t n = strcspn(kinds_text, "+");
		char *kind = arena_strndup(&c->store, kinds_text, n);
		one_kind(c, kind);
		kinds_text += n + (kinds_text[n] != '\0');
	}
}
