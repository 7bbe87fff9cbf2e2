/* SPDX-License-Identifier: GPL-3.0-or-later */
/* junit.c -- results as JUnit XML: a suite for each file, a case for each command and for each thing left
 * behind. */
#include "transcript_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* What XML can hold: U+FFFD stands for the rest. */
static bool is_xml(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) ||
	       (c >= 0xe000 && c < 0xfffe) || c >= 0x10000;
}

static void xml_add(struct buf *out, const char *s, size_t len, bool attribute)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = utf8_decode(s + i, len - i, &c);

		if (c == '&')
			buf_str(out, "&amp;");
		else if (c == '<')
			buf_str(out, "&lt;");
		else if (c == '>')
			buf_str(out, "&gt;");
		else if (c == '"')
			buf_str(out, "&quot;");
		else if (c == '\r' || (attribute && (c == '\n' || c == '\t')))
			buf_printf(out, "&#%u;", c);
		else if (is_xml(c))
			buf_add(out, s + i, n);
		else
			buf_str(out, "\xef\xbf\xbd");
		i += n;
	}
}

static void xml_attribute(struct buf *out, const char *name, const char *value, size_t len)
{
	buf_printf(out, " %s=\"", name);
	xml_add(out, value, len, true);
	buf_byte(out, '"');
}

static void seconds(struct buf *out, int64_t ns)
{
	buf_printf(out, " time=\"%lld.%06lld\"", (long long)(ns / NSEC_PER_SEC),
		(long long)(ns % NSEC_PER_SEC / 1000));
}

static void case_begin(struct buf *out, const struct script *s, const char *name, size_t len, int64_t ns)
{
	buf_str(out, "    <testcase");
	xml_attribute(out, "classname", s->path, strlen(s->path));
	xml_attribute(out, "name", name, len);
	seconds(out, ns);
}

static void failure(struct buf *out, const char *message, const struct buf *text)
{
	buf_str(out, ">\n      <failure");
	xml_attribute(out, "message", message, strlen(message));
	buf_byte(out, '>');
	xml_add(out, text->data, text->len, false);
	buf_str(out, "</failure>\n    </testcase>\n");
}

static void block_case(
	struct buf *out, const struct script *s, const struct result *r, const struct verdict *v, size_t i)
{
	const struct block *b = &s->blocks[i];
	const struct line *l = &s->lines[b->first];
	struct buf name = { 0 }, text = { 0 };

	buf_printf(&name, "line %zu: ", b->first + 1);
	buf_add(&name, l->s + SCRIPT_INDENT, l->len - SCRIPT_INDENT);
	case_begin(out, s, name.data, name.len, r->blocks[i].ns);
	if (r->skipped) {
		buf_str(out, "><skipped/></testcase>\n");
	} else if (!v->failed[i]) {
		buf_str(out, "/>\n");
	} else {
		diff_write_block(&text, v, i);
		if (!r->blocks[i].ended)
			verdict_reason(&text, s, r);
		failure(out,
			r->blocks[i].ended || b->n_command == 0 ? "the output differs"
								: "did not come to its end",
			&text);
	}
	buf_free(&text);
	buf_free(&name);
}

static void text_case(struct buf *out, const struct script *s, const char *name, const char *text)
{
	struct buf body = { .data = (char *)text, .len = strlen(text) };

	case_begin(out, s, name, strlen(name), 0);
	failure(out, text, &body);
}

void junit_file(struct buf *out, const struct script *s, const struct result *r, const struct verdict *v)
{
	size_t cases = r->skipped ? s->n_blocks : v->n_passed + v->n_failed;
	struct buf reason = { 0 };
	size_t failed = r->left.len;

	buf_str(out, "  <testsuite");
	xml_attribute(out, "name", s->path, strlen(s->path));
	buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\"", cases, v->n_failed,
		r->skipped ? s->n_blocks : 0);
	seconds(out, r->ns);
	buf_str(out, ">\n");
	for (size_t i = 0; i < s->n_blocks; i++) {
		block_case(out, s, r, v, i);
		failed += v->failed[i] && !r->skipped;
	}
	for (size_t i = 0; i < r->left.len; i++)
		text_case(out, s, "left behind", r->left.items[i]);
	if (v->n_failed > failed && verdict_reason(&reason, s, r))
		text_case(out, s, "the run", buf_cstr(&reason));
	buf_str(out, "  </testsuite>\n");
	buf_free(&reason);
}

int junit_write(const char *path, const struct buf *suites, const struct totals *t, int64_t ns)
{
	struct buf out = { 0 };
	int fd = fd_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd < 0)
		return fd;
	buf_printf(&out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%zu\" failures=\"%zu\"",
		t->passed + t->failed, t->failed);
	seconds(&out, ns);
	buf_str(&out, ">\n");
	buf_add(&out, suites->data, suites->len);
	buf_str(&out, "</testsuites>\n");
	int err = fd_write_all(fd, out.data, out.len);
	buf_free(&out);
	if (close(fd) < 0 && err == 0)
		err = -errno;
	return err;
}
