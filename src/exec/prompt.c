/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt.c -- PS1, PS2, PS4: parameter, command and arithmetic expansion, that of the exclamation mark
 * (XCU 2.5.3), and outside posix mode the escapes that people know from bash. */
#include "exec_internal.h"

#include <pwd.h>
#include <stdlib.h>

#define HOST_MOST 256

void prompt_expand(struct sh *sh, const char *value, struct buf *out)
{
	struct trouble trouble;
	struct arena_mark mark = arena_mark(&sh->scratch);
	int status = sh->vars.status;
	size_t len = 0;
	struct word *w = syn_parse_quoted(&sh->scratch, &sh->syntax, value, strlen(value), &trouble);
	const char *text = w ? exp_string(&sh->exp, w, EXP_STRING, &len) : NULL;
	if (text)
		buf_add(out, text, len);
	else
		buf_str(out, value); /* better an unexpanded prompt than none */
	sh->exp.trouble_shown = false;
	sh->vars.status = status;
	arena_rewind(&sh->scratch, mark);
}

/* ! is the number that the next command will have in the history, !! an exclamation mark. */
static void add_numbered(struct sh *sh, const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '!')
			buf_byte(out, s[i]);
		else if (i + 1 < n && s[i + 1] == '!')
			buf_byte(out, s[++i]);
		else
			buf_printf(out, "%d", history_last(sh) + 1);
	}
}

/* ---- the escapes: what they stand for is text, not to be expanded ---- */

static void add_literal(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = s[i];
		if (c == '$' || c == '`' || c == '"' || c == '\\')
			buf_byte(out, '\\');
		buf_byte(out, c);
	}
}

static void add_time(struct sh *sh, struct buf *out, const char *format, size_t len)
{
	struct buf text = { 0 };
	if (date_format(sh, format, len, -1, &text))
		add_literal(out, text.data, text.len);
	buf_free(&text);
}

/* \D{FORMAT}: S is past the D. Gives where it goes on. */
static const char *add_format(struct sh *sh, struct buf *out, const char *s)
{
	const char *end = *s == '{' ? strchr(s, '}') : NULL;
	if (!end) {
		buf_str(out, "\\\\D");
		return s;
	}
	add_time(sh, out, s + 1, (size_t)(end - s - 1));
	return end + 1;
}

static void add_user(struct buf *out)
{
	const struct passwd *pw = getpwuid(geteuid());
	if (pw)
		add_literal(out, pw->pw_name, strlen(pw->pw_name));
	else
		buf_printf(out, "%u", (unsigned)geteuid());
}

static void add_host(struct buf *out, bool whole)
{
	char name[HOST_MOST] = "";
	if (gethostname(name, sizeof(name) - 1) == 0)
		add_literal(out, name, whole ? strlen(name) : strcspn(name, "."));
}

/* The folder, with ~ for the home; LAST: its last name alone. */
static void add_folder(struct sh *sh, struct buf *out, bool last)
{
	const char *pwd = var_get_name(&sh->vars, "PWD"), *home = var_get_name(&sh->vars, "HOME");
	size_t n = home ? strlen(home) : 0;
	if (!pwd)
		return;
	bool at_home = n > 1 && strncmp(pwd, home, n) == 0 && (pwd[n] == '\0' || pwd[n] == '/');
	if (at_home && (!last || !pwd[n]))
		buf_byte(out, '~');
	if (at_home && (!last || !pwd[n]))
		pwd += n;
	const char *slash = last ? strrchr(pwd, '/') : NULL;
	if (slash && slash[1])
		pwd = slash + 1;
	add_literal(out, pwd, strlen(pwd));
}

/* The statuses of the last pipeline if one is not 0: "[1] ", "[0|141|1] ". */
static void add_statuses(const struct sh *sh, struct buf *out)
{
	size_t n = sh->n_pipestatus;
	bool failed = sh->vars.status != 0;
	for (size_t i = 0; i < n; i++)
		failed |= sh->pipestatus[i] != 0;
	if (!failed)
		return;
	if (n < 2)
		buf_printf(out, "[%d", sh->vars.status);
	for (size_t i = 0; n >= 2 && i < n; i++)
		buf_printf(out, "%c%d", i ? '|' : '[', sh->pipestatus[i]);
	buf_str(out, "] ");
}

static int count_jobs(struct sh *sh)
{
	int n = 0;
	for (const struct job *j = job_after(sh, 0); j; j = job_after(sh, j->number))
		n++;
	return n;
}

/* \nnn: a byte. */
static const char *add_octal(struct buf *out, const char *s)
{
	unsigned byte = 0;
	for (int i = 0; i < 3 && *s >= '0' && *s <= '7'; i++)
		byte = byte * 8 + (unsigned)(*s++ - '0');
	add_literal(out, &(char){ (char)byte }, 1);
	return s;
}

/* S is past the backslash. Gives where it goes on. */
static const char *add_escape(struct sh *sh, const char *s, struct buf *out)
{
	switch (*s) {
	case 'u': add_user(out); break;
	case 'h': add_host(out, false); break;
	case 'H': add_host(out, true); break;
	case 'w': add_folder(sh, out, false); break;
	case 'W': add_folder(sh, out, true); break;
	case '$': buf_str(out, geteuid() == 0 ? "#" : "\\$"); break;
	case '?': add_statuses(sh, out); break;
	case 'j': buf_printf(out, "%d", count_jobs(sh)); break;
	case 's': buf_str(out, sh->name); break;
	case '!': buf_printf(out, "%d", history_last(sh) + 1); break;
	case '#': buf_printf(out, "%u", sh->n_typed + 1); break;
	case 'D': return add_format(sh, out, s + 1);
	case 'd': add_time(sh, out, "%a %b %d", 8); break;
	case 't': add_time(sh, out, "%H:%M:%S", 8); break;
	case 'T': add_time(sh, out, "%I:%M:%S", 8); break;
	case '@': add_time(sh, out, "%I:%M %p", 8); break;
	case 'A': add_time(sh, out, "%H:%M", 5); break;
	case 'a': buf_byte(out, '\a'); break;
	case 'e': buf_byte(out, '\033'); break;
	case 'n': buf_byte(out, '\n'); break;
	case 'r': buf_byte(out, '\r'); break;
	case '[': buf_byte(out, '\001'); break;
	case ']': buf_byte(out, '\002'); break;
	case '\\': buf_str(out, "\\\\"); break;
	default:
		if (*s >= '0' && *s <= '7')
			return add_octal(out, s);
		buf_byte(out, '\\'); /* for the expansion to see to: \` for one */
		return s;
	}
	return s + 1;
}

static void decode(struct sh *sh, const char *s, struct buf *out)
{
	for (const char *p; (p = strchr(s, '\\')); s = add_escape(sh, p + 1, out))
		buf_add(out, s, (size_t)(p - s));
	buf_str(out, s);
}

void prompt_text(struct sh *sh, const char *name, struct buf *out)
{
	const char *value = var_get_name(&sh->vars, name);
	bool posix = sh->options.on[OPT_POSIX];
	struct buf text = { 0 };
	if (!value)
		return;
	if (posix && strcmp(name, "PS1") == 0) {
		prompt_expand(sh, value, &text);
		add_numbered(sh, text.data, text.len, out);
	} else if (!posix && strchr(value, '\\')) {
		decode(sh, value, &text);
		prompt_expand(sh, buf_cstr(&text), out);
	} else {
		prompt_expand(sh, value, out);
	}
	buf_free(&text);
}
