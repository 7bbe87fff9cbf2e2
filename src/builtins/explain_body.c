/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_body.c -- commands that a simple command runs in its own shell: a function's body, the words of
 * `eval', a file that `.' reads. They are read, one level deep, and nothing of them is run. */
#include "explain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FILE_MOST ((off_t)1 << 20) /* bytes of a file that is looked at */

/* ---- the text ------------------------------------------------------------------------------------------------ */

struct text_left {
	const char *text;
	size_t len;
};

static int fill(void *ctx, int prompt, const char **text, size_t *len)
{
	struct text_left *t = ctx;

	(void)prompt;
	*text = t->text;
	*len = t->len;
	t->len = 0;
	return *len > 0;
}

bool explain_parse(
	struct explain *e, const char *text, size_t len, struct vec *trees, struct trouble *trouble)
{
	struct text_left left = { text, len };
	struct syn_source source = { fill, &left, NULL, 1, NULL };
	struct parser *p = syn_parser_new(&source, &e->sh->syntax);
	struct tree *tree;
	enum syn_result result;

	while ((result = syn_parse_line(p, &tree, trouble)) == SYN_OK)
		vec_push(trees, tree);
	syn_parser_free(p);
	return result == SYN_EOF;
}

void explain_forget(struct vec *trees)
{
	for (size_t i = 0; i < trees->len; i++)
		tree_unref(trees->items[i]);
	vec_free(trees);
}

/* ---- functions ----------------------------------------------------------------------------------------------- */

void explain_define(struct explain *e, name_id name, const struct node *body)
{
	struct definition *d = arena_alloc(&e->w->arena, sizeof *d);

	*d = (struct definition){ e->definitions, name, body };
	e->definitions = d;
}

const struct node *explain_definition(const struct explain *e, const char *name)
{
	name_id id = names_find(&e->sh->vars.names, name, strlen(name));
	const struct definition *d = e->definitions;

	while (d && d->name != id)
		d = d->next;
	return d && id != NAME_NONE ? d->body : NULL;
}

const struct node *explain_function(struct explain *e, const struct node *n)
{
	const struct word *w = n->simple.words;

	if (!(w->flags & WORD_LITERAL))
		return NULL;
	const struct node *body = explain_definition(e, w->text);
	const struct function *f = body ? NULL : lookup_function(e->sh, w->text);
	return f ? f->body : body;
}

/* ---- eval and . ---------------------------------------------------------------------------------------------- */

/* The operands of N; a first -- is none. */
static const struct word *operands(const struct node *n)
{
	const struct word *w = n->simple.words->next;

	return w && (w->flags & WORD_LITERAL) && strcmp(w->text, "--") == 0 ? w->next : w;
}

/* False: only running it tells what they are. */
static bool constant_words(const struct word *w, struct buf *out)
{
	for (; w; w = w->next) {
		if (!(w->flags & WORD_LITERAL))
			return false;
		if (out->len > 0)
			buf_byte(out, ' ');
		buf_add(out, w->text, w->len);
	}
	return true;
}

/* A FIFO of that name must not be waited for. */
static bool file_text(struct explain *e, const char *name, struct buf *out)
{
	struct arena_mark mark = arena_mark(&e->sh->scratch);
	const char *path = e->moved && *name != '/' ? NULL : dot_path(e->sh, name);
	struct stat st;
	int fd = path ? fd_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0) : -ENOENT;
	bool fit = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= FILE_MOST;
	bool done = fit && fd_read_all(fd, out) == 0;

	if (fd >= 0)
		fd_close(&fd);
	arena_rewind(&e->sh->scratch, mark);
	return done;
}

/* The commands of TEXT, which belong to E's trees then. False: it has an error. */
static bool take_text(struct explain *e, struct buf *text, struct body *b)
{
	struct vec trees = { 0 };
	struct trouble trouble = { 0 };

	if (!explain_parse(e, buf_cstr(text), text->len, &trees, &trouble)) {
		explain_forget(&trees);
		return false;
	}
	b->roots = arena_alloc(&e->w->arena, (trees.len + 1) * sizeof *b->roots);
	for (size_t i = 0; i < trees.len; i++) {
		b->roots[b->n++] = ((struct tree *)trees.items[i])->root;
		vec_push(&e->trees, trees.items[i]);
	}
	vec_free(&trees);
	return true;
}

/* What N runs, into B; false: nothing, or it cannot be known. */
static bool find_body(struct explain *e, const struct node *n, struct body *b)
{
	const char *name = n->simple.words->text;
	const struct node *function = explain_function(e, n);
	struct buf text = { 0 };
	bool known = false;

	if (function) {
		b->roots = arena_alloc(&e->w->arena, sizeof *b->roots);
		b->roots[b->n++] = function;
		b->title = "what it does";
		return true;
	}
	if (strcmp(name, "eval") == 0) {
		b->title = "what it runs";
		known = constant_words(operands(n), &text);
	} else if (strcmp(name, ".") == 0 || strcmp(name, "source") == 0) {
		const struct word *w = operands(n);
		b->title = "what the file has";
		known = w && (w->flags & WORD_LITERAL) && file_text(e, w->text, &text);
	}
	known = known && take_text(e, &text, b);
	buf_free(&text);
	return known;
}

const struct body *explain_take_body(struct explain *e, const struct node *n)
{
	struct body b = { .next = e->bodies, .of = n };

	if (!(n->simple.words->flags & WORD_LITERAL) || !find_body(e, n, &b))
		return NULL;
	struct body *kept = arena_alloc(&e->w->arena, sizeof *kept);
	*kept = b;
	return e->bodies = kept;
}

const struct body *explain_body(const struct explain *e, const struct node *n)
{
	const struct body *b = e->bodies;

	while (b && b->of != n)
		b = b->next;
	return b;
}
