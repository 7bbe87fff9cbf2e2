/* SPDX-License-Identifier: GPL-3.0-or-later */
/* message.c -- what the shell itself says: errors to descriptor 2 in one style and one write, the output of
 * builtins. */
#include "exec_internal.h"

#include <errno.h>
#include <stdio.h>

/* ---- output of builtins ---- */

#define OUT_BLOCK 65536 /* past this a long listing is passed on */

/* The other end of a connection may go at any time: that fails this one write, and is not the end of the
 * shell. */
static int write_connection(int fd, const char *p, size_t n)
{
	static const struct ipc_wait for_ever = { .timeout_ns = -1 };
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };

	for (ssize_t sent; n > 0; n -= (size_t)sent, p += sent) {
		while ((sent = ipc_sock_send(fd, p, n, false)) == -EAGAIN)
			if ((sent = ipc_poll(&pfd, 1, &for_ever)) < 0)
				return (int)sent;
		if (sent == -ENOTSOCK)
			return fd_write_all(fd, p, n);
		if (sent < 0)
			return (int)sent;
	}
	return 0;
}

static int out_flush(struct sh *sh)
{
	struct out *o = &sh->out;
	int err = 0;
	if (o->pending.len > 0) {
		subshell_sigpipe(sh);
		err = o->connections ? write_connection(o->fd, o->pending.data, o->pending.len)
				     : fd_write_all(o->fd, o->pending.data, o->pending.len);
	}
	o->pending.len = 0;
	return err;
}

void sh_write(struct sh *sh, const void *p, size_t n)
{
	struct out *o = &sh->out;
	if (o->sink) {
		buf_add(o->sink, p, n);
		return;
	}
	if (o->pending.len + n > OUT_BLOCK && o->err == 0)
		o->err = out_flush(sh);
	if (o->err == 0)
		buf_add(&o->pending, p, n);
}

void sh_puts(struct sh *sh, const char *s)
{
	sh_write(sh, s, strlen(s));
}

void sh_printf(struct sh *sh, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(text)) {
		sh_write(sh, text, (size_t)n);
		return;
	}
	struct buf long_text = { 0 };
	va_start(ap, fmt);
	buf_vprintf(&long_text, fmt, ap);
	va_end(ap);
	sh_write(sh, long_text.data, long_text.len);
	buf_free(&long_text);
}

int sh_flush(struct sh *sh)
{
	int err = sh->out.err;
	sh->out.err = 0;
	if (sh->out.sink)
		return err;
	int now = out_flush(sh);
	return err < 0 ? err : now;
}

/* ---- errors ---- */

bool sh_colours(struct sh *sh)
{
	const char *no = var_get_name(&sh->vars, "NO_COLOR"), *term = var_get_name(&sh->vars, "TERM");
	return !(no && *no) && term && *term && strcmp(term, "dumb") != 0;
}

struct speech sh_speech(struct sh *sh)
{
	bool terminal = isatty(2);
	return (struct speech){ .terminal = terminal,
		.colour = terminal && sh->options.on[OPT_INTERACTIVE] && sh_colours(sh) };
}

void speech_text(struct buf *b, struct speech how, const char *s)
{
	if (how.terminal)
		buf_visible(b, s, strlen(s));
	else
		buf_str(b, s);
}

/* Where nothing has to be made visible a \x is the text's own, and stays. */
static void speech_piece(struct buf *b, const char *s, size_t len)
{
	if (text_is_obeyed(s, len))
		buf_visible(b, s, len);
	else
		buf_add(b, s, len);
}

void speech_lines(struct buf *b, struct speech how, const char *s, size_t len)
{
	size_t from = 0, i = 0;
	for (; how.terminal && i < len; i++) {
		if (s[i] != '\n' && s[i] != '\t')
			continue;
		speech_piece(b, s + from, i - from);
		buf_byte(b, s[i]);
		from = i + 1;
	}
	if (how.terminal)
		speech_piece(b, s + from, len - from);
	else
		buf_add(b, s, len);
}

void speech_colour(struct buf *b, struct speech how, enum speech_part part)
{
	static const char *const codes[] = {
		[SPEECH_HEAD] = "\033[31m", [SPEECH_PLACE] = "\033[1;31m", [SPEECH_REST] = "\033[m"
	};
	if (how.colour)
		buf_str(b, codes[part]);
}

void sh_tell(struct sh *sh, const char *text, size_t len)
{
	struct speech how = sh_speech(sh);
	struct buf b = { 0 };
	speech_lines(&b, how, text, len);
	(void)fd_write_all(2, b.data, b.len); /* nobody could be told of a failure */
	buf_free(&b);
}

void sh_show(struct sh *sh, const char *text, size_t len)
{
	struct buf b = { 0 };
	if (sh->out.sink || !isatty(sh->out.fd)) {
		sh_write(sh, text, len);
		return;
	}
	speech_lines(&b, (struct speech){ .terminal = true }, text, len);
	sh_write(sh, b.data, b.len);
	buf_free(&b);
}

/* "ipcsh: WORD:", coloured as one. */
static void error_head(struct sh *sh, struct buf *b, struct speech how, const char *word)
{
	speech_colour(b, how, SPEECH_HEAD);
	speech_text(b, how, sh->file && !sh->interactive ? sh->file : sh->name);
	if (sh->file && !sh->interactive)
		buf_printf(b, ":%u", (unsigned)sh->vars.lineno);
	if (word) {
		buf_str(b, ": ");
		speech_text(b, how, word);
	}
	buf_byte(b, ':');
	speech_colour(b, how, SPEECH_REST);
	buf_byte(b, ' ');
}

int sh_error(struct sh *sh, const char *word, const char *object, const char *fmt, ...)
{
	struct speech how = sh_speech(sh);
	struct buf b = { 0 }, text = { 0 };
	va_list ap;
	if (sh->out.pending.len > 0)
		sh->out.err = sh_flush(sh); /* what was written before it comes before it */
	error_head(sh, &b, how, word);
	if (object) {
		speech_text(&b, how, object);
		buf_str(&b, ": ");
	}
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	speech_lines(&b, how, text.data, text.len);
	buf_byte(&b, '\n');
	(void)fd_write_all(2, b.data, b.len); /* nobody could be told of a failure */
	buf_free(&text);
	buf_free(&b);
	return STATUS_ERROR;
}

int sh_builtin_error(struct sh *sh, int status, const char *object, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	sh_error(sh, sh->builtin ? sh->builtin->name : NULL, object, "%s", buf_cstr(&b));
	buf_free(&b);
	if (sh->builtin && (sh->builtin->flags & BUILTIN_SPECIAL) && !sh->by_command && !sh_at_prompt(sh)) {
		sh->vars.status = status;
		sh->flow = FLOW_EXIT;
	}
	return status;
}

int sh_too_deep(struct sh *sh, const char *object, const char *text)
{
	sh_error(sh, NULL, object, "%s", text);
	sh->flow = sh_at_prompt(sh) ? FLOW_ABORT : FLOW_EXIT;
	return sh->vars.status = STATUS_ERROR;
}

void sh_report(struct sh *sh, const struct trouble *t)
{
	if (sh->report) {
		sh->report(sh, t);
		return;
	}
	uint32_t line = sh->vars.lineno;
	if (t->pos.line > 0)
		sh->vars.lineno = t->pos.line;
	sh_error(sh, NULL, NULL, "%s", t->text);
	sh->vars.lineno = line;
}

void sh_mark(struct sh *sh, const struct trouble *t)
{
	if (sh->mark && t->source[0])
		sh->mark(sh, t);
}
