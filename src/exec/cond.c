/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cond.c -- conditions: the primaries that test(1) and [[ ]] share, and [[ ]] itself. */
#include "exec_internal.h"

#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <regex.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- unary primaries ----------------------------------------------------------------------------------- */

bool cond_is_unary(const char *op)
{
	return op[0] == '-' && op[1] && !op[2] && strchr("abcdefghkLnoprsStuvwxzGNO", op[1]);
}

static bool file_mode(const char *path, mode_t type)
{
	struct stat st;

	return stat(path, &st) == 0 && (st.st_mode & S_IFMT) == type;
}

static bool file_bit(const char *path, mode_t bit)
{
	struct stat st;

	return stat(path, &st) == 0 && (st.st_mode & bit);
}

static bool file_is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

/* -s -O -G -N: what else the file's description tells. */
static bool file_property(const char *path, char op)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return false;
	switch (op) {
	case 's': return st.st_size > 0;
	case 'O': return st.st_uid == geteuid();
	case 'G': return st.st_gid == getegid();
	default: /* -N: changed since it was last read */
		return st.st_atim.tv_sec < st.st_mtim.tv_sec ||
		       (st.st_atim.tv_sec == st.st_mtim.tv_sec && st.st_atim.tv_nsec <= st.st_mtim.tv_nsec);
	}
}

/* The effective user decides, as for the commands that follow (XCU test). */
static bool may_access(const char *path, int how)
{
	return faccessat(AT_FDCWD, path, how, AT_EACCESS) == 0;
}

/* Decimal digits with a sign and blanks around them, all of S. */
static bool decimal(const char *s, int64_t *out)
{
	uint64_t n = 0;

	while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		s++;
	bool negative = *s == '-';
	if (*s == '-' || *s == '+')
		s++;
	const char *digits = s;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (n > (uint64_t)INT64_MAX / 10)
			return false;
		n = n * 10 + (uint64_t)(*s - '0');
	}
	if (s == digits || n > (uint64_t)INT64_MAX + negative)
		return false;
	while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		s++;
	*out = negative ? (int64_t)(0 - n) : (int64_t)n;
	return *s == '\0';
}

static int is_terminal(const char *s)
{
	int64_t fd;

	if (!decimal(s, &fd))
		return -2;
	return fd >= 0 && fd <= INT_MAX && isatty((int)fd);
}

/* A variable; or a positional parameter by its number. */
static bool variable_is_set(struct sh *sh, const char *s)
{
	uint64_t n;
	size_t len;

	if (text_to_uint10(s, UINT32_MAX, &n))
		return n == 0 || n <= sh->vars.params.n;
	return var_get(&sh->vars, names_intern(&sh->vars.names, s, strlen(s)), &len) != NULL;
}

static bool option_is_on(struct sh *sh, const char *name)
{
	int o = option_by_name(name);

	return o >= 0 && sh->options.on[o];
}

int cond_unary(struct sh *sh, const char *op, const char *s)
{
	if (!cond_is_unary(op))
		return -1;
	switch (op[1]) {
	case 'n': return *s != '\0';
	case 'z': return *s == '\0';
	case 'a':
	case 'e': return may_access(s, F_OK);
	case 'f': return file_mode(s, S_IFREG);
	case 'd': return file_mode(s, S_IFDIR);
	case 'b': return file_mode(s, S_IFBLK);
	case 'c': return file_mode(s, S_IFCHR);
	case 'p': return file_mode(s, S_IFIFO);
	case 'S': return file_mode(s, S_IFSOCK);
	case 'g': return file_bit(s, S_ISGID);
	case 'u': return file_bit(s, S_ISUID);
	case 'k': return file_bit(s, S_ISVTX);
	case 'h':
	case 'L': return file_is_link(s);
	case 'r': return may_access(s, R_OK);
	case 'w': return may_access(s, W_OK);
	case 'x': return may_access(s, X_OK);
	case 't': return is_terminal(s);
	case 'v': return variable_is_set(sh, s);
	case 'o': return option_is_on(sh, s);
	default: return file_property(s, op[1]);
	}
}

/* ---- binary primaries ---------------------------------------------------------------------------------- */

enum binary {
	BIN_NONE,
	BIN_SAME,
	BIN_DIFFERENT,
	BIN_BEFORE,
	BIN_AFTER,
	BIN_EQ,
	BIN_NE,
	BIN_LT,
	BIN_LE,
	BIN_GT,
	BIN_GE,
	BIN_NEWER,
	BIN_OLDER,
	BIN_SAME_FILE
};

static enum binary binary_of_letters(unsigned char a, unsigned char b)
{
	switch (a << 8 | b) {
	case 'e' << 8 | 'q': return BIN_EQ;
	case 'n' << 8 | 'e': return BIN_NE;
	case 'l' << 8 | 't': return BIN_LT;
	case 'l' << 8 | 'e': return BIN_LE;
	case 'g' << 8 | 't': return BIN_GT;
	case 'g' << 8 | 'e': return BIN_GE;
	case 'n' << 8 | 't': return BIN_NEWER;
	case 'o' << 8 | 't': return BIN_OLDER;
	case 'e' << 8 | 'f': return BIN_SAME_FILE;
	default: return BIN_NONE;
	}
}

static enum binary binary_of(const char *op)
{
	switch (op[0]) {
	case '-':
		return op[1] && op[2] && !op[3]
			       ? binary_of_letters((unsigned char)op[1], (unsigned char)op[2])
			       : BIN_NONE;
	case '=': return !op[1] || (op[1] == '=' && !op[2]) ? BIN_SAME : BIN_NONE;
	case '!': return op[1] == '=' && !op[2] ? BIN_DIFFERENT : BIN_NONE;
	case '<': return op[1] ? BIN_NONE : BIN_BEFORE;
	case '>': return op[1] ? BIN_NONE : BIN_AFTER;
	default: return BIN_NONE;
	}
}

bool cond_is_binary(const char *op)
{
	return binary_of(op) != BIN_NONE;
}

static bool locale_is_plain(const char *name)
{
	return !name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0 || strncmp(name, "C.", 2) == 0;
}

static const char *not_empty(struct sh *sh, name_id id)
{
	size_t len;
	const char *s = var_get(&sh->vars, id, &len);

	return s && *s ? s : NULL;
}

/* By the order of bytes, unless the user's locale has one of its own: it is loaded only here. */
static int collate(struct sh *sh, const char *a, const char *b)
{
	const char *name = not_empty(sh, N_LC_ALL);

	if (!name)
		name = not_empty(sh, N_LC_COLLATE);
	if (!name)
		name = not_empty(sh, N_LANG);
	locale_t locale = locale_is_plain(name) ? (locale_t)0 : newlocale(LC_COLLATE_MASK, name, (locale_t)0);
	if (!locale)
		return strcmp(a, b);
	int order = strcoll_l(a, b, locale);
	freelocale(locale);
	return order;
}

static bool is_later(const struct stat *a, const struct stat *b)
{
	if (a->st_mtim.tv_sec != b->st_mtim.tv_sec)
		return a->st_mtim.tv_sec > b->st_mtim.tv_sec;
	return a->st_mtim.tv_nsec > b->st_mtim.tv_nsec;
}

/* A file that is there is newer than one that is not. */
static int compare_files(enum binary op, const char *a, const char *b)
{
	struct stat sa, sb;
	bool has_a = stat(a, &sa) == 0, has_b = stat(b, &sb) == 0;

	if (op == BIN_SAME_FILE)
		return has_a && has_b && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
	if (!has_a || !has_b)
		return op == BIN_NEWER ? has_a : has_b;
	return op == BIN_NEWER ? is_later(&sa, &sb) : is_later(&sb, &sa);
}

static int compare_integers(enum binary op, int64_t a, int64_t b)
{
	switch (op) {
	case BIN_EQ: return a == b;
	case BIN_NE: return a != b;
	case BIN_LT: return a < b;
	case BIN_LE: return a <= b;
	case BIN_GT: return a > b;
	default: return a >= b;
	}
}

int cond_binary(struct sh *sh, const char *a, const char *op, const char *b, const char **bad)
{
	enum binary code = binary_of(op);
	int64_t na, nb;

	switch (code) {
	case BIN_NONE: return -1;
	case BIN_SAME: return strcmp(a, b) == 0;
	case BIN_DIFFERENT: return strcmp(a, b) != 0;
	case BIN_BEFORE: return collate(sh, a, b) < 0;
	case BIN_AFTER: return collate(sh, a, b) > 0;
	case BIN_NEWER:
	case BIN_OLDER:
	case BIN_SAME_FILE: return compare_files(code, a, b);
	default: break;
	}
	if (!decimal(a, &na) || !decimal(b, &nb)) {
		*bad = decimal(a, &na) ? b : a;
		return -2;
	}
	return compare_integers(code, na, nb);
}

/* ---- [[ ]]: 1 true, 0 false, -1 an error that is shown ------------------------------------------------- */

static const char *cond_string(struct sh *sh, const struct word *w, unsigned mode, size_t *len)
{
	const char *s = exp_string(&sh->exp, w, mode, len);

	if (!s)
		expansion_failed(sh);
	else if (sh->flow != FLOW_ON)
		return NULL;
	return s;
}

/* What an expansion gives may point into a variable that the next one changes. */
static const char *cond_operand(struct sh *sh, const struct word *w, const struct word *next, size_t *len)
{
	const char *s = cond_string(sh, w, EXP_STRING, len);

	return s && !(next->flags & (WORD_LITERAL | WORD_PATTERN | WORD_ONE_PARAM))
		       ? arena_strndup(&sh->scratch, s, *len)
		       : s;
}

static int cond_error(struct sh *sh, const char *object, const char *what)
{
	sh_error(sh, "[[", object, "%s", what);
	return -1;
}

static int cond_regex(struct sh *sh, const struct cond *c, const char *a)
{
	regex_t re;
	char why[200];
	size_t len;
	const char *pattern = cond_string(sh, c->b, EXP_REGEX, &len);
	int flags = REG_EXTENDED | REG_NOSUB | (sh->options.on[OPT_NOCASEMATCH] ? REG_ICASE : 0);

	if (!pattern)
		return -1;
	int err = regcomp(&re, pattern, flags);
	if (err != 0) {
		regerror(err, &re, why, sizeof why);
		return cond_error(sh, pattern, why);
	}
	err = regexec(&re, a, 0, NULL, 0);
	regfree(&re);
	if (err != 0 && err != REG_NOMATCH)
		return cond_error(sh, pattern, "the match took too much memory");
	return err == 0;
}

/* A plain number needs no parsing; 0x1f and 017 are for arithmetic. */
static int cond_number(struct sh *sh, const char *s, int64_t *out)
{
	if (*s >= '1' && *s <= '9' && decimal(s, out))
		return 0;
	return exp_arith_text(&sh->exp, s, out);
}

static int cond_arith(struct sh *sh, enum binary op, const char *a, const char *b)
{
	int64_t na, nb;

	if (cond_number(sh, a, &na) == 0 && cond_number(sh, b, &nb) == 0)
		return compare_integers(op, na, nb);
	if (!sh->exp.trouble_shown)
		cond_error(sh, NULL, sh->exp.trouble.text);
	sh->exp.trouble_shown = false;
	return -1;
}

static int cond_eval_binary(struct sh *sh, const struct cond *c)
{
	size_t len;
	enum binary op = binary_of(c->op);
	const char *a = cond_operand(sh, c->a, c->b, &len), *b, *bad;

	if (!a)
		return -1;
	if (strcmp(c->op, "=~") == 0)
		return cond_regex(sh, c, a);
	if (op == BIN_SAME || op == BIN_DIFFERENT) {
		int match = exp_match_word(&sh->exp, c->b, a, len);
		if (match < 0)
			expansion_failed(sh);
		return match < 0 ? -1 : match == (op == BIN_SAME);
	}
	b = cond_string(sh, c->b, EXP_STRING, &len);
	if (!b)
		return -1;
	if (op >= BIN_EQ && op <= BIN_GE)
		return cond_arith(sh, op, a, b);
	return cond_binary(sh, a, c->op, b, &bad);
}

static int cond_eval_unary(struct sh *sh, const struct cond *c)
{
	size_t len;
	const char *s = cond_string(sh, c->a, EXP_STRING, &len);
	int answer = s ? cond_unary(sh, c->op, s) : -1;

	return answer == -2 ? cond_error(sh, s, "not a number") : answer;
}

static int cond_eval(struct sh *sh, const struct cond *c)
{
	const char *s;
	size_t len;
	int answer;

	if (stack_low())
		return cond_error(sh, NULL, "nested too deeply");
	switch ((enum cond_kind)c->kind) {
	case COND_AND: answer = cond_eval(sh, c->left); return answer > 0 ? cond_eval(sh, c->right) : answer;
	case COND_OR: answer = cond_eval(sh, c->left); return answer == 0 ? cond_eval(sh, c->right) : answer;
	case COND_NOT: answer = cond_eval(sh, c->left); return answer < 0 ? answer : !answer;
	case COND_UNARY: return cond_eval_unary(sh, c);
	case COND_BINARY: return cond_eval_binary(sh, c);
	case COND_WORD: s = cond_string(sh, c->a, EXP_STRING, &len); return s ? len > 0 : -1;
	}
	return -1;
}

int exec_cond(struct sh *sh, const struct node *n)
{
	struct arena_mark mark = arena_mark(&sh->scratch);
	int answer = cond_eval(sh, n->cond.expr);

	arena_rewind(&sh->scratch, mark);
	if (answer < 0)
		return sh->flow == FLOW_ON ? STATUS_ERROR : sh->vars.status;
	return answer ? STATUS_OK : STATUS_NO;
}
