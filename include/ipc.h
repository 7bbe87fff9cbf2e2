/* SPDX-License-Identifier: MIT */
/* ipc.h -- the kernel's mechanisms, without any knowledge of a shell: nothing here prints or exits. All
 * functions give 0 (or a count) or -errno, and everywhere the same one: -ENOENT where there is no such
 * object, -EEXIST where there is one already, -EAGAIN where it would have to wait and `nowait` is set,
 * -ETIMEDOUT at the limit of the wait, -EINTR where on_signal() said to stop, -EIDRM where it was removed
 * meanwhile, -EMSGSIZE for a value that is too long for the object. */
#ifndef IPCSH_IPC_H
#define IPCSH_IPC_H

#include "base.h"

#include <limits.h>
#include <poll.h>
#include <signal.h>

/* ---- waiting with a limit (wait.c) ------------------------------------------------------------------ */

/* How long a blocking call may take, also one of System V, which knows no limit itself: wait.c says how. */
struct ipc_wait {
	bool nowait;
	bool soon;          /* what is waited for is an answer, likely there within microseconds */
	int64_t timeout_ns; /* < 0: for ever */
	/* Called after EINTR: 0: wait on; else the call gives -EINTR. NULL: always on. */
	int (*on_signal)(void *ctx);
	void *ctx;
	/* > 0: the descriptor that what comes is written to. While nothing comes, and nobody is left who
	 * would read it there, the call gives -EPIPE: the closed end of a pipe or socket is looked for each
	 * 100 ms. */
	int output;
};

/* Async-signal-safe: arms the repeating timer if a call of this room may block right now, so that it ends
 * with EINTR even if the signal came just before it. Called by the shell's signal handler. */
void ipc_nudge(void);
/* The real-time signal that the timer sends; its handler does nothing. Nobody else may use it. */
int ipc_nudge_signal(void);

/* One system call. With NOWAIT it must not block and gives -EAGAIN where it would; without, it may block and
 * gives -EINTR when a signal comes. It is called again and again, also after on_signal() has run. */
typedef ssize_t (*ipc_attempt)(void *ctx, bool nowait);
/* For an attempt whose call on FD has failed: where it would only have blocked, and may, waits for EVENTS. 0:
 * the call is to be made again; else the attempt is over with that: -errno. */
int ipc_attempt_again(int fd, short events, bool nowait);
/* Makes the attempt as W says; what it gives is passed on, or -ETIMEDOUT or -EINTR. One thread at a time
 * waits. */
ssize_t ipc_wait_for(const struct ipc_wait *w, ipc_attempt attempt, void *ctx);
/* The same for what is sure to take its time: it does not try first whether it can be done at once. */
ssize_t ipc_wait_blocking(const struct ipc_wait *w, ipc_attempt attempt, void *ctx);
/* The same, where W says that it comes soon: if there is a second processor it looks for a moment before it
 * sleeps, as long as that turns out to help. */
ssize_t ipc_wait_soon(const struct ipc_wait *w, ipc_attempt attempt, void *ctx);
/* Asks THERE again and again, as W says, while it gives -ENOENT; passes on what else it gives. There is no
 * call that waits for a key to come into use. */
int ipc_wait_until(const struct ipc_wait *w, int (*there)(void *ctx), void *ctx);
/* For an attempt that may block: sleeps until FD, which has a name (a FIFO, a POSIX queue), has something to
 * read. 0 or -errno; -EIDRM: it has lost its name, and so nothing may ever come. */
int ipc_await_input(int fd);
/* FD is of a file that had one name, and has none now. */
bool ipc_name_gone(int fd);
/* read(2) from any descriptor, as W says. */
ssize_t ipc_read(int fd, void *p, size_t n, const struct ipc_wait *w);

/* A signal that a call of this process raises (SIGPIPE, SIGXFSZ) is held back between these two, so that it
 * is an error, not a death. */
struct ipc_held {
	int signal;
	bool was_pending, was_blocked;
};
struct ipc_held ipc_signal_hold(int sig);
void ipc_signal_release(struct ipc_held held);

/* How often what others make and remove between two looks is tried again; then it is one that was removed
 * meanwhile (-EIDRM). */
#define IPC_RACES 100

/* ---- addresses (address.c) ---------------------------------------------------------------------------- */

enum ipc_family { IPC_SHM, IPC_MQ, IPC_SEM, IPC_FIFO, IPC_MAP, IPC_LOCK, IPC_SOCK, IPC_FAMILIES };
enum ipc_address_kind { IPC_ADDR_KEY, IPC_ADDR_ID, IPC_ADDR_POSIX, IPC_ADDR_PATH, IPC_ADDR_SOCKET };
enum ipc_socket_kind { IPC_SOCKET_INET, IPC_SOCKET_UNIX, IPC_SOCKET_ABSTRACT };
enum ipc_socket_type { IPC_SOCKET_STREAM, IPC_SOCKET_DATAGRAM, IPC_SOCKET_SEQPACKET, IPC_SOCKET_RAW };
/* No connection is made, and who sends may be another each time. */
static inline bool ipc_socket_unconnected(enum ipc_socket_type type)
{
	return type == IPC_SOCKET_DATAGRAM || type == IPC_SOCKET_RAW;
}
#define IPC_KEY_PRIVATE 0u

struct ipc_socket {
	enum ipc_socket_kind kind;
	enum ipc_socket_type type; /* tcp: and unix:, udp: and unixgram:, unixseq:, raw: */
	const char *host; /* INET: HOST_LEN bytes, without brackets; none: loopback; "*": any interface */
	size_t host_len;
	const char *port; /* INET: a number up to 65535 or the name of a service; raw: of a protocol */
	const char *path; /* UNIX: the file; ABSTRACT: the name, without its @ */
};

struct ipc_address { /* all texts point into the one that was parsed */
	enum ipc_address_kind kind;
	uint32_t key;             /* IPC_ADDR_KEY, also what ftok:PATH:N gave */
	int id;                   /* IPC_ADDR_ID */
	const char *path;         /* IPC_ADDR_PATH, and IPC_ADDR_POSIX: "/name" */
	struct ipc_socket socket; /* IPC_ADDR_SOCKET */
};

/* 0; -EINVAL or, from ftok's path, its errno: then WHY->text says what is wrong, without the address itself.
 * Of IPC_LOCK a path is a file to lock; all else (a key, id:N, ftok:PATH:N, sem:ADDRESS) is a semaphore. */
int ipc_address_parse(const char *text, enum ipc_family family, struct ipc_address *out, struct trouble *why);
/* An address with its kind before it (shm:7777, fifo:./p, tcp:h:1) says its family: *FAMILY, also where the
 * rest is wrong. Without a kind *FAMILY is IPC_FAMILIES, the result is 0, and OUT is empty. */
int ipc_address_parse_kind(
	const char *text, enum ipc_family *family, struct ipc_address *out, struct trouble *why);
/* Adds the address to OUT as a user types it for the words of FAMILY ("7777", "./p"), and with its kind
 * before it ("mq:7777", "fifo:./p", "tcp::80"). Each reads back as what it was. */
void ipc_address_print(enum ipc_family family, const struct ipc_address *a, struct buf *out);
void ipc_address_print_kind(enum ipc_family family, const struct ipc_address *a, struct buf *out);
const char *ipc_family_name(enum ipc_family family); /* "shm": the prefix of its addresses and words */
/* "tcp", "unixgram": what stands before the colon of a socket's address; NULL: there is no such socket. */
const char *ipc_socket_scheme(bool is_unix, enum ipc_socket_type type);

/* The figure in /proc/sys/NAME ("kernel/msgmax"); 0 or -errno. */
int ipc_limit(const char *name, uint64_t *out);
int ipc_limit_field(const char *name, unsigned field, uint64_t *out); /* of several figures, from 0 */

/* ---- shared memory (shm.c, shm_posix.c) ---------------------------------------------------------------- */

struct ipc_shm { /* an attachment */
	int id;  /* System V; < 0: a POSIX object */
	uint32_t key;
	dev_t dev; /* of a POSIX object */
	ino_t ino;
	char *file; /* likewise: "/dev/shm/name" */
	char *addr;
	size_t size; /* as the kernel has it; behind it the page goes on */
	bool writable;
	unsigned users; /* see ipc_shm_done() */
	bool gone;      /* detach it when the last of them is done */
	bool torn;      /* pages of NULs took the place of some that were missing: it is not used again */
	/* what this process saw of it last: for ipc_cell_wait() */
	bool seen, seen_whole;
	uint64_t seen_version, seen_hash;
};
/* The -errno of a POSIX object that was made and not given a size yet. */
#define IPC_NO_SIZE ENOSR
/* That of a file beside the POSIX segments that is none: a folder, a link. */
#define IPC_NOT_SHM ENOSTR

#define IPC_SHM_KEPT 16
struct ipc_shm_cache { /* attachments kept between uses; zero is empty */
	struct ipc_shm *kept[IPC_SHM_KEPT];
	unsigned next;
};
struct ipc_shm_info {
	int id; /* < 0: a POSIX object */
	uint32_t key;
	char name[256]; /* "/name" of a POSIX object */
	uid_t uid;
	gid_t gid;
	mode_t mode; /* the nine bits */
	size_t size;
	unsigned long attached;
	pid_t maker, last;
	bool removed;                              /* lives on only while it is attached */
	bool locked;                               /* stays in memory (SHM_LOCK) */
	int64_t attach_time, detach_time, changed; /* seconds since the epoch; 0: never, or a POSIX object */
};
struct ipc_shm_how {
	size_t size;
	mode_t mode;
	bool exclusive;
	bool journal, keep; /* of the cell of what is made */
	bool no_reserve;    /* no memory is set aside for it: SHM_NORESERVE */
	bool stay; /* where MODE bars its maker, too: kept attached for a first value; then forget it */
	bool huge; /* System V: in huge pages (SHM_HUGETLB), ... */
	unsigned page_bits; /* ... of 1 << PAGE_BITS bytes; 0: the system's usual ones */
};
enum ipc_shm_access {
	IPC_SHM_READ,
	IPC_SHM_BEST, /* for writing too, if that is allowed */
	IPC_SHM_WRITE,
};

/* Whether a mode keeps from its owner what a first value takes: that is put before the object gets it. */
static inline bool ipc_shm_bars_maker(mode_t mode)
{
	return (mode & 0600) != 0600;
}
/* Makes an object with a cell, or, unless how->exclusive, finds one that has room for how->size bytes
 * (-EMSGSIZE: it is smaller). Its id (a POSIX object: 0), or -errno. */
int ipc_shm_make(struct ipc_shm_cache *c, const struct ipc_address *a, const struct ipc_shm_how *how);
/* Whether a System V segment of so many bytes may have a cell with the mark that it is to be kept: what is
 * made so has this size alone, for one cannot look into a segment without becoming its last user. */
bool ipc_shm_may_keep(size_t bytes);
int ipc_shm_find(const struct ipc_address *a); /* its id (a POSIX object: 0), or -errno */
/* As ipc_shm_find(); a POSIX object whose maker has not given it a size yet is -ENOENT. */
int ipc_shm_ready(const struct ipc_address *a);
/* Attaches, or gives the attachment that is kept. It stays valid until ipc_shm_done(). */
int ipc_shm_use(
	struct ipc_shm_cache *c, const struct ipc_address *a, enum ipc_shm_access how, struct ipc_shm **out);
void ipc_shm_done(struct ipc_shm *shm);
void ipc_shm_forget(struct ipc_shm_cache *c, const struct ipc_address *a); /* detaches; NULL: all */
/* Whether this POSIX object has pages that never got memory, and /dev/shm has none to give: what
 * -IPC_CUT_SHORT means then. */
bool ipc_shm_starved(const struct ipc_address *a);
int ipc_shm_remove(const struct ipc_address *a);
/* The figures of an attachment, as its address names it now. */
int ipc_shm_stat(const struct ipc_shm *shm, const struct ipc_address *a, struct ipc_shm_info *out);
/* All segments, in the order of the kernel's table, then all POSIX objects by name, as an
 * array for free(). */
int ipc_shm_list(struct ipc_shm_info **out, size_t *n);
/* The file of a POSIX object: "/dev/shm/name" in BUF. -ENAMETOOLONG, -EINVAL. */
int ipc_shm_path(const struct ipc_address *a, char buf[PATH_MAX]);

/* ---- changing what is there (change.c) ------------------------------------------------------------------ */

struct ipc_change { /* what is not given stays as it is */
	bool has_mode, has_uid, has_gid, has_room;
	mode_t mode; /* nine bits */
	uid_t uid;
	gid_t gid;
	size_t room; /* bytes that a System V queue may hold (msg_qbytes) */
	int lock;    /* of a System V segment: > 0: it stays in memory (SHM_LOCK), < 0: no longer */
};
/* 0 or -errno: -EPERM: it is another's, or ROOM is over msgmnb without privilege; -ENOMEM: over
 * RLIMIT_MEMLOCK; -EOPNOTSUPP: nothing that this kind of object has. */
int ipc_change(enum ipc_family family, const struct ipc_address *a, const struct ipc_change *c);
bool ipc_above_modes(void); /* no mode keeps this process out of anything (capabilities(7)) */

/* ---- values in shared memory (cell.c, celllock.c, cellread.c, cellwait.c; see ipcsh/cell.h) ------------ */

/* Without timeout these wait 5 seconds at most for a writer, then -EBUSY. -EOWNERDEAD: the last writer died
 * in mid-write. -IPC_CUT_SHORT: the object was made shorter meanwhile. */

struct ipc_cell_put {
	uint64_t off;
	const char *data;
	size_t n;
	size_t length; /* of the value; with PART it is what it was, or as far as this part reaches */
	bool part;     /* the bytes around it stay */
	bool nul;      /* a NUL behind it, where there is room */
	bool only_if; /* -EAGAIN where the version is not IF_VERSION any more, -ENOTSUP where there is none */
	uint64_t if_version;
	/* What comes back: */
	uint64_t version;
};
struct ipc_cell_get {
	uint64_t off, len;
	bool has_len; /* just LEN bytes */
	bool all;     /* all bytes of the object */
	bool cstring; /* up to the first NUL */
	bool raw;     /* the bytes as they are, whatever the cell says */
	/* What comes back: */
	uint64_t version; /* 0: nothing was ever put, or there is no cell */
	bool cell, stranger;
	bool no_nul; /* the value is known to have none */
	pid_t writer;
};
struct ipc_cell_info {
	bool cell;
	uint64_t size, length, version, journal;
	bool lost, keep, stranger;
	pid_t writer, owner; /* 0: nobody */
	int64_t time_ns;     /* 0: never */
};
/* -EMSGSIZE: it does not fit. */
int ipc_cell_write(struct ipc_shm *shm, struct ipc_cell_put *put, const struct ipc_wait *w);
/* Adds the bytes to OUT. -ERANGE: off or len lie past the end. */
int ipc_cell_read(struct ipc_shm *shm, struct ipc_cell_get *get, struct buf *out, const struct ipc_wait *w);
int ipc_cell_look(struct ipc_shm *shm, struct ipc_cell_info *out);
size_t ipc_cell_size(struct ipc_shm *shm); /* bytes for the value */

struct ipc_cell_since {
	bool given;       /* VERSION is; else what was seen last counts, or else what is there now */
	uint64_t version; /* in: see above; out: the new one */
	pid_t writer;     /* out */
};
/* Sleeps until there is a new value; -EIDRM: the object was removed meanwhile. */
int ipc_cell_wait(struct ipc_shm_cache *c, const struct ipc_address *a, struct ipc_cell_since *since,
	const struct ipc_wait *w);

/* ---- a value that a process shares with its descendants (shared.c) --------------------------------------- */

struct ipc_shared { /* a memfd; it grows with the value */
	int fd;     /* close-on-exec, and high */
	void *head; /* its first page */
	char *map;  /* all of it */
	size_t mapped;
};
int ipc_shared_make(struct ipc_shared *s);   /* unset */
void ipc_shared_close(struct ipc_shared *s); /* for this process */
/* Puts the value into OUT. 1; 0: it is unset; or -errno. */
int ipc_shared_get(struct ipc_shared *s, struct buf *out);
/* Whoever is killed in the midst of this leaves the old or the new value. 0 or -errno. */
int ipc_shared_set(struct ipc_shared *s, const char *value, size_t len);
/* Only if the value is still OLD (NULL: unset). 1: done; 0: it is another one; or -errno. */
int ipc_shared_swap(struct ipc_shared *s, const char *old, size_t old_len, const char *value, size_t len);

/* ---- message queues (mq.c) ----------------------------------------------------------------------------- */

struct ipc_id_known {
	uint32_t key;
	int id;
};
#define IPC_IDS_KEPT 8
struct ipc_id_cache { /* ids by key; zero is empty */
	struct ipc_id_known known[IPC_IDS_KEPT];
	unsigned n, next;
};
struct ipc_mq_info {
	int id;
	uint32_t key;
	uid_t uid;
	mode_t mode;
	size_t bytes, messages, max_bytes;
	pid_t last_send, last_receive;
	int64_t sent, received, changed; /* seconds since the epoch; 0: never */
};
struct ipc_mq_want {
	long type;   /* 0: any, N: that, -N: the lowest up to N */
	bool except; /* any type but TYPE */
	bool sized;  /* take at most SIZE bytes: what is longer is cut off (CUT) or left, -E2BIG */
	bool cut;
	size_t size;
};

/* Of either kind: 0 or above, or -errno (-ENOENT: there is none). */
int ipc_mq_there(const struct ipc_address *a);
int ipc_mq_make(const struct ipc_address *a, mode_t mode, bool exclusive); /* its id, or -errno */
/* The id, from the cache if it is there: then it may be out of date, and its use gives -ENOENT: forget and
 * look again. */
int ipc_mq_find(struct ipc_id_cache *c, const struct ipc_address *a, bool *cached);
void ipc_ids_forget(struct ipc_id_cache *c, int id);
/* The id that is kept for the address's key (*CACHED), or what LOOK_UP finds, kept from now on. */
int ipc_ids_find(struct ipc_id_cache *c, const struct ipc_address *a,
	int (*look_up)(const struct ipc_address *a), bool *cached);

/* A message is a buf: the type, as the kernel has it, then the text. */
void ipc_mq_begin(struct buf *message); /* empties it and leaves room for the type: add the text after that */
static inline size_t ipc_mq_length(const struct buf *message)
{
	return message->len - sizeof(long);
}
static inline char *ipc_mq_text(const struct buf *message)
{
	return message->data + sizeof(long);
}
static inline long ipc_mq_type(const struct buf *message)
{
	long type;
	memcpy(&type, message->data, sizeof type);
	return type;
}
static inline void ipc_mq_set_type(struct buf *message, long type)
{
	memcpy(message->data, &type, sizeof type);
}
/* -EMSGSIZE: longer than msgmax, or than the queue may ever hold. */
int ipc_mq_send(int id, struct buf *message, long type, const struct ipc_wait *w);
/* Takes one message, of any length, into MESSAGE, which is overwritten. Once taken it is
 * always handed over. */
int ipc_mq_receive(int id, const struct ipc_mq_want *want, struct buf *message, const struct ipc_wait *w);
/* Copies message number INDEX, from 0, and leaves it in the queue. -EAGAIN: there are not so many; -ENOSYS: a
 * kernel that cannot do this. */
int ipc_mq_peek(int id, size_t index, struct buf *message);
/* Waits until there is a message that is wanted, of any size, and leaves it in the queue. There is no call
 * that does, and so it looks again and again. -EIDRM: the queue was removed meanwhile. */
int ipc_mq_await(int id, const struct ipc_mq_want *want, const struct ipc_wait *w);
int ipc_mq_remove(int id);
int ipc_mq_stat(int id, struct ipc_mq_info *out);
int ipc_mq_list(struct ipc_mq_info **out, size_t *n);

/* POSIX queues (mq_posix.c), by name. A message is the same buf; its type is the priority. */
struct ipc_mqp_size {
	uint64_t messages, bytes; /* most messages, bytes of the longest one; 0: the system's default */
};
/* The one process that is told of the next message that comes into the empty queue (mq_notify(3)). */
struct ipc_mqp_notice {
	bool taken; /* there is one */
	pid_t pid;  /* 0: none, or one of another pid namespace */
	int signal; /* 0: it is told nothing, and only keeps others out */
};
struct ipc_mqp_info {
	char *name; /* in lists */
	bool known; /* false: the figures below mode may not be read */
	uid_t uid;
	gid_t gid;
	mode_t mode;
	size_t bytes, messages, max_messages, max_bytes; /* max_bytes: of one message */
	struct ipc_mqp_notice notice;
};
/* A descriptor, high and close-on-exec, or -errno: -EINVAL: SIZE is over a limit; -EMFILE: over
 * RLIMIT_MSGQUEUE, or too many files are open; -ENOSPC: too many queues. */
int ipc_mqp_make(const char *name, mode_t mode, bool exclusive, const struct ipc_mqp_size *size);
int ipc_mqp_open(const char *name, int access); /* O_RDONLY, O_WRONLY or O_RDWR */
/* Queues kept open between uses; zero is empty. */
struct ipc_mqp {
	char *name;
	int fd;
	int access;     /* as it was opened */
	unsigned users; /* calls that are under way with it */
	bool gone;      /* close it when the last of them is done */
};
#define IPC_MQP_KEPT 4
struct ipc_mqp_cache {
	struct ipc_mqp *kept[IPC_MQP_KEPT];
	unsigned next;
	bool changed; /* something was opened or closed since the caller cleared this */
};
/* Opens it, or gives the one kept if no other queue has its name by now. Pair it with ipc_mqp_done(). */
int ipc_mqp_use(struct ipc_mqp_cache *c, const char *name, int access, struct ipc_mqp **out);
/* Keeps FD, which ipc_mqp_make() gave, and uses it. */
void ipc_mqp_keep(struct ipc_mqp_cache *c, const char *name, int fd, struct ipc_mqp **out);
void ipc_mqp_done(struct ipc_mqp *q);
void ipc_mqp_forget(
	struct ipc_mqp_cache *c, const char *name); /* closes it; NULL: all, in a child, which is not told */
int ipc_mqp_send(int fd, struct buf *message, unsigned prio, const struct ipc_wait *w);
int ipc_mqp_receive(int fd, struct buf *message, const struct ipc_wait *w);
/* Waits until there is a message, and leaves it in the queue. -EIDRM: the queue was removed meanwhile. */
int ipc_mqp_await(int fd, const struct ipc_wait *w);
int ipc_mqp_stat(int fd, struct ipc_mqp_info *out); /* all but the name */
/* What can only be read, from a descriptor for reading. 0 or -errno. */
int ipc_mqp_figures(int fd, size_t *bytes, struct ipc_mqp_notice *notice);
/* From now on this process is told, once: SIG comes with VALUE; 0: nothing comes. -EBUSY: another is, or this
 * one already. It ends with the process, and by any close(2) of its that is not ipc_mqp_close(). */
int ipc_mqp_notify(int fd, int sig, int value);
int ipc_mqp_notify_end(int fd); /* 1; 0: this process is not told; or -errno */
/* Closes a descriptor of a queue, or another one. The kernel takes close(2) for the wish not to be told any
 * more, whatever descriptor of the queue it is of; this leaves it as it is. *FD: -1 afterwards. */
void ipc_mqp_close(int *fd);
int ipc_mqp_remove(const char *name);
/* -ENODEV: no mqueue file system is mounted at /dev/mqueue. */
int ipc_mqp_list(struct ipc_mqp_info **out, size_t *n);
void ipc_mqp_list_free(struct ipc_mqp_info *list, size_t n);

/* ---- semaphores (sem.c) ---------------------------------------------------------------------------------- */

/* The largest value. */
#define IPC_SEM_MOST 32767
#define IPC_SEMP_MOST 2147483647
/* The -errno of a file beside the POSIX semaphores that is none. */
#define IPC_NOT_SEM ENOSTR

struct ipc_sem_info {
	int id;
	uint32_t key;
	uid_t uid;
	mode_t mode;
	unsigned count;            /* semaphores in the set */
	int64_t operated, changed; /* seconds since the epoch; 0: never */
};
struct ipc_sem_one {
	int value, waiting, for_zero; /* waiting for more, for zero */
	pid_t last;
};
struct ipc_sem_op {
	unsigned short num;
	short by; /* < 0: take so many; > 0: give; 0: wait until the value is 0 */
	bool undo;
	bool nowait; /* where it cannot be done at once, -EAGAIN, whatever the wait says */
};

/* Makes a set of COUNT semaphores, the I-th with the value VALUES[I]; or, unless EXCLUSIVE, finds one of at
 * least COUNT and leaves its values (-EINVAL: it has fewer; -ERANGE: a value is over IPC_SEM_MOST). Nobody
 * who finds it in between can lose a post or take too much: the values are added to the kernel's zeros. */
int ipc_sem_make(const struct ipc_address *a, unsigned count, const unsigned short *values, mode_t mode,
	bool exclusive);
/* Of either kind: 0 or above, or -errno (-ENOENT: there is none). */
int ipc_sem_there(const struct ipc_address *a);
/* The id; from the cache as ipc_mq_find() has it. */
int ipc_sem_find(struct ipc_id_cache *c, const struct ipc_address *a, bool *cached);
/* All operations at once, or none. -EFBIG: no such number in the set; -ERANGE: over IPC_SEM_MOST; -E2BIG: too
 * many at once. */
int ipc_sem_operate(int id, const struct ipc_sem_op *ops, size_t n, const struct ipc_wait *w);
int ipc_sem_stat(int id, struct ipc_sem_info *out);
int ipc_sem_look(int id, unsigned num, struct ipc_sem_one *out); /* -EFBIG: no such number */
int ipc_sem_values(int id, unsigned count, unsigned short *out);
int ipc_sem_set(int id, unsigned num, int value);
/* All COUNT values at once; -EFBIG: the set has more or fewer. */
int ipc_sem_set_all(int id, unsigned count, const unsigned short *values);
int ipc_sem_remove(int id);
int ipc_sem_list(struct ipc_sem_info **out, size_t *n);

/* POSIX semaphores, by name (sem_posix.c). */
struct ipc_semp_info {
	char *name;
	uid_t uid;
	gid_t gid;
	mode_t mode;
	bool known; /* VALUE could be read */
	int value;
};
/* 0: made; 1: there was one already and EXCLUSIVE is not set. */
int ipc_semp_make(const char *name, unsigned value, mode_t mode, bool exclusive);
int ipc_semp_find(const char *name);
int ipc_semp_wait(const char *name, const struct ipc_wait *w);
int ipc_semp_post(const char *name, unsigned by); /* -EOVERFLOW: over IPC_SEMP_MOST */
int ipc_semp_value(const char *name, int *out);
int ipc_semp_remove(const char *name);
int ipc_semp_list(struct ipc_semp_info **out, size_t *n);
void ipc_semp_list_free(struct ipc_semp_info *list, size_t n);

/* ---- locks on files (lock.c) ------------------------------------------------------------------------------ */

struct ipc_lock_how {
	bool shared;
	/* A lock of fcntl(2) that belongs to the open file, on LEN bytes from OFF (0: to the end). */
	bool ofd;
	int64_t off, len;
	mode_t mode; /* of a file that is made */
};
/* Opens the file, made where it is missing; a directory will do: a descriptor, high and close-on-exec, or
 * -errno. */
int ipc_lock_open(const char *path, const struct ipc_lock_how *how);
/* Locks it. 0 or -errno; -ESTALE: the file was removed or replaced meanwhile: the new one is to be locked. */
int ipc_lock_take(int fd, const char *path, const struct ipc_lock_how *how, const struct ipc_wait *w);
/* The same for a descriptor that was open before: nothing is asked about its name. */
int ipc_lock_fd(int fd, const struct ipc_lock_how *how, const struct ipc_wait *w);
/* Lets go what was locked so; nothing need be. 0 or -errno. */
int ipc_unlock_fd(int fd, const struct ipc_lock_how *how);
/* Tries to hold all of the file alone, also where FD has locked it already; does not wait. 0 or -errno;
 * -EBADF: that takes a descriptor for writing, and what FD held is given up. Async-signal-safe. */
int ipc_lock_alone(int fd, const struct ipc_lock_how *how);
/* Gives the lock back, also where a forked child has a copy of the descriptor, and closes it. */
void ipc_lock_give(int *fd, const struct ipc_lock_how *how);

/* ---- FIFOs (fifo.c) ------------------------------------------------------------------------------------ */

/* A FIFO that is read; both ends are held, so that it has no end of file and keeps unread data. */
struct ipc_fifo {
	dev_t dev;
	ino_t ino;
	int fd;
	unsigned users;     /* calls that are under way with it */
	bool gone;          /* close it when the last of them is done */
	bool reads_only;    /* this user may not write: it has the reading end alone */
	struct buf pending; /* of a record that has not come whole */
	size_t scanned;     /* bytes of PENDING that are known to hold no end of a record */
};
struct ipc_fifo_cache {  /* FIFOs kept open between uses */
	struct vec kept; /* struct ipc_fifo * */
	int scratch[2];  /* a pipe of this process, to look into a FIFO; -1: none */
};
struct ipc_record {
	size_t size; /* > 0: each record has so many bytes */
	int end;     /* else the byte that ends it; -1: whatever one read gives */
};

/* The -errno of something else than a FIFO in its place. */
#define IPC_NOT_FIFO ENOSTR

/* 0: made; 1: there was one already and EXCLUSIVE is not set. */
int ipc_fifo_make(const char *path, mode_t mode, bool exclusive);
void ipc_fifo_cache_init(struct ipc_fifo_cache *c);
/* Opens, or finds the one kept. Pair it with ipc_fifo_done(). */
int ipc_fifo_reader(struct ipc_fifo_cache *c, const char *path, struct ipc_fifo **out);
void ipc_fifo_done(struct ipc_fifo_cache *c, struct ipc_fifo *f);
void ipc_fifo_forget(struct ipc_fifo_cache *c, const char *path); /* NULL: all, and the scratch pipe */
/* Waits for at least one whole record, then adds up to MOST of those that are there to OUT, their ends
 * included. Gives how many; -EIDRM: there is none, and the FIFO was removed meanwhile. Takes no byte past
 * them out of the FIFO. */
ssize_t ipc_fifo_take(struct ipc_fifo_cache *c, struct ipc_fifo *f, const struct ipc_record *how, size_t most,
	struct buf *out, const struct ipc_wait *w);
/* Opens for writing once there is a reader: a descriptor, non-blocking and close-on-exec, or -errno; -EIDRM:
 * it was removed meanwhile. */
int ipc_fifo_writer(const char *path, const struct ipc_wait *w);
/* Writes all of it; up to PIPE_BUF bytes go whole or not at all. -EPIPE: no reader is left (SIGPIPE is held
 * back). *SENT: how many bytes have gone, also where it failed. */
int ipc_fifo_write(int fd, const void *p, size_t n, const struct ipc_wait *w, size_t *sent);
int ipc_fifo_remove(const char *path);
/* How many bytes the pipe or FIFO of FD holds; with SIZE it holds so many from now on, or some more. -EBADF:
 * it is none; -EPERM: over a limit; -EBUSY: more is waiting in it. */
int ipc_pipe_capacity(int fd, uint64_t size);
/* How many bytes are there to be read, from a pipe, FIFO or socket; or -errno. */
int ipc_unread(int fd);

/* ---- mapped files (map.c) ------------------------------------------------------------------------------ */

struct ipc_map {
	int fd;
	bool writable;
	bool made;     /* there was no such file before */
	uint64_t size; /* of the file when it was opened or grown */
	char *window;  /* the part that is mapped now; NULL: none */
	uint64_t base;
	size_t length;
};
struct ipc_map_how {
	bool write;
	bool create;    /* an empty file where there is none ... */
	bool exclusive; /* ... and -EEXIST where there is one */
	mode_t mode;
};

/* The -errno of a file that lost its bytes while it was mapped. */
#define IPC_CUT_SHORT ENODATA

/* Makes a file of FROM bytes reach to SIZE, with its blocks or SPARSE. 0 or -errno; over
 * RLIMIT_FSIZE -EFBIG. */
int ipc_file_grow(int fd, uint64_t from, uint64_t size, bool sparse);
int ipc_map_open(const char *path, const struct ipc_map_how *how, struct ipc_map *m);
/* With its blocks, where the file system can; never shrinks. */
int ipc_map_grow(struct ipc_map *m, uint64_t size);
/* Copy N bytes at OFF, all of them or -errno: never a signal. -IPC_CUT_SHORT: the file does not have them
 * (any more). */
int ipc_map_read(struct ipc_map *m, uint64_t off, void *p, size_t n);
int ipc_map_write(struct ipc_map *m, uint64_t off, const void *p, size_t n);
void ipc_map_close(struct ipc_map *m);
/* Waits until the bytes are on the disk; flags of msync(2): MS_SYNC or MS_ASYNC, MS_INVALIDATE. */
int ipc_map_sync(struct ipc_map *m, uint64_t off, uint64_t n, int flags);
/* How many bytes of the file are in memory (mapmemory.c). -EACCES: only who may write the file may know. */
int ipc_map_resident(const struct ipc_map *m, uint64_t *bytes);
/* Brings bytes OFF to OFF + N into memory (MAP_POPULATE), as far as there is room. -EINTR: a signal came. */
int ipc_map_load(const struct ipc_map *m, uint64_t off, uint64_t n, const struct ipc_wait *w);
/* Gives the memory back that holds them, but for what is not on the disk yet, or mapped. */
int ipc_map_drop(const struct ipc_map *m, uint64_t off, uint64_t n);
/* What this process keeps in memory (mlock(2)): each part is mapped until it is let go. Zero is empty. */
struct ipc_map_locks {
	struct vec parts;
};
/* Brings bytes OFF to OFF + N into memory, and keeps them there. 0 or -errno: -ENOMEM, -EPERM: over
 * RLIMIT_MEMLOCK. */
int ipc_map_lock(struct ipc_map_locks *l, const struct ipc_map *m, uint64_t off, uint64_t n);
/* Lets go what it keeps of these bytes, and all that was locked together with them: how many parts. */
size_t ipc_map_unlock(struct ipc_map_locks *l, const struct ipc_map *m, uint64_t off, uint64_t n);
void ipc_map_locks_forget(struct ipc_map_locks *l); /* all; in a child, which keeps nothing, its copies */
/* Hands bytes OFF to OFF + N to FD without copying them, as far as that goes: *SENT is how many. -ENOTSUP: FD
 * is nothing that takes pages. -EINTR: a signal came. -EPIPE comes with SIGPIPE, as of write(2). */
int ipc_map_send(struct ipc_map *m, uint64_t off, uint64_t n, int fd, uint64_t *sent);

/* ---- waiting for a mapped file to change (mapwait.c): by comparing ---- */

struct ipc_map_seen { /* what part of a file was, by its sum */
	dev_t dev;
	ino_t ino;
	uint64_t off, len; /* LEN 0: to the end */
	uint64_t size, sum;
};
#define IPC_MAP_KEPT 8
struct ipc_map_seen_cache { /* zero is empty */
	struct ipc_map_seen kept[IPC_MAP_KEPT];
	unsigned next;
};
/* Notes the file as it is now as seen, unless it is larger than MOST. */
void ipc_map_note(struct ipc_map_seen_cache *c, struct ipc_map *m, uint64_t off, uint64_t len, uint64_t most);
/* Sleeps until the part is not what was seen of it last, or else at the call. -EIDRM: removed meanwhile. */
int ipc_map_wait(
	struct ipc_map_seen_cache *c, const char *path, uint64_t off, uint64_t len, const struct ipc_wait *w);

/* ---- sockets (sock.c, sock_name.c, sock_io.c) --------------------------------------------------------- */

/* All sockets are close-on-exec and block; SIGPIPE never comes of them. -IPC_NO_HOST: the name of the
 * host or service is not known; WHY->text says it then. */
#define IPC_NO_HOST ENONET

/* What is set before a socket gets its address or is connected. */
struct ipc_setting;
struct ipc_settings {
	struct ipc_setting *items;
	size_t n;
	const struct ipc_setting *refused; /* set: the error is that of this one */
};

struct ipc_sock_how {                  /* of a listening socket */
	mode_t mode;                   /* of the file of unix:PATH */
	int backlog;                   /* connections that may wait; 0: as many as the kernel allows */
	struct ipc_settings *settings; /* NULL: none */
	bool made_file;                /* set: a file was made, which the caller removes */
	bool took_stale;               /* set: a file that no server stood behind any more was replaced */
};
/* A listening socket, ready for ipc_sock_accept(), or -errno; -EADDRINUSE: a server is there. One for
 * datagrams only has its address. */
int ipc_sock_listen(const struct ipc_address *a, struct ipc_sock_how *how, struct trouble *why);
/* The next connection, or -errno. */
int ipc_sock_accept(int fd, const struct ipc_wait *w);
/* Called around the making of a file, so that it is never there and nobody knows of it. */
struct ipc_sock_birth {
	void (*begin)(void *ctx);
	void (*end)(void *ctx, bool made); /* whether it was made */
	void (*undo)(void *ctx);           /* removes what was made: there is no connection */
	void *ctx;
};
struct ipc_sock_dial_how {
	bool await;                     /* until somebody listens there, for as long as W says */
	const struct ipc_address *from; /* its own address; NULL: the kernel picks one */
	mode_t mode;                    /* of the file of that, ... */
	struct ipc_sock_birth birth;    /* ... and who removes it; set where FROM is */
	struct ipc_settings *settings;  /* NULL: none */
	bool from_failed;               /* set: the error is that of FROM */
};
/* Connects. -ECONNREFUSED or -ENOENT: nobody listens there. A UDP socket connects to anything: the first
 * datagram finds out. */
int ipc_sock_dial(const struct ipc_address *a, struct ipc_sock_dial_how *how, const struct ipc_wait *w,
	struct trouble *why);
int ipc_sock_type(int fd); /* enum ipc_socket_type, or -errno */
/* 0 or -errno: the end of what is sent, of what is received (shutdown(2)). */
int ipc_sock_shut(int fd, bool reading, bool writing);
/* Adds the address that FD has ("tcp:127.0.0.1:7777", "unix:/run/x"). 0 or -errno. */
int ipc_sock_name(int fd, struct buf *out);
/* Adds who is at the other end: as above, or for a UNIX socket pid:uid:gid, as the kernel knows them. */
int ipc_sock_peer(int fd, struct buf *out);
/* Two UNIX sockets that are connected to each other. 0 or -errno. */
int ipc_sock_pair(enum ipc_socket_type type, int fds[2]);
/* poll(2), as W says: how many are ready, or -errno. */
int ipc_poll(struct pollfd *fds, size_t n, const struct ipc_wait *w);
/* One send(2) that does not wait: bytes or -errno (-EAGAIN: there is no room). Behind what is LAST
 * ipc_sock_shut() follows at once: by TCP both go out in one segment (MSG_MORE). */
ssize_t ipc_sock_send(int fd, const void *p, size_t n, bool last);
/* One recv(2), as W says: bytes, 0: the end, or -errno. */
ssize_t ipc_sock_recv(int fd, void *p, size_t n, const struct ipc_wait *w);
/* The same, and all of it stays there. */
ssize_t ipc_sock_peek(int fd, void *p, size_t n, const struct ipc_wait *w);
/* Urgent data of a stream (MSG_OOB): sends N bytes, of which the last is the urgent one; waits for such a
 * byte and takes it: 1, 0: the other end has sent all, or -errno. */
int ipc_sock_send_urgent(int fd, const void *p, size_t n, const struct ipc_wait *w);
int ipc_sock_recv_urgent(int fd, char *byte, const struct ipc_wait *w);
/* Hands descriptors on through a UNIX socket, with the LEN bytes at P, at least one through a stream
 * (unix(7)). 0 or -errno; -EOPNOTSUPP: it is no UNIX socket. */
#define IPC_SOCK_PASS_MAX 253
int ipc_sock_pass(int fd, const int *fds, size_t n, const char *p, size_t len, const struct ipc_wait *w);
/* Takes descriptors that were passed, close-on-exec, at most IPC_SOCK_PASS_MAX into FDS, and adds the bytes
 * that came along to TEXT: how many descriptors (0: a message without any), -ENOTCONN: the other end has
 * closed, or -errno. */
int ipc_sock_take(int fd, int *fds, struct buf *text, const struct ipc_wait *w);

/* Datagrams and the records of SOCK_SEQPACKET (sock_gram.c). */
#define IPC_SOCK_ADDRESS_SIZE 128
#define IPC_SOCK_HOST_SIZE 46                                /* INET6_ADDRSTRLEN */
struct ipc_sock_end {                                        /* who sent one, or is to have one */
	_Alignas(uint64_t) char addr[IPC_SOCK_ADDRESS_SIZE]; /* struct sockaddr_storage */
	unsigned len;                                        /* 0: it has no name, and cannot be answered */
	int dir;                                             /* a descriptor that ADDR needs; -1: none */
	bool has_who; /* the kernel's word for who it is: option passcred of a UNIX socket */
	pid_t pid;
	uid_t uid;
	gid_t gid;
	bool has_came; /* when the kernel got it: option timestamp */
	struct timespec came;
	char to[IPC_SOCK_HOST_SIZE]; /* the address it was sent to: option pktinfo; "": not known */
	unsigned to_link;            /* and the interface it came by */
};
/* Adds the next one to OUT, whole however long it is, and says who sent it: its length or -errno. PEEK: it
 * stays there. 0 is an empty datagram, of SOCK_SEQPACKET the end. -EOVERFLOW: another reader took what was
 * there, a longer one came, and its end is lost. */
ssize_t ipc_datagram_take(
	int fd, bool peek, struct buf *out, struct ipc_sock_end *from, const struct ipc_wait *w);
/* Sends one; TO NULL: to whom FD is connected. 0 or -errno; -EMSGSIZE: over ipc_datagram_most(). */
int ipc_datagram_put(
	int fd, const void *p, size_t n, const struct ipc_sock_end *to, const struct ipc_wait *w);
uint64_t ipc_datagram_most(int fd);
int ipc_datagram_want_cred(int fd); /* of a UNIX socket: with each one comes who sent it; 0 or -errno */
/* What an address is for FD: 0 or -errno; -EAFNOSUPPORT: it is one of another kind of socket. Pair it with
 * ipc_sock_end_done(). */
int ipc_sock_end_for(int fd, const struct ipc_address *a, struct ipc_sock_end *out, struct trouble *why);
void ipc_sock_end_done(struct ipc_sock_end *e);
/* Adds its address as it is typed; nothing where it has none. 0 or -errno. */
int ipc_sock_end_print(int fd, const struct ipc_sock_end *e, struct buf *out);
/* Adds HOST%INTERFACE that it was sent to; nothing where that is not known. */
void ipc_sock_end_print_to(const struct ipc_sock_end *e, struct buf *out);

/* ---- options of sockets and of descriptors, by name (option.c, sockopt.c, fdopt.c) -------------------- */

enum ipc_option_kind {
	IPC_OPTION_NUMBER,
	IPC_OPTION_SECONDS, /* its value is nanoseconds */
	IPC_OPTION_LINGER,  /* its value is seconds; < 0: off */
	IPC_OPTION_TEXT,
	IPC_OPTION_IOCTL,   /* a figure that ioctl(2) gives */
	IPC_OPTION_FIGURE,  /* one of struct tcp_info (tcp(7)); its number is where it stands there */
	IPC_OPTION_DEVICE,  /* an interface, of any socket; its value is the number of that, 0: any */
	IPC_OPTION_LINK,    /* an interface, where groups are; likewise */
	IPC_OPTION_GROUP,   /* a group of multicast, with a sender or without: can only be set */
	IPC_OPTION_SOURCE,  /* a group with a sender: likewise */
	IPC_OPTION_FLAG,    /* of an open file: fcntl(2), F_SETFL */
	IPC_OPTION_CLOEXEC, /* of a descriptor */
	IPC_OPTION_OWNER,   /* a process, < 0: a group of processes, 0: none */
	IPC_OPTION_SIGNAL,  /* 0: SIGIO, or SIGURG */
	IPC_OPTION_LEASE,
};
struct ipc_option {
	const char *name;
	int level, number; /* of getsockopt(2); the flag of an open file */
	int number6;       /* an IPv6 socket's own beside that of IPPROTO_IP; 0: there is none */
	enum ipc_option_kind kind;
	bool fixed; /* it cannot be set */
	const char *help;
};
extern const struct ipc_option ipc_sock_options[], ipc_fd_options[]; /* one without a name ends them */

struct ipc_link {
	unsigned index;   /* 0: none in particular */
	uint32_t address; /* of IPv4 that it has, in network order; 0: none */
};
struct ipc_group {
	unsigned link; /* the number of an interface; 0: the kernel picks one */
	bool sourced;
	_Alignas(uint64_t) char group[IPC_SOCK_ADDRESS_SIZE], source[IPC_SOCK_ADDRESS_SIZE];
};
#define IPC_OPTION_TEXT_SIZE 16
struct ipc_option_value { /* what the kind says */
	int64_t number;
	struct ipc_link link;
	struct ipc_group group;
	char text[IPC_OPTION_TEXT_SIZE];
};
struct ipc_setting {
	const struct ipc_option *option;
	struct ipc_option_value value;
};
/* The one that the N bytes at NAME name; NULL: there is none. */
const struct ipc_option *ipc_option_named(const struct ipc_option *options, const char *name, size_t n);
bool ipc_option_readable(const struct ipc_option *o);
/* 0, or -EINVAL: TEXT is no value for it, WHY says what is wrong. */
int ipc_option_parse(
	const struct ipc_option *o, const char *text, struct ipc_option_value *out, struct trouble *why);
void ipc_option_print(const struct ipc_option *o, const struct ipc_option_value *v, struct buf *out);
/* 0 or -errno; -ENOPROTOOPT: this kind of socket or file does not have it. */
int ipc_option_get(int fd, const struct ipc_option *o, struct ipc_option_value *v);
int ipc_option_set(int fd, const struct ipc_option *o, const struct ipc_option_value *v);

/* ---- signals (sig.c) ----------------------------------------------------------------------------------- */

struct ipc_sig {
	int number;
	pid_t pid; /* who sent it; 0: the kernel */
	uid_t uid;
	int value, fd;
	bool queued; /* by sigqueue(3), a timer or a POSIX queue, with VALUE */
	bool of_fd;  /* FD can be read or written, or was closed: the option `signal' of descriptors */
};
struct ipc_sig ipc_sig_from(const siginfo_t *info); /* async-signal-safe */
/* Takes one of SET, which the caller has blocked, as W says. 0 or -errno. */
int ipc_sig_wait(const sigset_t *set, const struct ipc_wait *w, struct ipc_sig *out);
int ipc_sig_queue(pid_t pid, int sig, int value); /* 0 or -errno (-EAGAIN: RLIMIT_SIGPENDING) */

#endif
