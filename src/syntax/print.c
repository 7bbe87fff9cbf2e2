/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c -- a tree back to text that parses to the same tree. */
#include "syntax_internal.h"

static void print_node(struct printer *pr, const struct node *n);

/* ---- lines --------------------------------------------------------------------------------------------- */

static void bodies(struct printer *pr)
{
	for (size_t i = 0; i < pr->heredocs.len; i++)
		print_heredoc_body(pr, pr->heredocs.items[i]);
	pr->heredocs.len = 0;
}

static void newline(struct printer *pr)
{
	buf_byte(pr->out, '\n');
	bodies(pr);
	for (unsigned i = 0; pr->multiline && i < pr->indent; i++)
		buf_str(pr->out, "    ");
}

static bool ends_async(const struct node *n)
{
	while (n && n->kind == NODE_LIST)
		n = n->list.cmds[n->list.n - 1];
	return n && n->kind == NODE_ASYNC;
}

/* What stands between command N and the next thing. */
static void separate(struct printer *pr, const struct node *n)
{
	if (pr->multiline || pr->heredocs.len > 0)
		newline(pr);
	else
		buf_str(pr->out, ends_async(n) ? " " : "; ");
}

/* The list in `if LIST; then`: on one line. */
static void print_test(struct printer *pr, const struct node *n, const char *then)
{
	bool multiline = pr->multiline;
	buf_byte(pr->out, ' ');
	pr->multiline = false;
	print_node(pr, n);
	separate(pr, n);
	pr->multiline = multiline;
	buf_str(pr->out, then);
}

/* The list between two words that hold it, the second of which is CLOSER. */
static void print_body(struct printer *pr, const struct node *n, const char *closer)
{
	pr->indent++;
	if (pr->multiline || pr->heredocs.len > 0)
		newline(pr);
	else
		buf_byte(pr->out, ' ');
	print_node(pr, n);
	pr->indent--;
	if (*closer != ')' || pr->multiline || pr->heredocs.len > 0)
		separate(pr, n);
	else
		buf_byte(pr->out, ' ');
	buf_str(pr->out, closer);
}

void print_nested(struct printer *pr, const struct node *n)
{
	struct printer inner = { .out = pr->out, .names = pr->names };
	if (!n)
		return;
	size_t from = pr->out->len;
	print_node(&inner, n);
	if (inner.heredocs.len > 0)
		newline(&inner);
	if (pr->out->len > from && pr->out->data[from] == '(' && pr->out->data[from - 1] == '(') {
		buf_byte(pr->out, ' '); /* $( (a); b ): not an expression */
		memmove(pr->out->data + from + 1, pr->out->data + from, pr->out->len - from - 1);
		pr->out->data[from] = ' ';
	}
	vec_free(&inner.heredocs);
}

/* ---- redirections -------------------------------------------------------------------------------------- */

const char *syn_redir_operator(enum redir_op op)
{
	static const char *const text[] = {
		[REDIR_IN] = "<",
		[REDIR_OUT] = ">",
		[REDIR_CLOBBER] = ">|",
		[REDIR_APPEND] = ">>",
		[REDIR_READWRITE] = "<>",
		[REDIR_DUP_IN] = "<&",
		[REDIR_DUP_OUT] = ">&",
		[REDIR_HEREDOC] = "<<",
		[REDIR_HERESTRING] = "<<<",
		[REDIR_OUT_ERR] = "&>",
		[REDIR_APPEND_ERR] = "&>>",
	};
	return text[op];
}

static void print_redirs(struct printer *pr, const struct io_redirect *r, bool space)
{
	for (; r; r = r->next) {
		if (space)
			buf_byte(pr->out, ' ');
		space = true;
		if (r->fd_name != NAME_NONE)
			buf_printf(pr->out, "{%s}", names_text(pr->names, r->fd_name));
		else if (r->fd_given)
			buf_printf(pr->out, "%d", r->fd);
		if (r->op == REDIR_HEREDOC) {
			print_heredoc_head(pr, r);
			continue;
		}
		buf_str(pr->out, syn_redir_operator((enum redir_op)r->op));
		if (r->op != REDIR_DUP_IN && r->op != REDIR_DUP_OUT)
			buf_byte(pr->out, ' ');
		print_word(pr, r->target);
	}
}

/* ---- commands ------------------------------------------------------------------------------------------ */

/* `<file { x`: a reserved word is none only because a redirection stands before it. */
static bool redirs_come_first(const struct node *n)
{
	const struct word *w = n->simple.words;
	return n->redirs && !n->simple.assigns && w &&
	       (w->flags & (WORD_LITERAL | WORD_QUOTED)) == WORD_LITERAL && w->len > 0 &&
	       reserved_find(w->text, w->len, false) != RW_NONE;
}

static void print_simple(struct printer *pr, const struct node *n)
{
	bool redirs_first = redirs_come_first(n), space = redirs_first;
	if (redirs_first)
		print_redirs(pr, n->redirs, false);
	for (const struct assign *a = n->simple.assigns; a; a = a->next, space = true) {
		if (space)
			buf_byte(pr->out, ' ');
		buf_str(pr->out, names_text(pr->names, a->name));
		buf_str(pr->out, a->append ? "+=" : "=");
		print_word(pr, a->value);
	}
	for (const struct word *w = n->simple.words; w; w = w->next, space = true) {
		if (space)
			buf_byte(pr->out, ' ');
		print_word(pr, w);
	}
	if (!redirs_first)
		print_redirs(pr, n->redirs, space);
}

static void print_pipeline(struct printer *pr, const struct node *n)
{
	if (n->pipeline.timed)
		buf_str(pr->out, n->pipeline.time_posix ? "time -p " : "time ");
	if (n->pipeline.negate)
		buf_str(pr->out, "! ");
	for (uint32_t i = 0; i < n->pipeline.n; i++) {
		bool both = n->pipeline.both && n->pipeline.both[i];
		print_node(pr, n->pipeline.cmds[i]);
		if (i + 1 < n->pipeline.n)
			buf_str(pr->out, both ? " |& " : " | ");
	}
}

static void print_and_or(struct printer *pr, const struct node *n)
{
	for (uint32_t i = 0; i < n->and_or.n; i++) {
		if (i > 0)
			buf_str(pr->out, n->and_or.is_or[i] ? " || " : " && ");
		print_node(pr, n->and_or.cmds[i]);
	}
}

static void print_list(struct printer *pr, const struct node *n)
{
	for (uint32_t i = 0; i < n->list.n; i++) {
		print_node(pr, n->list.cmds[i]);
		if (i + 1 < n->list.n)
			separate(pr, n->list.cmds[i]);
	}
}

static void print_if(struct printer *pr, const struct node *n)
{
	buf_str(pr->out, "if");
	for (;;) {
		const struct node *more = n->if_.else_part;
		print_test(pr, n->if_.test, "then");
		if (!more) {
			print_body(pr, n->if_.then_part, "fi");
			return;
		}
		if (more->kind != NODE_IF || more->redirs) {
			print_body(pr, n->if_.then_part, "else");
			print_body(pr, more, "fi");
			return;
		}
		print_body(pr, n->if_.then_part, "elif");
		n = more;
	}
}

static void print_for(struct printer *pr, const struct node *n)
{
	buf_str(pr->out, n->kind == NODE_FOR ? "for " : "select ");
	buf_str(pr->out, names_text(pr->names, n->for_.name));
	if (n->for_.has_in) {
		buf_str(pr->out, " in");
		print_words(pr, n->for_.words);
	}
	buf_str(pr->out, "; do");
	print_body(pr, n->for_.body, "done");
}

static void print_cfor(struct printer *pr, const struct node *n)
{
	const struct arith *parts[] = { n->cfor.init, n->cfor.test, n->cfor.step };
	buf_str(pr->out, "for ((");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (i > 0)
			buf_byte(pr->out, ';');
		if (parts[i])
			print_arith(pr, parts[i]);
	}
	buf_str(pr->out, ")); do");
	print_body(pr, n->cfor.body, "done");
}

static void print_case_item(struct printer *pr, const struct case_item *item)
{
	static const char *const ends[] = {
		[CASE_BREAK] = ";;", [CASE_FALL] = ";&", [CASE_TEST_NEXT] = ";;&"
	};
	const struct word *first = item->patterns;
	if (first->text && strcmp(first->text, "esac") == 0)
		buf_byte(pr->out, '(');
	for (const struct word *w = first; w; w = w->next) {
		print_word(pr, w);
		if (w->next)
			buf_str(pr->out, " | ");
	}
	buf_byte(pr->out, ')');
	if (!item->body) {
		buf_str(pr->out, pr->multiline ? " " : "");
		buf_str(pr->out, ends[item->end]);
		return;
	}
	pr->indent++;
	if (pr->multiline)
		newline(pr);
	else
		buf_byte(pr->out, ' ');
	print_node(pr, item->body);
	if (pr->multiline || pr->heredocs.len > 0)
		newline(pr);
	pr->indent--;
	buf_str(pr->out, ends[item->end]);
}

static void print_case(struct printer *pr, const struct node *n)
{
	buf_str(pr->out, "case ");
	print_word(pr, n->case_.subject);
	buf_str(pr->out, " in");
	pr->indent++;
	for (const struct case_item *item = n->case_.items; item; item = item->next) {
		if (pr->multiline || pr->heredocs.len > 0)
			newline(pr);
		else
			buf_byte(pr->out, ' ');
		print_case_item(pr, item);
	}
	pr->indent--;
	if (pr->multiline)
		newline(pr);
	else
		buf_byte(pr->out, ' ');
	buf_str(pr->out, "esac");
}

static void print_function(struct printer *pr, const struct node *n)
{
	const char *name = names_text(pr->names, n->function.name);
	if (!name_valid(name) || syn_is_reserved(name, strlen(name), false))
		buf_str(pr->out, "function ");
	buf_str(pr->out, name);
	buf_str(pr->out, " ()");
	if (pr->multiline)
		newline(pr);
	else
		buf_byte(pr->out, ' ');
	print_node(pr, n->function.body);
}

static void print_coproc(struct printer *pr, const struct node *n)
{
	const char *name = names_text(pr->names, n->coproc.name);
	buf_str(pr->out, "coproc ");
	if (n->coproc.body->kind != NODE_SIMPLE && strcmp(name, "COPROC") != 0) {
		buf_str(pr->out, name);
		buf_byte(pr->out, ' ');
	}
	print_node(pr, n->coproc.body);
}

/* ---- [[ ]] --------------------------------------------------------------------------- */

static void print_cond(struct printer *pr, const struct cond *c);

static void print_cond_side(struct printer *pr, const struct cond *c, bool parentheses)
{
	if (parentheses)
		buf_str(pr->out, "( ");
	print_cond(pr, c);
	if (parentheses)
		buf_str(pr->out, " )");
}

static void print_cond(struct printer *pr, const struct cond *c)
{
	if (stack_low())
		return;
	switch (c->kind) {
	case COND_AND:
	case COND_OR:
		print_cond_side(pr, c->left, c->left->kind == COND_OR && c->kind == COND_AND);
		buf_str(pr->out, c->kind == COND_AND ? " && " : " || ");
		print_cond_side(pr, c->right, c->right->kind == COND_OR || c->right->kind == c->kind);
		break;
	case COND_NOT:
		buf_str(pr->out, "! ");
		print_cond_side(pr, c->left, c->left->kind <= COND_OR);
		break;
	case COND_UNARY:
		buf_printf(pr->out, "%s ", c->op);
		print_word(pr, c->a);
		break;
	case COND_BINARY:
		print_word(pr, c->a);
		buf_printf(pr->out, " %s ", c->op);
		print_word(pr, c->b);
		break;
	default: print_word(pr, c->a); break;
	}
}

/* ---- nodes --------------------------------------------------------------------------- */

static void print_inside(struct printer *pr, const struct node *n)
{
	switch (n->kind) {
	case NODE_GROUP:
		buf_byte(pr->out, '{');
		print_body(pr, n->group.body, "}");
		break;
	case NODE_SUBSHELL:
		buf_byte(pr->out, '(');
		print_body(pr, n->group.body, ")");
		break;
	case NODE_IF: print_if(pr, n); break;
	case NODE_WHILE:
		buf_str(pr->out, n->while_.until ? "until" : "while");
		print_test(pr, n->while_.test, "do");
		print_body(pr, n->while_.body, "done");
		break;
	case NODE_FOR:
	case NODE_SELECT: print_for(pr, n); break;
	case NODE_CFOR: print_cfor(pr, n); break;
	case NODE_CASE: print_case(pr, n); break;
	case NODE_COND:
		buf_str(pr->out, "[[ ");
		print_cond(pr, n->cond.expr);
		buf_str(pr->out, " ]]");
		break;
	case NODE_ARITH:
		buf_str(pr->out, "((");
		print_arith(pr, n->arith.expr);
		buf_str(pr->out, "))");
		break;
	default: break;
	}
	print_redirs(pr, n->redirs, true);
}

static void print_node(struct printer *pr, const struct node *n)
{
	if (!n || stack_low())
		return;
	switch (n->kind) {
	case NODE_SIMPLE: print_simple(pr, n); break;
	case NODE_PIPELINE: print_pipeline(pr, n); break;
	case NODE_AND_OR: print_and_or(pr, n); break;
	case NODE_LIST: print_list(pr, n); break;
	case NODE_ASYNC:
		print_node(pr, n->async.body);
		buf_str(pr->out, " &");
		break;
	case NODE_FUNCTION: print_function(pr, n); break;
	case NODE_COPROC: print_coproc(pr, n); break;
	default: print_inside(pr, n); break;
	}
}

void syn_print(struct buf *out, const struct names *names, const struct node *n, bool multiline)
{
	struct printer pr = { .out = out, .names = names, .multiline = multiline };
	print_node(&pr, n);
	if (pr.heredocs.len > 0)
		newline(&pr);
	vec_free(&pr.heredocs);
}

void syn_print_word(struct buf *out, const struct names *names, const struct word *w)
{
	struct printer pr = { .out = out, .names = names };
	print_word(&pr, w);
	vec_free(&pr.heredocs);
}
