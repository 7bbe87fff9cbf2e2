/* SPDX-License-Identifier: MIT */
/* base.h -- what C lacks: memory with the lifetime of a line, byte buffers, tables, interned names,
 * descriptors, UTF-8, and the description of an error that is filled below and shown above. */
#ifndef IPCSH_BASE_H
#define IPCSH_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* With AddressSanitizer the free part of an arena is forbidden ground, so that use after a
 * rewind is found. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_CHECKED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_CHECKED
#endif
#ifdef ARENA_CHECKED
#include <sanitizer/asan_interface.h>
#define ARENA_POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define ARENA_UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define ARENA_POISON(p, n) ((void)(p), (void)(n))
#define ARENA_UNPOISON(p, n) ((void)(p), (void)(n))
#endif

/* ---- memory (mem.c) ---------------------------------------------------------------------------- */

/* All of these return memory or do not return: where there is none, the handler that main installed runs
 * (a script ends with a message and status 2, a typed command returns to the prompt). */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
void *mem_realloc(void *old, size_t size);
char *mem_strndup(const char *s, size_t len); /* always NUL-terminated; NULs inside are kept */
char *mem_strdup(const char *s);
/* HANDLER must not return. */
void mem_on_fail(void (*handler)(size_t wanted));
_Noreturn void mem_fail(size_t wanted);

/* Bytes of this thread's stack that are left; recursion stops with an error at STACK_RESERVE. */
#define STACK_RESERVE ((size_t)256 * 1024)
void stack_init(void); /* from main(), and after RLIMIT_STACK changed: notes where the stack ends */
/* True: fewer than STACK_RESERVE bytes are left (of a small stack: a quarter or more). */
bool stack_low(void);

/* ---- arena (arena.c): freed as a whole, or rewound to a mark ------------------------------------ */

struct arena_chunk;
struct arena {
	char *at, *end; /* free bytes of the newest chunk */
	struct arena_chunk *chunk;
	struct arena_chunk *spare; /* one emptied chunk kept, so that a loop does not malloc per turn */
};
struct arena_mark {
	struct arena_chunk *chunk;
	char *at;
};

void *arena_more(struct arena *a, size_t size); /* the slow path of arena_alloc() */

/* SIZE bytes aligned to 8, not cleared, that live until arena_rewind() past them or arena_free(). */
static inline void *arena_alloc(struct arena *a, size_t size)
{
	size_t rounded = (size + 7u) & ~(size_t)7u;
	if ((size_t)(a->end - a->at) < rounded)
		return arena_more(a, size);
	void *p = a->at;
	a->at += rounded;
	ARENA_UNPOISON(p, size);
	return p;
}
static inline struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->chunk, a->at };
}
void arena_rewind_slow(struct arena *a, struct arena_mark mark);
static inline void arena_rewind(struct arena *a, struct arena_mark mark)
{
	if (a->chunk == mark.chunk) {
		ARENA_POISON(mark.at, (size_t)(a->at - mark.at));
		a->at = mark.at;
	} else {
		arena_rewind_slow(a, mark);
	}
}
/* Takes memory that is too large for a common chunk, and so has one of its own, out of the arena: what to
 * give to free() one day. NULL: P is no such memory. Next comes arena_rewind() to a mark from before P. */
void *arena_take(struct arena *a, const void *p);
void *arena_zalloc(struct arena *a, size_t size);
char *arena_strndup(struct arena *a, const char *s, size_t len); /* NUL-terminated */
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
void arena_free(struct arena *a); /* all of it; the arena may be used again */

/* ---- buf (buf.c): bytes that grow geometrically ------------------------------------------------- */

struct buf {
	char *data; /* not NUL-terminated: see buf_cstr() */
	size_t len, cap;
};

void buf_grow(struct buf *b, size_t more);     /* room for MORE bytes past len */
bool buf_try_grow(struct buf *b, size_t more); /* false: there is no memory for that; nothing has changed */
static inline void buf_byte(struct buf *b, char c)
{
	if (b->len == b->cap)
		buf_grow(b, 1);
	b->data[b->len++] = c;
}
static inline void buf_add(struct buf *b, const char *s, size_t len)
{
	if (len == 0)
		return;
	if (b->cap - b->len < len)
		buf_grow(b, len);
	memcpy(b->data + b->len, s, len);
	b->len += len;
}
static inline void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}
void buf_fill(struct buf *b, char c, size_t n); /* N times C */
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);
char *buf_cstr(struct buf *b); /* puts a NUL past the end (not counted) and gives the data; never NULL */
void buf_free(struct buf *b);  /* frees the bytes; the buf may be used again */
/* Adds S quoted so that any POSIX shell reads it back as one word: as it is where it needs nothing, else in
 * '...' or, with control bytes in it, $'...'. */
void buf_quoted(struct buf *b, const char *s, size_t len);
/* Adds S so that a terminal shows it and obeys nothing in it: control bytes, bytes that are no UTF-8 and what
 * would turn the order of the text around as \xHH each; a backslash before an x likewise, or two texts would
 * look the same. */
void buf_visible(struct buf *b, const char *s, size_t len);
/* Is there anything in S that a terminal would not just show? */
bool text_is_obeyed(const char *s, size_t len);
/* Adds S as a JSON string (RFC 8259) with its quotes, valid whatever bytes it holds (show.c). */
void buf_json(struct buf *b, const char *s, size_t len);

/* ---- vec (vec.c): pointers ---------------------------------------------------------------------- */

struct vec {
	void **items;
	size_t len, cap;
};
void vec_push(struct vec *v, void *item);
void vec_free(struct vec *v); /* the array, not what it points to */

/* ---- table (table.c): text keys to pointers ------------------------------------------------------ */

struct table_entry {
	struct table_entry *next;
	void *value;
	uint32_t hash, len;
	char key[]; /* NUL-terminated */
};
struct table {
	struct table_entry **buckets;
	size_t n_buckets, n_entries;
};
uint32_t table_hash(const char *key, size_t len);
void *table_get(const struct table *t, const char *key);        /* NULL: not there */
void *table_put(struct table *t, const char *key, void *value); /* gives the value replaced, or NULL */
void *table_remove(struct table *t, const char *key);           /* gives the value removed, or NULL */
/* Calls EACH for every entry; EACH may remove the entry it is given, nothing else. */
void table_each(const struct table *t, void (*each)(void *ctx, const char *key, void *value), void *ctx);
/* The entries sorted by key (strcmp), as an array for free(). */
struct table_entry **table_sorted(const struct table *t, size_t *n);
void table_free(struct table *t); /* entries, not values */

/* ---- names (names.c): interned identifiers -------------------------------------------------------- */

/* The parser turns each name into a small number once; vars and exec index arrays with it. */
typedef uint32_t name_id;
#define NAME_NONE ((name_id)0) /* no name has this number */

struct names {
	struct name_entry **buckets;
	struct name_entry **by_id; /* [id] */
	struct arena store;        /* the entries; none is ever given back alone */
	size_t n_buckets;          /* also the room in by_id */
	name_id n;                 /* ids 1..n-1 are in use */
};
struct name_entry {
	struct name_entry *next;
	uint32_t hash, len;
	name_id id;
	char text[];
};
name_id names_intern(struct names *names, const char *s, size_t len);
name_id names_find(const struct names *names, const char *s, size_t len); /* NAME_NONE: never interned */
static inline const char *names_text(const struct names *names, name_id id)
{
	return names->by_id[id]->text;
}
void names_free(struct names *names);

/* [A-Za-z_][A-Za-z0-9_]*: how many bytes at the head of S are a name; 0: none. */
size_t name_span(const char *s, size_t len);
bool name_valid(const char *s);

/* ---- descriptors (fd.c): the one place where EINTR and short writes are handled ------------------- */

#define FD_OWN_MIN 64    /* every descriptor of the shell's own lives here or above, close-on-exec */
#define FD_OWN_LOWEST 10 /* ... but from here on where the limit on open files leaves nothing there */

/* Moves FD to FD_OWN_MIN or above, close-on-exec; closes FD; -errno, also that of a FD < 0. */
int fd_high(int fd);
int fd_high_copy(int fd);      /* a close-on-exec copy at FD_OWN_MIN or above; -errno */
int fd_move(int from, int to); /* dup2 and close; 0 or -errno */
/* dup2(2) that retries EINTR and EBUSY; clears close-on-exec also where FROM == TO; 0 or -errno. */
int fd_dup_to(int from, int to);
int fd_pipe(int ends[2]);      /* close-on-exec, as low as they come; 0 or -errno */
int fd_pipe_high(int ends[2]); /* at FD_OWN_MIN or above; where it fails none is left open; 0 or -errno */
/* O_CLOEXEC added; EINTR is given back; fd or -errno. */
int fd_open(const char *path, int flags, mode_t mode);
ssize_t fd_read(int fd, void *p, size_t n); /* retries EINTR; bytes, 0 at the end, or -errno */
/* All of it, waits where FD is non-blocking; 0 or -errno. */
int fd_write_all(int fd, const void *p, size_t n);
int fd_read_all(int fd, struct buf *out); /* to the end; 0 or -errno */
void fd_close(int *fd);                   /* closes where *fd >= 0 and sets it to -1 */

/* What every forked child calls and its parent may never have called: bound when the program starts, or each
 * child would look the name up anew (and copy the pages that this writes to). */
#if defined(__has_attribute) && __has_attribute(noplt)
extern int dup2(int from, int to) __attribute__((noplt));
extern void _exit(int status) __attribute__((noplt));
extern int execve(const char *path, char *const argv[], char *const envp[]) __attribute__((noplt));
extern int open(const char *path, int flags, ...) __attribute__((noplt));
extern int close(int fd) __attribute__((noplt));
extern ssize_t read(int fd, void *p, size_t n) __attribute__((noplt));
extern ssize_t write(int fd, const void *p, size_t n) __attribute__((noplt));
struct stat;
extern int fstat(int fd, struct stat *st) __attribute__((noplt));
#endif

/* ---- text (text.c, utf8.c) ----------------------------------------------------------------------- */

/* Decodes one character of at most LEN (> 0) bytes into *OUT and gives its length. A byte that begins no
 * valid character is a character of its own: length 1, value 0xDC80 + (byte - 0x80), so that it survives. */
size_t utf8_decode(const char *s, size_t len, uint32_t *out);
size_t utf8_encode(uint32_t c, char out[4]);    /* also turns 0xDC80.. back into the raw byte */
size_t utf8_count(const char *s, size_t len);   /* characters */
int utf8_width(uint32_t c);                     /* columns on a terminal: 0, 1 or 2 */
size_t utf8_columns(const char *s, size_t len); /* likewise, of a text */

/* The value of a digit of a number up to base 16; 99: C is none. */
static inline unsigned digit_value(int c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 99;
}
/* Whole text as an integer of C's syntax (0x, 0 octal; sign): true if all of S is one and fits. */
bool text_to_int(const char *s, int64_t *out);
/* Nearly all values of variables: a decimal number of at most 18 digits, and no octal one. */
bool text_to_plain_int(const char *s, size_t len, int64_t *out);
bool text_to_int32(const char *s, int *out);                     /* one of 32 bits */
bool text_to_uint10(const char *s, uint64_t max, uint64_t *out); /* decimal digits alone */
/* Seconds with a fraction ("0.5", "3") to nanoseconds; false: not one. */
bool text_to_nanoseconds(const char *s, int64_t *out);
char *text_from_int(int64_t n, char out[24]); /* gives where the digits begin inside OUT; NUL-terminated */
const char *signal_name(int sig);             /* "INT", "RTMIN+1"; NULL: no such signal */
int signal_number(const char *name); /* with or without SIG, any case, or a number; 0: EXIT; -1: none */
const char *error_text(int err);     /* errno in words, in lower case where strerror has a capital */

/* ---- the nearest name (nearest.c) -------------------------------------------------------------------- */

/* Which of many names a mistyped WORD was meant to be: they are tried one after the other, in any order; of
 * two that are as near the one that sorts first. A name longer than this is near to nothing. */
#define NEAREST_SIZE 64
struct nearest {
	const char *word;
	size_t len;
	bool rest;     /* a name that begins with WORD is near, too: --mod for --mode */
	unsigned cost; /* a name has to cost less, or as much as the nearest so far; 0: nothing will do */
	char name[NEAREST_SIZE]; /* the nearest so far; "": none yet */
};
void nearest_begin(struct nearest *n, const char *word); /* WORD must live as long as names are tried */
void nearest_try(struct nearest *n, const char *name);
/* The same in two steps, for a name that will do only if something dear to find out is true as well: what it
 * costs, 0: it is not nearer than the nearest so far; and that it will do. */
unsigned nearest_cost(const struct nearest *n, const char *name);
void nearest_take(struct nearest *n, const char *name, unsigned cost);

/* ---- clocks (clock.c) -------------------------------------------------------------------------------- */

#define NSEC_PER_SEC ((int64_t)1000000000)
#define NSEC_PER_MSEC ((int64_t)1000000)
int64_t clock_ns(clockid_t clock);
int64_t clock_after(int64_t ns); /* the monotonic clock in NS (>= 0) from now; INT64_MAX: too far away */
struct timespec clock_timespec(int64_t ns);

/* ---- trouble: an error with its place -------------------------------------------------------------- */

struct src_pos {
	uint32_t line, col; /* from 1; col counts bytes */
};

/* Filled by lower rooms, shown by higher ones. */
struct trouble {
	struct src_pos pos; /* line 0: no place */
	char text[400];     /* what is wrong: "unexpected `)'"; no newline at the end */
	char source[256];   /* the source line around pos.col, for the caret; empty: none */
	uint32_t caret;     /* where in SOURCE the caret goes, from 0 */
};
void trouble_set(struct trouble *t, struct src_pos pos, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
