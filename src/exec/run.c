/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c -- the executor's table of contents: one line per kind of node, and the compound commands. */
#include "exec_internal.h"

#include <stdlib.h>

/* Inside a test the commands' failures do not count for set -e. */
static int exec_test(struct sh *sh, const struct node *n)
{
	sh->errexit_off++;
	int status = exec_node(sh, n);
	sh->errexit_off--;
	return status;
}

static int exec_list(struct sh *sh, const struct node *n)
{
	bool last = sh->last_command;
	int status = 0;
	sh->last_command = false;
	for (uint32_t i = 0; i < n->list.n && sh->flow == FLOW_ON; i++) {
		sh->last_command = last && i + 1 == n->list.n;
		status = exec_node(sh, n->list.cmds[i]);
	}
	return status;
}

static int exec_and_or(struct sh *sh, const struct node *n)
{
	bool last = sh->last_command;
	int status = 0;
	sh->last_command = false;
	for (uint32_t i = 0; i < n->and_or.n && sh->flow == FLOW_ON; i++) {
		if (i > 0 && (status != 0) != n->and_or.is_or[i])
			continue;
		if (i + 1 < n->and_or.n) {
			status = exec_test(sh, n->and_or.cmds[i]);
			continue;
		}
		sh->last_command = last;
		status = exec_node(sh, n->and_or.cmds[i]);
	}
	return status;
}

static int exec_if(struct sh *sh, const struct node *n)
{
	bool last = sh->last_command;
	sh->last_command = false;
	int status = exec_test(sh, n->if_.test);
	if (sh->flow != FLOW_ON)
		return status;
	const struct node *part = status == 0 ? n->if_.then_part : n->if_.else_part;
	sh->last_command = last;
	return part ? exec_node(sh, part) : 0;
}

bool loop_goes_on(struct sh *sh)
{
	if (sh->flow == FLOW_ON)
		return true;
	if ((sh->flow != FLOW_BREAK && sh->flow != FLOW_CONTINUE) || --sh->flow_levels > 0)
		return false;
	bool on = sh->flow == FLOW_CONTINUE;
	sh->flow = FLOW_ON;
	return on;
}

/* Whatever a loop's body runs may be run again: no program takes over this process; and its turns are not
 * each to fetch and give back the arena's first chunk. */
void loop_enter(struct sh *sh)
{
	if (!sh->scratch.chunk)
		(void)arena_alloc(&sh->scratch, 1);
	sh->loop_depth++;
	sh->last_command = false;
}

static int exec_while(struct sh *sh, const struct node *n)
{
	int status = 0;
	loop_enter(sh);
	do {
		int test = exec_test(sh, n->while_.test);
		if (sh->flow != FLOW_ON) { /* a loop's status is that of its body (XCU 2.9.4.3) */
			if (sh->flow != FLOW_BREAK && sh->flow != FLOW_CONTINUE)
				status = test;
			continue;
		}
		if ((test == 0) == n->while_.until)
			break;
		status = exec_node(sh, n->while_.body);
	} while (loop_goes_on(sh));
	sh->loop_depth--;
	return status;
}

int loop_words(struct sh *sh, const struct node *n, struct fields *f)
{
	if (n->for_.has_in)
		return exp_words(&sh->exp, n->for_.words, false, f) < 0 || sh->flow != FLOW_ON ? -1 : 0;
	for (size_t i = 0; i < sh->vars.params.n; i++) {
		const char *p = sh->vars.params.v[i];
		fields_add(&sh->exp, f, arena_strndup(&sh->scratch, p, strlen(p)));
	}
	return 0;
}

static int exec_for(struct sh *sh, const struct node *n)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	struct fields f = { 0 };
	int status = 0;
	if (loop_words(sh, n, &f) < 0) {
		status = expansion_failed(sh);
		goto done;
	}
	loop_enter(sh);
	for (size_t i = 0; i < f.n; i++) {
		if (sh_assign(sh, n->for_.name, f.v[i], strlen(f.v[i]), false, true) < 0) {
			status = STATUS_NO;
			break;
		}
		status = debug_trap(sh) ? exec_node(sh, n->for_.body) : sh->vars.status;
		if (!loop_goes_on(sh))
			break;
	}
	sh->loop_depth--;
done:
	arena_rewind(&sh->scratch, mark);
	return status;
}

/* An error in (( )) is a failed command and no more, as in [[ ]] and `let`. */
static int arith_failed(struct sh *sh)
{
	if (!sh->exp.trouble_shown && sh->flow == FLOW_ON) {
		sh_error(sh, "((", NULL, "%s", sh->exp.trouble.text);
		sh_mark(sh, &sh->exp.trouble);
	}
	sh->exp.trouble_shown = false;
	return sh->flow == FLOW_ON ? errexit_check(sh, STATUS_ERROR) : sh->vars.status;
}

/* The expression's value; an absent one is DEFAULT_VALUE. -1: failed, shown. */
static int arith_value(struct sh *sh, struct arith *a, int64_t default_value, int64_t *value)
{
	*value = default_value;
	if (!a)
		return 0;
	struct arena_mark mark = arena_mark(&sh->scratch);
	int err = exp_arith(&sh->exp, a, value);
	arena_rewind(&sh->scratch, mark);
	return sh->flow == FLOW_ON ? err : -1;
}

static int exec_cfor(struct sh *sh, const struct node *n)
{
	int64_t value;
	int status = 0;
	if (arith_value(sh, n->cfor.init, 0, &value) < 0)
		return arith_failed(sh);
	loop_enter(sh);
	for (;;) {
		sh->vars.lineno = n->pos.line;
		if (arith_value(sh, n->cfor.test, 1, &value) < 0) {
			status = arith_failed(sh);
			break;
		}
		if (value == 0)
			break;
		status = exec_node(sh, n->cfor.body);
		if (!loop_goes_on(sh))
			break;
		if (arith_value(sh, n->cfor.step, 0, &value) < 0) {
			status = arith_failed(sh);
			break;
		}
	}
	sh->loop_depth--;
	return status;
}

static int exec_arith(struct sh *sh, const struct node *n)
{
	int64_t value;
	if (sh->options.on[OPT_XTRACE])
		xtrace_test(sh, n);
	if (arith_value(sh, n->arith.expr, 0, &value) < 0)
		return arith_failed(sh);
	return errexit_check(sh, value == 0);
}

/* 1: one of the item's patterns matches; 0: none; -1: failed. */
static int item_matches(struct sh *sh, const struct case_item *item, const char *subject, size_t len)
{
	int match = 0;
	for (const struct word *w = item->patterns; w && match == 0; w = w->next)
		match = exp_match_word(&sh->exp, w, subject, len);
	return sh->flow == FLOW_ON ? match : -1;
}

static int exec_case_items(struct sh *sh, const struct case_item *item, const char *subject, size_t len)
{
	bool last = sh->last_command, fall = false;
	int status = 0;
	sh->last_command = false;
	for (; item && sh->flow == FLOW_ON; item = item->next) {
		int match = fall ? 1 : item_matches(sh, item, subject, len);
		if (match < 0)
			return expansion_failed(sh);
		if (match == 0)
			continue;
		sh->last_command = last && item->end == CASE_BREAK;
		status = item->body ? exec_node(sh, item->body) : 0;
		sh->last_command = false;
		if (item->end == CASE_BREAK)
			break;
		fall = item->end == CASE_FALL;
	}
	return status;
}

static int exec_case(struct sh *sh, const struct node *n)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	size_t len;
	int status;
	const char *subject = exp_string(&sh->exp, n->case_.subject, EXP_STRING, &len);
	if (!subject || sh->flow != FLOW_ON) {
		status = expansion_failed(sh);
	} else {
		/* the body and the patterns may change the variable that SUBJECT may point to */
		subject = arena_strndup(&sh->scratch, subject, len);
		status = exec_case_items(sh, n->case_.items, subject, len);
	}
	arena_rewind(&sh->scratch, mark);
	return status;
}

/* ---- the dispatcher ---- */

static int exec_test_words(struct sh *sh, const struct node *n)
{
	if (sh->options.on[OPT_XTRACE])
		xtrace_test(sh, n);
	return errexit_check(sh, exec_cond(sh, n));
}

static int exec_function_definition(struct sh *sh, const struct node *n)
{
	if (sh->options.on[OPT_POSIX]) {
		const struct builtin *b = lookup_builtin(sh, names_text(&sh->vars.names, n->function.name));
		if (b && (b->flags & BUILTIN_SPECIAL)) {
			sh_error(sh, NULL, b->name, "is a special builtin and cannot be a function");
			if (!sh_at_prompt(sh))
				sh->flow = FLOW_EXIT;
			return STATUS_ERROR;
		}
	}
	if (exec_unshare(sh))
		return sh->vars.status;
	function_define(sh, n->function.name, sh->tree, n->function.body);
	if (sh->options.on[OPT_HASHALL] && sh->options.on[OPT_POSIX])
		hash_utilities(sh, n->function.body);
	return 0;
}

/* What trap DEBUG is told of once as a whole; `for` tells it of each turn, other commands of their parts. */
static bool told_to_debug(const struct node *n)
{
	return n->kind == NODE_CASE || n->kind == NODE_SELECT || n->kind == NODE_CFOR ||
	       n->kind == NODE_COND || n->kind == NODE_ARITH;
}

/* A command without its redirections. */
static int exec_body(struct sh *sh, const struct node *n)
{
	if (stack_low())
		return sh_too_deep(sh, NULL, "commands nested too deeply");
	sh->vars.lineno = n->pos.line;
	if (sh->traps->action[TRAP_DEBUG] && told_to_debug(n) && !debug_trap(sh))
		return sh->vars.status;
	switch ((enum node_kind)n->kind) {
	case NODE_SIMPLE: return exec_simple(sh, n);
	case NODE_PIPELINE: return exec_pipeline(sh, n);
	case NODE_AND_OR: return exec_and_or(sh, n);
	case NODE_LIST: return exec_list(sh, n);
	case NODE_ASYNC: return exec_async(sh, n);
	case NODE_SUBSHELL: return exec_subshell(sh, n);
	case NODE_GROUP: return exec_node(sh, n->group.body);
	case NODE_IF: return exec_if(sh, n);
	case NODE_WHILE: return exec_while(sh, n);
	case NODE_FOR: return exec_for(sh, n);
	case NODE_CFOR: return exec_cfor(sh, n);
	case NODE_SELECT: return exec_select(sh, n);
	case NODE_CASE: return exec_case(sh, n);
	case NODE_FUNCTION: return exec_function_definition(sh, n);
	case NODE_COND: return exec_test_words(sh, n);
	case NODE_ARITH: return exec_arith(sh, n);
	case NODE_COPROC: return exec_coproc(sh, n);
	}
	return STATUS_ERROR;
}

static int exec_redirected(struct sh *sh, const struct node *n)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	size_t procsubs = sh->procsubs.len;
	struct redir_undo undo;
	int status = STATUS_NO;
	sh->last_command = sh->last_command && n->kind == NODE_SUBSHELL;
	if (sh->options.on[OPT_XTRACE])
		xtrace_compound(sh, n);
	if (redir_apply(sh, n->redirs, &undo) == 0)
		status = exec_body(sh, n);
	else
		status = errexit_check(sh, status);
	status = redir_restore(sh, &undo, status);
	procsubs_close(sh, procsubs);
	arena_rewind(&sh->scratch, mark);
	return status;
}

int exec_node(struct sh *sh, const struct node *n)
{
	int status;
	if (n->kind == NODE_SIMPLE)
		status = exec_simple(sh, n);
	else if (n->redirs)
		status = exec_redirected(sh, n);
	else
		status = exec_body(sh, n);
	sh->vars.status = status;
	if (traps_pending(sh)) {
		traps_run(sh);
		/* The same as before, but for an interrupt or a `return' in an action. */
		status = sh->vars.status;
	}
	return status;
}
