/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ipc_word.h -- what the families of IPC words share: one set of options, one style of message, text in and
 * results out, what is kept between words, and tables. */
#ifndef IPCSH_IPC_WORD_H
#define IPCSH_IPC_WORD_H

#include "builtins_internal.h"
#include "ipc.h"
#include "view.h"

/* ---- options (ipc_options.c) and addresses (ipc_word.c) ---- */

/* Rows for the tables of words: a letter means the same everywhere. */
/* clang-format off */
#define IPC_ROW_CREATE { 'c', NULL, NULL, "create it if it is missing" }
#define IPC_ROW_EXCLUSIVE { 'x', NULL, NULL, "create it, fail if it is there" }
#define IPC_ROW_MODE { 'm', NULL, "MODE", "permissions of what is created, in octal (default 0600)" }
#define IPC_ROW_TIMEOUT { 't', NULL, "SEC", "wait so long at most (fractions allowed), then status 124" }
#define IPC_ROW_NOWAIT { 'n', NULL, NULL, "do not wait: status 1" }
#define IPC_ROW_AWAIT { 'w', NULL, NULL, "wait until it exists" }
#define IPC_ROW_AWAIT_TIMEOUT { 't', NULL, "SEC", "wait so long at most (-w)" }
#define IPC_ROW_AWAIT_NOWAIT { 'n', NULL, NULL, "do not wait (-w): status 1" }
#define IPC_ROW_VARIABLE(what) { 'v', NULL, "NAME", what }
#define IPC_ROW_REMOVE { 0, "rm", NULL, "remove it when this shell ends" }
#define IPC_ROW_COUNT { 'k', NULL, "N", "stop after N (default 1)" }
#define IPC_ROW_FOLLOW { 'f', NULL, NULL, "go on until interrupted" }
#define IPC_ROWS_STAT VIEW_ROW_JSON, VIEW_ROW_COLS, IPC_ROW_AWAIT, IPC_ROW_AWAIT_TIMEOUT, IPC_ROW_AWAIT_NOWAIT
#define IPC_ROW_END { 0, NULL, NULL, NULL }
/* clang-format on */

struct ipc_args {
	bool create, exclusive, await, nul, bytes, cstring, follow, read_only, remove, grow;
	bool has_off, has_len;
	bool huge, no_reserve;
	bool raw, journal, keep, async, invalidate;
	bool has_since, has_if;
	bool dry_run, peek, packets, oob, none, cancel, load, drop;
	bool pin, unpin; /* --lock, --unlock */
	uint64_t since, if_version;
	const char *ver; /* --ver: the variable for the version */
	name_id ver_name;
	const char *got; /* --got: the variable for the type or priority of a message */
	name_id got_name;
	bool awaited; /* -w: it was not there at first */
	bool has_mode;
	mode_t mode;
	uint64_t count, off, len, size; /* size: 0: not given */
	uint64_t max, backlog;          /* 0: not given */
	uint64_t capacity;              /* of a pipe; 0: not given */
	uint64_t page;                  /* --huge: of so many bytes; 0: the usual ones */
	bool has_count;
	const char *var;  /* NULL: print it */
	name_id var_name; /* the same, where it was given */
	bool undo, no_undo, shared, ofd;
	const char *type, *prio, *num, *init, *set; /* as they were given; NULL: not */
	const char *exit_status;                    /* -E */
	struct ipc_wait wait;
	struct view_how view;      /* -j, --cols */
	const char *older, *owner; /* as they were given; NULL: not */
	const char *to, *from;     /* addresses of sockets, likewise */
	const char *along;         /* --text, likewise */
	const char *opt, *join;    /* options and groups of a new socket, likewise */
	int value;                 /* -q */
	const char *signal;        /* as it was given; NULL: not */

	enum ipc_family family;
	const char *object; /* the address as it was given */
	struct ipc_address address;
	char **text; /* the operands after the address */
	int n_text;
	int status; /* what to return where a function below gave false */
};

/* Options and address of a word: at least MIN operands, the address being the first, and at most MAX (-1: any
 * number). false: said what is wrong, return args->status. */
bool ipc_args(
	struct sh *sh, int argc, char **argv, enum ipc_family family, int min, int max, struct ipc_args *a);
/* The options alone: a->text are the operands. */
bool ipc_options(struct sh *sh, int argc, char **argv, enum ipc_family family, struct ipc_args *a);
/* An operand that is the number of a descriptor; false: said, return a->status. */
bool ipc_fd_operand(struct sh *sh, struct ipc_args *a, const char *text, int *fd);
/* The `rm` words: options, then REMOVE (0 or -errno) for every operand, all of them even where one fails.
 * Gives the status. */
typedef int (*ipc_remove_fn)(struct sh *sh, const struct ipc_args *a);
int ipc_rm(struct sh *sh, int argc, char **argv, enum ipc_family family, ipc_remove_fn remove);
/* The `ls` words: options and no operand, then FILL (0 or -errno) adds a row for each object. Gives the
 * status. */
struct ipc_listing {
	enum ipc_family family;
	const char *name; /* of the array in JSON */
	const struct view_column *columns;
	size_t n_columns;
	int (*fill)(struct sh *sh, struct view *v);
};
int ipc_ls(struct sh *sh, int argc, char **argv, const struct ipc_listing *l);
/* A `stat' word of one object or several: options, then ONE for each operand (a status, said); with -v there
 * is one alone, and no view. Gives the status. */
struct ipc_stating {
	enum ipc_family family;
	const char *name; /* of the array in JSON */
	const struct view_column *columns;
	size_t n_columns;
	int (*one)(struct sh *sh, struct ipc_args *a, struct view *v, const char *text);
};
int ipc_stat_each(struct sh *sh, int argc, char **argv, const struct ipc_stating *s);
/* -w, of an address that ipc_address() has read: waits until it is there, and takes the time off a->wait. */
bool ipc_await(struct sh *sh, struct ipc_args *a);
/* One address; PRIVATE: key 0 is allowed. */
bool ipc_address(struct sh *sh, struct ipc_args *a, const char *text, bool private);
/* Is there an object of FAMILY, no socket, at this address? 0, or -errno (-ENOENT: there is none). */
int ipc_there(enum ipc_family family, const struct ipc_address *a);
/* false: -v (or --got) together with -k or -f, which would lose all but the last; said. */
bool ipc_one_for_variable(struct sh *sh, struct ipc_args *a);
static inline bool ipc_is_posix(const struct ipc_args *a)
{
	return a->address.kind == IPC_ADDR_POSIX;
}
/* The number of a signal that a script may wait for or be told by; 0: said, return args->status (sig.c). */
int ipc_signal(struct sh *sh, struct ipc_args *a, const char *text);
/* Whether who makes it with the mode of the options may then use it so (0400, 0200 or both): what nobody can
 * use is not made. */
bool ipc_maker_may(const struct ipc_args *a, mode_t need);
/* For --rm: in a subshell that was not forked, forks. true: that was done, return sh->vars.status. */
bool ipc_must_fork(struct sh *sh, const struct ipc_args *a);
/* A number of bytes: decimal or 0x, with k (or K), M or G behind it. */
bool ipc_size(const char *text, uint64_t *out);

/* ---- messages and statuses (ipc_word.c) ---- */

/* The status for -errno ERR; says what is wrong where it is an error, with what would help. */
int ipc_failed(struct sh *sh, const struct ipc_args *a, int err);
/* Who might have removed an object, in parentheses, where the positive ERR says that this user may not. */
const char *ipc_who_removes(const struct ipc_address *a, int err);
/* For a word that prints what it waits for: it ends, as by a write that fails, also where the reader of its
 * output goes away while it waits. */
void ipc_heed_output(struct sh *sh, struct ipc_args *a);
/* The status after a wait ended with -EINTR. */
int ipc_interrupted(struct sh *sh);

/* ---- limits (ipc_limit.c) ---- */

/* A limit of the kernel, and where it is set. */
struct ipc_bound {
	const char *unit;   /* of what: "queues", "bytes in one message" */
	const char *file;   /* "kernel/msgmni", below /proc/sys ... */
	unsigned field;     /* ... of several figures in it, from 0 */
	const char *mount;  /* else the size of the file system there: "/dev/shm" */
	const char *ulimit; /* else the resource limit RESOURCE, set by this: "ulimit -q" */
	int resource;
	uint64_t fixed; /* else a figure that the kernel was built with */
};
/* Says, as sh_builtin_error() does, what was refused and the limits that it may have met, with their figures
 * and where they are set: "TEXT: the limit is 32000 queues (/proc/sys/kernel/msgmni)". Gives status 2. */
int ipc_limit_error(struct sh *sh, const char *object, const struct ipc_bound *bounds, size_t n,
	const char *fmt, ...) PRINTF_LIKE(5, 6);
/* "the limit is ..." alone, added to OUT. */
void ipc_limit_text(struct buf *out, const struct ipc_bound *bounds, size_t n);
/* "it may not stay in memory", with the limit on that. Gives status 2 (ipcset.c). */
int ipc_lock_refused(struct sh *sh, const char *object);
/* "no room for BYTES bytes without privilege" in a System V queue, with its limit. Gives status 2 (mq.c). */
int ipc_room_refused(struct sh *sh, const char *object, uint64_t bytes);
/* The limits that -errno ERR may mean for a new object of this kind: how many, 0: none. */
size_t ipc_limits_met(const struct ipc_args *a, int err, const struct ipc_bound **out);
/* --capacity of a pipe or FIFO, where it was given. 0 or a status: said. */
int ipc_capacity(struct sh *sh, const struct ipc_args *a, int fd);
/* The limit on open files, or on the size of one, that ERR means, whatever was to be opened: 1, or 0. */
size_t ipc_files_met(int err, const struct ipc_bound **out);

/* ---- text in, results out (ipc_text.c) ---- */

/* Adds the TEXT operands, joined by one space, or, where there are none, standard input to its end. 0 or a
 * status. */
int ipc_text(struct sh *sh, const struct ipc_args *a, struct buf *out);

/* Ends the text, which is all of B from FROM on, as the options say: -s with a NUL, OPTION ("--size") with
 * NULs up to its argument *WHOLE (NULL: it was not given). 0 or a status: the text is longer than that. */
int ipc_text_end(struct sh *sh, const struct ipc_args *a, struct buf *b, size_t from, const char *option,
	const uint64_t *whole);

/* Records of standard input: each ends in END. */
struct ipc_input {
	struct buf buf;
	size_t at, scanned;
	bool at_end;
	int end;
};
/* 1: *P and *N are the next record, without its end, until the next call; 0: there is none; or -errno. */
int ipc_input_next(struct sh *sh, struct ipc_input *in, const char **p, size_t *n);
/* Whether ipc_input_next() would have to read. */
bool ipc_input_drained(const struct ipc_input *in);
int ipc_input_failed(struct sh *sh, int err); /* the status, said */

/* Prints one record with the end that the options ask for, or puts it into the variable, and passes it on at
 * once: it was taken, and must not be lost without a word. 0 or a status. */
int ipc_record(struct sh *sh, const struct ipc_args *a, const char *p, size_t n);
/* Puts bytes into the variable of -v, or NAME with SUFFIX behind it. 0 or a status. */
int ipc_set(struct sh *sh, const struct ipc_args *a, const char *suffix, const char *p, size_t n);
int ipc_set_int(struct sh *sh, const struct ipc_args *a, const char *suffix, int64_t value);
struct ipc_figure {
	const char *suffix; /* "": the variable of -v itself */
	int64_t value;
};
int ipc_set_figures(struct sh *sh, const struct ipc_args *a, const struct ipc_figure *figures, size_t n);
/* Makes *FD a descriptor of the script's: 10 or more, and for its programs to inherit unless `fdcloexec' says
 * otherwise. 0, or -errno: it is closed. */
int ipc_script_fd(struct sh *sh, int *fd);
/* For a word that gives descriptors: there is -v, and this process is the one that they are for (which a
 * subshell becomes by a fork). false: return a->status. */
bool ipc_wants_fd(struct sh *sh, struct ipc_args *a);
/* Writes what is pending. 0, or a status: the failure is said. */
int ipc_flush(struct sh *sh, const struct ipc_args *a);
/* What names a new object, its id or POSIX name: into the variable; else an id is printed where the key is
 * private. 0 or a status. */
int ipc_made(struct sh *sh, const struct ipc_args *a, int id);

/* Notes below a table that POSIX queues are missing from it: the first time in this shell (mq_show.c). */
void ipc_note_no_mqueue(struct sh *sh, struct view *v);

/* ---- what is kept between words (ipc_state.c) ---- */

struct ipc_suffixed { /* NAME_type and its like */
	name_id name;
	const char *suffix;
	name_id whole;
};
/* A loop gives a word the same options each time. They are read once; what ARGS points to lies in ARGV, and
 * is never freed: a trap may run other words while this one waits. */
struct ipc_read {
	const struct builtin *word;
	int n; /* options, with their arguments, from argv[1] on */
	char **argv;
	struct ipc_args args;
};
struct ipc_state {
	struct ipc_read *reads[16];
	size_t n_reads;
	struct ipc_shm_cache shm;
	struct ipc_id_cache mq, sem;
	struct ipc_mqp_cache mqp;
	struct ipc_fifo_cache fifo;
	struct ipc_map_seen_cache maps;
	struct ipc_map_locks locked; /* parts of files that stay in memory */
	bool told_no_mqueue;         /* that POSIX queues cannot be listed: said once in a shell */
	void *last_unset; /* a shared variable that was unset: its ops are looked at once more after that */
	struct ipc_suffixed last_suffixed;
	struct buf spare;    /* the memory of the last message, to be used again */
	struct vec fifo_fds; /* int *: of FIFOs that are kept, as they stand in sh->own_fds */
	struct vec mqp_fds;  /* int *: of POSIX queues, likewise */
	struct vec locks;    /* int *: of files that `lock` holds, likewise */
	/* A connection: known to be a stream as long as no redirection changes any number; 0: none. */
	struct {
		int fd;
		uint32_t stamp;
	} stream;
	size_t mortals, mortals_most; /* what --rm has noted, about; when to forget what is gone */
	struct vec held; /* struct sem_held *: what this process gives back at its death (sem.c) */
};
struct ipc_state *ipc_state_make(struct sh *sh);
static inline struct ipc_state *ipc_state(struct sh *sh) /* made when first asked for */
{
	const struct builtin_data *d = sh->builtin_data;

	return d && d->ipc ? d->ipc : ipc_state_make(sh);
}
void ipc_state_forked(struct sh *sh, struct ipc_state *st);
/* Takes the spare memory, so that a word which a trap runs meanwhile does not use it too, and
 * gives it back. */
struct buf ipc_buf_take(struct ipc_state *st);
void ipc_buf_give(struct ipc_state *st, struct buf *b);
/* Tell exec about the descriptors of FIFOs and of POSIX queues, which came or went. */
void ipc_fifo_fds(struct sh *sh, struct ipc_state *st);
void ipc_mqp_fds(struct sh *sh, struct ipc_state *st);
/* --rm: when this shell ends, also by a signal. */
void ipc_remove_id(struct sh *sh, enum ipc_family family, int id);
/* Where --rm is given: from the one to the other, between which the object is made and noted, no signal ends
 * the shell. */
void ipc_birth_begin(const struct ipc_args *a, sigset_t *before);
void ipc_birth_end(const struct ipc_args *a, const sigset_t *before);
int ipc_remove_path(struct sh *sh, const char *path); /* 0 or -errno */
struct mortal;
/* --rm of what is there already: from when the word begins, whatever it waits for first. What goes wrong the
 * word itself finds out. */
void ipc_remove_there(struct sh *sh, const struct ipc_args *a);
/* The same for a file to lock, which *FD is of: not while somebody else holds it. *OUT is for ipc_unlocked(),
 * once *FD has nothing to do with it any more; NULL: nothing. */
int ipc_remove_lock(
	struct sh *sh, const char *path, const struct ipc_lock_how *how, const int *fd, struct mortal **out);
void ipc_unlocked(struct mortal *m);
struct mortal *ipc_last_mortal(void); /* what was noted last; NULL: nothing */
/* Removes it now, if its name still stands for it, and forgets it. NULL: nothing to do. */
void ipc_mortal_ends(struct mortal *m);
/* Of a socket, which the word that made it knows until then: it is the script's now, who may remove it. */
void ipc_mortal_stays(struct mortal *m);
int ipc_remove_posix(struct sh *sh, enum ipc_family family, const char *name); /* shm, mq, sem; 0 or -errno */

#endif
