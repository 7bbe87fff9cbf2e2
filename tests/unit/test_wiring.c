/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_wiring.c -- drawings of a wiring stay within their width and hold together, whatever
 * names are in it. */
#include "inspect.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const hostile[] = {
	"", "a", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\x1b[2J\x07", "\xff\xfe\xc3", "a\nb\tc",
	"\\x41 \" ' \\ {|}<>", "e\xcc\x81\xe2\x80\xae",
	"a name that is longer than any box should be, with blanks in it, and/with/slashes/and/more/of/them",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
};

static const char *name(unsigned i)
{
	return hostile[i % ARRAY_LEN(hostile)];
}

/* N stages, the first STAGES_DEEP of which have something inside of them. */
static void fill(struct wiring *w, unsigned n, unsigned deep, unsigned seed)
{
	uint32_t from = WIRE_NONE, inside = WIRE_NONE;

	w->command = name(seed);
	for (unsigned level = 0; level <= deep; level++) {
		wiring_add_group(w, inside, level > 0 ? name(seed + level) : NULL);
		for (unsigned i = 0; i < n; i++) {
			struct wire_proc p = { .role = (enum wire_role)((seed + i) % WIRE_ROLES),
				.birth = (enum wire_birth)((seed + i) % WIRE_BIRTHS),
				.host = i ? i - 1 : WIRE_NONE,
				.text = name(seed + i),
				.path = i % 2 ? name(seed + i + 1) : NULL };
			struct wire_object file = {
				.kind = WIRE_FILE, .name = name(seed + i + 2), .open = i % 5
			};
			if (from != WIRE_NONE)
				wire_fd_put(w, &p.fds,
					(struct wire_fd){ .fd = 0,
						.object = from,
						.access = WIRE_READ,
						.how = WIRE_OPENED });
			from = i + 1 < n ? wiring_add_object(w, (struct wire_object){ .kind = WIRE_PIPE })
					 : WIRE_NONE;
			if (from != WIRE_NONE)
				wire_fd_put(w, &p.fds,
					(struct wire_fd){ .fd = 1,
						.object = from,
						.access = WIRE_WRITE,
						.how = WIRE_OPENED });
			wire_fd_put(w, &p.fds,
				(struct wire_fd){ .fd = (int)(2 + i),
					.object = wiring_add_object(w, file),
					.access = 1 + i % 3,
					.how = WIRE_COPIED,
					.copy_of = 1 });
			wire_fd_put(w, &p.fds,
				(struct wire_fd){ .fd = 900, .object = WIRE_NONE, .how = WIRE_CLOSED });
			wire_fd_put(w, &p.fds,
				(struct wire_fd){ .fd = -1, .label = name(i), .object = 0, .access = 1 });
			inside = wiring_add_proc(w, p);
		}
	}
	wiring_warn(w,
		(struct wire_warning){ .proc = 0, .code = "x", .text = name(seed), .fix = name(seed + 1) });
}

static void fits(const struct wiring *w, size_t width, bool ascii)
{
	struct buf out = { 0 };
	size_t from = 0, bad = 0;

	wiring_text(&out, w, width, ascii);
	for (size_t i = 0; i < out.len; i++) {
		unsigned char c = (unsigned char)out.data[i];
		bad += (c < ' ' && c != '\n') || c == 127 || (ascii && c > 127);
		if (c != '\n')
			continue;
		if (utf8_columns(out.data + from, i - from) > width)
			ck_abort_msg("width %zu: %.*s", width, (int)(i - from), out.data + from);
		from = i + 1;
	}
	ck_assert_uint_eq(from, out.len);
	ck_assert_uint_eq(bad, 0);
	buf_free(&out);
}

START_TEST(widths)
{
	for (unsigned n = 1; n < 6; n++)
		for (unsigned seed = 0; seed < ARRAY_LEN(hostile); seed++) {
			struct wiring w = { 0 };
			fill(&w, n, n % 3 * 4, seed);
			for (size_t width = 24; width < 200; width += 1 + width / 10) {
				fits(&w, width, true);
				fits(&w, width, false);
			}
			wiring_free(&w);
		}
}
END_TEST

/* Quoted strings end where they should: quotes are balanced outside of escapes, and all is UTF-8. */
static void holds_together(const struct buf *b)
{
	bool quoted = false;
	int depth = 0;
	uint32_t c;

	for (size_t i = 0; i < b->len; i++) {
		if (quoted && b->data[i] == '\\')
			i++;
		else if (b->data[i] == '"')
			quoted = !quoted;
		else if (!quoted && strchr("{[", b->data[i]))
			depth++;
		else if (!quoted && strchr("}]", b->data[i]))
			depth--;
		if (depth < 0 || (quoted && b->data[i] == '\n'))
			ck_abort_msg("%s", "a string that does not end");
	}
	ck_assert(!quoted && depth == 0);
	for (size_t i = 0; i < b->len;) {
		i += utf8_decode(b->data + i, b->len - i, &c);
		if (c >= 0xd800 && c <= 0xdfff)
			ck_abort_msg("%s", "no UTF-8");
	}
}

START_TEST(formats)
{
	for (unsigned seed = 0; seed < ARRAY_LEN(hostile); seed++) {
		struct wiring w = { 0 };
		struct buf json = { 0 }, dot = { 0 };
		fill(&w, 3, 2, seed);
		wiring_json(&json, &w);
		wiring_dot(&dot, &w);
		holds_together(&json);
		holds_together(&dot);
		buf_free(&json);
		buf_free(&dot);
		wiring_free(&w);
	}
}
END_TEST

START_TEST(empty)
{
	struct wiring w = { 0 };
	struct buf out = { 0 };

	wiring_text(&out, &w, 80, false);
	ck_assert_uint_eq(out.len, 0);
	wiring_json(&out, &w);
	wiring_dot(&out, &w);
	holds_together(&out);
	buf_free(&out);
	wiring_free(&w);
}
END_TEST

START_TEST(descriptors)
{
	struct wiring w = { 0 };
	struct wire_fds fds = { 0 };

	for (int fd = 9; fd >= 0; fd--)
		wire_fd_put(
			&w, &fds, (struct wire_fd){ .fd = fd, .object = (uint32_t)fd, .cloexec = fd % 2 });
	for (uint32_t i = 0; i < 10; i++)
		ck_assert_int_eq(fds.v[i].fd, (int)i);
	wire_fd_put(&w, &fds, (struct wire_fd){ .fd = 4, .object = 1, .how = WIRE_COPIED, .copy_of = 1 });
	wire_fd_put(&w, &fds, (struct wire_fd){ .fd = 1, .object = 7, .cloexec = true });
	ck_assert(wire_fd_find(&fds, 4)->moved_on);
	struct wire_fds child = wire_fds_inherit(&w, &fds);
	ck_assert_int_eq(wire_fd_find(&child, 4)->how, WIRE_INHERITED);
	wire_fds_exec(&child);
	ck_assert_uint_eq(child.n, 5);
	ck_assert_uint_eq(fds.n, 10);
	ck_assert_ptr_null(wire_fd_find(&child, 1));
	wiring_free(&w);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("wiring");
	TCase *t = tcase_create("drawings");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, widths);
	tcase_add_test(t, formats);
	tcase_add_test(t, empty);
	tcase_add_test(t, descriptors);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed > 0;
}
