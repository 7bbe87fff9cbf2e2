/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspect.h -- what /proc and the file system know about processes and kernel objects, as plain structs, and
 * their description in words. Nothing here prints. All functions that can fail give 0 or -errno. */
#ifndef IPCSH_INSPECT_H
#define IPCSH_INSPECT_H

#include "base.h"

/* ---- things that outlive a command (things.c, objects.c, process.c) ------------------------------------ */

enum thing_kind {
	THING_SYSV_SHM,    /* ID is the kernel's id, KEY its key */
	THING_SYSV_QUEUE,  /* likewise */
	THING_SYSV_SEM,    /* likewise */
	THING_POSIX_SHM,   /* NAME is its name with the slash */
	THING_POSIX_SEM,   /* likewise */
	THING_POSIX_QUEUE, /* likewise */
	THING_FILE,        /* NAME is its path */
	THING_FOLDER,      /* likewise */
	THING_DESCRIPTOR,  /* ID is its number, NAME what /proc says it is open on */
	THING_PROCESS,     /* ID is its number, NAME its command line */
};

struct thing {
	enum thing_kind kind;
	int64_t id;
	uint32_t key;
	char *name; /* malloc'ed; NULL: none */
};

struct things {
	struct thing *v;
	size_t n, cap;
};

void things_free(struct things *t); /* the set may be used again */
/* Takes out of NOW all that BEFORE has too: same kind, id and, but for descriptors and processes, name. */
void things_subtract(struct things *now, const struct things *before);
/* "System V queue 0x1e61 (id 3)", "process 123 (sleep 100)", "file /tmp/x". */
void thing_describe(struct buf *out, const struct thing *t);

/* Snapshots: each adds to OUT what there is now. */

/* All System V objects of this IPC namespace. 0 as well where the kernel has none. */
int inspect_sysv(struct things *out);
enum inspect_folder_kind {
	FOLDER_FILES,  /* files and folders; named as SHOWN/name */
	FOLDER_SHM,    /* POSIX segments and named semaphores */
	FOLDER_QUEUES, /* POSIX queues */
};
/* The entries of folder PATH (not those below them) that belong to user UID ((uid_t)-1: to anybody). A folder
 * that is not there is an empty one. */
int inspect_folder(
	struct things *out, enum inspect_folder_kind kind, const char *path, const char *shown, uid_t uid);
/* The open descriptors of this process, but for the one that lists them. */
int inspect_own_descriptors(struct things *out);
/* All processes below ROOT in the tree of parents and children; zombies are left out. */
int inspect_descendants(struct things *out, pid_t root);
/* Where the message queue file system is mounted: /dev/mqueue if it is, else NULL. */
const char *inspect_mqueue_mount(void);

/* ---- processes (process.c, parse.c) --------------------------------------------------------------------- */

struct proc_info {
	pid_t pid, parent;
	char state;     /* R S D Z T ... */
	char name[64];  /* as the kernel keeps it: any bytes but NUL */
	uint64_t start; /* in clock ticks after the system's start */
	pid_t group;
	unsigned threads;
	uint64_t cpu; /* clock ticks that it and the children that it waited for have used */
};
/* The text of /proc/PID/stat, whatever the name in it: false: it is none. */
bool inspect_parse_stat(const char *text, size_t n, struct proc_info *out);
int inspect_process(pid_t pid, struct proc_info *out); /* -ESRCH: there is none */
/* All that are to be seen, sorted, as an array for free(). */
int inspect_pids(pid_t **out, size_t *n);
int inspect_owner(pid_t pid, uid_t *out); /* -ESRCH: there is none */
/* The command line with its NULs as spaces, cut where it is long, malloc'ed; "?": none is to
 * be seen. A forked copy of this very program that became nothing else has our own, which
 * would mislead: "a subshell". */
char *inspect_command_line(pid_t pid);
/* When it started, in seconds since the epoch, give or take one. */
int inspect_started(pid_t pid, int64_t *out);

/* Signals of a process, a bit for each: signal N is 1 << (N - 1). */
struct proc_signals {
	uint64_t pending, thread_pending, blocked, ignored, caught;
};
/* The text of /proc/PID/status: false: a line is missing. */
bool inspect_parse_signals(const char *text, size_t n, struct proc_signals *out);
int inspect_signals(pid_t pid, struct proc_signals *out);

/* ---- descriptors (fds.c) ---------------------------------------------------------------------------------- */

enum fd_kind {
	FD_FILE,
	FD_FOLDER,
	FD_PIPE,
	FD_FIFO,
	FD_TERMINAL,
	FD_DEVICE,
	FD_SOCKET,
	FD_MEMORY, /* memfd */
	FD_OTHER,  /* eventfd, epoll, ...: NAME says which */
	FD_KINDS
};
extern const char *const fd_kind_names[FD_KINDS];

struct fd_info {
	int fd;
	enum fd_kind kind;
	char *name; /* what /proc says it is open on; malloc'ed */
	uint64_t dev, ino;
	bool has_ino, has_info; /* false: the fields could not be read */
	unsigned flags;         /* of open(2), with O_CLOEXEC */
	int64_t offset;
	uint64_t mount;
	uint64_t size; /* of a file */
};
struct fd_list {
	pid_t pid;
	struct fd_info *v; /* [n], sorted by number */
	size_t n, cap;
};
/* What the process has open, but for what looks. -EACCES: not to be seen by this user; -ESRCH. */
int inspect_fds(pid_t pid, struct fd_list *out);
void fd_list_free(struct fd_list *list);
/* The text of /proc/PID/fdinfo/N: false: a line is missing. */
bool inspect_parse_fdinfo(const char *text, size_t n, struct fd_info *out);
/* Whether two descriptors are one open file: 1, 0, or -errno (-EPERM: not to be found out by this user). */
int inspect_same_file(pid_t a, int fd_a, pid_t b, int fd_b);
/* "append,cloexec": all but the access mode. */
void inspect_flags(struct buf *out, unsigned flags);
const char *inspect_access(unsigned flags); /* "r", "w", "rw", or "-" for O_PATH */

/* Every descriptor of every process. */
struct held {
	pid_t pid;
	int fd;
	uint64_t dev, ino;
	bool reads, writes;
	bool fifo, socket;
};
struct world {
	struct held *v; /* [n] */
	size_t n, cap;
	size_t hidden; /* processes whose descriptors this user may not see */
};
int inspect_world(struct world *out);
void world_free(struct world *w);

/* ---- sockets (sockets.c) ---------------------------------------------------------------------------------- */

struct sock_info {
	uint64_t ino, peer; /* PEER: of a UNIX socket's other end; 0: none or unknown */
	int family;         /* AF_UNIX, AF_INET, AF_INET6 */
	int type;           /* SOCK_STREAM, ... */
	bool listening;
	char *local, *remote; /* "127.0.0.1:80", "[::1]:80", a path, "@name"; NULL: none */
};
struct sock_list {
	struct sock_info *v;
	size_t n, cap;
	bool peers_known; /* the kernel tells the other ends of UNIX sockets */
};
int inspect_sockets(struct sock_list *out);
void sock_list_free(struct sock_list *list);
const struct sock_info *sock_by_ino(const struct sock_list *list, uint64_t ino); /* NULL: none */
/* The other end, where it is on this machine; NULL: it is not, or not known. */
const struct sock_info *sock_peer(const struct sock_list *list, const struct sock_info *s);
/* A line of /proc/net/tcp, tcp6 or udp (FAMILY): false: it is none. */
bool inspect_parse_inet(const char *line, size_t n, int family, struct sock_info *out);

/* ---- memory (maps.c) -------------------------------------------------------------------------------------- */

struct map_range {
	uint64_t start, end, offset, dev, ino;
	char rights[5]; /* "rwxp", "r--s" */
	char *name;     /* "": none; malloc'ed */
};
struct map_list {
	struct map_range *v;
	size_t n, cap;
};
/* A line of /proc/PID/maps, without its newline. */
bool inspect_parse_map(const char *line, size_t n, struct map_range *out);
int inspect_maps(pid_t pid, struct map_list *out);
void map_list_free(struct map_list *list);

/* ---- System V objects, whoever they belong to (sysv.c) ---------------------------------------------------- */

enum sysv_kind { SYSV_SHM, SYSV_MQ, SYSV_SEM, SYSV_KINDS };
struct sysv_object {
	enum sysv_kind kind;
	int id;
	uint32_t key;
	mode_t mode; /* nine bits */
	uid_t uid, made_by;
	uint64_t size;    /* bytes of a segment, or in a queue; semaphores in a set */
	uint64_t count;   /* attachments of a segment; messages in a queue */
	pid_t maker;      /* of a segment */
	pid_t last;       /* who attached or detached a segment last, or sent last; 0: see LAST_USED */
	pid_t receiver;   /* who received last */
	int64_t used;     /* attached, sent or operated last, in seconds since the epoch; 0: never */
	int64_t released; /* detached, or received last; 0: never */
	int64_t changed;  /* made, or its owner or mode changed */
	bool removed;
};
struct sysv_list {
	struct sysv_object *v;
	size_t n, cap;
};
bool inspect_parse_sysv(enum sysv_kind kind, const char *line, struct sysv_object *out);
int inspect_sysv_objects(struct sysv_list *out);
void sysv_list_free(struct sysv_list *list);
int64_t sysv_last_used(const struct sysv_object *o);

/* ---- orphans (sysv.c): see design.md. What is not known is no orphan. --------------------------------------- */

enum orphan { ORPHAN_NO, ORPHAN_YES, ORPHAN_UNKNOWN };
/* Whether the process that used an object last at LAST_USED has ended: pid 0 is unknown; a living one that
 * started later is another with the same number. */
enum orphan inspect_gone(pid_t pid, int64_t last_used);
enum orphan inspect_orphan(const struct sysv_object *o);

/* ---- who holds an object (holders.c) ------------------------------------------------------------------------ */

struct holder {
	pid_t pid;
	int fd;          /* < 0: none */
	const char *how; /* "attached", "open", "mapped", "last sender", ... */
};
struct holders {
	struct holder *v;
	size_t n, cap;
	size_t hidden; /* processes that this user may not look into */
};
void holders_add(struct holders *h, pid_t pid, int fd, const char *how);
void holders_free(struct holders *h);
/* Who has the segment with this id attached. */
int inspect_attached(int id, struct holders *out);
/* Who has the file open or mapped. */
int inspect_open(uint64_t dev, uint64_t ino, struct holders *out);
/* Who sleeps in msgsnd, msgrcv or semop on this System V object; only where /proc tells. */
int inspect_waiting(enum sysv_kind kind, int id, struct holders *out);

/* ---- who waits for whom (flow.c, flowwait.c) ---------------------------------------------------------------- */

/* What keeps a process from going on. */
enum blocked {
	BLOCKED_NOT,     /* it runs, or is ready to */
	BLOCKED_STOPPED, /* by a signal or a debugger */
	BLOCKED_ENDED,
	BLOCKED_DEVICE, /* not even a signal ends it */
	BLOCKED_READ,   /* descriptor ID gives nothing */
	BLOCKED_WRITE,  /* descriptor ID takes nothing */
	BLOCKED_LOCK,   /* on the file of descriptor ID */
	BLOCKED_ACCEPT, /* descriptor ID, and so below */
	BLOCKED_CONNECT,
	BLOCKED_OPEN,      /* a FIFO whose other end nobody has open */
	BLOCKED_CHILD,     /* process ID; -1: any */
	BLOCKED_SEMAPHORE, /* set ID */
	BLOCKED_QUEUE,     /* ID */
	BLOCKED_POLL,      /* any of several descriptors */
	BLOCKED_FUTEX,
	BLOCKED_SIGNAL,
	BLOCKED_SLEEP,
	BLOCKED_OTHER,
};

/* The text of /proc/PID/syscall: false: it is none. */
bool inspect_parse_call(const char *text, size_t n, enum blocked *blocked, int *id);
/* The text of /proc/PID/wchan, which says less: ID is -1. */
enum blocked inspect_parse_wchan(const char *text, size_t n);
bool inspect_parse_io(const char *text, size_t n, uint64_t *in, uint64_t *out);

struct file_lock {
	uint64_t dev, ino;
	pid_t pid;    /* <= 0: not known */
	bool waiting; /* for it */
};
bool inspect_parse_lock(const char *line, size_t n, struct file_lock *out); /* of /proc/locks */

#define FLOW_NONE SIZE_MAX

struct flow_proc {
	struct proc_info info; /* PID 0: it ended before anybody looked */
	char label[24];        /* "2": the second stage; "2.1": its first child; "": not watched */
	size_t above;          /* index of the process that it is a child of; FLOW_NONE: a stage */
	bool has_io;
	uint64_t in, out; /* bytes read and written so far, also by children that it waited for */
	enum blocked blocked;
	int id;
	struct fd_list fds;
	uint64_t switches; /* how often it went to sleep */
	bool steady;       /* it slept all the while the snapshot was taken */
	size_t *wakers;    /* [n_wakers]: indices of those who could end its wait */
	size_t n_wakers, cap_wakers;
	bool wakers_known; /* nobody else could, as far as is known */
	bool deadlocked;
};

/* Stages with their children, in the order of their labels, then those whom they wait for. */
struct flows {
	struct flow_proc *v; /* [n]; the first N_WATCHED are watched */
	size_t n, cap, n_watched;
	struct proc_info *all; /* [n_all], sorted: every process there is */
	size_t n_all;
	pid_t self;    /* the shell that looks */
	int64_t at_ns; /* of the monotonic clock since boot */
};

/* Everything about the processes STAGES[N] and all below them. Nothing is opened or stopped: whoever holds an
 * end of a pipe, be it for an instant, changes who sees its end. 0 or -errno. */
int inspect_flow(struct flows *out, const pid_t *stages, size_t n, pid_t self);
void flow_free(struct flows *f);
/* The members of a process group whose parent is not one, as an array for free(). -ESRCH: there are none. */
int inspect_group(pid_t group, pid_t **out, size_t *n);

/* What else has to be known: who holds which end. */
struct flow_scene {
	struct world world;
	struct sock_list socks;
	struct file_lock *locks;
	size_t n_locks, cap_locks;
};
/* The index of process PID in F, which may grow; FLOW_NONE: nothing is known of it. */
typedef size_t (*flow_find_fn)(struct flows *f, pid_t pid);
size_t flow_find(struct flows *f, pid_t pid);                                   /* without growing */
void flow_link(struct flows *f, const struct flow_scene *s, flow_find_fn find); /* sets the wakers */
/* Marks those who wait for each other alone: all who could end the wait of one are among them. */
void flow_mark_deadlocks(struct flows *f);
/* One circle of waiting from the deadlocked process FROM on: indices in PATH (room for f->n). Gives its
 * length. */
size_t flow_circle(const struct flows *f, size_t from, size_t *path);
/* "writing to a full pipe: waits for stage 3" */
void flow_describe(struct buf *out, const struct flows *f, size_t i);
/* "stage 1 waits for 2, which waits for 1" */
void flow_describe_circle(struct buf *out, const struct flows *f, const size_t *path, size_t n);
/* The regular file that the process reads through, and how far it is (OFFSET of SIZE); NULL: none. */
const struct fd_info *flow_file(const struct flows *f, size_t i);

#endif
