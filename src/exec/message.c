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
		while ((sent = ipc_sock_send(fd, p, n)) == -EAGAIN)
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

static void error_head(struct sh *sh, struct buf *b, const char *word, const char *object)
{
	if (sh->file && !sh->interactive)
		buf_printf(b, "%s:%u: ", sh->file, (unsigned)sh->vars.lineno);
	else
		buf_printf(b, "%s: ", sh->name);
	if (word)
		buf_printf(b, "%s: ", word);
	if (object)
		buf_printf(b, "%s: ", object);
}

int sh_error(struct sh *sh, const char *word, const char *object, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;
	if (sh->out.pending.len > 0)
		sh->out.err = sh_flush(sh); /* what was written before it comes before it */
	error_head(sh, &b, word, object);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	buf_byte(&b, '\n');
	(void)fd_write_all(2, b.data, b.len); /* nobody could be told of a failure */
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
