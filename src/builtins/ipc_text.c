/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_text.c -- what IPC words take in (operands or standard input) and give out (descriptor 1 or a
 * variable). */
#include "ipc_word.h"
#include "ipcobj.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define READ_SIZE 65536u

/* ---- in ---- */

static ssize_t read_more(struct sh *sh, struct buf *b)
{
	struct ipc_wait w = { .timeout_ns = -1, .on_signal = sh_on_signal, .ctx = sh };

	buf_grow(b, READ_SIZE);
	ssize_t got = ipc_read(0, b->data + b->len, b->cap - b->len, &w);
	if (got > 0)
		b->len += (size_t)got;
	return got;
}

int ipc_input_failed(struct sh *sh, int err)
{
	if (err == -EINTR)
		return ipc_interrupted(sh);
	return sh_builtin_error(sh, STATUS_ERROR, "standard input", "%s", error_text(-err));
}

int ipc_text(struct sh *sh, const struct ipc_args *a, struct buf *out)
{
	ssize_t got;

	for (int i = 0; i < a->n_text; i++) {
		if (i > 0)
			buf_byte(out, ' ');
		buf_str(out, a->text[i]);
	}
	if (a->n_text > 0)
		return 0;
	while ((got = read_more(sh, out)) > 0)
		;
	return got < 0 ? ipc_input_failed(sh, (int)got) : 0;
}

int ipc_text_end(struct sh *sh, const struct ipc_args *a, struct buf *b, size_t from, const char *option,
	const uint64_t *whole)
{
	if (a->cstring)
		buf_byte(b, '\0');
	size_t n = b->len - from;
	if (!whole || n == *whole)
		return STATUS_OK;
	if (n > *whole)
		return sh_builtin_error(sh, STATUS_ERROR, a->object, "%zu bytes are more than %s %llu", n,
			option, (unsigned long long)*whole);
	if (!buf_try_grow(b, (size_t)*whole - n))
		return sh_builtin_error(
			sh, STATUS_ERROR, a->object, "no memory for %llu bytes", (unsigned long long)*whole);
	buf_fill(b, '\0', (size_t)*whole - n);
	return STATUS_OK;
}

/* The next end of a record past what is known to have none. */
static const char *find_end(struct ipc_input *in)
{
	const char *hit = NULL;

	if (in->buf.len > in->scanned)
		hit = memchr(in->buf.data + in->scanned, in->end, in->buf.len - in->scanned);
	in->scanned = hit ? (size_t)(hit - in->buf.data) + 1 : in->buf.len;
	return hit;
}

bool ipc_input_drained(const struct ipc_input *in)
{
	return in->buf.len == in->at || !memchr(in->buf.data + in->at, in->end, in->buf.len - in->at);
}

static ssize_t refill(struct sh *sh, struct ipc_input *in)
{
	struct buf *b = &in->buf;

	if (in->at > 0) {
		b->len -= in->at;
		in->scanned -= in->at;
		memmove(b->data, b->data + in->at, b->len);
		in->at = 0;
	}
	return read_more(sh, b);
}

int ipc_input_next(struct sh *sh, struct ipc_input *in, const char **p, size_t *n)
{
	const char *end;

	while (!(end = find_end(in)) && !in->at_end) {
		ssize_t got = refill(sh, in);
		if (got < 0)
			return (int)got;
		in->at_end = got == 0;
	}
	if (!end && in->at == in->buf.len)
		return 0;
	*p = in->buf.data + in->at;
	*n = (end ? in->scanned - 1 : in->buf.len) - in->at;
	in->at = end ? in->scanned : in->buf.len;
	return 1;
}

/* ---- out ---- */

/* A variable holds no NULs. Those behind the text are padding, and nobody misses them; others are said to be
 * lost. */
static int set_without_nuls(struct sh *sh, const struct ipc_args *a, name_id name, const char *p, size_t n)
{
	struct buf b = { 0 };
	int status = STATUS_OK;

	while (n > 0 && p[n - 1] == '\0')
		n--;
	for (size_t i = 0; i < n; i++)
		if (p[i])
			buf_byte(&b, p[i]);
	if (b.len < n)
		status = sh_builtin_error(sh, STATUS_ERROR, a->object,
			"the value has NUL bytes, which a variable cannot hold: they were left out "
			"(-s takes the text before the first)");
	if (sh_assign(sh, name, buf_cstr(&b), b.len, false, false) < 0)
		status = STATUS_ERROR;
	buf_free(&b);
	return status;
}

/* In a loop it is the same one each time. SUFFIX is a constant. */
static name_id name_with_suffix(struct sh *sh, const struct ipc_args *a, const char *suffix)
{
	struct ipc_suffixed *last = &ipc_state(sh)->last_suffixed;
	char whole[256];

	if (last->name == a->var_name && last->suffix == suffix)
		return last->whole;
	size_t n = strlen(a->var), more = strlen(suffix);
	if (n + more > sizeof whole)
		return a->var_name;
	memcpy(whole, a->var, n);
	memcpy(whole + n, suffix, more);
	*last = (struct ipc_suffixed){ a->var_name, suffix, names_intern(&sh->vars.names, whole, n + more) };
	return last->whole;
}

int ipc_set(struct sh *sh, const struct ipc_args *a, const char *suffix, const char *p, size_t n)
{
	name_id name = *suffix ? name_with_suffix(sh, a, suffix) : a->var_name;

	if (n > 0 && memchr(p, '\0', n))
		return set_without_nuls(sh, a, name, p, n);
	return sh_assign(sh, name, n ? p : "", n, false, false) < 0 ? STATUS_ERROR : STATUS_OK;
}

int ipc_set_int(struct sh *sh, const struct ipc_args *a, const char *suffix, int64_t value)
{
	char out[24];
	const char *digits = text_from_int(value, out);
	name_id name = *suffix ? name_with_suffix(sh, a, suffix) : a->var_name;

	return sh_assign(sh, name, digits, (size_t)(out + 23 - digits), false, false) < 0 ? STATUS_ERROR
											  : STATUS_OK;
}

int ipc_set_figures(struct sh *sh, const struct ipc_args *a, const struct ipc_figure *figures, size_t n)
{
	int status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < n; i++)
		status = ipc_set_int(sh, a, figures[i].suffix, figures[i].value);
	return status;
}

int ipc_script_fd(struct sh *sh, int *fd)
{
	bool cloexec = sh->options.on[OPT_FDCLOEXEC];
	int number = fcntl(*fd, cloexec ? F_DUPFD_CLOEXEC : F_DUPFD, FD_OWN_LOWEST);
	int err = number >= 0       ? 0
		  : errno == EINVAL ? -EMFILE /* the limit is that low */
				    : -errno;

	close(*fd);
	*fd = number;
	return err;
}

bool ipc_wants_fd(struct sh *sh, struct ipc_args *a)
{
	if (!a->var) {
		a->status = sh_builtin_error(
			sh, STATUS_ERROR, a->object, "give -v NAME: the number of the descriptor goes there");
		return false;
	}
	if (!exec_unshare(sh))
		return true;
	a->status = sh->vars.status;
	return false;
}

int ipc_flush(struct sh *sh, const struct ipc_args *a)
{
	int err = sh_flush(sh);

	if (err == 0)
		return STATUS_OK;
	if (err == -EPIPE) { /* what comes of a closed pipe is the same for all builtins */
		sh->out.err = err;
		return STATUS_ERROR;
	}
	return sh_builtin_error(sh, STATUS_ERROR, a->object, "write error: %s", error_text(-err));
}

/* A pipe that nobody reads must not end us without a word. 0 or -errno. */
static int flush_held(struct sh *sh)
{
	if (sh->out.sink)
		return 0;
	struct ipc_held held = ipc_signal_hold(SIGPIPE);
	int err = sh_flush(sh);
	ipc_signal_release(held);
	return err;
}

/* What was taken is gone from where it was. */
static int flush_record(struct sh *sh, const struct ipc_args *a)
{
	int err = flush_held(sh);

	if (err == 0)
		return STATUS_OK;
	return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s: %s",
		a->peek ? "write error" : "taken, but not written", error_text(-err));
}

int ipc_record(struct sh *sh, const struct ipc_args *a, const char *p, size_t n)
{
	if (a->cstring)
		n = strnlen(p, n);
	if (a->var)
		return ipc_set(sh, a, "", p, n);
	if (n > 0)
		sh_write(sh, p, n);
	if (a->nul)
		sh_write(sh, "", 1);
	else if (!a->bytes && (!a->size || a->cstring))
		sh_write(sh, "\n", 1);
	return flush_record(sh, a);
}

/* Nobody knows the id of this one, then: it would stay for ever. */
static int unmake(struct sh *sh, const struct ipc_args *a, int id, int err)
{
	struct ipc_named named = { .family = a->family, .address = { .kind = IPC_ADDR_ID, .id = id } };
	int gone = ipc_remove_named(sh, &named);

	return sh_builtin_error(sh, STATUS_ERROR, a->object, "%s: its id could not be written: %s",
		gone == 0 ? "removed again" : "left behind", error_text(-err));
}

int ipc_made(struct sh *sh, const struct ipc_args *a, int id)
{
	char digits[24], text[32] = "id:";

	if (ipc_is_posix(a))
		return a->var ? ipc_set(sh, a, "", a->object, strlen(a->object)) : STATUS_OK;
	strcat(text, text_from_int(id, digits));
	if (a->var)
		return ipc_set(sh, a, "", text, strlen(text));
	if (a->address.kind != IPC_ADDR_KEY || a->address.key != IPC_KEY_PRIVATE)
		return STATUS_OK;
	sh_printf(sh, "%s\n", text);
	int err = flush_held(sh);
	return err < 0 ? unmake(sh, a, id, err) : STATUS_OK;
}
